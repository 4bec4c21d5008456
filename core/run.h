/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The way of a packet: from a source, through the filter and the dissectors,
 * to whoever prints or writes it.
 */
#ifndef TAPIR_RUN_H
#define TAPIR_RUN_H

#include "engine.h"
#include "options.h"
#include "source.h"

struct run;

/* Both stay the caller's. */
struct run *run_new(const struct options *, struct packet *);
void	run_free(struct run *);

/* Takes frames until the source ends or -c is reached.  Returns the exit
 * status; what went wrong stands on standard error. */
int	run_source(struct run *, struct source *, const char *name);

#endif
