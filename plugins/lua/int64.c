/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Int64 and UInt64: one word each, which wraps.  They share all but what a
 * sign changes; a function knows by its object which of the two it is for.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "classes.h"
#include "values.h"

#define DIGITS 21u			/* and a sign */

/* ---------------------------------------------------------------- numbers */

static uint64_t
from_double(double d, bool is_unsigned)
{
	if (is_unsigned && d >= 0x1p63)
		return d < 0x1p64 ? (uint64_t)d : 0;
	if (d >= -0x1p63 && d < 0x1p63)
		return (uint64_t)(int64_t)d;
	return (uint64_t)INT64_MIN;
}

lua_Integer
integer_of(double d)
{
	if (d >= 0x1p63)
		return LUA_MAXINTEGER;
	return d >= -0x1p63 ? (lua_Integer)d : LUA_MININTEGER;
}

lua_Integer
integer_arg(lua_State *L, int arg)
{
	int exact;
	lua_Integer i = lua_tointegerx(L, arg, &exact);

	return exact ? i : integer_of(luaL_checknumber(L, arg));
}

/* ---------------------------------------------------------------- objects */

static void
push(lua_State *L, const struct class *c, uint64_t v)
{
	struct int64_object *o = class_new(L, c, sizeof(*o), 0);

	o->v = v;
}

void
int64_push(lua_State *L, int64_t v)
{
	push(L, &class_int64, (uint64_t)v);
}

void
uint64_push(lua_State *L, uint64_t v)
{
	push(L, &class_uint64, v);
}

static struct int64_object *
object_at(lua_State *L, int arg)
{
	struct int64_object *o = lua_touserdata(L, arg);

	if (o == NULL || (o->object.class != &class_int64 &&
	    o->object.class != &class_uint64))
		return NULL;
	return o;
}

/* Numbers lose what a double does not hold, as they do in Wireshark. */
static bool
convert(lua_State *L, int arg, bool is_unsigned, uint64_t *v)
{
	const struct int64_object *o = object_at(L, arg);
	const char *s;

	if (o != NULL) {
		*v = o->v;
	} else if (lua_type(L, arg) == LUA_TNUMBER) {
		*v = from_double(lua_tonumber(L, arg), is_unsigned);
	} else if (lua_type(L, arg) == LUA_TSTRING) {
		s = lua_tostring(L, arg);
		*v = is_unsigned ? strtoull(s, NULL, 10) :
		    (uint64_t)strtoll(s, NULL, 10);
	} else {
		return false;
	}
	return true;
}

bool
int64_to(lua_State *L, int arg, uint64_t *v)
{
	return convert(L, arg, false, v);
}

/* What a method is called on. */
static struct int64_object *
self(lua_State *L)
{
	struct int64_object *o = object_at(L, 1);

	if (o == NULL)
		luaL_typeerror(L, 1, "userdata");
	return o;
}

/* The class of an operation is that of its first operand that has one. */
static const struct class *
class_of(lua_State *L)
{
	const struct class *c = object_class(L, 1);

	if (c != &class_int64 && c != &class_uint64)
		c = object_class(L, 2);
	return c;
}

static uint64_t
operand(lua_State *L, int arg)
{
	uint64_t v = 0;

	if (!convert(L, arg, class_of(L) == &class_uint64, &v))
		luaL_typeerror(L, arg, "userdata");
	return v;
}

/* ----------------------------------------------------------- constructors */

static int
make(lua_State *L, const struct class *c)
{
	uint64_t v = 0;
	bool is_unsigned = c == &class_uint64;

	if (lua_gettop(L) > 0 && !convert(L, 1, is_unsigned, &v))
		return luaL_argerror(L, 1, lua_pushfstring(L, "%s_new: must "
		    "be a number, UInt64, Int64, or string", c->name));
	if (lua_gettop(L) > 1 && lua_type(L, 1) == LUA_TNUMBER)
		v = (v & UINT32_MAX) |
		    from_double(luaL_checknumber(L, 2), true) << 32;
	push(L, c, v);
	return 1;
}

static int
decode(lua_State *L, const struct class *c)
{
	size_t n;
	const uint8_t *s = (const uint8_t *)luaL_checklstring(L, 1, &n);
	bool le = lua_isnoneornil(L, 2) || lua_toboolean(L, 2);
	uint64_t v = 0;

	if (n != sizeof(v)) {
		lua_pushnil(L);
		return 1;
	}
	for (size_t i = 0; i < n; i++)
		v = v << 8 | s[le ? n - 1 - i : i];
	push(L, c, v);
	return 1;
}

static int
fromhex(lua_State *L, const struct class *c)
{
	size_t n;
	const char *s = luaL_checklstring(L, 1, &n);
	char *end;
	uint64_t v = strtoull(s, &end, 16);

	if (n > 0 && end == s)
		return luaL_error(L, "Error decoding the passed-in hex string");
	push(L, c, v);
	return 1;
}

static int
int64_new(lua_State *L)
{
	return make(L, &class_int64);
}

static int
uint64_new(lua_State *L)
{
	return make(L, &class_uint64);
}

static int
int64_decode(lua_State *L)
{
	return decode(L, &class_int64);
}

static int
uint64_decode(lua_State *L)
{
	return decode(L, &class_uint64);
}

static int
int64_fromhex(lua_State *L)
{
	return fromhex(L, &class_int64);
}

static int
uint64_fromhex(lua_State *L)
{
	return fromhex(L, &class_uint64);
}

static int
int64_max(lua_State *L)
{
	int64_push(L, INT64_MAX);
	return 1;
}

static int
int64_min(lua_State *L)
{
	int64_push(L, INT64_MIN);
	return 1;
}

static int
uint64_max(lua_State *L)
{
	uint64_push(L, UINT64_MAX);
	return 1;
}

static int
uint64_min(lua_State *L)
{
	uint64_push(L, 0);
	return 1;
}

/* ------------------------------------------------------------ conversions */

static int
to_number(lua_State *L)
{
	const struct int64_object *o = self(L);

	if (o->object.class == &class_int64)
		lua_pushnumber(L, (lua_Number)(int64_t)o->v);
	else
		lua_pushnumber(L, (lua_Number)o->v);
	return 1;
}

/* Its digits stand at the end of s, *n of them. */
static const char *
digits(const struct int64_object *o, char s[DIGITS], size_t *n)
{
	bool negative = o->object.class == &class_int64 && (int64_t)o->v < 0;
	uint64_t v = negative ? -o->v : o->v;
	char *p = s + DIGITS;

	do
		*--p = (char)('0' + v % 10);
	while ((v /= 10) != 0);
	if (negative)
		*--p = '-';
	*n = (size_t)(s + DIGITS - p);
	return p;
}

static int
to_string(lua_State *L)
{
	char buf[DIGITS];
	size_t n;
	const char *s = digits(self(L), buf, &n);

	lua_pushlstring(L, s, n);
	return 1;
}

/* n digits from the right; negative: capitals. */
static int
tohex(lua_State *L)
{
	const struct int64_object *o = self(L);
	lua_Integer n = integer_opt(L, 2, 16);
	char s[17];

	snprintf(s, sizeof(s), n < 0 ? "%016" PRIX64 : "%016" PRIx64, o->v);
	n = n < -16 || n > 16 ? 16 : n < 0 ? -n : n;
	lua_pushstring(L, s + 16 - n);
	return 1;
}

static int
encode(lua_State *L)
{
	uint64_t v = self(L)->v;
	bool le = lua_isnoneornil(L, 2) || lua_toboolean(L, 2);
	char s[8];

	for (unsigned i = 0; i < sizeof(v); i++)
		s[i] = (char)(v >> 8 * (le ? i : 7 - i));
	lua_pushlstring(L, s, sizeof(s));
	return 1;
}

/* A signed one is split as a number of its size with its sign in front. */
static int
half(lua_State *L, unsigned shift)
{
	const struct int64_object *o = self(L);
	bool negative = o->object.class == &class_int64 && (int64_t)o->v < 0;
	uint64_t v = negative ? -o->v : o->v;
	double d = (double)(uint32_t)(v >> shift);

	lua_pushnumber(L, negative && shift > 0 ? -d : d);
	return 1;
}

static int
higher(lua_State *L)
{
	return half(L, 32);
}

static int
lower(lua_State *L)
{
	return half(L, 0);
}

/* ------------------------------------------------------------- arithmetic */

static int
add(lua_State *L)
{
	push(L, class_of(L), operand(L, 1) + operand(L, 2));
	return 1;
}

static int
sub(lua_State *L)
{
	push(L, class_of(L), operand(L, 1) - operand(L, 2));
	return 1;
}

static int
mul(lua_State *L)
{
	push(L, class_of(L), operand(L, 1) * operand(L, 2));
	return 1;
}

static int
divide(lua_State *L)
{
	const struct class *c = class_of(L);
	uint64_t a = operand(L, 1), b = operand(L, 2);

	if (b == 0)
		return luaL_error(L, "Trying to divide %s by zero", c->name);
	if (c == &class_uint64)
		push(L, c, a / b);
	else if (b == UINT64_MAX)	/* -1: no overflow of the least */
		push(L, c, -a);
	else
		push(L, c, (uint64_t)((int64_t)a / (int64_t)b));
	return 1;
}

static int
modulo(lua_State *L)
{
	const struct class *c = class_of(L);
	uint64_t a = operand(L, 1), b = operand(L, 2);

	if (b == 0)
		return luaL_error(L, "Trying to modulo %s by zero", c->name);
	if (c == &class_uint64)
		push(L, c, a % b);
	else if (b == UINT64_MAX)
		push(L, c, 0);
	else
		push(L, c, (uint64_t)((int64_t)a % (int64_t)b));
	return 1;
}

static int
power(lua_State *L)
{
	const struct class *c = class_of(L);
	uint64_t base = operand(L, 1), e = operand(L, 2), v = 1;

	/* a negative exponent: of 2 it shifts, of others it is 0 */
	if (c == &class_int64 && (int64_t)e < 0) {
		push(L, c, base == 2 ? v << (e & 63) : 1);
		return 1;
	}
	for (; e > 0; e >>= 1, base *= base)
		if (e & 1)
			v *= base;
	push(L, c, v);
	return 1;
}

/* A UInt64 stays what it is. */
static int
negate(lua_State *L)
{
	const struct int64_object *o = self(L);

	push(L, o->object.class,
	    o->object.class == &class_int64 ? -o->v : o->v);
	return 1;
}

/* ------------------------------------------------------------- comparison */

static int
equal(lua_State *L)
{
	lua_pushboolean(L, operand(L, 1) == operand(L, 2));
	return 1;
}

static bool
less(const struct class *c, uint64_t a, uint64_t b)
{
	return c == &class_uint64 ? a < b : (int64_t)a < (int64_t)b;
}

static int
less_than(lua_State *L)
{
	uint64_t a = operand(L, 1), b = operand(L, 2);

	lua_pushboolean(L, less(class_of(L), a, b));
	return 1;
}

static int
less_equal(lua_State *L)
{
	uint64_t a = operand(L, 1), b = operand(L, 2);

	lua_pushboolean(L, !less(class_of(L), b, a));
	return 1;
}

/* Without strings in between: scripts do this for each number they show. */
static int
concat(lua_State *L)
{
	const struct int64_object *o;
	char buf[2][DIGITS];
	const char *s[2];
	size_t n[2];
	luaL_Buffer b;

	for (int i = 0; i < 2; i++) {
		o = object_at(L, i + 1);
		s[i] = o != NULL ? digits(o, buf[i], &n[i]) :
		    lua_tolstring(L, i + 1, &n[i]);
		if (s[i] == NULL)
			return luaL_error(L, "attempt to concatenate a %s "
			    "value", luaL_typename(L, i + 1));
	}
	luaL_buffinit(L, &b);
	luaL_addlstring(&b, s[0], n[0]);
	luaL_addlstring(&b, s[1], n[1]);
	luaL_pushresult(&b);
	return 1;
}

/* ------------------------------------------------------------------- bits */

static int
band(lua_State *L)
{
	uint64_t v = self(L)->v;

	for (int i = 2, n = lua_gettop(L); i <= n; i++)
		v &= operand(L, i);
	push(L, class_of(L), v);
	return 1;
}

static int
bor(lua_State *L)
{
	uint64_t v = self(L)->v;

	for (int i = 2, n = lua_gettop(L); i <= n; i++)
		v |= operand(L, i);
	push(L, class_of(L), v);
	return 1;
}

static int
bxor(lua_State *L)
{
	uint64_t v = self(L)->v;

	for (int i = 2, n = lua_gettop(L); i <= n; i++)
		v ^= operand(L, i);
	push(L, class_of(L), v);
	return 1;
}

static int
bnot(lua_State *L)
{
	push(L, self(L)->object.class, ~self(L)->v);
	return 1;
}

static int
bswap(lua_State *L)
{
	push(L, self(L)->object.class, __builtin_bswap64(self(L)->v));
	return 1;
}

/* Only the six bits count that a shift of 64 can take. */
static unsigned
distance(lua_State *L)
{
	return (unsigned)integer_arg(L, 2) & 63;
}

static int
lshift(lua_State *L)
{
	const struct int64_object *o = self(L);

	push(L, o->object.class, o->v << distance(L));
	return 1;
}

static int
rshift(lua_State *L)
{
	const struct int64_object *o = self(L);

	push(L, o->object.class, o->v >> distance(L));
	return 1;
}

static int
arshift(lua_State *L)
{
	const struct int64_object *o = self(L);
	unsigned n = distance(L);
	uint64_t v = o->v >> n;

	if (o->object.class == &class_int64 && (int64_t)o->v < 0 && n > 0)
		v |= UINT64_MAX << (64 - n);
	push(L, o->object.class, v);
	return 1;
}

static void
rotate(lua_State *L, const struct int64_object *o, unsigned n)
{
	push(L, o->object.class, o->v << n | o->v >> ((64 - n) & 63));
}

static int
rol(lua_State *L)
{
	const struct int64_object *o = self(L);

	rotate(L, o, distance(L));
	return 1;
}

static int
ror(lua_State *L)
{
	const struct int64_object *o = self(L);

	rotate(L, o, -distance(L) & 63);
	return 1;
}

/* ---------------------------------------------------------------- classes */

static const luaL_Reg int64_statics[] = {
	{ "new", int64_new }, { "decode", int64_decode },
	{ "fromhex", int64_fromhex }, { "max", int64_max },
	{ "min", int64_min }, { NULL, NULL }
};

static const luaL_Reg uint64_statics[] = {
	{ "new", uint64_new }, { "decode", uint64_decode },
	{ "fromhex", uint64_fromhex }, { "max", uint64_max },
	{ "min", uint64_min }, { NULL, NULL }
};

static const luaL_Reg methods[] = {
	{ "tonumber", to_number }, { "tohex", tohex }, { "encode", encode },
	{ "higher", higher }, { "lower", lower }, { "band", band },
	{ "bor", bor }, { "bxor", bxor }, { "bnot", bnot },
	{ "bswap", bswap }, { "lshift", lshift }, { "rshift", rshift },
	{ "arshift", arshift }, { "rol", rol }, { "ror", ror },
	{ NULL, NULL }
};

static const luaL_Reg meta[] = {
	{ "__tostring", to_string }, { "__add", add }, { "__sub", sub },
	{ "__mul", mul }, { "__div", divide }, { "__mod", modulo },
	{ "__pow", power }, { "__unm", negate }, { "__eq", equal },
	{ "__lt", less_than }, { "__le", less_equal },
	{ "__concat", concat }, { NULL, NULL }
};

const struct class class_int64 = {
	.name = "Int64", .statics = int64_statics, .methods = methods,
	.meta = meta, .call = int64_new,
};

const struct class class_uint64 = {
	.name = "UInt64", .statics = uint64_statics, .methods = methods,
	.meta = meta, .call = uint64_new,
};

void
lua_class_int64(lua_State *L)
{
	class_open(L, &class_int64);
	class_open(L, &class_uint64);
}
