/* SPDX-License-Identifier: BSD-3-Clause */
#include "config.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "fatal.h"
#include "output.h"
#include "signals.h"

static char buffer[65536];
static size_t used;
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
	size_t n = used;

	used = 0;
	write_all(buffer, n);
}

void
output_put(const char *s, size_t n)
{
	if (n == 0)		/* s may be NULL */
		return;
	if (n > sizeof(buffer) - used)
		output_flush();
	if (n > sizeof(buffer)) {
		write_all(s, n);
		return;
	}
	memcpy(buffer + used, s, n);
	used += n;
	if (by_line)
		output_flush();
}
