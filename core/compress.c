/* SPDX-License-Identifier: BSD-3-Clause */
#include "config.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "codec.h"
#include "compress.h"

#ifdef HAVE_ZLIB
#define GZIP &codec_gzip
#else
#define GZIP NULL
#endif
#ifdef HAVE_ZSTD
#define ZSTD &codec_zstd
#else
#define ZSTD NULL
#endif
#ifdef HAVE_LZ4
#define LZ4 &codec_lz4
#else
#define LZ4 NULL
#endif

#define FIRST COMPRESS_NONE
#define LAST COMPRESS_LZ4

/* RFC 1952, RFC 8878, and lz4's description of its frames. */
static const struct method {
	const char *name, *suffix;
	const char *magic;
	const struct codec *codec;	/* NULL: not built */
} methods[] = {
	[COMPRESS_NONE] = { "none", "", "", NULL },
	[COMPRESS_GZIP] = { "gzip", ".gz", "\x1f\x8b", GZIP },
	[COMPRESS_ZSTD] = { "zstd", ".zst", "\x28\xb5\x2f\xfd", ZSTD },
	[COMPRESS_LZ4] = { "lz4", ".lz4", "\x04\x22\x4d\x18", LZ4 },
};

struct compressor {
	const struct codec *codec;
	void *writer;
	uint8_t *out;
	size_t room;
};

struct decompressor {
	const struct codec *codec;
	void *reader;
	bool inside;		/* a frame has begun */
	const char *failed;	/* why, or NULL */
};

static bool
ends_with(const char *s, const char *suffix)
{
	size_t n = strlen(s), m = strlen(suffix);

	return n > m && strcmp(s + n - m, suffix) == 0;
}

enum compression
compress_of_path(const char *path)
{
	for (int i = LAST; i > FIRST; i--)
		if (ends_with(path, methods[i].suffix))
			return (enum compression)i;
	return COMPRESS_NONE;
}

size_t
compress_suffix(const char *path)
{
	return strlen(methods[compress_of_path(path)].suffix);
}

enum compression
compress_of_magic(const uint8_t octets[COMPRESS_MAGIC])
{
	for (int i = LAST; i > FIRST; i--)
		if (memcmp(octets, methods[i].magic,
		    strlen(methods[i].magic)) == 0)
			return (enum compression)i;
	return COMPRESS_NONE;
}

const char *
compress_name(enum compression c)
{
	return methods[c].name;
}

enum compression
compress_of_name(const char *name)
{
	for (int i = FIRST; i <= LAST; i++)
		if (strcmp(name, methods[i].name) == 0)
			return (enum compression)i;
	return COMPRESS_AUTO;
}

bool
compress_is_built(enum compression c)
{
	return c <= COMPRESS_NONE || methods[c].codec != NULL;
}

/* Writing ----------------------------------------------------------------- */

struct compressor *
compressor_new(enum compression compression)
{
	struct compressor *c;

	if (methods[compression].codec == NULL) {
		errno = ENOSYS;
		return NULL;
	}
	c = calloc(1, sizeof(*c));
	if (c == NULL)
		return NULL;
	c->codec = methods[compression].codec;
	c->writer = c->codec->writer();
	if (c->writer != NULL)
		return c;
	free(c);
	errno = ENOMEM;
	return NULL;
}

void
compressor_free(struct compressor *c)
{
	if (c == NULL)
		return;
	c->codec->writer_free(c->writer);
	free(c->out);
	free(c);
}

const uint8_t *
compress_batch(struct compressor *c, const uint8_t *octets, size_t n,
    size_t *len)
{
	size_t bound = c->codec->bound(c->writer, n);
	uint8_t *out;

	if (bound > c->room) {
		out = realloc(c->out, bound);
		if (out == NULL)
			return NULL;
		c->out = out;
		c->room = bound;
	}
	*len = c->codec->batch(c->writer, c->out, c->room, octets, n);
	if (*len != 0)
		return c->out;
	errno = ENOMEM;
	return NULL;
}

const uint8_t *
compress_tail(const struct compressor *c, size_t *len)
{
	*len = c->codec->ntail;
	return c->codec->tail;
}

size_t
compress_tail_length(enum compression compression)
{
	const struct codec *c = methods[compression].codec;

	return c == NULL ? 0 : c->ntail;
}

bool
compress_goes_on(enum compression compression)
{
	const struct codec *c = methods[compression].codec;

	return c != NULL && c->go_on != NULL;
}

bool
compressor_go_on(struct compressor *c)
{
	return c->codec->go_on != NULL && c->codec->go_on(c->writer);
}

size_t
compress_unit(enum compression compression, const uint8_t *in, size_t n,
    bool head)
{
	const struct codec *c = methods[compression].codec;

	return c == NULL || c->unit == NULL ? 0 : c->unit(in, n, head);
}

/* Reading ----------------------------------------------------------------- */

struct decompressor *
decompressor_new(enum compression compression)
{
	struct decompressor *d;

	if (methods[compression].codec == NULL) {
		errno = ENOSYS;
		return NULL;
	}
	d = calloc(1, sizeof(*d));
	if (d == NULL)
		return NULL;
	d->codec = methods[compression].codec;
	d->reader = d->codec->reader();
	if (d->reader != NULL)
		return d;
	free(d);
	errno = ENOMEM;
	return NULL;
}

void
decompressor_free(struct decompressor *d)
{
	if (d == NULL)
		return;
	d->codec->reader_free(d->reader);
	free(d);
}

ptrdiff_t
decompress(struct decompressor *d, const uint8_t **in, size_t *n, uint8_t *out,
    size_t room, const char **why)
{
	size_t taken, put;
	int rc;

	do {
		*why = d->failed;
		if (d->failed != NULL)
			return -1;
		/* Between frames nothing is kept back. */
		if (*n == 0 && !d->inside)
			return 0;
		taken = *n;
		put = room;
		rc = d->codec->read(d->reader, *in, &taken, out, &put,
		    &d->failed);
		d->inside = rc != 1;
		*in += taken;
		*n -= taken;
		/* What came out before a damage is good. */
	} while (put == 0 && (taken != 0 || rc == -1));
	return (ptrdiff_t)put;
}

bool
decompress_is_whole(const struct decompressor *d)
{
	return !d->inside;
}
