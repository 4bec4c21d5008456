/* SPDX-License-Identifier: BSD-3-Clause */
/* Internet Protocol version 4 (RFC 791). */
#include "ip.h"
#include "ipproto.h"

static const char *const any_addr[] = { "ip.addr", NULL };

static const tp_value_string checksum_status[] = {
	{ 0, "Bad" }, { 1, "Good" }, { 2, "Unverified" },
	{ 3, "Not present" }, { 4, "Illegal" }, { 0, NULL }
};

static const tp_value_string option_classes[] = {
	{ 0, "Control" }, { 1, "Reserved for future use" },
	{ 2, "Debugging and measurement" },
	{ 3, "Reserved for future use" }, { 0, NULL }
};

static const tp_value_string option_numbers[] = {
	{ 0, "End of Option List (EOL)" }, { 1, "No-Operation (NOP)" },
	{ 2, "Security" }, { 3, "Loose source route" }, { 4, "Time stamp" },
	{ 5, "Extended security" }, { 6, "Commercial IP security option" },
	{ 7, "Record route" }, { 8, "Stream identifier" },
	{ 9, "Strict source route" }, { 10, "Experimental Measurement" },
	{ 11, "MTU probe" }, { 12, "MTU Reply" },
	{ 13, "Experimental Flow Control" },
	{ 14, "Experimental Access Control" }, { 15, "Ask Estrin" },
	{ 16, "IMI Traffic Descriptor" },
	{ 17, "Extended Internet Protocol" }, { 18, "Traceroute" },
	{ 19, "Address Extension" }, { 20, "Router Alert" },
	{ 21, "Selective Directed Broadcast" }, { 22, "Unassigned" },
	{ 23, "Dynamic Packet State" }, { 24, "Upstream Multicast Packet" },
	{ 25, "Quick-Start" }, { 30, "RFC3692-style experiment" },
	{ 0, NULL }
};

static const tp_value_string qs_funcs[] = {
	{ 0, "Rate request" }, { 8, "Rate report" }, { 0, NULL }
};

static const tp_value_string qs_rates[] = {
	{ 0, "0 bit/s" }, { 1, "80 Kbit/s" }, { 2, "160 Kbit/s" },
	{ 3, "320 Kbit/s" }, { 4, "640 Kbit/s" }, { 5, "1.28 Mbit/s" },
	{ 6, "2.56 Mbit/s" }, { 7, "5.12 Mbit/s" }, { 8, "10.24 Mbit/s" },
	{ 9, "20.48 Mbit/s" }, { 10, "40.96 Mbit/s" },
	{ 11, "81.92 Mbit/s" }, { 12, "163.84 Mbit/s" },
	{ 13, "327.68 Mbit/s" }, { 14, "655.36 Mbit/s" },
	{ 15, "1.31072 Gbit/s" }, { 0, NULL }
};

static const tp_value_string security_levels[] = {
	{ 0x0000, "Unclassified" }, { 0xf135, "Confidential" },
	{ 0x789a, "EFTO" }, { 0xbc4d, "MMMM" }, { 0x5e26, "PROG" },
	{ 0xaf13, "Restricted" }, { 0xd788, "Secret" },
	{ 0x6bc5, "Top secret" }, { 0, NULL }
};

/* RFC 1108, 2.3 */
static const tp_value_string classification_levels[] = {
	{ 0x01, "Reserved 4" }, { 0x3d, "Top secret" }, { 0x5a, "Secret" },
	{ 0x96, "Confidential" }, { 0x66, "Reserved 3" },
	{ 0xcc, "Reserved 2" }, { 0xab, "Unclassified" },
	{ 0xf1, "Reserved 1" }, { 0, NULL }
};

static const tp_value_string cipso_tags[] = {
	{ 0, "Padding" }, { 1, "Restrictive Category Bitmap" },
	{ 2, "Enumerated Categories" }, { 5, "Ranged Categories" },
	{ 6, "Permissive Categories" }, { 7, "Free Form" }, { 0, NULL }
};

static const tp_value_string timestamp_flags[] = {
	{ 0, "Time stamps only" }, { 1, "Time stamp and address" },
	{ 3, "Time stamps for prespecified addresses" }, { 0, NULL }
};

#define U8(a, n, ...) { "ip." a, n, TP_FT_UINT8, TP_BASE_DEC, __VA_ARGS__ }
#define U16(a, n, ...) { "ip." a, n, TP_FT_UINT16, TP_BASE_DEC, __VA_ARGS__ }
#define BIT(a, n, ...) { "ip." a, n, TP_FT_BOOLEAN, 0, __VA_ARGS__ }
#define V4(a, n) { "ip." a, n, TP_FT_IPV4 }
#define OPTION(a, n) { "ip.options." a, "IP Option - " n, TP_FT_BYTES }

static const tp_field_desc fields[NFIELDS] = {
	[F_VERSION] = U8("version", "Version", .bitmask = 0),
	[F_HDR_LEN] = U8("hdr_len", "Header Length", .bitmask = 0),
	[F_DSFIELD] = { "ip.dsfield", "Differentiated Services Field",
	    TP_FT_UINT8, TP_BASE_HEX },
	[F_DSCP] = U8("dsfield.dscp", "Differentiated Services Codepoint",
	    .bitmask = 0xfc, .strings = dscp_strings),
	[F_ECN] = U8("dsfield.ecn", "Explicit Congestion Notification",
	    .bitmask = 0x03, .strings = ecn_strings),
	[F_LEN] = U16("len", "Total Length", .bitmask = 0),
	[F_ID] = { "ip.id", "Identification", TP_FT_UINT16,
	    TP_BASE_HEX_DEC },
	[F_FLAGS] = { "ip.flags", "Flags", TP_FT_UINT8, TP_BASE_HEX, 0xe0 },
	[F_RB] = BIT("flags.rb", "Reserved bit", .bitmask = 0x80),
	[F_DF] = BIT("flags.df", "Don't fragment", .bitmask = 0x40),
	[F_MF] = BIT("flags.mf", "More fragments", .bitmask = 0x20),
	[F_FRAG_OFFSET] = U16("frag_offset", "Fragment Offset",
	    .bitmask = 0x1fff),
	[F_TTL] = U8("ttl", "Time to Live", .bitmask = 0),
	[F_PROTO] = U8("proto", "Protocol", .strings = ipproto_strings),
	[F_CHECKSUM] = { "ip.checksum", "Header Checksum", TP_FT_UINT16,
	    TP_BASE_HEX },
	[F_CHECKSUM_STATUS] = U8("checksum.status", "Header checksum status",
	    .strings = checksum_status),
	[F_SRC] = { "ip.src", "Source Address", TP_FT_IPV4,
	    .aliases = any_addr },
	[F_DST] = { "ip.dst", "Destination Address", TP_FT_IPV4,
	    .aliases = any_addr },
	[F_OPT_TYPE] = U8("opt.type", "Type", .bitmask = 0),
	[F_OPT_COPY] = BIT("opt.type.copy", "Copy on fragmentation",
	    .bitmask = 0x80),
	[F_OPT_CLASS] = U8("opt.type.class", "Class", .bitmask = 0x60,
	    .strings = option_classes),
	[F_OPT_NUMBER] = U8("opt.type.number", "Number", .bitmask = 0x1f,
	    .strings = option_numbers),
	[F_OPT_LEN] = U8("opt.len", "Length", .bitmask = 0),
	[F_OPT_PTR] = U8("opt.ptr", "Pointer", .bitmask = 0),
	[F_OPT_SID] = U16("opt.sid", "Stream Identifier", .bitmask = 0),
	[F_OPT_MTU] = U16("opt.mtu", "MTU", .bitmask = 0),
	[F_OPT_ID_NUMBER] = U16("opt.id_number", "ID Number", .bitmask = 0),
	[F_OPT_OHC] = U16("opt.ohc", "Outbound Hop Count", .bitmask = 0),
	[F_OPT_RHC] = U16("opt.rhc", "Return Hop Count", .bitmask = 0),
	[F_OPT_ORIGINATOR] = V4("opt.originator", "Originator IP Address"),
	[F_OPT_RA] = U16("opt.ra", "Router Alert", .bitmask = 0),
	[F_OPT_ADDR] = V4("opt.addr", "IP Address"),
	[F_OPT_PADDING] = { "ip.opt.padding", "Padding", TP_FT_BYTES },
	[F_QS_FUNC] = U8("opt.qs_func", "Function", .bitmask = 0xf0,
	    .strings = qs_funcs),
	[F_QS_RATE] = U8("opt.qs_rate", "Rate", .bitmask = 0x0f,
	    .strings = qs_rates),
	[F_QS_TTL] = U8("opt.qs_ttl", "QS TTL", .bitmask = 0),
	[F_QS_TTL_DIFF] = U8("opt.qs_ttl_diff", "TTL Diff", .bitmask = 0),
	[F_QS_UNUSED] = U8("opt.qs_unused", "Not Used", .bitmask = 0),
	[F_QS_NONCE] = { "ip.opt.qs_nonce", "QS Nonce", TP_FT_UINT32,
	    TP_BASE_HEX, 0xfffffffc },
	[F_QS_RESERVED] = { "ip.opt.qs_reserved", "Reserved", TP_FT_UINT32,
	    TP_BASE_HEX, 0x00000003 },
	[F_SEC] = { "ip.opt.sec_rfc791_sec", "Security", TP_FT_UINT16,
	    TP_BASE_HEX, .strings = security_levels },
	[F_SEC_COMP] = U16("opt.sec_rfc791_comp", "Compartments",
	    .bitmask = 0),
	[F_SEC_HR] = { "ip.opt.sec_rfc791_hr", "Handling Restrictions",
	    TP_FT_STRING },
	[F_SEC_TCC] = { "ip.opt.sec_rfc791_tcc", "Transmission Control Code",
	    TP_FT_STRING },
	[F_SEC_CL] = { "ip.opt.sec_cl", "Classification Level", TP_FT_UINT8,
	    TP_BASE_HEX, .strings = classification_levels },
	[F_EXT_SEC_CODE] = { "ip.opt.ext_sec_add_sec_info_format_code",
	    "Additional Security Info Format Code", TP_FT_UINT8,
	    TP_BASE_HEX },
	[F_EXT_SEC_INFO] = { "ip.opt.ext_sec_add_sec_info",
	    "Additional Security Info", TP_FT_BYTES },
	[F_REC_RT] = V4("rec_rt", "Recorded Route"),
	[F_CUR_RT] = V4("cur_rt", "Current Route"),
	[F_SRC_RT] = V4("src_rt", "Source Route"),
	[F_EMPTY_RT] = V4("empty_rt", "Empty Route"),
	[F_CIPSO_TAG] = U8("cipso.tag_type", "Tag Type",
	    .strings = cipso_tags),
	[F_CIPSO_DOI] = { "ip.cipso.doi", "DOI", TP_FT_UINT32, TP_BASE_DEC },
	[F_CIPSO_LEVEL] = U8("cipso.sensitivity_level", "Sensitivity Level",
	    .bitmask = 0),
	[F_CIPSO_DATA] = { "ip.cipso.tag_data", "Tag data", TP_FT_BYTES },
	[F_OVERFLOW] = U8("opt.overflow", "Overflow", .bitmask = 0xf0),
	[F_FLAG] = { "ip.opt.flag", "Flag", TP_FT_UINT8, TP_BASE_HEX, 0x0f,
	    .strings = timestamp_flags },
	[F_TIME_STAMP] = { "ip.opt.time_stamp", "Time stamp", TP_FT_UINT32,
	    TP_BASE_DEC },
	[F_TIME_STAMP_ADDR] = V4("opt.time_stamp_addr", "Address"),
	[F_O_EOL] = OPTION("eol", "End of Options List (EOL)"),
	[F_O_NOP] = OPTION("nop", "No-Operation (NOP)"),
	[F_O_SECURITY] = OPTION("security", "Security"),
	[F_O_ROUTE] = OPTION("route", "Loose Source Route"),
	[F_O_TIMESTAMP] = OPTION("timestamp", "Time Stamp"),
	[F_O_EXT_SECURITY] = OPTION("ext_security", "Extended Security"),
	[F_O_CIPSO] = OPTION("cipso", "Commercial Security"),
	[F_O_RECORD_ROUTE] = OPTION("record_route", "Record Route"),
	[F_O_SID] = OPTION("sid", "Stream ID"),
	[F_O_SOURCE_ROUTE] = OPTION("source_route", "Strict Source Route"),
	[F_O_MTU_PROBE] = OPTION("mtu_probe", "MTU Probe"),
	[F_O_MTU_REPLY] = OPTION("mtu_reply", "MTU Reply"),
	[F_O_TRACEROUTE] = OPTION("traceroute", "Traceroute"),
	[F_O_ROUTERALERT] = OPTION("routeralert", "Router Alert"),
	[F_O_SDB] = OPTION("sdb", "Selective Directed Broadcast"),
	[F_O_QS] = OPTION("qs", "Quick-Start"),
	[F_FRAGMENTS] = { "ip.fragments", "IPv4 Fragments", TP_FT_BYTES },
	[F_FRAGMENT] = { "ip.fragment", "IPv4 Fragment", TP_FT_FRAMENUM },
	[F_FRAGMENT_OVERLAP] = BIT("fragment.overlap", "Fragment overlap",
	    .bitmask = 0),
	[F_FRAGMENT_CONFLICT] = BIT("fragment.overlap.conflict",
	    "Conflicting data in fragment overlap", .bitmask = 0),
	[F_FRAGMENT_TAILS] = BIT("fragment.multipletails",
	    "Multiple tail fragments found", .bitmask = 0),
	[F_FRAGMENT_TOO_LONG] = BIT("fragment.toolongfragment",
	    "Fragment too long", .bitmask = 0),
	[F_FRAGMENT_ERROR] = { "ip.fragment.error", "Defragmentation error",
	    TP_FT_FRAMENUM },
	[F_FRAGMENT_COUNT] = { "ip.fragment.count", "Fragment count",
	    TP_FT_UINT32, TP_BASE_DEC },
	[F_REASSEMBLED_IN] = { "ip.reassembled_in",
	    "Reassembled IPv4 in frame", TP_FT_FRAMENUM },
	[F_REASSEMBLED_LENGTH] = { "ip.reassembled.length",
	    "Reassembled IPv4 length", TP_FT_UINT32, TP_BASE_DEC },
	[F_REASSEMBLED_DATA] = { "ip.reassembled.data",
	    "Reassembled IPv4 data", TP_FT_BYTES },
};

static const tp_pref_desc prefs[] = {
	{ "check_checksum", "Validate the header's checksum (the field "
	    "ip.checksum.status)", "false", TP_PREF_BOOL, 0 },
};

enum { P_CHECK_CHECKSUM };
enum { T_ETHERTYPE, T_PROTO, T_DATA };

/* What the header says; len is total, but at most what the link has. */
struct header {
	uint32_t hlen, tos, total, len, id, off, ttl, proto, checksum, presumed;
	const uint8_t *src, *dst;
	uint32_t route;		/* see tp_ip_arg */
};

#define OFF_RB 0x8000u
#define OFF_DF 0x4000u
#define OFF_MF 0x2000u
#define OFF_MASK 0x1fffu

/*
 * A length of 0 is what segmentation offload leaves in packets that the kernel
 * hands out before they are cut up: what was captured counts then.
 */
static void
read_length(tp_tvb *t, struct header *h, const uint8_t *p)
{
	h->total = tp_ld16(p + 2);
	h->presumed = h->total == 0;
	if (h->presumed)
		h->total = t->len;
	h->len = h->total;
	if (h->len <= t->len)
		return;
	tp_text(t, "[total length %u > length %u] (invalid) ", h->len,
	    t->len);
	h->len = t->len;
}

/* Reads the 20 octets that every header has; 0 if they make no sense. */
static int
read_header(tp_tvb *t, struct header *h)
{
	const uint8_t *p;

	if (t->len < 20) {
		tp_text(t, " [length %u < 20]", t->len);
		return 0;
	}
	h->hlen = tp_peek_u8(t, 0);
	if (h->hlen >> 4 != 4) {
		tp_text(t, " [version %u != 4]", h->hlen >> 4);
		return 0;
	}
	h->hlen = (h->hlen & 0x0f) * 4;
	if (t->err)
		return 0;
	p = tp_take(t, 20);
	if (p == NULL) {
		tp_cut(t, "");
		return 0;
	}
	if (h->hlen < 20) {
		tp_text(t, " [header length %u < 20]", h->hlen);
		return 0;
	}
	h->tos = p[1];
	read_length(t, h, p);
	h->id = tp_ld16(p + 4);
	h->off = tp_ld16(p + 6);
	h->ttl = p[8];
	h->proto = p[9];
	h->checksum = tp_ld16(p + 10);
	h->src = p + 12;
	h->dst = p + 16;
	if (h->len >= h->hlen)
		return 1;
	tp_text(t, "[total length %u < header length %u]", h->len, h->hlen);
	return 0;
}

static void
add_flags(tp_tvb *t, uint32_t word)
{
	tp_item outer = tp_open(t, F_FLAGS, 6, 1, word >> 13);

	tp_add_bits(t, F_RB, 6, 1, word >> 8);
	tp_add_bits(t, F_DF, 6, 1, word >> 8);
	tp_add_bits(t, F_MF, 6, 1, word >> 8);
	tp_close(t, outer);
	tp_add_bits(t, F_FRAG_OFFSET, 6, 2, word);
}

static void
add_checksum(void *self, tp_tvb *t, uint32_t hlen)
{
	uint32_t status = 2;

	(void)tp_add(t, F_CHECKSUM, 10, 2, tp_ld16(t->data + 10));
	if (tp_pref_on(self, P_CHECK_CHECKSUM) && hlen <= t->caplen)
		status = tp_cksum(t->data, hlen, 0) == 0;
	(void)tp_add_generated(t, F_CHECKSUM_STATUS, 10, 0, status);
}

/* The fixed part, as far as it was captured and makes sense. */
static void
add_header(void *self, tp_tvb *t)
{
	const uint8_t *p = t->data;
	uint32_t hlen, len;
	tp_item outer;

	if (!tp_has(t, 0, 1))
		return;
	hlen = (p[0] & 0x0f) * 4u;
	(void)tp_add(t, F_VERSION, 0, 1, p[0] >> 4);
	if (p[0] >> 4 != 4)
		return;
	(void)tp_add(t, F_HDR_LEN, 0, 1, hlen);
	if (hlen < 20 || !tp_has(t, 0, 4))
		return;
	outer = tp_open(t, F_DSFIELD, 1, 1, p[1]);
	tp_add_bits(t, F_DSCP, 1, 1, p[1]);
	tp_add_bits(t, F_ECN, 1, 1, p[1]);
	tp_close(t, outer);
	len = tp_ld16(p + 2) ? tp_ld16(p + 2) : t->len;
	(void)tp_add(t, F_LEN, 2, 2, len);
	if (len < hlen || !tp_has(t, 4, 2))
		return;
	(void)tp_add(t, F_ID, 4, 2, tp_ld16(p + 4));
	if (tp_has(t, 6, 2))
		add_flags(t, tp_ld16(p + 6));
	if (tp_has(t, 8, 1))
		(void)tp_add(t, F_TTL, 8, 1, p[8]);
	if (tp_has(t, 9, 1))
		(void)tp_add(t, F_PROTO, 9, 1, p[9]);
	if (tp_has(t, 10, 2))
		add_checksum(self, t, hlen);
	if (tp_has(t, 12, 4))
		(void)tp_add_ptr(t, F_SRC, 12, 4, p + 12, 4);
}

/* A source route hides where the packet goes behind where it is now. */
static void
add_destination(tp_tvb *t, const struct header *h)
{
	uint32_t end = h->hlen < t->caplen ? h->hlen : t->caplen;
	const uint8_t *dst = h->dst;

	if (h->hlen > 20)
		dst = ip_final_dst(t, 20, end, dst, 1);
	if (dst != h->dst)
		(void)tp_add_ptr(t, F_CUR_RT, 16, 4, h->dst, 4);
	else
		(void)tp_add_ptr(t, F_DST, 16, 4, dst, 4);
	if (h->hlen > 20)
		ip_options_fields(t, 20, end, dst);
}

static void
text_checksum(tp_tvb *t, const struct header *h)
{
	uint32_t wrong;

	if (t->pkt->opts & TP_OPT_NO_CHECKSUM || h->hlen > t->caplen)
		return;
	wrong = tp_cksum(t->data, h->hlen, 0);
	if (wrong)
		tp_text(t, ", bad cksum %x (->%x)!", h->checksum,
		    tp_cksum_right(h->checksum, wrong));
}

/* The line that -v puts before the packet; 0 if the options are cut. */
static int
text_verbose(tp_tvb *t, const struct header *h)
{
	static const char *const ecn[] = { "", ",ECT(1)", ",ECT(0)", ",CE" };
	static const tp_value_string flags[] = {
		{ OFF_MF, "+" }, { OFF_DF, "DF" }, { OFF_RB, "rsvd" },
		{ 0, NULL }
	};
	int whole = 1;

	tp_text(t, "(tos 0x%x%s", h->tos, ecn[h->tos & 3]);
	if (h->ttl != 0)
		tp_text(t, ", ttl %u", h->ttl);
	tp_text(t, ", id %u, offset %u, flags [", h->id,
	    (h->off & OFF_MASK) * 8);
	tp_text_flags(t, flags, h->off, ", ", "none");
	tp_text(t, "], proto %s (%u), length %u", ipproto_name(h->proto),
	    h->proto, h->total);
	if (h->presumed)
		tp_text(t, " [was 0, presumed %s]",
		    h->total > 65535 ? "BIG TCP" : "TSO");
	if (h->hlen > 20) {
		tp_puts(t, ", options (");
		whole = ip_options_text(t, 20, h->hlen);
		tp_puts(t, ")");
	}
	text_checksum(t, h);
	tp_puts(t, t->pkt->opts & TP_OPT_ONE_LINE ? ") " : ")\n    ");
	return whole;
}

static void
text_addrs(tp_tvb *t, const struct header *h)
{
	tp_addr(t, TP_FT_IPV4, h->src);
	tp_puts(t, " > ");
	tp_addr(t, TP_FT_IPV4, h->dst);
	tp_puts(t, ": ");
}

/* What the end of a source route changes in the sum of the pseudo header. */
static uint32_t
route_sum(const tp_tvb *t, const struct header *h)
{
	const uint8_t *dst = h->dst;

	if (h->hlen > 20)
		dst = ip_final_dst(t, 20, h->hlen, dst, 0);
	if (dst == h->dst)
		return 0;
	return tp_sum16(dst, 4, ~tp_sum16(h->dst, 4, 0) & 0xffff);
}

/* A fragment after the first is all that its protocol is told of. */
static void
fragment(const tp_self *me, tp_tvb *t, const struct header *h)
{
	tp_tvb p;

	text_addrs(t, h);
	ipproto_text(t, h->proto);
	if (h->hlen > t->caplen)
		return;
	(void)tp_take(t, h->hlen - 20);
	p = tp_sub(t, h->len - h->hlen);
	tp_data(me->tables[T_DATA], &p);
}

/* A whole datagram, or the first fragment of one. */
static void
call(const tp_self *me, tp_tvb *p, const struct header *h, int part)
{
	tp_ip_arg ip = { .size = sizeof(ip), .version = 4, .ttl = h->ttl,
	    .fragment = (uint32_t)part, .header = h->hlen,
	    .route = h->route };

	if (p->pkt->host->call_uint(me->tables[T_PROTO], h->proto, p, &ip) !=
	    TP_REJECT)
		return;
	if (ipproto_has_ports(h->proto))
		text_addrs(p, h);
	ipproto_unknown(p, h->proto, p->len);
	tp_data(me->tables[T_DATA], p);
}

/* What the packet carries. */
static void
payload(const tp_self *me, tp_tvb *t, const struct header *h)
{
	tp_tvb p;

	if (!ipproto_has_ports(h->proto))
		text_addrs(t, h);
	if (h->hlen > t->caplen) {
		tp_text(t, " [remaining caplen(%u) < header length(%u)]",
		    t->caplen, h->hlen);
		(void)tp_fail(t, TP_TRUNCATED);
		return;
	}
	(void)tp_take(t, h->hlen - 20);
	p = tp_sub(t, h->len - h->hlen);
	if (p.len == 0)		/* text alone */
		p.want &= ~(uint32_t)TP_WANT_FIELDS;
	call(me, &p, h, (h->off & OFF_MF) != 0);
}

static int
is_fragment(const struct header *h)
{
	return (h->off & (OFF_MF | OFF_MASK)) != 0;
}

/* The fields of a fragment, whose text is made apart; returns 0 if they are
 * those of any packet. */
static int
defragmented(const tp_self *me, const tp_tvb *t, const struct header *h)
{
	static const tp_pieces pieces = { .size = sizeof(pieces),
	    .pieces = F_FRAGMENTS, .piece = F_FRAGMENT,
	    .overlap = F_FRAGMENT_OVERLAP, .conflict = F_FRAGMENT_CONFLICT,
	    .multiple_tails = F_FRAGMENT_TAILS,
	    .too_long = F_FRAGMENT_TOO_LONG, .error = F_FRAGMENT_ERROR,
	    .count = F_FRAGMENT_COUNT, .length = F_REASSEMBLED_LENGTH,
	    .data = F_REASSEMBLED_DATA, .part = TP_NO_FIELD,
	    .name = "Reassembled IPv4" };
	tp_fragment f = { .size = sizeof(f), .fields = &pieces,
	    .id = h->id | h->proto << 16, .offset = (h->off & OFF_MASK) * 8,
	    .last = (h->off & OFF_MF) == 0 };
	tp_tvb rest = tp_mute(t), p;
	int32_t is;

	/* what is not all there is never put together */
	if (h->hlen > t->caplen || h->len == h->hlen || h->total > h->len)
		return 0;
	(void)tp_take(&rest, h->hlen - 20);
	p = tp_sub(&rest, h->len - h->hlen);
	is = t->pkt->host->defragment(&p, &f);
	if (is == 1)
		call(me, &p, h, 0);
	else if (is == 0)
		tp_data(me->tables[T_DATA], &p);
	return is != TP_REJECT;
}

/* Text goes by fragments, fields by datagrams. */
static void
contents(const tp_self *me, tp_tvb *t, struct header *h)
{
	uint32_t want = t->want;

	h->route = route_sum(t, h);
	if (want & TP_WANT_FIELDS && is_fragment(h) &&
	    defragmented(me, t, h))
		t->want &= TP_WANT_TEXT;
	if (t->want == 0)
		;
	else if (h->off & OFF_MASK)
		fragment(me, t, h);
	else
		payload(me, t, h);
	t->want = want;
}

/*
 * IPv6 where IPv4 should be: tcpdump only says so, but the packet is worth its
 * fields.
 */
static void
pass_ipv6(const tp_self *me, const tp_tvb *t)
{
	tp_tvb p = tp_mute(t);

	p.off = 0;
	if (!p.err && tp_has(&p, 0, 1) && p.data[0] >> 4 == 6)
		(void)t->pkt->host->call_uint(me->tables[T_ETHERTYPE], 0x86dd,
		    &p, NULL);
}

static tp_rc
packet(void *self, tp_tvb *t)
{
	struct header h;

	/* with -e the link layer has named it, if there is one */
	if ((t->pkt->opts & TP_OPT_LINK) == 0 ||
	    (t->base == 0 && t->src == 0))
		tp_puts(t, "IP ");
	if (!read_header(t, &h)) {
		pass_ipv6(self, t);
		return t->err ? t->err : tp_malformed(t);
	}
	/* what follows the total length is the link's padding */
	if (t->caplen > h.len)
		t->caplen = h.len;
	t->pkt->host->set_len(t, 0, h.hlen);
	t->pkt->host->set_net(t, TP_FT_IPV4, h.src, h.dst);
	if (tp_wants_own(t))
		add_destination(t, &h);
	if (t->pkt->verbose && tp_texting(t) && !text_verbose(t, &h)) {
		text_addrs(t, &h);
		(void)tp_fail(t, TP_TRUNCATED);
	}
	if (t->err)
		return t->err;
	contents(self, t, &h);
	return tp_done(t);
}

static tp_rc
dissect(void *self, tp_tvb *t, const void *arg)
{
	(void)arg;
	if (tp_wants_own(t))
		add_header(self, t);
	return packet(self, t);
}

/* What claims to be IPv4, not by an EtherType, may be IPv6: nothing else then. */
static tp_rc
dissect_inner(void *self, tp_tvb *t, const void *arg)
{
	(void)arg;
	if (tp_wants_own(t) && tp_has(t, 0, 1) && t->data[0] >> 4 != 6)
		add_header(self, t);
	return packet(self, t);
}

/* What both have in common. */
#define COMMON								\
	.flags = TP_DISSECTOR_NETWORK,					\
	.prefs = prefs,							\
	.nprefs = TP_COUNT(prefs),					\
	.tables = { [T_ETHERTYPE] = "ethertype", [T_PROTO] = "ip.proto", \
	    [T_DATA] = "data" },					\
	.firsts = 1u << T_ETHERTYPE | 1u << T_PROTO,			\
	.hop = &(const tp_hop){ .table = T_PROTO, .key = 9,		\
	    .key_size = 1, .header = 20, .words = 1, .mask = 0xf0,	\
	    .value = 0x40, .never = 1u << T_ETHERTYPE, .whole = 6,	\
	    .whole_mask = OFF_MF | OFF_MASK, .alone = 1, .length = 2,	\
	    .padded = 1, .net_type = TP_FT_IPV4, .net_src = 12,		\
	    .net_dst = 16 }

static const tp_protocol ip = {
	.name = "ip",
	.long_name = "Internet Protocol Version 4",
	.fields = fields,
	.nfields = NFIELDS,
	COMMON,
	.keys = (const tp_key[]){ { .table = "ethertype", .lo = 0x0800 },
	    { NULL } },
	.dissect = dissect,
};
TP_REGISTER(ip);

static const tp_protocol ip_inner = {
	.name = "ip",
	.dissector = "ip.inner",
	COMMON,
	.keys = (const tp_key[]){ { .table = "linktype", .lo = 228 },
	    { .table = "ip.proto", .lo = 4 }, { NULL } },
	.dissect = dissect_inner,
};
TP_REGISTER(ip_inner);
