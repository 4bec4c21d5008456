/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * File: what a FileHandler reads from, or writes.  One that it reads is of one
 * call of the handler; the file itself stays open from one to the next.  One
 * that it writes is a Dumper's, and lasts until that is closed.
 */
#ifndef LUA_FILE_H
#define LUA_FILE_H

#include <stdio.h>

#include "lua_host.h"

struct input;				/* unpacked if it is a gzip file */

/* NULL: errno says why. */
struct input *input_open(const char *path);
/* How many octets came; less than n: that is all, or an error. */
size_t	input_read(struct input *, void *, size_t n);
void	input_close(struct input *);

struct file_object {
	struct object object;
	struct input *input;		/* or NULL */
	FILE *out;			/* or NULL; both: it is closed */
};

extern const struct class class_file;

/* One for this call. */
void	file_push(lua_State *, struct input *);
/* Where data is read; an error if it is closed, or written. */
struct input *file_input(lua_State *, int arg);
/* Where data is written; an error if that is not possible. */
FILE	*file_out(lua_State *, int arg);

#endif
