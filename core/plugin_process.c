/* SPDX-License-Identifier: BSD-3-Clause */
#include "config.h"

#include <string.h>

#include "helper.h"
#include "launcher.h"
#include "plugin_process.h"
#include "reach.h"

static void
host_will_write(tp_rule *r, const char *path)
{
	(void)r;
	reach_write(path, false);
}

static void
host_will_start(tp_rule *r)
{
	(void)r;
	launcher_want();
}

static int32_t
host_start_program(const tp_host *h, const tp_program *program, uint32_t *id)
{
	tp_program p = { 0 };
	struct launch l;

	(void)h;
	memcpy(&p, program, program->size < sizeof(p) ? program->size :
	    sizeof(p));
	l = (struct launch){ .argv = p.argv, .env = p.env, .out = p.out };
	return launcher_run(&l, id);
}

static int32_t
host_program_ended(const tp_host *h, uint32_t id, int32_t *status)
{
	int why;

	(void)h;
	if (!launcher_ended(id, status, &why))
		return 0;
	return why != 0 ? -why : 1;
}

static void
host_signal_program(const tp_host *h, uint32_t id, int32_t sig)
{
	(void)h;
	launcher_signal(id, sig);
}

static void
host_helper(const tp_host *h, const char *name,
    void (*work)(int32_t fd, void *arg), void *arg, int32_t *fd)
{
	const struct helper helper = { .name = name,
	    .role = SANDBOX_RESOLVER, .work = work, .arg = arg, .fd = fd };

	(void)h;
	helper_want(&helper);
}

void
plugin_process_host(tp_host *h)
{
	h->will_write = host_will_write;
	h->will_start = host_will_start;
	h->start_program = host_start_program;
	h->program_ended = host_program_ended;
	h->signal_program = host_signal_program;
	h->helper = host_helper;
}
