/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Scripts: programs in a language that a plugin runs.  Here they are found and
 * handed out; what they are is the affair of the plugin "hosts/SUFFIX.so",
 * which is loaded only if there is a script with that suffix.  A process has
 * one set of plugins, and so one of scripts.
 */
#ifndef TAPIR_SCRIPTS_H
#define TAPIR_SCRIPTS_H

#include <stdbool.h>

#include <tapir/plugin.h>

#include "loader.h"
#include "options.h"

/* Those of --script in order, then those of the folders, if the options say
 * that these are looked at: ~/.local/share/tapir/scripts (not with elevated
 * privilege), $datadir/tapir/scripts, and with --wireshark-scripts Wireshark's.
 * The first of a file name wins. */
void	scripts_find(const struct options *);
/* Loads the plugins that run them; after all other plugins. */
void	scripts_load(struct loader *);
/* False if one that was named did not load, or there is none of a name to be
 * disabled: what is wrong stands on standard error. */
bool	scripts_check(const struct options *);
/* --list-scripts: name, path, and what became of it. */
void	scripts_list(void);
/* After the plugins are gone. */
void	scripts_free(void);

/* Fills in what the host table has for scripts. */
void	scripts_host(tp_host *);

#endif
