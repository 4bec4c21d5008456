/* SPDX-License-Identifier: BSD-3-Clause */
/* WHOIS (RFC 3912): a line that asks, and lines that answer. */
#include "textproto.h"

#define PORT_WHOIS 43

enum { F_QUERY, F_ANSWER, NFIELDS };

static const tp_field_desc fields[NFIELDS] = {
	[F_QUERY] = { "whois.query", "Query", TP_FT_STRING },
	[F_ANSWER] = { "whois.answer", "Answer", TP_FT_STRING },
};

static const struct textproto textproto = { "WHOIS", NULL };

/* An answer line by line, with their ends; the last one may have none. */
static void
add_answer(tp_tvb *t, uint32_t n)
{
	const uint8_t *p = t->data;

	for (uint32_t off = 0, end = 0; off < n; off = end) {
		while (end < n && p[end] != '\n')
			end++;
		end += end < n;
		(void)tp_add_ptr(t, F_ANSWER, off, end - off, p + off,
		    end - off);
	}
}

/* A query is a line; an answer ends with the connection. */
static uint32_t
shortage(const tp_tvb *t, uint32_t n)
{
	if (!t->pkt->can_desegment)
		return 0;
	if (t->pkt->dst_port != PORT_WHOIS)
		return TP_DESEGMENT_UNTIL_FIN;
	return n >= 2 && memcmp(t->data + n - 2, "\r\n", 2) == 0 ? 0 :
	    TP_DESEGMENT_ONE_MORE_SEGMENT;
}

static tp_rc
dissect(void *self, tp_tvb *t, const void *arg)
{
	uint32_t n = t->len < t->caplen ? t->len : t->caplen;

	(void)self;
	(void)arg;
	t->pkt->desegment_len = shortage(t, n);
	if (t->pkt->desegment_len != 0)
		return TP_REJECT;
	if (t->pkt->dst_port == PORT_WHOIS)
		(void)tp_add_ptr(t, F_QUERY, 0, n, t->data, n);
	else if (t->want & TP_WANT_FIELDS)
		add_answer(t, n);
	tp_puts(t, ": ");
	textproto_text(t, &textproto);
	return tp_done(t);
}

static const tp_protocol whois = {
	.name = "whois",
	.long_name = "WHOIS",
	.fields = fields,
	.nfields = NFIELDS,
	.keys = (const tp_key[]){
	    { .table = "tcp.port", .lo = PORT_WHOIS, .rank = 30 },
	    { NULL } },
	.dissect = dissect,
};
TP_REGISTER(whois);
