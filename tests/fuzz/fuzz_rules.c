/* SPDX-License-Identifier: BSD-3-Clause */
/* Any text as rules: parsed, its error printed, its templates expanded. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "action.h"
#include "engine.h"
#include "frame.h"
#include "rule_parse.h"

int	LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static struct registry *registry;
static tp_host *host;

/* One argument is a template of the mode that the number of them says. */
static tp_rc
act_parse(void *self, tp_rule *rule, const tp_arg *args, uint32_t n,
    void **instance, tp_error *e, uint32_t *bad)
{
	tp_amount amount;

	(void)self;
	*bad = 0;
	*instance = n == 0 ? NULL :
	    host->make_template(rule, args[0].text, n % 3, e);
	if (n > 1)
		(void)host->amount(args[1].text, &amount);
	return n != 0 && *instance == NULL ? TP_ERROR : TP_OK;
}

static void
act_fire(void *self, void *instance, const tp_event *event)
{
	(void)self;
	if (instance != NULL)
		(void)host->expand(event, instance);
}

static void
start(void)
{
	static const tp_action_desc act = { .size = sizeof(act),
	    .name = "act", .parse = act_parse, .fire = act_fire };

	registry = registry_new();
	host = engine_host(registry);
	frame_register(registry);
	(void)host->action(host, &act, NULL);
}

static void
fire(const tp_rule *r)
{
	tp_named *fields = calloc(r->nfields + 1, sizeof(*fields));
	tp_event e = { .host = host, .rule = r->name, .source = r->source,
	    .fields = fields, .nfields = r->nfields };

	if (fields == NULL)
		abort();
	for (uint32_t i = 0; i < r->nfields; i++) {
		fields[i].name = r->fields[i].name;
		fields[i].text = i % 2 ? NULL : "../a\n\x80";
	}
	for (uint32_t i = 0; i < r->nactions; i++)
		action_fire(&r->actions[i], &e);
	free(fields);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static FILE *nowhere;
	struct rules rules = { NULL, 0 };
	struct rule_error error;
	char *text = calloc(1, n + 1);

	if (text == NULL)
		abort();
	if (registry == NULL) {
		start();
		nowhere = fopen("/dev/null", "w");
	}
	memcpy(text, data, n);
	if (!rule_parse(&rules, registry, NULL, text, &error) && nowhere != NULL)
		rule_error_print(nowhere, "tapir", "rules", text, &error);
	for (uint32_t i = 0; i < rules.n; i++)
		fire(rules.rule[i]);
	rules_free(&rules);
	free(text);
	return 0;
}
