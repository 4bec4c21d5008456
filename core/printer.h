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
};

void	printer_init(struct printer *, const struct options *);
/* Appends what stands before the dissectors' text.  number: what -# counts. */
void	printer_head(struct printer *, struct textbuf *,
	    const struct frame *, uint64_t number);
/* Appends what stands after it: octets, and the end of the line. */
void	printer_tail(struct printer *, struct textbuf *,
	    const struct packet *);

#endif
