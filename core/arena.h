/* SPDX-License-Identifier: BSD-3-Clause */
/* Memory that lives as long as one packet. */
#ifndef TAPIR_ARENA_H
#define TAPIR_ARENA_H

#include <stddef.h>
#include <stdint.h>

struct arena {
	uint8_t *mem;			/* one reservation */
	size_t used;
};

struct arena *arena_new(void);
void	arena_free(struct arena *);
/* 8-aligned, not zeroed; NULL when one packet asks for more than 16 MiB. */
void	*arena_alloc(struct arena *, size_t n);
/* The same, of as many octets as there are left, max at most; *n: how many. */
void	*arena_alloc_most(struct arena *, size_t max, size_t *n);
/* Gives back what the last allocation, at p, has after n octets. */
void	arena_trim(struct arena *, const void *p, size_t n);
static inline void
arena_reset(struct arena *a)
{
	a->used = 0;
}

#endif
