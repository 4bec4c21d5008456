/* SPDX-License-Identifier: BSD-3-Clause */
/* What ICMP and ICMPv6 have in common. */
#ifndef TAPIR_NET_ICMP_EXT_H
#define TAPIR_NET_ICMP_EXT_H

#include <tapir/dissect.h>

/*
 * What -v prints of an extension structure (RFC 4884, 7) from octet o to end
 * of t, after a line that starts with title, "ICMP Multi-Part extension v2"
 * say.
 */
void	icmp_extension_text(tp_tvb *, uint32_t o, uint32_t end,
	    const char *title);

/* The objects alone, for what is no such structure; o: the first one's. */
void	icmp_objects_text(tp_tvb *, uint32_t o, uint32_t end);

/*
 * What -v prints of a message of extended echo (RFC 8335, 2 and 3), a request
 * or a reply with this code.
 */
void	icmp_probe_text(tp_tvb *);
void	icmp_probe_reply_text(tp_tvb *, uint32_t code);

/* The states of an interface in such a reply. */
extern const tp_value_string icmp_probe_states[];

#endif
