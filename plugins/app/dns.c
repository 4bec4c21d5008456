/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Domain Name System (RFC 1035), over UDP and TCP, multicast DNS (RFC 6762)
 * and LLMNR (RFC 4795).
 */
#include "dns.h"

#define PORT_DNS 53
#define PORT_NBNS 137
#define PORT_MDNS 5353
#define PORT_LLMNR 5355

/* tcpdump looks for these UDP ports before any other. */
#define RANK_DNS (-20)
#define RANK_MDNS (-10)
#define RANK_UNPRINTED 1000	/* and for this one not at all */

#define IP_PROTO_TCP 6

#define MAX_STEPS 65536u

enum { T_STREAM };

/* In requests the bits of responses stand for nothing and are left out. */
static void
field_flags(const struct dns_message *m, tp_tvb *t)
{
	int response = (m->flags & FLAG_RESPONSE) != 0;
	tp_item outer = tp_open(t, F_FLAGS, 2, 2, m->flags);

	tp_add_bits(t, F_FLAGS_RESPONSE, 2, 2, m->flags);
	tp_add_bits(t, F_FLAGS_OPCODE, 2, 2, m->flags);
	if (m->kind == DNS_LLMNR)
		tp_add_bits(t, F_FLAGS_CONFLICT, 2, 2, m->flags);
	else if (response)
		tp_add_bits(t, F_FLAGS_AUTHORITATIVE, 2, 2, m->flags);
	tp_add_bits(t, F_FLAGS_TRUNCATED, 2, 2, m->flags);
	if (m->kind == DNS_LLMNR)
		tp_add_bits(t, F_FLAGS_TENTATIVE, 2, 2, m->flags);
	else {
		tp_add_bits(t, F_FLAGS_RECDESIRED, 2, 2, m->flags);
		if (response)
			tp_add_bits(t, F_FLAGS_RECAVAIL, 2, 2, m->flags);
		tp_add_bits(t, F_FLAGS_Z, 2, 2, m->flags);
		if (response || m->flags & FLAG_AUTHENTIC)
			tp_add_bits(t, F_FLAGS_AUTHENTICATED, 2, 2, m->flags);
		tp_add_bits(t, F_FLAGS_CHECKDISABLE, 2, 2, m->flags);
	}
	if (response)
		tp_add_bits(t, F_FLAGS_RCODE, 2, 2, m->flags);
	tp_close(t, outer);
}

static void
identity(struct dns_message *m, tp_tvb *t)
{
	m->id = tp_be16(t);
	m->flags = tp_be16(t);
	if (t->err)
		return;
	(void)tp_add(t, F_ID, 0, 2, m->id);
	field_flags(m, t);
}

/* RFC 2136 2: an update calls its sections by other names. */
static void
counts(struct dns_message *m, tp_tvb *t)
{
	static const tp_field query[NSECTIONS] = { F_COUNT_QUERIES,
	    F_COUNT_ANSWERS, F_COUNT_AUTH_RR, F_COUNT_ADD_RR };
	static const tp_field update[NSECTIONS] = { F_COUNT_ZONES,
	    F_COUNT_PREREQUISITES, F_COUNT_UPDATES, F_COUNT_ADD_RR };
	const tp_field *f = OPCODE(m->flags) == OPCODE_UPDATE ? update :
	    query;

	for (int i = 0; i < NSECTIONS; i++)
		m->count[i] = tp_f_be16(t, f[i]);
}

/* The window without text, and to the end of the message alone. */
static tp_tvb
for_fields(const tp_tvb *t)
{
	tp_tvb fields = tp_mute(t);

	if (fields.caplen > fields.len)
		fields.caplen = fields.len;
	return fields;
}

/* What follows the header, and what message this one belongs to. */
static void
body(const tp_self *me, const struct dns_message *m, const tp_tvb *t)
{
	tp_tvb fields = for_fields(t);
	struct dns_message bounded = *m;

	bounded.caplen = fields.caplen;
	dns_pair(m, &fields, me, dns_sections(&bounded, &fields));
}

/*
 * One message; t is at its first octet and declares its length.  A cut in it
 * is no affair of those who called: tcpdump goes on.
 */
static void
message(const tp_self *me, tp_tvb *t, enum dns_kind kind)
{
	struct dns_message m = { .data = t->data, .caplen = t->caplen,
	    .len = t->len, .kind = kind, .steps = MAX_STEPS };
	tp_tvb in = t->len < DNS_HEADER ? for_fields(t) : *t;

	identity(&m, &in);
	if (tp_texting(&in) || dns_wants(&in, F_COUNT_QUERIES, NFIELDS)) {
		counts(&m, &in);
		if (!in.err && dns_wants(&in, F_RESPONSE_TO, NFIELDS))
			body(me, &m, &in);
	}
	if (kind == DNS_LLMNR) {
		tp_text(t, "UDP, length %u", t->len);
		return;
	}
	if (t->len < DNS_HEADER) {
		tp_text(t, "domain [length %u < %u] (invalid)", t->len,
		    DNS_HEADER);
		return;
	}
	if (tp_texting(&in))
		dns_text(&m, &in);
	if (in.err)
		tp_puts(t, " [|domain]");
}

/*
 * RFC 1035 4.2.2: two octets of length go before each message.  t is at them;
 * a message without flags does not count.
 */
static void
prefixed(const tp_self *me, tp_tvb *t)
{
	uint32_t n = tp_be16(t);
	tp_tvb m;

	t->pkt->host->set_len(t, 0, 2 + n);
	if (n >= 4 && tp_left(t) >= 4)
		(void)tp_add(t, F_LENGTH, 0, 2, n);
	m = tp_sub(t, n);
	message(me, &m, DNS_UNICAST);
}

static uint32_t
unit_length(void *ctx, const tp_tvb *t)
{
	(void)ctx;
	return 2 + tp_ld16(t->data + t->off);
}

struct units {
	const tp_self *me;
	uint32_t count;
};

/* The first message of them is in this layer, each other one in its own. */
static void
unit(void *ctx, tp_tvb *t)
{
	struct units *u = ctx;

	if (u->count++ == 0)
		prefixed(u->me, t);
	else
		(void)t->pkt->host->call_uint(u->me->tables[T_STREAM], 0, t,
		    u->me);
}

static tp_rc
stream(const tp_self *me, tp_tvb *t)
{
	struct units u = { me, 0 };

	return tp_dissect_pdus(t, 2, unit_length, unit, &u);
}

/* tcpdump prints a segment that holds one message and nothing else. */
static tp_rc
segment(const tp_self *me, tp_tvb *t)
{
	uint32_t n;

	if (t->len < 2) {
		tp_text(t, " [DNS over TCP: length %u < 2]", t->len);
		return tp_malformed(t);
	}
	n = tp_peek_be16(t, 0);
	if (t->err)
		return t->err;
	tp_puts(t, " ");
	if (n == t->len - 2)
		prefixed(me, t);
	else
		tp_text(t, "[prefix length(%u) != length(%u)] (invalid)", n,
		    t->len - 2);
	return tp_done(t);
}

/* No octet is captured, and nobody wants tcpdump's remark about that. */
static int
is_nothing(const tp_tvb *t)
{
	return tp_left(t) == 0 && !tp_texting(t);
}

static tp_rc
dissect(void *self, tp_tvb *t, const void *arg)
{
	(void)arg;
	if (is_nothing(t))
		return TP_REJECT;
	if (t->pkt->net_proto == IP_PROTO_TCP)
		return tp_texting(t) ? segment(self, t) : stream(self, t);
	message(self, t, DNS_UNICAST);
	return tp_done(t);
}

/* Fields alone. */
static tp_rc
dissect_stream(void *self, tp_tvb *t, const void *arg)
{
	(void)arg;
	return tp_texting(t) ? TP_OK : stream(self, t);
}

/* From unit(), whose self arg is: the flows are that one's. */
static tp_rc
dissect_following(void *self, tp_tvb *t, const void *arg)
{
	(void)self;
	prefixed(arg, t);
	return tp_done(t);
}

static tp_rc
dissect_mdns(void *self, tp_tvb *t, const void *arg)
{
	(void)arg;
	if (is_nothing(t))
		return TP_REJECT;
	message(self, t, DNS_MULTICAST);
	return tp_done(t);
}

/*
 * Whatever the ports: a plain query, or an answer to one, whose sections have
 * no more records than is usual.
 */
static const tp_shape any_shape = {
	.least = DNS_HEADER + 1,
	.mask = { [2] = 0x78, [4] = 0xff, 0xfe, 0xff, 0x80, 0xff, 0xf0, 0xff,
	    0xf0 },
};

static int
looks_like_dns(const tp_tvb *t)
{
	const uint8_t *p = t->data;
	uint32_t questions = p[5], answers = p[7], authorities = p[9];

	if (p[11] > 10)
		return 0;
	if (p[2] & FLAG_RESPONSE >> 8)
		return answers <= 100 && authorities <= 10;
	return questions == 1 && answers == 0 && authorities == 0;
}

/* Fields alone. */
static tp_rc
dissect_any(void *self, tp_tvb *t, const void *arg)
{
	(void)arg;
	/* NetBIOS has messages of the same form (RFC 1002 4.2) */
	if (t->pkt->src_port == PORT_NBNS || t->pkt->dst_port == PORT_NBNS ||
	    !looks_like_dns(t))
		return TP_REJECT;
	message(self, t, DNS_UNICAST);
	return tp_done(t);
}

static tp_rc
dissect_llmnr(void *self, tp_tvb *t, const void *arg)
{
	(void)arg;
	if (is_nothing(t))
		return TP_REJECT;
	message(self, t, DNS_LLMNR);
	return tp_done(t);
}

static const tp_protocol dns = {
	.name = "dns",
	.long_name = "Domain Name System",
	.text_name = "domain",
	.fields = dns_fields,
	.nfields = NFIELDS,
	.flow_bytes = sizeof(struct dns_flow),
	.rare_bytes = sizeof(struct dns_requests),
	.tables = { [T_STREAM] = "dns.tcp" },
	.flags = TP_DISSECTOR_STREAM,
	.keys = (const tp_key[]){ { .table = "udp.port", .lo = PORT_DNS,
	    .rank = RANK_DNS }, { .table = "tcp.port", .lo = PORT_DNS,
	    .rank = 130 }, { NULL } },
	.dissect = dissect,
};
TP_REGISTER(dns);

static const tp_protocol dns_tcp = {
	.name = "dns",
	.text_name = "dns.tcp",	/* not what -T domain means */
	.dissector = "dns.tcp",
	.flow_bytes = sizeof(struct dns_flow),
	.rare_bytes = sizeof(struct dns_requests),
	.tables = { [T_STREAM] = "dns.tcp" },
	.keys = (const tp_key[]){ { .table = "tcp.port", .lo = PORT_MDNS },
	    { NULL } },
	.dissect = dissect_stream,
};
TP_REGISTER(dns_tcp);

static const tp_protocol dns_following = {
	.name = "dns",
	.text_name = "dns.following",
	.dissector = "dns.following",
	.flags = TP_DISSECTOR_UNNAMED,	/* the first one has named it */
	.flow_bytes = sizeof(struct dns_flow),
	.rare_bytes = sizeof(struct dns_requests),
	.keys = (const tp_key[]){ { .table = "dns.tcp" }, { NULL } },
	.dissect = dissect_following,
};
TP_REGISTER(dns_following);

static const tp_protocol dns_any = {
	.name = "dns",
	.text_name = "dns.any",
	.dissector = "dns.any",
	.flow_bytes = sizeof(struct dns_flow),
	.rare_bytes = sizeof(struct dns_requests),
	.shape = &any_shape,
	.keys = (const tp_key[]){ { .table = "udp.any" }, { NULL } },
	.dissect = dissect_any,
};
TP_REGISTER(dns_any);

static const tp_protocol mdns = {
	.name = "mdns",
	.long_name = "Multicast Domain Name System",
	.fields_of = "dns",
	.flow_bytes = sizeof(struct dns_flow),
	.rare_bytes = sizeof(struct dns_requests),
	.keys = (const tp_key[]){ { .table = "udp.port", .lo = PORT_MDNS,
	    .rank = RANK_MDNS }, { NULL } },
	.dissect = dissect_mdns,
};
TP_REGISTER(mdns);

static const tp_protocol llmnr = {
	.name = "llmnr",
	.long_name = "Link-local Multicast Name Resolution",
	.fields_of = "dns",
	.flow_bytes = sizeof(struct dns_flow),
	.rare_bytes = sizeof(struct dns_requests),
	.keys = (const tp_key[]){ { .table = "udp.port", .lo = PORT_LLMNR,
	    .rank = RANK_UNPRINTED }, { NULL } },
	.dissect = dissect_llmnr,
};
TP_REGISTER(llmnr);
