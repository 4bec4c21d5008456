/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Functions that stand alone: dates, messages, what a script says of itself,
 * and those of Wireshark's windows, which do nothing here.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "classes.h"
#include "values.h"

/* ------------------------------------------------------------------ dates */

/* "Jan  1, 1970 00:00:00.000000000 UTC", in the time zone of the run. */
static int
format_date(lua_State *L)
{
	double d = luaL_checknumber(L, 1), whole = floor(d);
	time_t t = integer_of(whole);
	struct tm tm;
	char date[32], zone[32], s[96];
	long nsecs;

	luaL_argcheck(L, fabs(d) < 1e12 && localtime_r(&t, &tm) != NULL, 1,
	    "no date");
	nsecs = (long)((d - whole) * 1e9);
	strftime(date, sizeof(date), "%e, %Y %H:%M:%S", &tm);
	strftime(zone, sizeof(zone), "%Z", &tm);
	snprintf(s, sizeof(s), "%.3s %s.%09ld %s", &"JanFebMarAprMayJunJulAug"
	    "SepOctNovDec"[3 * tm.tm_mon], date, nsecs, zone);
	lua_pushstring(L, s);
	return 1;
}

/* Adds "3 hours, " unless it is none. */
static void
add_unit(luaL_Buffer *b, int64_t n, const char *name)
{
	char s[48];

	if (n == 0)
		return;
	snprintf(s, sizeof(s), "%s%lld %s%s", luaL_bufflen(b) > 0 ? ", " : "",
	    (long long)n, name, n == 1 ? "" : "s");
	luaL_addstring(b, s);
}

/*
 * "1 day, 1 second", or with a fraction "1 minute, 1.500000000 seconds".  As
 * in Wireshark, a fraction is that above the next lower second.
 */
static int
format_time(lua_State *L)
{
	double d = luaL_checknumber(L, 1), whole = floor(d);
	int64_t secs = fabs(whole) < 1e15 ? (int64_t)whole : 0;
	long nsecs = isfinite(d) ? (long)((d - whole) * 1e9) : 0;
	luaL_Buffer b;
	char s[48];

	luaL_buffinit(L, &b);
	secs = secs < 0 ? -secs : secs;
	add_unit(&b, secs / 86400, "day");
	add_unit(&b, secs / 3600 % 24, "hour");
	add_unit(&b, secs / 60 % 60, "minute");
	secs %= 60;
	if (nsecs > 0 || (secs == 0 && luaL_bufflen(&b) == 0)) {
		snprintf(s, sizeof(s), "%s%lld.%09ld seconds",
		    luaL_bufflen(&b) > 0 ? ", " : "", (long long)secs, nsecs);
		luaL_addstring(&b, s);
	} else {
		add_unit(&b, secs, "second");
	}
	luaL_pushresult(&b);
	lua_pushfstring(L, d < 0 ? "-%s" : "%s", lua_tostring(L, -1));
	return 1;
}

/* --------------------------------------------------------------- messages */

static void
say(lua_State *L, int32_t severity, const char *text)
{
	host_of(L)->log(host_of(L), severity, "%s: %s", script_of(L)->name,
	    text);
}

/* All arguments, as print() would join them. */
static const char *
joined(lua_State *L)
{
	int n = lua_gettop(L);
	luaL_Buffer b;

	luaL_buffinit(L, &b);
	for (int i = 1; i <= n; i++) {
		(void)luaL_tolstring(L, i, NULL);
		luaL_addvalue(&b);
	}
	luaL_pushresult(&b);
	return lua_tostring(L, -1);
}

static int
say_error(lua_State *L)
{
	say(L, TP_LOG_ERROR, joined(L));
	return 0;
}

static int
say_warning(lua_State *L)
{
	say(L, TP_LOG_WARNING, joined(L));
	return 0;
}

static int
report_failure(lua_State *L)
{
	say(L, TP_LOG_ERROR, luaL_checkstring(L, 1));
	return 0;
}

/* debug("...") of old releases: debug is a table, and says nothing. */
static int
say_nothing(lua_State *L)
{
	(void)L;
	return 0;
}

static void
open_debug(lua_State *L)
{
	lua_getglobal(L, "debug");
	lua_newtable(L);
	lua_pushcfunction(L, say_nothing);
	lua_setfield(L, -2, "__call");
	lua_setmetatable(L, -2);
	lua_pop(L, 1);
}

/* ------------------------------------------------------------ about a script */

static int
get_version(lua_State *L)
{
	lua_pushliteral(L, "4.4.5");	/* whose API this is */
	return 1;
}

/* Kept in the registry, for who lists scripts. */
static int
set_plugin_info(lua_State *L)
{
	if (!lua_istable(L, 1))
		return luaL_error(L, "a Lua table with at least a 'version' "
		    "string entry");
	if (lua_getfield(L, 1, "version") != LUA_TSTRING)
		return luaL_error(L, "the Lua table must have a 'version' key "
		    "entry with a string value");
	lua_pushvalue(L, 1);
	lua_setfield(L, LUA_REGISTRYINDEX, "plugin_info");
	return 0;
}

static int
type_of(lua_State *L)
{
	const struct class *c = object_class(L, 1);

	if (c != NULL)
		lua_pushstring(L, c->name);
	else if (lua_istable(L, 1)) {
		lua_pushliteral(L, "__typeof");
		if (lua_rawget(L, 1) != LUA_TSTRING)
			lua_pushliteral(L, "table");
	} else
		lua_pushstring(L, lua_type(L, 1) == LUA_TSTRING ? "string" :
		    "UNKNOWN");
	return 1;
}

/* Wireshark's own settings: there are none here. */
static int
no_preference(lua_State *L)
{
	luaL_checkstring(L, 1);
	lua_pushnil(L);
	return 1;
}

/* -------------------------------------------------------- Wireshark's windows */

static int
push_false(lua_State *L)
{
	lua_pushboolean(L, 0);
	return 1;
}

static int
push_empty(lua_State *L)
{
	lua_pushliteral(L, "");
	return 1;
}

static const luaL_Reg functions[] = {
	{ "format_date", format_date }, { "format_time", format_time },
	{ "critical", say_error }, { "message", say_error },
	{ "info", say_error }, { "warn", say_warning },
	{ "report_failure", report_failure }, { "get_version", get_version },
	{ "set_plugin_info", set_plugin_info }, { "typeof", type_of },
	{ "gui_enabled", push_false }, { "get_filter", push_empty },
	{ "get_color_filter_slot", push_empty },
	{ "get_preference", no_preference },
	{ "set_preference", no_preference },
	{ "reset_preference", no_preference },
	{ NULL, NULL }
};

static const char *const nothing[] = {
	"apply_filter", "apply_preferences", "browser_open_data_file",
	"browser_open_url", "copy_to_clipboard", "new_dialog",
	"open_capture_file", "redissect_packets", "register_menu",
	"register_packet_menu", "register_stat_cmd_arg", "reload",
	"reload_lua_plugins", "reload_packets", "retap_packets",
	"set_color_filter_slot", "set_filter",
};

void
lua_class_misc(lua_State *L)
{
	lua_pushglobaltable(L);
	luaL_setfuncs(L, functions, 0);
	lua_pop(L, 1);
	for (size_t i = 0; i < sizeof(nothing) / sizeof(nothing[0]); i++)
		lua_register(L, nothing[i], say_nothing);
	lua_pushboolean(L, 0);
	lua_setglobal(L, "GUI_ENABLED");
	lua_pushboolean(L, 0);
	lua_setglobal(L, "running_superuser");
	lua_newtable(L);
	lua_setglobal(L, "init_routines");
	lua_newtable(L);
	lua_setglobal(L, "prefs_changed");
	open_debug(L);
}
