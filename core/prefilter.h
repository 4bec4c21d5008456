/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Where all that is wanted of a packet stands deep inside it, most packets
 * are told from their first octets to have none of it: by what dissectors say
 * of their headers (tp_hop) and by the keys under which anybody leads to a
 * wanted field.  This only ever finds that a packet has nothing; whatever is
 * out of the ordinary is left to the dissectors.
 *
 * Packets of a capture go few ways: those of late are remembered, as the
 * octets that were looked at and where they led.
 */
#ifndef TAPIR_PREFILTER_H
#define TAPIR_PREFILTER_H

#include "registry.h"

#define PREFILTER_WAYS	16u
#define PREFILTER_WORDS	6u
#define PREFILTER_HOPS	8u

/* How a walk ended. */
enum prefilter_end {
	PREFILTER_DEAD,			/* nothing is wanted behind */
	PREFILTER_KEYS,			/* at two keys, either of which leads on */
	PREFILTER_UNTOLD,		/* dissectors have to say */
	PREFILTER_STRANGE		/* so do they, as a header is not as its
					 * hop has it */
};

struct prefilter_way {
	struct {
		uint32_t off;		/* of eight octets, of which */
		uint64_t mask, octets;	/* these were looked at */
	} words[PREFILTER_WORDS];
	uint32_t nwords, need;		/* octets that are there */
	const tp_dissector *hops[PREFILTER_HOPS];	/* headers gone through */
	uint32_t nhops;
	uint64_t taken;			/* by so many packets */
	bool is_long;			/* there was more than fits in here */
	bool is_passage;		/* it ends at two keys, and passage.c can
					 * go there: no header has options */
	enum prefilter_end end;
	const tp_dissector *last;	/* whom it ended at, */
	uint32_t off;			/* and where that starts */
};

struct prefilter {
	const tp_dissector *root;	/* where all start */
	uint32_t n, next;		/* how many there are, the next to go */
	struct prefilter_way ways[PREFILTER_WAYS];
	struct prefilter_way *order[PREFILTER_WAYS];	/* frequent ones first */
};

/* Whatever is remembered starts there; NULL: nothing is.  After
 * registry_reach() or with another root. */
void	prefilter_start(struct prefilter *, const tp_dissector *root);
/* Does nothing in these n octets, which start at that dissector and of which its
 * fields are not wanted, lead to a wanted field? */
bool	prefilter_is_dead_end(const tp_dissector *, const uint8_t *,
	    uint32_t n);
/* May anybody take these octets who leads to a wanted field and is called where
 * no key leads on (tp_hop.any)? */
bool	prefilter_any_fits(const tp_dissector *, const uint8_t *,
	    uint32_t n);
static inline bool
prefilter_any_leads(const tp_dissector *d, const uint8_t *o, uint32_t n)
{
	return d->hop_any != NULL && table_may_lead(d->hop_any, 0) &&
	    prefilter_any_fits(d, o, n);
}

/* prefilter_way() of those that no way is known of. */
const struct prefilter_way *prefilter_learn(struct prefilter *,
	    const uint8_t *, uint32_t n);

static inline uint32_t
prefilter_key(const tp_hop *h, const uint8_t *o)
{
	return h->key_size == 2 ? tp_ld16(o) : o[0];
}

/* Does nothing wanted come behind the end of a walk? */
static inline bool
prefilter_is_dead(enum prefilter_end end, const tp_dissector *last,
    const uint8_t *o, uint32_t n)
{
	const tp_hop *h = &last->hop;

	return end == PREFILTER_DEAD || (end == PREFILTER_KEYS &&
	    !table_leads(last->hop_table, prefilter_key(h, o + h->key),
	    prefilter_key(h, o + h->key + h->key_size)) &&
	    (n < h->behind ||
	    !prefilter_any_leads(last, o + h->behind, n - h->behind)));
}

static inline bool
prefilter_is_way(const struct prefilter_way *way, const uint8_t *o, uint32_t n)
{
	uint64_t w;

	if (n < way->need)
		return false;
	for (uint32_t i = 0; i < way->nwords; i++) {
		memcpy(&w, o + way->words[i].off, sizeof(w));
		if ((w & way->words[i].mask) != way->words[i].octets)
			return false;
	}
	return true;
}

/* The way that these n octets go, which start at the root and of which its
 * fields are not wanted; until the next call.  NULL: none that can be remembered,
 * so prefilter_is_dead_end() is to be asked. */
static inline const struct prefilter_way *
prefilter_way(struct prefilter *p, const uint8_t *o, uint32_t n)
{
	for (uint32_t i = 0; i < p->n; i++) {
		struct prefilter_way *way = p->order[i];

		if (!prefilter_is_way(way, o, n))
			continue;
		way->taken++;
		if (i > 0 && p->order[i - 1]->taken < way->taken) {
			p->order[i] = p->order[i - 1];
			p->order[i - 1] = way;
		}
		return way;
	}
	return prefilter_learn(p, o, n);
}

#endif
