/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What keeps a script from taking the run with it.
 *
 * Memory: a state allocates up to a limit; then it is out of memory.
 *
 * Time: a timer ticks by the thread's processor time, 20 times a second.  When
 * it finds a call that has lasted for longer than the limit, it sets a flag,
 * and a hook on the running coroutine that raises an error at each
 * instruction and each call from then on, so that no pcall() catches it for
 * long.  Loops in C ask for the flag by guard_check().  A call within a call
 * counts as time of both.
 *
 * The signal handler is the only place that is not called by the script's
 * thread as usual; it runs on that thread.
 */
#ifndef LUA_GUARD_H
#define LUA_GUARD_H

#include <stdbool.h>
#include <stddef.h>

#include <lua.h>

#include "pool.h"

#ifndef GUARD_MEMORY
#define GUARD_MEMORY	((size_t)256 << 20)
#endif
#ifndef GUARD_TICKS
#define GUARD_TICKS	10u		/* of 50 ms */
#endif

struct guard {
	struct pool pool;
	size_t charged;			/* in pool.held: what others have */
};

/* A state whose memory is counted in the guard; NULL: there is none. */
lua_State *guard_state(struct guard *);
/* That state's lua_Alloc: the guard, old, octets before, octets to be. */
void	*guard_allocate(void *, void *old, size_t before, size_t n);
/* Octets of others count, too; false: they are too many.  These no more. */
bool	guard_charge(struct guard *, size_t n);
void	guard_discharge(struct guard *, size_t n);
/* What who has no more is told. */
const char *guard_no_memory(void);

/*
 * lua_pcall() with both limits, which hold for what it calls alone: what the
 * host does with the state has no one to catch an error.  *late: it took
 * longer than it may.
 */
int	guard_pcall(struct guard *, lua_State *, int nargs, int nresults,
	    int handler, bool *late);

/* No more ticks; before the plugin goes. */
void	guard_stop(void);

/* The coroutine that runs, and the one that did; by who resumes it. */
lua_State *guard_switch(lua_State *);

/* Has the call lasted for too long? */
bool	guard_is_late(void);
/* An error if the call has lasted for too long; for loops in C. */
void	guard_check(lua_State *);

#endif
