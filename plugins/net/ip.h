/* SPDX-License-Identifier: BSD-3-Clause */
/* What the files of IPv4 share. */
#ifndef TAPIR_NET_IP_H
#define TAPIR_NET_IP_H

#include <tapir/dissect.h>

/* The fields, described in ip.c. */
enum {
	F_VERSION, F_HDR_LEN, F_DSFIELD, F_DSCP, F_ECN, F_LEN, F_ID, F_FLAGS,
	F_RB, F_DF, F_MF, F_FRAG_OFFSET, F_TTL, F_PROTO, F_CHECKSUM,
	F_CHECKSUM_STATUS, F_SRC, F_DST,
	F_OPT_TYPE, F_OPT_COPY, F_OPT_CLASS, F_OPT_NUMBER, F_OPT_LEN,
	F_OPT_PTR, F_OPT_SID, F_OPT_MTU, F_OPT_ID_NUMBER, F_OPT_OHC,
	F_OPT_RHC, F_OPT_ORIGINATOR, F_OPT_RA, F_OPT_ADDR, F_OPT_PADDING,
	F_QS_FUNC, F_QS_RATE, F_QS_TTL, F_QS_TTL_DIFF, F_QS_UNUSED,
	F_QS_NONCE, F_QS_RESERVED,
	F_SEC, F_SEC_COMP, F_SEC_HR, F_SEC_TCC, F_SEC_CL, F_EXT_SEC_CODE,
	F_EXT_SEC_INFO,
	F_REC_RT, F_CUR_RT, F_SRC_RT, F_EMPTY_RT,
	F_CIPSO_TAG, F_CIPSO_DOI, F_CIPSO_LEVEL, F_CIPSO_DATA,
	F_OVERFLOW, F_FLAG, F_TIME_STAMP, F_TIME_STAMP_ADDR,
	F_O_EOL, F_O_NOP, F_O_SECURITY, F_O_ROUTE, F_O_TIMESTAMP,
	F_O_EXT_SECURITY, F_O_CIPSO, F_O_RECORD_ROUTE, F_O_SID,
	F_O_SOURCE_ROUTE, F_O_MTU_PROBE, F_O_MTU_REPLY, F_O_TRACEROUTE,
	F_O_ROUTERALERT, F_O_SDB, F_O_QS,
	F_FRAGMENTS, F_FRAGMENT, F_FRAGMENT_OVERLAP, F_FRAGMENT_CONFLICT,
	F_FRAGMENT_TAILS, F_FRAGMENT_TOO_LONG, F_FRAGMENT_ERROR,
	F_FRAGMENT_COUNT, F_REASSEMBLED_IN, F_REASSEMBLED_LENGTH,
	F_REASSEMBLED_DATA,
	NFIELDS
};

/*
 * The options in octets off to end of t, as -v prints them.  0: they are cut,
 * and the text says so.
 */
int	ip_options_text(tp_tvb *, uint32_t off, uint32_t end);

/* The same options as fields; dst: the header's destination. */
void	ip_options_fields(tp_tvb *, uint32_t off, uint32_t end,
	    const uint8_t *dst);

/*
 * Where a source route leads (RFC 791, 3.1), or dst if there is none; pending:
 * or if it is used up.
 */
const uint8_t *ip_final_dst(const tp_tvb *, uint32_t off, uint32_t end,
	    const uint8_t *dst, int pending);

#endif
