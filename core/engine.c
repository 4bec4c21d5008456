/* SPDX-License-Identifier: BSD-3-Clause */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "action.h"
#include "arena.h"
#include "assembly.h"
#include "defrag.h"
#include "engine.h"
#include "fatal.h"
#include "flow.h"
#include "expert.h"
#include "frame.h"
#include "hexdump.h"
#include "inflate.h"
#include "lookup.h"
#include "names.h"
#include "passage.h"
#include "plugin_dump.h"
#include "plugin_process.h"
#include "plugin_rules.h"
#include "reader.h"
#include "trigger.h"
#include "scripts.h"
#include "stream.h"
#include "taps.h"

/* More of one packet are dropped: 65535 octets of DNS make fewer. */
#define MAX_VALUES 262144u
#define MAX_TEXT (16u << 20)
#define MAX_DEPTH 48u

/* What every instance of a plugin gets: the table, and whose it is. */
struct host {
	tp_host pub;
	struct registry *registry;
};

/* Of the process, as the flow table's slots are. */
static tp_slot flow_dissector_slot;

static struct packet *
packet_of(const tp_tvb *t)
{
	return (struct packet *)(void *)t->pkt;
}

static struct registry *
registry_of(const tp_host *h)
{
	return ((const struct host *)(const void *)h)->registry;
}

struct registry *
engine_registry(const tp_host *h)
{
	return registry_of(h);
}

/* -------------------------------------------------------- registration */

static void
host_log(const tp_host *h, int32_t severity, const char *fmt, ...)
{
	char line[512];
	va_list ap;

	(void)h;
	va_start(ap, fmt);
	vsnprintf(line, sizeof(line), fmt, ap);
	va_end(ap);
	warning("%s%s", severity == TP_LOG_WARNING ? "WARNING: " : "", line);
}

static tp_field
host_proto(const tp_host *h, const char *name, const char *long_name)
{
	return registry_proto(registry_of(h), name, long_name);
}

static tp_field
host_fields(const tp_host *h, tp_field proto, const tp_field_desc *d,
    uint32_t n, uint32_t elem_size)
{
	return registry_fields(registry_of(h), proto, d, n, elem_size);
}

static tp_rc
host_prefs(const tp_host *h, tp_field proto, const tp_pref_desc *d,
    uint32_t n, uint32_t elem_size)
{
	return registry_prefs(registry_of(h), proto, d, n, elem_size);
}

static const char *
host_pref(const tp_host *h, tp_field proto, const char *name)
{
	return registry_pref(registry_of(h), proto, name);
}

static tp_dissector *
host_dissector(const tp_host *h, const tp_dissector_desc *d, void *self)
{
	return registry_dissector(registry_of(h), d, self);
}

static tp_table *
host_table(const tp_host *h, const char *name)
{
	return registry_table(registry_of(h), name);
}

static tp_rc
host_add_uint(const tp_host *h, const char *table, uint64_t lo, uint64_t hi,
    int32_t rank, tp_dissector *d)
{
	return registry_add_uint(registry_of(h), table, lo, hi, rank, d);
}

static tp_slot
host_slot(const tp_host *h, const tp_slot_desc *d)
{
	(void)h;
	return flow_slot(d->bytes, d->size >= sizeof(*d) ? d->flags : 0);
}

/* ---------------------------------------------------------------- text */

static inline struct textbuf *
text_of(const tp_tvb *t)
{
	struct packet *p = packet_of(t);

	if ((t->want & TP_WANT_TEXT) == 0 || t->err || p->pub.stop ||
	    p->text.n > MAX_TEXT)
		return NULL;
	return &p->text;
}

static void
host_text(tp_tvb *t, const char *fmt, ...)
{
	struct textbuf *b = text_of(t);
	va_list ap;

	if (b == NULL)
		return;
	va_start(ap, fmt);
	textbuf_vformat(b, fmt, ap);
	va_end(ap);
}

static void
host_puts(tp_tvb *t, const char *s, uint32_t n)
{
	struct textbuf *b = text_of(t);

	if (b != NULL)
		textbuf_put(b, s, n);
}

static void
host_safe(tp_tvb *t, const uint8_t *s, uint32_t n)
{
	struct textbuf *b = text_of(t);

	for (uint32_t i = 0; b != NULL && i < n; i++) {
		uint8_t c = s[i];

		if (c >= 0x80) {
			textbuf_put(b, "M-", 2);
			c &= 0x7f;
		}
		if (c < 0x20 || c == 0x7f) {
			textbuf_putc(b, '^');
			c ^= 0x40;
		}
		textbuf_putc(b, (char)c);
	}
}

static void
host_addr(tp_tvb *t, uint32_t ft, const uint8_t *p)
{
	struct textbuf *b = text_of(t);

	if (b != NULL)
		names_addr(packet_of(t)->names, b, ft, p);
}

static tp_rc
host_interface_name(tp_tvb *t, uint32_t index, char name[16])
{
	return names_interface(packet_of(t)->names, index, name) ? TP_OK :
	    TP_REJECT;
}

static void
host_port(tp_tvb *t, uint32_t ip_proto, uint32_t port)
{
	struct textbuf *b = text_of(t);

	if (b != NULL)
		names_port(packet_of(t)->names, b, ip_proto, port);
}

static void
host_dump_always(tp_tvb *t)
{
	struct textbuf *b = text_of(t);

	if (b != NULL)
		hexdump_ascii(b, "\n\t", t->data + t->off, t->caplen - t->off,
		    0);
}

static void
host_dump(tp_tvb *t)
{
	if ((t->pkt->opts & TP_OPT_DUMPED) == 0)
		host_dump_always(t);
}

static void
host_hex(tp_tvb *t, const char *indent, const uint8_t *p, uint32_t n)
{
	struct textbuf *b = text_of(t);

	if (b != NULL)
		hexdump_plain(b, indent, p, n, 0);
}

/* -------------------------------------------------------------- fields */

/* The next value, not filled; NULL: there are too many. */
static inline tp_value *
value_new(struct packet *p)
{
	if (p->nvalues == MAX_VALUES)
		return NULL;
	return &p->values[p->nvalues++];
}

/* A layer's value that its dissector adds by itself: TP_DISSECTOR_FREE. */
static void
layer_claim(struct packet *p, tp_field f)
{
	uint32_t i = p->last_layer;

	if (i < p->nlayers && p->layer_items[i] == 0 &&
	    p->layers[i].proto == f)
		p->layer_items[i] = p->nvalues;
}

/* The last one of the packet is the one added; NULL: it is not wanted. */
static inline tp_value *
value_add(tp_tvb *t, tp_field f, uint32_t off, uint32_t len)
{
	struct packet *p = packet_of(t);
	tp_field id = t->fields + f;
	tp_value *v;

	if (!t->wanted[f] || t->err)
		return NULL;
	v = value_new(p);
	if (v == NULL)
		return NULL;
	v->field = id;
	v->layer = p->last_layer;
	v->offset = t->base + off;
	v->length = len;
	v->src = t->src;
	v->parent = t->group;
	v->flags = 0;
	v->slen = 0;
	if (t->fields == 0)
		layer_claim(p, id);
	return v;
}

/* A masked value goes in shifted down, signed ones with their sign. */
static void
set_other(const struct field *f, tp_value *v, uint64_t n)
{
	unsigned bits;

	if (f->type == TP_FT_FLOAT || f->type == TP_FT_DOUBLE) {
		v->v.d = (double)n;
		return;
	}
	v->v.u = n;
	if (!field_type_is_signed(f->type) || f->bitmask == 0)
		return;
	bits = 64 - (unsigned)__builtin_clzll(f->bitmask) - f->shift;
	if (bits < 64 && (n >> (bits - 1) & 1))
		v->v.u = n | ~(uint64_t)0 << bits;
}

static inline void
set_integer(const struct field *f, tp_value *v, uint64_t n)
{
	if (f->type >= TP_FT_BOOLEAN && f->type <= TP_FT_UINT64)
		v->v.u = n;
	else
		set_other(f, v, n);
}

static tp_item
host_add(tp_tvb *t, tp_field f, uint32_t off, uint32_t len, const tp_value *v)
{
	tp_value *n = value_add(t, f, off, len);

	if (n == NULL)
		return 0;
	n->v = v->v;
	n->slen = v->slen;
	n->flags = v->flags;
	return packet_of(t)->nvalues;
}

static tp_item
host_add_u64(tp_tvb *t, tp_field f, uint32_t off, uint32_t len, uint64_t u)
{
	struct packet *p = packet_of(t);
	tp_value *v = value_add(t, f, off, len);

	if (v == NULL)
		return 0;
	set_integer(registry_field(p->registry, v->field), v, u);
	return p->nvalues;
}

static tp_item
host_add_bits(tp_tvb *t, tp_field f, uint32_t off, uint32_t len,
    uint64_t word)
{
	struct packet *p = packet_of(t);
	tp_value *v = value_add(t, f, off, len);
	const struct field *d;

	if (v == NULL)
		return 0;
	d = registry_field(p->registry, v->field);
	if (d->bitmask != 0)
		word = (word & d->bitmask) >> d->shift;
	set_integer(d, v, word);
	return p->nvalues;
}

static tp_item
host_add_ptr(tp_tvb *t, tp_field f, uint32_t off, uint32_t len, const void *p,
    uint32_t n)
{
	tp_value *v = value_add(t, f, off, len);

	if (v == NULL)
		return 0;
	v->v.p = p;
	v->slen = n;
	return packet_of(t)->nvalues;
}

static void
host_set_len(tp_tvb *t, tp_item item, uint32_t len)
{
	struct packet *p = packet_of(t);

	if (item == 0 && p->last_layer < p->nlayers) {
		p->layers[p->last_layer].len = len;
		item = p->layer_items[p->last_layer];
	}
	if (item != 0 && item <= p->nvalues)
		p->values[item - 1].length = len;
}

tp_value *
packet_add(struct packet *p, tp_field f, uint32_t off, uint32_t len)
{
	tp_value *v = p->wanted[f] ? value_new(p) : NULL;

	if (v == NULL)
		return NULL;
	memset(v, 0, sizeof(*v));
	v->field = f;
	v->offset = off;
	v->length = len;
	return v;
}

/* --------------------------------------------------------------- calls */

/* Who is called by a stream may ask for more of it, but not whom that calls
 * with windows of its own. */
static void
desegment_push(struct packet *p, struct running *r)
{
	r->desegment_offset = p->pub.desegment_offset;
	r->desegment_len = p->pub.desegment_len;
	p->pub.can_desegment--;
}

static void
desegment_pop(struct packet *p, const struct running *r)
{
	if (p->pub.can_desegment == 0) {
		p->pub.desegment_offset = r->desegment_offset;
		p->pub.desegment_len = r->desegment_len;
	}
	p->pub.can_desegment = r->can_desegment;
}

static inline void
running_push(struct packet *p, struct running *r, const tp_dissector *d,
    bool asked)
{
	r->up = p->running;
	r->dissector = d;
	r->asked = asked;
	r->has_net = r->has_ports = false;
	r->text = p->text.n;
	r->nvalues = p->nvalues;
	r->nlayers = p->nlayers;
	r->nsources = p->nsources;
	r->last_layer = p->last_layer;
	r->outer_type = p->outer_type;
	r->flags = p->pub.flags;
	r->link_len = p->pub.link_len;
	r->stop = p->pub.stop;
	r->can_desegment = p->pub.can_desegment;
	if (r->can_desegment != 0)
		desegment_push(p, r);
	p->running = r;
	*p->at_work = d;
}

static inline void
running_pop(struct packet *p, const struct running *r)
{
	p->running = r->up;
	*p->at_work = r->up->dissector;
	p->last_layer = r->last_layer;
	p->pub.flags = r->flags;
	if (r->can_desegment != 0)
		desegment_pop(p, r);
	if (r->has_net) {
		p->pub.net_type = r->net_type;
		p->pub.net_src = r->net_src;
		p->pub.net_dst = r->net_dst;
	}
	if (r->has_ports) {
		p->pub.net_proto = r->net_proto;
		p->pub.src_port = r->src_port;
		p->pub.dst_port = r->dst_port;
	}
}

/* It rejected: as if it had never been called. */
static void
running_undo(struct packet *p, const struct running *r)
{
	p->text.n = r->text;
	p->nvalues = r->nvalues;
	p->nlayers = r->nlayers;
	p->nsources = r->nsources;
	p->outer_type = r->outer_type;
	p->pub.link_len = r->link_len;
	p->pub.stop = r->stop;
}

/*
 * What it had others add to look at for its text, it adds when it is called
 * for its fields.
 */
static void
values_undo(struct packet *p, const struct running *r)
{
	p->nvalues = r->nvalues;
	p->nlayers = r->nlayers;
}

/*
 * Called for its text alone where fields are wanted, too: it was, or will be,
 * called for these apart.
 */
static bool
is_text_beside_fields(const struct packet *p, const tp_tvb *t)
{
	return (t->want & TP_WANT_FIELDS) == 0 && p->want & TP_WANT_FIELDS;
}

static void
layer_push(struct packet *p, tp_dissector *d, tp_tvb *t)
{
	uint32_t i = p->nlayers;
	tp_value *v;

	t->group = 0;
	if (i == PACKET_LAYERS || d->flags & TP_DISSECTOR_NO_LAYER ||
	    is_text_beside_fields(p, t))
		return;
	p->layers[i] = (tp_layer){ d->proto, t->base, t->len, t->src };
	p->layer_named[i] = (t->want & TP_WANT_FIELDS) != 0 &&
	    (d->flags & TP_DISSECTOR_UNNAMED) == 0;
	p->layer_free[i] = (d->flags & TP_DISSECTOR_FREE) != 0;
	p->layer_items[i] = 0;
	p->layer_ends[i] = t->base + t->len;
	p->last_layer = i;
	p->nlayers++;
	if ((t->want & TP_WANT_FIELDS) == 0 || !p->wanted[d->proto] ||
	    d->flags & TP_DISSECTOR_FREE)
		return;
	v = packet_add(p, d->proto, t->base,
	    t->len < t->caplen ? t->len : t->caplen);
	if (v == NULL)
		return;
	v->layer = i;
	v->src = t->src;
	v->v.p = t->data;
	v->slen = t->caplen;
	p->layer_items[i] = t->group = p->nvalues;
}

static tp_rc
run(struct packet *p, tp_dissector *d, tp_tvb *c, const void *arg, bool asked)
{
	struct running r;
	tp_rc rc;

	running_push(p, &r, d, asked);
	layer_push(p, d, c);
	p->depth++;
	rc = d->dissect(d->self, c, arg);
	p->depth--;
	running_pop(p, &r);
	if (d->flags & TP_DISSECTOR_FREE && is_text_beside_fields(p, c))
		values_undo(p, &r);
	if (rc >= 0)
		return rc;
	if (rc == TP_REJECT)
		running_undo(p, &r);
	else if ((c->want & TP_WANT_TEXT) && !p->pub.stop) {
		if (rc == TP_TRUNCATED) {
			textbuf_put(&p->text, " [|", 3);
			textbuf_puts(&p->text, c->name);
			textbuf_putc(&p->text, ']');
			p->pub.stop = 1;
		} else if (rc == TP_MALFORMED)
			textbuf_puts(&p->text, " (invalid)");
	}
	return rc;
}

/* What of these the dissector is to make. */
static uint32_t
want_of(const struct packet *p, const tp_dissector *d, uint32_t want,
    bool asked)
{
	uint32_t fields = 0, text = p->pub.stop ? 0 : want & TP_WANT_TEXT;

	if (want & TP_WANT_FIELDS)
		fields = asked ? TP_WANT_FIELDS : d->want;
	return text ? text | (fields & TP_WANT_FIELDS) : fields;
}

/* Even if nothing of what it makes is wanted? */
static bool
has_to_run(const struct packet *p, const tp_dissector *d)
{
	return d->flags & (TP_DISSECTOR_ANSWERS | TP_DISSECTOR_FREE) ||
	    (d->flags & TP_DISSECTOR_STATEFUL && p->want & TP_WANT_TEXT);
}

/* Do other things than octets and keys say who is called? */
static bool
leads_elsewhere(const struct packet *p)
{
	return p->pub.forced != NULL || p->has_flows;
}

/* Is this what the prefilter saw from where it last looked? */
static bool
is_known_alive(const struct packet *p, const tp_dissector *d)
{
	const tp_dissector *up = p->running->dissector;

	return !d->is_passage || up->is_passage || leads_elsewhere(p);
}

/*
 * asked: what it returns decides whether others are called who lead to a
 * wanted field.  Else who leads to none is taken to have accepted.
 */
static tp_rc
call(tp_dissector *d, tp_tvb *t, const void *arg, bool asked)
{
	struct packet *p = packet_of(t);
	uint32_t want;
	tp_tvb c;

	if (d->disabled)
		return TP_REJECT;
	if (t->err)
		return t->err;
	if (d->least != 0 && !dissector_fits(d, t->data + t->off, tp_left(t)))
		return TP_REJECT;
	asked = asked || d->flags & TP_DISSECTOR_ANSWERS;
	want = want_of(p, d, t->want, asked);
	if (want == 0 ? !has_to_run(p, d) : want & TP_WANT_ONLY_CALLS &&
	    !is_known_alive(p, d) && prefilter_is_dead_end(d,
	    t->data + t->off, tp_left(t)))
		return (tp_rc)tp_left(t);
	c = tp_rest(t, tp_unread(t));
	c.want = want;
	if (p->depth == MAX_DEPTH) {
		host_text(&c, " [nested more than %u deep]", MAX_DEPTH);
		return TP_MALFORMED;
	}
	c.name = d->text_name;
	c.fields = d->fields;
	c.wanted = want & TP_WANT_FIELDS && d->own ?
	    p->wanted + d->fields : p->unwanted;
	return run(p, d, &c, arg, asked);
}

/*
 * If one of this table rejects t, may the running dissector, or who called it,
 * try another that leads to a wanted field?  NULL: of no table.
 */
static bool
is_asked(const struct packet *p, const tp_table *table, const tp_tvb *t)
{
	const tp_dissector *d = p->running->dissector;
	uint32_t others = d->leads & ~d->firsts;

	if (p->running->asked || others == 0)
		return p->running->asked;
	for (uint32_t i = 0; i < 31 && d->calls[i] != NULL; i++) {
		if (d->calls[i] != table)
			continue;
		if (d->hop.any != 0 && d->hop.table == i &&
		    !prefilter_any_leads(d, t->data + t->off, tp_left(t)))
			others &= ~(1u << (d->hop.any - 1));
		return (others & ~(1u << i)) != 0;
	}
	return true;
}

/* It takes what it rejects, once there is more of it. */
static bool
waits_for_more(const tp_pkt *pkt)
{
	return pkt->can_desegment && pkt->desegment_len != 0;
}

static int32_t
host_leads(const tp_tvb *t, const tp_table *table)
{
	const tp_dissector *d = packet_of(t)->running->dissector;

	for (uint32_t i = 0; i < 31 && d->calls[i] != NULL; i++)
		if (d->calls[i] == table)
			return d->leads >> i & 1;
	return 1;
}

static tp_rc
host_call(tp_dissector *d, tp_tvb *t, const void *arg)
{
	return d == NULL ? TP_REJECT :
	    call(d, t, arg, is_asked(packet_of(t), NULL, t));
}

/* Those of a key, from this one on. */
static inline tp_rc
call_candidates(const tp_table *table, const struct candidate *c,
    uint64_t key, tp_tvb *t, const void *arg)
{
	const struct candidate *next;
	tp_rc rc;

	for (; c != NULL; c = next) {
		next = candidate_next(c, key);
		rc = call(c->dissector, t, arg,
		    !c->dissector->anyway &&
		    (is_asked(packet_of(t), table, t) ||
		    candidates_lead(next, key)));
		if (rc != TP_REJECT || waits_for_more(t->pkt))
			return rc;
	}
	return TP_REJECT;
}

static tp_rc
host_call_uint(tp_table *table, uint64_t key, tp_tvb *t, const void *arg)
{
	return table == NULL ? TP_REJECT :
	    call_candidates(table, table_find(table, key), key, t, arg);
}

static tp_rc
host_call_uint2(tp_table *table, uint64_t key1, uint64_t key2, tp_tvb *t,
    const void *arg)
{
	const struct candidate *a = table_find(table, key1);
	const struct candidate *b = table_find(table, key2);
	tp_dissector *d;
	tp_rc rc;

	while (a != NULL || b != NULL) {
		if (b == NULL || (a != NULL && a->rank <= b->rank)) {
			d = a->dissector;
			a = candidate_next(a, key1);
		} else {
			d = b->dissector;
			b = candidate_next(b, key2);
		}
		rc = call(d, t, arg, !d->anyway &&
		    (is_asked(packet_of(t), table, t) ||
		    candidates_lead(a, key1) || candidates_lead(b, key2)));
		if (rc != TP_REJECT || waits_for_more(t->pkt))
			return rc;
	}
	return TP_REJECT;
}

static tp_rc
host_call_str(tp_table *table, const char *key, tp_tvb *t, const void *arg)
{
	return call_candidates(table, table_find_str(table, key), 0, t, arg);
}

static void
host_set_net(tp_tvb *t, uint32_t ft, const uint8_t *src, const uint8_t *dst)
{
	struct packet *p = packet_of(t);
	struct running *r = p->running;

	if (!r->has_net) {
		r->has_net = true;
		r->net_type = p->pub.net_type;
		r->net_src = p->pub.net_src;
		r->net_dst = p->pub.net_dst;
	}
	packet_set_net(p, ft, src, dst, p->layers[p->last_layer].proto);
}

static void
host_set_ports(tp_tvb *t, uint32_t ip_proto, uint32_t src, uint32_t dst)
{
	struct packet *p = packet_of(t);
	struct running *r = p->running;
	tp_pkt *k = t->pkt;

	if (!r->has_ports) {
		r->has_ports = true;
		r->net_proto = k->net_proto;
		r->src_port = k->src_port;
		r->dst_port = k->dst_port;
	}
	p->ports_layer = p->last_layer;
	packet_set_ports(p, ip_proto, src, dst,
	    p->layers[p->last_layer].proto);
}

static void *
host_alloc(tp_pkt *pkt, uint32_t n)
{
	return arena_alloc(((struct packet *)(void *)pkt)->arena, n);
}

static const uint8_t *
host_inflate(tp_pkt *pkt, const uint8_t *p, uint32_t n, uint32_t *unpacked)
{
	return inflate_octets(((struct packet *)(void *)pkt)->arena, p, n,
	    unpacked);
}

static bool
has_state(const tp_tvb *t, tp_slot slot)
{
	return (t->pkt->flags & TP_IN_ERROR) == 0 ||
	    flow_slot_flags(slot) & TP_SLOT_QUOTED;
}

static void *
host_flow(tp_tvb *t, tp_slot slot, uint32_t *dir, uint32_t *index)
{
	void *state;

	if (t->pkt->net_type == TP_FT_NONE)
		return NULL;
	state = flow_get(packet_of(t)->flows, t->pkt, slot, dir, index);
	return has_state(t, slot) ? state : NULL;
}

static void *
host_flow_renew(tp_tvb *t, tp_slot slot, uint32_t *index)
{
	if (!has_state(t, slot) || t->pkt->net_type == TP_FT_NONE)
		return NULL;
	return flow_renew(packet_of(t)->flows, t->pkt, slot, index);
}

static const void *
host_flow_look(tp_tvb *t, tp_slot slot, uint32_t *dir)
{
	if (t->pkt->net_type == TP_FT_NONE)
		return NULL;
	return flow_look(packet_of(t)->flows, t->pkt, slot, dir);
}

static void
host_set_flow_dissector(tp_tvb *t, tp_dissector *d)
{
	struct packet *p = packet_of(t);
	tp_dissector **state = host_flow(t, p->flow_slot, NULL, NULL);

	if (state == NULL)
		return;
	*state = d;
	p->has_flows = true;
}

static tp_rc
host_call_flow(tp_tvb *t, const void *arg)
{
	struct packet *p = packet_of(t);
	tp_dissector *const *state;

	if (!p->has_flows || t->pkt->net_type == TP_FT_NONE)
		return TP_REJECT;
	state = flow_look(p->flows, t->pkt, p->flow_slot, NULL);
	if (state == NULL || *state == NULL)
		return TP_REJECT;
	return call(*state, t, arg, true);
}

static const tp_layer *
host_layer(tp_pkt *pkt, uint32_t i)
{
	struct packet *p = (struct packet *)(void *)pkt;

	return i < p->nlayers ? &p->layers[i] : NULL;
}

static void
host_add_layer(tp_tvb *t, tp_field proto)
{
	struct packet *p = packet_of(t);
	uint32_t i = p->nlayers;

	if (i == PACKET_LAYERS || t->err || p->pub.stop)
		return;
	p->layers[i] = (tp_layer){ proto, t->base + t->off, 0, t->src };
	p->layer_named[i] = (t->want & TP_WANT_FIELDS) != 0;
	p->layer_free[i] = false;
	p->layer_items[i] = 0;
	p->layer_ends[i] = t->base + t->off;
	p->nlayers++;
}

/* Those past the limit share the last number. */
static void
host_source(tp_tvb *t, const void *data, uint32_t n, const char *name)
{
	struct packet *p = packet_of(t);
	uint32_t i = p->nsources;

	if (t->err)
		return;
	if (i < PACKET_SOURCES) {
		p->sources[i] = (struct data_source){ name, data, n };
		p->nsources++;
	} else
		i--;
	t->data = data;
	t->caplen = t->len = n;
	t->off = t->base = 0;
	t->src = i;
}

tp_host *
engine_host(struct registry *r)
{
	struct host *h = xcalloc(1, sizeof(*h));

	h->registry = r;
	flow_dissector_slot = flow_slot(sizeof(tp_dissector *), 0);
	h->pub = (tp_host){
		.size = sizeof(h->pub),
		.abi_major = TP_ABI_MAJOR, .abi_minor = TP_ABI_MINOR,
		.version = PACKAGE_VERSION, .log = host_log,
		.proto = host_proto, .fields = host_fields,
		.prefs = host_prefs, .pref = host_pref,
		.dissector = host_dissector, .table = host_table,
		.add_uint = host_add_uint, .slot = host_slot,
		.text = host_text, .puts = host_puts, .safe = host_safe,
		.addr = host_addr, .port = host_port, .dump = host_dump,
		.hex = host_hex, .add = host_add, .add_u64 = host_add_u64,
		.add_bits = host_add_bits, .add_ptr = host_add_ptr,
		.set_len = host_set_len, .call = host_call,
		.call_uint = host_call_uint, .call_uint2 = host_call_uint2,
		.set_net = host_set_net, .set_ports = host_set_ports,
		.alloc = host_alloc, .flow = host_flow, .layer = host_layer,
		.add_layer = host_add_layer,
		.flow_renew = host_flow_renew, .flow_look = host_flow_look,
		.dump_always = host_dump_always, .call_str = host_call_str,
		.interface_name = host_interface_name,
		.leads = host_leads,
		.inflate = host_inflate,
		.set_flow_dissector = host_set_flow_dissector,
		.call_flow = host_call_flow, .source = host_source,
		.stream = stream_segment, .defragment = defrag_fragment,
	};
	action_host(&h->pub);
	plugin_rules_host(&h->pub);
	trigger_host(&h->pub);
	scripts_host(&h->pub);
	lookup_host(&h->pub);
	expert_host(&h->pub);
	taps_host(&h->pub);
	readers_host(&h->pub);
	plugin_dump_host(&h->pub);
	plugin_process_host(&h->pub);
	return &h->pub;
}

/* -------------------------------------------------------------- packets */

struct packet *
packet_new(struct registry *r, tp_host *host, struct flow_table *flows,
    struct names *names)
{
	struct packet *p = xcalloc(1, sizeof(*p));
	uint32_t n = registry_nfields(r);

	p->pub.host = host;
	p->registry = r;
	p->flows = flows;
	p->names = names;
	p->flow_slot = flow_dissector_slot;
	p->wanted = xcalloc(n, 1);
	p->unwanted = xcalloc(n, 1);
	p->outermost.dissector = &p->nobody;
	p->at_work = &p->own_at_work;
	p->sources[0].name = "Frame";
	p->arena = arena_new();
	p->assemblies = assemblies_new();
	p->linktypes = registry_table(r, "linktype");
	p->posts = registry_table(r, "postdissector");
	p->values = xreserve(MAX_VALUES * sizeof(tp_value));
	textbuf_grow(&p->text, 65536);
	packet_ready(p);
	return p;
}

void
packet_free(struct packet *p)
{
	xrelease(p->values, MAX_VALUES * sizeof(tp_value));
	arena_free(p->arena);
	assemblies_free(p->assemblies);
	textbuf_free(&p->text);
	free(p->wanted);
	free(p->unwanted);
	free(p);
}

void
packet_want(struct packet *p, tp_field f)
{
	p->wanted[f] = 1;
}

void
packet_want_all(struct packet *p)
{
	memset(p->wanted, 1, registry_nfields(p->registry));
}

void
packet_ready(struct packet *p)
{
	(void)registry_always_wants(p->registry, p->wanted);
	registry_reach(p->registry, p->wanted, frame_wants_protocols(p),
	    frame_wants_net(p));
	p->wants_frame = frame_is_wanted(p);
	p->root_linktype = UINT32_MAX;
}

/* Everything of the packet before goes. */
static void
packet_reset(struct packet *p, const struct frame *f, uint64_t number,
    const struct capture_if *iface)
{
	tp_pkt *k = &p->pub;

	p->nvalues = p->nlayers = p->last_layer = 0;
	memset(p->columns, 0, sizeof(p->columns));
	p->outer_type = TP_FT_NONE;
	p->ends.type = TP_FT_NONE;
	p->running = &p->outermost;
	p->ports_layer = PACKET_LAYERS;
	p->frame = f;
	p->sources[0].data = f->data;
	p->sources[0].len = f->caplen;
	p->nsources = 1;
	arena_reset(p->arena);
	k->number = number;
	k->linktype = iface->linktype;
	k->fcs_len = iface->fcs_len;
	k->ts.sec = f->sec;
	k->ts.nsec = (uint32_t)f->nsec;
	k->link_len = 0;
	k->stop = 0;
	k->flags = 0;
	k->net_type = TP_FT_NONE;
	k->net_proto = k->src_port = k->dst_port = 0;
	k->can_desegment = k->desegment_offset = k->desegment_len = 0;
}

/* Before the dissectors, some of which ask for them. */
static inline void
frame_head(struct packet *p)
{
	if (p->wants_frame)
		frame_add_head(p);
}

static void
text_bad_lengths(tp_tvb *t, const struct frame *f)
{
	host_puts(t, "[Invalid header: ", 17);
	if (f->len != 0 && f->caplen != 0)
		host_text(t, "len(%u) < caplen(%u)", f->len, f->caplen);
	else
		host_text(t, "%s%s%s", f->caplen == 0 ? "caplen==0" : "",
		    f->caplen == 0 && f->len == 0 ? ", " : "",
		    f->len == 0 ? "len==0" : "");
	host_puts(t, "]", 1);
}

/* Starts with so much of the frame. */
static inline tp_tvb
frame_window(struct packet *p, const struct frame *f, uint32_t caplen,
    uint32_t len, uint32_t want)
{
	p->want = want;
	p->pub.caplen = caplen;
	p->pub.len = len;
	return (tp_tvb){ .data = f->data, .wanted = p->unwanted,
	    .pkt = &p->pub, .name = "", .caplen = caplen, .len = len,
	    .want = want };
}

/* Who alone takes frames of that link type is where all start. */
static void
find_root(struct packet *p, uint32_t linktype)
{
	const struct candidate *c = table_find(p->linktypes, linktype);

	if (c != NULL && (c->dissector->disabled ||
	    candidate_next(c, linktype) != NULL))
		c = NULL;
	p->root_linktype = linktype;
	prefilter_start(&p->prefilter, c != NULL ? c->dissector : NULL);
}

static __attribute__((noinline)) bool
goes_on(struct packet *p, const struct frame *f,
    const struct prefilter_way *way)
{
	tp_tvb t = frame_window(p, f, f->caplen, f->len, p->want);

	return p->pub.fcs_len <= 0 && passage_take(p, way, &t);
}

/*
 * Where fields alone are wanted that few packets have, most are done with by
 * a look at their first octets, and of the others headers are gone through
 * without a call.  false: the packet is to be dissected.
 */
static inline bool
is_done(struct packet *p, const struct frame *f)
{
	const tp_dissector *root = p->prefilter.root;
	const struct prefilter_way *way;

	p->nobody.is_passage = root != NULL && root->is_passage &&
	    p->want == TP_WANT_FIELDS && !leads_elsewhere(p);
	if (!p->nobody.is_passage)
		return false;
	way = prefilter_way(&p->prefilter, f->data, f->caplen);
	if (way == NULL)
		return prefilter_is_dead_end(root, f->data, f->caplen);
	return prefilter_is_dead(way->end, way->last, f->data + way->off,
	    f->caplen - way->off) || (way->is_passage && goes_on(p, f, way));
}

/* Not inline: most frames of packet_dissect() do not come here. */
static __attribute__((noinline)) void
dissect(struct packet *p, const struct frame *f, uint32_t caplen,
    uint32_t len, uint32_t want)
{
	tp_tvb t = frame_window(p, f, caplen, len, want);

	if ((want & TP_WANT_TEXT) && frame_is_nonsense(f)) {
		text_bad_lengths(&t, f);
		return;
	}
	if (host_call_uint(p->linktypes, p->pub.linktype, &t, NULL) !=
	    TP_REJECT)
		return;
	host_puts(&t, "UNSUPPORTED", 11);
	host_hex(&t, "\n\t", t.data, t.caplen);
}

/* Text and fields of a frame that is not the same for both. */
static __attribute__((noinline)) void
dissect_apart(struct packet *p, const struct frame *f, uint64_t number,
    const struct capture_if *iface, uint32_t want)
{
	uint32_t stored = f->caplen + f->excess, link_len;

	if (want & TP_WANT_TEXT)
		dissect(p, f, f->caplen, f->len, TP_WANT_TEXT);
	if ((want & TP_WANT_FIELDS) == 0)
		return;
	link_len = p->pub.link_len;
	packet_reset(p, f, number, iface);
	frame_head(p);
	dissect(p, f, stored, f->len > stored ? f->len : stored,
	    TP_WANT_FIELDS);
	p->pub.link_len = link_len;	/* the text's: -x goes by it */
}

static __attribute__((noinline)) void
dissect_frame(struct packet *p, const struct frame *f)
{
	if (!is_done(p, f))
		dissect(p, f, f->caplen, f->len, p->want);
}

/* What few frames need before.  It is the last thing that is done, so that
 * packet_dissect() has nothing to save and restore. */
static __attribute__((noinline)) void
dissect_unusual(struct packet *p, const struct frame *f, uint64_t number,
    const struct capture_if *iface)
{
	uint32_t want = p->want;

	assemblies_next(p->assemblies);
	if (registry_is_dirty(p->registry))
		packet_ready(p);
	if (p->root_linktype != iface->linktype)
		find_root(p, iface->linktype);
	if (f->excess != 0 || frame_is_nonsense(f)) {
		dissect_apart(p, f, number, iface, want);
		return;
	}
	if (want & TP_WANT_FIELDS)
		frame_head(p);
	dissect_frame(p, f);
}

void
packet_dissect(struct packet *p, const struct frame *f, uint64_t number,
    const struct capture_if *iface, uint32_t want)
{
	packet_reset(p, f, number, iface);
	p->want = want;
	if (p->wants_frame || f->excess != 0 || frame_is_nonsense(f) ||
	    registry_is_dirty(p->registry) || assemblies_wait(p->assemblies) ||
	    p->root_linktype != iface->linktype)
		dissect_unusual(p, f, number, iface);
	else
		dissect_frame(p, f);
}
