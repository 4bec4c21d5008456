/* SPDX-License-Identifier: BSD-3-Clause */
/* The process that forks workers, and the workers; see worker.h. */
#ifndef TAPIR_ZYGOTE_H
#define TAPIR_ZYGOTE_H

#include <stdbool.h>
#include <stdint.h>

#include "desk.h"
#include "worker.h"

#define ZYGOTE_PATHS	8192u

/* What the two sides have in common. */
struct workplace {
	const struct options *o;
	struct desk *desk;
	struct tray *tray;	/* in the other processes a view of it */
	int tray_fd, ring_fd;	/* of shared.h */
	int orders;		/* socket: one side's end of it */
	int wake[2];		/* pipe that a worker sleeps on; it ends with
				 * the process that captures */
};

/* To the zygote. */
enum order_kind { ORDER_FORK, ORDER_KILL };
struct order {
	enum order_kind kind;
	uint64_t place;		/* of the first frame */
	uint64_t ring;		/* octets */
};

/* From the zygote: first that all is loaded, then of each worker that ended. */
struct answer {
	bool ready;
	struct judge_needs needs;
	bool anywhere;		/* what rules write may be so */
	uint32_t npaths;	/* octets of paths, as reach_tell() */
	char paths[ZYGOTE_PATHS];
	int status;		/* as of waitpid(2) */
	bool output_failed;
	bool off;		/* the protocol is left undecoded from now on */
	char plugin[DESK_NAME], protocol[DESK_NAME];	/* or "" */
};

/* Runs in a forked process, and ends it. */
_Noreturn void zygote_run(struct workplace *, worker_maker *, void *arg);

#endif
