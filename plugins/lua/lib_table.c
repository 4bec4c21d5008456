/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * table: Lua's functions, which are handed tables of a size that they can work
 * through, since no hook reaches into them but where they call something.
 */
#include "guard.h"
#include "libs.h"

#define MAX_ELEMENTS	10000000
#define MAX_SORTED	1000000

/* Calls the function of Lua's that is the upvalue. */
static int
original(lua_State *L)
{
	return lua_tocfunction(L, lua_upvalueindex(1))(L);
}

static void
size_check(lua_State *L, lua_Integer n, lua_Integer most)
{
	if (n > most)
		luaL_error(L, "table has more than %I elements",
		    (LUAI_UACINT)most);
}

/* Of the table at 1; what is no table is Lua's to say. */
static void
table_check(lua_State *L, lua_Integer most)
{
	if (lua_type(L, 1) == LUA_TTABLE)
		size_check(L, luaL_len(L, 1), most);
}

static int
table_concat(lua_State *L)
{
	lua_Integer from = luaL_optinteger(L, 3, 1);

	if (lua_isnoneornil(L, 4))
		table_check(L, MAX_ELEMENTS);
	else if (luaL_checkinteger(L, 4) >= from)
		size_check(L, lua_tointeger(L, 4) / 2 - from / 2,
		    MAX_ELEMENTS / 2);
	return original(L);
}

/* Elements first to last move up or down by one, which may meet a table that
 * says another length each time. */
static void
shift(lua_State *L, lua_Integer first, lua_Integer last, bool up)
{
	for (; first <= last; up ? last-- : first++) {
		guard_check(L);
		lua_geti(L, 1, up ? last : first);
		lua_seti(L, 1, up ? last + 1 : first - 1);
	}
}

/* insert(table, [position,] value); what is wrong is Lua's to say. */
static int
table_insert(lua_State *L)
{
	lua_Integer n, at;

	if (lua_type(L, 1) != LUA_TTABLE || lua_gettop(L) != 3)
		return original(L);
	n = luaL_len(L, 1);
	at = luaL_checkinteger(L, 2);
	size_check(L, n, MAX_ELEMENTS);
	luaL_argcheck(L, at >= 1 && at <= n + 1, 2,
	    "position out of bounds");
	shift(L, at, n, true);
	lua_seti(L, 1, at);
	return 0;
}

/* remove(table [, position]): the element, which those behind it follow */
static int
table_remove(lua_State *L)
{
	lua_Integer n, at;

	if (lua_type(L, 1) != LUA_TTABLE || lua_isnoneornil(L, 2))
		return original(L);
	n = luaL_len(L, 1);
	at = luaL_checkinteger(L, 2);
	size_check(L, n, MAX_ELEMENTS);
	luaL_argcheck(L, at == n || (at >= 1 && at <= n + 1) ||
	    (n == 0 && at == 0), 2, "position out of bounds");
	lua_geti(L, 1, at);
	if (at >= 1 && at < n)
		shift(L, at + 1, n, false);
	lua_pushnil(L);
	lua_seti(L, 1, at < n ? n : at);
	return 1;
}

static int
less_than(lua_State *L)
{
	guard_check(L);
	lua_pushboolean(L, lua_compare(L, 1, 2, LUA_OPLT));
	return 1;
}

/* Strings may be as long as all memory, and take their time. */
static int
table_sort(lua_State *L)
{
	table_check(L, MAX_SORTED);
	if (lua_isnoneornil(L, 2)) {
		lua_settop(L, 1);
		lua_pushcfunction(L, less_than);
	}
	return original(L);
}

/* move(from, first, last, at [, to]) */
static int
table_move(lua_State *L)
{
	lua_Integer first = luaL_checkinteger(L, 2);
	lua_Integer last = luaL_checkinteger(L, 3);

	if (last >= first)
		size_check(L, last / 2 - first / 2, MAX_ELEMENTS / 2);
	return original(L);
}

/* ------------------------------------------------- of Lua 5.0, 5.1 and 5.2 */

static int
table_getn(lua_State *L)
{
	luaL_checktype(L, 1, LUA_TTABLE);
	lua_pushinteger(L, luaL_len(L, 1));
	return 1;
}

/* The largest number that is a key; 0: none. */
static int
table_maxn(lua_State *L)
{
	lua_Number most = 0;
	lua_Integer whole;

	luaL_checktype(L, 1, LUA_TTABLE);
	lua_pushnil(L);
	while (lua_next(L, 1)) {
		guard_check(L);
		lua_pop(L, 1);
		if (lua_type(L, -1) == LUA_TNUMBER &&
		    lua_tonumber(L, -1) > most)
			most = lua_tonumber(L, -1);
	}
	if (lua_numbertointeger(most, &whole) && (lua_Number)whole == most)
		lua_pushinteger(L, whole);
	else
		lua_pushnumber(L, most);
	return 1;
}

/* Calls the function at 2 for each pair until it gives something. */
static int
table_foreach(lua_State *L)
{
	luaL_checktype(L, 1, LUA_TTABLE);
	luaL_checktype(L, 2, LUA_TFUNCTION);
	lua_pushnil(L);
	while (lua_next(L, 1)) {
		guard_check(L);
		lua_pushvalue(L, 2);
		lua_pushvalue(L, -3);
		lua_pushvalue(L, -3);
		lua_call(L, 2, 1);
		if (!lua_isnil(L, -1))
			return 1;
		lua_pop(L, 2);
	}
	return 0;
}

static int
table_foreachi(lua_State *L)
{
	luaL_checktype(L, 1, LUA_TTABLE);
	luaL_checktype(L, 2, LUA_TFUNCTION);
	for (lua_Integer i = 1, n = luaL_len(L, 1); i <= n; i++) {
		guard_check(L);
		lua_pushvalue(L, 2);
		lua_pushinteger(L, i);
		lua_geti(L, 1, i);
		lua_call(L, 2, 1);
		if (!lua_isnil(L, -1))
			return 1;
		lua_pop(L, 1);
	}
	return 0;
}

void
lib_table(lua_State *L)
{
	static const luaL_Reg bounded[] = {
		{ "concat", table_concat }, { "insert", table_insert },
		{ "remove", table_remove }, { "sort", table_sort },
		{ "move", table_move }, { NULL, NULL }
	};
	static const luaL_Reg old[] = {
		{ "getn", table_getn }, { "maxn", table_maxn },
		{ "foreach", table_foreach }, { "foreachi", table_foreachi },
		{ NULL, NULL }
	};

	lua_getglobal(L, "table");
	for (const luaL_Reg *r = bounded; r->name != NULL; r++) {
		lua_getfield(L, -1, r->name);
		lua_pushcclosure(L, r->func, 1);
		lua_setfield(L, -2, r->name);
	}
	lua_getfield(L, -1, "sort");
	lua_setfield(L, LUA_REGISTRYINDEX, REGISTRY_SORT);
	luaL_setfuncs(L, old, 0);
	lua_getfield(L, -1, "unpack");
	lua_setglobal(L, "unpack");
	lua_pop(L, 1);
}
