/* SPDX-License-Identifier: BSD-3-Clause */
/* What a dissector says of the stream that it sees a part of. */
#ifndef LUA_DESEGMENT_H
#define LUA_DESEGMENT_H

#include "lua_host.h"

/* Pinfo's. */
int	get_desegment_len(lua_State *);
int	get_desegment_offset(lua_State *);
int	get_can_desegment(lua_State *);
int	set_can_desegment(lua_State *);
int	set_desegment_len(lua_State *);
int	set_desegment_offset(lua_State *);


#endif
