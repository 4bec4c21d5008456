/* SPDX-License-Identifier: BSD-3-Clause */
/* The fields of TCP, and those of its header. */
#include "tcp.h"

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
#define SIGN(abbrev, name) \
	{ abbrev, name, TP_FT_NONE }
#define TIME(abbrev, name) \
	{ abbrev, name, TP_FT_RELATIVE_TIME }
#define FRAME(abbrev, name) \
	{ abbrev, name, TP_FT_FRAMENUM }
#define OPTION(abbrev, name) \
	{ "tcp.options." abbrev, "TCP Option - " name, TP_FT_BYTES }

const tp_field_desc tcp_fields[NFIELDS] = {
	[F_SRCPORT] = { "tcp.srcport", "Source Port", TP_FT_UINT16,
	    TP_BASE_PORT, .aliases = any_port },
	[F_DSTPORT] = { "tcp.dstport", "Destination Port", TP_FT_UINT16,
	    TP_BASE_PORT, .aliases = any_port },
	[F_STREAM] = NUMBER("tcp.stream", "Stream index", TP_FT_UINT32),
	[F_COMPLETENESS] = NUMBER("tcp.completeness",
	    "Conversation completeness", TP_FT_UINT8),
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
	[F_SEGMENT_DATA] = { "tcp.segment_data", "TCP segment data",
	    TP_FT_BYTES },

	[F_SEGMENTS] = { "tcp.segments", "Reassembled TCP Segments",
	    TP_FT_NONE },
	[F_SEGMENT] = { "tcp.segment", "TCP Segment", TP_FT_FRAMENUM },
	[F_SEGMENT_OVERLAP] = FLAG("tcp.segment.overlap", "Segment overlap",
	    0),
	[F_SEGMENT_CONFLICT] = FLAG("tcp.segment.overlap.conflict",
	    "Conflicting data in segment overlap", 0),
	[F_SEGMENT_TAILS] = FLAG("tcp.segment.multipletails",
	    "Multiple tail segments found", 0),
	[F_SEGMENT_TOO_LONG] = FLAG("tcp.segment.toolongfragment",
	    "Segment too long", 0),
	[F_SEGMENT_ERROR] = { "tcp.segment.error", "Reassembling error",
	    TP_FT_FRAMENUM },
	[F_SEGMENT_COUNT] = NUMBER("tcp.segment.count", "Segment count",
	    TP_FT_UINT32),
	[F_REASSEMBLED_IN] = { "tcp.reassembled_in",
	    "Reassembled PDU in frame", TP_FT_FRAMENUM },
	[F_REASSEMBLED_LENGTH] = NUMBER("tcp.reassembled.length",
	    "Reassembled TCP length", TP_FT_UINT32),
	[F_REASSEMBLED_DATA] = { "tcp.reassembled.data",
	    "Reassembled TCP Data", TP_FT_BYTES },

	[F_TIME_RELATIVE] = TIME("tcp.time_relative",
	    "Time since first frame in this TCP stream"),
	[F_TIME_DELTA] = TIME("tcp.time_delta",
	    "Time since previous frame in this TCP stream"),
	[F_ANALYSIS] = SIGN("tcp.analysis", "SEQ/ACK analysis"),
	[F_ACKS_FRAME] = FRAME("tcp.analysis.acks_frame",
	    "This is an ACK to the segment in frame"),
	[F_ACK_RTT] = TIME("tcp.analysis.ack_rtt",
	    "The RTT to ACK the segment was"),
	[F_INITIAL_RTT] = TIME("tcp.analysis.initial_rtt", "iRTT"),
	[F_IN_FLIGHT] = NUMBER("tcp.analysis.bytes_in_flight",
	    "Bytes in flight", TP_FT_UINT32),
	[F_PUSH_BYTES] = NUMBER("tcp.analysis.push_bytes_sent",
	    "Bytes sent since last PSH flag", TP_FT_UINT32),
	[F_ANALYSIS_FLAGS] = SIGN("tcp.analysis.flags", "TCP Analysis Flags"),
	[F_DUPLICATE_ACK] = SIGN("tcp.analysis.duplicate_ack",
	    "Duplicate ACK"),
	[F_DUPLICATE_ACK_NUM] = NUMBER("tcp.analysis.duplicate_ack_num",
	    "Duplicate ACK #", TP_FT_UINT32),
	[F_DUPLICATE_ACK_FRAME] = FRAME("tcp.analysis.duplicate_ack_frame",
	    "Duplicate to the ACK in frame"),
	[F_RTO] = TIME("tcp.analysis.rto", "The RTO for this segment was"),
	[F_RTO_FRAME] = FRAME("tcp.analysis.rto_frame",
	    "RTO based on delta from frame"),
	[F_REUSED_PORTS] = SIGN("tcp.analysis.reused_ports",
	    "A new tcp session is started with the same ports as an earlier "
	    "session in this trace"),
	[F_FAST_RETRANSMISSION] = SIGN("tcp.analysis.fast_retransmission",
	    "This frame is a (suspected) fast retransmission"),
	[F_SPURIOUS_RETRANSMISSION] = SIGN(
	    "tcp.analysis.spurious_retransmission",
	    "This frame is a (suspected) spurious retransmission"),
	[F_OUT_OF_ORDER] = SIGN("tcp.analysis.out_of_order",
	    "This frame is a (suspected) out-of-order segment"),
	[F_RETRANSMISSION] = SIGN("tcp.analysis.retransmission",
	    "This frame is a (suspected) retransmission"),
	[F_LOST_SEGMENT] = SIGN("tcp.analysis.lost_segment",
	    "Previous segment(s) not captured (common at capture start)"),
	[F_ACK_LOST_SEGMENT] = SIGN("tcp.analysis.ack_lost_segment",
	    "ACKed segment that wasn't captured (common at capture start)"),
	[F_WINDOW_UPDATE] = SIGN("tcp.analysis.window_update",
	    "TCP window update"),
	[F_WINDOW_FULL] = SIGN("tcp.analysis.window_full",
	    "TCP window specified by the receiver is now completely full"),
	[F_KEEP_ALIVE] = SIGN("tcp.analysis.keep_alive",
	    "TCP keep-alive segment"),
	[F_KEEP_ALIVE_ACK] = SIGN("tcp.analysis.keep_alive_ack",
	    "ACK to a TCP keep-alive segment"),
	[F_ZERO_WINDOW_PROBE] = SIGN("tcp.analysis.zero_window_probe",
	    "TCP Zero Window Probe"),
	[F_ZERO_WINDOW] = SIGN("tcp.analysis.zero_window",
	    "TCP Zero Window segment"),
	[F_ZERO_WINDOW_PROBE_ACK] = SIGN("tcp.analysis.zero_window_probe_ack",
	    "ACK to a TCP Zero Window Probe"),
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

void
tcp_add_ports(tp_tvb *t, uint32_t sport, uint32_t dport)
{
	(void)tp_add(t, F_SRCPORT, 0, 2, sport);
	(void)tp_add(t, F_DSTPORT, 2, 2, dport);
}

static void
add_numbers(tp_tvb *t, const struct tcp_segment *g)
{
	uint32_t seq = g->seq - g->seq_start, ack = g->ack;

	if (g->flags & TCP_ACK)
		ack -= g->ack_start;
	if (t->pkt->net_type != TP_FT_NONE)
		(void)tp_add_generated(t, F_STREAM, 0, 0, g->stream);
	if (g->verdict != NULL)
		(void)tp_add_generated(t, F_COMPLETENESS, 0, 0,
		    g->verdict->completeness);
	if (g->known)
		(void)tp_add_generated(t, F_LEN, 12, 1, g->len);
	(void)tp_add(t, F_SEQ, 4, 4, seq);
	/* Wireshark has none of what ICMP quotes, but of what ICMPv6 does */
	if ((t->pkt->flags & TP_IN_ERROR) == 0 ||
	    t->pkt->net_type != TP_FT_IPV4)
		(void)tp_add(t, F_SEQ_RAW, 4, 4, g->seq);
	if (g->hlen >= TCP_HEADER) {
		if (g->known)
			(void)tp_add_generated(t, F_NXTSEQ, 0, 0, seq +
			    g->len +
			    ((g->flags & (TCP_SYN | TCP_FIN)) != 0));
		(void)tp_add(t, F_ACK, 8, 4, ack);
		(void)tp_add(t, F_ACK_RAW, 8, 4, g->ack);
	}
	(void)tp_add(t, F_HDR_LEN, 12, 1, g->hlen);
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

/* The window of a SYN is not scaled (RFC 7323 2.2). */
static void
add_window(tp_tvb *t, const struct tcp_segment *g)
{
	uint32_t window = g->win;

	if (g->factor > 0 && (g->flags & TCP_SYN) == 0)
		window *= (uint32_t)g->factor;
	(void)tp_add(t, F_WINDOW_VALUE, 14, 2, g->win);
	(void)tp_add_generated(t, F_WINDOW, 14, 2, window);
	if ((g->flags & TCP_SYN) == 0)
		(void)tp_add_generated(t, F_WINDOW_SCALE, 14, 2,
		    (uint64_t)(int64_t)g->factor);
}

void
tcp_add_header(tp_tvb *t, const struct tcp_segment *g)
{
	if ((t->want & TP_WANT_FIELDS) == 0)
		return;
	add_numbers(t, g);
	if (g->hlen < TCP_HEADER)
		return;
	add_flags(t, g->flags);
	if (g->have >= 16)
		add_window(t, g);
	if (g->have >= 18)
		(void)tp_add(t, F_CHECKSUM, 16, 2, g->sum);
	if (g->have >= 20)
		(void)tp_add(t, F_URGENT, 18, 2, g->urg);
}
