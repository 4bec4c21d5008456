/* SPDX-License-Identifier: BSD-3-Clause */
/* What each file of plugins/lua offers: its class, opened in a state. */
#ifndef LUA_CLASSES_H
#define LUA_CLASSES_H

#include "lua_host.h"

void	lua_class_address(lua_State *);
void	lua_class_bit(lua_State *);
void	lua_class_bytearray(lua_State *);
void	lua_class_capture_info(lua_State *);
void	lua_class_constants(lua_State *);
void	lua_class_conversation(lua_State *);
void	lua_class_crypto(lua_State *);
void	lua_class_dir(lua_State *);
void	lua_class_dissector(lua_State *);
void	lua_class_dissector_table(lua_State *);
void	lua_class_dumper(lua_State *);
void	lua_class_expert(lua_State *);
void	lua_class_field(lua_State *);
void	lua_class_file(lua_State *);
void	lua_class_file_handler(lua_State *);
void	lua_class_gui(lua_State *);
void	lua_class_int64(lua_State *);
void	lua_class_listener(lua_State *);
void	lua_class_messages(lua_State *);
void	lua_class_misc(lua_State *);
void	lua_class_nstime(lua_State *);
void	lua_class_pinfo(lua_State *);
void	lua_class_pref(lua_State *);
void	lua_class_proto(lua_State *);
void	lua_class_protofield(lua_State *);
void	lua_class_rex(lua_State *);
void	lua_class_struct(lua_State *);
void	lua_class_tree(lua_State *);
void	lua_class_tvb(lua_State *);
void	lua_open_desegment(lua_State *);
void	lua_class_script_options(lua_State *);
void	lua_class_tasks(lua_State *);

#endif
