/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * State by key, in bounded memory that lasts: what a rule remembers of each
 * host, stream or query.  When the memory is used up, the entry that was not
 * asked for for longest goes, and its owner is told.
 */
#ifndef TAPIR_KEYED_H
#define TAPIR_KEYED_H

#include <stddef.h>
#include <stdint.h>

#include "lasting.h"

struct keyed;

/* The head of what the owner keeps. */
struct keyed_entry {
	struct keyed_entry *hash_next;
	struct keyed_entry *older, *newer;
	uint8_t *key;
	uint32_t nkey, hash;
	size_t charged;			/* octets that it counts as */
};

/* forget: an entry goes; what hangs on it is to be released, it itself is not.
 * evicted: for want of memory. */
struct keyed *keyed_new(struct lasting *, size_t memory,
	    void (*forget)(void *arg, struct keyed_entry *, int evicted),
	    void *arg);

/* The entry of a key, or NULL. */
struct keyed_entry *keyed_find(struct keyed *, const void *key, uint32_t n);
/* The same; if there is none a new one of size octets, zeroed after the head.
 * NULL: it is larger than all the memory. */
struct keyed_entry *keyed_make(struct keyed *, const void *key, uint32_t n,
	    size_t size);
/* The entry holds n octets more; others may go for it, it does not. */
void	keyed_charge(struct keyed *, struct keyed_entry *, size_t n);
void	keyed_drop(struct keyed *, struct keyed_entry *);

/* Octets in use. */
size_t	keyed_used(const struct keyed *);

#endif
