/* SPDX-License-Identifier: BSD-3-Clause */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "fatal.h"
#include "flow.h"

#define MAX_SLOTS 64u

/* Both ends, the lower first, so that both directions give one key. */
struct key {
	uint8_t addr[2][16];
	uint16_t port[2];
	uint8_t type, proto;
	uint8_t zero[2];
};

struct flow {
	struct key key;
	uint32_t index;			/* of this IP protocol, from 0 */
	uint32_t first_low;		/* did the first packet come from the
					 * lower end? */
	uint32_t chain;			/* next in the bucket; 0: none */
	uint32_t older, newer;		/* in order of use */
};

/* Flow 0 is the head of the list in order of use. */
struct flow_table {
	struct flow *flows;
	uint8_t *state;			/* state_size octets per flow */
	uint32_t *buckets;
	uint32_t mask, used, max;
	uint32_t counts[256];		/* flows seen, by IP protocol */
};

/* Where slots lie is the same in every table: they are reserved once. */
static uint32_t slot_offset[MAX_SLOTS + 1];
static uint32_t nslots, state_size;

tp_slot
flow_slot(uint32_t bytes)
{
	if (nslots == MAX_SLOTS || bytes > 4096)
		return 0;
	slot_offset[++nslots] = state_size;
	state_size += (bytes + 7) & ~7u;
	return nslots;
}

struct flow_table *
flow_table_new(uint32_t max_flows)
{
	struct flow_table *t = xcalloc(1, sizeof(*t));

	t->max = max_flows;
	for (t->mask = 1; t->mask < max_flows;)
		t->mask = t->mask * 2 + 1;
	/* calloc() of this size is pages that the kernel gives as touched */
	t->flows = xcalloc(max_flows + 1, sizeof(*t->flows));
	t->state = xcalloc(max_flows + 1, state_size ? state_size : 1);
	t->buckets = xcalloc(t->mask + 1, sizeof(*t->buckets));
	return t;
}

void
flow_table_free(struct flow_table *t)
{
	free(t->flows);
	free(t->state);
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

static uint32_t
key_hash(const struct key *k)
{
	uint64_t w[sizeof(*k) / 8], h = 0x9e3779b97f4a7c15u;

	memcpy(w, k, sizeof(w));
	for (size_t i = 0; i < sizeof(w) / sizeof(w[0]); i++) {
		h = (h ^ w[i]) * 0xff51afd7ed558ccdu;
		h ^= h >> 32;
	}
	return (uint32_t)h;
}

static void
unlink_use(struct flow_table *t, uint32_t i)
{
	struct flow *f = &t->flows[i];

	t->flows[f->older].newer = f->newer;
	t->flows[f->newer].older = f->older;
}

/* flows[0].older is the newest, flows[0].newer the oldest. */
static void
link_newest(struct flow_table *t, uint32_t i)
{
	struct flow *head = &t->flows[0], *f = &t->flows[i];

	f->newer = 0;
	f->older = head->older;
	t->flows[head->older].newer = i;
	head->older = i;
}

static void
unlink_bucket(struct flow_table *t, uint32_t i)
{
	uint32_t *link = &t->buckets[key_hash(&t->flows[i].key) & t->mask];

	while (*link != i)
		link = &t->flows[*link].chain;
	*link = t->flows[i].chain;
}

/* A free flow: a fresh one, or the one not used for longest. */
static uint32_t
take(struct flow_table *t)
{
	uint32_t i;

	if (t->used < t->max)
		return ++t->used;
	i = t->flows[0].newer;
	unlink_bucket(t, i);
	unlink_use(t, i);
	memset(t->state + (size_t)i * state_size, 0, state_size);
	return i;
}

static uint32_t
insert(struct flow_table *t, const struct key *k, uint32_t hash, uint32_t low)
{
	uint32_t i = take(t);
	struct flow *f = &t->flows[i];

	f->key = *k;
	f->index = t->counts[k->proto]++;
	f->first_low = low;
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
	hash = key_hash(&k);
	i = lookup(t, &k, hash);
	if (i == 0)
		i = insert(t, &k, hash, *low);
	else
		unlink_use(t, i);
	link_newest(t, i);
	return i;
}

static void *
state_of(const struct flow_table *t, uint32_t i, tp_slot slot)
{
	if (slot == 0 || slot > nslots)
		return NULL;
	return t->state + (size_t)i * state_size + slot_offset[slot];
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
	memset(t->state + (size_t)i * state_size, 0, state_size);
	if (index != NULL)
		*index = f->index;
	return state_of(t, i, slot);
}

const void *
flow_look(const struct flow_table *t, const tp_pkt *p, tp_slot slot,
    uint32_t *dir)
{
	struct key k;
	uint32_t low = key_make(&k, p), i = lookup(t, &k, key_hash(&k));

	if (i == 0)
		return NULL;
	if (dir != NULL)
		*dir = low != t->flows[i].first_low;
	return state_of(t, i, slot);
}
