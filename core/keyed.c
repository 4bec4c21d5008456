/* SPDX-License-Identifier: BSD-3-Clause */
#include "config.h"

#include <string.h>

#include "keyed.h"

#define MIN_BUCKETS 256u

struct keyed {
	struct lasting *lasting;
	struct keyed_entry **buckets;
	uint32_t nbuckets, n;		/* nbuckets: a power of two */
	struct keyed_entry *oldest, *newest;
	size_t memory, used;
	void (*forget)(void *, struct keyed_entry *, int);
	void *arg;
};

struct keyed *
keyed_new(struct lasting *l, size_t memory,
    void (*forget)(void *, struct keyed_entry *, int), void *arg)
{
	struct keyed *k = lasting_alloc(l, sizeof(*k));

	k->lasting = l;
	k->memory = memory;
	k->forget = forget;
	k->arg = arg;
	k->nbuckets = MIN_BUCKETS;
	k->buckets = lasting_alloc(l, k->nbuckets * sizeof(*k->buckets));
	return k;
}

/* FNV-1a, 32 bits. */
static uint32_t
hash_of(const uint8_t *key, uint32_t n)
{
	uint32_t h = 2166136261u;

	for (uint32_t i = 0; i < n; i++)
		h = (h ^ key[i]) * 16777619u;
	return h ^ h >> 15;
}

static void
unlink_age(struct keyed *k, struct keyed_entry *e)
{
	if (e->older != NULL)
		e->older->newer = e->newer;
	else
		k->oldest = e->newer;
	if (e->newer != NULL)
		e->newer->older = e->older;
	else
		k->newest = e->older;
}

static void
link_newest(struct keyed *k, struct keyed_entry *e)
{
	e->older = k->newest;
	e->newer = NULL;
	if (k->newest != NULL)
		k->newest->newer = e;
	else
		k->oldest = e;
	k->newest = e;
}

static void
drop(struct keyed *k, struct keyed_entry *e, int evicted)
{
	struct keyed_entry **at = &k->buckets[e->hash & (k->nbuckets - 1)];

	while (*at != e)
		at = &(*at)->hash_next;
	*at = e->hash_next;
	unlink_age(k, e);
	k->used -= e->charged;
	k->n--;
	k->forget(k->arg, e, evicted);
	lasting_release(k->lasting, e->key);
	lasting_release(k->lasting, e);
}

void
keyed_drop(struct keyed *k, struct keyed_entry *e)
{
	drop(k, e, 0);
}

struct keyed_entry *
keyed_find(struct keyed *k, const void *key, uint32_t n)
{
	uint32_t h = hash_of(key, n);
	struct keyed_entry *e = k->buckets[h & (k->nbuckets - 1)];

	while (e != NULL && (e->hash != h || e->nkey != n ||
	    memcmp(e->key, key, n) != 0))
		e = e->hash_next;
	if (e != NULL) {
		unlink_age(k, e);
		link_newest(k, e);
	}
	return e;
}

static void
grow(struct keyed *k)
{
	uint32_t n = k->nbuckets * 2;
	struct keyed_entry **buckets = lasting_alloc(k->lasting,
	    n * sizeof(*buckets));

	for (struct keyed_entry *e = k->oldest; e != NULL; e = e->newer) {
		e->hash_next = buckets[e->hash & (n - 1)];
		buckets[e->hash & (n - 1)] = e;
	}
	lasting_release(k->lasting, k->buckets);
	k->buckets = buckets;
	k->nbuckets = n;
}

/* Room for n octets more; e stays. */
static void
make_room(struct keyed *k, const struct keyed_entry *e, size_t n)
{
	while (k->used + n > k->memory && k->oldest != NULL &&
	    k->oldest != e)
		drop(k, k->oldest, 1);
}

void
keyed_charge(struct keyed *k, struct keyed_entry *e, size_t n)
{
	unlink_age(k, e);
	link_newest(k, e);
	make_room(k, e, n);
	e->charged += n;
	k->used += n;
}

struct keyed_entry *
keyed_make(struct keyed *k, const void *key, uint32_t n, size_t size)
{
	struct keyed_entry *e = keyed_find(k, key, n);
	/* with its part of the buckets */
	size_t charged = size + n + sizeof(*k->buckets);

	if (e != NULL)
		return e;
	if (charged > k->memory)
		return NULL;
	make_room(k, NULL, charged);
	if (k->n >= k->nbuckets)
		grow(k);
	e = lasting_alloc(k->lasting, size);
	e->key = lasting_copy(k->lasting, key, n);
	e->nkey = n;
	e->hash = hash_of(key, n);
	e->charged = charged;
	e->hash_next = k->buckets[e->hash & (k->nbuckets - 1)];
	k->buckets[e->hash & (k->nbuckets - 1)] = e;
	link_newest(k, e);
	k->used += charged;
	k->n++;
	return e;
}

size_t
keyed_used(const struct keyed *k)
{
	return k->used;
}
