/* SPDX-License-Identifier: BSD-3-Clause */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "pcapng_block.h"
#include "pcapng_names.h"
#include "pcapng_write.h"

/* An interface of the section being written. */
struct iface {
	uint8_t *block;		/* its octets, by which it is known again */
	size_t len;
	bool nano;
};

struct pcapng_writer {
	struct outfile *out;
	bool nano;
	char *comment;
	struct kept_options section;	/* of the section being written; owned */
	bool in_section;
	struct iface *ifs;
	uint32_t nifs, room;
	uint32_t before;	/* ifs[] of other sources than this one */
	uint32_t *ids;		/* of this source's interfaces, in ifs[] */
	uint32_t nids, ids_room;
	uint32_t first;		/* this source's first one of the section */
	size_t blocks;		/* octets of source.blocks written */
	struct pcapng_names *names;	/* or NULL */
	struct textbuf records;	/* of names */
};

struct pcapng_writer *
pcapng_writer_new(struct outfile *out, bool nano, const char *comment,
    struct name_cache *names)
{
	struct pcapng_writer *w = calloc(1, sizeof(*w));

	if (w == NULL)
		return NULL;
	w->out = out;
	w->nano = nano;
	if ((comment != NULL && (w->comment = strdup(comment)) == NULL) ||
	    (names != NULL && (w->names = pcapng_names_new(names)) == NULL)) {
		free(w->comment);
		free(w);
		return NULL;
	}
	return w;
}

static void
forget_interfaces(struct pcapng_writer *w)
{
	for (uint32_t i = 0; i < w->nifs; i++)
		free(w->ifs[i].block);
	w->nifs = w->before = 0;
}

void
pcapng_writer_free(struct pcapng_writer *w)
{
	if (w == NULL)
		return;
	forget_interfaces(w);
	free(w->ifs);
	free(w->ids);
	free(w->section.octets);
	free(w->comment);
	pcapng_names_free(w->names);
	textbuf_free(&w->records);
	free(w);
}

/* Makes room for one more of an array's items. */
static int
grow(void **items, uint32_t *room, uint32_t n, size_t size)
{
	uint32_t more = *room == 0 ? 4 : *room * 2;
	void *p;

	if (n < *room)
		return 0;
	p = realloc(*items, more * size);
	if (p == NULL)
		return -1;
	*items = p;
	*room = more;
	return 0;
}

/* Sections ---------------------------------------------------------------- */

static const struct kept_options none;

static const struct kept_options *
section_of(const struct source *s, uint32_t iface)
{
	uint32_t n = s->ifs[iface].section;

	return n < s->nsections ? &s->sections[n] : &none;
}

static bool
is_same_section(const struct pcapng_writer *w, const struct kept_options *o)
{
	return w->in_section && w->section.n == o->n &&
	    (o->n == 0 || memcmp(w->section.octets, o->octets, o->n) == 0);
}

static int
keep_section(struct pcapng_writer *w, const struct kept_options *o)
{
	uint8_t *octets = malloc(o->n + 1U);

	if (octets == NULL)
		return -1;
	if (o->n > 0)
		memcpy(octets, o->octets, o->n);
	free(w->section.octets);
	w->section.octets = octets;
	w->section.n = o->n;
	w->in_section = true;
	return 0;
}

static int
start_section(struct pcapng_writer *w, const struct kept_options *o)
{
	const char *comment = w->in_section ? NULL : w->comment;
	size_t n = pcapng_section(NULL, o, comment);
	uint8_t *p;

	if (keep_section(w, o) == -1 ||
	    (p = outfile_reserve(w->out, n)) == NULL)
		return -1;
	outfile_commit(w->out, pcapng_section(p, o, comment), 0);
	forget_interfaces(w);
	if (w->names != NULL)
		pcapng_names_forget(w->names);
	return 0;
}

/* Counts of the source's interfaces of this section, before end. */
static int
put_counts(struct pcapng_writer *w, const struct source *s, uint32_t end)
{
	const struct if_counts *c;
	uint8_t *p;
	uint32_t id;
	bool nano;

	for (uint32_t i = w->first; i < end; i++) {
		c = &s->ifs[i].counts;
		id = w->ids[i];
		nano = w->ifs[id].nano;
		if (c->time == 0)
			continue;
		p = outfile_reserve(w->out, pcapng_counts(NULL, id, nano, c));
		if (p == NULL)
			return -1;
		outfile_commit(w->out, pcapng_counts(p, id, nano, c), 0);
	}
	return 0;
}

/* Interfaces -------------------------------------------------------------- */

static int
put_interface(struct pcapng_writer *w, uint8_t *block, size_t len)
{
	uint8_t *p = outfile_reserve(w->out, len);

	if (p == NULL)
		return -1;
	memcpy(p, block, len);
	outfile_commit(w->out, len, 0);
	return 0;
}

static bool
find(const struct pcapng_writer *w, const struct iface *i, uint32_t *id)
{
	for (*id = 0; *id < w->before; ++*id)
		if (w->ifs[*id].len == i->len &&
		    memcmp(w->ifs[*id].block, i->block, i->len) == 0)
			return true;
	return false;
}

static int
add_interface(struct pcapng_writer *w, const struct capture_if *i,
    uint32_t *id)
{
	struct iface new = { .nano = w->nano || i->resolution > 1000000 };

	new.len = pcapng_interface(NULL, i, new.nano);
	new.block = malloc(new.len);
	if (new.block == NULL)
		return -1;
	(void)pcapng_interface(new.block, i, new.nano);
	if (find(w, &new, id)) {
		free(new.block);
		return 0;
	}
	if (grow((void **)&w->ifs, &w->room, w->nifs, sizeof(*w->ifs)) == -1 ||
	    put_interface(w, new.block, new.len) == -1) {
		free(new.block);
		return -1;
	}
	*id = w->nifs;
	w->ifs[w->nifs++] = new;
	return 0;
}

/* Those interfaces of the source that are not told yet. */
static int
add_interfaces(struct pcapng_writer *w, const struct source *s)
{
	const struct kept_options *section;
	uint32_t i;

	for (i = w->nids; i < s->nifs; i++) {
		section = section_of(s, i);
		if (!is_same_section(w, section)) {
			if (put_counts(w, s, i) == -1 ||
			    start_section(w, section) == -1)
				return -1;
			w->first = i;
		}
		if (grow((void **)&w->ids, &w->ids_room, i,
		    sizeof(*w->ids)) == -1 ||
		    add_interface(w, &s->ifs[i], &w->ids[i]) == -1)
			return -1;
		w->nids = i + 1;
	}
	return 0;
}

/* Names, secrets and the like, as they were read. */
static int
add_blocks(struct pcapng_writer *w, const struct source *s)
{
	size_t n = s->blocks_len - w->blocks;
	uint8_t *p;

	p = outfile_reserve(w->out, n);
	if (p == NULL)
		return -1;
	memcpy(p, s->blocks + w->blocks, n);
	outfile_commit(w->out, n, 0);
	w->blocks = s->blocks_len;
	return 0;
}

/* Of the records of names that were made. */
static int
put_names(struct pcapng_writer *w)
{
	uint8_t *p;
	size_t n;

	if (w->records.n == 0)
		return 0;
	n = pcapng_names(NULL, &w->records);
	p = outfile_reserve(w->out, n);
	if (p == NULL)
		return -1;
	outfile_commit(w->out, pcapng_names(p, &w->records), 0);
	w->records.n = 0;
	return 0;
}

static int
catch_up(struct pcapng_writer *w, const struct source *s)
{
	if (w->nids < s->nifs && add_interfaces(w, s) == -1)
		return -1;
	return w->blocks < s->blocks_len ? add_blocks(w, s) : 0;
}

/* ------------------------------------------------------------------------- */

int
pcapng_writer_source(struct pcapng_writer *w, const struct source *s)
{
	w->before = w->nifs;
	w->nids = w->first = 0;
	w->blocks = 0;
	return catch_up(w, s);
}

int
pcapng_writer_frame(struct pcapng_writer *w, const struct source *s,
    const struct frame *f, const struct extract *x, const char *comment)
{
	uint32_t id;
	uint8_t *p;
	bool nano;

	if ((w->nids < s->nifs || w->blocks < s->blocks_len) &&
	    catch_up(w, s) == -1)
		return -1;
	if (w->names != NULL && x != NULL)
		pcapng_names_frame(w->names, x, &w->records);
	if (put_names(w) == -1)
		return -1;
	id = w->ids[f->iface];
	nano = w->ifs[id].nano;
	p = outfile_reserve(w->out, pcapng_packet(NULL, id, nano, f, comment));
	if (p == NULL)
		return -1;
	outfile_commit(w->out, pcapng_packet(p, id, nano, f, comment), 1);
	return 0;
}

int
pcapng_writer_finish(struct pcapng_writer *w, const struct source *s)
{
	if (w->names != NULL)
		pcapng_names_rest(w->names, &w->records);
	if (catch_up(w, s) == -1 || put_names(w) == -1)
		return -1;
	return put_counts(w, s, w->nids);
}
