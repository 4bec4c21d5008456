/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Memory that lasts: blocks do not overlap, what is released is used again
 * whatever the order and the sizes, and another process goes on with it.
 */
#include <sys/wait.h>

#include <check.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lasting.h"

#define ROOM	((size_t)1 << 20)
#define BLOCKS	500u
#define ROUNDS	200000

static struct lasting *memory;

static void
setup(void)
{
	memory = lasting_new(ROOM);
}

static void
teardown(void)
{
	lasting_free(memory);
}

static bool
is_filled(const uint8_t *p, uint8_t with, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (p[i] != with)
			return false;
	return true;
}

START_TEST(blocks)
{
	uint8_t *block[BLOCKS] = { NULL };
	size_t size[BLOCKS];

	srand(1);
	for (int i = 0; i < ROUNDS; i++) {
		uint32_t k = (uint32_t)rand() % BLOCKS;
		uint8_t mark = (uint8_t)(k + 1);

		if (block[k] != NULL) {
			ck_assert(is_filled(block[k], mark, size[k]));
			lasting_release(memory, block[k]);
			block[k] = NULL;
			continue;
		}
		size[k] = (size_t)rand() % (rand() % 8 == 0 ? 4000 : 100);
		block[k] = lasting_alloc(memory, size[k]);
		ck_assert_uint_eq((uintptr_t)block[k] % 16, 0);
		ck_assert(is_filled(block[k], 0, size[k]));
		memset(block[k], mark, size[k]);
	}
	for (uint32_t k = 0; k < BLOCKS; k++)
		lasting_release(memory, block[k]);
	/* all of it is one block again */
	ck_assert_ptr_nonnull(lasting_alloc(memory, ROOM - 64));
}
END_TEST

/* As when many small ones make room for few large ones, and the other way. */
START_TEST(sizes_change)
{
	static void *small[10000];

	for (int round = 0; round < 20; round++) {
		for (size_t i = 0; i < 10000; i++)
			small[i] = lasting_alloc(memory, 60);
		for (size_t i = 0; i < 10000; i += 2)
			lasting_release(memory, small[i]);
		for (size_t i = 1; i < 10000; i += 2)
			lasting_release(memory, small[i]);
		for (size_t i = 0; i < 10; i++)
			small[i] = lasting_alloc(memory, 90000);
		for (size_t i = 0; i < 10; i++)
			lasting_release(memory, small[i]);
	}
}
END_TEST

START_TEST(another_process)
{
	char *text = lasting_alloc(memory, 100);
	char **list = lasting_alloc(memory, 10 * sizeof(*list));
	int status;

	if (fork() == 0) {
		strcpy(text, "first");
		list[0] = lasting_copy(memory, "made there", 11);
		_exit(0);
	}
	(void)wait(&status);
	if (fork() == 0) {
		list[1] = lasting_copy(memory, list[0], 11);
		lasting_release(memory, list[0]);
		list[0] = NULL;
		_exit(0);
	}
	(void)wait(&status);
	ck_assert_str_eq(text, "first");
	ck_assert_ptr_null(list[0]);
	ck_assert_str_eq(list[1], "made there");
}
END_TEST

START_TEST(cleared)
{
	void *first = lasting_alloc(memory, 40);

	(void)lasting_alloc(memory, ROOM / 2);
	lasting_clear(memory);
	ck_assert_ptr_eq(lasting_alloc(memory, 40), first);
	ck_assert_ptr_nonnull(lasting_alloc(memory, ROOM / 2));
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("lasting");
	TCase *t = tcase_create("lasting");
	SRunner *runner = srunner_create(s);
	int failed;

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, blocks);
	tcase_add_test(t, sizes_change);
	tcase_add_test(t, another_process);
	tcase_add_test(t, cleared);
	tcase_set_timeout(t, 60);
	suite_add_tcase(s, t);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
