/* SPDX-License-Identifier: BSD-3-Clause */
#include "config.h"

#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "crash.h"
#include "engine.h"
#include "fatal.h"
#include "source.h"

#define FLUSH_SECONDS 2u	/* what a broken heap may hold it up */

/* pcap with nanoseconds, in the order of octets of this machine */
#define MAGIC_NSEC 0xa1b23c4du

static const int fatal_signals[] = { SIGSEGV, SIGBUS, SIGFPE, SIGILL,
    SIGABRT };

static struct {
	const struct packet *packet;
	const char *folder;
	void (*flush)(void *);
	void *arg;
} watched;

/* ---------------------------------------------------------- the frame */

static bool
write_frame(int fd, const struct frame *f, uint32_t linktype)
{
	const uint32_t head[] = { MAGIC_NSEC, 2 | 4 << 16, 0, 0, 262144,
	    linktype, (uint32_t)f->sec, (uint32_t)f->nsec, f->caplen,
	    f->len };

	return write(fd, head, sizeof(head)) == (ssize_t)sizeof(head) &&
	    write(fd, f->data, f->caplen) == (ssize_t)f->caplen;
}

void
crash_save(const char *folder, const struct frame *f, uint32_t linktype,
    uint64_t number, char *path, size_t n)
{
	int fd;

	path[0] = '\0';
	if (folder == NULL)
		return;
	snprintf(path, n, "%s/tapir-crash-%ld-frame-%llu.pcap", folder,
	    (long)getpid(), (unsigned long long)number);
	fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (fd < 0 || !write_frame(fd, f, linktype)) {
		warning("--crash-dir: the frame cannot be saved as %s", path);
		path[0] = '\0';
	}
	if (fd >= 0)
		(void)close(fd);
}

void
crash_say(const char *how, const char *plugin, const char *protocol,
    uint64_t number, const char *path, const char *what)
{
	char who[256];

	if (protocol[0] != '\0')
		snprintf(who, sizeof(who), "plugin %s %s in protocol %s at",
		    plugin[0] != '\0' ? plugin : "?", how, protocol);
	else
		snprintf(who, sizeof(who), "the worker %s in no protocol, at "
		    "or after", how);
	warning("%s frame %llu%s%s; %s", who, (unsigned long long)number,
	    path[0] != '\0' ? ", saved as " : "", path, what);
}

/* ---------------------------------------------------------- the signal */

static const tp_dissector *
who_runs(void)
{
	const struct running *r = watched.packet->running;

	return r != NULL && watched.packet->depth != 0 ? r->dissector : NULL;
}

static void
say(int sig)
{
	const struct packet *p = watched.packet;
	const tp_dissector *d = who_runs();
	const char *protocol = registry_field(p->registry, d->proto)->abbrev;
	char path[PATH_MAX] = "", how[128], what[256];

	if (p->frame != NULL)
		crash_save(watched.folder, p->frame, p->pub.linktype,
		    p->pub.number, path, sizeof(path));
	snprintf(how, sizeof(how), "crashed (%s)", strsignal(sig));
	snprintf(what, sizeof(what), "--disable-protocol %s runs without it",
	    protocol);
	crash_say(how, d->plugin != NULL ? d->plugin : "", protocol,
	    p->pub.number, path, what);
}

/*
 * The core's own state is whole while a dissector runs, so it can be flushed;
 * the heap may not be, hence the alarm.  A second crash is the default one:
 * the handlers are used once.
 */
static void
crashed(int sig)
{
	(void)signal(SIGALRM, SIG_DFL);
	(void)alarm(FLUSH_SECONDS);
	if (who_runs() != NULL) {
		watched.flush(watched.arg);
		say(sig);
	}
	(void)raise(sig);
}

void
crash_watch(const struct packet *p, const char *folder,
    void (*flush)(void *arg), void *arg)
{
	struct sigaction sa = { .sa_handler = crashed,
	    .sa_flags = (int)(SA_RESETHAND | SA_ONSTACK) };
	stack_t stack = { .ss_size = 65536 };

	watched.packet = p;
	watched.folder = folder;
	watched.flush = flush;
	watched.arg = arg;
#ifdef TP_SANITIZED	/* the sanitizers say more */
	return;
#endif
	/* a stack that ran over is no place for a handler */
	stack.ss_sp = xcalloc(1, stack.ss_size);
	(void)sigaltstack(&stack, NULL);
	(void)sigemptyset(&sa.sa_mask);
	for (size_t i = 0; i < sizeof(fatal_signals) /
	    sizeof(fatal_signals[0]); i++)
		(void)sigaction(fatal_signals[i], &sa, NULL);
}
