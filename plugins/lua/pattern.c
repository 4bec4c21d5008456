/* SPDX-License-Identifier: BSD-3-Clause */
#include "pattern.h"

#include <ctype.h>
#include <string.h>

#include "guard.h"

enum kind {
	SINGLE, OPEN, PLACE, CLOSE, SAME, BALANCE, FRONTIER, LAST, END, BAD
};
enum repeat { ONE, MANY, SOME, FEW, MAYBE };	/* '', *, +, -, ? */
enum { CAPTURE_OPEN = -1, CAPTURE_PLACE = -2 };
enum bad {
	BAD_ENDS, BAD_SET, BAD_BALANCE, BAD_FRONTIER
};

#define MAX_DEPTH	200
#define ASK_EVERY	8192u		/* steps */

static const char *const why[] = {
	[BAD_ENDS] = "malformed pattern (ends with '%%')",
	[BAD_SET] = "malformed pattern (missing ']')",
	[BAD_BALANCE] = "malformed pattern (missing arguments to '%%b')",
	[BAD_FRONTIER] = "missing '[' after '%%f' in pattern",
};

/* ------------------------------------------------------------------- sets */

static void
set_add(struct set *s, unsigned char c)
{
	s->bits[c >> 6] |= (uint64_t)1 << (c & 63);
}

static bool
set_has(const struct set *s, unsigned char c)
{
	return s->bits[c >> 6] >> (c & 63) & 1;
}

static void
set_invert(struct set *s)
{
	for (int i = 0; i < 4; i++)
		s->bits[i] = ~s->bits[i];
}

static bool
is_of_class(int c, int class)
{
	switch (class) {
	case 'a':
		return isalpha(c);
	case 'c':
		return iscntrl(c);
	case 'd':
		return isdigit(c);
	case 'g':
		return isgraph(c);
	case 'l':
		return islower(c);
	case 'p':
		return ispunct(c);
	case 's':
		return isspace(c);
	case 'u':
		return isupper(c);
	case 'w':
		return isalnum(c);
	case 'x':
		return isxdigit(c);
	default:
		return c == 0;		/* z, of Lua 5.1 */
	}
}

/* What %c stands for. */
static void
set_add_class(struct set *s, unsigned char c)
{
	struct set class = { { 0 } };

	if (!isalpha(c) || strchr("acdglpsuwxz", tolower(c)) == NULL) {
		set_add(s, c);
		return;
	}
	for (int i = 0; i < 256; i++)
		if (is_of_class(i, tolower(c)))
			set_add(&class, (unsigned char)i);
	if (isupper(c))
		set_invert(&class);
	for (int i = 0; i < 4; i++)
		s->bits[i] |= class.bits[i];
}

/* -------------------------------------------------------------- compiling */

struct source {
	const char *p, *end;
	struct node *node;		/* the next to write */
};

static void
set_range(struct set *s, unsigned char from, unsigned char to)
{
	for (unsigned c = from; c <= to; c++)
		set_add(s, (unsigned char)c);
}

/* [...] behind its bracket; a ']' that comes first is one of the set. */
static bool
read_set(struct source *in, struct set *s)
{
	bool inverted = in->p < in->end && *in->p == '^', first = true;

	in->p += inverted;
	for (; in->p < in->end && (*in->p != ']' || first); first = false) {
		unsigned char c = (unsigned char)*in->p++;

		if (c == '%') {
			if (in->p == in->end)
				return false;
			set_add_class(s, (unsigned char)*in->p++);
		} else if (in->end - in->p >= 2 && *in->p == '-' &&
		    in->p[1] != ']') {
			set_range(s, c, (unsigned char)in->p[1]);
			in->p += 2;
		} else {
			set_add(s, c);
		}
	}
	if (in->p == in->end)
		return false;
	in->p++;
	if (inverted)
		set_invert(s);
	return true;
}

static void
put_bad(struct source *in, enum bad bad)
{
	in->node->kind = BAD;
	in->node->a = (uint8_t)bad;
	in->p = in->end;
}

static void
put_repeat(struct source *in)
{
	static const char signs[] = "*+-?";
	const char *sign;

	if (in->p == in->end || *in->p == '\0')
		return;
	sign = strchr(signs, *in->p);
	if (sign == NULL)
		return;
	in->node->repeat = (uint8_t)(MANY + (sign - signs));
	in->p++;
}

/* %, and what follows it. */
static void
put_escape(struct source *in)
{
	struct node *n = in->node;
	unsigned char c;

	if (in->p == in->end) {
		put_bad(in, BAD_ENDS);
		return;
	}
	c = (unsigned char)*in->p++;
	if (c == 'b') {
		if (in->end - in->p < 2) {
			put_bad(in, BAD_BALANCE);
			return;
		}
		n->kind = BALANCE;
		n->a = (uint8_t)*in->p++;
		n->b = (uint8_t)*in->p++;
	} else if (c == 'f') {
		n->kind = FRONTIER;
		if (in->p == in->end || *in->p++ != '[')
			put_bad(in, BAD_FRONTIER);
		else if (!read_set(in, &n->set))
			put_bad(in, BAD_SET);
	} else if (isdigit(c)) {
		n->kind = SAME;
		n->a = (uint8_t)(c - '0');
	} else {
		set_add_class(&n->set, c);
		put_repeat(in);
	}
}

static void
put_node(struct source *in)
{
	struct node *n = in->node;
	unsigned char c = (unsigned char)*in->p++;

	memset(n, 0, sizeof(*n));
	if (c == '(' && in->p < in->end && *in->p == ')') {
		n->kind = PLACE;
		in->p++;
	} else if (c == '(') {
		n->kind = OPEN;
	} else if (c == ')') {
		n->kind = CLOSE;
	} else if (c == '$' && in->p == in->end) {
		n->kind = LAST;
	} else if (c == '%') {
		put_escape(in);
	} else {
		if (c == '.')
			set_invert(&n->set);
		else if (c != '[')
			set_add(&n->set, c);
		else if (!read_set(in, &n->set)) {
			put_bad(in, BAD_SET);
			return;
		}
		put_repeat(in);
	}
}

/* The octet that each match begins with, or -1. */
static int
first_octet(const char *p, const char *end)
{
	if (p == end || strchr("^$*+?.([%-", *p) != NULL || *p == ')')
		return -1;
	if (p + 1 < end && p[1] != '\0' && strchr("*-?", p[1]) != NULL)
		return -1;
	return (unsigned char)*p;
}

void
pattern_compile(lua_State *L, struct pattern *m, const char *p, size_t n,
    bool with_anchor)
{
	struct source in = { .p = p, .end = p + n };

	m->L = L;
	m->anchored = with_anchor && n > 0 && *p == '^';
	in.p += m->anchored;
	m->first = first_octet(in.p, in.end);
	in.node = m->few;
	if (n >= PATTERN_NODES)
		in.node = lua_newuserdatauv(L, (n + 1) * sizeof(*in.node), 0);
	m->nodes = in.node;
	while (in.p < in.end) {
		put_node(&in);
		in.node++;
	}
	memset(in.node, 0, sizeof(*in.node));
	in.node->kind = END;
	m->steps = 0;
	m->ask = ASK_EVERY;
	m->depth = 0;
}

/* --------------------------------------------------------------- matching */

static const char *match(struct pattern *, const char *, const struct node *);

static void
count(struct pattern *m, size_t n)
{
	m->steps += n + 1;
	if (m->steps < m->ask)
		return;
	guard_check(m->L);
	m->ask = m->steps + ASK_EVERY;
}

/* As many as there are, then fewer. */
static const char *
match_many(struct pattern *m, const char *s, const struct node *n)
{
	const char *most = s, *e;

	while (most < m->end && set_has(&n->set, (unsigned char)*most))
		most++;
	count(m, (size_t)(most - s));
	for (; most >= s; most--) {
		e = match(m, most, n + 1);
		if (e != NULL)
			return e;
	}
	return NULL;
}

/* As few as will do. */
static const char *
match_few(struct pattern *m, const char *s, const struct node *n)
{
	const char *e;

	for (;; s++) {
		e = match(m, s, n + 1);
		if (e != NULL)
			return e;
		if (s == m->end || !set_has(&n->set, (unsigned char)*s))
			return NULL;
	}
}

static const char *
match_open(struct pattern *m, const char *s, const struct node *n)
{
	const char *e;

	if (m->level >= PATTERN_CAPTURES)
		luaL_error(m->L, "too many captures");
	m->captures[m->level].start = s;
	m->captures[m->level].len = n->kind == PLACE ? CAPTURE_PLACE :
	    CAPTURE_OPEN;
	m->level++;
	e = match(m, s, n + 1);
	if (e == NULL)
		m->level--;
	return e;
}

static const char *
match_close(struct pattern *m, const char *s, const struct node *n)
{
	unsigned i = m->level;
	const char *e;

	while (i > 0 && m->captures[i - 1].len != CAPTURE_OPEN)
		i--;
	if (i == 0)
		luaL_error(m->L, "invalid pattern capture");
	m->captures[i - 1].len = s - m->captures[i - 1].start;
	e = match(m, s, n + 1);
	if (e == NULL)
		m->captures[i - 1].len = CAPTURE_OPEN;
	return e;
}

/* %1: the same text again; where it ends, or NULL */
static const char *
skip_same(struct pattern *m, const char *s, const struct node *n)
{
	const struct capture *c = &m->captures[n->a - 1];

	if (n->a == 0 || n->a > m->level || c->len == CAPTURE_OPEN)
		luaL_error(m->L, "invalid capture index %%%d", n->a);
	if (c->len < 0 || c->len > m->end - s)
		return NULL;
	count(m, (size_t)c->len);
	return memcmp(c->start, s, (size_t)c->len) == 0 ? s + c->len : NULL;
}

/* %bxy: from an x to its y */
static const char *
skip_balance(struct pattern *m, const char *s, const struct node *n)
{
	size_t open = 1;
	const char *start = s;

	if (s == m->end || (uint8_t)*s++ != n->a)
		return NULL;
	for (; s < m->end; s++) {
		if ((uint8_t)*s == n->b && --open == 0) {
			count(m, (size_t)(s - start));
			return s + 1;
		}
		open += (uint8_t)*s == n->a && n->a != n->b;
	}
	count(m, (size_t)(s - start));
	return NULL;
}

/* %f[set]: from what is not of the set to what is; both ends are as 0 */
static bool
is_frontier(const struct pattern *m, const char *s, const struct node *n)
{
	unsigned char before = s == m->subject ? 0 : (unsigned char)s[-1];
	unsigned char here = s == m->end ? 0 : (unsigned char)*s;

	return !set_has(&n->set, before) && set_has(&n->set, here);
}

/* A node that ends where the next begins, or NULL. */
static const char *
step(struct pattern *m, const char *s, const struct node *n)
{
	switch ((enum kind)n->kind) {
	case SAME:
		return skip_same(m, s, n);
	case BALANCE:
		return skip_balance(m, s, n);
	case FRONTIER:
		return is_frontier(m, s, n) ? s : NULL;
	case LAST:
		return s == m->end ? s : NULL;
	case BAD:
		luaL_error(m->L, why[n->a]);
		return NULL;
	default:
		return s < m->end && set_has(&n->set, (unsigned char)*s) ?
		    s + 1 : NULL;
	}
}

/* What needs a way back; the rest is one loop. */
static bool
forks(const struct node *n)
{
	return n->kind == OPEN || n->kind == PLACE || n->kind == CLOSE ||
	    n->repeat != ONE;
}

static const char *
fork_at(struct pattern *m, const char *s, const struct node *n)
{
	const char *e = NULL;
	bool fits;

	if (n->kind == OPEN || n->kind == PLACE)
		return match_open(m, s, n);
	if (n->kind == CLOSE)
		return match_close(m, s, n);
	fits = s < m->end && set_has(&n->set, (unsigned char)*s);
	switch ((enum repeat)n->repeat) {
	case MANY:
		return match_many(m, s, n);
	case SOME:
		return fits ? match_many(m, s + 1, n) : NULL;
	case FEW:
		return match_few(m, s, n);
	default:
		if (fits)
			e = match(m, s + 1, n + 1);
		return e != NULL ? e : match(m, s, n + 1);
	}
}

static const char *
match(struct pattern *m, const char *s, const struct node *n)
{
	const struct node *first = n;

	if (m->depth++ >= MAX_DEPTH)
		luaL_error(m->L, "pattern too complex");
	while (s != NULL && n->kind != END) {
		if (forks(n)) {
			s = fork_at(m, s, n);
			break;
		}
		s = step(m, s, n++);
	}
	m->depth--;
	count(m, (size_t)(n - first));
	return s;
}

const char *
pattern_at(struct pattern *m, const char *s)
{
	m->level = 0;
	m->depth = 0;
	return match(m, s, m->nodes);
}

const char *
pattern_search(struct pattern *m, const char **s)
{
	const char *e;

	for (;; ++*s) {
		if (m->first >= 0 && !m->anchored) {
			*s = memchr(*s, m->first, (size_t)(m->end - *s));
			if (*s == NULL)
				return NULL;
		}
		e = pattern_at(m, *s);
		if (e != NULL || m->anchored || *s == m->end)
			return e;
	}
}

/* --------------------------------------------------------------- captures */

void
pattern_push(struct pattern *m, unsigned i, const char *s, const char *e)
{
	const struct capture *c = &m->captures[i];

	if (i >= m->level) {
		if (i > 0)
			luaL_error(m->L, "invalid capture index %%%d",
			    (int)i + 1);
		lua_pushlstring(m->L, s, (size_t)(e - s));
	} else if (c->len == CAPTURE_PLACE) {
		lua_pushinteger(m->L, c->start - m->subject + 1);
	} else if (c->len == CAPTURE_OPEN) {
		luaL_error(m->L, "unfinished capture");
	} else {
		lua_pushlstring(m->L, c->start, (size_t)c->len);
	}
}

int
pattern_push_all(struct pattern *m, const char *s, const char *e)
{
	unsigned n = m->level == 0 && s != NULL ? 1 : m->level;

	luaL_checkstack(m->L, (int)n + 1, "too many captures");
	for (unsigned i = 0; i < n; i++)
		pattern_push(m, i, s, e);
	return (int)n;
}
