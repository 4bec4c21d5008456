/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Redis Serialization Protocol, version 2 (https://redis.io/topics/protocol).
 *
 * tcpdump and Wireshark read what is malformed in two ways, so the text and
 * the fields are made in two passes.  Arrays nest without bound; both passes
 * keep count of what is left of them instead of calling themselves.
 */
#include <tapir/dissect.h>

enum { F_STRING, F_ERROR, F_BULK, F_BULK_VALUE, F_BULK_LENGTH, F_INTEGER,
    F_ARRAY, F_ARRAY_LENGTH, F_FRAGMENT, NFIELDS };

static const tp_field_desc fields[NFIELDS] = {
	[F_STRING] = { "resp.string", "String", TP_FT_STRING },
	[F_ERROR] = { "resp.error", "Error", TP_FT_STRING },
	[F_BULK] = { "resp.bulk_string", "Bulk String", TP_FT_NONE },
	[F_BULK_VALUE] = { "resp.bulk_string.value", "Value", TP_FT_BYTES },
	[F_BULK_LENGTH] = { "resp.bulk_string.length", "Length",
	    TP_FT_INT32, TP_BASE_DEC },
	[F_INTEGER] = { "resp.integer", "Integer", TP_FT_INT64,
	    TP_BASE_DEC },
	[F_ARRAY] = { "resp.array", "Array", TP_FT_NONE },
	[F_ARRAY_LENGTH] = { "resp.array.length", "Length", TP_FT_INT64,
	    TP_BASE_DEC },
	[F_FRAGMENT] = { "resp.fragment", "Fragment", TP_FT_NONE },
};

/* ----------------------------------------------------------------- text */

/* What a length that is not a number of octets or elements comes to. */
enum { LENGTH_NULL = -1, LENGTH_UNUSABLE = -2, LENGTH_INVALID = -3 };

static int
is_line_end(uint32_t c)
{
	return c == '\r' || c == '\n';
}

/*
 * The end of the payload ends this text alone, as a cut within a line or string
 * does; a cut where an element or its length should be ends the packet's.
 */
static void
unfinished(tp_tvb *t)
{
	(void)tp_fail(t, TP_TRUNCATED);
	tp_cut(t, "");
}

/* Octets before the next CR LF, which the cursor goes past. */
static uint32_t
until_crlf(tp_tvb *t)
{
	const uint8_t *p = t->data + t->off;
	uint32_t n = 0;

	while (tp_has(t, t->off + n, 2) && (p[n] != '\r' || p[n + 1] != '\n'))
		n++;
	if (tp_has(t, t->off, n + 2))
		t->off += n + 2;
	else
		unfinished(t);
	return n;
}

static void
text_quoted(tp_tvb *t, const uint8_t *p, uint32_t n)
{
	tp_puts(t, " \"");
	tp_safe(t, p, n);
	tp_puts(t, "\"");
}

static void
text_simple(tp_tvb *t)
{
	const uint8_t *p = t->data + t->off;
	uint32_t n = until_crlf(t);

	text_quoted(t, p, n);
}

/*
 * The number up to CR LF, with the text of one that is none.  An octet that
 * has no place there is passed, too, and what follows is the next element.
 */
static int64_t
text_length(tp_tvb *t)
{
	int negative = tp_peek_u8(t, t->off) == '-', digits = 0;
	uint64_t v = 0;
	uint32_t c;

	(void)tp_take(t, (uint32_t)negative);
	for (c = tp_u8(t); c >= '0' && c <= '9'; c = tp_u8(t)) {
		digits = 1;
		if (v <= INT32_MAX)
			v = v * 10 + (c - '0');
	}
	if (t->err)
		return LENGTH_INVALID;
	if (!digits || c != '\r' || tp_u8(t) != '\n') {
		tp_puts(t, " invalid");
		return LENGTH_INVALID;
	}
	if (negative && v == 1) {
		tp_puts(t, " null");
		return LENGTH_NULL;
	}
	if (negative || v > INT32_MAX) {
		tp_puts(t, negative ? " length negative and not -1" :
		    " length too large");
		return LENGTH_UNUSABLE;
	}
	if (v == 0)
		tp_puts(t, " empty");
	return (int64_t)v;
}

static void
text_bulk(tp_tvb *t)
{
	int64_t n = text_length(t);

	if (n < 0)
		return;
	if ((uint64_t)n > tp_left(t)) {
		unfinished(t);
		return;
	}
	if (n > 0)
		text_quoted(t, tp_take(t, (uint32_t)n), (uint32_t)n);
	(void)until_crlf(t);
}

/* An inline command: a line, with empty ones before and behind it. */
static void
text_inline(tp_tvb *t)
{
	uint32_t n = 0;

	while (tp_more(t) && is_line_end(tp_peek_u8(t, t->off)))
		t->off++;
	while (n < tp_unread(t) && !t->err &&
	    !is_line_end(tp_peek_u8(t, t->off + n)))
		n++;
	if (!t->err && n == tp_unread(t))
		unfinished(t);
	if (t->err)
		return;
	text_quoted(t, t->data + t->off, n);
	t->off += n;
	while (tp_has(t, t->off, 1) && is_line_end(t->data[t->off]))
		t->off++;
}

/* One element; returns the number of those that it announces. */
static uint64_t
text_element(tp_tvb *t)
{
	uint32_t c = tp_u8(t);
	int64_t n = 0;

	switch (c) {
	case '+':
	case '-':
	case ':':
		text_simple(t);
		break;
	case '$':
		text_bulk(t);
		break;
	case '*':
		n = text_length(t);
		break;
	default:
		if (!t->err) {
			t->off--;
			text_inline(t);
		}
	}
	return n > 0 ? (uint64_t)n : 0;
}

static void
text(tp_tvb *t)
{
	uint64_t pending = 0;

	tp_puts(t, ": RESP");
	while (!t->err && (pending > 0 || tp_more(t))) {
		pending -= pending > 0;
		if (tp_more(t))
			pending += text_element(t);
		else
			unfinished(t);
	}
}

/* --------------------------------------------------------------- fields */

#define MAX_NESTED 32

/* Arrays that are not complete yet; what is in deeper ones stays in the last. */
struct arrays {
	struct {
		tp_item outer, item;
		uint32_t start;
		int64_t left;
	} open[MAX_NESTED];
	uint32_t n;
};

/* As strtoll() of n octets reads it, without blanks. */
static int64_t
number(const uint8_t *p, uint32_t n)
{
	uint32_t i = n > 0 && (p[0] == '-' || p[0] == '+');
	uint64_t v = 0;

	for (; i < n && p[i] >= '0' && p[i] <= '9'; i++) {
		if (v > ((uint64_t)INT64_MAX - 9) / 10)
			return p[0] == '-' ? INT64_MIN : INT64_MAX;
		v = v * 10 + (uint64_t)(p[i] - '0');
	}
	return n > 0 && p[0] == '-' ? -(int64_t)v : (int64_t)v;
}

/* Octets of the line at off before CR, LF or the end; *whole: one is there. */
static uint32_t
line_at(const tp_tvb *t, uint32_t off, int *whole)
{
	uint32_t i = off;

	while (i < t->caplen && !is_line_end(t->data[i]))
		i++;
	*whole = i < t->caplen;
	return i - off;
}

static void
add_string(tp_tvb *t, tp_field f, uint32_t off, uint32_t n)
{
	const uint8_t *p = t->data + off + 1;

	if (tp_wants(t, f))
		(void)tp_add_ptr(t, f, off, n + 2, p,
		    (uint32_t)strnlen((const char *)p, n - 1));
}

/* Returns where the next element is. */
static uint32_t
add_bulk(tp_tvb *t, uint32_t off, uint32_t n)
{
	int32_t len = (int32_t)number(t->data + off + 1, n - 1);
	uint32_t end = off + n + 2, left = end < t->caplen ?
	    t->caplen - end : 0, value = len > 0 ? (uint32_t)len : 0;
	tp_item outer = tp_open(t, F_BULK, off, n + 2, 0);

	(void)tp_add(t, F_BULK_LENGTH, off, n + 2, (uint64_t)(int64_t)len);
	if (len >= 0 && value + 2 > left)
		value = left;
	if (value > 0)
		(void)tp_add_ptr(t, F_BULK_VALUE, end, value,
		    t->data + end, value);
	tp_close(t, outer);
	return len >= 0 ? end + value + 2 : end;
}

static void
open_array(tp_tvb *t, struct arrays *a, uint32_t off, uint32_t n)
{
	int64_t len = number(t->data + off + 1, n - 1);
	tp_item outer = tp_open(t, F_ARRAY, off, n + 2, 0);

	(void)tp_add(t, F_ARRAY_LENGTH, off, n + 2, (uint64_t)len);
	if (len <= 0 || a->n == MAX_NESTED) {
		tp_close(t, outer);
		return;
	}
	a->open[a->n].outer = outer;
	a->open[a->n].item = t->group;
	a->open[a->n].start = off;
	a->open[a->n].left = len;
	a->n++;
}

/* One element more of the innermost array, which may complete some. */
static void
close_arrays(tp_tvb *t, struct arrays *a, uint32_t end, int all)
{
	while (a->n > 0 && (all || a->open[a->n - 1].left == 0)) {
		a->n--;
		if (a->open[a->n].item != a->open[a->n].outer)
			t->pkt->host->set_len(t, a->open[a->n].item,
			    end - a->open[a->n].start);
		tp_close(t, a->open[a->n].outer);
	}
}

/* An element of n octets before the end of its first line. */
static uint32_t
add_element(tp_tvb *t, struct arrays *a, uint32_t off, uint32_t n, int whole)
{
	switch (t->data[off]) {
	case '+':
	case '-':
		if (whole)
			add_string(t, t->data[off] == '+' ? F_STRING :
			    F_ERROR, off, n);
		break;
	case ':':
		(void)tp_add(t, F_INTEGER, off, n + 2,
		    (uint64_t)number(t->data + off + 1, n - 1));
		break;
	case '$':
		return add_bulk(t, off, n);
	case '*':
		open_array(t, a, off, n);
		break;
	default:
		(void)tp_add(t, F_FRAGMENT, off, n + 2, 0);
	}
	return off + n + 2;
}

/* Is the bulk string whose line has n octets not all there? */
static int
is_cut_bulk(const tp_tvb *t, uint32_t off, uint32_t n)
{
	int64_t len = (int32_t)number(t->data + off + 1, n - 1);

	return t->data[off] == '$' && len >= 0 &&
	    (int64_t)off + n + 2 + len + 2 > (int64_t)t->caplen;
}

/* Wireshark reads again from the outermost array on. */
static void
ask(tp_tvb *t, const struct arrays *a, uint32_t off)
{
	t->pkt->desegment_offset = a->n > 0 ? a->open[0].start : off;
	t->pkt->desegment_len = TP_DESEGMENT_ONE_MORE_SEGMENT;
}

static void
add_fields(tp_tvb *t)
{
	struct arrays a = { .n = 0 };
	uint32_t off = 0, n;
	uint32_t opens;
	int whole;

	if (t->caplen > t->len)
		t->caplen = t->len;
	while (off < t->caplen) {
		n = line_at(t, off, &whole);
		if (n == 0) {
			off++;
			continue;
		}
		if (t->pkt->can_desegment && (!whole ||
		    is_cut_bulk(t, off, n))) {
			ask(t, &a, off);
			break;
		}
		if (a.n > 0)
			a.open[a.n - 1].left--;
		opens = a.n;
		off = add_element(t, &a, off, n, whole);
		if (a.n > opens && off >= t->caplen && t->pkt->can_desegment)
			ask(t, &a, off);
		close_arrays(t, &a, off, 0);
	}
	close_arrays(t, &a, t->caplen, 1);
}

static tp_rc
dissect(void *self, tp_tvb *t, const void *arg)
{
	tp_tvb data = tp_mute(t);

	(void)self;
	(void)arg;
	if (t->want & TP_WANT_FIELDS)
		add_fields(&data);
	if (tp_texting(t))
		text(t);
	return tp_done(t);
}

static const tp_protocol resp = {
	.name = "resp",
	.long_name = "REdis Serialization Protocol",
	.fields = fields,
	.nfields = NFIELDS,
	.flags = TP_DISSECTOR_STREAM,
	.keys = (const tp_key[]){
	    { .table = "tcp.port", .lo = 6379, .rank = 60 }, { NULL } },
	.dissect = dissect,
};
TP_REGISTER(resp);
