/* SPDX-License-Identifier: BSD-3-Clause */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "action.h"
#include "fatal.h"
#include "keyed.h"
#include "lasting.h"
#include "plugin_rules.h"
#include "trigger.h"
#include "value.h"

#define NS_PER_S 1000000000
#define MAX_MISSED 1000	/* calls of a timer at once */
/* Octets for one that may be charged, with heads of blocks and what lies
 * between them; and what is not charged: events, rules, and their limits. */
#define ROOM_CHARGED 4u
#define ROOM_EVENTS ((size_t)64 << 20)
#define ROOM_RULE 1024u
#define ROOM_TIME (2 * sizeof(int64_t))

/* What is remembered under a key; the letter is the key's first octet. */
enum { STATE_COUNT = 'c', STATE_WAIT = 'w', STATE_LIMIT = 'l' };

/* The last few times that something happened. */
struct times {
	int64_t *t;
	uint32_t head, n, cap;
};

/* What is told of a packet that is gone: texts, one behind the other. */
struct capture {
	uint64_t frame, lost;
	int64_t since;
	char *texts;
	char **text;		/* by field of the rule; NULL: not there */
	char *line;
	size_t nline, size;
};

struct rule_state;

struct state {
	struct keyed_entry entry;	/* first */
	struct rule_state *owner;
	int kind;
	struct times times;		/* STATE_COUNT, STATE_LIMIT */
	uint64_t lost;			/* when the window began */
	/* STATE_WAIT */
	int64_t due;
	struct capture *capture;
	struct state *next, *prev;	/* in order of due */
};

struct rule_state {
	const tp_rule *rule;
	uint32_t index;
	struct state *first, *last;	/* that wait */
	struct times limit;		/* without `per key' */
	uint64_t matched, fired, held, pending, answered, skipped, evicted;
};

struct timer {
	const struct plugin_timer *plugin;
	int64_t due;
};

/* What is remembered, all of it in memory that lasts. */
struct memory {
	struct rule_state *rules;
	struct keyed *keyed;
	struct timer *timers;
	int64_t now;
	uint64_t serial;
	uint64_t frame;			/* the last that was asked of */
	bool changes;			/* just now: it is not to be relied on */
};

struct trigger {
	struct trigger_config config;
	const struct rules *rules;
	uint32_t n, ntimers;
	struct lasting *lasting;
	struct memory *memory;
	const struct packet *packet;	/* that is there, or NULL */
	struct textbuf key;
	tp_named *named;		/* of an event */
	uint32_t nnamed;
};

struct event {
	struct action_event head;	/* first */
	const struct capture *capture;	/* NULL: of no rule */
};

/* event_here() is asked of a packet, which knows no trigger: there is one. */
static struct trigger *running;
static struct event here;

/* ----------------------------------------------------------------- times */

/* Time stamps may be any nonsense. */
static int64_t
later(int64_t t, int64_t span)
{
	return t > INT64_MAX - span ? INT64_MAX : t + span;
}

static int64_t
earlier(int64_t t, int64_t span)
{
	return t < INT64_MIN + span ? INT64_MIN : t - span;
}

/* Of more than max the oldest goes.  Returns the octets that it grew by. */
static size_t
times_push(struct lasting *l, struct times *w, int64_t t, uint32_t max)
{
	uint32_t cap;
	int64_t *grown;

	if (w->n == max) {
		w->head = (w->head + 1) % w->cap;
		w->n--;
	}
	if (w->n < w->cap) {
		w->t[(w->head + w->n++) % w->cap] = t;
		return 0;
	}
	cap = w->cap == 0 ? 4 : w->cap * 2;
	cap = cap > max ? max : cap;
	grown = lasting_alloc(l, cap * sizeof(*grown));
	for (uint32_t i = 0; i < w->n; i++)
		grown[i] = w->t[(w->head + i) % w->cap];
	lasting_release(l, w->t);
	w->t = grown;
	w->head = 0;
	grown[w->n++] = t;
	max = cap - w->cap;
	w->cap = cap;
	return max * sizeof(*grown);
}

static int64_t
times_first(const struct times *w)
{
	return w->t[w->head];
}

static int64_t
times_last(const struct times *w)
{
	return w->t[(w->head + w->n - 1) % w->cap];
}

static void
times_forget_before(struct times *w, int64_t t)
{
	while (w->n != 0 && times_first(w) < t) {
		w->head = (w->head + 1) % w->cap;
		w->n--;
	}
}

/* -------------------------------------------------------------- captures */

static void
capture_free(struct lasting *l, struct capture *c)
{
	if (c == NULL)
		return;
	lasting_release(l, c->texts);
	lasting_release(l, c->text);
	lasting_release(l, c->line);
	lasting_release(l, c);
}

static const tp_value *
first_value(const struct packet *p, const struct rule_field *f)
{
	for (uint32_t i = 0; i < p->nvalues; i++)
		for (uint32_t k = 0; k < f->nids; k++)
			if (p->values[i].field == f->ids[k])
				return &p->values[i];
	return NULL;
}

/* A value as C text: a NUL in it is written \0. */
static void
put_text(struct textbuf *b, const struct packet *p, const tp_value *v)
{
	struct textbuf raw = { 0 };

	value_text(&raw, registry_field(p->registry, v->field), v);
	for (size_t i = 0; i < raw.n; i++) {
		if (raw.s[i] != '\0')
			textbuf_putc(b, raw.s[i]);
		else
			textbuf_put(b, "\\0", 2);
	}
	textbuf_putc(b, '\0');
	textbuf_free(&raw);
}

/* What the rule's events tell of the packet that is there. */
static struct capture *
capture_new(struct trigger *t, const tp_rule *r, int64_t since,
    uint64_t lost)
{
	struct capture *c = lasting_alloc(t->lasting, sizeof(*c));
	struct textbuf b = { 0 }, line = { 0 };
	size_t *at = xcalloc(r->nfields + 1, sizeof(*at));
	const tp_value *v;
	size_t ntexts;

	c->frame = t->packet->pub.number;
	c->since = since;
	c->lost = lost;
	c->text = lasting_alloc(t->lasting,
	    (r->nfields + 1) * sizeof(*c->text));
	for (uint32_t i = 0; i < r->nfields; i++) {
		v = first_value(t->packet, &r->fields[i]);
		at[i] = v == NULL ? SIZE_MAX : b.n;
		if (v != NULL)
			put_text(&b, t->packet, v);
	}
	if (r->prints && t->config.line != NULL)
		t->config.line(t->config.arg, &line);
	c->texts = lasting_copy(t->lasting, b.s, b.n);
	c->line = lasting_copy(t->lasting, line.s, line.n);
	c->nline = line.n;
	ntexts = b.n;
	for (uint32_t i = 0; i < r->nfields; i++)
		c->text[i] = at[i] == SIZE_MAX ? NULL : c->texts + at[i];
	free(at);
	textbuf_free(&b);
	textbuf_free(&line);
	c->size = sizeof(*c) + ntexts + c->nline +
	    r->nfields * sizeof(*c->text);
	return c;
}

const char *
trigger_line(const tp_event *e, size_t *n)
{
	const struct event *event = (const struct event *)e;

	*n = event->capture != NULL ? event->capture->nline : 0;
	return event->capture != NULL ? event->capture->line : NULL;
}

/* ---------------------------------------------------------------- firing */

static tp_time
time_of(int64_t ns)
{
	int64_t sec = ns / NS_PER_S, nsec = ns % NS_PER_S;

	return nsec < 0 ? (tp_time){ sec - 1, (uint32_t)(nsec + NS_PER_S), 0 } :
	    (tp_time){ sec, (uint32_t)nsec, 0 };
}

static uint64_t
lost(struct trigger *t, bool fresh)
{
	return t->config.lost != NULL ? t->config.lost(t->config.arg, fresh) :
	    0;
}

static void
event_start(struct trigger *t, struct event *e, const char *rule,
    tp_time at, uint64_t frame)
{
	tp_event *pub = &e->head.pub;

	e->head.send = t->config.send;
	e->head.arg = t->config.arg;
	pub->host = t->config.host;
	pub->rule = rule;
	pub->source = "";
	pub->time = pub->since = at;
	pub->frame = frame;
	pub->serial = ++t->memory->serial;
	pub->flags = t->config.dry ? TP_EVENT_DRY : 0u;
}

static void
fire(struct trigger *t, struct rule_state *s, const struct capture *c,
    int64_t at, uint32_t flags)
{
	const tp_rule *r = s->rule;
	struct event e = { .capture = c };
	tp_event *pub = &e.head.pub;

	s->fired++;
	event_start(t, &e, r->name, time_of(at), c->frame);
	pub->source = r->source;
	pub->since = time_of(c->since);
	if (c->since != at)
		pub->lost = lost(t, true) - c->lost;
	pub->flags |= flags | (pub->lost != 0 ? TP_EVENT_LOST : 0u);
	for (uint32_t i = 0; i < r->nfields; i++) {
		t->named[i].name = r->fields[i].name;
		t->named[i].text = c->text[i];
	}
	pub->fields = t->named;
	pub->nfields = r->nfields;
	pub->nkeys = r->nkeys;
	if (t->config.fired != NULL)
		t->config.fired(t->config.arg, r, pub);
	for (uint32_t i = 0; i < r->nactions; i++)
		if (!t->config.dry || (r->actions[i].action->desc.flags &
		    TP_ACTION_SENDS))
			action_fire(&r->actions[i], pub);
}

/* ------------------------------------------------------------------ keys */

static void
put_value(struct textbuf *b, const struct field *f, const tp_value *v)
{
	uint32_t n = v->slen;
	bool octets = f->type >= TP_FT_STRING && f->type <= TP_FT_OID;

	if (octets || f->type == TP_FT_PROTOCOL) {
		textbuf_put(b, &n, sizeof(n));
		if (n != 0)
			textbuf_put(b, v->v.p, n);
	} else if (f->type == TP_FT_ABSOLUTE_TIME ||
	    f->type == TP_FT_RELATIVE_TIME) {
		textbuf_put(b, &v->v.t.sec, sizeof(v->v.t.sec));
		textbuf_put(b, &v->v.t.nsec, sizeof(v->v.t.nsec));
	} else
		textbuf_put(b, &v->v.u, sizeof(v->v.u));
}

/* t->key becomes the key of the packet that is there; false: it lacks a
 * field. */
static bool
make_key(struct trigger *t, const struct rule_state *s, int kind,
    const struct rule_by *by)
{
	const struct packet *p = t->packet;
	const tp_value *v;

	t->key.n = 0;
	textbuf_putc(&t->key, (char)kind);
	textbuf_put(&t->key, &s->index, sizeof(s->index));
	for (uint32_t i = 0; i < by->n; i++) {
		v = first_value(p, &s->rule->fields[by->field[i]]);
		if (v == NULL)
			return false;
		put_value(&t->key, registry_field(p->registry, v->field), v);
	}
	return true;
}

/* The state under t->key, made at need; NULL: no memory holds it. */
static struct state *
state_make(struct trigger *t, struct rule_state *s, int kind)
{
	struct state *e = (struct state *)keyed_make(t->memory->keyed, t->key.s,
	    (uint32_t)t->key.n, sizeof(*e));

	if (e == NULL) {
		s->evicted++;
		return NULL;
	}
	e->owner = s;
	e->kind = kind;
	return e;
}

/* Is what the entry remembers still of use? */
static bool
is_live(const struct trigger *t, const struct state *e)
{
	const tp_rule *r = e->owner->rule;

	if (e->kind == STATE_WAIT)
		return true;
	if (e->times.n == 0)
		return false;
	return times_last(&e->times) >= earlier(t->memory->now,
	    e->kind == STATE_COUNT ? r->count_within : r->per);
}

static void
forget(void *arg, struct keyed_entry *entry, int evicted)
{
	struct trigger *t = arg;
	struct state *e = (struct state *)entry;
	struct rule_state *s = e->owner;

	if (evicted && is_live(t, e))
		s->evicted++;
	lasting_release(t->lasting, e->times.t);
	if (e->kind != STATE_WAIT)
		return;
	if (e->prev != NULL)
		e->prev->next = e->next;
	else
		s->first = e->next;
	if (e->next != NULL)
		e->next->prev = e->prev;
	else
		s->last = e->prev;
	s->pending--;
	capture_free(t->lasting, e->capture);
}

/* ----------------------------------------------------------------- limits */

/* May the rule fire at that time?  Then that counts as a firing.  t->key is
 * what fires, where the rule has keys. */
static bool
may_fire(struct trigger *t, struct rule_state *s, int64_t at)
{
	const tp_rule *r = s->rule;
	struct times *w = &s->limit;
	struct state *e = NULL;
	size_t grown;

	if (r->most == 0)
		return true;
	if (r->per_key) {
		t->key.s[0] = (char)STATE_LIMIT;
		e = state_make(t, s, STATE_LIMIT);
		if (e == NULL)
			return false;
		w = &e->times;
	}
	if (w->n == r->most && at < later(times_first(w), r->per)) {
		s->held++;
		return false;
	}
	grown = times_push(t->lasting, w, at, r->most);
	if (e != NULL)
		keyed_charge(t->memory->keyed, &e->entry, grown);
	return true;
}

/* -------------------------------------------------------------- deadlines */

static struct rule_state *
earliest(const struct trigger *t)
{
	struct rule_state *s, *best = NULL;

	for (s = t->memory->rules; s < t->memory->rules + t->n; s++)
		if (s->first != NULL && (best == NULL ||
		    s->first->due < best->first->due))
			best = s;
	return best;
}

/* The first that waits of a rule is at its end. */
static void
expire(struct trigger *t, struct rule_state *s)
{
	struct state *e = s->first;
	struct capture *c = e->capture;
	int64_t due = e->due;

	if (t->config.time != NULL)
		t->config.time(t->config.arg, due);
	t->key.n = 0;
	textbuf_put(&t->key, e->entry.key, e->entry.nkey);
	e->capture = NULL;
	keyed_drop(t->memory->keyed, &e->entry);
	if (may_fire(t, s, due))
		fire(t, s, c, due, TP_EVENT_DEADLINE);
	capture_free(t->lasting, c);
}

/* ---------------------------------------------------------------- timers */

static struct timer *
earliest_timer(const struct trigger *t)
{
	struct timer *best = NULL;

	for (struct timer *k = t->memory->timers; k < t->memory->timers + t->ntimers; k++)
		if (best == NULL || k->due < best->due)
			best = k;
	return best;
}

/* The clock has begun to run. */
static void
start_timers(struct trigger *t, int64_t now)
{
	for (struct timer *k = t->memory->timers; k < t->memory->timers + t->ntimers; k++)
		k->due = later(now, k->plugin->every);
}

/* One is due.  After a leap in time to stamp it is called a thousand times,
 * not more: stamps may be any nonsense. */
static void
call_timer(struct trigger *t, struct timer *k, int64_t stamp)
{
	struct event e = { .capture = NULL };
	int64_t due = k->due, every = k->plugin->every;
	uint64_t late = (uint64_t)stamp - (uint64_t)due;
	uint64_t most = (uint64_t)every * MAX_MISSED;

	if (t->config.time != NULL)
		t->config.time(t->config.arg, due);
	event_start(t, &e, k->plugin->name, time_of(due), t->memory->frame);
	k->plugin->fn(k->plugin->self, &e.head.pub);
	k->due = later(due, every);
	if (late > most)
		k->due = stamp - (int64_t)most;
}

void
trigger_advance(struct trigger *t, int64_t stamp)
{
	struct rule_state *s;
	struct timer *k;
	bool waits;

	if (stamp <= t->memory->now)
		return;
	t->memory->changes = true;
	if (t->memory->now == INT64_MIN)
		start_timers(t, stamp);
	for (;;) {
		s = earliest(t);
		k = earliest_timer(t);
		waits = s != NULL && s->first->due < stamp;
		if (waits && (k == NULL || s->first->due <= k->due))
			expire(t, s);
		else if (k != NULL && k->due < stamp)
			call_timer(t, k, stamp);
		else
			break;
	}
	t->memory->now = stamp;
	t->memory->changes = false;
	if (t->config.time != NULL)
		t->config.time(t->config.arg, stamp);
}

int64_t
trigger_now(const struct trigger *t)
{
	return t->memory->now;
}

/* --------------------------------------------------------------- packets */

/* The condition is met: what is told of it waits for its deadline. */
static void
wait_for(struct trigger *t, struct rule_state *s, int64_t since,
    uint64_t lost_then)
{
	struct state *e;
	size_t size;

	if (!make_key(t, s, STATE_WAIT, &s->rule->unless_by)) {
		s->skipped++;
		return;
	}
	e = (struct state *)keyed_find(t->memory->keyed, t->key.s,
	    (uint32_t)t->key.n);
	if (e != NULL || (e = state_make(t, s, STATE_WAIT)) == NULL)
		return;
	e->due = later(t->memory->now, s->rule->unless_within);
	e->capture = capture_new(t, s->rule, since, lost_then);
	size = e->capture->size;
	e->prev = s->last;
	if (s->last != NULL)
		s->last->next = e;
	else
		s->first = e;
	s->last = e;
	s->pending++;
	keyed_charge(t->memory->keyed, &e->entry, size);
}

static void
met(struct trigger *t, struct rule_state *s, int64_t since,
    uint64_t lost_then)
{
	struct capture *c;

	if (s->rule->unless != NULL) {
		wait_for(t, s, since, lost_then);
		return;
	}
	if (!may_fire(t, s, t->memory->now))
		return;
	c = capture_new(t, s->rule, since, lost_then);
	fire(t, s, c, t->memory->now, 0);
	capture_free(t->lasting, c);
}

/* The window of the packet's key has one more. */
static void
count(struct trigger *t, struct rule_state *s)
{
	const tp_rule *r = s->rule;
	struct state *e;
	size_t grown;
	int64_t since;

	if (!make_key(t, s, STATE_COUNT, &r->count_by)) {
		s->skipped++;
		return;
	}
	e = state_make(t, s, STATE_COUNT);
	if (e == NULL)
		return;
	times_forget_before(&e->times, earlier(t->memory->now, r->count_within));
	if (e->times.n == 0)
		e->lost = lost(t, false);
	grown = times_push(t->lasting, &e->times, t->memory->now, r->count);
	keyed_charge(t->memory->keyed, &e->entry, grown);
	if (e->times.n < r->count)
		return;
	/* the window is empty from here on, and the entry may go */
	since = times_first(&e->times);
	e->times.n = e->times.head = 0;
	met(t, s, since, e->lost);
}

static void
answer(struct trigger *t, struct rule_state *s)
{
	struct keyed_entry *e;

	if (!make_key(t, s, STATE_WAIT, &s->rule->unless_by)) {
		s->skipped++;
		return;
	}
	e = keyed_find(t->memory->keyed, t->key.s, (uint32_t)t->key.n);
	if (e == NULL)
		return;
	s->answered++;
	keyed_drop(t->memory->keyed, e);
}

void
trigger_packet(struct trigger *t, const struct packet *p)
{
	struct packet *packet = (struct packet *)(uintptr_t)p;
	struct rule_state *s;

	t->packet = p;
	t->memory->changes = true;
	t->memory->frame = p->pub.number;
	for (s = t->memory->rules; s < t->memory->rules + t->n; s++) {
		const tp_rule *r = s->rule;

		if (s->first != NULL && expr_match(r->unless, packet))
			answer(t, s);
		if (!expr_match(r->when, packet))
			continue;
		s->matched++;
		if (r->count != 0)
			count(t, s);
		else
			met(t, s, t->memory->now, lost(t, false));
	}
	t->memory->changes = false;
	t->packet = NULL;
}

/* --------------------------------------------------------- making, saying */

/* All is forgotten. */
static void
start_memory(struct trigger *t)
{
	const struct plugin_timer *k = plugin_timers_first();
	struct memory *m;

	lasting_clear(t->lasting);
	m = t->memory = lasting_alloc(t->lasting, sizeof(*m));
	m->now = INT64_MIN;
	m->rules = lasting_alloc(t->lasting, t->n * sizeof(*m->rules));
	for (uint32_t i = 0; i < t->n; i++) {
		m->rules[i].rule = t->rules->rule[i];
		m->rules[i].index = i;
	}
	m->timers = lasting_alloc(t->lasting,
	    t->ntimers * sizeof(*m->timers));
	for (uint32_t i = 0; i < t->ntimers; i++, k = k->next)
		m->timers[i].plugin = k;
	m->keyed = keyed_new(t->lasting, t->config.memory, forget, t);
}

static void
want_fields(struct trigger *t, const tp_rule *r, struct packet *p)
{
	expr_want(r->when, p);
	if (r->unless != NULL)
		expr_want(r->unless, p);
	for (uint32_t f = 0; f < r->nfields; f++)
		for (uint32_t k = 0; k < r->fields[f].nids; k++)
			packet_want(p, r->fields[f].ids[k]);
	if (r->nfields > t->nnamed)
		t->nnamed = r->nfields;
}

/* Addresses; memory is what is touched. */
static size_t
room(const struct trigger *t)
{
	size_t n = ROOM_CHARGED * t->config.memory + ROOM_EVENTS +
	    (t->n + t->ntimers) * ROOM_RULE;

	for (uint32_t i = 0; i < t->n; i++)
		n += t->rules->rule[i]->most * ROOM_TIME;
	return n;
}

struct trigger *
trigger_new(const struct rules *rules, struct packet *p,
    const struct trigger_config *config)
{
	struct trigger *t = xcalloc(1, sizeof(*t));

	t->config = *config;
	t->rules = rules;
	t->n = rules->n;
	for (uint32_t i = 0; i < t->n; i++)
		want_fields(t, rules->rule[i], p);
	t->named = xcalloc(t->nnamed + 1, sizeof(*t->named));
	running = t;
	for (const struct plugin_timer *k = plugin_timers_first(); k != NULL;
	    k = k->next)
		t->ntimers++;
	t->lasting = lasting_new(room(t));
	start_memory(t);
	packet_ready(p);
	return t;
}

void
trigger_resume(struct trigger *t)
{
	if (t->memory->changes)
		start_memory(t);
}

void
trigger_free(struct trigger *t)
{
	lasting_free(t->lasting);
	free(t->named);
	running = NULL;
	textbuf_free(&t->key);
	free(t);
}

void
trigger_report(const struct trigger *t, struct textbuf *b)
{
	const struct rule_state *s;

	for (s = t->memory->rules; s < t->memory->rules + t->n; s++) {
		textbuf_format(b, "rule %s: %llu matched, %llu fired",
		    s->rule->name, (unsigned long long)s->matched,
		    (unsigned long long)s->fired);
		if (s->rule->unless != NULL)
			textbuf_format(b, ", %llu answered, %llu pending",
			    (unsigned long long)s->answered,
			    (unsigned long long)s->pending);
		if (s->rule->most != 0)
			textbuf_format(b, ", %llu held back",
			    (unsigned long long)s->held);
		if (s->skipped != 0)
			textbuf_format(b, ", %llu lacked a key",
			    (unsigned long long)s->skipped);
		if (s->evicted != 0)
			textbuf_format(b, ", %llu forgotten for want of "
			    "memory (--trigger-memory)",
			    (unsigned long long)s->evicted);
		textbuf_putc(b, '\n');
	}
}

void
trigger_json(const struct trigger *t, struct textbuf *b)
{
	const struct rule_state *s;

	textbuf_putc(b, '[');
	for (s = t->memory->rules; s < t->memory->rules + t->n; s++) {
		textbuf_puts(b, s == t->memory->rules ? "{\"rule\":" :
		    ",{\"rule\":");
		json_string(b, s->rule->name, strlen(s->rule->name));
		textbuf_format(b, ",\"matched\":%llu,\"fired\":%llu,"
		    "\"answered\":%llu,\"pending\":%llu,"
		    "\"held_back\":%llu,\"lacked_key\":%llu,"
		    "\"forgotten\":%llu}", (unsigned long long)s->matched,
		    (unsigned long long)s->fired,
		    (unsigned long long)s->answered,
		    (unsigned long long)s->pending,
		    (unsigned long long)s->held,
		    (unsigned long long)s->skipped,
		    (unsigned long long)s->evicted);
	}
	textbuf_putc(b, ']');
}

/* ---------------------------------------------------- what plugins call */

static const tp_event *
host_event_here(tp_pkt *p, const char *name)
{
	if (running == NULL)
		return NULL;
	memset(&here, 0, sizeof(here));
	event_start(running, &here, name, p->ts, p->number);
	return &here.head.pub;
}

void
trigger_host(tp_host *h)
{
	h->event_here = host_event_here;
}
