/* SPDX-License-Identifier: BSD-3-Clause */
/* What a TCP segment means in the light of its connection. */
#include "tcp.h"

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

/* In the order of sequence numbers (RFC 9293 3.4)? */
static int
is_before(uint32_t a, uint32_t b)
{
	return (int32_t)(a - b) < 0;
}

/* Nanoseconds from one time to another. */
static int64_t
since(const tp_time *from, const tp_time *to)
{
	tp_time d = tp_time_since(from, to);

	return d.sec * 1000000000 + d.nsec;
}

/*
 * Repeated because the other end asked for it, by the same acknowledgment
 * over and over?  Wireshark wants it within 20 ms of the last one.
 */
static int
is_asked_for(const tp_pkt *pkt, const struct tcp_segment *g)
{
	const struct tcp_flow *f = g->flow;

	return f->same_acks[!g->dir] >= 2 && f->ack[!g->dir] == g->seq &&
	    since(&f->ack_time[!g->dir], &pkt->ts) < 20000000;
}

/*
 * Is the octet behind it one that came just now?  As long ago as the handshake
 * took at most, or 3 ms.
 */
static int
is_overtaken(const tp_pkt *pkt, const struct tcp_segment *g)
{
	const struct tcp_flow *f = g->flow;
	const tp_time none = { 0 };

	return f->next[g->dir] != g->seq + g->len &&
	    since(&f->next_time[g->dir], &pkt->ts) < (f->handshake == 3 ?
	    since(&none, &f->rtt) : 3000000);
}

/* Has it an octet that was sent before? */
static enum tcp_repeats
repeats(const tp_pkt *pkt, const struct tcp_segment *g)
{
	const struct tcp_flow *f = g->flow;
	uint32_t next = f->next[g->dir], end = g->seq + g->len;

	if (g->len == 0 || !f->has_next[g->dir] || !is_before(g->seq, next))
		return TCP_NEW;
	if (g->seq == next - 1)
		return g->len == 1 && (g->flags & (TCP_SYN | TCP_FIN)) == 0 ?
		    TCP_KEEP_ALIVE : TCP_NEW;
	if (is_asked_for(pkt, g))
		return TCP_NEW;
	if (is_overtaken(pkt, g) ||
	    (f->has_ack[!g->dir] && !is_before(f->ack[!g->dir], end)))
		return TCP_LATE;
	return TCP_RETRANSMITTED;
}

/* SYN, SYN and ACK, ACK */
static void
note_handshake(const tp_pkt *pkt, const struct tcp_segment *g)
{
	struct tcp_flow *f = g->flow;
	uint32_t fl = g->flags & (TCP_SYN | TCP_ACK);

	if (fl == TCP_SYN) {
		f->handshake = 1;
		f->syn_time = pkt->ts;
	} else if (f->handshake == 1 && fl == (TCP_SYN | TCP_ACK))
		f->handshake = 2;
	else if (f->handshake == 2 && fl == TCP_ACK && g->dir == 0) {
		f->handshake = 3;
		f->rtt = tp_time_since(&f->syn_time, &pkt->ts);
	}
}

static void
note_segment(const tp_pkt *pkt, const struct tcp_segment *g)
{
	struct tcp_flow *f = g->flow;
	uint32_t d = g->dir, fl = g->flags;
	uint32_t end = g->seq + g->len + ((fl & (TCP_SYN | TCP_FIN)) != 0);

	note_handshake(pkt, g);
	if (!f->has_next[d] || fl & TCP_SYN || is_before(f->next[d], end)) {
		f->next[d] = end;
		f->next_time[d] = pkt->ts;
	}
	f->has_next[d] = 1;
	if ((fl & TCP_ACK) == 0)
		return;
	if (f->has_ack[d] && f->ack[d] == g->ack && f->ack_win[d] == g->win &&
	    g->len == 0 && (fl & (TCP_SYN | TCP_FIN | TCP_RST)) == 0)
		f->same_acks[d] = (uint8_t)(f->same_acks[d] == 255 ? 255 :
		    f->same_acks[d] + 1);
	else
		f->same_acks[d] = 0;
	f->has_ack[d] = 1;
	f->ack[d] = g->ack;
	f->ack_win[d] = g->win;
	f->ack_time[d] = pkt->ts;
}

/* A packet may come twice: for its fields, and for its text. */
static void
find_repetition(const tp_pkt *pkt, struct tcp_segment *g)
{
	struct tcp_flow *f = g->flow;

	if (f->last != pkt->number) {
		f->last = pkt->number;
		f->repeats = (uint8_t)repeats(pkt, g);
		note_segment(pkt, g);
	}
	g->repeats = f->repeats;
}

/*
 * Where Wireshark counts from.  Another SYN is another connection of the same
 * ends to it.
 */
static void
field_bases(const tp_self *me, tp_tvb *t, struct tcp_segment *g)
{
	struct tcp_flow *f = g->flow, old;

	if ((g->flags & (TCP_SYN | TCP_ACK)) == TCP_SYN &&
	    f->has_start[g->dir] && f->start[g->dir] != g->seq) {
		old = *f;
		f = t->pkt->host->flow_renew(t, me->slot, &g->stream);
		if (f == NULL)
			return;
		keep_bases(f, &old);
	}
	if (g->flags & TCP_SYN)
		set_start(f, g->dir, g->seq);
	else if (!f->has_start[g->dir])
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

	g->flow = f;
	if (f == NULL) {
		quoted_bases(me, t, g);
		return;
	}
	if (g->have == TCP_HEADER && g->hlen >= TCP_HEADER)
		text_bases(t->pkt, g);
	if (g->known) {
		field_bases(me, t, g);
		find_repetition(t->pkt, g);
	}
	g->factor = window_factor(f, g->dir);
}

void
tcp_note_scale(const struct tcp_segment *g)
{
	struct tcp_flow *f = g->flow;

	if ((g->flags & TCP_SYN) == 0 || f == NULL)
		return;
	if (g->wscale >= 0) {
		f->has_scale[g->dir] = 1;
		f->scale[g->dir] = (uint8_t)g->wscale;
	} else
		f->unscaled = 1;
}
