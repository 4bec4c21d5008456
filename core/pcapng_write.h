/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What a pcapng file is made of while it is written: a section, interfaces,
 * packets, and at the end the counts.
 *
 * What was read from a pcapng is written again: the options of sections,
 * interfaces and packets, names and secrets, counts.  A section of another
 * file with other options starts one here as well; equal interfaces of two
 * files become one.
 */
#ifndef TAPIR_PCAPNG_WRITE_H
#define TAPIR_PCAPNG_WRITE_H

#include <stdbool.h>

#include "outfile.h"
#include "source.h"

struct packet;
struct pcapng_writer;

/* nano: all interfaces get nanoseconds, not only those that have them.
 * comment: on the first section, or NULL; copied.  named: what frames are
 * dissected to, where names of their addresses are to be told, or NULL.  NULL:
 * no memory. */
struct pcapng_writer *pcapng_writer_new(struct outfile *, bool nano,
	    const char *comment, struct name_cache *names);
void	pcapng_writer_free(struct pcapng_writer *);

/* These return 0, or -1 with errno if there is no memory. */

/* What follows is this source's: its interfaces so far. */
int	pcapng_writer_source(struct pcapng_writer *, const struct source *);
int	pcapng_writer_frame(struct pcapng_writer *, const struct source *,
	    const struct frame *, const struct extract *, const char *comment);
/* What the source has told since, and its counts. */
int	pcapng_writer_finish(struct pcapng_writer *, const struct source *);

#endif
