/* SPDX-License-Identifier: BSD-3-Clause */
#include "config.h"

#include <sys/socket.h>
#include <sys/wait.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

#include <fcntl.h>
#include <signal.h>
#include <stddef.h>
#include <stdlib.h>
#include <unistd.h>

#include "confine.h"
#include "fatal.h"
#include "helper.h"
#include "privilege.h"

#define ITS_END	3		/* behind standard error */

static struct helper *helpers;
static size_t nhelpers;

void
helper_want(const struct helper *h)
{
	for (size_t i = 0; i < nhelpers; i++)
		if (helpers[i].fd == h->fd)
			return;
	helpers = xrealloc(helpers, nhelpers + 1, sizeof(*helpers));
	helpers[nhelpers++] = *h;
	*h->fd = -1;
}

/* ---------------------------------------------------------- in the helper */

static void
silence(void)
{
	int null = open("/dev/null", O_RDWR);

	for (int fd = 0; null >= 0 && fd < ITS_END; fd++)
		(void)dup2(null, fd);
}

/* parent: who it was before the fork; it may be gone by now. */
static void
end_with(pid_t parent)
{
#ifdef __linux__
	(void)prctl(PR_SET_PDEATHSIG, SIGKILL);
#endif
	if (getppid() != parent)
		_exit(0);
}

static _Noreturn void
become(const struct helper *h, int fd, const char *user, pid_t parent)
{
	sigset_t all;
	char error[512];

	(void)sigfillset(&all);
	(void)sigprocmask(SIG_SETMASK, &all, NULL);
	(void)dup2(fd, ITS_END);
	if (h->quiet)
		silence();
	confine_descriptors(ITS_END + 1);
#ifdef __linux__
	(void)prctl(PR_SET_NAME, h->name);
#endif
	confine_programs();
	if (privilege_drop(user, error, sizeof(error)) == -1)
		_exit(1);
	/* changing ids takes this back */
	if (!h->stays)
		end_with(parent);
	if (sandbox_enter(h->role, error, sizeof(error)) == 0)
		h->work(ITS_END, h->arg);
	_exit(0);
}

/* ------------------------------------------------------------------- ours */

static void
start(const struct helper *h, const char *user)
{
	pid_t self = getpid(), pid;
	int ends[2];

	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) == -1)
		return;
	pid = fork();
	if (pid == 0)
		become(h, ends[1], user, self);
	(void)close(ends[1]);
	if (pid == -1)
		(void)close(ends[0]);
	else
		*h->fd = ends[0];
}

void
helpers_start(const char *user)
{
	for (size_t i = 0; i < nhelpers; i++)
		if (*helpers[i].fd == -1)
			start(&helpers[i], user);
}

void
helpers_stop(void)
{
	for (size_t i = 0; i < nhelpers; i++) {
		if (*helpers[i].fd != -1)
			(void)close(*helpers[i].fd);
		*helpers[i].fd = -1;
	}
	free(helpers);
	helpers = NULL;
	nhelpers = 0;
}
