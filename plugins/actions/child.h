/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Programs that actions start, which they said by will_start(): bounded in
 * number and in time.  Nothing waits for them; children_poll() is to be called
 * some times a second.
 */
#ifndef CHILD_H
#define CHILD_H

#include <tapir/plugin.h>

/*
 * argv[0] is looked for in PATH.  env: all of its environment, or
 * NULL for tapir's.  out: its standard output; 2: our standard error, for our
 * output may be a capture file.  limit: ns, then it is ended.  0, or an errno.
 */
int	child_start(const tp_host *, const char *what, char *const argv[],
	    char *const env[], int out, uint64_t limit);
/* How many run that were started with this what (a constant string). */
uint32_t children_running(const char *what);
/* Reaps, ends those that are over their limit; how many run.  last: the
 * program is to end, so nobody gets more than ten seconds from now. */
uint32_t children_poll(const tp_host *, const char *what, int last);

#endif
