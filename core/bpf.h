/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * libpcap's filter language: compiled for a link type, run on frames that were
 * read from a file.  The names start with pktfilter_ because libpcap has taken
 * bpf_filter(), bpf_dump() and others.
 */
#ifndef TAPIR_BPF_H
#define TAPIR_BPF_H

#include <stdbool.h>
#include <stddef.h>

#include <pcap/pcap.h>

#include "source.h"

/* The text of a filter and how to compile it. */
struct pktfilter_config {
	const char *expr;	/* "" lets everything pass */
	bool optimize;		/* not -O */
	bool netmask;		/* -f: `ip broadcast' goes by the interface's
				 * netmask; else by 0.0.0.0, as in tcpdump */
};

/*
 * What a filter can be compiled on, to be given to pcap_close(): a link type
 * alone, as -d and -y have it; or an interface of a savefile, for which
 * live-only words such as `inbound' are refused.  NULL: the reason is in err.
 */
pcap_t	*pktfilter_open_dlt(int dlt, int snaplen, char *err, size_t errlen);
pcap_t	*pktfilter_open_saved(const struct capture_if *, char *err,
	    size_t errlen);

/*
 * Compiles on p; device is where it captures, or NULL.  0, and *prog is to be
 * given to pcap_freecode(); or -1 with libpcap's message, which is tcpdump's,
 * in err.
 */
int	pktfilter_compile(pcap_t *p, const char *device,
	    const struct pktfilter_config *, struct bpf_program *prog,
	    char *err, size_t errlen);

/* -d, -dd, -ddd (level 1, 2, 3): what tcpdump prints, to stdout.  0, or -1. */
int	pktfilter_dump(pcap_t *p, const char *device,
	    const struct pktfilter_config *, int level, char *err,
	    size_t errlen);

/* A filter for a saved source: compiled once for each link type in it. */
struct pktfilter;

/* The configuration's text must live as long as the filter. */
struct pktfilter *pktfilter_new(const struct pktfilter_config *);
void	pktfilter_free(struct pktfilter *);

/*
 * Does frame f of source s pass?  1: yes; 0: no; -1: the filter does not
 * compile for that link type, and err says why.
 */
int	pktfilter_match(struct pktfilter *, const struct source *s,
	    const struct frame *f, char *err, size_t errlen);

/*
 * Compiles for interface number iface of the source, so that a wrong filter is
 * told of before the first frame.  0, or -1 with the reason in err.
 */
int	pktfilter_prepare(struct pktfilter *, const struct source *s,
	    uint32_t iface, char *err, size_t errlen);

#endif
