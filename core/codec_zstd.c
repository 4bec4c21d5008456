/* SPDX-License-Identifier: BSD-3-Clause */
/* zstd, RFC 8878, by libzstd. */
#include "config.h"

#ifdef HAVE_ZSTD
#include <zstd.h>

#include "codec.h"

#define LEVEL 3			/* the command's default */

static void *
writer(void)
{
	ZSTD_CCtx *z = ZSTD_createCCtx();

	if (z == NULL)
		return NULL;
	(void)ZSTD_CCtx_setParameter(z, ZSTD_c_compressionLevel, LEVEL);
	/* Else a damaged file would be taken for a good one. */
	(void)ZSTD_CCtx_setParameter(z, ZSTD_c_checksumFlag, 1);
	return z;
}

static void
writer_free(void *z)
{
	(void)ZSTD_freeCCtx(z);
}

static size_t
bound(void *z, size_t n)
{
	(void)z;
	return ZSTD_compressBound(n);
}

static size_t
frame(void *z, uint8_t *out, size_t room, const uint8_t *in, size_t n)
{
	size_t len = ZSTD_compress2(z, out, room, in, n);

	return ZSTD_isError(len) ? 0 : len;
}

static void *
reader(void)
{
	return ZSTD_createDCtx();
}

static void
reader_free(void *z)
{
	(void)ZSTD_freeDCtx(z);
}

static int
read_some(void *z, const uint8_t *in, size_t *n, uint8_t *out, size_t *room,
    const char **why)
{
	ZSTD_inBuffer from = { in, *n, 0 };
	ZSTD_outBuffer to = { out, *room, 0 };
	size_t rc = ZSTD_decompressStream(z, &to, &from);

	*n = from.pos;
	*room = to.pos;
	if (!ZSTD_isError(rc))
		return rc == 0;
	*why = ZSTD_getErrorName(rc);
	return -1;
}

const struct codec codec_zstd = { writer, writer_free, bound, frame, reader,
    reader_free, read_some };
#endif
