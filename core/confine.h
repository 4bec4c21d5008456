/* SPDX-License-Identifier: BSD-3-Clause */
/* What a process that we fork is not to have of ours. */
#ifndef TAPIR_CONFINE_H
#define TAPIR_CONFINE_H

/* Closes all descriptors from that one on. */
void	confine_descriptors(int first);
/* No program that is executed from now on gets a capability, root's included.
 * It takes a right that a change of the user takes away. */
void	confine_programs(void);

#endif
