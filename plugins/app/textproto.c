/* SPDX-License-Identifier: BSD-3-Clause */
#include "textproto.h"

#include <strings.h>

/* tcpdump's words are no longer. */
#define MAX_WORD 128

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
