/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A file that grows by whole records.
 *
 * Records gather in a buffer, which goes out by one write(2) when 256 KiB are
 * full or when it is asked for.  Each record leaves a mark where it ends; if a
 * write fails, a regular file is cut back to the last mark that got out, so
 * that what it holds can be read.  What is not in the file then stays in the
 * buffer, for outfile_retry().
 *
 * In a compressed file a batch is the unit (compress.h): the file is cut back
 * to the last whole one.  The tail that makes it whole is written behind each
 * batch, and the next batch over it; to a pipe, at the end.
 */
#ifndef TAPIR_OUTFILE_H
#define TAPIR_OUTFILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "compress.h"

struct outfile;

struct outfile_config {
	enum compression compression;	/* not COMPRESS_AUTO */
	bool append;		/* go on at the end: else the file is emptied */
	bool exclusive;		/* EEXIST if there is one of that name */
};

/*
 * Path "-" is the standard output; the mode is 0666 less the umask.  NULL on
 * failure, with errno and one line in err that names the file.
 */
struct outfile *outfile_open(const char *path, const struct outfile_config *,
	    char *err, size_t errlen);

/* Cuts an opened file to so many octets, in whole records, and goes on there.
 * open: they end in the midst of a compressed frame, which goes on here or ends
 * here. */
int	outfile_resume(struct outfile *, uint64_t octets, bool open);

/*
 * Room for a record of n octets, which may write what is in the buffer; NULL
 * with errno if there is no memory.  A write that fails is told by
 * outfile_error(): there is room all the same.
 */
uint8_t	*outfile_reserve(struct outfile *, size_t n);
/* What was reserved is filled.  frames: how many packets it holds, 0 or 1. */
void	outfile_commit(struct outfile *, size_t n, uint32_t frames);

/* Writes what the buffer holds.  0, or -1 with errno. */
int	outfile_flush(struct outfile *);
/* Forgets the failure and tries again. */
int	outfile_retry(struct outfile *);
/* Flushes, closes (but not the standard output) and frees, also if it fails. */
int	outfile_close(struct outfile *);

/* How long the buffer's oldest record has waited, ms; 0 if it is empty. */
int64_t	outfile_age(const struct outfile *);
/* Octets written, in whole records, and what the buffer would add at most. */
uint64_t outfile_octets(const struct outfile *);
/* Packets written; those in the buffer too, unless the file failed. */
uint64_t outfile_frames(const struct outfile *);
int	outfile_error(const struct outfile *);		/* errno, or 0 */
/* "standard output", or the path. */
const char *outfile_name(const struct outfile *);

#endif
