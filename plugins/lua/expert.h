/* SPDX-License-Identifier: BSD-3-Clause */
/* ProtoExpert, and what TreeItem says by it. */
#ifndef LUA_EXPERT_H
#define LUA_EXPERT_H

#include "lua_host.h"

struct expert_object {
	struct object object;
	uint32_t severity, group;
	struct pfield *field;		/* by which it is found */
	char text[256];
};

extern const struct class class_expert;

/* "Warning", "Protocol"; "Unknown" */
const char *expert_severity(uint32_t);
const char *expert_group(uint32_t);

/* TreeItem's methods. */
int	expert_add_info(lua_State *);
int	expert_add_proto(lua_State *);
int	expert_add_tvb(lua_State *);

/* tree.c: to the item at 1, with a field that is there if it is wanted. */
void	tree_add_expert(lua_State *, uint32_t severity, uint32_t group,
	    const char *, size_t n, tp_field);

#endif
