/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What of the host table looks things up by name, or looks at the packet that
 * is there: dissectors, tables, fields, values, columns.
 */
#ifndef TAPIR_LOOKUP_H
#define TAPIR_LOOKUP_H

#include <tapir/plugin.h>

void	lookup_host(tp_host *);

#endif
