/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Text of which no more is known than its lines, which are no fields: table
 * "data-text-lines", key 0, and the media types of text.
 */
#include <tapir/dissect.h>

static tp_rc
dissect(void *self, tp_tvb *t, const void *arg)
{
	uint32_t n = t->len < t->caplen ? t->len : t->caplen;

	(void)self;
	(void)arg;
	return n == 0 ? TP_REJECT : (tp_rc)n;
}

static const tp_protocol data_text_lines = {
	.name = "data-text-lines",
	.long_name = "Line-based text data",
	.keys = (const tp_key[]){ { .table = "data-text-lines" }, { NULL } },
	.words = (const tp_word[]){
	    TP_MEDIA("text/plain"),
	    TP_MEDIA("text/html"),
	    TP_MEDIA("text/css"),
	    TP_MEDIA("text/javascript"),
	    TP_MEDIA("text/enriched"),
	    TP_MEDIA("text/parameters"),
	    TP_MEDIA("text/vnd.sun.j2me.app-descriptor"),
	    TP_MEDIA("text/xml-external-parsed-entity"),
	    TP_MEDIA("application/x-javascript"),
	    TP_MEDIA("application/x-ns-proxy-autoconfig"),
	    TP_MEDIA("application/xml-external-parsed-entity"), { NULL } },
	.dissect = dissect,
};
TP_REGISTER(data_text_lines);
