/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Names of addresses, 8,192 at most: the one that was asked for longest ago
 * makes room.
 */
#ifndef TAPIR_NAME_CACHE_H
#define TAPIR_NAME_CACHE_H

#include <stdbool.h>
#include <stdint.h>

struct name_cache;

struct name_cache *name_cache_new(void);
void	name_cache_free(struct name_cache *);

/*
 * type: TP_FT_IPV4, TP_FT_IPV6, else TP_FT_ETHER.  False: nothing is known of
 * the address.  *name lives until the next call; NULL: it has none.
 */
bool	name_cache_find(struct name_cache *, uint32_t type,
	    const uint8_t *addr, const char **name);
/* name: copied; NULL or "": it has none, or not yet. */
void	name_cache_put(struct name_cache *, uint32_t type,
	    const uint8_t *addr, const char *name);

#endif
