/* SPDX-License-Identifier: BSD-3-Clause */
#include "packet.h"

#include <string.h>

#include "pinfo.h"
#include "tap_info.h"
#include "tree.h"
#include "tvb.h"

struct visit *
visit_refuse(lua_State *L)
{
	luaL_error(L, "there is no packet here: this is for dissectors, taps "
	    "and the like");
	return NULL;
}

void
packet_state(struct lua_host *lua, const tp_tvb *t)
{
	struct packet_state *s = &lua->packet;
	const tp_pkt *k = t->pkt;

	if (s->number != k->number || s->ts.sec != k->ts.sec ||
	    s->ts.nsec != k->ts.nsec) {
		memset(s, 0, sizeof(*s));
		s->number = k->number;
		s->ts = k->ts;
	}
	if (t->src != 0 || s->frame != NULL)
		return;
	s->frame = t->data - t->base;
	s->caplen = k->caplen;
}

int
visit_run(struct visit *v, int nresults)
{
	struct lua_host *lua = v->script->lua;
	lua_State *L = v->script->L;
	const tp_tvb *t = v->tvb;
	const struct window w = { t->data, t->caplen, t->len, t->base,
	    t->src };
	int rc;

	packet_state(lua, t);
	v->up = lua->visit;
	v->scratch = *t;
	lua->visit = v;
	v->script->cut = t->caplen < t->len;
	/* what is pushed here is of the call that follows */
	script_enter(v->script);
	if (v->tap)
		(void)pinfo_push(L, t->pkt);
	(void)tvb_push(L, &w);
	if (!v->tap) {
		(void)pinfo_push(L, t->pkt);
		(void)tree_push_root(L, t->group);
	}
	else if (v->tap_table)
		tap_info_push(L, v->info, t);
	else
		lua_pushnil(L);
	rc = script_call(v->script, 3, nresults);
	script_leave(v->script);
	v->script->cut = false;
	if (rc == 0)
		v->script->errors = 0;
	lua->visit = v->up;
	return rc;
}

void *
packet_copy(const struct visit *v, const void *s, size_t n)
{
	tp_pkt *k = v->tvb->pkt;
	void *p;

	if (n > UINT32_MAX)
		return NULL;
	p = k->host->alloc(k, (uint32_t)n);
	if (p != NULL)
		memcpy(p, s, n);
	return p;
}
