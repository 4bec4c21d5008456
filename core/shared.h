/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Memory that processes have in common: of a file without a name, which is
 * made before the others are forked and may get its size later.  Who maps it
 * first writes; the others only read, and cannot get more than that where the
 * system has a way to forbid it.
 */
#ifndef TAPIR_SHARED_H
#define TAPIR_SHARED_H

#include <stddef.h>

/* A descriptor; the end of the program if there is none. */
int	shared_file(void);
/* Zeroed, at the start of a page; takes room only where it is touched. */
void	*shared_map(int fd, size_t size);
const void *shared_view(int fd, size_t size);
/* Without a file: all that are forked from now on may write.  As above. */
void	*shared_by_all(size_t size);
void	shared_unmap(const void *, size_t size);

#endif
