/* SPDX-License-Identifier: BSD-3-Clause */
#include "config.h"

#include <stddef.h>

#include "signals.h"

volatile sig_atomic_t signals_stop;
volatile sig_atomic_t signals_report;
volatile sig_atomic_t signals_flush;

static void
stop(int sig)
{
	(void)sig;
	signals_stop = signals_stop + 1;
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
	handle(SIGUSR1, report);
	handle(SIGUSR2, flush);
	handle(SIGPIPE, SIG_IGN);
}
