/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * VLAN tags (IEEE Std 802.1Q, 9.6): customer tags, and the service tags that
 * IEEE 802.1ad puts before them.
 */
#include <tapir/ethertypes.h>

#include "link.h"

#define TAG 4u

static const tp_value_string priorities[] = {
	{ 0, "Best Effort (default)" }, { 1, "Background" }, { 2, "Spare" },
	{ 3, "Excellent Effort" }, { 4, "Controlled Load" },
	{ 5, "Video, < 100ms latency and jitter" },
	{ 6, "Voice, < 10ms latency and jitter" }, { 7, "Network Control" },
	{ 0, NULL }
};

#define PCP_MASK 0xe000u
#define DEI_MASK 0x1000u
#define VID_MASK 0x0fffu

enum { F_PRIORITY, F_DEI, F_ID, F_ETYPE, F_LEN, F_PADDING, F_TRAILER,
    NFIELDS };

static const tp_field_desc fields[NFIELDS] = {
	[F_PRIORITY] = { "vlan.priority", "Priority", TP_FT_UINT16,
	    TP_BASE_DEC, PCP_MASK, .strings = priorities },
	[F_DEI] = { "vlan.dei", "DEI", TP_FT_BOOLEAN, .bitmask = DEI_MASK },
	[F_ID] = { "vlan.id", "ID", TP_FT_UINT16, TP_BASE_DEC, VID_MASK },
	[F_ETYPE] = { "vlan.etype", "Type", TP_FT_UINT16, TP_BASE_HEX,
	    .strings = tp_ethertype_strings },
	[F_LEN] = { "vlan.len", "Length", TP_FT_UINT16, TP_BASE_DEC },
	[F_PADDING] = LINK_PADDING,
	[F_TRAILER] = { "vlan.trailer", "Trailer", TP_FT_BYTES },
};

enum { F_AD_PRIORITY, F_AD_DEI, F_AD_ID, F_AD_SVID, F_AD_CVID, F_AD_ETYPE,
    F_AD_PADDING, F_AD_TRAILER, N_AD_FIELDS };

static const tp_field_desc ad_fields[N_AD_FIELDS] = {
	[F_AD_PRIORITY] = { "ieee8021ad.priority", "Priority", TP_FT_UINT16,
	    TP_BASE_DEC, PCP_MASK },
	[F_AD_DEI] = { "ieee8021ad.dei", "DEI", TP_FT_UINT16, TP_BASE_DEC,
	    DEI_MASK },
	[F_AD_ID] = { "ieee8021ad.id", "ID", TP_FT_UINT16, TP_BASE_DEC,
	    VID_MASK },
	[F_AD_SVID] = { "ieee8021ad.svid", "ID", TP_FT_UINT16, TP_BASE_DEC,
	    VID_MASK },
	[F_AD_CVID] = { "ieee8021ad.cvid", "ID", TP_FT_UINT16, TP_BASE_DEC,
	    VID_MASK },
	/* Wireshark's names for what it shares with 802.1ah */
	[F_AD_ETYPE] = { "ieee8021ah.etype", "Type", TP_FT_UINT16,
	    TP_BASE_HEX, .strings = tp_ethertype_strings },
	[F_AD_PADDING] = LINK_PADDING,
	[F_AD_TRAILER] = { "ieee8021ah.trailer", "Trailer", TP_FT_BYTES },
};

static void
text_tag(tp_tvb *t, const tp_link_arg *link, uint32_t tci, uint32_t type)
{
	if (t->pkt->opts & TP_OPT_LINK)
		tp_text(t, "vlan %u, p %u%s, ", tci & VID_MASK, tci >> 13,
		    tci & DEI_MASK ? ", DEI" : "");
	if (link->cooked) {
		if ((t->pkt->opts & TP_OPT_QUICK) == 0)
			tp_text(t, "ethertype %s, ", link_ethertype(type));
	} else if (t->pkt->opts & TP_OPT_LINK && link_shows_type(t, type)) {
		link_text_type(t, type);
		if (type > MAX_ETHERNET_LENGTH)
			tp_puts(t, ", ");
	}
}

/* What the tag is put before; link: as the tag was handed it. */
static tp_rc
payload(const tp_self *me, tp_tvb *t, const tp_link_arg *link, uint32_t type)
{
	tp_link_arg inner = *link;
	uint32_t n = t->off;
	tp_tvb p;

	if (t->err)
		return link_cut(t, link->offset);
	inner.offset += n;
	t->pkt->host->set_len(t, 0, n);
	if (link->cooked && type <= MAX_ETHERNET_LENGTH) {
		p = tp_rest(t, tp_unread(t));	/* not bounded by type */
		link_call_key(me, &p, ETHERTYPE_LINUX_802_2, type, &inner);
	} else
		link_call(me, t, type, &inner);
	link_skip(t, link->offset, n);
	return tp_done(t);
}

static tp_rc
dissect(void *self, tp_tvb *t, const void *arg)
{
	const tp_link_arg *link = arg;
	uint32_t tci, type;

	if (link == NULL)
		return TP_REJECT;
	tci = tp_be16(t);
	if (!t->err) {
		tp_add_bits(t, F_PRIORITY, 0, 2, tci);
		tp_add_bits(t, F_DEI, 0, 2, tci);
		tp_add_bits(t, F_ID, 0, 2, tci);
	}
	type = tp_be16(t);
	if (!t->err)
		(void)tp_add(t, type <= MAX_ETHERNET_LENGTH ? F_LEN : F_ETYPE,
		    2, 2, type);
	text_tag(t, link, tci, type);
	link_tail(t, TAG, type, link->fcs, F_PADDING, F_TRAILER);
	return payload(self, t, link, type);
}

static void
add_ad(tp_tvb *t, tp_field vid, uint32_t off, uint32_t tci)
{
	tp_add_bits(t, F_AD_PRIORITY, off, 1, tci);
	tp_add_bits(t, F_AD_DEI, off, 1, tci);
	tp_add_bits(t, vid, off, 2, tci);
}

/* Wireshark knows no lengths in the place of a type here. */
static tp_rc
ad_payload(const tp_self *me, tp_tvb *t, const tp_link_arg *link,
    uint32_t type)
{
	tp_tvb text = *t, data;

	if (type >= MIN_ETHERTYPE || t->err)
		return payload(me, t, link, type);
	if (t->want & TP_WANT_FIELDS) {
		data = tp_rest(t, tp_unread(t));
		t->pkt->host->add_layer(&data, me->layers[0]);
		tp_data(me->tables[1], &data);
	}
	text.want &= ~(uint32_t)TP_WANT_FIELDS;
	return payload(me, &text, link, type);
}

/* Two service tags in a row are one header to Wireshark. */
static tp_rc
dissect_ad(void *self, tp_tvb *t, const void *arg)
{
	const tp_link_arg *link = arg;
	uint32_t tci, type = 0, off = 0, two;

	if (link == NULL)
		return TP_REJECT;
	two = tp_has(t, 0, TAG) && tp_ld16(t->data + 2) == ETHERTYPE_QINQ;
	for (uint32_t i = 0; i <= two && !t->err; i++) {
		off = t->off;
		tci = tp_be16(t);
		type = tp_be16(t);
		if (!t->err)
			add_ad(t, two ? F_AD_SVID + i : F_AD_ID, off, tci);
		text_tag(t, link, tci, type);
	}
	if (!t->err)
		(void)tp_add(t, F_AD_ETYPE, off + 2, 2, type);
	if (type >= MIN_ETHERTYPE)
		link_tail(t, t->off, type, link->fcs, F_AD_PADDING,
		    F_AD_TRAILER);
	return ad_payload(self, t, link, type);
}

/* Wireshark does not know this type: its frames are data. */
static tp_rc
dissect_9200(void *self, tp_tvb *t, const void *arg)
{
	const tp_link_arg *link = arg;
	uint32_t tci, type;

	if (link == NULL)
		return TP_REJECT;
	tp_data(((const tp_self *)self)->tables[1], t);
	t->want &= ~(uint32_t)TP_WANT_FIELDS;
	tci = tp_be16(t);
	type = tp_be16(t);
	text_tag(t, link, tci, type);
	return payload(self, t, link, type);
}

static const tp_hop hop = { .key = 2, .key_size = 2,
    .key_min = MIN_ETHERTYPE, .key_odd = ETHERTYPE_JUMBO, .header = TAG,
    .alone = 1 };

static const tp_protocol vlan = {
	.name = "vlan",
	.long_name = "802.1Q Virtual LAN",
	.fields = fields,
	.nfields = NFIELDS,
	.tables = LINK_TABLES,
	.firsts = LINK_FIRSTS,
	.hop = &hop,
	.layers = LINK_LAYERS,
	.keys = (const tp_key[]){
	    { .table = "ethertype", .lo = ETHERTYPE_8021Q },
	    { .table = "ethertype", .lo = ETHERTYPE_QINQ_9100 }, { NULL } },
	.dissect = dissect,
};
TP_REGISTER(vlan);

static const tp_protocol vlan_9200 = {
	.name = "vlan",
	.dissector = "vlan.9200",
	.flags = TP_DISSECTOR_NO_LAYER,
	.tables = LINK_TABLES,
	.layers = LINK_LAYERS,
	.keys = (const tp_key[]){
	    { .table = "ethertype", .lo = ETHERTYPE_QINQ_9200 }, { NULL } },
	.dissect = dissect_9200,
};
TP_REGISTER(vlan_9200);

static const tp_protocol ieee8021ad = {
	.name = "ieee8021ad",
	.long_name = "IEEE 802.1ad",
	.text_name = "vlan",
	.fields = ad_fields,
	.nfields = N_AD_FIELDS,
	.tables = LINK_TABLES,
	.firsts = LINK_FIRSTS,
	.hop = &hop,
	.layers = LINK_LAYERS,
	.keys = (const tp_key[]){
	    { .table = "ethertype", .lo = ETHERTYPE_QINQ }, { NULL } },
	.dissect = dissect_ad,
};
TP_REGISTER(ieee8021ad);
