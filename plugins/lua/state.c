/* SPDX-License-Identifier: BSD-3-Clause */
/* The state of one script, and calls into it. */
#include "keep.h"
#include "libs.h"
#include "lua_host.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#define MAX_ERRORS 100u			/* then it is off */
#define MAX_SAID 10u			/* of its errors */

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
	lua_State *L = guard_state(&s->guard);

	if (L == NULL)
		return NULL;
	*(struct script **)lua_getextraspace(L) = s;
	libs_open(L);
	lua_register(L, "print", print);
	classes_open(L);
	return L;
}

void
state_free(lua_State *L)
{
	struct script *s = script_of(L);

	lua_close(L);
	kept_free(s);
	pool_free(&s->guard.pool);
}

/* An error that is no string becomes one, unless that may last, too. */
static int
message(lua_State *L)
{
	if (guard_is_late() && lua_type(L, 1) != LUA_TSTRING)
		lua_pushstring(L, luaL_typename(L, 1));
	else
		(void)luaL_tolstring(L, 1, NULL);
	return 1;
}

int
script_pcall(struct script *s, int nargs, int nresults, bool *late)
{
	lua_State *L = s->L;
	int at = lua_gettop(L) - nargs, rc;

	lua_pushcfunction(L, message);
	lua_insert(L, at);
	rc = guard_pcall(&s->guard, L, nargs, nresults, at, late);
	lua_remove(L, at);
	return rc;
}

/* One that took too long has had its chance: each packet would wait for it. */
static void
script_failed(struct script *s, const char *why, bool late)
{
	const tp_host *h = s->lua->host;
	bool octets = strstr(why, "out of bounds") != NULL;

	snprintf(s->why, sizeof(s->why), "%s", why);
	/* a packet that was cut is nobody's mistake */
	if (s->cut && octets)
		return;
	s->failed++;
	if (s->failed <= MAX_SAID)
		h->log(h, TP_LOG_ERROR, "script %s: %.1000s%s", s->name, why,
		    s->failed < MAX_SAID ? "" :
		    " (what else goes wrong is only counted)");
	/* who sends short packets is not to switch a script off */
	if (s->off || (!late && (octets || ++s->errors < MAX_ERRORS)))
		return;
	s->off = true;
	if (late)
		h->log(h, TP_LOG_ERROR, "script %s: it is not called any more",
		    s->name);
	else
		h->log(h, TP_LOG_ERROR, "script %s: it failed %u times in a row "
		    "and is not called any more", s->name, MAX_ERRORS);
}

const char *
script_error(lua_State *L, int rc)
{
	if (rc == LUA_ERRMEM)
		return guard_no_memory();
	return lua_type(L, -1) == LUA_TSTRING ? lua_tostring(L, -1) :
	    luaL_typename(L, -1);
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

/* script_pcall(), and what it cost: with what it called in turn. */
static int
profiled_pcall(struct script *s, int nargs, int nresults, bool *late)
{
	struct timespec before, after;
	int rc;

	(void)clock_gettime(CLOCK_MONOTONIC, &before);
	rc = script_pcall(s, nargs, nresults, late);
	(void)clock_gettime(CLOCK_MONOTONIC, &after);
	s->ns += (uint64_t)((after.tv_sec - before.tv_sec) * 1000000000 +
	    after.tv_nsec - before.tv_nsec);
	if (s->guard.pool.held > s->peak)
		s->peak = s->guard.pool.held;
	return rc;
}

void
script_profile(const struct script *s, bool first)
{
	if (first)
		fprintf(stderr, "%-28s %10s %10s %10s %8s %8s %8s\n", "script",
		    "calls", "ms", "ns/call", "errors", "KiB", "peak");
	fprintf(stderr, "%-28s %10llu %10.1f %10llu %8llu %8zu %8llu\n",
	    s->name, (unsigned long long)s->calls, (double)s->ns / 1e6,
	    (unsigned long long)(s->calls != 0 ? s->ns / s->calls : 0),
	    (unsigned long long)s->failed, s->guard.pool.held >> 10,
	    (unsigned long long)s->peak >> 10);
}

int
script_call(struct script *s, int nargs, int nresults)
{
	lua_State *L = s->L;
	int at = lua_gettop(L) - nargs - 1, rc;
	bool late;

	script_enter(s);
	s->calls++;
	rc = (s->desc->flags & TP_SCRIPT_PROFILE ? profiled_pcall :
	    script_pcall)(s, nargs, nresults, &late);
	script_leave(s);
	if (rc == LUA_OK)
		return 0;
	script_failed(s, script_error(L, rc), late);
	lua_settop(L, at);
	return -1;
}
