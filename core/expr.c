/* SPDX-License-Identifier: BSD-3-Clause */
#include "config.h"

#include <stdlib.h>

#include "expr_node.h"
#include "fatal.h"

/* No pattern may hang: a match that takes more steps is none. */
#define MATCH_STEPS 100000u
#define MATCH_HEAP_KIB 1024u

void *
expr_alloc(struct expr *e, size_t n)
{
	struct block *b = xcalloc(1, sizeof(*b) + n);

	b->next = e->blocks;
	e->blocks = b;
	return b + 1;
}

bool
expr_fail(struct expr_error *error, uint32_t column, uint32_t length,
    const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	(void)vsnprintf(error->text, sizeof(error->text), fmt, ap);
	va_end(ap);
	error->column = column;
	error->length = length;
	return false;
}

struct expr *
expr_compile(const struct registry *r, const char *text,
    struct expr_error *error)
{
	struct expr *e = xcalloc(1, sizeof(*e));
	bool good;

	memset(error, 0, sizeof(*error));
	e->registry = r;
	good = strlen(text) <= EXPR_MAX_TEXT || expr_fail(error, 0, 0,
	    "The expression is longer than %u octets.", EXPR_MAX_TEXT);
	e->text = xstrdup(good ? text : "");
	e->match_data = pcre2_match_data_create(1, NULL);
	e->match_context = pcre2_match_context_create(NULL);
	if (e->match_data == NULL || e->match_context == NULL)
		fatal_memory();
	(void)pcre2_set_match_limit(e->match_context, MATCH_STEPS);
	(void)pcre2_set_heap_limit(e->match_context, MATCH_HEAP_KIB);
	if (good && expr_parse(e, error) && expr_check(e, error))
		return e;
	expr_free(e);
	return NULL;
}

void
expr_free(struct expr *e)
{
	struct block *next;

	for (uint32_t i = 0; i < e->nregexes; i++)
		pcre2_code_free(e->regexes[i]->regex);
	for (struct block *b = e->blocks; b != NULL; b = next) {
		next = b->next;
		free(b);
	}
	for (uint32_t i = 0; i < EXPR_LISTS; i++)
		free(e->scratch[i].v);
	pcre2_match_data_free(e->match_data);
	pcre2_match_context_free(e->match_context);
	free(e->text);
	free(e);
}

void
expr_error_print(FILE *fp, const char *program, const char *text,
    const struct expr_error *error)
{
	fprintf(fp, "%s: %s\n    %s\n    ", program, error->text, text);
	for (uint32_t i = 0; i < error->column && text[i] != '\0'; i++)
		fputc(text[i] == '\t' ? '\t' : ' ', fp);
	fputc('^', fp);
	for (uint32_t i = 1; i < error->length; i++)
		fputc('~', fp);
	fputc('\n', fp);
}

/* ---------------------------------------------------------------- fields */

/* Calls fn for each node, operands first. */
static void
walk(const struct node *n, void (*fn)(const struct node *, void *), void *arg)
{
	if (n == NULL)
		return;
	walk(n->a, fn, arg);
	walk(n->b, fn, arg);
	for (const struct node *o = n->list; o != NULL; o = o->next)
		walk(o, fn, arg);
	fn(n, arg);
}

static void
want_node(const struct node *n, void *arg)
{
	for (uint32_t i = 0; n->kind == NODE_FIELD && i < n->nfields; i++)
		packet_want(arg, n->fields[i]);
}

void
expr_want(const struct expr *e, struct packet *p)
{
	walk(e->root, want_node, p);
	packet_ready(p);
}

struct each {
	void (*fn)(tp_field, void *);
	void *arg;
};

static void
each_node(const struct node *n, void *arg)
{
	const struct each *each = arg;

	for (uint32_t i = 0; n->kind == NODE_FIELD && i < n->nfields; i++)
		each->fn(n->fields[i], each->arg);
}

void
expr_each_field(const struct expr *e, void (*fn)(tp_field, void *),
    void *arg)
{
	struct each each = { fn, arg };

	walk(e->root, each_node, &each);
}

bool
expr_match(struct expr *e, struct packet *p)
{
	bool passes;

	if (p->nvalues == 0 && e->empty != EMPTY_UNKNOWN)
		return e->empty == EMPTY_PASSES;
	e->packet = p;
	e->depth = 0;
	passes = e->root == NULL || expr_test(e, e->root);
	if (p->nvalues == 0)
		e->empty = passes ? EMPTY_PASSES : EMPTY_FAILS;
	return passes;
}

/* --------------------------------------------------------------- explain */

struct explain {
	const struct expr *e;
	FILE *fp;
	uint8_t *seen;		/* by field id */
};

static void
explain_node(const struct explain *x, const struct node *n, int indent)
{
	static const char *const kinds[] = { "or", "xor", "and", "not",
	    "exists", "compare", "in", "field", "literal", "slice", "call",
	    "arithmetic", "negate", "range" };

	if (n == NULL)
		return;
	fprintf(x->fp, "%*s%s", indent, "", kinds[n->kind]);
	if (n->kind >= NODE_FIELD && n->kind != NODE_RANGE)
		fprintf(x->fp, " %s", expr_class_name(n->class));
	fprintf(x->fp, "  %.*s\n", (int)n->length, x->e->text + n->column);
	explain_node(x, n->a, indent + 2);
	explain_node(x, n->b, indent + 2);
	for (const struct node *o = n->list; o != NULL; o = o->next)
		explain_node(x, o, indent + 2);
}

static void
explain_fields(const struct node *n, void *arg)
{
	const struct explain *x = arg;

	for (uint32_t i = 0; n->kind == NODE_FIELD && i < n->nfields; i++) {
		const struct field *f = registry_field(x->e->registry,
		    n->fields[i]);

		if (x->seen[n->fields[i]])
			continue;
		x->seen[n->fields[i]] = 1;
		fprintf(x->fp, "  %s\t%s\t%s\n", f->abbrev,
		    field_type_name(f->type), field_name(f));
	}
}

void
expr_explain(const struct expr *e, FILE *fp)
{
	struct explain x = { e, fp,
	    xcalloc(registry_nfields(e->registry), 1) };

	explain_node(&x, e->root, 0);
	fprintf(fp, "fields:\n");
	walk(e->root, explain_fields, &x);
	free(x.seen);
}
