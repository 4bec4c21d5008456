/* SPDX-License-Identifier: BSD-3-Clause */
/* zstd, RFC 8878, by libzstd. */
#include "config.h"

#ifdef HAVE_ZSTD
#include <zstd.h>

#include "codec.h"

#define HEADER_MAX 18		/* of a frame; RFC 8878, section 3.1.1.1 */
#define LEVEL 3			/* the command's default */
#define WINDOW_LOG 19		/* many files may be open at a time */

static void *
writer(void)
{
	ZSTD_CCtx *z = ZSTD_createCCtx();

	if (z == NULL)
		return NULL;
	(void)ZSTD_CCtx_setParameter(z, ZSTD_c_compressionLevel, LEVEL);
	(void)ZSTD_CCtx_setParameter(z, ZSTD_c_windowLog, WINDOW_LOG);
	/* No sum at the end, which is the same for all files therefore. */
	(void)ZSTD_CCtx_setParameter(z, ZSTD_c_checksumFlag, 0);
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
	return ZSTD_compressBound(n) + HEADER_MAX;
}

static size_t
batch(void *z, uint8_t *out, size_t room, const uint8_t *in, size_t n)
{
	ZSTD_inBuffer from = { in, n, 0 };
	ZSTD_outBuffer to = { out, room, 0 };
	size_t left = ZSTD_compressStream2(z, &to, &from, ZSTD_e_flush);

	/* What is left would not fit: bound() is wrong then. */
	return left == 0 ? to.pos : 0;
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

/* RFC 8878, sections 3.1.1.1 and 3.1.1.2; of a frame without length, sum and
 * dictionary, as ours is. */
static size_t
unit(const uint8_t *in, size_t n, bool head)
{
	uint32_t block;

	if (head)
		return n >= 6 && in[4] == 0 ? 6 : 0;
	if (n < 3)
		return 0;
	block = (uint32_t)(in[0] | in[1] << 8 | in[2] << 16);
	if (block & 1)		/* the last */
		return 0;
	return 3 + ((block >> 1 & 3) == 1 ? 1 : block >> 3);
}

/* The tail is a last block of nothing. */
const struct codec codec_zstd = { writer, writer_free, bound, batch, { 1 }, 3,
    unit, NULL, reader, reader_free, read_some };
#endif
