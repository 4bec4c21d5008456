/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Names of files that are written: out of a pattern of strftime(3), with a
 * number or a word put in, and out of what a packet holds.  All append to a
 * textbuf, without a NUL.
 */
#ifndef TAPIR_FILENAME_H
#define TAPIR_FILENAME_H

#include <stdbool.h>
#include <stdint.h>

#include "textbuf.h"


/*
 * What strftime(3) makes of the pattern at that second, local time.  false:
 * that is nothing, or no name that a system takes (over 4,096 octets).
 */
bool	filename_timed(struct textbuf *, const char *pattern, int64_t sec);

/* Whether the pattern makes another name at another time. */
bool	filename_has_time(const char *pattern);

/*
 * Where in a name the suffixes start: before `.pcap', `.pcap.gz' and the like,
 * but not before what is the whole name (`.pcap').  The last suffix alone, or
 * with the one before it where the last is of a compression.
 */
size_t	filename_stem(const char *name);

/*
 * The octets of a packet's value as part of a name: all but letters, digits,
 * `_', `-' and an inner `.' becomes %XX; TP_NAME_SAFE_MAX octets at most,
 * whole escapes.
 */
void	filename_safe(struct textbuf *, const void *value, size_t n);
/* Could it be out of such parts and what `%s-%s_%u' and the like put between
 * them?  In no case it leaves a folder. */
bool	filename_is_safe(const char *);

#endif
