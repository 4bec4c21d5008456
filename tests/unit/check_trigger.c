/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What rules mean (design, section 6): each clause and each boundary, with
 * frames of octets at millisecond times.  An event reads
 * RULE@MILLISECONDS#FRAME, ! for a deadline, ~ if packets were lost, its keys.
 */
#include <sys/wait.h>

#include <unistd.h>

#include "trigger.h"

#include "rules.h"

#define MS 1000000LL

static struct trigger *trigger;
static uint64_t number, lost_packets;
static size_t memory;

static uint64_t
count_lost(void *arg, bool fresh)
{
	(void)arg;
	(void)fresh;
	if (lost_packets == UINT64_MAX)
		_exit(3);
	return lost_packets;
}

static void
start(const char *text)
{
	struct trigger_config config = { .memory = memory, .host = host,
	    .lost = count_lost };

	ck_assert_msg(parsed(text), "%s: %s", text, rule_error.text);
	trigger = trigger_new(&rules, packet, &config);
}

static void
setup(void)
{
	rules_setup();
	number = lost_packets = 0;
	memory = 1 << 20;
	trigger = NULL;
}

static void
teardown(void)
{
	if (trigger != NULL)
		trigger_free(trigger);
	rules_teardown();
}

/* A frame of n octets at that time. */
static void
frame_n(int64_t ms, const uint8_t *octets, uint32_t n)
{
	struct capture_if iface = { .linktype = 1, .fcs_len = -1 };
	struct frame f = { .data = octets, .caplen = n, .len = n,
	    .sec = ms / 1000, .nsec = (uint64_t)(ms % 1000) * MS };

	packet_dissect(packet, &f, ++number, &iface, TP_WANT_FIELDS);
	trigger_advance(trigger, ms * MS);
	trigger_packet(trigger, packet);
}

static void
frame(int64_t ms, uint8_t kind, uint8_t key)
{
	const uint8_t octets[] = { kind, key };

	frame_n(ms, octets, 2);
}

static void
expect(const char *want)
{
	ck_assert_str_eq(notes, want);
	notes[0] = '\0';
}

static void
expect_report(const char *part)
{
	struct textbuf b = { 0 };

	trigger_report(trigger, &b);
	textbuf_putc(&b, '\0');
	ck_assert_msg(strstr(b.s, part) != NULL, "%s: not in %s", part, b.s);
	textbuf_free(&b);
}

START_TEST(plain)
{
	start("when t.kind == 1 do note \"{t.key} {t.other}\"; note");
	frame(1000, 1, 7);
	expect("1@1000#1:7  1@1000#1 ");
	frame(1001, 2, 7);
	expect("");
	frame(1002, 1, 8);
	expect("1@1002#3:8  1@1002#3 ");
	expect_report("rule 1: 2 matched, 2 fired\n");
}
END_TEST

/* The fifth within T fires, T itself included; then the window is empty. */
START_TEST(count_within)
{
	start("when t.kind == 1 count 3 within 1s by t.key do note");
	frame(0, 1, 7);
	frame(500, 1, 7);
	frame(500, 1, 8);
	frame(900, 2, 7);
	expect("");
	frame(1000, 1, 7);	/* 0, 500, 1000 */
	expect("1@1000#5:7 ");
	frame(1000, 1, 7);
	frame(1001, 1, 7);
	expect("");
	frame(2000, 1, 7);	/* 1000, 1001, 2000 */
	expect("1@2000#8:7 ");
	frame(2500, 1, 7);
	frame(2600, 1, 7);
	frame(3501, 1, 7);	/* 2500 is out */
	expect("");
	frame(3600, 1, 7);	/* 2600, 3501, 3600 */
	expect("1@3600#12:7 ");
	frame(3700, 1, 8);
	expect("");
}
END_TEST

START_TEST(count_without_key)
{
	start("when t.kind == 1 count 2 within 1s do note");
	frame(0, 1, 7);
	frame(10, 1, 8);
	expect("1@10#2 ");
	frame(20, 1, 8);
	expect("");
}
END_TEST

/* Packets of another process, which ends at the last of them. */
static void
frames_elsewhere(int n, bool in_the_middle)
{
	int status;

	if (fork() == 0) {
		for (int i = 0; i < n; i++)
			frame(100 * i, 1, 7);
		if (in_the_middle)
			lost_packets = UINT64_MAX;	/* see count_lost() */
		frame(100 * n, 1, in_the_middle ? 8 : 7);
		_exit(0);
	}
	ck_assert_int_gt(wait(&status), 0);
	ck_assert_int_eq(WEXITSTATUS(status), in_the_middle ? 3 : 0);
	number += (uint64_t)n + 1;
	trigger_resume(trigger);
}

/* What one process remembers, the next one has. */
START_TEST(resumes)
{
	start("when t.kind == 1 count 6 within 1s by t.key do note");
	frames_elsewhere(2, false);	/* 0, 100, 200 */
	frames_elsewhere(1, false);	/* its time does not run back: 200 */
	frame(500, 1, 7);
	expect("1@500#6:7 ");
	expect_report("6 matched, 1 fired");
}
END_TEST

/* But not what it was about to change. */
START_TEST(does_not_resume)
{
	start("when t.kind == 1 count 5 within 1s by t.key do note");
	frames_elsewhere(3, true);
	for (int i = 0; i < 4; i++)
		frame(500 + i, 1, 7);
	expect("");
	frame(600, 1, 7);
	expect("1@600#9:7 ");
	expect_report("5 matched, 1 fired");
}
END_TEST

/* Fires once time has passed the deadline; an answer at it is in time. */
START_TEST(unless_within)
{
	start("when t.kind == 1 unless t.kind == 2 within 2s by t.key do "
	    "note");
	frame(0, 1, 7);
	frame(2000, 2, 7);	/* exactly 2 s */
	frame(5000, 3, 7);
	expect("");
	expect_report("1 answered, 0 pending");
	frame(6000, 1, 7);
	frame(8000, 3, 7);	/* at the deadline nothing is over */
	expect("");
	frame(8001, 2, 7);	/* too late */
	expect("1@8000#4!:7 ");
	frame(9000, 1, 7);
	frame(9001, 2, 8);	/* of another key */
	frame(12000, 3, 0);
	expect("1@11000#7!:7 ");
	frame(13000, 1, 9);
	expect_report("1 pending");
	expect("");
}
END_TEST

/* A second when neither re-arms nor doubles. */
START_TEST(unless_is_not_armed_twice)
{
	start("when t.kind == 1 unless t.kind == 2 within 2s by t.key do "
	    "note");
	frame(0, 1, 7);
	frame(1500, 1, 7);
	frame(2001, 1, 7);	/* fires for frame 1, and waits anew */
	expect("1@2000#1!:7 ");
	frame(3000, 3, 0);
	expect("");
	frame(4002, 3, 0);
	expect("1@4001#3!:7 ");
}
END_TEST

/* What answers and asks starts anew: a heartbeat that stops. */
START_TEST(heartbeat)
{
	start("when t.kind == 1 unless t.kind == 1 within 1s by t.key do "
	    "note");
	frame(0, 1, 7);
	frame(1000, 1, 7);
	frame(2000, 1, 7);
	expect("");
	frame(3001, 3, 0);
	expect("1@3000#3!:7 ");
}
END_TEST

/* Deadlines in order of time, of one time in order of the rules. */
START_TEST(order_of_deadlines)
{
	start("rule a when t.kind == 1 unless t.kind == 9 within 3s by t.key "
	    "do note rule b when t.kind == 1 unless t.kind == 9 within 1s by "
	    "t.key do note rule c when t.kind == 3 do note");
	frame(0, 1, 7);
	frame(500, 1, 8);
	frame(2000, 1, 9);
	expect("b@1000#1!:7 b@1500#2!:8 ");
	frame(9000, 3, 0);
	expect("a@3000#1!:7 b@3000#3!:9 a@3500#2!:8 a@5000#3!:9 c@9000#4 ");
}
END_TEST

START_TEST(at_most)
{
	start("when t.kind == 1 at most 2 per 10s do note");
	frame(0, 1, 7);
	frame(1000, 1, 7);
	expect("1@0#1 1@1000#2 ");
	frame(9999, 1, 7);
	expect("");
	frame(10000, 1, 7);	/* 10 s after the first */
	expect("1@10000#4 ");
	frame(10999, 1, 7);
	expect("");
	frame(11000, 1, 7);
	expect("1@11000#6 ");
	expect_report("2 held back");
}
END_TEST

START_TEST(at_most_per_key)
{
	start("rule r when t.kind == 1 count 2 within 9s by t.key at most 1 "
	    "per 60s do note rule k when t.kind == 1 count 2 within 9s by "
	    "t.key at most 1 per 60s per key do note");
	frame(0, 1, 7);
	frame(1, 1, 7);
	frame(2, 1, 8);
	frame(3, 1, 8);
	expect("r@1#2:7 k@1#2:7 k@3#4:8 ");
	frame(4, 1, 8);
	frame(5, 1, 8);
	expect("");
	frame(60000, 1, 7);
	frame(60001, 1, 7);
	expect("r@60001#8:7 k@60001#8:7 ");
}
END_TEST

/* Firings by deadline count when they are due. */
START_TEST(at_most_of_deadlines)
{
	start("when t.kind == 1 unless t.kind == 2 within 1s by t.key at most "
	    "1 per 5s per key do note");
	frame(0, 1, 7);
	frame(1500, 1, 7);
	frame(2000, 1, 8);
	frame(6000, 1, 7);
	frame(9000, 3, 0);
	/* 7: due at 1000, 2500 (held back), 7000; 8: at 3000 */
	expect("1@1000#1!:7 1@3000#3!:8 1@7000#4!:7 ");
}
END_TEST

START_TEST(count_and_unless)
{
	start("when t.kind == 1 count 2 within 1s by t.key unless t.kind == 2 "
	    "within 2s by t.key do note");
	frame(0, 1, 7);
	frame(10, 1, 7);	/* met: deadline 2010 */
	frame(20, 1, 8);
	frame(30, 1, 8);	/* met: deadline 2030 */
	frame(100, 2, 8);
	frame(3000, 3, 0);
	expect("1@2010#2!:7 ");
}
END_TEST

/* A packet that lacks a key is skipped and counted. */
START_TEST(lacks_key)
{
	const uint8_t kind = 1, three[] = { 1, 7, 9 };

	start("when t.kind == 1 count 2 within 9s by t.key, t.other do note");
	frame_n(0, &kind, 1);
	frame(1, 1, 7);
	frame_n(2, three, 3);
	frame_n(3, &kind, 1);
	frame_n(4, three, 3);
	expect("1@4#5:7,9 ");
	expect_report("3 lacked a key");
}
END_TEST

/* Time is the largest stamp so far. */
START_TEST(time_goes_backwards)
{
	start("rule c when t.kind == 1 count 2 within 1s do note rule u when "
	    "t.kind == 3 unless t.kind == 2 within 1s do note");
	frame(5000, 3, 0);	/* deadline 6000 */
	frame(100, 1, 0);	/* at 5000 */
	frame(4000, 3, 0);	/* waits already */
	frame(6000, 1, 0);	/* 5000 and 6000 */
	expect("c@6000#4 ");
	frame(200, 2, 0);	/* an answer at 6000 */
	frame(9000, 9, 0);
	expect("");
}
END_TEST

START_TEST(nonsense_times)
{
	start("rule c when t.kind == 1 count 2 within 1s do note rule u when "
	    "t.kind == 3 unless t.kind == 2 within 1s do note");
	trigger_advance(trigger, INT64_MAX);
	frame(0, 1, 0);
	frame(0, 3, 0);
	frame(0, 1, 0);
	ck_assert(strstr(notes, "c@") == notes);
}
END_TEST

/* Memory is bounded: the oldest of what waits goes, and is counted. */
START_TEST(eviction)
{
	char text[64];

	memory = 16384;
	start("when t.kind == 1 unless t.kind == 2 within 2s by t.key do "
	    "note");
	for (int i = 0; i < 256; i++)
		frame(i, 1, (uint8_t)i);
	frame(300, 2, 255);
	expect("");
	expect_report("forgotten for want of memory");
	expect_report(" 1 answered");
	frame(2254, 9, 0);	/* that of key 254 is at 2254 */
	(void)snprintf(text, sizeof(text), "1@2253#254!:253 ");
	ck_assert_ptr_nonnull(strstr(notes, text));
	ck_assert_ptr_null(strstr(notes, "!:0 "));
	expect_report(" 1 pending");
}
END_TEST

/* Windows of count that are over are no loss. */
START_TEST(eviction_of_what_is_over)
{
	memory = 16384;
	start("when t.kind == 1 count 2 within 10ms by t.key do note");
	for (int i = 0; i < 256; i++)
		frame(i * 20, 1, (uint8_t)i);
	expect_report("rule 1: 256 matched, 0 fired\n");
}
END_TEST

START_TEST(lost)
{
	start("rule now when t.kind == 5 do note rule u when t.kind == 1 "
	    "unless t.kind == 2 within 1s by t.key do note");
	lost_packets = 3;
	frame(0, 1, 7);
	frame(1500, 5, 0);
	expect("u@1000#1!:7 now@1500#2 ");
	frame(2000, 1, 7);
	lost_packets = 4;
	frame(3001, 9, 0);
	expect("u@3000#3!~:7 ");
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("trigger");
	TCase *t = tcase_create("trigger");
	SRunner *runner;
	int failed;

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, plain);
	tcase_add_test(t, count_within);
	tcase_add_test(t, count_without_key);
	tcase_add_test(t, resumes);
	tcase_add_test(t, does_not_resume);
	tcase_add_test(t, unless_within);
	tcase_add_test(t, unless_is_not_armed_twice);
	tcase_add_test(t, heartbeat);
	tcase_add_test(t, order_of_deadlines);
	tcase_add_test(t, at_most);
	tcase_add_test(t, at_most_per_key);
	tcase_add_test(t, at_most_of_deadlines);
	tcase_add_test(t, count_and_unless);
	tcase_add_test(t, lacks_key);
	tcase_add_test(t, time_goes_backwards);
	tcase_add_test(t, nonsense_times);
	tcase_add_test(t, eviction);
	tcase_add_test(t, eviction_of_what_is_over);
	tcase_add_test(t, lost);
	suite_add_tcase(s, t);
	runner = srunner_create(s);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
