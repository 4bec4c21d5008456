/* SPDX-License-Identifier: BSD-3-Clause */
/* What tcpdump prints of the options of DHCP (RFC 2132 and later ones). */
#include "dhcp.h"

enum { TAG_PAD = 0, TAG_END = 255 };

/* How the value of an option is printed. */
enum format {
	BY_LENGTH,		/* of an unknown option */
	NONE, ADDRESSES, PAIRS, ROUTES, NUMBERS32, SIGNED32, NUMBERS16,
	BOOLEANS, OCTETS, STRING, NODE_TYPE, OVERLOAD, MESSAGE_TYPE, REQUESTS,
	CLIENT_ID, USER_CLASS, FQDN, AGENT
};

static const struct option {
	const char *name;
	enum format format;
} options[256] = {
	[0] = { "PAD", NONE }, [1] = { "Subnet-Mask", ADDRESSES },
	[2] = { "Time-Zone", SIGNED32 },
	[3] = { "Default-Gateway", ADDRESSES },
	[4] = { "Time-Server", ADDRESSES },
	[5] = { "IEN-Name-Server", ADDRESSES },
	[6] = { "Domain-Name-Server", ADDRESSES }, [7] = { "LOG", ADDRESSES },
	[8] = { "CS", ADDRESSES }, [9] = { "LPR-Server", ADDRESSES },
	[10] = { "IM", ADDRESSES }, [11] = { "RL", ADDRESSES },
	[12] = { "Hostname", STRING }, [13] = { "BS", NUMBERS16 },
	[14] = { "DP", STRING }, [15] = { "Domain-Name", STRING },
	[16] = { "SS", ADDRESSES }, [17] = { "RP", STRING },
	[18] = { "EP", STRING }, [19] = { "IPF", BOOLEANS },
	[20] = { "SRT", BOOLEANS }, [21] = { "PF", PAIRS },
	[22] = { "RSZ", NUMBERS16 }, [23] = { "TTL", OCTETS },
	[24] = { "MTU-Timeout", NUMBERS32 }, [25] = { "MTU-Table", NUMBERS16 },
	[26] = { "MTU", NUMBERS16 }, [27] = { "LSN", BOOLEANS },
	[28] = { "BR", ADDRESSES }, [29] = { "MD", BOOLEANS },
	[30] = { "MS", BOOLEANS }, [31] = { "Router-Discovery", BOOLEANS },
	[32] = { "RSA", ADDRESSES }, [33] = { "Static-Route", PAIRS },
	[34] = { "UT", BOOLEANS }, [35] = { "AT", NUMBERS32 },
	[36] = { "IE", BOOLEANS }, [37] = { "TT", OCTETS },
	[38] = { "KI", NUMBERS32 }, [39] = { "KG", BOOLEANS },
	[40] = { "YD", STRING }, [41] = { "YS", ADDRESSES },
	[42] = { "NTP", ADDRESSES }, [43] = { "Vendor-Option", OCTETS },
	[44] = { "Netbios-Name-Server", ADDRESSES },
	[45] = { "WDD", ADDRESSES }, [46] = { "Netbios-Node", NODE_TYPE },
	[47] = { "Netbios-Scope", STRING }, [48] = { "XFS", ADDRESSES },
	[49] = { "XDM", ADDRESSES }, [50] = { "Requested-IP", ADDRESSES },
	[51] = { "Lease-Time", NUMBERS32 }, [52] = { "OO", OVERLOAD },
	[53] = { "DHCP-Message", MESSAGE_TYPE },
	[54] = { "Server-ID", ADDRESSES },
	[55] = { "Parameter-Request", REQUESTS }, [56] = { "MSG", STRING },
	[57] = { "MSZ", NUMBERS16 }, [58] = { "RN", NUMBERS32 },
	[59] = { "RB", NUMBERS32 }, [60] = { "Vendor-Class", STRING },
	[61] = { "Client-ID", CLIENT_ID }, [64] = { "N+D", NUMBERS16 },
	[65] = { "N+S", ADDRESSES }, [66] = { "TFTP", STRING },
	[67] = { "BF", STRING }, [68] = { "MH", ADDRESSES },
	[69] = { "SMTP", ADDRESSES }, [70] = { "POP3", ADDRESSES },
	[71] = { "NNTP", ADDRESSES }, [72] = { "WWW", ADDRESSES },
	[73] = { "FG", ADDRESSES }, [74] = { "IRC", ADDRESSES },
	[75] = { "STS", ADDRESSES }, [76] = { "STDA", ADDRESSES },
	[77] = { "User-Class", USER_CLASS }, [78] = { "SLP-DA", OCTETS },
	[79] = { "SLP-SCOPE", OCTETS }, [80] = { "SLP-NA", STRING },
	[81] = { "FQDN", FQDN }, [82] = { "Agent-Information", AGENT },
	[83] = { "ARMT", OCTETS }, [88] = { "TZSTR", STRING },
	[89] = { "FQDNS", OCTETS }, [90] = { "AUTH", OCTETS },
	[91] = { "Last-Transaction-Time", SIGNED32 },
	[92] = { "Associated-IP", ADDRESSES }, [93] = { "ARCH", NUMBERS16 },
	[94] = { "NDI", OCTETS }, [95] = { "LDAP", STRING },
	[97] = { "GUID", OCTETS }, [98] = { "UAP", STRING },
	[100] = { "POSIX-TZ", STRING }, [101] = { "TZ-Name", STRING },
	[108] = { "IPv6-Only-Preferred", NUMBERS32 },
	[112] = { "NI", ADDRESSES }, [113] = { "NITAG", STRING },
	[114] = { "URL", STRING }, [116] = { "NOAUTO", BOOLEANS },
	[117] = { "NSSEARCH", NUMBERS16 }, [118] = { "SUBNET", ADDRESSES },
	[121] = { "Classless-Static-Route", ROUTES },
	[150] = { "TFTP-Server-Address", ADDRESSES },
	[161] = { "MUD-URL", STRING },
	[249] = { "Classless-Static-Route-Microsoft", ROUTES },
	[255] = { "END", NONE }
};

static const tp_value_string node_types[] = {
	{ 1, "b-node" }, { 2, "p-node" }, { 4, "m-node" }, { 8, "h-node" },
	{ 0, NULL }
};

static const tp_value_string overloads[] = {
	{ 1, "file" }, { 2, "sname" }, { 3, "file+sname" }, { 0, NULL }
};

static const tp_value_string message_types[] = {
	{ 1, "Discover" }, { 2, "Offer" }, { 3, "Request" }, { 4, "Decline" },
	{ 5, "ACK" }, { 6, "NACK" }, { 7, "Release" }, { 8, "Inform" },
	{ 10, "LeaseQuery" }, { 11, "LeaseUnassigned" },
	{ 12, "LeaseUnknown" }, { 13, "LeaseActive" }, { 0, NULL }
};

static const tp_value_string hardware[] = {
	{ 1, "ether" }, { 6, "ieee802" }, { 7, "arcnet" }, { 15, "frelay" },
	{ 23, "strip" }, { 24, "ieee1394" }, { 0, NULL }
};

static const tp_value_string suboptions[] = {
	{ 1, "Circuit-ID" }, { 2, "Remote-ID" }, { 6, "Subscriber-ID" },
	{ 0, NULL }
};

static void
text_name(tp_tvb *t, uint32_t tag)
{
	tp_text(t, "%s (%u)",
	    options[tag].name != NULL ? options[tag].name : "Unknown", tag);
}

static void
text_quoted(tp_tvb *t, uint32_t n)
{
	const uint8_t *p = tp_take(t, n);

	tp_puts(t, "\"");
	tp_safe(t, p, n);
	tp_puts(t, "\"");
}

/* The elements of a list: all of those below print one and move on. */

static void
text_address(tp_tvb *t)
{
	tp_addr(t, TP_FT_IPV4, tp_take(t, 4));
}

static void
text_pair(tp_tvb *t)
{
	tp_puts(t, "(");
	text_address(t);
	tp_puts(t, ":");
	text_address(t);
	tp_puts(t, ")");
}

static void
text_u32(tp_tvb *t)
{
	tp_text(t, "%u", tp_be32(t));
}

static void
text_s32(tp_tvb *t)
{
	tp_text(t, "%d", (int32_t)tp_be32(t));
}

static void
text_u16(tp_tvb *t)
{
	tp_text(t, "%u", tp_be16(t));
}

static void
text_u8(tp_tvb *t)
{
	tp_text(t, "%u", tp_u8(t));
}

static void
text_boolean(tp_tvb *t)
{
	uint32_t v = tp_u8(t);

	if (v > 1)
		tp_text(t, "%u?", v);
	else
		tp_puts(t, v ? "Y" : "N");
}

/* As many elements as there are; what is left is for the caller to report. */
static void
text_list(tp_tvb *v, uint32_t size, const char *sep, void (*one)(tp_tvb *))
{
	for (int first = 1; !v->err && tp_left(v) >= size; first = 0) {
		if (!first)
			tp_puts(v, sep);
		one(v);
	}
}

/* One octet, by name where it has one. */
static void
text_enum(tp_tvb *v, const tp_value_string *names)
{
	if (tp_left(v) < 1)
		tp_puts(v, "[ERROR: length < 1 bytes]");
	else {
		uint32_t n = tp_u8(v);

		tp_text_string(v, names, n, "#%u");
	}
}

static void
text_unknown(tp_tvb *v)
{
	if (tp_left(v) % 4 == 0)
		text_list(v, 4, ",", text_u32);
	else if (tp_left(v) % 2 == 0)
		text_list(v, 2, ",", text_u16);
	else
		text_list(v, 1, ".", text_u8);
}

static void
text_pairs(tp_tvb *v)
{
	if (tp_left(v) != 0 && tp_left(v) % 8 == 0) {
		text_list(v, 8, ",", text_pair);
		return;
	}
	tp_puts(v, tp_left(v) == 0 ? " " : "");
	tp_puts(v, "[length != N x 8 bytes]");
	v->off = v->caplen;
}

/* RFC 3442: the width of a mask, as many octets as it covers, a router. */
static int
text_route(tp_tvb *v)
{
	uint32_t width = tp_u8(v), n = (width + 7) / 8;
	uint8_t net[4] = { 0 };
	const uint8_t *p;

	if (width > 32) {
		tp_text(v, "[ERROR: Mask width (%u) > 32]", width);
		return 0;
	}
	if (tp_left(v) < n + 4) {
		tp_text(v, "[ERROR: Remaining length (%u) < %u bytes]",
		    tp_left(v), n + 4);
		return 0;
	}
	p = tp_take(v, n);
	if (p == NULL)
		return 0;
	memcpy(net, p, n);
	if (width == 0)
		tp_puts(v, "(default:");
	else
		tp_text(v, "(%u.%u.%u.%u/%u:", net[0], net[1], net[2], net[3],
		    width);
	text_address(v);
	tp_puts(v, ")");
	return 1;
}

static void
text_routes(tp_tvb *v)
{
	if (tp_left(v) < 5)
		tp_puts(v, "[ERROR: length < 5 bytes]");
	else
		while (text_route(v) && tp_left(v) != 0)
			tp_puts(v, ",");
	v->off = v->caplen;
}

static void
text_requests(tp_tvb *v)
{
	for (uint32_t i = 0; tp_left(v) != 0; i++) {
		tp_puts(v, i % 4 == 0 ? "\n\t      " : ", ");
		text_name(v, tp_u8(v));
	}
}

static void
text_message_type(tp_tvb *v)
{
	if (tp_left(v) == 1) {
		uint32_t type = tp_u8(v);

		tp_text_string(v, message_types, type, "Unknown (%u)");
	} else
		text_list(v, 1, ".", text_u8);
}

static void
text_client_id(tp_tvb *v)
{
	uint32_t type;

	if (tp_left(v) < 1) {
		tp_puts(v, "[ERROR: length < 1 bytes]");
		return;
	}
	type = tp_u8(v);
	if (type == 0) {
		text_quoted(v, tp_left(v));
		return;
	}
	if (tp_string(hardware, type) != NULL)
		tp_text(v, "%s ", tp_string(hardware, type));
	else
		tp_text(v, "hardware-type %u, ", type);
	for (int first = 1; tp_left(v) != 0; first = 0)
		tp_text(v, first ? "%02x" : ":%02x", tp_u8(v));
}

/* RFC 3004 */
static void
text_user_class(tp_tvb *v)
{
	uint32_t i = 0, n;

	if (tp_left(v) < 2)
		tp_puts(v, "[ERROR: length < 2 bytes]");
	else
		while (tp_left(v) != 0) {
			n = tp_u8(v);
			tp_text(v, "\n\t      instance#%u: ", ++i);
			if (n == 0) {
				tp_puts(v, "[ERROR: suboption length must be "
				    "non-zero]");
				break;
			}
			if (n > tp_left(v)) {
				tp_puts(v, "[ERROR: invalid option]");
				break;
			}
			text_quoted(v, n);
			tp_text(v, ", length %u", n);
		}
	v->off = v->caplen;
}

/* RFC 4702 2 */
static void
text_fqdn(tp_tvb *v)
{
	uint32_t flags, a, rcode1, rcode2;

	if (tp_left(v) < 3) {
		tp_puts(v, "[ERROR: length < 3 bytes]");
		v->off = v->caplen;
		return;
	}
	flags = tp_u8(v);
	if (flags & 0xf0)
		tp_text(v, "[ERROR: MBZ nibble 0x%x != 0] ", flags >> 4);
	if (flags & 0x0f) {
		tp_puts(v, "[");
		for (a = 0; a < 4; a++)
			if (flags >> a & 1)
				tp_text(v, "%c", "SOEN"[a]);
		tp_puts(v, "] ");
	}
	rcode1 = tp_u8(v);
	rcode2 = tp_u8(v);
	if (rcode1 != 0 || rcode2 != 0)
		tp_text(v, "%u/%u ", rcode1, rcode2);
	text_quoted(v, tp_left(v));
}

/* RFC 3046 2 */
static void
text_agent(tp_tvb *v)
{
	while (tp_left(v) >= 2) {
		uint32_t code = tp_u8(v), n = tp_u8(v);
		const char *name = tp_string(suboptions, code);
		const uint8_t *p;

		tp_text(v, "\n\t      %s SubOption %u, length %u: ",
		    name != NULL ? name : "Unknown", code, n);
		if (n > tp_left(v)) {
			tp_puts(v, "length goes past end of option");
			v->off = v->caplen;
			return;
		}
		p = tp_take(v, n);
		if (name != NULL)
			tp_safe(v, p, n);
		else
			v->pkt->host->hex(v, "\n\t\t", p, n);
	}
}

/* v holds the value and nothing else. */
static void
text_value(tp_tvb *v, enum format format)
{
	static void (*const other[])(tp_tvb *) = {
		[BY_LENGTH] = text_unknown, [PAIRS] = text_pairs,
		[ROUTES] = text_routes, [MESSAGE_TYPE] = text_message_type,
		[REQUESTS] = text_requests, [CLIENT_ID] = text_client_id,
		[USER_CLASS] = text_user_class, [FQDN] = text_fqdn,
		[AGENT] = text_agent
	};

	switch (format) {
	case ADDRESSES:
		text_list(v, 4, ",", text_address);
		break;
	case NUMBERS32:
		text_list(v, 4, ",", text_u32);
		break;
	case SIGNED32:
		text_list(v, 4, ",", text_s32);
		break;
	case NUMBERS16:
		text_list(v, 2, ",", text_u16);
		break;
	case BOOLEANS:
		text_list(v, 1, ",", text_boolean);
		break;
	case OCTETS:
		text_list(v, 1, ".", text_u8);
		break;
	case STRING:
		text_quoted(v, tp_left(v));
		break;
	case NODE_TYPE:
		text_enum(v, node_types);
		break;
	case OVERLOAD:
		text_enum(v, overloads);
		break;
	case NONE:
		break;
	default:
		other[format](v);
		break;
	}
}

static void
text_option(tp_tvb *t, uint32_t tag)
{
	uint32_t n = tp_u8(t);
	tp_tvb v;

	tp_puts(t, "\n\t    ");
	text_name(t, tag);
	tp_text(t, ", length %u%s", n, n != 0 ? ": " : "");
	if (tp_peek(t, t->off, n) == NULL) {
		tp_cut(t, "");
		return;
	}
	v = tp_sub(t, n);
	text_value(&v, options[tag].format);
	if (tp_left(&v) != 0)
		tp_text(t, "\n\t  trailing data length %u", tp_left(&v));
}

static void
text_padding(tp_tvb *t)
{
	uint32_t n = 1;

	while (tp_left(t) != 0 && t->data[t->off] == TAG_PAD) {
		t->off++;
		n++;
	}
	if (t->pkt->verbose < 3)
		return;
	tp_puts(t, "\n\t    PAD (0), length 0");
	if (n > 1)
		tp_text(t, ", occurs %u", n);
}

void
dhcp_text_options(tp_tvb *t)
{
	while (!t->err && tp_left(t) != 0) {
		uint32_t tag = tp_u8(t);

		if (tag == TAG_PAD)
			text_padding(t);
		else if (tag != TAG_END)
			text_option(t, tag);
		else if (t->pkt->verbose < 3)
			return;
		else
			tp_puts(t, "\n\t    END (255), length 0");
	}
}
