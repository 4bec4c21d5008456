/* SPDX-License-Identifier: BSD-3-Clause */
/* User Datagram Protocol (RFC 768). */
#include <tapir/dissect.h>

#define IP_PROTO_UDP 17

enum {
	F_SRCPORT, F_DSTPORT, F_LENGTH, F_CHECKSUM, F_CHECKSUM_STATUS,
	F_STREAM, F_TIME_RELATIVE, F_TIME_DELTA, F_PAYLOAD, NFIELDS
};

static const char *const any_port[] = { "udp.port", NULL };

static const tp_value_string checksum_status[] = {
	{ 0, "Bad" }, { 1, "Good" }, { 2, "Unverified" },
	{ 3, "Not present" }, { 4, "Illegal" }, { 0, NULL }
};

enum { SUM_BAD, SUM_GOOD, SUM_UNVERIFIED, SUM_NOT_PRESENT, SUM_ILLEGAL };

static const tp_field_desc fields[NFIELDS] = {
	[F_SRCPORT] = { "udp.srcport", "Source Port", TP_FT_UINT16,
	    TP_BASE_PORT, .aliases = any_port },
	[F_DSTPORT] = { "udp.dstport", "Destination Port", TP_FT_UINT16,
	    TP_BASE_PORT, .aliases = any_port },
	[F_LENGTH] = { "udp.length", "Length", TP_FT_UINT16, TP_BASE_DEC },
	[F_CHECKSUM] = { "udp.checksum", "Checksum", TP_FT_UINT16,
	    TP_BASE_HEX },
	[F_CHECKSUM_STATUS] = { "udp.checksum.status", "Checksum Status",
	    TP_FT_UINT8, TP_BASE_DEC, .strings = checksum_status },
	[F_STREAM] = { "udp.stream", "Stream index", TP_FT_UINT32,
	    TP_BASE_DEC },
	[F_TIME_RELATIVE] = { "udp.time_relative", "Time since first frame",
	    TP_FT_RELATIVE_TIME },
	[F_TIME_DELTA] = { "udp.time_delta", "Time since previous frame",
	    TP_FT_RELATIVE_TIME },
	[F_PAYLOAD] = { "udp.payload", "Payload", TP_FT_BYTES },
};

static const tp_pref_desc prefs[] = {
	{ "check_checksum", "Validate the checksum (the field "
	    "udp.checksum.status)", "false", TP_PREF_BOOL, 0 },
};

enum { P_CHECK_CHECKSUM };
enum { T_PORT, T_HEURISTIC, T_ANY, T_DATA };

/* What a flow keeps, if the times in it are wanted. */
struct flow {
	tp_time first, last;
	uint64_t seen;
};

struct header {
	uint32_t sport, dport, declared, sum;
	uint32_t len;		/* of header and payload, as far as there */
};

static void
text_addrs(tp_tvb *t, const struct header *h, const tp_ip_arg *ip)
{
	const tp_pkt *pkt = t->pkt;
	int named = ip != NULL && !ip->chained;

	if (!tp_texting(t))
		return;
	if (named) {
		tp_addr(t, pkt->net_type, pkt->net_src);
		tp_puts(t, ".");
	}
	pkt->host->port(t, IP_PROTO_UDP, h->sport);
	tp_puts(t, " > ");
	if (named) {
		tp_addr(t, pkt->net_type, pkt->net_dst);
		tp_puts(t, ".");
	}
	pkt->host->port(t, IP_PROTO_UDP, h->dport);
	tp_puts(t, ": ");
}

/* Cut before the ports: tcpdump names the addresses alone. */
static void
text_cut(tp_tvb *t, const tp_ip_arg *ip)
{
	if (ip == NULL || ip->chained)
		return;
	tp_addr(t, t->pkt->net_type, t->pkt->net_src);
	tp_puts(t, " > ");
	tp_addr(t, t->pkt->net_type, t->pkt->net_dst);
	tp_puts(t, ": ");
}

/* The sum as it is; 0 if right. */
static uint32_t
checksum(const tp_tvb *t, const struct header *h, const tp_ip_arg *ip)
{
	return tp_cksum(t->data, h->len, ip->route +
	    tp_pseudo_sum(t->pkt, IP_PROTO_UDP, h->len));
}

static void
text_checksum(tp_tvb *t, const struct header *h, const tp_ip_arg *ip)
{
	uint32_t wrong;

	if (t->pkt->opts & TP_OPT_NO_CHECKSUM || ip == NULL || ip->fragment ||
	    t->pkt->verbose < (ip->version == 4 ? 2u : 1u))
		return;
	if (h->sum == 0 && ip->version == 4) {
		tp_puts(t, "[no cksum] ");
		return;
	}
	if (!tp_has(t, 0, h->len))
		return;
	wrong = checksum(t, h, ip);
	if (wrong == 0)
		tp_puts(t, "[udp sum ok] ");
	else
		tp_text(t, "[bad udp cksum 0x%04x -> 0x%04x!] ", h->sum,
		    tp_cksum_right(h->sum, wrong));
}

static void
add_checksum_status(void *self, tp_tvb *t, const struct header *h,
    const tp_ip_arg *ip)
{
	uint32_t status = SUM_UNVERIFIED;

	if (h->sum == 0)
		status = t->pkt->net_type == TP_FT_IPV4 ? SUM_NOT_PRESENT :
		    SUM_ILLEGAL;
	else if (tp_pref_on(self, P_CHECK_CHECKSUM) && ip != NULL &&
	    !ip->fragment && tp_has(t, 0, h->len))
		status = checksum(t, h, ip) == 0 ? SUM_GOOD : SUM_BAD;
	(void)tp_add_generated(t, F_CHECKSUM_STATUS, 6, 0, status);
}

static void
add_since(tp_tvb *t, tp_field f, const tp_time *then)
{
	tp_value v = { .flags = TP_VALUE_GENERATED };

	if (!tp_wants(t, f))
		return;
	v.v.t = tp_time_since(then, &t->pkt->ts);
	(void)t->pkt->host->add(t, f, 0, 0, &v);
}

static void
add_flow(const tp_self *me, tp_tvb *t, const struct header *h)
{
	struct flow *f;
	uint32_t index = UINT32_MAX;

	if (!tp_wants(t, F_STREAM) && !tp_wants(t, F_TIME_RELATIVE) &&
	    !tp_wants(t, F_TIME_DELTA))
		return;
	f = t->pkt->host->flow(t, me->slot, NULL, &index);
	if (index != UINT32_MAX)
		(void)tp_add_generated(t, F_STREAM, 8, 0, index);
	if (f == NULL)
		return;
	if (!f->seen)
		f->first = f->last = t->pkt->ts;
	f->seen = 1;
	if (h->len <= 8)
		return;
	add_since(t, F_TIME_RELATIVE, &f->first);
	add_since(t, F_TIME_DELTA, &f->last);
	f->last = t->pkt->ts;
}

/* The payload is what IP brought, whatever the length field says. */
static void
add_fields(void *self, tp_tvb *t, const struct header *h,
    const tp_ip_arg *ip, uint32_t avail)
{
	uint32_t n = tp_left(t);

	if (n > avail - 8)
		n = avail - 8;
	add_checksum_status(self, t, h, ip);
	add_flow(self, t, h);
	if (n > 0 && h->len > 8)
		(void)tp_add_ptr(t, F_PAYLOAD, 8, n, t->data + 8, n);
}

/*
 * Length of header and payload: RFC 2675, 4 and what offload leaves have 0 in
 * datagrams that are too long for the field.  0: nonsense, and said so; the
 * text ends then.
 */
static uint32_t
read_length(tp_tvb *t, struct header *h, uint32_t avail)
{
	if (avail < 8) {
		tp_text(t, "truncated-udp %u", avail);
		if (tp_has(t, 4, 2))
			(void)tp_f_be16(t, F_LENGTH);
		return 0;
	}
	h->declared = tp_f_be16(t, F_LENGTH);
	if (h->declared == 0 && avail > 65535)
		h->declared = avail;
	if (h->declared < 8 && !t->err) {
		tp_text(t, "truncated-udplength %u", h->declared);
		/* fields take it for a jumbogram all the same */
		if (h->declared != 0 || t->pkt->net_type != TP_FT_IPV6)
			return 0;
		*t = tp_mute(t);
		h->declared = avail;
	}
	return h->declared < avail ? h->declared : avail;
}

static void
text_length(tp_tvb *t, const struct header *h, const tp_ip_arg *ip,
    uint32_t avail)
{
	if (h->declared > avail && (ip == NULL || !ip->fragment))
		tp_text(t, "UDP, bad length %u > %u", h->declared - 8,
		    avail - 8);
	else
		tp_text(t, "UDP, length %u", h->declared - 8);
}

/*
 * A payload that none of the ports' dissectors took: avail octets from IP, of
 * a quoted datagram those that are its own.
 */
static void
unclaimed(const tp_self *me, const tp_tvb *t, const tp_tvb *payload,
    uint32_t avail)
{
	tp_tvb p = tp_mute(payload);

	if (p.pkt->host->call_uint(me->tables[T_ANY], 0, &p, NULL) !=
	    TP_REJECT)
		return;
	p = tp_rest(t, avail);
	tp_data(me->tables[T_DATA], &p);
}

/* By whom the flow belongs to, its ports, or what it looks like. */
static tp_rc
claimed(const tp_self *me, tp_tvb *p, const struct header *h)
{
	const tp_host *host = p->pkt->host;
	tp_rc rc = host->call_flow(p, NULL);

	if (rc == TP_REJECT)
		rc = host->call_uint2(me->tables[T_PORT], h->sport, h->dport,
		    p, NULL);
	if (rc == TP_REJECT)
		rc = host->call_uint(me->tables[T_HEURISTIC], 0, p, NULL);
	return rc;
}

/* -q: what the ports stand for is looked at for its fields alone. */
static void
payload(const tp_self *me, tp_tvb *t, const struct header *h,
    const tp_ip_arg *ip, uint32_t avail)
{
	tp_pkt *pkt = t->pkt;
	int quick = (pkt->opts & TP_OPT_QUICK) != 0;
	tp_tvb p = tp_rest(t, h->len - 8);
	tp_rc rc;

	/* none of it is there: text alone, tshark calls nobody then */
	if (p.caplen == 0 || p.len == 0)
		p.want &= ~(uint32_t)TP_WANT_FIELDS;
	if (pkt->forced != NULL &&
	    pkt->host->call(pkt->forced, &p, NULL) != TP_REJECT)
		return;
	text_checksum(t, h, ip);
	if (quick)
		p = tp_mute(&p);
	rc = claimed(me, &p, h);
	if (rc == TP_REJECT || quick)
		text_length(t, h, ip, avail);
	if (rc == TP_REJECT && h->len > 8 && p.want & TP_WANT_FIELDS)
		unclaimed(me, t, &p, (pkt->flags & TP_IN_ERROR ? h->len :
		    avail) - 8);
}

static tp_rc
dissect(void *self, tp_tvb *t, const void *arg)
{
	const tp_ip_arg *ip = arg;
	uint32_t avail = t->len;
	struct header h = { 0 };

	if (!tp_has(t, 0, 4))
		text_cut(t, ip);
	(void)tp_peek(t, 0, 4);	/* neither port without the other */
	h.sport = tp_f_be16(t, F_SRCPORT);
	h.dport = tp_f_be16(t, F_DSTPORT);
	text_addrs(t, &h, ip);
	h.len = read_length(t, &h, avail);
	if (h.len == 0)
		return tp_done_cut(t);
	h.sum = tp_f_be16(t, F_CHECKSUM);
	if (t->err)
		return tp_done_cut(t);
	t->pkt->host->set_len(t, 0, 8);
	t->pkt->host->set_ports(t, IP_PROTO_UDP, h.sport, h.dport);
	if (tp_wants_own(t))
		add_fields(self, t, &h, ip, avail);
	payload(self, t, &h, ip, avail);
	return tp_done(t);
}

static const tp_protocol udp = {
	.name = "udp",
	.long_name = "User Datagram Protocol",
	.fields = fields,
	.nfields = NFIELDS,
	.prefs = prefs,
	.nprefs = TP_COUNT(prefs),
	.flow_bytes = sizeof(struct flow),
	.tables = { [T_PORT] = "udp.port", [T_HEURISTIC] = "udp.heuristic",
	    [T_ANY] = "udp.any", [T_DATA] = "data" },
	.firsts = 1u << T_PORT,
	.hop = &(const tp_hop){ .table = T_PORT, .key_size = 2, .nkeys = 2,
	    .header = 4, .any = T_ANY + 1, .behind = 8, .alone = 1,
	    .length = 4, .ports = IP_PROTO_UDP },
	.keys = (const tp_key[]){ { .table = "ip.proto", .lo = IP_PROTO_UDP },
	    { NULL } },
	.dissect = dissect,
};
TP_REGISTER(udp);
