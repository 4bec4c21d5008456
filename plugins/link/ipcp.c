/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * PPP's control protocols for IP: version 4 (RFC 1332, RFC 1877), with IP
 * header compression (RFC 2509, 2.1, RFC 3544), and version 6 (RFC 5072).
 */
#include "ppp_cp.h"

#define COMPRESS_ROHC 0x0003u
#define COMPRESS_VJ 0x002du
#define COMPRESS_VJ_TYPO 0x0037u	/* RFC 1172 says so once */
#define COMPRESS_IPHC 0x0061u
#define IPHC_LENGTH 14u		/* of an option without suboptions */

enum {
	F_SRC = N_CP_FIELDS, F_DST, F_COMPRESS, F_MAX_SLOT, F_COMP_SLOT,
	F_TCP_SPACE, F_NON_TCP_SPACE, F_MAX_PERIOD, F_MAX_TIME, F_MAX_HEADER,
	F_IPHC_TYPE, F_IPHC_LENGTH, F_MAX_CID, F_MRRU, F_DATA, F_ADDRESS,
	F_HOME, F_PRI_DNS, F_PRI_NBNS, F_SEC_DNS, F_SEC_NBNS, NFIELDS
};

static const tp_value_string option_types[] = {
	{ 1, "IP Addresses (deprecated)" }, { 2, "IP Compression Protocol" },
	{ 3, "IP Address" }, { 4, "Mobile Node's Home IP Address" },
	{ 129, "Primary DNS Server IP Address" },
	{ 130, "Primary NBNS Server IP Address" },
	{ 131, "Secondary DNS Server IP Address" },
	{ 132, "Secondary NBNS Server IP Address" }, { 0, NULL }
};

static const tp_value_string compressions[] = {
	{ COMPRESS_ROHC, "Robust Header Compression (ROHC)" },
	{ COMPRESS_VJ, "VJ compression" },
	{ COMPRESS_VJ_TYPO, "VJ compression (RFC1172-typo)" },
	{ COMPRESS_IPHC, "IPHC compression" }, { 0, NULL }
};

static const tp_value_string suboptions[] = {
	{ 1, "RTP-Compression" }, { 2, "Enhanced RTP-Compression" },
	{ 0, NULL }
};

#define U16(a, n) { "ipcp." a, n, TP_FT_UINT16, TP_BASE_DEC }
#define V4(a, n) { "ipcp." a, n, TP_FT_IPV4 }

static const tp_field_desc fields[NFIELDS] = {
	PPP_CP_FIELDS("ipcp", option_types),
	[F_SRC] = V4("opt.src_address", "Source IP Address"),
	[F_DST] = V4("opt.dst_address", "Destination IP Address"),
	[F_COMPRESS] = { "ipcp.opt.compress_proto", "IP Compression Protocol",
	    TP_FT_UINT16, TP_BASE_HEX, .strings = compressions },
	[F_MAX_SLOT] = { "ipcp.opt.max_slot_id", "Max Slot ID", TP_FT_UINT8,
	    TP_BASE_DEC },
	[F_COMP_SLOT] = { "ipcp.opt.comp_slot_id", "Comp Slot ID",
	    TP_FT_BOOLEAN, .bitmask = 0x01 },
	[F_TCP_SPACE] = U16("opt.tcp_space", "TCP Space"),
	[F_NON_TCP_SPACE] = U16("opt.non_tcp_space", "Non TCP Space"),
	[F_MAX_PERIOD] = U16("opt.f_max_period", "F Max Period"),
	[F_MAX_TIME] = U16("opt.f_max_time", "F Max Time"),
	[F_MAX_HEADER] = U16("opt.max_header", "Max Header"),
	[F_IPHC_TYPE] = { "ipcp.opt.iphc.type", "Type", TP_FT_UINT8,
	    TP_BASE_DEC, .strings = suboptions },
	[F_IPHC_LENGTH] = { "ipcp.opt.iphc.length", "Length", TP_FT_UINT8,
	    TP_BASE_DEC },
	[F_MAX_CID] = U16("opt.max_cid", "Max CID"),
	[F_MRRU] = U16("opt.mrru", "MRRU"),
	[F_DATA] = { "ipcp.data", "Data", TP_FT_BYTES },
	[F_ADDRESS] = V4("opt.ip_address", "IP Address"),
	[F_HOME] = V4("opt.mobilenodehomeaddress",
	    "Mobile Node's Home Address"),
	[F_PRI_DNS] = V4("opt.pri_dns_address", "Primary DNS Address"),
	[F_PRI_NBNS] = V4("opt.pri_nbns_address", "Primary NBNS Address"),
	[F_SEC_DNS] = V4("opt.sec_dns_address", "Secondary DNS Address"),
	[F_SEC_NBNS] = V4("opt.sec_nbns_address", "Secondary NBNS Address"),
};

/* ------------------------------------------------------------ addresses */

static enum ppp_value
addresses(tp_tvb *t, uint32_t len)
{
	const uint8_t *src = tp_f_bytes(t, F_SRC, 4);
	const uint8_t *dst = tp_f_bytes(t, F_DST, 4);

	(void)len;
	tp_puts(t, ": src ");
	tp_addr(t, TP_FT_IPV4, src);
	tp_puts(t, ", dst ");
	tp_addr(t, TP_FT_IPV4, dst);
	return PPP_VALUE;
}

/* An option that is one address; its type says whose. */
static enum ppp_value
address(tp_tvb *t, uint32_t len)
{
	static const struct { uint32_t type; tp_field f; } whose[] = {
		{ 3, F_ADDRESS }, { 4, F_HOME }, { 129, F_PRI_DNS },
		{ 130, F_PRI_NBNS }, { 131, F_SEC_DNS }, { 132, F_SEC_NBNS }
	};
	tp_field f = F_ADDRESS;
	const uint8_t *p;

	(void)len;
	for (uint32_t i = 0; i < TP_COUNT(whose); i++)
		if (whose[i].type == t->data[0])
			f = whose[i].f;
	p = tp_f_bytes(t, f, 4);
	tp_puts(t, ": ");
	tp_addr(t, TP_FT_IPV4, p);
	return PPP_VALUE;
}

/* ---------------------------------------------------------- compression */

static uint32_t
read_word(tp_tvb *t, tp_field f, uint32_t len)
{
	if (t->off + 2 > len || !tp_has(t, t->off, 2))
		return 0;
	return tp_f_be16(t, f);
}

static enum ppp_value
suboption_list(tp_tvb *t, uint32_t left)
{
	uint32_t off, type, len;
	const char *s;

	tp_text(t, "\n\t      Suboptions, length %u", left);
	while (left >= 2) {
		if (!tp_has(t, t->off, 2)) {
			tp_puts(t, "[|ipcp]");
			return PPP_VALUE_END;
		}
		off = t->off;
		type = tp_u8(t);
		len = tp_u8(t);
		if (type == 0 || len == 0)
			break;
		s = tp_string(suboptions, type);
		tp_text(t, "\n\t\t%s Suboption #%u, length %u",
		    s != NULL ? s : "Unknown", type, len);
		if (len > left) {
			tp_text(t, " [remaining suboptions length %u < %u] "
			    "(invalid)", left, len);
			break;
		}
		(void)tp_add(t, F_IPHC_TYPE, off, 1, type);
		(void)tp_add(t, F_IPHC_LENGTH, off + 1, 1, len);
		left -= len;
		/* a length of 1 ends in the middle of the suboption */
		t->off = off + (len < t->caplen - off ? len :
		    t->caplen - off);
	}
	return PPP_VALUE;
}

static enum ppp_value
iphc(tp_tvb *t, uint32_t len)
{
	static const tp_field words[] = { F_TCP_SPACE, F_NON_TCP_SPACE,
	    F_MAX_PERIOD, F_MAX_TIME, F_MAX_HEADER };
	uint32_t v[TP_COUNT(words)];

	for (uint32_t i = 0; i < TP_COUNT(words); i++)
		v[i] = read_word(t, words[i], len);
	if (len < IPHC_LENGTH)
		return ppp_cp_bogus(t, ">=", IPHC_LENGTH);
	/* tcpdump wants two octets more than it reads */
	if (!tp_has(t, 0, IPHC_LENGTH + 2)) {
		tp_puts(t, "[|ipcp]");
		return PPP_VALUE_END;
	}
	tp_text(t, "\n\t    TCP Space %u, non-TCP Space %u, maxPeriod %u, "
	    "maxTime %u, maxHdr %u", v[0], v[1], v[2], v[3], v[4]);
	return len > IPHC_LENGTH ? suboption_list(t, len - IPHC_LENGTH) :
	    PPP_VALUE;
}

/* Only fields: the text has no more of these than their name. */
static void
add_compression(tp_tvb *t, uint32_t protocol, uint32_t len)
{
	if (protocol == COMPRESS_VJ || protocol == COMPRESS_VJ_TYPO) {
		if (len > 4)
			ppp_cp_octet(t, F_MAX_SLOT);
		if (len > 5 && tp_has(t, 5, 1))
			tp_add_bits(t, F_COMP_SLOT, 5, 1, t->data[5]);
	} else if (protocol == COMPRESS_ROHC) {
		(void)read_word(t, F_MAX_CID, len);
		(void)read_word(t, F_MRRU, len);
		(void)read_word(t, F_MAX_HEADER, len);
	} else
		ppp_cp_rest(t, F_DATA, len);
}

static enum ppp_value
compression(tp_tvb *t, uint32_t len)
{
	static const tp_value_string names[] = {
		{ COMPRESS_VJ, "VJ-Comp" },
		{ COMPRESS_IPHC, "IP Header Compression" }, { 0, NULL }
	};
	uint32_t protocol = tp_f_be16(t, F_COMPRESS);
	const char *s = tp_string(names, protocol);

	tp_text(t, ": %s (0x%02x):", s != NULL ? s : "Unknown", protocol);
	if (t->err)
		return PPP_VALUE;
	if (protocol == COMPRESS_IPHC)
		return iphc(t, len);
	add_compression(t, protocol, len);
	return PPP_VALUE;
}

static const struct ppp_option options[] = {
	{ 1, "IP-Addrs", PPP_EXACTLY(10), PPP_EXACTLY(10), addresses, 0 },
	{ 2, "IP-Comp", PPP_AT_LEAST_OR_END(4), PPP_ANY, compression, 0 },
	{ 3, "IP-Addr", PPP_EXACTLY_OR_END(6), PPP_EXACTLY(6), address, 0 },
	{ 4, "Home-Addr", PPP_EXACTLY_OR_END(6), PPP_EXACTLY(6), address, 0 },
	{ 129, "Pri-DNS", PPP_EXACTLY_OR_END(6), PPP_EXACTLY(6), address, 0 },
	{ 130, "Pri-NBNS", PPP_EXACTLY_OR_END(6), PPP_EXACTLY(6), address, 0 },
	{ 131, "Sec-DNS", PPP_EXACTLY_OR_END(6), PPP_EXACTLY(6), address, 0 },
	{ 132, "Sec-NBNS", PPP_EXACTLY_OR_END(6), PPP_EXACTLY(6), address, 0 },
};

static tp_rc
dissect(void *self, tp_tvb *t, const void *arg)
{
	static const struct ppp_cp cp = { .protocol = PPP_IPCP, .cut = "ipcp",
	    .unknown = "unknown", .options = options,
	    .noptions = TP_COUNT(options) };

	(void)arg;
	return ppp_cp_dissect(self, t, &cp);
}

static const tp_protocol ipcp = {
	.name = "ipcp",
	.long_name = "PPP IP Control Protocol",
	.text_name = "ppp",
	.fields = fields,
	.nfields = NFIELDS,
	.tables = PPP_CP_TABLES,
	.keys = (const tp_key[]){ { .table = "ppp.protocol", .lo = PPP_IPCP },
	    { NULL } },
	.dissect = dissect,
};
TP_REGISTER(ipcp);

/* -------------------------------------------------------------- version 6 */

enum { F_6_INTERFACE = N_CP_FIELDS, F_6_TYPE, F_6_LENGTH, F_6_COMPRESS,
    F_6_DATA, N_6_FIELDS };

static const tp_value_string option_types_6[] = {
	{ 1, "Interface Identifier" }, { 2, "IP Compression Protocol" },
	{ 0, NULL }
};

static const tp_field_desc fields_6[N_6_FIELDS] = {
	PPP_CP_FIELDS("ipv6cp", option_types_6),
	[F_6_INTERFACE] = { "ipv6cp.interface_identifier",
	    "Interface Identifier", TP_FT_EUI64 },
	/* Wireshark's names for what it shares with version 4 */
	[F_6_TYPE] = { "ipcp.opt.type", "Type", TP_FT_UINT8, TP_BASE_DEC,
	    .strings = option_types_6 },
	[F_6_LENGTH] = { "ipcp.opt.length", "Length", TP_FT_UINT8,
	    TP_BASE_DEC },
	[F_6_COMPRESS] = { "ipcp.opt.compress_proto",
	    "IP Compression Protocol", TP_FT_UINT16, TP_BASE_HEX,
	    .strings = compressions },
	[F_6_DATA] = { "ipcp.data", "Data", TP_FT_BYTES },
};

static enum ppp_value
interface_identifier(tp_tvb *t, uint32_t len)
{
	const uint8_t *p;

	(void)len;
	if (!tp_has(t, t->off, 8)) {
		tp_puts(t, "[|ip6cp]");
		return PPP_VALUE_END;
	}
	p = tp_f_bytes(t, F_6_INTERFACE, 8);
	tp_text(t, ": %04x:%04x:%04x:%04x", tp_ld16(p), tp_ld16(p + 2),
	    tp_ld16(p + 4), tp_ld16(p + 6));
	return PPP_VALUE;
}

/* Not in the text. */
static enum ppp_value
compression_6(tp_tvb *t, uint32_t len)
{
	if (len < 4 || !tp_has(t, 2, 2))
		return PPP_VALUE_HEX;
	(void)tp_f_be16(t, F_6_COMPRESS);
	ppp_cp_rest(t, F_6_DATA, len);
	return PPP_VALUE_HEX;
}

static const struct ppp_option options_6[] = {
	{ 1, "Interface-ID", PPP_EXACTLY(10), PPP_EXACTLY(10),
	    interface_identifier, 0 },
	{ 2, "unknown", PPP_ANY, PPP_ANY, compression_6, F_6_TYPE },
};

static tp_rc
dissect_6(void *self, tp_tvb *t, const void *arg)
{
	static const struct ppp_cp cp = { .protocol = PPP_IPV6CP,
	    .cut = "ip6cp", .unknown = "unknown", .options = options_6,
	    .noptions = TP_COUNT(options_6) };

	(void)arg;
	return ppp_cp_dissect(self, t, &cp);
}

static const tp_protocol ipv6cp = {
	.name = "ipv6cp",
	.long_name = "PPP IPv6 Control Protocol",
	.text_name = "ppp",
	.fields = fields_6,
	.nfields = N_6_FIELDS,
	.tables = PPP_CP_TABLES,
	.keys = (const tp_key[]){
	    { .table = "ppp.protocol", .lo = PPP_IPV6CP }, { NULL } },
	.dissect = dissect_6,
};
TP_REGISTER(ipv6cp);
