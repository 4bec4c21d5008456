/* SPDX-License-Identifier: BSD-3-Clause */
/* print: the packet, as the options for printing say. */
#include "actions.h"

static const tp_message message = { .size = sizeof(message),
    .kind = TP_MESSAGE_PRINT };

static tp_rc
print_parse(void *self, tp_rule *rule, const tp_arg *args, uint32_t n,
    void **instance, tp_error *e, uint32_t *bad)
{
	const tp_host *h = self;

	(void)args;
	(void)instance;
	*bad = 0;
	if (n != 0)
		return action_error(e, "it takes nothing; what it prints is "
		    "for the options, such as -v or --json");
	h->announce(rule, &message);
	return TP_OK;
}

static void
print_fire(void *self, void *instance, const tp_event *event)
{
	const tp_host *h = self;

	(void)instance;
	h->send(event, &message);
}

const tp_action_desc action_print = {
	.size = sizeof(action_print), .flags = TP_ACTION_SENDS,
	.name = "print", .usage = "",
	.parse = print_parse, .fire = print_fire,
};
