/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * FileHandler: a format of capture files that a script reads.  tapir asks
 * those of type "r" for a file that it does not know itself.
 */
#ifndef LUA_FILE_HANDLER_H
#define LUA_FILE_HANDLER_H

#include "lua_host.h"

void	file_handlers_free(struct script *);

#endif
