/* SPDX-License-Identifier: BSD-3-Clause */
/* lz4's frames, by liblz4. */
#include "config.h"

#ifdef HAVE_LZ4
#include <lz4frame.h>
#include <stdbool.h>
#include <stdlib.h>

#include "codec.h"

/* The sums are those of blocks, so that the end is the same for all files. */
static const LZ4F_preferences_t preferences = {
	.frameInfo = { .blockChecksumFlag = LZ4F_blockChecksumEnabled },
	.autoFlush = 1
};

struct lz4 {
	LZ4F_cctx *z;
	bool begun;
};

static void *
writer(void)
{
	struct lz4 *w = calloc(1, sizeof(*w));

	if (w != NULL && !LZ4F_isError(LZ4F_createCompressionContext(&w->z,
	    LZ4F_VERSION)))
		return w;
	free(w);
	return NULL;
}

static void
writer_free(void *writer)
{
	struct lz4 *w = writer;

	(void)LZ4F_freeCompressionContext(w->z);
	free(w);
}

static size_t
bound(void *writer, size_t n)
{
	(void)writer;
	return LZ4F_HEADER_SIZE_MAX + LZ4F_compressBound(n, &preferences);
}

static size_t
batch(void *writer, uint8_t *out, size_t room, const uint8_t *in, size_t n)
{
	struct lz4 *w = writer;
	size_t head = 0, len;

	if (!w->begun)
		head = LZ4F_compressBegin(w->z, out, room, &preferences);
	if (LZ4F_isError(head))
		return 0;
	w->begun = true;
	len = LZ4F_compressUpdate(w->z, out + head, room - head, in, n, NULL);
	return LZ4F_isError(len) ? 0 : head + len;
}

/* A block may depend on those before, but the first of a writer does not. */
static bool
go_on(void *writer)
{
	uint8_t head[LZ4F_HEADER_SIZE_MAX];
	struct lz4 *w = writer;

	w->begun = !LZ4F_isError(LZ4F_compressBegin(w->z, head, sizeof(head),
	    &preferences));
	return w->begun;
}

/* Of a frame as ours is: without length, sum and dictionary, its blocks of 64
 * KiB at most and with sums; lz4's description of its frames. */
static size_t
unit(const uint8_t *in, size_t n, bool head)
{
	uint32_t block;

	if (head)
		return n >= 7 && in[4] == 0x50 && in[5] == 0x40 ? 7 : 0;
	if (n < 4)
		return 0;
	block = (uint32_t)in[0] | (uint32_t)in[1] << 8 |
	    (uint32_t)in[2] << 16 | (uint32_t)(in[3] & 0x7f) << 24;
	return block == 0 ? 0 : 4 + (size_t)block + 4;
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

/* The tail is a block of no octets. */
const struct codec codec_lz4 = { writer, writer_free, bound, batch, { 0 }, 4,
    unit, go_on, reader, reader_free, read_some };
#endif
