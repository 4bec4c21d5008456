/* SPDX-License-Identifier: BSD-3-Clause */
#include "config.h"

#include "hexdump.h"

#define PER_LINE 16u
#define HEX_WIDTH 42u		/* of 16 octets, and two blanks */

static size_t
put_hex(struct textbuf *b, const char *indent, const uint8_t *p, uint32_t n,
    uint32_t offset)
{
	static const char digits[] = "0123456789abcdef";
	char *start, *to;

	textbuf_puts(b, indent);
	textbuf_put(b, "0x", 2);
	textbuf_hex(b, offset, 4);
	textbuf_put(b, ": ", 2);
	textbuf_room(b, HEX_WIDTH + 1);
	start = to = b->s + b->n;
	for (uint32_t i = 0; i < n; i++) {
		if (i % 2 == 0)
			*to++ = ' ';
		*to++ = digits[p[i] >> 4];
		*to++ = digits[p[i] & 15];
	}
	b->n += (size_t)(to - start);
	return (size_t)(to - start);
}

void
hexdump_plain(struct textbuf *b, const char *indent, const uint8_t *p,
    uint32_t n, uint32_t offset)
{
	for (uint32_t i = 0; i < n; i += PER_LINE)
		(void)put_hex(b, indent, p + i, n - i < PER_LINE ? n - i :
		    PER_LINE, offset + i);
}

void
hexdump_ascii(struct textbuf *b, const char *indent, const uint8_t *p,
    uint32_t n, uint32_t offset)
{
	for (uint32_t i = 0; i < n; i += PER_LINE) {
		uint32_t k = n - i < PER_LINE ? n - i : PER_LINE;
		size_t width = put_hex(b, indent, p + i, k, offset + i);

		textbuf_room(b, HEX_WIDTH + PER_LINE);
		for (; width < HEX_WIDTH; width++)
			textbuf_putc(b, ' ');
		for (uint32_t j = 0; j < k; j++) {
			uint8_t c = p[i + j];

			textbuf_putc(b, c > 0x20 && c < 0x7f ? (char)c : '.');
		}
	}
}

void
hexdump_text(struct textbuf *b, const uint8_t *p, uint32_t n)
{
	textbuf_room(b, n);
	for (uint32_t i = 0; i < n; i++) {
		uint8_t c = p[i];

		/* tcpdump looks one octet too far for the end */
		if (c == '\r' && (i + 2 >= n || p[i + 1] == '\n'))
			continue;
		if (c != '\t' && c != '\n' && (c < 0x20 || c > 0x7e))
			c = '.';
		textbuf_putc(b, (char)c);
	}
}
