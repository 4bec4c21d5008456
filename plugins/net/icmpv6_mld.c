/* SPDX-License-Identifier: BSD-3-Clause */
/* Multicast Listener Discovery (RFC 2710, RFC 3810). */
#include "icmpv6.h"

enum { LEN_V1 = 24, LEN_V2_QUERY = 28, LEN_RECORD = 20 };

/* RFC 3810, 5.1.3 */
static uint32_t
response_delay(uint32_t code)
{
	if (code < 0x8000)
		return code;
	return ((code & 0xfff) | 0x1000) << ((code >> 12 & 7) + 3);
}

/* RFC 3810, 5.1.9 */
static uint32_t
query_interval(uint32_t code)
{
	if (code < 0x80)
		return code;
	return ((code & 0xf) | 0x10) << ((code >> 4 & 7) + 3);
}

int
icmpv6_listener_text(tp_tvb *t, uint32_t code)
{
	(void)code;
	if (!tp_has(t, 0, LEN_V1))
		return 1;
	tp_text(t, "max resp delay: %u addr: ", tp_peek_be16(t, 4));
	tp_addr(t, TP_FT_IPV6, t->data + 8);
	return 1;
}

/* n addresses from off on, or with -v just their number. */
static void
text_sources(tp_tvb *t, uint32_t off, uint32_t n)
{
	if (t->pkt->verbose < 2) {
		tp_text(t, ", %u source(s)", n);
		return;
	}
	tp_puts(t, " {");
	for (; n > 0 && !t->err; n--, off += 16) {
		const uint8_t *p = tp_peek(t, off, 16);

		tp_puts(t, " ");
		tp_addr(t, TP_FT_IPV6, p);
	}
	tp_puts(t, " }");
}

static void
text_query2(tp_tvb *t)
{
	const uint8_t *group;
	uint32_t n;

	if (t->pkt->verbose)
		tp_text(t, " [max resp delay=%u]",
		    response_delay(tp_peek_be16(t, 4)));
	group = tp_peek(t, 8, 16);
	tp_puts(t, " [gaddr ");
	tp_addr(t, TP_FT_IPV6, group);
	if (t->pkt->verbose) {
		uint32_t flags = tp_peek_u8(t, 24);

		if (flags & 8)
			tp_puts(t, " sflag");
		if (flags & 7)
			tp_text(t, " robustness=%u", flags & 7);
		tp_text(t, " qqi=%u", query_interval(tp_peek_u8(t, 25)));
	}
	n = tp_peek_be16(t, 26);
	if (n > 0 && t->len < LEN_V2_QUERY + n * 16)
		tp_puts(t, " [invalid number of sources]");
	else if (n > 0)
		text_sources(t, LEN_V2_QUERY, n);
	tp_puts(t, "]");
}

/* The length tells the versions apart (RFC 3810, 8.1). */
int
icmpv6_query_text(tp_tvb *t, uint32_t code)
{
	if (t->len == LEN_V1)
		return icmpv6_listener_text(t, code);
	if (t->len >= LEN_V2_QUERY) {
		tp_puts(t, " v2");
		text_query2(t);
	} else
		tp_text(t, " unknown-version (len %u) ", t->len);
	return 1;
}

/* One record at off; the offset after it, or 0: no more of them. */
static uint32_t
text_record(tp_tvb *t, uint32_t off)
{
	static const tp_value_string types[] = {
		{ 1, "is_in" }, { 2, "is_ex" }, { 3, "to_in" },
		{ 4, "to_ex" }, { 5, "allow" }, { 6, "block" }, { 0, NULL }
	};
	const uint8_t *group;
	uint32_t type, n;

	if (t->len < off + LEN_RECORD) {
		tp_puts(t, " [invalid number of groups]");
		return 0;
	}
	group = tp_peek(t, off + 4, 16);
	if (group == NULL)
		return 0;
	tp_puts(t, " [gaddr ");
	tp_addr(t, TP_FT_IPV6, group);
	type = t->data[off];
	tp_puts(t, " ");
	tp_text_string(t, types, type, " [v2-report-#%u]");
	n = tp_ld16(t->data + off + 2);
	off += LEN_RECORD;
	if (t->len < off + n * 16) {
		tp_text(t, " [invalid number of sources %u]", n);
		return 0;
	}
	text_sources(t, off, n);
	tp_puts(t, "]");
	return t->err ? 0 : off + n * 16;
}

int
icmpv6_report2_text(tp_tvb *t, uint32_t code)
{
	uint32_t n, off = 8;

	(void)code;
	if (t->len < 8) {
		tp_text(t, " [invalid len %u]", t->len);
		return 1;
	}
	n = tp_peek_be16(t, 6);
	tp_text(t, ", %u group record(s)", n);
	if (t->pkt->verbose == 0)
		return 1;
	while (n-- > 0 && off != 0)
		off = text_record(t, off);
	return 1;
}

/* --------------------------------------------------------------- fields */

void
icmpv6_listener_tree(const tp_self *me, tp_tvb *t, uint32_t code)
{
	static const struct part v1[] = {
		{ F_MLD_MAXIMUM_RESPONSE_DELAY, 2, 0, 0 },
		{ F_RESERVED, 2, 0, 0 },
		{ F_MLD_MULTICAST_ADDRESS, 16, 0, 0 }
	}, v2[] = {
		{ F_RESERVED, 2, 0, 0 },
		{ F_MLD_MULTICAST_ADDRESS, 16, 0, 0 },
		{ F_MLD_FLAG, 1, 3, 0 }
	};
	uint32_t off;

	(void)me;
	(void)code;
	/* what was captured tells the version, as far as it can */
	if (t->data[0] != 130 || !tp_has(t, 0, LEN_V2_QUERY)) {
		icmpv6_add(t, v1, TP_COUNT(v1));
		return;
	}
	/* two are codes, of which the fields have the meaning */
	off = t->off;
	(void)tp_add(t, F_MLD_MAXIMUM_RESPONSE_CODE, off, 2,
	    response_delay(tp_be16(t)));
	icmpv6_add(t, v2, TP_COUNT(v2));
	off = t->off;
	(void)tp_add(t, F_MLD_QQI, off, 1, query_interval(tp_u8(t)));
	parts_add_addrs(t, F_MLD_SOURCE_ADDRESS,
	    tp_f_be16(t, F_MLD_NB_SOURCES));
}

static void
add_record(tp_tvb *t)
{
	static const struct part record[] = {
		{ F_MLDR_MAR_RECORD_TYPE, 1, 0, 0 },
		{ F_MLDR_MAR_AUX_DATA_LEN, 1, 0, 0 },
		{ F_MLDR_MAR_NB_SOURCES, 2, 0, 0 },
		{ F_MLDR_MAR_MULTICAST_ADDRESS, 16, 0, 0 }
	};
	uint32_t start = t->off, aux, sources, len = LEN_RECORD;
	tp_item outer;

	if (tp_has(t, start, 4))
		len += tp_ld16(t->data + start + 2) * 16 +
		    t->data[start + 1] * 4u;
	outer = tp_open(t, F_MLDR_MAR, start, len, 0);
	icmpv6_add(t, record, TP_COUNT(record));
	if (!t->err) {
		aux = t->data[start + 1] * 4u;
		sources = tp_ld16(t->data + start + 2);
		parts_add_addrs(t, F_MLDR_MAR_SOURCE_ADDRESS, sources);
		if (aux != 0)
			(void)tp_f_bytes(t, F_MLDR_MAR_AUXILIARY_DATA, aux);
	}
	tp_close(t, outer);
}

void
icmpv6_report2_tree(const tp_self *me, tp_tvb *t, uint32_t code)
{
	static const struct part head[] = {
		{ F_RESERVED, 2, 0, 0 }, { F_MLDR_NB_MCAST_RECORDS, 2, 0, 0 }
	};
	uint32_t n;

	(void)me;
	(void)code;
	icmpv6_add(t, head, TP_COUNT(head));
	n = t->err ? 0 : tp_ld16(t->data + 6);
	for (; n > 0 && tp_unread(t) > 0 && tp_has(t, t->off, 1); n--)
		add_record(t);
}
