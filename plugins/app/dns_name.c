/* SPDX-License-Identifier: BSD-3-Clause */
/* Domain names (RFC 1035 4.1.4, RFC 2673 4.2). */
#include "dns.h"

#define POINTER 0xc0u		/* the top two bits of a length octet */
#define BIT_STRING 0x41u	/* the extended label type that was defined */
#define NAME_OCTETS 255u	/* RFC 1035 3.1 */

static int
has(const struct dns_message *m, uint32_t off, uint32_t n)
{
	return (uint64_t)off + n <= m->caplen;
}

/* Octets after the length octet of the label at off; -1: none can be told. */
static int
label_length(const struct dns_message *m, uint32_t off)
{
	uint32_t c = m->data[off], bits;

	if ((c & POINTER) == 0)
		return (int)c;
	if (c != BIT_STRING || !has(m, off, 2))
		return -1;
	bits = m->data[off + 1] != 0 ? m->data[off + 1] : 256;
	return (int)((bits + 7) / 8 + 1);
}

uint32_t
dns_name_skip(const struct dns_message *m, uint32_t off)
{
	int n;

	while (has(m, off, 1)) {
		if ((m->data[off] & POINTER) == POINTER)
			return off + 2;
		n = label_length(m, off);
		if (n < 0)
			return 0;
		off += (uint32_t)n + 1;
		if (n == 0)
			return off;
	}
	return 0;
}

static void
put(struct dns_name *n, const void *p, uint32_t len)
{
	if (len > DNS_NAME_TEXT - n->n)
		len = DNS_NAME_TEXT - n->n;
	memcpy(n->text + n->n, p, len);
	n->n += len;
}

static char
hex(uint32_t nibble)
{
	return "0123456789abcdef"[nibble & 0xf];
}

/* \[xab/8]: the bits that count, in whole hex digits. */
static void
put_bit_string(struct dns_name *n, const uint8_t *p)
{
	uint32_t bits = *p != 0 ? *p : 256, i;
	char s[80], *c = s;

	*c++ = '\\';
	*c++ = '[';
	*c++ = 'x';
	for (i = 0; i < bits; i += 4) {
		uint32_t left = bits - i < 4 ? bits - i : 4;
		uint32_t nibble = (uint32_t)p[1 + i / 8] >> (4 - i % 8);

		*c++ = hex(nibble & (0xf0u >> left));
	}
	*c++ = '/';
	if (bits >= 100)
		*c++ = (char)('0' + bits / 100);
	if (bits >= 10)
		*c++ = (char)('0' + bits / 10 % 10);
	*c++ = (char)('0' + bits % 10);
	*c++ = ']';
	put(n, s, (uint32_t)(c - s));
}

/* The label at off, of len octets, and its dot. */
static void
put_label(const struct dns_message *m, uint32_t off, uint32_t len,
    struct dns_name *n)
{
	if (m->data[off] == BIT_STRING)
		put_bit_string(n, m->data + off + 1);
	else
		put(n, m->data + off + 1, len);
	put(n, ".", 1);
	n->labels++;
}

void
dns_name_read(struct dns_message *m, uint32_t off, struct dns_name *n)
{
	uint32_t limit = off, octets = 0, c;
	int len;

	n->n = n->labels = n->end = 0;
	n->status = NAME_OK;
	while (has(m, off, 1)) {
		c = m->data[off];
		if ((c & POINTER) == POINTER) {
			if (n->end == 0)
				n->end = off + 2;
			if (!has(m, off, 2))
				break;
			off = tp_ld16(m->data + off) & 0x3fff;
			/* back only: what points on could point in circles */
			if (off >= limit || m->jumps == 0) {
				n->status = NAME_LOOP;
				return;
			}
			m->jumps--;
			limit = off;
			continue;
		}
		len = label_length(m, off);
		if (len < 0) {
			n->status = NAME_UNKNOWN_LABEL;
			return;
		}
		if (len == 0) {
			if (n->end == 0)
				n->end = off + 1;
			return;
		}
		if (!has(m, off, (uint32_t)len + 1))
			break;
		put_label(m, off, (uint32_t)len, n);
		off += (uint32_t)len + 1;
		octets += (uint32_t)len + 1;
		if (octets >= NAME_OCTETS) {
			n->status = NAME_TOO_LONG;
			if (n->end == 0)
				n->end = dns_name_skip(m, off);
			return;
		}
	}
	n->status = NAME_CUT;
}
