/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The ring of frames and the state by key, against plain models: what they
 * hold after any sequence is what their headers promise.
 */
#include <check.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "keyed.h"
#include "ring.h"
#include "shared.h"

#define ROUNDS 20000
#define RING 65536

static uint8_t octets[4096];

/* The frame put in at a place: all of it follows from the place. */
static struct ring_frame
frame_of(uint64_t place)
{
	struct ring_frame f = { .number = place + 1,
	    .time = (int64_t)(place / 3) * 10 };

	f.frame.caplen = (uint32_t)(place * 2654435761u % 700);
	f.frame.len = f.frame.caplen + 4;
	f.frame.data = octets + place % 1000;
	f.frame.iface = (uint32_t)(place % 3);
	f.frame.comment = place % 5 == 0 ? "a comment" : NULL;
	return f;
}

static void
check_frame(const struct ring *r, uint64_t place)
{
	struct ring_frame got, want = frame_of(place);

	ring_get(r, place, &got);
	ck_assert_uint_eq(got.number, want.number);
	ck_assert_int_eq(got.time, want.time);
	ck_assert_uint_eq(got.frame.caplen, want.frame.caplen);
	ck_assert_uint_eq(got.frame.len, want.frame.len);
	ck_assert_uint_eq(got.frame.iface, want.frame.iface);
	ck_assert_int_eq(memcmp(got.frame.data, want.frame.data,
	    got.frame.caplen), 0);
	ck_assert_ptr_ne(got.frame.data, want.frame.data);
	if (want.frame.comment == NULL)
		ck_assert_ptr_null(got.frame.comment);
	else
		ck_assert_str_eq(got.frame.comment, want.frame.comment);
}

/* All that it holds is what was put in, and it holds what fits: its frames
 * with 700 octets and their heads take less than 900 each. */
START_TEST(holds_the_last)
{
	struct ring *r = ring_new(RING);
	struct ring_frame f;

	for (size_t i = 0; i < sizeof(octets); i++)
		octets[i] = (uint8_t)(i * 31 >> 2);
	for (uint64_t place = 0; place < ROUNDS; place++) {
		f = frame_of(place);
		ring_put(r, &f);
		ck_assert_uint_eq(ring_end(r), place + 1);
		if (place > RING / 900)
			ck_assert_uint_ge(ring_end(r) - ring_oldest(r),
			    RING / 900);
		if (place % 97 != 0)
			continue;
		for (uint64_t i = ring_oldest(r); i < ring_end(r); i++)
			check_frame(r, i);
	}
	ring_free(r);
}
END_TEST

static struct ring *
filled(uint64_t n)
{
	struct ring *r = ring_new(RING);
	struct ring_frame f;

	for (uint64_t place = 0; place < n; place++) {
		f = frame_of(place);
		ring_put(r, &f);
	}
	return r;
}

/* Three frames have each time: 0, 10, 20 ... */
START_TEST(looks_back)
{
	struct ring *r = filled(30);
	bool whole;

	ck_assert_uint_eq(ring_since(r, ring_end(r), 50, &whole), 15);
	ck_assert(whole);
	ck_assert_uint_eq(ring_since(r, ring_end(r), 41, &whole), 15);
	ck_assert_uint_eq(ring_since(r, ring_end(r), -1, &whole), 0);
	ck_assert(whole);	/* nothing has gone yet */
	ck_assert_uint_eq(ring_since(r, ring_end(r), 91, &whole), 30);
	ck_assert_uint_eq(ring_back(r, ring_end(r), 0, &whole), 30);
	ck_assert_uint_eq(ring_back(r, ring_end(r), 7, &whole), 23);
	ck_assert_uint_eq(ring_back(r, ring_end(r), 31, &whole), 0);
	ck_assert(whole);
	ck_assert_uint_eq(ring_back_octets(r, 30, frame_of(29).frame.caplen +
	    frame_of(28).frame.caplen, &whole), 28);
	ck_assert_uint_eq(ring_back_octets(r, 30, frame_of(29).frame.caplen +
	    frame_of(28).frame.caplen - 1, &whole), 29);
	ring_free(r);
}
END_TEST

/* Of those before a place, and what was refused does not count. */
START_TEST(looks_back_over_refused)
{
	struct ring *r = filled(30);
	bool whole;

	ring_refuse(r, 18);
	ring_refuse(r, 17);
	ring_refuse(r, 99);	/* is not there */
	ck_assert(ring_is_refused(r, 17));
	ck_assert(!ring_is_refused(r, 19));
	ck_assert_uint_eq(ring_back(r, 20, 2, &whole), 16);
	ck_assert_uint_eq(ring_back(r, 20, 1, &whole), 19);
	ck_assert_uint_eq(ring_back_octets(r, 20, frame_of(19).frame.caplen +
	    frame_of(16).frame.caplen, &whole), 16);
	ck_assert_uint_eq(ring_since(r, 10, 90, &whole), 10);
	ring_free(r);
}
END_TEST

/* What has made room is missed. */
START_TEST(looks_back_too_far)
{
	struct ring *r = filled(1000);
	bool whole;

	ck_assert_uint_gt(ring_oldest(r), 0);
	ck_assert_uint_eq(ring_since(r, ring_end(r), 0, &whole), ring_oldest(r));
	ck_assert(!whole);
	ck_assert_uint_eq(ring_back(r, ring_end(r), 1000, &whole), ring_oldest(r));
	ck_assert(!whole);
	ck_assert_uint_eq(ring_back_octets(r, ring_end(r), 1 << 30, &whole),
	    ring_oldest(r));
	ck_assert(!whole);
	ck_assert_uint_eq(ring_back(r, ring_end(r), 2, &whole), 998);
	ck_assert(whole);
	ring_free(r);
}
END_TEST

/* A frame that is put where ring_room() says is not copied, unless what else
 * is kept with it leaves no room there; a room that is not used costs nothing
 * but the frames that made it. */
START_TEST(frame_in_its_room)
{
	struct ring *r = ring_new(RING);
	struct ring_frame f, got;
	uint64_t place = 0;

	for (uint64_t i = 0; place < ROUNDS; i++) {
		uint8_t *room;

		f = frame_of(place);
		room = ring_room(r, f.frame.caplen);
		ck_assert_ptr_nonnull(room);
		memcpy(room, f.frame.data, f.frame.caplen);
		f.frame.data = room;
		if (i % 7 == 0)
			continue;
		ring_put(r, &f);
		ck_assert_uint_eq(ring_end(r), place + 1);
		ring_get(r, place, &got);
		if (f.frame.comment == NULL)
			ck_assert_ptr_eq(got.frame.data, room);
		if (place++ % 97 != 0)
			continue;
		for (uint64_t k = ring_oldest(r); k < ring_end(r); k++)
			check_frame(r, k);
	}
	ck_assert_uint_ge(ring_end(r) - ring_oldest(r), RING / 900);
	ck_assert_ptr_null(ring_room(r, RING));
	ring_free(r);
}
END_TEST

/* -------------------------------------------------- a reader elsewhere */

static uint64_t gone;

/* Each once, in order, and while it is there. */
static void
on_evict(void *arg, uint64_t place)
{
	struct ring *const *r = arg;

	ck_assert_uint_eq(place, gone++);
	check_frame(*r, place);
}

/*
 * The reader holds one frame for as long as it likes, and that one stays what
 * it was; where it comes too late it goes ahead.
 */
START_TEST(held_frame_stays)
{
	static _Atomic uint64_t busy = RING_IDLE;
	int fd = shared_file();
	struct ring *r, *view;
	struct ring_frame f, got;
	uint64_t at = 0, held = RING_IDLE, jumps = 0, was;

	gone = 0;
	r = ring_new_shared(fd, RING_SHARED_MIN, &busy, on_evict, &r);
	view = ring_view(fd, RING_SHARED_MIN, &busy);
	ck_assert(!ring_hold(view, &at, &got));
	for (uint64_t place = 0; place < 3 * ROUNDS; place++) {
		f = frame_of(place);
		ring_put(r, &f);
		ck_assert_uint_eq(ring_filled(view), place + 1);
		if (held != RING_IDLE) {
			f = frame_of(held);
			ck_assert_uint_eq(got.number, held + 1);
			ck_assert_int_eq(memcmp(got.frame.data, f.frame.data,
			    f.frame.caplen), 0);
			ck_assert(ring_held(r, held, &f));
			ck_assert_uint_eq(f.number, held + 1);
		}
		/* now and then for much longer than a round takes */
		if (place % 7 != 0 && place % 9000 < 8000)
			continue;
		was = at = held == RING_IDLE ? 0 : held + 1;
		if (!ring_hold(view, &at, &got)) {
			ck_assert_uint_eq(was, place + 1);
			held = RING_IDLE;
			ck_assert_uint_eq(busy, RING_IDLE);
			continue;
		}
		held = at;
		jumps += at != was;
	}
	ck_assert_uint_gt(jumps, 2);
	ck_assert_uint_eq(gone, ring_oldest(r));
	ring_free(view);
	ring_free(r);
	close(fd);
}
END_TEST

/* Who has a view cannot write there, nor get the right to. */
START_TEST(view_is_read_only)
{
	int fd = shared_file();
	void *first = shared_map(fd, 4096);
	const void *view = shared_view(fd, 4096);
	void *page = (void *)(uintptr_t)view;

	memset(first, 7, 4096);
	ck_assert_int_eq(((const uint8_t *)view)[9], 7);
#ifdef __linux__
	ck_assert_int_eq(mprotect(page, 4096, PROT_READ | PROT_WRITE), -1);
	ck_assert_ptr_eq(mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED,
	    fd, 0), MAP_FAILED);
#endif
	shared_unmap(page, 4096);
	shared_unmap(first, 4096);
	close(fd);
}
END_TEST

START_TEST(frame_that_does_not_fit)
{
	struct ring *r = ring_new(512);
	struct ring_frame f = { .frame = { .data = octets, .caplen = 600 } };

	ring_put(r, &f);
	ck_assert_uint_eq(ring_oldest(r), ring_end(r));
	f.frame.caplen = 60;
	ring_put(r, &f);
	ck_assert_uint_eq(ring_oldest(r), 1);
	ck_assert_uint_eq(ring_end(r), 2);
	ring_free(r);
}
END_TEST

/* ---------------------------------------------------------- state by key */

struct number {
	struct keyed_entry entry;
	int n;
};

static int evictions, drops;

static void
forget(void *arg, struct keyed_entry *e, int evicted)
{
	ck_assert_ptr_eq(arg, &evictions);
	(void)e;
	if (evicted)
		evictions++;
	else
		drops++;
}

static struct number *
number(struct keyed *k, int key)
{
	return (struct number *)keyed_make(k, &key, sizeof(key),
	    sizeof(struct number));
}

static struct number *
find(struct keyed *k, int key)
{
	return (struct number *)keyed_find(k, &key, sizeof(key));
}

START_TEST(keys)
{
	struct lasting *l = lasting_new(8 << 20);
	struct keyed *k = keyed_new(l, 1 << 20, forget, &evictions);

	evictions = drops = 0;
	for (int i = 0; i < 5000; i++)
		number(k, i)->n = i * 7;
	for (int i = 0; i < 5000; i++)
		ck_assert_int_eq(find(k, i)->n, i * 7);
	ck_assert_ptr_null(find(k, 5000));
	ck_assert_ptr_eq(number(k, 77), find(k, 77));
	keyed_drop(k, &find(k, 77)->entry);
	ck_assert_ptr_null(find(k, 77));
	ck_assert_int_eq(drops, 1);
	ck_assert_int_eq(evictions, 0);
	lasting_free(l);
}
END_TEST

/* The one not asked for for longest goes first, and no more than has to. */
START_TEST(eviction)
{
	struct lasting *l = lasting_new(8 << 20);
	struct keyed *k = keyed_new(l, 100 * (sizeof(struct number) + 12),
	    forget, &evictions);

	evictions = drops = 0;
	for (int i = 0; i < 100; i++)
		number(k, i)->n = i;
	ck_assert_int_eq(evictions, 0);
	ck_assert_ptr_nonnull(find(k, 0));
	(void)number(k, 100);
	ck_assert_int_eq(evictions, 1);
	ck_assert_ptr_null(find(k, 1));
	ck_assert_ptr_nonnull(find(k, 0));
	keyed_charge(k, &find(k, 2)->entry, 3 * (sizeof(struct number) + 12));
	ck_assert_int_eq(evictions, 4);
	ck_assert_ptr_nonnull(find(k, 2));
	ck_assert_ptr_null(find(k, 3));
	/* what is larger than all of it is not taken */
	ck_assert_ptr_null(keyed_make(k, "x", 1, 1 << 20));
	ck_assert_ptr_nonnull(find(k, 2));
	lasting_free(l);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("ring");
	TCase *t = tcase_create("ring");
	SRunner *runner;
	int failed;

	tcase_add_test(t, holds_the_last);
	tcase_add_test(t, frame_in_its_room);
	tcase_add_test(t, looks_back);
	tcase_add_test(t, looks_back_too_far);
	tcase_add_test(t, looks_back_over_refused);
	tcase_add_test(t, held_frame_stays);
	tcase_add_test(t, view_is_read_only);
	tcase_add_test(t, frame_that_does_not_fit);
	tcase_add_test(t, keys);
	tcase_add_test(t, eviction);
	suite_add_tcase(s, t);
	runner = srunner_create(s);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
