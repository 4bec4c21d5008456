/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Transmission Control Protocol (RFC 9293).
 *
 * The segment: header, options, what they mean in the light of the connection.
 * What is in it is tcp_payload.c's.
 */
#include "tcp.h"

#define IP_PROTO_TCP 6
#define UP_TO_FLAGS 14

enum { P_MD5_SECRET };

static const tp_pref_desc prefs[] = {
	[P_MD5_SECRET] = { "md5_secret", "Secret of MD5 signatures (-M)", "",
	    TP_PREF_STRING, 0 },
};

/* ----------------------------------------------------------------- text */

/* The addresses stand there already if other headers came before. */
static void
text_ends(tp_tvb *t, const tp_ip_arg *ip, uint32_t sport, uint32_t dport)
{
	tp_pkt *pkt = t->pkt;
	int addresses = ip == NULL || !ip->chained;

	if (!tp_texting(t))
		return;
	if (addresses) {
		tp_addr(t, pkt->net_type, pkt->net_src);
		tp_puts(t, ".");
	}
	pkt->host->port(t, IP_PROTO_TCP, sport);
	tp_puts(t, " > ");
	if (addresses) {
		tp_addr(t, pkt->net_type, pkt->net_dst);
		tp_puts(t, ".");
	}
	pkt->host->port(t, IP_PROTO_TCP, dport);
	tp_puts(t, ": ");
}

/* Not even the ports are there. */
static void
text_no_ports(tp_tvb *t)
{
	if (t->caplen >= 4)
		return;
	tp_addr(t, t->pkt->net_type, t->pkt->net_src);
	tp_puts(t, " > ");
	tp_addr(t, t->pkt->net_type, t->pkt->net_dst);
	tp_puts(t, ":");
}

static void
text_flags(tp_tvb *t, uint32_t flags)
{
	static const char letters[] = "FSRP.UEWe";
	char s[32], *p = tcp_put(s, "Flags [");
	const char *first = p;

	for (uint32_t i = 0; i < sizeof(letters) - 1; i++)
		if (flags & 1u << i)
			*p++ = letters[i];
	if (p == first)
		p = tcp_put(p, "none");
	*p++ = ']';
	tcp_put_end(t, s, p);
}

static void
text_checksum(tp_tvb *t, const struct tcp_segment *g, uint32_t length)
{
	uint32_t sum, right;

	if (t->caplen < length)
		return;
	sum = tp_cksum(t->data, length,
	    tp_pseudo_sum(t->pkt, IP_PROTO_TCP, length));
	if (sum == 0) {
		tp_text(t, ", cksum 0x%04x (correct)", g->sum);
		return;
	}
	right = tp_sum16(t->data, length, (~g->sum & 0xffff) +
	    tp_pseudo_sum(t->pkt, IP_PROTO_TCP, length));
	tp_text(t, ", cksum 0x%04x (incorrect -> 0x%04x)", g->sum,
	    ~right & 0xffff);
}

/* -vv: a field that means nothing without its flag, and holds something. */
static char *
put_unflagged(const tp_tvb *t, char *p, const char *name, const char *flag,
    uint32_t value)
{
	if (value == 0 || t->pkt->verbose < 2)
		return p;
	p = tcp_put_number(tcp_put(tcp_put(tcp_put(p, ", ["), name), " "),
	    value);
	p = tcp_put(tcp_put(p, " != 0 while "), flag);
	return tcp_put(p, " flag not set]");
}

static void
text_numbers(tp_tvb *t, const struct tcp_segment *g)
{
	uint32_t seq = g->seq - g->seq_base;
	char s[192], *p = s;

	if (g->len > 0 || t->pkt->verbose > 1 ||
	    g->flags & (TCP_FIN | TCP_SYN | TCP_RST))
		p = tcp_put_number(tcp_put(p, ", seq "), seq);
	if (g->len > 0)
		p = tcp_put_number(tcp_put(p, ":"), seq + g->len);
	if (g->flags & TCP_ACK)
		p = tcp_put_number(tcp_put(p, ", ack "),
		    g->ack - g->ack_base);
	else
		p = put_unflagged(t, p, "ack", "ACK", g->ack);
	p = tcp_put_number(tcp_put(p, ", win "), g->win);
	if (g->flags & TCP_URG)
		p = tcp_put_number(tcp_put(p, ", urg "), g->urg);
	else
		p = put_unflagged(t, p, "urg", "URG", g->urg);
	tcp_put_end(t, s, p);
}

static void
text_length(tp_tvb *t, uint32_t len)
{
	char s[32];

	tcp_put_end(t, s, tcp_put_number(tcp_put(s, ", length "), len));
}

/* -------------------------------------------------------------- segment */

/* Without the rest of a cut header, which counts as zeros. */
static void
read_header(const tp_tvb *t, const tp_ip_arg *ip, struct tcp_segment *g)
{
	uint8_t p[TCP_HEADER] = { 0 };

	g->have = t->caplen < TCP_HEADER ? t->caplen : TCP_HEADER;
	memcpy(p, t->data, g->have);
	g->seq = tp_ld32(p + 4);
	g->ack = tp_ld32(p + 8);
	g->hlen = (uint32_t)(p[12] >> 4) * 4;
	g->flags = tp_ld16(p + 12) & 0xfff;
	g->win = tp_ld16(p + 14);
	g->sum = tp_ld16(p + 16);
	g->urg = tp_ld16(p + 18);
	g->fits = g->hlen <= t->len;
	g->known = g->fits && ip->fragment != 1 &&
	    (t->pkt->flags & TP_IN_ERROR) == 0;
	g->len = g->fits ? t->len - g->hlen : 0;
}

/* All there is to say of a quick or a bad one, else the flags. */
static void
text_start(tp_tvb *t, const struct tcp_segment *g, uint32_t length)
{
	uint32_t hlen = g->hlen;

	if (hlen < TCP_HEADER) {
		tp_text(t, " tcp %u [bad hdr length %u - too short, < %u]",
		    length - hlen, hlen, TCP_HEADER);
		return;
	}
	if (t->pkt->opts & TP_OPT_QUICK)
		tp_text(t, "tcp %u", length - hlen);
	else
		text_flags(t, g->flags);
	if (hlen > length)
		tp_text(t, " [bad hdr length %u - too long, > %u]", hlen,
		    length);
}

/* Returns 0 if the options are bad. */
static int
options(const tp_self *me, tp_tvb *t, struct tcp_segment *g)
{
	int good = 1;

	g->wscale = -1;
	g->secret = me->prefs[P_MD5_SECRET];
	if (g->hlen > TCP_HEADER)
		good = tcp_options(me->tables[TCP_T_OPTION], t, g);
	tcp_note_options(g);
	return good;
}

/* What follows the flags in the text; 0: the options are bad. */
static int
segment(const tp_self *me, tp_tvb *t, const tp_ip_arg *ip, struct tcp_segment *g)
{
	if (t->pkt->verbose > 0 && tp_texting(t) && !ip->fragment &&
	    (t->pkt->opts & TP_OPT_NO_CHECKSUM) == 0)
		text_checksum(t, g, g->hlen + g->len);
	text_numbers(t, g);
	if (!options(me, t, g))
		return 0;
	text_length(t, g->len);
	return 1;
}

/* Behind the options may be padding, which nobody has read yet. */
static void
skip_padding(tp_tvb *t, uint32_t hlen)
{
	if (t->caplen < hlen)
		tp_text(t, " [remaining caplen(%u) < header length(%u)]",
		    t->caplen, hlen);
	(void)tp_take(t, hlen - t->off);
}

static void
behind_flags(const tp_self *me, tp_tvb *t, const tp_ip_arg *ip,
    struct tcp_segment *g)
{
	if (!segment(me, t, ip, g) || (g->len == 0 && (t->caplen < g->hlen ||
	    (g->flags & TCP_FIN) == 0)))
		return;
	skip_padding(t, g->hlen);
	if (!t->err)
		tcp_payload(me, t, g);
}

static tp_rc
dissect(void *self, tp_tvb *t, const void *arg)
{
	static const tp_ip_arg alone = { .size = sizeof(alone) };
	const tp_self *me = self;
	const tp_ip_arg *ip = arg != NULL ? arg : &alone;
	struct tcp_segment g = { .factor = TCP_FACTOR_UNKNOWN };
	uint32_t sport, dport;

	text_no_ports(t);
	sport = tp_be16(t);
	dport = tp_be16(t);
	if (t->err)
		return tp_done_cut(t);
	tcp_add_ports(t, sport, dport);
	t->pkt->host->set_ports(t, IP_PROTO_TCP, sport, dport);
	text_ends(t, ip, sport, dport);
	read_header(t, ip, &g);
	if (g.have < UP_TO_FLAGS && g.have >= 8 &&
	    t->pkt->flags & TP_IN_ERROR)
		(void)tp_add(t, F_SEQ, 4, 4, g.seq);
	if (g.have >= UP_TO_FLAGS) {
		tcp_find_flow(me, t, &g);
		tcp_add_header(t, &g);
		tcp_add_analysis(t, &g);
	}
	if (tp_take(t, TCP_HEADER - t->off) == NULL)
		return tp_done_cut(t);
	text_start(t, &g, t->len);
	if (!g.fits)
		(void)tp_add_ptr(t, F_OPTIONS, t->off, tp_left(t),
		    t->data + t->off, tp_left(t));
	if (g.hlen < TCP_HEADER || !g.fits)
		return tp_done(t);
	if (t->pkt->opts & TP_OPT_QUICK) {
		tp_tvb quiet = tp_mute(t);

		behind_flags(me, &quiet, ip, &g);
	} else
		behind_flags(me, t, ip, &g);
	return tp_done(t);
}

static const tp_protocol tcp = {
	.name = "tcp",
	.long_name = "Transmission Control Protocol",
	.fields = tcp_fields,
	.nfields = NFIELDS,
	.flags = TP_DISSECTOR_STATEFUL,
	.prefs = prefs,
	.nprefs = TP_COUNT(prefs),
	.flow_bytes = sizeof(struct tcp_flow),
	.rare_bytes = sizeof(struct tcp_conversation),
	.shared_bytes = sizeof(struct tcp_ring),
	.slot_flags = TP_SLOT_QUOTED,
	.tables = { [TCP_T_OPTION] = "tcp.option", [TCP_T_PORT] = "tcp.port",
	    [TCP_T_HEURISTIC] = "tcp.heuristic", [TCP_T_ANY] = "tcp.any",
	    [TCP_T_DATA] = "data" },
	.firsts = 1u << TCP_T_OPTION | 1u << TCP_T_PORT,
	/* whoever the ports lead to has all of the flow */
	.hop = &(const tp_hop){ .table = TCP_T_PORT, .key_size = 2, .nkeys = 2,
	    .header = 4 },
	.keys = (const tp_key[]){ { .table = "ip.proto", .lo = IP_PROTO_TCP },
	    { NULL } },
	.dissect = dissect,
};
TP_REGISTER(tcp);
