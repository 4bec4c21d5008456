/* SPDX-License-Identifier: BSD-3-Clause */
/* Protocol numbers (IANA "Protocol Numbers"), as IPv4 and IPv6 name them. */
#ifndef TAPIR_NET_IPPROTO_H
#define TAPIR_NET_IPPROTO_H

#include <tapir/dissect.h>

enum {
	IPPROTO_HOPOPTS_ = 0, IPPROTO_IGMP_ = 2, IPPROTO_TCP_ = 6,
	IPPROTO_UDP_ = 17, IPPROTO_DCCP_ = 33, IPPROTO_ROUTING_ = 43,
	IPPROTO_FRAGMENT_ = 44, IPPROTO_NONE_ = 59, IPPROTO_DSTOPTS_ = 60,
	IPPROTO_SCTP_ = 132
};

/* The strings of fields that hold a protocol number. */
extern const tp_value_string ipproto_strings[];

/* Of fields that hold a class of service (RFC 2474, RFC 3168). */
extern const tp_value_string dscp_strings[], ecn_strings[];

/* How -v calls a protocol: "UDP", "unknown". */
const char *ipproto_name(uint32_t proto);

/* A protocol as /etc/protocols has it, or "ip-proto-N" (always so by -n). */
void	ipproto_text(tp_tvb *, uint32_t proto);

/* What nobody dissects: " ip-proto-N LENGTH". */
void	ipproto_unknown(tp_tvb *, uint32_t proto, uint32_t len);

/* Does this protocol print the addresses itself, with ports? */
int	ipproto_has_ports(uint32_t proto);

#endif
