/* SPDX-License-Identifier: BSD-3-Clause */
/* Router Renumbering (RFC 2894). */
#include "icmpv6.h"

enum { LEN_HEAD = 16, LEN_MATCH = 24, LEN_USE = 32 };
enum { CODE_COMMAND = 0, CODE_RESULT = 1, CODE_RESET = 255 };

/* -vv has each part on a line of its own. */
static void
text_separator(tp_tvb *t)
{
	tp_puts(t, t->pkt->verbose > 1 ? "\n\t" : " ");
}

static void
text_lifetime(tp_tvb *t, const char *name, uint32_t v)
{
	if (v == UINT32_MAX)
		tp_text(t, "%s=infty,", name);
	else
		tp_text(t, "%s=%u,", name, v);
}

static void
text_use(tp_tvb *t, const uint8_t *p)
{
	uint32_t flags;

	if (p == NULL)
		return;
	flags = p[12];
	text_separator(t);
	tp_puts(t, "use(");
	if (flags != 0)
		tp_text(t, "%s%s,", flags & 0x80 ? "V" : "",
		    flags & 0x40 ? "P" : "");
	if (t->pkt->verbose) {
		tp_text(t, "mask=0x%x,raflags=0x%x,", p[2], p[3]);
		text_lifetime(t, "vltime", tp_ld32(p + 4));
		text_lifetime(t, "pltime", tp_ld32(p + 8));
	}
	tp_addr(t, TP_FT_IPV6, p + 16);
	tp_text(t, "/%u/%u)", p[0], p[1]);
}

/* The prefix control operation (RFC 2894, 3.2) at the cursor. */
static void
text_operation(tp_tvb *t)
{
	static const tp_value_string codes[] = {
		{ 1, "add" }, { 2, "change" }, { 3, "setglobal" }, { 0, NULL }
	};
	const uint8_t *p = tp_take(t, LEN_MATCH);
	uint32_t n;

	if (p == NULL)
		return;
	text_separator(t);
	tp_puts(t, "match(");
	tp_text_string(t, codes, (uint32_t)p[0], "#%u");
	tp_puts(t, ",");
	if (t->pkt->verbose)
		tp_text(t, "ord=%u,min=%u,max=%u,", p[2], p[4], p[5]);
	tp_addr(t, TP_FT_IPV6, p + 8);
	tp_text(t, "/%u)", p[3]);
	/* the length counts units of 4 octets: 3, and 4 for each use */
	n = p[1];
	if ((n & 3) != 3)
		(void)tp_fail(t, TP_TRUNCATED);
	for (n /= 4; n > 0 && !t->err; n--)
		text_use(t, tp_take(t, LEN_USE));
}

static void
text_head(tp_tvb *t, uint32_t code)
{
	static const tp_value_string codes[] = {
		{ CODE_COMMAND, "command" }, { CODE_RESULT, "result" },
		{ CODE_RESET, "sequence number reset" }, { 0, NULL }
	};
	static const char letters[] = "TRASP";
	const uint8_t *p = tp_take(t, LEN_HEAD);

	if (p == NULL)
		return;
	tp_puts(t, ", ");
	tp_text_string(t, codes, code, "code-#%u");
	tp_text(t, ", seq=%u", tp_ld32(p + 4));
	if (t->pkt->verbose == 0)
		return;
	tp_puts(t, "[");
	for (uint32_t i = 0; i < 5; i++)
		if (p[9] & 0x80 >> i)
			tp_text(t, "%.1s", letters + i);
	if (p[9] != 0)
		tp_puts(t, ",");
	tp_text(t, "seg=%u,maxdelay=%u", p[8], tp_ld16(p + 10));
	if (tp_ld32(p + 12) != 0)
		tp_text(t, "rsvd=0x%x", tp_ld32(p + 12));
	tp_puts(t, "]");
}

int
icmpv6_renumber_text(tp_tvb *t, uint32_t code)
{
	/* its own window: tcpdump goes on after a cut here */
	tp_tvb m = tp_rest(t, t->len);

	if (t->err)
		return 0;
	text_head(&m, code);
	/* of more operations the first alone is shown */
	if (code == CODE_COMMAND)
		text_operation(&m);
	if (m.err)
		(void)icmpv6_cut(t);
	return 1;
}

/* --------------------------------------------------------------- fields */

static const struct part head[] = {
	{ F_RR_SEQUENCE_NUMBER, 4, 0, 0 }, { F_RR_SEGMENT_NUMBER, 1, 0, 0 },
	{ F_RR_FLAG, 1, 6, 0 }, { F_RR_MAXDELAY, 2, 0, 0 },
	{ F_RESERVED, 4, 0, 0 }
};
static const struct part match[] = {
	{ F_RR_PCO_MP_OPCODE, 1, 0, 0 }, { F_RR_PCO_MP_OPLENGTH, 1, 0, 0 },
	{ F_RR_PCO_MP_ORDINAL, 1, 0, 0 }, { F_RR_PCO_MP_MATCHLEN, 1, 0, 0 },
	{ F_RR_PCO_MP_MINLEN, 1, 0, 0 }, { F_RR_PCO_MP_MAXLEN, 1, 0, 0 },
	{ F_RESERVED, 2, 0, 0 }, { F_RR_PCO_MP_MATCHPREFIX, 16, 0, 0 }
};
static const struct part use[] = {
	{ F_RR_PCO_UP_USELEN, 1, 0, 0 }, { F_RR_PCO_UP_KEEPLEN, 1, 0, 0 },
	{ F_RR_PCO_UP_FLAGMASK, 1, 3, 0 },
	{ F_RR_PCO_UP_RAFLAGS, 1, 3, F_RR_PCO_UP_FLAGMASK_L },
	{ F_RR_PCO_UP_VALIDLIFETIME, 4, 0, 0 },
	{ F_RR_PCO_UP_PREFERREDLIFETIME, 4, 0, 0 },
	{ F_RR_PCO_UP_FLAG, 4, 3, 0 }, { F_RR_PCO_UP_USEPREFIX, 16, 0, 0 }
};
static const struct part result[] = {
	{ F_RR_RM_FLAG, 2, 3, 0 }, { F_RR_RM_ORDINAL, 1, 0, 0 },
	{ F_RR_RM_MATCHEDLEN, 1, 0, 0 }, { F_RR_RM_INTERFACEINDEX, 4, 0, 0 },
	{ F_RR_RM_MATCHEDPREFIX, 16, 0, 0 }
};

static void
add_group(tp_tvb *t, tp_field group, uint32_t len,
    const struct part *parts, uint32_t n)
{
	tp_item outer = tp_open(t, group, t->off, len, 0);

	icmpv6_add(t, parts, n);
	tp_close(t, outer);
}

void
icmpv6_renumber_tree(const tp_self *me, tp_tvb *t, uint32_t code)
{
	uint32_t n;

	(void)me;
	icmpv6_add(t, head, TP_COUNT(head));
	while (code == CODE_COMMAND && tp_more(t)) {
		n = tp_has(t, t->off, 2) ? t->data[t->off + 1] / 4u : 0;
		add_group(t, F_RR_PCO_MP, LEN_MATCH, match, TP_COUNT(match));
		for (; n > 0 && tp_more(t); n--)
			add_group(t, F_RR_PCO_UP, LEN_USE, use, TP_COUNT(use));
	}
	while (code == CODE_RESULT && tp_more(t))
		add_group(t, F_RR_RM, LEN_MATCH, result, TP_COUNT(result));
}
