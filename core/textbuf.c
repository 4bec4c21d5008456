/* SPDX-License-Identifier: BSD-3-Clause */
#include "config.h"

#include <stdbool.h>
#include <stdlib.h>

#include "fatal.h"
#include "textbuf.h"

static const char hex_lower[] = "0123456789abcdef";
static const char hex_upper[] = "0123456789ABCDEF";
static const char two_digits[] =
    "00010203040506070809101112131415161718192021222324252627282930313233"
    "34353637383940414243444546474849505152535455565758596061626364656667"
    "6869707172737475767778798081828384858687888990919293949596979899";

void
textbuf_grow(struct textbuf *b, size_t n)
{
	size_t cap = b->cap ? b->cap : 4096;

	while (cap - b->n <= n)
		cap *= 2;
	b->s = realloc(b->s, cap);
	if (b->s == NULL)
		fatal_memory();
	b->cap = cap;
}

void
textbuf_free(struct textbuf *b)
{
	free(b->s);
	memset(b, 0, sizeof(*b));
}

/* Writes v in decimal before end; returns where it starts. */
static inline char *
decimal(char *end, uint64_t v)
{
	while (v >= 100) {
		end -= 2;
		memcpy(end, two_digits + v % 100 * 2, 2);
		v /= 100;
	}
	if (v >= 10) {
		end -= 2;
		memcpy(end, two_digits + v * 2, 2);
	} else
		*--end = (char)('0' + v);
	return end;
}

static char *
hexadecimal(char *end, uint64_t v, const char *digits)
{
	do {
		*--end = digits[v & 15];
		v >>= 4;
	} while (v != 0);
	return end;
}

static inline char *
put_pair(char *to, unsigned v)
{
	memcpy(to, two_digits + v * 2, 2);
	return to + 2;
}

char *
decimal_long(char *to, uint64_t v)
{
	unsigned low = (unsigned)(v % 10000);

	if (v >= 10000)
		to = put_pair(decimal_put(to, v / 10000), low / 100);
	else if (v >= 1000)
		to = put_pair(to, low / 100);
	else if (v >= 100)
		*to++ = (char)('0' + low / 100);
	return put_pair(to, low % 100);
}

/* Digits p to end, with zeros in front up to width. */
static void
put_padded(struct textbuf *b, const char *p, const char *end, unsigned width)
{
	size_t n = (size_t)(end - p);

	textbuf_room(b, width + n);
	for (; n < width; width--)
		b->s[b->n++] = '0';
	textbuf_put(b, p, n);
}

void
textbuf_u64_padded(struct textbuf *b, uint64_t v, unsigned width)
{
	char tmp[24], *end = tmp + sizeof(tmp);

	put_padded(b, decimal(end, v), end, width);
}

void
textbuf_hex(struct textbuf *b, uint64_t v, unsigned width)
{
	char tmp[24], *end = tmp + sizeof(tmp);

	put_padded(b, hexadecimal(end, v, hex_lower), end, width);
}

/* One conversion: what stands between % and the letter. */
struct spec {
	bool left, zero, alt, plus, blank;
	int width, prec;	/* prec -1: none */
	int length;		/* l: 1, ll and z: 2 */
};

static void
put_spec(struct textbuf *b, const struct spec *s, const char *p, size_t n)
{
	size_t pad = s->width > 0 && (size_t)s->width > n ?
	    (size_t)s->width - n : 0;

	textbuf_room(b, n + pad);
	if (!s->left)
		for (; pad > 0; pad--)
			b->s[b->n++] = ' ';
	textbuf_put(b, p, n);
	for (; pad > 0; pad--)
		b->s[b->n++] = ' ';
}

static void
put_integer(struct textbuf *b, const struct spec *s, uint64_t v, bool neg,
    char conv)
{
	char tmp[128], *end = tmp + sizeof(tmp), *p;
	int digits = s->prec >= 0 ? s->prec : 1;
	const char *prefix = neg ? "-" : s->plus ? "+" : s->blank ? " " : "";

	if (conv == 'x' || conv == 'X') {
		p = hexadecimal(end, v, conv == 'x' ? hex_lower : hex_upper);
		prefix = s->alt && v != 0 ? conv == 'x' ? "0x" : "0X" : "";
	} else if (conv == 'o') {
		p = end;
		do
			*--p = (char)('0' + (v & 7));
		while ((v >>= 3) != 0);
		prefix = "";
	} else {
		p = decimal(end, v);
		if (conv == 'u')
			prefix = "";
	}
	if (s->prec < 0 && s->zero && !s->left)
		digits = s->width - (int)strlen(prefix);
	if (digits > 96)
		digits = 96;
	while (end - p < digits)
		*--p = '0';
	for (size_t n = strlen(prefix); n > 0; n--)
		*--p = prefix[n - 1];
	put_spec(b, s, p, (size_t)(end - p));
}

static const char *
parse_flags(struct spec *s, const char *f)
{
	for (;; f++) {
		if (*f == '-')
			s->left = true;
		else if (*f == '0')
			s->zero = true;
		else if (*f == '#')
			s->alt = true;
		else if (*f == '+')
			s->plus = true;
		else if (*f == ' ')
			s->blank = true;
		else
			return f;
	}
}

static const char *
parse_number(int *n, const char *f)
{
	for (*n = 0; *f >= '0' && *f <= '9'; f++)
		if (*n < 100000)
			*n = *n * 10 + (*f - '0');
	return f;
}

static const char *
parse_length(struct spec *s, const char *f)
{
	for (;; f++) {
		if (*f == 'l')
			s->length++;
		else if (*f == 'z' || *f == 'j')
			s->length = 2;
		else if (*f != 'h')
			return f;
	}
}

/* va_list in a struct, so that it can be passed on by pointer. */
struct args {
	va_list ap;
};

static void
convert(struct textbuf *b, const struct spec *s, char conv, struct args *a)
{
	const char *str;
	int64_t i;
	uint64_t u;
	char c;

	switch (conv) {
	case 'c':
		c = (char)va_arg(a->ap, int);
		put_spec(b, s, &c, 1);
		break;
	case 's':
		str = va_arg(a->ap, const char *);
		if (str == NULL)
			str = "(null)";
		put_spec(b, s, str, s->prec >= 0 ?
		    strnlen(str, (size_t)s->prec) : strlen(str));
		break;
	case 'd':
	case 'i':
		i = s->length >= 2 ? va_arg(a->ap, long long) :
		    s->length ? va_arg(a->ap, long) : va_arg(a->ap, int);
		put_integer(b, s, i < 0 ? 0 - (uint64_t)i : (uint64_t)i,
		    i < 0, 'd');
		break;
	case 'u':
	case 'x':
	case 'X':
	case 'o':
		u = s->length >= 2 ? va_arg(a->ap, unsigned long long) :
		    s->length ? va_arg(a->ap, unsigned long) :
		    va_arg(a->ap, unsigned);
		if (conv == 'u' && s->width == 0 && s->prec < 0)
			textbuf_u64(b, u);
		else
			put_integer(b, s, u, false, conv);
		break;
	case '%':
		textbuf_putc(b, '%');
		break;
	default:
		textbuf_putc(b, conv);
		break;
	}
}

void
textbuf_vformat(struct textbuf *b, const char *fmt, va_list ap)
{
	struct args a;
	const char *f = fmt, *lit;

	va_copy(a.ap, ap);
	for (;;) {
		struct spec s = { .prec = -1 };

		for (lit = f; *f != '\0' && *f != '%'; f++)
			;
		textbuf_put(b, lit, (size_t)(f - lit));
		if (*f == '\0')
			break;
		f = parse_flags(&s, f + 1);
		if (*f == '*') {
			s.width = va_arg(a.ap, int);
			f++;
		} else
			f = parse_number(&s.width, f);
		if (*f == '.' && f[1] == '*') {
			s.prec = va_arg(a.ap, int);
			f += 2;
		} else if (*f == '.')
			f = parse_number(&s.prec, f + 1);
		f = parse_length(&s, f);
		if (*f == '\0')
			break;
		convert(b, &s, *f++, &a);
	}
	va_end(a.ap);
}

void
textbuf_format(struct textbuf *b, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	textbuf_vformat(b, fmt, ap);
	va_end(ap);
}

void
textbuf_ipv4(struct textbuf *b, const uint8_t *a)
{
	char *p;

	textbuf_room(b, 16);
	p = decimal_put(b->s + b->n, a[0]);
	for (int i = 1; i < 4; i++) {
		*p++ = '.';
		p = decimal_put(p, a[i]);
	}
	b->n = (size_t)(p - b->s);
}

/* The longest run of two or more zero groups, the first of equal ones. */
static int
longest_zeros(const unsigned *g, int *len)
{
	int best = -1, n = 0, start = -1;

	*len = 1;
	for (int i = 0; i <= 8; i++) {
		if (i < 8 && g[i] == 0) {
			if (start < 0)
				start = i;
			continue;
		}
		n = start >= 0 ? i - start : 0;
		if (n > *len) {
			*len = n;
			best = start;
		}
		start = -1;
	}
	return best;
}

void
textbuf_ipv6(struct textbuf *b, const uint8_t *a)
{
	unsigned g[8];
	int zeros, nzeros, last = 8;

	for (int i = 0; i < 8; i++)
		g[i] = (unsigned)a[2 * i] << 8 | a[2 * i + 1];
	zeros = longest_zeros(g, &nzeros);
	/* RFC 4291 2.5.5: IPv4-compatible and IPv4-mapped, as inet_ntop() */
	if (zeros == 0 && (nzeros == 6 ||
	    (nzeros == 5 && g[5] == 0xffff)))
		last = 6;
	for (int i = 0; i < last; i++) {
		if (zeros >= 0 && i >= zeros && i < zeros + nzeros) {
			if (i == zeros)
				textbuf_putc(b, ':');
			continue;
		}
		if (i > 0)
			textbuf_putc(b, ':');
		textbuf_hex(b, g[i], 1);
	}
	if (last == 6) {
		textbuf_putc(b, ':');
		textbuf_ipv4(b, a + 12);
	} else if (zeros >= 0 && zeros + nzeros == 8)
		textbuf_putc(b, ':');
}

typedef uint8_t octets16 __attribute__((vector_size(16)));
typedef int8_t signed16 __attribute__((vector_size(16)));

/* Compared as signed ones: for that there is an instruction. */
static inline octets16
hex_digits(octets16 nibbles)
{
	return nibbles + '0' +
	    ((octets16)((signed16)nibbles > 9) & ('a' - '0' - 10));
}

static inline char *
put_octet(char *to, uint8_t v)
{
	to[0] = hex_lower[v >> 4];
	to[1] = hex_lower[v & 15];
	return to + 2;
}

/* Sixteen at a time; returns the end. */
static char *
put_hex(char *to, const uint8_t *p, size_t n)
{
	for (; n >= 16; n -= 16, p += 16, to += 32) {
		octets16 in, high, low, out;

		memcpy(&in, p, 16);
		high = hex_digits(in >> 4);
		low = hex_digits(in & 15);
		out = __builtin_shufflevector(high, low, 0, 16, 1, 17, 2, 18,
		    3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
		memcpy(to, &out, 16);
		out = __builtin_shufflevector(high, low, 8, 24, 9, 25, 10, 26,
		    11, 27, 12, 28, 13, 29, 14, 30, 15, 31);
		memcpy(to + 16, &out, 16);
	}
	for (; n > 0; n--, p++)
		to = put_octet(to, *p);
	return to;
}

/* The last of n octets has no sep behind it. */
static inline char *
put_separated(char *to, const uint8_t *p, size_t n, char sep)
{
	for (size_t i = 0; i < n; i++) {
		to = put_octet(to, p[i]);
		*to++ = sep;
	}
	return to - (n != 0);
}

void
textbuf_octets(struct textbuf *b, const uint8_t *p, size_t n, char sep)
{
	char *to;

	textbuf_room(b, n * 3);
	to = b->s + b->n;
	if (sep == 0)
		to = put_hex(to, p, n);
	else if (n == 6)		/* nearly all are: no loop */
		to = put_separated(to, p, 6, sep);
	else
		to = put_separated(to, p, n, sep);
	b->n = (size_t)(to - b->s);
}
