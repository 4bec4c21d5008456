/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The memory between the process that captures and the worker that dissects
 * (worker.h).  Each of the two writes its own part; the worker can only read
 * the other's, and what it writes is believed by nobody.
 *
 * What the worker says (verbs.h) are messages in a channel: octets that it
 * writes to the end of and the other takes from the start of.
 */
#ifndef TAPIR_DESK_H
#define TAPIR_DESK_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

#include "output.h"
#include "shared.h"
#include "textbuf.h"

#define DESK_CHANNEL	((size_t)1 << 20)	/* octets; a power of two */
#define DESK_MESSAGE	((size_t)1 << 19)	/* a message has no more: a frame of
					 * 262,144 octets, and some */
#define DESK_IFS	64u
#define DESK_NAME	64u

/* Written by the worker. */
struct desk {
	_Atomic uint64_t busy;	/* place of the frame it holds (ring.h) */
	_Atomic uint64_t next;	/* of the one that it will take then */
	_Atomic uint64_t steps;	/* grows; odd while it judges a frame */
	_Atomic uint64_t missed;	/* frames that it came too late for */
	_Atomic bool asleep;	/* wakes by its pipe alone */
	_Atomic bool waits;	/* for room in the channel */
	const void *at_work;	/* the dissector that runs; means something to
				 * those alone whom it was forked with */
	struct output output;
	_Atomic uint64_t put;	/* octets of the channel, ever */
	uint8_t channel[DESK_CHANNEL];
};

struct desk_if {		/* as struct capture_if */
	char name[DESK_NAME];
	int32_t dlt;
	uint32_t linktype;
	int32_t fcs_len;
	uint32_t snaplen;
	uint64_t resolution;
};

/* Written by who captures. */
struct tray {
	_Atomic uint64_t got;	/* octets taken from the channel */
	_Atomic bool over;	/* no further frame will come */
	_Atomic int64_t clock;	/* no frame of a lower stamp will come */
	_Atomic uint64_t lost;	/* packets, by the kernel */
	_Atomic uint32_t say, flush;	/* that many times asked for */
	uint32_t nifs;
	struct desk_if ifs[DESK_IFS];
};

/*
 * The worker's side: appends a whole message.  wait is called while there is
 * no room; one that is too long is left out, and false.
 */
bool	desk_put(struct desk *, const struct tray *, const void *, uint32_t n,
	    void (*wait)(void *arg), void *arg);
/*
 * The other's: copies the next message to buf, which has room for DESK_MESSAGE
 * octets.  Its length, 0 if there is none; -1: what is there makes no sense.
 */
int64_t	desk_get(const struct desk *, struct tray *, void *buf);

#endif
