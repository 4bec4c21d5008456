/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Point-to-Point Protocol (RFC 1661), its framing like HDLC's (RFC 1662) and
 * what leads from a protocol number to a dissector.
 */
#include <tapir/ethertypes.h>

#include "ppp.h"

#define ADDRESS 0xffu		/* all stations */
#define CONTROL 0x03u		/* unnumbered information */
#define CHDLC_UNICAST 0x0fu	/* Cisco's framing on the same lines */
#define CHDLC_MULTICAST 0x8fu
#define LINKTYPE_CHDLC 104u
#define LINKTYPE_PPP_HDLC 50u
#define MIN_FRAME 4u
#define ESCAPE 0x7du		/* RFC 1662, 4.2 */
#define ESCAPE_XOR 0x20u
#define FLAG 0x7eu

enum { F_ADDRESS, F_CONTROL, F_PROTOCOL, NFIELDS };

const tp_value_string ppp_protocols[] = {
	{ 0x0021, "Internet Protocol version 4" },
	{ 0x0023, "OSI Network Layer" }, { 0x0025, "Xerox NS IDP" },
	{ 0x0027, "DECnet Phase IV" }, { 0x0029, "AppleTalk" },
	{ 0x002b, "Novell IPX" }, { 0x002d, "Van Jacobson Compressed TCP/IP" },
	{ 0x002f, "Van Jacobson Uncompressed TCP/IP" },
	{ 0x0031, "Bridging PDU" }, { 0x003d, "Multilink Protocol" },
	{ 0x0057, "Internet Protocol version 6" },
	{ 0x00fd, "Compressed datagram" }, { 0x0281, "MPLS Unicast" },
	{ 0x0283, "MPLS Multicast" },
	{ 0x8021, "Internet Protocol Control Protocol" },
	{ 0x8023, "OSI Network Layer Control Protocol" },
	{ 0x8029, "AppleTalk Control Protocol" },
	{ 0x802b, "Novell IPX Control Protocol" },
	{ 0x8057, "IPv6 Control Protocol" },
	{ 0x80fd, "Compression Control Protocol" },
	{ 0x8281, "MPLS Control Protocol" },
	{ 0xc021, "Link Control Protocol" },
	{ 0xc023, "Password Authentication Protocol" },
	{ 0xc025, "Link Quality Report" },
	{ 0xc02b, "Bandwidth Allocation Control Protocol" },
	{ 0xc02d, "Bandwidth Allocation Protocol" },
	{ 0xc223, "Challenge Handshake Authentication Protocol" },
	{ 0xc227, "Extensible Authentication Protocol" }, { 0, NULL }
};

static const tp_field_desc fields[NFIELDS] = {
	[F_ADDRESS] = { "ppp.address", "Address", TP_FT_UINT8, TP_BASE_HEX },
	[F_CONTROL] = { "ppp.control", "Control", TP_FT_UINT8, TP_BASE_HEX },
	[F_PROTOCOL] = { "ppp.protocol", "Protocol", TP_FT_UINT16,
	    TP_BASE_HEX, .strings = ppp_protocols },
};

static const tp_value_string text_names[] = {
	{ PPP_IP, "IP" }, { PPP_OSI, "OSI" }, { 0x0025, "NS" },
	{ 0x0027, "DECNET" }, { 0x0029, "APPLE" }, { 0x002b, "IPX" },
	{ 0x002d, "VJC IP" }, { PPP_VJNC, "VJNC IP" }, { 0x0031, "BRPDU" },
	{ 0x0033, "STII" }, { 0x0035, "VINES" }, { PPP_ML, "MLPPP" },
	{ PPP_IPV6, "IP6" }, { PPP_COMP, "Compressed" },
	{ 0x0201, "HELLO" }, { 0x0231, "LUXCOM" }, { 0x0233, "SNS" },
	{ PPP_MPLS_UCAST, "MPLS" }, { PPP_MPLS_MCAST, "MPLS" },
	{ PPP_IPCP, "IPCP" }, { PPP_OSINLCP, "OSICP" }, { 0x8025, "NSCP" },
	{ 0x8027, "DECNETCP" }, { 0x8029, "APPLECP" }, { 0x802b, "IPXCP" },
	{ 0x8033, "STIICP" }, { 0x8035, "VINESCP" }, { PPP_IPV6CP, "IP6CP" },
	{ PPP_CCP, "CCP" }, { PPP_MPLSCP, "MPLSCP" }, { PPP_LCP, "LCP" },
	{ PPP_PAP, "PAP" }, { PPP_LQM, "LQM" }, { PPP_SPAP, "SPAP" },
	{ PPP_BACP, "BACP" }, { PPP_BAP, "BAP" }, { 0xc03d, "MLPPP-CP" },
	{ PPP_CHAP, "CHAP" }, { PPP_EAP, "EAP" }, { 0, NULL }
};

enum { T_PROTOCOL, T_ETHERTYPE, T_LINKTYPE, T_DATA };

static void payload(const tp_self *me, tp_tvb *p, uint32_t protocol);

const char *
ppp_name(uint32_t protocol)
{
	return tp_string(text_names, protocol);
}

void
ppp_set_name(tp_tvb *t)
{
	if (t->pkt->linktype == LINKTYPE_PPP_HDLC && (t->base == MIN_FRAME ||
	    t->src != 0))
		t->name = "ppp_hdlc";
}

/* ------------------------------------------------------------- payload */

/*
 * A frame that was captured with its escapes (RFC 1662, 4.2) shows as one
 * whose protocol starts with a flag.  The window starts at the octet after it.
 */
static void
unescape(const tp_self *me, tp_tvb *t)
{
	uint32_t n = tp_left(t), len = 0, protocol;
	const uint8_t *from = t->data + t->off;
	uint8_t *to = t->pkt->host->alloc(t->pkt, n != 0 ? n : 1);
	tp_tvb w = *t;

	if (to == NULL)
		return;
	for (uint32_t i = 0; i < n; i++) {
		if (from[i] != ESCAPE)
			to[len++] = from[i];
		else if (++i < n)
			to[len++] = from[i] ^ ESCAPE_XOR;
	}
	w.data = to;
	w.caplen = w.len = len;
	w.off = w.base = 0;
	w.src = 1;
	w.want &= ~(uint32_t)TP_WANT_FIELDS;	/* Wireshark does not look */
	if (len >= 2 && to[0] == ADDRESS && to[1] == CONTROL)
		(void)tp_take(&w, 2);
	protocol = tp_be16(&w);
	if (w.err)
		tp_join(t, &w);
	else if (protocol >> 8 == FLAG)
		tp_text(&w, "(protocol 0x%04x invalid)", protocol);
	else
		payload(me, &w, protocol);
}

/* What leads to a dissector by a number other than PPP's. */
static uint32_t
ethertype_of(uint32_t protocol)
{
	switch (protocol) {
	case PPP_IP:
	case PPP_VJNC:
	case ETHERTYPE_IPV4:	/* seen on the wire, whatever RFC 1661 says */
		return ETHERTYPE_IPV4;
	case PPP_IPV6:
	case ETHERTYPE_IPV6:
		return ETHERTYPE_IPV6;
	case PPP_MPLS_UCAST:
		return ETHERTYPE_MPLS;
	case PPP_MPLS_MCAST:
		return ETHERTYPE_MPLS_MULTI;
	default:
		return 0;
	}
}

/* p's cursor stands behind the protocol. */
static void
payload(const tp_self *me, tp_tvb *p, uint32_t protocol)
{
	const tp_host *host = p->pkt->host;
	uint32_t type = ethertype_of(protocol);
	tp_rc rc;

	if (type != 0)
		rc = host->call_uint(me->tables[T_ETHERTYPE], type, p, NULL);
	else
		rc = host->call_uint(me->tables[T_PROTOCOL], protocol, p,
		    NULL);
	if (rc != TP_REJECT)
		return;
	tp_data(me->tables[T_DATA], p);
	if (protocol == PPP_COMP)
		tp_puts(p, "compressed PPP data");
	else if (protocol >> 8 == FLAG && p->off > 0) {
		p->off--;
		unescape(me, p);
	} else {
		tp_text_string(p, text_names, protocol,
		    "unknown PPP protocol (0x%04x)");
		tp_puts(p, " ");
		host->hex(p, "\n\t", p->data + p->off, tp_left(p));
	}
}

/* ---------------------------------------------------------------- frame */

/* Its protocol, in one octet if the first is odd (RFC 1661, 6.5); 0: cut. */
static int
read_protocol(tp_tvb *t, uint32_t *protocol)
{
	uint32_t off = t->off, n;

	if (!tp_has(t, off, 1))
		return 0;
	n = t->data[off] & 1 ? 1 : 2;
	if (!tp_has(t, off, n))
		return 0;
	*protocol = n == 1 ? tp_u8(t) : tp_be16(t);
	(void)tp_add(t, F_PROTOCOL, off, n, *protocol);
	return 1;
}

/* What -e shows; 0: that is all there is to show. */
static int
text_header(tp_tvb *t, uint32_t protocol)
{
	const char *s = ppp_name(protocol);

	if ((t->pkt->opts & TP_OPT_LINK) == 0)
		return 1;
	tp_text(t, "%s (0x%04x), length %u", s != NULL ? s : "unknown",
	    protocol, t->len);
	if (s != NULL)
		tp_puts(t, ": ");
	return s != NULL;
}

/* control: the octet behind the address, or ANY_CONTROL. */
#define ANY_CONTROL 0x100u

static tp_rc
dissect_frame(const tp_self *me, tp_tvb *t, uint32_t control)
{
	uint32_t protocol;
	tp_tvb p;

	if (tp_has(t, 0, 2) && t->data[0] == ADDRESS &&
	    (control == ANY_CONTROL || t->data[1] == control)) {
		(void)tp_f_u8(t, F_ADDRESS);
		(void)tp_f_u8(t, F_CONTROL);
	}
	if (t->caplen < 2 || !read_protocol(t, &protocol)) {
		(void)tp_fail(t, TP_TRUNCATED);
		return tp_done(t);
	}
	t->pkt->host->set_len(t, 0, t->off);
	p = text_header(t, protocol) ? *t : tp_mute(t);
	payload(me, &p, protocol);
	tp_join(t, &p);
	return tp_done(t);
}

/* Inside something else: GRE, MP. */
static tp_rc
dissect(void *self, tp_tvb *t, const void *arg)
{
	(void)arg;
	return dissect_frame(self, t, CONTROL);
}

/* Inside Ethernet: Wireshark does not know that type. */
static tp_rc
dissect_ethernet(void *self, tp_tvb *t, const void *arg)
{
	const tp_self *me = self;

	if (arg == NULL)
		return TP_REJECT;
	if (t->len == 0)
		return 0;
	tp_data(me->tables[T_DATA], t);
	t->want &= ~(uint32_t)TP_WANT_FIELDS;
	tp_puts(t, ": ");
	return dissect_frame(me, t, CONTROL);
}

/* Captured as it is, with address and control or without. */
static tp_rc
dissect_link(void *self, tp_tvb *t, const void *arg)
{
	tp_tvb quiet = tp_mute(t);
	tp_rc rc;

	(void)arg;
	if (t->caplen < MIN_FRAME) {
		(void)dissect_frame(self, &quiet, CONTROL);
		return link_cut(t, 0);
	}
	rc = dissect_frame(self, t, CONTROL);
	link_skip(t, 0, MIN_FRAME);
	return rc;
}

/* ------------------------------------------------- framing like HDLC's */

static void
text_hdlc(tp_tvb *t)
{
	if (t->pkt->opts & TP_OPT_LINK)
		tp_text(t, "%02x %02x %u ", t->data[0], t->data[1], t->len);
}

/* tcpdump takes two octets for the protocol, whatever they are. */
static void
text_hdlc_ppp(const tp_self *me, const tp_tvb *t)
{
	tp_tvb w = *t;
	uint32_t protocol;

	w.want &= ~(uint32_t)TP_WANT_FIELDS;
	(void)tp_take(&w, 2);
	protocol = tp_be16(&w);
	tp_text_string(&w, text_names, protocol,
	    "unknown PPP protocol (0x%04x)");
	tp_puts(&w, ": ");
	payload(me, &w, protocol);
}

static tp_rc
dissect_hdlc(void *self, tp_tvb *t, const void *arg)
{
	const tp_self *me = self;
	uint32_t address = tp_peek_u8(t, 0);
	tp_tvb quiet = tp_mute(t);

	(void)arg;
	if (t->caplen >= 2 && (address == CHDLC_UNICAST ||
	    address == CHDLC_MULTICAST))
		return t->pkt->host->call_uint(me->tables[T_LINKTYPE],
		    LINKTYPE_CHDLC, t, NULL);
	if (quiet.want != 0)
		(void)dissect_frame(me, &quiet, ANY_CONTROL);
	if (t->caplen < MIN_FRAME)
		return link_cut(t, 0);
	text_hdlc(t);
	if (address == ADDRESS)
		text_hdlc_ppp(me, t);
	else
		tp_text(t, "unknown addr %02x; ctrl %02x", t->data[2],
		    t->data[3]);
	link_skip(t, 0, address == ADDRESS ? MIN_FRAME : 2);
	return tp_done(t);
}

#define TABLES { [T_PROTOCOL] = "ppp.protocol", [T_ETHERTYPE] = "ethertype", \
    [T_LINKTYPE] = "linktype", [T_DATA] = "data" }
#define FIRSTS (1u << T_PROTOCOL | 1u << T_ETHERTYPE | 1u << T_LINKTYPE)

static const tp_protocol ppp = {
	.name = "ppp",
	.long_name = "Point-to-Point Protocol",
	.fields = fields,
	.nfields = NFIELDS,
	.tables = TABLES,
	.firsts = FIRSTS,
	.keys = (const tp_key[]){
	    { .table = "ethertype", .lo = ETHERTYPE_PPP, .rank = 1 },
	    { NULL } },
	.dissect = dissect,
};
TP_REGISTER(ppp);

static const tp_protocol ppp_ethernet = {
	.name = "ppp",
	.dissector = "ppp.eth",
	.flags = TP_DISSECTOR_NO_LAYER,
	.tables = TABLES,
	.keys = (const tp_key[]){
	    { .table = "ethertype", .lo = ETHERTYPE_PPP }, { NULL } },
	.dissect = dissect_ethernet,
};
TP_REGISTER(ppp_ethernet);

/* Of a fragment that is all of its packet: named once, before "mp". */
static const tp_protocol ppp_part = {
	.name = "ppp",
	.dissector = "ppp.part",
	.flags = TP_DISSECTOR_UNNAMED,
	.tables = TABLES,
	.keys = (const tp_key[]){ { .table = "ppp.part" }, { NULL } },
	.dissect = dissect,
};
TP_REGISTER(ppp_part);

static const tp_protocol ppp_link = {
	.name = "ppp",
	.dissector = "ppp.link",
	.tables = TABLES,
	.firsts = FIRSTS,
	.keys = (const tp_key[]){ { .table = "linktype", .lo = 9 },
	    { .table = "linktype", .lo = 166 }, { NULL } },
	.dissect = dissect_link,
};
TP_REGISTER(ppp_link);

static const tp_protocol ppp_hdlc = {
	.name = "ppp",
	.text_name = "ppp_hdlc",
	.dissector = "ppp_hdlc",
	.tables = TABLES,
	.firsts = FIRSTS,
	.keys = (const tp_key[]){ { .table = "linktype",
	    .lo = LINKTYPE_PPP_HDLC },
	    { NULL } },
	.dissect = dissect_hdlc,
};
TP_REGISTER(ppp_hdlc);
