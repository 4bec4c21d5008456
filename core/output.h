/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Standard output, batched.  A reader that went away ends the run quietly; a
 * full disk ends it with one line and exit status 14.
 */
#ifndef TAPIR_OUTPUT_H
#define TAPIR_OUTPUT_H

#include <stdbool.h>
#include <stddef.h>

#include "textbuf.h"

#define EXIT_OUTPUT 14		/* standard output cannot be written */

/* line_buffered: every line at once (-l, or a terminal). */
void	output_open(bool line_buffered);
/* Whole lines. */
void	output_put(const char *, size_t n);
void	output_flush(void);
/* The same without a copy: they are appended to the text, and then ended. */
struct textbuf *output_text(void);
void	output_end_line(void);

#endif
