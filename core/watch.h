/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The rules of a run at work: reads them (--rules, --trigger, --start-on),
 * asks them of each frame, and passes on what their actions send: files that
 * start and stop, and marks, by verbs; printed frames to standard output.  In
 * a dry run it says instead what would be done.
 */
#ifndef TAPIR_WATCH_H
#define TAPIR_WATCH_H

#include "engine.h"
#include "judge.h"
#include "options.h"
#include "source.h"

struct watch;

/* Do the command line or the plugins that are loaded have rules? */
bool	watch_is_wanted(const struct options *);

/*
 * NULL: what is wrong with the rules stands on standard error.  line appends
 * what the packet looks like when printed.  Both options and packet outlive
 * it.  Marks the fields that rules read as wanted.
 */
struct watch *watch_new(const struct options *, struct packet *,
	    const struct verbs *, void (*line)(void *arg, struct textbuf *),
	    void *arg);
/* In another process than the last: as trigger_resume(). */
void	watch_resume(struct watch *);
/* Waits for what actions have started, and says what rules have done. */
void	watch_end(struct watch *, struct judged *);
/* A line for each rule: what it has done so far. */
void	watch_report(const struct watch *, struct textbuf *);

/* Does any rule print packets? */
bool	watch_prints(const struct watch *);
/* Octets of the frames that rules look back on; 0: they do not. */
size_t	watch_ring(const struct watch *);

/* Frames come from a source; it is at its end. */
void	watch_source(struct watch *);
void	watch_source_end(struct watch *);
/* Asks the rules of a frame, dissected; returns packet time with it. */
int64_t	watch_frame(struct watch *, const struct frame *, uint64_t place);
/*
 * Between frames, and often.  clock: live, and nothing was left to be read
 * after that time (ns since 1970): deadlines up to it are over.
 */
void	watch_idle(struct watch *, int64_t clock);

/* --check: the exit status; what it finds is said. */
int	watch_check(const struct options *, struct registry *);
/* --list-actions, to standard output. */
void	watch_list_actions(void);

#endif
