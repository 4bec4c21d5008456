/* SPDX-License-Identifier: BSD-3-Clause */
#include "config.h"

#include <stdlib.h>

#include "fatal.h"
#include "plugin_rules.h"

#define MIN_TIMER 1000000u	/* ns */

/* A process has one set of plugins, and so one of these. */
static struct plugin_rule *rules, **last_rule = &rules;
static struct plugin_timer *timers, **last_timer = &timers;

bool
plugin_rules_exist(void)
{
	return rules != NULL || timers != NULL;
}

const struct plugin_rule *
plugin_rules_first(void)
{
	return rules;
}

const struct plugin_timer *
plugin_timers_first(void)
{
	return timers;
}

void
plugin_rules_free_all(void)
{
	struct plugin_rule *rule;
	struct plugin_timer *timer;

	while ((rule = rules) != NULL) {
		rules = rule->next;
		free(rule->name);
		free(rule->text);
		free(rule);
	}
	last_rule = &rules;
	while ((timer = timers) != NULL) {
		timers = timer->next;
		free(timer->name);
		free(timer);
	}
	last_timer = &timers;
}

/* --------------------------------------------------- what plugins call */

static tp_rc
host_rule(const tp_host *h, const char *name, const char *text)
{
	struct plugin_rule *rule;

	(void)h;
	if (name == NULL || text == NULL)
		return TP_ERROR;
	rule = xcalloc(1, sizeof(*rule));
	rule->name = xstrdup(name);
	rule->text = xstrdup(text);
	*last_rule = rule;
	last_rule = &rule->next;
	return TP_OK;
}

static tp_rc
host_every(const tp_host *h, const char *name, uint64_t ns,
    void (*fn)(void *self, const tp_event *), void *self)
{
	struct plugin_timer *timer;

	(void)h;
	if (name == NULL || fn == NULL || ns < MIN_TIMER || ns > INT64_MAX)
		return TP_ERROR;
	timer = xcalloc(1, sizeof(*timer));
	timer->name = xstrdup(name);
	timer->every = (int64_t)ns;
	timer->fn = fn;
	timer->self = self;
	*last_timer = timer;
	last_timer = &timer->next;
	return TP_OK;
}

void
plugin_rules_host(tp_host *h)
{
	h->rule = host_rule;
	h->every = host_every;
}
