/* SPDX-License-Identifier: BSD-3-Clause */
/* The body of a message whose media type nobody dissects: table "media", key
 * 0. */
#include <tapir/dissect.h>

enum { F_TYPE, NFIELDS };

static const tp_field_desc fields[NFIELDS] = {
	[F_TYPE] = { "media.type", "Media type", TP_FT_BYTES },
};

static tp_rc
dissect(void *self, tp_tvb *t, const void *arg)
{
	uint32_t n = t->len < t->caplen ? t->len : t->caplen;

	(void)self;
	(void)arg;
	(void)tp_add_ptr(t, F_TYPE, 0, n, t->data, n);
	return (tp_rc)n;
}

static const tp_protocol media = {
	.name = "media",
	.long_name = "Media Type",
	.fields = fields,
	.nfields = NFIELDS,
	.keys = (const tp_key[]){ { .table = "media" }, { NULL } },
	.dissect = dissect,
};
TP_REGISTER(media);
