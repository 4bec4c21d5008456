/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The way of a packet: from a source, through the filter and the dissectors,
 * to whoever prints, counts or writes it.
 */
#ifndef TAPIR_RUN_H
#define TAPIR_RUN_H

#include "engine.h"
#include "options.h"
#include "source.h"

struct run;

struct worker;

/*
 * filter: its text, "" for none.  packet: NULL where nothing is dissected, or
 * where a worker does it, which the run ends; of a live run alone.  The others
 * stay the caller's and outlive the run.
 */
struct run *run_new(const struct options *, const char *filter,
	    struct packet *packet, struct worker *);
/* Do rules wait for frames, so that they may not be held back? */
bool	run_is_urgent(const struct run *);
/* Closes what is written and says the count of --count.  Returns status, or
 * what is wrong at the end. */
int	run_end(struct run *, int status);

/*
 * Compiles the filter for the source; live: hands it to the kernel.  0, or the
 * exit status; what is wrong with it stands on standard error.
 */
int	run_prepare(struct run *, struct source *, bool live);

/*
 * Once prepared, takes frames until the source ends, -c is reached or a signal comes.
 * live: a signal lets the kernel hand over what it still holds.  Returns the exit status; what went wrong stands on standard error.
 */
int	run_source(struct run *, struct source *, const char *name, bool live);

/* Of several sources, no further one is wanted. */
bool	run_is_over(const struct run *);

#endif
