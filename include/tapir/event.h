/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What is said of an event: JSON, and parts of file names.  Inline helpers that
 * are compiled into plugins and into the program, which so say the same; they
 * are not part of the binary promise.
 */
#ifndef TAPIR_EVENT_H
#define TAPIR_EVENT_H

#include <tapir/plugin.h>

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* ------------------------------------------------------------------ text */

/* A growing text, zeroed at first; when memory runs out the program ends. */
typedef struct tp_text {
	char *s;		/* NUL terminated once something was put */
	size_t n, cap;
} tp_text;

static inline void
tp_text_put(tp_text *t, const char *s, size_t n)
{
	if (t->cap - t->n <= n) {
		t->cap = (t->cap + n) * 2 + 64;
		t->s = (char *)realloc(t->s, t->cap);
		if (t->s == NULL)
			abort();
	}
	memcpy(t->s + t->n, s, n);
	t->n += n;
	t->s[t->n] = '\0';
}

static inline void
tp_text_puts(tp_text *t, const char *s)
{
	tp_text_put(t, s, strlen(s));
}

/* At most 511 octets. */
TP_PRINTF(2, 3) static inline void
tp_text_printf(tp_text *t, const char *fmt, ...)
{
	char s[512];
	va_list ap;

	va_start(ap, fmt);
	(void)vsnprintf(s, sizeof(s), fmt, ap);
	va_end(ap);
	tp_text_puts(t, s);
}

static inline void
tp_text_free(tp_text *t)
{
	free(t->s);
	memset(t, 0, sizeof(*t));
}

/* ------------------------------------------------------------------ JSON */

/* Length of the UTF-8 sequence at s (RFC 3629), 0 if it is none; a NUL ends
 * what can be read. */
static inline size_t
tp_utf8_length(const unsigned char *s)
{
	size_t n = *s < 0x80 ? 1 : *s >= 0xf0 && *s < 0xf5 ? 4 :
	    *s >= 0xe0 && *s < 0xf0 ? 3 : *s >= 0xc2 && *s < 0xe0 ? 2 : 0;

	for (size_t i = 1; i < n; i++)
		if ((s[i] & 0xc0) != 0x80)
			return 0;
	if ((*s == 0xe0 && s[1] < 0xa0) || (*s == 0xed && s[1] > 0x9f) ||
	    (*s == 0xf0 && s[1] < 0x90) || (*s == 0xf4 && s[1] > 0x8f))
		return 0;
	return n;
}

/* n octets with a NUL behind them as a string; as in --json, octets that are
 * no UTF-8 become U+DC80 to U+DCFF. */
static inline void
tp_json_string(tp_text *t, const char *value, size_t octets)
{
	const unsigned char *s = (const unsigned char *)value;
	const unsigned char *end = s + octets;
	size_t n;

	tp_text_puts(t, "\"");
	for (; s < end; s += n) {
		n = tp_utf8_length(s);
		if (n == 0) {
			tp_text_printf(t, "\\udc%02x", *s);
			n = 1;
		} else if (*s == '"' || *s == '\\')
			tp_text_printf(t, "\\%c", *s);
		else if (*s < ' ' || *s == 0x7f)
			tp_text_printf(t, "\\u%04x", *s);
		else
			tp_text_put(t, (const char *)s, n);
	}
	tp_text_puts(t, "\"");
}

/* The beginning of an object: rule, time, frame, deadline, lost. */
static inline void
tp_event_head(tp_text *t, const tp_event *e)
{
	time_t sec = (time_t)e->time.sec;
	const struct tm *tm = gmtime(&sec);	/* C11's: one thread acts */
	char date[64] = "";

	if (tm != NULL)
		(void)strftime(date, sizeof(date), "%Y-%m-%dT%H:%M:%S", tm);
	tp_text_puts(t, "{\"rule\":");
	tp_json_string(t, e->rule, strlen(e->rule));
	tp_text_printf(t, ",\"time\":\"%s.%09uZ\",\"frame\":%llu", date,
	    e->time.nsec, (unsigned long long)e->frame);
	if (e->flags & TP_EVENT_DEADLINE)
		tp_text_puts(t, ",\"deadline\":true");
	if (e->flags & TP_EVENT_LOST)
		tp_text_printf(t, ",\"lost\":%llu",
		    (unsigned long long)e->lost);
}

/* ------------------------------------------------------------- file names */

#define TP_NAME_SAFE_MAX 100u		/* octets of what a packet holds */

/* n octets as a part of a file's name: all but letters, digits, `_', `-' and
 * an inner `.' becomes %XX.  Returns how many octets of `to' have it. */
static inline size_t
tp_name_safe(char to[TP_NAME_SAFE_MAX], const void *value, size_t n)
{
	static const char digits[] = "0123456789ABCDEF";
	const unsigned char *s = (const unsigned char *)value;
	size_t k = 0;

	for (size_t i = 0; i < n; i++) {
		int plain = (s[i] < 0x80 && isalnum(s[i])) || s[i] == '_' ||
		    s[i] == '-' || (s[i] == '.' && i > 0 && i + 1 < n);

		if (k + (plain ? 1u : 3u) > TP_NAME_SAFE_MAX)
			break;
		if (plain) {
			to[k++] = (char)s[i];
			continue;
		}
		to[k++] = '%';
		to[k++] = digits[s[i] >> 4];
		to[k++] = digits[s[i] & 15];
	}
	return k;
}

#endif
