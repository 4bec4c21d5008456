/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What dissecting may say to whoever has the frames and the files, and all
 * that it may: what became of a frame, and what the actions of rules want.
 * Numbers and text, no pointers to packets: live, they come from another
 * process (worker.h).
 *
 * A frame is known by its place, 0 for the first of the run and so on, and is
 * decided once; places are decided in their order, though some may be left
 * out.
 */
#ifndef TAPIR_VERBS_H
#define TAPIR_VERBS_H

#include <stdbool.h>
#include <stdint.h>

#include <tapir/plugin.h>

enum verdict {
	VERDICT_REFUSED,	/* by --where */
	VERDICT_SKIPPED,	/* by --skip */
	VERDICT_TAKEN,
	VERDICT_NONE		/* nobody has judged it: it is taken */
};

struct verbs {
	void *arg;
	/* time: packet time with this frame.  Not 0: the run ended before it. */
	int (*verdict)(void *arg, uint64_t place, enum verdict, int64_t time);
	/* Packet time has come to ns, and no frame of a lower one will come. */
	void (*time)(void *arg, int64_t ns);
	/* Before the verdict on the frame at that place. */
	void (*message)(void *arg, uint64_t place, const tp_event *,
	    const tp_message *);
	/* The answer to judge_say(). */
	void (*said)(void *arg, const char *text, size_t n);
	/* Packets lost so far; fresh: ask, else what is known will do. */
	uint64_t (*lost)(void *arg, bool fresh);
};

#endif
