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
static bool by_line;

void
output_open(bool line_buffered)
{
	by_line = line_buffered || isatty(STDOUT_FILENO);
}

static void
write_all(const char *s, size_t n)
{
	while (n > 0) {
		ssize_t w = signals_write(STDOUT_FILENO, s, n);

		if (w >= 0) {
			s += w;
			n -= (size_t)w;
		} else if (errno == EPIPE) {
			_exit(EXIT_OUTPUT);
		} else {
			warning("Unable to write output: %s",
			    strerror(errno));
			_exit(EXIT_OUTPUT);
		}
	}
}

void
output_flush(void)
{
	size_t n = buffer.n;

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
	if (by_line || buffer.n >= ENOUGH)
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
