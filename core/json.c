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
	union {
		uint32_t sibling;	/* of the first of its field: that of
					 * the next field there */
		uint32_t last_same;	/* of the second: the last */
	};
	uint32_t same;			/* the next of its field there */
};

/* What is written in place. */
enum { SHAPE_OTHER, SHAPE_NUMBER, SHAPE_BOOLEAN };

/* What is asked of the field of each value, side by side. */
struct member {
	uint32_t object, first;		/* that last had one, the first in it */
	uint32_t key;			/* ,"abbrev": where in keys */
	uint8_t length;			/* of that: names are below 200 */
	uint8_t shape;			/* SHAPE_* */
	bool is_frame;			/* frame_owns() it */
};

/* A key is copied so many octets at a time, and what is behind it, too. */
#define STEP 32u

/*
 * The values of one object are those with one parent (tree) or of one layer
 * (flat).  Equal fields become one array: they are linked, so that an object
 * is written in one pass however many values it has.
 */
struct json {
	bool tree;
	struct link *links;		/* by value + 1; 0: of the packet */
	uint32_t n, cap;
	struct member *members;		/* by field */
	uint32_t nmembers;
	uint32_t before;		/* objects of the packets before have
					 * numbers up to this */
	struct textbuf keys;		/* of all fields in a row */
};

static uint8_t
shape_of(uint32_t type)
{
	if (type == TP_FT_BOOLEAN)
		return SHAPE_BOOLEAN;
	return field_type_is_integer(type) && !field_type_is_signed(type) ?
	    SHAPE_NUMBER : SHAPE_OTHER;
}

static void
add_key(struct json *j, struct member *m, const char *abbrev)
{
	m->key = (uint32_t)j->keys.n;
	textbuf_put(&j->keys, ",\"", 2);
	textbuf_puts(&j->keys, abbrev);
	textbuf_put(&j->keys, "\":", 2);
	m->length = (uint8_t)(j->keys.n - m->key);
}

struct json *
json_new(struct packet *p, bool tree)
{
	struct json *j = xcalloc(1, sizeof(*j));
	const struct field *f;

	j->tree = tree;
	j->nmembers = registry_nfields(p->registry);
	j->members = xcalloc(j->nmembers, sizeof(*j->members));
	for (tp_field i = 1; i < j->nmembers; i++) {
		f = registry_field(p->registry, i);
		add_key(j, &j->members[i], f->abbrev);
		j->members[i].shape = shape_of(f->type);
		j->members[i].is_frame = frame_owns(i);
	}
	textbuf_room(&j->keys, STEP);
	frame_want_others(p);
	packet_ready(p);
	return j;
}

void
json_free(struct json *j)
{
	free(j->links);
	free(j->members);
	textbuf_free(&j->keys);
	free(j);
}

/* ---------------------------------------------------------------- objects */

/* For so many values and layers: none of them linked. */
static struct link *
links_new(struct json *j, uint32_t n)
{
	j->before += j->n;
	j->n = n;
	if (n > j->cap) {
		j->cap = n * 2 + 64;
		j->links = xrealloc(j->links, j->cap, sizeof(*j->links));
	}
	memset(j->links, 0, n * sizeof(*j->links));
	if (n > UINT32_MAX - j->before) {
		for (tp_field f = 0; f < j->nmembers; f++)
			j->members[f].object = 0;
		j->before = 0;
	}
	return j->links;
}

static inline uint32_t
layer_owner(const struct packet *p, uint32_t layer)
{
	return p->layer_items[layer] != 0 ? p->layer_items[layer] :
	    p->nvalues + 1 + layer;
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

/* Puts value i behind those of its field, the first of which is there. */
static void
link_same(struct link *l, uint32_t first, uint32_t i)
{
	uint32_t second = l[first].same;

	if (second == 0)
		l[first].same = second = i;
	else
		l[l[second].last_same].same = i;
	l[second].last_same = i;
}

/* Puts it at the end of the object. */
static inline void
link_sibling(struct link *l, struct link *o, uint32_t i)
{
	if (o->child == 0)
		o->child = i;
	else
		l[o->last_child].sibling = i;
	o->last_child = i;
}

/* A value is in the object of its parent or, flat, whatever group it stands in,
 * of its layer.  The frame's own are in none, nor are layers in their own. */
static void
link_values(struct json *j, const struct packet *p)
{
	uint32_t owners[PACKET_LAYERS], owner, object, first;
	uint32_t nvalues = p->nvalues, nlayers = p->nlayers;
	const tp_value *v = p->values;
	struct link *l = links_new(j, nvalues + 1 + nlayers);
	struct member *members = j->members, *m;

	for (uint32_t i = 0; i < nlayers; i++)
		owners[i] = layer_owner(p, i);
	for (uint32_t i = 1; i <= nvalues; i++, v++) {
		m = &members[v->field];
		if (m->is_frame || v->layer >= nlayers ||
		    (owner = owners[v->layer]) == i)
			continue;
		if (j->tree && v->parent != 0)
			owner = v->parent;
		object = j->before + owner;
		first = 0;
		if (m->object == object)
			first = m->first;
		else if (m->object > j->before)	/* of this packet */
			first = find_same(j, p, owner, v->field);
		m->object = object;
		m->first = first != 0 ? first : i;
		if (first != 0)
			link_same(l, first, i);
		else
			link_sibling(l, &l[owner], i);
	}
}

/* ------------------------------------------------------------------- text */

/* start: what stands before it, the { of its object or a comma.  Makes room for
 * a number behind it, and returns where that goes. */
static inline char *
put_key(const struct json *j, struct textbuf *b, const struct member *m,
    char start)
{
	const char *key = j->keys.s + m->key;
	char *to;

	textbuf_room(b, m->length + STEP);
	to = b->s + b->n;
	memcpy(to, key, STEP);
	for (uint32_t n = STEP; n < m->length; n += STEP)
		memcpy(to + n, key + n, STEP);
	*to = start;
	b->n += m->length;
	return to + m->length;
}

static void	put_object(const struct json *, struct textbuf *,
		    const struct packet *, uint32_t owner, bool self);

static void
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

static inline char *
boolean_put(char *to, bool is)
{
	memcpy(to, is ? "true" : "false", 5);
	return to + 5 - is;
}

/* A field of an object: start and its key, its value or values. */
static inline void
put_member(const struct json *j, struct textbuf *b, const struct packet *p,
    uint32_t i, char start)
{
	const tp_value *v = &p->values[i - 1];
	const struct member *m = &j->members[v->field];
	const struct link *l = &j->links[i];
	char *to = put_key(j, b, m, start);

	if (l->same != 0)
		put_array(j, b, p, i);
	else if (m->shape == SHAPE_OTHER || l->child != 0)
		put_value(j, b, p, i);
	else if (m->shape == SHAPE_NUMBER)
		b->n = (size_t)(decimal_put(to, v->v.u) - b->s);
	else
		b->n = (size_t)(boolean_put(to, v->v.u != 0) - b->s);
}

/* The fields of a group; self: its own value first, under "value". */
static void
put_object(const struct json *j, struct textbuf *b, const struct packet *p,
    uint32_t owner, bool self)
{
	const struct link *l = j->links;
	const struct field *f;
	char start = '{';

	if (self) {
		f = registry_field(p->registry, p->values[owner - 1].field);
		if (f->type != TP_FT_NONE) {
			textbuf_puts(b, "{\"value\":");
			value_json(b, f, &p->values[owner - 1]);
			start = ',';
		}
	}
	for (uint32_t i = l[owner].child; i != 0; i = l[i].sibling) {
		put_member(j, b, p, i, start);
		start = ',';
	}
	if (start == '{')
		textbuf_putc(b, '{');
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
		if (comma)
			textbuf_putc(b, ',');
		comma = true;
		(void)put_key(j, b, &j->members[p->layers[i].proto], '{');
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
