/* SPDX-License-Identifier: BSD-3-Clause */
/* Internet Control Message Protocol version 6 (RFC 4443). */
#include "icmp_ext.h"
#include "icmpv6.h"

enum { IP_PROTO_TCP = 6, IP_PROTO_UDP = 17, IP_PROTO_ICMPV6 = 58 };

/* --------------------------------------------------------------- errors */

enum { LEN_ERROR = 8, LEN_IP6 = 40 };

enum { TYPE_ECHO_REQUEST = 128, TYPE_ECHO_REPLY = 129 };

/* The header of the packet that an error quotes. */
static const uint8_t *
quoted_header(tp_tvb *t)
{
	return tp_peek(t, LEN_ERROR, LEN_IP6);
}

/*
 * Walks the extension headers (RFC 8200, 4) of the quoted packet.  Returns
 * what comes after them, at offset *off; 0: nothing that has ports.
 */
static uint32_t
quoted_transport(const tp_tvb *t, uint32_t *off)
{
	uint32_t next = t->data[LEN_ERROR + 6];

	*off = LEN_ERROR + LEN_IP6;
	while (next != IP_PROTO_TCP && next != IP_PROTO_UDP) {
		const uint8_t *p = t->data + *off;

		if (!tp_has(t, *off, 4))
			return 0;
		switch (next) {
		case 0:			/* hop-by-hop options */
		case 43:		/* routing */
		case 60:		/* destination options */
			*off += (p[1] + 1u) * 8;
			break;
		case 44:		/* fragment */
			if (tp_ld16(p + 2) & 0xfff8)
				return 0;
			*off += 8;
			break;
		case 51:		/* authentication */
			*off += (p[1] + 2u) * 4;
			break;
		default:
			return 0;
		}
		next = p[0];
	}
	return next;
}

static int
text_port(tp_tvb *t)
{
	uint32_t off, proto = 0;

	if (tp_has(t, LEN_ERROR, LEN_IP6))
		proto = quoted_transport(t, &off);
	if (proto == 0 || !tp_has(t, off, 4))
		return icmpv6_cut(t);
	tp_puts(t, ", ");
	tp_addr(t, TP_FT_IPV6, t->data + LEN_ERROR + 24);
	tp_puts(t, proto == IP_PROTO_TCP ? " tcp port " : " udp port ");
	t->pkt->host->port(t, proto, tp_ld16(t->data + off + 2));
	return 1;
}

/* What no one knows, in hex, unless -vv is to show more than that. */
static int
text_unknown(tp_tvb *t)
{
	if (t->pkt->verbose < 2)
		t->pkt->host->hex(t, "\n\t", t->data, t->caplen);
	return 0;
}

static int
unreachable(tp_tvb *t, uint32_t code)
{
	static const char *const reasons[] = {
		", unreachable route", ",  unreachable prohibited",
		", beyond scope", ", unreachable address", ", unreachable port"
	};
	const uint8_t *ip;

	if (code >= TP_COUNT(reasons)) {
		tp_text(t, ", unknown unreach code (%u)", code);
		return text_unknown(t);
	}
	tp_puts(t, reasons[code]);
	if (code == 4)
		return text_port(t);
	ip = quoted_header(t);
	if (ip == NULL)
		return 0;
	tp_puts(t, " ");
	tp_addr(t, TP_FT_IPV6, ip + 24);
	if (code == 2) {
		tp_puts(t, ", source address ");
		tp_addr(t, TP_FT_IPV6, ip + 8);
	}
	return 1;
}

static int
too_big(tp_tvb *t, uint32_t code)
{
	(void)code;
	tp_text(t, ", mtu %u", tp_peek_be32(t, 4));
	return 1;
}

static int
time_exceeded(tp_tvb *t, uint32_t code)
{
	const uint8_t *ip;

	if (code == 0) {
		ip = quoted_header(t);
		tp_puts(t, " for ");
		tp_addr(t, TP_FT_IPV6, ip != NULL ? ip + 24 : NULL);
	} else if (code == 1)
		tp_puts(t, " (reassembly)");
	else
		tp_text(t, ", unknown code (%u)", code);
	return 1;
}

static int
parameter_problem(tp_tvb *t, uint32_t code)
{
	static const char *const problems[] = {
		"erroneous", "next header", "option",
		"incomplete header chain"
	};

	if (!tp_has(t, LEN_ERROR, LEN_IP6))
		return icmpv6_cut(t);
	if (code < TP_COUNT(problems))
		tp_text(t, ", %s - octet %u", problems[code],
		    tp_peek_be32(t, 4));
	else
		tp_text(t, ", code-#%u", code);
	return 1;
}

/* ------------------------------------------------------- other messages */

static int
echo(tp_tvb *t, uint32_t code)
{
	(void)code;
	tp_text(t, ", id %u, seq %u", tp_peek_be16(t, 4), tp_peek_be16(t, 6));
	return 1;
}

/* RFC 8335, 2 */
static int
probe(tp_tvb *t, uint32_t code)
{
	(void)code;
	tp_text(t, ", id %u, seq %u", tp_peek_be16(t, 4), tp_peek_u8(t, 6));
	if (t->pkt->verbose)
		icmp_probe_text(t);
	return 1;
}

/* RFC 8335, 3 */
static int
probe_reply(tp_tvb *t, uint32_t code)
{
	tp_text(t, ", id %u, seq %u", tp_peek_be16(t, 4), tp_peek_u8(t, 6));
	if (t->pkt->verbose)
		icmp_probe_reply_text(t, code);
	return 1;
}

static int
nothing_more(tp_tvb *t, uint32_t code)
{
	(void)t;
	(void)code;
	return 1;
}

/* RFC 6275, 6.5 and 6.7 */
static int
mobile(tp_tvb *t, uint32_t code)
{
	(void)code;
	tp_text(t, ", id 0x%04x", tp_peek_be16(t, 4));
	return 1;
}

/* RFC 6275, 6.6 */
static int
home_agents(tp_tvb *t, uint32_t code)
{
	if (!t->pkt->verbose)
		return 1;
	(void)mobile(t, code);
	for (uint32_t off = 8; off < t->len && !t->err; off += 16) {
		const uint8_t *p = tp_peek(t, off, 16);

		tp_puts(t, ", ");
		tp_addr(t, TP_FT_IPV6, p);
	}
	return 1;
}

/* RFC 6275, 6.8 */
static int
mobile_prefix(tp_tvb *t, uint32_t code)
{
	uint32_t flags;

	if (!t->pkt->verbose)
		return 1;
	(void)mobile(t, code);
	flags = tp_peek_be16(t, 6);
	if (flags & 0xc000)
		tp_text(t, " %s%s", flags & 0x8000 ? "M" : "",
		    flags & 0x4000 ? "O" : "");
	icmpv6_options_text(t, 8);
	return 1;
}

/* ------------------------------------------------------------- messages */

static const struct message {
	uint32_t type;
	const char *name;
	icmpv6_text *text;	/* NULL: only the name is known */
	int early;		/* -v tells the length right after the name */
} messages[] = {
	{ 1, "destination unreachable", unreachable, 0 },
	{ 2, "packet too big", too_big, 0 },
	{ 3, "time exceeded in-transit", time_exceeded, 0 },
	{ 4, "parameter problem", parameter_problem, 0 },
	{ 128, "echo request", echo, 0 },
	{ 129, "echo reply", echo, 0 },
	{ 130, "multicast listener query", icmpv6_query_text, 0 },
	{ 131, "multicast listener report", icmpv6_listener_text, 0 },
	{ 132, "multicast listener done", icmpv6_listener_text, 0 },
	{ 133, "router solicitation", icmpv6_solicit_router_text, 1 },
	{ 134, "router advertisement", icmpv6_router_text, 1 },
	{ 135, "neighbor solicitation", icmpv6_solicit_neighbor_text, 1 },
	{ 136, "neighbor advertisement", icmpv6_neighbor_text, 1 },
	{ 137, "redirect", icmpv6_redirect_text, 1 },
	{ 138, "router renumbering", icmpv6_renumber_text, 0 },
	{ 139, "node information query", icmpv6_ni_query_text, 0 },
	{ 140, "node information reply", icmpv6_ni_reply_text, 0 },
	{ 141, "inverse neighbor solicitation", nothing_more, 0 },
	{ 142, "inverse neighbor advertisement", nothing_more, 0 },
	{ 143, "multicast listener report v2", icmpv6_report2_text, 0 },
	{ 144, "ha discovery request", mobile, 0 },
	{ 145, "ha discovery reply", home_agents, 1 },
	{ 146, "mobile router solicitation", mobile, 0 },
	{ 147, "mobile router advertisement", mobile_prefix, 1 },
	{ 155, "RPL", icmpv6_rpl_text, 0 },
	{ 160, "extended echo request", probe, 0 },
	{ 161, "extended echo reply", probe_reply, 0 },
	{ 200, "mtrace response", NULL, 0 },
	{ 201, "mtrace message", NULL, 0 },
};

static const struct message *
find_message(uint32_t type)
{
	for (uint32_t i = 0; i < TP_COUNT(messages); i++)
		if (messages[i].type == type)
			return &messages[i];
	return NULL;
}

/* The sum of len octets as it is (RFC 4443, 2.3); 0 if right. */
static uint32_t
checksum(const tp_tvb *t, uint32_t len)
{
	return tp_cksum(t->data, len,
	    tp_pseudo_sum(t->pkt, IP_PROTO_ICMPV6, len));
}

static void
text_checksum(tp_tvb *t)
{
	uint32_t wrong, sum;

	if (!tp_has(t, 0, t->len))
		return;
	wrong = checksum(t, t->len);
	sum = tp_peek_be16(t, 2);
	if (wrong == 0)
		tp_puts(t, "[icmp6 sum ok] ");
	else
		tp_text(t, "[bad icmp6 cksum 0x%04x -> 0x%04x!] ", sum,
		    tp_cksum_right(sum, wrong));
}

static void
text(tp_tvb *t, const tp_ip_arg *ip)
{
	const struct message *m;
	uint32_t type, code;

	if (t->len == 0) {
		tp_puts(t, "ICMP6, length 0");
		(void)tp_malformed(t);
		return;
	}
	if (t->pkt->verbose && (ip == NULL || !ip->fragment))
		text_checksum(t);
	type = tp_peek_u8(t, 0);
	m = find_message(type);
	tp_puts(t, "ICMP6, ");
	if (m != NULL)
		tp_puts(t, m->name);
	else
		tp_text(t, "unknown icmp6 type (%u)", type);
	if (m != NULL && m->early && t->pkt->verbose)
		tp_text(t, ", length %u", t->len);
	code = tp_peek_u8(t, 1);
	if (t->err)
		return;
	if (m == NULL || m->text == NULL) {
		tp_text(t, ", length %u", t->len);
		(void)text_unknown(t);
	} else if (m->text(t, code) && !t->pkt->verbose)
		tp_text(t, ", length %u", t->len);
}

/* --------------------------------------------------------------- fields */

static void
add_fields(const tp_self *me, tp_tvb *t, const tp_ip_arg *ip)
{
	enum { BAD, GOOD, UNVERIFIED };
	uint32_t type = tp_f_u8(t, F_TYPE), code = tp_f_u8(t, F_CODE);
	uint32_t status = UNVERIFIED, len = t->len;

	(void)tp_f_be16(t, F_CHECKSUM);
	if (t->err)
		return;
	/* what is declared beyond a whole frame does not exist */
	if (t->pkt->caplen == t->pkt->len && len > t->caplen)
		len = t->caplen;
	if ((ip == NULL || !ip->fragment) && tp_has(t, 0, len) &&
	    (t->pkt->flags & TP_IN_ERROR) == 0)
		status = checksum(t, len) == 0 ? GOOD : BAD;
	(void)tp_add_generated(t, F_CHECKSUM_STATUS, 2, 0, status);
	icmpv6_message_tree(me, t, type, code);
}

static tp_rc
dissect(void *self, tp_tvb *t, const void *arg)
{
	const tp_ip_arg *ip = arg;

	if (ip != NULL && ip->version != 6) {
		tp_puts(t, "[ICMPv6 requires IPv6]");
		return tp_malformed(t);
	}
	if (t->want & TP_WANT_FIELDS) {
		tp_tvb f = tp_mute(t);

		add_fields(self, &f, ip);
	}
	if (tp_texting(t))
		text(t, ip);
	return t->err ? t->err : (tp_rc)t->caplen;
}

static const tp_protocol icmpv6 = {
	.name = "icmpv6",
	.long_name = "Internet Control Message Protocol v6",
	.text_name = "icmp6",
	.fields = icmpv6_fields,
	.nfields = NFIELDS,
	.tables = { [ICMPV6_T_ETHERTYPE] = "ethertype",
	    [ICMPV6_T_EXTENSIONS] = "icmp.extensions",
	    [ICMPV6_T_DATA] = "data" },
	.firsts = 1u << ICMPV6_T_ETHERTYPE | 1u << ICMPV6_T_EXTENSIONS,
	/* errors, and options of others, quote packets; echoes do not */
	.hop = &(const tp_hop){ .table = ICMPV6_T_ETHERTYPE, .key_size = 1,
	    .header = 2, .never = 1u << ICMPV6_T_EXTENSIONS,
	    .some = { ~0u, ~0u, ~0u, ~0u, ~(1u << (TYPE_ECHO_REQUEST - 128) |
	    1u << (TYPE_ECHO_REPLY - 128)), ~0u, ~0u, ~0u } },
	.keys = (const tp_key[]){
	    { .table = "ip.proto", .lo = IP_PROTO_ICMPV6 }, { NULL } },
	.dissect = dissect,
};
TP_REGISTER(icmpv6);
