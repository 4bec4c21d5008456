/* SPDX-License-Identifier: BSD-3-Clause */
#include "textproto.h"

#include <ctype.h>
#include <strings.h>

/* tcpdump's words are no longer. */
#define MAX_WORD 128

/* ----------------------------------------------------------------- text */

static int
is_space(uint8_t c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static int
is_printable(uint8_t c)
{
	return c >= 0x20 && c < 0x7f;
}

/*
 * The word at offset off: its length, 0 if there is none, or not all of it.
 * Without octets behind it, it is a word if the payload ends there.
 */
static uint32_t
word_at(const tp_tvb *t, uint32_t off)
{
	uint32_t i = off, end = t->len < t->caplen ? t->len : t->caplen;

	while (i < end && is_printable(t->data[i]) && t->data[i] != ' ')
		i++;
	if (i - off > MAX_WORD || (i < end && !is_space(t->data[i])) ||
	    (i == end && i < t->len))
		return 0;
	return i - off;
}

static int
is_code(const tp_tvb *t, uint32_t off)
{
	if (word_at(t, off) != 3)
		return 0;
	for (uint32_t i = off; i < off + 3; i++)
		if (t->data[i] < '0' || t->data[i] > '9')
			return 0;
	return 1;
}

static int
is_message(const tp_tvb *t, const struct textproto *p)
{
	const char *s = (const char *)t->data + t->off;
	uint32_t n = word_at(t, t->off), next = t->off + n;

	if (n == 0)
		return 0;
	for (const char *const *r = p->requests; *r != NULL; r++)
		if (strlen(*r) == n && strncasecmp(*r, s, n) == 0)
			return 1;
	while (tp_has(t, next, 1) && next < t->len && t->data[next] == ' ')
		next++;
	return is_code(t, next);
}

/* One line behind the prefix, if it is one: 0 else, or if it is cut. */
static int
text_line(tp_tvb *t, const char *prefix)
{
	uint32_t start = t->off, end = start, next;

	while (end < t->len && tp_has(t, end, 1) &&
	    (is_printable(t->data[end]) || t->data[end] == '\t'))
		end++;
	next = end;
	if (next < t->len && tp_peek_u8(t, next) == '\r') {
		next++;
		if (next == t->len || tp_peek_u8(t, next) != '\n')
			return 0;
	}
	if (next < t->len && tp_peek_u8(t, next++) != '\n')
		return 0;
	if (t->err)
		return 0;
	tp_puts(t, prefix);
	t->pkt->host->puts(t, (const char *)t->data + start, end - start);
	t->off = next;
	return 1;
}

void
textproto_text(tp_tvb *t, const struct textproto *p)
{
	tp_puts(t, p->name);
	if (!tp_texting(t) || (p->requests != NULL && !is_message(t, p)))
		return;
	if (t->pkt->verbose == 0) {
		(void)text_line(t, ": ");
		return;
	}
	tp_text(t, ", length: %u", tp_unread(t));
	while (tp_more(t) && text_line(t, "\n\t"))
		;
}

/* --------------------------------------------------------------- fields */

tp_tvb
text_captured(const tp_tvb *t)
{
	tp_tvb s = tp_mute(t);

	if (s.caplen > s.len)
		s.caplen = s.len;
	return s;
}

struct text_span
text_take_line(tp_tvb *t, uint32_t *eol)
{
	struct text_span s = { t->off, 0 };
	const uint8_t *p = t->data;
	uint32_t i = t->off;

	while (i < t->caplen && p[i] != '\r' && p[i] != '\n')
		i++;
	s.n = i - s.off;
	if (i < t->caplen && p[i++] == '\r' && i < t->caplen && p[i] == '\n')
		i++;
	*eol = i - s.off - s.n;
	t->off = i;
	return s;
}

int
text_take_whole_line(tp_tvb *t, struct text_span *line)
{
	uint32_t eol;

	*line = text_take_line(t, &eol);
	return eol > 1 || (eol == 1 && (t->data[t->off - 1] == '\n' ||
	    tp_left(t) != 0));
}

int
text_asks_for_line(tp_tvb *t)
{
	struct text_span line;
	tp_tvb s = *t;

	if (!t->pkt->can_desegment || tp_left(t) == 0 ||
	    text_take_whole_line(&s, &line))
		return 0;
	return tp_ask_more(t, t->off, TP_DESEGMENT_ONE_MORE_SEGMENT);
}

struct text_span
text_take_part(const tp_tvb *t, struct text_span *s, char separator,
    int *found)
{
	const char *p = text_start(t, *s), *end = memchr(p, separator, s->n);
	struct text_span part = *s;
	uint32_t n;

	if (end != NULL)
		part.n = (uint32_t)(end - p);
	n = part.n + (end != NULL);
	s->off += n;
	s->n -= n;
	if (found != NULL)
		*found = end != NULL;
	return part;
}

struct text_span
text_take_word(const tp_tvb *t, struct text_span *s)
{
	return text_take_part(t, s, ' ', NULL);
}

void
text_skip_blanks(const tp_tvb *t, struct text_span *s)
{
	while (s->n > 0 && (t->data[s->off] == ' ' ||
	    t->data[s->off] == '\t')) {
		s->off++;
		s->n--;
	}
}

uint32_t
text_number(const tp_tvb *t, struct text_span s)
{
	uint32_t v = 0;

	for (uint32_t i = s.off; i < s.off + s.n; i++) {
		if (t->data[i] < '0' || t->data[i] > '9')
			break;
		if (v > (UINT32_MAX - 9) / 10)
			return 0;
		v = v * 10 + (uint32_t)(t->data[i] - '0');
	}
	return v;
}

int
text_has_code(const tp_tvb *t, struct text_span s)
{
	for (uint32_t i = 0; i < 3; i++)
		if (i == s.n || t->data[s.off + i] < '0' ||
		    t->data[s.off + i] > '9')
			return 0;
	return 1;
}

const uint8_t *
text_characters(tp_tvb *t, struct text_span s, uint32_t *n)
{
	const uint8_t *p = t->data + s.off;
	uint32_t i = 0, to = 0;
	uint8_t *copy;

	while (i < s.n && p[i] != 0 && p[i] < 0x80)
		i++;
	*n = i;
	if (i == s.n || p[i] == 0)
		return p;
	copy = t->pkt->host->alloc(t->pkt, s.n * 3);
	for (i = 0; copy != NULL && i < s.n && p[i] != 0; i++) {
		if (p[i] < 0x80)
			copy[to++] = p[i];
		else {
			memcpy(copy + to, "\xef\xbf\xbd", 3);
			to += 3;
		}
	}
	*n = to;
	return copy;
}

tp_item
text_add_at(tp_tvb *t, tp_field f, struct text_span where,
    struct text_span value)
{
	const uint8_t *p;
	uint32_t n;

	if (!tp_wants(t, f))
		return 0;
	p = text_characters(t, value, &n);
	return tp_add_ptr(t, f, where.off, where.n, p, n);
}

tp_item
text_add(tp_tvb *t, tp_field f, struct text_span s)
{
	return text_add_at(t, f, s, s);
}

void
text_add_octets(tp_tvb *t, tp_field f, struct text_span s)
{
	(void)tp_add_ptr(t, f, s.off, s.n, t->data + s.off, s.n);
}

int
text_hex_digit(uint8_t c)
{
	uint8_t low = c | 0x20;

	return c >= '0' && c <= '9' ? c - '0' :
	    low >= 'a' && low <= 'f' ? low - 'a' + 10 : -1;
}

#define MAX_TYPE 128u

/* The table has them in small letters, without parameters (RFC 9110 8.3.1). */
tp_rc
text_call_media(const tp_tvb *t, struct text_span type, tp_table *media,
    tp_tvb *data)
{
	const char *p = text_start(t, type);
	char key[MAX_TYPE];
	uint32_t n = 0;

	while (n < type.n && n < MAX_TYPE && strchr("; \t\r\n\f", p[n]) == NULL) {
		key[n] = (char)tolower((uint8_t)p[n]);
		n++;
	}
	if (n == 0 || n == MAX_TYPE)
		return TP_REJECT;
	key[n] = '\0';
	return data->pkt->host->call_str(media, key, data, NULL);
}
