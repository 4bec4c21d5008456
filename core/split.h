/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * --split-by FIELD and --per-flow: a file for each value of a field, or for
 * the two ends of each flow.
 *
 * The value comes into the name of -w where that has `{}', or else before its
 * suffix, after a `-'.  A packet without the field goes to the file of -w's
 * own name, and so does, once there are as many files as --max-files allows,
 * one with a new value.
 *
 * So many files are open at once; the one that was written to longest ago
 * makes room for another, and is gone on with when its next packet comes.
 */
#ifndef TAPIR_SPLIT_H
#define TAPIR_SPLIT_H

#include <stdbool.h>
#include <stdint.h>

#include "dump.h"
#include "options.h"
#include "source.h"

struct split;
struct extract;

struct split *split_new(const struct options *, const struct dump_config *);
void	split_free(struct split *);

/* As dump_write(); the extract has the value.  0, or -1 with errno and one line
 * in split_error(). */
int	split_write(struct split *, const struct source *,
	    const struct frame *, const struct extract *, const char *comment);
/* Frames of another source will come; as dump_source(). */
int	split_source(struct split *, const struct source *);
/* dump_tick() and dump_flush() of all that are open. */
int	split_tick(struct split *);
int	split_flush(struct split *);

/* Completes all files; -1 if one fails. */
int	split_close(struct split *, struct source *);
const char *split_error(const struct split *);

/* After split_close(), for each file in the order in which they were made. */
void	split_each(const struct split *, void (*)(void *arg, const char *path),
	    void *arg);

uint64_t split_files(const struct split *);
uint64_t split_frames(const struct split *);
uint64_t split_octets(const struct split *);
/* Packets with values that there was no further file for. */
uint64_t split_crowded(const struct split *);

#endif
