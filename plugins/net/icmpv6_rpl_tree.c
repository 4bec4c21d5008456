/* SPDX-License-Identifier: BSD-3-Clause */
/* The fields of RPL control messages (RFC 6550, 6). */
#include "icmpv6.h"

/* -------------------------------------------------------------- options */

static const struct part padding[] = { { F_RPL_OPT_PADN, 0, 0, 0 } };
static const struct part route[] = {
	{ F_RPL_OPT_ROUTE_PREFIX_LENGTH, 1, 0, 0 },
	{ F_RPL_OPT_ROUTE_FLAG, 1, 2, 0 }, { F_RPL_OPT_ROUTE_LIFETIME, 4, 0, 0 }
};
static const struct part config[] = {
	{ F_RPL_OPT_CONFIG_FLAG, 1, 3, 0 },
	{ F_RPL_OPT_CONFIG_INTERVAL_DOUBLE, 1, 0, 0 },
	{ F_RPL_OPT_CONFIG_INTERVAL_MIN, 1, 0, 0 },
	{ F_RPL_OPT_CONFIG_REDUNDANCY, 1, 0, 0 },
	{ F_RPL_OPT_CONFIG_MAX_RANK_INC, 2, 0, 0 },
	{ F_RPL_OPT_CONFIG_MIN_HOP_RANK_INC, 2, 0, 0 },
	{ F_RPL_OPT_CONFIG_OCP, 2, 0, 0 }, { F_RPL_OPT_CONFIG_RSV, 1, 0, 0 },
	{ F_RPL_OPT_CONFIG_DEF_LIFETIME, 1, 0, 0 },
	{ F_RPL_OPT_CONFIG_LIFETIME_UNIT, 2, 0, 0 }
};
static const struct part target[] = {
	{ F_RPL_OPT_TARGET_FLAG, 1, 0, 0 },
	{ F_RPL_OPT_TARGET_PREFIX_LENGTH, 1, 0, 0 }
};
static const struct part transit[] = {
	{ F_RPL_OPT_TRANSIT_FLAG, 1, 2, 0 },
	{ F_RPL_OPT_TRANSIT_PATHCTL, 1, 0, 0 },
	{ F_RPL_OPT_TRANSIT_PATHSEQ, 1, 0, 0 },
	{ F_RPL_OPT_TRANSIT_PATHLIFETIME, 1, 0, 0 }
};
static const struct part solicited[] = {
	{ F_RPL_OPT_SOLICITED_INSTANCE, 1, 0, 0 },
	{ F_RPL_OPT_SOLICITED_FLAG, 1, 4, 0 },
	{ F_RPL_OPT_SOLICITED_DODAGID, 16, 0, 0 },
	{ F_RPL_OPT_SOLICITED_VERSION, 1, 0, 0 }
};
static const struct part prefix[] = {
	{ F_RPL_OPT_PREFIX_LENGTH, 1, 0, 0 },
	{ F_RPL_OPT_PREFIX_FLAG, 1, 4, 0 },
	{ F_RPL_OPT_PREFIX_VALID_LIFETIME, 4, 0, 0 },
	{ F_RPL_OPT_PREFIX_PREFERRED_LIFETIME, 4, 0, 0 },
	{ F_RPL_OPT_RESERVED, 4, 0, 0 }, { F_RPL_OPT_PREFIX, 16, 0, 0 }
};
static const struct part descriptor[] = {
	{ F_RPL_OPT_TARGETDESC_DESCRIPTOR, 4, 0, 0 }
};

/* Metric objects (RFC 6551, 3 and 4). */
static const struct part metric_head[] = {
	{ F_RPL_OPT_METRIC_FLAGS, 2, 7, 0 },
	{ F_RPL_OPT_METRIC_LENGTH, 1, 0, 0 }
};
static const struct part node_state[] = {
	{ F_RPL_OPT_METRIC_NSA_OBJECT, 2, 4, 0 }
};
static const struct part node_energy[] = {
	{ F_RPL_OPT_METRIC_NE_OBJECT, 2, 5, 0 }
};
static const struct part hop_count[] = {
	{ F_RPL_OPT_METRIC_HP_OBJECT, 2, 3, 0 }
};
static const struct part throughput[] = {
	{ F_RPL_OPT_METRIC_LT_OBJECT_LT, 4, 0, 0 }
};
static const struct part latency[] = {
	{ F_RPL_OPT_METRIC_LL_OBJECT_LL, 4, 0, 0 }
};
static const struct part quality[] = {
	{ F_RPL_OPT_METRIC_LQL_OBJECT, 1, 2, F_RPL_OPT_METRIC_LQL_OBJECT_VAL }
};
static const struct part etx[] = {
	{ F_RPL_OPT_METRIC_ETX_OBJECT_ETX, 2, 0, 0 }
};

enum { METRIC_STATE = 1, METRIC_QUALITY = 6 };

static const struct layout metrics[] = {
	{ METRIC_STATE, PARTS(node_state) },
	{ 2, PARTS(node_energy) },
	{ 3, PARTS(hop_count) }, { 4, PARTS(throughput) },
	{ 5, PARTS(latency) }, { METRIC_QUALITY, PARTS(quality) },
	{ 7, PARTS(etx) }, { 0, 0, NULL }
};

/* The body of an object, which fills t: values of one kind. */
static void
add_metric_values(tp_tvb *t, uint32_t type)
{
	static const struct part reserved[] = {
		{ F_RPL_OPT_METRIC_LQL_OBJECT_RES, 1, 1, 0 }
	};
	const struct layout *l = layout_find(metrics, type);

	if (type == METRIC_QUALITY)
		icmpv6_add(t, reserved, TP_COUNT(reserved));
	while (l != NULL && tp_more(t)) {
		icmpv6_add(t, l->parts, l->nparts);
		if (type == METRIC_STATE)
			(void)tp_take(t, tp_unread(t));	/* TLVs */
	}
}

static void
metric_container(tp_tvb *t)
{
	while (tp_more(t)) {
		uint32_t type = tp_peek_u8(t, t->off), len = 4;
		tp_item outer;
		tp_tvb object;

		if (tp_has(t, t->off, 4))
			len += t->data[t->off + 3];
		outer = tp_open(t, F_RPL_OPT_METRIC_TYPE, t->off, len, type);
		(void)tp_take(t, 1);
		icmpv6_add(t, metric_head, TP_COUNT(metric_head));
		object = tp_sub(t, len - 4);
		add_metric_values(&object, type);
		tp_close(t, outer);
	}
}

/* RFC 6997, 7.1: the addresses of a route leave out some octets. */
static void
discovery(tp_tvb *t)
{
	static const struct part head[] = {
		{ F_RPL_OPT_ROUTEDISCOVERY_FLAG_REPLY, 1, 4, 0 },
		{ F_RPL_OPT_ROUTEDISCOVERY_LIFETIME, 1, 2, 0 }
	};
	uint32_t n = tp_unread(t) > 0 ? 16u - (tp_peek_u8(t, t->off) & 15) : 16;

	icmpv6_add(t, head, TP_COUNT(head));
	parts_add_addrs(t, F_RPL_OPT_ROUTEDISCOVERY_TARGETADDR, 1);
	while (tp_unread(t) >= n && !t->err)
		parts_add_prefix(t, F_RPL_OPT_ROUTEDISCOVERY_ADDRVEC_ADDR, n);
}

/* As many octets as there are, up to a whole address. */
static void
route_prefix(tp_tvb *t)
{
	uint32_t n = tp_unread(t);

	if (n == 8 || n == 16)
		parts_add_prefix(t, F_RPL_OPT_ROUTE_PREFIX, n);
}

static void
target_prefix(tp_tvb *t)
{
	uint32_t n = tp_unread(t);

	if (n > 0 && n <= 16)
		parts_add_prefix(t, F_RPL_OPT_TARGET_PREFIX, n);
}

static void
parent(tp_tvb *t)
{
	parts_add_addrs(t, F_RPL_OPT_TRANSIT_PARENT, 1);
}

static const struct option {
	uint32_t type, nparts;
	const struct part *parts;
	void (*more)(tp_tvb *);
} options[] = {
	{ 1, PARTS(padding), NULL },
	{ 2, 0, NULL, metric_container },
	{ 3, PARTS(route), route_prefix },
	{ 4, PARTS(config), NULL },
	{ 5, PARTS(target), target_prefix },
	{ 6, PARTS(transit), parent },
	{ 7, PARTS(solicited), NULL },
	{ 8, PARTS(prefix), NULL },
	{ 9, PARTS(descriptor), NULL },
	{ 10, 0, NULL, discovery },
};

/* The body of an option, which fills t. */
static void
add_option(tp_tvb *t, uint32_t type)
{
	const struct option *o = NULL;

	for (uint32_t i = 0; i < TP_COUNT(options) && o == NULL; i++)
		if (options[i].type == type)
			o = &options[i];
	if (o != NULL)
		icmpv6_add(t, o->parts, o->nparts);
	if (o != NULL && o->more != NULL)
		o->more(t);
	if (tp_unread(t) > 0 || o == NULL)
		(void)tp_f_bytes(t, o != NULL ? F_UNKNOWN_DATA : F_DATA,
		    tp_unread(t));
}

static void
add_options(tp_tvb *t)
{
	while (tp_more(t)) {
		uint32_t start = t->off, len = 1;
		uint32_t type = tp_has(t, start, 1) ? t->data[start] : 0;
		tp_item outer;
		tp_tvb body;

		if (type != 0 && tp_has(t, start, 2))
			len = 2u + t->data[start + 1];
		outer = tp_open(t, F_OPT, start, len, 0);
		(void)tp_f_u8(t, F_RPL_OPT_TYPE);
		if (type != 0) {
			(void)tp_f_u8(t, F_RPL_OPT_LENGTH);
			body = tp_sub(t, len - 2);
			add_option(&body, type);
			tp_join(t, &body);
		}
		tp_close(t, outer);
	}
}

/* ------------------------------------------------------------- messages */

static const struct part solicitation[] = {
	{ F_RPL_DIS_FLAGS, 1, 0, 0 }, { F_RESERVED, 1, 0, 0 }
};
static const struct part information[] = {
	{ F_RPL_DIO_INSTANCE, 1, 0, 0 }, { F_RPL_DIO_VERSION, 1, 0, 0 },
	{ F_RPL_DIO_RANK, 2, 0, 0 }, { F_RPL_DIO_FLAG, 1, 4, 0 },
	{ F_RPL_DIO_DTSN, 1, 0, 0 }, { F_RPL_DIO_FLAG, 1, 0, 0 },
	{ F_RESERVED, 1, 0, 0 }, { F_RPL_DIO_DAGID, 16, 0, 0 }
};
static const struct part advertisement[] = {
	{ F_RPL_DAO_INSTANCE, 1, 0, 0 }, { F_RPL_DAO_FLAG, 1, 3, 0 },
	{ F_RESERVED, 1, 0, 0 }, { F_RPL_DAO_SEQUENCE, 1, 0, 0 }
};
static const struct part acknowledgment[] = {
	{ F_RPL_DAOACK_INSTANCE, 1, 0, 0 }, { F_RPL_DAOACK_FLAG, 1, 2, 0 },
	{ F_RPL_DAOACK_SEQUENCE, 1, 0, 0 }, { F_RPL_DAOACK_STATUS, 1, 0, 0 }
};
static const struct part consistency[] = {
	{ F_RPL_CC_INSTANCE, 1, 0, 0 }, { F_RPL_CC_FLAG, 1, 2, 0 },
	{ F_RPL_CC_NONCE, 2, 0, 0 }, { F_RPL_CC_DODAGID, 16, 0, 0 },
	{ F_RPL_CC_DESTINATION_COUNTER, 4, 0, 0 }
};
/* RFC 6997, 8 and 10 */
static const struct part discovery_reply[] = {
	{ F_RPL_P2P_DRO_INSTANCE, 1, 0, 0 }, { F_RPL_P2P_DRO_VERSION, 1, 0, 0 },
	{ F_RPL_P2P_DRO_FLAG, 2, 4, 0 }, { F_RPL_P2P_DRO_DAGID, 16, 0, 0 }
};
static const struct part discovery_ack[] = {
	{ F_RPL_P2P_DRO_INSTANCE, 1, 0, 0 }, { F_RPL_P2P_DRO_VERSION, 1, 0, 0 },
	{ F_RPL_P2P_DROACK_FLAG, 2, 2, 0 }, { F_RPL_P2P_DRO_DAGID, 16, 0, 0 }
};

/* RFC 6550, 6.1 */
static const struct part security[] = {
	{ F_RPL_SECURE_FLAG, 1, 2, 0 }, { F_RPL_SECURE_ALGORITHM, 1, 0, 0 },
	{ F_RPL_SECURE_FLAG, 1, 3, F_RPL_SECURE_KIM },
	{ F_RPL_SECURE_FLAG, 1, 0, 0 }, { F_RPL_SECURE_COUNTER, 4, 0, 0 }
};
static const struct part key[] = {
	{ F_RPL_SECURE_KEY_SOURCE, 8, 0, 0 },
	{ F_RPL_SECURE_KEY_INDEX, 1, 0, 0 }
};

enum { CODE_DAO = 2, CODE_DAO_ACK = 3, CODE_SECURE = 0x80 };

static const struct layout messages[] = {
	{ 0, PARTS(solicitation) }, { 1, PARTS(information) },
	{ CODE_DAO, PARTS(advertisement) },
	{ CODE_DAO_ACK, PARTS(acknowledgment) },
	{ 4, PARTS(discovery_reply) },
	{ 5, PARTS(discovery_ack) },
	{ CODE_SECURE | 10, PARTS(consistency) }, { 0, 0, NULL }
};

static void
add_security(tp_tvb *t)
{
	uint32_t mode = tp_has(t, t->off, 3) ? t->data[t->off + 2] >> 6 : 0;

	icmpv6_add(t, security, TP_COUNT(security));
	if (mode >= 2)
		icmpv6_add(t, key, TP_COUNT(key));
}

void
icmpv6_rpl_tree(const tp_self *me, tp_tvb *t, uint32_t code)
{
	const struct layout *l = layout_find(messages, code);
	uint32_t start, flags;

	(void)me;
	if (code & CODE_SECURE)
		add_security(t);
	if (l == NULL) {
		code &= ~(uint32_t)CODE_SECURE;
		l = layout_find(messages, code);
	}
	if (l == NULL)
		return;
	start = t->off;
	icmpv6_add(t, l->parts, l->nparts);
	flags = t->err ? 0 : t->data[start + 1];
	/* the DODAGID is there if a flag says so */
	if (code == CODE_DAO && flags & 0x40)
		(void)tp_f_bytes(t, F_RPL_DAO_DODAGID, 16);
	if (code == CODE_DAO_ACK && flags & 0x80)
		(void)tp_f_bytes(t, F_RPL_DAOACK_DODAGID, 16);
	add_options(t);
}
