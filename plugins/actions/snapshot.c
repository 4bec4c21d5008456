/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * snapshot "FOLDER" [before 10s|1000p|64MiB] [after 30s|100p|64MiB]: a new
 * folder with what one wants to see afterwards:
 *
 *	packets.pcapng	the packets before and after
 *	rule.txt	the rule
 *	event.json	when, which frame, which values
 *	addr.txt route.txt sockets.txt	what ip(8) and ss(8) say at that time
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "actions.h"
#include "child.h"

#define PACKETS "/packets.pcapng"
#define LIMIT 10000000000u	/* ns that ip and ss have */
#define MAX_CHILDREN 16u
#define MAX_NUMBER 9999

struct snapshot {
	tp_template *name;
	tp_message message;
};

static const char what[] = "snapshot";

static tp_rc
snapshot_parse(void *self, tp_rule *rule, const tp_arg *args, uint32_t n,
    void **instance, tp_error *e, uint32_t *bad)
{
	const tp_host *h = self;
	struct snapshot s = { .message = { .size = sizeof(s.message),
	    .kind = TP_MESSAGE_START_WRITE } };
	tp_text packets = { NULL, 0, 0 };

	if (n == 0)
		return action_error(e, "the name of a folder is missing");
	*bad = 0;
	s.name = h->make_template(rule, args[0].text, TP_EXPAND_FILE, e);
	if (s.name == NULL)
		return TP_ERROR;
	if (action_amounts(h, args, n, 1, &s.message.before,
	    &s.message.after, e, bad) < 0)
		return TP_ERROR;
	tp_text_puts(&packets, args[0].text);
	tp_text_puts(&packets, PACKETS);
	s.message.text = packets.s;
	h->announce(rule, &s.message);
	tp_text_free(&packets);
	s.message.text = NULL;
	h->will_write(rule, args[0].text);
	h->will_start(rule);
	*instance = action_alloc(sizeof(s));
	memcpy(*instance, &s, sizeof(s));
	return TP_OK;
}

/* Of a dry run: the folders that there would be. */
static struct made {
	struct made *next;
	char *path;
} *made;

static int
is_made(const char *path)
{
	const struct made *m;

	for (m = made; m != NULL && strcmp(m->path, path) != 0; m = m->next)
		;
	return m != NULL;
}

/* What make_folder() would make, if there were nothing before. */
static void
pretend_folder(const char *name, tp_text *path)
{
	struct made *m = action_alloc(sizeof(*m));
	int i = 0;

	tp_text_puts(path, name);
	while (is_made(path->s)) {
		path->n = 0;
		tp_text_puts(path, name);
		tp_text_printf(path, "-%d", ++i);
	}
	m->path = strdup(path->s);
	m->next = made;
	made = m;
}

/* A folder that was not there, under that name or with -1, -2 ... */
static int
make_folder(const tp_host *h, const char *name, tp_text *path)
{
	for (int i = 0; i <= MAX_NUMBER; i++) {
		path->n = 0;
		tp_text_puts(path, name);
		if (i != 0)
			tp_text_printf(path, "-%d", i);
		if (mkdir(path->s, 0777) == 0)
			return 0;
		if (errno != EEXIST)
			break;
	}
	h->log(h, TP_LOG_ERROR, "snapshot: %s: %s", path->s, strerror(errno));
	return -1;
}

/* A file in the folder, or -1 and it has been said. */
static int
create(const tp_host *h, const char *folder, const char *name)
{
	tp_text path = { NULL, 0, 0 };
	int fd;

	tp_text_puts(&path, folder);
	tp_text_puts(&path, "/");
	tp_text_puts(&path, name);
	fd = open(path.s, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
	if (fd < 0)
		h->log(h, TP_LOG_ERROR, "snapshot: %s: %s", path.s,
		    strerror(errno));
	tp_text_free(&path);
	return fd;
}

static void
put_file(const tp_host *h, const char *folder, const char *name,
    tp_text *t)
{
	int fd = create(h, folder, name);

	tp_text_puts(t, "\n");
	if (fd >= 0 && write(fd, t->s, t->n) != (ssize_t)t->n)
		h->log(h, TP_LOG_ERROR, "snapshot: %s/%s: %s", folder, name,
		    strerror(errno));
	if (fd >= 0)
		(void)close(fd);
	tp_text_free(t);
}

static void
put_output(const tp_host *h, const char *folder, const char *name,
    const char *program, const char *argument)
{
	char *argv[] = { strdup(program), strdup(argument), NULL };
	int fd = create(h, folder, name), rc;

	rc = fd < 0 ? 0 : child_start(h, what, argv, NULL, fd, LIMIT);
	if (rc != 0)
		h->log(h, TP_LOG_WARNING, "snapshot: %s: %s", program,
		    strerror(rc));
	if (fd >= 0)
		(void)close(fd);
	free(argv[0]);
	free(argv[1]);
}

static void
describe(const tp_host *h, const char *folder, const tp_event *e)
{
	tp_text t = { NULL, 0, 0 };

	tp_text_puts(&t, "rule ");
	tp_text_puts(&t, e->rule);
	tp_text_puts(&t, " ");
	tp_text_puts(&t, e->source);
	put_file(h, folder, "rule.txt", &t);
	event_json(&t, e, NULL);
	put_file(h, folder, "event.json", &t);
	if (children_poll(h, what, 0) + 3 > MAX_CHILDREN) {
		h->log(h, TP_LOG_WARNING, "snapshot: %s: without ip and ss: "
		    "too many run already", folder);
		return;
	}
	put_output(h, folder, "addr.txt", "ip", "addr");
	put_output(h, folder, "route.txt", "ip", "route");
	put_output(h, folder, "sockets.txt", "ss", "-tuan");
}

static void
snapshot_fire(void *self, void *instance, const tp_event *e)
{
	const tp_host *h = self;
	struct snapshot *s = instance;
	tp_text folder = { NULL, 0, 0 };
	tp_message m = s->message;

	if (e->flags & TP_EVENT_DRY)
		pretend_folder(h->expand(e, s->name), &folder);
	else if (make_folder(h, h->expand(e, s->name), &folder) == 0)
		describe(h, folder.s, e);
	else {
		tp_text_free(&folder);
		return;
	}
	tp_text_puts(&folder, PACKETS);
	m.text = m.key = folder.s;
	h->send(e, &m);
	tp_text_free(&folder);
}

static uint32_t
snapshot_poll(void *self, int32_t last)
{
	return children_poll(self, what, last);
}

static void
snapshot_destroy(void *self, void *instance)
{
	(void)self;
	free(instance);
}

const tp_action_desc action_snapshot = {
	.size = sizeof(action_snapshot), .flags = TP_ACTION_SENDS,
	.name = "snapshot",
	.usage = "\"FOLDER\" [before 10s|1000p|64MiB] "
	    "[after 30s|100p|64MiB]",
	.parse = snapshot_parse, .fire = snapshot_fire,
	.poll = snapshot_poll, .destroy = snapshot_destroy,
};
