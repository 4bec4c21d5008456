/* SPDX-License-Identifier: BSD-3-Clause */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fatal.h"
#include "reader.h"
#include "savefile.h"
#include "source.h"

#define MAX_IFS		65536u
#define MAX_CAPLEN	(16u << 20)
#define MAX_SNAPLEN	262144u		/* libpcap's, where there is no limit */
#define OPT_COMMENT	1u		/* pcapng: of any block */
#define MAX_COMMENT	65535u

struct reader {
	struct reader *next;
	tp_reader_desc desc;
	void *self;
};

struct reading {
	struct source src;	/* first: a pointer to one is one to the other */
	const struct reader *reader;
	void *instance;
	char *path;
	struct capture_if *ifs;
	tp_capture capture;
	uint8_t *options;	/* of a frame: its comment */
};

static struct reader *first, **last = &first;

static tp_rc
host_reader(const tp_host *h, const tp_reader_desc *desc, void *self)
{
	struct reader *r = xcalloc(1, sizeof(*r));

	(void)h;
	memcpy(&r->desc, desc, desc->size < sizeof(*desc) ? desc->size :
	    sizeof(*desc));
	r->self = self;
	*last = r;
	last = &r->next;
	return TP_OK;
}

void
readers_host(tp_host *h)
{
	h->reader = host_reader;
}

void
readers_free(void)
{
	struct reader *next;

	for (struct reader *r = first; r != NULL; r = next) {
		next = r->next;
		free(r);
	}
	first = NULL;
	last = &first;
}

/* ----------------------------------------------------------------- reading */

static void
add_if(struct reading *g, uint32_t linktype)
{
	struct capture_if *i;

	g->ifs = xrealloc(g->ifs, g->src.nifs + 1, sizeof(*g->ifs));
	g->src.ifs = g->ifs;
	i = &g->ifs[g->src.nifs++];
	memset(i, 0, sizeof(*i));
	i->linktype = linktype;
	i->dlt = dlt_of_linktype(linktype);
	i->fcs_len = -1;
	i->snaplen = g->capture.snaplen != 0 ? g->capture.snaplen :
	    MAX_SNAPLEN;
	i->resolution = g->capture.resolution != 0 ? g->capture.resolution :
	    1000000000;
}

/* Mostly there is one. */
static uint32_t
if_of(struct reading *g, uint32_t linktype)
{
	uint32_t i = 0;

	while (i < g->src.nifs && g->ifs[i].linktype != linktype)
		i++;
	if (i == g->src.nifs && i < MAX_IFS)
		add_if(g, linktype);
	return i;
}

/* As a pcapng has it, for a writer. */
static void
add_comment(struct reading *g, struct frame *f)
{
	size_t n = strlen(f->comment);
	uint16_t head[2] = { OPT_COMMENT, 0 };

	n = n < MAX_COMMENT ? n : MAX_COMMENT;
	head[1] = (uint16_t)n;
	f->options_len = (uint32_t)(sizeof(head) + (n + 3) / 4 * 4);
	g->options = xrealloc(g->options, f->options_len, 1);
	memset(g->options, 0, f->options_len);
	memcpy(g->options, head, sizeof(head));
	memcpy(g->options + sizeof(head), f->comment, n);
	f->options = g->options;
}

static enum source_rc
failed(struct reading *g, const char *why)
{
	snprintf(g->src.error, sizeof(g->src.error), "%s: %s", g->path, why);
	return SOURCE_ERROR;
}

static enum source_rc
next(struct source *s, struct frame *f)
{
	struct reading *g = (struct reading *)(void *)s;
	tp_record r = { .size = sizeof(r), .linktype = g->capture.linktype };
	tp_error e = { "it cannot be read" };
	tp_rc rc = g->reader->desc.next(g->reader->self, g->instance, &r, &e);

	if (rc < 0)
		return failed(g, e.msg);
	if (rc == 0)
		return SOURCE_END;
	if (r.caplen > MAX_CAPLEN)
		return failed(g, "a frame has more than 16 MiB");
	memset(f, 0, sizeof(*f));
	f->data = r.data;
	f->caplen = r.caplen;
	f->len = r.len;
	f->untimed = (r.flags & TP_RECORD_UNTIMED) != 0;
	if (!f->untimed) {
		f->sec = r.ts.sec;
		f->nsec = r.ts.nsec;
	}
	f->iface = if_of(g, r.linktype);
	if (f->iface == MAX_IFS)
		return failed(g, "it has too many link types");
	f->comment = r.comment;
	if (r.comment != NULL)
		add_comment(g, f);
	return SOURCE_FRAME;
}

static void
reading_close(struct source *s)
{
	struct reading *g = (struct reading *)(void *)s;

	g->reader->desc.close(g->reader->self, g->instance);
	free(g->path);
	free(g->ifs);
	free(g->options);
	free(g);
}

/* ----------------------------------------------------------------- opening */

/* Does the path end in one of "abc;abd", also before ".gz"? */
static bool
has_suffix(const char *path, const char *suffixes)
{
	size_t n = strlen(path), k;

	if (n > 3 && strcmp(path + n - 3, ".gz") == 0)
		n -= 3;
	for (const char *s = suffixes; s != NULL && *s != '\0'; s += k) {
		s += *s == ';';
		k = strcspn(s, ";");
		if (k != 0 && n > k && path[n - k - 1] == '.' &&
		    strncmp(path + n - k, s, k) == 0)
			return true;
	}
	return false;
}

/* Of those that come behind `before', who is asked next; NULL: nobody. */
static const struct reader *
next_reader(const char *path, const struct reader *before)
{
	const struct reader *best = NULL;
	bool passed = false;
	int64_t rank, least = 0, limit = INT64_MIN;

	if (before != NULL)
		limit = (int64_t)before->desc.rank * 2 +
		    !has_suffix(path, before->desc.suffixes);
	for (const struct reader *r = first; r != NULL; r = r->next) {
		rank = (int64_t)r->desc.rank * 2 +
		    !has_suffix(path, r->desc.suffixes);
		if ((rank > limit || (rank == limit && passed)) &&
		    (best == NULL || rank < least)) {
			best = r;
			least = rank;
		}
		if (r == before)
			passed = true;
	}
	return best;
}

struct source *
reader_open(const char *path, char *err, size_t errlen)
{
	struct reading *g = NULL;
	tp_error e = { "it cannot be read" };
	tp_rc rc = TP_REJECT;

	for (const struct reader *r = next_reader(path, NULL); r != NULL &&
	    rc == TP_REJECT; r = next_reader(path, r)) {
		if (g == NULL)
			g = xcalloc(1, sizeof(*g));
		g->reader = r;
		g->capture = (tp_capture){ .size = sizeof(g->capture) };
		rc = r->desc.open(r->self, path, &g->capture, &g->instance,
		    &e);
	}
	if (rc < 0) {
		if (rc != TP_REJECT)
			snprintf(err, errlen, "%s: %s", path, e.msg);
		free(g);
		return NULL;
	}
	g->path = xstrdup(path);
	add_if(g, g->capture.linktype);
	g->src.next = next;
	g->src.close = reading_close;
	return &g->src;
}
