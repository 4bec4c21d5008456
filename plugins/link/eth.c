/* SPDX-License-Identifier: BSD-3-Clause */
/* Ethernet II and IEEE 802.3 (IEEE Std 802.3, 3.2). */
#include <tapir/ethertypes.h>

#include "link.h"

#define LINKTYPE_ETHERNET 1u
#define HEADER 14u

enum { F_DST, F_DST_LG, F_DST_IG, F_SRC, F_SRC_LG, F_SRC_IG, F_TYPE, F_LEN,
    F_INVALID, F_PADDING, F_TRAILER, F_FCS, F_FCS_STATUS, NFIELDS };

static const char *const any_addr[] = { "eth.addr", NULL };
static const char *const any_lg[] = { "eth.lg", NULL };
static const char *const any_ig[] = { "eth.ig", NULL };

static const tp_value_string fcs_status[] = {
	{ 0, "Bad" }, { 1, "Good" }, { 2, "Unverified" },
	{ 3, "Not present" }, { 4, "Illegal" }, { 0, NULL }
};

#define LG_BIT 0x020000u
#define IG_BIT 0x010000u

static const tp_field_desc fields[NFIELDS] = {
	[F_DST] = { "eth.dst", "Destination", TP_FT_ETHER, .aliases = any_addr },
	[F_DST_LG] = { "eth.dst.lg", "LG bit", TP_FT_BOOLEAN,
	    .bitmask = LG_BIT, .aliases = any_lg },
	[F_DST_IG] = { "eth.dst.ig", "IG bit", TP_FT_BOOLEAN,
	    .bitmask = IG_BIT, .aliases = any_ig },
	[F_SRC] = { "eth.src", "Source", TP_FT_ETHER, .aliases = any_addr },
	[F_SRC_LG] = { "eth.src.lg", "LG bit", TP_FT_BOOLEAN,
	    .bitmask = LG_BIT, .aliases = any_lg },
	[F_SRC_IG] = { "eth.src.ig", "IG bit", TP_FT_BOOLEAN,
	    .bitmask = IG_BIT, .aliases = any_ig },
	[F_TYPE] = { "eth.type", "Type", TP_FT_UINT16, TP_BASE_HEX,
	    .strings = tp_ethertype_strings },
	[F_LEN] = { "eth.len", "Length", TP_FT_UINT16, TP_BASE_DEC },
	[F_INVALID] = { "eth.invalid_lentype", "Invalid length/type",
	    TP_FT_UINT16, TP_BASE_HEX_DEC },
	[F_PADDING] = LINK_PADDING,
	[F_TRAILER] = { "eth.trailer", "Trailer", TP_FT_BYTES },
	[F_FCS] = { "eth.fcs", "Frame check sequence", TP_FT_UINT32,
	    TP_BASE_HEX },
	[F_FCS_STATUS] = { "eth.fcs.status", "FCS Status", TP_FT_UINT8,
	    TP_BASE_DEC, .strings = fcs_status },
};

static void
add_address(tp_tvb *t, tp_field f, uint32_t off)
{
	const uint8_t *p = t->data + off;
	tp_item outer = t->group, i = tp_add_ptr(t, f, off, 6, p, 6);

	if (i != 0)
		t->group = i;
	tp_add_bits(t, f + F_DST_LG - F_DST, off, 3, tp_ld24(p));
	tp_add_bits(t, f + F_DST_IG - F_DST, off, 3, tp_ld24(p));
	tp_close(t, outer);
}

static void
add_header(tp_tvb *t, uint32_t type)
{
	add_address(t, F_DST, 0);
	add_address(t, F_SRC, 6);
	(void)tp_add(t, type <= MAX_ETHERNET_LENGTH ? F_LEN :
	    type < MIN_ETHERTYPE ? F_INVALID : F_TYPE, 12, 2, type);
}

static void
add_fcs(tp_tvb *t)
{
	uint32_t off = t->len - 4;

	if (!tp_has(t, off, 4))
		return;
	(void)tp_add(t, F_FCS, off, 4, tp_ld32(t->data + off));
	(void)tp_add_generated(t, F_FCS_STATUS, off, 0, 2);
}

/* How many octets of check sequence there are: 0, 4, TP_FCS_MAYBE. */
static uint32_t
fcs_length(const tp_tvb *t, const tp_link_arg *outer)
{
	int32_t said = t->pkt->fcs_len;

	if (outer != NULL && outer->fcs != 0)
		return outer->fcs;
	if (t->base != 0 || t->src != 0)
		return 0;
	return said == 0 || said == 4 ? (uint32_t)said : TP_FCS_MAYBE;
}

/*
 * What follows the payload.  If nobody says whether there is a check sequence,
 * frames of 64 octets and more may have one: four octets to spare are it.
 */
static void
add_tail(tp_tvb *t, uint32_t type, uint32_t fcs)
{
	struct link_tail tail;
	tp_tvb w = *t;
	int found;

	if (fcs == 4 && t->len >= HEADER + 4) {
		add_fcs(t);
		w.len -= 4;
	}
	found = link_find_tail(&w, HEADER, type, 0, &tail);
	if (found && fcs == TP_FCS_MAYBE && t->len >= 64 &&
	    tail.trailer_len >= 4) {
		add_fcs(t);
		tail.trailer_len -= 4;
	}
	if (found)
		link_add_tail(t, &tail, F_PADDING, F_TRAILER);
}

static void
text_addresses(tp_tvb *t, const uint8_t *src, const uint8_t *dst)
{
	tp_addr(t, TP_FT_ETHER, src);
	tp_puts(t, " > ");
	tp_addr(t, TP_FT_ETHER, dst);
	tp_puts(t, ", ");
}

/* tp_link_arg's */
static void
text(tp_tvb *t, const tp_link_arg *link, uint32_t type)
{
	if (t->pkt->opts & TP_OPT_LINK)
		return;
	text_addresses(t, link->src, link->dst);
	link_text_type(t, type);
	tp_text(t, ", length %u: ", link->length);
}

static void
text_header(tp_tvb *t, const uint8_t *src, const uint8_t *dst, uint32_t type)
{
	uint32_t len = t->len;

	text_addresses(t, src, dst);
	if (!link_shows_type(t, type))
		return;
	if (type <= MAX_ETHERNET_LENGTH)
		len = type < tp_unread(t) ? type : tp_unread(t);
	link_text_type(t, type);
	tp_text(t, ", length %u: ", len);
}

/* The check sequence is no part of the payload, but tcpdump knows of none. */
static void
payload(const tp_self *me, tp_tvb *t, uint32_t type, const tp_link_arg *link,
    uint32_t fcs)
{
	tp_tvb said = *t, w = tp_mute(t);

	if (fcs != 4 || t->len < HEADER + 4) {
		link_call(me, t, type, link);
		return;
	}
	said.want &= ~(uint32_t)TP_WANT_FIELDS;
	link_call(me, &said, type, link);
	w.len -= 4;
	if (w.caplen > w.len)
		w.caplen = w.len;
	link_call(me, &w, type, link);
}

static tp_rc
dissect(void *self, tp_tvb *t, const void *arg)
{
	const tp_link_arg *outer = arg;
	uint32_t offset = outer != NULL ? outer->offset : 0, type;
	uint32_t fcs = fcs_length(t, outer);
	const uint8_t *p = tp_take(t, HEADER);
	tp_link_arg link = { .size = sizeof(link), .length = t->len,
	    .offset = offset + HEADER, .text = text };

	if (p == NULL)
		return link_cut(t, offset);
	link.fcs = fcs == 4 ? fcs : 0;
	link.dst = p;
	link.src = p + 6;
	type = tp_ld16(p + 12);
	t->pkt->host->set_len(t, 0, HEADER);
	if (tp_wants_own(t))
		add_header(t, type);
	if (t->pkt->opts & TP_OPT_LINK)
		text_header(t, link.src, link.dst, type);
	if (tp_wants_own(t))
		add_tail(t, type, fcs);
	payload(self, t, type, &link, fcs);
	link_skip(t, offset, HEADER);
	return tp_done(t);
}

static const tp_protocol eth = {
	.name = "eth",
	.long_name = "Ethernet",
	.text_name = "ether",
	.fields = fields,
	.nfields = NFIELDS,
	.tables = LINK_TABLES,
	.firsts = LINK_FIRSTS,
	.hop = &(const tp_hop){ .key = 12, .key_size = 2,
	    .key_min = MIN_ETHERTYPE, .key_odd = ETHERTYPE_JUMBO,
	    .header = HEADER, .alone = 1 },
	.layers = LINK_LAYERS,
	.keys = (const tp_key[]){ { .table = "linktype",
	    .lo = LINKTYPE_ETHERNET }, { NULL } },
	.dissect = dissect,
};
TP_REGISTER(eth);

/* RFC 8986, 4.9: next header 143. */
static tp_rc
dissect_in_ip(void *self, tp_tvb *t, const void *arg)
{
	const tp_self *me = self;
	const tp_ip_arg *ip = arg;
	tp_link_arg link = { .size = sizeof(link), .fcs = TP_FCS_MAYBE };
	tp_tvb quiet;

	if (ip == NULL || ip->version == 6)
		return t->pkt->host->call_uint(me->tables[0], LINKTYPE_ETHERNET,
		    t, &link);
	tp_puts(t, "[Ethernet requires IPv6]");
	quiet = tp_mute(t);
	(void)t->pkt->host->call_uint(me->tables[0], LINKTYPE_ETHERNET, &quiet,
	    &link);
	return tp_malformed(t);
}

static const tp_protocol eth_in_ip = {
	.name = "eth",
	.dissector = "eth.ip",
	.flags = TP_DISSECTOR_NO_LAYER,
	.tables = { "linktype" },
	.keys = (const tp_key[]){ { .table = "ip.proto", .lo = 143 }, { NULL } },
	.dissect = dissect_in_ip,
};
TP_REGISTER(eth_in_ip);
