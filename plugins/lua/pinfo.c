/* SPDX-License-Identifier: BSD-3-Clause */
#include "pinfo.h"

#include <string.h>

#include "classes.h"
#include "desegment.h"
#include "dissector.h"
#include "proto.h"
#include "text.h"
#include "values.h"

/* What pinfo.port_type has: Wireshark's numbers. */
enum { PT_NONE, PT_SCTP, PT_TCP, PT_UDP };

struct column_object {
	struct object object;
	uint32_t column;		/* TP_COLUMN_*; COUNT: one we lack */
};

static const struct class class_column, class_columns;
static const char columns_key;	/* its address is where they are kept */

static inline tp_pkt *
check_pkt(lua_State *L)
{
	struct pinfo_object *o = object_check(L, 1, &class_pinfo);

	return o->pkt;
}

struct pinfo_object *
pinfo_push(lua_State *L, tp_pkt *k)
{
	struct pinfo_object *o = ring_push(L, RING_PINFO, &class_pinfo,
	    sizeof(*o));

	o->pkt = k;
	return o;
}

/* ---------------------------------------------------------------- columns */

static struct packet_state *
state_of(lua_State *L)
{
	return &script_of(L)->lua->packet;
}

static bool
is_script(struct lua_host *lua, tp_field proto)
{
	for (uint32_t i = 0; i < lua->nscripts; i++)
		for (const struct proto *p = lua->scripts[i]->protos;
		    p != NULL; p = p->next)
			if (p->id == proto)
				return true;
	return false;
}

/* That of the innermost protocol which is no script's: its name. */
static const char *
default_protocol(lua_State *L, uint32_t *n)
{
	tp_pkt *k = visit_check(L)->tvb->pkt;
	tp_field_info info = { .size = sizeof(info) }, named = info;
	const tp_layer *l;
	char *s;

	for (uint32_t i = 0; (l = k->host->layer(k, i)) != NULL; i++)
		if (!is_script(script_of(L)->lua, l->proto) &&
		    k->host->describe_field(k->host, l->proto, &info) >= 0 &&
		    strcmp(info.abbrev, "data") != 0)
			named = info;
	*n = named.abbrev != NULL ? (uint32_t)strlen(named.abbrev) : 0;
	s = k->host->alloc(k, *n + 1);
	if (s == NULL)
		*n = 0;
	for (uint32_t i = 0; i < *n; i++)
		s[i] = named.abbrev[i] >= 'a' && named.abbrev[i] <= 'z' ?
		    (char)(named.abbrev[i] - 'a' + 'A') : named.abbrev[i];
	return *n != 0 ? s : "";
}

/* What the column has now. */
static const char *
column_text(lua_State *L, uint32_t column, uint32_t *n)
{
	tp_pkt *k = visit_check(L)->tvb->pkt;
	const char *s = column < TP_COLUMN_COUNT ?
	    k->host->column(k, column, n) : NULL;

	if (s != NULL)
		return s;
	if (column == TP_COLUMN_PROTOCOL)
		return default_protocol(L, n);
	*n = 0;
	return "";
}

/* It becomes these two, one behind the other. */
static void
column_set(lua_State *L, uint32_t column, const char *a, size_t na,
    const char *b, size_t nb)
{
	tp_pkt *k = visit_check(L)->tvb->pkt;
	char *s;

	if (column >= TP_COLUMN_COUNT || na + nb > 65535)
		return;
	s = k->host->alloc(k, (uint32_t)(na + nb) + 1);
	if (s == NULL)
		return;
	memcpy(s, a, na);
	memcpy(s + na, b, nb);
	k->host->set_column(k, column, s, (uint32_t)(na + nb));
}

static uint32_t
fence_of(lua_State *L, uint32_t column, uint32_t n)
{
	uint32_t fence = column < TP_COLUMN_COUNT ?
	    state_of(L)->fence[column] : 0;

	return fence < n ? fence : n;
}

/* What stands before the fence stays. */
static void
column_assign(lua_State *L, uint32_t column, int arg)
{
	uint32_t had;
	const char *old = column_text(L, column, &had), *s;

	s = luaL_tolstring(L, arg, NULL);
	column_set(L, column, old, fence_of(L, column, had), s, strlen(s));
	lua_pop(L, 1);
}

static uint32_t
check_column(lua_State *L)
{
	struct column_object *o = object_check(L, 1, &class_column);

	return o->column;
}

static int
column_set_method(lua_State *L)
{
	column_assign(L, check_column(L), 2);
	return 0;
}

static int
column_append(lua_State *L)
{
	uint32_t column = check_column(L), had;
	const char *old = column_text(L, column, &had), *s;

	s = luaL_tolstring(L, 2, NULL);
	column_set(L, column, old, had, s, strlen(s));
	return 0;
}

static int
column_prepend(lua_State *L)
{
	uint32_t column = check_column(L), had;
	const char *old = column_text(L, column, &had), *s;
	uint32_t fence = fence_of(L, column, had);
	size_t n;

	s = luaL_tolstring(L, 2, NULL);
	n = strlen(s);
	column_set(L, column, s, n, old, had);
	/* what comes before the fence is behind it, too */
	if (fence != 0)
		state_of(L)->fence[column] = fence + (uint32_t)n;
	return 0;
}

static int
column_clear(lua_State *L)
{
	uint32_t column = check_column(L), had;
	const char *old = column_text(L, column, &had);

	column_set(L, column, old, fence_of(L, column, had), "", 0);
	return 0;
}

static int
column_fence(lua_State *L)
{
	uint32_t column = check_column(L), had;

	(void)column_text(L, column, &had);
	if (column < TP_COLUMN_COUNT)
		state_of(L)->fence[column] = had;
	return 0;
}

static int
column_clear_fence(lua_State *L)
{
	uint32_t column = check_column(L);

	if (column < TP_COLUMN_COUNT)
		state_of(L)->fence[column] = 0;
	return 0;
}

static int
column_tostring(lua_State *L)
{
	uint32_t n;
	const char *s = column_text(L, check_column(L), &n);

	lua_pushlstring(L, s, n);
	return 1;
}

/* Names of all columns that Wireshark has; ours are the first. */
static const char *const column_names[] = {
	"protocol", "info", "number", "abs_time", "utc_time", "cls_time",
	"rel_time", "date", "date_doy", "utc_date", "utc_date_doy",
	"delta_time", "delta_time_displayed", "src", "src_res",
	"src_unres", "dl_src", "dl_src_res", "dl_src_unres", "net_src",
	"net_src_res", "net_src_unres", "dst", "dst_res", "dst_unres",
	"dl_dst", "dl_dst_res", "dl_dst_unres", "net_dst", "net_dst_res",
	"net_dst_unres", "src_port", "src_port_res", "src_port_unres",
	"dst_port", "dst_port_res", "dst_port_unres", "packet_len",
	"cumulative_bytes", "direction", "vsan", "tx_rate", "rssi",
	"dce_call", NULL
};

static uint32_t
column_named(lua_State *L, int arg)
{
	const char *s = luaL_checkstring(L, arg);

	for (uint32_t i = 0; column_names[i] != NULL; i++)
		if (strcmp(column_names[i], s) == 0)
			return i;
	luaL_error(L, "no column is named '%s'", s);
	return 0;
}

/* cols.info: an object that outlives the packet is of use in the next. */
static int
columns_index(lua_State *L)
{
	uint32_t column = column_named(L, 2);
	struct column_object *o;

	(void)object_check(L, 1, &class_columns);
	if (lua_rawgetp(L, LUA_REGISTRYINDEX, &column_names[column]) ==
	    LUA_TUSERDATA)
		return 1;
	o = class_new(L, &class_column, sizeof(*o), 0);
	o->column = column;
	lua_pushvalue(L, -1);
	lua_rawsetp(L, LUA_REGISTRYINDEX, &column_names[column]);
	return 1;
}

static int
columns_newindex(lua_State *L)
{
	(void)object_check(L, 1, &class_columns);
	column_assign(L, column_named(L, 2), 3);
	return 0;
}

static int
get_columns(lua_State *L)
{
	if (lua_rawgetp(L, LUA_REGISTRYINDEX, &columns_key) ==
	    LUA_TUSERDATA)
		return 1;
	(void)class_new(L, &class_columns, sizeof(struct object), 0);
	lua_pushvalue(L, -1);
	lua_rawsetp(L, LUA_REGISTRYINDEX, &columns_key);
	return 1;
}

/* Control characters would break the line. */
static void
print_part(tp_tvb *t, const char *s, uint32_t n)
{
	const tp_host *h = t->pkt->host;
	uint32_t start = 0;

	for (uint32_t i = 0; i < n; i++) {
		if ((uint8_t)s[i] >= 0x20 && s[i] != 0x7f)
			continue;
		h->puts(t, s + start, i - start);
		h->text(t, "\\%03o", (uint8_t)s[i]);
		start = i + 1;
	}
	h->puts(t, s + start, n - start);
}

void
pinfo_clear(tp_pkt *k, struct lua_host *lua)
{
	for (uint32_t i = 0; i < TP_COLUMN_COUNT; i++) {
		uint32_t n, fence = lua->packet.fence[i];
		const char *s = k->host->column(k, i, &n);

		if (s == NULL)
			continue;
		n = fence < n ? fence : n;
		k->host->set_column(k, i, n != 0 ? s : NULL, n);
		if (lua->packet.said[i] > n)
			lua->packet.said[i] = n;
	}
}

bool
pinfo_print(tp_tvb *t, struct lua_host *lua)
{
	uint32_t *said = lua->packet.said, n[TP_COLUMN_COUNT];
	const char *s[TP_COLUMN_COUNT];
	bool any = false;

	for (uint32_t i = 0; i < TP_COLUMN_COUNT; i++) {
		s[i] = t->pkt->host->column(t->pkt, i, &n[i]);
		if (s[i] == NULL || n[i] <= said[i])
			continue;
		if (any && said[i] == 0)
			t->pkt->host->puts(t, " ", 1);
		print_part(t, s[i] + said[i], n[i] - said[i]);
		said[i] = n[i];
		any = true;
	}
	return any;
}

/* -------------------------------------------------------------- addresses */

/* What scripts have set of the packet takes the place of what is in it. */
enum { SRC, DST, NET_SRC, NET_DST, DL_SRC, DL_DST, NADDRESSES };
enum { SET_SRC_PORT = 1, SET_DST_PORT = 2, SET_P2P_DIR = 4 };

struct pinfo_set {			/* lives as long as the packet */
	uint32_t numbers;		/* SET_* */
	uint32_t src_port, dst_port;
	int32_t p2p_dir;
	bool has[NADDRESSES];
	uint32_t type[NADDRESSES];
	uint8_t data[NADDRESSES][16];
};

/* To be written; an error if there is no memory. */
static struct pinfo_set *
set_of(lua_State *L)
{
	tp_pkt *k = check_pkt(L);
	struct packet_state *state = state_of(L);

	if (state->set == NULL) {
		state->set = k->host->alloc(k, sizeof(*state->set));
		if (state->set == NULL)
			luaL_error(L, "the packet is out of memory");
		memset(state->set, 0, sizeof(*state->set));
	}
	return state->set;
}

static bool
has_set(lua_State *L, uint32_t number)
{
	const struct pinfo_set *set = state_of(L)->set;

	return set != NULL && (set->numbers & number) != 0;
}

static const uint8_t no_address[16];

/* Octets 6 to 11, or 0 to 5, of a link layer that is Ethernet. */
static void
push_link(lua_State *L, uint32_t off)
{
	tp_pkt *k = check_pkt(L);
	const struct packet_state *state = state_of(L);
	const tp_layer *l = k->host->layer(k, 0);
	tp_field eth = 0;

	(void)k->host->find_fields(k->host, "eth", &eth, 1);
	if (l == NULL || l->proto != eth || state->frame == NULL ||
	    k->caplen < l->offset + 12)
		address_push(L, TP_FT_NONE, no_address);
	else
		address_push(L, TP_FT_ETHER, state->frame + l->offset + off);
}

static int
push_address(lua_State *L, int which)
{
	const tp_pkt *k = check_pkt(L);
	const struct pinfo_set *set = state_of(L)->set;
	bool src = which == SRC || which == NET_SRC || which == DL_SRC;
	const uint8_t *net = src ? k->net_src : k->net_dst;

	if (set != NULL && set->has[which])
		address_push(L, set->type[which], set->data[which]);
	else if (which >= DL_SRC || (which <= DST &&
	    k->net_type == TP_FT_NONE))
		push_link(L, src ? 6 : 0);
	else
		address_push(L, k->net_type, net != NULL ? net : no_address);
	return 1;
}

static int
set_address(lua_State *L, int which)
{
	const struct address_object *a = object_check(L, 2, &class_address);
	struct pinfo_set *set = set_of(L);

	set->has[which] = true;
	set->type[which] = a->type;
	memcpy(set->data[which], a->data, sizeof(a->data));
	return 0;
}

#define ADDRESS(name, which)						\
	static int							\
	get_##name(lua_State *L)					\
	{								\
		return push_address(L, which);				\
	}								\
	static int							\
	set_##name(lua_State *L)					\
	{								\
		return set_address(L, which);				\
	}
ADDRESS(src, SRC)
ADDRESS(dst, DST)
ADDRESS(net_src, NET_SRC)
ADDRESS(net_dst, NET_DST)
ADDRESS(dl_src, DL_SRC)
ADDRESS(dl_dst, DL_DST)

static int
get_lo(lua_State *L)
{
	(void)get_src(L);
	(void)get_dst(L);
	if (!lua_compare(L, -2, -1, LUA_OPLT))
		return 1;
	lua_pop(L, 1);
	return 1;
}

static int
get_hi(lua_State *L)
{
	(void)get_src(L);
	(void)get_dst(L);
	if (lua_compare(L, -2, -1, LUA_OPLT))
		return 1;
	lua_pop(L, 1);
	return 1;
}

/* ------------------------------------------------------------------ facts */

static int
get_number(lua_State *L)
{
	lua_pushinteger(L, (lua_Integer)check_pkt(L)->number);
	return 1;
}

static int
get_len(lua_State *L)
{
	lua_pushinteger(L, check_pkt(L)->len);
	return 1;
}

static int
get_caplen(lua_State *L)
{
	lua_pushinteger(L, check_pkt(L)->caplen);
	return 1;
}

static int
get_abs_ts(lua_State *L)
{
	const tp_time *t = &check_pkt(L)->ts;

	lua_pushnumber(L, (double)t->sec + (double)t->nsec / 1e9);
	return 1;
}

/* Of a field of the frame, which host.c wants where a script says so. */
static int
push_since(lua_State *L, const char *name)
{
	tp_pkt *k = check_pkt(L);
	const tp_value *v;
	tp_field id = 0;
	uint32_t n;

	(void)k->host->find_fields(k->host, name, &id, 1);
	v = k->host->values(k, &n);
	for (uint32_t i = 0; i < n && i < 16; i++)
		if (v[i].field == id) {
			lua_pushnumber(L, (double)v[i].v.t.sec +
			    (double)v[i].v.t.nsec / 1e9);
			return 1;
		}
	lua_pushnumber(L, 0);
	return 1;
}

static int
get_rel_ts(lua_State *L)
{
	return push_since(L, "frame.time_relative");
}

static int
get_delta_ts(lua_State *L)
{
	return push_since(L, "frame.time_delta");
}

static int
get_visited(lua_State *L)
{
	(void)check_pkt(L);
	lua_pushboolean(L, 0);
	return 1;
}

static int
get_src_port(lua_State *L)
{
	const tp_pkt *k = check_pkt(L);

	lua_pushinteger(L, has_set(L, SET_SRC_PORT) ?
	    state_of(L)->set->src_port : k->src_port);
	return 1;
}

static int
get_dst_port(lua_State *L)
{
	const tp_pkt *k = check_pkt(L);

	lua_pushinteger(L, has_set(L, SET_DST_PORT) ?
	    state_of(L)->set->dst_port : k->dst_port);
	return 1;
}

static int
set_src_port(lua_State *L)
{
	uint32_t port = (uint32_t)integer_arg(L, 2);

	set_of(L)->src_port = port;
	set_of(L)->numbers |= SET_SRC_PORT;
	return 0;
}

static int
set_dst_port(lua_State *L)
{
	uint32_t port = (uint32_t)integer_arg(L, 2);

	set_of(L)->dst_port = port;
	set_of(L)->numbers |= SET_DST_PORT;
	return 0;
}

static int
get_port_type(lua_State *L)
{
	uint32_t p = check_pkt(L)->net_proto;

	lua_pushinteger(L, p == 6 ? PT_TCP : p == 17 ? PT_UDP : p == 132 ?
	    PT_SCTP : PT_NONE);
	return 1;
}

/* Which of the two ports leads to the dissector; 0: none does. */
static uint32_t
port_of(const tp_pkt *k, const tp_dissector *d)
{
	const tp_table *t = k->host->table(k->host, k->net_proto == 6 ?
	    "tcp.port" : "udp.port");

	if (k->host->find_uint(t, k->dst_port) == d)
		return k->dst_port;
	return k->host->find_uint(t, k->src_port) == d ? k->src_port : 0;
}

/* The number by which a table was asked that led here. */
static int
get_match_uint(lua_State *L)
{
	const tp_pkt *k = check_pkt(L);
	const struct callee *callee = state_of(L)->callee;
	uint64_t match = 0;

	if (callee != NULL && callee->string == NULL)
		match = callee->number;
	else
		for (const struct visit *v = visit_check(L); v != NULL &&
		    match == 0; v = v->up)
			if (v->proto != NULL && !v->quiet)
				match = port_of(k, v->proto->dissector);
	lua_pushinteger(L, (lua_Integer)match);
	return 1;
}

static int
get_match_string(lua_State *L)
{
	const struct callee *callee = state_of(L)->callee;

	(void)check_pkt(L);
	lua_pushstring(L, callee != NULL ? callee->string : NULL);
	return 1;
}

static int
get_match(lua_State *L)
{
	if (get_match_string(L) == 1 && !lua_isnil(L, -1))
		return 1;
	return get_match_uint(L);
}

static int
get_curr_proto(lua_State *L)
{
	const struct visit *v = visit_check(L);

	text_push_upper(L, v->proto != NULL ? v->proto->name : "");
	return 1;
}

static int
get_in_error(lua_State *L)
{
	lua_pushboolean(L, (check_pkt(L)->flags & TP_IN_ERROR) != 0);
	return 1;
}

static int
get_false(lua_State *L)
{
	(void)check_pkt(L);
	lua_pushboolean(L, 0);
	return 1;
}

static int
get_p2p_dir(lua_State *L)
{
	(void)check_pkt(L);
	lua_pushinteger(L, has_set(L, SET_P2P_DIR) ?
	    state_of(L)->set->p2p_dir : -1);
	return 1;
}

static int
set_p2p_dir(lua_State *L)
{
	int32_t direction = (int32_t)integer_arg(L, 2);

	set_of(L)->p2p_dir = direction;
	set_of(L)->numbers |= SET_P2P_DIR;
	return 0;
}

static int
set_nothing(lua_State *L)
{
	(void)check_pkt(L);
	return 0;
}

/* A table that lasts as long as the packet, for all dissectors of a script. */
static int
get_private(lua_State *L)
{
	struct script *s = script_of(L);
	tp_pkt *k = check_pkt(L);

	if (s->private_number == k->number && s->private != 0) {
		lua_rawgeti(L, LUA_REGISTRYINDEX, s->private);
		return 1;
	}
	if (s->private != 0)
		luaL_unref(L, LUA_REGISTRYINDEX, s->private);
	s->private = 0;			/* what follows may fail */
	lua_newtable(L);
	lua_pushvalue(L, -1);
	s->private = luaL_ref(L, LUA_REGISTRYINDEX);
	s->private_number = k->number;
	return 1;
}

/* ------------------------------------------------ streams and conversations */

static int
set_conversation(lua_State *L)
{
	tp_pkt *k = check_pkt(L);
	struct visit *v = visit_check(L);

	k->host->set_flow_dissector(v->tvb, dissector_arg(L, 2));
	return 0;
}

static const luaL_Reg getters[] = {
	{ "cols", get_columns }, { "columns", get_columns },
	{ "number", get_number }, { "len", get_len },
	{ "caplen", get_caplen }, { "abs_ts", get_abs_ts },
	{ "rel_ts", get_rel_ts }, { "delta_ts", get_delta_ts },
	{ "delta_dis_ts", get_delta_ts }, { "visited", get_visited },
	{ "src", get_src }, { "dst", get_dst }, { "net_src", get_net_src },
	{ "net_dst", get_net_dst }, { "dl_src", get_dl_src },
	{ "dl_dst", get_dl_dst }, { "lo", get_lo }, { "hi", get_hi },
	{ "src_port", get_src_port }, { "dst_port", get_dst_port },
	{ "port_type", get_port_type }, { "match", get_match },
	{ "match_uint", get_match_uint }, { "match_string", get_match_string },
	 { "curr_proto", get_curr_proto },
	{ "in_error_pkt", get_in_error }, { "fragmented", get_false },
	{ "p2p_dir", get_p2p_dir }, { "private", get_private },
	{ "desegment_len", get_desegment_len },
	{ "desegment_offset", get_desegment_offset },
	{ "can_desegment", get_can_desegment },
	{ "saved_can_desegment", get_can_desegment }, { NULL, NULL }
};

static const luaL_Reg setters[] = {
	{ "cols", set_nothing }, { "src", set_src }, { "dst", set_dst },
	{ "net_src", set_net_src }, { "net_dst", set_net_dst },
	{ "dl_src", set_dl_src }, { "dl_dst", set_dl_dst },
	{ "src_port", set_src_port }, { "dst_port", set_dst_port },
	{ "port_type", set_nothing }, { "p2p_dir", set_p2p_dir },
	{ "in_error_pkt", set_nothing }, { "conversation", set_conversation },
	{ "desegment_len", set_desegment_len },
	{ "desegment_offset", set_desegment_offset },
	{ "can_desegment", set_can_desegment }, { NULL, NULL }
};

static int
pinfo_tostring(lua_State *L)
{
	(void)check_pkt(L);
	lua_pushstring(L, "a Pinfo");
	return 1;
}

static const luaL_Reg meta[] = {
	{ "__tostring", pinfo_tostring }, { NULL, NULL }
};

const struct class class_pinfo = {
	.name = "Pinfo", .getters = getters, .setters = setters,
	.meta = meta,
};

static const luaL_Reg column_methods[] = {
	{ "set", column_set_method }, { "append", column_append },
	{ "prepend", column_prepend }, { "preppend", column_prepend },
	{ "clear", column_clear }, { "fence", column_fence },
	{ "clear_fence", column_clear_fence }, { NULL, NULL }
};

static const luaL_Reg column_meta[] = {
	{ "__tostring", column_tostring }, { NULL, NULL }
};

static const luaL_Reg none[] = { { NULL, NULL } };

static const struct class class_column = {
	.name = "Column", .statics = none, .methods = column_methods,
	.meta = column_meta,
};

static int
columns_tostring(lua_State *L)
{
	lua_pushstring(L, "Columns");
	return 1;
}

static const luaL_Reg columns_meta[] = {
	{ "__tostring", columns_tostring }, { NULL, NULL }
};

static const struct class class_columns = {
	.name = "Columns", .meta = columns_meta, .index = columns_index,
	.newindex = columns_newindex,
};

void
lua_class_pinfo(lua_State *L)
{
	class_open(L, &class_pinfo);
	class_open(L, &class_column);
	class_open(L, &class_columns);
}
