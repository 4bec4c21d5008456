/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * tapir.options(defaults, ...): the arguments of a script (--script-arg
 * NAME=VALUE) as a table.  What is not given is as in defaults, whose types
 * say what is a number.
 */
#include <string.h>

#include "classes.h"

/* "a, b, c" of the names in the table at 1. */
static void
push_names(lua_State *L)
{
	luaL_Buffer b;
	const char *between = "";

	lua_settop(L, 1);
	sorted_keys_push(L, 1);
	luaL_buffinit(L, &b);
	for (lua_Integer i = 1, n = luaL_len(L, 2); i <= n; i++) {
		luaL_addstring(&b, between);
		lua_geti(L, 2, i);
		luaL_addvalue(&b);
		between = ", ";
	}
	luaL_pushresult(&b);
}

/* One "name=value" into the table at result. */
static void
set_option(lua_State *L, const char *arg, int result)
{
	const char *equals = strchr(arg, '=');
	size_t n = equals != NULL ? (size_t)(equals - arg) : strlen(arg);
	int type;

	lua_pushlstring(L, arg, n);
	lua_pushvalue(L, -1);
	type = lua_gettable(L, 1);
	lua_pop(L, 1);
	if (type == LUA_TNIL || equals == NULL) {
		push_names(L);
		luaL_error(L, "--script-arg %s: write NAME=VALUE; there are: "
		    "%s", arg, lua_tostring(L, -1));
	}
	lua_pushstring(L, equals + 1);
	if (type == LUA_TNUMBER && lua_stringtonumber(L, equals + 1) == 0)
		luaL_error(L, "--script-arg %s: this is a number", arg);
	if (type == LUA_TNUMBER)
		lua_remove(L, -2);
	lua_settable(L, result);
}

static int
options(lua_State *L)
{
	int n = lua_gettop(L);

	luaL_checktype(L, 1, LUA_TTABLE);
	lua_newtable(L);
	for (lua_pushnil(L); lua_next(L, 1) != 0;) {
		lua_pushvalue(L, -2);
		lua_insert(L, -2);
		lua_settable(L, n + 1);
	}
	for (int i = 2; i <= n; i++)
		set_option(L, luaL_checkstring(L, i), n + 1);
	lua_settop(L, n + 1);
	return 1;
}

void
lua_class_script_options(lua_State *L)
{
	static const luaL_Reg functions[] = { { "options", options },
	    { NULL, NULL } };

	tapir_table(L, functions);
}
