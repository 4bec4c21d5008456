/* SPDX-License-Identifier: BSD-3-Clause */
/* The fields of ICMPv6's messages. */
#include "icmpv6.h"

enum { MAX_NAME = 255 };		/* RFC 1035, 2.3.4 */

/* The text of the name at the cursor: labels with a dot between them. */
static void
add_name(tp_tvb *t, tp_field f)
{
	uint32_t start = t->off, n = 0, len;
	char *text = t->pkt->host->alloc(t->pkt, MAX_NAME);
	const uint8_t *label;

	while ((len = tp_u8(t)) != 0) {
		label = tp_take(t, len);
		if (label == NULL || text == NULL || n + len >= MAX_NAME)
			return;
		if (n > 0)
			text[n++] = '.';
		memcpy(text + n, label, len);
		n += len;
	}
	if (!t->err)
		(void)tp_add_ptr(t, f, start, t->off - start, text, n);
}

void
icmpv6_add_names(tp_tvb *t, tp_field f)
{
	while (tp_has(t, t->off, 1) && t->data[t->off] != 0)
		add_name(t, f);
}

/* --------------------------------------------------------------- quoted */

void
icmpv6_quoted(const tp_self *me, tp_tvb *t)
{
	tp_pkt *pkt = t->pkt;
	uint32_t flags = pkt->flags;
	tp_tvb q = tp_rest(t, tp_unread(t));

	if (tp_left(t) == 0)
		return;
	pkt->flags |= TP_IN_ERROR;
	(void)pkt->host->call_uint(me->tables[ICMPV6_T_ETHERTYPE], 0x86dd, &q,
	    NULL);
	pkt->flags = flags;
}

static void
data(const tp_self *me, tp_tvb *t, uint32_t code)
{
	tp_tvb rest = tp_rest(t, tp_unread(t));

	(void)code;
	tp_data(me->tables[ICMPV6_T_DATA], &rest);
}

/* The rest of the message is an extension structure (RFC 4884, 7). */
static void
extensions(const tp_self *me, tp_tvb *t, uint32_t code)
{
	tp_tvb rest = tp_rest(t, tp_unread(t));

	if (tp_left(t) > 0 && t->pkt->host->call_uint(
	    me->tables[ICMPV6_T_EXTENSIONS], 0, &rest, NULL) == TP_REJECT)
		data(me, t, code);
}

/* RFC 4884, 4.5 and 4.6: the length in the first octet, if there is one. */
static void
error(const tp_self *me, tp_tvb *t, uint32_t code)
{
	static const struct part plain[] = { { F_RESERVED, 4, 0, 0 } };
	static const struct part extended[] = {
		{ F_LENGTH, 1, 0, 0 }, { F_RESERVED, 3, 0, 0 }
	};
	tp_tvb q;

	if (tp_left(t) > 0 && t->data[t->off] != 0) {
		uint32_t n = t->data[t->off] * 8u;

		icmpv6_add(t, extended, TP_COUNT(extended));
		if (n < tp_unread(t)) {
			q = tp_sub(t, n);
			icmpv6_quoted(me, &q);
			extensions(me, t, code);
			return;
		}
	} else
		icmpv6_add(t, plain, TP_COUNT(plain));
	icmpv6_quoted(me, t);
}

static void
quoted(const tp_self *me, tp_tvb *t, uint32_t code)
{
	(void)code;
	icmpv6_quoted(me, t);
}

/* ------------------------------------------------------------- messages */

static void
options(const tp_self *me, tp_tvb *t, uint32_t code)
{
	(void)code;
	icmpv6_options_tree(me, t);
}

static void
home_agents(const tp_self *me, tp_tvb *t, uint32_t code)
{
	(void)me;
	(void)code;
	parts_add_addrs(t, F_MIP6_HOME_AGENT_ADDRESS, UINT32_MAX);
}

/* RFC 5568, 6.1: the second octet is a flag of one subtype alone. */
static void
fast_handover(const tp_self *me, tp_tvb *t, uint32_t code)
{
	static const struct part subtype[] = {
		{ F_FMIP6_SUBTYPE, 1, 0, 0 }
	}, initiate[] = {
		{ F_FMIP6_HI_FLAG, 1, 3, 0 }
	}, other[] = {
		{ F_RESERVED, 1, 0, 0 }
	}, identifier[] = {
		{ F_FMIP6_IDENTIFIER, 2, 0, 0 }
	};
	uint32_t type = tp_left(t) > 0 ? t->data[t->off] : 0;

	(void)code;
	icmpv6_add(t, subtype, 1);
	if (type == 4)
		icmpv6_add(t, initiate, 1);
	else if (type == 2 || type == 3 || type == 5)
		icmpv6_add(t, other, 1);
	else
		(void)tp_take(t, 1);
	icmpv6_add(t, identifier, 1);
	icmpv6_options_tree(me, t);
}

/* RFC 6743, 3 */
static void
locators(const tp_self *me, tp_tvb *t, uint32_t code)
{
	static const struct part head[] = {
		{ F_ILNP_NB_LOCS, 1, 0, 0 }, { F_RESERVED, 1, 0, 0 },
		{ F_RESERVED, 2, 0, 0 }
	}, locator[] = {
		{ F_ILNP_NB_LOCATOR, 8, 0, 0 },
		{ F_ILNP_NB_PREFERENCE, 2, 0, 0 },
		{ F_ILNP_NB_LIFETIME, 2, 0, 0 }
	};
	uint32_t n = tp_left(t) > 0 ? t->data[t->off] : 0;

	(void)me;
	(void)code;
	icmpv6_add(t, head, TP_COUNT(head));
	for (; n > 0 && !t->err; n--)
		icmpv6_add(t, locator, TP_COUNT(locator));
}

/* RFC 7731, 6.2: what each seed has buffered, a bit for each message. */
static void
seeds(const tp_self *me, tp_tvb *t, uint32_t code)
{
	static const struct part seed[] = {
		{ F_MPL_SEED_INFO_MIN_SEQUENCE, 1, 0, 0 },
		{ F_MPL_SEED_INFO_BM_LEN, 1, 2, 0 }
	};
	static const uint8_t id_size[] = { 0, 2, 8, 16 };

	(void)me;
	(void)code;
	while (tp_more(t)) {
		uint32_t start = t->off, first, n;

		icmpv6_add(t, seed, TP_COUNT(seed));
		if (t->err)
			return;
		first = t->data[start];
		n = t->data[start + 1];
		(void)tp_take(t, id_size[n & 3]);
		n >>= 2;
		if (n > tp_unread(t)) {
			(void)tp_f_bytes(t, F_UNKNOWN_DATA, tp_unread(t));
			return;
		}
		for (uint32_t i = 0; i < n * 8 && !t->err; i++) {
			uint32_t off = t->off + i / 8;

			if (tp_peek_u8(t, off) & 0x80 >> i % 8)
				(void)tp_add(t, F_MPL_SEED_INFO_SEQUENCE, off,
				    1, (first + i) & 0xff);
		}
		(void)tp_take(t, n);
	}
}

static const struct part too_big[] = { { F_MTU, 4, 0, 0 } };
static const struct part problem[] = { { F_POINTER, 4, 0, 0 } };
static const struct part echo[] = {
	{ F_ECHO_IDENTIFIER, 2, 0, 0 }, { F_ECHO_SEQUENCE_NUMBER, 2, 0, 0 }
};
static const struct part reserved[] = { { F_RESERVED, 4, 0, 0 } };
static const struct part advert[] = {
	{ F_ND_RA_CUR_HOP_LIMIT, 1, 0, 0 }, { F_ND_RA_FLAG, 1, 6, 0 },
	{ F_ND_RA_ROUTER_LIFETIME, 2, 0, 0 },
	{ F_ND_RA_REACHABLE_TIME, 4, 0, 0 },
	{ F_ND_RA_RETRANS_TIMER, 4, 0, 0 }
};
static const struct part solicit[] = {
	{ F_RESERVED, 4, 0, 0 }, { F_ND_NS_TARGET_ADDRESS, 16, 0, 0 }
};
static const struct part neighbor[] = {
	{ F_ND_NA_FLAG, 4, 4, 0 }, { F_ND_NA_TARGET_ADDRESS, 16, 0, 0 }
};
static const struct part redirect[] = {
	{ F_RESERVED, 4, 0, 0 }, { F_ND_RD_TARGET_ADDRESS, 16, 0, 0 },
	{ F_RD_NA_DESTINATION_ADDRESS, 16, 0, 0 }
};
static const struct part mobile[] = {
	{ F_MIP6_IDENTIFIER, 2, 0, 0 }, { F_RESERVED, 2, 0, 0 }
};
static const struct part mobile_advert[] = {
	{ F_MIP6_IDENTIFIER, 2, 0, 0 }, { F_MIP6_FLAG, 2, 3, 0 }
};
/* RFC 3971, 6.4 */
static const struct part path_solicit[] = {
	{ F_SEND_IDENTIFIER, 2, 0, 0 }, { F_SEND_COMPONENT, 2, 0, 0 }
};
static const struct part path_advert[] = {
	{ F_SEND_IDENTIFIER, 2, 0, 0 }, { F_SEND_ALL_COMPONENTS, 2, 0, 0 },
	{ F_SEND_COMPONENT, 2, 0, 0 }, { F_RESERVED, 2, 0, 0 }
};
/* RFC 4286, 3 */
static const struct part multicast_router[] = {
	{ F_MCAST_RA_QUERY_INTERVAL, 2, 0, 0 },
	{ F_MCAST_RA_ROBUSTNESS_VARIABLE, 2, 0, 0 }
};
/* RFC 6775, 4.4 */
static const struct part duplicate[] = {
	{ F_6LOWPANND_DA_STATUS, 1, 0, 0 }, { F_6LOWPANND_DA_RSV, 1, 0, 0 },
	{ F_6LOWPANND_DA_LIFETIME, 2, 0, 0 },
	{ F_6LOWPANND_DA_EUI64, 8, 0, 0 },
	{ F_6LOWPANND_DA_REG_ADDR, 16, 0, 0 }
};
/* RFC 8335, 2 and 3 */
static const struct part probe[] = {
	{ F_ECHO_IDENTIFIER, 2, 0, 0 }, { F_EXT_ECHO_SEQ, 1, 0, 0 },
	{ F_EXT_ECHO_REQ_RES, 1, 2, 0 }
};
static const struct part probe_reply[] = {
	{ F_ECHO_IDENTIFIER, 2, 0, 0 }, { F_EXT_ECHO_SEQ, 1, 0, 0 },
	{ F_EXT_ECHO_RSP_STATE, 1, 5, 0 }
};
static const struct part unknown[] = { { F_DATA, 0, 0, 0 } };

/* What comes after the four octets that all have, and after that. */
static const struct tree {
	uint32_t type, nparts;
	const struct part *parts;
	icmpv6_tree *more;
} trees[] = {
	{ 1, 0, NULL, error },
	{ 2, PARTS(too_big), quoted },
	{ 3, 0, NULL, error },
	{ 4, PARTS(problem), quoted },
	{ 128, PARTS(echo), data },
	{ 129, PARTS(echo), data },
	{ 130, 0, NULL, icmpv6_listener_tree },
	{ 131, 0, NULL, icmpv6_listener_tree },
	{ 132, 0, NULL, icmpv6_listener_tree },
	{ 133, PARTS(reserved), options },
	{ 134, PARTS(advert), options },
	{ 135, PARTS(solicit), options },
	{ 136, PARTS(neighbor), options },
	{ 137, PARTS(redirect), options },
	{ 138, 0, NULL, icmpv6_renumber_tree },
	{ 139, 0, NULL, icmpv6_ni_query_tree },
	{ 140, 0, NULL, icmpv6_ni_reply_tree },
	{ 141, PARTS(reserved), options },
	{ 142, PARTS(reserved), options },
	{ 143, 0, NULL, icmpv6_report2_tree },
	{ 144, PARTS(mobile), NULL },
	{ 145, PARTS(mobile), home_agents },
	{ 146, PARTS(mobile), NULL },
	{ 147, PARTS(mobile_advert), options },
	{ 148, PARTS(path_solicit), options },
	{ 149, PARTS(path_advert), options },
	{ 150, 0, NULL, fast_handover },
	{ 151, PARTS(multicast_router), NULL },
	{ 152, 0, NULL, NULL },
	{ 153, 0, NULL, NULL },
	{ 154, 0, NULL, fast_handover },
	{ 155, 0, NULL, icmpv6_rpl_tree },
	{ 156, 0, NULL, locators },
	{ 157, PARTS(duplicate), NULL },
	{ 158, PARTS(duplicate), NULL },
	{ 159, 0, NULL, seeds },
	{ 160, PARTS(probe), extensions },
	{ 161, PARTS(probe_reply), NULL },
};

void
icmpv6_message_tree(const tp_self *me, tp_tvb *t, uint32_t type, uint32_t code)
{
	for (uint32_t i = 0; i < TP_COUNT(trees); i++) {
		if (trees[i].type != type)
			continue;
		icmpv6_add(t, trees[i].parts, trees[i].nparts);
		if (trees[i].more != NULL)
			trees[i].more(me, t, code);
		return;
	}
	if (tp_unread(t) > 0)
		icmpv6_add(t, unknown, TP_COUNT(unknown));
}
