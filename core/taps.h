/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What is called once a frame has been dissected: post-dissectors, which are
 * the entries of table "postdissector" under key 0 and may still add fields,
 * then taps, which only look.  A process has one set of plugins, and so one of
 * taps.
 */
#ifndef TAPIR_TAPS_H
#define TAPIR_TAPS_H

#include <stdbool.h>

#include "engine.h"

/* Are there any, so that packets are dissected for them? */
bool	taps_are_wanted(const struct packet *);
/* Marks the fields that their expressions read; true: there are some. */
bool	taps_want(struct packet *);
/* The frame is dissected, its own fields are added. */
void	taps_post(struct packet *, uint32_t want);
void	taps_run(struct packet *);
/* After the last frame. */
void	taps_end(void);
void	taps_free(void);

void	taps_host(tp_host *);

#endif
