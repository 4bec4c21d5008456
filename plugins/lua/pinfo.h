/* SPDX-License-Identifier: BSD-3-Clause */
/* Pinfo, its columns and what scripts keep in it. */
#ifndef LUA_PINFO_H
#define LUA_PINFO_H

#include "packet.h"

struct pinfo_object {
	struct object object;
	tp_pkt *pkt;
};

extern const struct class class_pinfo;

struct pinfo_object *pinfo_push(lua_State *, tp_pkt *);

/* The columns as text of the packet; false: nobody has said anything. */
bool	pinfo_print(tp_tvb *, struct lua_host *);

/* Both are as if nobody had set them, but for what stands before a fence. */
void	pinfo_clear(tp_pkt *, struct lua_host *);

#endif
