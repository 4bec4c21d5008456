/* SPDX-License-Identifier: BSD-3-Clause */
#include "field.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "classes.h"
#include "packet.h"
#include "tvb.h"
#include "values.h"

#define MAX_SAID 100u			/* fields that there are not */

struct info_object {
	struct object object;
	tp_value value;
};

static const struct class class_field, class_info;

/* ------------------------------------------------------------------ Field */

static int
field_new(lua_State *L)
{
	const char *name = luaL_checkstring(L, 1);
	struct script *s = script_of(L);
	struct field_object *o;

	if (!s->loading)
		return luaL_error(L, "A Field extractor must be defined "
		    "before Taps or Dissectors get called");
	luaL_argcheck(L, *name != '\0' && strlen(name) < sizeof(o->name), 1,
	    "a field with this name must exist");
	o = class_new(L, &class_field, sizeof(*o), 0);
	snprintf(o->name, sizeof(o->name), "%s", name);
	o->next = s->wanted;
	s->wanted = o;
	lua_pushvalue(L, -1);
	(void)luaL_ref(L, LUA_REGISTRYINDEX);
	return 1;
}

void
fields_want(struct script *s)
{
	const tp_host *h = s->lua->host;
	uint32_t unknown = 0;

	for (struct field_object *o = s->wanted; o != NULL; o = o->next) {
		o->n = h->find_fields(h, o->name, o->ids, FIELD_SAME);
		if (o->n > FIELD_SAME)
			o->n = FIELD_SAME;
		if (o->n == 0 && unknown++ < MAX_SAID)
			h->log(h, TP_LOG_WARNING, "script %s: no field is "
			    "named '%s' (--list-fields lists them); it will "
			    "have no values", s->name, o->name);
		for (uint32_t i = 0; i < o->n; i++)
			h->want(h, o->ids[i]);
	}
}

static void
info_push(lua_State *L, const tp_value *v)
{
	struct info_object *o = class_push(L, &class_info, sizeof(*o));

	o->value = *v;
}

static bool
is_one_of(const struct field_object *o, tp_field f)
{
	for (uint32_t i = 0; i < o->n; i++)
		if (o->ids[i] == f)
			return true;
	return false;
}

/* field(): a FieldInfo for each value, in order. */
static int
field_call(lua_State *L)
{
	struct field_object *o = object_check(L, 1, &class_field);
	struct visit *v = visit_of(L);
	const tp_value *values;
	uint32_t n;
	int found = 0;

	if (v == NULL)
		return luaL_error(L, "Fields cannot be used outside "
		    "dissectors or taps");
	values = v->tvb->pkt->host->values(v->tvb->pkt, &n);
	for (uint32_t i = 0; o->n != 0 && i < n; i++) {
		if (!is_one_of(o, values[i].field))
			continue;
		luaL_checkstack(L, 4, "too many values of a field");
		info_push(L, &values[i]);
		found++;
	}
	return found;
}

static bool
describe(lua_State *L, tp_field id, tp_field_info *info)
{
	const tp_host *h = host_of(L);

	memset(info, 0, sizeof(*info));
	info->size = sizeof(*info);
	return id != 0 && h->describe_field(h, id, info) >= 0;
}

static tp_field
first_id(lua_State *L, struct field_object *o)
{
	if (o->n == 0)
		o->n = host_of(L)->find_fields(host_of(L), o->name, o->ids,
		    FIELD_SAME) != 0;
	return o->n != 0 ? o->ids[0] : 0;
}

static int
field_get_name(lua_State *L)
{
	struct field_object *o = object_check(L, 1, &class_field);

	lua_pushstring(L, o->name);
	return 1;
}

static int
field_get_display(lua_State *L)
{
	struct field_object *o = object_check(L, 1, &class_field);
	tp_field_info info;

	if (describe(L, first_id(L, o), &info))
		lua_pushstring(L, info.name);
	else
		lua_pushnil(L);
	return 1;
}

/* Wireshark's numbers of the types, by ours. */
static lua_Integer
ftype(uint32_t type)
{
	static const uint8_t numbers[] = {
		[TP_FT_NONE] = 0, [TP_FT_PROTOCOL] = 1, [TP_FT_BOOLEAN] = 2,
		[TP_FT_CHAR] = 3, [TP_FT_UINT8] = 4, [TP_FT_UINT16] = 5,
		[TP_FT_UINT24] = 6, [TP_FT_UINT32] = 7, [TP_FT_UINT40] = 8,
		[TP_FT_UINT48] = 9, [TP_FT_UINT56] = 10, [TP_FT_UINT64] = 11,
		[TP_FT_INT8] = 12, [TP_FT_INT16] = 13, [TP_FT_INT24] = 14,
		[TP_FT_INT32] = 15, [TP_FT_INT40] = 16, [TP_FT_INT48] = 17,
		[TP_FT_INT56] = 18, [TP_FT_INT64] = 19, [TP_FT_FLOAT] = 22,
		[TP_FT_DOUBLE] = 23, [TP_FT_ABSOLUTE_TIME] = 24,
		[TP_FT_RELATIVE_TIME] = 25, [TP_FT_STRING] = 26,
		[TP_FT_STRINGZ] = 27, [TP_FT_BYTES] = 30, [TP_FT_ETHER] = 29,
		[TP_FT_EUI64] = 38, [TP_FT_IPV4] = 32, [TP_FT_IPV6] = 33,
		[TP_FT_GUID] = 36, [TP_FT_OID] = 37, [TP_FT_FRAMENUM] = 35,
	};

	return type < sizeof(numbers) ? numbers[type] : 0;
}

static int
field_get_type(lua_State *L)
{
	struct field_object *o = object_check(L, 1, &class_field);
	tp_field_info info;

	if (describe(L, first_id(L, o), &info))
		lua_pushinteger(L, ftype(info.type));
	else
		lua_pushnil(L);
	return 1;
}

static int
field_list(lua_State *L)
{
	tp_field_info info;

	lua_newtable(L);
	for (tp_field id = 1; describe(L, id, &info); id++) {
		lua_pushstring(L, info.abbrev);
		lua_rawseti(L, -2, (lua_Integer)id);
	}
	return 1;
}

static int
all_field_infos(lua_State *L)
{
	struct visit *v = visit_check(L);
	const tp_value *values;
	uint32_t n;

	values = v->tvb->pkt->host->values(v->tvb->pkt, &n);
	for (uint32_t i = 0; i < n; i++) {
		luaL_checkstack(L, 4, "too many fields");
		info_push(L, &values[i]);
	}
	return (int)n;
}

static void
push_text(lua_State *L, const tp_value *v)
{
	tp_pkt *k = visit_check(L)->tvb->pkt;
	char s[256], *big;
	uint32_t n = k->host->value_text(k, v, s, sizeof(s));

	if (n <= sizeof(s)) {
		lua_pushlstring(L, s, n);
		return;
	}
	big = lua_newuserdatauv(L, n, 0);
	(void)k->host->value_text(k, v, big, n);
	lua_pushlstring(L, big, n);
	lua_remove(L, -2);
}

/* The text of a value, behind the one at key of the table on top, as several
 * stand in a column. */
static void
add_text(lua_State *L, const char *name, const tp_value *v)
{
	if (lua_getfield(L, -1, name) == LUA_TSTRING) {
		lua_pushliteral(L, ",");
		push_text(L, v);
		lua_concat(L, 3);
	} else {
		lua_pop(L, 1);
		push_text(L, v);
	}
	lua_setfield(L, -2, name);
}

/* tapir.fields([pinfo]): name to text of all fields that the packet has so
 * far; host.c has them wanted where a script says so. */
static int
tapir_fields(lua_State *L)
{
	struct visit *v = visit_check(L);
	tp_field_info info = { .size = sizeof(info) };
	const tp_value *values;
	uint32_t n;

	values = v->tvb->pkt->host->values(v->tvb->pkt, &n);
	lua_createtable(L, 0, (int)n);
	for (uint32_t i = 0; i < n; i++)
		if (describe(L, values[i].field, &info))
			add_text(L, info.abbrev, &values[i]);
	return 1;
}

/* -------------------------------------------------------------- FieldInfo */

static tp_value *
check_info(lua_State *L, tp_field_info *info)
{
	struct info_object *o = object_check(L, 1, &class_info);

	if (info != NULL)
		(void)describe(L, o->value.field, info);
	return &o->value;
}

/* With colons, whatever a column has between them. */
static void
push_octets(lua_State *L, const uint8_t *p, uint32_t n)
{
	static const char digits[] = "0123456789abcdef";
	luaL_Buffer b;
	char *s = luaL_buffinitsize(L, &b, (size_t)n * 3 + 1);

	for (uint32_t i = 0; i < n; i++) {
		*s++ = digits[p[i] >> 4];
		*s++ = digits[p[i] & 15];
		*s++ = ':';
	}
	luaL_pushresultsize(&b, n != 0 ? (size_t)n * 3 - 1 : 0);
}

static int
push_value(lua_State *L, const tp_value *v, const tp_field_info *info)
{
	switch (info->type) {
	case TP_FT_NONE:
		lua_pushnil(L);
		return 1;
	case TP_FT_BOOLEAN:
		lua_pushboolean(L, v->v.u != 0);
		return 1;
	case TP_FT_UINT40:
	case TP_FT_UINT48:
	case TP_FT_UINT56:
	case TP_FT_UINT64:
		uint64_push(L, v->v.u);
		return 1;
	case TP_FT_INT40:
	case TP_FT_INT48:
	case TP_FT_INT56:
	case TP_FT_INT64:
		int64_push(L, v->v.i);
		return 1;
	case TP_FT_FLOAT:
	case TP_FT_DOUBLE:
		lua_pushnumber(L, v->v.d);
		return 1;
	case TP_FT_ABSOLUTE_TIME:
	case TP_FT_RELATIVE_TIME:
		nstime_push(L, v->v.t.sec, (int32_t)v->v.t.nsec);
		return 1;
	case TP_FT_STRING:
	case TP_FT_STRINGZ:
		lua_pushlstring(L, v->v.p, v->slen);
		return 1;
	case TP_FT_ETHER:
	case TP_FT_IPV4:
	case TP_FT_IPV6:
		address_push(L, info->type, v->v.p);
		return 1;
	case TP_FT_PROTOCOL:
	case TP_FT_BYTES:
	case TP_FT_EUI64:
	case TP_FT_GUID:
	case TP_FT_OID:
		(void)bytearray_push(L, v->v.p, v->slen);
		return 1;
	default:
		lua_pushinteger(L, v->v.i);
		return 1;
	}
}

void
field_push_value(lua_State *L, const tp_value *v)
{
	tp_field_info info;

	(void)describe(L, v->field, &info);
	(void)push_value(L, v, &info);
}

static int
info_get_value(lua_State *L)
{
	tp_field_info info;
	const tp_value *v = check_info(L, &info);

	return push_value(L, v, &info);
}

static const char *
string_of(const tp_field_info *info, uint64_t v)
{
	const tp_value_string *s = info->strings;

	while (s != NULL && s->string != NULL && s->value != v)
		s++;
	return s != NULL ? s->string : NULL;
}

/*
 * As a tree would show it: with the string for its value.  What else a label of
 * tshark's own protocols says is not in a field.
 */
static int
info_get_display(lua_State *L)
{
	tp_field_info info;
	const tp_value *v = check_info(L, &info);
	const char *s = string_of(&info, v->v.u);

	if (info.type == TP_FT_BOOLEAN) {
		lua_pushstring(L, s != NULL ? s : v->v.u ? "True" : "False");
		return 1;
	}
	push_text(L, v);
	if (info.type < TP_FT_CHAR || info.type > TP_FT_INT64)
		return 1;
	if (info.strings != NULL)
		lua_pushfstring(L, "%s (%s)", s != NULL ? s : "Unknown",
		    lua_tostring(L, -1));
	else if (info.base == TP_BASE_HEX_DEC)
		lua_pushfstring(L, "%s (%I)", lua_tostring(L, -1),
		    (LUAI_UACINT)v->v.u);
	return 1;
}

static int
info_tostring(lua_State *L)
{
	tp_field_info info;
	const tp_value *v = check_info(L, &info);

	if (info.type == TP_FT_BYTES)
		push_octets(L, v->v.p, v->slen);
	else
		push_text(L, v);
	return 1;
}

static int
info_get_name(lua_State *L)
{
	tp_field_info info;

	(void)check_info(L, &info);
	lua_pushstring(L, info.abbrev);
	return 1;
}

static int
info_get_type(lua_State *L)
{
	tp_field_info info;

	(void)check_info(L, &info);
	lua_pushinteger(L, ftype(info.type));
	return 1;
}

static int
info_get_len(lua_State *L)
{
	lua_pushinteger(L, check_info(L, NULL)->length);
	return 1;
}

static int
info_get_offset(lua_State *L)
{
	lua_pushinteger(L, check_info(L, NULL)->offset);
	return 1;
}

/* Where it stands in the frame; of what stands elsewhere: its own octets. */
static int
info_get_range(lua_State *L)
{
	tp_field_info info;
	const tp_value *v = check_info(L, &info);
	const struct packet_state *s = &script_of(L)->lua->packet;
	struct window w = { s->frame, s->caplen, s->caplen, 0, 0 };

	if (v->src == 0 && s->frame != NULL && v->offset <= w.caplen &&
	    v->length <= w.caplen - v->offset) {
		(void)range_push(L, &w, v->offset, v->length);
		return 1;
	}
	if (v->slen != 0 && v->v.p != NULL && info.type >= TP_FT_STRING) {
		w = (struct window){ v->v.p, v->slen, v->slen, v->offset,
		    v->src };
		(void)range_push(L, &w, 0, v->slen);
		return 1;
	}
	lua_pushnil(L);
	return 1;
}

static int
info_get_generated(lua_State *L)
{
	lua_pushboolean(L, (check_info(L, NULL)->flags &
	    TP_VALUE_GENERATED) != 0);
	return 1;
}

static int
info_get_hidden(lua_State *L)
{
	lua_pushboolean(L, (check_info(L, NULL)->flags &
	    TP_VALUE_HIDDEN) != 0);
	return 1;
}

static int
info_get_false(lua_State *L)
{
	(void)check_info(L, NULL);
	lua_pushboolean(L, 0);
	return 1;
}

static int
info_get_true(lua_State *L)
{
	(void)check_info(L, NULL);
	lua_pushboolean(L, 1);
	return 1;
}

static struct info_object *
other_info(lua_State *L, int arg)
{
	return object_check(L, arg, &class_info);
}

/* The same octets of the packet? */
static int
info_eq(lua_State *L)
{
	const tp_value *a = &other_info(L, 1)->value;
	const tp_value *b = &other_info(L, 2)->value;

	lua_pushboolean(L, a->src == b->src && a->offset == b->offset &&
	    a->length == b->length);
	return 1;
}

/* a stands within b. */
static int
info_le(lua_State *L)
{
	const tp_value *a = &other_info(L, 1)->value;
	const tp_value *b = &other_info(L, 2)->value;

	lua_pushboolean(L, a->src == b->src && a->offset >= b->offset &&
	    a->offset + a->length <= b->offset + b->length);
	return 1;
}

/* a ends before b begins. */
static int
info_lt(lua_State *L)
{
	const tp_value *a = &other_info(L, 1)->value;
	const tp_value *b = &other_info(L, 2)->value;

	lua_pushboolean(L, a->src == b->src &&
	    a->offset + a->length <= b->offset);
	return 1;
}

static const luaL_Reg field_statics[] = {
	{ "new", field_new }, { "list", field_list }, { NULL, NULL }
};

static const luaL_Reg field_getters[] = {
	{ "name", field_get_name }, { "display", field_get_display },
	{ "type", field_get_type }, { NULL, NULL }
};

static const luaL_Reg field_meta[] = {
	{ "__call", field_call }, { "__tostring", field_get_name },
	{ NULL, NULL }
};

static const struct class class_field = {
	.name = "Field", .statics = field_statics, .getters = field_getters,
	.meta = field_meta,
};

static const luaL_Reg info_getters[] = {
	{ "value", info_get_value }, { "display", info_get_display },
	{ "label", info_tostring }, { "name", info_get_name },
	{ "type", info_get_type }, { "len", info_get_len },
	{ "offset", info_get_offset }, { "range", info_get_range },
	{ "tvb", info_get_range }, { "source", info_get_range },
	{ "generated", info_get_generated }, { "hidden", info_get_hidden },
	{ "is_url", info_get_false }, { "little_endian", info_get_false },
	{ "big_endian", info_get_true }, { NULL, NULL }
};

static const luaL_Reg info_meta[] = {
	{ "__call", info_get_value }, { "__tostring", info_tostring },
	{ "__len", info_get_len }, { "__eq", info_eq }, { "__le", info_le },
	{ "__lt", info_lt }, { NULL, NULL }
};

static const struct class class_info = {
	.name = "FieldInfo", .getters = info_getters, .meta = info_meta,
};

void
lua_class_field(lua_State *L)
{
	static const luaL_Reg functions[] = { { "fields", tapir_fields },
	    { NULL, NULL } };

	class_open(L, &class_field);
	class_open(L, &class_info);
	lua_register(L, "all_field_infos", all_field_infos);
	tapir_table(L, functions);
}
