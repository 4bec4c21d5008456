/* SPDX-License-Identifier: BSD-3-Clause */
/* What nobody dissects, as octets: table "data", key 0. */
#include <tapir/dissect.h>

enum { F_DATA, F_LEN, NFIELDS };

static const tp_field_desc fields[NFIELDS] = {
	[F_DATA] = { "data.data", "Data", TP_FT_BYTES },
	[F_LEN] = { "data.len", "Length", TP_FT_INT32, TP_BASE_DEC },
};

static tp_rc
dissect(void *self, tp_tvb *t, const void *arg)
{
	uint32_t n = t->len < t->caplen ? t->len : t->caplen;

	(void)self;
	(void)arg;
	if (n == 0)
		return TP_REJECT;
	(void)tp_add_ptr(t, F_DATA, 0, n, t->data, n);
	(void)tp_add_generated(t, F_LEN, 0, 0, n);
	return (tp_rc)n;
}

static const tp_protocol data = {
	.name = "data",
	.long_name = "Data",
	.fields = fields,
	.nfields = NFIELDS,
	.keys = (const tp_key[]){ { .table = "data" }, { NULL } },
	.dissect = dissect,
};
TP_REGISTER(data);
