/* SPDX-License-Identifier: BSD-3-Clause */
#include "config.h"

#include <sys/wait.h>

#include <errno.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "fatal.h"
#include "launcher.h"
#include "postprocess.h"
#include "signals.h"

#define RUNNING_MAX	4
#define WAITING_MAX	65536u	/* names; a command so slow never ends */

struct child {
	uint32_t id;
	char *path;		/* NULL: nobody runs here */
};

struct postprocess {
	const char *command;
	struct child running[RUNNING_MAX];
	size_t nrunning;
	char **waiting;		/* a ring of WAITING_MAX, made at need */
	size_t first, nwaiting;
	unsigned long lost;	/* files there was no room for */
};

struct postprocess *
postprocess_new(const char *command)
{
	struct postprocess *p = xcalloc(1, sizeof(*p));

	p->command = command;
	launcher_want();
	return p;
}

void
postprocess_free(struct postprocess *p)
{
	for (size_t i = 0; i < RUNNING_MAX; i++)
		free(p->running[i].path);
	for (size_t i = 0; i < p->nwaiting; i++)
		free(p->waiting[(p->first + i) % WAITING_MAX]);
	free(p->waiting);
	free(p);
}

size_t
postprocess_pending(const struct postprocess *p)
{
	return p->nwaiting + p->nrunning;
}

static void
say_failed(const struct postprocess *p, const char *path, int why)
{
	if (why == ENOENT)
		warning("-z: %s %s: exit status 127: is it there, and in "
		    "PATH?", p->command, path);
	else
		warning("-z: cannot run %s %s: %s", p->command, path,
		    strerror(why));
}

static void
start(struct postprocess *p, char *path)
{
	char *argv[] = { (char *)(uintptr_t)p->command, path, NULL };
	const struct launch l = { .argv = argv, .out = STDOUT_FILENO,
	    .lowest = true };
	struct child *c = p->running;
	uint32_t id;
	int why = launcher_run(&l, &id);

	if (why != 0) {
		say_failed(p, path, why);
		free(path);
		return;
	}
	while (c->path != NULL)
		c++;
	*c = (struct child){ id, path };
	p->nrunning++;
}

static void
start_waiting(struct postprocess *p)
{
	while (p->nwaiting > 0 && p->nrunning < RUNNING_MAX) {
		start(p, p->waiting[p->first]);
		p->first = (p->first + 1) % WAITING_MAX;
		p->nwaiting--;
	}
}

void
postprocess_file(struct postprocess *p, const char *path)
{
	if (p->nwaiting == WAITING_MAX) {
		if (p->lost++ == 0)
			warning("-z: %s: %s is too slow: %u files wait for "
			    "it already; this one is left as it is", path,
			    p->command, WAITING_MAX);
		return;
	}
	if (p->waiting == NULL)
		p->waiting = xcalloc(WAITING_MAX, sizeof(*p->waiting));
	p->waiting[(p->first + p->nwaiting++) % WAITING_MAX] = xstrdup(path);
	start_waiting(p);
}

static void
say_end(const struct postprocess *p, const char *path, int status)
{
	if (WIFSIGNALED(status))
		warning("-z: %s %s: ended by signal %d", p->command, path,
		    WTERMSIG(status));
	else if (WEXITSTATUS(status) != 0)
		warning("-z: %s %s: exit status %d", p->command, path,
		    WEXITSTATUS(status));
}

void
postprocess_poll(struct postprocess *p)
{
	struct child *c;
	int status, why;

	for (c = p->running; c < p->running + RUNNING_MAX; c++) {
		if (c->path == NULL || !launcher_ended(c->id, &status, &why))
			continue;
		if (why != 0)
			say_failed(p, c->path, why);
		else
			say_end(p, c->path, status);
		free(c->path);
		c->path = NULL;
		p->nrunning--;
	}
	start_waiting(p);
}

/* An orderly end is under way: its time limit is for packets, not for us. */
void
postprocess_wait(struct postprocess *p)
{
	sigset_t all, old;

	signals_patient();
	/* signals come in while we wait, and not between look and wait */
	(void)sigfillset(&all);
	(void)sigprocmask(SIG_BLOCK, &all, &old);
	while (postprocess_pending(p) > 0 && signals_stop < 2) {
		launcher_wait(&old, 1);
		postprocess_poll(p);
	}
	(void)sigprocmask(SIG_SETMASK, &old, NULL);
	if (postprocess_pending(p) > 0)
		warning("-z: stopped before %s was done with %zu files",
		    p->command, postprocess_pending(p));
	if (p->lost > 0)
		warning("-z: %lu files were not worked on", p->lost);
}
