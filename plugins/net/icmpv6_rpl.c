/* SPDX-License-Identifier: BSD-3-Clause */
/* The text of RPL control messages (RFC 6550, 6). */
#include "icmpv6.h"

enum {
	CODE_DIS, CODE_DIO, CODE_DAO, CODE_DAO_ACK,
	CODE_SECURE = 0x80		/* with a security section */
};

/* Options (RFC 6550, 6.7) from offset off on: -vv names them. */
static void
text_options(tp_tvb *t, uint32_t off)
{
	static const tp_value_string types[] = {
		{ 1, "padN" }, { 2, "metrics" }, { 3, "routinginfo" },
		{ 4, "config" }, { 5, "rpltarget" }, { 6, "transitinfo" },
		{ 8, "destprefix" }, { 9, "rpltargetdesc" }, { 0, NULL }
	};
	uint32_t type, len;

	while (!t->err && off < t->len) {
		type = tp_peek_u8(t, off);
		if (type == 0) {
			tp_puts(t, " opt:pad1");
			off++;
			continue;
		}
		if (off + 1 == t->len) {
			(void)icmpv6_cut(t);
			return;
		}
		len = tp_peek_u8(t, off + 1);
		tp_puts(t, " opt:");
		tp_text_string(t, types, type, "subopt:%u");
		tp_text(t, " len:%u ", len + 2);
		off += 2;
		if (!tp_has(t, off, len)) {
			(void)icmpv6_cut(t);
			return;
		}
		if (t->pkt->verbose > 2)
			t->pkt->host->hex(t, " ", t->data + off, len);
		off += len;
	}
}

static void
text_dio(tp_tvb *t)
{
	static const tp_value_string modes[] = {
		{ 0, "nonstoring" }, { 1, "storing" },
		{ 2, "nonstoring-multicast" }, { 3, "storing-multicast" },
		{ 0, NULL }
	};
	const uint8_t *p;

	if (t->len < 4 + 24) {
		tp_text(t, " [length %u < 24]", t->len - 4);
		(void)tp_malformed(t);
		return;
	}
	p = tp_peek(t, 4, 24);
	if (p == NULL)
		return;
	tp_puts(t, " [dagid:");
	tp_addr(t, TP_FT_IPV6, p + 8);
	tp_text(t, ",seq:%u,instance:%u,rank:%u,%smop:", p[5], p[0],
	    tp_ld16(p + 2), p[4] & 0x80 ? "grounded," : "");
	tp_text_string(t, modes, (uint32_t)p[4] >> 3 & 7, "mop%u");
	tp_text(t, ",prf:%u]", p[4] & 7);
	if (t->pkt->verbose > 1)
		text_options(t, 4 + 24);
}

/* The DODAGID, which both may leave out. */
static void
text_dagid(tp_tvb *t, const uint8_t *p)
{
	tp_puts(t, " [dagid:");
	if (p != NULL)
		tp_addr(t, TP_FT_IPV6, p);
	else
		tp_puts(t, "<elided>");
}

static void
text_dao(tp_tvb *t)
{
	/* room for the DODAGID must be there even if it is left out */
	const uint8_t *p = t->data + 4;
	int given;

	if (!tp_has(t, 4, 20)) {
		(void)icmpv6_cut(t);
		return;
	}
	given = (p[1] & 0x40) != 0;
	text_dagid(t, given ? p + 4 : NULL);
	tp_text(t, ",seq:%u,instance:%u%s%s,flags:%02x]", p[3], p[0],
	    p[1] & 0x80 ? ",acK" : "", given ? ",Dagid" : "", p[1]);
	if (t->pkt->verbose > 1)
		text_options(t, 4 + (given ? 20 : 4));
}

static void
text_dao_ack(tp_tvb *t)
{
	const uint8_t *p = t->data + 4;
	int given = tp_has(t, 4, 4) && (p[1] & 0x80) != 0;

	if (!tp_has(t, 4, given ? 20 : 4)) {
		(void)icmpv6_cut(t);
		return;
	}
	text_dagid(t, given ? p + 4 : NULL);
	tp_text(t, ",seq:%u,instance:%u,status:%u]", p[2], p[0], p[3]);
	if (t->pkt->verbose > 1)
		text_options(t, 4 + (given ? 20 : 4));
}

int
icmpv6_rpl_text(tp_tvb *t, uint32_t code)
{
	static const struct {
		const char *name;
		void (*text)(tp_tvb *);
	} messages[] = {
		[CODE_DIS] = { "DODAG Information Solicitation", NULL },
		[CODE_DIO] = { "DODAG Information Object", text_dio },
		[CODE_DAO] = { "Destination Advertisement Object", text_dao },
		[CODE_DAO_ACK] = { "Destination Advertisement Object Ack",
		    text_dao_ack },
	};

	if (code & CODE_SECURE) {
		tp_puts(t, ", (SEC) [worktodo]");
		return 1;
	}
	tp_puts(t, ", (CLR)");
	if (code >= TP_COUNT(messages)) {
		tp_text(t, "RPL message, unknown code %u", code);
		return 1;
	}
	tp_puts(t, messages[code].name);
	if (t->pkt->verbose && messages[code].text != NULL)
		messages[code].text(t);
	return 1;
}
