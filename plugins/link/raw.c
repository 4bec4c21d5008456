/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * IP of either version without a link layer: LINKTYPE_RAW, and the number
 * that the BSDs wrote for it.
 */
#include "link.h"

enum { T_ETHERTYPE, T_DATA };

static tp_rc
dissect(void *self, tp_tvb *t, const void *arg)
{
	const tp_self *me = self;
	uint32_t version = tp_peek_u8(t, 0) >> 4;

	(void)arg;
	if (t->err)
		return t->err;
	if (version != 4 && version != 6) {
		tp_text(t, "IP%u", version);
		t->pkt->host->set_len(t, 0, 0);
		if (tp_has(t, 0, 8))	/* Wireshark looks at so many first */
			tp_data(me->tables[T_DATA], t);
		return tp_malformed(t);
	}
	t->pkt->host->set_len(t, 0, 0);
	if (t->pkt->host->call_uint(me->tables[T_ETHERTYPE], version == 4 ?
	    ETHERTYPE_IPV4 : ETHERTYPE_IPV6, t, NULL) == TP_REJECT)
		t->pkt->host->dump(t);
	return tp_done(t);
}

static const tp_protocol raw = {
	.name = "raw",
	.long_name = "Raw packet data",
	.text_name = "ip",
	.tables = { [T_ETHERTYPE] = "ethertype", [T_DATA] = "data" },
	.keys = (const tp_key[]){ { .table = "linktype", .lo = 12 },
	    { .table = "linktype", .lo = 101 }, { NULL } },
	.dissect = dissect,
};
TP_REGISTER(raw);
