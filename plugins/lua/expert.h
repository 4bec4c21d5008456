/* SPDX-License-Identifier: BSD-3-Clause */
/* ProtoExpert, and what TreeItem says by it. */
#ifndef LUA_EXPERT_H
#define LUA_EXPERT_H

#include "lua_host.h"

struct expert_object {
	struct object object;
	uint32_t severity, group;
	struct pfield *field;		/* by which it is found, and its text */
};

extern const struct class class_expert;

/* "Warning", "Protocol"; "Unknown" */
const char *expert_severity(uint32_t);
const char *expert_group(uint32_t);

/* TreeItem's methods. */
int	expert_add_info(lua_State *);
int	expert_add_proto(lua_State *);
int	expert_add_tvb(lua_State *);

struct expert_info {
	uint32_t severity, group;
	const char *s;			/* n octets and a NUL */
	size_t n;
	tp_field id;			/* of a field below it; or 0 */
};

/* tree.c: to the item at 1, or to a new item of it with that text. */
void	tree_add_expert(lua_State *, const struct expert_info *, bool item);

/* The protocol _ws.lua, whose fields say whence expert information is. */
enum {
	WS_LUA_ERROR, WS_LUA_COMMENT, WS_LUA_CHAT, WS_LUA_NOTE,
	WS_LUA_WARNING, WS_LUA_PROTO_ERROR, WS_LUA_FIELDS
};
void	expert_register(struct lua_host *);
static inline tp_field
expert_field(const struct lua_host *lua, uint32_t i)
{
	return lua->ws_lua != 0 ? lua->ws_lua + i : 0;
}

#endif
