/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The last frames that came in, as they came in, in bounded memory: what
 * `before 10s' is written from, and what a worker dissects (worker.h).  A
 * frame is copied in once, straight from the kernel's memory where that can be
 * (ring_room()), and handed out by reference; the oldest make room for new
 * ones.  Frames have a place: 0 for the first one put in, and so on; a reader
 * is nothing but a place, so there may be any number of them.
 *
 * One reader may be another process, which holds the one frame that it says it
 * is busy with: that frame's octets stay, while all around it goes on.
 */
#ifndef TAPIR_RING_H
#define TAPIR_RING_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "source.h"

struct ring;

struct ring_frame {
	struct frame frame;
	uint64_t number;	/* position in the source */
	int64_t time;		/* packet time in ns: the largest stamp up to
				 * and with this frame */
};

#define RING_SHARED_MIN	((size_t)1 << 20)
#define RING_IDLE	UINT64_MAX	/* such a reader holds no frame */

/* octets: of frames and what is kept with each (72 octets or a few more).
 * Memory is touched as it fills. */
struct ring *ring_new(size_t octets);
void	ring_free(struct ring *);

/*
 * In a file of shared.h, with a reader in another process, which says in *busy
 * what it holds; of RING_SHARED_MIN octets at least, so that there is always a
 * way around one frame.  evict is called of each frame that is about to make
 * room, while it is still there.
 */
struct ring *ring_new_shared(int fd, size_t octets, _Atomic uint64_t *busy,
	    void (*evict)(void *arg, uint64_t place), void *arg);
/* In that process, once the first has made it of so many octets: to be read,
 * by the next two alone. */
struct ring *ring_view(int fd, size_t octets, _Atomic uint64_t *busy);
/*
 * In that process: holds and gets the frame at *place; where it has made room
 * already, goes half of the ring ahead, to a place that *place becomes.  False:
 * no frame is there yet.
 */
bool	ring_hold(struct ring *, uint64_t *place, struct ring_frame *);
/* In that process: the place of the next frame that will come. */
uint64_t ring_filled(const struct ring *);

/* In the other: the frame that was held last, unless it is long gone. */
bool	ring_held(const struct ring *, uint64_t place, struct ring_frame *);

/* Copies the frame, unless its octets stand where ring_room() said.  One that
 * is larger than the ring empties it. */
void	ring_put(struct ring *, const struct ring_frame *);
/* Where the next frame has its octets if there are n of them and nothing else
 * is kept with it; the oldest frames make room.  NULL: it is larger than the
 * ring. */
uint8_t	*ring_room(struct ring *, uint32_t n);

/* Places from ring_oldest() up to, and without, ring_end() are there; and what
 * the reader holds. */
uint64_t ring_oldest(const struct ring *);
uint64_t ring_end(const struct ring *);
/* The frame of such a place, until the next ring_put() or ring_room(). */
void	ring_get(const struct ring *, uint64_t place, struct ring_frame *);

/* That frame is not wanted after all: who looks back does not count it. */
void	ring_refuse(struct ring *, uint64_t place);
bool	ring_is_refused(const struct ring *, uint64_t place);

/*
 * The place to begin at, of those before end: the first frame whose time is
 * since or later; n frames back; as far back as n captured octets go.  *whole
 * is false if frames that should be in there have made room.
 */
uint64_t ring_since(const struct ring *, uint64_t end, int64_t since,
	    bool *whole);
uint64_t ring_back(const struct ring *, uint64_t end, uint64_t n,
	    bool *whole);
uint64_t ring_back_octets(const struct ring *, uint64_t end, uint64_t n,
	    bool *whole);

#endif
