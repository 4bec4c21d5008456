/* SPDX-License-Identifier: BSD-3-Clause */
/* NBMA Next Hop Resolution Protocol (RFC 2332). */
#include "tunnel.h"

#define HEADER 20u
#define CIE 12u			/* client information entry, no addresses */

enum {
	RESOLUTION_REQUEST = 1, RESOLUTION_REPLY, REGISTRATION_REQUEST,
	REGISTRATION_REPLY, PURGE_REQUEST, PURGE_REPLY, ERROR_INDICATION,
	TRAFFIC_INDICATION
};

enum {
	EXT_END = 0, EXT_RESPONDER = 3, EXT_FORWARD, EXT_REVERSE,
	EXT_AUTHENTICATION = 7, EXT_VENDOR, EXT_CISCO_NAT
};

enum {
	F_AFN, F_PROTO, F_LONG, F_HOPCNT, F_PKTSZ, F_CHKSUM,
	F_CHKSUM_STATUS, F_EXTOFF, F_VERSION, F_OP,
	F_SHTL, F_SHTL_TYPE, F_SHTL_LEN, F_SSTL, F_SSTL_TYPE, F_SSTL_LEN,
	F_SRC_LEN, F_DST_LEN,
	F_FLAGS, F_FLAG_Q, F_FLAG_A, F_FLAG_D, F_FLAG_U, F_FLAG_S,
	F_FLAG_NAT, F_FLAG_N, F_FLAG_U_REG,
	F_REQID, F_ERR_CODE, F_ERR_OFFSET,
	F_NBMA, F_NBMA_BYTES, F_SUBADDR, F_SRC, F_SRC_BYTES, F_DST,
	F_DST_BYTES,
	F_CODE, F_PREFIX, F_UNUSED, F_MTU, F_HTIME, F_CLI, F_CLI_TYPE,
	F_CLI_LEN, F_CLI_SUB, F_CLI_SUB_TYPE, F_CLI_SUB_LEN, F_CLI_PROTO_LEN,
	F_PREF, F_CLI_NBMA, F_CLI_NBMA_BYTES, F_CLI_SUBADDR, F_CLI_PROTO,
	F_CLI_PROTO_BYTES,
	F_EXT_C, F_EXT_TYPE, F_EXT_LEN, F_AUTH_RESERVED, F_AUTH_SPI,
	F_AUTH_SRC, F_AUTH_SRC_BYTES, F_AUTH_DATA, F_VENDOR_ID,
	F_VENDOR_DATA, F_EXT_VALUE, NFIELDS
};

static const tp_value_string afns[] = {
	{ 1, "IPv4" }, { 2, "IPv6" }, { 3, "NSAP" }, { 6, "802 (includes all "
	    "802 media plus Ethernet)" }, { 8, "E.164 (SMDS, Frame Relay, "
	    "ATM)" }, { 15, "E.164 with NSAP subaddress" }, { 0, NULL }
};

static const tp_value_string ops[] = {
	{ RESOLUTION_REQUEST, "NHRP Resolution Request" },
	{ RESOLUTION_REPLY, "NHRP Resolution Reply" },
	{ REGISTRATION_REQUEST, "NHRP Registration Request" },
	{ REGISTRATION_REPLY, "NHRP Registration Reply" },
	{ PURGE_REQUEST, "NHRP Purge Request" },
	{ PURGE_REPLY, "NHRP Purge Reply" },
	{ ERROR_INDICATION, "NHRP Error Indication" },
	{ TRAFFIC_INDICATION, "NHRP Traffic Indication" }, { 0, NULL }
};

static const tp_value_string checksum_status[] = {
	{ 0, "Bad" }, { 1, "Good" }, { 2, "Unverified" },
	{ 3, "Not present" }, { 4, "Illegal" }, { 0, NULL }
};

static const tp_value_string address_types[] = {
	{ 0, "NSAP format" }, { 1, "Native E.164 format" }, { 0, NULL }
};

static const tp_value_string codes[] = {
	{ 0, "Success" }, { 4, "Administratively Prohibited" },
	{ 5, "Insufficient Resources" },
	{ 12, "No Internetworking Layer Address to NBMA Address Binding "
	    "Exists" },
	{ 13, "Binding Exists But Is Not Unique" },
	{ 14, "Unique Internetworking Layer Address Already Registered" },
	{ 0, NULL }
};

/* RFC 2332, 5.2.7 */
static const tp_value_string errors[] = {
	{ 1, "Unrecognized Extension" }, { 3, "NHRP Loop Detected" },
	{ 6, "Protocol Address Unreachable" }, { 7, "Protocol Error" },
	{ 8, "NHRP SDU Size Exceeded" }, { 9, "Invalid Extension" },
	{ 10, "Invalid NHRP Resolution Reply Received" },
	{ 11, "Authentication Failure" }, { 15, "Hop Count Exceeded" },
	{ 0, NULL }
};

#define U8(a, n, ...) { "nhrp." a, n, TP_FT_UINT8, TP_BASE_DEC, __VA_ARGS__ }
#define U16(a, n, ...) { "nhrp." a, n, TP_FT_UINT16, TP_BASE_##__VA_ARGS__ }
#define BIT(a, n, m) { "nhrp.flag." a, n, TP_FT_BOOLEAN, 0, m }
#define BYTES(a, n) { "nhrp." a, n, TP_FT_BYTES }
/* An IPv4 address, or the octets of another one. */
#define ADDRESS(a, b, n) { "nhrp." a, n, TP_FT_IPV4 }, { "nhrp." b, n, TP_FT_BYTES }

static const tp_field_desc fields[NFIELDS] = {
	[F_AFN] = U16("hdr.afn", "Address Family Number", HEX_DEC, 0, afns),
	[F_PROTO] = U16("hdr.pro.type", "Protocol Type (short form)",
	    HEX_DEC),
	[F_LONG] = BYTES("protocol_type", "Protocol Type (long form)"),
	[F_HOPCNT] = U8("hdr.hopcnt", "Hop Count", .bitmask = 0),
	[F_PKTSZ] = U16("hdr.pktsz", "Packet Length", DEC),
	[F_CHKSUM] = U16("hdr.chksum", "NHRP Packet Checksum", HEX),
	[F_CHKSUM_STATUS] = U8("hdr.chksum.status",
	    "NHRP Packet Checksum Status", .strings = checksum_status),
	[F_EXTOFF] = U16("hdr.extoff", "Extension Offset", DEC),
	[F_VERSION] = U8("hdr.version", "Version", .bitmask = 0),
	[F_OP] = U8("hdr.op.type", "NHRP Packet Type", .strings = ops),
	[F_SHTL] = U8("hdr.shtl", "Source Address Type/Len", .bitmask = 0),
	[F_SHTL_TYPE] = U8("hdr.shtl.type", "Type", 0x40, address_types),
	[F_SHTL_LEN] = U8("hdr.shtl.len", "Length", 0x3f),
	[F_SSTL] = U8("hdr.sstl", "Source SubAddress Type/Len",
	    .bitmask = 0),
	[F_SSTL_TYPE] = U8("hdr.sstl.type", "Type", 0x40, address_types),
	[F_SSTL_LEN] = U8("hdr.sstl.len", "Length", 0x3f),
	[F_SRC_LEN] = U16("src.prot.len", "Source Protocol Len", DEC),
	[F_DST_LEN] = U16("dst.prot.len", "Destination Protocol Len", DEC),
	[F_FLAGS] = U16("flags", "Flags", HEX),
	[F_FLAG_Q] = BIT("q", "Is Router", 0x8000),
	[F_FLAG_A] = BIT("a", "Authoritative", 0x4000),
	[F_FLAG_D] = BIT("d", "Stable Association", 0x2000),
	[F_FLAG_U] = BIT("u", "Uniqueness Bit", 0x1000),
	[F_FLAG_S] = BIT("s", "Stable Binding", 0x0800),
	[F_FLAG_NAT] = BIT("nat", "Cisco NAT Supported", 0x0002),
	[F_FLAG_N] = BIT("n", "Expected Purge Reply", 0x8000),
	[F_FLAG_U_REG] = BIT("u", "Uniqueness Bit", 0x8000),
	[F_REQID] = { "nhrp.reqid", "Request ID", TP_FT_UINT32,
	    TP_BASE_HEX_DEC },
	[F_ERR_CODE] = U16("err.code", "Error Code", DEC, 0, errors),
	[F_ERR_OFFSET] = U16("err.offset", "Error Offset", DEC),
	[F_NBMA] = ADDRESS("src.nbma.addr", "src.nbma.addr_bytes",
	    "Source NBMA Address"),
	[F_SUBADDR] = BYTES("src.nbma.saddr", "Source NBMA Sub Address"),
	[F_SRC] = ADDRESS("src.prot.addr", "src.prot.addr_bytes",
	    "Source Protocol Address"),
	[F_DST] = ADDRESS("dst.prot.addr", "dst.prot.addr_byets",
	    "Destination Protocol Address"),	/* Wireshark's spelling */
	[F_CODE] = U8("code", "Code", .strings = codes),
	[F_PREFIX] = U8("prefix", "Prefix Length", .bitmask = 0),
	[F_UNUSED] = U16("unused", "Unused", DEC),
	[F_MTU] = U16("mtu", "Max Transmission Unit", DEC),
	[F_HTIME] = U16("htime", "Holding Time (s)", DEC),
	[F_CLI] = U8("cli.addr_tl", "Client Address Type/Len", .bitmask = 0),
	[F_CLI_TYPE] = U8("cli.addr_tl.type", "Type", 0x40, address_types),
	[F_CLI_LEN] = U8("cli.addr_tl.len", "Length", 0x3f),
	[F_CLI_SUB] = U8("cli.saddr_tl", "Client Sub Address Type/Len",
	    .bitmask = 0),
	[F_CLI_SUB_TYPE] = U8("cli.saddr_tl.type", "Type", 0x40,
	    address_types),
	[F_CLI_SUB_LEN] = U8("cli.saddr_tl.len", "Length", 0x3f),
	[F_CLI_PROTO_LEN] = U8("prot.len", "Client Protocol Length",
	    .bitmask = 0),
	[F_PREF] = U8("pref", "CIE Preference Value", .bitmask = 0),
	[F_CLI_NBMA] = ADDRESS("client.nbma.addr", "client.nbma.addr_bytes",
	    "Client NBMA Address"),
	[F_CLI_SUBADDR] = BYTES("client.nbma.saddr",
	    "Client NBMA Sub Address"),
	[F_CLI_PROTO] = ADDRESS("client.prot.addr",
	    "client.prot.addr_bytes", "Client Protocol Address"),
	[F_EXT_C] = { "nhrp.ext.c", "Compulsory Flag", TP_FT_BOOLEAN, 0,
	    0x8000 },
	[F_EXT_TYPE] = U16("ext.type", "Extension Type", HEX, 0x3fff),
	[F_EXT_LEN] = U16("ext.len", "Extension length", DEC),
	[F_AUTH_RESERVED] = U16("auth_ext.reserved", "Reserved", DEC),
	[F_AUTH_SPI] = U16("auth_ext.spi", "SPI", DEC),
	[F_AUTH_SRC] = ADDRESS("auth_ext.src_addr",
	    "auth_ext.src_addr_bytes", "Source Address"),
	[F_AUTH_DATA] = BYTES("auth_ext.data", "Data"),
	[F_VENDOR_ID] = { "nhrp.vendor_ext.id", "Vendor ID", TP_FT_UINT24,
	    TP_BASE_DEC },
	[F_VENDOR_DATA] = BYTES("vendor_ext.data", "Data"),
	[F_EXT_VALUE] = BYTES("unknown_ext.value", "Extension Value"),
};

enum { T_QUOTED = T_OWN };

/* What both the fields and the text need of the header. */
struct header {
	uint32_t proto, hops, size, ext, op;
	uint32_t nbma_len, sub_len;	/* of addresses */
	uint32_t end;			/* of the mandatory part */
};

static void
read_header(tp_tvb *t, struct header *h)
{
	const uint8_t *p = tp_take(t, HEADER);

	if (p == NULL)
		return;
	h->proto = tp_ld16(p + 2);
	h->hops = p[9];
	h->size = tp_ld16(p + 10);
	h->ext = tp_ld16(p + 14);
	h->op = p[17];
	h->nbma_len = p[18] & 0x3f;
	h->sub_len = p[19] & 0x3f;
	h->end = h->ext != 0 ? h->ext : h->size;
}

/* Where a code and an offset stand in place of flags and an id. */
static int
is_indication(const struct header *h)
{
	return h->op == ERROR_INDICATION || h->op == TRAFFIC_INDICATION;
}

/* ---------------------------------------------------------------- fields */

/* A type and a length in one octet. */
static uint32_t
add_type_length(tp_tvb *t, tp_field f)
{
	uint32_t off = t->off, v = tp_u8(t);
	tp_item outer;

	if (t->err)
		return 0;
	outer = tp_open(t, f, off, 1, v);
	tp_add_bits(t, f + 1, off, 1, v);
	tp_add_bits(t, f + 2, off, 1, v);
	tp_close(t, outer);
	return v & 0x3f;
}

/* f is for four octets, f + 1 for others. */
static void
add_address(tp_tvb *t, tp_field f, uint32_t len)
{
	if (len != 0)
		(void)tp_f_bytes(t, len == 4 ? f : f + 1, len);
}

static void
add_checksum_status(tp_tvb *t, const struct header *h)
{
	uint32_t status = 2;

	if (tp_wants(t, F_CHKSUM_STATUS) && tp_has(t, 0, h->size))
		status = tp_cksum(t->data, h->size, 0) == 0;
	(void)tp_add_generated(t, F_CHKSUM_STATUS, 12, 0, status);
}

static void
add_header(tp_tvb *t, const struct header *h)
{
	(void)tp_f_be16(t, F_AFN);
	(void)tp_f_be16(t, F_PROTO);
	(void)tp_f_bytes(t, F_LONG, 5);
	(void)tp_f_u8(t, F_HOPCNT);
	(void)tp_f_be16(t, F_PKTSZ);
	(void)tp_f_be16(t, F_CHKSUM);
	add_checksum_status(t, h);
	(void)tp_f_be16(t, F_EXTOFF);
	(void)tp_f_u8(t, F_VERSION);
	(void)tp_f_u8(t, F_OP);
	(void)add_type_length(t, F_SHTL);
	(void)add_type_length(t, F_SSTL);
}

static void
add_flags(tp_tvb *t, const struct header *h)
{
	uint32_t off = t->off, flags = tp_be16(t);
	tp_item outer;

	if (t->err)
		return;
	outer = tp_open(t, F_FLAGS, off, 2, flags);
	if (h->op <= RESOLUTION_REPLY)
		for (tp_field f = F_FLAG_Q; f <= F_FLAG_S; f++)
			tp_add_bits(t, f, off, 2, flags);
	else if (h->op <= REGISTRATION_REPLY)
		tp_add_bits(t, F_FLAG_U_REG, off, 2, flags);
	else if (h->op <= PURGE_REPLY)
		tp_add_bits(t, F_FLAG_N, off, 2, flags);
	tp_add_bits(t, F_FLAG_NAT, off, 2, flags);
	tp_close(t, outer);
}

static void
add_entries(tp_tvb *t, uint32_t end)
{
	while (!t->err && t->off + CIE <= end) {
		uint32_t nbma, sub, proto;

		(void)tp_f_u8(t, F_CODE);
		(void)tp_f_u8(t, F_PREFIX);
		(void)tp_f_be16(t, F_UNUSED);
		(void)tp_f_be16(t, F_MTU);
		(void)tp_f_be16(t, F_HTIME);
		nbma = add_type_length(t, F_CLI);
		sub = add_type_length(t, F_CLI_SUB);
		proto = tp_f_u8(t, F_CLI_PROTO_LEN);
		(void)tp_f_u8(t, F_PREF);
		add_address(t, F_CLI_NBMA, nbma);
		if (sub != 0)
			(void)tp_f_bytes(t, F_CLI_SUBADDR, sub);
		add_address(t, F_CLI_PROTO, proto);
	}
}

/*
 * What caused an indication: an NHRP packet (RFC 2332, 5.2.7), or, of Cisco's,
 * one of the protocol that addresses are resolved for.
 */
static void
add_cause(const tp_self *me, tp_tvb *t, const struct header *h)
{
	const tp_host *host = t->pkt->host;
	tp_tvb p = tp_rest(t, tp_unread(t));

	t->pkt->flags |= TP_IN_ERROR;
	if (h->op == ERROR_INDICATION)
		(void)host->call_uint(me->tables[T_QUOTED], 0, &p, NULL);
	else
		(void)host->call_uint(me->tables[T_ETHERTYPE], h->proto, &p,
		    NULL);
}

static void
add_mandatory(const tp_self *me, tp_tvb *t, const struct header *h)
{
	uint32_t src = tp_f_u8(t, F_SRC_LEN), dst = tp_f_u8(t, F_DST_LEN);

	if (!is_indication(h)) {
		add_flags(t, h);
		(void)tp_f_be32(t, F_REQID);
	} else if (h->op == ERROR_INDICATION) {
		(void)tp_take(t, 2);
		(void)tp_f_be16(t, F_ERR_CODE);
		(void)tp_f_be16(t, F_ERR_OFFSET);
	} else
		(void)tp_take(t, 6);
	add_address(t, F_NBMA, h->nbma_len);
	if (h->sub_len != 0)
		(void)tp_f_bytes(t, F_SUBADDR, h->sub_len);
	add_address(t, F_SRC, src);
	add_address(t, F_DST, dst);
	if (is_indication(h))
		add_cause(me, t, h);
	else
		add_entries(t, h->end);
}

static void
add_authentication(tp_tvb *t, const struct header *h, uint32_t end)
{
	(void)tp_f_be16(t, F_AUTH_RESERVED);
	(void)tp_f_be16(t, F_AUTH_SPI);
	add_address(t, F_AUTH_SRC, h->nbma_len);
	if (t->off < end)
		(void)tp_f_bytes(t, F_AUTH_DATA, end - t->off);
}

static void
add_extensions(tp_tvb *t, const struct header *h)
{
	uint32_t type, len, end, off;

	do {
		off = t->off;
		type = tp_be16(t);
		if (t->err)
			return;
		tp_add_bits(t, F_EXT_C, off, 2, type);
		tp_add_bits(t, F_EXT_TYPE, off, 2, type);
		type &= 0x3fff;
		len = tp_f_be16(t, F_EXT_LEN);
		end = t->off + len;
		if (type == EXT_AUTHENTICATION && len >= 4 + h->nbma_len)
			add_authentication(t, h, end);
		else if (type == EXT_VENDOR && len > 3) {
			(void)tp_f_be24(t, F_VENDOR_ID);
			(void)tp_f_bytes(t, F_VENDOR_DATA, len - 3);
		} else if ((type >= EXT_RESPONDER && type <= EXT_REVERSE) ||
		    type == EXT_CISCO_NAT)
			add_entries(t, end);
		else if (len != 0)
			(void)tp_f_bytes(t, F_EXT_VALUE, len);
		if (t->off < end)
			(void)tp_take(t, end - t->off);
	} while (type != EXT_END && tp_more(t));
}

static void
add_fields(const tp_self *me, tp_tvb t)
{
	struct header h = { 0 };
	tp_tvb ext;

	read_header(&t, &h);
	if (t.err)
		return;
	t.off = 0;
	add_header(&t, &h);
	add_mandatory(me, &t, &h);
	if (h.ext < HEADER || h.ext >= t.len || t.err)
		return;
	ext = t;
	ext.off = 0;
	(void)tp_take(&ext, h.ext);
	add_extensions(&ext, &h);
}

/* ------------------------------------------------------------------ text */

/* Octets of other kinds of addresses in hex. */
static void
text_address(tp_tvb *t, uint32_t len)
{
	const uint8_t *p = tp_take(t, len);

	if (len == 4)
		tp_addr(t, TP_FT_IPV4, p);
	else if (len == 16)
		tp_addr(t, TP_FT_IPV6, p);
	else
		for (uint32_t i = 0; p != NULL && i < len; i++)
			tp_text(t, i == 0 ? "%02x" : ":%02x", p[i]);
}

static void
text_entry(tp_tvb *t)
{
	const uint8_t *p = tp_take(t, CIE);

	if (p == NULL)
		return;
	tp_text(t, " (code %u, pl %u, mtu %u, htime %u, pref %u", p[0], p[1],
	    tp_ld16(p + 4), tp_ld16(p + 6), p[11]);
	if (p[8] & 0x3f) {
		tp_puts(t, ", nbma ");
		text_address(t, p[8] & 0x3f);
	}
	(void)tp_take(t, p[9] & 0x3f);
	if (p[10] != 0) {
		tp_puts(t, ", proto ");
		text_address(t, p[10]);
	}
	tp_puts(t, ")");
}

static void
text_code(tp_tvb *t, const struct header *h, uint32_t code)
{
	if (h->op == TRAFFIC_INDICATION && code == 0)
		tp_puts(t, ", code <NHRP traffic redirect/indirection>");
	else if (h->op == ERROR_INDICATION && tp_string(errors, code) != NULL)
		tp_text(t, ", code <%s>", tp_string(errors, code));
	else
		tp_text(t, ", code %u", code);
}

static void
text_mandatory(tp_tvb *t, const struct header *h)
{
	uint32_t src = tp_u8(t), dst = tp_u8(t), n;

	(void)tp_take(t, 2);
	if (is_indication(h)) {
		text_code(t, h, tp_be16(t));
		(void)tp_take(t, 2);
	} else {
		n = tp_be32(t);
		tp_text(t, ", id %u", n);
	}
	tp_text(t, ", hopcnt %u", h->hops);
	tp_puts(t, ", src nbma ");
	text_address(t, h->nbma_len);
	(void)tp_take(t, h->sub_len);
	tp_puts(t, ", ");
	text_address(t, src);
	tp_puts(t, " -> ");
	text_address(t, dst);
	while (!is_indication(h) && !t->err && t->off < h->end)
		text_entry(t);
}

static tp_rc
dissect(void *self, tp_tvb *t, const void *arg)
{
	static const char *const names[] = {
		[RESOLUTION_REQUEST] = "res request",
		[RESOLUTION_REPLY] = "res reply",
		[REGISTRATION_REQUEST] = "reg request",
		[REGISTRATION_REPLY] = "reg reply",
		[PURGE_REQUEST] = "purge request",
		[PURGE_REPLY] = "purge reply",
		[ERROR_INDICATION] = "error indication",
		[TRAFFIC_INDICATION] = "traffic indication"
	};
	struct header h = { 0 };

	(void)arg;
	if (t->want & TP_WANT_FIELDS)
		add_fields(self, tp_mute(t));
	tp_puts(t, "NHRP: ");
	read_header(t, &h);
	if (h.op == 0 || h.op >= TP_COUNT(names)) {
		tp_text(t, "unknown-op-code %u", h.op);
		return tp_done(t);
	}
	tp_puts(t, names[h.op]);
	text_mandatory(t, &h);
	return tp_done(t);
}

/* In an error indication. */
static tp_rc
dissect_quoted(void *self, tp_tvb *t, const void *arg)
{
	(void)arg;
	add_fields(self, *t);
	return tp_done(t);
}

#define TABLES { TUNNEL_TABLES, [T_QUOTED] = "nhrp.quoted" }

static const tp_protocol nhrp = {
	.name = "nhrp",
	.long_name = "NBMA Next Hop Resolution Protocol",
	.fields = fields,
	.nfields = NFIELDS,
	.tables = TABLES,
	.firsts = TUNNEL_FIRSTS | 1u << T_QUOTED,
	.keys = (const tp_key[]){ { .table = "gre.proto",
	    .lo = ETHERTYPE_NHRP }, { NULL } },
	.dissect = dissect,
};
TP_REGISTER(nhrp);

static const tp_protocol nhrp_quoted = {
	.name = "nhrp",
	.dissector = "nhrp.quoted",
	.flags = TP_DISSECTOR_UNNAMED,
	.tables = TABLES,
	.firsts = TUNNEL_FIRSTS | 1u << T_QUOTED,
	.keys = (const tp_key[]){ { .table = "nhrp.quoted" }, { NULL } },
	.dissect = dissect_quoted,
};
TP_REGISTER(nhrp_quoted);
