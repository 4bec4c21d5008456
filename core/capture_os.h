/* SPDX-License-Identifier: BSD-3-Clause */
/* The part of live capture that each system does in its own way. */
#ifndef TAPIR_CAPTURE_OS_H
#define TAPIR_CAPTURE_OS_H

#include <stdbool.h>
#include <stddef.h>

#include <pcap/pcap.h>

/*
 * Lets no further frame into what the kernel holds for p, and leaves what it
 * holds.  False where that cannot be done.
 */
bool	capture_os_reject(pcap_t *p);

/* Asks for frames as soon as they arrive.  To be called before
 * pcap_activate() and after pcap_set_timeout(). */
int	capture_os_immediate(pcap_t *p);

/* What to do about a lack of permission, to be put after a message. */
void	capture_os_remedy(char *buf, size_t len);

#endif
