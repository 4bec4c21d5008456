/* SPDX-License-Identifier: BSD-3-Clause */
/* The bodies of messages: how long they are (RFC 9112 6), what is in them. */
#include "http.h"

#include <ctype.h>
#include <strings.h>

/* --------------------------------------------------------------- content */

static int
is_word(const tp_tvb *t, struct text_span s, const char *word)
{
	return strlen(word) == s.n &&
	    strncasecmp(text_start(t, s), word, s.n) == 0;
}

/* RFC 9110 8.4.1; NULL: unknown, or it is not what the message says. */
static const uint8_t *
unpack(const tp_tvb *t, struct text_span coding, const uint8_t *p, uint32_t *n)
{
	static const char *const by_deflate[] = { "gzip", "x-gzip", "deflate",
		"x-deflate" };

	for (uint32_t i = 0; i < TP_COUNT(by_deflate); i++)
		if (is_word(t, coding, by_deflate[i]))
			return t->pkt->host->inflate(t->pkt, p, *n, n);
	return NULL;
}

/* Else it is of no use to put it together and to unpack it. */
static int
is_wanted(const tp_tvb *t, const struct http_message *m)
{
	const tp_host *host = t->pkt->host;

	if (tp_wants(t, F_FILE_DATA))
		return 1;
	for (uint32_t i = T_MEDIA; i <= T_DATA; i++)
		if (host->leads(t, m->me->tables[i]))
			return 1;
	return 0;
}

static tp_tvb
window(const tp_tvb *t, struct text_span where, const uint8_t *p, uint32_t n)
{
	tp_tvb data = *t;

	data.data = p;
	data.off = 0;
	data.caplen = data.len = n;
	if (p == t->data + where.off)
		data.base += where.off;
	else
		t->pkt->host->source(&data, p, n, "De-chunked entity body");
	return data;
}

/* The same unpacked; 0: that cannot be done. */
static int
decode(const tp_tvb *t, const struct http_message *m, tp_tvb *data)
{
	uint32_t n = data->len;
	const uint8_t *p;

	if (m->packed)
		return 0;
	if (m->encoding.off == 0 || is_word(t, m->encoding, "identity"))
		return 1;
	p = unpack(t, m->encoding, data->data, &n);
	if (p != NULL)
		t->pkt->host->source(data, p, n, "Uncompressed entity body");
	return p != NULL;
}

/*
 * The n octets p, of those at where: a string, which ends at a 0; what the
 * message says that they are; and data of no kind if it says nothing.
 */
static void
add_content(tp_tvb *t, const struct http_message *m, struct text_span where,
    const uint8_t *p, uint32_t n)
{
	tp_tvb data = window(t, where, p, n);
	int is_decoded = decode(t, m, &data);

	if (is_decoded && tp_wants(t, F_FILE_DATA))
		(void)tp_add_ptr(t, F_FILE_DATA, where.off, where.n, data.data,
		    (uint32_t)strnlen((const char *)data.data, data.len));
	if (!is_decoded)
		tp_data(m->me->tables[T_DATA], &data);
	else if (data.len > 0 && text_call_media(t, m->type,
	    m->me->tables[T_MEDIA], &data) == TP_REJECT)
		tp_data(m->me->tables[m->typed ? T_OTHER_MEDIA : T_DATA],
		    &data);
}

void
http_content(tp_tvb *t, const struct http_message *m, struct text_span all)
{
	if (is_wanted(t, m))
		add_content(t, m, all, t->data + all.off, all.n);
}

/* ---------------------------------------------------------------- chunks */

/* The size that begins a chunk's line, as far as it is hexadecimal. */
static uint32_t
chunk_size(const tp_tvb *t, struct text_span line)
{
	uint32_t v = 0;

	for (uint32_t i = line.off; i < line.off + line.n && v >> 28 == 0;
	    i++) {
		int digit = text_hex_digit(t->data[i]);

		if (digit < 0)
			break;
		v = v << 4 | (uint32_t)digit;
	}
	return v;
}

static void
trailer(tp_tvb *t)
{
	uint32_t eol, start = t->off;
	struct text_span line;

	while (tp_left(t) > 0) {
		line = text_take_line(t, &eol);
		if (line.n == 0)
			break;
		line.off = start;
		line.n = t->off - start;
		(void)text_add(t, F_TRAILER, line);
		start = t->off;
	}
}

/* RFC 9112 7.1: nothing of a chunk that is not whole. */
static void
chunks(tp_tvb *t, const struct http_message *m)
{
	struct text_span whole = { m->start, 0 };
	uint8_t *all = m->packed || !is_wanted(t, m) ? NULL :
	    t->pkt->host->alloc(t->pkt, tp_left(t) + 1);
	uint32_t n = 0, size = 1, last = t->off, eol;

	while (tp_left(t) > 0 && size > 0) {
		struct text_span line = text_take_line(t, &eol);
		struct text_span data = { t->off, 0 };

		last = line.off;
		size = data.n = chunk_size(t, line);
		if (tp_left(t) < size) {
			t->off = t->caplen;
			return;
		}
		(void)tp_add(t, F_CHUNK_SIZE, line.off, line.n + eol, size);
		if (size == 0)
			break;
		text_add_octets(t, F_CHUNK_DATA, data);
		if (all != NULL)
			memcpy(all + n, t->data + data.off, size);
		n += size;
		t->off += size;
		line = text_take_line(t, &eol);
		line.n = eol;
		text_add_octets(t, F_CHUNK_BOUNDARY, line);
	}
	if (size == 0 && isxdigit(t->data[last]))
		trailer(t);
	else
		t->off = t->caplen;
	whole.n = n;
	if (all != NULL && n > 0)
		add_content(t, m, whole, all, n);
}

/* ---------------------------------------------------------------- length */

/* RFC 9112 6.3 */
int
http_is_bodyless(const struct http_message *m)
{
	return m->kind == HTTP_REPLY && (m->code / 100 == 1 || m->code == 204 ||
	    m->code == 304 || m->headless);
}

/* Are all chunks there, and the trailer? */
static int
has_chunks(const tp_tvb *t)
{
	tp_tvb s = *t;
	uint32_t eol = 1, size = 1;

	while (size > 0) {
		size = chunk_size(&s, text_take_line(&s, &eol));
		if (eol == 0 || tp_left(&s) < size)
			return 0;
		s.off += size;
		if (size > 0)
			(void)text_take_line(&s, &eol);
		if (eol == 0)
			return 0;
	}
	return http_has_headers(&s);
}

uint32_t
http_body_shortage(const tp_tvb *t, const struct http_message *m)
{
	if (m->last || m->kind == HTTP_OTHER || http_is_bodyless(m))
		return 0;
	if (m->chunked)
		return has_chunks(t) ? 0 : TP_DESEGMENT_ONE_MORE_SEGMENT;
	if (!m->has_length)
		return m->kind == HTTP_REPLY ? TP_DESEGMENT_UNTIL_FIN : 0;
	if (m->length <= tp_left(t))
		return 0;
	return m->length > INT32_MAX ? TP_DESEGMENT_UNTIL_FIN :
	    (uint32_t)m->length - tp_left(t);
}

void
http_body(tp_tvb *t, const struct http_message *m)
{
	struct text_span all = { t->off, 0 };
	uint32_t n = tp_left(t);

	if (m->chunked) {
		chunks(t, m);
		return;
	}
	if (m->has_length && m->length < n)
		n = (uint32_t)m->length;
	else if (!m->has_length && m->kind == HTTP_REQUEST)
		n = 0;
	if (http_is_bodyless(m))
		n = 0;
	all.n = n;
	if (n > 0)
		http_content(t, m, all);
	t->off += n;
}

