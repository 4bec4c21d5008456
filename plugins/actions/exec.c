/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * exec [timeout 60s] [max 8] "PROGRAM" "ARGUMENT" ...
 * exec [timeout 60s] [max 8] shell "COMMAND" "ARGUMENT" ...
 *
 * No shell unless it is asked for.  A {field} is expanded inside one argument,
 * never in a shell's command, which has its arguments as $1, $2.  All fields
 * that the rule names are in the environment: $TAPIR_DNS_QRY_NAME, and so are
 * $TAPIR_RULE, $TAPIR_TIME, $TAPIR_FRAME.  A value that starts with - and
 * would be a whole argument of a program needs "--" before it.
 */
#include <ctype.h>
#include <stdio.h>

#include "actions.h"
#include "child.h"

#define DEFAULT_LIMIT 60000000000u	/* ns */
#define DEFAULT_MAX 8u

extern char **environ;

struct exec {
	tp_template **argv;
	uint8_t *starts;	/* by argument: it begins with a field, and no
				 * "--" stands before it */
	uint32_t argc, max;
	uint64_t limit;
	uint64_t refused;	/* too many at once */
};

static const char what[] = "exec";

/* --------------------------------------------------------------- reading */

/* "timeout 10s", "max 4", "shell"; *i is the first argument behind. */
static tp_rc
parse_options(const tp_host *h, struct exec *x, const tp_arg *args,
    uint32_t n, uint32_t *i, int *shell, tp_error *e)
{
	tp_amount amount;
	char *end;

	for (*i = 0; *i < n && !args[*i].quoted; ++*i) {
		if (arg_is(&args[*i], "shell")) {
			*shell = 1;
		} else if (arg_is(&args[*i], "timeout") && *i + 1 < n) {
			if (h->amount(args[++*i].text, &amount) < 0 ||
			    amount.unit != TP_UNIT_TIME)
				return action_error(e, "a time, such as 10s, "
				    "stands behind timeout");
			x->limit = amount.n;
		} else if (arg_is(&args[*i], "max") && *i + 1 < n) {
			x->max = (uint32_t)strtoul(args[++*i].text, &end, 10);
			if (*end != '\0' || x->max == 0 || x->max > 1000)
				return action_error(e, "a number from 1 to "
				    "1000 stands behind max");
		} else
			return TP_OK;
	}
	return TP_OK;
}

static int
starts_with_field(const char *s)
{
	return s[0] == '{' && s[1] != '{';
}

/* Braces that a shell needs are doubled, since they are no fields. */
static tp_template *
literal(const tp_host *h, tp_rule *rule, const char *s, tp_error *e)
{
	tp_text t = { NULL, 0, 0 };
	tp_template *made;

	for (; *s != '\0'; s++) {
		if (*s == '{' || *s == '}')
			tp_text_put(&t, s, 1);
		tp_text_put(&t, s, 1);
	}
	made = h->make_template(rule, t.s != NULL ? t.s : "",
	    TP_EXPAND_TEXT, e);
	tp_text_free(&t);
	return made;
}

static tp_rc
parse_shell(const tp_host *h, tp_rule *rule, struct exec *x,
    const tp_arg *args, uint32_t n, uint32_t i, tp_error *e, uint32_t *bad)
{
	static const char *const sh[] = { "/bin/sh", "-c" };
	const char *s;

	*bad = i;
	if (i == n)
		return action_error(e, "the shell's command is missing");
	for (s = strchr(args[i].text, '{'); s != NULL; s = strchr(s + 1, '{'))
		if (isalpha((unsigned char)s[1]) && strchr(s, '}') != NULL &&
		    (s == args[i].text || s[-1] != '$'))
			return action_error(e, "a field is no part of a "
			    "shell's command: write $1 in it, and \"{field}\" "
			    "behind it");
	for (uint32_t k = 0; k < 2; k++)
		x->argv[x->argc++] = h->make_template(rule, sh[k],
		    TP_EXPAND_TEXT, e);
	x->argv[x->argc++] = literal(h, rule, args[i].text, e);
	x->argv[x->argc++] = h->make_template(rule, "sh", TP_EXPAND_TEXT, e);
	for (*bad = ++i; i < n; *bad = ++i) {
		x->argv[x->argc] = h->make_template(rule, args[i].text,
		    TP_EXPAND_TEXT, e);
		if (x->argv[x->argc++] == NULL)
			return TP_ERROR;
	}
	return TP_OK;
}

static tp_rc
parse_argv(const tp_host *h, tp_rule *rule, struct exec *x,
    const tp_arg *args, uint32_t n, uint32_t i, tp_error *e, uint32_t *bad)
{
	int ended = 0;

	*bad = i;
	if (i == n)
		return action_error(e, "the program is missing");
	if (starts_with_field(args[i].text))
		return action_error(e, "the program is not for a packet to "
		    "choose");
	for (; i < n; i++) {
		*bad = i;
		x->starts[x->argc] = (uint8_t)(!ended &&
		    starts_with_field(args[i].text));
		x->argv[x->argc] = h->make_template(rule, args[i].text,
		    TP_EXPAND_TEXT, e);
		if (x->argv[x->argc++] == NULL)
			return TP_ERROR;
		ended = ended || strcmp(args[i].text, "--") == 0;
	}
	return TP_OK;
}

static void
exec_destroy(void *self, void *instance)
{
	struct exec *x = instance;

	(void)self;
	free(x->argv);
	free(x->starts);
	free(x);
}

static tp_rc
exec_parse(void *self, tp_rule *rule, const tp_arg *args, uint32_t n,
    void **instance, tp_error *e, uint32_t *bad)
{
	const tp_host *h = self;
	struct exec *x = action_alloc(sizeof(*x));
	uint32_t i;
	int shell = 0;
	tp_rc rc;

	x->limit = DEFAULT_LIMIT;
	x->max = DEFAULT_MAX;
	x->argv = action_alloc((n + 4) * sizeof(*x->argv));
	x->starts = action_alloc(n + 4);
	rc = parse_options(h, x, args, n, &i, &shell, e);
	if (rc < 0)
		*bad = i;
	else if (!shell)
		rc = parse_argv(h, rule, x, args, n, i, e, bad);
	else
		rc = parse_shell(h, rule, x, args, n, i, e, bad);
	if (rc < 0) {
		exec_destroy(self, x);
		return rc;
	}
	h->will_start(rule);
	*instance = x;
	return TP_OK;
}

/* ---------------------------------------------------------------- running */

struct list {
	char **s;
	uint32_t n;
};

static void
add(struct list *l, const char *name, const char *value)
{
	tp_text t = { NULL, 0, 0 };

	tp_text_puts(&t, name);
	for (const char *s = value; *s != '\0'; s++) {
		unsigned char c = (unsigned char)*s;

		if (c < ' ' || c == 0x7f)
			tp_text_printf(&t, "\\x%02x", c);
		else
			tp_text_put(&t, s, 1);
	}
	l->s = realloc(l->s, (l->n + 2) * sizeof(*l->s));
	if (l->s == NULL)
		abort();
	l->s[l->n++] = t.s;
	l->s[l->n] = NULL;
}

static void
list_free(struct list *l)
{
	for (uint32_t i = 0; i < l->n; i++)
		free(l->s[i]);
	free(l->s);
}

/* "dns.qry.name" becomes TAPIR_DNS_QRY_NAME. */
static void
add_field(struct list *env, const tp_named *f)
{
	tp_text name = { NULL, 0, 0 };
	char c;

	if (f->text == NULL)
		return;
	tp_text_puts(&name, "TAPIR_");
	for (const char *s = f->name; *s != '\0'; s++) {
		c = (char)toupper((unsigned char)*s);
		tp_text_put(&name, isalnum((unsigned char)c) ? &c : "_", 1);
	}
	tp_text_puts(&name, "=");
	add(env, name.s, f->text);
	tp_text_free(&name);
}

static void
make_env(struct list *env, const tp_event *e)
{
	char s[64];

	for (char **old = environ; *old != NULL; old++)
		if (strncmp(*old, "TAPIR_", 6) != 0)
			add(env, "", *old);
	add(env, "TAPIR_RULE=", e->rule);
	(void)snprintf(s, sizeof(s), "%lld.%09u", (long long)e->time.sec,
	    e->time.nsec);
	add(env, "TAPIR_TIME=", s);
	(void)snprintf(s, sizeof(s), "%llu", (unsigned long long)e->frame);
	add(env, "TAPIR_FRAME=", s);
	(void)snprintf(s, sizeof(s), "%llu", (unsigned long long)e->lost);
	add(env, "TAPIR_LOST=", s);
	for (uint32_t i = 0; i < e->nfields; i++)
		add_field(env, &e->fields[i]);
}

/* False: a value would be taken for an option. */
static int
make_argv(const tp_host *h, const struct exec *x, struct list *argv,
    const tp_event *e)
{
	const char *s;

	for (uint32_t i = 0; i < x->argc; i++) {
		s = h->expand(e, x->argv[i]);
		if (x->starts[i] && s[0] == '-') {
			h->log(h, TP_LOG_WARNING, "exec: rule %s: not "
			    "started: `%.60s' would be an option; put \"--\" "
			    "before it", e->rule, s);
			return 0;
		}
		add(argv, "", s);
	}
	return 1;
}

static void
exec_fire(void *self, void *instance, const tp_event *e)
{
	const tp_host *h = self;
	struct exec *x = instance;
	struct list argv = { NULL, 0 }, env = { NULL, 0 };
	int rc;

	if (children_poll(h, what, 0) >= x->max) {
		if (x->refused++ == 0)
			h->log(h, TP_LOG_WARNING, "exec: rule %s: not "
			    "started: %u run already (max)", e->rule, x->max);
		return;
	}
	if (make_argv(h, x, &argv, e)) {
		make_env(&env, e);
		rc = child_start(h, what, argv.s, env.s, 2, x->limit);
		if (rc != 0)
			h->log(h, TP_LOG_ERROR, "exec: %s: %s", argv.s[0],
			    strerror(rc));
	}
	list_free(&argv);
	list_free(&env);
}

static uint32_t
exec_poll(void *self, int32_t last)
{
	return children_poll(self, what, last);
}

const tp_action_desc action_exec = {
	.size = sizeof(action_exec), .name = "exec",
	.usage = "[timeout 60s] [max 8] (\"PROGRAM\" \"ARGUMENT\" ... | "
	    "shell \"COMMAND\" \"ARGUMENT\" ...)",
	.parse = exec_parse, .fire = exec_fire, .poll = exec_poll,
	.destroy = exec_destroy,
};
