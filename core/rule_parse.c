/* SPDX-License-Identifier: BSD-3-Clause */
#include "config.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "action.h"
#include "amount.h"
#include "fatal.h"
#include "nearest.h"
#include "rule_parse.h"

#define MAX_COUNT 1000000u	/* of `count' and `at most' */
#define MAX_ARGS 64u

enum kind { END, WORD, STRING, SIGN };

struct token {
	enum kind kind;
	uint32_t start, end;		/* in the text */
	char sign;
};

struct parser {
	struct registry *registry;
	const struct macros *macros;
	struct rules *rules;
	char *text;			/* comments are blanks */
	struct token t;			/* the one to be read next */
	struct rule_error *error;
	tp_rule *rule;
};

/* ---------------------------------------------------------------- errors */

static bool fail(struct parser *, uint32_t start, uint32_t end,
    const char *hint, const char *fmt, ...)
    __attribute__((format(printf, 5, 6)));

static bool
fail(struct parser *p, uint32_t start, uint32_t end, const char *hint,
    const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	(void)vsnprintf(p->error->text, sizeof(p->error->text), fmt, ap);
	va_end(ap);
	(void)snprintf(p->error->hint, sizeof(p->error->hint), "%s", hint);
	p->error->offset = start;
	p->error->length = end > start ? end - start : 0;
	return false;
}

/* What stands where something else should. */
static bool
expected(struct parser *p, const char *what, const char *hint)
{
	if (p->t.kind == END)
		return fail(p, p->t.start, p->t.start, hint,
		    "%s is missing at the end", what);
	return fail(p, p->t.start, p->t.end, hint, "%s was expected here",
	    what);
}

void
rule_error_print(FILE *fp, const char *program, const char *name,
    const char *text, const struct rule_error *e)
{
	uint32_t line = 1, start = 0, end;

	for (uint32_t i = 0; i < e->offset && text[i] != '\0'; i++)
		if (text[i] == '\n') {
			line++;
			start = i + 1;
		}
	end = start + (uint32_t)strcspn(text + start, "\n");
	fprintf(fp, "%s: %s:%u:%u: %s\n    %.*s\n    ", program, name, line,
	    e->offset - start + 1, e->text, (int)(end - start), text + start);
	for (uint32_t i = start; i < e->offset; i++)
		fputc(text[i] == '\t' ? '\t' : ' ', fp);
	fputc('^', fp);
	for (uint32_t i = 1; i < e->length && e->offset + i < end; i++)
		fputc('~', fp);
	fputc('\n', fp);
	if (e->hint[0] != '\0')
		fprintf(fp, "    %s\n", e->hint);
}

/* ---------------------------------------------------------------- tokens */

static bool
is_word(char c)
{
	return isalnum((unsigned char)c) || (c != '\0' &&
	    strchr("_.:/-%", c) != NULL) || (unsigned char)c >= 0x80;
}

/* Past the quote that ends what starts at s. */
static const char *
skip_quoted(const char *s)
{
	char quote = *s++;

	for (; *s != '\0' && *s != quote; s++)
		if (*s == '\\' && s[1] != '\0')
			s++;
	return *s == quote ? s + 1 : s;
}

static void
blank_comments(char *text)
{
	const char *s = text;
	char *c;

	while (*s != '\0') {
		if (*s == '"' || *s == '\'') {
			s = skip_quoted(s);
		} else if (*s == '#' && (s == text ||
		    isspace((unsigned char)s[-1]))) {
			for (c = text + (s - text); *c != '\0' && *c != '\n';)
				*c++ = ' ';
			s = c;
		} else
			s++;
	}
}

static void
next(struct parser *p)
{
	const char *s = p->text + p->t.end;

	while (isspace((unsigned char)*s))
		s++;
	p->t.start = (uint32_t)(s - p->text);
	p->t.sign = *s;
	if (*s == '\0') {
		p->t.kind = END;
	} else if (*s == '"' || *s == '\'') {
		p->t.kind = STRING;
		s = skip_quoted(s);
	} else if (is_word(*s)) {
		p->t.kind = WORD;
		while (is_word(*s))
			s++;
	} else {
		p->t.kind = SIGN;
		s++;
	}
	p->t.end = (uint32_t)(s - p->text);
}

static void
start(struct parser *p)
{
	p->t.end = 0;
	next(p);
}

static bool
token_is(const struct parser *p, const struct token *t, const char *word)
{
	return t->kind == WORD && strlen(word) == t->end - t->start &&
	    memcmp(p->text + t->start, word, t->end - t->start) == 0;
}

static bool
is(const struct parser *p, const char *word)
{
	return token_is(p, &p->t, word);
}

static bool
take(struct parser *p, const char *word)
{
	if (!is(p, word))
		return false;
	next(p);
	return true;
}

static char *
slice(const struct parser *p, uint32_t from, uint32_t to)
{
	char *s = xcalloc(1, to - from + 1);

	memcpy(s, p->text + from, to - from);
	return s;
}

/* ------------------------------------------------------------ expressions */

/* Behind these words and signs an expression goes on. */
static bool
is_operator(const struct parser *p, const struct token *t)
{
	static const char *const words[] = { "and", "or", "xor", "not", "eq",
	    "ne", "gt", "lt", "ge", "le", "contains", "matches", "in", "any",
	    "all", "any_eq", "all_eq", "any_ne", "all_ne", "bitwise_and" };

	if (t->kind == SIGN)
		return strchr(")]}", t->sign) == NULL;
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (token_is(p, t, words[i]))
			return true;
	return false;
}

/* Does the rule go on at p->t, where an expression may end? */
static bool
is_clause(struct parser *p)
{
	struct token here = p->t, behind;

	if (is(p, "do") || is(p, "unless") || is(p, "within") ||
	    is(p, "by"))
		return true;
	if (!is(p, "count") && !is(p, "at"))
		return false;
	next(p);
	behind = p->t;
	p->t = here;
	if (is(p, "at"))
		return token_is(p, &behind, "most");
	return behind.kind == WORD &&
	    isdigit((unsigned char)p->text[behind.start]);
}

/* The expression's end; p->t is what follows it. */
static uint32_t
expression_end(struct parser *p)
{
	uint32_t depth = 0, end = p->t.start;
	bool complete = false;

	for (; p->t.kind != END; next(p)) {
		if (depth == 0 && ((complete && is_clause(p)) ||
		    is(p, "do") || (p->t.kind == SIGN && p->t.sign == ';')))
			break;
		if (p->t.kind == SIGN && strchr("([{", p->t.sign))
			depth++;
		if (p->t.kind == SIGN && strchr(")]}", p->t.sign) &&
		    depth > 0)
			depth--;
		complete = !is_operator(p, &p->t);
		end = p->t.end;
	}
	return end;
}

/* The expression of a text that stands at from in the rule. */
static struct expr *
compile(struct parser *p, const char *text, uint32_t from)
{
	struct expr_error error;
	char *plain = macros_expand(p->macros, text, &error), hint[256] = "";
	struct expr *e = plain == NULL ? NULL :
	    expr_compile(p->registry, plain, &error);

	/* a place in what macros made is none in the rule */
	if (e == NULL && plain != NULL && strcmp(plain, text) != 0) {
		(void)snprintf(hint, sizeof(hint), "its macros make it: %s",
		    plain);
		error.column = 0;
		error.length = (uint32_t)strlen(text);
	}
	if (e == NULL)
		(void)fail(p, from + error.column, from + error.column +
		    error.length, hint, "%s", error.text);
	free(plain);
	return e;
}

static struct expr *
parse_expression(struct parser *p, const char *behind)
{
	uint32_t from = p->t.start, to = expression_end(p);
	struct expr *e;
	char *text;

	if (to == from) {
		(void)fail(p, from, p->t.end, "it is what --where takes: "
		    "when EXPR do ACTION",
		    "an expression is missing behind `%s'", behind);
		return NULL;
	}
	text = slice(p, from, to);
	for (char *c = text; *c != '\0'; c++)
		if (*c == '\n' || *c == '\r')
			*c = ' ';
	e = compile(p, text, from);
	free(text);
	return e;
}

/* --------------------------------------------------------------- clauses */

static bool
parse_time(struct parser *p, int64_t *ns)
{
	tp_amount amount;
	char *s;
	bool good;

	if (p->t.kind != WORD)
		return expected(p, "a time", AMOUNT_TIME_HINT);
	s = slice(p, p->t.start, p->t.end);
	good = amount_parse(s, &amount) && amount.unit == TP_UNIT_TIME;
	free(s);
	if (!good)
		return expected(p, "a time", AMOUNT_TIME_HINT);
	*ns = (int64_t)amount.n;
	next(p);
	return true;
}

static bool
parse_number(struct parser *p, uint32_t *n)
{
	char *end;
	unsigned long v = strtoul(p->text + p->t.start, &end, 10);

	if (p->t.kind != WORD || end != p->text + p->t.end || v < 1 ||
	    v > MAX_COUNT)
		return expected(p, "a number from 1 to 1000000", "");
	*n = (uint32_t)v;
	next(p);
	return true;
}

static bool
parse_word(struct parser *p, const char *word, const char *hint)
{
	char what[32];

	(void)snprintf(what, sizeof(what), "`%s'", word);
	return take(p, word) || expected(p, what, hint);
}

static bool
no_field(struct parser *p, const char *name)
{
	struct nearest near;
	char hint[256] = "--list-fields lists them";

	nearest_start(&near, name);
	for (tp_field f = 1; f < registry_nfields(p->registry); f++)
		nearest_offer(&near, registry_field(p->registry, f)->abbrev);
	if (near.name != NULL)
		(void)snprintf(hint, sizeof(hint), "did you mean `%s'?",
		    near.name);
	return fail(p, p->t.start, p->t.end, hint, "there is no field `%s'",
	    name);
}

/* [ "by" FIELD { "," FIELD } ] */
static bool
parse_by(struct parser *p, struct rule_by *by)
{
	uint32_t field;
	char *name;
	bool good;

	if (!is(p, "by"))
		return true;
	do {
		next(p);
		if (p->t.kind != WORD)
			return expected(p, "the name of a field",
			    "write by FIELD, FIELD");
		name = slice(p, p->t.start, p->t.end);
		field = rule_add_field(p->rule, name);
		good = field != UINT32_MAX || no_field(p, name);
		free(name);
		if (!good)
			return false;
		by->field = xrealloc(by->field, by->n + 1,
		    sizeof(*by->field));
		by->field[by->n++] = field;
		next(p);
	} while (p->t.kind == SIGN && p->t.sign == ',');
	p->rule->nkeys = p->rule->nfields;
	return true;
}

static bool
parse_count(struct parser *p)
{
	tp_rule *r = p->rule;

	return parse_number(p, &r->count) &&
	    parse_word(p, "within", "write count 5 within 10s") &&
	    parse_time(p, &r->count_within) && parse_by(p, &r->count_by);
}

static bool
parse_unless(struct parser *p)
{
	tp_rule *r = p->rule;

	r->unless = parse_expression(p, "unless");
	return r->unless != NULL &&
	    parse_word(p, "within", "write unless EXPR within 2s") &&
	    parse_time(p, &r->unless_within) && parse_by(p, &r->unless_by);
}

static bool
parse_limit(struct parser *p)
{
	tp_rule *r = p->rule;
	uint32_t at = p->t.start;
	const char *hint = "write at most 1 per 60s, or at most 1 per 60s "
	    "per key";

	next(p);
	if (!parse_word(p, "most", hint) || !parse_number(p, &r->most) ||
	    !parse_word(p, "per", hint) || !parse_time(p, &r->per))
		return false;
	if (!take(p, "per"))
		return true;
	r->per_key = true;
	if (!parse_word(p, "key", hint))
		return false;
	if ((r->unless != NULL ? r->unless_by.n : r->count_by.n) == 0)
		return fail(p, at, p->t.start, "a key is what the last "
		    "clause names: write by FIELD behind it",
		    "`per key' in a rule without `by'");
	return true;
}

/* --------------------------------------------------------------- actions */

static int
hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c = (char)tolower((unsigned char)c);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* One escape at s (behind the backslash); its length, or 0. */
static uint32_t
unescape(const char *s, char *c)
{
	static const char from[] = "\\\"'ntr", to[] = "\\\"'\n\t\r";
	const char *at = *s != '\0' ? strchr(from, *s) : NULL;

	if (at != NULL) {
		*c = to[at - from];
		return 1;
	}
	if (*s != 'x' || hex_digit(s[1]) < 0 || hex_digit(s[2]) < 0 ||
	    (s[1] == '0' && s[2] == '0'))
		return 0;
	*c = (char)(hex_digit(s[1]) << 4 | hex_digit(s[2]));
	return 3;
}

/* What the STRING at p->t means; NULL: the error is set. */
static char *
decode(struct parser *p)
{
	uint32_t end = p->t.end - 1, n = 0, k;
	char *s = slice(p, p->t.start, p->t.end);

	if (p->t.end - p->t.start < 2 || p->text[end] != p->t.sign) {
		free(s);
		(void)fail(p, p->t.start, p->t.start + 1, "",
		    "the final quote of a string is missing");
		return NULL;
	}
	for (uint32_t i = p->t.start + 1; i < end; i += k) {
		k = 1;
		s[n] = p->text[i];
		if (p->text[i] == '\\') {
			k += unescape(p->text + i + 1, &s[n]);
			if (k == 1) {
				free(s);
				(void)fail(p, i, i + 2, "there are \\\\ \\\" "
				    "\\n \\t \\r and \\x41",
				    "an unknown escape in a string");
				return NULL;
			}
		}
		n++;
	}
	s[n] = '\0';
	return s;
}

struct args {
	tp_arg arg[MAX_ARGS];
	struct token token[MAX_ARGS];
	uint32_t n;
};

static void
args_free(struct args *a)
{
	for (uint32_t i = 0; i < a->n; i++)
		free((char *)(uintptr_t)a->arg[i].text);
}

static bool
parse_args(struct parser *p, struct args *a)
{
	char *s;

	for (; p->t.kind == STRING || (p->t.kind == WORD && !is(p, "when") &&
	    !is(p, "rule")); next(p)) {
		if (a->n == MAX_ARGS)
			return fail(p, p->t.start, p->t.end, "",
			    "an action has 64 arguments at most");
		s = p->t.kind == STRING ? decode(p) :
		    slice(p, p->t.start, p->t.end);
		if (s == NULL)
			return false;
		a->token[a->n] = p->t;
		a->arg[a->n].text = s;
		a->arg[a->n].len = (uint32_t)strlen(s);
		a->arg[a->n++].quoted = p->t.kind == STRING;
	}
	if (p->t.kind == SIGN && p->t.sign != ';')
		return fail(p, p->t.start, p->t.end, "what is no word or "
		    "number stands in quotes; a ; separates actions",
		    "`%c' in an action", p->t.sign);
	return true;
}

static const struct action *
parse_action_name(struct parser *p)
{
	struct nearest near;
	const struct action *a;
	char *name, hint[256];

	if (p->t.kind != WORD) {
		(void)expected(p, "an action", "such as print, log or write");
		return NULL;
	}
	name = slice(p, p->t.start, p->t.end);
	a = action_find(name);
	if (a == NULL) {
		nearest_start(&near, name);
		for (const struct action *i = action_first(); i != NULL;
		    i = i->next)
			nearest_offer(&near, i->name);
		(void)snprintf(hint, sizeof(hint), near.name != NULL ?
		    "did you mean `%s'?" : "--list-actions lists them",
		    near.name);
		(void)fail(p, p->t.start, p->t.end, hint,
		    "there is no action `%s'", name);
	}
	free(name);
	return a;
}

/* The action's own complaint, at the argument that it is about. */
static bool
bad_argument(struct parser *p, const struct action *a,
    const struct token *name, const struct args *args, uint32_t bad,
    const tp_error *e)
{
	const struct token *at = bad < args->n ? &args->token[bad] : name;
	char hint[256];

	(void)snprintf(hint, sizeof(hint), "write %s %s", a->name,
	    a->desc.usage != NULL ? a->desc.usage : "");
	return fail(p, at->start, at->end, hint, "%s: %s", a->name, e->msg);
}

static bool
parse_action(struct parser *p)
{
	tp_rule *r = p->rule;
	struct token name = p->t;
	const struct action *a = parse_action_name(p);
	struct args args = { .n = 0 };
	struct rule_action *made;
	uint32_t bad, end = p->t.end;
	tp_error e;
	void *instance;
	bool good;

	if (a == NULL)
		return false;
	next(p);
	good = parse_args(p, &args);
	if (good && !action_parse(a, r, args.arg, args.n, &instance, &e,
	    &bad))
		good = bad_argument(p, a, &name, &args, bad, &e);
	if (args.n != 0)
		end = args.token[args.n - 1].end;
	args_free(&args);
	if (!good)
		return false;
	r->actions = xrealloc(r->actions, r->nactions + 1,
	    sizeof(*r->actions));
	made = &r->actions[r->nactions++];
	made->action = a;
	made->instance = instance;
	made->source = slice(p, name.start, end);
	return true;
}

static bool
parse_actions(struct parser *p)
{
	do {
		next(p);	/* `do', or the ; */
		/* one more ; at the end is forgiven */
		if (p->rule->nactions != 0 && (p->t.kind == END ||
		    is(p, "when") || is(p, "rule")))
			return true;
		if (!parse_action(p))
			return false;
	} while (p->t.kind == SIGN && p->t.sign == ';');
	return true;
}

/* ----------------------------------------------------------------- rules */

static bool
parse_name(struct parser *p)
{
	char number[16], *name;

	if (!take(p, "rule")) {
		(void)snprintf(number, sizeof(number), "%u", p->rules->n + 1);
		p->rule->name = xstrdup(number);
		return true;
	}
	if (p->t.kind != WORD || is(p, "when"))
		return expected(p, "the rule's name",
		    "write rule NAME when EXPR do ACTION");
	name = slice(p, p->t.start, p->t.end);
	if (name[strlen(name) - 1] == ':')
		name[strlen(name) - 1] = '\0';
	p->rule->name = name;
	for (uint32_t i = 0; i < p->rules->n; i++)
		if (strcmp(p->rules->rule[i]->name, name) == 0)
			return fail(p, p->t.start, p->t.end, "",
			    "there is a rule `%s' already", name);
	next(p);
	return true;
}

static void
add_field(tp_field f, void *arg)
{
	tp_rule *r = arg;
	const struct field *field = registry_field(r->registry, f);

	if (field->type != TP_FT_PROTOCOL && field->type != TP_FT_NONE)
		(void)rule_add_field(r, field->abbrev);
}

static bool
parse_clauses(struct parser *p)
{
	tp_rule *r = p->rule;

	r->when = parse_expression(p, "when");
	if (r->when == NULL)
		return false;
	if (take(p, "count") && !parse_count(p))
		return false;
	if (take(p, "unless") && !parse_unless(p))
		return false;
	if (is(p, "at") && !parse_limit(p))
		return false;
	if (is(p, "by"))
		return fail(p, p->t.start, p->t.end, "write when EXPR count "
		    "5 within 10s by FIELD", "`by' belongs to count or "
		    "unless");
	if (!is(p, "do"))
		return expected(p, "`do'", "the order is: when EXPR, count N "
		    "within T, unless EXPR within T, at most N per T, do "
		    "ACTION");
	return true;
}

/* The rule with its blanks and comments made into single blanks. */
static char *
source_of(const struct parser *p, uint32_t from, uint32_t to)
{
	char *s = slice(p, from, to);
	size_t n = 0;

	for (size_t i = 0; s[i] != '\0'; i++) {
		if (!isspace((unsigned char)s[i]))
			s[n++] = s[i];
		else if (n != 0 && s[n - 1] != ' ')
			s[n++] = ' ';
	}
	while (n != 0 && s[n - 1] == ' ')
		n--;
	s[n] = '\0';
	return s;
}

static bool
parse_rule(struct parser *p)
{
	tp_rule *r = p->rule = xcalloc(1, sizeof(*r));
	uint32_t from;

	r->registry = p->registry;
	if (!parse_name(p))
		return false;
	from = p->t.start;
	if (!parse_word(p, "when", "a rule is: when EXPR do ACTION") ||
	    !parse_clauses(p) || !parse_actions(p))
		return false;
	if (p->t.kind != END && !is(p, "when") && !is(p, "rule"))
		return expected(p, "the end of the rule", "");
	expr_each_field(r->when, add_field, r);
	r->source = source_of(p, from, p->t.start);
	p->rules->rule = xrealloc(p->rules->rule, p->rules->n + 1,
	    sizeof(*p->rules->rule));
	p->rules->rule[p->rules->n++] = r;
	p->rule = NULL;
	return true;
}

bool
rule_parse(struct rules *rules, struct registry *registry,
    const struct macros *macros, const char *text, struct rule_error *error)
{
	struct parser p = { .registry = registry, .macros = macros,
	    .rules = rules, .text = xstrdup(text), .error = error };
	bool good = true;

	memset(error, 0, sizeof(*error));
	blank_comments(p.text);
	start(&p);
	if (p.t.kind == END)
		good = expected(&p, "a rule", "a rule is: when EXPR do "
		    "ACTION");
	while (good && p.t.kind != END)
		good = parse_rule(&p);
	if (p.rule != NULL)
		rule_free(p.rule);
	free(p.text);
	return good;
}
