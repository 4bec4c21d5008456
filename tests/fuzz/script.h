/* SPDX-License-Identifier: BSD-3-Clause */
/* The plugin that runs scripts in Lua, linked in, with a host that says and
 * writes nothing. */
#ifndef TAPIR_TESTS_FUZZ_SCRIPT_H
#define TAPIR_TESTS_FUZZ_SCRIPT_H

#include "harness.h"

/* Its tp_plugin: the makefile renames it. */
extern const tp_plugin_desc lua_plugin;

/* The one script there is. */
void	script_set(struct harness *, const char *path);
/* Between harness_new() and harness_ready(); the plugin's self. */
void	*script_load(struct harness *);

#endif
