/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * PPP's Bandwidth Allocation Control Protocol, and the Bandwidth Allocation
 * Protocol that it permits (RFC 2125).
 */
#include "ppp_cp.h"

enum { F_MAGIC = N_CP_FIELDS, NFIELDS };

static const tp_value_string option_types[] = {
	{ 1, "Favored-Peer" }, { 0, NULL }
};

static const tp_field_desc fields[NFIELDS] = {
	PPP_CP_FIELDS("bacp", option_types),
	[F_MAGIC] = { "bacp.magic_number", "Magic number", TP_FT_UINT32,
	    TP_BASE_HEX },
};

static enum ppp_value
favored_peer(tp_tvb *t, uint32_t len)
{
	uint32_t n = tp_f_be32(t, F_MAGIC);

	(void)len;
	tp_text(t, ": Magic-Num 0x%08x", n);
	return PPP_VALUE;
}

static const struct ppp_option options[] = {
	{ 1, "Favored-Peer", PPP_EXACTLY(6), PPP_EXACTLY(6), favored_peer,
	    0 },
};

static tp_rc
dissect(void *self, tp_tvb *t, const void *arg)
{
	static const struct ppp_cp cp = { .protocol = PPP_BACP, .cut = "bacp",
	    .unknown = "Unknown", .options = options,
	    .noptions = TP_COUNT(options) };

	(void)arg;
	return ppp_cp_dissect(self, t, &cp);
}

static const tp_protocol bacp = {
	.name = "bacp",
	.long_name = "PPP Bandwidth Allocation Control Protocol",
	.text_name = "ppp",
	.fields = fields,
	.nfields = NFIELDS,
	.tables = PPP_CP_TABLES,
	.keys = (const tp_key[]){ { .table = "ppp.protocol", .lo = PPP_BACP },
	    { NULL } },
	.dissect = dissect,
};
TP_REGISTER(bacp);

/* ------------------------------------------------------------------ BAP */

enum { CALL_REQUEST = 1, CALL_RESPONSE, CALLBACK_REQUEST, CALLBACK_RESPONSE,
    DROP_REQUEST, DROP_RESPONSE, STATUS_INDICATION, STATUS_RESPONSE };

enum { F_B_TYPE, F_B_IDENTIFIER, F_B_LENGTH, F_B_RESPONSE, F_B_OPT_TYPE,
    F_B_OPT_LENGTH, F_B_SPEED, F_B_LINK_TYPE, F_B_SUB_TYPE, F_B_SUB_LENGTH,
    F_B_DIGIT, F_B_SUBSCRIBER, F_B_SUB_ADDRESS, F_B_SUB_DATA, F_B_REASON,
    F_B_DISCRIMINATOR, F_B_STATUS, F_B_ACTION, N_B_FIELDS };

static const tp_value_string bap_types[] = {
	{ CALL_REQUEST, "Call Request" }, { CALL_RESPONSE, "Call Response" },
	{ CALLBACK_REQUEST, "Callback Request" },
	{ CALLBACK_RESPONSE, "Callback Response" },
	{ DROP_REQUEST, "Link Drop Query Request" },
	{ DROP_RESPONSE, "Link Drop Query Response" },
	{ STATUS_INDICATION, "Call Status Indication" },
	{ STATUS_RESPONSE, "Call Status Response" }, { 0, NULL }
};

static const tp_value_string bap_responses[] = {
	{ 0, "Request Ack" }, { 1, "Request Nak" }, { 2, "Request Rej" },
	{ 3, "Request Full Nak" }, { 0, NULL }
};

enum { OPT_LINK_TYPE = 1, OPT_PHONE_DELTA, OPT_NO_PHONE, OPT_REASON,
    OPT_DISCRIMINATOR, OPT_CALL_STATUS };

static const tp_value_string bap_options[] = {
	{ OPT_LINK_TYPE, "Link Type" }, { OPT_PHONE_DELTA, "Phone-Delta" },
	{ OPT_NO_PHONE, "No Phone Number Needed" }, { OPT_REASON, "Reason" },
	{ OPT_DISCRIMINATOR, "Link Discriminator" },
	{ OPT_CALL_STATUS, "Call Status" }, { 0, NULL }
};

#define HEX8(a, n, v) { a, n, TP_FT_UINT8, TP_BASE_HEX, .strings = v }
#define DEC8(a, n, v) { a, n, TP_FT_UINT8, TP_BASE_DEC, .strings = v }

static const tp_field_desc bap_fields[N_B_FIELDS] = {
	[F_B_TYPE] = HEX8("bap.type", "Type", bap_types),
	[F_B_IDENTIFIER] = HEX8("bap.identifier", "Identifier", NULL),
	[F_B_LENGTH] = { "bap.length", "Length", TP_FT_UINT16, TP_BASE_DEC },
	[F_B_RESPONSE] = HEX8("bap.response_code", "Response Code",
	    bap_responses),
	[F_B_OPT_TYPE] = DEC8("bap.opt.type", "Type", bap_options),
	[F_B_OPT_LENGTH] = DEC8("bap.opt.length", "Length", NULL),
	[F_B_SPEED] = { "bacp.link_speed", "Link Speed", TP_FT_UINT16,
	    TP_BASE_DEC },
	[F_B_LINK_TYPE] = DEC8("bacp.link_type", "Link Type", NULL),
	[F_B_SUB_TYPE] = DEC8("bap.sub_option_type", "Sub-Option Type", NULL),
	[F_B_SUB_LENGTH] = DEC8("bap.sub_option_length", "Sub-Option Length",
	    NULL),
	[F_B_DIGIT] = DEC8("bap.unique_digit", "Unique Digit", NULL),
	[F_B_SUBSCRIBER] = { "bap.subscriber_number", "Subscriber Number",
	    TP_FT_STRING },
	[F_B_SUB_ADDRESS] = { "bap.phone_number_sub_address",
	    "Phone Number Sub Address", TP_FT_STRING },
	[F_B_SUB_DATA] = { "bap.unknown_option_data", "Unknown",
	    TP_FT_BYTES },
	[F_B_REASON] = { "bap.reason", "Reason", TP_FT_STRING },
	[F_B_DISCRIMINATOR] = { "bap.link_discriminator",
	    "Link Discriminator", TP_FT_UINT16, TP_BASE_HEX },
	[F_B_STATUS] = HEX8("bap.call_status", "Status", NULL),
	[F_B_ACTION] = HEX8("bap.call_action", "Action", NULL),
};

/* RFC 2125, 6.2: what is different about the number of another link. */
static void
add_phone_delta(tp_tvb *t)
{
	uint32_t type, len;
	tp_field f;

	while (tp_left(t) >= 2) {
		type = tp_f_u8(t, F_B_SUB_TYPE);
		len = tp_f_u8(t, F_B_SUB_LENGTH);
		if (len < 2 || tp_left(t) < len - 2)
			return;
		f = type == 2 ? F_B_SUBSCRIBER : type == 3 ?
		    F_B_SUB_ADDRESS : F_B_SUB_DATA;
		if (type == 1 && len == 3)
			(void)tp_f_u8(t, F_B_DIGIT);
		else if (len > 2)
			(void)tp_f_bytes(t, f, len - 2);
	}
}

/* o: the octets after type and length. */
static void
add_value(tp_tvb *o, uint32_t type)
{
	switch (type) {
	case OPT_LINK_TYPE:
		(void)tp_f_be16(o, F_B_SPEED);
		(void)tp_f_u8(o, F_B_LINK_TYPE);
		break;
	case OPT_PHONE_DELTA:
		add_phone_delta(o);
		break;
	case OPT_REASON:
		if (o->len != 0)
			(void)tp_f_bytes(o, F_B_REASON, o->len);
		break;
	case OPT_DISCRIMINATOR:
		(void)tp_f_be16(o, F_B_DISCRIMINATOR);
		break;
	case OPT_CALL_STATUS:
		(void)tp_f_u8(o, F_B_STATUS);
		(void)tp_f_u8(o, F_B_ACTION);
		break;
	}
}

/* Octets that an option has to have, 0 if any will do. */
static uint32_t
option_length(uint32_t type)
{
	switch (type) {
	case OPT_LINK_TYPE:
		return 5;
	case OPT_NO_PHONE:
		return 2;
	case OPT_DISCRIMINATOR:
	case OPT_CALL_STATUS:
		return 4;
	default:
		return 0;
	}
}

static void
add_options(tp_tvb *t)
{
	uint32_t off, type, len, fixed;
	tp_tvb o;

	while (tp_more(t)) {
		off = t->off;
		type = tp_u8(t);
		len = tp_u8(t);
		if (t->err || len < 2)
			return;
		o = tp_sub(t, len - 2);
		fixed = option_length(type);
		if ((fixed != 0 && len != fixed) ||
		    tp_string(bap_options, type) == NULL)
			continue;
		(void)tp_add(t, F_B_OPT_TYPE, off, 1, type);
		(void)tp_add(t, F_B_OPT_LENGTH, off + 1, 1, len);
		add_value(&o, type);
	}
}

/* tcpdump knows the name and prints nothing. */
static tp_rc
dissect_bap(void *self, tp_tvb *t, const void *arg)
{
	tp_tvb w = tp_mute(t);
	uint32_t type, len;

	(void)self;
	(void)arg;
	if ((t->want & TP_WANT_FIELDS) == 0)
		return tp_done(t);
	type = tp_f_u8(&w, F_B_TYPE);
	(void)tp_f_u8(&w, F_B_IDENTIFIER);
	len = tp_f_be16(&w, F_B_LENGTH);
	if (type != 0 && type <= STATUS_RESPONSE && type % 2 == 0)
		(void)tp_f_u8(&w, F_B_RESPONSE);
	if (!w.err && len > w.off) {
		w = tp_sub(&w, len - w.off);
		add_options(&w);
	}
	return tp_done(t);
}

static const tp_protocol bap = {
	.name = "bap",
	.long_name = "PPP Bandwidth Allocation Protocol",
	.text_name = "ppp",
	.fields = bap_fields,
	.nfields = N_B_FIELDS,
	.keys = (const tp_key[]){ { .table = "ppp.protocol", .lo = PPP_BAP },
	    { NULL } },
	.dissect = dissect_bap,
};
TP_REGISTER(bap);
