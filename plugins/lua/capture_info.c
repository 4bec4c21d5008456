/* SPDX-License-Identifier: BSD-3-Clause */
#include "capture_info.h"

#include <string.h>

#include "classes.h"
#include "file.h"
#include "values.h"

#define MAX_DATA	(16u << 20)

/* ------------------------------------------------------- what both have */

static void *
info_push(lua_State *L, const struct class *c, size_t size)
{
	void *o = class_new(L, c, size, 1);

	lua_newtable(L);
	lua_setiuservalue(L, -2, 1);
	return o;
}

static int
get_kept(lua_State *L, const char *name)
{
	lua_getiuservalue(L, 1, 1);
	lua_getfield(L, -1, name);
	return 1;
}

/* What is at 2. */
static int
set_kept(lua_State *L, const char *name)
{
	lua_getiuservalue(L, 1, 1);
	lua_pushvalue(L, 2);
	lua_setfield(L, -2, name);
	return 0;
}

static int
set_string(lua_State *L, const char *name)
{
	if (!lua_isnil(L, 2))
		(void)luaL_checkstring(L, 2);
	return set_kept(L, name);
}

const char *
info_text(lua_State *L, int arg, const char *name, size_t *n)
{
	lua_getiuservalue(L, arg, 1);
	lua_getfield(L, -1, name);
	lua_remove(L, -2);
	return lua_tolstring(L, -1, n);
}

/* An integer member of a class's struct. */
/* What is read is of a file that is read or of one that is written. */
#define CHECK(class)							\
	static void *							\
	check_##class(lua_State *L)					\
	{								\
		return object_check(L, 1, object_class(L, 1) ==		\
		    &class_##class##_const ? &class_##class##_const :	\
		    &class_##class);					\
	}
CHECK(capture_info)
CHECK(frame_info)

#define NUMBER(class, name, member)					\
	static int							\
	class##_get_##name(lua_State *L)				\
	{								\
		const struct class *o = check_##class(L);		\
									\
		lua_pushinteger(L, o->member);				\
		return 1;						\
	}								\
	static int							\
	class##_set_##name(lua_State *L)				\
	{								\
		struct class *o = object_check(L, 1, &class_##class);	\
									\
		o->member = integer_arg(L, 2);				\
		return 0;						\
	}
#define KEPT(class, name, set)						\
	static int							\
	class##_get_##name(lua_State *L)				\
	{								\
		(void)check_##class(L);					\
		return get_kept(L, #name);				\
	}								\
	static int							\
	class##_set_##name(lua_State *L)				\
	{								\
		(void)object_check(L, 1, &class_##class);		\
		return set(L, #name);					\
	}
#define GET(class, name) { #name, class##_get_##name }
#define SET(class, name) { #name, class##_set_##name }

/* ------------------------------------------------------------ CaptureInfo */

NUMBER(capture_info, encap, encap)
NUMBER(capture_info, time_precision, precision)
NUMBER(capture_info, snapshot_length, snaplen)
KEPT(capture_info, comment, set_string)
KEPT(capture_info, hardware, set_string)
KEPT(capture_info, os, set_string)
KEPT(capture_info, user_app, set_string)
KEPT(capture_info, private_table, set_kept)

/* Names of addresses, which nobody asks for. */
static int
set_hosts(lua_State *L)
{
	(void)object_check(L, 1, &class_capture_info);
	return set_kept(L, "hosts");
}

struct capture_info *
capture_info_push(lua_State *L)
{
	struct capture_info *o = info_push(L, &class_capture_info,
	    sizeof(*o));

	o->precision = -2;		/* wtap_tsprecs.UNKNOWN */
	return o;
}

static int
capture_info_tostring(lua_State *L)
{
	(void)object_check(L, 1, &class_capture_info);
	lua_pushstring(L, "CaptureInfo");
	return 1;
}

static const luaL_Reg capture_getters[] = {
	GET(capture_info, encap), GET(capture_info, time_precision),
	GET(capture_info, snapshot_length), GET(capture_info, comment),
	GET(capture_info, hardware), GET(capture_info, os),
	GET(capture_info, user_app), GET(capture_info, private_table),
	{ NULL, NULL }
};

static const luaL_Reg capture_setters[] = {
	SET(capture_info, encap), SET(capture_info, time_precision),
	SET(capture_info, snapshot_length), SET(capture_info, comment),
	SET(capture_info, hardware), SET(capture_info, os),
	SET(capture_info, user_app), SET(capture_info, private_table),
	{ "hosts", set_hosts }, { NULL, NULL }
};

static const luaL_Reg capture_meta[] = {
	{ "__tostring", capture_info_tostring }, { NULL, NULL }
};

static const luaL_Reg none[] = { { NULL, NULL } };

const struct class class_capture_info = {
	.name = "CaptureInfo", .statics = none, .getters = capture_getters,
	.setters = capture_setters, .meta = capture_meta,
};

/* -------------------------------------------------------------- FrameInfo */

NUMBER(frame_info, rec_type, type)
NUMBER(frame_info, flags, flags)
NUMBER(frame_info, encap, encap)
NUMBER(frame_info, captured_length, caplen)
NUMBER(frame_info, original_length, len)
KEPT(frame_info, data, set_string)

struct frame_info *
frame_info_push(lua_State *L)
{
	return info_push(L, &class_frame_info, sizeof(struct frame_info));
}

void
frame_info_clear(lua_State *L, int arg)
{
	arg = lua_absindex(L, arg);
	lua_newtable(L);
	lua_setiuservalue(L, arg, 1);
}

static int
get_time(lua_State *L)
{
	const struct frame_info *o = check_frame_info(L);

	nstime_push(L, o->secs, o->nsecs);
	return 1;
}

static int
set_time(lua_State *L)
{
	struct frame_info *o = object_check(L, 1, &class_frame_info);
	const struct nstime_object *t = object_check(L, 2, &class_nstime);

	o->secs = t->secs;
	o->nsecs = t->nsecs;
	return 0;
}

/* One is a string; several are a table, and are kept as lines. */
static int
set_comment(lua_State *L)
{
	(void)object_check(L, 1, &class_frame_info);
	if (lua_istable(L, 2)) {
		lua_getglobal(L, "table");
		lua_getfield(L, -1, "concat");
		lua_pushvalue(L, 2);
		lua_pushliteral(L, "\n");
		lua_call(L, 2, 1);
		lua_replace(L, 2);
	}
	return set_string(L, "comment");
}

/* A table, as of a packet that may have several. */
static int
get_comment(lua_State *L)
{
	(void)check_frame_info(L);
	lua_newtable(L);
	if (info_text(L, 1, "comment", NULL) != NULL)
		lua_rawseti(L, -2, 1);
	else
		lua_pop(L, 1);
	return 1;
}

/* frame:read_data(file, n): n octets of the file become the data; false: there
 * are less, and they do. */
static int
read_data(lua_State *L)
{
	struct input *in = file_input(L, 2);
	lua_Integer n = integer_arg(L, 3);
	luaL_Buffer b;
	size_t got;

	(void)object_check(L, 1, &class_frame_info);
	luaL_argcheck(L, n >= 0 && n <= MAX_DATA, 3, "a frame has up to 16 "
	    "MiB");
	got = input_read(in, luaL_buffinitsize(L, &b, (size_t)n),
	    (size_t)n);
	luaL_pushresultsize(&b, got);
	lua_replace(L, 2);
	lua_settop(L, 2);
	(void)set_kept(L, "data");
	lua_pushboolean(L, got == (size_t)n);
	return 1;
}

static int
frame_info_tostring(lua_State *L)
{
	(void)object_check(L, 1, &class_frame_info);
	lua_pushstring(L, "FrameInfo");
	return 1;
}

static const luaL_Reg frame_methods[] = {
	{ "read_data", read_data }, { NULL, NULL }
};

static const luaL_Reg frame_getters[] = {
	GET(frame_info, rec_type), GET(frame_info, flags),
	GET(frame_info, encap), GET(frame_info, captured_length),
	GET(frame_info, original_length), GET(frame_info, data),
	{ "time", get_time }, { "comment", get_comment }, { NULL, NULL }
};

static const luaL_Reg frame_setters[] = {
	SET(frame_info, rec_type), SET(frame_info, flags),
	SET(frame_info, encap), SET(frame_info, captured_length),
	SET(frame_info, original_length), SET(frame_info, data),
	{ "time", set_time }, { "comment", set_comment }, { NULL, NULL }
};

static const luaL_Reg frame_meta[] = {
	{ "__tostring", frame_info_tostring }, { NULL, NULL }
};

const struct class class_frame_info = {
	.name = "FrameInfo", .statics = none, .methods = frame_methods,
	.getters = frame_getters, .setters = frame_setters,
	.meta = frame_meta,
};

/* ---------------------------------------------------- of what is written */

struct capture_info *
capture_info_const_push(lua_State *L)
{
	struct capture_info *o = info_push(L, &class_capture_info_const,
	    sizeof(*o));

	o->precision = -2;
	return o;
}

struct frame_info *
frame_info_const_push(lua_State *L, const void *data, size_t n)
{
	struct frame_info *o = info_push(L, &class_frame_info_const,
	    sizeof(*o));

	lua_getiuservalue(L, -1, 1);
	lua_pushlstring(L, data, n);
	lua_setfield(L, -2, "data");
	lua_pop(L, 1);
	return o;
}

static int
const_set_private_table(lua_State *L)
{
	(void)object_check(L, 1, &class_capture_info_const);
	return set_kept(L, "private_table");
}

/* Nobody has names of addresses. */
static int
const_get_hosts(lua_State *L)
{
	(void)object_check(L, 1, &class_capture_info_const);
	lua_pushnil(L);
	return 1;
}

/* frame:write_data(file, [n]): the octets, or the first n of them */
static int
write_data(lua_State *L)
{
	FILE *f = file_out(L, 2);
	size_t n = 0, most;
	const char *data;

	(void)object_check(L, 1, &class_frame_info_const);
	data = info_text(L, 1, "data", &n);
	most = (size_t)integer_opt(L, 3, (lua_Integer)n);
	n = most < n ? most : n;
	return luaL_fileresult(L, fwrite(data, 1, n, f) == n, NULL);
}

static const luaL_Reg capture_const_getters[] = {
	GET(capture_info, encap), GET(capture_info, snapshot_length),
	GET(capture_info, comment), GET(capture_info, hardware),
	GET(capture_info, os), GET(capture_info, user_app),
	GET(capture_info, private_table),
	{ "type", capture_info_get_encap }, { "hosts", const_get_hosts },
	{ NULL, NULL }
};

static const luaL_Reg capture_const_setters[] = {
	{ "private_table", const_set_private_table }, { NULL, NULL }
};

const struct class class_capture_info_const = {
	.name = "CaptureInfoConst", .statics = none,
	.getters = capture_const_getters, .setters = capture_const_setters,
};

static const luaL_Reg frame_const_methods[] = {
	{ "write_data", write_data }, { NULL, NULL }
};

static const luaL_Reg frame_const_getters[] = {
	GET(frame_info, rec_type), GET(frame_info, flags),
	GET(frame_info, encap), GET(frame_info, captured_length),
	GET(frame_info, original_length), GET(frame_info, data),
	{ "time", get_time }, { "comment", get_comment }, { NULL, NULL }
};

const struct class class_frame_info_const = {
	.name = "FrameInfoConst", .statics = none,
	.methods = frame_const_methods, .getters = frame_const_getters,
};

void
lua_class_capture_info(lua_State *L)
{
	class_open(L, &class_capture_info);
	class_open(L, &class_frame_info);
	class_open(L, &class_capture_info_const);
	class_open(L, &class_frame_info_const);
}
