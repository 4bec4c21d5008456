/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Distance Vector Multicast Routing Protocol: version 1 is RFC 1075, version 3
 * draft-ietf-idmr-dvmrp-v3.
 */
#include "igmp.h"

enum {
	CODE_PROBE = 1, CODE_REPORT, CODE_ASK, CODE_NEIGHBORS, CODE_ASK2,
	CODE_NEIGHBORS2, CODE_PRUNE, CODE_GRAFT, CODE_GRAFT_ACK
};

#define HEADER 8u

static void
text_addr(tp_tvb *t, const char *before, uint32_t o)
{
	const uint8_t *p = tp_peek(t, o, 4);

	tp_puts(t, before);
	tp_addr(t, TP_FT_IPV4, p);
}

/* The generation, and the neighbours that the router has heard. */
static void
text_probe(tp_tvb *t)
{
	uint32_t o = HEADER, genid, verbose = t->pkt->verbose;

	if (verbose == 0)
		return;
	if (t->len < o + 4) {
		tp_text(t, " [full length %u < 4] (invalid)", t->len - o);
		return;
	}
	tp_puts(t, verbose > 1 ? "\n\t" : " ");
	genid = tp_peek_be32(t, o);
	tp_text(t, "genid %u", genid);
	if (verbose == 1)
		return;
	for (o += 4; o < t->len && !t->err; o += 4) {
		if (t->len - o < 4) {
			tp_text(t, "[remaining length %u < 4] (invalid)",
			    t->len - o);
			return;
		}
		text_addr(t, "\n\tneighbor ", o);
	}
}

/*
 * Routes of one mask: the octets of each that the mask leaves, and its metric,
 * whose high bit marks the last.  Returns where the next mask stands; 0: the
 * message ends within.
 */
static uint32_t
text_routes(tp_tvb *t, uint32_t o, uint32_t width)
{
	uint32_t metric = 0;

	while (!t->err && (metric & 0x80) == 0) {
		uint8_t a[4] = { 0 };
		const uint8_t *p;

		if (t->len - o < width + 1) {
			tp_puts(t, "\n\t  [Truncated Report] (invalid)");
			return 0;
		}
		p = tp_peek(t, o, width + 1);
		if (p == NULL)
			return 0;
		memcpy(a, p, width);
		metric = p[width];
		tp_text(t, "\n\t  %u.%u.%u.%u metric %u", a[0], a[1], a[2],
		    a[3], metric & 0x7f);
		o += width + 1;
	}
	return o;
}

static void
text_report(tp_tvb *t)
{
	if (t->pkt->verbose < 2)
		return;
	for (uint32_t o = HEADER; o != 0 && o < t->len && !t->err;) {
		const uint8_t *p;

		if (t->len - o < 3) {
			tp_text(t, " [length %u < 3] (invalid)", t->len - o);
			return;
		}
		/* the first octet of every mask is 255 */
		p = tp_peek(t, o, 3);
		if (p == NULL)
			return;
		tp_text(t, "\n\tMask 255.%u.%u.%u", p[0], p[1], p[2]);
		o = text_routes(t, o + 3, p[2] ? 4 : p[1] ? 3 : p[0] ? 2 : 1);
	}
}

static void
text_neighbors(tp_tvb *t)
{
	for (uint32_t o = HEADER; o < t->len && !t->err;) {
		uint32_t metric, thresh, n, local = o;

		if (t->len - o < 7) {
			tp_text(t, " [length %u < 7] (invalid)", t->len - o);
			return;
		}
		metric = tp_peek_u8(t, o + 4);
		thresh = tp_peek_u8(t, o + 5);
		n = tp_peek_u8(t, o + 6);
		for (o += 7; n > 0 && !t->err; n--, o += 4) {
			if (t->len - o < 4) {
				tp_text(t, " [length %u < 4] (invalid)",
				    t->len - o);
				return;
			}
			text_addr(t, " [", local);
			tp_puts(t, " ->");
			text_addr(t, " ", o);
			tp_text(t, ", (%u/%u)]", metric, thresh);
		}
	}
}

static void
text_neighbors2(tp_tvb *t)
{
	static const tp_value_string flags[] = {
		{ 0x01, "/tunnel" }, { 0x02, "/srcrt" }, { 0x40, "/querier" },
		{ 0x20, "/disabled" }, { 0x10, "/down" }, { 0, NULL }
	};
	uint32_t minor = tp_peek_u8(t, 6), major = tp_peek_u8(t, 7);

	tp_text(t, " (v %u.%u):", major, minor);
	for (uint32_t o = HEADER; o < t->len && !t->err;) {
		uint32_t word, local = o, n;

		if (t->len - o < 8) {
			tp_text(t, " [length %u < 8] (invalid)", t->len - o);
			return;
		}
		word = tp_peek_be32(t, o + 4);
		n = word & 0xff;
		for (o += 8; n > 0 && t->len - o >= 4 && !t->err; n--) {
			text_addr(t, " [", local);
			tp_puts(t, " -> ");
			text_addr(t, "", o);
			tp_text(t, " (%u/%u", word >> 24, word >> 16 & 0xff);
			tp_text_flags(t, flags, word >> 8 & 0xff, "", "");
			tp_puts(t, ")]");
			o += 4;
		}
		if (n > 0) {
			tp_puts(t, " [invalid ncount] (invalid)");
			return;
		}
	}
}

static void
text_prune(tp_tvb *t)
{
	(void)tp_peek(t, HEADER, 8);
	text_addr(t, " src ", HEADER);
	text_addr(t, " grp ", HEADER + 4);
	tp_puts(t, " timer ");
	igmp_text_time(t, tp_peek_be32(t, HEADER + 8));
}

static void
text_graft(tp_tvb *t)
{
	(void)tp_peek(t, HEADER, 8);
	text_addr(t, " src ", HEADER);
	text_addr(t, " grp ", HEADER + 4);
}

void
igmp_dvmrp_text(tp_tvb *t)
{
	static const tp_value_string codes[] = {
		{ CODE_PROBE, " Probe" }, { CODE_REPORT, " Report" },
		{ CODE_ASK, " Ask-neighbors(old)" },
		{ CODE_NEIGHBORS, " Neighbors(old)" },
		{ CODE_ASK2, " Ask-neighbors2" },
		{ CODE_NEIGHBORS2, " Neighbors2" }, { CODE_PRUNE, " Prune" },
		{ CODE_GRAFT, " Graft" }, { CODE_GRAFT_ACK, " Graft-ACK" },
		{ 0, NULL }
	};
	uint32_t code = tp_peek_u8(t, 1);

	t->name = "dvmrp";
	tp_text_string(t, codes, code, " [type %u]");
	if (code == CODE_PROBE)
		text_probe(t);
	else if (code == CODE_REPORT)
		text_report(t);
	else if (code == CODE_NEIGHBORS)
		text_neighbors(t);
	else if (code == CODE_NEIGHBORS2)
		text_neighbors2(t);
	else if (code == CODE_PRUNE)
		text_prune(t);
	else if (code == CODE_GRAFT || code == CODE_GRAFT_ACK)
		text_graft(t);
}
