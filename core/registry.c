/* SPDX-License-Identifier: BSD-3-Clause */
#include "config.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "fatal.h"
#include "nearest.h"
#include "registry.h"

#define MAX_FIELDS 1000000u
#define MAX_NAMES (4 * MAX_FIELDS)

/* One name of one field.  Names that are alike are chained. */
struct name {
	const char *s;
	tp_field id;
	uint32_t next;
};

struct pref {
	tp_field proto;
	const char *name;
	char *value;
};

/* What the command line asked for, before its owner was there. */
struct wish {
	const char *proto, *pref, *value;	/* pref NULL: disable proto */
	bool met;
};

struct registry {
	struct registry_head head;	/* first: registry.h looks at it */
	uint32_t nfields;
	struct name *names;		/* 0 is unused */
	uint32_t nnames;
	uint32_t *hash;			/* open: index of the first of a name */
	uint32_t hash_mask;
	tp_field_desc **copies;		/* of what other versions describe */
	uint32_t ncopies;
	tp_dissector **dissectors;
	uint32_t ndissectors;
	tp_table **tables;
	uint32_t ntables;
	struct pref *prefs;
	uint32_t nprefs;
	struct wish *wishes;
	uint32_t nwishes;
	const char *plugin;		/* that registers now */
	tp_field *always;		/* wanted in every packet */
	uint32_t nalways;
	bool always_all;
	struct candidate *removed;	/* since then: a packet may be at them */
	char error[256];
};

struct registry *
registry_new(void)
{
	struct registry *r = xcalloc(1, sizeof(*r));

	r->head.fields = xreserve(MAX_FIELDS * sizeof(*r->head.fields));
	r->nfields = 1;
	r->names = xreserve(MAX_NAMES * sizeof(*r->names));
	r->nnames = 1;
	r->hash_mask = 8191;
	r->hash = xcalloc(r->hash_mask + 1, sizeof(*r->hash));
	return r;
}

static void
candidates_free(struct candidate *c)
{
	struct candidate *next;

	for (; c != NULL; c = next) {
		next = c->next;
		free(c);
	}
}

static void
table_free(tp_table *t)
{
	struct key_string *k, *next;

	for (uint32_t i = 0; i < TABLE_BUCKETS; i++)
		candidates_free(t->buckets[i]);
	for (uint32_t i = 0; t->strings != NULL && i <= t->string_mask; i++)
		for (k = t->strings[i]; k != NULL; k = next) {
			next = k->next;
			candidates_free(k->first);
			free(k);
		}
	free(t->strings);
	candidates_free(t->all);
	free(t->name);
	free(t);
}

void
registry_free(struct registry *r)
{
	for (uint32_t i = 0; i < r->ndissectors; i++) {
		free(r->dissectors[i]->name);
		free(r->dissectors[i]->text_name);
		free(r->dissectors[i]->calls);
		free(r->dissectors[i]);
	}
	for (uint32_t i = 0; i < r->ntables; i++)
		table_free(r->tables[i]);
	for (uint32_t i = 0; i < r->nprefs; i++)
		free(r->prefs[i].value);
	for (uint32_t i = 0; i < r->ncopies; i++)
		free(r->copies[i]);
	free(r->copies);
	xrelease(r->head.fields, MAX_FIELDS * sizeof(*r->head.fields));
	xrelease(r->names, MAX_NAMES * sizeof(*r->names));
	free(r->hash);
	free(r->dissectors);
	free(r->tables);
	free(r->prefs);
	free(r->wishes);
	free(r->always);
	candidates_free(r->removed);
	free(r);
}

const char *
registry_error(const struct registry *r)
{
	return r->error;
}

/* --------------------------------------------------------------- names */

static uint32_t
name_hash(const char *s)
{
	uint32_t h = 2166136261u;

	for (; *s != '\0'; s++)
		h = (h ^ (uint8_t)*s) * 16777619u;
	return h;
}

static uint32_t *
name_slot(const struct registry *r, const char *s)
{
	uint32_t i = name_hash(s) & r->hash_mask;

	while (r->hash[i] != 0 && strcmp(r->names[r->hash[i]].s, s) != 0)
		i = (i + 1) & r->hash_mask;
	return &r->hash[i];
}

static void
name_link(struct registry *r, uint32_t n)
{
	uint32_t *link = name_slot(r, r->names[n].s);

	while (*link != 0)
		link = &r->names[*link].next;
	*link = n;
}

static void
name_add(struct registry *r, const char *s, tp_field id)
{
	uint32_t n = r->nnames++;

	if (n == MAX_NAMES)
		fatal("too many names of fields");
	r->names[n] = (struct name){ .s = s, .id = id };
	if (n <= r->hash_mask / 2) {
		name_link(r, n);
		return;
	}
	free(r->hash);
	r->hash_mask = r->hash_mask * 2 + 1;
	r->hash = xcalloc(r->hash_mask + 1, sizeof(*r->hash));
	for (uint32_t i = 1; i <= n; i++) {
		r->names[i].next = 0;
		name_link(r, i);
	}
}

uint32_t
registry_find(const struct registry *r, const char *name, tp_field *ids,
    uint32_t max)
{
	uint32_t count = 0;

	for (uint32_t n = *name_slot(r, name); n != 0; n = r->names[n].next) {
		if (count < max)
			ids[count] = r->names[n].id;
		count++;
	}
	return count;
}

uint32_t
registry_nfields(const struct registry *r)
{
	return r->nfields;
}

/* Appends a field; the caller fills in what it does not get here. */
static struct field *
field_new(struct registry *r, const char *abbrev)
{
	struct field *f = &r->head.fields[r->nfields];

	name_add(r, abbrev, r->nfields++);
	f->abbrev = abbrev;
	return f;
}

/* ----------------------------------------------- protocols and fields */

/* Whatever the locale. */
static bool
is_of_name(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
	    (c >= 'A' && c <= 'Z') || c == '_' || c == '.' || c == '-';
}

static bool
name_is_good(const char *s)
{
	size_t n = 0;

	while (s != NULL && is_of_name(s[n]))
		n++;
	return n > 0 && n < 200 && s[n] == '\0';
}

tp_field
registry_proto(struct registry *r, const char *name, const char *long_name)
{
	tp_field id = 0;
	struct field *f;

	if (name_is_good(name) && registry_find(r, name, &id, 1) != 0 &&
	    r->head.fields[id].type == TP_FT_PROTOCOL) {
		if (long_name != NULL)
			r->head.fields[id].long_name = long_name;
		return id;
	}
	if (id != 0 || !name_is_good(name) || r->nfields == MAX_FIELDS) {
		snprintf(r->error, sizeof(r->error),
		    "protocol name %.100s is taken or bad", name);
		return 0;
	}
	f = field_new(r, name);
	f->long_name = long_name != NULL ? long_name : name;
	f->type = TP_FT_PROTOCOL;
	f->proto = id = (tp_field)(f - r->head.fields);
	for (uint32_t i = 0; i < r->nwishes; i++) {
		struct wish *w = &r->wishes[i];

		if (w->pref != NULL || strcmp(w->proto, name) != 0)
			continue;
		w->met = true;
		f->disabled = true;
	}
	return id;
}

static void
field_add(struct registry *r, tp_field proto, const tp_field_desc *d)
{
	struct field *f = field_new(r, d->abbrev);

	f->desc = d;
	f->type = (uint8_t)d->type;
	f->base = (uint8_t)d->base;
	f->bitmask = d->bitmask;
	if (d->bitmask != 0)
		f->shift = (uint8_t)__builtin_ctzll(d->bitmask);
	f->proto = proto;
	for (const char *const *a = d->aliases; a != NULL && *a != NULL; a++)
		name_add(r, *a, (tp_field)(f - r->head.fields));
}

static bool
field_desc_is_good(const tp_field_desc *d)
{
	if (!name_is_good(d->abbrev) || d->type > TP_FT_FRAMENUM ||
	    d->base > UINT8_MAX)
		return false;
	for (const char *const *a = d->aliases; a != NULL && *a != NULL; a++)
		if (!name_is_good(*a))
			return false;
	return true;
}

/* n descriptors of our size, made of shorter or longer ones. */
static const tp_field_desc *
copy_descs(struct registry *r, const void *descs, uint32_t n,
    uint32_t elem_size)
{
	tp_field_desc *copy = xcalloc(n, sizeof(*copy));

	for (uint32_t i = 0; i < n; i++)
		memcpy(&copy[i], (const char *)descs + (size_t)i * elem_size,
		    elem_size < sizeof(*copy) ? elem_size : sizeof(*copy));
	r->copies = xrealloc(r->copies, r->ncopies + 1, sizeof(*r->copies));
	r->copies[r->ncopies++] = copy;
	return copy;
}

tp_field
registry_fields(struct registry *r, tp_field proto,
    const tp_field_desc *descs, uint32_t n, uint32_t elem_size)
{
	tp_field first = r->nfields;

	if (proto == 0 || proto >= r->nfields ||
	    r->head.fields[proto].first != 0 || n > MAX_FIELDS - r->nfields) {
		snprintf(r->error, sizeof(r->error), "%s",
		    "fields of an unknown protocol, or a second time");
		return 0;
	}
	if (elem_size != sizeof(*descs))
		descs = copy_descs(r, descs, n, elem_size);
	for (uint32_t i = 0; i < n; i++) {
		if (!field_desc_is_good(&descs[i])) {
			snprintf(r->error, sizeof(r->error),
			    "field %u of %s has a bad name or type", i,
			    r->head.fields[proto].abbrev);
			return 0;
		}
		field_add(r, proto, &descs[i]);
	}
	r->head.fields[proto].first = first;
	return first;
}

/* --------------------------------------------------------- preferences */

static struct wish *
wish_new(struct registry *r)
{
	r->wishes = xrealloc(r->wishes, r->nwishes + 1, sizeof(*r->wishes));
	return &r->wishes[r->nwishes++];
}

void
registry_set_pref(struct registry *r, const char *proto, const char *pref,
    const char *value)
{
	*wish_new(r) = (struct wish){ proto, pref, value, false };
}

void
registry_disable_protocol(struct registry *r, const char *name)
{
	*wish_new(r) = (struct wish){ name, NULL, NULL, false };
}

bool
registry_has(const struct registry *r, const tp_dissector *d)
{
	for (uint32_t i = 0; i < r->ndissectors; i++)
		if (r->dissectors[i] == d)
			return true;
	return false;
}

void
registry_turn_off(struct registry *r, const tp_dissector *d)
{
	r->head.fields[d->proto].disabled = true;
}

bool
registry_check(struct registry *r)
{
	bool good = true;

	for (uint32_t i = 0; i < r->nwishes; i++) {
		const struct wish *w = &r->wishes[i];

		if (w->met)
			continue;
		good = false;
		if (w->pref == NULL)
			warning("--disable-protocol %s: no such protocol "
			    "(--list-protocols lists them)", w->proto);
		else
			warning("--pref %s.%s=%s: no such preference",
			    w->proto, w->pref, w->value);
	}
	return good;
}

/* The value in the form in which plugins get it; NULL: not of that type. */
static char *
pref_value(uint32_t type, const char *s)
{
	char *end;

	if (type == TP_PREF_STRING)
		return xstrdup(s);
	if (type == TP_PREF_UINT) {
		if (*s < '0' || *s > '9')
			return NULL;
		(void)strtoul(s, &end, 0);
		return *end == '\0' ? xstrdup(s) : NULL;
	}
	if (strcasecmp(s, "true") == 0 || strcmp(s, "1") == 0)
		return xstrdup("1");
	if (strcasecmp(s, "false") == 0 || strcmp(s, "0") == 0)
		return xstrdup("0");
	return NULL;
}

static tp_rc
pref_add(struct registry *r, tp_field proto, const tp_pref_desc *d)
{
	const char *owner = r->head.fields[proto].abbrev, *s = d->dflt;
	struct pref *p;
	char *value;

	for (uint32_t i = 0; i < r->nwishes; i++) {
		struct wish *w = &r->wishes[i];

		if (w->pref == NULL || strcmp(w->proto, owner) != 0 ||
		    strcmp(w->pref, d->name) != 0)
			continue;
		w->met = true;
		s = w->value;
	}
	value = pref_value(d->type, s);
	if (value == NULL)
		fatal("--pref %s.%s=%s: this preference is %s", owner,
		    d->name, s, d->type == TP_PREF_UINT ? "a number" :
		    "true or false");
	r->prefs = xrealloc(r->prefs, r->nprefs + 1, sizeof(*r->prefs));
	p = &r->prefs[r->nprefs++];
	*p = (struct pref){ proto, d->name, value };
	return TP_OK;
}

tp_rc
registry_prefs(struct registry *r, tp_field proto, const tp_pref_desc *descs,
    uint32_t n, uint32_t elem_size)
{
	tp_pref_desc d;

	for (uint32_t i = 0; i < n; i++) {
		memset(&d, 0, sizeof(d));
		memcpy(&d, (const char *)descs + (size_t)i * elem_size,
		    elem_size < sizeof(d) ? elem_size : sizeof(d));
		if (!name_is_good(d.name) || d.dflt == NULL)
			return TP_ERROR;
		if (pref_add(r, proto, &d) < 0)
			return TP_ERROR;
	}
	return TP_OK;
}

const char *
registry_pref(struct registry *r, tp_field proto, const char *name)
{
	for (uint32_t i = 0; i < r->nprefs; i++)
		if (r->prefs[i].proto == proto &&
		    strcmp(r->prefs[i].name, name) == 0)
			return r->prefs[i].value;
	return NULL;
}

/* ----------------------------------------------- dissectors and tables */

tp_table *
registry_table(struct registry *r, const char *name)
{
	tp_table *t;

	for (uint32_t i = 0; i < r->ntables; i++)
		if (strcmp(r->tables[i]->name, name) == 0)
			return r->tables[i];
	t = xcalloc(1, sizeof(*t));
	t->name = xstrdup(name);
	r->tables = xrealloc(r->tables, r->ntables + 1, sizeof(*r->tables));
	r->tables[r->ntables++] = t;
	return t;
}

static tp_dissector *
dissector_find(const struct registry *r, const char *name)
{
	for (uint32_t i = 0; i < r->ndissectors; i++)
		if (strcmp(r->dissectors[i]->name, name) == 0)
			return r->dissectors[i];
	return NULL;
}

/* Does what a hop says for the host to go on alone stay within the header? */
static bool
hop_alone_is_right(const tp_hop *h)
{
	uint32_t n = h->behind != 0 ? h->behind : h->header;
	uint32_t net = h->net_type == TP_FT_IPV4 ? 4 :
	    h->net_type == TP_FT_IPV6 ? 16 : 0;

	if (!h->alone)
		return true;
	return n < 256 && n >= h->header && h->length < n - 1 &&
	    (h->net_type == TP_FT_NONE || (net != 0 &&
	    h->net_src <= n - net && h->net_dst <= n - net && net <= n)) &&
	    (h->ports == 0 || h->key_size == 2);
}

/* What makes no sense is as if it were not there. */
static void
hop_set(tp_dissector *dis, const tp_hop *hop, uint32_t ncalls)
{
	tp_hop h = { 0 };

	memcpy(&h, hop, hop->size < sizeof(h) ? hop->size : sizeof(h));
	if (h.table < ncalls && h.table < 31 && h.first <= ncalls &&
	    h.any <= ncalls && h.any < 32 &&
	    h.header < 256 && h.check < h.header && h.key < h.header &&
	    h.whole + 2 <= h.header &&
	    (h.key_size == 1 || h.key_size == 2) && h.nkeys <= 2 &&
	    h.key + h.key_size * (h.nkeys == 2 ? 2 : 1) <= h.header &&
	    (h.nkeys == 2 ? (h.key_min | h.key_odd | h.first) == 0 :
	    h.any == 0 && h.ports == 0) && hop_alone_is_right(&h))
		dis->hop = h;
	if (dis->hop.key_odd == 0)
		dis->hop.key_odd = UINT32_MAX;
	for (uint32_t i = 0; i < 8 && dis->hop.key_size == 1; i++)
		dis->hop_some |= dis->hop.some[i] != 0;
}

static void
hop_tables(tp_dissector *d)
{
	d->hop_table = d->calls[d->hop.table];
	if (d->hop.first != 0)
		d->hop_first = d->calls[d->hop.first - 1];
	if (d->hop.any != 0)
		d->hop_any = d->calls[d->hop.any - 1];
}

static void
shape_set(tp_dissector *dis, const tp_shape *shape)
{
	tp_shape s = { 0 };

	memcpy(&s, shape, shape->size < sizeof(s) ? shape->size : sizeof(s));
	for (uint32_t i = s.least; i < sizeof(s.mask); i++)
		s.mask[i] = 0;
	dis->least = s.least;
	memcpy(dis->mask, s.mask, sizeof(s.mask));
	memcpy(dis->value, s.value, sizeof(s.value));
}

void
registry_plugin(struct registry *r, const char *name)
{
	r->plugin = name;
}

tp_dissector *
registry_dissector(struct registry *r, const tp_dissector_desc *desc,
    void *self)
{
	tp_dissector_desc d = { 0 };
	tp_dissector *dis;
	uint32_t n = 0;

	memcpy(&d, desc, desc->size < sizeof(d) ? desc->size : sizeof(d));
	if (d.name == NULL || d.proto == 0 || d.proto >= r->nfields ||
	    d.dissect == NULL || dissector_find(r, d.name) != NULL) {
		snprintf(r->error, sizeof(r->error),
		    "dissector %.100s is incomplete or its name is taken",
		    d.name != NULL ? d.name : "without a name");
		return NULL;
	}
	dis = xcalloc(1, sizeof(*dis));
	dis->name = xstrdup(d.name);
	dis->text_name = xstrdup(d.text_name ? d.text_name : d.name);
	dis->proto = d.proto;
	/* the owner of the fields may register them later: kept as protocol
	 * until registry_reach() */
	dis->fields = d.fields_of != 0 ? d.fields_of : d.proto;
	dis->flags = d.flags;
	dis->firsts = d.firsts & 0x7fffffff;
	dis->plugin = r->plugin;
	dis->dissect = d.dissect;
	dis->self = self;
	while (d.calls != NULL && d.calls[n] != NULL)
		n++;
	dis->calls = xcalloc(n + 1, sizeof(*dis->calls));
	if (d.hop != NULL)
		hop_set(dis, d.hop, n);
	if (d.shape != NULL)
		shape_set(dis, d.shape);
	for (uint32_t i = 0; i < n; i++)
		dis->calls[i] = registry_table(r, d.calls[i]);
	if (dis->hop.size != 0)
		hop_tables(dis);
	r->dissectors = xrealloc(r->dissectors, r->ndissectors + 1,
	    sizeof(*r->dissectors));
	r->dissectors[r->ndissectors++] = dis;
	return dis;
}

static struct candidate *
candidate_insert(struct candidate **list, const struct candidate *like)
{
	struct candidate *c = xcalloc(1, sizeof(*c));

	*c = *like;
	while (*list != NULL && (*list)->rank <= like->rank)
		list = &(*list)->next;
	c->next = *list;
	*list = c;
	return c;
}

/* Thousands of one rank, added one by one: each goes behind the one before. */
static void
candidate_append(struct candidate **list, struct candidate **latest,
    const struct candidate *like)
{
	if (*latest != NULL && (*latest)->rank <= like->rank)
		list = &(*latest)->next;
	*latest = candidate_insert(list, like);
}

tp_rc
registry_add_uint(struct registry *r, const char *table, uint64_t lo,
    uint64_t hi, int32_t rank, tp_dissector *d)
{
	struct candidate c = { d, rank, lo, hi, NULL };
	uint64_t in = 0;		/* bit b: in bucket b */
	tp_table *t;

	if (d == NULL || table == NULL || hi < lo)
		return TP_ERROR;
	t = registry_table(r, table);
	r->head.dirty = true;
	candidate_append(&t->all, &t->latest[TABLE_BUCKETS], &c);
	/* soon a wide range is in all buckets */
	for (uint64_t i = 0; i <= hi - lo && ~in != 0; i++) {
		uint64_t bucket = table_bucket(lo + i);

		if ((in >> bucket & 1) == 0)
			candidate_append(&t->buckets[bucket],
			    &t->latest[bucket], &c);
		in |= (uint64_t)1 << bucket;
	}
	return TP_OK;
}

/* The place of a string key's entry among those of its hash, or their end. */
static struct key_string **
string_slot(const tp_table *t, const char *key)
{
	struct key_string **k = &t->strings[name_hash(key) & t->string_mask];

	while (*k != NULL && strcmp((*k)->s, key) != 0)
		k = &(*k)->next;
	return k;
}

const struct candidate *
table_find_str(const tp_table *t, const char *key)
{
	const struct key_string *k = t->strings != NULL ?
	    *string_slot(t, key) : NULL;

	return k != NULL ? k->first : NULL;
}

/* As many buckets again, once each has a key; some at first. */
static void
strings_grow(tp_table *t)
{
	struct key_string **old = t->strings, *k, *next;
	uint32_t n = old != NULL ? t->string_mask + 1 : 0;

	if (t->nstrings < n)
		return;
	t->string_mask = n != 0 ? 2 * n - 1 : 7;
	t->strings = xcalloc(t->string_mask + 1, sizeof(struct key_string *));
	for (uint32_t i = 0; i < n; i++)
		for (k = old[i]; k != NULL; k = next) {
			next = k->next;
			k->next = NULL;
			*string_slot(t, k->s) = k;
		}
	free(old);
}

tp_rc
registry_add_str(struct registry *r, const char *table, const char *key,
    int32_t rank, tp_dissector *d)
{
	/* stands for key 0 in what is common to both kinds */
	struct candidate c = { d, rank, 0, UINT64_MAX, NULL };
	struct key_string **k;
	tp_table *t;
	size_t n;

	if (d == NULL || table == NULL || key == NULL)
		return TP_ERROR;
	t = registry_table(r, table);
	r->head.dirty = true;
	strings_grow(t);
	k = string_slot(t, key);
	if (*k == NULL) {
		n = strlen(key) + 1;
		*k = xcalloc(1, sizeof(**k) + n);
		memcpy((*k)->s, key, n);
		t->nstrings++;
	}
	(void)candidate_insert(&(*k)->first, &c);
	return TP_OK;
}

/* Takes those out of a list that are of d (or anybody's) within the keys. */
static uint32_t
candidates_remove(struct registry *r, struct candidate **list, uint64_t lo,
    uint64_t hi, const tp_dissector *d)
{
	struct candidate *c;
	uint32_t n = 0;

	while ((c = *list) != NULL) {
		if (c->lo < lo || c->hi > hi ||
		    (d != NULL && c->dissector != d)) {
			list = &c->next;
			continue;
		}
		*list = c->next;
		/* who is at it goes on to nobody */
		c->next = r->removed;
		c->lo = 1;
		c->hi = 0;
		r->removed = c;
		r->head.dirty = true;
		n++;
	}
	return n;
}

uint32_t
registry_remove_uint(struct registry *r, const char *table, uint64_t lo,
    uint64_t hi, const tp_dissector *d)
{
	tp_table *t = registry_table(r, table);
	uint32_t n = 0;

	/* mostly there is nobody, and a bucket says so at once */
	if (lo != hi || table_find(t, lo) != NULL)
		n = candidates_remove(r, &t->all, lo, hi, d);
	if (n == 0)
		return 0;
	memset(t->latest, 0, sizeof(t->latest));
	for (uint32_t i = 0; i < TABLE_BUCKETS; i++)
		(void)candidates_remove(r, &t->buckets[i], lo, hi, d);
	return n;
}

/* Of the key at *k, which goes when nobody is left. */
static uint32_t
string_remove(struct registry *r, tp_table *t, struct key_string **k,
    const tp_dissector *d)
{
	struct key_string *gone = *k;
	uint32_t n = candidates_remove(r, &gone->first, 0, UINT64_MAX, d);

	if (gone->first == NULL) {
		*k = gone->next;
		free(gone);
		t->nstrings--;
	}
	return n;
}

uint32_t
registry_remove_str(struct registry *r, const char *table, const char *key,
    const tp_dissector *d)
{
	tp_table *t = registry_table(r, table);
	struct key_string **k, *before;
	uint32_t n = 0;

	if (t->strings == NULL)
		return 0;
	if (key != NULL) {
		k = string_slot(t, key);
		return *k != NULL ? string_remove(r, t, k, d) : 0;
	}
	for (uint32_t i = 0; i <= t->string_mask; i++)
		for (k = &t->strings[i]; *k != NULL;) {
			before = *k;
			n += string_remove(r, t, k, d);
			if (*k == before)
				k = &before->next;
		}
	return n;
}

tp_dissector *
registry_find_dissector(const struct registry *r, const char *name)
{
	tp_dissector *d = dissector_find(r, name);

	for (uint32_t i = 0; d == NULL && i < r->ndissectors; i++)
		if (strcmp(r->head.fields[r->dissectors[i]->proto].abbrev,
		    name) == 0)
			d = r->dissectors[i];
	return d;
}

tp_dissector *
registry_nth_dissector(const struct registry *r, uint32_t i)
{
	return i < r->ndissectors ? r->dissectors[i] : NULL;
}

const char *
registry_nth_table(const struct registry *r, uint32_t i)
{
	for (uint32_t k = 0; k < r->ntables; k++) {
		const tp_table *t = r->tables[k];

		if ((t->all != NULL || t->nstrings != 0) && i-- == 0)
			return t->name;
	}
	return NULL;
}

void
registry_want(struct registry *r, tp_field f)
{
	if (f == 0) {
		r->always_all = true;
		return;
	}
	r->always = xrealloc(r->always, r->nalways + 1, sizeof(*r->always));
	r->always[r->nalways++] = f;
}

bool
registry_always_wants(const struct registry *r, uint8_t *wanted)
{
	if (r->always_all)
		memset(wanted, 1, r->nfields);
	for (uint32_t i = 0; i < r->nalways; i++)
		wanted[r->always[i]] = 1;
	return r->always_all || r->nalways != 0;
}

tp_dissector *
registry_packet_type(const struct registry *r, const char *type)
{
	for (uint32_t i = 0; i < r->ndissectors; i++)
		if (strcasecmp(r->dissectors[i]->text_name, type) == 0)
			return r->dissectors[i];
	for (uint32_t i = 0; i < r->ndissectors; i++)
		if (strcasecmp(r->dissectors[i]->name, type) == 0)
			return r->dissectors[i];
	return NULL;
}

/* ----------------------------------------------------------- decode as */

static tp_table *
table_named(const struct registry *r, const char *name)
{
	for (uint32_t i = 0; i < r->ntables; i++)
		if (strcmp(r->tables[i]->name, name) == 0 &&
		    r->tables[i]->all != NULL)
			return r->tables[i];
	return NULL;
}

static bool
decode_as_bad_table(const struct registry *r, const char *text,
    const char *name)
{
	struct nearest near;

	nearest_start(&near, name);
	for (uint32_t i = 0; i < r->ntables; i++)
		if (r->tables[i]->all != NULL)
			nearest_offer(&near, r->tables[i]->name);
	warning("--decode-as '%s': there is no table %s%s%s%s", text, name,
	    near.name ? ", did you mean " : " (--list-tables lists them)",
	    near.name ? near.name : "", near.name ? "?" : "");
	return false;
}

static bool
decode_as_bad_name(const struct registry *r, const tp_table *t,
    const char *text, const char *name)
{
	struct nearest near;

	nearest_start(&near, name);
	for (const struct candidate *c = t->all; c != NULL; c = c->next) {
		nearest_offer(&near, c->dissector->name);
		nearest_offer(&near, r->head.fields[c->dissector->proto].abbrev);
	}
	warning("--decode-as '%s': table %s has no dissector %s%s%s%s", text,
	    t->name, name, near.name ? ", did you mean " : "",
	    near.name ? near.name : "", near.name ? "?" : "");
	if (near.name == NULL)
		warning("--list-tables=%s lists those that it has", t->name);
	return false;
}

/*
 * Of those in the table alone: a dissector gets what the table's maker hands
 * it, and only those that are there know what that is.
 */
static tp_dissector *
table_dissector(const struct registry *r, const tp_table *t, const char *name)
{
	const struct candidate *c;

	for (c = t->all; c != NULL; c = c->next)
		if (strcmp(c->dissector->name, name) == 0)
			return c->dissector;
	for (c = t->all; c != NULL; c = c->next)
		if (strcmp(r->head.fields[c->dissector->proto].abbrev, name) == 0 ||
		    strcasecmp(c->dissector->text_name, name) == 0)
			return c->dissector;
	return NULL;
}

/* "80", "0x50" or "80-90"; NULL, or what follows. */
static const char *
parse_keys(const char *s, uint64_t *lo, uint64_t *hi)
{
	char *end;

	if (*s < '0' || *s > '9')
		return NULL;
	errno = 0;
	*lo = *hi = strtoull(s, &end, 0);
	if (*end == '-' && end[1] >= '0' && end[1] <= '9')
		*hi = strtoull(end + 1, &end, 0);
	return errno == 0 && *lo <= *hi ? end : NULL;
}

bool
registry_decode_as(struct registry *r, const char *text)
{
	const char *equals = strstr(text, "=="), *rest;
	uint64_t lo, hi;
	tp_dissector *d;
	tp_table *t;
	char *name;
	bool good = false;

	rest = equals != NULL && equals != text ?
	    parse_keys(equals + 2, &lo, &hi) : NULL;
	if (rest == NULL || *rest != ',' || rest[1] == '\0') {
		warning("--decode-as '%s': write TABLE==KEY,NAME or "
		    "TABLE==KEY-KEY,NAME, such as %s==%u,%s", text,
		    "tcp.port", 8080, "http");
		return false;
	}
	name = xstrdup(text);
	name[equals - text] = '\0';
	t = table_named(r, name);
	if (t == NULL)
		(void)decode_as_bad_table(r, text, name);
	else if ((d = table_dissector(r, t, rest + 1)) == NULL)
		(void)decode_as_bad_name(r, t, text, rest + 1);
	else
		good = registry_add_uint(r, name, lo, hi, INT32_MIN, d) ==
		    TP_OK;
	free(name);
	return good;
}

/* -------------------------------------------------------- reachability */

static bool
wants_field_of(const struct registry *r, tp_field proto,
    const uint8_t *wanted)
{
	tp_field first = r->head.fields[proto].first;

	if (wanted[proto])
		return true;
	for (tp_field f = first; f != 0 && f < r->nfields &&
	    r->head.fields[f].proto == proto; f++)
		if (wanted[f])
			return true;
	return false;
}

static bool
is_reaching(const struct candidate *c)
{
	return c->dissector->reaches && !c->dissector->disabled;
}

/* It is not called anyway. */
static bool
is_choosy(const struct candidate *c)
{
	return !c->dissector->anyway && !c->dissector->disabled;
}

static bool
strings_have(const struct key_string *k, bool (*are)(const struct candidate *))
{
	for (; k != NULL; k = k->next)
		for (const struct candidate *c = k->first; c; c = c->next)
			if (are(c))
				return true;
	return false;
}

/* Of a table, whatever the key. */
static bool
has_some(const tp_table *t, bool (*are)(const struct candidate *))
{
	for (const struct candidate *c = t->all; c != NULL; c = c->next)
		if (are(c))
			return true;
	for (uint32_t i = 0; t->nstrings != 0 && i <= t->string_mask; i++)
		if (strings_have(t->strings[i], are))
			return true;
	return false;
}

/* What of the dissector's calls leads to a wanted field; true: now it does. */
static bool
reach_by_calls(tp_dissector *d)
{
	bool reached = d->reaches;

	d->leads = 0;
	for (uint32_t i = 0; d->calls[i] != NULL; i++)
		if (has_some(d->calls[i], is_reaching))
			d->leads |= 1u << (i < 31 ? i : 31);
	d->reaches = d->reaches || d->leads != 0;
	return d->reaches && !reached;
}

/* Which of its keys may. */
static void
reach_by_keys(tp_table *t)
{
	memset(t->leads, 0, sizeof(t->leads));
	for (const struct candidate *c = t->all; c != NULL; c = c->next) {
		if (!is_reaching(c))
			continue;
		for (uint64_t i = 0; i <= c->hi - c->lo && i < TABLE_LEADS;
		    i++) {
			uint64_t b = (c->lo + i) % TABLE_LEADS;

			t->leads[b / 64] |= (uint64_t)1 << b % 64;
		}
	}
}

static bool
calls_all_anyway(const tp_dissector *d)
{
	for (uint32_t i = 0; d->calls[i] != NULL; i++)
		if (has_some(d->calls[i], is_choosy))
			return false;
	return true;
}

static void
reach_anyway(struct registry *r)
{
	bool changed = true;

	for (uint32_t i = 0; i < r->ndissectors; i++) {
		tp_dissector *d = r->dissectors[i];

		d->anyway = d->own && (d->flags & TP_DISSECTOR_FREE) == 0;
	}
	while (changed) {
		changed = false;
		for (uint32_t i = 0; i < r->ndissectors; i++) {
			tp_dissector *d = r->dissectors[i];

			if (!d->anyway || calls_all_anyway(d))
				continue;
			d->anyway = false;
			changed = true;
		}
	}
}

/* Is all that the dissector leads to behind its hop? */
static bool
is_behind_hop(const tp_dissector *d)
{
	const tp_hop *h = &d->hop;
	uint32_t behind = 1u << h->table | (h->any ? 1u << (h->any - 1) : 0);
	uint32_t leads = d->leads & ~h->never;

	return h->size != 0 && leads != 0 && (leads & ~behind) == 0;
}

void
registry_reach(struct registry *r, const uint8_t *wanted, bool all, bool net)
{
	bool changed = true;

	r->head.dirty = false;
	candidates_free(r->removed);
	r->removed = NULL;
	for (uint32_t i = 0; i < r->ndissectors; i++) {
		tp_dissector *d = r->dissectors[i];
		const struct field *f = &r->head.fields[d->fields];

		d->disabled = r->head.fields[d->proto].disabled;
		d->own = d->flags & TP_DISSECTOR_FREE ||
		    (net && d->flags & TP_DISSECTOR_NETWORK) ||
		    ((d->flags & TP_DISSECTOR_NO_LAYER) == 0 && (all ||
		    wants_field_of(r, d->proto, wanted) ||
		    wants_field_of(r, f->proto, wanted)));
		d->reaches = d->own;
		if (d->flags & TP_DISSECTOR_FREE)
			d->fields = 0;
		else if (f->type == TP_FT_PROTOCOL)
			d->fields = f->first;
	}
	while (changed) {
		changed = false;
		for (uint32_t i = 0; i < r->ndissectors; i++)
			changed |= reach_by_calls(r->dissectors[i]);
	}
	for (uint32_t i = 0; i < r->ndissectors; i++) {
		tp_dissector *d = r->dissectors[i];

		d->reaches = d->reaches && !d->disabled;
		d->want = d->own ? TP_WANT_FIELDS : d->reaches ?
		    TP_WANT_FIELDS | TP_WANT_ONLY_CALLS : 0;
		d->is_passage = d->want & TP_WANT_ONLY_CALLS &&
		    is_behind_hop(d);
	}
	reach_anyway(r);
	for (uint32_t i = 0; i < r->ntables; i++)
		reach_by_keys(r->tables[i]);
}

/* --------------------------------------------------------------- lists */

static const char *const type_names[] = {
	[TP_FT_NONE] = "FT_NONE", [TP_FT_PROTOCOL] = "FT_PROTOCOL",
	[TP_FT_BOOLEAN] = "FT_BOOLEAN", [TP_FT_CHAR] = "FT_CHAR",
	[TP_FT_UINT8] = "FT_UINT8", [TP_FT_UINT16] = "FT_UINT16",
	[TP_FT_UINT24] = "FT_UINT24", [TP_FT_UINT32] = "FT_UINT32",
	[TP_FT_UINT40] = "FT_UINT40", [TP_FT_UINT48] = "FT_UINT48",
	[TP_FT_UINT56] = "FT_UINT56", [TP_FT_UINT64] = "FT_UINT64",
	[TP_FT_INT8] = "FT_INT8", [TP_FT_INT16] = "FT_INT16",
	[TP_FT_INT24] = "FT_INT24", [TP_FT_INT32] = "FT_INT32",
	[TP_FT_INT40] = "FT_INT40", [TP_FT_INT48] = "FT_INT48",
	[TP_FT_INT56] = "FT_INT56", [TP_FT_INT64] = "FT_INT64",
	[TP_FT_FLOAT] = "FT_FLOAT", [TP_FT_DOUBLE] = "FT_DOUBLE",
	[TP_FT_ABSOLUTE_TIME] = "FT_ABSOLUTE_TIME",
	[TP_FT_RELATIVE_TIME] = "FT_RELATIVE_TIME",
	[TP_FT_STRING] = "FT_STRING", [TP_FT_STRINGZ] = "FT_STRINGZ",
	[TP_FT_BYTES] = "FT_BYTES", [TP_FT_ETHER] = "FT_ETHER",
	[TP_FT_EUI64] = "FT_EUI64", [TP_FT_IPV4] = "FT_IPv4",
	[TP_FT_IPV6] = "FT_IPv6", [TP_FT_GUID] = "FT_GUID",
	[TP_FT_OID] = "FT_OID", [TP_FT_FRAMENUM] = "FT_FRAMENUM",
};

const char *
field_type_name(uint32_t type)
{
	return type_names[type];
}

static int
by_name(const void *a, const void *b)
{
	const struct name *na = a, *nb = b;
	int order = strcmp(na->s, nb->s);

	return order != 0 ? order : (na->id > nb->id) - (na->id < nb->id);
}

/* The r->nnames - 1 names of fields, aliases too, in order; to be freed. */
static struct name *
sorted_names(const struct registry *r)
{
	struct name *v = xcalloc(r->nnames, sizeof(*v));

	memcpy(v, r->names + 1, (r->nnames - 1) * sizeof(*v));
	qsort(v, r->nnames - 1, sizeof(*v), by_name);
	return v;
}

void
registry_list_protocols(const struct registry *r)
{
	struct name *v = sorted_names(r);

	for (uint32_t i = 0; i + 1 < r->nnames; i++) {
		const struct field *f = &r->head.fields[v[i].id];

		if (f->type == TP_FT_PROTOCOL)
			printf("%s\t%s%s\n", f->abbrev, f->long_name,
			    f->disabled ? " (disabled)" : "");
	}
	free(v);
}

void
registry_list_fields(const struct registry *r, const char *prefix)
{
	struct name *v = sorted_names(r);
	size_t n = prefix != NULL ? strlen(prefix) : 0;

	for (uint32_t i = 0; i + 1 < r->nnames; i++) {
		const struct field *f = &r->head.fields[v[i].id];

		if (n != 0 && strncmp(v[i].s, prefix, n) != 0)
			continue;
		/* one line for fields that share name and type */
		if (i > 0 && strcmp(v[i].s, v[i - 1].s) == 0 &&
		    f->type == r->head.fields[v[i - 1].id].type)
			continue;
		printf("%s\t%s\t%s\n", v[i].s, field_type_name(f->type),
		    field_name(f));
	}
	free(v);
}

static int
by_table(const void *a, const void *b)
{
	const tp_table *ta = *(const tp_table *const *)a;
	const tp_table *tb = *(const tp_table *const *)b;

	return strcmp(ta->name, tb->name);
}

static void
list_entries(const struct registry *r, const tp_table *t)
{
	for (const struct candidate *c = t->all; c != NULL; c = c->next) {
		printf("%s==", t->name);
		if (c->lo == TP_KEY_NONE)
			printf("KEY");
		else
			printf("%llu", (unsigned long long)c->lo);
		if (c->hi != c->lo)
			printf("-%llu", (unsigned long long)c->hi);
		printf(",%s\t%s\n", c->dissector->name,
		    r->head.fields[c->dissector->proto].long_name);
	}
}

void
registry_list_tables(const struct registry *r, const char *prefix)
{
	const tp_table **v = xcalloc(r->ntables + 1, sizeof(*v));
	size_t n = prefix != NULL ? strlen(prefix) : 0;
	uint32_t entries;

	for (uint32_t i = 0; i < r->ntables; i++)
		v[i] = r->tables[i];
	qsort(v, r->ntables, sizeof(*v), by_table);
	for (uint32_t i = 0; i < r->ntables; i++) {
		entries = 0;
		if (v[i]->all == NULL ||
		    (n != 0 && strncmp(v[i]->name, prefix, n) != 0))
			continue;
		if (n != 0) {
			list_entries(r, v[i]);
			continue;
		}
		for (const struct candidate *c = v[i]->all; c; c = c->next)
			entries++;
		printf("%s\t%u\n", v[i]->name, entries);
	}
	free(v);
}
