/* SPDX-License-Identifier: BSD-3-Clause */
/* Giving up the rights that opening an interface needed. */
#ifndef TAPIR_PRIVILEGE_H
#define TAPIR_PRIVILEGE_H

#include <stdbool.h>
#include <stddef.h>

/*
 * To be called when the sources are open, before the first frame is read and
 * before files are opened for writing.  A process that is root becomes another
 * user for good: user, that of -Z; or if it is NULL, "tcpdump" if there is one,
 * else 65534.  Where ids cannot be changed it stays who it is; with -Z that is
 * an error.  A set-id program goes back to the user who ran it.  Capabilities
 * stay permitted, and none is in effect: let privilege_limit() follow.  0; 1
 * with one line in err that says that it stays who it is; or -1 with one line
 * in err: the run must end then.
 */
int	privilege_drop(const char *user, char *err, size_t errlen);

/* Of all capabilities, that to write any file stays, if it is there; or none. */
void	privilege_limit(bool writes);

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
