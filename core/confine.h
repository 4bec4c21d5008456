/* SPDX-License-Identifier: BSD-3-Clause */
/* What a program that we start is not to have of ours. */
#ifndef TAPIR_CONFINE_H
#define TAPIR_CONFINE_H

/*
 * In the child, between fork and exec: closes all descriptors but 0 to 2 and
 * gives up all capabilities, so that no program that is executed gets any,
 * root's included.  Where a system has no capabilities, the first alone.
 */
void	confine(void);

#endif
