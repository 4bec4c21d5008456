/* SPDX-License-Identifier: BSD-3-Clause */
/* A segment's verdict, as fields. */
#include "tcp.h"

/* In Wireshark's order. */
static const struct {
	uint32_t sign;
	tp_field field;
} signs[] = {
	{ TCP_REUSED_PORTS, F_REUSED_PORTS },
	{ TCP_FAST_RETRANSMISSION, F_FAST_RETRANSMISSION },
	{ TCP_SPURIOUS_RETRANSMISSION, F_SPURIOUS_RETRANSMISSION },
	{ TCP_OUT_OF_ORDER, F_OUT_OF_ORDER },
	{ TCP_RETRANSMISSION, F_RETRANSMISSION },
	{ TCP_LOST_SEGMENT, F_LOST_SEGMENT },
	{ TCP_ACK_LOST_SEGMENT, F_ACK_LOST_SEGMENT },
	{ TCP_WINDOW_UPDATE, F_WINDOW_UPDATE },
	{ TCP_WINDOW_FULL, F_WINDOW_FULL },
	{ TCP_KEEP_ALIVE, F_KEEP_ALIVE },
	{ TCP_KEEP_ALIVE_ACK, F_KEEP_ALIVE_ACK },
	{ TCP_ZERO_WINDOW_PROBE, F_ZERO_WINDOW_PROBE },
	{ TCP_ZERO_WINDOW, F_ZERO_WINDOW },
	{ TCP_ZERO_WINDOW_PROBE_ACK, F_ZERO_WINDOW_PROBE_ACK }
};

static void
add_ns(tp_tvb *t, tp_field f, int64_t ns)
{
	int64_t sec = ns / 1000000000, rest = ns % 1000000000;
	tp_value v = { 0 };

	if (!tp_wants(t, f))
		return;
	if (rest < 0) {
		sec--;
		rest += 1000000000;
	}
	v.flags = TP_VALUE_GENERATED;
	v.v.t.sec = sec;
	v.v.t.nsec = (uint32_t)rest;
	(void)t->pkt->host->add(t, f, 0, 0, &v);
}

static void
add_signs(tp_tvb *t, const struct tcp_verdict *v)
{
	tp_item outer = t->group, flags;

	if (v->signs == 0)
		return;
	flags = tp_add_generated(t, F_ANALYSIS_FLAGS, 0, 0, 0);
	if (flags != 0)
		t->group = flags;
	for (uint32_t i = 0; i < TP_COUNT(signs); i++)
		if (v->signs & signs[i].sign)
			(void)tp_add_generated(t, signs[i].field, 0, 0, 0);
	if (v->rto != 0) {
		add_ns(t, F_RTO, v->rto);
		(void)tp_add_generated(t, F_RTO_FRAME, 0, 0, v->rto_frame);
	}
	if (v->signs & TCP_DUPLICATE_ACK)
		(void)tp_add_generated(t, F_DUPLICATE_ACK, 0, 0, 0);
	t->group = outer;
}

/* Wireshark has the flag once more here, within expert information. */
static void
add_duplicate(tp_tvb *t, const struct tcp_verdict *v)
{
	tp_item outer = t->group, frame;

	if ((v->signs & TCP_DUPLICATE_ACK) == 0)
		return;
	(void)tp_add_generated(t, F_DUPLICATE_ACK_NUM, 0, 0,
	    v->duplicate_number);
	frame = tp_add_generated(t, F_DUPLICATE_ACK_FRAME, 0, 0,
	    v->duplicate_frame);
	if (frame != 0)
		t->group = frame;
	(void)tp_add_generated(t, F_DUPLICATE_ACK, 0, 0, 0);
	t->group = outer;
}

void
tcp_add_analysis(tp_tvb *t, const struct tcp_segment *g)
{
	const struct tcp_verdict *v = g->verdict;
	tp_item outer = t->group, analysis;

	if (v == NULL || g->have < TCP_HEADER || g->hlen < TCP_HEADER ||
	    memchr(t->wanted + F_TIME_RELATIVE, 1,
	    F_ZERO_WINDOW_PROBE_ACK + 1 - F_TIME_RELATIVE) == NULL)
		return;
	add_ns(t, F_TIME_RELATIVE, v->since_first);
	add_ns(t, F_TIME_DELTA, v->since_last);
	if (v->signs == 0 && v->acks_frame == 0 && !v->counted && !v->bare)
		return;
	analysis = tp_add_generated(t, F_ANALYSIS, 0, 0, 0);
	if (analysis != 0)
		t->group = analysis;
	if (v->acks_frame != 0) {
		(void)tp_add_generated(t, F_ACKS_FRAME, 0, 0, v->acks_frame);
		add_ns(t, F_ACK_RTT, v->ack_rtt);
	}
	if (v->initial_rtt >= 0)
		add_ns(t, F_INITIAL_RTT, v->initial_rtt);
	if (v->in_flight != 0) {
		(void)tp_add_generated(t, F_IN_FLIGHT, 0, 0, v->in_flight);
		(void)tp_add_generated(t, F_PUSH_BYTES, 0, 0, v->since_push);
	}
	add_signs(t, v);
	add_duplicate(t, v);
	t->group = outer;
}
