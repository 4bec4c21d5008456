/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Internet Group Management Protocol (RFC 1112, 2236, 3376), and the multicast
 * traceroute in it (draft-ietf-idmr-traceroute-ipm).
 */
#include "igmp.h"

enum {
	F_TYPE, F_GROUP_TYPE, F_REPLY, F_PENDING, F_ID, F_KEY, F_RESERVED,
	F_VERSION, F_CHECKSUM, F_CHECKSUM_STATUS,
	F_MAX_RESP, F_EXP, F_MANT, F_S, F_QRV, F_QQIC, F_NUM_SRC, F_SADDR,
	F_NUM_RECORDS, F_RECORD_TYPE, F_AUX_LEN, F_MADDR, F_AUX_DATA, F_DATA,
	F_HOPS, F_MT_SADDR, F_MT_RADDR, F_MT_RSPADDR, F_MT_TTL, F_MT_ID,
	F_ARRIVAL, F_INADDR, F_OUTADDR, F_PREVRTR, F_INPKT, F_OUTPKT,
	F_TOTAL, F_RTG_PROTO, F_FWD_TTL, F_MBZ, F_MT_S, F_SRC_MASK,
	F_FWD_CODE, NFIELDS
};

enum {
	TYPE_QUERY = 0x11, TYPE_V1_REPORT = 0x12, TYPE_DVMRP = 0x13,
	TYPE_PIM = 0x14, TYPE_V2_REPORT = 0x16, TYPE_LEAVE = 0x17,
	TYPE_MTRACE_RESP = 0x1e, TYPE_MTRACE = 0x1f, TYPE_V3_REPORT = 0x22
};

static const tp_value_string types[] = {
	{ 0x01, "Create Group Request" }, { 0x02, "Create Group Reply" },
	{ 0x03, "Join Group Request" }, { 0x04, "Join Group Reply" },
	{ 0x05, "Leave Group Request" }, { 0x06, "Leave Group Reply" },
	{ 0x07, "Confirm Group Request" }, { 0x08, "Confirm Group Reply" },
	{ TYPE_QUERY, "Membership Query" },
	{ TYPE_V1_REPORT, "Membership Report" },
	{ TYPE_DVMRP, "DVMRP Protocol" },
	{ TYPE_PIM, "PIM Routing Message" },
	{ TYPE_V2_REPORT, "Membership Report" },
	{ TYPE_LEAVE, "Leave Group" },
	{ TYPE_MTRACE_RESP, "Traceroute Response" },
	{ TYPE_MTRACE, "Traceroute Query or Request" },
	{ TYPE_V3_REPORT, "Membership Report" }, { 0, NULL }
};

static const tp_value_string group_types[] = {
	{ 0, "Public Group" }, { 1, "Private Group" }, { 0, NULL }
};

static const tp_value_string replies[] = {
	{ 0, "Request Granted" }, { 1, "Request Denied, No Resources" },
	{ 2, "Request Denied, Invalid Code" },
	{ 3, "Request Denied, Invalid Group" },
	{ 4, "Request Denied, Invalid Key" }, { 0, NULL }
};

static const tp_value_string checksum_status[] = {
	{ 0, "Bad" }, { 1, "Good" }, { 2, "Unverified" },
	{ 3, "Not present" }, { 4, "Illegal" }, { 0, NULL }
};

static const tp_value_string record_types[] = {
	{ 1, "Mode Is Include" }, { 2, "Mode Is Exclude" },
	{ 3, "Change To Include Mode" }, { 4, "Change To Exclude Mode" },
	{ 5, "Allow New Sources" }, { 6, "Block Old Sources" }, { 0, NULL }
};

static const tp_value_string rtg_protos[] = {
	{ 1, "DVMRP" }, { 2, "MOSPF" }, { 3, "PIM" }, { 4, "CBT" },
	{ 5, "PIM using special routing table" },
	{ 6, "PIM using a static route" },
	{ 7, "DVMRP using a static route" },
	{ 8, "PIM using MBGP (aka BGP4+) route" },
	{ 9, "CBT using special routing table" },
	{ 10, "CBT using a static route" },
	{ 11, "PIM using state created by Assert processing" }, { 0, NULL }
};

static const tp_value_string fwd_codes[] = {
	{ 0x00, "NO_ERROR" }, { 0x01, "WRONG_IF" }, { 0x02, "PRUNE_SENT" },
	{ 0x03, "PRUNE_RCVD" }, { 0x04, "SCOPED" }, { 0x05, "NO_ROUTE" },
	{ 0x06, "WRONG_LAST_HOP" }, { 0x07, "NOT_FORWARDING" },
	{ 0x08, "REACHED_RP" }, { 0x09, "RPF_IF" }, { 0x0a, "NO_MULTICAST" },
	{ 0x0b, "INFO_HIDDEN" }, { 0x81, "NO_SPACE" },
	{ 0x82, "OLD_ROUTER" }, { 0x83, "ADMIN_PROHIB" }, { 0, NULL }
};

#define NO_VERSION 4u

#define F(a, n, ...) { "igmp." a, n, __VA_ARGS__ }
#define MT(a, n, ...) { "igmp.mtrace." a, n, __VA_ARGS__ }

static const tp_field_desc fields[NFIELDS] = {
	[F_TYPE] = F("type", "Type", TP_FT_UINT8, TP_BASE_HEX,
	    .strings = types),
	[F_GROUP_TYPE] = F("group_type", "Type Of Group", TP_FT_UINT8,
	    TP_BASE_DEC, .strings = group_types),
	[F_REPLY] = F("reply", "Reply", TP_FT_UINT8, TP_BASE_DEC,
	    .strings = replies),
	[F_PENDING] = F("reply.pending", "Reply Pending", TP_FT_UINT8,
	    TP_BASE_DEC),
	[F_ID] = F("identifier", "Identifier", TP_FT_UINT32, TP_BASE_DEC),
	[F_KEY] = F("access_key", "Access Key", TP_FT_BYTES),
	[F_RESERVED] = F("reserved", "Reserved", TP_FT_BYTES),
	[F_VERSION] = F("version", "IGMP Version", TP_FT_UINT8,
	    TP_BASE_DEC),
	[F_CHECKSUM] = F("checksum", "Checksum", TP_FT_UINT16, TP_BASE_HEX),
	[F_CHECKSUM_STATUS] = F("checksum.status", "Checksum Status",
	    TP_FT_UINT8, TP_BASE_DEC, .strings = checksum_status),
	[F_MAX_RESP] = F("max_resp", "Max Resp Time", TP_FT_UINT8,
	    TP_BASE_DEC),
	[F_EXP] = F("max_resp.exp", "Exponent", TP_FT_UINT8, TP_BASE_HEX,
	    0x70),
	[F_MANT] = F("max_resp.mant", "Mantissa", TP_FT_UINT8, TP_BASE_HEX,
	    0x0f),
	[F_S] = F("s", "S", TP_FT_BOOLEAN, 0, 0x08),
	[F_QRV] = F("qrv", "QRV", TP_FT_UINT8, TP_BASE_DEC, 0x07),
	[F_QQIC] = F("qqic", "QQIC", TP_FT_UINT8, TP_BASE_DEC),
	[F_NUM_SRC] = F("num_src", "Num Src", TP_FT_UINT16, TP_BASE_DEC),
	[F_SADDR] = F("saddr", "Source Address", TP_FT_IPV4),
	[F_NUM_RECORDS] = F("num_grp_recs", "Num Group Records",
	    TP_FT_UINT16, TP_BASE_DEC),
	[F_RECORD_TYPE] = F("record_type", "Record Type", TP_FT_UINT8,
	    TP_BASE_DEC, .strings = record_types),
	[F_AUX_LEN] = F("aux_data_len", "Aux Data Len", TP_FT_UINT8,
	    TP_BASE_DEC),
	[F_MADDR] = F("maddr", "Multicast Address", TP_FT_IPV4),
	[F_AUX_DATA] = F("aux_data", "Aux Data", TP_FT_BYTES),
	[F_DATA] = F("data", "Data", TP_FT_BYTES),
	[F_HOPS] = MT("max_hops", "# hops", TP_FT_UINT8, TP_BASE_DEC),
	[F_MT_SADDR] = MT("saddr", "Source Address", TP_FT_IPV4),
	[F_MT_RADDR] = MT("raddr", "Receiver Address", TP_FT_IPV4),
	[F_MT_RSPADDR] = MT("rspaddr", "Response Address", TP_FT_IPV4),
	[F_MT_TTL] = MT("resp_ttl", "Response TTL", TP_FT_UINT8,
	    TP_BASE_DEC),
	[F_MT_ID] = MT("q_id", "Query ID", TP_FT_UINT24, TP_BASE_DEC),
	[F_ARRIVAL] = MT("q_arrival", "Query Arrival", TP_FT_UINT32,
	    TP_BASE_DEC),
	[F_INADDR] = MT("q_inaddr", "In itf addr", TP_FT_IPV4),
	[F_OUTADDR] = MT("q_outaddr", "Out itf addr", TP_FT_IPV4),
	[F_PREVRTR] = MT("q_prevrtr", "Previous rtr addr", TP_FT_IPV4),
	[F_INPKT] = MT("q_inpkt", "In pkts", TP_FT_UINT32, TP_BASE_DEC),
	[F_OUTPKT] = MT("q_outpkt", "Out pkts", TP_FT_UINT32, TP_BASE_DEC),
	[F_TOTAL] = MT("q_total", "S,G pkt count", TP_FT_UINT32,
	    TP_BASE_DEC),
	[F_RTG_PROTO] = MT("q_rtg_proto", "Rtg Protocol", TP_FT_UINT8,
	    TP_BASE_DEC, .strings = rtg_protos),
	[F_FWD_TTL] = MT("q_fwd_ttl", "FwdTTL", TP_FT_UINT8, TP_BASE_DEC),
	[F_MBZ] = MT("q_mbz", "MBZ", TP_FT_UINT8, TP_BASE_HEX, 0x80),
	[F_MT_S] = MT("q_s", "S", TP_FT_UINT8, TP_BASE_HEX, 0x40),
	[F_SRC_MASK] = MT("q_src_mask", "Src Mask", TP_FT_UINT8,
	    TP_BASE_HEX, 0x3f),
	[F_FWD_CODE] = MT("q_fwd_code", "Forwarding Code", TP_FT_UINT8,
	    TP_BASE_HEX, .strings = fwd_codes),
};

/* RFC 3376, 4.1.1: a code of 128 and more is a floating point number. */
static uint32_t
max_resp(uint32_t code)
{
	if (code < 128)
		return code;
	return ((code & 0x0f) | 0x10) << ((code >> 4 & 7) + 3);
}

/* ---------------------------------------------------------------- text */

void
igmp_text_time(tp_tvb *t, uint32_t seconds)
{
	static const struct {
		uint32_t seconds;
		const char *unit;
	} units[] = { { 604800, "w" }, { 86400, "d" }, { 3600, "h" },
	    { 60, "m" }, { 1, "s" } };

	if (seconds == 0)
		tp_puts(t, "0s");
	for (uint32_t i = 0; i < TP_COUNT(units); i++) {
		if (seconds >= units[i].seconds)
			tp_text(t, "%u%s", seconds / units[i].seconds,
			    units[i].unit);
		seconds %= units[i].seconds;
	}
}

static void
text_addr(tp_tvb *t, const char *before, uint32_t o)
{
	const uint8_t *p = tp_peek(t, o, 4);

	tp_puts(t, before);
	tp_addr(t, TP_FT_IPV4, p);
}

/* Sources by -vv; their number by less. */
static void
text_sources(tp_tvb *t, uint32_t o, uint32_t n)
{
	if (t->pkt->verbose < 2) {
		tp_text(t, ", %u source(s)", n);
		return;
	}
	tp_puts(t, " {");
	for (; n > 0 && !t->err; n--, o += 4)
		text_addr(t, " ", o);
	tp_puts(t, " }");
}

static void
text_query_v3(tp_tvb *t)
{
	uint32_t tenths = max_resp(tp_peek_u8(t, 1)), n;

	if (tenths != 100) {
		tp_puts(t, " [max resp time ");
		if (tenths < 600)
			tp_text(t, "%u.%us", tenths / 10, tenths % 10);
		else
			igmp_text_time(t, tenths / 10);
		tp_puts(t, "]");
	}
	if (tp_peek_be32(t, 4) == 0)
		return;
	text_addr(t, " [gaddr ", 4);
	n = tp_peek_be16(t, 10);
	if (n > 0 && 12 + n * 4 > t->len)
		tp_puts(t, " [invalid number of sources]");
	else if (n > 0)
		text_sources(t, 12, n);
	tp_puts(t, "]");
}

static void
text_group(tp_tvb *t)
{
	text_addr(t, " [gaddr ", 4);
	tp_puts(t, "]");
}

static void
text_query(tp_tvb *t)
{
	uint32_t code;

	if (t->len >= 12) {
		tp_puts(t, "igmp query v3");
		text_query_v3(t);
		return;
	}
	tp_puts(t, "igmp query");
	code = tp_peek_u8(t, 1);
	tp_puts(t, code == 0 ? " v1" : " v2");
	if (code != 0 && code != 100)
		tp_text(t, " [max resp time %u]", code);
	if (tp_peek_be32(t, 4) != 0)
		text_group(t);
	if (t->len != 8)
		tp_text(t, " [len %u]", t->len);
}

static uint32_t
text_record(tp_tvb *t, uint32_t o)
{
	static const tp_value_string names[] = {
		{ 1, "is_in" }, { 2, "is_ex" }, { 3, "to_in" },
		{ 4, "to_ex" }, { 5, "allow" }, { 6, "block" }, { 0, NULL }
	};
	uint32_t type, n;

	text_addr(t, " [gaddr ", o + 4);
	type = tp_peek_u8(t, o);
	tp_puts(t, " ");
	tp_text_string(t, names, type, " [v3-report-#%u]");
	n = tp_peek_be16(t, o + 2);
	if (t->len < o + 8 + n * 4) {
		tp_text(t, " [invalid number of sources %u]", n);
		return 0;
	}
	text_sources(t, o + 8, n);
	tp_puts(t, "]");
	/* tcpdump takes no notice of auxiliary data */
	return o + 8 + n * 4;
}

static void
text_report_v3(tp_tvb *t)
{
	uint32_t n, o = 8;

	tp_puts(t, "igmp v3 report");
	if (t->len < 16 || t->len & 3) {
		tp_text(t, " [invalid len %u]", t->len);
		return;
	}
	n = tp_peek_be16(t, 6);
	tp_text(t, ", %u group record(s)", n);
	if (t->pkt->verbose == 0)
		return;
	for (; n > 0 && !t->err; n--) {
		if (t->len < o + 8) {
			tp_puts(t, " [invalid number of groups]");
			return;
		}
		o = text_record(t, o);
		if (o == 0)
			return;
	}
}

static void
text_mtrace(tp_tvb *t, const char *what)
{
	uint32_t id;

	if (t->len < 24) {
		tp_text(t, " [invalid len %u]", t->len);
		return;
	}
	id = tp_peek_be32(t, 20) & 0xffffff;
	tp_text(t, "%s %u: ", what, id);
	text_addr(t, "", 8);
	text_addr(t, " to ", 12);
	text_addr(t, " reply-to ", 16);
}

static void
text_type(tp_tvb *t, uint32_t type)
{
	switch (type) {
	case TYPE_QUERY:
		text_query(t);
		break;
	case TYPE_V1_REPORT:
		text_addr(t, "igmp v1 report ", 4);
		if (t->len != 8)
			tp_text(t, " [len %u]", t->len);
		break;
	case TYPE_V2_REPORT:
		text_addr(t, "igmp v2 report ", 4);
		break;
	case TYPE_V3_REPORT:
		text_report_v3(t);
		break;
	case TYPE_LEAVE:
		text_addr(t, "igmp leave ", 4);
		break;
	case TYPE_DVMRP:
		tp_puts(t, "igmp dvmrp");
		if (t->len < 8)
			tp_text(t, " [len %u]", t->len);
		else
			igmp_dvmrp_text(t);
		break;
	case TYPE_PIM:
		tp_puts(t, "igmp pimv1");
		igmp_pimv1_text(t);
		break;
	case TYPE_MTRACE:
		text_mtrace(t, "mtrace");
		break;
	case TYPE_MTRACE_RESP:
		text_mtrace(t, "mresp");
		break;
	default:
		tp_text(t, "igmp-%u", type);
		break;
	}
}

static void
text(tp_tvb *t, uint32_t type)
{
	text_type(t, type);
	if (t->pkt->verbose && t->len >= 4 && tp_has(t, 0, t->len) &&
	    tp_cksum(t->data, t->len, 0) != 0)
		tp_text(t, " bad igmp cksum %x!", tp_ld16(t->data + 2));
}

/* -------------------------------------------------------------- fields */

static void
add_checksum(tp_tvb *t)
{
	uint32_t status = 2;

	if (!tp_has(t, 2, 2))
		return;
	(void)tp_add(t, F_CHECKSUM, 2, 2, tp_ld16(t->data + 2));
	if (t->len >= 8 && tp_has(t, 0, t->len))
		status = tp_cksum(t->data, t->len, 0) == 0;
	(void)tp_add_generated(t, F_CHECKSUM_STATUS, 2, 0, status);
}

/* n addresses, as far as they were captured. */
static void
add_sources(tp_tvb *t, uint32_t o, uint32_t n)
{
	for (; n > 0 && tp_has(t, o, 4); n--, o += 4)
		tp_at_bytes(t, F_SADDR, o, 4);
}

static void
add_query_v3(tp_tvb *t)
{
	uint32_t code = t->data[1];
	tp_item outer = tp_open(t, F_MAX_RESP, 1, 1, max_resp(code));

	if (code >= 128) {
		tp_add_bits(t, F_EXP, 1, 1, code);
		tp_add_bits(t, F_MANT, 1, 1, code);
	}
	tp_close(t, outer);
	add_checksum(t);
	tp_at_bytes(t, F_MADDR, 4, 4);
	if (!tp_has(t, 8, 4))
		return;
	tp_add_bits(t, F_S, 8, 1, t->data[8]);
	tp_add_bits(t, F_QRV, 8, 1, t->data[8]);
	tp_at_u8(t, F_QQIC, 9);
	tp_at_be16(t, F_NUM_SRC, 10);
	add_sources(t, 12, tp_ld16(t->data + 10));
}

static void
add_report_v3(tp_tvb *t)
{
	uint32_t n, o = 8, nsrc, aux;

	tp_at_bytes(t, F_RESERVED, 1, 1);
	add_checksum(t);
	tp_at_bytes(t, F_RESERVED, 4, 2);
	tp_at_be16(t, F_NUM_RECORDS, 6);
	n = tp_has(t, 6, 2) ? tp_ld16(t->data + 6) : 0;
	for (; n > 0 && tp_has(t, o, 8); n--) {
		tp_at_u8(t, F_RECORD_TYPE, o);
		tp_at_u8(t, F_AUX_LEN, o + 1);
		tp_at_be16(t, F_NUM_SRC, o + 2);
		tp_at_bytes(t, F_MADDR, o + 4, 4);
		nsrc = tp_ld16(t->data + o + 2);
		aux = t->data[o + 1] * 4u;
		add_sources(t, o + 8, nsrc);
		o += 8 + nsrc * 4;
		tp_at_bytes(t, F_AUX_DATA, o, aux);
		o += aux;
	}
}

/* What each router on the way added: 32 octets. */
static void
add_mtrace_block(tp_tvb *t, uint32_t o)
{
	const uint8_t *p = t->data + o;

	(void)tp_add(t, F_ARRIVAL, o, 4, tp_ld32(p));
	tp_at_bytes(t, F_INADDR, o + 4, 4);
	tp_at_bytes(t, F_OUTADDR, o + 8, 4);
	tp_at_bytes(t, F_PREVRTR, o + 12, 4);
	(void)tp_add(t, F_INPKT, o + 16, 4, tp_ld32(p + 16));
	(void)tp_add(t, F_OUTPKT, o + 20, 4, tp_ld32(p + 20));
	(void)tp_add(t, F_TOTAL, o + 24, 4, tp_ld32(p + 24));
	(void)tp_add(t, F_RTG_PROTO, o + 28, 1, p[28]);
	(void)tp_add(t, F_FWD_TTL, o + 29, 1, p[29]);
	tp_add_bits(t, F_MBZ, o + 30, 1, p[30]);
	tp_add_bits(t, F_MT_S, o + 30, 1, p[30]);
	tp_add_bits(t, F_SRC_MASK, o + 30, 1, p[30]);
	(void)tp_add(t, F_FWD_CODE, o + 31, 1, p[31]);
}

static void
add_mtrace(tp_tvb *t)
{
	tp_at_u8(t, F_HOPS, 1);
	add_checksum(t);
	tp_at_bytes(t, F_MADDR, 4, 4);
	tp_at_bytes(t, F_MT_SADDR, 8, 4);
	tp_at_bytes(t, F_MT_RADDR, 12, 4);
	tp_at_bytes(t, F_MT_RSPADDR, 16, 4);
	tp_at_u8(t, F_MT_TTL, 20);
	if (tp_has(t, 20, 4))
		(void)tp_add(t, F_MT_ID, 21, 3, tp_ld24(t->data + 21));
	for (uint32_t o = 24; o + 32 <= t->len && tp_has(t, o, 32); o += 32)
		add_mtrace_block(t, o);
}

/* RFC 988, appendix I: requests are odd, replies even. */
static void
add_v0(tp_tvb *t, uint32_t type)
{
	if (type == 1)
		tp_at_u8(t, F_GROUP_TYPE, 1);
	else if (type % 2 == 0)
		tp_at_u8(t, t->data[1] < 5 ? F_REPLY : F_PENDING, 1);
	add_checksum(t);
	if (tp_has(t, 4, 4))
		(void)tp_add(t, F_ID, 4, 4, tp_ld32(t->data + 4));
	tp_at_bytes(t, F_MADDR, 8, 4);
	tp_at_bytes(t, F_KEY, 12, 8);
}

/* Type, one octet that each version uses in its own way, and a group. */
static void
add_simple(tp_tvb *t, uint32_t version)
{
	if (version == 1)
		tp_at_bytes(t, F_RESERVED, 1, 1);
	else
		tp_at_u8(t, F_MAX_RESP, 1);
	add_checksum(t);
	tp_at_bytes(t, F_MADDR, 4, 4);
}

/* The version is nowhere but in type, code and length (RFC 3376, 7.1). */
static uint32_t
version_of(const tp_tvb *t, uint32_t type)
{
	switch (type) {
	case TYPE_QUERY:
		return t->len >= 12 ? 3 : t->data[1] == 0 ? 1 : 2;
	case TYPE_V1_REPORT:
		return 1;
	case TYPE_V2_REPORT:
	case TYPE_LEAVE:
		return 2;
	case TYPE_V3_REPORT:
		return 3;
	}
	return type < TYPE_QUERY - 1 ? 0 : NO_VERSION;
}

static void
add_fields(const tp_self *me, tp_tvb *t, uint32_t type)
{
	uint32_t version, n = t->len < t->caplen ? t->len : t->caplen;

	if (type == TYPE_DVMRP || type == TYPE_PIM || !tp_has(t, 1, 1))
		return;
	version = version_of(t, type);
	if (version != NO_VERSION)
		(void)tp_add_generated(t, F_VERSION, 0, 0, version);
	tp_at_u8(t, F_TYPE, 0);
	if (type == TYPE_MTRACE || type == TYPE_MTRACE_RESP)
		add_mtrace(t);
	else if (version == NO_VERSION) {
		tp_at_bytes(t, F_DATA, 1, n - 1);
		return;
	} else if (type == TYPE_V3_REPORT)
		add_report_v3(t);
	else if (version == 3)
		add_query_v3(t);
	else if (version == 0)
		add_v0(t, type);
	else
		add_simple(t, version);
	/* Wireshark has a second layer for the types it knows */
	t->pkt->host->add_layer(t, me->layers[0]);
}

static tp_rc
dissect(void *self, tp_tvb *t, const void *arg)
{
	const tp_ip_arg *ip = arg;
	uint32_t type;

	if (ip != NULL && ip->version != 4) {
		tp_puts(t, "[IGMP requires IPv4]");
		return tp_malformed(t);
	}
	if (t->want & TP_WANT_FIELDS && tp_has(t, 0, 1))
		add_fields(self, t, t->data[0]);
	if (t->pkt->opts & TP_OPT_QUICK) {
		tp_puts(t, "igmp");
		return (tp_rc)t->caplen;
	}
	type = tp_peek_u8(t, 0);
	if (tp_texting(t))
		text(t, type);
	return t->err ? t->err : (tp_rc)t->caplen;
}

static const tp_protocol igmp = {
	.name = "igmp",
	.long_name = "Internet Group Management Protocol",
	.fields = fields,
	.nfields = NFIELDS,
	.layers = { "igmp" },
	.keys = (const tp_key[]){ { .table = "ip.proto", .lo = 2 },
	    { NULL } },
	.dissect = dissect,
};
TP_REGISTER(igmp);
