/* SPDX-License-Identifier: BSD-3-Clause */
#include <tapir/ethertypes.h>

#include "link.h"

#define ARP_HARDWARE_ATM 19u
#define MIN_ETHERNET_FRAME 60u		/* without the frame check sequence */

static const tp_value_string oui_names[] = {
	{ 0x000000, "Ethernet" }, { 0x00000c, "Cisco" },
	{ 0x00005e, "IANA" }, { 0x000081, "Nortel Networks SONMP" },
	{ 0x0000f8, "Cisco bridged" }, { 0x00049f, "Freescale" },
	{ 0x0004ea, "HP-Labs" }, { 0x001018, "Broadcom" },
	{ 0x00120f, "IEEE 802.3 Private" }, { 0x0012bb, "ANSI/TIA" },
	{ 0x0015ad, "Netronome" }, { 0x001b21, "DCBX" },
	{ 0x002320, "Nicira Networks" }, { 0x002481, "HP" },
	{ 0x0080c2, "Ethernet bridged" }, { 0x009069, "Juniper" },
	{ 0x00a03e, "ATM Forum" }, { 0x00e004, "PMC-Sierra" },
	{ 0x00e02f, "DOCSIS Spanning Tree" }, { 0x080007, "Appletalk" },
	{ 0x080009, "Hewlett-Packard" }, { 0x5c16c7, "Big Switch Networks" },
	{ 0x748771, "Infoblox Inc" }, { 0xa42305, "Open Networking Lab" },
	{ 0xb0d2f5, "Vello Systems" }, { 0xd0f0db, "Ericsson" },
	{ 0, NULL }
};

const char *
link_oui(uint32_t oui)
{
	return tp_string(oui_names, oui);
}

const char *
link_ethertype(uint32_t type)
{
	const char *s = tp_string(tp_ethertype_names, type);

	return s != NULL ? s : "Unknown";
}

int
link_is_tag(uint32_t type)
{
	return type == ETHERTYPE_8021Q || type == ETHERTYPE_QINQ ||
	    type == ETHERTYPE_QINQ_9100 || type == ETHERTYPE_QINQ_9200;
}

void
link_text_type(tp_tvb *t, uint32_t type)
{
	const char *name = tp_string(tp_ethertype_names, type);

	if (type <= MAX_ETHERNET_LENGTH)
		tp_puts(t, "802.3");
	else if ((t->pkt->opts & TP_OPT_QUICK) == 0)
		tp_text(t, "ethertype %s (0x%04x)",
		    name != NULL ? name : "Unknown", type);
	else if (name != NULL)
		tp_puts(t, name);
	else
		tp_text(t, "Unknown Ethertype (0x%04x)", type);
}

int
link_shows_type(const tp_tvb *t, uint32_t type)
{
	return type != ETHERTYPE_JUMBO &&
	    (!link_is_tag(type) || tp_left(t) >= 4);
}

void
link_call_key(const tp_self *me, tp_tvb *payload, uint32_t key, uint32_t type,
    const tp_link_arg *link)
{
	if (type >= MIN_ETHERTYPE && tp_wants_own(payload))
		payload->pkt->host->add_layer(payload, me->layers[0]);
	link_call_unnamed(me, payload, key, type, link);
}

void
link_call_unnamed(const tp_self *me, tp_tvb *payload, uint32_t key,
    uint32_t type, const tp_link_arg *link)
{
	const tp_host *host = payload->pkt->host;
	/* of the tags, tcpdump sees only the first kind in cooked frames */
	int hidden = link->cooked && type != ETHERTYPE_8021Q &&
	    link_is_tag(type);
	tp_tvb p = hidden ? tp_mute(payload) : *payload;

	if (host->call_uint(me->tables[0], key, &p, link) != TP_REJECT &&
	    !hidden)
		return;
	if (link->text != NULL)
		link->text(payload, link, type);
	host->dump(payload);
	tp_data(me->tables[1], payload);
}

void
link_call(const tp_self *me, tp_tvb *t, uint32_t type,
    const tp_link_arg *link)
{
	uint32_t key = type <= MAX_ETHERNET_LENGTH ||
	    type == ETHERTYPE_JUMBO ? ETHERTYPE_LINUX_802_2 : type;
	tp_tvb payload = type <= MAX_ETHERNET_LENGTH && type < tp_unread(t) ?
	    tp_sub(t, type) : tp_rest(t, tp_unread(t));

	link_call_key(me, &payload, key, type, link);
}

static int
is_outermost(const tp_tvb *t, uint32_t offset)
{
	return t->src == 0 && t->base == offset;
}

void
link_skip(const tp_tvb *t, uint32_t offset, uint32_t n)
{
	/* tcpdump shows all octets of a packet whose text is cut */
	if (!t->pkt->stop && t->want & TP_WANT_TEXT &&
	    is_outermost(t, offset))
		t->pkt->link_len += n;
}

tp_rc
link_cut(tp_tvb *t, uint32_t offset)
{
	(void)tp_fail(t, TP_TRUNCATED);
	if (is_outermost(t, offset))
		t->pkt->link_len = t->pkt->caplen;
	return tp_done_cut(t);
}

/* RFC 826; RFC 2225, 8.1 has two hardware addresses for ATM. */
static uint32_t
arp_length(const tp_tvb *t, uint32_t off)
{
	const uint8_t *p = t->data + off;

	if (!tp_has(t, off, 8))
		return 0;
	if (tp_ld16(p) != ARP_HARDWARE_ATM)
		return 8 + 2u * (p[4] + p[5]);
	return tp_has(t, off, 12) ? 12u + (p[4] & 0x3f) + (p[5] & 0x3f) +
	    p[8] + (p[9] & 0x3f) + (p[10] & 0x3f) + p[11] : 0;
}

/* The octets that the header of a payload at off says it has; 0: none. */
static uint32_t
payload_length(const tp_tvb *t, uint32_t off, uint32_t type)
{
	const uint8_t *p = t->data + off;

	if (type <= MAX_ETHERNET_LENGTH)
		return type;
	switch (type) {
	case ETHERTYPE_IPV4:
		return tp_has(t, off, 20) && tp_ld16(p + 2) >= 20 ?
		    tp_ld16(p + 2) : 0;
	case ETHERTYPE_IPV6:
		/* a jumbogram has its length in an option (RFC 2675, 2) */
		return tp_has(t, off, 40) && (tp_ld16(p + 4) != 0 ||
		    p[6] != 0) ? 40 + tp_ld16(p + 4) : 0;
	case ETHERTYPE_ARP:
	case ETHERTYPE_RARP:
		return arp_length(t, off);
	default:
		return 0;
	}
}

int
link_find_tail(const tp_tvb *t, uint32_t off, uint32_t type, uint32_t fcs,
    struct link_tail *tail)
{
	uint32_t n = payload_length(t, off, type), end = off + n, pad = 0;
	uint32_t zeros = 0;

	if (n == 0 || end >= t->len || end >= t->caplen)
		return 0;
	if (t->base + end < MIN_ETHERNET_FRAME - fcs)
		pad = MIN_ETHERNET_FRAME - fcs - t->base - end;
	while (pad <= t->len - end && zeros < pad &&
	    tp_has(t, end + zeros, 1) && t->data[end + zeros] == 0)
		zeros++;
	if (pad <= t->len - end && zeros < pad && end + zeros >= t->caplen)
		return 0;
	tail->padding = end;
	tail->padding_len = zeros == pad ? pad : 0;
	tail->trailer = end + tail->padding_len;
	tail->trailer_len = t->len - tail->trailer;
	return 1;
}

void
link_add_tail(tp_tvb *t, const struct link_tail *tail, tp_field padding,
    tp_field trailer)
{
	uint32_t n = t->caplen - tail->trailer;

	if (tail->padding_len != 0)
		(void)tp_add_ptr(t, padding, tail->padding, tail->padding_len,
		    t->data + tail->padding, tail->padding_len);
	if (n > tail->trailer_len)
		n = tail->trailer_len;
	if (n != 0)
		(void)tp_add_ptr(t, trailer, tail->trailer, n,
		    t->data + tail->trailer, n);
}

void
link_tail(tp_tvb *t, uint32_t off, uint32_t type, uint32_t fcs,
    tp_field padding, tp_field trailer)
{
	struct link_tail tail;

	if (tp_wants_own(t) && !t->err &&
	    link_find_tail(t, off, type, fcs, &tail))
		link_add_tail(t, &tail, padding, trailer);
}
