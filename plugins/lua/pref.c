/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Pref, and proto.prefs.  A preference is registered when it is assigned, and
 * has from then on the value of --pref, or its own.
 */
#include <stdlib.h>
#include <string.h>

#include "classes.h"
#include "keep.h"
#include "proto.h"
#include "values.h"

enum kind { PREF_BOOL, PREF_UINT, PREF_STRING, PREF_ENUM, PREF_RANGE,
    PREF_TEXT };

/* User value 1: what it is if nobody says else; 2: an enum's table. */
struct pref_object {
	struct object object;
	enum kind kind;
};

/* User value 1: the table of values. */
struct prefs_object {
	struct object object;
	struct proto *proto;
};

static const struct class class_pref, class_prefs;

/* Pref.kind(label, default, description, ...); upvalue: the kind */
static int
pref_new(lua_State *L)
{
	enum kind kind = (enum kind)lua_tointeger(L, lua_upvalueindex(1));
	struct pref_object *o;

	lua_settop(L, 5);
	o = class_new(L, &class_pref, sizeof(*o), 3);
	o->kind = kind;
	lua_pushvalue(L, 2);
	if (kind == PREF_BOOL) {
		lua_pop(L, 1);
		lua_pushboolean(L, lua_toboolean(L, 2));
	}
	lua_setiuservalue(L, -2, 1);
	lua_pushvalue(L, 4);
	lua_setiuservalue(L, -2, 2);
	lua_pushvalue(L, lua_isstring(L, 3) ? 3 : 1);
	lua_setiuservalue(L, -2, 3);
	return 1;
}

static const luaL_Reg none[] = { { NULL, NULL } };

static const struct class class_pref = { .name = "Pref", .statics = none };

/* --------------------------------------------------------- proto.prefs */

/* The enum's value of a word or a number of --pref; pushed. */
static void
push_enum(lua_State *L, int pref, const char *s)
{
	char *end;
	lua_Integer n = strtoll(s, &end, 0);

	if (*s != '\0' && *end == '\0') {
		lua_pushinteger(L, n);
		return;
	}
	lua_getiuservalue(L, pref, 2);
	for (lua_Integer i = 1; lua_istable(L, -1) &&
	    lua_rawgeti(L, -1, i) == LUA_TTABLE; i++) {
		lua_rawgeti(L, -1, 3);
		for (int k = 1; k <= 2; k++) {
			lua_rawgeti(L, -2, k);
			if (lua_isstring(L, -1) &&
			    strcmp(lua_tostring(L, -1), s) == 0) {
				lua_pop(L, 1);
				return;
			}
			lua_pop(L, 1);
		}
		lua_pop(L, 2);
	}
	lua_getiuservalue(L, pref, 1);
}

/* What tapir has, as the script sees it; pushed. */
static void
push_value(lua_State *L, const struct pref_object *o, int pref, const char *s)
{
	switch (o->kind) {
	case PREF_BOOL:
		lua_pushboolean(L, s[0] == '1');
		break;
	case PREF_UINT:
		lua_pushinteger(L, (lua_Integer)strtoull(s, NULL, 0));
		break;
	case PREF_ENUM:
		push_enum(L, pref, s);
		break;
	default:
		lua_pushstring(L, s);
		break;
	}
}

static const char *
default_of(lua_State *L, const struct pref_object *o)
{
	if (o->kind == PREF_BOOL)
		return lua_toboolean(L, -1) ? "true" : "false";
	if (lua_isnoneornil(L, -1))
		return o->kind == PREF_UINT ? "0" : "";
	if (o->kind == PREF_UINT || o->kind == PREF_ENUM) {
		lua_pushinteger(L, integer_arg(L, -1));
		lua_replace(L, -2);
	}
	return luaL_tolstring(L, -1, NULL);
}

/* Tells tapir of it; the value is pushed. */
static void
declare(lua_State *L, struct proto *p, const char *name,
    const struct pref_object *o, int pref)
{
	const tp_host *h = host_of(L);
	tp_pref_desc d = { .type = o->kind == PREF_BOOL ? TP_PREF_BOOL :
	    o->kind == PREF_UINT ? TP_PREF_UINT : TP_PREF_STRING };
	int top = lua_gettop(L);
	const char *s;

	lua_getiuservalue(L, pref, 1);
	d.dflt = keep_string(L, default_of(L, o));
	lua_settop(L, top);
	lua_getiuservalue(L, pref, 3);
	d.help = keep_string(L, lua_isstring(L, -1) ? lua_tostring(L, -1) :
	    "");
	d.name = keep_string(L, name);
	lua_settop(L, top);
	keep_charge(L, KEPT_ENTRY + strlen(d.dflt));
	if (h->prefs(h, p->id, &d, 1, sizeof(d)) < 0 ||
	    (s = h->pref(h, p->id, d.name)) == NULL)
		luaL_error(L, "%s is no name of a preference", name);
	else {
		if (strcmp(s, o->kind != PREF_BOOL ? d.dflt :
		    d.dflt[0] == 't' ? "1" : "0") != 0)
			p->changed = true;
		push_value(L, o, pref, s);
	}
}

static int
prefs_newindex(lua_State *L)
{
	struct prefs_object *o = object_check(L, 1, &class_prefs);
	const struct pref_object *pref = object_test(L, 3, &class_pref);
	const char *name = luaL_checkstring(L, 2);
	char lower[128];
	size_t n = strlen(name);

	lua_getiuservalue(L, 1, 1);
	if (pref == NULL)	/* a script may set its own */
		lua_pushvalue(L, 3);
	else if (pref->kind == PREF_TEXT)
		lua_pushnil(L);
	else {
		luaL_argcheck(L, n > 0 && n < sizeof(lower), 2, "no name");
		for (size_t i = 0; i <= n; i++)
			lower[i] = name[i] >= 'A' && name[i] <= 'Z' ?
			    (char)(name[i] - 'A' + 'a') : name[i];
		declare(L, o->proto, lower, pref, 3);
	}
	lua_setfield(L, 4, name);
	return 0;
}

static int
prefs_index(lua_State *L)
{
	(void)object_check(L, 1, &class_prefs);
	lua_getiuservalue(L, 1, 1);
	lua_pushvalue(L, 2);
	lua_gettable(L, -2);
	return 1;
}

static const struct class class_prefs = {
	.name = "Prefs", .index = prefs_index, .newindex = prefs_newindex,
};

void
prefs_push(lua_State *L, struct proto *p)
{
	struct prefs_object *o;

	if (p->prefs == LUA_NOREF) {
		o = class_new(L, &class_prefs, sizeof(*o), 1);
		o->proto = p;
		lua_newtable(L);
		lua_setiuservalue(L, -2, 1);
		p->prefs = luaL_ref(L, LUA_REGISTRYINDEX);
	}
	lua_rawgeti(L, LUA_REGISTRYINDEX, p->prefs);
}

void
lua_class_pref(lua_State *L)
{
	static const char *const names[] = { "bool", "uint", "string", "enum",
	    "range", "statictext" };

	class_open(L, &class_pref);
	class_open(L, &class_prefs);
	lua_getglobal(L, "Pref");
	for (int i = 0; i < 6; i++) {
		lua_pushinteger(L, i);
		lua_pushcclosure(L, pref_new, 1);
		lua_setfield(L, -2, names[i]);
	}
	lua_pop(L, 1);
}
