/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What scripts ask of tapir while they are called for an event, or for a
 * packet: files to begin and end, marks, lines of a log.
 */
#include <math.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <tapir/event.h>

#include "classes.h"
#include "packet.h"
#include "tasks.h"

static const tp_event *
event_check(lua_State *L)
{
	const struct visit *visit = visit_of(L);
	const struct script *s = script_of(L);
	const tp_event *e = event_of(L);

	if (e == NULL && visit != NULL)
		e = host_of(L)->event_here(visit->tvb->pkt, s->name);
	if (e == NULL)
		luaL_error(L, "this is for functions that are called for an "
		    "event: of tapir.trigger, tapir.action or tapir.every; "
		    "elsewhere there has to be one of them");
	return e;
}

/* ------------------------------------------------------------------ files */

/* An amount of the table at 1, "10s"; or a number of seconds. */
static void
amount_option(lua_State *L, const char *name, tp_amount *amount)
{
	const tp_host *h = host_of(L);
	int type = lua_getfield(L, 1, name);

	if (type == LUA_TNUMBER) {
		lua_Number seconds = lua_tonumber(L, -1);

		if (!(seconds >= 0 && seconds <= 1e9))
			luaL_error(L, "%s: no number of seconds", name);
		amount->n = (uint64_t)(seconds * 1e9);
		amount->unit = TP_UNIT_TIME;
	} else if (type != LUA_TNIL && (type != LUA_TSTRING ||
	    h->amount(lua_tostring(L, -1), amount) < 0))
		luaL_error(L, "%s is none of \"10s\", \"1000p\" and "
		    "\"64MiB\"", name);
	lua_pop(L, 1);
}

/* Pushes the pattern at index 1 or 2 with the event's time in it. */
static const char *
file_name(lua_State *L, const char *pattern, const tp_event *e)
{
	time_t sec = (time_t)e->time.sec;
	char name[4096];
	struct tm tm;

	if (localtime_r(&sec, &tm) == NULL ||
	    strftime(name, sizeof(name), pattern, &tm) == 0)
		luaL_error(L, "file: no name, or one that is too long");
	return lua_pushstring(L, name);
}

/* tapir.start_write{ file = "x-%H%M%S.pcapng", before = "10s", after =
 * "30s" }: as the action write. */
static int
start_write(lua_State *L)
{
	const tp_event *e = event_check(L);
	tp_message m = { .size = sizeof(m), .kind = TP_MESSAGE_START_WRITE };

	if (lua_type(L, 1) == LUA_TSTRING) {
		lua_settop(L, 1);
		lua_createtable(L, 0, 1);
		lua_insert(L, 1);
		lua_setfield(L, 1, "file");
	}
	luaL_checktype(L, 1, LUA_TTABLE);
	amount_option(L, "before", &m.before);
	amount_option(L, "after", &m.after);
	if (lua_getfield(L, 1, "file") != LUA_TSTRING)
		return luaL_error(L, "file = \"NAME\" is missing");
	m.key = lua_tostring(L, -1);
	m.text = file_name(L, m.key, e);
	host_of(L)->send(e, &m);
	return 0;
}

/* tapir.stop_write([file]): that file, as start_write had it; or all. */
static int
stop_write(lua_State *L)
{
	const tp_event *e = event_check(L);
	tp_message m = { .size = sizeof(m), .kind = TP_MESSAGE_STOP_WRITE };

	m.key = luaL_optstring(L, 1, NULL);
	host_of(L)->send(e, &m);
	return 0;
}

/* tapir.mark(text): a comment on the event's packet in a pcapng. */
static int
mark(lua_State *L)
{
	const tp_event *e = event_check(L);
	tp_message m = { .size = sizeof(m), .kind = TP_MESSAGE_MARK };

	m.text = luaL_checkstring(L, 1);
	host_of(L)->send(e, &m);
	return 0;
}

/* tapir.safe(text): as a part of a name for start_write(), in the file as %XX
 * where it is no letter or digit: the % stands for itself there. */
static int
safe(lua_State *L)
{
	char to[TP_NAME_SAFE_MAX];
	size_t n;
	const char *s = luaL_checklstring(L, 1, &n);
	luaL_Buffer b;

	n = tp_name_safe(to, s, n);
	luaL_buffinit(L, &b);
	for (size_t i = 0; i < n; i++) {
		if (to[i] == '%')
			luaL_addchar(&b, '%');
		luaL_addchar(&b, to[i]);
	}
	luaL_pushresult(&b);
	return 1;
}

/* -------------------------------------------------------------------- log */

/* What stands at the line's beginning. */
static bool
is_taken(const char *name)
{
	static const char *const taken[] = { "rule", "time", "frame",
	    "deadline", "lost", NULL };

	for (int i = 0; taken[i] != NULL; i++)
		if (strcmp(taken[i], name) == 0)
			return true;
	return false;
}

/* The name and the value on top of the stack become a member. */
static void
add_member(lua_State *L, tp_text *line)
{
	const char *s;
	size_t n;

	tp_text_puts(line, ",");
	s = lua_tolstring(L, -2, &n);
	tp_json_string(line, s, n);
	tp_text_puts(line, ":");
	s = luaL_tolstring(L, -1, &n);
	if (lua_type(L, -2) == LUA_TSTRING)
		tp_json_string(line, s, n);
	else
		tp_text_put(line, s, n);
	lua_pop(L, 1);
}

/* The table at 1, by its names in the one at 2: an error before anything is
 * allocated that it would leak. */
static void
check_members(lua_State *L)
{
	for (lua_Integer i = 1, n = luaL_len(L, 2); i <= n; i++) {
		lua_geti(L, 2, i);
		if (is_taken(lua_tostring(L, -1)))
			luaL_error(L, "log: '%s' is what tapir says itself: "
			    "take another name", lua_tostring(L, -1));
		lua_rawget(L, 1);
		if (lua_type(L, -1) != LUA_TSTRING &&
		    lua_type(L, -1) != LUA_TNUMBER &&
		    lua_type(L, -1) != LUA_TBOOLEAN)
			luaL_error(L, "log: a value that is no plain one");
		if (lua_type(L, -1) == LUA_TNUMBER && !lua_isinteger(L, -1) &&
		    !isfinite(lua_tonumber(L, -1)))
			luaL_error(L, "log: a number that JSON lacks");
		lua_pop(L, 1);
	}
}

/* tapir.log(text), tapir.log{ name = value, ... }: a line of JSON on standard
 * error, as that of the action log. */
static int
say(lua_State *L)
{
	const tp_event *e = event_check(L);
	tp_text line = { NULL, 0, 0 };
	bool good;

	lua_settop(L, 1);
	if (lua_type(L, 1) != LUA_TTABLE) {
		(void)luaL_tolstring(L, 1, NULL);
		lua_createtable(L, 0, 1);
		lua_replace(L, 1);
		lua_setfield(L, 1, "message");
	}
	sorted_keys_push(L, 1);
	check_members(L);
	tp_event_head(&line, e);
	for (lua_Integer i = 1, n = luaL_len(L, 2); i <= n; i++) {
		lua_geti(L, 2, i);
		lua_pushvalue(L, -1);
		lua_rawget(L, 1);
		add_member(L, &line);
		lua_pop(L, 2);
	}
	tp_text_puts(&line, "}\n");
	/* one write(2), so that lines of many stay whole */
	good = write(STDERR_FILENO, line.s, line.n) >= 0;
	tp_text_free(&line);
	return good ? 0 : luaL_error(L, "standard error cannot be written");
}

void
lua_class_messages(lua_State *L)
{
	static const luaL_Reg functions[] = { { "start_write", start_write },
	    { "stop_write", stop_write }, { "mark", mark }, { "log", say },
	    { "safe", safe }, { NULL, NULL } };

	tapir_table(L, functions);
}
