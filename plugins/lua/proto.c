/* SPDX-License-Identifier: BSD-3-Clause */
#include "classes.h"
#include "proto.h"

#include <stdlib.h>
#include <string.h>

static tp_rc
dissect(void *self, tp_tvb *t, const void *arg)
{
	struct proto *p = self;
	lua_State *L = p->script->L;
	int rc;

	(void)arg;
	if (p->script->off || p->function == LUA_NOREF)
		return TP_REJECT;
	lua_rawgeti(L, LUA_REGISTRYINDEX, p->function);
	rc = script_call(p->script, 0, 0);
	if (rc < 0)
		return TP_REJECT;
	t->pkt->host->text(t, "%s, length %u", p->name, t->len);
	return (tp_rc)t->len;
}

/* Proto("name", "Description") */
static int
proto_new(lua_State *L)
{
	const char *name = luaL_checkstring(L, 1);
	const char *description = luaL_optstring(L, 2, name);
	const tp_host *h = host_of(L);
	struct script *s = script_of(L);
	struct proto *p = calloc(1, sizeof(*p)), **last = &s->protos;
	struct proto_object *o;
	tp_dissector_desc d = { .size = sizeof(d) };

	if (p == NULL)
		return luaL_error(L, "out of memory");
	while (*last != NULL)
		last = &(*last)->next;
	*last = p;
	p->script = s;
	p->name = strdup(name);
	p->description = strdup(description);
	p->function = LUA_NOREF;
	p->id = h->proto(h, p->name, p->description);
	d.name = d.text_name = p->name;
	d.proto = p->id;
	d.flags = TP_DISSECTOR_FREE;
	d.dissect = dissect;
	if (p->id != 0)
		p->dissector = h->dissector(h, &d, p);
	if (p->dissector == NULL)
		return luaL_argerror(L, 1, "a protocol of that name exists, "
		    "or it is no name");
	o = class_new(L, &class_proto, sizeof(*o), 0);
	o->proto = p;
	return 1;
}

static int
set_dissector(lua_State *L)
{
	struct proto_object *o = object_check(L, 1, &class_proto);

	luaL_checktype(L, 2, LUA_TFUNCTION);
	luaL_unref(L, LUA_REGISTRYINDEX, o->proto->function);
	lua_pushvalue(L, 2);
	o->proto->function = luaL_ref(L, LUA_REGISTRYINDEX);
	return 0;
}

static int
get_name(lua_State *L)
{
	struct proto_object *o = object_check(L, 1, &class_proto);

	lua_pushstring(L, o->proto->name);
	return 1;
}

static const luaL_Reg statics[] = { { "new", proto_new }, { NULL, NULL } };
static const luaL_Reg getters[] = { { "name", get_name }, { NULL, NULL } };
static const luaL_Reg setters[] = {
	{ "dissector", set_dissector }, { NULL, NULL }
};

const struct class class_proto = {
	.name = "Proto", .statics = statics, .getters = getters,
	.setters = setters, .call = proto_new,
};

void
lua_class_proto(lua_State *L)
{
	class_open(L, &class_proto);
}

int
proto_register_all(struct script *s)
{
	(void)s;
	return 0;
}

void
proto_free_all(struct script *s)
{
	struct proto *next;

	for (struct proto *p = s->protos; p != NULL; p = next) {
		next = p->next;
		free(p->name);
		free(p->description);
		free(p);
	}
}
