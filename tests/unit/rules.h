/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * For the tests of rules: a protocol "t" whose frames are octets - kind, key,
 * and perhaps a second key - and an action "note" that keeps what it gets.
 */
#ifndef TESTS_UNIT_RULES_H
#define TESTS_UNIT_RULES_H

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include <tapir/dissect.h>

#include "action.h"
#include "engine.h"
#include "flow.h"
#include "frame.h"
#include "names.h"
#include "rule_parse.h"

enum { F_KIND, F_KEY, F_OTHER, NFIELDS };

static const tp_field_desc fields[NFIELDS] = {
	[F_KIND] = { "t.kind", "Kind", TP_FT_UINT8, TP_BASE_DEC, 0, NULL,
	    NULL },
	[F_KEY] = { "t.key", "Key", TP_FT_UINT8, TP_BASE_DEC, 0, NULL, NULL },
	[F_OTHER] = { "t.other", "Other", TP_FT_UINT8, TP_BASE_DEC, 0, NULL,
	    NULL },
};

static struct registry *registry;
static tp_host *host;
static struct flow_table *flows;
static struct names *names;
static struct packet *packet;
static struct rules rules;
static struct rule_error rule_error;

/* What note was told: the last events, in text. */
static char notes[4096];

static tp_rc
t_dissect(void *self, tp_tvb *t, const void *arg)
{
	(void)self;
	(void)arg;
	(void)tp_f_u8(t, F_KIND);
	if (tp_more(t))
		(void)tp_f_u8(t, F_KEY);
	if (tp_more(t))
		(void)tp_f_u8(t, F_OTHER);
	return tp_done(t);
}

static tp_rc
note_parse(void *self, tp_rule *rule, const tp_arg *args, uint32_t n,
    void **instance, tp_error *e, uint32_t *bad)
{
	(void)self;
	*instance = NULL;
	if (n > 1) {
		*bad = 1;
		strcpy(e->msg, "too much");
		return TP_ERROR;
	}
	*bad = 0;
	if (n == 1)
		*instance = host->make_template(rule, args[0].text,
		    TP_EXPAND_TEXT, e);
	return n == 1 && *instance == NULL ? TP_ERROR : TP_OK;
}

/* "NAME@MILLISECONDS#FRAME[!][~]:KEY,KEY:text " */
static void
note_fire(void *self, void *instance, const tp_event *e)
{
	size_t n = strlen(notes);

	(void)self;
	n += (size_t)snprintf(notes + n, sizeof(notes) - n,
	    "%s@%lld#%llu%s%s", e->rule, (long long)(e->time.sec * 1000 +
	    e->time.nsec / 1000000), (unsigned long long)e->frame,
	    e->flags & TP_EVENT_DEADLINE ? "!" : "",
	    e->flags & TP_EVENT_LOST ? "~" : "");
	for (uint32_t i = 0; i < e->nkeys; i++)
		n += (size_t)snprintf(notes + n, sizeof(notes) - n, "%c%s",
		    i == 0 ? ':' : ',', e->fields[i].text);
	if (instance != NULL)
		n += (size_t)snprintf(notes + n, sizeof(notes) - n, ":%s",
		    host->expand(e, instance));
	(void)snprintf(notes + n, sizeof(notes) - n, " ");
}

static void
rules_setup(void)
{
	static const tp_action_desc note = { .size = sizeof(note),
	    .name = "note", .usage = "[TEXT]", .parse = note_parse,
	    .fire = note_fire };
	tp_dissector_desc d = { .size = sizeof(d), .name = "t",
	    .text_name = "t", .dissect = t_dissect };
	struct names_config config = { .numeric = 1 };

	registry = registry_new();
	host = engine_host(registry);
	frame_register(registry);
	d.proto = host->proto(host, "t", "Test");
	ck_assert_uint_ne(host->fields(host, d.proto, fields, NFIELDS,
	    sizeof(fields[0])), 0);
	ck_assert_int_eq(host->add_uint(host, "linktype", 1, 1, 0,
	    host->dissector(host, &d, NULL)), TP_OK);
	ck_assert_int_eq(host->action(host, &note, NULL), TP_OK);
	names = names_new(&config);
	flows = flow_table_new(16);
	packet = packet_new(registry, host, flows, names);
	notes[0] = '\0';
}

static void
rules_teardown(void)
{
	rules_free(&rules);
	action_free_all();
	packet_free(packet);
	flow_table_free(flows);
	names_free(names);
	registry_free(registry);
	free(host);
}

static bool
parsed(const char *text)
{
	return rule_parse(&rules, registry, NULL, text, &rule_error);
}

#endif
