/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * JSON (RFC 8259), one value after the other (as of application/x-ndjson).
 * Each is read twice: to see whether it is whole, and for its fields.  From
 * the first that is not on, what is left are lines of text, and so is a value
 * that is neither object nor array.
 */
#include "textproto.h"

#include <ctype.h>

enum { F_OBJECT, F_ARRAY, F_MEMBER, F_KEY, F_PATH, F_PATH_WITH_VALUE,
    F_MEMBER_WITH_VALUE, F_STRING, F_NUMBER, F_FALSE, F_NULL, F_TRUE, F_NAN,
    NFIELDS };

static const tp_field_desc fields[NFIELDS] = {
	[F_OBJECT] = { "json.object", "Object", TP_FT_NONE },
	[F_ARRAY] = { "json.array", "Array", TP_FT_NONE },
	[F_MEMBER] = { "json.member", "Member", TP_FT_STRING },
	[F_KEY] = { "json.key", "Key", TP_FT_STRING },
	[F_PATH] = { "json.path", "Path", TP_FT_STRING },
	[F_PATH_WITH_VALUE] = { "json.path_with_value", "Path with value",
	    TP_FT_STRING },
	[F_MEMBER_WITH_VALUE] = { "json.member_with_value",
	    "Member with value", TP_FT_STRING },
	[F_STRING] = { "json.value.string", "String value", TP_FT_STRING },
	[F_NUMBER] = { "json.value.number", "Number value", TP_FT_STRING },
	[F_FALSE] = { "json.value.false", "False value", TP_FT_NONE },
	[F_NULL] = { "json.value.null", "Null value", TP_FT_NONE },
	[F_TRUE] = { "json.value.true", "True value", TP_FT_NONE },
	[F_NAN] = { "json.value.nan", "NaN value", TP_FT_NONE },
};

enum { T_LINES };

#define MAX_DEPTH 64u		/* of values in values (RFC 8259 9) */

struct span {
	const uint8_t *p;
	uint32_t n;
};

/* Where a value stands: a member's name, or [] in an array. */
struct place {
	const struct place *up;		/* NULL: the outermost value */
	struct span name;
	uint32_t depth;
};

static int	value(tp_tvb *, const struct place *);

/* ------------------------------------------------------------- characters */

static int
at(const tp_tvb *t, uint8_t c)
{
	return t->off < t->caplen && t->data[t->off] == c;
}

static int
take(tp_tvb *t, uint8_t c)
{
	int is = at(t, c);

	t->off += (uint32_t)is;
	return is;
}

static void
skip_space(tp_tvb *t)
{
	while (at(t, ' ') || at(t, '\t') || at(t, '\n') || at(t, '\r'))
		t->off++;
}

static int
digits(tp_tvb *t)
{
	uint32_t start = t->off;

	while (t->off < t->caplen && isdigit(t->data[t->off]))
		t->off++;
	return t->off > start;
}

static uint32_t
hex4(const uint8_t *p)
{
	uint32_t v = 0;

	for (uint32_t i = 0; i < 4; i++)
		v = v << 4 | (uint32_t)text_hex_digit(p[i]);
	return v;
}

/* --------------------------------------------------------------- strings */

/* What stands behind a backslash. */
static int
escape(tp_tvb *t)
{
	const uint8_t *p = t->data + t->off;
	uint32_t i;

	if (t->off == t->caplen || *p == 0 ||
	    strchr("\"\\/bfnrtu", *p) == NULL)
		return 0;
	t->off++;
	if (*p != 'u')
		return 1;
	for (i = 0; i < 4 && t->off < t->caplen && isxdigit(*++p); i++)
		t->off++;
	return i == 4;
}

/* RFC 8259 7; control characters may stand in it, too. */
static int
string(tp_tvb *t, struct span *s)
{
	uint32_t start = t->off + 1;

	if (!take(t, '"'))
		return 0;
	while (!take(t, '"'))
		if (t->off == t->caplen ||
		    (t->data[t->off++] == '\\' && !escape(t)))
			return 0;
	s->p = t->data + start;
	s->n = t->off - 1 - start;
	return 1;
}

static uint8_t *
put_utf8(uint8_t *to, uint32_t c)
{
	if (c == 0)
		return to;
	if (c < 0x80) {
		*to++ = (uint8_t)c;
		return to;
	}
	if (c < 0x800)
		*to++ = (uint8_t)(0xc0 | c >> 6);
	else if (c < 0x10000)
		*to++ = (uint8_t)(0xe0 | c >> 12);
	else {
		*to++ = (uint8_t)(0xf0 | c >> 18);
		*to++ = (uint8_t)(0x80 | (c >> 12 & 0x3f));
	}
	if (c >= 0x800)
		*to++ = (uint8_t)(0x80 | (c >> 6 & 0x3f));
	*to++ = (uint8_t)(0x80 | (c & 0x3f));
	return to;
}

/*
 * \uXXXX at p, or a pair of surrogates; half of one is no character.  Returns
 * what comes behind it.
 */
static const uint8_t *
unicode(const uint8_t *p, const uint8_t *end, uint8_t **to)
{
	uint32_t c = hex4(p + 2), low;

	p += 6;
	if (c >= 0xd800 && c <= 0xdfff) {
		low = c < 0xdc00 && end - p >= 6 && p[0] == '\\' &&
		    p[1] == 'u' ? hex4(p + 2) : 0;
		c = low >= 0xdc00 && low <= 0xdfff ? 0x10000 +
		    ((c & 0x3ff) << 10 | (low & 0x3ff)) : 0xfffd;
		if (c != 0xfffd)
			p += 6;
	}
	*to = put_utf8(*to, c);
	return p;
}

/* The characters of a string, up to a 0. */
static struct span
characters(tp_tvb *t, struct span s)
{
	static const char letters[] = "b\bf\fn\nr\rt\t";
	const uint8_t *p = s.p, *end = s.p + strnlen((const char *)s.p, s.n);
	uint8_t *to;

	s.n = (uint32_t)(end - p);
	if (memchr(p, '\\', s.n) == NULL)
		return s;
	to = t->pkt->host->alloc(t->pkt, s.n);
	if (to == NULL)
		return (struct span){ p, 0 };
	s.p = to;
	while (p < end) {
		const char *letter;

		if (*p != '\\') {
			*to++ = *p++;
			continue;
		}
		if (p[1] == 'u') {
			p = unicode(p, end, &to);
			continue;
		}
		letter = strchr(letters, p[1]);
		*to++ = letter != NULL ? (uint8_t)letter[1] : p[1];
		p += 2;
	}
	s.n = (uint32_t)(to - s.p);
	return s;
}

/* --------------------------------------------------------------- numbers */

/* RFC 8259 6 */
static int
number(tp_tvb *t)
{
	(void)take(t, '-');
	if (!take(t, '0') && !digits(t))
		return 0;
	if (take(t, '.') && !digits(t))
		return 0;
	if (!take(t, 'e') && !take(t, 'E'))
		return 1;
	if (!take(t, '+'))
		(void)take(t, '-');
	return digits(t);
}

static const struct literal {
	const char *text;
	tp_field field;
} literals[] = {
	{ "true", F_TRUE }, { "false", F_FALSE }, { "null", F_NULL },
	{ "NaN", F_NAN }
};

/* NULL: there is none at the cursor. */
static const struct literal *
literal(tp_tvb *t)
{
	for (uint32_t i = 0; i < TP_COUNT(literals); i++) {
		uint32_t n = (uint32_t)strlen(literals[i].text);

		if (tp_left(t) < n ||
		    memcmp(t->data + t->off, literals[i].text, n) != 0)
			continue;
		t->off += n;
		return &literals[i];
	}
	return NULL;
}

/* --------------------------------------------------------------- fields */

static void
add_generated(tp_tvb *t, tp_field f, uint32_t start, struct span s)
{
	tp_value v = { .flags = TP_VALUE_GENERATED, .slen = s.n, .v.p = s.p };

	(void)t->pkt->host->add(t, f, start, t->off - start, &v);
}

/*
 * The names from the outermost on, each behind a slash, and the value behind a
 * colon unless it is NULL.
 */
static void
add_path(tp_tvb *t, tp_field f, uint32_t start, const struct place *where,
    const struct span *v)
{
	uint32_t n = v != NULL ? 1 + v->n : 0;
	uint8_t *s, *to;

	if (!tp_wants(t, f))
		return;
	for (const struct place *w = where; w->up != NULL; w = w->up)
		n += 1 + w->name.n;
	s = t->pkt->host->alloc(t->pkt, n);
	if (s == NULL)
		return;
	to = s + n;
	if (v != NULL) {
		memcpy(to -= v->n, v->p, v->n);
		*--to = ':';
	}
	for (const struct place *w = where; w->up != NULL; w = w->up) {
		memcpy(to -= w->name.n, w->name.p, w->name.n);
		*--to = '/';
	}
	add_generated(t, f, start, (struct span){ s, n });
}

static void
add_with_member(tp_tvb *t, uint32_t start, struct span name, struct span v)
{
	uint32_t n = name.n + 1 + v.n;
	uint8_t *s;

	if (!tp_wants(t, F_MEMBER_WITH_VALUE))
		return;
	s = t->pkt->host->alloc(t->pkt, n);
	if (s == NULL)
		return;
	memcpy(s, name.p, name.n);
	s[name.n] = ':';
	memcpy(s + name.n + 1, v.p, v.n);
	add_generated(t, F_MEMBER_WITH_VALUE, start, (struct span){ s, n });
}

/* The value that ends at the cursor; v: its words. */
static void
add_value(tp_tvb *t, tp_field f, uint32_t start, const struct place *where,
    struct span v)
{
	add_path(t, F_PATH_WITH_VALUE, start, where, &v);
	add_with_member(t, start, where->name, v);
	if (f == F_STRING || f == F_NUMBER)
		(void)tp_add_ptr(t, f, start, t->off - start, v.p, v.n);
	else
		(void)tp_add(t, f, start, t->off - start, 0);
}

/* ---------------------------------------------------------------- values */

/* Returns the group that was open; its length is not known yet. */
static tp_item
open_group(tp_tvb *t, tp_field f, struct span name)
{
	tp_item outer = t->group, i = f == F_MEMBER ?
	    tp_add_ptr(t, f, t->off, 0, name.p, name.n) :
	    tp_add(t, f, t->off, 0, 0);

	if (i != 0)
		t->group = i;
	return outer;
}

static void
close_group(tp_tvb *t, tp_item outer, uint32_t start)
{
	if (t->group != outer)
		t->pkt->host->set_len(t, t->group, t->off - start);
	tp_close(t, outer);
}

static int
wants_words(const tp_tvb *t)
{
	return tp_wants(t, F_STRING) || tp_wants(t, F_PATH_WITH_VALUE) ||
	    tp_wants(t, F_MEMBER_WITH_VALUE);
}

static int
wants_names(const tp_tvb *t)
{
	return tp_wants(t, F_MEMBER) || tp_wants(t, F_KEY) ||
	    tp_wants(t, F_PATH) || tp_wants(t, F_PATH_WITH_VALUE) ||
	    tp_wants(t, F_MEMBER_WITH_VALUE);
}

/* RFC 8259 4 */
static int
member(tp_tvb *t, const struct place *where)
{
	struct place here = { where, { NULL, 0 }, where->depth + 1 };
	uint32_t start = t->off, end;
	tp_tvb ahead = *t;
	tp_item outer;

	if (!string(&ahead, &here.name))
		return 0;
	end = ahead.off;
	skip_space(&ahead);
	if (!take(&ahead, ':'))
		return 0;
	skip_space(&ahead);
	if (wants_names(t))
		here.name = characters(t, here.name);
	outer = open_group(t, F_MEMBER, here.name);
	t->off = ahead.off;
	if (!value(t, &here))
		return 0;
	(void)tp_add_ptr(t, F_KEY, start, end - start, here.name.p,
	    here.name.n);
	add_path(t, F_PATH, start, &here, NULL);
	close_group(t, outer, start);
	return 1;
}

static int
element(tp_tvb *t, const struct place *where)
{
	struct place here = { where, { (const uint8_t *)"[]", 2 },
	    where->depth + 1 };

	return value(t, &here);
}

/* RFC 8259 4 and 5: from the bracket to the one that closes it. */
static int
several(tp_tvb *t, const struct place *where, tp_field f, uint8_t closing,
    int (*one)(tp_tvb *, const struct place *))
{
	uint32_t start = t->off;
	tp_item outer = open_group(t, f, (struct span){ NULL, 0 });

	t->off++;
	skip_space(t);
	while (!at(t, closing)) {
		if (!one(t, where))
			return 0;
		skip_space(t);
		if (at(t, closing))
			break;
		if (!take(t, ','))
			return 0;
		skip_space(t);
		if (at(t, closing))
			return 0;
	}
	t->off++;
	close_group(t, outer, start);
	return 1;
}

static int
scalar(tp_tvb *t, const struct place *where)
{
	const struct literal *l;
	uint32_t start = t->off;
	struct span v = { t->data + start, 0 };

	if (at(t, '"')) {
		if (!string(t, &v))
			return 0;
		if (wants_words(t))
			v = characters(t, v);
		add_value(t, F_STRING, start, where, v);
		return 1;
	}
	l = literal(t);
	if (l == NULL && !number(t))
		return 0;
	v.n = t->off - start;
	add_value(t, l != NULL ? l->field : F_NUMBER, start, where, v);
	return 1;
}

/* Returns 0: it is none, or not all of one, and the cursor is anywhere. */
static int
value(tp_tvb *t, const struct place *where)
{
	if (where->depth == MAX_DEPTH)
		return 0;
	if (at(t, '{'))
		return several(t, where, F_OBJECT, '}', member);
	if (at(t, '['))
		return several(t, where, F_ARRAY, ']', element);
	return where->up != NULL && scalar(t, where);
}

static const uint8_t nothing[NFIELDS];

static void
values(tp_tvb *t)
{
	const struct place outermost = { NULL, { NULL, 0 }, 0 };
	int wanted = memcmp(t->wanted, nothing, NFIELDS) != 0;
	tp_tvb s = *t, ahead = *t;

	ahead.wanted = nothing;
	skip_space(&ahead);
	s.off = ahead.off;
	while (value(&ahead, &outermost)) {
		if (wanted)
			(void)value(&s, &outermost);
		skip_space(&ahead);
		t->off = s.off = ahead.off;
	}
}

static tp_rc
dissect(void *self, tp_tvb *t, const void *arg)
{
	const tp_self *me = self;
	tp_tvb s = tp_mute(t), rest;

	(void)arg;
	if (s.caplen > s.len)
		s.caplen = s.len;
	if (s.caplen == 0)
		return TP_REJECT;
	values(&s);
	s.pkt->host->set_len(&s, 0, s.off);
	rest = tp_rest(&s, tp_left(&s));
	if (rest.len > 0)
		(void)s.pkt->host->call_uint(me->tables[T_LINES], 0, &rest,
		    NULL);
	return (tp_rc)s.caplen;
}

static const tp_protocol json = {
	.name = "json",
	.long_name = "JavaScript Object Notation",
	.fields = fields,
	.nfields = NFIELDS,
	.tables = { [T_LINES] = "data-text-lines" },
	.words = (const tp_word[]){
	    TP_MEDIA("application/json"),
	    TP_MEDIA("application/dds-web+json"),
	    TP_MEDIA("application/json-patch+json"),
	    TP_MEDIA("application/json-rpc"),
	    TP_MEDIA("application/jsonrequest"),
	    TP_MEDIA("application/merge-patch+json"),
	    TP_MEDIA("application/problem+json"),
	    TP_MEDIA("application/senml+json"),
	    TP_MEDIA("application/sensml+json"),
	    TP_MEDIA("application/vnd.oma.lwm2m+json"),
	    TP_MEDIA("application/x-ndjson"), { NULL } },
	.dissect = dissect,
};
TP_REGISTER(json);
