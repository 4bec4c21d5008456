/* SPDX-License-Identifier: BSD-3-Clause */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "fatal.h"
#include "flow.h"
#include "hash.h"

#define MAX_SLOTS 64u

/* Both ends, the lower first, so that both directions give one key. */
struct key {
	uint8_t addr[2][16];
	uint16_t port[2];
	uint8_t type, proto;
	uint8_t zero[2];
};
_Static_assert(sizeof(struct key) % 8 == 0, "hash_words()");

struct flow {
	struct key key;
	uint32_t index;			/* of this IP protocol, from 0 */
	uint32_t first_low;		/* did the first packet come from the
					 * lower end? */
	uint32_t chain;			/* next in the bucket; 0: none */
	uint32_t recent;		/* used since the hand came by */
	uint64_t slots;			/* bit s: slot s was handed out */
};

struct flow_table {
	struct flow *flows;		/* from 1 */
	struct states {
		uint8_t *state;		/* reserved when first asked for */
		uint32_t *place;	/* of each flow's in state; 0: it has
					 * none.  NULL: the flow's number is it */
		uint32_t used;		/* places, from 1 */
		uint32_t free;		/* that was given back; 0: none.  It
					 * begins with the next one's number */
	} states[MAX_SLOTS];		/* by slot */
	uint32_t *buckets;
	uint32_t mask, used, max;
	uint32_t hand;			/* of the clock: whom to evict next */
	uint32_t latest;		/* found; 0: none.  A packet's protocols
					 * ask for the same one */
	uint32_t counts[256];		/* flows seen, by IP protocol */
};

/* Slots of more octets lie one behind the other for the flows that have them:
 * few do, and pages between them are not touched. */
#define MAX_SPARSE 64u

/* Octets of the slots: the same in every table, reserved once. */
static uint32_t slot_size[MAX_SLOTS], slot_flags[MAX_SLOTS];
static uint32_t nslots = 1;		/* slot 0 is none */

tp_slot
flow_slot(uint32_t bytes, uint32_t flags)
{
	if (nslots == MAX_SLOTS || bytes > 4096)
		return 0;
	slot_size[nslots] = (bytes + 7) & ~7u;
	slot_flags[nslots] = flags;
	return nslots++;
}

uint32_t
flow_slot_flags(tp_slot slot)
{
	return slot < nslots ? slot_flags[slot] : 0;
}

void
flow_slots_forget(void)
{
	nslots = 1;
}

struct flow_table *
flow_table_new(uint32_t max_flows)
{
	struct flow_table *t = xcalloc(1, sizeof(*t));

	t->max = max_flows;
	for (t->mask = 1; t->mask < max_flows;)
		t->mask = t->mask * 2 + 1;
	t->flows = xreserve((max_flows + 1) * sizeof(*t->flows));
	t->buckets = xcalloc(t->mask + 1, sizeof(*t->buckets));
	return t;
}

static size_t
state_size(const struct flow_table *t, tp_slot slot)
{
	return (size_t)(t->max + 1) * slot_size[slot];
}

static size_t
place_size(const struct flow_table *t)
{
	return (size_t)(t->max + 1) * sizeof(uint32_t);
}

static void
states_free(const struct flow_table *t, tp_slot slot)
{
	const struct states *s = &t->states[slot];

	if (s->state != NULL)
		xrelease(s->state, state_size(t, slot));
	if (s->place != NULL)
		xrelease(s->place, place_size(t));
}

void
flow_table_free(struct flow_table *t)
{
	xrelease(t->flows, (t->max + 1) * sizeof(*t->flows));
	for (uint32_t i = 0; i < MAX_SLOTS; i++)
		states_free(t, i);
	free(t->buckets);
	free(t);
}

/* Returns whether the packet comes from the lower end. */
static uint32_t
key_make(struct key *k, const tp_pkt *p)
{
	size_t n = p->net_type == TP_FT_IPV4 ? 4 : 16;
	int order = memcmp(p->net_src, p->net_dst, n);
	uint32_t low = order < 0 || (order == 0 && p->src_port <= p->dst_port);

	memset(k, 0, sizeof(*k));
	memcpy(k->addr[!low], p->net_src, n);
	memcpy(k->addr[low], p->net_dst, n);
	k->port[!low] = (uint16_t)p->src_port;
	k->port[low] = (uint16_t)p->dst_port;
	k->type = (uint8_t)p->net_type;
	k->proto = (uint8_t)p->net_proto;
	return low;
}

static void
unlink_bucket(struct flow_table *t, uint32_t i)
{
	uint32_t hash = hash_words(&t->flows[i].key, sizeof(struct key));
	uint32_t *link = &t->buckets[hash & t->mask];

	while (*link != i)
		link = &t->flows[*link].chain;
	*link = t->flows[i].chain;
}

static void
forget_state(struct flow_table *t, uint32_t i, tp_slot slot)
{
	struct states *s = &t->states[slot];
	uint32_t at = s->place != NULL ? s->place[i] : i;
	uint8_t *state = s->state + (size_t)at * slot_size[slot];

	memset(state, 0, slot_size[slot]);
	if (s->place == NULL)
		return;
	memcpy(state, &s->free, sizeof(s->free));
	s->free = at;
	s->place[i] = 0;
}

/* Zeroes what was handed out of the flow's state. */
static void
forget(struct flow_table *t, uint32_t i)
{
	for (uint64_t left = t->flows[i].slots; left != 0; left &= left - 1)
		forget_state(t, i, (tp_slot)__builtin_ctzll(left));
	t->flows[i].slots = 0;
}

void
flow_table_forget(struct flow_table *t)
{
	for (uint32_t i = 1; i <= t->used; i++)
		forget(t, i);
	memset(t->buckets, 0, (t->mask + 1) * sizeof(*t->buckets));
	memset(t->counts, 0, sizeof(t->counts));
	t->used = t->hand = t->latest = 0;
}

/* A free flow: a fresh one, or the next that was not used since the hand
 * last came by.  That is nearly the one not used for longest, and keeps
 * track of use without touching other flows. */
static uint32_t
take(struct flow_table *t)
{
	if (t->used < t->max)
		return ++t->used;
	for (;;) {
		t->hand = t->hand < t->max ? t->hand + 1 : 1;
		if (!t->flows[t->hand].recent)
			break;
		t->flows[t->hand].recent = 0;
	}
	unlink_bucket(t, t->hand);
	forget(t, t->hand);
	return t->hand;
}

static uint32_t
insert(struct flow_table *t, const struct key *k, uint32_t hash, uint32_t low)
{
	uint32_t i = take(t);
	struct flow *f = &t->flows[i];

	f->key = *k;
	f->index = t->counts[k->proto]++;
	f->first_low = low;
	f->recent = 0;
	f->chain = t->buckets[hash & t->mask];
	t->buckets[hash & t->mask] = i;
	return i;
}

/* The flow of this key; 0: none. */
static uint32_t
lookup(const struct flow_table *t, const struct key *k, uint32_t hash)
{
	uint32_t i = t->buckets[hash & t->mask];

	while (i != 0 && memcmp(&t->flows[i].key, k, sizeof(*k)) != 0)
		i = t->flows[i].chain;
	return i;
}

/* The packet's flow, made at need; low as key_make() has it. */
static uint32_t
find(struct flow_table *t, const tp_pkt *p, uint32_t *low)
{
	struct key k;
	uint32_t hash, i;

	*low = key_make(&k, p);
	if (t->latest != 0 &&
	    memcmp(&t->flows[t->latest].key, &k, sizeof(k)) == 0) {
		t->flows[t->latest].recent = 1;
		return t->latest;
	}
	hash = hash_words(&k, sizeof(k));
	i = lookup(t, &k, hash);
	if (i == 0)
		i = insert(t, &k, hash, *low);
	else
		t->flows[i].recent = 1;
	return t->latest = i;
}

static void
states_reserve(const struct flow_table *t, struct states *s, tp_slot slot)
{
	s->state = xreserve(state_size(t, slot));
	if (slot_size[slot] > MAX_SPARSE)
		s->place = xreserve(place_size(t));
}

/* Zeroed. */
static uint32_t
take_place(struct states *s, tp_slot slot)
{
	uint32_t at = s->free;
	uint8_t *state;

	if (at == 0)
		return ++s->used;
	state = s->state + (size_t)at * slot_size[slot];
	memcpy(&s->free, state, sizeof(s->free));
	memset(state, 0, sizeof(s->free));
	return at;
}

static void *
state_of(struct flow_table *t, uint32_t i, tp_slot slot)
{
	struct states *s = &t->states[slot];

	if (slot == 0 || slot >= nslots)
		return NULL;
	if (s->state == NULL)
		states_reserve(t, s, slot);
	t->flows[i].slots |= (uint64_t)1 << slot;
	if (s->place == NULL)
		return s->state + (size_t)i * slot_size[slot];
	if (s->place[i] == 0)
		s->place[i] = take_place(s, slot);
	return s->state + (size_t)s->place[i] * slot_size[slot];
}

void *
flow_get(struct flow_table *t, const tp_pkt *p, tp_slot slot, uint32_t *dir,
    uint32_t *index)
{
	uint32_t low, i = find(t, p, &low);

	if (dir != NULL)
		*dir = low != t->flows[i].first_low;
	if (index != NULL)
		*index = t->flows[i].index;
	return state_of(t, i, slot);
}

void *
flow_renew(struct flow_table *t, const tp_pkt *p, tp_slot slot,
    uint32_t *index)
{
	uint32_t low, i = find(t, p, &low);
	struct flow *f = &t->flows[i];

	f->index = t->counts[f->key.proto]++;
	forget(t, i);
	if (index != NULL)
		*index = f->index;
	return state_of(t, i, slot);
}

const void *
flow_look(struct flow_table *t, const tp_pkt *p, tp_slot slot,
    uint32_t *dir)
{
	struct key k;
	uint32_t low = key_make(&k, p);
	uint32_t i = lookup(t, &k, hash_words(&k, sizeof(k)));

	if (i == 0)
		return NULL;
	if (dir != NULL)
		*dir = low != t->flows[i].first_low;
	return state_of(t, i, slot);
}
