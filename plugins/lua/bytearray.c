/* SPDX-License-Identifier: BSD-3-Clause */
/* ByteArray: octets that a script makes and changes. */
#include <string.h>

#include "classes.h"
#include "hex.h"
#include "tvb.h"
#include "values.h"

#define MAX_SIZE	((size_t)1 << 31)

static struct bytearray *
at(lua_State *L, int arg)
{
	struct bytearray *b = object_test(L, arg, &class_bytearray);

	if (b == NULL)
		luaL_typeerror(L, arg, "userdata");
	return b;
}

/* Room for n octets in that at arg; it grows by halves. */
static void
reserve(lua_State *L, int arg, struct bytearray *b, size_t n)
{
	size_t room = b->room + b->room / 2;
	uint8_t *data;

	if (n <= b->room)
		return;
	if (n > MAX_SIZE)
		luaL_error(L, "ByteArray too large");
	arg = lua_absindex(L, arg);
	room = room > n ? room : n;
	data = lua_newuserdatauv(L, room, 0);
	if (b->len > 0)
		memcpy(data, b->data, b->len);
	lua_setiuservalue(L, arg, 1);
	b->data = data;
	b->room = room;
}

struct bytearray *
bytearray_push(lua_State *L, const void *data, size_t n)
{
	struct bytearray *b = class_new(L, &class_bytearray, sizeof(*b), 1);

	if (n == 0)
		return b;
	reserve(L, -1, b, n);
	if (data != NULL)
		memcpy(b->data, data, n);
	else
		memset(b->data, 0, n);
	b->len = n;
	return b;
}

/* ----------------------------------------------------------- constructors */

/* ByteArray.new([hex [, separator]]), ByteArray.new(raw, true) */
static int
array_new(lua_State *L)
{
	size_t n = 0;
	const char *s = "", *sep = " ";
	struct bytearray *b;

	if (lua_gettop(L) > 0)
		s = luaL_checklstring(L, 1, &n);
	if (lua_isboolean(L, 2) && lua_toboolean(L, 2)) {
		bytearray_push(L, s, n);
		return 1;
	}
	sep = luaL_optstring(L, 2, sep);
	b = bytearray_push(L, NULL, n / 2);
	b->len = hex_read(b->data, s, n, sep);
	return 1;
}

static int
array_call(lua_State *L)
{
	return luaL_argerror(L, 1, "userdata expected, got table");
}

/* --------------------------------------------------------- size, elements */

static int
array_len(lua_State *L)
{
	lua_pushinteger(L, (lua_Integer)at(L, 1)->len);
	return 1;
}

static size_t
index_arg(lua_State *L, const struct bytearray *b)
{
	lua_Integer i = integer_arg(L, 2);

	luaL_argcheck(L, i >= 0 && (size_t)i < b->len, 2,
	    "index out of range");
	return (size_t)i;
}

static int
get_index(lua_State *L)
{
	const struct bytearray *b = at(L, 1);

	lua_pushinteger(L, b->data[index_arg(L, b)]);
	return 1;
}

static int
set_index(lua_State *L)
{
	struct bytearray *b = at(L, 1);
	size_t i = index_arg(L, b);
	lua_Integer v = integer_arg(L, 3);

	luaL_argcheck(L, v >= 0 && v <= 255, 3, "Byte out of range");
	b->data[i] = (uint8_t)v;
	return 0;
}

static int
set_size(lua_State *L)
{
	struct bytearray *b = at(L, 1);
	lua_Integer n = integer_arg(L, 2);

	if (n < 0)
		return luaL_error(L, "ByteArray_set_size: ByteArray size "
		    "must be non-negative");
	reserve(L, 1, b, (size_t)n);
	if ((size_t)n > b->len)
		memset(b->data + b->len, 0, (size_t)n - b->len);
	b->len = (size_t)n;
	return 0;
}

/* ----------------------------------------------------- parts and joining */

static int
subset(lua_State *L)
{
	const struct bytearray *b = at(L, 1);
	lua_Integer off = integer_arg(L, 2), n = integer_arg(L, 3);

	if (off < 0 || n < 1 || (size_t)off >= b->len ||
	    (size_t)n > b->len - (size_t)off)
		return luaL_error(L, "Out Of Bounds");
	bytearray_push(L, b->data + off, (size_t)n);
	return 1;
}

static int
raw(lua_State *L)
{
	const struct bytearray *b = at(L, 1);
	lua_Integer off = integer_opt(L, 2, 0), n = integer_opt(L, 3, -1);

	luaL_argcheck(L, off >= 0 && (size_t)off <= b->len, 2,
	    "ByteArray_raw: offset beyond end of byte array");
	if (n < 0 || (size_t)n > b->len - (size_t)off)
		n = (lua_Integer)b->len - off;
	lua_pushlstring(L, n > 0 ? (const char *)b->data + off : "",
	    (size_t)n);
	return 1;
}

/* One may be joined to itself. */
static int
append(lua_State *L)
{
	struct bytearray *b = at(L, 1), *other = at(L, 2);
	size_t n = other->len;

	reserve(L, 1, b, b->len + n);
	if (n > 0)
		memcpy(b->data + b->len, other->data, n);
	b->len += n;
	return 0;
}

static int
prepend(lua_State *L)
{
	struct bytearray *b = at(L, 1), *other = at(L, 2);
	size_t n = other->len;

	reserve(L, 1, b, b->len + n);
	if (n == 0)
		return 0;
	memmove(b->data + n, b->data, b->len);
	if (other != b)
		memcpy(b->data, other->data, n);
	b->len += n;
	return 0;
}

static int
concat(lua_State *L)
{
	const struct bytearray *a = at(L, 1), *b = at(L, 2);
	struct bytearray *both = bytearray_push(L, NULL, a->len + b->len);

	if (a->len > 0)
		memcpy(both->data, a->data, a->len);
	if (b->len > 0)
		memcpy(both->data + a->len, b->data, b->len);
	return 1;
}

static int
equal(lua_State *L)
{
	const struct bytearray *a = object_test(L, 1, &class_bytearray);
	const struct bytearray *b = object_test(L, 2, &class_bytearray);

	lua_pushboolean(L, a != NULL && b != NULL && a->len == b->len &&
	    (a->len == 0 || memcmp(a->data, b->data, a->len) == 0));
	return 1;
}

/* ------------------------------------------------------------------- text */

static int
tohex(lua_State *L)
{
	const struct bytearray *b = at(L, 1);

	return hex_tohex(L, 2, b->data, b->len);
}

static int
to_string(lua_State *L)
{
	const struct bytearray *b = at(L, 1);

	hex_push(L, b->data, b->len, false, "");
	return 1;
}

static int
base64_value(uint8_t c)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	    "abcdefghijklmnopqrstuvwxyz0123456789+/";
	const char *p = c != 0 ? strchr(digits, c) : NULL;

	return p != NULL ? (int)(p - digits) : -1;
}

/* RFC 4648, section 4; what is no digit is passed over. */
static int
base64_decode(lua_State *L)
{
	const struct bytearray *b = at(L, 1);
	struct bytearray *to = bytearray_push(L, NULL, b->len);
	uint32_t word = 0, bits = 0;
	size_t n = 0;

	for (size_t i = 0; i < b->len; i++) {
		int v = base64_value(b->data[i]);

		if (v < 0)
			continue;
		word = word << 6 | (uint32_t)v;
		bits += 6;
		if (bits >= 8) {
			bits -= 8;
			to->data[n++] = (uint8_t)(word >> bits);
		}
	}
	to->len = n;
	return 1;
}

/* ---------------------------------------------------------------- readers */

/* The integer of 1 to max octets that the arguments (offset, length) name. */
static uint64_t
read_integer(lua_State *L, lua_Integer max, bool le, unsigned *bits)
{
	const struct bytearray *b = at(L, 1);
	lua_Integer off = integer_opt(L, 2, 0), n = integer_opt(L, 3, -1);
	uint64_t v = 0;

	luaL_argcheck(L, off >= 0 && (size_t)off < b->len, 2,
	    "offset out of bounds");
	if (n == -1)
		n = (lua_Integer)b->len - off;
	luaL_argcheck(L, n >= 1 && n <= max, 3, "bad length");
	if ((size_t)n > b->len - (size_t)off)
		luaL_error(L, "range out of bounds");
	for (lua_Integer i = 0; i < n; i++)
		v = v << 8 | b->data[off + (le ? n - 1 - i : i)];
	*bits = 8 * (unsigned)n;
	return v;
}

static int64_t
with_sign(uint64_t v, unsigned bits)
{
	return (int64_t)(v << (64 - bits)) >> (64 - bits);
}

static int
read_uint(lua_State *L, bool le)
{
	unsigned bits;

	lua_pushinteger(L, (lua_Integer)read_integer(L, 4, le, &bits));
	return 1;
}

static int
read_int(lua_State *L, bool le)
{
	unsigned bits;
	uint64_t v = read_integer(L, 4, le, &bits);

	lua_pushinteger(L, with_sign(v, bits));
	return 1;
}

static int
read_uint64(lua_State *L, bool le)
{
	unsigned bits;

	uint64_push(L, read_integer(L, 8, le, &bits));
	return 1;
}

static int
read_int64(lua_State *L, bool le)
{
	unsigned bits;
	uint64_t v = read_integer(L, 8, le, &bits);

	int64_push(L, with_sign(v, bits));
	return 1;
}

static int
be_uint(lua_State *L)
{
	return read_uint(L, false);
}

static int
le_uint(lua_State *L)
{
	return read_uint(L, true);
}

static int
be_int(lua_State *L)
{
	return read_int(L, false);
}

static int
le_int(lua_State *L)
{
	return read_int(L, true);
}

static int
be_uint64(lua_State *L)
{
	return read_uint64(L, false);
}

static int
le_uint64(lua_State *L)
{
	return read_uint64(L, true);
}

static int
be_int64(lua_State *L)
{
	return read_int64(L, false);
}

static int
le_int64(lua_State *L)
{
	return read_int64(L, true);
}

/* tvb([name]): a window on them, as a source of the packet's data */
static int
to_tvb(lua_State *L)
{
	const struct bytearray *b = at(L, 1);

	source_push(L, b->data, (uint32_t)b->len, luaL_optstring(L, 2,
	    "Unnamed"));
	return 1;
}

/* ------------------------------------------------------------------ class */

static const luaL_Reg statics[] = {
	{ "new", array_new }, { "tvb", to_tvb }, { NULL, NULL }
};

static const luaL_Reg methods[] = {
	{ "len", array_len }, { "get_index", get_index },
	{ "set_index", set_index }, { "set_size", set_size },
	{ "subset", subset }, { "raw", raw }, { "append", append },
	{ "prepend", prepend }, { "tohex", tohex },
	{ "base64_decode", base64_decode }, { "tvb", to_tvb }, { "uint", be_uint },
	{ "le_uint", le_uint }, { "int", be_int }, { "le_int", le_int },
	{ "uint64", be_uint64 }, { "le_uint64", le_uint64 },
	{ "int64", be_int64 }, { "le_int64", le_int64 }, { NULL, NULL }
};

static const luaL_Reg meta[] = {
	{ "__tostring", to_string }, { "__concat", concat },
	{ "__eq", equal }, { "__call", subset }, { NULL, NULL }
};

const struct class class_bytearray = {
	.name = "ByteArray", .statics = statics, .methods = methods,
	.meta = meta, .call = array_call,
};

void
lua_class_bytearray(lua_State *L)
{
	class_open(L, &class_bytearray);
}
