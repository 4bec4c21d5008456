/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What makes text: the formatter beside the C library's, addresses beside
 * inet_ntop(), hex dumps and time stamps beside tcpdump's lines, JSON strings
 * beside RFC 8259 and RFC 3629.
 */
#include <arpa/inet.h>
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <tapir/plugin.h>

#include "hexdump.h"
#include "textbuf.h"
#include "timestamp.h"
#include "value.h"

static struct textbuf b;

static const char *
text(void)
{
	textbuf_putc(&b, '\0');
	b.n = 0;
	return b.s;
}

/* One format, by ours and by snprintf(). */
#define SAME(...) do {							\
	char expected_[512];						\
	(void)snprintf(expected_, sizeof(expected_), __VA_ARGS__);	\
	textbuf_format(&b, __VA_ARGS__);				\
	ck_assert_str_eq(text(), expected_);				\
} while (0)

START_TEST(formats)
{
	SAME("nothing");
	SAME("%%|%c|%s|%5s|%-5s|%.2s|%-5.1s|", 'x', "abc", "ab", "ab", "abc",
	    "abc");
	SAME("%d %d %d %i", 0, -1, 2147483647, -2147483647 - 1);
	SAME("%u %5u %-5u| %05u %.3u", 0u, 42u, 42u, 42u, 7u);
	SAME("%+d % d %+5d %05d %-6d|", 5, 5, 5, -5, -5);
	SAME("%x %X %#x %#X %08x %#010x %.4x %#.4x", 255u, 255u, 255u, 255u,
	    255u, 255u, 10u, 10u);
	SAME("%#x %o %o", 0u, 8u, 0u);
	SAME("%ld %lu %lx %lld %llu %llx", -1L, ~0UL, ~0UL, -1LL, ~0ULL,
	    ~0ULL);
	SAME("%zu %hu %hhu", (size_t)12345, (unsigned short)65535,
	    (unsigned char)255);
	SAME("%*d %-*d| %.*s %.*s", 6, 42, 6, 42, 2, "abcdef", 0, "abc");
	SAME("%llu", 18446744073709551615ULL);
	SAME("%20llx|%-20llx|", 0x123456789abcdefULL, 0x123456789abcdefULL);
}
END_TEST

START_TEST(numbers)
{
	static const uint64_t v[] = { 0, 9, 10, 99, 100, 101, 999, 1000, 65535,
	    4294967295u, 18446744073709551615u };
	char s[64];

	for (size_t i = 0; i < sizeof(v) / sizeof(v[0]); i++) {
		(void)snprintf(s, sizeof(s), "%llu",
		    (unsigned long long)v[i]);
		textbuf_u64(&b, v[i]);
		ck_assert_str_eq(text(), s);
		(void)snprintf(s, sizeof(s), "%06llu",
		    (unsigned long long)v[i]);
		textbuf_u64_padded(&b, v[i], 6);
		ck_assert_str_eq(text(), s);
		(void)snprintf(s, sizeof(s), "%04llx",
		    (unsigned long long)v[i]);
		textbuf_hex(&b, v[i], 4);
		ck_assert_str_eq(text(), s);
	}
}
END_TEST

/* Where the number of digits changes. */
START_TEST(digits)
{
	char s[64];

	for (uint64_t p = 1;; p *= 10) {
		for (uint64_t v = p - 1; v <= p + 1; v++) {
			(void)snprintf(s, sizeof(s), "%llu",
			    (unsigned long long)v);
			textbuf_u64(&b, v);
			ck_assert_str_eq(text(), s);
		}
		if (p > UINT64_MAX / 10)
			break;
	}
}
END_TEST

/* More and less than are done at once. */
START_TEST(many_octets)
{
	uint8_t v[256];
	char s[2 * sizeof(v) + 1];

	for (unsigned i = 0; i < sizeof(v); i++) {
		v[i] = (uint8_t)(255 - i);
		(void)snprintf(s + 2 * i, 3, "%02x", 255 - i);
	}
	for (size_t n = 0; n <= sizeof(v); n++) {
		textbuf_octets(&b, v, n, 0);
		ck_assert_uint_eq(b.n, 2 * n);
		ck_assert_int_eq(memcmp(b.s, s, b.n), 0);
		b.n = 0;
	}
	textbuf_octets(&b, v + 250, 3, ':');
	ck_assert_str_eq(text(), "05:04:03");
}
END_TEST

/* Text longer than any buffer was at first. */
START_TEST(growth)
{
	for (unsigned i = 0; i < 100000; i++)
		textbuf_format(&b, "%05u", i);
	ck_assert_uint_eq(b.n, 500000);
	ck_assert_int_eq(memcmp(b.s, "0000000001", 10), 0);
	ck_assert_int_eq(memcmp(b.s + 499990, "9999899999", 10), 0);
	b.n = 0;
}
END_TEST

static void
same_ipv6(const uint8_t *a)
{
	char s[INET6_ADDRSTRLEN];

	ck_assert_ptr_nonnull(inet_ntop(AF_INET6, a, s, sizeof(s)));
	textbuf_ipv6(&b, a);
	ck_assert_str_eq(text(), s);
}

/* Every pattern of zero groups, and of one and two digit groups. */
START_TEST(ipv6)
{
	uint8_t a[16];

	for (unsigned mask = 0; mask < 256; mask++)
		for (unsigned v = 1; v < 0x10000; v = v * 5 + 1) {
			for (int i = 0; i < 8; i++) {
				unsigned g = mask >> i & 1 ? v : 0;

				a[2 * i] = (uint8_t)(g >> 8);
				a[2 * i + 1] = (uint8_t)g;
			}
			same_ipv6(a);
		}
	ck_assert_int_eq(inet_pton(AF_INET6, "::ffff:192.0.2.1", a), 1);
	same_ipv6(a);
	ck_assert_int_eq(inet_pton(AF_INET6, "::192.0.2.1", a), 1);
	same_ipv6(a);
	ck_assert_int_eq(inet_pton(AF_INET6, "::2:3", a), 1);
	same_ipv6(a);
}
END_TEST

START_TEST(ipv4)
{
	char s[INET_ADDRSTRLEN];
	uint8_t a[4];

	for (unsigned i = 0; i < 256; i++) {
		a[0] = (uint8_t)i;
		a[1] = (uint8_t)(i * 7);
		a[2] = (uint8_t)(255 - i);
		a[3] = (uint8_t)(i / 2);
		ck_assert_ptr_nonnull(inet_ntop(AF_INET, a, s, sizeof(s)));
		textbuf_ipv4(&b, a);
		ck_assert_str_eq(text(), s);
	}
}
END_TEST

/* Lines as tcpdump -X, -x and -A print them. */
START_TEST(dumps)
{
	static const uint8_t d[] = "\x45\x00\x00\x3cGET / \x7f\x80\r\nab\rc\td";

	hexdump_ascii(&b, "\n\t", d, 21, 0);
	ck_assert_str_eq(text(),
	    "\n\t0x0000:  4500 003c 4745 5420 2f20 7f80 0d0a 6162  "
	    "E..<GET./.....ab"
	    "\n\t0x0010:  0d63 0964 00                             .c.d.");
	hexdump_plain(&b, "\n\t", d, 17, 0);
	ck_assert_str_eq(text(),
	    "\n\t0x0000:  4500 003c 4745 5420 2f20 7f80 0d0a 6162"
	    "\n\t0x0010:  0d");
	hexdump_text(&b, d, 20);
	ck_assert_str_eq(text(), "E..<GET / ..\nab.c\td");
}
END_TEST

static const char *
stamp(struct timestamp *ts, int64_t sec, uint64_t nsec)
{
	struct frame f = { .sec = sec, .nsec = nsec };

	timestamp_put(ts, &b, &f);
	return text();
}

START_TEST(stamps)
{
	struct timestamp t = { .style = 0 };

	ck_assert_str_eq(stamp(&t, 1418145369, 924505999),
	    "17:16:09.924505 ");
	ck_assert_str_eq(stamp(&t, 1418145369, 1000000000),
	    "17:16:09.1000000 (invalid us) ");
	t = (struct timestamp){ .style = 0, .nano = true };
	ck_assert_str_eq(stamp(&t, 1418145369, 1), "17:16:09.000000001 ");
	ck_assert_str_eq(stamp(&t, 1418145370, 2147483648),
	    "17:16:10.2147483648 (invalid ns) ");
	t = (struct timestamp){ .style = 1 };
	ck_assert_str_eq(stamp(&t, 1, 1), "");
	t = (struct timestamp){ .style = 2 };
	ck_assert_str_eq(stamp(&t, 4323283200, 0), "4323283200.000000 ");
	t = (struct timestamp){ .style = 4 };
	ck_assert_str_eq(stamp(&t, 4323283200, 0),
	    "2107-01-01 00:00:00.000000 ");
}
END_TEST

/* -ttt: since the line before; -ttttt: since the first; with a sign. */
START_TEST(deltas)
{
	struct timestamp t = { .style = 3 };

	ck_assert_str_eq(stamp(&t, 100, 900000000), " 00:00:00.000000 ");
	ck_assert_str_eq(stamp(&t, 101, 100000000), " 00:00:00.200000 ");
	ck_assert_str_eq(stamp(&t, 101, 50000000), "-00:00:00.050000 ");
	ck_assert_str_eq(stamp(&t, 3762, 50000000), " 01:01:01.000000 ");
	t = (struct timestamp){ .style = 5 };
	ck_assert_str_eq(stamp(&t, 100, 0), " 00:00:00.000000 ");
	ck_assert_str_eq(stamp(&t, 160, 1000), " 00:01:00.000001 ");
	ck_assert_str_eq(stamp(&t, 161, 0), " 00:01:01.000000 ");
	ck_assert_str_eq(stamp(&t, 98, 500000000), "-00:00:01.500000 ");
	/* tcpdump 4.99 shows no whole days either */
	ck_assert_str_eq(stamp(&t, 90100, 0), " 01:00:00.000000 ");
}
END_TEST

static const char *
json(const char *s, size_t n)
{
	json_string(&b, s, n);
	return text();
}

START_TEST(json_strings)
{
	ck_assert_str_eq(json("abc", 3), "\"abc\"");
	ck_assert_str_eq(json("", 0), "\"\"");
	ck_assert_str_eq(json("\"\\/", 3), "\"\\\"\\\\/\"");
	ck_assert_str_eq(json("\b\t\n\v\f\r\0\x1f\x7f", 9),
	    "\"\\b\\t\\n\\u000b\\f\\r\\u0000\\u001f\\u007f\"");
	/* valid sequences of two, three and four octets stay */
	ck_assert_str_eq(json("\xc3\xa4\xe2\x82\xac\xf0\x9f\x90\x97", 9),
	    "\"\xc3\xa4\xe2\x82\xac\xf0\x9f\x90\x97\"");
	/* cut, overlong, surrogate, too large, stray: octet by octet */
	ck_assert_str_eq(json("\xe2\x82", 2), "\"\\udce2\\udc82\"");
	ck_assert_str_eq(json("\xc0\x80", 2), "\"\\udcc0\\udc80\"");
	ck_assert_str_eq(json("\xed\xa0\x80", 3),
	    "\"\\udced\\udca0\\udc80\"");
	ck_assert_str_eq(json("\xf4\x90\x80\x80", 4),
	    "\"\\udcf4\\udc90\\udc80\\udc80\"");
	ck_assert_str_eq(json("a\xffz", 3), "\"a\\udcffz\"");
}
END_TEST

/* Each octet at each place among others, wherever words begin. */
START_TEST(json_places)
{
	char in[20], as[8], out[64];

	for (unsigned c = 0; c < 128; c++)
		for (unsigned i = 0; i < sizeof(in); i++) {
			memset(in, '~', sizeof(in));
			in[i] = (char)c;
			textbuf_puts(&b, json((const char *)&in[i], 1) + 1);
			(void)snprintf(as, sizeof(as), "%s", text());
			as[strlen(as) - 1] = '\0';
			(void)snprintf(out, sizeof(out), "\"%.*s%s%.*s\"",
			    (int)i, "~~~~~~~~~~~~~~~~~~~", as,
			    (int)(sizeof(in) - 1 - i), "~~~~~~~~~~~~~~~~~~~");
			ck_assert_str_eq(json(in, sizeof(in)), out);
			/* RFC 8259, 7: what has to be escaped; and we do DEL */
			ck_assert_int_eq(as[0] == '\\', c < 0x20 ||
			    c == '"' || c == '\\' || c == 0x7f);
		}
}
END_TEST

static const char *
shown(uint32_t type, uint32_t base, tp_value v)
{
	struct field f = { .abbrev = "x", .long_name = "X",
	    .type = (uint8_t)type, .base = (uint8_t)base };

	value_text(&b, &f, &v);
	return text();
}

/* As tshark -T fields prints such fields. */
START_TEST(values)
{
	static const uint8_t octets[16] = { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10,
	    11, 12, 13, 14, 15 };
	static const uint8_t oid[] = { 0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3, 2 };
	tp_value v = { .v.u = 10 };

	ck_assert_str_eq(shown(TP_FT_UINT16, TP_BASE_HEX, v), "0x000a");
	ck_assert_str_eq(shown(TP_FT_UINT24, TP_BASE_HEX, v), "0x00000a");
	ck_assert_str_eq(shown(TP_FT_UINT16, TP_BASE_DEC, v), "10");
	ck_assert_str_eq(shown(TP_FT_UINT16, TP_BASE_DEC_HEX, v), "10");
	ck_assert_str_eq(shown(TP_FT_BOOLEAN, 0, v), "1");
	v.v.i = -2;
	ck_assert_str_eq(shown(TP_FT_INT32, TP_BASE_DEC, v), "-2");
	v.v.t = (tp_time){ 1795416377, 434849000, 0 };
	ck_assert_str_eq(shown(TP_FT_ABSOLUTE_TIME, TP_BASE_UTC, v),
	    "Nov 23, 2026 06:46:17.434849000 UTC");
	v.v.t = (tp_time){ 5, 1000, 0 };
	ck_assert_str_eq(shown(TP_FT_RELATIVE_TIME, 0, v), "5.000001000");
	v.v.t = (tp_time){ -1, 500000000, 0 };
	ck_assert_str_eq(shown(TP_FT_RELATIVE_TIME, 0, v), "-0.500000000");
	v = (tp_value){ .v.p = octets, .slen = 6 };
	ck_assert_str_eq(shown(TP_FT_BYTES, 0, v), "000102030405");
	ck_assert_str_eq(shown(TP_FT_ETHER, 0, v), "00:01:02:03:04:05");
	v.slen = 16;
	ck_assert_str_eq(shown(TP_FT_GUID, 0, v),
	    "00010203-0405-0607-0809-0a0b0c0d0e0f");
	v = (tp_value){ .v.p = oid, .slen = sizeof(oid) };
	ck_assert_str_eq(shown(TP_FT_OID, 0, v), "1.2.840.10045.4.3.2");
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("text");
	TCase *t = tcase_create("text");
	SRunner *r = srunner_create(s);
	int failed;

	(void)setenv("TZ", "GMT0", 1);
	tzset();
	suite_add_tcase(s, t);
	tcase_add_test(t, formats);
	tcase_add_test(t, numbers);
	tcase_add_test(t, digits);
	tcase_add_test(t, many_octets);
	tcase_add_test(t, growth);
	tcase_add_test(t, ipv6);
	tcase_add_test(t, ipv4);
	tcase_add_test(t, dumps);
	tcase_add_test(t, stamps);
	tcase_add_test(t, deltas);
	tcase_add_test(t, json_strings);
	tcase_add_test(t, json_places);
	tcase_add_test(t, values);
	srunner_run_all(r, CK_ENV);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	textbuf_free(&b);
	return failed != 0;
}
