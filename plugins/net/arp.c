/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Address Resolution Protocol (RFC 826), reverse (RFC 903), inverse (RFC 2390)
 * and over ATM (RFC 2225).
 */
#include <tapir/dissect.h>
#include <tapir/ethertypes.h>
#include <tapir/hardware_types.h>

enum {
	F_HW_TYPE, F_PROTO_TYPE, F_HW_SIZE, F_PROTO_SIZE, F_OPCODE,
	F_GRATUITOUS, F_PROBE, F_ANNOUNCEMENT,
	F_SRC_HTYPE, F_SRC_HLEN, F_SRC_STYPE, F_SRC_SLEN, F_SRC_PLN,
	F_DST_HTYPE, F_DST_HLEN, F_DST_STYPE, F_DST_SLEN, F_DST_PLN,
	/* the two ends: the same fields in the same order */
	F_SRC_HW, F_SRC_MAC, F_SRC_E164, F_SRC_NSAP, F_SRC_SUBADDR,
	F_SRC_PROTO, F_SRC_IPV4,
	F_DST_HW, F_DST_MAC, F_DST_E164, F_DST_NSAP, F_DST_SUBADDR,
	F_DST_PROTO, F_DST_IPV4,
	F_DRARP_ERROR,
	NFIELDS
};

/* From a field of the sender to the target's. */
#define TARGET (F_DST_HW - F_SRC_HW)

enum { HW_ETHER = 1, HW_IEEE802 = 6, HW_FRELAY = 15, HW_ATM = 19 };
enum { PROTO_IP = 0x0800, PROTO_TRAIL = 0x1000 };
enum {
	OP_REQUEST = 1, OP_REPLY = 2, OP_REVREQUEST = 3, OP_REVREPLY = 4,
	OP_DRARP_ERROR = 7,
	OP_INVREQUEST = 8, OP_INVREPLY = 9, OP_NAK = 10
};

static const tp_value_string opcodes[] = {
	{ 0, "reserved" }, { 1, "request" }, { 2, "reply" },
	{ 3, "reverse request" }, { 4, "reverse reply" },
	{ 5, "drarp request" }, { 6, "drarp reply" }, { 7, "drarp error" },
	{ 8, "inverse request" }, { 9, "inverse reply" }, { 10, "arp nak" },
	{ 11, "mars request" }, { 12, "mars multi" }, { 13, "mars mserv" },
	{ 14, "mars join" }, { 15, "mars leave" }, { 16, "mars nak" },
	{ 17, "mars unserv" }, { 18, "mars sjoin" }, { 19, "mars sleave" },
	{ 20, "mars grouplist request" }, { 21, "mars grouplist reply" },
	{ 22, "mars redirect map" }, { 23, "mapos unarp" },
	{ 24, "experimental 1" }, { 25, "experimental 2" },
	{ 65535, "reserved" }, { 0, NULL }
};

/* RFC 1931, 3.1.4 */
static const tp_value_string drarp_errors[] = {
	{ 1, "restricted" }, { 2, "no address" },
	{ 3, "serverdown" }, { 4, "moved" }, { 5, "failure" }, { 0, NULL }
};

#define F(a, n, ...) { "arp." a, n, __VA_ARGS__ }

static const tp_field_desc fields[NFIELDS] = {
	[F_HW_TYPE] = F("hw.type", "Hardware type", TP_FT_UINT16,
	    TP_BASE_DEC, .strings = tp_hardware_types),
	[F_PROTO_TYPE] = F("proto.type", "Protocol type", TP_FT_UINT16,
	    TP_BASE_HEX),
	[F_HW_SIZE] = F("hw.size", "Hardware size", TP_FT_UINT8,
	    TP_BASE_DEC),
	[F_PROTO_SIZE] = F("proto.size", "Protocol size", TP_FT_UINT8,
	    TP_BASE_DEC),
	[F_OPCODE] = F("opcode", "Opcode", TP_FT_UINT16, TP_BASE_DEC,
	    .strings = opcodes),
	[F_GRATUITOUS] = F("isgratuitous", "Is gratuitous", TP_FT_BOOLEAN),
	[F_PROBE] = F("isprobe", "Is probe", TP_FT_BOOLEAN),
	[F_ANNOUNCEMENT] = F("isannouncement", "Is announcement",
	    TP_FT_BOOLEAN),
	[F_SRC_HTYPE] = F("src.htype", "Sender ATM number type",
	    TP_FT_BOOLEAN, 0, 0x40),
	[F_SRC_HLEN] = F("src.hlen", "Sender ATM number length",
	    TP_FT_UINT8, TP_BASE_DEC, 0x3f),
	[F_SRC_STYPE] = F("src.stype", "Sender ATM subaddress type",
	    TP_FT_BOOLEAN, 0, 0x40),
	[F_SRC_SLEN] = F("src.slen", "Sender ATM subaddress length",
	    TP_FT_UINT8, TP_BASE_DEC, 0x3f),
	[F_SRC_PLN] = F("src.pln", "Sender protocol size", TP_FT_UINT8,
	    TP_BASE_DEC),
	[F_DST_HTYPE] = F("dst.htype", "Target ATM number type",
	    TP_FT_BOOLEAN, 0, 0x40),
	[F_DST_HLEN] = F("dst.hlen", "Target ATM number length",
	    TP_FT_UINT8, TP_BASE_DEC, 0x3f),
	[F_DST_STYPE] = F("dst.stype", "Target ATM subaddress type",
	    TP_FT_BOOLEAN, 0, 0x40),
	[F_DST_SLEN] = F("dst.slen", "Target ATM subaddress length",
	    TP_FT_UINT8, TP_BASE_DEC, 0x3f),
	[F_DST_PLN] = F("dst.pln", "Target protocol size", TP_FT_UINT8,
	    TP_BASE_DEC),
	[F_SRC_HW] = F("src.hw", "Sender hardware address", TP_FT_BYTES),
	[F_SRC_MAC] = F("src.hw_mac", "Sender MAC address", TP_FT_ETHER),
	[F_SRC_E164] = F("src.atm_num_e164", "Sender ATM number (E.164)",
	    TP_FT_STRING),
	[F_SRC_NSAP] = F("src.atm_num_nsap", "Sender ATM number (NSAP)",
	    TP_FT_BYTES),
	[F_SRC_SUBADDR] = F("src.atm_subaddr", "Sender ATM subaddress",
	    TP_FT_BYTES),
	[F_SRC_PROTO] = F("src.proto", "Sender protocol address",
	    TP_FT_BYTES),
	[F_SRC_IPV4] = F("src.proto_ipv4", "Sender IP address", TP_FT_IPV4),
	[F_DST_HW] = F("dst.hw", "Target hardware address", TP_FT_BYTES),
	[F_DST_MAC] = F("dst.hw_mac", "Target MAC address", TP_FT_ETHER),
	[F_DST_E164] = F("dst.atm_num_e164", "Target ATM number (E.164)",
	    TP_FT_STRING),
	[F_DST_NSAP] = F("dst.atm_num_nsap", "Target ATM number (NSAP)",
	    TP_FT_BYTES),
	[F_DST_SUBADDR] = F("dst.atm_subaddr", "Target ATM subaddress",
	    TP_FT_BYTES),
	[F_DST_PROTO] = F("dst.proto", "Target protocol address",
	    TP_FT_BYTES),
	[F_DST_IPV4] = F("dst.proto_ipv4", "Target IP address", TP_FT_IPV4),
	[F_DRARP_ERROR] = F("dst.drarp_error_status", "DRARP error status",
	    TP_FT_UINT16, TP_BASE_DEC, .strings = drarp_errors),
};

/* One of the two ends; sub: ATM's subaddress. */
struct end {
	const uint8_t *hw, *sub, *proto;
	uint32_t hlen, slen, plen;
	uint32_t htype;			/* ATM: octet of type and length */
};

struct arp {
	uint32_t hrd, pro, op, len;
	struct end src, dst;
};

/* ---------------------------------------------------------------- text */

static const tp_value_string hw_names[] = {
	{ HW_ETHER, "Ethernet" }, { HW_IEEE802, "TokenRing" },
	{ 7, "ArcNet" }, { HW_FRELAY, "FrameRelay" }, { 23, "Strip" },
	{ 24, "IEEE 1394" }, { 32, "InfiniBand" }, { 0, NULL }
};

static const tp_value_string op_names[] = {
	{ OP_REQUEST, "Request" }, { OP_REPLY, "Reply" },
	{ OP_REVREQUEST, "Reverse Request" },
	{ OP_REVREPLY, "Reverse Reply" },
	{ OP_INVREQUEST, "Inverse Request" },
	{ OP_INVREPLY, "Inverse Reply" }, { OP_NAK, "NACK Reply" },
	{ 0, NULL }
};

static void
text_octets(tp_tvb *t, const uint8_t *p, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++)
		tp_text(t, i == 0 ? "%02x" : ":%02x", p[i]);
}

/*
 * A Q.922 address of two to four octets: the low bit marks the last one, and
 * a third that is the last holds one bit less.
 */
static void
text_dlci(tp_tvb *t, const uint8_t *p, uint32_t n)
{
	uint32_t dlci;

	if (n >= 2 && !(p[0] & 1) && p[1] & 1)
		n = 2;
	else if (n >= 3 && !((p[0] | p[1]) & 1) && p[2] & 1)
		n = 3;
	else if (n >= 4 && !((p[0] | p[1] | p[2]) & 1) && p[3] & 1)
		n = 4;
	else {
		tp_puts(t, n < 4 ? "<Truncated>" : "<Invalid DLCI>");
		return;
	}
	dlci = (uint32_t)(p[0] >> 2) << 4 | p[1] >> 4;
	if (n == 3)
		dlci = dlci << 6 | p[2] >> 2;
	else if (n == 4)
		dlci = (dlci << 7 | p[2] >> 1) << 6 | p[3] >> 2;
	tp_text(t, "DLCI %u", dlci);
}

static void
text_hw(tp_tvb *t, const struct arp *a, const struct end *e)
{
	if (a->hrd == HW_ATM) {
		if (e->hlen == 0)
			tp_puts(t, "<No address>");
		text_octets(t, e->hw, e->hlen);
		if (e->hlen != 0 && e->slen != 0) {
			tp_puts(t, ",");
			text_octets(t, e->sub, e->slen);
		}
	} else if (e->hlen == 0)
		tp_puts(t, "<empty>");
	else if (a->hrd == HW_FRELAY)
		text_dlci(t, e->hw, e->hlen);
	else if (a->hrd == HW_ETHER && e->hlen == 6)
		tp_addr(t, TP_FT_ETHER, e->hw);
	else
		text_octets(t, e->hw, e->hlen);
}

static void
text_proto(tp_tvb *t, const struct arp *a, const struct end *e)
{
	if (a->pro != PROTO_IP && a->pro != PROTO_TRAIL)
		tp_puts(t, "<wrong proto type>");
	else if (e->plen == 4)
		tp_addr(t, TP_FT_IPV4, e->proto);
	else if (a->hrd == HW_ATM)
		tp_puts(t, e == &a->src ? "<wrong splen>" : "<wrong tplen>");
	else
		tp_puts(t, "<wrong len>");
}

/* A target that the sender knows already, or pretends to. */
static int
names_target(const struct arp *a)
{
	if (a->hrd == HW_ATM)
		return a->dst.hlen != 0;
	for (uint32_t i = 0; i < a->dst.hlen; i++)
		if (a->dst.hw[i] != 0)
			return 1;
	return 0;
}

/* 0: no operation that tcpdump knows. */
static int
text_operation(tp_tvb *t, const struct arp *a)
{
	switch (a->op) {
	case OP_REQUEST:
		tp_puts(t, "who-has ");
		text_proto(t, a, &a->dst);
		if (names_target(a)) {
			tp_puts(t, " (");
			text_hw(t, a, &a->dst);
			tp_puts(t, ")");
		}
		tp_puts(t, " tell ");
		text_proto(t, a, &a->src);
		return 1;
	case OP_REPLY:
		text_proto(t, a, &a->src);
		tp_puts(t, " is-at ");
		text_hw(t, a, &a->src);
		return 1;
	case OP_REVREQUEST:
	case OP_INVREQUEST:
		if (a->hrd == HW_ATM && a->op == OP_REVREQUEST)
			return 0;
		tp_puts(t, "who-is ");
		text_hw(t, a, &a->dst);
		tp_puts(t, " tell ");
		text_hw(t, a, &a->src);
		return 1;
	case OP_REVREPLY:
		if (a->hrd == HW_ATM)
			return 0;
		text_hw(t, a, &a->dst);
		tp_puts(t, " at ");
		text_proto(t, a, &a->dst);
		return 1;
	case OP_INVREPLY:
		text_hw(t, a, &a->src);
		tp_puts(t, a->hrd == HW_ATM ? "at " : " at ");
		text_proto(t, a, &a->src);
		return 1;
	case OP_NAK:
		if (a->hrd != HW_ATM)
			return 0;
		tp_puts(t, "for ");
		text_proto(t, a, &a->src);
		return 1;
	}
	return 0;
}

/* Types and lengths, where they are not what everybody expects. */
static void
text_types(tp_tvb *t, const struct arp *a)
{
	if (a->hrd == HW_ATM)
		tp_puts(t, "ATM, ");
	else {
		tp_text_string(t, hw_names, a->hrd, "Unknown Hardware (%u)");
		tp_text(t, " (len %u), ", a->src.hlen);
	}
	tp_text_string(t, tp_ethertype_names, a->pro, "Unknown Protocol (0x%04x)");
	if (a->hrd == HW_ATM)
		tp_text(t, " (len %u/%u)", a->src.plen, a->dst.plen);
	else
		tp_text(t, " (len %u)", a->src.plen);
}

static int
unexpected(const struct arp *a)
{
	if ((a->pro != PROTO_IP && a->pro != PROTO_TRAIL) ||
	    a->src.plen != 4)
		return 1;
	return a->hrd == HW_ATM ? a->dst.plen != 4 : a->src.hlen == 0;
}

static void
text(tp_tvb *t, const struct arp *a)
{
	tp_tvb whole = *t;
	uint32_t verbose = t->pkt->verbose;

	if ((t->pkt->opts & TP_OPT_LINK) == 0)
		tp_puts(t, "ARP, ");
	if (verbose || unexpected(a))
		text_types(t, a);
	if (verbose || !unexpected(a)) {
		if (verbose)
			tp_puts(t, ", ");
		tp_text_string(t, op_names, a->op, "Unknown (%u)");
		tp_puts(t, " ");
		if (!text_operation(t, a)) {
			whole.off = 0;
			if (whole.caplen > a->len)
				whole.caplen = a->len;
			t->pkt->host->dump_always(&whole);
			return;
		}
	}
	tp_text(t, ", length %u", t->len);
}

/* -------------------------------------------------------------- fields */

static void
add_bytes(tp_tvb *t, tp_field f, const uint8_t *p, uint32_t n)
{
	if (n != 0)
		(void)tp_add_ptr(t, f, (uint32_t)(p - t->data), n, p, n);
}

/* to: 0 for the sender, TARGET. */
static void
add_end(tp_tvb *t, const struct arp *a, const struct end *e, tp_field to)
{
	if (a->hrd == HW_ATM) {
		add_bytes(t, (e->htype & 0x40 ? F_SRC_E164 : F_SRC_NSAP) + to,
		    e->hw, e->hlen);
		add_bytes(t, F_SRC_SUBADDR + to, e->sub, e->slen);
	} else if ((a->hrd == HW_ETHER || a->hrd == HW_IEEE802) &&
	    e->hlen == 6)
		add_bytes(t, F_SRC_MAC + to, e->hw, 6);
	else
		add_bytes(t, F_SRC_HW + to, e->hw, e->hlen);
	if (a->op == OP_DRARP_ERROR && to == TARGET && e->plen != 0)
		(void)tp_add(t, F_DRARP_ERROR,
		    (uint32_t)(e->proto - t->data), 1, e->proto[0]);
	else if (a->pro == PROTO_IP && e->plen == 4)
		add_bytes(t, F_SRC_IPV4 + to, e->proto, 4);
	else
		add_bytes(t, F_SRC_PROTO + to, e->proto, e->plen);
}

/*
 * RFC 5227, 1.1 and 2.3: a probe asks for an address before it is used; who
 * asks for its own announces it.
 */
static void
add_purpose(tp_tvb *t, const struct arp *a)
{
	static const uint8_t none[6] = { 0 };
	int to_none;

	if (a->hrd == HW_ATM || a->pro != PROTO_IP || a->src.plen != 4 ||
	    (a->op != OP_REQUEST && a->op != OP_REPLY))
		return;
	to_none = a->op == OP_REQUEST && a->dst.hlen == 6 &&
	    memcmp(a->dst.hw, none, 6) == 0;
	if (memcmp(a->src.proto, a->dst.proto, 4) == 0) {
		(void)tp_add_generated(t, F_GRATUITOUS, 0, 0, 1);
		if (to_none)
			(void)tp_add_generated(t, F_ANNOUNCEMENT, 0, 0, 1);
	} else if (to_none && memcmp(a->src.proto, none, 4) == 0)
		(void)tp_add_generated(t, F_PROBE, 0, 0, 1);
}

static void
add_atm_lengths(tp_tvb *t)
{
	const uint8_t *p = t->data;

	tp_add_bits(t, F_SRC_HTYPE, 4, 1, p[4]);
	tp_add_bits(t, F_SRC_HLEN, 4, 1, p[4]);
	tp_add_bits(t, F_SRC_STYPE, 5, 1, p[5]);
	tp_add_bits(t, F_SRC_SLEN, 5, 1, p[5]);
	(void)tp_add(t, F_OPCODE, 6, 2, tp_ld16(p + 6));
	(void)tp_add(t, F_SRC_PLN, 8, 1, p[8]);
	tp_add_bits(t, F_DST_HTYPE, 9, 1, p[9]);
	tp_add_bits(t, F_DST_HLEN, 9, 1, p[9]);
	tp_add_bits(t, F_DST_STYPE, 10, 1, p[10]);
	tp_add_bits(t, F_DST_SLEN, 10, 1, p[10]);
	(void)tp_add(t, F_DST_PLN, 11, 1, p[11]);
}

static void
add_header(tp_tvb *t, const struct arp *a)
{
	(void)tp_add(t, F_HW_TYPE, 0, 2, a->hrd);
	(void)tp_add(t, F_PROTO_TYPE, 2, 2, a->pro);
	if (a->hrd == HW_ATM)
		add_atm_lengths(t);
	else {
		(void)tp_add(t, F_HW_SIZE, 4, 1, a->src.hlen);
		(void)tp_add(t, F_PROTO_SIZE, 5, 1, a->src.plen);
		(void)tp_add(t, F_OPCODE, 6, 2, a->op);
	}
}

/* -------------------------------------------------------------- reading */

static void
read_end(tp_tvb *t, struct end *e)
{
	e->hw = tp_take(t, e->hlen);
	e->sub = tp_take(t, e->slen);
	e->proto = tp_take(t, e->plen);
}

/* The header as ATM has it: each end with lengths of its own. */
static void
read_atm(tp_tvb *t, struct arp *a)
{
	a->src.htype = tp_u8(t);
	a->src.hlen = a->src.htype & 0x3f;
	a->src.slen = tp_u8(t) & 0x3f;
	a->op = tp_be16(t);
	a->src.plen = tp_u8(t);
	a->dst.htype = tp_u8(t);
	a->dst.hlen = a->dst.htype & 0x3f;
	a->dst.slen = tp_u8(t) & 0x3f;
	a->dst.plen = tp_u8(t);
}

static tp_rc
dissect(void *self, tp_tvb *t, const void *arg)
{
	struct arp a = { 0 };

	(void)self;
	(void)arg;
	a.hrd = tp_be16(t);
	a.pro = tp_be16(t);
	if (a.hrd == HW_ATM)
		read_atm(t, &a);
	else {
		a.src.hlen = a.dst.hlen = tp_u8(t);
		a.src.plen = a.dst.plen = tp_u8(t);
		a.op = tp_be16(t);
	}
	if (t->err)
		return t->err;
	if (a.hrd != HW_ATM)
		add_header(t, &a);
	read_end(t, &a.src);
	read_end(t, &a.dst);
	if (t->err)
		return t->err;
	a.len = t->off;
	t->pkt->host->set_len(t, 0, a.len);
	if (a.hrd == HW_ATM)
		add_header(t, &a);
	add_purpose(t, &a);
	add_end(t, &a, &a.src, 0);
	add_end(t, &a, &a.dst, TARGET);
	if (tp_texting(t))
		text(t, &a);
	return tp_done(t);
}

static const tp_protocol arp = {
	.name = "arp",
	.long_name = "Address Resolution Protocol",
	.fields = fields,
	.nfields = NFIELDS,
	.keys = (const tp_key[]){ { .table = "ethertype", .lo = 0x0806 },
	    { .table = "ethertype", .lo = 0x8035 }, { NULL } },
	.dissect = dissect,
};
TP_REGISTER(arp);
