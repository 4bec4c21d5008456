/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Text to rules: the language of --trigger and --rules.
 *
 *	rules  = { rule } .
 *	rule   = [ "rule" NAME ] "when" EXPR [ count ] [ unless ] [ limit ]
 *		 "do" action { ";" action } .
 *	count  = "count" NUMBER "within" TIME [ by ] .
 *	unless = "unless" EXPR "within" TIME [ by ] .
 *	limit  = "at" "most" NUMBER "per" TIME [ "per" "key" ] .
 *	by     = "by" FIELD { "," FIELD } .
 *	action = NAME { WORD | STRING } .
 *
 * EXPR is what --where takes, macros too.  It ends at a word of the rule
 * ("count" only before a number) where it is complete: outside parentheses, and
 * not behind an operator.  A # at the start or behind a blank begins a comment.
 */
#ifndef TAPIR_RULE_PARSE_H
#define TAPIR_RULE_PARSE_H

#include <stdio.h>

#include "macros.h"
#include "rule.h"

struct rule_error {
	char text[512];
	char hint[256];			/* "" if there is none */
	uint32_t offset, length;	/* of the place in the text */
};

/*
 * Appends the rules of text.  False: error says what is wrong with the first
 * that is; those before it stand.  What the plugins registered is looked up.
 * No macros: none exists.
 */
bool	rule_parse(struct rules *, struct registry *, const struct macros *,
	    const char *text, struct rule_error *);

/* "tapir: FILE:LINE:COLUMN: what", the line, a caret, and the hint. */
void	rule_error_print(FILE *, const char *program, const char *name,
	    const char *text, const struct rule_error *);

#endif
