/* SPDX-License-Identifier: BSD-3-Clause */
#include "lua_host.h"

#include <stdlib.h>
#include <string.h>

#define RING_MAX 65536u
#define RING_TURNS 4u			/* calls until one is used again */

/* ------------------------------------------------------------- metatables */

static int
no_member(lua_State *L, const struct class *c)
{
	return luaL_error(L, "No such '%s' method/field for object type '%s'",
	    luaL_tolstring(L, 2, NULL), c->name);
}

/*
 * __index of a class with getters or a fallback: upvalues members, fallback
 * (or nil).  Of the members, methods are functions, and a getter is the
 * address of its luaL_Reg.
 */
static int
object_index(lua_State *L)
{
	const luaL_Reg *getter;

	lua_pushvalue(L, 2);
	switch (lua_rawget(L, lua_upvalueindex(1))) {
	case LUA_TFUNCTION:
		return 1;
	case LUA_TLIGHTUSERDATA:
		getter = lua_touserdata(L, -1);
		lua_settop(L, 1);
		/* itself: errors are of the script's line */
		return getter->func(L);
	default:
		break;
	}
	if (lua_isnil(L, lua_upvalueindex(2)))
		return no_member(L, object_class(L, 1));
	lua_settop(L, 2);
	return lua_tocfunction(L, lua_upvalueindex(2))(L);
}

/* __index of a table of class_keep(), for what is not kept yet: upvalues
 * members, the object. */
static int
kept_index(lua_State *L)
{
	const luaL_Reg *getter;

	lua_settop(L, 2);
	lua_pushvalue(L, lua_upvalueindex(2));
	lua_insert(L, 1);
	lua_pushvalue(L, 3);
	if (lua_rawget(L, lua_upvalueindex(1)) != LUA_TLIGHTUSERDATA) {
		lua_replace(L, 2);
		return no_member(L, object_class(L, 1));
	}
	getter = lua_touserdata(L, -1);
	(void)getter->func(L);
	lua_pushvalue(L, 3);
	lua_pushvalue(L, -2);
	lua_rawset(L, 2);
	return 1;
}

/* __newindex: upvalues setters, fallback (or nil). */
static int
object_newindex(lua_State *L)
{
	lua_settop(L, 3);
	lua_pushvalue(L, 2);
	if (lua_rawget(L, lua_upvalueindex(1)) != LUA_TNIL) {
		lua_CFunction f = lua_tocfunction(L, -1);

		lua_settop(L, 3);
		lua_remove(L, 2);
		return f(L);
	}
	if (lua_isnil(L, lua_upvalueindex(2)))
		return no_member(L, object_class(L, 1));
	lua_settop(L, 3);
	return lua_tocfunction(L, lua_upvalueindex(2))(L);
}

/* What an object without getters does not have. */
static int
no_method(lua_State *L)
{
	return no_member(L, lua_touserdata(L, lua_upvalueindex(1)));
}

static void
push_functions(lua_State *L, const luaL_Reg *list)
{
	static const luaL_Reg none[] = { { NULL, NULL } };

	lua_newtable(L);
	luaL_setfuncs(L, list != NULL ? list : none, 0);
}

static void
push_function(lua_State *L, lua_CFunction f)
{
	if (f != NULL)
		lua_pushcfunction(L, f);
	else
		lua_pushnil(L);
}

/* Name(...): the table itself is not an argument. */
static int
class_call(lua_State *L)
{
	lua_remove(L, 1);
	return lua_tocfunction(L, lua_upvalueindex(1))(L);
}

/* What a class does not have is an error at once, not nil at some call. */
static int
class_index(lua_State *L)
{
	return luaL_error(L, "No such '%s' function/property for object type "
	    "'%s'", luaL_tolstring(L, 2, NULL),
	    lua_tostring(L, lua_upvalueindex(1)));
}

static void
open_global(lua_State *L, const struct class *c)
{
	push_functions(L, c->statics);
	/* scripts call methods by the class, too: ByteArray.len(b) */
	if (c->methods != NULL)
		luaL_setfuncs(L, c->methods, 0);
	lua_pushstring(L, c->name);
	lua_setfield(L, -2, "__typeof");
	lua_newtable(L);
	lua_pushstring(L, c->name);
	lua_pushcclosure(L, class_index, 1);
	lua_setfield(L, -2, "__index");
	if (c->call != NULL) {
		lua_pushcfunction(L, c->call);
		lua_pushcclosure(L, class_call, 1);
		lua_setfield(L, -2, "__call");
	}
	lua_setmetatable(L, -2);
	lua_setglobal(L, c->name);
}

/* What object_index() finds. */
static void
push_members(lua_State *L, const struct class *c)
{
	push_functions(L, c->methods);
	for (const luaL_Reg *g = c->getters; g != NULL && g->name; g++) {
		lua_pushlightuserdata(L, (void *)(uintptr_t)g);
		lua_setfield(L, -2, g->name);
	}
}

/* What an object's __index is, unless it keeps things. */
static void
push_index(lua_State *L, const struct class *c)
{
	if (c->getters != NULL || c->index != NULL) {
		push_members(L, c);
		push_function(L, c->index);
		lua_pushcclosure(L, object_index, 2);
		return;
	}
	push_functions(L, c->methods);
	lua_newtable(L);
	lua_pushlightuserdata(L, (void *)(uintptr_t)c);
	lua_pushcclosure(L, no_method, 1);
	lua_setfield(L, -2, "__index");
	lua_setmetatable(L, -2);
}

/* kept: where that table stands; 0: it is the metatable of all objects. */
static void
push_metatable(lua_State *L, const struct class *c, int kept)
{
	push_functions(L, c->meta);
	if (kept != 0)
		lua_pushvalue(L, kept);
	else
		push_index(L, c);
	lua_setfield(L, -2, "__index");
	push_functions(L, c->setters);
	push_function(L, c->newindex);
	lua_pushcclosure(L, object_newindex, 2);
	lua_setfield(L, -2, "__newindex");
	lua_pushstring(L, c->name);
	lua_setfield(L, -2, "__name");
	lua_pushstring(L, c->name);
	lua_setfield(L, -2, "__typeof");
	lua_pushboolean(L, 0);
	lua_setfield(L, -2, "__metatable");
}

void
class_open(lua_State *L, const struct class *c)
{
	push_metatable(L, c, 0);
	lua_rawsetp(L, LUA_REGISTRYINDEX, c);
	if (c->statics != NULL || c->call != NULL)
		open_global(L, c);
}

void
class_keep(lua_State *L, const struct class *c)
{
	int object = lua_gettop(L);

	push_functions(L, c->methods);
	lua_newtable(L);
	push_members(L, c);
	lua_pushvalue(L, object);
	lua_pushcclosure(L, kept_index, 2);
	lua_setfield(L, -2, "__index");
	lua_setmetatable(L, -2);
	push_metatable(L, c, object + 1);
	lua_setmetatable(L, object);
	lua_settop(L, object);
}

/* ---------------------------------------------------------------- objects */

void *
class_new(lua_State *L, const struct class *c, size_t size, int n)
{
	struct object *o = lua_newuserdatauv(L, size, n);

	memset(o, 0, size);
	o->class = c;
	lua_rawgetp(L, LUA_REGISTRYINDEX, c);
	lua_setmetatable(L, -2);
	return o;
}

void *
class_push(lua_State *L, const struct class *c, size_t size)
{
	struct object *o = class_new(L, c, size, 0);

	o->serial = script_of(L)->lua->serial;
	return o;
}

void *
object_refuse(lua_State *L, int arg, const struct class *c)
{
	if (object_class(L, arg) == c)
		luaL_error(L, "expired %s: it is of a packet, or a call, that "
		    "is over", c->name);
	luaL_typeerror(L, arg, c->name);
	return NULL;
}

/* ------------------------------------------------------------------ rings */

/* One more object, which stays where it is until the state ends. */
static struct object *
ring_grow(lua_State *L, struct ring *r, const struct class *c, size_t size)
{
	uint32_t n = r->n;

	if ((n & (n - 1)) == 0) {
		void *slots = realloc(r->slots, (n ? n * 2 : 1) *
		    sizeof(*r->slots));

		if (slots == NULL)
			luaL_error(L, "out of memory");
		r->slots = slots;
	}
	r->slots[n].object = class_new(L, c, size, 0);
	lua_pushvalue(L, -1);
	r->slots[n].ref = luaL_ref(L, LUA_REGISTRYINDEX);
	r->n++;
	r->slots[n].object->serial = script_of(L)->lua->serial;
	return r->slots[n].object;
}

static struct object *
ring_take(lua_State *L, struct ring *r)
{
	struct slot *slot = &r->slots[r->next];

	r->left--;
	r->next = r->next + 1 < r->n ? r->next + 1 : 0;
	slot->object->serial = r->serial;
	lua_rawgeti(L, LUA_REGISTRYINDEX, slot->ref);
	return slot->object;
}

/* The first of a call, and what a call has no more of. */
__attribute__((noinline)) static struct object *
ring_more(lua_State *L, struct ring *r, const struct class *c, size_t size)
{
	uint64_t serial = script_of(L)->lua->serial;

	if (r->serial != serial) {
		r->serial = serial;
		r->left = r->n / RING_TURNS;
	}
	if (r->left != 0)
		return ring_take(L, r);
	return r->n < RING_MAX ? ring_grow(L, r, c, size) :
	    class_push(L, c, size);
}

void *
ring_push(lua_State *L, uint32_t ring, const struct class *c, size_t size)
{
	struct script *s = script_of(L);
	struct ring *r = &s->rings[ring];

	return r->serial == s->lua->serial && r->left != 0 ?
	    ring_take(L, r) : ring_more(L, r, c, size);
}

void
rings_free(struct script *s)
{
	for (uint32_t i = 0; i < RING_COUNT; i++)
		free(s->rings[i].slots);
}

void
tapir_table(lua_State *L, const luaL_Reg *functions)
{
	if (lua_getglobal(L, "tapir") != LUA_TTABLE) {
		lua_pop(L, 1);
		lua_newtable(L);
		lua_pushvalue(L, -1);
		lua_setglobal(L, "tapir");
	}
	luaL_setfuncs(L, functions, 0);
	lua_pop(L, 1);
}

void
sorted_keys_push(lua_State *L, int at)
{
	lua_Integer n = 0;
	int keys;

	at = lua_absindex(L, at);
	lua_newtable(L);
	keys = lua_gettop(L);
	for (lua_pushnil(L); lua_next(L, at) != 0; lua_pop(L, 1)) {
		if (lua_type(L, -2) != LUA_TSTRING)
			luaL_error(L, "a name that is no string");
		lua_pushvalue(L, -2);
		lua_rawseti(L, keys, ++n);
	}
	/* not the one in table, which a script may have replaced */
	lua_getfield(L, LUA_REGISTRYINDEX, REGISTRY_SORT);
	lua_pushvalue(L, keys);
	lua_call(L, 1, 0);
	lua_settop(L, keys);
}
