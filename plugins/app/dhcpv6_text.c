/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What tcpdump prints of DHCPv6.  A message or an option that is too short for
 * what it says of itself is told by [|dhcp6] there, and printing goes on after
 * it; names are read as far as the capture goes, whatever the option's length
 * is.
 */
#include "dhcpv6.h"
#include "dns_name.h"

/* How the value of an option is printed. */
enum format {
	NOTHING, DUID, IA, IA_TA, IA_ADDRESS, IA_PREFIX, CODES, NUMBER8,
	NUMBER16, NUMBER32, RELAYED, AUTHENTICATION, STATUS, OCTETS,
	RECONFIGURE, NAMES, ADDRESSES, REMOTE_ID, STRING, LEASE_QUERY,
	NESTED, RELAY_DATA, NTP_SERVER, AFTR_NAME, VENDOR_CLASS,
	VENDOR_INFO
};

static const struct option {
	const char *name;
	enum format format;
} options[] = {
	[1] = { "client-ID", DUID }, [2] = { "server-ID", DUID },
	[3] = { "IA_NA", IA }, [4] = { "IA_TA", IA_TA },
	[5] = { "IA_ADDR", IA_ADDRESS }, [6] = { "option-request", CODES },
	[7] = { "preference", NUMBER8 }, [8] = { "elapsed-time", NUMBER16 },
	[9] = { "relay-message", RELAYED },
	[11] = { "authentication", AUTHENTICATION },
	[12] = { "server-unicast", NOTHING }, [13] = { "status-code", STATUS },
	[14] = { "rapid-commit", NOTHING }, [15] = { "user-class", NOTHING },
	[16] = { "vendor-class", VENDOR_CLASS },
	[17] = { "vendor-specific-info", VENDOR_INFO },
	[18] = { "interface-ID", OCTETS },
	[19] = { "reconfigure-message", RECONFIGURE },
	[20] = { "reconfigure-accept", NOTHING },
	[21] = { "SIP-servers-domain", NAMES },
	[22] = { "SIP-servers-address", ADDRESSES },
	[23] = { "DNS-server", ADDRESSES },
	[24] = { "DNS-search-list", NAMES }, [25] = { "IA_PD", IA },
	[26] = { "IA_PD-prefix", IA_PREFIX },
	[27] = { "NIS-server", ADDRESSES },
	[28] = { "NIS+-server", ADDRESSES },
	[29] = { "NIS-domain-name", NOTHING },
	[30] = { "NIS+-domain-name", NOTHING },
	[31] = { "SNTP-servers", ADDRESSES }, [32] = { "lifetime", NUMBER32 },
	[33] = { "BCMCS-domain-name", NOTHING },
	[34] = { "BCMCS-server", ADDRESSES },
	[36] = { "Geoconf-Civic", NOTHING }, [37] = { "Remote-ID", REMOTE_ID },
	[38] = { "Subscriber-ID", OCTETS }, [39] = { "Client-FQDN", NOTHING },
	[40] = { "PANA-agent", ADDRESSES },
	[41] = { "POSIX-timezone", STRING },
	[42] = { "POSIX-tz-database", STRING },
	[43] = { "Echo-request-option", CODES },
	[44] = { "Lease-query", LEASE_QUERY },
	[45] = { "LQ-client-data", NESTED }, [46] = { "Clt-time", NUMBER32 },
	[47] = { "LQ-relay-data", RELAY_DATA },
	[48] = { "LQ-client-link", ADDRESSES },
	[56] = { "NTP-server", NTP_SERVER }, [64] = { "AFTR-Name", AFTR_NAME },
	[112] = { "MUD-URL", STRING }
};

static const tp_value_string messages[] = {
	{ 1, "solicit" }, { 2, "advertise" }, { 3, "request" },
	{ 4, "confirm" }, { 5, "renew" }, { 6, "rebind" }, { 7, "reply" },
	{ 8, "release" }, { 9, "decline" }, { 10, "reconfigure" },
	{ 11, "inf-req" }, { 12, "relay-fwd" }, { 13, "relay-reply" },
	{ 14, "leasequery" }, { 15, "leasequery-reply" }, { 0, NULL }
};

static const tp_value_string statuses[] = {
	{ 0, "Success" }, { 1, "UnspecFail" }, { 2, "NoAddrsAvail" },
	{ 3, "NoBinding" }, { 4, "NotOnLink" }, { 5, "UseMulticast" },
	{ 6, "NoPrefixAvail" }, { 7, "UnknownQueryType" },
	{ 8, "MalformedQuery" }, { 9, "NotConfigured" }, { 10, "NotAllowed" },
	{ 0xffff, "INVALID code" }, { 0, NULL }
};

static void	text_options(tp_tvb *, uint32_t end, uint32_t depth);
static void	text_message(tp_tvb *, uint32_t end, uint32_t depth);

static void
text_cut(tp_tvb *t)
{
	tp_puts(t, " [|dhcp6]");
}

static void
text_code(tp_tvb *t, uint32_t code)
{
	if (code < TP_COUNT(options) && options[code].name != NULL)
		tp_puts(t, options[code].name);
	else
		tp_text(t, "opt_%u", code);
}

static void
text_hex(tp_tvb *t, uint32_t n)
{
	for (uint32_t i = 0; i < n && !t->err; i++)
		tp_text(t, "%02x", tp_u8(t));
}

/* At most ten octets, unless more is asked for. */
static void
text_some_hex(tp_tvb *t, uint32_t n)
{
	uint32_t shown = t->pkt->verbose < 2 && n > 10 ? 10 : n;

	text_hex(t, shown);
	if (shown < n) {
		tp_puts(t, "...");
		(void)tp_take(t, n - shown);
	}
}

static void
text_address(tp_tvb *t)
{
	const uint8_t *p = tp_take(t, 16);

	tp_addr(t, TP_FT_IPV6, p);
}

/* A value that is not as long as it must be. */
static void
text_odd(tp_tvb *t)
{
	tp_puts(t, " ?");
}

/* ----------------------------------------------------------------- values */

/* RFC 8415 11 */
static void
text_duid(tp_tvb *v)
{
	uint32_t n = tp_left(v), type;

	if (n < 2) {
		text_odd(v);
		return;
	}
	type = tp_be16(v);
	if (type == 1 && n >= 8) {
		tp_text(v, " hwaddr/time type %u", tp_be16(v));
		tp_text(v, " time %u ", tp_be32(v));
		text_hex(v, tp_left(v));
	} else if (type == 2 && n >= 10) {
		tp_puts(v, " vid ");
		text_hex(v, 8);
	} else if (type == 3 && n >= 4) {
		tp_text(v, " hwaddr type %u ", tp_be16(v));
		text_hex(v, tp_left(v));
	} else if (type >= 1 && type <= 3)
		text_odd(v);
	else
		tp_text(v, " type %u", type);
}

/* What stands before the options of an option; 0: it is too short. */
static int
text_ia(tp_tvb *v, enum format format)
{
	static const uint8_t sizes[] = { [IA] = 12, [IA_TA] = 4,
	    [IA_ADDRESS] = 24, [IA_PREFIX] = 25, [LEASE_QUERY] = 17,
	    [NESTED] = 0 };
	uint32_t preferred, valid;

	if (tp_left(v) < sizes[format]) {
		text_odd(v);
		return 0;
	}
	switch (format) {
	case IA:
	case IA_TA:
		tp_text(v, " IAID:%u", tp_be32(v));
		if (format == IA_TA)
			break;
		tp_text(v, " T1:%u", tp_be32(v));
		tp_text(v, " T2:%u", tp_be32(v));
		break;
	case IA_ADDRESS:
		tp_puts(v, " ");
		text_address(v);
		tp_text(v, " pltime:%u", tp_be32(v));
		tp_text(v, " vltime:%u", tp_be32(v));
		break;
	case IA_PREFIX:
		preferred = tp_be32(v);
		valid = tp_be32(v);
		v->off += 1;
		tp_puts(v, " ");
		text_address(v);
		tp_text(v, "/%u pltime:%u vltime:%u", v->data[8], preferred,
		    valid);
		break;
	default:
		break;
	}
	return 1;
}

static void
text_codes(tp_tvb *v)
{
	if (tp_left(v) % 2 != 0)
		text_odd(v);
	else
		while (tp_left(v) != 0) {
			tp_puts(v, " ");
			text_code(v, tp_be16(v));
		}
}

static void
text_number(tp_tvb *v, uint32_t size)
{
	if (tp_left(v) != size)
		text_odd(v);
	else
		tp_text(v, " %u", size == 1 ? tp_u8(v) : size == 2 ?
		    tp_be16(v) : tp_be32(v));
}

/* RFC 3315 21.4 and 21.5: realm, key and hash. */
static void
text_delayed(tp_tvb *v)
{
	uint32_t n = tp_left(v);

	if (n == 0)
		return;
	if (n < 20) {
		tp_puts(v, " ??");
		return;
	}
	if (n > 20) {
		tp_puts(v, ", realm: ");
		text_hex(v, n - 20);
	}
	tp_text(v, ", key ID: %08x", tp_be32(v));
	tp_puts(v, ", HMAC-MD5:");
	for (int i = 0; i < 4; i++)
		tp_text(v, " %08x", tp_be32(v));
}

/* RFC 8415 20.4.1 */
static void
text_reconfigure_key(tp_tvb *v)
{
	uint32_t type;

	if (tp_left(v) != 17) {
		tp_puts(v, " ??");
		return;
	}
	type = tp_u8(v);
	if (type == 1)
		tp_puts(v, " reconfig-key");
	else
		tp_puts(v, type == 2 ? " type: HMAC-MD5" : " type: ??");
	tp_puts(v, " value:");
	for (int i = 0; i < 4; i++)
		tp_text(v, " %08x", tp_be32(v));
}

static void
text_authentication(tp_tvb *v)
{
	uint32_t protocol, algorithm, rdm;

	if (tp_left(v) < 11) {
		text_odd(v);
		return;
	}
	protocol = tp_u8(v);
	algorithm = tp_u8(v);
	rdm = tp_u8(v);
	tp_puts(v, " proto: ");
	if (protocol == 2 || protocol == 3)
		tp_puts(v, protocol == 2 ? "delayed" : "reconfigure");
	else
		tp_text(v, "%u", protocol);
	tp_puts(v, ", alg: ");
	if (algorithm == 1)
		tp_puts(v, "HMAC-MD5");
	else
		tp_text(v, "%u", algorithm);
	if (rdm == 0)
		tp_puts(v, ", RDM: mono");
	else
		tp_text(v, ", RDM: %u", rdm);
	tp_puts(v, ", RD:");
	for (int i = 0; i < 4; i++)
		tp_text(v, " %04x", tp_be16(v));
	if (protocol == 2)
		text_delayed(v);
	else if (protocol == 3)
		text_reconfigure_key(v);
	else
		tp_puts(v, " ??");
}

static void
text_status(tp_tvb *v)
{
	uint32_t status;

	if (tp_left(v) < 2) {
		text_odd(v);
		return;
	}
	status = tp_be16(v);
	tp_puts(v, " ");
	tp_text_string(v, statuses, status, "code%u");
}

static void
text_reconfigure(tp_tvb *v)
{
	uint32_t type;

	if (tp_left(v) != 1) {
		text_odd(v);
		return;
	}
	type = tp_u8(v);
	if (type == 5)
		tp_puts(v, " for renew");
	else if (type == 11)
		tp_puts(v, " for inf-req");
	else
		tp_text(v, " for ?\?\?(%02x)", type);
}

static void
text_addresses(tp_tvb *v)
{
	if (tp_left(v) % 16 != 0)
		text_odd(v);
	else
		while (tp_left(v) != 0) {
			tp_puts(v, " ");
			text_address(v);
		}
}

static void
text_remote_id(tp_tvb *v)
{
	if (tp_left(v) < 4) {
		text_odd(v);
		return;
	}
	tp_text(v, " %u ", tp_be32(v));
	text_some_hex(v, tp_left(v));
}

static void
text_relay_data(tp_tvb *v)
{
	if (tp_left(v) < 16) {
		text_odd(v);
		return;
	}
	tp_puts(v, " ");
	text_address(v);
	tp_puts(v, " ");
	text_some_hex(v, tp_left(v));
}

static void
text_string(tp_tvb *v)
{
	uint32_t n = tp_left(v);
	const uint8_t *p;

	if (n < 5) {
		text_odd(v);
		return;
	}
	p = tp_take(v, n);
	tp_puts(v, " ");
	tp_safe(v, p, (uint32_t)strnlen((const char *)p, n));
}

/* RFC 5007 4.1.2.1 */
static void
text_lease_query(tp_tvb *v)
{
	uint32_t type;

	type = tp_u8(v);
	if (type == 1 || type == 2)
		tp_puts(v, type == 1 ? " by-address " : " by-clientID ");
	else
		tp_text(v, " type_%u ", type);
	text_address(v);
}

/* RFC 6334 4: labels, with dots between them. */
static void
text_aftr_name(tp_tvb *v)
{
	if (tp_left(v) < 3) {
		text_odd(v);
		return;
	}
	tp_puts(v, " ");
	while (tp_left(v) != 0 && v->data[v->off] != 0) {
		uint32_t n = tp_u8(v);

		/* the root or another label goes after this one */
		if (n + 1 > tp_left(v)) {
			text_odd(v);
			return;
		}
		tp_safe(v, tp_take(v, n), n);
		if (v->data[v->off] != 0)
			tp_puts(v, ".");
	}
}

/* RFC 8415 21.16 */
static void
text_vendor_class(tp_tvb *v)
{
	if (tp_left(v) < 4) {
		text_odd(v);
		return;
	}
	tp_text(v, " enterprise %u", tp_be32(v));
	while (tp_left(v) >= 2) {
		uint32_t n = tp_be16(v);

		if (n > tp_left(v)) {
			text_cut(v);
			return;
		}
		tp_text(v, " (len %u data ", n);
		tp_safe(v, tp_take(v, n), n);
		tp_puts(v, ")");
	}
}

/* RFC 8415 21.17 */
static void
text_vendor_info(tp_tvb *v)
{
	if (tp_left(v) < 4) {
		text_odd(v);
		return;
	}
	tp_text(v, " enterprise %u", tp_be32(v));
	while (tp_left(v) >= 4) {
		uint32_t code = tp_be16(v), n = tp_be16(v);

		if (n > tp_left(v)) {
			text_cut(v);
			return;
		}
		tp_text(v, " (code %u len %u data ", code, n);
		text_some_hex(v, n);
		tp_puts(v, ")");
	}
}

/* Names at the cursor of t to offset end, or one of them; 0: one is bad. */
static int
text_names(tp_tvb *t, uint32_t end, int several)
{
	tp_tvb names = tp_rest(t, end - t->off);
	struct dns_message m = { .data = names.data, .caplen = names.caplen,
	    .len = names.len, .steps = 128 };

	do {
		tp_puts(&names, " ");
		if (!dns_text_name(&m, &names))
			return 0;
	} while (several && names.off < names.len);
	return 1;
}

/* RFC 5908 4; 0: a suboption is too long or bad. */
static int
text_ntp_server(tp_tvb *t, uint32_t end)
{
	if (end - t->off < 4)
		text_odd(t);
	while (!t->err && end - t->off > 4) {
		uint32_t code = tp_be16(t), n = tp_be16(t), next;

		if (n > end - t->off)
			return 0;
		next = t->off + n;
		tp_text(t, " subopt:%u", code);
		if ((code == 1 || code == 2) && n == 16) {
			tp_puts(t, " ");
			text_address(t);
		} else if (code != 3)
			text_odd(t);
		else if (!text_names(t, next, 0))
			return 0;
		if (!t->err)
			t->off = next;
	}
	return 1;
}

/* A value that is no message, no list of names and has no options. */
static void
text_plain(tp_tvb *v, enum format format)
{
	static void (*const other[])(tp_tvb *) = {
		[DUID] = text_duid, [CODES] = text_codes,
		[AUTHENTICATION] = text_authentication,
		[STATUS] = text_status, [RECONFIGURE] = text_reconfigure,
		[ADDRESSES] = text_addresses, [REMOTE_ID] = text_remote_id,
		[STRING] = text_string, [RELAY_DATA] = text_relay_data,
		[AFTR_NAME] = text_aftr_name,
		[VENDOR_CLASS] = text_vendor_class,
		[VENDOR_INFO] = text_vendor_info
	};

	switch (format) {
	case NOTHING:
		break;
	case NUMBER8:
		text_number(v, 1);
		break;
	case NUMBER16:
		text_number(v, 2);
		break;
	case NUMBER32:
		text_number(v, 4);
		break;
	case OCTETS:
		tp_puts(v, " ");
		text_some_hex(v, tp_left(v));
		break;
	default:
		other[format](v);
		break;
	}
}

/* ---------------------------------------------------------------- options */

/* The value at the cursor; 0: what follows it cannot be told. */
static int
text_value(tp_tvb *t, enum format format, uint32_t end, uint32_t depth)
{
	tp_tvb v = *t;
	int go_on = 1;

	switch (format) {
	case RELAYED:
		/* the one parenthesis after it closes both */
		tp_puts(t, " (");
		v = tp_sub(t, end - t->off);
		text_message(&v, v.caplen, depth + 1);
		tp_join(t, &v);
		break;
	case NAMES:
		go_on = t->off == end || text_names(t, end, 1);
		break;
	case NTP_SERVER:
		go_on = text_ntp_server(t, end);
		break;
	case IA:
	case IA_TA:
	case IA_ADDRESS:
	case IA_PREFIX:
	case LEASE_QUERY:
	case NESTED:
		v = tp_sub(t, end - t->off);
		if (text_ia(&v, format)) {
			if (format == LEASE_QUERY)
				text_lease_query(&v);
			text_options(&v, v.caplen, depth + 1);
			tp_join(t, &v);
		}
		break;
	default:
		v = tp_sub(t, end - t->off);
		text_plain(&v, format);
		break;
	}
	return go_on;
}

static void
text_options(tp_tvb *t, uint32_t end, uint32_t depth)
{
	if (depth > DHCPV6_MAX_DEPTH)
		return;
	while (!t->err && t->off < end) {
		uint32_t code, n, next;

		if (end - t->off < 4) {
			text_cut(t);
			return;
		}
		code = tp_be16(t);
		n = tp_be16(t);
		next = t->off + n;
		if (next > end) {
			text_cut(t);
			return;
		}
		tp_puts(t, " (");
		text_code(t, code);
		if (!text_value(t, code < TP_COUNT(options) ?
		    options[code].format : NOTHING, next, depth)) {
			text_cut(t);
			return;
		}
		tp_puts(t, ")");
		if (!t->err)
			t->off = next;
	}
}

static void
text_message(tp_tvb *t, uint32_t end, uint32_t depth)
{
	uint32_t type;

	tp_puts(t, "dhcp6");
	if (tp_left(t) < DHCPV6_HEADER) {
		text_cut(t);
		return;
	}
	type = tp_u8(t);
	tp_puts(t, " ");
	tp_text_string(t, messages, type, "msgtype-%u");
	if (!t->pkt->verbose)
		return;
	tp_puts(t, " (");
	if (type == DHCPV6_RELAY_FORW || type == DHCPV6_RELAY_REPL) {
		const uint8_t *p;

		(void)tp_u8(t);
		p = tp_take(t, 16);
		tp_puts(t, "linkaddr=");
		tp_addr(t, TP_FT_IPV6, p);
		p = tp_take(t, 16);
		tp_puts(t, " peeraddr=");
		tp_addr(t, TP_FT_IPV6, p);
	} else
		tp_text(t, "xid=%x", tp_be24(t));
	text_options(t, end, depth);
	tp_puts(t, ")");
}

void
dhcpv6_text(tp_tvb *t, uint32_t end)
{
	text_message(t, end, 0);
}
