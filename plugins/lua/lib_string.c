/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * string: find, match, gmatch and gsub over pattern.c, rep up to a size.  The
 * rest is Lua's; it takes no longer than the text that it makes is long.
 */
#include <string.h>

#include "guard.h"
#include "libs.h"
#include "pattern.h"

#define MAX_REP		((size_t)64 << 20)

/* ---------------------------------------------------------------- find, match */

/* Where a search begins; SIZE_MAX: behind the end. */
static size_t
init_arg(lua_State *L, int arg, size_t n)
{
	lua_Integer i = luaL_optinteger(L, arg, 1);

	if (i < 0)
		i = i < -(lua_Integer)n ? 1 : i + (lua_Integer)n + 1;
	if (i < 1)
		i = 1;
	return (size_t)i - 1 > n ? SIZE_MAX : (size_t)i - 1;
}

static bool
is_plain(const char *p, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (p[i] != '\0' && strchr("^$*+?.([%-", p[i]) != NULL)
			return false;
	return true;
}

static int
find_plain(lua_State *L, const char *s, size_t n, size_t from)
{
	size_t m;
	const char *p = lua_tolstring(L, 2, &m);
	const char *at = memmem(s + from, n - from, p, m);

	if (at == NULL) {
		lua_pushnil(L);
		return 1;
	}
	lua_pushinteger(L, at - s + 1);
	lua_pushinteger(L, at - s + (lua_Integer)m);
	return 2;
}

static int
search(lua_State *L, bool find)
{
	struct pattern m;
	size_t n, plen, from;
	const char *s = luaL_checklstring(L, 1, &n);
	const char *p = luaL_checklstring(L, 2, &plen), *at, *e = NULL;

	from = init_arg(L, 3, n);
	if (from != SIZE_MAX && find &&
	    (lua_toboolean(L, 4) || is_plain(p, plen)))
		return find_plain(L, s, n, from);
	if (from != SIZE_MAX) {
		pattern_compile(L, &m, p, plen, true);
		m.subject = s;
		m.end = s + n;
		at = s + from;
		e = pattern_search(&m, &at);
	}
	if (e == NULL) {
		lua_pushnil(L);
		return 1;
	}
	if (!find)
		return pattern_push_all(&m, at, e);
	lua_pushinteger(L, at - s + 1);
	lua_pushinteger(L, e - s);
	return 2 + pattern_push_all(&m, NULL, NULL);
}

static int
str_find(lua_State *L)
{
	return search(L, true);
}

static int
str_match(lua_State *L)
{
	return search(L, false);
}

/* ----------------------------------------------------------------- gmatch */

/* Upvalues: subject, pattern, where to go on, where the last match ended. */
static int
gmatch_step(lua_State *L)
{
	struct pattern m;
	size_t n, plen;
	const char *s = lua_tolstring(L, lua_upvalueindex(1), &n);
	const char *p = lua_tolstring(L, lua_upvalueindex(2), &plen), *e;
	const char *at = s + lua_tointeger(L, lua_upvalueindex(3));
	lua_Integer last = lua_tointeger(L, lua_upvalueindex(4));

	pattern_compile(L, &m, p, plen, false);
	m.subject = s;
	m.end = s + n;
	for (; at <= m.end; at++) {
		e = pattern_search(&m, &at);
		if (e == NULL)
			break;
		if (e - s == last)
			continue;
		lua_pushinteger(L, e - s);
		lua_copy(L, -1, lua_upvalueindex(3));
		lua_replace(L, lua_upvalueindex(4));
		return pattern_push_all(&m, at, e);
	}
	lua_pushinteger(L, (lua_Integer)n + 1);
	lua_replace(L, lua_upvalueindex(3));
	return 0;
}

static int
str_gmatch(lua_State *L)
{
	size_t n, from;

	luaL_checklstring(L, 1, &n);
	luaL_checkstring(L, 2);
	from = init_arg(L, 3, n);
	lua_settop(L, 2);
	lua_pushinteger(L, from != SIZE_MAX ? (lua_Integer)from :
	    (lua_Integer)n + 1);
	lua_pushinteger(L, -1);
	lua_pushcclosure(L, gmatch_step, 4);
	return 1;
}

/* ------------------------------------------------------------------- gsub */

/* The text of a replacement: %0 is the match, %1 to %9 captures, %% a %. */
static void
add_text(struct pattern *m, luaL_Buffer *b, const char *s, const char *e)
{
	size_t n;
	const char *with = lua_tolstring(m->L, 3, &n), *end = with + n;

	for (; with < end; with++) {
		if (*with != '%') {
			luaL_addchar(b, *with);
			continue;
		}
		with++;
		if (with < end && *with == '%') {
			luaL_addchar(b, '%');
		} else if (with < end && *with == '0') {
			luaL_addlstring(b, s, (size_t)(e - s));
		} else if (with < end && *with >= '1' && *with <= '9') {
			pattern_push(m, (unsigned)(*with - '1'), s, e);
			(void)luaL_tolstring(m->L, -1, NULL);
			lua_remove(m->L, -2);
			luaL_addvalue(b);
		} else {
			luaL_error(m->L, "invalid use of '%%' in replacement "
			    "string");
		}
	}
}

/* What the table or the function at 3 says; false: the match stays. */
static bool
add_value(struct pattern *m, luaL_Buffer *b, const char *s, const char *e)
{
	lua_State *L = m->L;

	if (lua_type(L, 3) == LUA_TTABLE) {
		pattern_push(m, 0, s, e);
		lua_gettable(L, 3);
	} else {
		lua_pushvalue(L, 3);
		lua_call(L, pattern_push_all(m, s, e), 1);
	}
	if (!lua_toboolean(L, -1)) {
		lua_pop(L, 1);
		luaL_addlstring(b, s, (size_t)(e - s));
		return false;
	}
	if (!lua_isstring(L, -1))
		luaL_error(L, "invalid replacement value (a %s)",
		    luaL_typename(L, -1));
	luaL_addvalue(b);
	return true;
}

/* Text between matches is kept; an empty match is none where one ended. */
static lua_Integer
replace_all(struct pattern *m, luaL_Buffer *b, lua_Integer most)
{
	const char *s = m->subject, *last = NULL, *e;
	lua_Integer n = 0;
	bool text = lua_isstring(m->L, 3);

	while (n < most) {
		guard_check(m->L);
		e = pattern_at(m, s);
		if (e != NULL && e != last) {
			n++;
			if (text)
				add_text(m, b, s, e);
			else
				(void)add_value(m, b, s, e);
			s = last = e;
		} else if (s < m->end) {
			luaL_addchar(b, *s++);
		} else {
			break;
		}
		if (m->anchored)
			break;
	}
	luaL_addlstring(b, s, (size_t)(m->end - s));
	return n;
}

static int
str_gsub(lua_State *L)
{
	struct pattern m;
	size_t n, plen;
	const char *s = luaL_checklstring(L, 1, &n);
	const char *p = luaL_checklstring(L, 2, &plen);
	int type = lua_type(L, 3);
	lua_Integer most = luaL_optinteger(L, 4, (lua_Integer)n + 1);
	luaL_Buffer b;

	luaL_argexpected(L, type == LUA_TNUMBER || type == LUA_TSTRING ||
	    type == LUA_TTABLE || type == LUA_TFUNCTION, 3,
	    "string/function/table");
	pattern_compile(L, &m, p, plen, true);
	m.subject = s;
	m.end = s + n;
	luaL_buffinit(L, &b);
	most = replace_all(&m, &b, most);
	luaL_pushresult(&b);
	lua_pushinteger(L, most);
	return 2;
}

/* -------------------------------------------------------------------- rep */

static int
str_rep(lua_State *L)
{
	size_t n, m;
	const char *s = luaL_checklstring(L, 1, &n);
	lua_Integer times = luaL_checkinteger(L, 2);
	const char *sep = luaL_optlstring(L, 3, "", &m);
	luaL_Buffer b;

	if (times <= 0) {
		lua_pushliteral(L, "");
		return 1;
	}
	if (n + m > 0 && (size_t)times > MAX_REP / (n + m))
		return luaL_error(L, "resulting string too large");
	luaL_buffinit(L, &b);
	for (lua_Integer i = 0; n + m > 0 && i < times; i++) {
		luaL_addlstring(&b, s, n);
		if (i + 1 < times)
			luaL_addlstring(&b, sep, m);
	}
	luaL_pushresult(&b);
	return 1;
}

void
lib_string(lua_State *L)
{
	static const luaL_Reg functions[] = {
		{ "find", str_find }, { "match", str_match },
		{ "gmatch", str_gmatch }, { "gfind", str_gmatch },
		{ "gsub", str_gsub }, { "rep", str_rep }, { NULL, NULL }
	};

	lua_getglobal(L, "string");
	luaL_setfuncs(L, functions, 0);
	lua_pop(L, 1);
}
