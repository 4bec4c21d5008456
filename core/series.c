/* SPDX-License-Identifier: BSD-3-Clause */
#include "config.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "fatal.h"
#include "filename.h"
#include "series.h"
#include "textbuf.h"

#define GAP_MAX		10000	/* intervals that get files nobody waits for */
#define NAMES_MAX	65536u

/* A name that an interval had, by its hash, and how often. */
struct used {
	uint64_t hash;
	uint32_t times;
};

struct series {
	struct series_config c;
	unsigned width;		/* digits of every number; 0: as many as it
				 * takes, and the first file has none */
	int64_t begin;		/* of the interval */
	uint64_t number;	/* of the file within it */
	int made;		/* files named so far, for -W */
	bool named;		/* the interval has a name: */
	struct textbuf stem;	/* that, up to the numbers */
	struct textbuf tail;	/* and what follows them */
	struct textbuf name;
	struct used *used;
	size_t nused;
};

struct series *
series_new(const struct series_config *c)
{
	struct series *s = xcalloc(1, sizeof(*s));

	s->c = *c;
	if (c->sized && c->files > 1)
		for (int last = c->files - 1; last > 0; last /= 10)
			s->width++;
	return s;
}

void
series_free(struct series *s)
{
	textbuf_free(&s->stem);
	textbuf_free(&s->tail);
	textbuf_free(&s->name);
	free(s->used);
	free(s);
}

void
series_start(struct series *s, int64_t sec)
{
	s->begin = sec;
}

static void
next_interval(struct series *s, int64_t sec)
{
	const uint64_t seconds = (uint64_t)s->c.seconds;
	uint64_t gone = ((uint64_t)sec - (uint64_t)s->begin) / seconds;

	if (s->c.empty_files && gone <= GAP_MAX)
		gone = 1;
	s->begin = (int64_t)((uint64_t)s->begin + gone * seconds);
	s->number = 0;
	s->named = false;
}

void
series_turn(struct series *s)
{
	s->number++;
	if (s->c.sized && s->c.files != 0)
		s->number %= (uint64_t)s->c.files;
}

/* Files hold any time: the difference may need all of 64 bits. */
static bool
is_over(const struct series *s, int64_t sec)
{
	return s->c.seconds != 0 && sec > s->begin &&
	    (uint64_t)sec - (uint64_t)s->begin >= (uint64_t)s->c.seconds;
}

enum series_due
series_due(struct series *s, int64_t sec, bool larger)
{
	if (is_over(s, sec)) {
		if (!s->c.sized && s->c.files != 0 && s->made >= s->c.files)
			return SERIES_FULL;
		next_interval(s, sec);
		return SERIES_TURN;
	}
	if (!s->c.sized || !larger)
		return SERIES_STAY;
	series_turn(s);
	return SERIES_TURN;
}

/* FNV-1a; how often the interval's name was used before. */
static uint32_t
use(struct series *s, const struct textbuf *name)
{
	uint64_t h = 0xcbf29ce484222325u;

	for (size_t i = 0; i < name->n; i++)
		h = (h ^ (unsigned char)name->s[i]) * 0x100000001b3u;
	for (size_t i = 0; i < s->nused; i++)
		if (s->used[i].hash == h)
			return s->used[i].times++;
	if (s->nused == NAMES_MAX)
		return 0;
	/* room for a power of two */
	if ((s->nused & (s->nused - 1)) == 0)
		s->used = xrealloc(s->used, s->nused ? 2 * s->nused : 1,
		    sizeof(*s->used));
	s->used[s->nused++] = (struct used){ h, 1 };
	return 0;
}

/* The name of the interval, parted where numbers go. */
static bool
name_interval(struct series *s)
{
	uint32_t again;
	size_t at;

	s->stem.n = s->tail.n = 0;
	if (s->c.seconds == 0)
		textbuf_puts(&s->stem, s->c.path);
	else if (!filename_timed(&s->stem, s->c.path, s->begin))
		return false;
	again = s->c.seconds != 0 && s->c.files != 0 ? use(s, &s->stem) : 0;
	textbuf_putc(&s->stem, '\0');
	s->stem.n--;
	at = s->c.before_suffix ? filename_stem(s->stem.s) : s->stem.n;
	textbuf_put(&s->tail, s->stem.s + at, s->stem.n - at);
	s->stem.n = at;
	if (again != 0)
		textbuf_format(&s->stem, "-%u", again);
	s->named = true;
	return true;
}

const char *
series_name(struct series *s)
{
	if (!s->named && !name_interval(s))
		return NULL;
	if (s->made < INT_MAX)
		s->made++;
	s->name.n = 0;
	textbuf_put(&s->name, s->stem.s, s->stem.n);
	if (s->width != 0 || s->number != 0)
		textbuf_u64_padded(&s->name, s->number, s->width);
	textbuf_put(&s->name, s->tail.s, s->tail.n);
	textbuf_putc(&s->name, '\0');
	return s->name.s;
}

void
series_forget(struct series *s)
{
	s->made--;
}

bool
series_overwrites(const struct series_config *c)
{
	return c->seconds != 0 && c->files == 0 && !filename_has_time(c->path);
}
