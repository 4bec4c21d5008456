/* SPDX-License-Identifier: BSD-3-Clause */
#include "config.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "columns.h"
#include "fatal.h"
#include "frame.h"
#include "order.h"
#include "value.h"

#define MAX_SAME 64u		/* fields that share a name */

/* Columns that hold no field, but what tshark's window shows. */
enum pseudo { PSEUDO_NONE, PSEUDO_PROTOCOL, PSEUDO_INFO };

static const char *const pseudo_names[] = {
	[PSEUDO_PROTOCOL] = "_ws.col.Protocol", [PSEUDO_INFO] = "_ws.col.Info",
};

/* A field may stand in several columns: they are chained. */
struct column {
	const char *name;
	enum pseudo pseudo;
	struct textbuf text;
	uint32_t values;
};

struct link {
	uint32_t column, next;	/* next: index + 1 */
};

struct columns {
	const struct options *o;
	bool json;
	struct column *column;
	size_t n;
	uint32_t *of_field;	/* by field id: its first link + 1 */
	struct link *links;
	uint32_t nlinks;
	bool several;		/* a column of this packet has several values */
	struct order order;
};

static void
column_link(struct columns *c, struct packet *p, uint32_t column, tp_field f)
{
	c->links = xrealloc(c->links, c->nlinks + 1, sizeof(*c->links));
	c->links[c->nlinks] = (struct link){ column, c->of_field[f] };
	c->of_field[f] = ++c->nlinks;
	packet_want(p, f);
}

static void
column_add(struct columns *c, struct packet *p, uint32_t column,
    const char *name)
{
	tp_field ids[MAX_SAME];
	uint32_t n = registry_find(p->registry, name, ids, MAX_SAME);

	c->column[column].name = name;
	for (int i = PSEUDO_PROTOCOL; i <= PSEUDO_INFO; i++)
		if (strcasecmp(name, pseudo_names[i]) == 0)
			c->column[column].pseudo = (enum pseudo)i;
	if (c->column[column].pseudo == PSEUDO_PROTOCOL)
		frame_want_protocols(p);
	else if (n == 0 && c->column[column].pseudo == PSEUDO_NONE)
		fatal("--fields: no field is named '%s' "
		    "(--list-fields lists them)", name);
	for (uint32_t i = 0; i < n && i < MAX_SAME; i++)
		column_link(c, p, column, ids[i]);
}

struct columns *
columns_new(struct packet *p, const struct options *o)
{
	struct columns *c = xcalloc(1, sizeof(*c));

	c->o = o;
	c->json = o->json != JSON_OFF;
	c->n = o->fields.n;
	c->column = xcalloc(c->n, sizeof(*c->column));
	c->of_field = xcalloc(registry_nfields(p->registry),
	    sizeof(*c->of_field));
	for (size_t i = 0; i < c->n; i++)
		column_add(c, p, (uint32_t)i, o->fields.item[i]);
	packet_ready(p);
	return c;
}

uint32_t
columns_want(const struct columns *c)
{
	uint32_t want = TP_WANT_FIELDS;

	for (size_t i = 0; i < c->n; i++)
		if (c->column[i].pseudo == PSEUDO_INFO)
			want |= TP_WANT_TEXT;
	return want;
}

void
columns_free(struct columns *c)
{
	for (size_t i = 0; i < c->n; i++)
		textbuf_free(&c->column[i].text);
	free(c->column);
	free(c->of_field);
	free(c->links);
	order_free(&c->order);
	free(c);
}

/*
 * As tshark: characters that would break the table are escaped, and octets
 * that are no UTF-8 become U+FFFD.
 */
static void
put_escaped(struct textbuf *b, const char *s, size_t n)
{
	static const char *const escape[] = { "\\b", "\\t", "\\n", NULL,
	    "\\f", "\\r" };
	size_t len;

	for (size_t i = 0; i < n; i += len) {
		len = utf8_length((const uint8_t *)s + i, n - i);
		if (len == 0) {
			textbuf_puts(b, "\xef\xbf\xbd");
			len = 1;
		} else if (s[i] >= 8 && s[i] <= 13 && s[i] != 11)
			textbuf_puts(b, escape[s[i] - 8]);
		else
			textbuf_put(b, s + i, len);
	}
}

/* What tshark's columns have in another way than its tree and JSON. */
static void
put_value(struct textbuf *b, const struct field *f, const tp_value *v)
{
	tp_value head = *v;
	const char *nul;

	if (f->type == TP_FT_BYTES && v->slen == 0) {
		textbuf_puts(b, f->base == TP_BASE_OR_NONE ? "<none>" :
		    "<MISSING>");
		return;
	}
	/* a string ends at its first NUL */
	if (f->type == TP_FT_STRING && v->slen != 0) {
		nul = memchr(v->v.p, 0, v->slen);
		if (nul != NULL)
			head.slen = (uint32_t)(nul - (const char *)v->v.p);
	}
	value_text(b, f, &head);
}

static void
column_value(struct columns *c, struct column *col, const struct field *f,
    const tp_value *v)
{
	if (col->values != 0)
		c->several = true;
	if (c->o->occurrence == 'f' && col->values != 0)
		return;
	if (c->o->occurrence == 'l')
		col->text.n = col->values = 0;
	if (col->values++ != 0)
		textbuf_putc(&col->text, ',');
	if (c->json)
		value_json(&col->text, f, v);
	else
		put_value(&col->text, f, v);
}

/* What a dissector said; false: nobody did. */
static bool
column_said(const struct columns *c, struct column *col,
    const struct packet *p, uint32_t which)
{
	const struct packet_column *said = &p->columns[which];

	if (said->s == NULL)
		return false;
	col->values = 1;
	if (c->json)
		json_string(&col->text, said->s, said->n);
	else
		textbuf_put(&col->text, said->s, said->n);
	return true;
}

/* The innermost protocol, as tshark would show it. */
static void
column_protocol(const struct columns *c, struct column *col,
    const struct packet *p)
{
	const char *s = frame_protocol(p);

	if (s == NULL)
		return;
	col->values = 1;
	if (c->json)
		textbuf_putc(&col->text, '"');
	for (; *s != '\0'; s++)
		textbuf_putc(&col->text, (char)toupper((unsigned char)*s));
	if (c->json)
		textbuf_putc(&col->text, '"');
}

static void
columns_clear(struct columns *c)
{
	for (size_t i = 0; i < c->n; i++)
		c->column[i].text.n = c->column[i].values = 0;
	c->several = false;
}

/* order: indices of all values; or NULL. */
static void
columns_values(struct columns *c, const struct packet *p,
    const uint32_t *order)
{
	for (uint32_t i = 0; i < p->nvalues; i++) {
		const tp_value *v = &p->values[order != NULL ? order[i] : i];
		const struct field *f = registry_field(p->registry, v->field);

		for (uint32_t l = c->of_field[v->field]; l != 0;
		    l = c->links[l - 1].next)
			column_value(c, &c->column[c->links[l - 1].column], f,
			    v);
	}
}

static void
columns_fill(struct columns *c, const struct packet *p)
{
	const uint32_t *order;

	columns_values(c, p, NULL);
	/* several of a column stand in it as in the tree */
	if (c->several && (order = order_tree(&c->order, p)) != NULL) {
		columns_clear(c);
		columns_values(c, p, order);
	}
	for (size_t i = 0; i < c->n; i++) {
		struct column *col = &c->column[i];

		if (col->pseudo == PSEUDO_PROTOCOL &&
		    !column_said(c, col, p, TP_COLUMN_PROTOCOL))
			column_protocol(c, col, p);
		if (col->pseudo != PSEUDO_INFO ||
		    column_said(c, col, p, TP_COLUMN_INFO))
			continue;
		col->values = 1;
		if (c->json)
			json_string(&col->text, p->text.s, p->text.n);
		else
			textbuf_put(&col->text, p->text.s, p->text.n);
	}
}

/* RFC 4180 2: quotes only where they are needed, doubled within. */
static void
put_csv(struct textbuf *b, const char *s, size_t n)
{
	size_t start = b->n;
	bool quoted = memchr(s, ',', n) != NULL || memchr(s, '"', n) != NULL;

	if (quoted)
		textbuf_putc(b, '"');
	while (n > 0) {
		const char *q = memchr(s, '"', n);
		size_t len = q != NULL ? (size_t)(q - s) + 1 : n;

		put_escaped(b, s, len);
		if (q != NULL)
			textbuf_putc(b, '"');
		s += len;
		n -= len;
	}
	if (b->n > start && quoted)
		textbuf_putc(b, '"');
}

static void
put_cell(const struct columns *c, struct textbuf *b,
    const struct column *col)
{
	char quote = c->o->quote;

	if (c->o->csv) {
		if (col->text.n != 0)
			put_csv(b, col->text.s, col->text.n);
		return;
	}
	if (quote != '\0' && col->values != 0)
		textbuf_putc(b, quote);
	put_escaped(b, col->text.s, col->text.n);
	if (quote != '\0' && col->values != 0)
		textbuf_putc(b, quote);
}

/* Only what the packet has; what it has several times is an array. */
static void
put_json(const struct columns *c, struct textbuf *b)
{
	bool comma = false;

	textbuf_putc(b, '{');
	for (size_t i = 0; i < c->n; i++) {
		const struct column *col = &c->column[i];

		if (col->values == 0)
			continue;
		if (comma)
			textbuf_putc(b, ',');
		comma = true;
		textbuf_putc(b, '"');
		textbuf_puts(b, col->name);
		textbuf_puts(b, col->values > 1 ? "\":[" : "\":");
		textbuf_put(b, col->text.s, col->text.n);
		if (col->values > 1)
			textbuf_putc(b, ']');
	}
	textbuf_puts(b, "}\n");
}

void
columns_head(const struct columns *c, struct textbuf *b)
{
	if (!c->o->header)
		return;
	for (size_t i = 0; i < c->n; i++) {
		if (i > 0)
			textbuf_putc(b, c->o->separator);
		textbuf_puts(b, c->column[i].name);
	}
	textbuf_putc(b, '\n');
}

void
columns_put(struct columns *c, struct textbuf *b, struct packet *p)
{
	columns_fill(c, p);
	if (c->json)
		put_json(c, b);
	else {
		for (size_t i = 0; i < c->n; i++) {
			if (i > 0)
				textbuf_putc(b, c->o->separator);
			put_cell(c, b, &c->column[i]);
		}
		textbuf_putc(b, '\n');
	}
	columns_clear(c);
}
