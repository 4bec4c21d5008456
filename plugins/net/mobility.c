/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The mobility header of IPv6 (RFC 6275, 6.1).  Nothing follows it, whatever
 * its payload protocol says.
 */
#include "mobility.h"

enum { IP_PROTO_NONE = 59, IP_PROTO_OLD = 62, IP_PROTO_MOBILITY = 135 };

enum {
	TYPE_BRR, TYPE_HOTI, TYPE_COTI, TYPE_HOT, TYPE_COT, TYPE_BU, TYPE_BA,
	TYPE_BE, NTYPES
};

/* Octets of each message without options; headers are multiples of 8. */
static const uint32_t message_len[NTYPES] = {
	8, 16, 16, 24, 24, 12, 12, 24
};

/* -------------------------------------------------------------- options */

enum { OPT_PAD1, OPT_PADN, OPT_REFRESH, OPT_CARE_OF, OPT_NONCES, OPT_AUTH };

/* Ends the text of an option for which the header has no room. */
static int
too_short(tp_tvb *t, const char *name, uint32_t left, uint32_t need)
{
	if (left >= need)
		return 0;
	tp_text(t, "(%s: trunc)", name);
	(void)tp_fail(t, TP_TRUNCATED);
	return 1;
}

/* The option at off, with left octets of the header; more than len may be. */
static void
text_option(tp_tvb *t, uint32_t off, uint32_t len, uint32_t left)
{
	uint32_t type = t->data[off];

	switch (type) {
	case OPT_PADN:
		tp_puts(t, "(padn)");
		break;
	case OPT_REFRESH:
		if (too_short(t, "refresh", left, 4))
			break;
		tp_puts(t, "(refresh: ");
		tp_text(t, "%u)", tp_peek_be16(t, off + 2) * 4);
		break;
	case OPT_CARE_OF:
		if (too_short(t, "altcoa", left, 18))
			break;
		tp_puts(t, "(alt-CoA: ");
		tp_addr(t, TP_FT_IPV6, tp_peek(t, off + 2, 16));
		tp_puts(t, ")");
		break;
	case OPT_NONCES:
		if (too_short(t, "ni", left, 6))
			break;
		tp_puts(t, "(ni: ");
		tp_text(t, "ho=0x%04x co=0x%04x)", tp_peek_be16(t, off + 2),
		    tp_peek_be16(t, off + 4));
		break;
	case OPT_AUTH:
		if (!too_short(t, "auth", left, 12))
			tp_puts(t, "(auth)");
		break;
	default:
		tp_text(t, "(unknown: type-#%u len=%u)", type, len - 2);
		break;
	}
}

/* The options (RFC 6275, 6.2) from off to the end of the header. */
static void
text_options(tp_tvb *t, uint32_t off, uint32_t end)
{
	uint32_t len;

	while (!t->err && off < end) {
		if (tp_peek_u8(t, off) == OPT_PAD1) {
			tp_puts(t, "(pad1)");
			off++;
			continue;
		}
		len = tp_peek_u8(t, off + 1) + 2;
		if (off + len > end || tp_peek(t, off, len) == NULL) {
			(void)tp_fail(t, TP_TRUNCATED);
			return;
		}
		text_option(t, off, len, end - off);
		off += len;
	}
}

/* ------------------------------------------------------------- messages */

static void
text_cookie(tp_tvb *t, const char *name, uint32_t off)
{
	const uint8_t *p = tp_peek(t, off, 8);

	if (p != NULL)
		tp_text(t, " %s=%08x:%08x", name, tp_ld32(p), tp_ld32(p + 4));
}

static void
text_test(tp_tvb *t, const char *cookie, const char *token)
{
	tp_text(t, " nonce id=0x%x", tp_peek_be16(t, 6));
	if (!t->pkt->verbose)
		return;
	text_cookie(t, cookie, 8);
	text_cookie(t, token, 16);
}

static void
text_update(tp_tvb *t)
{
	static const tp_value_string letters[] = {
		{ 0x80, "A" }, { 0x40, "H" }, { 0x20, "L" }, { 0x10, "K" },
		{ 0, NULL }
	};
	uint32_t flags;

	tp_text(t, " seq#=%u", tp_peek_be16(t, 6));
	flags = tp_peek_u8(t, 8);
	if (flags & 0xf0) {
		tp_puts(t, " ");
		tp_text_flags(t, letters, flags, "", "");
	}
	/* in units of 4 seconds */
	tp_text(t, " lifetime=%u", tp_peek_be16(t, 10) * 4);
}

static void
text_acknowledgement(tp_tvb *t)
{
	tp_text(t, " status=%u", tp_peek_u8(t, 6));
	if (tp_peek_u8(t, 7) & 0x80)
		tp_puts(t, " K");
	tp_text(t, " seq#=%u", tp_peek_be16(t, 8));
	tp_text(t, " lifetime=%u", tp_peek_be16(t, 10) * 4);
}

static void
text_message(tp_tvb *t, uint32_t type)
{
	const uint8_t *p;

	switch (type) {
	case TYPE_HOTI:
		if (t->pkt->verbose)
			text_cookie(t, "Home Init Cookie", 8);
		break;
	case TYPE_COTI:
		if (t->pkt->verbose)
			text_cookie(t, "Care-of Init Cookie", 8);
		break;
	case TYPE_HOT:
		text_test(t, "Home Init Cookie", "Home Keygen Token");
		break;
	case TYPE_COT:
		text_test(t, "Care-of Init Cookie", "Care-of Keygen Token");
		break;
	case TYPE_BU:
		text_update(t);
		break;
	case TYPE_BA:
		text_acknowledgement(t);
		break;
	case TYPE_BE:
		tp_text(t, " status=%u", tp_peek_u8(t, 6));
		p = tp_peek(t, 8, 16);
		tp_puts(t, " homeaddr ");
		tp_addr(t, TP_FT_IPV6, p);
		break;
	}
}

static void
text(tp_tvb *t)
{
	static const char *const names[NTYPES] = {
		"BRR", "HoTI", "CoTI", "HoT", "CoT", "BU", "BA", "BE"
	};
	uint32_t len = (tp_peek_u8(t, 1) + 1) * 8, type = tp_peek_u8(t, 2);
	uint32_t need;

	if (t->err)
		return;
	tp_puts(t, "mobility: ");
	if (t->data[0] != IP_PROTO_NONE)
		tp_text(t, "(payload protocol %u should be %u) ", t->data[0],
		    IP_PROTO_NONE);
	if (type >= NTYPES) {
		tp_text(t, "type-#%u len=%u", type, t->data[1]);
		return;
	}
	tp_puts(t, names[type]);
	need = (message_len[type] + 7) & ~7u;
	if (len < need) {
		tp_text(t, " (header length %u < %u)", len, need);
		(void)tp_malformed(t);
		return;
	}
	text_message(t, type);
	if (t->pkt->verbose)
		text_options(t, message_len[type], len);
}

static tp_rc
dissect(void *self, tp_tvb *t, const void *arg)
{
	const tp_ip_arg *ip = arg;

	(void)self;
	if (ip != NULL && ip->version != 6)
		return TP_REJECT;
	if (t->want & TP_WANT_FIELDS) {
		tp_tvb f = tp_mute(t);
		uint32_t len = tp_has(t, 1, 1) ? (t->data[1] + 1u) * 8 : t->len;

		f = tp_sub(&f, len);
		t->pkt->host->set_len(t, 0, len);
		mobility_tree(&f);
	}
	if (tp_texting(t))
		text(t);
	return t->err ? t->err : (tp_rc)t->caplen;
}

static const tp_protocol mipv6 = {
	.name = "mipv6",
	.long_name = "Mobile IPv6",
	.text_name = "mobility",
	.fields = mobility_fields,
	.nfields = NFIELDS,
	.keys = (const tp_key[]){
	    { .table = "ip.proto", .lo = IP_PROTO_MOBILITY },
	    { .table = "ip.proto", .lo = IP_PROTO_OLD }, { NULL } },
	.dissect = dissect,
};
TP_REGISTER(mipv6);
