/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What scripts have of Wireshark's windows: objects that take what they are told
 * and show nothing, since there is no window (gui_enabled() is false).
 */
#include "classes.h"

static const struct class class_window, class_progress;

/* --------------------------------------------------------- TextWindow */

/* User value 1: the text. */
static int
window_new(lua_State *L)
{
	(void)class_new(L, &class_window, sizeof(struct object), 1);
	lua_pushliteral(L, "");
	lua_setiuservalue(L, -2, 1);
	return 1;
}

/* The text becomes what is on the top; the window is returned, as it is said
 * to be for calls in a row. */
static int
window_becomes(lua_State *L)
{
	lua_setiuservalue(L, 1, 1);
	lua_settop(L, 1);
	return 1;
}

static int
window_set(lua_State *L)
{
	(void)object_check(L, 1, &class_window);
	(void)luaL_tolstring(L, 2, NULL);
	return window_becomes(L);
}

static int
window_append(lua_State *L)
{
	(void)object_check(L, 1, &class_window);
	lua_getiuservalue(L, 1, 1);
	(void)luaL_tolstring(L, 2, NULL);
	lua_concat(L, 2);
	return window_becomes(L);
}

static int
window_prepend(lua_State *L)
{
	(void)object_check(L, 1, &class_window);
	(void)luaL_tolstring(L, 2, NULL);
	lua_getiuservalue(L, 1, 1);
	lua_concat(L, 2);
	return window_becomes(L);
}

static int
window_clear(lua_State *L)
{
	(void)object_check(L, 1, &class_window);
	lua_pushliteral(L, "");
	return window_becomes(L);
}

static int
window_get_text(lua_State *L)
{
	(void)object_check(L, 1, &class_window);
	lua_getiuservalue(L, 1, 1);
	return 1;
}

static int
window_nothing(lua_State *L)
{
	(void)object_check(L, 1, &class_window);
	lua_settop(L, 1);
	return 1;
}

static const luaL_Reg window_statics[] = {
	{ "new", window_new }, { NULL, NULL }
};

static const luaL_Reg window_methods[] = {
	{ "set", window_set }, { "append", window_append },
	{ "prepend", window_prepend }, { "clear", window_clear },
	{ "get_text", window_get_text }, { "set_atclose", window_nothing },
	{ "set_editable", window_nothing }, { "add_button", window_nothing },
	{ "close", window_nothing }, { NULL, NULL }
};

static const struct class class_window = {
	.name = "TextWindow", .statics = window_statics,
	.methods = window_methods, .call = window_new,
};

/* ------------------------------------------------------------ ProgDlg */

static int
progress_new(lua_State *L)
{
	(void)class_new(L, &class_progress, sizeof(struct object), 0);
	return 1;
}

static int
progress_nothing(lua_State *L)
{
	(void)object_check(L, 1, &class_progress);
	return 0;
}

static int
progress_stopped(lua_State *L)
{
	(void)object_check(L, 1, &class_progress);
	lua_pushboolean(L, 0);
	return 1;
}

static const luaL_Reg progress_statics[] = {
	{ "new", progress_new }, { NULL, NULL }
};

static const luaL_Reg progress_methods[] = {
	{ "update", progress_nothing }, { "stopped", progress_stopped },
	{ "close", progress_nothing }, { NULL, NULL }
};

static const struct class class_progress = {
	.name = "ProgDlg", .statics = progress_statics,
	.methods = progress_methods, .call = progress_new,
};

void
lua_class_gui(lua_State *L)
{
	class_open(L, &class_window);
	class_open(L, &class_progress);
}
