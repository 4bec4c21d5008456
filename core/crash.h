/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A crash of a plugin costs nothing that was already had: one line names the
 * plugin, the protocol and the frame, and the frame is kept as a capture where
 * --crash-dir says.  In a process that reads files it ends the run, after what
 * is printed and written has got out; live, it ends the worker (worker.h).
 */
#ifndef TAPIR_CRASH_H
#define TAPIR_CRASH_H

#include <stddef.h>
#include <stdint.h>

#include "source.h"

struct packet;

/*
 * From now on, for the rest of the run.  folder: of the frame's capture, or
 * NULL for none; kept, not copied.  flush(arg) writes what is held back.
 */
void	crash_watch(const struct packet *, const char *folder,
	    void (*flush)(void *arg), void *arg);

/* Keeps the frame in a folder, NULL: in none.  path becomes the name of the
 * capture, "" if there is none, which has been said. */
void	crash_save(const char *folder, const struct frame *,
	    uint32_t linktype, uint64_t number, char *path, size_t n);

/*
 * The line.  how: "crashed (Segmentation fault)"; plugin, protocol: "" where
 * none was at work; path: as above; what: becomes of it, or is to be done.
 */
void	crash_say(const char *how, const char *plugin, const char *protocol,
	    uint64_t number, const char *path, const char *what);

#endif
