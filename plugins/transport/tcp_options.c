/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The options of TCP (RFC 9293 3.2, and what IANA lists beside them).
 *
 * tcpdump goes on after what it read of an option, not where the option says
 * it ends, and notes the difference as "[len N]".  An option that does not fit
 * into the header is bad and ends the segment's text.
 */
#include "tcp.h"

enum { OPT_EOL = 0, OPT_NOP = 1, OPT_ACC_ECN_0 = 172, OPT_ACC_ECN_1 = 174,
    OPT_NONE = 0x100 };
enum { MP_JOIN = 1, MP_FASTCLOSE = 7 };		/* RFC 8684 8.1 */

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
	int skipped;		/* it is cut where tcpdump does not read it */
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

/* Past n octets that tcpdump does not read: a cut shows at what follows. */
static void
skip(struct option *o, uint32_t n)
{
	o->skipped = tp_left(o->t) < n;
	if (o->skipped)
		tp_puts(o->t, ",");
	(void)take(o, n);
}

static void
text_hex(tp_tvb *t, const uint8_t *p, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++)
		tp_text(t, "%02x", p[i]);
}

/* n octets, shown as far as there are any; NULL: not all were there. */
static const uint8_t *
take_hex(struct option *o, uint32_t n)
{
	const uint8_t *p = o->t->data + o->t->off;

	for (uint32_t i = 0; i < n; i++) {
		const uint8_t *octet = take(o, 1);

		if (octet == NULL)
			return NULL;
		text_hex(o->t, octet, 1);
	}
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
	struct tcp_segment *s = o->segment;
	uint32_t n = o->size / 8;

	if (o->size % 8 != 0 && tp_texting(o->t)) {
		tp_puts(o->t, " invalid sack");
		skip(o, o->size);
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
		    tp_ld32(p) - s->ack_start);
		(void)tp_add(o->t, F_SACK_RE, off + 4, 4,
		    tp_ld32(p + 4) - s->ack_start);
		s->sacked += tp_ld32(p + 4) - tp_ld32(p);
	}
	(void)tp_add_generated(o->t, F_SACK_COUNT, o->t->off, 0, n);
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
text_md5(struct option *o, const uint8_t *digest)
{
	const struct tcp_segment *s = o->segment;
	const char *why = NULL;

	if (o->t->caplen < s->hlen + s->len)
		why = "snaplen too short";
	else if (s->secret[0] == '\0')
		why = "shared secret not supplied with -M";
	if (why != NULL) {
		tp_text(o->t, " %s, can't check - ", why);
		text_hex(o->t, digest, 16);
	} else if (tcp_md5_is_valid(o->t->pkt, o->t->data, s, s->secret,
	    digest))
		tp_puts(o->t, " valid");
	else
		tp_puts(o->t, "  (invalid)");
}

static void
read_md5(struct option *o)
{
	const uint8_t *p = take(o, 16);

	if (p == NULL)
		return;
	if (tp_texting(o->t))
		text_md5(o, p);
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
		skip(o, o->size);
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
	p = take_hex(o, o->size - 2);
	(void)tp_add_ptr(o->t, F_AO_MAC, o->t->off - (o->size - 2),
	    o->size - 2, p, o->size - 2);
}

/* RFC 7413 4.1: no cookie asks for one.  The octets p end at the cursor. */
static void
add_fast_open(tp_tvb *t, const uint8_t *p, uint32_t n)
{
	if (n == 0)
		(void)tp_add(t, F_TFO_REQUEST, t->off, 0, 0);
	else
		(void)tp_add_ptr(t, F_TFO_COOKIE, t->off - n, n, p, n);
}

static void
text_fast_open(tp_tvb *t, const uint8_t *p, uint32_t n)
{
	if (n == 0)
		tp_puts(t, " cookiereq");
	else if (n % 2 != 0 || n < 4 || n > 16)
		tp_puts(t, " (invalid)");
	else {
		tp_puts(t, " cookie ");
		text_hex(t, p, n);
	}
}

static void
read_fast_open(struct option *o)
{
	const uint8_t *p = take(o, o->size);

	if (p == NULL)
		return;
	tp_puts(o->t, " ");
	text_fast_open(o->t, p, o->size);
	add_fast_open(o->t, p, o->size);
}

/* RFC 6994: an experiment's number stands in front. */
#define EXID_FAST_OPEN 0xf989

static void
add_experiment(const struct option *o, const uint8_t *p)
{
	uint32_t off = o->t->off - o->size, n = o->size - 2;

	if (o->size < 2)
		return;
	(void)tp_add(o->t, F_EXP_EXID, off, 2, tp_ld16(p));
	if (tp_ld16(p) == EXID_FAST_OPEN)
		add_fast_open(o->t, p + 2, n);
	else if (n > 0)
		(void)tp_add_ptr(o->t, F_EXP_DATA, off + 2, n, p + 2, n);
}

static void
read_experimental(struct option *o)
{
	const uint8_t *p = take(o, o->size);

	if (p == NULL)
		return;
	o->bad = o->size < 2 && tp_texting(o->t);
	add_experiment(o, p);
	if (o->size < 2)
		return;
	if (tp_ld16(p) == EXID_FAST_OPEN) {
		tp_puts(o->t, "-tfo");
		text_fast_open(o->t, p + 2, o->size - 2);
	} else
		tp_text(o->t, "-%04x", tp_ld16(p));
}

/* What tcpdump does not know. */
static const uint8_t *
take_unknown(struct option *o)
{
	if (o->size > 0)
		tp_puts(o->t, " 0x");
	return take_hex(o, o->size);
}

static void
read_unknown(struct option *o)
{
	const uint8_t *p = take_unknown(o);

	if (o->size > 0)
		(void)tp_add_ptr(o->t, F_UNKNOWN_PAYLOAD, o->t->off - o->size,
		    o->size, p, o->size);
}

static void
read_experimental_1(struct option *o)
{
	const uint8_t *p = take_unknown(o);

	if (p != NULL)
		add_experiment(o, p);
}

/* RFC 4782 3.1 */
static void
read_quick_start(struct option *o)
{
	const uint8_t *p = take_unknown(o);
	uint32_t off = o->t->off - o->size;

	if (p == NULL || o->size != 6)
		return;
	tp_add_bits(o->t, F_QS_RATE, off, 1, p[0]);
	(void)tp_add(o->t, F_QS_TTL_DIFF, off + 1, 1, p[1]);
}

/* draft-ietf-tcpm-accurate-ecn 3.2.3: as many of the counters as fit. */
static void
read_accurate_ecn(struct option *o)
{
	static const tp_field order[2][3] = {
		{ F_ACC_ECN_EE0B, F_ACC_ECN_ECEB, F_ACC_ECN_EE1B },
		{ F_ACC_ECN_EE1B, F_ACC_ECN_ECEB, F_ACC_ECN_EE0B }
	};
	const uint8_t *p = take_unknown(o);
	uint32_t off = o->t->off - o->size;

	for (uint32_t i = 0; p != NULL && i < 3 && i * 3 + 3 <= o->size; i++)
		(void)tp_add(o->t, order[o->kind == OPT_ACC_ECN_1][i],
		    off + i * 3, 3, tp_ld24(p + i * 3));
}

/* A protocol of its own, which gets kind and length, too. */
static void
read_other(struct option *o)
{
	tp_tvb whole = *o->t;

	const uint8_t *p = take(o, o->size);

	if (p == NULL)
		return;
	o->segment->multipath |= o->size != 0 && p[0] >> 4 >= MP_JOIN &&
	    p[0] >> 4 <= MP_FASTCLOSE;
	whole.off -= 2;
	whole.len = whole.caplen = o->t->off;
	o->bad = o->t->pkt->host->call_uint(o->table, o->kind, &whole,
	    o->segment) == 0 && tp_texting(o->t);
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
	[27] = { NULL, F_OPT_QS, read_quick_start },
	[28] = { "uto", F_OPT_USER_TO, read_user_timeout },
	[29] = { "tcp-ao", F_OPT_AO, read_authentication },
	[30] = { "mptcp", NFIELDS, read_other },
	[34] = { "tfo", F_OPT_TFO, read_fast_open },
};

static const struct type high_types[] = {
	[OPT_ACC_ECN_0 - 172] = { NULL, F_OPT_ACC_ECN, read_accurate_ecn },
	[OPT_ACC_ECN_1 - 172] = { NULL, F_OPT_ACC_ECN, read_accurate_ecn },
	[253 - 172] = { NULL, F_OPT_EXPERIMENTAL, read_experimental_1 },
	[254 - 172] = { "exp", F_OPT_EXPERIMENTAL, read_experimental },
};

static const struct type unknown = { NULL, F_OPT_UNKNOWN, read_unknown };

static const struct type *
type_of(uint32_t kind)
{
	const struct type *type = &unknown;

	if (kind < TP_COUNT(types))
		type = &types[kind];
	else if (kind >= 172 && kind - 172 < TP_COUNT(high_types))
		type = &high_types[kind - 172];
	return type->group != 0 ? type : &unknown;
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
	tp_item outer;

	if (o->kind > OPT_NOP) {
		len = tp_u8(t);		/* may be the payload's: bad then */
		if (t->err)
			return;
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
	if (!o->skipped)
		tp_cut(t, start == TCP_HEADER ? "" : ">");
	if (t->err || t->off - start == len)
		return;
	if (tp_texting(t)) {
		if (!o->bad)
			tp_text(t, "[len %u]", len);
		return;
	}
	/* Wireshark does believe the option */
	o->bad = 0;
	if (start + len <= t->caplen)
		t->off = start + len;
}

/*
 * RFC 7323, appendix A: so do the options of nearly every segment look.
 * Returns 0 if they do not, or if their fields are wanted.
 */
static int
only_timestamps(tp_tvb *t, uint32_t n)
{
	const uint8_t *p = t->data + t->off;
	char s[80], *end = s;

	if (n != 12 || t->want & TP_WANT_FIELDS || tp_left(t) < 12 ||
	    tp_ld32(p) != 0x0101080a)
		return 0;
	end = tcp_put(end, ", options [nop,nop,TS val ");
	end = tcp_put_number(end, tp_ld32(p + 4));
	end = tcp_put_number(tcp_put(end, " ecr "), tp_ld32(p + 8));
	tcp_put_end(t, s, tcp_put(end, "]"));
	t->off += 12;
	return 1;
}

int
tcp_options(tp_table *table, tp_tvb *t, struct tcp_segment *s)
{
	struct option o = { .t = t, .segment = s, .table = table,
	    .kind = OPT_NONE };
	uint32_t start = t->off, n = s->hlen - start, ended = 0;
	tp_item outer = t->group, all;

	if (only_timestamps(t, n))
		return 1;
	all = tp_add_ptr(t, F_OPTIONS, start, n, t->data + start,
	    n < tp_left(t) ? n : tp_left(t));
	if (all != 0)
		t->group = all;
	tp_puts(t, ", options [");
	/* Wireshark goes on behind an end of the list, and takes no offence */
	while (t->off < s->hlen && !t->err && !o.bad &&
	    (o.kind != OPT_EOL || !tp_texting(t))) {
		ended |= o.kind == OPT_EOL;
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
	if (!o.bad || start != TCP_HEADER)
		tp_puts(t, "]");
	if (!o.bad)
		return 1;
	if (ended && s->hlen <= t->caplen)
		t->off = s->hlen;
	return (int)ended;
}
