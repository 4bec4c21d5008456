/* SPDX-License-Identifier: BSD-3-Clause */
/* What compress.c asks of a library: one file each, codec_*.c. */
#ifndef TAPIR_CODEC_H
#define TAPIR_CODEC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct codec {
	void *(*writer)(void);			/* NULL: no memory */
	void (*writer_free)(void *);
	/* The most octets that a batch of n comes to. */
	size_t (*bound)(void *, size_t n);
	/* One batch that can be read with what was before: its length, 0 if
	 * it failed. */
	size_t (*batch)(void *, uint8_t *out, size_t room, const uint8_t *in,
	    size_t n);
	/* What makes a file whole that ends behind a batch. */
	uint8_t tail[4];
	size_t ntail;
	/* The length of a frame's head, or of the block that starts at in, of
	 * n octets; 0: it has more, or no tail fits behind it.  NULL: a batch
	 * is a frame of its own. */
	size_t (*unit)(const uint8_t *in, size_t n, bool head);
	/* Batches go on in a frame of that kind, without its tail; false: it
	 * failed.  NULL: a batch depends on those before. */
	bool (*go_on)(void *writer);
	void *(*reader)(void);
	void (*reader_free)(void *);
	/*
	 * Takes *n octets of in and fills *room of out, both at most; they
	 * become what was taken and filled.  1 at the end of a frame, 0
	 * before, -1 with *why; what was filled is good all the same.
	 */
	int (*read)(void *, const uint8_t *in, size_t *n, uint8_t *out,
	    size_t *room, const char **why);
};

extern const struct codec codec_gzip, codec_zstd, codec_lz4;

#endif
