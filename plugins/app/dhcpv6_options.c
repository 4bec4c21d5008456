/* SPDX-License-Identifier: BSD-3-Clause */
/* Messages of DHCPv6 and their options as fields (RFC 8415 and others). */
#include <stdio.h>

#include "dhcp_name.h"
#include "dhcpv6.h"

#define EPOCH_2000 946684800	/* RFC 8415 11.2 counts from there */
#define CABLELABS 4491

enum { CLIENT_FQDN = 39, ELAPSED_TIME = 8 };

/* What a value is made of; a list has any number of them. */
enum kind {
	KIND_U8, KIND_U16, KIND_U16S, KIND_U32, KIND_IPV6, KIND_IPV6S,
	KIND_STRING, KIND_BYTES, KIND_NAMES, KIND_DNS_NAME, KIND_OPTIONS
};

static const struct known {
	uint16_t code;
	uint8_t kind;
	uint16_t field;
} known[] = {
	{ 6, KIND_U16S, F_REQUESTED_OPTION_CODE },
	{ 7, KIND_U8, F_OPTION_PREFERENCE },
	{ 12, KIND_IPV6, F_UNICAST },
	{ 18, KIND_BYTES, F_INTERFACE_ID },
	{ 19, KIND_U8, F_RECONF_MSG },
	{ 21, KIND_NAMES, F_SIP_SERVER_DOMAIN_SEARCH_FQDN },
	{ 22, KIND_IPV6S, F_SIP_SERVER_A },
	{ 23, KIND_IPV6S, F_DNS_SERVER },
	{ 24, KIND_NAMES, F_SEARCH_LIST_ENTRY },
	{ 27, KIND_IPV6S, F_NIS_SERVER },
	{ 28, KIND_IPV6S, F_NISP_SERVER },
	{ 29, KIND_NAMES, F_NIS_FQDN },
	{ 30, KIND_NAMES, F_NISP_FQDN },
	{ 31, KIND_IPV6S, F_SNTP_SERVER },
	{ 32, KIND_U32, F_LIFETIME },
	{ 33, KIND_NAMES, F_BCMCS_SERVER_FQDN },
	{ 34, KIND_IPV6S, F_BCMCS_SERVER_A },
	{ 38, KIND_STRING, F_SUBSCRIBER_ID },
	{ 40, KIND_IPV6S, F_PANA_AGENT },
	{ 41, KIND_STRING, F_TIMEZONE },
	{ 42, KIND_STRING, F_TZDB },
	{ 43, KIND_U16S, F_REQUESTED_OPTION_CODE },
	{ 45, KIND_OPTIONS, 0 },
	{ 46, KIND_U32, F_CLT_TIME },
	{ 48, KIND_IPV6S, F_LQ_CLIENT_LINK },
	{ 52, KIND_IPV6S, F_CAPWAP_AC_V6 },
	{ 64, KIND_NAMES, F_AFTR_NAME },
	{ 90, KIND_IPV6, F_S46_BR_ADDRESS },
	{ 94, KIND_OPTIONS, 0 },
	{ 95, KIND_OPTIONS, 0 },
	{ 96, KIND_OPTIONS, 0 },
	{ 103, KIND_STRING, F_CAPTIVE_PORTAL },
	{ 111, KIND_U16S, F_OPTION_CODE },
	{ 112, KIND_STRING, F_MUDURL },
	{ 114, KIND_U8, F_FO_BINDING_STATUS },
	{ 117, KIND_DNS_NAME, F_FO_DNS_HOSTNAME },
	{ 118, KIND_DNS_NAME, F_FO_DNS_ZONENAME },
	{ 120, KIND_U32, F_FO_EXPIRATION_TIME },
	{ 121, KIND_U32, F_FO_MAX_UNACKED_BNDUPD },
	{ 122, KIND_U32, F_FO_MCLT },
	{ 123, KIND_U32, F_FO_PARTNER_LIFETIME },
	{ 124, KIND_U32, F_FO_PARTNER_LIFETIME_SENT },
	{ 125, KIND_U32, F_FO_PARTNER_DOWN_TIME },
	{ 126, KIND_U32, F_FO_PARTNER_RAW_CLT_TIME },
	{ 128, KIND_U32, F_FO_KEEPALIVE_TIME },
	{ 130, KIND_STRING, F_FO_RELATIONSHIP_NAME },
	{ 132, KIND_U8, F_FO_SERVER_STATE },
	{ 133, KIND_U32, F_FO_START_TIME_OF_STATE },
	{ 134, KIND_U32, F_FO_STATE_EXPIRATION_TIME },
	{ 135, KIND_U16, F_RELAY_PORT },
};

/* A list of options, and what is known of where it stands. */
struct context {
	uint32_t type;		/* of the message */
	uint32_t depth;
};

static void	options(tp_tvb *, const struct context *);

/* ----------------------------------------------------------------- pieces */

static void
string(tp_tvb *v, tp_field f, uint32_t n)
{
	uint32_t off = v->off;
	const uint8_t *p = tp_take(v, n);

	if (p != NULL)
		(void)tp_add_ptr(v, f, off, n, p,
		    (uint32_t)strnlen((const char *)p, n));
}

/* n octets as hex digits, with colons or without. */
static void
hex_string(tp_tvb *v, tp_field f, uint32_t n, int colons)
{
	uint32_t off = v->off;
	const uint8_t *p = tp_take(v, n);
	char *s, *c;

	if (p == NULL || !tp_wants(v, f) ||
	    (s = v->pkt->host->alloc(v->pkt, 3 * n + 1)) == NULL)
		return;
	c = s;
	for (uint32_t i = 0; i < n; i++) {
		if (colons && i != 0)
			*c++ = ':';
		*c++ = "0123456789abcdef"[p[i] >> 4];
		*c++ = "0123456789abcdef"[p[i] & 0xf];
	}
	(void)tp_add_ptr(v, f, off, n, s, (uint32_t)(c - s));
}

/* An octet or word of size octets; the fields of its bits follow its own. */
static void
flags(tp_tvb *v, uint32_t size, tp_field f, tp_field last)
{
	uint32_t off = v->off, w = size == 1 ? tp_u8(v) : tp_be16(v);
	tp_item outer = tp_open(v, f, off, size, w);

	while (f++ < last)
		tp_add_bits(v, f, off, size, w);
	tp_close(v, outer);
}

/* An IPv6 address of which only the first octets are there. */
static void
prefix(tp_tvb *v, tp_field f, uint32_t n)
{
	uint32_t off = v->off;
	uint8_t *a;
	const uint8_t *p;

	if (n > 16)
		n = 16;
	p = tp_take(v, n);
	a = v->pkt->host->alloc(v->pkt, 16);
	if (p == NULL || a == NULL)
		return;
	memset(a, 0, 16);
	memcpy(a, p, n);
	(void)tp_add_ptr(v, f, off, n, a, 16);
}

/* ------------------------------------------------------------ domain names */

struct name {
	char *text;
	uint32_t n, labels;
	int whole;		/* it has its root */
};

/* The labels at the cursor; 0: they are in disorder, which is recorded. */
static int
read_name(tp_tvb *v, struct name *name)
{
	name->n = name->labels = 0;
	name->whole = 0;
	while (tp_left(v) != 0) {
		uint32_t len = v->data[v->off];

		if (len == 0) {
			v->off++;
			name->whole = 1;
			return 1;
		}
		if (len > 63) {
			(void)tp_f_u8(v, F_BOGUS_LABEL_LENGTH);
			return 0;
		}
		if (len >= tp_left(v)) {
			(void)tp_f_u8(v, F_DOMAIN_FIELD_LEN_EXCEEDED);
			return 0;
		}
		if (name->labels++ != 0)
			name->text[name->n++] = '.';
		memcpy(name->text + name->n, v->data + v->off + 1, len);
		name->n += len;
		v->off += len + 1;
	}
	return 1;
}

/*
 * RFC 8415 10.  A name that is but the root or but one label is told apart,
 * and so is one without its root if others with it went before.
 */
static void
names(tp_tvb *v, tp_field f)
{
	static const char root[] = "['.' (0)]";
	int seen = 0;

	while (tp_left(v) != 0) {
		uint32_t off = v->off;
		tp_field as = f;
		struct name name;

		name.text = v->pkt->host->alloc(v->pkt, tp_left(v) + 1);
		if (name.text == NULL || !read_name(v, &name))
			return;
		if (name.whole && name.labels == 0) {
			(void)tp_add_ptr(v, F_ROOT_ONLY_DOMAIN_NAME, off, 1,
			    root, sizeof(root) - 1);
			return;
		}
		if (name.whole && name.labels == 1)
			as = F_TLD;
		else if (!name.whole && seen)
			as = F_PARTIAL_NAME_PRECEDED_BY_FQDN;
		if (name.whole) {
			name.text[name.n++] = '.';
			seen = 1;
		}
		(void)tp_add_ptr(v, as, off, v->off - off, name.text, name.n);
	}
}

/* One name, worded as those of DNS are. */
static void
dns_name(tp_tvb *v, tp_field f)
{
	struct dhcp_names all = dhcp_names(v->data, tp_left(v));
	uint32_t n;
	const char *s = tp_wants(v, f) ? dhcp_next_name(v, &all, &n) : NULL;

	if (s != NULL)
		(void)tp_add_ptr(v, f, 0, all.off, s, n);
}

/* ------------------------------------------------------- values with parts */

/* RFC 8415 11 */
static void
duid(tp_tvb *v)
{
	uint32_t n = tp_left(v), type, hardware;

	if (n < 2)
		return;
	(void)tp_add_ptr(v, F_DUID_BYTES, 0, n, v->data, n);
	type = tp_f_be16(v, F_DUID_TYPE);
	if (type == 1 && n >= 8) {
		hardware = tp_f_be16(v, F_DUIDLLT_HWTYPE);
		/* as signed seconds: clocks before 2000 */
		(void)tp_add_time(v, F_DUIDLLT_TIME, 4, 4, EPOCH_2000 +
		    (int64_t)(int32_t)tp_be32(v), 0);
		if (n > 8)
			hex_string(v, F_DUIDLLT_LINK_LAYER_ADDR, n - 8,
			    (hardware == 1 || hardware == 6) && n == 14);
	} else if (type == 2 && n >= 6) {
		(void)tp_f_be32(v, F_DUIDEN_ENTERPRISE);
		if (n > 6)
			(void)tp_f_bytes(v, F_DUIDEN_IDENTIFIER, n - 6);
	} else if (type == 3 && n >= 4) {
		hardware = tp_f_be16(v, F_DUIDLL_HWTYPE);
		if (n > 4)
			hex_string(v, F_DUIDLL_LINK_LAYER_ADDR, n - 4,
			    (hardware == 1 || hardware == 6) && n == 10);
	} else if (type == 4 && n == 18)
		(void)tp_f_bytes(v, F_DUIDUUID_BYTES, 16);
}

static void
ia(tp_tvb *v, const struct context *c)
{
	if (tp_left(v) < 12)
		return;
	hex_string(v, F_IAID, 4, 0);
	(void)tp_f_be32(v, F_IAID_T1);
	(void)tp_f_be32(v, F_IAID_T2);
	options(v, c);
}

static void
ia_ta(tp_tvb *v, const struct context *c)
{
	if (tp_left(v) < 4)
		return;
	hex_string(v, F_IATA, 4, 0);
	options(v, c);
}

static void
ia_address(tp_tvb *v, const struct context *c)
{
	if (tp_left(v) < 24)
		return;
	(void)tp_f_bytes(v, F_IAADDR_IP, 16);
	(void)tp_f_be32(v, F_IAADDR_PREF_LIFETIME);
	(void)tp_f_be32(v, F_IAADDR_VALID_LIFETIME);
	options(v, c);
}

static void
ia_prefix(tp_tvb *v, const struct context *c)
{
	if (tp_left(v) < 25)
		return;
	(void)tp_f_be32(v, F_IAPREFIX_PREF_LIFETIME);
	(void)tp_f_be32(v, F_IAPREFIX_VALID_LIFETIME);
	(void)tp_f_u8(v, F_IAPREFIX_PREF_LEN);
	(void)tp_f_bytes(v, F_IAPREFIX_PREF_ADDR, 16);
	options(v, c);
}

/* In milliseconds, from hundredths. */
static void
elapsed_time(tp_tvb *v, const struct context *c)
{
	(void)c;
	if (tp_left(v) == 2)
		(void)tp_add(v, F_ELAPSED_TIME, 0, 2, 10 * tp_be16(v));
}

static void
relayed(tp_tvb *v, const struct context *c)
{
	tp_tvb m = tp_rest(v, tp_left(v));

	dhcpv6_message(&m, c->depth + 1);
}

static void
authentication(tp_tvb *v, const struct context *c)
{
	uint32_t protocol, n;

	(void)c;
	if (tp_left(v) < 11)
		return;
	protocol = tp_f_u8(v, F_AUTH_PROTOCOL);
	(void)tp_f_u8(v, F_AUTH_ALGORITHM);
	(void)tp_f_u8(v, F_AUTH_RDM);
	(void)tp_f_bytes(v, F_AUTH_REPLAY_DETECTION, 8);
	n = tp_left(v);
	if (protocol == 2 && n > 20) {
		string(v, F_AUTH_REALM, n - 20);
		(void)tp_f_be32(v, F_AUTH_KEY_ID);
		(void)tp_f_bytes(v, F_AUTH_MD5_DATA, 16);
	} else
		(void)tp_f_bytes(v, F_AUTH_INFO, n);
}

static void
status(tp_tvb *v, const struct context *c)
{
	(void)c;
	if (tp_left(v) < 2)
		return;
	(void)tp_f_be16(v, F_STATUS_CODE);
	if (tp_left(v) != 0)
		string(v, F_STATUS_MSG, tp_left(v));
}

static void
user_class(tp_tvb *v, const struct context *c)
{
	(void)c;
	while (tp_left(v) >= 2) {
		uint32_t n = tp_ld16(v->data + v->off);

		if (n > tp_left(v) - 2)
			return;
		(void)tp_f_be16(v, F_USERCLASS_LENGTH);
		(void)tp_f_bytes(v, F_USERCLASS_OPAQUE_DATA, n);
	}
}

static void
vendor_class(tp_tvb *v, const struct context *c)
{
	(void)c;
	if (tp_left(v) < 4)
		return;
	(void)tp_f_be32(v, F_VENDORCLASS_ENTERPRISE);
	if (tp_left(v) < 2)
		return;
	(void)tp_take(v, 2);
	string(v, F_VENDORCLASS_DATA, tp_left(v));
}

/* CableLabs' options (CL-SP-CANN-DHCP-Reg). */
static void
cablelabs(tp_tvb *v)
{
	while (tp_left(v) >= 4) {
		uint32_t off = v->off, code = tp_be16(v), n = tp_be16(v);
		tp_item outer;
		tp_tvb o;

		if (n > tp_left(v))
			return;
		outer = tp_open(v, F_CABLELABS_OPT, off, 2, code);
		o = tp_sub(v, n);
		if (code == 32 || code == 34 || code == 37)
			while (tp_left(&o) >= 16)
				(void)tp_f_bytes(&o, F_CABLELABS_IPV6_SERVER,
				    16);
		tp_close(v, outer);
	}
}

static void
vendor_options(tp_tvb *v, const struct context *c)
{
	uint32_t enterprise, n;

	(void)c;
	if (tp_left(v) < 4)
		return;
	enterprise = tp_f_be32(v, F_VENDOROPTS_ENTERPRISE);
	if (enterprise == CABLELABS) {
		cablelabs(v);
		return;
	}
	while (tp_left(v) >= 4 &&
	    tp_ld16(v->data + v->off + 2) <= tp_left(v) - 4) {
		(void)tp_f_be16(v, F_VENDOROPTS_ENTERPRISE_OPTION_CODE);
		n = tp_f_be16(v, F_VENDOROPTS_ENTERPRISE_OPTION_LENGTH);
		(void)tp_f_bytes(v, F_VENDOROPTS_ENTERPRISE_OPTION_DATA, n);
	}
}

static void
remote_id(tp_tvb *v, const struct context *c)
{
	(void)c;
	if (tp_left(v) < 4)
		return;
	(void)tp_f_be32(v, F_REMOTEID_ENTERPRISE);
	(void)tp_f_bytes(v, F_REMOTEID_ENTERPRISE_ID, tp_left(v));
}

/* RFC 4704 4.1: the bits have other meanings from a client than from a
 * server, and other messages are not to have this option. */
static void
client_fqdn(tp_tvb *v, const struct context *c)
{
	static const tp_field client[] = { F_CLIENTFQDN_CLIENT_N,
	    F_CLIENTFQDN_CLIENT_S };
	static const tp_field server[] = { F_CLIENTFQDN_SERVER_N,
	    F_CLIENTFQDN_SERVER_O, F_CLIENTFQDN_SERVER_S };
	int from_server = c->type == DHCPV6_ADVERTISE ||
	    c->type == DHCPV6_REPLY;
	int from_client = c->type == DHCPV6_SOLICIT ||
	    c->type == DHCPV6_REQUEST || c->type == DHCPV6_RENEW ||
	    c->type == DHCPV6_REBIND;
	const tp_field *bits = from_server ? server : client;
	uint32_t b, n = from_server ? TP_COUNT(server) : TP_COUNT(client);
	tp_item outer;

	if (tp_left(v) == 0)
		return;
	if (!from_server && !from_client) {
		(void)tp_add(v, F_CLIENTFQDN_BAD_MSGTYPE, 0, 1, c->type);
		return;
	}
	b = tp_u8(v);
	outer = tp_open(v, F_CLIENT_FQDN_FLAGS, 0, 1, b);
	for (uint32_t i = 0; i < n; i++)
		tp_add_bits(v, bits[i], 0, 1, b);
	tp_close(v, outer);
	names(v, F_CLIENT_DOMAIN);
}

/* RFC 5007 4.1.2.1 */
static void
lease_query(tp_tvb *v, const struct context *c)
{
	if (tp_left(v) < 17)
		return;
	(void)tp_f_u8(v, F_LQ_QUERY);
	(void)tp_f_bytes(v, F_LQ_QUERY_LINK_ADDRESS, 16);
	options(v, c);
}

static void
relay_data(tp_tvb *v, const struct context *c)
{
	(void)c;
	if (tp_left(v) < 16)
		return;
	(void)tp_f_bytes(v, F_LQ_RELAY_DATA_PEER_ADDR, 16);
	string(v, F_LQ_RELAY_DATA_MSG, tp_left(v));
}

/* RFC 5908 4 */
static void
ntp_server(tp_tvb *v, const struct context *c)
{
	(void)c;
	while (tp_left(v) >= 4) {
		uint32_t code, n = tp_ld16(v->data + v->off + 2);
		tp_tvb o;

		if (n > tp_left(v) - 4)
			return;
		code = tp_f_be16(v, F_NTPSERVER_OPTION_TYPE);
		(void)tp_f_be16(v, F_NTPSERVER_OPTION_LENGTH);
		o = tp_sub(v, n);
		if (code == 1 && n == 16)
			(void)tp_f_bytes(&o, F_NTPSERVER_ADDR, 16);
		else if (code == 2 && n == 16)
			(void)tp_f_bytes(&o, F_NTPSERVER_MC_ADDR, 16);
		else if (code == 3)
			names(&o, F_NTPSERVER_FQDN);
	}
}

/* RFC 6603 4.2 */
static void
pd_exclude(tp_tvb *v, const struct context *c)
{
	(void)c;
	if (tp_left(v) < 2 || tp_left(v) > 17)
		return;
	(void)tp_f_u8(v, F_PD_EXCLUDE_PREF_LEN);
	(void)tp_f_bytes(v, F_PD_EXCLUDE_SUBNET_ID, tp_left(v));
}

/* RFC 7598 4.1 */
static void
s46_rule(tp_tvb *v, const struct context *c)
{
	uint32_t n;

	if (tp_left(v) < 8)
		return;
	flags(v, 1, F_S46_RULE_FLAGS, F_S46_RULE_FLAGS_FMR);
	(void)tp_f_u8(v, F_S46_RULE_EA_LEN);
	(void)tp_f_u8(v, F_S46_RULE_IPV4_PREF_LEN);
	(void)tp_f_bytes(v, F_S46_RULE_IPV4_PREFIX, 4);
	n = tp_f_u8(v, F_S46_RULE_IPV6_PREFIX_LEN);
	prefix(v, F_S46_RULE_IPV6_PREFIX, (n + 7) / 8);
	options(v, c);
}

/* RFC 7598 4.3 */
static void
s46_dmr(tp_tvb *v, const struct context *c)
{
	uint32_t n;

	(void)c;
	if (tp_left(v) < 1 || tp_left(v) > 17)
		return;
	n = tp_f_u8(v, F_S46_DMR_DMR_PREF_LEN);
	prefix(v, F_S46_DMR_DMR_PREFIX, (n + 7) / 8);
}

/* RFC 7598 4.4 */
static void
s46_binding(tp_tvb *v, const struct context *c)
{
	uint32_t n;

	if (tp_left(v) < 5)
		return;
	(void)tp_f_bytes(v, F_S46_V4V6BIND_IPV4_ADDRESS, 4);
	n = tp_f_u8(v, F_S46_V4V6BIND_IPV6_PREF_LEN);
	prefix(v, F_S46_V4V6BIND_IPV6_PREFIX, (n + 7) / 8);
	options(v, c);
}

/* RFC 7598 4.5: the PSID is the leftmost bits of 16. */
static void
s46_ports(tp_tvb *v, const struct context *c)
{
	uint32_t n, psid;

	(void)c;
	if (tp_left(v) != 4)
		return;
	(void)tp_f_u8(v, F_S46_PORTPARAM_OFFSET);
	n = tp_f_u8(v, F_S46_PORTPARAM_PSID_LEN);
	psid = tp_be16(v);
	(void)tp_add(v, F_S46_PORTPARAM_PSID, 2, 2,
	    n < 16 ? psid >> (16 - n) : psid);
}

/* RFC 8156 5.5 */
static void
failover_connect(tp_tvb *v, const struct context *c)
{
	(void)c;
	if (tp_left(v) == 2)
		flags(v, 2, F_FO_CONNECT_FLAGS, F_FO_CONNECT_FLAGS_F);
}

static void
failover_dns(tp_tvb *v, const struct context *c)
{
	(void)c;
	if (tp_left(v) == 2)
		flags(v, 2, F_FO_DNS_FLAGS, F_FO_DNS_FLAGS_F);
}

static void
failover_version(tp_tvb *v, const struct context *c)
{
	(void)c;
	if (tp_left(v) != 4)
		return;
	(void)tp_f_be16(v, F_FO_PROTOCOL_MAJOR_VERSION);
	(void)tp_f_be16(v, F_FO_PROTOCOL_MINOR_VERSION);
}

static void
failover_reconfigure(tp_tvb *v, const struct context *c)
{
	(void)c;
	if (tp_left(v) < 4)
		return;
	(void)tp_f_be32(v, F_FO_RECONFIGURE_TIME);
	(void)tp_f_bytes(v, F_FO_RECONFIGURE_KEY, tp_left(v));
}

static void
failover_server(tp_tvb *v, const struct context *c)
{
	(void)c;
	if (tp_left(v) == 1)
		flags(v, 1, F_FO_SERVER_FLAGS, F_FO_SERVER_FLAGS_C);
}

static void
id(tp_tvb *v, const struct context *c)
{
	(void)c;
	duid(v);
}

static const struct {
	uint32_t code;
	void (*value)(tp_tvb *v, const struct context *);
} parts[] = {
	{ 1, id }, { 2, id }, { 3, ia }, { 4, ia_ta }, { 5, ia_address },
	{ ELAPSED_TIME, elapsed_time }, { 9, relayed },
	{ 11, authentication }, { 13, status }, { 15, user_class },
	{ 16, vendor_class }, { 17, vendor_options }, { 25, ia },
	{ 26, ia_prefix }, { 37, remote_id }, { CLIENT_FQDN, client_fqdn },
	{ 44, lease_query }, { 47, relay_data }, { 53, id },
	{ 56, ntp_server }, { 67, pd_exclude }, { 89, s46_rule },
	{ 91, s46_dmr }, { 92, s46_binding }, { 93, s46_ports },
	{ 115, failover_connect }, { 119, failover_dns },
	{ 127, failover_version }, { 129, failover_reconfigure },
	{ 131, failover_server }
};

/* ---------------------------------------------------------------- options */

static void
known_value(tp_tvb *v, uint32_t kind, tp_field f, const struct context *c)
{
	uint32_t n = tp_left(v);

	switch (kind) {
	case KIND_U8:
		if (n == 1)
			(void)tp_f_u8(v, f);
		break;
	case KIND_U16:
		if (n == 2)
			(void)tp_f_be16(v, f);
		break;
	case KIND_U32:
		if (n == 4)
			(void)tp_f_be32(v, f);
		break;
	case KIND_U16S:
		while (tp_left(v) >= 2)
			(void)tp_f_be16(v, f);
		break;
	case KIND_IPV6:
	case KIND_IPV6S:
		if (n % 16 != 0 || (kind == KIND_IPV6 && n != 16))
			break;
		while (tp_left(v) != 0)
			(void)tp_f_bytes(v, f, 16);
		break;
	case KIND_STRING:
		string(v, f, n);
		break;
	case KIND_BYTES:
		(void)tp_f_bytes(v, f, n);
		break;
	case KIND_NAMES:
		names(v, f);
		break;
	case KIND_DNS_NAME:
		dns_name(v, f);
		break;
	default:
		options(v, c);
		break;
	}
}

static void
value(tp_tvb *v, uint32_t code, const struct context *c)
{
	for (uint32_t i = 0; i < TP_COUNT(known); i++)
		if (known[i].code == code) {
			known_value(v, known[i].kind, known[i].field, c);
			return;
		}
	for (uint32_t i = 0; i < TP_COUNT(parts); i++)
		if (parts[i].code == code) {
			parts[i].value(v, c);
			return;
		}
}

/* The group of an option, by its name. */
static tp_item
open_option(tp_tvb *t, uint32_t off, uint32_t n, uint32_t code)
{
	const char *s = tp_string(dhcpv6_fields[F_OPTION_TYPE].strings, code);
	tp_item outer = t->group, me;
	uint32_t len = s != NULL ? (uint32_t)strlen(s) : 0;
	char *unknown;

	if (!tp_wants(t, F_OPTION_TYPE_STR))
		return outer;
	if (s == NULL) {
		unknown = t->pkt->host->alloc(t->pkt, 24);
		if (unknown == NULL)
			return outer;
		len = (uint32_t)snprintf(unknown, 24, "DHCP option %u", code);
		s = unknown;
	}
	me = tp_add_ptr(t, F_OPTION_TYPE_STR, off, 4 + n, s, len);
	if (me != 0)
		t->group = me;
	return outer;
}

/* Options to the end of t, as long as they are whole. */
static void
options(tp_tvb *t, const struct context *outside)
{
	struct context c = { outside->type, outside->depth + 1 };

	while (c.depth < DHCPV6_MAX_DEPTH && tp_left(t) >= 4) {
		uint32_t off = t->off, code = tp_ld16(t->data + off);
		uint32_t n = tp_ld16(t->data + off + 2);
		tp_item outer;
		tp_tvb v;

		if (n > tp_left(t) - 4)
			return;
		outer = open_option(t, off, n, code);
		(void)tp_f_be16(t, F_OPTION_TYPE);
		(void)tp_f_be16(t, F_OPTION_LENGTH);
		v = tp_sub(t, n);
		value(&v, code, &c);
		tp_close(t, outer);
	}
}

void
dhcpv6_message(tp_tvb *t, uint32_t depth)
{
	struct context c = { 0, depth };

	c.type = tp_f_u8(t, F_MSGTYPE);
	if (c.type == DHCPV6_RELAY_FORW || c.type == DHCPV6_RELAY_REPL) {
		(void)tp_f_u8(t, F_HOPCOUNT);
		(void)tp_f_bytes(t, F_LINKADDR, 16);
		(void)tp_f_bytes(t, F_PEERADDR, 16);
	} else
		(void)tp_f_be24(t, F_XID);
	options(t, &c);
}
