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

/* The date and the minute are made once a minute: localtime_r() is slow. */
static void
put_clock(struct timestamp *ts, struct textbuf *b, const struct frame *f,
    bool date)
{
	int64_t minute = f->sec / 60 - (f->sec % 60 < 0);
	time_t t = (time_t)(minute * 60);
	struct tm tm;

	if (!ts->have_cache || minute != ts->cached_minute) {
		ts->cached_minute = minute;
		ts->have_cache = true;
		if (localtime_r(&t, &tm) == NULL) {
			ts->have_cache = false;
			textbuf_puts(b, "[Error converting time]");
			return;
		}
		ts->cached_len = strftime(ts->cached, sizeof(ts->cached),
		    date ? "%Y-%m-%d %H:%M:" : "%H:%M:", &tm);
	}
	textbuf_put(b, ts->cached, ts->cached_len);
	textbuf_u64_padded(b, (uint64_t)(f->sec - minute * 60), 2);
	put_fraction(ts, b, f->nsec);
	textbuf_putc(b, ' ');
}

/* Seconds since the reference, as hours, with a sign where it went back. */
static void
put_delta(struct timestamp *ts, struct textbuf *b, const struct frame *f)
{
	int64_t sec;
	uint64_t nsec, s;
	bool negative;

	if (!ts->have_reference) {
		ts->ref_sec = f->sec;
		ts->ref_nsec = f->nsec;
		ts->have_reference = true;
	}
	negative = f->sec < ts->ref_sec ||
	    (f->sec == ts->ref_sec && f->nsec < ts->ref_nsec);
	sec = negative ? ts->ref_sec - f->sec : f->sec - ts->ref_sec;
	nsec = negative ? ts->ref_nsec - f->nsec : f->nsec - ts->ref_nsec;
	if (nsec > (uint64_t)1 << 62) {
		nsec += NSEC_PER_SEC;
		sec--;
	}
	textbuf_putc(b, negative ? '-' : ' ');
	s = (uint64_t)sec;
	textbuf_u64_padded(b, s / 3600, 2);
	textbuf_putc(b, ':');
	textbuf_u64_padded(b, s / 60 % 60, 2);
	textbuf_putc(b, ':');
	textbuf_u64_padded(b, s % 60, 2);
	put_fraction(ts, b, nsec);
	textbuf_putc(b, ' ');
	if (ts->style == 3) {
		ts->ref_sec = f->sec;
		ts->ref_nsec = f->nsec;
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
