/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * First lines and headers.  Fields are of whole messages; a body without a
 * length ends with the connection.
 */
#include "http.h"

#include <ctype.h>
#include <stdio.h>
#include <strings.h>

/* Those that tcpdump knows: WebDAV's (RFC 3253, RFC 4918), GENA's. */
static const char *const shown_methods[] = { "GET", "PUT", "COPY", "HEAD",
	"LOCK", "MOVE", "POLL", "POST", "BCOPY", "BMOVE", "MKCOL", "TRACE",
	"LABEL", "MERGE", "DELETE", "SEARCH", "UNLOCK", "REPORT", "UPDATE",
	"NOTIFY", "BDELETE", "CONNECT", "OPTIONS", "CHECKIN", "PROPFIND",
	"CHECKOUT", "CCM_POST", "SUBSCRIBE", "PROPPATCH", "BPROPFIND",
	"BPROPPATCH", "UNCHECKOUT", "MKACTIVITY", "MKWORKSPACE",
	"UNSUBSCRIBE", "RPC_CONNECT", "VERSION-CONTROL", "BASELINE-CONTROL",
	NULL };

/* And those that make a request for the fields besides. */
static const char *const more_methods[] = { "PATCH", "M-SEARCH",
	"RPC_IN_DATA", "RPC_OUT_DATA", NULL };

static const struct textproto textproto = { "HTTP", shown_methods };

/* RFC 9110 15, and Wireshark's words for the rest of each class. */
static const tp_value_string codes[] = {
	{ 100, "Continue" }, { 101, "Switching Protocols" },
	{ 102, "Processing" }, { 103, "Early Hints" },
	{ 199, "Informational - Others" }, { 200, "OK" }, { 201, "Created" },
	{ 202, "Accepted" }, { 203, "Non-authoritative Information" },
	{ 204, "No Content" }, { 205, "Reset Content" },
	{ 206, "Partial Content" }, { 207, "Multi-Status" },
	{ 208, "Already Reported" }, { 226, "IM Used" },
	{ 299, "Success - Others" }, { 300, "Multiple Choices" },
	{ 301, "Moved Permanently" }, { 302, "Found" }, { 303, "See Other" },
	{ 304, "Not Modified" }, { 305, "Use Proxy" },
	{ 307, "Temporary Redirect" }, { 308, "Permanent Redirect" },
	{ 399, "Redirection - Others" }, { 400, "Bad Request" },
	{ 401, "Unauthorized" }, { 402, "Payment Required" },
	{ 403, "Forbidden" }, { 404, "Not Found" },
	{ 405, "Method Not Allowed" }, { 406, "Not Acceptable" },
	{ 407, "Proxy Authentication Required" },
	{ 408, "Request Time-out" }, { 409, "Conflict" }, { 410, "Gone" },
	{ 411, "Length Required" }, { 412, "Precondition Failed" },
	{ 413, "Request Entity Too Large" }, { 414, "Request-URI Too Long" },
	{ 415, "Unsupported Media Type" },
	{ 416, "Requested Range Not Satisfiable" },
	{ 417, "Expectation Failed" }, { 418, "I'm a teapot" },
	{ 421, "Misdirected Request" }, { 422, "Unprocessable Entity" },
	{ 423, "Locked" }, { 424, "Failed Dependency" }, { 425, "Too Early" },
	{ 426, "Upgrade Required" }, { 428, "Precondition Required" },
	{ 429, "Too Many Requests" },
	{ 431, "Request Header Fields Too Large" },
	{ 451, "Unavailable For Legal Reasons" },
	{ 499, "Client Error - Others" }, { 500, "Internal Server Error" },
	{ 501, "Not Implemented" }, { 502, "Bad Gateway" },
	{ 503, "Service Unavailable" }, { 504, "Gateway Time-out" },
	{ 505, "HTTP Version not supported" },
	{ 506, "Variant Also Negotiates" }, { 507, "Insufficient Storage" },
	{ 508, "Loop Detected" }, { 510, "Not Extended" },
	{ 511, "Network Authentication Required" },
	{ 599, "Server Error - Others" }, { 0, NULL }
};

static const struct header {
	const char *name;
	tp_field field;
} headers[] = {
	{ "Authorization", F_AUTHORIZATION },
	{ "Proxy-Authorization", F_PROXY_AUTHORIZATION },
	{ "Proxy-Authenticate", F_PROXY_AUTHENTICATE },
	{ "WWW-Authenticate", F_WWW_AUTHENTICATE },
	{ "Content-Type", F_CONTENT_TYPE },
	{ "Content-Length", F_CONTENT_LENGTH_HEADER },
	{ "Content-Encoding", F_CONTENT_ENCODING },
	{ "Transfer-Encoding", F_TRANSFER_ENCODING },
	{ "Upgrade", F_UPGRADE }, { "User-Agent", F_USER_AGENT },
	{ "Host", F_HOST }, { "Connection", F_CONNECTION },
	{ "Cookie", F_COOKIE }, { "Accept", F_ACCEPT },
	{ "Referer", F_REFERER }, { "Accept-Language", F_ACCEPT_LANGUAGE },
	{ "Accept-Encoding", F_ACCEPT_ENCODING }, { "Date", F_DATE },
	{ "Cache-Control", F_CACHE_CONTROL }, { "Server", F_SERVER },
	{ "Location", F_LOCATION },
	{ "Sec-WebSocket-Accept", F_WS_ACCEPT },
	{ "Sec-WebSocket-Extensions", F_WS_EXTENSIONS },
	{ "Sec-WebSocket-Key", F_WS_KEY },
	{ "Sec-WebSocket-Protocol", F_WS_PROTOCOL },
	{ "Sec-WebSocket-Version", F_WS_VERSION },
	{ "Set-Cookie", F_SET_COOKIE }, { "Last-Modified", F_LAST_MODIFIED },
	{ "X-Forwarded-For", F_X_FORWARDED_FOR },
	{ "HTTP2-Settings", F_HTTP2_SETTINGS }, { NULL, 0 }
};

/* ----------------------------------------------------------- first lines */

static enum http_kind
kind_of(const tp_tvb *t, struct text_span line)
{
	struct text_span word = text_take_word(t, &line);

	for (const char *const *m = shown_methods; *m != NULL; m++)
		if (text_is(t, word, *m))
			return HTTP_REQUEST;
	for (const char *const *m = more_methods; *m != NULL; m++)
		if (text_is(t, word, *m))
			return HTTP_REQUEST;
	if ((word.n >= 5 && memcmp(text_start(t, word), "HTTP/", 5) == 0) ||
	    (word.n >= 3 && memcmp(text_start(t, word), "ICY", 3) == 0))
		return HTTP_REPLY;
	return HTTP_OTHER;
}

/* Does a name and a colon begin the line? */
static int
is_header(const tp_tvb *t, struct text_span line)
{
	const uint8_t *p = t->data + line.off;

	for (uint32_t i = 0; i < line.n; i++) {
		if (p[i] == ':')
			return 1;
		if (p[i] <= ' ' || strchr("()<>@,;\\\"/[]?={}", p[i]) != NULL)
			return 0;
	}
	return 0;
}

static void
add_query(tp_tvb *t, struct text_span uri)
{
	const char *p = text_start(t, uri), *mark = memchr(p, '?', uri.n);
	struct text_span path = uri, query = uri;
	tp_item outer = t->group, i;

	if (mark == NULL || mark + 1 == p + uri.n)
		return;
	path.n = (uint32_t)(mark - p);
	query.off += path.n + 1;
	query.n -= path.n + 1;
	(void)text_add(t, F_URI_PATH, path);
	i = text_add(t, F_URI_QUERY, query);
	if (i != 0)
		t->group = i;
	while (query.n > 0) {
		struct text_span part = text_take_part(t, &query, '&', NULL);

		if (part.n > 0)
			(void)text_add(t, F_URI_PARAMETER, part);
	}
	tp_close(t, outer);
}

/* RFC 9112 3 */
static void
request_line(tp_tvb *t, struct http_message *m, struct text_span line)
{
	tp_item outer = t->group, i;

	m->method = text_take_word(t, &line);
	m->notifies = text_is(t, m->method, "NOTIFY") ||
	    text_is(t, m->method, "SUBSCRIBE") ||
	    text_is(t, m->method, "UNSUBSCRIBE");
	m->uri = text_take_word(t, &line);
	text_skip_blanks(t, &line);
	(void)text_add(t, F_METHOD, m->method);
	i = text_add(t, F_URI, m->uri);
	if (i != 0)
		t->group = i;
	add_query(t, m->uri);
	tp_close(t, outer);
	(void)text_add(t, F_REQUEST_VERSION, line);
}

#define UNKNOWN_CODE sizeof("Unknown (4294967295)")

static void
add_code(tp_tvb *t, struct http_message *m, struct text_span digits)
{
	const char *name;
	char *unknown;

	m->code = text_number(t, digits);
	(void)tp_add(t, F_CODE, digits.off, digits.n, m->code);
	name = tp_string(codes, m->code);
	if (name == NULL && tp_wants(t, F_CODE_DESC)) {
		unknown = t->pkt->host->alloc(t->pkt, UNKNOWN_CODE);
		if (unknown != NULL)
			(void)snprintf(unknown, UNKNOWN_CODE, "Unknown (%u)",
			    m->code);
		name = unknown;
	}
	if (name != NULL)
		(void)tp_add_ptr(t, F_CODE_DESC, digits.off, digits.n, name,
		    (uint32_t)strlen(name));
}

/* RFC 9112 4 */
static void
status_line(tp_tvb *t, struct http_message *m, struct text_span line)
{
	struct text_span digits;

	(void)text_add(t, F_RESPONSE_VERSION, text_take_word(t, &line));
	text_skip_blanks(t, &line);
	digits = text_take_word(t, &line);
	if (digits.n < 3)
		return;
	digits.n = 3;
	add_code(t, m, digits);
	text_skip_blanks(t, &line);
	if (line.n > 0)
		(void)text_add(t, F_PHRASE, line);
}

/* --------------------------------------------------------------- headers */

static int
base64_value(uint8_t c)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	    "abcdefghijklmnopqrstuvwxyz0123456789+/";
	const char *p = c != '\0' ? strchr(digits, c) : NULL;

	return p != NULL ? (int)(p - digits) : -1;
}

/* RFC 7617 2: user and password in Base64 (RFC 4648 4). */
static void
add_credentials(tp_tvb *t, struct text_span value)
{
	const uint8_t *p = t->data + value.off;
	uint32_t word = 0, bits = 0, n = 0;
	uint8_t *s;

	if (!tp_wants(t, F_AUTHBASIC) || value.n < 6 ||
	    memcmp(p, "Basic ", 6) != 0)
		return;
	s = t->pkt->host->alloc(t->pkt, value.n);
	if (s == NULL)
		return;
	for (uint32_t i = 6; i < value.n && base64_value(p[i]) >= 0; i++) {
		word = word << 6 | (uint32_t)base64_value(p[i]);
		bits += 6;
		if (bits < 8)
			continue;
		bits -= 8;
		s[n++] = (uint8_t)(word >> bits);
	}
	(void)tp_add_ptr(t, F_AUTHBASIC, value.off + value.n, 0, s, n);
}

/* RFC 6265 4.2.1 */
static void
add_cookies(tp_tvb *t, struct text_span value)
{
	while (value.n > 0) {
		text_skip_blanks(t, &value);
		(void)text_add(t, F_COOKIE_PAIR,
		    text_take_part(t, &value, ';', NULL));
	}
}

static void
content_length(tp_tvb *t, struct http_message *m, struct text_span line,
    struct text_span value)
{
	uint64_t v = 0;
	uint32_t i;

	for (i = 0; i < value.n && v <= UINT64_MAX / 16; i++) {
		uint8_t c = t->data[value.off + i];

		if (c < '0' || c > '9')
			break;
		v = v * 10 + (uint64_t)(c - '0');
	}
	if (i == 0)
		return;
	m->has_length = 1;
	m->length = v;
	(void)tp_add(t, F_CONTENT_LENGTH, line.off, line.n, v);
}

static int
contains(const tp_tvb *t, struct text_span s, const char *word)
{
	size_t n = strlen(word);

	for (uint32_t i = 0; i + n <= s.n; i++)
		if (strncasecmp(text_start(t, s) + i, word, n) == 0)
			return 1;
	return 0;
}

/* What a header means beyond its text; line has its end of line. */
static void
interpret(tp_tvb *t, struct http_message *m, tp_field f, struct text_span line,
    struct text_span value)
{
	switch (f) {
	case F_AUTHORIZATION:
	case F_PROXY_AUTHORIZATION:
		add_credentials(t, value);
		break;
	case F_COOKIE:
		add_cookies(t, value);
		break;
	case F_CONTENT_LENGTH_HEADER:
		content_length(t, m, line, value);
		break;
	case F_CONTENT_ENCODING:
		m->encoding = value;
		break;
	case F_TRANSFER_ENCODING:
		m->chunked = contains(t, value, "chunked");
		m->packed |= contains(t, value, "gzip") ||
		    contains(t, value, "deflate") ||
		    contains(t, value, "compress");
		break;
	case F_CONTENT_TYPE:
		m->typed = !contains(t, value, "application/octet-stream");
		m->type = value;
		break;
	case F_HOST:
		m->host = value;
		break;
	}
}

static const struct header *
header_of(const tp_tvb *t, struct text_span name)
{
	const struct header *h;

	for (h = headers; h->name != NULL; h++)
		if (strlen(h->name) == name.n &&
		    strncasecmp(h->name, text_start(t, name), name.n) == 0)
			return h;
	return NULL;
}

/* RFC 9112 5 */
static void
header_line(tp_tvb *t, struct http_message *m, struct text_span line, uint32_t eol)
{
	const char *p = text_start(t, line), *colon = memchr(p, ':', line.n);
	struct text_span name = { line.off, (uint32_t)(colon - p) };
	struct text_span value = { line.off + name.n + 1, line.n - name.n - 1 };
	const struct header *h = header_of(t, name);
	tp_item outer = t->group, i = 0;

	line.n += eol;
	text_skip_blanks(t, &value);
	if (h != NULL) {
		i = text_add_at(t, h->field, line, value);
		if (i != 0)
			t->group = i;
		interpret(t, m, h->field, line, value);
		tp_close(t, outer);
	}
	if (m->notifies)
		return;
	if (m->kind != HTTP_OTHER)
		(void)text_add(t, m->kind == HTTP_REQUEST ? F_REQUEST_LINE :
		    F_RESPONSE_LINE, line);
	else if (h == NULL)
		(void)text_add(t, F_UNKNOWN_HEADER, line);
}

/* -------------------------------------------------------------- messages */

int
http_has_headers(const tp_tvb *t)
{
	tp_tvb s = *t;
	struct text_span line;

	while (text_take_whole_line(&s, &line))
		if (line.n == 0)
			return 1;
	return 0;
}

/* With the host before a path; NULL: there is no host.  *n: its octets. */
static const uint8_t *
full_uri(tp_tvb *t, const struct http_message *m, uint32_t *n)
{
	static const char scheme[] = "http://";
	struct text_span h = m->host;
	uint32_t host_len, uri_len, before = 0;
	const uint8_t *host, *uri;
	uint8_t *s;

	*n = 0;
	if (h.n == 0)
		return NULL;
	while (h.n > 0 && t->data[h.off + h.n - 1] == ' ')
		h.n--;
	host = text_characters(t, h, &host_len);
	uri = text_characters(t, m->uri, &uri_len);
	s = t->pkt->host->alloc(t->pkt, uri_len + host_len + 8);
	if (s == NULL || host == NULL || uri == NULL)
		return NULL;
	if (!text_is(t, m->method, "CONNECT") &&
	    (uri_len < 7 || memcmp(uri, scheme, 7) != 0)) {
		memcpy(s, scheme, 7);
		memcpy(s + 7, host, host_len);
		before = 7 + host_len;
	}
	memcpy(s + before, uri, uri_len);
	*n = before + uri_len;
	return s;
}

/* What follows from all of the headers. */
static void
add_kind(tp_tvb *t, const struct http_message *m)
{
	const uint8_t *uri = NULL;
	uint32_t n = 0;

	if (m->kind == HTTP_REQUEST) {
		if (tp_wants(t, F_FULL_URI) || http_wants_pairs(t))
			uri = full_uri(t, m, &n);
		if (uri != NULL)
			(void)tp_add_ptr(t, F_FULL_URI, m->start, 0, uri, n);
		(void)tp_add_generated(t, m->notifies ? F_NOTIFICATION :
		    F_REQUEST, m->start, 0, 1);
	} else if (m->kind == HTTP_REPLY)
		(void)tp_add_generated(t, F_RESPONSE, m->start, 0, 1);
	if (m->kind != HTTP_OTHER && http_wants_pairs(t))
		http_pair(t, m, uri, n);
}

/* All headers; 0: the last line of the segment is the beginning of one. */
static int
header_lines(tp_tvb *t, struct http_message *m)
{
	while (tp_left(t) > 0) {
		uint32_t start = t->off, eol;
		struct text_span line = text_take_line(t, &eol);

		if (line.n == 0)
			break;
		if (t->data[start] != ' ' &&
		    memchr(text_start(t, line), ':', line.n) != NULL) {
			header_line(t, m, line, eol);
			continue;
		}
		if (eol == 0)
			return 0;
		t->off = start;
		break;
	}
	return 1;
}

/* What is known of a connection: a number is that of the packet. */
struct flow {
	uint64_t tunnel;		/* that agreed to CONNECT */
	uint8_t seen, asked;		/* a message, a request was */
	uint8_t connect;		/* the last request was CONNECT */
	uint8_t head;			/* the last request was HEAD */
};

static void
note_method(const tp_tvb *t, const struct http_message *m, struct flow *f)
{
	f->seen |= m->kind != HTTP_OTHER;
	f->asked |= m->kind == HTTP_REQUEST;
	if (m->kind == HTTP_REQUEST) {
		f->head = (uint8_t)text_is(t, m->method, "HEAD");
		/* RFC 9110 9.3.6 */
		f->connect = (uint8_t)text_is(t, m->method, "CONNECT");
	} else if (m->kind == HTTP_REPLY && f->connect && m->code / 100 == 2 &&
	    f->tunnel == 0)
		f->tunnel = t->pkt->number;
}

/* Returns 0: neither a message, nor headers alone. */
static int
read_head(tp_tvb *t, struct http_message *m)
{
	uint32_t eol;
	struct text_span line = text_take_line(t, &eol);

	m->kind = kind_of(t, line);
	if (m->kind == HTTP_OTHER && !is_header(t, line))
		return 0;
	if (m->kind == HTTP_REQUEST)
		request_line(t, m, line);
	else if (m->kind == HTTP_REPLY)
		status_line(t, m, line);
	else
		t->off = m->start;
	return header_lines(t, m) ? 1 : -1;
}

/* The same of the message at the cursor, without its fields. */
static uint32_t
quiet_shortage(const tp_tvb *t, const struct http_message *like)
{
	static const uint8_t nothing[NFIELDS];
	struct http_message m = *like;
	tp_tvb s = *t;

	s.wanted = nothing;
	return read_head(&s, &m) > 0 ? http_body_shortage(&s, &m) : 0;
}

static uint32_t
head_shortage(const tp_tvb *t)
{
	struct text_span line;
	tp_tvb s = *t;

	if (text_take_whole_line(&s, &line) &&
	    (kind_of(&s, line) == HTTP_OTHER || http_has_headers(&s)))
		return 0;
	return TP_DESEGMENT_ONE_MORE_SEGMENT;
}

/*
 * A message; without a first line the rest of one, if *continues.  Returns 0
 * if it is neither, or more of it is asked for: the fields of the first one
 * go then with its rejection, but what comes before another one stays.
 */
static int
message(tp_tvb *t, struct http_message *m, struct flow *f, int first,
    int *continues)
{
	struct text_span all = { m->start, tp_left(t) };
	int is;

	if (t->pkt->can_desegment && (tp_ask_more(t, m->start, head_shortage(t)) ||
	    (!first && tp_ask_more(t, m->start, quiet_shortage(t, m)))))
		return 0;
	is = read_head(t, m);
	if (is == 0) {
		if (*continues)
			http_content(t, m, all);
		t->off = t->caplen;
		return *continues;
	}
	if (is < 0)
		return 1;
	if (first && tp_ask_more(t, m->start, http_body_shortage(t, m)))
		return 0;
	add_kind(t, m);
	if (f != NULL)
		note_method(t, m, f);
	http_body(t, m);
	*continues = m->kind != HTTP_OTHER && !http_is_bodyless(m);
	return 1;
}

/* Returns 0 if there is none. */
static int
add_messages(const tp_self *me, tp_tvb *t, struct flow *f, int last)
{
	tp_pkt *pkt = t->pkt;
	/* Wireshark has what follows a request for its continuation */
	int is = 0, continues = f != NULL && f->asked;
	tp_tvb before = *t;
	uint32_t eol;

	if (f != NULL && f->tunnel != 0 && f->tunnel < pkt->number) {
		/* it has all of this window */
		http_proxied(me, t);
		pkt->can_desegment++;
		(void)pkt->host->call_uint(me->tables[T_TUNNEL], 0, t, NULL);
		pkt->can_desegment--;
		return 1;
	}
	/* RFC 9112 2.2 */
	if (text_take_line(&before, &eol).n == 0 && eol == 2)
		t->off = before.off;
	while (tp_left(t) > 0) {
		struct http_message m = { .me = me, .start = t->off, .last = last,
		    .headless = f != NULL && (f->head || f->connect) };

		if (!message(t, &m, f, !is, &continues))
			break;
		is = 1;
	}
	return is;
}

/* For its fields: a window on a stream. */
static tp_rc
stream(const tp_self *me, tp_tvb *t, const tp_tcp_arg *tcp)
{
	tp_tvb messages = text_captured(t);
	tp_pkt *pkt = t->pkt;
	int is = add_messages(me, &messages, pkt->host->flow(t, me->slot,
	    NULL, NULL), tcp != NULL && tcp->flags & TP_TCP_FIN);

	if (is)
		return tp_done(t);
	if (pkt->desegment_len != 0)
		return TP_REJECT;
	/* as for Wireshark: no HTTP, but nothing else either */
	if (tcp != NULL)
		*tcp->claimed = 1;
	return TP_REJECT;
}

/* -------------------------------------------------------------- segments */

static int
is_shown(uint32_t port)
{
	return port == 80 || port == 8080;
}

static tp_rc
dissect(void *self, tp_tvb *t, const void *arg)
{
	const tp_pkt *pkt = t->pkt;

	if (t->want & TP_WANT_FIELDS)
		return stream(self, t, arg);
	if (!is_shown(pkt->src_port) && !is_shown(pkt->dst_port))
		return tp_done(t);
	tp_puts(t, ": ");
	textproto_text(t, &textproto);
	return tp_done(t);
}

/* On any port: if the first line says HTTP/1, or an earlier segment did. */
static int
is_http1(const tp_tvb *t)
{
	tp_tvb s = *t;
	uint32_t eol;
	struct text_span line = text_take_line(&s, &eol);
	const char *p = text_start(&s, line);

	if (eol == 0 || line.n < 10)
		return 0;
	return kind_of(&s, line) == HTTP_REQUEST ?
	    strncasecmp(p + line.n - 8, "HTTP/1.", 7) == 0 :
	    memcmp(p, "HTTP/1.", 7) == 0;
}

static tp_rc
dissect_any(void *self, tp_tvb *t, const void *arg)
{
	const tp_self *me = self;
	struct flow *f = t->pkt->host->flow(t, me->slot, NULL, NULL);
	tp_tvb messages = text_captured(t);

	if ((f == NULL || !f->seen) && !is_http1(&messages))
		return TP_REJECT;
	return stream(me, t, arg);
}

/* Wireshark has more ports than tcpdump shows as HTTP. */
#define RANK 110

static const tp_protocol http = {
	.name = "http",
	.long_name = "Hypertext Transfer Protocol",
	.fields = http_fields,
	.nfields = NFIELDS,
	.flow_bytes = sizeof(struct flow),
	.rare_bytes = sizeof(struct http_pair),
	.tables = { [T_TUNNEL] = "http.tunnel", [T_MEDIA] = "media_type",
	    [T_OTHER_MEDIA] = "media", [T_DATA] = "data" },
	.firsts = 1u << T_TUNNEL,
	.keys = (const tp_key[]){
	    { .table = "tcp.port", .lo = 80, .rank = RANK },
	    { .table = "tcp.port", .lo = 8080, .rank = RANK },
	    { .table = "tcp.port", .lo = 8088, .rank = RANK },
	    { .table = "tcp.port", .lo = 3128, .rank = RANK },
	    { .table = "tcp.port", .lo = 3132, .rank = RANK },
	    { .table = "tcp.port", .lo = 5985, .rank = RANK },
	    { .table = "tcp.port", .lo = 11371, .rank = RANK },
	    { .table = "tcp.port", .lo = 1900, .rank = RANK },
	    { .table = "tcp.port", .lo = 2869, .rank = RANK },
	    { .table = "tcp.port", .lo = 2710, .rank = RANK }, { NULL } },
	.dissect = dissect,
};
TP_REGISTER(http);

static const tp_protocol http_any = {
	.name = "http",
	.dissector = "http.any",
	.fields_of = "http",
	.flow_bytes = sizeof(struct flow),
	.rare_bytes = sizeof(struct http_pair),
	.tables = { [T_TUNNEL] = "http.tunnel", [T_MEDIA] = "media_type",
	    [T_OTHER_MEDIA] = "media", [T_DATA] = "data" },
	.firsts = 1u << T_TUNNEL,
	.keys = (const tp_key[]){ { .table = "tcp.any" }, { NULL } },
	.dissect = dissect_any,
};
TP_REGISTER(http_any);
