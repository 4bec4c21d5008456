/* SPDX-License-Identifier: BSD-3-Clause */
/* The list of classes and of tables of constants, one line each. */
#include "classes.h"

typedef void opener(lua_State *);

static opener *const all[] = {
	lua_class_address,
	lua_class_bit,
	lua_class_bytearray,
	lua_class_capture_info,
	lua_class_constants,
	lua_class_conversation,
	lua_class_crypto,
	lua_class_dir,
	lua_class_dissector,
	lua_class_dissector_table,
	lua_class_dumper,
	lua_class_expert,
	lua_class_field,
	lua_class_file,
	lua_class_file_handler,
	lua_class_gui,
	lua_class_int64,
	lua_class_listener,
	lua_class_messages,
	lua_class_misc,
	lua_class_nstime,
	lua_class_pinfo,
	lua_class_pref,
	lua_class_proto,
	lua_class_protofield,
	lua_class_rex,
	lua_class_struct,
	lua_class_tree,
	lua_class_tvb,
	lua_open_desegment,
	lua_class_script_options,
	lua_class_tasks,
};

void
classes_open(lua_State *L)
{
	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++)
		all[i](L);
}
