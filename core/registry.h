/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What plugins have registered: protocols, their fields and preferences,
 * dissectors, and the tables that lead from a key (a port, a link type) to a
 * dissector.  Filled while plugins load, read-only from then on.
 */
#ifndef TAPIR_REGISTRY_H
#define TAPIR_REGISTRY_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include <tapir/plugin.h>

/* There are thousands: what few ask for stays with the plugin. */
struct field {
	const char *abbrev;
	union {
		const tp_field_desc *desc;
		const char *long_name;	/* of a protocol */
	};
	union {
		uint64_t bitmask;
		tp_field first;		/* of a protocol: id of its field 0;
					 * 0: it has none */
	};
	tp_field proto;			/* that it belongs to; itself if one */
	uint8_t type, base;		/* TP_FT_*, TP_BASE_* */
	uint8_t shift;			/* of bitmask's lowest bit */
	bool disabled;			/* a protocol */
};

static inline const char *
field_name(const struct field *f)
{
	if (f->type == TP_FT_PROTOCOL)
		return f->long_name;
	return f->desc->name != NULL ? f->desc->name : f->abbrev;
}

/* What its values mean; or NULL. */
static inline const tp_value_string *
field_strings(const struct field *f)
{
	return f->type == TP_FT_PROTOCOL ? NULL : f->desc->strings;
}

struct tp_dissector {
	char *name, *text_name;
	const char *plugin;		/* that registered it; or NULL */
	tp_field proto, fields;		/* id that field indices count from */
	uint32_t flags, firsts;
	tp_table **calls;		/* ends with NULL */
	tp_hop hop;			/* size 0: none */
	tp_table *hop_table, *hop_first, *hop_any;	/* or NULL */
	uint32_t least;			/* tp_shape; 0: none */
	uint64_t mask[2], value[2];	/* as they stand in memory */
	tp_rc (*dissect)(void *, tp_tvb *, const void *);
	void *self;
	bool disabled;
	/* registry_reach() sets: */
	bool own;			/* may add a wanted field */
	bool reaches;			/* that, or it calls one who does */
	uint32_t want;			/* the flags of TP_WANT_* that say so */
	uint32_t leads;			/* bit i: calls[i] does; 31: one from
					 * there on */
	bool hop_some;			/* hop.some has any */
	bool anyway;			/* it is called, and all that it calls
					 * are, whether another may be tried
					 * if it rejects or not */
	bool is_passage;		/* all it leads to is behind its hop */
};

/* One dissector under a key.  Lists are in order of rank. */
struct candidate {
	tp_dissector *dissector;
	int32_t rank;
	uint64_t lo, hi;
	struct candidate *next;
};

/* A key that is a string: its candidates, of which it has some. */
struct key_string {
	struct key_string *next;	/* of the same hash */
	struct candidate *first;
	char s[];
};

#define TABLE_BUCKETS 64u
#define TABLE_LEADS 512u		/* so many that few other keys share
					 * the bit of one */

struct tp_table {
	char *name;
	struct candidate *buckets[TABLE_BUCKETS];	/* by key */
	struct key_string **strings;	/* keys that are no numbers, by hash;
					 * NULL: it has had none */
	uint32_t string_mask;		/* buckets of them, less 1 */
	uint32_t nstrings;		/* keys that are there */
	struct candidate *all;		/* of those that are numbers */
	struct candidate *latest[TABLE_BUCKETS + 1];	/* of each bucket and
					 * of all, the last to be added; or
					 * NULL */
	uint64_t leads[TABLE_LEADS / 64];	/* registry_reach(): bit b: a
					 * key that leaves remainder b leads to
					 * a wanted field */
};

struct registry *registry_new(void);
void	registry_free(struct registry *);

/* Before plugins are loaded; names are kept, not copied. */
void	registry_set_pref(struct registry *, const char *proto,
	    const char *pref, const char *value);
void	registry_disable_protocol(struct registry *, const char *name);
/* After: false if a preference or protocol named above does not exist, with
 * one line on standard error. */
bool	registry_check(struct registry *);

/*
 * After: "tcp.port==8080,http" or "tcp.port==8000-8100,http" as --decode-as has
 * it.  The name is of a dissector that the table has under some key, of its
 * protocol, or its text name; it goes before all others.  False: what is wrong
 * stands on standard error.
 */
bool	registry_decode_as(struct registry *, const char *);

/* Whose are the dissectors registered from now on: kept, not copied. */
void	registry_plugin(struct registry *, const char *name);

/* What the host table's functions of the same names do. */
tp_field registry_proto(struct registry *, const char *name,
	    const char *long_name);
tp_field registry_fields(struct registry *, tp_field proto,
	    const tp_field_desc *, uint32_t n, uint32_t elem_size);
tp_rc	registry_prefs(struct registry *, tp_field proto,
	    const tp_pref_desc *, uint32_t n, uint32_t elem_size);
const char *registry_pref(struct registry *, tp_field proto,
	    const char *name);
/* Is that one of the registry's? */
bool	registry_has(const struct registry *, const tp_dissector *);
/* Its protocol is left undecoded from the next packet_ready() on. */
void	registry_turn_off(struct registry *, const tp_dissector *);
tp_dissector *registry_dissector(struct registry *,
	    const tp_dissector_desc *, void *self);
tp_table *registry_table(struct registry *, const char *name);
tp_rc	registry_add_uint(struct registry *, const char *table, uint64_t lo,
	    uint64_t hi, int32_t rank, tp_dissector *);

tp_rc	registry_add_str(struct registry *, const char *table,
	    const char *key, int32_t rank, tp_dissector *);
uint32_t registry_remove_uint(struct registry *, const char *table,
	    uint64_t lo, uint64_t hi, const tp_dissector *);
uint32_t registry_remove_str(struct registry *, const char *table,
	    const char *key, const tp_dissector *);
const struct candidate *table_find_str(const tp_table *, const char *key);
tp_dissector *registry_find_dissector(const struct registry *,
	    const char *name);
tp_dissector *registry_nth_dissector(const struct registry *, uint32_t i);
const char *registry_nth_table(const struct registry *, uint32_t i);
void	registry_want(struct registry *, tp_field);

/* Fields that are wanted whatever is printed: marks them; false: none is. */
bool	registry_always_wants(const struct registry *, uint8_t *wanted);
/* What a registry starts with, for those who ask for each packet. */
struct registry_head {
	struct field *fields;		/* by id; 0 is unused */
	bool dirty;			/* tables are not as registry_reach()
					 * saw them */
};

static inline const struct registry_head *
registry_head(const struct registry *r)
{
	return (const struct registry_head *)(const void *)r;
}

/* Have tables changed since registry_reach() looked at them? */
static inline bool
registry_is_dirty(const struct registry *r)
{
	return registry_head(r)->dirty;
}

uint32_t registry_nfields(const struct registry *);	/* ids are below it */
static inline const struct field *
registry_field(const struct registry *r, tp_field f)
{
	return &registry_head(r)->fields[f];
}
/* The fields that a name means, in order of registration: several share a
 * name or an alias.  Fills at most max ids; returns how many there are. */
uint32_t registry_find(const struct registry *, const char *name,
	    tp_field *ids, uint32_t max);
/* Why the last registration was refused. */
const char *registry_error(const struct registry *);
/* The dissector that -T TYPE means: by its text name, or its name. */
tp_dissector *registry_packet_type(const struct registry *,
	    const char *type);

/*
 * Sets what dissectors and tables lead to for these wanted fields; all:
 * whatever a packet holds is wanted, by its name; net: network addresses are.
 */
void	registry_reach(struct registry *, const uint8_t *wanted, bool all,
	    bool net);

/* Are these n octets what the dissector may accept, if it says so? */
static inline bool
dissector_fits(const tp_dissector *d, const uint8_t *o, uint32_t n)
{
	uint64_t w[2] = { 0, 0 };

	if (n < d->least)
		return false;
	if (n >= sizeof(w))		/* a length that is known: two loads */
		memcpy(w, o, sizeof(w));
	else
		memcpy(w, o, n);
	return (((w[0] ^ d->value[0]) & d->mask[0]) |
	    ((w[1] ^ d->value[1]) & d->mask[1])) == 0;
}

/* From this candidate on, the first that holds the key. */
static inline const struct candidate *
candidate_holding(const struct candidate *c, uint64_t key)
{
	while (c != NULL && (key < c->lo || key > c->hi))
		c = c->next;
	return c;
}

/* The candidates for a key, best first: the first, and the next. */
static inline uint32_t
table_bucket(uint64_t key)
{
	return (key ^ key >> 6 ^ key >> 12) % TABLE_BUCKETS;
}

static inline const struct candidate *
table_find(const tp_table *t, uint64_t key)
{
	return candidate_holding(t->buckets[table_bucket(key)], key);
}

static inline const struct candidate *
candidate_next(const struct candidate *c, uint64_t key)
{
	return candidate_holding(c->next, key);
}

/* Does this candidate for the key, or one behind it, lead to a wanted field? */
static inline bool
candidates_lead(const struct candidate *c, uint64_t key)
{
	for (; c != NULL; c = candidate_next(c, key))
		if (c->dissector->reaches)
			return true;
	return false;
}

/* May the key?  If not, its bit says so. */
static inline bool
table_may_lead(const tp_table *t, uint32_t key)
{
	return t->leads[key % TABLE_LEADS / 64] >> key % 64 & 1;
}

/* Does one of two keys? */
static inline bool
table_leads(const tp_table *t, uint32_t key1, uint32_t key2)
{
	/* one branch: it is a matter of chance */
	return (table_may_lead(t, key1) | table_may_lead(t, key2)) &&
	    (candidates_lead(table_find(t, key1), key1) ||
	    candidates_lead(table_find(t, key2), key2));
}

/* --list-protocols and --list-fields: to standard output, sorted. */
void	registry_list_protocols(const struct registry *);
void	registry_list_fields(const struct registry *, const char *prefix);
/* --list-tables: names and numbers of entries; with a prefix those entries, as
 * --decode-as takes them. */
void	registry_list_tables(const struct registry *, const char *prefix);

/* "FT_UINT16" */
const char *field_type_name(uint32_t type);

static inline bool
field_type_is_signed(uint32_t type)
{
	return type >= TP_FT_INT8 && type <= TP_FT_INT64;
}

static inline bool
field_type_is_integer(uint32_t type)
{
	return (type >= TP_FT_BOOLEAN && type <= TP_FT_INT64) ||
	    type == TP_FT_FRAMENUM;
}

#endif
