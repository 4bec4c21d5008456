/* SPDX-License-Identifier: BSD-3-Clause */
/* Giving up the rights that opening an interface needed. */
#ifndef TAPIR_PRIVILEGE_H
#define TAPIR_PRIVILEGE_H

#include <stdbool.h>
#include <stddef.h>

/*
 * To be called when the sources are open, before the first frame is read and
 * before files are opened for writing.  user is that of -Z or NULL: a process
 * that is root becomes that user for good; without one, a set-id program goes
 * back to the user who ran it.  0, or -1 with one line in err: the run must
 * end then.
 */
int	privilege_drop(const char *user, char *err, size_t errlen);

/*
 * A set-id program gives its rights up before it opens a file that its user
 * names, for reading too.  0, or -1 with one line in err.
 */
int	privilege_drop_setid(char *err, size_t errlen);

/* Root, set-id or file capabilities: what others may have written is not run. */
bool	privilege_is_elevated(void);
/* Is the file or folder owned by root or by the executable's owner, and
 * writable by nobody else? */
bool	privilege_trusts(const char *path);

#endif
