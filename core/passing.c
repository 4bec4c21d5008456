/* SPDX-License-Identifier: BSD-3-Clause */
#include "config.h"

#include <sys/socket.h>

#include <errno.h>
#include <stdint.h>
#include <string.h>

#include "passing.h"

union control {
	struct cmsghdr head;
	char room[CMSG_SPACE(sizeof(int))];
};

ssize_t
passing_send(int socket, const void *message, size_t n, int fd, int flags)
{
	union control control = { .room = { 0 } };
	struct iovec io = { (void *)(uintptr_t)message, n };
	struct msghdr m = { .msg_iov = &io, .msg_iovlen = 1 };
	ssize_t sent;

	if (fd >= 0) {
		m.msg_control = &control;
		m.msg_controllen = sizeof(control);
		control.head.cmsg_level = SOL_SOCKET;
		control.head.cmsg_type = SCM_RIGHTS;
		control.head.cmsg_len = CMSG_LEN(sizeof(int));
		memcpy(CMSG_DATA(&control.head), &fd, sizeof(fd));
	}
	do
		sent = sendmsg(socket, &m, flags);
	while (sent == -1 && errno == EINTR);
	return sent;
}

ssize_t
passing_receive(int socket, void *message, size_t room, int *fd)
{
	union control control;
	struct iovec io = { message, room };
	struct msghdr m = { .msg_iov = &io, .msg_iovlen = 1,
	    .msg_control = &control, .msg_controllen = sizeof(control) };
	const struct cmsghdr *c;
	ssize_t n = recvmsg(socket, &m, MSG_CMSG_CLOEXEC);

	*fd = -1;
	c = n >= 0 ? CMSG_FIRSTHDR(&m) : NULL;
	if (c != NULL && c->cmsg_type == SCM_RIGHTS)
		memcpy(fd, CMSG_DATA(c), sizeof(*fd));
	return n;
}
