/* SPDX-License-Identifier: BSD-3-Clause */
/* What signals ask for: the handlers only count, the loop looks. */
#ifndef TAPIR_SIGNALS_H
#define TAPIR_SIGNALS_H

#include <signal.h>

/* SIGINT, SIGTERM and, unless it was ignored, SIGHUP: how often. */
extern volatile sig_atomic_t signals_stop;
/* SIGUSR1: counts are wanted. */
extern volatile sig_atomic_t signals_report;

/* SIGUSR2: what is written is to reach the file. */
extern volatile sig_atomic_t signals_flush;

/* Installs the handlers; SIGPIPE becomes an error of write(2). */
void	signals_install(void);

#endif
