/* SPDX-License-Identifier: BSD-3-Clause */
#include "config.h"

#include <string.h>

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

/* Is it a key of the hop's table, and of no other that is asked before? */
static inline bool
is_plain(const tp_dissector *d, uint32_t key)
{
	return key >= d->hop.key_min && key != d->hop.key_odd &&
	    (d->hop_first == NULL || table_find(d->hop_first, key) == NULL);
}

bool
prefilter_any_fits(const tp_dissector *d, const uint8_t *o, uint32_t n)
{
	const struct candidate *c = table_find(d->hop_any, 0);

	for (; c != NULL; c = candidate_next(c, 0))
		if (c->dissector->reaches && dissector_fits(c->dissector, o,
		    n))
			return true;
	return false;
}

/* ------------------------------------------------------------------- ways */

/* So many octets at off were looked at: these bits of each. */
static void
saw(struct prefilter_way *way, const uint8_t *o, uint32_t off, uint32_t n,
    uint8_t mask)
{
	for (; n != 0 && mask != 0; n--, off++) {
		uint32_t i = 0, word = off & ~7u, shift = off % 8;
		uint8_t octets[8] = { 0 }, masks[8] = { 0 };
		uint64_t w;

		while (i < way->nwords && way->words[i].off != word)
			i++;
		if (i == PREFILTER_WORDS) {
			way->is_long = true;
			return;
		}
		if (i == way->nwords) {
			memset(&way->words[i], 0, sizeof(way->words[i]));
			way->words[i].off = word;
			way->nwords++;
		}
		masks[shift] = mask;
		octets[shift] = o[off] & mask;
		memcpy(&w, masks, sizeof(w));
		way->words[i].mask |= w;
		memcpy(&w, octets, sizeof(w));
		way->words[i].octets |= w;
		if (way->need < word + 8)
			way->need = word + 8;
	}
}

/* A header of so many octets at off was as its hop has it. */
static void
saw_header(struct prefilter_way *way, const tp_dissector *d, const uint8_t *o,
    uint32_t off, uint32_t len)
{
	const tp_hop *h = &d->hop;

	if (way->nhops == PREFILTER_HOPS)
		way->is_long = true;
	else
		way->hops[way->nhops++] = d;
	way->is_passage = way->is_passage && h->alone && len == h->header;
	saw(way, o, off + h->check, 1, (uint8_t)h->mask);
	saw(way, o, off + h->whole, 1, (uint8_t)(h->whole_mask >> 8));
	saw(way, o, off + h->whole + 1, 1, (uint8_t)h->whole_mask);
	if (h->words != 0)
		saw(way, o, off, 1, 0xf);
	if (h->nkeys != 2)
		saw(way, o, off + h->key, h->key_size, 0xff);
	if (way->need < off + len)
		way->need = off + len;
}

/* Goes on from *d, which is left where it ends; way, if any, is told. */
static inline enum prefilter_end
walk(const tp_dissector **d, const uint8_t *o, uint32_t *off, uint32_t n,
    struct prefilter_way *way)
{
	for (uint32_t i = 0; i < MAX_HOPS && (*d)->is_passage; i++) {
		const tp_hop *h = &(*d)->hop;
		const struct candidate *c;
		uint32_t len = header_length(h, o + *off, n - *off), key;

		if (len == 0)
			return PREFILTER_STRANGE;
		if (way != NULL)
			saw_header(way, *d, o, *off, len);
		if (h->nkeys == 2)
			return PREFILTER_KEYS;
		key = prefilter_key(h, o + *off + h->key);
		if ((*d)->hop_some)
			return h->some[key / 32 % 8] >> key % 32 & 1 ?
			    PREFILTER_UNTOLD : PREFILTER_DEAD;
		if (!is_plain(*d, key))
			return PREFILTER_UNTOLD;
		c = table_find((*d)->hop_table, key);
		if (c == NULL)
			return PREFILTER_DEAD;
		if (candidate_next(c, key) != NULL)	/* some may reject */
			return candidates_lead(c, key) ? PREFILTER_UNTOLD :
			    PREFILTER_DEAD;
		if (!c->dissector->reaches)
			return PREFILTER_DEAD;
		*d = c->dissector;
		*off += len;
	}
	return PREFILTER_UNTOLD;
}

bool
prefilter_is_dead_end(const tp_dissector *d, const uint8_t *o, uint32_t n)
{
	uint32_t off = 0;
	enum prefilter_end end = walk(&d, o, &off, n, NULL);

	return prefilter_is_dead(end, d, o + off, n - off);
}

/* ----------------------------------------------------------------- memory */

void
prefilter_start(struct prefilter *p, const tp_dissector *root)
{
	p->root = root;
	p->n = p->next = 0;
}

/* Walks, and remembers the way unless that cannot be said in octets. */
const struct prefilter_way *
prefilter_learn(struct prefilter *p, const uint8_t *o, uint32_t n)
{
	struct prefilter_way *way = &p->ways[p->next];

	way->nwords = way->nhops = way->need = way->off = 0;
	way->is_long = false;
	way->is_passage = true;
	way->taken = 0;
	way->last = p->root;
	way->end = walk(&way->last, o, &way->off, n, way);
	way->is_passage = way->is_passage && way->end == PREFILTER_KEYS &&
	    way->last->hop.ports != 0;
	if (way->end == PREFILTER_STRANGE || way->is_long) {
		way->need = UINT32_MAX;		/* none is that long */
		return NULL;
	}
	if (p->n == p->next)
		p->order[p->n++] = way;
	p->next = (p->next + 1) % PREFILTER_WAYS;
	return way;
}
