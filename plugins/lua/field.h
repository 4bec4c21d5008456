/* SPDX-License-Identifier: BSD-3-Clause */
/* Field and FieldInfo: values of the packet, whoever added them. */
#ifndef LUA_FIELD_H
#define LUA_FIELD_H

#include "lua_host.h"

#define FIELD_SAME 16u			/* fields that share a name */

/* The userdata; it is kept as long as the script. */
struct field_object {
	struct object object;
	struct field_object *next;
	uint32_t n;
	tp_field ids[FIELD_SAME];
	char name[128];
};

/* As FieldInfo.value has it. */
void	field_push_value(lua_State *, const tp_value *);

/* Once all scripts are there: what they ask for is wanted. */
void	fields_want(struct script *);

#endif
