/* SPDX-License-Identifier: BSD-3-Clause */
/* --fields a,b,c: one line per packet, as `tshark -T fields` prints it. */
#ifndef TAPIR_COLUMNS_H
#define TAPIR_COLUMNS_H

#include <stddef.h>

#include "engine.h"

struct columns;

/* Says which fields are wanted.  An unknown name ends the program. */
struct columns *columns_new(struct packet *, char *const *names, size_t n);
void	columns_free(struct columns *);
/* Appends the line. */
void	columns_put(struct columns *, struct textbuf *, struct packet *);

#endif
