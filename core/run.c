/* SPDX-License-Identifier: BSD-3-Clause */
#include "config.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "bpf.h"
#include "capture.h"
#include "crash.h"
#include "fatal.h"
#include "files.h"
#include "frame.h"
#include "judge.h"
#include "marks.h"
#include "monotonic.h"
#include "name_cache.h"
#include "output.h"
#include "ring.h"
#include "run.h"
#include "sandbox.h"
#include "savefile.h"
#include "signals.h"
#include "summary.h"
#include "waiting.h"
#include "window.h"
#include "worker.h"

#define NS_PER_S 1000000000
#define WINDOWS_TICK_NS 50000000

struct run {
	const struct options *o;
	struct pktfilter_config filter_config;
	struct pktfilter *filter;	/* of files; NULL: all pass */
	struct judge *judge;		/* NULL: nothing is dissected here */
	struct worker *worker;		/* who has it then, or NULL */
	struct waiting *waiting;	/* for its verdicts, if it has */
	bool waits;			/* frames do */
	struct textbuf comment;		/* of such a one */
	struct judged judged;		/* what it leaves */
	struct name_cache *names;	/* --write-names, or NULL */
	struct files *files;		/* -w, or NULL */
	struct windows *windows;	/* files of rules, or NULL */
	struct marks *marks;		/* of rules, or NULL */
	struct ring *ring;		/* of all frames, or NULL */
	struct source *source;		/* that frames come from, or NULL */
	struct ring_frame at_hand;	/* the frame that is judged */
	uint64_t place;			/* of the next frame */
	int64_t time;			/* the largest stamp so far */
	int64_t ticked;			/* when windows were looked at */
	struct limit_clock clock;	/* of --stop-after */
	uint64_t taken_before;		/* of earlier sources */
	uint64_t number;		/* frames of the source so far */
	uint64_t passed;		/* of all sources, that passed the
					 * filter */
	uint64_t taken;			/* of this source, after --skip: what
					 * -c counts */
	int last;			/* take() */
	int status;			/* if that is -1, or what it returned */
	bool stopping;
	bool over;			/* no further source is wanted */
	struct summary summary;
	time_t said;			/* when -v last told of -w */
};

/* ---------------------------------------------------------------- a verdict */

static uint64_t	lost(void *);

static void
tick_windows(struct run *r)
{
	int64_t now = monotonic_ns();

	if (now - r->ticked < WINDOWS_TICK_NS)
		return;
	r->ticked = now;
	windows_tick(r->windows, false);
	if (r->worker != NULL)
		worker_lost(r->worker, lost(r));
}

/* --stop-after: have packets and octets reached their limit? */
static bool
is_enough(const struct run *r)
{
	const struct limits *l = &r->o->limits;

	return (l->packets != 0 &&
	    r->taken_before + r->taken >= l->packets) ||
	    (l->octets != 0 && r->files != NULL &&
	    files_reached(r->files, l->octets));
}

/* The comment for a frame: what marks say, and that nobody has judged it. */
static const char *
comment_of(struct run *r, const struct ring_frame *f, enum verdict verdict)
{
	/* of what is shown to others, marks are not to tell */
	const char *marks = r->marks == NULL || r->o->anonymize ? NULL :
	    marks_of(r->marks, f->number, true);

	if (verdict != VERDICT_NONE)
		return marks;
	r->comment.n = 0;
	textbuf_puts(&r->comment, "tapir: undecided");
	if (marks != NULL)
		textbuf_format(&r->comment, "; %s", marks);
	textbuf_putc(&r->comment, '\0');
	return r->comment.s;
}

/* Hands a frame to the files; returns as take(). */
static int
keep(struct run *r, const struct ring_frame *f, uint64_t place, int64_t time,
    const struct extract *x, const char *comment)
{
	enum files_rc rc = FILES_OK;
	bool written;

	if (r->files != NULL)
		rc = files_write(r->files, r->source, &f->frame, x,
		    comment);
	if (rc != FILES_OK) {
		r->status = files_status(r->files);
		r->over = true;
		return rc;
	}
	if (r->windows == NULL)
		return 0;
	written = r->files != NULL && files_have_comments(r->files);
	written |= windows_frame(r->windows, f, place, time, x,
	    comment);
	if (written)
		marks_written(r->marks, f->number);
	return 0;
}

/* The frame goes where its verdict says.  Not 0: the run ended before it. */
static int
decide(struct run *r, const struct ring_frame *f, uint64_t place,
    enum verdict verdict, int64_t time, const struct extract *x)
{
	int rc = 0;

	if (verdict == VERDICT_REFUSED || verdict == VERDICT_SKIPPED) {
		r->passed += verdict == VERDICT_SKIPPED;
		if (r->ring != NULL)
			ring_refuse(r->ring, place);
		return 0;
	}
	rc = keep(r, f, place, time, x, comment_of(r, f, verdict));
	if (rc > 0)	/* no further file: the run ended before this frame */
		r->summary.delivered--;
	if (rc <= 0) {
		r->passed++;
		r->taken++;
	}
	if (rc == 0 && is_enough(r))
		r->over = true;
	r->last = rc != 0 ? rc : r->over ||
	    (r->o->count != 0 && r->taken == (uint64_t)r->o->count);
	return rc;
}

/* ------------------------------------------------------------- the verbs */

static int
verdict(void *arg, uint64_t place, enum verdict v, int64_t time,
    const struct extract *x)
{
	struct run *r = arg;

	if (r->last != 0 && r->worker != NULL)
		return 1;
	if (r->worker != NULL)
		ring_get(r->ring, place, &r->at_hand);
	return decide(r, &r->at_hand, place, v, time, x);
}

static void
name(void *arg, uint32_t type, const uint8_t *addr, const char *text)
{
	struct run *r = arg;

	if (r->names != NULL)
		name_cache_put(r->names, type, addr, text);
}

static void
time_comes(void *arg, int64_t ns)
{
	struct run *r = arg;

	if (r->windows != NULL)
		windows_time(r->windows, ns);
}

static void
message(void *arg, uint64_t place, const tp_event *e, const tp_message *m)
{
	struct run *r = arg;

	if (r->windows == NULL)
		return;
	if (m->kind == TP_MESSAGE_MARK)
		marks_add(r->marks, e->frame, m->text);
	else
		windows_message(r->windows, place, e, m);
}

static void
put_marks_left(const struct run *r, struct textbuf *b)
{
	unsigned long long n = marks_left(r->marks);

	if (n != 0)
		textbuf_format(b, "%llu mark%s in no file\n", n,
		    n == 1 ? "" : "s");
}

static void
said(void *arg, const char *text, size_t n)
{
	struct run *r = arg;
	struct textbuf b = { 0 };

	if (r->windows != NULL) {
		textbuf_put(&b, text, n);
		windows_state(r->windows, &b);
		put_marks_left(r, &b);
	}
	fwrite(b.s, 1, b.n, stderr);
	textbuf_free(&b);
}

static uint64_t
lost(void *arg)
{
	struct run *r = arg;
	struct source_stats st;

	if (r->source == NULL || r->source->stats == NULL ||
	    r->source->stats(r->source, &st) != 0)
		return 0;
	return st.dropped + st.if_dropped;
}

static const struct verbs verbs = { .verdict = verdict, .name = name,
    .time = time_comes, .message = message, .said = said, .lost = lost };

/* The ring's oldest frame makes room: it is written now or never. */
static void
evicted(void *arg, uint64_t place)
{
	struct run *r = arg;

	if (!waiting_has(r->waiting, place))
		return;
	(void)worker_poll(r->worker);
	waiting_give_up(r->waiting, place + 1);
}

/* -------------------------------------------------------- starting, ending */

/* What goes wrong, the next call says again. */
static void
flush(void *arg)
{
	struct run *r = arg;

	output_flush();
	if (r->worker != NULL)
		worker_flush(r->worker);
	if (r->windows != NULL)
		windows_tick(r->windows, true);
	if (r->files != NULL)
		files_flush(r->files);
}

/* For rules, once the ring is there. */
static void
make_windows(struct run *r)
{
	struct windows_config c = { .dry = r->o->dry_run };

	r->marks = marks_new();
	c.marks = r->marks;
	c.ring = r->ring;
	c.dump = dump_config_of(r->o);
	c.dump.names = r->names;
	c.dump.append = false;		/* a name that exists gets a number */
	r->windows = windows_new(&c);
}

struct run *
run_new(const struct options *o, const char *filter, struct packet *p,
    struct worker *worker)
{
	struct judge_needs needs;
	struct run *r = xcalloc(1, sizeof(*r));
	struct verbs v = verbs;

	v.arg = r;
	r->o = o;
	r->worker = worker;
	r->time = INT64_MIN;
	r->filter_config.expr = filter;
	r->filter_config.optimize = !o->no_optimize;
	r->filter_config.netmask = o->foreign_numeric;
	if (filter[0] != '\0')
		r->filter = pktfilter_new(&r->filter_config);
	if (o->write_names)
		r->names = name_cache_new();
	r->files = files_new(o, r->names);
	if (p == NULL)
		return r;
	r->judge = judge_new(o, p, &v);
	needs = judge_needs(r->judge);
	if (needs.rules && needs.ring != 0)
		r->ring = ring_new(needs.ring);
	if (needs.rules)
		make_windows(r);
	crash_watch(p, o->crash_dir, flush, r);
	return r;
}

bool
run_is_urgent(const struct run *r)
{
	return r->windows != NULL || (r->worker != NULL &&
	    worker_needs(r->worker).rules);
}

/* Before the files are closed. */
static void
count_files(struct run *r)
{
	files_flush(r->files);
	r->summary.writes = true;
	r->summary.written = files_frames(r->files);
	r->summary.files = files_made(r->files);
}

static int
say_summary(struct run *r, int status)
{
	const char *path = r->o->summary_json;

	r->summary.taken = r->taken_before + r->taken;
	r->summary.given_up = r->judged.given_up;
	if (path == NULL || summary_write(&r->summary, status, path) == 0)
		return status;
	warning("%s: %s", path, strerror(errno));
	return 1;
}

/* What rules have done; for a summary, too. */
static int
end_rules(struct run *r, int status)
{
	uint64_t files, packets;
	struct textbuf b = { 0 };

	windows_counts(r->windows, &files, &packets);
	textbuf_puts(&r->summary.rules, ",\"rules\":");
	textbuf_put(&r->summary.rules, r->judged.rules.s, r->judged.rules.n);
	textbuf_format(&r->summary.rules, ",\"rule_files\":{\"files\":%llu,"
	    "\"packets\":%llu}", (unsigned long long)files,
	    (unsigned long long)packets);
	if (r->o->dry_run)
		windows_report(r->windows, &b);
	textbuf_put(&b, r->judged.report.s, r->judged.report.n);
	if (r->o->dry_run)
		output_put(b.s, b.n);
	else {
		put_marks_left(r, &b);
		output_flush();
		fwrite(b.s, 1, b.n, stderr);
	}
	textbuf_free(&b);
	if (windows_free(r->windows) < 0 && status == 0)
		status = 1;
	marks_free(r->marks);
	return status;
}

static void
end_worker(struct run *r)
{
	unsigned long long n;

	worker_end(r->worker, &r->summary.worker);
	n = r->waiting != NULL ? waiting_undecided(r->waiting) : 0;
	r->summary.undecided = n;
	if (n != 0)
		warning("%llu packet%s written undecided: nobody has judged "
		    "%s", n, n == 1 ? "" : "s", n == 1 ? "it" : "them");
	n = r->summary.worker.missed;
	if (n != 0)
		warning("%llu packet%s not dissected: that did not keep up",
		    n, n == 1 ? "" : "s");
}

int
run_end(struct run *r, int status)
{
	struct textbuf b = { 0 };

	if (r->judge != NULL)
		judge_end(r->judge, &r->judged);
	if (r->worker != NULL)
		end_worker(r);
	if (r->windows != NULL)
		status = end_rules(r, status);
	if (r->files != NULL) {
		count_files(r);
		status = files_close(r->files, status);
	}
	status = say_summary(r, status);
	if (r->o->count_only) {
		textbuf_format(&b, "%llu packet%s\n",
		    (unsigned long long)r->passed, r->passed == 1 ? "" : "s");
		output_put(b.s, b.n);
	}
	output_flush();
	if (r->filter != NULL)
		pktfilter_free(r->filter);
	if (r->waiting != NULL)
		waiting_free(r->waiting);
	if (r->ring != NULL)
		ring_free(r->ring);
	if (r->names != NULL)
		name_cache_free(r->names);
	textbuf_free(&b);
	textbuf_free(&r->comment);
	textbuf_free(&r->judged.report);
	textbuf_free(&r->judged.rules);
	textbuf_free(&r->summary.rules);
	free(r);
	return status;
}

/* ------------------------------------------------------------- one frame */

/* Does the filter let it through?  -1: it failed, which has been said. */
static int
filter(struct run *r, const struct source *s, const struct frame *f)
{
	char error[512];
	int pass;

	if (r->filter == NULL)
		return 1;
	pass = pktfilter_match(r->filter, s, f, error, sizeof(error));
	if (pass < 0)
		warning("%s", error);
	return pass;
}

/* --stop-after: and the time, by the frame or, without one, by the clock? */
static bool
time_is_up(struct run *r, const struct frame *f, bool live)
{
	const struct limits *l = &r->o->limits;
	struct timespec now;

	if (l->nsec == 0)
		return false;
	if (f != NULL && (!live || !files_clock_alone(r->o)))
		return limits_time_over(l, &r->clock, f->sec, f->nsec);
	clock_gettime(CLOCK_REALTIME, &now);
	if (f == NULL && r->clock.started)
		files_late(&now);
	return limits_time_over(l, &r->clock, now.tv_sec,
	    (uint64_t)now.tv_nsec);
}

/* Without anybody who judges. */
static enum verdict
own_verdict(const struct run *r)
{
	return r->passed < (uint64_t)r->o->skip ? VERDICT_SKIPPED :
	    VERDICT_TAKEN;
}

/* good: what the worker prints can be written. */
static void
heard(struct run *r, bool good)
{
	if (good)
		return;
	r->status = EXIT_OUTPUT;
	r->last = -1;
	r->over = true;
}

/* 0: go on; 1: it is the last; -1: r->status says what went wrong. */
static int
take(struct run *r, struct source *s, const struct frame *f)
{
	uint64_t place = r->place;
	int64_t stamp;
	int pass;

	r->number++;
	r->summary.delivered++;
	pass = filter(r, s, f);
	if (pass < 0)
		r->status = 1;
	if (pass <= 0)
		return pass;
	r->place++;
	r->at_hand.frame = *f;
	r->at_hand.number = r->number;
	if (r->ring != NULL) {
		stamp = frame_ns(f);
		r->time = r->time > stamp ? r->time : stamp;
		r->at_hand.time = r->time;
		ring_put(r->ring, &r->at_hand);
	}
	if (r->worker != NULL)
		worker_wake(r->worker);
	if (r->judge != NULL)
		judge_frame(r->judge, &r->at_hand.frame, r->number, place);
	else if (!r->waits)
		(void)decide(r, &r->at_hand, place, own_verdict(r),
		    INT64_MIN, NULL);
	/* also where frames come without a pause */
	if (r->worker != NULL)
		heard(r, worker_poll(r->worker));
	return r->last;
}

/* ------------------------------------------------------------ one source */

static void
say_counts(struct run *r, struct source *s, const char *separator)
{
	struct source_stats st;

	if (s->stats == NULL)
		return;
	fprintf(stderr, "%llu packet%s captured", (unsigned long long)r->taken,
	    r->taken == 1 ? "" : "s");
	if (s->stats(s, &st) < 0) {
		fprintf(stderr, "\n");
		warning("%s", s->error);
		return;
	}
	fprintf(stderr, "%s%llu packet%s received by filter", separator,
	    (unsigned long long)st.received, st.received == 1 ? "" : "s");
	fprintf(stderr, "%s%llu packet%s dropped by kernel", separator,
	    (unsigned long long)st.dropped, st.dropped == 1 ? "" : "s");
	if (st.if_dropped != 0)
		fprintf(stderr, "%s%llu packet%s dropped by interface",
		    separator, (unsigned long long)st.if_dropped,
		    st.if_dropped == 1 ? "" : "s");
	fprintf(stderr, "\n");
}

/* -v with a live -w tells once a second how many there are. */
static void
say_progress(struct run *r)
{
	time_t now;

	if (r->files == NULL || r->o->verbose == 0 || r->o->print)
		return;
	now = time(NULL);
	if (now == r->said)
		return;
	r->said = now;
	fprintf(stderr, "Got %llu\r", (unsigned long long)r->taken);
}

/* Looks at the signals; false: the source is to be left at once. */
static bool
heed_signals(struct run *r, struct source *s, bool live)
{
	if (signals_report) {
		signals_report = 0;
		if (s->stats != NULL)
			fprintf(stderr, "%s: ", r->o->program);
		say_counts(r, s, ", ");
		if (r->files != NULL)
			files_say(r->files);
		if (r->judge != NULL)
			judge_say(r->judge);
		else if (r->worker != NULL)
			worker_say(r->worker);
	}
	if (signals_flush) {
		signals_flush = 0;
		flush(r);
	}
	if (signals_stop == 0)
		return true;
	if (!live || signals_stop > 1)
		return false;
	if (!r->stopping) {
		r->stopping = true;
		capture_stop(s);
	}
	return true;
}

bool
run_is_over(const struct run *r)
{
	return r->over;
}

int
run_prepare(struct run *r, struct source *s, bool live)
{
	char error[512];
	int rc;

	if (r->filter == NULL)
		return 0;
	if (live) {
		rc = capture_set_filter(s, &r->filter_config, error,
		    sizeof(error));
		pktfilter_free(r->filter);
		r->filter = NULL;
	} else
		rc = pktfilter_prepare(r->filter, s, 0, error,
		    sizeof(error));
	if (rc < 0)
		warning("%s", error);
	return rc < 0;
}

/* Files are read so fast that a look at the clock for each frame would count. */
static bool
is_time_to_look(const struct run *r, enum source_rc rc, bool live)
{
	return (r->files != NULL || r->windows != NULL) &&
	    (live || rc == SOURCE_IDLE || r->number % 1024 == 0 ||
	    signals_rotate);
}

/* As take(). */
static int
look(struct run *r, struct source *s)
{
	enum files_rc rc;

	if (r->windows != NULL)
		tick_windows(r);
	if (r->files == NULL || r->last != 0)
		return r->last;
	rc = files_tick(r->files, s);
	r->status = files_status(r->files);
	r->over = rc != FILES_OK;
	return rc;
}

/*
 * The time before which every frame is stamped that the kernel has handed
 * over, if the source turns out to have no more.  A frame is stamped some
 * moments before it can be read; of several interfaces, one may be held back.
 */
static int64_t
settled(const struct source *s)
{
	struct timespec now;

	(void)clock_gettime(CLOCK_REALTIME, &now);
	return now.tv_sec * 1000000000 + now.tv_nsec -
	    (s->nifs > 1 ? 100 : 20) * 1000000;
}

static void
idle(struct run *r, int64_t clock)
{
	if (r->judge != NULL)
		judge_idle(r->judge, clock);
	if (r->worker != NULL)
		heard(r, worker_idle(r->worker, clock));
	output_flush();
}

static int
loop(struct run *r, struct source *s, const char *name, bool live)
{
	enum source_rc rc;
	struct frame f;
	int last = 0;
	int64_t clock = INT64_MIN;

	while (last == 0 && heed_signals(r, s, live)) {
		if (r->windows != NULL && live)
			clock = settled(s);
		rc = s->next(s, &f);
		if ((rc == SOURCE_FRAME || (rc == SOURCE_IDLE && live)) &&
		    time_is_up(r, rc == SOURCE_FRAME ? &f : NULL, live))
			last = r->over = true;
		else if (rc == SOURCE_FRAME)
			last = take(r, s, &f);
		else if (rc == SOURCE_IDLE) {
			idle(r, clock);
			last = r->last;
		} else if (rc == SOURCE_END)
			return 0;
		else {
			flush(r);
			if (live)	/* says which interface */
				warning("%s", s->error);
			else
				warning("%s: %s", name, s->error);
			return 1;
		}
		if (live)
			say_progress(r);
		if (last == 0 && is_time_to_look(r, rc, live))
			last = look(r, s);
	}
	return last < 0 ? r->status : 0;
}

/* source.h's room(): a frame lies in the ring from the start. */
static uint8_t *
room(void *ring, uint32_t n)
{
	return ring_room(ring, n);
}

/* Who judges frames in another process has them in the ring from now on. */
static void
begin_worker(struct run *r, struct source *s)
{
	struct judge_needs needs = worker_needs(r->worker);
	struct verbs v = verbs;

	v.arg = r;
	r->waits = needs.verdicts;
	r->ring = worker_begin(r->worker, s, evicted, r);
	r->waiting = waiting_new(r->ring, r->waits, &v);
	v = waiting_verbs(r->waiting);
	worker_tells(r->worker, &v);
	if (needs.rules)
		make_windows(r);
}

static bool
start_source(struct run *r, struct source *s, const char *name, bool live)
{
	r->source = s;
	if (r->worker != NULL)
		begin_worker(r, s);
	if (r->ring != NULL) {
		s->room = room;
		s->room_arg = r->ring;
	}
	if (r->judge != NULL)
		judge_source(r->judge, s);
	if (r->windows != NULL)
		windows_source(r->windows, s, r->place);
	return r->files == NULL ||
	    files_source(r->files, s, name, live) == FILES_OK;
}

static void
end_source(struct run *r)
{
	if (r->judge != NULL)
		judge_source_end(r->judge);
	if (r->worker != NULL) {
		worker_lost(r->worker, lost(r));
		heard(r, worker_finish(r->worker, &r->judged));
		waiting_give_up(r->waiting, r->place);
	}
	if (r->windows != NULL)
		windows_source_end(r->windows);
	r->source->room = NULL;
	r->source = NULL;
}

/* The first file is open. */
static int
enter_sandbox(const struct run *r, bool live)
{
	char error[512];

	if (sandbox_enter(r->worker != NULL ? SANDBOX_CAPTURE : live ?
	    SANDBOX_LIVE : SANDBOX_READER, error, sizeof(error)) == 0)
		return 0;
	warning("%s", error);
	return 1;
}

int
run_source(struct run *r, struct source *s, const char *name, bool live)
{
	int status;

	r->taken_before += r->taken;
	r->taken = r->number = 0;
	if (live)
		(void)time_is_up(r, NULL, live);
	if (!start_source(r, s, name, live)) {
		end_source(r);
		return files_status(r->files);
	}
	r->last = 0;
	status = enter_sandbox(r, live);
	if (status == 0)
		status = loop(r, s, name, live);
	end_source(r);
	if (status == 0 && r->last < 0)
		status = r->status;
	flush(r);
	if (r->files != NULL)
		files_end(r->files, s, r->o->read_list == NULL);
	/* the terminal shows ^C where the next line would start */
	if (live && signals_stop && r->o->write_file == NULL &&
	    !r->o->count_only) {
		output_put("\n", 1);
		output_flush();
	}
	if (live) {
		say_counts(r, s, "\n");
		r->summary.live = s->stats(s, &r->summary.kernel) == 0;
	}
	return status;
}
