/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The process that outlives a killed writer.  The writer is a child that ends
 * in the middle of a write, as far as its keeper can tell.
 */
#include <sys/stat.h>
#include <sys/wait.h>

#include <check.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "keeper.h"

static char path[] = "/tmp/check_keeper.XXXXXX";

/* Three records behind 100 octets that were there. */
static const uint32_t ends[] = { 30, 50, 90 };

/* so many octets of the write get out: what must be left */
static const struct {
	off_t out, left;
} cuts[] = {
	{ 0, 100 }, { 1, 100 }, { 29, 100 }, { 30, 130 }, { 49, 130 },
	{ 50, 150 }, { 89, 150 }, { 90, 190 }
};

static off_t
size_of(void)
{
	struct stat st;

	ck_assert_int_eq(stat(path, &st), 0);
	return st.st_size;
}

/* The writer: writes, and is killed before it can say that it has. */
static void
write_and_die(off_t out, bool says_so)
{
	static const char octets[100];
	int fd;

	keeper_start();
	fd = open(path, O_WRONLY | O_TRUNC);
	if (fd == -1 || write(fd, octets, 100) != 100)
		_exit(1);
	keeper_watch(fd);
	if (says_so)
		keeper_before_write(fd, 100, ends, 3);
	if (write(fd, octets, (size_t)out) != out)
		_exit(2);
	(void)raise(SIGKILL);
}

/* Returns when it is gone; its keeper may still be at work. */
static void
run_writer(off_t out, bool says_so)
{
	int status;
	pid_t child = fork();

	ck_assert_int_ne(child, -1);
	if (child == 0)
		write_and_die(out, says_so);
	ck_assert_int_eq(waitpid(child, &status, 0), child);
	ck_assert(WIFSIGNALED(status));
}

static off_t
settled(off_t want)
{
	for (int i = 0; i < 1000 && size_of() != want; i++)
		usleep(5000);
	return size_of();
}

START_TEST(cut)
{
	int fd = mkstemp(path);

	ck_assert_int_ne(fd, -1);
	close(fd);
	run_writer(cuts[_i].out, true);
	ck_assert_int_eq(settled(cuts[_i].left), cuts[_i].left);
	unlink(path);
}
END_TEST

/* A compressed batch of 90 octets and a tail of 3, behind so many octets: what
 * must be left if so many of it get out.  A tail alone is no file. */
static const struct {
	off_t base, out, left;
} batches[] = {
	{ 0, 0, 0 }, { 0, 89, 0 }, { 0, 90, 93 }, { 100, 89, 103 },
	{ 100, 90, 193 }
};

static void
write_batch_and_die(off_t base, off_t out)
{
	static const uint8_t octets[100], tail[] = { 1, 0, 0 };
	static const uint32_t end = 90;
	int fd;

	keeper_start();
	fd = open(path, O_WRONLY | O_TRUNC);
	if (fd == -1 || write(fd, octets, (size_t)base) != base)
		_exit(1);
	keeper_watch(fd);
	keeper_before_write(fd, (uint64_t)base, &end, 1);
	keeper_tail(tail, sizeof(tail));
	if (write(fd, octets, (size_t)out) != out)
		_exit(2);
	(void)raise(SIGKILL);
}

START_TEST(batch)
{
	int fd = mkstemp(path), status;
	pid_t child;

	ck_assert_int_ne(fd, -1);
	close(fd);
	child = fork();
	ck_assert_int_ne(child, -1);
	if (child == 0)
		write_batch_and_die(batches[_i].base, batches[_i].out);
	ck_assert_int_eq(waitpid(child, &status, 0), child);
	ck_assert(WIFSIGNALED(status));
	(void)settled(batches[_i].left);
	usleep(20000);		/* it might go on */
	ck_assert_int_eq(size_of(), batches[_i].left);
	unlink(path);
}
END_TEST

/* Between two writes there is nothing to cut. */
START_TEST(idle)
{
	int fd = mkstemp(path);

	ck_assert_int_ne(fd, -1);
	close(fd);
	run_writer(77, false);
	usleep(100000);
	ck_assert_int_eq(size_of(), 177);
	unlink(path);
}
END_TEST

/* An orderly end leaves no process, and one that was killed harms nothing. */
START_TEST(orderly)
{
	int fd = mkstemp(path);

	ck_assert_int_ne(fd, -1);
	keeper_start();
	keeper_watch(fd);
	keeper_before_write(fd, 0, ends, 3);
	keeper_after_write();
	keeper_forget(fd);
	keeper_stop();
	ck_assert_int_eq(waitpid(-1, NULL, 0), -1);
	ck_assert_int_eq(errno, ECHILD);
	/* There is none now: all of these do nothing. */
	keeper_watch(fd);
	keeper_before_write(fd, 0, ends, 3);
	keeper_after_write();
	keeper_stop();
	close(fd);
	unlink(path);
}
END_TEST

static Suite *
keeper_suite(void)
{
	Suite *suite = suite_create("keeper");
	TCase *tc = tcase_create("keeper");

	tcase_set_timeout(tc, 30);
	tcase_add_loop_test(tc, cut, 0, sizeof(cuts) / sizeof(cuts[0]));
	tcase_add_loop_test(tc, batch, 0,
	    (int)(sizeof(batches) / sizeof(batches[0])));
	tcase_add_test(tc, idle);
	tcase_add_test(tc, orderly);
	suite_add_tcase(suite, tc);
	return suite;
}

int
main(void)
{
	SRunner *runner = srunner_create(keeper_suite());
	int failed;

	srunner_run_all(runner, CK_NORMAL);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
