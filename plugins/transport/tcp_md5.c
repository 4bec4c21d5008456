/* SPDX-License-Identifier: BSD-3-Clause */
/* The MD5 signatures of TCP (RFC 2385), with MD5 itself (RFC 1321). */
#include "tcp.h"

struct md5 {
	uint32_t state[4];
	uint8_t block[64];
	uint64_t n;			/* octets taken */
};

/* RFC 1321 3.4: the integer part of 2^32 times |sin(i + 1)|. */
static const uint32_t sines[64] = {
	0xd76aa478, 0xe8c7b756, 0x242070db, 0xc1bdceee, 0xf57c0faf, 0x4787c62a,
	0xa8304613, 0xfd469501, 0x698098d8, 0x8b44f7af, 0xffff5bb1, 0x895cd7be,
	0x6b901122, 0xfd987193, 0xa679438e, 0x49b40821, 0xf61e2562, 0xc040b340,
	0x265e5a51, 0xe9b6c7aa, 0xd62f105d, 0x02441453, 0xd8a1e681, 0xe7d3fbc8,
	0x21e1cde6, 0xc33707d6, 0xf4d50d87, 0x455a14ed, 0xa9e3e905, 0xfcefa3f8,
	0x676f02d9, 0x8d2a4c8a, 0xfffa3942, 0x8771f681, 0x6d9d6122, 0xfde5380c,
	0xa4beea44, 0x4bdecfa9, 0xf6bb4b60, 0xbebfbc70, 0x289b7ec6, 0xeaa127fa,
	0xd4ef3085, 0x04881d05, 0xd9d4d039, 0xe6db99e5, 0x1fa27cf8, 0xc4ac5665,
	0xf4292244, 0x432aff97, 0xab9423a7, 0xfc93a039, 0x655b59c3, 0x8f0ccc92,
	0xffeff47d, 0x85845dd1, 0x6fa87e4f, 0xfe2ce6e0, 0xa3014314, 0x4e0811a1,
	0xf7537e82, 0xbd3af235, 0x2ad7d2bb, 0xeb86d391
};

/* By round; each has four shifts in turn. */
static const uint8_t shifts[4][4] = {
	{ 7, 12, 17, 22 }, { 5, 9, 14, 20 }, { 4, 11, 16, 23 }, { 6, 10, 15, 21 }
};

/* Word k of the block in step i is number (a * i + b) mod 16. */
static const struct {
	uint32_t a, b;
} order[4] = { { 1, 0 }, { 5, 1 }, { 3, 5 }, { 7, 0 } };

static uint32_t
mix(uint32_t round, uint32_t x, uint32_t y, uint32_t z)
{
	switch (round) {
	case 0:
		return (x & y) | (~x & z);
	case 1:
		return (x & z) | (y & ~z);
	case 2:
		return x ^ y ^ z;
	default:
		return y ^ (x | ~z);
	}
}

static void
md5_block(struct md5 *m, const uint8_t *p)
{
	uint32_t a = m->state[0], b = m->state[1], c = m->state[2],
	    d = m->state[3];

	for (uint32_t i = 0; i < 64; i++) {
		uint32_t r = i / 16, s = shifts[r][i % 4];
		uint32_t k = (order[r].a * i + order[r].b) % 16;
		uint32_t v = a + mix(r, b, c, d) + tp_ld32le(p + 4 * k) +
		    sines[i];

		a = d;
		d = c;
		c = b;
		b += v << s | v >> (32 - s);
	}
	m->state[0] += a;
	m->state[1] += b;
	m->state[2] += c;
	m->state[3] += d;
}

static void
md5_add(struct md5 *m, const void *data, uint32_t n)
{
	const uint8_t *p = data;

	for (uint32_t i = 0; i < n; i++) {
		m->block[m->n++ % 64] = p[i];
		if (m->n % 64 == 0)
			md5_block(m, m->block);
	}
}

/* RFC 1321 3.1 and 3.2: a bit, zeros, and the length in bits. */
static void
md5_end(struct md5 *m, uint8_t digest[16])
{
	static const uint8_t padding[64] = { 0x80 };
	uint64_t bits = m->n * 8;
	uint8_t length[8];

	for (uint32_t i = 0; i < 8; i++)
		length[i] = (uint8_t)(bits >> 8 * i);
	md5_add(m, padding, 64 - (uint32_t)(m->n + 8) % 64);
	md5_add(m, length, 8);
	for (uint32_t i = 0; i < 16; i++)
		digest[i] = (uint8_t)(m->state[i / 4] >> 8 * (i % 4));
}

/*
 * RFC 2385 2: the pseudo header, the header without options and with a
 * checksum of zero, the payload, the secret.
 */
int
tcp_md5_is_valid(const tp_pkt *pkt, const uint8_t *p,
    const struct tcp_segment *s, const char *secret, const uint8_t *digest)
{
	struct md5 m = { .state = { 0x67452301, 0xefcdab89, 0x98badcfe,
	    0x10325476 } };
	int v4 = pkt->net_type == TP_FT_IPV4;
	uint32_t n = s->hlen + s->len;
	/* the length is 16 bits wide in IPv4, 32 in IPv6 (RFC 8200 8.1) */
	const uint8_t tail4[] = { 0, 6, (uint8_t)(n >> 8), (uint8_t)n };
	const uint8_t tail6[] = { (uint8_t)(n >> 24), (uint8_t)(n >> 16),
	    (uint8_t)(n >> 8), (uint8_t)n, 0, 0, 0, 6 };
	uint8_t right[16];

	if (pkt->net_type == TP_FT_NONE)
		return 0;
	md5_add(&m, pkt->net_src, v4 ? 4 : 16);
	md5_add(&m, pkt->net_dst, v4 ? 4 : 16);
	md5_add(&m, v4 ? tail4 : tail6, v4 ? 4 : 8);
	md5_add(&m, p, 16);
	md5_add(&m, "\0", 2);
	md5_add(&m, p + 18, 2);
	md5_add(&m, p + s->hlen, s->len);
	md5_add(&m, secret, (uint32_t)strlen(secret));
	md5_end(&m, right);
	return memcmp(right, digest, 16) == 0;
}
