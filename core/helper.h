/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Processes of ours beside the one that reads packets, for what that one is no
 * longer to do then: starting programs, asking the network.
 *
 * They are forked when rules and options have been read and before a source is
 * open.  Each has its end of a socket (SOCK_SEQPACKET: one send, one receive)
 * and descriptors 0 to 2, nothing else, runs as the user that the run becomes,
 * without capabilities, in a sandbox of its own, and ends when the other end
 * of its socket is closed.  All signals are blocked: those that are sent to
 * the whole group are for us.
 */
#ifndef TAPIR_HELPER_H
#define TAPIR_HELPER_H

#include <stdbool.h>

#include "sandbox.h"

struct helper {
	const char *name;		/* of the process, 15 octets at most */
	enum sandbox_role role;
	bool quiet;			/* 0 to 2 are /dev/null */
	bool stays;			/* if we are killed, it goes on */
	void (*work)(int fd, void *arg);	/* returns at the end */
	void *arg;
	int *fd;			/* for our end; -1 until it runs */
};

/* Kept by value.  A second one with the same fd is the same. */
void	helper_want(const struct helper *);
/* Forks all that are wanted; user: that of -Z, or NULL.  One that cannot be
 * had leaves its fd at -1. */
void	helpers_start(const char *user);
/* Closes our ends.  Who is busy is not waited for. */
void	helpers_stop(void);

#endif
