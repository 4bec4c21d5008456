/* SPDX-License-Identifier: BSD-3-Clause */
#include "file.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "classes.h"
#include "guard.h"
#include "values.h"

#define MAX_LINE	(16u << 20)

/* --------------------------------------------------- with or without zlib */

#ifdef HAVE_ZLIB
#include <zlib.h>

struct input {
	gzFile f;
};

static bool
open_at(struct input *in, const char *path)
{
	in->f = gzopen(path, "rbe");
	return in->f != NULL;
}

size_t
input_read(struct input *in, void *to, size_t n)
{
	int got = gzread(in->f, to, n < INT32_MAX ? (unsigned)n : INT32_MAX);

	return got > 0 ? (size_t)got : 0;
}

static int
input_getc(struct input *in)
{
	return gzgetc(in->f);
}

static void
input_ungetc(struct input *in, int c)
{
	(void)gzungetc(c, in->f);
}

/* What is unpacked on the way there is read here: zlib does not ask how long
 * it takes. */
static int64_t
skip_to(lua_State *L, struct input *in, int64_t to)
{
	char octets[8192];
	int got = 1;

	if (to < 0 || (to < gztell(in->f) && gzrewind(in->f) != 0))
		return -1;
	for (int64_t left; got > 0 && (left = to - gztell(in->f)) > 0;) {
		guard_check(L);
		got = gzread(in->f, octets, left < (int64_t)sizeof(octets) ?
		    (unsigned)left : sizeof(octets));
	}
	return to;
}

static int64_t
input_seek(lua_State *L, struct input *in, int64_t off, int whence)
{
	int64_t from = whence == SEEK_SET ? 0 : gztell(in->f);

	if (whence == SEEK_END) {	/* is known when it was there */
		(void)skip_to(L, in, INT64_MAX);
		from = gztell(in->f);
		if (off > 0)
			return -1;
	}
	if (off > 0 && off > INT64_MAX - from)
		return -1;
	return gzdirect(in->f) ? gzseek(in->f, from + off, SEEK_SET) :
	    skip_to(L, in, from + off);
}

static bool
is_compressed(struct input *in)
{
	return !gzdirect(in->f);
}

static void
close_it(struct input *in)
{
	(void)gzclose(in->f);
}

#else

struct input {
	FILE *f;
};

static bool
open_at(struct input *in, const char *path)
{
	in->f = fopen(path, "rbe");
	return in->f != NULL;
}

size_t
input_read(struct input *in, void *to, size_t n)
{
	return fread(to, 1, n, in->f);
}

static int
input_getc(struct input *in)
{
	return getc(in->f);
}

static void
input_ungetc(struct input *in, int c)
{
	(void)ungetc(c, in->f);
}

static int64_t
input_seek(lua_State *L, struct input *in, int64_t off, int whence)
{
	(void)L;
	return fseeko(in->f, off, whence) != 0 ? -1 : ftello(in->f);
}

static bool
is_compressed(struct input *in)
{
	(void)in;
	return false;
}

static void
close_it(struct input *in)
{
	(void)fclose(in->f);
}

#endif

struct input *
input_open(const char *path)
{
	struct input *in = calloc(1, sizeof(*in));

	if (in == NULL || open_at(in, path))
		return in;
	free(in);
	return NULL;
}

void
input_close(struct input *in)
{
	close_it(in);
	free(in);
}

/* ---------------------------------------------------------------- reading */

void
file_push(lua_State *L, struct input *in)
{
	struct file_object *o = class_push(L, &class_file, sizeof(*o));

	o->input = in;
}

static struct file_object *
check_file(lua_State *L, int arg)
{
	struct file_object *o = object_check(L, arg, &class_file);

	if (o->input == NULL && o->out == NULL)
		luaL_argerror(L, arg, "the File is closed");
	return o;
}

struct input *
file_input(lua_State *L, int arg)
{
	struct input *in = check_file(L, arg)->input;

	if (in == NULL)
		luaL_argerror(L, arg, "the File is written, not read");
	return in;
}

FILE *
file_out(lua_State *L, int arg)
{
	FILE *f = check_file(L, arg)->out;

	if (f == NULL)
		luaL_argerror(L, arg, "the File is read, not written");
	return f;
}

/* Each pushes what it read; false: there is nothing. */
static bool
read_octets(lua_State *L, struct input *in, size_t n)
{
	luaL_Buffer b;
	int c;

	if (n == 0) {
		c = input_getc(in);
		if (c != EOF)
			input_ungetc(in, c);
		lua_pushliteral(L, "");
		return c != EOF;
	}
	luaL_buffinit(L, &b);
	while (n > 0) {
		size_t part = n < LUAL_BUFFERSIZE ? n : LUAL_BUFFERSIZE;
		size_t got = input_read(in, luaL_prepbuffsize(&b, part),
		    part);

		guard_check(L);
		luaL_addsize(&b, got);
		n -= got;
		if (got < part)
			break;
	}
	luaL_pushresult(&b);
	return lua_rawlen(L, -1) > 0;
}

static bool
read_line(lua_State *L, struct input *in, bool chop)
{
	luaL_Buffer b;
	size_t n = 0;
	int c;

	luaL_buffinit(L, &b);
	while ((c = input_getc(in)) != EOF && c != '\n' && n++ < MAX_LINE)
		luaL_addchar(&b, (char)c);
	if (c == '\n' && !chop)
		luaL_addchar(&b, '\n');
	luaL_pushresult(&b);
	return c != EOF || n > 0;
}

/* The longest word that may be a number. */
static bool
read_number(lua_State *L, struct input *in)
{
	char s[200];
	size_t n = 0;
	int c;

	do
		c = input_getc(in);
	while (c != EOF && strchr(" \t\r\n\v\f", c) != NULL);
	while (c != EOF && n + 1 < sizeof(s) && c != '\0' &&
	    strchr("0123456789abcdefABCDEFxXpP+-.", c) != NULL) {
		s[n++] = (char)c;
		c = input_getc(in);
	}
	if (c != EOF)
		input_ungetc(in, c);
	s[n] = '\0';
	if (lua_stringtonumber(L, s) != 0)
		return true;
	lua_pushnil(L);
	return false;
}

static bool
read_one(lua_State *L, struct input *in, int arg)
{
	const char *s;

	if (lua_type(L, arg) == LUA_TNUMBER) {
		lua_Integer n = integer_arg(L, arg);

		luaL_argcheck(L, n >= 0, arg, "a negative number of octets");
		return read_octets(L, in, (size_t)n);
	}
	s = luaL_checkstring(L, arg);
	s += *s == '*';
	switch (*s) {
	case 'n':
		return read_number(L, in);
	case 'l':
		return read_line(L, in, true);
	case 'L':
		return read_line(L, in, false);
	case 'a':
		(void)read_octets(L, in, SIZE_MAX);
		return true;
	default:
		luaL_argerror(L, arg, "invalid format");
		return false;
	}
}

/* By the formats from arg to the last; what follows a nil is not read. */
static int
read_all(lua_State *L, struct input *in, int arg)
{
	int last = lua_gettop(L), n = 0;

	luaL_checkstack(L, last + LUA_MINSTACK, "too many formats");
	if (last < arg) {
		if (!read_line(L, in, true))
			lua_pushnil(L);
		return 1;
	}
	for (bool good = true; good && arg <= last; arg++, n++) {
		good = read_one(L, in, arg);
		if (!good) {
			lua_pop(L, 1);
			lua_pushnil(L);
		}
	}
	return n;
}

/* file:read(formats...), as Lua's */
static int
file_read(lua_State *L)
{
	return read_all(L, file_input(L, 1), 2);
}

/* Upvalue: the file. */
static int
next_line(lua_State *L)
{
	lua_settop(L, 0);
	lua_pushvalue(L, lua_upvalueindex(1));
	if (!read_line(L, file_input(L, 1), true))
		lua_pushnil(L);
	return 1;
}

static int
file_lines(lua_State *L)
{
	(void)file_input(L, 1);
	lua_settop(L, 1);
	lua_pushcclosure(L, next_line, 1);
	return 1;
}

static int64_t
seek(lua_State *L, struct file_object *o, int64_t off, int whence)
{
	if (o->input != NULL)
		return input_seek(L, o->input, off, whence);
	return fseeko(o->out, off, whence) != 0 ? -1 : ftello(o->out);
}

/* file:seek([whence], [offset]) */
static int
file_seek(lua_State *L)
{
	static const char *const names[] = { "set", "cur", "end", NULL };
	static const int whence[] = { SEEK_SET, SEEK_CUR, SEEK_END };
	struct file_object *o = check_file(L, 1);
	int how = luaL_checkoption(L, 2, "cur", names);
	int64_t at = seek(L, o, integer_opt(L, 3, 0), whence[how]);

	if (at < 0)
		return luaL_fileresult(L, 0, NULL);
	lua_pushinteger(L, at);
	return 1;
}

/* file:write(string or number ...): true, or nil and why */
static int
file_write(lua_State *L)
{
	FILE *f = file_out(L, 1);
	int last = lua_gettop(L);
	bool good = true;

	for (int arg = 2; good && arg <= last; arg++) {
		size_t n;
		const char *s = luaL_checklstring(L, arg, &n);

		good = fwrite(s, 1, n, f) == n;
	}
	return luaL_fileresult(L, good, NULL);
}

static int
get_compressed(lua_State *L)
{
	const struct file_object *o = check_file(L, 1);

	lua_pushboolean(L, o->input != NULL && is_compressed(o->input));
	return 1;
}

static int
file_tostring(lua_State *L)
{
	(void)check_file(L, 1);
	lua_pushstring(L, "File");
	return 1;
}

static const luaL_Reg none[] = { { NULL, NULL } };

static const luaL_Reg methods[] = {
	{ "read", file_read }, { "lines", file_lines },
	{ "seek", file_seek }, { "write", file_write }, { NULL, NULL }
};

static const luaL_Reg getters[] = {
	{ "compressed", get_compressed }, { NULL, NULL }
};

static const luaL_Reg meta[] = {
	{ "__tostring", file_tostring }, { NULL, NULL }
};

const struct class class_file = {
	.name = "File", .statics = none, .methods = methods,
	.getters = getters, .meta = meta,
};

void
lua_class_file(lua_State *L)
{
	class_open(L, &class_file);
}
