/* SPDX-License-Identifier: BSD-3-Clause */
/* DissectorTable: where dissectors hang by a number or a name. */
#include "classes.h"
#include "proto.h"

#define MAX_NAME 128

struct table_object {
	struct object object;
	char name[MAX_NAME];
};

static const struct class class_table;

static int
table_get(lua_State *L)
{
	size_t n;
	const char *name = luaL_checklstring(L, 1, &n);
	struct table_object *o;

	luaL_argcheck(L, n < MAX_NAME, 1, "no such dissector table");
	o = class_new(L, &class_table, sizeof(*o), 0);
	for (size_t i = 0; i < n; i++)
		o->name[i] = name[i];
	return 1;
}

static int
table_add(lua_State *L)
{
	struct table_object *o = object_check(L, 1, &class_table);
	lua_Integer key = luaL_checkinteger(L, 2);
	struct proto_object *p = object_check(L, 3, &class_proto);
	const tp_host *h = host_of(L);

	h->add_uint(h, o->name, (uint64_t)key, (uint64_t)key, -1000000,
	    p->proto->dissector);
	return 0;
}

static const luaL_Reg statics[] = { { "get", table_get }, { NULL, NULL } };
static const luaL_Reg methods[] = { { "add", table_add }, { NULL, NULL } };

static const struct class class_table = {
	.name = "DissectorTable", .statics = statics, .methods = methods,
};

void
lua_class_dissector_table(lua_State *L)
{
	class_open(L, &class_table);
}
