/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Writer of plain pcap files: pcap-savefile(5).
 */
#include "dump.h"

#include <sys/types.h>

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "signals.h"
#include "source.h"

#define BUFFER_SIZE	(256U * 1024)
#define MAGIC_MICRO	0xa1b2c3d4U
#define MAGIC_NANO	0xa1b23c4dU

struct file_header {
	uint32_t magic;
	uint16_t major, minor;
	int32_t zone;
	uint32_t accuracy, snaplen, linktype;
};

struct record_header {
	uint32_t sec, part, caplen, len;
};

struct dump {
	int fd;
	int failed;		/* errno of the write that failed, or 0 */
	uint32_t nsec_per_unit;
	bool header_out;	/* the file header left the buffer */
	uint8_t *buf;
	size_t size, used;
	char *path;
	char error[512];
};

static int
failure(struct dump *d, int why)
{
	d->failed = why;
	snprintf(d->error, sizeof(d->error), "%s: %s", d->path, strerror(why));
	errno = why;
	return -1;
}

/* How many of the buffer's first n octets are whole records. */
static size_t
whole_records(const struct dump *d, size_t n)
{
	struct record_header h;
	size_t next, whole = 0;

	if (!d->header_out) {
		if (n < sizeof(struct file_header))
			return 0;
		whole = sizeof(struct file_header);
	}
	while (n - whole >= sizeof(h)) {
		memcpy(&h, d->buf + whole, sizeof(h));
		next = whole + sizeof(h) + h.caplen;
		if (next > n)
			break;
		whole = next;
	}
	return whole;
}

/* Takes back the part of a record that got out before the write failed. */
static void
cut_back(const struct dump *d, size_t written)
{
	size_t excess = written - whole_records(d, written);
	off_t end;

	if (excess == 0)
		return;
	end = lseek(d->fd, 0, SEEK_CUR);	/* -1: a pipe has none */
	if (end >= (off_t)excess && ftruncate(d->fd, end - (off_t)excess) == 0)
		lseek(d->fd, -(off_t)excess, SEEK_CUR);
}

int
dump_flush(struct dump *d)
{
	struct pollfd p = { .fd = d->fd, .events = POLLOUT };
	size_t done = 0;
	ssize_t n;

	if (d->failed != 0)
		return failure(d, d->failed);
	while (done < d->used) {
		n = signals_write(d->fd, d->buf + done, d->used - done);
		if (n >= 0) {
			done += (size_t)n;
		} else if (errno == EAGAIN || errno == EWOULDBLOCK) {
			/* An output that somebody else set to O_NONBLOCK. */
			poll(&p, 1, -1);
		} else {
			failure(d, errno);
			cut_back(d, done);
			errno = d->failed;
			return -1;
		}
	}
	d->header_out = true;
	d->used = 0;
	return 0;
}

static int
room_for(struct dump *d, size_t n)
{
	uint8_t *buf;

	if (n <= d->size - d->used)
		return 0;
	if (dump_flush(d) == -1)
		return -1;
	if (n <= d->size)
		return 0;
	buf = realloc(d->buf, n);
	if (buf == NULL)
		return failure(d, ENOMEM);
	d->buf = buf;
	d->size = n;
	return 0;
}

int
dump_write(struct dump *d, const struct frame *f)
{
	const struct record_header h = {
		.sec = (uint32_t)f->sec,
		.part = (uint32_t)(f->nsec / d->nsec_per_unit),
		.caplen = f->caplen,
		.len = f->len
	};

	if (d->failed != 0)
		return failure(d, d->failed);
	if (room_for(d, sizeof(h) + f->caplen) == -1)
		return -1;
	memcpy(d->buf + d->used, &h, sizeof(h));
	d->used += sizeof(h);
	if (f->caplen > 0)
		memcpy(d->buf + d->used, f->data, f->caplen);
	d->used += f->caplen;
	return 0;
}

static void
put_header(struct dump *d, uint32_t linktype, uint32_t snaplen, bool nano)
{
	const struct file_header h = {
		.magic = nano ? MAGIC_NANO : MAGIC_MICRO,
		.major = 2,
		.minor = 4,
		.snaplen = snaplen,
		.linktype = linktype
	};

	memcpy(d->buf, &h, sizeof(h));
	d->used = sizeof(h);
	d->nsec_per_unit = nano ? 1 : 1000;
}

static void
dump_free(struct dump *d)
{
	free(d->path);
	free(d->buf);
	free(d);
}

struct dump *
dump_open(const char *path, uint32_t linktype, uint32_t snaplen, bool nano,
    char *err, size_t errlen)
{
	bool to_stdout = strcmp(path, "-") == 0;
	struct dump *d = calloc(1, sizeof(*d));

	if (d == NULL || (d->buf = malloc(BUFFER_SIZE)) == NULL ||
	    (d->path = strdup(to_stdout ? "standard output" : path)) == NULL) {
		snprintf(err, errlen, "%s: %s", path, strerror(ENOMEM));
		if (d != NULL)
			dump_free(d);
		return NULL;
	}
	d->size = BUFFER_SIZE;
	d->fd = STDOUT_FILENO;
	if (!to_stdout)
		d->fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC,
		    0666);
	if (d->fd == -1) {
		snprintf(err, errlen, "%s: %s", path, strerror(errno));
		dump_free(d);
		return NULL;
	}
	put_header(d, linktype, snaplen, nano);
	return d;
}

int
dump_close(struct dump *d)
{
	int rc = dump_flush(d), why = errno;

	/* Some file systems tell of a full disk here only. */
	if (d->fd != STDOUT_FILENO && close(d->fd) == -1 && rc == 0) {
		why = errno;
		rc = -1;
	}
	dump_free(d);
	errno = why;
	return rc;
}

const char *
dump_error(const struct dump *d)
{
	return d->error;
}
