/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Capture files in formats that plugins know: a source like any other.  A
 * record's link type that none had before is one more interface of it.
 */
#ifndef TAPIR_READER_H
#define TAPIR_READER_H

#include <tapir/plugin.h>

struct source;

void	readers_host(tp_host *);
void	readers_free(void);

/*
 * The file at path by who takes it.  NULL: nobody does, and err is as it was;
 * or who took it cannot read it, and err has a line that names the file.
 */
struct source *reader_open(const char *path, char *err, size_t errlen);

#endif
