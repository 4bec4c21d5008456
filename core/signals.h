/* SPDX-License-Identifier: BSD-3-Clause */
/* What signals ask for: the handlers only count, the loop looks. */
#ifndef TAPIR_SIGNALS_H
#define TAPIR_SIGNALS_H

#include <sys/types.h>

#include <signal.h>
#include <stddef.h>

/*
 * SIGINT, SIGTERM and, unless it was ignored, SIGHUP: how often.  Two seconds
 * after the first one counts as the second: 1 asks for an orderly end, 2 for
 * an end at once.
 */
extern volatile sig_atomic_t signals_stop;
/* SIGUSR1: counts are wanted. */
extern volatile sig_atomic_t signals_report;

/* SIGUSR2: what is written is to reach the file. */
extern volatile sig_atomic_t signals_flush;

/* SIGHUP, after signals_rotate_on_hup(): the next file is due. */
extern volatile sig_atomic_t signals_rotate;

/*
 * write(2) that does not outlast signals_stop: the octets written, 0 if a
 * signal came in and it is to be tried again; -1 with errno, which is EINTR
 * where the end is due and fd takes nothing.
 */
ssize_t	signals_write(int fd, const void *, size_t);

/* Installs the handlers; SIGPIPE and SIGXFSZ become errors of write(2). */
void	signals_install(void);

/* SIGHUP no longer ends the run, and is heeded though it were ignored. */
void	signals_rotate_on_hup(void);

/*
 * What is waited for now may take its time: signals_stop counts the signals
 * that came, and no longer the two seconds.
 */
void	signals_patient(void);

#endif
