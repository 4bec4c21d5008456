/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A plugin that does what TAPIR_HOSTILE says at every TAPIR_HOSTILE_EVERYth
 * frame: for tests/live/isolation.
 */
#include <tapir/dissect.h>

#include <sys/ptrace.h>
#include <sys/socket.h>

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
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

/* What is refused is said, and what is not ends in a crash. */
static void
forbidden(const char *how)
{
	char *const arguments[] = { "sh", "-c", "exit 0", NULL };
	long rc = 0;

	if (strcmp(how, "socket") == 0)
		rc = socket(AF_INET, SOCK_STREAM, 0);
	else if (strcmp(how, "execve") == 0)
		rc = execve("/bin/sh", arguments, NULL);
	else if (strcmp(how, "ptrace") == 0)
		rc = ptrace(PTRACE_ATTACH, getppid(), NULL, NULL);
	else if (strcmp(how, "open") == 0)
		rc = open("/tmp/tapir-hostile", O_WRONLY | O_CREAT, 0600);
	else if (strcmp(how, "read") == 0)
		rc = open("/etc/passwd", O_RDONLY);
	else if (strcmp(how, "kill") == 0)
		rc = kill(getppid(), SIGKILL);
	else
		return;
	if (rc != -1)
		abort();
	fprintf(stderr, "site-hostile: %s: %s\n", how, strerror(errno));
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
	else
		forbidden(how);
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
