/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * -z: runs `COMMAND FILE' for each complete file, beside the capture.
 *
 * launcher.h says what a program has and has not; it gets the lowest priority.
 * So many run at once; the other files wait in a queue.  Nothing here waits but
 * postprocess_wait().
 */
#ifndef TAPIR_POSTPROCESS_H
#define TAPIR_POSTPROCESS_H

#include <stddef.h>

struct postprocess;

/* command is looked up in PATH and kept, not copied. */
struct postprocess *postprocess_new(const char *command);
void	postprocess_free(struct postprocess *);

/* That file is complete.  Starts the command, or keeps the name for later. */
void	postprocess_file(struct postprocess *, const char *path);

/* Takes leave of the programs that ended, and starts what waits: to be called
 * often. */
void	postprocess_poll(struct postprocess *);

/* Until all is done, or a signal asks for an end: what is left is said then. */
void	postprocess_wait(struct postprocess *);

/* How many files wait or are worked on. */
size_t	postprocess_pending(const struct postprocess *);

#endif
