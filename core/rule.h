/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A rule as data: what rule_parse.c makes of its text, and trigger.c asks of
 * each packet.  All of it belongs to the rule and lives as long.
 */
#ifndef TAPIR_RULE_H
#define TAPIR_RULE_H

#include <stdbool.h>
#include <stdint.h>

#include <tapir/plugin.h>

#include "expr.h"

#define RULE_FIELD_IDS 16u

/* A name and the fields that it means. */
struct rule_field {
	char *name;
	tp_field ids[RULE_FIELD_IDS];
	uint32_t nids;
};

/* "by A, B": indices into the rule's fields. */
struct rule_by {
	uint32_t *field;
	uint32_t n;
};

struct rule_action {
	const struct action *action;
	void *instance;
	char *source;			/* its text */
};

struct tp_rule {
	struct registry *registry;
	char *name, *source;
	struct expr *when;
	uint32_t count;			/* 0: no such clause */
	int64_t count_within;		/* ns */
	struct rule_by count_by;
	struct expr *unless;		/* or NULL */
	int64_t unless_within;
	struct rule_by unless_by;
	uint32_t most;			/* 0: no such clause */
	int64_t per;
	bool per_key;
	struct rule_action *actions;
	uint32_t nactions;
	/* what events tell: first those of by, then what the actions name,
	 * then what the condition asks for */
	struct rule_field *fields;
	uint32_t nfields, nkeys;
	tp_template **templates;
	uint32_t ntemplates;
	/* what its actions have announced */
	bool prints, writes, marks;
	bool writes_comments;		/* to a file that can have some, by
					 * its name */
	tp_amount before;		/* TP_UNIT_NONE: none looks back */
	uint64_t before_octets;		/* the most that any looks back */
};

struct rules {
	tp_rule **rule;
	uint32_t n;
};

/* The index of a field that events are to tell, new or old; UINT32_MAX: there
 * is none of that name. */
uint32_t rule_add_field(tp_rule *, const char *name);

void	rule_free(tp_rule *);
void	rules_free(struct rules *);

#endif
