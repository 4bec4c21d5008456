/* SPDX-License-Identifier: BSD-3-Clause */
#include "config.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#include "timestamp.h"

#define NSEC_PER_SEC 1000000000u

static void
put_fraction(const struct timestamp *ts, struct textbuf *b, uint64_t nsec)
{
	textbuf_putc(b, '.');
	if (ts->nano)
		textbuf_u64_padded(b, nsec, 9);
	else
		textbuf_u64_padded(b, nsec / 1000, 6);
	if (nsec >= NSEC_PER_SEC)
		textbuf_puts(b, ts->nano ? " (invalid ns)" : " (invalid us)");
}

/* Frames come many to the second, and localtime_r() is slow. */
static void
cache_second(struct timestamp *ts, int64_t sec, bool date)
{
	time_t t = (time_t)sec;
	struct tm tm;

	ts->have_cache = localtime_r(&t, &tm) != NULL;
	if (!ts->have_cache)
		return;
	ts->cached_sec = sec;
	ts->cached_len = strftime(ts->cached, sizeof(ts->cached),
	    date ? "%Y-%m-%d %H:%M:%S" : "%H:%M:%S", &tm);
}

static void
put_clock(struct timestamp *ts, struct textbuf *b, const struct frame *f,
    bool date)
{
	if (!ts->have_cache || f->sec != ts->cached_sec)
		cache_second(ts, f->sec, date);
	if (!ts->have_cache) {
		textbuf_puts(b, "[Error converting time] ");
		return;
	}
	textbuf_put(b, ts->cached, ts->cached_len);
	put_fraction(ts, b, f->nsec);
	textbuf_putc(b, ' ');
}

/*
 * The time of day that has passed since the reference, with a sign where it
 * went back: as in tcpdump, whole days do not show.
 */
static void
put_delta(struct timestamp *ts, struct textbuf *b, const struct frame *f)
{
	uint64_t nsec, s;	/* stamps may be any: these wrap */
	/* the digits shown are what is subtracted */
	uint64_t now = ts->nano ? f->nsec : f->nsec - f->nsec % 1000;
	bool negative;

	if (!ts->have_reference) {
		ts->ref_sec = f->sec;
		ts->ref_nsec = now;
		ts->have_reference = true;
	}
	negative = f->sec < ts->ref_sec ||
	    (f->sec == ts->ref_sec && now < ts->ref_nsec);
	s = (uint64_t)f->sec - (uint64_t)ts->ref_sec;
	s = negative ? -s : s;
	nsec = negative ? ts->ref_nsec - now : now - ts->ref_nsec;
	if (nsec > (uint64_t)1 << 62) {
		nsec += NSEC_PER_SEC;
		s--;
	}
	textbuf_putc(b, negative ? '-' : ' ');
	textbuf_u64_padded(b, s / 3600 % 24, 2);
	textbuf_putc(b, ':');
	textbuf_u64_padded(b, s / 60 % 60, 2);
	textbuf_putc(b, ':');
	textbuf_u64_padded(b, s % 60, 2);
	put_fraction(ts, b, nsec);
	textbuf_putc(b, ' ');
	if (ts->style == 3) {
		ts->ref_sec = f->sec;
		ts->ref_nsec = now;
	}
}

void
timestamp_put(struct timestamp *ts, struct textbuf *b, const struct frame *f)
{
	switch (ts->style) {
	case 1:
		break;
	case 2:
		if (f->sec < 0)
			textbuf_putc(b, '-');
		textbuf_u64(b, f->sec < 0 ? 0 - (uint64_t)f->sec :
		    (uint64_t)f->sec);
		put_fraction(ts, b, f->nsec);
		textbuf_putc(b, ' ');
		break;
	case 3:
	case 5:
		put_delta(ts, b, f);
		break;
	default:
		put_clock(ts, b, f, ts->style == 4);
		break;
	}
}
