/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The values of a packet in the order of their tree: children behind their
 * parent, before its next sibling.  Mostly they were added so; a script may add
 * to an item when there are others behind it.
 */
#ifndef TAPIR_ORDER_H
#define TAPIR_ORDER_H

#include "engine.h"

struct order {				/* zeroed; order_free() */
	uint32_t *next, *first, *last, *list, room;
};

/* NULL: they were added in that order; else nvalues indices, until the next
 * call. */
const uint32_t *order_tree(struct order *, const struct packet *);
void	order_free(struct order *);

#endif
