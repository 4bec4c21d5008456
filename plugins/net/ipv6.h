/* SPDX-License-Identifier: BSD-3-Clause */
/* What ipv6.c and the extension headers tell each other. */
#ifndef TAPIR_NET_IPV6_H
#define TAPIR_NET_IPV6_H

#include <tapir/dissect.h>

/* What a packet's extension headers found out; each may change it. */
struct ipv6_chain {
	uint32_t plen;		/* payload length of the IPv6 header */
	uint32_t jumbo;		/* length in a valid jumbo option, or 0 */
	uint32_t jumbo_seen;	/* valid or not */
	uint32_t fragment;	/* this is a part of a packet ... */
	uint32_t later;		/* ... and not its first */
	uint32_t parts;		/* there are others: */
	uint32_t offset, last, ident;	/* where it belongs */
	uint32_t nested;	/* how many put together it is in */
	uint32_t silent;	/* the text ends here, fields go on */
	const uint8_t *dst;	/* final destination, for checksums */
};

/*
 * Argument of the table "ipv6.exthdr", whose keys are protocol numbers.  Those
 * dissectors return their header's length.  They run even if nothing of
 * theirs is wanted (TP_DISSECTOR_ANSWERS), for the sake of the chain.
 */
struct ipv6_ext_arg {
	struct ipv6_chain *chain;
};

#endif
