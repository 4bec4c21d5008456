/* SPDX-License-Identifier: BSD-3-Clause */
/* Expert information: what dissectors say about items, as the fields
 * _ws.expert.*; the packet holds it like any other value. */
#ifndef TAPIR_EXPERT_H
#define TAPIR_EXPERT_H

#include <tapir/plugin.h>

#include "registry.h"

void	expert_register(struct registry *);
void	expert_host(tp_host *);

#endif
