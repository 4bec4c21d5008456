/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Writer of plain pcap files, the same octets as tcpdump -w: version 2.4 in
 * this host's byte order, with micro- or nanoseconds.
 *
 * Frames gather in a buffer that goes out in whole records by one write(2) of
 * 256 KiB.  When a write fails, a regular file is cut back to its last whole
 * record, so that what it holds can be read; from then on every call fails.
 */
#ifndef TAPIR_DUMP_H
#define TAPIR_DUMP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct dump;
struct frame;

/*
 * Creates or empties path ("-" is the standard output) with mode 0666 less the
 * umask.  linktype is the LINKTYPE_ value with the bits of linktype_ext put
 * in.  The file header is in the buffer, not yet written.  NULL on failure,
 * with one line in err that names the file.
 */
struct dump *dump_open(const char *path, uint32_t linktype, uint32_t snaplen,
    bool nano, char *err, size_t errlen);

/*
 * Adds one frame, which may be reused at once.  The format has 32 bits for
 * seconds and for the rest: more is cut off.  0, or -1 with errno and
 * dump_error() set, as for the next two.
 */
int dump_write(struct dump *, const struct frame *);

/* Writes what the buffer holds. */
int dump_flush(struct dump *);

/*
 * Flushes, closes (but not the standard output) and frees, also when it
 * returns -1.  Call dump_flush() before, if you want to say what went wrong.
 */
int dump_close(struct dump *);

/* One line that names the file, or "" if all is well. */
const char *dump_error(const struct dump *);

#endif
