/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A plugin that does what TAPIR_HOSTILE says at every TAPIR_HOSTILE_EVERYth
 * frame: for tests/live/isolation.
 */
#include <tapir/dissect.h>

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void
hog(void)
{
	const size_t gib = (size_t)1 << 30;

	for (int i = 0; i < 10; i++)
		memset(malloc(gib), 1, gib);
}

static void
misbehave(const char *how, const tp_tvb *t)
{
	static volatile int forever = 1;

	if (strcmp(how, "crash") == 0)
		*(volatile char *)8 = 1;
	else if (strcmp(how, "abort") == 0)
		abort();
	else if (strcmp(how, "loop") == 0)
		while (forever)
			continue;
	else if (strcmp(how, "exit") == 0)
		exit(3);
	else if (strcmp(how, "quit") == 0)
		_exit(0);
	else if (strcmp(how, "memory") == 0)
		hog();
	else if (strcmp(how, "descriptors") == 0)
		while (open("/dev/null", O_RDONLY) >= 0)
			continue;
	else if (strcmp(how, "write") == 0)
		*(volatile uint8_t *)(uintptr_t)t->data = 0xff;
}

static tp_rc
dissect(void *self, tp_tvb *t, const void *arg)
{
	const char *how = getenv("TAPIR_HOSTILE");
	const char *every = getenv("TAPIR_HOSTILE_EVERY");

	(void)self;
	(void)arg;
	if (how != NULL && every != NULL &&
	    t->pkt->number % strtoul(every, NULL, 10) == 0)
		misbehave(how, t);
	return TP_REJECT;
}

static const tp_protocol hostile = {
	.name = "hostile", .long_name = "Hostile",
	.keys = (const tp_key[]){ { "udp.port", 9999, 0, 0 }, { 0 } },
	.dissect = dissect,
};
TP_REGISTER(hostile);

TP_PLUGIN("site-hostile", "1", "none", "made for a test");
