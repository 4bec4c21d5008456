/* SPDX-License-Identifier: BSD-3-Clause */
#include "config.h"

#include <sys/mman.h>
#include <sys/stat.h>

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "append.h"
#include "savefile.h"
#include "source.h"

#define REST_MAX	(16U * 1024 * 1024)	/* no block of ours is longer */
#define CHUNK		(64U * 1024)
#define SNAPLEN_OFFSET	16		/* in the header of a pcap file */

#define CUT_OFF	"the %s data are cut off; read it with -r and write a new one"

/* Whatever the words are, errno is to say that the file was refused. */
static int __attribute__((format(printf, 4, 5)))
refuse(const char *path, char *err, size_t errlen, const char *fmt, ...)
{
	va_list ap;
	int n = snprintf(err, errlen, "%s: cannot append: ", path);

	va_start(ap, fmt);
	if (n > 0 && (size_t)n < errlen)
		vsnprintf(err + n, errlen - (size_t)n, fmt, ap);
	va_end(ap);
	errno = EINVAL;
	return -1;
}

/* 1: a file with something in it; 0: none. */
static int
exists(const char *path, char *err, size_t errlen)
{
	struct stat st;

	if (stat(path, &st) == -1) {
		if (errno == ENOENT)
			return 0;
		snprintf(err, errlen, "%s: %s", path, strerror(errno));
		return -1;
	}
	if (!S_ISREG(st.st_mode))
		return refuse(path, err, errlen, "it is no regular file");
	return st.st_size > 0;
}

static int
check_kind(const char *path, struct dump_config *c,
    const struct savefile_facts *facts, char *err, size_t errlen)
{
	enum dump_format format = facts->is_pcapng ? DUMP_PCAPNG : DUMP_PCAP;

	if (c->format == DUMP_AUTO)
		c->format = format;
	if (c->compression == COMPRESS_AUTO)
		c->compression = facts->compression;
	if (c->format != format)
		return refuse(path, err, errlen, "it is a %s file",
		    facts->is_pcapng ? "pcapng" : "pcap");
	if (c->compression != facts->compression)
		return refuse(path, err, errlen, "its compression is %s, not "
		    "%s", compress_name(facts->compression),
		    compress_name(c->compression));
	return 0;
}

/* A section of a pcapng is by itself; a pcap file has but one header. */
static int
check_header(const char *path, const struct dump_config *c,
    const struct savefile_facts *facts, const struct capture_if *theirs,
    const struct capture_if *ours, char *err, size_t errlen)
{
	uint64_t resolution = c->nano ? 1000000000 : 1000000;

	if (facts->is_pcapng)
		return 0;
	if (!facts->is_plain)
		return refuse(path, err, errlen, "its records are not those "
		    "of this host's pcap 2.4; read it with -r and write a new "
		    "one");
	if (theirs->linktype != ours->linktype)
		return refuse(path, err, errlen, "its link type is %u, not %u",
		    theirs->linktype, ours->linktype);
	if (theirs->resolution != resolution)
		return refuse(path, err, errlen, "its time stamps have %s; "
		    "use --time-stamp-precision %s", c->nano ? "microseconds" :
		    "nanoseconds", c->nano ? "micro" : "nano");
	if (theirs->snaplen < ours->snaplen && c->compression != COMPRESS_NONE)
		return refuse(path, err, errlen, "its snapshot length is %u; "
		    "use -s %u", theirs->snaplen, theirs->snaplen);
	return 0;
}

/* Readers cut packets that are longer than the header says. */
static int
raise_snaplen(const char *path, uint32_t snaplen)
{
	int fd = open(path, O_WRONLY | O_CLOEXEC), why = 0;

	if (fd == -1)
		return -1;
	if (pwrite(fd, &snaplen, sizeof(snaplen), SNAPLEN_OFFSET) !=
	    (ssize_t)sizeof(snaplen))
		why = errno;
	close(fd);
	errno = why;
	return why == 0 ? 0 : -1;
}

/* To the end, or to a last record that is cut off. */
static int
read_all(const char *path, struct source *s, struct append *a,
    struct savefile_facts *facts, char *err, size_t errlen)
{
	enum source_rc rc;
	struct frame f;

	while ((rc = s->next(s, &f)) == SOURCE_FRAME)
		a->frames++;
	savefile_facts(s, facts);
	if (rc == SOURCE_END || (rc == SOURCE_ERROR && facts->is_torn))
		return 0;
	return refuse(path, err, errlen, "%s", rc == SOURCE_ERROR ? s->error :
	    strerror(EINTR));
}

/* A frame that is cut off, and what it comes to. */
struct torn {
	const uint8_t *in;
	size_t n;
	enum compression compression;
	struct decompressor *d;
	uint8_t *out;		/* of the unit at hand */
	size_t nout, room;
};

/* Decompresses so many octets at that place, as far as they go. */
static int
expand_unit(struct torn *t, size_t at, size_t n)
{
	const uint8_t *in = t->in + at;
	const char *why;
	ptrdiff_t got;
	uint8_t *out;

	t->nout = 0;
	do {
		if (t->room - t->nout < CHUNK) {
			out = realloc(t->out, t->room + CHUNK);
			if (out == NULL)
				return -1;
			t->out = out;
			t->room += CHUNK;
		}
		got = decompress(t->d, &in, &n, t->out + t->nout,
		    t->room - t->nout, &why);
		t->nout += got > 0 ? (size_t)got : 0;
	} while (got > 0 && t->nout <= REST_MAX);
	return 0;
}

/*
 * How many octets of the frame can stay, if what they come to is to have
 * `whole' at most: as many blocks.  What is left of those is in out then.
 * Where no tail ends another's frame, none stay.
 */
static int
find_block(struct torn *t, uint64_t whole, size_t *stay)
{
	uint64_t before = 0;
	size_t at = 0, unit;

	for (;;) {
		unit = compress_unit(t->compression, t->in + at, t->n - at,
		    at == 0);
		if (unit > t->n - at || unit == 0)
			unit = t->n - at;
		if (expand_unit(t, at, unit) == -1)
			return -1;
		if (before + t->nout > whole || at + unit == t->n)
			break;
		before += t->nout;
		at += unit;
	}
	*stay = at;
	if (t->nout > REST_MAX)		/* nothing of ours: refused */
		return 0;
	if (before + t->nout < whole) {
		errno = EIO;
		return -1;
	}
	t->nout = (size_t)(whole - before);
	return 0;
}

/* What is mapped of a file; NULL with errno. */
static uint8_t *
map_file(const char *path, size_t *n)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC), why;
	struct stat st;
	uint8_t *map = MAP_FAILED;

	if (fd == -1)
		return NULL;
	if (fstat(fd, &st) == 0)
		map = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE,
		    fd, 0);
	why = errno;
	close(fd);
	errno = why;
	*n = (size_t)st.st_size;
	return map == MAP_FAILED ? NULL : map;
}

static int
cut_frame(const char *path, const struct savefile_facts *facts,
    struct torn *t, size_t *stay)
{
	size_t size;
	uint8_t *map = map_file(path, &size);
	int rc = -1, why;

	if (map == NULL)
		return -1;
	t->in = map + facts->frame_end;
	t->n = size - (size_t)facts->frame_end;
	t->compression = facts->compression;
	t->d = decompressor_new(facts->compression);
	if (t->d != NULL) {
		rc = find_block(t, facts->whole - facts->frame_whole, stay);
		why = errno;
		decompressor_free(t->d);
		errno = why;
	}
	why = errno;
	(void)munmap(map, size);
	errno = why;
	return rc;
}

/*
 * A whole file: where its frames end, or, if it is one frame of ours that can
 * go on, before that one's tail.
 */
static void
find_tail(const char *path, enum compression compression, struct append *a)
{
	size_t size, at = 0, unit;
	uint8_t *map;

	if (!compress_goes_on(compression) ||
	    (map = map_file(path, &size)) == NULL)
		return;
	while ((unit = compress_unit(compression, map + at, size - at,
	    at == 0)) != 0 && unit <= size - at)
		at += unit;
	if (at > 0 && size - at == compress_tail_length(compression)) {
		a->octets = at;
		a->open = true;
	}
	(void)munmap(map, size);
}

/* Where the file is to be cut. */
static int
find_end(const char *path, const struct savefile_facts *facts,
    struct append *a, char *err, size_t errlen)
{
	struct torn t = { 0 };
	size_t stay = 0;
	int rc;

	if (facts->compression == COMPRESS_NONE) {
		a->octets = facts->whole;
		return 0;
	}
	a->octets = facts->frame_end;
	if (facts->whole < facts->frame_whole)
		return refuse(path, err, errlen, CUT_OFF,
		    compress_name(facts->compression));
	if (facts->whole == facts->frame_whole) {
		if (!facts->is_torn)
			find_tail(path, facts->compression, a);
		return 0;
	}
	rc = cut_frame(path, facts, &t, &stay);
	a->rest = t.out;
	a->nrest = t.nout;
	a->octets += stay;
	a->open = stay > 0;
	if (rc == -1)
		snprintf(err, errlen, "%s: %s", path, strerror(errno));
	else if (a->nrest > REST_MAX)
		rc = refuse(path, err, errlen, CUT_OFF,
		    compress_name(facts->compression));
	return rc;
}

static int
look(const char *path, struct dump_config *c, struct source *theirs,
    const struct source *ours, struct append *a, char *err, size_t errlen)
{
	struct savefile_facts facts;
	uint32_t snaplen = ours->ifs[0].snaplen;

	savefile_facts(theirs, &facts);
	if (check_kind(path, c, &facts, err, errlen) == -1 ||
	    check_header(path, c, &facts, &theirs->ifs[0], &ours->ifs[0], err,
	    errlen) == -1 ||
	    read_all(path, theirs, a, &facts, err, errlen) == -1 ||
	    find_end(path, &facts, a, err, errlen) == -1)
		return -1;
	if (facts.is_pcapng || theirs->ifs[0].snaplen >= snaplen ||
	    raise_snaplen(path, snaplen) == 0)
		return 1;
	snprintf(err, errlen, "%s: %s", path, strerror(errno));
	return -1;
}

int
append_look(const char *path, struct dump_config *c, const struct source *ours,
    struct append *a, char *err, size_t errlen)
{
	struct source *theirs;
	char why[512];
	int rc = exists(path, err, errlen);

	memset(a, 0, sizeof(*a));
	if (rc <= 0)
		return rc;
	theirs = savefile_open(path, why, sizeof(why));
	if (theirs == NULL) {
		snprintf(err, errlen, "%s; cannot append to it", why);
		errno = EINVAL;
		return -1;
	}
	rc = look(path, c, theirs, ours, a, err, errlen);
	theirs->close(theirs);
	return rc;
}
