/* SPDX-License-Identifier: BSD-3-Clause */
/* write "FILE" [before 10s|1000p|64MiB] [after 30s|100p|64MiB] */
#include "actions.h"

struct write {
	tp_template *name, *key;
	tp_message message;
};

static tp_rc
write_parse(void *self, tp_rule *rule, const tp_arg *args, uint32_t n,
    void **instance, tp_error *e, uint32_t *bad)
{
	const tp_host *h = self;
	struct write w = { .message = { .size = sizeof(w.message),
	    .kind = TP_MESSAGE_START_WRITE } };

	if (n == 0)
		return action_error(e, "the name of a file is missing");
	*bad = 0;
	w.name = h->make_template(rule, args[0].text, TP_EXPAND_FILE, e);
	w.key = h->make_template(rule, args[0].text, TP_EXPAND_FILE_KEY, e);
	if (w.name == NULL || w.key == NULL)
		return TP_ERROR;
	if (action_amounts(h, args, n, 1, &w.message.before,
	    &w.message.after, e, bad) < 0)
		return TP_ERROR;
	w.message.text = args[0].text;
	h->announce(rule, &w.message);
	*instance = action_alloc(sizeof(w));
	memcpy(*instance, &w, sizeof(w));
	return TP_OK;
}

static void
write_fire(void *self, void *instance, const tp_event *event)
{
	const tp_host *h = self;
	struct write *w = instance;

	w->message.text = h->expand(event, w->name);
	w->message.key = h->expand(event, w->key);
	h->send(event, &w->message);
}

static void
write_destroy(void *self, void *instance)
{
	(void)self;
	free(instance);
}

const tp_action_desc action_write = {
	.size = sizeof(action_write), .flags = TP_ACTION_SENDS,
	.name = "write",
	.usage = "\"FILE\" [before 10s|1000p|64MiB] [after 30s|100p|64MiB]",
	.parse = write_parse, .fire = write_fire, .destroy = write_destroy,
};
