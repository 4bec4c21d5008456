/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Transport Layer Security: the record layer (RFC 8446 5, RFC 5246 6).
 * tcpdump does not read TLS, so nothing is printed unless the preference
 * says so (--tls-text).
 */
#include "tls.h"

#define RECORD_HEADER 5u
#define MAX_RECORD (16384u + 2048u)	/* RFC 5246 6.2.3 */
#define MAX_MESSAGE 0x40000u

enum { CHANGE_CIPHER_SPEC = 20, ALERT, HANDSHAKE, APPLICATION_DATA,
    HEARTBEAT, TLS12_CID };
enum { HEARTBEAT_REQUEST = 1, HEARTBEAT_RESPONSE };
enum { PREF_TEXT };

tp_tvb
tls_vector(tp_tvb *t, uint32_t octets, tp_field f)
{
	uint32_t n = octets == 1 ? tp_f_u8(t, f) : octets == 2 ?
	    tp_f_be16(t, f) : tp_f_be24(t, f);

	return tp_sub(t, n);
}

void
tls_opaque(tp_tvb *t, uint32_t octets, tp_field length, tp_field data)
{
	tp_tvb v = tls_vector(t, octets, length);

	if (v.len != 0)
		(void)tp_f_bytes(&v, data, v.len);
	tp_join(t, &v);
}

static void
alert(tp_tvb *t, const struct tls_state *state, uint32_t dir)
{
	tp_item outer = tp_open(t, F_ALERT_MESSAGE, 0, t->len, 0);
	uint32_t level, description;

	/* RFC 5246 7.2: two octets, if one can read them */
	if (t->len == 2 && !state->encrypted[dir]) {
		level = tp_f_u8(t, F_ALERT_MESSAGE_LEVEL);
		description = tp_f_u8(t, F_ALERT_MESSAGE_DESC);
		tp_puts(t, ", Alert, ");
		tp_text_string(t, tls_alert_levels, level, "level %u");
		tp_puts(t, " ");
		tp_text_string(t, tls_alerts, description, "%u");
	} else
		tp_puts(t, ", Encrypted Alert");
	tp_close(t, outer);
}

/*
 * RFC 6520 4: 16 octets of padding at least follow the payload.  Where they
 * would not fit (Heartbleed), all that is there is the payload.
 */
static void
heartbeat(tp_tvb *t)
{
	tp_item outer = tp_open(t, F_HEARTBEAT_MESSAGE, 0, t->len, 0);
	uint32_t type = tp_peek_u8(t, 0), n;

	if (type == HEARTBEAT_REQUEST || type == HEARTBEAT_RESPONSE) {
		tp_puts(t, ", Heartbeat");
		(void)tp_f_u8(t, F_HEARTBEAT_MESSAGE_TYPE);
		n = tp_f_be16(t, F_HEARTBEAT_MESSAGE_PAYLOAD_LENGTH);
		if (n + 16 > tp_left(t))
			n = tp_left(t);
		(void)tp_f_bytes(t, F_HEARTBEAT_MESSAGE_PAYLOAD, n);
		if (tp_left(t) != 0)
			(void)tp_f_bytes(t, F_HEARTBEAT_MESSAGE_PADDING,
			    tp_left(t));
	} else
		tp_puts(t, ", Encrypted Heartbeat");
	tp_close(t, outer);
}

/* A connection, or outside of one a segment, in one direction. */
struct connection {
	struct tls_state *state;
	uint32_t dir, stream;
	int streams;			/* stream is one */
};

/* Octets of a message, with its header; 0: too few are there to tell. */
static uint32_t
message_length(const uint8_t *p, uint32_t n)
{
	return n < 4 ? 0 : 4 + tp_ld24(p + 1);
}

/* What goes on in the next record (RFC 8446 5.1); n: see message_length(). */
static void
ask(tp_tvb *t, uint32_t n)
{
	if (!t->pkt->can_desegment) {
		(void)tp_add(t, F_HANDSHAKE, t->off, tp_unread(t), 0);
		return;
	}
	t->pkt->desegment_offset = t->off;
	t->pkt->desegment_len = n != 0 ? n - tp_left(t) :
	    TP_DESEGMENT_ONE_MORE_SEGMENT;
}

/* Messages, if they can be read: what follows ChangeCipherSpec is encrypted,
 * and looks like no message. */
static void
messages(void *ctx, tp_tvb *t)
{
	const struct connection *c = ctx;

	while (tp_more(t)) {
		uint32_t n = message_length(t->data + t->off, tp_left(t));
		uint32_t type = tp_peek_u8(t, t->off);

		if (t->err)
			return;
		if (c->state->encrypted[c->dir] || n > MAX_MESSAGE ||
		    tp_string(tls_handshake_types, type) == NULL) {
			(void)tp_add(t, F_HANDSHAKE, t->off, tp_unread(t), 0);
			return;
		}
		if (n == 0 || n > tp_left(t)) {
			ask(t, n);
			return;
		}
		tls_handshake(t, c->state);
	}
}

/* The messages are a stream of their own, which records are segments of. */
static void
handshakes(tp_tvb *t, struct connection *c)
{
	static const tp_pieces fields = { .size = sizeof(fields),
	    .pieces = F_HANDSHAKE_FRAGMENTS, .piece = F_HANDSHAKE_FRAGMENT,
	    .overlap = TP_NO_FIELD, .conflict = TP_NO_FIELD,
	    .multiple_tails = TP_NO_FIELD, .too_long = TP_NO_FIELD,
	    .error = F_HANDSHAKE_FRAGMENT,
	    .count = F_HANDSHAKE_FRAGMENT_COUNT, .length = TP_NO_FIELD,
	    .data = TP_NO_FIELD, .part = F_HANDSHAKE,
	    .name = "Reassembled handshake" };
	/* that of the text is another one */
	tp_segment s = { .size = sizeof(s), .stream = c->stream,
	    .dir = c->dir | (t->want & TP_WANT_TEXT) << 1,
	    .seq = c->state->handshakes[c->dir], .fields = &fields,
	    .dissect = messages, .ctx = c };

	if (!c->streams || c->state->encrypted[c->dir]) {
		messages(c, t);
		return;
	}
	c->state->handshakes[c->dir] += t->len;
	t->pkt->host->stream(t, &s);
}

static void
application_data(tp_tvb *t)
{
	(void)tp_f_bytes(t, F_APP_DATA, tp_left(t) < tp_unread(t) ?
	    tp_left(t) : tp_unread(t));
	tp_text(t, ", Application Data, %u octets", t->len);
}

static void
fragment(tp_tvb *t, uint32_t type, struct connection *c)
{
	switch (type) {
	case CHANGE_CIPHER_SPEC:
		(void)tp_add(t, F_CHANGE_CIPHER_SPEC, 0, t->len, 0);
		tp_puts(t, ", Change Cipher Spec");
		/* in TLS 1.3 it is for show (RFC 8446 D.4) */
		if (c->state->version != 0x0304)
			c->state->encrypted[c->dir] = 1;
		break;
	case ALERT:
		alert(t, c->state, c->dir);
		break;
	case HANDSHAKE:
		handshakes(t, c);
		break;
	case HEARTBEAT:
		heartbeat(t);
		break;
	case APPLICATION_DATA:
		application_data(t);
		break;
	}
}

/* Is there the beginning of a record at the cursor? */
static int
begins_record(const tp_tvb *t)
{
	const uint8_t *p = t->data + t->off;

	return tp_has(t, t->off, RECORD_HEADER) &&
	    p[0] >= CHANGE_CIPHER_SPEC && p[0] <= TLS12_CID && p[1] == 3 &&
	    p[2] <= 3;
}

/* A whole one? */
static int
is_record(const tp_tvb *t)
{
	return begins_record(t) &&
	    tp_ld16(t->data + t->off + 3) + RECORD_HEADER <= tp_unread(t);
}

static void
record(tp_tvb *t, struct connection *c)
{
	uint32_t off = t->off, type = tp_u8(t), version, n;
	tp_item outer = tp_open(t, F_RECORD, off, RECORD_HEADER, 0);
	tp_item me = t->group;
	tp_tvb f;

	/* RFC 8446 5.2: the type of TLS 1.3's ciphertext is a pretence */
	(void)tp_add(t, type == APPLICATION_DATA &&
	    c->state->version == 0x0304 ?
	    F_RECORD_OPAQUE_TYPE : F_RECORD_CONTENT_TYPE, off, 1, type);
	version = tp_f_be16(t, F_RECORD_VERSION);
	n = tp_f_be16(t, F_RECORD_LENGTH);
	if (me != outer)
		t->pkt->host->set_len(t, me, RECORD_HEADER + n);
	tp_puts(t, off == 0 ? ": " : "; ");
	tp_text_string(t, tls_versions, version, "TLS 0x%04x");
	f = tp_sub(t, n);
	if (n != 0 || tp_more(t))
		fragment(&f, type, c);
	tp_close(t, outer);
}

/* A ClientHello in SSL 2.0's form (RFC 5246 E.2): two octets of length with
 * the top bit set, and no record layer. */
static int
is_sslv2_hello(const tp_tvb *t)
{
	return tp_has(t, 0, 11) && (t->data[0] & 0x80) != 0 &&
	    t->data[2] == 1 && (tp_ld16(t->data) & 0x7fff) + 2 == t->len &&
	    (tp_ld16(t->data + 3) == 0x0002 || t->data[3] == 3);
}

static void
sslv2_hello(tp_tvb *t)
{
	tp_item record = tp_open(t, F_RECORD, 0, t->len, 0), outer;
	uint32_t n, specs, id, challenge;

	(void)tp_add_generated(t, F_RECORD_VERSION, 0, 2, 0x0002);
	n = tp_be16(t);
	(void)tp_add(t, F_RECORD_LENGTH, 0, 2, n & 0x7fff);
	(void)tp_f_u8(t, F_HANDSHAKE_TYPE);
	(void)tp_f_be16(t, F_HANDSHAKE_VERSION);
	specs = tp_f_be16(t, F_HANDSHAKE_CIPHER_SPEC_LEN);
	id = tp_f_be16(t, F_HANDSHAKE_SESSION_ID_LENGTH);
	challenge = tp_f_be16(t, F_HANDSHAKE_CHALLENGE_LENGTH);
	outer = tp_open(t, F_HANDSHAKE_CIPHERSUITES, t->off, specs, 0);
	for (uint32_t i = 0; i + 3 <= specs && !t->err; i += 3)
		(void)tp_f_be24(t, F_HANDSHAKE_CIPHERSPEC);
	tp_close(t, outer);
	if (id != 0)
		(void)tp_f_bytes(t, F_HANDSHAKE_SESSION_ID, id);
	if (challenge != 0)
		(void)tp_add(t, F_HANDSHAKE_CHALLENGE, t->off, challenge, 0);
	tp_puts(t, ": SSLv2, Client Hello");
	tp_close(t, record);
}

/* Text, as of a server that does not speak TLS on its port? */
static int
is_text(const tp_tvb *t)
{
	for (uint32_t i = 0; i < 4; i++)
		if (!tp_has(t, 0, 5) || t->data[i] < ' ' || t->data[i] > '~')
			return 0;
	return 1;
}

/*
 * On a port that says nothing: what begins like most of TLS does, with what
 * is said and not only signalled, or a hello of SSL 2.0 with the numbers that
 * its makers use.
 */
static int
looks_like_tls(const tp_tvb *t)
{
	const uint8_t *p = t->data;
	uint32_t id;

	if (begins_record(t))
		return (p[0] == HANDSHAKE || p[0] == APPLICATION_DATA) &&
		    tp_ld16(p + 3) != 0 && tp_ld16(p + 3) < MAX_RECORD;
	if (!is_sslv2_hello(t))
		return 0;
	id = tp_ld16(p + 7);
	return tp_ld16(p + 5) != 0 && tp_ld16(p + 5) % 3 == 0 &&
	    (id == 0 || id == 16) && tp_ld16(p + 9) == 32;
}

/* What is kept of a connection for the text, and for the fields. */
struct tls_flow {
	struct tls_state of[2];
};

/* Asks for the rest of the record at the cursor, where that may come. */
static void
ask_record(tp_tvb *t)
{
	uint32_t left = tp_unread(t);

	if (!t->pkt->can_desegment || (left >= RECORD_HEADER &&
	    !begins_record(t)))
		return;
	t->pkt->desegment_offset = t->off;
	t->pkt->desegment_len = left < RECORD_HEADER ?
	    TP_DESEGMENT_ONE_MORE_SEGMENT :
	    tp_ld16(t->data + t->off + 3) + RECORD_HEADER - left;
}

static tp_rc
records(tp_tvb *t, struct connection *c)
{
	if (!c->state->seen && is_sslv2_hello(t)) {
		sslv2_hello(t);
		return (tp_rc)t->len;
	}
	if (begins_record(t))
		c->state->seen = 1;
	while (tp_more(t) && is_record(t))
		record(t, c);
	if (tp_more(t))
		ask_record(t);
	return t->want & TP_WANT_TEXT ? tp_done(t) : (tp_rc)t->off;
}

static tp_rc
dissect(void *self, tp_tvb *t, const void *arg)
{
	const tp_self *me = self;
	const tp_tcp_arg *tcp = arg;
	int by_port = tcp != NULL && !tcp->any;
	struct tls_state none = { .zero = 0 };
	struct connection c = { .state = &none };
	struct tls_flow *flow;

	flow = t->pkt->host->flow(t, me->slot, &c.dir, &c.stream);
	c.streams = flow != NULL;
	if (flow != NULL)
		c.state = &flow->of[t->want & TP_WANT_TEXT];
	if (by_port && t->pkt->can_desegment && t->len < RECORD_HEADER) {
		ask_record(t);
		return TP_OK;
	}
	if (by_port || c.state->seen ? is_text(t) : !looks_like_tls(t))
		return TP_REJECT;
	if (t->want & TP_WANT_TEXT && !tp_pref_on(self, PREF_TEXT))
		return (tp_rc)t->len;
	return records(t, &c);
}

static const tp_pref_desc prefs[] = {
	[PREF_TEXT] = { "text", "print TLS, which tcpdump does not", "false",
	    TP_PREF_BOOL, 0 },
};

static const tp_key keys[] = {
	{ "tcp.port", 443, 0, 100 }, { "tcp.port", 465, 0, 100 },
	{ "tcp.port", 324, 0, 100 }, { "tcp.port", 563, 0, 100 },
	{ "tcp.port", 636, 0, 100 }, { "tcp.port", 802, 0, 100 },
	{ "tcp.port", 853, 0, 100 }, { "tcp.port", 993, 0, 100 },
	{ "tcp.port", 995, 0, 100 }, { "tcp.port", 1300, 0, 100 },
	{ "tcp.port", 2221, 0, 100 }, { "tcp.port", 2443, 0, 100 },
	{ "tcp.port", 3249, 3252, 100 }, { "tcp.port", 3496, 0, 100 },
	{ "tcp.port", 5061, 0, 100 }, { "tcp.port", 5671, 0, 100 },
	{ "tcp.port", 5684, 0, 100 }, { "tcp.port", 5868, 0, 100 },
	{ "tcp.port", 8883, 0, 100 }, { "tcp.port", 11207, 0, 100 },
	{ "tcp.port", 19999, 0, 100 }, { "tcp.port", 27017, 0, 100 },
	/* on other ports, what begins like it */
	{ "tcp.any", 0, 0, 100 },
	/* what a proxy passes on (RFC 9110 9.3.6) */
	{ "http.tunnel", 0, 0, 0 }, { NULL, 0, 0, 0 }
};

static const tp_protocol tls = {
	.name = "tls",
	.long_name = "Transport Layer Security",
	.fields = tls_fields,
	.nfields = TLS_NFIELDS,
	.prefs = prefs,
	.nprefs = TP_COUNT(prefs),
	.flow_bytes = sizeof(struct tls_flow),
	.keys = keys,
	.dissect = dissect,
};
TP_REGISTER(tls);
