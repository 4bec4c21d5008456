/* SPDX-License-Identifier: BSD-3-Clause */
/* tcpdump's output of one packet: the line, and the octets below it. */
#ifndef TAPIR_PRINTER_H
#define TAPIR_PRINTER_H

#include "engine.h"
#include "options.h"
#include "timestamp.h"

struct printer {
	const struct options *o;
	struct timestamp timestamp;
	struct textbuf line;
};

void	printer_init(struct printer *, const struct options *);
void	printer_free(struct printer *);
/* Puts the dissected packet out, by output.h.  number: what -# counts. */
void	printer_put(struct printer *, const struct packet *, uint64_t number);

#endif
