/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * --anonymize: a source without what tells of it.  Comments, and what an
 * interface has but its name, are left out, and so are counts and blocks.
 */
#ifndef TAPIR_BARE_SOURCE_H
#define TAPIR_BARE_SOURCE_H

#include "source.h"

struct bare_source;

struct bare_source *bare_source_new(void);
void	bare_source_free(struct bare_source *);

/* What stands for that source; lives until the next call. */
struct source *bare_source_of(struct bare_source *, struct source *);

#endif
