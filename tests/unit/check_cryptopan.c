/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The mapping of addresses.  The key and the IPv4 addresses are those that the
 * authors of Crypto-PAn published with their sample trace.
 */
#include "config.h"

#include <arpa/inet.h>

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <check.h>

#include "cryptopan.h"

static const uint8_t key[CRYPTOPAN_KEY] = {
	21, 34, 23, 141, 51, 164, 207, 128, 19, 10, 91, 22, 73, 144, 125, 16,
	216, 152, 143, 131, 121, 121, 101, 39, 98, 87, 76, 45, 42, 132, 34, 2
};

static struct cryptopan *c;

static void
setup(void)
{
	c = cryptopan_new(key);
	ck_assert_ptr_nonnull(c);
}

static void
teardown(void)
{
	cryptopan_free(c);
}

START_TEST(published)
{
	static const struct {
		const char *in, *out;
	} cases[] = {
		{ "128.11.68.132", "135.242.180.132" },
		{ "129.118.74.4", "134.136.186.123" },
		{ "130.132.252.244", "133.68.164.234" },
		{ "141.223.7.43", "141.167.8.160" },
	};
	uint8_t address[4];
	char text[16];

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		inet_pton(AF_INET, cases[i].in, address);
		cryptopan_bits(c, address, 4, 0, address);
		ck_assert_str_eq(inet_ntop(AF_INET, address, text,
		    sizeof(text)), cases[i].out);
		inet_pton(AF_INET, cases[i].in, address);
		cryptopan_address(c, address, 4, address);
		ck_assert_str_eq(inet_ntop(AF_INET, address, text,
		    sizeof(text)), cases[i].out);
	}
}
END_TEST

static unsigned
common(const uint8_t *a, const uint8_t *b, size_t n)
{
	unsigned i = 0;

	while (i < 8 * n && ((a[i / 8] ^ b[i / 8]) & 0x80 >> i % 8) == 0)
		i++;
	return i;
}

/* Random pairs with any number of bits in common: as many are afterwards. */
START_TEST(prefixes)
{
	static const size_t lengths[] = { 4, 6, 16 };

	srand(1);
	for (int i = 0; i < 3000; i++) {
		size_t n = lengths[i % 3];
		unsigned at = 8 + (unsigned)rand() % (unsigned)(8 * n - 8);
		uint8_t a[16], b[16], x[16], y[16];

		for (size_t j = 0; j < n; j++)
			a[j] = (uint8_t)rand();
		a[0] = n == 4 ? 10 : n == 6 ? 2 : 0x20;
		memcpy(b, a, n);
		b[at / 8] ^= (uint8_t)(0x80 >> at % 8);
		cryptopan_address(c, a, n, x);
		cryptopan_address(c, b, n, y);
		ck_assert_uint_eq(common(x, y, n), at);
		ck_assert_int_ne(memcmp(a, x, n), 0);
	}
}
END_TEST

/* Nothing becomes special, and no two become one: of all of 16 bits. */
START_TEST(one_to_one)
{
	static uint8_t seen[65536 / 8];

	for (unsigned i = 0; i < 65536; i++) {
		uint8_t a[4] = { (uint8_t)(i >> 8), (uint8_t)i, 1, 2 }, x[4];
		unsigned high;

		cryptopan_address(c, a, 4, x);
		high = (unsigned)x[0] << 8 | x[1];
		ck_assert((seen[high / 8] & 1 << high % 8) == 0);
		seen[high / 8] |= (uint8_t)(1 << high % 8);
		if (a[0] == 0 || a[0] == 127 || a[0] >= 224)
			ck_assert_mem_eq(a, x, 4);
		else
			ck_assert(x[0] != 0 && x[0] != 127 && x[0] < 224);
	}
}
END_TEST

/* Addresses of IPv6: what stays, in octets, and whether the rest changes. */
START_TEST(special_ipv6)
{
	static const struct {
		const char *in;
		size_t stays;
	} cases[] = {
		{ "::", 16 }, { "::1", 16 }, { "ff02::1", 16 },
		{ "ff02::1:2", 16 }, { "ff0e::101", 16 },
		{ "ff02::1:ff12:3456", 13 }, { "fe80::211:22ff:fe33:4455", 8 },
		{ "ff3e:30:2001:db8::1", 2 }, { "::ffff:192.0.2.1", 12 },
		{ "64:ff9b::192.0.2.1", 12 }, { "2001:db8::1", 0 },
		{ "fd00::1", 0 }
	};
	uint8_t in[16], out[16], v4[4];

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		ck_assert_int_eq(inet_pton(AF_INET6, cases[i].in, in), 1);
		cryptopan_address(c, in, 16, out);
		ck_assert_mem_eq(in, out, cases[i].stays);
		if (cases[i].stays < 16)
			ck_assert_msg(memcmp(in, out, 16) != 0, "%s",
			    cases[i].in);
		if (cases[i].stays != 12)
			continue;
		cryptopan_address(c, in + 12, 4, v4);
		ck_assert_mem_eq(out + 12, v4, 4);
	}
}
END_TEST

START_TEST(mac_addresses)
{
	static const uint8_t broadcast[6] = { 255, 255, 255, 255, 255, 255 },
	    none[6] = { 0 }, group[6] = { 1, 0, 0x5e, 0, 0, 1 },
	    solicited[6] = { 0x33, 0x33, 0xff, 0x12, 0x34, 0x56 },
	    global[6] = { 0, 0x1b, 0x21, 1, 2, 3 },
	    local[6] = { 2, 0, 0, 0, 0, 1 };
	uint8_t out[6], of_group[16];

	cryptopan_address(c, broadcast, 6, out);
	ck_assert_mem_eq(out, broadcast, 6);
	cryptopan_address(c, none, 6, out);
	ck_assert_mem_eq(out, none, 6);
	cryptopan_address(c, group, 6, out);
	ck_assert_mem_eq(out, group, 6);
	cryptopan_address(c, global, 6, out);
	ck_assert_mem_ne(out, global, 6);
	ck_assert_int_eq(out[0] & 3, 0);
	cryptopan_address(c, local, 6, out);
	ck_assert_mem_ne(out, local, 6);
	ck_assert_int_eq(out[0] & 3, 2);
	/* the same low octets as those of the group's address */
	inet_pton(AF_INET6, "ff02::1:ff12:3456", of_group);
	cryptopan_address(c, of_group, 16, of_group);
	cryptopan_address(c, solicited, 6, out);
	ck_assert_mem_eq(out, solicited, 3);
	ck_assert_mem_eq(out + 3, of_group + 13, 3);
	ck_assert_mem_ne(out + 3, solicited + 3, 3);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("cryptopan");
	TCase *tc = tcase_create("cryptopan");
	SRunner *sr;
	int failed;

#ifndef HAVE_CRYPTO
	return 77;
#endif
	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, published);
	tcase_add_test(tc, prefixes);
	tcase_add_test(tc, one_to_one);
	tcase_add_test(tc, special_ipv6);
	tcase_add_test(tc, mac_addresses);
	tcase_set_timeout(tc, 60);
	suite_add_tcase(suite, tc);
	sr = srunner_create(suite);
	srunner_run_all(sr, CK_ENV);
	failed = srunner_ntests_failed(sr);
	srunner_free(sr);
	return failed != 0;
}
