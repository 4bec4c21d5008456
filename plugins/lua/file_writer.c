/* SPDX-License-Identifier: BSD-3-Clause */
#include "file_writer.h"

#include <errno.h>
#include <string.h>

#include "capture_info.h"
#include "file.h"
#include "keep.h"
#include "values.h"

enum { THE_FILE = 1, THE_CAPTURE };	/* in the Dumper's user value */

/*
 * A handler's function gets the File, the CaptureInfoConst and what is on top,
 * if more says that something is.  What it says is an error if it is false.
 */
static void
call(lua_State *L, struct writer *w, int dumper, int function, int more)
{
	dumper = lua_absindex(L, dumper);
	if (!file_handler_push(L, w->handler, function)) {
		lua_pop(L, more);
		return;
	}
	lua_getiuservalue(L, dumper, 1);
	lua_rawgeti(L, -1, THE_FILE);
	lua_rawgeti(L, -2, THE_CAPTURE);
	lua_remove(L, -3);
	if (more != 0) {		/* function, file, capture behind it */
		lua_pushvalue(L, -4);
		lua_remove(L, -5);
	}
	lua_call(L, 2 + more, 1);
	if (!lua_toboolean(L, -1) && function == HANDLER_WRITE_OPEN)
		(void)writer_drop(L, w);
	if (!lua_toboolean(L, -1))
		luaL_error(L, "Dumper: %s of the FileHandler %s failed",
		    file_handler_function(function),
		    file_handler_name(w->handler));
	lua_pop(L, 1);
}

static void
check_encap(lua_State *L, const struct writer *w)
{
	(void)file_handler_push(L, w->handler, HANDLER_CAN_WRITE);
	lua_pushinteger(L, w->encap);
	lua_call(L, 1, 1);
	if (!lua_toboolean(L, -1))
		luaL_error(L, "Dumper: the FileHandler %s does not write "
		    "encapsulation %d", file_handler_name(w->handler),
		    (int)w->encap);
	lua_pop(L, 1);
}

void
writer_open(lua_State *L, struct writer *w, const char *path)
{
	struct capture_info *c;
	struct file_object *o;

	check_encap(L, w);
	lua_createtable(L, 2, 0);
	o = class_new(L, &class_file, sizeof(*o), 0);
	lua_rawseti(L, -2, THE_FILE);
	c = capture_info_const_push(L);
	c->encap = w->encap;
	lua_rawseti(L, -2, THE_CAPTURE);
	lua_setiuservalue(L, -2, 1);
	o->out = fopen(path, "wbe");
	if (o->out == NULL)
		luaL_error(L, "%s: %s", path, strerror(errno));
	keep_files(L, 1);
	w->file = o;
	call(L, w, -1, HANDLER_WRITE_OPEN, 0);
}

#define TS_AND_CAP_LEN 3		/* wtap_presence_flags */

void
writer_write(lua_State *L, struct writer *w, const tp_record *r)
{
	struct frame_info *f = frame_info_const_push(L, r->data, r->caplen);

	f->flags = TS_AND_CAP_LEN;
	f->encap = w->encap;
	f->caplen = r->caplen;
	f->len = r->len;
	f->secs = r->ts.sec;
	f->nsecs = (int32_t)r->ts.nsec;
	call(L, w, 1, HANDLER_WRITE, 1);
}

void
writer_flush(lua_State *L, const struct writer *w)
{
	if (fflush(w->file->out) != 0)
		luaL_error(L, "Dumper: %s", strerror(errno));
}

void
writer_close(lua_State *L, struct writer *w)
{
	FILE *f;

	call(L, w, 1, HANDLER_WRITE_CLOSE, 0);
	if (w->file == NULL)		/* that has closed it */
		return;
	f = w->file->out;
	w->file->out = NULL;
	w->file = NULL;
	keep_files(L, -1);
	if (fclose(f) != 0)
		luaL_error(L, "Dumper: %s", strerror(errno));
}

bool
writer_drop(lua_State *L, struct writer *w)
{
	if (w->file == NULL)
		return false;
	keep_files(L, -1);
	(void)fclose(w->file->out);
	w->file->out = NULL;
	w->file = NULL;
	return true;
}
