/* SPDX-License-Identifier: BSD-3-Clause */
/* gzip, RFC 1952, by zlib. */
#include "config.h"

#ifdef HAVE_ZLIB
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include <zlib.h>

#include "codec.h"

/* Half as long as the default takes, for a tenth more octets. */
#define LEVEL 3
#define WINDOW (MAX_WBITS + 16)		/* with gzip's header, not zlib's */

static void *
writer(void)
{
	z_stream *z = calloc(1, sizeof(*z));

	if (z != NULL && deflateInit2(z, LEVEL, Z_DEFLATED, WINDOW, 8,
	    Z_DEFAULT_STRATEGY) == Z_OK)
		return z;
	free(z);
	return NULL;
}

static void
writer_free(void *z)
{
	(void)deflateEnd(z);
	free(z);
}

static size_t
bound(void *z, size_t n)
{
	return deflateBound(z, n);
}

/* A member by itself, for the end of one has the sum of all its octets. */
static size_t
batch(void *writer, uint8_t *out, size_t room, const uint8_t *in, size_t n)
{
	z_stream *z = writer;

	if (n > UINT_MAX || room > UINT_MAX || deflateReset(z) != Z_OK)
		return 0;
	z->next_in = (z_const Bytef *)(uintptr_t)in;
	z->avail_in = (uInt)n;
	z->next_out = out;
	z->avail_out = (uInt)room;
	return deflate(z, Z_FINISH) == Z_STREAM_END ? z->total_out : 0;
}

static void *
reader(void)
{
	z_stream *z = calloc(1, sizeof(*z));

	if (z != NULL && inflateInit2(z, WINDOW) == Z_OK)
		return z;
	free(z);
	return NULL;
}

static void
reader_free(void *z)
{
	(void)inflateEnd(z);
	free(z);
}

static int
read_some(void *reader, const uint8_t *in, size_t *n, uint8_t *out, size_t *room,
    const char **why)
{
	z_stream *z = reader;
	uInt most = *room > UINT_MAX ? UINT_MAX : (uInt)*room;
	uInt some = *n > UINT_MAX ? UINT_MAX : (uInt)*n;
	int rc;

	z->next_in = (z_const Bytef *)(uintptr_t)in;
	z->avail_in = some;
	z->next_out = out;
	z->avail_out = most;
	rc = inflate(z, Z_NO_FLUSH);
	*n = some - z->avail_in;
	*room = most - z->avail_out;
	if (rc == Z_OK || rc == Z_BUF_ERROR)
		return 0;
	if (rc == Z_STREAM_END && inflateReset(z) == Z_OK)
		return 1;
	*why = z->msg != NULL ? z->msg : zError(rc);
	return -1;
}

const struct codec codec_gzip = { writer, writer_free, bound, batch, { 0 }, 0,
    NULL, NULL, reader, reader_free, read_some };
#endif
