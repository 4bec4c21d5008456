/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Requests and their responses over UDP, told apart by flow, Call-ID and CSeq
 * as Wireshark tells them.  A direction of a flow remembers a few calls: if
 * there are more at once, fewer are told, not wrong ones.
 */
#include "sip.h"

/* FNV-1a: who makes two calls alike makes their numbers alike. */
static uint64_t
hash(const tp_tvb *t, struct text_span s)
{
	uint64_t h = 0xcbf29ce484222325;

	for (uint32_t i = s.off; i < s.off + s.n; i++)
		h = (h ^ t->data[i]) * 0x100000001b3;
	return h;
}

static void
add_times(tp_tvb *t, const struct sip_call *c, int releases)
{
	tp_time d = tp_time_since(&c->ts, &t->pkt->ts);
	uint64_t ms = (uint64_t)d.sec * 1000 + d.nsec / 1000000;

	if (c->request == 0)
		return;
	(void)tp_add_generated(t, F_RESPONSE_REQUEST, 0, 0, c->request);
	(void)tp_add_generated(t, F_RESPONSE_TIME, 0, 0, ms & UINT32_MAX);
	if (releases)
		(void)tp_add_generated(t, F_RELEASE_TIME, 0, 0,
		    ms & UINT32_MAX);
}

static void
add_resend(tp_tvb *t, uint64_t original)
{
	(void)tp_add_generated(t, F_RESEND, 0, 0, original != 0);
	if (original != 0)
		(void)tp_add_generated(t, F_RESEND_ORIGINAL, 0, 0, original);
}

/* m's is the last request of the call, unless it was there before. */
static void
request(tp_tvb *t, struct sip_call *c, const struct sip_message *m)
{
	int ack = text_is(t, m->cseq_method, "ACK"), known = c->request != 0;
	uint64_t method = hash(t, m->cseq_method);

	if (known && !ack && c->cseq == m->cseq && c->method == method) {
		add_resend(t, c->request);
		return;
	}
	add_resend(t, 0);
	if (ack)
		add_times(t, c, 0);
	if (!known || (!ack && c->cseq != m->cseq))
		c->method = method;
	c->cseq = m->cseq;
	c->request = t->pkt->number;
	c->ts = t->pkt->ts;
}

/* A final response may come again; it is of the last request or of none. */
static void
response(tp_tvb *t, struct sip_call *c, const struct sip_message *m)
{
	uint64_t method = hash(t, m->cseq_method);

	if (m->code >= 200 && c->code == m->code &&
	    c->answered_cseq == m->cseq && c->answered == method)
		add_resend(t, c->response);
	else {
		add_resend(t, 0);
		c->code = m->code;
		c->answered_cseq = m->cseq;
		c->answered = method;
		c->response = t->pkt->number;
	}
	if (c->cseq == m->cseq && c->method == method)
		add_times(t, c, text_is(t, m->cseq_method, "BYE"));
}

/* Where the flow keeps the call of a direction's requests; NULL: nowhere. */
static struct sip_call *
place(const tp_self *me, tp_tvb *t, const struct sip_message *m)
{
	uint64_t id = hash(t, m->call_id);
	uint32_t dir = 0;
	struct sip_flow *flow = t->pkt->host->flow(t, me->slot, &dir, NULL);
	struct sip_calls *more;
	struct sip_call *c;

	if (flow == NULL)
		return NULL;
	if (m->kind == SIP_REPLY)
		dir = !dir;
	c = &flow->first[dir];
	if (c->id != 0 && c->id != id) {
		more = t->pkt->host->flow(t, me->rare, NULL, NULL);
		if (more == NULL)
			return NULL;
		c = &more->of[dir][id % SIP_REMEMBERED];
	}
	if (c->id != id)
		memset(c, 0, sizeof(*c));
	c->id = id;
	return c;
}

static int
wants_any(const tp_tvb *t)
{
	return tp_wants(t, F_RESEND) || tp_wants(t, F_RESEND_ORIGINAL) ||
	    tp_wants(t, F_RESPONSE_REQUEST) || tp_wants(t, F_RESPONSE_TIME) ||
	    tp_wants(t, F_RELEASE_TIME);
}

void
sip_pair(const tp_self *me, tp_tvb *t, const struct sip_message *m)
{
	struct sip_call *c = NULL;

	if (!wants_any(t))
		return;
	if (t->pkt->net_proto == IP_PROTO_UDP && m->cseq_method.n > 0)
		c = place(me, t, m);
	if (c == NULL)
		add_resend(t, 0);
	else if (m->kind == SIP_REQUEST)
		request(t, c, m);
	else
		response(t, c, m);
}
