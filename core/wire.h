/* SPDX-License-Identifier: BSD-3-Clause */
/* The verbs (verbs.h) as octets, in this host's order, and back. */
#ifndef TAPIR_WIRE_H
#define TAPIR_WIRE_H

#include "judge.h"
#include "textbuf.h"
#include "verbs.h"

/* Each makes *b one message. */
void	wire_verdict(struct textbuf *b, uint64_t place, enum verdict,
	    int64_t time, const struct extract *);
void	wire_name(struct textbuf *b, uint32_t type, const uint8_t *addr,
	    const char *name);
void	wire_time(struct textbuf *b, int64_t ns);
void	wire_message(struct textbuf *b, uint64_t place, const tp_event *,
	    const tp_message *);
void	wire_said(struct textbuf *b, const char *text, size_t n);
void	wire_judged(struct textbuf *b, const struct judged *);

/*
 * Does what a message says.  Of the judged, the text is added to, and *ended
 * becomes true.  False: it says nothing that makes sense; nothing was done.
 */
bool	wire_read(const void *message, size_t n, const struct verbs *,
	    struct judged *, bool *ended);

#endif
