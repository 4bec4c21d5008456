/* SPDX-License-Identifier: BSD-3-Clause */
/* All that dissects, set up without a command line: for tests that throw
 * frames at it. */
#ifndef TAPIR_TESTS_HARNESS_H
#define TAPIR_TESTS_HARNESS_H

#include "engine.h"
#include "json.h"

struct harness {
	struct registry *registry;
	tp_host *host;		/* plugins are to be loaded with it, between
				 * harness_new() and harness_ready() */
	struct flow_table *flows;
	struct names *names;
	struct packet *packet;
	struct json *json;
	struct textbuf line;
	uint64_t number;	/* of the last frame; harness_reset(): 0 */
	uint32_t want;		/* TP_WANT_*: both, if nobody says else */
};

void	harness_new(struct harness *);
void	harness_ready(struct harness *);
void	harness_free(struct harness *);
/* Flows and what waits for its other pieces are forgotten. */
void	harness_reset(struct harness *);

/*
 * Dissects the first caplen octets of the frame with text and all fields, and
 * makes JSON of them.  They are copied to memory of just that size, so that a
 * sanitizer sees each read past them.  opts: TP_OPT_*.
 */
void	harness_frame(struct harness *, const struct frame *, uint32_t caplen,
	    uint32_t linktype, uint32_t opts, uint32_t verbose);

#endif
