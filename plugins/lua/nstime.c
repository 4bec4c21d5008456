/* SPDX-License-Identifier: BSD-3-Clause */
/* NSTime: a time or a time span, in seconds and nanoseconds. */
#include <inttypes.h>
#include <stdio.h>

#include "classes.h"
#include "values.h"

#define BILLION 1000000000

static struct nstime_object *
at(lua_State *L, int arg)
{
	struct nstime_object *o = object_test(L, arg, &class_nstime);

	if (o == NULL)
		luaL_typeerror(L, arg, "userdata");
	return o;
}

void
nstime_push(lua_State *L, int64_t secs, int32_t nsecs)
{
	struct nstime_object *o = class_new(L, &class_nstime, sizeof(*o), 0);

	o->secs = secs;
	o->nsecs = nsecs;
}

static int
nstime_new(lua_State *L)
{
	nstime_push(L, integer_opt(L, 1, 0), (int32_t)integer_opt(L, 2, 0));
	return 1;
}

static int
to_number(lua_State *L)
{
	const struct nstime_object *o = at(L, 1);

	lua_pushnumber(L, (lua_Number)o->secs + (lua_Number)o->nsecs / 1e9);
	return 1;
}

/*
 * As Wireshark writes it, who has the sign once and in front, and takes a
 * nanosecond of the other sign than the seconds for an odd one.
 */
static int
to_string(lua_State *L)
{
	const struct nstime_object *o = at(L, 1);
	uint64_t secs = (uint64_t)o->secs;
	int64_t nsecs = o->nsecs;
	bool negative = o->secs < 0 || (nsecs < 0 && secs == 0);
	char s[64];

	if (nsecs < 0 && o->secs > 0) {
		secs--;
		nsecs += BILLION;
	} else if (nsecs > 0 && negative) {
		secs--;
		nsecs = BILLION - nsecs;
	} else if (nsecs < 0)
		nsecs = -nsecs;
	snprintf(s, sizeof(s), "%s%" PRIu64 ".%09" PRId64, negative ? "-" : "",
	    negative ? -secs : secs, nsecs);
	lua_pushstring(L, s);
	return 1;
}

/* ------------------------------------------------------------- arithmetic */

static int64_t
total(const struct nstime_object *o)
{
	int64_t v;

	if (__builtin_mul_overflow(o->secs, BILLION, &v))
		return o->secs < 0 ? INT64_MIN : INT64_MAX;
	return __builtin_add_overflow(v, o->nsecs, &v) ? INT64_MAX : v;
}

static int64_t
sum(int64_t a, int64_t b)
{
	return (int64_t)((uint64_t)a + (uint64_t)b);
}

/* Both parts get the sign of the whole. */
static void
push_sum(lua_State *L, int64_t secs, int64_t nsecs)
{
	if (nsecs >= BILLION || (nsecs > 0 && secs < 0)) {
		nsecs -= BILLION;
		secs = sum(secs, 1);
	} else if (nsecs <= -BILLION || (nsecs < 0 && secs > 0)) {
		nsecs += BILLION;
		secs = sum(secs, -1);
	}
	nstime_push(L, secs, (int32_t)nsecs);
}

static int
add(lua_State *L)
{
	const struct nstime_object *a = at(L, 1), *b = at(L, 2);

	push_sum(L, sum(a->secs, b->secs), (int64_t)a->nsecs + b->nsecs);
	return 1;
}

static int
sub(lua_State *L)
{
	const struct nstime_object *a = at(L, 1), *b = at(L, 2);

	push_sum(L, sum(a->secs, sum(~b->secs, 1)),
	    (int64_t)a->nsecs - b->nsecs);
	return 1;
}

static int
negate(lua_State *L)
{
	const struct nstime_object *o = at(L, 1);

	nstime_push(L, sum(~o->secs, 1), (int32_t)-(int64_t)o->nsecs);
	return 1;
}

static int
equal(lua_State *L)
{
	const struct nstime_object *a = object_test(L, 1, &class_nstime);
	const struct nstime_object *b = object_test(L, 2, &class_nstime);

	lua_pushboolean(L, a != NULL && b != NULL && total(a) == total(b));
	return 1;
}

static int
less_than(lua_State *L)
{
	const struct nstime_object *a = at(L, 1), *b = at(L, 2);

	lua_pushboolean(L, total(a) < total(b));
	return 1;
}

static int
less_equal(lua_State *L)
{
	const struct nstime_object *a = at(L, 1), *b = at(L, 2);

	lua_pushboolean(L, total(a) <= total(b));
	return 1;
}

/* -------------------------------------------------------------- attributes */

static int
get_secs(lua_State *L)
{
	lua_pushinteger(L, at(L, 1)->secs);
	return 1;
}

static int
get_nsecs(lua_State *L)
{
	lua_pushinteger(L, at(L, 1)->nsecs);
	return 1;
}

static lua_Integer
attribute(lua_State *L, const char *name)
{
	if (lua_type(L, 2) != LUA_TNUMBER)
		luaL_error(L, "NSTime's attribute `%s' must be a number",
		    name);
	return integer_arg(L, 2);
}

static int
set_secs(lua_State *L)
{
	at(L, 1)->secs = attribute(L, "secs");
	return 0;
}

static int
set_nsecs(lua_State *L)
{
	at(L, 1)->nsecs = (int32_t)attribute(L, "nsecs");
	return 0;
}

static const luaL_Reg statics[] = { { "new", nstime_new }, { NULL, NULL } };
static const luaL_Reg methods[] = {
	{ "tonumber", to_number }, { NULL, NULL }
};
static const luaL_Reg getters[] = {
	{ "secs", get_secs }, { "nsecs", get_nsecs }, { NULL, NULL }
};
static const luaL_Reg setters[] = {
	{ "secs", set_secs }, { "nsecs", set_nsecs }, { NULL, NULL }
};
static const luaL_Reg meta[] = {
	{ "__tostring", to_string }, { "__add", add }, { "__sub", sub },
	{ "__unm", negate }, { "__eq", equal }, { "__lt", less_than },
	{ "__le", less_equal }, { NULL, NULL }
};

const struct class class_nstime = {
	.name = "NSTime", .statics = statics, .methods = methods,
	.getters = getters, .setters = setters, .meta = meta,
	.call = nstime_new,
};

void
lua_class_nstime(lua_State *L)
{
	class_open(L, &class_nstime);
}
