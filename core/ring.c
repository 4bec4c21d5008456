/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A record is a head, the frame's octets, its options and its comment.  Records
 * lie one behind the other in memory, each whole: where the end has no room for
 * one, it goes to the start.  at[] says where each place's record is.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "fatal.h"
#include "ring.h"

#define MIN_PLACES 1024u
#define ALIGN 8u

struct record {
	uint64_t size;		/* of all of it */
	struct ring_frame f;	/* its pointers are set by ring_get() */
	bool commented, refused;
};

struct ring {
	uint8_t *memory;
	size_t size;
	size_t head;		/* where the next record goes */
	uint64_t oldest, end;	/* places */
	size_t *at;		/* by place, modulo nplaces */
	uint64_t nplaces;	/* a power of two */
};

struct ring *
ring_new(size_t octets)
{
	struct ring *r = xcalloc(1, sizeof(*r));

	r->size = (octets + ALIGN - 1) / ALIGN * ALIGN;
	r->memory = mmap(NULL, r->size, PROT_READ | PROT_WRITE,
	    MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
	if (r->memory == MAP_FAILED)
		fatal_memory();
	r->nplaces = MIN_PLACES;
	r->at = xcalloc(r->nplaces, sizeof(*r->at));
	return r;
}

void
ring_free(struct ring *r)
{
	(void)munmap(r->memory, r->size);
	free(r->at);
	free(r);
}

static struct record *
record_at(const struct ring *r, uint64_t place)
{
	return (struct record *)(void *)(r->memory +
	    r->at[place & (r->nplaces - 1)]);
}

static void
grow_places(struct ring *r)
{
	uint64_t n = r->nplaces * 2;
	size_t *at = xcalloc(n, sizeof(*at));

	for (uint64_t i = r->oldest; i < r->end; i++)
		at[i & (n - 1)] = r->at[i & (r->nplaces - 1)];
	free(r->at);
	r->at = at;
	r->nplaces = n;
}

/* Old records that lie in the way of size octets at head go. */
static void
clear_way(struct ring *r, size_t size)
{
	size_t from;

	while (r->oldest < r->end) {
		from = r->at[r->oldest & (r->nplaces - 1)];
		if (from < r->head || from >= r->head + size)
			break;
		r->oldest++;
	}
}

/* Puts head where size octets are in one piece. */
static void
find_room(struct ring *r, size_t size)
{
	if (r->size - r->head < size) {
		/* what lies from head to the end is older than the start */
		clear_way(r, r->size - r->head);
		r->head = 0;
	}
	clear_way(r, size);
}

static size_t
record_size(size_t octets)
{
	return (sizeof(struct record) + octets + ALIGN - 1) / ALIGN * ALIGN;
}

uint8_t *
ring_room(struct ring *r, uint32_t n)
{
	size_t size = record_size(n);

	if (size > r->size)
		return NULL;
	find_room(r, size);
	return r->memory + r->head + sizeof(struct record);
}

void
ring_put(struct ring *r, const struct ring_frame *f)
{
	const char *comment = f->frame.comment;
	size_t ncomment = comment != NULL ? strlen(comment) + 1 : 0;
	size_t noptions = f->frame.options_len;
	size_t size = record_size(f->frame.caplen + noptions + ncomment);
	struct record *record;
	uint8_t *octets;

	if (size > r->size) {
		r->oldest = ++r->end;
		r->head = 0;
		return;
	}
	find_room(r, size);
	if (r->end - r->oldest == r->nplaces)
		grow_places(r);
	r->at[r->end & (r->nplaces - 1)] = r->head;
	record = record_at(r, r->end);
	record->size = size;
	record->f = *f;
	record->f.frame.excess = 0;	/* not kept */
	record->commented = comment != NULL;
	record->refused = false;
	octets = (uint8_t *)(record + 1);
	if (f->frame.caplen != 0 && octets != f->frame.data)
		memmove(octets, f->frame.data, f->frame.caplen);
	octets += f->frame.caplen;
	if (noptions != 0)
		memcpy(octets, f->frame.options, noptions);
	if (comment != NULL)
		memcpy(octets + noptions, comment, ncomment);
	r->head += size;
	r->end++;
}

uint64_t
ring_oldest(const struct ring *r)
{
	return r->oldest;
}

uint64_t
ring_end(const struct ring *r)
{
	return r->end;
}

void
ring_get(const struct ring *r, uint64_t place, struct ring_frame *f)
{
	const struct record *record = record_at(r, place);
	const uint8_t *octets = (const uint8_t *)(record + 1);

	*f = record->f;
	f->frame.data = octets;
	octets += f->frame.caplen;
	f->frame.options = octets;
	octets += f->frame.options_len;
	f->frame.comment = record->commented ? (const char *)octets : NULL;
}

void
ring_refuse(struct ring *r, uint64_t place)
{
	if (place >= r->oldest && place < r->end)
		record_at(r, place)->refused = true;
}

bool
ring_is_refused(const struct ring *r, uint64_t place)
{
	return record_at(r, place)->refused;
}

uint64_t
ring_since(const struct ring *r, uint64_t end, int64_t since, bool *whole)
{
	uint64_t lo = r->oldest, hi = end, mid;

	/* times never fall */
	while (lo < hi) {
		mid = lo + (hi - lo) / 2;
		if (record_at(r, mid)->f.time >= since)
			hi = mid;
		else
			lo = mid + 1;
	}
	*whole = lo > r->oldest || r->oldest == 0;
	return lo;
}

uint64_t
ring_back(const struct ring *r, uint64_t end, uint64_t n, bool *whole)
{
	uint64_t place = end;

	while (place > r->oldest && n > 0)
		n -= !record_at(r, --place)->refused;
	*whole = n == 0 || r->oldest == 0;
	return place;
}

uint64_t
ring_back_octets(const struct ring *r, uint64_t end, uint64_t n, bool *whole)
{
	uint64_t place = end;

	while (place > r->oldest) {
		const struct record *record = record_at(r, place - 1);

		if (!record->refused && record->f.frame.caplen > n)
			break;
		n -= record->refused ? 0 : record->f.frame.caplen;
		place--;
	}
	*whole = place > r->oldest || r->oldest == 0;
	return place;
}
