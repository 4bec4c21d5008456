/* SPDX-License-Identifier: BSD-3-Clause */
/* Wires the modules together; what they do stands in their own files. */
#include "config.h"

#include <sys/stat.h>

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <pcap/pcap.h>

#include "action.h"
#include "bpf.h"
#include "capture.h"
#include "devices.h"
#include "engine.h"
#include "expert.h"
#include "fatal.h"
#include "extract.h"
#include "flow.h"
#include "frame.h"
#include "helper.h"
#include "keeper.h"
#include "loader.h"
#include "names.h"
#include "options.h"
#include "output.h"
#include "plugin_rules.h"
#include "privilege.h"
#include "reach.h"
#include "reader.h"
#include "run.h"
#include "sandbox.h"
#include "savefile.h"
#include "scripts.h"
#include "signals.h"
#include "taps.h"
#include "watch.h"
#include "where.h"
#include "worker.h"

#define MAX_FLOWS 65536u

/* Everything that dissecting needs, made only where something dissects. */
struct tapir {
	const struct options *o;
	struct registry *registry;
	tp_host *host;
	struct loader *loader;
	struct flow_table *flows;
	struct names *names;
	struct packet *packet;
	struct worker *worker;	/* who has all of these instead */
};

/* --------------------------------------------------- plugins and packets */

static void
configure_registry(struct registry *r, const struct options *o)
{
	for (size_t i = 0; i < o->nprefs; i++)
		registry_set_pref(r, o->prefs[i].name, o->prefs[i].pref,
		    o->prefs[i].value);
	if (o->tls_text)
		registry_set_pref(r, "tls", "text", "true");
	if (o->tcp_md5_secret != NULL)
		registry_set_pref(r, "tcp", "md5_secret", o->tcp_md5_secret);
	for (size_t i = 0; i < o->disabled_protocols.n; i++)
		registry_disable_protocol(r, o->disabled_protocols.item[i]);
	frame_register(r);
	expert_register(r);
}

/* What dissectors are told of the options. */
static void
configure_packet(struct packet *p, const struct options *o)
{
	tp_pkt *k = &p->pub;

	k->verbose = (uint32_t)o->verbose;
	k->opts = (o->numeric ? TP_OPT_NUMERIC : 0u) |
	    (o->link_header ? TP_OPT_LINK : 0u) |
	    (o->quiet ? TP_OPT_QUICK : 0u) |
	    (o->absolute_seq ? TP_OPT_ABS_SEQ : 0u) |
	    (o->ip_oneline ? TP_OPT_ONE_LINE : 0u) |
	    (o->no_checksums ? TP_OPT_NO_CHECKSUM : 0u) |
	    (o->bgp_asdot ? TP_OPT_AS_DOT : 0u) |
	    (o->mesh ? TP_OPT_MESH : 0u) |
	    (o->nfs_handles ? TP_OPT_RAW_NFS : 0u) |
	    (o->hex || o->hex_ascii || o->quiet ? TP_OPT_DUMPED : 0u);
	p->frames_alone = o->no_reassembly;
	if (o->packet_type == NULL)
		return;
	k->forced = registry_packet_type(p->registry, o->packet_type);
	if (k->forced == NULL)
		fatal("unknown packet type `%s'", o->packet_type);
	if (k->forced->flags & TP_DISSECTOR_STREAM)
		k->forced_stream = k->forced;
}

/* False: what is wrong stands on standard error. */
static bool
plugins_load(struct tapir *t)
{
	const struct options *o = t->o;
	bool good;

	t->registry = registry_new();
	t->host = engine_host(t->registry);
	t->loader = loader_new(t->registry, t->host, o->disabled_plugins.item,
	    o->disabled_plugins.n);
	configure_registry(t->registry, o);
	for (size_t i = 0; i < o->plugins.n; i++)
		loader_file(t->loader, o->plugins.item[i]);
	loader_search(t->loader);
	scripts_find(o);
	scripts_load(t->loader);
	good = loader_check(t->loader);
	for (size_t i = 0; i < o->decode_as.n; i++)
		good = registry_decode_as(t->registry, o->decode_as.item[i]) &&
		    good;
	good = scripts_check(o) && good;
	return registry_check(t->registry) && good;
}

/* Fields have the numbers of addresses; text and files have names, and so may
 * what scripts make. */
static bool
prints_hosts(const struct options *o)
{
	return (o->json == JSON_OFF && o->fields.n == 0) || o->write_names ||
	    o->nscripts != 0;
}

static void
packets_start(struct tapir *t)
{
	const struct options *o = t->o;
	struct names_config c = { .numeric = o->numeric,
	    .no_domain = o->no_domain, .foreign_numeric = o->foreign_numeric,
	    .hosts = prints_hosts(o),
	    .wait = o->read_file != NULL || o->read_list != NULL };

	t->names = names_new(&c);
	t->flows = flow_table_new(MAX_FLOWS);
	t->packet = packet_new(t->registry, t->host, t->flows, t->names);
	configure_packet(t->packet, o);
}

static void
tapir_free(struct tapir *t)
{
	if (t->packet != NULL) {
		packet_free(t->packet);
		flow_table_free(t->flows);
		names_free(t->names);
	}
	if (t->registry == NULL)
		return;
	loader_free(t->loader);
	scripts_free();
	action_free_all();
	taps_free();
	readers_free();
	plugin_rules_free_all();
	registry_free(t->registry);
	free(t->host);
}

/* --------------------------------------------------------------- sources */

/* Name and description, as tcpdump has them in its messages. */
static void
linktype_text(char *s, size_t n, int dlt)
{
	const char *name = pcap_datalink_val_to_name(dlt);
	const char *what = pcap_datalink_val_to_description(dlt);

	if (name == NULL)
		snprintf(s, n, "%d", dlt);
	else
		snprintf(s, n, "%s (%s)", name, what ? what : "?");
}

static struct source *
file_open(const char *path)
{
	char error[512], linktype[128];
	struct source *s = savefile_open(path, error, sizeof(error));

	if (s == NULL && strcmp(path, "-") != 0)
		s = reader_open(path, error, sizeof(error));
	if (s == NULL) {
		warning("%s", error);
		return NULL;
	}
	linktype_text(linktype, sizeof(linktype), s->ifs[0].dlt);
	fprintf(stderr, "reading from file %s, link-type %s, "
	    "snapshot length %u\n", path, linktype, s->ifs[0].snaplen);
	/* its packets have the numbers of the interfaces of another machine,
	 * perhaps */
	if (s->ifs[0].dlt == DLT_LINUX_SLL2)
		fputs("Warning: interface names might be incorrect\n", stderr);
	return s;
}

static void
capture_config(struct capture_config *c, const struct options *o)
{
	memset(c, 0, sizeof(*c));
	c->ifs = (const char *const *)o->interfaces.item;
	c->nifs = o->interfaces.n;
	c->snaplen = o->snaplen;
	c->buffer_size = o->buffer_size;
	c->promisc = !o->no_promiscuous;
	c->monitor = o->monitor;
	c->immediate = o->immediate;
	c->nano = o->precision == PRECISION_NANO;
	c->direction = o->direction == DIRECTION_IN ? PCAP_D_IN :
	    o->direction == DIRECTION_OUT ? PCAP_D_OUT : PCAP_D_INOUT;
	c->dlt = o->linktype;
	c->tstamp_type = o->tstamp_type;
}

/* urgent: frames are not to wait for others. */
static struct source *
live_open(const struct options *o, bool urgent)
{
	struct capture_config c;
	char error[512];
	struct source *s;

	capture_config(&c, o);
	c.immediate |= urgent;
	s = capture_open(&c, error, sizeof(error));
	if (s == NULL)
		warning("%s", error);
	return s;
}

static void
say_listening(const struct options *o, const struct source *s)
{
	char linktype[128];

	if (o->verbose == 0 && (o->write_file == NULL || o->print) &&
	    !o->count_only && o->json == JSON_OFF && o->fields.n == 0)
		fprintf(stderr, "%s: verbose output suppressed, use "
		    "-v[v]... for full protocol decode\n", o->program);
	else
		fprintf(stderr, "%s: ", o->program);
	for (uint32_t i = 0; i < s->nifs; i++) {
		linktype_text(linktype, sizeof(linktype), s->ifs[i].dlt);
		fprintf(stderr, "listening on %s, link-type %s, "
		    "snapshot length %u bytes\n", s->ifs[i].name, linktype,
		    s->ifs[i].snaplen);
	}
}

/* The exit status for a call that explains its failure in error. */
static int
said(int rc, const char *error)
{
	if (rc == 0)
		return 0;
	warning("%s", error);
	return 1;
}

/*
 * The source is open, or the first of several; what comes from it is hostile.
 * What follows when the first file is open, too, is sandbox_enter().
 */
static int
drop_privileges(const struct options *o)
{
	static bool dropped;
	char error[512];
	int rc;

	if (dropped)
		return 0;
	dropped = true;
	rc = privilege_drop(o->user, error, sizeof(error));
	if (rc != 0)
		warning("%s", error);
	if (rc == -1)
		return 1;
	return said(sandbox_prepare(o->user != NULL && geteuid() == 0, error,
	    sizeof(error)), error);
}

static int
run_live(const struct options *o, struct run *r)
{
	struct source *s = live_open(o, run_is_urgent(r));
	int status;

	if (s == NULL)
		return 1;
	status = run_prepare(r, s, true);
	if (status == 0)
		status = drop_privileges(o);
	if (status == 0) {
		say_listening(o, s);
		status = run_source(r, s, s->ifs[0].name, true);
	}
	s->close(s);
	return status;
}

/* -Z comes after the file is open; of several, after the first. */
static int
run_file(const struct options *o, struct run *r, const char *path)
{
	struct source *s = file_open(path);
	int status;

	if (s == NULL)
		return 1;
	status = run_prepare(r, s, false);
	if (status == 0)
		status = drop_privileges(o);
	if (status == 0)
		status = run_source(r, s, path, false);
	s->close(s);
	return status;
}

/* -V: one file name a line. */
static int
run_list(const struct options *o, struct run *r)
{
	FILE *list = strcmp(o->read_list, "-") == 0 ? stdin :
	    fopen(o->read_list, "r");
	char *path = NULL;
	size_t cap = 0, files = 0;
	ssize_t n;
	int status = 0;

	if (list == NULL) {
		warning("%s: %s", o->read_list, strerror(errno));
		return 1;
	}
	while (status == 0 && signals_stop == 0 && !run_is_over(r) &&
	    (n = getline(&path, &cap, list)) > 0) {
		if (path[n - 1] == '\n')
			path[n - 1] = '\0';
		files++;
		status = run_file(o, r, path);
	}
	if (files == 0) {
		warning("%s names no file", o->read_list);
		status = 1;
	}
	free(path);
	if (list != stdin)
		(void)fclose(list);
	return status;
}

/* Of -V; what is no file tells them one by one, and once. */
static void
reach_listed(const char *list)
{
	struct stat st;
	FILE *fp = strcmp(list, "-") != 0 && stat(list, &st) == 0 &&
	    S_ISREG(st.st_mode) ? fopen(list, "r") : NULL;
	char *path = NULL;
	size_t cap = 0;

	if (fp == NULL)
		reach_read("/");
	while (fp != NULL && getline(&path, &cap, fp) > 0) {
		path[strcspn(path, "\n")] = '\0';
		reach_read(path);
	}
	free(path);
	if (fp != NULL)
		(void)fclose(fp);
}

/* Files that are opened by name once packets come; others say theirs. */
static void
say_reach(const struct options *o)
{
	char inside[PATH_MAX];

	if (o->read_list != NULL)
		reach_listed(o->read_list);
	if (o->summary_json != NULL)
		reach_write(o->summary_json, false);
	if (o->crash_dir == NULL)
		return;
	snprintf(inside, sizeof(inside), "%s/crash", o->crash_dir);
	reach_write(inside, false);
}

static int
run_all(struct tapir *t, const char *filter)
{
	const struct options *o = t->o;
	char error[512];
	struct run *r;
	int status = 0;

	signals_install();
	output_open(o->line_buffered);
	say_reach(o);
	r = run_new(o, filter, t->packet, t->worker);
	helpers_start(o->user);
	if (o->read_file == NULL && o->read_list == NULL)
		status = run_live(o, r);
	else if (said(privilege_drop_setid(error, sizeof(error)), error) != 0)
		status = 1;
	else
		status = o->read_list != NULL ? run_list(o, r) :
		    run_file(o, r, o->read_file);
	status = run_end(r, status);
	helpers_stop();
	return status;
}

/* ------------------------------------------------- what is only listed */

/* -d: of the file, of the interface, or of the link type of -y. */
static int
dump_code(const struct options *o, const char *filter)
{
	struct pktfilter_config c = { filter, !o->no_optimize,
	    o->foreign_numeric };
	char error[512];
	struct source *s = NULL;
	pcap_t *p;
	int rc;

	if (o->read_file == NULL && o->interfaces.n != 0) {
		if ((s = live_open(o, false)) == NULL)
			return 1;
		rc = capture_dump_filter(s, &c, o->dump_code, error,
		    sizeof(error));
		s->close(s);
		return said(rc, error);
	}
	if (o->read_file != NULL && (s = file_open(o->read_file)) == NULL)
		return 1;
	if (s == NULL && o->linktype < 0)
		fprintf(stderr, "Warning: assuming Ethernet\n");
	p = s != NULL ? pktfilter_open_saved(&s->ifs[0], error,
	    sizeof(error)) : pktfilter_open_dlt(o->linktype < 0 ? DLT_EN10MB :
	    o->linktype, o->snaplen, error, sizeof(error));
	if (s != NULL)
		s->close(s);
	if (p == NULL)
		return said(-1, error);
	rc = pktfilter_dump(p, NULL, &c, o->dump_code, error, sizeof(error));
	pcap_close(p);
	return said(rc, error);
}

static bool
is_printed(void *registry, int dlt)
{
	const struct candidate *c = table_find(registry_table(registry,
	    "linktype"), linktype_of_dlt(dlt));

	while (c != NULL && c->dissector->disabled)
		c = c->next;
	return c != NULL;
}

static int
list_dlts(struct tapir *t, const struct capture_config *c)
{
	char error[512];

	if (!plugins_load(t))
		return 1;
	return said(devices_list_dlts(stdout, c, is_printed, t->registry,
	    error, sizeof(error)), error);
}

/* -D, -J, -L: true, and *status is the exit status, if it was asked for. */
static bool
list_devices(struct tapir *t, int *status)
{
	const struct options *o = t->o;
	bool live = o->read_file == NULL && o->read_list == NULL;
	struct capture_config c;
	char error[512];

	capture_config(&c, o);
	if (o->action == ACTION_LIST_INTERFACES)
		*status = said(devices_list(stdout, error, sizeof(error)),
		    error);
	else if (live && o->list_tstamp_types)
		*status = said(devices_list_tstamps(stdout, &c, error,
		    sizeof(error)), error);
	else if (live && o->list_linktypes)
		*status = list_dlts(t, &c);
	else
		return false;
	return true;
}

static int
explain(struct tapir *t)
{
	struct expr *e = where_new(t->o, t->registry);

	if (e == NULL)
		return 1;
	expr_explain(e, stdout);
	expr_free(e);
	return 0;
}

static int
list_plugins(struct tapir *t)
{
	if (!plugins_load(t))
		return 1;
	if (t->o->action == ACTION_EXPLAIN)
		return explain(t);
	if (t->o->action == ACTION_CHECK)
		return watch_check(t->o, t->registry);
	if (t->o->action == ACTION_LIST_ACTIONS)
		watch_list_actions();
	else if (t->o->action == ACTION_LIST_SCRIPTS)
		scripts_list();
	else if (t->o->action == ACTION_LIST_PLUGINS)
		loader_list(t->loader);
	else if (t->o->action == ACTION_LIST_PROTOCOLS)
		registry_list_protocols(t->registry);
	else if (t->o->action == ACTION_LIST_TABLES)
		registry_list_tables(t->registry, t->o->list_prefix);
	else
		registry_list_fields(t->registry, t->o->list_prefix);
	return 0;
}

/* Options that tcpdump knows and that do nothing here yet. */
static void
say_unbuilt(const struct options *o)
{
	if (o->esp_secrets.n != 0)
		warning("-E: decryption of ESP is not built; it has no effect");
	for (size_t i = 0; i < o->smi_modules.n; i++)
		warning("ignoring option `-m %s' (no libsmi support)",
		    o->smi_modules.item[i]);
}

/* -w alone and --count dissect nothing; scripts may have rules. */
static bool
is_dissecting(const struct options *o)
{
	return o->where != NULL || watch_is_wanted(o) || o->nscripts != 0 ||
	    extract_is_wanted(o) || ((o->write_file == NULL || o->print) &&
	    !o->count_only);
}

/* In the process that forks workers. */
static bool
make_judge(void *arg, const struct verbs *v, struct worker_made *made)
{
	struct tapir *t = arg;

	if (!plugins_load(t))
		return false;
	packets_start(t);
	made->judge = judge_new(t->o, t->packet, v);
	helpers_start(t->o->user);
	made->packet = t->packet;
	made->registry = t->registry;
	return true;
}

/* Here or in a process of its own; false: it has been said. */
static bool
start_dissecting(struct tapir *t)
{
	if (worker_is_wanted(t->o)) {
		t->worker = worker_start(t->o, make_judge, t);
		return t->worker != NULL;
	}
	if (!plugins_load(t))
		return false;
	packets_start(t);
	return true;
}

static int
capture_or_read(struct tapir *t)
{
	const struct options *o = t->o;
	char *filter = options_filter(o);
	int status = 0;

	if (filter == NULL)
		return 1;
	if (o->dump_code)
		status = dump_code(o, filter);
	else {
		if (o->no_sandbox)
			sandbox_switch_off();
		if (o->lua_unsafe)
			sandbox_permit_plugins();
		if (o->write_file != NULL || watch_is_wanted(o) ||
		    o->nscripts != 0)
			keeper_start();
		if (is_dissecting(o) && !start_dissecting(t))
			status = 1;
		if (status == 0)
			status = run_all(t, filter);
		keeper_stop();
	}
	free(filter);
	return status;
}

static int
act(struct tapir *t)
{
	int status = 0;

	if (list_devices(t, &status))
		return status;
	if (t->o->action != ACTION_RUN)
		return list_plugins(t);
	say_unbuilt(t->o);
	return capture_or_read(t);
}

int
main(int argc, char *argv[])
{
	struct options o;
	struct tapir t = { .o = &o };
	int status = 0;

	if (options_parse(&o, argc, argv) < 0)
		status = 1;
	else if (o.action == ACTION_HELP)
		options_print_help(stdout);
	else if (o.action == ACTION_VERSION)
		options_print_version(stdout);
	else if (o.action == ACTION_FLOAT_TYPE)
		options_print_float_type(stdout);
	else {
		fatal_program(o.program);
		status = act(&t);
	}
	xrelease_at_end();
	tapir_free(&t);
	options_free(&o);
	if (fflush(stdout) != 0 && status == 0)
		status = EXIT_OUTPUT;
	return status;
}
