/* SPDX-License-Identifier: BSD-3-Clause */
#include "config.h"

#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "fatal.h"
#include "helper.h"
#include "launcher.h"
#include "passing.h"

#define MESSAGE_MAX	(192u * 1024)	/* what a socket takes at once */
#define OWN_ENVIRONMENT	UINT32_MAX
#define OUT_PASSED	3
#define SEND_SIGNAL	UINT32_MAX	/* as argc: env is the signal */

extern char **environ;

/* To the launcher, with argc and envc strings behind it. */
struct request {
	uint32_t id, argc, envc;
	int32_t out;			/* 1, 2 or OUT_PASSED */
	uint32_t lowest;
};

/* From the launcher. */
struct reply {
	uint32_t id;
	int32_t why;			/* it was not executed: an errno */
	int32_t status;
};

/* The helper -------------------------------------------------------------- */

struct program {
	struct program *next;
	uint32_t id;
	pid_t pid;
};

static struct program *programs;

static void
child_ended(int sig)
{
	(void)sig;			/* it wakes ppoll() */
}

static void
answer(int fd, uint32_t id, int why, int status)
{
	const struct reply r = { id, why, status };

	while (send(fd, &r, sizeof(r), MSG_NOSIGNAL) == -1 && errno == EINTR)
		continue;
}

static void
reap(int fd)
{
	struct program **at = &programs, *p;
	int status;

	while ((p = *at) != NULL) {
		if (waitpid(p->pid, &status, WNOHANG) != p->pid) {
			at = &p->next;
			continue;
		}
		answer(fd, p->id, 0, status);
		*at = p->next;
		free(p);
	}
}

/* As it would be at a terminal. */
static void
forget_signals(void)
{
	struct sigaction sa = { .sa_handler = SIG_DFL };
	sigset_t none;

	for (int sig = 1; sig < NSIG; sig++)
		(void)sigaction(sig, &sa, NULL);
	(void)sigemptyset(&none);
	(void)sigprocmask(SIG_SETMASK, &none, NULL);
}

/* report: closed by exec, else gets an errno. */
static _Noreturn void
become(const struct request *r, char **argv, char **env, int out, int report)
{
	int null = open("/dev/null", O_RDONLY | O_CLOEXEC), why;

	if (null >= 0)
		(void)dup2(null, STDIN_FILENO);
	if (out != STDOUT_FILENO)
		(void)dup2(out, STDOUT_FILENO);
	(void)setpgid(0, 0);
	forget_signals();
	if (r->lowest)
		(void)setpriority(PRIO_PROCESS, 0, 19);
	(void)execvpe(argv[0], argv, env);
	why = errno;
	(void)!write(report, &why, sizeof(why));
	_exit(127);
}

/* 0, or an errno. */
static int
spawn(const struct request *r, char **argv, char **env, int out)
{
	struct program *p;
	int report[2], why = 0;
	pid_t pid;

	if (pipe2(report, O_CLOEXEC) == -1)
		return errno;
	pid = fork();
	if (pid == 0)
		become(r, argv, env, out, report[1]);
	if (pid == -1)
		why = errno;
	(void)close(report[1]);
	if (pid != -1 && read(report[0], &why, sizeof(why)) <= 0)
		why = 0;
	(void)close(report[0]);
	if (why != 0) {
		if (pid != -1)
			(void)waitpid(pid, NULL, 0);
		return why;
	}
	p = xcalloc(1, sizeof(*p));
	p->id = r->id;
	p->pid = pid;
	p->next = programs;
	programs = p;
	return 0;
}

static void
signal_program(const struct request *r)
{
	for (const struct program *p = programs; p != NULL; p = p->next)
		if (p->id == r->id)
			(void)kill(-p->pid, (int)r->envc);
}

/* The next n strings of [*s, end), and NULL; NULL: they are not all there. */
static char **
strings(char **s, char *end, uint32_t n)
{
	char **list = xcalloc((size_t)n + 1, sizeof(*list)), *stop;

	for (uint32_t i = 0; i < n; i++) {
		stop = *s < end ? memchr(*s, '\0', (size_t)(end - *s)) : NULL;
		if (stop == NULL) {
			free(list);
			return NULL;
		}
		list[i] = *s;
		*s = stop + 1;
	}
	return list;
}

/* message: a request, and n octets in all. */
static int
run(char *message, size_t n, int passed)
{
	struct request r;
	char *at = message + sizeof(r), *end = message + n;
	char **argv, **env = NULL;
	int rc = EINVAL;

	memcpy(&r, message, sizeof(r));
	if (r.argc == 0 || r.argc > n)
		return EINVAL;
	argv = strings(&at, end, r.argc);
	if (r.envc != OWN_ENVIRONMENT && r.envc <= n)
		env = strings(&at, end, r.envc);
	if (argv != NULL && (env != NULL || r.envc == OWN_ENVIRONMENT))
		rc = spawn(&r, argv, env != NULL ? env : environ,
		    r.out == OUT_PASSED && passed >= 0 ? passed :
		    r.out == STDOUT_FILENO ? STDOUT_FILENO : STDERR_FILENO);
	free(argv);
	free(env);
	return rc;
}

/* False: the other end is gone. */
static bool
serve(int fd)
{
	static char message[MESSAGE_MAX];
	struct request r;
	int passed, why;
	ssize_t n = passing_receive(fd, message, sizeof(message), &passed);

	if (n < (ssize_t)sizeof(r))
		return n == -1 && errno == EINTR;
	memcpy(&r, message, sizeof(r));
	if (r.argc == SEND_SIGNAL)
		signal_program(&r);
	else if ((why = run(message, (size_t)n, passed)) != 0)
		answer(fd, r.id, why, 0);
	if (passed >= 0)
		(void)close(passed);
	return true;
}

static void
work(int fd, void *arg)
{
	struct sigaction sa = { .sa_handler = child_ended };
	struct pollfd in = { .fd = fd, .events = POLLIN };
	sigset_t while_waiting;

	(void)arg;
	(void)fcntl(fd, F_SETFD, FD_CLOEXEC);
	(void)sigaction(SIGCHLD, &sa, NULL);
	(void)sigfillset(&while_waiting);
	(void)sigdelset(&while_waiting, SIGCHLD);
	do {
		in.revents = 0;
		(void)ppoll(&in, 1, NULL, &while_waiting);
		reap(fd);
	} while (in.revents == 0 || serve(fd));
}

/* Ours -------------------------------------------------------------------- */

static int channel = -1;
static bool gone;			/* it was killed, and we go on */
static uint32_t last_id;
static struct reply *ended;		/* nobody has asked for them yet */
static size_t nended;

void
launcher_want(void)
{
	const struct helper h = { .name = "tapir-launcher",
	    .role = SANDBOX_LAUNCHER, .stays = true, .work = work,
	    .fd = &channel };

	helper_want(&h);
}

/* False: there is no reply now, or never again. */
static bool
hear(void)
{
	struct reply r;
	ssize_t n;

	do
		n = recv(channel, &r, sizeof(r), MSG_DONTWAIT);
	while (n == -1 && errno == EINTR);
	gone = gone || n == 0 || (n == -1 && errno != EAGAIN);
	if (n != (ssize_t)sizeof(r))
		return false;
	ended = xrealloc(ended, nended + 1, sizeof(*ended));
	ended[nended++] = r;
	return true;
}

static void
put(char *message, size_t *n, const char *s)
{
	size_t len = strlen(s) + 1;

	if (len <= MESSAGE_MAX - *n)
		memcpy(message + *n, s, len);
	*n = len <= MESSAGE_MAX - *n ? *n + len : MESSAGE_MAX;
}

static uint32_t
put_all(char *message, size_t *n, char *const *s)
{
	uint32_t count = 0;

	for (; s[count] != NULL; count++)
		put(message, n, s[count]);
	return count;
}

/* 0, or an errno. */
static int
tell(const void *message, size_t n, int passed)
{
	return passing_send(channel, message, n, passed,
	    MSG_NOSIGNAL | MSG_DONTWAIT) != -1 ? 0 :
	    errno == EMSGSIZE ? E2BIG : errno;
}

int
launcher_run(const struct launch *l, uint32_t *id)
{
	char *message = xcalloc(1, MESSAGE_MAX);
	struct request r = { .id = ++last_id, .lowest = l->lowest };
	bool passes = l->out != STDOUT_FILENO && l->out != STDERR_FILENO;
	size_t n = sizeof(r);
	int rc;

	r.out = passes ? OUT_PASSED : l->out;
	r.argc = put_all(message, &n, l->argv);
	r.envc = l->env != NULL ? put_all(message, &n, l->env) :
	    OWN_ENVIRONMENT;
	memcpy(message, &r, sizeof(r));
	rc = n == MESSAGE_MAX ? E2BIG : tell(message, n, passes ? l->out : -1);
	free(message);
	*id = r.id;
	return rc;
}

bool
launcher_ended(uint32_t id, int *status, int *why)
{
	while (!gone && hear())
		continue;
	*why = 0;
	for (size_t i = 0; i < nended; i++)
		if (ended[i].id == id) {
			*status = ended[i].status;
			*why = ended[i].why;
			ended[i] = ended[--nended];
			return true;
		}
	*status = SIGKILL;		/* nobody knows */
	return gone;
}

void
launcher_signal(uint32_t id, int sig)
{
	const struct request r = { .id = id, .argc = SEND_SIGNAL,
	    .envc = (uint32_t)sig };

	(void)tell(&r, sizeof(r), -1);
}

void
launcher_wait(const sigset_t *mask, int seconds)
{
	const struct timespec limit = { .tv_sec = seconds };
	struct pollfd in = { .fd = channel, .events = POLLIN };

	(void)ppoll(&in, 1, &limit, mask);
}
