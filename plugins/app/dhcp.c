/* SPDX-License-Identifier: BSD-3-Clause */
/* BOOTP (RFC 951, RFC 1542) and DHCP (RFC 2131): the message, its header. */
#include "dhcp.h"

#define PORT_SERVER 67
#define PORT_CLIENT 68

#define MAGIC 0x63825363	/* RFC 2132 2 */
#define MAGIC_CMU 0x434d5500	/* "CMU": a vendor area of its own */
#define FLAG_BROADCAST 0x8000u
#define HLEN_MAX 16u

enum { OP_REQUEST = 1, OP_REPLY = 2 };
enum { HTYPE_ETHER = 1, HTYPE_IEEE802 = 6 };

/* Offsets (RFC 2131 2). */
enum {
	OFF_HTYPE = 1, OFF_HLEN = 2, OFF_HOPS = 3, OFF_XID = 4, OFF_SECS = 8,
	OFF_FLAGS = 10, OFF_CIADDR = 12, OFF_YIADDR = 16, OFF_SIADDR = 20,
	OFF_GIADDR = 24, OFF_CHADDR = 28, OFF_VENDOR = 236
};

/* ------------------------------------------------------------------- text */

static void
text_address(tp_tvb *t, const char *name, uint32_t off)
{
	const uint8_t *p = tp_peek(t, off, 4);

	if (p == NULL || tp_ld32(p) == 0)
		return;
	tp_puts(t, name);
	tp_addr(t, TP_FT_IPV4, p);
}

static void
text_flags(tp_tvb *t)
{
	uint32_t flags = tp_peek_be16(t, OFF_FLAGS);

	tp_text(t, ", Flags [%s]", flags & FLAG_BROADCAST ? "Broadcast" :
	    "none");
	if (t->pkt->verbose > 1)
		tp_text(t, " (0x%04x)", flags);
}

/* A string of at most size octets with its NUL, unless it is empty. */
static void
text_string(tp_tvb *t, const char *name, uint32_t off, uint32_t size)
{
	uint32_t n = 0;

	if (tp_peek_u8(t, off) == 0)
		return;
	tp_puts(t, name);
	while (n < size && tp_has(t, off + n, 1) && t->data[off + n] != '\0')
		n++;
	tp_safe(t, t->data + off, n);
	tp_puts(t, "\"");
	if (n == size || !tp_has(t, off + n, 1))
		(void)tp_fail(t, TP_TRUNCATED);
	tp_cut(t, "");
}

/* The vendor area of Carnegie Mellon University, of before RFC 1048. */
static void
text_cmu(tp_tvb *t)
{
	static const struct {
		const char *name;
		uint32_t off;
	} servers[] = {
		{ " NS1:", 16 }, { " NS2:", 20 }, { " IEN1:", 24 },
		{ " IEN2:", 28 }, { " TS1:", 32 }, { " TS2:", 36 }
	};
	uint32_t flags;

	tp_puts(t, " vend-cmu");
	flags = tp_peek_u8(t, OFF_VENDOR + 4);
	if (flags & ~1u)
		tp_text(t, " F:%#x", flags);
	text_address(t, " DG:", OFF_VENDOR + 12);
	text_address(t, flags & 1 ? " SM:" : " SM*:", OFF_VENDOR + 8);
	for (uint32_t i = 0; i < TP_COUNT(servers); i++)
		text_address(t, servers[i].name, OFF_VENDOR + servers[i].off);
}

static void
text_vendor(tp_tvb *t)
{
	uint32_t magic;

	if (t->err)
		return;
	magic = tp_peek_be32(t, OFF_VENDOR);
	tp_cut(t, "");
	if (magic == MAGIC) {
		tp_puts(t, "\n\t  Vendor-rfc1048 Extensions");
		tp_text(t, "\n\t    Magic Cookie 0x%08x", magic);
		if (!t->err)
			t->off = DHCP_OPTIONS;
		dhcp_text_options(t);
	} else if (magic == MAGIC_CMU)
		text_cmu(t);
	else if (magic != 0)
		tp_text(t, "\n\t  Vendor-#0x%x", magic);
}

static void
text_verbose(tp_tvb *t, uint32_t htype, uint32_t hlen)
{
	int ether = htype == HTYPE_ETHER && hlen == 6;
	uint32_t v, secs;

	if (t->err)
		return;
	secs = tp_peek_be16(t, OFF_SECS);
	tp_cut(t, "");
	if (htype != HTYPE_ETHER)
		tp_text(t, ", htype %u", htype);
	if (!ether)
		tp_text(t, ", hlen %u", hlen);
	v = tp_peek_u8(t, OFF_HOPS);
	if (v != 0)
		tp_text(t, ", hops %u", v);
	v = tp_peek_be32(t, OFF_XID);
	if (v != 0)
		tp_text(t, ", xid %#x", v);
	if (secs != 0)
		tp_text(t, ", secs %u", secs);
	text_flags(t);
	text_address(t, "\n\t  Client-IP ", OFF_CIADDR);
	text_address(t, "\n\t  Your-IP ", OFF_YIADDR);
	text_address(t, "\n\t  Server-IP ", OFF_SIADDR);
	text_address(t, "\n\t  Gateway-IP ", OFF_GIADDR);
	if (ether) {
		const uint8_t *p = tp_peek(t, OFF_CHADDR, 6);

		tp_puts(t, "\n\t  Client-Ethernet-Address ");
		tp_addr(t, TP_FT_ETHER, p);
	}
	text_string(t, "\n\t  sname \"", DHCP_SNAME, DHCP_SNAME_SIZE);
	text_string(t, "\n\t  file \"", DHCP_FILE, DHCP_FILE_SIZE);
	text_vendor(t);
}

static void
text(tp_tvb *t)
{
	uint32_t op, htype, hlen;

	op = tp_peek_u8(t, 0);
	tp_puts(t, "BOOTP/DHCP, ");
	if (op == OP_REQUEST)
		tp_puts(t, "Request");
	else if (op == OP_REPLY)
		tp_puts(t, "Reply");
	else
		tp_text(t, "unknown (0x%02x)", op);
	htype = tp_peek_u8(t, OFF_HTYPE);
	hlen = tp_peek_u8(t, OFF_HLEN);
	if (op == OP_REQUEST && htype == HTYPE_ETHER && hlen == 6) {
		const uint8_t *p = tp_peek(t, OFF_CHADDR, 6);

		tp_puts(t, " from ");
		tp_addr(t, TP_FT_ETHER, p);
	}
	tp_text(t, ", length %u", t->len);
	if (t->pkt->verbose)
		text_verbose(t, htype, hlen);
}

/* ----------------------------------------------------------------- fields */

/* Some clients count seconds in the order of their own octets. */
static void
field_secs(tp_tvb *t)
{
	uint32_t secs = tp_be16(t);

	if ((secs & 0xff) == 0)
		secs >>= 8;
	if (!t->err)
		(void)tp_add(t, F_SECS, OFF_SECS, 2, secs);
}

static void
field_chaddr(tp_tvb *t, uint32_t htype, uint32_t hlen)
{
	int mac = (htype == HTYPE_ETHER || htype == HTYPE_IEEE802) &&
	    hlen == 6;
	const uint8_t *p = tp_take(t, HLEN_MAX);

	if (p == NULL || hlen == 0 || hlen > HLEN_MAX)
		return;
	if (mac)
		(void)tp_add_ptr(t, F_HW_MAC_ADDR, OFF_CHADDR, 6, p, 6);
	else
		(void)tp_add_ptr(t, F_HW_ADDR, OFF_CHADDR, HLEN_MAX, p,
		    HLEN_MAX);
	if (hlen < HLEN_MAX)
		(void)tp_add_ptr(t, F_HW_ADDR_PADDING, OFF_CHADDR + hlen,
		    HLEN_MAX - hlen, p + hlen, HLEN_MAX - hlen);
}

/* A request that ends before its client's address is none. */
static int
has_client(const tp_tvb *t)
{
	return tp_has(t, 0, 3) && (t->data[0] != OP_REQUEST ||
	    tp_has(t, OFF_CHADDR, t->data[OFF_HLEN]));
}

static void
fields(tp_tvb *t)
{
	struct dhcp_message m = { 0 };
	uint32_t htype, hlen, flags;
	int with_options = tp_has(t, OFF_VENDOR, 4) &&
	    tp_ld32(t->data + OFF_VENDOR) == MAGIC;
	tp_item outer;

	if (!has_client(t))
		return;
	if (with_options)
		dhcp_look_ahead(t, &m);
	(void)tp_f_u8(t, F_TYPE);
	htype = tp_f_u8(t, F_HW_TYPE);
	hlen = tp_f_u8(t, F_HW_LEN);
	(void)tp_f_u8(t, F_HOPS);
	(void)tp_f_be32(t, F_ID);
	field_secs(t);
	flags = tp_be16(t);
	if (t->err)
		return;
	outer = tp_open(t, F_FLAGS, OFF_FLAGS, 2, flags);
	tp_add_bits(t, F_FLAGS_BC, OFF_FLAGS, 2, flags);
	tp_add_bits(t, F_FLAGS_RESERVED, OFF_FLAGS, 2, flags);
	tp_close(t, outer);
	(void)tp_f_bytes(t, F_IP_CLIENT, 4);
	(void)tp_f_bytes(t, F_IP_YOUR, 4);
	(void)tp_f_bytes(t, F_IP_SERVER, 4);
	(void)tp_f_bytes(t, F_IP_RELAY, 4);
	field_chaddr(t, htype, hlen);
	if (m.overload & DHCP_IN_SNAME)
		(void)tp_take(t, DHCP_SNAME_SIZE);
	else
		dhcp_string(t, F_SERVER, DHCP_SNAME_SIZE);
	if (m.overload & DHCP_IN_FILE)
		(void)tp_take(t, DHCP_FILE_SIZE);
	else
		dhcp_string(t, F_FILE, DHCP_FILE_SIZE);
	if (!with_options)
		return;
	(void)tp_f_bytes(t, F_COOKIE, 4);
	dhcp_options(&m, t);
}

static tp_rc
dissect(void *self, tp_tvb *t, const void *arg)
{
	tp_tvb f = tp_mute(t);

	(void)self;
	(void)arg;
	if (t->want & TP_WANT_FIELDS) {
		if (f.caplen > f.len)
			f.caplen = f.len;
		fields(&f);
	}
	if (tp_texting(t))
		text(t);
	return tp_done(t);
}

static const tp_protocol dhcp = {
	.name = "dhcp",
	.long_name = "Dynamic Host Configuration Protocol",
	.text_name = "bootp",
	.fields = dhcp_fields,
	.nfields = NFIELDS,
	.keys = (const tp_key[]){ { .table = "udp.port", .lo = PORT_SERVER,
	    .hi = PORT_CLIENT }, { NULL } },
	.dissect = dissect,
};
TP_REGISTER(dhcp);
