/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The command line: tcpdump 5.0's options and our own, parsed into one plain
 * struct of checked values.  Nothing is opened and nothing is looked up on the
 * machine: whether a device, a file, a user, a -T type, a plugin, a protocol
 * or a field of that name exists is for others to say.
 */
#ifndef TAPIR_OPTIONS_H
#define TAPIR_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "dump.h"
#include "limit.h"

#define OPTIONS_FLUSH_MS	1000	/* nothing waits longer for its file */
#define OPTIONS_SNAPLEN_MAX	262144	/* the default too, and what 0 means */

/* What to do.  All but ACTION_RUN print something to stdout and exit with 0. */
enum options_action {
	ACTION_RUN,
	ACTION_HELP,			/* options_print_help(stdout) */
	ACTION_VERSION,			/* options_print_version(stdout) */
	ACTION_FLOAT_TYPE,		/* options_print_float_type(stdout) */
	ACTION_LIST_INTERFACES,		/* -D */
	ACTION_LIST_SCRIPTS,
	ACTION_LIST_PLUGINS,		/* the four of these need the plugins */
	ACTION_LIST_PROTOCOLS,		/* loaded, as the other options say */
	ACTION_LIST_FIELDS,		/* those starting with list_prefix */
	ACTION_LIST_TABLES,		/* or what those hold */
	ACTION_EXPLAIN,			/* what --where makes of o->where */
	ACTION_LIST_ACTIONS,		/* what rules may do */
	ACTION_CHECK			/* the rules, and nothing else */
};

enum options_direction {
	DIRECTION_UNSET, DIRECTION_INOUT, DIRECTION_IN, DIRECTION_OUT
};

/* --time-stamp-precision; unset is micro, as in tcpdump. */
enum options_precision { PRECISION_UNSET, PRECISION_MICRO, PRECISION_NANO };

enum options_json { JSON_OFF, JSON_FLAT, JSON_TREE };

/* Strings of an option that may be repeated, in order; owned by the struct. */
struct options_list {
	char **item;
	size_t n;
};

/* One --pref NAME.PREF=VALUE. */
struct options_pref {
	char *name;			/* what owns it: a protocol or a plugin */
	char *pref;
	char *value;			/* may be empty */
};

/* One --script FILE. */
struct options_script {
	const char *path;
	struct options_list args;	/* --script-arg, after it */
};

/*
 * Strings are NULL where the option was not given; unless a comment says
 * otherwise they point into argv, which must live as long as the struct.
 */
struct options {
	const char *program;		/* argv[0] without its folders */
	enum options_action action;

	/* Where packets come from. */
	struct options_list interfaces;	/* -i, as written: name or number */
	const char *read_file;		/* -r; "-" is stdin */
	const char *read_list;		/* -V: file that lists files; "-" too */
	int snaplen;			/* -s, 1 to OPTIONS_SNAPLEN_MAX */
	int buffer_size;		/* -B, in octets; 0: the default */
	int linktype;			/* -y, a DLT_ value; -1: not given */
	int tstamp_type;		/* -j, a PCAP_TSTAMP_ value; -1: not given */
	enum options_precision precision;
	enum options_direction direction;	/* -Q */
	bool monitor;			/* -I */
	bool no_promiscuous;		/* -p */
	bool immediate;			/* --immediate-mode */
	bool list_linktypes;		/* -L \ ignored where packets come from */
	bool list_tstamp_types;		/* -J / a file; -J goes before -L */
	const char *user;		/* -Z */
	bool no_sandbox;		/* --no-sandbox */

	/* Which packets. */
	char *filter;			/* words joined by blanks, owned; NULL if
					 * none; use options_filter() for -F */
	const char *filter_file;	/* -F */
	bool no_optimize;		/* -O */
	int dump_code;			/* number of -d: 1, 2, 3 or more (as 3) */
	int count;			/* -c; 0: no limit */
	int skip;			/* --skip */
	struct limits limits;		/* --stop-after */
	const char *where;		/* --where, --explain: an expression */
	const char *macros;		/* --macros: the file of its macros */

	/* Rules. */
	struct options_list triggers;	/* --trigger, each a text */
	struct options_list rules;	/* --rules, each a file */
	const char *start_on, *stop_on;	/* expressions; with write_file */
	const char *before, *after;	/* checked amounts */
	bool dry_run;			/* --dry-run */
	int64_t trigger_memory, ring_size;	/* octets; 0: the defaults */

	/* Writing them. */
	const char *write_file;		/* -w; "-" is stdout */
	int64_t rotate_size;		/* -C, in octets; 0: off */
	int rotate_seconds;		/* -G; 0: off */
	int rotate_files;		/* -W; 0: no limit */
	const char *rotate_command;	/* -z */
	bool number_before_suffix;	/* x1.pcap, not x.pcap1 */
	bool empty_files;		/* -G: of idle intervals, too */
	bool rotate_on_hup;		/* SIGHUP does not end the run */
	bool delete_oldest;		/* --on-full: make room that way */
	const char *split_by;		/* --split-by: a field */
	bool per_flow;			/* --per-flow */
	bool anonymize;			/* --anonymize */
	bool write_names;		/* --write-names */
	const char *key_file;		/* its key; NULL: one of this run */
	int max_files;			/* --max-files, of these two */
	bool packet_buffered;		/* -U */
	enum dump_format format;	/* --format */
	enum compression compression;	/* --compress */
	int flush_ms;			/* --flush-interval */
	bool append;			/* --append */
	bool no_reassembly;		/* --no-reassembly */
	const char *crash_dir;		/* --crash-dir: a folder */
	int max_failures;		/* --max-failures */
	bool no_isolation;		/* --no-isolation */
	const char *summary_json;	/* --summary-json: a file */

	/* Printing them. */
	bool print;			/* --print: also with -w */
	int print_sampling;		/* --print-sampling N: every Nth only;
					 * 0: off; sets print and absolute_seq */
	bool count_only;		/* --count */
	bool line_buffered;		/* -l */
	bool packet_number;		/* -# */
	bool lengths;			/* --lengths */
	bool link_header;		/* -e */
	bool quiet;			/* -q */
	bool ip_oneline;		/* -g */
	bool bgp_asdot;			/* -b: AS numbers in dotted form */
	bool mesh;			/* -H: look for 802.11s draft headers */
	bool no_checksums;		/* -K */
	bool absolute_seq;		/* -S */
	bool nfs_handles;		/* -u */
	int verbose;			/* number of -v */
	int time_style;			/* number of -t, 0 to 5 */
	int hex;			/* number of -x */
	int hex_ascii;			/* number of -X */
	int ascii;			/* number of -A */
	bool numeric;			/* -n: neither hosts nor ports by name */
	bool no_domain;			/* -N */
	bool foreign_numeric;		/* -f */
	const char *packet_type;	/* -T, as written; any case is meant */
	enum options_json json;		/* --json[=tree] */
	struct options_list fields;	/* --fields, split at the commas */
	bool header;			/* --header: their names first */
	char separator;			/* --separator, between columns */
	char quote;			/* --quote, around values; '\0': none */
	char occurrence;		/* --occurrence: first, last, all */
	bool csv;			/* --csv */
	bool tls_text;			/* --tls-text */

	/* Protocols and plugins. */
	struct options_list plugins;		/* --plugin */
	struct options_list disabled_plugins;	/* --disable-plugin */
	struct options_list disabled_protocols;	/* --disable-protocol */
	struct options_pref *prefs;	/* --pref, owned */
	size_t nprefs;
	struct options_list decode_as;	/* --decode-as, as written */
	struct options_script *scripts;	/* --script, owned */
	size_t nscripts;
	struct options_list disabled_scripts;	/* --disable-script */
	bool wireshark_scripts;			/* --wireshark-scripts */
	bool lua_unsafe;			/* --lua-unsafe */
	bool lua_profile;			/* --lua-profile */
	const char *list_prefix;	/* --list-fields, --list-tables PREFIX;
					 * NULL: all */
	struct options_list esp_secrets;	/* -E */
	const char *tcp_md5_secret;	/* -M */
	struct options_list smi_modules;	/* -m */
};

/*
 * Fills *o from argv (which getopt may reorder) and checks the combinations.
 * 0: o->action says what to do.  -1: what is wrong stands on stderr, and the
 * exit status is 1.  Call options_free() in both cases.
 */
int	options_parse(struct options *o, int argc, char *argv[]);
void	options_free(struct options *o);

/*
 * The text of the filter: that of the -F file if there is one (the words are
 * then ignored, as in tcpdump; `#' starts a comment), else the words; "" if
 * there is neither.  To be freed.  NULL: the reason stands on stderr.
 */
char	*options_filter(const struct options *o);

/* With the version in front, as tcpdump has it. */
void	options_print_help(FILE *fp);
void	options_print_version(FILE *fp);

/* What tcpdump's undocumented --fp-type prints: a test of float arithmetic. */
void	options_print_float_type(FILE *fp);

#endif
