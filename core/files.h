/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The files of -w: where series.h says which file is due, this opens it, fills
 * it (dump.h), completes it, hands it to -z (postprocess.h) and makes room on
 * a full disk.  What goes wrong is said on standard error.
 *
 * The first file is made when the source is open, so that a wrong name is told
 * at once, and the others when their first packet comes.  The exception is -G
 * on files that are read: the first packet gives the time in the name.
 *
 * A file of an interval without a packet is removed again, unless it is the
 * last of the run or --empty-files wants it.
 */
#ifndef TAPIR_FILES_H
#define TAPIR_FILES_H

#include <stdbool.h>
#include <stdint.h>
#include <time.h>

#include "options.h"
#include "source.h"

struct files;
struct extract;
struct name_cache;

enum files_rc {
	FILES_FAILED = -1,	/* it has been said; files_status() */
	FILES_OK = 0,
	FILES_FULL = 1		/* -W allows no further file */
};

/* NULL if -w was not given.  names: as of struct dump_config. */
struct files *files_new(const struct options *, struct name_cache *names);

/* A source is open, its name for messages. */
enum files_rc files_source(struct files *, struct source *,
	    const char *name, bool live);

/* One frame of the source.  extract: of its dissection; NULL where it has none:
 * then it has no value for --split-by, and no octets for --anonymize. */
enum files_rc files_write(struct files *, struct source *,
	    const struct frame *, const struct extract *, const char *comment);
/* Live: do time stamps tell nothing, as those of a network card? */
bool	files_clock_alone(const struct options *);
/* Takes from the clock what the kernel may hand over late. */
void	files_late(struct timespec *);

/*
 * Looks at the clock, at what -z runs and at the signal for rotation: between
 * frames, and often.
 */
enum files_rc files_tick(struct files *, struct source *);

/* Writes what is held back; what goes wrong, the next call says again. */
void	files_flush(struct files *);

/*
 * The source ends, and no other will come if it is the last: the last file is
 * complete then.  One is made in any case, though there was no packet.
 */
void	files_end(struct files *, struct source *, bool last);

/*
 * Completes what files_end() was not called for, waits for -z, and frees.
 * Returns status, or the exit status of what went wrong here.
 */
int	files_close(struct files *, int status);

/* The exit status after FILES_FAILED. */
int	files_status(const struct files *);

/* Have the files so many octets together, on disk? */
bool	files_reached(struct files *, uint64_t octets);
/* Do comments of frames get into the files? */
bool	files_have_comments(const struct files *);
/* How many files have been made, and what they all hold. */
uint64_t files_made(const struct files *);
uint64_t files_frames(const struct files *);

/* One line for SIGUSR1 on standard error. */
void	files_say(const struct files *);

#endif
