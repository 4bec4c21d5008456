/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The packet that a script is called for.  A visit is one call of a script's
 * function by tapir: a dissector, a tap.  They nest: a script calls a
 * dissector, which leads to another script.
 */
#ifndef LUA_PACKET_H
#define LUA_PACKET_H

#include "lua_host.h"

struct visit {
	struct visit *up;
	struct script *script;
	tp_tvb *tvb;			/* what tapir handed over */
	tp_tvb scratch;			/* a copy to add items by */
	const struct proto *proto;	/* whose dissector it is; or NULL */
	bool texts;			/* the packet's text is made */
	bool labels;			/* its tree, too */
	struct node *root;		/* of those labels; or NULL */
	bool quiet;			/* it says nothing of itself */
	const char *columns[TP_COLUMN_COUNT];	/* as it found them */
	uint32_t ncolumns[TP_COLUMN_COUNT];
	bool tap;			/* it gets Pinfo and Tvb, */
	bool tap_table;			/* and of a protocol's tap a table, */
	const struct tap_info *info;	/* with this in it; or NULL */
};

/* NULL outside of packets. */
static inline struct visit *
visit_of(lua_State *L)
{
	return script_of(L)->lua->visit;
}

/* Does not return: there is no packet. */
struct visit *visit_refuse(lua_State *);

/* An error outside of packets. */
static inline struct visit *
visit_check(lua_State *L)
{
	struct visit *v = visit_of(L);

	return v != NULL ? v : visit_refuse(L);
}

/*
 * Calls the function on the script's stack with a Tvb, a Pinfo and the root
 * TreeItem for one visit, as script_call() does.
 */
int	visit_run(struct visit *, int nresults);

/* What is kept of a packet begins anew with it. */
void	packet_state(struct lua_host *, const tp_tvb *);

/* The octets live as long as the packet; NULL: too many of them. */
void	*packet_copy(const struct visit *, const void *, size_t n);

#endif
