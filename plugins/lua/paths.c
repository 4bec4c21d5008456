/* SPDX-License-Identifier: BSD-3-Clause */
#include "paths.h"

#include <stdlib.h>
#include <string.h>

static void
push_home(lua_State *L, const char *below)
{
	const char *home = getenv("HOME");

	lua_pushfstring(L, "%s/%s", home != NULL ? home : "", below);
}

void
path_push(lua_State *L, enum path_folder folder)
{
	const char *path, *slash;

	switch (folder) {
	case PATH_PERSONAL:
		push_home(L, ".config/tapir");
		break;
	case PATH_PERSONAL_SCRIPTS:
		push_home(L, ".local/share/tapir/scripts");
		break;
	case PATH_GLOBAL:
		lua_pushliteral(L, TAPIR_DATADIR);
		break;
	case PATH_GLOBAL_SCRIPTS:
		lua_pushliteral(L, TAPIR_DATADIR "/scripts");
		break;
	default:
		path = script_of(L)->desc->path;
		slash = strrchr(path, '/');
		if (slash == NULL)
			lua_pushliteral(L, ".");
		else
			lua_pushlstring(L, path, slash > path ?
			    (size_t)(slash - path) : 1);
	}
}

bool
is_unsafe(lua_State *L)
{
	return (script_of(L)->desc->flags & TP_SCRIPT_UNSAFE) != 0;
}

void
unsafe_check(lua_State *L, const char *what)
{
	if (!is_unsafe(L))
		luaL_error(L, "%s: a script may not; with --lua-unsafe it may",
		    what);
}
