/* SPDX-License-Identifier: BSD-3-Clause */
#include "http.h"

static void
add_frame(tp_tvb *t, tp_field f, uint32_t off, uint64_t number)
{
	if (number != 0)
		(void)tp_add_generated(t, f, off, 0, number);
}

static void
next_pair(struct http_pair *p)
{
	p->prev_request = p->request;
	p->prev_response = p->response;
	p->request = p->response = 0;
	p->number++;
}

static void
add_request(tp_tvb *t, struct http_pair *p, uint32_t off)
{
	next_pair(p);
	p->request = t->pkt->number;
	p->asked = t->pkt->ts;
	(void)tp_add_generated(t, F_REQUEST_NUMBER, off, 0, p->number);
	add_frame(t, F_PREV_REQUEST_IN, off, p->prev_request);
}

static void
add_response(tp_tvb *t, struct http_pair *p, uint32_t off)
{
	if (p->number == 0 || p->response != 0)
		next_pair(p);
	p->response = t->pkt->number;
	(void)tp_add_generated(t, F_RESPONSE_NUMBER, off, 0, p->number);
	if (p->request != 0)
		(void)tp_add_elapsed(t, F_TIME, off, 0, &p->asked);
	add_frame(t, F_PREV_REQUEST_IN, off, p->prev_request);
	add_frame(t, F_PREV_RESPONSE_IN, off, p->prev_response);
	add_frame(t, F_REQUEST_IN, off, p->request);
	if (p->uri_len > 0)
		(void)tp_add_ptr(t, F_RESPONSE_FOR_URI, off, 0, p->uri,
		    p->uri_len);
}

int
http_wants_pairs(const tp_tvb *t)
{
	return tp_wants_any(t, F_REQUEST_NUMBER, F_PROXY_PORT);
}

void
http_pair(tp_tvb *t, const struct http_message *m, const uint8_t *uri,
    uint32_t n)
{
	struct http_pair *p = t->pkt->host->flow(t, m->me->rare, NULL, NULL);

	if (p == NULL)
		return;
	if (m->kind == HTTP_REPLY) {
		add_response(t, p, m->start);
		return;
	}
	if (uri != NULL) {
		p->uri_len = n <= HTTP_MAX_URI ? n : 0;
		memcpy(p->uri, uri, p->uri_len);
	}
	if (!m->notifies)
		add_request(t, p, m->start);
}

void
http_proxied(const tp_self *me, tp_tvb *t)
{
	const struct http_pair *p = http_wants_pairs(t) ?
	    t->pkt->host->flow(t, me->rare, NULL, NULL) : NULL;
	const char *colon = p != NULL ? memchr(p->uri, ':', p->uri_len) : NULL;
	struct text_span port;
	tp_tvb uri = *t;

	if (colon == NULL)
		return;
	(void)tp_add_ptr(t, F_PROXY_HOST, 0, 0, p->uri,
	    (uint32_t)(colon - p->uri));
	uri.data = (const uint8_t *)p->uri;
	port.off = (uint32_t)(colon + 1 - p->uri);
	port.n = p->uri_len - port.off;
	(void)tp_add_generated(t, F_PROXY_PORT, 0, 0,
	    text_number(&uri, port));
}
