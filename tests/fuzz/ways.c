/* SPDX-License-Identifier: BSD-3-Clause */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "ways.h"

#define HEADERS 256u
#define MAX_PAYLOAD 65535u

struct way_state {
	const struct registry *registry;
	uint32_t seq[2];		/* what an end has sent of a stream */
};

enum {				/* LINKTYPE_* */
	LINK_ETHERNET = 1, LINK_PPP = 9, LINK_CHDLC = 104, LINK_IPV4 = 228,
	LINK_IPV6 = 229
};

static const char *const tables[WAY_COUNT] = {
	[WAY_FRAME] = "linktype",
	[WAY_ETHERTYPE] = "ethertype",
	[WAY_PPP] = "ppp.protocol",
	[WAY_CHDLC] = "chdlc.protocol",
	[WAY_IP] = "ip.proto",
	[WAY_EXTHDR] = "ipv6.exthdr",
	[WAY_GRE] = "gre.proto",
	[WAY_UDP] = "udp.port",
	[WAY_TCP] = "tcp.port",
	[WAY_TCP_OPTION] = "tcp.option",
	[WAY_ICMP_EXTENSIONS] = "icmp.extensions",
	[WAY_MEDIA] = "media_type",
};

#define FIRST_FREE_KEY 64000u	/* no port of who asks, which would lead there */

static const tp_table *
table_named(const struct registry *r, const char *name)
{
	return registry_table((struct registry *)(uintptr_t)r, name);
}

static bool
has_key(const tp_table *t, const tp_dissector *d)
{
	for (const struct candidate *c = t->all; c != NULL; c = c->next)
		if (c->dissector == d && c->lo != TP_KEY_NONE)
			return true;
	return false;
}

/* The first in a table that no key leads to; NULL: all have some. */
static tp_dissector *
without_key(const tp_table *t)
{
	for (const struct candidate *c = t->all; c != NULL; c = c->next)
		if (!has_key(t, c->dissector))
			return c->dissector;
	return NULL;
}

void
ways_open(struct registry *r)
{
	uint32_t key = FIRST_FREE_KEY;
	tp_dissector *d;

	for (uint32_t way = 0; way < WAY_COUNT; way++)
		for (; (d = without_key(table_named(r, tables[way]))) != NULL;
		    key++)
			(void)registry_add_uint(r, tables[way], key, key, 0,
			    d);
}

/* Words have numbers in the order of their table; NULL past the last. */
static const struct key_string *
word_at(const tp_table *t, uint32_t i)
{
	if (t->strings == NULL)
		return NULL;
	for (uint32_t b = 0; b <= t->string_mask; b++)
		for (const struct key_string *k = t->strings[b]; k != NULL;
		    k = k->next)
			if (i-- == 0)
				return k;
	return NULL;
}

static uint32_t
words_of(const tp_table *t, tp_field proto, uint32_t way,
    struct entry *entries, uint32_t n)
{
	const struct key_string *k;

	for (uint32_t i = 0; (k = word_at(t, i)) != NULL && n < MAX_ENTRIES;
	    i++)
		for (const struct candidate *c = k->first; c != NULL &&
		    n < MAX_ENTRIES; c = c->next)
			if (c->dissector->proto == proto)
				entries[n++] = (struct entry){ way, i, i };
	return n;
}

uint32_t
ways_of(const struct registry *r, tp_field proto, struct entry *entries)
{
	uint32_t n = words_of(table_named(r, tables[WAY_MEDIA]), proto,
	    WAY_MEDIA, entries, 0);

	for (uint32_t way = 0; way < WAY_COUNT; way++) {
		const struct candidate *c = table_named(r, tables[way])->all;

		for (; c != NULL && n < MAX_ENTRIES; c = c->next)
			if (c->dissector->proto == proto &&
			    c->lo != TP_KEY_NONE)
				entries[n++] = (struct entry){ way,
				    (uint32_t)c->lo, (uint32_t)c->hi };
	}
	return n;
}

bool
way_has(struct registry *r, uint32_t way, uint32_t key)
{
	return way < WAY_COUNT &&
	    table_find(table_named(r, tables[way]), key) != NULL;
}

/* Headers are made from the innermost outwards. */
struct stack {
	uint8_t *at, *end;
	uint32_t n;			/* octets from at on, payload and all */
};

static uint8_t *
push(struct stack *s, uint32_t n)
{
	s->at -= n;
	s->n += n;
	return memset(s->at, 0, n);
}

static void
put16(uint8_t *p, uint32_t v)
{
	p[0] = (uint8_t)(v >> 8);
	p[1] = (uint8_t)v;
}

static void
put32(uint8_t *p, uint32_t v)
{
	put16(p, v >> 16);
	put16(p + 2, v);
}

static void
push_ipv6(struct stack *s, uint32_t next, uint32_t how)
{
	static const uint8_t ends[2][16] = { { 0x20, 1, 0xd, 0xb8, [15] = 1 },
	    { 0x20, 1, 0xd, 0xb8, [15] = 2 } };
	uint32_t n = s->n;
	uint8_t *p = push(s, 40);

	p[0] = 0x60;
	put16(p + 4, n);
	p[6] = (uint8_t)next;
	p[7] = 64;
	memcpy(p + 8, ends[how & PACKET_BACK], 16);
	memcpy(p + 24, ends[~how & PACKET_BACK], 16);
}

/* Returns the link type. */
static uint32_t
push_ip(struct stack *s, uint32_t proto, uint32_t how)
{
	uint8_t *p;

	if (how & PACKET_IPV6) {
		push_ipv6(s, proto, how);
		return LINK_IPV6;
	}
	p = push(s, 20);
	p[0] = 0x45;
	put16(p + 2, s->n);
	p[8] = 64;
	p[9] = (uint8_t)proto;
	put32(p + 12, 0xc0000201 + (how & PACKET_BACK));
	put32(p + 16, 0xc0000201 + (~how & PACKET_BACK));
	return LINK_IPV4;
}

/* The port that is known belongs to who answers. */
static void
put_ports(uint8_t *p, uint32_t port, uint32_t how)
{
	put16(p + (how & PACKET_BACK ? 0 : 2), port);
	put16(p + (how & PACKET_BACK ? 2 : 0), 40000);
}

static uint32_t
push_udp(struct stack *s, uint32_t port, uint32_t how)
{
	uint8_t *p = push(s, 8);

	put_ports(p, port, how);
	put16(p + 4, s->n);
	return push_ip(s, 17, how);
}

/* options: what is pushed already is no payload. */
static uint32_t
push_tcp(struct stack *s, struct way_state *w, uint32_t port, uint32_t how,
    bool options)
{
	uint32_t n = options ? 0 : s->n, words = options ? (s->n + 3) / 4 : 0;
	uint32_t from = how & PACKET_BACK, seq = w->seq[from];
	uint8_t *p = push(s, 20);

	if (how & PACKET_GAP)
		seq += 7;
	else if (how & PACKET_AGAIN)
		seq -= 3;
	put_ports(p, port, how);
	put32(p + 4, seq + 1000);
	put32(p + 8, w->seq[!from] + 1000);
	p[12] = (uint8_t)((5 + (words > 10 ? 10 : words)) << 4);
	p[13] = (uint8_t)(0x10 | (how & PACKET_FIN ? 1 : 0) |
	    (how & PACKET_SYN ? 2 : 0));
	put16(p + 14, 8192);
	w->seq[from] = seq + n + !!(how & PACKET_SYN) + !!(how & PACKET_FIN);
	return push_ip(s, 6, how);
}

static uint32_t
push_gre(struct stack *s, uint32_t proto, uint32_t how)
{
	uint8_t *p = push(s, how & PACKET_FIN ? 8 : 4);

	if (how & PACKET_FIN)		/* with a sequence number */
		p[0] = 0x10;
	put16(p + 2, proto);
	return push_ip(s, 47, how);
}

/* Behind an error's message and what it quotes (RFC 4884). */
static uint32_t
push_icmp_extensions(struct stack *s, uint32_t how)
{
	bool six = how & PACKET_IPV6;
	uint8_t *p = push(s, 8 + 128);

	p[0] = six ? 1 : 3;
	if (six)
		p[4] = 128 / 8;
	else
		p[5] = 128 / 4;
	p[8] = six ? 0x60 : 0x45;
	return push_ip(s, six ? 58 : 1, how);
}

/* A body of a response of HTTP's. */
static uint32_t
push_media(struct stack *s, struct way_state *w, uint32_t key, uint32_t how)
{
	const struct key_string *k = word_at(table_named(w->registry,
	    tables[WAY_MEDIA]), key);
	char head[HEADERS / 2];
	int n = snprintf(head, sizeof(head), "HTTP/1.1 200 OK\r\n"
	    "Content-Type: %s\r\nContent-Length: %u\r\n\r\n",
	    k != NULL ? k->s : "", s->n);

	if (n > 0 && n < (int)sizeof(head))
		memcpy(push(s, (uint32_t)n), head, (size_t)n);
	return push_tcp(s, w, 80, how | PACKET_BACK, false);
}

static uint32_t
push_ethernet(struct stack *s, uint32_t type)
{
	uint32_t n = s->n;
	uint8_t *p = push(s, 14);

	p[5] = 1;
	p[11] = 2;
	put16(p + 12, type < 1536 ? n : type);	/* 802.3: it is the length */
	return LINK_ETHERNET;
}

static uint32_t
push_all(struct stack *s, struct way_state *w, uint32_t way, uint32_t key,
    uint32_t how)
{
	switch (way) {
	case WAY_ETHERTYPE:
		return push_ethernet(s, key);
	case WAY_PPP:
		put16(push(s, 2), key);
		return LINK_PPP;
	case WAY_CHDLC:
		put32(push(s, 4), 0x0f000000 | key);
		return LINK_CHDLC;
	case WAY_IP:
		return push_ip(s, key, how);
	case WAY_EXTHDR:
		push_ipv6(s, key, how);
		return LINK_IPV6;
	case WAY_GRE:
		return push_gre(s, key, how);
	case WAY_UDP:
		return push_udp(s, key, how);
	case WAY_TCP:
		return push_tcp(s, w, key, how, false);
	case WAY_TCP_OPTION:
		return push_tcp(s, w, 80, how, true);
	case WAY_ICMP_EXTENSIONS:
		return push_icmp_extensions(s, how);
	case WAY_MEDIA:
		return push_media(s, w, key, how);
	default:
		return key;
	}
}

/*
 * Writes headers in front of the part, of at most HEADERS octets, which end at
 * `end'; returns how many.  *linktype: of the frame.
 */
static uint32_t
put_headers(struct way_state *w, const struct part *part,
    const struct entry *e, uint8_t *end, uint32_t *linktype)
{
	struct stack s = { .at = end, .end = end, .n = part->n };

	*linktype = push_all(&s, w, e->way, e->lo, part->how);
	return (uint32_t)(s.end - s.at);
}

void
way_send(struct harness *h, struct packets *packets, const struct entry *e)
{
	static uint8_t frame[HEADERS + MAX_PAYLOAD];
	struct way_state state = { .registry = h->registry };
	uint8_t *payload = frame + HEADERS;
	struct part part;
	uint32_t n, linktype;

	while (packets_next(packets, &part)) {
		if (part.n > MAX_PAYLOAD)
			part.n = MAX_PAYLOAD;
		memcpy(payload, part.data, part.n);
		n = put_headers(&state, &part, e, payload, &linktype);
		target_packet(h, payload - n, n + part.n, part.how, linktype);
	}
}
