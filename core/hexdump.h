/* SPDX-License-Identifier: BSD-3-Clause */
/* Octets as lines of hex, as -x, -X and -A and tcpdump's default print. */
#ifndef TAPIR_HEXDUMP_H
#define TAPIR_HEXDUMP_H

#include <stdint.h>

#include "textbuf.h"

/* Each line starts with indent, which holds the line feed; offset is that of
 * the first octet. */
void	hexdump_ascii(struct textbuf *, const char *indent, const uint8_t *,
	    uint32_t n, uint32_t offset);
void	hexdump_plain(struct textbuf *, const char *indent, const uint8_t *,
	    uint32_t n, uint32_t offset);
/* -A: printable octets as they are, others as dots. */
void	hexdump_text(struct textbuf *, const uint8_t *, uint32_t n);

#endif
