/* SPDX-License-Identifier: BSD-3-Clause */
/* The text of neighbor discovery (RFC 4861) and of its options. */
#include "icmpv6.h"

enum {
	OPT_SOURCE_LINK = 1, OPT_TARGET_LINK = 2, OPT_PREFIX = 3,
	OPT_REDIRECTED = 4, OPT_MTU = 5, OPT_INTERVAL = 7, OPT_HOME_AGENT = 8,
	OPT_NONCE = 14, OPT_ROUTE = 24, OPT_SERVERS = 25, OPT_DOMAINS = 31
};

/* RFC 4191, 2.1 */
static const char *
preference(uint32_t flags)
{
	static const char *const names[] = { "medium", "high", "rsv", "low" };

	return names[flags >> 3 & 3];
}

static void
text_lifetime(tp_tvb *t, uint32_t v)
{
	if (v == UINT32_MAX)
		tp_puts(t, "infinity");
	else
		tp_text(t, "%us", v);
}

/* Octets of two hex digits each. */
static void
text_hex(tp_tvb *t, const uint8_t *p, uint32_t n, const char *separator)
{
	for (uint32_t i = 0; i < n; i++)
		tp_text(t, "%s%02x", i > 0 ? separator : "", p[i]);
}

/* -------------------------------------------------------- domain names */

enum { MAX_NAME = 255, MAX_LABELS = 127 };	/* RFC 1035, 2.3.4 */

/* A name's text ends here, and all text with it. */
static void
bad_name(tp_tvb *t)
{
	(void)tp_fail(t, TP_TRUNCATED);
}

/* The label of len octets at off, as much of it as there is. */
static void
text_label(tp_tvb *t, uint32_t off, uint32_t len)
{
	uint32_t left = t->caplen - off;

	if (t->err)
		return;
	tp_safe(t, t->data + off, len < left ? len : left);
	if (len > left)
		bad_name(t);
	tp_puts(t, ".");
}

/*
 * Prints the name at offset off and returns the offset after it.  Pointers
 * (RFC 1035, 4.1.4), of which there should be none, count from offset start;
 * they only lead back, so that there is an end.
 */
static uint32_t
text_name(tp_tvb *t, uint32_t start, uint32_t off)
{
	uint32_t limit = off, end = 0, total = 0, jumps = 0, len;

	while (total <= MAX_NAME && (len = tp_peek_u8(t, off)) != 0) {
		switch (len >> 6) {
		case 0:
			text_label(t, off + 1, len);
			off += len + 1;
			total += len + 1;
			break;
		case 3:
			if (end == 0)
				end = off + 2;
			off = start + (tp_peek_be16(t, off) & 0x3fff);
			if (off >= limit || ++jumps > MAX_LABELS) {
				tp_puts(t, "<BAD PTR>");
				bad_name(t);
			}
			limit = off;
			break;
		case 1:
			tp_text(t, "<ELT %u>", len & 0x3f);
			bad_name(t);
			break;
		default:
			tp_puts(t, "<BAD LABEL TYPE>");
			bad_name(t);
			break;
		}
	}
	if (total > MAX_NAME)
		tp_puts(t, "<DOMAIN NAME TOO LONG>");
	return end != 0 ? end : off + 1;
}

/* -------------------------------------------------------------- options */

/*
 * The text of an option, which is there as a whole; off, len: where and how
 * long, in octets; first: where the first option is.
 */
struct place {
	uint32_t off, len, first;
};
typedef void option_text(tp_tvb *, const struct place *);

static void
link_address(tp_tvb *t, const struct place *o)
{
	if (o->len == 8)
		tp_addr(t, TP_FT_ETHER, t->data + o->off + 2);
	else
		text_hex(t, t->data + o->off + 2, o->len - 2, ":");
}

static void
prefix(tp_tvb *t, const struct place *o)
{
	static const tp_value_string flags[] = {
		{ 0x80, "onlink" }, { 0x40, "auto" }, { 0x20, "router" },
		{ 0, NULL }
	};
	const uint8_t *p = tp_peek(t, o->off, 32);

	if (p == NULL)
		return;
	tp_addr(t, TP_FT_IPV6, p + 16);
	tp_text(t, "/%u%s, Flags [", p[2], o->len == 32 ? "" : "badlen");
	tp_text_flags(t, flags, p[3], ", ", "none");
	tp_puts(t, "], valid time ");
	text_lifetime(t, tp_ld32(p + 4));
	tp_puts(t, ", pref. time ");
	text_lifetime(t, tp_ld32(p + 8));
}

static void
redirected(tp_tvb *t, const struct place *o)
{
	/* tcpdump has so many octets from the first option on */
	t->pkt->host->hex(t, "\n\t    ", t->data + o->first, o->len);
}

static void
mtu(tp_tvb *t, const struct place *o)
{
	tp_text(t, " %u%s", tp_peek_be32(t, o->off + 4),
	    o->len == 8 ? "" : "bad option length");
}

static void
interval(tp_tvb *t, const struct place *o)
{
	tp_text(t, " %ums", tp_peek_be32(t, o->off + 4));
}

static void
home_agent(tp_tvb *t, const struct place *o)
{
	tp_text(t, " preference %u, lifetime %u", tp_peek_be16(t, o->off + 4),
	    tp_peek_be16(t, o->off + 6));
}

static void
nonce(tp_tvb *t, const struct place *o)
{
	text_hex(t, t->data + o->off + 2, o->len - 2, " ");
}

/* RFC 4191, 2.3: of the prefix 0, 8 or 16 octets are there. */
static void
route(tp_tvb *t, const struct place *o)
{
	const uint8_t *p = t->data + o->off;
	uint8_t addr[16] = { 0 };

	if (o->len > 24) {
		(void)tp_fail(t, TP_TRUNCATED);
		return;
	}
	memcpy(addr, p + 8, o->len - 8);
	tp_puts(t, " ");
	tp_addr(t, TP_FT_IPV6, addr);
	tp_text(t, "/%u, pref=%s, lifetime=", p[2], preference(p[3]));
	text_lifetime(t, tp_ld32(p + 4));
}

static void
servers(tp_tvb *t, const struct place *o)
{
	tp_text(t, " lifetime %us,", tp_peek_be32(t, o->off + 4));
	for (uint32_t i = 8; i + 16 <= o->len; i += 16) {
		tp_puts(t, " addr: ");
		tp_addr(t, TP_FT_IPV6, t->data + o->off + i);
	}
}

static void
domains(tp_tvb *t, const struct place *o)
{
	uint32_t end = o->off + o->len, name = o->off + 8;

	tp_text(t, " lifetime %us, domain(s):", tp_peek_be32(t, o->off + 4));
	while (name < end && tp_peek_u8(t, name) != 0) {
		tp_puts(t, " ");
		name = text_name(t, o->first, name);
	}
}

static const struct option {
	uint32_t type;
	const char *name;
	option_text *text;
} options[] = {
	{ OPT_SOURCE_LINK, "source link-address", link_address },
	{ OPT_TARGET_LINK, "destination link-address", link_address },
	{ OPT_PREFIX, "prefix info", prefix },
	{ OPT_REDIRECTED, "redirected header", redirected },
	{ OPT_MTU, "mtu", mtu },
	{ OPT_INTERVAL, "advertisement interval", interval },
	{ OPT_HOME_AGENT, "homeagent information", home_agent },
	{ OPT_NONCE, "nonce", nonce },
	{ OPT_ROUTE, "route info", route },
	{ OPT_SERVERS, "rdnss", servers },
	{ OPT_DOMAINS, "dnssl", domains },
};

static const struct option *
find_option(uint32_t type)
{
	for (uint32_t i = 0; i < TP_COUNT(options); i++)
		if (options[i].type == type)
			return &options[i];
	return NULL;
}

/*
 * One option, which is there as a whole.  Returns 0 if no more are printed:
 * after one that nobody knows, with -v alone.
 */
static int
text_option(tp_tvb *t, const struct place *at)
{
	const uint8_t *p = t->data + at->off;
	const struct option *o = find_option(p[0]);

	tp_text(t, "\n\t  %s option (%u), length %u (%u): ",
	    o != NULL ? o->name : "unknown", p[0], at->len, p[1]);
	if (o != NULL)
		o->text(t, at);
	else if (t->pkt->verbose < 2) {
		t->pkt->host->hex(t, "\n\t  ", p + 2, at->len - 2);
		return 0;
	}
	if (t->pkt->verbose > 1)
		t->pkt->host->hex(t, "\n\t    ", p + 2, at->len - 2);
	return !t->err;
}

void
icmpv6_options_text(tp_tvb *t, uint32_t off)
{
	struct place at = { .first = off };
	tp_tvb m = tp_rest(t, t->len);
	int more = 1;

	for (; more && tp_has(&m, off, 1); off += at.len) {
		at.off = off;
		at.len = tp_has(&m, off, 2) ? m.data[off + 1] * 8u : 0;
		if (at.len == 0)
			(void)tp_fail(&m, TP_TRUNCATED);
		more = tp_peek(&m, off, at.len) != NULL &&
		    text_option(&m, &at);
	}
	if (m.err)
		(void)icmpv6_cut(t);
}

/* ------------------------------------------------------------- messages */

int
icmpv6_solicit_router_text(tp_tvb *t, uint32_t code)
{
	(void)code;
	if (t->pkt->verbose)
		icmpv6_options_text(t, 8);
	return 1;
}

int
icmpv6_router_text(tp_tvb *t, uint32_t code)
{
	static const tp_value_string flags[] = {
		{ 0x80, "managed" }, { 0x40, "other stateful" },
		{ 0x20, "home agent" }, { 0x02, "ipv6 only" }, { 0, NULL }
	};
	const uint8_t *p;

	(void)code;
	if (!t->pkt->verbose)
		return 1;
	p = tp_peek(t, 0, 16);
	if (p == NULL)
		return 0;
	tp_text(t, "\n\thop limit %u, Flags [", p[4]);
	tp_text_flags(t, flags, p[5], ", ", "none");
	tp_text(t, "], pref %s, router lifetime %us, reachable time %ums, "
	    "retrans timer %ums", preference(p[5]), tp_ld16(p + 6),
	    tp_ld32(p + 8), tp_ld32(p + 12));
	icmpv6_options_text(t, 16);
	return 1;
}

int
icmpv6_solicit_neighbor_text(tp_tvb *t, uint32_t code)
{
	const uint8_t *p = tp_peek(t, 8, 16);

	(void)code;
	tp_puts(t, ", who has ");
	tp_addr(t, TP_FT_IPV6, p);
	if (t->pkt->verbose)
		icmpv6_options_text(t, 24);
	return 1;
}

int
icmpv6_neighbor_text(tp_tvb *t, uint32_t code)
{
	static const tp_value_string flags[] = {
		{ 0x80000000, "router" }, { 0x40000000, "solicited" },
		{ 0x20000000, "override" }, { 0, NULL }
	};
	const uint8_t *p = tp_peek(t, 8, 16);

	(void)code;
	tp_puts(t, ", tgt is ");
	tp_addr(t, TP_FT_IPV6, p);
	if (!t->pkt->verbose)
		return 1;
	tp_puts(t, ", Flags [");
	tp_text_flags(t, flags, tp_peek_be32(t, 4), ", ", "none");
	tp_puts(t, "]");
	icmpv6_options_text(t, 24);
	return 1;
}

int
icmpv6_redirect_text(tp_tvb *t, uint32_t code)
{
	const uint8_t *p = tp_peek(t, 8, 32);

	(void)code;
	if (p == NULL)
		return 0;
	tp_puts(t, ", ");
	tp_addr(t, TP_FT_IPV6, p + 16);
	tp_puts(t, " to ");
	tp_addr(t, TP_FT_IPV6, p);
	if (t->pkt->verbose)
		icmpv6_options_text(t, 40);
	return 1;
}
