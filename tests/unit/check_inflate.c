/* SPDX-License-Identifier: BSD-3-Clause */
#include "config.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "inflate.h"

#ifdef HAVE_ZLIB
#include <zlib.h>

#define MIB ((size_t)1 << 20)

static struct arena *arena;

static void
setup(void)
{
	arena = arena_new();
}

static void
teardown(void)
{
	arena_free(arena);
}

/* n zeros, packed. */
static uint8_t *
zeros(size_t n, uLongf *packed)
{
	uint8_t *plain = calloc(n, 1), *p;

	*packed = compressBound(n);
	p = malloc(*packed);
	ck_assert(plain != NULL && p != NULL);
	ck_assert_int_eq(compress2(p, packed, plain, n, 9), Z_OK);
	free(plain);
	return p;
}

START_TEST(what_comes_out_takes_no_more_than_it_has)
{
	uLongf packed;
	uint8_t *p = zeros(1000, &packed);
	size_t before = arena->used;
	uint32_t n = 0;
	const uint8_t *out = inflate_octets(arena, p, (uint32_t)packed, &n);

	ck_assert_ptr_nonnull(out);
	ck_assert_uint_eq(n, 1000);
	ck_assert(out[0] == 0 && memcmp(out, out + 1, n - 1) == 0);
	ck_assert_uint_eq(arena->used - before, 1000);
	free(p);
}
END_TEST

START_TEST(a_bomb_ends_at_eight_mib)
{
	uLongf packed;
	uint8_t *p = zeros(64 * MIB, &packed);
	uint32_t n = 0;

	ck_assert_ptr_nonnull(inflate_octets(arena, p, (uint32_t)packed, &n));
	ck_assert_uint_eq(n, 8 * MIB);
	/* and the second one at what is left */
	ck_assert_ptr_nonnull(arena_alloc(arena, 5 * MIB));
	ck_assert_ptr_nonnull(inflate_octets(arena, p, (uint32_t)packed, &n));
	ck_assert_uint_le(n, 3 * MIB);
	ck_assert_uint_gt(n, 2 * MIB);
	free(p);
}
END_TEST

START_TEST(what_is_not_packed_takes_nothing)
{
	static const uint8_t text[] = "{\"a\":\"not packed\"}";
	size_t before = arena->used;
	uint32_t n = 0;

	ck_assert_ptr_null(inflate_octets(arena, text, sizeof(text), &n));
	ck_assert_ptr_null(inflate_octets(arena, text, 0, &n));
	ck_assert_uint_eq(arena->used, before);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("inflate");
	TCase *tc = tcase_create("inflate");
	SRunner *sr;
	int failed;

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, what_comes_out_takes_no_more_than_it_has);
	tcase_add_test(tc, a_bomb_ends_at_eight_mib);
	tcase_add_test(tc, what_is_not_packed_takes_nothing);
	suite_add_tcase(suite, tc);
	sr = srunner_create(suite);
	srunner_run_all(sr, CK_ENV);
	failed = srunner_ntests_failed(sr);
	srunner_free(sr);
	return failed != 0;
}

#else

int
main(void)
{
	return 77;
}

#endif
