/* SPDX-License-Identifier: BSD-3-Clause */
/* Domain names (RFC 1035 4.1.4, RFC 2673 4.2). */
#include "dns_name.h"

#define POINTER 0xc0u		/* the top two bits of a length octet */
#define BIT_STRING 0x41u	/* the extended label type that was defined */
#define NAME_OCTETS 255u	/* RFC 1035 3.1; tcpdump leaves the root out */

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

/* \[xab/8]: bits in whole hex digits; of a cut label what is there of it. */
static void
put_bit_string(struct dns_name *n, const uint8_t *p, uint32_t have)
{
	uint32_t bits = *p != 0 ? *p : 256, cut = (have - 1) * 8;
	char s[80] = "\\[x", *c = s + 3;

	for (uint32_t i = 0; i < bits && i < cut; i += 4) {
		uint32_t left = bits - i < 4 ? bits - i : 4;
		uint32_t nibble = (uint32_t)p[1 + i / 8] >> (4 - i % 8);

		*c++ = "0123456789abcdef"[nibble & (0xf0u >> left) & 0xf];
	}
	if (bits <= cut) {
		*c++ = '/';
		if (bits >= 100)
			*c++ = (char)('0' + bits / 100);
		if (bits >= 10)
			*c++ = (char)('0' + bits / 10 % 10);
		*c++ = (char)('0' + bits % 10);
		*c++ = ']';
	}
	put(n, s, (uint32_t)(c - s));
}

/*
 * The label at off, of len octets, and its dot, as far as the name's limit
 * allows; 0: it is cut.
 */
static int
put_label(const struct dns_message *m, uint32_t off, uint32_t len,
    struct dns_name *n)
{
	uint32_t have = m->caplen - off - 1, room = NAME_OCTETS - n->octets;

	if (have > len)
		have = len;
	if (m->data[off] == BIT_STRING)
		put_bit_string(n, m->data + off + 1, have);
	else
		put(n, m->data + off + 1, have < room ? have : room);
	if (have < len && have < room)
		return 0;
	if (len <= room)
		put(n, ".", 1);
	n->labels++;
	return 1;
}

/* Goes where the pointer at *off leads; 0: that cannot be. */
static int
follow(struct dns_message *m, struct dns_name *n, uint32_t *off,
    uint32_t *limit)
{
	if (n->end == 0)
		n->end = *off + 2;
	if (!has(m, *off, 2)) {
		n->status = n->labels != 0 ? NAME_CUT_AT_LABEL : NAME_CUT;
		return 0;
	}
	*off = tp_ld16(m->data + *off) & 0x3fff;
	/* back only: what points on could lead in circles */
	if (*off >= *limit || m->steps == 0) {
		n->status = has(m, *off, 1) ? NAME_LOOP : NAME_BEYOND;
		return 0;
	}
	m->steps--;
	*limit = *off;
	return 1;
}

/* Takes the label at *off; 0: the name ends in a fault. */
static int
label(struct dns_message *m, struct dns_name *n, uint32_t *off)
{
	int len = label_length(m, *off);

	if (len < 0) {
		n->status = m->data[*off] == BIT_STRING ? NAME_CUT :
		    NAME_UNKNOWN_LABEL;
		n->label = m->data[*off];
		return 0;
	}
	if (!has(m, *off, 2)) {
		n->status = NAME_CUT_AT_LABEL;
		return 0;
	}
	if (n->octets < NAME_OCTETS) {
		if (!put_label(m, *off, (uint32_t)len, n)) {
			n->status = NAME_CUT;
			return 0;
		}
	} else if (m->steps == 0) {
		n->status = NAME_LOOP;
		return 0;
	} else
		m->steps--;
	n->octets += (uint32_t)len + 1;
	*off += (uint32_t)len + 1;
	return 1;
}

void
dns_name_read(struct dns_message *m, uint32_t off, struct dns_name *n)
{
	uint32_t limit = off;

	n->n = n->labels = n->end = n->octets = 0;
	n->status = NAME_OK;
	while (has(m, off, 1)) {
		if (m->data[off] == 0) {
			if (n->end == 0)
				n->end = off + 1;
			if (n->octets > NAME_OCTETS)
				n->status = NAME_TOO_LONG;
			return;
		}
		if ((m->data[off] & POINTER) == POINTER) {
			if (!follow(m, n, &off, &limit))
				return;
		} else if (!label(m, n, &off))
			return;
	}
	n->status = NAME_CUT;
}
