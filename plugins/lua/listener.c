/* SPDX-License-Identifier: BSD-3-Clause */
#include "listener.h"

#include <string.h>

#include "classes.h"
#include "keep.h"
#include "packet.h"
#include "tap_info.h"

/* Lives as long as its script: tapir keeps pointers to it. */
struct listener {
	struct listener *next;
	struct script *script;
	char *tap, *filter;		/* or NULL */
	struct tap_info *info;		/* or NULL */
	bool all_fields, removed;
	int packet, draw, reset;	/* references, or LUA_NOREF */
};

struct listener_object {
	struct object object;
	struct listener *listener;
};

static const struct class class_listener;

static struct listener *
check_listener(lua_State *L)
{
	return ((struct listener_object *)object_check(L, 1,
	    &class_listener))->listener;
}

static char *
keep_opt(lua_State *L, int arg)
{
	const char *s = luaL_optstring(L, arg, "");

	return *s != '\0' ? keep_string(L, s) : NULL;
}

/* Listener.new([tap], [filter], [allfields]) */
static int
listener_new(lua_State *L)
{
	struct script *s = script_of(L);
	struct listener *l, **last = &s->listeners;
	struct listener_object *o;

	if (!s->loading)
		return luaL_error(L, "Listener.new: taps are made while the "
		    "script loads, not later");
	l = keep(L, sizeof(*l));
	keep_callback(L);
	l->script = s;
	l->packet = l->draw = l->reset = LUA_NOREF;
	l->tap = keep_opt(L, 1);
	l->filter = keep_opt(L, 2);
	l->all_fields = lua_toboolean(L, 3);
	while (*last != NULL)
		last = &(*last)->next;
	*last = l;
	o = class_new(L, &class_listener, sizeof(*o), 0);
	o->listener = l;
	return 1;
}

static int
listener_list(lua_State *L)
{
	const tp_host *h = host_of(L);
	tp_field_info info = { .size = sizeof(info) };
	lua_Integer n = 0;

	lua_newtable(L);
	for (tp_field id = 1; h->describe_field(h, id, &info) >= 0; id++) {
		if (info.type != TP_FT_PROTOCOL)
			continue;
		lua_pushstring(L, info.abbrev);
		lua_rawseti(L, -2, ++n);
	}
	return 1;
}

static int
listener_remove(lua_State *L)
{
	check_listener(L)->removed = true;
	return 0;
}

/* Function or nil at 2 takes the place of *ref. */
static int
set_function(lua_State *L, int *ref)
{
	luaL_unref(L, LUA_REGISTRYINDEX, *ref);
	*ref = LUA_NOREF;
	if (lua_isnil(L, 2))
		return 0;
	luaL_checktype(L, 2, LUA_TFUNCTION);
	lua_pushvalue(L, 2);
	*ref = luaL_ref(L, LUA_REGISTRYINDEX);
	return 0;
}

static int
set_packet(lua_State *L)
{
	return set_function(L, &check_listener(L)->packet);
}

static int
set_draw(lua_State *L)
{
	return set_function(L, &check_listener(L)->draw);
}

static int
set_reset(lua_State *L)
{
	return set_function(L, &check_listener(L)->reset);
}

static int
listener_tostring(lua_State *L)
{
	const struct listener *l = check_listener(L);

	lua_pushfstring(L, "Listener(%s) filter: %s",
	    l->tap != NULL ? l->tap : "frame",
	    l->filter != NULL ? l->filter : "NONE");
	return 1;
}

/* ------------------------------------------------------------------ calls */

static void
packet(void *self, tp_tvb *t)
{
	struct listener *l = self;
	struct visit v = { .script = l->script, .tvb = t, .tap = true,
	    .tap_table = l->tap != NULL && strcmp(l->tap, "frame") != 0,
	    .info = l->info };

	if (l->script->off || l->removed || l->packet == LUA_NOREF)
		return;
	lua_rawgeti(l->script->L, LUA_REGISTRYINDEX, l->packet);
	(void)visit_run(&v, 0);
}

static void
end(void *self)
{
	struct listener *l = self;

	if (l->script->off || l->removed || l->draw == LUA_NOREF)
		return;
	lua_rawgeti(l->script->L, LUA_REGISTRYINDEX, l->draw);
	(void)script_call(l->script, 0, 0);
}

/* Does it take what its tap tells, after Pinfo and Tvb? */
static bool
takes_info(const struct listener *l)
{
	lua_State *L = l->script->L;
	lua_Debug ar;

	if (l->tap == NULL || l->packet == LUA_NOREF)
		return false;
	lua_rawgeti(L, LUA_REGISTRYINDEX, l->packet);
	(void)lua_getinfo(L, ">u", &ar);
	return ar.nparams > 2 || ar.isvararg;
}

static void
listener_register(struct listener *l)
{
	const tp_host *h = l->script->lua->host;
	tp_tap_desc d = { .size = sizeof(d), .expression = l->filter,
	    .packet = packet, .end = end };
	tp_error e;

	if (l->tap != NULL && strcmp(l->tap, "frame") != 0)
		(void)h->find_fields(h, l->tap, &d.proto, 1);
	if (takes_info(l))
		l->info = tap_info_new(l->script->L, l->tap);
	if (l->all_fields)
		h->want(h, 0);
	if (h->tap(h, &d, l, &e) < 0)
		h->log(h, TP_LOG_ERROR, "script %s: the filter '%.200s' of a "
		    "Listener: %s", l->script->name, l->filter, e.msg);
	if (l->reset == LUA_NOREF)
		return;
	lua_rawgeti(l->script->L, LUA_REGISTRYINDEX, l->reset);
	(void)script_call(l->script, 0, 0);
}

void
listeners_register(struct script *s)
{
	for (struct listener *l = s->listeners; l != NULL; l = l->next)
		listener_register(l);
}

static const luaL_Reg statics[] = {
	{ "new", listener_new }, { "list", listener_list }, { NULL, NULL }
};

static const luaL_Reg methods[] = {
	{ "remove", listener_remove }, { NULL, NULL }
};

static const luaL_Reg setters[] = {
	{ "packet", set_packet }, { "draw", set_draw },
	{ "reset", set_reset }, { NULL, NULL }
};

static const luaL_Reg meta[] = {
	{ "__tostring", listener_tostring }, { NULL, NULL }
};

static const struct class class_listener = {
	.name = "Listener", .statics = statics, .methods = methods,
	.setters = setters, .meta = meta,
};

void
lua_class_listener(lua_State *L)
{
	class_open(L, &class_listener);
}
