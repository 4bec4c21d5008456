/* SPDX-License-Identifier: BSD-3-Clause */
#include "dissector.h"

#include <stdio.h>
#include <string.h>

#include "classes.h"
#include "packet.h"
#include "pinfo.h"
#include "proto.h"
#include "text.h"
#include "tree.h"
#include "tvb.h"

struct dissector_object {
	struct object object;
	tp_dissector *dissector;
	char name[96];
};

/* Names that Wireshark has for what tapir has under another. */
static const char *const also[][2] = {
	{ "eth_withoutfcs", "eth" }, { "eth_maybefcs", "eth" },
	{ "eth_withfcs", "eth" }, { "sll", "sll" }, { NULL, NULL }
};

void
dissector_push(lua_State *L, tp_dissector *d, const char *name)
{
	struct dissector_object *o = class_new(L, &class_dissector,
	    sizeof(*o), 0);

	o->dissector = d;
	snprintf(o->name, sizeof(o->name), "%s", name);
}

tp_dissector *
dissector_arg(lua_State *L, int arg)
{
	const struct dissector_object *o;

	if (lua_isnil(L, arg))
		return NULL;
	if (object_class(L, arg) == &class_proto)
		return proto_arg(L, arg)->dissector;
	o = object_check(L, arg, &class_dissector);
	return o->dissector != NULL ? o->dissector :
	    host_of(L)->find_dissector(host_of(L), "data");
}

/* Wireshark's error for a name that nobody has would end scripts that only
 * hand on what they do not know themselves. */
static int
dissector_get(lua_State *L)
{
	const tp_host *h = host_of(L);
	const char *name = luaL_checkstring(L, 1);
	tp_dissector *d = h->find_dissector(h, name);

	for (int i = 0; d == NULL && also[i][0] != NULL; i++)
		if (strcmp(also[i][0], name) == 0)
			d = h->find_dissector(h, also[i][1]);
	dissector_push(L, d, name);
	return 1;
}

static int
dissector_list(lua_State *L)
{
	const tp_host *h = host_of(L);
	tp_dissector *d;

	lua_newtable(L);
	for (uint32_t i = 0; (d = h->nth_dissector(h, i)) != NULL; i++) {
		lua_pushstring(L, h->dissector_name(d, NULL));
		lua_rawseti(L, -2, (lua_Integer)i + 1);
	}
	return 1;
}

static tp_rc
call(const tp_host *h, const struct callee *c, tp_tvb *t)
{
	if (c->dissector != NULL)
		return h->call(c->dissector, t, NULL);
	if (c->string != NULL)
		return h->call_str(c->table, c->string, t, NULL);
	return h->call_uint(c->table, c->number, t, NULL);
}

/* A script's own goes on with the tree that it is handed, and with the
 * packet's columns. */
static void
prepare(lua_State *L, const struct callee *c, struct visit *v, int tree)
{
	struct lua_host *lua = v->script->lua;
	const struct tree_object *o = object_test(L, tree, &class_tree);
	tp_dissector *d = c->dissector;

	if (d == NULL)
		d = c->string != NULL ? host_of(L)->find_str(c->table,
		    c->string) : host_of(L)->find_uint(c->table, c->number);
	if (d != NULL && proto_of(lua, d) != NULL) {
		lua->direct = true;
		lua->direct_node = o != NULL ? o->node : NULL;
	} else if (d != NULL && strcmp(host_of(L)->dissector_name(d, NULL),
	    "data") != 0) {
		/* it has columns of its own */
		proto_say_columns(v);
		pinfo_clear(v->tvb->pkt, lua);
	}
}

int
dissector_call(lua_State *L, const struct callee *c, int arg)
{
	struct tvb_object *o = object_check(L, arg, &class_tvb);
	struct visit *v = visit_check(L);
	struct lua_host *lua = v->script->lua;
	const struct callee *before = lua->packet.callee;
	tp_tvb t = *v->tvb;
	tp_rc rc;

	luaL_checkstack(L, 40, "dissectors are nested too deeply");
	t.data = o->w.data;
	t.caplen = o->w.caplen;
	t.len = o->w.len;
	t.base = o->w.base;
	t.src = o->w.src;
	t.off = 0;
	t.err = 0;
	if (v->script->wanted != NULL)	/* it looks at what is added */
		t.want |= TP_WANT_FIELDS;
	prepare(L, c, v, arg + 2);
	if (c->table != NULL)
		lua->packet.callee = c;
	rc = call(host_of(L), c, &t);
	lua->packet.callee = before;
	lua->direct = false;
	lua->direct_node = NULL;
	lua_pushinteger(L, rc < 0 ? 0 : rc);
	return 1;
}

static int
dissector_call_method(lua_State *L)
{
	struct callee c = { .dissector = dissector_arg(L, 1) };

	if (c.dissector == NULL)
		return luaL_error(L, "there is no dissector here");
	return dissector_call(L, &c, 2);
}

static int
dissector_tostring(lua_State *L)
{
	const struct dissector_object *o = object_check(L, 1,
	    &class_dissector);

	if (strcmp(o->name, "data") == 0)
		lua_pushstring(L, "Data");
	else
		text_push_upper(L, o->name);
	return 1;
}

static const luaL_Reg statics[] = {
	{ "get", dissector_get }, { "list", dissector_list }, { NULL, NULL }
};

static const luaL_Reg methods[] = {
	{ "call", dissector_call_method }, { NULL, NULL }
};

static const luaL_Reg meta[] = {
	{ "__call", dissector_call_method },
	{ "__tostring", dissector_tostring }, { NULL, NULL }
};

const struct class class_dissector = {
	.name = "Dissector", .statics = statics, .methods = methods,
	.meta = meta,
};

void
lua_class_dissector(lua_State *L)
{
	class_open(L, &class_dissector);
}
