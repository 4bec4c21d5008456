/* SPDX-License-Identifier: BSD-3-Clause */
/* What the files of ICMP share. */
#ifndef TAPIR_NET_ICMP_H
#define TAPIR_NET_ICMP_H

#include <tapir/dissect.h>

/* The fields, described in icmp.c. */
enum {
	F_TYPE, F_CODE, F_CHECKSUM, F_CHECKSUM_STATUS, F_UNUSED, F_RESERVED,
	F_IDENT, F_IDENT_LE, F_SEQ, F_SEQ_LE, F_MTU, F_NUM_ADDRS,
	F_ENTRY_SIZE, F_LIFETIME, F_POINTER, F_ROUTER, F_PREF, F_ORIGINATE,
	F_RECEIVE, F_TRANSMIT, F_MASK, F_GATEWAY, F_LENGTH, F_ORIGINAL,
	F_ECHO_SEQ, F_REQ_RES, F_REQ_LOCAL, F_RSP_STATE, F_RSP_RES,
	F_RSP_ACTIVE, F_RSP_IPV4, F_RSP_IPV6,
	F_EXT, F_EXT_VERSION, F_EXT_RES, F_EXT_CHECKSUM, F_EXT_STATUS,
	F_EXT_LENGTH, F_EXT_CLASS, F_EXT_CTYPE, F_EXT_DATA,
	F_MPLS_LABEL, F_MPLS_EXP, F_MPLS_S, F_MPLS_TTL, F_MPLS_DATA,
	F_INFO_ROLE, F_INFO_RES, F_INFO_HAS_INDEX, F_INFO_HAS_ADDR,
	F_INFO_HAS_NAME, F_INFO_HAS_MTU, F_INFO_INDEX, F_INFO_AFI,
	F_INFO_IPV4, F_INFO_IPV6, F_INFO_UNKNOWN, F_INFO_NAME_LEN,
	F_INFO_NAME, F_INFO_MTU,
	F_ID_NAME, F_ID_INDEX, F_ID_AFI, F_ID_ADDR_LEN, F_ID_RES, F_ID_IPV4,
	F_ID_IPV6, F_ID_ADDR,
	NFIELDS
};

/*
 * An extension structure (RFC 4884, 7) from octet o to end of t: fields, and
 * what -v prints after a line that starts with title, "ICMP Multi-Part
 * extension v2" say.
 */
void	icmp_extension_fields(tp_tvb *, uint32_t o, uint32_t end);
void	icmp_extension_text(tp_tvb *, uint32_t o, uint32_t end,
	    const char *title);

/* The objects alone, for what is no such structure; o: the first one's. */
void	icmp_objects_text(tp_tvb *, uint32_t o, uint32_t end);

#endif
