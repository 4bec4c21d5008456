/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Frames to and fro, and captures in them.  That other programs read what is
 * written, and the other way, tests/differential/files shows.
 */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "compress.h"
#include "savefile.h"
#include "source.h"

#define PACKETS 12
#define HEADER 24
#define RECORD (16 + 40)

static const enum compression kinds[] = {
	COMPRESS_GZIP, COMPRESS_ZSTD, COMPRESS_LZ4
};
#define NKINDS 3

static uint8_t image[HEADER + PACKETS * RECORD];
static uint8_t packed[4096];
static size_t npacked;

/* A pcap file of PACKETS frames, whose octets do not compress. */
static void
make_image(void)
{
	const uint32_t header[6] = { 0xa1b2c3d4, 4 << 16 | 2, 0, 0, 65535, 1 };
	const uint32_t record[4] = { 1, 2, 40, 40 };
	uint32_t random = 1;
	uint8_t *p = image;

	memcpy(p, header, HEADER);
	p += HEADER;
	for (int i = 0; i < PACKETS; i++, p += RECORD) {
		memcpy(p, record, 16);
		for (int j = 16; j < RECORD; j++) {
			random = random * 1664525 + 1013904223;
			p[j] = (uint8_t)(random >> 24);
		}
	}
}

static void
pack(enum compression kind, const uint8_t *octets, size_t n)
{
	struct compressor *c = compressor_new(kind);
	const uint8_t *out, *tail;
	size_t len, ntail;

	ck_assert_ptr_nonnull(c);
	out = compress_batch(c, octets, n, &len);
	ck_assert_ptr_nonnull(out);
	ck_assert_uint_le(npacked + len, sizeof(packed));
	memcpy(packed + npacked, out, len);
	npacked += len;
	tail = compress_tail(c, &ntail);
	memcpy(packed + npacked, tail, ntail);
	npacked += ntail;
	compressor_free(c);
}

/* The header and the first packet make a frame, then one packet each. */
static void
pack_image(enum compression kind)
{
	npacked = 0;
	pack(kind, image, HEADER + RECORD);
	for (size_t at = HEADER + RECORD; at < sizeof(image); at += RECORD)
		pack(kind, image + at, RECORD);
}

static enum compression
setup(int i)
{
	make_image();
	if (!compress_is_built(kinds[i]))
		return COMPRESS_NONE;
	pack_image(kinds[i]);
	return kinds[i];
}

/* Octet by octet in, three at a time out. */
START_TEST(piecemeal)
{
	enum compression kind = setup(_i);
	struct decompressor *d;
	uint8_t out[sizeof(image) + 3];
	const uint8_t *in = packed;
	size_t done = 0, at, n;
	const char *why;
	ptrdiff_t got;

	if (kind == COMPRESS_NONE)
		return;
	ck_assert_int_eq(compress_of_magic(packed), kind);
	d = decompressor_new(kind);
	for (at = 0; at < npacked; at++) {
		n = 1;
		while ((got = decompress(d, &in, &n, out + done, 3, &why)) > 0)
			done += (size_t)got;
		ck_assert_int_eq(got, 0);
		ck_assert_uint_eq(n, 0);
	}
	ck_assert(decompress_is_whole(d));
	ck_assert_uint_eq(done, sizeof(image));
	ck_assert_mem_eq(out, image, sizeof(image));
	decompressor_free(d);
}
END_TEST

/* Frames of the image's first n packed octets; how it ends in *rc. */
static uint32_t
frames_of(size_t n, enum source_rc *rc, char *err, size_t errlen)
{
	struct source *s = savefile_open_memory(packed, n, err, errlen);
	struct frame f;
	uint32_t frames = 0;

	*rc = SOURCE_ERROR;
	if (s == NULL)
		return 0;
	while ((*rc = s->next(s, &f)) == SOURCE_FRAME) {
		/* The last one's frame may turn out to be damaged. */
		if (frames < PACKETS - 1)
			ck_assert_mem_eq(f.data, image + HEADER +
			    frames * RECORD + 16, 40);
		frames++;
	}
	snprintf(err, errlen, "%s", s->error);
	s->close(s);
	return frames;
}

/* Cut at each length: every packet whose frame is whole, and never a wrong. */
START_TEST(cut)
{
	enum compression kind = setup(_i);
	size_t ends[PACKETS], at, total;
	enum source_rc rc;
	uint32_t frames, whole = 0;
	char err[512];

	if (kind == COMPRESS_NONE)
		return;
	npacked = 0;
	pack(kind, image, HEADER + RECORD);
	ends[0] = npacked;
	for (int i = 1; i < PACKETS; i++) {
		pack(kind, image + HEADER + i * RECORD, RECORD);
		ends[i] = npacked;
	}
	total = npacked;
	for (at = 0; at <= total; at++) {
		while (whole < PACKETS && ends[whole] <= at)
			whole++;
		frames = frames_of(at, &rc, err, sizeof(err));
		/* The packet is out before the frame's checksum is in. */
		ck_assert_uint_ge(frames, whole);
		ck_assert_uint_le(frames, whole + 1);
		if (whole > 0 && ends[whole - 1] == at)
			ck_assert_int_eq(rc, SOURCE_END);
		else
			ck_assert_msg(rc == SOURCE_ERROR, "cut at %zu", at);
	}
}
END_TEST

START_TEST(damaged)
{
	enum compression kind = setup(_i);
	enum source_rc rc;
	char err[512], want[64];
	uint32_t frames;

	/* There is no sum in what we write with zstd. */
	if (kind == COMPRESS_NONE || kind == COMPRESS_ZSTD)
		return;
	/* Octets that do not compress stand as they are; a sum is over them. */
	packed[npacked - 20] ^= 1;
	frames = frames_of(npacked, &rc, err, sizeof(err));
	ck_assert_int_eq(rc, SOURCE_ERROR);
	ck_assert_uint_ge(frames, PACKETS - 1);
	snprintf(want, sizeof(want), "the %s data are damaged: ",
	    compress_name(kind));
	ck_assert_msg(strstr(err, want) != NULL, "%s", err);
}
END_TEST

/* Garbage behind the last frame. */
START_TEST(garbage)
{
	enum compression kind = setup(_i);
	enum source_rc rc;
	char err[512];

	if (kind == COMPRESS_NONE)
		return;
	memcpy(packed + npacked, "garbage garbage garbage", 23);
	npacked += 23;
	ck_assert_uint_eq(frames_of(npacked, &rc, err, sizeof(err)), PACKETS);
	ck_assert_int_eq(rc, SOURCE_ERROR);
}
END_TEST

START_TEST(names)
{
	ck_assert_int_eq(compress_of_path("x.pcap.gz"), COMPRESS_GZIP);
	ck_assert_int_eq(compress_of_path("x.pcapng.zst"), COMPRESS_ZSTD);
	ck_assert_int_eq(compress_of_path("d.gz/x.lz4"), COMPRESS_LZ4);
	ck_assert_int_eq(compress_of_path("x.pcap"), COMPRESS_NONE);
	ck_assert_int_eq(compress_of_path(".gz"), COMPRESS_NONE);
	ck_assert_int_eq(compress_of_path("-"), COMPRESS_NONE);
	ck_assert_uint_eq(compress_suffix("x.zst"), 4);
	ck_assert_uint_eq(compress_suffix("x"), 0);
	ck_assert_int_eq(compress_of_name("lz4"), COMPRESS_LZ4);
	ck_assert_int_eq(compress_of_name("none"), COMPRESS_NONE);
	ck_assert_int_eq(compress_of_name("xz"), COMPRESS_AUTO);
	ck_assert_str_eq(compress_name(COMPRESS_ZSTD), "zstd");
}
END_TEST

static Suite *
compress_suite(void)
{
	Suite *suite = suite_create("compress");
	TCase *tc = tcase_create("compress");

	tcase_add_loop_test(tc, piecemeal, 0, NKINDS);
	tcase_add_loop_test(tc, cut, 0, NKINDS);
	tcase_add_loop_test(tc, damaged, 0, NKINDS);
	tcase_add_loop_test(tc, garbage, 0, NKINDS);
	tcase_add_test(tc, names);
	suite_add_tcase(suite, tc);
	return suite;
}

int
main(void)
{
	SRunner *runner = srunner_create(compress_suite());
	int failed;

	srunner_run_all(runner, CK_NORMAL);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
