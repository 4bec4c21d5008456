/* SPDX-License-Identifier: BSD-3-Clause */
#include "tcp.h"

#define OVERTAKEN 3000000		/* ns, if no handshake was seen */
#define ASKED_FOR 20000000		/* ns since the last duplicate ACK */

enum { SYN_SEEN = 1, SYN_ACK_SEEN = 2, ACK_SEEN = 4, DATA_SEEN = 8,
	FIN_SEEN = 16, RST_SEEN = 32 };

/* A segment, and the two ends as they were before it. */
struct look {
	const struct tcp_sight *s;
	const struct tcp_end *me, *peer;
	uint32_t end;			/* behind its last octet */
	int plain;			/* none of SYN, FIN and RST */
};

/* All of the number whose low 32 bits these are, and which is not far back. */
static uint64_t
whole_number(uint64_t now, uint32_t low)
{
	return now - (uint32_t)((uint32_t)now - low);
}

static int
takes_numbers(const struct look *l)
{
	return l->s->len != 0 || l->s->flags & (TCP_SYN | TCP_FIN);
}

/* An octet to see whether the window has opened (RFC 9293 3.8.6.1). */
static int
is_probe(const struct look *l)
{
	return l->s->len == 1 && l->plain && l->me->seen && l->peer->seen &&
	    l->s->seq == l->me->next && l->peer->win == 0;
}

/* RFC 9293 3.8.4 */
static int
is_keep_alive(const struct look *l)
{
	return l->s->len <= 1 && l->plain && l->me->seen &&
	    l->s->seq == l->me->next - 1;
}

/* The last segment once more, but for its window. */
static int
says_the_same(const struct look *l)
{
	return l->s->len == 0 && l->plain && l->me->seen &&
	    l->s->seq == l->me->next && l->s->ack == l->me->ack;
}

static uint32_t
acknowledging(const struct look *l)
{
	if (!says_the_same(l))
		return 0;
	if (l->s->win != l->me->win)
		return l->s->win != 0 ? TCP_WINDOW_UPDATE : 0;
	if (l->s->win == 0)
		return l->peer->probed ?
		    TCP_ZERO_WINDOW_PROBE_ACK : 0;
	if (l->peer->kept_alive)
		return TCP_KEEP_ALIVE_ACK;
	return l->me->excused ? 0 : TCP_DUPLICATE_ACK;
}

static int
fills_window(const struct look *l)
{
	return l->s->len != 0 && l->plain && l->s->window_shift >= 0 &&
	    l->peer->seen && l->s->seq + l->s->len ==
	    l->peer->ack + ((uint32_t)l->peer->win <<
	    l->s->window_shift);
}

/* What was sent before, in the eyes of who captures here. */
static uint32_t
repeating(const struct look *l, const struct tcp_conversation *c)
{
	const struct tcp_sight *s = l->s;
	int64_t late = c->has_rtt ? c->rtt : OVERTAKEN;

	if (s->len != 0 && l->peer->seen && !tcp_before(l->peer->ack, l->end))
		return TCP_SPURIOUS_RETRANSMISSION | TCP_RETRANSMISSION;
	if (!takes_numbers(l) || !l->me->seen ||
	    !tcp_before(s->seq, l->me->next) ||
	    (s->seq == l->me->next - 1 && !(s->flags & (TCP_SYN | TCP_FIN))))
		return 0;
	if (l->peer->same_acks >= 2 && l->peer->ack == s->seq &&
	    s->ns - l->peer->ack_ns < ASKED_FOR)
		return TCP_FAST_RETRANSMISSION | TCP_RETRANSMISSION;
	return s->ns - l->me->next_ns < late && l->me->next != l->end ?
	    TCP_OUT_OF_ORDER : TCP_RETRANSMISSION;
}

static uint32_t
signs(const struct look *l, const struct tcp_conversation *c)
{
	const struct tcp_sight *s = l->s;
	uint32_t v = 0;

	if (is_probe(l))
		v |= TCP_ZERO_WINDOW_PROBE;
	else if (is_keep_alive(l))
		v |= TCP_KEEP_ALIVE;
	if (s->win == 0 && l->plain && !(v & TCP_ZERO_WINDOW_PROBE))
		v |= TCP_ZERO_WINDOW;
	if (l->me->seen && tcp_before(l->me->next, s->seq) &&
	    !(s->flags & TCP_RST))
		v |= TCP_LOST_SEGMENT;
	if (l->peer->has_contiguous && s->flags & TCP_ACK &&
	    tcp_before(l->peer->contiguous, s->ack))
		v |= TCP_ACK_LOST_SEGMENT;
	if (fills_window(l))
		v |= TCP_WINDOW_FULL;
	v |= acknowledging(l);
	return v & TCP_KEEP_ALIVE ? v : v | repeating(l, c);
}

static void
note_time(struct tcp_conversation *c, const struct tcp_sight *s,
    struct tcp_verdict *v)
{
	uint32_t fl = s->flags & (TCP_SYN | TCP_ACK);

	if (!c->seen)
		c->first = c->last = s->ns;
	v->since_first = s->ns - c->first;
	v->since_last = s->ns - c->last;
	c->last = s->ns;
	if (fl == TCP_SYN && !c->has_rtt) {
		c->rtt = s->ns;
		c->has_syn = 1;
	} else if (fl == TCP_ACK && c->has_syn && !c->has_rtt) {
		c->rtt = s->ns - c->rtt;
		c->has_rtt = 1;
	}
	v->initial_rtt = c->has_rtt ? c->rtt : -1;
}

/* The first segment tells nothing unless it is a SYN, and no other SYN does. */
static uint32_t
completing(const struct tcp_conversation *c, const struct tcp_sight *s)
{
	uint32_t fl = s->flags & (TCP_SYN | TCP_ACK), all = 0;

	if (!c->seen && fl == TCP_SYN)
		return s->len != 0 ? SYN_SEEN | DATA_SEEN : SYN_SEEN;
	if (!c->seen)
		return 0;
	if (fl == (TCP_SYN | TCP_ACK))
		all |= SYN_ACK_SEEN;
	if (fl == TCP_ACK && !(s->flags & TCP_RST) && s->len == 0)
		all |= ACK_SEEN;
	if (fl == TCP_ACK && s->len != 0)
		all |= DATA_SEEN;
	if ((s->flags & (TCP_FIN | TCP_ACK)) == (TCP_FIN | TCP_ACK))
		all |= FIN_SEEN;
	if (s->flags & TCP_RST)
		all |= RST_SEEN;
	return all;
}

static void
note_conversation(struct tcp_conversation *c, const struct tcp_sight *s,
    struct tcp_verdict *v)
{
	v->completeness = s->reused == 1 ? SYN_SEEN : c->completeness;
	v->bare = s->syn_again;
	if (!s->bogus)
		c->completeness |= (uint8_t)completing(c, s);
	note_time(c, s, v);
	c->seen = 1;
}

/* How far this end has sent everything, for TCP_ACK_LOST_SEGMENT. */
static void
note_contiguous(struct tcp_end *me, const struct look *l,
    const struct tcp_verdict *v)
{
	const struct tcp_sight *s = l->s;
	uint32_t last = tcp_before(me->next, l->end) ? l->end : me->next;

	if (!me->seen) {
		me->contiguous = l->end;
		me->has_contiguous = 1;
		return;
	}
	if (me->has_contiguous && s->seq == me->contiguous &&
	    !(v->signs & (TCP_KEEP_ALIVE | TCP_ZERO_WINDOW_PROBE))) {
		me->has_contiguous = me->contiguous != last;
		me->contiguous = last;		/* of a gap, the end */
	}
	if (me->has_contiguous)
		return;
	if (tcp_before(me->next, s->seq)) {
		me->contiguous = me->next;
		me->has_contiguous = 1;
	} else if (s->flags & TCP_ACK && tcp_before(me->ack, s->ack)) {
		me->contiguous = last;
		me->has_contiguous = 1;
	}
}

static void
note_acknowledgment(struct tcp_end *me, struct tcp_end *peer,
    const struct tcp_sight *s, struct tcp_verdict *v)
{
	const struct tcp_sent *hit = tcp_unacked_take(s->ring, &peer->unacked,
	    s->ack, s->ack_start);

	if (hit != NULL) {
		v->acks_frame = whole_number(s->number, hit->frame);
		v->ack_rtt = s->ns - hit->ns;
	}
	if (v->signs & TCP_ACK_LOST_SEGMENT) {
		/* there is a gap: said once more if it is not all */
		peer->has_contiguous = peer->contiguous != peer->next;
		peer->contiguous = peer->next;
	}
	if (v->signs & TCP_DUPLICATE_ACK) {
		v->duplicate_number = ++me->same_acks;
		v->duplicate_frame = whole_number(s->number, me->ack_frame);
	} else if (s->ack != me->ack) {
		me->same_acks = 0;
		me->ack_frame = (uint32_t)s->number;
	}
	me->ack = s->ack;
	me->win = (uint16_t)s->win;
	me->ack_ns = s->ns;
}

static void
note_sent(struct tcp_end *me, const struct look *l, const struct tcp_verdict *v)
{
	const struct tcp_sight *s = l->s;
	struct tcp_sent sent = { .seq = s->seq, .end = l->end,
	    .frame = (uint32_t)s->number, .ns = s->ns };

	if (takes_numbers(l))
		tcp_unacked_add(s->ring, &me->unacked, &sent, s->seq_start);
	if (!me->seen || (tcp_before(me->next, l->end) &&
	    !(v->signs & TCP_ZERO_WINDOW_PROBE))) {
		me->next = l->end;
		me->next_ns = s->ns;
		me->next_frame = (uint32_t)s->number;
	}
}

/* SYN and FIN count once they have been sent, but not in their own segment. */
static uint32_t
in_flight(const struct tcp_end *me, const struct tcp_end *peer,
    const struct look *l)
{
	uint32_t n = me->unacked.high - me->unacked.low;

	if (l->s->flags & (TCP_SYN | TCP_FIN))
		n--;
	n -= peer->sacked;
	return n > INT32_MAX ? 0 : n;
}

static void
count_octets(struct tcp_end *me, const struct tcp_end *peer,
    const struct look *l, struct tcp_verdict *v)
{
	const struct tcp_sight *s = l->s;

	if (s->len == 0 || me->gap)
		return;
	v->counted = 1;
	v->in_flight = in_flight(me, peer, l);
	me->since_push = s->len + (me->pushed ? 0 : me->since_push);
	me->pushed = (s->flags & TCP_PUSH) != 0;
	v->since_push = me->since_push;
}

/* Since when the segment had been waited for. */
static void
find_timeout(const struct look *l, struct tcp_verdict *v)
{
	const struct tcp_sent *oldest = tcp_unacked_oldest(l->s->ring,
	    &l->me->unacked);

	if ((v->signs & (TCP_RETRANSMISSION | TCP_FAST_RETRANSMISSION |
	    TCP_SPURIOUS_RETRANSMISSION)) != TCP_RETRANSMISSION)
		return;
	v->rto = l->s->ns - (oldest != NULL ? oldest->ns : l->me->next_ns);
	v->rto_frame = whole_number(l->s->number, oldest != NULL ?
	    oldest->frame : l->me->next_frame);
}

void
tcp_analyse(struct tcp_conversation *c, const struct tcp_sight *s,
    struct tcp_verdict *v)
{
	struct tcp_end *me = &c->ends[s->dir], *peer = &c->ends[!s->dir];
	const struct look l = { s, me, peer, s->seq + s->len +
	    ((s->flags & (TCP_SYN | TCP_FIN)) != 0),
	    (s->flags & (TCP_SYN | TCP_FIN | TCP_RST)) == 0 };

	*v = (struct tcp_verdict){ .signs = s->reused ? TCP_REUSED_PORTS : 0 };
	if (!s->brief) {
		v->signs |= signs(&l, c);
		find_timeout(&l, v);
	}
	note_conversation(c, s, v);
	if (s->brief)
		return;
	v->bare |= s->flags & TCP_ACK && peer->seen &&
	    tcp_before(peer->next, s->ack);
	peer->gap = 0;
	if (v->signs & TCP_LOST_SEGMENT)
		me->gap = 1;
	note_contiguous(me, &l, v);
	note_acknowledgment(me, peer, s, v);
	note_sent(me, &l, v);
	count_octets(me, peer, &l, v);
	me->probed = (v->signs & TCP_ZERO_WINDOW_PROBE) != 0;
	me->kept_alive = (v->signs & TCP_KEEP_ALIVE) != 0;
	me->seen = 1;
	me->excused = 0;
}

void
tcp_note_multipath(struct tcp_conversation *c)
{
	if (!c->multipath)
		c->ends[0].excused = c->ends[1].excused = 1;
	c->multipath = 1;
}
