/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Helpers that make a dissector short.  They are compiled into the plugin
 * and stand on <tapir/plugin.h> alone; none is part of the ABI.
 *
 * A protocol is one file with a const tp_protocol and TP_REGISTER().  Fields
 * are named by their index in the protocol's own table: an enum F_... beside
 * an array of tp_field_desc.
 */
#ifndef TAPIR_DISSECT_H
#define TAPIR_DISSECT_H

#include <tapir/plugin.h>

#include <stdlib.h>
#include <string.h>

/* -------------------------------------------------- declaring a protocol */

#define TP_MAX_TABLES 8
#define TP_MAX_PREFS 8
#define TP_MAX_LAYERS 2

/* Keys lo to hi of a table lead here; hi 0 means lo alone. */
typedef struct tp_key {
	const char *table;	/* NULL ends the list */
	uint64_t lo, hi;
	int32_t rank;		/* lower goes first where a packet offers
				 * several keys */
} tp_key;

/* A key that is no number. */
typedef struct tp_word {
	const char *table;	/* NULL ends the list */
	const char *word;
} tp_word;

/* What HTTP and others say that their body is (RFC 9110 8.3.1), in small
 * letters and without parameters. */
#define TP_MEDIA(type) { "media_type", (type) }

typedef struct tp_protocol {
	const char *name;	/* Wireshark's: "dns" */
	const char *long_name;	/* "Domain Name System" */
	const char *text_name;	/* tcpdump's " [|domain]"; NULL: name */
	const char *dissector;	/* unique; NULL: name.  A protocol may have
				 * several: "dns" and "dns.tcp" */
	const char *fields_of;	/* protocol whose fields this one adds, if
				 * not its own: "dns" for mdns */
	const tp_field_desc *fields;
	uint32_t nfields;
	uint32_t flags;		/* TP_DISSECTOR_* */
	const tp_pref_desc *prefs;
	uint32_t nprefs;
	uint32_t flow_bytes;	/* of state that each flow gets; 0: none */
	uint32_t rare_bytes;	/* of more, that few flows need; 0: none */
	uint32_t slot_flags;	/* TP_SLOT_*, of both */
	uint32_t shared_bytes;	/* of one state for all flows */
	const char *tables[TP_MAX_TABLES + 1];	/* that it may call, in the
						 * order of self->tables */
	uint32_t firsts;	/* of those, what is never tried because
				 * another rejected: 1u << index, or'ed */
	const tp_hop *hop;	/* or NULL; its size may be 0 */
	const tp_shape *shape;	/* the same */
	const char *layers[TP_MAX_LAYERS + 1];	/* for host->add_layer(), in
						 * the order of self->layers */
	const tp_key *keys;	/* where it hangs; ends with { NULL } */
	tp_rc (*dissect)(void *self, tp_tvb *t, const void *arg);
	const tp_word *words;	/* and where by words; ends with { NULL }; or
				 * NULL */
} tp_protocol;

/* What self points to in dissect(). */
typedef struct tp_self {
	const tp_host *host;
	const tp_protocol *protocol;
	tp_table *tables[TP_MAX_TABLES];
	const char *prefs[TP_MAX_PREFS];	/* in the order of prefs */
	tp_field layers[TP_MAX_LAYERS];
	tp_slot slot, rare;			/* for host->flow() */
	void *shared;				/* 16-aligned; at first zeroed */
} tp_self;

#define TP_COUNT(a) ((uint32_t)(sizeof(a) / sizeof((a)[0])))

/* Puts a protocol on the list of the plugin that it is linked into. */
#define TP_REGISTER(protocol)						\
	static const tp_protocol *const protocol##_entry		\
	    __attribute__((section("tp_protocols"), used)) = &protocol

/* "true" and "1" are read as such by the host. */
static inline int
tp_pref_on(const void *self, uint32_t i)
{
	const char *s = ((const tp_self *)self)->prefs[i];

	return s != NULL && s[0] == '1';
}

/* ------------------------------------------------------------------ text */

#define tp_text(t, ...) ((t)->pkt->host->text((t), __VA_ARGS__))

/* Would text be kept?  To skip work that only makes text. */
static inline int
tp_texting(const tp_tvb *t)
{
	return (t->want & TP_WANT_TEXT) != 0 && !t->err && !t->pkt->stop;
}

/* A constant string. */
static inline void
tp_puts(tp_tvb *t, const char *s)
{
	if (t->want & TP_WANT_TEXT)
		t->pkt->host->puts(t, s, (uint32_t)strlen(s));
}

static inline void
tp_addr(tp_tvb *t, uint32_t ft, const uint8_t *p)
{
	if (p != NULL && t->want & TP_WANT_TEXT)
		t->pkt->host->addr(t, ft, p);
}

static inline void
tp_safe(tp_tvb *t, const uint8_t *s, uint32_t n)
{
	if (s != NULL && t->want & TP_WANT_TEXT)
		t->pkt->host->safe(t, s, n);
}

/* The same window with text switched off. */
static inline tp_tvb
tp_mute(const tp_tvb *t)
{
	tp_tvb s = *t;

	s.want &= ~(uint32_t)TP_WANT_TEXT;
	return s;
}

/*
 * TP_TRUNCATED becomes TP_CUT, where tcpdump's printer returns to its caller from a cut, instead of giving
 * the packet up: what comes after it goes on, and -x leaves the link header
 * out.  after: what the text has after the mark.
 */
static inline void
tp_cut(tp_tvb *t, const char *after)
{
	if (t->err != TP_TRUNCATED)
		return;
	t->err = TP_OK;
	tp_text(t, " [|%s]%s", t->name, after);
	t->err = TP_CUT;
}

static inline tp_rc
tp_done_cut(tp_tvb *t)
{
	tp_cut(t, "");
	return tp_done(t);
}

/* The string of a value, or NULL. */
static inline const char *
tp_string(const tp_value_string *vs, uint64_t v)
{
	for (; vs->string != NULL; vs++)
		if (vs->value == v)
			return vs->string;
	return NULL;
}

/* The string of a value, or "Unknown"-like text of one %u (or %x) format. */
#define tp_text_string(t, vs, v, fmt) do {				\
	const char *tp_str_ = tp_string((vs), (v));			\
	if (tp_str_ != NULL)						\
		tp_puts((t), tp_str_);					\
	else								\
		tp_text((t), fmt, (v));					\
} while (0)

/*
 * The strings of all bits of v that the table names, in its order, with sep
 * between them; none if there is none.
 */
static inline void
tp_text_flags(tp_tvb *t, const tp_value_string *vs, uint64_t v,
    const char *sep, const char *none)
{
	int first = 1;

	for (; vs->string != NULL; vs++) {
		if (vs->value == 0 || (v & vs->value) != vs->value)
			continue;
		if (!first)
			tp_puts(t, sep);
		tp_puts(t, vs->string);
		first = 0;
	}
	if (first)
		tp_puts(t, none);
}

/* ------------------------------------- fields: record, or read and record */

/* Is field f of this protocol wanted?  To skip work that only makes it. */
static inline int
tp_wants(const tp_tvb *t, tp_field f)
{
	return t->wanted[f];
}

/* Is any of these fields? */
static inline int
tp_wants_any(const tp_tvb *t, tp_field first, tp_field last)
{
	return memchr(t->wanted + first, 1, last - first + 1u) != NULL;
}

/* May any of them be? */
static inline int
tp_wants_own(const tp_tvb *t)
{
	return (t->want & (TP_WANT_FIELDS | TP_WANT_ONLY_CALLS)) ==
	    TP_WANT_FIELDS;
}

static inline tp_item
tp_add(tp_tvb *t, tp_field f, uint32_t off, uint32_t len, uint64_t v)
{
	if (!t->wanted[f])
		return 0;
	return t->pkt->host->add_u64(t, f, off, len, v);
}

/* The part of word that the field's bitmask selects. */
static inline void
tp_add_bits(tp_tvb *t, tp_field f, uint32_t off, uint32_t len, uint64_t word)
{
	if (t->wanted[f])
		(void)t->pkt->host->add_bits(t, f, off, len, word);
}

static inline tp_item
tp_add_ptr(tp_tvb *t, tp_field f, uint32_t off, uint32_t len, const void *p,
    uint32_t n)
{
	if (!t->wanted[f] || p == NULL)
		return 0;
	return t->pkt->host->add_ptr(t, f, off, len, p, n);
}

static inline tp_item
tp_add_time(tp_tvb *t, tp_field f, uint32_t off, uint32_t len, int64_t sec,
    uint32_t nsec)
{
	tp_value v = { 0 };

	if (!t->wanted[f])
		return 0;
	v.v.t.sec = sec;
	v.v.t.nsec = nsec;
	return t->pkt->host->add(t, f, off, len, &v);
}

/* The time from one time stamp to another, which may be negative. */
static inline tp_time
tp_time_since(const tp_time *from, const tp_time *to)
{
	tp_time d = { to->sec - from->sec, to->nsec - from->nsec, 0 };

	if (to->nsec < from->nsec) {
		d.sec--;
		d.nsec += 1000000000;
	}
	return d;
}

/* A boolean or number that stands nowhere: computed, as Wireshark's [...]. */
static inline tp_item
tp_add_generated(tp_tvb *t, tp_field f, uint32_t off, uint32_t len,
    uint64_t n)
{
	tp_value v = { 0 };

	if (!t->wanted[f])
		return 0;
	v.flags = TP_VALUE_GENERATED;
	v.v.u = n;
	return t->pkt->host->add(t, f, off, len, &v);
}

/* How long ago that was: computed, too. */
static inline tp_item
tp_add_elapsed(tp_tvb *t, tp_field f, uint32_t off, uint32_t len,
    const tp_time *then)
{
	tp_value v = { 0 };

	if (!t->wanted[f])
		return 0;
	v.flags = TP_VALUE_GENERATED;
	v.v.t = tp_time_since(then, &t->pkt->ts);
	return t->pkt->host->add(t, f, off, len, &v);
}

/*
 * A group: what is added until tp_close() belongs to it.  Returns the group
 * that was open, for tp_close().  v is its value (a word of flags, say).
 */
static inline tp_item
tp_open(tp_tvb *t, tp_field f, uint32_t off, uint32_t len, uint64_t v)
{
	tp_item outer = t->group, i = tp_add(t, f, off, len, v);

	if (i != 0)
		t->group = i;
	return outer;
}

static inline void
tp_close(tp_tvb *t, tp_item outer)
{
	t->group = outer;
}

static inline uint32_t
tp_u8(tp_tvb *t)
{
	const uint8_t *p = tp_take(t, 1);

	return p != NULL ? *p : 0;
}

#define TP_READER(name, type, n, load)					\
static inline type							\
tp_##name(tp_tvb *t)							\
{									\
	const uint8_t *p = tp_take(t, n);				\
									\
	return p != NULL ? load(p) : 0;					\
}									\
/* At the cursor, recorded as field f. */				\
static inline type							\
tp_f_##name(tp_tvb *t, tp_field f)					\
{									\
	uint32_t off = t->off;						\
	const uint8_t *p = tp_take(t, n);				\
									\
	if (p == NULL)							\
		return 0;						\
	(void)tp_add(t, f, off, n, load(p));				\
	return load(p);							\
}									\
/* At offset off; the cursor stays. */					\
static inline type							\
tp_peek_##name(tp_tvb *t, uint32_t off)					\
{									\
	const uint8_t *p = tp_peek(t, off, n);				\
									\
	return p != NULL ? load(p) : 0;					\
}

TP_READER(be16, uint32_t, 2, tp_ld16)
TP_READER(be24, uint32_t, 3, tp_ld24)
TP_READER(be32, uint32_t, 4, tp_ld32)
TP_READER(be64, uint64_t, 8, tp_ld64)
TP_READER(le16, uint32_t, 2, tp_ld16le)
TP_READER(le32, uint32_t, 4, tp_ld32le)
TP_READER(le64, uint64_t, 8, tp_ld64le)
#undef TP_READER

static inline uint32_t
tp_f_u8(tp_tvb *t, tp_field f)
{
	uint32_t off = t->off;
	const uint8_t *p = tp_take(t, 1);

	if (p == NULL)
		return 0;
	(void)tp_add(t, f, off, 1, *p);
	return *p;
}

static inline uint32_t
tp_peek_u8(tp_tvb *t, uint32_t off)
{
	const uint8_t *p = tp_peek(t, off, 1);

	return p != NULL ? *p : 0;
}

/* n octets at the cursor, recorded as field f: bytes, string or address. */
static inline const uint8_t *
tp_f_bytes(tp_tvb *t, tp_field f, uint32_t n)
{
	uint32_t off = t->off;
	const uint8_t *p = tp_take(t, n);

	if (p != NULL)
		(void)tp_add_ptr(t, f, off, n, p, n);
	return p;
}

/* Fields at offset off, wherever the cursor is: added if they are there. */
static inline void
tp_at_u8(tp_tvb *t, tp_field f, uint32_t off)
{
	if (tp_has(t, off, 1))
		(void)tp_add(t, f, off, 1, t->data[off]);
}

static inline void
tp_at_be16(tp_tvb *t, tp_field f, uint32_t off)
{
	if (tp_has(t, off, 2))
		(void)tp_add(t, f, off, 2, tp_ld16(t->data + off));
}

static inline void
tp_at_be32(tp_tvb *t, tp_field f, uint32_t off)
{
	if (tp_has(t, off, 4))
		(void)tp_add(t, f, off, 4, tp_ld32(t->data + off));
}

/* n octets, if there are some. */
static inline void
tp_at_bytes(tp_tvb *t, tp_field f, uint32_t off, uint32_t n)
{
	if (n != 0 && tp_has(t, off, n))
		(void)tp_add_ptr(t, f, off, n, t->data + off, n);
}

/* ------------------------------------------------------- units of a stream */

/*
 * Units that say in their first octets how long they are, one after the other
 * from the cursor on.  header: how many octets length() needs to say it, for
 * the unit at the cursor, header included; 0: this is none, and ends it all.
 * unit() gets each, in a window that ends with it.  What is not there yet is
 * asked for, see tp_pkt; where that cannot be, unit() gets what there is.
 */
static inline tp_rc
tp_dissect_pdus(tp_tvb *t, uint32_t header,
    uint32_t (*length)(void *ctx, const tp_tvb *t),
    void (*unit)(void *ctx, tp_tvb *t), void *ctx)
{
	uint32_t start = t->off, more = 0;

	while (more == 0 && tp_more(t) && tp_left(t) != 0) {
		uint32_t there = tp_unread(t), n = there;
		tp_tvb one;

		if (tp_left(t) >= header) {
			n = length(ctx, t);
			if (n < header || n == 0)
				break;
			if (n > there)
				more = n - there;
		} else if (there < header)
			more = TP_DESEGMENT_ONE_MORE_SEGMENT;
		if (more != 0 && t->pkt->can_desegment)
			break;
		one = tp_sub(t, n);
		unit(ctx, &one);
		more = 0;
	}
	t->pkt->desegment_len = more;
	t->pkt->desegment_offset = more != 0 ? t->off : 0;
	return more != 0 && t->off == start ? TP_REJECT : tp_done(t);
}

/*
 * Asks for more octets of the unit that begins at off, where they may come: as
 * desegment_len has it, 0: there is no need to.  Returns whether it did.
 */
static inline int
tp_ask_more(const tp_tvb *t, uint32_t off, uint32_t more)
{
	if (more == 0 || !t->pkt->can_desegment)
		return 0;
	t->pkt->desegment_offset = off;
	t->pkt->desegment_len = more;
	return 1;
}

/* ------------------------------------------------------- what nobody knows */

/*
 * Octets that no dissector takes become fields of the protocol "data", if any
 * are left.  data: the table of that name.
 */
static inline void
tp_data(tp_table *data, tp_tvb *t)
{
	if ((t->want & TP_WANT_FIELDS) && t->len != 0)
		(void)t->pkt->host->call_uint(data, 0, t, NULL);
}

/* ------------------------------------------------- arguments of some tables */

/* What IPv4 and IPv6 hand to those that they call by table "ip.proto". */
typedef struct tp_ip_arg {
	uint32_t size, version;		/* of this struct; 4 or 6 */
	uint32_t ttl;			/* or hop limit */
	uint32_t fragment;		/* this is the first part of several;
					 * 2: of one, which tcpdump takes for
					 * the same */
	uint32_t header;		/* octets before this one, options or
					 * extension headers included */
	uint32_t chained;		/* reached through other headers
					 * (extension headers, AH): the text
					 * has the addresses already */
	uint32_t route;			/* to add to tp_pseudo_sum(): a source
					 * route's end instead of the
					 * destination of the header */
} tp_ip_arg;

/*
 * What TCP hands to those that it calls by tables "tcp.port" and "tcp.any".
 * Who rejects a payload that nobody else should take either sets *claimed.
 */
typedef struct tp_tcp_arg {
	uint32_t size;
	uint32_t any;			/* it is table "tcp.any": not by port */
	uint32_t *claimed;
	uint32_t flags;			/* of the segment, RFC 9293 3.1 */
	uint32_t reserved;
} tp_tcp_arg;

#define TP_TCP_FIN 0x01u

#define TP_FCS_MAYBE UINT32_MAX

/*
 * What link layers hand to those that they call by tables "ethertype",
 * "llc.dsap" and "llc.snap".  Others (GRE, say) call "ethertype" with NULL:
 * what makes no sense without a frame rejects that.
 */
typedef struct tp_link_arg {
	uint32_t size;			/* of this struct */
	uint32_t length;		/* of the whole frame */
	uint32_t offset;		/* in it, of what is called */
	uint32_t fcs;			/* octets of check sequence at its end;
					 * TP_FCS_MAYBE: nobody says */
	uint32_t cooked;		/* Linux made the header up */
	uint32_t reserved;
	const void *own;		/* of who made this, for text() */
	const uint8_t *dst, *src;	/* MAC addresses, or NULL */
	/* Prints the header that -e shows, for what nobody takes, if it is
	 * not there already; type: the innermost EtherType.  NULL: none. */
	void (*text)(tp_tvb *, const struct tp_link_arg *, uint32_t type);
} tp_link_arg;

/* What GRE hands to those that it calls by table "gre.proto". */
typedef struct tp_gre_arg {
	uint32_t size;			/* of this struct */
	uint32_t flags;			/* first two octets of the header */
	uint32_t proto;			/* the key: next two */
} tp_gre_arg;

/* ------------------------------------------------------------- check sums */

/* One's complement sum (RFC 1071) of n octets, added to sum. */
static inline uint32_t
tp_sum16(const uint8_t *p, uint32_t n, uint32_t sum)
{
	uint64_t s = sum;

	for (; n >= 4; n -= 4, p += 4)
		s += tp_ld32(p);
	if (n >= 2) {
		s += (uint64_t)tp_ld16(p) << 16;
		p += 2;
		n -= 2;
		if (n)
			s += (uint64_t)p[0] << 8;
	} else if (n)
		s += (uint64_t)p[0] << 24;
	while (s >> 16)
		s = (s & 0xffff) + (s >> 16);
	return (uint32_t)s;
}

/* 0 if data that holds its own check sum is right. */
static inline uint32_t
tp_cksum(const uint8_t *p, uint32_t n, uint32_t sum)
{
	return ~tp_sum16(p, n, sum) & 0xffff;
}

/* What should stand where sum does in data whose tp_cksum() is wrong. */
static inline uint32_t
tp_cksum_right(uint32_t sum, uint32_t wrong)
{
	sum += wrong;
	return (sum & 0xffff) + (sum >> 16);
}

/*
 * Sum of the pseudo header (RFC 9293 3.1, RFC 8200 8.1) of the innermost
 * network layer.  Without one: 0.
 */
static inline uint32_t
tp_pseudo_sum(const tp_pkt *pkt, uint32_t proto, uint32_t len)
{
	uint32_t n = pkt->net_type == TP_FT_IPV4 ? 4 : 16;
	uint8_t b[8] = { (uint8_t)(len >> 24), (uint8_t)(len >> 16),
	    (uint8_t)(len >> 8), (uint8_t)len, 0, 0, 0, (uint8_t)proto };

	if (pkt->net_type == TP_FT_NONE)
		return 0;
	if (n == 4)	/* where the length has 16 bits */
		b[0] = b[1] = 0;
	return tp_sum16(b, 8, tp_sum16(pkt->net_src, n,
	    tp_sum16(pkt->net_dst, n, 0)));
}

/* ------------------------------------------------ the plugin of protocols */

static inline tp_rc
tp_protocol_failed(tp_error *e, const tp_protocol *p, const char *what)
{
	size_t n = 0;
	const char *s[] = { p->name, ": ", what };

	for (uint32_t i = 0; i < 3; i++)
		for (const char *c = s[i]; *c && n + 1 < sizeof(e->msg); c++)
			e->msg[n++] = *c;
	e->msg[n] = '\0';
	return TP_ERROR;
}

/* Registers one protocol; *self becomes what its dissect() is handed. */
static inline tp_rc
tp_protocol_init(const tp_host *h, const tp_protocol *p, tp_self *self,
    tp_error *e)
{
	tp_dissector_desc d = { .size = sizeof(d), .flags = p->flags,
	    .name = p->dissector ? p->dissector : p->name,
	    .text_name = p->text_name ? p->text_name : p->name,
	    .calls = p->tables, .dissect = p->dissect,
	    .firsts = p->firsts };
	tp_hop hop;
	tp_shape shape;
	tp_dissector *handle;

	self->host = h;
	self->protocol = p;
	d.proto = h->proto(h, p->name, p->long_name);
	if (p->fields_of != NULL)
		d.fields_of = h->proto(h, p->fields_of, NULL);
	if (p->nfields != 0 && !h->fields(h, d.proto, p->fields, p->nfields,
	    (uint32_t)sizeof(p->fields[0])))
		return tp_protocol_failed(e, p, "its fields are refused");
	if (p->nprefs != 0 && h->prefs(h, d.proto, p->prefs, p->nprefs,
	    (uint32_t)sizeof(p->prefs[0])) < 0)
		return tp_protocol_failed(e, p, "its preferences are refused");
	for (uint32_t i = 0; i < p->nprefs && i < TP_MAX_PREFS; i++)
		self->prefs[i] = h->pref(h, d.proto, p->prefs[i].name);
	for (uint32_t i = 0; p->tables[i] != NULL; i++)
		self->tables[i] = h->table(h, p->tables[i]);
	for (uint32_t i = 0; p->layers[i] != NULL; i++)
		self->layers[i] = h->proto(h, p->layers[i], NULL);
	if (p->flow_bytes != 0) {
		tp_slot_desc s = { .size = sizeof(s), .bytes = p->flow_bytes,
		    .flags = p->slot_flags };
		self->slot = h->slot(h, &s);
	}
	if (p->rare_bytes != 0) {
		tp_slot_desc s = { .size = sizeof(s), .bytes = p->rare_bytes,
		    .flags = p->slot_flags };
		self->rare = h->slot(h, &s);
	}
	if (p->hop != NULL) {
		hop = *p->hop;
		hop.size = (uint32_t)sizeof(hop);
		d.hop = &hop;
	}
	if (p->shape != NULL) {
		shape = *p->shape;
		shape.size = (uint32_t)sizeof(shape);
		d.shape = &shape;
	}
	handle = h->dissector(h, &d, self);
	if (handle == NULL)
		return tp_protocol_failed(e, p, "its dissector is refused");
	for (const tp_key *k = p->keys; k != NULL && k->table != NULL; k++)
		if (h->add_uint(h, k->table, k->lo, k->hi ? k->hi : k->lo,
		    k->rank, handle) < 0)
			return tp_protocol_failed(e, p, "a key is refused");
	for (const tp_word *w = p->words; w != NULL && w->table != NULL; w++)
		if (h->add_str(h, w->table, w->word, 0, handle) < 0)
			return tp_protocol_failed(e, p, "a key is refused");
	return TP_OK;
}

/* The list that TP_REGISTER() makes: the linker gives its two ends.  Weak: a
 * plugin may have no protocol. */
extern const tp_protocol *const __start_tp_protocols[]
    __attribute__((weak, visibility("hidden")));
extern const tp_protocol *const __stop_tp_protocols[]
    __attribute__((weak, visibility("hidden")));

static inline size_t
tp_shared_size(const tp_protocol *p)
{
	return (p->shared_bytes + (size_t)15) & ~(size_t)15;
}

static inline tp_rc
tp_protocols_init(const tp_host *host, void **self, tp_error *e)
{
	size_t n = (size_t)(__stop_tp_protocols - __start_tp_protocols);
	size_t shared = (n * sizeof(tp_self) + 15) & ~(size_t)15, end = shared;
	tp_self *all;
	tp_rc rc = TP_OK;

	for (size_t i = 0; i < n; i++)
		end += tp_shared_size(__start_tp_protocols[i]);
	all = (tp_self *)calloc(1, end);

	if (all == NULL) {
		memcpy(e->msg, "out of memory", sizeof("out of memory"));
		return TP_ERROR;
	}
	for (size_t i = 0; i < n && rc >= 0; i++) {
		all[i].shared = (unsigned char *)all + shared;
		shared += tp_shared_size(__start_tp_protocols[i]);
		rc = tp_protocol_init(host, __start_tp_protocols[i], &all[i],
		    e);
	}
	*self = all;
	if (rc < 0)
		free(all);
	return rc;
}

static inline void
tp_protocols_destroy(void *self)
{
	free(self);
}

/* The plugin of all protocols that are linked together; once, in any of
 * their files.  All four are strings; name is unique among plugins. */
#define TP_PLUGIN(plugin_name, plugin_version, plugin_license, what)	\
	const tp_plugin_desc tp_plugin = {				\
		TP_PLUGIN_HEAD, (plugin_name), (plugin_version),	\
		(plugin_license), (what), tp_protocols_init,		\
		tp_protocols_destroy					\
	}

#endif
