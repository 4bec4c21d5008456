/* SPDX-License-Identifier: BSD-3-Clause */
#include "tcp.h"

static struct tcp_sent *
find(struct tcp_ring *r, uint32_t id)
{
	struct tcp_sent *s = &r->sent[id % TCP_UNACKED_MAX];

	return id != 0 && s->id == id ? s : NULL;
}

const struct tcp_sent *
tcp_unacked_oldest(struct tcp_ring *r, const struct tcp_unacked *u)
{
	return find(r, u->oldest);
}

static void
widen(struct tcp_unacked *u, const struct tcp_sent *s, uint32_t start)
{
	if (s->seq - start < u->low - start)
		u->low = s->seq;
	if (u->high - start < s->end - start)
		u->high = s->end;
}

void
tcp_unacked_add(struct tcp_ring *r, struct tcp_unacked *u,
    const struct tcp_sent *s, uint32_t start)
{
	struct tcp_sent *before = NULL, *new;

	if (find(r, u->oldest) != NULL)
		before = find(r, u->newest);
	if (++r->last_id == 0)
		r->last_id++;
	new = &r->sent[r->last_id % TCP_UNACKED_MAX];
	*new = *s;
	new->id = r->last_id;
	new->later = 0;
	if (before == NULL || before == new) {
		*u = (struct tcp_unacked){ .oldest = r->last_id, .low = s->seq,
		    .high = s->end };
	} else {
		before->later = r->last_id;
		if (s->seq - start < u->high - start ||
		    s->end - start < s->seq - start)
			u->mixed = 1;
		widen(u, s, start);
		if (u->high - u->low > INT32_MAX)
			u->mixed = 1;
	}
	u->newest = r->last_id;
}

/* Does some of it count as sent but not acknowledged? */
static int
is_open(struct tcp_sent *s, uint32_t ack)
{
	if (!tcp_before(ack, s->end))
		return 0;
	if (tcp_before(s->seq, ack))
		s->seq = ack;
	return 1;
}

const struct tcp_sent *
tcp_unacked_take(struct tcp_ring *r, struct tcp_unacked *u, uint32_t ack,
    uint32_t start)
{
	struct tcp_unacked left = { 0 };
	const struct tcp_sent *hit = NULL;
	struct tcp_sent *s, *before = NULL;

	for (s = find(r, u->oldest); s != NULL; s = find(r, s->later)) {
		if (!is_open(s, ack)) {
			if (hit == NULL && s->end == ack)
				hit = s;
			continue;
		}
		if (before == NULL) {
			left.oldest = s->id;
			left.low = s->seq;
			left.high = s->end;
		} else
			before->later = s->id;
		left.newest = s->id;
		widen(&left, s, start);
		before = s;
		if (!u->mixed) {	/* and so are all behind it */
			left.newest = u->newest;
			left.high = u->high;
			break;
		}
	}
	left.mixed = u->mixed != 0 && left.oldest != left.newest;
	if (before != NULL && left.newest == before->id)
		before->later = 0;
	*u = left;
	return hit;
}
