/* SPDX-License-Identifier: BSD-3-Clause */
#include "config.h"

#include <stdlib.h>

#include <tapir/plugin.h>

#include "fatal.h"
#include "names.h"

struct names {
	struct names_config config;
};

struct names *
names_new(const struct names_config *config)
{
	struct names *n = xcalloc(1, sizeof(*n));

	n->config = *config;
	return n;
}

void
names_free(struct names *n)
{
	free(n);
}

void
names_addr(struct names *n, struct textbuf *b, uint32_t type,
    const uint8_t *p)
{
	(void)n;
	if (type == TP_FT_IPV4)
		textbuf_ipv4(b, p);
	else if (type == TP_FT_IPV6)
		textbuf_ipv6(b, p);
	else
		textbuf_octets(b, p, type == TP_FT_EUI64 ? 8 : 6, ':');
}

void
names_port(struct names *n, struct textbuf *b, uint32_t ip_proto,
    uint32_t port)
{
	(void)n;
	(void)ip_proto;
	textbuf_u64(b, port);
}
