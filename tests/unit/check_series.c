/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Which file a frame goes to, with a clock of our own: each row of the table
 * in the manual, and intervals that do not drift.  Names of -C, of -G and of
 * their combinations are those that tcpdump 4.99.3 gave its files.
 */
#include "config.h"

#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <check.h>

#include "filename.h"
#include "series.h"

#define START	1700000000	/* 2023-11-14 22:13:20 UTC */

/* Turns n times because of the size, and says the name after each. */
static void
by_size(const struct series_config *c, size_t n, const char *const *want)
{
	struct series *s = series_new(c);

	series_start(s, START);
	for (size_t i = 0; i < n; i++) {
		ck_assert_str_eq(series_name(s), want[i]);
		ck_assert_int_eq(series_due(s, START, false), SERIES_STAY);
		ck_assert_int_eq(series_due(s, START, true), SERIES_TURN);
	}
	series_free(s);
}

#define BY_SIZE(c, ...) do {						\
	static const char *const want_[] = { __VA_ARGS__ };		\
	by_size(c, sizeof(want_) / sizeof(want_[0]), want_);		\
} while (0)

START_TEST(size_alone)
{
	const struct series_config c = { .path = "x.pcap", .sized = true };

	BY_SIZE(&c, "x.pcap", "x.pcap1", "x.pcap2", "x.pcap3", "x.pcap4",
	    "x.pcap5", "x.pcap6", "x.pcap7", "x.pcap8", "x.pcap9", "x.pcap10");
}
END_TEST

/* As many digits as the last number has; one file has none. */
START_TEST(size_and_files)
{
	struct series_config c = { .path = "x.pcap", .sized = true };

	c.files = 1;
	BY_SIZE(&c, "x.pcap", "x.pcap", "x.pcap");
	c.files = 2;
	BY_SIZE(&c, "x.pcap0", "x.pcap1", "x.pcap0");
	c.files = 10;
	BY_SIZE(&c, "x.pcap0", "x.pcap1", "x.pcap2", "x.pcap3", "x.pcap4",
	    "x.pcap5", "x.pcap6", "x.pcap7", "x.pcap8", "x.pcap9", "x.pcap0");
	c.files = 11;
	BY_SIZE(&c, "x.pcap00", "x.pcap01");
	c.files = 100;
	BY_SIZE(&c, "x.pcap00", "x.pcap01");
	c.files = 101;
	BY_SIZE(&c, "x.pcap000");
	c.files = INT_MAX;
	BY_SIZE(&c, "x.pcap0000000000");
}
END_TEST

START_TEST(percent_is_no_time_without_intervals)
{
	const struct series_config c = { .path = "x-%Y", .sized = true };

	BY_SIZE(&c, "x-%Y", "x-%Y1");
}
END_TEST

START_TEST(number_before_suffix)
{
	struct series_config c = { .sized = true, .before_suffix = true };

	c.path = "d.x/x.pcap";
	BY_SIZE(&c, "d.x/x.pcap", "d.x/x1.pcap", "d.x/x2.pcap");
	c.path = "x.pcapng.zst";
	BY_SIZE(&c, "x.pcapng.zst", "x1.pcapng.zst");
	c.path = "x.gz";
	BY_SIZE(&c, "x.gz", "x1.gz");
	c.path = "d.x/x";
	BY_SIZE(&c, "d.x/x", "d.x/x1");
	c.path = "d/.pcap";
	BY_SIZE(&c, "d/.pcap", "d/.pcap1");
	c.path = "a.b.pcap";
	c.files = 12;
	BY_SIZE(&c, "a.b00.pcap", "a.b01.pcap");
}
END_TEST

START_TEST(intervals)
{
	const struct series_config c = { .path = "x-%H%M%S", .seconds = 60 };
	struct series *s = series_new(&c);

	series_start(s, START);
	ck_assert_str_eq(series_name(s), "x-221320");
	ck_assert_int_eq(series_due(s, START + 59, false), SERIES_STAY);
	ck_assert_int_eq(series_due(s, START + 60, false), SERIES_TURN);
	ck_assert_int_eq(series_due(s, START + 60, false), SERIES_STAY);
	ck_assert_str_eq(series_name(s), "x-221420");
	/* time that goes back */
	ck_assert_int_eq(series_due(s, START, false), SERIES_STAY);
	ck_assert_int_eq(series_due(s, INT64_MIN / 2, false), SERIES_STAY);
	/* four are idle: their time is left out of the names */
	ck_assert_int_eq(series_due(s, START + 61 + 5 * 60, true),
	    SERIES_TURN);
	ck_assert_int_eq(series_due(s, START + 61 + 5 * 60, true),
	    SERIES_STAY);
	ck_assert_str_eq(series_name(s), "x-221920");
	series_free(s);
}
END_TEST

/* However late each turn is noticed, the n-th interval starts in time. */
START_TEST(intervals_do_not_drift)
{
	const struct series_config c = { .path = "%s", .seconds = 10 };
	struct series *s = series_new(&c);
	char want[32];

	series_start(s, START);
	for (int64_t n = 1; n <= 10000; n++) {
		ck_assert_int_eq(series_due(s, START + n * 10 + n % 10, false),
		    SERIES_TURN);
		snprintf(want, sizeof(want), "%lld",
		    (long long)(START + n * 10));
		ck_assert_str_eq(series_name(s), want);
	}
	series_free(s);
}
END_TEST

START_TEST(intervals_and_files)
{
	const struct series_config c = { .path = "x", .seconds = 1,
	    .files = 3 };
	struct series *s = series_new(&c);

	series_start(s, START);
	ck_assert_str_eq(series_name(s), "x");
	ck_assert_int_eq(series_due(s, START + 1, false), SERIES_TURN);
	ck_assert_str_eq(series_name(s), "x-1");
	ck_assert_int_eq(series_due(s, START + 2, false), SERIES_TURN);
	/* an interval without a file does not count */
	ck_assert_int_eq(series_due(s, START + 3, false), SERIES_TURN);
	ck_assert_str_eq(series_name(s), "x-2");
	ck_assert_int_eq(series_due(s, START + 3, false), SERIES_STAY);
	ck_assert_int_eq(series_due(s, START + 4, false), SERIES_FULL);
	series_free(s);
}
END_TEST

START_TEST(intervals_and_size)
{
	struct series_config c = { .path = "x-%s", .seconds = 10,
	    .sized = true };
	struct series *s = series_new(&c);

	series_start(s, START);
	ck_assert_str_eq(series_name(s), "x-1700000000");
	ck_assert_int_eq(series_due(s, START, true), SERIES_TURN);
	ck_assert_str_eq(series_name(s), "x-17000000001");
	/* numbers start anew */
	ck_assert_int_eq(series_due(s, START + 10, false), SERIES_TURN);
	ck_assert_str_eq(series_name(s), "x-1700000010");
	ck_assert_int_eq(series_due(s, START + 10, true), SERIES_TURN);
	ck_assert_str_eq(series_name(s), "x-17000000101");
	series_free(s);
}
END_TEST

/* A ring in each interval, and the earlier ones stay, whatever the name. */
START_TEST(intervals_size_and_files)
{
	struct series_config c = { .path = "x", .seconds = 10, .sized = true,
	    .files = 2, .before_suffix = true };
	struct series *s = series_new(&c);
	static const char *const want[][3] = {
		{ "x0", "x1", "x0" }, { "x-10", "x-11", "x-10" },
		{ "x-20", "x-21", "x-20" }
	};

	series_start(s, START);
	for (int i = 0; i < 3; i++) {
		for (int j = 0; j < 3; j++) {
			ck_assert_str_eq(series_name(s), want[i][j]);
			if (j < 2)
				ck_assert_int_eq(series_due(s, START + 10 * i,
				    true), SERIES_TURN);
		}
		ck_assert_int_eq(series_due(s, START + 10 * (i + 1), false),
		    SERIES_TURN);
	}
	series_free(s);
}
END_TEST

/* An hour's name comes again the next day: with -W nothing is lost by it. */
START_TEST(name_of_an_earlier_interval)
{
	struct series_config c = { .path = "x-%H.pcap", .seconds = 3600,
	    .files = 30, .before_suffix = true };
	struct series *s = series_new(&c);

	series_start(s, START);
	for (int hour = 0; hour < 25; hour++) {
		const char *name = series_name(s);

		if (hour == 0)
			ck_assert_str_eq(name, "x-22.pcap");
		if (hour == 24)
			ck_assert_str_eq(name, "x-22-1.pcap");
		ck_assert_int_eq(series_due(s, START + (hour + 1) * 3600,
		    false), SERIES_TURN);
	}
	series_free(s);
	/* and without it that is tcpdump's ring of 24 */
	c.files = 0;
	s = series_new(&c);
	series_start(s, START);
	(void)series_name(s);
	(void)series_due(s, START + 24 * 3600, false);
	ck_assert_str_eq(series_name(s), "x-22.pcap");
	series_free(s);
}
END_TEST

START_TEST(empty_files)
{
	const struct series_config c = { .path = "%s", .seconds = 1,
	    .empty_files = true };
	struct series *s = series_new(&c);
	int n = 0;

	series_start(s, START);
	ck_assert_str_eq(series_name(s), "1700000000");
	while (series_due(s, START + 7, false) == SERIES_TURN) {
		(void)series_name(s);
		n++;
	}
	ck_assert_int_eq(n, 7);
	/* a clock that jumps by years does not fill the disk */
	ck_assert_int_eq(series_due(s, START + 300000000, false), SERIES_TURN);
	ck_assert_int_eq(series_due(s, START + 300000000, false), SERIES_STAY);
	ck_assert_str_eq(series_name(s), "2000000000");
	series_free(s);
}
END_TEST

START_TEST(turn_on_demand)
{
	struct series_config c = { .path = "x" };
	struct series *s = series_new(&c);

	series_start(s, START);
	ck_assert_str_eq(series_name(s), "x");
	ck_assert_int_eq(series_due(s, START + 1000000, true), SERIES_STAY);
	series_turn(s);
	ck_assert_str_eq(series_name(s), "x1");
	series_free(s);
}
END_TEST

START_TEST(overwriting)
{
	struct series_config c = { .path = "x-%%-%n", .seconds = 1 };

	ck_assert(series_overwrites(&c));
	c.files = 2;
	ck_assert(!series_overwrites(&c));
	c.files = 0;
	c.path = "x%";
	ck_assert(series_overwrites(&c));
	c.path = "%%%H";
	ck_assert(!series_overwrites(&c));
	c.path = "x";
	c.seconds = 0;
	ck_assert(!series_overwrites(&c));
}
END_TEST

START_TEST(no_name)
{
	char path[6000];
	const struct series_config c = { .path = path, .seconds = 1 };
	struct series *s = series_new(&c);

	memset(path, 'x', sizeof(path) - 1);
	path[sizeof(path) - 1] = '\0';
	series_start(s, START);
	ck_assert_ptr_null(series_name(s));
	series_free(s);
}
END_TEST

static void
safe(const char *value, size_t n, const char *want)
{
	struct textbuf b = { 0 };

	filename_safe(&b, value, n);
	textbuf_putc(&b, '\0');
	ck_assert_str_eq(b.s, want);
	textbuf_free(&b);
}

START_TEST(safe_names)
{
	char many[300], want[101];

	safe("a.example", 9, "a.example");
	safe("2001:db8::1", 11, "2001%3Adb8%3A%3A1");
	safe("..", 2, "%2E%2E");
	safe("../etc/passwd", 13, "%2E.%2Fetc%2Fpasswd");
	safe(".hidden.", 8, "%2Ehidden%2E");
	safe("a b\n\0\xff_-", 8, "a%20b%0A%00%FF_-");
	safe("%41", 3, "%2541");
	safe("", 0, "");
	memset(many, 'x', sizeof(many));
	memset(want, 'x', 100);
	want[100] = '\0';
	safe(many, sizeof(many), want);
	/* no half of an escape */
	many[98] = '/';
	want[98] = '\0';
	safe(many, sizeof(many), want);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("series");
	TCase *tc = tcase_create("series");
	SRunner *sr;
	int failed;

	setenv("TZ", "GMT0", 1);
	tzset();
	tcase_add_test(tc, size_alone);
	tcase_add_test(tc, size_and_files);
	tcase_add_test(tc, percent_is_no_time_without_intervals);
	tcase_add_test(tc, number_before_suffix);
	tcase_add_test(tc, intervals);
	tcase_add_test(tc, intervals_do_not_drift);
	tcase_add_test(tc, intervals_and_files);
	tcase_add_test(tc, intervals_and_size);
	tcase_add_test(tc, intervals_size_and_files);
	tcase_add_test(tc, name_of_an_earlier_interval);
	tcase_add_test(tc, empty_files);
	tcase_add_test(tc, turn_on_demand);
	tcase_add_test(tc, overwriting);
	tcase_add_test(tc, no_name);
	tcase_add_test(tc, safe_names);
	suite_add_tcase(suite, tc);
	sr = srunner_create(suite);
	srunner_run_all(sr, CK_ENV);
	failed = srunner_ntests_failed(sr);
	srunner_free(sr);
	return failed != 0;
}
