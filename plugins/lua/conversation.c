/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Conversation, as Wireshark 4.6 has it: who speaks with whom, and what a
 * script keeps of that by its protocols: conversation[proto] = value.  Each
 * script has its own.  They are found by both ends, in either direction; a
 * stream whose ports are used again begins another.  Of CONVERSATIONS the
 * oldest makes room for a new one.
 */
#include <stdio.h>
#include <string.h>

#include "classes.h"
#include "packet.h"
#include "pinfo.h"
#include "proto.h"
#include "values.h"

#define CONVERSATIONS 16384

struct conversation {
	struct object object;
	uint32_t stream;		/* of find_from_pinfo(): which one */
};

struct end {
	uint32_t type, port;
	uint8_t address[16];
};

static const struct class class_conversation;
static const char by_key, in_order;	/* their addresses name two tables */

/* Pushes what both ends are, the smaller one first, as a string. */
static void
push_key(lua_State *L, lua_Integer kind, const struct end *a,
    const struct end *b)
{
	bool turned = memcmp(a, b, sizeof(*a)) > 0;
	uint8_t key[sizeof(kind) + 2 * sizeof(*a)];

	memcpy(key, &kind, sizeof(kind));
	memcpy(key + sizeof(kind), turned ? b : a, sizeof(*a));
	memcpy(key + sizeof(kind) + sizeof(*a), turned ? a : b, sizeof(*a));
	lua_pushlstring(L, (const char *)key, sizeof(key));
}

static void
push_table(lua_State *L, const char *name)
{
	if (lua_rawgetp(L, LUA_REGISTRYINDEX, name) == LUA_TTABLE)
		return;
	lua_pop(L, 1);
	lua_newtable(L);
	lua_pushvalue(L, -1);
	lua_rawsetp(L, LUA_REGISTRYINDEX, name);
}

/* The key on top takes the place of the oldest one. */
static void
take_turn(lua_State *L, int conversations, int key)
{
	lua_Integer at;

	push_table(L, &in_order);
	lua_rawgeti(L, -1, 0);
	at = lua_tointeger(L, -1) % CONVERSATIONS + 1;
	if (lua_rawgeti(L, -2, at) == LUA_TSTRING) {
		lua_pushnil(L);
		lua_rawset(L, conversations);
	} else
		lua_pop(L, 1);
	lua_pushvalue(L, key);
	lua_rawseti(L, -3, at);
	lua_pushinteger(L, at);
	lua_rawseti(L, -3, 0);
	lua_pop(L, 2);
}

/* The conversation of the key on top, which it replaces; nil: there is none,
 * and none is to be made. */
static int
find(lua_State *L, uint32_t stream, bool create)
{
	int key = lua_gettop(L), conversations = key + 1;
	struct conversation *c;

	push_table(L, &by_key);
	lua_pushvalue(L, key);
	if (lua_rawget(L, conversations) != LUA_TNIL) {
		c = lua_touserdata(L, -1);
		if (c->stream == stream)
			return 1;
	} else if (create)
		take_turn(L, conversations, key);
	if (!create) {
		lua_pushnil(L);
		return 1;
	}
	c = class_new(L, &class_conversation, sizeof(*c), 1);
	c->stream = stream;
	lua_pushvalue(L, key);
	lua_pushvalue(L, -2);
	lua_rawset(L, conversations);
	return 1;
}

static bool
create_arg(lua_State *L, int arg)
{
	return lua_isnoneornil(L, arg) || lua_toboolean(L, arg);
}

static void
end_arg(lua_State *L, int address, int port, struct end *e)
{
	memset(e, 0, sizeof(*e));
	if (!lua_isnoneornil(L, address)) {
		const struct address_object *a = object_check(L, address,
		    &class_address);

		e->type = a->type;
		memcpy(e->address, a->data, sizeof(e->address));
	}
	if (!lua_isnoneornil(L, port))
		e->port = (uint32_t)integer_arg(L, port);
}

/* Conversation.find(frame, type, address1, [address2], [port1], [port2],
 * [create]); a frame is not looked at: there is but what was so far. */
static int
conversation_find(lua_State *L)
{
	lua_Integer kind = integer_arg(L, 2);
	struct end a, b;

	lua_settop(L, 7);
	(void)object_check(L, 3, &class_address);
	end_arg(L, 3, 5, &a);
	end_arg(L, 4, 6, &b);
	push_key(L, kind, &a, &b);
	return find(L, 0, create_arg(L, 7));
}

/* Conversation.find_by_id(frame, type, id, [create]) */
static int
find_by_id(lua_State *L)
{
	lua_Integer kind = integer_arg(L, 2), id = integer_arg(L, 3);

	lua_settop(L, 4);
	lua_pushfstring(L, "%I %I", kind, id);
	return find(L, 0, create_arg(L, 4));
}

/* How often the packet's ends have begun anew. */
static uint32_t
stream_of(lua_State *L)
{
	const struct visit *v = visit_check(L);
	const struct lua_host *lua = v->script->lua;
	uint32_t index = 0;

	if (v->tvb->pkt->net_proto == 6)
		(void)lua->host->flow(v->tvb, lua->slot, NULL, &index);
	return index;
}

/* Conversation.find_from_pinfo(pinfo, [create]) */
static int
find_from_pinfo(lua_State *L)
{
	static const char *const names[] = { "src", "src_port", "dst",
	    "dst_port", "port_type" };
	bool create = create_arg(L, 2);
	struct end a, b;

	(void)object_check(L, 1, &class_pinfo);
	lua_settop(L, 2);
	for (int i = 0; i < 5; i++)
		lua_getfield(L, 1, names[i]);
	end_arg(L, 3, 4, &a);
	end_arg(L, 5, 6, &b);
	push_key(L, lua_tointeger(L, 7), &a, &b);
	return find(L, stream_of(L), create);
}

/* conversation[proto]: a protocol, or its name. */
static void
push_kept(lua_State *L)
{
	(void)object_check(L, 1, &class_conversation);
	if (lua_type(L, 2) != LUA_TSTRING)
		lua_pushstring(L, proto_arg(L, 2)->name);
	else
		lua_pushvalue(L, 2);
	lua_replace(L, 2);
	lua_getiuservalue(L, 1, 1);
}

static int
conversation_index(lua_State *L)
{
	push_kept(L);
	if (lua_isnil(L, -1))
		return 1;
	lua_pushvalue(L, 2);
	(void)lua_rawget(L, -2);
	return 1;
}

static int
conversation_newindex(lua_State *L)
{
	push_kept(L);
	if (lua_isnil(L, -1)) {
		lua_newtable(L);
		lua_pushvalue(L, -1);
		lua_setiuservalue(L, 1, 1);
	}
	lua_pushvalue(L, 2);
	lua_pushvalue(L, 3);
	lua_rawset(L, -3);
	return 0;
}

static int
conversation_tostring(lua_State *L)
{
	lua_pushfstring(L, "Conversation: %p", object_check(L, 1,
	    &class_conversation));
	return 1;
}

static const luaL_Reg statics[] = {
	{ "find", conversation_find }, { "find_by_id", find_by_id },
	{ "find_from_pinfo", find_from_pinfo },
	{ "find_or_create", find_from_pinfo }, { NULL, NULL }
};

static const luaL_Reg meta[] = {
	{ "__tostring", conversation_tostring }, { NULL, NULL }
};

static const struct class class_conversation = {
	.name = "Conversation", .statics = statics, .meta = meta,
	.index = conversation_index, .newindex = conversation_newindex,
};

void
lua_class_conversation(lua_State *L)
{
	static const char *const types[] = { "NONE", "SCTP", "TCP", "UDP" };

	class_open(L, &class_conversation);
	lua_newtable(L);		/* as pinfo.port_type */
	for (int i = 0; i < 4; i++) {
		lua_pushinteger(L, i);
		lua_setfield(L, -2, types[i]);
	}
	lua_setglobal(L, "convtypes");
}
