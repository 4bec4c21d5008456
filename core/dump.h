/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Writer of one capture file.
 *
 * pcap is the same octets as tcpdump -w: version 2.4 in this host's byte order,
 * with micro- or nanoseconds; one link type.  pcapng holds interfaces of any
 * link type, and comments.
 *
 * Frames gather in a buffer, which goes out in whole records (outfile.h): when
 * it is full, when dump_flush() asks for it, and by dump_tick() once the
 * oldest of them has waited for flush_ms.
 *
 * A file that failed (a full disk, say) has been cut back to whole records.
 * From then on each call fails at once, until dump_retry() succeeds.
 */
#ifndef TAPIR_DUMP_H
#define TAPIR_DUMP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "compress.h"

struct dump;
struct extract;
struct frame;
struct options;
struct name_cache;
struct source;

/* DUMP_AUTO: as the name's suffix says, `.pcapng' or else pcap. */
enum dump_format { DUMP_AUTO, DUMP_PCAP, DUMP_PCAPNG };

struct dump_config {
	enum dump_format format;
	enum compression compression;
	bool nano;		/* at least: a pcapng keeps what it was given */
	bool append;		/* to a file of the same kind, if there is one,
				 * after a torn last record is cut off */
	bool exclusive;		/* fail with EEXIST if there is one */
	int flush_ms;		/* 0: each frame goes out at once */
	const char *comment;	/* on the section of a pcapng, or NULL */
	struct name_cache *names;	/* that a pcapng is to tell, if their
				 * addresses are in extracts; NULL: none */
};

/* As the command line says. */
struct dump_config dump_config_of(const struct options *);

/* What the name of a file says of its format. */
enum dump_format dump_format_of(const char *path);
/* AUTO becomes what the path says: for files whose names get numbers behind
 * the suffix. */
void	dump_settle(struct dump_config *, const char *path);

/*
 * Creates or empties path ("-" is the standard output) with mode 0666 less the
 * umask.  The header is in the buffer, not yet written.  Of the source are
 * taken the interfaces that it has so far; it need not outlive the file.  NULL
 * on failure, with errno and one line in err that names the file.
 */
struct dump *dump_open(const char *path, const struct dump_config *,
	    const struct source *, char *err, size_t errlen);

/*
 * Frames of another source will come, or this one has got interfaces.  0, or
 * -1 with errno EINVAL if it has a link type that the file cannot hold.
 */
int	dump_source(struct dump *, const struct source *);

/*
 * Adds one frame of the source, which may be reused at once.  extract: of its
 * dissection (verbs.h), or NULL.  comment: one more than the frame's own, or
 * NULL; pcap has none.  pcap has 32 bits for seconds
 * and for the rest: more is cut off.  0, or -1 with errno and dump_error() set,
 * as for all below:
 * EINVAL, the file cannot hold this frame's link type; it has not failed.
 * Else it failed, in this call with this frame in the buffer.
 */
int	dump_write(struct dump *, const struct source *, const struct frame *,
	    const struct extract *, const char *comment);

/* Writes what the buffer holds. */
int	dump_flush(struct dump *);
/* The same if flush_ms are over: to be called between frames, and often. */
int	dump_tick(struct dump *);
/* Forgets a failure and writes what the buffer still holds. */
int	dump_retry(struct dump *);

/*
 * The file is complete: adds what a pcapng says at its end, the interfaces that
 * have come up and the counts of all.
 */
int	dump_finish(struct dump *, const struct source *);

/*
 * Flushes, closes (but not the standard output) and frees, also when it
 * returns -1.  Call dump_flush() before, if you want to say what went wrong.
 */
int	dump_close(struct dump *);

/* Does its format have room for comments? */
bool	dump_has_comments(const struct dump *);
/* Packets that the file holds, or would if it were flushed. */
uint64_t dump_frames(const struct dump *);
/*
 * Octets on disk if it were flushed; of a compressed file at most, since what
 * is in the buffer counts as it is.
 */
uint64_t dump_octets(const struct dump *);
/*
 * Has it so many octets on disk?  Exact to one record for a compressed file as
 * well, which it flushes to find out.  A failed one has not.
 */
bool	dump_reached(struct dump *, uint64_t octets);

/* One line that names the file and its packets, or "" if all is well. */
const char *dump_error(const struct dump *);
/* As it was given to dump_open(). */
const char *dump_path(const struct dump *);

#endif
