/* SPDX-License-Identifier: BSD-3-Clause */
/* What the actions that come with tapir share: one file each, registered by
 * actions.c.  The self of each is the host. */
#ifndef ACTIONS_H
#define ACTIONS_H

#include <tapir/event.h>

#include <stdlib.h>
#include <string.h>

extern const tp_action_desc action_exec, action_log, action_mark,
    action_print, action_snapshot, action_stop_write, action_webhook,
    action_write;

/* An event as a JSON object without line feed.  message may be NULL. */
void	event_json(tp_text *, const tp_event *, const char *message);

/* An error of parse(): printf into e. */
tp_rc	action_error(tp_error *e, const char *fmt, ...) TP_PRINTF(2, 3);
void	*action_alloc(size_t);

/*
 * "before 10s" and "after 30s" from argument i on, to the end; NULL where one
 * is not allowed.  What is wrong is said as parse() says it.
 */
tp_rc	action_amounts(const tp_host *, const tp_arg *, uint32_t n, uint32_t i,
	    tp_amount *before, tp_amount *after, tp_error *, uint32_t *bad);

static inline int
arg_is(const tp_arg *a, const char *keyword)
{
	return !a->quoted && strcmp(a->text, keyword) == 0;
}

#endif
