/* SPDX-License-Identifier: BSD-3-Clause */
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>

#include "actions.h"
#include "child.h"

#define NS_PER_S 1000000000u
#define GRACE (2ull * NS_PER_S)		/* from SIGTERM to SIGKILL */
#define LAST (10ull * NS_PER_S)

struct child {
	struct child *next;
	const char *what;
	char *name;
	uint32_t id;
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

int
child_start(const tp_host *h, const char *what, char *const argv[],
    char *const env[], int out, uint64_t limit)
{
	const tp_program p = { .size = sizeof(p), .argv = argv, .env = env,
	    .out = out };
	struct child *c;
	uint64_t time = now();
	uint32_t id;
	int rc = h->start_program(h, &p, &id);

	if (rc != 0)
		return rc;
	c = action_alloc(sizeof(*c));
	c->what = what;
	c->name = strdup(argv[0]);
	c->id = id;
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

/* rc, status: of program_ended(). */
static void
say_end(const tp_host *h, const struct child *c, int32_t rc, int status)
{
	if (rc < 0)
		h->log(h, TP_LOG_ERROR, "%s: %s: %s", c->what, c->name,
		    strerror(-rc));
	else if (c->told)
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
urge(const tp_host *h, struct child *c, uint64_t time)
{
	if (time < c->deadline)
		return;
	c->told = c->told == 0 ? SIGTERM : SIGKILL;
	h->signal_program(h, c->id, c->told);
	c->deadline = time + GRACE;
}

uint32_t
children_poll(const tp_host *h, const char *what, int last)
{
	struct child **at = &children, *c;
	uint64_t time = children != NULL ? now() : 0;
	int32_t status, rc;

	while ((c = *at) != NULL) {
		if (c->what != what) {
			at = &c->next;
		} else if ((rc = h->program_ended(h, c->id, &status)) == 0) {
			if (last && c->deadline > time + LAST)
				c->deadline = time + LAST;
			urge(h, c, time);
			at = &c->next;
		} else {
			say_end(h, c, rc, status);
			*at = c->next;
			free(c->name);
			free(c);
		}
	}
	return children_running(what);
}
