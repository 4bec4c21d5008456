/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What plugins bring along for the rules of a run: rules, which are in force
 * as if they stood in a file of --rules, and functions that are called every
 * so often.  Filled while plugins load.
 */
#ifndef TAPIR_PLUGIN_RULES_H
#define TAPIR_PLUGIN_RULES_H

#include <stdbool.h>
#include <stdint.h>

#include <tapir/plugin.h>

struct plugin_rule {
	char *name, *text;		/* name: where it comes from */
	struct plugin_rule *next;
};

struct plugin_timer {
	char *name;
	int64_t every;			/* ns */
	void (*fn)(void *self, const tp_event *);
	void *self;
	struct plugin_timer *next;
};

/* Fills in what plugins call. */
void	plugin_rules_host(tp_host *);
/* Has any plugin brought one? */
bool	plugin_rules_exist(void);
/* The first in the order of registration, or NULL. */
const struct plugin_rule *plugin_rules_first(void);
const struct plugin_timer *plugin_timers_first(void);
/* Forgets all of them. */
void	plugin_rules_free_all(void);

#endif
