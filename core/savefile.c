/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Reader of saved captures, pcap and pcapng.
 *
 * One buffer, filled by read(2) with whatever there is, and parsed in place:
 * the same for files and pipes, and a file that shrinks under us is a short
 * file, not a SIGBUS as it would be with mmap.  A record is taken out of the
 * buffer only when all of it is there, so that a read that was interrupted is
 * simply done again.
 *
 * pcap: pcap-savefile(5); pcapng: draft-ietf-opsawg-pcapng.
 */
#include "savefile.h"

#include <sys/stat.h>
#include <sys/types.h>

#include <errno.h>
#include <fcntl.h>
#include <pcap/dlt.h>
#include <poll.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "compress.h"
#include "source.h"

#define BUFFER_SIZE	(256U * 1024)
#define COMPRESSED_SIZE	(64U * 1024)
#define MAX_BLOCK	(16U * 1024 * 1024)
#define CACHE_LINE	64U
#define MAX_IFS		65536U
#define MAX_SECTIONS	65536U
#define MAX_KEPT	(16U * 1024 * 1024)

/* A pipe that is silent: so often the caller may look around. */
#define IDLE_MS		50

#define PCAP_HEADER	24U
#define MAGIC_MICRO	0xa1b2c3d4U
#define MAGIC_NANO	0xa1b23c4dU
#define MAGIC_MODIFIED	0xa1b2cd34U	/* Kuznetzov's: longer records */
/* In the field of the link type: how many units of two octets the FCS has. */
#define FCS_LEN_PRESENT	0x04000000U
#define FCS_LEN_SHIFT	28

#define BLOCK_SECTION	0x0a0d0d0aU	/* the same in both byte orders */
#define BLOCK_IF	1U
#define BLOCK_PACKET	2U		/* obsolete */
#define BLOCK_SIMPLE	3U
#define BLOCK_NAMES	4U
#define BLOCK_COUNTS	5U
#define BLOCK_ENHANCED	6U
#define BLOCK_SECRETS	10U
#define BLOCK_CUSTOM	0xbadU		/* one that may be copied */
#define SECTION_MAGIC	0x1a2b3c4dU

#define OPT_END		0U
#define OPT_COMMENT	1U
#define OPT_IF_NAME	2U
#define OPT_IF_DESCRIPTION 3U
#define OPT_IF_TSRESOL	9U
#define OPT_IF_FILTER	11U
#define OPT_IF_FCSLEN	13U
#define OPT_IF_TSOFFSET	14U

/* Old writers disagreed about which of a record's two lengths comes first. */
enum length_order { CAPTURED_FIRST, WIRE_FIRST, SMALLER_IS_CAPTURED };

/* How the time stamps of one pcapng interface are to be read. */
struct clock {
	uint64_t per_sec;	/* units per second */
	int64_t offset;		/* seconds to add */
	unsigned shift;		/* per_sec == 1 << shift if binary */
	bool binary;
};

struct savefile {
	struct source src;	/* first: a pointer to one is one to the other */
	int fd;			/* -1: all there is is in buf */
	uint8_t *buf;
	size_t size, start, end;	/* buf[start..end) is not parsed yet */
	enum compression compression;
	struct decompressor *decompressor;	/* or NULL */
	uint8_t *packed;	/* compressed octets, if there is one: */
	const uint8_t *next;	/* those not taken yet, left of them */
	size_t left;
	uint64_t from_file;	/* octets read, compressed ones if they are */
	uint64_t total;		/* octets that came into buf */
	struct savefile_facts facts;
	bool may_wait;		/* it is no regular file */
	bool running;		/* opened: tcpdump's words differ from then on */
	bool swapped;		/* the other byte order than ours */

	/* pcap */
	uint32_t record_header;
	uint32_t max_caplen;
	uint64_t nsec_per_unit;
	enum length_order order;

	/* pcapng */
	struct capture_if *ifs;
	struct clock *clocks;	/* one per interface */
	uint32_t room;		/* interfaces that fit into these two */
	uint32_t section;	/* index of the section's first interface */
	struct kept_options *sections;
	uint32_t sections_room;
	uint32_t max_block;
	size_t kept;		/* octets of strings, options, blocks */
	uint8_t *blocks;	/* see struct source */
	char *comment;
	size_t comment_size;
	uint8_t *options;	/* of a frame, in our byte order */
};

struct block {
	uint32_t type;
	const uint8_t *body;	/* between the two block lengths */
	uint32_t len;		/* of the body, a multiple of 4 */
};

struct option {
	uint16_t code, len;
	const uint8_t *value;
};

static const struct {
	uint32_t linktype;
	int dlt;
} linktypes[] = {
	{ 100, DLT_ATM_RFC1483 }, { 101, DLT_RAW }, { 102, DLT_SLIP_BSDOS },
	{ 103, DLT_PPP_BSDOS }, { 106, DLT_ATM_CLIP },
	/* These differ on the BSDs only. */
	{ 50, DLT_PPP_SERIAL }, { 104, DLT_C_HDLC }, { 107, DLT_FRELAY },
	{ 108, DLT_LOOP }, { 109, DLT_ENC }, { 246, DLT_PFSYNC }
};
#define NLINKTYPES (sizeof(linktypes) / sizeof(linktypes[0]))

int
dlt_of_linktype(uint32_t linktype)
{
	size_t i;

	for (i = 0; i < NLINKTYPES; i++)
		if (linktypes[i].linktype == linktype)
			return linktypes[i].dlt;
	return (int)linktype;
}

uint32_t
linktype_of_dlt(int dlt)
{
	size_t i;

	for (i = 0; i < NLINKTYPES; i++)
		if (linktypes[i].dlt == dlt)
			return linktypes[i].linktype;
	return (uint32_t)dlt;
}

/* libpcap's limits: more can only be a damaged file. */
static uint32_t
max_snaplen(int dlt)
{
	switch (dlt) {
	case DLT_DBUS:
		return 128U * 1024 * 1024;
	case DLT_EBHSCR:
		return 8U * 1024 * 1024;
	case DLT_USBPCAP:
		return 1024U * 1024;
	default:
		return 262144;
	}
}

static uint32_t
snaplen_of(uint32_t in_file, int dlt)
{
	if (in_file == 0 || in_file > INT32_MAX)
		return max_snaplen(dlt);
	return in_file;
}

static enum source_rc __attribute__((format(printf, 2, 3)))
fail(struct savefile *s, const char *fmt, ...)
{
	va_list ap;
	size_t n = 0;

	if (s->running)
		n = (size_t)snprintf(s->src.error, sizeof(s->src.error),
		    "pcap_loop: ");
	va_start(ap, fmt);
	vsnprintf(s->src.error + n, sizeof(s->src.error) - n, fmt, ap);
	va_end(ap);
	return SOURCE_ERROR;
}

/* --- the buffer --- */

static inline uint16_t
get16(const struct savefile *s, const uint8_t *p)
{
	uint16_t v;

	memcpy(&v, p, sizeof(v));
	return s->swapped ? __builtin_bswap16(v) : v;
}

static inline uint32_t
get32(const struct savefile *s, const uint8_t *p)
{
	uint32_t v;

	memcpy(&v, p, sizeof(v));
	return s->swapped ? __builtin_bswap32(v) : v;
}

static inline uint64_t
get64(const struct savefile *s, const uint8_t *p)
{
	uint64_t v;

	memcpy(&v, p, sizeof(v));
	return s->swapped ? __builtin_bswap64(v) : v;
}

static inline size_t
have(const struct savefile *s)
{
	return s->end - s->start;
}

/* Doubles, and only once full: a length that lies costs no memory. */
static int
grow(struct savefile *s)
{
	uint8_t *buf = realloc(s->buf, s->size * 2);

	if (buf == NULL)
		return -1;
	s->buf = buf;
	s->size *= 2;
	return 0;
}

/* One read(2): *n octets. */
static enum source_rc
read_octets(struct savefile *s, uint8_t *buf, size_t room, size_t *n)
{
	struct pollfd p = { .fd = s->fd, .events = POLLIN };
	ssize_t got;

	if (s->fd == -1)
		return SOURCE_END;
	if (s->may_wait && s->running && poll(&p, 1, IDLE_MS) == 0)
		return SOURCE_IDLE;
	got = read(s->fd, buf, room);
	/* A standard input that somebody else set to O_NONBLOCK. */
	while (got == -1 && (errno == EAGAIN || errno == EWOULDBLOCK) &&
	    poll(&p, 1, -1) != -1)
		got = read(s->fd, buf, room);
	if (got == -1 && errno == EINTR)
		return SOURCE_IDLE;
	if (got == -1)
		return fail(s, "error reading dump file: %s", strerror(errno));
	*n = (size_t)got;
	s->from_file += (size_t)got;
	return got == 0 ? SOURCE_END : SOURCE_FRAME;
}

/* The last octets that were decompressed ended a frame. */
static void
note_frame(struct savefile *s, size_t got)
{
	s->facts.frame_end = s->from_file - s->left;
	s->facts.frame_whole = s->total + got;
}

static enum source_rc
read_compressed(struct savefile *s, uint8_t *buf, size_t room, size_t *n)
{
	const char *why;
	enum source_rc rc = SOURCE_FRAME;
	ptrdiff_t got;

	for (;;) {
		got = decompress(s->decompressor, &s->next, &s->left, buf,
		    room, &why);
		if (got == -1)
			return fail(s, "the %s data are damaged: %s",
			    compress_name(s->compression), why);
		*n = (size_t)got;
		if (decompress_is_whole(s->decompressor))
			note_frame(s, *n);
		if (got > 0)
			return SOURCE_FRAME;
		rc = read_octets(s, s->packed, COMPRESSED_SIZE, &s->left);
		if (rc != SOURCE_FRAME)
			break;
		s->next = s->packed;
	}
	if (rc != SOURCE_END || decompress_is_whole(s->decompressor))
		return rc;
	s->facts.is_torn = true;
	return fail(s, "the %s data are cut off",
	    compress_name(s->compression));
}

/* More into the free end of the buffer. */
static enum source_rc
read_more(struct savefile *s)
{
	enum source_rc rc;
	size_t n = 0;

	rc = (s->decompressor != NULL ? read_compressed : read_octets)(s,
	    s->buf + s->end, s->size - s->end, &n);
	s->end += n;
	s->total += n;
	return rc;
}

/* An image in memory is all there. */
static bool
can_grow(const struct savefile *s)
{
	return s->fd != -1 || s->decompressor != NULL;
}

static enum source_rc
fill(struct savefile *s, size_t want)
{
	enum source_rc rc;

	if (s->start > 0) {
		memmove(s->buf, s->buf + s->start, have(s));
		s->end -= s->start;
		s->start = 0;
	}
	while (s->end < want) {
		if (s->end == s->size && can_grow(s) && grow(s) == -1)
			return fail(s, "not enough memory for a record of %zu "
			    "octets", want);
		rc = read_more(s);
		if (rc != SOURCE_FRAME)
			return rc;
	}
	return SOURCE_FRAME;
}

/*
 * Makes want octets lie at buf + start: SOURCE_FRAME if they do, SOURCE_END if
 * the file has fewer.  Earlier frames' data become invalid.
 */
static inline enum source_rc
need(struct savefile *s, size_t want)
{
	return have(s) >= want ? SOURCE_FRAME : fill(s, want);
}

/* --- pcap --- */

static inline void
order_lengths(const struct savefile *s, struct frame *f)
{
	uint32_t n = f->caplen;

	if (s->order == CAPTURED_FIRST ||
	    (s->order == SMALLER_IS_CAPTURED && f->caplen <= f->len))
		return;
	f->caplen = f->len;
	f->len = n;
}

static enum source_rc
bad_caplen(struct savefile *s, uint32_t caplen, uint32_t snaplen)
{
	if (caplen > snaplen)
		return fail(s, "invalid packet capture length %u, bigger than "
		    "snaplen of %u", caplen, snaplen);
	return fail(s, "invalid packet capture length %u, bigger than maximum "
	    "of %u", caplen, s->max_caplen);
}

static enum source_rc
cut_pcap(struct savefile *s, enum source_rc rc, size_t off, size_t want,
    const char *what)
{
	if (rc != SOURCE_END)
		return rc;
	s->facts.is_torn = true;
	return fail(s, "truncated dump file; tried to read %zu %s bytes, only "
	    "got %zu", want, what, have(s) - off);
}

static enum source_rc
pcap_read(struct source *src, struct frame *f)
{
	struct savefile *s = (struct savefile *)src;
	const uint8_t *p;
	enum source_rc rc;
	uint32_t caplen;

	rc = need(s, s->record_header);
	if (rc == SOURCE_END && have(s) == 0)
		return SOURCE_END;
	if (rc != SOURCE_FRAME)
		return cut_pcap(s, rc, 0, s->record_header, "header");
	p = s->buf + s->start;
	f->sec = get32(s, p);
	f->nsec = get32(s, p + 4) * s->nsec_per_unit;
	f->caplen = get32(s, p + 8);
	f->len = get32(s, p + 12);
	order_lengths(s, f);
	caplen = f->caplen;
	f->excess = 0;
	f->untimed = false;
	if (caplen > s->max_caplen)
		return bad_caplen(s, caplen, s->ifs[0].snaplen);
	rc = need(s, s->record_header + (size_t)caplen);
	if (rc != SOURCE_FRAME) {
		/* libpcap reads up to the snapshot length first. */
		if (have(s) < s->record_header + (size_t)s->ifs[0].snaplen &&
		    caplen > s->ifs[0].snaplen)
			caplen = s->ifs[0].snaplen;
		return cut_pcap(s, rc, s->record_header, caplen, "captured");
	}
	f->data = s->buf + s->start + s->record_header;
	/* Some writers store more than they announce. */
	if (f->caplen > s->ifs[0].snaplen) {
		f->caplen = s->ifs[0].snaplen;
		f->excess = caplen - f->caplen;
	}
	f->iface = 0;
	f->comment = NULL;
	f->options_len = 0;
	s->start += s->record_header + (size_t)caplen;
	/* the next call, and who looks at that frame, would wait for it */
	if (have(s) > 2 * CACHE_LINE) {
		__builtin_prefetch(s->buf + s->start);
		__builtin_prefetch(s->buf + s->start + CACHE_LINE);
	}
	return SOURCE_FRAME;
}

static enum source_rc
pcap_version(struct savefile *s, uint16_t major, uint16_t minor)
{
	if (major < 2)
		return fail(s, "archaic pcap savefile format");
	/* 543.0 is DG/UX's. */
	if (!(major == 2 && minor <= 4) && !(major == 543 && minor == 0))
		return fail(s, "unsupported pcap savefile version %u.%u",
		    major, minor);
	if (major == 543 || minor < 3)
		s->order = WIRE_FIRST;
	else if (minor == 3)
		s->order = SMALLER_IS_CAPTURED;
	else
		s->order = CAPTURED_FIRST;
	return SOURCE_FRAME;
}

static enum source_rc
open_pcap(struct savefile *s, uint32_t magic)
{
	struct capture_if *i;
	const uint8_t *p;
	enum source_rc rc;
	uint32_t snaplen, field;

	rc = need(s, PCAP_HEADER);
	if (rc != SOURCE_FRAME)
		return cut_pcap(s, rc, 4, PCAP_HEADER, "file header");
	p = s->buf + s->start;
	rc = pcap_version(s, get16(s, p + 4), get16(s, p + 6));
	if (rc != SOURCE_FRAME)
		return rc;
	i = s->ifs = calloc(1, sizeof(*i));
	if (i == NULL)
		return fail(s, "not enough memory");
	snaplen = get32(s, p + 16);
	field = get32(s, p + 20);
	i->linktype = field & 0x03ffffff;
	i->linktype_ext = field & 0xfc000000;
	i->fcs_len = field & FCS_LEN_PRESENT ?
	    (int32_t)(field >> FCS_LEN_SHIFT) * 2 : -1;
	i->dlt = dlt_of_linktype(i->linktype);
	i->snaplen = snaplen_of(snaplen, i->dlt);
	s->max_caplen = max_snaplen(i->dlt);
	/* That kernel's snapshot length did not count the Ethernet header. */
	if (magic == MAGIC_MODIFIED && i->dlt == DLT_EN10MB)
		i->snaplen = i->snaplen > INT32_MAX - 14 ? INT32_MAX :
		    i->snaplen + 14;
	i->resolution = magic == MAGIC_NANO ? 1000000000 : 1000000;
	s->nsec_per_unit = 1000000000 / i->resolution;
	/* Its records go on with interface, protocol and packet type. */
	s->record_header = magic == MAGIC_MODIFIED ? 24 : 16;
	s->src.ifs = i;
	s->src.nifs = 1;
	s->src.next = pcap_read;
	s->start += PCAP_HEADER;
	return SOURCE_FRAME;
}

/* --- pcapng --- */

static enum source_rc
cut_pcapng(struct savefile *s, enum source_rc rc, size_t off, size_t want)
{
	if (rc != SOURCE_END)
		return rc;
	s->facts.is_torn = true;
	return fail(s, "truncated pcapng dump file; tried to read %zu bytes, "
	    "only got %zu", want - off, have(s) - off);
}

/* A section says its byte order; everything up to the next one has it. */
static enum source_rc
section_order(struct savefile *s)
{
	enum source_rc rc;
	uint32_t magic;

	rc = need(s, 12);
	if (rc != SOURCE_FRAME)
		return cut_pcapng(s, rc, 8, 12);
	memcpy(&magic, s->buf + s->start + 8, sizeof(magic));
	if (magic == SECTION_MAGIC)
		s->swapped = false;
	else if (magic == __builtin_bswap32(SECTION_MAGIC))
		s->swapped = true;
	else
		return fail(s, "the file has a section with a bad byte order "
		    "magic field");
	return SOURCE_FRAME;
}

static enum source_rc
check_block_length(struct savefile *s, uint32_t len)
{
	if (len < 12)
		return fail(s, "block in pcapng dump file has a length of %u "
		    "< 12", len);
	if (len % 4 != 0)
		return fail(s, "block in pcapng dump file has a length of %u "
		    "that is not a multiple of 4", len);
	if (len > s->max_block)
		return fail(s, "pcapng block size %u > maximum %u", len,
		    s->max_block);
	return SOURCE_FRAME;
}

/* Takes the next block out of the buffer. */
static enum source_rc
read_block(struct savefile *s, struct block *b)
{
	enum source_rc rc;
	uint32_t len;

	rc = need(s, 8);
	if (rc == SOURCE_END && have(s) == 0)
		return SOURCE_END;
	if (rc != SOURCE_FRAME)
		return cut_pcapng(s, rc, 0, 8);
	b->type = get32(s, s->buf + s->start);
	if (b->type == BLOCK_SECTION) {
		rc = section_order(s);
		if (rc != SOURCE_FRAME)
			return rc;
	}
	len = get32(s, s->buf + s->start + 4);
	rc = check_block_length(s, len);
	if (rc != SOURCE_FRAME)
		return rc;
	rc = need(s, len);
	if (rc != SOURCE_FRAME)
		return cut_pcapng(s, rc, 8, len);
	if (get32(s, s->buf + s->start + len - 4) != len)
		return fail(s, "block total length in header and trailer don't "
		    "match");
	b->body = s->buf + s->start + 8;
	b->len = len - 12;
	s->start += len;
	return SOURCE_FRAME;
}

static enum source_rc
short_block(struct savefile *s, const struct block *b)
{
	return fail(s, "block of type %u in pcapng dump file is too short",
	    b->type);
}

/*
 * The option at *off of the block: 1 with *off moved behind it, 0 at the end of
 * the options, -1 if it does not fit into the block.
 */
static int
next_option(const struct savefile *s, const struct block *b, uint32_t *off,
    struct option *o)
{
	uint32_t left = b->len - *off;

	if (left == 0)
		return 0;
	if (left < 4)
		return -1;
	o->code = get16(s, b->body + *off);
	o->len = get16(s, b->body + *off + 2);
	o->value = b->body + *off + 4;
	if (o->code == OPT_END)
		return o->len == 0 ? 0 : -1;
	if (left - 4 < ((uint32_t)o->len + 3) / 4 * 4)
		return -1;
	*off += 4 + ((uint32_t)o->len + 3) / 4 * 4;
	return 1;
}

/* Turns round the numbers that stand in an option's value. */
static void
swap_value(uint32_t block, const struct option *o, uint8_t *value)
{
	static const struct {
		uint32_t block;		/* 0: any */
		uint16_t code, len;
	} numbers[] = {
		{ BLOCK_IF, 8, 8 }, { BLOCK_IF, 16, 8 }, { BLOCK_IF, 17, 8 },
		{ BLOCK_ENHANCED, 2, 4 }, { BLOCK_ENHANCED, 4, 8 },
		{ BLOCK_ENHANCED, 5, 8 }, { BLOCK_ENHANCED, 6, 4 },
		{ 0, 2988, 4 }, { 0, 2989, 4 }, { 0, 19372, 4 },
		{ 0, 19373, 4 }
	};
	uint16_t i, j, len = 0;
	uint8_t octet;

	for (i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++)
		if (numbers[i].code == o->code && o->len >= numbers[i].len &&
		    (numbers[i].block == block || numbers[i].block == 0))
			len = numbers[i].len;
	for (i = 0, j = (uint16_t)(len - 1); i < len / 2; i++, j--) {
		octet = value[i];
		value[i] = value[j];
		value[j] = octet;
	}
}

/* With its code and length, in our byte order; returns its end. */
static uint8_t *
copy_option(const struct savefile *s, uint32_t block, const struct option *o,
    uint8_t *to)
{
	uint32_t padded = ((uint32_t)o->len + 3) / 4 * 4;

	memcpy(to, &o->code, sizeof(o->code));
	memcpy(to + 2, &o->len, sizeof(o->len));
	memcpy(to + 4, o->value, padded);
	if (s->swapped)
		swap_value(block, o, to + 4);
	return to + 4 + padded;
}

/* What exceeds the limit is not kept. */
static enum source_rc
keep_option(struct savefile *s, uint32_t block, const struct option *o,
    struct kept_options *k)
{
	uint32_t len = 4 + ((uint32_t)o->len + 3) / 4 * 4;
	uint8_t *p;

	if (s->kept + len > MAX_KEPT)
		return SOURCE_FRAME;
	p = realloc(k->octets, k->n + len);
	if (p == NULL)
		return fail(s, "not enough memory");
	(void)copy_option(s, block, o, p + k->n);
	k->octets = p;
	k->n += len;
	s->kept += len;
	return SOURCE_FRAME;
}

static enum source_rc
room_for_section(struct savefile *s)
{
	uint32_t n = s->src.nsections;
	uint32_t room = s->sections_room == 0 ? 1 : s->sections_room * 2;
	struct kept_options *p;

	if (n == s->sections_room) {
		if (room > MAX_SECTIONS)
			return fail(s, "the capture file has more than %u "
			    "sections", MAX_SECTIONS);
		p = realloc(s->sections, room * sizeof(*p));
		if (p == NULL)
			return fail(s, "not enough memory");
		s->src.sections = s->sections = p;
		s->sections_room = room;
	}
	s->sections[n] = (struct kept_options){ .n = 0 };
	s->src.nsections = n + 1;
	return SOURCE_FRAME;
}

static enum source_rc
new_section(struct savefile *s, const struct block *b)
{
	struct option o;
	enum source_rc rc;
	uint32_t off = 16;
	uint16_t major, minor;

	if (b->len < 16)
		return short_block(s, b);
	major = get16(s, b->body + 4);
	minor = get16(s, b->body + 6);
	/* 1.2 was written by some and is the same as 1.0. */
	if (major != 1 || (minor != 0 && minor != 2))
		return fail(s, "unsupported pcapng savefile version %u.%u",
		    major, minor);
	s->section = s->src.nifs;
	rc = room_for_section(s);
	while (rc == SOURCE_FRAME && next_option(s, b, &off, &o) == 1)
		rc = keep_option(s, BLOCK_SECTION, &o,
		    &s->sections[s->src.nsections - 1]);
	return rc;
}

/* Keeps the first of several. */
static enum source_rc
keep_string(struct savefile *s, char **to, const uint8_t *from, size_t len)
{
	if (*to != NULL)
		return SOURCE_FRAME;
	s->kept += len;
	if (s->kept > MAX_KEPT)
		return fail(s, "the names, descriptions and filters of the "
		    "interfaces have more than %u octets", MAX_KEPT);
	*to = strndup((const char *)from, len);
	if (*to == NULL)
		return fail(s, "not enough memory");
	return SOURCE_FRAME;
}

static enum source_rc
set_resolution(struct savefile *s, struct clock *c, uint8_t tsresol)
{
	unsigned i, exponent = tsresol & 0x7f;

	c->binary = (tsresol & 0x80) != 0;
	/* What fits into 64 bits; a finer one would wrap within the second. */
	if (exponent > (c->binary ? 63U : 19U))
		return fail(s, "Interface Description Block if_tsresol option "
		    "resolution %u^-%u is too high", c->binary ? 2 : 10,
		    exponent);
	c->shift = exponent;
	c->per_sec = 1;
	for (i = 0; i < exponent; i++)
		c->per_sec *= c->binary ? 2 : 10;
	return SOURCE_FRAME;
}

static enum source_rc
clock_option(struct savefile *s, struct clock *c, const struct option *o,
    uint16_t len, const char *name, unsigned *seen)
{
	if (o->len != len)
		return fail(s, "Interface Description Block has %s option with "
		    "length %u != %u", name, o->len, len);
	if ((*seen & 1U << o->code) != 0)
		return fail(s, "Interface Description Block has more than one "
		    "%s option", name);
	*seen |= 1U << o->code;
	if (o->code == OPT_IF_TSRESOL)
		return set_resolution(s, c, o->value[0]);
	c->offset = (int64_t)get64(s, o->value);
	return SOURCE_FRAME;
}

static enum source_rc
if_options(struct savefile *s, const struct block *b, struct capture_if *i,
    struct clock *c)
{
	struct option o;
	enum source_rc rc;
	unsigned seen = 0;
	uint32_t off = 8;
	int n;

	while ((n = next_option(s, b, &off, &o)) == 1) {
		rc = SOURCE_FRAME;
		if (o.code == OPT_IF_NAME)
			rc = keep_string(s, &i->name, o.value, o.len);
		else if (o.code == OPT_IF_DESCRIPTION)
			rc = keep_string(s, &i->description, o.value, o.len);
		else if (o.code == OPT_IF_FILTER && o.len > 0 &&
		    o.value[0] == 0)	/* an expression, not BPF code */
			rc = keep_string(s, &i->filter, o.value + 1,
			    o.len - 1U);
		else if (o.code == OPT_IF_TSRESOL)
			rc = clock_option(s, c, &o, 1, "if_tsresol", &seen);
		else if (o.code == OPT_IF_TSOFFSET)
			rc = clock_option(s, c, &o, 8, "if_tsoffset", &seen);
		else if (o.code == OPT_IF_FCSLEN && o.len == 1)
			/* in bits, but some writers count octets */
			i->fcs_len = o.value[0] < 16 ? o.value[0] :
			    o.value[0] / 8;
		if (rc == SOURCE_FRAME && o.code != OPT_IF_TSRESOL &&
		    o.code != OPT_IF_TSOFFSET)
			rc = keep_option(s, BLOCK_IF, &o, &i->options);
		if (rc != SOURCE_FRAME)
			return rc;
	}
	return n == -1 ? short_block(s, b) : SOURCE_FRAME;
}

static enum source_rc
room_for_if(struct savefile *s)
{
	struct capture_if *ifs;
	struct clock *clocks;
	uint32_t room = s->room == 0 ? 4 : s->room * 2;

	if (s->src.nifs < s->room)
		return SOURCE_FRAME;
	if (room > MAX_IFS)
		return fail(s, "the capture file has more than %u interfaces",
		    MAX_IFS);
	ifs = realloc(s->ifs, room * sizeof(*ifs));
	if (ifs == NULL)
		return fail(s, "not enough memory");
	s->src.ifs = s->ifs = ifs;
	clocks = realloc(s->clocks, room * sizeof(*clocks));
	if (clocks == NULL)
		return fail(s, "not enough memory");
	s->clocks = clocks;
	s->room = room;
	return SOURCE_FRAME;
}

static enum source_rc
new_interface(struct savefile *s, const struct block *b)
{
	struct capture_if *i;
	struct clock *c;
	enum source_rc rc;

	if (b->len < 8)
		return short_block(s, b);
	rc = room_for_if(s);
	if (rc != SOURCE_FRAME)
		return rc;
	i = &s->ifs[s->src.nifs];
	c = &s->clocks[s->src.nifs];
	memset(i, 0, sizeof(*i));
	*c = (struct clock){ .per_sec = 1000000, .shift = 6 };
	s->src.nifs++;		/* close() frees its strings from here on */
	i->section = s->src.nsections - 1;
	i->fcs_len = -1;
	i->linktype = get16(s, b->body);
	i->dlt = dlt_of_linktype(i->linktype);
	i->snaplen = snaplen_of(get32(s, b->body + 4), i->dlt);
	if (max_snaplen(i->dlt) > MAX_BLOCK)
		s->max_block = max_snaplen(i->dlt) + MAX_BLOCK;
	rc = if_options(s, b, i, c);
	i->resolution = c->per_sec;
	return rc;
}

static void
set_time(struct frame *f, const struct clock *c, uint64_t t)
{
	uint64_t sec, part;

	/* The usual two apart, for a division by a constant is cheap. */
	if (c->per_sec == 1000000) {
		sec = t / 1000000;
		f->nsec = t % 1000000 * 1000;
	} else if (c->per_sec == 1000000000) {
		sec = t / 1000000000;
		f->nsec = t % 1000000000;
	} else {
		sec = t / c->per_sec;
		part = t % c->per_sec;
		if (!c->binary && c->shift <= 9)
			f->nsec = part * (1000000000 / c->per_sec);
		else if (!c->binary)
			f->nsec = part / (c->per_sec / 1000000000);
		else if (c->shift <= 32)
			f->nsec = part * 1000000000 >> c->shift;
		else	/* in two steps: the product has up to 93 bits */
			f->nsec = ((part >> 32) * 1000000000 +
			    ((part & UINT32_MAX) * 1000000000 >> 32)) >>
			    (c->shift - 32);
	}
	/* Unsigned, so that an absurd offset wraps and is no fault. */
	f->sec = (int64_t)(sec + (uint64_t)c->offset);
}

static int
room_for_comment(struct savefile *s, size_t n)
{
	char *p;

	if (n <= s->comment_size)
		return 0;
	p = realloc(s->comment, n * 2);
	if (p == NULL)
		return -1;
	s->comment = p;
	s->comment_size = n * 2;
	return 0;
}

static enum source_rc
add_comment(struct savefile *s, const struct option *o, size_t *n,
    struct frame *f)
{
	size_t len = strnlen((const char *)o->value, o->len);

	if (room_for_comment(s, *n + len + 2) == -1)
		return fail(s, "not enough memory");
	if (f->comment != NULL)
		s->comment[(*n)++] = '\n';
	memcpy(s->comment + *n, o->value, len);
	*n += len;
	s->comment[*n] = '\0';
	f->comment = s->comment;
	return SOURCE_FRAME;
}

/* Those from octet off of the block to end, in our byte order. */
static enum source_rc
swap_options(struct savefile *s, const struct block *b, uint32_t off,
    uint32_t end, struct frame *f)
{
	uint8_t *p = realloc(s->options, end - off);
	struct option o;

	if (p == NULL)
		return fail(s, "not enough memory");
	s->options = p;
	f->options = p;
	while (off < end && next_option(s, b, &off, &o) == 1)
		p = copy_option(s, BLOCK_ENHANCED, &o, p);
	return SOURCE_FRAME;
}

/* Damaged options take nothing from the frame before them: libpcap's way. */
static enum source_rc
read_options(struct savefile *s, const struct block *b, uint32_t start,
    struct frame *f)
{
	enum source_rc rc = SOURCE_FRAME;
	struct option o;
	uint32_t off = start;
	size_t n = 0;

	while (rc == SOURCE_FRAME && next_option(s, b, &off, &o) == 1)
		if (o.code == OPT_COMMENT)
			rc = add_comment(s, &o, &n, f);
	f->options = b->body + start;
	f->options_len = off - start;
	if (rc == SOURCE_FRAME && s->swapped && off > start)
		rc = swap_options(s, b, start, off, f);
	return rc;
}

static enum source_rc
no_interface(struct savefile *s, uint32_t id)
{
	if (s->src.nifs == 0)
		return fail(s, "the capture file has a packet block before any "
		    "Interface Description Blocks");
	return fail(s, "a packet arrived on interface %u, but there's no "
	    "Interface Description Block for that interface", id);
}

/* Enhanced and obsolete packet blocks differ in the first four octets only. */
static enum source_rc
packet(struct savefile *s, const struct block *b, struct frame *f)
{
	uint32_t id, padded;

	if (b->len < 20)
		return short_block(s, b);
	id = b->type == BLOCK_ENHANCED ? get32(s, b->body) : get16(s, b->body);
	if (id >= s->src.nifs - s->section)
		return no_interface(s, id);
	f->iface = s->section + id;
	f->caplen = get32(s, b->body + 12);
	f->len = get32(s, b->body + 16);
	if (f->caplen > s->ifs[f->iface].snaplen)
		return bad_caplen(s, f->caplen, s->ifs[f->iface].snaplen);
	if (f->caplen > b->len - 20)
		return short_block(s, b);
	set_time(f, &s->clocks[f->iface], (uint64_t)get32(s, b->body + 4) << 32 |
	    get32(s, b->body + 8));
	f->data = b->body + 20;
	f->excess = 0;
	f->untimed = false;
	f->comment = NULL;
	f->options_len = 0;
	padded = (f->caplen + 3) / 4 * 4;
	if (padded == b->len - 20)
		return SOURCE_FRAME;
	return read_options(s, b, 20 + padded, f);
}

/* No time, no captured length; always the section's first interface. */
static enum source_rc
simple_packet(struct savefile *s, const struct block *b, struct frame *f)
{
	if (b->len < 4)
		return short_block(s, b);
	if (s->section >= s->src.nifs)
		return no_interface(s, 0);
	f->iface = s->section;
	f->len = get32(s, b->body);
	f->caplen = f->len;
	if (f->caplen > s->ifs[f->iface].snaplen)
		f->caplen = s->ifs[f->iface].snaplen;
	if (f->caplen > b->len - 4)
		return short_block(s, b);
	f->sec = 0;
	f->nsec = 0;
	f->untimed = true;
	f->excess = 0;
	f->data = b->body + 4;
	f->comment = NULL;
	f->options_len = 0;
	return SOURCE_FRAME;
}

static uint64_t
nanoseconds(const struct savefile *s, const struct clock *c, const uint8_t *p)
{
	struct frame f;

	set_time(&f, c, (uint64_t)get32(s, p) << 32 | get32(s, p + 4));
	return (uint64_t)f.sec * 1000000000 + f.nsec;
}

/* What is wrong with it takes nothing from the frames. */
static void
read_counts(struct savefile *s, const struct block *b)
{
	const struct clock *clock;
	struct if_counts *c;
	struct option o;
	uint32_t id, off = 12;

	if (b->len < 12)
		return;
	id = get32(s, b->body);
	if (id >= s->src.nifs - s->section)
		return;
	clock = &s->clocks[s->section + id];
	c = &s->ifs[s->section + id].counts;
	c->has = 0;
	c->time = nanoseconds(s, clock, b->body + 4);
	while (next_option(s, b, &off, &o) == 1) {
		if (o.code < COUNT_START || o.code >= COUNT_CODES || o.len != 8)
			continue;
		c->has |= 1U << o.code;
		c->value[o.code] = o.code <= COUNT_END ?
		    nanoseconds(s, clock, o.value) : get64(s, o.value);
	}
}

/*
 * For a writer.  Those of the other byte order, whose insides would have to be
 * turned round, are not kept, nor what exceeds the limit.
 */
static enum source_rc
keep_block(struct savefile *s, const struct block *b)
{
	uint32_t len = b->len + 12;
	uint8_t *p;

	if (s->swapped || s->kept + len > MAX_KEPT)
		return SOURCE_FRAME;
	p = realloc(s->blocks, s->src.blocks_len + len);
	if (p == NULL)
		return fail(s, "not enough memory");
	s->src.blocks = s->blocks = p;
	memcpy(p + s->src.blocks_len, b->body - 8, len);
	s->src.blocks_len += len;
	s->kept += len;
	return SOURCE_FRAME;
}

/* One that holds no frame. */
static enum source_rc
other_block(struct savefile *s, const struct block *b)
{
	switch (b->type) {
	case BLOCK_SECTION:
		return new_section(s, b);
	case BLOCK_IF:
		return new_interface(s, b);
	case BLOCK_COUNTS:
		read_counts(s, b);
		return SOURCE_FRAME;
	case BLOCK_NAMES:
	case BLOCK_SECRETS:
	case BLOCK_CUSTOM:
		return keep_block(s, b);
	default:
		return SOURCE_FRAME;
	}
}

static enum source_rc
pcapng_read(struct source *src, struct frame *f)
{
	struct savefile *s = (struct savefile *)src;
	struct block b;
	enum source_rc rc;

	for (;;) {
		rc = read_block(s, &b);
		if (rc != SOURCE_FRAME)
			return rc;
		switch (b.type) {
		case BLOCK_ENHANCED:
		case BLOCK_PACKET:
			return packet(s, &b, f);
		case BLOCK_SIMPLE:
			return simple_packet(s, &b, f);
		default:
			rc = other_block(s, &b);
			if (rc != SOURCE_FRAME)
				return rc;
		}
	}
}

/* Reads up to and with the first interface. */
static enum source_rc
open_pcapng(struct savefile *s)
{
	struct block b;
	struct frame f;
	enum source_rc rc;

	s->max_block = MAX_BLOCK;
	s->src.next = pcapng_read;
	s->src.tells_ifs = true;
	while (s->src.nifs == 0) {
		rc = read_block(s, &b);
		if (rc == SOURCE_END)
			return fail(s, "the capture file has no Interface "
			    "Description Blocks");
		if (rc != SOURCE_FRAME)
			return rc;
		if (b.type == BLOCK_SIMPLE)
			rc = simple_packet(s, &b, &f);
		else if (b.type == BLOCK_ENHANCED || b.type == BLOCK_PACKET)
			rc = packet(s, &b, &f);
		else
			rc = other_block(s, &b);
		if (rc != SOURCE_FRAME)
			return rc;
	}
	return SOURCE_FRAME;
}

/* --- opening and closing --- */

void
savefile_facts(const struct source *src, struct savefile_facts *facts)
{
	const struct savefile *s = (const struct savefile *)src;

	*facts = s->facts;
	facts->compression = s->decompressor != NULL ? s->compression :
	    COMPRESS_NONE;
	facts->is_pcapng = s->src.next == pcapng_read;
	facts->is_plain = !facts->is_pcapng && !s->swapped &&
	    s->record_header == 16 && s->order == CAPTURED_FIRST;
	facts->whole = s->total - have(s);
}

static void
savefile_close(struct source *src)
{
	struct savefile *s = (struct savefile *)src;
	uint32_t i;

	for (i = 0; i < s->src.nifs; i++) {
		free(s->ifs[i].name);
		free(s->ifs[i].description);
		free(s->ifs[i].filter);
		free(s->ifs[i].options.octets);
	}
	for (i = 0; i < s->src.nsections; i++)
		free(s->sections[i].octets);
	free(s->sections);
	free(s->blocks);
	free(s->options);
	free(s->ifs);
	free(s->clocks);
	free(s->comment);
	decompressor_free(s->decompressor);
	free(s->packed);
	free(s->buf);
	if (s->fd > STDIN_FILENO)
		close(s->fd);
	free(s);
}

static enum source_rc
needs_command(struct savefile *s, const char *name)
{
	return fail(s, "compressed with %s; decompress it first, e.g. "
	    "%s -dc FILE | tapir -r -", name, name);
}

static enum source_rc
unknown_format(struct savefile *s)
{
	static const struct {
		char magic[5];
		const char *name;
	} compressed[] = { { "\xfd" "7zX", "xz" }, { "BZh", "bzip2" } };
	size_t i;

	for (i = 0; i < sizeof(compressed) / sizeof(compressed[0]); i++)
		if (memcmp(s->buf, compressed[i].magic,
		    strlen(compressed[i].magic)) == 0)
			return needs_command(s, compressed[i].name);
	return fail(s, "unknown file format");
}

/* What came in so far is compressed. */
static enum source_rc
start_decompressing(struct savefile *s, enum compression compression)
{
	uint8_t *buf;

	if (!compress_is_built(compression))
		return needs_command(s, compress_name(compression));
	buf = malloc(s->size);
	if (buf == NULL)
		return fail(s, "not enough memory");
	s->compression = compression;
	s->packed = s->buf;
	s->next = s->packed;
	s->left = s->end;
	s->total = 0;
	s->buf = buf;
	s->end = 0;
	s->decompressor = decompressor_new(compression);
	return s->decompressor != NULL ? SOURCE_FRAME :
	    fail(s, "not enough memory");
}

static bool
is_pcap(uint32_t magic)
{
	return magic == MAGIC_MICRO || magic == MAGIC_NANO ||
	    magic == MAGIC_MODIFIED;
}

static enum source_rc
first_octets(struct savefile *s)
{
	enum source_rc rc = need(s, 4);

	if (rc == SOURCE_END)
		return fail(s, "truncated dump file; tried to read 4 file "
		    "header bytes, only got %zu", have(s));
	return rc;
}

static enum source_rc
read_header(struct savefile *s)
{
	enum compression compression;
	enum source_rc rc = first_octets(s);
	uint32_t magic;

	if (rc == SOURCE_FRAME) {
		compression = compress_of_magic(s->buf);
		if (compression != COMPRESS_NONE)
			rc = start_decompressing(s, compression);
		if (s->decompressor != NULL)
			rc = first_octets(s);
	}
	if (rc != SOURCE_FRAME)
		return rc;
	memcpy(&magic, s->buf, sizeof(magic));
	if (magic == BLOCK_SECTION)
		return open_pcapng(s);
	s->swapped = !is_pcap(magic);
	magic = get32(s, s->buf);
	return is_pcap(magic) ? open_pcap(s, magic) : unknown_format(s);
}

/* Takes fd over, also when it fails. */
static struct source *
start(int fd, const char *name, size_t size, const void *image, char *err,
    size_t errlen)
{
	struct savefile *s = calloc(1, sizeof(*s));
	struct stat st;
	enum source_rc rc;

	if (s == NULL || (s->buf = malloc(size)) == NULL) {
		snprintf(err, errlen, "%s: not enough memory", name);
		free(s);
		if (fd > STDIN_FILENO)
			close(fd);
		return NULL;
	}
	s->src.close = savefile_close;
	s->may_wait = fd != -1 && fstat(fd, &st) == 0 && !S_ISREG(st.st_mode);
	s->fd = fd;
	s->size = size;
	if (image != NULL) {
		memcpy(s->buf, image, size);
		s->end = size;
	}
	rc = read_header(s);
	if (rc == SOURCE_FRAME) {
		s->running = true;
		return &s->src;
	}
	if (rc == SOURCE_IDLE)
		fail(s, "%s", strerror(EINTR));
	snprintf(err, errlen, "%s: %s", name, s->src.error);
	savefile_close(&s->src);
	return NULL;
}

struct source *
savefile_open(const char *path, char *err, size_t errlen)
{
	int fd;

	if (strcmp(path, "-") == 0)
		return start(STDIN_FILENO, "standard input", BUFFER_SIZE, NULL,
		    err, errlen);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd == -1) {
		snprintf(err, errlen, "%s: %s", path, strerror(errno));
		return NULL;
	}
	return start(fd, path, BUFFER_SIZE, NULL, err, errlen);
}

struct source *
savefile_open_memory(const void *image, size_t len, char *err, size_t errlen)
{
	/* An exact copy: a tool that watches the heap sees a read past it. */
	return start(-1, "memory", len, len > 0 ? image : NULL, err, errlen);
}
