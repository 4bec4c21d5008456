/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * PPP's Compression Control Protocol (RFC 1962) and the options of the
 * algorithms: RFC 1967, 1974, 1975, 1977, 1979, 1993, 2118.
 */
#include "ppp_cp.h"

enum {
	F_OUI = N_CP_FIELDS, F_SUBTYPE, F_DATA, F_HISTORY_COUNT, F_CM,
	F_CM_RESERVED, F_CM_MODE, F_BITS, F_BITS_H, F_BITS_M, F_BITS_S,
	F_BITS_L, F_BITS_D, F_BITS_C, F_HISTORY, F_VERSION, F_VD, F_VD_VERS,
	F_VD_DICT, F_CHECK_MODE, F_PROCESS_MODE, F_MVRCA_FEATURES, F_MVRCA_P,
	F_MVRCA_HISTORY, F_MVRCA_CONTEXTS, F_DCE_MODE, F_WINDOW, F_METHOD,
	F_MBZ, F_CHK, F_V44_MODE, F_V44_SIZE, F_V44_HISTORY, NFIELDS
};

static const tp_value_string option_types[] = {
	{ 0, "OUI" }, { 1, "Predictor type 1" }, { 2, "Predictor type 2" },
	{ 3, "Puddle Jumper" }, { 16, "Hewlett-Packard PPC" },
	{ 17, "Stac Electronics LZS" }, { 18, "Microsoft PPE/PPC" },
	{ 19, "Gandalf FZA" }, { 20, "V.42bis compression" },
	{ 21, "BSD LZW Compress" }, { 23, "LZS-DCP" },
	{ 24, "MVRCA (Magnalink)" }, { 25, "PPP for Data Compression in Data "
	    "Circuit-Terminating Equipment (DCE)" },
	{ 26, "Deflate" }, { 27, "V.44/LZJH compression" }, { 0, NULL }
};

static const tp_value_string cm_modes[] = {
	{ 0, "None" }, { 1, "LCB" }, { 2, "CRC" }, { 3, "Sequence Number" },
	{ 4, "Extended Mode" }, { 0, NULL }
};

static const tp_value_string check_modes[] = {
	{ 0, "None" }, { 1, "LCB" }, { 2, "Sequence Number" },
	{ 3, "Sequence Number + LCB (default)" }, { 0, NULL }
};

static const tp_value_string methods[] = {
	{ 8, "zlib compression" }, { 0, NULL }
};

#define U8(a, n, mask, v) { "ccp.opt." a, n, TP_FT_UINT8, TP_BASE_DEC,	\
	mask, .strings = v }
#define U16(a, n) { "ccp.opt." a, n, TP_FT_UINT16, TP_BASE_DEC }
#define BIT(a, n, mask) { "ccp.opt." a, n, TP_FT_BOOLEAN, .bitmask = mask }
#define BYTES(a, n) { "ccp.opt." a, n, TP_FT_BYTES }

static const tp_field_desc fields[NFIELDS] = {
	PPP_CP_FIELDS("ccp", option_types),
	[F_OUI] = { "ccp.opt.oui", "OUI", TP_FT_UINT24, TP_BASE_DEC },
	[F_SUBTYPE] = { "ccp.opt.subtype", "Subtype", TP_FT_UINT8,
	    TP_BASE_DEC_HEX },
	[F_DATA] = BYTES("data", "Data"),
	[F_HISTORY_COUNT] = U16("history_count", "History Count"),
	[F_CM] = U8("cm", "Check Mode Field", 0, NULL),
	[F_CM_RESERVED] = U8("cm.reserved", "Reserved", 0xf8, NULL),
	[F_CM_MODE] = U8("cm.check_mode", "Check Mode", 0x07, cm_modes),
	[F_BITS] = { "ccp.opt.supported_bits", "Supported Bits",
	    TP_FT_UINT32, TP_BASE_HEX },
	[F_BITS_H] = BIT("supported_bits.h", "H", 0x01000000),
	[F_BITS_M] = BIT("supported_bits.m", "M", 0x80),
	[F_BITS_S] = BIT("supported_bits.s", "S", 0x40),
	[F_BITS_L] = BIT("supported_bits.l", "L", 0x20),
	[F_BITS_D] = BIT("supported_bits.d", "D", 0x10),
	[F_BITS_C] = BIT("supported_bits.c", "C", 0x01),
	[F_HISTORY] = U8("history", "History", 0, NULL),
	[F_VERSION] = BYTES("version", "Version"),
	[F_VD] = { "ccp.opt.vd", "Vers/Dict", TP_FT_UINT8, TP_BASE_HEX },
	[F_VD_VERS] = U8("vd.vers", "Vers", 0xe0, NULL),
	[F_VD_DICT] = U8("vd.dict", "Dict", 0x1f, NULL),
	[F_CHECK_MODE] = U8("check_mode", "Check Mode", 0, check_modes),
	[F_PROCESS_MODE] = U8("process_mode", "Process Mode", 0, NULL),
	[F_MVRCA_FEATURES] = U8("fe", "Features", 0xc0, NULL),
	[F_MVRCA_P] = BIT("p", "Packet by Packet flag", 0x20),
	[F_MVRCA_HISTORY] = U8("History", "History", 0x1f, NULL),
	[F_MVRCA_CONTEXTS] = U8("contexts", "# Contexts", 0, NULL),
	[F_DCE_MODE] = U8("mode", "Mode", 0, NULL),
	[F_WINDOW] = U8("window", "Window", 0xf0, NULL),
	[F_METHOD] = U8("method", "Method", 0x0f, methods),
	[F_MBZ] = U8("mbz", "MBZ", 0xfc, NULL),
	[F_CHK] = U8("chk", "Chk", 0x03, NULL),
	[F_V44_MODE] = U16("mode_dictcount", "Mode/Dictionary Count"),
	[F_V44_SIZE] = U16("dict_size", "Dictionary Size"),
	[F_V44_HISTORY] = U16("history_length", "History Length"),
};

_Static_assert(NFIELDS <= PPP_CP_MAX_FIELDS, "PPP_CP_MAX_FIELDS");

/* ------------------------------------------- what the text has in hex */

static enum ppp_value
data(tp_tvb *t, uint32_t len)
{
	ppp_cp_rest(t, F_DATA, len);
	return PPP_VALUE_HEX;
}

static enum ppp_value
proprietary(tp_tvb *t, uint32_t len)
{
	if (!tp_has(t, 2, 4))
		return PPP_VALUE_HEX;
	(void)tp_f_be24(t, F_OUI);
	(void)tp_f_u8(t, F_SUBTYPE);
	ppp_cp_rest(t, F_DATA, len);
	return PPP_VALUE_HEX;
}

static enum ppp_value
stac(tp_tvb *t, uint32_t len)
{
	uint32_t mode;
	tp_item outer;

	if (len == 6) {		/* Ascend's own version */
		ppp_cp_rest(t, F_DATA, len);
		return PPP_VALUE_HEX;
	}
	if (!tp_has(t, 2, 3))
		return PPP_VALUE_HEX;
	(void)tp_f_be16(t, F_HISTORY_COUNT);
	mode = tp_u8(t);
	outer = tp_open(t, F_CM, 4, 1, mode);
	tp_add_bits(t, F_CM_RESERVED, 4, 1, mode);
	tp_add_bits(t, F_CM_MODE, 4, 1, mode);
	tp_close(t, outer);
	return PPP_VALUE_HEX;
}

static enum ppp_value
mppc(tp_tvb *t, uint32_t len)
{
	uint32_t bits;
	tp_item outer;

	if (len != 6 || !tp_has(t, 2, 4))
		return PPP_VALUE_HEX;
	bits = tp_be32(t);
	outer = tp_open(t, F_BITS, 2, 4, bits);
	for (tp_field f = F_BITS_H; f <= F_BITS_C; f++)
		tp_add_bits(t, f, 2, 4, bits);
	tp_close(t, outer);
	return PPP_VALUE_HEX;
}

static enum ppp_value
gandalf(tp_tvb *t, uint32_t len)
{
	ppp_cp_octet(t, F_HISTORY);
	ppp_cp_rest(t, F_VERSION, len);
	return PPP_VALUE_HEX;
}

static enum ppp_value
lzs_dcp(tp_tvb *t, uint32_t len)
{
	if (len != 6 || !tp_has(t, 2, 4))
		return PPP_VALUE_HEX;
	(void)tp_f_be16(t, F_HISTORY_COUNT);
	(void)tp_f_u8(t, F_CHECK_MODE);
	(void)tp_f_u8(t, F_PROCESS_MODE);
	return PPP_VALUE_HEX;
}

static enum ppp_value
dce(tp_tvb *t, uint32_t len)
{
	(void)len;
	ppp_cp_octet(t, F_DCE_MODE);
	return PPP_VALUE_HEX;
}

static enum ppp_value
v44(tp_tvb *t, uint32_t len)
{
	static const tp_field words[] = { F_V44_MODE, F_V44_SIZE,
	    F_V44_HISTORY };

	for (uint32_t i = 0; i < TP_COUNT(words); i++)
		if (t->off + 2 <= len && tp_has(t, t->off, 2))
			(void)tp_f_be16(t, words[i]);
	return PPP_VALUE_HEX;
}

/* ------------------------------------------------- what the text shows */

/* RFC 1977, 2.1 */
static enum ppp_value
bsd(tp_tvb *t, uint32_t len)
{
	uint32_t n = tp_u8(t);
	tp_item outer;

	(void)len;
	if (t->err)
		return PPP_VALUE;
	outer = tp_open(t, F_VD, 2, 1, n);
	tp_add_bits(t, F_VD_VERS, 2, 1, n);
	tp_add_bits(t, F_VD_DICT, 2, 1, n);
	tp_close(t, outer);
	tp_text(t, ": Version: %u, Dictionary Bits: %u", n >> 5, n & 0x1f);
	return PPP_VALUE;
}

/* RFC 1975, 2.1 */
static enum ppp_value
mvrca(tp_tvb *t, uint32_t len)
{
	uint32_t n = tp_u8(t), contexts;

	(void)len;
	if (!t->err) {
		tp_add_bits(t, F_MVRCA_FEATURES, 2, 1, n);
		tp_add_bits(t, F_MVRCA_P, 2, 1, n);
		tp_add_bits(t, F_MVRCA_HISTORY, 2, 1, n);
	}
	contexts = tp_f_u8(t, F_MVRCA_CONTEXTS);
	tp_text(t, ": Features: %u, PxP: %s, History: %u, #CTX-ID: %u",
	    n >> 6, n & 0x20 ? "Enabled" : "Disabled", n & 0x1f, contexts);
	return PPP_VALUE;
}

/* RFC 1979, 2.1 */
static enum ppp_value
deflate(tp_tvb *t, uint32_t len)
{
	uint32_t n = tp_u8(t), check = tp_u8(t);

	(void)len;
	if (t->err)
		return PPP_VALUE;
	tp_add_bits(t, F_WINDOW, 2, 1, n);
	tp_add_bits(t, F_METHOD, 2, 1, n);
	tp_add_bits(t, F_MBZ, 3, 1, check);
	tp_add_bits(t, F_CHK, 3, 1, check);
	tp_text(t, ": Window: %uK, Method: %s (0x%x), MBZ: %u, CHK: %u",
	    n >> 4, (n & 0x0f) == 8 ? "zlib" : "unknown", n & 0x0f,
	    check >> 2, check & 0x03);
	return PPP_VALUE;
}

static const struct ppp_option options[] = {
	{ 0, "OUI", PPP_ANY, PPP_AT_LEAST(6), proprietary, 0 },
	{ 1, "Pred-1", PPP_ANY, PPP_ANY, data, 0 },
	{ 2, "Pred-2", PPP_ANY, PPP_ANY, data, 0 },
	{ 3, "Puddle", PPP_ANY, PPP_ANY, data, 0 },
	{ 16, "HP-PPC", PPP_ANY, PPP_ANY, data, 0 },
	{ 17, "Stac-LZS", PPP_ANY, PPP_AT_LEAST(5), stac, 0 },
	{ 18, "MPPC", PPP_ANY, PPP_EXACTLY(6), mppc, 0 },
	{ 19, "Gand-FZA", PPP_ANY, PPP_AT_LEAST(3), gandalf, 0 },
	{ 20, "V.42bis", PPP_ANY, PPP_ANY, data, 0 },
	{ 21, "BSD-Comp", PPP_AT_LEAST(3), PPP_EXACTLY(3), bsd, 0 },
	{ 23, "LZS-DCP", PPP_ANY, PPP_EXACTLY(6), lzs_dcp, 0 },
	{ 24, "MVRCA", PPP_AT_LEAST(4), PPP_EXACTLY(4), mvrca, 0 },
	{ 25, "DEC", PPP_ANY, PPP_EXACTLY(3), dce, 0 },
	{ 26, "Deflate", PPP_AT_LEAST(4), PPP_EXACTLY(4), deflate, 0 },
	{ 27, "Unknown", PPP_ANY, PPP_AT_LEAST(4), v44, 0 },
	{ 255, "Reserved", PPP_ANY, PPP_NEVER, NULL, 0 },
};

static tp_rc
dissect(void *self, tp_tvb *t, const void *arg)
{
	static const struct ppp_cp cp = { .protocol = PPP_CCP, .cut = "ccp",
	    .unknown = "Unknown", .options = options,
	    .noptions = TP_COUNT(options) };

	(void)arg;
	return ppp_cp_dissect(self, t, &cp);
}

static const tp_protocol ccp = {
	.name = "ccp",
	.long_name = "PPP Compression Control Protocol",
	.text_name = "ppp",
	.fields = fields,
	.nfields = NFIELDS,
	.tables = PPP_CP_TABLES,
	.keys = (const tp_key[]){ { .table = "ppp.protocol", .lo = PPP_CCP },
	    { NULL } },
	.dissect = dissect,
};
TP_REGISTER(ccp);
