/* SPDX-License-Identifier: BSD-3-Clause */
/* Proto: protocols that a script makes, and its other dissectors. */
#ifndef LUA_PROTO_H
#define LUA_PROTO_H

#include "packet.h"

/* Lives as long as its script: tapir keeps pointers to it. */
struct proto {
	struct proto *next;
	struct script *script;
	char *name, *description;
	tp_field id;
	tp_dissector *dissector;
	int function, init, prefs_changed;	/* references, or LUA_NOREF */
	int fields, experts, prefs, object;
	bool changed;			/* a preference */
};

/* A heuristic dissector, or a protocol's that looks at whole packets. */
struct other {
	struct proto *proto;
	int function;			/* of a heuristic one */
	char name[128];
};

struct proto_object {
	struct object object;
	struct proto *proto;
};

extern const struct class class_proto;

/* The Proto at arg. */
struct proto *proto_arg(lua_State *, int arg);
/* Whose dissector it is: a script's; or NULL. */
struct proto *proto_of(struct lua_host *, const tp_dissector *);

/* Fields that scripts have declared become known to tapir; then init(). */
void	proto_register_all(struct script *);
void	proto_init_all(struct script *);

/* pref.c: proto.prefs. */
void	prefs_push(lua_State *, struct proto *);

#endif
