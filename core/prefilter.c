/* SPDX-License-Identifier: BSD-3-Clause */
#include "config.h"

#include "prefilter.h"

#define MAX_HOPS 16u

/* Octets up to what the header leads to; 0: it is not as the hop has it. */
static inline uint32_t
header_length(const tp_hop *h, const uint8_t *o, uint32_t n)
{
	uint32_t len = h->header;

	if (n < len || (o[h->check] & h->mask) != h->value)
		return 0;
	if (h->words)
		len = (o[0] & 0xfu) * 4;
	return len < h->header || len > n ? 0 : len;
}

static inline uint32_t
key_at(const tp_hop *h, const uint8_t *o)
{
	return h->key_size == 2 ? tp_ld16(o) : o[0];
}

/* Is it a key of the hop's table, and of no other that is asked before? */
static inline bool
is_plain(const tp_dissector *d, uint32_t key)
{
	const tp_hop *h = &d->hop;

	if (key < h->key_min || (key == h->key_odd && key != 0))
		return false;
	return h->first == 0 || table_find(d->calls[h->first - 1], key) ==
	    NULL;
}

bool
prefilter_is_dead_end(const tp_dissector *d, const uint8_t *o, uint32_t n)
{
	for (uint32_t i = 0; i < MAX_HOPS && d->is_passage; i++) {
		const tp_hop *h = &d->hop;
		const tp_table *t = d->calls[h->table];
		const struct candidate *c;
		uint32_t len, key;

		len = header_length(h, o, n);
		if (len == 0)
			return false;
		key = key_at(h, o + h->key);
		if (h->nkeys == 2)
			return !table_leads(t, key) && !table_leads(t,
			    key_at(h, o + h->key + h->key_size));
		if (!is_plain(d, key))
			return false;
		if (!table_leads(t, key))
			return true;
		c = table_find(t, key);
		if (candidate_next(c, key) != NULL)	/* some may reject */
			return false;
		d = c->dissector;
		o += len;
		n -= len;
	}
	return false;
}
