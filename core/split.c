/* SPDX-License-Identifier: BSD-3-Clause */
#include "config.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fatal.h"
#include "filename.h"
#include "split.h"
#include "textbuf.h"
#include "verbs.h"

#define OPEN_MAX_FILES	64	/* each has a buffer of 256 KiB */
#define CHAINS		16384u

struct part {
	char *path;
	struct dump *dump;		/* NULL: it is closed */
	struct part *chain;		/* of the same hash */
	struct part *newer, *older;	/* among those that are open */
	uint64_t base;			/* octets that it had when opened */
	bool made;			/* the file is ours: it is gone on with */
};

struct split {
	const struct options *o;
	struct dump_config config;
	size_t before, after;		/* the parts of -w's name round a value */
	bool has_place;			/* it has a {} */
	struct part *chains[CHAINS];
	struct part **parts;		/* in the order made */
	size_t nparts;
	struct part *newest, *oldest;
	unsigned nopen;
	uint64_t frames, octets, crowded;
	struct textbuf name;
	char error[600];
};

struct split *
split_new(const struct options *o, const struct dump_config *config)
{
	struct split *s = xcalloc(1, sizeof(*s));
	const char *place = strstr(o->write_file, "{}");

	s->o = o;
	s->config = *config;
	s->has_place = place != NULL;
	s->before = place != NULL ? (size_t)(place - o->write_file) :
	    filename_stem(o->write_file);
	s->after = s->before + (place != NULL ? 2 : 0);
	s->parts = xcalloc((size_t)o->max_files + 1, sizeof(*s->parts));
	return s;
}

void
split_free(struct split *s)
{
	for (size_t i = 0; i < s->nparts; i++) {
		free(s->parts[i]->path);
		free(s->parts[i]);
	}
	free(s->parts);
	textbuf_free(&s->name);
	free(s);
}

/* -------------------------------------------------- the name of the file */

/* Of the packets with that value, or of those without one. */
static void
make_name(struct split *s, const char *value)
{
	const char *path = s->o->write_file;

	s->name.n = 0;
	textbuf_put(&s->name, path, s->before);
	if (value != NULL && !s->has_place)
		textbuf_putc(&s->name, '-');
	if (value != NULL)
		textbuf_puts(&s->name, value);
	textbuf_puts(&s->name, path + s->after);
	textbuf_putc(&s->name, '\0');
}

/* ------------------------------------------------------------- the files */

static uint32_t
hash(const char *name)
{
	uint32_t h = 2166136261u;

	for (; *name != '\0'; name++)
		h = (h ^ (unsigned char)*name) * 16777619u;
	return h % CHAINS;
}

/* The file of s->name; NULL: there is none, and no further one is allowed. */
static struct part *
find(struct split *s, bool always)
{
	struct part **at = &s->chains[hash(s->name.s)], *part;

	for (part = *at; part != NULL; part = part->chain)
		if (strcmp(part->path, s->name.s) == 0)
			return part;
	if (s->nparts >= (size_t)s->o->max_files && !always)
		return NULL;
	part = xcalloc(1, sizeof(*part));
	part->path = xstrdup(s->name.s);
	part->chain = *at;
	*at = part;
	s->parts[s->nparts++] = part;
	return part;
}

static struct part *
choose(struct split *s, const char *value)
{
	struct part *part;

	make_name(s, value);
	part = find(s, false);
	if (part != NULL)
		return part;
	s->crowded++;
	make_name(s, NULL);
	return find(s, true);
}

static void
unlist(struct split *s, struct part *part)
{
	*(part->newer != NULL ? &part->newer->older : &s->newest) = part->older;
	*(part->older != NULL ? &part->older->newer : &s->oldest) = part->newer;
	part->newer = part->older = NULL;
}

static void
list_newest(struct split *s, struct part *part)
{
	part->older = s->newest;
	if (s->newest != NULL)
		s->newest->newer = part;
	s->newest = part;
	if (s->oldest == NULL)
		s->oldest = part;
}

/* Keeps what went wrong first. */
static int
failed(struct split *s, const char *why)
{
	int number = errno;

	if (s->error[0] == '\0')
		snprintf(s->error, sizeof(s->error), "%s", why);
	errno = number;
	return -1;
}

static int
close_part(struct split *s, struct part *part, struct source *source)
{
	struct dump *d = part->dump;
	int rc = 0;

	if (source != NULL)
		rc = dump_finish(d, source);
	if (rc == -1 || dump_flush(d) == -1)
		rc = failed(s, dump_error(d));
	s->octets += dump_octets(d) - part->base;
	if (dump_close(d) == -1 && rc == 0)
		rc = failed(s, part->path);
	part->dump = NULL;
	s->nopen--;
	unlist(s, part);
	return rc;
}

static int
open_part(struct split *s, struct part *part, const struct source *source)
{
	char error[512];

	if (s->nopen == OPEN_MAX_FILES &&
	    close_part(s, s->oldest, NULL) == -1)
		return -1;
	s->config.append = part->made || s->o->append;
	part->dump = dump_open(part->path, &s->config, source, error,
	    sizeof(error));
	if (part->dump == NULL)
		return failed(s, error);
	part->base = part->made ? dump_octets(part->dump) : 0;
	part->made = true;
	s->nopen++;
	list_newest(s, part);
	return 0;
}

int
split_write(struct split *s, const struct source *source,
    const struct frame *f, const struct extract *x, const char *comment)
{
	struct part *part = choose(s, x != NULL ? x->part : NULL);

	if (part->dump == NULL) {
		if (open_part(s, part, source) == -1)
			return -1;
	} else if (part != s->newest) {
		unlist(s, part);
		list_newest(s, part);
	}
	if (dump_write(part->dump, source, f, x, comment) == -1)
		return failed(s, dump_error(part->dump));
	s->frames++;
	return 0;
}

int
split_source(struct split *s, const struct source *source)
{
	for (struct part *part = s->newest; part != NULL; part = part->older)
		if (dump_source(part->dump, source) == -1)
			return failed(s, dump_error(part->dump));
	return 0;
}

static int
for_open(struct split *s, int (*what)(struct dump *))
{
	for (struct part *part = s->newest; part != NULL; part = part->older)
		if (what(part->dump) == -1)
			return failed(s, dump_error(part->dump));
	return 0;
}

int
split_tick(struct split *s)
{
	return for_open(s, dump_tick);
}

int
split_flush(struct split *s)
{
	return for_open(s, dump_flush);
}

int
split_close(struct split *s, struct source *source)
{
	int rc = 0;

	while (s->newest != NULL)
		if (close_part(s, s->newest, source) == -1)
			rc = -1;
	return rc;
}

const char *
split_error(const struct split *s)
{
	return s->error;
}

void
split_each(const struct split *s, void (*what)(void *, const char *),
    void *arg)
{
	for (size_t i = 0; i < s->nparts; i++)
		what(arg, s->parts[i]->path);
}

uint64_t
split_files(const struct split *s)
{
	return s->nparts;
}

uint64_t
split_frames(const struct split *s)
{
	return s->frames;
}

uint64_t
split_octets(const struct split *s)
{
	uint64_t n = s->octets;

	for (struct part *part = s->newest; part != NULL; part = part->older)
		n += dump_octets(part->dump) - part->base;
	return n;
}

uint64_t
split_crowded(const struct split *s)
{
	return s->crowded;
}
