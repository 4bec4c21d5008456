/* SPDX-License-Identifier: BSD-3-Clause */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "anonymize.h"
#include "extract.h"
#include "fatal.h"
#include "filename.h"
#include "frame.h"
#include "names.h"
#include "textbuf.h"
#include "value.h"

#define SAME_MAX	64	/* fields that share a name */

struct extractor {
	const struct options *o;
	struct packet *packet;
	tp_field fields[SAME_MAX];	/* of --split-by */
	uint32_t nfields;
	struct anonymizer *anonymizer;	/* or NULL */
	struct textbuf text, part;
	struct extract extract;
};

bool
extract_is_wanted(const struct options *o)
{
	return o->write_names || (o->write_file != NULL &&
	    (o->split_by != NULL || o->per_flow || o->anonymize));
}

static void
want_split(struct extractor *x)
{
	struct packet *p = x->packet;

	x->nfields = registry_find(p->registry, x->o->split_by, x->fields,
	    SAME_MAX);
	if (x->nfields == 0)
		fatal("--split-by: no field is named '%s' "
		    "(--list-fields lists them)", x->o->split_by);
	if (x->nfields > SAME_MAX)
		x->nfields = SAME_MAX;
	for (uint32_t i = 0; i < x->nfields; i++)
		packet_want(p, x->fields[i]);
}

struct extractor *
extractor_new(const struct options *o, struct packet *p)
{
	struct extractor *x = xcalloc(1, sizeof(*x));

	x->o = o;
	x->packet = p;
	if (o->split_by != NULL)
		want_split(x);
	if (o->per_flow)	/* whatever has addresses or ports is called */
		packet_want_all(p);
	if (o->anonymize)
		x->anonymizer = anonymizer_new(o->key_file, p);
	if (o->write_names)
		frame_want_net(p);
	packet_ready(p);
	return x;
}

void
extractor_free(struct extractor *x)
{
	if (x->anonymizer != NULL)
		anonymizer_free(x->anonymizer);
	textbuf_free(&x->text);
	textbuf_free(&x->part);
	free(x);
}

/* ---------------------------------------------------- the part of the name */

static bool
is_ours(const struct extractor *x, tp_field f)
{
	for (uint32_t i = 0; i < x->nfields; i++)
		if (x->fields[i] == f)
			return true;
	return false;
}

/* The first value that the packet has. */
static bool
put_value(struct extractor *x)
{
	const struct packet *p = x->packet;

	for (uint32_t i = 0; i < p->nvalues; i++) {
		if (!is_ours(x, p->values[i].field))
			continue;
		x->text.n = 0;
		value_text(&x->text, registry_field(p->registry,
		    p->values[i].field), &p->values[i]);
		filename_safe(&x->part, x->text.s, x->text.n);
		/* no other value makes this name, nor does none */
		if (x->text.n == 0)
			textbuf_putc(&x->part, '%');
		return true;
	}
	return false;
}

static void
put_end(struct extractor *x, uint32_t type, const uint8_t *addr,
    uint32_t port, bool ports)
{
	x->text.n = 0;
	if (type == TP_FT_IPV4)
		textbuf_ipv4(&x->text, addr);
	else
		textbuf_ipv6(&x->text, addr);
	textbuf_putc(&x->part, '-');
	filename_safe(&x->part, x->text.s, x->text.n);
	if (ports)
		textbuf_format(&x->part, "_%u", port);
}

/* The lower end first, so that both directions have one name. */
static bool
put_flow(struct extractor *x)
{
	const struct packet *p = x->packet;
	const struct packet_ends *e = &p->ends;
	size_t n = e->type == TP_FT_IPV4 ? 4 : 16;
	bool ports = e->proto != 0;
	int order;

	if (e->type == TP_FT_NONE)
		return false;
	order = memcmp(e->src, e->dst, n);
	if (order == 0)
		order = e->src_port > e->dst_port;
	textbuf_puts(&x->part, registry_field(p->registry,
	    ports ? e->proto : e->net)->abbrev);
	if (order > 0) {
		put_end(x, e->type, e->dst, e->dst_port, ports);
		put_end(x, e->type, e->src, e->src_port, ports);
	} else {
		put_end(x, e->type, e->src, e->src_port, ports);
		put_end(x, e->type, e->dst, e->dst_port, ports);
	}
	return true;
}

static const char *
part_of(struct extractor *x)
{
	x->part.n = 0;
	if (!(x->o->per_flow ? put_flow(x) : put_value(x)))
		return NULL;
	textbuf_putc(&x->part, '\0');
	return x->part.s;
}

/* ------------------------------------------------------------- the others */

static void
anonymized(struct extractor *x, const struct frame *f)
{
	const struct frame *shown = anonymize(x->anonymizer, f);

	x->extract.shown = shown->data;
	x->extract.shown_len = shown->caplen;
}

/* Those of the outermost network layer; asks for their names. */
static void
addresses(struct extractor *x)
{
	const struct packet *p = x->packet;
	struct extract *e = &x->extract;

	e->addr_type = p->outer_type;
	if (e->addr_type != TP_FT_IPV4 && e->addr_type != TP_FT_IPV6) {
		e->addr_type = TP_FT_NONE;
		return;
	}
	e->src = p->outer_src;
	e->dst = p->outer_dst;
	x->text.n = 0;
	(void)names_known(p->names, &x->text, e->addr_type, e->src);
	(void)names_known(p->names, &x->text, e->addr_type, e->dst);
}

const struct extract *
extract(struct extractor *x, const struct frame *f)
{
	const struct options *o = x->o;

	x->extract = (struct extract){ .addr_type = TP_FT_NONE };
	if (o->split_by != NULL || o->per_flow)
		x->extract.part = part_of(x);
	if (x->anonymizer != NULL)
		anonymized(x, f);
	if (o->write_names)
		addresses(x);
	return &x->extract;
}
