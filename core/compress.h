/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Compressed files: gzip, zstd and lz4, each by its own library, any of which
 * the build may lack.
 *
 * A writer makes batches, each of which can be read as soon as it is there.  A
 * file is whole that ends with a batch and the tail, the same few octets for all
 * files; the next batch takes the tail's place.  For gzip a batch is a member
 * and the tail is empty; zstd and lz4 have one frame, whose last block the tail
 * is: Wireshark 4.0 fails at the second frame, and lz4 1.9.4 behind one with
 * sums of blocks alone.  A reader takes any number of
 * frames, of anybody's.
 */
#ifndef TAPIR_COMPRESS_H
#define TAPIR_COMPRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* COMPRESS_AUTO: as the name's suffix says, `.gz', `.zst', `.lz4', or none. */
enum compression {
	COMPRESS_AUTO, COMPRESS_NONE, COMPRESS_GZIP, COMPRESS_ZSTD, COMPRESS_LZ4
};

#define COMPRESS_MAGIC 4	/* octets that tell what a file is */

/* By the name's suffix, by the file's first octets: COMPRESS_NONE or one. */
enum compression compress_of_path(const char *path);
enum compression compress_of_magic(const uint8_t octets[COMPRESS_MAGIC]);
/* "none", "gzip", "zstd", "lz4"; the other way, COMPRESS_AUTO if unknown. */
const char *compress_name(enum compression);
enum compression compress_of_name(const char *name);
/* Length of the suffix that says how it is compressed, 0 if none does. */
size_t	compress_suffix(const char *path);
/* Does this program have the library? */
bool	compress_is_built(enum compression);

struct compressor;
/* NULL with errno: ENOMEM, or ENOSYS if it is not built. */
struct compressor *compressor_new(enum compression);
void	compressor_free(struct compressor *);
/*
 * One batch of n octets, to be written behind the ones before: its octets,
 * *len of them, until the next call.  NULL if there is no memory.
 */
const uint8_t *compress_batch(struct compressor *, const uint8_t *octets,
	    size_t n, size_t *len);
const uint8_t *compress_tail(const struct compressor *, size_t *len);
size_t	compress_tail_length(enum compression);

/* Can batches go on in a frame that another run has written? */
bool	compress_goes_on(enum compression);
/* They will be, without its tail; before the first.  False: they cannot. */
bool	compressor_go_on(struct compressor *);
/*
 * The length of the head of a frame that was written so, or of the block that
 * starts at in, of n octets: a frame may end behind each, with the tail.  0:
 * more octets are wanted, or it is the last block, or another's frame.
 */
size_t	compress_unit(enum compression, const uint8_t *in, size_t n,
	    bool head);

struct decompressor;
struct decompressor *decompressor_new(enum compression);
void	decompressor_free(struct decompressor *);
/*
 * Takes octets off the front of *in, *n of them, and puts what they come to
 * into out: how many, at most room.  0: it wants more.  -1: the octets are no
 * such file, *why says how.
 */
ptrdiff_t decompress(struct decompressor *, const uint8_t **in, size_t *n,
	    uint8_t *out, size_t room, const char **why);
/* Is this the end of a frame, where a file may end? */
bool	decompress_is_whole(const struct decompressor *);

#endif
