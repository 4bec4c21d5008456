/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A record is a head, the frame's octets, its options and its comment.  Records
 * lie one behind the other in memory, each whole: where the end has no room for
 * one, it goes to the start.  at[] says where each place's record is.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "fatal.h"
#include "ring.h"
#include "shared.h"

#define ALIGN 8u
#define PAGE 4096u

struct record {
	uint64_t size;		/* of all of it */
	uint64_t place;
	struct ring_frame f;	/* its pointers are set by ring_get() */
	bool commented, refused;
};

/* At the start of the memory: what a reader looks at. */
struct head {
	_Atomic uint64_t oldest, end;	/* places */
};

struct ring {
	struct head *head;
	size_t *at;		/* by place, modulo nplaces */
	uint8_t *memory;	/* of the records */
	size_t size;
	size_t next;		/* where the next record goes */
	uint64_t oldest, end;	/* the writer's own */
	uint64_t nplaces;	/* a power of two */
	size_t whole;		/* octets of all that memory, from head on */
	/* Of the other process: */
	_Atomic uint64_t *busy;	/* or NULL */
	uint64_t pinned;	/* place that went while it was held */
	size_t pin_from, pin_to;
	void (*evict)(void *, uint64_t);
	void *evict_arg;
};

static size_t
pages(size_t n)
{
	return (n + PAGE - 1) / PAGE * PAGE;
}

static size_t
places_size(const struct ring *r)
{
	return pages(r->nplaces * sizeof(*r->at));
}

/* Never more records than places: none is smaller than its head. */
static void
lay_out(struct ring *r, size_t octets)
{
	r->size = (octets + ALIGN - 1) / ALIGN * ALIGN;
	r->nplaces = 1024;
	while (r->nplaces < r->size / sizeof(struct record))
		r->nplaces *= 2;
	r->whole = PAGE + places_size(r) + pages(r->size);
	r->pinned = RING_IDLE;
}

static void
set_parts(struct ring *r, void *memory)
{
	r->head = memory;
	r->at = (size_t *)(void *)((uint8_t *)memory + PAGE);
	r->memory = (uint8_t *)memory + PAGE + places_size(r);
}

struct ring *
ring_new(size_t octets)
{
	struct ring *r = xcalloc(1, sizeof(*r));

	lay_out(r, octets);
	set_parts(r, xreserve(r->whole));
	return r;
}

struct ring *
ring_new_shared(int fd, size_t octets, _Atomic uint64_t *busy,
    void (*make_room)(void *arg, uint64_t place), void *arg)
{
	struct ring *r = xcalloc(1, sizeof(*r));

	lay_out(r, octets);
	set_parts(r, shared_map(fd, r->whole));
	r->busy = busy;
	r->evict = make_room;
	r->evict_arg = arg;
	return r;
}

struct ring *
ring_view(int fd, size_t octets, _Atomic uint64_t *busy)
{
	struct ring *r = xcalloc(1, sizeof(*r));

	lay_out(r, octets);
	set_parts(r, (void *)(uintptr_t)shared_view(fd, r->whole));
	r->busy = busy;
	return r;
}

void
ring_free(struct ring *r)
{
	if (r->busy != NULL)
		shared_unmap(r->head, r->whole);
	else
		xrelease(r->head, r->whole);
	free(r);
}

static struct record *
record_at(const struct ring *r, uint64_t place)
{
	return (struct record *)(void *)(r->memory +
	    r->at[place & (r->nplaces - 1)]);
}

static void
fill(const struct record *record, struct ring_frame *f)
{
	const uint8_t *octets = (const uint8_t *)(record + 1);

	*f = record->f;
	f->frame.data = octets;
	octets += f->frame.caplen;
	f->frame.options = octets;
	octets += f->frame.options_len;
	f->frame.comment = record->commented ? (const char *)octets : NULL;
}

/* ------------------------------------------------------ the other process */

/*
 * It says first that it is busy with a frame, and looks then whether the frame
 * is there; evict() does it the other way around.  So one of them sees what
 * the other did.  What stands in at[] may be of a later round all the same,
 * if this process was put to sleep for long.
 */
bool
ring_hold(struct ring *r, uint64_t *place, struct ring_frame *f)
{
	uint64_t oldest, end;

	for (;;) {
		end = atomic_load(&r->head->end);
		if (*place >= end)
			break;
		atomic_store(r->busy, *place);
		oldest = atomic_load(&r->head->oldest);
		if (oldest <= *place) {
			const struct record *record = record_at(r, *place);

			fill(record, f);
			if (record->place == *place)
				return true;
		}
		*place = oldest + (end - oldest) / 2;
	}
	atomic_store(r->busy, RING_IDLE);
	return false;
}

bool
ring_held(const struct ring *r, uint64_t place, struct ring_frame *f)
{
	const struct record *record;

	if (place >= r->oldest && place < r->end)
		record = record_at(r, place);
	else if (place == r->pinned)
		record = (const struct record *)(const void *)(r->memory +
		    r->pin_from);
	else
		return false;
	fill(record, f);
	return true;
}

uint64_t
ring_filled(const struct ring *r)
{
	return atomic_load(&r->head->end);
}

/* ----------------------------------------------------------- making room */

static void
evict(struct ring *r)
{
	uint64_t place = r->oldest;

	if (r->evict != NULL)
		r->evict(r->evict_arg, place);
	atomic_store(&r->head->oldest, ++r->oldest);
	if (r->busy == NULL || atomic_load(r->busy) != place)
		return;
	r->pinned = place;
	r->pin_from = r->at[place & (r->nplaces - 1)];
	r->pin_to = r->pin_from + record_at(r, place)->size;
}

/* Old records that lie in the way of size octets at next go. */
static void
clear_way(struct ring *r, size_t size)
{
	size_t from;

	while (r->oldest < r->end) {
		from = r->at[r->oldest & (r->nplaces - 1)];
		if (from < r->next || from >= r->next + size)
			break;
		evict(r);
	}
}

static bool
pin_is_in_the_way(struct ring *r, size_t size)
{
	if (r->pinned != RING_IDLE && atomic_load(r->busy) != r->pinned)
		r->pinned = RING_IDLE;
	return r->pinned != RING_IDLE && r->pin_from < r->next + size &&
	    r->next < r->pin_to;
}

/* Puts next where size octets are in one piece. */
static void
find_room(struct ring *r, size_t size)
{
	for (;;) {
		if (r->size - r->next < size) {
			/* what lies from next to the end is older than the
			 * start */
			clear_way(r, r->size - r->next);
			r->next = 0;
		}
		clear_way(r, size);
		if (!pin_is_in_the_way(r, size))
			return;
		r->next = r->pin_to;
	}
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
	return r->memory + r->next + sizeof(struct record);
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
		while (r->oldest < r->end)
			evict(r);
		r->oldest = ++r->end;
		atomic_store(&r->head->oldest, r->oldest);
		atomic_store(&r->head->end, r->end);
		r->next = 0;
		return;
	}
	find_room(r, size);
	if (r->end - r->oldest == r->nplaces)	/* a pinned one is around */
		evict(r);
	r->at[r->end & (r->nplaces - 1)] = r->next;
	record = record_at(r, r->end);
	record->size = size;
	record->place = r->end;
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
	r->next += size;
	atomic_store(&r->head->end, ++r->end);
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
	fill(record_at(r, place), f);
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
