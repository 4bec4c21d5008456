/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * How octets get to a dissector: through a table that it hangs in, behind the
 * headers that lead there, so that those who call it give it what it expects of
 * them.  What hangs in no table that headers of its own lead to is reached by
 * whole frames.
 */
#ifndef TAPIR_TESTS_FUZZ_WAYS_H
#define TAPIR_TESTS_FUZZ_WAYS_H

#include <stdbool.h>
#include <stdint.h>

#include "harness.h"
#include "target.h"

/* In inputs by number: only appended to. */
enum {
	WAY_FRAME,		/* nothing before it; the key: a link type */
	WAY_ETHERTYPE, WAY_PPP, WAY_CHDLC, WAY_IP, WAY_EXTHDR, WAY_GRE,
	WAY_UDP, WAY_TCP, WAY_TCP_OPTION, WAY_ICMP_EXTENSIONS,
	WAY_MEDIA,		/* as a body; the key: a type's number */
	WAY_COUNT
};

/* Keys lo to hi of the table of a way lead to a protocol. */
struct entry {
	uint32_t way, lo, hi;
};

#define MAX_ENTRIES 128u

/* Who has no key (TP_KEY_NONE) gets one; before the registry is ready. */
void	ways_open(struct registry *);
/* All of a protocol; returns how many: 0, if only whole frames do. */
uint32_t ways_of(const struct registry *, tp_field proto, struct entry *);
/* Does that table lead to anybody by this key? */
bool	way_has(struct registry *, uint32_t way, uint32_t key);

/* Sends the packets that way, behind headers that lead to the key lo: of one
 * flow, if they have ports. */
void	way_send(struct harness *, struct packets *, const struct entry *);

#endif
