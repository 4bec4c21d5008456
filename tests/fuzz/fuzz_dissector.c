/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * libFuzzer: packets for one protocol, through any of the tables that it hangs
 * in.  TAPIR_FUZZ names it; without that the input does, up to a line feed, or
 * its first octet stands for one.
 *
 * The head (see target.h): options, the way (ways.h), the key in its table.  A
 * way and a key that do not lead to the protocol stand for some that do; but
 * whole frames are dissected, whatever their link type.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "fatal.h"
#include "target.h"
#include "ways.h"

#define HEAD 4u

int	LLVMFuzzerTestOneInput(const uint8_t *, size_t);

/* A protocol that somebody dissects, by its name; 0: there is none. */
static tp_field
find_protocol(const struct registry *r, const char *name, size_t n)
{
	const tp_dissector *d;

	for (uint32_t i = 0; (d = registry_nth_dissector(r, i)) != NULL; i++) {
		const char *abbrev = registry_field(r, d->proto)->abbrev;

		if (strlen(abbrev) == n && memcmp(abbrev, name, n) == 0)
			return d->proto;
	}
	return 0;
}

static tp_field
nth_protocol(const struct registry *r, uint32_t n)
{
	uint32_t count = 0;

	while (registry_nth_dissector(r, count) != NULL)
		count++;
	return registry_nth_dissector(r, n % count)->proto;
}

static tp_field
protocol_asked_for(const struct registry *r)
{
	const char *name = getenv("TAPIR_FUZZ");
	tp_field proto;

	if (name == NULL || name[0] == '\0')
		return 0;
	proto = find_protocol(r, name, strlen(name));
	if (proto == 0)
		fatal("TAPIR_FUZZ=%s: no such protocol", name);
	return proto;
}

/* Takes what names it from the input. */
static tp_field
protocol_of(const struct registry *r, const uint8_t **data, size_t *size)
{
	static tp_field asked;
	static bool known;
	const uint8_t *end;
	tp_field proto = 0;

	if (!known) {
		asked = protocol_asked_for(r);
		known = true;
	}
	if (asked != 0 || *size == 0)
		return asked;
	end = memchr(*data, '\n', *size < 32 ? *size : 32);
	if (end != NULL)
		proto = find_protocol(r, (const char *)*data,
		    (size_t)(end - *data));
	if (proto == 0) {
		end = *data;
		proto = nth_protocol(r, **data);
	}
	*size -= (size_t)(end + 1 - *data);
	*data = end + 1;
	return proto;
}

/* Which way the head stands for. */
static struct entry
choose(struct registry *r, tp_field proto, const uint8_t *head)
{
	struct entry all[MAX_ENTRIES], e;
	uint32_t way = head[1] % WAY_COUNT, n = ways_of(r, proto, all);
	uint32_t key = tp_ld16(head + 2);

	for (uint32_t i = 0; i < n; i++)
		if (all[i].way == way && key >= all[i].lo && key <= all[i].hi)
			return (struct entry){ way, key, key };
	if (n == 0 || (way == WAY_FRAME && way_has(r, way, key)))
		return (struct entry){ WAY_FRAME,
		    way_has(r, WAY_FRAME, key) ? key : 1, 0 };
	e = all[(way + key) % n];
	e.lo += key % (e.hi - e.lo + 1);
	return e;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct harness *h = target_harness();
	tp_field proto = protocol_of(h->registry, &data, &size);
	struct packets packets;
	struct entry e;

	if (size < HEAD)
		return 0;
	e = choose(h->registry, proto, data);
	target_start(h, data[0]);
	packets_start(&packets, data + HEAD, size - HEAD);
	way_send(h, &packets, &e);
	return 0;
}
