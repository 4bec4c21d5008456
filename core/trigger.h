/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Asks each packet of each rule, keeps what rules remember, and fires.
 *
 * Time is packet time: the largest stamp so far, and never falls.  All spans
 * include both ends: what comes exactly T after is within T.  Before a packet
 * is asked, the deadlines that lie before its time fire, in their order; of
 * one time, in the order of the rules.  A packet first answers what waits
 * (`unless'), then asks (`when'): so a packet that is both starts anew.
 *
 * What a rule remembers (windows of count, what waits for an answer, firings
 * per key) is bounded; what had to go is counted.  What an event tells of a
 * packet is copied when the packet is there.  It lasts (lasting.h): a process
 * that ends leaves it to the next one that was forked from the same.
 */
#ifndef TAPIR_TRIGGER_H
#define TAPIR_TRIGGER_H

#include "engine.h"
#include "rule.h"

struct trigger;

/* Whom a trigger calls; all but fired may be NULL. */
struct trigger_config {
	size_t memory;			/* octets of state */
	bool dry;			/* only actions that send messages */
	const tp_host *host;
	void *arg;
	/* Time comes to ns; before what fires then. */
	void (*time)(void *arg, int64_t ns);
	/* An event, before its actions. */
	void (*fired)(void *arg, const tp_rule *, const tp_event *);
	void (*send)(void *arg, const tp_event *, const tp_message *);
	/* Appends the line of the packet that is there, for `print'. */
	void (*line)(void *arg, struct textbuf *);
	/* Packets lost so far; fresh: ask, else what is known will do. */
	uint64_t (*lost)(void *arg, bool fresh);
};

/* rules: the caller's.  Their fields become wanted. */
struct trigger *trigger_new(const struct rules *, struct packet *,
	    const struct trigger_config *);
void	trigger_free(struct trigger *);
/* In another process than the last: goes on with what that one remembered,
 * unless it ended while it changed that. */
void	trigger_resume(struct trigger *);

/* A packet's time stamp in ns; then the packet, dissected.  In between
 * trigger_now() is what the packet's time is. */
void	trigger_advance(struct trigger *, int64_t stamp);
void	trigger_packet(struct trigger *, const struct packet *);
int64_t	trigger_now(const struct trigger *);

/* The line that `print' shows of an event; n: its length. */
const char *trigger_line(const tp_event *, size_t *n);

/* Fills in what plugins call. */
void	trigger_host(tp_host *);

/* A line per rule: what it has seen, done, and had to forget. */
void	trigger_report(const struct trigger *, struct textbuf *);
/* The same as an array of JSON objects. */
void	trigger_json(const struct trigger *, struct textbuf *);

#endif
