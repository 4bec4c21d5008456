/* SPDX-License-Identifier: BSD-3-Clause */
#include "protofield.h"

#include <stdio.h>
#include <string.h>

#include "classes.h"
#include "keep.h"
#include "values.h"

/* Wireshark's numbers of bases. */
enum {
	BASE_NONE, BASE_DEC, BASE_HEX, BASE_OCT, BASE_DEC_HEX, BASE_HEX_DEC,
	BASE_DOT = 8, BASE_DASH, BASE_COLON, BASE_SPACE, BASE_LOCAL = 18, BASE_UTC, BASE_DOY_UTC, BASE_NTP_UTC,
	BASE_DISPLAY = 0xff, BASE_RANGE_STRING = 0x100,
	BASE_UNIT_STRING = 0x1000
};

/* How the arguments of a constructor stand, after abbreviation and name. */
enum form { FORM_NUMBER, FORM_PLAIN, FORM_BASE, FORM_FLOAT };

struct kind {
	const char *name;		/* ProtoField.name() */
	const char *type;		/* "FT_" ... */
	uint32_t number, ft;		/* ftypes.X, TP_FT_* */
	uint32_t octets;
	enum form form;
};

static const struct kind kinds[] = {
	{ "none", "FT_NONE", 0, TP_FT_NONE, 0, FORM_PLAIN },
	{ "protocol", "FT_PROTOCOL", 1, TP_FT_PROTOCOL, 0, FORM_PLAIN },
	{ "bool", "FT_BOOLEAN", 2, TP_FT_BOOLEAN, 8, FORM_NUMBER },
	{ "char", "FT_CHAR", 3, TP_FT_CHAR, 1, FORM_NUMBER },
	{ "uint8", "FT_UINT8", 4, TP_FT_UINT8, 1, FORM_NUMBER },
	{ "uint16", "FT_UINT16", 5, TP_FT_UINT16, 2, FORM_NUMBER },
	{ "uint24", "FT_UINT24", 6, TP_FT_UINT24, 3, FORM_NUMBER },
	{ "uint32", "FT_UINT32", 7, TP_FT_UINT32, 4, FORM_NUMBER },
	{ "uint40", "FT_UINT40", 8, TP_FT_UINT40, 5, FORM_NUMBER },
	{ "uint48", "FT_UINT48", 9, TP_FT_UINT48, 6, FORM_NUMBER },
	{ "uint56", "FT_UINT56", 10, TP_FT_UINT56, 7, FORM_NUMBER },
	{ "uint64", "FT_UINT64", 11, TP_FT_UINT64, 8, FORM_NUMBER },
	{ "int8", "FT_INT8", 12, TP_FT_INT8, 1, FORM_NUMBER },
	{ "int16", "FT_INT16", 13, TP_FT_INT16, 2, FORM_NUMBER },
	{ "int24", "FT_INT24", 14, TP_FT_INT24, 3, FORM_NUMBER },
	{ "int32", "FT_INT32", 15, TP_FT_INT32, 4, FORM_NUMBER },
	{ "int40", "FT_INT40", 16, TP_FT_INT40, 5, FORM_NUMBER },
	{ "int48", "FT_INT48", 17, TP_FT_INT48, 6, FORM_NUMBER },
	{ "int56", "FT_INT56", 18, TP_FT_INT56, 7, FORM_NUMBER },
	{ "int64", "FT_INT64", 19, TP_FT_INT64, 8, FORM_NUMBER },
	{ "float", "FT_FLOAT", 22, TP_FT_FLOAT, 0, FORM_FLOAT },
	{ "double", "FT_DOUBLE", 23, TP_FT_DOUBLE, 0, FORM_FLOAT },
	{ "absolute_time", "FT_ABSOLUTE_TIME", 24, TP_FT_ABSOLUTE_TIME, 0,
	    FORM_BASE },
	{ "relative_time", "FT_RELATIVE_TIME", 25, TP_FT_RELATIVE_TIME, 0,
	    FORM_PLAIN },
	{ "string", "FT_STRING", 26, TP_FT_STRING, 0, FORM_BASE },
	{ "stringz", "FT_STRINGZ", 27, TP_FT_STRINGZ, 0, FORM_BASE },
	{ NULL, "FT_UINT_STRING", 28, TP_FT_STRING, 0, FORM_BASE },
	{ "ether", "FT_ETHER", 29, TP_FT_ETHER, 6, FORM_PLAIN },
	{ "bytes", "FT_BYTES", 30, TP_FT_BYTES, 0, FORM_BASE },
	{ "ubytes", "FT_UINT_BYTES", 31, TP_FT_BYTES, 0, FORM_BASE },
	{ "ipv4", "FT_IPv4", 32, TP_FT_IPV4, 4, FORM_PLAIN },
	{ "ipv6", "FT_IPv6", 33, TP_FT_IPV6, 16, FORM_PLAIN },
	{ "ipx", "FT_IPXNET", 34, TP_FT_UINT32, 4, FORM_PLAIN },
	{ "framenum", "FT_FRAMENUM", 35, TP_FT_FRAMENUM, 4, FORM_NUMBER },
	{ "guid", "FT_GUID", 36, TP_FT_GUID, 16, FORM_PLAIN },
	{ "oid", "FT_OID", 37, TP_FT_OID, 0, FORM_PLAIN },
	{ "eui64", "FT_EUI64", 38, TP_FT_EUI64, 8, FORM_PLAIN },
	{ "rel_oid", "FT_REL_OID", 41, TP_FT_OID, 0, FORM_PLAIN },
	{ "systemid", "FT_SYSTEM_ID", 42, TP_FT_BYTES, 0, FORM_PLAIN },
	{ NULL, "FT_STRINGZPAD", 43, TP_FT_STRING, 0, FORM_BASE },
	{ NULL, "FT_STRINGZTRUNC", 45, TP_FT_STRING, 0, FORM_BASE },
};

static const char *const base_names[] = {
	"base.NONE", "base.DEC", "base.HEX", "base.OCT", "base.DEC_HEX",
	"base.HEX_DEC", "base.CUSTOM", "base.EXP", "base.DOT", "base.DASH",
	"base.COLON", "base.SPACE", "base.NETMASK", "base.PT_UDP",
	"base.PT_TCP", "base.PT_DCCP", "base.PT_SCTP", "base.OUI",
	"base.LOCAL", "base.UTC", "base.DOY_UTC", "base.NTP_UTC",
};

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

static struct pfield *
check_field(lua_State *L)
{
	return ((struct pfield_object *)object_check(L, 1,
	    &class_protofield))->field;
}

uint32_t
pfield_octets(const struct pfield *f)
{
	for (size_t i = 0; i < COUNT(kinds); i++)
		if (kinds[i].number == f->type)
			return kinds[i].octets;
	return 0;
}

static const char *
string_of(const tp_value_string *vs, uint64_t v)
{
	for (; vs->string != NULL; vs++)
		if (vs->value == v)
			return vs->string;
	return NULL;
}

const char *
pfield_string(const struct pfield *f, uint64_t v)
{
	const struct range_string *r = f->ranges;

	if (f->strings != NULL)
		return string_of(f->strings, v);
	for (; r != NULL && r->s != NULL; r++)
		if (pfield_is_signed(f) ? (int64_t)v >= (int64_t)r->lo &&
		    (int64_t)v <= (int64_t)r->hi : v >= r->lo && v <= r->hi)
			return r->s;
	return NULL;
}

/* -------------------------------------------------------------- arguments */

/* { [value] = "string" }, of any numbers. */
static void
take_strings(lua_State *L, struct pfield *f, int arg)
{
	uint32_t n = 0, most = 0;
	uint64_t key;

	for (lua_pushnil(L); lua_next(L, arg) != 0; lua_pop(L, 1))
		most++;
	f->strings = keep(L, (most + 1) * sizeof(*f->strings));
	for (lua_pushnil(L); lua_next(L, arg) != 0; lua_pop(L, 1)) {
		if (!int64_to(L, -2, &key))
			luaL_argerror(L, arg, "a valuestring's keys are "
			    "numbers");
		/* a __tostring of the values may have added some */
		if (n == most)
			luaL_argerror(L, arg, "a table that grows");
		f->strings[n].value = key;
		f->strings[n++].string = keep_string(L, luaL_tolstring(L, -1,
		    NULL));
		lua_pop(L, 1);
	}
}

/* { { lo, hi, "string" }, ... } */
static void
take_ranges(lua_State *L, struct pfield *f, int arg)
{
	lua_Unsigned n = lua_rawlen(L, arg);

	f->ranges = keep(L, (size_t)(n + 1) * sizeof(*f->ranges));
	for (lua_Unsigned i = 0; i < n; i++) {
		int at = lua_gettop(L) + 1;

		lua_rawgeti(L, arg, (lua_Integer)i + 1);
		luaL_checktype(L, at, LUA_TTABLE);
		for (int k = 1; k <= 3; k++)
			lua_rawgeti(L, at, k);
		if (!int64_to(L, at + 1, &f->ranges[i].lo) ||
		    !int64_to(L, at + 2, &f->ranges[i].hi))
			luaL_argerror(L, arg, "a range is { lowest, highest, "
			    "string }");
		f->ranges[i].s = keep_string(L, luaL_checkstring(L, at + 3));
		lua_settop(L, at - 1);
	}
}

/* Up to two strings of a table, the second the first if there is one. */
static void
take_pair(lua_State *L, char **to, int arg, int first, int second)
{
	lua_rawgeti(L, arg, first);
	if (lua_isstring(L, -1))
		to[0] = keep_string(L, lua_tostring(L, -1));
	lua_rawgeti(L, arg, second);
	if (lua_isstring(L, -1))
		to[1] = keep_string(L, lua_tostring(L, -1));
	lua_pop(L, 2);
}

static void
take_values(lua_State *L, struct pfield *f, int arg, uint32_t flags)
{
	if (lua_isnoneornil(L, arg))
		return;
	if (flags & BASE_UNIT_STRING && lua_isstring(L, arg)) {
		f->units[0] = keep_string(L, lua_tostring(L, arg));
		return;
	}
	if (f->ft == TP_FT_FRAMENUM)
		return;
	luaL_checktype(L, arg, LUA_TTABLE);
	if (flags & BASE_UNIT_STRING)
		take_pair(L, f->units, arg, 1, 2);
	else if (f->ft == TP_FT_BOOLEAN)
		take_pair(L, f->bools, arg, 2, 1);
	else if (flags & BASE_RANGE_STRING)
		take_ranges(L, f, arg);
	else {
		lua_rawgeti(L, arg, 1);
		if (lua_istable(L, -1))
			take_ranges(L, f, arg);
		else
			take_strings(L, f, arg);
		lua_pop(L, 1);
	}
}

static uint32_t
take_base(lua_State *L, int arg)
{
	const char *s;

	if (lua_type(L, arg) != LUA_TSTRING)
		return (uint32_t)integer_opt(L, arg, BASE_NONE);
	s = lua_tostring(L, arg);
	for (uint32_t i = 0; i < COUNT(base_names); i++)
		if (strcmp(s, base_names[i]) == 0 ||
		    strcmp(s, base_names[i] + 5) == 0 ||
		    (strncmp(s, "BASE_", 5) == 0 &&
		    strcmp(s + 5, base_names[i] + 5) == 0))
			return i;
	luaL_argerror(L, arg, "no such base");
	return 0;
}

static void
take_mask(lua_State *L, struct pfield *f, int arg)
{
	if (lua_isnoneornil(L, arg))
		return;
	if (!int64_to(L, arg, &f->mask))
		luaL_argerror(L, arg, "a mask is a number");
	if (f->mask != 0)
		f->shift = (unsigned)__builtin_ctzll(f->mask);
}

static bool
name_is_good(const char *s)
{
	size_t n = strspn(s, "abcdefghijklmnopqrstuvwxyz"
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-");

	return n > 0 && n < 200 && s[n] == '\0';
}

/* Pushes a new one; abbreviation and name are arguments of that number. */
static struct pfield *
field_new(lua_State *L, const struct kind *k, int abbrev, int name)
{
	const char *s = luaL_checkstring(L, abbrev);
	struct pfield_object *o;
	struct pfield *f;

	luaL_argcheck(L, name_is_good(s), abbrev, "Invalid char in abbrev");
	f = keep(L, sizeof(*f));
	keep_charge(L, KEPT_ENTRY);
	f->abbrev = keep_string(L, s);
	f->name = keep_string(L, luaL_optstring(L, name, s));
	f->type = k->number;
	f->ft = k->ft;
	o = class_new(L, &class_protofield, sizeof(*o), 0);
	o->field = f;
	return f;
}

static void
take_blurb(lua_State *L, struct pfield *f, int arg)
{
	if (lua_isstring(L, arg))
		f->blurb = keep_string(L, lua_tostring(L, arg));
}

static void
take_display(struct pfield *f, uint32_t base)
{
	f->base = base & BASE_DISPLAY;
	if (f->base == BASE_NONE && pfield_is_number(f) &&
	    f->ft != TP_FT_BOOLEAN)
		f->base = f->ft == TP_FT_CHAR ? BASE_HEX : BASE_DEC;
}

/* (abbr, [name], ...) as the kind's form has it; upvalue: the kind. */
static int
construct(lua_State *L)
{
	const struct kind *k = lua_touserdata(L, lua_upvalueindex(1));
	struct pfield *f;
	uint32_t base = 0;

	lua_settop(L, 7);
	f = field_new(L, k, 1, 2);
	if (k->form == FORM_NUMBER) {
		base = take_base(L, 3);
		take_values(L, f, 4, base);
		take_mask(L, f, 5);
		take_blurb(L, f, 6);
	} else if (k->form == FORM_FLOAT && lua_istable(L, 3)) {
		take_pair(L, f->units, 3, 1, 2);
		take_blurb(L, f, 4);
	} else if (k->form == FORM_PLAIN && lua_isstring(L, 3) &&
	    !lua_isnumber(L, 3))
		take_blurb(L, f, 3);
	else {
		base = lua_isnumber(L, 3) || k->form == FORM_BASE ?
		    take_base(L, 3) : 0;
		if (base & BASE_UNIT_STRING)
			take_values(L, f, 4, base);
		take_blurb(L, f, 4);
	}
	take_display(f, base);
	return 1;
}

static const struct kind *
kind_arg(lua_State *L, int arg)
{
	const char *s = lua_type(L, arg) == LUA_TSTRING ?
	    lua_tostring(L, arg) : NULL;
	uint32_t n = s == NULL ? (uint32_t)luaL_checkinteger(L, arg) : 0;

	for (size_t i = 0; i < COUNT(kinds); i++)
		if (s != NULL ? strcmp(kinds[i].type, s) == 0 :
		    kinds[i].number == n)
			return &kinds[i];
	luaL_argerror(L, arg, "Invalid ProtoField field type");
	return NULL;
}

/* (name, abbr, type, [valuestring], [base], [mask], [descr]) */
static int
field_construct(lua_State *L)
{
	const struct kind *k = kind_arg(L, 3);
	struct pfield *f;
	uint32_t base;

	lua_settop(L, 7);
	f = field_new(L, k, 2, 1);
	base = take_base(L, 5);
	take_values(L, f, 4, base);
	take_mask(L, f, 6);
	take_blurb(L, f, 7);
	take_display(f, base);
	return 1;
}

/* ---------------------------------------------------------------- getters */

static int
get_name(lua_State *L)
{
	lua_pushstring(L, check_field(L)->name);
	return 1;
}

static int
get_abbr(lua_State *L)
{
	lua_pushstring(L, check_field(L)->abbrev);
	return 1;
}

static int
get_description(lua_State *L)
{
	const struct pfield *f = check_field(L);

	lua_pushstring(L, f->blurb != NULL ? f->blurb : "");
	return 1;
}

static int
get_type(lua_State *L)
{
	lua_pushinteger(L, check_field(L)->type);
	return 1;
}

static int
get_base(lua_State *L)
{
	lua_pushinteger(L, check_field(L)->base);
	return 1;
}

static int
get_mask(lua_State *L)
{
	lua_pushinteger(L, (lua_Integer)check_field(L)->mask);
	return 1;
}

static int
field_tostring(lua_State *L)
{
	const struct pfield *f = check_field(L);
	const char *type = "";
	char s[512];

	for (size_t i = 0; i < COUNT(kinds); i++)
		if (kinds[i].number == f->type)
			type = kinds[i].type;
	snprintf(s, sizeof(s), "ProtoField(%d): %s %s %s %s %p %.8x %s",
	    f->id != 0 ? (int)f->id : -2, f->name, f->abbrev, type,
	    f->base < COUNT(base_names) ? base_names[f->base] : "",
	    (void *)f->strings, (unsigned)f->mask,
	    f->blurb != NULL ? f->blurb : "");
	lua_pushstring(L, s);
	return 1;
}

static const luaL_Reg statics[] = {
	{ "new", field_construct }, { NULL, NULL }
};

static const luaL_Reg getters[] = {
	{ "name", get_name }, { "abbr", get_abbr },
	{ "description", get_description }, { "type", get_type },
	{ "base", get_base }, { "mask", get_mask }, { NULL, NULL }
};

static const luaL_Reg meta[] = {
	{ "__tostring", field_tostring }, { NULL, NULL }
};

const struct class class_protofield = {
	.name = "ProtoField", .statics = statics, .getters = getters,
	.meta = meta,
};

void
lua_class_protofield(lua_State *L)
{
	class_open(L, &class_protofield);
	lua_getglobal(L, "ProtoField");
	for (size_t i = 0; i < COUNT(kinds); i++) {
		if (kinds[i].name == NULL)
			continue;
		lua_pushlightuserdata(L, (void *)(uintptr_t)&kinds[i]);
		lua_pushcclosure(L, construct, 1);
		lua_setfield(L, -2, kinds[i].name);
	}
	lua_pop(L, 1);
}

/* ------------------------------------------------------------- and tapir */

static uint32_t
tapir_base(const struct pfield *f)
{
	switch (f->base) {
	case BASE_LOCAL:
		return TP_BASE_LOCAL;
	case BASE_UTC:
		return TP_BASE_UTC;
	case BASE_DOY_UTC:
		return TP_BASE_DOY_UTC;
	case BASE_NTP_UTC:
		return TP_BASE_NTP_UTC;
	case BASE_DOT:
		return TP_BASE_DOT;
	case BASE_DASH:
		return TP_BASE_DASH;
	case BASE_COLON:
		return TP_BASE_COLON;
	case BASE_SPACE:
		return TP_BASE_SPACE;
	default:
		break;
	}
	if (f->ft == TP_FT_BOOLEAN || f->base > BASE_HEX_DEC)
		return TP_BASE_NONE;
	/* the same numbers; a column has no octal ones */
	return f->base == BASE_OCT ? TP_BASE_DEC : f->base;
}

void
pfield_describe(const struct pfield *f, tp_field_desc *d)
{
	memset(d, 0, sizeof(*d));
	d->abbrev = f->abbrev;
	d->name = f->name;
	/* a protocol is made in another way, and has no value either */
	d->type = f->ft == TP_FT_PROTOCOL ? TP_FT_NONE : f->ft;
	d->base = tapir_base(f);
	d->bitmask = f->mask;
	d->strings = f->strings;
}
