/* SPDX-License-Identifier: BSD-3-Clause */
#include "keep.h"

#include <stddef.h>
#include <string.h>

#define MAX_CALLBACKS 4096u
#define MAX_FILES 256u			/* of the 1024 that most systems allow */

struct kept {
	struct kept *next;
	size_t n;			/* with this */
	max_align_t octets[];
};

static void
no_memory(lua_State *L)
{
	luaL_error(L, "%s", guard_no_memory());
}

void *
keep(lua_State *L, size_t n)
{
	struct script *s = script_of(L);
	struct kept *k;

	n += sizeof(*k);
	k = guard_allocate(&s->guard, NULL, 0, n);
	if (k == NULL) {
		(void)lua_gc(L, LUA_GCCOLLECT);
		k = guard_allocate(&s->guard, NULL, 0, n);
	}
	if (k == NULL) {
		no_memory(L);
		return NULL;
	}
	memset(k, 0, n);
	k->n = n;
	k->next = s->kept;
	s->kept = k;
	return k->octets;
}

char *
keep_string(lua_State *L, const char *s)
{
	size_t n = strlen(s) + 1;

	return memcpy(keep(L, n), s, n);
}

void
kept_free(struct script *s)
{
	struct kept *k;

	while ((k = s->kept) != NULL) {
		s->kept = k->next;
		(void)guard_allocate(&s->guard, k, k->n, 0);
	}
}

void
keep_charge(lua_State *L, size_t n)
{
	struct guard *g = &script_of(L)->guard;

	if (guard_charge(g, n))
		return;
	(void)lua_gc(L, LUA_GCCOLLECT);
	if (!guard_charge(g, n))
		no_memory(L);
}

void
keep_discharge(lua_State *L, size_t n)
{
	guard_discharge(&script_of(L)->guard, n);
}

void
keep_callback(lua_State *L)
{
	if (script_of(L)->callbacks++ >= MAX_CALLBACKS)
		luaL_error(L, "it registers more than %d protocols, taps, "
		    "timers and the like", (int)MAX_CALLBACKS);
	keep_charge(L, 4 * KEPT_ENTRY);
}

void
keep_room_for_file(lua_State *L)
{
	struct script *s = script_of(L);

	if (s->files >= MAX_FILES)
		(void)lua_gc(L, LUA_GCCOLLECT);
	if (s->files >= MAX_FILES)
		luaL_error(L, "%d files are open: close() those that are done",
		    (int)MAX_FILES);
}

void
keep_files(lua_State *L, int n)
{
	script_of(L)->files += (uint32_t)n;
}
