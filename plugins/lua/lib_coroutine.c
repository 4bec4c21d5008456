/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * coroutine.resume(), wrap() and close(), which tell the guard what runs.  The
 * rest of the library is Lua's.
 */
#include "guard.h"
#include "libs.h"

/*
 * Resumes co with the nargs values on L's top, which it takes.  How many
 * results it has put there; -1: one, the error.
 */
static int
resume(lua_State *L, lua_State *co, int nargs)
{
	int status, n = 0;
	lua_State *before;

	guard_check(L);
	if (!lua_checkstack(co, nargs)) {
		lua_pushliteral(L, "too many arguments to resume");
		return -1;
	}
	lua_xmove(L, co, nargs);
	before = guard_switch(co);
	status = lua_resume(co, L, nargs, &n);
	guard_switch(before);
	guard_check(L);
	if (status != LUA_OK && status != LUA_YIELD) {
		lua_xmove(co, L, 1);
		return -1;
	}
	if (!lua_checkstack(L, n + 1)) {
		lua_pop(co, n);
		lua_pushliteral(L, "too many results to resume");
		return -1;
	}
	lua_xmove(co, L, n);
	return n;
}

static int
coroutine_resume(lua_State *L)
{
	lua_State *co = lua_tothread(L, 1);
	int n;

	luaL_argexpected(L, co != NULL, 1, "coroutine");
	n = resume(L, co, lua_gettop(L) - 1);
	lua_pushboolean(L, n >= 0);
	n = n >= 0 ? n : 1;
	lua_insert(L, -(n + 1));
	return n + 1;
}

/* Ends co: what it has to close runs on it.  What lua_resetthread() gives. */
static int
end(lua_State *L, lua_State *co)
{
	lua_State *before = guard_switch(co);
	int status = lua_resetthread(co);

	guard_switch(before);
	guard_check(L);
	return status;
}

/* Upvalue: the coroutine.  An error is the caller's, with its place. */
static int
wrapped(lua_State *L)
{
	lua_State *co = lua_tothread(L, lua_upvalueindex(1));
	int n = resume(L, co, lua_gettop(L));

	if (n >= 0)
		return n;
	if (lua_status(co) > LUA_YIELD) {
		(void)end(L, co);
		if (lua_gettop(co) > 0)
			lua_settop(co, 0);
	}
	if (lua_type(L, -1) == LUA_TSTRING) {
		luaL_where(L, 1);
		lua_insert(L, -2);
		lua_concat(L, 2);
	}
	return lua_error(L);
}

static int
coroutine_wrap(lua_State *L)
{
	lua_State *co;

	luaL_checktype(L, 1, LUA_TFUNCTION);
	co = lua_newthread(L);
	lua_pushvalue(L, 1);
	lua_xmove(L, co, 1);
	lua_pushcclosure(L, wrapped, 1);
	return 1;
}

/* Upvalue: Lua's, which says so of one that runs, or has resumed who does. */
static int
coroutine_close(lua_State *L)
{
	lua_State *co = lua_tothread(L, 1);
	lua_Debug ar;

	luaL_argexpected(L, co != NULL, 1, "coroutine");
	if (co == L || (lua_status(co) == LUA_OK && lua_getstack(co, 0, &ar)))
		return lua_tocfunction(L, lua_upvalueindex(1))(L);
	if (end(L, co) == LUA_OK) {
		lua_pushboolean(L, 1);
		return 1;
	}
	lua_pushboolean(L, 0);
	lua_xmove(co, L, 1);
	return 2;
}

void
lib_coroutine(lua_State *L)
{
	static const luaL_Reg functions[] = {
		{ "resume", coroutine_resume }, { "wrap", coroutine_wrap },
		{ NULL, NULL }
	};

	lua_getglobal(L, "coroutine");
	luaL_setfuncs(L, functions, 0);
	lua_getfield(L, -1, "close");
	lua_pushcclosure(L, coroutine_close, 1);
	lua_setfield(L, -2, "close");
	lua_pop(L, 1);
}
