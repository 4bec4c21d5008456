/* SPDX-License-Identifier: BSD-3-Clause */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "fatal.h"
#include "order.h"

/* Each is a child of the one before it or of one of that one's parents: a step
 * up leaves an item for good, so this is one walk over all of them. */
static bool
is_tree_order(const struct packet *p)
{
	for (uint32_t i = 1; i < p->nvalues; i++) {
		tp_item parent = p->values[i].parent, at = i;

		while (at != parent && at != 0)
			at = p->values[at - 1].parent;
		if (at != parent)
			return false;
	}
	return true;
}

static void
grow(struct order *o, uint32_t n)
{
	if (n <= o->room)
		return;
	o->room = n;
	o->next = xrealloc(o->next, n, sizeof(*o->next));
	o->first = xrealloc(o->first, n, sizeof(*o->first));
	o->last = xrealloc(o->last, n, sizeof(*o->last));
	o->list = xrealloc(o->list, n, sizeof(*o->list));
}

/* Items count from 1; 0 is the root, and ends a list. */
static void
link_children(struct order *o, const struct packet *p)
{
	memset(o->next, 0, (p->nvalues + 1) * sizeof(*o->next));
	memset(o->first, 0, (p->nvalues + 1) * sizeof(*o->first));
	for (uint32_t i = 1; i <= p->nvalues; i++) {
		tp_item parent = p->values[i - 1].parent;

		if (o->first[parent] == 0)
			o->first[parent] = i;
		else
			o->next[o->last[parent]] = i;
		o->last[parent] = i;
	}
}

const uint32_t *
order_tree(struct order *o, const struct packet *p)
{
	uint32_t n = 0;
	tp_item at;

	if (is_tree_order(p))
		return NULL;
	grow(o, p->nvalues + 1);
	link_children(o, p);
	at = o->first[0];
	while (at != 0) {
		o->list[n++] = at - 1;
		if (o->first[at] != 0) {
			at = o->first[at];
			continue;
		}
		while (at != 0 && o->next[at] == 0)
			at = p->values[at - 1].parent;
		at = o->next[at];
	}
	return o->list;
}

void
order_free(struct order *o)
{
	free(o->next);
	free(o->first);
	free(o->last);
	free(o->list);
}
