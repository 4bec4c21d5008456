/* SPDX-License-Identifier: BSD-3-Clause */
#include "config.h"

#include <string.h>

#include "desk.h"

#define MASK (DESK_CHANNEL - 1)

static void
copy_in(struct desk *d, uint64_t at, const void *from, size_t n)
{
	size_t start = at & MASK;
	size_t first = n < DESK_CHANNEL - start ? n : DESK_CHANNEL - start;

	memcpy(d->channel + start, from, first);
	memcpy(d->channel, (const uint8_t *)from + first, n - first);
}

static void
copy_out(const struct desk *d, uint64_t at, void *to, size_t n)
{
	size_t start = at & MASK;
	size_t first = n < DESK_CHANNEL - start ? n : DESK_CHANNEL - start;

	memcpy(to, d->channel + start, first);
	memcpy((uint8_t *)to + first, d->channel, n - first);
}

bool
desk_put(struct desk *d, const struct tray *t, const void *message,
    uint32_t n, void (*wait)(void *arg), void *arg)
{
	uint64_t put = d->put;

	if (n == 0 || n > DESK_MESSAGE)
		return false;
	while (put + sizeof(n) + n - atomic_load(&t->got) > DESK_CHANNEL) {
		d->waits = true;
		wait(arg);
	}
	d->waits = false;
	copy_in(d, put, &n, sizeof(n));
	copy_in(d, put + sizeof(n), message, n);
	atomic_store(&d->put, put + sizeof(n) + n);
	return true;
}

int64_t
desk_get(const struct desk *d, struct tray *t, void *buf)
{
	uint64_t got = t->got, there = atomic_load(&d->put) - got;
	uint32_t n;

	if (there == 0)
		return 0;
	if (there > DESK_CHANNEL || there < sizeof(n))
		return -1;
	copy_out(d, got, &n, sizeof(n));
	if (n == 0 || n > DESK_MESSAGE || n > there - sizeof(n))
		return -1;
	copy_out(d, got + sizeof(n), buf, n);
	atomic_store(&t->got, got + sizeof(n) + n);
	return n;
}
