/* SPDX-License-Identifier: BSD-3-Clause */
/* Network Service Header (RFC 8300). */
#include "tunnel.h"

#define WORD 4u
#define BASE (2 * WORD)		/* base and service path header */
#define FIXED_CONTEXT 4u	/* words of MD type 1 */

enum { MD_RESERVED, MD_FIXED, MD_VARIABLE, MD_EXPERIMENT = 15 };

enum {
	F_VERSION, F_O, F_C, F_TTL, F_LENGTH, F_MD, F_NEXT, F_SPI, F_SI,
	F_CONTEXT, F_CLASS, F_TYPE, F_UNASSIGNED, F_TLV_LENGTH, F_METADATA,
	NFIELDS
};

static const tp_value_string nexts[] = {
	{ 0, "None" }, { NEXT_IPV4, "IPv4" }, { NEXT_IPV6, "IPv6" },
	{ NEXT_ETHERNET, "Ethernet" }, { NEXT_NSH, "NSH" },
	{ NEXT_MPLS, "MPLS" }, { 254, "Experiment 1" },
	{ 255, "Experiment 2" }, { 0, NULL }
};

#define U8(a, n, b, ...) { "nsh." a, n, TP_FT_UINT8, TP_BASE_##b, __VA_ARGS__ }
#define U16(a, n, b, m) { "nsh." a, n, TP_FT_UINT16, TP_BASE_##b, m }
#define BYTES(a, n) { "nsh." a, n, TP_FT_BYTES }

static const tp_field_desc fields[NFIELDS] = {
	[F_VERSION] = U16("version", "Version", DEC_HEX, 0xc000),
	[F_O] = U16("Obit", "O Bit", DEC, 0x2000),
	[F_C] = U16("CBit", "C Bit", DEC, 0x1000),
	[F_TTL] = U16("ttl", "Time to live", HEX, 0x0fc0),
	[F_LENGTH] = U16("length", "Length", DEC_HEX, 0x003f),
	[F_MD] = U8("mdtype", "MD Type", DEC_HEX, .bitmask = 0),
	[F_NEXT] = U8("nextproto", "Next Protocol", DEC_HEX,
	    .strings = nexts),
	[F_SPI] = { "nsh.spi", "SPI", TP_FT_UINT24, TP_BASE_DEC_HEX },
	[F_SI] = U8("si", "SI", DEC_HEX, .bitmask = 0),
	[F_CONTEXT] = BYTES("contextheader", "Context Header"),
	[F_CLASS] = U16("metadataclass", "TLV Class", DEC_HEX, 0),
	[F_TYPE] = U8("metadatatype", "Type", DEC_HEX, .bitmask = 0),
	[F_UNASSIGNED] = U8("metadataunassignedbit", "Unassigned Bit", HEX,
	    .bitmask = 0x80),
	[F_TLV_LENGTH] = U8("metadatalen", "Length", HEX, .bitmask = 0x7f),
	[F_METADATA] = BYTES("metadata", "Variable Metadata"),
};

/* Words of TLV data: padded (RFC 8300, 2.5.1). */
static uint32_t
padded(uint32_t octets)
{
	return (octets + WORD - 1) / WORD * WORD;
}

/* ---------------------------------------------------------------- fields */

static void
add_tlvs(tp_tvb *t, uint32_t end)
{
	uint32_t n;

	while (!t->err && t->off + WORD <= end) {
		(void)tp_f_be16(t, F_CLASS);
		(void)tp_f_u8(t, F_TYPE);
		n = tp_u8(t);
		if (t->err)
			return;
		tp_add_bits(t, F_UNASSIGNED, t->off - 1, 1, n);
		tp_add_bits(t, F_TLV_LENGTH, t->off - 1, 1, n);
		n &= 0x7f;
		if (n == 0)
			continue;
		(void)tp_f_bytes(t, F_METADATA, n);
		(void)tp_take(t, padded(n) - n);
	}
}

static void
add_fields(tp_tvb t)
{
	uint32_t word = tp_be16(&t), md, end;

	if (t.err)
		return;
	for (tp_field f = F_VERSION; f <= F_LENGTH; f++)
		tp_add_bits(&t, f, 0, 2, word);
	md = tp_f_u8(&t, F_MD);
	(void)tp_f_u8(&t, F_NEXT);
	(void)tp_f_be24(&t, F_SPI);
	(void)tp_f_u8(&t, F_SI);
	end = (word & 0x3f) * WORD;
	t.pkt->host->set_len(&t, 0, end);
	if (md == MD_FIXED)
		for (uint32_t i = 0; i < FIXED_CONTEXT; i++)
			(void)tp_f_bytes(&t, F_CONTEXT, WORD);
	else if (md == MD_VARIABLE)
		add_tlvs(&t, end);
}

/* ------------------------------------------------------------------ text */

struct header {
	uint32_t word, words, md, next;
};

static void
text_md(tp_tvb *t, uint32_t md)
{
	if (md == MD_FIXED || md == MD_VARIABLE)
		tp_text(t, "md type %u, ", md);
	else if (md == MD_RESERVED)
		tp_puts(t, "md type reserved, ");
	else if (md == MD_EXPERIMENT)
		tp_puts(t, "md type experimental, ");
	else
		tp_text(t, "md type unknown (0x%02x), ", md);
}

static void
text_base(tp_tvb *t, const struct header *h)
{
	uint32_t verbose = t->pkt->verbose;

	tp_text(t, "flags [%s], ", h->word >> 29 & 1 ? "O" : "none");
	if (verbose > 2) {
		tp_text(t, "TTL %u, length %u, ", h->word >> 22 & 0x3f,
		    h->words);
		text_md(t, h->md);
	}
	if (verbose < 2)
		return;
	tp_puts(t, "next-protocol ");
	if (h->next != 0 && tp_string(nexts, h->next) != NULL)
		tp_puts(t, tp_string(nexts, h->next));
	else
		tp_text(t, "unknown (0x%02x)", h->next);
	tp_puts(t, ", ");
}

static void
text_context(tp_tvb *t)
{
	for (uint32_t i = 0; i < FIXED_CONTEXT && !t->err; i++) {
		uint32_t v = tp_be32(t);

		tp_text(t, "\n        Context[%02u]: 0x%08x", i, v);
	}
}

/* 0: it is longer than the header. */
static int
text_tlv(tp_tvb *t, uint32_t end)
{
	uint32_t class = tp_be16(t), type = tp_u8(t), n = tp_u8(t) & 0x7f;

	tp_text(t, "\n        TLV Class %u, Type %u, Len %u", class, type, n);
	if (t->err)
		return 0;
	if (t->off + padded(n) > end) {
		tp_puts(t, " (length too big)");
		return 0;
	}
	if (n > 0)
		tp_puts(t, "\n            Value: ");
	for (uint32_t i = 0; i < n && !t->err; i++) {
		uint32_t v = tp_u8(t);

		tp_text(t, i == 0 ? "0x%02x" : ":%02x", v);
	}
	(void)tp_take(t, padded(n) - n);
	return 1;
}

/* What -vvv shows of the rest of the header; 0: nonsense, and said so. */
static int
text_rest(tp_tvb *t, const struct header *h)
{
	uint32_t end = h->words * WORD;

	if (h->md == MD_FIXED) {
		if (h->words != 2 + FIXED_CONTEXT) {
			tp_puts(t, " (invalid length for the MD type)");
			return 0;
		}
		text_context(t);
	} else if (h->md == MD_VARIABLE)
		while (t->off < end && !t->err)
			if (!text_tlv(t, end))
				return 0;
	return 1;
}

/* Up to the payload; 0: there is none. */
static int
text_header(tp_tvb *t, struct header *h)
{
	uint32_t si;

	h->word = tp_be32(t);
	h->words = h->word >> 16 & 0x3f;
	h->md = h->word >> 8 & 0x0f;
	h->next = h->word & 0xff;
	tp_puts(t, "NSH, ");
	if (t->pkt->verbose > 1)
		tp_text(t, "ver %u, ", h->word >> 30);
	if (h->word >> 30 != 0)		/* nothing more, but fields */
		*t = tp_mute(t);
	text_base(t, h);
	if (h->words * WORD > t->len) {
		tp_text(t, " (too many headers for packet length %u)",
		    t->len);
		(void)tp_malformed(t);
		return 0;
	}
	tp_text(t, "service-path-id 0x%06x, ", tp_be24(t));
	si = tp_u8(t);
	tp_text(t, "service-index 0x%x", si);
	if (h->words < 2) {
		tp_puts(t, " (less than two headers)");
		(void)tp_malformed(t);
		return 0;
	}
	if (t->pkt->verbose > 2 && !text_rest(t, h))
		(void)tp_malformed(t);
	return !t->err;
}

static tp_rc
dissect(void *self, tp_tvb *t, const void *arg)
{
	struct header h;
	uint32_t type;
	tp_tvb p;

	(void)arg;
	if (t->want & TP_WANT_FIELDS)
		add_fields(tp_mute(t));
	if (t->len < BASE) {
		tp_text(t, " (packet length %u < %u)", t->len, BASE);
		return tp_malformed(t);
	}
	if (!text_header(t, &h))
		return tp_done(t);
	if (t->off < h.words * WORD)
		(void)tp_take(t, h.words * WORD - t->off);
	tp_puts(t, t->pkt->verbose ? "\n    " : ": ");
	if (t->err)
		return t->err;
	p = tp_rest(t, tp_unread(t));
	if (p.caplen == 0)	/* tcpdump calls somebody all the same */
		p.want &= ~(uint32_t)TP_WANT_FIELDS;
	type = tunnel_next_type(h.next);
	if (type != 0 && h.next <= NEXT_ETHERNET &&
	    tunnel_call(self, &p, type) != TP_REJECT)
		return tp_done(t);
	tp_puts(t, "ERROR: unknown-next-protocol");
	tunnel_call_silently(self, &p, type);
	return tp_done(t);
}

static const tp_protocol nsh = {
	.name = "nsh",
	.long_name = "Network Service Header",
	.fields = fields,
	.nfields = NFIELDS,
	.tables = { TUNNEL_TABLES },
	.firsts = TUNNEL_FIRSTS,
	.keys = (const tp_key[]){ { .table = "ethertype",
	    .lo = ETHERTYPE_NSH }, { NULL } },
	.dissect = dissect,
};
TP_REGISTER(nsh);
