/* SPDX-License-Identifier: BSD-3-Clause */
/* Addresses in SIP's headers (RFC 3261 19.1, 25.1), and what they are made of. */
#include "sip.h"

#include <ctype.h>

/* Wireshark shows no name, user and port of a single character. */
#define LEAST 2u

/* ---------------------------------------------------------------- strings */

tp_item
sip_add_flagged(tp_tvb *t, tp_field f, struct text_span where,
    struct text_span s, uint32_t flags)
{
	tp_value v = { .flags = flags };

	if (!tp_wants(t, f))
		return 0;
	v.v.p = text_start(t, s);
	v.slen = (uint32_t)strnlen(text_start(t, s), s.n);
	return t->pkt->host->add(t, f, where.off, where.n, &v);
}

tp_item
sip_add(tp_tvb *t, tp_field f, struct text_span s)
{
	return sip_add_flagged(t, f, s, s, 0);
}

static void
skip(struct text_span *s, uint32_t n)
{
	s->off += n;
	s->n -= n;
}

void
sip_skip_space(const tp_tvb *t, struct text_span *s)
{
	while (s->n > 0 && strchr(" \t\r\n", t->data[s->off]) != NULL &&
	    t->data[s->off] != 0)
		skip(s, 1);
}

struct text_span
sip_take_until(const tp_tvb *t, struct text_span *s, const char *stops,
    int quoted)
{
	const uint8_t *p = t->data + s->off;
	struct text_span part = *s;
	int inside = 0;
	uint32_t i;

	for (i = 0; i < s->n; i++) {
		if (quoted && p[i] == '"')
			inside = !inside;
		else if (inside && p[i] == '\\' && i + 1 < s->n)
			i++;
		else if (!inside && p[i] != 0 && strchr(stops, p[i]) != NULL)
			break;
	}
	part.n = i;
	skip(s, i);
	return part;
}

uint32_t
sip_number(const tp_tvb *t, struct text_span s)
{
	uint64_t v = 0;
	int minus;

	sip_skip_space(t, &s);
	minus = s.n > 0 && t->data[s.off] == '-';
	if (minus)
		skip(&s, 1);
	for (; s.n > 0 && isdigit(t->data[s.off]); skip(&s, 1)) {
		v = v * 10 + (uint64_t)(t->data[s.off] - '0');
		if (v > UINT32_MAX)
			return 0;
	}
	return minus ? 0 - (uint32_t)v : (uint32_t)v;
}

/* -------------------------------------------------------------- addresses */

/* The octets of the URI's scheme and colon, of those that have parts. */
static uint32_t
scheme(const tp_tvb *t, struct text_span s)
{
	const char *p = text_start(t, s);

	if (s.n >= 4 && memcmp(p, "sip:", 4) == 0)
		return 4;
	if (s.n >= 5 && memcmp(p, "sips:", 5) == 0)
		return 5;
	return 0;
}

/* ["name" | name] <uri> */
static int
take_name_addr(const tp_tvb *t, struct text_span *s, struct sip_address *a)
{
	if (t->data[s->off] == '"') {
		struct text_span name = *s;

		(void)sip_take_until(t, s, "<", 1);
		if (s->n == 0)
			return 0;
		/* the name ends with its quote, whatever follows that */
		name.n = s->off - name.off;
		while (t->data[name.off + name.n - 1] != '"')
			name.n--;
		a->display = name;
	} else
		a->display = sip_take_until(t, s, "<", 0);
	if (s->n == 0)
		return 0;
	skip(s, 1);
	a->uri = sip_take_until(t, s, ">", 0);
	if (s->n == 0)
		return 0;
	skip(s, 1);
	return 1;
}

int
sip_take_address(const tp_tvb *t, struct text_span *s, struct sip_address *a)
{
	sip_skip_space(t, s);
	if (s->n == 0)
		return 0;
	if (scheme(t, *s) == 0)
		return take_name_addr(t, s, a);
	/* RFC 3261 20: then parameters are those of the header */
	a->display = (struct text_span){ s->off, 0 };
	a->uri = sip_take_until(t, s, ";,", 0);
	return 1;
}

static void
add_params(tp_tvb *t, tp_field f, struct text_span s)
{
	while (s.n > 0) {
		struct text_span param;

		skip(&s, 1);
		param = sip_take_until(t, &s, ";", 0);
		if (param.n > 0)
			(void)sip_add(t, f, param);
	}
}

/* What follows the scheme: [user@]host[:port][;parameters] */
static void
add_parts(tp_tvb *t, tp_field first, struct text_span s)
{
	struct text_span rest = s, user, host, port;

	user = sip_take_until(t, &rest, "@", 0);
	if (rest.n > 0) {
		skip(&rest, 1);
		s = rest;
		if (user.n >= LEAST)
			(void)sip_add(t, first + SIP_URI_USER, user);
	}
	host = s;
	if (s.n > 0 && t->data[s.off] == '[') {
		(void)sip_take_until(t, &s, "]", 0);
		if (s.n > 0)
			skip(&s, 1);
		host.n -= s.n;
	} else
		host = sip_take_until(t, &s, ":;?> \t\r\n", 0);
	if (host.n > 0)
		(void)sip_add(t, first + SIP_URI_HOST, host);
	if (s.n > 0 && t->data[s.off] == ':') {
		skip(&s, 1);
		port = sip_take_until(t, &s, ";?> \t\r\n", 0);
		if (port.n >= LEAST)
			(void)sip_add(t, first + SIP_URI_PORT, port);
	}
	/* of a Request-URI Wireshark has none */
	if (first != F_R_URI_DISPLAY && s.n > 0 && t->data[s.off] == ';')
		add_params(t, first + SIP_URI_PARAM, s);
}

void
sip_add_address(tp_tvb *t, tp_field first, const struct sip_address *a)
{
	tp_item outer = t->group, i;
	struct text_span s = a->uri;
	uint32_t n = scheme(t, s);

	if (a->display.n >= LEAST) {
		(void)sip_add(t, first + SIP_URI_DISPLAY, a->display);
		(void)sip_add_flagged(t, F_DISPLAY_INFO, a->display,
		    a->display, TP_VALUE_HIDDEN);
	}
	i = sip_add(t, first + SIP_URI_WHOLE, s);
	if (i != 0)
		t->group = i;
	if (n != 0) {
		skip(&s, n);
		add_parts(t, first, s);
	}
	tp_close(t, outer);
}
