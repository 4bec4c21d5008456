/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * pcap: pcap-savefile(5).
 */
#include "dump.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "append.h"
#include "options.h"
#include "outfile.h"
#include "pcapng_write.h"
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
	struct pcapng_writer *pcapng;	/* NULL: the file is a pcap, of: */
	uint32_t linktype;
	uint32_t nsec_per_unit;
	uint64_t before;	/* packets that were in the file already */
	char error[512];
};

static int
failure(struct dump *d, int why)
{
	uint64_t n = d->before + outfile_frames(d->out);

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
	return outfile_age(d->out) < d->config.flush_ms ? result(d) :
	    dump_flush(d);
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
	if (d->pcapng != NULL)
		return pcapng_writer_source(d->pcapng, s) == 0 ? result(d) :
		    failure(d, errno);
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
	memcpy(p, &h, sizeof(h));
	if (f->caplen > 0)
		memcpy(p + sizeof(h), f->data, f->caplen);
	outfile_commit(d->out, sizeof(h) + f->caplen, 1);
	return 0;
}

int
dump_write(struct dump *d, const struct source *s, const struct frame *f,
    const struct extract *x, const char *comment)
{
	int rc;

	if (outfile_error(d->out) != 0)
		return result(d);
	if (d->pcapng != NULL)
		rc = pcapng_writer_frame(d->pcapng, s, f, x, comment);
	else if (s->ifs[f->iface].linktype == d->linktype)
		rc = put_record(d, f);
	else
		return wrong_linktype(s, f->iface, outfile_name(d->out),
		    d->error, sizeof(d->error));
	if (rc == -1)
		return failure(d, errno);
	return d->config.flush_ms == 0 ? dump_flush(d) : result(d);
}

int
dump_finish(struct dump *d, const struct source *s)
{
	if (outfile_error(d->out) == 0 && d->pcapng != NULL &&
	    pcapng_writer_finish(d->pcapng, s) == -1)
		return failure(d, errno);
	return result(d);
}

/* For the records of a pcap file. */
static void
set_kind(struct dump *d, const struct capture_if *i)
{
	d->linktype = i->linktype;
	d->nsec_per_unit = d->config.nano ? 1 : 1000;
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
	return 0;
}

struct dump_config
dump_config_of(const struct options *o)
{
	return (struct dump_config){
		.format = o->format,
		.compression = o->compression,
		.nano = o->precision == PRECISION_NANO,
		.append = o->append,
		.flush_ms = o->packet_buffered ? 0 : o->flush_ms
	};
}

/* Goes on where the last whole record of the file ends. */
static int
resume(struct dump *d, const struct append *a)
{
	uint8_t *p;

	d->before = a->frames;
	if (outfile_resume(d->out, a->octets, a->open) == -1)
		return -1;
	if (a->nrest == 0)
		return 0;
	p = outfile_reserve(d->out, a->nrest);
	if (p == NULL)
		return -1;
	memcpy(p, a->rest, a->nrest);
	outfile_commit(d->out, a->nrest, 0);
	return 0;
}

static int
start(struct dump *d, const struct source *s, const struct append *a)
{
	if (a != NULL && resume(d, a) == -1)
		return -1;
	if (d->config.format == DUMP_PCAP) {
		set_kind(d, &s->ifs[0]);
		return a != NULL ? 0 : put_header(d, &s->ifs[0]);
	}
	d->pcapng = pcapng_writer_new(d->out, d->config.nano,
	    d->config.comment, d->config.names);
	return d->pcapng == NULL ? -1 : pcapng_writer_source(d->pcapng, s);
}

static void
dump_free(struct dump *d)
{
	pcapng_writer_free(d->pcapng);
	free(d->path);
	free(d);
}

enum dump_format
dump_format_of(const char *path)
{
	static const char suffix[] = ".pcapng";
	size_t n = strlen(path) - compress_suffix(path);
	size_t m = sizeof(suffix) - 1;

	return n > m && strncmp(path + n - m, suffix, m) == 0 ?
	    DUMP_PCAPNG : DUMP_PCAP;
}

void
dump_settle(struct dump_config *config, const char *path)
{
	if (config->format == DUMP_AUTO)
		config->format = dump_format_of(path);
	if (config->compression == COMPRESS_AUTO)
		config->compression = compress_of_path(path);
}

static struct dump *
dump_new(const char *path, const struct dump_config *config)
{
	struct dump *d = calloc(1, sizeof(*d));

	if (d == NULL || (d->path = strdup(path)) == NULL) {
		free(d);
		return NULL;
	}
	d->config = *config;
	return d;
}

/* What can be wrong before a file is touched; 1: it is to be gone on with. */
static int
look_before(const char *path, struct dump_config *c, const struct source *s,
    struct append *a, char *err, size_t errlen)
{
	int rc = 0;

	memset(a, 0, sizeof(*a));
	if (c->append)
		rc = append_look(path, c, s, a, err, errlen);
	dump_settle(c, path);
	if (rc != -1 && c->format == DUMP_PCAP && check_linktypes(s,
	    s->ifs[0].linktype, path, err, errlen) == -1)
		return -1;
	return rc;
}

static int
open_file(struct dump *d, const char *path, const struct source *s, char *err,
    size_t errlen)
{
	struct append a;
	int rc = look_before(path, &d->config, s, &a, err, errlen);
	const struct outfile_config how = { .append = d->config.append,
	    .exclusive = d->config.exclusive,
	    .compression = d->config.compression };
	bool resumes = rc == 1;

	if (rc != -1) {
		d->out = outfile_open(path, &how, err, errlen);
		rc = d->out == NULL ? -1 : start(d, s, resumes ? &a : NULL);
	}
	free(a.rest);
	return rc;
}

struct dump *
dump_open(const char *path, const struct dump_config *config,
    const struct source *s, char *err, size_t errlen)
{
	struct dump *d = dump_new(path, config);
	int why;

	err[0] = '\0';
	if (d != NULL && open_file(d, path, s, err, errlen) == 0)
		return d;
	why = d == NULL ? ENOMEM : errno;
	if (err[0] == '\0')
		snprintf(err, errlen, "%s: %s", path, strerror(why));
	if (d != NULL) {
		if (d->out != NULL)
			(void)outfile_close(d->out);
		dump_free(d);
	}
	errno = why;
	return NULL;
}

int
dump_close(struct dump *d)
{
	int rc = outfile_close(d->out), why = errno;

	dump_free(d);
	errno = why;
	return rc;
}

bool
dump_has_comments(const struct dump *d)
{
	return d->pcapng != NULL;
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
