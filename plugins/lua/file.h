/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * File: what a FileHandler reads from.  It is of one call of the handler; the
 * file itself stays open from one to the next.
 */
#ifndef LUA_FILE_H
#define LUA_FILE_H

#include "lua_host.h"

struct input;				/* unpacked if it is a gzip file */

/* NULL: errno says why. */
struct input *input_open(const char *path);
/* How many octets came; less than n: that is all, or an error. */
size_t	input_read(struct input *, void *, size_t n);
void	input_close(struct input *);

struct file_object {
	struct object object;
	struct input *input;
};

extern const struct class class_file;

/* One for this call. */
void	file_push(lua_State *, struct input *);

#endif
