/* SPDX-License-Identifier: BSD-3-Clause */
/* The time in front of a line, in the six styles of -t. */
#ifndef TAPIR_TIMESTAMP_H
#define TAPIR_TIMESTAMP_H

#include <stdbool.h>
#include <stdint.h>

#include "source.h"
#include "textbuf.h"

struct timestamp {
	int style;		/* number of -t */
	bool nano;		/* nine digits, not six */
	bool have_reference;	/* of -ttt and -ttttt */
	int64_t ref_sec;
	uint64_t ref_nsec;
	bool have_cache;	/* of the text of the second that came last */
	int64_t cached_sec;
	char cached[32];	/* "2026-01-31 23:59:59" */
	size_t cached_len;
};

/* "12:34:56.789012 ", or "" for -t. */
void	timestamp_put(struct timestamp *, struct textbuf *,
	    const struct frame *);

#endif
