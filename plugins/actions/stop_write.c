/* SPDX-License-Identifier: BSD-3-Clause */
/* stop-write ["FILE"]: the file that a write of that name began, or all. */
#include "actions.h"

static tp_rc
stop_parse(void *self, tp_rule *rule, const tp_arg *args, uint32_t n,
    void **instance, tp_error *e, uint32_t *bad)
{
	const tp_host *h = self;

	*bad = n > 1 ? 1 : 0;
	if (n > 1)
		return action_error(e, "it takes one file, or none for all");
	if (n == 0)
		return TP_OK;
	*instance = h->make_template(rule, args[0].text, TP_EXPAND_FILE_KEY,
	    e);
	return *instance != NULL ? TP_OK : TP_ERROR;
}

static void
stop_fire(void *self, void *instance, const tp_event *event)
{
	const tp_host *h = self;
	tp_message m = { .size = sizeof(m), .kind = TP_MESSAGE_STOP_WRITE };

	if (instance != NULL)
		m.key = h->expand(event, instance);
	h->send(event, &m);
}

const tp_action_desc action_stop_write = {
	.size = sizeof(action_stop_write), .flags = TP_ACTION_SENDS,
	.name = "stop-write", .usage = "[\"FILE\"]",
	.parse = stop_parse, .fire = stop_fire,
};
