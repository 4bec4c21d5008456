/* SPDX-License-Identifier: BSD-3-Clause */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include <tapir/plugin.h>

#include "fatal.h"
#include "name_cache.h"

#define SETS 2048u		/* of WAYS addresses each */
#define WAYS 4u

struct entry {
	uint8_t type, addr[16];
	uint32_t used;			/* when, for eviction */
	char *name;			/* or NULL */
};

struct name_cache {
	struct entry sets[SETS][WAYS];
	uint32_t clock;
};

static size_t
addr_size(uint32_t type)
{
	return type == TP_FT_IPV4 ? 4 : type == TP_FT_IPV6 ? 16 : 6;
}

struct name_cache *
name_cache_new(void)
{
	return xcalloc(1, sizeof(struct name_cache));
}

void
name_cache_free(struct name_cache *c)
{
	/* what was never used is not to become pages now */
	for (uint32_t s = 0; c->clock != 0 && s < SETS; s++)
		for (uint32_t w = 0; w < WAYS; w++)
			free(c->sets[s][w].name);
	free(c);
}

static struct entry *
set_of(struct name_cache *c, uint32_t type, const uint8_t *addr)
{
	uint32_t h = type * 0x9e3779b1u;

	for (size_t i = 0; i < addr_size(type); i++)
		h = (h ^ addr[i]) * 0x01000193u;
	return c->sets[(h ^ h >> 15) % SETS];
}

static struct entry *
find(struct name_cache *c, uint32_t type, const uint8_t *addr)
{
	struct entry *e = set_of(c, type, addr);

	for (uint32_t i = 0; i < WAYS; i++)
		if (e[i].type == type &&
		    memcmp(e[i].addr, addr, addr_size(type)) == 0)
			return &e[i];
	return NULL;
}

/* In place of the one not used for longest. */
static struct entry *
add(struct name_cache *c, uint32_t type, const uint8_t *addr)
{
	struct entry *e = set_of(c, type, addr), *oldest = e;

	for (uint32_t i = 1; i < WAYS; i++)
		if (e[i].used < oldest->used)
			oldest = &e[i];
	oldest->type = (uint8_t)type;
	memcpy(oldest->addr, addr, addr_size(type));
	return oldest;
}

bool
name_cache_find(struct name_cache *c, uint32_t type, const uint8_t *addr,
    const char **name)
{
	struct entry *e = find(c, type, addr);

	if (e == NULL)
		return false;
	e->used = ++c->clock;
	*name = e->name;
	return true;
}

void
name_cache_put(struct name_cache *c, uint32_t type, const uint8_t *addr,
    const char *name)
{
	struct entry *e = find(c, type, addr);

	if (e == NULL)
		e = add(c, type, addr);
	free(e->name);
	e->name = name != NULL && name[0] != '\0' ? xstrdup(name) : NULL;
	e->used = ++c->clock;
}
