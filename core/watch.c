/* SPDX-License-Identifier: BSD-3-Clause */
#include "config.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "action.h"
#include "amount.h"
#include "expand.h"
#include "fatal.h"
#include "monotonic.h"
#include "output.h"
#include "plugin_rules.h"
#include "rule_parse.h"
#include "trigger.h"
#include "watch.h"

#define NS_PER_S 1000000000
#define FILE_MAX_OCTETS (1024 * 1024)	/* of rules */
#define DEFAULT_MEMORY ((size_t)16 << 20)
#define DEFAULT_RING ((size_t)32 << 20)
#define TICK_FRAMES 64u
#define TICK_NS 50000000
#define END_POLL_NS 5000000

struct watch {
	const struct options *o;
	struct rules rules;
	struct trigger *trigger;
	struct packet *packet;
	struct verbs verbs;
	uint64_t place;			/* of the frame that is asked for, or of
					 * the next */
	uint64_t lost, lost_before;	/* by this source, by those before */
	void (*line)(void *, struct textbuf *);
	void *line_arg;
	struct textbuf report;
	uint32_t frames;		/* since the last look at the clock */
	int64_t ticked;
};

bool
watch_is_wanted(const struct options *o)
{
	return o->triggers.n != 0 || o->rules.n != 0 ||
	    o->start_on != NULL || o->stop_on != NULL ||
	    plugin_rules_exist();
}

/* ----------------------------------------------------------- reading rules */

/* To be freed; NULL: it has been said. */
static char *
read_file(const char *path)
{
	FILE *fp = fopen(path, "re");
	char *text;
	size_t n;
	bool good;

	if (fp == NULL) {
		warning("%s: %s", path, strerror(errno));
		return NULL;
	}
	text = xcalloc(1, FILE_MAX_OCTETS + 1);
	n = fread(text, 1, FILE_MAX_OCTETS + 1, fp);
	good = !ferror(fp);
	if (!good)
		warning("%s: %s", path, strerror(errno));
	else if (n > FILE_MAX_OCTETS)
		warning("%s: a file of rules has 1 MiB at most", path);
	else if (memchr(text, '\0', n) != NULL)
		warning("%s holds a null octet: is it a text file?", path);
	good = good && n <= FILE_MAX_OCTETS && memchr(text, '\0', n) == NULL;
	(void)fclose(fp);
	if (good)
		return text;
	free(text);
	return NULL;
}

struct reading {
	const struct options *o;
	struct registry *registry;
	struct rules *rules;
	struct macros *macros;		/* once some text needs them */
};

static bool
parse(struct reading *g, const char *name, const char *text)
{
	struct rule_error error;

	if (g->macros == NULL && macros_are_needed(g->o->macros, text) &&
	    (g->macros = macros_load(g->o->macros)) == NULL)
		return false;
	if (rule_parse(g->rules, g->registry, g->macros, text, &error))
		return true;
	rule_error_print(stderr, g->o->program, name, text, &error);
	return false;
}

/* As a string of a rule that means itself. */
static void
put_quoted(struct textbuf *b, const char *s)
{
	textbuf_putc(b, '"');
	for (; *s != '\0'; s++) {
		if (*s == '"' || *s == '\\')
			textbuf_putc(b, '\\');
		if (*s == '{' || *s == '}')
			textbuf_putc(b, *s);
		textbuf_putc(b, *s);
	}
	textbuf_putc(b, '"');
}

/* --start-on and --stop-on are two rules.  Without the first, the first
 * packet starts. */
static bool
parse_short(struct reading *g)
{
	const struct options *o = g->o;
	struct textbuf b = { 0 };
	bool good = true;

	textbuf_format(&b, "rule start-on when %s do write ",
	    o->start_on != NULL ? o->start_on : "frame at most 1 per 36500d");
	put_quoted(&b, o->write_file);
	if (o->before != NULL)
		textbuf_format(&b, " before %s", o->before);
	if (o->after != NULL)
		textbuf_format(&b, " after %s", o->after);
	textbuf_putc(&b, '\0');
	good = parse(g, "--start-on", b.s);
	b.n = 0;
	if (good && o->stop_on != NULL) {
		textbuf_format(&b, "rule stop-on when %s do stop-write",
		    o->stop_on);
		textbuf_putc(&b, '\0');
		good = parse(g, "--stop-on", b.s);
	}
	textbuf_free(&b);
	return good;
}

static bool
load(struct rules *rules, struct registry *r, const struct options *o)
{
	struct reading g = { .o = o, .registry = r, .rules = rules };
	bool good = true;
	char *text;

	if (o->start_on != NULL || o->stop_on != NULL)
		good = parse_short(&g);
	for (size_t i = 0; good && i < o->rules.n; i++) {
		text = read_file(o->rules.item[i]);
		good = text != NULL && parse(&g, o->rules.item[i], text);
		free(text);
	}
	for (size_t i = 0; good && i < o->triggers.n; i++)
		good = parse(&g, "--trigger", o->triggers.item[i]);
	for (const struct plugin_rule *rule = plugin_rules_first();
	    good && rule != NULL; rule = rule->next)
		good = parse(&g, rule->name, rule->text);
	if (g.macros != NULL)
		macros_free(g.macros);
	return good;
}

static bool
has_comments(const struct options *o, enum dump_format by_name)
{
	return o->format == DUMP_AUTO ? by_name == DUMP_PCAPNG :
	    o->format == DUMP_PCAPNG;
}

/*
 * Marks that can get into no file are said.  elsewhere: files may be named
 * another time, so that only those there are tell.
 */
static void
check_marks(const struct rules *rules, const struct options *o, bool elsewhere)
{
	const tp_rule *marks = NULL;
	bool writes = o->write_file != NULL;
	bool room = writes && (o->append ||
	    has_comments(o, dump_format_of(o->write_file)));

	for (uint32_t i = 0; i < rules->n; i++) {
		const tp_rule *r = rules->rule[i];

		if (marks == NULL && r->marks)
			marks = r;
		writes |= r->writes;
		room |= r->writes && has_comments(o, r->writes_comments ?
		    DUMP_PCAPNG : DUMP_PCAP);
	}
	if (marks != NULL && !room && (writes || !elsewhere))
		warning("rule %s: mark: no file is written that can have a "
		    "comment: name one that ends in .pcapng", marks->name);
}

int
watch_check(const struct options *o, struct registry *r)
{
	struct rules rules = { NULL, 0 };
	bool good;

	if (!watch_is_wanted(o)) {
		warning("--check checks rules: name them with --rules or "
		    "--trigger");
		return 1;
	}
	good = load(&rules, r, o);
	if (good)
		check_marks(&rules, o, true);
	if (good)
		printf("%u rule%s, no error\n", rules.n,
		    rules.n == 1 ? "" : "s");
	rules_free(&rules);
	return !good;
}

void
watch_list_actions(void)
{
	for (const struct action *a = action_first(); a != NULL; a = a->next)
		printf("%s%s%s\n", a->name, a->desc.usage ? "\t" : "",
		    a->desc.usage ? a->desc.usage : "");
}

/* ----------------------------------------------------- the trigger's calls */

static void
at_time(void *arg, int64_t ns)
{
	struct watch *w = arg;

	w->verbs.time(w->verbs.arg, ns);
}

/* TIME frame N rule NAME FIELD=VALUE ... */
static void
report_event(struct watch *w, const tp_event *e)
{
	struct textbuf *b = &w->report;

	expand_time(b, &e->time);
	textbuf_format(b, " frame %llu rule %s", (unsigned long long)e->frame,
	    e->rule);
	for (uint32_t i = 0; i < e->nkeys; i++) {
		textbuf_format(b, " %s=", e->fields[i].name);
		if (e->fields[i].text != NULL)
			expand_escaped(b, e->fields[i].text);
	}
	if (e->flags & TP_EVENT_DEADLINE)
		textbuf_puts(b, " deadline");
}

static void
fired(void *arg, const tp_rule *r, const tp_event *e)
{
	struct watch *w = arg;

	if (!w->o->dry_run)
		return;
	w->report.n = 0;
	report_event(w, e);
	for (uint32_t i = 0; i < r->nactions; i++)
		textbuf_format(&w->report, "%s %s", i == 0 ? ":" : ";",
		    r->actions[i].source);
	textbuf_putc(&w->report, '\n');
	output_put(w->report.s, w->report.n);
}

static void
print_line(const tp_event *e)
{
	size_t n;
	const char *line = trigger_line(e, &n);

	output_put(line, n);
	output_flush();
}

static void
sent(void *arg, const tp_event *e, const tp_message *m)
{
	struct watch *w = arg;

	switch (m->kind) {
	case TP_MESSAGE_START_WRITE:
	case TP_MESSAGE_STOP_WRITE:
	case TP_MESSAGE_MARK:
		w->verbs.message(w->verbs.arg, w->place, e, m);
		break;
	case TP_MESSAGE_PRINT:
		if (!w->o->dry_run)
			print_line(e);
		break;
	default:
		warning("rule %s: a message of unknown kind %u", e->rule,
		    m->kind);
	}
}

static void
line(void *arg, struct textbuf *b)
{
	struct watch *w = arg;

	if (w->line != NULL && !w->o->dry_run)
		w->line(w->line_arg, b);
}

static uint64_t
lost(void *arg, bool fresh)
{
	struct watch *w = arg;

	if (fresh)
		w->lost = w->verbs.lost(w->verbs.arg);
	return w->lost_before + w->lost;
}

/* ---------------------------------------------------------- making, ending */

/* At least what `before' asks for in octets. */
size_t
watch_ring(const struct watch *w)
{
	size_t n = w->o->ring_size != 0 ? (size_t)w->o->ring_size :
	    DEFAULT_RING;
	bool wanted = false;

	for (uint32_t i = 0; i < w->rules.n; i++) {
		const tp_rule *r = w->rules.rule[i];

		wanted |= r->before.unit != TP_UNIT_NONE;
		/* with room for what is kept beside the frames */
		if (w->o->ring_size == 0 && r->before_octets * 2 > n)
			n = r->before_octets * 2;
	}
	return wanted ? n : 0;
}

struct watch *
watch_new(const struct options *o, struct packet *p,
    const struct verbs *verbs, void (*print)(void *, struct textbuf *),
    void *arg)
{
	struct watch *w = xcalloc(1, sizeof(*w));
	struct trigger_config trigger = { .dry = o->dry_run,
	    .memory = o->trigger_memory != 0 ? (size_t)o->trigger_memory :
	    DEFAULT_MEMORY, .host = p->pub.host, .arg = w, .time = at_time,
	    .fired = fired, .send = sent, .line = line, .lost = lost };

	w->o = o;
	w->packet = p;
	w->verbs = *verbs;
	w->line = print;
	w->line_arg = arg;
	if (!load(&w->rules, p->registry, o)) {
		rules_free(&w->rules);
		free(w);
		return NULL;
	}
	check_marks(&w->rules, o, o->dry_run);
	w->trigger = trigger_new(&w->rules, p, &trigger);
	return w;
}

bool
watch_prints(const struct watch *w)
{
	for (uint32_t i = 0; i < w->rules.n; i++)
		if (w->rules.rule[i]->prints)
			return true;
	return false;
}

void
watch_resume(struct watch *w)
{
	trigger_resume(w->trigger);
}

/* What actions have started has limits of its own. */
static void
wait_for_actions(void)
{
	const struct timespec moment = { 0, END_POLL_NS };

	while (action_poll_all(true) != 0)
		(void)nanosleep(&moment, NULL);
}

void
watch_report(const struct watch *w, struct textbuf *b)
{
	trigger_report(w->trigger, b);
}

void
watch_end(struct watch *w, struct judged *result)
{
	if (!w->o->dry_run)
		wait_for_actions();
	trigger_report(w->trigger, &result->report);
	trigger_json(w->trigger, &result->rules);
	trigger_free(w->trigger);
	rules_free(&w->rules);
	textbuf_free(&w->report);
	free(w);
}

/* ---------------------------------------------------------------- running */

void
watch_source(struct watch *w)
{
	w->lost_before += w->lost;
	w->lost = 0;
}

void
watch_source_end(struct watch *w)
{
	(void)lost(w, true);
}

static void
tick(struct watch *w)
{
	int64_t now = monotonic_ns();

	w->frames = 0;
	if (now - w->ticked < TICK_NS)
		return;
	w->ticked = now;
	(void)action_poll_all(false);
	(void)lost(w, true);
}

int64_t
watch_frame(struct watch *w, const struct frame *f, uint64_t place)
{
	int64_t time;

	w->place = place;
	trigger_advance(w->trigger, frame_ns(f));
	trigger_packet(w->trigger, w->packet);
	w->place++;
	time = trigger_now(w->trigger);
	if (++w->frames >= TICK_FRAMES)
		tick(w);
	return time;
}

void
watch_idle(struct watch *w, int64_t clock)
{
	trigger_advance(w->trigger, clock);
	tick(w);
}
