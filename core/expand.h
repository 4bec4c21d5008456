/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Templates: text in which {field} stands for a value of the event, {rule} for
 * the rule's name and {time} for the packet time (UTC); {{ and }} are braces.
 * How the values are made safe is the template's mode, TP_EXPAND_*.
 */
#ifndef TAPIR_EXPAND_H
#define TAPIR_EXPAND_H

#include "rule.h"
#include "textbuf.h"

/* The fields that it names become the rule's; NULL: e says why. */
tp_template *expand_new(tp_rule *, const char *text, uint32_t mode,
	    tp_error *e);
void	expand_free(tp_template *);

/* NUL terminated; lives until the template's next expansion. */
const char *expand(tp_template *, const tp_event *);

/* Control octets as \n, \t, \r, \xHH. */
void	expand_escaped(struct textbuf *, const char *);
/* "2026-01-31T12:34:56.789012345Z" */
void	expand_time(struct textbuf *, const tp_time *);

#endif
