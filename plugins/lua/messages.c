/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What scripts ask of tapir while they are called for an event, or for a
 * packet: files to begin and end, marks, lines of a log.
 */
#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "classes.h"
#include "packet.h"
#include "tasks.h"

#define SAFE_MAX 100u

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
	static const char digits[] = "0123456789ABCDEF";
	size_t n, room = SAFE_MAX;
	const char *s = luaL_checklstring(L, 1, &n);
	luaL_Buffer b;

	luaL_buffinit(L, &b);
	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)s[i];
		bool plain = (c < 0x80 && isalnum(c)) || c == '_' ||
		    c == '-' || (c == '.' && i > 0 && i + 1 < n);

		if (room < (plain ? 1u : 3u))
			break;
		room -= plain ? 1 : 3;
		if (plain) {
			luaL_addchar(&b, s[i]);
			continue;
		}
		luaL_addstring(&b, "%%");
		luaL_addchar(&b, digits[c >> 4]);
		luaL_addchar(&b, digits[c & 15]);
	}
	luaL_pushresult(&b);
	return 1;
}

/* -------------------------------------------------------------------- log */

static void
add_json(luaL_Buffer *b, const char *s, size_t n)
{
	char escape[8];

	luaL_addchar(b, '"');
	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)s[i];

		if (c == '"' || c == '\\')
			luaL_addchar(b, '\\');
		if (c >= 0x20 && c < 0x7f) {
			luaL_addchar(b, s[i]);
			continue;
		}
		snprintf(escape, sizeof(escape), "\\u%04x", c);
		luaL_addstring(b, escape);
	}
	luaL_addchar(b, '"');
}

static void
add_head(luaL_Buffer *b, const tp_event *e)
{
	time_t sec = (time_t)e->time.sec;
	char date[64] = "", s[160];
	struct tm tm;

	if (gmtime_r(&sec, &tm) != NULL)
		(void)strftime(date, sizeof(date), "%Y-%m-%dT%H:%M:%S", &tm);
	luaL_addstring(b, "{\"rule\":");
	add_json(b, e->rule, strlen(e->rule));
	snprintf(s, sizeof(s), ",\"time\":\"%s.%09uZ\",\"frame\":%llu", date,
	    e->time.nsec, (unsigned long long)e->frame);
	luaL_addstring(b, s);
	if (e->flags & TP_EVENT_DEADLINE)
		luaL_addstring(b, ",\"deadline\":true");
}

/* The table's strings, numbers and booleans, by name, in order. */
static void
add_members(lua_State *L, luaL_Buffer *b, int keys)
{
	lua_Integer n = luaL_len(L, keys);
	const char *s;
	size_t len;

	for (lua_Integer i = 1; i <= n; i++) {
		luaL_addchar(b, ',');
		lua_geti(L, keys, i);
		s = lua_tolstring(L, -1, &len);
		add_json(b, s, len);
		lua_pop(L, 1);
		luaL_addchar(b, ':');
		lua_geti(L, keys, i);
		lua_gettable(L, 1);
		if (lua_type(L, -1) == LUA_TTABLE ||
		    lua_type(L, -1) == LUA_TFUNCTION)
			luaL_error(L, "log: a value that is no plain one");
		if (lua_type(L, -1) == LUA_TSTRING) {
			s = lua_tolstring(L, -1, &len);
			add_json(b, s, len);
			lua_pop(L, 1);
		} else {
			(void)luaL_tolstring(L, -1, NULL);
			lua_remove(L, -2);
			luaL_addvalue(b);
		}
	}
}

/* tapir.log(text), tapir.log{ name = value, ... }: a line of JSON on standard
 * error, as that of the action log. */
static int
say(lua_State *L)
{
	const tp_event *e = event_check(L);
	const char *line;
	luaL_Buffer b;
	size_t n;

	lua_settop(L, 1);
	if (lua_type(L, 1) != LUA_TTABLE) {
		(void)luaL_tolstring(L, 1, NULL);
		lua_createtable(L, 0, 1);
		lua_replace(L, 1);
		lua_setfield(L, 1, "message");
	}
	sorted_keys_push(L, 1);
	luaL_buffinit(L, &b);
	add_head(&b, e);
	add_members(L, &b, 2);
	luaL_addstring(&b, "}\n");
	luaL_pushresult(&b);
	line = lua_tolstring(L, -1, &n);
	/* one write(2), so that lines of many stay whole */
	if (write(STDERR_FILENO, line, n) < 0)
		return luaL_error(L, "standard error cannot be written");
	return 0;
}

void
lua_class_messages(lua_State *L)
{
	static const luaL_Reg functions[] = { { "start_write", start_write },
	    { "stop_write", stop_write }, { "mark", mark }, { "log", say },
	    { "safe", safe }, { NULL, NULL } };

	tapir_table(L, functions);
}
