/* SPDX-License-Identifier: BSD-3-Clause */
/* The fields of the options of neighbor discovery. */
#include "icmpv6.h"

/* RFC 4861, 4.6 */
static const struct part prefix[] = {
	{ F_OPT_PREFIX_LENGTH, 1, 0, 0 }, { F_OPT_PREFIX_FLAG, 1, 4, 0 },
	{ F_OPT_PREFIX_VALID_LIFETIME, 4, 0, 0 },
	{ F_OPT_PREFIX_PREFERRED_LIFETIME, 4, 0, 0 },
	{ F_OPT_RESERVED, 4, 0, 0 }, { F_OPT_PREFIX, 16, 0, 0 }
};
static const struct part redirected[] = {
	{ F_OPT_RESERVED, 6, 0, 0 }
};
static const struct part mtu[] = {
	{ F_OPT_RESERVED, 2, 0, 0 }, { F_OPT_MTU, 4, 0, 0 }
};
/* RFC 2491, 5.4 */
static const struct part shortcut[] = {
	{ F_OPT_NBMA_SHORTCUT_LIMIT, 1, 0, 0 }, { F_OPT_RESERVED, 1, 0, 0 },
	{ F_OPT_RESERVED, 4, 0, 0 }
};
/* RFC 6275, 7.3 and 7.4 */
static const struct part interval[] = {
	{ F_OPT_RESERVED, 2, 0, 0 }, { F_OPT_ADVERTISEMENT_INTERVAL, 4, 0, 0 }
};
static const struct part home_agent[] = {
	{ F_OPT_RESERVED, 2, 0, 0 }, { F_OPT_HOME_AGENT_PREFERENCE, 2, 0, 0 },
	{ F_OPT_HOME_AGENT_LIFETIME, 2, 0, 0 }
};
/* RFC 3122, 3.1: addresses follow */
static const struct part addresses[] = {
	{ F_OPT_RESERVED, 6, 0, 0 }
};
/* RFC 3971, 5; RFC 3972, 3 */
static const struct part cga[] = {
	{ F_OPT_CGA_PAD_LENGTH, 1, 0, 0 }, { F_OPT_RESERVED, 1, 0, 0 },
};
static const struct part cga_parameters[] = {
	{ F_OPT_CGA_MODIFIER, 16, 0, 0 }, { F_OPT_CGA_SUBNET_PREFIX, 8, 0, 0 },
	{ F_OPT_CGA_COUNT, 1, 0, 0 }
};
static const struct part rsa[] = {
	{ F_OPT_RESERVED, 2, 0, 0 }, { F_OPT_RSA_KEY_HASH, 16, 0, 0 },
	{ F_OPT_DIGITAL_SIGNATURE_PADDING, 0, 0, 0 }
};
static const struct part timestamp[] = {
	{ F_OPT_RESERVED, 6, 0, 0 }
};
static const struct part nonce[] = { { F_OPT_NONCE, 0, 0, 0 } };
static const struct part anchor[] = {
	{ F_OPT_NAME_TYPE, 1, 0, 0 }, { F_OPT_CGA_PAD_LENGTH, 1, 0, 0 }
};
static const struct part certificate[] = {
	{ F_OPT_NAME_TYPE, 1, 0, 0 }, { F_OPT_RESERVED, 1, 0, 0 },
	{ F_OPT_CERTIFICATE_PADDING, 0, 0, 0 }
};
/* RFC 5568, 6.4 */
static const struct part address[] = {
	{ F_OPT_IPA_OPTION_CODE, 1, 0, 0 }, { F_OPT_IPA_PREFIX_LEN, 1, 0, 0 },
	{ F_OPT_RESERVED, 4, 0, 0 }, { F_OPT_IPA_IPV6_ADDRESS, 16, 0, 0 }
};
static const struct part new_router[] = {
	{ F_OPT_NRPI_OPTION_CODE, 1, 0, 0 },
	{ F_OPT_NRPI_PREFIX_LEN, 1, 0, 0 }, { F_OPT_RESERVED, 4, 0, 0 },
	{ F_OPT_NRPI_PREFIX, 16, 0, 0 }
};
static const struct part link_address[] = {
	{ F_OPT_LLA_OPTION_CODE, 1, 0, 0 }, { F_OPT_LLA_BYTES, 0, 0, 0 }
};
static const struct part acknowledgment[] = {
	{ F_OPT_NAACK_OPTION_CODE, 1, 0, 0 }, { F_OPT_NAACK_STATUS, 1, 0, 0 }
};
/* RFC 5380, 4 */
static const struct part anchor_point[] = {
	{ F_OPT_MAP_DISTANCE, 1, 2, 0 }, { F_OPT_MAP_FLAG, 1, 2, 0 },
	{ F_OPT_MAP_VALID_LIFETIME, 4, 0, 0 },
	{ F_OPT_MAP_GLOBAL_ADDRESS, 16, 0, 0 }
};
/* RFC 4191, 2.3: the prefix follows */
static const struct part route[] = {
	{ F_OPT_PREFIX_LENGTH, 1, 0, 0 }, { F_OPT_ROUTE_INFO_FLAG, 1, 2, 0 },
	{ F_OPT_ROUTE_LIFETIME, 4, 0, 0 }
};
/* RFC 8106, 5 */
static const struct part servers[] = {
	{ F_OPT_RESERVED, 2, 0, 0 }, { F_OPT_RDNSS_LIFETIME, 4, 0, 0 }
};
static const struct part domains[] = {
	{ F_OPT_RESERVED, 2, 0, 0 }, { F_OPT_DNSSL_LIFETIME, 4, 0, 0 }
};
/* RFC 5175, 4 */
static const struct part flags[] = {
	{ F_OPT_EFO, 2, 6, 0 }, { F_OPT_RESERVED, 4, 0, 0 }
};
/* RFC 5269, 4.1 and 4.2: key and padding follow */
static const struct part key_request[] = {
	{ F_OPT_HKR_PAD_LENGTH, 1, 0, 0 }, { F_OPT_HKR_AT, 1, 2, 0 }
};
static const struct part key_reply[] = {
	{ F_OPT_HKR_PAD_LENGTH, 1, 0, 0 }, { F_OPT_HKR_AT, 1, 2, 0 },
	{ F_OPT_HKR_LIFETIME, 2, 0, 0 }
};
/* RFC 5271, 5.1 and 5.2: the value follows */
static const struct part assist[] = {
	{ F_OPT_HAI_OPTION_CODE, 1, 0, 0 }, { F_OPT_HAI_LENGTH, 1, 0, 0 }
};
static const struct part mobile_node[] = {
	{ F_OPT_MN_OPTION_CODE, 1, 0, 0 }, { F_OPT_MN_LENGTH, 1, 0, 0 }
};
/* RFC 6496, 5.1 */
static const struct part proxy_signature[] = {
	{ F_OPT_RESERVED, 2, 0, 0 }, { F_OPT_PS_KEY_HASH, 16, 0, 0 },
	{ F_OPT_DIGITAL_SIGNATURE_PADDING, 0, 0, 0 }
};
/* RFC 6775, 4.1 to 4.3: a context's prefix follows */
static const struct part registration[] = {
	{ F_OPT_ARO_STATUS, 1, 0, 0 }, { F_OPT_RESERVED, 3, 0, 0 },
	{ F_OPT_ARO_REGISTRATION_LIFETIME, 2, 0, 0 },
	{ F_OPT_ARO_EUI64, 8, 0, 0 }
};
static const struct part context[] = {
	{ F_OPT_6CO_CONTEXT_LENGTH, 1, 0, 0 }, { F_OPT_6CO_FLAG, 1, 3, 0 },
	{ F_OPT_RESERVED, 2, 0, 0 }, { F_OPT_6CO_VALID_LIFETIME, 2, 0, 0 }
};
static const struct part border_router[] = {
	{ F_OPT_ABRO_VERSION_LOW, 2, 0, 0 },
	{ F_OPT_ABRO_VERSION_HIGH, 2, 0, 0 },
	{ F_OPT_ABRO_VALID_LIFETIME, 2, 0, 0 },
	{ F_OPT_ABRO_6LBR_ADDRESS, 16, 0, 0 }
};
/* RFC 7400, 3.4 */
static const struct part capability[] = {
	{ F_OPT_6CIO_UNASSIGNED1, 2, 2, 0 },
	{ F_OPT_6CIO_UNASSIGNED2, 4, 0, 0 }
};
/* RFC 8781, 4: the prefix follows */
static const struct part pref64[] = {
	{ F_OPT_PREF64_SCALED_LIFETIME, 2, 2, 0 }
};

/* ------------------------------------------- what follows such a layout */

/* An address, and hidden which one of the two it is. */
static void
add_link_address(tp_tvb *t, tp_field f)
{
	uint32_t off = t->off, n = tp_unread(t);
	const uint8_t *p;
	tp_value v = { 0 };

	if (n == 0)
		return;
	p = tp_f_bytes(t, F_OPT_LINKADDR, n);
	if (p == NULL || !tp_wants(t, f))
		return;
	v.flags = TP_VALUE_HIDDEN;
	v.v.p = p;
	v.slen = n;
	(void)t->pkt->host->add(t, f, off, n, &v);
}

static void
source_link(const tp_self *me, tp_tvb *t)
{
	(void)me;
	add_link_address(t, F_OPT_SRC_LINKADDR);
}

static void
target_link(const tp_self *me, tp_tvb *t)
{
	(void)me;
	add_link_address(t, F_OPT_TARGET_LINKADDR);
}

static void
redirected_packet(const tp_self *me, tp_tvb *t)
{
	uint32_t n = tp_unread(t);

	if (n == 0)
		return;
	(void)tp_add(t, F_OPT_REDIRECTED_PACKET, t->off, n, 0);
	icmpv6_quoted(me, t);
	(void)tp_take(t, n);
}

static void
address_list(const tp_self *me, tp_tvb *t)
{
	(void)me;
	parts_add_addrs(t, F_OPT_IPV6_ADDRESS, UINT32_MAX);
	(void)tp_take(t, tp_unread(t));
}

static void
parameters(const tp_self *me, tp_tvb *t)
{
	uint32_t n = tp_unread(t);
	tp_item outer = t->group, item;

	(void)me;
	item = tp_add_ptr(t, F_OPT_CGA, t->off, n, tp_peek(t, t->off, n), n);
	if (item != 0)
		t->group = item;
	icmpv6_add(t, cga_parameters, TP_COUNT(cga_parameters));
	tp_close(t, outer);
	(void)tp_take(t, tp_unread(t));
}

static void
time_stamp(const tp_self *me, tp_tvb *t)
{
	(void)me;
	parts_add_time(t, F_OPT_TIMESTAMP);
}

static void
supplied_address(const tp_self *me, tp_tvb *t)
{
	(void)me;
	if (tp_unread(t) < 16)
		(void)tp_take(t, tp_unread(t));
	parts_add_addrs(t, F_OPT_NAACK_SUPPLIED_NCOA, 1);
}

static void
route_prefix(const tp_self *me, tp_tvb *t)
{
	uint32_t n = tp_unread(t);

	(void)me;
	if (n == 8 || n == 16)
		parts_add_prefix(t, F_OPT_PREFIX, n);
}

static void
server_list(const tp_self *me, tp_tvb *t)
{
	(void)me;
	parts_add_addrs(t, F_OPT_RDNSS, UINT32_MAX);
	(void)tp_take(t, tp_unread(t));
}

static void
add_key(tp_tvb *t, tp_field key)
{
	uint32_t n = tp_unread(t), pad = t->data[2];

	if (pad > n)
		return;
	(void)tp_f_bytes(t, key, n - pad);
	(void)tp_f_bytes(t, F_OPT_HKR_PADDING, pad);
}

static void
public_key(const tp_self *me, tp_tvb *t)
{
	(void)me;
	add_key(t, F_OPT_HKR_ENCRYPTION_PUBLIC_KEY);
}

static void
handover_key(const tp_self *me, tp_tvb *t)
{
	(void)me;
	add_key(t, F_OPT_HKR_ENCRYPTED_HANDOVER_KEY);
}

static void
add_value(tp_tvb *t, tp_field f)
{
	(void)tp_f_bytes(t, f, t->data[3]);
	(void)tp_f_bytes(t, F_OPT_PADDING, tp_unread(t));
}

static void
assist_value(const tp_self *me, tp_tvb *t)
{
	(void)me;
	add_value(t, F_OPT_HAI_VALUE);
}

static void
mobile_node_value(const tp_self *me, tp_tvb *t)
{
	(void)me;
	add_value(t, F_OPT_MN_VALUE);
}

static void
domain_list(const tp_self *me, tp_tvb *t)
{
	(void)me;
	icmpv6_add_names(t, F_OPT_DNSSL);
	if (tp_unread(t) > 0)
		(void)tp_f_bytes(t, F_OPT_PADDING, tp_unread(t));
}

static void
context_prefix(const tp_self *me, tp_tvb *t)
{
	uint32_t n = tp_unread(t);

	(void)me;
	if (n == 8 || n == 16)
		parts_add_prefix(t, F_OPT_6CO_CONTEXT_PREFIX, n);
}

/* A string in n octets, after which NULs may fill them. */
static void
add_string(tp_tvb *t, tp_field f, uint32_t n)
{
	uint32_t off = t->off;
	const uint8_t *p = tp_take(t, n);
	const uint8_t *end = p != NULL ? memchr(p, 0, n) : NULL;

	(void)tp_add_ptr(t, f, off, n, p,
	    end != NULL ? (uint32_t)(end - p) : n);
}

/* RFC 3971, 6.4.3: the name, then octets of padding. */
static void
anchor_name(const tp_self *me, tp_tvb *t)
{
	uint32_t n = tp_unread(t), type = t->data[2], pad = t->data[3];

	(void)me;
	if (pad > n)
		return;
	if (type == 1)
		(void)tp_f_bytes(t, F_OPT_NAME_X501, n - pad);
	else if (type == 2)
		add_string(t, F_OPT_NAME_TYPE_FQDN, n - pad);
	else
		(void)tp_take(t, n - pad);
	(void)tp_f_bytes(t, F_OPT_PADDING, pad);
}

/* RFC 8910, 2.3 */
static void
portal(const tp_self *me, tp_tvb *t)
{
	(void)me;
	add_string(t, F_OPT_CAPTIVE_PORTAL, tp_unread(t));
}

/* RFC 8781, 4: how many octets of the prefix count. */
static void
pref64_prefix(const tp_self *me, tp_tvb *t)
{
	static const uint8_t octets[8] = { 12, 8, 7, 6, 5, 4, 12, 12 };

	(void)me;
	parts_add_prefix(t, F_OPT_PREF64_PREFIX, octets[t->data[3] & 7]);
	(void)tp_take(t, tp_unread(t));
}

/* -------------------------------------------------------------- options */

static const struct option {
	uint32_t type, nparts;
	const struct part *parts;
	void (*more)(const tp_self *, tp_tvb *);
} options[] = {
	{ 1, 0, NULL, source_link },
	{ 2, 0, NULL, target_link },
	{ 3, PARTS(prefix), NULL },
	{ 4, PARTS(redirected), redirected_packet },
	{ 5, PARTS(mtu), NULL },
	{ 6, PARTS(shortcut), NULL },
	{ 7, PARTS(interval), NULL },
	{ 8, PARTS(home_agent), NULL },
	{ 9, PARTS(addresses), address_list },
	{ 10, PARTS(addresses), address_list },
	{ 11, PARTS(cga), parameters },
	{ 12, PARTS(rsa), NULL },
	{ 13, PARTS(timestamp), time_stamp },
	{ 14, PARTS(nonce), NULL },
	{ 15, PARTS(anchor), anchor_name },
	{ 16, PARTS(certificate), NULL },
	{ 17, PARTS(address), NULL },
	{ 18, PARTS(new_router), NULL },
	{ 19, PARTS(link_address), NULL },
	{ 20, PARTS(acknowledgment), supplied_address },
	{ 23, PARTS(anchor_point), NULL },
	{ 24, PARTS(route), route_prefix },
	{ 25, PARTS(servers), server_list },
	{ 26, PARTS(flags), NULL },
	{ 27, PARTS(key_request), public_key },
	{ 28, PARTS(key_reply), handover_key },
	{ 29, PARTS(assist), assist_value },
	{ 30, PARTS(mobile_node), mobile_node_value },
	{ 31, PARTS(domains), domain_list },
	{ 32, PARTS(proxy_signature), NULL },
	{ 33, PARTS(registration), NULL },
	{ 34, PARTS(context), context_prefix },
	{ 35, PARTS(border_router), NULL },
	{ 36, PARTS(capability), NULL },
	{ 37, 0, NULL, portal },
	{ 38, PARTS(pref64), pref64_prefix },
};

/* One option, which fills t: 8 octets at least. */
static void
add_option(const tp_self *me, tp_tvb *t)
{
	static const struct part head[] = {
		{ F_OPT_TYPE, 1, 0, 0 }, { F_OPT_LENGTH, 1, 0, 0 }
	};
	const struct option *o = NULL;

	for (uint32_t i = 0; i < TP_COUNT(options) && o == NULL; i++)
		if (options[i].type == t->data[0])
			o = &options[i];
	icmpv6_add(t, head, TP_COUNT(head));
	if (o != NULL)
		icmpv6_add(t, o->parts, o->nparts);
	/* it may look back at what was read */
	if (o != NULL && o->more != NULL && !t->err)
		o->more(me, t);
	if (tp_unread(t) > 0)
		(void)tp_f_bytes(t, o != NULL ? F_UNKNOWN_DATA : F_DATA,
		    tp_unread(t));
}

void
icmpv6_options_tree(const tp_self *me, tp_tvb *t)
{
	uint32_t len;
	tp_item outer;
	tp_tvb option;

	/* without the two octets of its head none has a length */
	while (tp_unread(t) >= 2 && tp_has(t, t->off, 2)) {
		len = t->data[t->off + 1] * 8u;
		outer = tp_open(t, F_OPT, t->off, len, 0);
		option = tp_sub(t, len ? len : 2);
		add_option(me, &option);
		tp_close(t, outer);
		if (len == 0)
			return;
	}
}
