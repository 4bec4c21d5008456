/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Where frames come from: a savefile (savefile.c) or live interfaces
 * (capture.c).  Both fill the same struct, so that whoever reads frames does
 * not know which it is.
 */
#ifndef TAPIR_SOURCE_H
#define TAPIR_SOURCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* One captured frame.  What it points to lives until the next call of next(). */
struct frame {
	const uint8_t *data;	/* caplen octets */
	uint32_t caplen;	/* octets captured */
	uint32_t excess;	/* octets after them in the file, over its
				 * snapshot length: libpcap drops them, and
				 * only fields know them */
	uint32_t len;		/* octets on the wire */
	int64_t sec;		/* since 1970-01-01 UTC, past 2106 too */
	uint64_t nsec;		/* >= 1000000000 if the file says nonsense:
				 * kept, so that it can be shown */
	bool untimed;		/* the file has no time for it: 0 */
	uint32_t iface;		/* index into the source's interfaces */
	const char *comment;	/* pcapng comment, NUL terminated, or NULL */
	const uint8_t *options;	/* all options of the pcapng block, comments
				 * among them, as in kept_options; or NULL */
	uint32_t options_len;
};

/*
 * Options of a pcapng block as the file has them, one after the other without
 * the one that ends them, but in this host's byte order: for a writer.
 */
struct kept_options {
	uint8_t *octets;
	uint32_t n;
};

/* What was counted on an interface: the codes of pcapng's options. */
enum {
	COUNT_START = 2, COUNT_END,	/* of the capture, ns since 1970 */
	COUNT_RECEIVED,			/* by the interface */
	COUNT_IF_DROPPED,		/* by the interface, for lack of room */
	COUNT_ACCEPTED,			/* by the filter */
	COUNT_OS_DROPPED,		/* by the kernel, for lack of room */
	COUNT_DELIVERED,		/* to the program */
	COUNT_CODES
};

struct if_counts {
	uint32_t has;		/* 1 << code of those that are known */
	uint64_t time;		/* when it was counted, ns since 1970; 0: never */
	uint64_t value[COUNT_CODES];
};

/* Lengths that no kernel writes: the text does not look into such a frame. */
static inline bool
frame_is_nonsense(const struct frame *f)
{
	return f->caplen == 0 || f->len < f->caplen;
}

/* Its time in ns since 1970; one that makes no sense is as late or as early as
 * can be. */
static inline int64_t
frame_ns(const struct frame *f)
{
	const int64_t second = 1000000000;

	if (f->sec > INT64_MAX / second - 1)
		return INT64_MAX;
	if (f->sec < INT64_MIN / second + 1)
		return INT64_MIN;
	return f->sec * second +
	    (f->nsec < (uint64_t)second ? (int64_t)f->nsec : 0);
}

/* An interface that frames were captured on.  A pcap file has one. */
struct capture_if {
	char *name;		/* NULL if unknown */
	char *description;	/* or NULL */
	char *filter;		/* capture filter it was recorded with, or NULL */
	int dlt;		/* libpcap's DLT_ value */
	uint32_t linktype;	/* LINKTYPE_ value, as in files */
	uint32_t linktype_ext;	/* the bits above it in a pcap header; a writer
				 * puts them back */
	int32_t fcs_len;	/* octets of frame check sequence that frames
				 * end with; -1: nobody says */
	uint32_t snaplen;	/* from files: never 0, as pcap_snapshot() */
	uint64_t resolution;	/* time stamp units per second */
	uint32_t section;	/* index into the source's sections, if any */
	struct kept_options options;	/* of a pcapng: but for time stamps */
	struct if_counts counts;	/* the last that the file told; live,
					 * at the last call of stats() */
};

/* What the source itself counted; live only. */
struct source_stats {
	uint64_t received, dropped, if_dropped;
};

enum source_rc {
	SOURCE_ERROR = -1,	/* error[] says what; frames before it stand */
	SOURCE_END = 0,		/* no more frames will come */
	SOURCE_FRAME = 1,
	SOURCE_IDLE = 2		/* live: nothing within the time-out, or a
				 * signal came in; look around and call again */
};

struct source {
	/* Fills *f.  Not after SOURCE_END or SOURCE_ERROR. */
	enum source_rc (*next)(struct source *, struct frame *f);
	/* NULL where there is nothing to count. */
	int (*stats)(struct source *, struct source_stats *);
	void (*close)(struct source *);		/* frees the source as well */
	/* Live, of one interface: where the n octets of a frame that comes in
	 * now are put, so that they need not be copied once more; NULL, also
	 * what it returns: in memory of the source's own. */
	uint8_t *(*room)(void *arg, uint32_t n);
	void *room_arg;
	const struct capture_if *ifs;		/* next() may move it: it grows */
	uint32_t nifs;				/* with a pcapng's interfaces */
	/* Of a pcapng; next() may move these, too, and they grow. */
	const struct kept_options *sections;
	uint32_t nsections;
	const uint8_t *blocks;			/* names, secrets and custom
						 * blocks, one after the other,
						 * as the file has them */
	size_t blocks_len;
	bool tells_ifs;				/* a pcap file does not say
						 * where its frames are from */
	char error[512];			/* one line, names the thing */
};

#endif
