/* SPDX-License-Identifier: BSD-3-Clause */
#include "file_handler.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "capture_info.h"
#include "classes.h"
#include "encap.h"
#include "file.h"
#include "keep.h"
#include "values.h"

struct file_handler {
	struct file_handler *next;
	struct script *script;
	const char *name, *description, *internal, *extensions;
	char type[8];
	int functions[HANDLER_NFUNCTIONS];	/* references, or LUA_NOREF */
	lua_Integer comments;
	bool registered, off;
	bool must_seek, writes_names;
	lua_Integer number;		/* of files that it writes; or 0 */
};

struct handler_object {
	struct object object;
	struct file_handler *handler;
};

/* A file that is read. */
struct reading {
	struct input *input;
	struct capture_info *capture;
	struct frame_info *frame;
	int capture_ref, frame_ref;	/* references: these two */
	bool ahead;			/* it has been read, but not handed out */
};

static const struct class class_file_handler;

static struct file_handler *
check_handler(lua_State *L)
{
	return ((struct handler_object *)object_check(L, 1,
	    &class_file_handler))->handler;
}

/* ------------------------------------------------------------- the script */

/* FileHandler.new(description, name, internal description, type) */
static int
handler_new(lua_State *L)
{
	const char *description = luaL_checkstring(L, 1);
	const char *name = luaL_checkstring(L, 2);
	const char *internal = luaL_checkstring(L, 3);
	const char *type = luaL_checkstring(L, 4);
	struct script *s = script_of(L);
	struct file_handler *f;

	luaL_argcheck(L, type[strspn(type, "rwms")] == '\0' &&
	    strpbrk(type, "rw") != NULL && strlen(type) < sizeof(f->type), 4,
	    "the type is one of 'r', 'w' and 'rw', with 'm' and 's'");
	f = keep(L, sizeof(*f));
	keep_charge(L, KEPT_ENTRY);
	f->script = s;
	f->name = keep_string(L, name);
	f->description = keep_string(L, description);
	f->internal = keep_string(L, internal);
	f->extensions = "";
	snprintf(f->type, sizeof(f->type), "%s", type);
	for (int i = 0; i < HANDLER_NFUNCTIONS; i++)
		f->functions[i] = LUA_NOREF;
	((struct handler_object *)class_new(L, &class_file_handler,
	    sizeof(struct handler_object), 0))->handler = f;
	f->next = s->handlers;
	s->handlers = f;
	return 1;
}

static int
set_function(lua_State *L, int i)
{
	struct file_handler *f = check_handler(L);

	luaL_checktype(L, 2, LUA_TFUNCTION);
	luaL_unref(L, LUA_REGISTRYINDEX, f->functions[i]);
	f->functions[i] = LUA_NOREF;	/* what follows may fail */
	lua_pushvalue(L, 2);
	f->functions[i] = luaL_ref(L, LUA_REGISTRYINDEX);
	return 0;
}

#define FUNCTION(name, i)						\
	static int							\
	set_##name(lua_State *L)					\
	{								\
		return set_function(L, i);				\
	}
FUNCTION(read_open, HANDLER_READ_OPEN)
FUNCTION(read, HANDLER_READ)
FUNCTION(seek_read, HANDLER_SEEK_READ)
FUNCTION(read_close, HANDLER_READ_CLOSE)
FUNCTION(seq_read_close, HANDLER_SEQ_READ_CLOSE)
FUNCTION(can_write_encap, HANDLER_CAN_WRITE)
FUNCTION(write_open, HANDLER_WRITE_OPEN)
FUNCTION(write, HANDLER_WRITE)
FUNCTION(write_close, HANDLER_WRITE_CLOSE)

static int
get_extensions(lua_State *L)
{
	lua_pushstring(L, check_handler(L)->extensions);
	return 1;
}

static int
set_extensions(lua_State *L)
{
	struct file_handler *f = check_handler(L);
	const char *s = luaL_checkstring(L, 2);

	if (f->registered)		/* tapir has the other one */
		return luaL_error(L, "extensions: the FileHandler is "
		    "registered already");
	f->extensions = keep_string(L, s);
	return 0;
}

static int
get_comments(lua_State *L)
{
	lua_pushinteger(L, check_handler(L)->comments);
	return 1;
}

static int
set_comments(lua_State *L)
{
	check_handler(L)->comments = integer_arg(L, 2);
	return 0;
}

static int
get_must_seek(lua_State *L)
{
	lua_pushboolean(L, check_handler(L)->must_seek);
	return 1;
}

static int
set_must_seek(lua_State *L)
{
	check_handler(L)->must_seek = lua_toboolean(L, 2);
	return 0;
}

static int
get_writes_names(lua_State *L)
{
	lua_pushboolean(L, check_handler(L)->writes_names);
	return 1;
}

static int
set_writes_names(lua_State *L)
{
	check_handler(L)->writes_names = lua_toboolean(L, 2);
	return 0;
}

/* Wireshark has numbers of all that are registered, tapir of those that
 * write. */
static int
get_type(lua_State *L)
{
	const struct file_handler *f = check_handler(L);

	lua_pushinteger(L, f->number != 0 ? f->number : -1);
	return 1;
}

static int
handler_tostring(lua_State *L)
{
	const struct file_handler *f = check_handler(L);

	lua_pushfstring(L, "FileHandler(%s): description='%s', internal "
	    "description='%s', read_open=%d, read=%d, write=%d", f->name,
	    f->description, f->internal, f->functions[HANDLER_READ_OPEN],
	    f->functions[HANDLER_READ], f->functions[HANDLER_WRITE]);
	return 1;
}

/* ---------------------------------------------------------------- reading */

static void
why(const struct file_handler *f, const char *what, tp_error *e)
{
	snprintf(e->msg, sizeof(e->msg), "%s of the FileHandler %s in script "
	    "%s failed", what, f->name, f->script->name);
}

/*
 * Calls a function with File and CaptureInfo, and FrameInfo if there are to be
 * three; what it returns is on the stack.  < 0: it failed, or is not there.
 */
static int
call(struct file_handler *f, struct reading *g, int function, int nargs)
{
	struct script *s = f->script;
	lua_State *L = s->L;
	int rc;

	if (f->functions[function] == LUA_NOREF || s->off)
		return -1;
	script_enter(s);
	lua_rawgeti(L, LUA_REGISTRYINDEX, f->functions[function]);
	file_push(L, g->input);
	g->capture->object.serial = s->lua->serial;
	lua_rawgeti(L, LUA_REGISTRYINDEX, g->capture_ref);
	g->frame->object.serial = s->lua->serial;
	if (nargs == 3)
		lua_rawgeti(L, LUA_REGISTRYINDEX, g->frame_ref);
	rc = script_call(s, nargs, 1);
	script_leave(s);
	return rc;
}

static void
handler_close(void *self, void *instance)
{
	struct file_handler *f = self;
	struct reading *g = instance;
	lua_State *L = f->script->L;

	if (call(f, g, HANDLER_SEQ_READ_CLOSE, 2) == 0)
		lua_pop(L, 1);
	if (call(f, g, HANDLER_READ_CLOSE, 2) == 0)
		lua_pop(L, 1);
	luaL_unref(L, LUA_REGISTRYINDEX, g->capture_ref);
	luaL_unref(L, LUA_REGISTRYINDEX, g->frame_ref);
	input_close(g->input);
	free(g);
}

/* The next frame into g->frame: 1, or 0 at the end. */
static tp_rc
read_frame(struct file_handler *f, struct reading *g, tp_error *e)
{
	lua_State *L = f->script->L;
	bool good;

	lua_rawgeti(L, LUA_REGISTRYINDEX, g->frame_ref);
	frame_info_clear(L, -1);
	lua_pop(L, 1);
	g->frame->encap = g->capture->encap;
	if (call(f, g, HANDLER_READ, 3) < 0) {
		why(f, "read()", e);
		return TP_ERROR;
	}
	/* where the frame is in the file, or true */
	good = lua_isnumber(L, -1) ? lua_tonumber(L, -1) >= 0 :
	    lua_toboolean(L, -1);
	lua_pop(L, 1);
	return good;
}

static uint32_t
as_length(lua_Integer n)
{
	return n < 0 ? 0 : n > UINT32_MAX ? UINT32_MAX : (uint32_t)n;
}

/* Its strings stay where they are as long as g->frame has them. */
static tp_rc
take_frame(struct file_handler *f, struct reading *g, tp_record *r,
    tp_error *e)
{
	const struct frame_info *i = g->frame;
	lua_State *L = f->script->L;
	size_t n = 0;

	lua_rawgeti(L, LUA_REGISTRYINDEX, g->frame_ref);
	r->data = (const uint8_t *)info_text(L, -1, "data", &n);
	r->comment = info_text(L, -2, "comment", NULL);
	lua_pop(L, 3);
	r->caplen = as_length(i->caplen);
	if (r->caplen > n)		/* the file ends early */
		r->caplen = (uint32_t)n;
	r->len = as_length(i->len);
	r->ts.sec = i->secs;
	r->ts.nsec = i->nsecs < 0 ? 0 : (uint32_t)i->nsecs;
	r->flags = i->flags & FRAME_HAS_TS ? 0 : TP_RECORD_UNTIMED;
	r->linktype = encap_linktype(i->encap);
	if (r->linktype != NO_LINKTYPE)
		return 1;
	snprintf(e->msg, sizeof(e->msg), "script %s: a frame has encap %d, "
	    "for which there is no link type", f->script->name,
	    (int)i->encap);
	return TP_ERROR;
}

static tp_rc
handler_next(void *self, void *instance, tp_record *r, tp_error *e)
{
	struct file_handler *f = self;
	struct reading *g = instance;
	tp_rc rc = 1;

	if (!g->ahead)
		rc = read_frame(f, g, e);
	g->ahead = false;
	return rc == 1 ? take_frame(f, g, r, e) : rc;
}

/* The link type of a file that does not say one is its first frame's. */
static tp_rc
look_ahead(struct file_handler *f, struct reading *g, tp_capture *c,
    tp_error *e)
{
	tp_record r = { .size = sizeof(r) };
	tp_rc rc = read_frame(f, g, e);

	g->ahead = rc == 1;
	if (rc == 1)
		rc = take_frame(f, g, &r, e);
	c->linktype = r.linktype;
	return rc < 0 ? rc : TP_OK;
}

static tp_rc
describe(struct file_handler *f, struct reading *g, tp_capture *c,
    tp_error *e)
{
	const struct capture_info *i = g->capture;

	c->snaplen = as_length(i->snaplen);
	if (i->precision >= 0 && i->precision <= 9) {
		c->resolution = 1;
		for (lua_Integer k = 0; k < i->precision; k++)
			c->resolution *= 10;
	}
	c->linktype = encap_linktype(i->encap);
	if (c->linktype != NO_LINKTYPE)
		return TP_OK;
	if (i->encap == ENCAP_PER_PACKET)
		return look_ahead(f, g, c, e);
	snprintf(e->msg, sizeof(e->msg), "script %s: the file has encap %d, "
	    "for which there is no link type", f->script->name,
	    (int)i->encap);
	return TP_ERROR;
}

static tp_rc
handler_open(void *self, const char *path, tp_capture *c, void **instance,
    tp_error *e)
{
	struct file_handler *f = self;
	lua_State *L = f->script->L;
	struct reading *g;
	tp_rc rc;

	if (f->off || f->script->off)
		return TP_REJECT;
	g = calloc(1, sizeof(*g));
	if (g != NULL)
		g->input = input_open(path);
	if (g == NULL || g->input == NULL) {
		snprintf(e->msg, sizeof(e->msg), "%s", strerror(errno));
		free(g);
		return TP_ERROR;
	}
	g->capture = capture_info_push(L);
	g->capture_ref = luaL_ref(L, LUA_REGISTRYINDEX);
	g->frame = frame_info_push(L);
	g->frame_ref = luaL_ref(L, LUA_REGISTRYINDEX);
	rc = TP_REJECT;
	if (call(f, g, HANDLER_READ_OPEN, 2) == 0) {
		if (lua_toboolean(L, -1))
			rc = describe(f, g, c, e);
		lua_pop(L, 1);
	}
	*instance = g;
	if (rc < 0) {
		luaL_unref(L, LUA_REGISTRYINDEX, g->capture_ref);
		luaL_unref(L, LUA_REGISTRYINDEX, g->frame_ref);
		input_close(g->input);
		free(g);
	}
	return rc;
}

/* ---------------------------------------------------------------- writing */

#define FIRST_NUMBER 3			/* behind wtap_filetypes */

struct file_handler *
file_handler_writing(const struct script *s, lua_Integer type,
    const char *name)
{
	struct file_handler *f = s->handlers;

	while (f != NULL && (f->number == 0 || f->off ||
	    (name != NULL ? strcmp(f->name, name) != 0 : f->number != type)))
		f = f->next;
	return f;
}

lua_Integer
file_handler_type(const struct file_handler *f)
{
	return f->number;
}

const char *
file_handler_name(const struct file_handler *f)
{
	return f->name;
}

const char *
file_handler_description(const struct file_handler *f)
{
	return f->description;
}

bool
file_handler_push(lua_State *L, const struct file_handler *f, int function)
{
	if (f->functions[function] == LUA_NOREF)
		return false;
	lua_rawgeti(L, LUA_REGISTRYINDEX, f->functions[function]);
	return true;
}

const char *
file_handler_function(int function)
{
	static const char *const names[HANDLER_NFUNCTIONS] = { "read_open",
	    "read", "seek_read", "read_close", "seq_read_close",
	    "can_write_encap", "write_open", "write", "write_close" };

	return names[function];
}

static void
register_writer(lua_State *L, struct file_handler *f)
{
	lua_Integer number = FIRST_NUMBER;

	if (f->functions[HANDLER_CAN_WRITE] == LUA_NOREF ||
	    f->functions[HANDLER_WRITE_OPEN] == LUA_NOREF ||
	    f->functions[HANDLER_WRITE] == LUA_NOREF)
		luaL_error(L, "a FileHandler that writes has functions "
		    "can_write_encap, write_open and write");
	for (struct file_handler *o = f->script->handlers; o != NULL;
	    o = o->next)
		if (o->number >= number)
			number = o->number + 1;
	f->number = number;
}

/* Wireshark asks those that know a format by its first octets first. */
static int
register_filehandler(lua_State *L)
{
	struct file_handler *f = check_handler(L);
	tp_reader_desc d = { .size = sizeof(d), .name = f->name,
	    .suffixes = f->extensions, .open = handler_open,
	    .next = handler_next, .close = handler_close };
	const tp_host *h = host_of(L);

	if (f->registered && !f->off)
		return luaL_error(L, "this FileHandler is registered "
		    "already");
	f->off = false;
	if (strchr(f->type, 'w') != NULL && f->number == 0)
		register_writer(L, f);
	if (f->registered || strchr(f->type, 'r') == NULL)
		return 0;
	if (f->functions[HANDLER_READ_OPEN] == LUA_NOREF ||
	    f->functions[HANDLER_READ] == LUA_NOREF)
		return luaL_error(L, "a FileHandler that reads has functions "
		    "read_open and read");
	if (!script_of(L)->loading)
		return luaL_error(L, "register_filehandler: that is done "
		    "while the script loads");
	keep_callback(L);
	d.rank = strchr(f->type, 'm') != NULL ? 0 :
	    strchr(f->type, 's') != NULL ? 1 : 2;
	if (h->reader(h, &d, f) < 0)
		return luaL_error(L, "out of memory");
	f->registered = true;
	return 0;
}

static int
deregister_filehandler(lua_State *L)
{
	check_handler(L)->off = true;
	return 0;
}

/* ------------------------------------------------------------------ class */

static const luaL_Reg statics[] = { { "new", handler_new }, { NULL, NULL } };

static const luaL_Reg getters[] = {
	{ "extensions", get_extensions },
	{ "supported_comment_types", get_comments }, { "type", get_type },
	{ "writes_name_resolution", get_writes_names },
	{ "writing_must_seek", get_must_seek }, { NULL, NULL }
};

static const luaL_Reg setters[] = {
	{ "read_open", set_read_open }, { "read", set_read },
	{ "seek_read", set_seek_read }, { "read_close", set_read_close },
	{ "seq_read_close", set_seq_read_close },
	{ "can_write_encap", set_can_write_encap },
	{ "write_open", set_write_open }, { "write", set_write },
	{ "write_close", set_write_close }, { "extensions", set_extensions },
	{ "supported_comment_types", set_comments },
	{ "writes_name_resolution", set_writes_names },
	{ "writing_must_seek", set_must_seek }, { NULL, NULL }
};

static const luaL_Reg meta[] = {
	{ "__tostring", handler_tostring }, { NULL, NULL }
};

static const struct class class_file_handler = {
	.name = "FileHandler", .statics = statics, .getters = getters,
	.setters = setters, .meta = meta, .call = handler_new,
};

void
lua_class_file_handler(lua_State *L)
{
	class_open(L, &class_file_handler);
	lua_register(L, "register_filehandler", register_filehandler);
	lua_register(L, "deregister_filehandler", deregister_filehandler);
}
