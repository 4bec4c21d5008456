/* SPDX-License-Identifier: BSD-3-Clause */
/* What a TCP segment means in the light of its connection. */
#include "tcp.h"

#define UP_TO_WINDOW 16		/* octets: less is nothing to Wireshark */

static void
text_bases(const tp_pkt *pkt, struct tcp_segment *g)
{
	struct tcp_flow *f = g->flow;

	if ((g->flags & TCP_ACK) == 0 || pkt->opts & TP_OPT_ABS_SEQ)
		return;
	if (!f->has_base || (g->flags & TCP_SYN && f->since != pkt->number)) {
		f->base[g->dir] = g->seq;
		f->base[!g->dir] = g->ack - 1;
		f->has_base = 1;
		f->since = pkt->number;
	}
	g->sack_base = f->base[!g->dir];
	if (f->since == pkt->number)
		return;
	g->seq_base = f->base[g->dir];
	g->ack_base = f->base[!g->dir];
}

/* RFC 7323 2.2: both ends have to send the option. */
static int32_t
window_factor(const struct tcp_flow *f, uint32_t dir)
{
	if (f != NULL && f->unscaled)
		return TCP_FACTOR_UNUSED;
	if (f != NULL && f->has_scale[dir])
		return 1 << f->scale[dir];
	return TCP_FACTOR_UNKNOWN;
}

/* A quoted packet is seen in the light of its flow, and changes nothing. */
static void
quoted_bases(const tp_self *me, tp_tvb *t, struct tcp_segment *g)
{
	const struct tcp_flow *f = t->pkt->host->flow_look(t, me->slot,
	    &g->dir);

	g->factor = window_factor(f, g->dir);
	if ((g->flags & TCP_ACK) == 0 || t->pkt->opts & TP_OPT_ABS_SEQ ||
	    f == NULL || !f->has_base)
		return;
	g->seq_base = f->base[g->dir];
	g->sack_base = g->ack_base = f->base[!g->dir];
}

static void
set_start(struct tcp_flow *f, uint32_t dir, uint32_t seq)
{
	f->start[dir] = seq;
	f->has_start[dir] = 1;
}

/* tcpdump's numbers outlive a connection. */
static void
keep_bases(struct tcp_flow *f, const struct tcp_flow *old)
{
	f->since = old->since;
	f->has_base = old->has_base;
	memcpy(f->base, old->base, sizeof(f->base));
}

/* Of the other end's windows, which are only known from its SYN on. */
static int
window_shift(const struct tcp_flow *f, uint32_t dir)
{
	if (!f->has_syn[!dir])
		return -1;
	return !f->unscaled && f->has_scale[0] && f->has_scale[1] ?
	    f->scale[!dir] : 0;
}

/* Reassembly goes by the verdict, too, for those whom a payload leads to. */
static int
is_analysis_wanted(const tp_self *me, const tp_tvb *t)
{
	if ((t->want & TP_WANT_FIELDS) == 0)
		return 0;
	for (uint32_t i = TCP_T_PORT; i <= TCP_T_DATA; i++)
		if (t->pkt->host->leads(t, me->tables[i]))
			return 1;
	return tp_wants(t, F_COMPLETENESS) || tp_wants(t, F_SEGMENT_DATA) ||
	    tp_wants_any(t, F_SEGMENTS, F_REASSEMBLED_DATA) ||
	    tp_wants_any(t, F_TIME_RELATIVE, F_ZERO_WINDOW_PROBE_ACK);
}

/* Of a packet that comes again, for its text, nothing is asked. */
static void
analyse(const tp_self *me, tp_tvb *t, struct tcp_segment *g,
    const struct tcp_flow *f)
{
	const tp_pkt *pkt = t->pkt;
	struct tcp_conversation *c;
	struct tcp_verdict *v;
	struct tcp_sight s = { .ring = me->shared, .number = pkt->number,
	    .ns = (int64_t)((uint64_t)pkt->ts.sec * 1000000000 +
	    pkt->ts.nsec), .dir = g->dir, .seq = g->seq, .ack = g->ack,
	    .seq_start = g->seq_start, .ack_start = g->ack_start,
	    .flags = g->flags, .win = g->win, .len = g->known ? g->len : 0,
	    .brief = !g->known, .bogus = g->hlen < TCP_HEADER,
	    .reused = g->reused, .syn_again = g->syn_again,
	    .window_shift = window_shift(f, g->dir) };

	if (!is_analysis_wanted(me, t))
		return;
	c = pkt->host->flow(t, me->rare, NULL, NULL);
	v = pkt->host->alloc(t->pkt, sizeof(*v));
	if (c == NULL || v == NULL)
		return;
	tcp_analyse(c, &s, v);
	g->verdict = v;
	g->conversation = c;
}

/* Another SYN is another connection of the same ends to Wireshark. */
static void
find_reuse(const tp_self *me, tp_tvb *t, struct tcp_segment *g,
    struct tcp_flow *f)
{
	struct tcp_flow old;

	if ((g->flags & TCP_SYN) == 0 || !f->has_start[g->dir])
		return;
	if (f->start[g->dir] == g->seq) {
		g->syn_again = (g->flags & TCP_ACK) == 0;
		return;
	}
	g->reused = 2;
	if (g->flags & TCP_ACK)
		return;
	g->reused = 1;
	old = *f;
	f = t->pkt->host->flow_renew(t, me->slot, &g->stream);
	if (f != NULL)
		keep_bases(f, &old);
}

/* Where Wireshark counts from. */
static void
field_bases(struct tcp_segment *g)
{
	struct tcp_flow *f = g->flow;

	if (g->flags & TCP_SYN)
		set_start(f, g->dir, g->seq);
	if (!f->has_start[g->dir])
		set_start(f, g->dir, g->seq - 1);
	if (g->flags & TCP_ACK && !f->has_start[!g->dir])
		set_start(f, !g->dir, g->ack - 1);
	g->seq_start = f->start[g->dir];
	g->ack_start = f->start[!g->dir];
}

void
tcp_find_flow(const tp_self *me, tp_tvb *t, struct tcp_segment *g)
{
	struct tcp_flow *f = t->pkt->host->flow(t, me->slot, &g->dir,
	    &g->stream);

	if (f == NULL || t->pkt->flags & TP_IN_ERROR)
		quoted_bases(me, t, g);
	else
		g->flow = f;
	if (f == NULL)
		return;
	if (g->flow != NULL && g->have == TCP_HEADER && g->hlen >= TCP_HEADER)
		text_bases(t->pkt, g);
	if (g->have >= UP_TO_WINDOW)
		find_reuse(me, t, g, f);
	if (g->known)
		field_bases(g);
	if (g->have >= UP_TO_WINDOW)
		analyse(me, t, g, f);
	if (g->flow != NULL)
		g->factor = window_factor(f, g->dir);
}

void
tcp_note_options(const struct tcp_segment *g)
{
	struct tcp_flow *f = g->flow;

	if (g->conversation != NULL)
		g->conversation->ends[g->dir].sacked = g->sacked;
	if (g->conversation != NULL && g->multipath)
		tcp_note_multipath(g->conversation);
	if ((g->flags & TCP_SYN) == 0 || f == NULL)
		return;
	f->has_syn[g->dir] = 1;
	if (g->wscale >= 0) {
		f->has_scale[g->dir] = 1;
		f->scale[g->dir] = (uint8_t)g->wscale;
	} else
		f->unscaled = 1;
}
