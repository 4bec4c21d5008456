/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The octets of a pcapng's blocks, draft-ietf-opsawg-pcapng, in this host's
 * byte order.
 *
 * Each function makes one block at p and returns its length; with p NULL it
 * says the length alone, for whoever has to find room for it.
 */
#ifndef TAPIR_PCAPNG_BLOCK_H
#define TAPIR_PCAPNG_BLOCK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "source.h"
#include "textbuf.h"

/* kept: of the section that was read, or NULL.  comment: one more, or NULL. */
size_t	pcapng_section(uint8_t *p, const struct kept_options *kept,
	    const char *comment);
size_t	pcapng_interface(uint8_t *p, const struct capture_if *, bool nano);
/* id: of the interface, counted from 0 in the section; nano is its own. */
size_t	pcapng_packet(uint8_t *p, uint32_t id, bool nano, const struct frame *,
	    const char *comment);
size_t	pcapng_counts(uint8_t *p, uint32_t id, bool nano,
	    const struct if_counts *);
/*
 * Names of addresses: records, which pcapng_name() appends, in one block.
 * address: n octets, 4 or 16; name: with the NUL at its end.
 */
void	pcapng_name(struct textbuf *, const uint8_t *address, size_t n,
	    const char *name, size_t name_len);
size_t	pcapng_names(uint8_t *p, const struct textbuf *records);

#endif
