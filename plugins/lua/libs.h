/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Lua's libraries as scripts get them: those of 5.4, without what would reach
 * out of the script or run without end, and with what 5.1 and 5.2 had.
 */
#ifndef LUA_LIBS_H
#define LUA_LIBS_H

#include "lua_host.h"

/* All of them, in a new state; one file each below. */
void	libs_open(lua_State *);

void	lib_base(lua_State *);		/* load, setmetatable, ... */
void	lib_compat(lua_State *);	/* unpack, setfenv, module, ... */
void	lib_coroutine(lua_State *);
void	lib_files(lua_State *);		/* io, os, debug, package */
void	lib_string(lua_State *);
void	lib_table(lua_State *);

/* Loads a text as a function, or pushes the message; as lua_load() does. */
int	load_text(lua_State *, const char *s, size_t n, const char *name);
/* The same of a file. */
int	load_file(lua_State *, const char *path);

#endif
