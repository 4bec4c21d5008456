/* SPDX-License-Identifier: BSD-3-Clause */
/* The language of rules: what its grammar takes and refuses, and where. */
#include "amount.h"
#include "expand.h"
#include "rules.h"
#include "window.h"

#define S 1000000000LL

static const tp_rule *
one(const char *text)
{
	rules_free(&rules);
	ck_assert_msg(parsed(text), "%s: %s", text, rule_error.text);
	ck_assert_uint_eq(rules.n, 1);
	return rules.rule[0];
}

START_TEST(clauses)
{
	const tp_rule *r = one("when t.kind == 1 do note");

	ck_assert_str_eq(r->name, "1");
	ck_assert_uint_eq(r->count, 0);
	ck_assert_ptr_null(r->unless);
	ck_assert_uint_eq(r->most, 0);
	ck_assert_uint_eq(r->nactions, 1);

	r = one("rule a-b: when t count 5 within 10s by t.key, t.other "
	    "unless t.kind == 2 within 200ms by t.other at most 3 per 1m "
	    "per key do note; note \"x\";");
	ck_assert_str_eq(r->name, "a-b");
	ck_assert_uint_eq(r->count, 5);
	ck_assert_int_eq(r->count_within, 10 * S);
	ck_assert_uint_eq(r->count_by.n, 2);
	ck_assert_int_eq(r->unless_within, S / 5);
	ck_assert_uint_eq(r->unless_by.n, 1);
	ck_assert_str_eq(r->fields[r->unless_by.field[0]].name, "t.other");
	ck_assert_uint_eq(r->nkeys, 2);
	ck_assert_uint_eq(r->most, 3);
	ck_assert_int_eq(r->per, 60 * S);
	ck_assert(r->per_key);
	ck_assert_uint_eq(r->nactions, 2);
	ck_assert_str_eq(r->actions[1].source, "note \"x\"");
}
END_TEST

/* Where an expression ends. */
START_TEST(ends_of_expressions)
{
	const tp_rule *r;

	/* count is a function, and a clause before a number */
	r = one("when count(t.key) > 0 count 2 within 1s do note");
	ck_assert_uint_eq(r->count, 2);
	r = one("when count(t.key) == 2 do note");
	ck_assert_uint_eq(r->count, 0);
	/* words of a rule inside quotes, sets and parentheses */
	(void)one("when frame contains \"do unless\" do note");
	(void)one("when t.kind in {1, 2} and (t.key == 1 or t.key == 2) do "
	    "note");
	(void)one("when frame contains \"a\\\" do\" do note");
	(void)one("when frame matches r\"do [a-z]+\" do note");
	/* lines and comments */
	r = one("# first\nrule x # why\nwhen t.kind == 1\n  and # more\n"
	    "  t.key == 2\ndo note \"# no comment\"\n# last");
	ck_assert_str_eq(r->source, "when t.kind == 1 and t.key == 2 do note "
	    "\"# no comment\"");
}
END_TEST

START_TEST(several)
{
	ck_assert(parsed("rule a when t do note\nrule b when t do note;\n"
	    "when t do note when t do note"));
	ck_assert_uint_eq(rules.n, 4);
	ck_assert_str_eq(rules.rule[1]->name, "b");
	ck_assert_str_eq(rules.rule[3]->name, "4");
}
END_TEST

/* Text, the column (from 1) that the error is at, and a part of it. */
static const struct {
	const char *text;
	uint32_t column;
	const char *says;
} bad[] = {
	{ "", 1, "a rule is missing" },
	{ "t do note", 1, "`when' was expected" },
	{ "when do note", 6, "an expression is missing" },
	{ "when t.kin == 1 do note", 6, "t.kin" },
	{ "when t", 7, "`do' is missing" },
	{ "when t do", 10, "an action is missing" },
	{ "when t do noted", 11, "no action `noted'" },
	{ "when t do note a b", 18, "too much" },
	{ "when t do note; ;", 17, "an action was expected" },
	{ "when t do note \"{t.kie}\"", 16, "{t.kie}" },
	{ "when t do note \"{t.key\"", 16, "lacks its }" },
	{ "when t do note \"abc", 16, "final quote" },
	{ "when t do note \"a\\qb\"", 18, "escape" },
	{ "when t do note <", 16, "`<' in an action" },
	{ "when t count 0 within 1s do note", 14, "number" },
	{ "when t count 5 do note", 16, "`within'" },
	{ "when t count 5 within 1 do note", 23, "a time" },
	{ "when t count 5 within 1p do note", 23, "a time" },
	{ "when t count 5 within 1s by do note", 29, "no field `do'" },
	{ "when t count 5 within 1s by t.kay do note", 29, "t.kay" },
	{ "when t by t.key do note", 8, "`by' belongs" },
	{ "when t unless do note", 15, "missing behind `unless'" },
	{ "when t at most 1 per 1s per key do note", 8, "without `by'" },
	{ "when t at most 1 do note", 18, "`per'" },
	{ "when t unless t within 1s count 2 within 1s do note", 27, "`do'" },
	{ "rule a when t do note rule a when t do note", 28, "already" },
	{ "rule when t do note", 6, "name" },
};

START_TEST(refused)
{
	ck_assert_msg(!parsed(bad[_i].text), "%s", bad[_i].text);
	ck_assert_msg(rule_error.offset + 1 == bad[_i].column, "%s: column "
	    "%u: %s", bad[_i].text, rule_error.offset + 1, rule_error.text);
	ck_assert_msg(strstr(rule_error.text, bad[_i].says) != NULL, "%s: %s",
	    bad[_i].text, rule_error.text);
}
END_TEST

START_TEST(error_as_printed)
{
	const char *text = "rule a\nwhen t\ndo\tnoted 3\n";
	char *out;
	size_t n;
	FILE *fp = open_memstream(&out, &n);

	ck_assert(!parsed(text));
	rule_error_print(fp, "tapir", "f", text, &rule_error);
	fclose(fp);
	ck_assert_str_eq(out, "tapir: f:3:4: there is no action `noted'\n"
	    "    do\tnoted 3\n      \t^~~~~\n    did you mean `note'?\n");
	free(out);
}
END_TEST

static const struct {
	const char *text;
	uint64_t n;
	uint32_t unit;		/* TP_UNIT_NONE: refused */
} amounts[] = {
	{ "10s", 10000000000, TP_UNIT_TIME },
	{ "0.5s", 500000000, TP_UNIT_TIME },
	{ "0s", 0, TP_UNIT_TIME },
	{ "200ms", 200000000, TP_UNIT_TIME },
	{ "3us", 3000, TP_UNIT_TIME },
	{ "2m", 120000000000, TP_UNIT_TIME },
	{ "1h", 3600000000000, TP_UNIT_TIME },
	{ "1d", 86400000000000, TP_UNIT_TIME },
	{ "1000p", 1000, TP_UNIT_PACKETS },
	{ "64MiB", 67108864, TP_UNIT_OCTETS },
	{ "10MB", 10000000, TP_UNIT_OCTETS },
	{ "1.5KiB", 1536, TP_UNIT_OCTETS },
	{ "7B", 7, TP_UNIT_OCTETS },
	{ "10", 0, TP_UNIT_NONE },
	{ "s", 0, TP_UNIT_NONE },
	{ "", 0, TP_UNIT_NONE },
	{ "-1s", 0, TP_UNIT_NONE },
	{ "1.5p", 0, TP_UNIT_NONE },
	{ "1x", 0, TP_UNIT_NONE },
	{ "10 s", 0, TP_UNIT_NONE },
	{ "99999999999999999999s", 0, TP_UNIT_NONE },
	{ "9999999999999GiB", 0, TP_UNIT_NONE },
};

START_TEST(amount)
{
	tp_amount a = { 0 };
	bool good = amount_parse(amounts[_i].text, &a);

	ck_assert_msg(good == (amounts[_i].unit != TP_UNIT_NONE), "%s",
	    amounts[_i].text);
	if (!good)
		return;
	ck_assert_uint_eq(a.unit, amounts[_i].unit);
	ck_assert_uint_eq(a.n, amounts[_i].n);
}
END_TEST

/* ------------------------------------------------------------- templates */

START_TEST(templates)
{
	static const tp_named values[] = { { "t.key", "a/b\x01" },
	    { "t.other", NULL } };
	tp_event e = { .rule = "r", .time = { 1700000000, 5, 0 },
	    .fields = values, .nfields = 2 };
	tp_rule r = { .registry = registry };
	tp_error error;
	tp_template *t;

	setenv("TZ", "GMT0", 1);
	t = expand_new(&r, "{rule} {{x}} {t.key} [{t.other}] {time}",
	    TP_EXPAND_TEXT, &error);
	ck_assert_str_eq(expand(t, &e), "r {x} a/b\\x01 [] "
	    "2023-11-14T22:13:20.000000005Z");
	expand_free(t);
	t = expand_new(&r, "d/%Y-{t.key}-%d", TP_EXPAND_FILE, &error);
	ck_assert_str_eq(expand(t, &e), "d/2023-a%2Fb%01-14");
	expand_free(t);
	t = expand_new(&r, "d/%Y-{t.key}", TP_EXPAND_FILE_KEY, &error);
	ck_assert_str_eq(expand(t, &e), "d/%Y-a%2Fb%01");
	expand_free(t);
	for (uint32_t i = 0; i < r.nfields; i++)
		free(r.fields[i].name);
	free(r.fields);
}
END_TEST

static const struct {
	const char *path, *want;
} numbered[] = {
	{ "a.pcapng", "a-1.pcapng" },
	{ "a.pcapng.gz", "a-1.pcapng.gz" },
	{ "d.e/a", "d.e/a-1" },
	{ "x/host-10.0.0.1.pcap", "x/host-10.0.0.1-1.pcap" },
	{ "a.zst", "a-1.zst" },
	{ ".pcap", ".pcap-1" },
};

START_TEST(numbered_names)
{
	struct textbuf b = { 0 };

	window_name(&b, numbered[_i].path, 1);
	textbuf_putc(&b, '\0');
	ck_assert_str_eq(b.s, numbered[_i].want);
	textbuf_free(&b);
}
END_TEST

#define COUNT(a) (int)(sizeof(a) / sizeof((a)[0]))

int
main(void)
{
	Suite *s = suite_create("rule");
	TCase *t = tcase_create("rule");
	SRunner *runner;
	int failed;

	tcase_add_checked_fixture(t, rules_setup, rules_teardown);
	tcase_add_test(t, clauses);
	tcase_add_test(t, ends_of_expressions);
	tcase_add_test(t, several);
	tcase_add_loop_test(t, refused, 0, COUNT(bad));
	tcase_add_test(t, error_as_printed);
	tcase_add_loop_test(t, amount, 0, COUNT(amounts));
	tcase_add_test(t, templates);
	tcase_add_loop_test(t, numbered_names, 0, COUNT(numbered));
	suite_add_tcase(s, t);
	runner = srunner_create(s);
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
