/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Real-time Transport Protocol (RFC 3550).  No port leads here: who is asked
 * to (-T, --decode-as, a script) calls it.  What a payload type means is for
 * the table rtp.pt, which scripts fill.
 */
#include "rtp.h"

enum { F_SETUP, F_SETUP_FRAME, F_SETUP_METHOD, F_VERSION, F_PADDING, F_EXT,
    F_CC, F_MARKER, F_P_TYPE, F_SEQ, F_EXTSEQ, F_TIMESTAMP, F_SSRC,
    F_CSRC_ITEMS, F_CSRC_ITEM, F_EXT_PROFILE, F_EXT_LEN, F_HDR_EXTS,
    F_HDR_EXT, F_EXT_APPBITS, F_EXT_ID, F_EXT_ITEM_LEN, F_EXT_DATA,
    F_PAYLOAD, F_PADDING_DATA, F_PADDING_COUNT, F_PADDING_MISSING, NFIELDS };

static const tp_value_string versions[] = {
	{ 2, "RFC 1889 Version" }, { 0, "Old VAT Version" },
	{ 1, "First Draft Version" }, { 0, NULL }
};

static const tp_value_string profiles[] = {
	{ 0x67, "ED137" }, { 0x167, "ED137A" }, { 0, NULL }
};

static const tp_field_desc fields[NFIELDS] = {
	[F_SETUP] = { "rtp.setup", "Stream setup", TP_FT_STRING },
	[F_SETUP_FRAME] = { "rtp.setup-frame", "Setup frame",
	    TP_FT_FRAMENUM },
	[F_SETUP_METHOD] = { "rtp.setup-method", "Setup Method",
	    TP_FT_STRING },
	[F_VERSION] = { "rtp.version", "Version", TP_FT_UINT8, TP_BASE_DEC,
	    .bitmask = 0xc0, .strings = versions },
	[F_PADDING] = { "rtp.padding", "Padding", TP_FT_BOOLEAN,
	    .bitmask = 0x20 },
	[F_EXT] = { "rtp.ext", "Extension", TP_FT_BOOLEAN, .bitmask = 0x10 },
	[F_CC] = { "rtp.cc", "Contributing source identifiers count",
	    TP_FT_UINT8, TP_BASE_DEC, .bitmask = 0x0f },
	[F_MARKER] = { "rtp.marker", "Marker", TP_FT_BOOLEAN,
	    .bitmask = 0x80 },
	[F_P_TYPE] = { "rtp.p_type", "Payload type", TP_FT_UINT8, TP_BASE_DEC,
	    .bitmask = 0x7f, .strings = rtp_payload_types },
	[F_SEQ] = { "rtp.seq", "Sequence number", TP_FT_UINT16,
	    TP_BASE_DEC },
	[F_EXTSEQ] = { "rtp.extseq", "Extended sequence number",
	    TP_FT_UINT32, TP_BASE_DEC },
	[F_TIMESTAMP] = { "rtp.timestamp", "Timestamp", TP_FT_UINT32,
	    TP_BASE_DEC },
	[F_SSRC] = { "rtp.ssrc", "Synchronization Source identifier",
	    TP_FT_UINT32, TP_BASE_HEX_DEC },
	[F_CSRC_ITEMS] = { "rtp.csrc.items",
	    "Contributing Source identifiers", TP_FT_NONE },
	[F_CSRC_ITEM] = { "rtp.csrc.item", "CSRC item", TP_FT_UINT32,
	    TP_BASE_HEX_DEC },
	[F_EXT_PROFILE] = { "rtp.ext.profile", "Defined by profile",
	    TP_FT_UINT16, TP_BASE_HEX_DEC, .strings = profiles },
	[F_EXT_LEN] = { "rtp.ext.len", "Extension length", TP_FT_UINT16,
	    TP_BASE_DEC },
	[F_HDR_EXTS] = { "rtp.hdr_exts", "Header extensions", TP_FT_NONE },
	[F_HDR_EXT] = { "rtp.hdr_ext", "Header extension", TP_FT_UINT32,
	    TP_BASE_HEX_DEC },
	[F_EXT_APPBITS] = { "rtp.ext.rfc5285.appbits", "Application Bits",
	    TP_FT_UINT8, TP_BASE_DEC },
	[F_EXT_ID] = { "rtp.ext.rfc5285.id", "Identifier", TP_FT_UINT8,
	    TP_BASE_DEC },
	[F_EXT_ITEM_LEN] = { "rtp.ext.rfc5285.len", "Length", TP_FT_UINT8,
	    TP_BASE_DEC },
	[F_EXT_DATA] = { "rtp.ext.rfc5285.data", "Extension Data",
	    TP_FT_BYTES },
	[F_PAYLOAD] = { "rtp.payload", "Payload", TP_FT_BYTES },
	[F_PADDING_DATA] = { "rtp.padding.data", "Padding data",
	    TP_FT_BYTES },
	[F_PADDING_COUNT] = { "rtp.padding.count", "Padding count",
	    TP_FT_UINT8, TP_BASE_DEC },
	[F_PADDING_MISSING] = { "rtp.padding_missing",
	    "Frame has padding, but not all the frame data was captured",
	    TP_FT_NONE },
};

#define HEADER 12u

enum { T_PT, T_DYNAMIC, T_EXTENSION, T_DATA };

/* What a direction of a flow keeps: 0 before its first packet. */
struct flow {
	struct {
		uint64_t setup;		/* number of that packet */
		uint32_t extseq, reserved;
	} dir[2];
};

/* ----------------------------------------------------------------- text */

static void
text(tp_tvb *t)
{
	uint32_t n = t->len, first, second, version, header;

	if (n < 8) {
		tp_text(t, "udp/rtp, length %u < 8", n);
		return;
	}
	/* nothing is told of a header that is not there */
	first = tp_peek_be32(t, 0);
	version = first >> 30;
	header = version == 1 ? 8 : HEADER;
	if (n < header) {
		tp_text(t, "udp/rtp, length %u < %u", n, header);
		return;
	}
	second = tp_peek_be32(t, 4);
	tp_text(t, "udp/rtp%s %u c%u %s%s %u %u", version == 1 ? "v1" : "",
	    n - header, first >> 16 & 0x7f, first & 0x10000000 ? "+" : "",
	    first & 0x800000 ? "*" : "", first & 0xffff, second);
	if (t->pkt->verbose == 0)
		return;
	tp_text(t, " %u", tp_peek_be32(t, 8));
	if (first & 0x10000000 && version != 1 && n >= HEADER + 4 &&
	    tp_peek_be16(t, HEADER + 2) * 4 > n - HEADER - 4)
		tp_puts(t, " !ext");
}

/* --------------------------------------------------------------- fields */

/* The number that ends in seq and is nearest to the last one. */
static uint32_t
extended(uint32_t last, uint32_t seq)
{
	uint32_t v = (last & 0xffff0000) | seq;

	if (v + 0x8000 < last)
		return v + 0x10000;
	if (v > last + 0x8000 && v >= 0x10000)
		return v - 0x10000;
	return v;
}

/* For Wireshark, the first packet sets its direction up. */
static void
add_setup(tp_tvb *t, uint64_t frame)
{
	static const char method[] = "DECODE AS";
	tp_value none = { .flags = TP_VALUE_GENERATED, .v.p = "" };
	tp_value name = { .flags = TP_VALUE_GENERATED,
	    .slen = sizeof(method) - 1, .v.p = method };
	tp_item outer = t->group, i = 0;

	if (tp_wants(t, F_SETUP))
		i = t->pkt->host->add(t, F_SETUP, 0, 0, &none);
	if (i != 0)
		t->group = i;
	(void)tp_add_generated(t, F_SETUP_FRAME, 0, 0, frame);
	if (tp_wants(t, F_SETUP_METHOD))
		(void)t->pkt->host->add(t, F_SETUP_METHOD, 0, 0, &name);
	tp_close(t, outer);
}

/* Returns the extended sequence number (RFC 3550 A.1). */
static uint32_t
follow(const tp_self *me, tp_tvb *t, uint32_t seq)
{
	uint32_t dir = 0;
	struct flow *f = t->pkt->host->flow(t, me->slot, &dir, NULL);

	if (f == NULL)
		return 0x10000;
	if (f->dir[dir].setup == 0) {
		f->dir[dir].setup = t->pkt->number;
		f->dir[dir].extseq = 0x10000;
	} else {
		add_setup(t, f->dir[dir].setup);
		f->dir[dir].extseq = extended(f->dir[dir].extseq, seq);
	}
	return f->dir[dir].extseq;
}

/* RFC 3550 5.1 */
static void
fixed_header(const tp_self *me, tp_tvb *t)
{
	uint32_t first = t->data[0], second = t->data[1];
	uint32_t extseq = follow(me, t, tp_ld16(t->data + 2));

	tp_add_bits(t, F_VERSION, 0, 1, first);
	tp_add_bits(t, F_PADDING, 0, 1, first);
	tp_add_bits(t, F_EXT, 0, 1, first);
	tp_add_bits(t, F_CC, 0, 1, first);
	tp_add_bits(t, F_MARKER, 1, 1, second);
	tp_add_bits(t, F_P_TYPE, 1, 1, second);
	tp_at_be16(t, F_SEQ, 2);
	(void)tp_add_generated(t, F_EXTSEQ, 2, 2, extseq);
	tp_at_be32(t, F_TIMESTAMP, 4);
	tp_at_be32(t, F_SSRC, 8);
	t->off = HEADER;
}

static void
sources(tp_tvb *t, uint32_t n)
{
	tp_item outer;

	if (n == 0)
		return;
	outer = tp_open(t, F_CSRC_ITEMS, t->off, n * 4, 0);
	for (uint32_t i = 0; i < n && !t->err; i++)
		(void)tp_f_be32(t, F_CSRC_ITEM);
	tp_close(t, outer);
}

/* --------------------------------------------------- header extensions */

/* Padding goes up to the next element; at the end it is not told. */
static void
skip_padding(tp_tvb *t)
{
	uint32_t start = t->off;

	while (tp_left(t) > 0 && t->data[t->off] == 0)
		t->off++;
	if (tp_left(t) > 0)
		tp_at_bytes(t, F_PADDING_DATA, start, t->off - start);
}

static void
element_data(const tp_self *me, tp_tvb *t, uint32_t id, uint32_t n)
{
	tp_tvb data = tp_sub(t, n);

	if (n > 0 && t->pkt->host->call_uint(me->tables[T_EXTENSION], id,
	    &data, NULL) == TP_REJECT)
		tp_at_bytes(t, F_EXT_DATA, t->off - n, n);
}

/* RFC 8285 4.2: what does not fit ends them, and so does id 15. */
static void
one_byte(const tp_self *me, tp_tvb *t)
{
	for (skip_padding(t); tp_left(t) > 0; skip_padding(t)) {
		uint32_t id = t->data[t->off] >> 4;
		uint32_t n = (t->data[t->off] & 0x0f) + 1;

		if (id == 15 || n >= tp_left(t))
			return;
		(void)tp_add(t, F_EXT_ID, t->off, 1, id);
		(void)tp_add(t, F_EXT_ITEM_LEN, t->off++, 1, n);
		element_data(me, t, id, n);
	}
}

/* RFC 8285 4.3 */
static void
two_byte(const tp_self *me, tp_tvb *t, uint32_t appbits)
{
	for (skip_padding(t); tp_left(t) > 0; skip_padding(t)) {
		uint32_t id = t->data[t->off];
		uint32_t n = tp_peek_u8(t, t->off + 1);

		if (tp_peek(t, t->off, n + 2) == NULL)
			return;
		(void)tp_add(t, F_EXT_APPBITS, t->off, 1, appbits);
		(void)tp_add(t, F_EXT_ID, t->off, 1, id);
		(void)tp_add(t, F_EXT_ITEM_LEN, t->off + 1, 1, n);
		t->off += 2;
		element_data(me, t, id, n);
	}
}

static void
words(tp_tvb *t)
{
	while (tp_left(t) > 0 && !t->err)
		(void)tp_f_be32(t, F_HDR_EXT);
}

/* RFC 3550 5.3.1 */
static void
extension(const tp_self *me, tp_tvb *t)
{
	uint32_t profile = tp_f_be16(t, F_EXT_PROFILE);
	uint32_t n = tp_f_be16(t, F_EXT_LEN) * 4, end = t->off + n;
	tp_item outer;
	tp_tvb s = *t;

	if (t->err || n == 0)
		return;
	if (s.caplen > end)
		s.caplen = end;
	outer = tp_open(&s, F_HDR_EXTS, s.off, n, 0);
	if (profile == 0xbede)
		one_byte(me, &s);
	else if ((profile & 0xfff0) == 0x1000)
		two_byte(me, &s, profile & 0x0f);
	else
		words(&s);
	tp_close(&s, outer);
	tp_join(t, &s);
	if (!t->err)
		t->off = end < t->caplen ? end : t->caplen;
}

/* -------------------------------------------------------------- payload */

/* n octets at the cursor, by the payload type; hidden if somebody takes them. */
static void
payload(const tp_self *me, tp_tvb *t, uint32_t n)
{
	const tp_host *host = t->pkt->host;
	tp_item i;
	tp_tvb s;

	if (n == 0 || t->err)
		return;
	i = tp_add_ptr(t, F_PAYLOAD, t->off, n, t->data + t->off, n);
	s = tp_sub(t, n);
	if (host->call_uint(me->tables[T_PT], t->data[1] & 0x7f, &s, NULL) !=
	    TP_REJECT && i != 0)
		host->set_flags(t, i, TP_VALUE_HIDDEN);
}

/* The last octet says how many of the end are padding, itself included. */
static void
padded(const tp_self *me, tp_tvb *t)
{
	uint32_t left = tp_left(t), count, last;
	tp_tvb rest;

	if (t->caplen < t->len) {
		(void)tp_add(t, F_PADDING_MISSING, 0, 0, 0);
		rest = tp_sub(t, left);
		rest.len = left;
		tp_data(me->tables[T_DATA], &rest);
		return;
	}
	if (left == 0)
		return;
	last = t->caplen - 1;
	count = t->data[last];
	payload(me, t, count < left ? left - count : 0);
	if (count == 0) {
		(void)tp_malformed(t);
		return;
	}
	tp_at_bytes(t, F_PADDING_DATA, t->off, last - t->off);
	tp_at_u8(t, F_PADDING_COUNT, last);
	t->off = t->caplen;
}

static void
add_fields(const tp_self *me, tp_tvb *t)
{
	uint32_t first = t->data[0];

	fixed_header(me, t);
	sources(t, first & 0x0f);
	if (first & 0x10)
		extension(me, t);
	if (t->err)
		return;
	if (first & 0x20)
		padded(me, t);
	else
		payload(me, t, tp_left(t));
}

static tp_rc
dissect(void *self, tp_tvb *t, const void *arg)
{
	tp_tvb s = tp_mute(t);

	(void)arg;
	if (s.caplen > s.len)
		s.caplen = s.len;
	if (tp_texting(t))
		text(t);
	else if (tp_has(&s, 0, 1) && s.data[0] >> 6 != 2)
		return TP_REJECT;
	if (t->err || !(s.want & TP_WANT_FIELDS))
		return tp_done(t);
	if (tp_peek(&s, 0, HEADER) != NULL && s.data[0] >> 6 == 2)
		add_fields(self, &s);
	return tp_done(&s);
}

static const tp_protocol rtp = {
	.name = "rtp",
	.long_name = "Real-Time Transport Protocol",
	.fields = fields,
	.nfields = NFIELDS,
	.flow_bytes = sizeof(struct flow),
	.tables = { [T_PT] = "rtp.pt", [T_DYNAMIC] = "rtp_dyn_payload_type",
	    [T_EXTENSION] = "rtp.ext.rfc5285.id", [T_DATA] = "data" },
	/* no port, but --decode-as may give it one */
	.keys = (const tp_key[]){ { .table = "udp.port", .lo = TP_KEY_NONE },
	    { NULL } },
	.dissect = dissect,
};
TP_REGISTER(rtp);
