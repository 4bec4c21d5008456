/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A growing run of characters, and the small formatter that fills it.  Text
 * dominates the cost of printing packets; vsnprintf() would double it.
 */
#ifndef TAPIR_TEXTBUF_H
#define TAPIR_TEXTBUF_H

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct textbuf {
	char *s;	/* not NUL terminated */
	size_t n, cap;
};

/* Makes room for n more octets, ending the program when out of memory. */
void	textbuf_grow(struct textbuf *, size_t n);
void	textbuf_free(struct textbuf *);

static inline void
textbuf_room(struct textbuf *b, size_t n)
{
	if (b->cap - b->n <= n)		/* = so that s is never NULL */
		textbuf_grow(b, n);
}

/* memcpy(), but without a call for the few octets that most text consists
 * of: two overlapping moves of a fixed size cover every length. */
static inline void
copy_short(char *to, const char *from, size_t n)
{
	if (n > 32) {
		memcpy(to, from, n);
	} else if (n >= 16) {
		memcpy(to, from, 16);
		memcpy(to + n - 16, from + n - 16, 16);
	} else if (n >= 8) {
		memcpy(to, from, 8);
		memcpy(to + n - 8, from + n - 8, 8);
	} else if (n >= 4) {
		memcpy(to, from, 4);
		memcpy(to + n - 4, from + n - 4, 4);
	} else if (n > 0) {
		to[0] = from[0];
		to[n / 2] = from[n / 2];
		to[n - 1] = from[n - 1];
	}
}

__attribute__((always_inline)) static inline void
textbuf_put(struct textbuf *b, const void *s, size_t n)
{
	textbuf_room(b, n);
	copy_short(b->s + b->n, s, n);
	b->n += n;
}

static inline void
textbuf_puts(struct textbuf *b, const char *s)
{
	textbuf_put(b, s, strlen(s));
}

static inline void
textbuf_putc(struct textbuf *b, char c)
{
	textbuf_room(b, 1);
	b->s[b->n++] = c;
}

/* Writes v in decimal, at most 20 digits; returns the end. */
char	*decimal_long(char *to, uint64_t v);

static inline char *
decimal_put(char *to, uint64_t v)
{
	if (v >= 10)
		return decimal_long(to, v);
	*to = (char)('0' + v);
	return to + 1;
}

static inline void
textbuf_u64(struct textbuf *b, uint64_t v)
{
	textbuf_room(b, 20);
	b->n = (size_t)(decimal_put(b->s + b->n, v) - b->s);
}

/* With at least width digits, padded with zeros. */
void	textbuf_u64_padded(struct textbuf *, uint64_t, unsigned width);
/* Lower-case hex of at least width digits. */
void	textbuf_hex(struct textbuf *, uint64_t, unsigned width);

/*
 * The c d i o u x X s and % of printf with flags, width, precision and the
 * lengths h l ll z.  What it does not know is copied as it stands.
 */
void	textbuf_format(struct textbuf *, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
void	textbuf_vformat(struct textbuf *, const char *fmt, va_list);

/* Numeric addresses: a.b.c.d, RFC 5952, xx:xx:xx:xx:xx:xx. */
void	textbuf_ipv4(struct textbuf *, const uint8_t *);
void	textbuf_ipv6(struct textbuf *, const uint8_t *);
/* n octets in hex with sep between them; sep 0: none. */
void	textbuf_octets(struct textbuf *, const uint8_t *, size_t n, char sep);

#endif
