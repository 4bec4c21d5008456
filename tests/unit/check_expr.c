/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The language of --where on fields of every type (tests/kinds.h): what is
 * lexed, parsed, refused and where, what literals mean, what programs make of
 * values, and the bounds: depth, length, stack, results, regular expressions.
 * What expressions mean is what tshark says they do, and beside it stands
 * tests/differential/where; here it is what that one cannot reach.
 */
#include <check.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "../kinds.h"
#include "expr.h"
#include "textbuf.h"

static struct kinds kinds;
static struct expr_error error;

static void
setup(void)
{
	kinds_new(&kinds);
}

static void
teardown(void)
{
	kinds_free(&kinds);
}

/* 1: passes, 0: does not, -1: refused. */
static int
ask(const char *text, const void *octets, size_t n)
{
	struct packet *p = kinds.packet;
	struct expr *e = expr_compile(kinds.registry, text, &error);
	int result;

	if (e == NULL)
		return -1;
	memset(p->wanted, 0, registry_nfields(p->registry));
	expr_want(e, p);
	kinds_dissect(&kinds, octets, (uint32_t)n);
	result = expr_match(e, p);
	expr_free(e);
	return result;
}

/* One of everything; two of uint8; an inner layer with a uint8 of its own. */
static const uint8_t packet[] = {
	K_NONE, 0,
	K_BOOLEAN, 1, 1,
	K_CHAR, 1, 'A',
	K_UINT8, 1, 5,
	K_UINT8, 1, 200,
	K_UINT16, 2, 0x12, 0x34,
	K_UINT24, 3, 0xff, 0xff, 0xff,
	K_UINT32, 4, 0xff, 0xff, 0xff, 0xff,
	K_UINT64, 8, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
	K_INT8, 1, 0x80,
	K_INT16, 2, 0xff, 0xfe,
	K_INT32, 4, 0, 0, 0, 7,
	K_INT64, 8, 0x80, 0, 0, 0, 0, 0, 0, 0,
	K_FLOAT, 1, 24,			/* 1.5 */
	K_DOUBLE, 2, 0x01, 0x08,	/* 16.5 */
	K_TIME, 1, 24,			/* 1.5 s after 1970 */
	K_OFFSET, 1, 40,		/* 2.5 s */
	K_STRING, 5, 'H', 'e', 'l', 'l', 'o',
	K_STRINGZ, 2, 'h', 'i',
	K_BYTES, 4, 0xaa, 0xbb, 0xcc, 0xdd,
	K_ETHER, 6, 0, 0, 0x5e, 0, 0x53, 1,
	K_EUI64, 8, 0, 1, 2, 3, 4, 5, 6, 7,
	K_IPV4, 4, 192, 0, 2, 1,
	K_IPV6, 16, 0x20, 1, 0xd, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1,
	K_GUID, 16, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15,
	K_OID, 3, 0x2b, 6, 1,
	K_FRAME, 1, 9,
	255, 3, K_UINT8, 1, 7,
};

static const char *const true_of_it[] = {
	"", " \t", "k", "k.none", "k.uint8", ".k.uint8", "k.mixed", "count(k.mixed) == 2",
	/* tests and how they bind */
	"k.uint8 == 5 and k.uint8 == 200 and k.uint8 == 7",
	"k.uint8 == 5 && !(k.uint8 == 6)", "k.uint8 == 6 || k.uint8 eq 7",
	"k.uint8 == 1 or k.uint8 == 5 and k.none",
	"k.none or k.uint8 == 1 and k.uint8 == 2",
	"k.uint8 == 1 xor k.none", "not (k.none xor k)", "k ^^ k.uint8 == 1",
	"k or k xor k", "k.uint8 == 1 xor k and k.none",
	/* quantifiers: some, all */
	"k.uint8 != 6", "not k.uint8 != 5", "any k.uint8 != 5",
	"k.uint8 !== 5", "k.uint8 ~= 5", "k.uint8 any_ne 5",
	"not k.uint8 === 5", "all k.uint8 > 4", "not all k.uint8 > 5",
	"all k.uint8 >= 5", "any k.uint8 < 6", "k.uint8 le 5", "k.uint8 ge 200",
	"k.uint8 gt 199", "k.uint8 lt 6", "k.int32 all_eq 7", "k.int32 any_eq 7",
	"k.int32 all_ne 8", "k.int8 ne 1",
	"k.uint8 < k.uint16 < k.uint32",
	"k.uint8 in {1, 2, 5}", "k.uint8 in {199 .. 201}", "k.uint8 not in {1}",
	"k.uint8 in {1 .. 4, 7}", "not all k.uint8 in {5, 7}",
	"all k.uint8 in {5 .. 200}", "k.string in {\"a\", \"Hello\"}",
	"k.ipv4 in {192.0.2.0 .. 192.0.2.9}", "k.ether in {00:00:5e:00:53:01}",
	/* literals */
	"k.uint8 == 0x5", "k.uint8 == 05", "k.uint8 == 0b101", "k.uint8 == '\\5'",
	"k.char == 'A'", "k.char == 65", "k.char == '\\x41'", "k.char == '\\101'",
	"k.uint64 == 18446744073709551615", "k.uint64 > 1",
	"k.int8 == -128", "k.int16 == -2", "k.int16 > -3", "k.int64 < 0",
	"k.int64 == -9223372036854775808", "k.boolean == True",
	"k.boolean == TRUE", "k.boolean == 1", "k.boolean == 7",
	"k.boolean == \"Set\"", "k.boolean == set", "k.boolean != False",
	"k.float == 1.5", "k.float > -1e3", "k.double == 16.5", "k.double < 1e2",
	"k.time == \"1970-01-01 00:00:01.5Z\"",
	"k.time == \"1970-01-01T00:00:01.5Z\"",
	"k.time == \"1970-01-01 01:00:01.5+01:00\"",
	"k.time == \"1969-12-31 23:00:01.5 -0100\"",
	"k.time < \"Jan  2, 1970\"", "k.time > \"1970-01-01 UTC\"",
	"k.time < \"2038-01-20 12:00\"",
	"k.offset == 2.5", "k.offset > -1.5", "k.offset < 3",
	"k.string == \"Hello\"", "k.string == Hello",
	"k.string == \"\\x48\\145llo\"", "k.string == r\"Hello\"",
	"k.string contains \"ell\"", "k.string contains 'e'",
	"k.string < \"hello\"",
	"k.string != k.stringz", "k.bytes == aabbccdd", "k.bytes == aa:bb:cc:dd",
	"k.bytes == aa-bb-cc-dd", "k.bytes == aabb.ccdd", "k.bytes contains bb",
	"k.bytes contains 0xcc", "k.bytes > aa", "k.bytes contains \"\\xbb\\xcc\"",
	"k.ether == 00:00:5e:00:53:01", "k.ether == 00-00-5e-00-53-01",
	"k.eui64 == 00:01:02:03:04:05:06:07", "k.ipv4 == 192.0.2.0/24",
	"k.ipv4 == 192.0.2.1", "k.ipv4 > 192.0.1.255", "k.ipv4 == 192.0.2.9/28",
	"k.ipv6 == 2001:db8::1", "k.ipv6 == 2001:db8::/33", "k.ipv6 > ::1",
	"k.addr == 192.0.2.1", "k.addr == 2001:db8::/32",
	"k.addr == k.ipv6", "k.ipv4 == k.addr", "any k.addr != k.ipv4",
	"k.oid contains 06:01", "k.guid == 000102030405060708090a0b0c0d0e0f",
	"k.frame == 9", "frame.number == 1", "frame.protocols == \"k:k\"",
	/* what is calculated */
	"k.uint8 + 1 == 6", "k.uint8 - 1 == 4", "k.uint8 * 2 == 14",
	"k.uint8 / 2 == 100", "k.uint8 % 4 == 3", "k.uint8 & 1",
	"not k.uint16 & 3", "k.uint8 bitwise_and 200 == 200",
	"k.uint8 + 1 * 2 == 7", "{k.uint8 + 1} * 2 == 12", 
	"k.int32 - 8 == -1",
	"-k.int32 == -7", "k.int64 / -1 < 0",
	"k.int64 % -1 == 0", "not k.uint8 / 0 == 0", "not k.int32 % 0 == 0",
	"not k.uint8 / {k.uint8 - k.uint8} == 77", "k.double / 2 == 8.25",
	"k.double + 1.5 - 0.5 * 2 == 17", "k.offset + 0.75 == 3.25",
	"k.offset - 3 == -0.5", "-k.offset == -2.5", "k.bytes & ff00ff == aa00cc",
	"k.ipv4 & 255.255.0.0 == 192.0.0.0", "k.addr & 255.0.0.0 == 192.0.0.0",
	"k.ipv6 & ffff:: == 2001::", "k.uint8 + k.uint8 == 205",
	/* slices and layers */
	"k.bytes[0] == aa", "k.bytes[-1] == dd", "k.bytes[1:2] == bb:cc",
	"k.bytes[1-2] == bb:cc", "k.bytes[:2] == aa:bb", "k.bytes[2:] == cc:dd",
	"k.bytes[-2:] == cc:dd", "k.bytes[-3--2] == bb:cc",
	"k.bytes[0,2-3] == aa:cc:dd", "not k.bytes[4]", "not k.bytes[3:2] == dd",
	"k.string[0] == 'H'", "k.string[1:4] == \"ello\"", "k.ipv4[3] == 1",
	"k.ether[0:3] == 00:00:5e", "k[0:2] == 00:00", "k.bytes[1:2][1] == cc",
	"k.string[0:2] == k.string[0:2]", "upper(k.string)[0] == 'H'",
	"k.uint8#1 == 5", "k.uint8#2 == 7", "not k.uint8#2 == 5",
	"k.uint8#[1] == 200", "k.uint8#[-1] == 7", "all k.uint8#[1-2] > 4",
	"not k.uint8#3", "k#2", "k.uint8#[2:] == 7",
	/* functions */
	"len(k.string) == 5", "len(k.uint24) == 3", "len(k.ether) == 6",
	"count(k.uint8) == 3", "upper(k.string) == \"HELLO\"",
	"lower(k.string) == \"hello\"", "string(k.uint8) == \"200\"",
	"string(k.uint16) == \"4660\"", "string(k.ipv4) == \"192.0.2.1\"",
	"string(k.ipv6) matches \"^2001:db8::\"",
	"string(k.int8) == \"-128\"", "max(k.uint8) == 200",
	"min(k.uint8) == 5", "max(k.uint8, 201) == 201",
	"min(k.int16, -3) == -3", "abs(k.int16) == 2", "abs(k.offset) == 2.5",
	
	/* regular expressions: any case, octets */
	"k.string matches \"^h.*O$\"", "k.string ~ \"l{2}\"",
	"not k.string matches \"(?-i)h\"", "k.bytes matches \"\\xbb.\"",
	"k.string matches r\"\\w+\"", "not k.string matches \"^$\"",
	"k contains \"Hello\"", "frame matches \"hello\"",
};

START_TEST(is_true)
{
	int got = ask(true_of_it[_i], packet, sizeof(packet));

	ck_assert_msg(got == 1, "%s: %d %s", true_of_it[_i], got, error.text);
}
END_TEST

/* With no packet to speak of every comparison is false, and its negation. */
START_TEST(empty_lists)
{
	static const char *const tests[] = { "k.uint8 == 1", "k.uint8 != 1",
	    "all k.uint8 == 1", "k.uint8 === 1", "k.uint8 in {1}",
	    "k.string contains \"a\"", "k.string matches \"\"",
	    "k.uint8 + 1 == 1", "k.bytes[0] == 1", "len(k.string) == 0",
	    "count(k.uint8) == 0", "max(k.uint8) == 0", "k.uint8 == k.uint8",
	    "k.uint8 & 0 == 0", "string(k.uint8) == \"\"" };

	for (size_t i = 0; i < sizeof(tests) / sizeof(tests[0]); i++)
		ck_assert_msg(ask(tests[i], "", 0) == 0, "%s", tests[i]);
	ck_assert_int_eq(ask("k and !k.uint8", "\376", 2), 1);
}
END_TEST

/* What is refused, where, and a part of why. */
static const struct {
	const char *text;
	uint32_t column, length;
	const char *why;
} wrongs[] = {
	{ "k ==", 4, 1, "Unexpected end" },
	{ "k and", 5, 1, "Unexpected end" },
	{ "and k", 0, 3, "\"and\" was unexpected" },
	{ "(k", 2, 1, "Unexpected end" },
	{ "k)", 1, 1, "\")\" was unexpected" },
	{ "k k", 2, 1, "\"k\" was unexpected" },
	{ "k $ k", 2, 1, "\"$\" was unexpected" },
	{ "k.string == \"a", 12, 1, "final quote was missing" },
	{ "k.string == \"\\q\"", 13, 2, "not a valid character escape" },
	{ "k.string == \"\\ud800\"", 13, 6, "universal character" },
	{ "k.char == 'ab'", 10, 2, "character constant" },
	{ "k.char == '", 10, 1, "character constant" },
	{ "k.bytes[] == 1", 8, 1, "number was expected" },
	{ "k.bytes[1", 8, 2, "not closed" },
	{ "k.bytes[1:0] == 1", 8, 3, "not positive" },
	{ "k.bytes[3-1] == 1", 8, 3, "does not lie behind" },
	{ "k.bytes[99999999999] == 1", 8, 1, "number was expected" },
	{ "k.uint8# == 1", 8, 1, "digit or" },
	{ "k.uint8 == 1 any", 13, 3, "was unexpected" },
	{ "any k.uint8", 11, 1, "Unexpected end" },
	{ "k.uint8 in 1", 11, 1, "was unexpected" },
	{ "k.uint8 in {}", 12, 1, "was unexpected" },
	{ "k.uint8 in {1", 13, 1, "Unexpected end" },
	{ "k.unit8", 0, 7, "Did you mean k.uint8?" },
	{ "k.unit8 == 1", 0, 7, "Did you mean k.uint8?" },
	{ "nothing.of.that.kind == 1", 0, 20, "stands where" },
	{ "lenn(k.string) == 1", 0, 4, "Did you mean len?" },
	{ "len() == 1", 0, 5, "takes 1 argument" },
	{ "abs(k.int8, 1) == 1", 0, 14, "takes 1 argument" },
	{ "len(1) == 1", 4, 1, "neither a field" },
	{ "upper(k.uint8) == \"A\"", 6, 7, "not valid for upper" },
	{ "string(k.string) == \"A\"", 7, 8, "not valid for string" },
	{ "abs(k.string) == 1", 4, 8, "not valid for abs" },
	{ "max(k.uint8, k.string) == 1", 13, 8, "" },
	{ "len(k.string)", 0, 13, "function is present" },
	{ "k.string + 1 == 2", 0, 8, "" },
	{ "k.double & 1 == 2", 0, 8, "cannot be calculated" },
	{ "-k.string == 2", 0, 9, "" },
	{ "k.uint8[0] == 1", 0, 7, "cannot be sliced" },
	{ "1 == 1", 0, 1, "stands where" },
	{ "\"a\" == k.string", 0, 3, "stands where" },
	{ "k.uint8 == 256", 11, 3, "too big" },
	{ "k.int8 == 128", 10, 3, "too big" },
	{ "k.uint64 == 18446744073709551616", 12, 20, "" },
	{ "k.uint16 == abc", 12, 3, "not a valid number" },
	{ "k.uint16 == \"1\"", 12, 3, "from a string" },
	{ "k.uint8 == \"no colour\"", 11, 11, "among the possible values" },
	{ "k.boolean == maybe", 13, 5, "among the possible values" },
	{ "k.double == abc", 12, 3, "not a valid number" },
	{ "k.offset == 1.2.3", 12, 5, "time offset" },
	{ "k.time == \"yesterday\"", 10, 11, "absolute time" },
	{ "k.bytes == xyz", 11, 3, "byte string" },
	{ "k.ether == 00:01", 11, 5, "too few bytes" },
	{ "k.ether == 00:01:02:03:04:05:06", 11, 20, "too many bytes" },
	{ "k.ipv4 == 1.2.3", 10, 5, "IPv4" },
	{ "k.ipv4 == 1.2.3.4/33", 10, 10, "<= 32" },
	{ "k.ipv6 == 1.2.3.4", 10, 7, "IPv6" },
	{ "k.ipv6 == ::/129", 10, 6, "<= 128" },
	{ "k.addr == ::/129", 10, 6, "<= 128" },
	{ "k.addr == \"a\"", 10, 3, "IPv4 or IPv6" },
	{ "k.none == 1", 0, 6, "no value" },
	{ "k.mixed == 1", 0, 7, "several types" },
	{ "k.uint8 == k.string", 11, 8, "compatible" },
	{ "k.time == k.offset", 10, 8, "compatible" },
	{ "k.uint8 contains \"a\"", 0, 7, "contains" },
	{ "k.uint8 matches \"a\"", 0, 7, "matches" },
	{ "k.string matches k.string", 17, 8, "double quoted" },
	{ "k.string matches \"(\"", 17, 3, "Regex" },
	{ "k.uint8 in {k.uint8 + 1}", 12, 11, "calculated" },
	{ "len(k.string) in {1}", 0, 13, "Only a field" },
	{ "k.ipv4 == -1.2.3.4", 10, 8, "" },
};

START_TEST(is_refused)
{
	const char *s = wrongs[_i].text;

	ck_assert_msg(ask(s, "", 0) == -1, "%s is taken", s);
	ck_assert_msg(error.column == wrongs[_i].column &&
	    error.length == wrongs[_i].length &&
	    strstr(error.text, wrongs[_i].why) != NULL, "%s: %u+%u %s", s,
	    error.column, error.length, error.text);
}
END_TEST

/* -------------------------------------------------------------- bounds */

static char *
repeat(const char *before, const char *s, size_t times, const char *behind)
{
	struct textbuf b = { 0 };

	textbuf_puts(&b, before);
	while (times-- > 0)
		textbuf_puts(&b, s);
	textbuf_puts(&b, behind);
	textbuf_putc(&b, '\0');
	return b.s;
}

/* before, times of open, middle, times of close: what is said of it. */
static int
nested(const char *open, const char *middle, const char *close, size_t times)
{
	char *left = repeat("", open, times, middle);
	char *s = repeat(left, close, times, "");
	int result = ask(s, packet, sizeof(packet));

	free(left);
	free(s);
	return result;
}

static const struct {
	const char *open, *middle, *close;
} deep[] = {
	{ "(", "k", ")" }, { "not ", "k", "" }, { "!", "k", "" },
	{ "!(", "k", ")" }, { "{", "k.uint8", "}" },
	{ "", "k.uint8 == 5", " + 1" }, { "", "k.uint8", " & 255" },
	{ "abs(", "k.int8", ")" }, { "max(", "k.int8", ")" },
	{ "", "k.int8 == 1", " * -1" },
};

static void *
compile_deep(void *result)
{
	int worst = 1;

	for (size_t i = 0; i < sizeof(deep) / sizeof(deep[0]); i++)
		for (size_t n = 1; n < 30000; n *= 3)
			if (nested(deep[i].open, deep[i].middle,
			    deep[i].close, n) < 0 &&
			    strlen(error.text) == 0)
				worst = 0;
	*(int *)result = worst;
	return NULL;
}

/* However deep, it fits in a small stack: it is refused from some depth on. */
START_TEST(depth)
{
	pthread_attr_t attr;
	pthread_t thread;
	int good = 0;

	ck_assert_int_eq(nested("(", "k", ")", 100), 1);
	ck_assert_int_eq(nested("!", "k", "", 100), 1);
	ck_assert_int_eq(nested("(", "k", ")", 128), -1);
	ck_assert_ptr_nonnull(strstr(error.text, "nested more than 128"));
	ck_assert_int_eq(nested("!", "k", "", 30000), -1);
	ck_assert_ptr_nonnull(strstr(error.text, "nested more than 128"));
	ck_assert_int_eq(pthread_attr_init(&attr), 0);
	ck_assert_int_eq(pthread_attr_setstacksize(&attr, 1 << 20), 0);
	ck_assert_int_eq(pthread_create(&thread, &attr, compile_deep, &good),
	    0);
	ck_assert_int_eq(pthread_join(thread, NULL), 0);
	ck_assert_int_eq(good, 1);
	pthread_attr_destroy(&attr);
}
END_TEST

/* Long ones are as flat as they look. */
START_TEST(length)
{
	char *s = repeat("k.uint8 == 1", " or k.uint8 == 2", 4000, " or k");

	ck_assert_int_eq(ask(s, packet, sizeof(packet)), 1);
	free(s);
	s = repeat("k.uint8 in {1", ",2", 30000, ",200}");
	ck_assert_int_eq(ask(s, packet, sizeof(packet)), 1);
	free(s);
	s = repeat("k.string == \"", "a", EXPR_MAX_TEXT - 14, "\"");
	ck_assert_int_eq(ask(s, packet, sizeof(packet)), 0);
	free(s);
	s = repeat("k.string == \"", "a", EXPR_MAX_TEXT - 13, "\"");
	ck_assert_int_eq(ask(s, packet, sizeof(packet)), -1);
	ck_assert_ptr_nonnull(strstr(error.text, "longer than 65536"));
	free(s);
	s = repeat("k.bytes[0", ",0-3", 15000, "] == aa");
	ck_assert_int_eq(ask(s, packet, sizeof(packet)), 0);
	free(s);
}
END_TEST

/* Lists multiply out to 65,536 results at most, however often. */
START_TEST(results)
{
	static uint8_t many[3 * 2000];

	for (size_t i = 0; i < sizeof(many); i += 3) {
		many[i] = K_UINT8;
		many[i + 1] = 1;
		many[i + 2] = (uint8_t)i;
	}
	ck_assert_int_eq(ask("{k.uint8 + k.uint8 + k.uint8} * 0 == 1",
	    many, sizeof(many)), 0);
	ck_assert_int_eq(ask("count(k.uint8) == 2000", many, sizeof(many)),
	    1);
}
END_TEST

/* Patterns that would take for ever: none matches, all end. */
START_TEST(regex)
{
	static const char *const patterns[] = { "(a+)+$", "(a|a)*$",
	    "(a|aa)+$", "(.*)*c", "(a*)*\\1b", "^(([a-z])+.)+[A-Z]([a-z])+$",
	    "(?:(?:a?){30}){30}c", "(x+x+)+y|(a+a+)+c" };
	static uint8_t long_one[2 + 250];
	char s[128];

	long_one[0] = K_STRING;
	long_one[1] = 250;
	memset(long_one + 2, 'a', 249);
	long_one[251] = '!';
	for (size_t i = 0; i < sizeof(patterns) / sizeof(patterns[0]); i++) {
		snprintf(s, sizeof(s), "k.string matches r\"%s\"",
		    patterns[i]);
		ck_assert_msg(ask(s, long_one, sizeof(long_one)) == 0, "%s",
		    s);
		snprintf(s, sizeof(s), "frame matches r\"%s\"", patterns[i]);
		ck_assert_msg(ask(s, long_one, sizeof(long_one)) == 0, "%s",
		    s);
	}
	ck_assert_int_eq(ask("k.string matches \"a!$\"", long_one,
	    sizeof(long_one)), 1);
}
END_TEST

/* Only what is read is wanted. */
START_TEST(wants)
{
	struct packet *p = kinds.packet;
	struct expr *e = expr_compile(kinds.registry,
	    "k.uint8 == 1 or len(k.string) > 3 and k.any", &error);
	tp_field id;
	uint32_t n = 0;

	ck_assert_ptr_nonnull(e);
	memset(p->wanted, 0, registry_nfields(p->registry));
	expr_want(e, p);
	for (tp_field f = 0; f < registry_nfields(p->registry); f++)
		n += p->wanted[f];
	ck_assert_uint_eq(n, 3);	/* k.any is uint8 and uint16 */
	ck_assert_uint_eq(registry_find(kinds.registry, "k.uint16", &id, 1),
	    1);
	ck_assert_uint_eq(p->wanted[id], 1);
	expr_free(e);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("expr");
	TCase *t = tcase_create("expr");
	SRunner *r;
	int failed;

	setenv("TZ", "UTC", 1);
	tcase_add_checked_fixture(t, setup, teardown);
	tcase_set_timeout(t, 60);
	tcase_add_loop_test(t, is_true, 0,
	    sizeof(true_of_it) / sizeof(true_of_it[0]));
	tcase_add_test(t, empty_lists);
	tcase_add_loop_test(t, is_refused, 0,
	    sizeof(wrongs) / sizeof(wrongs[0]));
	tcase_add_test(t, depth);
	tcase_add_test(t, length);
	tcase_add_test(t, results);
	tcase_add_test(t, regex);
	tcase_add_test(t, wants);
	suite_add_tcase(s, t);
	r = srunner_create(s);
	srunner_run_all(r, CK_NORMAL);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed != 0;
}
