/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Session Description Protocol (RFC 8866): the media type application/sdp.
 * Lines of a letter, an = and a value, which belong to the session until the
 * first m=, then to a medium.
 */
#include "textproto.h"
#include "rtp.h"

#include <ctype.h>

enum { F_VERSION, F_OWNER, F_OWNER_USERNAME, F_OWNER_SESSIONID,
    F_OWNER_VERSION, F_OWNER_NETWORK_TYPE, F_OWNER_ADDRESS_TYPE,
    F_OWNER_ADDRESS, F_SESSION_NAME, F_SESSION_INFO, F_URI, F_EMAIL, F_PHONE,
    F_CONNECTION, F_CONNECTION_NETWORK_TYPE, F_CONNECTION_ADDRESS_TYPE,
    F_CONNECTION_ADDRESS, F_CONNECTION_TTL, F_CONNECTION_NUM_ADDR,
    F_BANDWIDTH, F_BANDWIDTH_MODIFIER, F_BANDWIDTH_VALUE, F_TIMEZONE,
    F_TIMEZONE_TIME, F_TIMEZONE_OFFSET, F_KEY, F_KEY_TYPE, F_KEY_DATA,
    F_SESSION_ATTR, F_SESSION_ATTR_FIELD, F_SESSION_ATTR_VALUE, F_MEDIA_ATTR,
    F_MEDIA_ATTR_FIELD, F_MEDIA_ATTR_VALUE, F_TIME, F_TIME_START,
    F_TIME_STOP, F_REPEAT, F_REPEAT_INTERVAL, F_REPEAT_DURATION,
    F_REPEAT_OFFSET, F_MEDIA, F_MEDIA_TITLE, F_MEDIA_MEDIA, F_MEDIA_PORT,
    F_MEDIA_PORT_STRING, F_MEDIA_PORTCOUNT, F_MEDIA_PROTO, F_MEDIA_FORMAT,
    F_MIME_TYPE, F_SAMPLE_RATE, F_FMTP, F_CRYPTO_TAG, F_CRYPTO_SUITE,
    F_KEY_AND_SALT, F_CRYPTO_LIFETIME, F_CRYPTO_MKI, F_CRYPTO_MKI_LENGTH,
    F_ICE_FOUNDATION, F_ICE_COMPONENT, F_ICE_TRANSPORT, F_ICE_PRIORITY,
    F_ICE_ADDRESS, F_ICE_PORT, F_ICE_TYPE, F_UNKNOWN, F_INVALID, F_DATA,
    NFIELDS };

#define STRING(abbrev, name) { "sdp." abbrev, name, TP_FT_STRING }

static const tp_field_desc fields[NFIELDS] = {
	[F_VERSION] = STRING("version",
	    "Session Description Protocol Version (v)"),
	[F_OWNER] = STRING("owner", "Owner/Creator, Session Id (o)"),
	[F_OWNER_USERNAME] = STRING("owner.username", "Owner Username"),
	[F_OWNER_SESSIONID] = STRING("owner.sessionid", "Session ID"),
	[F_OWNER_VERSION] = STRING("owner.version", "Session Version"),
	[F_OWNER_NETWORK_TYPE] = STRING("owner.network_type",
	    "Owner Network Type"),
	[F_OWNER_ADDRESS_TYPE] = STRING("owner.address_type",
	    "Owner Address Type"),
	[F_OWNER_ADDRESS] = STRING("owner.address", "Owner Address"),
	[F_SESSION_NAME] = STRING("session_name", "Session Name (s)"),
	[F_SESSION_INFO] = STRING("session_info", "Session Information (i)"),
	[F_URI] = STRING("uri", "URI of Description (u)"),
	[F_EMAIL] = STRING("email", "E-mail Address (e)"),
	[F_PHONE] = STRING("phone", "Phone Number (p)"),
	[F_CONNECTION] = STRING("connection_info",
	    "Connection Information (c)"),
	[F_CONNECTION_NETWORK_TYPE] = STRING("connection_info.network_type",
	    "Connection Network Type"),
	[F_CONNECTION_ADDRESS_TYPE] = STRING("connection_info.address_type",
	    "Connection Address Type"),
	[F_CONNECTION_ADDRESS] = STRING("connection_info.address",
	    "Connection Address"),
	[F_CONNECTION_TTL] = STRING("connection_info.ttl", "Connection TTL"),
	[F_CONNECTION_NUM_ADDR] = STRING("connection_info.num_addr",
	    "Connection Number of Addresses"),
	[F_BANDWIDTH] = STRING("bandwidth", "Bandwidth Information (b)"),
	[F_BANDWIDTH_MODIFIER] = STRING("bandwidth.modifier",
	    "Bandwidth Modifier"),
	[F_BANDWIDTH_VALUE] = STRING("bandwidth.value", "Bandwidth Value"),
	[F_TIMEZONE] = STRING("timezone", "Time Zone Adjustments (z)"),
	[F_TIMEZONE_TIME] = STRING("timezone.time", "Timezone Time"),
	[F_TIMEZONE_OFFSET] = STRING("timezone.offset", "Timezone Offset"),
	[F_KEY] = STRING("encryption_key", "Encryption Key (k)"),
	[F_KEY_TYPE] = STRING("encryption_key.type", "Key Type"),
	[F_KEY_DATA] = STRING("encryption_key.data", "Key Data"),
	[F_SESSION_ATTR] = STRING("session_attr", "Session Attribute (a)"),
	[F_SESSION_ATTR_FIELD] = STRING("session_attr.field",
	    "Session Attribute Fieldname"),
	[F_SESSION_ATTR_VALUE] = STRING("session_attr.value",
	    "Session Attribute Value"),
	[F_MEDIA_ATTR] = STRING("media_attr", "Media Attribute (a)"),
	[F_MEDIA_ATTR_FIELD] = STRING("media_attribute.field",
	    "Media Attribute Fieldname"),
	[F_MEDIA_ATTR_VALUE] = STRING("media_attribute.value",
	    "Media Attribute Value"),
	[F_TIME] = STRING("time", "Time Description, active time (t)"),
	[F_TIME_START] = STRING("time.start", "Session Start Time"),
	[F_TIME_STOP] = STRING("time.stop", "Session Stop Time"),
	[F_REPEAT] = STRING("repeat_time", "Repeat Time (r)"),
	[F_REPEAT_INTERVAL] = STRING("repeat_time.interval",
	    "Repeat Interval"),
	[F_REPEAT_DURATION] = STRING("repeat_time.duration",
	    "Repeat Duration"),
	[F_REPEAT_OFFSET] = STRING("repeat_time.offset", "Repeat Offset"),
	[F_MEDIA] = STRING("media", "Media Description, name and address (m)"),
	[F_MEDIA_TITLE] = STRING("media_title", "Media Title (i)"),
	[F_MEDIA_MEDIA] = STRING("media.media", "Media Type"),
	[F_MEDIA_PORT] = { "sdp.media.port", "Media Port", TP_FT_UINT16,
	    TP_BASE_DEC },
	[F_MEDIA_PORT_STRING] = STRING("media.port_string", "Media Port"),
	[F_MEDIA_PORTCOUNT] = STRING("media.portcount", "Media Port Count"),
	[F_MEDIA_PROTO] = STRING("media.proto", "Media Protocol"),
	[F_MEDIA_FORMAT] = STRING("media.format", "Media Format"),
	[F_MIME_TYPE] = STRING("mime.type", "MIME Type"),
	[F_SAMPLE_RATE] = STRING("sample_rate", "Sample Rate"),
	[F_FMTP] = STRING("fmtp.parameter",
	    "Media format specific parameters"),
	[F_CRYPTO_TAG] = { "sdp.crypto.tag", "tag", TP_FT_UINT32,
	    TP_BASE_DEC },
	[F_CRYPTO_SUITE] = STRING("crypto.crypto_suite", "Crypto suite"),
	[F_KEY_AND_SALT] = { "sdp.key_and_salt", "Key and Salt",
	    TP_FT_BYTES },
	[F_CRYPTO_LIFETIME] = STRING("crypto.lifetime", "Lifetime"),
	[F_CRYPTO_MKI] = STRING("crypto.mki-valu", "mki-value"),
	[F_CRYPTO_MKI_LENGTH] = STRING("crypto.mki_length", "mki_length"),
	[F_ICE_FOUNDATION] = STRING("ice_candidate.foundation", "Foundation"),
	[F_ICE_COMPONENT] = STRING("ice_candidate.componentid",
	    "Component ID"),
	[F_ICE_TRANSPORT] = STRING("ice_candidate.transport", "Transport"),
	[F_ICE_PRIORITY] = STRING("ice_candidate.priority", "Priority"),
	[F_ICE_ADDRESS] = STRING("ice_candidate.address",
	    "Connection Address"),
	[F_ICE_PORT] = STRING("ice_candidate.port", "Candidate Port"),
	[F_ICE_TYPE] = STRING("ice_candidate.type", "Candidate Type"),
	[F_UNKNOWN] = STRING("unknown", "Unknown"),
	[F_INVALID] = STRING("invalid", "Invalid line"),
	[F_DATA] = { "sdp.data", "Data", TP_FT_BYTES },
};

/* ------------------------------------------------------------------ tokens */

/* A word, whatever blanks are before it. */
static struct text_span
word(const tp_tvb *t, struct text_span *s)
{
	text_skip_blanks(t, s);
	return text_take_word(t, s);
}

/* Words as fields, one after the other, the last with all that follows. */
static void
words(tp_tvb *t, struct text_span s, const tp_field *list, uint32_t n)
{
	for (uint32_t i = 0; i < n && s.n > 0; i++)
		(void)text_add(t, list[i], i + 1 < n ? word(t, &s) : s);
}

/* name:value; returns the name, *s is left with the value; n 0: no colon. */
static struct text_span
named(tp_tvb *t, tp_field f, struct text_span *s)
{
	struct text_span all = *s, name;
	int found;

	name = text_take_part(t, s, ':', &found);
	if (!found) {
		*s = all;
		s->n = 0;
		name.n = 0;
	} else
		(void)text_add(t, f, name);
	return name;
}

/* ------------------------------------------------------------------- lines */

static void
owner(tp_tvb *t, struct text_span s)
{
	static const tp_field list[] = { F_OWNER_USERNAME, F_OWNER_SESSIONID,
		F_OWNER_VERSION, F_OWNER_NETWORK_TYPE, F_OWNER_ADDRESS_TYPE,
		F_OWNER_ADDRESS };

	words(t, s, list, TP_COUNT(list));
}

/* RFC 8866 5.7: address/ttl/number of addresses */
static void
connection(tp_tvb *t, struct text_span s)
{
	static const tp_field list[] = { F_CONNECTION_ADDRESS,
		F_CONNECTION_TTL, F_CONNECTION_NUM_ADDR };

	(void)text_add(t, F_CONNECTION_NETWORK_TYPE, word(t, &s));
	(void)text_add(t, F_CONNECTION_ADDRESS_TYPE, word(t, &s));
	for (uint32_t i = 0; i < TP_COUNT(list) && s.n > 0; i++)
		(void)text_add(t, list[i], i < 2 ?
		    text_take_part(t, &s, '/', NULL) : s);
}

static void
active_time(tp_tvb *t, struct text_span s)
{
	static const tp_field list[] = { F_TIME_START, F_TIME_STOP };

	words(t, s, list, TP_COUNT(list));
}

static void
repeat(tp_tvb *t, struct text_span s)
{
	(void)text_add(t, F_REPEAT_INTERVAL, word(t, &s));
	if (s.n > 0)
		(void)text_add(t, F_REPEAT_DURATION, word(t, &s));
	while (s.n > 0)
		(void)text_add(t, F_REPEAT_OFFSET, word(t, &s));
}

static void
timezone_(tp_tvb *t, struct text_span s)
{
	while (s.n > 0) {
		(void)text_add(t, F_TIMEZONE_TIME, word(t, &s));
		if (s.n > 0)
			(void)text_add(t, F_TIMEZONE_OFFSET, word(t, &s));
	}
}

static int
is_number(const tp_tvb *t, struct text_span s)
{
	for (uint32_t i = s.off; i < s.off + s.n; i++)
		if (!isdigit(t->data[i]))
			return 0;
	return s.n > 0;
}

static void
add_port(tp_tvb *t, struct text_span s)
{
	int number = is_number(t, s);
	tp_item i = text_add(t, F_MEDIA_PORT_STRING, s);
	uint32_t v = text_number(t, s);

	if (!number)
		return;
	if (i != 0)
		t->pkt->host->set_flags(t, i, TP_VALUE_HIDDEN);
	(void)tp_add(t, F_MEDIA_PORT, s.off, s.n,
	    v < UINT16_MAX ? v : UINT16_MAX);
}

/* Of RTP a payload type, by its name (RFC 3551 6). */
static void
add_format(tp_tvb *t, int is_rtp, struct text_span s)
{
	const char *name = NULL;

	if (is_rtp && is_number(t, s) && s.n <= 3)
		name = tp_string(rtp_payload_types, text_number(t, s));
	if (name == NULL)
		(void)text_add(t, F_MEDIA_FORMAT, s);
	else
		(void)tp_add_ptr(t, F_MEDIA_FORMAT, s.off, s.n, name,
		    (uint32_t)strlen(name));
}

/* RTP/AVP, UDP/TLS/RTP/SAVPF (RFC 5764) and their like. */
static int
over_rtp(const tp_tvb *t, struct text_span proto)
{
	int more = 1;

	while (more)
		if (text_is(t, text_take_part(t, &proto, '/', &more), "RTP"))
			return more;
	return 0;
}

/* RFC 8866 5.14 */
static void
media(tp_tvb *t, struct text_span s)
{
	struct text_span port, proto;
	int is_rtp;

	(void)text_add(t, F_MEDIA_MEDIA, word(t, &s));
	port = word(t, &s);
	add_port(t, text_take_part(t, &port, '/', NULL));
	if (port.n > 0)
		(void)text_add(t, F_MEDIA_PORTCOUNT, port);
	if (s.n == 0)
		return;
	proto = word(t, &s);
	is_rtp = over_rtp(t, proto);
	(void)text_add(t, F_MEDIA_PROTO, proto);
	while (text_skip_blanks(t, &s), s.n > 0)
		add_format(t, is_rtp, text_take_word(t, &s));
}

/* -------------------------------------------------------------- attributes */

/* RFC 8866 6.6: format name/rate[/parameters] */
static void
rtpmap(tp_tvb *t, struct text_span s)
{
	struct text_span format, type;
	int found;

	text_skip_blanks(t, &s);
	format = text_take_part(t, &s, ' ', &found);
	if (!found)
		return;
	(void)text_add(t, F_MEDIA_FORMAT, format);
	type = text_take_part(t, &s, '/', &found);
	if (!found)
		return;
	(void)text_add(t, F_MIME_TYPE, type);
	(void)text_add(t, F_SAMPLE_RATE, text_take_part(t, &s, '/', NULL));
}

/* RFC 8866 6.15 */
static void
fmtp(tp_tvb *t, struct text_span s)
{
	struct text_span format;
	int found;

	text_skip_blanks(t, &s);
	format = text_take_part(t, &s, ' ', &found);
	if (!found)
		return;
	(void)text_add(t, F_MEDIA_FORMAT, format);
	while (text_skip_blanks(t, &s), s.n > 0)
		(void)text_add(t, F_FMTP, text_take_part(t, &s, ';', NULL));
}

/* RFC 4568 4, 6.1: tag suite inline:key||salt[|lifetime][|mki:length] */
static void
crypto(tp_tvb *t, struct text_span s)
{
	struct text_span tag = word(t, &s), key, part;
	int is_mki;

	(void)tp_add(t, F_CRYPTO_TAG, tag.off, tag.n, text_number(t, tag));
	(void)text_add(t, F_CRYPTO_SUITE, word(t, &s));
	key = word(t, &s);
	if (!text_is(t, text_take_part(t, &key, ':', NULL), "inline"))
		return;
	text_add_octets(t, F_KEY_AND_SALT, text_take_part(t, &key, '|', NULL));
	while (key.n > 0) {
		struct text_span length = text_take_part(t, &key, '|', NULL);

		part = text_take_part(t, &length, ':', &is_mki);
		(void)text_add(t, is_mki ? F_CRYPTO_MKI : F_CRYPTO_LIFETIME,
		    part);
		if (is_mki)
			(void)text_add(t, F_CRYPTO_MKI_LENGTH, length);
	}
}

/* RFC 8839 5.1 */
static void
candidate(tp_tvb *t, struct text_span s)
{
	static const tp_field list[] = { F_ICE_FOUNDATION, F_ICE_COMPONENT,
		F_ICE_TRANSPORT, F_ICE_PRIORITY, F_ICE_ADDRESS, F_ICE_PORT };

	for (uint32_t i = 0; i < TP_COUNT(list) && s.n > 0; i++)
		(void)text_add(t, list[i], word(t, &s));
	if (text_is(t, word(t, &s), "typ") && s.n > 0)
		(void)text_add(t, F_ICE_TYPE, word(t, &s));
}

static const struct {
	const char *name;
	void (*add)(tp_tvb *, struct text_span);
} attributes[] = { { "rtpmap", rtpmap }, { "fmtp", fmtp },
    { "crypto", crypto }, { "candidate", candidate },
    /* of these Wireshark shows no value */
    { "path", NULL }, { "h248item", NULL } };

static void
media_attribute(tp_tvb *t, struct text_span s)
{
	struct text_span value = s, name = named(t, F_MEDIA_ATTR_FIELD, &value);

	if (value.n == 0)
		return;
	for (uint32_t i = 0; i < TP_COUNT(attributes); i++) {
		if (!text_is(t, name, attributes[i].name))
			continue;
		if (attributes[i].add != NULL)
			attributes[i].add(t, value);
		return;
	}
	(void)text_add(t, F_MEDIA_ATTR_VALUE, value);
}

/* What is name:value, or a name alone, in lines of these kinds. */
static void
pair(tp_tvb *t, struct text_span s, tp_field name, tp_field value)
{
	(void)named(t, name, &s);
	if (s.n > 0)
		(void)text_add(t, value, s);
}

static void
session_attribute(tp_tvb *t, struct text_span s)
{
	pair(t, s, F_SESSION_ATTR_FIELD, F_SESSION_ATTR_VALUE);
}

static void
bandwidth(tp_tvb *t, struct text_span s)
{
	pair(t, s, F_BANDWIDTH_MODIFIER, F_BANDWIDTH_VALUE);
}

static void
key(tp_tvb *t, struct text_span s)
{
	pair(t, s, F_KEY_TYPE, F_KEY_DATA);
}

/* ----------------------------------------------------------------- message */

struct kind {
	char letter;
	tp_field field;
	void (*parts)(tp_tvb *, struct text_span value);	/* or NULL */
};

/* RFC 8866 5 */
static const struct kind session_kinds[] = { { 'v', F_VERSION, NULL },
    { 'o', F_OWNER, owner }, { 's', F_SESSION_NAME, NULL },
    { 'u', F_URI, NULL }, { 'e', F_EMAIL, NULL }, { 'p', F_PHONE, NULL },
    { 'c', F_CONNECTION, connection }, { 'b', F_BANDWIDTH, bandwidth },
    { 't', F_TIME, active_time }, { 'r', F_REPEAT, repeat },
    { 'z', F_TIMEZONE, timezone_ }, { 'k', F_KEY, key },
    { 'm', F_MEDIA, media }, { 'i', F_SESSION_INFO, NULL },
    { 'a', F_SESSION_ATTR, session_attribute }, { 0, F_UNKNOWN, NULL } };

/* What comes first for a medium. */
static const struct kind media_kinds[] = { { 'i', F_MEDIA_TITLE, NULL },
    { 'a', F_MEDIA_ATTR, media_attribute }, { 0, 0, NULL } };

static const struct kind *
find(const struct kind *k, char letter)
{
	while (k->letter != 0 && k->letter != letter)
		k++;
	return k;
}

static void
add_line(tp_tvb *t, struct text_span line, int in_media)
{
	const struct kind *k = find(media_kinds, (char)t->data[line.off]);
	struct text_span value = { line.off + 2, line.n - 2 };
	tp_item outer = t->group, i;

	if (!in_media || k->letter == 0)
		k = find(session_kinds, (char)t->data[line.off]);
	i = text_add_at(t, k->field, line, k->letter != 0 ? value : line);
	if (i != 0)
		t->group = i;
	if (k->parts != NULL && value.n > 0)
		k->parts(t, value);
	tp_close(t, outer);
}

static tp_rc
dissect(void *self, tp_tvb *t, const void *arg)
{
	tp_tvb s = text_captured(t);
	int in_media = 0;

	(void)self;
	(void)arg;
	while (tp_left(&s) > 0) {
		uint32_t start = s.off, eol;
		struct text_span line = text_take_line(&s, &eol);

		if (line.n < 2) {
			line.off = start;
			line.n = s.caplen - start;
			text_add_octets(&s, F_DATA, line);
			break;
		}
		if (s.data[line.off + 1] != '=') {
			(void)text_add(&s, F_INVALID, line);
			continue;
		}
		in_media |= s.data[line.off] == 'm';
		add_line(&s, line, in_media);
	}
	return tp_done(t);
}

static const tp_protocol sdp = {
	.name = "sdp",
	.long_name = "Session Description Protocol",
	.fields = fields,
	.nfields = NFIELDS,
	.words = (const tp_word[]){
	    TP_MEDIA("application/sdp"), { NULL, NULL } },
	.dissect = dissect,
};
TP_REGISTER(sdp);
