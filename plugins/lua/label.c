/* SPDX-License-Identifier: BSD-3-Clause */
#include "label.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#define MAX_OCTETS 36u			/* that are shown */

enum { BASE_DEC = 1, BASE_HEX, BASE_OCT, BASE_DEC_HEX, BASE_HEX_DEC,
    BASE_DOT = 8, BASE_DASH, BASE_COLON, BASE_SPACE, BASE_LOCAL = 18,
    BASE_DOY_UTC = 20, BASE_NTP_UTC = 21 };

void
label_add(struct label *l, const char *s, size_t n)
{
	if (n > LABEL_MAX - l->n)
		n = LABEL_MAX - l->n;
	memcpy(l->s + l->n, s, n);
	l->n += (uint32_t)n;
}

void
label_puts(struct label *l, const char *s)
{
	label_add(l, s, strlen(s));
}

__attribute__((format(printf, 2, 3))) static void
label_format(struct label *l, const char *fmt, ...)
{
	char s[128];
	va_list ap;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(s, sizeof(s), fmt, ap);
	va_end(ap);
	label_add(l, s, n < (int)sizeof(s) ? (size_t)n : sizeof(s) - 1);
}

void
label_escape(struct label *l, const char *s, size_t n)
{
	static const char letters[] = "abtnvfr";	/* of 7 to 13 */

	for (size_t i = 0; i < n && l->n < LABEL_MAX; i++) {
		uint8_t c = (uint8_t)s[i];

		if (c >= 7 && c <= 13)
			label_format(l, "\\%c", letters[c - 7]);
		else if (c < 0x20 || c == 0x7f)
			label_format(l, "\\%03o", c);
		else
			label_add(l, s + i, 1);
	}
}

/* ---------------------------------------------------------------- numbers */

/* Bits that the value has. */
static unsigned
bits_of(const struct pfield *f)
{
	unsigned bits = 0;

	if (f->mask == 0)
		return pfield_octets(f) * 8;
	for (uint64_t m = f->mask; m != 0; m &= m - 1)
		bits++;
	return bits;
}

static void
put_hex(struct label *l, const struct pfield *f, uint64_t v)
{
	unsigned bits = bits_of(f);

	if (bits < 64)
		v &= ((uint64_t)1 << bits) - 1;
	label_format(l, "0x%0*" PRIx64, (int)((bits + 3) / 4), v);
}

static void
put_dec(struct label *l, const struct pfield *f, uint64_t v)
{
	if (pfield_is_signed(f))
		label_format(l, "%" PRId64, (int64_t)v);
	else
		label_format(l, "%" PRIu64, v);
}

static bool
is_hex_first(const struct pfield *f)
{
	return f->base == BASE_HEX || f->base == BASE_HEX_DEC;
}

static void
put_char(struct label *l, uint64_t v)
{
	char c = (char)v;

	label_puts(l, "'");
	if (v >= 0x20 && v < 0x7f)
		label_add(l, &c, 1);
	else
		label_format(l, "\\x%02x", (unsigned)(v & 0xff));
	label_puts(l, "'");
}

/* As the base has it; one: that of it which stands beside a string. */
static void
put_number(struct label *l, const struct pfield *f, uint64_t v, bool one)
{
	if (f->ft == TP_FT_CHAR) {
		put_char(l, v);
		return;
	}
	if (f->base == BASE_OCT) {
		label_format(l, "%#" PRIo64, v);
		return;
	}
	if (is_hex_first(f))
		put_hex(l, f, v);
	else
		put_dec(l, f, v);
	if (one || (f->base != BASE_DEC_HEX && f->base != BASE_HEX_DEC))
		return;
	label_puts(l, " (");
	if (f->base == BASE_DEC_HEX)
		put_hex(l, f, v);
	else
		put_dec(l, f, v);
	label_puts(l, ")");
}

static void
put_unit(struct label *l, const struct pfield *f, bool several)
{
	if (several && f->units[1] != NULL)
		label_puts(l, f->units[1]);
	else if (f->units[0] != NULL)
		label_puts(l, f->units[0]);
}

static void
label_number(struct label *l, const struct pfield *f, uint64_t v)
{
	const char *s;

	if (f->ft == TP_FT_BOOLEAN) {
		s = f->bools[v != 0];
		label_puts(l, s != NULL ? s : v ? "True" : "False");
		return;
	}
	if (f->strings == NULL && f->ranges == NULL) {
		put_number(l, f, v, false);
		put_unit(l, f, v != 1);
		return;
	}
	s = pfield_string(f, v);
	label_puts(l, s != NULL ? s : "Unknown");
	label_puts(l, " (");
	put_number(l, f, v, true);
	label_puts(l, ")");
}

/* "..01 .... = ": the bits of the mask, in octets. */
static void
put_bits(struct label *l, const struct pfield *f, uint64_t v)
{
	unsigned bits = pfield_octets(f) * 8;

	if (f->ft == TP_FT_BOOLEAN)
		bits = f->base == 0 ? 8 : f->base < 64 ? f->base : 64;
	if (f->ft == TP_FT_BOOLEAN && v)
		v = f->mask >> f->shift;
	v <<= f->shift;
	for (unsigned i = bits; i-- > 0;) {
		label_puts(l, f->mask >> i & 1 ? v >> i & 1 ? "1" : "0" : ".");
		if (i % 4 == 0 && i != 0)
			label_puts(l, " ");
	}
	label_puts(l, " = ");
}

/* ------------------------------------------------------------- other types */

static void
put_octets(struct label *l, const uint8_t *p, uint32_t n, char separator)
{
	for (uint32_t i = 0; i < n; i++) {
		if (i > 0 && separator != '\0')
			label_add(l, &separator, 1);
		label_format(l, "%02x", p[i]);
	}
}

static void
label_bytes(struct label *l, const struct pfield *f, const tp_value *v)
{
	static const char separators[] = ".-: ";
	uint32_t max = MAX_OCTETS, n = v->slen;
	char separator = f->base >= BASE_DOT && f->base <= BASE_SPACE ?
	    separators[f->base - BASE_DOT] : '\0';

	if (n == 0) {
		label_puts(l, "<MISSING>");
		return;
	}
	if (separator != '\0')
		max = 24;
	put_octets(l, v->v.p, n < max ? n : max, separator);
	if (n <= max)
		return;
	if (separator != '\0')
		label_add(l, &separator, 1);
	label_puts(l, "\xe2\x80\xa6");
}

static void
label_ipv6(struct label *l, const uint8_t *p)
{
	int start = -1, length = 0;

	/* RFC 5952 4.2: the longest run of two zeros or more */
	for (int i = 0, n; i < 8; i += n + 1) {
		for (n = 0; i + n < 8 && tp_ld16(p + 2 * (i + n)) == 0; n++)
			;
		if (n > length) {
			start = i;
			length = n;
		}
	}
	if (length < 2)
		start = -1;
	for (int i = 0; i < 8; i++) {
		if (i == start) {
			label_puts(l, i == 0 ? "::" : ":");
			i += length - 1;
			continue;
		}
		label_format(l, "%x%s", tp_ld16(p + 2 * i), i < 7 ? ":" : "");
	}
}

static void
label_oid(struct label *l, const uint8_t *p, uint32_t n)
{
	uint64_t arc = 0;
	bool first = true;

	for (uint32_t i = 0; i < n; i++) {
		arc = arc << 7 | (p[i] & 0x7f);
		if (p[i] & 0x80)
			continue;
		if (first) {
			uint64_t top = arc < 40 ? 0 : arc < 80 ? 1 : 2;

			label_format(l, "%" PRIu64, top);
			arc -= top * 40;
			first = false;
		}
		label_format(l, ".%" PRIu64, arc);
		arc = 0;
	}
}

static void
label_guid(struct label *l, const uint8_t *p)
{
	put_octets(l, p, 4, '\0');
	for (int i = 4; i < 10; i += 2) {
		label_puts(l, "-");
		put_octets(l, p + i, 2, '\0');
	}
	label_puts(l, "-");
	put_octets(l, p + 10, 6, '\0');
}

static void
label_absolute(struct label *l, const struct pfield *f, const tp_time *t)
{
	time_t sec = (time_t)t->sec;
	bool local = f->base == BASE_LOCAL;
	char s[64];
	struct tm tm;

	if ((local ? localtime_r(&sec, &tm) : gmtime_r(&sec, &tm)) == NULL) {
		label_puts(l, "Not representable");
		return;
	}
	strftime(s, sizeof(s), f->base == BASE_DOY_UTC ?
	    "%Y/%j:%H:%M:%S" : "%b %e, %Y %H:%M:%S", &tm);
	label_puts(l, s);
	label_format(l, ".%09u ", t->nsec);
	strftime(s, sizeof(s), "%Z", &tm);
	label_puts(l, local ? s : "UTC");
}

static void
label_relative(struct label *l, const tp_time *t)
{
	int64_t sec = t->sec, nsec = (int32_t)t->nsec;

	if (sec < 0 && nsec > 0) {
		sec++;
		nsec -= 1000000000;
	}
	label_format(l, "%s%" PRIu64 ".%09" PRId64 " seconds",
	    sec < 0 || nsec < 0 ? "-" : "", sec < 0 ? -(uint64_t)sec :
	    (uint64_t)sec, nsec < 0 ? -nsec : nsec);
}

static void
label_address(struct label *l, const struct pfield *f, const uint8_t *p)
{
	if (f->ft == TP_FT_IPV4)
		label_format(l, "%u.%u.%u.%u", p[0], p[1], p[2], p[3]);
	else if (f->ft == TP_FT_IPV6)
		label_ipv6(l, p);
	else {
		uint32_t n = pfield_octets(f);

		/* the name of a vendor would stand first */
		put_octets(l, p, n, ':');
		if (f->ft == TP_FT_ETHER)
			return;
		label_puts(l, " (");
		put_octets(l, p, n, ':');
		label_puts(l, ")");
	}
}

void
label_value(struct label *l, const struct pfield *f, const tp_value *v)
{
	switch (f->ft) {
	case TP_FT_NONE:
	case TP_FT_PROTOCOL:
		break;
	case TP_FT_FLOAT:
	case TP_FT_DOUBLE:
		label_format(l, "%.*g", f->ft == TP_FT_FLOAT ? 6 : 15,
		    v->v.d);
		put_unit(l, f, v->v.d < 1.0 || v->v.d > 1.0);
		break;
	case TP_FT_ABSOLUTE_TIME:
		label_absolute(l, f, &v->v.t);
		break;
	case TP_FT_RELATIVE_TIME:
		label_relative(l, &v->v.t);
		break;
	case TP_FT_STRING:
	case TP_FT_STRINGZ:
		label_escape(l, v->v.p, strnlen(v->v.p, v->slen));
		break;
	case TP_FT_BYTES:
		label_bytes(l, f, v);
		break;
	case TP_FT_GUID:
		label_guid(l, v->v.p);
		break;
	case TP_FT_OID:
		label_oid(l, v->v.p, v->slen);
		break;
	case TP_FT_ETHER:
	case TP_FT_EUI64:
	case TP_FT_IPV4:
	case TP_FT_IPV6:
		label_address(l, f, v->v.p);
		break;
	default:
		label_number(l, f, v->v.u);
		break;
	}
}

void
label_field(struct label *l, const struct pfield *f, const tp_value *v)
{
	if (f->mask != 0 && pfield_is_number(f))
		put_bits(l, f, v->v.u);
	label_puts(l, f->name);
	if (f->ft == TP_FT_NONE || f->ft == TP_FT_PROTOCOL)
		return;
	label_puts(l, ": ");
	label_value(l, f, v);
}
