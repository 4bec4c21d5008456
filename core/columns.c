/* SPDX-License-Identifier: BSD-3-Clause */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "columns.h"
#include "fatal.h"
#include "value.h"

#define MAX_SAME 64u		/* fields that share a name */

/* A field may stand in several columns: they are chained. */
struct column {
	struct textbuf text;
	bool filled;
};

struct link {
	uint32_t column, next;	/* next: index + 1 */
};

struct columns {
	struct column *column;
	size_t n;
	uint32_t *of_field;	/* by field id: its first link + 1 */
	struct link *links;
	uint32_t nlinks;
};

static void
column_add(struct columns *c, struct packet *p, uint32_t column,
    const char *name)
{
	tp_field ids[MAX_SAME];
	uint32_t n = registry_find(p->registry, name, ids, MAX_SAME);

	if (n == 0)
		fatal("--fields: no field is named '%s' "
		    "(--list-fields lists them)", name);
	for (uint32_t i = 0; i < n && i < MAX_SAME; i++) {
		c->links = xrealloc(c->links, c->nlinks + 1,
		    sizeof(*c->links));
		c->links[c->nlinks] = (struct link){ column,
		    c->of_field[ids[i]] };
		c->of_field[ids[i]] = ++c->nlinks;
		packet_want(p, ids[i]);
	}
}

struct columns *
columns_new(struct packet *p, char *const *names, size_t n)
{
	struct columns *c = xcalloc(1, sizeof(*c));

	c->n = n;
	c->column = xcalloc(n, sizeof(*c->column));
	c->of_field = xcalloc(registry_nfields(p->registry),
	    sizeof(*c->of_field));
	for (size_t i = 0; i < n; i++)
		column_add(c, p, (uint32_t)i, names[i]);
	packet_ready(p);
	return c;
}

void
columns_free(struct columns *c)
{
	for (size_t i = 0; i < c->n; i++)
		textbuf_free(&c->column[i].text);
	free(c->column);
	free(c->of_field);
	free(c->links);
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
		textbuf_puts(b, "<MISSING>");
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

void
columns_put(struct columns *c, struct textbuf *b, struct packet *p)
{
	for (uint32_t i = 0; i < p->nvalues; i++) {
		const tp_value *v = &p->values[i];
		const struct field *f = registry_field(p->registry, v->field);

		for (uint32_t l = c->of_field[v->field]; l != 0;
		    l = c->links[l - 1].next) {
			struct column *col = &c->column[c->links[l - 1].column];

			if (col->filled)
				textbuf_putc(&col->text, ',');
			col->filled = true;
			put_value(&col->text, f, v);
		}
	}
	for (size_t i = 0; i < c->n; i++) {
		struct column *col = &c->column[i];

		if (i > 0)
			textbuf_putc(b, '\t');
		put_escaped(b, col->text.s, col->text.n);
		col->text.n = 0;
		col->filled = false;
	}
	textbuf_putc(b, '\n');
}
