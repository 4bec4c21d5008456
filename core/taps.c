/* SPDX-License-Identifier: BSD-3-Clause */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "expr.h"
#include "fatal.h"
#include "taps.h"

struct tap {
	struct tap *next;
	tp_tap_desc desc;
	struct expr *expr;		/* or NULL */
	void *self;
};

static struct tap *first;		/* the newest */

/* ------------------------------------------------------------ registration */

static tp_rc
host_tap(const tp_host *h, const tp_tap_desc *desc, void *self, tp_error *e)
{
	struct tap *tap = xcalloc(1, sizeof(*tap));
	struct expr_error error;

	memcpy(&tap->desc, desc, desc->size < sizeof(*desc) ? desc->size :
	    sizeof(*desc));
	tap->self = self;
	if (desc->expression != NULL) {
		tap->expr = expr_compile(engine_registry(h),
		    desc->expression, &error);
		if (tap->expr == NULL) {
			snprintf(e->msg, sizeof(e->msg), "%s", error.text);
			free(tap);
			return TP_ERROR;
		}
	}
	tap->desc.expression = NULL;
	tap->next = first;
	first = tap;
	return TP_OK;
}

void
taps_free(void)
{
	struct tap *next;

	for (struct tap *t = first; t != NULL; t = next) {
		next = t->next;
		if (t->expr != NULL)
			expr_free(t->expr);
		free(t);
	}
	first = NULL;
}

void
taps_host(tp_host *h)
{
	h->tap = host_tap;
}

bool
taps_are_wanted(const struct packet *p)
{
	return first != NULL || p->posts->all != NULL;
}

bool
taps_want(struct packet *p)
{
	bool some = false;

	for (const struct tap *t = first; t != NULL; t = t->next) {
		if (t->expr != NULL)
			expr_want(t->expr, p);
		if (t->desc.proto != 0)
			packet_want(p, t->desc.proto);
		some = some || t->expr != NULL || t->desc.proto != 0;
	}
	return some;
}

/* --------------------------------------------------------------- one frame */

/* The whole frame, with the addresses and ports of its innermost layers. */
static tp_tvb
whole(struct packet *p, uint32_t want)
{
	const struct packet_ends *e = &p->ends;
	tp_pkt *k = &p->pub;
	const struct frame *f = p->frame;
	tp_tvb t = { .data = f->data, .wanted = p->unwanted, .pkt = k,
	    .name = "", .caplen = f->caplen + f->excess, .len = f->len,
	    .want = want };

	k->net_type = e->type;
	k->net_src = e->src;
	k->net_dst = e->dst;
	k->net_proto = e->type != TP_FT_NONE && e->proto != 0 ?
	    e->net_proto : 0;
	k->src_port = e->src_port;
	k->dst_port = e->dst_port;
	p->running = &p->outermost;
	return t;
}

void
taps_post(struct packet *p, uint32_t want)
{
	const struct candidate *c = p->posts->all;
	tp_tvb t;

	if (c == NULL)
		return;
	t = whole(p, want);
	for (; c != NULL; c = c->next)
		(void)p->pub.host->call(c->dissector, &t, NULL);
}

/* Those on this protocol; 0: on the frame. */
static void
run_on(struct packet *p, tp_field proto)
{
	tp_tvb t;

	for (struct tap *tap = first; tap != NULL; tap = tap->next) {
		if (tap->desc.proto != proto ||
		    (tap->expr != NULL && !expr_match(tap->expr, p)))
			continue;
		t = whole(p, 0);
		tap->desc.packet(tap->self, &t);
	}
}

void
taps_run(struct packet *p)
{
	for (uint32_t i = 0; first != NULL && i < p->nlayers; i++)
		if (p->layers[i].proto != 0)
			run_on(p, p->layers[i].proto);
	run_on(p, 0);
}

void
taps_end(void)
{
	for (struct tap *t = first; t != NULL; t = t->next)
		if (t->desc.end != NULL)
			t->desc.end(t->self);
}
