/* SPDX-License-Identifier: BSD-3-Clause */
#include "config.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "fatal.h"
#include "output.h"
#include "signals.h"

#define ENOUGH ((size_t)64 * 1024)	/* to be written at once */

static struct textbuf buffer;
static struct output *kept;	/* where whole lines are held back instead, or
				 * NULL */
static bool by_line;

void
output_open(bool line_buffered)
{
	by_line = line_buffered || isatty(STDOUT_FILENO);
}

void
output_keep_in(struct output *o)
{
	output_flush();
	kept = o;
}

static void
set_waiting(bool waits)
{
	if (kept != NULL)
		kept->waits = waits;
}

static void
write_all(const char *s, size_t n)
{
	set_waiting(true);
	while (n > 0) {
		ssize_t w = signals_write(STDOUT_FILENO, s, n);

		if (w >= 0) {
			s += w;
			n -= (size_t)w;
		} else {
			if (errno != EPIPE)
				warning("Unable to write output: %s",
				    strerror(errno));
			if (kept != NULL)
				kept->failed = true;
			_exit(EXIT_OUTPUT);
		}
	}
	set_waiting(false);
}

static void
flush_kept(void)
{
	size_t n = kept->used;

	kept->used = 0;
	/* what a crashed process has left may be anything */
	if (n <= sizeof(kept->buffer))
		write_all(kept->buffer, n);
}

static void
keep(const char *s, size_t n)
{
	if (n > sizeof(kept->buffer) - kept->used)
		flush_kept();
	if (n > sizeof(kept->buffer)) {
		write_all(s, n);
		return;
	}
	memcpy(kept->buffer + kept->used, s, n);
	kept->used += n;
}

void
output_flush(void)
{
	size_t n = buffer.n;

	if (kept != NULL) {
		flush_kept();
		return;
	}
	buffer.n = 0;
	write_all(buffer.s, n);
}

struct textbuf *
output_text(void)
{
	return &buffer;
}

void
output_end_line(void)
{
	size_t n = buffer.n;

	if (kept != NULL) {
		buffer.n = 0;
		keep(buffer.s, n);
	}
	if (by_line || n >= ENOUGH)
		output_flush();
}

void
output_put(const char *s, size_t n)
{
	if (n >= ENOUGH) {
		output_flush();
		write_all(s, n);
	} else if (n != 0) {		/* else s may be NULL */
		textbuf_put(&buffer, s, n);
		output_end_line();
	}
}
