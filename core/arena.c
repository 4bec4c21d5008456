/* SPDX-License-Identifier: BSD-3-Clause */
#include "config.h"

#include <stdint.h>
#include <stdlib.h>

#include "arena.h"
#include "fatal.h"

#define ARENA_SIZE ((size_t)16 << 20)

struct arena *
arena_new(void)
{
	struct arena *a = xcalloc(1, sizeof(*a));

	a->mem = xreserve(ARENA_SIZE);
	return a;
}

void
arena_free(struct arena *a)
{
	xrelease(a->mem, ARENA_SIZE);
	free(a);
}

void *
arena_alloc(struct arena *a, size_t n)
{
	void *p = a->mem + a->used;

	if (n > ARENA_SIZE - 8)
		return NULL;
	n = (n + 7) & ~(size_t)7;
	if (n > ARENA_SIZE - a->used)
		return NULL;
	a->used += n;
	return p;
}

void *
arena_alloc_most(struct arena *a, size_t max, size_t *n)
{
	size_t left = ARENA_SIZE - a->used;

	*n = max < left ? max : left;
	return arena_alloc(a, *n);
}

void
arena_trim(struct arena *a, const void *p, size_t n)
{
	a->used = (size_t)((const uint8_t *)p - a->mem) + ((n + 7) & ~(size_t)7);
}
