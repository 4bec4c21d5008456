/* SPDX-License-Identifier: BSD-3-Clause */
#include "config.h"

#include <string.h>

#include "arena.h"
#include "fatal.h"
#include "frame.h"

enum { F_NUMBER, F_TIME, F_TIME_EPOCH, F_TIME_DELTA, F_TIME_RELATIVE,
    F_LEN, F_CAP_LEN, F_PROTOCOLS,
    F_INTERFACE_ID, F_INTERFACE_NAME, F_COMMENT, NFIELDS };

static const tp_field_desc fields[NFIELDS] = {
	[F_NUMBER] = { .abbrev = "frame.number", .name = "Frame Number",
	    .type = TP_FT_UINT32, .base = TP_BASE_DEC },
	[F_TIME] = { .abbrev = "frame.time", .name = "Arrival Time",
	    .type = TP_FT_ABSOLUTE_TIME, .base = TP_BASE_LOCAL },
	[F_TIME_EPOCH] = { .abbrev = "frame.time_epoch",
	    .name = "Epoch Time", .type = TP_FT_RELATIVE_TIME },
	[F_TIME_DELTA] = { .abbrev = "frame.time_delta",
	    .name = "Time delta from previous captured frame",
	    .type = TP_FT_RELATIVE_TIME },
	[F_TIME_RELATIVE] = { .abbrev = "frame.time_relative",
	    .name = "Time since reference or first frame",
	    .type = TP_FT_RELATIVE_TIME },
	[F_LEN] = { .abbrev = "frame.len", .name = "Frame length on the wire",
	    .type = TP_FT_UINT32, .base = TP_BASE_DEC },
	[F_CAP_LEN] = { .abbrev = "frame.cap_len",
	    .name = "Frame length stored into the capture file",
	    .type = TP_FT_UINT32, .base = TP_BASE_DEC },
	[F_PROTOCOLS] = { .abbrev = "frame.protocols",
	    .name = "Protocols in frame", .type = TP_FT_STRING },
	[F_INTERFACE_ID] = { .abbrev = "frame.interface_id",
	    .name = "Interface id", .type = TP_FT_UINT32,
	    .base = TP_BASE_DEC },
	[F_INTERFACE_NAME] = { .abbrev = "frame.interface_name",
	    .name = "Interface name", .type = TP_FT_STRING },
	[F_COMMENT] = { .abbrev = "frame.comment", .name = "Comment",
	    .type = TP_FT_STRING },
};

/* Two fields share a name: what a packet has is of one kind. */
enum { N_SRC4, N_SRC6, N_DST4, N_DST6, NNET };

static const char *const any_net[] = { "net.addr", NULL };
static const tp_field_desc net_fields[NNET] = {
	[N_SRC4] = { .abbrev = "net.src", .name = "Outermost source, short",
	    .type = TP_FT_IPV4, .aliases = any_net },
	[N_SRC6] = { .abbrev = "net.src", .name = "Outermost source, long",
	    .type = TP_FT_IPV6, .aliases = any_net },
	[N_DST4] = { .abbrev = "net.dst",
	    .name = "Outermost destination, short", .type = TP_FT_IPV4,
	    .aliases = any_net },
	[N_DST6] = { .abbrev = "net.dst",
	    .name = "Outermost destination, long", .type = TP_FT_IPV6,
	    .aliases = any_net },
};

struct frame_ids frame_ids;

void
frame_register(struct registry *r)
{
	frame_ids.nfields = NFIELDS;
	frame_ids.first = registry_fields(r,
	    registry_proto(r, "frame", "Frame"), fields, NFIELDS,
	    sizeof(fields[0]));
	frame_ids.nnet = NNET;
	frame_ids.first_net = registry_fields(r,
	    registry_proto(r, "net", "Outermost network layer"), net_fields,
	    NNET, sizeof(net_fields[0]));
}

bool
frame_wants_net(const struct packet *p)
{
	/* the protocol stands before its fields */
	return frame_ids.first_net != 0 &&
	    memchr(p->wanted + frame_ids.first_net - 1, 1, NNET + 1) != NULL;
}

void
frame_want_net(struct packet *p)
{
	for (tp_field f = 0; f < NNET; f++)
		packet_want(p, frame_ids.first_net + f);
}

bool
frame_is_wanted(const struct packet *p)
{
	return (frame_ids.first != 0 &&
	    memchr(p->wanted + frame_ids.first - 1, 1, NFIELDS + 1) != NULL) ||
	    frame_wants_net(p);
}

bool
frame_wants_protocols(const struct packet *p)
{
	return frame_ids.first != 0 && p->wanted[frame_ids.first + F_PROTOCOLS];
}

void
frame_want_protocols(struct packet *p)
{
	packet_want(p, frame_ids.first + F_PROTOCOLS);
}

void
frame_want_others(struct packet *p)
{
	/* they stand together */
	uint32_t from = frame_ids.first == 0 ? 0 : frame_ids.first - 1;
	uint32_t to = frame_ids.first == 0 ? 0 : frame_ids.first_net + NNET;

	memset(p->wanted, 1, from);
	memset(p->wanted + to, 1, registry_nfields(p->registry) - to);
}

const char *
frame_protocol(const struct packet *p)
{
	const char *s;

	for (uint32_t i = p->nlayers; i-- > 0;) {
		s = registry_field(p->registry, p->layers[i].proto)->abbrev;
		if (p->layer_named[i] && !p->layer_free[i] &&
		    strcmp(s, "data") != 0)
			return s;
	}
	return NULL;
}

void
frame_protocols(const struct packet *p, struct textbuf *b)
{
	bool colon = false;

	for (uint32_t i = 0; i < p->nlayers; i++) {
		if (!p->layer_named[i])
			continue;
		if (colon)
			textbuf_putc(b, ':');
		colon = true;
		textbuf_puts(b, registry_field(p->registry,
		    p->layers[i].proto)->abbrev);
	}
}

static void
add_u64(struct packet *p, tp_field f, uint64_t u)
{
	tp_value *v = packet_add(p, frame_ids.first + f, 0, 0);

	if (v != NULL)
		v->v.u = u;
}

static void
add_time(struct packet *p, tp_field f, const tp_time *t)
{
	tp_value *v = packet_add(p, frame_ids.first + f, 0, 0);

	if (v != NULL)
		v->v.t = *t;
}

#define NS_PER_S 1000000000

/*
 * From one time to the packet's.  Negative ones count up from the second; but
 * where the file has parts of a second that are none, the sign is for both.
 */
static void
add_since(struct packet *p, tp_field f, const tp_time *from)
{
	const tp_time *to = &p->pub.ts;
	bool sane = from->nsec < NS_PER_S && to->nsec < NS_PER_S;
	uint64_t sec = (uint64_t)to->sec - (uint64_t)from->sec;
	int64_t nsec = (int32_t)(to->nsec - from->nsec);

	if (nsec < 0 && (sane || (int64_t)sec > 0)) {
		sec--;
		nsec += NS_PER_S;
	} else if (nsec > 0 && !sane && (int64_t)sec < 0) {
		sec++;
		nsec -= NS_PER_S;
	}
	add_time(p, f, &(tp_time){ (int64_t)sec, (uint32_t)nsec, 0 });
}

/* A frame without a time was at 0 for those after it. */
static void
add_times(struct packet *p)
{
	if (p->frames++ == 0)
		p->first_time = p->last_time = p->pub.ts;
	if (!p->frame->untimed) {
		add_time(p, F_TIME, &p->pub.ts);
		add_time(p, F_TIME_EPOCH, &p->pub.ts);
		add_since(p, F_TIME_DELTA, &p->last_time);
		add_since(p, F_TIME_RELATIVE, &p->first_time);
	}
	p->last_time = p->pub.ts;
}

/* octets live as long as the packet, and stand at no place in its frame. */
static void
add_octets(struct packet *p, tp_field id, const void *octets, size_t n)
{
	tp_value *v = packet_add(p, id, 0, (uint32_t)n);

	if (v == NULL)
		return;
	v->flags |= TP_VALUE_GENERATED;
	v->v.p = octets;
	v->slen = (uint32_t)n;
}

static void
add_string(struct packet *p, tp_field f, const char *s, size_t n)
{
	tp_value *v = s == NULL ? NULL :
	    packet_add(p, frame_ids.first + f, 0, 0);

	if (v == NULL)
		return;
	v->flags |= TP_VALUE_GENERATED;
	v->v.p = s;
	v->slen = (uint32_t)n;
}

static void
add_protocols(struct packet *p)
{
	struct textbuf b = { 0 };
	char *s;

	if (!frame_wants_protocols(p))
		return;
	frame_protocols(p, &b);
	/* none where nobody knows the link type */
	s = b.n != 0 ? arena_alloc(p->arena, b.n) : NULL;
	if (s != NULL) {
		memcpy(s, b.s, b.n);
		add_string(p, F_PROTOCOLS, s, b.n);
	}
	textbuf_free(&b);
}

static void
add_interface(struct packet *p, uint32_t id, const char *name)
{
	if (name == NULL)
		name = "unknown";
	add_u64(p, F_INTERFACE_ID, id);
	add_string(p, F_INTERFACE_NAME, name, strlen(name));
}

static void
add_net(struct packet *p)
{
	bool v6 = p->outer_type == TP_FT_IPV6;
	uint32_t n = v6 ? 16 : 4;

	if (!v6 && p->outer_type != TP_FT_IPV4)
		return;
	add_octets(p, frame_ids.first_net - 1, p->frame->data, 0);
	add_octets(p, frame_ids.first_net + (v6 ? N_SRC6 : N_SRC4),
	    p->outer_src, n);
	add_octets(p, frame_ids.first_net + (v6 ? N_DST6 : N_DST4),
	    p->outer_dst, n);
}

void
frame_add_head(struct packet *p)
{
	const struct source *s = p->source;
	const struct frame *f = p->frame;

	add_u64(p, F_NUMBER, p->pub.number);
	/* the protocol "frame" is all the octets */
	add_octets(p, frame_ids.first - 1, f->data, f->caplen + f->excess);
	add_times(p);
	add_u64(p, F_LEN, f->len);
	add_u64(p, F_CAP_LEN, f->caplen + f->excess);
	if (s != NULL && s->tells_ifs)
		add_interface(p, f->iface, s->ifs[f->iface].name);
	add_string(p, F_COMMENT, f->comment,
	    f->comment ? strlen(f->comment) : 0);
}

void
frame_add_tail(struct packet *p)
{
	add_protocols(p);
	add_net(p);
}
