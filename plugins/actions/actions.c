/* SPDX-License-Identifier: BSD-3-Clause */
/* The plugin of the actions that come with tapir, and what they share. */
#include <stdarg.h>
#include <stdio.h>

#include "actions.h"

void *
action_alloc(size_t n)
{
	void *p = calloc(1, n);

	if (p == NULL)
		abort();
	return p;
}

/* ------------------------------------------------------------------ JSON */

static void
put_json(tp_text *t, const char *s)
{
	tp_json_string(t, s, strlen(s));
}

static void
json_fields(tp_text *t, const tp_event *e)
{
	const char *comma = "";

	tp_text_puts(t, ",\"fields\":{");
	for (uint32_t i = 0; i < e->nfields; i++) {
		if (e->fields[i].text == NULL)
			continue;
		tp_text_puts(t, comma);
		put_json(t, e->fields[i].name);
		tp_text_puts(t, ":");
		put_json(t, e->fields[i].text);
		comma = ",";
	}
	tp_text_puts(t, "}");
}

void
event_json(tp_text *t, const tp_event *e, const char *message)
{
	tp_event_head(t, e);
	if (message != NULL) {
		tp_text_puts(t, ",\"message\":");
		put_json(t, message);
	}
	json_fields(t, e);
	tp_text_puts(t, "}");
}

/* -------------------------------------------------------------- arguments */

tp_rc
action_error(tp_error *e, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	(void)vsnprintf(e->msg, sizeof(e->msg), fmt, ap);
	va_end(ap);
	return TP_ERROR;
}

tp_rc
action_amounts(const tp_host *h, const tp_arg *args, uint32_t n, uint32_t i,
    tp_amount *before, tp_amount *after, tp_error *e, uint32_t *bad)
{
	tp_amount *to;

	for (; i < n; i += 2) {
		*bad = i;
		to = arg_is(&args[i], "before") ? before :
		    arg_is(&args[i], "after") ? after : NULL;
		if (to == NULL)
			return action_error(e, "`%.60s' is too much here",
			    args[i].text);
		if (to->unit != TP_UNIT_NONE)
			return action_error(e, "`%.60s' stands there twice",
			    args[i].text);
		*bad = i + 1;
		if (i + 1 == n || h->amount(args[i + 1].text, to) < 0) {
			if (i + 1 == n)
				*bad = i;
			return action_error(e, "behind `%s' stands how much: "
			    "10s, 1000p or 64MiB", args[i].text);
		}
	}
	return TP_OK;
}

/* ------------------------------------------------------------ the plugin */

static tp_rc
init(const tp_host *h, void **self, tp_error *e)
{
	static const tp_action_desc *const actions[] = { &action_exec,
	    &action_log, &action_mark, &action_print, &action_snapshot,
	    &action_stop_write, &action_webhook, &action_write };

	*self = NULL;
	for (size_t i = 0; i < sizeof(actions) / sizeof(actions[0]); i++)
		if (h->action(h, actions[i], (void *)(uintptr_t)h) < 0)
			return action_error(e, "action %s is refused",
			    actions[i]->name);
	return TP_OK;
}

TP_EXPORT const tp_plugin_desc tp_plugin = {
	TP_PLUGIN_HEAD,
	.name = "actions", .version = "0.1", .license = "BSD-3-Clause",
	.description = "what rules do", .init = init,
};
