/* SPDX-License-Identifier: BSD-3-Clause */
#include "config.h"

#include <stdlib.h>

#include "fatal.h"
#include "frame.h"
#include "json.h"
#include "value.h"

/* A value's place in the objects: indices of values + 1; 0: none.  Behind those
 * of values are those of layers without a value of their own. */
struct link {
	uint32_t child, last_child;	/* of its object: the first of each
					 * field that is in it */
	uint32_t sibling;		/* the next such */
	uint32_t same, last_same;	/* the next of its field there */
};

/*
 * The values of one object are those with one parent (tree) or of one layer
 * (flat).  Equal fields become one array: they are linked, so that an object
 * is written in one pass however many values it has.
 */
struct json {
	bool tree;
	struct link *links;		/* by value + 1; 0: of the packet */
	uint32_t cap;
	struct {
		uint32_t stamp, first;
	} *seen;			/* by field: of the object of packet
					 * stamp that last had one, the first */
	uint32_t stamp;
	struct textbuf keys;		/* ,"abbrev": of all fields in a row */
	struct {
		uint32_t start, length;
	} *key;				/* by field: where in keys */
};

struct json *
json_new(struct packet *p, bool tree)
{
	struct json *j = xcalloc(1, sizeof(*j));
	uint32_t n = registry_nfields(p->registry);

	j->tree = tree;
	j->seen = xcalloc(n, sizeof(*j->seen));
	j->key = xcalloc(n, sizeof(*j->key));
	for (tp_field f = 1; f < n; f++) {
		j->key[f].start = (uint32_t)j->keys.n;
		textbuf_put(&j->keys, ",\"", 2);
		textbuf_puts(&j->keys, registry_field(p->registry, f)->abbrev);
		textbuf_put(&j->keys, "\":", 2);
		j->key[f].length = (uint32_t)j->keys.n - j->key[f].start;
	}
	frame_want_others(p);
	packet_ready(p);
	return j;
}

void
json_free(struct json *j)
{
	free(j->links);
	free(j->seen);
	free(j->key);
	textbuf_free(&j->keys);
	free(j);
}

/* The first of this field in the object of owner; 0: there is none. */
static uint32_t
find_same(const struct json *j, const struct packet *p, uint32_t owner,
    tp_field f)
{
	uint32_t c = j->links[owner].child;

	while (c != 0 && p->values[c - 1].field != f)
		c = j->links[c].sibling;
	return c;
}

static inline uint32_t
layer_owner(const struct packet *p, uint32_t layer)
{
	return p->layer_items[layer] != 0 ? p->layer_items[layer] :
	    p->nvalues + 1 + layer;
}

/* Whose object the value is in: in the tree its parent's; flat, its layer's,
 * whatever group it stands in. */
static inline uint32_t
owner_of(const struct json *j, const struct packet *p, const tp_value *v)
{
	return j->tree && v->parent != 0 ? v->parent :
	    layer_owner(p, v->layer);
}

/* The frame's own values are not, and layers are no part of themselves. */
static inline bool
is_in_object(const struct packet *p, const tp_value *v, tp_item item)
{
	return !frame_owns(v->field) && v->layer < p->nlayers &&
	    p->layer_items[v->layer] != item;
}

/* The first of its field in the object of owner, as far as linked; 0: none. */
static inline uint32_t
first_same(const struct json *j, const struct packet *p, const tp_value *v,
    uint32_t owner)
{
	uint32_t first = j->seen[v->field].first;

	if (j->seen[v->field].stamp != j->stamp)
		return 0;
	if (owner_of(j, p, &p->values[first - 1]) == owner)
		return first;
	return find_same(j, p, owner, v->field);
}

/* Puts value i - 1 behind those of its field, or at the end of the object. */
static inline void
link_value(struct json *j, const struct packet *p, uint32_t i, uint32_t owner)
{
	const tp_value *v = &p->values[i - 1];
	struct link *l = j->links, *o = &l[owner];
	uint32_t first = first_same(j, p, v, owner);

	if (first != 0) {
		l[l[first].last_same].same = i;
		l[first].last_same = i;
	} else {
		first = l[i].last_same = i;
		if (o->child == 0)
			o->child = i;
		else
			l[o->last_child].sibling = i;
		o->last_child = i;
	}
	j->seen[v->field].stamp = j->stamp;
	j->seen[v->field].first = first;
}

static void
link_values(struct json *j, const struct packet *p)
{
	uint32_t n = p->nvalues + 1 + p->nlayers;

	if (n > j->cap) {
		j->cap = n * 2 + 64;
		j->links = xrealloc(j->links, j->cap, sizeof(*j->links));
	}
	memset(j->links, 0, n * sizeof(*j->links));
	if (++j->stamp == 0) {		/* an old one is none */
		memset(j->seen, 0, registry_nfields(p->registry) *
		    sizeof(*j->seen));
		j->stamp = 1;
	}
	for (uint32_t i = 1; i <= p->nvalues; i++) {
		const tp_value *v = &p->values[i - 1];

		if (is_in_object(p, v, i))
			link_value(j, p, i, owner_of(j, p, v));
	}
}

/* first: without the comma. */
static inline void
put_key(const struct json *j, struct textbuf *b, tp_field f, bool first)
{
	textbuf_put(b, j->keys.s + j->key[f].start + first,
	    j->key[f].length - first);
}

static void	put_object(const struct json *, struct textbuf *,
		    const struct packet *, uint32_t owner, bool self);

static inline void
put_value(const struct json *j, struct textbuf *b, const struct packet *p,
    uint32_t i)
{
	const tp_value *v = &p->values[i - 1];

	if (j->tree && j->links[i].child != 0)
		put_object(j, b, p, i, true);
	else
		value_json(b, registry_field(p->registry, v->field), v);
}

/* Those of one field. */
static void
put_array(const struct json *j, struct textbuf *b, const struct packet *p,
    uint32_t first)
{
	for (uint32_t k = first; k != 0; k = j->links[k].same) {
		textbuf_putc(b, k == first ? '[' : ',');
		put_value(j, b, p, k);
	}
	textbuf_putc(b, ']');
}

/* The fields of a group; self: its own value first, under "value". */
static void
put_object(const struct json *j, struct textbuf *b, const struct packet *p,
    uint32_t owner, bool self)
{
	const struct field *f;
	bool first = true;

	textbuf_putc(b, '{');
	if (self) {
		f = registry_field(p->registry, p->values[owner - 1].field);
		if (f->type != TP_FT_NONE) {
			textbuf_puts(b, "\"value\":");
			value_json(b, f, &p->values[owner - 1]);
			first = false;
		}
	}
	for (uint32_t c = j->links[owner].child; c != 0;
	    c = j->links[c].sibling) {
		put_key(j, b, p->values[c - 1].field, first);
		first = false;
		if (j->links[c].same != 0)
			put_array(j, b, p, c);
		else
			put_value(j, b, p, c);
	}
	textbuf_putc(b, '}');
}

static void
put_layers(const struct json *j, struct textbuf *b, const struct packet *p)
{
	bool comma = false;
	uint32_t owner;

	textbuf_puts(b, ",\"layers\":[");
	for (uint32_t i = 0; i < p->nlayers; i++) {
		owner = layer_owner(p, i);
		/* one that only has a name has nothing to show */
		if (p->layer_items[i] == 0 && j->links[owner].child == 0)
			continue;
		textbuf_puts(b, comma ? ",{" : "{");
		comma = true;
		put_key(j, b, p->layers[i].proto, true);
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

	link_values(j, p);
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
