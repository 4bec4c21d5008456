/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What is kept for a script beside its values, and counts as if it were one:
 * what the host keeps for it, what tapir and libraries do, and its open files.
 * Whoever keeps something asks here first, so no script has more than its
 * limits; where they end is an error, as where Lua itself has no memory.
 * Outside a call nobody would catch it: there is no limit.
 */
#ifndef LUA_KEEP_H
#define LUA_KEEP_H

#include "lua_host.h"

/* n octets, zeroed; they go with the script, after its state: tapir may have
 * pointers to them. */
void	*keep(lua_State *, size_t n);
char	*keep_string(lua_State *, const char *);
void	kept_free(struct script *);

/* About so much tapir keeps of what is registered, beside its names. */
#define KEPT_ENTRY ((size_t)128)

/* Before something is registered that tapir will call. */
void	keep_callback(lua_State *);

/* Somebody else keeps n octets for the script, or n of these no more. */
void	keep_charge(lua_State *, size_t n);
void	keep_discharge(lua_State *, size_t n);

/* Before a file is opened: an error if there are too many, of which those have
 * gone that the script had forgotten to close. */
void	keep_room_for_file(lua_State *);
/* One more is open: 1; or less: -1. */
void	keep_files(lua_State *, int n);

#endif
