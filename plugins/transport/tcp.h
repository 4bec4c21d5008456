/* SPDX-License-Identifier: BSD-3-Clause */
/* What the files of TCP share. */
#ifndef TCP_H
#define TCP_H

#include <tapir/dissect.h>

#include "tcp_analysis.h"

enum {					/* RFC 9293 3.1, RFC 3168, AccECN */
	TCP_FIN = 0x01, TCP_SYN = 0x02, TCP_RST = 0x04, TCP_PUSH = 0x08,
	TCP_ACK = 0x10, TCP_URG = 0x20, TCP_ECE = 0x40, TCP_CWR = 0x80,
	TCP_AE = 0x100
};

/* In the order of the table in tcp.c. */
enum {
	F_SRCPORT, F_DSTPORT, F_STREAM, F_COMPLETENESS, F_LEN, F_SEQ, F_SEQ_RAW, F_NXTSEQ,
	F_ACK, F_ACK_RAW, F_HDR_LEN, F_FLAGS, F_FLAGS_RES, F_FLAGS_AE,
	F_FLAGS_CWR, F_FLAGS_ECE, F_FLAGS_URG, F_FLAGS_ACK, F_FLAGS_PUSH,
	F_FLAGS_RESET, F_FLAGS_SYN, F_FLAGS_FIN, F_FLAGS_STR, F_WINDOW_VALUE,
	F_WINDOW, F_WINDOW_SCALE, F_CHECKSUM, F_URGENT,
	F_OPTIONS, F_PAYLOAD, F_RESET_CAUSE, F_SEGMENT_DATA,
	/* of a unit of several segments */
	F_SEGMENTS, F_SEGMENT, F_SEGMENT_OVERLAP, F_SEGMENT_CONFLICT,
	F_SEGMENT_TAILS, F_SEGMENT_TOO_LONG, F_SEGMENT_ERROR, F_SEGMENT_COUNT,
	F_REASSEMBLED_IN, F_REASSEMBLED_LENGTH, F_REASSEMBLED_DATA,
	/* what it says of the connection */
	F_TIME_RELATIVE, F_TIME_DELTA, F_ANALYSIS, F_ACKS_FRAME, F_ACK_RTT,
	F_INITIAL_RTT, F_IN_FLIGHT, F_PUSH_BYTES, F_ANALYSIS_FLAGS,
	F_DUPLICATE_ACK, F_DUPLICATE_ACK_NUM, F_DUPLICATE_ACK_FRAME, F_RTO,
	F_RTO_FRAME, F_REUSED_PORTS, F_FAST_RETRANSMISSION,
	F_SPURIOUS_RETRANSMISSION, F_OUT_OF_ORDER, F_RETRANSMISSION,
	F_LOST_SEGMENT, F_ACK_LOST_SEGMENT, F_WINDOW_UPDATE, F_WINDOW_FULL,
	F_KEEP_ALIVE, F_KEEP_ALIVE_ACK, F_ZERO_WINDOW_PROBE, F_ZERO_WINDOW,
	F_ZERO_WINDOW_PROBE_ACK,
	/* options */
	F_OPT_KIND, F_OPT_LEN, F_OPT_EOL, F_OPT_NOP, F_OPT_MSS, F_MSS_VAL,
	F_OPT_WSCALE, F_WSCALE_SHIFT, F_WSCALE_MULTIPLIER, F_OPT_SACK_PERM,
	F_OPT_SACK, F_SACK_LE, F_SACK_RE, F_SACK_COUNT, F_OPT_ECHO,
	F_OPT_ECHOREPLY, F_ECHO_VALUE, F_OPT_TIMESTAMP, F_TSVAL, F_TSECR,
	F_OPT_CC, F_OPT_CCNEW, F_OPT_CCECHO, F_CC_VALUE, F_OPT_MD5,
	F_MD5_DIGEST, F_OPT_SCPS, F_SCPS_VECTOR, F_SCPS_BETS, F_SCPS_SNACK1,
	F_SCPS_SNACK2, F_SCPS_COMPRESS, F_SCPS_NLTS, F_SCPS_RESERVED,
	F_SCPS_BINDING, F_OPT_USER_TO, F_USER_TO_GRANULARITY, F_USER_TO_VAL,
	F_OPT_AO, F_AO_KEYID, F_AO_RNEXTKEYID, F_AO_MAC, F_OPT_TFO,
	F_TFO_REQUEST, F_TFO_COOKIE, F_OPT_ACC_ECN, F_ACC_ECN_EE0B,
	F_ACC_ECN_ECEB, F_ACC_ECN_EE1B, F_OPT_QS, F_QS_RATE,
	F_QS_TTL_DIFF, F_OPT_EXPERIMENTAL, F_EXP_EXID,
	F_EXP_DATA, F_OPT_UNKNOWN, F_UNKNOWN_PAYLOAD,
	NFIELDS
};

#define TCP_HEADER 20		/* without options */

/* The tables that it calls. */
enum { TCP_T_OPTION, TCP_T_PORT, TCP_T_HEURISTIC, TCP_T_ANY, TCP_T_DATA };

/*
 * tcpdump subtracts, from the second packet with an ACK of a connection on,
 * what the first one said: its sequence number, and its acknowledgment less
 * one.  A SYN with an ACK sets both anew.  Wireshark counts each direction
 * from its SYN, or from one before its first octet seen.
 */
struct tcp_flow {
	uint64_t since;		/* number of the packet that set base[] */
	uint32_t base[2];	/* by direction */
	uint32_t start[2];
	uint8_t has_base, has_start[2];
	uint8_t has_scale[2], scale[2];	/* of the SYNs seen */
	uint8_t unscaled;		/* one of them had none */
	uint8_t has_syn[2];
};

/*
 * A segment on its way through the files.  It is also the argument of table
 * "tcp.option", whose dissectors get an option with its kind and length and
 * return 0 if they find it bad: that ends the text of the segment.
 */
struct tcp_segment {
	uint32_t have;		/* octets of the fixed header captured */
	uint32_t seq, ack, flags, win, sum, urg;
	uint32_t hlen;		/* octets of header, options included */
	uint32_t len;		/* octets of payload, as declared */
	int fits;		/* the header is not longer than all of it */
	int known;		/* Wireshark has relative numbers for it */

	struct tcp_flow *flow;	/* NULL: none, or the packet is quoted */
	const struct tcp_verdict *verdict;	/* NULL: no fields are wanted,
						 * or none for it */
	struct tcp_conversation *conversation;	/* the same */
	uint32_t sacked;	/* octets of its SACK blocks */
	int multipath;		/* it has an option of MPTCP that is of use
				 * once a connection is there */
	uint32_t reused;	/* see tcp_sight */
	uint32_t syn_again;	/* the same */
	uint32_t dir, stream;
	uint32_t seq_base, ack_base, sack_base;	/* what the text subtracts */
	uint32_t seq_start, ack_start;	/* and the fields; of SACKs the last */
	int32_t factor;		/* of this end's windows, or: */
#define TCP_FACTOR_UNKNOWN (-1)
#define TCP_FACTOR_UNUSED (-2)

	const char *secret;	/* of MD5 signatures; "": not known */
	int wscale;		/* shift of the window scale option, or -1 */
};

extern const tp_field_desc tcp_fields[NFIELDS];

/* What the segment carries, from the cursor on. */
void	tcp_payload(const tp_self *, tp_tvb *, const struct tcp_segment *);

/* The fields of the ports, and of as much of the header as was captured. */
void	tcp_add_ports(tp_tvb *, uint32_t sport, uint32_t dport);
void	tcp_add_header(tp_tvb *, const struct tcp_segment *);

/* And what the connection makes of it. */
void	tcp_add_analysis(tp_tvb *, const struct tcp_segment *);

/* Finds the flow and what it tells of the segment, and notes the segment. */
void	tcp_find_flow(const tp_self *, tp_tvb *, struct tcp_segment *);

/* Notes what the options said: a SYN's of windows, SACK, and MPTCP. */
void	tcp_note_options(const struct tcp_segment *);

/* In the order of sequence numbers (RFC 9293 3.4)? */
static inline int
tcp_before(uint32_t a, uint32_t b)
{
	return (int32_t)(a - b) < 0;
}

/* Most text is that of plain segments: it is made in a buffer on the stack,
 * as one formatted call per number costs more than all else.  Both return
 * what is behind the text in p. */
static inline char *
tcp_put(char *p, const char *s)
{
	size_t n = strlen(s);

	memcpy(p, s, n);
	return p + n;
}

static inline char *
tcp_put_number(char *p, uint32_t v)
{
	char digits[10];
	uint32_t n = 0;

	do
		digits[n++] = (char)('0' + v % 10);
	while ((v /= 10) != 0);
	while (n > 0)
		*p++ = digits[--n];
	return p;
}

static inline void
tcp_put_end(tp_tvb *t, const char *start, const char *end)
{
	t->pkt->host->puts(t, start, (uint32_t)(end - start));
}

/*
 * Reads the options: from the cursor, at the 20th octet of the header, to
 * hlen.  Returns 0 if they are bad, which ends the text of the segment.
 */
int tcp_options(tp_table *, tp_tvb *, struct tcp_segment *);

/*
 * Is this the digest of the segment p, which is all there, for the packet's
 * addresses and the secret?
 */
int tcp_md5_is_valid(const tp_pkt *, const uint8_t *p,
    const struct tcp_segment *, const char *secret, const uint8_t *digest);

#endif
