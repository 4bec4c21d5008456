/* SPDX-License-Identifier: BSD-3-Clause */
/* Octets of a packet that are packed by DEFLATE; by zlib. */
#ifndef TAPIR_INFLATE_H
#define TAPIR_INFLATE_H

#include <stdint.h>

#include "arena.h"

/*
 * As tp_host.inflate has it: they lie in the arena.  NULL without zlib, too.
 */
const uint8_t *inflate_octets(struct arena *, const uint8_t *p, uint32_t n,
	    uint32_t *unpacked);

#endif
