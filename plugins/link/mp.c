/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * PPP's Multilink Protocol (RFC 1990, 3).  The text has the header as if it
 * were the short one; the fields have the long one, as Wireshark does unless
 * told otherwise.
 */
#include "ppp.h"

#define FIRST 0x80u
#define LAST 0x40u
#define SHORT_SEQ 0x0fffu

enum { F_FRAG, F_FIRST, F_LAST, F_CLASS, F_RESERVED, F_SEQ, NFIELDS };

static const tp_field_desc fields[NFIELDS] = {
	[F_FRAG] = { "mp.frag", "Fragment", TP_FT_UINT8, TP_BASE_HEX, 0xfc },
	[F_FIRST] = { "mp.first", "First fragment", TP_FT_BOOLEAN,
	    .bitmask = FIRST },
	[F_LAST] = { "mp.last", "Last fragment", TP_FT_BOOLEAN,
	    .bitmask = LAST },
	[F_CLASS] = { "mp.sequence_num_cls", "Class", TP_FT_UINT8,
	    TP_BASE_DEC, 0x3c },
	[F_RESERVED] = { "mp.sequence_num_reserved", "Reserved",
	    TP_FT_BOOLEAN, .bitmask = 0x03 },
	[F_SEQ] = { "mp.seq", "Sequence number", TP_FT_UINT24, TP_BASE_DEC },
};

enum { T_PART };

static void
add_header(const tp_self *me, const tp_tvb *t)
{
	tp_tvb w = tp_mute(t);
	uint32_t flags = tp_peek_u8(&w, 0);
	tp_item outer, item;

	if (w.err)
		return;
	outer = w.group;
	item = tp_wants(&w, F_FRAG) ? w.pkt->host->add_bits(&w, F_FRAG, 0, 1,
	    flags) : 0;
	if (item != 0)
		w.group = item;
	for (tp_field f = F_FIRST; f <= F_RESERVED; f++)
		tp_add_bits(&w, f, 0, 1, flags);
	tp_close(&w, outer);
	(void)tp_u8(&w);
	(void)tp_f_be24(&w, F_SEQ);
	w.pkt->host->set_len(&w, 0, w.off);
	/* a fragment that is all of its packet */
	if (!w.err && (flags & (FIRST | LAST)) == (FIRST | LAST) &&
	    tp_unread(&w) != 0)
		(void)w.pkt->host->call_uint(me->tables[T_PART], 0, &w, NULL);
}

static tp_rc
dissect(void *self, tp_tvb *t, const void *arg)
{
	static const char *const flags[] = { "none", "end", "begin",
	    "begin, end" };
	uint32_t word;

	(void)arg;
	ppp_set_name(t);
	if (t->want & TP_WANT_FIELDS)
		add_header(self, t);
	if ((t->pkt->opts & TP_OPT_LINK) == 0)
		tp_puts(t, "MLPPP, ");
	if (t->len < 2) {
		tp_puts(t, "[|mlppp]");
		return tp_done(t);
	}
	word = tp_be16(t);
	tp_text(t, "seq 0x%03x, Flags [%s], length %u", word & SHORT_SEQ,
	    flags[word >> 14], t->len);
	return tp_done(t);
}

static const tp_protocol mp = {
	.name = "mp",
	.long_name = "PPP Multilink Protocol",
	.text_name = "ppp",
	.fields = fields,
	.nfields = NFIELDS,
	.tables = { [T_PART] = "ppp.part" },
	.keys = (const tp_key[]){ { .table = "ppp.protocol", .lo = PPP_ML },
	    { NULL } },
	.dissect = dissect,
};
TP_REGISTER(mp);
