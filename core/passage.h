/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Goes through headers of which nothing is wanted by what their hops say
 * (tp_hop.alone), without calling their dissectors, to who is called behind
 * them.  What that one can ask for is there as if they had been called:
 * lengths, addresses, ports; layers are not, as nobody wants them.
 */
#ifndef TAPIR_PASSAGE_H
#define TAPIR_PASSAGE_H

#include "engine.h"

/* Along a way with is_passage; t: the frame, at its start, and left anywhere
 * on it.  false: whoever it leads to did not take it, or a header is not as its
 * hop has it; the packet is as before, to be dissected from its start. */
bool	passage_take(struct packet *, const struct prefilter_way *, tp_tvb *t);

#endif
