/* SPDX-License-Identifier: BSD-3-Clause */
#include "config.h"

#include <stdlib.h>

#include "bare_source.h"
#include "fatal.h"

struct bare_source {
	struct source source;
	struct source *real;		/* what it stands for */
	struct capture_if *ifs;
};

struct bare_source *
bare_source_new(void)
{
	return xcalloc(1, sizeof(struct bare_source));
}

void
bare_source_free(struct bare_source *b)
{
	free(b->ifs);
	free(b);
}

struct source *
bare_source_of(struct bare_source *b, struct source *s)
{
	if (b->real != s || b->source.nifs != s->nifs)
		b->ifs = xrealloc(b->ifs, s->nifs, sizeof(*b->ifs));
	b->real = s;
	b->source = (struct source){ .ifs = b->ifs, .nifs = s->nifs,
	    .tells_ifs = s->tells_ifs };
	for (uint32_t i = 0; i < s->nifs; i++) {
		const struct capture_if *from = &s->ifs[i];

		b->ifs[i] = (struct capture_if){ .name = from->name,
		    .dlt = from->dlt, .linktype = from->linktype,
		    .snaplen = from->snaplen, .resolution = from->resolution,
		    .counts = from->counts };
	}
	return &b->source;
}
