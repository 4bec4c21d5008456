/* SPDX-License-Identifier: BSD-3-Clause */
/* DissectorTable: where dissectors hang by a number or a string. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "classes.h"
#include "dissector.h"
#include "keep.h"
#include "proto.h"
#include "values.h"

#define MAX_NAME 128
/* What a script adds goes before everybody else. */
#define RANK (-1000000)

#define FT_STRING 26			/* ftypes.STRING, and those behind */
#define FT_STRINGZ 27

struct table_object {
	struct object object;
	char name[MAX_NAME];
	bool strings;
	bool lower;			/* keys are in small letters */
};

static const struct class class_table;

static struct table_object *
check_table(lua_State *L)
{
	return object_check(L, 1, &class_table);
}

/* Tables whose keys are alike in capitals: those who ask them have small
 * letters. */
static bool
is_lower(const char *name)
{
	return strcmp(name, "media_type") == 0 ||
	    strcmp(name, "rtp_dyn_payload_type") == 0;
}

/* The script's one of that name. */
static struct table_object *
table_push(lua_State *L, const char *name)
{
	struct table_object *o;

	luaL_getsubtable(L, LUA_REGISTRYINDEX, "tables");
	if (lua_getfield(L, -1, name) != LUA_TNIL) {
		lua_remove(L, -2);
		return lua_touserdata(L, -1);
	}
	keep_charge(L, sizeof(tp_table *) * 128);
	lua_pop(L, 1);
	o = class_new(L, &class_table, sizeof(*o), 0);
	snprintf(o->name, sizeof(o->name), "%s", name);
	o->lower = is_lower(name);
	lua_pushvalue(L, -1);
	lua_setfield(L, -3, name);
	lua_remove(L, -2);
	return o;
}

/* Wireshark's tables that tapir names in another way. */
static const char *
table_name(const char *name)
{
	return strcmp(name, "wtap_encap") == 0 ? "linktype" : name;
}

static int
table_get(lua_State *L)
{
	size_t n;
	const char *name = luaL_checklstring(L, 1, &n);

	luaL_argcheck(L, n > 0 && n < MAX_NAME, 1, "no such dissector table");
	(void)table_push(L, table_name(name));
	return 1;
}

/* DissectorTable.new(name, [uiname], [type], [base], [proto]) */
static int
table_new(lua_State *L)
{
	size_t n;
	const char *name = luaL_checklstring(L, 1, &n);
	lua_Integer type = integer_opt(L, 3, 0);
	struct table_object *o;

	luaL_argcheck(L, n > 0 && n < MAX_NAME, 1, "too long a name");
	o = table_push(L, name);
	o->strings = type == FT_STRING || type == FT_STRINGZ;
	return 1;
}

static int
table_list(lua_State *L)
{
	const tp_host *h = host_of(L);
	const char *name;

	lua_newtable(L);
	for (uint32_t i = 0; (name = h->nth_table(h, i)) != NULL; i++) {
		lua_pushstring(L, name);
		lua_rawseti(L, -2, (lua_Integer)i + 1);
	}
	return 1;
}

static int
table_heuristics(lua_State *L)
{
	const tp_host *h = host_of(L);
	const char *name, *end;
	lua_Integer n = 0;

	lua_newtable(L);
	for (uint32_t i = 0; (name = h->nth_table(h, i)) != NULL; i++) {
		end = strstr(name, ".heuristic");
		if (end == NULL || end[10] != '\0')
			continue;
		lua_pushlstring(L, name, (size_t)(end - name));
		lua_rawseti(L, -2, ++n);
	}
	return 1;
}

/* ------------------------------------------------------------------- keys */

/* The string at arg as a key; it takes the argument's place. */
static const char *
string_key(lua_State *L, const struct table_object *o, int arg)
{
	size_t n;
	const char *s = luaL_checklstring(L, arg, &n);
	char *to;
	luaL_Buffer b;

	if (!o->lower)
		return s;
	to = luaL_buffinitsize(L, &b, n);
	for (size_t i = 0; i < n; i++)
		to[i] = s[i] >= 'A' && s[i] <= 'Z' ?
		    (char)(s[i] - 'A' + 'a') : s[i];
	luaL_pushresultsize(&b, n);
	lua_replace(L, arg);
	return lua_tostring(L, arg);
}

/* Wireshark's number of an encapsulation as a link type of files. */
static uint64_t
table_key(const struct table_object *o, uint64_t key)
{
	static const uint8_t linktypes[] = { 0, 1, 6, 10, 8, 0, 101 };

	if (strcmp(o->name, "linktype") != 0)
		return key;
	if (key >= 45 && key <= 60)		/* USER0 to USER15 */
		return key - 45 + 147;
	return key == 7 ? 101 : key == 25 ? 113 : key == 4 ? 9 :
	    key < sizeof(linktypes) ? linktypes[key] : key + 100000;
}

struct change {
	struct table_object *table;
	tp_dissector *dissector;
	bool adds, alone;		/* set(): it is the only one */
};

/* A key or a range of them tapir has in lists by key, of which there are
 * MAX_LISTS, and once more. */
#define MAX_LISTS 64u

static void
change_keys(lua_State *L, const struct change *c, uint64_t lo, uint64_t hi)
{
	const tp_host *h = host_of(L);
	const char *name = c->table->name;
	uint32_t n;

	guard_check(L);
	lo = table_key(c->table, lo);
	hi = table_key(c->table, hi);
	/* whom it replaces is not asked when it refuses */
	n = h->remove_uint(h, name, lo, hi, c->adds ? NULL : c->dissector);
	keep_discharge(L, (size_t)n * 2 * KEPT_ENTRY);
	if (!c->adds)
		return;
	keep_charge(L, (hi - lo < MAX_LISTS ? (size_t)(hi - lo) + 2 :
	    MAX_LISTS + 1) * KEPT_ENTRY);
	(void)h->add_uint(h, name, lo, hi, RANK, c->dissector);
}

static void
change_string(lua_State *L, const struct change *c, const char *key)
{
	const tp_host *h = host_of(L);
	const char *name = c->table->name;
	size_t size = strlen(key) + 2 * KEPT_ENTRY;

	keep_discharge(L, size * h->remove_str(h, name, key,
	    c->adds ? NULL : c->dissector));
	if (!c->adds)
		return;
	keep_charge(L, size);
	(void)h->add_str(h, name, key, RANK, c->dissector);
}

/* "53,90-95": true if it is a list of numbers, which then have changed. */
static bool
change_ranges(lua_State *L, const struct change *c, const char *s, bool dry)
{
	uint64_t lo, hi;
	char *end;

	while (*s == ' ')
		s++;
	if (*s == '\0')
		return true;
	for (;;) {
		while (*s == ' ')
			s++;
		if (*s < '0' || *s > '9')
			return false;
		lo = hi = strtoull(s, &end, 0);
		while (*end == ' ')
			end++;
		if (*end == '-') {
			for (s = end + 1; *s == ' '; s++)
				;
			hi = strtoull(s, &end, 0);
			if (end == s || hi < lo)
				return false;
		}
		while (*end == ' ')
			end++;
		if (!dry)
			change_keys(L, c, lo, hi);
		if (*end == '\0')
			return true;
		if (*end != ',')
			return false;
		s = end + 1;
	}
}

static int
change(lua_State *L, struct change *c)
{
	const char *s;

	if (lua_type(L, 2) == LUA_TSTRING) {
		s = lua_tostring(L, 2);
		if (!c->table->strings && change_ranges(L, c, s, true))
			(void)change_ranges(L, c, s, false);
		else
			change_string(L, c, string_key(L, c->table, 2));
		return 0;
	}
	if (!lua_isnumber(L, 2))
		return luaL_argerror(L, 2, "a key is a number, a string or a "
		    "list of ranges");
	change_keys(L, c, (uint64_t)integer_arg(L, 2),
	    (uint64_t)integer_arg(L, 2));
	return 0;
}

static struct change
check_change(lua_State *L, int arg, bool adds)
{
	struct change c = { .table = check_table(L), .adds = adds };

	c.dissector = dissector_arg(L, arg);
	if (c.dissector == NULL)
		luaL_argerror(L, arg, "a Proto or a Dissector");
	return c;
}

static int
table_add(lua_State *L)
{
	struct change c = check_change(L, 3, true);

	return change(L, &c);
}

/* It alone is in the table from now on. */
static int
table_set(lua_State *L)
{
	struct change c = check_change(L, 3, true);
	const tp_host *h = host_of(L);

	(void)h->remove_uint(h, c.table->name, 0, UINT64_MAX, NULL);
	(void)h->remove_str(h, c.table->name, NULL, NULL);
	return change(L, &c);
}

static int
table_remove(lua_State *L)
{
	struct change c = check_change(L, 3, false);

	return change(L, &c);
}

static int
table_remove_all(lua_State *L)
{
	struct change c = check_change(L, 2, false);
	const tp_host *h = host_of(L);

	(void)h->remove_uint(h, c.table->name, 0, UINT64_MAX, c.dissector);
	(void)h->remove_str(h, c.table->name, NULL, c.dissector);
	return 0;
}

/*
 * --decode-as names those that a table has under some key: this one is under
 * one that no packet has.
 */
static int
table_add_for_decode_as(lua_State *L)
{
	struct change c = check_change(L, 2, true);
	const tp_host *h = host_of(L);

	(void)h->add_uint(h, c.table->name, TP_KEY_NONE, TP_KEY_NONE, 0,
	    c.dissector);
	return 0;
}

/* ------------------------------------------------------------------ asking */

static struct callee
check_key(lua_State *L)
{
	struct table_object *o = check_table(L);
	const tp_host *h = host_of(L);
	struct callee c = { .table = h->table(h, o->name) };

	if (lua_isnumber(L, 2) && !o->strings)
		c.number = table_key(o, (uint64_t)integer_arg(L, 2));
	else
		c.string = string_key(L, o, 2);
	return c;
}

static int
table_get_dissector(lua_State *L)
{
	struct callee c = check_key(L);
	const tp_host *h = host_of(L);
	tp_dissector *d = c.string != NULL ? h->find_str(c.table, c.string) :
	    h->find_uint(c.table, c.number);

	if (d == NULL)
		lua_pushnil(L);
	else
		dissector_push(L, d, h->dissector_name(d, NULL));
	return 1;
}

/* try(key, tvb, pinfo, tree): octets taken; what nobody takes is data */
static int
table_try(lua_State *L)
{
	struct callee c = check_key(L);

	(void)dissector_call(L, &c, 3);
	if (lua_tointeger(L, -1) > 0)
		return 1;
	c = (struct callee){ .dissector = host_of(L)->find_dissector(
	    host_of(L), "data") };
	lua_pop(L, 1);
	return c.dissector != NULL ? dissector_call(L, &c, 3) : 0;
}

/* DissectorTable.try_heuristics(list, tvb, pinfo, tree): was one right? */
static int
table_try_heuristics(lua_State *L)
{
	const tp_host *h = host_of(L);
	const char *list = luaL_checkstring(L, 1);
	struct callee c = { 0 };
	char name[MAX_NAME];
	bool taken;

	snprintf(name, sizeof(name), "%.100s.heuristic", list);
	c.table = h->table(h, name);
	(void)dissector_call(L, &c, 2);
	taken = lua_tointeger(L, -1) > 0;
	lua_pushboolean(L, taken);
	return 1;
}

static int
table_heuristic_new(lua_State *L)
{
	(void)luaL_checkstring(L, 1);
	return 0;
}

static int
table_tostring(lua_State *L)
{
	lua_pushfstring(L, "DissectorTable %s", check_table(L)->name);
	return 1;
}

static const luaL_Reg statics[] = {
	{ "get", table_get }, { "new", table_new }, { "list", table_list },
	{ "heuristic_list", table_heuristics },
	{ "heuristic_new", table_heuristic_new },
	{ "try_heuristics", table_try_heuristics }, { NULL, NULL }
};

static const luaL_Reg methods[] = {
	{ "add", table_add }, { "set", table_set },
	{ "remove", table_remove }, { "remove_all", table_remove_all },
	{ "add_for_decode_as", table_add_for_decode_as },
	{ "get_dissector", table_get_dissector }, { "try", table_try },
	{ NULL, NULL }
};

static const luaL_Reg meta[] = {
	{ "__tostring", table_tostring }, { NULL, NULL }
};

static const struct class class_table = {
	.name = "DissectorTable", .statics = statics, .methods = methods,
	.meta = meta,
};

void
lua_class_dissector_table(lua_State *L)
{
	class_open(L, &class_table);
}
