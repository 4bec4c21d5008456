/* SPDX-License-Identifier: BSD-3-Clause */
/* Internet Control Message Protocol (RFC 792, 950, 1191, 1256, 4884, 8335). */
#include "icmp.h"

#define ETHERTYPE_IPV4 0x0800u
#define IP_PROTO_TCP 6
#define IP_PROTO_UDP 17

enum {
	TYPE_ECHO_REPLY = 0, TYPE_UNREACH = 3, TYPE_QUENCH = 4,
	TYPE_REDIRECT = 5, TYPE_ECHO = 8, TYPE_ROUTER_ADVERT = 9,
	TYPE_ROUTER_SOLICIT = 10, TYPE_TIME_EXCEEDED = 11, TYPE_PARAM = 12,
	TYPE_TIMESTAMP = 13, TYPE_TIMESTAMP_REPLY = 14, TYPE_INFO = 15,
	TYPE_INFO_REPLY = 16, TYPE_MASK = 17, TYPE_MASK_REPLY = 18,
	TYPE_EXT_ECHO = 42, TYPE_EXT_ECHO_REPLY = 43
};

enum {
	CODE_NET = 0, CODE_HOST = 1, CODE_PROTOCOL = 2, CODE_PORT = 3,
	CODE_NEED_FRAG = 4
};

static const tp_value_string checksum_status[] = {
	{ 0, "Bad" }, { 1, "Good" }, { 2, "Unverified" },
	{ 3, "Not present" }, { 4, "Illegal" }, { 0, NULL }
};

static const tp_value_string ext_classes[] = {
	{ 1, "MPLS Label Stack Class" }, { 2, "Interface Information Object" },
	{ 3, "Interface Identification Object" }, { 0, NULL }
};

static const tp_value_string roles[] = {
	{ 0, "IP interface upon which datagram arrived" },
	{ 1, "sub-IP component of an IP interface upon which datagram "
	    "arrived" },
	{ 2, "IP interface through which datagram would be forwarded" },
	{ 3, "IP next-hop to which datagram would be forwarded" },
	{ 0, NULL }
};

static const tp_value_string families[] = {
	{ 0, "Reserved" }, { 1, "IPv4" }, { 2, "IPv6" }, { 0, NULL }
};

#define F(a, n, ...) { "icmp." a, n, __VA_ARGS__ }

static const tp_field_desc fields[NFIELDS] = {
	[F_TYPE] = F("type", "Type", TP_FT_UINT8, TP_BASE_DEC),
	[F_CODE] = F("code", "Code", TP_FT_UINT8, TP_BASE_DEC),
	[F_CHECKSUM] = F("checksum", "Checksum", TP_FT_UINT16, TP_BASE_HEX),
	[F_CHECKSUM_STATUS] = F("checksum.status", "Checksum Status",
	    TP_FT_UINT8, TP_BASE_DEC, .strings = checksum_status),
	[F_UNUSED] = F("unused", "Unused", TP_FT_BYTES),
	[F_RESERVED] = F("reserved", "Reserved", TP_FT_BYTES),
	[F_IDENT] = F("ident", "Identifier (BE)", TP_FT_UINT16,
	    TP_BASE_DEC_HEX),
	[F_IDENT_LE] = F("ident_le", "Identifier (LE)", TP_FT_UINT16,
	    TP_BASE_DEC_HEX),
	[F_SEQ] = F("seq", "Sequence Number (BE)", TP_FT_UINT16,
	    TP_BASE_DEC_HEX),
	[F_SEQ_LE] = F("seq_le", "Sequence Number (LE)", TP_FT_UINT16,
	    TP_BASE_DEC_HEX),
	[F_MTU] = F("mtu", "MTU of next hop", TP_FT_UINT16, TP_BASE_DEC),
	[F_NUM_ADDRS] = F("num_addrs", "Number of addresses", TP_FT_UINT8,
	    TP_BASE_DEC),
	[F_ENTRY_SIZE] = F("addr_entry_size", "Address entry size",
	    TP_FT_UINT8, TP_BASE_DEC),
	[F_LIFETIME] = F("lifetime", "Lifetime", TP_FT_UINT16, TP_BASE_DEC),
	[F_POINTER] = F("pointer", "Pointer", TP_FT_UINT32, TP_BASE_DEC),
	[F_ROUTER] = F("router_address", "Router address", TP_FT_IPV4),
	[F_PREF] = F("pref_level", "Preference level", TP_FT_INT32,
	    TP_BASE_DEC),
	[F_ORIGINATE] = F("originate_timestamp", "Originate Timestamp",
	    TP_FT_UINT32, TP_BASE_DEC),
	[F_RECEIVE] = F("receive_timestamp", "Receive Timestamp",
	    TP_FT_UINT32, TP_BASE_DEC),
	[F_TRANSMIT] = F("transmit_timestamp", "Transmit Timestamp",
	    TP_FT_UINT32, TP_BASE_DEC),
	[F_MASK] = F("address_mask", "Address Mask", TP_FT_IPV4),
	[F_GATEWAY] = F("redir_gw", "Gateway Address", TP_FT_IPV4),
	[F_LENGTH] = F("length", "Length", TP_FT_UINT8, TP_BASE_DEC),
	[F_ORIGINAL] = F("length.original_datagram",
	    "Length of original datagram", TP_FT_UINT8, TP_BASE_DEC),
	[F_DATA_TIME] = F("data_time", "Timestamp from icmp data",
	    TP_FT_ABSOLUTE_TIME, TP_BASE_LOCAL),
	[F_DATA_TIME_RELATIVE] = F("data_time_relative",
	    "Timestamp from icmp data (relative)", TP_FT_RELATIVE_TIME),
	[F_ECHO_SEQ] = F("ext.echo.seq", "Sequence Number", TP_FT_UINT8,
	    TP_BASE_DEC_HEX),
	[F_REQ_RES] = F("ext.echo.req.res", "Reserved", TP_FT_UINT8,
	    TP_BASE_HEX, 0xfe),
	[F_REQ_LOCAL] = F("ext.echo.req.local", "Local bit", TP_FT_BOOLEAN,
	    0, 0x01),
	[F_RSP_STATE] = F("ext.echo.rsp.state", "State", TP_FT_UINT8,
	    TP_BASE_DEC, 0xe0, icmp_probe_states),
	[F_RSP_RES] = F("ext.echo.rsp.res", "Reserved", TP_FT_UINT8,
	    TP_BASE_HEX, 0x18),
	[F_RSP_ACTIVE] = F("ext.echo.rsp.active", "Active bit",
	    TP_FT_BOOLEAN, 0, 0x04),
	[F_RSP_IPV4] = F("ext.echo.rsp.ipv4", "IPv4 bit", TP_FT_BOOLEAN, 0,
	    0x02),
	[F_RSP_IPV6] = F("ext.echo.rsp.ipv6", "IPv6 bit", TP_FT_BOOLEAN, 0,
	    0x01),
	[F_EXT] = F("ext", "ICMP Extensions", TP_FT_NONE),
	[F_EXT_VERSION] = F("ext.version", "Version", TP_FT_UINT8,
	    TP_BASE_DEC),
	[F_EXT_RES] = F("ext.res", "Reserved", TP_FT_UINT16, TP_BASE_HEX,
	    0x0fff),
	[F_EXT_CHECKSUM] = F("ext.checksum", "Checksum", TP_FT_UINT16,
	    TP_BASE_HEX),
	[F_EXT_STATUS] = F("ext.checksum.status", "Checksum Status",
	    TP_FT_UINT8, TP_BASE_DEC, .strings = checksum_status),
	[F_EXT_LENGTH] = F("ext.length", "Length", TP_FT_UINT16,
	    TP_BASE_DEC),
	[F_EXT_CLASS] = F("ext.class", "Class", TP_FT_UINT8, TP_BASE_DEC,
	    .strings = ext_classes),
	[F_EXT_CTYPE] = F("ext.ctype", "C-Type", TP_FT_UINT8, TP_BASE_DEC),
	[F_EXT_DATA] = F("ext.data", "Data", TP_FT_BYTES),
	[F_MPLS_LABEL] = F("mpls.label", "Label", TP_FT_UINT24, TP_BASE_DEC,
	    0xfffff0),
	[F_MPLS_EXP] = F("mpls.exp", "Experimental", TP_FT_UINT24,
	    TP_BASE_DEC, 0x00000e),
	[F_MPLS_S] = F("mpls.s", "Stack bit", TP_FT_BOOLEAN, 0, 0x000001),
	[F_MPLS_TTL] = F("mpls.ttl", "Time to live", TP_FT_UINT8,
	    TP_BASE_DEC),
	[F_MPLS_DATA] = F("mpls.data", "Data", TP_FT_BYTES),
	[F_INFO_ROLE] = F("int_info.role", "Interface Role", TP_FT_UINT8,
	    TP_BASE_DEC, 0xc0, roles),
	[F_INFO_RES] = F("int_info.reserved", "Reserved", TP_FT_UINT8,
	    TP_BASE_DEC, 0x30),
	[F_INFO_HAS_INDEX] = F("int_info.ifindex", "ifIndex", TP_FT_BOOLEAN,
	    0, 0x08),
	[F_INFO_HAS_ADDR] = F("int_info.ipaddr", "IP Address",
	    TP_FT_BOOLEAN, 0, 0x04),
	[F_INFO_HAS_NAME] = F("int_info.name_present", "Interface Name",
	    TP_FT_BOOLEAN, 0, 0x02),
	[F_INFO_HAS_MTU] = F("int_info.mtu_present", "MTU", TP_FT_BOOLEAN, 0,
	    0x01),
	[F_INFO_INDEX] = F("int_info.index", "Interface Index",
	    TP_FT_UINT32, TP_BASE_DEC),
	[F_INFO_AFI] = F("int_info.afi", "Address Family Identifier",
	    TP_FT_UINT16, TP_BASE_DEC, .strings = families),
	[F_INFO_IPV4] = F("int_info.ipv4", "Source", TP_FT_IPV4),
	[F_INFO_IPV6] = F("int_info.ipv6", "Source", TP_FT_IPV6),
	[F_INFO_UNKNOWN] = F("int_info.ipunknown", "Source", TP_FT_BYTES),
	[F_INFO_NAME_LEN] = F("int_info.name_length", "Name Length",
	    TP_FT_UINT8, TP_BASE_DEC),
	[F_INFO_NAME] = F("int_info.name", "Name", TP_FT_STRING),
	[F_INFO_MTU] = F("int_info.mtu", "Maximum Transmission Unit",
	    TP_FT_UINT32, TP_BASE_DEC),
	[F_ID_NAME] = F("int_ident.name", "Name", TP_FT_STRING),
	[F_ID_INDEX] = F("int_ident.index", "Interface Index", TP_FT_UINT32,
	    TP_BASE_DEC),
	[F_ID_AFI] = F("int_ident.afi", "Address Family Identifier",
	    TP_FT_UINT16, TP_BASE_DEC, .strings = families),
	[F_ID_ADDR_LEN] = F("int_ident.addr_length", "Address Length",
	    TP_FT_UINT8, TP_BASE_DEC),
	[F_ID_RES] = F("int_ident.reserved", "Reserved", TP_FT_BYTES),
	[F_ID_IPV4] = F("int_ident.ipv4", "Address", TP_FT_IPV4),
	[F_ID_IPV6] = F("int_ident.ipv6", "Address", TP_FT_IPV6),
	[F_ID_ADDR] = F("int_ident.address", "Address", TP_FT_BYTES),
};

enum { T_ETHERTYPE, T_DATA };

/* The messages that quote the packet they are about (RFC 1122, 3.2.2). */
static int
quotes(uint32_t type)
{
	return type == TYPE_UNREACH || type == TYPE_QUENCH ||
	    type == TYPE_REDIRECT || type == TYPE_TIME_EXCEEDED ||
	    type == TYPE_PARAM;
}

/* Those of them that may be followed by an extension (RFC 4884, 4). */
static int
extensible(uint32_t type)
{
	return type == TYPE_UNREACH || type == TYPE_TIME_EXCEEDED ||
	    type == TYPE_PARAM;
}

/*
 * Where the extension stands: tcpdump looks after 128 octets of the quoted
 * packet, whatever its length is said to be, which is right for all who left
 * that length out (RFC 4884, 5.5).
 */
#define QUOTED 128u
#define EXTENSION (8 + QUOTED)

/*
 * Those who leave out the length of what they quote may quote more than 128
 * octets: only a right checksum tells an extension from a packet then.
 */
static int
extended(const tp_tvb *t)
{
	uint32_t n = t->len > EXTENSION ? t->len - EXTENSION : 0;

	if (n == 0 || !tp_has(t, 5, 1) || !extensible(t->data[0]))
		return 0;
	return t->data[5] != 0 || !tp_has(t, EXTENSION, n) ||
	    tp_cksum(t->data + EXTENSION, n, 0) == 0;
}

/*
 * Wireshark believes in the length where it is given, and in 128 octets where
 * not; but in an extension only if the quoted packet itself is said to have
 * no more.  0: there is none.
 */
static uint32_t
extension_at(const tp_tvb *t)
{
	uint32_t o;

	if (t->len <= EXTENSION || !tp_has(t, 10, 2) ||
	    !quotes(t->data[0]) || tp_ld16(t->data + 10) > QUOTED)
		return 0;
	o = t->data[5] != 0 ? 8 + t->data[5] * 4u : EXTENSION;
	return o < t->len && tp_has(t, 0, o) ? o : 0;
}

/* -------------------------------------------------------------- fields */

static void
add_ident(tp_tvb *t)
{
	tp_at_be16(t, F_IDENT, 4);
	if (tp_has(t, 4, 2))
		(void)tp_add(t, F_IDENT_LE, 4, 2, tp_ld16le(t->data + 4));
}

static void
add_ident_seq(tp_tvb *t)
{
	add_ident(t);
	tp_at_be16(t, F_SEQ, 6);
	if (tp_has(t, 6, 2))
		(void)tp_add(t, F_SEQ_LE, 6, 2, tp_ld16le(t->data + 6));
}

/*
 * Many a ping starts its data with the time, seconds and microseconds in the
 * order of its machine: what is within a day of the packet's time is taken for
 * it.  Its octets are returned.
 */
static uint32_t
add_data_time(tp_tvb *t)
{
	const uint8_t *p = t->data + 8;
	const tp_time *now = &t->pkt->ts;

	if (t->len < 16 || !tp_has(t, 8, 8))
		return 0;
	for (int little = 0; little < 2; little++) {
		uint32_t sec = little ? tp_ld32le(p) : tp_ld32(p);
		uint32_t us = little ? tp_ld32le(p + 4) : tp_ld32(p + 4);
		tp_time sent = { sec, us * 1000, 0 }, since;

		if (us >= 1000000 || sent.sec < now->sec - 86400 ||
		    sent.sec > now->sec + 86400)
			continue;
		since = tp_time_since(&sent, now);
		(void)tp_add_time(t, F_DATA_TIME, 8, 8, sent.sec, sent.nsec);
		(void)tp_add_time(t, F_DATA_TIME_RELATIVE, 8, 8, since.sec,
		    since.nsec);
		return 8;
	}
	return 0;
}

/* The rest of the message from o on is nothing but octets. */
static void
add_data(const tp_self *me, const tp_tvb *t, uint32_t o)
{
	tp_tvb p = *t;

	if (t->len <= o || !tp_has(t, o, 1))
		return;
	p.off = o;
	p = tp_rest(&p, t->len - o);
	tp_data(me->tables[T_DATA], &p);
}

static void
add_length(tp_tvb *t)
{
	uint32_t words = t->data[5];

	(void)tp_add(t, F_LENGTH, 5, 1, words);
	(void)tp_add_generated(t, F_ORIGINAL, 5, 1, words * 4);
}

/* The four octets before the quoted packet. */
static void
add_error_word(tp_tvb *t, uint32_t type, uint32_t code)
{
	uint32_t o = 4;

	if (!tp_has(t, 4, 4) || type == TYPE_QUENCH)
		return;
	if (type == TYPE_REDIRECT) {
		tp_at_bytes(t, F_GATEWAY, 4, 4);
		return;
	}
	if (type == TYPE_PARAM) {
		tp_at_u8(t, F_POINTER, 4);
		o = 5;
	}
	if (extensible(type) && t->data[5] != 0) {
		if (o == 4)
			tp_at_bytes(t, F_UNUSED, 4, 1);
		add_length(t);
		o = 6;
	}
	if (type == TYPE_UNREACH && code == CODE_NEED_FRAG) {
		tp_at_bytes(t, F_UNUSED, o, 6 - o);
		tp_at_be16(t, F_MTU, 6);
	} else
		tp_at_bytes(t, F_UNUSED, o, 8 - o);
}

static void
add_router_advert(const tp_self *me, tp_tvb *t)
{
	uint32_t n;

	tp_at_u8(t, F_NUM_ADDRS, 4);
	tp_at_u8(t, F_ENTRY_SIZE, 5);
	tp_at_be16(t, F_LIFETIME, 6);
	if (!tp_has(t, 4, 2) || t->data[5] != 2) {
		add_data(me, t, 8);
		return;
	}
	n = t->data[4];
	for (uint32_t i = 0; i < n && tp_has(t, 8 + i * 8, 8); i++) {
		tp_at_bytes(t, F_ROUTER, 8 + i * 8, 4);
		(void)tp_add(t, F_PREF, 12 + i * 8, 4,
		    (uint64_t)(int32_t)tp_ld32(t->data + 12 + i * 8));
	}
}

static void
add_ext_echo(tp_tvb *t, uint32_t type)
{
	uint32_t flags;

	add_ident(t);
	tp_at_u8(t, F_ECHO_SEQ, 6);
	if (!tp_has(t, 7, 1))
		return;
	flags = t->data[7];
	if (type == TYPE_EXT_ECHO) {
		tp_add_bits(t, F_REQ_RES, 7, 1, flags);
		tp_add_bits(t, F_REQ_LOCAL, 7, 1, flags);
		if (t->len > 8)
			icmp_extension_fields(t, 8, t->len);
		return;
	}
	tp_add_bits(t, F_RSP_STATE, 7, 1, flags);
	tp_add_bits(t, F_RSP_RES, 7, 1, flags);
	tp_add_bits(t, F_RSP_ACTIVE, 7, 1, flags);
	tp_add_bits(t, F_RSP_IPV4, 7, 1, flags);
	tp_add_bits(t, F_RSP_IPV6, 7, 1, flags);
}

static void
add_checksum(tp_tvb *t, const tp_ip_arg *ip)
{
	uint32_t status = 2;

	tp_at_be16(t, F_CHECKSUM, 2);
	if (!tp_has(t, 2, 2))
		return;
	if ((ip == NULL || !ip->fragment) && tp_has(t, 0, t->len) &&
	    (t->pkt->flags & TP_IN_ERROR) == 0)
		status = tp_cksum(t->data, t->len, 0) == 0;
	(void)tp_add_generated(t, F_CHECKSUM_STATUS, 2, 0, status);
}

static void
add_fields(const tp_self *me, tp_tvb *t, const tp_ip_arg *ip)
{
	uint32_t type = t->data[0];

	tp_at_u8(t, F_TYPE, 0);
	tp_at_u8(t, F_CODE, 1);
	add_checksum(t, ip);
	switch (type) {
	case TYPE_UNREACH:
	case TYPE_QUENCH:
	case TYPE_REDIRECT:
	case TYPE_TIME_EXCEEDED:
	case TYPE_PARAM:
		add_error_word(t, type, tp_has(t, 1, 1) ? t->data[1] : 0);
		break;
	case TYPE_ROUTER_ADVERT:
		add_router_advert(me, t);
		break;
	case TYPE_ECHO:
	case TYPE_ECHO_REPLY:
		add_ident_seq(t);
		add_data(me, t, 8 + add_data_time(t));
		break;
	case TYPE_INFO:
	case TYPE_INFO_REPLY:
		add_ident_seq(t);
		break;
	case TYPE_TIMESTAMP:
	case TYPE_TIMESTAMP_REPLY:
		add_ident_seq(t);
		tp_at_be32(t, F_ORIGINATE, 8);
		tp_at_be32(t, F_RECEIVE, 12);
		tp_at_be32(t, F_TRANSMIT, 16);
		break;
	case TYPE_MASK:
	case TYPE_MASK_REPLY:
		add_ident_seq(t);
		tp_at_bytes(t, F_MASK, 8, 4);
		break;
	case TYPE_EXT_ECHO:
	case TYPE_EXT_ECHO_REPLY:
		add_ext_echo(t, type);
		break;
	}
}

/* ---------------------------------------------------------------- text */

/* Octet 20 of the quoted header on is what 28 octets reach. */
static void
text_quoted_dst(tp_tvb *t)
{
	tp_addr(t, TP_FT_IPV4, tp_peek(t, 24, 4));
}

/* Has to be there before anything of the message is printed. */
static void
need(tp_tvb *t, uint32_t off, uint32_t n)
{
	(void)tp_peek(t, off, n);
	tp_cut(t, "");
}

static void
text_port_unreachable(tp_tvb *t)
{
	uint32_t proto = tp_peek_u8(t, 17);
	uint32_t hlen = (tp_peek_u8(t, 8) & 0x0f) * 4;
	uint32_t port = tp_peek_be16(t, 8 + hlen + 2);

	tp_puts(t, "ICMP ");
	text_quoted_dst(t);
	if (proto == IP_PROTO_TCP || proto == IP_PROTO_UDP) {
		tp_text(t, " %s port ", proto == IP_PROTO_TCP ? "tcp" : "udp");
		if (!t->err)
			t->pkt->host->port(t, proto, port);
	} else
		tp_text(t, " protocol %u port %u", proto, port);
	tp_puts(t, " unreachable");
}

/* What stands before and after the address, by code. */
static const struct unreachable {
	const char *before, *after;
} unreachables[] = {
	[0] = { "net ", " unreachable" },
	[1] = { "host ", " unreachable" },
	[5] = { "", " unreachable - source route failed" },
	[6] = { "net ", " unreachable - unknown" },
	[7] = { "host ", " unreachable - unknown" },
	[8] = { "", " unreachable - source host isolated" },
	[9] = { "net ", " unreachable - admin prohibited" },
	[10] = { "host ", " unreachable - admin prohibited" },
	[11] = { "net ", " unreachable - tos prohibited" },
	[12] = { "host ", " unreachable - tos prohibited" },
	[13] = { "host ", " unreachable - admin prohibited filter" },
	[14] = { "host ", " unreachable - host precedence violation" },
	[15] = { "host ", " unreachable - precedence cutoff" },
};

static void
text_unreachable(tp_tvb *t, uint32_t code)
{
	const struct unreachable *u;
	uint32_t mtu;

	if (code == CODE_PORT)
		need(t, 17, 1);
	(void)tp_peek(t, 24, 4);
	if (code == CODE_PORT) {
		text_port_unreachable(t);
		return;
	}
	if (code < TP_COUNT(unreachables) && unreachables[code].after) {
		u = &unreachables[code];
		tp_text(t, "ICMP %s", u->before);
		text_quoted_dst(t);
		tp_puts(t, u->after);
		return;
	}
	tp_puts(t, "ICMP ");
	text_quoted_dst(t);
	if (code == CODE_PROTOCOL) {
		tp_text(t, " protocol %u unreachable", tp_peek_u8(t, 17));
	} else if (code == CODE_NEED_FRAG) {
		mtu = tp_peek_be16(t, 6);
		tp_puts(t, " unreachable - need to frag");
		if (mtu != 0)
			tp_text(t, " (mtu %u)", mtu);
	} else
		tp_text(t, " unreachable - #%u", code);
}

static void
text_redirect(tp_tvb *t, uint32_t code)
{
	static const char *const before[] = { "ICMP redirect ",
	    "ICMP redirect ", "ICMP redirect-tos ", "ICMP redirect-tos " };
	static const char *const to[] = { " to net ", " to host ", " to net ",
	    " to host " };

	(void)tp_peek(t, 24, 4);
	if (code < TP_COUNT(before))
		tp_puts(t, before[code]);
	else
		tp_text(t, "ICMP redirect-#%u ", code);
	text_quoted_dst(t);
	tp_puts(t, code < TP_COUNT(to) ? to[code] : " to ");
	tp_addr(t, TP_FT_IPV4, tp_peek(t, 4, 4));
}

static void
text_time_exceeded(tp_tvb *t, uint32_t code)
{
	need(t, 24, 4);
	if (code == 0)
		tp_puts(t, "ICMP time exceeded in-transit");
	else if (code == 1)
		tp_puts(t, "ICMP ip reassembly time exceeded");
	else
		tp_text(t, "ICMP time exceeded-#%u", code);
}

/* RFC 1256, 3: all entries have to be there before anything is printed. */
static void
text_router_advert(tp_tvb *t)
{
	uint32_t n, words, life;

	need(t, 4, 4);
	n = tp_peek_u8(t, 4);
	words = tp_peek_u8(t, 5);
	life = tp_peek_be16(t, 6);
	if (words == 2)
		need(t, 8, n * 8);
	tp_puts(t, "ICMP router advertisement lifetime ");
	if (life < 60)
		tp_text(t, "%u", life);
	else if (life < 3600)
		tp_text(t, "%u:%02u", life / 60, life % 60);
	else
		tp_text(t, "%u:%02u:%02u", life / 3600, life / 60 % 60,
		    life % 60);
	tp_text(t, " %u:", n);
	if (words != 2) {
		tp_text(t, " [size %u]", words);
		return;
	}
	for (uint32_t i = 0; i < n && !t->err; i++) {
		tp_puts(t, " {");
		tp_addr(t, TP_FT_IPV4, tp_peek(t, 8 + i * 8, 4));
		tp_text(t, " %u}", tp_peek_be32(t, 12 + i * 8));
	}
}

static void
text_param_problem(tp_tvb *t, uint32_t code)
{
	uint32_t octet;

	if (code != 0) {
		tp_text(t, "ICMP parameter problem - code %u", code);
		return;
	}
	octet = tp_peek_u8(t, 4);
	tp_text(t, "ICMP parameter problem - octet %u", octet);
}

/* Milliseconds since midnight. */
static void
text_clock(tp_tvb *t, const char *what, uint32_t ms)
{
	tp_text(t, "%s %02u:%02u:%02u.%03u", what, ms / 3600000,
	    ms / 60000 % 60, ms / 1000 % 60, ms % 1000);
}

static void
text_timestamp(tp_tvb *t, uint32_t type)
{
	uint32_t id, seq;

	if (type == TYPE_TIMESTAMP_REPLY)
		need(t, 16, 4);
	id = tp_peek_be16(t, 4);
	seq = tp_peek_be16(t, 6);
	if (type == TYPE_TIMESTAMP) {
		tp_text(t, "ICMP time stamp query id %u seq %u", id, seq);
		return;
	}
	tp_text(t, "ICMP time stamp reply id %u seq %u: ", id, seq);
	text_clock(t, "org", tp_peek_be32(t, 8));
	text_clock(t, ", recv", tp_peek_be32(t, 12));
	text_clock(t, ", xmit", tp_peek_be32(t, 16));
}

static void
text_echo(tp_tvb *t, const char *what, uint32_t seq)
{
	uint32_t id = tp_peek_be16(t, 4);

	tp_text(t, "ICMP %s, id %u, seq %u", what, id, seq);
}

/* tcpdump makes the message first: what is cut, it does not print at all. */
static void
text_message(tp_tvb *t, uint32_t type, uint32_t code)
{
	uint32_t mask;

	switch (type) {
	case TYPE_ECHO_REPLY:
		text_echo(t, "echo reply", tp_peek_be16(t, 6));
		break;
	case TYPE_ECHO:
		text_echo(t, "echo request", tp_peek_be16(t, 6));
		break;
	case TYPE_EXT_ECHO:
		text_echo(t, "extended echo request", tp_peek_u8(t, 6));
		break;
	case TYPE_EXT_ECHO_REPLY:
		text_echo(t, "extended echo reply", tp_peek_u8(t, 6));
		break;
	case TYPE_UNREACH:
		text_unreachable(t, code);
		break;
	case TYPE_QUENCH:
		tp_puts(t, "ICMP source quench");
		break;
	case TYPE_REDIRECT:
		text_redirect(t, code);
		break;
	case TYPE_ROUTER_ADVERT:
		text_router_advert(t);
		break;
	case TYPE_ROUTER_SOLICIT:
		tp_puts(t, "ICMP router solicitation");
		break;
	case TYPE_TIME_EXCEEDED:
		text_time_exceeded(t, code);
		break;
	case TYPE_PARAM:
		text_param_problem(t, code);
		break;
	case TYPE_TIMESTAMP:
	case TYPE_TIMESTAMP_REPLY:
		text_timestamp(t, type);
		break;
	case TYPE_INFO:
		tp_puts(t, "ICMP information request");
		break;
	case TYPE_INFO_REPLY:
		tp_puts(t, "ICMP information reply");
		break;
	case TYPE_MASK:
		tp_puts(t, "ICMP address mask request");
		break;
	case TYPE_MASK_REPLY:
		mask = tp_peek_be32(t, 8);
		tp_text(t, "ICMP address mask is 0x%08x", mask);
		break;
	default:
		tp_text(t, "ICMP type-#%u", type);
		break;
	}
	tp_text(t, ", length %u", t->len);
}

static void
text_checksum(tp_tvb *t, const tp_ip_arg *ip)
{
	uint32_t wrong;

	if ((ip != NULL && ip->fragment) || !tp_has(t, 0, t->len))
		return;
	wrong = tp_cksum(t->data, t->len, 0);
	if (wrong != 0) {
		uint32_t sum = tp_peek_be16(t, 2);

		tp_text(t, " (wrong icmp cksum %x (->%x)!)", sum,
		    tp_cksum_right(sum, wrong));
	}
}

static void
text_extension(tp_tvb *t)
{
	uint32_t version;

	need(t, EXTENSION, 5);
	version = tp_peek_be32(t, EXTENSION) >> 28;
	tp_text(t, "\n\tICMP Multi-Part extension v%u", version);
	if (version != 2)
		tp_puts(t, " packet not supported");
	else
		icmp_extension_text(t, EXTENSION, t->len, "");
}

/* ------------------------------------------------------------- messages */

/*
 * The octets of the quoted packet p that have fields; all that there is has
 * text.  A redirect quotes a header and 64 bits (RFC 792), others as much as
 * they say (RFC 4884, 4), which Wireshark takes for octets after the header.
 */
static uint32_t
quoted_octets(const tp_tvb *t, const tp_tvb *p, uint32_t type)
{
	uint32_t hlen = (p->data[0] & 0xfu) * 4;

	if (type == TYPE_REDIRECT)
		return hlen + 8;
	return t->data[5] != 0 ? hlen + t->data[5] * 4u : p->caplen;
}

/* The fields of the first n octets, so that p is left with its text. */
static void
quoted_fields(const tp_self *me, tp_tvb *p, uint32_t n)
{
	tp_tvb start = tp_mute(p);

	start.caplen = n;
	(void)p->pkt->host->call_uint(me->tables[T_ETHERTYPE], ETHERTYPE_IPV4,
	    &start, NULL);
	p->want &= ~(uint32_t)TP_WANT_FIELDS;
}

/*
 * The packet that the message is about: text by -v alone.  Its own length is
 * believed, since the rest of it was not quoted.
 */
static void
quoted(const tp_self *me, tp_tvb *t, uint32_t type)
{
	tp_tvb p = *t;
	uint32_t len = 0, n;

	if (t->pkt->verbose == 0 || !tp_texting(t))
		p = tp_mute(t);
	tp_puts(&p, "\n\t");
	if (tp_has(&p, 10, 2))
		len = tp_ld16(p.data + 10);
	else if (p.want & TP_WANT_TEXT)
		(void)tp_fail(t, TP_TRUNCATED);
	if (t->err || !tp_has(&p, 8, 1))
		return;
	p.off = 8;
	p = tp_rest(&p, len);
	t->pkt->flags |= TP_IN_ERROR;
	n = quoted_octets(t, &p, type);
	if (n < p.caplen && p.want & TP_WANT_FIELDS)
		quoted_fields(me, &p, n);
	(void)t->pkt->host->call_uint(me->tables[T_ETHERTYPE], ETHERTYPE_IPV4,
	    &p, NULL);
}

/* What -v prints after the first line. */
static void
text_details(tp_tvb *t, uint32_t type, uint32_t code)
{
	if (type == TYPE_EXT_ECHO)
		icmp_probe_text(t);
	else if (type == TYPE_EXT_ECHO_REPLY)
		icmp_probe_reply_text(t, code);
	else if (extended(t))
		text_extension(t);
}

static tp_rc
dissect(void *self, tp_tvb *t, const void *arg)
{
	const tp_ip_arg *ip = arg;
	tp_tvb muted = tp_mute(t);
	uint32_t type, code, extension;

	if (ip != NULL && ip->version != 4) {
		tp_puts(t, "[ICMP requires IPv4]");
		return tp_malformed(t);
	}
	if ((t->want & TP_WANT_FIELDS) && tp_has(t, 0, 2))
		add_fields(self, t, ip);
	type = tp_peek_u8(t, 0);
	code = tp_peek_u8(t, 1);
	if (t->err)
		return t->err;
	text_message(t, type, code);
	if (t->pkt->verbose && tp_texting(t))
		text_checksum(t, ip);
	/* a message that is cut too early for its text has fields all the
	 * same */
	if (quotes(type))
		quoted(self, t->err ? &muted : t, type);
	extension = extension_at(t);
	if ((t->want & TP_WANT_FIELDS) && extension != 0)
		icmp_extension_fields(t, extension, t->len);
	if (t->pkt->verbose && tp_texting(t))
		text_details(t, type, code);
	return t->err ? t->err : (tp_rc)t->caplen;
}

static const tp_protocol icmp = {
	.name = "icmp",
	.long_name = "Internet Control Message Protocol",
	.fields = fields,
	.nfields = NFIELDS,
	.tables = { [T_ETHERTYPE] = "ethertype", [T_DATA] = "data" },
	.firsts = 1u << T_ETHERTYPE,
	.hop = &(const tp_hop){ .key_size = 1, .header = 2,
	    .some = { 1u << TYPE_UNREACH | 1u << TYPE_QUENCH |
	    1u << TYPE_REDIRECT | 1u << TYPE_TIME_EXCEEDED |
	    1u << TYPE_PARAM } },
	.keys = (const tp_key[]){ { .table = "ip.proto", .lo = 1 },
	    { NULL } },
	.dissect = dissect,
};
TP_REGISTER(icmp);

/* For ICMPv6, which has the same extension structure; fields alone. */
static tp_rc
dissect_extensions(void *self, tp_tvb *t, const void *arg)
{
	const tp_self *me = self;
	uint32_t version;

	(void)arg;
	if (!tp_has(t, 0, 4))
		return TP_REJECT;
	version = t->data[0] >> 4;
	if (version != 1 && version != 2)
		tp_data(me->tables[T_DATA], t);
	icmp_extension_fields(t, 0, t->len);
	return (tp_rc)t->caplen;
}

static const tp_protocol icmp_extensions = {
	.name = "icmp",
	.dissector = "icmp.extensions",
	.tables = { [T_ETHERTYPE] = "ethertype", [T_DATA] = "data" },
	.firsts = 1u << T_ETHERTYPE,
	.keys = (const tp_key[]){ { .table = "icmp.extensions", .lo = 0 },
	    { NULL } },
	.dissect = dissect_extensions,
};
TP_REGISTER(icmp_extensions);
