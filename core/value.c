/* SPDX-License-Identifier: BSD-3-Clause */
#include "config.h"

#include <stdio.h>
#include <time.h>

#include "value.h"

/* Hex digits of an unsigned type: two for each of its octets. */
static unsigned
hex_digits(const struct field *f)
{
	if (f->type >= TP_FT_UINT8 && f->type <= TP_FT_UINT64)
		return 2 * (f->type - TP_FT_UINT8 + 1u);
	if (f->type >= TP_FT_INT8 && f->type <= TP_FT_INT64)
		return 2 * (f->type - TP_FT_INT8 + 1u);
	return 2;
}

static void
put_signed(struct textbuf *b, int64_t i)
{
	if (i < 0)
		textbuf_putc(b, '-');
	textbuf_u64(b, i < 0 ? 0 - (uint64_t)i : (uint64_t)i);
}

/* As tshark has one character: 'A', '\n', '\x05'. */
static void
put_char(struct textbuf *b, uint8_t c)
{
	static const char letters[] = "abtnvfr";	/* of 7 to 13 */

	textbuf_putc(b, '\'');
	if (c >= 7 && c <= 13)
		textbuf_format(b, "\\%c", letters[c - 7]);
	else if (c < 0x20 || c >= 0x7f)
		textbuf_format(b, "\\x%02x", c);
	else {
		if (c == '\'' || c == '\\')
			textbuf_putc(b, '\\');
		textbuf_putc(b, (char)c);
	}
	textbuf_putc(b, '\'');
}

static void
put_integer(struct textbuf *b, const struct field *f, const tp_value *v)
{
	if (f->type == TP_FT_CHAR)
		put_char(b, (uint8_t)v->v.u);
	else if (f->type == TP_FT_BOOLEAN)
		textbuf_putc(b, v->v.u ? '1' : '0');
	else if (f->base == TP_BASE_HEX || f->base == TP_BASE_HEX_DEC) {
		textbuf_put(b, "0x", 2);
		textbuf_hex(b, v->v.u, hex_digits(f));
	} else if (f->base == TP_BASE_OCT)
		textbuf_format(b, "%#llo", (unsigned long long)v->v.u);
	else if (field_type_is_signed(f->type))
		put_signed(b, v->v.i);
	else
		textbuf_u64(b, v->v.u);
}

/* "Nov 23, 2026 06:46:04.000000000 UTC" */
static void
put_absolute(struct textbuf *b, const struct field *f, const tp_time *t)
{
	time_t sec = (time_t)t->sec;
	struct tm tm;
	char s[64];
	size_t n;
	struct tm *ok = f->base == TP_BASE_LOCAL ? localtime_r(&sec, &tm) :
	    gmtime_r(&sec, &tm);

	if (ok == NULL) {
		textbuf_puts(b, "Not representable");
		return;
	}
	if (f->base == TP_BASE_NTP_UTC && t->sec == 0 && t->nsec == 0) {
		textbuf_puts(b, "NULL");
		return;
	}
	n = strftime(s, sizeof(s), "%b", &tm);
	if (f->base == TP_BASE_DOY_UTC)
		textbuf_format(b, "%d/%03d:", tm.tm_year + 1900,
		    tm.tm_yday + 1);
	else {
		textbuf_put(b, s, n);
		textbuf_format(b, " %2d, %d ", tm.tm_mday, tm.tm_year + 1900);
	}
	textbuf_format(b, "%02d:%02d:%02d.%09d ", tm.tm_hour, tm.tm_min,
	    tm.tm_sec, (int32_t)t->nsec);
	if (f->base == TP_BASE_LOCAL)
		n = strftime(s, sizeof(s), "%Z", &tm);
	else
		n = (size_t)snprintf(s, sizeof(s), "UTC");
	textbuf_put(b, s, n);
}

/* Of negative times nsec counts up from sec, if it is no nonsense. */
static void
put_relative(struct textbuf *b, const tp_time *t)
{
	int64_t sec = t->sec, nsec = (int32_t)t->nsec;

	if (sec < 0 && nsec > 0 && nsec < 1000000000) {
		sec++;
		nsec -= 1000000000;
	}
	if (sec < 0 || nsec < 0)
		textbuf_putc(b, '-');
	textbuf_u64(b, sec < 0 ? 0 - (uint64_t)sec : (uint64_t)sec);
	textbuf_putc(b, '.');
	textbuf_u64_padded(b, (uint64_t)(nsec < 0 ? -nsec : nsec), 9);
}

static void
put_guid(struct textbuf *b, const uint8_t *p)
{
	textbuf_octets(b, p, 4, 0);
	for (int i = 4; i < 10; i += 2) {
		textbuf_putc(b, '-');
		textbuf_octets(b, p + i, 2, 0);
	}
	textbuf_putc(b, '-');
	textbuf_octets(b, p + 10, 6, 0);
}

/* X.690 8.19: base 128, the first two arcs in one. */
static void
put_oid(struct textbuf *b, const uint8_t *p, uint32_t n)
{
	uint64_t arc = 0;
	bool first = true;

	for (uint32_t i = 0; i < n; i++) {
		arc = arc << 7 | (p[i] & 0x7f);
		if (p[i] & 0x80)
			continue;
		if (first) {
			uint64_t top = arc < 40 ? 0 : arc < 80 ? 1 : 2;

			textbuf_u64(b, top);
			arc -= top * 40;
			first = false;
		}
		textbuf_putc(b, '.');
		textbuf_u64(b, arc);
		arc = 0;
	}
}

static char
separator(const struct field *f)
{
	static const char between[] = { [TP_BASE_COLON] = ':',
	    [TP_BASE_DOT] = '.', [TP_BASE_DASH] = '-',
	    [TP_BASE_SPACE] = ' ' };

	return f->base < sizeof(between) ? between[f->base] : '\0';
}

void
value_text(struct textbuf *b, const struct field *f, const tp_value *v)
{
	char tmp[64];

	switch (f->type) {
	case TP_FT_NONE:
		/* as tshark's columns: it is there */
		textbuf_putc(b, '1');
		break;
	case TP_FT_PROTOCOL:
		if (v->flags & VALUE_WORDS)
			textbuf_put(b, v->v.p, v->slen);
		else
			textbuf_puts(b, f->long_name);
		break;
	case TP_FT_FLOAT:
	case TP_FT_DOUBLE:
		textbuf_put(b, tmp, (size_t)snprintf(tmp, sizeof(tmp), "%.*g",
		    f->type == TP_FT_FLOAT ? 6 : 15, v->v.d));
		break;
	case TP_FT_ABSOLUTE_TIME:
		put_absolute(b, f, &v->v.t);
		break;
	case TP_FT_RELATIVE_TIME:
		put_relative(b, &v->v.t);
		break;
	case TP_FT_STRING:
	case TP_FT_STRINGZ:
		textbuf_put(b, v->v.p, v->slen);
		break;
	case TP_FT_BYTES:
		textbuf_octets(b, v->v.p, v->slen, separator(f));
		break;
	case TP_FT_ETHER:
	case TP_FT_EUI64:
		textbuf_octets(b, v->v.p, v->slen, ':');
		break;
	case TP_FT_IPV4:
		textbuf_ipv4(b, v->v.p);
		break;
	case TP_FT_IPV6:
		textbuf_ipv6(b, v->v.p);
		break;
	case TP_FT_GUID:
		put_guid(b, v->v.p);
		break;
	case TP_FT_OID:
		put_oid(b, v->v.p, v->slen);
		break;
	default:
		put_integer(b, f, v);
		break;
	}
}

size_t
utf8_length(const uint8_t *s, size_t n)
{
	uint32_t c, min;
	size_t len;

	if (s[0] < 0x80)
		return 1;
	if (s[0] >= 0xc2 && s[0] <= 0xdf)
		return n >= 2 && (s[1] & 0xc0) == 0x80 ? 2 : 0;
	if ((s[0] & 0xf0) == 0xe0) {
		len = 3;
		c = s[0] & 0x0fu;
		min = 0x800;
	} else if (s[0] >= 0xf0 && s[0] <= 0xf4) {
		len = 4;
		c = s[0] & 0x07u;
		min = 0x10000;
	} else
		return 0;
	if (len > n)
		return 0;
	for (size_t i = 1; i < len; i++) {
		if ((s[i] & 0xc0) != 0x80)
			return 0;
		c = c << 6 | (s[i] & 0x3fu);
	}
	if (c < min || c > 0x10ffff || (c >= 0xd800 && c <= 0xdfff))
		return 0;
	return len;
}

/* An octet that is not UTF-8 becomes \udcXX, as Python's surrogateescape:
 * nothing is lost, and the line is valid JSON and valid UTF-8. */
static void
json_escape(struct textbuf *b, uint8_t c)
{
	static const char short_escape[] = "btn?fr";

	if (c == '"' || c == '\\') {
		textbuf_putc(b, '\\');
		textbuf_putc(b, (char)c);
	} else if (c >= 8 && c <= 13 && c != 11) {
		textbuf_putc(b, '\\');
		textbuf_putc(b, short_escape[c - 8]);
	} else {
		textbuf_puts(b, c >= 0x80 ? "\\udc" : "\\u00");
		textbuf_hex(b, c, 2);
	}
}

static inline bool
is_plain(uint8_t c)
{
	return c >= 0x20 && c < 0x7f && c != '"' && c != '\\';
}

#define EACH(c) (0x0101010101010101u * (c))	/* of eight octets */

/* Are all eight is_plain()?  The sums carry from an octet to the next only
 * where one is not. */
static inline bool
are_plain(const uint8_t *s)
{
	uint64_t w, quote, backslash;

	memcpy(&w, s, 8);
	quote = w ^ EACH('"');
	backslash = w ^ EACH('\\');
	return (((w - EACH(0x20)) | (w + EACH(1)) | w | (quote - EACH(1)) |
	    (backslash - EACH(1))) & EACH(0x80)) == 0;
}

/* Octets that stand for themselves, or are UTF-8. */
static size_t
plain_run(const uint8_t *s, size_t n)
{
	size_t i = 0, k;

	for (;;) {
		while (i + 8 <= n && are_plain(s + i))
			i += 8;
		while (i < n && is_plain(s[i]))
			i++;
		if (i == n || s[i] < 0x80)
			return i;
		do {
			k = utf8_length(s + i, n - i);
			if (k == 0)
				return i;
			i += k;
		} while (i < n && s[i] >= 0x80);
	}
}

void
json_string(struct textbuf *b, const char *str, size_t n)
{
	const uint8_t *s = (const uint8_t *)str;
	size_t i = 0, k;

	textbuf_putc(b, '"');
	for (;;) {
		k = plain_run(s + i, n - i);
		textbuf_put(b, str + i, k);
		i += k;
		if (i == n)
			break;
		json_escape(b, s[i++]);
	}
	textbuf_putc(b, '"');
}

void
value_json(struct textbuf *b, const struct field *f, const tp_value *v)
{
	char tmp[64];

	switch (f->type) {
	case TP_FT_NONE:
		textbuf_puts(b, "null");
		break;
	case TP_FT_BOOLEAN:
		if (v->v.u)
			textbuf_put(b, "true", 4);
		else
			textbuf_put(b, "false", 5);
		break;
	case TP_FT_FLOAT:
	case TP_FT_DOUBLE:
		/* JSON has no NaN and no infinity */
		if (v->v.d != v->v.d || v->v.d - v->v.d != 0)
			textbuf_puts(b, "null");
		else
			textbuf_put(b, tmp, (size_t)snprintf(tmp, sizeof(tmp),
			    "%.*g", f->type == TP_FT_FLOAT ? 9 : 17, v->v.d));
		break;
	case TP_FT_RELATIVE_TIME:
		put_relative(b, &v->v.t);
		break;
	case TP_FT_STRING:
	case TP_FT_STRINGZ:
		json_string(b, v->v.p, v->slen);
		break;
	default:
		if (field_type_is_signed(f->type))
			put_signed(b, v->v.i);
		else if (field_type_is_integer(f->type))
			textbuf_u64(b, v->v.u);
		else {
			textbuf_putc(b, '"');
			value_text(b, f, v);
			textbuf_putc(b, '"');
		}
		break;
	}
}
