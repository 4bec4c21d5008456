/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What the files of -w need of the dissection of a frame: the value that its
 * file is named by (--split-by, --per-flow), octets that may be shown to others
 * (--anonymize), the addresses whose names are told (--write-names).  Whoever
 * writes the files sees nothing of the dissection but this (verbs.h).
 */
#ifndef TAPIR_EXTRACT_H
#define TAPIR_EXTRACT_H

#include "engine.h"
#include "options.h"
#include "source.h"
#include "verbs.h"

struct extractor;

bool	extract_is_wanted(const struct options *);

/* Wants of the packet what it needs; a field that does not exist, and a key
 * that is none, end the program. */
struct extractor *extractor_new(const struct options *, struct packet *);
void	extractor_free(struct extractor *);

/* Of the frame that the packet was dissected from; lives until the next
 * call. */
const struct extract *extract(struct extractor *, const struct frame *);

#endif
