/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Comments that rules put on frames.  One that comes when its frame has been
 * written already goes on the next that is, and names its frame.  The last
 * few hundred are kept.
 */
#ifndef TAPIR_MARKS_H
#define TAPIR_MARKS_H

#include <stdbool.h>
#include <stdint.h>

struct marks;

struct marks *marks_new(void);
void	marks_free(struct marks *);

void	marks_add(struct marks *, uint64_t frame, const char *text);
/* The comment of a frame about to be written, NULL: none; until the next call.
 * now: it is the frame that just came in, not one from the ring. */
const char *marks_of(struct marks *, uint64_t frame, bool now);
/* The frame that just came in stands in all the files that it is to. */
void	marks_written(struct marks *, uint64_t frame);
/* That stand in no file. */
uint64_t marks_left(const struct marks *);

#endif
