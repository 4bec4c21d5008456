/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The memory of one state.  Small blocks, of which a script makes and drops
 * thousands in each packet, are cut from chunks and wait by their size for the
 * next of that size; large ones are malloc()'s.  Chunks stay until the end, so
 * a limit is one on what the pool has taken from the system.
 */
#ifndef LUA_POOL_H
#define LUA_POOL_H

#include <stddef.h>

#define POOL_GRAIN	((size_t)16)
#define POOL_BINS	32u		/* of 1 to 32 grains */

struct pool {
	void *free[POOL_BINS + 1];
	void *chunks;			/* each begins with the next */
	char *at;
	size_t left;			/* octets at `at' */
	size_t held;			/* taken from the system */
	size_t limit;			/* of held; to be set at any time */
};

/*
 * As Lua's allocators: `before' octets at old become n.  NULL: there is no
 * memory, or the limit is reached; never when they become fewer.
 */
void	*pool_realloc(struct pool *, void *old, size_t before, size_t n);

/* All chunks go; large blocks are given back before. */
void	pool_free(struct pool *);

#endif
