/* SPDX-License-Identifier: BSD-3-Clause */
/* PPP's Link Control Protocol (RFC 1661, 5 and 6) and options from later RFCs. */
#include "ppp_cp.h"

enum {
	F_OUI = N_CP_FIELDS, F_KIND, F_OPT_DATA, F_MRU, F_ASYNCMAP,
	F_ASYNCMAP_0, F_AUTH = F_ASYNCMAP_0 + 32, F_ALGORITHM, F_QUALITY,
	F_OPT_MAGIC, F_PERIOD, F_FCS, F_FCS_NULL, F_FCS_16, F_FCS_32,
	F_MAXIMUM, F_WINDOW, F_HDLC_ADDRESS, F_OPERATION, F_OPT_MESSAGE,
	F_MRRU, F_ED_CLASS, F_ED_IP, F_ED_MAC, F_ED_BLOCK, F_ED_PSNDN,
	F_DCE_MODE, F_LINK_DISCRIM, F_ML_CODE, F_SUSP_CLASSES,
	F_MIBENUM, F_LANGUAGE, NFIELDS
};

static const tp_value_string option_types[] = {
	{ 0, "Vendor Specific" }, { 1, "Maximum Receive Unit" },
	{ 2, "Async Control Character Map" },
	{ 3, "Authentication Protocol" }, { 4, "Quality Protocol" },
	{ 5, "Magic Number" }, { 7, "Protocol Field Compression" },
	{ 8, "Address and Control Field Compression" },
	{ 9, "FCS Alternatives" }, { 10, "Self Describing Pad" },
	{ 11, "Numbered Mode" }, { 13, "Callback" },
	{ 17, "Multilink MRRU" },
	{ 18, "Multilink Short Sequence Number Header" },
	{ 19, "Multilink Endpoint Discriminator" },
	{ 21, "DCE Identifier" }, { 23, "Link Discriminator for BACP" },
	{ 24, "Authentication Option" },
	{ 25, "Consistent Overhead Byte Stuffing (COBS)" },
	{ 26, "Prefix Elision" }, { 27, "Multilink header format" },
	{ 28, "Internationalization" },
	{ 29, "Simple Data Link on SONET/SDH" }, { 0, NULL }
};

static const tp_value_string algorithms[] = {
	{ 5, "CHAP with MD5" }, { 6, "CHAP with SHA-1" },
	{ 128, "MS-CHAP" }, { 129, "MS-CHAP-2" }, { 0, NULL }
};

static const tp_value_string operations[] = {
	{ 0, "Location is determined by user authentication" },
	{ 1, "Message is dialing string" },
	{ 2, "Message is location identifier" }, { 3, "Message is E.164" },
	{ 4, "Message is distinguished name" }, { 5, "unassigned" },
	{ 6, "Location is determined during CBCP negotiation" }, { 0, NULL }
};

static const tp_value_string discriminators[] = {
	{ 0, "Null" }, { 1, "Locally assigned address" },
	{ 2, "Internet Protocol (IP) address" },
	{ 3, "IEEE 802.1 globally assigned MAC address" },
	{ 4, "PPP magic-number block" },
	{ 5, "Public switched network directory number" }, { 0, NULL }
};

#define U8(a, n, v) { "lcp." a, n, TP_FT_UINT8, TP_BASE_DEC, .strings = v }
#define U16(a, n, b, v) { "lcp." a, n, TP_FT_UINT16, b, .strings = v }
#define U32(a, n, b) { "lcp." a, n, TP_FT_UINT32, b }
#define BYTES(a, n) { "lcp." a, n, TP_FT_BYTES }
#define CHARACTER(i, a, n) [F_ASYNCMAP_0 + 31 - (i)] = {		\
	"lcp.opt.asyncmap." a, n, TP_FT_BOOLEAN, .bitmask = 1u << (i) }
#define FCS(a, n, mask) { "lcp.opt.fcs_alternatives" a, n, TP_FT_BOOLEAN, \
	.bitmask = mask }

static const tp_field_desc fields[NFIELDS] = {
	PPP_CP_FIELDS("lcp", option_types),
	[F_OUI] = { "lcp.opt.oui", "OUI", TP_FT_UINT24, TP_BASE_DEC },
	[F_KIND] = { "lcp.opt.kind", "Kind", TP_FT_UINT8, TP_BASE_DEC_HEX },
	[F_OPT_DATA] = BYTES("opt.data", "Data"),
	[F_MRU] = U16("opt.mru", "Maximum Receive Unit", TP_BASE_DEC, NULL),
	[F_ASYNCMAP] = U32("opt.asyncmap", "Async Control Character Map",
	    TP_BASE_HEX),
	CHARACTER(0, "nul", "NUL"), CHARACTER(1, "soh", "SOH"),
	CHARACTER(2, "stx", "STX"), CHARACTER(3, "etx", "ETX"),
	CHARACTER(4, "eot", "EOT"), CHARACTER(5, "enq", "ENQ"),
	CHARACTER(6, "ack", "ACK"), CHARACTER(7, "bel", "BEL"),
	CHARACTER(8, "bs", "BS"), CHARACTER(9, "ht", "HT"),
	CHARACTER(10, "lf", "LF"), CHARACTER(11, "vt", "VT"),
	CHARACTER(12, "ff", "FF"), CHARACTER(13, "cr", "CR"),
	CHARACTER(14, "so", "SO"), CHARACTER(15, "si", "SI"),
	CHARACTER(16, "dle", "DLE"), CHARACTER(17, "dc1", "DC1 (XON)"),
	CHARACTER(18, "dc2", "DC2"), CHARACTER(19, "dc3", "DC3 (XOFF)"),
	CHARACTER(20, "dc4", "DC4"), CHARACTER(21, "nak", "NAK"),
	CHARACTER(22, "syn", "SYN"), CHARACTER(23, "etb", "ETB"),
	CHARACTER(24, "can", "CAN"), CHARACTER(25, "em", "EM"),
	CHARACTER(26, "sub", "SUB"), CHARACTER(27, "esc", "ESC"),
	CHARACTER(28, "fs", "FS"), CHARACTER(29, "gs", "GS"),
	CHARACTER(30, "rs", "RS"), CHARACTER(31, "us", "US"),
	[F_AUTH] = U16("opt.auth_protocol", "Authentication Protocol",
	    TP_BASE_HEX, ppp_protocols),
	[F_ALGORITHM] = U8("opt.algorithm", "Algorithm", algorithms),
	[F_QUALITY] = U16("opt.quality_protocol", "Quality Protocol",
	    TP_BASE_HEX, ppp_protocols),
	[F_OPT_MAGIC] = U32("opt.magic_number", "Magic Number", TP_BASE_HEX),
	[F_PERIOD] = U32("opt.reporting_period", "Reporting Period",
	    TP_BASE_DEC),
	[F_FCS] = { "lcp.opt.fcs_alternatives", "FCS Alternatives",
	    TP_FT_UINT8, TP_BASE_HEX },
	[F_FCS_NULL] = FCS(".null", "NULL FCS", 0x01),
	[F_FCS_16] = FCS(".ccitt16", "CCITT 16-bit", 0x02),
	[F_FCS_32] = FCS(".ccitt32", "CCITT 32-bit", 0x04),
	[F_MAXIMUM] = U8("opt.maximum", "Maximum", NULL),
	[F_WINDOW] = U8("opt.window", "Window", NULL),
	[F_HDLC_ADDRESS] = BYTES("opt.hdlc_address", "Address"),
	[F_OPERATION] = U8("opt.operation", "Operation", operations),
	[F_OPT_MESSAGE] = BYTES("opt.message", "Message"),
	[F_MRRU] = U16("opt.mrru", "MRRU", TP_BASE_DEC, NULL),
	[F_ED_CLASS] = U8("opt.ep_disc_class", "Class", discriminators),
	[F_ED_IP] = { "lcp.opt.ip_address", "IP Address", TP_FT_IPV4 },
	[F_ED_MAC] = { "lcp.opt.802_1_address", "IEEE 802.1 Address",
	    TP_FT_ETHER },
	[F_ED_BLOCK] = BYTES("opt.magic_block", "PPP Magic-Number Block"),
	[F_ED_PSNDN] = BYTES("opt.psndn",
	    "Public Switched Network Directory Number"),
	[F_DCE_MODE] = U8("opt.mode", "Mode", NULL),
	[F_LINK_DISCRIM] = U16("opt.link_discrim", "Link Discriminator",
	    TP_BASE_DEC_HEX, NULL),
	[F_ML_CODE] = U8("opt.code", "Code", NULL),
	[F_SUSP_CLASSES] = U8("opt.max_susp_classes",
	    "Max suspendable classes", NULL),
	[F_MIBENUM] = U32("opt.MIBenum", "MIBenum", TP_BASE_DEC),
	[F_LANGUAGE] = { "lcp.opt.language_tag", "Language-Tag",
	    TP_FT_STRING },
};

_Static_assert(NFIELDS <= PPP_CP_MAX_FIELDS, "PPP_CP_MAX_FIELDS");

/* -------------------------------------------------------------- options */

static enum ppp_value
vendor(tp_tvb *t, uint32_t len)
{
	uint32_t oui = tp_f_be24(t, F_OUI);
	const char *s = link_oui(oui);

	tp_text(t, ": Vendor: %s (%u)", s != NULL ? s : "Unknown", oui);
	ppp_cp_octet(t, F_KIND);
	ppp_cp_rest(t, F_OPT_DATA, len);
	return PPP_VALUE;
}

static enum ppp_value
mru(tp_tvb *t, uint32_t len)
{
	uint32_t n = tp_f_be16(t, F_MRU);

	(void)len;
	tp_text(t, ": %u", n);
	return PPP_VALUE;
}

static enum ppp_value
asyncmap(tp_tvb *t, uint32_t len)
{
	uint32_t map = tp_be32(t);
	tp_item outer;

	(void)len;
	if (t->err)
		return PPP_VALUE;
	outer = tp_open(t, F_ASYNCMAP, 2, 4, map);
	for (uint32_t i = 0; i < 32; i++)
		tp_add_bits(t, F_ASYNCMAP_0 + i, 2, 4, map);
	tp_close(t, outer);
	tp_text(t, ": 0x%08x", map);
	return PPP_VALUE;
}

static void
text_algorithm(tp_tvb *t, uint32_t algorithm)
{
	static const tp_value_string names[] = {
		{ 5, "MD5" }, { 128, "MS-CHAPv1" }, { 129, "MS-CHAPv2" },
		{ 0, NULL }
	};

	tp_puts(t, ", ");
	tp_text_string(t, names, algorithm, "Unknown Auth Alg %u");
}

static enum ppp_value
authentication(tp_tvb *t, uint32_t len)
{
	uint32_t protocol = tp_f_be16(t, F_AUTH), algorithm;
	const char *s = protocol == PPP_OLD_SPAP ? "Old-SPAP" :
	    ppp_name(protocol);

	/* the format of tcpdump's lacks its per cent sign */
	tp_text(t, ": %s", s != NULL ? s : "Unknown Auth Proto (0x04x)");
	if (protocol == PPP_CHAP) {
		/* where there is none, it takes the octet that follows */
		algorithm = len > t->off ? tp_f_u8(t, F_ALGORITHM) : tp_u8(t);
		text_algorithm(t, algorithm);
	} else if (protocol != PPP_PAP && protocol != PPP_OLD_SPAP &&
	    protocol != PPP_SPAP && protocol != PPP_EAP && !t->err)
		t->pkt->host->hex(t, "\n\t", t->data, len < t->caplen ? len :
		    t->caplen);
	ppp_cp_rest(t, F_OPT_DATA, len);
	return PPP_VALUE;
}

static enum ppp_value
quality(tp_tvb *t, uint32_t len)
{
	uint32_t protocol = tp_f_be16(t, F_QUALITY);

	tp_text(t, ": %s", protocol == PPP_LQM ? "LQR" : "unknown");
	if (protocol == PPP_LQM && len == 8 && tp_has(t, t->off, 4))
		(void)tp_f_be32(t, F_PERIOD);
	else
		ppp_cp_rest(t, F_OPT_DATA, len);
	return PPP_VALUE;
}

static enum ppp_value
magic_number(tp_tvb *t, uint32_t len)
{
	uint32_t n = tp_f_be32(t, F_OPT_MAGIC);

	(void)len;
	tp_text(t, ": 0x%08x", n);
	return PPP_VALUE;
}

static enum ppp_value
callback(tp_tvb *t, uint32_t len)
{
	static const tp_value_string names[] = {
		{ 0, "UserAuth" }, { 1, "DialString" }, { 2, "LocalID" },
		{ 3, "E.164" }, { 4, "X.500" }, { 6, "CBCP" }, { 0, NULL }
	};
	uint32_t n;
	const char *s;

	tp_puts(t, ": ");
	n = tp_f_u8(t, F_OPERATION);
	s = tp_string(names, n);
	tp_text(t, ": Callback Operation %s (%u)", s != NULL ? s : "Unknown",
	    n);
	ppp_cp_rest(t, F_OPT_MESSAGE, len);
	return PPP_VALUE;
}

static enum ppp_value
mrru(tp_tvb *t, uint32_t len)
{
	uint32_t n = tp_f_be16(t, F_MRRU);

	(void)len;
	tp_text(t, ": %u", n);
	return PPP_VALUE;
}

/* Magic numbers, one for each direction of each link. */
static void
add_block(tp_tvb *t, uint32_t len)
{
	tp_tvb w = *t;
	tp_item item;

	if (!tp_has(t, t->off, len - t->off))
		return;
	item = tp_add_ptr(&w, F_ED_BLOCK, w.off, len - w.off, w.data + w.off,
	    len - w.off);
	if (item != 0)
		w.group = item;
	while (w.off < len)
		(void)tp_f_be32(&w, F_OPT_MAGIC);
}

/* RFC 1990, 5.1.3 */
static enum ppp_value
discriminator(tp_tvb *t, uint32_t len)
{
	static const tp_value_string names[] = {
		{ 0, ": Null" }, { 1, ": Local" }, { 4, ": Magic-Num-Block" },
		{ 5, ": PSNDN" }, { 0, NULL }
	};
	uint32_t class = tp_f_u8(t, F_ED_CLASS);
	const uint8_t *p;

	if (class == 2) {
		if (len != 7)
			return ppp_cp_bogus(t, "=", 7);
		p = tp_f_bytes(t, F_ED_IP, 4);
		tp_puts(t, ": IPv4 ");
		tp_addr(t, TP_FT_IPV4, p);
		return PPP_VALUE;
	}
	if (class == 3) {
		if (len != 9)
			return ppp_cp_bogus(t, "=", 9);
		p = tp_f_bytes(t, F_ED_MAC, 6);
		tp_puts(t, ": MAC ");
		tp_addr(t, TP_FT_ETHER, p);
		return PPP_VALUE;
	}
	tp_text_string(t, names, class, ": Unknown class %u");
	if (class == 4 && len % 4 == 3)
		add_block(t, len);
	else if (class != 0)
		ppp_cp_rest(t, class == 5 ? F_ED_PSNDN : F_OPT_DATA, len);
	return PPP_VALUE;
}

static enum ppp_value
link_discriminator(tp_tvb *t, uint32_t len)
{
	uint32_t n = tp_f_be16(t, F_LINK_DISCRIM);

	(void)len;
	tp_text(t, ": 0x%04x", n);
	return PPP_VALUE;
}

/* RFC 1570, 2.1 */
static enum ppp_value
fcs_alternatives(tp_tvb *t, uint32_t len)
{
	uint32_t flags;
	tp_item outer;

	if (len != 3 || !tp_has(t, 2, 1))
		return PPP_VALUE_HEX;
	flags = tp_u8(t);
	outer = tp_open(t, F_FCS, 2, 1, flags);
	tp_add_bits(t, F_FCS_32, 2, 1, flags);
	tp_add_bits(t, F_FCS_16, 2, 1, flags);
	tp_add_bits(t, F_FCS_NULL, 2, 1, flags);
	tp_close(t, outer);
	return PPP_VALUE_HEX;
}

/* RFC 1172, 5.6 */
static enum ppp_value
old_quality(tp_tvb *t, uint32_t len)
{
	if (len == 6 && tp_has(t, 2, 4))
		(void)tp_f_be32(t, F_PERIOD);
	return PPP_VALUE_HEX;
}

static enum ppp_value
padding(tp_tvb *t, uint32_t len)
{
	(void)len;
	ppp_cp_octet(t, F_MAXIMUM);
	return PPP_VALUE_HEX;
}

/* RFC 1663, 4 */
static enum ppp_value
numbered_mode(tp_tvb *t, uint32_t len)
{
	ppp_cp_octet(t, F_WINDOW);
	ppp_cp_rest(t, F_HDLC_ADDRESS, len);
	return PPP_VALUE_HEX;
}

static enum ppp_value
dce_identifier(tp_tvb *t, uint32_t len)
{
	(void)len;
	ppp_cp_octet(t, F_DCE_MODE);
	return PPP_VALUE_HEX;
}

/* RFC 2686, 3 */
static enum ppp_value
multilink_format(tp_tvb *t, uint32_t len)
{
	(void)len;
	ppp_cp_octet(t, F_ML_CODE);
	ppp_cp_octet(t, F_SUSP_CLASSES);
	return PPP_VALUE_HEX;
}

/* RFC 2484, 2 */
static enum ppp_value
internationalization(tp_tvb *t, uint32_t len)
{
	if (!tp_has(t, 2, 4))
		return PPP_VALUE_HEX;
	(void)tp_f_be32(t, F_MIBENUM);
	ppp_cp_rest(t, F_LANGUAGE, len);
	return PPP_VALUE_HEX;
}

static const struct ppp_option options[] = {
	{ 0, "Vend-Ext", PPP_AT_LEAST(6), PPP_AT_LEAST(6), vendor, 0 },
	{ 1, "MRU", PPP_EXACTLY(4), PPP_EXACTLY(4), mru, 0 },
	{ 2, "ACCM", PPP_EXACTLY(6), PPP_EXACTLY(6), asyncmap, 0 },
	{ 3, "Auth-Prot", PPP_AT_LEAST(4), PPP_AT_LEAST(4), authentication, 0 },
	{ 4, "Qual-Prot", PPP_AT_LEAST_OR_END(4), PPP_AT_LEAST(4), quality, 0 },
	{ 5, "Magic-Num", PPP_EXACTLY_OR_END(6), PPP_EXACTLY(6), magic_number, 0 },
	{ 6, "deprecated(6)", PPP_ANY, PPP_EXACTLY(6), old_quality, 0 },
	{ 7, "PFC", PPP_ANY, PPP_EXACTLY(2), ppp_cp_nothing, 0 },
	{ 8, "ACFC", PPP_ANY, PPP_EXACTLY(2), ppp_cp_nothing, 0 },
	{ 9, "FCS-Alt", PPP_ANY, PPP_EXACTLY(3), fcs_alternatives, 0 },
	{ 10, "SDP", PPP_ANY, PPP_EXACTLY(3), padding, 0 },
	{ 11, "Num-Mode", PPP_ANY, PPP_AT_LEAST(3), numbered_mode, 0 },
	{ 12, "deprecated(12)", PPP_ANY, PPP_NEVER, NULL, 0 },
	{ 13, "Call-Back", PPP_AT_LEAST_OR_END(3), PPP_AT_LEAST(3), callback, 0 },
	{ 14, "deprecated(14)", PPP_ANY, PPP_NEVER, NULL, 0 },
	{ 15, "deprecated(15)", PPP_ANY, PPP_EXACTLY(2), NULL, 0 },
	{ 16, "deprecated(16)", PPP_ANY, PPP_EXACTLY(2), NULL, 0 },
	{ 17, "MRRU", PPP_EXACTLY_OR_END(4), PPP_EXACTLY(4), mrru, 0 },
	{ 18, "12-Bit seq #", PPP_ANY, PPP_EXACTLY(2), NULL, 0 },
	{ 19, "End-Disc", PPP_AT_LEAST_OR_END(3), PPP_AT_LEAST(3), discriminator, 0 },
	{ 20, "Proprietary", PPP_ANY, PPP_NEVER, NULL, 0 },
	{ 21, "DCE-Id", PPP_ANY, PPP_EXACTLY(3), dce_identifier, 0 },
	{ 22, "MP+", PPP_ANY, PPP_EXACTLY(4), NULL, 0 },
	{ 23, "Link-Disc", PPP_EXACTLY_OR_END(4), PPP_EXACTLY(4),
	    link_discriminator, 0 },
	{ 24, "LCP-Auth-Opt", PPP_ANY, PPP_AT_LEAST(3), NULL, 0 },
	{ 25, "COBS", PPP_ANY, PPP_EXACTLY(3), NULL, 0 },
	{ 26, "Prefix-elision", PPP_ANY, PPP_ANY, NULL, 0 },
	{ 27, "Multilink-header-Form", PPP_ANY, PPP_EXACTLY(4),
	    multilink_format, 0 },
	{ 28, "I18N", PPP_ANY, PPP_AT_LEAST(7), internationalization, 0 },
	{ 29, "SDL-over-SONET/SDH", PPP_ANY, PPP_EXACTLY(2), NULL, 0 },
	{ 30, "PPP-Muxing", PPP_ANY, PPP_NEVER, NULL, 0 },
};

static tp_rc
dissect(void *self, tp_tvb *t, const void *arg)
{
	static const struct ppp_cp cp = { .protocol = PPP_LCP, .cut = "lcp",
	    .options = options, .noptions = TP_COUNT(options) };

	(void)arg;
	return ppp_cp_dissect(self, t, &cp);
}

static const tp_protocol lcp = {
	.name = "lcp",
	.long_name = "PPP Link Control Protocol",
	.text_name = "ppp",
	.fields = fields,
	.nfields = NFIELDS,
	.tables = PPP_CP_TABLES,
	.keys = (const tp_key[]){ { .table = "ppp.protocol", .lo = PPP_LCP },
	    { NULL } },
	.dissect = dissect,
};
TP_REGISTER(lcp);
