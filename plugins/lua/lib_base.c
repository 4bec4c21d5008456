/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Lua's own functions: load and its kin take text alone and not too much of
 * it; setmetatable makes no finalizers, which no limit of time would reach;
 * collectgarbage cannot turn collection off.
 */
#include <sys/stat.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "guard.h"
#include "libs.h"
#include "paths.h"

#define MAX_SOURCE	((size_t)4 << 20)

/* ---------------------------------------------------------------- loading */

int
load_text(lua_State *L, const char *s, size_t n, const char *name)
{
	if (n <= MAX_SOURCE)
		return luaL_loadbufferx(L, s, n, name, "t");
	lua_pushliteral(L, "more than 4 MiB of source");
	return LUA_ERRSYNTAX;
}

/* Reads a regular file into a string on the stack; false: it is none. */
static bool
read_source(lua_State *L, const char *path)
{
	struct stat st;
	luaL_Buffer b;
	size_t n;
	FILE *f;

	if (stat(path, &st) != 0 || !S_ISREG(st.st_mode))
		return false;
	n = (size_t)st.st_size <= MAX_SOURCE ? (size_t)st.st_size :
	    MAX_SOURCE + 1;
	/* first: an error would leak the file */
	luaL_buffinitsize(L, &b, n);
	f = fopen(path, "rb");
	n = f != NULL ? fread(luaL_buffaddr(&b), 1, n, f) : 0;
	if (f != NULL)
		(void)fclose(f);
	luaL_pushresultsize(&b, n);
	if (f == NULL)
		lua_pop(L, 1);
	return f != NULL;
}

/* What stands before the text: a mark of UTF-8, a line for the shell. */
static const char *
skip_head(const char *s, size_t *n)
{
	const char *end = s + *n, *p = s;

	if (*n >= 3 && memcmp(p, "\xef\xbb\xbf", 3) == 0)
		p += 3;
	if (p < end && *p == '#')
		while (p < end && *p != '\n')
			p++;
	*n = (size_t)(end - p);
	return p;
}

int
load_file(lua_State *L, const char *path)
{
	const char *s;
	size_t n;
	int rc;

	if (!read_source(L, path)) {
		lua_pushfstring(L, "cannot open %s", path);
		return LUA_ERRFILE;
	}
	s = lua_tolstring(L, -1, &n);
	lua_pushfstring(L, "@%s", path);
	s = skip_head(s, &n);
	rc = load_text(L, s, n, lua_tostring(L, -1));
	lua_replace(L, -3);
	lua_pop(L, 1);
	return rc;
}

/* The value that load() and loadfile() give, with an environment at env. */
static int
loaded(lua_State *L, int rc, int env)
{
	if (rc != LUA_OK) {
		lua_pushnil(L);
		lua_insert(L, -2);
		return 2;
	}
	if (env != 0) {
		lua_pushvalue(L, env);
		if (lua_setupvalue(L, -2, 1) == NULL)
			lua_pop(L, 1);
	}
	return 1;
}

/* Joins what the function at 1 gives until it gives nothing. */
static void
gather(lua_State *L)
{
	luaL_Buffer b;

	luaL_buffinit(L, &b);
	for (;;) {
		guard_check(L);
		lua_pushvalue(L, 1);
		lua_call(L, 0, 1);
		if (lua_isnil(L, -1) || (lua_type(L, -1) == LUA_TSTRING &&
		    lua_rawlen(L, -1) == 0))
			break;
		if (!lua_isstring(L, -1))
			luaL_error(L, "reader function must return a string");
		luaL_addvalue(&b);
		if (luaL_bufflen(&b) > MAX_SOURCE)
			luaL_error(L, "more than 4 MiB of source");
	}
	lua_pop(L, 1);
	luaL_pushresult(&b);
}

/* load(text or function [, name [, mode [, env]]]) */
static int
base_load(lua_State *L)
{
	size_t n;
	int env = lua_isnone(L, 4) ? 0 : 4;
	const char *s, *name;

	if (lua_type(L, 1) == LUA_TSTRING) {
		name = luaL_optstring(L, 2, lua_tostring(L, 1));
		lua_pushvalue(L, 1);
	} else {
		name = luaL_optstring(L, 2, "=(load)");
		luaL_checktype(L, 1, LUA_TFUNCTION);
		gather(L);
	}
	s = lua_tolstring(L, -1, &n);
	return loaded(L, load_text(L, s, n, name), env);
}

static int
base_loadstring(lua_State *L)
{
	luaL_checkstring(L, 1);
	lua_settop(L, 2);
	return base_load(L);
}

/*
 * The file that a name means: it, or what stands beside the script, or in one
 * of tapir's folders.  Pushes its path; false: there is none.
 */
static bool
find_file(lua_State *L, const char *name)
{
	static const enum path_folder folders[] = {
		PATH_SCRIPT, PATH_PERSONAL, PATH_PERSONAL_SCRIPTS,
		PATH_GLOBAL, PATH_GLOBAL_SCRIPTS,
	};
	struct stat st;

	for (size_t i = 0; *name != '/' &&
	    i < sizeof(folders) / sizeof(folders[0]); i++) {
		path_push(L, folders[i]);
		lua_pushfstring(L, "%s/%s", lua_tostring(L, -1), name);
		lua_remove(L, -2);
		if (stat(lua_tostring(L, -1), &st) == 0 &&
		    S_ISREG(st.st_mode))
			return true;
		lua_pop(L, 1);
	}
	lua_pushstring(L, name);
	return stat(name, &st) == 0 && S_ISREG(st.st_mode);
}

static int
base_loadfile(lua_State *L)
{
	const char *name = luaL_checkstring(L, 1);
	int env = lua_isnone(L, 3) ? 0 : 3;

	luaL_argcheck(L, find_file(L, name), 1,
	    "loadfile: file does not exist");
	return loaded(L, load_file(L, lua_tostring(L, -1)), env);
}

static int
base_dofile(lua_State *L)
{
	const char *name = luaL_checkstring(L, 1);

	lua_settop(L, 1);
	luaL_argcheck(L, find_file(L, name), 1,
	    "dofile: file does not exist");
	if (load_file(L, lua_tostring(L, -1)) != LUA_OK)
		return lua_error(L);
	lua_settop(L, 3);		/* name, path, function */
	lua_call(L, 0, LUA_MULTRET);
	return lua_gettop(L) - 2;
}

/* ----------------------------------------------------------------- xpcall */

/*
 * The script's message handler, the upvalue.  A handler that is called for the
 * guard's error runs within its hook, where no other would end it.
 */
static int
handle_message(lua_State *L)
{
	if (guard_is_late())
		return 1;
	lua_pushvalue(L, lua_upvalueindex(1));
	lua_insert(L, 1);
	lua_call(L, lua_gettop(L) - 1, 1);
	return 1;
}

static int
finish_xpcall(lua_State *L, int rc, lua_KContext below)
{
	if (rc == LUA_OK || rc == LUA_YIELD)
		return lua_gettop(L) - (int)below;
	lua_pushboolean(L, 0);
	lua_pushvalue(L, -2);
	return 2;
}

/* xpcall(f, handler, ...) */
static int
base_xpcall(lua_State *L)
{
	int n = lua_gettop(L);

	luaL_checktype(L, 2, LUA_TFUNCTION);
	lua_pushvalue(L, 2);
	lua_pushcclosure(L, handle_message, 1);
	lua_replace(L, 2);
	lua_pushboolean(L, 1);
	lua_pushvalue(L, 1);
	lua_rotate(L, 3, 2);		/* true and f, then the arguments */
	n = lua_pcallk(L, n - 2, LUA_MULTRET, 2, 2, finish_xpcall);
	return finish_xpcall(L, n, 2);
}

/* ----------------------------------------------------------- metatables, gc */

/* Upvalue: Lua's setmetatable. */
static int
base_setmetatable(lua_State *L)
{
	static const char *const refused[] = { "__gc", "__close" };

	for (int i = 0; lua_istable(L, 2) && i < 2; i++) {
		lua_pushstring(L, refused[i]);
		if (lua_rawget(L, 2) != LUA_TNIL)
			return luaL_error(L, "setmetatable: scripts have no "
			    "%s", refused[i]);
		lua_pop(L, 1);
	}
	return lua_tocfunction(L, lua_upvalueindex(1))(L);
}

/* What would turn it off, or tune it, does nothing. */
static int
base_collectgarbage(lua_State *L)
{
	const char *what = luaL_optstring(L, 1, "collect");

	if (strcmp(what, "count") == 0)
		lua_pushnumber(L, lua_gc(L, LUA_GCCOUNT) +
		    lua_gc(L, LUA_GCCOUNTB) / 1024.0);
	else if (strcmp(what, "isrunning") == 0)
		lua_pushboolean(L, 1);
	else if (strcmp(what, "collect") == 0)
		lua_pushinteger(L, lua_gc(L, LUA_GCCOLLECT));
	else if (strcmp(what, "step") == 0)
		lua_pushboolean(L, lua_gc(L, LUA_GCSTEP, 0));
	else
		lua_pushinteger(L, 0);
	return 1;
}

void
lib_base(lua_State *L)
{
	static const luaL_Reg functions[] = {
		{ "load", base_load }, { "loadstring", base_loadstring },
		{ "loadfile", base_loadfile }, { "dofile", base_dofile },
		{ "xpcall", base_xpcall },
		{ "collectgarbage", base_collectgarbage }, { NULL, NULL }
	};

	lua_pushglobaltable(L);
	luaL_setfuncs(L, functions, 0);
	lua_getfield(L, -1, "setmetatable");
	lua_pushcclosure(L, base_setmetatable, 1);
	lua_setfield(L, -2, "setmetatable");
	path_push(L, PATH_SCRIPT);
	lua_pushliteral(L, "/");
	lua_concat(L, 2);
	lua_setfield(L, -2, "__DIR__");
	lua_pushstring(L, script_of(L)->desc->path);
	lua_setfield(L, -2, "__FILE__");
	lua_pop(L, 1);
}
