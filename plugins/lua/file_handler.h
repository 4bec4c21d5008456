/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * FileHandler: a format of capture files that a script reads or writes.  tapir
 * asks those of type "r" for a file that it does not know itself.  Those of
 * type "w" have a number, which a Dumper of the same script may name.
 */
#ifndef LUA_FILE_HANDLER_H
#define LUA_FILE_HANDLER_H

#include "lua_host.h"

struct file_handler;			/* lives as long as its script */

/* Its functions. */
enum { HANDLER_READ_OPEN, HANDLER_READ, HANDLER_SEEK_READ,
    HANDLER_READ_CLOSE, HANDLER_SEQ_READ_CLOSE, HANDLER_CAN_WRITE,
    HANDLER_WRITE_OPEN, HANDLER_WRITE, HANDLER_WRITE_CLOSE,
    HANDLER_NFUNCTIONS };


/* The one that writes files of that number, or of that name (or NULL); NULL:
 * there is none. */
struct file_handler *file_handler_writing(const struct script *,
	    lua_Integer type, const char *name);
lua_Integer file_handler_type(const struct file_handler *);
const char *file_handler_name(const struct file_handler *);
const char *file_handler_description(const struct file_handler *);

/* Pushes one of its functions; false, and nothing: it has not got it. */
bool	file_handler_push(lua_State *, const struct file_handler *, int);
/* The name of a function. */
const char *file_handler_function(int);

#endif
