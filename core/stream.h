/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Streams: segments become units.  A dissector that is called with a segment
 * takes what units it holds and asks for more of the last one (tp_pkt's
 * desegment_len).  Then that unit, from its first octet's number on, waits
 * until segments have filled it, and the dissector is called with all of it.
 * What is behind it in a segment begins anew.
 *
 * Nothing is kept of a segment whose units are all there.
 */
#ifndef TAPIR_STREAM_H
#define TAPIR_STREAM_H

#include <tapir/plugin.h>

/* What tp_host.stream does. */
void	stream_segment(tp_tvb *, const tp_segment *);

#endif
