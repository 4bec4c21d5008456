/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What the sequence and acknowledgment numbers of a connection tell of losses,
 * repetitions and windows: the fields tcp.analysis.* of Wireshark, whose user's
 * guide describes the rules ("TCP Analysis").
 *
 * Every segment is seen once, in the order of the capture, and judged by what
 * went before; nothing is taken back by what comes later.
 */
#ifndef TCP_ANALYSIS_H
#define TCP_ANALYSIS_H

#include "tcp_unacked.h"

enum {					/* tcp_verdict.signs */
	TCP_REUSED_PORTS = 1 << 0,
	TCP_FAST_RETRANSMISSION = 1 << 1,
	TCP_SPURIOUS_RETRANSMISSION = 1 << 2,
	TCP_OUT_OF_ORDER = 1 << 3,
	TCP_RETRANSMISSION = 1 << 4,	/* beside one of the first two, too */
	TCP_LOST_SEGMENT = 1 << 5,	/* one before it */
	TCP_ACK_LOST_SEGMENT = 1 << 6,
	TCP_WINDOW_UPDATE = 1 << 7,
	TCP_WINDOW_FULL = 1 << 8,
	TCP_KEEP_ALIVE = 1 << 9,
	TCP_KEEP_ALIVE_ACK = 1 << 10,
	TCP_DUPLICATE_ACK = 1 << 11,
	TCP_ZERO_WINDOW_PROBE = 1 << 12,
	TCP_ZERO_WINDOW = 1 << 13,
	TCP_ZERO_WINDOW_PROBE_ACK = 1 << 14
};

/* Of one segment.  Frames and times are 0 where there is none. */
struct tcp_verdict {
	uint32_t signs;
	uint32_t completeness;		/* of the connection, before it */
	int64_t since_first, since_last;	/* nanoseconds, as all times */
	uint64_t acks_frame;		/* the segment it acknowledges */
	int64_t ack_rtt;
	int64_t initial_rtt;		/* -1: not known */
	uint32_t counted;		/* the next two are known */
	uint32_t bare;			/* there is an item, even of nothing */
	uint32_t in_flight;		/* octets */
	uint32_t since_push;		/* octets sent since the last PSH */
	uint64_t duplicate_frame;	/* TCP_DUPLICATE_ACK: of the first */
	uint32_t duplicate_number;
	uint64_t rto_frame;		/* retransmitted since that one */
	int64_t rto;
};

/* One end of a connection, by what it has sent. */
struct tcp_end {
	uint32_t next;			/* behind the last octet */
	uint32_t ack;			/* what it said last */
	uint32_t contiguous;		/* behind the last octet before a gap */
	uint32_t since_push;
	uint32_t same_acks;
	uint32_t sacked;		/* octets of the SACK blocks in its last
					 * segment (RFC 2018) */
	uint32_t next_frame, ack_frame;	/* low 32 bits: where next and ack
					 * became what they are */
	int64_t next_ns, ack_ns;	/* when next did, and the last ACK */
	struct tcp_unacked unacked;
	uint16_t win;			/* said last, too */
	uint16_t seen : 1;		/* next, ack and win are known */
	uint16_t has_contiguous : 1;
	uint16_t gap : 1;		/* in_flight is not known */
	uint16_t pushed : 1;		/* its last payload had a PSH */
	uint16_t excused : 1;		/* its next segment is no duplicate */
	uint16_t probed : 1;		/* its last one was one of these */
	uint16_t kept_alive : 1;
};

struct tcp_conversation {		/* zeroed: nothing seen */
	struct tcp_end ends[2];		/* by direction */
	int64_t first, last;
	int64_t rtt;			/* from SYN to the first ACK; until that
					 * is there, when the SYN was */
	uint8_t seen, has_syn, has_rtt, multipath;
	uint8_t completeness;		/* 1 SYN, 2 SYN and ACK, 4 ACK, 8 data,
					 * 16 FIN, 32 RST */
};

/* What there is to know of a segment. */
struct tcp_sight {
	struct tcp_ring *ring;		/* of all connections */
	uint64_t number;		/* of the packet */
	int64_t ns;			/* its time stamp */
	uint32_t dir, seq, ack, flags, win, len;
	uint32_t seq_start, ack_start;	/* what relative numbers count from */
	uint32_t brief;			/* how long it is is not known: only
					 * flags and time count */
	uint32_t bogus;			/* its header is too short: so do they
					 * not, but for the time */
	uint32_t syn_again;
	uint32_t reused;		/* 1: it begins a connection of ports
					 * used before; 2: answers so */
	int window_shift;		/* of the other end's windows; -1: not
					 * known */
};

void	tcp_analyse(struct tcp_conversation *, const struct tcp_sight *,
	    struct tcp_verdict *);

/* What came last has an option of MPTCP.  After the first one Wireshark takes
 * the next segment of neither end for a duplicate ACK. */
void	tcp_note_multipath(struct tcp_conversation *);

#endif
