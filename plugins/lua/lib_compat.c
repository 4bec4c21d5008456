/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What Lua 5.1 and 5.2 had, and scripts written for them call: math.pow and
 * its kin, setfenv, getfenv, module.  (bit32 is bit.c's, unpack and the old
 * functions of table are lib_table.c's.)
 */
#include <math.h>
#include <string.h>

#include "libs.h"

/* ------------------------------------------------------------------- math */

static int
math_pow(lua_State *L)
{
	lua_pushnumber(L, pow(luaL_checknumber(L, 1), luaL_checknumber(L, 2)));
	return 1;
}

static int
math_ldexp(lua_State *L)
{
	lua_Integer e = luaL_checkinteger(L, 2);

	e = e > 10000 ? 10000 : e < -10000 ? -10000 : e;
	lua_pushnumber(L, ldexp(luaL_checknumber(L, 1), (int)e));
	return 1;
}

static int
math_frexp(lua_State *L)
{
	int e;

	lua_pushnumber(L, frexp(luaL_checknumber(L, 1), &e));
	lua_pushinteger(L, e);
	return 2;
}

static int
math_log10(lua_State *L)
{
	lua_pushnumber(L, log10(luaL_checknumber(L, 1)));
	return 1;
}

static int
math_cosh(lua_State *L)
{
	lua_pushnumber(L, cosh(luaL_checknumber(L, 1)));
	return 1;
}

static int
math_sinh(lua_State *L)
{
	lua_pushnumber(L, sinh(luaL_checknumber(L, 1)));
	return 1;
}

static int
math_tanh(lua_State *L)
{
	lua_pushnumber(L, tanh(luaL_checknumber(L, 1)));
	return 1;
}

static int
math_atan2(lua_State *L)
{
	lua_pushnumber(L, atan2(luaL_checknumber(L, 1),
	    luaL_checknumber(L, 2)));
	return 1;
}

static const luaL_Reg math_functions[] = {
	{ "pow", math_pow }, { "ldexp", math_ldexp },
	{ "frexp", math_frexp }, { "log10", math_log10 },
	{ "cosh", math_cosh }, { "sinh", math_sinh }, { "tanh", math_tanh },
	{ "atan2", math_atan2 }, { NULL, NULL }
};

/* ----------------------------------------------------------- environments */

/* Which upvalue of the function at f is its environment; 0: none. */
static int
environment_of(lua_State *L, int f)
{
	const char *name;

	for (int i = 1; (name = lua_getupvalue(L, f, i)) != NULL; i++) {
		lua_pop(L, 1);
		if (strcmp(name, "_ENV") == 0)
			return i;
	}
	return 0;
}

/* Pushes the function that arg is, or that runs at that level. */
static void
push_function(lua_State *L, int arg)
{
	lua_Debug ar;
	lua_Integer level;

	if (lua_isfunction(L, arg)) {
		lua_pushvalue(L, arg);
		return;
	}
	level = luaL_optinteger(L, arg, 1);
	luaL_argcheck(L, level >= 1 && level < 200 &&
	    lua_getstack(L, (int)level, &ar), arg, "invalid level");
	lua_getinfo(L, "f", &ar);
}

/* Gives the Lua function at f the environment at env, and no other its. */
static void
set_environment(lua_State *L, int f, int env)
{
	int n = environment_of(L, f);

	if (n == 0)
		return;
	if (luaL_loadstring(L, "") != LUA_OK)
		lua_error(L);
	lua_pushvalue(L, env);
	lua_setupvalue(L, -2, 1);
	lua_upvaluejoin(L, f, n, lua_gettop(L), 1);
	lua_pop(L, 1);
}

static int
base_setfenv(lua_State *L)
{
	luaL_checktype(L, 2, LUA_TTABLE);
	if (lua_type(L, 1) == LUA_TNUMBER && lua_tointeger(L, 1) == 0) {
		lua_pushvalue(L, 2);
		lua_rawseti(L, LUA_REGISTRYINDEX, LUA_RIDX_GLOBALS);
		return 0;
	}
	push_function(L, 1);
	if (environment_of(L, lua_gettop(L)) == 0 &&
	    lua_iscfunction(L, -1))
		return luaL_error(L, "'setfenv' cannot change environment of "
		    "given object");
	set_environment(L, lua_gettop(L), 2);
	return 1;
}

static int
base_getfenv(lua_State *L)
{
	int n;

	if (lua_type(L, 1) == LUA_TNUMBER && lua_tointeger(L, 1) == 0) {
		lua_pushglobaltable(L);
		return 1;
	}
	push_function(L, 1);
	n = environment_of(L, lua_gettop(L));
	if (n == 0 || lua_getupvalue(L, -1, n) == NULL)
		lua_pushglobaltable(L);
	return 1;
}

/* ----------------------------------------------------------------- module */

/* The table of a module, made if need be: in package.loaded, or global. */
static void
push_module(lua_State *L, const char *name)
{
	luaL_getsubtable(L, LUA_REGISTRYINDEX, LUA_LOADED_TABLE);
	if (lua_getfield(L, -1, name) != LUA_TTABLE) {
		lua_pop(L, 1);
		lua_pushglobaltable(L);
		luaL_getsubtable(L, -1, name);
		lua_remove(L, -2);
		lua_pushvalue(L, -1);
		lua_setfield(L, -3, name);
	}
	lua_remove(L, -2);
}

/* module(name [, function...]): the caller's globals are the module's */
static int
base_module(lua_State *L)
{
	const char *name = luaL_checkstring(L, 1);
	int last = lua_gettop(L), module = last + 1;
	lua_Debug ar;

	push_module(L, name);
	lua_pushvalue(L, module);
	lua_setfield(L, module, "_M");
	lua_pushstring(L, name);
	lua_setfield(L, module, "_NAME");
	if (!lua_getstack(L, 1, &ar))
		return 0;
	lua_getinfo(L, "f", &ar);
	set_environment(L, module + 1, module);
	for (int i = 2; i <= last; i++) {
		lua_pushvalue(L, i);
		lua_pushvalue(L, module);
		lua_call(L, 1, 0);
	}
	return 0;
}

static int
package_seeall(lua_State *L)
{
	luaL_checktype(L, 1, LUA_TTABLE);
	lua_newtable(L);
	lua_pushglobaltable(L);
	lua_setfield(L, -2, "__index");
	lua_setmetatable(L, 1);
	return 0;
}

/* package.prepend_path(folder): what require looks into first */
static int
package_prepend_path(lua_State *L)
{
	const char *folder = luaL_checkstring(L, 1);

	lua_getglobal(L, "package");
	lua_getfield(L, -1, "path");
	lua_getglobal(L, "__DIR__");
	lua_pushfstring(L, "%s%s/?.lua;%s", *folder == '/' ? "" :
	    luaL_optstring(L, -1, ""), folder, luaL_optstring(L, -2, ""));
	lua_setfield(L, -4, "path");
	return 0;
}

void
lib_compat(lua_State *L)
{
	static const luaL_Reg functions[] = {
		{ "setfenv", base_setfenv }, { "getfenv", base_getfenv },
		{ "module", base_module }, { NULL, NULL }
	};
	static const luaL_Reg package_functions[] = {
		{ "seeall", package_seeall },
		{ "prepend_path", package_prepend_path }, { NULL, NULL }
	};

	lua_pushglobaltable(L);
	luaL_setfuncs(L, functions, 0);
	lua_getfield(L, -1, "math");
	luaL_setfuncs(L, math_functions, 0);
	lua_getfield(L, -1, "fmod");
	lua_setfield(L, -2, "mod");
	lua_pop(L, 1);
	lua_getfield(L, -1, "package");
	luaL_setfuncs(L, package_functions, 0);
	lua_pop(L, 2);
}
