/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Standard output, batched.  A reader that went away ends the run quietly; a
 * full disk ends it with one line and exit status 14.
 */
#ifndef TAPIR_OUTPUT_H
#define TAPIR_OUTPUT_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>

#include "textbuf.h"

#define EXIT_OUTPUT 14		/* standard output cannot be written */

/* What is held back, for a process that is to survive another one's end. */
struct output {
	size_t used;
	_Atomic bool waits;	/* for whoever reads it */
	bool failed;		/* it cannot be written: the process ends */
	char buffer[65536];
};

/* line_buffered: every line at once (-l, or a terminal). */
void	output_open(bool line_buffered);
/* Holds it back there from now on: the caller's, zeroed. */
void	output_keep_in(struct output *);
/* Whole lines. */
void	output_put(const char *, size_t n);
void	output_flush(void);
/* The same without a copy: they are appended to the text, and then ended. */
struct textbuf *output_text(void);
void	output_end_line(void);

#endif
