/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Which file a frame goes to: -C, -G and -W.  The table in the manual says
 * what each combination means; this module only reckons.  It opens nothing
 * and asks no clock: the time is handed in, that of packets or of the clock.
 *
 * Intervals of -G start at the first second that series_start() is told and
 * follow each other without a gap: the n-th starts at start + n * seconds,
 * however late it is noticed.  Time that goes back is no new interval.
 */
#ifndef TAPIR_SERIES_H
#define TAPIR_SERIES_H

#include <stdbool.h>
#include <stdint.h>

struct series;

struct series_config {
	const char *path;	/* -w; outlives the series */
	bool sized;		/* -C */
	int seconds;		/* -G; 0: off */
	int files;		/* -W; 0: no limit */
	bool before_suffix;	/* x1.pcap, not x.pcap1 */
	bool empty_files;	/* each interval is to have a file */
};

enum series_due {
	SERIES_STAY,		/* in the file at hand, if there is one */
	SERIES_TURN,		/* it is complete: close it; the next has
				 * another name and is opened at need */
	SERIES_FULL		/* it is complete, and -W allows no further */
};

struct series *series_new(const struct series_config *);
void	series_free(struct series *);

/* The first interval starts. */
void	series_start(struct series *, int64_t sec);

/*
 * What is due at that time: before a frame is written, and while none comes
 * (then with larger false).  larger: the file at hand has more octets than -C
 * says.  With empty_files it goes on by one interval: make its file, and ask
 * again until it is SERIES_STAY; a gap of more than 10,000 intervals is left
 * out.
 */
enum series_due series_due(struct series *, int64_t sec, bool larger);

/* The file at hand is complete because somebody says so: as by -C. */
void	series_turn(struct series *);

/*
 * The name of the file that is opened now, which counts for -W; it lives until
 * the next call.  NULL: strftime(3) makes no name of the path.
 */
const char *series_name(struct series *);

/* The file named last was empty and is gone: it does not count. */
void	series_forget(struct series *);

/* Whether intervals write over the files of those before them. */
bool	series_overwrites(const struct series_config *);

#endif
