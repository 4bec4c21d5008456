/* SPDX-License-Identifier: BSD-3-Clause */
#include "config.h"

#include <string.h>

#include "assembly.h"
#include "defrag.h"
#include "engine.h"

enum { HAS_END = 1 };		/* assembly.flags: its last fragment came */

/* The addresses are those of the innermost network layer. */
static void
key_make(struct assembly_key *k, const struct packet *p,
    const tp_fragment *f)
{
	const tp_pkt *pkt = &p->pub;
	size_t n = pkt->net_type == TP_FT_IPV4 ? 4 : 16;

	memset(k, 0, sizeof(*k));
	k->owner = p->running->dissector;
	memcpy(k->name, &f->id, sizeof(f->id));
	memcpy(k->name + sizeof(f->id), pkt->net_src, n);
	memcpy(k->name + sizeof(f->id) + n, pkt->net_dst, n);
}

/* The first to say where the datagram ends is believed. */
static uint32_t
note_end(struct assembly *a, uint32_t end)
{
	if ((a->flags & HAS_END) == 0) {
		a->flags |= HAS_END;
		a->end = end;
	}
	return a->end == end ? 0 : PIECE_MULTIPLE_TAILS;
}

/* Is it of use to whoever wants fields? */
static bool
is_wanted(const struct packet *p, const tp_tvb *t, const tp_fragment *f)
{
	const struct running *me = p->running;

	return me->asked || me->dissector->leads != 0 ||
	    assembly_wants_fields(f->fields, t);
}

int32_t
defrag_fragment(tp_tvb *t, const tp_fragment *fragment)
{
	struct packet *p = (struct packet *)(void *)t->pkt;
	uint32_t n = tp_unread(t), flags = 0;
	struct assembly_key key;
	tp_fragment f = { 0 };
	struct assembly *a;
	tp_tvb whole = *t;

	memcpy(&f, fragment, fragment->size < sizeof(f) ? fragment->size :
	    sizeof(f));
	if (p->frames_alone || tp_left(t) < n || p->pub.flags & TP_IN_ERROR ||
	    p->pub.net_type == TP_FT_NONE || !is_wanted(p, t, &f))
		return TP_REJECT;
	key_make(&key, p, &f);
	a = assembly_find(p->assemblies, &key);
	if (a == NULL)
		a = assembly_new(p->assemblies, &key);
	assembly_used(p->assemblies, a);
	if (f.last)
		flags = note_end(a, f.offset + n);
	if (!assembly_add(p->assemblies, a, f.offset, t->data + t->off, n,
	    p->pub.number, flags))
		assembly_delete(p->assemblies, a);
	else if (a->flags & HAS_END && a->reach >= a->end) {
		p->pub.host->source(&whole, assembly_join(p->assemblies, a,
		    p->pub.number), a->end, f.fields->name);
		assembly_add_fields(a, t, &whole, f.fields);
		a->done = true;
		assembly_delete(p->assemblies, a);
		*t = whole;
		return 1;
	}
	return 0;
}
