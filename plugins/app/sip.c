/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * SIP over UDP, a message in a datagram, and over TCP, where Content-Length
 * says where one ends (RFC 3261 18.3).
 */
#include "sip.h"

#include <ctype.h>
#include <strings.h>

#define PORT_SIP 5060

enum { T_MEDIA };

/* Tunnels, whose ports tcpdump asks later, begin at 100. */
#define RANK_UDP 90
#define RANK_TCP 140

/* RFC 3261 and its successors, and those of drafts that tcpdump knows. */
static const char *const shown_methods[] = { "ACK", "BYE", "CANCEL", "DO",
	"INFO", "INVITE", "MESSAGE", "NOTIFY", "OPTIONS", "PRACK", "PUBLISH",
	"QAUTH", "REFER", "REGISTER", "SPRACK", "SUBSCRIBE", "UPDATE", NULL };

static const struct textproto textproto = { "SIP", shown_methods };

/* ------------------------------------------------------------- first lines */

static int
is_three_digits(const tp_tvb *t, struct text_span s)
{
	return s.n == 3 && text_has_code(t, s);
}

/* RFC 3261 7.1, 7.2, without any leeway. */
static void
first_line(const tp_tvb *t, struct sip_message *m)
{
	struct text_span rest = m->first, second;

	m->kind = SIP_OTHER;
	m->method = text_take_word(t, &rest);
	second = rest;
	m->uri = text_take_word(t, &rest);
	if (text_is(t, m->method, "SIP/2.0")) {
		/* there is a reason phrase, which may be empty */
		if (!is_three_digits(t, m->uri) || second.n == m->uri.n)
			return;
		m->kind = SIP_REPLY;
		m->code = text_number(t, m->uri);
	} else if (text_is(t, rest, "SIP/2.0") &&
	    memchr(text_start(t, m->uri), ':', m->uri.n) != NULL)
		m->kind = SIP_REQUEST;
}

static void
content_length(const tp_tvb *t, struct sip_message *m, struct text_span s)
{
	m->has_length = 1;
	m->length = 0;
	for (uint32_t i = s.off; i < s.off + s.n; i++)
		if (!isdigit(t->data[i]))
			return;
	m->length = sip_number(t, s);
}

static void
note(const tp_tvb *t, struct sip_message *m, const struct sip_header *h)
{
	struct text_span digits;

	switch (h->field) {
	case F_CONTENT_LENGTH:
		content_length(t, m, h->value);
		break;
	case F_CONTENT_TYPE:
		m->type = h->value;
		break;
	case F_CALL_ID:
		m->call_id = h->value;
		break;
	case F_CSEQ:
		if (sip_cseq(t, h->value, &digits, &m->cseq_method))
			m->cseq = sip_number(t, digits);
		break;
	}
}

/* The message at the cursor of a window that stays as it is. */
static void
scan(const tp_tvb *window, struct sip_message *m)
{
	tp_tvb t = *window;
	struct sip_header h;
	uint32_t eol;

	memset(m, 0, sizeof(*m));
	m->first = text_take_line(&t, &eol);
	m->headers = t.off;
	first_line(&t, m);
	if (m->kind == SIP_OTHER)
		return;
	while (sip_take_header(&t, &h))
		note(&t, m, &h);
	m->body = t.off;
	m->whole = t.off > h.line.off && t.data[t.off - 1] == '\n';
}

/* ----------------------------------------------------------------- fields */

/* me: NULL where nothing is known of what follows it. */
static void
add_first_line(const tp_self *me, tp_tvb *t, const struct sip_message *m)
{
	struct sip_address a = { .uri = m->uri };
	tp_item outer = t->group, i;

	a.display.off = m->uri.off;
	i = sip_add(t, m->kind == SIP_REPLY ? F_STATUS_LINE : F_REQUEST_LINE,
	    m->first);
	if (i != 0)
		t->group = i;
	if (m->kind == SIP_REQUEST) {
		(void)sip_add(t, F_METHOD, m->method);
		sip_add_address(t, F_R_URI_DISPLAY, &a);
	} else
		(void)tp_add(t, F_STATUS_CODE, m->uri.off, m->uri.n, m->code);
	if (me != NULL)
		sip_pair(me, t, m);
	tp_close(t, outer);
}

static tp_item
add_header(tp_tvb *t, const struct sip_header *h)
{
	struct text_span digits = h->value;
	uint32_t v;

	if (sip_fields[h->field].type == TP_FT_STRING)
		return sip_add_flagged(t, h->field, h->line, h->value, 0);
	v = sip_number(t, h->value);
	/* these are numbers alone, or none */
	if (h->field == F_CONTENT_LENGTH || h->field == F_RETRY_AFTER)
		for (; digits.n > 0; digits.n--)
			if (!isdigit(t->data[digits.off + digits.n - 1]))
				v = 0;
	return tp_add(t, h->field, h->line.off, h->line.n, v);
}

static int
is_authentication(tp_field f)
{
	return f == F_AUTHORIZATION || f == F_PROXY_AUTHORIZATION ||
	    f == F_WWW_AUTHENTICATE || f == F_PROXY_AUTHENTICATE ||
	    f == F_AUTHENTICATION_INFO;
}

/* From the cursor on, up to the body. */
static void
add_headers(tp_tvb *t, const struct sip_message *m)
{
	struct text_span all = { m->headers, t->caplen - m->headers };
	struct text_span where = { m->headers, m->body - m->headers };
	tp_item outer = t->group, group, i;
	struct sip_header h;

	/* Wireshark's value goes on to the end of what there is */
	group = sip_add_flagged(t, F_MSG_HDR, where, all, 0);
	if (group == 0)
		group = outer;
	t->group = group;
	t->off = m->headers;
	while (sip_take_header(t, &h)) {
		if (h.field == NFIELDS)
			continue;
		i = add_header(t, &h);
		if (i != 0)
			t->group = i;
		sip_header_parts(t, &h);
		tp_close(t, group);
		if (h.field == F_CALL_ID)
			(void)sip_add_flagged(t, F_CALL_ID_GENERATED, h.line,
			    h.value, TP_VALUE_GENERATED);
		else if (is_authentication(h.field))
			(void)sip_add_flagged(t, F_AUTH, h.line, h.line,
			    TP_VALUE_HIDDEN);
	}
	tp_close(t, outer);
}

static void
add_body(const tp_self *me, tp_tvb *t, const struct sip_message *m,
    uint32_t n)
{
	tp_item outer;
	tp_tvb data;

	t->off = m->body;
	outer = tp_open(t, F_MSG_BODY, m->body, n, 0);
	data = tp_sub(t, n);
	(void)text_call_media(t, m->type, me->tables[T_MEDIA], &data);
	tp_close(t, outer);
}

/* The octets of the body that are there. */
static uint32_t
body_length(const tp_tvb *t, const struct sip_message *m)
{
	uint32_t n = t->caplen - m->body;

	return m->has_length && m->length < n ? m->length : n;
}

/* A scanned message, which the cursor goes past. */
static void
add_message(const tp_self *me, tp_tvb *t, const struct sip_message *m)
{
	uint32_t n = body_length(t, m);

	add_first_line(me, t, m);
	add_headers(t, m);
	if (n > 0)
		add_body(me, t, m, n);
	t->off = m->body + n;
}

/* ----------------------------------------------------------------- over TCP */

/* By how much the message at the cursor is short: as desegment_len has it. */
static uint32_t
shortage(const tp_tvb *t, const struct sip_message *m)
{
	struct text_span line;
	tp_tvb s = *t;

	if (!text_take_whole_line(&s, &line) ||
	    (m->kind != SIP_OTHER && !m->whole))
		return TP_DESEGMENT_ONE_MORE_SEGMENT;
	if (m->kind == SIP_OTHER || !m->has_length ||
	    m->length <= t->caplen - m->body)
		return 0;
	return m->length > INT32_MAX ? TP_DESEGMENT_UNTIL_FIN :
	    m->length - (t->caplen - m->body);
}

static void
add_continuation(tp_tvb *t)
{
	struct text_span all = { t->off, tp_left(t) };

	text_add_octets(t, F_CONTINUATION, all);
	t->off = t->caplen;
}

/* Returns 0 if there is none. */
static int
add_messages(const tp_self *me, tp_tvb *t)
{
	int is = 0;

	/* RFC 5626 4.4.1: line ends keep a connection alive */
	while (tp_left(t) > 0 && t->data[t->off] != '\r' &&
	    t->data[t->off] != '\n') {
		struct sip_message m;

		scan(t, &m);
		if (tp_ask_more(t, t->off, shortage(t, &m)))
			break;
		if (m.kind == SIP_OTHER && is)
			break;
		is = 1;
		if (m.kind == SIP_OTHER) {
			add_continuation(t);
			break;
		}
		add_message(me, t, &m);
	}
	return is;
}

static tp_rc
stream(const tp_self *me, tp_tvb *t, const tp_tcp_arg *tcp)
{
	tp_tvb messages = text_captured(t);

	if (add_messages(me, &messages))
		return tp_done(t);
	/* as for Wireshark: no SIP, but nothing else either */
	if (t->pkt->desegment_len == 0 && tcp != NULL)
		*tcp->claimed = 1;
	return TP_REJECT;
}

/* ----------------------------------------------------------------- over UDP */

static tp_rc
datagram(const tp_self *me, tp_tvb *t)
{
	tp_tvb s = text_captured(t);
	struct sip_message m;

	scan(&s, &m);
	if (m.kind == SIP_OTHER)
		return TP_REJECT;
	if (t->caplen < t->len)
		add_first_line(NULL, &s, &m);
	else {
		add_message(me, &s, &m);
		t->pkt->host->set_len(t, 0, s.off);
	}
	textproto_text(t, &textproto);
	return tp_done(t);
}

static tp_rc
dissect(void *self, tp_tvb *t, const void *arg)
{
	if (t->pkt->net_proto != IP_PROTO_TCP)
		return datagram(self, t);
	/* tcpdump has none over TCP */
	return t->want & TP_WANT_FIELDS ? stream(self, t, arg) : tp_done(t);
}

#define STATE .flow_bytes = sizeof(struct sip_flow),			\
	.rare_bytes = sizeof(struct sip_calls),				\
	.tables = { [T_MEDIA] = "media_type" }

static const tp_protocol sip = {
	.name = "sip",
	.long_name = "Session Initiation Protocol",
	.fields = sip_fields,
	.nfields = NFIELDS,
	STATE,
	.keys = (const tp_key[]){ { .table = "sip.port" },
	    { .table = "tcp.port", .lo = PORT_SIP, .rank = RANK_TCP },
	    { NULL } },
	.dissect = dissect,
};
TP_REGISTER(sip);

/* --------------------------------------------------------------- which port */

/* Whatever port 5060 carries is SIP for tcpdump. */
static tp_rc
dissect_port(void *self, tp_tvb *t, const void *arg)
{
	const tp_self *me = self;
	tp_tvb fields = tp_mute(t);

	(void)arg;
	if (t->pkt->host->call_uint(me->tables[0], 0, &fields, NULL) ==
	    TP_REJECT)
		tp_data(me->tables[1], &fields);
	textproto_text(t, &textproto);
	return tp_done(t);
}

static const tp_protocol sip_port = {
	.name = "sip",
	.dissector = "sip.port",
	.flags = TP_DISSECTOR_NO_LAYER,
	.tables = { "sip.port", "data" },
	.keys = (const tp_key[]){ { .table = "udp.port", .lo = PORT_SIP,
	    .rank = RANK_UDP }, { NULL } },
	.dissect = dissect_port,
};
TP_REGISTER(sip_port);

/* On any port: if the first line says SIP/2.0, or an earlier segment did. */
static tp_rc
dissect_any(void *self, tp_tvb *t, const void *arg)
{
	const tp_self *me = self;
	struct sip_flow *f = t->pkt->host->flow(t, me->slot, NULL, NULL);
	tp_tvb captured = text_captured(t);
	struct sip_message m;

	if (t->pkt->net_proto != IP_PROTO_TCP)
		return datagram(me, t);
	scan(&captured, &m);
	if (m.kind == SIP_OTHER && (f == NULL || !f->seen))
		return TP_REJECT;
	if (f != NULL)
		f->seen = 1;
	return stream(me, t, arg);
}

/* A method's characters (RFC 3261 25.1), of which the first three do. */
static const tp_shape any_shape = {
	.least = sizeof("A a: SIP/2.0"),
	.mask = { 0xc0, 0x80, 0x80 },
	.value = { 0x40 },
};

static const tp_protocol sip_any = {
	.name = "sip",
	.dissector = "sip.any",
	STATE,
	.shape = &any_shape,
	.keys = (const tp_key[]){ { .table = "udp.any" },
	    { .table = "tcp.any" }, { NULL } },
	.dissect = dissect_any,
};
TP_REGISTER(sip_any);
