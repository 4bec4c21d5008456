/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Encapsulated remote switched port analyzer, Cisco's mirrored frames in GRE
 * (draft-foschiano-erspan-03).
 */
#include "tunnel.h"

#define GRE_SEQ 0x1000u
#define VERSION_2 1u
#define VERSION_3 2u
#define FRAME_ETHERNET 0u
#define FRAME_IP 2u

enum {
	F_VERSION, F_VLAN, F_COS, F_ENCAP, F_BSO, F_TRUNCATED, F_SPANID,
	F_RESERVED, F_INDEX, F_TIMESTAMP, F_SGT, F_P, F_FT, F_HW,
	F_DIRECTION, F_GRA, F_O, F_PLATID,
	F_PID1_RSVD, F_PID1_VSMID, F_PID1_PORT,
	F_PID3_RSVD, F_PID3_PORT, F_PID3_TIMESTAMP,
	F_PID4_RSVD1, F_PID4_RSVD2, F_PID4_RSVD3,
	F_PID5_SWITCH, F_PID5_PORT, F_PID5_TIMESTAMP,
	F_PID7_RSVD, F_PID7_SOURCE, F_PID7_TIMESTAMP,
	F_PID_RSVD, NFIELDS
};

static const tp_value_string versions[] = {
	{ VERSION_2, "Type II" }, { VERSION_3, "Type III" }, { 0, NULL }
};

static const tp_value_string encaps[] = {
	{ 0, "Originally without VLAN tag" },
	{ 1, "Originally ISL encapsulated" },
	{ 2, "Originally 802.1Q encapsulated" },
	{ 3, "VLAN tag preserved in frame" }, { 0, NULL }
};

static const tp_value_string integrities[] = {
	{ 0, "Good or unknown integrity" }, { 1, "Short frame" },
	{ 2, "Oversized frame" }, { 3, "CRC or alignment error" },
	{ 0, NULL }
};

static const tp_value_string truncations[] = {
	{ 0, "Not truncated" }, { 1, "Truncated" }, { 0, NULL }
};

static const tp_value_string frame_types[] = {
	{ FRAME_ETHERNET, "Ethernet" }, { FRAME_IP, "IP" }, { 0, NULL }
};

static const tp_value_string granularities[] = {
	{ 0, "100 microseconds" }, { 1, "100 nanoseconds" },
	{ 2, "IEEE 1588" }, { 3, "Custom granularity" }, { 0, NULL }
};

#define U16(a, n, ...) { "erspan." a, n, TP_FT_UINT16, TP_BASE_DEC, __VA_ARGS__ }
#define U32(a, n, m) { "erspan." a, n, TP_FT_UINT32, TP_BASE_DEC, m }

static const tp_field_desc fields[NFIELDS] = {
	[F_VERSION] = U16("version", "Version", 0xf000, versions),
	[F_VLAN] = U16("vlan", "Vlan", 0x0fff),
	[F_COS] = U16("cos", "COS", 0xe000),
	[F_ENCAP] = U16("encap", "Encap", 0x1800, encaps),
	[F_BSO] = U16("bso", "Bad/Short/Oversized", 0x1800, integrities),
	[F_TRUNCATED] = U16("truncated", "Truncated", 0x0400, truncations),
	[F_SPANID] = U16("spanid", "SpanID", 0x03ff),
	[F_RESERVED] = U32("reserved", "Reserved", 0xfff00000),
	[F_INDEX] = U32("index", "Index", 0x000fffff),
	[F_TIMESTAMP] = U32("timestamp", "Timestamp", 0xffffffff),
	[F_SGT] = U16("sgt", "Security Group Tag", 0xffff),
	[F_P] = U16("p", "Has Ethernet PDU", 0x8000),
	[F_FT] = U16("ft", "Frame Type", 0x7c00, frame_types),
	[F_HW] = U16("hw", "Hardware ID", 0x03f0),
	[F_DIRECTION] = { "erspan.direction", "Direction", TP_FT_BOOLEAN, 0,
	    0x0008 },
	[F_GRA] = U16("gra", "Timestamp granularity", 0x0006, granularities),
	[F_O] = U16("o", "Optional Sub headers", 0x0001),
	[F_PLATID] = U32("platid", "Platform ID", 0xfc000000),
	[F_PID1_RSVD] = U32("pid1.rsvd1", "Reserved", 0x03fff000),
	[F_PID1_VSMID] = U32("pid1.vsmid", "VSM Domain ID", 0x00000fff),
	[F_PID1_PORT] = U32("pid1.port_index", "Port ID/Index", 0xffffffff),
	[F_PID3_RSVD] = U32("pid3.rsvd1", "Reserved", 0x03ffc000),
	[F_PID3_PORT] = U32("pid3.port_index", "Port ID/Index", 0x00003fff),
	[F_PID3_TIMESTAMP] = U32("pid3.timestamp",
	    "Upper 32-bit Timestamp", 0xffffffff),
	[F_PID4_RSVD1] = U32("pid4.rsvd1", "Reserved", 0x03ffc000),
	[F_PID4_RSVD2] = U32("pid4.rsvd2", "Reserved", 0x00003fff),
	[F_PID4_RSVD3] = U32("pid4.rsvd3", "Reserved", 0xffffffff),
	[F_PID5_SWITCH] = U32("pid5.switchid", "Switch ID", 0x03ff0000),
	[F_PID5_PORT] = U32("pid5.port_index", "Port ID/Index", 0x0000ffff),
	[F_PID5_TIMESTAMP] = U32("pid5.timestamp", "Timestamp (seconds)",
	    0xffffffff),
	[F_PID7_RSVD] = U32("pid7.rsvd1", "Reserved", 0x03f00000),
	[F_PID7_SOURCE] = U32("pid7.source_index", "Source Index",
	    0x000fffff),
	[F_PID7_TIMESTAMP] = U32("pid7.timestamp",
	    "Upper 32-bit Timestamp", 0xffffffff),
	[F_PID_RSVD] = { "erspan.pid.rsvd", "Reserved", TP_FT_UINT64,
	    TP_BASE_DEC, 0x03ffffff },
};

/* ---------------------------------------------------------------- fields */

/* The bits of a word at the cursor, which the fields first to last share. */
static void
add_word(tp_tvb *t, uint32_t size, tp_field first, tp_field last)
{
	uint32_t off = t->off;
	uint32_t word = size == 2 ? tp_be16(t) : tp_be32(t);

	for (tp_field f = first; f <= last && !t->err; f++)
		tp_add_bits(t, f, off, size, word);
}

/* Second half of the first word: bits 3 and 4 depend on the type. */
static void
add_session(tp_tvb *t, tp_field f)
{
	uint32_t off = t->off, word = tp_be16(t);

	if (t->err)
		return;
	tp_add_bits(t, F_COS, off, 2, word);
	tp_add_bits(t, f, off, 2, word);
	tp_add_bits(t, F_TRUNCATED, off, 2, word);
	tp_add_bits(t, F_SPANID, off, 2, word);
}

/* The optional header of type III: what it holds depends on the platform. */
static void
add_platform(tp_tvb *t)
{
	uint32_t off = t->off, id = tp_be32(t) >> 26;

	if (t->err)
		return;
	t->off = off;
	(void)tp_add(t, F_PLATID, off, 4, id);
	if (id == 1) {
		add_word(t, 4, F_PID1_RSVD, F_PID1_VSMID);
		add_word(t, 4, F_PID1_PORT, F_PID1_PORT);
	} else if (id == 3) {
		add_word(t, 4, F_PID3_RSVD, F_PID3_PORT);
		add_word(t, 4, F_PID3_TIMESTAMP, F_PID3_TIMESTAMP);
	} else if (id == 4) {
		add_word(t, 4, F_PID4_RSVD1, F_PID4_RSVD2);
		add_word(t, 4, F_PID4_RSVD3, F_PID4_RSVD3);
	} else if (id == 5 || id == 6) {
		add_word(t, 4, F_PID5_SWITCH, F_PID5_PORT);
		add_word(t, 4, F_PID5_TIMESTAMP, F_PID5_TIMESTAMP);
	} else if (id == 0 || id == 7) {
		add_word(t, 4, F_PID7_RSVD, F_PID7_SOURCE);
		add_word(t, 4, F_PID7_TIMESTAMP, F_PID7_TIMESTAMP);
	} else if (tp_has(t, off, 8))
		tp_add_bits(t, F_PID_RSVD, off, 8, tp_ld64(t->data + off));
}

static void
add_fields(tp_tvb t)
{
	uint32_t version = tp_peek_u8(&t, 0) >> 4, last;

	if (version != VERSION_2 && version != VERSION_3) {
		/* Wireshark's warning has it a second time */
		add_word(&t, 2, F_VERSION, F_VERSION);
		t.off = 0;
		add_word(&t, 2, F_VERSION, F_VERSION);
		return;
	}
	add_word(&t, 2, F_VERSION, F_VLAN);
	add_session(&t, version == VERSION_2 ? F_ENCAP : F_BSO);
	if (version == VERSION_2) {
		add_word(&t, 4, F_RESERVED, F_INDEX);
		return;
	}
	add_word(&t, 4, F_TIMESTAMP, F_TIMESTAMP);
	add_word(&t, 2, F_SGT, F_SGT);
	last = tp_has(&t, t.off, 2) ? tp_ld16(t.data + t.off) : 0;
	add_word(&t, 2, F_P, F_O);
	if (last & 1)
		add_platform(&t);
}

/* ------------------------------------------------------------------ text */

/* Where the VLAN tag of the frame was, and what became of it. */
static void
text_vlan(tp_tvb *t, uint32_t word)
{
	uint32_t vlan = word >> 16 & 0xfff;

	switch (word >> 11 & 3) {
	case 1:
		tp_text(t, " isl %u", vlan);
		break;
	case 2:
		tp_text(t, " vlan %u", vlan);
		break;
	case 3:
		tp_puts(t, " vlan preserved");
		break;
	}
}

static void
call_frame(const tp_self *me, tp_tvb *t, uint32_t type)
{
	tp_tvb p = tp_rest(t, tp_unread(t));

	tp_puts(t, ": ");
	if (t->err)
		return;
	if (type == FRAME_ETHERNET) {
		(void)tunnel_call(me, &p, ETHERTYPE_TEB);
		return;
	}
	tunnel_data(me, &p);	/* Wireshark goes no further */
	p.want &= ~(uint32_t)TP_WANT_FIELDS;
	if (type != FRAME_IP)
		tp_puts(t, "Frame type unknown");
	else if (tp_has(t, t->off, 1) && t->data[t->off] >> 4 == 6)
		(void)tunnel_call(me, &p, ETHERTYPE_IPV6);
	else
		(void)tunnel_call(me, &p, ETHERTYPE_IPV4);
}

static void
type2(const tp_self *me, tp_tvb *t)
{
	uint32_t word, index;

	tp_puts(t, "erspan type2");
	word = tp_be32(t);
	tp_text(t, " session %u", word & 0x3ff);
	text_vlan(t, word);
	tp_text(t, " cos %u", word >> 13 & 7);
	index = tp_be32(t) & 0xfffff;
	tp_text(t, " index %u", index);
	t->pkt->host->set_len(t, 0, t->off);
	call_frame(me, t, FRAME_ETHERNET);
}

static void
type3(const tp_self *me, tp_tvb *t)
{
	static const char *const integrity[] = {
		"Good/unknown", "Short", "Oversized", "Bad"
	};
	uint32_t word, last, type;

	tp_puts(t, "erspan type3");
	word = tp_be32(t);
	tp_text(t, " session %u bso %s cos %u", word & 0x3ff,
	    integrity[word >> 11 & 3], word >> 13 & 7);
	(void)tp_take(t, 6);
	last = tp_be16(t);
	type = last >> 10 & 0x1f;
	if (tp_string(frame_types, type) != NULL)
		tp_text(t, " ft %s", tp_string(frame_types, type));
	else
		tp_text(t, " ft unknown %u", type);
	if (last & 1)
		(void)tp_take(t, 8);
	t->pkt->host->set_len(t, 0, t->off);
	call_frame(me, t, type);
}

/* Type I has no header, and no sequence number in GRE's. */
static tp_rc
dissect(void *self, tp_tvb *t, const void *arg)
{
	const tp_gre_arg *gre = arg;
	uint32_t version;

	if (gre != NULL && gre->proto == ETHERTYPE_ERSPAN &&
	    (gre->flags & GRE_SEQ) == 0) {
		t->pkt->host->set_len(t, 0, 0);
		tp_puts(t, "erspan type1");
		call_frame(self, t, FRAME_ETHERNET);
		return tp_done(t);
	}
	if (tp_wants_own(t))
		add_fields(tp_mute(t));
	version = tp_peek_u8(t, 0) >> 4;
	if (version == VERSION_2)
		type2(self, t);
	else if (version == VERSION_3)
		type3(self, t);
	else {
		tp_text(t, "erspan unknown-version %u", version);
		return tp_malformed(t);
	}
	return tp_done(t);
}

static const tp_protocol erspan = {
	.name = "erspan",
	.long_name = "Encapsulated Remote Switch Packet ANalysis",
	.fields = fields,
	.nfields = NFIELDS,
	.tables = { TUNNEL_TABLES },
	.firsts = TUNNEL_FIRSTS,
	.keys = (const tp_key[]){
	    { .table = "gre.proto", .lo = ETHERTYPE_ERSPAN },
	    { .table = "gre.proto", .lo = ETHERTYPE_ERSPAN3 }, { NULL } },
	.dissect = dissect,
};
TP_REGISTER(erspan);
