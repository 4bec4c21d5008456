/* SPDX-License-Identifier: BSD-3-Clause */
/* SIP's headers (RFC 3261 7.3, 20), and what is within them. */
#include "sip.h"

#include <ctype.h>
#include <strings.h>

/* A name of a parameter, in any case of letters, and its field. */
struct named {
	const char *name;		/* NULL ends a list */
	tp_field field;
};

int
sip_take_header(tp_tvb *t, struct sip_header *h)
{
	uint32_t eol;
	struct text_span line = text_take_line(t, &eol), name;
	const char *colon = memchr(text_start(t, line), ':', line.n);

	if (line.n == 0)
		return 0;
	h->line = h->value = line;
	h->field = NFIELDS;
	/* RFC 3261 7.3.1: white space goes on with it */
	while (tp_left(t) > 0 && (t->data[t->off] == ' ' ||
	    t->data[t->off] == '\t')) {
		line = text_take_line(t, &eol);
		h->value.n = line.off + line.n - h->line.off;
	}
	h->line.n = t->off - h->line.off;
	if (colon == NULL)
		return 1;
	name = h->line;
	name.n = (uint32_t)(colon - text_start(t, name));
	h->field = sip_header_field(text_start(t, name), name.n);
	h->value.off += name.n + 1;
	h->value.n -= name.n + 1;
	sip_skip_space(t, &h->value);
	return 1;
}

/* -------------------------------------------------------------- parameters */

static void
skip(struct text_span *s, uint32_t n)
{
	s->off += n;
	s->n -= n;
}

static int
begins(const tp_tvb *t, struct text_span s, char c)
{
	return s.n > 0 && t->data[s.off] == (uint8_t)c;
}

/* The field of a list's name; NFIELDS: it has no such name. */
static tp_field
field_of(const tp_tvb *t, const struct named *list, struct text_span name)
{
	for (; list->name != NULL; list++)
		if (strlen(list->name) == name.n &&
		    strncasecmp(list->name, text_start(t, name), name.n) == 0)
			return list->field;
	return NFIELDS;
}

/* name=value; without an = both are all of it. */
static struct text_span
split(const tp_tvb *t, struct text_span param, struct text_span *name)
{
	struct text_span value;

	sip_skip_space(t, &param);
	value = param;
	*name = sip_take_until(t, &value, "=", 0);
	if (value.n == 0)
		return param;
	skip(&value, 1);
	return value;
}

/* ---------------------------------------------------------------- addresses */

/* From and To (RFC 3261 20.20, 20.39) */
static void
tagged(tp_tvb *t, tp_field first, tp_field tag, struct text_span s)
{
	struct sip_address a;
	struct text_span rest = s;

	if (sip_take_address(t, &rest, &a)) {
		sip_add_address(t, first, &a);
		s = rest;
	}
	while (s.n >= 4 && memcmp(text_start(t, s), "tag=", 4) != 0)
		skip(&s, 1);
	if (s.n < 4)
		return;
	skip(&s, 4);
	s = sip_take_until(t, &s, ";\r\n", 0);
	(void)sip_add(t, tag, s);
	(void)sip_add_flagged(t, F_TAG, s, s, TP_VALUE_HIDDEN);
}

/* Of several the first one. */
static void
address(tp_tvb *t, tp_field first, struct text_span s)
{
	struct sip_address a;

	if (sip_take_address(t, &s, &a))
		sip_add_address(t, first, &a);
}

/* RFC 3261 20.10: several, each with parameters. */
static void
contacts(tp_tvb *t, struct text_span s)
{
	struct sip_address a;

	while (sip_take_address(t, &s, &a)) {
		sip_add_address(t, F_CONTACT_DISPLAY, &a);
		(void)sip_take_until(t, &s, ";,", 0);
		while (begins(t, s, ';')) {
			struct text_span param;

			skip(&s, 1);
			param = sip_take_until(t, &s, ";,\r\n", 1);
			if (param.n > 0)
				(void)sip_add(t, F_CONTACT_PARAMETER, param);
		}
		if (!begins(t, s, ','))
			break;
		skip(&s, 1);
	}
}

/* --------------------------------------------------------------------- Via */

static const struct named via_params[] = {
	{ "branch", F_VIA_BRANCH }, { "maddr", F_VIA_MADDR },
	{ "rport", F_VIA_RPORT }, { "received", F_VIA_RECEIVED },
	{ "ttl", F_VIA_TTL }, { "comp", F_VIA_COMP },
	{ "sigcomp-id", F_VIA_SIGCOMP_ID }, { "oc", F_VIA_OC },
	{ "oc-validity", F_VIA_OC_VALIDITY }, { "oc-seq", F_VIA_OC_SEQ },
	{ "oc-algo", F_VIA_OC_ALGO }, { "be-route", F_VIA_BE_ROUTE }, { NULL, 0 }
};

/*
 * RFC 7339 4.4: seconds, a point, and what Wireshark takes for
 * microseconds.
 */
static void
add_oc_time(tp_tvb *t, struct text_span s)
{
	struct text_span ms = s, sec = sip_take_until(t, &ms, ".", 0);

	if (ms.n < 2)
		return;
	skip(&ms, 1);
	(void)tp_add_time(t, F_VIA_OC_SEQ_TS, s.off, s.n, sip_number(t, sec),
	    sip_number(t, ms) % 1000000 * 1000);
}

static void
via_param(tp_tvb *t, struct text_span param)
{
	struct text_span name, value = split(t, param, &name);
	tp_field f;

	value = sip_take_until(t, &value, " \t\r\n", 0);
	name = sip_take_until(t, &name, " \t\r\n", 0);
	f = field_of(t, via_params, name);
	if (f == NFIELDS)
		return;
	(void)sip_add(t, f, value);
	if (f == F_VIA_OC_SEQ)
		add_oc_time(t, value);
	else if (f == F_VIA_OC)
		(void)tp_add(t, F_VIA_OC_VAL, value.off, value.n,
		    sip_number(t, value));
}

/* Who sent it, and from which port; *s begins with a blank.  0: it has none. */
static int
sent_by(tp_tvb *t, struct text_span *s)
{
	struct text_span host, port;
	uint32_t n;

	sip_skip_space(t, s);
	if (begins(t, *s, '[')) {
		skip(s, 1);
		host = sip_take_until(t, s, "]", 0);
	} else
		host = sip_take_until(t, s, ":;, \t\r\n", 0);
	(void)sip_add(t, F_VIA_SENT_BY, host);
	(void)sip_take_until(t, s, ":;,", 0);
	if (!begins(t, *s, ':'))
		return 1;
	skip(s, 1);
	sip_skip_space(t, s);
	port = sip_take_until(t, s, ";, \t\r\n", 0);
	n = sip_number(t, port);
	if (port.n == 0 || !isdigit(t->data[port.off]) || n > UINT16_MAX)
		return 0;
	(void)tp_add(t, F_VIA_SENT_PORT, port.off, port.n, n);
	return 1;
}

/* SIP / 2.0 / transport; 0: nobody follows it */
static int
transport(tp_tvb *t, struct text_span *s)
{
	struct text_span word;

	for (int i = 0; i < 2; i++) {
		(void)sip_take_until(t, s, "/", 0);
		if (s->n == 0)
			break;
		skip(s, 1);
	}
	sip_skip_space(t, s);
	word = sip_take_until(t, s, " \t\r\n", 0);
	if (s->n == 0) {
		(void)sip_add(t, F_VIA_SENT_BY, *s);
		return 0;
	}
	(void)sip_add(t, F_VIA_TRANSPORT, word);
	return 1;
}

/* RFC 3261 20.42 */
static void
vias(tp_tvb *t, struct text_span s)
{
	while (s.n > 0 && transport(t, &s) && sent_by(t, &s)) {
		(void)sip_take_until(t, &s, ";,", 0);
		while (begins(t, s, ';')) {
			skip(&s, 1);
			via_param(t, sip_take_until(t, &s, ";,", 0));
		}
		if (s.n > 0)
			skip(&s, 1);
	}
}

/* ---------------------------------------------------------- authentication */

static const struct named auth_params[] = {
	{ "username", F_AUTH_USERNAME }, { "realm", F_AUTH_REALM },
	{ "nonce", F_AUTH_NONCE }, { "uri", F_AUTH_URI },
	{ "qop", F_AUTH_QOP }, { "nc", F_AUTH_NC },
	{ "cnonce", F_AUTH_CNONCE }, { "response", F_AUTH_DIGEST_RESPONSE },
	{ "opaque", F_AUTH_OPAQUE }, { "algorithm", F_AUTH_ALGORITHM },
	{ "domain", F_AUTH_DOMAIN }, { "stale", F_AUTH_STALE },
	{ "auts", F_AUTH_AUTS }, { "rspauth", F_AUTH_RSPAUTH },
	{ "nextnonce", F_AUTH_NEXTNONCE }, { "ik", F_AUTH_IK },
	{ "ck", F_AUTH_CK }, { NULL, 0 }
};

/* RFC 3261 20.7, 22.4; Authentication-Info (20.6) has no scheme. */
static void
authentication(tp_tvb *t, int has_scheme, struct text_span s)
{
	if (has_scheme) {
		struct text_span word = sip_take_until(t, &s, " \t\r\n", 0);

		if (s.n == 0)
			return;
		(void)sip_add(t, F_AUTH_SCHEME, word);
	}
	while (s.n > 0) {
		struct text_span name, value;
		tp_field f;

		sip_skip_space(t, &s);
		value = sip_take_until(t, &s, ",", 1);
		value = split(t, value, &name);
		if (begins(t, value, '"')) {
			uint32_t off = value.off;

			skip(&value, 1);
			(void)sip_take_until(t, &value, "\"", 0);
			value.n = value.off - off + (value.n > 0);
			value.off = off;
		}
		f = field_of(t, auth_params, name);
		if (f != NFIELDS)
			(void)sip_add(t, f, value);
		if (s.n > 0)
			skip(&s, 1);
	}
}

/* ------------------------------------------------------------------ others */

static int
is(const tp_tvb *t, struct text_span s, const char *word)
{
	return text_is(t, s, word);
}

/* RFC 3326 2: of several the first one. */
static void
reason(tp_tvb *t, struct text_span s)
{
	struct text_span protocol = sip_take_until(t, &s, ";", 0), cause;
	tp_field f = F_REASON_CAUSE_OTHER;

	if (s.n == 0)
		return;
	(void)sip_add(t, F_REASON_PROTOCOLS, protocol);
	(void)sip_take_until(t, &s, "=", 0);
	if (s.n == 0)
		return;
	skip(&s, 1);
	cause = sip_take_until(t, &s, ";", 0);
	if (is(t, protocol, "Q.850"))
		f = F_REASON_CAUSE_Q850;
	else if (is(t, protocol, "SIP"))
		f = F_REASON_CAUSE_SIP;
	(void)tp_add(t, f, cause.off, cause.n, sip_number(t, cause));
	(void)sip_take_until(t, &s, "\"", 0);
	if (s.n == 0)
		return;
	skip(&s, 1);
	(void)sip_add(t, F_REASON_TEXT, sip_take_until(t, &s, "\"", 0));
}

static struct text_span
take_digits(const tp_tvb *t, struct text_span *s)
{
	struct text_span digits = { s->off, 0 };

	while (s->n > 0 && isdigit(t->data[s->off]))
		skip(s, 1);
	digits.n = s->off - digits.off;
	return digits;
}

/* A number with all of its digits, cut to 32 bits. */
static uint32_t
cut_number(const tp_tvb *t, struct text_span s)
{
	uint32_t v = 0;

	for (uint32_t i = s.off; i < s.off + s.n; i++)
		v = v * 10 + (uint32_t)(t->data[i] - '0');
	return v;
}

int
sip_cseq(const tp_tvb *t, struct text_span s, struct text_span *digits,
    struct text_span *method)
{
	*digits = take_digits(t, &s);
	if (s.n == 0)
		return 0;
	sip_skip_space(t, &s);
	*method = s;
	return 1;
}

static void
cseq(tp_tvb *t, struct text_span s)
{
	struct text_span digits, method;

	if (!sip_cseq(t, s, &digits, &method))
		return;
	(void)tp_add(t, F_CSEQ_SEQ, digits.off, digits.n,
	    cut_number(t, digits));
	if (method.n > 0)
		(void)sip_add(t, F_CSEQ_METHOD, method);
}

/* RFC 3262 7.2, of which Wireshark shows the two numbers. */
static void
rack(tp_tvb *t, struct text_span s)
{
	static const tp_field numbers[] = { F_RACK_RSEQ_SEQ, F_RACK_CSEQ_SEQ };

	for (uint32_t i = 0; i < TP_COUNT(numbers); i++) {
		struct text_span digits = take_digits(t, &s);

		if (s.n == 0)
			return;
		(void)tp_add(t, numbers[i], digits.off, digits.n,
		    cut_number(t, digits));
		sip_skip_space(t, &s);
	}
}

static const struct named security_params[] = {
	{ "alg", F_SEC_ALG }, { "ealg", F_SEC_EALG }, { "prot", F_SEC_PROT },
	{ "spi-c", F_SEC_SPI_C }, { "spi-s", F_SEC_SPI_S },
	{ "port1", F_SEC_PORT1 }, { "port-c", F_SEC_PORT_C },
	{ "port2", F_SEC_PORT2 }, { "port-s", F_SEC_PORT_S }, { NULL, 0 }
};

static void
security_param(tp_tvb *t, struct text_span param)
{
	struct text_span name, value = split(t, param, &name);
	tp_field f = field_of(t, security_params, name);

	if (f == NFIELDS)
		return;
	if (sip_fields[f].type == TP_FT_STRING)
		(void)sip_add(t, f, value);
	else
		(void)tp_add(t, f, value.off, value.n, sip_number(t, value));
}

/* RFC 3329 2.2 */
static void
security(tp_tvb *t, struct text_span s)
{
	tp_item outer = t->group, i;

	while (s.n > 0) {
		sip_skip_space(t, &s);
		i = sip_add(t, F_SEC, sip_take_until(t, &s, ";,", 0));
		if (i != 0)
			t->group = i;
		while (begins(t, s, ';')) {
			skip(&s, 1);
			security_param(t, sip_take_until(t, &s, ";,", 1));
		}
		tp_close(t, outer);
		if (s.n > 0)
			skip(&s, 1);
	}
}

/* RFC 7315 4.6, 5.6: what they begin with, and one of the parameters. */
static void
charging_vector(tp_tvb *t, struct text_span s)
{
	static const struct named params[] = {
		{ "icid-value", F_ICID_VALUE },
		{ "icid-gen-addr", F_ICID_GEN_ADDR }, { NULL, 0 }
	};

	while (s.n > 0) {
		struct text_span param = sip_take_until(t, &s, ";", 0), name;
		struct text_span value = split(t, param, &name);
		tp_field f = field_of(t, params, name);

		if (f != NFIELDS)
			(void)sip_add(t, f, value);
		if (s.n > 0)
			skip(&s, 1);
	}
}

static void
access_network(tp_tvb *t, struct text_span s)
{
	static const struct named params[] = {
		{ "utran-cell-id-3gpp", F_PANI_CELL }, { NULL, 0 }
	};
	struct text_span type = sip_take_until(t, &s, ";", 0);

	if (s.n == 0)
		return;
	(void)sip_add(t, F_PANI_ACCESS_TYPE, type);
	while (s.n > 0) {
		struct text_span name, value;

		skip(&s, 1);
		value = split(t, sip_take_until(t, &s, ";", 1), &name);
		if (field_of(t, params, name) != NFIELDS)
			(void)sip_add(t, F_PANI_CELL, value);
	}
}

/* RFC 6809 6.3: what ;+ is between */
static void
feature_caps(tp_tvb *t, struct text_span s)
{
	while (s.n > 0) {
		struct text_span cap = s;
		const uint8_t *p = t->data + s.off;
		uint32_t i = 0;

		while (i < s.n && (p[i] != ';' || i + 1 == s.n ||
		    p[i + 1] != '+'))
			i++;
		cap.n = i;
		(void)sip_add(t, F_FEATURE_CAP, cap);
		skip(&s, i < s.n ? i + 2 : i);
	}
}

static int
hex_digit(uint8_t c)
{
	if (isdigit(c))
		return c - '0';
	c = (uint8_t)tolower(c);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The octets that s says in hexadecimal; NULL: it does not, or no memory. */
static const uint8_t *
octets(const tp_tvb *t, struct text_span s)
{
	uint8_t *v = s.n % 2 == 0 ? t->pkt->host->alloc(t->pkt, s.n / 2 + 1) :
	    NULL;

	for (uint32_t i = 0; v != NULL && i < s.n; i += 2) {
		int hi = hex_digit(t->data[s.off + i]);
		int lo = hex_digit(t->data[s.off + i + 1]);

		if (hi < 0 || lo < 0)
			return NULL;
		v[i / 2] = (uint8_t)(hi << 4 | lo);
	}
	return v;
}

#define UUID_DIGITS 32u

static void
session_param(tp_tvb *t, struct text_span s, int has_remote)
{
	struct text_span name, value = split(t, s, &name);

	if (has_remote && is(t, name, "remote"))
		(void)tp_add_ptr(t, F_SESSION_ID_REMOTE_UUID, value.off,
		    value.n, octets(t, value), 16);
	else if (has_remote && is(t, name, "logme"))
		(void)tp_add(t, F_SESSION_ID_LOGME, s.off, s.n, 1);
	else
		(void)sip_add(t, F_SESSION_ID_PARAM, s);
}

/* Is it that of RFC 7989 5, not of RFC 7329? */
static int
has_remote(const tp_tvb *t, struct text_span id, struct text_span s)
{
	while (id.n == UUID_DIGITS && s.n > 0) {
		struct text_span name, value;

		skip(&s, 1);
		value = split(t, sip_take_until(t, &s, ";", 0), &name);
		if (is(t, name, "remote") && value.n == UUID_DIGITS &&
		    octets(t, value) != NULL)
			return 1;
	}
	return 0;
}

static void
session_id(tp_tvb *t, struct text_span s)
{
	struct text_span id = sip_take_until(t, &s, ";", 0);
	const uint8_t *v = octets(t, id);
	tp_value value = { .v.p = v != NULL ? v : (const uint8_t *)"",
	    .slen = v != NULL ? id.n / 2 : 0 };
	int pair = v != NULL && has_remote(t, id, s);

	value.flags = pair ? TP_VALUE_HIDDEN : 0;
	if (tp_wants(t, F_SESSION_ID_SESS_ID))
		(void)t->pkt->host->add(t, F_SESSION_ID_SESS_ID, id.off, id.n,
		    &value);
	if (pair)
		(void)tp_add_ptr(t, F_SESSION_ID_LOCAL_UUID, id.off, id.n, v,
		    16);
	while (s.n > 0) {
		skip(&s, 1);
		session_param(t, sip_take_until(t, &s, ";", 0), pair);
	}
}

/* ------------------------------------------------------------------- which */

/* Those that hold an address: its first field. */
static tp_field
address_of(tp_field header)
{
	switch (header) {
	case F_ROUTE:
		return F_ROUTE_DISPLAY;
	case F_RECORD_ROUTE:
		return F_RECORD_ROUTE_DISPLAY;
	case F_SERVICE_ROUTE:
		return F_SERVICE_ROUTE_DISPLAY;
	case F_PATH:
		return F_PATH_DISPLAY;
	case F_P_ASSERTED_IDENTITY:
		return F_PAI_DISPLAY;
	case F_P_PREFERRED_IDENTITY:
		return F_PPI_DISPLAY;
	case F_PERMISSION_MISSING:
		return F_PMISS_DISPLAY;
	default:
		return NFIELDS;
	}
}

void
sip_header_parts(tp_tvb *t, const struct sip_header *h)
{
	tp_field first = address_of(h->field);

	if (first != NFIELDS) {
		address(t, first, h->value);
		return;
	}
	switch (h->field) {
	case F_VIA:
		vias(t, h->value);
		break;
	case F_FROM:
		tagged(t, F_FROM_DISPLAY, F_FROM_TAG, h->value);
		break;
	case F_TO:
		tagged(t, F_TO_DISPLAY, F_TO_TAG, h->value);
		break;
	case F_CONTACT:
		contacts(t, h->value);
		break;
	case F_CSEQ:
		cseq(t, h->value);
		break;
	case F_RACK:
		rack(t, h->value);
		break;
	case F_REASON:
		reason(t, h->value);
		break;
	case F_AUTHENTICATION_INFO:
		authentication(t, 0, h->value);
		break;
	case F_AUTHORIZATION:
	case F_PROXY_AUTHENTICATE:
	case F_PROXY_AUTHORIZATION:
	case F_WWW_AUTHENTICATE:
		authentication(t, 1, h->value);
		break;
	case F_SECURITY_CLIENT:
	case F_SECURITY_SERVER:
	case F_SECURITY_VERIFY:
		security(t, h->value);
		break;
	case F_SESSION_ID:
		session_id(t, h->value);
		break;
	case F_P_CHARGING_VECTOR:
		charging_vector(t, h->value);
		break;
	case F_P_ACCESS_NETWORK_INFO:
		access_network(t, h->value);
		break;
	case F_FEATURE_CAPS:
		feature_caps(t, h->value);
		break;
	}
}
