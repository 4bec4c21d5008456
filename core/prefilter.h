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
	bool is_long;			/* there was more than fits in here */
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
/* Does nothing in these n octets, of which the fields of the root are not
 * wanted, lead to a wanted field?  *way: the one they go, until the next call;
 * NULL: none that can be remembered. */
bool	prefilter_has_nothing(struct prefilter *, const uint8_t *, uint32_t n,
	    const struct prefilter_way **way);
/* The same from any dissector on. */
bool	prefilter_is_dead_end(const tp_dissector *, const uint8_t *,
	    uint32_t n);
/* May anybody take these octets who leads to a wanted field and is called where
 * no key leads on (tp_hop.any)? */
bool	prefilter_any_leads(const tp_dissector *, const uint8_t *,
	    uint32_t n);

#endif
