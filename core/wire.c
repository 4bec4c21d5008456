/* SPDX-License-Identifier: BSD-3-Clause */
#include "config.h"

#include <string.h>

#include "filename.h"
#include "wire.h"

#define NS_PER_S 1000000000
#define NAME_MAX_OCTETS 1024u	/* of a host: NI_MAXHOST less its NUL */

enum kind { WIRE_VERDICT = 1, WIRE_NAME, WIRE_TIME, WIRE_MESSAGE, WIRE_SAID,
    WIRE_JUDGED };

/* ---------------------------------------------------------------- writing */

static void
put_u64(struct textbuf *b, uint64_t v)
{
	textbuf_put(b, (const char *)&v, sizeof(v));
}

static void
begin(struct textbuf *b, enum kind kind)
{
	b->n = 0;
	put_u64(b, kind);
}

/* With a NUL at its end, so that it can be looked at where it stands. */
static void
put_octets(struct textbuf *b, const char *s, size_t n)
{
	put_u64(b, n + 1);
	textbuf_put(b, s, n);
	textbuf_putc(b, '\0');
}

/* NULL is a length of 0. */
static void
put_string(struct textbuf *b, const char *s)
{
	if (s == NULL)
		put_u64(b, 0);
	else
		put_octets(b, s, strlen(s));
}

static void
put_amount(struct textbuf *b, const tp_amount *a)
{
	put_u64(b, a->n);
	put_u64(b, a->unit);
}

static size_t
addr_size(uint32_t type)
{
	return type == TP_FT_IPV4 ? 4 : type == TP_FT_IPV6 ? 16 : 0;
}

static void
put_addr(struct textbuf *b, uint32_t type, const uint8_t *addr)
{
	textbuf_put(b, (const char *)addr, addr_size(type));
}

static void
put_extract(struct textbuf *b, const struct extract *x)
{
	put_string(b, x->part);
	put_u64(b, x->shown != NULL);
	if (x->shown != NULL)
		put_octets(b, (const char *)x->shown, x->shown_len);
	put_u64(b, x->addr_type);
	if (x->addr_type != TP_FT_NONE) {
		put_addr(b, x->addr_type, x->src);
		put_addr(b, x->addr_type, x->dst);
	}
}

void
wire_verdict(struct textbuf *b, uint64_t place, enum verdict v, int64_t time,
    const struct extract *x)
{
	begin(b, WIRE_VERDICT);
	put_u64(b, place);
	put_u64(b, v);
	put_u64(b, (uint64_t)time);
	put_u64(b, x != NULL);
	if (x != NULL)
		put_extract(b, x);
}

void
wire_name(struct textbuf *b, uint32_t type, const uint8_t *addr,
    const char *name)
{
	begin(b, WIRE_NAME);
	put_u64(b, type);
	put_addr(b, type, addr);
	put_string(b, name);
}

void
wire_time(struct textbuf *b, int64_t ns)
{
	begin(b, WIRE_TIME);
	put_u64(b, (uint64_t)ns);
}

void
wire_message(struct textbuf *b, uint64_t place, const tp_event *e,
    const tp_message *m)
{
	begin(b, WIRE_MESSAGE);
	put_u64(b, place);
	put_string(b, e->rule);
	put_string(b, e->source);
	put_u64(b, (uint64_t)e->time.sec);
	put_u64(b, e->time.nsec);
	put_u64(b, e->frame);
	put_u64(b, e->lost);
	put_u64(b, e->flags);
	put_u64(b, m->kind);
	put_string(b, m->key);
	put_string(b, m->text);
	put_amount(b, &m->before);
	put_amount(b, &m->after);
}

void
wire_said(struct textbuf *b, const char *text, size_t n)
{
	begin(b, WIRE_SAID);
	put_octets(b, text, n);
}

void
wire_judged(struct textbuf *b, const struct judged *j)
{
	begin(b, WIRE_JUDGED);
	put_u64(b, j->given_up);
	put_octets(b, j->report.s, j->report.n);
	put_octets(b, j->rules.s, j->rules.n);
}

/* ---------------------------------------------------------------- reading */

struct reader {
	const uint8_t *at;
	size_t left;
	bool bad;
};

static uint64_t
get_u64(struct reader *r)
{
	uint64_t v;

	if (r->left < sizeof(v)) {
		r->bad = true;
		return 0;
	}
	memcpy(&v, r->at, sizeof(v));
	r->at += sizeof(v);
	r->left -= sizeof(v);
	return v;
}

static const uint8_t *
get_octets(struct reader *r, uint64_t n)
{
	const uint8_t *s = r->at;

	if (n > r->left) {
		r->bad = true;
		return NULL;
	}
	r->at += n;
	r->left -= (size_t)n;
	return s;
}

/* NULL also where something is wrong. */
static const char *
get_string(struct reader *r)
{
	uint64_t n = get_u64(r);
	const char *s = n != 0 ? (const char *)get_octets(r, n) : NULL;

	if (s == NULL)
		return NULL;
	if (s[n - 1] != '\0' || memchr(s, '\0', (size_t)n - 1) != NULL) {
		r->bad = true;
		return NULL;
	}
	return s;
}

static tp_amount
get_amount(struct reader *r)
{
	tp_amount a = { .n = get_u64(r) };

	a.unit = (uint32_t)get_u64(r);
	r->bad |= a.unit > TP_UNIT_OCTETS;
	return a;
}

static void
get_shown(struct reader *r, struct extract *x)
{
	uint64_t n = get_u64(r);

	x->shown = get_octets(r, n);
	r->bad |= n == 0 || n > UINT32_MAX;
	x->shown_len = (uint32_t)(n - 1);
}

static void
get_extract(struct reader *r, struct extract *x)
{
	size_t n;

	x->part = get_string(r);
	if (x->part != NULL)
		r->bad |= !filename_is_safe(x->part);
	if (get_u64(r) != 0)
		get_shown(r, x);
	x->addr_type = (uint32_t)get_u64(r);
	n = addr_size(x->addr_type);
	r->bad |= n == 0 && x->addr_type != TP_FT_NONE;
	x->src = get_octets(r, n);
	x->dst = get_octets(r, n);
}

static bool
read_verdict(struct reader *r, const struct verbs *v)
{
	uint64_t place = get_u64(r), verdict = get_u64(r);
	int64_t time = (int64_t)get_u64(r);
	bool extracted = get_u64(r) != 0;
	struct extract x = { 0 };

	if (extracted)
		get_extract(r, &x);
	if (r->bad || verdict >= VERDICT_NONE)
		return false;
	(void)v->verdict(v->arg, place, (enum verdict)verdict, time,
	    extracted ? &x : NULL);
	return true;
}

static bool
read_name(struct reader *r, const struct verbs *v)
{
	uint32_t type = (uint32_t)get_u64(r);
	const uint8_t *addr = get_octets(r, addr_size(type));
	const char *name = get_string(r);

	if (r->bad || addr_size(type) == 0 || name == NULL ||
	    strlen(name) > NAME_MAX_OCTETS)
		return false;
	v->name(v->arg, type, addr, name);
	return true;
}

static bool
is_good(const tp_event *e, const tp_message *m)
{
	switch (m->kind) {
	case TP_MESSAGE_START_WRITE:
		return e->rule != NULL && e->source != NULL &&
		    m->key != NULL && m->text != NULL;
	case TP_MESSAGE_STOP_WRITE:
		return true;
	case TP_MESSAGE_MARK:
		return m->text != NULL;
	default:
		return false;
	}
}

static bool
read_message(struct reader *r, const struct verbs *v)
{
	tp_event e = { 0 };
	tp_message m = { .size = sizeof(m) };
	uint64_t place = get_u64(r);

	e.rule = get_string(r);
	e.source = get_string(r);
	e.time.sec = (int64_t)get_u64(r);
	e.time.nsec = (uint32_t)get_u64(r);
	e.frame = get_u64(r);
	e.lost = get_u64(r);
	e.flags = (uint32_t)get_u64(r);
	m.kind = (uint32_t)get_u64(r);
	m.key = get_string(r);
	m.text = get_string(r);
	m.before = get_amount(r);
	m.after = get_amount(r);
	if (r->bad || !is_good(&e, &m) || e.time.nsec >= NS_PER_S ||
	    e.time.sec > INT64_MAX / NS_PER_S - 1 ||
	    e.time.sec < INT64_MIN / NS_PER_S + 1)
		return false;
	v->message(v->arg, place, &e, &m);
	return true;
}

static bool
read_judged(struct reader *r, struct judged *j, bool *ended)
{
	uint64_t given_up = get_u64(r);
	const char *report = get_string(r), *rules = get_string(r);

	if (r->bad || report == NULL || rules == NULL)
		return false;
	j->given_up += given_up;
	textbuf_puts(&j->report, report);
	textbuf_puts(&j->rules, rules);
	*ended = true;
	return true;
}

bool
wire_read(const void *message, size_t n, const struct verbs *v,
    struct judged *j, bool *ended)
{
	struct reader r = { message, n, false };
	uint64_t kind = get_u64(&r);
	const char *text;
	int64_t time;

	switch (kind) {
	case WIRE_VERDICT:
		return read_verdict(&r, v);
	case WIRE_NAME:
		return read_name(&r, v);
	case WIRE_TIME:
		time = (int64_t)get_u64(&r);
		if (!r.bad)
			v->time(v->arg, time);
		return !r.bad;
	case WIRE_MESSAGE:
		return read_message(&r, v);
	case WIRE_SAID:
		text = get_string(&r);
		if (text != NULL)
			v->said(v->arg, text, strlen(text));
		return text != NULL;
	case WIRE_JUDGED:
		return read_judged(&r, j, ended);
	default:
		return false;
	}
}
