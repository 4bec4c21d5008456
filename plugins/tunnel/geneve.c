/* SPDX-License-Identifier: BSD-3-Clause */
/* Generic Network Virtualization Encapsulation (RFC 8926). */
#include <tapir/ethertypes.h>

#include "tunnel.h"

#define HEADER 8u
#define OPTION_HEADER 4u

/* Option classes that have names; each stands for all up to the next. */
#define CLASS_GCP 0x0132u

/* Google's options, by type. */
enum { GCP_VNID = 1, GCP_ENDPOINT, GCP_PROFILE };

enum {
	F_VERSION, F_LENGTH, F_FLAGS, F_OAM, F_CRITICAL, F_FLAGS_RESERVED,
	F_PROTO, F_VNI, F_RESERVED, F_OPTIONS, F_OPTION, F_CLASS, F_TYPE,
	F_TYPE_CRITICAL, F_OPTION_FLAGS, F_OPTION_RESERVED, F_OPTION_LENGTH,
	F_GCP_VNID, F_GCP_DIRECTION, F_GCP_RESERVED, F_GCP_ENDPOINT,
	F_GCP_PROFILE, F_DATA, NFIELDS
};

#define BIT(a, n, m) { "geneve." a, n, TP_FT_BOOLEAN, 0, m }
#define HEX8(a, n) { "geneve." a, n, TP_FT_UINT8, TP_BASE_HEX }
#define DEC8(a, n) { "geneve." a, n, TP_FT_UINT8, TP_BASE_DEC }
#define BYTES(a, n) { "geneve." a, n, TP_FT_BYTES }

static const tp_field_desc fields[NFIELDS] = {
	[F_VERSION] = DEC8("version", "Version"),
	[F_LENGTH] = DEC8("option.length", "Length"),
	[F_FLAGS] = HEX8("flags", "Flags"),
	[F_OAM] = BIT("flags.oam", "Operations, Administration and "
	    "Management Frame", 0x80),
	[F_CRITICAL] = BIT("flags.critical", "Critical Options Present",
	    0x40),
	[F_FLAGS_RESERVED] = BIT("flags.reserved", "Reserved", 0x3f),
	[F_PROTO] = { "geneve.proto_type", "Protocol Type", TP_FT_UINT16,
	    TP_BASE_HEX, .strings = tp_ethertype_strings },
	[F_VNI] = { "geneve.vni", "Virtual Network Identifier (VNI)",
	    TP_FT_UINT24, TP_BASE_HEX_DEC },
	[F_RESERVED] = HEX8("reserved", "Reserved"),
	[F_OPTIONS] = BYTES("options", "Geneve Options"),
	[F_OPTION] = BYTES("option", "Option"),
	[F_CLASS] = { "geneve.option.class", "Class", TP_FT_UINT16,
	    TP_BASE_HEX },
	[F_TYPE] = HEX8("option.type", "Type"),
	[F_TYPE_CRITICAL] = BIT("option.type.critical", "Critical Option",
	    0x80),
	[F_OPTION_FLAGS] = HEX8("option.flags", "Flags"),
	[F_OPTION_RESERVED] = BIT("option.flags.reserved", "Reserved", 0xe0),
	[F_OPTION_LENGTH] = DEC8("option.length", "Length"),
	[F_GCP_VNID] = { "geneve.option.gcp.vnid", "GCP Virtual Network ID",
	    TP_FT_UINT32, TP_BASE_DEC, 0xfffffff0 },
	[F_GCP_DIRECTION] = BIT("option.gcp.direction",
	    "GCP Traffic Direction", 0x00000001),
	[F_GCP_RESERVED] = BIT("option.gcp.reserved", "GCP Reserved bits",
	    0x0000000e),
	[F_GCP_ENDPOINT] = BYTES("option.gcp.endpoint", "GCP Endpoint ID"),
	[F_GCP_PROFILE] = { "geneve.option.gcp.profile", "GCP Profile ID",
	    TP_FT_UINT64, TP_BASE_DEC },
	[F_DATA] = BYTES("option.unknown.data", "Unknown Option Data"),
};

struct option {
	uint32_t class, type, reserved, len;	/* len: with its header */
};

static struct option
read_option(tp_tvb *t)
{
	struct option o = { tp_be16(t), tp_u8(t), 0, tp_u8(t) };

	o.reserved = o.len >> 5;
	o.len = OPTION_HEADER + (o.len & 0x1f) * 4;
	return o;
}

/* ---------------------------------------------------------------- fields */

static void
add_gcp_vnid(tp_tvb *t)
{
	uint32_t off = t->off, word = tp_be32(t);

	if (t->err)
		return;
	tp_add_bits(t, F_GCP_VNID, off, 4, word);
	tp_add_bits(t, F_GCP_DIRECTION, off, 4, word);
	tp_add_bits(t, F_GCP_RESERVED, off, 4, word);
}

static void
add_data(tp_tvb *t, const struct option *o)
{
	uint32_t n = o->len - OPTION_HEADER;

	if (o->class == CLASS_GCP && o->type == GCP_VNID && n == 4)
		add_gcp_vnid(t);
	else if (o->class == CLASS_GCP && o->type == GCP_ENDPOINT)
		(void)tp_f_bytes(t, F_GCP_ENDPOINT, n);
	else if (o->class == CLASS_GCP && o->type == GCP_PROFILE && n == 8)
		(void)tp_f_be64(t, F_GCP_PROFILE);
	else
		(void)tp_f_bytes(t, F_DATA, n);
}

/* A group of octets that t's cursor stands at. */
static tp_item
open_bytes(tp_tvb *t, tp_field f, uint32_t n)
{
	tp_item outer = t->group;
	tp_item i = tp_add_ptr(t, f, t->off, n, t->data + t->off, n);

	if (i != 0)
		t->group = i;
	return outer;
}

static void
add_option(tp_tvb *t, const struct option *o, uint32_t off)
{
	tp_item outer;

	t->off = off;
	outer = open_bytes(t, F_OPTION, o->len);
	(void)tp_f_be16(t, F_CLASS);
	(void)tp_f_u8(t, F_TYPE);
	tp_add_bits(t, F_TYPE_CRITICAL, off + 2, 1, o->type);
	(void)tp_add(t, F_OPTION_FLAGS, off + 3, 1, o->reserved);
	(void)tp_add(t, F_OPTION_RESERVED, off + 3, 1, o->reserved != 0);
	(void)tp_add(t, F_OPTION_LENGTH, off + 3, 1, o->len);
	(void)tp_take(t, 1);
	add_data(t, o);
	tp_close(t, outer);
}

static void
add_options(tp_tvb *t, uint32_t len)
{
	uint32_t end = t->off + len;
	tp_item outer;

	if (len == 0 || !tp_has(t, t->off, len))
		return;
	outer = open_bytes(t, F_OPTIONS, len);
	while (t->off + OPTION_HEADER <= end) {
		uint32_t off = t->off;
		struct option o = read_option(t);

		if (off + o.len > end)
			break;
		add_option(t, &o, off);
	}
	tp_close(t, outer);
}

static void
add_fields(tp_tvb t)
{
	uint32_t first = tp_u8(&t), len = (first & 0x3f) * 4, flags;
	tp_item outer;

	if (t.err)
		return;
	(void)tp_add(&t, F_VERSION, 0, 1, first >> 6);
	(void)tp_add(&t, F_LENGTH, 0, 1, len);
	flags = tp_u8(&t);
	if (t.err)
		return;
	outer = tp_open(&t, F_FLAGS, 1, 1, flags);
	tp_add_bits(&t, F_OAM, 1, 1, flags);
	tp_add_bits(&t, F_CRITICAL, 1, 1, flags);
	tp_add_bits(&t, F_FLAGS_RESERVED, 1, 1, flags);
	tp_close(&t, outer);
	(void)tp_f_be16(&t, F_PROTO);
	(void)tp_f_be24(&t, F_VNI);
	(void)tp_f_u8(&t, F_RESERVED);
	if (t.err)
		return;
	t.pkt->host->set_len(&t, 0, HEADER + len);
	add_options(&t, len);
}

/* ------------------------------------------------------------------ text */

static const char *
class_name(uint32_t class)
{
	static const tp_value_string names[] = {
		{ 0x0100, "Linux" }, { 0x0101, "Open vSwitch" },
		{ 0x0102, "Open Virtual Networking (OVN)" },
		{ 0x0103, "In-band Network Telemetry (INT)" },
		{ 0x0104, "VMware" }, { CLASS_GCP, "Google" },
		{ CLASS_GCP + 1, "Google" }, { CLASS_GCP + 2, "Google" },
		{ CLASS_GCP + 3, "Google" }, { 0, NULL }
	};
	const char *s = tp_string(names, class);

	if (class <= 0x00ff)
		return "Standard";
	if (class >= 0xfff0)
		return "Experimental";
	return s != NULL ? s : "Unknown";
}

/* 0: its length is nonsense. */
static int
text_option(tp_tvb *t, uint32_t left)
{
	struct option o = read_option(t);
	const uint8_t *p;

	tp_text(t, "class %s (0x%x) type 0x%x%s len %u",
	    class_name(o.class), o.class, o.type, o.type & 0x80 ? "(C)" : "",
	    o.len);
	if (o.len > left) {
		tp_puts(t, " [bad length]");
		return 0;
	}
	p = tp_take(t, o.len - OPTION_HEADER);
	if (p == NULL || t->pkt->verbose < 2 || o.len == OPTION_HEADER)
		return !t->err;
	tp_puts(t, " data");
	for (uint32_t i = 0; i < o.len - OPTION_HEADER; i += 4)
		tp_text(t, " %08x", tp_ld32(p + i));
	return 1;
}

static void
text_options(tp_tvb *t, uint32_t len)
{
	uint32_t end = t->off + len;

	if (len == 0)
		return;
	tp_puts(t, ", options [");
	if (t->pkt->verbose == 0)
		tp_text(t, "%u bytes", len);
	else
		while (text_option(t, end - t->off) && t->off < end)
			tp_puts(t, ", ");
	tp_puts(t, "]");
}

static void
text_flags(tp_tvb *t, uint32_t flags)
{
	static const tp_value_string names[] = {
		{ 0x80, "O" }, { 0x40, "C" }, { 0x20, "R1" }, { 0x10, "R2" },
		{ 0x08, "R3" }, { 0x04, "R4" }, { 0x02, "R5" },
		{ 0x01, "R6" }, { 0, NULL }
	};

	tp_puts(t, ", Flags [");
	tp_text_flags(t, names, flags, "", "none");
	tp_puts(t, "]");
}

/* --------------------------------------------------------------- payload */

/*
 * tcpdump knows EtherTypes here but those of tags, which take a link layer's
 * header before them.
 */
static void
payload(const tp_self *me, tp_tvb *t, uint32_t type)
{
	tp_tvb p = tp_rest(t, tp_unread(t)), quiet;
	tp_link_arg link = { .size = sizeof(link), .length = p.len };

	if (tunnel_call(me, &p, type) != TP_REJECT)
		return;
	tp_text(t, "geneve-proto-0x%x", type);
	quiet = tp_mute(&p);
	if (t->pkt->host->call_uint(me->tables[T_ETHERTYPE], type, &quiet,
	    &link) == TP_REJECT)
		tunnel_data(me, &p);
}

static tp_rc
dissect(void *self, tp_tvb *t, const void *arg)
{
	const uint8_t *p;
	uint32_t len, type;

	(void)arg;
	if (tp_wants_own(t))
		add_fields(tp_mute(t));
	tp_puts(t, "Geneve");
	if (t->len < HEADER) {
		tp_text(t, " [length %u < %u]", t->len, HEADER);
		return tp_malformed(t);
	}
	p = tp_take(t, HEADER);
	if (p == NULL)
		return tp_done_cut(t);
	len = (p[0] & 0x3f) * 4;
	type = tp_ld16(p + 2);
	if (p[0] >> 6 != 0) {
		tp_text(t, " ERROR: unknown-version %u", p[0] >> 6);
		*t = tp_mute(t);
	}
	text_flags(t, p[1]);
	tp_text(t, ", vni 0x%x", tp_ld24(p + 4));
	if (p[7] != 0)
		tp_text(t, ", rsvd 0x%x", p[7]);
	if (t->pkt->opts & TP_OPT_LINK)
		tunnel_text_proto(t, type);
	if (len > tp_unread(t)) {
		tp_text(t, " truncated-geneve - %u bytes missing",
		    len - tp_unread(t));
		return tp_done(t);
	}
	(void)tp_peek(t, HEADER, len);
	text_options(t, len);
	if (t->err)
		return tp_done_cut(t);
	t->off = HEADER + len;
	tp_puts(t, t->pkt->verbose ? "\n\t" : ": ");
	payload(self, t, type);
	return tp_done(t);
}

static const tp_protocol geneve = {
	.name = "geneve",
	.long_name = "Generic Network Virtualization Encapsulation",
	.fields = fields,
	.nfields = NFIELDS,
	.tables = { TUNNEL_TABLES },
	.firsts = TUNNEL_FIRSTS,
	.keys = (const tp_key[]){ { .table = "udp.port", .lo = 6081,
	    .rank = RANK_GENEVE }, { NULL } },
	.dissect = dissect,
};
TP_REGISTER(geneve);
