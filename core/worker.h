/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The judge (judge.h) in a process of its own, so that no plugin costs a
 * packet that was captured.
 *
 * There are three processes.  This one captures, writes files, and runs
 * nothing of a plugin.  The second (zygote.c), forked before anything is
 * opened, loads plugins and scripts and compiles expressions and rules; it
 * never sees a packet, and forks the third, the worker, which takes frames from
 * the ring that it can only read, and answers by verbs.  When a worker ends,
 * crashes, or judges one frame for too long, the second says who was at work,
 * and forks another, which goes on behind that frame.
 */
#ifndef TAPIR_WORKER_H
#define TAPIR_WORKER_H

#include <stdbool.h>

#include "judge.h"
#include "options.h"
#include "ring.h"
#include "source.h"
#include "verbs.h"

struct worker;
struct packet;

/*
 * In the second process: makes what judges, and what that has frames
 * dissected to.  false: what is wrong stands on standard error.
 */
struct worker_made {
	struct judge *judge;
	struct packet *packet;
	struct registry *registry;
};
typedef bool worker_maker(void *arg, const struct verbs *,
    struct worker_made *);

/* Does such a run have one? */
bool	worker_is_wanted(const struct options *);

/*
 * Forks.  verbs come only from within the functions below that say so.  NULL:
 * what is wrong stands on standard error.
 */
struct worker *worker_start(const struct options *, worker_maker *,
	    void *arg);
struct judge_needs worker_needs(const struct worker *);

/* The source is open, and the first frame will be put at that place of the
 * ring, which is made here: the caller's.  evict: see ring.h. */
struct ring *worker_begin(struct worker *, const struct source *,
	    void (*evict)(void *arg, uint64_t place), void *arg);
/* Whom verbs go to, before anything below is called. */
void	worker_tells(struct worker *, const struct verbs *);

/* After each frame that was put into the ring. */
void	worker_wake(struct worker *);
/*
 * Between frames, and often: verbs are called with what has been said; starts
 * a worker anew.  False: its standard output cannot be written any more, and
 * the run is to end.
 */
bool	worker_poll(struct worker *);
/* As judge_idle(); then the same. */
bool	worker_idle(struct worker *, int64_t clock);
/* Packets that the kernel lost so far. */
void	worker_lost(struct worker *, uint64_t packets);

/* SIGUSR2 and SIGUSR1. */
void	worker_flush(struct worker *);
void	worker_say(struct worker *);

/*
 * No further frame will come: waits until all are judged, as long as anything
 * goes on or until signals_stop asks for an end at once; verbs.  As
 * judge_end().
 */
bool	worker_finish(struct worker *, struct judged *);

struct worker_counts {
	uint64_t failures, missed;	/* of workers; frames not dissected */
};
/* Ends the processes and frees. */
void	worker_end(struct worker *, struct worker_counts *);

#endif
