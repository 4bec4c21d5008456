/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Addresses and ports as text: by number, or by the name that the resolver
 * and /etc/services have for them.
 */
#ifndef TAPIR_NAMES_H
#define TAPIR_NAMES_H

#include <stdbool.h>
#include <stdint.h>

#include "textbuf.h"

struct names_config {
	bool numeric;		/* -n */
	bool no_domain;		/* -N */
	bool foreign_numeric;	/* -f */
	bool wait;		/* files: wait for the resolver; live: print
				 * the number until the name is known */
	uint32_t localnet, netmask;	/* for -f, network order */
};

struct names;

struct names *names_new(const struct names_config *);
void	names_free(struct names *);

/* type: TP_FT_ETHER, TP_FT_IPV4 or TP_FT_IPV6, else octets in hex. */
void	names_addr(struct names *, struct textbuf *, uint32_t type,
	    const uint8_t *);
/* ip_proto 6 or 17. */
void	names_port(struct names *, struct textbuf *, uint32_t ip_proto,
	    uint32_t port);

#endif
