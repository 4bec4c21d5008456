/* SPDX-License-Identifier: BSD-3-Clause */
/* Wires the modules together; what they do stands in their own files. */
#include "config.h"

#include <stdlib.h>

#include "engine.h"
#include "fatal.h"
#include "flow.h"
#include "frame.h"
#include "loader.h"
#include "names.h"
#include "options.h"
#include "output.h"
#include "run.h"
#include "savefile.h"

#define MAX_FLOWS 65536u

static void
configure_registry(struct registry *r, const struct options *o)
{
	for (size_t i = 0; i < o->nprefs; i++)
		registry_set_pref(r, o->prefs[i].name, o->prefs[i].pref,
		    o->prefs[i].value);
	if (o->tls_text)
		registry_set_pref(r, "tls", "text", "true");
	for (size_t i = 0; i < o->disabled_protocols.n; i++)
		registry_disable_protocol(r, o->disabled_protocols.item[i]);
	frame_register(r);
}

static void
load_plugins(struct loader *l, const struct options *o)
{
	for (size_t i = 0; i < o->plugins.n; i++)
		loader_file(l, o->plugins.item[i]);
	loader_search(l);
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
	    (o->hex || o->hex_ascii || o->ascii ? TP_OPT_DUMPED : 0u);
	if (o->packet_type == NULL)
		return;
	k->forced = registry_packet_type(p->registry, o->packet_type);
	if (k->forced == NULL)
		fatal("unknown packet type `%s'", o->packet_type);
}

static int
run_file(struct run *r, const char *path)
{
	char error[512];
	struct source *s = savefile_open(path, error, sizeof(error));
	int status;

	if (s == NULL) {
		warning("%s", error);
		return 1;
	}
	status = run_source(r, s, path);
	s->close(s);
	return status;
}

static int
capture_and_print(const struct options *o, struct registry *registry,
    tp_host *host)
{
	struct names_config names_config = { .numeric = o->numeric,
	    .no_domain = o->no_domain, .foreign_numeric = o->foreign_numeric,
	    .wait = true };
	struct names *names = names_new(&names_config);
	struct flow_table *flows = flow_table_new(MAX_FLOWS);
	struct packet *p = packet_new(registry, host, flows, names);
	struct run *run;
	int status;

	configure_packet(p, o);
	run = run_new(o, p);
	output_open(o->line_buffered);
	status = run_file(run, o->read_file);
	run_free(run);
	packet_free(p);
	flow_table_free(flows);
	names_free(names);
	return status;
}

static int
act(const struct options *o)
{
	struct registry *registry = registry_new();
	tp_host *host = engine_host(registry);
	struct loader *loader = loader_new(host, o->disabled_plugins.item,
	    o->disabled_plugins.n);
	int status = 0;

	configure_registry(registry, o);
	load_plugins(loader, o);
	if (!loader_check(loader) || !registry_check(registry))
		status = 1;
	else if (o->action == ACTION_LIST_PLUGINS)
		loader_list(loader);
	else if (o->action == ACTION_LIST_PROTOCOLS)
		registry_list_protocols(registry);
	else if (o->action == ACTION_LIST_FIELDS)
		registry_list_fields(registry, o->list_prefix);
	else
		status = capture_and_print(o, registry, host);
	loader_free(loader);
	registry_free(registry);
	free(host);
	return status;
}

int
main(int argc, char *argv[])
{
	struct options o;
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
		status = act(&o);
	}
	options_free(&o);
	return status;
}
