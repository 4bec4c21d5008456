/* SPDX-License-Identifier: BSD-3-Clause */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "action.h"
#include "amount.h"
#include "dump.h"
#include "expand.h"
#include "fatal.h"
#include "reach.h"

/* A process has one set of plugins, and so one of actions. */
static struct action *first, **last = &first;

const struct action *
action_first(void)
{
	return first;
}

const struct action *
action_find(const char *name)
{
	const struct action *a;

	for (a = first; a != NULL; a = a->next)
		if (strcmp(a->name, name) == 0)
			return a;
	return NULL;
}

void
action_free_all(void)
{
	struct action *next;

	for (struct action *a = first; a != NULL; a = next) {
		next = a->next;
		free(a->name);
		free(a);
	}
	first = NULL;
	last = &first;
}

bool
action_parse(const struct action *a, tp_rule *r, const tp_arg *args,
    uint32_t n, void **instance, tp_error *e, uint32_t *bad)
{
	*instance = NULL;
	*bad = n;
	e->msg[0] = '\0';
	return a->desc.parse(a->self, r, args, n, instance, e, bad) >= 0;
}

void
action_fire(const struct rule_action *a, const tp_event *event)
{
	a->action->desc.fire(a->action->self, a->instance, event);
}

void
action_destroy(const struct action *a, void *instance)
{
	if (a->desc.destroy != NULL)
		a->desc.destroy(a->self, instance);
}

uint32_t
action_poll_all(bool is_last)
{
	uint32_t n = 0;

	for (struct action *a = first; a != NULL; a = a->next)
		if (a->desc.poll != NULL)
			n += a->desc.poll(a->self, is_last);
	return n;
}

/* --------------------------------------------------- what plugins call */

static tp_rc
host_action(const tp_host *h, const tp_action_desc *d, void *self)
{
	struct action *a;

	if (d->size < offsetof(tp_action_desc, poll) || d->name == NULL ||
	    d->parse == NULL || d->fire == NULL) {
		h->log(h, TP_LOG_ERROR, "action %s: its descriptor lacks a "
		    "name, parse() or fire()", d->name ? d->name : "?");
		return TP_ERROR;
	}
	if (action_find(d->name) != NULL) {
		h->log(h, TP_LOG_ERROR, "action %s: there is one already",
		    d->name);
		return TP_ERROR;
	}
	a = xcalloc(1, sizeof(*a));
	memcpy(&a->desc, d, d->size < sizeof(a->desc) ? d->size :
	    sizeof(a->desc));
	a->name = xstrdup(d->name);
	a->self = self;
	*last = a;
	last = &a->next;
	return TP_OK;
}

static tp_template *
host_make_template(tp_rule *r, const char *text, uint32_t mode, tp_error *e)
{
	tp_template *t = expand_new(r, text, mode, e);

	if (t == NULL)
		return NULL;
	r->templates = xrealloc(r->templates, r->ntemplates + 1,
	    sizeof(*r->templates));
	r->templates[r->ntemplates++] = t;
	return t;
}

static tp_rc
host_amount(const char *text, tp_amount *amount)
{
	return amount_parse(text, amount) ? TP_OK : TP_ERROR;
}

/* A plugin of an older minor may know less of it. */
static tp_message
whole_message(const tp_message *m)
{
	tp_message whole;

	memset(&whole, 0, sizeof(whole));
	memcpy(&whole, m, m->size < sizeof(whole) ? m->size : sizeof(whole));
	return whole;
}

static void
host_announce(tp_rule *r, const tp_message *message)
{
	tp_message m = whole_message(message);

	r->prints |= m.kind == TP_MESSAGE_PRINT;
	r->marks |= m.kind == TP_MESSAGE_MARK;
	r->writes |= m.kind == TP_MESSAGE_START_WRITE;
	if (m.kind == TP_MESSAGE_START_WRITE && m.text != NULL)
		reach_write(m.text, false);
	else if (m.kind == TP_MESSAGE_START_WRITE)
		reach_write_anywhere();
	if (m.kind == TP_MESSAGE_START_WRITE)
		r->writes_comments |= m.text == NULL ||
		    dump_format_of(m.text) == DUMP_PCAPNG;
	if (m.before.unit != TP_UNIT_NONE)
		r->before = m.before;
	if (m.before.unit == TP_UNIT_OCTETS && m.before.n > r->before_octets)
		r->before_octets = m.before.n;
}

static const char *
host_expand(const tp_event *e, const tp_template *t)
{
	return expand((tp_template *)(uintptr_t)t, e);
}

static void
host_send(const tp_event *e, const tp_message *message)
{
	const struct action_event *event = (const struct action_event *)e;
	tp_message m = whole_message(message);

	event->send(event->arg, e, &m);
}

void
action_host(tp_host *h)
{
	h->action = host_action;
	h->make_template = host_make_template;
	h->amount = host_amount;
	h->announce = host_announce;
	h->expand = host_expand;
	h->send = host_send;
}
