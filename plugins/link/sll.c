/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Linux cooked captures, versions 1 and 2: the header that libpcap makes up
 * for devices whose own it cannot have, and for the device "any"
 * (LINKTYPE_LINUX_SLL and LINKTYPE_LINUX_SLL2 of the tcpdump group's list).
 */
#include <tapir/ethertypes.h>

#include "link.h"

#define HEADER_V1 16u
#define HEADER_V2 20u
#define ADDRESS 8u		/* octets that an address has room in */

#define ARPHRD_IPGRE 778u
#define ARPHRD_RADIOTAP 803u
#define LINKTYPE_RADIOTAP 127u

enum { F_PKTTYPE, F_HATYPE, F_HALEN, F_SRC_ETH, F_SRC_IPV4, F_SRC_OTHER,
    F_UNUSED, F_LTYPE, F_GRETYPE, F_ETYPE, F_IFINDEX, F_PADDING, F_TRAILER,
    NFIELDS };

static const tp_value_string packet_types[] = {
	{ 0, "Unicast to us" }, { 1, "Broadcast" }, { 2, "Multicast" },
	{ 3, "Unicast to another host" }, { 4, "Sent by us" }, { 0, NULL }
};

static const tp_value_string hardware_types[] = {
	{ 0, "NET/ROM pseudo" }, { 1, "Ethernet" }, { 6, "IEEE 802" },
	{ 7, "ARCNET" }, { 16, "ATM" }, { 17, "HDLC" },
	{ 18, "Fibre Channel" }, { 20, "Serial Line" },
	{ 24, "IEEE 1394.1995" }, { 27, "EUI-64" }, { 32, "InfiniBand" },
	{ 512, "PPP" }, { 513, "Cisco HDLC" }, { 768, "IPIP tunnel" },
	{ 769, "IP6IP6 tunnel" }, { 770, "Frame Relay Access Device" },
	{ 772, "Loopback" }, { 776, "IPv6-in-IPv4 tunnel" },
	{ 778, "GRE over IP" }, { 801, "IEEE 802.11" },
	{ 803, "IEEE 802.11 + radiotap header" }, { 804, "IEEE 802.15.4" },
	{ 823, "GRE over IPv6" }, { 824, "Netlink" },
	{ 65534, "NONE" }, { 0, NULL }
};

static const tp_value_string linux_types[] = {
	{ 0x0001, "Raw 802.3" }, { 0x0003, "Ethernet" },
	{ 0x0004, "802.2 LLC" }, { 0x0007, "PPP (HDLC)" },
	{ 0x000c, "CAN" }, { 0x000d, "CAN FD" }, { 0x0017, "IrDA LAP" },
	{ 0x00f5, "ISI" }, { 0x00f6, "IEEE 802.15.4" }, { 0, NULL }
};

#define DEC(a, n, type, values) { "sll." a, n, type, TP_BASE_DEC, .strings = values }
#define HEX16(a, n, values) { "sll." a, n, TP_FT_UINT16, TP_BASE_HEX, .strings = values }

static const tp_field_desc fields[NFIELDS] = {
	[F_PKTTYPE] = DEC("pkttype", "Packet type", TP_FT_UINT16,
	    packet_types),
	[F_HATYPE] = DEC("hatype", "Link-layer address type", TP_FT_UINT16,
	    hardware_types),
	[F_HALEN] = DEC("halen", "Link-layer address length", TP_FT_UINT16,
	    NULL),
	[F_SRC_ETH] = { "sll.src.eth", "Source", TP_FT_ETHER },
	[F_SRC_IPV4] = { "sll.src.ipv4", "Source", TP_FT_IPV4 },
	[F_SRC_OTHER] = { "sll.src.other", "Source", TP_FT_BYTES },
	[F_UNUSED] = { "sll.unused", "Unused", TP_FT_BYTES },
	[F_LTYPE] = HEX16("ltype", "Protocol", linux_types),
	[F_GRETYPE] = HEX16("gretype", "Protocol", tp_ethertype_strings),
	[F_ETYPE] = HEX16("etype", "Protocol", tp_ethertype_strings),
	[F_IFINDEX] = DEC("ifindex", "Interface index", TP_FT_UINT32, NULL),
	[F_PADDING] = LINK_PADDING,
	[F_TRAILER] = { "sll.trailer", "Trailer", TP_FT_BYTES },
};

enum { T_ETHERTYPE, T_DATA, T_LINKTYPE };	/* two as LINK_TABLES */

/* Either header. */
struct cooked {
	uint32_t header, packet_type, hardware, address_len, protocol;
	uint32_t ifindex;		/* version 2 */
	const uint8_t *address;
};

/* ------------------------------------------------------------- header */

static void
read_address(tp_tvb *t, struct cooked *c)
{
	uint32_t n = c->address_len < ADDRESS ? c->address_len : ADDRESS;
	tp_field f = c->address_len == 6 ? F_SRC_ETH :
	    c->address_len == 4 ? F_SRC_IPV4 : F_SRC_OTHER;

	if (n != 0)
		c->address = tp_f_bytes(t, f, n);
	if (n < ADDRESS)
		(void)tp_f_bytes(t, F_UNUSED, ADDRESS - n);
}

static uint32_t
read_protocol(tp_tvb *t, uint32_t hardware)
{
	uint32_t off = t->off, protocol = tp_be16(t);

	if (!t->err)
		(void)tp_add(t, hardware == ARPHRD_IPGRE ? F_GRETYPE :
		    protocol < MIN_ETHERTYPE ? F_LTYPE : F_ETYPE, off, 2,
		    protocol);
	return protocol;
}

static void
read_v1(tp_tvb *t, struct cooked *c)
{
	c->packet_type = tp_f_be16(t, F_PKTTYPE);
	c->hardware = tp_f_be16(t, F_HATYPE);
	c->address_len = tp_f_be16(t, F_HALEN);
	read_address(t, c);
	c->protocol = read_protocol(t, c->hardware);
}

static void
read_v2(tp_tvb *t, struct cooked *c)
{
	c->protocol = read_protocol(t, tp_peek_u8(t, 8) << 8 |
	    tp_peek_u8(t, 9));
	(void)tp_be16(t);		/* reserved */
	c->ifindex = tp_f_be32(t, F_IFINDEX);
	c->hardware = tp_f_be16(t, F_HATYPE);
	c->packet_type = tp_f_u8(t, F_PKTTYPE);
	c->address_len = tp_f_u8(t, F_HALEN);
	read_address(t, c);
}

/* --------------------------------------------------------------- text */

static const char *
direction(const struct cooked *c)
{
	static const char *const names[] = { "In", "B", "M", "P", "Out" };

	return c->packet_type < TP_COUNT(names) ? names[c->packet_type] : "?";
}

/* What version 2 shows without -e, too. */
static void
text_interface(tp_tvb *t, const struct cooked *c)
{
	char name[16];

	if (tp_texting(t))
		tp_text(t, "%-5s %-3s ", t->pkt->host->interface_name(t,
		    c->ifindex, name) == TP_OK ? name : "?", direction(c));
}

static void
text_header(tp_tvb *t, const struct cooked *c, uint32_t length)
{
	if (c->header == HEADER_V1)
		tp_text(t, "%3s ", direction(c));
	else
		tp_text(t, "ifindex %u ", c->ifindex);
	if (c->address_len == 6) {
		tp_addr(t, TP_FT_ETHER, c->address);
		tp_puts(t, " ");
	}
	if (t->pkt->opts & TP_OPT_QUICK)
		return;
	if (c->protocol == ETHERTYPE_LINUX_802_3)
		tp_puts(t, "802.3");
	else if (c->protocol == ETHERTYPE_LINUX_802_2)
		tp_puts(t, "802.2");
	else
		tp_text(t, "ethertype %s (0x%04x)",
		    link_ethertype(c->protocol), c->protocol);
	tp_text(t, ", length %u: ", length);
}

/* tp_link_arg's: shows the type of this header, not an inner one. */
static void
text(tp_tvb *t, const tp_link_arg *link, uint32_t type)
{
	const struct cooked *c = link->own;

	(void)type;
	if ((t->pkt->opts & TP_OPT_LINK) == 0 &&
	    c->protocol > MAX_ETHERNET_LENGTH)
		text_header(t, c, c->header + t->len);
}

/* ------------------------------------------------------------ payload */

static void
call_payload(const tp_self *me, tp_tvb *t, const struct cooked *c)
{
	tp_link_arg link = { .size = sizeof(link), .length = t->len,
	    .offset = c->header, .cooked = 1, .own = c, .text = text };
	tp_tvb p = tp_rest(t, tp_unread(t));

	if (c->hardware == ARPHRD_RADIOTAP) {
		if (t->pkt->host->call_uint(me->tables[T_LINKTYPE],
		    LINKTYPE_RADIOTAP, &p, NULL) == TP_REJECT)
			t->pkt->host->dump(&p);
		if (c->header == HEADER_V2)
			return;
		p = tp_mute(&p);	/* Wireshark goes by the protocol */
	}
	if (c->hardware == ARPHRD_IPGRE)
		link_call_unnamed(me, &p, c->protocol, c->protocol, &link);
	else
		link_call_key(me, &p, c->protocol, c->protocol, &link);
}

static tp_rc
dissect(void *self, tp_tvb *t, uint32_t header,
    void (*read)(tp_tvb *, struct cooked *))
{
	struct cooked c = { .header = header };

	read(t, &c);
	if (t->err)
		return t->err;
	t->pkt->host->set_len(t, 0, header);
	if (header == HEADER_V2)
		text_interface(t, &c);
	if (t->pkt->opts & TP_OPT_LINK)
		text_header(t, &c, t->len);
	if (c.protocol >= MIN_ETHERTYPE)
		link_tail(t, header, c.protocol, 0, F_PADDING, F_TRAILER);
	call_payload(self, t, &c);
	link_skip(t, 0, header);
	return tp_done(t);
}

static tp_rc
dissect_v1(void *self, tp_tvb *t, const void *arg)
{
	(void)arg;
	return dissect(self, t, HEADER_V1, read_v1);
}

static tp_rc
dissect_v2(void *self, tp_tvb *t, const void *arg)
{
	(void)arg;
	return dissect(self, t, HEADER_V2, read_v2);
}

static const tp_protocol sll = {
	.name = "sll",
	.long_name = "Linux cooked-mode capture",
	.fields = fields,
	.nfields = NFIELDS,
	.tables = { [T_ETHERTYPE] = "ethertype", [T_DATA] = "data",
	    [T_LINKTYPE] = "linktype" },
	.firsts = LINK_FIRSTS | 1u << T_LINKTYPE,
	/* not of radiotap, whose number is above 255 */
	.hop = &(const tp_hop){ .key = 14, .key_size = 2,
	    .key_min = MIN_ETHERTYPE, .header = HEADER_V1, .check = 2,
	    .mask = 0xff, .never = 1u << T_LINKTYPE },
	.layers = LINK_LAYERS,
	.keys = (const tp_key[]){ { .table = "linktype", .lo = 113 },
	    { NULL } },
	.dissect = dissect_v1,
};
TP_REGISTER(sll);

static const tp_protocol sll2 = {
	.name = "sll",
	.long_name = "Linux cooked-mode capture",
	.text_name = "sll2",
	.dissector = "sll2",
	.fields_of = "sll",
	.tables = { [T_ETHERTYPE] = "ethertype", [T_DATA] = "data",
	    [T_LINKTYPE] = "linktype" },
	.firsts = LINK_FIRSTS | 1u << T_LINKTYPE,
	.hop = &(const tp_hop){ .key = 0, .key_size = 2,
	    .key_min = MIN_ETHERTYPE, .header = HEADER_V2, .check = 8,
	    .mask = 0xff, .never = 1u << T_LINKTYPE },
	.layers = LINK_LAYERS,
	.keys = (const tp_key[]){ { .table = "linktype", .lo = 276 },
	    { NULL } },
	.dissect = dissect_v2,
};
TP_REGISTER(sll2);
