/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What a Dumper writes by a FileHandler of its script, instead of pcap: a file
 * of the handler's format.  Functions are called within the call of the script
 * that wants to write; what goes wrong is an error of it.
 */
#ifndef LUA_FILE_WRITER_H
#define LUA_FILE_WRITER_H

#include "file_handler.h"

struct writer {
	struct file_handler *handler;	/* NULL: it is no such file */
	struct file_object *file;	/* NULL: none is open */
	lua_Integer encap;
};

/* For the Dumper on top, whose user value 1 has what the handler is handed. */
void	writer_open(lua_State *, struct writer *, const char *path);
/* The Dumper is at 1. */
void	writer_write(lua_State *, struct writer *, const tp_record *);
void	writer_flush(lua_State *, const struct writer *);
void	writer_close(lua_State *, struct writer *);
/* The same without the handler, in a collection; false: nothing was open. */
bool	writer_drop(lua_State *, struct writer *);

#endif
