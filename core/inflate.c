/* SPDX-License-Identifier: BSD-3-Clause */
#include "config.h"

#include <stdbool.h>

#include "inflate.h"

#ifdef HAVE_ZLIB
#include <zlib.h>

#define MAX_UNPACKED ((size_t)8 << 20)	/* octets */
#define FACTOR 1032			/* DEFLATE packs no closer */

#define ANY_HEADER (MAX_WBITS + 32)	/* gzip's or zlib's */
#define NO_HEADER (-MAX_WBITS)

/*
 * false: nothing comes out, or what has no header to say that it is packed has
 * an error.
 */
static bool
unpack(const uint8_t *p, uint32_t n, int header, uint8_t *to, size_t cap,
    uint32_t *unpacked)
{
	z_stream z = { .next_in = (z_const Bytef *)(uintptr_t)p, .avail_in = n,
	    .next_out = to, .avail_out = (uInt)cap };
	int rc;

	if (inflateInit2(&z, header) != Z_OK)
		return false;
	rc = inflate(&z, Z_FINISH);
	(void)inflateEnd(&z);
	*unpacked = (uint32_t)z.total_out;
	return rc == Z_STREAM_END || (z.total_out > 0 &&
	    (rc == Z_BUF_ERROR || header == ANY_HEADER));
}

const uint8_t *
inflate_octets(struct arena *a, const uint8_t *p, uint32_t n,
    uint32_t *unpacked)
{
	size_t cap, max = (size_t)n * FACTOR + 1;
	uint8_t *to = arena_alloc_most(a, max < MAX_UNPACKED ? max :
	    MAX_UNPACKED, &cap);

	if (to == NULL)
		return NULL;
	if (!unpack(p, n, ANY_HEADER, to, cap, unpacked) &&
	    !unpack(p, n, NO_HEADER, to, cap, unpacked)) {
		arena_trim(a, to, 0);
		return NULL;
	}
	arena_trim(a, to, *unpacked);
	return to;
}

#else

const uint8_t *
inflate_octets(struct arena *a, const uint8_t *p, uint32_t n,
    uint32_t *unpacked)
{
	(void)a;
	(void)p;
	(void)n;
	(void)unpacked;
	return NULL;
}

#endif
