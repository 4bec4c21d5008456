/* SPDX-License-Identifier: BSD-3-Clause */
/* Fragment header of IPv6 (RFC 8200, 4.5). */
#include "ipproto.h"
#include "ipv6.h"

enum { F_NXT, F_RESERVED, F_OFFSET, F_BITS, F_MORE, F_IDENT, NFIELDS };

static const tp_field_desc fields[NFIELDS] = {
	[F_NXT] = { "ipv6.fraghdr.nxt", "Next header", TP_FT_UINT8,
	    TP_BASE_DEC, .strings = ipproto_strings },
	[F_RESERVED] = { "ipv6.fraghdr.reserved_octet", "Reserved octet",
	    TP_FT_UINT8, TP_BASE_HEX },
	[F_OFFSET] = { "ipv6.fraghdr.offset", "Offset", TP_FT_UINT16,
	    TP_BASE_DEC, 0xfff8 },
	[F_BITS] = { "ipv6.fraghdr.reserved_bits", "Reserved bits",
	    TP_FT_UINT16, TP_BASE_DEC, 0x0006 },
	[F_MORE] = { "ipv6.fraghdr.more", "More Fragments", TP_FT_BOOLEAN,
	    0, 0x0001 },
	[F_IDENT] = { "ipv6.fraghdr.ident", "Identification", TP_FT_UINT32,
	    TP_BASE_HEX },
};

static tp_rc
dissect(void *self, tp_tvb *t, const void *arg)
{
	const struct ipv6_ext_arg *ext = arg;
	uint32_t word, ident;
	const uint8_t *p;

	(void)self;
	tp_puts(t, "frag (");
	p = tp_take(t, 8);
	if (p == NULL)
		return t->err;
	word = tp_ld16(p + 2);
	ident = tp_ld32(p + 4);
	t->pkt->host->set_len(t, 0, 8);
	(void)tp_add(t, F_NXT, 0, 1, p[0]);
	(void)tp_add(t, F_RESERVED, 1, 1, p[1]);
	(void)tp_add(t, F_OFFSET, 2, 2, word >> 3);
	tp_add_bits(t, F_BITS, 2, 2, word);
	tp_add_bits(t, F_MORE, 2, 2, word);
	(void)tp_add(t, F_IDENT, 4, 4, ident);
	if (t->pkt->verbose)
		tp_text(t, "0x%08x:", ident);
	tp_text(t, "%u|%u)", word & 0xfff8, tp_unread(t));
	ext->chain->fragment = 1;
	ext->chain->later = (word & 0xfff8) != 0;
	ext->chain->parts = (word & 0xfff9) != 0;
	ext->chain->offset = word & 0xfff8;
	ext->chain->last = (word & 1) == 0;
	ext->chain->ident = ident;
	if (!ext->chain->later)
		tp_puts(t, " ");
	return tp_done(t);
}

static const tp_protocol ipv6_fraghdr = {
	.name = "ipv6.fraghdr",
	.long_name = "Fragment Header for IPv6",
	.text_name = "frag6",
	.flags = TP_DISSECTOR_ANSWERS,
	.fields = fields,
	.nfields = NFIELDS,
	.keys = (const tp_key[]){ { .table = "ipv6.exthdr",
	    .lo = IPPROTO_FRAGMENT_ }, { NULL } },
	.dissect = dissect,
};
TP_REGISTER(ipv6_fraghdr);
