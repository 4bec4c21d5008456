/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * RTP (RFC 3550 5.1) and its header extensions (RFC 8285).  No port says that
 * it is RTP: -T rtp, --decode-as udp.port==N,rtp and scripts do.  Who adds
 * itself to table "rtp.pt" gets the payload of its type.
 */
#include <tapir/dissect.h>

#define HEADER		12u
#define HEADER_FIRST	8u	/* what all versions have */
#define EXTENSION_ONE	0xbedeu	/* of elements with heads of one octet */
#define EXTENSION_TWO	0x100u	/* of two, in the upper 12 bits */

enum {
	F_SETUP, F_SETUP_FRAME, F_SETUP_METHOD,
	F_VERSION, F_PADDING, F_EXT, F_CC, F_MARKER, F_P_TYPE,
	F_SEQ, F_EXTSEQ, F_TIMESTAMP, F_SSRC, F_CSRCS, F_CSRC,
	F_EXT_PROFILE, F_EXT_LEN, F_HDR_EXTS, F_HDR_EXT,
	F_ELEMENT_BITS, F_ELEMENT_ID, F_ELEMENT_LEN, F_ELEMENT_DATA,
	F_PAYLOAD, F_PADDING_DATA, F_PADDING_COUNT, NFIELDS
};

enum { T_PT };

#define U8(a, n, ...) { "rtp." a, n, TP_FT_UINT8, TP_BASE_DEC, __VA_ARGS__ }
#define BIT(a, n, m) { "rtp." a, n, TP_FT_BOOLEAN, 8, m }
#define NUMBER(a, n, t) { "rtp." a, n, t, TP_BASE_DEC }
#define HEX(a, n, t) { "rtp." a, n, t, TP_BASE_HEX_DEC }
#define OTHER(a, n, t) { "rtp." a, n, t }

static const tp_field_desc fields[NFIELDS] = {
	[F_SETUP] = OTHER("setup", "Stream setup", TP_FT_STRING),
	[F_SETUP_FRAME] = OTHER("setup-frame", "Setup frame",
	    TP_FT_FRAMENUM),
	[F_SETUP_METHOD] = OTHER("setup-method", "Setup Method",
	    TP_FT_STRING),
	[F_VERSION] = U8("version", "Version", .bitmask = 0xc0),
	[F_PADDING] = BIT("padding", "Padding", 0x20),
	[F_EXT] = BIT("ext", "Extension", 0x10),
	[F_CC] = U8("cc", "Contributing source identifiers count",
	    .bitmask = 0x0f),
	[F_MARKER] = BIT("marker", "Marker", 0x80),
	[F_P_TYPE] = U8("p_type", "Payload type", .bitmask = 0x7f),
	[F_SEQ] = NUMBER("seq", "Sequence number", TP_FT_UINT16),
	[F_EXTSEQ] = NUMBER("extseq", "Extended sequence number",
	    TP_FT_UINT32),
	[F_TIMESTAMP] = NUMBER("timestamp", "Timestamp", TP_FT_UINT32),
	[F_SSRC] = HEX("ssrc", "Synchronization Source identifier",
	    TP_FT_UINT32),
	[F_CSRCS] = OTHER("csrc.items", "Contributing Source identifiers",
	    TP_FT_NONE),
	[F_CSRC] = HEX("csrc.item", "CSRC item", TP_FT_UINT32),
	[F_EXT_PROFILE] = HEX("ext.profile", "Defined by profile",
	    TP_FT_UINT16),
	[F_EXT_LEN] = NUMBER("ext.len", "Extension length", TP_FT_UINT16),
	[F_HDR_EXTS] = OTHER("hdr_exts", "Header extensions", TP_FT_NONE),
	[F_HDR_EXT] = HEX("hdr_ext", "Header extension", TP_FT_UINT32),
	[F_ELEMENT_BITS] = U8("ext.rfc5285.appbits", "Application Bits",
	    .bitmask = 0),
	[F_ELEMENT_ID] = U8("ext.rfc5285.id", "Identifier", .bitmask = 0),
	[F_ELEMENT_LEN] = U8("ext.rfc5285.len", "Length", .bitmask = 0),
	[F_ELEMENT_DATA] = OTHER("ext.rfc5285.data", "Extension Data",
	    TP_FT_BYTES),
	[F_PAYLOAD] = OTHER("payload", "Payload", TP_FT_BYTES),
	[F_PADDING_DATA] = OTHER("padding.data", "Padding data",
	    TP_FT_BYTES),
	[F_PADDING_COUNT] = U8("padding.count", "Padding count",
	    .bitmask = 0),
};

/* ---------------------------------------------------------------- the flow */

/* What a direction of a flow remembers. */
struct direction {
	uint64_t first;		/* frame; 0: there was none */
	uint32_t extended;	/* sequence number of the last one */
};

/* The number that has those lower 16 bits and is nearest to the last one. */
static uint32_t
extend(uint32_t last, uint32_t seq)
{
	uint32_t n = (last & 0xffff0000u) | seq;

	if (n > last + 0x8000 && n >= 0x10000)
		return n - 0x10000;
	return last >= 0x8000 && n < last - 0x8000 ? n + 0x10000 : n;
}

static const char method[] = "DECODE AS";

/* How the stream became known, and the number that goes on over 65,535. */
static uint32_t
remember(const tp_self *me, tp_tvb *t)
{
	uint32_t dir = 0, seq = tp_ld16(t->data + 2);
	struct direction *d = t->pkt->host->flow(t, me->slot, &dir, NULL);
	tp_item outer;

	if (d == NULL)
		return 0x10000;
	d += dir;
	if (d->first == 0) {
		*d = (struct direction){ t->pkt->number, 0x10000 };
		return d->extended;
	}
	d->extended = extend(d->extended, seq);
	outer = tp_open(t, F_SETUP, 0, 0, 0);
	(void)tp_add_generated(t, F_SETUP_FRAME, 0, 0, d->first);
	(void)tp_add_ptr(t, F_SETUP_METHOD, 0, 0, method,
	    sizeof(method) - 1);
	tp_close(t, outer);
	return d->extended;
}

/* -------------------------------------------------------------- extensions */

/* An element, RFC 8285 4.2 and 4.3; returns where it ends, or the end of all
 * if it does not fit. */
static uint32_t
element(tp_tvb *t, uint32_t off, uint32_t end, uint32_t profile)
{
	int two = profile != EXTENSION_ONE;
	uint32_t head = two ? 2 : 1, first = t->data[off], n;

	if (end - off < head) {
		t->err = TP_MALFORMED;
		return end;
	}
	n = two ? t->data[off + 1] : (first & 15) + 1;
	if (n > end - off - head) {
		if (two)
			t->err = TP_MALFORMED;
		return end;
	}
	if (two)
		(void)tp_add(t, F_ELEMENT_BITS, off, 1, profile & 15);
	(void)tp_add(t, F_ELEMENT_ID, off, 1, two ? first : first >> 4);
	(void)tp_add(t, F_ELEMENT_LEN, two ? off + 1 : off, 1, n);
	tp_at_bytes(t, F_ELEMENT_DATA, off + head, n);
	return off + head + n;
}

static void
elements(tp_tvb *t, uint32_t off, uint32_t end, uint32_t profile)
{
	uint32_t from;

	while (!t->err) {
		for (from = off; off < end && t->data[off] == 0; off++)
			continue;
		if (off >= end)
			return;
		tp_at_bytes(t, F_PADDING_DATA, from, off - from);
		if (profile == EXTENSION_ONE && t->data[off] >> 4 == 15)
			return;		/* the end of all */
		off = element(t, off, end, profile);
	}
}

/* Returns where it ends. */
static uint32_t
extension(tp_tvb *t, uint32_t off)
{
	uint32_t profile, n, end;
	tp_item outer;

	if (!tp_has(t, off, 4)) {
		t->err = TP_TRUNCATED;
		return off;
	}
	profile = tp_ld16(t->data + off);
	n = 4 * tp_ld16(t->data + off + 2);
	tp_at_be16(t, F_EXT_PROFILE, off);
	tp_at_be16(t, F_EXT_LEN, off + 2);
	off += 4;
	if (n > t->len - off)
		n = t->len - off;
	if (n == 0)
		return off;
	end = off + n;
	if (!tp_has(t, off, n)) {
		t->err = TP_TRUNCATED;
		return end;
	}
	outer = tp_open(t, F_HDR_EXTS, off, n, 0);
	if (profile == EXTENSION_ONE || profile >> 4 == EXTENSION_TWO)
		elements(t, off, end, profile);
	else
		for (; off < end; off += 4)
			tp_at_be32(t, F_HDR_EXT, off);
	tp_close(t, outer);
	return end;
}

/* ------------------------------------------------------------------ fields */

static void
add_head(const tp_self *me, tp_tvb *t)
{
	uint32_t extended = remember(me, t);

	for (tp_field f = F_VERSION; f <= F_CC; f++)
		tp_add_bits(t, f, 0, 1, t->data[0]);
	tp_add_bits(t, F_MARKER, 1, 1, t->data[1]);
	tp_add_bits(t, F_P_TYPE, 1, 1, t->data[1]);
	tp_at_be16(t, F_SEQ, 2);
	(void)tp_add_generated(t, F_EXTSEQ, 2, 2, extended);
	tp_at_be32(t, F_TIMESTAMP, 4);
	tp_at_be32(t, F_SSRC, 8);
}

static uint32_t
add_sources(tp_tvb *t)
{
	uint32_t n = t->data[0] & 15, off = HEADER;
	tp_item outer;

	if (n == 0)
		return off;
	outer = tp_open(t, F_CSRCS, off, 4 * n, 0);
	for (uint32_t i = 0; i < n && !t->err; i++, off += 4) {
		if (!tp_has(t, off, 4))
			t->err = TP_TRUNCATED;
		tp_at_be32(t, F_CSRC, off);
	}
	tp_close(t, outer);
	return HEADER + 4 * n;
}

static void
add_payload(const tp_self *me, tp_tvb *t, uint32_t off, uint32_t n)
{
	tp_tvb p = *t;

	p.off = off;
	p = tp_sub(&p, n);
	if (n != 0 && t->pkt->host->call_uint(me->tables[T_PT],
	    t->data[1] & 0x7f, &p, NULL) == TP_REJECT)
		tp_at_bytes(t, F_PAYLOAD, off, n);
}

static void
add_fields(const tp_self *me, tp_tvb t)
{
	uint32_t off, n = t.len < t.caplen ? t.len : t.caplen, padding = 0;

	if (n < HEADER)
		return;
	add_head(me, &t);
	off = add_sources(&t);
	if (!t.err && t.data[0] & 0x10)
		off = extension(&t, off);
	if (t.err || off >= n)
		return;
	/* its last octet counts itself; not if octets are missing */
	if (t.data[0] & 0x20 && n == t.len)
		padding = t.data[n - 1];
	if (padding > n - off)
		padding = n - off;
	add_payload(me, &t, off, n - off - padding);
	if (padding == 0)
		return;
	if (padding > 1)
		tp_at_bytes(&t, F_PADDING_DATA, n - padding, padding - 1);
	tp_at_u8(&t, F_PADDING_COUNT, n - 1);
}

/* -------------------------------------------------------------------- text */

/* With -v: what is said of an extension that is longer than the packet. */
static void
text_extension(tp_tvb *t, uint32_t left)
{
	uint32_t n;

	(void)tp_be16(t);
	n = tp_be16(t);
	if (!t->err && 4 * n + 4 > left)
		tp_puts(t, " !ext");
}

static void
text(tp_tvb *t)
{
	uint32_t len = t->len, least = HEADER_FIRST, head, seq, stamp, ssrc;
	int old;

	if (len >= least && tp_has(t, 0, 1) && t->data[0] >> 6 != 1)
		least = HEADER;
	if (len < least) {
		tp_text(t, "udp/rtp, length %u < %u", len, least);
		return;
	}
	head = tp_be16(t);
	seq = tp_be16(t);
	stamp = tp_be32(t);
	old = head >> 14 == 1;
	tp_text(t, "udp/rtp%s %u c%u %s%s %u %u", old ? "v1" : "",
	    len - least, head & 0x7f, head & 0x1000 ? "+" : "",
	    head & 0x80 ? "*" : "", seq, stamp);
	if (t->pkt->verbose == 0)
		return;
	ssrc = tp_be32(t);
	tp_text(t, " %u", ssrc);
	if ((head & 0x1000) == 0)
		return;
	(void)tp_take(t, 4 * (head >> 8 & 15));
	text_extension(t, tp_unread(t));
}

static tp_rc
dissect(void *self, tp_tvb *t, const void *arg)
{
	int known = t->len > 0 && tp_has(t, 0, 1) && t->data[0] >> 6 == 2;

	(void)arg;
	if (!known && (t->want & TP_WANT_TEXT) == 0)
		return TP_REJECT;
	if (known && (t->want & TP_WANT_FIELDS))
		add_fields(self, tp_mute(t));
	text(t);
	return tp_done(t);
}

static const tp_protocol rtp = {
	.name = "rtp",
	.long_name = "Real-Time Transport Protocol",
	.fields = fields,
	.nfields = NFIELDS,
	.flow_bytes = 2 * sizeof(struct direction),
	.tables = { [T_PT] = "rtp.pt" },
	.keys = (const tp_key[]){
	    { .table = "udp.port", .lo = TP_KEY_NONE }, { NULL } },
	.dissect = dissect,
};
TP_REGISTER(rtp);
