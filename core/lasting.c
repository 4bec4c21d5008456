/* SPDX-License-Identifier: BSD-3-Clause */
#include "config.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "fatal.h"
#include "lasting.h"
#include "shared.h"

#define ALIGN	16u
#define LISTS	64u
#define TRIES	16u		/* blocks looked at that may be too small */
#define USED	((size_t)1)	/* in the length */

struct block {
	size_t length;			/* with this head */
	size_t before;			/* of the block before; 0: it is the
					 * first */
	struct block *next, *prev;	/* of its list; not if it is used */
};
#define HEAD	offsetof(struct block, next)

struct lasting {
	size_t octets;			/* of all */
	struct block *lists[LISTS];	/* free, by the logarithm of length */
};
#define START	((sizeof(struct lasting) + ALIGN - 1) / ALIGN * ALIGN)

static struct block *
at(const void *base, size_t octets)
{
	return (struct block *)((uintptr_t)base + octets);
}

static struct block *
first(const struct lasting *l)
{
	return at(l, START);
}

static size_t
length(const struct block *b)
{
	return b->length & ~USED;
}

static uint32_t
list_of(size_t n)
{
	return 63u - (uint32_t)__builtin_clzll(n);
}

static void
put_into_list(struct lasting *l, struct block *b)
{
	struct block **list = &l->lists[list_of(b->length)];

	b->prev = NULL;
	b->next = *list;
	if (b->next != NULL)
		b->next->prev = b;
	*list = b;
}

static void
take_from_list(struct lasting *l, struct block *b)
{
	if (b->prev != NULL)
		b->prev->next = b->next;
	else
		l->lists[list_of(b->length)] = b->next;
	if (b->next != NULL)
		b->next->prev = b->prev;
}

/* Behind the last block stands an empty one, in use. */
void
lasting_clear(struct lasting *l)
{
	struct block *all = first(l), *end;

	memset(l->lists, 0, sizeof(l->lists));
	all->length = l->octets - START - HEAD;
	all->before = 0;
	end = at(all, all->length);
	end->length = HEAD | USED;
	end->before = all->length;
	put_into_list(l, all);
}

struct lasting *
lasting_new(size_t octets)
{
	size_t whole = START + sizeof(struct block) + HEAD +
	    octets / ALIGN * ALIGN;
	struct lasting *l = shared_by_all(whole);

	l->octets = whole;
	lasting_clear(l);
	return l;
}

void
lasting_free(struct lasting *l)
{
	shared_unmap(l, l->octets);
}

/* Of the lists above that of n any block will do. */
static struct block *
find(const struct lasting *l, size_t n)
{
	uint32_t i = list_of(n), tries = 0;

	for (struct block *b = l->lists[i]; b != NULL && tries < TRIES;
	    b = b->next, tries++)
		if (b->length >= n)
			return b;
	for (i++; i < LISTS; i++)
		if (l->lists[i] != NULL)
			return l->lists[i];
	return NULL;
}

void *
lasting_alloc(struct lasting *l, size_t n)
{
	struct block *b, *rest;

	if (n > l->octets)
		fatal_memory();
	n = (n + HEAD + ALIGN - 1) / ALIGN * ALIGN;
	if (n < sizeof(struct block))
		n = sizeof(struct block);
	b = find(l, n);
	if (b == NULL)
		fatal_memory();
	take_from_list(l, b);
	if (b->length - n >= sizeof(struct block)) {
		rest = at(b, n);
		rest->length = b->length - n;
		rest->before = n;
		at(b, b->length)->before = rest->length;
		put_into_list(l, rest);
		b->length = n;
	}
	b->length |= USED;
	return memset((uint8_t *)b + HEAD, 0, length(b) - HEAD);
}

void *
lasting_copy(struct lasting *l, const void *from, size_t n)
{
	void *to = lasting_alloc(l, n);

	return n != 0 ? memcpy(to, from, n) : to;
}

void
lasting_release(struct lasting *l, void *p)
{
	struct block *b, *next, *before;

	if (p == NULL)
		return;
	b = (struct block *)((uintptr_t)p - HEAD);
	b->length &= ~USED;
	next = at(b, b->length);
	if ((next->length & USED) == 0) {
		take_from_list(l, next);
		b->length += next->length;
	}
	before = (struct block *)((uintptr_t)b - b->before);
	if (b->before != 0 && (before->length & USED) == 0) {
		take_from_list(l, before);
		before->length += b->length;
		b = before;
	}
	at(b, b->length)->before = b->length;
	put_into_list(l, b);
}
