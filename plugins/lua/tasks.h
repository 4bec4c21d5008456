/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What a script has tapir do when something happens: tapir.trigger{},
 * tapir.action{} and tapir.every().  Each is a task: a function of the script
 * that is called with an event.
 */
#ifndef LUA_TASKS_H
#define LUA_TASKS_H

#include "lua_host.h"

/* Before any script: what all tasks have in common. */
int	tasks_register(struct lua_host *);
/* Those of a script that has loaded go to tapir; what is refused is said. */
void	tasks_register_all(struct script *);

/* The event that the script is called for; NULL: there is none. */
const tp_event *event_of(lua_State *);

#endif
