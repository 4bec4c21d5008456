/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Octets that come in pieces: the store that streams (stream.h) and datagrams
 * (defrag.h) are put together in.
 *
 * An assembly has a key, the octets from 0 to its end, and pieces of them in
 * the order of their offsets, each with the number of its frame.  What a piece
 * repeats of those before it is not used, and noted: overlap, and conflict if
 * it says something else.
 *
 * Memory is bounded: what was not used for longest gives up its octets, and
 * stays as an empty one that says where it was; so does one that becomes too
 * large.  Both are counted.
 */
#ifndef TAPIR_ASSEMBLY_H
#define TAPIR_ASSEMBLY_H

#include <stdbool.h>
#include <stdint.h>

#include <tapir/plugin.h>

#define ASSEMBLY_MAX_OCTETS (16u << 20)	/* of one */
#define ASSEMBLY_MAX_PIECES 16384u

struct assemblies;

struct assembly_key {
	const void *owner;		/* who made it */
	uint8_t name[40];		/* which of the owner's */
};

struct piece {
	struct piece *prev, *next;
	uint64_t frame;
	uint32_t offset, len;
	uint32_t flags;			/* PIECE_*, of those joined */
	uint8_t octets[];
};

enum {
	PIECE_OVERLAP = 1, PIECE_CONFLICT = 2, PIECE_MULTIPLE_TAILS = 4,
	PIECE_TOO_LONG = 8
};

struct assembly {
	struct assembly *chain;		/* next in the bucket */
	struct assembly_key key;
	uint32_t hash;
	struct assembly *older, *newer;	/* by last use */
	struct piece *first, *last;
	uint32_t npieces;
	uint32_t reach;			/* octets there without a gap, from 0 */
	struct piece *reached;		/* last piece that is within them */
	/* the owner's: */
	uint32_t start, end;		/* no piece beyond end - start is used */
	uint32_t flags;			/* what they mean is its affair */
	bool done;			/* put together: what is kept is where */
	bool empty;			/* its octets were given up */

	uint8_t *joined;
	uint32_t njoined, room;
	struct piece *joined_last;
	uint64_t shown;			/* frame that joined is shown to */
};

struct assemblies *assemblies_new(void);
void	assemblies_free(struct assemblies *);
/* All go. */
void	assemblies_forget(struct assemblies *);
/* How many gave up octets. */
uint64_t assemblies_lost(const struct assemblies *);
/* Before each packet: what was shown to the last one may go. */
void	assemblies_let_go(struct assemblies *);
/* Is there any? */
static inline bool
assemblies_wait(const struct assemblies *s)
{
	return *(void *const *)(const void *)s != NULL;
}
static inline void
assemblies_next(struct assemblies *s)
{
	if (assemblies_wait(s))
		assemblies_let_go(s);
}

/* Those of one key: the first, and the next; NULL: none.  Newest first. */
struct assembly *assembly_find(struct assemblies *,
	    const struct assembly_key *);
struct assembly *assembly_next(const struct assembly *);
struct assembly *assembly_new(struct assemblies *,
	    const struct assembly_key *);
void	assembly_delete(struct assemblies *, struct assembly *);
void	assembly_used(struct assemblies *, struct assembly *);

/* Copies n octets of a frame; false: it is empty, or so it is now.  flags:
 * PIECE_MULTIPLE_TAILS or 0. */
bool	assembly_add(struct assemblies *, struct assembly *, uint32_t offset,
	    const uint8_t *octets, uint32_t n, uint64_t frame,
	    uint32_t flags);

/*
 * The first a->reach octets, until the packet of this number ends, and the
 * flags of the pieces that they are of.
 */
const uint8_t *assembly_join(struct assemblies *, struct assembly *,
	    uint64_t frame);

/* Gives up its octets, and keeps where it was. */
void	assembly_finish(struct assemblies *, struct assembly *);

/* Is any of the fields wanted that assembly_add_fields() adds? */
bool	assembly_wants_fields(const tp_pieces *, const tp_tvb *);
/* Adds the fields that say what it is made of; whole: a window on all of it;
 * t: of whose fields they are. */
void	assembly_add_fields(const struct assembly *, tp_tvb *t,
	    const tp_tvb *whole, const tp_pieces *fields);

#endif
