/* SPDX-License-Identifier: BSD-3-Clause */
#include "unpack.h"

#include <stdbool.h>
#include <string.h>

struct cursor {
	const uint8_t *p, *end;
	uint8_t *to;
	size_t n, cap;			/* of to */
	bool broken;
};

static uint32_t
take(struct cursor *c, size_t n)
{
	uint32_t v = 0;

	if ((size_t)(c->end - c->p) < n) {
		c->broken = true;
		return 0;
	}
	for (size_t i = 0; i < n; i++)
		v |= (uint32_t)*c->p++ << 8 * i;
	return v;
}

static void
put(struct cursor *c, uint32_t octet)
{
	if (c->n == c->cap)
		c->broken = true;
	if (!c->broken)
		c->to[c->n++] = (uint8_t)octet;
}

/* Octets that were there before, not before `from'; they may overlap. */
static void
repeat(struct cursor *c, size_t from, size_t distance, size_t length)
{
	if (distance > c->n - from)
		c->broken = true;
	while (length-- > 0 && !c->broken)
		put(c, c->to[c->n - distance]);
}

static size_t
result(const struct cursor *c)
{
	return c->broken ? BROKEN : c->n;
}

/* ------------------------------------------------------------------ LZNT1 */

/* The farther in its chunk, the more bits are the distance. */
static void
tuple(struct cursor *c, size_t start)
{
	uint32_t v = take(c, 2), bits = 4;
	size_t at = c->n - start;

	while (bits < 12 && at > (size_t)1 << bits)
		bits++;
	repeat(c, start, (v >> (16 - bits)) + 1,
	    (v & ((1u << (16 - bits)) - 1)) + 3);
}

static void
chunk(struct cursor *c)
{
	size_t start = c->n;

	while (c->p < c->end && !c->broken) {
		uint32_t flags = take(c, 1);

		for (int i = 0; i < 8 && c->p < c->end; i++, flags >>= 1)
			if (flags & 1)
				tuple(c, start);
			else
				put(c, take(c, 1));
	}
}

size_t
unpack_lznt1(const uint8_t *p, size_t n, uint8_t *to, size_t cap)
{
	struct cursor c = { p, p + n, to, 0, cap, false };
	const uint8_t *end = c.end;

	while (end - c.p >= 2 && !c.broken) {
		uint32_t head = take(&c, 2), size = (head & 0xfff) + 1;

		if (head == 0)
			break;
		if ((size_t)(end - c.p) < size)
			return BROKEN;
		c.end = c.p + size;
		if (head & 0x8000)
			chunk(&c);
		while (c.p < c.end && !c.broken)
			put(&c, take(&c, 1));
		c.end = end;
	}
	return result(&c);
}

/* ------------------------------------------------------------- Plain LZ77 */

/* Lengths from 10 on: two share an octet, *half, and larger ones follow. */
static size_t
long_length(struct cursor *c, const uint8_t **half)
{
	uint32_t v;

	if (*half == NULL) {
		*half = c->p;
		v = take(c, 1) & 15;
	} else {
		v = (uint32_t)**half >> 4;
		*half = NULL;
	}
	if (v < 15 || c->broken)
		return v + 10;
	v = take(c, 1);
	if (v < 255)
		return (size_t)v + 25;
	v = take(c, 2);
	if (v == 0)
		v = take(c, 4);
	if (v < 22)
		c->broken = true;
	return (size_t)v + 3;
}

size_t
unpack_lz77(const uint8_t *p, size_t n, uint8_t *to, size_t cap)
{
	struct cursor c = { p, p + n, to, 0, cap, false };
	const uint8_t *half = NULL;
	uint32_t flags = 0, left = 0;

	while (!c.broken) {
		uint32_t v;

		if (left == 0) {
			flags = take(&c, 4);
			left = 32;
		}
		if ((flags >> --left & 1) == 0) {
			put(&c, take(&c, 1));
			continue;
		}
		if (c.p == c.end)	/* that is how it ends */
			break;
		v = take(&c, 2);
		repeat(&c, 0, (v >> 3) + 1, (v & 7) == 7 ?
		    long_length(&c, &half) : (v & 7) + 3);
	}
	return result(&c);
}

/* ---------------------------------------------------------------- Huffman */

/*
 * The code of RFC 7541, appendix B, is canonical: how many codes have each
 * length, and what they stand for in order, says all of it.  The last code, of
 * 30 bits, is the end of a string, and is not to be sent.
 */
#define LONGEST 30

static const uint8_t lengths[LONGEST + 1] = { [5] = 10, 26, 32, 6,
    [10] = 5, 3, 2, 6, 2, 3, [19] = 3, 8, 13, 26, 29, 12, 4, 15, 19, 29,
    [30] = 4 };

static const uint8_t characters[256] = {
	48, 49, 50, 97, 99, 101, 105, 111, 115, 116, 32, 37, 45, 46, 47, 51,
	52, 53, 54, 55, 56, 57, 61, 65, 95, 98, 100, 102, 103, 104, 108,
	109, 110, 112, 114, 117, 58, 66, 67, 68, 69, 70, 71, 72, 73, 74, 75,
	76, 77, 78, 79, 80, 81, 82, 83, 84, 85, 86, 87, 89, 106, 107, 113,
	118, 119, 120, 121, 122, 38, 42, 44, 59, 88, 90, 33, 34, 40, 41, 63,
	39, 43, 124, 35, 62, 0, 36, 64, 91, 93, 126, 94, 125, 60, 96, 123,
	92, 195, 208, 128, 130, 131, 162, 184, 194, 224, 226, 153, 161, 167,
	172, 176, 177, 179, 209, 216, 217, 227, 229, 230, 129, 132, 133,
	134, 136, 146, 154, 156, 160, 163, 164, 169, 170, 173, 178, 181,
	185, 186, 187, 189, 190, 196, 198, 228, 232, 233, 1, 135, 137, 138,
	139, 140, 141, 143, 147, 149, 150, 151, 152, 155, 157, 158, 165,
	166, 168, 174, 175, 180, 182, 183, 188, 191, 197, 231, 239, 9, 142,
	144, 145, 148, 159, 171, 206, 215, 225, 236, 237, 199, 207, 234,
	235, 192, 193, 200, 201, 202, 205, 210, 213, 218, 219, 238, 240,
	242, 243, 255, 203, 204, 211, 212, 214, 221, 222, 223, 241, 244,
	245, 246, 247, 248, 250, 251, 252, 253, 254, 2, 3, 4, 5, 6, 7, 8,
	11, 12, 14, 15, 16, 17, 18, 19, 20, 21, 23, 24, 25, 26, 27, 28, 29,
	30, 31, 127, 220, 249, 10, 13, 22
};

struct code {
	uint32_t bits, first, index;	/* so far; of this length the first */
	int length;
};

/* One more bit: a character, or -1: more are needed, -2: there is no such. */
static int
decode(struct code *c, uint32_t bit)
{
	uint32_t offset, i;

	c->bits = c->bits << 1 | bit;
	c->first <<= 1;
	if (++c->length > LONGEST)
		return -2;
	offset = c->bits - c->first;
	if (offset >= lengths[c->length]) {
		c->index += lengths[c->length];
		c->first += lengths[c->length];
		return -1;
	}
	i = c->index + offset;
	*c = (struct code){ 0 };
	return i < sizeof(characters) ? characters[i] : -2;
}

size_t
unpack_huffman(const uint8_t *p, size_t n, uint8_t *to, size_t cap)
{
	struct cursor c = { p, p + n, to, 0, cap, false };
	struct code code = { 0 };

	while (c.p < c.end && !c.broken) {
		uint32_t octet = take(&c, 1);

		for (int i = 7; i >= 0 && !c.broken; i--) {
			int v = decode(&code, octet >> i & 1);

			if (v >= 0)
				put(&c, (uint32_t)v);
			c.broken |= v == -2;
		}
	}
	/* padded with less than an octet of the end's first bits */
	if (code.length > 7 || code.bits != (1u << code.length) - 1)
		return BROKEN;
	return result(&c);
}

/* ----------------------------------------------------------------- Base64 */

static size_t
base64(const uint8_t *p, size_t n, uint8_t *to, size_t cap, const char *last)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	    "abcdefghijklmnopqrstuvwxyz0123456789";
	struct cursor c = { p, p + n, to, 0, cap, false };
	uint32_t group = 0, got = 0, pads = 0;

	while (c.p < c.end && !c.broken) {
		char ch = (char)take(&c, 1);
		const char *d = ch != 0 ? strchr(digits, ch) : NULL;
		const char *l = ch != 0 ? strchr(last, ch) : NULL;

		if (d == NULL && l == NULL && ch != '=')
			continue;
		group = group << 6 | (d != NULL ? (uint32_t)(d - digits) :
		    l != NULL ? (uint32_t)(l - last) + 62 : 0);
		pads = ch == '=' ? pads + 1 : 0;
		if (++got % 4 != 0)
			continue;
		put(&c, group >> 16 & 255);
		if (pads < 2)
			put(&c, group >> 8 & 255);
		if (pads < 1)
			put(&c, group & 255);
		pads = 0;
	}
	return result(&c);
}

size_t
unpack_base64(const uint8_t *p, size_t n, uint8_t *to, size_t cap)
{
	return base64(p, n, to, cap, "+/");
}

size_t
unpack_base64url(const uint8_t *p, size_t n, uint8_t *to, size_t cap)
{
	return base64(p, n, to, cap, "-_");
}
