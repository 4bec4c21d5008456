/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Generic Routing Encapsulation (RFC 2784, RFC 2890; with routing: RFC 1701),
 * the one of PPTP (RFC 2637) and NVGRE (RFC 7637), which is GRE with Ethernet
 * in it and a key; in UDP (RFC 8086).
 */
#include "tunnel.h"

#define FLAG_CHECKSUM	0x8000u
#define FLAG_ROUTING	0x4000u
#define FLAG_KEY	0x2000u
#define FLAG_SEQ	0x1000u
#define FLAG_STRICT	0x0800u
#define FLAG_ACK	0x0080u
#define VERSION_MASK	0x0007u

enum {
	F_FLAGS, F_FLAG_CHECKSUM, F_FLAG_ROUTING, F_FLAG_KEY, F_FLAG_SEQ,
	F_FLAG_STRICT, F_RECURSION, F_FLAG_ACK, F_RESERVED, F_RESERVED_PPTP,
	F_VERSION, F_PROTO, F_CHECKSUM, F_CHECKSUM_STATUS, F_OFFSET, F_KEY,
	F_PAYLOAD_LENGTH, F_CALL_ID, F_SEQ, F_ACK,
	F_ROUTING, F_SRE_FAMILY, F_SRE_OFFSET, F_SRE_LENGTH, F_SRE_INFO,
	F_WCCP, F_WCCP_DYNAMIC, F_WCCP_ALTERNATIVE_USED, F_WCCP_INVALID,
	F_WCCP_SERVICE, F_WCCP_ALTERNATIVE, F_WCCP_PRIMARY, NFIELDS
};

static const tp_value_string protos[] = {
	{ 0, "Keepalive" }, { 0x00fe, "OSI" }, { 0x0800, "IP" },
	{ 0x0806, "ARP" }, { 0x2000, "CDP (Cisco)" }, { 0x2001, "NHRP" },
	{ 0x22eb, "ERSPAN III" }, { 0x6400, "MIKROTIK EoIP" },
	{ 0x6558, "Transparent Ethernet bridging" },
	{ 0x6559, "Frame Relay" }, { 0x8137, "IPX" }, { 0x86dd, "IPv6" },
	{ 0x880b, "PPP" }, { 0x883e, "WCCP" },
	{ 0x8847, "MPLS label switched packet" },
	{ 0x8881, "CDMA2000 A10 Unstructured byte stream" },
	{ 0x88be, "ERSPAN" }, { 0x88d2, "CDMA2000 A10 3GPP2 Packet" },
	{ 0x8909, "CiscoMetaData" }, { 0x894f, "Network Service Header" },
	{ 0xb7ea, "Huawei GRE bonding" }, { 0xfeae, "AIROHIVE AP AP" },
	{ 0, NULL }
};

static const tp_value_string versions[] = {
	{ 0, "GRE" }, { 1, "Enhanced GRE" }, { 0, NULL }
};

static const tp_value_string checksum_status[] = {
	{ 0, "Bad" }, { 1, "Good" }, { 2, "Unverified" },
	{ 3, "Not present" }, { 4, "Illegal" }, { 0, NULL }
};

static const tp_value_string wccp_services[] = { { 0, "HTTP" }, { 0, NULL } };

#define BIT(a, n, m) { "gre." a, n, TP_FT_BOOLEAN, 0, m }
#define U8(a, n, ...) { "gre." a, n, TP_FT_UINT8, TP_BASE_DEC, __VA_ARGS__ }
#define U16(a, n, m) { "gre." a, n, TP_FT_UINT16, TP_BASE_DEC, m }
#define U32(a, n) { "gre." a, n, TP_FT_UINT32, TP_BASE_DEC }

static const tp_field_desc fields[NFIELDS] = {
	[F_FLAGS] = { "gre.flags_and_version", "Flags and Version",
	    TP_FT_UINT16, TP_BASE_HEX },
	[F_FLAG_CHECKSUM] = BIT("flags.checksum", "Checksum Bit",
	    FLAG_CHECKSUM),
	[F_FLAG_ROUTING] = BIT("flags.routing", "Routing Bit", FLAG_ROUTING),
	[F_FLAG_KEY] = BIT("flags.key", "Key Bit", FLAG_KEY),
	[F_FLAG_SEQ] = BIT("flags.sequence_number", "Sequence Number Bit",
	    FLAG_SEQ),
	[F_FLAG_STRICT] = BIT("flags.strict_source_route",
	    "Strict Source Route Bit", FLAG_STRICT),
	[F_RECURSION] = U16("flags.recursion_control", "Recursion control",
	    0x0700),
	[F_FLAG_ACK] = BIT("flags.ack", "Acknowledgment", FLAG_ACK),
	[F_RESERVED] = U16("flags.reserved", "Flags (Reserved)", 0x00f8),
	[F_RESERVED_PPTP] = U16("flags.reserved", "Flags (Reserved)",
	    0x0078),
	[F_VERSION] = { "gre.flags.version", "Version", TP_FT_UINT16,
	    TP_BASE_DEC, VERSION_MASK, versions },
	[F_PROTO] = { "gre.proto", "Protocol Type", TP_FT_UINT16,
	    TP_BASE_HEX, .strings = protos },
	[F_CHECKSUM] = { "gre.checksum", "Checksum", TP_FT_UINT16,
	    TP_BASE_HEX },
	[F_CHECKSUM_STATUS] = U8("checksum.status", "Checksum Status",
	    .strings = checksum_status),
	[F_OFFSET] = U16("offset", "Offset", 0),
	[F_KEY] = { "gre.key", "Key", TP_FT_UINT32, TP_BASE_HEX },
	[F_PAYLOAD_LENGTH] = U16("key.payload_length", "Payload Length", 0),
	[F_CALL_ID] = U16("key.call_id", "Call ID", 0),
	[F_SEQ] = U32("sequence_number", "Sequence Number"),
	[F_ACK] = U32("ack_number", "Acknowledgment Number"),
	[F_ROUTING] = { "gre.routing", "Routing", TP_FT_NONE },
	[F_SRE_FAMILY] = U16("routing.address_family", "Address Family", 0),
	[F_SRE_OFFSET] = U8("routing.sre_offset", "SRE Offset", .bitmask = 0),
	[F_SRE_LENGTH] = U8("routing.src_length", "SRE Length", .bitmask = 0),
	[F_SRE_INFO] = { "gre.routing.information", "Routing Information",
	    TP_FT_BYTES },
	[F_WCCP] = { "gre.wccp.redirect_header", "Redirect Header",
	    TP_FT_NONE },
	[F_WCCP_DYNAMIC] = BIT("wccp.dynamic_service", "Dynamic Service",
	    0x01),
	[F_WCCP_ALTERNATIVE_USED] = BIT("wccp.alternative_bucket_used",
	    "Alternative bucket used", 0x02),
	[F_WCCP_INVALID] = BIT("wccp.redirect_header_valid",
	    "WCCP Redirect header is valid", 0x04),
	[F_WCCP_SERVICE] = U8("wccp.service_id", "Service ID",
	    .strings = wccp_services),
	[F_WCCP_ALTERNATIVE] = U8("wccp.alternative_bucket",
	    "Alternative Bucket", .bitmask = 0),
	[F_WCCP_PRIMARY] = U8("wccp.primary_bucket", "Primary Bucket",
	    .bitmask = 0),
};

enum { T_PROTO = T_OWN };

static void
text_flags(tp_tvb *t, uint32_t flags)
{
	static const tp_value_string names[] = {
		{ FLAG_CHECKSUM, "checksum present" },
		{ FLAG_ROUTING, "routing present" },
		{ FLAG_KEY, "key present" },
		{ FLAG_SEQ, "sequence# present" },
		{ FLAG_STRICT, "source routing present" },
		{ FLAG_ACK, "ack present" }, { 0, NULL }
	};

	if (t->pkt->verbose == 0)
		return;
	tp_puts(t, ", Flags [");
	tp_text_flags(t, names, flags, ", ", "none");
	tp_puts(t, "]");
}

static int
is_pptp(uint32_t flags, uint32_t proto)
{
	return (flags & VERSION_MASK) == 1 && proto == ETHERTYPE_PPP;
}

static void
add_flags(tp_tvb *t, uint32_t flags, uint32_t proto)
{
	tp_item outer;

	if ((t->want & TP_WANT_FIELDS) == 0 || t->err)
		return;
	outer = tp_open(t, F_FLAGS, 0, 2, flags);
	for (tp_field f = F_FLAG_CHECKSUM; f <= F_RECURSION; f++)
		tp_add_bits(t, f, 0, 2, flags);
	if (is_pptp(flags, proto)) {
		tp_add_bits(t, F_FLAG_ACK, 0, 2, flags);
		tp_add_bits(t, F_RESERVED_PPTP, 0, 2, flags);
	} else
		tp_add_bits(t, F_RESERVED, 0, 2, flags);
	tp_add_bits(t, F_VERSION, 0, 2, flags);
	tp_close(t, outer);
	(void)tp_add(t, F_PROTO, 2, 2, proto);
}

/* RFC 2784, 2.5: of all octets from the header on. */
static void
add_checksum_status(tp_tvb *t, uint32_t flags)
{
	uint32_t status = 2;

	if (!tp_wants(t, F_CHECKSUM_STATUS))
		return;
	if (flags & FLAG_CHECKSUM && tp_has(t, 0, t->len))
		status = tp_cksum(t->data, t->len, 0) == 0;
	(void)tp_add_generated(t, F_CHECKSUM_STATUS, 4, 0, status);
}

/* --------------------------------------- source routing (RFC 1701, p. 5) */

#define AF_IP 0x0800u
#define AF_ASN 0xfffeu

/*
 * Addresses of 4 octets or numbers of 2, with a star before the one that off
 * points to.
 */
static void
text_hops(tp_tvb *t, uint32_t af, uint32_t off, uint32_t len)
{
	uint32_t size = af == AF_IP ? 4 : 2;

	if (off & (size - 1)) {
		tp_text(t, ", badoffset=%u", off);
		return;
	}
	if (len & (size - 1)) {
		tp_text(t, ", badlength=%u", len);
		return;
	}
	if (off >= len) {
		tp_text(t, ", badoff/len=%u/%u", off, len);
		return;
	}
	for (uint32_t i = 0; i < len && tp_left(t) >= size; i += size) {
		const uint8_t *p = tp_take(t, size);

		tp_puts(t, i == off ? " *" : " ");
		if (af == AF_IP)
			tp_addr(t, TP_FT_IPV4, p);
		else
			tp_text(t, "%x", tp_ld16(p));
	}
}

static void
text_sre(tp_tvb *t, uint32_t af, uint32_t off, uint32_t len)
{
	tp_tvb hops = tp_rest(t, len);

	if (!tp_texting(t))
		return;
	tp_puts(&hops, ", (rtaf=");
	if (af == AF_IP || af == AF_ASN) {
		tp_puts(&hops, af == AF_IP ? "ip" : "asn");
		text_hops(&hops, af, off, len);
	} else
		tp_text(&hops, "0x%x", af);
	tp_puts(&hops, ")");
}

static uint32_t
sre_length(const tp_tvb *t)
{
	return 4u + (tp_has(t, t->off, 4) ? t->data[t->off + 3] : 0u);
}

/* Source route entries, up to the one without family and length. */
static void
routing(tp_tvb *t)
{
	uint32_t af, off, len;
	tp_item outer;

	do {
		outer = t->group;
		if (tp_left(t) > 0)
			outer = tp_open(t, F_ROUTING, t->off, sre_length(t),
			    0);
		af = tp_f_be16(t, F_SRE_FAMILY);
		off = tp_f_u8(t, F_SRE_OFFSET);
		len = tp_f_u8(t, F_SRE_LENGTH);
		if (af != 0 || len != 0) {
			text_sre(t, af, off, len);
			(void)tp_f_bytes(t, F_SRE_INFO, len);
		}
		tp_close(t, outer);
	} while (!t->err && (af != 0 || len != 0));
}

/* --------------------------------------------------------------- payload */

/* What tcpdump prints of what version 0 carries ... */
static const uint16_t printed[] = {
	ETHERTYPE_IPV4, ETHERTYPE_IPV6, ETHERTYPE_MPLS, ETHERTYPE_TEB
};

/* ... and what has only fields there. */
static const uint16_t silent[] = {
	ETHERTYPE_ARP, ETHERTYPE_PPP, ETHERTYPE_MPLS_MULTI, ETHERTYPE_NSH
};

static int
is_among(const uint16_t *types, uint32_t n, uint32_t type)
{
	while (n > 0)
		if (types[--n] == type)
			return 1;
	return 0;
}

/*
 * Web Cache Communication Protocol: IPv4, in version 2 after a redirect
 * header (draft-wilson-wrec-wccp-v2, 4.12), which no IP header looks like.
 */
static void
wccp(const tp_self *me, tp_tvb *t, tp_tvb *p)
{
	uint32_t flags;
	tp_item outer;

	if (tp_has(p, 0, 4) && p->data[0] >> 4 != 4) {
		flags = p->data[0];
		outer = tp_open(p, F_WCCP, 0, 4, 0);
		tp_add_bits(p, F_WCCP_DYNAMIC, 0, 1, flags);
		tp_add_bits(p, F_WCCP_ALTERNATIVE_USED, 0, 1, flags);
		tp_add_bits(p, F_WCCP_INVALID, 0, 1, flags);
		(void)tp_take(p, 1);
		(void)tp_f_u8(p, F_WCCP_SERVICE);
		(void)tp_f_u8(p, F_WCCP_ALTERNATIVE);
		(void)tp_f_u8(p, F_WCCP_PRIMARY);
		tp_close(p, outer);
		t->pkt->host->set_len(t, 0, t->off + 4);
	}
	tunnel_call_silently(me, p, ETHERTYPE_IPV4);
}

static void
payload(const tp_self *me, tp_tvb *t, uint32_t flags, uint32_t proto,
    int is_printed)
{
	tp_gre_arg gre = { .size = sizeof(gre), .flags = flags,
	    .proto = proto };
	tp_tvb p = tp_rest(t, tp_unread(t));

	if (p.len == 0)		/* tcpdump calls somebody all the same */
		p.want &= ~(uint32_t)TP_WANT_FIELDS;
	tp_puts(t, t->pkt->verbose ? "\n\t" : ": ");
	if (t->err || t->pkt->host->call_uint(me->tables[T_PROTO], proto, &p,
	    &gre) != TP_REJECT)
		return;
	if (is_printed && tunnel_call(me, &p, proto) != TP_REJECT)
		return;
	tp_text(t, "gre-proto-0x%x", proto);
	if (proto == ETHERTYPE_WCCP)
		wccp(me, t, &p);
	else if (is_among(silent, TP_COUNT(silent), proto) ||
	    is_among(printed, TP_COUNT(printed), proto))
		tunnel_call_silently(me, &p, proto);
	else
		tunnel_data(me, &p);
}

/* ---------------------------------------------------------------- header */

static void
text_length(tp_tvb *t, uint32_t proto)
{
	if (t->pkt->opts & TP_OPT_LINK)
		tunnel_text_proto(t, proto);
	tp_text(t, ", length %u", t->len);
}

static void
version0(const tp_self *me, tp_tvb *t, uint32_t flags)
{
	uint32_t proto = tp_be16(t), n;

	add_flags(t, flags, proto);
	if (flags & (FLAG_CHECKSUM | FLAG_ROUTING)) {
		n = tp_f_be16(t, F_CHECKSUM);
		if (t->pkt->verbose)
			tp_text(t, ", sum 0x%x", n);
		add_checksum_status(t, flags);
		tp_text(t, ", off 0x%x", tp_f_be16(t, F_OFFSET));
	}
	if (flags & FLAG_KEY) {
		n = tp_f_be32(t, F_KEY);
		tp_text(t, ", key=0x%x", n);
	}
	if (flags & FLAG_SEQ) {
		n = tp_f_be32(t, F_SEQ);
		tp_text(t, ", seq %u", n);
	}
	if (flags & FLAG_ROUTING)
		routing(t);
	if (t->err)
		return;
	t->pkt->host->set_len(t, 0, t->off);
	text_length(t, proto);
	payload(me, t, flags, proto,
	    is_among(printed, TP_COUNT(printed), proto));
}

/* RFC 2637, 4.1.  Half the key is the length of the payload. */
static void
version1(const tp_self *me, tp_tvb *t, uint32_t flags)
{
	uint32_t proto = tp_be16(t), n;
	tp_tvb quiet;

	add_flags(t, flags, proto);
	if (flags & FLAG_KEY) {
		if (is_pptp(flags, proto)) {
			(void)tp_f_be16(t, F_PAYLOAD_LENGTH);
			n = tp_f_be16(t, F_CALL_ID);
		} else
			n = tp_f_be32(t, F_KEY) & 0xffff;
		tp_text(t, ", call %u", n);
	}
	if (flags & FLAG_SEQ) {
		n = tp_f_be32(t, F_SEQ);
		tp_text(t, ", seq %u", n);
	}
	if (flags & FLAG_ACK) {
		n = tp_f_be32(t, F_ACK);
		tp_text(t, ", ack %u", n);
	}
	t->pkt->host->set_len(t, 0, t->off);
	if ((flags & FLAG_SEQ) == 0)
		tp_puts(t, ", no-payload");
	text_length(t, proto);
	quiet = flags & FLAG_SEQ ? *t : tp_mute(t);
	if (flags & FLAG_SEQ || tp_left(t) > 0)
		payload(me, &quiet, flags, proto, proto == ETHERTYPE_PPP);
}

static tp_rc
dissect(void *self, tp_tvb *t, const void *arg)
{
	uint32_t flags = tp_be16(t), version = flags & VERSION_MASK;
	tp_tvb odd;

	(void)arg;
	tp_text(t, "GREv%u", version);
	if (version > 1) {
		tp_puts(t, " ERROR: unknown-version");
		odd = tp_mute(t);
		version0(self, &odd, flags);
		return tp_done_cut(t);
	}
	text_flags(t, flags);
	if (version == 0)
		version0(self, t, flags);
	else
		version1(self, t, flags);
	return tp_done_cut(t);
}

/* tcpdump does not know this one. */
static tp_rc
dissect_udp(void *self, tp_tvb *t, const void *arg)
{
	tp_tvb p = tp_mute(t);

	tp_text(t, "UDP, length %u", t->len);
	(void)dissect(self, &p, arg);
	return tp_done(t);
}

#define TABLES { TUNNEL_TABLES, [T_PROTO] = "gre.proto" }

static const tp_protocol gre = {
	.name = "gre",
	.long_name = "Generic Routing Encapsulation",
	.fields = fields,
	.nfields = NFIELDS,
	.tables = TABLES,
	.firsts = 1u << T_PROTO,
	.keys = (const tp_key[]){ { .table = "ip.proto", .lo = 47 },
	    { NULL } },
	.dissect = dissect,
};
TP_REGISTER(gre);

static const tp_protocol gre_udp = {
	.name = "gre",
	.dissector = "gre.udp",
	.tables = TABLES,
	.firsts = 1u << T_PROTO,
	.keys = (const tp_key[]){ { .table = "udp.port", .lo = 4754 },
	    { NULL } },
	.dissect = dissect_udp,
};
TP_REGISTER(gre_udp);
