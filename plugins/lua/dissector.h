/* SPDX-License-Identifier: BSD-3-Clause */
/* Dissector: somebody's, by name. */
#ifndef LUA_DISSECTOR_H
#define LUA_DISSECTOR_H

#include "lua_host.h"

extern const struct class class_dissector;

/* d NULL: one that tapir lacks; its octets are data. */
void	dissector_push(lua_State *, tp_dissector *d, const char *name);
/* Of a Dissector or a Proto at arg; nil: NULL. */
tp_dissector *dissector_arg(lua_State *, int arg);
/*
 * Calls it by a table or by itself with Tvb, Pinfo and TreeItem from arg on;
 * pushes how many octets it took.
 */
struct callee {
	tp_dissector *dissector;	/* or, by a table: */
	tp_table *table;
	const char *string;		/* its key; or */
	uint64_t number;
};
int	dissector_call(lua_State *, const struct callee *, int arg);

/* proto.c: the columns go into the text now, before somebody else's. */
struct visit;
void	proto_say_columns(struct visit *);

#endif
