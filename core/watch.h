/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The rules of a run at work: reads them (--rules, --trigger, --start-on),
 * asks them of each frame, and does what their actions send: opens and closes
 * files, marks and prints frames.  In a dry run it says instead what would be
 * done.
 */
#ifndef TAPIR_WATCH_H
#define TAPIR_WATCH_H

#include "engine.h"
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
	    void (*line)(void *arg, struct textbuf *), void *arg);
/* Waits for what actions have started, closes files, and says what rules have
 * done.  Returns status, or 1 if a file could not be written. */
int	watch_end(struct watch *, int status);
/* For a summary, as members of a JSON object: what rules have seen and done,
 * and the files that they made. */
void	watch_json(const struct watch *, struct textbuf *);

/* Does any rule print packets? */
bool	watch_prints(const struct watch *);

/* Frames come from this source from now on; it is at its end. */
void	watch_source(struct watch *, struct source *);
void	watch_source_end(struct watch *);
/* Asks the rules of a frame, dissected; before it is written. */
void	watch_frame(struct watch *, const struct frame *);
/* The comment for the frame in the file of -w, or NULL. */
const char *watch_comment(struct watch *, uint64_t number);
/* Writes it to the files that rules have opened, and keeps it for those that
 * will want it.  written: -w has it, with its comment. */
void	watch_keep(struct watch *, const struct frame *, uint64_t number,
	    bool written);
/*
 * Between frames, and often.  clock: live, and nothing was left to be read
 * after that time (ns since 1970): deadlines up to it are over.
 */
void	watch_idle(struct watch *, int64_t clock);
void	watch_tick(struct watch *);
/* SIGUSR1: the state of rules and files, to standard error. */
void	watch_say(const struct watch *);
/* SIGUSR2: all to the disk. */
void	watch_flush(struct watch *);

/* --check: the exit status; what it finds is said. */
int	watch_check(const struct options *, struct registry *);
/* --list-actions, to standard output. */
void	watch_list_actions(void);

#endif
