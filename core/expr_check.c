/* SPDX-License-Identifier: BSD-3-Clause */
#include "config.h"

#include <stdlib.h>

#include "expr_node.h"
#include "nearest.h"

#define MAX_SAME 64u		/* fields that share a name */

struct check {
	struct expr *e;
	struct expr_error *error;
};

static bool	check_value(struct check *, struct node *,
		    const struct node *like);

enum value_class
expr_class_of(uint32_t ftype)
{
	switch (ftype) {
	case TP_FT_NONE:
		return CLASS_NONE;
	case TP_FT_FLOAT:
	case TP_FT_DOUBLE:
		return CLASS_DOUBLE;
	case TP_FT_ABSOLUTE_TIME:
	case TP_FT_RELATIVE_TIME:
		return CLASS_TIME;
	case TP_FT_STRING:
	case TP_FT_STRINGZ:
		return CLASS_STRING;
	case TP_FT_IPV4:
		return CLASS_IPV4;
	case TP_FT_IPV6:
		return CLASS_IPV6;
	default:
		if (field_type_is_signed(ftype))
			return CLASS_INT;
		return field_type_is_integer(ftype) ? CLASS_UINT :
		    CLASS_BYTES;
	}
}

const char *
expr_class_name(enum value_class c)
{
	static const char *const names[] = { "nothing", "unsigned", "signed",
	    "double", "string", "bytes", "IPv4", "IPv6",
	    "IPv4 or IPv6", "time" };

	return names[c];
}

bool
expr_is_address(enum value_class c)
{
	return c >= CLASS_IPV4 && c <= CLASS_ADDRESS;
}

/* ---------------------------------------------------------------- fields */

static const char *
word(const struct check *c, const struct node *n, char *buf, size_t size)
{
	size_t len = n->length < size ? n->length : size - 1;

	memcpy(buf, c->e->text + n->column, len);
	buf[len] = '\0';
	return buf;
}

/*
 * What all that the name means is of: fields of both kinds of addresses can be
 * compared, others that differ only be asked for.
 */
static enum value_class
class_of_all(const struct check *c, const struct node *n)
{
	enum value_class class = CLASS_NONE, k;

	for (uint32_t i = 0; i < n->nfields; i++) {
		k = expr_class_of(registry_field(c->e->registry,
		    n->fields[i])->type);
		if (i == 0 || k == class)
			class = k;
		else if (expr_is_address(k) && expr_is_address(class))
			class = CLASS_ADDRESS;
		else
			return CLASS_NONE;
	}
	return class;
}

/* Makes a FIELD of a word that is a field's name; false if it is none. */
static bool
find_field(struct check *c, struct node *n)
{
	char name[256];
	tp_field ids[MAX_SAME];
	const char *s = c->e->text + n->token.column;
	const struct field *f;
	uint32_t len = n->token.length;

	/* ".dns" is a name whatever else it could be */
	if (n->token.kind == TOKEN_WORD && *s == '.') {
		s++;
		len--;
	}
	if (n->token.kind != TOKEN_WORD || len >= sizeof(name))
		return false;
	memcpy(name, s, len);
	name[len] = '\0';
	n->nfields = registry_find(c->e->registry, name, ids, MAX_SAME);
	if (n->nfields == 0)
		return false;
	if (n->nfields > MAX_SAME)
		n->nfields = MAX_SAME;
	n->kind = NODE_FIELD;
	n->fields = expr_alloc(c->e, n->nfields * sizeof(*n->fields));
	memcpy(n->fields, ids, n->nfields * sizeof(*n->fields));
	f = registry_field(c->e->registry, ids[0]);
	n->ftype = f->type;
	n->base = f->base;
	n->class = class_of_all(c, n);
	if (n->class == CLASS_NONE || n->class == CLASS_ADDRESS)
		n->ftype = TP_FT_NONE;
	return true;
}

/* "x is no field. Did you mean y?" */
static bool
no_such(struct check *c, const struct node *n, const char *before,
    const char *name, const char *what, const struct nearest *like)
{
	return expr_fail(c->error, n->column, n->length, "%s%s%s%s%s%s",
	    before, name, what, like->name ? " Did you mean " : "",
	    like->name ? like->name : "", like->name ? "?" : "");
}

static bool
no_field(struct check *c, const struct node *n, const char *what)
{
	const struct registry *r = c->e->registry;
	struct nearest like;
	char s[100];

	nearest_start(&like, word(c, n, s, sizeof(s)));
	for (tp_field f = 1; f < registry_nfields(r); f++)
		nearest_offer(&like, registry_field(r, f)->abbrev);
	return no_such(c, n, "", s, what, &like);
}

/* ------------------------------------------------------------- functions */

static const struct {
	const char *name;
	uint32_t min, max;
} functions[] = {
	[FUNCTION_LEN] = { "len", 1, 1 },
	[FUNCTION_COUNT] = { "count", 1, 1 },
	[FUNCTION_UPPER] = { "upper", 1, 1 },
	[FUNCTION_LOWER] = { "lower", 1, 1 },
	[FUNCTION_STRING] = { "string", 1, 1 },
	[FUNCTION_MAX] = { "max", 1, 1000 },
	[FUNCTION_MIN] = { "min", 1, 1000 },
	[FUNCTION_ABS] = { "abs", 1, 1 },
};

#define NFUNCTIONS (sizeof(functions) / sizeof(functions[0]))

static bool
bad_argument(struct check *c, const struct node *call, const struct node *arg)
{
	char s[60];

	return expr_fail(c->error, arg->column, arg->length,
	    "Argument \"%s\" is not valid for %s().",
	    word(c, arg, s, sizeof(s)), functions[call->function].name);
}

/* Can min(), max(), abs() and arithmetic work with it? */
static bool
is_number(const struct node *n)
{
	return (n->class == CLASS_UINT && n->ftype != TP_FT_BOOLEAN) ||
	    n->class == CLASS_INT || n->class == CLASS_DOUBLE ||
	    (n->class == CLASS_TIME && n->ftype == TP_FT_RELATIVE_TIME);
}

static bool
no_function(struct check *c, const struct node *n)
{
	struct nearest like;
	struct node name = *n;
	char s[60];

	name.length = n->token.length;
	nearest_start(&like, word(c, &name, s, sizeof(s)));
	for (size_t i = 0; i < NFUNCTIONS; i++)
		nearest_offer(&like, functions[i].name);
	return no_such(c, &name, "Function '", s, "' does not exist.", &like);
}

static bool
find_function(struct check *c, struct node *n)
{
	uint32_t nargs = 0;

	for (const struct node *a = n->list; a != NULL; a = a->next)
		nargs++;
	for (size_t i = 0; i < NFUNCTIONS; i++) {
		if (strlen(functions[i].name) != n->token.length ||
		    strncmp(functions[i].name, c->e->text + n->token.column,
		    n->token.length) != 0)
			continue;
		n->function = (enum function)i;
		if (nargs >= functions[i].min && nargs <= functions[i].max)
			return true;
		return expr_fail(c->error, n->column, n->length,
		    "Function %s() takes %u argument%s, not %u.",
		    functions[i].name, functions[i].min,
		    functions[i].max > 1 ? " or more" : "", nargs);
	}
	return no_function(c, n);
}

/* All arguments have the type of the first, which is no literal. */
static bool
check_extremum(struct check *c, struct node *n)
{
	struct node *like = n->list;

	if (!check_value(c, like, NULL))
		return false;
	for (struct node *a = like->next; a != NULL; a = a->next) {
		if (!check_value(c, a, like))
			return false;
		if (a->ftype != like->ftype)
			return bad_argument(c, n, a);
	}
	n->class = like->class;
	n->ftype = like->ftype;
	return true;
}

static bool
check_call(struct check *c, struct node *n)
{
	struct node *a = n->list;

	if (!find_function(c, n))
		return false;
	if (n->function == FUNCTION_MAX || n->function == FUNCTION_MIN)
		return check_extremum(c, n);
	if (!check_value(c, a, NULL))
		return false;
	n->ftype = TP_FT_UINT32;
	switch (n->function) {
	case FUNCTION_LEN:
	case FUNCTION_COUNT:
		if (a->kind != NODE_FIELD)
			return bad_argument(c, n, a);
		break;
	case FUNCTION_UPPER:
	case FUNCTION_LOWER:
		if (a->kind != NODE_FIELD || a->class != CLASS_STRING)
			return bad_argument(c, n, a);
		n->ftype = TP_FT_STRING;
		break;
	case FUNCTION_STRING:
		if (a->kind != NODE_FIELD || a->class == CLASS_STRING ||
		    a->class == CLASS_NONE || a->class == CLASS_TIME ||
		    a->ftype == TP_FT_BOOLEAN || a->ftype == TP_FT_BYTES ||
		    a->ftype == TP_FT_PROTOCOL)
			return bad_argument(c, n, a);
		n->ftype = TP_FT_STRING;
		break;
	default:
		if (!is_number(a))
			return bad_argument(c, n, a);
		n->ftype = a->ftype;
		break;
	}
	n->class = expr_class_of(n->ftype);
	return true;
}

/* ---------------------------------------------------------------- values */

/* A literal alone, or an operation on such. */
static bool
is_constant(const struct node *n)
{
	if (n->kind == NODE_LITERAL)
		return true;
	return (n->kind == NODE_NEGATE && is_constant(n->a)) ||
	    (n->kind == NODE_ARITHMETIC && is_constant(n->a) &&
	    is_constant(n->b));
}

/* Turns words that are fields into FIELDs below operations. */
static void
resolve(struct check *c, struct node *n)
{
	if (n == NULL)
		return;
	if (n->kind == NODE_LITERAL)
		(void)find_field(c, n);
	else if (n->kind == NODE_ARITHMETIC || n->kind == NODE_NEGATE) {
		resolve(c, n->a);
		resolve(c, n->b);
	}
}

static bool
check_arithmetic(struct check *c, struct node *n, const struct node *like)
{
	struct node *first = n->a, *second = n->b;
	char s[60];

	resolve(c, n);
	if (is_constant(n->a) && !is_constant(n->b)) {
		first = n->b;
		second = n->a;
	}
	if (!check_value(c, first, like) || !check_value(c, second,
	    first->kind == NODE_LITERAL ? like : first))
		return false;
	n->class = first->class;
	n->ftype = first->ftype;
	if (n->op == TOKEN_BITAND && (n->class == CLASS_BYTES ||
	    expr_is_address(n->class)) && n->ftype != TP_FT_PROTOCOL && second->class == n->class)
		return true;
	if (!is_number(first) || second->class != first->class ||
	    (n->class == CLASS_TIME && n->op != TOKEN_PLUS &&
	    n->op != TOKEN_MINUS) || (n->class == CLASS_DOUBLE &&
	    (n->op == TOKEN_BITAND || n->op == TOKEN_PERCENT)))
		return expr_fail(c->error, first->column, first->length,
		    "%s cannot be calculated with.",
		    word(c, first, s, sizeof(s)));
	return true;
}

/* What a slice can be made of compares with slices. */
static bool
has_octets(const struct node *n)
{
	return n->class == CLASS_STRING || n->class == CLASS_BYTES ||
	    expr_is_address(n->class);
}

/* A slice is of octets: of a field or a function that has some. */
static bool
check_slice(struct check *c, struct node *n)
{
	char s[60];

	if (!check_value(c, n->a, NULL))
		return false;
	if (!has_octets(n->a))
		return expr_fail(c->error, n->a->column, n->a->length,
		    "\"%s\" cannot be sliced into a sequence of bytes.",
		    word(c, n->a, s, sizeof(s)));
	n->class = CLASS_BYTES;
	n->ftype = TP_FT_BYTES;
	return true;
}

/* like: what it is compared with, for literals; NULL: must be a field. */
static bool
check_value(struct check *c, struct node *n, const struct node *like)
{
	switch (n->kind) {
	case NODE_LITERAL:
		if (find_field(c, n))
			return true;
		if (n->ranges != NULL)
			return no_field(c, n, " is not a field.");
		if (like == NULL)
			return no_field(c, n,
			    " is neither a field nor a protocol name.");
		return expr_literal(c->e, n, like, c->error);
	case NODE_NEGATE:
		resolve(c, n->a);
		if (n->a->kind == NODE_LITERAL && like != NULL) {
			n->a->negative = !n->a->negative;
			n->a->next = n->next;
			n->a->column = n->column;
			n->a->length = n->length;
			*n = *n->a;
			return expr_literal(c->e, n, like, c->error);
		}
		if (!check_value(c, n->a, like))
			return false;
		n->class = n->a->class;
		n->ftype = n->a->ftype;
		return is_number(n->a) || expr_fail(c->error, n->column,
		    n->length, "This cannot be negated.");
	case NODE_ARITHMETIC:
		return check_arithmetic(c, n, like);
	case NODE_CALL:
		return check_call(c, n);
	case NODE_SLICE:
		return check_slice(c, n);
	default:
		return true;
	}
}

/* ----------------------------------------------------------------- tests */

static bool
check_left(struct check *c, struct node *n)
{
	resolve(c, n);
	if (is_constant(n) || (n->kind == NODE_ARITHMETIC &&
	    is_constant(n->a)))
		return no_field(c, n, " stands where a field or a function "
		    "has to.");
	return check_value(c, n, NULL);
}

static bool
check_regex(struct check *c, struct node *n)
{
	int code;
	PCRE2_SIZE at;
	char what[128];

	if (n->a->class != CLASS_STRING && n->a->class != CLASS_BYTES)
		return expr_fail(c->error, n->a->column, n->a->length,
		    "This cannot participate in a matches comparison.");
	if (n->b->kind != NODE_LITERAL || n->b->token.kind != TOKEN_STRING)
		return expr_fail(c->error, n->b->column, n->b->length,
		    "Matches requires a double quoted string on the right "
		    "side.");
	n->regex = pcre2_compile((PCRE2_SPTR)n->b->token.s,
	    n->b->token.slen, PCRE2_CASELESS | PCRE2_NEVER_UTF, &code, &at,
	    NULL);
	if (n->regex == NULL) {
		(void)pcre2_get_error_message(code, (PCRE2_UCHAR *)what,
		    sizeof(what));
		return expr_fail(c->error, n->b->column, n->b->length,
		    "Regex compilation error: %s.", what);
	}
	c->e->regexes[c->e->nregexes++] = n;
	(void)pcre2_jit_compile(n->regex, PCRE2_JIT_COMPLETE);
	return true;
}

static bool
compatible(const struct node *a, const struct node *b)
{
	if (a->kind == NODE_SLICE || b->kind == NODE_SLICE)
		return has_octets(a) && has_octets(b);
	if ((a->class == CLASS_ADDRESS && expr_is_address(b->class)) ||
	    (b->class == CLASS_ADDRESS && expr_is_address(a->class)))
		return true;
	if (a->class != b->class || a->class == CLASS_NONE)
		return false;
	if (a->class == CLASS_TIME || a->ftype == TP_FT_BOOLEAN)
		return a->ftype == b->ftype;
	return a->class != CLASS_BYTES || (a->ftype == TP_FT_PROTOCOL) ==
	    (b->ftype == TP_FT_PROTOCOL);
}

static bool
check_operand(struct check *c, const struct node *a, struct node *b)
{
	char s[60], k[60];

	if (!check_value(c, b, a))
		return false;
	return compatible(a, b) || expr_fail(c->error, b->column, b->length,
	    "%s and %s are not of compatible types.",
	    word(c, a, s, sizeof(s)), word(c, b, k, sizeof(k)));
}

static bool
check_contains(struct check *c, struct node *n)
{
	if (n->a->class != CLASS_STRING && n->a->class != CLASS_BYTES)
		return expr_fail(c->error, n->a->column, n->a->length,
		    "This cannot participate in a contains comparison.");
	resolve(c, n->b);
	if (n->b->kind != NODE_LITERAL)
		return check_operand(c, n->a, n->b);
	return n->a->class == CLASS_STRING ?
	    expr_literal(c->e, n->b, n->a, c->error) :
	    expr_literal_bytes(c->e, n->b, c->error);
}

static bool
check_member(struct check *c, const struct node *a, struct node *m)
{
	if (m->kind == NODE_ARITHMETIC || m->kind == NODE_SLICE)
		return expr_fail(c->error, m->column, m->length,
		    "A set may not hold what is calculated.");
	return check_operand(c, a, m);
}

static bool
check_set(struct check *c, struct node *n)
{
	if (n->a->kind != NODE_FIELD)
		return expr_fail(c->error, n->a->column, n->a->length,
		    "Only a field may be tested for membership in a set.");
	n->class = n->a->class;
	n->ftype = n->a->ftype;
	for (struct node *m = n->list; m != NULL; m = m->next) {
		if (m->kind != NODE_RANGE) {
			if (!check_member(c, n->a, m))
				return false;
		} else if (!check_member(c, n->a, m->a) ||
		    !check_member(c, n->a, m->b))
			return false;
	}
	return true;
}

static bool
check_exists(struct check *c, struct node *n)
{
	if (n->a->kind == NODE_CALL)
		return expr_fail(c->error, n->a->column, n->a->length,
		    "You cannot test whether a function is present.");
	resolve(c, n->a);
	if (is_constant(n->a))
		return no_field(c, n->a,
		    " is neither a field nor a protocol name.");
	return check_value(c, n->a, NULL);
}

static bool
check_test(struct check *c, struct node *n)
{
	switch (n->kind) {
	case NODE_OR:
	case NODE_XOR:
	case NODE_AND:
		for (struct node *o = n->list; o != NULL; o = o->next)
			if (!check_test(c, o))
				return false;
		return true;
	case NODE_NOT:
		return check_test(c, n->a);
	case NODE_EXISTS:
		return check_exists(c, n);
	case NODE_IN:
		return check_left(c, n->a) && check_set(c, n);
	default:
		if (!check_left(c, n->a))
			return false;
		if (n->op == TOKEN_MATCHES)
			return check_regex(c, n);
		if (n->op == TOKEN_CONTAINS)
			return check_contains(c, n);
		if (!check_operand(c, n->a, n->b))
			return false;
		n->class = n->b->kind == NODE_SLICE ? CLASS_BYTES :
		    n->a->class;
		n->ftype = n->a->ftype;
		return true;
	}
}

bool
expr_check(struct expr *e, struct expr_error *error)
{
	struct check c = { e, error };

	e->regexes = expr_alloc(e, e->nodes * sizeof(struct node *));
	return e->root == NULL || check_test(&c, e->root);
}
