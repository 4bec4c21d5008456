/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Memory for what is to be known yet when a worker has ended and another goes
 * on (worker.h).  All processes that are forked from the one that made it have
 * it in common, at the same address, so that pointers within it hold; one of
 * them works with it at a time.
 *
 * Blocks lie one behind the other and know the length of the one before, so
 * that one that is released joins those around it that are free.
 */
#ifndef TAPIR_LASTING_H
#define TAPIR_LASTING_H

#include <stddef.h>

struct lasting;

/* So many octets in all; pages count once they are touched.  No memory ends the
 * program, here and in lasting_alloc(). */
struct lasting *lasting_new(size_t octets);
void	lasting_free(struct lasting *);

/* Zeroed, aligned for anything. */
void	*lasting_alloc(struct lasting *, size_t n);
void	*lasting_copy(struct lasting *, const void *, size_t n);
/* NULL: nothing. */
void	lasting_release(struct lasting *, void *);
/* All blocks are released.  What is allocated then lies where the first ones
 * lay. */
void	lasting_clear(struct lasting *);

#endif
