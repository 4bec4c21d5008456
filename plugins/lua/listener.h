/* SPDX-License-Identifier: BSD-3-Clause */
/* Listener: a script's taps. */
#ifndef LUA_LISTENER_H
#define LUA_LISTENER_H

#include "lua_host.h"

/* Once all fields are known; a filter that is none is said. */
void	listeners_register(struct script *);

#endif
