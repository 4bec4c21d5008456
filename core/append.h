/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A capture file that is to be gone on with (--append): is it of the kind that
 * is going to be written, and where does its last whole record end?
 */
#ifndef TAPIR_APPEND_H
#define TAPIR_APPEND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "dump.h"

struct append {
	uint64_t octets;	/* of the file that stay */
	uint64_t frames;	/* packets that it holds */
	bool open;		/* they end in a compressed frame */
	/* What stood behind them, decompressed, and is to be written again
	 * since the block or the frame it was in is cut off; to be freed. */
	uint8_t *rest;
	size_t nrest;
};

/*
 * Reads the file.  The configuration's format and compression, where they are
 * AUTO, become the file's.  1: go on; 0: there is none, or an empty one; -1
 * with errno and one line in err: the file is left as it is.
 */
int	append_look(const char *path, struct dump_config *,
	    const struct source *, struct append *, char *err, size_t errlen);

#endif
