/* SPDX-License-Identifier: BSD-3-Clause */
/* Where files of scripts are, and who may do what with files. */
#ifndef LUA_PATHS_H
#define LUA_PATHS_H

#include "lua_host.h"

enum path_folder {
	PATH_PERSONAL,			/* ~/.config/tapir */
	PATH_GLOBAL,			/* $datadir/tapir */
	PATH_PERSONAL_SCRIPTS,		/* ~/.local/share/tapir/scripts */
	PATH_GLOBAL_SCRIPTS,		/* $datadir/tapir/scripts */
	PATH_SCRIPT			/* that of the script's file */
};

/* Pushes it, without a slash at its end. */
void	path_push(lua_State *, enum path_folder);

/* Did the user say that this script may do anything? */
bool	is_unsafe(lua_State *);
/* An error that says so, and how, if he did not. */
void	unsafe_check(lua_State *, const char *what);

#endif
