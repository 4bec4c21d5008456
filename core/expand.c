/* SPDX-License-Identifier: BSD-3-Clause */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "expand.h"
#include "filename.h"
#include "fatal.h"
#include "nearest.h"


enum part_kind { PART_LITERAL, PART_FIELD, PART_RULE, PART_TIME };

struct part {
	enum part_kind kind;
	char *literal;
	uint32_t field;			/* index among the event's */
};

struct tp_template {
	uint32_t mode;
	struct part *parts;
	uint32_t n;
	struct textbuf out;
};

/* --------------------------------------------------------------- reading */

static void
add_part(tp_template *t, enum part_kind kind, const char *s, size_t n,
    uint32_t field)
{
	struct part *p;

	t->parts = xrealloc(t->parts, t->n + 1, sizeof(*t->parts));
	p = &t->parts[t->n++];
	p->kind = kind;
	p->field = field;
	p->literal = xcalloc(1, n + 1);
	memcpy(p->literal, s, n);
}

static bool
add_name(tp_template *t, tp_rule *r, const char *name, tp_error *e)
{
	struct nearest near;
	uint32_t field;

	if (strcmp(name, "rule") == 0) {
		add_part(t, PART_RULE, "", 0, 0);
		return true;
	}
	if (strcmp(name, "time") == 0) {
		add_part(t, PART_TIME, "", 0, 0);
		return true;
	}
	field = rule_add_field(r, name);
	if (field != UINT32_MAX) {
		add_part(t, PART_FIELD, "", 0, field);
		return true;
	}
	nearest_start(&near, name);
	for (tp_field f = 1; f < registry_nfields(r->registry); f++)
		nearest_offer(&near, registry_field(r->registry, f)->abbrev);
	if (near.name != NULL)
		snprintf(e->msg, sizeof(e->msg), "there is no field {%.60s}: "
		    "did you mean {%.60s}?", name, near.name);
	else
		snprintf(e->msg, sizeof(e->msg), "there is no field {%.60s}: "
		    "--list-fields lists them; a brace is written {{", name);
	return false;
}

/* What begins with {; false: e is set. */
static bool
read_name(tp_template *t, tp_rule *r, const char **s, tp_error *e)
{
	size_t n = strcspn(*s + 1, "}");
	char name[256];

	if ((*s)[n + 1] != '}' || n >= sizeof(name)) {
		snprintf(e->msg, sizeof(e->msg), "a { lacks its }: a brace "
		    "itself is written {{");
		return false;
	}
	memcpy(name, *s + 1, n);
	name[n] = '\0';
	*s += n + 2;
	return add_name(t, r, name, e);
}

tp_template *
expand_new(tp_rule *r, const char *text, uint32_t mode, tp_error *e)
{
	tp_template *t = xcalloc(1, sizeof(*t));
	const char *s = text;
	size_t n;

	t->mode = mode;
	while (*s != '\0') {
		n = strcspn(s, "{}");
		if (n != 0) {
			add_part(t, PART_LITERAL, s, n, 0);
			s += n;
		} else if (s[0] == s[1] || *s == '}') {
			/* a lone } is forgiven */
			add_part(t, PART_LITERAL, s, 1, 0);
			s += s[0] == s[1] ? 2 : 1;
		} else if (!read_name(t, r, &s, e)) {
			expand_free(t);
			return NULL;
		}
	}
	return t;
}

void
expand_free(tp_template *t)
{
	for (uint32_t i = 0; i < t->n; i++)
		free(t->parts[i].literal);
	free(t->parts);
	textbuf_free(&t->out);
	free(t);
}

/* ------------------------------------------------------------- expanding */

void
expand_escaped(struct textbuf *b, const char *s)
{
	static const char *const short_forms[] = {
		['\t'] = "\\t", ['\n'] = "\\n", ['\r'] = "\\r"
	};

	for (; *s != '\0'; s++) {
		unsigned char c = (unsigned char)*s;

		if (c >= ' ' && c != 0x7f)
			textbuf_putc(b, *s);
		else if (c <= '\r' && short_forms[c] != NULL)
			textbuf_puts(b, short_forms[c]);
		else
			textbuf_format(b, "\\x%02x", c);
	}
}

void
expand_time(struct textbuf *b, const tp_time *t)
{
	time_t sec = (time_t)t->sec;
	struct tm tm;
	char s[64];

	if (gmtime_r(&sec, &tm) == NULL)
		return;
	textbuf_put(b, s, strftime(s, sizeof(s), "%Y-%m-%dT%H:%M:%S", &tm));
	textbuf_putc(b, '.');
	textbuf_u64_padded(b, t->nsec, 9);
	textbuf_putc(b, 'Z');
}

static void
put_value(struct textbuf *b, const tp_template *t, const char *value)
{
	if (t->mode == TP_EXPAND_TEXT)
		expand_escaped(b, value);
	else
		filename_safe(b, value, strlen(value));
}

static void
put_part(struct textbuf *b, const tp_template *t, const struct part *p,
    const tp_event *e)
{
	struct textbuf time = { 0 };

	switch (p->kind) {
	case PART_LITERAL:
		if (t->mode != TP_EXPAND_FILE ||
		    !filename_timed(b, p->literal, e->time.sec))
			textbuf_puts(b, p->literal);
		break;
	case PART_FIELD:
		if (p->field < e->nfields && e->fields[p->field].text != NULL)
			put_value(b, t, e->fields[p->field].text);
		break;
	case PART_RULE:
		put_value(b, t, e->rule);
		break;
	case PART_TIME:
		if (t->mode == TP_EXPAND_FILE_KEY)
			break;
		expand_time(&time, &e->time);
		textbuf_putc(&time, '\0');
		put_value(b, t, time.s);
		textbuf_free(&time);
		break;
	}
}

const char *
expand(tp_template *t, const tp_event *e)
{
	t->out.n = 0;
	for (uint32_t i = 0; i < t->n; i++)
		put_part(&t->out, t, &t->parts[i], e);
	textbuf_putc(&t->out, '\0');
	return t->out.s;
}
