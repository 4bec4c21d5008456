/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Cisco HDLC: EtherTypes on serial lines, and the Serial Line Address
 * Resolution Protocol that keeps such lines alive.
 */
#include <tapir/ethertypes.h>

#include "link.h"

#define HEADER 4u
#define ADDRESS_UNICAST 0x0fu
#define ADDRESS_MULTICAST 0x8fu
#define TYPE_SLARP 0x8035u
#define TYPE_OSI 0xfefeu
#define SAP_OSI 0xfeu

enum { F_ADDRESS, F_CONTROL, F_PROTOCOL, F_PADDING, NFIELDS };

static const tp_value_string addresses[] = {
	{ ADDRESS_UNICAST, "Unicast" }, { ADDRESS_MULTICAST, "Multicast" },
	{ 0, NULL }
};

static const tp_field_desc fields[NFIELDS] = {
	[F_ADDRESS] = { "chdlc.address", "Address", TP_FT_UINT8, TP_BASE_HEX,
	    .strings = addresses },
	[F_CONTROL] = { "chdlc.control", "Control", TP_FT_UINT8,
	    TP_BASE_HEX },
	[F_PROTOCOL] = { "chdlc.protocol", "Protocol", TP_FT_UINT16,
	    TP_BASE_HEX, .strings = tp_ethertype_strings },
	[F_PADDING] = { "chdlc.clns_padding", "CLNS Padding", TP_FT_UINT8,
	    TP_BASE_HEX },
};

enum { T_ETHERTYPE, T_PROTOCOL, T_DSAP };

static void
text_header(tp_tvb *t, uint32_t address, uint32_t type)
{
	if (address == ADDRESS_UNICAST)
		tp_puts(t, "unicast, ");
	else if (address == ADDRESS_MULTICAST)
		tp_puts(t, "bcast, ");
	else
		tp_text(t, "0x%02x, ", address);
	tp_text(t, "ethertype %s (0x%04x), length %u: ",
	    link_ethertype(type), type, t->len);
}

/* Some put an octet or two before the network layer's identifier. */
static tp_rc
call_osi(const tp_self *me, tp_tvb *p)
{
	static const uint8_t nlpids[] = { 0x81, 0x82, 0x83 };
	uint32_t id = tp_peek_u8(p, p->off + 1);

	if (p->err)
		return TP_TRUNCATED;
	for (uint32_t i = 0; i < TP_COUNT(nlpids); i++)
		if (id == nlpids[i])
			(void)tp_f_u8(p, F_PADDING);
	return p->pkt->host->call_uint(me->tables[T_DSAP], SAP_OSI, p, NULL);
}

static tp_rc
call_payload(const tp_self *me, tp_tvb *p, uint32_t type)
{
	const tp_host *host = p->pkt->host;

	switch (type) {
	case ETHERTYPE_IPV4:
	case ETHERTYPE_IPV6:
	case ETHERTYPE_MPLS:
	case ETHERTYPE_MPLS_MULTI:
		return host->call_uint(me->tables[T_ETHERTYPE], type, p,
		    NULL);
	case TYPE_OSI:
		return call_osi(me, p);
	default:
		return host->call_uint(me->tables[T_PROTOCOL], type, p, NULL);
	}
}

static tp_rc
dissect(void *self, tp_tvb *t, const void *arg)
{
	uint32_t address, type;
	tp_tvb p;

	(void)arg;
	if (t->caplen < HEADER)
		return TP_TRUNCATED;
	address = tp_f_u8(t, F_ADDRESS);
	(void)tp_f_u8(t, F_CONTROL);
	type = tp_f_be16(t, F_PROTOCOL);
	t->pkt->host->set_len(t, 0, HEADER);
	if (t->pkt->opts & TP_OPT_LINK)
		text_header(t, address, type);
	p = tp_rest(t, tp_unread(t));
	if (call_payload(self, &p, type) == TP_REJECT &&
	    (t->pkt->opts & TP_OPT_LINK) == 0)
		tp_text(t, "unknown CHDLC protocol (0x%04x)", type);
	tp_join(t, &p);
	link_skip(t, 0, HEADER);
	return tp_done(t);
}

static const tp_protocol chdlc = {
	.name = "chdlc",
	.long_name = "Cisco HDLC",
	.fields = fields,
	.nfields = NFIELDS,
	.tables = { [T_ETHERTYPE] = "ethertype",
	    [T_PROTOCOL] = "chdlc.protocol", [T_DSAP] = "llc.dsap" },
	.firsts = 1u << T_ETHERTYPE | 1u << T_PROTOCOL | 1u << T_DSAP,
	.keys = (const tp_key[]){ { .table = "linktype", .lo = 104 },
	    { NULL } },
	.dissect = dissect,
};
TP_REGISTER(chdlc);

/* ---------------------------------------------------------------- SLARP */

#define SLARP_MIN 14u
#define SLARP_MAX 18u		/* with the link's uptime */
#define CUT " [|chdlc_slarp]"	/* -x shows what comes after the header */

enum { SLARP_REQUEST, SLARP_REPLY, SLARP_KEEPALIVE };

enum { F_S_TYPE, F_S_ADDRESS, F_S_NETMASK, F_S_MINE, F_S_YOURS,
    F_S_RELIABILITY, N_S_FIELDS };

static const tp_value_string slarp_types[] = {
	{ SLARP_REQUEST, "Address request" }, { SLARP_REPLY, "Address reply" },
	{ SLARP_KEEPALIVE, "Line keepalive" }, { 0, NULL }
};

static const tp_field_desc slarp_fields[N_S_FIELDS] = {
	[F_S_TYPE] = { "slarp.ptype", "Packet type", TP_FT_UINT32,
	    TP_BASE_DEC, .strings = slarp_types },
	[F_S_ADDRESS] = { "slarp.address", "Address", TP_FT_IPV4 },
	[F_S_NETMASK] = { "slarp.netmask", "Netmask", TP_FT_IPV4 },
	[F_S_MINE] = { "slarp.mysequence", "Outgoing sequence number",
	    TP_FT_UINT32, TP_BASE_DEC },
	[F_S_YOURS] = { "slarp.yoursequence", "Returned sequence number",
	    TP_FT_UINT32, TP_BASE_DEC },
	[F_S_RELIABILITY] = { "slarp.reliability", "Reliability",
	    TP_FT_UINT16, TP_BASE_HEX },
};

static void
text_uptime(tp_tvb *t)
{
	uint32_t seconds = tp_be32(t) / 1000;

	tp_text(t, ", link uptime=%ud%uh%um%us", seconds / 86400,
	    seconds / 3600 % 24, seconds / 60 % 60, seconds % 60);
}

static void
keepalive(tp_tvb *t)
{
	uint32_t mine = tp_f_be32(t, F_S_MINE);
	uint32_t yours = tp_f_be32(t, F_S_YOURS);
	uint32_t reliability = tp_f_be16(t, F_S_RELIABILITY);

	tp_text(t, "keepalive: mineseen=0x%08x, yourseen=0x%08x, "
	    "reliability=0x%04x", mine, yours, reliability);
	if (t->len < SLARP_MAX)
		return;
	if (tp_left(t) >= 4)
		text_uptime(t);
	else
		tp_puts(t, CUT);
}

static void
address(tp_tvb *t, uint32_t type)
{
	const uint8_t *p = tp_f_bytes(t, F_S_ADDRESS, 4);
	const uint8_t *mask = tp_f_bytes(t, F_S_NETMASK, 4);

	if (type == SLARP_REQUEST) {
		tp_puts(t, "request");
		return;
	}
	tp_puts(t, "reply ");
	tp_addr(t, TP_FT_IPV4, p);
	tp_puts(t, "/");
	tp_addr(t, TP_FT_IPV4, mask);
}

/* What follows the type, or all that was read, in hex. */
static void
text_rest(tp_tvb *t, uint32_t type)
{
	uint32_t from = type == SLARP_KEEPALIVE && t->off == SLARP_MAX ?
	    SLARP_MAX : 4;

	if (t->len > SLARP_MAX && t->pkt->verbose)
		tp_text(t, ", (trailing junk: %u bytes)", t->len - SLARP_MAX);
	if (t->pkt->verbose > 1 || type > SLARP_KEEPALIVE)
		t->pkt->host->hex(t, "\n\t", t->data + from,
		    t->caplen - from);
}

static tp_rc
dissect_slarp(void *self, tp_tvb *t, const void *arg)
{
	uint32_t type;

	(void)self;
	(void)arg;
	tp_text(t, "SLARP (length: %u), ", t->len);
	if (t->len < SLARP_MIN || !tp_has(t, 0, SLARP_MIN)) {
		tp_puts(t, CUT);
		return tp_done(t);
	}
	type = tp_f_be32(t, F_S_TYPE);
	if (type == SLARP_KEEPALIVE)
		keepalive(t);
	else if (type == SLARP_REQUEST || type == SLARP_REPLY)
		address(t, type);
	else
		tp_text(t, "0x%02x unknown", type);
	/* not if the uptime is cut */
	if (type != SLARP_KEEPALIVE || t->len < SLARP_MAX ||
	    t->off == SLARP_MAX)
		text_rest(t, type);
	return tp_done(t);
}

static const tp_protocol slarp = {
	.name = "slarp",
	.long_name = "Cisco SLARP",
	.text_name = "chdlc_slarp",
	.fields = slarp_fields,
	.nfields = N_S_FIELDS,
	.keys = (const tp_key[]){
	    { .table = "chdlc.protocol", .lo = TYPE_SLARP }, { NULL } },
	.dissect = dissect_slarp,
};
TP_REGISTER(slarp);
