/* SPDX-License-Identifier: BSD-3-Clause */
#include "config.h"

#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/wait.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

#include <errno.h>
#include <grp.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <string.h>
#include <unistd.h>

#include "keeper.h"
#include "passing.h"
#include "sandbox.h"

#define MAX_FILES	4096	/* those of higher descriptors are not kept */
#define MAX_RECORDS	(256U * 1024 / 16 + 1)	/* of a batch of outfile.c's */
#define NOBODY		65534

/* The write that is under way. */
struct shared {
	_Atomic int fd;		/* our number for the file; -1: there is none */
	uint64_t base;
	uint8_t tail[4];
	size_t ntail;
	size_t n;
	uint32_t ends[MAX_RECORDS];
};

static struct shared *shared;	/* NULL: there is no keeper */
static int channel = -1;
static pid_t keeper;

/* The keeper ---------------------------------------------------------------- */

static int held[MAX_FILES];	/* its descriptor for each of ours, or -1 */

static void
cut(int fd)
{
	struct stat st;
	uint64_t whole = shared->base;

	if (fstat(fd, &st) == -1)
		return;
	for (size_t i = 0; i < shared->n; i++)
		if (shared->base + shared->ends[i] <= (uint64_t)st.st_size)
			whole = shared->base + shared->ends[i];
	if ((uint64_t)st.st_size > whole)
		(void)!ftruncate(fd, (off_t)whole);
	/* a tail alone is no file */
	if (shared->ntail > 0 && whole > 0)
		(void)!pwrite(fd, shared->tail, shared->ntail, (off_t)whole);
}

/* One message: our number for a file, and a descriptor if it is a new one. */
static bool
listen_once(int from)
{
	int number = -1, fd;
	ssize_t n;

	do
		n = passing_receive(from, &number, sizeof(number), &fd);
	while (n == -1 && errno == EINTR);
	if (n != (ssize_t)sizeof(number) || number < 0 || number >= MAX_FILES)
		return false;
	if (held[number] != -1)
		close(held[number]);
	held[number] = fd;
	return true;
}

/* It keeps nothing else open, busy or in its power. */
static void
let_go(int but)
{
	(void)!chdir("/");
	for (int fd = 0; fd < 1024; fd++)
		if (fd != but)
			close(fd);
#ifdef __linux__
	(void)prctl(PR_SET_NAME, "tapir-keeper");
#endif
	if (geteuid() == 0 && setgroups(0, NULL) == 0 && setgid(NOBODY) == 0)
		(void)!setuid(NOBODY);
}

static void
keep(int from)
{
	char error[128];
	int number;

	let_go(from);
	if (sandbox_enter(SANDBOX_KEEPER, error, sizeof(error)) == -1)
		_exit(1);
	memset(held, -1, sizeof(held));
	while (listen_once(from))
		continue;
	number = shared->fd;
	if (number >= 0 && number < MAX_FILES && held[number] != -1)
		cut(held[number]);
	_exit(0);
}

/* Whoever is told to stop, it waits for us. */
static void
ignore_signals(void)
{
	sigset_t all;

	sigfillset(&all);
	(void)sigprocmask(SIG_SETMASK, &all, NULL);
}

/* Ours ---------------------------------------------------------------------- */

void
keeper_stop(void)
{
	if (channel != -1)
		close(channel);
	while (keeper > 0 && waitpid(keeper, NULL, 0) == -1 && errno == EINTR)
		continue;
	if (shared != NULL)
		munmap(shared, sizeof(*shared));
	channel = -1;
	keeper = 0;
	shared = NULL;
}

void
keeper_leave(void)
{
	keeper = 0;
	keeper_stop();
}

void
keeper_start(void)
{
	int ends[2];
	void *p = mmap(NULL, sizeof(*shared), PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	if (p == MAP_FAILED)
		return;
	shared = p;
	shared->fd = -1;
	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) == -1) {
		keeper_stop();
		return;
	}
	channel = ends[0];
	keeper = fork();
	if (keeper == 0) {
		ignore_signals();
		(void)setsid();
		keep(ends[1]);
	}
	close(ends[1]);
	if (keeper == -1)
		keeper_stop();
}

static void
tell(int number, bool with_fd)
{
	if (shared == NULL || number >= MAX_FILES)
		return;
	if (passing_send(channel, &number, sizeof(number),
	    with_fd ? number : -1, MSG_NOSIGNAL) == -1)
		keeper_stop();	/* it was killed */
}

void
keeper_watch(int fd)
{
	tell(fd, true);
}

void
keeper_forget(int fd)
{
	tell(fd, false);
}

void
keeper_before_write(int fd, uint64_t base, const uint32_t *ends, size_t n)
{
	if (shared == NULL)
		return;
	shared->base = base;
	shared->ntail = 0;
	shared->n = n < MAX_RECORDS ? n : MAX_RECORDS;
	memcpy(shared->ends, ends, shared->n * sizeof(*ends));
	shared->fd = fd;
}

void
keeper_tail(const uint8_t *octets, size_t n)
{
	if (shared == NULL || n > sizeof(shared->tail))
		return;
	memcpy(shared->tail, octets, n);
	shared->ntail = n;
}

void
keeper_after_write(void)
{
	if (shared != NULL)
		shared->fd = -1;
}
