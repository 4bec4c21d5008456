/* SPDX-License-Identifier: BSD-3-Clause */
/* Node information queries (RFC 4620). */
#include "icmpv6.h"

enum { LEN_HEAD = 16 };
enum { QUERY_NOOP, QUERY_TYPES, QUERY_NAME, QUERY_ADDRS, QUERY_ADDRS4 };
enum { SUBJECT_ADDR, SUBJECT_NAME, SUBJECT_ADDR4 };
enum { REPLY_SUCCESS, REPLY_REFUSED, REPLY_UNKNOWN };

#define FLAG_TTL 1u		/* in drafts: a name's TTL is valid */
#define FLAG_COMPRESSED 1u
#define FLAG_TRUNCATED 1u

static void
text_flags(tp_tvb *t, uint32_t flags, int reply)
{
	static const tp_value_string letters[] = {
		{ 0x20, "G" }, { 0x10, "S" }, { 0x08, "L" }, { 0x04, "C" },
		{ 0x02, "A" }, { 0, NULL }
	};

	if (flags == 0)
		return;
	tp_puts(t, " [");
	tp_text_flags(t, letters, flags, "", "");
	tp_text(t, "%s]", reply && flags & FLAG_TRUNCATED ? "T" : "");
}

static void
text_types(tp_tvb *t, uint32_t flags)
{
	tp_puts(t, "supported qtypes");
	if (flags != 0)
		tp_text(t, " [%s]", flags & FLAG_COMPRESSED ? "C" : "");
}

/* Labels from the cursor to the end: "host." if they end in an empty one. */
static void
text_labels(tp_tvb *t)
{
	uint32_t len;

	tp_puts(t, "\"");
	while (tp_left(t) > 0) {
		len = tp_u8(t);
		if (len == 0) {
			if (tp_left(t) == 0)
				tp_puts(t, ".");
			else if (tp_left(t) > 1 || tp_peek_u8(t, t->off) != 0)
				tp_puts(t, "???");
			break;
		}
		if (len > tp_left(t)) {
			tp_puts(t, "???");
			break;
		}
		tp_safe(t, tp_take(t, len), len);
		if (tp_left(t) > 0 && tp_peek_u8(t, t->off) != 0)
			tp_puts(t, ".");
	}
	tp_puts(t, "\"");
}

/* Drafts had one length and a string in place of labels. */
static void
text_name(tp_tvb *t)
{
	uint32_t n = tp_peek_u8(t, t->off);

	if (t->err)
		return;
	if (n == tp_left(t) - 1) {
		tp_puts(t, t->pkt->verbose ? ", 03 draft, \"" : ", \"");
		tp_safe(t, t->data + t->off + 1, n);
		tp_puts(t, "\"");
		return;
	}
	tp_puts(t, ", ");
	text_labels(t);
}

static void
text_subject_addr(tp_tvb *t, uint32_t ft, uint32_t n)
{
	if (tp_left(t) < n)
		return;
	if (tp_left(t) > n) {
		if (t->pkt->verbose)
			tp_puts(t, ", invalid subject len");
		return;
	}
	tp_puts(t, ", subject=");
	tp_addr(t, ft, tp_take(t, n));
}

static void
text_subject(tp_tvb *t, uint32_t code)
{
	if (tp_left(t) == 0) {
		tp_puts(t, ", 03 draft");
		return;
	}
	switch (code) {
	case SUBJECT_ADDR:
		text_subject_addr(t, TP_FT_IPV6, 16);
		break;
	case SUBJECT_NAME:
		tp_puts(t, ", subject=DNS name");
		text_name(t);
		break;
	case SUBJECT_ADDR4:
		text_subject_addr(t, TP_FT_IPV4, 4);
		break;
	default:
		tp_puts(t, ", unknown subject");
		break;
	}
}

static void
text_query(tp_tvb *t, uint32_t code)
{
	uint32_t type = tp_ld16(t->data + 4), flags = tp_ld16(t->data + 6);

	(void)tp_take(t, LEN_HEAD);
	tp_puts(t, " (");
	switch (type) {
	case QUERY_NOOP:
		tp_puts(t, "noop");
		break;
	case QUERY_TYPES:
		text_types(t, flags);
		break;
	case QUERY_NAME:
		tp_puts(t, "DNS name");
		break;
	case QUERY_ADDRS:
	case QUERY_ADDRS4:
		tp_puts(t, type == QUERY_ADDRS ? "node addresses" :
		    "ipv4 addresses");
		text_flags(t, flags, 0);
		break;
	default:
		tp_puts(t, "unknown");
		break;
	}
	if (type != QUERY_NOOP && type != QUERY_TYPES)
		text_subject(t, code);
	else if (t->pkt->verbose && tp_left(t) > 0)
		tp_puts(t, ", invalid len");
	tp_puts(t, ")");
}

int
icmpv6_ni_query_text(tp_tvb *t, uint32_t code)
{
	/* the length that queries had before they had types */
	if (t->caplen == 12) {
		tp_puts(t, " who-are-you request");
		return 1;
	}
	if (!tp_has(t, 0, LEN_HEAD))
		return !icmpv6_cut(t);
	text_query(t, code);
	return 1;
}

static void
text_addrs(tp_tvb *t, const char *name, uint32_t flags, uint32_t ft,
    uint32_t n)
{
	tp_text(t, "%s addresses", name);
	text_flags(t, flags, 1);
	while (tp_left(t) >= 4 + n) {
		uint32_t ttl = tp_be32(t);

		tp_puts(t, " ");
		tp_addr(t, ft, tp_take(t, n));
		tp_text(t, "(%u)", ttl);
	}
}

static void
text_no_more(tp_tvb *t)
{
	if (t->pkt->verbose && tp_left(t) > 0)
		tp_puts(t, ", invalid length");
}

static void
text_answer(tp_tvb *t, uint32_t type, uint32_t flags)
{
	uint32_t ttl;

	switch (type) {
	case QUERY_NOOP:
		tp_puts(t, "noop");
		text_no_more(t);
		break;
	case QUERY_TYPES:
		text_types(t, flags);
		break;
	case QUERY_NAME:
		tp_puts(t, "DNS name");
		ttl = tp_be32(t);
		text_name(t);
		if (flags & FLAG_TTL)
			tp_text(t, " [TTL=%u]", ttl);
		break;
	case QUERY_ADDRS:
		text_addrs(t, "node", flags, TP_FT_IPV6, 16);
		break;
	case QUERY_ADDRS4:
		text_addrs(t, "ipv4", flags, TP_FT_IPV4, 4);
		break;
	default:
		tp_puts(t, "unknown");
		break;
	}
}

int
icmpv6_ni_reply_text(tp_tvb *t, uint32_t code)
{
	if (!tp_has(t, 0, t->len) || !tp_has(t, 0, LEN_HEAD))
		return !icmpv6_cut(t);
	(void)tp_take(t, LEN_HEAD);
	tp_puts(t, " (");
	if (code == REPLY_SUCCESS) {
		if (t->pkt->verbose)
			tp_puts(t, "success, ");
		text_answer(t, tp_ld16(t->data + 4), tp_ld16(t->data + 6));
	} else if (code == REPLY_REFUSED || code == REPLY_UNKNOWN) {
		tp_puts(t, code == REPLY_REFUSED ? "refused" : "unknown");
		text_no_more(t);
	}
	tp_puts(t, ")");
	return 1;
}

/* --------------------------------------------------------------- fields */

static const struct part head[] = {
	{ F_NI_QTYPE, 2, 0, 0 }, { F_NI_FLAG, 2, 7, 0 },
	{ F_NI_NONCE, 8, 0, 0 }
};

void
icmpv6_ni_query_tree(const tp_self *me, tp_tvb *t, uint32_t code)
{
	(void)me;
	icmpv6_add(t, head, TP_COUNT(head));
	if (tp_unread(t) == 0)
		return;
	switch (code) {
	case SUBJECT_ADDR:
		(void)tp_f_bytes(t, F_NI_QUERY_SUBJECT_IPV6, 16);
		break;
	case SUBJECT_NAME:
		icmpv6_add_names(t, F_NI_QUERY_SUBJECT_FQDN);
		break;
	case SUBJECT_ADDR4:
		(void)tp_f_bytes(t, F_NI_QUERY_SUBJECT_IPV4, 4);
		break;
	}
}

void
icmpv6_ni_reply_tree(const tp_self *me, tp_tvb *t, uint32_t code)
{
	uint32_t type;

	(void)me;
	(void)code;
	icmpv6_add(t, head, TP_COUNT(head));
	type = t->err ? QUERY_NOOP : tp_ld16(t->data + 4);
	if (type < QUERY_NAME || type > QUERY_ADDRS4)
		return;
	while (tp_more(t)) {
		(void)tp_f_be32(t, F_NI_REPLY_NODE_TTL);
		if (type == QUERY_NAME)
			icmpv6_add_names(t, F_NI_REPLY_NODE_NAME);
		else if (type == QUERY_ADDRS)
			(void)tp_f_bytes(t, F_NI_REPLY_NODE_ADDRESS, 16);
		else
			(void)tp_f_bytes(t, F_NI_REPLY_IPV4_ADDRESS, 4);
	}
}
