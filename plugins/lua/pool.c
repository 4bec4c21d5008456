/* SPDX-License-Identifier: BSD-3-Clause */
#include "pool.h"

#include <stdlib.h>
#include <string.h>

#define CHUNK ((size_t)32 << 10)

/* The bin of a size; behind the last: it is a large one. */
static size_t
bin_of(size_t n)
{
	return n <= POOL_BINS * POOL_GRAIN ?
	    (n + POOL_GRAIN - 1) / POOL_GRAIN : POOL_BINS + 1;
}

static void *
take_large(struct pool *p, void *old, size_t before, size_t n)
{
	void *now;

	if (n > before && (p->held >= p->limit ||
	    n - before > p->limit - p->held))
		return NULL;
	now = realloc(old, n);
	if (now != NULL)
		p->held += n - before;
	return now;
}

static void *
cut(struct pool *p, size_t n)
{
	void *block;

	if (p->left < n) {
		void *chunk = take_large(p, NULL, 0, CHUNK);

		if (chunk == NULL)
			return NULL;
		*(void **)chunk = p->chunks;
		p->chunks = chunk;
		p->at = (char *)chunk + POOL_GRAIN;
		p->left = CHUNK - POOL_GRAIN;
	}
	block = p->at;
	p->at += n;
	p->left -= n;
	return block;
}

static void *
take(struct pool *p, size_t n)
{
	size_t bin = bin_of(n);
	void *block;

	if (bin > POOL_BINS)
		return take_large(p, NULL, 0, n);
	block = p->free[bin];
	if (block == NULL)
		return cut(p, bin * POOL_GRAIN);
	p->free[bin] = *(void **)block;
	return block;
}

static void
give(struct pool *p, void *block, size_t n)
{
	size_t bin = bin_of(n);

	if (bin > POOL_BINS) {
		free(block);
		p->held -= n;
		return;
	}
	*(void **)block = p->free[bin];
	p->free[bin] = block;
}

void *
pool_realloc(struct pool *p, void *old, size_t before, size_t n)
{
	size_t bin = bin_of(n);
	void *now;

	if (old == NULL)
		return n != 0 ? take(p, n) : NULL;
	if (n == 0) {
		give(p, old, before);
		return NULL;
	}
	if (bin == bin_of(before))
		return bin <= POOL_BINS ? old :
		    take_large(p, old, before, n);
	now = take(p, n);
	if (now == NULL)
		return n < before ? old : NULL;
	memcpy(now, old, before < n ? before : n);
	give(p, old, before);
	return now;
}

void
pool_free(struct pool *p)
{
	void *next;

	for (void *c = p->chunks; c != NULL; c = next) {
		next = *(void **)c;
		free(c);
	}
	p->chunks = NULL;
}
