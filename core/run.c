/* SPDX-License-Identifier: BSD-3-Clause */
#include "config.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "assembly.h"
#include "bpf.h"
#include "capture.h"
#include "columns.h"
#include "crash.h"
#include "fatal.h"
#include "files.h"
#include "frame.h"
#include "json.h"
#include "output.h"
#include "printer.h"
#include "run.h"
#include "savefile.h"
#include "signals.h"
#include "summary.h"
#include "taps.h"
#include "watch.h"
#include "where.h"

struct run {
	const struct options *o;
	struct pktfilter_config filter_config;
	struct pktfilter *filter;	/* of files; NULL: all pass */
	struct packet *packet;		/* NULL: nothing is dissected */
	struct expr *where;		/* or NULL */
	bool prints;
	struct printer printer;
	struct columns *columns;	/* --fields, or NULL */
	struct json *json;		/* --json, or NULL */
	struct watch *watch;		/* rules, or NULL */
	const struct source *source;	/* of the frame that is there */
	bool rendered;			/* its line is made */
	struct files *files;		/* -w, or NULL */
	struct textbuf line;		/* of columns and JSON */
	uint32_t want;			/* TP_WANT_* of the consumers */
	bool dissects_all;		/* not only what is printed */
	bool taps;			/* or post-dissectors */
	struct limit_clock clock;	/* of --stop-after */
	uint64_t taken_before;		/* of earlier sources */
	uint64_t number;		/* frames of the source so far */
	uint64_t passed;		/* of all sources, that passed the
					 * filter */
	uint64_t taken;			/* of this source, after --skip: what
					 * -c counts */
	bool stopping;
	bool over;			/* no further source is wanted */
	struct summary summary;
	time_t said;			/* when -v last told of -w */
};

/* What is wrong ends the program, as a wrong filter does. */
static void
where_compile(struct run *r)
{
	r->where = where_new(r->o, r->packet->registry);
	if (r->where == NULL)
		exit(1);
	expr_want(r->where, r->packet);
	r->want |= TP_WANT_FIELDS;
}

static void	watch_line(void *, struct textbuf *);

/* What packets look like when they are printed. */
static void
start_printing(struct run *r)
{
	const struct options *o = r->o;

	printer_init(&r->printer, o);
	if (o->fields.n != 0)
		r->columns = columns_new(r->packet, o);
	else if (o->json != JSON_OFF)
		r->json = json_new(r->packet, o->json == JSON_TREE);
	r->want |= r->columns ? columns_want(r->columns) :
	    r->json ? TP_WANT_FIELDS : TP_WANT_TEXT;
	if (r->columns != NULL && !o->dry_run) {
		columns_head(r->columns, &r->line);
		output_put(r->line.s, r->line.n);
	}
}

/* What is wrong ends the program, as a wrong filter does. */
static void
start_watching(struct run *r)
{
	r->watch = watch_new(r->o, r->packet, watch_line, r);
	if (r->watch == NULL)
		exit(1);
	r->want |= TP_WANT_FIELDS;
}

/* What goes wrong, the next call says again. */
static void
flush(void *arg)
{
	struct run *r = arg;

	output_flush();
	if (r->watch != NULL)
		watch_flush(r->watch);
	if (r->files != NULL)
		files_flush(r->files);
}

/* They see every frame that passes the filter, and so does what they ask. */
static void
start_taps(struct run *r)
{
	r->dissects_all = true;
	if (taps_want(r->packet))
		r->want |= TP_WANT_FIELDS;
	packet_ready(r->packet);
}

/* Rules print what they choose, and write what -w would. */
struct run *
run_new(const struct options *o, const char *filter, struct packet *p)
{
	struct run *r = xcalloc(1, sizeof(*r));
	bool rules = watch_is_wanted(o);

	r->o = o;
	r->packet = p;
	r->prints = p != NULL && !o->count_only && !o->dry_run &&
	    ((o->write_file == NULL && !rules) || o->print);
	r->filter_config.expr = filter;
	r->filter_config.optimize = !o->no_optimize;
	r->filter_config.netmask = o->foreign_numeric;
	if (filter[0] != '\0')
		r->filter = pktfilter_new(&r->filter_config);
	r->files = files_new(o, p);
	if (o->write_names) {
		frame_want_net(p);
		packet_ready(p);
	}
	r->dissects_all = o->where != NULL || rules || files_dissects(o);
	r->taps = p != NULL && taps_are_wanted(p);
	if (r->dissects_all || (p != NULL &&
	    registry_always_wants(p->registry, p->wanted)))
		r->want |= TP_WANT_FIELDS;
	if (r->taps)
		start_taps(r);
	if (o->where != NULL)
		where_compile(r);
	if (rules)
		start_watching(r);
	if (r->prints || (rules && watch_prints(r->watch)))
		start_printing(r);
	if (p != NULL)
		crash_watch(p, o->crash_dir, flush, r);
	return r;
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
	if (r->packet != NULL)
		r->summary.given_up = assemblies_lost(r->packet->assemblies);
	if (path == NULL || summary_write(&r->summary, status, path) == 0)
		return status;
	warning("%s: %s", path, strerror(errno));
	return 1;
}

int
run_end(struct run *r, int status)
{
	if (r->taps)
		taps_end();
	if (r->watch != NULL) {
		watch_json(r->watch, &r->summary.rules);
		status = watch_end(r->watch, status);
	}
	if (r->files != NULL) {
		count_files(r);
		status = files_close(r->files, status);
	}
	status = say_summary(r, status);
	if (r->o->count_only) {
		textbuf_format(&r->line, "%llu packet%s\n",
		    (unsigned long long)r->passed, r->passed == 1 ? "" : "s");
		output_put(r->line.s, r->line.n);
	}
	output_flush();
	if (r->columns != NULL)
		columns_free(r->columns);
	if (r->json != NULL)
		json_free(r->json);
	if (r->where != NULL)
		expr_free(r->where);
	if (r->filter != NULL)
		pktfilter_free(r->filter);
	textbuf_free(&r->line);
	textbuf_free(&r->summary.rules);
	free(r);
	return status;
}

/* ------------------------------------------------------------- one frame */

static void
taps(struct run *r, struct packet *p)
{
	taps_post(p, r->want);
	taps_run(p);
}

/* With the text that stands before the dissectors'. */
static void
dissect(struct run *r, const struct source *s, const struct frame *f)
{
	const struct capture_if *iface = &s->ifs[f->iface];
	struct packet *p = r->packet;

	p->text.n = 0;
	if (r->want & TP_WANT_TEXT && r->columns == NULL)
		printer_head(&r->printer, &p->text, f, r->passed + 1);
	p->source = s;
	packet_dissect(p, f, r->number, iface, r->want);
	if (r->want & TP_WANT_FIELDS)
		frame_add(p);
	if (r->taps)
		taps(r, p);
}

static bool
prints_text(const struct run *r)
{
	return r->columns == NULL && r->json == NULL;
}

static void
put_line(struct run *r, struct textbuf *b)
{
	struct packet *p = r->packet;

	if (r->columns != NULL)
		columns_put(r->columns, b, p);
	else
		json_put(r->json, b, p, r->source->ifs[p->frame->iface].name);
}

/* The packet that is there as it is printed; made once, for --print and for
 * rules. */
static const struct textbuf *
render(struct run *r)
{
	struct textbuf *b = prints_text(r) ? &r->packet->text : &r->line;

	if (r->rendered)
		return b;
	r->rendered = true;
	if (prints_text(r)) {
		printer_tail(&r->printer, b, r->packet);
	} else {
		b->n = 0;
		put_line(r, b);
	}
	return b;
}

/* What no rule asked for is made where it is written from. */
static void
print(struct run *r)
{
	const struct textbuf *b;

	if (r->rendered || prints_text(r)) {
		b = render(r);
		output_put(b->s, b->n);
		return;
	}
	put_line(r, output_text());
	output_end_line();
}

static void
watch_line(void *arg, struct textbuf *b)
{
	const struct textbuf *line = render(arg);

	textbuf_put(b, line->s, line->n);
}

static bool
is_sampled(const struct run *r)
{
	int n = r->o->print_sampling;

	return n == 0 || (r->passed + 1) % (uint64_t)n == 0;
}

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

/* Hands a frame to rules and files; returns as take(). */
static int
keep(struct run *r, struct source *s, const struct frame *f, int *status)
{
	const char *comment = NULL;
	enum files_rc rc = FILES_OK;

	if (r->watch != NULL) {
		watch_frame(r->watch, f);
		comment = watch_comment(r->watch, r->number);
	}
	if (r->files != NULL)
		rc = files_write(r->files, s, f, comment);
	if (rc != FILES_OK) {
		*status = files_status(r->files);
		r->over = true;
		return rc;
	}
	if (r->watch != NULL)
		watch_keep(r->watch, f, r->number, r->files != NULL &&
		    files_have_comments(r->files));
	return 0;
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

/* 0: go on; 1: it is the last; -1: *status says what went wrong. */
static int
take(struct run *r, struct source *s, const struct frame *f, int *status)
{
	bool prints;
	int pass, rc;

	r->number++;
	r->summary.delivered++;
	pass = filter(r, s, f);
	if (pass <= 0) {
		*status = pass < 0;
		return pass;
	}
	r->rendered = false;
	prints = r->prints && is_sampled(r) &&
	    r->passed >= (uint64_t)r->o->skip;
	if (r->dissects_all || prints)
		dissect(r, s, f);
	if (r->where != NULL && !expr_match(r->where, r->packet))
		return 0;
	r->passed++;
	if (r->passed <= (uint64_t)r->o->skip)
		return 0;
	r->taken++;
	rc = keep(r, s, f, status);
	if (rc > 0) {
		/* no further file: the run ended before this frame */
		r->taken--;
		r->passed--;
		r->summary.delivered--;
	}
	if (rc != 0)
		return rc;
	if (prints)
		print(r);
	if (is_enough(r))
		r->over = true;
	return r->over ||
	    (r->o->count != 0 && r->taken == (uint64_t)r->o->count);
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
		if (r->watch != NULL)
			watch_say(r->watch);
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
	return r->files != NULL &&
	    (live || rc == SOURCE_IDLE || r->number % 1024 == 0 ||
	    signals_child || signals_rotate);
}

/* As take(). */
static int
look(struct run *r, struct source *s, int *status)
{
	enum files_rc rc = files_tick(r->files, s);

	*status = files_status(r->files);
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
	if (r->watch != NULL)
		watch_idle(r->watch, clock);
	output_flush();
}

static int
loop(struct run *r, struct source *s, const char *name, bool live)
{
	enum source_rc rc;
	struct frame f;
	int status = 0, last = 0;
	int64_t clock = INT64_MIN;

	while (last == 0 && heed_signals(r, s, live)) {
		if (r->watch != NULL && live)
			clock = settled(s);
		rc = s->next(s, &f);
		if ((rc == SOURCE_FRAME || (rc == SOURCE_IDLE && live)) &&
		    time_is_up(r, rc == SOURCE_FRAME ? &f : NULL, live))
			last = r->over = true;
		else if (rc == SOURCE_FRAME)
			last = take(r, s, &f, &status);
		else if (rc == SOURCE_IDLE)
			idle(r, clock);
		else if (rc == SOURCE_END)
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
			last = look(r, s, &status);
	}
	return last < 0 ? status : 0;
}

int
run_source(struct run *r, struct source *s, const char *name, bool live)
{
	int status;

	r->taken_before += r->taken;
	r->taken = r->number = 0;
	if (live)
		(void)time_is_up(r, NULL, live);
	r->source = s;
	if (r->watch != NULL)
		watch_source(r->watch, s);
	if (r->files != NULL && files_source(r->files, s, name, live) !=
	    FILES_OK) {
		if (r->watch != NULL)
			watch_source_end(r->watch);
		return files_status(r->files);
	}
	status = loop(r, s, name, live);
	if (r->watch != NULL)
		watch_source_end(r->watch);
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
