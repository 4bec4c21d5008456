/* SPDX-License-Identifier: BSD-3-Clause */
/* The part of the host table by which plugins start programs and processes. */
#ifndef TAPIR_PLUGIN_PROCESS_H
#define TAPIR_PLUGIN_PROCESS_H

#include <tapir/plugin.h>

void	plugin_process_host(tp_host *);

#endif
