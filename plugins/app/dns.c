/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Domain Name System (RFC 1035), over UDP and TCP, multicast DNS (RFC 6762)
 * and LLMNR (RFC 4795).
 */
#include "dns.h"

#define PORT_DNS 53
#define PORT_MDNS 5353
#define PORT_LLMNR 5355
#define IP_PROTO_TCP 6

#define MAX_STEPS 65536u

enum { T_FOLLOWING };

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

/* RFC 2136 2: an update calls its sections by other names. */
static void
field_header(const struct dns_message *m, tp_tvb *t)
{
	int update = OPCODE(m->flags) == OPCODE_UPDATE;

	(void)tp_add(t, F_ID, 0, 2, m->id);
	field_flags(m, t);
	(void)tp_add(t, update ? F_COUNT_ZONES : F_COUNT_QUERIES, 4, 2,
	    m->count[SECTION_QUESTION]);
	(void)tp_add(t, update ? F_COUNT_PREREQUISITES : F_COUNT_ANSWERS, 6, 2,
	    m->count[SECTION_ANSWER]);
	(void)tp_add(t, update ? F_COUNT_UPDATES : F_COUNT_AUTH_RR, 8, 2,
	    m->count[SECTION_AUTHORITY]);
	(void)tp_add(t, F_COUNT_ADD_RR, 10, 2,
	    m->count[SECTION_ADDITIONAL]);
}

/* Is any field after the header wanted? */
static int
wants_sections(const tp_tvb *t)
{
	return memchr(t->wanted + F_QUERY, 1, NFIELDS - F_QUERY) != NULL;
}

/* One message; t is at its first octet and declares its length. */
static void
message(tp_tvb *t, enum dns_kind kind)
{
	struct dns_message m = { .data = t->data, .caplen = t->caplen,
	    .len = t->len, .kind = kind, .steps = MAX_STEPS };
	tp_tvb fields = tp_mute(t);

	if (t->len < DNS_HEADER) {
		tp_text(t, "domain [length %u < %u]", t->len, DNS_HEADER);
		(void)tp_malformed(t);
		return;
	}
	m.id = tp_be16(t);
	m.flags = tp_be16(t);
	for (int i = 0; i < NSECTIONS; i++)
		m.count[i] = tp_be16(t);
	if (t->err)
		return;
	field_header(&m, t);
	if (wants_sections(t))
		dns_sections(&m, &fields);
	if (kind == DNS_LLMNR)
		tp_text(t, "UDP, length %u", t->len);
	else if (tp_texting(t))
		dns_text(&m, t);
}

/* RFC 1035 4.2.2: two octets of length go before each message. */
static uint32_t
field_prefix(tp_tvb *t)
{
	uint32_t n = tp_f_be16(t, F_LENGTH);

	t->pkt->host->set_len(t, 0, 2 + n);
	return n;
}

/* The messages of a segment after its first one, each in a layer of its own. */
static void
following(const tp_self *me, const tp_tvb *first, uint32_t len)
{
	tp_tvb t = tp_mute(first);

	(void)tp_take(&t, len);
	while (tp_more(&t)) {
		len = tp_peek_be16(&t, t.off);
		(void)t.pkt->host->call_uint(me->tables[T_FOLLOWING], 0, &t,
		    NULL);
		(void)tp_take(&t, 2 + len);
	}
}

/* tcpdump prints a segment that holds one message and nothing else. */
static tp_rc
over_tcp(const tp_self *me, tp_tvb *t)
{
	uint32_t prefix;
	tp_tvb m;

	if (t->len < 2) {
		tp_text(t, " [DNS over TCP: length %u < 2]", t->len);
		return tp_malformed(t);
	}
	prefix = field_prefix(t);
	tp_puts(t, " ");
	m = tp_rest(t, prefix);
	if (prefix == t->len - 2) {
		message(&m, DNS_UNICAST);
		tp_join(t, &m);
		return tp_done(t);
	}
	tp_text(t, "[prefix length(%u) != length(%u)] (invalid)", prefix,
	    t->len - 2);
	m = tp_mute(&m);
	message(&m, DNS_UNICAST);
	following(me, t, prefix);
	return tp_done(t);
}

static tp_rc
dissect(void *self, tp_tvb *t, const void *arg)
{
	(void)arg;
	if (t->pkt->net_proto == IP_PROTO_TCP)
		return over_tcp(self, t);
	message(t, DNS_UNICAST);
	return tp_done(t);
}

static tp_rc
dissect_following(void *self, tp_tvb *t, const void *arg)
{
	tp_tvb m;

	(void)self;
	(void)arg;
	m = tp_rest(t, field_prefix(t));
	if (!t->err)
		message(&m, DNS_UNICAST);
	return tp_done(&m);
}

static tp_rc
dissect_mdns(void *self, tp_tvb *t, const void *arg)
{
	(void)self;
	(void)arg;
	t->name = "domain";	/* as tcpdump has it; -T domain is not this */
	message(t, DNS_MULTICAST);
	return tp_done(t);
}

static tp_rc
dissect_llmnr(void *self, tp_tvb *t, const void *arg)
{
	(void)self;
	(void)arg;
	message(t, DNS_LLMNR);
	return tp_done(t);
}

static const tp_protocol dns = {
	.name = "dns",
	.long_name = "Domain Name System",
	.text_name = "domain",
	.fields = dns_fields,
	.nfields = NFIELDS,
	.tables = { [T_FOLLOWING] = "dns.tcp" },
	.flags = TP_DISSECTOR_STREAM,
	.keys = (const tp_key[]){ { .table = "udp.port", .lo = PORT_DNS },
	    { .table = "tcp.port", .lo = PORT_DNS, .rank = 130 }, { NULL } },
	.dissect = dissect,
};
TP_REGISTER(dns);

static const tp_protocol dns_tcp = {
	.name = "dns",
	.text_name = "domain",
	.dissector = "dns.tcp",
	.keys = (const tp_key[]){ { .table = "dns.tcp" }, { NULL } },
	.dissect = dissect_following,
};
TP_REGISTER(dns_tcp);

static const tp_protocol mdns = {
	.name = "mdns",
	.long_name = "Multicast Domain Name System",
	.fields_of = "dns",
	.keys = (const tp_key[]){ { .table = "udp.port", .lo = PORT_MDNS },
	    { NULL } },
	.dissect = dissect_mdns,
};
TP_REGISTER(mdns);

static const tp_protocol llmnr = {
	.name = "llmnr",
	.long_name = "Link-local Multicast Name Resolution",
	.fields_of = "dns",
	.keys = (const tp_key[]){ { .table = "udp.port", .lo = PORT_LLMNR },
	    { NULL } },
	.dissect = dissect_llmnr,
};
TP_REGISTER(llmnr);
