/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Virtual eXtensible LAN (RFC 7348) with the group policy option
 * (draft-smith-vxlan-group-policy), and its generic protocol extension
 * (draft-ietf-nvo3-vxlan-gpe), which redefines half of the header.
 */
#include "tunnel.h"

#define PORT_VXLAN	4789
#define PORT_LINUX	8472	/* what Linux began with */
#define PORT_GPE	4790

#define HEADER 8u

enum {
	F_FLAGS, F_G, F_I, F_D, F_A, F_RESERVED, F_GBP, F_VNI, F_RESERVED8,
	F_GPE_FLAGS, F_GPE_VERSION, F_GPE_I, F_GPE_P, F_GPE_O,
	F_GPE_RESERVED, F_RESERVED16, F_NEXT, NFIELDS
};

static const tp_value_string nexts[] = {
	{ NEXT_IPV4, "IPv4" }, { NEXT_IPV6, "IPv6" },
	{ NEXT_ETHERNET, "Ethernet" },
	{ NEXT_NSH, "Network Service Header" }, { NEXT_MPLS, "MPLS" },
	{ 0, NULL }
};

#define BIT(a, n, m) { "vxlan." a, n, TP_FT_BOOLEAN, 0, m }
#define U8(a, n, ...) { "vxlan." a, n, TP_FT_UINT8, TP_BASE_DEC, __VA_ARGS__ }
#define U16(a, n) { "vxlan." a, n, TP_FT_UINT16, TP_BASE_DEC }

static const tp_field_desc fields[NFIELDS] = {
	[F_FLAGS] = { "vxlan.flags", "Flags", TP_FT_UINT16, TP_BASE_HEX },
	[F_G] = BIT("flag_g", "GBP Extension", 0x8000),
	[F_I] = BIT("flag_i", "VXLAN Network ID (VNI)", 0x0800),
	[F_D] = BIT("flag_d", "Don't Learn", 0x0040),
	[F_A] = BIT("flag_a", "Policy Applied", 0x0008),
	[F_RESERVED] = { "vxlan.flags_reserved", "Reserved(R)",
	    TP_FT_UINT16, TP_BASE_HEX, 0x77b7 },
	[F_GBP] = U16("gbp", "Group Policy ID"),
	[F_VNI] = { "vxlan.vni", "VXLAN Network Identifier (VNI)",
	    TP_FT_UINT24, TP_BASE_DEC },
	[F_RESERVED8] = U8("reserved8", "Reserved", .bitmask = 0),
	[F_GPE_FLAGS] = { "vxlan.flags", "Flags", TP_FT_UINT8,
	    TP_BASE_HEX },
	[F_GPE_VERSION] = U8("ver", "Version", .bitmask = 0x30),
	[F_GPE_I] = U8("i_bit", "Instance", .bitmask = 0x08),
	[F_GPE_P] = U8("p_bit", "Next Protocol Bit", .bitmask = 0x04),
	[F_GPE_O] = U8("o_bit", "OAM bit", .bitmask = 0x01),
	[F_GPE_RESERVED] = U8("flags_reserved", "Reserved(R)",
	    .bitmask = 0xc2),
	[F_RESERVED16] = U16("reserved_16", "Reserved"),
	[F_NEXT] = U8("next_proto", "Next Protocol", .strings = nexts),
};

/* A word of flags and its bits, the fields first to last. */
static void
add_flags(tp_tvb *t, tp_field word, uint32_t size, tp_field first,
    tp_field last)
{
	uint32_t flags = size == 2 ? tp_be16(t) : tp_u8(t);
	tp_item outer;

	if (t->err)
		return;
	outer = tp_open(t, word, 0, size, flags);
	for (tp_field f = first; f <= last; f++)
		tp_add_bits(t, f, 0, size, flags);
	tp_close(t, outer);
}

/* ----------------------------------------------------------------- VXLAN */

static void
add_fields(tp_tvb t)
{
	add_flags(&t, F_FLAGS, 2, F_G, F_RESERVED);
	(void)tp_f_be16(&t, F_GBP);
	(void)tp_f_be24(&t, F_VNI);
	(void)tp_f_u8(&t, F_RESERVED8);
	t.pkt->host->set_len(&t, 0, HEADER);
}

static tp_rc
dissect(void *self, tp_tvb *t, const void *arg)
{
	uint32_t flags;
	tp_tvb p;

	(void)arg;
	if (tp_wants_own(t))
		add_fields(tp_mute(t));
	tp_puts(t, "VXLAN");
	if (t->len < HEADER)
		return tp_malformed(t);
	flags = tp_u8(t);
	tp_text(t, ", flags [%s] (0x%02x), ", flags & 0x08 ? "I" : "invalid",
	    flags);
	(void)tp_take(t, 3);
	tp_text(t, "vni %u\n", tp_be24(t));
	(void)tp_take(t, 1);
	p = tp_rest(t, tp_unread(t));
	if (!t->err)
		(void)tunnel_call(self, &p, ETHERTYPE_TEB);
	return tp_done(t);
}

/* Wireshark does not know this port: to its fields, it is data. */
static tp_rc
dissect_linux(void *self, tp_tvb *t, const void *arg)
{
	tunnel_data(self, t);
	t->want &= ~(uint32_t)TP_WANT_FIELDS;
	return dissect(self, t, arg);
}

/* ------------------------------------------------------------- VXLAN-GPE */

static void
add_fields_gpe(tp_tvb t)
{
	add_flags(&t, F_GPE_FLAGS, 1, F_GPE_VERSION, F_GPE_RESERVED);
	(void)tp_f_be16(&t, F_RESERVED16);
	(void)tp_f_u8(&t, F_NEXT);
	(void)tp_f_be24(&t, F_VNI);
	(void)tp_f_u8(&t, F_RESERVED8);
	t.pkt->host->set_len(&t, 0, HEADER);
}

static tp_rc
dissect_gpe(void *self, tp_tvb *t, const void *arg)
{
	static const tp_value_string flags[] = {
		{ 0x08, "I" }, { 0x04, "P" }, { 0x02, "B" }, { 0x01, "O" },
		{ 0, NULL }
	};
	uint32_t type, vni;
	tp_tvb p;

	(void)arg;
	if (tp_wants_own(t))
		add_fields_gpe(tp_mute(t));
	tp_puts(t, "VXLAN-GPE, ");
	if (t->len < HEADER) {
		tp_text(t, " (len %u < %u)", t->len, HEADER);
		return tp_malformed(t);
	}
	if (tp_has(t, 0, 1)) {
		tp_puts(t, "flags [");
		tp_text_flags(t, flags, t->data[0], "", "none");
		tp_puts(t, "], ");
	}
	(void)tp_take(t, 3);
	type = tunnel_next_type(tp_u8(t));
	vni = tp_be24(t);
	(void)tp_take(t, 1);
	tp_text(t, "vni %u", vni);
	tp_puts(t, t->pkt->verbose ? "\n    " : ": ");
	p = tp_rest(t, tp_unread(t));
	if (t->err)
		return t->err;
	if (type != 0 && type != ETHERTYPE_MPLS &&
	    tunnel_call(self, &p, type) != TP_REJECT)
		return tp_done(t);
	tp_puts(t, "ERROR: unknown-next-protocol");
	tunnel_call_silently(self, &p, type);
	return tp_malformed(t);
}

static const tp_protocol vxlan = {
	.name = "vxlan",
	.long_name = "Virtual eXtensible Local Area Network",
	.fields = fields,
	.nfields = NFIELDS,
	.tables = { TUNNEL_TABLES },
	.firsts = TUNNEL_FIRSTS,
	.keys = (const tp_key[]){ { .table = "udp.port", .lo = PORT_VXLAN,
	    .rank = RANK_VXLAN }, { NULL } },
	.dissect = dissect,
};
TP_REGISTER(vxlan);

static const tp_protocol vxlan_linux = {
	.name = "vxlan",
	.dissector = "vxlan.linux",
	.flags = TP_DISSECTOR_NO_LAYER,
	.tables = { TUNNEL_TABLES },
	.firsts = TUNNEL_FIRSTS,
	.keys = (const tp_key[]){ { .table = "udp.port", .lo = PORT_LINUX,
	    .rank = RANK_VXLAN }, { NULL } },
	.dissect = dissect_linux,
};
TP_REGISTER(vxlan_linux);

static const tp_protocol vxlan_gpe = {
	.name = "vxlan",
	.text_name = "vxlan_gpe",
	.dissector = "vxlan.gpe",
	.flags = TP_DISSECTOR_UNNAMED,	/* as in Wireshark */
	.tables = { TUNNEL_TABLES },
	.firsts = TUNNEL_FIRSTS,
	.keys = (const tp_key[]){ { .table = "udp.port", .lo = PORT_GPE,
	    .rank = RANK_VXLAN_GPE }, { NULL } },
	.dissect = dissect_gpe,
};
TP_REGISTER(vxlan_gpe);
