/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Requests and their responses, told apart by flow and message id as
 * Wireshark tells them.  A flow remembers a few requests: clients that have
 * more than these open at once on one port get fewer pairs, not wrong ones.
 */
#include "dns.h"

#define RETRANSMISSION 5	/* seconds after which it is a new request */

static void
request(tp_tvb *t, struct dns_request *r, uint32_t id, int whole)
{
	uint32_t open = r->frame != 0 && r->response == 0;

	if (!open || r->id != id ||
	    tp_time_since(&r->ts, &t->pkt->ts).sec >= RETRANSMISSION) {
		*r = (struct dns_request){ .frame = t->pkt->number,
		    .ts = t->pkt->ts, .id = id, .lost = r->lost |
		    (open && r->id != id) };
		return;
	}
	if (!whole)
		return;
	(void)tp_add_generated(t, F_RETRANSMISSION, 0, 0, 1);
	(void)tp_add_generated(t, F_RETRANSMIT_REQUEST_IN, 0, 0, r->frame);
}

static void
response(tp_tvb *t, struct dns_request *r, uint32_t id, int whole)
{
	int known = r->frame != 0 && r->id == id, again = r->response != 0;

	if (known && !again)
		r->response = t->pkt->number;
	if (!whole)
		return;
	if (!known) {
		if (!r->lost)
			(void)tp_add_generated(t, F_UNSOLICITED, 0, 0, 1);
	} else if (again) {
		(void)tp_add_generated(t, F_RETRANSMISSION, 0, 0, 1);
		(void)tp_add_generated(t, F_RETRANSMIT_RESPONSE_IN, 0, 0,
		    r->response);
	} else {
		(void)tp_add_generated(t, F_RESPONSE_TO, 0, 0, r->frame);
		(void)tp_add_elapsed(t, F_TIME, 0, 0, &r->ts);
	}
}

/* Where the flow keeps a request of that id; NULL: nowhere. */
static struct dns_request *
place(const tp_self *me, tp_tvb *t, uint32_t id)
{
	struct dns_flow *flow = t->pkt->host->flow(t, me->slot, NULL, NULL);
	struct dns_requests *more;

	if (flow == NULL || flow->first.frame == 0 || flow->first.id == id)
		return flow != NULL ? &flow->first : NULL;
	more = t->pkt->host->flow(t, me->rare, NULL, NULL);
	return more != NULL ? &more->of[id % DNS_REMEMBERED] : NULL;
}

void
dns_pair(const struct dns_message *m, tp_tvb *t, const tp_self *me, int whole)
{
	struct dns_request *r;

	if (!dns_wants(t, F_RESPONSE_TO, F_QUERY))
		return;
	r = place(me, t, m->id);
	if (r == NULL)
		return;
	if (m->flags & FLAG_RESPONSE)
		response(t, r, m->id, whole);
	else
		request(t, r, m->id, whole);
}
