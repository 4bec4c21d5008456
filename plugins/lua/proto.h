/* SPDX-License-Identifier: BSD-3-Clause */
/* Protocols that a script makes. */
#ifndef LUA_PROTO_H
#define LUA_PROTO_H

#include "lua_host.h"

/* Lives as long as its script: tapir keeps pointers to it. */
struct proto {
	struct proto *next;
	struct script *script;
	char *name, *description;
	tp_field id;
	tp_dissector *dissector;
	int function;			/* reference; LUA_NOREF: none */
};

struct proto_object {
	struct object object;
	struct proto *proto;
};

extern const struct class class_proto;

/* What a script has made so far becomes known to tapir; < 0: it is said. */
int	proto_register_all(struct script *);
void	proto_free_all(struct script *);

#endif
