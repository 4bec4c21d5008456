/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * bit, whose results are signed and whose shifts count modulo 32, and bit32 of
 * Lua 5.2, whose results are not and whose shifts run out.
 */
#include <math.h>
#include <stdio.h>

#include "classes.h"
#include "values.h"

/* A number modulo 2^32, rounded. */
static uint32_t
word(lua_State *L, int arg)
{
	double d;
	int exact;
	lua_Integer i = lua_tointegerx(L, arg, &exact);

	if (exact)
		return (uint32_t)i;
	d = fmod(rint(luaL_checknumber(L, arg)), 0x1p32);
	return isfinite(d) ? (uint32_t)(int64_t)d : 0;
}

static int
push_signed(lua_State *L, uint32_t v)
{
	lua_pushinteger(L, (int32_t)v);
	return 1;
}

static int
push_unsigned(lua_State *L, uint32_t v)
{
	lua_pushinteger(L, v);
	return 1;
}

/* All arguments joined; at least `least`, each more starts from v. */
static uint32_t
join_and(lua_State *L, int least)
{
	uint32_t v = UINT32_MAX;

	for (int i = 1, n = lua_gettop(L); i <= n || i <= least; i++)
		v &= word(L, i);
	return v;
}

static uint32_t
join_or(lua_State *L, int least)
{
	uint32_t v = 0;

	for (int i = 1, n = lua_gettop(L); i <= n || i <= least; i++)
		v |= word(L, i);
	return v;
}

static uint32_t
join_xor(lua_State *L, int least)
{
	uint32_t v = 0;

	for (int i = 1, n = lua_gettop(L); i <= n || i <= least; i++)
		v ^= word(L, i);
	return v;
}

static uint32_t
rotate(uint32_t v, unsigned n)
{
	return v << (n & 31) | v >> (-n & 31);
}

/* -------------------------------------------------------------------- bit */

static int
tobit(lua_State *L)
{
	return push_signed(L, word(L, 1));
}

static int
bit_not(lua_State *L)
{
	return push_signed(L, ~word(L, 1));
}

static int
bit_and(lua_State *L)
{
	return push_signed(L, join_and(L, 1));
}

static int
bit_or(lua_State *L)
{
	return push_signed(L, join_or(L, 1));
}

static int
bit_xor(lua_State *L)
{
	return push_signed(L, join_xor(L, 1));
}

static int
bit_lshift(lua_State *L)
{
	return push_signed(L, word(L, 1) << (word(L, 2) & 31));
}

static int
bit_rshift(lua_State *L)
{
	return push_signed(L, word(L, 1) >> (word(L, 2) & 31));
}

static int
bit_arshift(lua_State *L)
{
	return push_signed(L,
	    (uint32_t)((int32_t)word(L, 1) >> (word(L, 2) & 31)));
}

static int
bit_rol(lua_State *L)
{
	return push_signed(L, rotate(word(L, 1), word(L, 2)));
}

static int
bit_ror(lua_State *L)
{
	return push_signed(L, rotate(word(L, 1), -word(L, 2)));
}

static int
bit_bswap(lua_State *L)
{
	return push_signed(L, __builtin_bswap32(word(L, 1)));
}

static int
bit_tohex(lua_State *L)
{
	uint32_t v = word(L, 1);
	int32_t n = lua_isnone(L, 2) ? 8 : (int32_t)word(L, 2);
	char s[9];

	snprintf(s, sizeof(s), n < 0 ? "%08X" : "%08x", v);
	n = n < -8 || n > 8 ? 8 : n < 0 ? -n : n;
	lua_pushstring(L, s + 8 - n);
	return 1;
}

static const luaL_Reg bit_functions[] = {
	{ "tobit", tobit }, { "bnot", bit_not }, { "band", bit_and },
	{ "bor", bit_or }, { "bxor", bit_xor }, { "lshift", bit_lshift },
	{ "rshift", bit_rshift }, { "arshift", bit_arshift },
	{ "rol", bit_rol }, { "ror", bit_ror }, { "bswap", bit_bswap },
	{ "tohex", bit_tohex }, { NULL, NULL }
};

/* ------------------------------------------------------------------ bit32 */

static int
bit32_not(lua_State *L)
{
	return push_unsigned(L, ~word(L, 1));
}

static int
bit32_and(lua_State *L)
{
	return push_unsigned(L, join_and(L, 0));
}

static int
bit32_or(lua_State *L)
{
	return push_unsigned(L, join_or(L, 0));
}

static int
bit32_xor(lua_State *L)
{
	return push_unsigned(L, join_xor(L, 0));
}

static int
bit32_test(lua_State *L)
{
	lua_pushboolean(L, join_and(L, 0) != 0);
	return 1;
}

/* To the left by n, to the right if it is negative; fill comes from there. */
static uint32_t
shift(uint32_t v, lua_Integer n, uint32_t fill)
{
	if (n >= 0)
		return n < 32 ? v << n : 0;
	if (n <= -32)
		return fill;
	n = -n;
	return v >> n | fill << (32 - n);
}

/* The distance at 2, to the other side; the least number has no opposite. */
static lua_Integer
to_right(lua_State *L)
{
	lua_Integer n = integer_arg(L, 2);

	return n == LUA_MININTEGER ? LUA_MAXINTEGER : -n;
}

static int
bit32_lshift(lua_State *L)
{
	return push_unsigned(L, shift(word(L, 1), integer_arg(L, 2), 0));
}

static int
bit32_rshift(lua_State *L)
{
	return push_unsigned(L, shift(word(L, 1), to_right(L), 0));
}

static int
bit32_arshift(lua_State *L)
{
	uint32_t v = word(L, 1);

	return push_unsigned(L, shift(v, to_right(L),
	    v >> 31 ? UINT32_MAX : 0));
}

static int
bit32_lrotate(lua_State *L)
{
	return push_unsigned(L, rotate(word(L, 1), word(L, 2)));
}

static int
bit32_rrotate(lua_State *L)
{
	return push_unsigned(L, rotate(word(L, 1), -word(L, 2)));
}

/* The arguments (field [, width]) from arg on: the mask, and where it is. */
static uint32_t
field(lua_State *L, int arg, unsigned *at)
{
	lua_Integer f = integer_arg(L, arg);
	lua_Integer width = integer_opt(L, arg + 1, 1);

	luaL_argcheck(L, f >= 0, arg, "field cannot be negative");
	luaL_argcheck(L, width > 0, arg + 1, "width must be positive");
	if (f > 31 || width > 32 - f)
		luaL_error(L, "trying to access non-existent bits");
	*at = (unsigned)f;
	return UINT32_MAX >> (32 - width);
}

static int
bit32_extract(lua_State *L)
{
	uint32_t v = word(L, 1), mask;
	unsigned at;

	mask = field(L, 2, &at);
	return push_unsigned(L, v >> at & mask);
}

static int
bit32_replace(lua_State *L)
{
	uint32_t v = word(L, 1), with = word(L, 2), mask;
	unsigned at;

	mask = field(L, 3, &at);
	return push_unsigned(L, (v & ~(mask << at)) | (with & mask) << at);
}

static const luaL_Reg bit32_functions[] = {
	{ "bnot", bit32_not }, { "band", bit32_and }, { "bor", bit32_or },
	{ "bxor", bit32_xor }, { "btest", bit32_test },
	{ "lshift", bit32_lshift }, { "rshift", bit32_rshift },
	{ "arshift", bit32_arshift }, { "lrotate", bit32_lrotate },
	{ "rrotate", bit32_rrotate }, { "extract", bit32_extract },
	{ "replace", bit32_replace }, { NULL, NULL }
};

/* Both are found by require, too. */
static void
open_library(lua_State *L, const char *name, const luaL_Reg *functions)
{
	lua_newtable(L);
	luaL_setfuncs(L, functions, 0);
	luaL_getsubtable(L, LUA_REGISTRYINDEX, LUA_LOADED_TABLE);
	lua_pushvalue(L, -2);
	lua_setfield(L, -2, name);
	lua_pop(L, 1);
	lua_setglobal(L, name);
}

void
lua_class_bit(lua_State *L)
{
	open_library(L, "bit", bit_functions);
	open_library(L, "bit32", bit32_functions);
}
