/* SPDX-License-Identifier: BSD-3-Clause */
#include "guard.h"

#include <lauxlib.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <time.h>

#define TICK_NS		50000000L
#define TICK_SIGNAL	SIGVTALRM

/* ----------------------------------------------------------------- memory */

static struct guard *limited;		/* whose state runs; or NULL */

static size_t
limit_of(const struct guard *g)
{
	return g == limited ? GUARD_MEMORY : SIZE_MAX;
}

void *
guard_allocate(void *self, void *p, size_t before, size_t n)
{
	struct guard *g = self;

	g->pool.limit = limit_of(g);
	return pool_realloc(&g->pool, p, before, n);
}

bool
guard_charge(struct guard *g, size_t n)
{
	size_t limit = limit_of(g), held = g->pool.held;

	if (held >= limit || n > limit - held)
		return false;
	g->pool.held += n;
	g->charged += n;
	return true;
}

void
guard_discharge(struct guard *g, size_t n)
{
	if (n > g->charged)
		n = g->charged;
	g->pool.held -= n;
	g->charged -= n;
}

const char *
guard_no_memory(void)
{
	static char text[64];

	snprintf(text, sizeof(text), "it wants more than %u MiB of memory",
	    (unsigned)(GUARD_MEMORY >> 20));
	return text;
}

lua_State *
guard_state(struct guard *g)
{
	return lua_newstate(guard_allocate, g);
}

/* ------------------------------------------------------------------- time */

/* One thread runs scripts; the handler reads and writes these on it. */
static pthread_t thread;
static timer_t timer;
static bool has_timer;
static lua_State *volatile running;
static volatile sig_atomic_t ticks;	/* of the call that runs */
static volatile sig_atomic_t expired;

static void
end_call(lua_State *L)
{
	luaL_error(L, "it took longer than %d ms", (int)(GUARD_TICKS *
	    (TICK_NS / 1000000)));
}

static void
kill_hook(lua_State *L, lua_Debug *ar)
{
	(void)ar;
	if (expired)
		end_call(L);
	lua_sethook(L, NULL, 0, 0);
}

/* Calls too: a function of Lua's library may call one in C for ever. */
static void
set_hook(lua_State *L)
{
	lua_sethook(L, kill_hook, LUA_MASKCOUNT | LUA_MASKCALL, 1);
}

/* Each tick from the limit on sets the hook: who runs may have changed. */
static void
tick(int sig)
{
	if (!pthread_equal(pthread_self(), thread)) {
		pthread_kill(thread, sig);
		return;
	}
	if (running == NULL)
		return;
	if (ticks + 1 < (sig_atomic_t)GUARD_TICKS) {
		ticks = ticks + 1;
		return;
	}
	expired = 1;
	set_hook(running);
}

/* Timers stay with the parent. */
static void
forked(void)
{
	has_timer = false;
}

static void
start_timer(void)
{
	static bool told;

	struct sigaction sa = { .sa_handler = tick, .sa_flags = SA_RESTART };
	struct sigevent event = { .sigev_notify = SIGEV_SIGNAL };
	struct itimerspec every = { { 0, TICK_NS }, { 0, TICK_NS } };

	if (!told)
		(void)pthread_atfork(NULL, NULL, forked);
	told = has_timer = true;
	thread = pthread_self();
	event.sigev_signo = TICK_SIGNAL;
	sigemptyset(&sa.sa_mask);
	if (sigaction(TICK_SIGNAL, &sa, NULL) == 0 &&
	    timer_create(CLOCK_THREAD_CPUTIME_ID, &event, &timer) == 0)
		(void)timer_settime(timer, 0, &every, NULL);
}

int
guard_pcall(struct guard *g, lua_State *L, int nargs, int nresults,
    int handler, bool *late)
{
	lua_State *before = running;
	struct guard *limited_before = limited;
	sig_atomic_t ticks_before = before != NULL ? ticks : 0;
	int rc;

	if (!has_timer)
		start_timer();
	ticks = 0;
	running = L;
	limited = g;
	rc = lua_pcall(L, nargs, nresults, handler);
	limited = limited_before;
	running = before;
	*late = expired != 0;
	/* it is time of the caller, too, which could call for ever; but one that
	 * was too long is the fault of who is not called again */
	ticks = ticks_before + (*late ? 0 : ticks);
	expired = 0;
	return rc;
}

void
guard_stop(void)
{
	struct sigaction sa = { .sa_handler = SIG_IGN };

	if (!has_timer)
		return;
	timer_delete(timer);
	sigaction(TICK_SIGNAL, &sa, NULL);
	has_timer = false;
}

lua_State *
guard_switch(lua_State *L)
{
	lua_State *before = running;

	running = L;
	return before;
}

bool
guard_is_late(void)
{
	return expired != 0;
}

void
guard_check(lua_State *L)
{
	if (!expired)
		return;
	/* or the message's handler would be ended, too; ticks set it again */
	lua_sethook(L, NULL, 0, 0);
	end_call(L);
}
