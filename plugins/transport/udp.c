/* SPDX-License-Identifier: BSD-3-Clause */
/* User Datagram Protocol (RFC 768). */
#include <tapir/dissect.h>

#define IP_PROTO_UDP 17

enum { F_SRCPORT, F_DSTPORT, F_LENGTH, F_CHECKSUM, NFIELDS };

static const char *const any_port[] = { "udp.port", NULL };

static const tp_field_desc fields[NFIELDS] = {
	[F_SRCPORT] = { "udp.srcport", "Source Port", TP_FT_UINT16,
	    TP_BASE_PORT, .aliases = any_port },
	[F_DSTPORT] = { "udp.dstport", "Destination Port", TP_FT_UINT16,
	    TP_BASE_PORT, .aliases = any_port },
	[F_LENGTH] = { "udp.length", "Length", TP_FT_UINT16, TP_BASE_DEC },
	[F_CHECKSUM] = { "udp.checksum", "Checksum", TP_FT_UINT16,
	    TP_BASE_HEX },
};

enum { T_PORT };

static tp_rc
dissect(void *self, tp_tvb *t, const void *arg)
{
	const tp_self *me = self;
	tp_pkt *pkt = t->pkt;
	uint32_t sport = tp_f_be16(t, F_SRCPORT);
	uint32_t dport = tp_f_be16(t, F_DSTPORT);
	uint32_t len = tp_f_be16(t, F_LENGTH);
	tp_tvb payload;

	(void)arg;
	(void)tp_f_be16(t, F_CHECKSUM);
	if (t->err)
		return t->err;
	pkt->host->set_len(t, 0, 8);
	pkt->host->set_ports(t, IP_PROTO_UDP, sport, dport);
	tp_addr(t, pkt->net_type, pkt->net_src);
	tp_puts(t, ".");
	pkt->host->port(t, IP_PROTO_UDP, sport);
	tp_puts(t, " > ");
	tp_addr(t, pkt->net_type, pkt->net_dst);
	tp_puts(t, ".");
	pkt->host->port(t, IP_PROTO_UDP, dport);
	tp_puts(t, ": ");
	payload = tp_rest(t, len > 8 ? len - 8 : 0);
	if (pkt->host->call_uint2(me->tables[T_PORT], sport, dport, &payload,
	    NULL) == TP_REJECT)
		tp_text(t, "UDP, length %u", payload.len);
	return tp_done(t);
}

static const tp_protocol udp = {
	.name = "udp",
	.long_name = "User Datagram Protocol",
	.fields = fields,
	.nfields = NFIELDS,
	.tables = { [T_PORT] = "udp.port" },
	.keys = (const tp_key[]){ { .table = "ip.proto", .lo = IP_PROTO_UDP },
	    { NULL } },
	.dissect = dissect,
};
TP_REGISTER(udp);
