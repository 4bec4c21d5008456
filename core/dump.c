/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * pcap: pcap-savefile(5).
 */
#include "dump.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "outfile.h"
#include "source.h"

#define MAGIC_MICRO	0xa1b2c3d4U
#define MAGIC_NANO	0xa1b23c4dU
#define SNAPLEN_MAX	262144U

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
	struct outfile *out;
	char *path;
	struct dump_config config;
	uint32_t linktype;
	uint32_t nsec_per_unit;
	int64_t since;		/* monotonic ms of the buffer's oldest frame */
	char error[512];
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

static int
failure(struct dump *d, int why)
{
	uint64_t n = outfile_frames(d->out);

	snprintf(d->error, sizeof(d->error), "%s: %s; it holds %llu packet%s",
	    outfile_name(d->out), strerror(why), (unsigned long long)n,
	    n == 1 ? "" : "s");
	errno = why;
	return -1;
}

/* What the last call on the file came to. */
static int
result(struct dump *d)
{
	int why = outfile_error(d->out);

	return why == 0 ? 0 : failure(d, why);
}

int
dump_flush(struct dump *d)
{
	(void)outfile_flush(d->out);
	return result(d);
}

int
dump_retry(struct dump *d)
{
	d->error[0] = '\0';
	(void)outfile_retry(d->out);
	return result(d);
}

int
dump_tick(struct dump *d)
{
	if (outfile_is_empty(d->out) || outfile_error(d->out) != 0 ||
	    now_ms() - d->since < d->config.flush_ms)
		return result(d);
	return dump_flush(d);
}

static int
wrong_linktype(const struct source *s, uint32_t iface, const char *name,
    char *err, size_t errlen)
{
	const char *ifname = s->ifs[iface].name;

	snprintf(err, errlen, "%s: a pcap file holds one link type, and "
	    "interface %s has another: write a pcapng file", name,
	    ifname != NULL ? ifname : "without a name");
	errno = EINVAL;
	return -1;
}

static int
check_linktypes(const struct source *s, uint32_t linktype, const char *name,
    char *err, size_t errlen)
{
	for (uint32_t i = 0; i < s->nifs; i++)
		if (s->ifs[i].linktype != linktype)
			return wrong_linktype(s, i, name, err, errlen);
	return 0;
}

int
dump_source(struct dump *d, const struct source *s)
{
	if (outfile_error(d->out) != 0)
		return result(d);
	return check_linktypes(s, d->linktype, outfile_name(d->out), d->error,
	    sizeof(d->error));
}

static int
put_record(struct dump *d, const struct frame *f)
{
	const struct record_header h = {
		.sec = (uint32_t)f->sec,
		.part = (uint32_t)(f->nsec / d->nsec_per_unit),
		.caplen = f->caplen,
		.len = f->len
	};
	uint8_t *p = outfile_reserve(d->out, sizeof(h) + f->caplen);

	if (p == NULL)
		return -1;
	if (outfile_is_empty(d->out))
		d->since = now_ms();
	memcpy(p, &h, sizeof(h));
	if (f->caplen > 0)
		memcpy(p + sizeof(h), f->data, f->caplen);
	outfile_commit(d->out, sizeof(h) + f->caplen, 1);
	return 0;
}

int
dump_write(struct dump *d, const struct source *s, const struct frame *f,
    const char *comment)
{
	(void)comment;
	if (outfile_error(d->out) != 0)
		return result(d);
	if (s->ifs[f->iface].linktype != d->linktype)
		return wrong_linktype(s, f->iface, outfile_name(d->out),
		    d->error, sizeof(d->error));
	if (put_record(d, f) == -1)
		return failure(d, errno);
	return d->config.flush_ms == 0 ? dump_flush(d) : result(d);
}

int
dump_finish(struct dump *d, const struct source *s)
{
	(void)s;
	return result(d);
}

static int
put_header(struct dump *d, const struct capture_if *i)
{
	const struct file_header h = {
		.magic = d->config.nano ? MAGIC_NANO : MAGIC_MICRO,
		.major = 2,
		.minor = 4,
		.snaplen = i->snaplen != 0 ? i->snaplen : SNAPLEN_MAX,
		.linktype = i->linktype | i->linktype_ext
	};
	uint8_t *p = outfile_reserve(d->out, sizeof(h));

	if (p == NULL)
		return -1;
	memcpy(p, &h, sizeof(h));
	outfile_commit(d->out, sizeof(h), 0);
	d->since = now_ms();
	d->linktype = i->linktype;
	d->nsec_per_unit = d->config.nano ? 1 : 1000;
	return 0;
}

static struct dump *
open_failed(struct dump *d, const char *path, char *err, size_t errlen)
{
	snprintf(err, errlen, "%s: %s", path, strerror(ENOMEM));
	if (d != NULL) {
		if (d->out != NULL)
			(void)outfile_close(d->out);
		free(d->path);
		free(d);
	}
	errno = ENOMEM;
	return NULL;
}

struct dump *
dump_open(const char *path, const struct dump_config *config,
    const struct source *s, char *err, size_t errlen)
{
	const struct outfile_config how = { .append = config->append,
	    .exclusive = config->exclusive,
	    .compression = config->compression != COMPRESS_AUTO ?
	    config->compression : compress_of_path(path) };
	struct dump *d;
	int why;

	/* Before a file is emptied. */
	if (check_linktypes(s, s->ifs[0].linktype, path, err, errlen) == -1)
		return NULL;
	d = calloc(1, sizeof(*d));
	if (d == NULL || (d->path = strdup(path)) == NULL)
		return open_failed(d, path, err, errlen);
	d->config = *config;
	d->out = outfile_open(path, &how, err, errlen);
	if (d->out == NULL) {
		why = errno;
		free(d->path);
		free(d);
		errno = why;
		return NULL;
	}
	if (put_header(d, &s->ifs[0]) == -1)
		return open_failed(d, path, err, errlen);
	return d;
}

int
dump_close(struct dump *d)
{
	int rc = outfile_close(d->out), why = errno;

	free(d->path);
	free(d);
	errno = why;
	return rc;
}

uint64_t
dump_frames(const struct dump *d)
{
	return outfile_frames(d->out);
}

uint64_t
dump_octets(const struct dump *d)
{
	return outfile_octets(d->out);
}

bool
dump_reached(struct dump *d, uint64_t octets)
{
	return outfile_octets(d->out) >= octets && dump_flush(d) == 0 &&
	    outfile_octets(d->out) >= octets;
}

const char *
dump_error(const struct dump *d)
{
	return d->error;
}

const char *
dump_path(const struct dump *d)
{
	return d->path;
}
