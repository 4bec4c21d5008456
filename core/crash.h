/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A crash of a plugin ends the run, but costs nothing that was already had:
 * what is printed and written gets out, one line names the plugin, the
 * protocol and the frame, and the frame is kept as a capture where
 * --crash-dir says.
 */
#ifndef TAPIR_CRASH_H
#define TAPIR_CRASH_H

struct packet;

/*
 * From now on, for the rest of the run.  folder: of the frame's capture, or
 * NULL for none; kept, not copied.  flush(arg) writes what is held back.
 */
void	crash_watch(const struct packet *, const char *folder,
	    void (*flush)(void *arg), void *arg);

#endif
