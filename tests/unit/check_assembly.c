/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Pieces that are put together: in every order of them, what they repeat, and
 * the bounds of what is kept.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include <check.h>

#include "assembly.h"
#include "fatal.h"

static struct assemblies *store;
static struct assembly_key key;

static void
setup(void)
{
	store = assemblies_new();
	memset(&key, 0, sizeof(key));
}

static void
teardown(void)
{
	assemblies_free(store);
}

static struct assembly *
one(uint32_t name, uint32_t end)
{
	struct assembly *a;

	memcpy(key.name, &name, sizeof(name));
	a = assembly_new(store, &key);
	a->end = end;
	return a;
}

static bool
add(struct assembly *a, uint32_t offset, const char *s, uint64_t frame)
{
	return assembly_add(store, a, offset, (const uint8_t *)s,
	    (uint32_t)strlen(s), frame, 0);
}

START_TEST(orders)
{
	static const char *const parts[] = { "abc", "de", "fghi", "j" };
	static const uint32_t offsets[] = { 0, 3, 5, 9 };

	/* each of the 24 */
	for (unsigned n = 0; n < 256; n++) {
		unsigned p[4] = { n & 3, n >> 2 & 3, n >> 4 & 3, n >> 6 };
		struct assembly *a;

		if ((1u << p[0] | 1u << p[1] | 1u << p[2] | 1u << p[3]) != 15)
			continue;
		a = one(n, 10);
		for (unsigned i = 0; i < 4; i++) {
			ck_assert_uint_ne(a->reach, 10);
			ck_assert(add(a, offsets[p[i]], parts[p[i]], i + 1));
			/* looked at in between */
			if (a->reach != 0)
				(void)assembly_join(store, a, i + 1);
			assemblies_next(store);
		}
		ck_assert_uint_eq(a->reach, 10);
		ck_assert_mem_eq(assembly_join(store, a, 9), "abcdefghij",
		    10);
		for (const struct piece *q = a->first; q; q = q->next)
			ck_assert_uint_eq(q->flags, 0);
	}
}
END_TEST

/* Of two that say something else the one that begins first is believed. */
START_TEST(overlaps)
{
	struct assembly *a = one(1, 8);
	const struct piece *p;

	ck_assert(add(a, 2, "XXXX", 1));
	ck_assert(add(a, 0, "abcd", 2));
	ck_assert(add(a, 4, "XX", 3));
	ck_assert(add(a, 5, "Xgh-", 4));
	ck_assert_mem_eq(assembly_join(store, a, 4), "abcdXXgh", 8);
	p = a->first;
	ck_assert_uint_eq(p->frame, 2);
	ck_assert_uint_eq(p->flags, 0);
	p = p->next;
	ck_assert_uint_eq(p->frame, 1);
	ck_assert_uint_eq(p->flags, PIECE_OVERLAP | PIECE_CONFLICT);
	p = p->next;
	ck_assert_uint_eq(p->flags, PIECE_OVERLAP);
	p = p->next;
	ck_assert_uint_eq(p->flags, PIECE_OVERLAP | PIECE_TOO_LONG);
}
END_TEST

/* What the packet at hand has been shown stays until the next. */
START_TEST(lifetime)
{
	struct assembly *a = one(1, 5000);
	const uint8_t *shown;
	char more[4096];

	memset(more, 'm', sizeof(more));
	ck_assert(add(a, 0, "first", 7));
	shown = assembly_join(store, a, 7);
	ck_assert(assembly_add(store, a, 5, (const uint8_t *)more,
	    sizeof(more), 7, 0));
	ck_assert_ptr_ne(assembly_join(store, a, 7), shown);
	ck_assert_mem_eq(shown, "first", 5);
	shown = assembly_join(store, a, 7);
	assembly_delete(store, a);
	ck_assert_mem_eq(shown, "firstmmm", 8);
	assemblies_next(store);
}
END_TEST

START_TEST(too_large)
{
	static uint8_t mib[1 << 20];
	struct assembly *a = one(1, UINT32_MAX);

	for (uint32_t i = 0; i < 16; i++)
		ck_assert(assembly_add(store, a, i << 20, mib, sizeof(mib),
		    i, 0));
	ck_assert(!assembly_add(store, a, 16 << 20, mib, 1, 16, 0));
	/* it is known where it was, and nothing goes in any more */
	ck_assert_ptr_eq(assembly_find(store, &key), a);
	ck_assert(a->empty);
	ck_assert_ptr_null(a->first);
	ck_assert(!add(a, 0, "x", 17));
	ck_assert_uint_eq(assemblies_lost(store), 1);
	a = one(2, UINT32_MAX);
	for (uint32_t i = 0; i < ASSEMBLY_MAX_PIECES; i++)
		ck_assert(add(a, i * 2, "x", i));
	ck_assert(!add(a, 1, "x", 1));
	ck_assert_uint_eq(assemblies_lost(store), 2);
}
END_TEST

/* 18 MiB of all: those not used for longest give up theirs. */
START_TEST(too_many)
{
	static uint8_t mib[1 << 20];
	struct assembly *first = one(0, UINT32_MAX), *a = first;

	for (uint32_t i = 0; i < 200; i++) {
		assembly_used(store, first);
		ck_assert(i == 0 || (a = one(i, UINT32_MAX)) != NULL);
		ck_assert(assembly_add(store, a, 0, mib, sizeof(mib), i, 0));
	}
	ck_assert(!first->empty);
	ck_assert(!a->empty);
	ck_assert_uint_eq(assemblies_lost(store), 200 - 17);
	/* and how many there are is bounded, too */
	for (uint32_t i = 0; i < 100000; i++)
		(void)one(1000 + i, 1);
	memset(key.name, 0, 4);
	ck_assert_ptr_null(assembly_find(store, &key));
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("assembly");
	TCase *t = tcase_create("assembly");
	SRunner *r = srunner_create(s);
	int failed;

	fatal_program("check_assembly");
	suite_add_tcase(s, t);
	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, orders);
	tcase_add_test(t, overlaps);
	tcase_add_test(t, lifetime);
	tcase_add_test(t, too_large);
	tcase_add_test(t, too_many);
	srunner_run_all(r, CK_ENV);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed != 0;
}
