/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Makes one plugin of a family of protocols: each file of the family puts a
 * tp_protocol on the list by TP_REGISTER(), the linker strings the list
 * together, and the one init() here registers all of it.
 */
#include <tapir/dissect.h>

#ifndef TP_FAMILY
#define TP_FAMILY "all"
#endif

/* Weak: a family may be empty. */
extern const tp_protocol *const __start_tp_protocols[]
    __attribute__((weak, visibility("hidden")));
extern const tp_protocol *const __stop_tp_protocols[]
    __attribute__((weak, visibility("hidden")));

static tp_rc
family_init(const tp_host *host, void **self, tp_error *e)
{
	size_t n = (size_t)(__stop_tp_protocols - __start_tp_protocols);
	tp_self *all = (tp_self *)calloc(n, sizeof(*all));
	tp_rc rc = TP_OK;

	if (all == NULL) {
		memcpy(e->msg, "out of memory", sizeof("out of memory"));
		return TP_ERROR;
	}
	for (size_t i = 0; i < n && rc >= 0; i++)
		rc = tp_protocol_init(host, __start_tp_protocols[i], &all[i],
		    e);
	*self = all;
	if (rc < 0)
		free(all);
	return rc;
}

static void
family_destroy(void *self)
{
	free(self);
}

const tp_plugin_desc tp_plugin = {
	TP_PLUGIN_HEAD,
	.name = TP_FAMILY,
	.version = "0.1",
	.license = "BSD-3-Clause",
	.description = "the " TP_FAMILY " protocols that come with tapir",
	.init = family_init,
	.destroy = family_destroy,
};
