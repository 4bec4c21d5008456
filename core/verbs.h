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

/* What the files of -w need of a frame's dissection. */
struct extract {
	const char *part;	/* --split-by, --per-flow: stands in the name of
				 * its file, as filename_safe() has it; NULL:
				 * it has no value */
	const uint8_t *shown;	/* --anonymize: the octets that stand for the
				 * frame's; NULL: its own do */
	uint32_t shown_len;
	uint32_t addr_type;	/* --write-names: TP_FT_IPV4, TP_FT_IPV6, or */
	const uint8_t *src, *dst;	/* TP_FT_NONE: without addresses */
};

struct verbs {
	void *arg;
	/* time: packet time with this frame.  extract: NULL where files need
	 * none.  Not 0: the run ended before it. */
	int (*verdict)(void *arg, uint64_t place, enum verdict, int64_t time,
	    const struct extract *);
	/* An IPv4 or IPv6 address has a name: before the verdict on the frame
	 * that it is first known for. */
	void (*name)(void *arg, uint32_t type, const uint8_t *addr,
	    const char *name);
	/* Packet time has come to ns, and no frame of a lower one will come. */
	void (*time)(void *arg, int64_t ns);
	/* Before the verdict on the frame at that place. */
	void (*message)(void *arg, uint64_t place, const tp_event *,
	    const tp_message *);
	/* The answer to judge_say(). */
	void (*said)(void *arg, const char *text, size_t n);
	/* Packets lost so far. */
	uint64_t (*lost)(void *arg);
};

#endif
