/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Lua's patterns (reference manual, section 6.4.1), compiled to a list of
 * nodes and matched by going back where a way fails.  That can take for ever,
 * so steps are counted and the guard is asked.
 */
#ifndef LUA_PATTERN_H
#define LUA_PATTERN_H

#include "lua_host.h"

#define PATTERN_CAPTURES 32
#define PATTERN_NODES	24		/* of those that need no allocation */

struct set {
	uint64_t bits[4];		/* one per octet */
};

struct node {
	uint8_t kind, repeat;
	uint8_t a, b;			/* %bxy; capture of %1; error */
	struct set set;
};

struct capture {
	const char *start;
	ptrdiff_t len;			/* or CAPTURE_* */
};

/* One pattern, and the last match of it. */
struct pattern {
	lua_State *L;
	const struct node *nodes;
	bool anchored;
	int first;			/* octet a match begins with; -1 */
	const char *subject, *end;
	unsigned level;			/* captures */
	int depth;
	uint64_t steps, ask;
	struct capture captures[PATTERN_CAPTURES];
	struct node few[PATTERN_NODES];
};

/*
 * Compiles; may push one value, which has to stay as long as the pattern.
 * What is malformed becomes an error when a match gets there.
 */
void	pattern_compile(lua_State *, struct pattern *, const char *p,
	    size_t n, bool with_anchor);

/* The end of a match at s, or NULL; subject and end have to be set. */
const char *pattern_at(struct pattern *, const char *s);
/* The first match from *s on, which then is its start; its end, or NULL. */
const char *pattern_search(struct pattern *, const char **s);

/* Pushes capture i, the whole match if there are none and i is 0. */
void	pattern_push(struct pattern *, unsigned i, const char *s,
	    const char *e);
/* Pushes all of them, the whole match if there are none and it is given. */
int	pattern_push_all(struct pattern *, const char *s, const char *e);

#endif
