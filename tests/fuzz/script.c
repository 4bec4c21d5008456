/* SPDX-License-Identifier: BSD-3-Clause */
#include "config.h"

#include <stdlib.h>

#include "fatal.h"
#include "script.h"

static tp_script script;

static const tp_script *
nth(const tp_host *h, const char *suffix, uint32_t i)
{
	(void)h;
	(void)suffix;
	return i == 0 ? &script : NULL;
}

static void
failed(const tp_host *h, const tp_script *s, const char *why)
{
	(void)h;
	(void)s;
	if (why[0] == '\0')
		abort();
}

static void
print(const tp_host *h, const char *s, uint32_t n)
{
	(void)h;
	(void)s;
	(void)n;
}

static void
say(const tp_host *h, int32_t severity, const char *fmt, ...)
{
	(void)h;
	(void)severity;
	(void)fmt;
}

void
script_set(struct harness *h, const char *path)
{
	script.path = path;
	h->host->script = nth;
	h->host->script_failed = failed;
	h->host->print = print;
	h->host->log = say;
}

void *
script_load(struct harness *h)
{
	void *self;
	tp_error e;

	if (lua_plugin.init(h->host, &self, &e) < 0)
		fatal("%s", e.msg);
	return self;
}
