/* SPDX-License-Identifier: BSD-3-Clause */
#include "config.h"

#include <check.h>
#include <string.h>

#include "flow.h"

#define SMALL 16u
#define LARGE 200u
#define FLOWS 3u

static struct flow_table *table;
static tp_slot small, large;

static void
setup(void)
{
	flow_slots_forget();
	small = flow_slot(SMALL, 0);
	large = flow_slot(LARGE, 0);
	table = flow_table_new(FLOWS);
}

static void
teardown(void)
{
	flow_table_free(table);
}

/* The state of the flow from that port. */
static uint8_t *
state(uint32_t port, tp_slot slot)
{
	static const uint8_t a[4] = { 192, 0, 2, 1 }, b[4] = { 192, 0, 2, 2 };
	tp_pkt p;

	memset(&p, 0, sizeof(p));
	p.net_type = TP_FT_IPV4;
	p.net_src = a;
	p.net_dst = b;
	p.net_proto = 6;
	p.src_port = port;
	p.dst_port = 80;
	return flow_get(table, &p, slot, NULL, NULL);
}

static int
is_zero(const uint8_t *p, uint32_t n)
{
	return p[0] == 0 && memcmp(p, p + 1, n - 1) == 0;
}

START_TEST(each_flow_has_its_own)
{
	for (uint32_t port = 1; port <= FLOWS; port++) {
		ck_assert(is_zero(state(port, small), SMALL));
		/* not all have a large one */
		if (port != 2)
			ck_assert(is_zero(state(port, large), LARGE));
		memset(state(port, small), (int)port, SMALL);
		if (port != 2)
			memset(state(port, large), (int)port, LARGE);
	}
	for (uint32_t port = 1; port <= FLOWS; port++) {
		ck_assert_uint_eq(state(port, small)[SMALL - 1], port);
		if (port != 2)
			ck_assert_uint_eq(state(port, large)[LARGE - 1], port);
	}
	ck_assert(is_zero(state(2, large), LARGE));
}
END_TEST

START_TEST(who_makes_room_leaves_nothing)
{
	for (uint32_t port = 1; port <= 20 * FLOWS; port++) {
		ck_assert(is_zero(state(port, large), LARGE));
		memset(state(port, large), 0xff, LARGE);
		if (port % 2 == 0)
			memset(state(port, small), 0xff, SMALL);
	}
	flow_table_forget(table);
	ck_assert(is_zero(state(1, large), LARGE));
	ck_assert(is_zero(state(1, small), SMALL));
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("flow");
	TCase *tc = tcase_create("flow");
	SRunner *sr;
	int failed;

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, each_flow_has_its_own);
	tcase_add_test(tc, who_makes_room_leaves_nothing);
	suite_add_tcase(suite, tc);
	sr = srunner_create(suite);
	srunner_run_all(sr, CK_ENV);
	failed = srunner_ntests_failed(sr);
	srunner_free(sr);
	return failed != 0;
}
