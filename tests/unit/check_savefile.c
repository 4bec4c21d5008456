/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The reader of saved captures, on images that are built here octet by octet.
 * What must come out is what went in; texts of errors, limits and the meaning
 * of the old variants were taken from tcpdump 4.99.3 with libpcap 1.10.3 on
 * the same images.
 */
#include <sys/time.h>

#include <check.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "savefile.h"
#include "source.h"

#define MICRO		0xa1b2c3d4U
#define NANO		0xa1b23c4dU
#define MODIFIED	0xa1b2cd34U
#define ETHERNET	1
#define LOOP		"pcap_loop: "

/* A file in the making. */
struct image {
	uint8_t *data;
	size_t len, room;
	bool big;		/* byte order */
	size_t block;		/* where the block in the making starts */
};

static void
put(struct image *im, const void *p, size_t n)
{
	if (im->len + n > im->room) {
		im->room = (im->len + n) * 2;
		im->data = realloc(im->data, im->room);
		ck_assert_ptr_nonnull(im->data);
	}
	if (n > 0)
		memcpy(im->data + im->len, p, n);
	im->len += n;
}

static void
encode(uint8_t *to, uint64_t v, size_t octets, bool big)
{
	size_t i;

	for (i = 0; i < octets; i++)
		to[big ? octets - 1 - i : i] = (uint8_t)(v >> (8 * i));
}

static void
put_number(struct image *im, uint64_t v, size_t octets)
{
	uint8_t b[8];

	encode(b, v, octets, im->big);
	put(im, b, octets);
}

static void
put16(struct image *im, uint64_t v)
{
	put_number(im, v, 2);
}

static void
put32(struct image *im, uint64_t v)
{
	put_number(im, v, 4);
}

/* n octets that tell their place. */
static void
put_data(struct image *im, size_t n)
{
	uint8_t b;
	size_t i;

	for (i = 0; i < n; i++) {
		b = (uint8_t)(i * 7 + 1);
		put(im, &b, 1);
	}
}

static void
ck_data(const struct frame *f, uint32_t n)
{
	uint32_t i = 0;

	ck_assert_uint_eq(f->caplen, n);
	while (i < n && f->data[i] == (uint8_t)(i * 7 + 1))
		i++;
	ck_assert_uint_eq(i, n);
}

static void
put_pcap(struct image *im, uint32_t magic, unsigned major, unsigned minor,
    uint32_t snaplen, uint32_t linktype)
{
	put32(im, magic);
	put16(im, major);
	put16(im, minor);
	put32(im, 0);
	put32(im, 0);
	put32(im, snaplen);
	put32(im, linktype);
}

static void
put_record(struct image *im, uint64_t sec, uint64_t part, uint32_t first_len,
    uint32_t second_len)
{
	put32(im, sec);
	put32(im, part);
	put32(im, first_len);
	put32(im, second_len);
}

static void
begin(struct image *im, uint32_t type)
{
	im->block = im->len;
	put32(im, type);
	put32(im, 0);
}

static void
pad(struct image *im)
{
	static const uint8_t zero[4];

	put(im, zero, (4 - (im->len - im->block) % 4) % 4);
}

static void
end(struct image *im)
{
	size_t len;

	pad(im);
	len = im->len - im->block + 4;
	put32(im, len);
	encode(im->data + im->block + 4, len, 4, im->big);
}

static void
put_section(struct image *im)
{
	begin(im, 0x0a0d0d0a);
	put32(im, 0x1a2b3c4d);
	put16(im, 1);
	put16(im, 0);
	put_number(im, UINT64_MAX, 8);
	end(im);
}

static void
put_option(struct image *im, unsigned code, const void *value, size_t len)
{
	put16(im, code);
	put16(im, len);
	put(im, value, len);
	pad(im);
}

/* Leaves the block open for options. */
static void
begin_if(struct image *im, unsigned linktype, uint32_t snaplen)
{
	begin(im, 1);
	put16(im, linktype);
	put16(im, 0);
	put32(im, snaplen);
}

static void
put_if(struct image *im, unsigned linktype, uint32_t snaplen)
{
	begin_if(im, linktype, snaplen);
	end(im);
}

static void
begin_packet(struct image *im, uint32_t iface, uint64_t t, uint32_t caplen,
    uint32_t len)
{
	begin(im, 6);
	put32(im, iface);
	put32(im, t >> 32);
	put32(im, t & UINT32_MAX);
	put32(im, caplen);
	put32(im, len);
	put_data(im, caplen);
	pad(im);
}

static void
put_packet(struct image *im, uint32_t iface, uint64_t t, uint32_t caplen,
    uint32_t len)
{
	begin_packet(im, iface, t, caplen, len);
	end(im);
}

static struct source *
opened(const struct image *im)
{
	char err[512] = "";
	struct source *s = savefile_open_memory(im->data, im->len, err,
	    sizeof(err));

	ck_assert_msg(s != NULL, "%s", err);
	return s;
}

static void
ck_refused(const struct image *im, const char *text)
{
	char err[512] = "", want[600];

	snprintf(want, sizeof(want), "memory: %s", text);
	ck_assert_ptr_null(savefile_open_memory(im->data, im->len, err,
	    sizeof(err)));
	ck_assert_str_eq(err, want);
}

static struct frame
ck_frame(struct source *s, int64_t sec, uint64_t nsec, uint32_t caplen,
    uint32_t len)
{
	struct frame f;
	enum source_rc rc = s->next(s, &f);

	ck_assert_msg(rc == SOURCE_FRAME, "%d %s", rc, s->error);
	ck_assert_int_eq(f.sec, sec);
	ck_assert_uint_eq(f.nsec, nsec);
	ck_assert_uint_eq(f.len, len);
	ck_data(&f, caplen);
	return f;
}

/* The rest of the source is an error with this text, or the end if NULL. */
static void
ck_last(struct source *s, const char *text)
{
	struct frame f;
	enum source_rc rc = s->next(s, &f);

	if (text == NULL) {
		ck_assert_msg(rc == SOURCE_END, "%d %s", rc, s->error);
	} else {
		ck_assert_int_eq(rc, SOURCE_ERROR);
		ck_assert_str_eq(s->error, text);
	}
}

/* Reads no frame but the end or an error; frees all. */
static void
ck_only(struct image *im, const char *text)
{
	struct source *s = opened(im);

	ck_last(s, text);
	s->close(s);
	free(im->data);
}

static void
finish(struct image *im, struct source *s)
{
	s->close(s);
	free(im->data);
}

/* --- pcap --- */

START_TEST(pcap_variants)
{
	static const uint32_t magics[] = { MICRO, NANO, MODIFIED };
	struct image im = { .big = _i % 2 == 1 };
	uint32_t magic = magics[_i / 2];
	uint64_t unit = magic == NANO ? 1 : 1000;
	struct source *s;
	int i;

	put_pcap(&im, magic, 2, 4, 65535, ETHERNET);
	for (i = 0; i < 2; i++) {
		/* The last second that 32 bits hold: in 2106. */
		put_record(&im, 0xfffffffe + (uint32_t)i, 999999, 21, 1500);
		if (magic == MODIFIED)
			put_number(&im, 0x0102030405060708, 8);
		put_data(&im, 21);
	}
	s = opened(&im);
	ck_assert_uint_eq(s->nifs, 1);
	ck_assert_uint_eq(s->ifs[0].linktype, ETHERNET);
	ck_assert_uint_eq(s->ifs[0].snaplen, magic == MODIFIED ? 65549 : 65535);
	ck_assert_uint_eq(s->ifs[0].resolution, 1000000000 / unit);
	ck_assert_ptr_null(s->ifs[0].name);
	ck_frame(s, 4294967294, 999999 * unit, 21, 1500);
	ck_frame(s, 4294967295, 999999 * unit, 21, 1500);
	ck_last(s, NULL);
	finish(&im, s);
}
END_TEST

START_TEST(pcap_old_versions)
{
	static const struct {
		unsigned major, minor;
		uint32_t first, second, caplen, len;
	} v[] = {
		{ 2, 0, 60, 20, 20, 60 }, { 2, 1, 60, 20, 20, 60 },
		{ 2, 2, 60, 20, 20, 60 }, { 543, 0, 60, 20, 20, 60 },
		{ 2, 2, 20, 60, 60, 20 },
		{ 2, 3, 60, 20, 20, 60 }, { 2, 3, 20, 60, 20, 60 },
		{ 2, 4, 20, 60, 20, 60 }, { 2, 4, 60, 20, 60, 20 }
	};
	struct image im = { .len = 0 };
	struct source *s;

	ck_assert_int_lt(_i, (int)(sizeof(v) / sizeof(v[0])));
	put_pcap(&im, MICRO, v[_i].major, v[_i].minor, 65535, ETHERNET);
	put_record(&im, 1, 2, v[_i].first, v[_i].second);
	put_data(&im, v[_i].caplen);
	s = opened(&im);
	ck_frame(s, 1, 2000, v[_i].caplen, v[_i].len);
	ck_last(s, NULL);
	finish(&im, s);
}
END_TEST

START_TEST(pcap_other_versions)
{
	static const struct {
		unsigned major, minor;
		const char *text;
	} v[] = {
		{ 0, 4, "archaic pcap savefile format" },
		{ 1, 2, "archaic pcap savefile format" },
		{ 2, 5, "unsupported pcap savefile version 2.5" },
		{ 3, 0, "unsupported pcap savefile version 3.0" },
		{ 543, 1, "unsupported pcap savefile version 543.1" }
	};
	struct image im = { .len = 0 };

	put_pcap(&im, MICRO, v[_i].major, v[_i].minor, 65535, ETHERNET);
	ck_refused(&im, v[_i].text);
	free(im.data);
}
END_TEST

/* The pairs of tcpdump.org's list of link types that differ on Linux. */
START_TEST(link_types)
{
	static const struct {
		uint32_t linktype;
		int dlt;
	} t[] = {
		{ 1, 1 }, { 100, 11 }, { 101, 12 }, { 102, 15 }, { 103, 16 },
		{ 106, 19 }, { 113, 113 }, { 276, 276 }
	};
	struct image im = { .len = 0 };
	struct source *s;

	/* With an FCS of 4 octets announced in the upper bits. */
	put_pcap(&im, MICRO, 2, 4, 65535, t[_i].linktype | 0x24000000);
	s = opened(&im);
	ck_assert_int_eq(s->ifs[0].dlt, t[_i].dlt);
	ck_assert_uint_eq(s->ifs[0].linktype, t[_i].linktype);
	ck_assert_uint_eq(s->ifs[0].linktype_ext, 0x24000000);
	ck_assert_int_eq(s->ifs[0].fcs_len, 4);
	ck_assert_int_eq(dlt_of_linktype(t[_i].linktype), t[_i].dlt);
	ck_assert_uint_eq(linktype_of_dlt(t[_i].dlt), t[_i].linktype);
	finish(&im, s);
}
END_TEST

START_TEST(pcap_snaplen)
{
	static const struct {
		uint32_t linktype, in_file, snaplen;
	} t[] = {
		{ ETHERNET, 0, 262144 }, { ETHERNET, 96, 96 },
		{ ETHERNET, 0x7fffffff, 0x7fffffff },
		{ ETHERNET, 0x80000000, 262144 }, { 231, 0, 134217728 },
		{ 249, 0, 1048576 }, { 279, 0, 8388608 }
	};
	struct image im = { .len = 0 };
	struct source *s;

	put_pcap(&im, MICRO, 2, 4, t[_i].in_file, t[_i].linktype);
	s = opened(&im);
	ck_assert_uint_eq(s->ifs[0].snaplen, t[_i].snaplen);
	finish(&im, s);
}
END_TEST

/* Only Ethernet's header was left out of the modified format's length. */
START_TEST(pcap_modified_snaplen)
{
	struct image im = { .len = 0 };
	struct source *s;

	put_pcap(&im, MODIFIED, 2, 4, _i == 0 ? 100 : 0x7fffffff,
	    _i == 0 ? 101 : ETHERNET);
	s = opened(&im);
	ck_assert_uint_eq(s->ifs[0].snaplen, _i == 0 ? 100 : 0x7fffffff);
	finish(&im, s);
}
END_TEST

START_TEST(pcap_more_than_snaplen)
{
	struct image im = { .len = 0 };
	struct source *s;

	put_pcap(&im, MICRO, 2, 4, 10, ETHERNET);
	put_record(&im, 1, 2, 20, 60);
	put_data(&im, 20);
	put_record(&im, 3, 4, 5, 60);
	put_data(&im, 5);
	s = opened(&im);
	ck_assert_uint_eq(ck_frame(s, 1, 2000, 10, 60).excess, 10);
	ck_assert_uint_eq(ck_frame(s, 3, 4000, 5, 60).excess, 0);
	ck_last(s, NULL);
	s->close(s);
	im.len = 24 + 16 + 9;
	s = opened(&im);
	ck_last(s, LOOP "truncated dump file; tried to read 10 captured bytes, "
	    "only got 9");
	s->close(s);
	im.len++;
	s = opened(&im);
	ck_last(s, LOOP "truncated dump file; tried to read 20 captured bytes, "
	    "only got 10");
	finish(&im, s);
}
END_TEST

START_TEST(pcap_caplen_limits)
{
	static const struct {
		uint32_t linktype, snaplen, caplen;
		const char *text;
	} t[] = {
		{ ETHERNET, 65535, 262144, NULL },
		{ ETHERNET, 65535, 262145, LOOP "invalid packet capture length "
		    "262145, bigger than snaplen of 65535" },
		{ ETHERNET, 300000, 300000, LOOP "invalid packet capture "
		    "length 300000, bigger than maximum of 262144" },
		{ ETHERNET, 65535, 0xffffffff, LOOP "invalid packet capture "
		    "length 4294967295, bigger than snaplen of 65535" },
		{ 231, 0, 300000, NULL },
		{ 231, 0, 134217729, LOOP "invalid packet capture length "
		    "134217729, bigger than snaplen of 134217728" },
		{ 231, 0, 134217728, LOOP "truncated dump file; tried to read "
		    "134217728 captured bytes, only got 300000" }
	};
	struct image im = { .len = 0 };
	struct source *s;
	uint32_t n = t[_i].caplen < 300000 ? t[_i].caplen : 300000;

	put_pcap(&im, MICRO, 2, 4, t[_i].snaplen, t[_i].linktype);
	put_record(&im, 1, 2, t[_i].caplen, 9);
	put_data(&im, n);
	s = opened(&im);
	if (t[_i].text == NULL)
		ck_frame(s, 1, 2000, n < s->ifs[0].snaplen ? n :
		    s->ifs[0].snaplen, 9);
	ck_last(s, t[_i].text);
	finish(&im, s);
}
END_TEST

START_TEST(pcap_nonsense_fraction)
{
	struct image im = { .len = 0 };
	struct source *s;

	put_pcap(&im, MICRO, 2, 4, 65535, ETHERNET);
	put_record(&im, 1, 0xffffffff, 0, 0);
	s = opened(&im);
	ck_frame(s, 1, 4294967295000, 0, 0);
	finish(&im, s);
}
END_TEST

/* --- pcapng --- */

/* Two sections of either byte order, three interfaces of two link types. */
static void
put_two_sections(struct image *im)
{
	put_section(im);
	begin_if(im, ETHERNET, 262144);
	put_option(im, 2, "eth0", 4);
	put_option(im, 3, "the first", 9);
	put_option(im, 11, "\0tcp port 80", 12);
	put_option(im, 0, "", 0);
	end(im);
	put_packet(im, 0, 1000001, 21, 60);
	begin_if(im, 101, 96);
	put_option(im, 2, "tun0\0x", 6);
	put_option(im, 2, "another", 7);
	put_option(im, 11, "\1BPF code", 9);
	put_option(im, 9, "\11", 1);
	put_option(im, 0, "", 0);
	end(im);
	put_packet(im, 1, 2000000003, 20, 20);
	im->big = !im->big;
	put_section(im);
	put_if(im, 101, 0);
	/* Seconds past 2106. */
	put_packet(im, 0, UINT64_C(5000000000) * 1000000 + 7, 20, 20);
}

START_TEST(pcapng_sections)
{
	struct image im = { .big = _i == 1 };
	struct source *s;
	struct frame f;

	put_two_sections(&im);
	s = opened(&im);
	ck_assert_uint_eq(s->nifs, 1);
	ck_assert_str_eq(s->ifs[0].name, "eth0");
	ck_assert_str_eq(s->ifs[0].description, "the first");
	ck_assert_str_eq(s->ifs[0].filter, "tcp port 80");
	ck_assert_uint_eq(s->ifs[0].resolution, 1000000);
	ck_frame(s, 1, 1000, 21, 60);
	ck_assert_int_eq(s->next(s, &f), SOURCE_FRAME);
	ck_assert_uint_eq(f.iface, 1);
	ck_assert_int_eq(f.sec, 2);
	ck_assert_uint_eq(f.nsec, 3);
	ck_assert_ptr_null(f.comment);
	ck_assert_str_eq(s->ifs[1].name, "tun0");
	ck_assert_ptr_null(s->ifs[1].filter);
	ck_assert_int_eq(s->ifs[1].dlt, 12);
	ck_assert_uint_eq(s->ifs[1].snaplen, 96);
	ck_assert_uint_eq(s->ifs[1].resolution, 1000000000);
	ck_assert_int_eq(s->next(s, &f), SOURCE_FRAME);
	ck_assert_uint_eq(f.iface, 2);
	ck_assert_int_eq(f.sec, 5000000000);
	ck_assert_uint_eq(f.nsec, 7000);
	ck_assert_uint_eq(s->nifs, 3);
	ck_assert_uint_eq(s->ifs[2].snaplen, 262144);
	ck_assert_ptr_null(s->ifs[2].name);
	ck_last(s, NULL);
	finish(&im, s);
}
END_TEST

START_TEST(pcapng_many_interfaces)
{
	struct image im = { .len = 0 };
	struct source *s;
	struct frame f;
	uint32_t i;

	put_section(&im);
	for (i = 0; i < 100; i++)
		put_if(&im, ETHERNET, 100 + i);
	put_packet(&im, 99, 1, 20, 20);
	s = opened(&im);
	ck_assert_int_eq(s->next(s, &f), SOURCE_FRAME);
	ck_assert_uint_eq(s->nifs, 100);
	ck_assert_uint_eq(f.iface, 99);
	for (i = 0; i < 100; i++)
		ck_assert_uint_eq(s->ifs[i].snaplen, 100 + i);
	finish(&im, s);
}
END_TEST

START_TEST(pcapng_time)
{
	/* Worked out by hand in exact arithmetic, rounded down. */
	static const struct {
		const char *resolution;
		uint64_t t;
		int64_t sec;
		uint64_t nsec;
	} v[] = {
		{ "\x00", 1099511640121, 1099511640121, 0 },
		{ "\x01", 12345, 1234, 500000000 },
		{ "\x03", 12345, 12, 345000000 },
		{ "\x06", 1099511640121, 1099511, 640121000 },
		{ "\x06", UINT64_MAX, 18446744073709, 551615000 },
		{ "\x09", 1099511640121, 1099, 511640121 },
		{ "\x0c", 1099511640121, 1, 99511640 },
		{ "\x13", 1099511640121, 0, 109 },
		{ "\x13", UINT64_MAX, 1, 844674407 },
		{ "\x80", 7, 7, 0 },
		{ "\x81", 1099511640121, 549755820060, 500000000 },
		{ "\x8a", 1099511640121, 1073741836, 55664062 },
		{ "\xa0", UINT64_C(0x1c0000001), 1, 750000000 },
		{ "\xa1", UINT64_C(0x3ffffffff), 1, 999999999 },
		{ "\xbf", 1099511640121, 0, 119 },
		{ "\xbf", UINT64_MAX, 1, 999999999 }
	};
	struct image im = { .len = 0 };
	struct source *s;

	ck_assert_int_lt(_i, (int)(sizeof(v) / sizeof(v[0])));
	put_section(&im);
	begin_if(&im, ETHERNET, 0);
	put_option(&im, 9, v[_i].resolution, 1);
	end(&im);
	put_packet(&im, 0, v[_i].t, 0, 0);
	s = opened(&im);
	ck_frame(s, v[_i].sec, v[_i].nsec, 0, 0);
	finish(&im, s);
}
END_TEST

START_TEST(pcapng_time_offset)
{
	static const int64_t offset[] = { 3600, -3600, 8589934592, INT64_MIN };
	struct image im = { .big = _i % 2 == 1 };
	struct source *s;

	put_section(&im);
	begin_if(&im, ETHERNET, 0);
	put16(&im, 14);
	put16(&im, 8);
	put_number(&im, (uint64_t)offset[_i], 8);
	end(&im);
	put_packet(&im, 0, 5000000, 0, 0);
	s = opened(&im);
	ck_frame(s, offset[_i] + 5, 0, 0, 0);
	finish(&im, s);
}
END_TEST

START_TEST(pcapng_packet_blocks)
{
	struct image im = { .big = _i == 1 };
	struct source *s;

	put_section(&im);
	put_if(&im, ETHERNET, 10);
	put_section(&im);
	put_if(&im, ETHERNET, 30);
	begin(&im, 2);			/* obsolete: 16 bits of interface */
	put16(&im, 0);
	put16(&im, 77);			/* and 16 of drops */
	put32(&im, 1);
	put32(&im, 705032704);		/* 5000000000 us */
	put32(&im, 21);
	put32(&im, 60);
	put_data(&im, 21);
	end(&im);
	begin(&im, 3);			/* simple, whole */
	put32(&im, 21);
	put_data(&im, 21);
	end(&im);
	begin(&im, 3);			/* simple, cut by the snapshot length */
	put32(&im, 1500);
	put_data(&im, 30);
	end(&im);
	s = opened(&im);
	ck_assert(!ck_frame(s, 5000, 0, 21, 60).untimed);
	ck_assert(ck_frame(s, 0, 0, 21, 21).untimed);
	ck_assert(ck_frame(s, 0, 0, 30, 1500).untimed);
	ck_last(s, NULL);
	finish(&im, s);
}
END_TEST

static void
ck_comment(struct source *s, const char *text)
{
	struct frame f;

	ck_assert_int_eq(s->next(s, &f), SOURCE_FRAME);
	ck_data(&f, 21);
	if (text == NULL)
		ck_assert_ptr_null(f.comment);
	else
		ck_assert_str_eq(f.comment, text);
}

START_TEST(pcapng_comments)
{
	struct image im = { .len = 0 };
	struct source *s;
	char *text = calloc(1, 60001);

	ck_assert_ptr_nonnull(text);
	memset(text, 'x', 60000);
	put_section(&im);
	put_if(&im, ETHERNET, 0);
	begin_packet(&im, 0, 1, 21, 21);
	put_option(&im, 2, "\0\0\0\1", 4);
	put_option(&im, 1, "one", 3);
	put_option(&im, 0, "", 0);
	put_option(&im, 1, "behind the end", 14);
	end(&im);
	begin_packet(&im, 0, 1, 21, 21);
	put_option(&im, 1, text, 60000);
	end(&im);
	put_packet(&im, 0, 1, 21, 21);
	begin_packet(&im, 0, 1, 21, 21);
	put_option(&im, 1, "one\0and a half", 14);
	put_option(&im, 1, "", 0);
	put_option(&im, 1, "three", 5);
	put16(&im, 1);			/* damaged: longer than the block */
	put16(&im, 100);
	end(&im);
	s = opened(&im);
	ck_comment(s, "one");
	ck_comment(s, text);
	ck_comment(s, NULL);
	ck_comment(s, "one\n\nthree");
	ck_last(s, NULL);
	finish(&im, s);
	free(text);
}
END_TEST

START_TEST(pcapng_skipped_blocks)
{
	/* names, statistics, decryption secrets, custom ones, unknown */
	static const uint32_t types[] = { 4, 5, 10, 0xbad, 0x40000bad, 0x77 };
	struct image im = { .len = 0 };
	struct source *s;
	size_t i;

	put_section(&im);
	for (i = 0; i < sizeof(types) / sizeof(types[0]); i++) {
		begin(&im, types[i]);
		put_data(&im, i * 3);
		end(&im);
	}
	put_if(&im, ETHERNET, 0);
	for (i = 0; i < sizeof(types) / sizeof(types[0]); i++) {
		begin(&im, types[i]);
		put_data(&im, i * 3);
		end(&im);
	}
	put_packet(&im, 0, 1, 21, 21);
	s = opened(&im);
	ck_frame(s, 0, 1000, 21, 21);
	ck_last(s, NULL);
	finish(&im, s);
}
END_TEST

/* --- damage --- */

START_TEST(no_capture)
{
	static const struct {
		const char *octets;
		size_t len;
		const char *text;
	} t[] = {
		{ "", 0, "truncated dump file; tried to read 4 file header "
		    "bytes, only got 0" },
		{ "abc", 3, "truncated dump file; tried to read 4 file header "
		    "bytes, only got 3" },
		{ "\xd4\xc3\xb2\xa1\2\0\4", 7, "truncated dump file; tried to "
		    "read 24 file header bytes, only got 3" },
		{ "This is no capture.", 19, "unknown file format" },
		{ "\xfd" "7zXZ", 5, "compressed with xz; decompress it "
		    "first, e.g. xz -dc FILE | tapir -r -" },
		{ "BZh9", 4, "compressed with bzip2; decompress it "
		    "first, e.g. bzip2 -dc FILE | tapir -r -" }
	};
	struct image im = { .len = 0 };

	put(&im, t[_i].octets, t[_i].len);
	ck_refused(&im, t[_i].text);
	free(im.data);
}
END_TEST

/* Reads what there is of the first n octets: the number of frames. */
static int
count_frames(const struct image *im, size_t n, char *err, size_t errlen)
{
	struct source *s = savefile_open_memory(im->data, n, err, errlen);
	struct frame f;
	enum source_rc rc;
	int frames = 0;

	if (s == NULL)
		return -1;
	while ((rc = s->next(s, &f)) == SOURCE_FRAME)
		frames++;
	ck_assert_int_ne(rc, SOURCE_IDLE);
	if (rc == SOURCE_ERROR)
		snprintf(err, errlen, "%s", s->error);
	s->close(s);
	return frames;
}

START_TEST(pcap_cut_anywhere)
{
	struct image im = { .len = 0 };
	char err[512], want[512];
	size_t n, rest;

	put_pcap(&im, MICRO, 2, 4, 65535, ETHERNET);
	for (n = 0; n < 3; n++) {
		put_record(&im, 1, 2, 20, 60);
		put_data(&im, 20);
	}
	for (n = 24; n <= im.len; n++) {
		err[0] = want[0] = '\0';
		rest = (n - 24) % 36;
		if (rest >= 16)
			snprintf(want, sizeof(want), LOOP "truncated dump "
			    "file; tried to read 20 captured bytes, only got "
			    "%zu", rest - 16);
		else if (rest > 0)
			snprintf(want, sizeof(want), LOOP "truncated dump "
			    "file; tried to read 16 header bytes, only got %zu",
			    rest);
		ck_assert_int_eq(count_frames(&im, n, err, sizeof(err)),
		    (int)((n - 24) / 36));
		ck_assert_str_eq(err, want);
	}
	free(im.data);
}
END_TEST

START_TEST(pcapng_cut_anywhere)
{
	struct image im = { .len = 0 };
	size_t n, at[3], opened_at;
	char err[512];
	int i, frames;

	put_section(&im);
	put_if(&im, ETHERNET, 0);
	opened_at = im.len;
	for (i = 0; i < 3; i++) {
		put_packet(&im, 0, 1, 21, 21);
		at[i] = im.len;
	}
	for (n = 0; n <= im.len; n++) {
		err[0] = '\0';
		frames = n < opened_at ? -1 : 0;
		for (i = 0; i < 3; i++)
			frames += at[i] <= n;
		ck_assert_int_eq(count_frames(&im, n, err, sizeof(err)),
		    frames);
		/* Silent only where a block ends. */
		if (n == opened_at || n == at[0] || n == at[1] || n == at[2])
			ck_assert_str_eq(err, "");
		else
			ck_assert_ptr_nonnull(strstr(err, n == 28 ?
			    "the capture file has no Interface Description "
			    "Blocks" : "truncated "));
	}
	count_frames(&im, at[0] + 7, err, sizeof(err));
	ck_assert_str_eq(err, LOOP "truncated pcapng dump file; tried to read "
	    "8 bytes, only got 7");
	count_frames(&im, at[0] + 9, err, sizeof(err));
	ck_assert_str_eq(err, LOOP "truncated pcapng dump file; tried to read "
	    "48 bytes, only got 1");
	free(im.data);
}
END_TEST

START_TEST(pcapng_block_lengths)
{
	static const struct {
		uint32_t len, trailer;
		const char *text;
	} t[] = {
		{ 0, 0, LOOP "block in pcapng dump file has a length of 0 "
		    "< 12" },
		{ 11, 11, LOOP "block in pcapng dump file has a length of 11 "
		    "< 12" },
		{ 14, 14, LOOP "block in pcapng dump file has a length of 14 "
		    "that is not a multiple of 4" },
		{ 16, 20, LOOP "block total length in header and trailer "
		    "don't match" },
		{ 16777220, 0, LOOP "pcapng block size 16777220 > maximum "
		    "16777216" },
		{ 0xfffffffc, 0, LOOP "pcapng block size 4294967292 > maximum "
		    "16777216" },
		{ 16777216, 0, LOOP "truncated pcapng dump file; tried to read "
		    "16777208 bytes, only got 8" }
	};
	struct image im = { .len = 0 };

	put_section(&im);
	put_if(&im, ETHERNET, 0);
	put32(&im, 0x77);
	put32(&im, t[_i].len);
	put32(&im, 0);
	put32(&im, t[_i].trailer);
	ck_only(&im, t[_i].text);
}
END_TEST

/* Frames of 128 MiB are in order where the link type has them. */
START_TEST(pcapng_long_frames)
{
	struct image im = { .len = 0 };

	put_section(&im);
	put_if(&im, 231, 0);
	put32(&im, 6);
	put32(&im, 134217728 + 32);
	ck_only(&im, LOOP "truncated pcapng dump file; tried to read "
	    "134217752 bytes, only got 0");
}
END_TEST

START_TEST(pcapng_short_blocks)
{
	static const struct {
		uint32_t type, len;
	} t[] = { { 6, 16 }, { 2, 16 }, { 3, 0 }, { 1, 4 }, { 0x0a0d0d0a, 4 } };
	struct image im = { .len = 0 };
	char text[200];

	put_section(&im);
	put_if(&im, ETHERNET, 0);
	begin(&im, t[_i].type);
	if (t[_i].type == 0x0a0d0d0a)
		put32(&im, 0x1a2b3c4d);
	else
		put_data(&im, t[_i].len);
	end(&im);
	snprintf(text, sizeof(text), LOOP "block of type %u in pcapng dump "
	    "file is too short", t[_i].type);
	ck_only(&im, text);
}
END_TEST

START_TEST(pcapng_bad_packets)
{
	static const struct {
		uint32_t iface, caplen;
		const char *text;
	} t[] = {
		{ 1, 20, "a packet arrived on interface 1, but there's no "
		    "Interface Description Block for that interface" },
		{ 0xffffffff, 20, "a packet arrived on interface 4294967295, "
		    "but there's no Interface Description Block for that "
		    "interface" },
		{ 0, 24, "block of type 6 in pcapng dump file is too short" },
		{ 0, 97, "invalid packet capture length 97, bigger than "
		    "snaplen of 96" }
	};
	struct image im = { .len = 0 };
	char text[200];

	put_section(&im);
	put_if(&im, ETHERNET, 0);	/* of another section: does not count */
	put_section(&im);
	put_if(&im, ETHERNET, 96);
	begin(&im, 6);
	put32(&im, t[_i].iface);
	put32(&im, 0);
	put32(&im, 0);
	put32(&im, t[_i].caplen);
	put32(&im, 60);
	put_data(&im, 20);
	end(&im);
	snprintf(text, sizeof(text), LOOP "%s", t[_i].text);
	ck_only(&im, text);
}
END_TEST

START_TEST(pcapng_simple_cut)
{
	struct image im = { .len = 0 };

	put_section(&im);
	put_if(&im, ETHERNET, 0);
	begin(&im, 3);
	put32(&im, 200);
	put_data(&im, 20);
	end(&im);
	ck_only(&im, LOOP "block of type 3 in pcapng dump file is too short");
}
END_TEST

START_TEST(pcapng_packet_first)
{
	struct image im = { .len = 0 };

	put_section(&im);
	begin(&im, _i == 3 ? 3 : _i == 2 ? 2 : 6);
	put_data(&im, 40);
	end(&im);
	ck_refused(&im, "the capture file has a packet block before any "
	    "Interface Description Blocks");
	free(im.data);
}
END_TEST

START_TEST(pcapng_bad_sections)
{
	static const struct {
		uint32_t magic;
		unsigned major, minor;
		const char *text;
	} t[] = {
		{ 0x1a2b3c4d, 1, 2, NULL },
		{ 0x1a2b3c4d, 1, 1, "unsupported pcapng savefile version 1.1" },
		{ 0x1a2b3c4d, 2, 0, "unsupported pcapng savefile version 2.0" },
		{ 0x11223344, 1, 0, "the file has a section with a bad byte "
		    "order magic field" }
	};
	struct image im = { .len = 0 };

	begin(&im, 0x0a0d0d0a);
	put32(&im, t[_i].magic);
	put16(&im, t[_i].major);
	put16(&im, t[_i].minor);
	put_number(&im, UINT64_MAX, 8);
	end(&im);
	put_if(&im, ETHERNET, 0);
	if (t[_i].text == NULL) {
		ck_only(&im, NULL);
		return;
	}
	ck_refused(&im, t[_i].text);
	free(im.data);
}
END_TEST

START_TEST(pcapng_bad_if_options)
{
#define IDB "Interface Description Block "
	static const struct {
		unsigned code, len, times;
		const char *value, *text;
	} t[] = {
		{ 9, 1, 1, "\x14", IDB "if_tsresol option resolution 10^-20 is "
		    "too high" },
		{ 9, 1, 1, "\xc0", IDB "if_tsresol option resolution 2^-64 is "
		    "too high" },
		{ 9, 0, 1, "", IDB "has if_tsresol option with length 0 != 1" },
		{ 9, 1, 2, "\6", IDB "has more than one if_tsresol option" },
		{ 14, 4, 1, "abcd", IDB "has if_tsoffset option with length 4 "
		    "!= 8" },
		{ 14, 8, 2, "abcdefgh", IDB "has more than one if_tsoffset "
		    "option" },
		{ 2, 100, 1, NULL, "block of type 1 in pcapng dump file is too "
		    "short" }
	};
#undef IDB
	struct image im = { .len = 0 };
	unsigned i;

	put_section(&im);
	begin_if(&im, ETHERNET, 0);
	for (i = 0; i < t[_i].times; i++) {
		if (t[_i].value != NULL) {
			put_option(&im, t[_i].code, t[_i].value, t[_i].len);
			continue;
		}
		put16(&im, t[_i].code);
		put16(&im, t[_i].len);
	}
	end(&im);
	ck_refused(&im, t[_i].text);
	free(im.data);
}
END_TEST

/* What a file can make us keep is bounded. */
START_TEST(pcapng_too_many_interfaces)
{
	struct image im = { .len = 0 };
	int i;

	put_section(&im);
	for (i = 0; i < 65537; i++)
		put_if(&im, ETHERNET, 0);
	ck_only(&im, LOOP "the capture file has more than 65536 interfaces");
}
END_TEST

START_TEST(pcapng_too_long_names)
{
	struct image im = { .len = 0 };
	char *name = malloc(60000);
	int i;

	ck_assert_ptr_nonnull(name);
	memset(name, 'n', 60000);
	put_section(&im);
	for (i = 0; i < 280; i++) {	/* 16.8 million octets */
		begin_if(&im, ETHERNET, 0);
		put_option(&im, 2, name, 60000);
		end(&im);
	}
	free(name);
	ck_only(&im, LOOP "the names, descriptions and filters of the "
	    "interfaces have more than 16777216 octets");
}
END_TEST

/* --- files and pipes --- */

START_TEST(file_longer_than_buffer)
{
	char path[] = "/tmp/check_savefile.XXXXXX", err[512] = "";
	struct image im = { .len = 0 };
	struct source *s;
	int fd, i;

	put_pcap(&im, MICRO, 2, 4, 65535, ETHERNET);
	for (i = 0; i < 900; i++) {
		put_record(&im, (uint64_t)i, 0, (uint32_t)i, 2000);
		put_data(&im, (size_t)i);
	}
	ck_assert_uint_gt(im.len, 256 * 1024);
	fd = mkstemp(path);
	ck_assert_int_ne(fd, -1);
	ck_assert_int_eq(write(fd, im.data, im.len), (ssize_t)im.len);
	close(fd);
	s = savefile_open(path, err, sizeof(err));
	unlink(path);
	ck_assert_msg(s != NULL, "%s", err);
	for (i = 0; i < 900; i++)
		ck_frame(s, i, 0, (uint32_t)i, 2000);
	ck_last(s, NULL);
	finish(&im, s);
}
END_TEST

START_TEST(file_errors)
{
	char err[512] = "";

	ck_assert_ptr_null(savefile_open("/nonexistent/x", err, sizeof(err)));
	ck_assert_str_eq(err, "/nonexistent/x: No such file or directory");
	ck_assert_ptr_null(savefile_open("/", err, sizeof(err)));
	ck_assert_str_eq(err, "/: error reading dump file: Is a directory");
	ck_assert_ptr_null(savefile_open("/dev/null", err, sizeof(err)));
	ck_assert_str_eq(err, "/dev/null: truncated dump file; tried to read 4 "
	    "file header bytes, only got 0");
}
END_TEST

/* Puts a pipe under the standard input: its writing end. */
static int
stdin_pipe(void)
{
	int fd[2];

	ck_assert_int_eq(pipe(fd), 0);
	ck_assert_int_eq(dup2(fd[0], STDIN_FILENO), STDIN_FILENO);
	close(fd[0]);
	return fd[1];
}

static void
on_alarm(int sig)
{
	(void)sig;
}

/* Lets a signal arrive every 10 ms that interrupts a read(2). */
static void
alarms(void)
{
	const struct itimerval often = { { 0, 10000 }, { 0, 10000 } };
	struct sigaction sa;

	memset(&sa, 0, sizeof(sa));
	sa.sa_handler = on_alarm;
	sigaction(SIGALRM, &sa, NULL);
	setitimer(ITIMER_REAL, &often, NULL);
}

/*
 * A frame comes out once its last octet is there, a wait is interrupted by a
 * signal, and an interrupted record is whole in the end.
 */
START_TEST(pipe_growing)
{
	struct image im = { .len = 0 };
	struct source *s;
	struct frame f;
	char err[512] = "";
	size_t i, header;
	int fd = stdin_pipe();

	if (_i == 1)
		fcntl(STDIN_FILENO, F_SETFL, O_NONBLOCK);
	put_section(&im);
	put_if(&im, ETHERNET, 0);
	header = im.len;
	put_packet(&im, 0, 1000001, 21, 60);
	ck_assert_int_eq(write(fd, im.data, header), (ssize_t)header);
	s = savefile_open("-", err, sizeof(err));
	ck_assert_msg(s != NULL, "%s", err);
	alarms();
	for (i = header; i < im.len; i++) {
		ck_assert_int_eq(s->next(s, &f), SOURCE_IDLE);
		ck_assert_int_eq(write(fd, im.data + i, 1), 1);
	}
	ck_frame(s, 1, 1000, 21, 60);
	ck_assert_int_eq(s->next(s, &f), SOURCE_IDLE);
	close(fd);
	ck_last(s, NULL);
	finish(&im, s);
	ck_assert_int_ne(fcntl(STDIN_FILENO, F_GETFD), -1);
}
END_TEST

START_TEST(pipe_interrupted_open)
{
	char err[512] = "";
	int fd = stdin_pipe();

	alarms();
	ck_assert_ptr_null(savefile_open("-", err, sizeof(err)));
	ck_assert_str_eq(err, "standard input: Interrupted system call");
	close(fd);
}
END_TEST

static Suite *
savefile_suite(void)
{
	Suite *suite = suite_create("savefile");
	TCase *tc = tcase_create("pcap");

	tcase_add_loop_test(tc, pcap_variants, 0, 6);
	tcase_add_loop_test(tc, pcap_old_versions, 0, 9);
	tcase_add_loop_test(tc, pcap_other_versions, 0, 5);
	tcase_add_loop_test(tc, link_types, 0, 8);
	tcase_add_loop_test(tc, pcap_snaplen, 0, 7);
	tcase_add_loop_test(tc, pcap_modified_snaplen, 0, 2);
	tcase_add_test(tc, pcap_more_than_snaplen);
	tcase_add_loop_test(tc, pcap_caplen_limits, 0, 7);
	tcase_add_test(tc, pcap_nonsense_fraction);
	suite_add_tcase(suite, tc);

	tc = tcase_create("pcapng");
	tcase_add_loop_test(tc, pcapng_sections, 0, 2);
	tcase_add_test(tc, pcapng_many_interfaces);
	tcase_add_loop_test(tc, pcapng_time, 0, 16);
	tcase_add_loop_test(tc, pcapng_time_offset, 0, 4);
	tcase_add_loop_test(tc, pcapng_packet_blocks, 0, 2);
	tcase_add_test(tc, pcapng_comments);
	tcase_add_test(tc, pcapng_skipped_blocks);
	suite_add_tcase(suite, tc);

	tc = tcase_create("damage");
	tcase_add_loop_test(tc, no_capture, 0, 6);
	tcase_add_test(tc, pcap_cut_anywhere);
	tcase_add_test(tc, pcapng_cut_anywhere);
	tcase_add_loop_test(tc, pcapng_block_lengths, 0, 7);
	tcase_add_test(tc, pcapng_long_frames);
	tcase_add_loop_test(tc, pcapng_short_blocks, 0, 5);
	tcase_add_loop_test(tc, pcapng_bad_packets, 0, 4);
	tcase_add_test(tc, pcapng_simple_cut);
	tcase_add_loop_test(tc, pcapng_packet_first, 1, 4);
	tcase_add_loop_test(tc, pcapng_bad_sections, 0, 4);
	tcase_add_loop_test(tc, pcapng_bad_if_options, 0, 7);
	tcase_add_test(tc, pcapng_too_many_interfaces);
	tcase_add_test(tc, pcapng_too_long_names);
	suite_add_tcase(suite, tc);

	tc = tcase_create("files");
	tcase_add_test(tc, file_longer_than_buffer);
	tcase_add_test(tc, file_errors);
	tcase_add_loop_test(tc, pipe_growing, 0, 2);
	tcase_add_test(tc, pipe_interrupted_open);
	suite_add_tcase(suite, tc);
	return suite;
}

int
main(void)
{
	SRunner *runner = srunner_create(savefile_suite());
	int failed;

	srunner_run_all(runner, CK_NORMAL);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
