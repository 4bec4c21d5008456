/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The grammar, from the loosest binding to the tightest:
 *
 *	or	= xor { ("or" | "||") xor }
 *	xor	= and { ("xor" | "^^") and }
 *	and	= not { ("and" | "&&") not }
 *	not	= ("not" | "!") not | "(" or ")" | relation
 *	relation = [ "any" | "all" ] bits { comparison bits }
 *		 | [ "any" | "all" ] bits [ "not" ] "in" "{" member
 *		   { "," member } "}"
 *	member	= bits [ ".." bits ]
 *	bits	= sum { "&" sum }
 *	sum	= product { ("+" | "-") product }
 *	product	= unary { ("*" | "/" | "%") unary }
 *	unary	= primary | ( "+" | "-" ) word ...
 *	primary	= "{" bits "}" | string | character
 *		 | word [ "(" [ bits { "," bits } ] ")" ] [ layers ] [ slice ]
 *	layers	= "#" number | "#[" ranges "]"
 *	slice	= "[" ranges "]"
 */
#include "config.h"

#include <ctype.h>
#include <stdlib.h>

#include "expr_node.h"

struct parser {
	struct lexer lexer;
	struct token token;	/* the one not yet used */
	uint32_t end;		/* of the one before, in the text */
	struct expr *expr;
	struct expr_error *error;
	uint32_t depth;
};

static bool	parse_or(struct parser *, struct node **);
static bool	parse_bits(struct parser *, struct node **);

static bool
advance(struct parser *p)
{
	p->end = p->lexer.pos;
	return expr_lex(&p->lexer, &p->token);
}

static bool
unexpected(struct parser *p)
{
	const struct token *t = &p->token;

	if (t->kind == TOKEN_END)
		return expr_fail(p->error, t->column, 1,
		    "Unexpected end of filter expression.");
	return expr_fail(p->error, t->column, t->length,
	    "\"%.*s\" was unexpected in this context.",
	    t->length > 80 ? 80 : (int)t->length,
	    p->lexer.text + t->column);
}

static bool
expect(struct parser *p, enum token_kind kind)
{
	return p->token.kind == kind ? advance(p) : unexpected(p);
}

static bool
deeper(struct parser *p)
{
	if (++p->depth < EXPR_MAX_DEPTH)
		return true;
	return expr_fail(p->error, p->token.column, 1,
	    "This is nested more than %u deep.", EXPR_MAX_DEPTH);
}

static struct node *
node_new(struct parser *p, enum node_kind kind, struct node *a,
    struct node *b)
{
	struct node *n = expr_alloc(p->expr, sizeof(*n));

	n->kind = kind;
	n->a = a;
	n->b = b;
	if (a != NULL) {
		n->column = a->column;
		n->length = (b != NULL ? b->column + b->length :
		    a->column + a->length) - a->column;
	}
	p->expr->nodes++;
	return n;
}

/* What stands for it in the text reaches from column to the token before. */
static bool
span(const struct parser *p, struct node *n, uint32_t column)
{
	n->column = column;
	n->length = p->end - column;
	return true;
}

/* ---------------------------------------------------------------- values */

static bool
parse_layers(struct parser *p, struct node *n)
{
	struct lexer *l = &p->lexer;
	struct range *r;

	/* "#" is used: what follows is read as text */
	if (l->text[l->pos] == '[') {
		l->pos++;
		if (!expr_lex_ranges(l, &n->ranges, &n->nranges))
			return false;
	} else if (isdigit((unsigned char)l->text[l->pos])) {
		r = expr_alloc(p->expr, sizeof(*r));
		r->start = atoi(l->text + l->pos);
		r->end = 1;
		while (isdigit((unsigned char)l->text[l->pos]))
			l->pos++;
		n->ranges = r;
		n->nranges = 1;
	} else
		return expr_fail(p->error, l->pos, 1,
		    "Expected digit or \"[\" after \"#\".");
	n->length = l->pos - n->column;
	return advance(p);
}

static bool
parse_slice(struct parser *p, struct node **n)
{
	struct node *s;

	while (p->token.kind == TOKEN_LBRACKET) {
		s = node_new(p, NODE_SLICE, *n, NULL);
		p->lexer.pos = p->token.column + 1;
		if (!expr_lex_ranges(&p->lexer, &s->ranges, &s->nranges))
			return false;
		s->length = p->lexer.pos - s->column;
		*n = s;
		if (!deeper(p) || !advance(p))
			return false;
		p->depth--;
	}
	return true;
}

static bool
parse_arguments(struct parser *p, struct node *call)
{
	struct node **link = &call->list;

	if (p->token.kind != TOKEN_RPAREN) {
		for (;;) {
			if (!parse_bits(p, link))
				return false;
			link = &(*link)->next;
			if (p->token.kind != TOKEN_COMMA)
				break;
			if (!advance(p))
				return false;
		}
	}
	return expect(p, TOKEN_RPAREN) && span(p, call, call->column);
}

static bool
parse_word(struct parser *p, struct node **n)
{
	struct node *w = node_new(p, NODE_LITERAL, NULL, NULL);

	*n = w;
	w->token = p->token;
	w->column = p->token.column;
	w->length = p->token.length;
	/* "#" belongs to the word that it stands behind */
	if (!advance(p))
		return false;
	if (p->token.kind == TOKEN_LPAREN) {
		w->kind = NODE_CALL;
		if (!advance(p) || !parse_arguments(p, w))
			return false;
	}
	if (p->token.kind == TOKEN_HASH) {
		p->lexer.pos = p->token.column + 1;
		if (!parse_layers(p, w))
			return false;
	}
	return parse_slice(p, n);
}

static bool
parse_primary(struct parser *p, struct node **n)
{
	uint32_t column = p->token.column;

	switch (p->token.kind) {
	case TOKEN_LBRACE:
		return advance(p) && parse_bits(p, n) &&
		    expect(p, TOKEN_RBRACE) && span(p, *n, column);
	case TOKEN_WORD:
		return parse_word(p, n);
	case TOKEN_STRING:
	case TOKEN_CHAR:
		*n = node_new(p, NODE_LITERAL, NULL, NULL);
		(*n)->token = p->token;
		(*n)->column = p->token.column;
		(*n)->length = p->token.length;
		return advance(p);
	default:
		return unexpected(p);
	}
}

static bool
parse_unary(struct parser *p, struct node **n)
{
	uint32_t column = p->token.column;
	enum token_kind sign = p->token.kind;
	struct node *a;

	if (sign == TOKEN_PLUS || sign == TOKEN_MINUS) {
		if (!advance(p))
			return false;
		if (p->token.kind != TOKEN_WORD)
			return unexpected(p);
	}
	if (!deeper(p) || !parse_primary(p, &a))
		return false;
	p->depth--;
	*n = a;
	if (sign != TOKEN_MINUS)
		return true;
	*n = node_new(p, NODE_NEGATE, a, NULL);
	(*n)->length += (*n)->column - column;
	(*n)->column = column;
	return true;
}

/* Operands with one of the operators from first to last between them. */
static bool
parse_left(struct parser *p, struct node **n, enum token_kind first,
    enum token_kind last,
    bool (*operand)(struct parser *, struct node **))
{
	struct node *b = NULL, *op;
	enum token_kind kind;
	uint32_t depth = p->depth;

	if (!operand(p, n))
		return false;
	while (p->token.kind >= first && p->token.kind <= last) {
		kind = p->token.kind;
		/* the tree leans to the left, as deep as the chain is long */
		if (!deeper(p) || !advance(p) || !operand(p, &b))
			return false;
		op = node_new(p, NODE_ARITHMETIC, *n, b);
		op->op = kind;
		*n = op;
	}
	p->depth = depth;
	return true;
}

static bool
parse_product(struct parser *p, struct node **n)
{
	return parse_left(p, n, TOKEN_STAR, TOKEN_PERCENT, parse_unary);
}

static bool
parse_sum(struct parser *p, struct node **n)
{
	return parse_left(p, n, TOKEN_PLUS, TOKEN_MINUS, parse_product);
}

static bool
parse_bits(struct parser *p, struct node **n)
{
	return parse_left(p, n, TOKEN_BITAND, TOKEN_BITAND, parse_sum);
}

/* ----------------------------------------------------------------- tests */

static bool
parse_member(struct parser *p, struct node **n)
{
	struct node *b;

	if (!parse_bits(p, n))
		return false;
	if (p->token.kind != TOKEN_DOTDOT)
		return true;
	if (!advance(p) || !parse_bits(p, &b))
		return false;
	*n = node_new(p, NODE_RANGE, *n, b);
	return true;
}

static bool
parse_set(struct parser *p, struct node *in)
{
	struct node **link = &in->list;

	if (!expect(p, TOKEN_LBRACE))
		return false;
	for (;;) {
		if (!parse_member(p, link))
			return false;
		link = &(*link)->next;
		if (p->token.kind != TOKEN_COMMA)
			break;
		if (!advance(p))
			return false;
	}
	in->length = p->token.column + 1 - in->column;
	return expect(p, TOKEN_RBRACE);
}

/* "not" may only be followed by "in" here: a test's "not" stands before. */
static bool
parse_in(struct parser *p, struct node **n, enum quantifier q)
{
	bool negated = p->token.kind == TOKEN_NOT;
	struct node *in = node_new(p, NODE_IN, *n, NULL);

	in->quantifier = q;
	if (negated && !advance(p))
		return false;
	if (!expect(p, TOKEN_IN) || !parse_set(p, in))
		return false;
	*n = negated ? node_new(p, NODE_NOT, in, NULL) : in;
	return true;
}

static bool
is_comparison(enum token_kind k)
{
	return k >= TOKEN_EQ && k <= TOKEN_MATCHES;
}

/* a == b == c is a == b and b == c. */
static bool
parse_comparison(struct parser *p, struct node **n, enum quantifier q)
{
	struct node *a = *n, *b, *c, *chain, **link;

	chain = node_new(p, NODE_AND, a, NULL);
	chain->a = NULL;
	for (link = &chain->list; is_comparison(p->token.kind); a = b) {
		enum token_kind op = p->token.kind;

		if (!advance(p) || !parse_bits(p, &b))
			return false;
		c = node_new(p, NODE_COMPARE, a, b);
		c->op = op;
		c->quantifier = q;
		*link = c;
		link = &c->next;
	}
	*n = chain->list->next != NULL ? chain : chain->list;
	return span(p, *n, (*n)->column);
}

static bool
parse_relation(struct parser *p, struct node **n)
{
	enum quantifier q = p->token.kind == TOKEN_ANY ? QUANTIFIER_ANY :
	    p->token.kind == TOKEN_ALL ? QUANTIFIER_ALL : QUANTIFIER_DEFAULT;
	uint32_t column = p->token.column;

	if (q != QUANTIFIER_DEFAULT && !advance(p))
		return false;
	if (!parse_bits(p, n))
		return false;
	if (p->token.kind == TOKEN_IN || p->token.kind == TOKEN_NOT)
		return parse_in(p, n, q) && span(p, *n, column);
	if (is_comparison(p->token.kind))
		return parse_comparison(p, n, q) && span(p, *n, column);
	if (q != QUANTIFIER_DEFAULT)
		return unexpected(p);
	*n = node_new(p, NODE_EXISTS, *n, NULL);
	return true;
}

static bool
parse_not(struct parser *p, struct node **n)
{
	uint32_t column = p->token.column;
	struct node *a;

	if (p->token.kind == TOKEN_NOT) {
		if (!deeper(p) || !advance(p) || !parse_not(p, &a))
			return false;
		p->depth--;
		*n = node_new(p, NODE_NOT, a, NULL);
		return span(p, *n, column);
	}
	if (p->token.kind != TOKEN_LPAREN)
		return parse_relation(p, n);
	if (!deeper(p) || !advance(p) || !parse_or(p, n) ||
	    !expect(p, TOKEN_RPAREN))
		return false;
	p->depth--;
	return span(p, *n, column);
}

/*
 * Operands of "and", "xor" or "or": a list, not a tree, so that a long chain
 * is as flat as it looks.
 */
static bool
parse_chain(struct parser *p, struct node **n, enum node_kind kind,
    enum token_kind token, bool (*operand)(struct parser *, struct node **))
{
	struct node *chain, **link;

	if (!operand(p, n))
		return false;
	if (p->token.kind != token)
		return true;
	chain = node_new(p, kind, *n, NULL);
	chain->a = NULL;
	chain->list = *n;
	link = &chain->list->next;
	while (p->token.kind == token) {
		if (!advance(p) || !operand(p, link))
			return false;
		link = &(*link)->next;
	}
	*n = chain;
	return span(p, chain, chain->column);
}

static bool
parse_and(struct parser *p, struct node **n)
{
	return parse_chain(p, n, NODE_AND, TOKEN_AND, parse_not);
}

static bool
parse_xor(struct parser *p, struct node **n)
{
	return parse_chain(p, n, NODE_XOR, TOKEN_XOR, parse_and);
}

static bool
parse_or(struct parser *p, struct node **n)
{
	return parse_chain(p, n, NODE_OR, TOKEN_OR, parse_xor);
}

bool
expr_parse(struct expr *e, struct expr_error *error)
{
	struct parser p = { .expr = e, .error = error };

	p.lexer = (struct lexer){ .text = e->text,
	    .length = (uint32_t)strlen(e->text), .expr = e, .error = error };
	if (!advance(&p))
		return false;
	if (p.token.kind == TOKEN_END)	/* blank: all packets pass */
		return true;
	if (!parse_or(&p, &e->root))
		return false;
	return p.token.kind == TOKEN_END || unexpected(&p);
}
