/* SPDX-License-Identifier: BSD-3-Clause */
/* Internet Protocol version 4 (RFC 791). */
#include <tapir/dissect.h>

enum { F_VERSION, F_HDR_LEN, F_LEN, F_ID, F_TTL, F_PROTO, F_CHECKSUM, F_SRC,
    F_DST, NFIELDS };

static const char *const any_addr[] = { "ip.addr", NULL };

static const tp_field_desc fields[NFIELDS] = {
	[F_VERSION] = { "ip.version", "Version", TP_FT_UINT8, TP_BASE_DEC,
	    .bitmask = 0xf0 },
	[F_HDR_LEN] = { "ip.hdr_len", "Header Length", TP_FT_UINT8,
	    TP_BASE_DEC },
	[F_LEN] = { "ip.len", "Total Length", TP_FT_UINT16, TP_BASE_DEC },
	[F_ID] = { "ip.id", "Identification", TP_FT_UINT16, TP_BASE_HEX },
	[F_TTL] = { "ip.ttl", "Time to Live", TP_FT_UINT8, TP_BASE_DEC },
	[F_PROTO] = { "ip.proto", "Protocol", TP_FT_UINT8, TP_BASE_DEC },
	[F_CHECKSUM] = { "ip.checksum", "Header Checksum", TP_FT_UINT16,
	    TP_BASE_HEX },
	[F_SRC] = { "ip.src", "Source Address", TP_FT_IPV4,
	    .aliases = any_addr },
	[F_DST] = { "ip.dst", "Destination Address", TP_FT_IPV4,
	    .aliases = any_addr },
};

enum { T_PROTO };

static tp_rc
dissect(void *self, tp_tvb *t, const void *arg)
{
	const tp_self *me = self;
	uint32_t hlen = (tp_peek_u8(t, 0) & 0x0f) * 4, len, proto, ttl;
	const uint8_t *src, *dst;
	tp_ip_arg ip = { .size = sizeof(ip), .version = 4 };
	tp_tvb payload;

	(void)arg;
	tp_add_bits(t, F_VERSION, 0, 1, tp_u8(t));
	(void)tp_add(t, F_HDR_LEN, 0, 1, hlen);
	(void)tp_u8(t);
	len = tp_f_be16(t, F_LEN);
	(void)tp_f_be16(t, F_ID);
	(void)tp_be16(t);
	ttl = tp_f_u8(t, F_TTL);
	proto = tp_f_u8(t, F_PROTO);
	(void)tp_f_be16(t, F_CHECKSUM);
	src = tp_f_bytes(t, F_SRC, 4);
	dst = tp_f_bytes(t, F_DST, 4);
	if (t->err)
		return t->err;
	t->pkt->host->set_len(t, 0, hlen);
	t->pkt->host->set_net(t, TP_FT_IPV4, src, dst);
	if ((t->pkt->opts & TP_OPT_LINK) == 0)
		tp_puts(t, "IP ");
	(void)tp_take(t, hlen > 20 ? hlen - 20 : 0);
	payload = tp_sub(t, len > hlen ? len - hlen : 0);
	ip.ttl = ttl;
	ip.header = hlen;
	if (t->pkt->host->call_uint(me->tables[T_PROTO], proto, &payload,
	    &ip) == TP_REJECT) {
		tp_addr(t, TP_FT_IPV4, src);
		tp_puts(t, " > ");
		tp_addr(t, TP_FT_IPV4, dst);
		tp_text(t, ": ip-proto-%u %u", proto, payload.len);
	}
	return tp_done(t);
}

static const tp_protocol ip = {
	.name = "ip",
	.long_name = "Internet Protocol Version 4",
	.fields = fields,
	.nfields = NFIELDS,
	.tables = { [T_PROTO] = "ip.proto" },
	.keys = (const tp_key[]){ { .table = "ethertype", .lo = 0x0800 },
	    { .table = "linktype", .lo = 101 },
	    { .table = "ip.proto", .lo = 4 }, { NULL } },
	.dissect = dissect,
};
TP_REGISTER(ip);
