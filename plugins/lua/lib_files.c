/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What reaches out of a script: io, os, debug, package, of which the safe part
 * is here.  A script reads regular files beside it and in ~/.config/tapir, and
 * writes what it prints; the rest says that it needs --lua-unsafe, with which
 * these libraries are Lua's.
 */
#include <sys/stat.h>

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "guard.h"
#include "keep.h"
#include "libs.h"
#include "paths.h"

/* --------------------------------------------------------------- refusals */

/* Upvalue: the function's name. */
static int
refused(lua_State *L)
{
	unsafe_check(L, lua_tostring(L, lua_upvalueindex(1)));
	return 0;
}

/* Puts refusals in place of functions of the table on top, named library. */
static void
refuse(lua_State *L, const char *library, const char *const *names)
{
	for (; *names != NULL; names++) {
		lua_pushfstring(L, "%s.%s", library, *names);
		lua_pushcclosure(L, refused, 1);
		lua_setfield(L, -2, *names);
	}
}

/* --------------------------------------------------------------------- io */

/* Is the file below the folder on top, which this pops? */
static bool
is_below(lua_State *L, const char *path)
{
	char folder[PATH_MAX];
	bool below = false;
	size_t n;

	if (realpath(lua_tostring(L, -1), folder) != NULL) {
		n = strlen(folder);
		below = strncmp(path, folder, n) == 0 &&
		    (path[n] == '/' || folder[n - 1] == '/');
	}
	lua_pop(L, 1);
	return below;
}

/* A regular file that a script may read: errno says why not, or 0. */
static bool
may_read(lua_State *L, const char *name)
{
	char path[PATH_MAX];
	struct stat st;

	errno = 0;
	if (realpath(name, path) == NULL || stat(path, &st) != 0)
		return false;
	if (!S_ISREG(st.st_mode))
		return false;
	path_push(L, PATH_SCRIPT);
	if (is_below(L, path))
		return true;
	path_push(L, PATH_PERSONAL);
	if (is_below(L, path))
		return true;
	errno = 0;
	return false;
}

static int
close_stream(lua_State *L)
{
	luaL_Stream *s = luaL_checkudata(L, 1, LUA_FILEHANDLE);

	keep_files(L, -1);
	return luaL_fileresult(L, fclose(s->f) == 0, NULL);
}

/* Lua's function at upvalue 1, and the file that it gives among its results is
 * counted.  Called, not by lua_call(): its errors are of the script's line. */
static int
open_counted(lua_State *L)
{
	luaL_Stream *s = NULL;
	int n;

	keep_room_for_file(L);
	n = lua_tocfunction(L, lua_upvalueindex(1))(L);
	for (int i = -n; i < 0 && s == NULL; i++)
		s = luaL_testudata(L, i, LUA_FILEHANDLE);
	if (s == NULL)
		return n;
	s->closef = close_stream;
	keep_files(L, 1);
	return n;
}

/* io.open(name [, mode]); upvalue: Lua's. */
static int
io_open(lua_State *L)
{
	const char *name = luaL_checkstring(L, 1);
	const char *mode = luaL_optstring(L, 2, "r");

	if (strcmp(mode, "r") != 0 && strcmp(mode, "rb") != 0)
		unsafe_check(L, "io.open to write");
	if (!may_read(L, name)) {
		if (errno != 0)
			return luaL_fileresult(L, 0, name);
		return luaL_error(L, "io.open %s: a script reads regular "
		    "files beside it and in ~/.config/tapir; with "
		    "--lua-unsafe all", name);
	}
	return open_counted(L);
}

/* io.lines(name, ...); upvalue: Lua's. */
static int
io_lines(lua_State *L)
{
	const char *name = luaL_checkstring(L, 1);

	if (!may_read(L, name))
		return luaL_error(L, errno != 0 ? "%s: %s" : "io.lines %s: "
		    "a script reads regular files beside it and in "
		    "~/.config/tapir; with --lua-unsafe all", name,
		    strerror(errno));
	return open_counted(L);
}

/* What is written goes where packets' lines go. */
static void
write_from(lua_State *L, int arg)
{
	const tp_host *h = host_of(L);
	size_t n;
	const char *s;

	for (int last = lua_gettop(L); arg <= last; arg++) {
		s = luaL_checklstring(L, arg, &n);
		h->print(h, s, (uint32_t)n);
	}
}

static int
io_write(lua_State *L)
{
	write_from(L, 1);
	lua_getglobal(L, "io");
	lua_getfield(L, -1, "stdout");
	return 1;
}

static int
stdout_write(lua_State *L)
{
	write_from(L, 2);
	lua_settop(L, 1);
	return 1;
}

static int
stderr_write(lua_State *L)
{
	size_t n;
	const char *s;

	for (int i = 2, last = lua_gettop(L); i <= last; i++) {
		s = luaL_checklstring(L, i, &n);
		fwrite(s, 1, n, stderr);
	}
	lua_settop(L, 1);
	return 1;
}

static int
do_nothing(lua_State *L)
{
	lua_settop(L, 1);
	return 1;
}

/* A table that is written to as a file is. */
static void
set_stream(lua_State *L, const char *name, lua_CFunction write)
{
	static const luaL_Reg functions[] = {
		{ "flush", do_nothing }, { "setvbuf", do_nothing },
		{ "close", do_nothing }, { NULL, NULL }
	};

	luaL_newlib(L, functions);
	lua_pushcfunction(L, write);
	lua_setfield(L, -2, "write");
	lua_setfield(L, -2, name);
}

static void
wrap(lua_State *L, const char *name, lua_CFunction f)
{
	lua_getfield(L, -1, name);
	lua_pushcclosure(L, f, 1);
	lua_setfield(L, -2, name);
}

static void
open_io(lua_State *L)
{
	static const char *const unsafe[] = {
		"popen", "tmpfile", "input", "output", "read", NULL
	};
	static const luaL_Reg functions[] = {
		{ "write", io_write }, { "flush", do_nothing },
		{ NULL, NULL }
	};

	lua_getglobal(L, "io");
	set_stream(L, "stdout", stdout_write);
	luaL_setfuncs(L, functions, 0);
	/* who has a file's metatable could give it a __gc */
	luaL_getmetatable(L, LUA_FILEHANDLE);
	lua_pushboolean(L, 0);
	lua_setfield(L, -2, "__metatable");
	lua_pop(L, 1);
	wrap(L, "open", is_unsafe(L) ? open_counted : io_open);
	wrap(L, "lines", is_unsafe(L) ? open_counted : io_lines);
	wrap(L, "tmpfile", open_counted);
	if (!is_unsafe(L)) {
		set_stream(L, "stderr", stderr_write);
		lua_pushnil(L);
		lua_setfield(L, -2, "stdin");
		refuse(L, "io", unsafe);
	}
	lua_pop(L, 1);
}

/* --------------------------------------------------------------------- os */

static void
open_os(lua_State *L)
{
	static const char *const unsafe[] = {
		"execute", "exit", "remove", "rename", "setlocale", "tmpname",
		NULL
	};

	lua_getglobal(L, "os");
	if (!is_unsafe(L))
		refuse(L, "os", unsafe);
	lua_pop(L, 1);
}

/* ------------------------------------------------------------------ debug */

/*
 * traceback and getinfo look and change nothing.  The hook is the guard's
 * whatever the user allows.
 */
static void
open_debug(lua_State *L)
{
	static const char *const unsafe[] = {
		"debug", "gethook", "getlocal", "getmetatable", "getregistry",
		"getupvalue", "getuservalue", "setcstacklimit", "setlocal",
		"setmetatable", "setupvalue", "setuservalue", "upvalueid",
		"upvaluejoin", NULL
	};

	lua_getglobal(L, "debug");
	if (!is_unsafe(L))
		refuse(L, "debug", unsafe);
	lua_pushnil(L);
	lua_setfield(L, -2, "sethook");
	lua_pop(L, 1);
}

/* ---------------------------------------------------------------- package */

static bool
is_regular(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISREG(st.st_mode) &&
	    access(path, R_OK) == 0;
}

/* package.searchpath(name, path, [sep], [rep]), which opens nothing: a pipe
 * would wait for who writes. */
static int
search_path(lua_State *L)
{
	const char *name = luaL_checkstring(L, 1);
	const char *path = luaL_checkstring(L, 2), *end;
	const char *sep = luaL_optstring(L, 3, ".");

	if (*sep != '\0')
		name = luaL_gsub(L, name, sep, luaL_optstring(L, 4, "/"));
	lua_pushliteral(L, "");			/* what was not found */
	for (; *path != '\0'; path = *end != '\0' ? end + 1 : end) {
		guard_check(L);
		end = path + strcspn(path, ";");
		lua_pushlstring(L, path, (size_t)(end - path));
		if (is_regular(luaL_gsub(L, lua_tostring(L, -1), "?", name)))
			return 1;
		lua_pushfstring(L, "%s\n\tno file '%s'", lua_tostring(L, -3),
		    lua_tostring(L, -1));
		lua_replace(L, -4);
		lua_pop(L, 2);
	}
	lua_pushnil(L);
	lua_insert(L, -2);
	return 2;
}

/* A searcher of require's: package.path, source alone. */
static int
search_lua(lua_State *L)
{
	const char *name = luaL_checkstring(L, 1), *path;

	lua_pushcfunction(L, search_path);
	lua_pushstring(L, name);
	lua_getglobal(L, "package");
	if (lua_getfield(L, -1, "path") != LUA_TSTRING)
		return luaL_error(L, "'package.path' must be a string");
	lua_remove(L, -2);
	lua_call(L, 2, 2);
	if (lua_isnil(L, -2))
		return 1;
	lua_pop(L, 1);
	path = lua_tostring(L, -1);
	if (load_file(L, path) != LUA_OK)
		return luaL_error(L, "error loading module '%s' from file "
		    "'%s':\n\t%s", name, path, lua_tostring(L, -1));
	lua_insert(L, -2);
	return 2;
}

static void
set_path(lua_State *L)
{
	luaL_Buffer b;

	luaL_buffinit(L, &b);
	for (int i = 0; i < 3; i++) {
		static const enum path_folder folders[] = {
			PATH_SCRIPT, PATH_PERSONAL_SCRIPTS,
			PATH_GLOBAL_SCRIPTS,
		};

		path_push(L, folders[i]);
		lua_pushfstring(L, "%s%s/?.lua;%s/?/init.lua",
		    i > 0 ? ";" : "", lua_tostring(L, -1),
		    lua_tostring(L, -1));
		lua_remove(L, -2);
		luaL_addvalue(&b);
	}
	luaL_pushresult(&b);
	lua_setfield(L, -2, "path");
}

static void
open_package(lua_State *L)
{
	static const char *const unsafe[] = { "loadlib", NULL };

	lua_getglobal(L, "package");
	lua_pushcfunction(L, search_path);
	lua_setfield(L, -2, "searchpath");
	set_path(L);
	lua_getfield(L, -1, "searchers");
	lua_pushcfunction(L, search_lua);
	lua_rawseti(L, -2, 2);
	for (int i = 3; i <= 4 && !is_unsafe(L); i++) {
		lua_pushnil(L);
		lua_rawseti(L, -2, i);
	}
	lua_setfield(L, -2, "loaders");	/* its name in Lua 5.1 */
	if (!is_unsafe(L)) {
		lua_pushliteral(L, "");
		lua_setfield(L, -2, "cpath");
		refuse(L, "package", unsafe);
	}
	lua_pop(L, 1);
}

void
lib_files(lua_State *L)
{
	open_io(L);
	open_os(L);
	open_debug(L);
	open_package(L);
}

/* ---------------------------------------------------------------- all of them */

void
libs_open(lua_State *L)
{
	luaL_openlibs(L);
	lib_base(L);
	lib_string(L);
	lib_table(L);
	lib_coroutine(L);
	lib_files(L);
	lib_compat(L);
}
