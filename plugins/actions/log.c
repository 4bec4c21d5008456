/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * log ["TEXT"] [to stderr | to syslog | to "FILE"]: a line of JSON with the
 * rule, the packet time, the frame, the text and the fields.
 */
#include <errno.h>
#include <fcntl.h>
#include <syslog.h>
#include <unistd.h>

#include "actions.h"

enum { TO_STDERR, TO_SYSLOG, TO_FILE };

struct log {
	tp_template *text;		/* or NULL */
	int to, fd;
	char *path;
	int failed;
};

static tp_rc
parse_to(struct log *l, const tp_arg *args, uint32_t n, uint32_t i,
    tp_error *e, uint32_t *bad)
{
	*bad = i;
	if (!arg_is(&args[i], "to"))
		return action_error(e, "`%.60s' is too much here",
		    args[i].text);
	if (i + 1 == n)
		return action_error(e, "behind `to' stands stderr, syslog or "
		    "a \"FILE\"");
	*bad = i + 2;
	if (i + 2 < n)
		return action_error(e, "`%.60s' is too much here",
		    args[i + 2].text);
	if (arg_is(&args[i + 1], "stderr"))
		l->to = TO_STDERR;
	else if (arg_is(&args[i + 1], "syslog"))
		l->to = TO_SYSLOG;
	else {
		l->to = TO_FILE;
		l->path = strdup(args[i + 1].text);
	}
	return TP_OK;
}

static tp_rc
log_parse(void *self, tp_rule *rule, const tp_arg *args, uint32_t n,
    void **instance, tp_error *e, uint32_t *bad)
{
	const tp_host *h = self;
	struct log l = { .fd = -1 };
	uint32_t i = 0;

	if (n != 0 && !arg_is(&args[0], "to")) {
		*bad = i++;
		l.text = h->make_template(rule, args[0].text, TP_EXPAND_TEXT,
		    e);
		if (l.text == NULL)
			return TP_ERROR;
	}
	if (i < n && parse_to(&l, args, n, i, e, bad) < 0)
		return TP_ERROR;
	if (l.to == TO_FILE)
		h->will_write(rule, l.path);
	if (l.to == TO_SYSLOG)	/* later there are no sockets to be had */
		openlog(NULL, LOG_NDELAY, LOG_USER);
	*instance = action_alloc(sizeof(l));
	memcpy(*instance, &l, sizeof(l));
	return TP_OK;
}

static int
log_fd(const tp_host *h, struct log *l)
{
	if (l->to == TO_STDERR)
		return STDERR_FILENO;
	if (l->fd < 0 && !l->failed)
		l->fd = open(l->path, O_WRONLY | O_CREAT | O_APPEND |
		    O_CLOEXEC, 0666);
	if (l->fd < 0 && !l->failed) {
		l->failed = 1;
		h->log(h, TP_LOG_ERROR, "log: %s: %s", l->path,
		    strerror(errno));
	}
	return l->fd;
}

static void
log_fire(void *self, void *instance, const tp_event *event)
{
	const tp_host *h = self;
	struct log *l = instance;
	tp_text line = { NULL, 0, 0 };
	int fd;

	event_json(&line, event, l->text != NULL ?
	    h->expand(event, l->text) : NULL);
	if (l->to == TO_SYSLOG) {
		syslog(LOG_NOTICE, "%s", line.s);
	} else if ((fd = log_fd(h, l)) >= 0) {
		tp_text_puts(&line, "\n");
		/* one write(2), so that lines of many stay whole */
		if (write(fd, line.s, line.n) < 0 && !l->failed) {
			l->failed = 1;
			h->log(h, TP_LOG_ERROR, "log: %s: %s", l->path != NULL
			    ? l->path : "standard error", strerror(errno));
		}
	}
	tp_text_free(&line);
}

static void
log_destroy(void *self, void *instance)
{
	struct log *l = instance;

	(void)self;
	if (l->fd >= 0)
		(void)close(l->fd);
	free(l->path);
	free(l);
}

const tp_action_desc action_log = {
	.size = sizeof(action_log), .name = "log",
	.usage = "[\"TEXT\"] [to stderr|syslog|\"FILE\"]",
	.parse = log_parse, .fire = log_fire, .destroy = log_destroy,
};
