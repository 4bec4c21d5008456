/* SPDX-License-Identifier: BSD-3-Clause */
/* Protocol Independent Multicast, version 1, which lives in IGMP. */
#include "igmp.h"

enum {
	CODE_QUERY, CODE_REGISTER, CODE_REGISTER_STOP, CODE_JOIN_PRUNE,
	CODE_RP_REACHABLE, CODE_ASSERT, CODE_GRAFT, CODE_GRAFT_ACK
};

#define HEADER 8u

static void
text_addr(tp_tvb *t, const char *before, uint32_t o)
{
	const uint8_t *p = tp_peek(t, o, 4);

	tp_puts(t, before);
	tp_addr(t, TP_FT_IPV4, p);
}

/* A mask, unless it is that of one address. */
static void
text_mask(tp_tvb *t, uint32_t o)
{
	if (tp_peek_be32(t, o) != 0xffffffff)
		text_addr(t, "/", o);
}

static void
text_query(tp_tvb *t)
{
	static const char *const modes[] = { " Dense-mode", " Sparse-mode",
	    " Sparse-Dense-mode" };

	if (tp_has(t, HEADER, 1)) {
		uint32_t mode = t->data[HEADER] >> 4;

		if (mode < TP_COUNT(modes))
			tp_puts(t, modes[mode]);
		else
			tp_text(t, " mode-%u", mode);
	}
	if (t->pkt->verbose == 0)
		return;
	tp_puts(t, " (Hold-time ");
	igmp_text_time(t, tp_peek_be16(t, HEADER + 2));
	tp_puts(t, ")");
}

/* The packet that is registered: its addresses. */
static void
text_register(tp_tvb *t)
{
	(void)tp_peek(t, HEADER + 12, 8);
	text_addr(t, " for ", HEADER + 12);
	text_addr(t, " > ", HEADER + 16);
}

static void
text_register_stop(tp_tvb *t)
{
	(void)tp_peek(t, HEADER, 8);
	text_addr(t, " for ", HEADER);
	text_addr(t, " > ", HEADER + 4);
}

static void
text_rp_reachable(tp_tvb *t)
{
	if (t->pkt->verbose == 0)
		return;
	text_addr(t, " group ", HEADER);
	text_mask(t, HEADER + 4);
	text_addr(t, " RP ", HEADER + 8);
	tp_puts(t, " hold ");
	igmp_text_time(t, tp_peek_be16(t, HEADER + 14));
}

static void
text_assert(tp_tvb *t)
{
	uint32_t pref, metric;

	(void)tp_peek(t, HEADER + 8, 4);
	text_addr(t, " for ", HEADER + 8);
	text_addr(t, " > ", HEADER);
	text_mask(t, HEADER + 4);
	(void)tp_peek(t, HEADER + 12, 8);
	pref = tp_peek_be32(t, HEADER + 12);
	metric = tp_peek_be32(t, HEADER + 16);
	tp_text(t, " %s pref %u metric %u", pref >> 31 ? "RP-tree" : "SPT",
	    pref & 0x7fffffff, metric);
}

/* Sparse, a wild card, and which tree; then the source and its mask. */
static void
text_flags(tp_tvb *t, uint32_t o)
{
	uint32_t flags = tp_peek_be16(t, o);

	tp_text(t, "%s%s %s", flags & 0x0100 ? "Sparse" : "Dense",
	    flags & 0x0080 ? " WC" : "", flags & 0x0040 ? "RP" : "SPT");
}

/*
 * A message of one group and one source, which is most of them, gets a line
 * of its own kind.  0: this is no such message.
 */
static int
text_single(tp_tvb *t)
{
	uint32_t joins, prunes, bits, o = HEADER;

	if (t->len < o + 30 || !tp_has(t, o, 30) || t->data[o + 11] != 1)
		return 0;
	joins = tp_peek_be16(t, o + 20);
	prunes = tp_peek_be16(t, o + 22);
	if (joins + prunes != 1)
		return 0;
	text_addr(t, " RPF ", o);
	tp_puts(t, " Hold ");
	igmp_text_time(t, tp_peek_be16(t, o + 6));
	tp_puts(t, joins == 1 ? "Join" : "Prune");
	bits = tp_peek_u8(t, o + 25) & 0x3f;
	text_addr(t, " (", o + 26);
	tp_text(t, "/%u, ", bits);
	text_addr(t, "", o + 12);
	text_mask(t, o + 16);
	tp_puts(t, ") ");
	text_flags(t, o + 24);
	return 1;
}

static uint32_t
text_sources(tp_tvb *t, uint32_t o, uint32_t n, const char *what)
{
	for (; n > 0 && !t->err; n--, o += 6) {
		uint32_t bits = tp_peek_u8(t, o + 1) & 0x3f;

		(void)tp_peek(t, o, 6);
		tp_puts(t, what);
		text_flags(t, o);
		text_addr(t, " ", o + 2);
		tp_text(t, "/%u", bits);
	}
	return o;
}

static void
text_join_prune(tp_tvb *t)
{
	uint32_t o = HEADER, groups, joins, prunes;
	uint32_t verbose = t->pkt->verbose;

	if (verbose == 0 || text_single(t))
		return;
	if (t->len < o + 4)
		(void)tp_fail(t, TP_TRUNCATED);
	if (verbose > 1)
		tp_puts(t, "\n");
	text_addr(t, " Upstream Nbr: ", o);
	tp_puts(t, verbose > 1 ? "\n Hold time: " : " Hold time: ");
	igmp_text_time(t, tp_peek_be16(t, o + 6));
	if (verbose < 2)
		return;
	groups = tp_peek_u8(t, o + 11);
	for (o += 12; groups > 0 && !t->err; groups--) {
		text_addr(t, "\n\tGroup: ", o);
		text_mask(t, o + 4);
		joins = tp_peek_be16(t, o + 8);
		prunes = tp_peek_be16(t, o + 10);
		tp_text(t, " joined: %u pruned: %u", joins, prunes);
		o = text_sources(t, o + 12, joins, "\n\tJoin  ");
		o = text_sources(t, o, prunes, "\n\tPrune ");
	}
}

void
igmp_pimv1_text(tp_tvb *t)
{
	static const tp_value_string codes[] = {
		{ CODE_QUERY, " Query" }, { CODE_REGISTER, " Register" },
		{ CODE_REGISTER_STOP, " Register-Stop" },
		{ CODE_JOIN_PRUNE, " Join/Prune" },
		{ CODE_RP_REACHABLE, " RP-reachable" },
		{ CODE_ASSERT, " Assert" }, { CODE_GRAFT, " Graft" },
		{ CODE_GRAFT_ACK, " Graft-ACK" }, { 0, NULL }
	};
	uint32_t code, version;

	t->name = "pimv1";
	code = tp_peek_u8(t, 1);
	tp_text_string(t, codes, code, " [type %u]");
	if (code == CODE_QUERY)
		text_query(t);
	else if (code == CODE_REGISTER)
		text_register(t);
	else if (code == CODE_REGISTER_STOP)
		text_register_stop(t);
	else if (code == CODE_RP_REACHABLE)
		text_rp_reachable(t);
	else if (code == CODE_ASSERT)
		text_assert(t);
	else if (code == CODE_JOIN_PRUNE || code == CODE_GRAFT ||
	    code == CODE_GRAFT_ACK)
		text_join_prune(t);
	version = tp_peek_u8(t, 4) >> 4;
	if (version != 1)
		tp_text(t, " [v%u]", version);
}
