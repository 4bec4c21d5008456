/* SPDX-License-Identifier: BSD-3-Clause */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "name_cache.h"
#include "pcapng_block.h"
#include "pcapng_names.h"

#define SLOTS	4096u

struct slot {
	uint8_t n, address[16];		/* n: octets; 0: none */
	bool told;
};

struct pcapng_names {
	struct name_cache *names;
	struct slot slots[SLOTS];
};

struct pcapng_names *
pcapng_names_new(struct name_cache *names)
{
	struct pcapng_names *n = calloc(1, sizeof(*n));

	if (n != NULL)
		n->names = names;
	return n;
}

void
pcapng_names_free(struct pcapng_names *n)
{
	free(n);
}

void
pcapng_names_forget(struct pcapng_names *n)
{
	memset(n->slots, 0, sizeof(n->slots));
}

static void
tell(struct pcapng_names *n, struct slot *s, struct textbuf *b)
{
	uint32_t type = s->n == 4 ? TP_FT_IPV4 : TP_FT_IPV6;
	const char *name = NULL;

	if (!name_cache_find(n->names, type, s->address, &name) ||
	    name == NULL)
		return;
	pcapng_name(b, s->address, s->n, name, strlen(name) + 1);
	s->told = true;
}

static void
note(struct pcapng_names *n, const uint8_t *address, uint8_t len,
    struct textbuf *b)
{
	uint32_t h = 2166136261u;
	struct slot *s;

	for (uint8_t i = 0; i < len; i++)
		h = (h ^ address[i]) * 16777619u;
	s = &n->slots[(h ^ h >> 16) % SLOTS];
	if (s->n != len || memcmp(s->address, address, len) != 0) {
		s->n = len;
		memcpy(s->address, address, len);
		s->told = false;
	}
	if (!s->told)
		tell(n, s, b);
}

void
pcapng_names_frame(struct pcapng_names *n, const struct extract *x,
    struct textbuf *b)
{
	uint8_t len = x->addr_type == TP_FT_IPV4 ? 4 : 16;

	if (x->addr_type == TP_FT_NONE)
		return;
	note(n, x->src, len, b);
	note(n, x->dst, len, b);
}

void
pcapng_names_rest(struct pcapng_names *n, struct textbuf *b)
{
	for (struct slot *s = n->slots; s < n->slots + SLOTS; s++)
		if (s->n != 0 && !s->told)
			tell(n, s, b);
}
