/* SPDX-License-Identifier: BSD-3-Clause */
#include "config.h"

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

#define REST_MAX	(16U * 1024 * 1024)	/* no frame of ours is longer */
#define CHUNK		(64U * 1024)
#define SNAPLEN_OFFSET	16		/* in the header of a pcap file */

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

/* Octets of the file, from its last whole frame on, as far as they go. */
static int
decompress_rest(int fd, enum compression compression, struct append *a)
{
	struct decompressor *d = decompressor_new(compression);
	uint8_t chunk[CHUNK];
	const uint8_t *in = chunk;
	const char *why;
	size_t left = 0, done = 0;
	ptrdiff_t got = 0;
	ssize_t n;

	if (d == NULL)
		return -1;
	while (done < a->nrest) {
		got = decompress(d, &in, &left, a->rest + done,
		    a->nrest - done, &why);
		if (got > 0) {
			done += (size_t)got;
			continue;
		}
		n = got == -1 ? -1 : read(fd, chunk, sizeof(chunk));
		if (n <= 0)
			break;
		in = chunk;
		left = (size_t)n;
	}
	decompressor_free(d);
	errno = EIO;
	return done == a->nrest ? 0 : -1;
}

static int
save_rest(const char *path, const struct savefile_facts *facts,
    struct append *a)
{
	int fd, rc = -1;

	a->rest = malloc(a->nrest);
	if (a->rest == NULL)
		return -1;
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd == -1)
		return -1;
	if (lseek(fd, (off_t)a->octets, SEEK_SET) != -1)
		rc = decompress_rest(fd, facts->compression, a);
	close(fd);
	return rc;
}

/* Where the file is to be cut. */
static int
find_end(const char *path, const struct savefile_facts *facts,
    struct append *a, char *err, size_t errlen)
{
	if (facts->compression == COMPRESS_NONE) {
		a->octets = facts->whole;
		return 0;
	}
	a->octets = facts->frame_end;
	if (facts->whole < facts->frame_whole ||
	    facts->whole - facts->frame_whole > REST_MAX)
		return refuse(path, err, errlen, "the %s data are cut off; "
		    "read it with -r and write a new one",
		    compress_name(facts->compression));
	a->nrest = (size_t)(facts->whole - facts->frame_whole);
	if (a->nrest == 0 || save_rest(path, facts, a) == 0)
		return 0;
	snprintf(err, errlen, "%s: %s", path, strerror(errno));
	return -1;
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
