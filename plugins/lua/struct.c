/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Struct: values to octets and back by a format, one letter for each value.
 *
 *	< > 		octet order from here on		!n	alignment
 *	b B h H l L T i[n] I[n]		integers, capitals without sign
 *	e E		Int64, UInt64			f d	floats
 *	s		up to a 0			c[n]	n octets; c0: as
 *							many as the last said
 *	x		a filler			=	where we are
 *	(...)		taken, and not told
 */
#include <ctype.h>
#include <string.h>

#include "classes.h"
#include "hex.h"
#include "values.h"

#define MAX_INTEGER	32

struct format {
	lua_State *L;
	const char *at;
	bool le, hidden;
	size_t align;			/* of ! */
};

/* One letter with what it takes. */
struct option {
	char letter;
	size_t size;			/* 0: none, or not fixed */
	size_t padding;			/* before it, so that it is aligned */
};

static size_t
number(struct format *f, size_t without)
{
	size_t n = 0;

	if (!isdigit((unsigned char)*f->at))
		return without;
	while (isdigit((unsigned char)*f->at) && n < 100000000)
		n = n * 10 + (size_t)(*f->at++ - '0');
	return n;
}

static size_t
integer_size(struct format *f)
{
	size_t n = number(f, sizeof(int));

	if (n > MAX_INTEGER)
		luaL_error(f->L, "integral size %d is larger than limit of "
		    "%d", (int)n, MAX_INTEGER);
	return n;
}

static size_t
size_of(struct format *f, char letter)
{
	switch (letter) {
	case 'b':
	case 'B':
	case 'x':
		return 1;
	case 'h':
	case 'H':
		return 2;
	case 'f':
		return 4;
	case 'l':
	case 'L':
	case 'T':
	case 'e':
	case 'E':
	case 'd':
		return 8;
	case 'i':
	case 'I':
		return integer_size(f);
	case 'c':
		return number(f, 1);
	default:
		return 0;
	}
}

static void
set_alignment(struct format *f)
{
	f->align = number(f, 8);
	if (f->align == 0 || (f->align & (f->align - 1)) != 0)
		luaL_error(f->L, "alignment %d is not a power of 2",
		    (int)f->align);
}

/* The next option; false: the format is over.  pos: octets so far. */
static bool
next_option(struct format *f, struct option *o, size_t pos)
{
	size_t align;

	o->letter = *f->at;
	if (o->letter == '\0')
		return false;
	f->at++;
	o->size = size_of(f, o->letter);
	o->padding = 0;
	if (o->size > 1 && f->align > 1 && o->letter != 'c') {
		align = o->size < f->align ? o->size : f->align;
		if ((align & (align - 1)) == 0)
			o->padding = (align - pos % align) % align;
	}
	return true;
}

/* What changes the format itself; false: it is not of these. */
static bool
is_control(struct format *f, char letter)
{
	switch (letter) {
	case ' ':
		return true;
	case '<':
		f->le = true;
		return true;
	case '>':
		f->le = false;
		return true;
	case '!':
		set_alignment(f);
		return true;
	case '(':
		f->hidden = true;
		return true;
	case ')':
		f->hidden = false;
		return true;
	default:
		return false;
	}
}

static struct format
start(lua_State *L)
{
	struct format f = { .L = L, .at = luaL_checkstring(L, 1), .align = 1 };

	f.le = __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__;
	return f;
}

static int
bad_option(lua_State *L, char letter)
{
	return luaL_argerror(L, 1, lua_pushfstring(L,
	    "invalid format option [%c]", letter));
}

/* ------------------------------------------------------------------- pack */

static void
add_integer(luaL_Buffer *b, uint64_t v, size_t size, bool le, bool negative)
{
	for (size_t i = 0; i < size; i++) {
		size_t k = le ? i : size - 1 - i;

		uint64_t octet = k < 8 ? v >> 8 * k : negative ? 0xff : 0;
		char c = (char)(octet & 0xff);

		luaL_addchar(b, c);
	}
}

static uint64_t
packed_integer(lua_State *L, int arg)
{
	double d;

	if (lua_isinteger(L, arg))
		return (uint64_t)lua_tointeger(L, arg);
	luaL_argcheck(L, !lua_isnone(L, arg), arg,
	    "number expected, got nil");
	d = luaL_checknumber(L, arg);
	return d >= 0x1p63 && d < 0x1p64 ? (uint64_t)d :
	    (uint64_t)integer_arg(L, arg);
}

static void
pack_integer(struct format *f, luaL_Buffer *b, const struct option *o, int arg)
{
	uint64_t v = packed_integer(f->L, arg);

	add_integer(b, v, o->size, f->le, o->letter == 'i' &&
	    (int64_t)v < 0);
}

static void
pack_int64(struct format *f, luaL_Buffer *b, const struct option *o, int arg)
{
	const struct class *c = object_class(f->L, arg);
	uint64_t v;

	if (c != &class_int64 && c != &class_uint64)
		luaL_typeerror(f->L, arg, "userdata");
	int64_to(f->L, arg, &v);
	add_integer(b, v, o->size, f->le, false);
}

static void
pack_float(struct format *f, luaL_Buffer *b, const struct option *o, int arg)
{
	double d = luaL_checknumber(f->L, arg);
	float small = (float)d;
	uint64_t v = 0;
	uint32_t v32;

	if (o->letter == 'f') {
		memcpy(&v32, &small, sizeof(v32));
		v = v32;
	} else {
		memcpy(&v, &d, sizeof(v));
	}
	add_integer(b, v, o->size, f->le, false);
}

static void
pack_string(struct format *f, luaL_Buffer *b, const struct option *o, int arg)
{
	size_t n;
	const char *s = luaL_checklstring(f->L, arg, &n);
	size_t wanted = o->letter == 'c' && o->size > 0 ? o->size : n;

	luaL_argcheck(f->L, n >= wanted, arg + (o->letter == 'c'),
	    "string too short");
	luaL_addlstring(b, s, wanted);
	if (o->letter == 's')
		luaL_addchar(b, '\0');
}

/* One value; false: there is no such option. */
static bool
pack_value(struct format *f, luaL_Buffer *b, const struct option *o, int arg)
{
	switch (o->letter) {
	case 'b': case 'B': case 'h': case 'H': case 'l': case 'L':
	case 'T': case 'i': case 'I':
		pack_integer(f, b, o, arg);
		return true;
	case 'e': case 'E':
		pack_int64(f, b, o, arg);
		return true;
	case 'f': case 'd':
		pack_float(f, b, o, arg);
		return true;
	case 's': case 'c':
		pack_string(f, b, o, arg);
		return true;
	default:
		return false;
	}
}

static int
pack(lua_State *L)
{
	struct format f = start(L);
	struct option o;
	luaL_Buffer b;
	int arg = 2, last = lua_gettop(L) + 1;
	lua_Integer places[32];
	int nplaces = 0;

	luaL_buffinit(L, &b);
	while (next_option(&f, &o, luaL_bufflen(&b))) {
		for (size_t i = 0; i < o.padding; i++)
			luaL_addchar(&b, '\0');
		if (is_control(&f, o.letter))
			continue;
		if (o.letter == 'x')
			luaL_addchar(&b, '\0');
		else if (o.letter == '=' && nplaces < 32)
			places[nplaces++] =
			    (lua_Integer)luaL_bufflen(&b) + 1;
		else if (arg < last && f.hidden)
			add_integer(&b, 0, o.size, true, false);
		else if (strchr("bBhHlLTiIeEfdsc", o.letter) == NULL)
			return bad_option(L, o.letter);
		else if (arg >= last)
			return luaL_argerror(L, arg, "number expected, got "
			    "nil");
		else
			pack_value(&f, &b, &o, arg++);
	}
	luaL_pushresult(&b);
	luaL_checkstack(L, nplaces, "too many results");
	for (int i = 0; i < nplaces; i++)
		lua_pushinteger(L, places[i]);
	return 1 + nplaces;
}

/* ----------------------------------------------------------------- unpack */

struct input {
	const uint8_t *p;
	size_t n, pos;
	int values;			/* pushed so far */
};

static uint64_t
take_integer(const uint8_t *p, size_t size, bool le)
{
	uint64_t v = 0;

	for (size_t i = 0; i < size; i++)
		v = v << 8 | p[le ? size - 1 - i : i];
	return v;
}

static void
push_integer(struct format *f, const struct option *o, const uint8_t *p)
{
	uint64_t v = take_integer(p, o->size, f->le);
	unsigned unused = o->size > 0 && o->size < 8 ?
	    64 - 8 * (unsigned)o->size : 0;

	if (strchr("bhli", o->letter) != NULL)
		lua_pushinteger(f->L, (int64_t)(v << unused) >> unused);
	else if (o->size >= 8)
		lua_pushnumber(f->L, (lua_Number)v);
	else
		lua_pushinteger(f->L, (lua_Integer)v);
}

static void
push_float(struct format *f, const struct option *o, const uint8_t *p)
{
	uint64_t v = take_integer(p, o->size, f->le);
	uint32_t v32 = (uint32_t)v;
	float small;
	double d;

	memcpy(&small, &v32, sizeof(small));
	memcpy(&d, &v, sizeof(d));
	lua_pushnumber(f->L, o->letter == 'f' ? (lua_Number)small : d);
}

/* c0: the size is the value before, which it replaces. */
static void
take_counted(struct format *f, struct option *o, struct input *in)
{
	if (in->values == 0 || !lua_isnumber(f->L, -1))
		luaL_error(f->L, "format `c0' needs a previous size");
	o->size = (size_t)lua_tointeger(f->L, -1);
	lua_pop(f->L, 1);
	in->values--;
}

static void
take_string(struct format *f, struct option *o, const struct input *in)
{
	const uint8_t *end = memchr(in->p + in->pos, 0, in->n - in->pos);

	if (end == NULL)
		luaL_error(f->L, "unfinished string in data");
	o->size = (size_t)(end - in->p) - in->pos + 1;
}

/* The value of an option with its size; false: there is no such option. */
static bool
push_value(struct format *f, const struct option *o, const uint8_t *p)
{
	switch (o->letter) {
	case 'b': case 'B': case 'h': case 'H': case 'l': case 'L':
	case 'T': case 'i': case 'I':
		push_integer(f, o, p);
		return true;
	case 'e':
		int64_push(f->L, (int64_t)take_integer(p, 8, f->le));
		return true;
	case 'E':
		uint64_push(f->L, take_integer(p, 8, f->le));
		return true;
	case 'f': case 'd':
		push_float(f, o, p);
		return true;
	case 'c':
		lua_pushlstring(f->L, (const char *)p, o->size);
		return true;
	case 's':
		lua_pushlstring(f->L, (const char *)p, o->size - 1);
		return true;
	default:
		return false;
	}
}

static void
take(struct format *f, struct option *o, struct input *in)
{
	if (o->letter == 'c' && o->size == 0)
		take_counted(f, o, in);
	luaL_argcheck(f->L, o->padding + o->size <= in->n - in->pos, 2,
	    "data string too short");
	in->pos += o->padding;
	if (o->letter == 's')
		take_string(f, o, in);
	if (o->letter != 'x' && !f->hidden) {
		if (!push_value(f, o, in->p + in->pos))
			bad_option(f->L, o->letter);
		in->values++;
	}
	in->pos += o->size;
}

static int
unpack(lua_State *L)
{
	struct format f = start(L);
	struct option o;
	struct input in = { .values = 0 };
	lua_Integer pos;

	luaL_argcheck(L, lua_type(L, 2) == LUA_TSTRING, 2,
	    "must be a Lua string");
	in.p = (const uint8_t *)lua_tolstring(L, 2, &in.n);
	pos = integer_opt(L, 3, 1);
	luaL_argcheck(L, pos >= 1 && (size_t)pos - 1 <= in.n, 2,
	    "data string too short");
	in.pos = (size_t)pos - 1;
	lua_settop(L, 2);
	while (next_option(&f, &o, in.pos)) {
		if (is_control(&f, o.letter))
			continue;
		luaL_checkstack(L, 3, "too many results");
		if (o.letter == '=') {
			lua_pushinteger(L, (lua_Integer)in.pos + 1);
			in.values++;
		} else {
			take(&f, &o, &in);
		}
	}
	lua_pushinteger(L, (lua_Integer)in.pos + 1);
	return in.values + 1;
}

/* ------------------------------------------------------------------ sizes */

/* Adds up the octets and counts the values of a format of fixed size. */
static int
measure(lua_State *L, bool values)
{
	struct format f = start(L);
	struct option o;
	size_t size = 0;
	lua_Integer n = 0;

	while (next_option(&f, &o, size)) {
		size += o.padding + o.size;
		if (is_control(&f, o.letter))
			continue;
		if (o.letter == '=')
			return luaL_argerror(L, 1, "invalid format option "
			    "'='");
		if (strchr("bBhHlLTiIeEfdscx", o.letter) == NULL)
			return bad_option(L, o.letter);
		if (!values && (o.letter == 's' ||
		    (o.letter == 'c' && o.size == 0)))
			return luaL_argerror(L, 1, o.letter == 's' ?
			    "option 's' has no fixed size" :
			    "option 'c0' has no fixed size");
		n += o.letter != 'x' && !f.hidden;
	}
	lua_pushinteger(L, values ? n : (lua_Integer)size);
	return 1;
}

static int
struct_size(lua_State *L)
{
	return measure(L, false);
}

static int
struct_values(lua_State *L)
{
	return measure(L, true);
}

/* -------------------------------------------------------------------- hex */

static int
tohex(lua_State *L)
{
	size_t n;
	const char *s = luaL_checklstring(L, 1, &n);

	return hex_tohex(L, 2, (const uint8_t *)s, n);
}

static int
fromhex(lua_State *L)
{
	size_t n;
	const char *s = luaL_checklstring(L, 1, &n);
	const char *sep = luaL_optstring(L, 2, " ");
	luaL_Buffer b;
	uint8_t *to = (uint8_t *)luaL_buffinitsize(L, &b, n / 2 + 1);

	luaL_pushresultsize(&b, hex_read(to, s, n, sep));
	return 1;
}

static const luaL_Reg statics[] = {
	{ "pack", pack }, { "unpack", unpack }, { "size", struct_size },
	{ "values", struct_values }, { "tohex", tohex },
	{ "fromhex", fromhex }, { NULL, NULL }
};

static const struct class class_struct = {
	.name = "Struct", .statics = statics,
};

void
lua_class_struct(lua_State *L)
{
	class_open(L, &class_struct);
}
