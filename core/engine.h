/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Takes one frame apart: finds the dissector of its link type, calls it, and
 * collects what it and those it calls say: the text, the fields, the layers.
 * One struct packet is reused for all frames; nothing in it outlives the
 * next packet_dissect().
 */
#ifndef TAPIR_ENGINE_H
#define TAPIR_ENGINE_H

#include <stdbool.h>
#include <stdint.h>

#include <tapir/plugin.h>

#include "prefilter.h"
#include "registry.h"
#include "source.h"
#include "textbuf.h"

#define PACKET_LAYERS 64u
#define PACKET_SOURCES 256u

struct assemblies;
struct flow_table;
struct names;
struct arena;

/* What a dissector says a column of the packet shows; s NULL: nothing. */
struct packet_column {
	const char *s;
	uint32_t n;
};

/* Who talks to whom: the innermost network layer, and the ports over it. */
struct packet_ends {
	uint32_t type;			/* TP_FT_IPV4, IPV6; NONE: no such */
	const uint8_t *src, *dst;
	tp_field net;			/* whose addresses, */
	tp_field proto;			/* whose ports; 0: there are none */
	uint32_t net_proto;		/* of the ports, as a number */
	uint32_t src_port, dst_port;
};

/* A dissector that runs: what ends with it, and what is undone if it rejects;
 * on the stack of who called it. */
struct running {
	struct running *up;
	const tp_dissector *dissector;
	bool asked;			/* may another call lead to a wanted
					 * field if it rejects? */
	bool has_net, has_ports;	/* what was there before its own: */
	uint32_t net_type, net_proto, src_port, dst_port;
	const uint8_t *net_src, *net_dst;
	uint32_t flags, link_len;
	uint32_t can_desegment, desegment_offset, desegment_len;
	int32_t stop;
	uint32_t nvalues, nlayers, nsources, last_layer, outer_type;
	size_t text;
};

/* Octets that are not the frame's; see tp_host.source. */
struct data_source {
	const char *name;
	const uint8_t *data;
	uint32_t len;
};

struct packet {
	tp_pkt pub;			/* first: plugins see this */
	struct registry *registry;
	struct flow_table *flows;
	struct names *names;
	struct textbuf text;
	tp_value *values;		/* never moves */
	uint32_t nvalues, nlayers;
	uint32_t last_layer;		/* that a callee is in */
	uint32_t outer_type;		/* TP_FT_*: the outermost network */
	const uint8_t *outer_src, *outer_dst;	/* layer's addresses */
	tp_layer layers[PACKET_LAYERS];
	tp_item layer_items[PACKET_LAYERS];	/* its PROTOCOL value, or 0 */
	uint32_t layer_ends[PACKET_LAYERS];	/* of the unit, as declared */
	bool layer_named[PACKET_LAYERS];	/* in frame.protocols */
	bool layer_free[PACKET_LAYERS];	/* names its column itself */
	struct data_source sources[PACKET_SOURCES];	/* [0]: the frame */
	uint32_t nsources;
	bool frames_alone;		/* what comes in pieces stays so */
	struct assemblies *assemblies;
	struct arena *arena;
	uint32_t depth;
	struct running *running;	/* the innermost */
	const tp_dissector **at_work;	/* the same dissector, NULL between
					 * packets, for whoever looks at us from
					 * outside */
	const tp_dissector *own_at_work;
	struct running outermost;	/* calls those of the link types */
	tp_dissector nobody;		/* who does that */
	uint32_t want;			/* TP_WANT_* of the packet */
	uint8_t *wanted;		/* by field id */
	uint8_t *unwanted;		/* as long, all 0 */
	bool wants_frame;		/* a field of the frame */
	struct packet_ends ends;	/* not of what an error quotes */
	uint32_t ports_layer;		/* that told the ports over the
					 * innermost network layer, also in what
					 * an error quotes; >= nlayers: none */
	const struct frame *frame;
	const struct source *source;	/* of the frame; NULL: nobody says */
	struct packet_column columns[TP_COLUMN_COUNT];
	tp_slot flow_slot;		/* who has a flow: a dissector */
	bool has_flows;			/* somebody has one */
	uint64_t frames;		/* frame.c's: how many there were, */
	tp_time first_time, last_time;	/* and when */
	tp_table *linktypes, *posts;	/* post-dissectors */
	uint32_t root_linktype;		/* whom it leads to was looked up: */
	struct prefilter prefilter;	/* its root */
};

/* The host table that plugins get; init() receives registry in reserved
 * memory behind it. */
tp_host	*engine_host(struct registry *);

/* Whose a host table is. */
struct registry *engine_registry(const tp_host *);

struct packet *packet_new(struct registry *, tp_host *, struct flow_table *,
	    struct names *);
void	packet_free(struct packet *);

/* Marks a field as wanted; call packet_ready() after the last. */
void	packet_want(struct packet *, tp_field);
void	packet_want_all(struct packet *);
void	packet_ready(struct packet *);

/*
 * Dissects one frame: appends to text if want has TP_WANT_TEXT, fills values
 * if it has TP_WANT_FIELDS, layers in both cases.  number: from 1.  The text is
 * of what libpcap would let pass, the fields are of all that is there.
 */
void	packet_dissect(struct packet *, const struct frame *, uint64_t number,
	    const struct capture_if *, uint32_t want);

/*
 * The innermost network layer, of that protocol, and the ports over it; until
 * the packet ends or a caller of the dissector that says so takes over.
 */
static inline void
packet_set_net(struct packet *p, uint32_t ft, const uint8_t *src,
    const uint8_t *dst, tp_field net)
{
	p->pub.net_type = ft;
	p->pub.net_src = src;
	p->pub.net_dst = dst;
	p->ports_layer = PACKET_LAYERS;
	if ((p->pub.flags & TP_IN_ERROR) == 0)
		p->ends = (struct packet_ends){ .type = ft, .src = src,
		    .dst = dst, .net = net };
	if (p->outer_type != TP_FT_NONE)
		return;
	p->outer_type = ft;
	p->outer_src = src;
	p->outer_dst = dst;
}

static inline void
packet_set_ports(struct packet *p, uint32_t net_proto, uint32_t src,
    uint32_t dst, tp_field proto)
{
	p->pub.net_proto = net_proto;
	p->pub.src_port = src;
	p->pub.dst_port = dst;
	if (p->pub.flags & TP_IN_ERROR)
		return;
	p->ends.proto = proto;
	p->ends.net_proto = net_proto;
	p->ends.src_port = src;
	p->ends.dst_port = dst;
}

/* Appends a value as a dissector would: for the fields of the frame. */
tp_value *packet_add(struct packet *, tp_field, uint32_t off, uint32_t len);

#endif
