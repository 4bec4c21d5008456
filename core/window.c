/* SPDX-License-Identifier: BSD-3-Clause */
#include "config.h"

#include <errno.h>
#include <stdlib.h>

#include "expand.h"
#include "fatal.h"
#include "filename.h"
#include "ring.h"
#include "window.h"

#define NS_PER_S 1000000000
#define MAX_NUMBER 99999u	/* of names that exist */

/* Frames from first to last. */
struct run_of_frames {
	uint64_t first, last;
};

struct window {
	struct window *next;
	char *key, *path;
	struct dump *dump;		/* NULL: a dry run, or closed */
	bool open, stopping, forever;
	int64_t until;			/* that time still belongs to it */
	uint64_t packets, octets;	/* that it is still to take */
	uint64_t uncounted;		/* place of the frame that fired */
	uint64_t frames;
	struct run_of_frames *runs;	/* a dry run's */
	size_t nruns;
};

struct windows {
	struct windows_config config;
	const struct source *source;
	uint64_t place, floor;		/* of the frame at hand or the next;
					 * ring places below the floor are of
					 * a source that is gone */
	struct window *first, **last;	/* in the order in which they opened;
					 * a dry run keeps the closed */
	struct window *output;		/* standard output, once begun */
	bool failed, said_short;
	uint64_t files, frames;		/* that were made, that they hold */
};

struct windows *
windows_new(const struct windows_config *config)
{
	struct windows *w = xcalloc(1, sizeof(*w));

	w->config = *config;
	w->last = &w->first;
	return w;
}

void
windows_source(struct windows *w, const struct source *s, uint64_t place)
{
	w->source = s;
	w->floor = w->place = place;
	for (struct window *v = w->first; v != NULL; v = v->next)
		if (v->dump != NULL && dump_source(v->dump, s) < 0)
			v->stopping = true;
}

/* ---------------------------------------------------------------- closing */

/* A reader of our standard output that went away is no error to talk of. */
static void
failed(struct windows *w, struct window *v)
{
	if (errno != EPIPE || v != w->output)
		warning("%s", dump_error(v->dump));
	w->failed = true;
	(void)dump_close(v->dump);
	v->dump = NULL;
	v->open = false;
	if (w->output == v)
		w->output = NULL;
}

static void
close_file(struct windows *w, struct window *v)
{
	v->open = false;
	if (v->dump == NULL || v == w->output)
		return;
	if (w->source != NULL && dump_finish(v->dump, w->source) < 0) {
		failed(w, v);
		return;
	}
	if (dump_close(v->dump) < 0) {
		warning("%s: %s", v->path, strerror(errno));
		w->failed = true;
	}
	v->dump = NULL;
}

void
windows_source_end(struct windows *w)
{
	for (struct window *v = w->first; v != NULL; v = v->next)
		if (v->dump != NULL && dump_finish(v->dump, w->source) < 0)
			failed(w, v);
	w->source = NULL;
}

/* Those that are closed go, but not in a dry run. */
static void
sweep(struct windows *w)
{
	struct window **at = &w->first, *v;

	while ((v = *at) != NULL) {
		if (v->open || w->config.dry || v == w->output) {
			at = &v->next;
			continue;
		}
		*at = v->next;
		free(v->key);
		free(v->path);
		free(v);
	}
	w->last = at;
}

int
windows_free(struct windows *w)
{
	int rc;

	w->output = NULL;
	w->config.dry = false;
	for (struct window *v = w->first; v != NULL; v = v->next) {
		close_file(w, v);
		free(v->runs);
	}
	sweep(w);
	rc = w->failed ? -1 : 0;
	free(w);
	return rc;
}

/* ---------------------------------------------------------------- opening */

void
window_name(struct textbuf *b, const char *path, unsigned n)
{
	size_t stem = filename_stem(path);

	textbuf_put(b, path, stem);
	textbuf_format(b, "-%u", n);
	textbuf_puts(b, path + stem);
}

static bool
name_is_taken(const struct windows *w, const char *path)
{
	for (const struct window *v = w->first; v != NULL; v = v->next)
		if (v->path != NULL && strcmp(v->path, path) == 0)
			return true;
	return false;
}

/* Makes the file; 0, EEXIST, or -1 and it has been said. */
static int
create(struct windows *w, struct window *v, const char *path,
    const char *comment)
{
	struct dump_config config = w->config.dump;
	char error[512];

	if (w->config.dry)
		return name_is_taken(w, path) ? EEXIST : 0;
	config.exclusive = true;
	config.comment = comment;
	v->dump = dump_open(path, &config, w->source, error, sizeof(error));
	if (v->dump != NULL)
		return 0;
	if (errno == EEXIST)
		return EEXIST;
	warning("%s", error);
	return -1;
}

/* Under a name that is free, which becomes v->path.  False: it has been
 * said. */
static bool
create_numbered(struct windows *w, struct window *v, const char *path,
    const char *comment)
{
	struct textbuf name = { 0 };
	int rc = EEXIST;

	for (unsigned n = 0; rc == EEXIST && n <= MAX_NUMBER; n++) {
		name.n = 0;
		if (n == 0)
			textbuf_puts(&name, path);
		else
			window_name(&name, path, n);
		textbuf_putc(&name, '\0');
		rc = create(w, v, name.s, comment);
	}
	if (rc == 0)
		v->path = xstrdup(name.s);
	else if (rc == EEXIST)
		warning("%s: it and all numbered ones exist", path);
	textbuf_free(&name);
	return rc == 0;
}

/* Why the file was started, for a pcapng to tell. */
static void
put_reason(struct textbuf *b, const tp_event *e)
{
	textbuf_format(b, "started by rule %s, frame %llu, ", e->rule,
	    (unsigned long long)e->frame);
	expand_time(b, &e->time);
	textbuf_format(b, ": %s", e->source);
	if (e->flags & TP_EVENT_LOST)
		textbuf_format(b, " (%llu packets were lost meanwhile)",
		    (unsigned long long)e->lost);
	textbuf_putc(b, '\0');
}

/* ---------------------------------------------------------------- writing */

static void
account(struct window *v, uint64_t number)
{
	struct run_of_frames *last = v->nruns != 0 ?
	    &v->runs[v->nruns - 1] : NULL;

	if (last != NULL && last->last + 1 == number) {
		last->last = number;
		return;
	}
	v->runs = xrealloc(v->runs, v->nruns + 1, sizeof(*v->runs));
	v->runs[v->nruns].first = v->runs[v->nruns].last = number;
	v->nruns++;
}

static void
write_one(struct windows *w, struct window *v, const struct frame *f,
    uint64_t number, const struct extract *x, const char *comment)
{
	v->frames++;
	w->frames++;
	if (w->config.dry) {
		account(v, number);
		return;
	}
	if (dump_write(v->dump, w->source, f, x, comment) == 0)
		return;
	failed(w, v);
}

/* The earliest there is has seconds that are too many for themselves. */
static int64_t
event_ns(const tp_event *e)
{
	return (int64_t)((uint64_t)e->time.sec * NS_PER_S + e->time.nsec);
}

static uint64_t
look_back(struct windows *w, const tp_event *e, const tp_amount *before)
{
	int64_t at = event_ns(e);
	const struct ring *ring = w->config.ring;
	bool whole = true;
	uint64_t place;

	if (ring == NULL || before->unit == TP_UNIT_NONE)
		return w->place;
	if (before->unit == TP_UNIT_TIME)
		place = ring_since(ring, w->place, at < INT64_MIN +
		    (int64_t)before->n ? INT64_MIN : at - (int64_t)before->n,
		    &whole);
	else if (before->unit == TP_UNIT_PACKETS)
		place = ring_back(ring, w->place, before->n, &whole);
	else
		place = ring_back_octets(ring, w->place, before->n, &whole);
	if (!whole && !w->said_short) {
		w->said_short = true;
		warning("the ring is too small for all that `before' asks "
		    "for: give it more with --ring-size");
	}
	return place < w->floor ? w->floor : place;
}

static void
replay(struct windows *w, struct window *v, uint64_t place)
{
	struct ring_frame f;

	for (; v->open && place < w->place; place++) {
		if (ring_is_refused(w->config.ring, place))
			continue;
		ring_get(w->config.ring, place, &f);
		write_one(w, v, &f.frame, f.number, NULL,
		    marks_of(w->config.marks, f.number, false));
	}
}

/* --------------------------------------------------------------- messages */

static void
extend(struct window *v, const tp_event *e, const tp_amount *after)
{
	int64_t at = event_ns(e), until;

	v->stopping = false;
	if (after->unit == TP_UNIT_NONE)
		v->forever = true;
	else if (after->unit == TP_UNIT_TIME) {
		until = at > INT64_MAX - (int64_t)after->n ? INT64_MAX :
		    at + (int64_t)after->n;
		v->until = v->until > until ? v->until : until;
	} else if (after->unit == TP_UNIT_PACKETS)
		v->packets = v->packets > after->n ? v->packets : after->n;
	else
		v->octets = v->octets > after->n ? v->octets : after->n;
}

static struct window *
find(const struct windows *w, const char *key)
{
	for (struct window *v = w->first; v != NULL; v = v->next)
		if ((v->open || v == w->output) && strcmp(v->key, key) == 0)
			return v;
	return NULL;
}

/* A new window; NULL: it has been said. */
static struct window *
open_window(struct windows *w, const tp_event *e, const tp_message *m)
{
	struct window *v = xcalloc(1, sizeof(*v));
	struct textbuf reason = { 0 };
	bool good;

	put_reason(&reason, e);
	good = create_numbered(w, v, m->text, reason.s);
	textbuf_free(&reason);
	if (!good) {
		w->failed = true;
		free(v);
		return NULL;
	}
	w->files++;
	v->key = xstrdup(m->key);
	v->until = INT64_MIN;
	*w->last = v;
	w->last = &v->next;
	if (strcmp(m->text, "-") == 0)
		w->output = v;
	return v;
}

static void
start_write(struct windows *w, const tp_event *e, const tp_message *m)
{
	struct window *v = find(w, m->key);
	bool was_open = v != NULL && v->open;

	if (v == NULL)
		v = open_window(w, e, m);
	if (v == NULL)
		return;
	v->open = true;
	/* the packet that fires is written, and no part of `after' */
	v->uncounted = e->flags & TP_EVENT_DEADLINE ? UINT64_MAX : w->place;
	extend(v, e, &m->after);
	if (!was_open)
		replay(w, v, look_back(w, e, &m->before));
}

static void
stop_write(struct windows *w, const tp_event *e, const char *key)
{
	for (struct window *v = w->first; v != NULL; v = v->next) {
		if (!v->open || (key != NULL && strcmp(v->key, key) != 0))
			continue;
		/* the packet that stops it is written */
		v->stopping = true;
		if (e->flags & TP_EVENT_DEADLINE)
			close_file(w, v);
	}
	sweep(w);
}

void
windows_message(struct windows *w, uint64_t place, const tp_event *e,
    const tp_message *m)
{
	w->place = place;
	if (m->kind == TP_MESSAGE_START_WRITE)
		start_write(w, e, m);
	else
		stop_write(w, e, m->key);
}

/* ------------------------------------------------------- time and frames */

static bool
is_over(const struct window *v, int64_t time)
{
	return v->stopping || (!v->forever && v->packets == 0 &&
	    v->octets == 0 && time > v->until);
}

void
windows_time(struct windows *w, int64_t ns)
{
	bool closed = false;

	for (struct window *v = w->first; v != NULL; v = v->next) {
		if (!v->open || !is_over(v, ns))
			continue;
		close_file(w, v);
		closed = true;
	}
	if (closed)
		sweep(w);
}

/* False: the window ends before this frame. */
static bool
take_frame(struct windows *w, struct window *v, const struct frame *f,
    uint64_t number, int64_t time, const struct extract *x,
    const char *comment)
{
	bool counts = v->uncounted != w->place;

	if (counts && v->octets != 0 && v->octets < f->caplen) {
		/* `after 64MiB' is no more than that */
		v->octets = 0;
		if (!v->stopping && is_over(v, time))
			return false;
	}
	if (counts) {
		v->octets -= v->octets != 0 ? f->caplen : 0;
		v->packets -= v->packets != 0;
	}
	write_one(w, v, f, number, x, comment);
	return true;
}

bool
windows_frame(struct windows *w, const struct ring_frame *f, uint64_t place,
    int64_t time, const struct extract *x, const char *comment)
{
	bool written = false;

	w->place = place;
	for (struct window *v = w->first; v != NULL; v = v->next) {
		if (!v->open)
			continue;
		written |= take_frame(w, v, &f->frame, f->number, time, x,
		    comment) && v->dump != NULL && dump_has_comments(v->dump);
	}
	w->place++;
	windows_time(w, time);
	return written;
}

void
windows_tick(struct windows *w, bool all)
{
	for (struct window *v = w->first; v != NULL; v = v->next)
		if (v->dump != NULL && (all ? dump_flush(v->dump) :
		    dump_tick(v->dump)) < 0)
			failed(w, v);
	sweep(w);
}

/* ----------------------------------------------------------------- saying */

void
windows_report(struct windows *w, struct textbuf *b)
{
	for (const struct window *v = w->first; v != NULL; v = v->next) {
		textbuf_format(b, "file %s: %llu packet%s", v->path,
		    (unsigned long long)v->frames, v->frames == 1 ? "" : "s");
		for (size_t i = 0; i < v->nruns; i++) {
			textbuf_format(b, "%s%llu", i == 0 ? ", frames " : ",",
			    (unsigned long long)v->runs[i].first);
			if (v->runs[i].last != v->runs[i].first)
				textbuf_format(b, "-%llu",
				    (unsigned long long)v->runs[i].last);
		}
		textbuf_putc(b, '\n');
	}
}

void
windows_counts(const struct windows *w, uint64_t *files, uint64_t *packets)
{
	*files = w->files;
	*packets = w->frames;
}

void
windows_state(const struct windows *w, struct textbuf *b)
{
	for (const struct window *v = w->first; v != NULL; v = v->next)
		if (v->open)
			textbuf_format(b, "file %s: open, %llu packet%s\n",
			    v->path, (unsigned long long)v->frames,
			    v->frames == 1 ? "" : "s");
}
