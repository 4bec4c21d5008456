/* SPDX-License-Identifier: BSD-3-Clause */
/* Options of IPv4 (RFC 791, 3.1), as text and as fields. */
#include "ip.h"

enum {
	OPT_EOL = 0, OPT_NOP = 1, OPT_RR = 7, OPT_MTU_PROBE = 11,
	OPT_MTU_REPLY = 12, OPT_QS = 25, OPT_TIMESTAMP = 68,
	OPT_TRACEROUTE = 82, OPT_SECURITY = 130, OPT_LSRR = 131,
	OPT_EXT_SECURITY = 133, OPT_CIPSO = 134, OPT_SID = 136,
	OPT_SSRR = 137, OPT_RA = 148, OPT_SDB = 149
};

/* ---------------------------------------------------------------- text */

static const tp_value_string names[] = {
	{ OPT_EOL, "EOL" }, { OPT_NOP, "NOP" }, { OPT_TIMESTAMP, "timestamp" },
	{ OPT_SECURITY, "security" }, { OPT_RR, "RR" }, { OPT_SSRR, "SSRR" },
	{ OPT_LSRR, "LSRR" }, { OPT_RA, "RA" },
	{ OPT_TRACEROUTE, "traceroute" }, { 0, NULL }
};

/*
 * The addresses of a route, a comma after those that the pointer has passed.
 * Reads go on past a length that is no multiple of four, as tcpdump's do.
 */
static int
text_route(tp_tvb *t, uint32_t o, uint32_t len)
{
	uint32_t ptr;

	if (len < 3) {
		tp_text(t, " [bad length %u]", len);
		return 1;
	}
	if ((len + 1) & 3)
		tp_text(t, " [bad length %u]", len);
	ptr = t->data[o + 2];
	if (ptr < 4 || (ptr & 3) || ptr > len + 1)
		tp_text(t, " [bad ptr %u]", ptr);
	for (uint32_t i = 3; i < len; i += 4) {
		if (!tp_has(t, o + i, 4))
			return 0;
		tp_puts(t, " ");
		tp_addr(t, TP_FT_IPV4, t->data + o + i);
		/* a pointer of 0 is taken for a very large one */
		if (ptr - 1 > i)
			tp_puts(t, ",");
	}
	return 1;
}

/* Where the stamps start is told by the type; *each: octets of one. */
static uint32_t
text_timestamp_type(tp_tvb *t, uint32_t type, uint32_t len)
{
	switch (type) {
	case 0:
		tp_puts(t, "TSONLY");
		return len;
	case 1:
		tp_puts(t, "TS+ADDR");
		return len;
	case 3:
		tp_puts(t, "PRESPEC");
		return len;
	}
	tp_text(t, "[bad ts type %u]", type);
	return 0;
}

static int
text_stamp(tp_tvb *t, uint32_t o, uint32_t each)
{
	if (!tp_has(t, o, each))
		return 0;
	tp_text(t, "%u@", tp_ld32(t->data + o + each - 4));
	if (each == 8)
		tp_addr(t, TP_FT_IPV4, t->data + o);
	return 1;
}

static int
text_timestamp(tp_tvb *t, uint32_t o, uint32_t len)
{
	const uint8_t *p = t->data + o;
	uint32_t each, i = 0;

	if (len < 4) {
		tp_text(t, "[bad length %u]", len);
		return 1;
	}
	tp_puts(t, " TS{");
	each = (p[3] & 0x0f) != 0 ? 8 : 4;
	if ((len - 4) & (each - 1))
		tp_text(t, "[bad length %u]", len);
	if (p[2] < 5 || ((p[2] - 5u) & (each - 1)) || p[2] > len + 1)
		tp_text(t, "[bad ptr %u]", p[2]);
	len = text_timestamp_type(t, p[3] & 0x0f, len);
	if (len != 0)
		i = 4;
	for (; i < len; i += each) {
		tp_puts(t, p[2] == i + 1 ? " ^ " : " ");
		if (!text_stamp(t, o + i, each))
			return 0;
	}
	if (p[2] == i + 1)
		tp_puts(t, " ^ ");
	if (p[3] >> 4)
		tp_text(t, " [%u hops not recorded]} ", p[3] >> 4);
	else
		tp_puts(t, "}");
	return 1;
}

static int
text_option(tp_tvb *t, uint32_t type, uint32_t o, uint32_t len)
{
	switch (type) {
	case OPT_RR:
	case OPT_LSRR:
	case OPT_SSRR:
		return text_route(t, o, len);
	case OPT_TIMESTAMP:
		return text_timestamp(t, o, len);
	case OPT_RA:
		if (len < 4)
			tp_text(t, " [bad length %u]", len);
		else if (len == 4 && tp_ld16(t->data + o + 2) != 0)
			tp_text(t, " value %u", tp_ld16(t->data + o + 2));
		return 1;
	}
	return 1;
}

int
ip_options_text(tp_tvb *t, uint32_t o, uint32_t end)
{
	uint32_t type = OPT_NOP, len;

	for (uint32_t start = o; o < end && type != OPT_EOL; o += len) {
		if (o != start)
			tp_puts(t, ",");
		type = tp_peek_u8(t, o);
		tp_text_string(t, names, type, "unknown %u");
		len = 1;
		if (type == OPT_EOL || type == OPT_NOP)
			continue;
		len = tp_peek_u8(t, o + 1);
		if (t->err)
			return 1;
		if (len < 2 || len > end - o) {
			tp_text(t, " [bad length %u]", len);
			return 1;
		}
		if (!tp_has(t, o, len) || !text_option(t, type, o, len)) {
			tp_puts(t, " [truncated-option]");
			return 0;
		}
	}
	return 1;
}

/* -------------------------------------------------------------- fields */

/* One fixed part of an option. */
static void
add_addr(tp_tvb *t, tp_field f, uint32_t o)
{
	(void)tp_add_ptr(t, f, o, 4, t->data + o, 4);
}

/* Does a route's pointer point at an address?  Wireshark reads no other. */
static int
is_route_pointer(uint32_t ptr)
{
	return ptr >= 4 && (ptr & 3) == 0;
}

static void
fields_route(tp_tvb *t, uint32_t o, uint32_t len, tp_field left,
    const uint8_t *dst)
{
	uint32_t ptr = t->data[o + 2];

	(void)tp_add(t, F_OPT_PTR, o + 2, 1, ptr);
	for (uint32_t i = 3; i + 4 <= len && is_route_pointer(ptr); i += 4)
		if (i + 1 < ptr)
			add_addr(t, F_REC_RT, o + i);
		else if (t->data + o + i == dst)
			/* the last of a source route is where it leads */
			add_addr(t, F_DST, o + i);
		else
			add_addr(t, left, o + i);
}

static void
fields_timestamp(tp_tvb *t, uint32_t o, uint32_t len)
{
	uint32_t flags = t->data[o + 3];
	uint32_t addr = (flags & 0x0f) == 1 || (flags & 0x0f) == 3 ? 4 : 0;

	(void)tp_add(t, F_OPT_PTR, o + 2, 1, t->data[o + 2]);
	tp_add_bits(t, F_OVERFLOW, o + 3, 1, flags);
	tp_add_bits(t, F_FLAG, o + 3, 1, flags);
	for (uint32_t i = 4; i + addr + 4 <= len; i += addr + 4) {
		if (addr)
			add_addr(t, F_TIME_STAMP_ADDR, o + i);
		(void)tp_add(t, F_TIME_STAMP, o + i + addr, 4,
		    tp_ld32(t->data + o + i + addr));
	}
}

/* RFC 791 has 11 octets, RFC 1108 3 or more. */
static void
fields_security(tp_tvb *t, uint32_t o, uint32_t len)
{
	if (len != 11) {
		(void)tp_add(t, F_SEC_CL, o + 2, 1, t->data[o + 2]);
		return;
	}
	tp_at_be16(t, F_SEC, o + 2);
	tp_at_be16(t, F_SEC_COMP, o + 4);
	tp_at_bytes(t, F_SEC_HR, o + 6, 2);
	tp_at_bytes(t, F_SEC_TCC, o + 8, 3);
}

static void
fields_ext_security(tp_tvb *t, uint32_t o, uint32_t len)
{
	(void)tp_add(t, F_EXT_SEC_CODE, o + 2, 1, t->data[o + 2]);
	if (len > 3)
		tp_at_bytes(t, F_EXT_SEC_INFO, o + 3, len - 3);
}

/* FIPS 188: tags of type, length, a spare octet and a level. */
static void
fields_cipso(tp_tvb *t, uint32_t o, uint32_t len)
{
	uint32_t end = o + len, n;

	(void)tp_add(t, F_CIPSO_DOI, o + 2, 4, tp_ld32(t->data + o + 2));
	for (o += 6; o + 4 <= end; o += n) {
		const uint8_t *p = t->data + o;

		n = p[1];
		if (n < 4 || n > end - o)
			return;
		(void)tp_add(t, F_CIPSO_TAG, o, 1, p[0]);
		if (p[0] == 1 || p[0] == 2 || p[0] == 5)
			(void)tp_add(t, F_CIPSO_LEVEL, o + 3, 1, p[3]);
		else
			tp_at_bytes(t, F_CIPSO_DATA, o + 2, n - 2);
	}
}

static void
fields_traceroute(tp_tvb *t, uint32_t o)
{
	tp_at_be16(t, F_OPT_ID_NUMBER, o + 2);
	tp_at_be16(t, F_OPT_OHC, o + 4);
	tp_at_be16(t, F_OPT_RHC, o + 6);
	add_addr(t, F_OPT_ORIGINATOR, o + 8);
}

/* RFC 4782, 3.1: a request (0) and a report (8) differ in one octet. */
static void
fields_qs(tp_tvb *t, uint32_t o, uint32_t len)
{
	const uint8_t *p = t->data + o;

	tp_add_bits(t, F_QS_FUNC, o + 2, 1, p[2]);
	tp_add_bits(t, F_QS_RATE, o + 2, 1, p[2]);
	if (p[2] >> 4 == 8)
		(void)tp_add(t, F_QS_UNUSED, o + 3, 1, p[3]);
	else
		(void)tp_add(t, F_QS_TTL, o + 3, 1, p[3]);
	if (len < 8)
		return;
	tp_add_bits(t, F_QS_NONCE, o + 4, 4, tp_ld32(p + 4));
	tp_add_bits(t, F_QS_RESERVED, o + 4, 4, tp_ld32(p + 4));
}

static void
fields_sdb(tp_tvb *t, uint32_t o, uint32_t len)
{
	uint32_t i = 2;

	for (; i + 4 <= len; i += 4)
		add_addr(t, F_OPT_ADDR, o + i);
	if (i < len)
		tp_at_bytes(t, F_OPT_PADDING, o + i, len - i);
}

static void
fields_option(tp_tvb *t, uint32_t o, uint32_t len, const uint8_t *dst)
{
	switch (t->data[o]) {
	case OPT_RR:
		fields_route(t, o, len, F_EMPTY_RT, NULL);
		break;
	case OPT_LSRR:
	case OPT_SSRR:
		fields_route(t, o, len, F_SRC_RT, dst);
		break;
	case OPT_TIMESTAMP:
		fields_timestamp(t, o, len);
		break;
	case OPT_SECURITY:
		fields_security(t, o, len);
		break;
	case OPT_EXT_SECURITY:
		fields_ext_security(t, o, len);
		break;
	case OPT_CIPSO:
		fields_cipso(t, o, len);
		break;
	case OPT_SID:
		tp_at_be16(t, F_OPT_SID, o + 2);
		break;
	case OPT_MTU_PROBE:
	case OPT_MTU_REPLY:
		tp_at_be16(t, F_OPT_MTU, o + 2);
		break;
	case OPT_TRACEROUTE:
		fields_traceroute(t, o);
		break;
	case OPT_RA:
		tp_at_be16(t, F_OPT_RA, o + 2);
		break;
	case OPT_SDB:
		fields_sdb(t, o, len);
		break;
	case OPT_QS:
		fields_qs(t, o, len);
		break;
	}
}

/* Each type's group and the least length that its fields need. */
static const struct group {
	uint32_t type, min;
	tp_field field;
} groups[] = {
	{ OPT_EOL, 1, F_O_EOL }, { OPT_NOP, 1, F_O_NOP },
	{ OPT_SECURITY, 3, F_O_SECURITY }, { OPT_LSRR, 3, F_O_ROUTE },
	{ OPT_TIMESTAMP, 4, F_O_TIMESTAMP },
	{ OPT_EXT_SECURITY, 3, F_O_EXT_SECURITY },
	{ OPT_CIPSO, 6, F_O_CIPSO }, { OPT_RR, 3, F_O_RECORD_ROUTE },
	{ OPT_SID, 4, F_O_SID }, { OPT_SSRR, 3, F_O_SOURCE_ROUTE },
	{ OPT_MTU_PROBE, 4, F_O_MTU_PROBE },
	{ OPT_MTU_REPLY, 4, F_O_MTU_REPLY },
	{ OPT_TRACEROUTE, 12, F_O_TRACEROUTE },
	{ OPT_RA, 4, F_O_ROUTERALERT }, { OPT_SDB, 6, F_O_SDB },
	{ OPT_QS, 4, F_O_QS },
};

static void
add_option(tp_tvb *t, const struct group *g, uint32_t o, uint32_t len,
    const uint8_t *dst)
{
	tp_item outer = t->group, type, i;

	i = tp_add_ptr(t, g->field, o, len, t->data + o, len);
	if (i != 0)
		t->group = i;
	type = tp_open(t, F_OPT_TYPE, o, 1, g->type);
	tp_add_bits(t, F_OPT_COPY, o, 1, g->type);
	tp_add_bits(t, F_OPT_CLASS, o, 1, g->type);
	tp_add_bits(t, F_OPT_NUMBER, o, 1, g->type);
	tp_close(t, type);
	if (len > 1) {
		(void)tp_add(t, F_OPT_LEN, o + 1, 1, len);
		if (len >= g->min)
			fields_option(t, o, len, dst);
	}
	tp_close(t, outer);
}

/* Length of the option at o; 0: it does not fit. */
static uint32_t
option_length(const tp_tvb *t, uint32_t o, uint32_t end)
{
	uint32_t len;

	if (t->data[o] == OPT_EOL || t->data[o] == OPT_NOP)
		return 1;
	if (end - o < 2)
		return 0;
	len = t->data[o + 1];
	return len < 2 || len > end - o ? 0 : len;
}

void
ip_options_fields(tp_tvb *t, uint32_t o, uint32_t end, const uint8_t *dst)
{
	for (uint32_t len; o < end; o += len) {
		len = option_length(t, o, end);
		if (len == 0)
			return;
		for (uint32_t i = 0; i < TP_COUNT(groups); i++)
			if (groups[i].type == t->data[o])
				add_option(t, &groups[i], o, len, dst);
		if (t->data[o] == OPT_EOL)
			return;
	}
}

const uint8_t *
ip_final_dst(const tp_tvb *t, uint32_t o, uint32_t end, const uint8_t *dst,
    int pending)
{
	if (end > t->caplen)
		end = t->caplen;
	for (uint32_t len; o < end && t->data[o] != OPT_EOL; o += len) {
		const uint8_t *p = t->data + o;

		len = option_length(t, o, end);
		if (len == 0)
			break;
		if ((p[0] == OPT_LSRR || p[0] == OPT_SSRR) && len >= 7 &&
		    (!pending || (is_route_pointer(p[2]) && p[2] < len)))
			return p + len - 4;
	}
	return dst;
}
