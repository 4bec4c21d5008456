/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A value of an expression is a list: of each field the values that the packet
 * has of it, none included.  A test is true if the lists compare as its
 * quantifier says; with an empty one it is false.
 */
#include "config.h"

#include <ctype.h>

#include "arena.h"
#include "expr_node.h"
#include "fatal.h"
#include "value.h"

static const struct scratch *evaluate(struct expr *, const struct node *);

/* ------------------------------------------------------------ lists */

static void
push(struct scratch *s, const struct value *v)
{
	if (s->n == s->cap) {
		s->cap = s->cap ? s->cap * 2 : 16;
		s->v = xrealloc(s->v, s->cap, sizeof(*s->v));
	}
	s->v[s->n++] = *v;
}

/* The list of the next depth, empty.  Each evaluate() takes one and its
 * caller gives it back by release(). */
static struct scratch *
take(struct expr *e)
{
	struct scratch *s = &e->scratch[e->depth < EXPR_LISTS - 1 ?
	    e->depth++ : EXPR_LISTS - 1];

	s->n = 0;
	return s;
}

static void
release(struct expr *e, uint32_t depth)
{
	e->depth = depth;
}

/* ----------------------------------------------------------- fields */

static bool
is_one_of(const struct node *n, tp_field f)
{
	for (uint32_t i = 0; i < n->nfields; i++)
		if (n->fields[i] == f)
			return true;
	return false;
}

static bool
in_range(const struct range *r, int32_t i, int32_t count)
{
	int32_t start = r->start < 0 ? r->start + count + 1 : r->start;
	int32_t end = r->kind == RANGE_OPEN ? count :
	    r->kind == RANGE_LENGTH ? start + r->end - 1 :
	    r->end < 0 ? r->end + count + 1 : r->end;

	return i >= start && i <= end;
}

/* The layer operator: of the layers of one protocol, from 1, which is v in? */
static bool
in_layers(const struct expr *e, const struct node *n, const tp_value *v)
{
	const struct packet *p = e->packet;
	int32_t i = 0, count = 0;

	if (v->layer >= p->nlayers)
		return false;
	for (uint32_t l = 0; l < p->nlayers; l++) {
		if (p->layers[l].proto != p->layers[v->layer].proto)
			continue;
		count++;
		if (l <= v->layer)
			i = count;
	}
	for (uint32_t k = 0; k < n->nranges; k++)
		if (in_range(&n->ranges[k], i, count))
			return true;
	return false;
}

static void
value_of(const struct expr *e, const tp_value *tv, struct value *v)
{
	const struct field *f = registry_field(e->registry, tv->field);

	switch (expr_class_of(f->type)) {
	case CLASS_NONE:
		v->u = 0;
		break;
	case CLASS_UINT:
	case CLASS_INT:
		v->u = tv->v.u;
		break;
	case CLASS_DOUBLE:
		v->d = tv->v.d;
		break;
	case CLASS_TIME:
		v->t = tv->v.t;
		break;
	default:
		v->p = tv->v.p;
		v->n = tv->slen;
		v->whole = v->n;
		if (f->type == TP_FT_PROTOCOL && tv->length < v->n)
			v->n = tv->length;
		v->prefix = v->n * 8;
		break;
	}
}

/* Calls with every value of the field in turn. */
static const tp_value *
next_value(const struct expr *e, const struct node *n, uint32_t *i)
{
	const struct packet *p = e->packet;

	for (; *i < p->nvalues; (*i)++)
		if (is_one_of(n, p->values[*i].field) &&
		    (n->ranges == NULL ||
		    in_layers(e, n, &p->values[*i])))
			return &p->values[(*i)++];
	return NULL;
}

/* ------------------------------------------------------- comparisons */

static int
compare_octets(const struct value *a, const struct value *b)
{
	uint32_t n = a->n < b->n ? a->n : b->n;
	int c = n != 0 ? memcmp(a->p, b->p, n) : 0;

	return c != 0 ? c : a->n < b->n ? -1 : a->n > b->n;
}

/* As numbers, only as many bits as both prefixes have. */
static int
compare_addresses(const struct value *a, const struct value *b)
{
	uint32_t bits = a->prefix < b->prefix ? a->prefix : b->prefix;
	uint32_t n = bits / 8;
	int c;

	if (a->n != b->n)	/* of two kinds, IPv4 is less */
		return a->n < b->n ? -1 : 1;
	c = n != 0 ? memcmp(a->p, b->p, n) : 0;
	if (c != 0 || bits % 8 == 0)
		return c;
	return (a->p[n] >> (8 - bits % 8)) - (b->p[n] >> (8 - bits % 8));
}

static int
compare(const struct node *type, const struct value *a, const struct value *b)
{
	switch (type->class) {
	case CLASS_UINT:
		/* what is subtracted from a shorter one may be negative */
		if (type->ftype == TP_FT_UINT64)
			return a->u < b->u ? -1 : a->u > b->u;
		return a->i < b->i ? -1 : a->i > b->i;
	case CLASS_INT:
		return a->i < b->i ? -1 : a->i > b->i;
	case CLASS_DOUBLE:
		return a->d < b->d ? -1 : a->d > b->d;
	case CLASS_TIME:
		if (a->t.sec != b->t.sec)
			return a->t.sec < b->t.sec ? -1 : 1;
		return a->t.nsec < b->t.nsec ? -1 : a->t.nsec > b->t.nsec;
	case CLASS_IPV4:
	case CLASS_IPV6:
	case CLASS_ADDRESS:
		return compare_addresses(a, b);
	default:
		return compare_octets(a, b);
	}
}

static bool
contains(const struct value *a, const struct value *b)
{
	uint32_t n = a->whole != 0 ? a->whole : a->n;

	return b->n != 0 && n >= b->n && memmem(a->p, n, b->p, b->n) != NULL;
}

static bool
matches(struct expr *e, const struct node *n, const struct value *a)
{
	return pcre2_match(n->regex, (PCRE2_SPTR)a->p,
	    a->whole != 0 ? a->whole : a->n, 0, 0,
	    e->match_data, e->match_context) >= 0;
}

static bool
relates(const struct node *n, const struct value *a, const struct value *b)
{
	int c;

	if (n->op == TOKEN_CONTAINS)
		return contains(a, b);
	c = compare(n, a, b);
	switch (n->op) {
	case TOKEN_EQ:
	case TOKEN_ALL_EQ:
		return c == 0;
	case TOKEN_NE:
	case TOKEN_ANY_NE:
		return c != 0;
	case TOKEN_GT:
		return c > 0;
	case TOKEN_LT:
		return c < 0;
	case TOKEN_GE:
		return c >= 0;
	default:
		return c <= 0;
	}
}

static bool
wants_all(const struct node *n)
{
	if (n->quantifier != QUANTIFIER_DEFAULT)
		return n->quantifier == QUANTIFIER_ALL;
	return n->op == TOKEN_NE || n->op == TOKEN_ALL_EQ;
}

/* The common case, without making a list: a field and a literal. */
static bool
compare_literal(struct expr *e, const struct node *n)
{
	bool all = wants_all(n), any = false, yes;
	const tp_value *tv;
	struct value v = { 0 };

	for (uint32_t i = 0; (tv = next_value(e, n->a, &i)) != NULL;) {
		value_of(e, tv, &v);
		yes = n->regex != NULL ? matches(e, n, &v) :
		    relates(n, &v, &n->b->value);
		if (yes != all)
			return yes;
		any = true;
	}
	return any && all;
}

static bool
compare_lists(struct expr *e, const struct node *n)
{
	const struct scratch *a = evaluate(e, n->a), *b = NULL;
	bool all = wants_all(n), yes;
	uint32_t nb = 1;

	if (n->regex == NULL) {
		b = evaluate(e, n->b);
		nb = b->n;
	}
	for (uint32_t i = 0; i < a->n; i++)
		for (uint32_t k = 0; k < nb; k++) {
			yes = b == NULL ? matches(e, n, &a->v[i]) :
			    relates(n, &a->v[i], &b->v[k]);
			if (yes != all)
				return yes;
		}
	return all && a->n != 0 && nb != 0;
}

/* ---------------------------------------------------------------- sets */

static bool
is_member_of(const struct node *n, const struct node *m,
    const struct scratch *lo, const struct scratch *hi, const struct value *v)
{
	if (m->kind != NODE_RANGE) {
		for (uint32_t i = 0; i < lo->n; i++)
			if (compare(n, v, &lo->v[i]) == 0)
				return true;
		return false;
	}
	for (uint32_t i = 0; i < lo->n; i++)
		for (uint32_t k = 0; k < hi->n; k++)
			if (compare(n, v, &lo->v[i]) >= 0 &&
			    compare(n, v, &hi->v[k]) <= 0)
				return true;
	return false;
}

/* Is any of the values, or are all of them, in this member of the set? */
static bool
are_members(struct expr *e, const struct node *n, const struct node *m,
    const struct scratch *a)
{
	uint32_t depth = e->depth;
	const struct scratch *lo = evaluate(e, m->kind == NODE_RANGE ? m->a :
	    m), *hi = m->kind == NODE_RANGE ? evaluate(e, m->b) : lo;
	bool all = n->quantifier == QUANTIFIER_ALL, result = all;

	for (uint32_t i = 0; i < a->n && result == all; i++)
		result = is_member_of(n, m, lo, hi, &a->v[i]);
	release(e, depth);
	return result && a->n != 0;
}

static bool
is_member(struct expr *e, const struct node *n)
{
	const struct scratch *a = evaluate(e, n->a);

	for (const struct node *m = n->list; m != NULL; m = m->next)
		if (are_members(e, n, m, a))
			return true;
	return false;
}

/* ------------------------------------------------------------- slices */

/* One range of an n octets long value; false if it is not all there. */
static bool
slice_range(const struct range *r, uint32_t n, uint32_t *start,
    uint32_t *length)
{
	int64_t s = r->start < 0 ? (int64_t)r->start + n : r->start;
	int64_t end = r->kind == RANGE_OPEN ? (int64_t)n :
	    r->kind == RANGE_LENGTH ? s + r->end :
	    (r->end < 0 ? (int64_t)r->end + n : r->end) + 1;

	if (s < 0 || end > (int64_t)n || s >= end)
		return false;
	*start = (uint32_t)s;
	*length = (uint32_t)(end - s);
	return true;
}

static void
slice(struct expr *e, const struct node *n, const struct value *v,
    struct scratch *out)
{
	struct value r = { .prefix = 0 };
	uint32_t start, length;
	uint8_t *p = NULL;

	if (n->nranges > 1 &&
	    (p = arena_alloc(e->packet->arena, (size_t)v->n * n->nranges)) ==
	    NULL)
		return;
	r.p = p;
	for (uint32_t i = 0; i < n->nranges; i++) {
		if (!slice_range(&n->ranges[i], v->n, &start, &length))
			return;
		if (p == NULL)
			r.p = v->p + start;
		else
			memcpy(p + r.n, v->p + start, length);
		r.n += length;
	}
	push(out, &r);
}

/* ---------------------------------------------------------- functions */

static uint32_t
length_of(const struct node *n, const struct value *v)
{
	uint32_t t = n->ftype;

	if (n->class == CLASS_UINT || n->class == CLASS_INT)
		return t >= TP_FT_UINT8 && t <= TP_FT_UINT64 ?
		    t - TP_FT_UINT8 + 1 :
		    t >= TP_FT_INT8 && t <= TP_FT_INT64 ?
		    t - TP_FT_INT8 + 1 : t == TP_FT_CHAR ? 1 : 4;
	if (n->class == CLASS_TIME || n->class == CLASS_DOUBLE)
		return n->ftype == TP_FT_FLOAT ? 4 : 8;
	return v->n;
}

static void
change_case(struct expr *e, struct value *v, int (*to)(int))
{
	char *s = arena_alloc(e->packet->arena, v->n);

	for (uint32_t i = 0; s != NULL && i < v->n; i++)
		s[i] = (char)to(v->p[i]);
	v->p = (const uint8_t *)s;
	if (s == NULL)
		v->n = 0;
}

/* string(): the value in the text form of columns, numbers in decimal. */
static void
strings_of(struct expr *e, const struct node *n, struct scratch *out)
{
	const tp_value *tv;
	struct textbuf b = { 0 };
	struct field f;

	for (uint32_t i = 0; (tv = next_value(e, n, &i)) != NULL;) {
		struct value v = { .prefix = 0 };
		uint8_t *s;

		f = *registry_field(e->registry, tv->field);
		if (field_type_is_integer(f.type))
			f.base = TP_BASE_DEC;
		b.n = 0;
		value_text(&b, &f, tv);
		s = arena_alloc(e->packet->arena, b.n);
		if (s == NULL || b.n == 0)
			continue;
		memcpy(s, b.s, b.n);
		v.p = s;
		v.n = (uint32_t)b.n;
		push(out, &v);
	}
	textbuf_free(&b);
}

static void
absolute(const struct node *n, struct value *v)
{
	/* what is subtracted from a shorter one may be negative */
	if ((n->class == CLASS_INT || (n->class == CLASS_UINT &&
	    n->ftype != TP_FT_UINT64)) && v->i < 0)
		v->u = 0 - v->u;
	else if (n->class == CLASS_DOUBLE && v->d < 0)
		v->d = -v->d;
	else if (n->class == CLASS_TIME && v->t.sec < 0) {
		v->t.sec = -v->t.sec - (v->t.nsec != 0);
		v->t.nsec = v->t.nsec ? 1000000000 - v->t.nsec : 0;
	}
}

static void
extremum(struct expr *e, const struct node *n, struct scratch *out)
{
	struct value best = { .prefix = 0 };
	bool any = false;

	for (const struct node *a = n->list; a != NULL; a = a->next) {
		uint32_t depth = e->depth;
		const struct scratch *s = evaluate(e, a);

		for (uint32_t i = 0; i < s->n; i++) {
			int c = any ? compare(n, &s->v[i], &best) : 1;

			if (any && (n->function == FUNCTION_MAX ? c <= 0 :
			    c >= 0))
				continue;
			best = s->v[i];
			any = true;
		}
		release(e, depth);
	}
	if (any)
		push(out, &best);
}

static void
call(struct expr *e, const struct node *n, struct scratch *out)
{
	uint32_t depth = e->depth;
	const struct scratch *a;

	if (n->function == FUNCTION_STRING) {
		strings_of(e, n->list, out);
		return;
	}
	if (n->function == FUNCTION_MAX || n->function == FUNCTION_MIN) {
		extremum(e, n, out);
		return;
	}
	a = evaluate(e, n->list);
	if (n->function == FUNCTION_COUNT) {
		struct value v = { .u = a->n };

		if (a->n != 0)
			push(out, &v);
		release(e, depth);
		return;
	}
	for (uint32_t i = 0; i < a->n; i++) {
		struct value v = a->v[i];

		if (n->function == FUNCTION_LEN)
			v.u = length_of(n->list, &v);
		else if (n->function == FUNCTION_UPPER)
			change_case(e, &v, toupper);
		else if (n->function == FUNCTION_LOWER)
			change_case(e, &v, tolower);
		else
			absolute(n, &v);
		push(out, &v);
	}
	release(e, depth);
}

/* --------------------------------------------------------- arithmetic */

/* Unsigned and signed alike wrap; false: division by zero. */
static bool
calculate_integer(const struct node *n, const struct value *a,
    const struct value *b, struct value *r)
{
	bool is_signed = n->class == CLASS_INT;

	switch (n->op) {
	case TOKEN_PLUS:
		r->u = a->u + b->u;
		break;
	case TOKEN_MINUS:
		r->u = a->u - b->u;
		break;
	case TOKEN_STAR:
		r->u = a->u * b->u;
		break;
	case TOKEN_BITAND:
		r->u = a->u & b->u;
		break;
	default:
		if (b->u == 0)
			return false;
		if (is_signed && b->i == -1)	/* INT64_MIN / -1 traps */
			r->u = n->op == TOKEN_SLASH ? 0 - a->u : 0;
		else if (n->op == TOKEN_SLASH)
			r->u = is_signed ? (uint64_t)(a->i / b->i) :
			    a->u / b->u;
		else
			r->u = is_signed ? (uint64_t)(a->i % b->i) :
			    a->u % b->u;
		break;
	}
	return true;
}

static void
calculate_time(const struct node *n, const struct value *a,
    const struct value *b, struct value *r)
{
	uint64_t sec = (uint64_t)a->t.sec, other = (uint64_t)b->t.sec;
	int64_t nsec;

	if (n->op == TOKEN_PLUS) {
		sec += other;
		nsec = (int64_t)a->t.nsec + b->t.nsec;
	} else {
		sec -= other;
		nsec = (int64_t)a->t.nsec - b->t.nsec;
	}
	if (nsec < 0) {
		nsec += 1000000000;
		sec--;
	} else if (nsec >= 1000000000) {
		nsec -= 1000000000;
		sec++;
	}
	r->t = (tp_time){ (int64_t)sec, (uint32_t)nsec, 0 };
}

/* Octet by octet, as long as the shorter. */
static bool
mask_octets(struct expr *e, const struct value *a, const struct value *b,
    struct value *r)
{
	uint32_t n = a->n < b->n ? a->n : b->n;
	uint8_t *p = arena_alloc(e->packet->arena, n);

	if (p == NULL)
		return false;
	for (uint32_t i = 0; i < n; i++)
		p[i] = a->p[i] & b->p[i];
	r->p = p;
	r->n = n;
	r->prefix = n * 8;
	return true;
}

static bool
calculate(struct expr *e, const struct node *n, const struct value *a,
    const struct value *b, struct value *r)
{
	memset(r, 0, sizeof(*r));
	switch (n->class) {
	case CLASS_BYTES:
	case CLASS_IPV4:
	case CLASS_IPV6:
	case CLASS_ADDRESS:
		return mask_octets(e, a, b, r);
	case CLASS_TIME:
		calculate_time(n, a, b, r);
		return true;
	case CLASS_DOUBLE:
		r->d = n->op == TOKEN_PLUS ? a->d + b->d :
		    n->op == TOKEN_MINUS ? a->d - b->d :
		    n->op == TOKEN_STAR ? a->d * b->d : a->d / b->d;
		return true;
	default:
		return calculate_integer(n, a, b, r);
	}
}

static void
negate(const struct node *n, struct value *v)
{
	if (n->class == CLASS_DOUBLE)
		v->d = -v->d;
	else if (n->class == CLASS_TIME) {
		v->t.sec = -v->t.sec - (v->t.nsec != 0);
		v->t.nsec = v->t.nsec ? 1000000000 - v->t.nsec : 0;
	} else
		v->u = 0 - v->u;
}

/* Lists as long as this are multiplied out no further. */
#define MAX_PRODUCT 65536u

static void
arithmetic(struct expr *e, const struct node *n, struct scratch *out)
{
	uint32_t depth = e->depth;
	const struct scratch *a = evaluate(e, n->a), *b = evaluate(e, n->b);
	struct value r;

	for (uint32_t i = 0; i < a->n; i++)
		for (uint32_t k = 0; k < b->n && out->n < MAX_PRODUCT; k++)
			if (calculate(e, n, &a->v[i], &b->v[k], &r))
				push(out, &r);
	release(e, depth);
}

/* The values of n; a list that lives until its depth is released. */
static const struct scratch *
evaluate(struct expr *e, const struct node *n)
{
	struct scratch *out = take(e);
	uint32_t depth = e->depth;
	const struct scratch *a;
	const tp_value *tv;
	struct value v = { .prefix = 0 };

	switch (n->kind) {
	case NODE_LITERAL:
		push(out, &n->value);
		break;
	case NODE_FIELD:
		for (uint32_t i = 0; (tv = next_value(e, n, &i)) != NULL;) {
			value_of(e, tv, &v);
			push(out, &v);
		}
		break;
	case NODE_SLICE:
		a = evaluate(e, n->a);
		for (uint32_t i = 0; i < a->n; i++)
			slice(e, n, &a->v[i], out);
		break;
	case NODE_CALL:
		call(e, n, out);
		break;
	case NODE_NEGATE:
		a = evaluate(e, n->a);
		for (uint32_t i = 0; i < a->n; i++) {
			v = a->v[i];
			negate(n, &v);
			push(out, &v);
		}
		break;
	default:
		arithmetic(e, n, out);
		break;
	}
	release(e, depth);
	return out;
}

/* ----------------------------------------------------------------- tests */

static bool
is_zero(const struct node *n, const struct value *v)
{
	if (n->class == CLASS_DOUBLE)
		return v->d == 0;
	if (n->class == CLASS_TIME)
		return v->t.sec == 0 && v->t.nsec == 0;
	if (n->class == CLASS_UINT || n->class == CLASS_INT)
		return v->u == 0;
	for (uint32_t i = 0; i < v->n; i++)
		if (v->p[i] != 0)
			return false;
	return true;
}

/* Is there any value; of what is calculated, one that is not 0? */
static bool
exists(struct expr *e, const struct node *n)
{
	const struct scratch *s;
	uint32_t i = 0;

	if (n->kind == NODE_FIELD)
		return next_value(e, n, &i) != NULL;
	s = evaluate(e, n);
	if (n->kind == NODE_SLICE)
		return s->n != 0;
	for (; i < s->n; i++)
		if (!is_zero(n, &s->v[i]))
			return true;
	return false;
}

static bool
test_chain(struct expr *e, const struct node *n)
{
	bool result = n->kind == NODE_AND;

	for (const struct node *o = n->list; o != NULL; o = o->next) {
		bool yes = expr_test(e, o);

		if (n->kind == NODE_XOR)
			result = result != yes;
		else if (yes != result)
			return yes;
	}
	return result;
}

bool
expr_test(struct expr *e, const struct node *n)
{
	uint32_t depth = e->depth;
	bool yes;

	switch (n->kind) {
	case NODE_OR:
	case NODE_XOR:
	case NODE_AND:
		return test_chain(e, n);
	case NODE_NOT:
		return !expr_test(e, n->a);
	case NODE_EXISTS:
		yes = exists(e, n->a);
		break;
	case NODE_IN:
		yes = is_member(e, n);
		break;
	default:
		yes = n->a->kind == NODE_FIELD && (n->regex != NULL ||
		    n->b->kind == NODE_LITERAL) ? compare_literal(e, n) :
		    compare_lists(e, n);
		break;
	}
	release(e, depth);
	return yes;
}
