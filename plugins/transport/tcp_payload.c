/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What a TCP segment carries.
 *
 * Text is made segment by segment.  What a payload's dissector prints stands
 * right behind "length N": it begins with ": " or " ".
 *
 * Fields are of units: whoever takes a payload says by how much it is short,
 * and is called again with all of it.  Dissectors of table "tcp.port" get a
 * tp_tcp_arg.  Those of "tcp.any" (key 0) are asked in turn if none of the
 * ports' took it, for fields only: tcpdump does not guess.
 */
#include "tcp.h"

/* A segment on its way through the host to whom the ports lead to. */
struct payload {
	const tp_self *me;
	const struct tcp_segment *segment;
};

/* RFC 9293 3.5.3 allows a RST to say why in words. */
static void
reset_data(tp_tvb *t, uint32_t len)
{
	const uint8_t *p = t->data + t->off;
	uint32_t shown = len < 30 ? len : 30;
	uint32_t n = len < tp_left(t) ? len : tp_left(t);

	if (tp_wants(t, F_RESET_CAUSE))
		(void)tp_add_ptr(t, F_RESET_CAUSE, t->off, len, p,
		    (uint32_t)strnlen((const char *)p, n));
	if (t->pkt->verbose > 0) {
		tp_puts(t, len > shown ? " [RST+ " : " [RST ");
		for (uint32_t i = 0; i < shown; i++)
			tp_safe(t, tp_take(t, 1), 1);
		tp_puts(t, "]");
		len -= shown;
	}
	(void)tp_take(t, len);
}

/* Who asks for more has it, whatever it says. */
static int
is_taken(tp_rc rc, const tp_pkt *pkt)
{
	return rc != TP_REJECT ||
	    (pkt->can_desegment && pkt->desegment_len != 0);
}

/* Calls whoever knows it. */
static void
dissect(void *ctx, tp_tvb *t)
{
	const struct payload *p = ctx;
	const tp_self *me = p->me;
	tp_pkt *pkt = t->pkt;
	const tp_host *host = pkt->host;
	uint32_t claimed = 0;
	tp_tcp_arg arg = { .size = sizeof(arg), .claimed = &claimed,
	    .flags = p->segment->flags };

	if (pkt->forced != NULL) {
		(void)host->call(pkt->forced_stream, t, NULL);
		return;
	}
	if (is_taken(host->call_flow(t, NULL), pkt) ||
	    is_taken(host->call_uint2(me->tables[TCP_T_PORT], pkt->src_port,
	    pkt->dst_port, t, &arg), pkt) || claimed ||
	    is_taken(host->call_uint(me->tables[TCP_T_HEURISTIC], 0, t,
	    NULL), pkt) || (t->want & TP_WANT_FIELDS) == 0)
		return;
	arg.any = 1;
	if (!is_taken(host->call_uint(me->tables[TCP_T_ANY], 0, t, &arg),
	    pkt))
		tp_data(me->tables[TCP_T_DATA], t);
}

static void
units(tp_tvb *t, const struct payload *p)
{
	static const tp_pieces fields = { .size = sizeof(fields),
	    .pieces = F_SEGMENTS, .piece = F_SEGMENT,
	    .overlap = F_SEGMENT_OVERLAP, .conflict = F_SEGMENT_CONFLICT,
	    .multiple_tails = F_SEGMENT_TAILS,
	    .too_long = F_SEGMENT_TOO_LONG, .error = F_SEGMENT_ERROR,
	    .count = F_SEGMENT_COUNT, .length = F_REASSEMBLED_LENGTH,
	    .data = F_REASSEMBLED_DATA, .part = F_SEGMENT_DATA,
	    .name = "Reassembled TCP" };
	const struct tcp_segment *g = p->segment;
	uint32_t signs = g->verdict != NULL ? g->verdict->signs : 0;
	uint32_t syn = (g->flags & TCP_SYN) != 0;
	tp_segment s = { .size = sizeof(s), .stream = g->stream,
	    .dir = g->dir, .seq = g->seq + syn, .fields = &fields,
	    .dissect = dissect, .ctx = (void *)(uintptr_t)p };

	if (signs & TCP_KEEP_ALIVE && g->len != 0) {
		tp_data(p->me->tables[TCP_T_DATA], t);
		return;
	}
	if (g->flags & TCP_FIN)
		s.flags |= TP_SEGMENT_LAST;
	if (signs & (TCP_OUT_OF_ORDER | TCP_SPURIOUS_RETRANSMISSION))
		s.flags |= TP_SEGMENT_LATE;
	else if (signs & TCP_RETRANSMISSION &&
	    !(signs & TCP_FAST_RETRANSMISSION))
		s.flags |= TP_SEGMENT_REPEATED;
	t->pkt->host->stream(t, &s);
}

void
tcp_payload(const tp_self *me, tp_tvb *t, const struct tcp_segment *g)
{
	struct payload p = { me, g };
	tp_tvb data = tp_rest(t, g->len);

	if (g->flags & TCP_RST) {
		if (g->len != 0)
			reset_data(t, g->len);
		return;
	}
	if (g->len != 0) {
		(void)tp_add_ptr(t, F_PAYLOAD, t->off, g->len, data.data,
		    g->len < data.caplen ? g->len : data.caplen);
		data.want &= TP_WANT_TEXT;
		if (data.want)
			dissect(&p, &data);
	}
	if ((t->want & TP_WANT_FIELDS) == 0)
		return;
	data = tp_rest(t, g->len);
	data = tp_mute(&data);
	if (g->flow != NULL && g->known)
		units(&data, &p);
	else if (g->len != 0)
		dissect(&p, &data);
}
