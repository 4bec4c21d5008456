/* SPDX-License-Identifier: BSD-3-Clause */
/* The options of DHCP as fields (RFC 2132 and later ones). */
#include <stdio.h>

#include "dhcp.h"
#include "dhcp_name.h"

enum {
	PAD = 0, VENDOR_SPECIFIC = 43, OVERLOAD = 52, MESSAGE_TYPE = 53,
	VENDOR_CLASS = 60, CLIENT_ID = 61, NOVELL = 63, USER_CLASS = 77,
	SLP_AGENT = 78, SLP_SCOPE = 79, FQDN = 81, AGENT = 82, ISNS = 83,
	AUTHENTICATION = 90, INTERFACE_ID = 94, UUID = 97, CIVIC = 99,
	NAME_SERVICES = 117, DOMAIN_SEARCH = 119, SIP_SERVERS = 120,
	ROUTES = 121, LOCATION = 123, VI_CLASS = 124, VI_VENDOR = 125,
	RDNSS = 146, LEASE_STATUS = 151, PCP = 158, PORT_PARAMETERS = 159,
	SIX_RD = 212, ROUTES_MICROSOFT = 249, END = 255
};

static const struct dhcp_known known[] = {
	{ 1, KIND_IPV4, F_OPT_SUBNET_MASK },
	{ 2, KIND_S32, F_OPT_TIME_OFFSET },
	{ 3, KIND_IPV4S, F_OPT_ROUTER },
	{ 4, KIND_IPV4S, F_OPT_TIME_SERVER },
	{ 5, KIND_IPV4S, F_OPT_NAME_SERVER },
	{ 6, KIND_IPV4S, F_OPT_DOMAIN_NAME_SERVER },
	{ 7, KIND_IPV4S, F_OPT_LOG_SERVER },
	{ 8, KIND_IPV4S, F_OPT_QUOTES_SERVER },
	{ 9, KIND_IPV4S, F_OPT_LPR_SERVER },
	{ 10, KIND_IPV4S, F_OPT_IMPRESS_SERVER },
	{ 11, KIND_IPV4S, F_OPT_RESOURCE_LOCATION_SERVER },
	{ 12, KIND_STRING, F_OPT_HOSTNAME },
	{ 13, KIND_U16, F_OPT_BOOT_FILE_SIZE },
	{ 14, KIND_STRING, F_OPT_MERIT_DUMP_FILE },
	{ 15, KIND_STRING, F_OPT_DOMAIN_NAME },
	{ 16, KIND_IPV4, F_OPT_SWAP_SERVER },
	{ 17, KIND_STRING, F_OPT_ROOT_PATH },
	{ 18, KIND_STRING, F_OPT_EXTENSION_PATH },
	{ 19, KIND_BOOLEAN, F_OPT_IP_FORWARDING },
	{ 20, KIND_BOOLEAN, F_OPT_NON_LOCAL_SOURCE_ROUTING },
	{ 21, KIND_PAIRS, F_OPT_POLICY_FILTER_IP },
	{ 22, KIND_U16, F_OPT_MAX_DATAGRAM_REASSEMBLY_SIZE },
	{ 23, KIND_U8, F_OPT_DEFAULT_IP_TTL },
	{ 24, KIND_U32, F_OPT_PATH_MTU_AGING_TIMEOUT },
	{ 25, KIND_U16S, F_OPT_PATH_MTU_PLATEAU_TABLE_ITEM },
	{ 26, KIND_U16, F_OPT_INTERFACE_MTU },
	{ 27, KIND_BOOLEAN, F_OPT_ALL_SUBNETS_ARE_LOCAL },
	{ 28, KIND_IPV4, F_OPT_BROADCAST_ADDRESS },
	{ 29, KIND_BOOLEAN, F_OPT_PERFORM_MASK_DISCOVERY },
	{ 30, KIND_BOOLEAN, F_OPT_MASK_SUPPLIER },
	{ 31, KIND_BOOLEAN, F_OPT_PERFORM_ROUTER_DISCOVER },
	{ 32, KIND_IPV4, F_OPT_ROUTER_SOLICITATION_ADDRESS },
	{ 33, KIND_PAIRS, F_OPT_STATIC_ROUTE_IP },
	{ 34, KIND_BOOLEAN, F_OPT_TRAILER_ENCAPSULATION },
	{ 35, KIND_U32, F_OPT_ARP_CACHE_TIMEOUT },
	{ 36, KIND_BOOLEAN, F_OPT_ETHERNET_ENCAPSULATION },
	{ 37, KIND_U8, F_OPT_TCP_DEFAULT_TTL },
	{ 38, KIND_U32, F_OPT_TCP_KEEPALIVE_INTERVAL },
	{ 39, KIND_BOOLEAN, F_OPT_TCP_KEEPALIVE_GARBAGE },
	{ 40, KIND_STRING, F_OPT_NIS_DOMAIN },
	{ 41, KIND_IPV4S, F_OPT_NIS_SERVER },
	{ 42, KIND_IPV4S, F_OPT_NTP_SERVER },
	{ 44, KIND_IPV4S, F_OPT_NETBIOS_OVER_TCPIP_NAME_SERVER },
	{ 45, KIND_IPV4S, F_OPT_NETBIOS_OVER_TCPIP_DD_NAME_SERVER },
	{ 46, KIND_U8, F_OPT_NETBIOS_OVER_TCPIP_NODE_TYPE },
	{ 47, KIND_STRING, F_OPT_NETBIOS_OVER_TCPIP_SCOPE },
	{ 48, KIND_IPV4S, F_OPT_XWINDOWS_SYSTEM_FONT_SERVER },
	{ 49, KIND_IPV4S, F_OPT_XWINDOWS_SYSTEM_DISPLAY_MANAGER },
	{ 50, KIND_IPV4, F_OPT_REQUESTED_IP_ADDRESS },
	{ 51, KIND_U32, F_OPT_IP_ADDRESS_LEASE_TIME },
	{ 54, KIND_IPV4, F_OPT_DHCP_SERVER_ID },
	{ 55, KIND_U8S, F_OPT_REQUEST_LIST_ITEM },
	{ 56, KIND_STRING, F_OPT_MESSAGE },
	{ 57, KIND_U16, F_OPT_DHCP_MAX_MESSAGE_SIZE },
	{ 58, KIND_U32, F_OPT_RENEWAL_TIME_VALUE },
	{ 59, KIND_U32, F_OPT_REBINDING_TIME_VALUE },
	{ VENDOR_CLASS, KIND_STRING, F_OPT_VENDOR_CLASS_ID },
	{ 64, KIND_STRING, F_OPT_NIS_PLUS_DOMAIN },
	{ 65, KIND_IPV4S, F_OPT_NIS_PLUS_SERVER },
	{ 66, KIND_STRING, F_OPT_TFTP_SERVER_NAME },
	{ 67, KIND_STRING, F_OPT_BOOTFILE_NAME },
	{ 68, KIND_IPV4S, F_OPT_MOBILE_IP_HOME_AGENT },
	{ 69, KIND_IPV4S, F_OPT_SMTP_SERVER },
	{ 70, KIND_IPV4S, F_OPT_POP3_SERVER },
	{ 71, KIND_IPV4S, F_OPT_NNTP_SERVER },
	{ 72, KIND_IPV4S, F_OPT_DEFAULT_WWW_SERVER },
	{ 73, KIND_IPV4S, F_OPT_DEFAULT_FINGER_SERVER },
	{ 74, KIND_IPV4S, F_OPT_DEFAULT_IRC_SERVER },
	{ 75, KIND_IPV4S, F_OPT_STREETTALK_SERVER },
	{ 76, KIND_IPV4S, F_OPT_STREETTALK_DA_SERVER },
	{ 85, KIND_IPV4S, F_OPT_NOVELL_DSS_IP },
	{ 86, KIND_STRING, F_OPT_NOVELL_DS_TREE_NAME },
	{ 87, KIND_STRING, F_OPT_NOVELL_DS_CONTEXT },
	{ 91, KIND_U32, F_OPT_CLIENT_LAST_TRANSACTION_TIME },
	{ 92, KIND_IPV4S, F_OPT_ASSOCIATED_IP_OPTION },
	{ 93, KIND_U16S, F_OPT_CLIENT_SYSTEM_ARCHITECTURE },
	{ 100, KIND_STRING, F_OPT_TZ_PCODE },
	{ 101, KIND_STRING, F_OPT_TZ_TCODE },
	{ 112, KIND_IPV4S, F_OPT_NETINFO_PARENT_SERVER_ADDRESS },
	{ 113, KIND_STRING, F_OPT_NETINFO_PARENT_SERVER_TAG },
	{ 114, KIND_STRING, F_OPT_CAPTIVE_PORTAL },
	{ 116, KIND_U8, F_OPT_DHCP_AUTO_CONFIGURATION },
	{ 118, KIND_IPV4S, F_OPT_SUBNET_SELECTION_OPTION },
	{ 136, KIND_IPV4S, F_OPT_PANA_AGENT },
	{ 137, KIND_STRING, F_OPT_LOST_SERVER_DOMAIN_NAME },
	{ 138, KIND_IPV4S, F_OPT_CAPWAP_ACCESS_CONTROLLER },
	{ 142, KIND_IPV4S, F_OPT_ANDSF_SERVER },
	{ 145, KIND_U8S, F_OPT_FORCERENEW_NONCE_ALGORITHM },
	{ 150, KIND_IPV4S, F_OPT_TFTP_SERVER_ADDRESS },
	{ 152, KIND_TIME, F_LEASE_BASE_TIME },
	{ 153, KIND_U32, F_LEASE_START_TIME_OF_STATE },
	{ 154, KIND_TIME, F_LEASE_QUERY_START_TIME },
	{ 155, KIND_TIME, F_LEASE_QUERY_END_TIME },
	{ 156, KIND_U8, F_LEASE_DHCP_STATE },
	{ 157, KIND_BOOLEAN, F_LEASE_DATA_SOURCE },
	{ 160, KIND_STRING, F_OPT_CAPTIVE_PORTAL },
	{ 161, KIND_STRING, F_OPT_MUDURL },
	{ 209, KIND_STRING, F_OPT_PXE_CONFIG_FILE },
	{ 210, KIND_STRING, F_OPT_PXE_PATH_PREFIX },
	{ 252, KIND_STRING, F_OPT_PRIVATE_PROXY_AUTODISCOVERY },
};

/* ------------------------------------------------------ values of one kind */

void
dhcp_string(tp_tvb *v, tp_field f, uint32_t n)
{
	uint32_t off = v->off;
	const uint8_t *p = tp_take(v, n);

	if (p != NULL)
		(void)tp_add_ptr(v, f, off, n, p,
		    (uint32_t)strnlen((const char *)p, n));
}

/* Elements of a size to the end, as long as they are whole. */
static void
each(tp_tvb *v, tp_field f, uint32_t size)
{
	while (tp_left(v) >= size) {
		if (size == 1)
			(void)tp_f_u8(v, f);
		else if (size == 2)
			(void)tp_f_be16(v, f);
		else
			(void)tp_f_bytes(v, f, size);
	}
}

static void
integer(tp_tvb *v, uint32_t kind, tp_field f)
{
	switch (kind) {
	case KIND_U16:
		(void)tp_f_be16(v, f);
		break;
	case KIND_U16_LE:
		(void)tp_f_le16(v, f);
		break;
	case KIND_U32:
		(void)tp_f_be32(v, f);
		break;
	case KIND_S32:
		(void)tp_add(v, f, 0, 4, (uint64_t)(int32_t)tp_be32(v));
		break;
	case KIND_TIME:
		(void)tp_add_time(v, f, 0, 4, tp_be32(v), 0);
		break;
	case KIND_BOOLEAN:
		(void)tp_add(v, f, 0, 1, tp_u8(v) != 0);
		break;
	default:
		(void)tp_f_u8(v, f);
		break;
	}
}

/* Octets of one element; 0: any number will do. */
static const uint8_t sizes[] = {
	[KIND_U8] = 1, [KIND_U8S] = 1, [KIND_U16] = 2, [KIND_U16S] = 2,
	[KIND_U16_LE] = 2, [KIND_U32] = 4, [KIND_S32] = 4, [KIND_BOOLEAN] = 1,
	[KIND_IPV4] = 4, [KIND_IPV4S] = 4, [KIND_PAIRS] = 8, [KIND_ETHER] = 6,
	[KIND_TIME] = 4
};

void
dhcp_value(tp_tvb *v, uint32_t kind, tp_field f)
{
	uint32_t n = tp_left(v), size = sizes[kind];

	switch (kind) {
	case KIND_STRING:
		dhcp_string(v, f, n);
		break;
	case KIND_BYTES:
		(void)tp_f_bytes(v, f, n);
		break;
	case KIND_U8S:
	case KIND_U16S:
	case KIND_IPV4S:
		each(v, f, size);
		break;
	case KIND_PAIRS:
		while (tp_left(v) >= 8) {
			(void)tp_f_bytes(v, f, 4);
			(void)tp_f_bytes(v, f + 1, 4);
		}
		break;
	case KIND_IPV4:
	case KIND_ETHER:
		if (n == size)
			(void)tp_f_bytes(v, f, n);
		break;
	default:
		if (n == size)
			integer(v, kind, f);
		break;
	}
}

/* ------------------------------------------------------- values with parts */

static const char *
hex(tp_tvb *t, const uint8_t *p, uint32_t n, int colons, uint32_t *len)
{
	char *s = t->pkt->host->alloc(t->pkt, 3 * n + 1), *c = s;

	*len = 0;
	if (s == NULL || p == NULL)
		return NULL;
	for (uint32_t i = 0; i < n; i++) {
		if (colons && i != 0)
			*c++ = ':';
		*c++ = "0123456789abcdef"[p[i] >> 4];
		*c++ = "0123456789abcdef"[p[i] & 0xf];
	}
	*len = (uint32_t)(c - s);
	return s;
}

/* The rest of v as digits, octets of an Ethernet address apart. */
static void
field_hex(tp_tvb *v, tp_field f, uint32_t n, int colons)
{
	uint32_t off = v->off, len;
	const uint8_t *p = tp_take(v, n);
	const char *s;

	if (p == NULL || !tp_wants(v, f))
		return;
	s = hex(v, p, n, colons, &len);
	(void)tp_add_ptr(v, f, off, n, s, len);
}

static void
message_type(tp_tvb *v)
{
	(void)tp_f_u8(v, F_OPT_DHCP);
}

/* RFC 3315 9 */
static void
duid(tp_tvb *v)
{
	uint32_t type, hardware;

	if (tp_left(v) < 2)
		return;
	type = tp_f_be16(v, F_CID_DUID_TYPE);
	if (type == 2) {
		(void)tp_f_be32(v, F_CID_ENTERPRISE_NUM);
		if (tp_left(v) != 0)
			(void)tp_f_bytes(v, F_CLIENT_ID, tp_left(v));
		return;
	}
	if (type != 1 && type != 3)
		return;
	hardware = tp_f_be16(v, type == 1 ? F_CID_DUID_LLT_HW_TYPE :
	    F_CID_DUID_LL_HW_TYPE);
	if (type == 1)
		(void)tp_f_be32(v, F_CID_TIME);
	if (tp_left(v) != 0)
		field_hex(v, F_CID_LINK_LAYER_ADDRESS, tp_left(v),
		    (hardware == 1 || hardware == 6) && tp_left(v) == 6);
}

/* RFC 2132 9.14, RFC 4361 6.1, and what PXE clients send. */
static void
client_id(tp_tvb *v)
{
	uint32_t n = tp_left(v), type = n != 0 ? v->data[0] : 0;

	if (n == 17 && type == 0) {
		v->off = 1;
		(void)tp_f_bytes(v, F_CID_UUID, 16);
	} else if (n == 7 && type > 0 && type < 48) {
		(void)tp_f_u8(v, F_HW_TYPE);
		if (type == 1 || type == 6)
			(void)tp_f_bytes(v, F_HW_MAC_ADDR, 6);
		else
			field_hex(v, F_CLIENT_HARDWARE_ADDRESS, 6, 0);
	} else if (n >= 5 && type == 255) {
		v->off = 1;
		field_hex(v, F_CID_IAID, 4, 0);
		duid(v);
	} else if (n > 1 && type == 0) {
		(void)tp_f_u8(v, F_CID_TYPE);
		dhcp_string(v, F_CID_UNDEF, n - 1);
	}
}

static void
uuid(tp_tvb *v)
{
	if (tp_left(v) == 17 && v->data[0] == 0) {
		v->off = 1;
		(void)tp_f_bytes(v, F_CID_UUID, 16);
	}
}

/* RFC 3004 4; many clients send plain text. */
static void
user_class(tp_tvb *v)
{
	if (tp_left(v) < 2)
		return;
	for (uint32_t i = 0; tp_left(v) != 0; i++) {
		uint32_t off = v->off, n = v->data[off];
		tp_item outer;

		if (n >= tp_left(v)) {
			dhcp_string(v, F_OPT_USER_CLASS_TEXT, tp_left(v));
			return;
		}
		outer = tp_open(v, F_OPT_USER_CLASS, off, 1 + n, i);
		(void)tp_f_u8(v, F_OPT_USER_CLASS_LENGTH);
		if (n != 0)
			(void)tp_f_bytes(v, F_OPT_USER_CLASS_DATA, n);
		tp_close(v, outer);
		if (n == 0)
			return;
	}
}

/* RFC 2610 */
static void
slp_agent(tp_tvb *v)
{
	if (tp_left(v) == 0)
		return;
	(void)tp_f_u8(v, F_OPT_SLP_DIRECTORY_AGENT_VALUE);
	each(v, F_OPT_SLP_DIRECTORY_AGENT_SLPDA_ADDRESS, 4);
}

static void
slp_scope(tp_tvb *v)
{
	if (tp_left(v) == 0)
		return;
	(void)tp_f_u8(v, F_OPT_SLP_SERVICE_SCOPE_VALUE);
	dhcp_string(v, F_OPT_SLP_SERVICE_SCOPE_STRING, tp_left(v));
}

/* RFC 4702 2 */
static void
fqdn(tp_tvb *v)
{
	static const tp_field bits[] = { F_FQDN_MBZ, F_FQDN_N, F_FQDN_E,
	    F_FQDN_O, F_FQDN_S };
	uint32_t flags;
	tp_item outer;

	if (tp_left(v) < 3)
		return;
	flags = tp_u8(v);
	outer = tp_open(v, F_FQDN_FLAGS, 0, 1, flags);
	for (uint32_t i = 0; i < TP_COUNT(bits); i++)
		tp_add_bits(v, bits[i], 0, 1, flags);
	tp_close(v, outer);
	(void)tp_f_u8(v, F_FQDN_RCODE1);
	(void)tp_f_u8(v, F_FQDN_RCODE2);
	if (flags & 4)
		dhcp_field_names(v, F_FQDN_NAME);
	else if (tp_left(v) != 0)
		dhcp_string(v, F_FQDN_NAME, tp_left(v));
}

/* A word of size octets and the fields of its bits, which follow its own. */
static void
word(tp_tvb *v, uint32_t size, tp_field f, tp_field last)
{
	uint32_t off = v->off;
	uint32_t w = size == 2 ? tp_be16(v) : tp_be32(v);
	tp_item outer;

	if (v->err)
		return;
	outer = tp_open(v, f, off, size, w);
	while (f++ < last)
		tp_add_bits(v, f, off, size, w);
	tp_close(v, outer);
}

/* RFC 4174 2 */
static void
isns(tp_tvb *v)
{
	if (tp_left(v) < 14)
		return;
	word(v, 2, F_ISNS_FUNCTIONS, F_ISNS_FUNCTIONS_RESERVED);
	word(v, 2, F_ISNS_DISCOVERY_DOMAIN_ACCESS,
	    F_ISNS_DISCOVERY_DOMAIN_ACCESS_RESERVED);
	word(v, 2, F_ISNS_ADMINISTRATIVE_FLAGS,
	    F_ISNS_ADMINISTRATIVE_FLAGS_RESERVED);
	word(v, 4, F_ISNS_SERVER_SECURITY_BITMAP,
	    F_ISNS_SERVER_SECURITY_BITMAP_RESERVED);
	(void)tp_f_bytes(v, F_ISNS_HEARTBEAT_ORIGINATOR_ADDR, 4);
	if (tp_left(v) >= 4)
		(void)tp_f_bytes(v, F_ISNS_PRIMARY_SERVER_ADDR, 4);
	each(v, F_ISNS_SECONDARY_SERVER_ADDR, 4);
}

/* RFC 3118 2 */
static void
authentication(tp_tvb *v)
{
	uint32_t protocol, algorithm, rdm;

	if (tp_left(v) < 11)
		return;
	protocol = tp_f_u8(v, F_AUTH_PROTOCOL);
	algorithm = tp_f_u8(v, protocol == 1 ? F_AUTH_ALG_DELAY :
	    F_AUTH_ALGORITHM);
	rdm = tp_f_u8(v, F_AUTH_RDM);
	if (rdm == 0)
		(void)tp_f_be64(v, F_AUTH_RDM_REPLAY_DETECTION);
	else
		dhcp_string(v, F_AUTH_RDM_RDV, 8);
	if (protocol == 1 && algorithm == 1) {
		if (tp_left(v) < 20)
			return;
		(void)tp_f_be32(v, F_AUTH_SECRET_ID);
		(void)tp_f_bytes(v, F_AUTH_HMAC_MD5_HASH, 16);
	} else if (tp_left(v) != 0)
		dhcp_string(v, F_AUTH_INFORMATION, tp_left(v));
}

/* RFC 4578 2.2 */
static void
interface_id(tp_tvb *v)
{
	(void)tp_u8(v);
	if (tp_left(v) != 0)
		(void)tp_f_u8(v, F_CLIENT_NETWORK_ID_MAJOR);
	if (tp_left(v) != 0)
		(void)tp_f_u8(v, F_CLIENT_NETWORK_ID_MINOR);
}

/* RFC 4776 3.1 */
static void
civic(tp_tvb *v)
{
	uint32_t n;

	if (tp_left(v) < 3)
		return;
	(void)tp_f_u8(v, F_CIVIC_WHAT);
	dhcp_string(v, F_CIVIC_COUNTRY, 2);
	while (tp_left(v) >= 2) {
		(void)tp_f_u8(v, F_CIVIC_CA_TYPE);
		n = tp_f_u8(v, F_CIVIC_CA_LENGTH);
		if (n > tp_left(v))
			return;
		if (n != 0)
			dhcp_string(v, F_CIVIC_CA_VALUE, n);
	}
}

/* RFC 2937: names are looked up by what these options configure. */
static void
name_services(tp_tvb *v)
{
	static const tp_value_string names[] = {
		{ 0, "Local naming information (e.g., an /etc/hosts file on a "
		    "UNIX machine) (0)" },
		{ 6, "Domain Name Server Option (6)" },
		{ 41, "Network Information Servers Option (41)" },
		{ 44, "NetBIOS over TCP/IP Name Server Option (44)" },
		{ 65, "Network Information Service+ Servers Option (65)" },
		{ 0, NULL }
	};

	while (tp_left(v) >= 2) {
		const char *s = tp_string(names, tp_be16(v));

		if (s != NULL)
			(void)tp_add_ptr(v,
			    F_OPT_DHCP_NAME_SERVICE_SEARCH_OPTION, v->off - 2,
			    2, s, (uint32_t)strlen(s));
	}
}

/* "1/2": the first of two. */
static void
field_fraction(tp_tvb *v, tp_field f, uint32_t n, uint32_t of)
{
	char *s;

	if (!tp_wants(v, f) ||
	    (s = v->pkt->host->alloc(v->pkt, 24)) == NULL)
		return;
	n = (uint32_t)snprintf(s, 24, "%u/%u", n, of);
	(void)tp_add_ptr(v, f, 0, tp_left(v), s, n);
}

/*
 * Is this the last of several options that are to be read together?  If not,
 * the reader is told where that is.  fields: detected, refer to the last.
 */
static int
is_last(struct dhcp_split *s, tp_tvb *v, tp_field fields)
{
	field_fraction(v, fields, ++s->seen, s->count);
	if (s->seen < s->count)
		field_fraction(v, fields + 1, s->count, s->count);
	return s->seen == s->count;
}

/* RFC 3397 */
static void
domain_search(struct dhcp_split *split, tp_tvb *v)
{
	struct dhcp_names names = dhcp_names(split->joined, split->n);
	uint32_t n;
	const char *s;

	if (split->joined == NULL) {
		dhcp_field_names(v, F_OPT_DHCP_DNS_DOMAIN_SEARCH_LIST_FQDN);
		return;
	}
	if (!is_last(split, v,
	    F_OPT_DHCP_DNS_DOMAIN_SEARCH_LIST_RFC_3396_DETECTED))
		return;
	while ((s = dhcp_next_name(v, &names, &n)) != NULL)
		(void)tp_add_ptr(v, F_OPT_DHCP_DNS_DOMAIN_SEARCH_LIST_FQDN, 0,
		    0, s, n);
}

/* A list of SIP servers that several options hold. */
static void
sip_joined(struct dhcp_split *split, tp_tvb *v)
{
	struct dhcp_names names = dhcp_names(split->joined, split->n);
	const uint8_t *p = split->joined;
	uint32_t n;
	const char *s;

	if (split->n == 0)
		return;
	(void)tp_add(v, F_OPT_SIP_SERVER_ENCODING, 0, 0, *p);
	names.off = 1;
	while (*p == 0 && (s = dhcp_next_name(v, &names, &n)) != NULL)
		(void)tp_add_ptr(v, F_OPT_SIP_SERVER_NAME, 0, 0, s, n);
	for (n = 1; *p == 1 && split->n % 4 == 1 && n < split->n; n += 4)
		(void)tp_add_ptr(v, F_OPT_SIP_SERVER_ADDRESS, 0, 0, p + n, 4);
}

/* RFC 3361 3 */
static void
sip_servers(struct dhcp_split *split, tp_tvb *v)
{
	uint32_t encoding;

	if (split->joined != NULL) {
		if (is_last(split, v, F_OPT_SIP_SERVER_RFC_3396_DETECTED))
			sip_joined(split, v);
		return;
	}
	if (tp_left(v) == 0)
		return;
	encoding = tp_f_u8(v, F_OPT_SIP_SERVER_ENCODING);
	if (encoding == 0)
		dhcp_field_names(v, F_OPT_SIP_SERVER_NAME);
	else if (encoding == 1 && tp_left(v) % 4 == 0)
		each(v, F_OPT_SIP_SERVER_ADDRESS, 4);
}

/* RFC 3442 */
static void
routes(tp_tvb *v)
{
	while (tp_left(v) >= 5) {
		uint32_t width = v->data[v->off], n = 1 + (width + 7) / 8 + 4;

		if (width > 32 || n > tp_left(v))
			return;
		(void)tp_f_bytes(v, F_OPT_CLASSLESS_STATIC_ROUTE, n);
	}
}

static void
field_double(tp_tvb *v, tp_field f, uint32_t off, uint32_t len, double d)
{
	tp_value value = { 0 };

	value.v.d = d;
	if (tp_wants(v, f))
		(void)v->pkt->host->add(v, f, off, len, &value);
}

/* 2 to the n. */
static double
power(int n)
{
	return n < 0 ? 1.0 / (double)((uint64_t)1 << -n) :
	    (double)((uint64_t)1 << n);
}

/* bits of a number in two's complement, of which some are a fraction. */
static double
fixed_point(uint64_t n, uint32_t bits, int fraction)
{
	uint64_t sign = (uint64_t)1 << (bits - 1);

	n &= 2 * sign - 1;
	return (double)(int64_t)((n ^ sign) - sign) * power(-fraction);
}

struct location {
	double latitude, longitude, altitude;
	uint32_t latitude_bits, longitude_bits, altitude_bits;
	uint32_t altitude_type, datum;
};

/* What is wrong with a place on earth; 0: nothing. */
static uint32_t
location_error(const struct location *l)
{
	if (l->latitude > 90 || l->latitude < -90)
		return 1;
	if (l->latitude_bits > 34)
		return 2;
	if (l->longitude > 180 || l->longitude < -180)
		return 3;
	if (l->longitude_bits > 34)
		return 4;
	if (l->altitude_bits > 30)
		return 6;
	if (l->altitude_type > 2)
		return 7;
	return l->datum < 1 || l->datum > 3 ? 8 : 0;
}

/* RFC 3825 2.1 */
static void
location(tp_tvb *v)
{
	const uint8_t *p = v->data;
	struct location l;
	uint32_t error;

	if (tp_left(v) != 16)
		return;
	l.latitude_bits = p[0] >> 2;
	l.latitude = fixed_point((uint64_t)tp_ld16(p) << 24 | tp_ld24(p + 2),
	    34, 25);
	l.longitude_bits = p[5] >> 2;
	l.longitude = fixed_point((uint64_t)tp_ld16(p + 5) << 24 |
	    tp_ld24(p + 7), 34, 25);
	l.altitude_type = p[10] >> 4;
	l.altitude_bits = tp_ld16(p + 10) >> 6 & 0x3f;
	l.altitude = fixed_point(tp_ld32(p + 11), 30, 8);
	l.datum = p[15];
	error = location_error(&l);
	if (error != 0) {
		(void)tp_add(v, F_GEO_ERROR, 0, 16, error);
		return;
	}
	field_double(v, F_GEO_LATITUDE, 0, 5, l.latitude);
	field_double(v, F_GEO_LONGITUDE, 5, 5, l.longitude);
	field_double(v, F_GEO_LATITUDE_RES, 0, 1,
	    power(8 - (int)l.latitude_bits));
	field_double(v, F_GEO_LONGITUDE_RES, 5, 1,
	    power(8 - (int)l.longitude_bits));
	field_double(v, F_GEO_ALTITUDE, 12, 4, l.altitude);
	field_double(v, F_GEO_ALTITUDE_RES, 10, 2, l.altitude_type == 1 ?
	    power(21 - (int)l.altitude_bits) : 0);
	(void)tp_add(v, F_GEO_ALTITUDE_TYPE, 10, 1, l.altitude_type);
}

/* RFC 3925 3; CableLabs have a value of one octet. */
static void
vi_class(tp_tvb *v)
{
	uint32_t n;

	if (tp_left(v) == 1)
		(void)tp_f_u8(v, F_OPT_VI_CLASS_CL_ADDRESS_MODE);
	while (tp_left(v) >= 5) {
		(void)tp_f_be32(v, F_OPT_VI_CLASS_ENTERPRISE);
		n = tp_f_u8(v, F_OPT_VI_CLASS_LENGTH);
		if (n > tp_left(v))
			return;
		dhcp_string(v, F_OPT_VI_CLASS_DATA, n);
	}
}

/* RFC 6731 4.3 */
static void
rdnss(tp_tvb *v)
{
	uint32_t b;

	if (tp_left(v) < 10)
		return;
	b = tp_u8(v);
	tp_add_bits(v, F_OPT_RDNSS_RESERVED, 0, 1, b);
	tp_add_bits(v, F_OPT_RDNSS_PREFERENCE, 0, 1, b);
	(void)tp_f_bytes(v, F_OPT_RDNSS_PRIMARY_DNS, 4);
	(void)tp_f_bytes(v, F_OPT_RDNSS_SECONDARY_DNS, 4);
	dhcp_field_names(v, F_OPT_RDNSS_DOMAIN);
}

/* RFC 6926 6.2.2 */
static void
lease_status(tp_tvb *v)
{
	if (tp_left(v) == 0)
		return;
	(void)tp_f_u8(v, F_LEASE_STATUS_CODE);
	if (tp_left(v) != 0)
		dhcp_string(v, F_LEASE_STATUS_CODE_MESSAGE, tp_left(v));
}

/* RFC 7291 4 */
static void
pcp(tp_tvb *v)
{
	while (tp_left(v) >= 5) {
		uint32_t n = v->data[v->off] / 4;

		if (4 * n >= tp_left(v))
			return;
		(void)tp_f_u8(v, F_OPT_PCP_LIST_LENGTH);
		while (n-- != 0)
			(void)tp_f_bytes(v, F_OPT_PCP_SERVER, 4);
	}
}

/* RFC 7618 9 */
static void
port_parameters(tp_tvb *v)
{
	if (tp_left(v) != 4)
		return;
	(void)tp_f_u8(v, F_OPT_PORTPARAMS_OFFSET);
	(void)tp_f_u8(v, F_OPT_PORTPARAMS_PSID_LENGTH);
	(void)tp_f_bytes(v, F_OPT_PORTPARAMS_PSID, 2);
}

/* RFC 5969 7.1.1 */
static void
six_rd(tp_tvb *v)
{
	if (tp_left(v) < 22 || (tp_left(v) - 18) % 4 != 0)
		return;
	(void)tp_f_u8(v, F_OPT_6RD_IPV4_MASK_LEN);
	(void)tp_f_u8(v, F_OPT_6RD_PREFIX_LEN);
	(void)tp_f_bytes(v, F_OPT_6RD_PREFIX, 16);
	each(v, F_OPT_6RD_BORDER_RELAY_IP, 4);
}

static const struct {
	uint32_t code;
	void (*value)(tp_tvb *v);
} parts[] = {
	{ MESSAGE_TYPE, message_type }, { CLIENT_ID, client_id },
	{ NOVELL, dhcp_novell }, { USER_CLASS, user_class },
	{ SLP_AGENT, slp_agent }, { SLP_SCOPE, slp_scope }, { FQDN, fqdn },
	{ AGENT, dhcp_agent }, { ISNS, isns },
	{ AUTHENTICATION, authentication }, { INTERFACE_ID, interface_id },
	{ UUID, uuid }, { CIVIC, civic }, { NAME_SERVICES, name_services },
	{ ROUTES, routes }, { LOCATION, location }, { VI_CLASS, vi_class },
	{ VI_VENDOR, dhcp_vendor_identified }, { RDNSS, rdnss },
	{ LEASE_STATUS, lease_status }, { PCP, pcp },
	{ PORT_PARAMETERS, port_parameters }, { SIX_RD, six_rd },
	{ ROUTES_MICROSOFT, routes }
};

/* ---------------------------------------------------------------- options */

static void
value(struct dhcp_message *m, tp_tvb *v, uint32_t code)
{
	for (uint32_t i = 0; i < TP_COUNT(known); i++)
		if (known[i].code == code) {
			dhcp_value(v, known[i].kind, known[i].field);
			return;
		}
	for (uint32_t i = 0; i < TP_COUNT(parts); i++)
		if (parts[i].code == code) {
			parts[i].value(v);
			return;
		}
	if (code == VENDOR_SPECIFIC)
		dhcp_vendor(m, v);
	else if (code == DOMAIN_SEARCH)
		domain_search(&m->split[DHCP_SPLIT_SEARCH], v);
	else if (code == SIP_SERVERS)
		sip_servers(&m->split[DHCP_SPLIT_SIP], v);
}

/* A run of padding. */
static void
padding(tp_tvb *t)
{
	uint32_t start = t->off;
	tp_item outer = tp_open(t, F_OPT_TYPE, start, 1, PAD);

	while (tp_left(t) != 0 && t->data[t->off] == PAD)
		t->off++;
	(void)tp_add_ptr(t, F_OPT_PADDING, start, t->off - start,
	    t->data + start, t->off - start);
	tp_close(t, outer);
}

static void	overload(struct dhcp_message *, const tp_tvb *, tp_tvb *);

/*
 * One option.  whole: the message, if the option may lead to others in its
 * header.
 */
static void
option(struct dhcp_message *m, const tp_tvb *whole, tp_tvb *t)
{
	uint32_t start = t->off, code = t->data[start];
	uint32_t n = tp_has(t, start, 2) ? t->data[start + 1] : 0;
	tp_item outer = tp_open(t, F_OPT_TYPE, start, 2 + n, code);
	tp_tvb v;

	t->off++;
	(void)tp_f_u8(t, F_OPT_LENGTH);
	if (tp_peek(t, t->off, n) != NULL) {
		(void)tp_add_ptr(t, F_OPT_VALUE, t->off, n, t->data + t->off,
		    n);
		v = tp_sub(t, n);
		if (code == OVERLOAD)
			overload(m, whole, &v);
		else
			value(m, &v, code);
		tp_join(t, &v);
	}
	tp_close(t, outer);
}

/* Options to the end of t or to the end option. */
static void
options(struct dhcp_message *m, const tp_tvb *whole, tp_tvb *t)
{
	while (tp_left(t) != 0) {
		uint32_t code = t->data[t->off];
		tp_item outer;

		if (code == PAD)
			padding(t);
		else if (code != END)
			option(m, whole, t);
		else {
			outer = tp_open(t, F_OPT_TYPE, t->off, 1, 0);
			(void)tp_f_u8(t, F_OPT_END);
			tp_close(t, outer);
			return;
		}
	}
}

/* Options in one of the header's strings. */
static void
more_options(struct dhcp_message *m, const tp_tvb *whole, tp_item group,
    uint32_t off, uint32_t size)
{
	tp_tvb t = *whole, area;

	t.off = off;
	area = tp_sub(&t, size);
	area.group = group;
	options(m, NULL, &area);
}

static void
overload(struct dhcp_message *m, const tp_tvb *whole, tp_tvb *v)
{
	uint32_t where;

	if (tp_left(v) == 0)
		return;
	where = tp_f_u8(v, F_OPT_OPTION_OVERLOAD);
	if (whole == NULL)
		return;
	if (where & DHCP_IN_SNAME)
		more_options(m, whole, v->group, DHCP_SNAME, DHCP_SNAME_SIZE);
	if (where & DHCP_IN_FILE)
		more_options(m, whole, v->group, DHCP_FILE, DHCP_FILE_SIZE);
}

/* Calls fn for each option that is whole, to the end option. */
static void
for_each(const tp_tvb *t, struct dhcp_message *m,
    void (*fn)(struct dhcp_message *, uint32_t, const uint8_t *, uint32_t))
{
	uint32_t off = DHCP_OPTIONS;

	while (tp_has(t, off, 1) && t->data[off] != END) {
		uint32_t n;

		if (t->data[off] == PAD) {
			off++;
			continue;
		}
		if (!tp_has(t, off, 2))
			return;
		n = t->data[off + 1];
		if (!tp_has(t, off, 2 + n))
			return;
		fn(m, t->data[off], t->data + off + 2, n);
		off += 2 + n;
	}
}

static struct dhcp_split *
split_of(struct dhcp_message *m, uint32_t code)
{
	if (code == DOMAIN_SEARCH)
		return &m->split[DHCP_SPLIT_SEARCH];
	return code == SIP_SERVERS ? &m->split[DHCP_SPLIT_SIP] : NULL;
}

static void
look(struct dhcp_message *m, uint32_t code, const uint8_t *p, uint32_t n)
{
	struct dhcp_split *s = split_of(m, code);

	if (code == VENDOR_CLASS) {
		m->vendor = p;
		m->nvendor = n;
	} else if (code == OVERLOAD && n != 0)
		m->overload = *p;
	else if (s != NULL) {
		s->count++;
		s->n += n;
	}
}

static void
join(struct dhcp_message *m, uint32_t code, const uint8_t *p, uint32_t n)
{
	struct dhcp_split *s = split_of(m, code);

	if (s == NULL || s->joined == NULL)
		return;
	memcpy(s->joined + s->n, p, n);
	s->n += n;
}

void
dhcp_look_ahead(const tp_tvb *t, struct dhcp_message *m)
{
	for_each(t, m, look);
	for (uint32_t i = 0; i < DHCP_SPLITS; i++) {
		struct dhcp_split *s = &m->split[i];

		if (s->count > 1)
			s->joined = t->pkt->host->alloc(t->pkt, s->n);
		s->n = 0;
	}
	for_each(t, m, join);
}

void
dhcp_options(struct dhcp_message *m, tp_tvb *t)
{
	t->off = DHCP_OPTIONS;
	options(m, t, t);
	if (tp_left(t) != 0)
		(void)tp_f_bytes(t, F_OPT_PADDING, tp_left(t));
}
