/* SPDX-License-Identifier: BSD-3-Clause */
/* What each file of plugins/lua offers: its class, opened in a state. */
#ifndef LUA_CLASSES_H
#define LUA_CLASSES_H

#include "lua_host.h"

void	lua_class_proto(lua_State *);
void	lua_class_dissector_table(lua_State *);

#endif
