/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * libFuzzer: frames of any link type, dissected by all plugins.  The head (see
 * target.h): options, LINKTYPE_ value; one that nobody knows stands for one
 * that somebody does.
 */
#include "config.h"

#include "target.h"

#define HEAD 3u

int	LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static uint32_t
linktype_of(const struct packet *p, uint32_t key)
{
	const struct candidate *c;
	uint32_t n = 0;

	if (table_find(p->linktypes, key) != NULL)
		return key;
	for (c = p->linktypes->all; c != NULL; c = c->next)
		n++;
	c = p->linktypes->all;
	for (n = key % n; n > 0; n--)
		c = c->next;
	return (uint32_t)c->lo;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct harness *h = target_harness();
	struct packets packets;
	struct part part;
	uint32_t linktype;

	if (size < HEAD)
		return 0;
	linktype = linktype_of(h->packet, tp_ld16(data + 1));
	target_start(h, data[0]);
	packets_start(&packets, data + HEAD, size - HEAD);
	while (packets_next(&packets, &part))
		target_packet(h, part.data, part.n, part.how, linktype);
	return 0;
}
