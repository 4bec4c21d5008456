/* SPDX-License-Identifier: BSD-3-Clause */
#include "config.h"

#include <sys/socket.h>
#include <sys/wait.h>

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "crash.h"
#include "fatal.h"
#include "monotonic.h"
#include "reach.h"
#include "signals.h"
#include "wire.h"
#include "worker.h"
#include "zygote.h"

#define NS_PER_S	1000000000
#define RING_DEFAULT	((size_t)32 << 20)
#define HANG_NS		1500000000	/* of one frame; a script has had its
					 * 500 ms of a busy processor by then */
#define LOOK_NS		20000000
#define LOOK_FRAMES	64u
#define FINISH_NAP_NS	2000000

struct worker {
	const struct options *o;
	struct workplace place;
	pid_t zygote;
	struct judge_needs needs;
	struct verbs verbs;
	const struct source *source;
	struct ring *ring;
	size_t ring_size;
	bool runs;			/* there is a worker */
	bool ended;			/* it has judged all */
	bool output_failed;
	struct judged judged;
	uint64_t failures, missed;
	uint32_t nameless;		/* failures in no protocol */
	uint32_t polls;
	int64_t looked;
	uint64_t steps;			/* as of since */
	int64_t since;
	bool hung;
	uint8_t message[DESK_MESSAGE];
};

bool
worker_is_wanted(const struct options *o)
{
	return !o->no_isolation && o->read_file == NULL &&
	    o->read_list == NULL;
}

/* ---------------------------------------------------------------- starting */

static void
make_workplace(struct workplace *p, const struct options *o, int ends[2])
{
	p->o = o;
	p->desk = shared_by_all(sizeof(*p->desk));
	p->tray_fd = shared_file();
	p->ring_fd = shared_file();
	p->tray = shared_map(p->tray_fd, sizeof(*p->tray));
	p->tray->clock = INT64_MIN;
	if (socketpair(AF_UNIX, SOCK_SEQPACKET, 0, ends) < 0 ||
	    pipe(p->wake) < 0)
		fatal("no process to dissect in: %s (--no-isolation needs "
		    "none)", strerror(errno));
	for (int i = 0; i < 2; i++) {
		(void)fcntl(ends[i], F_SETFD, FD_CLOEXEC);
		(void)fcntl(p->wake[i], F_SETFD, FD_CLOEXEC);
	}
	(void)fcntl(p->wake[1], F_SETFL, O_NONBLOCK);
}

/* Until it has loaded all; false: it ended, and said why. */
static bool
await_ready(struct worker *w)
{
	struct answer a;
	ssize_t n;

	do
		n = recv(w->place.orders, &a, sizeof(a), 0);
	while (n < 0 && errno == EINTR && signals_stop == 0);
	if (n != (ssize_t)sizeof(a) || !a.ready)
		return false;
	w->needs = a.needs;
	if (a.anywhere)
		reach_write_anywhere();
	if (a.npaths != 0 && a.npaths <= sizeof(a.paths) &&
	    a.paths[a.npaths - 1] == '\0')
		reach_told(a.paths, a.npaths);
	return true;
}

static void
end_zygote(struct worker *w)
{
	(void)close(w->place.orders);
	(void)close(w->place.wake[1]);
	while (waitpid(w->zygote, NULL, 0) < 0 && errno == EINTR)
		continue;
}

struct worker *
worker_start(const struct options *o, worker_maker *make, void *arg)
{
	struct worker *w = xcalloc(1, sizeof(*w));
	int ends[2];

	w->o = o;
	make_workplace(&w->place, o, ends);
	w->zygote = fork();
	if (w->zygote < 0)
		fatal("no process to dissect in: %s (--no-isolation needs "
		    "none)", strerror(errno));
	w->place.orders = ends[w->zygote == 0];
	(void)close(ends[w->zygote != 0]);
	if (w->zygote == 0)
		zygote_run(&w->place, make, arg);
	(void)close(w->place.wake[0]);
	if (await_ready(w))
		return w;
	end_zygote(w);
	free(w);
	return NULL;
}

struct judge_needs
worker_needs(const struct worker *w)
{
	return w->needs;
}

static void
order(struct worker *w, enum order_kind kind, uint64_t place)
{
	const struct order o = { kind, place, w->ring_size };

	(void)send(w->place.orders, &o, sizeof(o), MSG_NOSIGNAL);
}

static void
start_at(struct worker *w, uint64_t place)
{
	w->runs = true;
	w->hung = false;
	w->steps = 0;
	w->since = monotonic_ns();
	order(w, ORDER_FORK, place);
}

static void
describe(struct tray *t, const struct source *s)
{
	t->nifs = s->nifs;
	for (uint32_t i = 0; i < s->nifs && i < DESK_IFS; i++) {
		const struct capture_if *from = &s->ifs[i];
		struct desk_if *to = &t->ifs[i];

		*to = (struct desk_if){ .dlt = from->dlt,
		    .linktype = from->linktype, .fcs_len = from->fcs_len,
		    .snaplen = from->snaplen,
		    .resolution = from->resolution };
		snprintf(to->name, sizeof(to->name), "%s",
		    from->name != NULL ? from->name : "");
	}
}

struct ring *
worker_begin(struct worker *w, const struct source *s,
    void (*evict)(void *arg, uint64_t place), void *arg)
{
	size_t size = w->o->ring_size != 0 ? (size_t)w->o->ring_size :
	    RING_DEFAULT;

	if (size < w->needs.ring)
		size = w->needs.ring;
	if (size < RING_SHARED_MIN)
		size = RING_SHARED_MIN;
	w->source = s;
	w->ring_size = size;
	w->ring = ring_new_shared(w->place.ring_fd, size,
	    &w->place.desk->busy, evict, arg);
	(void)close(w->place.ring_fd);
	(void)close(w->place.tray_fd);
	describe(w->place.tray, s);
	start_at(w, 0);
	return w->ring;
}

void
worker_tells(struct worker *w, const struct verbs *v)
{
	w->verbs = *v;
}

/* ---------------------------------------------------------------- a failure */

static void
say_how(char *s, size_t n, const struct worker *w, int status)
{
	if (w->hung)
		snprintf(s, n, "hung");
	else if (WIFSIGNALED(status))
		snprintf(s, n, "crashed (%s)", strsignal(WTERMSIG(status)));
	else
		snprintf(s, n, "ended its process (exit status %d)",
		    WEXITSTATUS(status));
}

/* The place to go on at, behind the frame that it held, which is saved. */
static uint64_t
leave_frame(struct worker *w, uint64_t *number, char *path, size_t n)
{
	uint64_t busy = w->place.desk->busy, next = w->place.desk->next;
	uint64_t end = ring_end(w->ring);
	struct ring_frame f;

	path[0] = '\0';
	*number = 0;
	if (next > end)
		next = end;
	if (busy == RING_IDLE || !ring_held(w->ring, busy, &f)) {
		if (next > 0 && ring_held(w->ring, next - 1, &f))
			*number = f.number;
		return next;
	}
	*number = f.number;
	crash_save(w->o->crash_dir, &f.frame,
	    w->source->ifs[f.frame.iface].linktype, f.number, path, n);
	return busy + 1;
}

static void
failed(struct worker *w, const struct answer *a)
{
	char how[128], path[PATH_MAX];
	bool lost = a->protocol[0] == '\0' &&
	    ++w->nameless >= (uint32_t)w->o->max_failures;
	uint64_t number, next = leave_frame(w, &number, path, sizeof(path));

	w->failures++;
	say_how(how, sizeof(how), w, a->status);
	crash_say(how, a->plugin, a->protocol, number, path,
	    lost ? "nothing is dissected from now on, and capturing goes on" :
	    a->off ? "it is off from now on (--max-failures)" :
	    "a new one goes on behind it");
	if (!lost)
		start_at(w, next);
}

/* ----------------------------------------------------------------- looking */

static void
drain(struct worker *w)
{
	int64_t n;

	while ((n = desk_get(w->place.desk, w->place.tray, w->message)) > 0) {
		if (wire_read(w->message, (size_t)n, &w->verbs, &w->judged,
		    &w->ended))
			continue;
		n = -1;
		break;
	}
	if (n < 0 && w->runs)
		order(w, ORDER_KILL, 0);
}

static void
hear(struct worker *w)
{
	struct answer a;
	ssize_t n;

	while ((n = recv(w->place.orders, &a, sizeof(a), MSG_DONTWAIT)) ==
	    (ssize_t)sizeof(a)) {
		a.plugin[DESK_NAME - 1] = a.protocol[DESK_NAME - 1] = '\0';
		w->runs = false;
		drain(w);
		w->output_failed |= a.output_failed;
		if (!w->ended && !w->output_failed)
			failed(w, &a);
	}
	if (n == 0 && w->runs) {
		w->runs = false;
		warning("the process that dissects is gone: nothing is "
		    "dissected from now on, and capturing goes on");
	}
}

/* Has it been at one frame for too long?  Not if it waits for others, nor if
 * this process stood still as well, as in a container that was paused. */
static void
watch(struct worker *w, int64_t t, bool late)
{
	const struct desk *d = w->place.desk;
	uint64_t steps = d->steps;

	if (steps != w->steps || steps % 2 == 0 || d->output.waits ||
	    d->waits || late) {
		w->steps = steps;
		w->since = t;
	} else if (t - w->since > HANG_NS && w->runs && !w->hung) {
		w->hung = true;
		order(w, ORDER_KILL, 0);
	}
}

static bool
look(struct worker *w)
{
	int64_t t = monotonic_ns(), since = t - w->looked;

	drain(w);
	if (since < LOOK_NS)
		return true;
	w->looked = t;
	watch(w, t, since > HANG_NS / 2);
	hear(w);
	return !w->output_failed;
}

void
worker_wake(struct worker *w)
{
	if (atomic_load(&w->place.desk->asleep))
		(void)!write(w->place.wake[1], "", 1);
}

bool
worker_poll(struct worker *w)
{
	if (++w->polls % LOOK_FRAMES == 0)
		return look(w);
	drain(w);
	return true;
}

bool
worker_idle(struct worker *w, int64_t clock)
{
	atomic_store(&w->place.tray->clock, clock);
	return look(w);
}

void
worker_lost(struct worker *w, uint64_t packets)
{
	atomic_store(&w->place.tray->lost, packets);
}

void
worker_flush(struct worker *w)
{
	atomic_fetch_add(&w->place.tray->flush, 1);
	worker_wake(w);
}

void
worker_say(struct worker *w)
{
	atomic_fetch_add(&w->place.tray->say, 1);
	worker_wake(w);
}

/* ------------------------------------------------------------------ ending */

bool
worker_finish(struct worker *w, struct judged *result)
{
	const struct timespec nap = { 0, FINISH_NAP_NS };

	atomic_store(&w->place.tray->over, true);
	worker_wake(w);
	while (!w->ended && !w->output_failed && w->runs) {
		if (!look(w))
			break;
		if (signals_stop > 1) {
			order(w, ORDER_KILL, 0);
			break;
		}
		(void)nanosleep(&nap, NULL);
	}
	textbuf_put(&result->report, w->judged.report.s, w->judged.report.n);
	textbuf_put(&result->rules, w->judged.rules.s, w->judged.rules.n);
	result->given_up += w->judged.given_up;
	return !w->output_failed;
}

void
worker_end(struct worker *w, struct worker_counts *c)
{
	c->failures = w->failures;
	c->missed = w->place.desk->missed;
	end_zygote(w);
	shared_unmap(w->place.desk, sizeof(*w->place.desk));
	shared_unmap(w->place.tray, sizeof(*w->place.tray));
	textbuf_free(&w->judged.report);
	textbuf_free(&w->judged.rules);
	free(w);
}
