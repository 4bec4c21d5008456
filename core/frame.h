/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The fields that are the core's own: the facts of the frame, frame.number,
 * frame.len ..., and the addresses of its outermost network layer, net.src and
 * net.dst, of whatever kind they are.
 */
#ifndef TAPIR_FRAME_H
#define TAPIR_FRAME_H

#include "engine.h"

/* Before packet_new(). */
void	frame_register(struct registry *);
/* Those that are known before dissectors run; packet_dissect() does that. */
void	frame_add_head(struct packet *);
void	frame_add_tail(struct packet *);
/* After packet_dissect(): adds the others that are wanted. */
static inline void
frame_add(struct packet *p)
{
	if (p->wants_frame)
		frame_add_tail(p);
}
/* Is it one of these fields, or their protocols? */
struct frame_ids {
	tp_field first, nfields;	/* of id 0 and of how many: frame.*, */
	tp_field first_net, nnet;	/* net.* */
};
extern struct frame_ids frame_ids;	/* once frame_register() ran */
static inline bool
frame_owns(tp_field f)
{
	return f + 1 - frame_ids.first <= frame_ids.nfields ||
	    f + 1 - frame_ids.first_net <= frame_ids.nnet;
}
/* Is any of them wanted? */
bool	frame_is_wanted(const struct packet *);
/* Is frame.protocols? */
bool	frame_wants_protocols(const struct packet *);
/* Is net.src or net.dst? */
bool	frame_wants_net(const struct packet *);
/* Marks net.src and net.dst, and so what finds them, as wanted. */
void	frame_want_net(struct packet *);
/* Marks frame.protocols, and so all layers, as wanted. */
void	frame_want_protocols(struct packet *);
/* Marks all fields as wanted but those of the frame. */
void	frame_want_others(struct packet *);
/* The innermost named layer but that of plain octets; NULL: none. */
const char *frame_protocol(const struct packet *);
/* "eth:ip:udp:dns" */
void	frame_protocols(const struct packet *, struct textbuf *);

#endif
