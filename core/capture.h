/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Live capture through libpcap, on one interface or on several whose frames
 * are merged by time stamp.  It fills struct source; the functions here take
 * only a source that capture_open() made.
 */
#ifndef TAPIR_CAPTURE_H
#define TAPIR_CAPTURE_H

#include <stdbool.h>
#include <stddef.h>

#include <pcap/pcap.h>

#include "bpf.h"
#include "source.h"

/* The ring of each interface where -B says nothing. */
#define CAPTURE_BUFFER (16 * 1024 * 1024)
/*
 * How long the kernel may collect frames before it shows them to us.  Linux
 * closes one of the ring's 64 blocks of 256 KiB when it is full, and the
 * current one, however empty, at each time-out: the ring lasts 64 * 40 ms at
 * any rate that does not fill a block in that time, half as long just above.
 * A longer time-out would let 20,000 packets/s of 200 octets be just above.
 */
#define CAPTURE_TIMEOUT_MS 40

struct capture_config {
	const char *const *ifs;	/* names, `any', or numbers of -D */
	size_t nifs;		/* 0: the first of -D */
	int snaplen;		/* octets; 0: 262144 */
	int buffer_size;	/* -B, octets; 0: CAPTURE_BUFFER */
	bool promisc;
	bool monitor;		/* -I */
	bool immediate;
	bool nano;		/* time stamps in nanoseconds, not microseconds */
	int direction;		/* -Q, a PCAP_D_ value; PCAP_D_INOUT is 0 */
	int dlt;		/* -y, a DLT_ value; -1: the interface's own */
	int tstamp_type;	/* -j, a PCAP_TSTAMP_ value; -1: the default */
	int timeout_ms;		/* 0: CAPTURE_TIMEOUT_MS; also how long next()
				 * may wait before it says SOURCE_IDLE */
};

/*
 * Opens and starts the interfaces.  What libpcap warns of goes to standard
 * error at once.  NULL on failure, with one line in err.  The strings of the
 * configuration are not needed afterwards.  The link type of each interface
 * stands in ifs[].dlt; they may differ.
 */
struct source *capture_open(const struct capture_config *, char *err,
    size_t errlen);

/*
 * Compiles the filter for each interface and hands it to the kernel.  0, or -1
 * with the reason in err, which is tcpdump's.
 */
int	capture_set_filter(struct source *, const struct pktfilter_config *,
	    char *err, size_t errlen);

/* -d, -dd, -ddd: the filter as compiled for the first interface. */
int	capture_dump_filter(struct source *, const struct pktfilter_config *,
	    int level, char *err, size_t errlen);

/*
 * Takes no more frames from the wire; next() goes on with what the kernel
 * still holds, for at most two seconds, then ends.  A second call ends it at
 * once.  Not for signal handlers.
 */
void	capture_stop(struct source *);

/*
 * One interface, by its resolved name, opened with its own link type and in
 * both directions; the caller's to close.  NULL with one line in err.
 */
pcap_t	*capture_activate(const char *device, const struct capture_config *,
	    char *err, size_t errlen);

#endif
