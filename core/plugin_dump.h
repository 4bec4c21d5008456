/* SPDX-License-Identifier: BSD-3-Clause */
/* Capture files that plugins write: the host table's dump_*(). */
#ifndef TAPIR_PLUGIN_DUMP_H
#define TAPIR_PLUGIN_DUMP_H

#include <tapir/plugin.h>

void	plugin_dump_host(tp_host *);

#endif
