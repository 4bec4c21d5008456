/* SPDX-License-Identifier: BSD-3-Clause */
/* The state of one script, and calls into it. */
#include "lua_host.h"

#include <string.h>

#define MAX_ERRORS 100u			/* then it is off */

/* print() goes where the packets' lines go, in order with them. */
static int
print(lua_State *L)
{
	const tp_host *h = host_of(L);
	int n = lua_gettop(L);
	size_t len;
	const char *s;

	for (int i = 1; i <= n; i++) {
		s = luaL_tolstring(L, i, &len);
		if (i > 1)
			h->print(h, "\t", 1);
		h->print(h, s, (uint32_t)len);
		lua_pop(L, 1);
	}
	h->print(h, "\n", 1);
	return 0;
}

lua_State *
state_new(struct script *s)
{
	lua_State *L = luaL_newstate();

	if (L == NULL)
		return NULL;
	*(struct script **)lua_getextraspace(L) = s;
	luaL_openlibs(L);
	lua_register(L, "print", print);
	classes_open(L);
	return L;
}

void
state_free(lua_State *L)
{
	lua_close(L);
}

/* An error that is no string becomes one. */
static int
message(lua_State *L)
{
	(void)luaL_tolstring(L, 1, NULL);
	return 1;
}

static void
script_failed(struct script *s, const char *why)
{
	const tp_host *h = s->lua->host;

	/* a packet that was cut is nobody's mistake */
	if (s->cut && strstr(why, "out of bounds") != NULL)
		return;
	s->errors++;
	h->log(h, TP_LOG_ERROR, "script %s: %s", s->name, why);
	if (s->errors < MAX_ERRORS || s->off)
		return;
	s->off = true;
	h->log(h, TP_LOG_ERROR, "script %s: it failed %u times in a row and is not "
	    "called any more", s->name, MAX_ERRORS);
}

void
script_enter(struct script *s)
{
	if (s->lua->depth++ == 0)
		s->lua->serial++;
}

void
script_leave(struct script *s)
{
	if (--s->lua->depth == 0)
		s->lua->serial++;
}

int
script_call(struct script *s, int nargs, int nresults)
{
	lua_State *L = s->L;
	int at = lua_gettop(L) - nargs, rc;

	lua_pushcfunction(L, message);
	lua_insert(L, at);
	script_enter(s);
	s->calls++;
	rc = lua_pcall(L, nargs, nresults, at);
	script_leave(s);
	lua_remove(L, at);
	if (rc == LUA_OK)
		return 0;
	script_failed(s, lua_tostring(L, -1));
	lua_pop(L, 1);
	return -1;
}
