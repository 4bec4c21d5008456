/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Files that rules open and close.  A window is an open file and the time,
 * the packets or the octets that it is still to take; another firing for the
 * same file extends it.  So a packet stands in a file once, however many rules
 * ask for it.  What came before is written from the ring.
 *
 * A file is made under a name that is free: -1, -2 ... is put before the
 * suffix of one that is not.
 */
#ifndef TAPIR_WINDOW_H
#define TAPIR_WINDOW_H

#include <tapir/plugin.h>

#include "dump.h"
#include "marks.h"
#include "ring.h"
#include "source.h"
#include "textbuf.h"

struct windows;

struct windows_config {
	struct dump_config dump;
	bool dry;		/* writes nothing, and keeps account */
	struct ring *ring;	/* the caller's, of all frames; NULL: nobody
				 * looks back */
	struct marks *marks;	/* the caller's */
};

struct windows *windows_new(const struct windows_config *);
/* Closes all files.  -1: one of the run's could not be written, which has
 * been said. */
int	windows_free(struct windows *);

/* Where frames come from, from that place on. */
void	windows_source(struct windows *, const struct source *,
	    uint64_t place);
/* That source is at its end: its counts go into the files that are open. */
void	windows_source_end(struct windows *);
/* START_WRITE and STOP_WRITE, before the frame at that place. */
void	windows_message(struct windows *, uint64_t place, const tp_event *,
	    const tp_message *);
/* Time has come to ns, and no frame of a lower one will come. */
void	windows_time(struct windows *, int64_t ns);
/* A frame, after the rules were asked of it.  As dump_write().  True:
 * some file has it, with its comment. */
bool	windows_frame(struct windows *, const struct ring_frame *,
	    uint64_t place, int64_t time, const struct extract *,
	    const char *comment);
/* Lets out what has waited long enough; all: whatever has waited. */
void	windows_tick(struct windows *, bool all);

/* A line for each file of a dry run: its name and its frames. */
void	windows_report(struct windows *, struct textbuf *);
/* How many files have been made, and the packets in them: one in two files
 * counts twice. */
void	windows_counts(const struct windows *, uint64_t *files,
	    uint64_t *packets);
/* A line for each file that is open. */
void	windows_state(const struct windows *, struct textbuf *);

/* The name with "-N" put before its suffix. */
void	window_name(struct textbuf *, const char *path, unsigned n);

#endif
