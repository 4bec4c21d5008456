/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The options of TCP (RFC 9293 3.2, and what IANA lists beside them).
 *
 * tcpdump goes on after what it read of an option, not where the option says
 * it ends, and notes the difference as "[len N]".  An option that does not fit
 * into the header is bad and ends the segment's text.
 */
#include "tcp.h"

enum { OPT_EOL = 0, OPT_NOP = 1, OPT_NONE = 0x100 };

struct option;

struct type {
	const char *name;
	tp_field group;			/* NFIELDS: none */
	void (*read)(struct option *);
};

struct option {
	tp_tvb *t;
	struct tcp_segment *segment;
	tp_table *table;
	const struct type *type;
	uint32_t kind;
	uint32_t size;		/* octets of data that the option states */
	int bad;
};

/* The next n octets; NULL: beyond the header, or cut. */
static const uint8_t *
take(struct option *o, uint32_t n)
{
	if (n > o->segment->hlen - o->t->off) {
		o->bad = 1;
		return NULL;
	}
	return tp_take(o->t, n);
}

static void
text_hex(tp_tvb *t, const uint8_t *p, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++)
		tp_text(t, "%02x", p[i]);
}

/* As text_hex(), octet by octet, as far as there are any. */
static const uint8_t *
take_hex(struct option *o, tp_field f, uint32_t n)
{
	uint32_t off = o->t->off;
	const uint8_t *p = o->t->data + off;

	for (uint32_t i = 0; i < n; i++) {
		const uint8_t *octet = take(o, 1);

		if (octet == NULL)
			return NULL;
		text_hex(o->t, octet, 1);
	}
	(void)tp_add_ptr(o->t, f, off, n, p, n);
	return p;
}

static void
read_mss(struct option *o)
{
	const uint8_t *p = take(o, 2);

	if (p == NULL)
		return;
	tp_text(o->t, " %u", tp_ld16(p));
	if (o->size == 2)
		(void)tp_add(o->t, F_MSS_VAL, o->t->off - 2, 2, tp_ld16(p));
}

/* RFC 7323 2.2: shifts above 14 mean 14. */
static void
read_wscale(struct option *o)
{
	const uint8_t *p = take(o, 1);

	if (p == NULL)
		return;
	tp_text(o->t, " %u", *p);
	if (o->size != 1)
		return;
	o->segment->wscale = *p > 14 ? 14 : *p;
	(void)tp_add(o->t, F_WSCALE_SHIFT, o->t->off - 1, 1, *p);
	(void)tp_add_generated(o->t, F_WSCALE_MULTIPLIER, o->t->off - 1, 1,
	    1u << o->segment->wscale);
}

/* RFC 2018 3 */
static void
read_sack(struct option *o)
{
	const struct tcp_segment *s = o->segment;
	uint32_t n = o->size / 8;

	if (o->size % 8 != 0) {
		tp_puts(o->t, " invalid sack");
		(void)take(o, o->size);
		return;
	}
	tp_text(o->t, " %u ", n);
	for (uint32_t i = 0; i < n; i++) {
		const uint8_t *p = take(o, 8);
		uint32_t off = o->t->off - 8;

		if (p == NULL)
			return;
		tp_text(o->t, "{%u:%u}", tp_ld32(p) - s->sack_base,
		    tp_ld32(p + 4) - s->sack_base);
		(void)tp_add(o->t, F_SACK_LE, off, 4,
		    tp_ld32(p) - s->sack_start);
		(void)tp_add(o->t, F_SACK_RE, off + 4, 4,
		    tp_ld32(p + 4) - s->sack_start);
	}
	(void)tp_add_generated(o->t, F_SACK_COUNT, o->t->off - o->size, n * 8,
	    n);
}

/* RFC 7323 3 */
static void
read_timestamps(struct option *o)
{
	const uint8_t *p = take(o, 8);

	if (p == NULL)
		return;
	tp_text(o->t, " val %u ecr %u", tp_ld32(p), tp_ld32(p + 4));
	if (o->size != 8)
		return;
	(void)tp_add(o->t, F_TSVAL, o->t->off - 8, 4, tp_ld32(p));
	(void)tp_add(o->t, F_TSECR, o->t->off - 4, 4, tp_ld32(p + 4));
}

static void
read_u32(struct option *o, tp_field f)
{
	const uint8_t *p = take(o, 4);

	if (p == NULL)
		return;
	tp_text(o->t, " %u", tp_ld32(p));
	if (o->size == 4)
		(void)tp_add(o->t, f, o->t->off - 4, 4, tp_ld32(p));
}

/* RFC 1072 */
static void
read_echo(struct option *o)
{
	read_u32(o, F_ECHO_VALUE);
}

/* RFC 1644 */
static void
read_cc(struct option *o)
{
	read_u32(o, F_CC_VALUE);
}

/* RFC 2385 */
static void
read_md5(struct option *o)
{
	const uint8_t *p = take(o, 16);

	if (p == NULL)
		return;
	tp_puts(o->t,
	    " shared secret not supplied with -M, can't check - ");
	text_hex(o->t, p, 16);
	if (o->size == 16)
		(void)tp_add_ptr(o->t, F_MD5_DIGEST, o->t->off - 16, 16, p,
		    16);
}

/* CCSDS 714.0-B-2 3.2.3 */
static void
read_scps(struct option *o)
{
	const uint8_t *p = take(o, 2);
	uint32_t off = o->t->off - 2;
	tp_item outer;

	if (p == NULL)
		return;
	tp_text(o->t, " cap %02x id %u", p[0], p[1]);
	if (o->size != 2)
		return;
	outer = tp_open(o->t, F_SCPS_VECTOR, off, 1, p[0]);
	for (tp_field f = F_SCPS_BETS; f <= F_SCPS_RESERVED; f++)
		tp_add_bits(o->t, f, off, 1, p[0]);
	tp_close(o->t, outer);
	(void)tp_add(o->t, F_SCPS_BINDING, off + 1, 1, p[1]);
}

/*
 * RFC 5482 3: the first bit is the granularity.  tcpdump takes it from the
 * other end of the word.
 */
static void
read_user_timeout(struct option *o)
{
	const uint8_t *p = take(o, 2);
	uint32_t v;

	if (p == NULL)
		return;
	v = tp_ld16(p);
	tp_text(o->t, " 0x%x %u", v, v & 1 ? (v >> 1) * 60 : v >> 1);
	if (o->size != 2)
		return;
	tp_add_bits(o->t, F_USER_TO_GRANULARITY, o->t->off - 2, 2, v);
	tp_add_bits(o->t, F_USER_TO_VAL, o->t->off - 2, 2, v);
}

/* RFC 5925 2.2 */
static void
read_authentication(struct option *o)
{
	const uint8_t *p;

	if (o->size < 2) {
		tp_puts(o->t, " (invalid)");
		(void)take(o, o->size);
		return;
	}
	if ((p = take(o, 1)) == NULL)
		return;
	tp_text(o->t, " keyid %u", *p);
	(void)tp_add(o->t, F_AO_KEYID, o->t->off - 1, 1, *p);
	if ((p = take(o, 1)) == NULL)
		return;
	tp_text(o->t, " rnextkeyid %u", *p);
	(void)tp_add(o->t, F_AO_RNEXTKEYID, o->t->off - 1, 1, *p);
	if (o->size == 2)
		return;
	tp_puts(o->t, " mac 0x");
	(void)take_hex(o, F_AO_MAC, o->size - 2);
}

/* RFC 7413 4.1: no cookie asks for one; the octets p were taken already. */
static void
show_fast_open(struct option *o, const uint8_t *p, uint32_t n)
{
	tp_tvb *t = o->t;
	uint32_t off = t->off - n;

	if (n == 0) {
		tp_puts(t, " cookiereq");
		(void)tp_add(t, F_TFO_REQUEST, off, 0, 0);
		return;
	}
	(void)tp_add_ptr(t, F_TFO_COOKIE, off, n, p, n);
	if (n % 2 != 0 || n < 4 || n > 16) {
		tp_puts(t, " (invalid)");
		return;
	}
	tp_puts(t, " cookie ");
	text_hex(t, p, n);
}

static void
read_fast_open(struct option *o)
{
	const uint8_t *p = take(o, o->size);

	if (p == NULL)
		return;
	tp_puts(o->t, " ");
	show_fast_open(o, p, o->size);
}

/* RFC 6994: an experiment's number stands in front. */
static void
read_experimental(struct option *o)
{
	const uint8_t *p = take(o, o->size);

	if (p == NULL)
		return;
	if (o->size < 2) {
		o->bad = 1;
		return;
	}
	(void)tp_add(o->t, F_EXP_EXID, o->t->off - o->size, 2, tp_ld16(p));
	if (tp_ld16(p) == 0xf989) {
		tp_puts(o->t, "-tfo");
		show_fast_open(o, p + 2, o->size - 2);
		return;
	}
	tp_text(o->t, "-%04x", tp_ld16(p));
	(void)tp_add_ptr(o->t, F_EXP_DATA, o->t->off - o->size + 2,
	    o->size - 2, p + 2, o->size - 2);
}

static void
read_unknown(struct option *o)
{
	if (o->size == 0)
		return;
	tp_puts(o->t, " 0x");
	(void)take_hex(o, F_UNKNOWN_PAYLOAD, o->size);
}

/* A protocol of its own, which gets kind and length, too. */
static void
read_other(struct option *o)
{
	tp_tvb whole = *o->t;

	if (take(o, o->size) == NULL)
		return;
	whole.off -= 2;
	whole.len = whole.caplen = o->t->off;
	o->bad = o->t->pkt->host->call_uint(o->table, o->kind, &whole,
	    o->segment) == 0;
	/* as tcpdump does: what is cut from here on is cut under this name */
	o->t->name = o->type->name;
}

/* "": so does tcpdump call CC.ECHO */
static const struct type types[] = {
	[0] = { "eol", F_OPT_EOL, NULL },
	[1] = { "nop", F_OPT_NOP, NULL },
	[2] = { "mss", F_OPT_MSS, read_mss },
	[3] = { "wscale", F_OPT_WSCALE, read_wscale },
	[4] = { "sackOK", F_OPT_SACK_PERM, NULL },
	[5] = { "sack", F_OPT_SACK, read_sack },
	[6] = { "echo", F_OPT_ECHO, read_echo },
	[7] = { "echoreply", F_OPT_ECHOREPLY, read_echo },
	[8] = { "TS", F_OPT_TIMESTAMP, read_timestamps },
	[11] = { "cc", F_OPT_CC, read_cc },
	[12] = { "ccnew", F_OPT_CCNEW, read_cc },
	[13] = { "", F_OPT_CCECHO, read_cc },
	[19] = { "md5", F_OPT_MD5, read_md5 },
	[20] = { "scps", F_OPT_SCPS, read_scps },
	[28] = { "uto", F_OPT_USER_TO, read_user_timeout },
	[29] = { "tcp-ao", F_OPT_AO, read_authentication },
	[30] = { "mptcp", NFIELDS, read_other },
	[34] = { "tfo", F_OPT_TFO, read_fast_open },
};

static const struct type experimental = { "exp", F_OPT_EXPERIMENTAL,
    read_experimental };

static const struct type unknown = { NULL, F_OPT_UNKNOWN, read_unknown };

static const struct type *
type_of(uint32_t kind)
{
	if (kind < TP_COUNT(types) && types[kind].name != NULL)
		return &types[kind];
	return kind == 254 ? &experimental : &unknown;
}

/* The option as an item of its own, and its kind and length. */
static tp_item
open_option(const struct option *o, uint32_t start, uint32_t len)
{
	tp_tvb *t = o->t;
	tp_item outer = t->group, i = 0;
	uint32_t left = t->caplen - start;

	if ((t->want & TP_WANT_FIELDS) == 0)
		return outer;
	if (o->type->group != NFIELDS)
		i = tp_add_ptr(t, o->type->group, start, len, t->data + start,
		    len < left ? len : left);
	if (i != 0)
		t->group = i;
	(void)tp_add(t, F_OPT_KIND, start, 1, o->kind);
	if (o->kind > OPT_NOP)
		(void)tp_add(t, F_OPT_LEN, start + 1, 1, len);
	return outer;
}

/* One option behind its kind. */
static void
read_option(struct option *o)
{
	tp_tvb *t = o->t;
	const struct type *type;
	uint32_t start = t->off - 1, len = 1;
	const uint8_t *p;
	tp_item outer;

	if (o->kind > OPT_NOP) {
		if ((p = take(o, 1)) == NULL)
			return;
		len = *p;
		if (len < 2 || len > o->segment->hlen - start) {
			o->bad = 1;
			return;
		}
		o->size = len - 2;
	}
	o->type = type = type_of(o->kind);
	if (type->name != NULL)
		tp_puts(t, type->name);
	else
		tp_text(t, "unknown-%u", o->kind);
	outer = open_option(o, start, len);
	if (type->read != NULL)
		type->read(o);
	tp_close(t, outer);
	if (!o->bad && t->off - start != len)
		tp_text(t, "[len %u]", len);
}

int
tcp_options(tp_table *table, tp_tvb *t, struct tcp_segment *s)
{
	struct option o = { .t = t, .segment = s, .table = table,
	    .kind = OPT_NONE };
	uint32_t start = t->off, n = s->hlen - start;
	tp_item outer = t->group, all;

	all = tp_add_ptr(t, F_OPTIONS, start, n, t->data + start,
	    n < tp_left(t) ? n : tp_left(t));
	if (all != 0)
		t->group = all;
	tp_puts(t, ", options [");
	while (t->off < s->hlen && !t->err && !o.bad && o.kind != OPT_EOL) {
		if (o.kind != OPT_NONE)
			tp_puts(t, ",");
		start = t->off;
		o.kind = tp_u8(t);
		if (!t->err)
			read_option(&o);
	}
	tp_close(t, outer);
	if (o.bad)
		tp_puts(t, "[bad opt]");
	/* tcpdump leaves the list open if the first option is bad */
	if (!o.bad || start != 20)
		tp_puts(t, "]");
	return !o.bad;
}
