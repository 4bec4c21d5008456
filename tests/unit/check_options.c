/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The command line.  What is expected of tcpdump's options, the messages and
 * which abbreviations are unique included, was found by running tcpdump 4.99.3;
 * what 5.0 adds is from its manual.
 */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <check.h>
#include <pcap/pcap.h>

#include "options.h"

#define NELEM(a)	(sizeof(a) / sizeof((a)[0]))
#define ARGS_MAX	32

/* All of tcpdump 5.0's long options; twin is the same in short, if any. */
static const struct {
	const char *name, *arg, *twin;
} long_options[] = {
	{ "absolute-tcp-sequence-numbers", NULL, "-S" },
	{ "buffer-size", "4096", "-B" },
	{ "count", NULL, NULL },
	{ "direction", "in", "-Q" },
	{ "dont-verify-checksums", NULL, "-K" },
	{ "fp-type", NULL, NULL },
	{ "help", NULL, "-h" },
	{ "immediate-mode", NULL, NULL },
	{ "interface", "eth7", "-i" },
	{ "ip-oneline", NULL, "-g" },
	{ "lengths", NULL, NULL },
	{ "linktype", "RAW", "-y" },
	{ "list-data-link-types", NULL, "-L" },
	{ "list-interfaces", NULL, "-D" },
	{ "list-time-stamp-types", NULL, "-J" },
	{ "micro", NULL, NULL },
	{ "monitor-mode", NULL, "-I" },
	{ "nano", NULL, NULL },
	{ "no-optimize", NULL, "-O" },
	{ "no-promiscuous-mode", NULL, "-p" },
	{ "number", NULL, "-#" },
	{ "packet-buffered", NULL, "-U" },
	{ "print", NULL, NULL },
	{ "print-sampling", "3", NULL },
	{ "relinquish-privileges", "nobody", "-Z" },
	{ "skip", "3", NULL },
	{ "snapshot-length", "96", "-s" },
	{ "time-stamp-precision", "nano", NULL },
	{ "time-stamp-type", "host", "-j" },
	{ "version", NULL, NULL },
};

static const char *const our_options[] = {
	"anonymize", "append", "compress", "crash-dir", "csv", "decode-as",
	"disable-plugin",
	"disable-protocol", "empty-files", "explain", "fields",
	"flush-interval", "format",
	"header", "json", "list-fields", "list-plugins", "list-protocols",
	"list-tables", "macros", "max-failures", "max-files", "no-isolation",
	"no-reassembly",
	"number-before-suffix",
	"occurrence", "on-full",
	"per-flow", "plugin", "pref", "quote", "rotate-on-hup", "separator",
	"split-by", "stop-after", "tls-text", "where", "write-names",
	"trigger", "rules", "start-on", "stop-on", "before", "after", "dry-run",
	"check", "trigger-memory", "ring-size", "list-actions",
	"summary-json", "script", "script-arg", "disable-script", "list-scripts",
	"wireshark-scripts", "lua-profile", "lua-unsafe", "no-sandbox",
};

/* All letters of tcpdump 5.0 that it documents. */
static const char letters[] = "AbBcCdDeEfFgGhHiIjJKlLmMnNOpqQrsStTuUvVwWxXyzZ#";

static struct options o;
static char message[4096];	/* what the last call said */
static char arguments[ARGS_MAX][256];	/* o points into it */

static FILE *captured;
static int saved_stderr;

static void
capture_begin(void)
{
	captured = tmpfile();
	ck_assert_ptr_nonnull(captured);
	fflush(stderr);
	saved_stderr = dup(STDERR_FILENO);
	dup2(fileno(captured), STDERR_FILENO);
}

/* What went to stderr since goes to message. */
static void
capture_end(void)
{
	fflush(stderr);
	dup2(saved_stderr, STDERR_FILENO);
	close(saved_stderr);
	rewind(captured);
	message[fread(message, 1, sizeof(message) - 1, captured)] = '\0';
	fclose(captured);
}

static int
parse_words(char *const words[], int argc)
{
	char *argv[ARGS_MAX + 1];
	int i, rc;

	ck_assert_int_le(argc, ARGS_MAX);
	for (i = 0; i < argc; i++) {
		snprintf(arguments[i], sizeof(arguments[i]), "%s", words[i]);
		argv[i] = arguments[i];
	}
	argv[argc] = NULL;
	capture_begin();
	rc = options_parse(&o, argc, argv);
	capture_end();
	return rc;
}

#define WORDS(...)	((char *[]){ "tapir", __VA_ARGS__ })
#define PARSE(...)	parse_words(WORDS(__VA_ARGS__), \
	(int)NELEM(WORDS(__VA_ARGS__)))

/* The line's words are parted by blanks; the program's name is put first. */
static int
parse_line(const char *line)
{
	char copy[512], *words[ARGS_MAX], *save, *word;
	int n = 0;

	snprintf(copy, sizeof(copy), "tapir %s", line);
	for (word = strtok_r(copy, " ", &save); word != NULL;
	    word = strtok_r(NULL, " ", &save))
		words[n++] = word;
	return parse_words(words, n);
}

static void
good(const char *line)
{
	ck_assert_msg(parse_line(line) == 0, "%s: %s", line, message);
	ck_assert_msg(*message == '\0', "%s: %s", line, message);
}

/* Parsing failed, and this was the whole message. */
static void
refused(int rc, const char *expected)
{
	ck_assert_int_eq(rc, -1);
	ck_assert_str_eq(message, expected);
	options_free(&o);
}

START_TEST(defaults)
{
	ck_assert_int_eq(parse_words((char *[]){ "/usr/bin/dump" }, 1),
	    0);
	ck_assert_str_eq(o.program, "dump");
	ck_assert_int_eq(o.action, ACTION_RUN);
	ck_assert_int_eq(o.snaplen, 262144);
	ck_assert_int_eq(o.linktype, -1);
	ck_assert_int_eq(o.tstamp_type, -1);
	ck_assert_int_eq(o.count, 0);
	ck_assert_int_eq(o.precision, PRECISION_UNSET);
	ck_assert_int_eq(o.direction, DIRECTION_UNSET);
	ck_assert_ptr_null(o.filter);
	ck_assert_ptr_null(o.read_file);
	ck_assert_uint_eq(o.interfaces.n, 0);
	options_free(&o);
}
END_TEST

/* One letter, one member, and nothing else. */
static const struct {
	char letter;
	size_t offset;
} flags[] = {
#define FLAG(c, name)	{ c, offsetof(struct options, name) }
	FLAG('b', bgp_asdot), FLAG('e', link_header),
	FLAG('f', foreign_numeric), FLAG('g', ip_oneline), FLAG('H', mesh),
	FLAG('I', monitor), FLAG('J', list_tstamp_types),
	FLAG('K', no_checksums), FLAG('l', line_buffered),
	FLAG('L', list_linktypes), FLAG('n', numeric), FLAG('N', no_domain),
	FLAG('O', no_optimize), FLAG('p', no_promiscuous), FLAG('q', quiet),
	FLAG('S', absolute_seq), FLAG('u', nfs_handles),
	FLAG('U', packet_buffered), FLAG('#', packet_number),
}, counts[] = {
	FLAG('A', ascii), FLAG('d', dump_code), FLAG('t', time_style),
	FLAG('v', verbose), FLAG('x', hex), FLAG('X', hex_ascii),
}, strings[] = {
	FLAG('F', filter_file), FLAG('M', tcp_md5_secret),
	FLAG('r', read_file), FLAG('T', packet_type), FLAG('V', read_list),
	FLAG('w', write_file), FLAG('z', rotate_command), FLAG('Z', user),
}, lists[] = {
	FLAG('E', esp_secrets), FLAG('i', interfaces), FLAG('m', smi_modules),
};

/* Same but for the member of that size at that offset, which is set in o. */
static void
only_differs_at(size_t offset, size_t size)
{
	struct options plain, given = o;
	char zero[sizeof(struct options)] = { 0 };

	ck_assert(memcmp((char *)&given + offset, zero, size) != 0);
	memset((char *)&given + offset, 0, size);
	good("");
	plain = o;
	plain.program = given.program;
	ck_assert_mem_eq(&plain, &given, sizeof(plain));
	options_free(&plain);
}

START_TEST(flag)
{
	char line[4] = { '-', flags[_i].letter };

	good(line);
	ck_assert(*((bool *)&o + flags[_i].offset));
	only_differs_at(flags[_i].offset, sizeof(bool));
}
END_TEST

START_TEST(times)
{
	char c = counts[_i].letter, line[16] = { '-', c, c, ' ', '-', c };

	good(line);
	ck_assert_int_eq(*(int *)((char *)&o + counts[_i].offset), 3);
	only_differs_at(counts[_i].offset, sizeof(int));
}
END_TEST

/* The last one given counts, apart or in one word. */
START_TEST(string)
{
	char c = strings[_i].letter;
	char line[32] = { '-', c, 'a', ' ', '-', c, ' ', 'b', '/', 'c' };

	good(line);
	ck_assert_str_eq(*(char **)((char *)&o + strings[_i].offset), "b/c");
	only_differs_at(strings[_i].offset, sizeof(char *));
}
END_TEST

START_TEST(repeated)
{
	char c = lists[_i].letter;
	char line[32] = { '-', c, 'a', ' ', '-', c, ' ', 'b' };
	struct options_list *list;

	good(line);
	list = (struct options_list *)(void *)((char *)&o + lists[_i].offset);
	ck_assert_uint_eq(list->n, 2);
	ck_assert_str_eq(list->item[0], "a");
	ck_assert_str_eq(list->item[1], "b");
	options_free(&o);
}
END_TEST

static int
linktype_of(const char *arg)
{
	int rc = PARSE("-y", (char *)arg);

	ck_assert_int_eq(rc, 0);
	return o.linktype;
}

static enum options_direction
direction_of(const char *arg)
{
	int rc = PARSE("-Q", (char *)arg);

	ck_assert_int_eq(rc, 0);
	return o.direction;
}

START_TEST(values)
{
	good("-c 5 -s 96 -B 4096 -C 2 -G 60 -W 7 --skip 0");
	ck_assert_int_eq(o.count, 5);
	ck_assert_int_eq(o.snaplen, 96);
	ck_assert_int_eq(o.buffer_size, 4096 * 1024);
	ck_assert_int_eq(o.rotate_size, 2000000);
	ck_assert_int_eq(o.rotate_seconds, 60);
	ck_assert_int_eq(o.rotate_files, 7);
	ck_assert_int_eq(o.skip, 0);
	good("-s 0 --skip 12 -G 0");
	ck_assert_int_eq(o.snaplen, 262144);
	ck_assert_int_eq(o.skip, 12);
	/* Base 0 for -s, 10 for the others. */
	good("-s 0x10 -c 010");
	ck_assert_int_eq(o.snaplen, 16);
	ck_assert_int_eq(o.count, 10);
	good("-s 262144 -c 2147483647 -B 2097151");
	ck_assert_int_eq(o.count, 2147483647);
	ck_assert_int_eq(o.buffer_size, 2097151 * 1024);
	ck_assert_int_eq(linktype_of("en10mb"), DLT_EN10MB);
	ck_assert_int_eq(linktype_of("LINUX_SLL2"), DLT_LINUX_SLL2);
	ck_assert_int_eq(direction_of("IN"), DIRECTION_IN);
	ck_assert_int_eq(direction_of("out"), DIRECTION_OUT);
	ck_assert_int_eq(direction_of("inout"), DIRECTION_INOUT);
	good("-j host");
	ck_assert_int_eq(o.tstamp_type, PCAP_TSTAMP_HOST);
}
END_TEST

static const struct {
	const char *line;
	int64_t octets;
} sizes[] = {
	{ "-C 1", 1000000 }, { "-C 3k", 3 * 1024 },
	{ "-C 3K", 3 * 1024 }, { "-C 3m", 3 * 1048576 },
	{ "-C 3M", 3 * 1048576 }, { "-C 3g", 3 * INT64_C(1073741824) },
	{ "-C 3G", 3 * INT64_C(1073741824) },
	{ "-C 9223372036854", INT64_C(9223372036854000000) },
};

START_TEST(rotate_sizes)
{
	good(sizes[_i].line);
	ck_assert_int_eq(o.rotate_size, sizes[_i].octets);
}
END_TEST

START_TEST(writing)
{
	good("-w x");
	ck_assert_int_eq(o.flush_ms, 1000);
	ck_assert_int_eq(o.format, DUMP_AUTO);
	ck_assert_int_eq(o.compression, COMPRESS_AUTO);
	good("-w x --flush-interval 2s --format pcapng --compress none");
	ck_assert_int_eq(o.flush_ms, 2000);
	ck_assert_int_eq(o.format, DUMP_PCAPNG);
	ck_assert_int_eq(o.compression, COMPRESS_NONE);
	good("-w x --flush-interval 250ms --format pcap --append");
	ck_assert_int_eq(o.flush_ms, 250);
	ck_assert_int_eq(o.format, DUMP_PCAP);
	ck_assert(o.append);
	good("--flush-interval=1m");
	ck_assert_int_eq(o.flush_ms, 60000);
	good("-r x --summary-json y");
	ck_assert_str_eq(o.summary_json, "y");
	good("--flush-interval 0");
	ck_assert_int_eq(o.flush_ms, 0);
}
END_TEST

START_TEST(long_only)
{
	good("--count --print --lengths --immediate-mode --micro");
	ck_assert(o.count_only && o.print && o.lengths && o.immediate);
	ck_assert_int_eq(o.precision, PRECISION_MICRO);
	good("--micro --nano");
	ck_assert_int_eq(o.precision, PRECISION_NANO);
	good("--nano --time-stamp-precision=micro");
	ck_assert_int_eq(o.precision, PRECISION_MICRO);
	good("--time-stamp-precision nano");
	ck_assert_int_eq(o.precision, PRECISION_NANO);
	good("--print-sampling=3");
	ck_assert_int_eq(o.print_sampling, 3);
	ck_assert(o.print && o.absolute_seq);
	good("--tls-text");
	ck_assert(o.tls_text);
	/* Undocumented in tcpdump, and without effect there. */
	good("-a");
}
END_TEST

static const struct {
	const char *line;
	enum options_action action;
} actions_of[] = {
	{ "-h", ACTION_HELP }, { "--help", ACTION_HELP },
	{ "--version", ACTION_VERSION },
	{ "-D", ACTION_LIST_INTERFACES },
	{ "--list-plugins", ACTION_LIST_PLUGINS },
	{ "--list-protocols", ACTION_LIST_PROTOCOLS },
	{ "--list-fields", ACTION_LIST_FIELDS },
	{ "--fp-type", ACTION_FLOAT_TYPE },
	/* What follows --help and --version is not looked at. */
	{ "-h -c x", ACTION_HELP }, { "--version -k", ACTION_VERSION },
	/* -D lets combinations pass that are errors otherwise. */
	{ "-tttttt -D", ACTION_LIST_INTERFACES },
	{ "-r a -D -V b", ACTION_LIST_INTERFACES },
	{ "-L -J", ACTION_RUN },
};

START_TEST(actions)
{
	good(actions_of[_i].line);
	ck_assert_int_eq(o.action, actions_of[_i].action);
	options_free(&o);
}
END_TEST

START_TEST(where)
{
	good("--where dns&&udp");
	ck_assert_str_eq(o.where, "dns&&udp");
	ck_assert_int_eq(o.action, ACTION_RUN);
	good("--macros m --explain ip");
	ck_assert_str_eq(o.macros, "m");
	ck_assert_str_eq(o.where, "ip");
	ck_assert_int_eq(o.action, ACTION_EXPLAIN);
}
END_TEST

START_TEST(list_fields)
{
	good("--list-fields");
	ck_assert_ptr_null(o.list_prefix);
	good("--list-fields=eth");
	ck_assert_str_eq(o.list_prefix, "eth");
	good("--list-fields eth");
	ck_assert_str_eq(o.list_prefix, "eth");
	ck_assert_ptr_null(o.filter);
	good("--list-fields -n");
	ck_assert_ptr_null(o.list_prefix);
	ck_assert(o.numeric);
	good("a --list-fields eth b --plugin x.so c");
	ck_assert_str_eq(o.list_prefix, "eth");
	ck_assert_str_eq(o.filter, "a b c");
	ck_assert_str_eq(o.plugins.item[0], "x.so");
	options_free(&o);
}
END_TEST

START_TEST(ours)
{
	good("--json");
	ck_assert_int_eq(o.json, JSON_FLAT);
	good("--json=tree");
	ck_assert_int_eq(o.json, JSON_TREE);
	good("--json tree");
	ck_assert_int_eq(o.json, JSON_FLAT);
	ck_assert_str_eq(o.filter, "tree");
	options_free(&o);
	good("--fields a.b,c --fields=d");
	ck_assert_uint_eq(o.fields.n, 3);
	ck_assert_str_eq(o.fields.item[0], "a.b");
	ck_assert_str_eq(o.fields.item[1], "c");
	ck_assert_str_eq(o.fields.item[2], "d");
	ck_assert_int_eq(o.separator, '\t');
	ck_assert_int_eq(o.quote, '\0');
	ck_assert_int_eq(o.occurrence, 'a');
	ck_assert(!o.header && !o.csv);
	options_free(&o);
	good("--fields a --header --separator /s --quote s --occurrence l");
	ck_assert(o.header && o.separator == ' ' && o.quote == '\'');
	ck_assert_int_eq(o.occurrence, 'l');
	options_free(&o);
	good("--fields a --csv --occurrence f");
	ck_assert(o.header && o.csv && o.separator == ',');
	options_free(&o);
	good("--fields a --separator=\\t");
	ck_assert_int_eq(o.separator, '\t');
	options_free(&o);
	good("--fields a --json --occurrence f");
	ck_assert(o.occurrence == 'f' && o.json == JSON_FLAT);
	options_free(&o);
	good("--plugin a --plugin=b --disable-plugin c --disable-protocol d "
	    "--disable-protocol e");
	ck_assert_uint_eq(o.plugins.n, 2);
	ck_assert_str_eq(o.plugins.item[1], "b");
	ck_assert_uint_eq(o.disabled_plugins.n, 1);
	ck_assert_str_eq(o.disabled_plugins.item[0], "c");
	ck_assert_uint_eq(o.disabled_protocols.n, 2);
	ck_assert_str_eq(o.disabled_protocols.item[1], "e");
	options_free(&o);
	good("--pref p.q=1.5=x --pref a.b=");
	ck_assert_uint_eq(o.nprefs, 2);
	ck_assert_str_eq(o.prefs[0].name, "p");
	ck_assert_str_eq(o.prefs[0].pref, "q");
	ck_assert_str_eq(o.prefs[0].value, "1.5=x");
	ck_assert_str_eq(o.prefs[1].pref, "b");
	ck_assert_str_eq(o.prefs[1].value, "");
	options_free(&o);
}
END_TEST

static const struct {
	const char *line, *filter;
} filters[] = {
	{ "host h", "host h" },
	{ "udp -n or -c 3 tcp", "udp or tcp" },
	{ "-n -- -c 3", "-c 3" },
	{ "-r f -", "-" },
	{ "--", NULL },
	/* An argument that looks like an option of ours is none. */
	{ "-w --json x", "x" },
	{ "x --interface --json y", "x y" },
	{ "-- --json", "--json" },
};

START_TEST(filter_words)
{
	good(filters[_i].line);
	if (filters[_i].filter == NULL)
		ck_assert_ptr_null(o.filter);
	else
		ck_assert_str_eq(o.filter, filters[_i].filter);
	ck_assert_int_eq(o.json, JSON_OFF);
	options_free(&o);
}
END_TEST

START_TEST(filter_empty_word)
{
	ck_assert_int_eq(PARSE(""), 0);
	ck_assert_str_eq(o.filter, "");
	options_free(&o);
	ck_assert_int_eq(PARSE("", "udp port 53"), 0);
	ck_assert_str_eq(o.filter, " udp port 53");
	options_free(&o);
}
END_TEST

/* Abbreviations ------------------------------------------------------------ */

/* What --prefix means: an index into long_options, -1 none, -2 ambiguous. */
static int
meaning(const char *prefix)
{
	size_t i, len = strlen(prefix);
	int found = -1;

	for (i = 0; i < NELEM(long_options); i++) {
		if (strcmp(long_options[i].name, prefix) == 0)
			return (int)i;
		if (strncmp(long_options[i].name, prefix, len) == 0)
			found = found == -1 ? (int)i : -2;
	}
	return found;
}

/* a and b were parsed from the same words, and mean the same? */
static bool
same(struct options *a, struct options *b)
{
	bool equal = a->interfaces.n == b->interfaces.n;

	if (equal && a->interfaces.n > 0)
		equal = strcmp(a->interfaces.item[0],
		    b->interfaces.item[0]) == 0;
	options_free(a);
	options_free(b);
	a->user = a->user != NULL ? "" : NULL;
	b->user = b->user != NULL ? "" : NULL;
	return equal && memcmp(a, b, sizeof(*a)) == 0;
}

static int
parse_long(const char *name, size_t len, const char *arg)
{
	char word[64];

	snprintf(word, sizeof(word), "--%.*s", (int)len, name);
	return arg == NULL ? PARSE(word) : PARSE(word, (char *)arg);
}

START_TEST(twins)
{
	const char *arg = long_options[_i].arg, *twin = long_options[_i].twin;
	const char *name = long_options[_i].name;
	struct options one;
	int rc;

	if (twin == NULL)
		return;
	ck_assert_int_eq(parse_long(name, strlen(name), arg), 0);
	one = o;
	rc = arg == NULL ? PARSE((char *)twin) :
	    PARSE((char *)twin, (char *)arg);
	ck_assert_int_eq(rc, 0);
	ck_assert_msg(same(&one, &o), "--%s is not %s", name, twin);
}
END_TEST

START_TEST(abbreviations)
{
	const char *name = long_options[_i].name, *arg, *full;
	char prefix[64], expected[160];
	struct options one;
	size_t len;
	int which;

	for (len = 1; len <= strlen(name); len++) {
		snprintf(prefix, sizeof(prefix), "%.*s", (int)len, name);
		which = meaning(prefix);
		arg = which < 0 ? NULL : long_options[which].arg;
		if (which < 0) {
			ck_assert_int_eq(parse_long(name, len, arg), -1);
			snprintf(expected, sizeof(expected), "tapir: option "
			    "'--%s' is ambiguous; possibilities: ", prefix);
			ck_assert_mem_eq(message, expected, strlen(expected));
			ck_assert_ptr_null(strstr(message, "--list-fields"));
			continue;
		}
		full = long_options[which].name;
		ck_assert_msg(parse_long(name, len, arg) == 0, "--%s: %s",
		    prefix, message);
		one = o;
		ck_assert_int_eq(parse_long(full, strlen(full), arg), 0);
		ck_assert_msg(same(&one, &o), "--%s is not --%s", prefix, full);
	}
}
END_TEST

static bool
is_ours(const char *name)
{
	for (size_t i = 0; i < NELEM(our_options); i++)
		if (strcmp(our_options[i], name) == 0)
			return true;
	return false;
}

/* Ours count only when written out; shorter they are what tcpdump makes of
 * them. */
START_TEST(ours_not_abbreviated)
{
	const char *name = our_options[_i];
	char prefix[64], expected[160];
	size_t len;

	for (len = 1; len < strlen(name); len++) {
		snprintf(prefix, sizeof(prefix), "%.*s", (int)len, name);
		if (meaning(prefix) >= 0)
			continue;	/* abbreviations has it */
		if (is_ours(prefix))
			continue;	/* --trigger of --trigger-memory */
		ck_assert_int_eq(parse_long(name, len, NULL), -1);
		snprintf(expected, sizeof(expected), meaning(prefix) == -1 ?
		    "tapir: unrecognized option '--%s'\n" :
		    "tapir: option '--%s' is ambiguous;", prefix);
		ck_assert_msg(strncmp(message, expected, strlen(expected)) == 0,
		    "--%s: %s", prefix, message);
	}
	/* In full it is not one of tcpdump's abbreviations. */
	ck_assert_int_eq(meaning(name), -1);
}
END_TEST

START_TEST(abbreviated_argument)
{
	good("--num --list-t --snap=77 --int=a --dir in");
	ck_assert(o.packet_number && o.list_tstamp_types);
	ck_assert_int_eq(o.snaplen, 77);
	ck_assert_str_eq(o.interfaces.item[0], "a");
	ck_assert_int_eq(o.direction, DIRECTION_IN);
	options_free(&o);
}
END_TEST

/* Bad values --------------------------------------------------------------- */

#define SNAPLEN(s)	"-s " s, \
	"tapir: invalid snaplen " s " (must be >= 0 and <= 262144)\n"
#define INVALID(opt, what, s) \
	opt " " s, "tapir: invalid " what " " s "\n"

static const struct {
	const char *line, *message;
} bad[] = {
	{ SNAPLEN("xyz") }, { SNAPLEN("-1") }, { SNAPLEN("262145") },
	{ SNAPLEN("12x") }, { SNAPLEN("99999999999999999999") },
	{ INVALID("-B", "packet buffer size", "xyz") },
	{ INVALID("-B", "packet buffer size", "-1") },
	{ INVALID("-B", "packet buffer size", "0") },
	{ INVALID("-B", "packet buffer size", "2097152") },
	{ INVALID("-B", "packet buffer size", "2147483648") },
	{ INVALID("-c", "packet count", "xyz") },
	{ INVALID("-c", "packet count", "-1") },
	{ INVALID("-c", "packet count", "0") },
	{ INVALID("-c", "packet count", "0x10") },
	{ INVALID("-c", "packet count", "2147483648") },
	{ INVALID("-C", "file size", "xyz") },
	{ INVALID("-C", "file size", "-1") },
	{ INVALID("-C", "file size", "0") },
	{ INVALID("-C", "file size", "12x") },
	{ INVALID("-C", "file size", "1kk") },
	{ INVALID("-C", "file size", "k") },
	{ INVALID("-C", "file size", "-99999999999999999999") },
	{ "-C 9223372036855",
	    "tapir: file size 9223372036855 is too large\n" },
	{ "-C 9223372036854775808",
	    "tapir: file size 9223372036854775808 is too large\n" },
	{ "-C 8589934592g", "tapir: file size 8589934592g is too large\n" },
	{ INVALID("-G", "number of seconds", "-1") },
	{ INVALID("-G", "number of seconds", "2147483648") },
	{ INVALID("-W", "number of output files", "xyz") },
	{ INVALID("-W", "number of output files", "0") },
	{ INVALID("-W", "number of output files", "2147483648") },
	{ INVALID("-y", "data link type", "foo") },
	{ INVALID("-j", "time stamp type", "foo") },
	{ INVALID("--skip", "packet skip count", "-1") },
	{ INVALID("--skip", "packet skip count", "x") },
	{ INVALID("--print-sampling", "print sampling", "0") },
	/* Here tcpdump takes the digits and drops the rest in silence. */
	{ INVALID("-c", "packet count", "12x") },
	{ INVALID("-B", "packet buffer size", "12x") },
	{ INVALID("-G", "number of seconds", "1h") },
	{ INVALID("-W", "number of output files", "12x") },
	{ "-Q foo", "tapir: unknown capture direction `foo'\n" },
	{ "--time-stamp-precision foo",
	    "tapir: unsupported time stamp precision\n" },
	{ "--time-stamp-precision=NANO",
	    "tapir: unsupported time stamp precision\n" },
	/* The first mistake counts. */
	{ "-c x -Q foo -D", "tapir: invalid packet count x\n" },
	/* Combinations, in tcpdump's order. */
	{ "-tttttt -f -r a -V b",
	    "tapir: only -t, -tt, -ttt, -tttt and -ttttt are supported\n" },
	{ "-f -r a -V b", "tapir: -f can not be used with -V or -r\n" },
	{ "-f -V b", "tapir: -f can not be used with -V or -r\n" },
	{ "-r a -V b", "tapir: -V and -r are mutually exclusive.\n" },
	/* Ours. */
	{ "--json=x",
	    "tapir: unknown JSON form `x': write --json or --json=tree\n" },
	{ "--fields a,,b", "tapir: --fields `a,,b' lacks a name: write names "
	    "with commas between, such as --list-fields prints\n" },
	{ "--fields a,", "tapir: --fields `a,' lacks a name: write names "
	    "with commas between, such as --list-fields prints\n" },
	{ "--pref a.b",
	    "tapir: invalid preference `a.b': write --pref NAME.PREF=VALUE\n" },
	{ "--pref a=b.c",
	    "tapir: invalid preference `a=b.c': "
	    "write --pref NAME.PREF=VALUE\n" },
	{ "--pref .b=c",
	    "tapir: invalid preference `.b=c': "
	    "write --pref NAME.PREF=VALUE\n" },
	{ "--pref a.=c",
	    "tapir: invalid preference `a.=c': "
	    "write --pref NAME.PREF=VALUE\n" },
	{ "--json=tree --fields a", "tapir: --json=tree prints all fields: "
	    "leave --fields out, or write --json\n" },
	{ "--header", "tapir: --header is for columns: name them with "
	    "--fields\n" },
	{ "--csv -r a", "tapir: --csv is for columns: name them with "
	    "--fields\n" },
	{ "--fields a --csv --quote d", "tapir: --csv has its own separator "
	    "and quotes: leave out --separator and --quote\n" },
	{ "--fields a --json --header", "tapir: --header has no meaning with "
	    "--json\n" },
	{ "--separator ab", "tapir: invalid separator `ab': write one "
	    "character, /t for a tab or /s for a blank\n" },
	{ "--quote x", "tapir: invalid quote `x': write d for double, s for "
	    "single or n for none\n" },
	{ "--occurrence any", "tapir: invalid occurrence `any': write f for "
	    "the first, l for the last or a for all\n" },
	{ "-w x --format=pcap.ng", "tapir: unknown file format `pcap.ng': "
	    "write pcap or pcapng\n" },
	{ "-w x --compress xz", "tapir: unknown compression `xz': write none, "
	    "gzip, zstd or lz4\n" },
	{ "--flush-interval 2", "tapir: invalid flush interval 2: write a "
	    "number and ms, s, m, h or d, such as 10s\n" },
	{ "--flush-interval 2p", "tapir: invalid flush interval 2p: write a "
	    "number and ms, s, m, h or d, such as 10s\n" },
	{ "--flush-interval 40000m", "tapir: invalid flush interval 40000m: "
	    "write a number and ms, s, m, h or d, such as 10s\n" },
	{ "-w x --append --start-on ip", "tapir: --append is for -w: what "
	    "rules write are new files\n" },
	{ "--append", "tapir: --append is for a file: name it with -w\n" },
	{ "--compress none", "tapir: --compress is for a file: name it with "
	    "-w\n" },
	{ "-w - --append", "tapir: --append is for a file: standard output "
	    "has no end to go on at\n" },
	{ "-w x --append -C 1", "tapir: --append goes on with one file: leave "
	    "out -C and -W\n" },
	{ "-w - --print", "tapir: -w - and printing both use standard output: "
	    "give -w a file\n" },
	{ "-w - --print-sampling 2", "tapir: -w - and printing both use "
	    "standard output: give -w a file\n" },
};

START_TEST(bad_value)
{
	refused(parse_line(bad[_i].line), bad[_i].message);
}
END_TEST

START_TEST(empty_value)
{
	refused(PARSE("-s", ""),
	    "tapir: invalid snaplen  (must be >= 0 and <= 262144)\n");
	refused(PARSE("-c", ""),
	    "tapir: invalid packet count \n");
	refused(PARSE("-C", ""), "tapir: invalid file size \n");
	refused(PARSE("-y", ""),
	    "tapir: invalid data link type \n");
}
END_TEST

static const struct {
	const char *word, *first;
} unknowns[] = {
	{ "-R", "invalid option -- 'R'" },
	{ "-k", "invalid option -- 'k'" },
	{ "--foo", "unrecognized option '--foo'" },
	{ "--wherever", "unrecognized option '--wherever'" },
	{ "--count=3", "option '--count' doesn't allow an argument" },
	{ "-c", "option requires an argument -- 'c'" },
	{ "--interface", "option '--interface' requires an argument" },
	{ "--plugin", "option '--plugin' requires an argument" },
	{ "--tls-text=1",
	    "option '--tls-text' doesn't allow an argument" },
};

/* getopt names argv[0], then comes where to look; tcpdump exits with 1 too. */
START_TEST(unknown)
{
	char expected[256];

	snprintf(expected, sizeof(expected), "tapir: %s\nUsage: tapir [option "
	    "...] [filter expression]  (tapir --help lists the options)\n",
	    unknowns[_i].first);
	refused(PARSE((char *)unknowns[_i].word), expected);
}
END_TEST

/* -F ----------------------------------------------------------------------- */

static char *
filter_of(const void *text, size_t len)
{
	char name[] = "check_options.XXXXXX", *filter;
	int fd = mkstemp(name);

	ck_assert_int_ge(fd, 0);
	ck_assert_int_eq(write(fd, text, len), (ssize_t)len);
	close(fd);
	ck_assert_int_eq(PARSE("-F", name, "ignored"), 0);
	capture_begin();
	filter = options_filter(&o);
	capture_end();
	options_free(&o);
	unlink(name);
	return filter;
}

static void
filter_is(char *filter, const char *expected)
{
	ck_assert_ptr_nonnull(filter);
	ck_assert_str_eq(filter, expected);
	free(filter);
	options_free(&o);
}

#define FILTER_OF(text)	filter_of(text, sizeof(text) - 1)

START_TEST(filter_file)
{
	filter_is(FILTER_OF("udp # why\n or tcp\n"), "udp      \n or tcp\n");
	filter_is(FILTER_OF("# a # b\n"), "       \n");
	filter_is(FILTER_OF("udp"), "udp");
	filter_is(FILTER_OF(""), "");
	good("udp port 53");
	filter_is(options_filter(&o), "udp port 53");
	good("");
	filter_is(options_filter(&o), "");
}
END_TEST

static void
no_filter(const char *line, const char *expected)
{
	good(line);
	capture_begin();
	ck_assert_ptr_null(options_filter(&o));
	capture_end();
	ck_assert_str_eq(message, expected);
}

START_TEST(filter_file_bad)
{
	static char big[1024 * 1024 + 1];

	no_filter("-F /nonexistent/f",
	    "tapir: can't open /nonexistent/f: No such file or directory\n");
	no_filter("-F /", "tapir: read /: Is a directory\n");
	ck_assert_ptr_null(FILTER_OF("udp\0x"));
	ck_assert_ptr_nonnull(strstr(message, " holds a null octet: "));
	memset(big, ' ', sizeof(big));
	ck_assert_ptr_null(filter_of(big, sizeof(big)));
	ck_assert_ptr_nonnull(strstr(message, " is too large: 1048576 "));
}
END_TEST

/* --help and --version -----------------------------------------------------  */

static char *
printed(void (*print)(FILE *))
{
	char *text = NULL;
	size_t len;
	FILE *fp = open_memstream(&text, &len);

	ck_assert_ptr_nonnull(fp);
	print(fp);
	fclose(fp);
	return text;
}

static int
occurrences(const char *text, const char *word, const char *after)
{
	size_t len = strlen(word);
	int n = 0;

	for (; (text = strstr(text, word)) != NULL; text += len)
		if (strchr(after, text[len]) != NULL)
			n++;
	return n;
}

/* Each option has one line of its own, and no line is without one. */
START_TEST(help)
{
	char *text = printed(options_print_help), word[64];
	size_t i, expected = sizeof(letters) - 1;
	int lines;

	for (i = 0; letters[i] != '\0'; i++) {
		snprintf(word, sizeof(word), "\n  -%c", letters[i]);
		ck_assert_msg(occurrences(text, word, ", ") == 1, "-%c",
		    letters[i]);
	}
	for (i = 0; i < NELEM(long_options); i++) {
		if (strcmp(long_options[i].name, "fp-type") == 0)
			continue;
		if (long_options[i].twin != NULL)
			snprintf(word, sizeof(word), "\n  %s, --%s",
			    long_options[i].twin, long_options[i].name);
		else
			snprintf(word, sizeof(word), "\n      --%s",
			    long_options[i].name);
		ck_assert_msg(occurrences(text, word, " ") == 1, "%s", word);
		expected += long_options[i].twin == NULL;
	}
	for (i = 0; i < NELEM(our_options); i++) {
		snprintf(word, sizeof(word), "\n      --%s", our_options[i]);
		ck_assert_msg(occurrences(text, word, " [") == 1, "%s", word);
		expected++;
	}
	lines = occurrences(text, "\n  -", letters) +
	    occurrences(text, "\n      -", "-");
	ck_assert_int_eq(lines, (int)expected);
	ck_assert_int_eq(occurrences(text, "--fp-type", " \n"), 0);
	free(text);
}
END_TEST

static char *
manual_page(void)
{
	static char text[256 * 1024];
	const char *top = getenv("srcdir");
	char path[4096];
	FILE *fp;

	snprintf(path, sizeof(path), "%s/doc/tapir.1", top != NULL ? top : ".");
	fp = fopen(path, "r");
	ck_assert_msg(fp != NULL, "%s: run this in the source tree, or with "
	    "srcdir set to it", path);
	text[fread(text, 1, sizeof(text) - 1, fp)] = '\0';
	fclose(fp);
	return text;
}

/* The manual has an entry for each option. */
START_TEST(manual)
{
	const char *text = manual_page();
	char word[80];
	size_t i;

	for (i = 0; letters[i] != '\0'; i++) {
		snprintf(word, sizeof(word), "\n.It Fl %c", letters[i]);
		ck_assert_msg(occurrences(text, word, " \n") == 1, "-%c",
		    letters[i]);
	}
	for (i = 0; i < NELEM(long_options); i++) {
		if (strcmp(long_options[i].name, "fp-type") == 0)
			continue;
		if (long_options[i].twin != NULL)
			snprintf(word, sizeof(word), ", Fl Fl %s",
			    long_options[i].name);
		else
			snprintf(word, sizeof(word), "\n.It Fl Fl %s",
			    long_options[i].name);
		ck_assert_msg(occurrences(text, word, " \n") == 1, "--%s",
		    long_options[i].name);
	}
	for (i = 0; i < NELEM(our_options); i++) {
		snprintf(word, sizeof(word), "\n.It Fl Fl %s", our_options[i]);
		ck_assert_msg(occurrences(text, word, " \n") == 1, "--%s",
		    our_options[i]);
	}
}
END_TEST

START_TEST(version)
{
	char *text = printed(options_print_version);

	ck_assert_int_eq(occurrences(text,
	    "tapir " PACKAGE_VERSION "\nlibpcap version ", "0123456789"), 1);
	ck_assert_int_eq(occurrences(text, "\nplugin ABI ", "0123456789"), 1);
	free(text);
	text = printed(options_print_float_type);
	ck_assert_str_eq(text, "9877.895\n");
	free(text);
}
END_TEST

static Suite *
suite(void)
{
	Suite *s = suite_create("options");
	TCase *t = tcase_create("options");

	tcase_add_test(t, defaults);
	tcase_add_loop_test(t, flag, 0, NELEM(flags));
	tcase_add_loop_test(t, times, 0, NELEM(counts));
	tcase_add_loop_test(t, string, 0, NELEM(strings));
	tcase_add_loop_test(t, repeated, 0, NELEM(lists));
	tcase_add_test(t, values);
	tcase_add_loop_test(t, rotate_sizes, 0, NELEM(sizes));
	tcase_add_test(t, writing);
	tcase_add_test(t, long_only);
	tcase_add_loop_test(t, actions, 0, NELEM(actions_of));
	tcase_add_test(t, list_fields);
	tcase_add_test(t, where);
	tcase_add_test(t, ours);
	tcase_add_loop_test(t, filter_words, 0, NELEM(filters));
	tcase_add_test(t, filter_empty_word);
	tcase_add_loop_test(t, twins, 0, NELEM(long_options));
	tcase_add_loop_test(t, abbreviations, 0, NELEM(long_options));
	tcase_add_loop_test(t, ours_not_abbreviated, 0, NELEM(our_options));
	tcase_add_test(t, abbreviated_argument);
	tcase_add_loop_test(t, bad_value, 0, NELEM(bad));
	tcase_add_test(t, empty_value);
	tcase_add_loop_test(t, unknown, 0, NELEM(unknowns));
	tcase_add_test(t, filter_file);
	tcase_add_test(t, filter_file_bad);
	tcase_add_test(t, help);
	tcase_add_test(t, manual);
	tcase_add_test(t, version);
	suite_add_tcase(s, t);
	return s;
}

int
main(void)
{
	SRunner *runner = srunner_create(suite());
	int failed;

	srunner_run_all(runner, CK_NORMAL);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
