/* SPDX-License-Identifier: BSD-3-Clause */
/* The errors that end the program, each one line on standard error. */
#ifndef TAPIR_FATAL_H
#define TAPIR_FATAL_H

#include <stddef.h>

/* Sets the name that stands before messages; kept, not copied. */
void	fatal_program(const char *name);
/* "tapir: ..." on standard error; the run goes on. */
void	warning(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
_Noreturn void	fatal(const char *fmt, ...)
    __attribute__((format(printf, 1, 2)));
_Noreturn void	fatal_memory(void);

/* Zeroed memory of n elements, or the end of the program. */
void	*xcalloc(size_t n, size_t size);
void	*xrealloc(void *, size_t n, size_t size);
char	*xstrdup(const char *);

/* Zeroed memory that never moves, at the start of a page; it takes room only
 * where it is touched. */
void	*xreserve(size_t size);
void	xrelease(void *, size_t size);
/* The process is about to end, and all of it goes at once, which takes less
 * time than piece by piece: a seventh of a short run. */
void	xrelease_at_end(void);

#endif
