/* SPDX-License-Identifier: BSD-3-Clause */
/* Internet Protocol version 6 (RFC 8200). */
#include "ipproto.h"
#include "ipv6.h"

enum {
	F_VERSION, F_TCLASS, F_DSCP, F_ECN, F_FLOW, F_PLEN, F_NXT, F_HLIM,
	F_SRC, F_DST, F_FRAGMENTS, F_FRAGMENT, F_FRAGMENT_OVERLAP,
	F_FRAGMENT_CONFLICT, F_FRAGMENT_TAILS, F_FRAGMENT_TOO_LONG,
	F_FRAGMENT_ERROR, F_FRAGMENT_COUNT, F_REASSEMBLED_IN,
	F_REASSEMBLED_LENGTH, F_REASSEMBLED_DATA, NFIELDS
};

static const char *const any_addr[] = { "ipv6.addr", NULL };
static const char *const any_version[] = { "ip.version", NULL };

static const tp_field_desc fields[NFIELDS] = {
	[F_VERSION] = { "ipv6.version", "Version", TP_FT_UINT8,
	    TP_BASE_DEC, .aliases = any_version },
	[F_TCLASS] = { "ipv6.tclass", "Traffic Class", TP_FT_UINT32,
	    TP_BASE_HEX, 0x0ff00000 },
	[F_DSCP] = { "ipv6.tclass.dscp", "Differentiated Services Codepoint",
	    TP_FT_UINT32, TP_BASE_DEC, 0x0fc00000, dscp_strings },
	[F_ECN] = { "ipv6.tclass.ecn", "Explicit Congestion Notification",
	    TP_FT_UINT32, TP_BASE_DEC, 0x00300000, ecn_strings },
	[F_FLOW] = { "ipv6.flow", "Flow Label", TP_FT_UINT24, TP_BASE_HEX,
	    0x0fffff },
	[F_PLEN] = { "ipv6.plen", "Payload Length", TP_FT_UINT16,
	    TP_BASE_DEC },
	[F_NXT] = { "ipv6.nxt", "Next Header", TP_FT_UINT8, TP_BASE_DEC,
	    .strings = ipproto_strings },
	[F_HLIM] = { "ipv6.hlim", "Hop Limit", TP_FT_UINT8, TP_BASE_DEC },
	[F_SRC] = { "ipv6.src", "Source Address", TP_FT_IPV6,
	    .aliases = any_addr },
	[F_DST] = { "ipv6.dst", "Destination Address", TP_FT_IPV6,
	    .aliases = any_addr },
	[F_FRAGMENTS] = { "ipv6.fragments", "IPv6 Fragments", TP_FT_NONE },
	[F_FRAGMENT] = { "ipv6.fragment", "IPv6 Fragment", TP_FT_FRAMENUM },
	[F_FRAGMENT_OVERLAP] = { "ipv6.fragment.overlap", "Fragment overlap",
	    TP_FT_BOOLEAN },
	[F_FRAGMENT_CONFLICT] = { "ipv6.fragment.overlap.conflict",
	    "Conflicting data in fragment overlap", TP_FT_BOOLEAN },
	[F_FRAGMENT_TAILS] = { "ipv6.fragment.multipletails",
	    "Multiple tail fragments found", TP_FT_BOOLEAN },
	[F_FRAGMENT_TOO_LONG] = { "ipv6.fragment.toolongfragment",
	    "Fragment too long", TP_FT_BOOLEAN },
	[F_FRAGMENT_ERROR] = { "ipv6.fragment.error",
	    "Defragmentation error", TP_FT_FRAMENUM },
	[F_FRAGMENT_COUNT] = { "ipv6.fragment.count", "Fragment count",
	    TP_FT_UINT32, TP_BASE_DEC },
	[F_REASSEMBLED_IN] = { "ipv6.reassembled.in",
	    "Reassembled IPv6 in frame", TP_FT_FRAMENUM },
	[F_REASSEMBLED_LENGTH] = { "ipv6.reassembled.length",
	    "Reassembled IPv6 length", TP_FT_UINT32, TP_BASE_DEC },
	[F_REASSEMBLED_DATA] = { "ipv6.reassembled.data",
	    "Reassembled IPv6 data", TP_FT_BYTES },
};

enum { T_EXTHDR, T_PROTO, T_DATA };

#define HEADER 40u

struct header {
	uint32_t vtf, plen, next, hlim;
	uint32_t len;		/* of the packet, as far as it is there */
	const uint8_t *src, *dst;
};

/* What follows the packet is the link's padding. */
static void
narrow(tp_tvb *t, uint32_t len)
{
	t->len = len;
	if (t->caplen > len)
		t->caplen = len;
}

/* The length that a header declares, beside what the link has. */
static void
check_length(tp_tvb *t, uint32_t len)
{
	if (len > t->len)
		tp_text(t, "[header+payload length %u > length %u] "
		    "(invalid) ", len, t->len);
	narrow(t, len);
}

/*
 * A payload length of 0 without a jumbo option is a packet without payload, or
 * one of more than 65535 octets that the kernel hands out before it is cut up.
 */
static int
is_big(const tp_tvb *t, const struct header *h)
{
	return h->plen == 0 && h->next != IPPROTO_HOPOPTS_ &&
	    t->len > HEADER + 65535;
}

static void
text_verbose(tp_tvb *t, struct header *h, uint32_t big)
{
	h->vtf = tp_peek_be32(t, 0);
	tp_puts(t, "(");
	if (h->vtf >> 20 & 0xff)
		tp_text(t, "class 0x%02x, ", h->vtf >> 20 & 0xff);
	if (h->vtf & 0xfffff)
		tp_text(t, "flowlabel 0x%05x, ", h->vtf & 0xfffff);
	h->next = tp_peek_u8(t, 6);
	h->hlim = tp_peek_u8(t, 7);
	tp_text(t, "hlim %u, next-header %s (%u), payload length %u) ",
	    h->hlim, ipproto_name(h->next), h->next, h->plen);
	if (big)
		tp_text(t, "[real length %u, presumed BIG TCP] ", big);
}

/* Reads and prints in tcpdump's order, so that cuts look the same. */
static int
read_header(tp_tvb *t, struct header *h)
{
	uint32_t version, big;
	const uint8_t *p;

	if (t->len < HEADER) {
		tp_text(t, " [length %u < %u]", t->len, HEADER);
		return 0;
	}
	version = tp_peek_u8(t, 0) >> 4;
	if (version != 6) {
		tp_text(t, " [version %u != 6]", version);
		return 0;
	}
	h->plen = tp_peek_be16(t, 4);
	if (tp_has(t, 6, 1))
		h->next = t->data[6];
	big = is_big(t, h) ? t->len : 0;
	if (h->plen != 0)
		check_length(t, HEADER + h->plen);
	else if (h->next != IPPROTO_HOPOPTS_ && !big)
		narrow(t, HEADER);
	if (t->pkt->verbose && tp_texting(t))
		text_verbose(t, h, big);
	p = tp_take(t, HEADER);
	if (p == NULL)
		return 0;
	h->vtf = tp_ld32(p);
	h->hlim = p[7];
	h->src = p + 8;
	h->dst = p + 24;
	return 1;
}

/* The header, as far as it was captured and makes sense. */
static void
add_fields(tp_tvb *t)
{
	const uint8_t *p = t->data;
	uint32_t word;
	tp_item outer;

	if (!tp_has(t, 0, 1))
		return;
	(void)tp_add(t, F_VERSION, 0, 1, p[0] >> 4);
	if (p[0] >> 4 != 6 || !tp_has(t, 0, 4))
		return;
	word = tp_ld32(p);
	outer = tp_open(t, F_TCLASS, 0, 4, word >> 20 & 0xff);
	tp_add_bits(t, F_DSCP, 0, 4, word);
	tp_add_bits(t, F_ECN, 0, 4, word);
	tp_close(t, outer);
	tp_add_bits(t, F_FLOW, 1, 3, word);
	if (tp_has(t, 4, 3)) {
		(void)tp_add(t, F_PLEN, 4, 2, tp_ld16(p + 4));
		(void)tp_add(t, F_NXT, 6, 1, p[6]);
	}
	if (tp_has(t, 7, 1))
		(void)tp_add(t, F_HLIM, 7, 1, p[7]);
	if (tp_has(t, 8, 16))
		(void)tp_add_ptr(t, F_SRC, 8, 16, p + 8, 16);
	if (tp_has(t, 24, 16))
		(void)tp_add_ptr(t, F_DST, 24, 16, p + 24, 16);
}

static void
text_addrs(tp_tvb *t, const struct header *h)
{
	tp_addr(t, TP_FT_IPV6, h->src);
	tp_puts(t, " > ");
	tp_addr(t, TP_FT_IPV6, h->dst);
	tp_puts(t, ": ");
}

static void
complain(tp_tvb *t, const char *what)
{
	tp_puts(t, what);
	(void)tp_malformed(t);
}

/* RFC 8200, 4.1 and RFC 2675, 3: what a hop-by-hop header must keep to. */
static int
hop_by_hop_ok(tp_tvb *t, const struct ipv6_chain *c, uint32_t next,
    uint32_t was)
{
	if (next == IPPROTO_HOPOPTS_ && was == IPPROTO_HOPOPTS_)
		complain(t, "[The Hop-by-Hop Options header was already "
		    "found]");
	else if (next == IPPROTO_HOPOPTS_)
		complain(t, "[The Hop-by-Hop Options header don't follow the "
		    "IPv6 header]");
	else if (was == IPPROTO_HOPOPTS_ && c->plen == 0 && !c->jumbo)
		complain(t, "[No valid Jumbo Payload Hop-by-Hop option "
		    "found]");
	return !t->err;
}

/* What follows all headers; next: its protocol. */
static void
payload(const tp_self *me, tp_tvb *t, const struct header *h,
    const struct ipv6_chain *c, uint32_t next)
{
	const tp_host *host = t->pkt->host;
	tp_ip_arg ip = { .size = sizeof(ip), .version = 6, .ttl = h->hlim,
	    .fragment = c->fragment && !c->parts ? 2 : c->fragment,
	    .header = t->off,
	    .chained = t->off > HEADER };
	tp_tvb p;

	if (c->jumbo)
		check_length(t, HEADER + c->jumbo);
	/* RFC 8200, 8.1: the pseudo header has the final destination */
	if (c->dst != h->dst)
		host->set_net(t, TP_FT_IPV6, h->src, c->dst);
	p = tp_rest(t, tp_unread(t));
	if (host->call_uint(me->tables[T_PROTO], next, &p, &ip) !=
	    TP_REJECT)
		return;
	if (ipproto_has_ports(h->next))
		text_addrs(t, h);
	ipproto_unknown(t, next, p.len);
	tp_data(me->tables[T_DATA], &p);
}

#define MAX_NESTED 4

static int	walk(const tp_self *, tp_tvb *, const struct header *,
		    struct ipv6_chain *, uint32_t *next);

/*
 * The fields of a fragment, from the cursor on, whose text is made apart;
 * returns 0 if they are those of any packet.
 */
static int
defragmented(const tp_self *me, const tp_tvb *t, const struct header *h,
    const struct ipv6_chain *c, uint32_t next)
{
	static const tp_pieces pieces = { .size = sizeof(pieces),
	    .pieces = F_FRAGMENTS, .piece = F_FRAGMENT,
	    .overlap = F_FRAGMENT_OVERLAP, .conflict = F_FRAGMENT_CONFLICT,
	    .multiple_tails = F_FRAGMENT_TAILS,
	    .too_long = F_FRAGMENT_TOO_LONG, .error = F_FRAGMENT_ERROR,
	    .count = F_FRAGMENT_COUNT, .length = F_REASSEMBLED_LENGTH,
	    .data = F_REASSEMBLED_DATA, .part = TP_NO_FIELD,
	    .name = "Reassembled IPv6" };
	tp_fragment f = { .size = sizeof(f), .fields = &pieces,
	    .id = c->ident, .offset = c->offset, .last = c->last };
	struct ipv6_chain whole = *c;
	tp_tvb quiet = tp_mute(t), p = tp_rest(&quiet, tp_unread(t));
	int32_t is;

	if (!c->parts || (t->want & TP_WANT_FIELDS) == 0 || p.len == 0 ||
	    c->nested == MAX_NESTED)
		return 0;
	is = t->pkt->host->defragment(&p, &f);
	if (is == 1) {
		whole.fragment = whole.later = whole.parts = whole.jumbo = 0;
		whole.nested++;
		if (walk(me, &p, h, &whole, &next))
			payload(me, &p, h, &whole, next);
	} else if (is == 0)
		tp_data(me->tables[T_DATA], &p);
	return is != TP_REJECT;
}

/*
 * Walks the extension headers.  0: the packet ends here, else *next is what it
 * carries, from the cursor on.
 */
static int
walk(const tp_self *me, tp_tvb *t, const struct header *h,
    struct ipv6_chain *c, uint32_t *next)
{
	const struct ipv6_ext_arg arg = { c };
	tp_tvb ext;
	tp_rc n;

	for (;;) {
		uint32_t was = *next;

		ext = tp_rest(t, tp_unread(t));
		n = t->pkt->host->call_uint(me->tables[T_EXTHDR], was, &ext,
		    &arg);
		if (n == TP_REJECT)
			return 1;
		if (n <= 0)
			return 0;
		if (c->silent)
			*t = tp_mute(t);
		*next = ext.data[0];
		(void)tp_take(t, (uint32_t)n);
		if (was == IPPROTO_FRAGMENT_ && defragmented(me, t, h, c, *next))
			t->want &= TP_WANT_TEXT;
		if (c->later || (was == IPPROTO_FRAGMENT_ &&
		    tp_left(t) == 0))
			return 0;
		if (!hop_by_hop_ok(t, c, *next, was))
			return 0;
	}
}

static tp_rc
dissect(void *self, tp_tvb *t, const void *arg)
{
	struct header h = { 0 };
	struct ipv6_chain c = { 0 };
	uint32_t next;
	tp_tvb p;

	(void)arg;
	/* with -e the link layer has named it, if there is one */
	if ((t->pkt->opts & TP_OPT_LINK) == 0 ||
	    (t->base == 0 && t->src == 0))
		tp_puts(t, "IP6 ");
	if (tp_wants_own(t))
		add_fields(t);
	if (!read_header(t, &h)) {
		if (!t->err && tp_has(t, 0, 1) && t->data[0] >> 4 != 6)
			tp_data(((const tp_self *)self)->tables[T_DATA], t);
		return t->err ? t->err : tp_malformed(t);
	}
	t->pkt->host->set_len(t, 0, HEADER);
	t->pkt->host->set_net(t, TP_FT_IPV6, h.src, h.dst);
	next = h.next;
	c.plen = h.plen;
	c.dst = h.dst;
	if (!ipproto_has_ports(next))
		text_addrs(t, &h);
	if (walk(self, t, &h, &c, &next))
		payload(self, t, &h, &c, next);
	else if (c.later) {
		p = tp_rest(t, tp_unread(t));
		tp_data(((const tp_self *)self)->tables[T_DATA], &p);
	}
	return tp_done(t);
}

static const tp_protocol ipv6 = {
	.name = "ipv6",
	.long_name = "Internet Protocol Version 6",
	.text_name = "ip6",
	.flags = TP_DISSECTOR_NETWORK,
	.fields = fields,
	.nfields = NFIELDS,
	.tables = { [T_EXTHDR] = "ipv6.exthdr", [T_PROTO] = "ip.proto",
	    [T_DATA] = "data" },
	.firsts = 1u << T_EXTHDR,
	.hop = &(const tp_hop){ .table = T_PROTO, .key = 6, .key_size = 1,
	    .header = HEADER, .mask = 0xf0, .value = 0x60,
	    .first = T_EXTHDR + 1, .alone = 1, .length = 4,
	    .length_more = HEADER, .padded = 1, .net_type = TP_FT_IPV6,
	    .net_src = 8, .net_dst = 24 },
	.keys = (const tp_key[]){ { .table = "ethertype", .lo = 0x86dd },
	    { .table = "linktype", .lo = 229 },
	    { .table = "ip.proto", .lo = 41 }, { NULL } },
	.dissect = dissect,
};
TP_REGISTER(ipv6);
