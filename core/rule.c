/* SPDX-License-Identifier: BSD-3-Clause */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "action.h"
#include "expand.h"
#include "fatal.h"
#include "rule.h"

uint32_t
rule_add_field(tp_rule *r, const char *name)
{
	struct rule_field *f;
	tp_field ids[RULE_FIELD_IDS];
	uint32_t n;

	for (uint32_t i = 0; i < r->nfields; i++)
		if (strcmp(r->fields[i].name, name) == 0)
			return i;
	n = registry_find(r->registry, name, ids, RULE_FIELD_IDS);
	if (n == 0)
		return UINT32_MAX;
	r->fields = xrealloc(r->fields, r->nfields + 1, sizeof(*r->fields));
	f = &r->fields[r->nfields];
	f->name = xstrdup(name);
	f->nids = n < RULE_FIELD_IDS ? n : RULE_FIELD_IDS;
	memcpy(f->ids, ids, sizeof(ids));
	return r->nfields++;
}

void
rule_free(tp_rule *r)
{
	for (uint32_t i = 0; i < r->nactions; i++) {
		action_destroy(r->actions[i].action, r->actions[i].instance);
		free(r->actions[i].source);
	}
	for (uint32_t i = 0; i < r->ntemplates; i++)
		expand_free(r->templates[i]);
	for (uint32_t i = 0; i < r->nfields; i++)
		free(r->fields[i].name);
	if (r->when != NULL)
		expr_free(r->when);
	if (r->unless != NULL)
		expr_free(r->unless);
	free(r->actions);
	free(r->templates);
	free(r->fields);
	free(r->count_by.field);
	free(r->unless_by.field);
	free(r->name);
	free(r->source);
	free(r);
}

void
rules_free(struct rules *rules)
{
	for (uint32_t i = 0; i < rules->n; i++)
		rule_free(rules->rule[i]);
	free(rules->rule);
	rules->rule = NULL;
	rules->n = 0;
}
