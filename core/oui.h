/* SPDX-License-Identifier: BSD-3-Clause */
/* The vendors of Ethernet addresses that tcpdump has names for. */
#ifndef TAPIR_OUI_H
#define TAPIR_OUI_H

#include <stdint.h>

/* Of the first three octets; "Unknown" for all others. */
const char *oui_name(const uint8_t *addr);

#endif
