/* SPDX-License-Identifier: BSD-3-Clause */
/* mark ["TEXT"]: a comment on the packet in pcapng files; the rule's name, if
 * no text is given. */
#include "actions.h"

static tp_rc
mark_parse(void *self, tp_rule *rule, const tp_arg *args, uint32_t n,
    void **instance, tp_error *e, uint32_t *bad)
{
	const tp_host *h = self;
	const tp_message m = { .size = sizeof(m), .kind = TP_MESSAGE_MARK };

	*bad = n > 1 ? 1 : 0;
	if (n > 1)
		return action_error(e, "it takes one text");
	*instance = h->make_template(rule, n == 1 ? args[0].text : "{rule}",
	    TP_EXPAND_TEXT, e);
	if (*instance == NULL)
		return TP_ERROR;
	h->announce(rule, &m);
	return TP_OK;
}

static void
mark_fire(void *self, void *instance, const tp_event *event)
{
	const tp_host *h = self;
	tp_message m = { .size = sizeof(m), .kind = TP_MESSAGE_MARK };

	m.text = h->expand(event, instance);
	h->send(event, &m);
}

const tp_action_desc action_mark = {
	.size = sizeof(action_mark), .flags = TP_ACTION_SENDS,
	.name = "mark", .usage = "[\"TEXT\"]",
	.parse = mark_parse, .fire = mark_fire,
};
