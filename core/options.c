/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The command line.  One table says all there is to say about an option: its
 * names, its argument, its line of --help, and what sets it; getopt's string,
 * its list of long options and the help text are made from it.
 */
#include "config.h"

#include <ctype.h>
#include <errno.h>
#include <getopt.h>
#include <inttypes.h>
#include <limits.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <pcap/pcap.h>
#include <tapir/plugin.h>

#include "amount.h"
#include "options.h"
#include "sandbox.h"

#define FILTER_FILE_MAX	(1024 * 1024)	/* octets; no filter is that long */
#define LONG_ONLY	256		/* getopt's value of row i: this + i */
#define HELP_COLUMN	33

enum group {
	SOURCE, CHOICE, RULES, WRITING, PRINTING, NAMES, PLUGINS, ABOUT, HIDDEN
};

static const char *const headings[] = {
	[SOURCE] = "Where packets come from",
	[CHOICE] = "Which packets",
	[RULES] = "Acting by themselves",
	[WRITING] = "Writing them to files",
	[PRINTING] = "Printing them",
	[NAMES] = "Names and numbers",
	[PLUGINS] = "Protocols and plugins",
	[ABOUT] = "About this machine and program",
};

/* What a setter returns; STOP ends the parsing with what there is so far. */
enum { BAD = -1, GO_ON, STOP };

struct row {
	int letter;		/* 0: none */
	const char *name;	/* long name, or NULL */
	const char *arg;	/* NULL: none; in brackets if optional */
	enum group group;
	const char *help;
	int (*set)(struct options *, const struct row *, const char *arg);
	size_t offset;		/* of what set() sets */
	/* For set_number(): what tcpdump calls the number, and its minimum. */
	const char *what;
	int min;
	/* For set_action() and set_precision(). */
	int value;
	bool ours;		/* tcpdump has no such option */
};

/* Setters ----------------------------------------------------------------- */

static int
#ifdef __GNUC__
__attribute__((format(printf, 2, 3)))
#endif
complain(const struct options *o, const char *fmt, ...)
{
	va_list ap;

	fprintf(stderr, "%s: ", o->program);
	va_start(ap, fmt);
	vfprintf(stderr, fmt, ap);
	va_end(ap);
	fputc('\n', stderr);
	return BAD;
}

/* Out of memory ends the program. */
static void *
must(void *p)
{
	if (p == NULL) {
		fputs("tapir: out of memory\n", stderr);
		exit(1);
	}
	return p;
}

static void *
member(struct options *o, const struct row *row)
{
	return (char *)o + row->offset;
}

static int
set_flag(struct options *o, const struct row *row, const char *arg)
{
	(void)arg;
	*(bool *)member(o, row) = true;
	return GO_ON;
}

static int
set_nothing(struct options *o, const struct row *row, const char *arg)
{
	(void)o;
	(void)row;
	(void)arg;
	return GO_ON;
}

/* How often the letter was given; argv is too short to overflow it. */
static int
set_times(struct options *o, const struct row *row, const char *arg)
{
	(void)arg;
	++*(int *)member(o, row);
	return GO_ON;
}

static int
set_string(struct options *o, const struct row *row, const char *arg)
{
	*(const char **)member(o, row) = arg;
	return GO_ON;
}

static void
append(struct options_list *list, const char *s, size_t len)
{
	list->item = must(realloc(list->item,
	    (list->n + 1) * sizeof(*list->item)));
	list->item[list->n++] = must(strndup(s, len));
}

static int
add_item(struct options *o, const struct row *row, const char *arg)
{
	append(member(o, row), arg, strlen(arg));
	return GO_ON;
}

/* The whole of s as a number of that base, in min..max. */
static bool
number(const char *s, int base, intmax_t min, intmax_t max, intmax_t *value)
{
	char *end;

	errno = 0;
	*value = strtoimax(s, &end, base);
	return errno == 0 && end != s && *end == '\0' &&
	    *value >= min && *value <= max;
}

static int
set_number(struct options *o, const struct row *row, const char *arg)
{
	intmax_t n;

	if (!number(arg, 10, row->min, INT_MAX, &n))
		return complain(o, "invalid %s %s", row->what, arg);
	*(int *)member(o, row) = (int)n;
	return GO_ON;
}

static int
set_buffer_size(struct options *o, const struct row *row, const char *arg)
{
	intmax_t kib;

	(void)row;
	if (!number(arg, 10, 1, INT_MAX / 1024, &kib))
		return complain(o, "invalid packet buffer size %s", arg);
	o->buffer_size = (int)kib * 1024;
	return GO_ON;
}

static int
set_snaplen(struct options *o, const struct row *row, const char *arg)
{
	intmax_t n;

	(void)row;
	/* The one number that tcpdump takes in octal and hex as well. */
	if (!number(arg, 0, 0, OPTIONS_SNAPLEN_MAX, &n))
		return complain(o, "invalid snaplen %s (must be >= 0 and <= %d)",
		    arg, OPTIONS_SNAPLEN_MAX);
	o->snaplen = n == 0 ? OPTIONS_SNAPLEN_MAX : (int)n;
	return GO_ON;
}

/* Millions of octets, or with a letter KiB, MiB, GiB. */
static int
set_rotate_size(struct options *o, const struct row *row, const char *arg)
{
	static const char letters[] = "kmg";
	intmax_t n, unit = 1000000;
	const char *letter;
	char *end;

	(void)row;
	errno = 0;
	n = strtoimax(arg, &end, 10);
	if (end != arg && *end != '\0' && end[1] == '\0' &&
	    (letter = strchr(letters, tolower((unsigned char)*end))) != NULL) {
		unit = (intmax_t)1024 << 10 * (letter - letters);
		end++;
	}
	if (end == arg || *end != '\0' || n <= 0)
		return complain(o, "invalid file size %s", arg);
	if (errno == ERANGE || n > INT64_MAX / unit)
		return complain(o, "file size %s is too large", arg);
	o->rotate_size = n * unit;
	return GO_ON;
}

static int
set_amount(struct options *o, const struct row *row, const char *arg)
{
	tp_amount amount;

	if (!amount_parse(arg, &amount))
		return complain(o, "invalid --%s %s: " AMOUNT_HINT, row->name,
		    arg);
	return set_string(o, row, arg);
}

static int
set_size(struct options *o, const struct row *row, const char *arg)
{
	tp_amount amount;

	if (!amount_parse(arg, &amount) || amount.unit != TP_UNIT_OCTETS ||
	    amount.n < 4096 || amount.n > INT64_MAX / 4)
		return complain(o, "invalid --%s %s: write 4KiB or more, "
		    "such as 64MiB", row->name, arg);
	*(int64_t *)member(o, row) = (int64_t)amount.n;
	return GO_ON;
}

static int
set_format(struct options *o, const struct row *row, const char *arg)
{
	(void)row;
	if (strcmp(arg, "pcap") == 0)
		o->format = DUMP_PCAP;
	else if (strcmp(arg, "pcapng") == 0)
		o->format = DUMP_PCAPNG;
	else
		return complain(o, "unknown file format `%s': write pcap or "
		    "pcapng", arg);
	return GO_ON;
}

static int
add_limit(struct options *o, const struct row *row, const char *arg)
{
	(void)row;
	if (!limits_add(&o->limits, arg))
		return complain(o, "invalid limit `%s': write 30s, 10MiB, "
		    "1000p or 5f", arg);
	return GO_ON;
}

static int
set_compression(struct options *o, const struct row *row, const char *arg)
{
	(void)row;
	o->compression = compress_of_name(arg);
	if (o->compression == COMPRESS_AUTO)
		return complain(o, "unknown compression `%s': write none, "
		    "gzip, zstd or lz4", arg);
	if (!compress_is_built(o->compression))
		return complain(o, "this tapir is built without %s", arg);
	return GO_ON;
}

static int
set_flush_interval(struct options *o, const struct row *row, const char *arg)
{
	const uint64_t ns_per_ms = 1000000;
	tp_amount amount;

	(void)row;
	if (strcmp(arg, "0") == 0)
		o->flush_ms = 0;
	else if (amount_parse(arg, &amount) && amount.unit == TP_UNIT_TIME &&
	    amount.n / ns_per_ms <= INT_MAX)
		o->flush_ms = (int)(amount.n / ns_per_ms);
	else
		return complain(o, "invalid flush interval %s: "
		    AMOUNT_TIME_HINT, arg);
	return GO_ON;
}

static int
set_anonymize(struct options *o, const struct row *row, const char *arg)
{
	(void)row;
#ifndef HAVE_CRYPTO
	return complain(o, "this tapir is built without crypto, which "
	    "--anonymize needs");
#endif
	o->anonymize = true;
	o->key_file = arg;
	return GO_ON;
}

static int
set_on_full(struct options *o, const struct row *row, const char *arg)
{
	(void)row;
	if (strcmp(arg, "delete-oldest") != 0)
		return complain(o, "unknown `--on-full %s': it can be "
		    "delete-oldest", arg);
	o->delete_oldest = true;
	return GO_ON;
}

static int
set_linktype(struct options *o, const struct row *row, const char *arg)
{
	(void)row;
	o->linktype = pcap_datalink_name_to_val(arg);
	if (o->linktype < 0)
		return complain(o, "invalid data link type %s", arg);
	return GO_ON;
}

static int
set_tstamp_type(struct options *o, const struct row *row, const char *arg)
{
	(void)row;
	o->tstamp_type = pcap_tstamp_type_name_to_val(arg);
	if (o->tstamp_type < 0)
		return complain(o, "invalid time stamp type %s", arg);
	return GO_ON;
}

/* --micro and --nano have the value, --time-stamp-precision the word. */
static int
set_precision(struct options *o, const struct row *row, const char *arg)
{
	if (arg == NULL)
		o->precision = (enum options_precision)row->value;
	else if (strcmp(arg, "micro") == 0)
		o->precision = PRECISION_MICRO;
	else if (strcmp(arg, "nano") == 0)
		o->precision = PRECISION_NANO;
	else
		return complain(o, "unsupported time stamp precision");
	return GO_ON;
}

static int
set_direction(struct options *o, const struct row *row, const char *arg)
{
	(void)row;
	if (strcasecmp(arg, "in") == 0)
		o->direction = DIRECTION_IN;
	else if (strcasecmp(arg, "out") == 0)
		o->direction = DIRECTION_OUT;
	else if (strcasecmp(arg, "inout") == 0)
		o->direction = DIRECTION_INOUT;
	else
		return complain(o, "unknown capture direction `%s'", arg);
	return GO_ON;
}

/* Sequence numbers relative to packets that were left out would mislead. */
static int
set_sampling(struct options *o, const struct row *row, const char *arg)
{
	o->print = true;
	o->absolute_seq = true;
	return set_number(o, row, arg);
}

static int
set_explain(struct options *o, const struct row *row, const char *arg)
{
	(void)row;
	o->action = ACTION_EXPLAIN;
	o->where = arg;
	return GO_ON;
}

static int
set_json(struct options *o, const struct row *row, const char *arg)
{
	(void)row;
	if (arg == NULL)
		o->json = JSON_FLAT;
	else if (strcmp(arg, "tree") == 0)
		o->json = JSON_TREE;
	else
		return complain(o, "unknown JSON form `%s': "
		    "write --json or --json=tree", arg);
	return GO_ON;
}

static int
add_fields(struct options *o, const struct row *row, const char *arg)
{
	const char *name;
	size_t len;

	for (name = arg;; name += len + 1) {
		len = strcspn(name, ",");
		if (len == 0)
			return complain(o, "--fields `%s' lacks a name: write "
			    "names with commas between, such as "
			    "--list-fields prints", arg);
		append(member(o, row), name, len);
		if (name[len] == '\0')
			return GO_ON;
	}
}

/* One character, or one of two names; "\\t" as people write it, too. */
static int
set_separator(struct options *o, const struct row *row, const char *arg)
{
	(void)row;
	if (strcmp(arg, "/t") == 0 || strcmp(arg, "\\t") == 0)
		o->separator = '\t';
	else if (strcmp(arg, "/s") == 0)
		o->separator = ' ';
	else if (strlen(arg) == 1)
		o->separator = *arg;
	else
		return complain(o, "invalid separator `%s': write one "
		    "character, /t for a tab or /s for a blank", arg);
	return GO_ON;
}

static int
set_quote(struct options *o, const struct row *row, const char *arg)
{
	static const char letters[] = "dsn", quotes[] = "\"'";
	const char *letter = strlen(arg) == 1 ? strchr(letters, *arg) : NULL;

	(void)row;
	if (letter == NULL)
		return complain(o, "invalid quote `%s': write d for double, "
		    "s for single or n for none", arg);
	o->quote = quotes[letter - letters];
	return GO_ON;
}

static int
set_occurrence(struct options *o, const struct row *row, const char *arg)
{
	(void)row;
	if (strlen(arg) != 1 || strchr("fla", *arg) == NULL)
		return complain(o, "invalid occurrence `%s': write f for the "
		    "first, l for the last or a for all", arg);
	o->occurrence = *arg;
	return GO_ON;
}

static int
add_pref(struct options *o, const struct row *row, const char *arg)
{
	const char *equals = strchr(arg, '='), *dot = strchr(arg, '.');
	struct options_pref *pref;

	(void)row;
	if (equals == NULL || dot == NULL || dot == arg || dot + 1 >= equals)
		return complain(o, "invalid preference `%s': "
		    "write --pref NAME.PREF=VALUE", arg);
	o->prefs = must(realloc(o->prefs,
	    (o->nprefs + 1) * sizeof(*o->prefs)));
	pref = &o->prefs[o->nprefs++];
	pref->name = must(strndup(arg, (size_t)(dot - arg)));
	pref->pref = must(strndup(dot + 1, (size_t)(equals - dot - 1)));
	pref->value = must(strdup(equals + 1));
	return GO_ON;
}

static int
add_script(struct options *o, const struct row *row, const char *arg)
{
	(void)row;
	o->scripts = must(realloc(o->scripts,
	    (o->nscripts + 1) * sizeof(*o->scripts)));
	o->scripts[o->nscripts++] = (struct options_script){ .path = arg };
	return GO_ON;
}

static int
add_script_arg(struct options *o, const struct row *row, const char *arg)
{
	struct options_list *l;

	(void)row;
	if (o->nscripts == 0)
		return complain(o, "--script-arg %s: it belongs to the "
		    "--script before it, and there is none", arg);
	l = &o->scripts[o->nscripts - 1].args;
	append(l, arg, strlen(arg));
	return GO_ON;
}

static bool
takes_prefix(const struct row *row)
{
	return row->ours && (row->value == ACTION_LIST_FIELDS ||
	    row->value == ACTION_LIST_TABLES);
}

/* The last one wins; what needs no other option is done at once. */
static int
set_action(struct options *o, const struct row *row, const char *arg)
{
	o->action = (enum options_action)row->value;
	if (takes_prefix(row))
		o->list_prefix = arg;
	return row->value <= ACTION_FLOAT_TYPE ? STOP : GO_ON;
}

/* The table --------------------------------------------------------------- */

#define AT(member) .offset = offsetof(struct options, member)
#define NOWHERE .offset = 0	/* the setter knows what it sets */
#define OURS .ours = true

static const struct row table[] = {
{ 'i', "interface", "NAME", SOURCE,
    "capture here: name, number from -D, any; repeats",
    add_item, AT(interfaces) },
{ 'r', NULL, "FILE", SOURCE, "read a capture file instead; - is stdin",
    set_string, AT(read_file) },
{ 'V', NULL, "FILE", SOURCE,
    "read the capture files listed in FILE; - is stdin",
    set_string, AT(read_list) },
{ 's', "snapshot-length", "OCTETS", SOURCE,
    "capture that much of each packet (262144)", set_snaplen, NOWHERE },
{ 'B', "buffer-size", "KIB", SOURCE, "size of the kernel's capture buffer",
    set_buffer_size, NOWHERE },
{ 'p', "no-promiscuous-mode", NULL, SOURCE,
    "do not ask for packets to other hosts", set_flag, AT(no_promiscuous) },
{ 'I', "monitor-mode", NULL, SOURCE, "put a Wi-Fi interface in monitor mode",
    set_flag, AT(monitor) },
{ 'Q', "direction", "in|out|inout", SOURCE, "which way packets must go",
    set_direction, NOWHERE },
{ 'y', "linktype", "TYPE", SOURCE, "link type to capture, one that -L prints",
    set_linktype, NOWHERE },
{ 'j', "time-stamp-type", "TYPE", SOURCE,
    "clock of the time stamps, one that -J prints", set_tstamp_type, NOWHERE },
{ 0, "time-stamp-precision", "micro|nano", SOURCE,
    "fractions of a second that time stamps have", set_precision, NOWHERE },
{ 0, "micro", NULL, SOURCE, "the same as --time-stamp-precision=micro",
    set_precision, NOWHERE, .value = PRECISION_MICRO },
{ 0, "nano", NULL, SOURCE, "the same as --time-stamp-precision=nano",
    set_precision, NOWHERE, .value = PRECISION_NANO },
{ 0, "immediate-mode", NULL, SOURCE, "take packets as they come, unbuffered",
    set_flag, AT(immediate) },
{ 'Z', "relinquish-privileges", "USER", SOURCE,
    "become USER once the sources are open", set_string, AT(user) },
{ 0, "no-sandbox", NULL, SOURCE,
    "do not confine what reads packets to the calls it needs",
    set_flag, AT(no_sandbox), OURS },

{ 'F', NULL, "FILE", CHOICE, "take the filter from FILE, not from here",
    set_string, AT(filter_file) },
{ 'O', "no-optimize", NULL, CHOICE, "do not optimize the filter's code",
    set_flag, AT(no_optimize) },
{ 'd', NULL, NULL, CHOICE,
    "print the filter's code and stop; -dd as C, -ddd as numbers",
    set_times, AT(dump_code) },
{ 'c', NULL, "COUNT", CHOICE, "stop after COUNT packets",
    set_number, AT(count), .what = "packet count", .min = 1 },
{ 0, "skip", "COUNT", CHOICE, "pass over the first COUNT packets",
    set_number, AT(skip), .what = "packet skip count", .min = 0 },
{ 0, "stop-after", "AMOUNT", CHOICE,
    "stop after 30s, 10MiB, 1000p or 5f (files); repeats",
    add_limit, NOWHERE, OURS },
{ 0, "where", "EXPR", CHOICE,
    "only packets whose fields match, as tshark -Y has it",
    set_string, AT(where), OURS },
{ 0, "explain", "EXPR", CHOICE, "print what --where makes of EXPR; exit",
    set_explain, NOWHERE, OURS },
{ 0, "macros", "FILE", CHOICE,
    "what ${name} means in EXPR (~/.config/tapir/macros)",
    set_string, AT(macros), OURS },

{ 0, "trigger", "RULE", RULES,
    "'when EXPR ... do ACTION': act when something happens; repeats",
    add_item, AT(triggers), OURS },
{ 0, "rules", "FILE", RULES, "read such rules from a file; repeats",
    add_item, AT(rules), OURS },
{ 0, "start-on", "EXPR", RULES, "write to -w from such a packet on",
    set_string, AT(start_on), OURS },
{ 0, "stop-on", "EXPR", RULES, "and up to such a one",
    set_string, AT(stop_on), OURS },
{ 0, "before", "10s|1000p|64MiB", RULES,
    "and so much of what came before", set_amount, AT(before), OURS },
{ 0, "after", "30s|100p|64MiB", RULES, "and no more than this after",
    set_amount, AT(after), OURS },
{ 0, "dry-run", NULL, RULES, "say what rules would do with a file (-r)",
    set_flag, AT(dry_run), OURS },
{ 0, "check", NULL, RULES, "check the rules, and nothing else",
    set_action, NOWHERE, .value = ACTION_CHECK, OURS },
{ 0, "trigger-memory", "SIZE", RULES,
    "what rules may remember (16MiB)", set_size, AT(trigger_memory), OURS },
{ 0, "ring-size", "SIZE", RULES,
    "memory for packets that came before (32MiB)", set_size, AT(ring_size),
    OURS },

{ 'w', NULL, "FILE", WRITING, "write packets, do not print; - is stdout",
    set_string, AT(write_file) },
{ 'U', "packet-buffered", NULL, WRITING, "write out each packet at once",
    set_flag, AT(packet_buffered) },
{ 'C', NULL, "SIZE", WRITING,
    "next file after SIZE million octets; or with k, m, g",
    set_rotate_size, NOWHERE },
{ 'G', NULL, "SECONDS", WRITING, "next file after that time",
    set_number, AT(rotate_seconds), .what = "number of seconds", .min = 0 },
{ 'W', NULL, "COUNT", WRITING, "that many files at most",
    set_number, AT(rotate_files), .what = "number of output files",
    .min = 1 },
{ 'z', NULL, "COMMAND", WRITING, "run COMMAND on each file once complete",
    set_string, AT(rotate_command) },
{ 0, "number-before-suffix", NULL, WRITING, "x1.pcap, not x.pcap1",
    set_flag, AT(number_before_suffix), OURS },
{ 0, "empty-files", NULL, WRITING, "-G: a file also of an idle interval",
    set_flag, AT(empty_files), OURS },
{ 0, "rotate-on-hup", NULL, WRITING, "next file on SIGHUP, not the end",
    set_flag, AT(rotate_on_hup), OURS },
{ 0, "split-by", "FIELD", WRITING, "a file for each value of FIELD",
    set_string, AT(split_by), OURS },
{ 0, "per-flow", NULL, WRITING, "a file for each flow",
    set_flag, AT(per_flow), OURS },
{ 0, "max-files", "COUNT", WRITING, "of these two, at most (10000)",
    set_number, AT(max_files), .what = "number of files", .min = 1, OURS },
{ 0, "write-names", NULL, WRITING,
    "into pcapng, the names of addresses", set_flag, AT(write_names), OURS },
{ 0, "anonymize", "[=KEYFILE]", WRITING,
    "other addresses, by a key, and no payload", set_anonymize, NOWHERE, OURS },
{ 0, "on-full", "delete-oldest", WRITING,
    "on a full disk delete this run's oldest file",
    set_on_full, NOWHERE, OURS },

{ 0, "format", "pcap|pcapng", WRITING,
    "of the file; else as the end of its name says", set_format, NOWHERE,
    OURS },
{ 0, "compress", "none|gzip|zstd|lz4", WRITING,
    "likewise: .gz, .zst, .lz4", set_compression, NOWHERE, OURS },
{ 0, "flush-interval", "TIME", WRITING,
    "write out what is that old (1s); 0 is -U", set_flush_interval, NOWHERE,
    OURS },
{ 0, "summary-json", "FILE", WRITING,
    "write the counts at the end to FILE, as JSON",
    set_string, AT(summary_json), OURS },
{ 0, "append", NULL, WRITING, "go on at the end of a file that exists",
    set_flag, AT(append), OURS },

{ 0, "print", NULL, PRINTING, "print also where -w writes",
    set_flag, AT(print) },
{ 0, "print-sampling", "N", PRINTING,
    "print every Nth packet; implies --print and -S",
    set_sampling, AT(print_sampling), .what = "print sampling", .min = 1 },
{ 0, "count", NULL, PRINTING, "print only how many packets there were",
    set_flag, AT(count_only) },
{ 'v', NULL, NULL, PRINTING, "say more; -vv and -vvv say more still",
    set_times, AT(verbose) },
{ 'q', NULL, NULL, PRINTING, "say less", set_flag, AT(quiet) },
{ 'e', NULL, NULL, PRINTING, "print the link-level header",
    set_flag, AT(link_header) },
{ '#', "number", NULL, PRINTING, "print a packet number first",
    set_flag, AT(packet_number) },
{ 0, "lengths", NULL, PRINTING, "print the captured and the whole length",
    set_flag, AT(lengths) },
{ 't', NULL, NULL, PRINTING,
    "no time; -tt since 1970, -ttt since the line before, "
    "-tttt dated, -ttttt since the first",
    set_times, AT(time_style) },
{ 'g', "ip-oneline", NULL, PRINTING, "no line break after the IP header of -v",
    set_flag, AT(ip_oneline) },
{ 'x', NULL, NULL, PRINTING, "packet in hex; -xx with its link header",
    set_times, AT(hex) },
{ 'X', NULL, NULL, PRINTING,
    "packet in hex and ASCII; -XX with its link header",
    set_times, AT(hex_ascii) },
{ 'A', NULL, NULL, PRINTING, "packet in ASCII; -AA with its link header",
    set_times, AT(ascii) },
{ 0, "json", "[=tree]", PRINTING,
    "a JSON object per packet; =tree nests its fields",
    set_json, NOWHERE, OURS },
{ 0, "fields", "A,B,C", PRINTING, "the values of these fields, in columns",
    add_fields, AT(fields), OURS },
{ 0, "header", NULL, PRINTING, "their names in the first line",
    set_flag, AT(header), OURS },
{ 0, "separator", "C", PRINTING, "between columns; /t is a tab, /s a blank",
    set_separator, NOWHERE, OURS },
{ 0, "quote", "d|s|n", PRINTING, "around values: double, single, none",
    set_quote, NOWHERE, OURS },
{ 0, "occurrence", "f|l|a", PRINTING,
    "of values of one field: first, last, all",
    set_occurrence, NOWHERE, OURS },
{ 0, "csv", NULL, PRINTING, "columns as CSV, with a header",
    set_flag, AT(csv), OURS },
{ 'l', NULL, NULL, PRINTING, "write out each line at once",
    set_flag, AT(line_buffered) },

{ 'n', NULL, NULL, NAMES, "addresses and ports as numbers",
    set_flag, AT(numeric) },
{ 'N', NULL, NULL, NAMES, "host names without their domain",
    set_flag, AT(no_domain) },
{ 'f', NULL, NULL, NAMES, "IPv4 addresses of other networks as numbers",
    set_flag, AT(foreign_numeric) },
{ 'S', "absolute-tcp-sequence-numbers", NULL, NAMES,
    "as on the wire, not from the connection's start",
    set_flag, AT(absolute_seq) },
{ 'b', NULL, NULL, NAMES, "BGP AS numbers as 1.10, not 65546",
    set_flag, AT(bgp_asdot) },
{ 'u', NULL, NULL, NAMES, "NFS handles as they are",
    set_flag, AT(nfs_handles) },

{ 'T', NULL, "TYPE", PLUGINS, "take the packets chosen for this protocol",
    set_string, AT(packet_type) },
{ 'H', NULL, NULL, PLUGINS, "look for 802.11s draft mesh headers",
    set_flag, AT(mesh) },
{ 'K', "dont-verify-checksums", NULL, PLUGINS,
    "do not check IP, TCP and UDP checksums", set_flag, AT(no_checksums) },
{ 0, "tls-text", NULL, PLUGINS, "print TLS, which tcpdump does not",
    set_flag, AT(tls_text), OURS },
{ 'E', NULL, "SECRETS", PLUGINS,
    "decrypt ESP: ADDRESS ALGORITHM:SECRET, or file NAME",
    add_item, AT(esp_secrets) },
{ 'M', NULL, "SECRET", PLUGINS, "check the MD5 digests of TCP segments",
    set_string, AT(tcp_md5_secret) },
{ 'm', NULL, "FILE", PLUGINS, "load an SMI MIB module; repeats",
    add_item, AT(smi_modules) },
{ 0, "plugin", "FILE", PLUGINS, "load this plugin as well; repeats",
    add_item, AT(plugins), OURS },
{ 0, "no-reassembly", NULL, PLUGINS,
    "fields are of each frame alone, not of whole messages and datagrams",
    set_flag, AT(no_reassembly), OURS },
{ 0, "crash-dir", "DIR", PLUGINS,
    "save the frame at which a plugin crashes in this folder",
    set_string, AT(crash_dir), OURS },
{ 0, "max-failures", "COUNT", PLUGINS,
    "crashes after which a protocol is left undecoded, live (5)",
    set_number, AT(max_failures), .what = "number of failures", .min = 1,
    OURS },
{ 0, "no-isolation", NULL, PLUGINS,
    "live, dissect in the process that captures, whose end a crash is then",
    set_flag, AT(no_isolation), OURS },
{ 0, "disable-plugin", "NAME", PLUGINS, "do not load a plugin; repeats",
    add_item, AT(disabled_plugins), OURS },
{ 0, "disable-protocol", "NAME", PLUGINS,
    "leave a protocol undecoded; repeats",
    add_item, AT(disabled_protocols), OURS },
{ 0, "decode-as", "TABLE==KEY,NAME", PLUGINS,
    "decode a port, a type ... as this; repeats",
    add_item, AT(decode_as), OURS },
{ 0, "pref", "NAME.PREF=VALUE", PLUGINS,
    "set a preference of a protocol; repeats", add_pref, NOWHERE, OURS },
{ 0, "script", "FILE", PLUGINS, "run this script as well; repeats",
    add_script, NOWHERE, OURS },
{ 0, "script-arg", "ARG", PLUGINS,
    "an argument of the script before it; repeats",
    add_script_arg, NOWHERE, OURS },
{ 0, "disable-script", "NAME", PLUGINS,
    "do not run a script; repeats",
    add_item, AT(disabled_scripts), OURS },
{ 0, "lua-profile", NULL, PLUGINS,
    "say at the end what time scripts took",
    set_flag, AT(lua_profile), OURS },
{ 0, "lua-unsafe", NULL, PLUGINS,
    "scripts may open files and run programs",
    set_flag, AT(lua_unsafe), OURS },
{ 0, "wireshark-scripts", NULL, PLUGINS,
    "run those in Wireshark's plugin folders, too",
    set_flag, AT(wireshark_scripts), OURS },

{ 'D', "list-interfaces", NULL, ABOUT, "where one can capture",
    set_action, NOWHERE, .value = ACTION_LIST_INTERFACES },
{ 'L', "list-data-link-types", NULL, ABOUT, "link types of the interface",
    set_flag, AT(list_linktypes) },
{ 'J', "list-time-stamp-types", NULL, ABOUT, "its time stamp types",
    set_flag, AT(list_tstamp_types) },
{ 0, "list-plugins", NULL, ABOUT, "plugins, and where they come from",
    set_action, NOWHERE, .value = ACTION_LIST_PLUGINS, OURS },
{ 0, "list-scripts", NULL, ABOUT, "scripts, and what became of them",
    set_action, NOWHERE, .value = ACTION_LIST_SCRIPTS, OURS },
{ 0, "list-protocols", NULL, ABOUT, "protocols that are decoded",
    set_action, NOWHERE, .value = ACTION_LIST_PROTOCOLS, OURS },
{ 0, "list-actions", NULL, ABOUT, "what rules may do",
    set_action, NOWHERE, .value = ACTION_LIST_ACTIONS, OURS },
{ 0, "list-fields", "[=PREFIX]", ABOUT,
    "fields, or those that start with PREFIX",
    set_action, NOWHERE, .value = ACTION_LIST_FIELDS, OURS },
{ 0, "list-tables", "[=PREFIX]", ABOUT,
    "tables of dissectors, or what those with PREFIX hold",
    set_action, NOWHERE, .value = ACTION_LIST_TABLES, OURS },
{ 'h', "help", NULL, ABOUT, "this text",
    set_action, NOWHERE, .value = ACTION_HELP },
{ 0, "version", NULL, ABOUT, "version and what it was built with",
    set_action, NOWHERE, .value = ACTION_VERSION },

/* tcpdump takes these too and does not say so; -a is without effect. */
{ 'a', NULL, NULL, HIDDEN, NULL, set_nothing, NOWHERE },
{ 0, "fp-type", NULL, HIDDEN, NULL,
    set_action, NOWHERE, .value = ACTION_FLOAT_TYPE },
};

#define NROWS	(sizeof(table) / sizeof(table[0]))

/* getopt's view of the table ---------------------------------------------- */

/* Ours stand first, so that all but ours is the tail from theirs on. */
struct view {
	char letters[2 * NROWS + 1];
	struct option all[NROWS + 1];
	const struct option *theirs;
};

static int
key(const struct row *row)
{
	return row->letter != 0 ? row->letter : LONG_ONLY + (int)(row - table);
}

static size_t
view_names(struct view *view, size_t n, bool ours)
{
	const struct row *row;

	for (row = table; row < table + NROWS; row++) {
		if (row->name == NULL || row->ours != ours)
			continue;
		view->all[n].name = row->name;
		view->all[n].has_arg = row->arg == NULL ? no_argument :
		    *row->arg == '[' ? optional_argument : required_argument;
		view->all[n].flag = NULL;
		view->all[n++].val = key(row);
	}
	return n;
}

static void
view_make(struct view *view)
{
	const struct row *row;
	char *p = view->letters;
	size_t n;

	for (row = table; row < table + NROWS; row++) {
		if (row->letter == 0)
			continue;
		*p++ = (char)row->letter;
		if (row->arg != NULL)
			*p++ = ':';
	}
	*p = '\0';
	n = view_names(view, 0, true);
	view->theirs = view->all + n;
	n = view_names(view, n, false);
	memset(&view->all[n], 0, sizeof(view->all[n]));
}

/* Does getopt come to an option of ours next, and is it written out? */
static bool
ours_is_next(int argc, char *argv[])
{
	const struct row *row;
	const char *name;
	size_t len;
	int i = optind > 0 ? optind : 1;

	while (i < argc && (argv[i][0] != '-' || argv[i][1] == '\0'))
		i++;
	if (i >= argc || argv[i][1] != '-')
		return false;
	name = argv[i] + 2;
	len = strcspn(name, "=");
	for (row = table; row < table + NROWS; row++)
		if (row->ours && strlen(row->name) == len &&
		    memcmp(row->name, name, len) == 0)
			return true;
	return false;
}

/* The next option, its argument in optarg; NULL with *c at -1 or at '?'. */
static const struct row *
next_row(const struct view *view, int argc, char *argv[], int *c)
{
	const struct row *row;

	/* An abbreviation is one of tcpdump's options, never one of ours. */
	*c = getopt_long(argc, argv, view->letters,
	    ours_is_next(argc, argv) ? view->all : view->theirs, NULL);
	for (row = table; row < table + NROWS; row++)
		if (*c == key(row))
			return row;
	return NULL;
}

/* Parsing ----------------------------------------------------------------- */

static char *
join(int n, char *const words[])
{
	size_t len = 0;
	char *s, *p;
	int i;

	if (n <= 0)
		return NULL;
	for (i = 0; i < n; i++)
		len += strlen(words[i]) + 1;
	s = p = must(malloc(len));
	for (i = 0; i < n; i++) {
		p = stpcpy(p, words[i]);
		*p++ = i + 1 < n ? ' ' : '\0';
	}
	return s;
}

/* What belongs to --fields, and fills in what it means. */
static int
check_columns(struct options *o)
{
	const char *form = o->csv ? "--csv" : o->header ? "--header" :
	    o->separator ? "--separator" : o->quote ? "--quote" : NULL;

	if ((form != NULL || o->occurrence) && o->fields.n == 0)
		return complain(o, "%s is for columns: name them with "
		    "--fields", form != NULL ? form : "--occurrence");
	if (o->csv && (o->separator || o->quote))
		return complain(o, "--csv has its own separator and quotes: "
		    "leave out --separator and --quote");
	if (o->json != JSON_OFF && form != NULL)
		return complain(o, "%s has no meaning with --json", form);
	if (o->csv)
		o->header = true;
	if (o->separator == '\0')
		o->separator = o->csv ? ',' : '\t';
	if (o->occurrence == '\0')
		o->occurrence = 'a';
	return 0;
}

/* What belongs to rules. */
static int
check_rules(struct options *o)
{
	bool is_short = o->start_on != NULL || o->stop_on != NULL;
	bool rules = is_short || o->triggers.n != 0 || o->rules.n != 0;

	if (is_short && o->write_file == NULL)
		return complain(o, "%s needs a file: name it with -w",
		    o->start_on != NULL ? "--start-on" : "--stop-on");
	if ((o->before != NULL || o->after != NULL) && !is_short)
		return complain(o, "%s belongs to --start-on or --stop-on",
		    o->before != NULL ? "--before" : "--after");
	if (is_short && (o->rotate_size || o->rotate_seconds ||
	    o->rotate_files))
		return complain(o, "--start-on and --stop-on make a file "
		    "each time they start: leave out -C, -G and -W");
	if (o->dry_run && !rules && o->nscripts == 0)
		return complain(o, "--dry-run says what rules would do: name "
		    "them with --rules or --trigger");
	if (o->dry_run && o->read_file == NULL && o->read_list == NULL)
		return complain(o, "--dry-run needs a capture file: name it "
		    "with -r");
	if (rules && o->count_only)
		return complain(o, "--count has no meaning with rules");
	return 0;
}

/* What belongs to the files of -w. */
static int
check_writing(const struct options *o)
{
	const char *ours = o->format != DUMP_AUTO ? "--format" :
	    o->compression != COMPRESS_AUTO ? "--compress" :
	    o->append ? "--append" : NULL;

	if (ours != NULL && o->write_file == NULL && o->triggers.n == 0 &&
	    o->rules.n == 0)
		return complain(o, "%s is for a file: name it with -w", ours);
	if (o->append && (o->write_file == NULL || o->start_on || o->stop_on))
		return complain(o, "--append is for -w: what rules write are "
		    "new files");
	if (o->append && strcmp(o->write_file, "-") == 0)
		return complain(o, "--append is for a file: standard output "
		    "has no end to go on at");
	if (o->append && (o->rotate_size || o->rotate_files))
		return complain(o, "--append goes on with one file: leave out "
		    "-C and -W");
	return 0;
}

/* A file each of values, or a series in time, but not both. */
static int
check_split(struct options *o)
{
	const char *split = o->split_by ? "--split-by" :
	    o->per_flow ? "--per-flow" : NULL;
	const char *series = o->rotate_size ? "-C" :
	    o->rotate_seconds ? "-G" : o->rotate_files ? "-W" :
	    o->rotate_on_hup ? "--rotate-on-hup" :
	    o->delete_oldest ? "--on-full" :
	    o->limits.files ? "--stop-after with files" : NULL;

	if (split == NULL && o->max_files != 0)
		return complain(o, "--max-files is for --split-by and "
		    "--per-flow");
	if (o->max_files == 0)
		o->max_files = 10000;
	if (o->max_failures == 0)
		o->max_failures = 5;
	if (o->max_files > 1000000)
		return complain(o, "--max-files: no more than 1000000");
	if (split == NULL)
		return 0;
	if (o->split_by != NULL && o->per_flow)
		return complain(o, "--split-by and --per-flow are two ways "
		    "to part the packets: give one of them");
	if (series != NULL)
		return complain(o, "%s is for a series of files: it cannot "
		    "be with %s", series, split);
	return 0;
}

/* What belongs to several files of -w. */
static int
check_anonymize(const struct options *o, bool rules)
{
	if (!o->anonymize)
		return 0;
	if (o->write_file == NULL || rules)
		return complain(o, "--anonymize is for what -w writes, and "
		    "not for rules, which write packets as they are");
	if (o->split_by != NULL || o->per_flow)
		return complain(o, "--anonymize cannot be with %s: the names "
		    "of the files would tell", o->split_by != NULL ?
		    "--split-by" : "--per-flow");
	if (o->write_names)
		return complain(o, "--anonymize cannot be with --write-names: "
		    "they would tell");
	return 0;
}

static int
check_names(const struct options *o, bool rules)
{
	struct dump_config c = dump_config_of(o);

	if (!o->write_names)
		return 0;
	if (o->write_file == NULL && !rules)
		return complain(o, "--write-names is for files: name them with "
		    "-w");
	if (o->numeric)
		return complain(o, "--write-names cannot be with -n, which "
		    "asks for no names");
	if (o->write_file == NULL || o->append)
		return 0;
	dump_settle(&c, o->write_file);
	if (c.format != DUMP_PCAPNG)
		return complain(o, "--write-names: a pcap file has no place "
		    "for names: write to a .pcapng");
	return 0;
}

static int
check_files(const struct options *o, bool to_stdout)
{
	const char *theirs = o->rotate_size ? "-C" :
	    o->rotate_seconds ? "-G" : o->rotate_command ? "-z" :
	    o->rotate_files ? "-W" : NULL;
	const char *ours = o->number_before_suffix ? "--number-before-suffix" :
	    o->empty_files ? "--empty-files" :
	    o->rotate_on_hup ? "--rotate-on-hup" :
	    o->delete_oldest ? "--on-full" :
	    o->split_by ? "--split-by" : o->per_flow ? "--per-flow" : NULL;
	bool rules = o->start_on != NULL || o->stop_on != NULL ||
	    o->triggers.n != 0 || o->rules.n != 0;

	if (check_anonymize(o, rules) != 0 || check_names(o, rules) != 0)
		return BAD;
	if (o->write_file == NULL && (o->limits.octets || o->limits.files))
		return complain(o, "--stop-after: octets and files are those "
		    "of -w");
	if ((o->start_on != NULL || o->stop_on != NULL) && (theirs != NULL ||
	    ours != NULL || o->limits.octets || o->limits.files))
		return complain(o, "--start-on and --stop-on make files of "
		    "their own: leave out %s", theirs ? theirs :
		    ours ? ours : "--stop-after with octets or files");
	if (o->write_file == NULL && ours != NULL)
		return complain(o, "%s is for files: name them with -w", ours);
	if (to_stdout && (theirs != NULL || ours != NULL))
		return complain(o, "%s cannot be with `-w -': standard output "
		    "is one file; name it", theirs != NULL ? theirs : ours);
	if (o->empty_files && o->rotate_seconds == 0)
		return complain(o, "--empty-files is for idle intervals: "
		    "it needs -G");
	return 0;
}

static int
check(struct options *o)
{
	const bool to_stdout = o->write_file != NULL &&
	    strcmp(o->write_file, "-") == 0;

	if (o->time_style > 5)
		return complain(o,
		    "only -t, -tt, -ttt, -tttt and -ttttt are supported");
	if (o->foreign_numeric && (o->read_file || o->read_list))
		return complain(o, "-f can not be used with -V or -r");
	if (o->read_file != NULL && o->read_list != NULL)
		return complain(o, "-V and -r are mutually exclusive.");
	if (o->json == JSON_TREE && o->fields.n > 0)
		return complain(o, "--json=tree prints all fields: leave "
		    "--fields out, or write --json");
	if (to_stdout && o->print)
		return complain(o, "-w - and printing both use standard "
		    "output: give -w a file");
	if (check_rules(o) != 0)
		return BAD;
	if (check_writing(o) != 0)
		return BAD;
	if (check_files(o, to_stdout) != 0)
		return BAD;
	if (check_split(o) != 0)
		return BAD;
	return check_columns(o);
}

static int
unknown(const struct options *o)
{
	fprintf(stderr, "Usage: %s [option ...] [filter expression]"
	    "  (%s --help lists the options)\n", o->program, o->program);
	return BAD;
}

int
options_parse(struct options *o, int argc, char *argv[])
{
	const struct row *row;
	const char *slash, *arg;
	struct view view;
	int c, rc;

	memset(o, 0, sizeof(*o));
	o->program = argc > 0 ? argv[0] : "tapir";
	if ((slash = strrchr(o->program, '/')) != NULL)
		o->program = slash + 1;
	o->snaplen = OPTIONS_SNAPLEN_MAX;
	o->linktype = o->tstamp_type = -1;
	o->flush_ms = OPTIONS_FLUSH_MS;
	view_make(&view);
#ifdef __GLIBC__
	optind = 0;
#else
	optind = optreset = 1;
#endif
	while ((row = next_row(&view, argc, argv, &c)) != NULL) {
		arg = optarg;
		/* getopt cannot do this: the next word, if it is one. */
		if (takes_prefix(row) && arg == NULL && optind < argc &&
		    argv[optind][0] != '-')
			arg = argv[optind++];
		rc = row->set(o, row, arg);
		if (rc != GO_ON)
			return rc == STOP ? 0 : -1;
	}
	if (c != -1)
		return unknown(o);
	o->filter = join(argc - optind, argv + optind);
	return o->action == ACTION_RUN ? check(o) : 0;
}

static void
list_free(struct options_list *list)
{
	while (list->n > 0)
		free(list->item[--list->n]);
	free(list->item);
	list->item = NULL;
}

void
options_free(struct options *o)
{
	struct options_pref *pref;

	list_free(&o->interfaces);
	list_free(&o->fields);
	list_free(&o->triggers);
	list_free(&o->rules);
	list_free(&o->plugins);
	list_free(&o->disabled_plugins);
	list_free(&o->disabled_protocols);
	list_free(&o->decode_as);
	list_free(&o->disabled_scripts);
	while (o->nscripts > 0)
		list_free(&o->scripts[--o->nscripts].args);
	free(o->scripts);
	list_free(&o->esp_secrets);
	list_free(&o->smi_modules);
	while (o->nprefs > 0) {
		pref = &o->prefs[--o->nprefs];
		free(pref->name);
		free(pref->pref);
		free(pref->value);
	}
	free(o->prefs);
	o->prefs = NULL;
	free(o->filter);
	o->filter = NULL;
}

/* The filter -------------------------------------------------------------- */

/* From # to the end of the line is a comment: blanks, so that lines stay. */
static void
blank_comments(char *s)
{
	bool comment = false;

	for (; *s != '\0'; s++) {
		if (*s == '#' || *s == '\n')
			comment = *s == '#';
		if (comment)
			*s = ' ';
	}
}

char *
options_filter(const struct options *o)
{
	const char *name = o->filter_file;
	char *text;
	size_t len;
	FILE *fp;
	int error;

	if (name == NULL)
		return must(strdup(o->filter != NULL ? o->filter : ""));
	if ((fp = fopen(name, "r")) == NULL) {
		complain(o, "can't open %s: %s", name, strerror(errno));
		return NULL;
	}
	text = must(malloc(FILTER_FILE_MAX + 1));
	errno = 0;
	len = fread(text, 1, FILTER_FILE_MAX + 1, fp);
	error = ferror(fp) ? errno : 0;
	fclose(fp);
	if (error != 0)
		complain(o, "read %s: %s", name, strerror(error));
	else if (len > FILTER_FILE_MAX)
		complain(o, "filter file %s is too large: %d octets at most",
		    name, FILTER_FILE_MAX);
	else if (memchr(text, '\0', len) != NULL)
		complain(o, "filter file %s holds a null octet: "
		    "is it a text file?", name);
	else {
		text[len] = '\0';
		blank_comments(text);
		return text;
	}
	free(text);
	return NULL;
}

/* What the program says about itself --------------------------------------- */

static void
print_row(FILE *fp, const struct row *row)
{
	const char *arg = row->arg != NULL ? row->arg : "";
	const char *blank = *arg == '\0' || *arg == '[' ? "" : " ";
	char letter[] = "    ";
	int width;

	if (row->letter != 0)
		snprintf(letter, sizeof(letter), "-%c%s", row->letter,
		    row->name != NULL ? ", " : "");
	width = fprintf(fp, "  %s%s%s%s%s", letter,
	    row->name != NULL ? "--" : "",
	    row->name != NULL ? row->name : "", blank, arg);
	fprintf(fp, "%*s%s\n", width + 2 > HELP_COLUMN ? 2 :
	    HELP_COLUMN - width, "", row->help);
}

void
options_print_help(FILE *fp)
{
	const struct row *row;

	options_print_version(fp);
	fputs("\nUsage: tapir [option ...] [filter expression]\n"
	    "The filter is libpcap's, see pcap-filter(7); "
	    "the manual is tapir(1).\n", fp);
	for (row = table; row < table + NROWS; row++) {
		if (row->group == HIDDEN)
			continue;
		if (row == table || row[-1].group != row->group)
			fprintf(fp, "\n%s:\n", headings[row->group]);
		print_row(fp, row);
	}
}

void
options_print_version(FILE *fp)
{
	fprintf(fp, "tapir %s\n%s\nplugin ABI %u.%u, plugins in %s\n"
	    "sandbox: %s\n", PACKAGE_VERSION, pcap_lib_version(), TP_ABI_MAJOR, TP_ABI_MINOR,
	    TAPIR_PLUGINDIR, sandbox_describe());
}

void
options_print_float_type(FILE *fp)
{
	/* Rounds to 9877.895 where float is IEEE 754 single. */
	fprintf(fp, "%.3f\n", (double)9877.895F);
}
