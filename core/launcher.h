/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Who starts programs for us: a helper (helper.h) that exists only where
 * something may start one, so that no other process of ours can.
 *
 * A program has standard output and error, nothing on standard input and no
 * other descriptor, no capability, no ignored or blocked signal and a process
 * group of its own, so that a ^C for us does not end it.  How many run and how
 * long is for the caller to say.  If we are killed, it goes on.
 */
#ifndef TAPIR_LAUNCHER_H
#define TAPIR_LAUNCHER_H

#include <signal.h>
#include <stdbool.h>
#include <stdint.h>

struct launch {
	char *const *argv;	/* argv[0] is looked for in PATH */
	char *const *env;	/* all of its environment; NULL: ours */
	int out;		/* its standard output: 1, 2 or another file */
	bool lowest;		/* in priority */
};

/* Before helpers_start(): there will be programs. */
void	launcher_want(void);

/* Waits for nothing.  0, or an errno: it is too much to ask for now. */
int	launcher_run(const struct launch *, uint32_t *id);
/* Has it ended?  Then id is gone, and *status that of waitpid(2), unless *why,
 * an errno, says why it was not executed at all. */
bool	launcher_ended(uint32_t id, int *status, int *why);
/* To the whole group of a program that has not. */
void	launcher_signal(uint32_t id, int sig);
/* Waits for the next end, so long at most, or for a signal, with that mask. */
void	launcher_wait(const sigset_t *mask, int seconds);

#endif
