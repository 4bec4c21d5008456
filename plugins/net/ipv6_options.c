/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Hop-by-hop and destination options of IPv6 (RFC 8200, 4.2, 4.3, 4.6), and
 * the jumbo payload (RFC 2675).
 */
#include "ipproto.h"
#include "ipv6.h"

enum {
	F_HOP_NXT, F_HOP_LEN, F_HOP_LEN_OCT, F_DST_NXT, F_DST_LEN,
	F_DST_LEN_OCT,
	F_OPT, F_TYPE, F_ACTION, F_CHANGE, F_REST, F_LENGTH, F_PAD1, F_PADN,
	F_PMTU_MIN, F_PMTU_RTN, F_PMTU_R, F_RTALERT, F_TEL, F_JUMBO,
	F_CALIPSO_DOI, F_CALIPSO_LENGTH, F_CALIPSO_LEVEL, F_CALIPSO_SUM,
	F_CALIPSO_BITMAP, F_PDM_DTLR, F_PDM_DTLS, F_PDM_THIS, F_PDM_LAST,
	F_PDM_RECV, F_PDM_SENT, F_QS_FUNC, F_QS_RATE, F_QS_TTL, F_QS_NONCE,
	F_QS_RESERVED, F_TPF, F_HOME, F_RPL_FLAG, F_RPL_O, F_RPL_R,
	F_RPL_F, F_RPL_RSV, F_RPL_INSTANCE, F_RPL_RANK, F_ILNP, F_LIO_LEN,
	F_LIO_ID, F_MPL_FLAG, F_MPL_S, F_MPL_M, F_MPL_V, F_MPL_RSV,
	F_MPL_SEQ, F_MPL_SEED, F_DFF_FLAGS, F_DFF_VER, F_DFF_DUP, F_DFF_RET,
	F_DFF_RSV, F_DFF_SEQ, F_EXPERIMENTAL, F_UNKNOWN, NFIELDS
};

enum {
	OPT_PAD1 = 0x00, OPT_PADN = 0x01, OPT_TEL = 0x04, OPT_RTALERT = 0x05,
	OPT_CALIPSO = 0x07, OPT_PDM = 0x0f, OPT_QS = 0x26, OPT_PMTU = 0x30,
	OPT_TPF = 0x41, OPT_RPL = 0x63, OPT_MPL = 0x6d, OPT_ILNP = 0x8b,
	OPT_LIO = 0x8c, OPT_JUMBO = 0xc2, OPT_HOME = 0xc9, OPT_DFF = 0xee
};

static const tp_value_string types[] = {
	{ 0x00, "Pad1" }, { 0x01, "PadN" },
	{ 0x04, "Tunnel Encapsulation Limit" }, { 0x05, "Router Alert" },
	{ 0x07, "CALIPSO" }, { 0x08, "SMF_DPD" },
	{ 0x0f, "Performance and Diagnostic Metrics" },
	{ 0x1e, "Experimental (0x1E)" }, { 0x26, "Quick-Start" },
	{ 0x30, "Path MTU Option" }, { 0x31, "IOAM Option" },
	{ 0x3e, "Experimental (0x3E)" },
	{ 0x41, "Tunnel Payload Forwarding (TPF) Information" },
	{ 0x5e, "Experimental (0x5E)" }, { 0x63, "RPL Option" },
	{ 0x6d, "MPL Option" }, { 0x7e, "Experimental (0x7E)" },
	{ 0x8a, "Endpoint Identification" }, { 0x8b, "ILNP Nonce" },
	{ 0x8c, "Line-Identification Option" },
	{ 0x9e, "Experimental (0x9E)" }, { 0xbe, "Experimental (0xBE)" },
	{ 0xc2, "Jumbo Payload" }, { 0xc9, "Home Address" },
	{ 0xde, "Experimental (0xDE)" }, { 0xee, "IP_DFF" },
	{ 0xfe, "Experimental (0xFE)" }, { 0, NULL }
};

static const tp_value_string actions[] = {
	{ 0, "Skip and continue" }, { 1, "Discard" },
	{ 2, "Discard and send ICMP Parameter Problem" },
	{ 3, "Discard and send ICMP if not multicast" }, { 0, NULL }
};

static const tp_value_string rtalerts[] = {
	{ 0, "MLD" }, { 1, "RSVP" }, { 2, "Active Network" }, { 0, NULL }
};

static const tp_value_string qs_funcs[] = {
	{ 0, "Rate request" }, { 8, "Rate report" }, { 0, NULL }
};

#define EXT(a, n, ...) { "ipv6." a, n, __VA_ARGS__ }
#define F(a, n, ...) { "ipv6.opt." a, n, __VA_ARGS__ }

static const tp_field_desc fields[NFIELDS] = {
	[F_HOP_NXT] = EXT("hopopts.nxt", "Next Header", TP_FT_UINT8,
	    TP_BASE_DEC, .strings = ipproto_strings),
	[F_HOP_LEN] = EXT("hopopts.len", "Length", TP_FT_UINT8,
	    TP_BASE_DEC),
	[F_HOP_LEN_OCT] = EXT("hopopts.len_oct", "Length", TP_FT_UINT16,
	    TP_BASE_DEC),
	[F_DST_NXT] = EXT("dstopts.nxt", "Next Header", TP_FT_UINT8,
	    TP_BASE_DEC, .strings = ipproto_strings),
	[F_DST_LEN] = EXT("dstopts.len", "Length", TP_FT_UINT8,
	    TP_BASE_DEC),
	[F_DST_LEN_OCT] = EXT("dstopts.len_oct", "Length", TP_FT_UINT16,
	    TP_BASE_DEC),
	[F_OPT] = EXT("opt", "IPv6 Option", TP_FT_NONE),
	[F_TYPE] = F("type", "Type", TP_FT_UINT8, TP_BASE_HEX,
	    .strings = types),
	[F_ACTION] = F("type.action", "Action", TP_FT_UINT8, TP_BASE_DEC,
	    0xc0, actions),
	[F_CHANGE] = F("type.change", "May Change", TP_FT_BOOLEAN, 0, 0x20),
	[F_REST] = F("type.rest", "Low-Order Bits", TP_FT_UINT8,
	    TP_BASE_HEX, 0x1f),
	[F_LENGTH] = F("length", "Length", TP_FT_UINT8, TP_BASE_DEC),
	[F_PAD1] = F("pad1", "Pad1", TP_FT_NONE),
	[F_PADN] = F("padn", "PadN", TP_FT_BYTES, TP_BASE_OR_NONE),
	[F_PMTU_MIN] = F("pmtu.min", "Minimum Reported PMTU", TP_FT_UINT16,
	    TP_BASE_DEC),
	[F_PMTU_RTN] = F("pmtu.rtn", "Return Minimum PMTU", TP_FT_UINT16,
	    TP_BASE_DEC),
	[F_PMTU_R] = F("pmtu.r_flag", "Return Flag", TP_FT_BOOLEAN, 0,
	    0x0001),
	[F_RTALERT] = F("router_alert", "Router Alert", TP_FT_UINT16,
	    TP_BASE_DEC, .strings = rtalerts),
	[F_TEL] = F("tel", "Tunnel Encapsulation Limit", TP_FT_UINT8,
	    TP_BASE_DEC),
	[F_JUMBO] = F("jumbo", "Payload Length", TP_FT_UINT32, TP_BASE_DEC),
	[F_CALIPSO_DOI] = F("calipso.doi",
	    "CALIPSO Domain of Interpretation", TP_FT_UINT32, TP_BASE_DEC),
	[F_CALIPSO_LENGTH] = F("calipso.cmpt.length", "Compartment Length",
	    TP_FT_UINT8, TP_BASE_DEC),
	[F_CALIPSO_LEVEL] = F("calipso.sens_level", "Sensitivity Level",
	    TP_FT_UINT8, TP_BASE_DEC),
	[F_CALIPSO_SUM] = F("calipso.checksum", "Checksum", TP_FT_UINT16,
	    TP_BASE_HEX),
	[F_CALIPSO_BITMAP] = F("calipso.cmpt_bitmap", "Compartment Bitmap",
	    TP_FT_BYTES),
	[F_PDM_DTLR] = F("pdm.scale_dtlr", "Scale DTLR", TP_FT_UINT8,
	    TP_BASE_DEC),
	[F_PDM_DTLS] = F("pdm.scale_dtls", "Scale DTLS", TP_FT_UINT8,
	    TP_BASE_DEC),
	[F_PDM_THIS] = F("pdm.psn_this_pkt", "PSN This Packet",
	    TP_FT_UINT16, TP_BASE_DEC),
	[F_PDM_LAST] = F("pdm.psn_last_recv", "PSN Last Received",
	    TP_FT_UINT16, TP_BASE_DEC),
	[F_PDM_RECV] = F("pdm.delta_last_recv", "Delta Time Last Received",
	    TP_FT_UINT16, TP_BASE_DEC),
	[F_PDM_SENT] = F("pdm.delta_last_sent", "Delta Time Last Sent",
	    TP_FT_UINT16, TP_BASE_DEC),
	[F_QS_FUNC] = F("qs_func", "Function", TP_FT_UINT8, TP_BASE_DEC,
	    0xf0, qs_funcs),
	[F_QS_RATE] = F("qs_rate", "Rate", TP_FT_UINT8, TP_BASE_DEC, 0x0f),
	[F_QS_TTL] = F("qs_ttl", "QS TTL", TP_FT_UINT8, TP_BASE_DEC),
	[F_QS_NONCE] = F("qs_nonce", "QS Nonce", TP_FT_UINT32, TP_BASE_HEX,
	    0xfffffffc),
	[F_QS_RESERVED] = F("qs_reserved", "Reserved", TP_FT_UINT32,
	    TP_BASE_HEX, 0x00000003),
	[F_TPF] = F("tpf_information", "TPF Information", TP_FT_UINT32,
	    TP_BASE_HEX),
	[F_HOME] = F("mipv6.home_address", "MIPv6 Home Address",
	    TP_FT_IPV6),
	[F_RPL_FLAG] = F("rpl.flag", "Flag", TP_FT_UINT8, TP_BASE_HEX),
	[F_RPL_O] = F("rpl.flag.o", "Down", TP_FT_BOOLEAN, 0, 0x80),
	[F_RPL_R] = F("rpl.flag.r", "Rank Error", TP_FT_BOOLEAN, 0, 0x40),
	[F_RPL_F] = F("rpl.flag.f", "Forwarding Error", TP_FT_BOOLEAN, 0,
	    0x20),
	[F_RPL_RSV] = F("rpl.flag.rsv", "Reserved", TP_FT_UINT8,
	    TP_BASE_HEX, 0x1f),
	[F_RPL_INSTANCE] = F("rpl.instance_id", "RPLInstanceID",
	    TP_FT_UINT8, TP_BASE_HEX),
	[F_RPL_RANK] = F("rpl.sender_rank", "Sender Rank", TP_FT_UINT16,
	    TP_BASE_HEX),
	[F_ILNP] = F("ilnp_nonce", "ILNP Nonce", TP_FT_BYTES),
	[F_LIO_LEN] = F("lio.length", "LineIDLen", TP_FT_UINT8,
	    TP_BASE_DEC),
	[F_LIO_ID] = F("lio.line_id", "Line ID", TP_FT_STRING),
	[F_MPL_FLAG] = F("mpl.flag", "Flag", TP_FT_UINT8, TP_BASE_HEX),
	[F_MPL_S] = F("mpl.flag.s", "Seed ID Length", TP_FT_UINT8,
	    TP_BASE_DEC, 0xc0),
	[F_MPL_M] = F("mpl.flag.m", "Largest Sequence", TP_FT_BOOLEAN, 0,
	    0x20),
	[F_MPL_V] = F("mpl.flag.v", "Version", TP_FT_BOOLEAN, 0, 0x10),
	[F_MPL_RSV] = F("mpl.flag.rsv", "Reserved", TP_FT_UINT8,
	    TP_BASE_HEX, 0x0f),
	[F_MPL_SEQ] = F("mpl.sequence", "Sequence", TP_FT_UINT8,
	    TP_BASE_HEX),
	[F_MPL_SEED] = F("mpl.seed_id", "Seed ID", TP_FT_BYTES),
	[F_DFF_FLAGS] = F("dff.flags", "Flags", TP_FT_UINT8, TP_BASE_HEX),
	[F_DFF_VER] = F("dff.flag.ver", "Version (VER)", TP_FT_UINT8,
	    TP_BASE_DEC, 0xc0),
	[F_DFF_DUP] = F("dff.flag.dup", "Duplicate (DUP)", TP_FT_BOOLEAN, 0,
	    0x20),
	[F_DFF_RET] = F("dff.flag.ret", "Return (RET)", TP_FT_BOOLEAN, 0,
	    0x10),
	[F_DFF_RSV] = F("dff.flag.rsv", "Reserved", TP_FT_UINT8,
	    TP_BASE_HEX, 0x0f),
	[F_DFF_SEQ] = F("dff.sequence_number", "Sequence Number",
	    TP_FT_UINT16, TP_BASE_DEC_HEX),
	[F_EXPERIMENTAL] = F("experimental", "Experimental Option",
	    TP_FT_BYTES),
	[F_UNKNOWN] = F("unknown", "Unknown Option Payload", TP_FT_BYTES),
};

/* -------------------------------------------------------------- fields */

/* Where a field stands in the data of an option; n 0: up to the end. */
static const struct part {
	uint8_t type, off, n, field;
} parts[] = {
	{ OPT_PADN, 0, 0, F_PADN },
	{ OPT_TEL, 0, 1, F_TEL },
	{ OPT_RTALERT, 0, 2, F_RTALERT },
	{ OPT_CALIPSO, 0, 4, F_CALIPSO_DOI },
	{ OPT_CALIPSO, 4, 1, F_CALIPSO_LENGTH },
	{ OPT_CALIPSO, 5, 1, F_CALIPSO_LEVEL },
	{ OPT_CALIPSO, 6, 2, F_CALIPSO_SUM },
	{ OPT_CALIPSO, 8, 0, F_CALIPSO_BITMAP },
	{ OPT_PDM, 0, 1, F_PDM_DTLR }, { OPT_PDM, 1, 1, F_PDM_DTLS },
	{ OPT_PDM, 2, 2, F_PDM_THIS }, { OPT_PDM, 4, 2, F_PDM_LAST },
	{ OPT_PDM, 6, 2, F_PDM_RECV }, { OPT_PDM, 8, 2, F_PDM_SENT },
	{ OPT_QS, 0, 1, F_QS_FUNC }, { OPT_QS, 0, 1, F_QS_RATE },
	{ OPT_QS, 1, 1, F_QS_TTL }, { OPT_QS, 2, 4, F_QS_NONCE },
	{ OPT_QS, 2, 4, F_QS_RESERVED },
	{ OPT_PMTU, 0, 2, F_PMTU_MIN }, { OPT_PMTU, 2, 2, F_PMTU_RTN },
	{ OPT_PMTU, 2, 2, F_PMTU_R },
	{ OPT_TPF, 0, 4, F_TPF },
	{ OPT_RPL, 0, 1, F_RPL_FLAG }, { OPT_RPL, 0, 1, F_RPL_O },
	{ OPT_RPL, 0, 1, F_RPL_R }, { OPT_RPL, 0, 1, F_RPL_F },
	{ OPT_RPL, 0, 1, F_RPL_RSV }, { OPT_RPL, 1, 1, F_RPL_INSTANCE },
	{ OPT_RPL, 2, 2, F_RPL_RANK },
	{ OPT_MPL, 0, 1, F_MPL_FLAG }, { OPT_MPL, 0, 1, F_MPL_S },
	{ OPT_MPL, 0, 1, F_MPL_M }, { OPT_MPL, 0, 1, F_MPL_V },
	{ OPT_MPL, 0, 1, F_MPL_RSV }, { OPT_MPL, 1, 1, F_MPL_SEQ },
	{ OPT_ILNP, 0, 0, F_ILNP },
	{ OPT_LIO, 0, 1, F_LIO_LEN }, { OPT_LIO, 1, 0, F_LIO_ID },
	{ OPT_JUMBO, 0, 4, F_JUMBO },
	{ OPT_HOME, 0, 16, F_HOME },
	{ OPT_DFF, 0, 1, F_DFF_FLAGS }, { OPT_DFF, 0, 1, F_DFF_VER },
	{ OPT_DFF, 0, 1, F_DFF_DUP }, { OPT_DFF, 0, 1, F_DFF_RET },
	{ OPT_DFF, 0, 1, F_DFF_RSV }, { OPT_DFF, 1, 2, F_DFF_SEQ },
	{ 0x1e, 0, 0, F_EXPERIMENTAL }, { 0x3e, 0, 0, F_EXPERIMENTAL },
	{ 0x5e, 0, 0, F_EXPERIMENTAL }, { 0x7e, 0, 0, F_EXPERIMENTAL },
	{ 0x9e, 0, 0, F_EXPERIMENTAL }, { 0xbe, 0, 0, F_EXPERIMENTAL },
	{ 0xde, 0, 0, F_EXPERIMENTAL }, { 0xfe, 0, 0, F_EXPERIMENTAL },
};

/*
 * Octets that an option's fields take, whatever its length says: what is said
 * to be shorter is read all the same, and the next option stands after it.
 */
static uint32_t
extent(uint32_t type, uint32_t len)
{
	for (uint32_t i = 0; i < TP_COUNT(parts); i++)
		if (parts[i].type == type && parts[i].n != 0 &&
		    parts[i].off + parts[i].n > len)
			len = parts[i].off + parts[i].n;
	return len;
}

static int
is_number(uint32_t ft)
{
	return ft == TP_FT_BOOLEAN || ft == TP_FT_UINT8 ||
	    ft == TP_FT_UINT16 || ft == TP_FT_UINT32;
}

static void
add_part(tp_tvb *t, const struct part *p, uint32_t o, uint32_t len)
{
	uint32_t n = p->n ? p->n : len - p->off;
	const uint8_t *d = t->data + o + p->off;

	if (p->off + n > len)
		return;
	if (!is_number(fields[p->field].type))
		(void)tp_add_ptr(t, p->field, o + p->off, n, d, n);
	else if (p->field == F_PMTU_RTN)	/* in units of two */
		(void)tp_add(t, p->field, o + p->off, n, tp_ld16(d) & 0xfffe);
	else
		tp_add_bits(t, p->field, o + p->off, n, n == 1 ? d[0] :
		    n == 2 ? tp_ld16(d) : tp_ld32(d));
}

/* RFC 7731, 6.1: two bits say how long the seed is. */
static void
add_seed(tp_tvb *t, uint32_t o, uint32_t len)
{
	static const uint8_t octets[] = { 0, 2, 8, 16 };
	uint32_t n = octets[t->data[o] >> 6];

	if (n != 0 && 2 + n <= len)
		(void)tp_add_ptr(t, F_MPL_SEED, o + 2, n, t->data + o + 2, n);
}

/* An option whose len octets of data stand at o. */
static void
add_data(tp_tvb *t, uint32_t type, uint32_t o, uint32_t len)
{
	uint32_t known = 0;

	for (uint32_t i = 0; i < TP_COUNT(parts); i++)
		if (parts[i].type == type && parts[i].off <= len) {
			add_part(t, &parts[i], o, len);
			known = 1;
		}
	if (type == OPT_MPL)
		add_seed(t, o, len);
	if (!known)
		(void)tp_add_ptr(t, F_UNKNOWN, o, len, t->data + o, len);
}

/* One option of n octets, of which its length counts len. */
static void
add_option(tp_tvb *t, uint32_t type, uint32_t o, uint32_t n, uint32_t len)
{
	tp_item outer = tp_open(t, F_OPT, o, n, 0);
	tp_item word = tp_open(t, F_TYPE, o, 1, type);

	if (type == OPT_PAD1) {
		tp_close(t, word);
		(void)tp_add(t, F_PAD1, o, 1, 0);
	} else {
		tp_add_bits(t, F_ACTION, o, 1, type);
		tp_add_bits(t, F_CHANGE, o, 1, type);
		tp_add_bits(t, F_REST, o, 1, type);
		tp_close(t, word);
		(void)tp_add(t, F_LENGTH, o + 1, 1, len);
		if (tp_has(t, o, n))
			add_data(t, type, o + 2, n - 2);
	}
	tp_close(t, outer);
}

static void
add_options(tp_tvb *t, uint32_t o, uint32_t end)
{
	for (uint32_t n, len; o < end && tp_has(t, o, 1); o += n) {
		uint32_t type = t->data[o];

		n = 1;
		len = 0;
		if (type != OPT_PAD1) {
			if (end - o < 2 || !tp_has(t, o, 2))
				return;
			len = t->data[o + 1];
			n = 2 + extent(type, len);
			/* longer than the header: as much as that has */
			if (len + 2 > end - o)
				n = end - o;
		}
		add_option(t, type, o, n, len);
	}
}

/* The header, as far as it was captured. */
static void
add_header(tp_tvb *t, uint32_t hop)
{
	tp_field f = hop ? F_HOP_NXT : F_DST_NXT;
	uint32_t len;

	if (!tp_has(t, 0, 2))
		return;
	len = (t->data[1] + 1u) * 8;
	(void)tp_add(t, f, 0, 1, t->data[0]);
	(void)tp_add(t, f + 1, 1, 1, t->data[1]);
	(void)tp_add(t, f + 2, 1, 1, len);
	add_options(t, 2, len);
}

/* ---------------------------------------------------------------- text */

/* What an option's text needs to know. */
struct option {
	uint32_t type, len;	/* of its data */
	uint32_t left;		/* octets from its type on */
	const uint8_t *data;
	uint32_t hop;		/* in a hop-by-hop header */
};

/*
 * Those of hop-by-hop headers are checked even when nothing is printed.  0:
 * want is not what o->len is, and the text says so.
 */
static int
sized(tp_tvb *t, const struct option *o, const char *name, uint32_t want)
{
	if (o->left < want + 2) {
		tp_text(t, "(%s: trunc)", name);
		(void)tp_fail(t, TP_TRUNCATED);
		return 0;
	}
	/* an address of more octets than it needs is none of tcpdump's worry */
	if (o->len == want || (o->type == OPT_HOME && o->len > want))
		return 1;
	tp_text(t, "(%s: invalid len %u)", name, o->len);
	(void)tp_malformed(t);
	return 0;
}

/* RFC 2675, 3 */
static void
jumbo(tp_tvb *t, const struct option *o, struct ipv6_chain *c)
{
	uint32_t len;
	const char *why = "";

	if (!sized(t, o, "jumbo", 4))
		return;
	len = tp_ld32(o->data);
	if (!o->hop)
		why = " - not a hop-by-hop option";
	else if (c->jumbo_seen)
		why = " - already seen";
	else if (c->plen != 0)
		why = " - payload len != 0";
	else if (len < 65536)
		why = " - < 65536";
	else
		c->jumbo = len;
	c->jumbo_seen |= o->hop;
	if (t->pkt->verbose)
		tp_text(t, "(jumbo: %u%s) ", len, why);
}

static void
text_option(tp_tvb *t, const struct option *o, struct ipv6_chain *c)
{
	uint32_t verbose = t->pkt->verbose;

	switch (o->type) {
	case OPT_PADN:
		if (verbose)
			tp_puts(t, "(padn)");
		break;
	case OPT_RTALERT:
		if (sized(t, o, "rtalert", 2) && verbose)
			tp_text(t, "(rtalert: 0x%04x) ", tp_ld16(o->data));
		break;
	case OPT_JUMBO:
		jumbo(t, o, c);
		break;
	case OPT_HOME:
		if (!sized(t, o, "homeaddr", 16) || !verbose)
			break;
		tp_puts(t, "(homeaddr: ");
		tp_addr(t, TP_FT_IPV6, o->data);
		tp_puts(t, ")");
		break;
	default:
		if (verbose)
			tp_text(t, "(unknown opt-type 0x%02x len=%u)",
			    o->type, o->len);
		break;
	}
}

static void
text_options(tp_tvb *t, uint32_t o, uint32_t end, uint32_t hop,
    struct ipv6_chain *c)
{
	for (uint32_t n; o < end && !t->err; o += n) {
		const uint8_t *p = t->data + o;
		struct option opt = { p[0], 0, end - o, p + 2, hop };

		n = 1;
		if (opt.type == OPT_PAD1) {
			if (t->pkt->verbose)
				tp_puts(t, "(pad1)");
			continue;
		}
		n = opt.left > 1 ? p[1] + 2u : 2;
		if (n > opt.left) {
			tp_text(t, " [remaining length %u < %u]", opt.left,
			    n);
			(void)tp_malformed(t);
			return;
		}
		opt.len = n - 2;
		text_option(t, &opt, c);
	}
}

/* What is wrong with an option ends the packet's text, but not its fields. */
static void
text(tp_tvb *t, struct ipv6_chain *c, uint32_t len, uint32_t hop)
{
	tp_tvb w = *t;

	tp_puts(&w, hop ? "HBH " : "DSTOPT ");
	if (hop || t->pkt->verbose)
		text_options(&w, 2, len, hop, c);
	if (w.err == TP_TRUNCATED)
		tp_puts(t, hop ? " [|hbhopt]" : " [|dstopt]");
	else if (w.err)
		tp_puts(t, " (invalid)");
	else if (t->pkt->verbose)
		tp_puts(t, " ");
	c->silent |= w.err != TP_OK;
}

static tp_rc
options(tp_tvb *t, struct ipv6_chain *c, uint32_t hop)
{
	uint32_t len;

	if (t->want & TP_WANT_FIELDS)
		add_header(t, hop);
	len = (tp_peek_u8(t, 1) + 1) * 8;
	if (t->err)
		return t->err;
	if (tp_take(t, len) == NULL)
		return tp_done_cut(t);
	t->pkt->host->set_len(t, 0, len);
	text(t, c, len, hop);
	return tp_done(t);
}

static tp_rc
dissect_hop(void *self, tp_tvb *t, const void *arg)
{
	(void)self;
	return options(t, ((const struct ipv6_ext_arg *)arg)->chain, 1);
}

static tp_rc
dissect_dst(void *self, tp_tvb *t, const void *arg)
{
	(void)self;
	return options(t, ((const struct ipv6_ext_arg *)arg)->chain, 0);
}

static const tp_protocol ipv6_hopopts = {
	.name = "ipv6.hopopts",
	.long_name = "IPv6 Hop-by-Hop Option",
	.text_name = "hbhopt",
	.flags = TP_DISSECTOR_ANSWERS,
	.fields = fields,
	.nfields = NFIELDS,
	.keys = (const tp_key[]){ { .table = "ipv6.exthdr",
	    .lo = IPPROTO_HOPOPTS_ }, { NULL } },
	.dissect = dissect_hop,
};
TP_REGISTER(ipv6_hopopts);

static const tp_protocol ipv6_dstopts = {
	.name = "ipv6.dstopts",
	.long_name = "Destination Options for IPv6",
	.text_name = "dstopt",
	.fields_of = "ipv6.hopopts",
	.flags = TP_DISSECTOR_ANSWERS,
	.keys = (const tp_key[]){ { .table = "ipv6.exthdr",
	    .lo = IPPROTO_DSTOPTS_ }, { NULL } },
	.dissect = dissect_dst,
};
TP_REGISTER(ipv6_dstopts);
