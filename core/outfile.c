/* SPDX-License-Identifier: BSD-3-Clause */
#include "outfile.h"

#include <sys/stat.h>
#include <sys/types.h>

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "keeper.h"
#include "signals.h"

#define BATCH		(256U * 1024)
/* Many files may be open that see little: buffers begin small. */
#define FIRST_ROOM	(16U * 1024)
#define FIRST_MARKS	64U

struct outfile {
	int fd;
	bool kept;		/* the keeper knows it */
	int failed;		/* errno of the write that failed, or 0 */
	uint8_t *buf;
	size_t room, used;
	int64_t since;		/* when the oldest record came in, ms */
	/* A mark for each record of the buffer: where it ends, and how many
	 * packets there are up to there. */
	uint32_t *ends, *packets;
	size_t marks_room, nmarks;
	struct compressor *compressor;	/* or NULL */
	const uint8_t *packed;	/* a batch that is to be written, or NULL */
	size_t npacked;
	size_t packed_records;	/* those of the buffer that it holds */
	uint64_t octets;	/* written, in whole records */
	uint64_t frames;
	char *name;
};

/* Looked at for each frame, so a clock of some ms that costs little. */
#ifdef CLOCK_MONOTONIC_COARSE
#define CLOCK CLOCK_MONOTONIC_COARSE
#else
#define CLOCK CLOCK_MONOTONIC
#endif

static int64_t
now_ms(void)
{
	struct timespec ts;

	clock_gettime(CLOCK, &ts);
	return (int64_t)ts.tv_sec * 1000 + ts.tv_nsec / 1000000;
}

static uint32_t
frames_upto(const struct outfile *o, size_t nmarks)
{
	return nmarks == 0 ? 0 : o->packets[nmarks - 1];
}

static uint32_t
octets_upto(const struct outfile *o, size_t nmarks)
{
	return nmarks == 0 ? 0 : o->ends[nmarks - 1];
}

/* The buffer's first n records are in the file. */
static void
forget(struct outfile *o, size_t n)
{
	uint32_t octets = octets_upto(o, n);
	uint32_t frames = frames_upto(o, n);

	o->frames += frames;
	o->used -= octets;
	o->nmarks -= n;
	if (o->nmarks == 0)
		return;
	memmove(o->buf, o->buf + octets, o->used);
	for (size_t i = 0; i < o->nmarks; i++) {
		o->ends[i] = o->ends[i + n] - octets;
		o->packets[i] = o->packets[i + n] - frames;
	}
}

/* Takes back what a failed write wrote of a record. */
static void
cut_back(const struct outfile *o, size_t excess)
{
	off_t end;

	if (excess == 0)
		return;
	end = lseek(o->fd, 0, SEEK_CUR);	/* -1: a pipe has none */
	if (end >= (off_t)excess && ftruncate(o->fd, end - (off_t)excess) == 0)
		lseek(o->fd, -(off_t)excess, SEEK_CUR);
}

/* All n octets: the number that got out, less if it failed, with errno. */
static size_t
write_all(int fd, const uint8_t *octets, size_t n)
{
	struct pollfd p = { .fd = fd, .events = POLLOUT };
	size_t done = 0;
	ssize_t out;

	while (done < n) {
		out = signals_write(fd, octets + done, n - done);
		if (out >= 0)
			done += (size_t)out;
		else if (errno == EAGAIN || errno == EWOULDBLOCK)
			/* An output that somebody else set to O_NONBLOCK. */
			poll(&p, 1, -1);
		else
			break;
	}
	return done;
}

static void
keep(const struct outfile *o, const uint32_t *ends, size_t n)
{
	if (o->kept)
		keeper_before_write(o->fd, o->octets, ends, n);
}

static int
flush_plain(struct outfile *o)
{
	size_t n = 0, done;
	int why, rc;

	keep(o, o->ends, o->nmarks);
	done = write_all(o->fd, o->buf, o->used);
	why = errno;
	rc = done == o->used ? 0 : -1;

	if (rc == 0)
		n = o->nmarks;
	else
		while (n < o->nmarks && o->ends[n] <= done)
			n++;
	o->octets += octets_upto(o, n);
	cut_back(o, done - octets_upto(o, n));
	keeper_after_write();
	forget(o, n);
	errno = why;
	return rc;
}

/* Behind the last batch, where the next one will be written; without one, a
 * tail is no file. */
static int
put_tail(const struct outfile *o, const uint8_t *tail, size_t n)
{
	return n == 0 || o->octets == 0 || pwrite(o->fd, tail, n, (off_t)o->octets) ==
	    (ssize_t)n ? 0 : -1;
}

/* A batch that did not get out whole is written again as it is. */
static int
pack(struct outfile *o)
{
	if (o->packed != NULL)
		return 0;
	o->packed = compress_batch(o->compressor, o->buf, o->used,
	    &o->npacked);
	o->packed_records = o->nmarks;
	return o->packed != NULL ? 0 : -1;
}

static int
write_batch(struct outfile *o)
{
	const uint32_t end = (uint32_t)o->npacked;
	const uint8_t *tail;
	size_t done, n;
	int why, rc;

	tail = compress_tail(o->compressor, &n);
	keep(o, &end, 1);
	if (o->kept)
		keeper_tail(tail, n);
	done = write_all(o->fd, o->packed, o->npacked);
	why = errno;
	rc = done == o->npacked ? 0 : -1;
	if (rc == 0) {
		o->octets += done;
		o->packed = NULL;
		forget(o, o->packed_records);
	} else
		cut_back(o, done);
	if (o->kept && put_tail(o, tail, n) == -1 && rc == 0) {
		why = errno;
		rc = -1;
	}
	keeper_after_write();
	errno = why;
	return rc;
}

/* More than once if records came in after a failure. */
static int
flush_compressed(struct outfile *o)
{
	while (o->used > 0)
		if (pack(o) == -1 || write_batch(o) == -1)
			return -1;
	return 0;
}

int
outfile_flush(struct outfile *o)
{
	if (o->failed == 0 && o->used > 0 &&
	    (o->compressor != NULL ? flush_compressed(o) : flush_plain(o)) == -1)
		o->failed = errno;
	errno = o->failed;
	return o->failed == 0 ? 0 : -1;
}

int
outfile_retry(struct outfile *o)
{
	o->failed = 0;
	return outfile_flush(o);
}

static int
grow(struct outfile *o, size_t n)
{
	size_t room = o->room == 0 ? FIRST_ROOM : o->room;
	uint8_t *buf;

	while (room - o->used < n)
		room *= 2;
	buf = realloc(o->buf, room);
	if (buf == NULL)
		return -1;
	o->buf = buf;
	o->room = room;
	return 0;
}

static int
grow_marks(struct outfile *o)
{
	size_t room = o->marks_room == 0 ? FIRST_MARKS : o->marks_room * 2;
	uint32_t *ends = realloc(o->ends, room * sizeof(*ends));
	uint32_t *packets;

	if (ends == NULL)
		return -1;
	o->ends = ends;
	packets = realloc(o->packets, room * sizeof(*packets));
	if (packets == NULL)
		return -1;
	o->packets = packets;
	o->marks_room = room;
	return 0;
}

uint8_t *
outfile_reserve(struct outfile *o, size_t n)
{
	if (o->used > 0 && o->used + n > BATCH && o->failed == 0)
		(void)outfile_flush(o);
	if ((n > o->room - o->used && grow(o, n) == -1) ||
	    (o->nmarks == o->marks_room && grow_marks(o) == -1))
		return NULL;
	return o->buf + o->used;
}

void
outfile_commit(struct outfile *o, size_t n, uint32_t frames)
{
	uint32_t before = frames_upto(o, o->nmarks);

	if (o->used == 0)
		o->since = now_ms();
	o->used += n;
	o->ends[o->nmarks] = (uint32_t)o->used;
	o->packets[o->nmarks++] = before + frames;
}

static void
outfile_free(struct outfile *o)
{
	compressor_free(o->compressor);
	free(o->name);
	free(o->packets);
	free(o->ends);
	free(o->buf);
	free(o);
}

static int
open_fd(const char *path, const struct outfile_config *config)
{
	if (strcmp(path, "-") == 0)
		return STDOUT_FILENO;
	return open(path, O_WRONLY | O_CREAT | O_CLOEXEC |
	    (config->append ? 0 : O_TRUNC) | (config->exclusive ? O_EXCL : 0),
	    0666);
}

/* What can be had before the file is touched. */
static int
prepare(struct outfile *o, const char *path,
    const struct outfile_config *config)
{
	o->name = strdup(strcmp(path, "-") == 0 ? "standard output" : path);
	if (o->name == NULL)
		return -1;
	if (config->compression == COMPRESS_NONE)
		return 0;
	o->compressor = compressor_new(config->compression);
	return o->compressor == NULL ? -1 : 0;
}

/* Pipes and devices are not for cutting, and the standard output is not ours. */
static void
watch(struct outfile *o)
{
	struct stat st;

	o->kept = o->fd != STDOUT_FILENO && fstat(o->fd, &st) == 0 &&
	    S_ISREG(st.st_mode);
	if (o->kept)
		keeper_watch(o->fd);
}

struct outfile *
outfile_open(const char *path, const struct outfile_config *config, char *err,
    size_t errlen)
{
	struct outfile *o = calloc(1, sizeof(*o));
	int why;

	if (o != NULL && prepare(o, path, config) == 0) {
		o->fd = open_fd(path, config);
		if (o->fd != -1) {
			watch(o);
			return o;
		}
	}
	why = errno;
	if (why == ENOSYS)
		snprintf(err, errlen, "%s: this tapir is built without %s",
		    path, compress_name(config->compression));
	else
		snprintf(err, errlen, "%s: %s", path, strerror(why));
	if (o != NULL)
		outfile_free(o);
	errno = why;
	return NULL;
}

/* The tail makes the file whole, whether a batch takes its place or not. */
static int
resume_frame(struct outfile *o)
{
	bool goes_on = compressor_go_on(o->compressor);
	size_t n;
	const uint8_t *tail = compress_tail(o->compressor, &n);

	if (put_tail(o, tail, n) == -1)
		return -1;
	if (goes_on)
		return 0;
	o->octets += n;
	return lseek(o->fd, (off_t)o->octets, SEEK_SET) == -1 ? -1 : 0;
}

int
outfile_resume(struct outfile *o, uint64_t octets, bool open)
{
	if (ftruncate(o->fd, (off_t)octets) == -1 ||
	    lseek(o->fd, (off_t)octets, SEEK_SET) == -1)
		return -1;
	o->octets = octets;
	return open ? resume_frame(o) : 0;
}

/* To a pipe the tail goes once, when no batch follows. */
static int
end_stream(struct outfile *o)
{
	size_t n;
	const uint8_t *tail;

	if (o->compressor == NULL || o->kept)
		return 0;
	tail = compress_tail(o->compressor, &n);
	return write_all(o->fd, tail, n) == n ? 0 : -1;
}

int
outfile_close(struct outfile *o)
{
	int rc = outfile_flush(o), why = errno;

	if (rc == 0 && end_stream(o) == -1) {
		why = errno;
		rc = -1;
	}

	if (o->kept)
		keeper_forget(o->fd);
	/* Some file systems tell of a full disk here only. */
	if (o->fd != STDOUT_FILENO && close(o->fd) == -1 && rc == 0) {
		why = errno;
		rc = -1;
	}
	outfile_free(o);
	errno = why;
	return rc;
}

int64_t
outfile_age(const struct outfile *o)
{
	return o->used == 0 ? 0 : now_ms() - o->since;
}

uint64_t
outfile_octets(const struct outfile *o)
{
	size_t tail = 0;

	if (o->compressor != NULL)
		(void)compress_tail(o->compressor, &tail);
	return o->octets + o->used + tail;
}

uint64_t
outfile_frames(const struct outfile *o)
{
	return o->frames + (o->failed == 0 ? frames_upto(o, o->nmarks) : 0);
}

int
outfile_error(const struct outfile *o)
{
	return o->failed;
}

const char *
outfile_name(const struct outfile *o)
{
	return o->name;
}
