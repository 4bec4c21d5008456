/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What dissecting a frame decides and shows: dissects it, asks --where and the
 * rules of it, takes out what its file needs (extract.h), prints it.  Here is all that runs plugins and scripts while
 * frames come.  It opens no source and no capture file: what it finds it tells
 * by verbs (verbs.h).
 */
#ifndef TAPIR_JUDGE_H
#define TAPIR_JUDGE_H

#include "engine.h"
#include "options.h"
#include "source.h"
#include "textbuf.h"
#include "verbs.h"

struct judge;

/* What it asks of whoever has the frames. */
struct judge_needs {
	bool verdicts;		/* frames wait for theirs before they are
				 * written */
	bool rules;		/* there may be messages */
	size_t ring;		/* octets that rules look back on; 0: they do
				 * not */
};

/*
 * Both stay the caller's and outlive it, and so does what verbs point to.
 * What is wrong with expressions and rules ends the program, as a wrong filter
 * does.
 */
struct judge *judge_new(const struct options *, struct packet *,
	    const struct verbs *);

/* In another process than the last, forked from the same: goes on behind the
 * frame that that one ended at, with what is kept of rules and counts. */
void	judge_resume(struct judge *);

struct judge_needs judge_needs(const struct judge *);

/* Frames come from this source from now on. */
void	judge_source(struct judge *, const struct source *);

/* Dissects the frame at that place, gives its verdict, and prints it unless
 * the verdict was answered with the end.  number: its position in the
 * source. */
void	judge_frame(struct judge *, const struct frame *, uint64_t number,
	    uint64_t place);

/*
 * Between frames, live: nothing was left to be read after that time (ns since
 * 1970), so that deadlines up to it are over; INT64_MIN: it is not known.
 */
void	judge_idle(struct judge *, int64_t clock);
/* That source is at its end: looks once more at what was lost. */
void	judge_source_end(struct judge *);

/* SIGUSR1: what rules have seen and done, by a verb. */
void	judge_say(struct judge *);

/* What is known when there are no more frames. */
struct judged {
	struct textbuf report;	/* of rules, a line each */
	struct textbuf rules;	/* the same as a JSON array, or empty */
	uint64_t given_up;	/* units that were not put together */
};

/* Ends taps, waits for what actions have started, adds to *result, whose
 * buffers are the caller's, and frees. */
void	judge_end(struct judge *, struct judged *result);

#endif
