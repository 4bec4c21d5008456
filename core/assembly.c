/* SPDX-License-Identifier: BSD-3-Clause */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "assembly.h"
#include "fatal.h"
#include "hash.h"

#define BUCKETS 32768u
#define MAX_ASSEMBLIES 16384u
#define MAX_OCTETS ((size_t)18 << 20)	/* of all of them */

_Static_assert(sizeof(struct assembly_key) % 8 == 0, "hash_words()");

/* What the packet at hand may have values of: freed when it ends. */
struct spent {
	struct spent *next;
	uint8_t *octets;
};

struct assemblies {
	struct spent *spent;		/* first: assemblies_next() looks */
	struct assembly *buckets[BUCKETS];
	struct assembly *newest, *oldest;
	uint32_t count;
	size_t octets;
	uint64_t lost;
};

struct assemblies *
assemblies_new(void)
{
	return xcalloc(1, sizeof(struct assemblies));
}

void
assemblies_forget(struct assemblies *s)
{
	while (s->oldest != NULL)
		assembly_delete(s, s->oldest);
	assemblies_let_go(s);
}

void
assemblies_free(struct assemblies *s)
{
	assemblies_forget(s);
	free(s);
}

uint64_t
assemblies_lost(const struct assemblies *s)
{
	return s->lost;
}

void
assemblies_let_go(struct assemblies *s)
{
	struct spent *p;

	while ((p = s->spent) != NULL) {
		s->spent = p->next;
		free(p->octets);
		free(p);
	}
}

/* --------------------------------------------------------------- the store */

static struct assembly *
same_key(struct assembly *a, const struct assembly_key *k, uint32_t hash)
{
	while (a != NULL && (a->hash != hash ||
	    memcmp(&a->key, k, sizeof(*k)) != 0))
		a = a->chain;
	return a;
}

struct assembly *
assembly_find(struct assemblies *s, const struct assembly_key *k)
{
	uint32_t hash = hash_words(k, sizeof(struct assembly_key));

	return same_key(s->buckets[hash % BUCKETS], k, hash);
}

struct assembly *
assembly_next(const struct assembly *a)
{
	return same_key(a->chain, &a->key, a->hash);
}

static void
unlink_use(struct assemblies *s, struct assembly *a)
{
	*(a->newer != NULL ? &a->newer->older : &s->newest) = a->older;
	*(a->older != NULL ? &a->older->newer : &s->oldest) = a->newer;
}

static void
link_use(struct assemblies *s, struct assembly *a)
{
	a->newer = NULL;
	a->older = s->newest;
	*(s->newest != NULL ? &s->newest->newer : &s->oldest) = a;
	s->newest = a;
}

void
assembly_used(struct assemblies *s, struct assembly *a)
{
	if (s->newest == a)
		return;
	unlink_use(s, a);
	link_use(s, a);
}

struct assembly *
assembly_new(struct assemblies *s, const struct assembly_key *k)
{
	struct assembly *a = xcalloc(1, sizeof(*a));
	uint32_t hash = hash_words(k, sizeof(struct assembly_key));
	struct assembly **bucket = &s->buckets[hash % BUCKETS];

	if (s->count == MAX_ASSEMBLIES)
		assembly_delete(s, s->oldest);
	a->key = *k;
	a->hash = hash;
	a->chain = *bucket;
	*bucket = a;
	link_use(s, a);
	s->count++;
	return a;
}

void
assembly_delete(struct assemblies *s, struct assembly *a)
{
	struct assembly **link = &s->buckets[a->hash % BUCKETS];

	while (*link != a)
		link = &(*link)->chain;
	*link = a->chain;
	unlink_use(s, a);
	s->count--;
	if (!a->done && a->first != NULL)
		s->lost++;
	assembly_finish(s, a);
	free(a);
}

/* ------------------------------------------------------------------ octets */

static size_t
piece_size(const struct piece *p)
{
	return sizeof(*p) + p->len;
}

/* The joined octets go; the packet at hand may still have values of them. */
static void
drop_joined(struct assemblies *s, struct assembly *a)
{
	struct spent *p;

	s->octets -= a->room;
	if (a->joined != NULL && a->shown != 0) {
		p = xcalloc(1, sizeof(*p));
		p->octets = a->joined;
		p->next = s->spent;
		s->spent = p;
	} else
		free(a->joined);
	a->joined = NULL;
	a->room = 0;
}

void
assembly_finish(struct assemblies *s, struct assembly *a)
{
	struct piece *p;

	while ((p = a->first) != NULL) {
		a->first = p->next;
		s->octets -= piece_size(p);
		free(p);
	}
	drop_joined(s, a);
	a->last = a->reached = a->joined_last = NULL;
	a->npieces = a->njoined = 0;
	a->empty = true;
}

static void
give_up(struct assemblies *s, struct assembly *a)
{
	if (a->first != NULL && !a->done)
		s->lost++;
	assembly_finish(s, a);
}

/* Room for n octets more: from those not used for longest, but this one. */
static bool
make_room(struct assemblies *s, const struct assembly *a, size_t n)
{
	struct assembly *old = s->oldest;

	while (s->octets + n > MAX_OCTETS && old != NULL) {
		if (old != a)
			give_up(s, old);
		old = old->newer;
	}
	return s->octets + n <= MAX_OCTETS;
}

/* Behind those of the same offset. */
static void
insert(struct assembly *a, struct piece *p)
{
	struct piece *before = a->last;

	while (before != NULL && before->offset > p->offset)
		before = before->prev;
	p->prev = before;
	p->next = before != NULL ? before->next : a->first;
	*(p->prev != NULL ? &p->prev->next : &a->first) = p;
	*(p->next != NULL ? &p->next->prev : &a->last) = p;
	a->npieces++;
	/* one before those joined changes what they repeat */
	if (a->joined_last != NULL && p->next != NULL &&
	    p->offset < a->joined_last->offset) {
		a->joined_last = NULL;
		a->njoined = 0;
	}
}

static void
reach_by(struct assembly *a, const struct piece *p)
{
	if (p->offset <= a->reach && p->offset + p->len > a->reach)
		a->reach = p->offset + p->len;
}

/* added: it may stand before the last that was within reach. */
static void
extend_reach(struct assembly *a, const struct piece *added)
{
	struct piece *p = a->reached != NULL ? a->reached->next : a->first;

	reach_by(a, added);
	for (; p != NULL && p->offset <= a->reach; p = p->next) {
		reach_by(a, p);
		a->reached = p;
	}
}

bool
assembly_add(struct assemblies *s, struct assembly *a, uint32_t offset,
    const uint8_t *octets, uint32_t n, uint64_t frame, uint32_t flags)
{
	struct piece *p;

	if (a->empty)
		return false;
	if ((uint64_t)offset + n > ASSEMBLY_MAX_OCTETS ||
	    a->npieces == ASSEMBLY_MAX_PIECES ||
	    !make_room(s, a, sizeof(*p) + n)) {
		give_up(s, a);
		return false;
	}
	p = malloc(sizeof(*p) + n);
	if (p == NULL)
		fatal_memory();
	*p = (struct piece){ .frame = frame, .offset = offset, .len = n,
	    .flags = flags };
	if (n != 0)
		memcpy(p->octets, octets, n);
	s->octets += piece_size(p);
	insert(a, p);
	extend_reach(a, p);
	return true;
}

/* ----------------------------------------------------------------- joining */

static void
grow(struct assemblies *s, struct assembly *a, uint64_t frame)
{
	uint32_t room = a->room != 0 ? a->room : 1024;
	uint32_t n = a->njoined;
	uint8_t *octets;

	while (room < a->reach)
		room *= 2;
	if (room == a->room)
		return;
	octets = malloc(room);
	if (octets == NULL)
		fatal_memory();
	if (n != 0)
		memcpy(octets, a->joined, n);
	if (a->shown != frame)
		a->shown = 0;
	drop_joined(s, a);
	a->joined = octets;
	a->room = room;
	s->octets += room;
}

/* What of the piece is new goes behind what is joined already; what is beyond
 * max octets of all is not used. */
static void
join_piece(struct assembly *a, struct piece *p, uint32_t max)
{
	uint32_t have = a->njoined, repeats = 0, n = p->len;

	p->flags &= PIECE_MULTIPLE_TAILS;
	if (p->offset + n > max) {
		p->flags |= PIECE_TOO_LONG;
		n = p->offset < max ? max - p->offset : 0;
	}
	if (p->offset < have) {
		repeats = have - p->offset < n ? have - p->offset : n;
		p->flags |= PIECE_OVERLAP;
		if (memcmp(a->joined + p->offset, p->octets, repeats) != 0)
			p->flags |= PIECE_CONFLICT;
	}
	memcpy(a->joined + have, p->octets + repeats, n - repeats);
	a->njoined += n - repeats;
	a->joined_last = p;
}

const uint8_t *
assembly_join(struct assemblies *s, struct assembly *a, uint64_t frame)
{
	uint32_t max = a->end - a->start;
	struct piece *p;

	grow(s, a, frame);
	p = a->joined_last != NULL ? a->joined_last->next : a->first;
	for (; p != NULL && (p->offset <= a->njoined || p->offset >= max);
	    p = p->next)
		join_piece(a, p, max);
	a->shown = frame;
	return a->joined;
}

/* ------------------------------------------------------------------ fields */

static tp_item
add(tp_tvb *t, tp_field f, uint32_t off, uint32_t len, uint64_t v,
    uint32_t flags)
{
	const tp_value value = { .v.u = v, .flags = flags };

	if (f == TP_NO_FIELD || !t->wanted[f])
		return 0;
	return t->pkt->host->add(t, f, off, len, &value);
}

static void
add_piece(const struct piece *p, tp_tvb *t, const tp_pieces *f)
{
	const uint32_t bad = PIECE_CONFLICT | PIECE_MULTIPLE_TAILS |
	    PIECE_TOO_LONG;
	tp_item outer = t->group, i;

	i = add(t, p->flags & bad ? f->error : f->piece, p->offset, p->len,
	    p->frame, 0);
	if (i != 0)
		t->group = i;
	if (p->flags & PIECE_OVERLAP)
		(void)add(t, f->overlap, 0, 0, 1, TP_VALUE_GENERATED);
	if (p->flags & PIECE_CONFLICT)
		(void)add(t, f->conflict, 0, 0, 1, TP_VALUE_GENERATED);
	if (p->flags & PIECE_MULTIPLE_TAILS)
		(void)add(t, f->multiple_tails, 0, 0, 1, TP_VALUE_GENERATED);
	if (p->flags & PIECE_TOO_LONG)
		(void)add(t, f->too_long, 0, 0, 1, TP_VALUE_GENERATED);
	t->group = outer;
}

bool
assembly_wants_fields(const tp_pieces *f, const tp_tvb *t)
{
	const tp_field fields[] = { f->pieces, f->piece, f->overlap,
	    f->conflict, f->multiple_tails, f->too_long, f->error, f->count,
	    f->length, f->data, f->part };

	for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++)
		if (fields[i] != TP_NO_FIELD && t->wanted[fields[i]])
			return true;
	return false;
}

void
assembly_add_fields(const struct assembly *a, tp_tvb *t, const tp_tvb *whole,
    const tp_pieces *f)
{
	const tp_value all = { .v.p = whole->data, .slen = whole->len,
	    .flags = TP_VALUE_GENERATED };
	tp_tvb w = *whole;
	tp_item i = 0;

	w.wanted = t->wanted;
	w.fields = t->fields;
	w.group = t->group;
	if (f->pieces != TP_NO_FIELD && w.wanted[f->pieces])
		i = w.pkt->host->add(&w, f->pieces, 0, w.len, &all);
	if (i != 0)
		w.group = i;
	for (const struct piece *p = a->first; p != NULL; p = p->next)
		add_piece(p, &w, f);
	(void)add(&w, f->count, 0, 0, a->npieces, TP_VALUE_GENERATED);
	(void)add(&w, f->length, 0, 0, w.len, TP_VALUE_GENERATED);
	if (f->data != TP_NO_FIELD && w.wanted[f->data])
		(void)w.pkt->host->add(&w, f->data, 0, w.len, &all);
}
