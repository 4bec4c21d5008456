/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The C plugin ABI of tapir.
 *
 * A plugin is a shared object that exports one symbol, tp_plugin, and gets
 * everything else from the host table that its init() is handed.
 * <tapir/dissect.h> holds the inline helpers that make a dissector short; it
 * is compiled into the plugin and is not part of this promise.
 *
 * RULES
 *  R1 A plugin exports ONE symbol, tp_plugin, and imports NONE from the
 *     program.
 *  R2 Within one abi_major an old plugin loads in a newer host, and a plugin
 *     of a newer abi_minor loads in an older host: it tests TP_HAS(host, fn)
 *     before it uses what its minor added.  While abi_major is 0 the minor
 *     must match exactly.
 *  R3 Structs are of three kinds:
 *     [frozen]  layout fixed for abi_major (inline code compiled into plugins
 *               reads them);
 *     [append]  allocated by the host: members are only appended, never
 *               moved, retyped or reused;
 *     [sized]   allocated by the plugin: starts with its size (arrays pass
 *               their element size); the host copies min(that, its own) and
 *               zeroes the rest.
 *  R4 At the boundary no C enum, bool, bit-field, long, time_t, FILE, va_list
 *     or struct by value.
 *  R5 Nobody longjmps, throws or unwinds across the boundary; errors are
 *     return codes < 0.
 *  R6 Memory is freed by the side that allocated it.  A pointer given to a
 *     callback lives until the callback returns unless said otherwise; what
 *     belongs to a packet (its octets, values, alloc()) until the packet
 *     ends, and never moves; descriptors and their strings until destroy().
 *  R7 Inline functions touch [frozen] members only and are never the only
 *     way to do a thing.
 *
 * THREADS: [init] only inside init(); [packet] only inside a callback that
 * was handed a tp_tvb; [rule] only inside an action's parse(), [event] only
 * inside its fire(); [any] any thread.  A tp_host is made per instance, ids
 * are the same in all of them.  An instance is never entered twice at once.
 */
#ifndef TAPIR_PLUGIN_H
#define TAPIR_PLUGIN_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define TP_ABI_MAGIC 0x54505231u	/* "TPR1" */
#define TP_ABI_MAJOR 0u
#define TP_ABI_MINOR 37u


#if defined(__GNUC__)
#define TP_EXPORT __attribute__((visibility("default")))
#define TP_PRINTF(f, a) __attribute__((format(printf, f, a)))
#define TP_LIKELY(x) __builtin_expect(!!(x), 1)
#else
#define TP_EXPORT
#define TP_PRINTF(f, a)
#define TP_LIKELY(x) (x)
#endif

typedef struct tp_host tp_host;
typedef struct tp_pkt tp_pkt;
typedef struct tp_dissector tp_dissector;	/* opaque handles of the host */
typedef struct tp_table tp_table;
typedef struct tp_rule tp_rule;
typedef struct tp_template tp_template;
typedef struct tp_dump tp_dump;
typedef uint32_t tp_field;	/* id of a field; 0 = none; a protocol is one */
typedef uint32_t tp_slot;	/* id of per-flow state; 0 = none */
typedef uint32_t tp_item;	/* a value of this packet: index + 1; 0 = none */
typedef int32_t tp_rc;		/* >= 0 success; a dissector: octets it took */

enum {
	TP_OK = 0,
	TP_REJECT = -1,		/* not this protocol: undone as if never
				 * called, the next candidate is tried */
	TP_TRUNCATED = -2,	/* read past the window: " [|name]" */
	TP_MALFORMED = -3,	/* violates the protocol: " (invalid)" */
	TP_ERROR = -5,		/* the plugin itself failed; logged, counted */
	TP_CUT = 1		/* in a window: cut, and the text says so; it
				 * ends the dissector's text, not the packet's:
				 * tp_done() is no error */
};

/* ---------------------------------------------------------- packet bytes */

enum {					/* tp_tvb.want */
	TP_WANT_TEXT = 1,
	TP_WANT_FIELDS = 2,
	TP_WANT_ONLY_CALLS = 4		/* of the fields those that others add
					 * whom it calls: none of its own, no
					 * text, and nobody asks what it
					 * returns */
};

/*
 * A window on packet octets (Wireshark's tvb) with a read cursor.  A read
 * past caplen yields 0 or NULL; from then on every read fails, and text,
 * field and call functions on this window do nothing.  So a dissector prints
 * as it parses and ends with "return tp_done(t);".
 *
 * caplen bounds reads; len is what a header declared.  Each may exceed the
 * other: tcpdump's printers often read on to the end of the capture, whatever
 * the length field above them says.
 */
typedef struct tp_tvb {		/* [frozen] */
	const uint8_t *data;	/* first octet of this protocol data unit */
	const uint8_t *wanted;	/* wanted[i]: field i of this protocol is */
	tp_pkt *pkt;
	const char *name;	/* for " [|name]"; a dissector may change it */
	uint32_t caplen;	/* octets that may be read; 0 after an error */
	uint32_t len;		/* declared length */
	uint32_t off;		/* cursor, off <= caplen */
	int32_t err;		/* 0, TP_TRUNCATED, TP_MALFORMED or TP_CUT */
	uint32_t base;		/* offset of data[0] in its data source */
	uint32_t src;		/* 0 the frame, else as source() counts */
	uint32_t want;		/* TP_WANT_*: tp_mute() clears the first */
	tp_field fields;	/* id of this protocol's field 0 */
	tp_item group;		/* what is added now belongs to this item */
	uint32_t reserved;
} tp_tvb;

static inline const uint8_t *
tp_fail(tp_tvb *t, int32_t err)
{
	if (!t->err)
		t->err = err;
	/* so that the one compare in tp_take() catches old errors too */
	t->caplen = t->off = 0;
	return NULL;
}

/* The two ways to octets: n at the cursor, or n at offset o; NULL if cut. */
static inline const uint8_t *
tp_take(tp_tvb *t, uint32_t n)
{
	const uint8_t *p = t->data + t->off;

	if (!TP_LIKELY(n <= t->caplen - t->off))
		return tp_fail(t, TP_TRUNCATED);
	t->off += n;
	return p;
}

/* Asks, does not fail. */
static inline int
tp_has(const tp_tvb *t, uint32_t o, uint32_t n)
{
	return (uint64_t)o + n <= t->caplen;
}

static inline const uint8_t *
tp_peek(tp_tvb *t, uint32_t o, uint32_t n)
{
	if (!TP_LIKELY(tp_has(t, o, n)))
		return tp_fail(t, TP_TRUNCATED);
	return t->data + o;
}

static inline uint32_t
tp_ld16(const uint8_t *p)
{
	return (uint32_t)p[0] << 8 | p[1];
}

static inline uint32_t
tp_ld24(const uint8_t *p)
{
	return tp_ld16(p) << 8 | p[2];
}

static inline uint32_t
tp_ld32(const uint8_t *p)
{
	return tp_ld16(p) << 16 | tp_ld16(p + 2);
}

static inline uint64_t
tp_ld64(const uint8_t *p)
{
	return (uint64_t)tp_ld32(p) << 32 | tp_ld32(p + 4);
}

static inline uint32_t
tp_ld16le(const uint8_t *p)
{
	return (uint32_t)p[1] << 8 | p[0];
}

static inline uint32_t
tp_ld32le(const uint8_t *p)
{
	return tp_ld16le(p + 2) << 16 | tp_ld16le(p);
}

static inline uint64_t
tp_ld64le(const uint8_t *p)
{
	return (uint64_t)tp_ld32le(p + 4) << 32 | tp_ld32le(p);
}

/*
 * Loops: over a count "i < n && !t->err"; to the end of the unit
 * "tp_more(t)", by the declared length, so that a cut snapshot ends in
 * TP_TRUNCATED instead of looking complete.
 */
static inline int
tp_more(const tp_tvb *t)
{
	return !t->err && t->off < t->len;
}

/* Captured octets after the cursor. */
static inline uint32_t
tp_left(const tp_tvb *t)
{
	return t->caplen - t->off;
}

/* Declared octets after the cursor. */
static inline uint32_t
tp_unread(const tp_tvb *t)
{
	return t->off < t->len ? t->len - t->off : 0;
}

static inline tp_rc
tp_malformed(tp_tvb *t)
{
	(void)tp_fail(t, TP_MALFORMED);
	return t->err;
}

static inline tp_rc
tp_done(const tp_tvb *t)
{
	return t->err < 0 ? t->err : (tp_rc)t->off;
}

/*
 * Windows on what follows the cursor.  tp_rest() declares n octets and lets
 * reads run to the end of the capture, as tcpdump mostly does; the cursor
 * stays.  tp_sub() bounds reads by n (a TLV: its own cut is local, the
 * dissector prints it and goes on) and moves the cursor past them.  A cut
 * that is to end the packet is handed up with tp_join().
 */
static inline tp_tvb
tp_rest(const tp_tvb *t, uint32_t n)
{
	tp_tvb s = *t;

	s.data += t->off;
	s.base += t->off;
	s.caplen = tp_left(t);
	s.off = 0;
	s.len = n;
	return s;
}

static inline tp_tvb
tp_sub(tp_tvb *t, uint32_t n)
{
	tp_tvb s = tp_rest(t, n);

	if (s.caplen > n)
		s.caplen = n;
	/* if cut, nothing is left in t either: its next read is truncated */
	t->off += s.caplen;
	return s;
}

static inline void
tp_join(tp_tvb *t, const tp_tvb *s)
{
	if (s->err && !t->err)
		(void)tp_fail(t, s->err);
}

/* --------------------------------------------------------------- fields */

/* Wireshark's field types; only appended to. */
enum {
	TP_FT_NONE, TP_FT_PROTOCOL, TP_FT_BOOLEAN, TP_FT_CHAR,
	TP_FT_UINT8, TP_FT_UINT16, TP_FT_UINT24, TP_FT_UINT32, TP_FT_UINT40,
	TP_FT_UINT48, TP_FT_UINT56, TP_FT_UINT64,
	TP_FT_INT8, TP_FT_INT16, TP_FT_INT24, TP_FT_INT32, TP_FT_INT40,
	TP_FT_INT48, TP_FT_INT56, TP_FT_INT64,
	TP_FT_FLOAT, TP_FT_DOUBLE, TP_FT_ABSOLUTE_TIME, TP_FT_RELATIVE_TIME,
	TP_FT_STRING, TP_FT_STRINGZ, TP_FT_BYTES, TP_FT_ETHER, TP_FT_EUI64,
	TP_FT_IPV4, TP_FT_IPV6, TP_FT_GUID, TP_FT_OID, TP_FT_FRAMENUM
};

/* How a number is shown.  Of an absolute time: in UTC, local, NTP's words, by
 * the day of the year.  Of octets: with colons, dots, dashes or spaces between
 * them; <none> in a column if there are none. */
enum {
	TP_BASE_NONE, TP_BASE_DEC, TP_BASE_HEX, TP_BASE_OCT, TP_BASE_DEC_HEX,
	TP_BASE_HEX_DEC, TP_BASE_LOCAL, TP_BASE_UTC, TP_BASE_NTP_UTC,
	TP_BASE_PORT, TP_BASE_COLON, TP_BASE_OR_NONE, TP_BASE_DOY_UTC,
	TP_BASE_DOT, TP_BASE_DASH, TP_BASE_SPACE
};

typedef struct tp_value_string {	/* [frozen] */
	uint64_t value;
	const char *string;		/* NULL ends a table */
} tp_value_string;

typedef struct tp_field_desc {		/* [sized] by element size */
	const char *abbrev, *name;	/* "dns.flags.rcode", "Reply code" */
	uint32_t type, base;		/* TP_FT_*, TP_BASE_* */
	uint64_t bitmask;		/* where in its parent word; 0: all */
	const tp_value_string *strings;	/* or NULL */
	const char *const *aliases;	/* names that also mean it, then NULL:
					 * "ip.addr" of ip.src; or NULL */
} tp_field_desc;

/* [frozen] UTC */
typedef struct tp_time {
	int64_t sec;
	uint32_t nsec, reserved;
} tp_time;

/*
 * One field of one packet.  A packet's fields stand in the order in which
 * they were added; parent makes the tree.
 */
typedef struct tp_value {		/* [append] */
	tp_field field;
	uint32_t layer;			/* index of its layer */
	uint32_t offset, length, src;	/* where in which data source */
	tp_item parent;
	uint32_t flags;			/* TP_VALUE_* */
	uint32_t slen;			/* octets at v.p */
	union {
		uint64_t u;
		int64_t i;
		double d;
		tp_time t;
		const void *p;		/* bytes, strings, addresses */
	} v;
} tp_value;

enum { TP_VALUE_GENERATED = 1, TP_VALUE_HIDDEN = 2 };

/* What is known of a field; its strings live as long as it. */
typedef struct tp_field_info {		/* [sized] by the caller: size is set */
	uint32_t size, type, base, reserved;	/* TP_FT_*, TP_BASE_* */
	const char *abbrev, *name;
	uint64_t bitmask;
	const tp_value_string *strings;
	tp_field proto;			/* whose it is; itself if it is one */
	uint32_t reserved2;
} tp_field_info;

enum { TP_COLUMN_PROTOCOL, TP_COLUMN_INFO, TP_COLUMN_COUNT };

enum {					/* of expert information */
	TP_SEVERITY_COMMENT = 0x00100000, TP_SEVERITY_CHAT = 0x00200000,
	TP_SEVERITY_NOTE = 0x00400000, TP_SEVERITY_WARN = 0x00600000,
	TP_SEVERITY_ERROR = 0x00800000
};

/* ------------------------------------------------------------ the packet */

enum {					/* tp_pkt.opts */
	TP_OPT_NUMERIC = 1,		/* -n */
	TP_OPT_LINK = 2,		/* -e */
	TP_OPT_QUICK = 4,		/* -q */
	TP_OPT_ABS_SEQ = 8,		/* -S */
	TP_OPT_ONE_LINE = 16,		/* -g */
	TP_OPT_NO_CHECKSUM = 32,	/* -K */
	TP_OPT_AS_DOT = 64,		/* -b */
	TP_OPT_MESH = 128,		/* -H */
	TP_OPT_RAW_NFS = 256,		/* -u */
	TP_OPT_DUMPED = 512		/* -x, -X, -q: dump() stays silent */
};

enum { TP_IN_ERROR = 1 };		/* tp_pkt.flags: inside a packet quoted
					 * by an error: touch no flow */

typedef struct tp_layer {		/* [append] */
	tp_field proto;
	uint32_t offset, len, src;
} tp_layer;

struct tp_pkt {				/* [append]; what is shown is frozen */
	const tp_host *host;
	uint64_t number;		/* position in the source, from 1 */
	tp_time ts;
	uint32_t caplen, len;		/* of the frame */
	uint32_t verbose, opts;		/* count of -v; TP_OPT_* */
	uint32_t linktype;		/* LINKTYPE_ value */
	uint32_t link_len;		/* octets of link header, which -x and
					 * -X leave out; the link dissector
					 * sets it */
	int32_t stop;			/* the packet's text is over: cut */
	uint32_t flags;			/* TP_IN_ERROR */
	tp_dissector *forced;		/* -T: dissector of payloads; or NULL */
	/* innermost network layer, by set_net(); TP_FT_NONE: none */
	uint32_t net_type;
	uint32_t net_proto;		/* by set_ports(): IP protocol number */
	const uint8_t *net_src, *net_dst;
	uint32_t src_port, dst_port;
	tp_dissector *forced_stream;	/* the same if it is one of streams;
					 * or NULL */
	int32_t fcs_len;		/* octets of check sequence that the
					 * frame ends with; -1: nobody says */
	uint32_t reserved;
	/* A dissector that is called with what there is of a stream, and
	 * needs more of it, says so if can_desegment is not 0: from
	 * desegment_offset of its window on it wants to see again what is
	 * there, with desegment_len octets more (TP_DESEGMENT_*).  If it took
	 * nothing it returns TP_REJECT: it is called again, and no other
	 * dissector instead.  tp_dissect_pdus() does all that.  Whom it calls
	 * may not ask, unless it adds one to can_desegment for a call with
	 * its own window. */
	uint32_t can_desegment, desegment_offset, desegment_len;
	uint32_t reserved2;
};

enum {					/* tp_pkt.desegment_len */
	TP_DESEGMENT_ONE_MORE_SEGMENT = 0x0fffffff,
	TP_DESEGMENT_UNTIL_FIN = 0x0ffffffe
};

/* ----------------------------------------------- what comes in pieces */

/* A protocol's fields, by their index, of what was put together: TP_NO_FIELD
 * if it has none. */
typedef struct tp_pieces {		/* [sized] */
	uint32_t size;
	tp_field pieces;		/* TP_FT_NONE, or all octets: all that
					 * follow are below it */
	tp_field piece;			/* TP_FT_FRAMENUM, as error: its frame */
	tp_field overlap, conflict;	/* TP_FT_BOOLEAN, of a piece */
	tp_field multiple_tails, too_long;
	tp_field error;			/* instead of piece, if it has a flag
					 * other than overlap */
	tp_field count;			/* TP_FT_UINT32 */
	tp_field length;		/* TP_FT_UINT32, in octets */
	tp_field data;			/* TP_FT_BYTES */
	tp_field part;			/* TP_FT_BYTES: of a unit, here */
	const char *name;		/* of the data source */
} tp_pieces;

#define TP_NO_FIELD UINT32_MAX

enum {					/* tp_segment.flags */
	TP_SEGMENT_LAST = 1,		/* nothing follows in the stream */
	TP_SEGMENT_LATE = 2,		/* out of order: it may fill a gap, and
					 * is not dissected for itself */
	TP_SEGMENT_REPEATED = 4		/* all of it was there before: it is
					 * but shown */
};

/*
 * A segment of a stream: octets from number seq on, modulo 2^32.  Each unit of
 * the stream, as soon as it is there, is handed to dissect(), in a window of
 * its own if it was put together; that calls who knows it.
 */
typedef struct tp_segment {		/* [sized] */
	uint32_t size;
	uint32_t stream, dir;		/* which of this dissector's, and which
					 * direction of it: 0 or 1 */
	uint32_t seq, flags;		/* TP_SEGMENT_* */
	uint32_t reserved;
	const tp_pieces *fields;
	void (*dissect)(void *ctx, tp_tvb *unit);
	void *ctx;
} tp_segment;

/* A fragment of a datagram between the addresses of set_net(). */
typedef struct tp_fragment {		/* [sized] */
	uint32_t size, reserved;
	uint64_t id;			/* which of this dissector's */
	uint32_t offset;		/* of its first octet in the datagram */
	uint32_t last;			/* it is the last one */
	const tp_pieces *fields;
} tp_fragment;

/* -------------------------------------------- what a plugin can register */

typedef struct tp_error {		/* [frozen] the caller's buffer */
	char msg[256];
} tp_error;

enum {
	TP_DISSECTOR_STATEFUL = 1,	/* keeps state for its text: called
					 * where text is wanted, even if that
					 * of the packet is over */
	TP_DISSECTOR_STREAM = 2,	/* -T may mean it over TCP, too */
	TP_DISSECTOR_UNNAMED = 4,	/* not in frame.protocols */
	TP_DISSECTOR_NO_LAYER = 8,	/* makes no layer and no fields: it
					 * prints, and calls others */
	TP_DISSECTOR_ANSWERS = 16,	/* always called: who calls it goes on
					 * by what it returns, or by what it
					 * leaves in arg */
	TP_DISSECTOR_NETWORK = 32,	/* says set_net(): called where net.src
					 * or net.dst is wanted */
	TP_DISSECTOR_FREE = 64		/* it may call anybody and add any
					 * field, which nobody can know before:
					 * always called; t->fields is 0, so
					 * that it names fields by their ids;
					 * the value of its layer it adds
					 * itself, or there is none */
};

/*
 * How the first octets of a unit lead on, in words that the host understands
 * without calling the dissector: where what is called is all that is wanted
 * of it, and that leads to nothing that is wanted, the host does not call it.
 * Where they are not so (too few octets, another version) it does.
 */
typedef struct tp_hop {			/* [sized] */
	uint32_t size;
	uint32_t table;			/* calls[table] gets the key, and no
					 * other table unless that rejects */
	uint32_t key, key_size;		/* offset; octets: 1 or 2 */
	uint32_t nkeys;			/* 2: another follows, either leads on;
					 * what comes behind is not looked at */
	uint32_t key_min, key_odd;	/* smaller ones and, if not 0, this
					 * one are something else */
	uint32_t header;		/* octets before what is called */
	uint32_t words;			/* the low four bits of octet 0 have
					 * them, in words of four octets, if
					 * not 0; header is the least */
	uint32_t check, mask, value;	/* octet at check: these bits of it
					 * have this value */
	uint32_t first;			/* calls[first - 1] is asked before, if
					 * it has the key, and that is
					 * something else; 0: none is */
	uint32_t never;			/* bit i: no octets that are so, and
					 * none of some, lead to calls[i] */
	uint32_t whole, whole_mask;	/* these bits of the two octets at
					 * whole are 0, or it is something else:
					 * a fragment */
	uint32_t any, behind;		/* calls[any - 1] gets, with key 0, what
					 * is behind so many octets if it did
					 * not go by the key; 0: nobody does */
	/* What the dissector does besides, where none of its own fields is
	 * wanted, so that the host can do it: */
	uint32_t alone;			/* that is all; behind, or else header,
					 * has the octets up to who is called */
	uint32_t length, length_more;	/* two octets at length, and so many
					 * more, are what the unit has; 0: all
					 * that is there */
	uint32_t padded;		/* and what is left is padding */
	uint32_t net_type;		/* TP_FT_IPV4, IPV6: set_net() with */
	uint32_t net_src, net_dst;	/* what is there */
	uint32_t ports;			/* set_ports() with this protocol and
					 * the two keys; 0: no */
	uint32_t some[8];		/* bit i: anybody is called only where
					 * the octet at key is one of these i;
					 * all 0: who has the key is called */
} tp_hop;

/*
 * What the first octets of a unit are like that a dissector may accept.  It
 * rejects all others, so the host does not call it with them.
 */
typedef struct tp_shape {		/* [sized] */
	uint32_t size;
	uint32_t least;			/* so many octets are there, and hold
					 * all bits of mask */
	uint8_t mask[16], value[16];	/* octet & mask == value */
} tp_shape;

#define TP_KEY_NONE UINT64_MAX	/* see add_uint() */

typedef struct tp_dissector_desc {	/* [sized] */
	uint32_t size, flags;
	const char *name;		/* unique: "dns", "dns.tcp" */
	const char *text_name;		/* "domain": for -T and " [|domain]" */
	tp_field proto;			/* the layer that it makes */
	tp_field fields_of;		/* protocol whose fields it adds; 0:
					 * those of proto */
	const char *const *calls;	/* tables it may call, then NULL: what
					 * leads to no wanted field is not
					 * called, unless another may be tried
					 * that does */
	/* [packet] arg: see call_uint() */
	tp_rc (*dissect)(void *self, tp_tvb *t, const void *arg);
	uint32_t firsts;		/* bit i: table i of calls is never
					 * tried because one of another table
					 * rejected */
	const tp_hop *hop;		/* or NULL */
	const tp_shape *shape;		/* or NULL */
} tp_dissector_desc;

typedef struct tp_slot_desc {		/* [sized] per-flow state */
	uint32_t size;
	uint32_t bytes;			/* zeroed, 8-aligned, that a flow gets */
	uint32_t flags;			/* TP_SLOT_* */
	uint32_t reserved;
} tp_slot_desc;

enum { TP_SLOT_QUOTED = 1 };		/* quoted packets get it, too */

/*
 * A tap sees frames once they are dissected: those that the expression of
 * --where lets pass and that have the protocol.
 */
typedef struct tp_tap_desc {		/* [sized] */
	uint32_t size, reserved;
	const char *expression;		/* or NULL: all */
	tp_field proto;			/* or 0 */
	uint32_t reserved2;
	/* [packet] t: the whole frame; addresses and ports are those of its
	 * innermost layers. */
	void (*packet)(void *self, tp_tvb *t);
	void (*end)(void *self);	/* after the last frame; or NULL */
} tp_tap_desc;

enum { TP_PREF_BOOL = 1, TP_PREF_UINT, TP_PREF_STRING };

typedef struct tp_pref_desc {		/* [sized] by element size */
	const char *name, *help, *dflt;	/* "text", ..., "false" */
	uint32_t type, reserved;
} tp_pref_desc;

/* -------------------------------------------------------------- actions */

/*
 * A rule is a condition and actions: "when EXPR do NAME ARGUMENT ...".  An
 * action reads its arguments once, in parse(), and gets an event each time
 * the rule fires.  What it asks of the core (to write a file, to mark a
 * packet) it sends as a message, so that dissection can move into a process
 * of its own: events and messages hold numbers and text, no packets.
 */

typedef struct tp_arg {			/* [frozen] one word of a rule */
	const char *text;		/* NUL terminated, escapes resolved */
	uint32_t len;
	uint32_t quoted;		/* it stood in quotes: no keyword */
} tp_arg;

typedef struct tp_named {		/* [frozen] a field and its value */
	const char *name, *text;	/* as in a column; NULL: not there */
} tp_named;

enum {					/* tp_event.flags */
	TP_EVENT_DEADLINE = 1,		/* what `unless' waits for did not
					 * come: frame is the one that made
					 * it wait */
	TP_EVENT_LOST = 2,		/* packets were lost since `since':
					 * it may have come nevertheless */
	TP_EVENT_DRY = 4		/* a dry run: do nothing but send */
};

typedef struct tp_event {		/* [append] */
	const tp_host *host;
	const char *rule, *source;	/* its name and its text */
	tp_time time;			/* packet time of the firing */
	tp_time since;			/* of the first packet that counted */
	uint64_t frame;			/* number of the packet it is about */
	uint64_t serial;		/* of the run's events, from 1 */
	uint64_t lost;			/* packets lost since `since' */
	uint32_t flags, nkeys;		/* the first nkeys fields are `by' */
	const tp_named *fields;		/* by, then those that the rule's */
	uint32_t nfields, reserved;	/* text names */
} tp_event;

enum {					/* how a template is expanded */
	TP_EXPAND_TEXT,			/* control octets escaped */
	TP_EXPAND_FILE,			/* strftime(3) as well; values become
					 * safe parts of a file name */
	TP_EXPAND_FILE_KEY		/* the same without strftime: the same
					 * for all events of one file */
};

enum { TP_UNIT_NONE, TP_UNIT_TIME, TP_UNIT_PACKETS, TP_UNIT_OCTETS };

typedef struct tp_amount {		/* [frozen] "10s", "1000p", "64MiB" */
	uint64_t n;			/* nanoseconds, packets or octets */
	uint32_t unit, reserved;	/* TP_UNIT_* */
} tp_amount;

enum {
	TP_MESSAGE_START_WRITE = 1,	/* text: the file's name; key: what
					 * else names it; before, after */
	TP_MESSAGE_STOP_WRITE,		/* key: of that file; NULL: of all */
	TP_MESSAGE_MARK,		/* text: comment on the event's frame */
	TP_MESSAGE_PRINT		/* the frame, as the command line says */
};

typedef struct tp_message {		/* [sized] */
	uint32_t size, kind;		/* TP_MESSAGE_* */
	const char *key, *text;
	tp_amount before, after;	/* TP_UNIT_NONE: none; without end */
} tp_message;

enum { TP_ACTION_SENDS = 1 };		/* it does nothing but send messages:
					 * fire() is called in a dry run too */

typedef struct tp_action_desc {		/* [sized] */
	uint32_t size, flags;		/* TP_ACTION_* */
	const char *name;		/* "stop-write" */
	const char *usage;		/* its arguments, for messages */
	/* [rule] *instance is this rule's own.  < 0: e is filled, *bad is the
	 * argument that is wrong (n: one is missing), no destroy(). */
	tp_rc (*parse)(void *self, tp_rule *, const tp_arg *, uint32_t n,
	    void **instance, tp_error *e, uint32_t *bad);
	/* [event] Must not wait: packets come in meanwhile. */
	void (*fire)(void *self, void *instance, const tp_event *);
	/* Some times a second, and until it is 0 at the end: looks after what
	 * runs on.  How much that is; last: no more events come.  Or NULL. */
	uint32_t (*poll)(void *self, int32_t last);
	void (*destroy)(void *self, void *instance);	/* or NULL */
} tp_action_desc;

/* ------------------------------------------------- files of frames */

enum { TP_FORMAT_PCAP, TP_FORMAT_PCAP_NSEC, TP_FORMAT_PCAPNG };

/* Of a file as a whole. */
typedef struct tp_capture {		/* [sized] by who allocates it */
	uint32_t size, format;		/* TP_FORMAT_*, of one to be written */
	uint32_t linktype, snaplen;	/* LINKTYPE_ value; 0: no limit */
	uint64_t resolution;		/* time stamp units in a second; 0:
					 * nanoseconds */
} tp_capture;

enum { TP_RECORD_UNTIMED = 1 };		/* it has no time */

typedef struct tp_record {		/* [sized] by who allocates it */
	uint32_t size, flags;		/* TP_RECORD_* */
	const uint8_t *data;
	uint32_t caplen, len;
	uint32_t linktype, reserved;
	tp_time ts;
	const char *comment;		/* or NULL */
} tp_record;

/*
 * Reads files of a format that tapir does not know.  Who is asked first has
 * the smaller rank, then the one of whose suffixes the name has one.  Errors
 * of next() and open() are one line each, without the file's name.
 */
typedef struct tp_reader_desc {		/* [sized] */
	uint32_t size;
	int32_t rank;
	const char *name, *suffixes;	/* "abc;abd" or NULL */
	/* TP_REJECT: it is no such file.  < 0: e, and no close(). */
	tp_rc (*open)(void *self, const char *path, tp_capture *,
	    void **instance, tp_error *e);
	/* 1: a frame; data and comment live until the next call.  0: that
	 * was all.  The record has the file's link type before the call. */
	tp_rc (*next)(void *self, void *instance, tp_record *, tp_error *e);
	void (*close)(void *self, void *instance);
} tp_reader_desc;

/* ------------------------------------------------------------- programs */

typedef struct tp_program {		/* [sized] */
	uint32_t size;
	int32_t out;			/* its standard output: 1 and 2 are
					 * tapir's, else an open file */
	char *const *argv;		/* argv[0] is looked for in PATH */
	char *const *env;		/* NULL: tapir's */
} tp_program;

/* -------------------------------------------------------------- scripts */

/*
 * A plugin may run programs in a language of its own: it is the file
 * "hosts/SUFFIX.so" of a folder of plugins, loaded after all others and only
 * if there is a script whose name ends in ".SUFFIX".
 */

enum {
	TP_SCRIPT_NAMED = 1,		/* by the command line: if it does not
					 * load, the run ends */
	TP_SCRIPT_UNSAFE = 2,		/* it may do what its user may: files,
					 * programs, what is inside */
	TP_SCRIPT_PROFILE = 4		/* at the end: what time it took */
};

typedef struct tp_script {		/* [append] */
	const char *path;
	const char *const *args;	/* --script-arg; */
	uint32_t nargs, flags;		/* how many; TP_SCRIPT_* */
} tp_script;

/* --------------------------------------------------- what the host offers */

enum { TP_LOG_ERROR = 1, TP_LOG_WARNING = 2 };

struct tp_host {			/* [append] */
	uint32_t size, abi_major, abi_minor, reserved;
	const char *version;

	/* [any] One line on standard error. */
	void (*log)(const tp_host *, int32_t severity, const char *fmt, ...)
	    TP_PRINTF(3, 4);

	/* --- registration [init].  Names are resolved after every init()
	 * ran: load order is free. */

	/* Makes or finds a protocol: "dns", "Domain Name System". */
	tp_field (*proto)(const tp_host *, const char *name,
	    const char *long_name);
	/* The protocol's fields, once; they get the ids after the first,
	 * which is returned; 0: one is taken or bad, and that is logged. */
	tp_field (*fields)(const tp_host *, tp_field proto,
	    const tp_field_desc *, uint32_t n, uint32_t elem_size);
	tp_rc (*prefs)(const tp_host *, tp_field proto, const tp_pref_desc *,
	    uint32_t n, uint32_t elem_size);
	/* The value, checked against its type ("1" and "0" for booleans);
	 * NULL: no such preference. */
	const char *(*pref)(const tp_host *, tp_field proto, const char *name);
	tp_dissector *(*dissector)(const tp_host *, const tp_dissector_desc *,
	    void *self);
	/* Makes or finds a table: "udp.port". */
	tp_table *(*table)(const tp_host *, const char *name);
	/* Keys lo to hi lead to the dissector; TP_KEY_NONE: none does, and
	 * users name it (--decode-as).  rank orders candidates when a packet
	 * offers several keys (two ports): lower first. */
	tp_rc (*add_uint)(const tp_host *, const char *table, uint64_t lo,
	    uint64_t hi, int32_t rank, tp_dissector *);
	tp_slot (*slot)(const tp_host *, const tp_slot_desc *);

	/* --- text [packet].  These return at once after an error on t, when
	 * nobody wants text, and when the packet's text is over. */

	/* printf's c d i u x X s and %, with flags, width, precision and
	 * the lengths h l ll z. */
	void (*text)(tp_tvb *, const char *fmt, ...) TP_PRINTF(2, 3);
	/* n octets as they are. */
	void (*puts)(tp_tvb *, const char *s, uint32_t n);
	/* n packet octets, escaped as tcpdump does (^C, M-a). */
	void (*safe)(tp_tvb *, const uint8_t *s, uint32_t n);
	/* An address of type TP_FT_ETHER, IPV4, IPV6: name or number by -n
	 * and -f. */
	void (*addr)(tp_tvb *, uint32_t ft, const uint8_t *p);
	/* The port's name or number, by -n.  ip_proto: 6 or 17. */
	void (*port)(tp_tvb *, uint32_t ip_proto, uint32_t port);
	/* tcpdump's default print: what is left of t in hex and ASCII on
	 * lines of its own, unless -x or -X show it anyway or -q is on. */
	void (*dump)(tp_tvb *);
	/* n octets in hex alone, always; each line starts with indent, which
	 * holds the line feed: data that -v or -vv shows and nobody knows. */
	void (*hex)(tp_tvb *, const char *indent, const uint8_t *p,
	    uint32_t n);

	/* --- fields [packet].  f is relative to t->fields, off to t->data.
	 * What is not wanted is not added: 0 then. */

	tp_item (*add)(tp_tvb *, tp_field f, uint32_t off, uint32_t len,
	    const tp_value *v);	/* v.v, slen and flags are read */
	tp_item (*add_u64)(tp_tvb *, tp_field f, uint32_t off, uint32_t len,
	    uint64_t v);
	/* The bits of word that the field's bitmask selects, shifted down. */
	tp_item (*add_bits)(tp_tvb *, tp_field f, uint32_t off, uint32_t len,
	    uint64_t word);
	/* Octets: of the packet, constant, or alloc()'s. */
	tp_item (*add_ptr)(tp_tvb *, tp_field f, uint32_t off, uint32_t len,
	    const void *p, uint32_t n);
	/* Length of an item already added; item 0: the layer of t. */
	void (*set_len)(tp_tvb *, tp_item, uint32_t len);

	/* --- calls [packet].  The callee works on the host's copy of the
	 * window: the caller's cursor and err do not change.  On TP_REJECT
	 * text, values and layers are as before the call.  TP_TRUNCATED
	 * where text was wanted ends the packet's text with " [|name]".
	 * set_net() and set_ports() hold until the caller returns.  Depth is
	 * bounded.  arg: NULL, or a struct that the table's maker names. */
	tp_rc (*call)(tp_dissector *, tp_tvb *, const void *arg);
	/* TP_REJECT: nobody took it. */
	tp_rc (*call_uint)(tp_table *, uint64_t key, tp_tvb *,
	    const void *arg);
	/* By rank, then key1 before key2. */
	tp_rc (*call_uint2)(tp_table *, uint64_t key1, uint64_t key2,
	    tp_tvb *, const void *arg);
	/* src and dst point into the packet: 4 or 16 octets by ft. */
	void (*set_net)(tp_tvb *, uint32_t ft, const uint8_t *src,
	    const uint8_t *dst);
	void (*set_ports)(tp_tvb *, uint32_t ip_proto, uint32_t src,
	    uint32_t dst);
	/* Arena of the packet, 8-aligned; NULL over its limit of 16 MiB. */
	void *(*alloc)(tp_pkt *, uint32_t n);
	/* State of the flow that set_net() and set_ports() name, made at
	 * need and kept for the most recently used flows; *dir is 0 for
	 * packets in the direction of the first one kept, 1 for the other;
	 * *index counts flows of this IP protocol from 0.  Both may be NULL.
	 * NULL: no flow, and *index is untouched; or within TP_IN_ERROR, where
	 * a quoted packet gets its flow's number, but not its state unless
	 * the slot has TP_SLOT_QUOTED. */
	void *(*flow)(tp_tvb *, tp_slot, uint32_t *dir, uint32_t *index);
	/* Outermost first; NULL past the last. */
	const tp_layer *(*layer)(tp_pkt *, uint32_t i);
	/* Names one more protocol in frame.protocols: of a layer that has no
	 * octets and no fields of its own. */
	void (*add_layer)(tp_tvb *, tp_field proto);
	/* As flow(), and the flow begins anew: a new index, all of its state
	 * zeroed, what is 0 for *dir as before.  For a port used again. */
	void *(*flow_renew)(tp_tvb *, tp_slot, uint32_t *index);
	/* The same state to look at, within TP_IN_ERROR, too; no flow is made
	 * or marked as used.  NULL: there is none. */
	const void *(*flow_look)(tp_tvb *, tp_slot, uint32_t *dir);

	/* --- actions */

	/* [init] self is handed to its functions. */
	tp_rc (*action)(const tp_host *, const tp_action_desc *, void *self);
	/* [rule] Text with {field} in it; the rule owns it.  mode:
	 * TP_EXPAND_*.  NULL: e says which field there is not. */
	tp_template *(*make_template)(tp_rule *, const char *text,
	    uint32_t mode, tp_error *e);
	/* [any] "10s", "1000p", "64MiB"; < 0: it is none. */
	tp_rc (*amount)(const char *text, tp_amount *);
	/* [rule] Such messages will be sent: the host gets ready.  text, where
	 * a file is to be written: its name as the rule has it, or NULL. */
	void (*announce)(tp_rule *, const tp_message *);
	/* [event] NUL terminated, until fire() returns. */
	const char *(*expand)(const tp_event *, const tp_template *);
	/* [event] What goes wrong the core says itself. */
	void (*send)(const tp_event *, const tp_message *);

	/* --- text */

	/* [packet] dump() that -x, -X and -q do not silence. */
	void (*dump_always)(tp_tvb *);

	/* --- data sources */

	/* [packet] t becomes a window on n octets that are not the frame's:
	 * unpacked, deciphered, put together.  They are alloc()'s, or live and
	 * stay where they are until the packet ends.  They are a data source
	 * of their own: tp_tvb.src counts them from 1, and offsets of fields
	 * count from the first of them.  name: of the source, for people,
	 * "Decompressed"; it lives as long.  After an error on t: nothing. */
	void (*source)(tp_tvb *t, const void *data, uint32_t n,
	    const char *name);

	/* --- scripts */

	/* [init] The i-th script with this suffix, NULL past the last; it and
	 * its strings live until the plugin's destroy(). */
	const tp_script *(*script)(const tp_host *, const char *suffix,
	    uint32_t i);
	/* [init] It did not load: why, with the place. */
	void (*script_failed)(const tp_host *, const tp_script *,
	    const char *why);
	/* [any] Octets for standard output, in order with the packets'
	 * lines. */
	void (*print)(const tp_host *, const char *s, uint32_t n);

	/* --- names at run time.  Tables may be changed while packets come:
	 * that holds from the next packet on. */

	/* [any] By the dissector's name, or its protocol's; NULL: none. */
	tp_dissector *(*find_dissector)(const tp_host *, const char *name);
	/* [any] The i-th; NULL past the last. */
	tp_dissector *(*nth_dissector)(const tp_host *, uint32_t i);
	/* [any] Its name and protocol; the name lives as long as it. */
	const char *(*dissector_name)(const tp_dissector *, tp_field *proto);
	/* [any] The i-th table's name, of those that have entries; NULL past
	 * the last. */
	const char *(*nth_table)(const tp_host *, uint32_t i);
	/* As add_uint(), with a string for a key. */
	tp_rc (*add_str)(const tp_host *, const char *table, const char *key,
	    int32_t rank, tp_dissector *);
	/* These keys lead there no more; NULL: to nobody.  How many did. */
	uint32_t (*remove_uint)(const tp_host *, const char *table,
	    uint64_t lo, uint64_t hi, const tp_dissector *);
	/* key NULL: all strings. */
	uint32_t (*remove_str)(const tp_host *, const char *table,
	    const char *key, const tp_dissector *);
	/* [any] The best for a key; NULL: there is none. */
	tp_dissector *(*find_uint)(const tp_table *, uint64_t key);
	tp_dissector *(*find_str)(const tp_table *, const char *key);
	/* [packet] As call_uint(). */
	tp_rc (*call_str)(tp_table *, const char *key, tp_tvb *,
	    const void *arg);

	/* --- fields at run time */

	/* [any] Those that a name means: fills at most max, returns how many
	 * there are. */
	uint32_t (*find_fields)(const tp_host *, const char *name,
	    tp_field *ids, uint32_t max);
	/* [any] < 0: there is no such field. */
	tp_rc (*describe_field)(const tp_host *, tp_field, tp_field_info *);
	/* [init] The field is wanted in every packet, text or not; 0: all
	 * are. */
	void (*want)(const tp_host *, tp_field);
	/* [packet] The values so far, in order; a call may add some. */
	const tp_value *(*values)(tp_pkt *, uint32_t *n);
	/* [packet] A value's text as columns have it, at most cap octets and
	 * not NUL terminated; returns its whole length. */
	uint32_t (*value_text)(tp_pkt *, const tp_value *, char *buf,
	    uint32_t cap);
	/* [packet] TP_VALUE_*, of an item already added. */
	void (*set_flags)(tp_tvb *, tp_item, uint32_t flags);
	/* [packet] Says something about an item, as _ws.expert and its
	 * fields; 0: nobody wants them.  message lives as long as octets of
	 * add_ptr(). */
	tp_item (*expert)(tp_tvb *, tp_item, uint32_t severity,
	    uint32_t group, const char *message, uint32_t n);

	/* --- the packet as a whole */

	/* [packet] What columns _ws.col.* show (TP_COLUMN_*); text as octets
	 * of add_ptr().  NULL: as if never set. */
	void (*set_column)(tp_pkt *, uint32_t column, const char *text,
	    uint32_t n);
	const char *(*column)(tp_pkt *, uint32_t column, uint32_t *n);
	/* [packet] From the next packet of this flow on, call_flow() calls
	 * the dissector; NULL: nobody. */
	void (*set_flow_dissector)(tp_tvb *, tp_dissector *);
	/* [packet] TP_REJECT: nobody said so, or that one did not take it. */
	tp_rc (*call_flow)(tp_tvb *, const void *arg);
	/* [init] < 0: e says what is wrong with the expression. */
	tp_rc (*tap)(const tp_host *, const tp_tap_desc *, void *self,
	    tp_error *e);

	/* --- what comes in pieces [packet] */

	/* The segment that is left of t, once per packet and stream; only
	 * where fields are wanted of what it carries, and without text, which
	 * is made segment by segment.  What a dissector asks for (see tp_pkt)
	 * is kept, within bounds.  A cut segment is dissected as it is. */
	void (*stream)(tp_tvb *t, const tp_segment *);
	/* What is left of t is a fragment, once per packet; where fields are
	 * wanted of what it carries, and without text.  1: t is a window on
	 * the whole datagram now.  0: it is kept.  TP_REJECT: it is cut, or
	 * quoted, or nobody wants to know. */
	int32_t (*defragment)(tp_tvb *t, const tp_fragment *);

	/* --- rules that a plugin brings along */

	/* [init] A rule as in a file of --rules, in force like one; name: for
	 * messages.  It is read once all plugins have registered; an error in
	 * it ends the run. */
	tp_rc (*rule)(const tp_host *, const char *name, const char *text);
	/* [init] Calls fn every ns (a millisecond or more) of packet time;
	 * live, of the clock.  The event is about the last frame that there
	 * was, without fields; rule: name. */
	tp_rc (*every)(const tp_host *, const char *name, uint64_t ns,
	    void (*fn)(void *self, const tp_event *), void *self);
	/* [packet] An event about the packet that is there, until it ends, so
	 * that messages can be sent; rule: name.  NULL: the run has neither
	 * rules nor timers. */
	const tp_event *(*event_here)(tp_pkt *, const char *name);

	/* --- files of frames */

	/* [init] < 0: no memory. */
	tp_rc (*reader)(const tp_host *, const tp_reader_desc *, void *self);
	/* [any] Creates or empties a file, by one thread.  A file that fails,
	 * which e says, has been cut back to whole records; NULL, < 0. */
	tp_dump *(*dump_open)(const tp_host *, const char *path,
	    const tp_capture *, tp_error *e);
	tp_rc (*dump_write)(tp_dump *, const tp_record *, tp_error *e);
	tp_rc (*dump_flush)(tp_dump *, tp_error *e);
	/* The handle is gone, whatever is returned. */
	tp_rc (*dump_close)(tp_dump *, tp_error *e);

	/* --- beside the packets
	 *
	 * Once packets come, a plugin has a short list of system calls: it
	 * opens files to read and, where it said so, to write; it has no
	 * socket, fork and execve.  What else it needs it says before. */

	/* [rule] Files of that name will be made and written, in the folder
	 * that it has up to a { or a %, or below. */
	void (*will_write)(tp_rule *, const char *path);
	/* [rule] start_program() will be called. */
	void (*will_start)(tp_rule *);
	/* [event] It is executed by a process of the host's, without
	 * privileges, and nothing waits for that.  0, or an errno.  Its id is
	 * valid until it has ended. */
	int32_t (*start_program)(const tp_host *, const tp_program *,
	    uint32_t *id);
	/* [event] 1: it has, and status is that of waitpid(2); < 0: it was not
	 * executed, which is -errno; 0: it runs. */
	int32_t (*program_ended)(const tp_host *, uint32_t id,
	    int32_t *status);
	/* [event] To it and what it has started. */
	void (*signal_program)(const tp_host *, uint32_t id, int32_t signal);
	/* [rule] A process of the plugin's own that may use the network: it
	 * runs work(), without privileges, until the other end of its socket
	 * (SOCK_SEQPACKET) is closed.  *fd: our end, once packets come; -1
	 * before that, and if there is none.  name: 15 octets, constant.
	 * Called again with the same fd, it is the same. */
	void (*helper)(const tp_host *, const char *name,
	    void (*work)(int32_t fd, void *arg), void *arg, int32_t *fd);
	/* [packet] What if_indextoname(3) says, which takes a socket; TP_REJECT:
	 * this machine has no such interface. */
	tp_rc (*interface_name)(tp_tvb *, uint32_t index, char name[16]);

	/* --- bodies */

	/* [packet] May anybody in this table, which is one of those that the
	 * dissector said it calls, lead to what is wanted?  0: what is done for
	 * such a call alone can be left out, the call, too. */
	int32_t (*leads)(const tp_tvb *, const tp_table *);
	/* [packet] What n octets unpack to that are packed by DEFLATE (RFC
	 * 1951), as gzip (RFC 1952), as zlib (RFC 1950) or bare: up to where
	 * they are cut or, unless bare, broken; 8 MiB at most.  alloc()'s.
	 * NULL: they are not packed so, or this host cannot unpack. */
	const uint8_t *(*inflate)(tp_pkt *, const uint8_t *, uint32_t n,
	    uint32_t *unpacked);
};

#define TP_HAS(h, fn)							\
	(offsetof(tp_host, fn) + sizeof((h)->fn) <= (h)->size &&	\
	    (h)->fn != NULL)

/* ------------------------------------------------------------ entry point */

/* Data, so that a plugin is listed without running it. */
typedef struct tp_plugin_desc {		/* [sized] */
	uint32_t magic, size, abi_major, abi_minor;
	const char *name, *version, *license, *description;
	/* [init] < 0: e is filled, no destroy() */
	tp_rc (*init)(const tp_host *host, void **self, tp_error *e);
	void (*destroy)(void *self);	/* after the last packet; or NULL */
} tp_plugin_desc;

#define TP_PLUGIN_HEAD							\
	TP_ABI_MAGIC, (uint32_t)sizeof(tp_plugin_desc), TP_ABI_MAJOR,	\
	    TP_ABI_MINOR

extern TP_EXPORT const tp_plugin_desc tp_plugin;

#ifdef __cplusplus
}
#endif

#endif
