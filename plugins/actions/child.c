/* SPDX-License-Identifier: BSD-3-Clause */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "actions.h"
#include "child.h"

#define NS_PER_S 1000000000u
#define GRACE (2ull * NS_PER_S)		/* from SIGTERM to SIGKILL */
#define LAST (10ull * NS_PER_S)

struct child {
	struct child *next;
	const char *what;
	char *name;
	pid_t pid;
	uint64_t deadline;
	int told;			/* the signal that it got, or 0 */
};

/* A process has one set of children. */
static struct child *children;

static uint64_t
now(void)
{
	struct timespec ts;

	(void)clock_gettime(CLOCK_MONOTONIC, &ts);
	return (uint64_t)ts.tv_sec * NS_PER_S + (uint64_t)ts.tv_nsec;
}

/* As it would be at a terminal: no signal ignored or blocked, and a group of
 * its own, so that a signal reaches what it starts. */
static void
set_attributes(posix_spawnattr_t *attr)
{
	sigset_t none, all;

	sigemptyset(&none);
	sigfillset(&all);
	sigdelset(&all, SIGKILL);
	sigdelset(&all, SIGSTOP);
	posix_spawnattr_init(attr);
	posix_spawnattr_setsigmask(attr, &none);
	posix_spawnattr_setsigdefault(attr, &all);
	posix_spawnattr_setpgroup(attr, 0);
	posix_spawnattr_setflags(attr, POSIX_SPAWN_SETSIGMASK |
	    POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
}

int
child_start(const char *what, char *const argv[],
    char *const env[], int out, uint64_t limit)
{
	posix_spawn_file_actions_t files;
	posix_spawnattr_t attr;
	struct child *c;
	uint64_t time = now();
	pid_t pid;
	int rc;

	set_attributes(&attr);
	posix_spawn_file_actions_init(&files);
	posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0);
	/* our standard output may be a capture file */
	posix_spawn_file_actions_adddup2(&files, out >= 0 ? out : 2, 1);
	posix_spawn_file_actions_addclosefrom_np(&files, 3);
	rc = posix_spawnp(&pid, argv[0], &files, &attr, argv, env);
	posix_spawn_file_actions_destroy(&files);
	posix_spawnattr_destroy(&attr);
	if (rc != 0)
		return rc;
	c = action_alloc(sizeof(*c));
	c->what = what;
	c->name = strdup(argv[0]);
	c->pid = pid;
	c->deadline = limit > UINT64_MAX - time ? UINT64_MAX : time + limit;
	c->next = children;
	children = c;
	return 0;
}

uint32_t
children_running(const char *what)
{
	uint32_t n = 0;

	for (const struct child *c = children; c != NULL; c = c->next)
		n += c->what == what;
	return n;
}

static void
say_end(const tp_host *h, const struct child *c, int status)
{
	if (c->told)
		h->log(h, TP_LOG_WARNING, "%s: %s took too long and was "
		    "ended", c->what, c->name);
	else if (WIFSIGNALED(status))
		h->log(h, TP_LOG_WARNING, "%s: %s died of signal %d",
		    c->what, c->name, WTERMSIG(status));
	else if (WEXITSTATUS(status) != 0)
		h->log(h, TP_LOG_WARNING, "%s: %s ended with status %d",
		    c->what, c->name, WEXITSTATUS(status));
}

static void
urge(struct child *c, uint64_t time)
{
	if (time < c->deadline)
		return;
	c->told = c->told == 0 ? SIGTERM : SIGKILL;
	(void)kill(-c->pid, c->told);
	c->deadline = time + GRACE;
}

uint32_t
children_poll(const tp_host *h, const char *what, int last)
{
	struct child **at = &children, *c;
	uint64_t time = children != NULL ? now() : 0;
	int status;

	while ((c = *at) != NULL) {
		if (c->what != what) {
			at = &c->next;
		} else if (waitpid(c->pid, &status, WNOHANG) == 0) {
			if (last && c->deadline > time + LAST)
				c->deadline = time + LAST;
			urge(c, time);
			at = &c->next;
		} else {
			say_end(h, c, status);
			*at = c->next;
			free(c->name);
			free(c);
		}
	}
	return children_running(what);
}
