/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef LUA_UNCOMPRESS_H
#define LUA_UNCOMPRESS_H

#include "lua_host.h"

/* TvbRange's: a range of a new data source, or nil. */
int	range_uncompress(lua_State *);

#endif
