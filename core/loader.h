/* SPDX-License-Identifier: BSD-3-Clause */
/* Finds plugins, checks them against our ABI, loads them and runs init(). */
#ifndef TAPIR_LOADER_H
#define TAPIR_LOADER_H

#include <stdbool.h>
#include <stddef.h>

#include <tapir/plugin.h>

struct loader;
struct registry;

/* disabled: names of plugins that are not to run; kept, not copied. */
struct loader *loader_new(struct registry *, const tp_host *,
	    char *const *disabled, size_t n);

/* --plugin FILE: one that does not load ends the program. */
void	loader_file(struct loader *, const char *path);
/*
 * The folders that the design names, in order: $TAPIR_PLUGIN_PATH,
 * ~/.local/lib/tapir/plugins, the build tree's, then the installed one.  With
 * elevated privilege only the last two, and only files that nobody else may
 * change.  The first of a name wins.  What does not load is said in one line.
 */
void	loader_search(struct loader *);
/* The plugin "hosts/SUFFIX.so" of the first of those folders that has one;
 * false: none has, or it does not load, which is said. */
bool	loader_host(struct loader *, const char *suffix);
/* --disable-plugin of a plugin that there is not: false, and one line. */
bool	loader_check(const struct loader *);
/* Runs every destroy(). */
void	loader_free(struct loader *);

/* --list-plugins */
void	loader_list(const struct loader *);

#endif
