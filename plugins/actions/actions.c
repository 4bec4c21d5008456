/* SPDX-License-Identifier: BSD-3-Clause */
/* The plugin of the actions that come with tapir, and what they share. */
#include <stdarg.h>
#include <stdio.h>
#include <time.h>

#include "actions.h"

/* ------------------------------------------------------------------ text */

void *
action_alloc(size_t n)
{
	void *p = calloc(1, n);

	if (p == NULL)
		abort();
	return p;
}

void
text_put(struct text *t, const char *s, size_t n)
{
	if (t->cap - t->n <= n) {
		t->cap = (t->cap + n) * 2 + 64;
		t->s = realloc(t->s, t->cap);
		if (t->s == NULL)
			abort();
	}
	memcpy(t->s + t->n, s, n);
	t->n += n;
	t->s[t->n] = '\0';
}

void
text_puts(struct text *t, const char *s)
{
	text_put(t, s, strlen(s));
}

void
text_printf(struct text *t, const char *fmt, ...)
{
	char s[512];
	va_list ap;

	va_start(ap, fmt);
	(void)vsnprintf(s, sizeof(s), fmt, ap);
	va_end(ap);
	text_puts(t, s);
}

void
text_free(struct text *t)
{
	free(t->s);
	memset(t, 0, sizeof(*t));
}

/* ------------------------------------------------------------------ JSON */

/* Length of the UTF-8 sequence at s (RFC 3629), 0 if it is none. */
static size_t
utf8(const unsigned char *s)
{
	size_t n = *s < 0x80 ? 1 : *s >= 0xf0 && *s < 0xf5 ? 4 :
	    *s >= 0xe0 && *s < 0xf0 ? 3 : *s >= 0xc2 && *s < 0xe0 ? 2 : 0;

	for (size_t i = 1; i < n; i++)
		if ((s[i] & 0xc0) != 0x80)
			return 0;
	if ((*s == 0xe0 && s[1] < 0xa0) || (*s == 0xed && s[1] > 0x9f) ||
	    (*s == 0xf0 && s[1] < 0x90) || (*s == 0xf4 && s[1] > 0x8f))
		return 0;
	return n;
}

void
text_json(struct text *t, const char *value)
{
	const unsigned char *s = (const unsigned char *)value;
	size_t n;

	text_puts(t, "\"");
	for (; *s != '\0'; s += n) {
		n = utf8(s);
		if (n == 0) {
			/* as --json has it: U+DC80 to U+DCFF are octets */
			text_printf(t, "\\udc%02x", *s);
			n = 1;
		} else if (*s == '"' || *s == '\\')
			text_printf(t, "\\%c", *s);
		else if (*s < ' ' || *s == 0x7f)
			text_printf(t, "\\u%04x", *s);
		else
			text_put(t, (const char *)s, n);
	}
	text_puts(t, "\"");
}

static void
json_fields(struct text *t, const tp_event *e)
{
	const char *comma = "";

	text_puts(t, ",\"fields\":{");
	for (uint32_t i = 0; i < e->nfields; i++) {
		if (e->fields[i].text == NULL)
			continue;
		text_puts(t, comma);
		text_json(t, e->fields[i].name);
		text_puts(t, ":");
		text_json(t, e->fields[i].text);
		comma = ",";
	}
	text_puts(t, "}");
}

void
event_json(struct text *t, const tp_event *e, const char *message)
{
	time_t sec = (time_t)e->time.sec;
	char date[64] = "";
	struct tm tm;

	if (gmtime_r(&sec, &tm) != NULL)
		(void)strftime(date, sizeof(date), "%Y-%m-%dT%H:%M:%S", &tm);
	text_puts(t, "{\"rule\":");
	text_json(t, e->rule);
	text_printf(t, ",\"time\":\"%s.%09uZ\",\"frame\":%llu", date,
	    e->time.nsec, (unsigned long long)e->frame);
	if (e->flags & TP_EVENT_DEADLINE)
		text_puts(t, ",\"deadline\":true");
	if (e->flags & TP_EVENT_LOST)
		text_printf(t, ",\"lost\":%llu", (unsigned long long)e->lost);
	if (message != NULL) {
		text_puts(t, ",\"message\":");
		text_json(t, message);
	}
	json_fields(t, e);
	text_puts(t, "}");
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
