/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Wireshark's display filter language over all fields: compiled once, then
 * asked of each dissected packet.  What it means is what `tshark -Y` of
 * release 4 says it means.
 *
 *	expr_lex.c	text to tokens
 *	expr_parse.c	tokens to a tree of nodes
 *	expr_check.c	names to fields, literals to values, types that fit
 *	expr_eval.c	the tree on a packet
 */
#ifndef TAPIR_EXPR_H
#define TAPIR_EXPR_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "engine.h"

#define EXPR_MAX_TEXT 65536u	/* octets of an expression */

struct expr;

/* Where in the text what is wrong: octets from 0; length may be 0. */
struct expr_error {
	char text[256];
	uint32_t column, length;
};

/* Sets the error; false. */
bool	expr_fail(struct expr_error *, uint32_t column, uint32_t length,
	    const char *fmt, ...) __attribute__((format(printf, 4, 5)));

/* NULL: error says why.  text is copied; blank: all packets pass. */
struct expr *expr_compile(const struct registry *, const char *text,
	    struct expr_error *);
void	expr_free(struct expr *);

/* The error as three lines: what, the text, and a caret below the place. */
void	expr_error_print(FILE *, const char *program, const char *text,
	    const struct expr_error *);

/* Marks the fields that it reads as wanted. */
void	expr_want(const struct expr *, struct packet *);
/* Calls fn for each field that it reads. */
void	expr_each_field(const struct expr *, void (*fn)(tp_field, void *),
	    void *arg);

/* Does the packet, dissected with those fields, pass? */
bool	expr_match(struct expr *, struct packet *);

/* --explain: the typed tree, and the fields that it needs. */
void	expr_explain(const struct expr *, FILE *);

#endif
