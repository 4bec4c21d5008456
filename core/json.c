/* SPDX-License-Identifier: BSD-3-Clause */
#include "config.h"

#include <stdlib.h>

#include "fatal.h"
#include "frame.h"
#include "json.h"
#include "value.h"

/*
 * The values of one object are those with one parent (tree) or of one layer
 * (flat).  Equal fields become one array: next links them, so that an object
 * is written in one pass however many values it has.
 */
struct json {
	bool tree;
	uint32_t *next;		/* by value: the next of its field + 1 */
	uint32_t *sibling;	/* by value: the next of its parent + 1 */
	uint32_t *first_child;	/* by value + 1; 0: of the packet */
	uint32_t *last_child;
	uint32_t cap;
	struct {
		uint32_t stamp, last;
	} *seen;		/* by field: last value of the object stamp */
	uint32_t stamp;
	uint8_t *is_first;	/* by value: starts its field's array */
	struct textbuf keys;	/* "abbrev": of all fields in a row */
	struct {
		uint32_t start, length;
	} *key;			/* by field: where in keys */
};

struct json *
json_new(struct packet *p, bool tree)
{
	struct json *j = xcalloc(1, sizeof(*j));

	j->tree = tree;
	j->seen = xcalloc(registry_nfields(p->registry), sizeof(*j->seen));
	j->key = xcalloc(registry_nfields(p->registry), sizeof(*j->key));
	for (tp_field f = 1; f < registry_nfields(p->registry); f++) {
		j->key[f].start = (uint32_t)j->keys.n;
		textbuf_putc(&j->keys, '"');
		textbuf_puts(&j->keys, registry_field(p->registry, f)->abbrev);
		textbuf_put(&j->keys, "\":", 2);
		j->key[f].length = (uint32_t)j->keys.n - j->key[f].start;
	}
	packet_want_all(p);
	packet_ready(p);
	return j;
}

void
json_free(struct json *j)
{
	free(j->next);
	free(j->sibling);
	free(j->first_child);
	free(j->last_child);
	free(j->is_first);
	free(j->seen);
	free(j->key);
	textbuf_free(&j->keys);
	free(j);
}

static void
reserve(struct json *j, uint32_t n)
{
	if (n < j->cap)
		return;
	j->cap = n * 2 + 64;
	j->next = xrealloc(j->next, j->cap, sizeof(*j->next));
	j->sibling = xrealloc(j->sibling, j->cap, sizeof(*j->sibling));
	j->first_child = xrealloc(j->first_child, j->cap,
	    sizeof(*j->first_child));
	j->last_child = xrealloc(j->last_child, j->cap,
	    sizeof(*j->last_child));
	j->is_first = xrealloc(j->is_first, j->cap, 1);
}

/* Puts value i (from 0) at the end of the object of owner (0, or + 1). */
static void
append_child(struct json *j, uint32_t owner, uint32_t i)
{
	if (j->first_child[owner] == 0)
		j->first_child[owner] = i + 1;
	else
		j->sibling[j->last_child[owner] - 1] = i + 1;
	j->last_child[owner] = i + 1;
}

/* A layer without a value of its own: what owns its values. */
static uint32_t
layer_owner(const struct packet *p, uint32_t layer)
{
	return p->layer_items[layer] != 0 ? p->layer_items[layer] :
	    p->nvalues + 1 + layer;
}

/*
 * Owners: in the tree a value's parent; flat, its layer's PROTOCOL value,
 * whatever group it stands in.
 */
static void
link_children(struct json *j, const struct packet *p)
{
	uint32_t n = p->nvalues;

	reserve(j, n + 1 + p->nlayers);
	memset(j->first_child, 0, (n + 1 + p->nlayers) *
	    sizeof(*j->first_child));
	memset(j->sibling, 0, (n + 1) * sizeof(*j->sibling));
	memset(j->next, 0, (n + 1) * sizeof(*j->next));
	for (uint32_t i = 0; i < n; i++) {
		const tp_value *v = &p->values[i];
		uint32_t owner = v->parent;

		if (frame_owns(v->field) || v->layer >= p->nlayers ||
		    i + 1 == p->layer_items[v->layer])
			continue;
		if (v->parent == 0 || !j->tree)
			owner = layer_owner(p, v->layer);
		append_child(j, owner, i);
	}
}

/* Links the equal fields of one object's children. */
static void
link_same(struct json *j, const struct packet *p, uint32_t owner)
{
	j->stamp++;
	for (uint32_t c = j->first_child[owner]; c != 0;
	    c = j->sibling[c - 1]) {
		tp_field f = p->values[c - 1].field;

		j->is_first[c - 1] = j->seen[f].stamp != j->stamp;
		if (!j->is_first[c - 1])
			j->next[j->seen[f].last] = c;
		j->seen[f].stamp = j->stamp;
		j->seen[f].last = c - 1;
	}
}

static void
put_key(const struct json *j, struct textbuf *b, tp_field f)
{
	textbuf_put(b, j->keys.s + j->key[f].start, j->key[f].length);
}

static void	put_object(struct json *, struct textbuf *,
		    const struct packet *, uint32_t owner, bool self);

static void
put_value(struct json *j, struct textbuf *b, const struct packet *p,
    uint32_t i)
{
	const tp_value *v = &p->values[i];

	if (j->tree && j->first_child[i + 1] != 0)
		put_object(j, b, p, i + 1, true);
	else
		value_json(b, registry_field(p->registry, v->field), v);
}

/* The fields of a group; self: its own value first, under "value". */
static void
put_object(struct json *j, struct textbuf *b, const struct packet *p,
    uint32_t owner, bool self)
{
	const struct field *f;
	bool comma = false;

	link_same(j, p, owner);
	textbuf_putc(b, '{');
	if (self) {
		f = registry_field(p->registry, p->values[owner - 1].field);
		if (f->type != TP_FT_NONE) {
			textbuf_puts(b, "\"value\":");
			value_json(b, f, &p->values[owner - 1]);
			comma = true;
		}
	}
	for (uint32_t c = j->first_child[owner]; c != 0;
	    c = j->sibling[c - 1]) {
		if (!j->is_first[c - 1])
			continue;
		if (comma)
			textbuf_putc(b, ',');
		comma = true;
		put_key(j, b, p->values[c - 1].field);
		if (j->next[c - 1])
			textbuf_putc(b, '[');
		for (uint32_t k = c; k != 0; k = j->next[k - 1]) {
			if (k != c)
				textbuf_putc(b, ',');
			put_value(j, b, p, k - 1);
		}
		if (j->next[c - 1])
			textbuf_putc(b, ']');
	}
	textbuf_putc(b, '}');
}

static void
put_layers(struct json *j, struct textbuf *b, const struct packet *p)
{
	bool comma = false;
	uint32_t owner;

	textbuf_puts(b, ",\"layers\":[");
	for (uint32_t i = 0; i < p->nlayers; i++) {
		owner = layer_owner(p, i);
		/* one that only has a name has nothing to show */
		if (p->layer_items[i] == 0 && j->first_child[owner] == 0)
			continue;
		textbuf_puts(b, comma ? ",{" : "{");
		comma = true;
		put_key(j, b, p->layers[i].proto);
		put_object(j, b, p, owner, false);
		textbuf_putc(b, '}');
	}
	textbuf_puts(b, "]}\n");
}

void
json_put(struct json *j, struct textbuf *b, struct packet *p,
    const char *iface)
{
	const struct frame *f = p->frame;

	link_children(j, p);
	textbuf_puts(b, "{\"frame\":{\"number\":");
	textbuf_u64(b, p->pub.number);
	textbuf_puts(b, ",\"time\":");
	if (f->sec < 0)
		textbuf_putc(b, '-');
	textbuf_u64(b, f->sec < 0 ? 0 - (uint64_t)f->sec : (uint64_t)f->sec);
	textbuf_putc(b, '.');
	textbuf_u64_padded(b, f->nsec, 9);
	textbuf_puts(b, ",\"len\":");
	textbuf_u64(b, f->len);
	textbuf_puts(b, ",\"caplen\":");
	textbuf_u64(b, f->caplen + f->excess);
	if (iface != NULL) {
		textbuf_puts(b, ",\"interface\":");
		json_string(b, iface, strlen(iface));
	}
	if (f->comment != NULL) {
		textbuf_puts(b, ",\"comment\":");
		json_string(b, f->comment, strlen(f->comment));
	}
	textbuf_puts(b, ",\"protocols\":\"");
	frame_protocols(p, b);
	textbuf_puts(b, "\"}");
	put_layers(j, b, p);
}
