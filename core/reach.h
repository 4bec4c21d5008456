/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Which files a run may still open by name once it reads packets: those that
 * somebody said here, what the C library and libraries that are loaded late
 * read, and nothing else (Landlock).  Where the kernel has none, the rights of
 * the user are the limit.
 *
 * Of a file that is written, the folder counts: names come out of packets and
 * of the time.
 */
#ifndef TAPIR_REACH_H
#define TAPIR_REACH_H

#include <stdbool.h>
#include <stddef.h>

/* A file, or a folder with all below it. */
void	reach_read(const char *path);
/* Files of that name will be made and written, in the folder that it has up to
 * a { or a %, or below.  once: one file, which is open before packets come. */
void	reach_write(const char *path, bool once);
/* Scripts name files at any time: the rights of the user are the limit. */
void	reach_write_anywhere(void);

/* What was said to be written, one path behind the other with a NUL each; to
 * be said in another process as well.  False: anywhere, or too much for n
 * octets. */
bool	reach_tell(char *paths, size_t n, size_t *used);
void	reach_told(const char *paths, size_t used);
/* Was anything said to be written? */
bool	reach_writes(void);

/*
 * Something of it that our user may not write, without capabilities; NULL:
 * nothing.  later: but for what is open before packets come.
 */
const char *reach_denied(bool later);

/* Has the kernel Landlock? */
bool	reach_is_there(void);
/* And is what is written held to folders by it? */
bool	reach_is_held(void);
/* For good, once no_new_privs is set.  writes: not only for reading.  False:
 * the kernel has it and refuses; errno. */
bool	reach_enforce(bool writes);

#endif
