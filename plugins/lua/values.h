/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Classes of plain values: they belong to no packet and never expire.  What
 * pushes one copies what it is given; memory is the script's.
 */
#ifndef LUA_VALUES_H
#define LUA_VALUES_H

#include "lua_host.h"

/* ---------------------------------------------------------------- numbers */

/*
 * A number as an integer: fractions are cut off, as scripts written before
 * Lua 5.3 expect; what is too large ends at the limit.
 */
lua_Integer	integer_arg(lua_State *, int arg);
/* The same of a double; no number is the least integer. */
lua_Integer	integer_of(double);

static inline lua_Integer
integer_opt(lua_State *L, int arg, lua_Integer without)
{
	int exact;
	lua_Integer i = lua_tointegerx(L, arg, &exact);

	if (exact)
		return i;
	return lua_isnoneornil(L, arg) ? without : integer_arg(L, arg);
}

/* ------------------------------------------------- Int64, UInt64: int64.c */

struct int64_object {
	struct object object;
	uint64_t v;
};

extern const struct class class_int64, class_uint64;

void	int64_push(lua_State *, int64_t);
void	uint64_push(lua_State *, uint64_t);
/* Of a number, a string, an Int64 or a UInt64; false: it is none of them. */
bool	int64_to(lua_State *, int arg, uint64_t *);

/* --------------------------------------------------- ByteArray: bytearray.c */

/* The octets stand in a user value, so that the allocator counts them. */
struct bytearray {
	struct object object;
	uint8_t *data;
	size_t len, room;
};

extern const struct class class_bytearray;

/* A new one of n octets, copied; data NULL: zeroes. */
struct bytearray *bytearray_push(lua_State *, const void *data, size_t n);

/* ---------------------------------------------------------- NSTime: nstime.c */

struct nstime_object {
	struct object object;
	int64_t secs;
	int32_t nsecs;
};

extern const struct class class_nstime;

void	nstime_push(lua_State *, int64_t secs, int32_t nsecs);

/* -------------------------------------------------------- Address: address.c */

struct address_object {
	struct object object;
	uint32_t type;			/* TP_ETHER, TP_IPV4, TP_IPV6; TP_NONE */
	uint8_t data[16];
};

extern const struct class class_address;

/* p: as many octets as that type has. */
void	address_push(lua_State *, uint32_t type, const uint8_t *p);

#endif
