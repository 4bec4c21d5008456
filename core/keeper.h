/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A process that outlives this one.  If we are killed in the middle of a
 * write(2), it cuts the file back to its last whole record.
 *
 * It is forked before anything is opened, holds a descriptor of each file that
 * is being written and nothing else, and sleeps until we are gone.  Where the
 * records end that a write is to write, it finds in memory that it shares with
 * us; one write is under way at a time, so there is one such place.  It has a
 * session of its own, so that what ends ours does not end it.
 *
 * Where it cannot be had, all else goes on without.
 */
#ifndef TAPIR_KEEPER_H
#define TAPIR_KEEPER_H

#include <stddef.h>
#include <stdint.h>

void	keeper_start(void);
/* No file is being written any more.  Waits until it is gone. */
void	keeper_stop(void);

/* In a process that was forked since: what belongs to it there is let go. */
void	keeper_leave(void);

/* A file that is going to be written, and one that no longer is. */
void	keeper_watch(int fd);
void	keeper_forget(int fd);

/*
 * Around each write: it starts at octet base of the file, and ends[] says how
 * far it then is at the end of each of its n records.
 */
void	keeper_before_write(int fd, uint64_t base, const uint32_t *ends,
	    size_t n);
/* What is to stand behind the last whole record then, 4 octets at most. */
void	keeper_tail(const uint8_t *octets, size_t n);
void	keeper_after_write(void);

#endif
