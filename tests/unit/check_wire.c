/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What a worker says: it arrives as it was said, through a channel that wraps,
 * and what makes no sense does nothing.
 */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "desk.h"
#include "shared.h"
#include "wire.h"

#define ROUNDS 200000

/* What the verbs were called with, as text. */
static struct textbuf heard;

static const char *
shown(const char *s)
{
	return s == NULL ? "(null)" : s;
}

static int
verdict(void *arg, uint64_t place, enum verdict v, int64_t time,
    const struct extract *x)
{
	size_t n;

	(void)arg;
	textbuf_format(&heard, "verdict %llu %d %lld",
	    (unsigned long long)place, v, (long long)time);
	if (x != NULL) {
		n = x->addr_type == TP_FT_IPV4 ? 4 :
		    x->addr_type == TP_FT_IPV6 ? 16 : 0;
		textbuf_format(&heard, " part %s shown %lld:",
		    shown(x->part), x->shown == NULL ? -1LL :
		    (long long)x->shown_len);
		textbuf_octets(&heard, x->shown, x->shown_len, '.');
		textbuf_puts(&heard, " from ");
		textbuf_octets(&heard, x->src, n, '.');
		textbuf_puts(&heard, " to ");
		textbuf_octets(&heard, x->dst, n, '.');
	}
	textbuf_putc(&heard, '\n');
	return 0;
}

static void
name(void *arg, uint32_t type, const uint8_t *addr, const char *text)
{
	(void)arg;
	textbuf_format(&heard, "name %s of ", text);
	textbuf_octets(&heard, addr, type == TP_FT_IPV4 ? 4 : 16, '.');
	textbuf_putc(&heard, '\n');
}

static void
time_comes(void *arg, int64_t ns)
{
	(void)arg;
	textbuf_format(&heard, "time %lld\n", (long long)ns);
}

static void
message(void *arg, uint64_t place, const tp_event *e, const tp_message *m)
{
	(void)arg;
	textbuf_format(&heard, "message %llu %s|%s|%lld.%u %llu %llu %x: "
	    "%u %s|%s %llu/%u %llu/%u\n", (unsigned long long)place,
	    shown(e->rule), shown(e->source), (long long)e->time.sec,
	    e->time.nsec, (unsigned long long)e->frame,
	    (unsigned long long)e->lost, e->flags, m->kind, shown(m->key),
	    shown(m->text), (unsigned long long)m->before.n, m->before.unit,
	    (unsigned long long)m->after.n, m->after.unit);
}

static void
said(void *arg, const char *text, size_t n)
{
	(void)arg;
	textbuf_format(&heard, "said %.*s\n", (int)n, text);
}

static const struct verbs verbs = { .verdict = verdict, .name = name, .time = time_comes,
    .message = message, .said = said };

static const tp_event event = { .rule = "slow", .source = "when dns",
    .time = { .sec = 1700000000, .nsec = 5 }, .frame = 42, .lost = 3,
    .flags = TP_EVENT_DEADLINE };
static const tp_message start = { .size = sizeof(start),
    .kind = TP_MESSAGE_START_WRITE, .key = "k", .text = "a b.pcapng",
    .before = { 10, TP_UNIT_TIME, 0 }, .after = { 7, TP_UNIT_PACKETS, 0 } };

#define START_TEXT "message 9 slow|when dns|1700000000.5 42 3 1: " \
    "1 k|a b.pcapng 10/1 7/2\n"

static const uint8_t octets[3] = { 1, 0, 255 };
static const uint8_t address[2][16] = { { 10, 0, 0, 1 }, { 10, 0, 0, 2 } };

/* Of a frame with all that files may need. */
static void
say_extract(struct textbuf *b, const char *part, uint32_t type)
{
	const struct extract x = { .part = part, .shown = octets,
	    .shown_len = 3, .addr_type = type, .src = address[0],
	    .dst = address[1] };

	wire_verdict(b, 5, VERDICT_TAKEN, 6, &x);
}

static bool
listen_to(const struct textbuf *b, struct judged *j, bool *ended)
{
	heard.n = 0;
	if (!wire_read(b->s, b->n, &verbs, j, ended))
		return false;
	textbuf_putc(&heard, '\0');
	return true;
}

START_TEST(arrives_as_it_was_said)
{
	struct textbuf b = { 0 };
	struct judged j = { 0 }, got = { 0 };
	tp_message stop = { .size = sizeof(stop),
	    .kind = TP_MESSAGE_STOP_WRITE };
	bool ended = false;

	ck_assert_int_eq(TP_EVENT_DEADLINE, 1);
	wire_verdict(&b, 77, VERDICT_TAKEN, -5, NULL);
	ck_assert(listen_to(&b, &got, &ended));
	ck_assert_str_eq(heard.s, "verdict 77 2 -5\n");
	wire_time(&b, INT64_MIN);
	ck_assert(listen_to(&b, &got, &ended));
	ck_assert_str_eq(heard.s, "time -9223372036854775808\n");
	wire_message(&b, 9, &event, &start);
	ck_assert(listen_to(&b, &got, &ended));
	ck_assert_str_eq(heard.s, START_TEXT);
	wire_message(&b, 9, &event, &stop);
	ck_assert(listen_to(&b, &got, &ended));
	ck_assert_ptr_nonnull(strstr(heard.s, ": 2 (null)|(null) 0/0 0/0\n"));
	wire_said(&b, "rule slow: 3", 12);
	ck_assert(listen_to(&b, &got, &ended));
	ck_assert_str_eq(heard.s, "said rule slow: 3\n");
	ck_assert(!ended);
	textbuf_puts(&j.report, "r");
	textbuf_puts(&j.rules, "[]");
	j.given_up = 4;
	wire_judged(&b, &j);
	ck_assert(listen_to(&b, &got, &ended));
	ck_assert(ended);
	ck_assert_uint_eq(got.given_up, 4);
	ck_assert_uint_eq(got.report.n, 1);
	ck_assert_uint_eq(got.rules.n, 2);
}
END_TEST

START_TEST(of_files)
{
	static const char *const wrong[] = { "../x", "a/b", "", ".", ".x",
	    "a b", "a\nb" };
	const struct extract nothing = { .addr_type = TP_FT_NONE };
	struct textbuf b = { 0 }, cut = { 0 };
	struct judged j = { 0 };
	bool ended = false;

	say_extract(&b, "tcp-10.0.0.1_80-x%2F", TP_FT_IPV4);
	ck_assert(listen_to(&b, &j, &ended));
	ck_assert_str_eq(heard.s, "verdict 5 2 6 part tcp-10.0.0.1_80-x%2F "
	    "shown 3:01.00.ff from 0a.00.00.01 to 0a.00.00.02\n");
	for (size_t n = 0; n < b.n; n++) {
		cut.n = 0;
		textbuf_put(&cut, b.s, n);
		ck_assert(!listen_to(&cut, &j, &ended));
	}
	say_extract(&b, NULL, TP_FT_IPV6);
	ck_assert(listen_to(&b, &j, &ended));
	ck_assert_ptr_nonnull(strstr(heard.s, "part (null) shown 3"));
	ck_assert_ptr_nonnull(strstr(heard.s,
	    "0a.00.00.02.00.00.00.00.00.00.00.00.00.00.00.00\n"));
	wire_verdict(&b, 5, VERDICT_TAKEN, 6, &nothing);
	ck_assert(listen_to(&b, &j, &ended));
	ck_assert_str_eq(heard.s,
	    "verdict 5 2 6 part (null) shown -1: from  to \n");
	/* a name of a file that would not be where it is to be */
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		say_extract(&b, wrong[i], TP_FT_IPV4);
		ck_assert(!listen_to(&b, &j, &ended));
	}
	wire_name(&b, TP_FT_IPV4, address[1], "b.example");
	ck_assert(listen_to(&b, &j, &ended));
	ck_assert_str_eq(heard.s, "name b.example of 0a.00.00.02\n");
	wire_name(&b, TP_FT_ETHER, address[1], "b.example");
	ck_assert(!listen_to(&b, &j, &ended));
}
END_TEST

/* Cut anywhere, or of kinds and units that do not exist. */
START_TEST(makes_no_sense)
{
	struct textbuf b = { 0 }, cut = { 0 };
	struct judged j = { 0 };
	tp_event late = event;
	tp_message none = start;
	bool ended = false;

	wire_message(&b, 9, &event, &start);
	for (size_t n = 0; n < b.n; n++) {
		cut.n = 0;
		textbuf_put(&cut, b.s, n);
		ck_assert(!listen_to(&cut, &j, &ended));
		ck_assert_uint_eq(heard.n, 0);
	}
	wire_verdict(&b, 1, VERDICT_NONE, 0, NULL);
	ck_assert(!listen_to(&b, &j, &ended));
	none.text = NULL;
	wire_message(&b, 9, &event, &none);
	ck_assert(!listen_to(&b, &j, &ended));
	none = start;
	none.kind = TP_MESSAGE_PRINT;
	wire_message(&b, 9, &event, &none);
	ck_assert(!listen_to(&b, &j, &ended));
	none = start;
	none.after.unit = TP_UNIT_OCTETS + 1;
	wire_message(&b, 9, &event, &none);
	ck_assert(!listen_to(&b, &j, &ended));
	late.time.sec = INT64_MAX;
	wire_message(&b, 9, &late, &start);
	ck_assert(!listen_to(&b, &j, &ended));
	late.time.sec = 0;
	late.time.nsec = 1000000000;
	wire_message(&b, 9, &late, &start);
	ck_assert(!listen_to(&b, &j, &ended));
	ck_assert(!ended);
}
END_TEST

/* Any octet changed: no crash, and strings that end. */
START_TEST(changed)
{
	struct textbuf b = { 0 };
	struct judged j = { 0 };
	bool ended = false;

	for (int i = 0; i < ROUNDS; i++) {
		if (i % 2 == 0)
			wire_message(&b, 9, &event, &start);
		else
			say_extract(&b, "x", TP_FT_IPV6);
		for (int k = rand() % 3; k >= 0; k--)
			b.s[(size_t)rand() % b.n] = (char)rand();
		(void)listen_to(&b, &j, &ended);
	}
}
END_TEST

static void
no_wait(void *arg)
{
	(void)arg;
	ck_abort_msg("there is room");
}

START_TEST(channel)
{
	struct desk *d = shared_by_all(sizeof(*d));
	struct tray *t = calloc(1, sizeof(*t));
	static uint8_t in[DESK_MESSAGE], out[DESK_MESSAGE];

	ck_assert_int_eq(desk_get(d, t, out), 0);
	for (uint32_t i = 0; i < 3000; i++) {
		uint32_t n = 1 + i * 2654435761u % 5000;

		memset(in, (int)i, n);
		ck_assert(desk_put(d, t, in, n, no_wait, NULL));
		if (i % 3 == 0)
			ck_assert(desk_put(d, t, &i, 4, no_wait, NULL));
		ck_assert_int_eq(desk_get(d, t, out), n);
		ck_assert_int_eq(memcmp(in, out, n), 0);
		if (i % 3 == 0) {
			ck_assert_int_eq(desk_get(d, t, out), 4);
			ck_assert_int_eq(memcmp(&i, out, 4), 0);
		}
		ck_assert_int_eq(desk_get(d, t, out), 0);
	}
	ck_assert(!desk_put(d, t, in, DESK_MESSAGE + 1, no_wait, NULL));
	/* what nobody would write */
	d->put = t->got + DESK_CHANNEL + 1;
	ck_assert_int_eq(desk_get(d, t, out), -1);
	d->put = t->got + 3;
	ck_assert_int_eq(desk_get(d, t, out), -1);
	memset(d->channel, 0xff, sizeof(d->channel));
	d->put = t->got + 100;
	ck_assert_int_eq(desk_get(d, t, out), -1);
	memset(d->channel, 0, sizeof(d->channel));
	ck_assert_int_eq(desk_get(d, t, out), -1);
	shared_unmap(d, sizeof(*d));
	free(t);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("wire");
	TCase *t = tcase_create("wire");
	SRunner *runner = srunner_create(s);
	int failed;

	tcase_add_test(t, arrives_as_it_was_said);
	tcase_add_test(t, of_files);
	tcase_add_test(t, makes_no_sense);
	tcase_add_test(t, changed);
	tcase_add_test(t, channel);
	tcase_set_timeout(t, 60);
	suite_add_tcase(s, t);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed == 0 ? 0 : 1;
}
