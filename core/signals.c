/* SPDX-License-Identifier: BSD-3-Clause */
#include "config.h"

#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <unistd.h>

#include "signals.h"

#define DRAIN_SECONDS 2

volatile sig_atomic_t signals_stop;
volatile sig_atomic_t signals_report;
volatile sig_atomic_t signals_flush;
volatile sig_atomic_t signals_rotate;

static volatile sig_atomic_t asked;	/* the part of signals_stop that is
					 * not due to the alarm */

static void
stop(int sig)
{
	signals_stop = signals_stop + 1;
	if (sig != SIGALRM)
		asked = asked + 1;
	/* Again and again: one may come just before a write(2) blocks. */
	(void)alarm(signals_stop == 1 ? DRAIN_SECONDS : 1);
}

static void
report(int sig)
{
	(void)sig;
	signals_report = 1;
}

static void
flush(int sig)
{
	(void)sig;
	signals_flush = 1;
}

static void
rotate(int sig)
{
	(void)sig;
	signals_rotate = 1;
}

/* Without SA_RESTART: a wait for packets is to end. */
static void
handle(int sig, void (*handler)(int))
{
	struct sigaction sa = { .sa_handler = handler };

	(void)sigemptyset(&sa.sa_mask);
	(void)sigaction(sig, &sa, NULL);
}

void
signals_install(void)
{
	struct sigaction old;

	handle(SIGINT, stop);
	handle(SIGTERM, stop);
	/* nohup(1) has it ignored, and so it stays */
	if (sigaction(SIGHUP, NULL, &old) == 0 && old.sa_handler != SIG_IGN)
		handle(SIGHUP, stop);
	handle(SIGALRM, stop);
	handle(SIGUSR1, report);
	handle(SIGUSR2, flush);
	handle(SIGPIPE, SIG_IGN);
	handle(SIGXFSZ, SIG_IGN);
}

void
signals_rotate_on_hup(void)
{
	handle(SIGHUP, rotate);
}

void
signals_patient(void)
{
	(void)alarm(0);
	signals_stop = asked;
}

ssize_t
signals_write(int fd, const void *octets, size_t n)
{
	struct pollfd out = { .fd = fd, .events = POLLOUT };
	ssize_t written;

	if (signals_stop > 1) {
		if (poll(&out, 1, 0) <= 0) {
			errno = EINTR;
			return -1;
		}
		/* so much a pipe takes without blocking */
		n = n > PIPE_BUF ? PIPE_BUF : n;
	}
	written = write(fd, octets, n);
	if (written < 0 && errno == EINTR)
		return 0;
	return written;
}
