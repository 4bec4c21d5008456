/* SPDX-License-Identifier: BSD-3-Clause */
/* Memory that lives as long as one packet. */
#ifndef TAPIR_ARENA_H
#define TAPIR_ARENA_H

#include <stddef.h>

struct arena;

struct arena *arena_new(void);
void	arena_free(struct arena *);
/* 8-aligned, not zeroed; NULL when one packet asks for more than 16 MiB. */
void	*arena_alloc(struct arena *, size_t n);
void	arena_reset(struct arena *);

#endif
