/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Forms of HTML: names and values (application/x-www-form-urlencoded, WHATWG
 * URL 5.1).  As Wireshark has it, an octet 0 or a % without digits
 * ends them.
 */
#include "textproto.h"

enum { F_KEY, F_VALUE, NFIELDS };

static const tp_field_desc fields[NFIELDS] = {
	[F_KEY] = { "urlencoded-form.key", "Key", TP_FT_STRINGZ },
	[F_VALUE] = { "urlencoded-form.value", "Value", TP_FT_STRINGZ },
};

/* The octet at p and how many stand for it; 0: none. */
static uint32_t
decode_octet(const uint8_t *p, uint32_t left, uint8_t *octet)
{
	int high, low;

	*octet = *p == '+' ? ' ' : *p;
	if (*p != '%')
		return *p != '\0';
	high = left > 2 ? text_hex_digit(p[1]) : -1;
	low = left > 2 ? text_hex_digit(p[2]) : -1;
	if (high < 0 || low < 0)
		return 0;
	*octet = (uint8_t)(high << 4 | low);
	return 3;
}

/* What ends with the separator or the window; 0: that is broken. */
static int
take(tp_tvb *t, tp_field f, char separator)
{
	uint32_t start = t->off, n = 0, used = 1;
	uint8_t *s = t->pkt->host->alloc(t->pkt, tp_left(t) + 1);

	if (s == NULL)
		return 0;
	while (tp_left(t) > 0 && t->data[t->off] != separator && used > 0) {
		used = decode_octet(t->data + t->off, tp_left(t), &s[n++]);
		t->off += used;
	}
	s[n] = '\0';
	if (used == 0)
		return 0;
	(void)tp_add_ptr(t, f, start, t->off - start, s,
	    (uint32_t)strlen((const char *)s));
	t->off += tp_left(t) > 0;
	return 1;
}

static tp_rc
dissect(void *self, tp_tvb *t, const void *arg)
{
	(void)self;
	(void)arg;
	while (tp_left(t) > 0)
		if (!take(t, F_KEY, '=') || !take(t, F_VALUE, '&'))
			break;
	t->off = t->caplen;
	return tp_done(t);
}

static const tp_protocol form = {
	.name = "urlencoded-form",
	.long_name = "HTML Form URL Encoded",
	.fields = fields,
	.nfields = NFIELDS,
	.words = (const tp_word[]){ TP_MEDIA("application/x-www-form-urlencoded"),
	    { NULL, NULL } },
	.dissect = dissect,
};
TP_REGISTER(form);
