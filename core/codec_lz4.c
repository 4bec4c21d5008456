/* SPDX-License-Identifier: BSD-3-Clause */
/* lz4's frames, by liblz4. */
#include "config.h"

#ifdef HAVE_LZ4
#include <lz4frame.h>
#include <stdlib.h>

#include "codec.h"

static const LZ4F_preferences_t preferences = {
	.frameInfo = { .contentChecksumFlag = LZ4F_contentChecksumEnabled }
};

/* A frame by itself needs no state: this is only not NULL. */
static void *
writer(void)
{
	return malloc(1);
}

static size_t
bound(void *z, size_t n)
{
	(void)z;
	return LZ4F_compressFrameBound(n, &preferences);
}

static size_t
frame(void *z, uint8_t *out, size_t room, const uint8_t *in, size_t n)
{
	size_t len = LZ4F_compressFrame(out, room, in, n, &preferences);

	(void)z;
	return LZ4F_isError(len) ? 0 : len;
}

static void *
reader(void)
{
	LZ4F_dctx *z;

	return LZ4F_isError(LZ4F_createDecompressionContext(&z,
	    LZ4F_VERSION)) ? NULL : z;
}

static void
reader_free(void *z)
{
	(void)LZ4F_freeDecompressionContext(z);
}

static int
read_some(void *z, const uint8_t *in, size_t *n, uint8_t *out, size_t *room,
    const char **why)
{
	size_t rc = LZ4F_decompress(z, out, room, in, n, NULL);

	if (!LZ4F_isError(rc))
		return rc == 0;
	*room = 0;
	*why = LZ4F_getErrorName(rc);
	return -1;
}

const struct codec codec_lz4 = { writer, free, bound, frame, reader,
    reader_free, read_some };
#endif
