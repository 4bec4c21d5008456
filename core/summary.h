/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What became of all packets of a run, as JSON (--summary-json).
 *
 * The sums hold: what was delivered to us was taken or filtered, and what was
 * taken with -w is in a file or was dropped here.  What the kernel counted
 * stands beside it, and what rules have seen and done.
 */
#ifndef TAPIR_SUMMARY_H
#define TAPIR_SUMMARY_H

#include <stdbool.h>
#include <stdint.h>

#include "source.h"
#include "textbuf.h"
#include "worker.h"

struct summary {
	uint64_t delivered;	/* by the sources */
	uint64_t taken;		/* past filters and --skip */
	bool writes;		/* there is a -w: */
	uint64_t written;	/* packets that its files hold */
	uint64_t files;		/* that were made */
	bool live;
	struct source_stats kernel;
	struct worker_counts worker;
	uint64_t undecided;	/* packets that were written unjudged */
	uint64_t given_up;	/* units that were not put together */
	struct textbuf rules;	/* what rules say, as members; or nothing */
};

/* To that file.  status: of the run.  0, or -1 with errno. */
int	summary_write(const struct summary *, int status, const char *path);

#endif
