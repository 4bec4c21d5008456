/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The names of addresses for a pcapng to tell (--write-names): those of each
 * packet's outermost network layer, as soon as they are known.  A name stands
 * before the packet that it is first known for, so that who reads the file once
 * can use it; a name that came too late, at the end.
 *
 * What was told is remembered in a table where one address may take another's
 * place: its name is then told again, which does no harm.
 */
#ifndef TAPIR_PCAPNG_NAMES_H
#define TAPIR_PCAPNG_NAMES_H

#include "textbuf.h"
#include "verbs.h"

struct name_cache;
struct pcapng_names;

/* What is known, the caller's.  NULL: no memory. */
struct pcapng_names *pcapng_names_new(struct name_cache *);
void	pcapng_names_free(struct pcapng_names *);
/* A section begins: nothing is told in it. */
void	pcapng_names_forget(struct pcapng_names *);

/* Appends records (pcapng_block.h) of what is to be told before a frame. */
void	pcapng_names_frame(struct pcapng_names *, const struct extract *,
	    struct textbuf *);
/* And of what has become known since. */
void	pcapng_names_rest(struct pcapng_names *, struct textbuf *);

#endif
