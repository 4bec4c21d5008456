/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * PPP over Ethernet (RFC 2516): the tags of its discovery stage, with those
 * of RFC 4638, RFC 5578 and the Broadband Forum's TR-101, and the header of
 * its sessions.
 */
#include "ppp.h"

#define HEADER 6u
#define CODE_SESSION 0u
#define TAG_END 0x0000u
#define TAG_VENDOR 0x0105u
#define VENDOR_BROADBAND_FORUM 3561u
#define MAX_SHOWN 79u		/* octets of a tag that is text */

static const tp_value_string codes[] = {
	{ 0x00, "Session Data" }, { 0x07, "Active Discovery Offer (PADO)" },
	{ 0x09, "Active Discovery Initiation (PADI)" },
	{ 0x0a, "Active Discovery Session-Grant (PADG)" },
	{ 0x0b, "Active Discovery Session-Credit Resp.(PADC)" },
	{ 0x0c, "Active Discovery Quality (PADQ)" },
	{ 0x19, "Active Discovery Request (PADR)" },
	{ 0x65, "Active Discovery Session-confirmation (PADS)" },
	{ 0xa7, "Active Discovery Terminate (PADT)" },
	{ 0xd3, "Active Discovery Message (PADM)" },
	{ 0xd4, "Active Discovery Network (PADN)" }, { 0, NULL }
};

static const tp_value_string code_names[] = {
	{ CODE_SESSION, "" }, { 0x07, "PADO" }, { 0x09, "PADI" },
	{ 0x19, "PADR" }, { 0x65, "PADS" }, { 0xa7, "PADT" }, { 0, NULL }
};

/* Of discovery and of sessions. */
enum { F_VERSION, F_TYPE, F_CODE, F_SESSION, F_LENGTH, N_HEADER };

#define HEADER_FIELDS							\
	[F_VERSION] = { "pppoe.version", "Version", TP_FT_UINT8,	\
	    TP_BASE_DEC, 0xf0 },					\
	[F_TYPE] = { "pppoe.type", "Type", TP_FT_UINT8, TP_BASE_DEC,	\
	    0x0f },							\
	[F_CODE] = { "pppoe.code", "Code", TP_FT_UINT8, TP_BASE_HEX,	\
	    .strings = codes },						\
	[F_SESSION] = { "pppoe.session_id", "Session ID", TP_FT_UINT16,	\
	    TP_BASE_HEX },						\
	[F_LENGTH] = { "pppoe.payload_length", "Payload Length",	\
	    TP_FT_UINT16, TP_BASE_DEC }

static const tp_field_desc session_fields[N_HEADER] = { HEADER_FIELDS };

enum {
	F_TAGS = N_HEADER, F_TAG, F_TAG_LENGTH_8, F_SERVICE_NAME, F_AC_NAME,
	F_HOST_UNIQ, F_AC_COOKIE, F_VENDOR_ID, F_VENDOR_DATA, F_VENDOR_TAGS,
	F_CIRCUIT, F_REMOTE, F_RATE, F_CREDITS = F_RATE + 14, F_FCN, F_BCN,
	F_METRICS, F_M_RECEIVE, F_M_MDR, F_M_CDR, F_M_RLQ, F_M_RESOURCE,
	F_M_LATENCY, F_M_CURRENT, F_M_MAXIMUM,
	F_SEQ_NUM, F_CREDIT_SCALE, F_RELAY_SESSION, F_HURL, F_MOTM,
	F_MAX_PAYLOAD, F_IP_ROUTE, F_SERVICE_ERROR, F_AC_ERROR,
	F_GENERIC_ERROR, NFIELDS
};

static const tp_value_string tag_strings[] = {
	{ 0x01, "Circuit-ID" }, { 0x02, "Remote-ID" },
	{ 0x81, "Actual-Data-Rate-Up" }, { 0x82, "Actual-Data-Rate-Down" },
	{ 0x83, "Min-Data-Rate-Up" }, { 0x84, "Min-Data-Rate-Down" },
	{ 0x85, "Attainable-Data-Rate-Up" },
	{ 0x86, "Attainable-Data-Rate-Down" }, { 0x87, "Max-Data-Rate-Up" },
	{ 0x88, "Max-Data-Rate-Down" },
	{ 0x89, "Min-Data-Rate-Up-Low-Power" },
	{ 0x8a, "Min-Data-Rate-Down-Low-Power" },
	{ 0x8b, "Max-Interleaving-Delay-Up" },
	{ 0x8c, "Actual-Interleaving-Delay-Up" },
	{ 0x8d, "Max-Interleaving-Delay-Down" },
	{ 0x8e, "Actual-Interleaving-Delay-Down" }, { 0, NULL }
};

#define TAG(a) "pppoed.tags." a
#define BYTES(a, n) { TAG(a), n, TP_FT_BYTES }
#define STRING(a, n) { TAG(a), n, TP_FT_STRING }
#define U16(a, n) { TAG(a), n, TP_FT_UINT16, TP_BASE_DEC }
#define U32(a, n) { TAG(a), n, TP_FT_UINT32, TP_BASE_DEC }

static const tp_field_desc fields[NFIELDS] = {
	HEADER_FIELDS,
	[F_TAGS] = { "pppoed.tags", "PPPoE Tags", TP_FT_NONE },
	[F_TAG] = { "pppoed.tag", "Tag", TP_FT_UINT16, TP_BASE_HEX,
	    .strings = tag_strings },
	[F_TAG_LENGTH_8] = { "pppoed.tag_length_8", "Tag Length",
	    TP_FT_UINT8, TP_BASE_DEC },
	[F_SERVICE_NAME] = STRING("service_name", "Service-Name"),
	[F_AC_NAME] = STRING("ac_name", "AC-Name"),
	[F_HOST_UNIQ] = BYTES("host_uniq", "Host-Uniq"),
	[F_AC_COOKIE] = BYTES("ac_cookie", "AC-Cookie"),
	[F_VENDOR_ID] = U32("vendor_id", "Vendor id"),
	[F_VENDOR_DATA] = BYTES("vendor_unspecified", "Vendor unspecified"),
	[F_VENDOR_TAGS] = { TAG("vendorspecific.tags"),
	    "Vendor Specific PPPoE Tags", TP_FT_NONE },
	[F_CIRCUIT] = STRING("circuit_id", "Circuit ID"),
	[F_REMOTE] = STRING("remote_id", "Remote ID"),
	/* in the order of their tags, 0x81 to 0x8e */
	[F_RATE + 0] = U32("act_data_rate_up", "Actual Data Rate Upstream"),
	[F_RATE + 1] = U32("act_data_rate_down",
	    "Actual Data Rate Downstream"),
	[F_RATE + 2] = U32("min_data_rate_up", "Minimum Data Rate Upstream"),
	[F_RATE + 3] = U32("min_data_rate_down",
	    "Minimum Data Rate Downstream"),
	[F_RATE + 4] = U32("attainable_data_rate_up",
	    "Attainable DataRate Upstream"),
	[F_RATE + 5] = U32("attainable_data_rate_down",
	    "Attainable DataRate Downstream"),
	[F_RATE + 6] = U32("max_data_rate_up", "Maximum Data Rate Upstream"),
	[F_RATE + 7] = U32("max_data_rate_down",
	    "Maximum Data Rate Downstream"),
	[F_RATE + 8] = U32("min_data_rate_up_lp",
	    "Min DataRate Upstream in low power state"),
	[F_RATE + 9] = U32("min_data_rate_down_lp",
	    "Minimum Data Rate Downstream in low power state"),
	[F_RATE + 10] = U32("max_int_delay_up",
	    "Max Interleaving Delay Upstream"),
	[F_RATE + 11] = U32("act_int_delay_up",
	    "Actual Interleaving Delay Upstream"),
	[F_RATE + 12] = U32("max_int_delay_down",
	    "Maximum Interleaving Delay Downstream"),
	[F_RATE + 13] = U32("act_int_delay_down",
	    "Actual Interleaving Delay Downstream"),
	[F_CREDITS] = BYTES("credits", "Credits"),
	[F_FCN] = U16("credits.fcn", "FCN"),
	[F_BCN] = U16("credits.bcn", "BCN"),
	[F_METRICS] = BYTES("metrics", "Metrics"),
	[F_M_RECEIVE] = { TAG("metrics.r"), "Receive Only", TP_FT_BOOLEAN,
	    .bitmask = 0x0001 },
	[F_M_MDR] = { TAG("metrics.mdr_units"), "MDR Units", TP_FT_UINT16,
	    TP_BASE_HEX, 0x0018 },
	[F_M_CDR] = { TAG("metrics.cdr_units"), "CDR Units", TP_FT_UINT16,
	    TP_BASE_HEX, 0x0006 },
	[F_M_RLQ] = { TAG("metrics.rlq"), "Relative Link Quality",
	    TP_FT_UINT8, TP_BASE_DEC },
	[F_M_RESOURCE] = { TAG("metrics.resource"), "Resource", TP_FT_UINT8,
	    TP_BASE_DEC },
	[F_M_LATENCY] = U16("metrics.latency", "Latency"),
	[F_M_CURRENT] = U16("metrics.curr_drate", "Curr. datarate"),
	[F_M_MAXIMUM] = U16("metrics.max_drate", "Max. datarate"),
	[F_SEQ_NUM] = { TAG("seq_num"), "Sequence Number", TP_FT_UINT16,
	    TP_BASE_HEX },
	[F_CREDIT_SCALE] = { TAG("credit_scale"), "Credit Scale Factor",
	    TP_FT_UINT16, TP_BASE_DEC },
	[F_RELAY_SESSION] = BYTES("relay_session_id", "Relay-Session-Id"),
	[F_HURL] = BYTES("hurl", "HURL"),
	[F_MOTM] = BYTES("motm", "MOTM"),
	[F_MAX_PAYLOAD] = BYTES("max_payload", "PPP-Max-Payload"),
	[F_IP_ROUTE] = BYTES("ip_route_add", "IP Route Add"),
	[F_SERVICE_ERROR] = STRING("service_name_error",
	    "Service-Name-Error"),
	[F_AC_ERROR] = STRING("ac_system_error", "AC-System-Error"),
	[F_GENERIC_ERROR] = STRING("generic_error", "Generic-Error"),
};

/* Tags that are one value.  name: in the text, NULL if it has none. */
static const struct tag {
	uint32_t type;
	const char *name;
	tp_field field;
} tags[] = {
	{ TAG_END, "EOL", 0 },
	{ 0x0101, "Service-Name", F_SERVICE_NAME },
	{ 0x0102, "AC-Name", F_AC_NAME },
	{ 0x0103, "Host-Uniq", F_HOST_UNIQ },
	{ 0x0104, "AC-Cookie", F_AC_COOKIE },
	{ TAG_VENDOR, "Vendor-Specific", 0 },
	{ 0x0106, NULL, F_CREDITS },
	{ 0x0107, NULL, F_METRICS },
	{ 0x0108, NULL, F_SEQ_NUM },
	{ 0x0109, NULL, F_CREDIT_SCALE },
	{ 0x0110, "Relay-Session-ID", F_RELAY_SESSION },
	{ 0x0111, NULL, F_HURL },
	{ 0x0112, NULL, F_MOTM },
	{ 0x0120, "PPP-Max-Payload", F_MAX_PAYLOAD },
	{ 0x0121, NULL, F_IP_ROUTE },
	{ 0x0201, "Service-Name-Error", F_SERVICE_ERROR },
	{ 0x0202, "AC-System-Error", F_AC_ERROR },
	{ 0x0203, "Generic-Error", F_GENERIC_ERROR },
};

static const struct tag *
find_tag(uint32_t type)
{
	for (uint32_t i = 0; i < TP_COUNT(tags); i++)
		if (tags[i].type == type)
			return &tags[i];
	return NULL;
}

/* ----------------------------------------------------------- tag fields */

/* TR-101, appendix A; v: the octets of one of its tags. */
static void
add_broadband_tag(tp_tvb *v, uint32_t type)
{
	if (type == 0x01 || type == 0x02)
		(void)tp_f_bytes(v, type == 0x01 ? F_CIRCUIT : F_REMOTE,
		    v->len);
	else if (type >= 0x81 && type <= 0x8e && v->len == 4)
		(void)tp_f_be32(v, F_RATE + type - 0x81);
}

/* 0: a tag is longer than the list. */
static int
add_broadband(tp_tvb *v)
{
	tp_item outer = tp_open(v, F_VENDOR_TAGS, v->off, tp_unread(v), 0);
	uint32_t type, len;
	tp_tvb w;

	while (tp_more(v)) {
		type = tp_f_u8(v, F_TAG);
		len = tp_f_u8(v, F_TAG_LENGTH_8);
		if (v->err || len > tp_left(v))
			return 0;
		w = tp_sub(v, len);
		add_broadband_tag(&w, type);
	}
	tp_close(v, outer);
	return !v->err;
}

static int
add_vendor(tp_tvb *v)
{
	uint32_t vendor;

	if (v->len < 4)
		return 1;
	vendor = tp_f_be32(v, F_VENDOR_ID);
	if (vendor == VENDOR_BROADBAND_FORUM)
		return add_broadband(v);
	if (tp_unread(v) != 0)
		(void)tp_f_bytes(v, F_VENDOR_DATA, tp_unread(v));
	return 1;
}

/* RFC 5578, 3 */
static void
add_credits(tp_tvb *v)
{
	if (v->len != 4) {
		(void)tp_f_bytes(v, F_CREDITS, v->len);
		return;
	}
	(void)tp_f_be16(v, F_FCN);
	(void)tp_f_be16(v, F_BCN);
}

static void
add_metrics(tp_tvb *v)
{
	uint32_t flags;

	if (v->len != 10) {
		(void)tp_f_bytes(v, F_METRICS, v->len);
		return;
	}
	flags = tp_be16(v);
	tp_add_bits(v, F_M_MDR, 0, 2, flags);
	tp_add_bits(v, F_M_CDR, 0, 2, flags);
	tp_add_bits(v, F_M_RECEIVE, 0, 2, flags);
	(void)tp_f_u8(v, F_M_RLQ);
	(void)tp_f_u8(v, F_M_RESOURCE);
	(void)tp_f_be16(v, F_M_LATENCY);
	(void)tp_f_be16(v, F_M_CURRENT);
	(void)tp_f_be16(v, F_M_MAXIMUM);
}

/* v: the octets of a tag.  0: no tag after it makes sense. */
static int
add_tag(tp_tvb *v, const struct tag *tag)
{
	if (tag->type == TAG_VENDOR)
		return add_vendor(v);
	if (tag->field == F_CREDITS)
		add_credits(v);
	else if (tag->field == F_METRICS)
		add_metrics(v);
	else if (tag->field == F_SEQ_NUM || tag->field == F_CREDIT_SCALE) {
		if (v->len == 2)
			(void)tp_f_be16(v, tag->field);
	} else if (tag->field != 0)
		(void)tp_f_bytes(v, tag->field, v->len);
	return 1;
}

static void
add_tags(const tp_tvb *t, uint32_t len)
{
	tp_tvb quiet = tp_mute(t), w = tp_sub(&quiet, len), v;
	const struct tag *tag;
	uint32_t type, n;

	if (len == 0)
		return;
	(void)tp_open(&w, F_TAGS, 0, len, 0);
	while (tp_more(&w)) {
		type = tp_be16(&w);
		n = tp_be16(&w);
		if (w.err || n > tp_left(&w))
			return;
		v = tp_sub(&w, n);
		tag = find_tag(type);
		if (type == TAG_END || (tag != NULL && !add_tag(&v, tag)))
			return;
	}
}

/* ------------------------------------------------------------- tag text */

static int
is_printable(uint8_t c)
{
	return c >= 0x20 && c < 0x7f;
}

/* Text if most of it is, else hex. */
static void
text_value(tp_tvb *t, const uint8_t *p, uint32_t n)
{
	uint32_t shown = n < MAX_SHOWN ? n : MAX_SHOWN, good = 0;

	for (uint32_t i = 0; i < shown; i++)
		good += (uint32_t)is_printable(p[i]);
	if (good > shown - good) {
		tp_puts(t, " \"");
		for (uint32_t i = 0; i < shown; i++)
			tp_text(t, "%c", is_printable(p[i]) ? p[i] : '.');
		tp_puts(t, "\"");
		return;
	}
	tp_puts(t, " 0x");
	for (uint32_t i = 0; i < n; i++)
		tp_text(t, "%02X", p[i]);
}

static void
text_tags(tp_tvb *t, uint32_t len)
{
	uint32_t end = t->off + len, type = TAG_END, n;
	const struct tag *tag;
	const uint8_t *p;

	if (len == 0)
		return;
	do {
		type = tp_be16(t);
		n = tp_be16(t);
		p = tp_take(t, n);
		if (p == NULL)
			return;
		tag = find_tag(type);
		if (tag != NULL && tag->name != NULL)
			tp_text(t, " [%s", tag->name);
		else
			tp_text(t, " [TAG-0x%x", type);
		if (n != 0)
			text_value(t, p, n);
		tp_puts(t, "]");
	} while (type != TAG_END && t->off < end);
}

/* --------------------------------------------------------------- header */

struct header {
	uint32_t code, session;
	uint32_t len;			/* of the payload, at most what is there */
};

/* 0: it is too short. */
static int
read_header(tp_tvb *t, struct header *h)
{
	uint32_t vertype, off = t->off;

	if (t->len < HEADER) {
		tp_text(t, " (length %u < %u)", t->len, HEADER);
		return 0;
	}
	if (tp_peek(t, off, HEADER) == NULL)
		return 0;
	vertype = tp_u8(t);
	tp_add_bits(t, F_VERSION, off, 1, vertype);
	tp_add_bits(t, F_TYPE, off, 1, vertype);
	h->code = tp_f_u8(t, F_CODE);
	h->session = tp_f_be16(t, F_SESSION);
	h->len = tp_f_be16(t, F_LENGTH);
	if (vertype >> 4 != 1)
		tp_text(t, " [ver %u]", vertype >> 4);
	if ((vertype & 0x0f) != 1)
		tp_text(t, " [type %u]", vertype & 0x0f);
	tp_puts(t, "PPPoE ");
	tp_text_string(t, code_names, h->code, "PAD-%x");
	if (h->len > tp_unread(t)) {
		tp_text(t, " [len %u > %u!]", h->len, tp_unread(t));
		h->len = tp_unread(t);
	}
	if (h->session != 0)
		tp_text(t, " [ses 0x%x]", h->session);
	return 1;
}

enum { T_ETHERTYPE };

/* discovery: the protocol has the fields of tags. */
static tp_rc
dissect(const tp_self *me, tp_tvb *t, int discovery)
{
	struct header h;
	tp_tvb p;

	if (!read_header(t, &h))
		return t->err ? t->err : tp_malformed(t);
	if (h.code == CODE_SESSION) {
		t->pkt->host->set_len(t, 0, HEADER);
		tp_puts(t, " ");
		p = tp_sub(t, h.len);
		(void)t->pkt->host->call_uint(me->tables[T_ETHERTYPE],
		    ETHERTYPE_PPP, &p, NULL);
		return tp_done(t);
	}
	if (discovery && t->want & TP_WANT_FIELDS)
		add_tags(t, h.len);
	if (tp_texting(t))
		text_tags(t, h.len);
	return tp_done(t);
}

static tp_rc
dissect_discovery(void *self, tp_tvb *t, const void *arg)
{
	(void)arg;
	return dissect(self, t, 1);
}

static tp_rc
dissect_session(void *self, tp_tvb *t, const void *arg)
{
	(void)arg;
	return dissect(self, t, 0);
}

static const tp_protocol pppoed = {
	.name = "pppoed",
	.long_name = "PPP-over-Ethernet Discovery",
	.text_name = "pppoe",
	.fields = fields,
	.nfields = NFIELDS,
	.tables = { [T_ETHERTYPE] = "ethertype" },
	.keys = (const tp_key[]){
	    { .table = "ethertype", .lo = ETHERTYPE_PPPOED }, { NULL } },
	.dissect = dissect_discovery,
};
TP_REGISTER(pppoed);

static const tp_protocol pppoes = {
	.name = "pppoes",
	.long_name = "PPP-over-Ethernet Session",
	.text_name = "pppoe",
	.fields = session_fields,
	.nfields = N_HEADER,
	.tables = { [T_ETHERTYPE] = "ethertype" },
	.keys = (const tp_key[]){
	    { .table = "ethertype", .lo = ETHERTYPE_PPPOES },
	    { .table = "linktype", .lo = 51 }, { NULL } },
	.dissect = dissect_session,
};
TP_REGISTER(pppoes);
