/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Routing header of IPv6 (RFC 8200, 4.4): type 0 (RFC 2460, deprecated by
 * RFC 5095), type 2 (RFC 6275, 6.4), RPL (RFC 6554), segments (RFC 8754),
 * compact ones (RFC 9631).
 */
#include "ipproto.h"
#include "ipv6.h"

enum {
	F_NXT, F_LEN, F_LEN_OCT, F_TYPE, F_SEGLEFT, F_UNKNOWN,
	F_SRC_RESERVED, F_SRC_ADDR, F_MIPV6_RESERVED, F_MIPV6_HOME,
	F_RPL_CMPRI, F_RPL_CMPRE, F_RPL_PAD, F_RPL_RESERVED, F_RPL_COUNT,
	F_RPL_ADDR, F_RPL_FULL, F_SRH_LAST, F_SRH_FLAGS, F_SRH_TAG,
	F_SRH_ADDR, F_CRH16_SID, F_CRH16_CURRENT, F_CRH32_SID,
	F_CRH32_CURRENT, NFIELDS
};

enum {
	TYPE_SOURCE = 0, TYPE_MIPV6 = 2, TYPE_RPL = 3, TYPE_SRH = 4,
	TYPE_CRH16 = 5, TYPE_CRH32 = 6
};

static const tp_value_string types[] = {
	{ 0, "Source Route" }, { 1, "Nimrod" }, { 2, "Type 2 Routing" },
	{ 3, "RPL Source Route" }, { 4, "Segment Routing" },
	{ 5, "Compact Routing Header 16" },
	{ 6, "Compact Routing Header 32" }, { 253, "Experiment 1" },
	{ 254, "Experiment 2" }, { 0, NULL }
};

#define F(a, n, ...) { "ipv6.routing." a, n, __VA_ARGS__ }

static const tp_field_desc fields[NFIELDS] = {
	[F_NXT] = F("nxt", "Next Header", TP_FT_UINT8, TP_BASE_DEC,
	    .strings = ipproto_strings),
	[F_LEN] = F("len", "Length", TP_FT_UINT8, TP_BASE_DEC),
	[F_LEN_OCT] = F("len_oct", "Length", TP_FT_UINT16, TP_BASE_DEC),
	[F_TYPE] = F("type", "Type", TP_FT_UINT8, TP_BASE_DEC,
	    .strings = types),
	[F_SEGLEFT] = F("segleft", "Segments Left", TP_FT_UINT8,
	    TP_BASE_DEC),
	[F_UNKNOWN] = F("unknown_data", "Type-Specific Data", TP_FT_BYTES),
	[F_SRC_RESERVED] = F("src.reserved", "Reserved", TP_FT_BYTES),
	[F_SRC_ADDR] = F("src.addr", "Address", TP_FT_IPV6),
	[F_MIPV6_RESERVED] = F("mipv6.reserved", "Reserved", TP_FT_BYTES),
	[F_MIPV6_HOME] = F("mipv6.home_address", "Home Address",
	    TP_FT_IPV6),
	[F_RPL_CMPRI] = F("rpl.cmprI", "Compressed Internal Octets (CmprI)",
	    TP_FT_UINT32, TP_BASE_DEC, 0xf0000000),
	[F_RPL_CMPRE] = F("rpl.cmprE", "Compressed Final Octets (CmprE)",
	    TP_FT_UINT32, TP_BASE_DEC, 0x0f000000),
	[F_RPL_PAD] = F("rpl.pad", "Padding Bytes", TP_FT_UINT32,
	    TP_BASE_DEC, 0x00f00000),
	[F_RPL_RESERVED] = F("rpl.reserved", "Reserved", TP_FT_UINT32,
	    TP_BASE_DEC, 0x000fffff),
	[F_RPL_COUNT] = F("rpl.addr_count", "Total Address Count",
	    TP_FT_INT32, TP_BASE_DEC),
	[F_RPL_ADDR] = F("rpl.address", "Address", TP_FT_BYTES),
	[F_RPL_FULL] = F("rpl.full_address", "Full Address", TP_FT_IPV6),
	[F_SRH_LAST] = F("srh.last_entry", "Last Entry", TP_FT_UINT8,
	    TP_BASE_DEC),
	[F_SRH_FLAGS] = F("srh.flags", "Flags", TP_FT_UINT8, TP_BASE_HEX),
	[F_SRH_TAG] = F("srh.tag", "Tag", TP_FT_BYTES),
	[F_SRH_ADDR] = F("srh.addr", "Address", TP_FT_IPV6),
	[F_CRH16_SID] = F("crh16.sid", "Segment ID", TP_FT_UINT16,
	    TP_BASE_DEC),
	[F_CRH16_CURRENT] = F("crh16.current_sid", "Current SID",
	    TP_FT_UINT16, TP_BASE_DEC),
	[F_CRH32_SID] = F("crh32.sid", "Segment ID", TP_FT_UINT32,
	    TP_BASE_DEC),
	[F_CRH32_CURRENT] = F("crh32.current_sid", "Current SID",
	    TP_FT_UINT32, TP_BASE_DEC),
};

/* n addresses from the cursor on; the number of those that are there. */
static uint32_t
addresses(tp_tvb *t, tp_field f, uint32_t n)
{
	uint32_t i = 0;

	for (; i < n; i++) {
		const uint8_t *p = tp_f_bytes(t, f, 16);

		if (p == NULL)
			break;
		tp_text(t, ", [%u]", i);
		tp_addr(t, TP_FT_IPV6, p);
	}
	return i;
}

/* Types 0 and 2: four octets reserved, then addresses. */
static void
source_route(tp_tvb *t, struct ipv6_chain *c, uint32_t type, uint32_t len)
{
	tp_field addr = type == TYPE_SOURCE ? F_SRC_ADDR : F_MIPV6_HOME;
	tp_field reserved = type == TYPE_SOURCE ? F_SRC_RESERVED :
	    F_MIPV6_RESERVED;
	const uint8_t *p = tp_f_bytes(t, reserved, 4);

	if (t->pkt->verbose && p != NULL)
		tp_text(t, ", rsv=0x%0x", tp_ld32(p));
	if (len & 1) {
		tp_text(t, " (invalid length %u)", len);
		(void)tp_malformed(t);
		return;
	}
	if (addresses(t, addr, len / 2) == len / 2 && len != 0)
		c->dst = t->data + t->off - 16;
}

/*
 * RFC 8754, 2.1.2.  The length of an HMAC is that of what follows it, octets
 * of flags and key included; some count the HMAC alone.
 */
static void
text_hmac(tp_tvb *t, uint32_t o, uint32_t len, uint32_t room)
{
	uint32_t n = len + 6 <= room ? len : len - 6;

	if (len < 6)
		return;
	tp_text(t, ", D=%u", tp_peek_u8(t, o) >> 7);
	tp_text(t, ", HMAC-key-ID=0x%08x, HMAC=0x", tp_peek_be32(t, o + 2));
	for (uint32_t i = 0; i < n && !t->err; i++)
		tp_text(t, "%02x", tp_peek_u8(t, o + 6 + i));
}

/* The octets of the header that its segments leave (RFC 8754, 2.1). */
static void
text_tlvs(tp_tvb *t, uint32_t end)
{
	static const tp_value_string tlvs[] = {
		{ 0, "Pad1" }, { 1, "Ingress Node" }, { 2, "Egress Node" },
		{ 3, "Opaque" }, { 4, "PadN" }, { 5, "HMAC" }, { 0, NULL }
	};
	uint32_t o = t->off;

	while (o < end && !t->err) {
		uint32_t type = tp_peek_u8(t, o++), len;
		const char *name = tp_string(tlvs, type);

		tp_text(t, ", TLV-type=%s(%u)", name ? name : "Unknown",
		    type);
		if (type == 0)
			continue;
		len = tp_peek_u8(t, o++);
		tp_text(t, ", TLV-len=%u", len);
		if (type == 5 && t->pkt->verbose)
			text_hmac(t, o, len, end > o ? end - o : 0);
		/* an HMAC is the last one, however its length is counted */
		o = type == 5 ? end : o + len;
	}
}

static void
segments(tp_tvb *t, struct ipv6_chain *c, uint32_t len)
{
	uint32_t last, flags, n;
	const uint8_t *tag;

	last = tp_f_u8(t, F_SRH_LAST);
	tp_text(t, ", last-entry=%u", last);
	flags = tp_f_u8(t, F_SRH_FLAGS);
	if (t->pkt->verbose)
		tp_text(t, ", flags=0x%0x", flags);
	tag = tp_f_bytes(t, F_SRH_TAG, 2);
	if (tag != NULL)
		tp_text(t, ", tag=%x", tp_ld16(tag));
	n = last + 1 < len / 2 ? last + 1 : len / 2;
	if (n != 0 && tp_has(t, 8, 16))
		c->dst = t->data + 8;
	(void)addresses(t, F_SRH_ADDR, n);
	text_tlvs(t, 8 + len * 8);
}

/* RFC 6554, 3: addresses without the octets that they share with another. */
static void
add_rpl(tp_tvb *t, struct ipv6_chain *c, uint32_t left, uint32_t len)
{
	uint32_t word, cmpr_i, cmpr_e, pad, n, o = 8;

	if (!tp_has(t, 4, 4 + len * 8) || len == 0)
		return;
	word = tp_ld32(t->data + 4);
	cmpr_i = word >> 28;
	cmpr_e = word >> 24 & 15;
	pad = word >> 20 & 15;
	tp_add_bits(t, F_RPL_CMPRI, 4, 4, word);
	tp_add_bits(t, F_RPL_CMPRE, 4, 4, word);
	tp_add_bits(t, F_RPL_PAD, 4, 4, word);
	tp_add_bits(t, F_RPL_RESERVED, 4, 4, word);
	if (pad + 16 - cmpr_e > len * 8)
		return;
	n = (len * 8 - pad - (16 - cmpr_e)) / (16 - cmpr_i) + 1;
	(void)tp_add(t, F_RPL_COUNT, 4, 2, n);
	for (uint32_t i = 1; i <= n; i++) {
		uint32_t shared = i == n ? cmpr_e : cmpr_i, k = 16 - shared;
		uint8_t *full = t->pkt->host->alloc(t->pkt, 16);

		tp_at_bytes(t, F_RPL_ADDR, o, k);
		if (full == NULL)
			return;
		memcpy(full, c->dst, shared);
		memcpy(full + shared, t->data + o, k);
		(void)tp_add_ptr(t, F_RPL_FULL, o, k, full, 16);
		if (i == n && left != 0)
			c->dst = full;
		o += k;
	}
}

static uint32_t
sid(const tp_tvb *t, uint32_t o, uint32_t n)
{
	return n == 2 ? tp_ld16(t->data + o) : tp_ld32(t->data + o);
}

/* RFC 9631, 4: identifiers of n octets; the list may end with a zero. */
static void
add_compact(tp_tvb *t, uint32_t n, uint32_t left, uint32_t len)
{
	tp_field of_list = n == 2 ? F_CRH16_SID : F_CRH32_SID;
	tp_field current = n == 2 ? F_CRH16_CURRENT : F_CRH32_CURRENT;
	uint32_t end = 8 + len * 8, o = 4 + left * n;

	if (o + n <= end && tp_has(t, o, n))
		(void)tp_add_generated(t, current, o, n, sid(t, o, n));
	for (o = 4; o + n <= end && tp_has(t, o, n); o += n) {
		if (sid(t, o, n) == 0)
			break;
		(void)tp_add(t, of_list, o, n, sid(t, o, n));
	}
}

/* tcpdump knows no other types, and nothing of what follows them. */
static void
unknown(tp_tvb *t, struct ipv6_chain *c, uint32_t type, uint32_t left,
    uint32_t len)
{
	if (type == TYPE_RPL)
		add_rpl(t, c, left, len);
	else if (type == TYPE_CRH16 || type == TYPE_CRH32)
		add_compact(t, type == TYPE_CRH16 ? 2 : 4, left, len);
	else
		tp_at_bytes(t, F_UNKNOWN, 4, 4 + len * 8);
	tp_puts(t, " (unknown type) (invalid)");
	c->silent = 1;
}

static tp_rc
dissect(void *self, tp_tvb *t, const void *arg)
{
	struct ipv6_chain *c = ((const struct ipv6_ext_arg *)arg)->chain;
	uint32_t len, type, left;

	(void)self;
	if (tp_left(t) == 0)
		t->name = "ip6";
	(void)tp_f_u8(t, F_NXT);
	tp_puts(t, "RT6");
	len = tp_f_u8(t, F_LEN);
	(void)tp_add(t, F_LEN_OCT, 1, 1, len * 8 + 8);
	t->pkt->host->set_len(t, 0, len * 8 + 8);
	tp_text(t, " (len=%u", len);
	type = tp_f_u8(t, F_TYPE);
	tp_text(t, ", type=%u%s", type,
	    type == TYPE_SOURCE ? " [Deprecated]" : "");
	left = tp_f_u8(t, F_SEGLEFT);
	tp_text(t, ", segleft=%u", left);
	if (type == TYPE_SOURCE || type == TYPE_MIPV6)
		source_route(t, c, type, len);
	else if (type == TYPE_SRH)
		segments(t, c, len);
	else
		unknown(t, c, type, left, len);
	if (!c->silent)
		tp_puts(t, ") ");
	return t->err ? t->err : (tp_rc)(len * 8 + 8);
}

static const tp_protocol ipv6_routing = {
	.name = "ipv6.routing",
	.long_name = "Routing Header for IPv6",
	.text_name = "rt6",
	.flags = TP_DISSECTOR_ANSWERS,
	.fields = fields,
	.nfields = NFIELDS,
	.keys = (const tp_key[]){ { .table = "ipv6.exthdr",
	    .lo = IPPROTO_ROUTING_ }, { NULL } },
	.dissect = dissect,
};
TP_REGISTER(ipv6_routing);
