/* SPDX-License-Identifier: BSD-3-Clause */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "names.h"
#include "pcapng_block.h"
#include "pcapng_names.h"

#define SLOTS	4096u

struct slot {
	uint8_t n, address[16];		/* n: octets; 0: none */
	bool told;
};

struct pcapng_names {
	const struct packet *packet;
	struct textbuf name;
	struct slot slots[SLOTS];
};

struct pcapng_names *
pcapng_names_new(const struct packet *p)
{
	struct pcapng_names *n = calloc(1, sizeof(*n));

	if (n != NULL)
		n->packet = p;
	return n;
}

void
pcapng_names_free(struct pcapng_names *n)
{
	if (n == NULL)
		return;
	textbuf_free(&n->name);
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

	n->name.n = 0;
	if (!names_known(n->packet->names, &n->name, type, s->address))
		return;
	textbuf_putc(&n->name, '\0');
	pcapng_name(b, s->address, s->n, n->name.s, n->name.n);
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

/* A frame that waited in memory is not the one that was dissected. */
void
pcapng_names_frame(struct pcapng_names *n, const struct frame *f,
    struct textbuf *b)
{
	const struct packet *p = n->packet;
	uint8_t len = p->outer_type == TP_FT_IPV4 ? 4 :
	    p->outer_type == TP_FT_IPV6 ? 16 : 0;

	if (p->frame != f || len == 0)
		return;
	note(n, p->outer_src, len, b);
	note(n, p->outer_dst, len, b);
}

void
pcapng_names_rest(struct pcapng_names *n, struct textbuf *b)
{
	for (struct slot *s = n->slots; s < n->slots + SLOTS; s++)
		if (s->n != 0 && !s->told)
			tell(n, s, b);
}
