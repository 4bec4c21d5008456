/* SPDX-License-Identifier: BSD-3-Clause */
/* What the files of the expression share; of no use to others. */
#ifndef TAPIR_EXPR_NODE_H
#define TAPIR_EXPR_NODE_H

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "expr.h"

enum token_kind {
	TOKEN_END, TOKEN_WORD, TOKEN_STRING, TOKEN_CHAR, TOKEN_LPAREN,
	TOKEN_RPAREN, TOKEN_LBRACE, TOKEN_RBRACE, TOKEN_LBRACKET, TOKEN_COMMA,
	TOKEN_HASH, TOKEN_DOTDOT, TOKEN_EQ, TOKEN_NE, TOKEN_ALL_EQ,
	TOKEN_ANY_NE, TOKEN_GT, TOKEN_LT, TOKEN_GE, TOKEN_LE, TOKEN_CONTAINS,
	TOKEN_MATCHES, TOKEN_AND, TOKEN_OR, TOKEN_XOR, TOKEN_NOT, TOKEN_IN,
	TOKEN_ANY, TOKEN_ALL, TOKEN_BITAND, TOKEN_PLUS, TOKEN_MINUS,
	TOKEN_STAR, TOKEN_SLASH, TOKEN_PERCENT
};

struct token {
	enum token_kind kind;
	uint32_t column, length;	/* in the text */
	char *s;			/* of a STRING: decoded, NUL added */
	uint32_t slen;
	uint8_t c;			/* of a CHAR */
};

struct lexer {
	const char *text;
	uint32_t length, pos;
	struct expr *expr;		/* owns what is allocated */
	struct expr_error *error;
};

enum node_kind {
	/* tests */
	NODE_OR, NODE_XOR, NODE_AND, NODE_NOT, NODE_EXISTS, NODE_COMPARE,
	NODE_IN,
	/* values */
	NODE_FIELD, NODE_LITERAL, NODE_SLICE, NODE_CALL, NODE_ARITHMETIC,
	NODE_NEGATE, NODE_RANGE
};

/* Which of the pairs of values have to compare so. */
enum quantifier { QUANTIFIER_DEFAULT, QUANTIFIER_ANY, QUANTIFIER_ALL };

/* Values of one class compare with each other. */
enum value_class {
	CLASS_NONE, CLASS_UINT, CLASS_INT, CLASS_DOUBLE, CLASS_STRING,
	CLASS_BYTES, CLASS_IPV4, CLASS_IPV6,
	CLASS_ADDRESS,		/* of either kind: one name means both */
	CLASS_TIME
};

struct value {
	union {
		uint64_t u;
		int64_t i;
		double d;
		tp_time t;
		const uint8_t *p;	/* bytes, strings, addresses */
	};
	uint32_t n;			/* octets at p */
	uint32_t prefix;		/* bits of a literal address */
	uint32_t whole;			/* of a protocol: octets to the end of
					 * the packet, which contains and
					 * matches search */
};

/* One of the ranges in [i:j] or #[i-j]. */
struct range {
	int32_t start, end;		/* end: a length, an end, or none */
	enum { RANGE_LENGTH, RANGE_END, RANGE_OPEN } kind;
};

enum function {
	FUNCTION_LEN, FUNCTION_COUNT, FUNCTION_UPPER, FUNCTION_LOWER,
	FUNCTION_STRING, FUNCTION_MAX, FUNCTION_MIN, FUNCTION_ABS
};

struct node {
	enum node_kind kind;
	enum token_kind op;		/* of COMPARE and ARITHMETIC */
	enum quantifier quantifier;
	uint32_t column, length;	/* of what stands for it in the text */
	struct node *a, *b;		/* operands; RANGE: its ends */
	struct node *list;		/* arguments, members of a set */
	struct node *next;		/* in such a list */
	/* values */
	enum value_class class;
	uint32_t ftype, base;		/* TP_FT_*, of the first field */
	tp_field *fields;		/* FIELD: all that the name means */
	uint32_t nfields;
	struct range *ranges;		/* SLICE; FIELD: its layers */
	uint32_t nranges;
	enum function function;
	struct token token;		/* WORD, STRING or CHAR it came from */
	bool negative;			/* LITERAL: a minus stood before it */
	struct value value;
	pcre2_code *regex;
};

/* What is allocated while compiling, freed as a whole. */
struct block {
	struct block *next;
};

struct scratch {
	struct value *v;
	uint32_t n, cap;
};

#define EXPR_MAX_DEPTH 128u	/* of parentheses, negations, operations */
#define EXPR_LISTS (EXPR_MAX_DEPTH + 8u)	/* a level has one, and a few */

struct expr {
	const struct registry *registry;
	char *text;
	struct node *root;
	struct block *blocks;
	struct node **regexes;		/* nodes that own one */
	uint32_t nregexes;
	uint32_t nodes;
	/* while evaluating */
	enum { EMPTY_UNKNOWN, EMPTY_FAILS, EMPTY_PASSES } empty;
					/* what packets without values do */
	struct packet *packet;
	struct scratch scratch[EXPR_LISTS];	/* operands by depth */
	uint32_t depth;
	pcre2_match_data *match_data;
	pcre2_match_context *match_context;
};

/* Zeroed, freed by expr_free(). */
void	*expr_alloc(struct expr *, size_t);

bool	expr_lex(struct lexer *, struct token *);
/* What stands in brackets, the opening one being read: "1,3-5,9:". */
bool	expr_lex_ranges(struct lexer *, struct range **, uint32_t *n);
bool	expr_parse(struct expr *, struct expr_error *);
bool	expr_check(struct expr *, struct expr_error *);
bool	expr_test(struct expr *, const struct node *);

/* Literals in expr_literal.c: turns the token of a LITERAL into a value
 * that compares with values of that field's (or pseudo field's) type. */
bool	expr_literal(struct expr *, struct node *literal,
	    const struct node *like, struct expr_error *);
bool	expr_literal_bytes(struct expr *, struct node *literal,
	    struct expr_error *);

const char *expr_class_name(enum value_class);
enum value_class expr_class_of(uint32_t ftype);
bool	expr_is_address(enum value_class);

#endif
