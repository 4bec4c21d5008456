/* SPDX-License-Identifier: BSD-3-Clause */
/* --stop-after: how much there may be of time, octets, packets and files. */
#ifndef TAPIR_LIMIT_H
#define TAPIR_LIMIT_H

#include <stdbool.h>
#include <stdint.h>

struct limits {			/* 0: none */
	uint64_t nsec, octets, packets, files;
};

/* The time that the run has taken, of packets or of the clock. */
struct limit_clock {
	bool started;
	int64_t sec;
	uint64_t nsec;
};

/* Adds 30s, 10MiB, 1000p (see amount.h) or 5f.  Of two for the same the smaller
 * one holds.  false: it is none of them, or 0. */
bool	limits_add(struct limits *, const char *);

/* Is the time over?  The first call starts it. */
bool	limits_time_over(const struct limits *, struct limit_clock *,
	    int64_t sec, uint64_t nsec);

#endif
