/* SPDX-License-Identifier: BSD-3-Clause */
#include "expert.h"

#include <string.h>

#include "classes.h"
#include "keep.h"
#include "protofield.h"
#include "values.h"

struct word {
	uint32_t number;
	const char *s;
};

static const struct word severities[] = {
	{ TP_SEVERITY_COMMENT, "Comment" }, { TP_SEVERITY_CHAT, "Chat" },
	{ TP_SEVERITY_NOTE, "Note" }, { TP_SEVERITY_WARN, "Warning" },
	{ TP_SEVERITY_ERROR, "Error" }, { 0, NULL }
};

static const struct word groups[] = {
	{ 0x01000000, "Checksum" }, { 0x02000000, "Sequence" },
	{ 0x03000000, "Response" }, { 0x04000000, "Request" },
	{ 0x05000000, "Undecoded" }, { 0x06000000, "Reassemble" },
	{ 0x07000000, "Malformed" }, { 0x08000000, "Debug" },
	{ 0x09000000, "Protocol" }, { 0x0a000000, "Security" },
	{ 0x0b000000, "Comment" }, { 0x0c000000, "Decryption" },
	{ 0x0d000000, "Assumption" }, { 0x0e000000, "Deprecated" },
	{ 0x0f000000, "Receive" }, { 0x10000000, "Interface" },
	{ 0x11000000, "Dissector bug" }, { 0, NULL }
};


static const char *
word(const struct word *w, uint32_t number)
{
	for (; w->s != NULL; w++)
		if (w->number == number)
			return w->s;
	return "Unknown";
}

const char *
expert_severity(uint32_t severity)
{
	return word(severities, severity);
}

const char *
expert_group(uint32_t group)
{
	return word(groups, group);
}

/* ProtoExpert.new(abbr, text, group, severity) */
static int
expert_new(lua_State *L)
{
	const char *abbrev = luaL_checkstring(L, 1);
	const char *text = luaL_checkstring(L, 2);
	uint32_t group = (uint32_t)integer_arg(L, 3);
	uint32_t severity = (uint32_t)integer_arg(L, 4);
	struct expert_object *o;
	struct pfield *f;

	luaL_argcheck(L, strcmp(expert_group(group), "Unknown") != 0, 3,
	    "Group must be one of expert.group");
	luaL_argcheck(L, strcmp(expert_severity(severity), "Unknown") != 0, 4,
	    "Severity must be one of expert.severity");
	f = keep(L, sizeof(*f));
	f->abbrev = keep_string(L, abbrev);
	f->name = keep_string(L, text);
	f->ft = TP_FT_NONE;
	keep_charge(L, KEPT_ENTRY);
	o = class_new(L, &class_expert, sizeof(*o), 0);
	o->group = group;
	o->severity = severity;
	o->field = f;
	return 1;
}

static int
expert_tostring(lua_State *L)
{
	const struct expert_object *o = object_check(L, 1, &class_expert);

	lua_pushfstring(L, "ProtoExpert: ei=%d, hf=%d, abbr=%s, text=%s, "
	    "group=%d, severity=%d", (int)o->field->id, (int)o->field->id,
	    o->field->abbrev, o->field->name, (int)o->group, (int)o->severity);
	return 1;
}

void
expert_register(struct lua_host *lua)
{
	static const tp_field_desc fields[WS_LUA_FIELDS] = {
		{ .abbrev = "_ws.lua.error", .name = "Lua Error" },
		{ .abbrev = "_ws.lua.proto.comment",
		    .name = "Protocol Comment" },
		{ .abbrev = "_ws.lua.proto.chat", .name = "Protocol Chat" },
		{ .abbrev = "_ws.lua.proto.note", .name = "Protocol Note" },
		{ .abbrev = "_ws.lua.proto.warning",
		    .name = "Protocol Warning" },
		{ .abbrev = "_ws.lua.proto.error", .name = "Protocol Error" },
	};
	const tp_host *h = lua->host;

	lua->ws_lua = h->fields(h, h->proto(h, "_ws.lua", "Lua Dissection"),
	    fields, WS_LUA_FIELDS, sizeof(fields[0]));
}

/* tree:add_expert_info([group], [severity], [text]) */
int
expert_add_info(lua_State *L)
{
	const struct lua_host *lua = script_of(L)->lua;
	struct expert_info e = {
		.group = (uint32_t)integer_opt(L, 2, 0x08000000),
		.severity = (uint32_t)integer_opt(L, 3, TP_SEVERITY_CHAT),
	};

	for (uint32_t i = 0; severities[i].s != NULL; i++)
		if (severities[i].number == e.severity)
			e.id = expert_field(lua, WS_LUA_COMMENT + i);
	e.s = luaL_optlstring(L, 4, lua_pushfstring(L, "Protocol %s",
	    expert_severity(e.severity)), &e.n);
	tree_add_expert(L, &e, false);
	lua_settop(L, 1);
	return 1;
}

static int
add_by(lua_State *L, int text, bool item)
{
	const struct expert_object *o = object_check(L, 2, &class_expert);
	struct expert_info e = { .severity = o->severity, .group = o->group,
	    .id = o->field->id };

	e.s = luaL_optlstring(L, text, o->field->name, &e.n);
	tree_add_expert(L, &e, item);
	lua_settop(L, 1);
	return 1;
}

int
expert_add_proto(lua_State *L)
{
	return add_by(L, 3, false);
}

/* tree:add_tvb_expert_info(expert, range, [text]): octets are an item, which it
 * is about */
int
expert_add_tvb(lua_State *L)
{
	return add_by(L, 4, true);
}

static const luaL_Reg statics[] = {
	{ "new", expert_new }, { NULL, NULL }
};

static const luaL_Reg meta[] = {
	{ "__tostring", expert_tostring }, { NULL, NULL }
};

const struct class class_expert = {
	.name = "ProtoExpert", .statics = statics, .meta = meta,
};

void
lua_class_expert(lua_State *L)
{
	class_open(L, &class_expert);
}
