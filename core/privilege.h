/* SPDX-License-Identifier: BSD-3-Clause */
/* Giving up the rights that opening an interface needed. */
#ifndef TAPIR_PRIVILEGE_H
#define TAPIR_PRIVILEGE_H

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

#endif
