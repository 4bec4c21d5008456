/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Frames in the ring that wait for the verdict of another process (worker.h).
 *
 * What that process says comes in as verbs and goes on as verbs, checked and in
 * order: a verdict on each frame, once, VERDICT_NONE where there is none by
 * the time that a later frame is decided, or that the frame makes room; packet
 * time before what is said of a frame.
 */
#ifndef TAPIR_WAITING_H
#define TAPIR_WAITING_H

#include "ring.h"
#include "verbs.h"

struct waiting;

/* The ring stays the caller's.  waits: there are verdicts.  to: is told. */
struct waiting *waiting_new(const struct ring *, bool waits,
	    const struct verbs *to);
void	waiting_free(struct waiting *);

/* Whom the other process is to talk to. */
struct verbs waiting_verbs(struct waiting *);

/* Does the frame at that place wait? */
bool	waiting_has(const struct waiting *, uint64_t place);
/* Frames before that place wait no longer. */
void	waiting_give_up(struct waiting *, uint64_t place);
/* How many were given up. */
uint64_t waiting_undecided(const struct waiting *);

#endif
