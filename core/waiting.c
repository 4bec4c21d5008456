/* SPDX-License-Identifier: BSD-3-Clause */
#include "config.h"

#include <stdlib.h>

#include "fatal.h"
#include "waiting.h"

struct waiting {
	const struct ring *ring;
	struct verbs to;
	bool waits;
	uint64_t decided;		/* place of the next that waits */
	uint64_t undecided;
	int64_t time;			/* packet time, as the other says */
};

struct waiting *
waiting_new(const struct ring *ring, bool waits, const struct verbs *to)
{
	struct waiting *w = xcalloc(1, sizeof(*w));

	w->ring = ring;
	w->waits = waits;
	w->to = *to;
	w->time = INT64_MIN;
	return w;
}

void
waiting_free(struct waiting *w)
{
	free(w);
}

bool
waiting_has(const struct waiting *w, uint64_t place)
{
	return w->waits && place >= w->decided && place < ring_end(w->ring);
}

void
waiting_give_up(struct waiting *w, uint64_t place)
{
	while (w->waits && w->decided < place)
		if (w->to.verdict(w->to.arg, w->decided++, VERDICT_NONE,
		    w->time, NULL) == 0)
			w->undecided++;
}

uint64_t
waiting_undecided(const struct waiting *w)
{
	return w->undecided;
}

/* ---------------------------------------------------- what the other says */

static void
time_comes(void *arg, int64_t ns)
{
	struct waiting *w = arg;

	w->time = ns;
	w->to.time(w->to.arg, ns);
}

static int
verdict(void *arg, uint64_t place, enum verdict v, int64_t time,
    const struct extract *x)
{
	struct waiting *w = arg;

	if (!waiting_has(w, place))
		return 0;
	waiting_give_up(w, place);
	/* what was said of the frame came after its time */
	if (time != w->time)
		time_comes(w, time);
	w->decided = place + 1;
	return w->to.verdict(w->to.arg, place, v, time, x);
}

static void
message(void *arg, uint64_t place, const tp_event *e, const tp_message *m)
{
	struct waiting *w = arg;
	uint64_t end = ring_end(w->ring);

	waiting_give_up(w, place < end ? place : end);
	/* a frame that makes room may come before what is said of it */
	w->to.message(w->to.arg, place < w->decided ? w->decided : place, e,
	    m);
}

static void
name(void *arg, uint32_t type, const uint8_t *addr, const char *text)
{
	struct waiting *w = arg;

	w->to.name(w->to.arg, type, addr, text);
}

static void
said(void *arg, const char *text, size_t n)
{
	struct waiting *w = arg;

	w->to.said(w->to.arg, text, n);
}

struct verbs
waiting_verbs(struct waiting *w)
{
	return (struct verbs){ .arg = w, .verdict = verdict, .name = name,
	    .time = time_comes, .message = message, .said = said };
}
