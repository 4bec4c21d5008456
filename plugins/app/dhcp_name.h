/* SPDX-License-Identifier: BSD-3-Clause */
/* Domain names in the options of DHCP and DHCPv6 (RFC 1035 3.1). */
#ifndef TAPIR_DHCP_NAME_H
#define TAPIR_DHCP_NAME_H

#include "dns_name.h"

/* A list of names in octets of its own, which pointers count from. */
struct dhcp_names {
	struct dns_message m;
	uint32_t off;
};

/* n octets at p. */
struct dhcp_names dhcp_names(const uint8_t *p, uint32_t n);
/*
 * The text of the next name, of *n octets, in the packet's arena; NULL: there
 * is none.  The last one need not have its root.
 */
const char *dhcp_next_name(tp_tvb *t, struct dhcp_names *, uint32_t *n);
/* Records as field f each of the names that the rest of v holds. */
void	dhcp_field_names(tp_tvb *v, tp_field f);

#endif
