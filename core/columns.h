/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * --fields a,b,c: one line per packet, as `tshark -T fields` prints it, as CSV
 * (RFC 4180), or with --json as an object.
 */
#ifndef TAPIR_COLUMNS_H
#define TAPIR_COLUMNS_H

#include "engine.h"
#include "options.h"

struct columns;

/*
 * Says which fields are wanted.  An unknown name ends the program.  The options
 * outlive what is returned.
 */
struct columns *columns_new(struct packet *, const struct options *);
void	columns_free(struct columns *);
/* TP_WANT_* of the columns: the pseudo field of the text line needs it. */
uint32_t columns_want(const struct columns *);
/* Appends the line of names, if one is asked for. */
void	columns_head(const struct columns *, struct textbuf *);
/* Appends the packet's line.  Its text is that of the dissectors alone. */
void	columns_put(struct columns *, struct textbuf *, struct packet *);

#endif
