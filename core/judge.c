/* SPDX-License-Identifier: BSD-3-Clause */
#include "config.h"

#include <stdlib.h>

#include "assembly.h"
#include "columns.h"
#include "extract.h"
#include "fatal.h"
#include "frame.h"
#include "json.h"
#include "judge.h"
#include "names.h"
#include "output.h"
#include "printer.h"
#include "shared.h"
#include "taps.h"
#include "watch.h"
#include "where.h"

/* That the next process goes on with, if this one ends. */
struct counts {
	uint64_t passed;		/* --where */
	uint64_t taken;			/* and --skip: what -c counts */
	bool judging;			/* a frame, so far without verdict */
};

struct judge {
	const struct options *o;
	struct verbs verbs;
	struct packet *packet;
	const struct source *source;	/* of the frame that is there */
	struct expr *where;		/* or NULL */
	struct watch *watch;		/* rules, or NULL */
	struct extractor *extractor;	/* for files, or NULL */
	bool prints;
	struct printer printer;
	struct columns *columns;	/* --fields, or NULL */
	struct json *json;		/* --json, or NULL */
	struct textbuf line;		/* of these two */
	bool rendered;			/* its line is made */
	uint32_t want;			/* TP_WANT_* of the consumers */
	bool dissects_all;		/* not only what is printed */
	bool taps;			/* or post-dissectors */
	struct counts *counts;
};

/* ---------------------------------------------------------------- starting */

/* What is wrong ends the program, as a wrong filter does. */
static void
where_compile(struct judge *j)
{
	j->where = where_new(j->o, j->packet->registry);
	if (j->where == NULL)
		exit(1);
	expr_want(j->where, j->packet);
	j->want |= TP_WANT_FIELDS;
}

/* What packets look like when they are printed. */
static void
start_printing(struct judge *j)
{
	const struct options *o = j->o;

	printer_init(&j->printer, o);
	if (o->fields.n != 0)
		j->columns = columns_new(j->packet, o);
	else if (o->json != JSON_OFF)
		j->json = json_new(j->packet, o->json == JSON_TREE);
	j->want |= j->columns ? columns_want(j->columns) :
	    j->json ? TP_WANT_FIELDS : TP_WANT_TEXT;
	if (j->columns != NULL && !o->dry_run) {
		columns_head(j->columns, &j->line);
		output_put(j->line.s, j->line.n);
	}
}

static void	watch_line(void *, struct textbuf *);

static void
start_watching(struct judge *j)
{
	j->watch = watch_new(j->o, j->packet, &j->verbs, watch_line, j);
	if (j->watch == NULL)
		exit(1);
	j->want |= TP_WANT_FIELDS;
}

/* They see every frame that passes the filter, and so does what they ask. */
static void
start_taps(struct judge *j)
{
	j->dissects_all = true;
	if (taps_want(j->packet))
		j->want |= TP_WANT_FIELDS;
	packet_ready(j->packet);
}

/* Rules print what they choose, and write what -w would. */
struct judge *
judge_new(const struct options *o, struct packet *p,
    const struct verbs *verbs)
{
	struct judge *j = xcalloc(1, sizeof(*j));
	bool rules = watch_is_wanted(o);

	j->o = o;
	j->packet = p;
	j->verbs = *verbs;
	j->counts = shared_by_all(sizeof(*j->counts));
	j->prints = !o->count_only && !o->dry_run &&
	    ((o->write_file == NULL && !rules) || o->print);
	j->dissects_all = o->where != NULL || rules ||
	    extract_is_wanted(o);
	j->taps = taps_are_wanted(p);
	if (j->dissects_all || registry_always_wants(p->registry, p->wanted))
		j->want |= TP_WANT_FIELDS;
	if (extract_is_wanted(o))
		j->extractor = extractor_new(o, p);
	if (o->write_names)
		names_tell(p->names, j->verbs.name, j->verbs.arg);
	if (j->taps)
		start_taps(j);
	if (o->where != NULL)
		where_compile(j);
	if (rules)
		start_watching(j);
	if (j->prints || (rules && watch_prints(j->watch)))
		start_printing(j);
	return j;
}

struct judge_needs
judge_needs(const struct judge *j)
{
	return (struct judge_needs){ .rules = j->watch != NULL,
	    .verdicts = j->watch != NULL || j->where != NULL ||
		j->extractor != NULL,
	    .ring = j->watch != NULL ? watch_ring(j->watch) : 0 };
}

/* A frame that was not judged counts as one that is taken: it is written. */
void
judge_resume(struct judge *j)
{
	struct counts *c = j->counts;

	if (c->judging && c->passed++ >= (uint64_t)j->o->skip)
		c->taken++;
	c->judging = false;
	if (j->watch != NULL)
		watch_resume(j->watch);
}

void
judge_source(struct judge *j, const struct source *s)
{
	j->source = s;
	if (j->watch != NULL)
		watch_source(j->watch);
}

/* --------------------------------------------------------------- one frame */

static void
taps(struct judge *j, struct packet *p)
{
	taps_post(p, j->want);
	taps_run(p);
}

/* With the text that stands before the dissectors'. */
static void
dissect(struct judge *j, const struct frame *f, uint64_t number)
{
	const struct source *s = j->source;
	struct packet *p = j->packet;

	p->text.n = 0;
	if (j->want & TP_WANT_TEXT && j->columns == NULL)
		printer_head(&j->printer, &p->text, f, j->counts->passed + 1);
	p->source = s;
	packet_dissect(p, f, number, &s->ifs[f->iface], j->want);
	if (j->want & TP_WANT_FIELDS)
		frame_add(p);
	if (j->taps)
		taps(j, p);
}

static bool
prints_text(const struct judge *j)
{
	return j->columns == NULL && j->json == NULL;
}

static void
put_line(struct judge *j, struct textbuf *b)
{
	struct packet *p = j->packet;

	if (j->columns != NULL)
		columns_put(j->columns, b, p);
	else
		json_put(j->json, b, p, j->source->ifs[p->frame->iface].name);
}

/* The packet that is there as it is printed; made once, for --print and for
 * rules. */
static const struct textbuf *
render(struct judge *j)
{
	struct textbuf *b = prints_text(j) ? &j->packet->text : &j->line;

	if (j->rendered)
		return b;
	j->rendered = true;
	if (prints_text(j)) {
		printer_tail(&j->printer, b, j->packet);
	} else {
		b->n = 0;
		put_line(j, b);
	}
	return b;
}

/* What no rule asked for is made where it is written from. */
static void
print(struct judge *j)
{
	const struct textbuf *b;

	if (j->rendered || prints_text(j)) {
		b = render(j);
		output_put(b->s, b->n);
		return;
	}
	put_line(j, output_text());
	output_end_line();
}

static void
watch_line(void *arg, struct textbuf *b)
{
	const struct textbuf *line = render(arg);

	textbuf_put(b, line->s, line->n);
}

static bool
is_sampled(const struct judge *j)
{
	int n = j->o->print_sampling;

	return n == 0 || (j->counts->passed + 1) % (uint64_t)n == 0;
}

/* -c is reached.  Whoever has the frames counts as well, and knows it later. */
static bool
is_over(const struct judge *j)
{
	return j->o->count != 0 && j->counts->taken == (uint64_t)j->o->count;
}

/* Its verdict, as far as --where and --skip go. */
static enum verdict
judged(struct judge *j)
{
	struct counts *c = j->counts;

	c->judging = false;
	if (j->where != NULL && !expr_match(j->where, j->packet))
		return VERDICT_REFUSED;
	if (c->passed++ < (uint64_t)j->o->skip)
		return VERDICT_SKIPPED;
	c->taken++;
	return VERDICT_TAKEN;
}

void
judge_frame(struct judge *j, const struct frame *f, uint64_t number,
    uint64_t place)
{
	const struct verbs *v = &j->verbs;
	const struct extract *x = NULL;
	bool prints = j->prints && is_sampled(j) &&
	    j->counts->passed >= (uint64_t)j->o->skip;
	int64_t time = INT64_MIN;
	enum verdict verdict;

	if (is_over(j))
		return;
	j->counts->judging = true;
	j->rendered = false;
	if (j->dissects_all || prints)
		dissect(j, f, number);
	verdict = judged(j);
	if (verdict == VERDICT_TAKEN && j->watch != NULL)
		time = watch_frame(j->watch, f, place);
	if (verdict == VERDICT_TAKEN && j->extractor != NULL)
		x = extract(j->extractor, f);
	if (v->verdict(v->arg, place, verdict, time, x) == 0 && prints &&
	    verdict == VERDICT_TAKEN)
		print(j);
}

/* -------------------------------------------------------- between and after */

void
judge_idle(struct judge *j, int64_t clock)
{
	names_hear(j->packet->names);
	if (j->watch != NULL)
		watch_idle(j->watch, clock);
	output_flush();
}

void
judge_source_end(struct judge *j)
{
	j->counts->taken = 0;
	names_hear(j->packet->names);
	if (j->watch != NULL)
		watch_source_end(j->watch);
	output_flush();
}

void
judge_say(struct judge *j)
{
	struct textbuf b = { 0 };

	output_flush();
	if (j->watch != NULL)
		watch_report(j->watch, &b);
	j->verbs.said(j->verbs.arg, b.s, b.n);
	textbuf_free(&b);
}

void
judge_end(struct judge *j, struct judged *result)
{
	if (j->taps)
		taps_end();
	if (j->watch != NULL)
		watch_end(j->watch, result);
	result->given_up = assemblies_lost(j->packet->assemblies);
	if (j->columns != NULL)
		columns_free(j->columns);
	if (j->json != NULL)
		json_free(j->json);
	if (j->where != NULL)
		expr_free(j->where);
	if (j->extractor != NULL)
		extractor_free(j->extractor);
	textbuf_free(&j->line);
	shared_unmap(j->counts, sizeof(*j->counts));
	output_flush();
	free(j);
}
