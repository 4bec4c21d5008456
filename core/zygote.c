/* SPDX-License-Identifier: BSD-3-Clause */
#include "config.h"

#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "engine.h"
#include "fatal.h"
#include "keeper.h"
#include "privilege.h"
#include "reach.h"
#include "registry.h"
#include "sandbox.h"
#include "wire.h"
#include "zygote.h"

#define MEMORY_MAX	((rlim_t)1 << 30)	/* of a worker's own */
#define NICE		5	/* where files are written, they come first */
#define NAP_NS		200000		/* while frames are to be expected */
#define NAPS		8u
#define SLEEP_MS	50
#define MANY_DISSECTORS	4096u

struct zygote {
	struct workplace *place;
	struct worker_made made;
	struct ring *ring;
	pid_t worker;			/* 0: there is none */
	uint32_t failures[MANY_DISSECTORS];	/* by protocol */
	/* In a worker: */
	struct source source;
	struct capture_if ifs[DESK_IFS];
	bool verdicts;
	int64_t time, time_told;
	uint32_t said, flushed;		/* of the tray's */
	struct textbuf message;
};

/* ------------------------------------------------- what the worker says */

static void
wait_for_room(void *arg)
{
	const struct timespec moment = { 0, NAP_NS };

	(void)arg;
	(void)nanosleep(&moment, NULL);
}

static void
put(struct zygote *z)
{
	if (!desk_put(z->place->desk, z->place->tray, z->message.s,
	    (uint32_t)z->message.n, wait_for_room, NULL))
		warning("a message is too long for the capturing process");
}

static int
verdict(void *arg, uint64_t place, enum verdict v, int64_t time,
    const struct extract *x)
{
	struct zygote *z = arg;

	z->time = z->time_told = time;
	if (!z->verdicts)
		return 0;
	wire_verdict(&z->message, place, v, time, x);
	put(z);
	return 0;
}

static void
name(void *arg, uint32_t type, const uint8_t *addr, const char *text)
{
	struct zygote *z = arg;

	wire_name(&z->message, type, addr, text);
	put(z);
}

/* Goes along with what comes next. */
static void
time_comes(void *arg, int64_t ns)
{
	struct zygote *z = arg;

	z->time = ns;
}

static void
tell_time(struct zygote *z)
{
	if (z->time == z->time_told)
		return;
	z->time_told = z->time;
	wire_time(&z->message, z->time);
	put(z);
}

static void
message(void *arg, uint64_t place, const tp_event *e, const tp_message *m)
{
	struct zygote *z = arg;

	tell_time(z);
	wire_message(&z->message, place, e, m);
	put(z);
}

static void
said(void *arg, const char *text, size_t n)
{
	struct zygote *z = arg;

	wire_said(&z->message, text, n);
	put(z);
}

static uint64_t
lost(void *arg)
{
	const struct zygote *z = arg;

	return atomic_load(&z->place->tray->lost);
}

static const struct verbs verbs = { .verdict = verdict, .name = name, .time = time_comes,
    .message = message, .said = said, .lost = lost };

/* -------------------------------------------------------------- the worker */

static void
heed(struct zygote *z)
{
	const struct tray *t = z->place->tray;
	uint32_t n;

	n = atomic_load(&t->flush);
	if (n != z->flushed)
		output_flush();
	z->flushed = n;
	n = atomic_load(&t->say);
	if (n != z->said)
		judge_say(z->made.judge);
	z->said = n;
}

/* Nothing there: sleeps until it is woken, or some time is over. */
static void
sleep_on_pipe(struct zygote *z, uint64_t next)
{
	struct workplace *p = z->place;
	struct pollfd in = { .fd = p->wake[0], .events = POLLIN };
	int64_t clock = atomic_load(&p->tray->clock);
	char buf[256];

	if (ring_filled(z->ring) != next)
		return;
	judge_idle(z->made.judge, clock);
	tell_time(z);
	atomic_store(&p->desk->asleep, true);
	if (ring_filled(z->ring) == next && !atomic_load(&p->tray->over) &&
	    poll(&in, 1, SLEEP_MS) > 0 &&
	    read(p->wake[0], buf, sizeof(buf)) == 0)
		_exit(0);	/* nobody captures any more */
	atomic_store(&p->desk->asleep, false);
}

static void
finish(struct zygote *z)
{
	struct judged judged = { 0 };

	judge_source_end(z->made.judge);
	tell_time(z);
	judge_end(z->made.judge, &judged);
	wire_judged(&z->message, &judged);
	put(z);
}

/* Takes frames from that place on until no more come. */
static void
work(struct zygote *z, uint64_t next)
{
	const struct timespec nap = { 0, NAP_NS };
	struct desk *d = z->place->desk;
	struct ring_frame f;
	uint32_t naps = 0;
	uint64_t at;
	bool over;

	for (;;) {
		heed(z);
		over = atomic_load(&z->place->tray->over);
		at = next;
		if (ring_hold(z->ring, &at, &f)) {
			d->missed += at - next;
			d->steps++;
			judge_frame(z->made.judge, &f.frame, f.number, at);
			d->steps++;
			d->next = next = at + 1;
			naps = 0;
		} else if (over)
			return;
		else if (naps++ < NAPS)
			(void)nanosleep(&nap, NULL);
		else
			sleep_on_pipe(z, next);
	}
}

static void
open_source(struct zygote *z)
{
	const struct tray *t = z->place->tray;

	for (uint32_t i = 0; i < t->nifs && i < DESK_IFS; i++) {
		const struct desk_if *from = &t->ifs[i];

		z->ifs[i] = (struct capture_if){
		    .name = (char *)(uintptr_t)from->name, .dlt = from->dlt,
		    .linktype = from->linktype, .fcs_len = from->fcs_len,
		    .snaplen = from->snaplen,
		    .resolution = from->resolution };
	}
	z->source.ifs = z->ifs;
	z->source.nifs = t->nifs;
	z->source.tells_ifs = true;
	judge_source(z->made.judge, &z->source);
}

/* Its end is the end of those that it forked. */
static void
die_with_parent(void)
{
#ifdef __linux__
	(void)prctl(PR_SET_PDEATHSIG, SIGKILL);
#endif
}

static void
enter(enum sandbox_role role)
{
	char error[512];

	if (sandbox_enter(role, error, sizeof(error)) == 0)
		return;
	warning("%s", error);
	_exit(1);
}

static _Noreturn void
worker_run(struct zygote *z, uint64_t place)
{
	sigset_t none;
#ifndef TP_SANITIZED
	const struct rlimit memory = { MEMORY_MAX, MEMORY_MAX };

	(void)setrlimit(RLIMIT_DATA, &memory);
#endif
#ifdef __linux__
	(void)prctl(PR_SET_NAME, "tapir-worker");
#endif
	die_with_parent();
	if (z->place->o->write_file != NULL)
		(void)setpriority(PRIO_PROCESS, 0, NICE);
	(void)signal(SIGCHLD, SIG_DFL);
	(void)sigemptyset(&none);
	(void)sigprocmask(SIG_SETMASK, &none, NULL);
	(void)close(z->place->orders);
	z->made.packet->at_work = (const tp_dissector **)(void *)
	    &z->place->desk->at_work;
	z->time = z->time_told = INT64_MIN;
	z->said = atomic_load(&z->place->tray->say);
	z->flushed = atomic_load(&z->place->tray->flush);
	judge_resume(z->made.judge);
	open_source(z);
	enter(reach_writes() ? SANDBOX_READER : SANDBOX_WORKER);
	work(z, place);
	finish(z);
	output_flush();
	_exit(0);
}

/* -------------------------------------------------------------- the zygote */

static void
fork_worker(struct zygote *z, const struct order *o)
{
	struct desk *d = z->place->desk;

	if (z->ring == NULL) {
		z->ring = ring_view(z->place->ring_fd, (size_t)o->ring,
		    &d->busy);
		(void)close(z->place->ring_fd);
	}
	d->busy = RING_IDLE;
	d->next = o->place;
	d->steps = 0;
	d->asleep = d->waits = false;
	d->at_work = NULL;
	d->put = atomic_load(&z->place->tray->got);
	z->worker = fork();
	if (z->worker == 0)
		worker_run(z, o->place);
	if (z->worker < 0) {
		warning("no worker process: %s", strerror(errno));
		_exit(1);
	}
}

/* Who was at work; what it wrote may be anything. */
static void
name_culprit(struct zygote *z, struct answer *a)
{
	struct registry *r = z->made.registry;
	const tp_dissector *d = z->place->desk->at_work;
	const char *protocol;
	uint32_t *failures;

	if (!registry_has(r, d))
		return;
	protocol = registry_field(r, d->proto)->abbrev;
	snprintf(a->plugin, sizeof(a->plugin), "%s",
	    d->plugin != NULL ? d->plugin : "");
	snprintf(a->protocol, sizeof(a->protocol), "%s", protocol);
	failures = &z->failures[d->proto % MANY_DISSECTORS];
	if (++*failures < (uint32_t)z->place->o->max_failures)
		return;
	a->off = true;
	registry_turn_off(r, d);
	packet_ready(z->made.packet);
}

static bool
answer(const struct zygote *z, const struct answer *a)
{
	return send(z->place->orders, a, sizeof(*a), MSG_NOSIGNAL) ==
	    (ssize_t)sizeof(*a);
}

/* What the worker printed and held back goes out; false: nobody listens. */
static bool
reap(struct zygote *z)
{
	struct answer a;
	pid_t pid;

	memset(&a, 0, sizeof(a));
	pid = waitpid(z->worker, &a.status, WNOHANG);
	if (z->worker == 0 || pid != z->worker)
		return true;
	z->worker = 0;
	a.output_failed = z->place->desk->output.failed;
	if (!a.output_failed) {
		name_culprit(z, &a);
		output_flush();
	}
	return answer(z, &a);
}

static bool
obey(struct zygote *z)
{
	struct order o;
	ssize_t n = recv(z->place->orders, &o, sizeof(o), 0);

	if (n < 0 && errno == EINTR)
		return true;
	if (n != (ssize_t)sizeof(o))
		return false;
	if (o.kind == ORDER_FORK)
		fork_worker(z, &o);
	else if (z->worker != 0)
		(void)kill(z->worker, SIGKILL);
	return true;
}

static void
child(int sig)
{
	(void)sig;
}

/* SIGCHLD comes only while it waits. */
static void
serve(struct zygote *z)
{
	struct pollfd in = { .fd = z->place->orders, .events = POLLIN };
	struct sigaction sa = { .sa_handler = child };
	sigset_t block, wait;

	(void)sigemptyset(&sa.sa_mask);
	(void)sigaction(SIGCHLD, &sa, NULL);
	(void)sigemptyset(&block);
	(void)sigaddset(&block, SIGCHLD);
	(void)sigprocmask(SIG_BLOCK, &block, &wait);
	(void)sigdelset(&wait, SIGCHLD);
	for (;;) {
		int n = ppoll(&in, 1, NULL, &wait);

		if (!reap(z) || (n > 0 && !obey(z)))
			break;
	}
	if (z->worker != 0)
		(void)kill(z->worker, SIGKILL);
}

/* The terminal's signals go to all processes; who captures says what they
 * mean. */
static void
ignore_signals(void)
{
	static const int ignored[] = { SIGINT, SIGTERM, SIGHUP, SIGUSR1,
	    SIGUSR2, SIGPIPE, SIGXFSZ };

	for (size_t i = 0; i < sizeof(ignored) / sizeof(ignored[0]); i++)
		(void)signal(ignored[i], SIG_IGN);
}

static void
drop_privileges(const struct options *o)
{
	char error[512];

	/* that ids cannot be changed, says who captures */
	if (privilege_drop(o->user, error, sizeof(error)) == -1) {
		warning("%s", error);
		_exit(1);
	}
	enter(SANDBOX_ZYGOTE);
}

void
zygote_run(struct workplace *p, worker_maker *make, void *arg)
{
	struct zygote z = { .place = p };
	struct verbs v = verbs;
	struct answer ready;
	size_t n;

	ignore_signals();
	keeper_leave();
#ifdef __linux__
	(void)prctl(PR_SET_NAME, "tapir-zygote");
#endif
	(void)close(p->wake[1]);
	v.arg = &z;
	output_open(p->o->line_buffered);
	output_keep_in(&p->desk->output);
	if (!make(arg, &v, &z.made))
		_exit(1);
	output_flush();
	drop_privileges(p->o);
	die_with_parent();
	memset(&ready, 0, sizeof(ready));
	ready.ready = true;
	ready.needs = judge_needs(z.made.judge);
	z.verdicts = ready.needs.verdicts;
	p->tray = (struct tray *)(uintptr_t)shared_view(p->tray_fd,
	    sizeof(*p->tray));
	(void)close(p->tray_fd);
	ready.anywhere = !reach_tell(ready.paths, sizeof(ready.paths), &n);
	ready.npaths = (uint32_t)n;
	if (answer(&z, &ready))
		serve(&z);
	_exit(0);
}
