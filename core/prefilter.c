/* SPDX-License-Identifier: BSD-3-Clause */
#include "config.h"

#include "prefilter.h"

#define MAX_HOPS 16u

/* Octets up to what the header leads to; 0: it is not as the hop has it. */
static inline uint32_t
header_length(const tp_hop *h, const uint8_t *o, uint32_t n)
{
	uint32_t len = h->header;

	if (n < len || (o[h->check] & h->mask) != h->value ||
	    (tp_ld16(o + h->whole) & h->whole_mask) != 0)
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
	return key >= d->hop.key_min && key != d->hop.key_odd &&
	    (d->hop_first == NULL || table_find(d->hop_first, key) == NULL);
}

bool
prefilter_any_leads(const tp_dissector *d, const uint8_t *o, uint32_t n)
{
	const struct candidate *c = d->hop_any == NULL ? NULL :
	    table_find(d->hop_any, 0);

	for (; c != NULL; c = candidate_next(c, 0))
		if (c->dissector->reaches && dissector_fits(c->dissector, o,
		    n))
			return true;
	return false;
}

/* Of two keys, either of which leads on. */
static inline bool
is_end(const tp_dissector *d, const uint8_t *o, uint32_t n)
{
	const tp_hop *h = &d->hop;

	return !table_leads(d->hop_table, key_at(h, o + h->key)) &&
	    !table_leads(d->hop_table, key_at(h, o + h->key + h->key_size)) &&
	    (n < h->behind ||
	    !prefilter_any_leads(d, o + h->behind, n - h->behind));
}

bool
prefilter_is_dead_end(const tp_dissector *d, const uint8_t *o, uint32_t n)
{
	for (uint32_t i = 0; i < MAX_HOPS && d->is_passage; i++) {
		const struct candidate *c;
		uint32_t len = header_length(&d->hop, o, n), key;

		if (len == 0)
			return false;
		if (d->hop.nkeys == 2)
			return is_end(d, o, n);
		key = key_at(&d->hop, o + d->hop.key);
		if (!is_plain(d, key))
			return false;
		c = table_find(d->hop_table, key);
		if (c == NULL)
			return true;
		if (candidate_next(c, key) != NULL)	/* some may reject */
			return !candidates_lead(c, key);
		if (!c->dissector->reaches)
			return true;
		d = c->dissector;
		o += len;
		n -= len;
	}
	return false;
}
