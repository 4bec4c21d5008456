/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * rex_pcre2: regular expressions.  Its functions take a pattern as text or
 * compiled; GRegex, which releases before 4.0 had instead, is the same table.
 *
 * A match that takes too many steps is an error, not a wait; nor does it wait
 * where the script's time is over, for which it is asked at each item of a
 * pattern.  What the library allocates is the script's memory.
 */
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include <string.h>

#include "classes.h"
#include "guard.h"
#include "values.h"

#define MAX_STEPS	1000000u
#define MAX_HEAP	32768u		/* KiB */
#define MAX_PATTERN	65536u		/* octets */

/* Without this, text that is none of UTF-8 leads out of its memory. */
#define UNSAFE		PCRE2_NO_UTF_CHECK

struct regex {
	struct object object;
	pcre2_general_context *memory;
	pcre2_compile_context *how;
	pcre2_code *code;
	pcre2_match_data *data;
	pcre2_match_context *context;
	uint32_t captures;
	bool utf;
};

static const struct class class_regex;

/* ----------------------------------------------------------------- memory */

/* The library does not say how large what it gives back is. */
union head {
	size_t n;
	max_align_t align;
};

static void *
take(size_t n, void *state)
{
	void *to;
	lua_Alloc allocate = lua_getallocf(state, &to);
	union head *h = allocate(to, NULL, 0, n + sizeof(*h));

	if (h == NULL)
		return NULL;
	h->n = n + sizeof(*h);
	return h + 1;
}

static void
give(void *p, void *state)
{
	void *to;
	lua_Alloc allocate = lua_getallocf(state, &to);
	union head *h = p;

	if (h != NULL)
		(void)allocate(to, h - 1, h[-1].n, 0);
}

/* -------------------------------------------------------------- compiling */

static uint32_t
flags_arg(lua_State *L, int arg)
{
	uint32_t flags = 0;

	if (lua_isnoneornil(L, arg))
		return 0;
	if (lua_type(L, arg) == LUA_TNUMBER)
		return (uint32_t)integer_arg(L, arg) & ~UNSAFE;
	for (const char *s = luaL_checkstring(L, arg); *s != '\0'; s++) {
		flags |= *s == 'i' ? PCRE2_CASELESS : 0;
		flags |= *s == 'm' ? PCRE2_MULTILINE : 0;
		flags |= *s == 's' ? PCRE2_DOTALL : 0;
		flags |= *s == 'x' ? PCRE2_EXTENDED : 0;
		flags |= *s == 'U' ? PCRE2_UNGREEDY : 0;
	}
	return flags;
}

/* The script's time is over: so is the match. */
static int
ask(pcre2_callout_block *block, void *nothing)
{
	(void)block;
	(void)nothing;
	return guard_is_late() ? PCRE2_ERROR_CALLOUT : 0;
}

/* Pushes it; Lua frees it, whatever happens. */
static struct regex *
compile(lua_State *L, const char *pattern, size_t n, uint32_t flags)
{
	struct regex *r = class_new(L, &class_regex, sizeof(*r), 0);
	size_t at;
	uint32_t all = 0;
	int error;
	PCRE2_UCHAR text[128];

	r->memory = pcre2_general_context_create(take, give,
	    script_of(L)->L);
	r->how = pcre2_compile_context_create(r->memory);
	r->context = pcre2_match_context_create(r->memory);
	if (r->how == NULL || r->context == NULL)
		luaL_error(L, "not enough memory");
	pcre2_set_max_pattern_length(r->how, MAX_PATTERN);
	/* a script may not ask for single octets in UTF-8 */
	r->code = pcre2_compile((PCRE2_SPTR)pattern, n, flags |
	    PCRE2_NEVER_BACKSLASH_C | PCRE2_AUTO_CALLOUT, &error, &at, r->how);
	if (r->code == NULL) {
		pcre2_get_error_message(error, text, sizeof(text));
		luaL_error(L, "%s (pattern offset: %d)", (char *)text,
		    (int)at + 1);
	}
	r->data = pcre2_match_data_create_from_pattern(r->code, r->memory);
	if (r->data == NULL)
		luaL_error(L, "not enough memory");
	(void)pcre2_set_callout(r->context, ask, NULL);
	pcre2_set_match_limit(r->context, MAX_STEPS);
	pcre2_set_heap_limit(r->context, MAX_HEAP);
	pcre2_pattern_info(r->code, PCRE2_INFO_CAPTURECOUNT, &r->captures);
	pcre2_pattern_info(r->code, PCRE2_INFO_ALLOPTIONS, &all);
	r->utf = (all & PCRE2_UTF) != 0;
	/* the collector does not see how much hangs on it */
	pcre2_pattern_info(r->code, PCRE2_INFO_SIZE, &at);
	(void)lua_gc(L, LUA_GCSTEP, (int)(at >> 10) + 1);
	return r;
}

static int
regex_gc(lua_State *L)
{
	struct regex *r = lua_touserdata(L, 1);

	pcre2_match_context_free(r->context);
	pcre2_match_data_free(r->data);
	pcre2_code_free(r->code);
	pcre2_compile_context_free(r->how);
	pcre2_general_context_free(r->memory);
	r->context = NULL;
	r->data = NULL;
	r->code = NULL;
	r->how = NULL;
	r->memory = NULL;
	return 0;
}

/* The pattern at arg, compiled, which takes its place on the stack. */
static struct regex *
pattern_arg(lua_State *L, int arg, int flags)
{
	struct regex *r = object_test(L, arg, &class_regex);
	const char *s;
	size_t n;

	if (r != NULL)
		return r;
	if (lua_type(L, arg) != LUA_TSTRING)
		luaL_typeerror(L, arg, "string or rex_pcre2_regex");
	s = lua_tolstring(L, arg, &n);
	r = compile(L, s, n, flags_arg(L, flags));
	lua_replace(L, arg);
	return r;
}

static const char *
subject_arg(lua_State *L, int arg, size_t *n)
{
	if (!lua_isstring(L, arg))
		luaL_typeerror(L, arg, "string, table or userdata");
	return lua_tolstring(L, arg, n);
}

/* --------------------------------------------------------------- matching */

/* Matches from an offset; true: the offsets stand in r->data. */
static bool
run(lua_State *L, struct regex *r, const char *s, size_t n, size_t from,
    uint32_t flags)
{
	int rc = pcre2_match(r->code, (PCRE2_SPTR)s, n, from, flags, r->data,
	    r->context);
	PCRE2_UCHAR text[128];

	if (rc >= 0)
		return true;
	guard_check(L);
	if (rc == PCRE2_ERROR_NOMATCH)
		return false;
	if (rc == PCRE2_ERROR_MATCHLIMIT || rc == PCRE2_ERROR_HEAPLIMIT)
		luaL_error(L, "regular expression: too many steps");
	pcre2_get_error_message(rc, text, sizeof(text));
	luaL_error(L, "regular expression: %s", (char *)text);
	return false;
}

/* What one pass over a subject knows. */
struct pass {
	const char *s;
	size_t n, at;			/* where the next match may begin */
	size_t start, end;		/* of this one */
	size_t last;			/* end of the one before; SIZE_MAX */
	uint32_t flags;
};

/*
 * The next match of a pass: an empty one is passed over where the one before
 * ended.
 */
static bool
next_match(lua_State *L, struct regex *r, struct pass *p)
{
	const size_t *v;

	while (p->at <= p->n && run(L, r, p->s, p->n, p->at, p->flags)) {
		v = pcre2_get_ovector_pointer(r->data);
		p->start = v[0] < v[1] ? v[0] : v[1];
		if (p->start < p->at)	/* by \K */
			p->start = p->at;
		p->end = v[1];
		if (p->start == p->end && p->end == p->last) {
			p->at = p->end + 1;
			while (r->utf && p->at < p->n &&
			    ((uint8_t)p->s[p->at] & 0xc0) == 0x80)
				p->at++;
			continue;
		}
		p->last = p->end;
		p->at = p->end;
		return true;
	}
	return false;
}

static void
push_capture(lua_State *L, const struct regex *r, const char *s, uint32_t i)
{
	const size_t *v = pcre2_get_ovector_pointer(r->data);

	if (i >= pcre2_get_ovector_count(r->data) || v[2 * i] == PCRE2_UNSET ||
	    v[2 * i + 1] < v[2 * i])
		lua_pushboolean(L, 0);
	else
		lua_pushlstring(L, s + v[2 * i], v[2 * i + 1] - v[2 * i]);
}

/* All of them; the whole match if there are none and it is wanted. */
static int
push_captures(lua_State *L, const struct regex *r, const char *s, bool whole)
{
	if (r->captures == 0 && whole) {
		push_capture(L, r, s, 0);
		return 1;
	}
	luaL_checkstack(L, (int)r->captures + 2, "too many captures");
	for (uint32_t i = 1; i <= r->captures; i++)
		push_capture(L, r, s, i);
	return (int)r->captures;
}

/* Where a search begins: 1 is the first, -1 the last; SIZE_MAX: nowhere. */
static size_t
init_arg(lua_State *L, int arg, size_t n)
{
	lua_Integer i = integer_opt(L, arg, 1);

	if (i < 0)
		i += (lua_Integer)n + 1;
	if (i < 1)
		i = 1;
	return (size_t)i - 1 <= n ? (size_t)i - 1 : SIZE_MAX;
}

static void
push_places(lua_State *L, const struct regex *r)
{
	const size_t *v = pcre2_get_ovector_pointer(r->data);

	lua_pushinteger(L, (lua_Integer)v[0] + 1);
	lua_pushinteger(L, (lua_Integer)v[1]);
}

/* exec(): a table of where the captures begin and end. */
static void
push_offsets(lua_State *L, const struct regex *r)
{
	const size_t *v = pcre2_get_ovector_pointer(r->data);

	lua_newtable(L);
	for (uint32_t i = 1; i <= r->captures; i++) {
		if (v[2 * i] == PCRE2_UNSET) {
			lua_pushboolean(L, 0);
			lua_pushboolean(L, 0);
		} else {
			lua_pushinteger(L, (lua_Integer)v[2 * i] + 1);
			lua_pushinteger(L, (lua_Integer)v[2 * i + 1]);
		}
		lua_rawseti(L, -3, 2 * i);
		lua_rawseti(L, -2, 2 * i - 1);
	}
}

/* tfind(): a table of the captures, those with names also by name. */
static void
push_table(lua_State *L, const struct regex *r, const char *s)
{
	uint32_t names = 0, size = 0;
	PCRE2_SPTR list = NULL;

	lua_newtable(L);
	for (uint32_t i = 1; i <= r->captures; i++) {
		push_capture(L, r, s, i);
		lua_rawseti(L, -2, i);
	}
	pcre2_pattern_info(r->code, PCRE2_INFO_NAMECOUNT, &names);
	pcre2_pattern_info(r->code, PCRE2_INFO_NAMEENTRYSIZE, &size);
	pcre2_pattern_info(r->code, PCRE2_INFO_NAMETABLE, &list);
	for (uint32_t i = 0; i < names; i++, list += size) {
		push_capture(L, r, s, (uint32_t)list[0] << 8 | list[1]);
		lua_setfield(L, -2, (const char *)list + 2);
	}
}

enum want { WANT_MATCH, WANT_FIND, WANT_EXEC, WANT_TFIND };

/* One match, and what the function gives of it. */
static int
search(lua_State *L, enum want want, struct regex *r, int subject, int init,
    int flags)
{
	size_t n, from;
	const char *s = subject_arg(L, subject, &n);

	from = init_arg(L, init, n);
	if (from == SIZE_MAX || !run(L, r, s, n, from, flags_arg(L, flags))) {
		lua_pushnil(L);
		return 1;
	}
	if (want == WANT_MATCH)
		return push_captures(L, r, s, true);
	push_places(L, r);
	if (want == WANT_FIND)
		return 2 + push_captures(L, r, s, false);
	if (want == WANT_EXEC)
		push_offsets(L, r);
	else
		push_table(L, r, s);
	return 3;
}

/* ---------------------------------------- of the library: (subject, pattern) */

static int
rex_new(lua_State *L)
{
	size_t n;
	const char *s = luaL_checklstring(L, 1, &n);

	compile(L, s, n, flags_arg(L, 2));
	return 1;
}

static int
rex_match(lua_State *L)
{
	size_t n;

	(void)subject_arg(L, 1, &n);
	return search(L, WANT_MATCH, pattern_arg(L, 2, 4), 1, 3, 5);
}

static int
rex_find(lua_State *L)
{
	size_t n;

	(void)subject_arg(L, 1, &n);
	return search(L, WANT_FIND, pattern_arg(L, 2, 4), 1, 3, 5);
}

/* Upvalues: subject, regex, at, last end, flags. */
static int
gmatch_step(lua_State *L)
{
	struct regex *r = lua_touserdata(L, lua_upvalueindex(2));
	struct pass p = { .n = 0 };

	p.s = lua_tolstring(L, lua_upvalueindex(1), &p.n);
	p.at = (size_t)lua_tointeger(L, lua_upvalueindex(3));
	p.last = (size_t)lua_tointeger(L, lua_upvalueindex(4));
	p.flags = (uint32_t)lua_tointeger(L, lua_upvalueindex(5));
	if (!next_match(L, r, &p))
		return 0;
	lua_pushinteger(L, (lua_Integer)p.at);
	lua_replace(L, lua_upvalueindex(3));
	lua_pushinteger(L, (lua_Integer)p.last);
	lua_replace(L, lua_upvalueindex(4));
	return push_captures(L, r, p.s, true);
}

/* Pushes an iterator of the subject at 1 and the pattern at 2. */
static int
iterate(lua_State *L, lua_CFunction step)
{
	size_t n;
	uint32_t flags = flags_arg(L, 4);

	(void)subject_arg(L, 1, &n);
	pattern_arg(L, 2, 3);
	lua_settop(L, 2);
	lua_pushinteger(L, 0);
	lua_pushinteger(L, -1);		/* SIZE_MAX */
	lua_pushinteger(L, flags);
	lua_pushcclosure(L, step, 5);
	return 1;
}

static int
rex_gmatch(lua_State *L)
{
	return iterate(L, gmatch_step);
}

/* The text before each match with its captures, then what is left.  Upvalues
 * as of gmatch_step(); the subject is nil when it is over. */
static int
split_step(lua_State *L)
{
	struct regex *r = lua_touserdata(L, lua_upvalueindex(2));
	struct pass p = { .n = 0 };
	size_t from;

	if (lua_isnil(L, lua_upvalueindex(1)))
		return 0;
	p.s = lua_tolstring(L, lua_upvalueindex(1), &p.n);
	from = p.at = (size_t)lua_tointeger(L, lua_upvalueindex(3));
	p.last = (size_t)lua_tointeger(L, lua_upvalueindex(4));
	p.flags = (uint32_t)lua_tointeger(L, lua_upvalueindex(5));
	if (p.n == 0 || !next_match(L, r, &p)) {
		lua_pushlstring(L, p.s + from, p.n - from);
		lua_pushnil(L);
		lua_replace(L, lua_upvalueindex(1));
		return 1;
	}
	lua_pushinteger(L, (lua_Integer)p.at);
	lua_replace(L, lua_upvalueindex(3));
	lua_pushinteger(L, (lua_Integer)p.last);
	lua_replace(L, lua_upvalueindex(4));
	lua_pushlstring(L, p.s + from, p.start - from);
	return 1 + push_captures(L, r, p.s, true);
}

static int
rex_split(lua_State *L)
{
	return iterate(L, split_step);
}

static int
rex_count(lua_State *L)
{
	struct pass p = { .last = SIZE_MAX };
	struct regex *r;
	lua_Integer n = 0;

	p.s = subject_arg(L, 1, &p.n);
	r = pattern_arg(L, 2, 3);
	p.flags = flags_arg(L, 4);
	while (next_match(L, r, &p))
		n++;
	lua_pushinteger(L, n);
	return 1;
}

/* ------------------------------------------------------------------- gsub */

/* The text of a replacement: %0 to %9 are captures, %x is x. */
static void
add_text(lua_State *L, luaL_Buffer *b, const struct regex *r, const char *s,
    const char *with, size_t n)
{
	uint32_t i;

	for (const char *end = with + n; with < end; with++) {
		if (*with != '%' || with + 1 == end) {
			luaL_addchar(b, *with);
			continue;
		}
		with++;
		if (*with < '0' || *with > '9') {
			luaL_addchar(b, *with);
			continue;
		}
		i = (uint32_t)(*with - '0');
		if (i == 1 && r->captures == 0)
			i = 0;
		if (i > r->captures)
			luaL_error(L, "invalid capture index");
		push_capture(L, r, s, i);
		if (lua_isstring(L, -1))
			luaL_addvalue(b);
		else
			lua_pop(L, 1);
	}
}

/* What a table or function says at 3; false: the match stays. */
static bool
add_value(lua_State *L, luaL_Buffer *b, const struct regex *r, const char *s)
{
	if (lua_istable(L, 3)) {
		push_capture(L, r, s, r->captures > 0 ? 1 : 0);
		lua_gettable(L, 3);
	} else {
		lua_pushvalue(L, 3);
		lua_call(L, push_captures(L, r, s, true), 1);
	}
	if (!lua_toboolean(L, -1)) {
		lua_pop(L, 1);
		return false;
	}
	if (!lua_isstring(L, -1))
		luaL_error(L, "invalid replacement value (a %s)",
		    luaL_typename(L, -1));
	luaL_addvalue(b);
	return true;
}

/* gsub(subject, pattern, with [, n [, cf [, ef]]]): text, matches, changes */
static int
rex_gsub(lua_State *L)
{
	struct pass p = { .last = SIZE_MAX };
	struct regex *r;
	int type = lua_type(L, 3);
	lua_Integer most = integer_opt(L, 4, LUA_MAXINTEGER), n = 0, done = 0;
	size_t kept = 0, len = 0;
	const char *with = NULL;
	luaL_Buffer b;

	p.s = subject_arg(L, 1, &p.n);
	r = pattern_arg(L, 2, 5);
	p.flags = flags_arg(L, 6);
	if (type == LUA_TSTRING || type == LUA_TNUMBER)
		with = lua_tolstring(L, 3, &len);
	else if (type != LUA_TTABLE && type != LUA_TFUNCTION)
		return luaL_typeerror(L, 3, "string, table or function");
	luaL_buffinit(L, &b);
	for (; n < most && next_match(L, r, &p); n++) {
		luaL_addlstring(&b, p.s + kept, p.start - kept);
		kept = p.end;
		if (with != NULL) {
			add_text(L, &b, r, p.s, with, len);
			done++;
		} else if (add_value(L, &b, r, p.s)) {
			done++;
		} else {
			luaL_addlstring(&b, p.s + p.start, p.end - p.start);
		}
	}
	luaL_addlstring(&b, p.s + kept, p.n - kept);
	luaL_pushresult(&b);
	lua_pushinteger(L, n);
	lua_pushinteger(L, done);
	return 3;
}

/* ------------------------------------------- of a pattern: pattern:f(subject) */

static struct regex *
self(lua_State *L)
{
	return object_check(L, 1, &class_regex);
}

static int
regex_match(lua_State *L)
{
	return search(L, WANT_MATCH, self(L), 2, 3, 4);
}

static int
regex_find(lua_State *L)
{
	return search(L, WANT_FIND, self(L), 2, 3, 4);
}

static int
regex_exec(lua_State *L)
{
	return search(L, WANT_EXEC, self(L), 2, 3, 4);
}

static int
regex_tfind(lua_State *L)
{
	return search(L, WANT_TFIND, self(L), 2, 3, 4);
}

/* The library's function with subject and pattern in its order. */
static int
swapped(lua_State *L, lua_CFunction f)
{
	(void)self(L);
	luaL_checkany(L, 2);
	lua_pushvalue(L, 2);
	lua_insert(L, 1);
	lua_remove(L, 3);
	return f(L);
}

static int
regex_gmatch(lua_State *L)
{
	return swapped(L, rex_gmatch);
}

static int
regex_gsub(lua_State *L)
{
	return swapped(L, rex_gsub);
}

static int
regex_split(lua_State *L)
{
	return swapped(L, rex_split);
}

static int
regex_count(lua_State *L)
{
	return swapped(L, rex_count);
}

/* ---------------------------------------------------------------- library */

static const struct {
	const char *name;
	uint32_t v;
} flags[] = {
	{ "ALLOW_EMPTY_CLASS", PCRE2_ALLOW_EMPTY_CLASS },
	{ "ALT_BSUX", PCRE2_ALT_BSUX }, { "ANCHORED", PCRE2_ANCHORED },
	{ "AUTO_CALLOUT", PCRE2_AUTO_CALLOUT },
	{ "CASELESS", PCRE2_CASELESS },
	{ "DOLLAR_ENDONLY", PCRE2_DOLLAR_ENDONLY },
	{ "DOTALL", PCRE2_DOTALL }, { "DUPNAMES", PCRE2_DUPNAMES },
	{ "ENDANCHORED", PCRE2_ENDANCHORED },
	{ "EXTENDED", PCRE2_EXTENDED },
	{ "EXTENDED_MORE", PCRE2_EXTENDED_MORE },
	{ "FIRSTLINE", PCRE2_FIRSTLINE }, { "LITERAL", PCRE2_LITERAL },
	{ "MULTILINE", PCRE2_MULTILINE }, { "NEVER_UCP", PCRE2_NEVER_UCP },
	{ "NEVER_UTF", PCRE2_NEVER_UTF }, { "NOTBOL", PCRE2_NOTBOL },
	{ "NOTEMPTY", PCRE2_NOTEMPTY },
	{ "NOTEMPTY_ATSTART", PCRE2_NOTEMPTY_ATSTART },
	{ "NOTEOL", PCRE2_NOTEOL },
	{ "NO_AUTO_CAPTURE", PCRE2_NO_AUTO_CAPTURE },
	{ "NO_AUTO_POSSESS", PCRE2_NO_AUTO_POSSESS },
	{ "NO_DOTSTAR_ANCHOR", PCRE2_NO_DOTSTAR_ANCHOR },
	{ "NO_START_OPTIMIZE", PCRE2_NO_START_OPTIMIZE },
	{ "NO_UTF_CHECK", PCRE2_NO_UTF_CHECK },
	{ "PARTIAL_HARD", PCRE2_PARTIAL_HARD },
	{ "PARTIAL_SOFT", PCRE2_PARTIAL_SOFT }, { "UCP", PCRE2_UCP },
	{ "UNGREEDY", PCRE2_UNGREEDY }, { "UTF", PCRE2_UTF },
};

static int
rex_flags(lua_State *L)
{
	lua_newtable(L);
	for (size_t i = 0; i < sizeof(flags) / sizeof(flags[0]); i++) {
		lua_pushinteger(L, (int32_t)flags[i].v);
		lua_setfield(L, -2, flags[i].name);
	}
	return 1;
}

static int
rex_version(lua_State *L)
{
	char s[64] = "";

	if (pcre2_config(PCRE2_CONFIG_VERSION, NULL) < (int)sizeof(s))
		pcre2_config(PCRE2_CONFIG_VERSION, s);
	lua_pushstring(L, s);
	return 1;
}

static int
rex_config(lua_State *L)
{
	uint32_t unicode = 0;

	pcre2_config(PCRE2_CONFIG_UNICODE, &unicode);
	lua_newtable(L);
	lua_pushinteger(L, unicode);
	lua_setfield(L, -2, "UNICODE");
	lua_pushinteger(L, MAX_STEPS);
	lua_setfield(L, -2, "MATCHLIMIT");
	rex_version(L);
	lua_setfield(L, -2, "VERSION");
	return 1;
}

static const luaL_Reg functions[] = {
	{ "new", rex_new }, { "match", rex_match }, { "find", rex_find },
	{ "gmatch", rex_gmatch }, { "gsub", rex_gsub },
	{ "split", rex_split }, { "count", rex_count },
	{ "flags", rex_flags }, { "version", rex_version },
	{ "config", rex_config }, { NULL, NULL }
};

static const luaL_Reg methods[] = {
	{ "match", regex_match }, { "find", regex_find },
	{ "exec", regex_exec }, { "tfind", regex_tfind },
	{ "gmatch", regex_gmatch }, { "gsub", regex_gsub },
	{ "split", regex_split }, { "count", regex_count }, { NULL, NULL }
};

static const luaL_Reg meta[] = { { "__gc", regex_gc }, { NULL, NULL } };

static const struct class class_regex = {
	.name = "rex_pcre2_regex", .methods = methods, .meta = meta,
};

void
lua_class_rex(lua_State *L)
{
	static const char *const names[] = {
		"rex_pcre2", "rex_pcre", "GRegex",
	};

	class_open(L, &class_regex);
	luaL_newlib(L, functions);
	lua_pushliteral(L, "Lrexlib 2.9.2 (for PCRE2)");
	lua_setfield(L, -2, "_VERSION");
	luaL_getsubtable(L, LUA_REGISTRYINDEX, LUA_LOADED_TABLE);
	for (int i = 0; i < 3; i++) {
		lua_pushvalue(L, -2);
		lua_setfield(L, -2, names[i]);
	}
	lua_pop(L, 1);
	lua_pushvalue(L, -1);
	lua_setglobal(L, "rex_pcre2");
	lua_setglobal(L, "GRegex");
}
