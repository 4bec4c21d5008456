/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Segments that nobody has acknowledged yet, a list for each direction of each
 * connection, in the order they came.  All lists share a ring of the last
 * TCP_UNACKED_MAX segments: what is older is overwritten, and a list whose
 * oldest segment was is found empty.  So there is nothing to free when a flow
 * is forgotten.
 */
#ifndef TCP_UNACKED_H
#define TCP_UNACKED_H

#include <stdint.h>

#define TCP_UNACKED_MAX 65536u		/* of all connections */

struct tcp_sent {
	uint32_t id, later;		/* next of the list; 0: none */
	uint32_t seq, end;		/* from, and behind */
	uint32_t frame;			/* low 32 bits of its number */
	int64_t ns;			/* when it came */
};

struct tcp_ring {			/* zeroed: empty */
	uint32_t last_id;
	struct tcp_sent sent[TCP_UNACKED_MAX];
};

struct tcp_unacked {			/* zeroed: empty */
	uint32_t oldest, newest;
	uint32_t low, high;		/* of the sequence numbers in it */
	uint16_t mixed;			/* a later one has lower numbers */
};

/* start: the number that those of the list count from, in the order of which
 * Wireshark finds the lowest and the highest. */
void	tcp_unacked_add(struct tcp_ring *, struct tcp_unacked *,
	    const struct tcp_sent *, uint32_t start);

/* The first that came; NULL: the list is empty. */
const struct tcp_sent *tcp_unacked_oldest(struct tcp_ring *,
	    const struct tcp_unacked *);

/* Takes out what is acknowledged.  Returns the first that came of those that
 * end there, valid until the next is added; or NULL. */
const struct tcp_sent *tcp_unacked_take(struct tcp_ring *,
	    struct tcp_unacked *, uint32_t ack, uint32_t start);

#endif
