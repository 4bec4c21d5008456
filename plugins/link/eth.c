/* SPDX-License-Identifier: BSD-3-Clause */
/* Ethernet II and IEEE 802.3 (IEEE Std 802.3, 3.2). */
#include <tapir/dissect.h>

enum { F_DST, F_SRC, F_TYPE, F_LEN, NFIELDS };

static const char *const any_addr[] = { "eth.addr", NULL };

static const tp_value_string types[] = {
	{ 0x0800, "IPv4" }, { 0x86dd, "IPv6" }, { 0x0806, "ARP" },
	{ 0x8100, "802.1Q" }, { 0, NULL }
};

static const tp_field_desc fields[NFIELDS] = {
	[F_DST] = { "eth.dst", "Destination", TP_FT_ETHER, .aliases = any_addr },
	[F_SRC] = { "eth.src", "Source", TP_FT_ETHER, .aliases = any_addr },
	[F_TYPE] = { "eth.type", "Type", TP_FT_UINT16, TP_BASE_HEX,
	    .strings = types },
	[F_LEN] = { "eth.len", "Length", TP_FT_UINT16, TP_BASE_DEC },
};

enum { T_ETHERTYPE };

static tp_rc
dissect(void *self, tp_tvb *t, const void *arg)
{
	const tp_self *me = self;
	const uint8_t *dst = tp_f_bytes(t, F_DST, 6);
	const uint8_t *src = tp_f_bytes(t, F_SRC, 6);
	uint32_t type = tp_f_be16(t, F_TYPE);
	tp_tvb payload;

	(void)arg;
	t->pkt->link_len = 14;
	t->pkt->host->set_len(t, 0, 14);
	if (t->pkt->opts & TP_OPT_LINK) {
		tp_addr(t, TP_FT_ETHER, src);
		tp_puts(t, " > ");
		tp_addr(t, TP_FT_ETHER, dst);
		tp_puts(t, ", ethertype ");
		tp_puts(t, tp_string(types, type) ? tp_string(types, type) :
		    "Unknown");
		tp_text(t, " (0x%04x), length %u: ", type, t->len);
	}
	payload = tp_rest(t, tp_unread(t));
	if (t->pkt->host->call_uint(me->tables[T_ETHERTYPE], type, &payload,
	    NULL) == TP_REJECT)
		t->pkt->host->dump(&payload);
	return tp_done(t);
}

static const tp_protocol eth = {
	.name = "eth",
	.long_name = "Ethernet",
	.text_name = "ether",
	.fields = fields,
	.nfields = NFIELDS,
	.tables = { [T_ETHERTYPE] = "ethertype" },
	.keys = (const tp_key[]){ { .table = "linktype", .lo = 1 }, { NULL } },
	.dissect = dissect,
};
TP_REGISTER(eth);
