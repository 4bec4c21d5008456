/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The host of scripts in Lua 5.4, with the API that Wireshark's have.
 *
 *	host.c		the plugin: one struct script per file, each with a state
 *			of its own, so that globals, memory and errors are its
 *	state.c		that state: libraries, classes, calls into it
 *	class.c		what the classes have in common
 *	<class>.c	one class each; its lua_class_...() stands in the list
 *			of classes.c
 *
 * A class is a const struct class.  Its objects are userdata that begin with a
 * struct object.  Objects that show octets, trees and the like of a packet
 * expire: they carry the serial number of the call in which they were made,
 * and object_check() refuses them once that has returned.  Calls that a
 * script makes into others (Dissector:call) are part of the call they are in.
 */
#ifndef LUA_HOST_H
#define LUA_HOST_H

#include <tapir/plugin.h>

#include <stdbool.h>

#include <lauxlib.h>
#include <lua.h>
#include <lualib.h>

#include "guard.h"

/* Of the packet that is there, for all scripts. */
struct packet_state {
	uint64_t number;
	tp_time ts;
	const uint8_t *frame;		/* its octets; or NULL */
	uint32_t caplen;
	uint32_t said[TP_COLUMN_COUNT];	/* octets that are in the text */
	uint32_t fence[TP_COLUMN_COUNT];
	bool by_text;			/* columns are of text alone */
	uint32_t unit;			/* put together: its data source; 0 */
	bool any;			/* a script has said something */
	struct pinfo_set *set;		/* pinfo.c's: what scripts have set */
	const struct callee *callee;	/* dissector.c's: by which a script
					 * calls; or NULL */
};

struct lua_host {
	const tp_host *host;
	struct script **scripts;
	uint32_t nscripts;
	uint64_t serial;		/* of the outermost call from tapir */
	uint32_t depth;			/* of calls within it */
	struct visit *visit;		/* packet.h: the innermost; or NULL */
	struct packet_state packet;
	bool direct;			/* a script calls a script's: */
	struct node *direct_node;	/* for this tree, or NULL */
	uint32_t ntasks;		/* tasks.c's: of all scripts */
	const tp_event *event;		/* that a task is called for; or NULL */
	tp_slot slot;			/* conversation.c's: of streams */
	tp_field ws_lua;		/* expert.c's: its first field */
};

/*
 * Objects that expire, to be used again: an allocation and its collection cost
 * more than most of what scripts do.  They take turns, so that one that a
 * script has kept is found to have expired, not to be another.
 */
struct slot {
	struct object *object;
	int ref;
};

struct ring {
	struct slot *slots;
	uint32_t n, next;
	uint32_t left;			/* for the call of that serial */
	uint64_t serial;
};

enum { RING_TVB, RING_RANGE, RING_TREE, RING_PINFO, RING_COUNT };

struct script {
	struct lua_host *lua;
	const tp_script *desc;
	lua_State *L;
	struct guard guard;
	const char *name;		/* of the file, without folders */
	uint64_t calls, failed;
	uint64_t ns;			/* within calls, if profiled */
	uint64_t peak;			/* octets it had after one */
	uint64_t errors;		/* in a row, but those of octets */
	struct kept *kept;		/* keep.c's */
	uint32_t callbacks, files;	/* how many; keep.c's */
	char why[512];			/* the last call has failed */
	bool cut;			/* the packet is not all there */
	bool loading;			/* its file runs: it may register */
	bool off;			/* it failed too often */
	int private;			/* pinfo.c's: reference, of */
	uint64_t private_number;	/* this packet */
	struct proto *protos;		/* proto.c's, in order */
	struct field_object *wanted;	/* field.c's */
	struct listener *listeners;	/* listener.c's */
	struct ring rings[RING_COUNT];
	bool labels;			/* it asks for texts of items */
	struct file_handler *handlers;	/* file_handler.c's */
	struct task *tasks;		/* tasks.c's, in order */
};

/* The script that a state, or a coroutine of it, belongs to. */
static inline struct script *
script_of(lua_State *L)
{
	return *(struct script **)lua_getextraspace(L);
}

static inline const tp_host *
host_of(lua_State *L)
{
	return script_of(L)->lua->host;
}

/* -------------------------------------------------------------- state.c */

/* NULL: no memory.  Libraries and classes are there, nothing has run. */
lua_State *state_new(struct script *);
void	state_free(lua_State *);

/*
 * Calls the function below its nargs arguments on the script's stack, as
 * lua_pcall() does.  An error is said once with file and line, counted, and
 * leaves nothing; after too many the script is off.  0: nresults are there.
 * Objects made within expire when the outermost of these calls returns.
 */
int	script_call(struct script *, int nargs, int nresults);

/* --lua-profile: a line on standard error, behind the head of the table. */
void	script_profile(const struct script *, bool first);

/* What stands between belongs to one such call: objects that are arguments. */
void	script_enter(struct script *);
void	script_leave(struct script *);

/* lua_pcall() within the limits; what goes wrong is a string.  By host.c, to
 * run a file, and script_call(). */
int	script_pcall(struct script *, int nargs, int nresults, bool *late);
/* What rc and the value on top say; on the stack, or until the next. */
const char *script_error(lua_State *, int rc);

/* ------------------------------------------------------------ classes.c */

/* Every class and every table of constants; by state_new(). */
void	classes_open(lua_State *);

/* -------------------------------------------------------------- class.c */

struct object {				/* every userdata begins with it */
	const struct class *class;
	uint64_t serial;		/* 0: it does not expire */
};

struct class {
	const char *name;		/* global, and in messages */
	const luaL_Reg *statics;	/* Name.new(); or NULL, as all of these */
	const luaL_Reg *methods;	/* object:name() */
	const luaL_Reg *getters;	/* object.name: object at 1 */
	const luaL_Reg *setters;	/* object.name = v: object at 1, v at 2 */
	const luaL_Reg *meta;		/* __eq, __add, __tostring, __gc ... */
	lua_CFunction call;		/* Name(...): arguments from 1 */
	lua_CFunction index;		/* object[key] that nothing above is;
					 * __index's arguments */
	lua_CFunction newindex;		/* object[key] = v, the same */
};

#define REGISTRY_SORT "sort"		/* lib_table.c's table.sort */

/* Pushes the keys of the table at index at, sorted; an error if they are not
 * all strings. */
void	sorted_keys_push(lua_State *, int at);

/* Adds functions to the table tapir. */
void	tapir_table(lua_State *, const luaL_Reg *);

/* Makes the metatable and, if it has statics or call, the global. */
void	class_open(lua_State *, const struct class *);

/* Pushes a new object of size octets, zeroed behind its struct object, with n
 * user values; class_push() one that expires with the call. */
void	*class_new(lua_State *, const struct class *, size_t size, int n);
void	*class_push(lua_State *, const struct class *, size_t size);

/*
 * For a new object on top whose getters return the same at all times: what
 * they have returned stands in a table of its own, and is found there without
 * a call.
 */
void	class_keep(lua_State *, const struct class *);

/* As class_push(), of a ring; what the object had is still in it. */
void	*ring_push(lua_State *, uint32_t ring, const struct class *,
	    size_t size);
void	rings_free(struct script *);

/*
 * The class of the value at arg; NULL: it is no object.  All userdata of a
 * state are ours, or files of Lua's io, whose first word is a FILE's address
 * and no class's.
 */
static inline const struct class *
object_class(lua_State *L, int arg)
{
	const struct object *o = lua_touserdata(L, arg);

	return o != NULL ? o->class : NULL;
}

/* The object at arg if it is of that class and has not expired; else NULL. */
static inline void *
object_test(lua_State *L, int arg, const struct class *c)
{
	struct object *o = lua_touserdata(L, arg);

	if (o == NULL || o->class != c ||
	    (o->serial != 0 && o->serial != script_of(L)->lua->serial))
		return NULL;
	return o;
}

/* Does not return: it is of another class, or has expired. */
void	*object_refuse(lua_State *, int arg, const struct class *);

/* As object_test(); an error that names the argument, or says that it has
 * expired. */
static inline void *
object_check(lua_State *L, int arg, const struct class *c)
{
	void *o = object_test(L, arg, c);

	return o != NULL ? o : object_refuse(L, arg, c);
}

#endif
