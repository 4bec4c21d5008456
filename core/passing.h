/* SPDX-License-Identifier: BSD-3-Clause */
/* Messages over a socket, each with a descriptor if there is one to pass. */
#ifndef TAPIR_PASSING_H
#define TAPIR_PASSING_H

#include <sys/types.h>

#include <stddef.h>

/* fd: -1 for none; flags: of send(2), which this is but for EINTR.  -1 with
 * errno. */
ssize_t	passing_send(int socket, const void *message, size_t n, int fd,
	    int flags);
/* *fd: closed by exec, the caller's; -1 if there was none.  As recv(2), without
 * anything else: -1 with EINTR, too. */
ssize_t	passing_receive(int socket, void *message, size_t room, int *fd);

#endif
