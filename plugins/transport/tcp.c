/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Transmission Control Protocol (RFC 9293).
 *
 * What a payload's dissector prints stands right behind "length N": it begins
 * with ": " or " ".  Dissectors of table "tcp.port" get one segment's payload
 * and no argument.  Those of "tcp.any" (key 0) are asked in turn if none of
 * the ports' took it, for fields only: tcpdump does not guess.
 */
#include "tcp.h"

#define IP_PROTO_TCP 6
#define HEADER 20
#define UP_TO_FLAGS 14

static const char *const any_port[] = { "tcp.port", NULL };

static const tp_value_string option_kinds[] = {
	{ 0, "End of Option List" }, { 1, "No-Operation" },
	{ 2, "Maximum Segment Size" }, { 3, "Window Scale" },
	{ 4, "SACK Permitted" }, { 5, "SACK" },
	{ 6, "Echo (obsoleted by option 8)" },
	{ 7, "Echo Reply (obsoleted by option 8)" },
	{ 8, "Time Stamp Option" },
	{ 9, "Partial Order Connection Permitted (obsolete)" },
	{ 10, "Partial Order Service Profile (obsolete)" },
	{ 11, "CC (obsolete)" }, { 12, "CC.NEW (obsolete)" },
	{ 13, "CC.ECHO (obsolete)" },
	{ 14, "TCP Alternate Checksum Request (obsolete)" },
	{ 15, "TCP Alternate Checksum Data (obsolete)" }, { 16, "Skeeter" },
	{ 17, "Bubba" }, { 18, "Trailer Checksum Option" },
	{ 19, "MD5 Signature Option (obsoleted by option 29)" },
	{ 20, "SCPS Capabilities" },
	{ 21, "Selective Negative Acknowledgements" },
	{ 22, "Record Boundaries" }, { 23, "Corruption experienced" },
	{ 24, "SNAP" }, { 25, "Unassigned" },
	{ 26, "TCP Compression Filter" }, { 27, "Quick-Start Response" },
	{ 28, "User Timeout Option" },
	{ 29, "TCP Authentication Option (TCP-AO)" },
	{ 30, "Multipath TCP (MPTCP)" },
	{ 34, "TCP Fast Open Cookie" },
	{ 172, "Accurate ECN Order 0" }, { 174, "Accurate ECN Order 1" },
	{ 253, "RFC3692-style Experiment 1" },
	{ 254, "RFC3692-style Experiment 2" }, { 0, NULL }
};

#define FLAG(abbrev, name, mask) \
	{ abbrev, name, TP_FT_BOOLEAN, .bitmask = mask }
#define NUMBER(abbrev, name, type) \
	{ abbrev, name, type, TP_BASE_DEC }
#define OPTION(abbrev, name) \
	{ "tcp.options." abbrev, "TCP Option - " name, TP_FT_BYTES }

static const tp_field_desc fields[NFIELDS] = {
	[F_SRCPORT] = { "tcp.srcport", "Source Port", TP_FT_UINT16,
	    TP_BASE_PORT, .aliases = any_port },
	[F_DSTPORT] = { "tcp.dstport", "Destination Port", TP_FT_UINT16,
	    TP_BASE_PORT, .aliases = any_port },
	[F_STREAM] = NUMBER("tcp.stream", "Stream index", TP_FT_UINT32),
	[F_LEN] = NUMBER("tcp.len", "TCP Segment Len", TP_FT_UINT32),
	[F_SEQ] = NUMBER("tcp.seq", "Sequence Number", TP_FT_UINT32),
	[F_SEQ_RAW] = NUMBER("tcp.seq_raw", "Sequence Number (raw)",
	    TP_FT_UINT32),
	[F_NXTSEQ] = NUMBER("tcp.nxtseq", "Next Sequence Number",
	    TP_FT_UINT32),
	[F_ACK] = NUMBER("tcp.ack", "Acknowledgment Number", TP_FT_UINT32),
	[F_ACK_RAW] = NUMBER("tcp.ack_raw", "Acknowledgment number (raw)",
	    TP_FT_UINT32),
	[F_HDR_LEN] = NUMBER("tcp.hdr_len", "Header Length", TP_FT_UINT8),
	[F_FLAGS] = { "tcp.flags", "Flags", TP_FT_UINT16, TP_BASE_HEX,
	    .bitmask = 0xfff },
	[F_FLAGS_RES] = FLAG("tcp.flags.res", "Reserved", 0xe00),
	[F_FLAGS_AE] = FLAG("tcp.flags.ae", "Accurate ECN", TCP_AE),
	[F_FLAGS_CWR] = FLAG("tcp.flags.cwr", "Congestion Window Reduced",
	    TCP_CWR),
	[F_FLAGS_ECE] = FLAG("tcp.flags.ece", "ECN-Echo", TCP_ECE),
	[F_FLAGS_URG] = FLAG("tcp.flags.urg", "Urgent", TCP_URG),
	[F_FLAGS_ACK] = FLAG("tcp.flags.ack", "Acknowledgment", TCP_ACK),
	[F_FLAGS_PUSH] = FLAG("tcp.flags.push", "Push", TCP_PUSH),
	[F_FLAGS_RESET] = FLAG("tcp.flags.reset", "Reset", TCP_RST),
	[F_FLAGS_SYN] = FLAG("tcp.flags.syn", "Syn", TCP_SYN),
	[F_FLAGS_FIN] = FLAG("tcp.flags.fin", "Fin", TCP_FIN),
	[F_FLAGS_STR] = { "tcp.flags.str", "TCP Flags", TP_FT_STRING },
	[F_WINDOW_VALUE] = NUMBER("tcp.window_size_value", "Window",
	    TP_FT_UINT16),
	[F_WINDOW] = NUMBER("tcp.window_size", "Calculated window size",
	    TP_FT_UINT32),
	[F_WINDOW_SCALE] = NUMBER("tcp.window_size_scalefactor",
	    "Window size scaling factor", TP_FT_INT32),
	[F_CHECKSUM] = { "tcp.checksum", "Checksum", TP_FT_UINT16,
	    TP_BASE_HEX },
	[F_URGENT] = NUMBER("tcp.urgent_pointer", "Urgent Pointer",
	    TP_FT_UINT16),
	[F_OPTIONS] = { "tcp.options", "TCP Options", TP_FT_BYTES },
	[F_PAYLOAD] = { "tcp.payload", "TCP payload", TP_FT_BYTES },
	[F_RESET_CAUSE] = { "tcp.reset_cause", "Reset cause",
	    TP_FT_STRING },

	[F_OPT_KIND] = { "tcp.option_kind", "Kind", TP_FT_UINT8,
	    TP_BASE_DEC, .strings = option_kinds },
	[F_OPT_LEN] = NUMBER("tcp.option_len", "Length", TP_FT_UINT8),
	[F_OPT_EOL] = OPTION("eol", "End of Option List (EOL)"),
	[F_OPT_NOP] = OPTION("nop", "No-Operation (NOP)"),
	[F_OPT_MSS] = OPTION("mss", "Maximum segment size"),
	[F_MSS_VAL] = NUMBER("tcp.options.mss_val", "MSS Value",
	    TP_FT_UINT16),
	[F_OPT_WSCALE] = OPTION("wscale", "Window scale"),
	[F_WSCALE_SHIFT] = NUMBER("tcp.options.wscale.shift", "Shift count",
	    TP_FT_UINT8),
	[F_WSCALE_MULTIPLIER] = NUMBER("tcp.options.wscale.multiplier",
	    "Multiplier", TP_FT_UINT16),
	[F_OPT_SACK_PERM] = OPTION("sack_perm", "SACK permitted"),
	[F_OPT_SACK] = OPTION("sack", "SACK"),
	[F_SACK_LE] = NUMBER("tcp.options.sack_le", "TCP SACK Left Edge",
	    TP_FT_UINT32),
	[F_SACK_RE] = NUMBER("tcp.options.sack_re", "TCP SACK Right Edge",
	    TP_FT_UINT32),
	[F_SACK_COUNT] = NUMBER("tcp.options.sack.count", "TCP SACK Count",
	    TP_FT_UINT8),
	[F_OPT_ECHO] = OPTION("echo", "Echo"),
	[F_OPT_ECHOREPLY] = OPTION("echoreply", "Echo reply"),
	[F_ECHO_VALUE] = NUMBER("tcp.options.echo_value", "TCP Echo Option",
	    TP_FT_UINT32),
	[F_OPT_TIMESTAMP] = OPTION("timestamp", "Timestamps"),
	[F_TSVAL] = NUMBER("tcp.options.timestamp.tsval", "Timestamp value",
	    TP_FT_UINT32),
	[F_TSECR] = NUMBER("tcp.options.timestamp.tsecr",
	    "Timestamp echo reply", TP_FT_UINT32),
	[F_OPT_CC] = OPTION("cc", "CC"),
	[F_OPT_CCNEW] = OPTION("ccnew", "CC.NEW"),
	[F_OPT_CCECHO] = OPTION("ccecho", "CC.ECHO"),
	[F_CC_VALUE] = NUMBER("tcp.options.cc_value", "TCP CC Option",
	    TP_FT_UINT32),
	[F_OPT_MD5] = OPTION("md5", "TCP MD5 signature"),
	[F_MD5_DIGEST] = { "tcp.options.md5.digest", "MD5 digest",
	    TP_FT_BYTES },
	[F_OPT_SCPS] = OPTION("scps", "SCPS capabilities"),
	[F_SCPS_VECTOR] = { "tcp.options.scps.vector",
	    "TCP SCPS Capabilities Vector", TP_FT_UINT8, TP_BASE_HEX },
	[F_SCPS_BETS] = FLAG("tcp.options.scpsflags.bets",
	    "Partial Reliability Capable (BETS)", 0x80),
	[F_SCPS_SNACK1] = FLAG("tcp.options.scpsflags.snack1",
	    "Short Form SNACK Capable (SNACK1)", 0x40),
	[F_SCPS_SNACK2] = FLAG("tcp.options.scpsflags.snack2",
	    "Long Form SNACK Capable (SNACK2)", 0x20),
	[F_SCPS_COMPRESS] = FLAG("tcp.options.scpsflags.compress",
	    "Lossless Header Compression (COMP)", 0x10),
	[F_SCPS_NLTS] = FLAG("tcp.options.scpsflags.nlts",
	    "Network Layer Timestamp (NLTS)", 0x08),
	[F_SCPS_RESERVED] = { "tcp.options.scpsflags.reserved", "Reserved",
	    TP_FT_UINT8, TP_BASE_DEC, .bitmask = 0x07 },
	[F_SCPS_BINDING] = NUMBER("tcp.options.scps.binding",
	    "Connection ID", TP_FT_UINT8),
	[F_OPT_USER_TO] = OPTION("user_to", "User Timeout"),
	[F_USER_TO_GRANULARITY] = FLAG("tcp.options.user_to_granularity",
	    "Granularity", 0x8000),
	[F_USER_TO_VAL] = { "tcp.options.user_to_val", "User Timeout",
	    TP_FT_UINT16, TP_BASE_DEC, .bitmask = 0x7fff },
	[F_OPT_AO] = OPTION("ao", "TCP AO"),
	[F_AO_KEYID] = NUMBER("tcp.options.ao.keyid", "AO KeyID",
	    TP_FT_UINT8),
	[F_AO_RNEXTKEYID] = NUMBER("tcp.options.ao.rnextkeyid",
	    "AO RNextKeyID", TP_FT_UINT8),
	[F_AO_MAC] = { "tcp.options.ao.mac", "AO MAC", TP_FT_BYTES },
	[F_OPT_TFO] = OPTION("tfo", "TCP Fast Open"),
	[F_TFO_REQUEST] = { "tcp.options.tfo.request",
	    "Fast Open Cookie Request", TP_FT_NONE },
	[F_TFO_COOKIE] = { "tcp.options.tfo.cookie", "Fast Open Cookie",
	    TP_FT_BYTES },
	[F_OPT_ACC_ECN] = OPTION("acc_ecn", "Accurate ECN"),
	[F_ACC_ECN_EE0B] = NUMBER("tcp.options.acc_ecn.ee0b",
	    "Accurate ECN Echo ECT(0) Byte Counter", TP_FT_UINT24),
	[F_ACC_ECN_ECEB] = NUMBER("tcp.options.acc_ecn.eceb",
	    "Accurate ECN Echo CE Byte Counter", TP_FT_UINT24),
	[F_ACC_ECN_EE1B] = NUMBER("tcp.options.acc_ecn.ee1b",
	    "Accurate ECN Echo ECT(1) Byte Counter", TP_FT_UINT24),
	[F_OPT_QS] = OPTION("qs", "Quick-Start"),
	[F_QS_RATE] = { "tcp.options.qs.rate", "QS Rate", TP_FT_UINT8,
	    TP_BASE_DEC, .bitmask = 0x0f },
	[F_QS_TTL_DIFF] = NUMBER("tcp.options.qs.ttl_diff", "QS Rate",
	    TP_FT_UINT8),
	[F_OPT_EXPERIMENTAL] = OPTION("experimental", "Experimental"),
	[F_EXP_EXID] = { "tcp.options.experimental.exid",
	    "Experiment Identifier", TP_FT_UINT16, TP_BASE_HEX },
	[F_EXP_DATA] = { "tcp.options.experimental.data", "Data",
	    TP_FT_BYTES },
	[F_OPT_UNKNOWN] = OPTION("unknown", "Unknown"),
	[F_UNKNOWN_PAYLOAD] = { "tcp.options.unknown.payload", "Payload",
	    TP_FT_BYTES },
};

/* tcp.window_size_scalefactor */
enum { SCALE_UNKNOWN = -1, SCALE_UNUSED = -2 };

enum { T_PORT, T_OPTION, T_ANY, T_DATA };

enum { P_MD5_SECRET };

static const tp_pref_desc prefs[] = {
	[P_MD5_SECRET] = { "md5_secret", "Secret of MD5 signatures (-M)", "",
	    TP_PREF_STRING, 0 },
};

/*
 * tcpdump subtracts, from the second packet with an ACK of a connection on,
 * what the first one said: its sequence number, and its acknowledgment less
 * one.  A SYN with an ACK sets both anew.  Wireshark counts each direction
 * from its SYN, or from one before its first octet seen.
 */
struct flow {
	uint64_t since;		/* number of the packet that set base[] */
	uint32_t base[2];	/* by direction */
	uint32_t start[2];
	uint8_t has_base, has_start[2];
	uint8_t has_scale[2], scale[2];	/* of the SYNs seen */
	uint8_t unscaled;		/* one of them had none */
};

/* A segment on its way through the functions below. */
struct segment {
	struct tcp_segment s;
	uint32_t have;		/* octets of the fixed header captured */
	int fits;		/* the header is not longer than all of it */
	int known;		/* Wireshark has relative numbers for it */
	uint32_t seq, ack, win, sum, urg;
	uint32_t dir, stream;
	struct flow *flow;
	uint32_t seq_base, ack_base;	/* what the text subtracts */
};

/* ------------------------------------------------------------- the flow */

static void
text_bases(const tp_pkt *pkt, struct segment *g)
{
	struct flow *f = g->flow;

	if ((g->s.flags & TCP_ACK) == 0 || pkt->opts & TP_OPT_ABS_SEQ ||
	    f == NULL)
		return;
	if (!f->has_base || (g->s.flags & TCP_SYN && f->since != pkt->number)) {
		f->base[g->dir] = g->seq;
		f->base[!g->dir] = g->ack - 1;
		f->has_base = 1;
		f->since = pkt->number;
	}
	g->s.sack_base = f->base[!g->dir];
	if (f->since == pkt->number)
		return;
	g->seq_base = f->base[g->dir];
	g->ack_base = f->base[!g->dir];
}

/* A quoted packet is seen in the light of its flow, and changes nothing. */
static void
quoted_bases(const tp_self *me, tp_tvb *t, struct segment *g)
{
	uint32_t dir = 0;
	const struct flow *f = t->pkt->host->flow_look(t, me->slot, &dir);

	if ((g->s.flags & TCP_ACK) == 0 || t->pkt->opts & TP_OPT_ABS_SEQ ||
	    f == NULL || !f->has_base)
		return;
	g->seq_base = f->base[dir];
	g->s.sack_base = g->ack_base = f->base[!dir];
}

static void
set_start(struct flow *f, uint32_t dir, uint32_t seq)
{
	f->start[dir] = seq;
	f->has_start[dir] = 1;
}

/*
 * Another SYN is another connection of the same ends for Wireshark, which
 * counts streams; tcpdump's numbers outlive it.
 */
static void
keep_bases(struct flow *f, const struct flow *old)
{
	f->since = old->since;
	f->has_base = old->has_base;
	memcpy(f->base, old->base, sizeof(f->base));
}

static void
find_flow(const tp_self *me, tp_tvb *t, struct segment *g)
{
	const tp_host *host = t->pkt->host;
	struct flow *f = host->flow(t, me->slot, &g->dir, &g->stream), old;

	g->flow = f;
	if (t->pkt->flags & TP_IN_ERROR)
		quoted_bases(me, t, g);
	else if (g->have == HEADER && g->s.hlen >= HEADER)
		text_bases(t->pkt, g);
	if (f == NULL || !g->known)
		return;
	if ((g->s.flags & (TCP_SYN | TCP_ACK)) == TCP_SYN &&
	    f->has_start[g->dir] && f->start[g->dir] != g->seq) {
		old = *f;
		g->flow = f = host->flow_renew(t, me->slot, &g->stream);
		keep_bases(f, &old);
	}
	if (g->s.flags & TCP_SYN)
		set_start(f, g->dir, g->seq);
	else if (!f->has_start[g->dir])
		set_start(f, g->dir, g->seq - 1);
	if (g->s.flags & TCP_ACK && !f->has_start[!g->dir])
		set_start(f, !g->dir, g->ack - 1);
	g->s.sack_start = f->start[!g->dir];
}

/* --------------------------------------------------------------- fields */

static void
add_ports(tp_tvb *t, uint32_t sport, uint32_t dport)
{
	(void)tp_add(t, F_SRCPORT, 0, 2, sport);
	(void)tp_add(t, F_DSTPORT, 2, 2, dport);
}

static void
add_numbers(tp_tvb *t, const struct segment *g)
{
	const struct flow *f = g->flow;
	uint32_t seq = g->seq, ack = g->ack;

	if (t->pkt->net_type != TP_FT_NONE)
		(void)tp_add_generated(t, F_STREAM, 0, 0, g->stream);
	if (f != NULL && g->known) {
		seq -= f->start[g->dir];
		ack -= g->s.flags & TCP_ACK ? f->start[!g->dir] : 0;
	}
	if (g->known)
		(void)tp_add_generated(t, F_LEN, 12, 1, g->s.len);
	(void)tp_add(t, F_SEQ, 4, 4, seq);
	if ((t->pkt->flags & TP_IN_ERROR) == 0)
		(void)tp_add(t, F_SEQ_RAW, 4, 4, g->seq);
	if (g->s.hlen >= HEADER) {
		if (g->known)
			(void)tp_add_generated(t, F_NXTSEQ, 0, 0, seq +
			    g->s.len +
			    ((g->s.flags & (TCP_SYN | TCP_FIN)) != 0));
		(void)tp_add(t, F_ACK, 8, 4, ack);
		(void)tp_add(t, F_ACK_RAW, 8, 4, g->ack);
	}
	(void)tp_add(t, F_HDR_LEN, 12, 1, g->s.hlen);
}

/* Wireshark's twelve letters, with a dot in the middle where a bit is 0. */
static void
add_flags_string(tp_tvb *t, uint32_t flags)
{
	static const char letters[] = "RRRACEUAPRSF";
	char *s, *p;

	if (!tp_wants(t, F_FLAGS_STR))
		return;
	s = p = t->pkt->host->alloc(t->pkt, 2 * sizeof(letters));
	if (s == NULL)
		return;
	for (uint32_t i = 0; i < 12; i++)
		if (flags & 0x800u >> i)
			*p++ = letters[i];
		else {
			*p++ = (char)0xc2;	/* U+00B7 */
			*p++ = (char)0xb7;
		}
	(void)tp_add_ptr(t, F_FLAGS_STR, 12, 2, s, (uint32_t)(p - s));
}

static void
add_flags(tp_tvb *t, uint32_t flags)
{
	tp_item outer = tp_open(t, F_FLAGS, 12, 2, flags);

	for (tp_field f = F_FLAGS_RES; f <= F_FLAGS_FIN; f++) {
		uint32_t low = f > F_FLAGS_AE;

		tp_add_bits(t, f, 12 + low, 1, flags);
	}
	add_flags_string(t, flags);
	tp_close(t, outer);
}

/* RFC 7323 2.2: both ends have to send the option; SYNs are not scaled. */
static void
add_window(tp_tvb *t, const struct segment *g)
{
	const struct flow *f = g->flow;
	int32_t factor = SCALE_UNKNOWN;
	uint32_t window = g->win;

	if (f != NULL && f->unscaled)
		factor = SCALE_UNUSED;
	else if (f != NULL && f->has_scale[g->dir])
		factor = 1 << f->scale[g->dir];
	if (factor > 0 && (g->s.flags & TCP_SYN) == 0)
		window <<= f->scale[g->dir];
	(void)tp_add(t, F_WINDOW_VALUE, 14, 2, g->win);
	(void)tp_add_generated(t, F_WINDOW, 14, 2, window);
	if ((g->s.flags & TCP_SYN) == 0)
		(void)tp_add_generated(t, F_WINDOW_SCALE, 14, 2,
		    (uint64_t)(int64_t)factor);
}

/* As much of it as was captured, if only the flags were. */
static void
add_header(tp_tvb *t, const struct segment *g)
{
	if ((t->want & TP_WANT_FIELDS) == 0)
		return;
	add_numbers(t, g);
	if (g->s.hlen < HEADER)
		return;
	add_flags(t, g->s.flags);
	if (g->have >= 16)
		add_window(t, g);
	if (g->have >= 18)
		(void)tp_add(t, F_CHECKSUM, 16, 2, g->sum);
	if (g->have >= 20)
		(void)tp_add(t, F_URGENT, 18, 2, g->urg);
}

/* ----------------------------------------------------------------- text */

/* The addresses stand there already if other headers came before. */
static void
text_ends(tp_tvb *t, const tp_ip_arg *ip, uint32_t sport, uint32_t dport)
{
	tp_pkt *pkt = t->pkt;
	int addresses = ip == NULL || !ip->chained;

	if (!tp_texting(t))
		return;
	if (addresses) {
		tp_addr(t, pkt->net_type, pkt->net_src);
		tp_puts(t, ".");
	}
	pkt->host->port(t, IP_PROTO_TCP, sport);
	tp_puts(t, " > ");
	if (addresses) {
		tp_addr(t, pkt->net_type, pkt->net_dst);
		tp_puts(t, ".");
	}
	pkt->host->port(t, IP_PROTO_TCP, dport);
	tp_puts(t, ": ");
}

/* Not even the ports are there. */
static void
text_no_ports(tp_tvb *t)
{
	if (t->caplen >= 4)
		return;
	tp_addr(t, t->pkt->net_type, t->pkt->net_src);
	tp_puts(t, " > ");
	tp_addr(t, t->pkt->net_type, t->pkt->net_dst);
	tp_puts(t, ":");
}

static void
text_flags(tp_tvb *t, uint32_t flags)
{
	static const char letters[] = "FSRP.UEWe";
	char s[32], *p = tcp_put(s, "Flags [");
	const char *first = p;

	for (uint32_t i = 0; i < sizeof(letters) - 1; i++)
		if (flags & 1u << i)
			*p++ = letters[i];
	if (p == first)
		p = tcp_put(p, "none");
	*p++ = ']';
	tcp_put_end(t, s, p);
}

static void
text_checksum(tp_tvb *t, const struct segment *g, uint32_t length)
{
	uint32_t sum, right;

	if (t->caplen < length)
		return;
	sum = tp_cksum(t->data, length,
	    tp_pseudo_sum(t->pkt, IP_PROTO_TCP, length));
	if (sum == 0) {
		tp_text(t, ", cksum 0x%04x (correct)", g->sum);
		return;
	}
	right = tp_sum16(t->data, length, (~g->sum & 0xffff) +
	    tp_pseudo_sum(t->pkt, IP_PROTO_TCP, length));
	tp_text(t, ", cksum 0x%04x (incorrect -> 0x%04x)", g->sum,
	    ~right & 0xffff);
}

static void
text_numbers(tp_tvb *t, const struct segment *g)
{
	uint32_t seq = g->seq - g->seq_base;
	char s[96], *p = s;

	if (g->s.len > 0 || t->pkt->verbose > 1 ||
	    g->s.flags & (TCP_FIN | TCP_SYN | TCP_RST))
		p = tcp_put_number(tcp_put(p, ", seq "), seq);
	if (g->s.len > 0)
		p = tcp_put_number(tcp_put(p, ":"), seq + g->s.len);
	if (g->s.flags & TCP_ACK)
		p = tcp_put_number(tcp_put(p, ", ack "),
		    g->ack - g->ack_base);
	p = tcp_put_number(tcp_put(p, ", win "), g->win);
	if (g->s.flags & TCP_URG)
		p = tcp_put_number(tcp_put(p, ", urg "), g->urg);
	tcp_put_end(t, s, p);
}

static void
text_length(tp_tvb *t, uint32_t len)
{
	char s[32];

	tcp_put_end(t, s, tcp_put_number(tcp_put(s, ", length "), len));
}

/* -------------------------------------------------------------- payload */

/* RFC 9293 3.5.3 allows a RST to say why in words. */
static void
reset_data(tp_tvb *t, uint32_t len)
{
	const uint8_t *p = t->data + t->off;
	uint32_t shown = len < 30 ? len : 30;
	uint32_t n = len < tp_left(t) ? len : tp_left(t);

	if (tp_wants(t, F_RESET_CAUSE))
		(void)tp_add_ptr(t, F_RESET_CAUSE, t->off, len, p,
		    (uint32_t)strnlen((const char *)p, n));
	if (t->pkt->verbose > 0) {
		tp_puts(t, len > shown ? " [RST+ " : " [RST ");
		for (uint32_t i = 0; i < shown; i++)
			tp_safe(t, tp_take(t, 1), 1);
		tp_puts(t, "]");
		len -= shown;
	}
	(void)tp_take(t, len);
}

static void
payload(const tp_self *me, tp_tvb *t, const struct segment *g)
{
	const tp_pkt *pkt = t->pkt;
	const tp_host *host = pkt->host;
	tp_tvb data = tp_rest(t, g->s.len);

	if (g->s.flags & TCP_RST) {
		reset_data(t, g->s.len);
		return;
	}
	(void)tp_add_ptr(t, F_PAYLOAD, t->off, g->s.len, data.data,
	    g->s.len < data.caplen ? g->s.len : data.caplen);
	if (pkt->forced != NULL) {
		(void)host->call(pkt->forced_stream, &data, NULL);
		return;
	}
	if (host->call_uint2(me->tables[T_PORT], pkt->src_port, pkt->dst_port,
	    &data, NULL) != TP_REJECT || (t->want & TP_WANT_FIELDS) == 0)
		return;
	data = tp_mute(&data);
	if (host->call_uint(me->tables[T_ANY], 0, &data, NULL) == TP_REJECT)
		tp_data(me->tables[T_DATA], &data);
}

/* -------------------------------------------------------------- segment */

/* Without the rest of a cut header, which counts as zeros. */
static void
read_header(const tp_tvb *t, const tp_ip_arg *ip, struct segment *g)
{
	uint8_t p[HEADER] = { 0 };

	g->have = t->caplen < HEADER ? t->caplen : HEADER;
	memcpy(p, t->data, g->have);
	g->seq = tp_ld32(p + 4);
	g->ack = tp_ld32(p + 8);
	g->s.hlen = (uint32_t)(p[12] >> 4) * 4;
	g->s.flags = tp_ld16(p + 12) & 0xfff;
	g->win = tp_ld16(p + 14);
	g->sum = tp_ld16(p + 16);
	g->urg = tp_ld16(p + 18);
	g->fits = g->s.hlen <= t->len;
	g->known = g->fits && !ip->fragment &&
	    (t->pkt->flags & TP_IN_ERROR) == 0;
	g->s.len = g->fits ? t->len - g->s.hlen : 0;
}

/* All there is to say of a quick or a bad one, else the flags. */
static void
text_start(tp_tvb *t, const struct segment *g, uint32_t length)
{
	uint32_t hlen = g->s.hlen;

	if (hlen < HEADER) {
		tp_text(t, " tcp %u [bad hdr length %u - too short, < %u]",
		    length - hlen, hlen, HEADER);
		return;
	}
	if (t->pkt->opts & TP_OPT_QUICK)
		tp_text(t, "tcp %u", length - hlen);
	else
		text_flags(t, g->s.flags);
	if (hlen > length)
		tp_text(t, " [bad hdr length %u - too long, > %u]", hlen,
		    length);
}

/* Returns 0 if the options are bad. */
static int
options(const tp_self *me, tp_tvb *t, struct segment *g)
{
	struct flow *f = g->flow;
	int good = 1;

	g->s.wscale = -1;
	g->s.secret = me->prefs[P_MD5_SECRET];
	if (g->s.hlen > HEADER)
		good = tcp_options(me->tables[T_OPTION], t, &g->s);
	if ((g->s.flags & TCP_SYN) == 0 || f == NULL)
		return good;
	if (g->s.wscale >= 0) {
		f->has_scale[g->dir] = 1;
		f->scale[g->dir] = (uint8_t)g->s.wscale;
	} else
		f->unscaled = 1;
	return good;
}

/* What follows the flags in the text; 0: the options are bad. */
static int
segment(const tp_self *me, tp_tvb *t, const tp_ip_arg *ip, struct segment *g)
{
	if (t->pkt->verbose > 0 && tp_texting(t) && !ip->fragment &&
	    (t->pkt->opts & TP_OPT_NO_CHECKSUM) == 0)
		text_checksum(t, g, g->s.hlen + g->s.len);
	text_numbers(t, g);
	if (!options(me, t, g))
		return 0;
	text_length(t, g->s.len);
	return 1;
}

/* Behind the options may be padding, which nobody has read yet. */
static void
skip_padding(tp_tvb *t, uint32_t hlen)
{
	if (t->caplen < hlen)
		tp_text(t, " [remaining caplen(%u) < header length(%u)]",
		    t->caplen, hlen);
	(void)tp_take(t, hlen - t->off);
}

static void
behind_flags(const tp_self *me, tp_tvb *t, const tp_ip_arg *ip,
    struct segment *g)
{
	if (!segment(me, t, ip, g) || g->s.len == 0)
		return;
	skip_padding(t, g->s.hlen);
	if (!t->err)
		payload(me, t, g);
}

static tp_rc
dissect(void *self, tp_tvb *t, const void *arg)
{
	static const tp_ip_arg alone = { .size = sizeof(alone) };
	const tp_self *me = self;
	const tp_ip_arg *ip = arg != NULL ? arg : &alone;
	struct segment g = { 0 };
	uint32_t sport, dport;

	text_no_ports(t);
	sport = tp_be16(t);
	dport = tp_be16(t);
	if (t->err)
		return t->err;
	add_ports(t, sport, dport);
	t->pkt->host->set_ports(t, IP_PROTO_TCP, sport, dport);
	text_ends(t, ip, sport, dport);
	read_header(t, ip, &g);
	if (g.have < UP_TO_FLAGS && g.have >= 8 &&
	    t->pkt->flags & TP_IN_ERROR)
		(void)tp_add(t, F_SEQ, 4, 4, g.seq);
	if (g.have >= UP_TO_FLAGS) {
		find_flow(me, t, &g);
		add_header(t, &g);
	}
	if (tp_take(t, HEADER - t->off) == NULL)
		return t->err;
	text_start(t, &g, t->len);
	if (!g.fits)
		(void)tp_add_ptr(t, F_OPTIONS, t->off, tp_left(t),
		    t->data + t->off, tp_left(t));
	if (g.s.hlen < HEADER || !g.fits)
		return tp_done(t);
	if (t->pkt->opts & TP_OPT_QUICK) {
		tp_tvb quiet = tp_mute(t);

		behind_flags(me, &quiet, ip, &g);
	} else
		behind_flags(me, t, ip, &g);
	return tp_done(t);
}

static const tp_protocol tcp = {
	.name = "tcp",
	.long_name = "Transmission Control Protocol",
	.fields = fields,
	.nfields = NFIELDS,
	.flags = TP_DISSECTOR_STATEFUL,
	.prefs = prefs,
	.nprefs = TP_COUNT(prefs),
	.flow_bytes = sizeof(struct flow),
	.tables = { [T_PORT] = "tcp.port", [T_OPTION] = "tcp.option",
	    [T_ANY] = "tcp.any", [T_DATA] = "data" },
	.keys = (const tp_key[]){ { .table = "ip.proto", .lo = IP_PROTO_TCP },
	    { NULL } },
	.dissect = dissect,
};
TP_REGISTER(tcp);
