/* SPDX-License-Identifier: BSD-3-Clause */
#include "config.h"

#include <sys/utsname.h>

#include <stdio.h>
#include <string.h>

#include "pcapng_block.h"

#define BLOCK_SECTION	0x0a0d0d0aU
#define BLOCK_IF	1U
#define BLOCK_NAMES	4U
#define BLOCK_COUNTS	5U
#define BLOCK_ENHANCED	6U

#define OPT_END		0
#define OPT_COMMENT	1
#define OPT_SHB_OS	3
#define OPT_SHB_USERAPPL 4
#define OPT_IF_NAME	2
#define OPT_IF_DESCRIPTION 3
#define OPT_IF_TSRESOL	9
#define OPT_IF_FILTER	11
#define OPT_IF_FCSLEN	13

#define NAME_OF_4	1		/* octets of address */
#define NAME_OF_16	2

#define SNAPLEN_MAX	262144U
#define NS_PER_S	1000000000U

/* A block that grows, or whose length is only counted. */
struct block {
	uint8_t *p;		/* NULL: counting */
	size_t n;
	bool options;		/* it has some: they need an end */
};

static inline void
put(struct block *b, const void *octets, size_t n)
{
	if (b->p != NULL && n > 0)
		memcpy(b->p + b->n, octets, n);
	b->n += n;
}

static inline void
put16(struct block *b, uint16_t v)
{
	put(b, &v, sizeof(v));
}

static inline void
put32(struct block *b, uint32_t v)
{
	put(b, &v, sizeof(v));
}

static inline void
pad(struct block *b)
{
	static const uint8_t zeros[4];

	put(b, zeros, -b->n & 3);
}

/* Two halves, the upper one first in either byte order. */
static void
put_time(struct block *b, uint64_t t)
{
	put32(b, (uint32_t)(t >> 32));
	put32(b, (uint32_t)t);
}

static void
start(struct block *b, uint8_t *p, uint32_t type)
{
	*b = (struct block){ .p = p };
	put32(b, type);
	put32(b, 0);
}

static void
option_head(struct block *b, uint16_t code, size_t n)
{
	put16(b, code);
	put16(b, (uint16_t)n);
	b->options = true;
}

static void
option(struct block *b, uint16_t code, const void *octets, size_t n)
{
	option_head(b, code, n);
	put(b, octets, n);
	pad(b);
}

/* An option has 65,535 octets at most. */
static void
string(struct block *b, uint16_t code, const char *s)
{
	if (s != NULL)
		option(b, code, s, strnlen(s, UINT16_MAX));
}

static void
kept_options(struct block *b, const uint8_t *octets, size_t n)
{
	put(b, octets, n);
	b->options |= n > 0;
}

/* The length stands at both ends. */
static size_t
finish(struct block *b)
{
	uint32_t len;

	if (b->options)
		put32(b, OPT_END);
	len = (uint32_t)b->n + 4;
	put32(b, len);
	if (b->p != NULL)
		memcpy(b->p + 4, &len, sizeof(len));
	return b->n;
}

static uint64_t
ticks(int64_t sec, uint64_t nsec, bool nano)
{
	return nano ? (uint64_t)sec * NS_PER_S + nsec :
	    (uint64_t)sec * (NS_PER_S / 1000) + nsec / 1000;
}

static void
say_who_writes(struct block *b)
{
	struct utsname u;
	char os[sizeof(u.sysname) + sizeof(u.release) + 1];

	if (uname(&u) == 0) {
		snprintf(os, sizeof(os), "%s %s", u.sysname, u.release);
		string(b, OPT_SHB_OS, os);
	}
	string(b, OPT_SHB_USERAPPL, PACKAGE_STRING);
}

size_t
pcapng_section(uint8_t *p, const struct kept_options *kept, const char *comment)
{
	struct block b;

	start(&b, p, BLOCK_SECTION);
	put32(&b, 0x1a2b3c4d);		/* tells the byte order */
	put16(&b, 1);			/* version 1.0 */
	put16(&b, 0);
	put32(&b, UINT32_MAX);		/* of a length that is not known yet */
	put32(&b, UINT32_MAX);
	if (kept != NULL && kept->n > 0)
		kept_options(&b, kept->octets, kept->n);
	else
		say_who_writes(&b);
	string(&b, OPT_COMMENT, comment);
	return finish(&b);
}

/* One octet 0 says that it is an expression, not code. */
static void
filter(struct block *b, const char *expr)
{
	size_t n = strnlen(expr, UINT16_MAX - 1);

	option_head(b, OPT_IF_FILTER, n + 1);
	put(b, "", 1);
	put(b, expr, n);
	pad(b);
}

static void
interface_strings(struct block *b, const struct capture_if *i)
{
	string(b, OPT_IF_NAME, i->name);
	string(b, OPT_IF_DESCRIPTION, i->description);
	if (i->filter != NULL && i->filter[0] != '\0')
		filter(b, i->filter);
}

size_t
pcapng_interface(uint8_t *p, const struct capture_if *i, bool nano)
{
	const uint8_t resolution = 9;	/* microseconds need not be said */
	/* The pcap header's: whether it is known, and how many 16 bits. */
	const uint8_t fcs = (uint8_t)(i->linktype_ext >> 28 << 4);
	struct block b;

	start(&b, p, BLOCK_IF);
	put16(&b, (uint16_t)i->linktype);
	put16(&b, 0);
	put32(&b, i->snaplen != 0 ? i->snaplen : SNAPLEN_MAX);
	if (i->options.n > 0)
		kept_options(&b, i->options.octets, i->options.n);
	else
		interface_strings(&b, i);
	if (i->linktype_ext & 0x04000000)
		option(&b, OPT_IF_FCSLEN, &fcs, 1);
	if (nano)
		option(&b, OPT_IF_TSRESOL, &resolution, 1);
	return finish(&b);
}

size_t
pcapng_packet(uint8_t *p, uint32_t id, bool nano, const struct frame *f,
    const char *comment)
{
	struct block b;

	start(&b, p, BLOCK_ENHANCED);
	put32(&b, id);
	put_time(&b, ticks(f->sec, f->nsec, nano));
	put32(&b, f->caplen);
	put32(&b, f->len);
	put(&b, f->data, f->caplen);
	pad(&b);
	kept_options(&b, f->options, f->options_len);
	string(&b, OPT_COMMENT, comment);
	return finish(&b);
}

size_t
pcapng_counts(uint8_t *p, uint32_t id, bool nano, const struct if_counts *c)
{
	uint64_t per_tick = nano ? 1 : 1000;
	struct block b;

	start(&b, p, BLOCK_COUNTS);
	put32(&b, id);
	put_time(&b, c->time / per_tick);
	for (uint16_t code = COUNT_START; code < COUNT_CODES; code++) {
		if (!(c->has & 1U << code))
			continue;
		option_head(&b, code, sizeof(c->value[0]));
		if (code <= COUNT_END)
			put_time(&b, c->value[code] / per_tick);
		else
			put(&b, &c->value[code], sizeof(c->value[code]));
	}
	return finish(&b);
}

void
pcapng_name(struct textbuf *b, const uint8_t *address, size_t n,
    const char *name, size_t name_len)
{
	const uint16_t head[2] = { n == 4 ? NAME_OF_4 : NAME_OF_16,
	    (uint16_t)(n + name_len) };

	textbuf_put(b, head, sizeof(head));
	textbuf_put(b, address, n);
	textbuf_put(b, name, name_len);
	while (b->n % 4 != 0)
		textbuf_putc(b, '\0');
}

size_t
pcapng_names(uint8_t *p, const struct textbuf *records)
{
	struct block b;

	start(&b, p, BLOCK_NAMES);
	put(&b, records->s, records->n);
	put32(&b, 0);		/* no further record */
	return finish(&b);
}
