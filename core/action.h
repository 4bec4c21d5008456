/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The actions that plugins have registered, and the part of the host table
 * that they call.
 */
#ifndef TAPIR_ACTION_H
#define TAPIR_ACTION_H

#include <tapir/plugin.h>

#include "rule.h"

struct action {
	tp_action_desc desc;
	char *name;
	void *self;
	struct action *next;		/* in order of registration */
};

/* Fills in what actions call; host is one of engine_host(). */
void	action_host(tp_host *host);
/* Forgets all of them. */
void	action_free_all(void);

/* NULL: none of that name. */
const struct action *action_find(const char *name);
/* The first, for walking over all. */
const struct action *action_first(void);

/*
 * Reads the arguments; false: e says why, *bad which one (n: one is missing).
 */
bool	action_parse(const struct action *, tp_rule *, const tp_arg *,
	    uint32_t n, void **instance, tp_error *e, uint32_t *bad);
void	action_fire(const struct rule_action *, const tp_event *);
void	action_destroy(const struct action *, void *instance);

/* Looks after what runs on; how much that is.  last: no more events come. */
uint32_t action_poll_all(bool last);

/* What host->send() reaches: an event starts with its tp_event. */
struct action_event {
	tp_event pub;
	void (*send)(void *arg, const tp_event *, const tp_message *);
	void *arg;
};

#endif
