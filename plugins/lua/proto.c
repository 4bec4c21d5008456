/* SPDX-License-Identifier: BSD-3-Clause */
#include "proto.h"

#include <stdio.h>
#include <string.h>

#include "classes.h"
#include "dissector.h"
#include "expert.h"
#include "keep.h"
#include "pinfo.h"
#include "protofield.h"
#include "text.h"
#include "tree.h"
#include "values.h"

#define IP_PROTO_TCP 6
#define MAX_NESTED 4			/* tables of fields in others */
#define MAX_LOOKED 1000000u

struct proto *
proto_arg(lua_State *L, int arg)
{
	return ((struct proto_object *)object_check(L, arg, &class_proto))->
	    proto;
}

static struct proto *
check_proto(lua_State *L)
{
	return proto_arg(L, 1);
}

struct proto *
proto_of(struct lua_host *lua, const tp_dissector *d)
{
	for (uint32_t i = 0; i < lua->nscripts; i++)
		for (struct proto *p = lua->scripts[i]->protos; p; p = p->next)
			if (p->dissector == d)
				return p;
	return NULL;
}

/* ------------------------------------------------------------- dissecting */

/* Columns and tree, as soon as no script above has them in hand. */
static void
say(struct visit *v)
{
	struct lua_host *lua = v->script->lua;
	tp_tvb *t = v->tvb;

	if (!v->texts)
		return;
	/* behind "length N" of a segment */
	if (t->pkt->net_proto == IP_PROTO_TCP && !v->quiet &&
	    !lua->packet.any)
		t->pkt->host->puts(t, ": ", 2);
	if (!pinfo_print(t, lua) && !lua->packet.any && !v->quiet)
		t->pkt->host->text(t, "%s, length %u", v->proto->name,
		    t->len);
	lua->packet.any = true;
	if (v->labels)
		tree_print(t, v->root);
}

void
proto_say_columns(struct visit *v)
{
	tp_tvb *t = v->tvb;

	if (v->texts && pinfo_print(t, v->script->lua)) {
		v->script->lua->packet.any = true;
		t->pkt->host->puts(t, ": ", 2);
	}
}

/* What the unit that a segment has completed says stays before what those say
 * that follow in it. */
static void
fence_unit(struct lua_host *lua, tp_tvb *t)
{
	struct packet_state *s = &lua->packet;

	if (!t->pkt->can_desegment)
		return;
	if (s->unit != 0 && t->src == 0)
		(void)t->pkt->host->column(t->pkt, TP_COLUMN_INFO,
		    &s->fence[TP_COLUMN_INFO]);
	s->unit = t->src;
}

/* What a segment's text has said is not what the columns of its units are. */
static void
begin_columns(struct lua_host *lua, tp_tvb *t)
{
	if ((t->want & TP_WANT_TEXT) != 0)
		lua->packet.by_text = (t->want & TP_WANT_FIELDS) == 0;
	else if (lua->packet.by_text) {
		memset(lua->packet.fence, 0, sizeof(lua->packet.fence));
		pinfo_clear(t->pkt, lua);
		lua->packet.by_text = false;
	}
	fence_unit(lua, t);
}

/* Runs the function that ref names; what it returns is on the stack. */
static int
visit(struct visit *v, struct proto *p, int ref, tp_tvb *t)
{
	struct lua_host *lua = p->script->lua;
	bool direct = lua->direct;

	lua->direct = false;
	packet_state(lua, t);
	if (!direct)
		begin_columns(lua, t);
	v->script = p->script;
	v->proto = p;
	v->tvb = t;
	v->texts = !direct && (t->want & TP_WANT_TEXT) != 0 &&
	    !t->pkt->stop;
	for (uint32_t i = 0; i < TP_COLUMN_COUNT; i++)
		v->columns[i] = t->pkt->host->column(t->pkt, i,
		    &v->ncolumns[i]);
	v->labels = (v->texts && t->pkt->verbose > 0) ||
	    (direct && lua->direct_node != NULL);
	v->root = direct ? lua->direct_node : NULL;
	lua->direct_node = NULL;
	lua_rawgeti(p->script->L, LUA_REGISTRYINDEX, ref);
	return visit_run(v, 1);
}

/* What a dissector returns: octets; nothing or true: all of them. */
static tp_rc
result(lua_State *L, const tp_tvb *t)
{
	tp_rc rc = (tp_rc)t->len;
	lua_Integer n;

	if (lua_isnumber(L, -1)) {
		n = integer_arg(L, -1);
		rc = (tp_rc)(n > INT32_MAX ? INT32_MAX : n < -INT32_MAX ?
		    -INT32_MAX : n);
	}
	else if (lua_isboolean(L, -1) && !lua_toboolean(L, -1))
		rc = 0;
	lua_pop(L, 1);
	return rc;
}

/* A script that fails where the octets end has met its match in them.  A tree
 * that is printed says how it failed. */
static tp_rc
failed(struct visit *v)
{
	tp_tvb *t = v->tvb;

	tree_add_error(v, v->script->why);
	say(v);
	if (t->caplen < t->len)
		return TP_TRUNCATED;
	return v->labels ? (tp_rc)t->len : TP_MALFORMED;
}

/* It has seen a part of what it wants to see: that was nothing, but of what
 * stands behind a whole unit in its segment the columns stay. */
static bool
waits_for_all(const struct visit *v, const tp_tvb *t)
{
	if (!t->pkt->can_desegment || t->pkt->desegment_len == 0 ||
	    t->pkt->desegment_offset != 0)
		return false;
	for (uint32_t i = 0; i < TP_COLUMN_COUNT &&
	    v->script->lua->packet.fence[TP_COLUMN_INFO] == 0; i++)
		t->pkt->host->set_column(t->pkt, i, v->columns[i],
		    v->ncolumns[i]);
	return true;
}

static tp_rc
dissect(void *self, tp_tvb *t, const void *arg)
{
	struct proto *p = self;
	struct visit v = { .up = NULL };
	tp_rc rc;

	(void)arg;
	if (p->script->off || p->function == LUA_NOREF ||
	    (t->len == 0 && !p->script->lua->direct))
		return TP_REJECT;
	if (visit(&v, p, p->function, t) < 0)
		return failed(&v);
	rc = result(p->script->L, t);
	if (rc < 0 && t->pkt->can_desegment) {
		/* so many octets more, of a unit that begins here */
		t->pkt->desegment_offset = 0;
		t->pkt->desegment_len = (uint32_t)-rc;
	}
	/* 0: not this protocol; nothing taken: it comes again, with more */
	if ((rc == 0 && t->len != 0) ||
	    waits_for_all(&v, t))
		return TP_REJECT;
	say(&v);
	return rc < 0 ? (tp_rc)t->len : rc;
}

static tp_rc
dissect_heuristic(void *self, tp_tvb *t, const void *arg)
{
	struct other *o = self;
	struct proto *p = o->proto;
	struct visit v = { .up = NULL };
	lua_State *L = p->script->L;
	bool taken;

	(void)arg;
	if (p->script->off || t->len == 0)
		return TP_REJECT;
	if (visit(&v, p, o->function, t) < 0)
		return TP_REJECT;
	if (waits_for_all(&v, t)) {
		lua_pop(L, 1);
		return TP_REJECT;
	}
	taken = lua_isnumber(L, -1) ? lua_tonumber(L, -1) != 0 :
	    lua_toboolean(L, -1);
	lua_pop(L, 1);
	if (!taken)
		return TP_REJECT;
	say(&v);
	return (tp_rc)t->len;
}

static tp_rc
dissect_post(void *self, tp_tvb *t, const void *arg)
{
	struct other *o = self;
	struct proto *p = o->proto;
	struct visit v = { .quiet = true };

	(void)arg;
	if (p->script->off || p->function == LUA_NOREF)
		return 0;
	if (visit(&v, p, p->function, t) == 0)
		lua_pop(p->script->L, 1);
	else
		tree_add_error(&v, p->script->why);
	say(&v);
	return 0;
}

/* --------------------------------------------------------------- creation */

static bool
name_is_good(const char *s)
{
	size_t n = strspn(s, "abcdefghijklmnopqrstuvwxyz"
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-");

	return n > 0 && n < 200 && s[n] == '\0';
}

/* Wireshark's name of a protocol in filters: lower case, words joined. */
static char *
filter_name(lua_State *L, const char *s)
{
	char *name = keep_string(L, s);

	for (char *c = name; *c != '\0'; c++) {
		if (*c >= 'A' && *c <= 'Z')
			*c = (char)(*c - 'A' + 'a');
		else if (*c == ' ')
			*c = '_';
	}
	return name;
}

static struct proto *
proto_make(lua_State *L, const char *name, const char *description)
{
	struct script *s = script_of(L);
	struct proto *p = keep(L, sizeof(*p)), **last = &s->protos;

	p->script = s;
	p->name = filter_name(L, name);
	p->description = keep_string(L, description);
	p->function = p->init = p->prefs_changed = LUA_NOREF;
	p->fields = p->experts = p->prefs = LUA_NOREF;
	keep_callback(L);
	while (*last != NULL)
		last = &(*last)->next;
	*last = p;
	return p;
}

/* Proto("name", "Description") */
static int
proto_new(lua_State *L)
{
	const char *name = luaL_checkstring(L, 1);
	const char *description = luaL_checkstring(L, 2);
	const tp_host *h = host_of(L);
	tp_dissector_desc d = { .size = sizeof(d) };
	struct proto_object *o;
	tp_field taken;
	struct proto *p;

	if (!script_of(L)->loading)
		return luaL_error(L, "Proto: protocols are made while the "
		    "script loads, not later");
	p = proto_make(L, name, description);
	luaL_argcheck(L, name_is_good(p->name), 1, "Proto name must be "
	    "letters, digits, _, . and -");
	if (h->find_fields(h, p->name, &taken, 1) != 0)
		return luaL_argerror(L, 1, "there cannot be two protocols "
		    "with the same name");
	p->id = h->proto(h, p->name, p->description);
	d.name = d.text_name = p->name;
	d.proto = p->id;
	d.flags = TP_DISSECTOR_FREE;
	d.dissect = dissect;
	if (p->id != 0)
		p->dissector = h->dissector(h, &d, p);
	if (p->dissector == NULL)
		return luaL_argerror(L, 1, "there is a dissector of that "
		    "name");
	o = class_new(L, &class_proto, sizeof(*o), 0);
	o->proto = p;
	class_keep(L, &class_proto);	/* proto.fields.x in each add() */
	lua_pushvalue(L, -1);
	p->object = luaL_ref(L, LUA_REGISTRYINDEX);
	return 1;
}

static struct other *
other_new(lua_State *L, struct proto *p, const char *suffix,
    tp_rc (*fn)(void *, tp_tvb *, const void *), const char *table)
{
	struct other *o = keep(L, sizeof(*o));
	const tp_host *h = host_of(L);
	tp_dissector_desc d = { .size = sizeof(d) };

	keep_callback(L);
	o->proto = p;
	snprintf(o->name, sizeof(o->name), "%.80s_%.40s", p->name, suffix);
	d.name = o->name;
	d.text_name = p->name;
	d.proto = p->id;
	d.flags = TP_DISSECTOR_FREE;
	d.dissect = fn;
	if (h->add_uint(h, table, 0, 0, 0, h->dissector(h, &d, o)) < 0)
		luaL_error(L, "%s has one already", p->name);
	return o;
}

/* proto:register_heuristic("udp", function) */
static int
proto_register_heuristic(lua_State *L)
{
	struct proto *p = check_proto(L);
	const char *list = luaL_checkstring(L, 2);
	struct other *o;
	char table[96];

	luaL_checktype(L, 3, LUA_TFUNCTION);
	if (!script_of(L)->loading)
		return luaL_error(L, "register_heuristic: that is done while "
		    "the script loads");
	snprintf(table, sizeof(table), "%.80s.heuristic", list);
	o = other_new(L, p, list, dissect_heuristic, table);
	lua_pushvalue(L, 3);
	o->function = luaL_ref(L, LUA_REGISTRYINDEX);
	return 0;
}

/* register_postdissector(proto, [allfields]) */
static int
register_postdissector(lua_State *L)
{
	struct proto *p = check_proto(L);
	const tp_host *h = host_of(L);

	if (!script_of(L)->loading)
		return luaL_error(L, "register_postdissector: that is done "
		    "while the script loads");
	(void)other_new(L, p, "post", dissect_post, "postdissector");
	if (lua_toboolean(L, 2))
		h->want(h, 0);
	return 0;
}

/* ----------------------------------------------------------- its members */

static int
get_ref(lua_State *L, int *ref)
{
	if (*ref == LUA_NOREF) {
		lua_newtable(L);
		*ref = luaL_ref(L, LUA_REGISTRYINDEX);
	}
	lua_rawgeti(L, LUA_REGISTRYINDEX, *ref);
	return 1;
}

/* One field or expert, or all of a table: behind those that are there. */
static void
append(lua_State *L, int *ref)
{
	int to = lua_gettop(L) + get_ref(L, ref);

	if (!lua_istable(L, 2)) {
		lua_pushvalue(L, 2);
		lua_rawseti(L, to, (lua_Integer)lua_rawlen(L, to) + 1);
		return;
	}
	if (lua_rawequal(L, 2, to))
		return;
	for (lua_pushnil(L); lua_next(L, 2) != 0;)
		lua_rawseti(L, to, (lua_Integer)lua_rawlen(L, to) + 1);
}

static void
set_function(lua_State *L, int *ref)
{
	luaL_unref(L, LUA_REGISTRYINDEX, *ref);
	*ref = LUA_NOREF;
	if (lua_isnil(L, 2))
		return;
	luaL_checktype(L, 2, LUA_TFUNCTION);
	lua_pushvalue(L, 2);
	*ref = luaL_ref(L, LUA_REGISTRYINDEX);
}

static int
get_fields(lua_State *L)
{
	return get_ref(L, &check_proto(L)->fields);
}

static int
set_fields(lua_State *L)
{
	append(L, &check_proto(L)->fields);
	return 0;
}

static int
get_experts(lua_State *L)
{
	return get_ref(L, &check_proto(L)->experts);
}

static int
set_experts(lua_State *L)
{
	append(L, &check_proto(L)->experts);
	return 0;
}

/* A Dissector is one, too. */
static int
set_dissector(lua_State *L)
{
	set_function(L, &check_proto(L)->function);
	return 0;
}

static int
get_dissector(lua_State *L)
{
	dissector_push(L, check_proto(L)->dissector, check_proto(L)->name);
	return 1;
}

static int
set_init(lua_State *L)
{
	set_function(L, &check_proto(L)->init);
	return 0;
}

static int
set_prefs_changed(lua_State *L)
{
	set_function(L, &check_proto(L)->prefs_changed);
	return 0;
}

static int
get_prefs(lua_State *L)
{
	prefs_push(L, check_proto(L));
	return 1;
}

static int
get_name(lua_State *L)
{
	text_push_upper(L, check_proto(L)->name);
	return 1;
}

static int
get_description(lua_State *L)
{
	lua_pushstring(L, check_proto(L)->description);
	return 1;
}

static int
proto_tostring(lua_State *L)
{
	text_push_upper(L, check_proto(L)->name);
	lua_pushfstring(L, "Proto: %s", lua_tostring(L, -1));
	return 1;
}

static const luaL_Reg statics[] = { { "new", proto_new }, { NULL, NULL } };

static const luaL_Reg methods[] = {
	{ "register_heuristic", proto_register_heuristic }, { NULL, NULL }
};

static const luaL_Reg getters[] = {
	{ "name", get_name }, { "description", get_description },
	{ "fields", get_fields }, { "experts", get_experts },
	{ "dissector", get_dissector }, { "prefs", get_prefs },
	{ NULL, NULL }
};

static const luaL_Reg setters[] = {
	{ "dissector", set_dissector }, { "fields", set_fields },
	{ "experts", set_experts }, { "init", set_init },
	{ "prefs_changed", set_prefs_changed }, { NULL, NULL }
};

static const luaL_Reg meta[] = {
	{ "__tostring", proto_tostring }, { NULL, NULL }
};

const struct class class_proto = {
	.name = "Proto", .statics = statics, .methods = methods,
	.getters = getters, .setters = setters, .meta = meta,
	.call = proto_new,
};

void
lua_class_proto(lua_State *L)
{
	class_open(L, &class_proto);
	lua_register(L, "register_postdissector", register_postdissector);
}

/* ------------------------------------------------------------- and tapir */

struct collection {
	struct pfield **to;		/* NULL: they are counted */
	uint32_t n;
	uint32_t looked;		/* at so many values */
};

/* Fields and experts of the table on top, also of tables in it, which may
 * have each other. */
static void
collect(lua_State *L, struct collection *c, int depth)
{
	const struct object *o;

	for (lua_pushnil(L); lua_next(L, -2) != 0; lua_pop(L, 1)) {
		o = lua_touserdata(L, -1);
		if (c->looked++ >= MAX_LOOKED)
			continue;
		if (lua_istable(L, -1) && depth < MAX_NESTED)
			collect(L, c, depth + 1);
		if (o == NULL || (o->class != &class_protofield &&
		    o->class != &class_expert))
			continue;
		if (c->to != NULL)
			c->to[c->n] = o->class == &class_protofield ?
			    ((const struct pfield_object *)o)->field :
			    ((const struct expert_object *)o)->field;
		c->n++;
	}
}

static uint32_t
collect_refs(lua_State *L, const struct proto *p, struct pfield **to)
{
	const int refs[2] = { p->fields, p->experts };
	struct collection c = { .to = to };

	for (int i = 0; i < 2; i++) {
		if (refs[i] == LUA_NOREF)
			continue;
		lua_rawgeti(L, LUA_REGISTRYINDEX, refs[i]);
		collect(L, &c, 0);
		lua_pop(L, 1);
	}
	return c.n;
}

/* A field that stands there twice, or in another protocol, too, is one. */
static uint32_t
leave_new(struct pfield **all, uint32_t n)
{
	uint32_t k = 0;

	for (uint32_t i = 0; i < n; i++) {
		if (all[i]->id != 0)
			continue;
		all[i]->id = UINT32_MAX;
		all[k++] = all[i];
	}
	return k;
}

static void
proto_register(struct proto *p)
{
	const tp_host *h = p->script->lua->host;
	lua_State *L = p->script->L;
	uint32_t n = collect_refs(L, p, NULL);
	struct pfield **all = lua_newuserdatauv(L, (n + 1) * sizeof(*all), 0);
	tp_field_desc *descs;
	tp_field first = 0;

	(void)collect_refs(L, p, all);
	n = leave_new(all, n);
	descs = keep(L, (n + 1) * sizeof(*descs));
	for (uint32_t i = 0; i < n; i++)
		pfield_describe(all[i], &descs[i]);
	if (n != 0)
		first = h->fields(h, p->id, descs, n, sizeof(*descs));
	for (uint32_t i = 0; i < n; i++)
		all[i]->id = first != 0 ? first + i : 0;
	if (n != 0 && first == 0)
		h->log(h, TP_LOG_WARNING, "script %s: the fields of %s are "
		    "refused", p->script->name, p->name);
	lua_pop(L, 1);
}

void
proto_register_all(struct script *s)
{
	for (struct proto *p = s->protos; p != NULL; p = p->next)
		proto_register(p);
}

static void
call_ref(struct script *s, int ref)
{
	if (ref == LUA_NOREF)
		return;
	lua_rawgeti(s->L, LUA_REGISTRYINDEX, ref);
	(void)script_call(s, 0, 0);
}

void
proto_init_all(struct script *s)
{
	for (struct proto *p = s->protos; p != NULL; p = p->next)
		if (p->changed)
			call_ref(s, p->prefs_changed);
	for (struct proto *p = s->protos; p != NULL; p = p->next)
		call_ref(s, p->init);
}
