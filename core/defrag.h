/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Datagrams of which fragments come: in any order, overlapping, twice.  One
 * is whole when its last fragment is there and all before it; then it is
 * forgotten, and what comes of it later begins another one.
 */
#ifndef TAPIR_DEFRAG_H
#define TAPIR_DEFRAG_H

#include <tapir/plugin.h>

/* What tp_host.defragment does. */
int32_t	defrag_fragment(tp_tvb *, const tp_fragment *);

#endif
