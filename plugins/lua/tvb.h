/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Tvb and TvbRange: octets of the packet, or of a data source that a script
 * made.  Both expire with the call in which they were made.
 */
#ifndef LUA_TVB_H
#define LUA_TVB_H

#include "lua_host.h"

struct window {
	const uint8_t *data;
	uint32_t caplen, len;		/* there; declared */
	uint32_t base, src;		/* of data[0] in which data source */
};

struct tvb_object {
	struct object object;
	struct window w;
};

struct range_object {
	struct object object;
	struct window w;		/* of the Tvb that it is of */
	uint32_t off, len;		/* within caplen */
};

extern const struct class class_tvb, class_range;

struct tvb_object *tvb_push(lua_State *, const struct window *);
struct range_object *range_push(lua_State *, const struct window *,
	    uint32_t off, uint32_t len);

static inline const uint8_t *
range_data(const struct range_object *r)
{
	return r->w.data + r->off;
}

/* A Tvb or a TvbRange as a range; false: it is neither.  One that has expired
 * is an error. */
bool	range_arg(lua_State *, int arg, struct range_object *);

/*
 * A new data source of n octets, which are copied; a new Tvb of it is pushed.
 * An error outside of a call that is about a packet.
 */
void	source_push(lua_State *, const void *data, uint32_t n,
	    const char *name);

#endif
