/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Logical Link Control (ISO/IEC 8802-2) and the Subnetwork Access Protocol
 * that names protocols in it (IEEE Std 802, 10).
 */
#include <tapir/ethertypes.h>

#include "link.h"

#define SAP_IP 0x06u
#define SAP_SNAP 0xaau
#define NOVELL 0xffu		/* raw IPX has its check sum in place of LLC */
#define SAP_MASK 0xfeu		/* without the bit for groups and responses */
#define IS_RESPONSE 0x01u
#define IS_GROUP 0x01u

#define CONTROL_S 0x01u		/* the two low bits; information frames have */
#define CONTROL_U 0x03u		/* the lowest one clear */
#define U_UI 0x03u
#define U_XID 0xafu
#define U_PF 0x10u		/* poll, of a response final */
#define IS_PF 0x0100u

#define OUI_ETHERNET 0x000000u
#define OUI_CISCO 0x00000cu
#define OUI_IANA 0x00005eu
#define OUI_NORTEL 0x000081u
#define OUI_CISCO_90 0x0000f8u
#define OUI_BRIDGED 0x0080c2u
#define OUI_APPLE 0x080007u
#define PID_ETHERNET_FCS 0x0001u	/* RFC 2684, 5.2 */
#define PID_ETHERNET 0x0007u
#define LINKTYPE_ETHERNET 1u

enum { F_DSAP, F_DSAP_SAP, F_DSAP_IG, F_SSAP, F_SSAP_SAP, F_SSAP_CR,
    F_CONTROL, F_N_R, F_N_S, F_P, F_F, F_S_FTYPE, F_FTYPE, F_U_CMD, F_U_RESP,
    F_U_P, F_U_F, F_U_FTYPE, F_OUI, F_TYPE, F_PID, F_CISCO_PID, F_IANA_PID,
    F_NORTEL_PID, F_APPLE_PID, NFIELDS };

static const tp_value_string saps[] = {
	{ 0x00, "NULL LSAP" }, { 0x02, "LLC Sub-Layer Management" },
	{ 0x04, "SNA Path Control" }, { 0x06, "TCP/IP" }, { 0x08, "SNA" },
	{ 0x0c, "SNA" }, { 0x0e, "PROWAY (IEC955) Network Management and "
	    "Initialization" }, { 0x18, "Texas Instruments" },
	{ 0x42, "Spanning Tree BPDU" },
	{ 0x4e, "EIA RS-511 Manufacturing Message Service" },
	{ 0x7e, "ISO 8208 (X.25 over 802.2)" }, { 0x7f, "ISO 802.2" },
	{ 0x80, "XNS" }, { 0x82, "BACnet" }, { 0x86, "Nestar" },
	{ 0x8e, "PROWAY (IEC955) Active Station List Maintenance" },
	{ 0x98, "ARP" }, { 0xaa, "SNAP" }, { 0xba, "Banyan Vines" },
	{ 0xbc, "Banyan Vines" }, { 0xe0, "NetWare" }, { 0xf0, "NetBIOS" },
	{ 0xf4, "IBM Net Management" }, { 0xf8, "HP Extended LLC" },
	{ 0xfa, "Ungermann-Bass" }, { 0xfc, "Remote Program Load" },
	{ 0xfe, "ISO Network Layer" }, { 0xff, "Global LSAP" }, { 0, NULL }
};

static const tp_value_string frame_types[] = {
	{ 0, "Information frame" }, { 1, "Supervisory frame" },
	{ 3, "Unnumbered frame" }, { 0, NULL }
};

static const tp_value_string supervisory[] = {
	{ 0, "Receiver ready" }, { 1, "Receiver not ready" },
	{ 2, "Reject" }, { 3, "Selective reject" }, { 0, NULL }
};

static const tp_value_string commands[] = {
	{ 0x00, "Unnumbered Information" }, { 0x08, "Unnumbered Poll" },
	{ 0x10, "Disconnect" }, { 0x18, "Unnumbered Acknowledge" },
	{ 0x1b, "Set Asynchronous Balanced Mode Extended" },
	{ 0x21, "Frame reject" }, { 0x2b, "Exchange identification" },
	{ 0x38, "Test" }, { 0, NULL }
};

static const tp_value_string responses[] = {
	{ 0x00, "Unnumbered Information" }, { 0x03, "Disconnected mode" },
	{ 0x08, "Unnumbered Poll" }, { 0x10, "Request Disconnect" },
	{ 0x18, "Unnumbered Acknowledge" }, { 0x21, "Frame reject" },
	{ 0x2b, "Exchange identification" }, { 0x38, "Test" }, { 0, NULL }
};

static const tp_value_string cisco_pids[] = {
	{ 0x0102, "DRIP" }, { 0x0104, "PAgP" }, { 0x0105, "MLS Hello" },
	{ 0x010b, "PVSTP+" }, { 0x010c, "VLAN Bridge" }, { 0x0111, "UDLD" },
	{ 0x2000, "CDP" }, { 0x2001, "CGMP" }, { 0x2003, "VTP" },
	{ 0x2004, "DTP" }, { 0x200a, "STP Uplink Fast" }, { 0, NULL }
};

#define HEX8(a, n, ...) { "llc." a, n, TP_FT_UINT8, TP_BASE_HEX, __VA_ARGS__ }
#define HEX16(a, n, ...) { "llc." a, n, TP_FT_UINT16, TP_BASE_HEX, __VA_ARGS__ }
#define DEC(a, n, type, mask) { "llc." a, n, type, TP_BASE_DEC, mask }
#define BIT(a, n, mask) { "llc." a, n, TP_FT_BOOLEAN, .bitmask = mask }

static const tp_field_desc fields[NFIELDS] = {
	[F_DSAP] = HEX8("dsap", "DSAP", .strings = saps),
	[F_DSAP_SAP] = DEC("dsap.sap", "SAP", TP_FT_UINT8, SAP_MASK),
	[F_DSAP_IG] = BIT("dsap.ig", "IG Bit", IS_GROUP),
	[F_SSAP] = HEX8("ssap", "SSAP", .strings = saps),
	[F_SSAP_SAP] = DEC("ssap.sap", "SAP", TP_FT_UINT8, SAP_MASK),
	[F_SSAP_CR] = BIT("ssap.cr", "CR Bit", IS_RESPONSE),
	[F_CONTROL] = HEX16("control", "Control", .bitmask = 0),
	[F_N_R] = DEC("control.n_r", "N(R)", TP_FT_UINT16, 0xfe00),
	[F_N_S] = DEC("control.n_s", "N(S)", TP_FT_UINT16, 0x00fe),
	[F_P] = BIT("control.p", "Poll", IS_PF),
	[F_F] = BIT("control.f", "Final", IS_PF),
	[F_S_FTYPE] = HEX16("control.s_ftype", "Supervisory frame type",
	    0x000c, .strings = supervisory),
	[F_FTYPE] = HEX16("control.ftype", "Frame type", 0x0003,
	    .strings = frame_types),
	[F_U_CMD] = HEX8("control.u_modifier_cmd", "Command", 0xec,
	    .strings = commands),
	[F_U_RESP] = HEX8("control.u_modifier_resp", "Response", 0xec,
	    .strings = responses),
	[F_U_P] = BIT("control.p", "Poll", U_PF),
	[F_U_F] = BIT("control.f", "Final", U_PF),
	[F_U_FTYPE] = HEX8("control.ftype", "Frame type", 0x03,
	    .strings = frame_types),
	[F_OUI] = { "llc.oui", "Organization Code", TP_FT_UINT24,
	    TP_BASE_DEC },
	[F_TYPE] = HEX16("type", "Type", .strings = tp_ethertype_strings),
	[F_PID] = HEX16("pid", "Protocol ID", .bitmask = 0),
	[F_CISCO_PID] = HEX16("cisco_pid", "PID", .strings = cisco_pids),
	[F_IANA_PID] = HEX16("iana_pid", "PID", .bitmask = 0),
	[F_NORTEL_PID] = HEX16("nortel_pid", "PID", .bitmask = 0),
	[F_APPLE_PID] = HEX16("apple_atalk_pid", "PID",
	    .strings = tp_ethertype_strings),
};

/* The text has names of its own. */
static const tp_value_string sap_names[] = {
	{ 0x00, "Null" }, { 0x02, "802.1B I" }, { 0x04, "SNA" },
	{ 0x06, "IP" }, { 0x0e, "ProWay NM" }, { 0x42, "STP" },
	{ 0x4e, "RS511" }, { 0x7e, "ISO8208" }, { 0x8e, "ProWay" },
	{ 0xaa, "SNAP" }, { 0xe0, "IPX" }, { 0xf0, "NetBeui" },
	{ 0xfe, "OSI" }, { 0, NULL }
};

static const tp_value_string unnumbered_names[] = {
	{ 0x03, "ui" }, { 0x0f, "dm" }, { 0x43, "disc" }, { 0x63, "ua" },
	{ 0x6f, "sabme" }, { 0x87, "frmr" }, { 0xaf, "xid" },
	{ 0xe3, "test" }, { 0, NULL }
};

static const char *const supervisory_names[] = {
	"Receiver Ready", "Receiver not Ready", "Reject", "?"
};

static const tp_value_string cisco_names[] = {
	{ 0x010b, "PVST" }, { 0x010c, "VLAN Bridge" }, { 0x0111, "UDLD" },
	{ 0x2000, "CDP" }, { 0x2003, "VTP" }, { 0x2004, "DTP" }, { 0, NULL }
};

static const tp_value_string bridged_names[] = {
	{ 0x0001, "Ethernet + FCS" }, { 0x0002, "802.4 + FCS" },
	{ 0x0003, "Token Ring + FCS" }, { 0x0004, "FDDI + FCS" },
	{ 0x0005, "802.6 + FCS" }, { 0x0007, "Ethernet w/o FCS" },
	{ 0x0008, "802.4 w/o FCS" }, { 0x0009, "Token Ring w/o FCS" },
	{ 0x000a, "FDDI w/o FCS" }, { 0x000b, "802.6 w/o FCS" },
	{ 0x000e, "BPDU" }, { 0, NULL }
};

enum { T_DSAP, T_SNAP, T_ETHERTYPE, T_LINKTYPE, T_DATA };

/* What the header says. */
struct header {
	uint32_t dsap, ssap, control;
	uint32_t len;			/* octets of header: 3 or 4 */
};

static int
is_unnumbered(const struct header *h)
{
	return (h->control & CONTROL_U) == CONTROL_U;
}

static int
is_ui(const struct header *h)
{
	return h->len == 3 && h->control == U_UI;
}

/* ------------------------------------------------------------- header */

static void
add_sap(tp_tvb *t, tp_field f, uint32_t off, uint32_t sap)
{
	tp_item outer = tp_open(t, f, off, 1, sap);

	tp_add_bits(t, f + F_DSAP_SAP - F_DSAP, off, 1, sap);
	tp_add_bits(t, f + F_DSAP_IG - F_DSAP, off, 1, sap);
	tp_close(t, outer);
}

static void
add_control(tp_tvb *t, const struct header *h)
{
	uint32_t n = h->len - 2, response = h->ssap & IS_RESPONSE;
	tp_item outer = tp_open(t, F_CONTROL, 2, n, h->control);

	if (is_unnumbered(h)) {
		tp_add_bits(t, response ? F_U_RESP : F_U_CMD, 2, n,
		    h->control);
		if (h->control & U_PF)
			tp_add_bits(t, response ? F_U_F : F_U_P, 2, n,
			    h->control);
		tp_add_bits(t, F_U_FTYPE, 2, n, h->control);
		tp_close(t, outer);
		return;
	}
	tp_add_bits(t, F_N_R, 2, n, h->control);
	tp_add_bits(t, h->control & CONTROL_S ? F_S_FTYPE : F_N_S, 2, n,
	    h->control);
	if (h->control & IS_PF)
		tp_add_bits(t, response && h->control & CONTROL_S ? F_F : F_P,
		    2, n, h->control);
	(void)tp_add(t, F_FTYPE, 2, n, h->control & CONTROL_S);
	tp_close(t, outer);
}

/* As many of the two as are there. */
static void
add_saps(tp_tvb *t)
{
	if (tp_has(t, 0, 1) && t->len >= 1)
		add_sap(t, F_DSAP, 0, t->data[0]);
	if (tp_has(t, 1, 1) && t->len >= 2)
		add_sap(t, F_SSAP, 1, t->data[1]);
}

/* 0: the header is cut. */
static int
read_header(tp_tvb *t, struct header *h)
{
	uint32_t room = t->len < t->caplen ? t->len : t->caplen;

	if (t->want & TP_WANT_FIELDS)
		add_saps(t);
	if (room < 3 || ((t->data[2] & CONTROL_U) != CONTROL_U && room < 4))
		return 0;
	h->dsap = tp_u8(t);
	h->ssap = tp_u8(t);
	h->control = tp_peek_u8(t, 2);
	h->len = is_unnumbered(h) ? 3 : 4;
	h->control = h->len == 3 ? tp_u8(t) : tp_le16(t);
	if (t->want & TP_WANT_FIELDS)
		add_control(t, h);
	return 1;
}

static void
text_header(tp_tvb *t, const struct header *h)
{
	const char *dsap = tp_string(sap_names, h->dsap & SAP_MASK);
	const char *ssap = tp_string(sap_names, h->ssap & SAP_MASK);

	tp_text(t, "LLC, dsap %s (0x%02x) %s, ssap %s (0x%02x) %s, ",
	    dsap != NULL ? dsap : "Unknown", h->dsap & SAP_MASK,
	    h->dsap & IS_GROUP ? "Group" : "Individual",
	    ssap != NULL ? ssap : "Unknown", h->ssap & SAP_MASK,
	    h->ssap & IS_RESPONSE ? "Response" : "Command");
	tp_text(t, h->len == 3 ? "ctrl 0x%02x: " : "ctrl 0x%04x: ",
	    h->control);
}

/* -------------------------------------------------- what nobody takes */

static void
text_sap(tp_tvb *t, const char *which, uint32_t sap)
{
	const char *s = tp_string(sap_names, sap & SAP_MASK);

	if (s != NULL)
		tp_puts(t, s);
	else
		tp_text(t, "Unknown %s 0x%02x", which, sap & SAP_MASK);
	tp_puts(t, " ");
}

/* Both service access points, or one if they are the same. */
static void
text_saps(tp_tvb *t, const struct header *h, const tp_link_arg *link)
{
	int same = (h->ssap & SAP_MASK) == (h->dsap & SAP_MASK);

	if (link->src != NULL) {
		tp_addr(t, TP_FT_ETHER, link->src);
		tp_puts(t, " ");
	}
	if (!same)
		text_sap(t, "SSAP", h->ssap);
	if (!same || link->src != NULL)
		tp_puts(t, "> ");
	if (link->dst != NULL) {
		tp_addr(t, TP_FT_ETHER, link->dst);
		tp_puts(t, " ");
	}
	text_sap(t, "DSAP", h->dsap);
}

static void
text_flags(tp_tvb *t, const struct header *h, uint32_t pf)
{
	static const char *const names[] = {
		"Command", "Response", "Poll", "Final"
	};

	tp_text(t, ", Flags [%s], length %u",
	    names[(h->ssap & IS_RESPONSE) | (h->control & pf ? 2 : 0)],
	    t->len);
}

static void
dump_from(const tp_tvb *t, uint32_t off)
{
	tp_tvb from = *t;

	from.off = off;
	t->pkt->host->dump(&from);
}

/* The text goes on after a cut: what is left is shown. */
static void
text_cut(tp_tvb *t, uint32_t off)
{
	tp_tvb from = *t;

	tp_puts(t, " [|llc]");
	from.off = off;
	t->pkt->host->dump_always(&from);
}

static void
text_unnumbered(tp_tvb *t, const struct header *h)
{
	tp_puts(t, "Unnumbered, ");
	tp_text_string(t, unnumbered_names, h->control & ~U_PF, "%02x");
	text_flags(t, h, U_PF);
	if ((h->control & ~U_PF) != U_XID)
		dump_from(t, 0);
	else if (t->len == 3)
		return;
	else if (!tp_has(t, 3, 1))
		text_cut(t, 3);
	else if (t->data[3] != 0x81)
		dump_from(t, 0);
	else if (!tp_has(t, 4, 2))
		text_cut(t, 3);
	else			/* types and classes, window */
		tp_text(t, ": %02x %02x", t->data[4], t->data[5]);
}

static void
text_unknown(tp_tvb *t, const struct header *h, const tp_link_arg *link)
{
	if ((t->pkt->opts & TP_OPT_LINK) == 0)
		text_saps(t, h, link);
	if (h->len == 3)
		text_unnumbered(t, h);
	else if (h->control & CONTROL_S) {
		tp_text(t, "Supervisory, %s, rcv seq %u",
		    supervisory_names[h->control >> 2 & 3], h->control >> 9);
		text_flags(t, h, IS_PF);
	} else {
		tp_text(t, "Information, send seq %u, rcv seq %u",
		    h->control >> 1 & 0x7f, h->control >> 9);
		text_flags(t, h, IS_PF);
		dump_from(t, 0);
	}
}

/* --------------------------------------------------------------- SNAP */

static void
text_snap_id(tp_tvb *t, uint32_t oui, uint32_t pid, uint32_t len)
{
	const tp_value_string *names = oui == OUI_CISCO ? cisco_names :
	    oui == OUI_BRIDGED ? bridged_names : NULL;
	const char *s = names != NULL ? tp_string(names, pid) :
	    oui == OUI_ETHERNET || oui == OUI_CISCO_90 || oui == OUI_APPLE ?
	    link_ethertype(pid) : NULL;
	const char *o = link_oui(oui);

	if (t->pkt->opts & TP_OPT_LINK || oui != OUI_ETHERNET)
		tp_text(t, "oui %s (0x%06x), ", o != NULL ? o : "Unknown",
		    oui);
	tp_text(t, "%s %s (0x%04x), length %u: ", oui == OUI_ETHERNET ?
	    "ethertype" : "pid", s != NULL ? s : "Unknown", pid, len);
}

static void
add_snap(tp_tvb *t, uint32_t oui, uint32_t pid)
{
	static const struct { uint32_t oui; tp_field f; } pids[] = {
		{ OUI_ETHERNET, F_TYPE }, { OUI_CISCO_90, F_TYPE },
		{ OUI_CISCO, F_CISCO_PID }, { OUI_IANA, F_IANA_PID },
		{ OUI_NORTEL, F_NORTEL_PID }, { OUI_APPLE, F_APPLE_PID },
	};
	tp_field f = F_PID;

	for (uint32_t i = 0; i < TP_COUNT(pids); i++)
		if (pids[i].oui == oui)
			f = pids[i].f;
	(void)tp_add(t, F_OUI, 3, 3, oui);
	(void)tp_add(t, f, 6, 2, pid);
}

static tp_rc
call_bridged(const tp_self *me, tp_tvb *p, uint32_t pid,
    const tp_link_arg *link)
{
	tp_link_arg inner = *link;
	tp_tvb frame;

	if (tp_left(p) < 2) {
		tp_puts(p, " [|snap]");
		return TP_OK;
	}
	(void)tp_take(p, 2);		/* padding */
	frame = tp_rest(p, tp_unread(p));
	inner.offset = 0;		/* its header is none of this frame */
	inner.fcs = pid == PID_ETHERNET_FCS ? 4 : 0;
	return p->pkt->host->call_uint(me->tables[T_LINKTYPE],
	    LINKTYPE_ETHERNET, &frame, &inner);
}

/* p: what follows the SNAP header. */
static tp_rc
call_snap(const tp_self *me, tp_tvb *p, uint32_t oui, uint32_t pid,
    const tp_link_arg *link)
{
	const tp_host *host = p->pkt->host;
	tp_link_arg inner = *link;
	tp_rc rc;

	inner.offset += 8;
	rc = host->call_uint(me->tables[T_SNAP], (uint64_t)oui << 16 | pid,
	    p, &inner);
	if (rc != TP_REJECT)
		return rc;
	if (oui == OUI_ETHERNET || oui == OUI_CISCO_90)
		return host->call_uint(me->tables[T_ETHERTYPE], pid, p, NULL);
	if (oui == OUI_BRIDGED &&
	    (pid == PID_ETHERNET || pid == PID_ETHERNET_FCS))
		return call_bridged(me, p, pid, link);
	return TP_REJECT;
}

/* For Wireshark, a response has no SNAP header, but data. */
static void
snap_response(const tp_self *me, tp_tvb *t)
{
	tp_tvb p = tp_rest(t, tp_unread(t));

	tp_data(me->tables[T_DATA], &p);
	t->want &= ~(uint32_t)TP_WANT_FIELDS;
}

/* TP_REJECT: nobody took it, and the text says so. */
static tp_rc
dissect_snap(const tp_self *me, tp_tvb *t, const struct header *h,
    const tp_link_arg *link)
{
	uint32_t oui, pid;
	tp_tvb p;
	tp_rc rc;

	if (h->dsap != SAP_SNAP || h->ssap != SAP_SNAP)
		snap_response(me, t);
	t->name = "snap";
	oui = tp_be24(t);
	pid = tp_be16(t);
	if (t->err)
		return t->err;
	if (t->want & TP_WANT_FIELDS) {
		t->pkt->host->set_len(t, 0, t->off);
		add_snap(t, oui, pid);
	}
	p = tp_rest(t, tp_unread(t));
	if (t->pkt->opts & TP_OPT_LINK)
		text_snap_id(t, oui, pid, p.len);
	rc = call_snap(me, &p, oui, pid, link);
	tp_join(t, &p);
	if (rc != TP_REJECT)
		return rc;
	if ((t->pkt->opts & TP_OPT_LINK) == 0) {
		if (link->src != NULL) {
			tp_addr(t, TP_FT_ETHER, link->src);
			tp_puts(t, " > ");
			tp_addr(t, TP_FT_ETHER, link->dst);
			tp_puts(t, " ");
		}
		tp_puts(t, "SNAP, ");
		text_snap_id(t, oui, pid, p.len);
	}
	dump_from(t, 0);
	tp_data(me->tables[T_DATA], &p);
	return rc;
}

/* ---------------------------------------------------------------- LLC */

static tp_rc
call_sap(const tp_self *me, tp_tvb *t, const struct header *h,
    const tp_link_arg *link)
{
	const tp_host *host = t->pkt->host;
	tp_link_arg inner = *link;
	tp_tvb p = tp_rest(t, tp_unread(t));

	if (!is_ui(h) || ((h->dsap ^ h->ssap) & SAP_MASK) != 0)
		return TP_REJECT;
	if ((h->dsap & SAP_MASK) == SAP_IP)
		return host->call_uint(me->tables[T_ETHERTYPE],
		    ETHERTYPE_IPV4, &p, NULL);
	inner.offset += h->len;
	return host->call_uint(me->tables[T_DSAP], h->dsap & SAP_MASK, &p,
	    &inner);
}

static tp_rc
call_novell(const tp_self *me, const tp_tvb *t, const tp_link_arg *link)
{
	tp_tvb whole = *t;

	whole.off = 0;
	return t->pkt->host->call_uint(me->tables[T_DSAP], NOVELL, &whole,
	    link);
}

static tp_rc
dissect(void *self, tp_tvb *t, const void *arg)
{
	const tp_link_arg *link = arg;
	struct header h;
	tp_tvb p;
	tp_rc rc;

	if (link == NULL)
		return TP_REJECT;
	if (!read_header(t, &h)) {
		text_cut(t, 0);
		link_skip(t, link->offset, t->caplen);
		return (tp_rc)t->caplen;
	}
	if (h.dsap == NOVELL && h.ssap == NOVELL)
		return call_novell(self, t, link);
	t->pkt->host->set_len(t, 0, h.len);
	if (t->pkt->opts & TP_OPT_LINK)
		text_header(t, &h);
	if (is_ui(&h) && (h.dsap & SAP_MASK) == SAP_SNAP &&
	    (h.ssap & SAP_MASK) == SAP_SNAP)
		rc = dissect_snap(self, t, &h, link);
	else {
		rc = call_sap(self, t, &h, link);
		if (rc == TP_REJECT) {
			p = tp_rest(t, tp_unread(t));
			text_unknown(t, &h, link);
			if ((h.control & ~U_PF) != U_XID)
				tp_data(((const tp_self *)self)->tables[T_DATA],
				    &p);
		}
	}
	if (t->err)
		return link_cut(t, link->offset);
	if (rc != TP_REJECT || !link->cooked)
		link_skip(t, link->offset, t->off);
	return tp_done(t);
}

static const tp_protocol llc = {
	.name = "llc",
	.long_name = "Logical-Link Control",
	.fields = fields,
	.nfields = NFIELDS,
	.tables = { [T_DSAP] = "llc.dsap", [T_SNAP] = "llc.snap",
	    [T_ETHERTYPE] = "ethertype", [T_LINKTYPE] = "linktype",
	    [T_DATA] = "data" },
	.firsts = 1u << T_DSAP | 1u << T_SNAP | 1u << T_LINKTYPE,
	.keys = (const tp_key[]){
	    { .table = "ethertype", .lo = ETHERTYPE_LINUX_802_2 }, { NULL } },
	.dissect = dissect,
};
TP_REGISTER(llc);
