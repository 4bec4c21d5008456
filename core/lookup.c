/* SPDX-License-Identifier: BSD-3-Clause */
#include "config.h"

#include <string.h>

#include "arena.h"
#include "engine.h"
#include "lookup.h"
#include "value.h"

static struct packet *
packet_of(tp_pkt *k)
{
	return (struct packet *)(void *)k;
}

/* ---------------------------------------------------- dissectors and tables */

static tp_dissector *
host_find_dissector(const tp_host *h, const char *name)
{
	return registry_find_dissector(engine_registry(h), name);
}

static tp_dissector *
host_nth_dissector(const tp_host *h, uint32_t i)
{
	return registry_nth_dissector(engine_registry(h), i);
}

static const char *
host_dissector_name(const tp_dissector *d, tp_field *proto)
{
	if (proto != NULL)
		*proto = d->proto;
	return d->name;
}

static const char *
host_nth_table(const tp_host *h, uint32_t i)
{
	return registry_nth_table(engine_registry(h), i);
}

static tp_rc
host_add_str(const tp_host *h, const char *table, const char *key,
    int32_t rank, tp_dissector *d)
{
	return registry_add_str(engine_registry(h), table, key, rank, d);
}

static uint32_t
host_remove_uint(const tp_host *h, const char *table, uint64_t lo,
    uint64_t hi, const tp_dissector *d)
{
	return registry_remove_uint(engine_registry(h), table, lo, hi, d);
}

static uint32_t
host_remove_str(const tp_host *h, const char *table, const char *key,
    const tp_dissector *d)
{
	return registry_remove_str(engine_registry(h), table, key, d);
}

static tp_dissector *
best(const struct candidate *c, uint64_t key)
{
	while (c != NULL && c->dissector->disabled)
		c = candidate_next(c, key);
	return c != NULL ? c->dissector : NULL;
}

static tp_dissector *
host_find_uint(const tp_table *t, uint64_t key)
{
	return best(table_find(t, key), key);
}

static tp_dissector *
host_find_str(const tp_table *t, const char *key)
{
	return best(table_find_str(t, key), 0);
}

/* ------------------------------------------------------------------ fields */

static uint32_t
host_find_fields(const tp_host *h, const char *name, tp_field *ids,
    uint32_t max)
{
	return registry_find(engine_registry(h), name, ids, max);
}

static tp_rc
host_describe_field(const tp_host *h, tp_field id, tp_field_info *info)
{
	const struct registry *r = engine_registry(h);
	uint32_t size = info->size;
	const struct field *f;
	tp_field_info i = { .size = size };

	if (id == 0 || id >= registry_nfields(r))
		return TP_ERROR;
	f = registry_field(r, id);
	i.type = f->type;
	i.base = f->base;
	i.abbrev = f->abbrev;
	i.name = field_name(f);
	i.bitmask = f->type == TP_FT_PROTOCOL ? 0 : f->bitmask;
	i.strings = field_strings(f);
	i.proto = f->proto;
	memcpy(info, &i, size < sizeof(i) ? size : sizeof(i));
	return TP_OK;
}

static void
host_want(const tp_host *h, tp_field f)
{
	registry_want(engine_registry(h), f);
}

static const tp_value *
host_values(tp_pkt *k, uint32_t *n)
{
	*n = packet_of(k)->nvalues;
	return packet_of(k)->values;
}

static uint32_t
host_value_text(tp_pkt *k, const tp_value *v, char *buf, uint32_t cap)
{
	struct textbuf b = { 0 };
	uint32_t n;

	value_text(&b, registry_field(packet_of(k)->registry, v->field), v);
	n = (uint32_t)b.n;
	if (n != 0)
		memcpy(buf, b.s, n < cap ? n : cap);
	textbuf_free(&b);
	return n;
}

static void
host_set_flags(tp_tvb *t, tp_item item, uint32_t flags)
{
	struct packet *p = packet_of(t->pkt);

	if (item != 0 && item <= p->nvalues)
		p->values[item - 1].flags = flags;
}

/* ----------------------------------------------------------------- columns */

static void
host_set_column(tp_pkt *k, uint32_t column, const char *text, uint32_t n)
{
	if (column >= TP_COLUMN_COUNT)
		return;
	packet_of(k)->columns[column] = (struct packet_column){ text, n };
}

static const char *
host_column(tp_pkt *k, uint32_t column, uint32_t *n)
{
	if (column >= TP_COLUMN_COUNT)
		return NULL;
	*n = packet_of(k)->columns[column].n;
	return packet_of(k)->columns[column].s;
}

void
lookup_host(tp_host *h)
{
	h->find_dissector = host_find_dissector;
	h->nth_dissector = host_nth_dissector;
	h->dissector_name = host_dissector_name;
	h->nth_table = host_nth_table;
	h->add_str = host_add_str;
	h->remove_uint = host_remove_uint;
	h->remove_str = host_remove_str;
	h->find_uint = host_find_uint;
	h->find_str = host_find_str;
	h->find_fields = host_find_fields;
	h->describe_field = host_describe_field;
	h->want = host_want;
	h->values = host_values;
	h->value_text = host_value_text;
	h->set_flags = host_set_flags;
	h->set_column = host_set_column;
	h->column = host_column;
}
