/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Addresses and ports as text: by number, or by the name that the resolver,
 * /etc/ethers and /etc/services have for them (name_cache.h).  From files a
 * name is waited for; live, the number stands for the address until the name
 * is known: a slow or missing resolver never holds up a capture.  It is a
 * process of its own that asks it (helper.h), which is wanted by names_new()
 * and to be stopped before names_free().
 */
#ifndef TAPIR_NAMES_H
#define TAPIR_NAMES_H

#include <stdbool.h>
#include <stdint.h>

#include "textbuf.h"

struct names_config {
	bool numeric;		/* -n */
	bool no_domain;		/* -N: the host's own name alone */
	bool hosts;		/* addresses are printed: there is a resolver */
	bool wait;		/* for it */
	bool foreign_numeric;	/* -f: only names of local IPv4 addresses */
	uint8_t local_net[4], local_mask[4];	/* what -f takes for local */
};

struct names;

struct names *names_new(const struct names_config *);
void	names_free(struct names *);

/* type: TP_FT_IPV4, TP_FT_IPV6, TP_FT_EUI64, else TP_FT_ETHER. */
void	names_addr(struct names *, struct textbuf *, uint32_t type,
	    const uint8_t *);
/* The name alone; false: there is none, or live none yet, and it is asked
 * for. */
bool	names_known(struct names *, struct textbuf *, uint32_t type,
	    const uint8_t *);

/* From now on: of each IPv4 or IPv6 address whose name becomes known. */
typedef void name_told(void *arg, uint32_t type, const uint8_t *addr,
    const char *name);
void	names_tell(struct names *, name_told *, void *arg);
/* Live: takes the answers that are there. */
void	names_hear(struct names *);

/* ip_proto: 6 or 17; any other has numbers. */
void	names_port(struct names *, struct textbuf *, uint32_t ip_proto,
	    uint32_t port);

/* What if_indextoname(3) says: it takes a socket, of which there is one from
 * names_new() on. */
bool	names_interface(const struct names *, uint32_t index, char name[16]);

#endif
