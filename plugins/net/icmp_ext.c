/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Extensions of ICMP (RFC 4884): MPLS label stacks (RFC 4950), information on
 * interfaces (RFC 5837) and their identification (RFC 8335).
 */
#include "icmp.h"

enum { CLASS_MPLS = 1, CLASS_INFO = 2, CLASS_IDENT = 3 };
enum { IDENT_NAME = 1, IDENT_INDEX = 2, IDENT_ADDRESS = 3 };
enum { INFO_INDEX = 0x08, INFO_ADDR = 0x04, INFO_NAME = 0x02,
    INFO_MTU = 0x01 };
enum { AFI_IPV4 = 1, AFI_IPV6 = 2 };

/* Octets of an address. */
static uint32_t
afi_size(uint32_t afi)
{
	return afi == AFI_IPV4 ? 4 : afi == AFI_IPV6 ? 16 : 0;
}

/* ---------------------------------------------------------------- text */

static void
text_mpls(tp_tvb *t, uint32_t o)
{
	uint32_t word = tp_peek_be32(t, o);

	tp_text(t, "\n\t    label %u, tc %u%s, ttl %u", word >> 12,
	    word >> 9 & 7, word & 0x100 ? ", [S]" : "", word & 0xff);
}

/* What nobody knows, as far as it was captured. */
static void
text_unknown(tp_tvb *t, uint32_t o, uint32_t n)
{
	uint32_t have = t->caplen > o ? t->caplen - o : 0;

	if (!tp_texting(t) || n == 0)
		return;
	if (have > 0)
		t->pkt->host->hex(t, "\n\t    ", t->data + o,
		    n < have ? n : have);
	(void)tp_peek(t, o, n);
}

/* A name is padded with zeros, and may end before its length says. */
static void
text_name(tp_tvb *t, uint32_t o, uint32_t n, uint32_t len)
{
	const uint8_t *p = tp_peek(t, o, n);
	uint32_t i = 0;

	while (p != NULL && i < n && p[i] != 0)
		i++;
	tp_text(t, ", length %u: ", len);
	tp_safe(t, p, i);
}

static void
text_address(tp_tvb *t, uint32_t afi, uint32_t o)
{
	const uint8_t *p = tp_peek(t, o, afi_size(afi));

	tp_puts(t, "\n\t    IP Address sub-object: ");
	tp_addr(t, afi == AFI_IPV4 ? TP_FT_IPV4 : TP_FT_IPV6, p);
}

/* RFC 5837, 4: the bits of the C-Type say what follows, in this order. */
static void
text_info(tp_tvb *t, uint32_t ctype, uint32_t o, uint32_t end)
{
	static const char *const roles[] = { "Incoming IP Interface",
	    "Sub-IP Component of Incoming IP Interface",
	    "Outgoing IP Interface", "IP Next-Hop" };
	uint32_t n;

	tp_text(t, "\n\t    Interface Role: %s", roles[ctype >> 6]);
	if (ctype & INFO_INDEX) {
		n = tp_peek_be32(t, o);
		tp_text(t, "\n\t    Interface Index: %u", n);
		o += 4;
	}
	if (ctype & INFO_ADDR) {
		n = tp_peek_be16(t, o);
		if (afi_size(n) == 0) {
			text_unknown(t, o, end > o ? end - o : 0);
			return;
		}
		text_address(t, n, o + 4);
		o += 4 + afi_size(n);
	}
	if (ctype & INFO_NAME) {
		n = tp_peek_u8(t, o);
		tp_puts(t, "\n\t    Interface Name");
		if (n == 0 && !t->err) {
			tp_puts(t, " [length 0]");
			(void)tp_malformed(t);
			return;
		}
		text_name(t, o + 1, n - 1, n);
		o += n;
	}
	if (ctype & INFO_MTU) {
		n = tp_peek_be32(t, o);
		tp_text(t, "\n\t    MTU Value: %u", n);
	}
}

/* RFC 8335, 2.1 */
static void
text_ident(tp_tvb *t, uint32_t ctype, uint32_t o, uint32_t len)
{
	uint32_t n;

	if (ctype == IDENT_NAME) {
		tp_puts(t, "\n\t    Interface Name");
		text_name(t, o, len, len);
	} else if (ctype == IDENT_INDEX) {
		n = tp_peek_be32(t, o);
		tp_text(t, "\n\t    Interface Index: %u", n);
	} else if (ctype == IDENT_ADDRESS &&
	    afi_size(tp_peek_be16(t, o)) != 0)
		text_address(t, tp_peek_be16(t, o), o + 4);
	else
		text_unknown(t, o, len);
}

static void
text_object(tp_tvb *t, uint32_t class, uint32_t ctype, uint32_t o,
    uint32_t len)
{
	if (class == CLASS_MPLS && ctype == 1)
		text_mpls(t, o);
	else if (class == CLASS_INFO)
		text_info(t, ctype, o, o + len);
	else if (class == CLASS_IDENT)
		text_ident(t, ctype, o, len);
	else
		text_unknown(t, o, len);
	if (class != CLASS_MPLS)
		tp_cut(t, "");
}

void
icmp_objects_text(tp_tvb *t, uint32_t o, uint32_t end)
{
	static const tp_value_string names[] = {
		{ CLASS_MPLS, "MPLS Stack Entry" },
		{ CLASS_INFO, "Interface Information" },
		{ CLASS_IDENT, "Interface Identification" }, { 0, NULL }
	};

	while (end > o + 4 && !t->err) {
		uint32_t word = tp_peek_be32(t, o), len = word >> 16;
		uint32_t class = word >> 8 & 0xff;
		const char *name = tp_string(names, class);

		tp_cut(t, "");
		tp_text(t, "\n\t  %s Object (%u), Class-Type: %u, length %u",
		    name ? name : "unknown", class, word & 0xff, len);
		if (len < 4)
			return;
		text_object(t, class, word & 0xff, o + 4, len - 4);
		o += len;
	}
}

void
icmp_extension_text(tp_tvb *t, uint32_t o, uint32_t end, const char *title)
{
	uint32_t sum = tp_peek_be16(t, o + 2);

	tp_puts(t, title);
	if (!t->err && tp_has(t, o, end - o))
		tp_text(t, ", checksum 0x%04x (%scorrect), length %u", sum,
		    tp_cksum(t->data + o, end - o, 0) ? "in" : "", end - o);
	icmp_objects_text(t, o + 4, end);
}

/* -------------------------------------------------------------- fields */

static void
add_mpls(tp_tvb *t, uint32_t o, uint32_t end)
{
	for (; o + 4 <= end; o += 4) {
		uint32_t label = tp_ld24(t->data + o);

		tp_add_bits(t, F_MPLS_LABEL, o, 3, label);
		tp_add_bits(t, F_MPLS_EXP, o + 2, 1, label);
		tp_add_bits(t, F_MPLS_S, o + 2, 1, label);
		(void)tp_add(t, F_MPLS_TTL, o + 3, 1, t->data[o + 3]);
	}
	if (o < end)
		tp_at_bytes(t, F_MPLS_DATA, o, end - o);
}

/* A string field ends at its first zero. */
static void
add_name(tp_tvb *t, tp_field f, uint32_t o, uint32_t n)
{
	uint32_t i = 0;

	while (i < n && t->data[o + i] != 0)
		i++;
	(void)tp_add_ptr(t, f, o, n, t->data + o, i);
}

static void
add_info(tp_tvb *t, uint32_t ctype, uint32_t o, uint32_t end)
{
	if (ctype & INFO_INDEX && o + 4 <= end) {
		tp_at_be32(t, F_INFO_INDEX, o);
		o += 4;
	}
	if (ctype & INFO_ADDR && o + 4 <= end) {
		uint32_t afi = tp_ld16(t->data + o), n = afi_size(afi);

		tp_at_be16(t, F_INFO_AFI, o);
		tp_at_bytes(t, F_RESERVED, o + 2, 2);
		o += 4;
		if (n == 0 || n > end - o) {
			tp_at_bytes(t, F_INFO_UNKNOWN, o, end - o);
			return;
		}
		tp_at_bytes(t, n == 4 ? F_INFO_IPV4 : F_INFO_IPV6, o, n);
		o += n;
	}
	if (ctype & INFO_NAME && o < end) {
		uint32_t n = t->data[o];

		(void)tp_add(t, F_INFO_NAME_LEN, o, 1, n);
		if (n == 0 || n > end - o)
			return;
		add_name(t, F_INFO_NAME, o + 1, n - 1);
		o += n;
	}
	if (ctype & INFO_MTU && o + 4 <= end)
		tp_at_be32(t, F_INFO_MTU, o);
}

static void
add_info_bits(tp_tvb *t, uint32_t ctype, uint32_t o)
{
	tp_add_bits(t, F_INFO_ROLE, o, 1, ctype);
	tp_add_bits(t, F_INFO_RES, o, 1, ctype);
	tp_add_bits(t, F_INFO_HAS_INDEX, o, 1, ctype);
	tp_add_bits(t, F_INFO_HAS_ADDR, o, 1, ctype);
	tp_add_bits(t, F_INFO_HAS_NAME, o, 1, ctype);
	tp_add_bits(t, F_INFO_HAS_MTU, o, 1, ctype);
}

static void
add_ident(tp_tvb *t, uint32_t ctype, uint32_t o, uint32_t end)
{
	uint32_t n;

	if (ctype == IDENT_NAME) {
		add_name(t, F_ID_NAME, o, end - o);
	} else if (ctype == IDENT_INDEX && o + 4 <= end) {
		tp_at_be32(t, F_ID_INDEX, o);
	} else if (ctype == IDENT_ADDRESS && o + 4 <= end) {
		tp_at_be16(t, F_ID_AFI, o);
		(void)tp_add(t, F_ID_ADDR_LEN, o + 2, 1, t->data[o + 2]);
		tp_at_bytes(t, F_ID_RES, o + 3, 1);
		n = afi_size(tp_ld16(t->data + o));
		if (n != 0 && n <= end - o - 4)
			tp_at_bytes(t, n == 4 ? F_ID_IPV4 : F_ID_IPV6, o + 4,
			    n);
		else
			tp_at_bytes(t, F_ID_ADDR, o + 4, end - o - 4);
	}
}

/* One object, as far as it is there.  0: it has no valid length. */
static uint32_t
add_object(tp_tvb *t, uint32_t o, uint32_t end)
{
	uint32_t class = t->data[o + 2], ctype = t->data[o + 3];
	uint32_t len = tp_ld16(t->data + o);
	tp_item outer;

	tp_at_be16(t, F_EXT_LENGTH, o);
	(void)tp_add(t, F_EXT_CLASS, o + 2, 1, class);
	if (len < 4)
		return 0;
	if (len < end - o)
		end = o + len;
	outer = tp_open(t, F_EXT_CTYPE, o + 3, 1, ctype);
	if (class == CLASS_INFO)
		add_info_bits(t, ctype, o + 3);
	tp_close(t, outer);
	o += 4;
	if (class == CLASS_MPLS && ctype == 1)
		add_mpls(t, o, end);
	else if (class == CLASS_MPLS)
		tp_at_bytes(t, F_MPLS_DATA, o, end - o);
	else if (class == CLASS_INFO)
		add_info(t, ctype, o, end);
	else if (class == CLASS_IDENT)
		add_ident(t, ctype, o, end);
	else
		tp_at_bytes(t, F_EXT_DATA, o, end - o);
	return len;
}

/* A check sum of 0 is one that was not made. */
static uint32_t
status(const tp_tvb *t, uint32_t o, uint32_t end)
{
	if (tp_ld16(t->data + o + 2) == 0)
		return 3;
	return tp_cksum(t->data + o, end - o, 0) == 0;
}

/* RFC 4884, 7: version 2; its drafts had 1. */
static void
add_objects(tp_tvb *t, uint32_t o, uint32_t end, uint32_t version)
{
	uint32_t len;

	if (version != 1 && version != 2)
		return;
	for (; o + 4 <= end; o += len) {
		len = add_object(t, o, end);
		if (len == 0)
			return;
	}
}

/* Wireshark gives up a structure whose check sum it cannot work out. */
void
icmp_extension_fields(tp_tvb *t, uint32_t o, uint32_t end)
{
	tp_item outer = tp_open(t, F_EXT, o, end - o, 0);

	if (end - o < 4) {
		tp_close(t, outer);
		return;
	}
	if (tp_has(t, o, 1))
		(void)tp_add(t, F_EXT_VERSION, o, 1, t->data[o] >> 4);
	if (tp_has(t, o, 2))
		tp_add_bits(t, F_EXT_RES, o, 2, tp_ld16(t->data + o));
	if (tp_has(t, o, end - o)) {
		tp_at_be16(t, F_EXT_CHECKSUM, o + 2);
		(void)tp_add_generated(t, F_EXT_STATUS, o + 2, 0,
		    status(t, o, end));
		add_objects(t, o + 4, end, t->data[o] >> 4);
	}
	tp_close(t, outer);
}

/* ------------------------------------------------------- extended echo */

const tp_value_string icmp_probe_states[] = {
	{ 0, "Reserved" }, { 1, "Incomplete" }, { 2, "Reachable" },
	{ 3, "Stale" }, { 4, "Delay" }, { 5, "Probe" }, { 6, "Failed" },
	{ 0, NULL }
};

/* An extended echo has one object; what follows it is the echo's data. */
static uint32_t
ext_echo_end(const tp_tvb *t)
{
	uint32_t len = tp_has(t, 12, 2) ? tp_ld16(t->data + 12) : 0;

	return 12 + len < t->len ? 12 + len : t->len;
}

void
icmp_probe_text(tp_tvb *t)
{
	if (t->len > 12)
		icmp_extension_text(t, 8, ext_echo_end(t),
		    tp_peek_u8(t, 7) & 1 ? "\n\tLocal Interface" :
		    "\n\tRemote Interface");
}

void
icmp_probe_reply_text(tp_tvb *t, uint32_t code)
{
	static const tp_value_string codes[] = {
		{ 0, "No error" }, { 1, "Malformed Query" },
		{ 2, "No Such Interface" }, { 3, "No Such Table Entry" },
		{ 4, "Multiple Interfaces Satisfy Query" }, { 0, NULL }
	};
	uint32_t flags = tp_peek_u8(t, 7), state = flags >> 5;
	const char *c = tp_string(codes, code);
	const char *s = tp_string(icmp_probe_states, state);

	tp_text(t, "\n\tCode %u (%s), State %u (%s), active %u ipv4 %u "
	    "ipv6 %u", code, c ? c : "Unknown", state, s ? s : "Unknown",
	    flags >> 2 & 1, flags >> 1 & 1, flags & 1);
}
