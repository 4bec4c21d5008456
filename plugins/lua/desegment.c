/* SPDX-License-Identifier: BSD-3-Clause */
#include "desegment.h"

#include "classes.h"
#include "packet.h"
#include "pinfo.h"
#include "tree.h"
#include "tvb.h"
#include "values.h"

static tp_pkt *
check_pkt(lua_State *L)
{
	return ((struct pinfo_object *)object_check(L, 1, &class_pinfo))->pkt;
}

int
get_desegment_len(lua_State *L)
{
	lua_pushinteger(L, check_pkt(L)->desegment_len);
	return 1;
}

int
get_desegment_offset(lua_State *L)
{
	lua_pushinteger(L, check_pkt(L)->desegment_offset);
	return 1;
}

int
get_can_desegment(lua_State *L)
{
	lua_pushinteger(L, check_pkt(L)->can_desegment);
	return 1;
}

/* What whom the script calls may ask, where itself may. */
int
set_can_desegment(lua_State *L)
{
	tp_pkt *k = check_pkt(L);
	lua_Integer n = integer_arg(L, 2);

	if (k->can_desegment != 0 && n >= 0 && n < UINT16_MAX)
		k->can_desegment = (uint32_t)n;
	return 0;
}

/* Where nobody may ask, as where text is made of each segment, it is lost. */
static void
wait_for(tp_pkt *k, lua_Integer off, lua_Integer n)
{
	if (!k->can_desegment)
		return;
	k->desegment_offset = (uint32_t)off;
	k->desegment_len = (uint32_t)n;
}

int
set_desegment_len(lua_State *L)
{
	tp_pkt *k = check_pkt(L);

	wait_for(k, k->desegment_offset, integer_arg(L, 2));
	return 0;
}

int
set_desegment_offset(lua_State *L)
{
	tp_pkt *k = check_pkt(L);

	wait_for(k, integer_arg(L, 2), k->desegment_len);
	return 0;
}

/* How many octets the unit at off has, without a sign as in Wireshark; 0: it
 * cannot be told yet. */
static uint32_t
pdu_length(lua_State *L, lua_Integer off)
{
	uint32_t n;

	lua_pushvalue(L, 4);
	lua_pushvalue(L, 1);
	lua_pushvalue(L, 6);
	lua_pushinteger(L, off);
	lua_call(L, 3, 1);
	n = (uint32_t)integer_arg(L, -1);
	lua_pop(L, 1);
	return n;
}

/*
 * dissect_tcp_pdus(tvb, tree, min_header_size, get_len_func, dissect_func,
 * [desegment]): calls dissect_func for each whole unit.
 */
static int
dissect_pdus(lua_State *L)
{
	struct tvb_object *o = object_check(L, 1, &class_tvb);
	lua_Integer off = 0, head = (uint32_t)integer_arg(L, 3), len;
	struct window w = o->w, part;
	tp_pkt *k;

	(void)object_check(L, 2, &class_tree);
	luaL_checktype(L, 4, LUA_TFUNCTION);
	luaL_checktype(L, 5, LUA_TFUNCTION);
	lua_settop(L, 5);
	k = visit_check(L)->tvb->pkt;
	(void)pinfo_push(L, k);
	while (off < w.caplen) {
		if (w.caplen - off < head) {
			wait_for(k, off, TP_DESEGMENT_ONE_MORE_SEGMENT);
			return 0;
		}
		len = pdu_length(L, off);
		if (len == 0) {
			wait_for(k, off, TP_DESEGMENT_ONE_MORE_SEGMENT);
			return 0;
		}
		if (len < head)
			return luaL_error(L, "a unit of %d octets is shorter "
			    "than its header", (int)len);
		if (len > w.caplen - off) {
			wait_for(k, off, len - (w.caplen - off));
			if (k->can_desegment)
				return 0;
			len = w.caplen - off;
		}
		part = w;
		part.data += off;
		part.base += (uint32_t)off;
		part.caplen = part.len = (uint32_t)len;
		lua_pushvalue(L, 5);
		(void)tvb_push(L, &part);
		lua_pushvalue(L, 6);
		lua_pushvalue(L, 2);
		lua_call(L, 3, 0);
		off += len;
	}
	return 0;
}

void
lua_open_desegment(lua_State *L)
{
	lua_register(L, "dissect_tcp_pdus", dissect_pdus);
	lua_pushinteger(L, TP_DESEGMENT_ONE_MORE_SEGMENT);
	lua_setglobal(L, "DESEGMENT_ONE_MORE_SEGMENT");
	lua_pushinteger(L, TP_DESEGMENT_UNTIL_FIN);
	lua_setglobal(L, "DESEGMENT_UNTIL_FIN");
}
