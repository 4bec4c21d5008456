/* SPDX-License-Identifier: BSD-3-Clause */
#include "config.h"

#include <string.h>

#include "assembly.h"
#include "engine.h"
#include "stream.h"

#define MAX_UNITS 16u		/* of one direction of a stream */
#define WITHOUT_END 0x40000000u	/* of a unit that ends with its stream */

#define MAY_ASK 2u		/* one more than who is called sees */

enum { ANY_SEGMENT = 1, UNTIL_LAST = 2 };	/* assembly.flags */

/* A segment on its way. */
struct segment {
	struct packet *packet;
	struct assemblies *store;
	struct assembly_key key;
	tp_segment is;
	uint32_t seq, left;		/* of what is still to be looked at */
	bool last, late, wants_pieces;
};

static void
key_make(struct assembly_key *k, const struct packet *p, const tp_segment *g)
{
	uint32_t name[4] = { p->pub.net_proto, g->stream, g->dir, 0 };

	memset(k, 0, sizeof(*k));
	k->owner = p->running->dissector;
	memcpy(k->name, name, sizeof(name));
}

/* --------------------------------------------------------------- the units */

/* The unit that the octet of this number is in: the last one made. */
static struct assembly *
unit_of(const struct segment *g)
{
	struct assembly *a = assembly_find(g->store, &g->key);

	while (a != NULL && g->seq - a->start >= a->end - a->start &&
	    /* what ends a stream may have no octet */
	    !(g->last && g->seq == a->end && a->flags & UNTIL_LAST))
		a = assembly_next(a);
	return a;
}

/* Of too many the oldest goes, if one can be had that is done. */
static struct assembly *
unit_new(struct segment *g, uint32_t seq)
{
	struct assembly *a = assembly_find(g->store, &g->key), *old = a;
	uint32_t n = 0;

	for (; a != NULL; a = assembly_next(a), n++)
		if (a->done || !old->done)
			old = a;
	if (n >= MAX_UNITS)
		assembly_delete(g->store, old);
	a = assembly_new(g->store, &g->key);
	a->start = seq;
	return a;
}

/* What was asked for, behind the octet of number end. */
static void
unit_wants(struct assembly *a, uint32_t end, uint32_t more)
{
	a->flags = 0;
	if (more == TP_DESEGMENT_ONE_MORE_SEGMENT) {
		a->flags = ANY_SEGMENT;
		a->end = end + 1;
	} else if (more == TP_DESEGMENT_UNTIL_FIN) {
		a->flags = UNTIL_LAST;
		a->end = a->start + WITHOUT_END;
	} else
		a->end = more < WITHOUT_END ? end + more :
		    a->start + WITHOUT_END;
}

/* -------------------------------------------------------------- dissecting */

/* What a dissector lacks, from which octet of its window on. */
struct shortage {
	uint32_t offset, len;		/* 0: nothing */
};

/* What is asked of an outer stream is as it was. */
static struct shortage
dissect(const struct segment *g, tp_tvb *t, bool may_ask)
{
	struct running *me = g->packet->running;
	tp_pkt *pkt = t->pkt;
	uint32_t can = pkt->can_desegment;
	struct shortage outer = { pkt->desegment_offset, pkt->desegment_len };
	struct shortage s = { 0, 0 };
	bool asked = me->asked;

	me->asked = asked || g->wants_pieces;
	pkt->can_desegment = may_ask ? MAY_ASK : 0;
	pkt->desegment_offset = pkt->desegment_len = 0;
	g->is.dissect(g->is.ctx, t);
	if (may_ask && pkt->desegment_offset <= t->len)
		s = (struct shortage){ pkt->desegment_offset,
		    pkt->desegment_len };
	pkt->can_desegment = can;
	pkt->desegment_offset = outer.offset;
	pkt->desegment_len = outer.len;
	me->asked = asked;
	return s;
}

static void
add_part(const struct segment *g, tp_tvb *t, uint32_t off, uint32_t n)
{
	tp_field f = g->is.fields->part;

	if (f != TP_NO_FIELD && n != 0 && t->wanted[f])
		(void)t->pkt->host->add_ptr(t, f, t->off + off, n,
		    t->data + t->off + off, n);
}

/* A segment where no unit is waited for. */
static void
begin(struct segment *g, tp_tvb *t)
{
	tp_tvb unit = tp_rest(t, g->left);
	struct shortage s = dissect(g, &unit, true);
	uint32_t rest = g->left - s.offset;
	struct assembly *a;

	if (s.len == TP_DESEGMENT_UNTIL_FIN && g->last) {
		(void)dissect(g, &unit, false);
		return;
	}
	if (s.len == 0)
		return;
	a = unit_new(g, g->seq + s.offset);
	unit_wants(a, g->seq + g->left, s.len);
	(void)assembly_add(g->store, a, 0, unit.data + s.offset, rest,
	    t->pkt->number, 0);
	add_part(g, t, s.offset, rest);
}

/* What is left of a unit becomes the next one, which waits for more. */
static void
split(struct segment *g, struct assembly *a, const tp_tvb *whole,
    const struct shortage *s)
{
	struct assembly *rest = unit_new(g, a->start + s->offset);
	uint32_t at = s->offset;

	unit_wants(rest, a->start + whole->len, s->len);
	for (const struct piece *p = a->first; p != NULL; p = p->next) {
		uint32_t end = p->offset + p->len;

		if (end <= at)
			continue;
		(void)assembly_add(g->store, rest, at - s->offset,
		    whole->data + at, end - at, p->frame, 0);
		at = end;
	}
}

/* A unit that is there as far as was asked for. */
static void
complete(struct segment *g, tp_tvb *t, struct assembly *a)
{
	struct packet *p = g->packet;
	uint32_t nsources = p->nsources, n = a->reach;
	struct shortage s = { 0, 0 };
	tp_tvb whole = *t;

	t->pkt->host->source(&whole, assembly_join(g->store, a,
	    t->pkt->number), n, g->is.fields->name);
	if (!g->late)
		s = dissect(g, &whole, (a->flags & UNTIL_LAST) == 0);
	if (s.len != 0 && s.offset == 0) {
		unit_wants(a, a->start + n, s.len);
		p->nsources = nsources;
		return;
	}
	assembly_add_fields(a, t, &whole, g->is.fields);
	a->done = true;
	a->end = a->start + (s.len != 0 ? s.offset : n);
	if (s.len != 0)
		split(g, a, &whole, &s);
	assembly_finish(g->store, a);
}

/* Does the unit end in what it reaches now? */
static bool
is_complete(const struct segment *g, const struct assembly *a)
{
	if (a->flags & UNTIL_LAST)
		return g->last && a->reach == g->seq + g->left - a->start;
	return a->reach >= a->end - a->start;
}

/* Gives the unit what it is to have of the segment; returns how much. */
static uint32_t
continued(struct segment *g, tp_tvb *t, struct assembly *a)
{
	uint32_t n = a->end - g->seq;
	bool ends;

	/* its first octets made it: here they are again */
	if (a->done || g->seq == a->start) {
		if (g->seq == a->start)
			add_part(g, t, 0, g->left);
		return g->left;
	}
	if ((g->left == 0 && (a->flags & UNTIL_LAST) == 0) ||
	    (a->flags & ANY_SEGMENT && g->seq - a->start + g->left <=
	    a->reach))
		return g->left;
	if (n > g->left || a->flags & ANY_SEGMENT)
		n = g->left;
	assembly_used(g->store, a);
	if (assembly_add(g->store, a, g->seq - a->start, t->data + t->off, n,
	    t->pkt->number, 0) && a->flags & ANY_SEGMENT)
		a->end = g->seq + n;
	ends = !a->empty && is_complete(g, a);
	if (!ends || (a->flags & UNTIL_LAST) == 0)
		add_part(g, t, 0, n);
	if (ends)
		complete(g, t, a);
	return n;
}

void
stream_segment(tp_tvb *t, const tp_segment *segment)
{
	struct packet *p = (struct packet *)(void *)t->pkt;
	struct segment g = { .packet = p, .store = p->assemblies,
	    .left = tp_unread(t) };
	struct assembly *a;
	uint32_t n;

	memcpy(&g.is, segment, segment->size < sizeof(g.is) ? segment->size :
	    sizeof(g.is));
	g.seq = g.is.seq;
	g.last = (g.is.flags & TP_SEGMENT_LAST) != 0;
	g.late = (g.is.flags & TP_SEGMENT_LATE) != 0;
	g.wants_pieces = assembly_wants_fields(g.is.fields, t);
	if (g.is.flags & TP_SEGMENT_REPEATED) {
		if (!p->frames_alone && g.left <= tp_left(t))
			add_part(&g, t, 0, g.left);
		return;
	}
	if (p->frames_alone || tp_left(t) < g.left) {
		if (!g.late && g.left != 0)
			(void)dissect(&g, t, false);
		return;
	}
	key_make(&g.key, p, &g.is);
	do {
		a = unit_of(&g);
		if (a == NULL) {
			if (!g.late && g.left != 0)
				begin(&g, t);
			return;
		}
		n = continued(&g, t, a);
		g.seq += n;
		g.left -= n;
		(void)tp_take(t, n);
	} while (g.left != 0);
}
