/* SPDX-License-Identifier: BSD-3-Clause */
#include "config.h"

#include <errno.h>
#include <inttypes.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "capture.h"
#include "capture_os.h"
#include "devices.h"
#include "fatal.h"
#include "savefile.h"

#define MAX_SNAPLEN 262144
#define NS_PER_S INT64_C(1000000000)
#define NS_PER_MS INT64_C(1000000)
#define DRAIN_NS (2 * NS_PER_S)
/* A device without a descriptor to wait for is asked this often. */
#define BLIND_MS 10
/* What the kernel may be late by in showing us frames at the time-out. */
#define SLACK_MS 20

/*
 * LIVE until capture_stop() or an error of libpcap; DRAINING while the kernel
 * may still hold frames; then DONE.
 */
enum port_state { LIVE, DRAINING, DONE };

/* One interface. */
struct port {
	pcap_t *pcap;
	int fd;			/* -1: cannot be waited for */
	enum port_state state;
	bool rejects;		/* the kernel adds no frame to its ring */
	struct frame head;	/* next frame of this interface, if full */
	bool full;
	uint8_t *data;		/* head's octets */
	size_t room;
	/* No frame stamped before this will come any more; real time, ns. */
	int64_t horizon;
	int64_t stop;		/* real time when it began to drain, ns */
	int64_t heard;		/* monotonic time of the last frame since, ns */
	uint32_t taken;		/* frames that libpcap gave us, modulo 2^32 */
	struct pcap_stat last;	/* libpcap's counters have 32 bits */
	struct source_stats total;
};

struct capture {
	struct source source;
	struct capture_if *ifs;
	struct port *ports;
	size_t nports;
	struct port *lent;	/* whose head the caller still uses */
	struct pollfd *fds;
	int timeout_ms;
	int64_t hold;		/* how long a frame waits for earlier ones of
				 * other interfaces, ns */
	int64_t deadline;	/* end of the drain, monotonic ns */
	bool stopping;
	bool failed;		/* source.error says why */
};

static int64_t
now(clockid_t clock)
{
	struct timespec ts;

	clock_gettime(clock, &ts);
	return (int64_t)ts.tv_sec * NS_PER_S + ts.tv_nsec;
}

static int64_t
stamp(const struct port *p)
{
	return p->head.sec * NS_PER_S + (int64_t)p->head.nsec;
}

static void
set_count(struct capture_if *i, int code, uint64_t n)
{
	i->counts.has |= 1U << code;
	i->counts.value[code] = n;
}

/* Opening. */

/* "DEVICE: what it means (what libpcap adds)", in one line. */
static void
describe_status(char *buf, size_t len, const char *device, pcap_t *p,
    int status)
{
	const char *meaning = pcap_statustostr(status);
	const char *detail = pcap_geterr(p);

	if (status == PCAP_ERROR || status == PCAP_WARNING)
		snprintf(buf, len, "%s", detail);
	else if (*detail == '\0' || strcmp(detail, meaning) == 0)
		snprintf(buf, len, "%s: %s", device, meaning);
	else
		snprintf(buf, len, "%s: %s (%s)", device, meaning, detail);
}

static void
add_remedy(char *err, size_t errlen, int status)
{
	size_t used = strlen(err);

	if (used + 4 > errlen)
		return;
	if (status == PCAP_ERROR_NO_SUCH_DEVICE) {
		snprintf(err + used, errlen - used, "; -D lists the devices");
	} else if (status == PCAP_ERROR_PERM_DENIED) {
		memcpy(err + used, "; ", 3);
		capture_os_remedy(err + used + 2, errlen - used - 2);
	}
}

static int
set_monitor(pcap_t *p, const char *device, char *err, size_t errlen)
{
	int can = pcap_can_set_rfmon(p);

	if (can > 0) {
		pcap_set_rfmon(p, 1);
		return 0;
	}
	if (can == 0) {
		snprintf(err, errlen, "%s: %s", device,
		    pcap_statustostr(PCAP_ERROR_RFMON_NOTSUP));
		return -1;
	}
	describe_status(err, errlen, device, p, can);
	add_remedy(err, errlen, can);
	return -1;
}

static int
set_tstamps(pcap_t *p, const char *device, const struct capture_config *config,
    char *err, size_t errlen)
{
	int rc;

	if (config->nano) {
		rc = pcap_set_tstamp_precision(p, PCAP_TSTAMP_PRECISION_NANO);
		if (rc != 0) {
			snprintf(err, errlen, "%s: Can't set nanosecond time "
			    "stamp precision: %s", device,
			    pcap_statustostr(rc));
			return -1;
		}
	}
	if (config->tstamp_type < 0)
		return 0;
	rc = pcap_set_tstamp_type(p, config->tstamp_type);
	if (rc < 0) {
		snprintf(err, errlen, "%s: Can't set time stamp type: %s",
		    device, pcap_statustostr(rc));
		return -1;
	}
	if (rc > 0)
		warning("WARNING: When trying to set timestamp type '%s' on "
		    "%s: %s", pcap_tstamp_type_val_to_name(
		    config->tstamp_type), device, pcap_statustostr(rc));
	return 0;
}

/* What is to be said before the interface is opened. */
static int
configure(pcap_t *p, const char *device, const struct capture_config *config,
    char *err, size_t errlen)
{
	if (set_tstamps(p, device, config, err, errlen) < 0)
		return -1;
	if (config->monitor && set_monitor(p, device, err, errlen) < 0)
		return -1;
	pcap_set_snaplen(p, config->snaplen == 0 ? MAX_SNAPLEN :
	    config->snaplen);
	pcap_set_promisc(p, config->promisc);
	pcap_set_timeout(p, config->timeout_ms == 0 ? CAPTURE_TIMEOUT_MS :
	    config->timeout_ms);
	if (config->immediate)
		capture_os_immediate(p);
	pcap_set_buffer_size(p, config->buffer_size == 0 ? CAPTURE_BUFFER :
	    config->buffer_size);
	return 0;
}

static int
set_dlt(pcap_t *p, const char *device, int dlt, char *err, size_t errlen)
{
	if (dlt < 0) {
		/* Version 2 tells the interface of each frame. */
		if (strcmp(device, "any") != 0 ||
		    pcap_set_datalink(p, DLT_LINUX_SLL2) != 0)
			return 0;
		dlt = DLT_LINUX_SLL2;
	} else if (pcap_set_datalink(p, dlt) != 0) {
		snprintf(err, errlen, "%s; -L lists them", pcap_geterr(p));
		return -1;
	}
	warning("data link type %s", pcap_datalink_val_to_name(dlt));
	return 0;
}

static int
set_direction(pcap_t *p, const char *device, int direction, char *err,
    size_t errlen)
{
	if (direction == PCAP_D_INOUT ||
	    pcap_setdirection(p, (pcap_direction_t)direction) == 0)
		return 0;
	snprintf(err, errlen, "%s: pcap_setdirection() failed: %s", device,
	    pcap_geterr(p));
	return -1;
}

static int
activate(pcap_t *p, const char *device, char *err, size_t errlen)
{
	int status = pcap_activate(p);

	if (status < 0) {
		describe_status(err, errlen, device, p, status);
		add_remedy(err, errlen, status);
		return -1;
	}
	if (status > 0) {
		describe_status(err, errlen, device, p, status);
		warning("WARNING: %s", err);
	}
	return 0;
}

pcap_t *
capture_activate(const char *device, const struct capture_config *config,
    char *err, size_t errlen)
{
	char reason[PCAP_ERRBUF_SIZE] = "";
	pcap_t *p = pcap_create(device, reason);

	if (p == NULL) {
		snprintf(err, errlen, "%s: %s", device, reason);
		return NULL;
	}
	if (configure(p, device, config, err, errlen) == 0 &&
	    activate(p, device, err, errlen) == 0)
		return p;
	pcap_close(p);
	return NULL;
}

/* What is to be said once the interface is open. */
static int
adjust(pcap_t *p, const char *device, const struct capture_config *config,
    char *err, size_t errlen)
{
	char reason[PCAP_ERRBUF_SIZE];

	if (set_dlt(p, device, config->dlt, err, errlen) < 0 ||
	    set_direction(p, device, config->direction, err, errlen) < 0)
		return -1;
	if (pcap_setnonblock(p, 1, reason) == 0)
		return 0;
	snprintf(err, errlen, "%s: %s", device, reason);
	return -1;
}

/* Takes device over, also if it fails. */
static int
open_port(struct capture *c, char *device, const struct capture_config *config,
    char *err, size_t errlen)
{
	struct capture_if *iface = &c->ifs[c->nports];
	struct port *p = &c->ports[c->nports];

	iface->name = device;
	p->pcap = capture_activate(device, config, err, errlen);
	c->nports++;		/* so that what was opened is closed */
	if (p->pcap == NULL ||
	    adjust(p->pcap, device, config, err, errlen) < 0)
		return -1;
	p->fd = pcap_get_selectable_fd(p->pcap);
	iface->dlt = pcap_datalink(p->pcap);
	iface->linktype = linktype_of_dlt(iface->dlt);
	iface->snaplen = (uint32_t)pcap_snapshot(p->pcap);
	set_count(iface, COUNT_START, (uint64_t)now(CLOCK_REALTIME));
	iface->fcs_len = -1;
	iface->resolution = pcap_get_tstamp_precision(p->pcap) ==
	    PCAP_TSTAMP_PRECISION_NANO ? 1000000000 : 1000000;
	return 0;
}

static int
open_ports(struct capture *c, const struct capture_config *config, char *err,
    size_t errlen)
{
	size_t i = 0;

	do {
		char *device = devices_resolve(
		    config->nifs == 0 ? NULL : config->ifs[i], err, errlen);

		if (device == NULL ||
		    open_port(c, device, config, err, errlen) < 0)
			return -1;
	} while (++i < config->nifs);
	return 0;
}

static void
capture_close(struct source *s)
{
	struct capture *c = (struct capture *)s;

	for (size_t i = 0; i < c->nports; i++) {
		if (c->ports[i].pcap != NULL)
			pcap_close(c->ports[i].pcap);
		free(c->ports[i].data);
		free(c->ifs[i].name);
		free(c->ifs[i].filter);
	}
	free(c->ports);
	free(c->ifs);
	free(c->fds);
	free(c);
}

/* Reading. */

/* Of several interfaces, a frame of one may wait while others come in. */
static uint8_t *
room(struct capture *c, struct port *p, uint32_t n)
{
	const struct source *s = &c->source;
	uint8_t *octets = s->room == NULL || c->nports != 1 ? NULL :
	    s->room(s->room_arg, n);

	if (octets != NULL)
		return octets;
	if (n > p->room) {
		p->data = xrealloc(p->data, n, 1);
		p->room = n;
	}
	return p->data;
}

/*
 * The octets are copied: libpcap gives a block back to the kernel before
 * pcap_next_ex() returns its last frame, and a full ring is written to at once.
 */
static void
keep_head(struct capture *c, struct port *p, const struct pcap_pkthdr *h,
    const uint8_t *data)
{
	const struct capture_if *iface = &c->ifs[p->head.iface];
	uint64_t ticks = (uint64_t)h->ts.tv_usec;
	uint8_t *octets = room(c, p, h->caplen);

	if (h->caplen != 0)
		memcpy(octets, data, h->caplen);
	p->head.data = octets;
	p->head.caplen = h->caplen;
	p->head.len = h->len;
	p->head.sec = h->ts.tv_sec;
	p->head.nsec = ticks * ((uint64_t)NS_PER_S / iface->resolution);
	p->full = true;
	p->taken++;
}

static void
begin_drain(struct port *p)
{
	if (p->state != LIVE)
		return;
	p->state = DRAINING;
	p->stop = now(CLOCK_REALTIME);
	p->heard = now(CLOCK_MONOTONIC);
	p->rejects = capture_os_reject(p->pcap);
}

void
capture_stop(struct source *s)
{
	struct capture *c = (struct capture *)s;

	c->deadline = c->stopping ? 0 : now(CLOCK_MONOTONIC) + DRAIN_NS;
	c->stopping = true;
	for (size_t i = 0; i < c->nports; i++)
		begin_drain(&c->ports[i]);
}

/*
 * An interface is lost.  The kernel may hold frames of it all the same, and
 * the others have theirs: all of those are delivered before the error is.
 */
static void
port_failed(struct capture *c, struct port *p)
{
	if (!c->failed)
		snprintf(c->source.error, sizeof(c->source.error), "%s: %s",
		    c->ifs[p->head.iface].name, pcap_geterr(p->pcap));
	c->failed = true;
	if (!c->stopping)
		capture_stop(&c->source);
}

/* Have all frames been taken that the kernel counted? */
static bool
counts_match(struct port *p)
{
	struct pcap_stat st;

	return p->rejects && pcap_stats(p->pcap, &st) == 0 &&
	    st.ps_recv - st.ps_drop == p->taken;
}

/*
 * An empty ring may hold a block that is not shown to us yet; unless the
 * counts say that there is none, that takes a time-out to find out.
 */
static void
port_empty(struct capture *c, struct port *p)
{
	int64_t quiet;

	p->horizon = now(CLOCK_REALTIME) - c->hold;
	if (p->state != DRAINING)
		return;
	quiet = now(CLOCK_MONOTONIC) - p->heard;
	if (quiet > c->hold || (quiet > NS_PER_MS && counts_match(p)))
		p->state = DONE;
}

/* Tries to fill a port's head. */
static void
port_fill(struct capture *c, struct port *p)
{
	struct pcap_pkthdr *h;
	const uint8_t *data;
	int rc = pcap_next_ex(p->pcap, &h, &data);

	if (rc == PCAP_ERROR)
		port_failed(c, p);
	if (rc != 1) {
		port_empty(c, p);
		return;
	}
	keep_head(c, p, h, data);
	if (p->state != DRAINING)
		return;
	p->heard = now(CLOCK_MONOTONIC);
	/* Where the kernel goes on capturing, the time stamp is the end. */
	if (!p->rejects && stamp(p) > p->stop) {
		p->full = false;
		p->state = DONE;
	}
}

static bool
is_silent(const struct port *p)
{
	return p->state != DONE && !p->full;
}

/* The port with the earliest head; asks those that could have an earlier. */
static struct port *
earliest(struct capture *c)
{
	struct port *first = NULL, *p;

	for (p = c->ports; p < c->ports + c->nports; p++) {
		if (p->full && (first == NULL || stamp(p) < stamp(first)))
			first = p;
	}
	for (p = c->ports; p < c->ports + c->nports; p++) {
		if (!is_silent(p) ||
		    (first != NULL && p->horizon >= stamp(first)))
			continue;
		port_fill(c, p);
		if (p->full && (first == NULL || stamp(p) < stamp(first)))
			first = p;
	}
	return first;
}

/*
 * May p's head go, or could another interface have an earlier frame?  A stamp
 * ahead of our clock is of an adapter's own, which waiting cannot settle.
 */
static bool
may_go(const struct capture *c, const struct port *p)
{
	const struct port *other;

	for (other = c->ports; other < c->ports + c->nports; other++) {
		if (other != p && is_silent(other) &&
		    other->horizon < stamp(p) &&
		    stamp(p) <= other->horizon + c->hold)
			return false;
	}
	return true;
}

/*
 * Waits for the interfaces that have shown nothing: ns at most, and not past
 * the moment when first (NULL: none) may go.  False if a signal came in.
 */
static bool
await(struct capture *c, const struct port *first, int64_t ns)
{
	nfds_t n = 0;
	int64_t left;

	if (first != NULL) {
		left = stamp(first) + c->hold - now(CLOCK_REALTIME);
		if (left < ns)
			ns = left < 0 ? 0 : left;
	}
	if (c->stopping && ns > NS_PER_MS)
		ns = NS_PER_MS;
	for (struct port *p = c->ports; p < c->ports + c->nports; p++) {
		/* The descriptor of one that was stopped may be in error. */
		if (!is_silent(p) || c->stopping)
			continue;
		if (p->fd < 0 && ns > BLIND_MS * NS_PER_MS)
			ns = BLIND_MS * NS_PER_MS;
		c->fds[n].events = POLLIN;
		c->fds[n++].fd = p->fd;
	}
	return poll(c->fds, n, (int)((ns + NS_PER_MS - 1) / NS_PER_MS)) >= 0;
}

static enum source_rc
deliver(struct capture *c, struct port *p, struct frame *f)
{
	*f = p->head;
	c->lent = p;
	return SOURCE_FRAME;
}

static bool
all_done(const struct capture *c)
{
	for (size_t i = 0; i < c->nports; i++) {
		if (c->ports[i].state != DONE || c->ports[i].full)
			return false;
	}
	return true;
}

static enum source_rc
capture_next(struct source *s, struct frame *f)
{
	struct capture *c = (struct capture *)s;
	struct port *first;
	int64_t until = 0, left;

	if (c->lent != NULL) {
		c->lent->horizon = stamp(c->lent);
		c->lent->full = false;
		c->lent = NULL;
	}
	for (;;) {
		if (c->stopping && now(CLOCK_MONOTONIC) >= c->deadline)
			return c->failed ? SOURCE_ERROR : SOURCE_END;
		first = earliest(c);
		if (first != NULL && may_go(c, first))
			return deliver(c, first, f);
		if (all_done(c))
			return c->failed ? SOURCE_ERROR : SOURCE_END;
		if (until == 0)
			until = now(CLOCK_MONOTONIC) +
			    c->timeout_ms * NS_PER_MS;
		left = until - now(CLOCK_MONOTONIC);
		if (left <= 0 || !await(c, first, left))
			return SOURCE_IDLE;
	}
}

/* Counting. */

/* For the end of a pcapng. */
static void
keep_counts(struct capture_if *i, const struct port *p)
{
	i->counts.time = (uint64_t)now(CLOCK_REALTIME);
	set_count(i, COUNT_END, i->counts.time);
	set_count(i, COUNT_RECEIVED, p->total.received);
	set_count(i, COUNT_IF_DROPPED, p->total.if_dropped);
	set_count(i, COUNT_OS_DROPPED, p->total.dropped);
}

static int
capture_stats(struct source *s, struct source_stats *stats)
{
	struct capture *c = (struct capture *)s;
	struct pcap_stat st;

	memset(stats, 0, sizeof(*stats));
	for (struct port *p = c->ports; p < c->ports + c->nports; p++) {
		if (pcap_stats(p->pcap, &st) < 0) {
			snprintf(s->error, sizeof(s->error), "%s",
			    pcap_geterr(p->pcap));
			return -1;
		}
		p->total.received += st.ps_recv - p->last.ps_recv;
		p->total.dropped += st.ps_drop - p->last.ps_drop;
		p->total.if_dropped += st.ps_ifdrop - p->last.ps_ifdrop;
		p->last = st;
		keep_counts(&c->ifs[p->head.iface], p);
		stats->received += p->total.received;
		stats->dropped += p->total.dropped;
		stats->if_dropped += p->total.if_dropped;
	}
	return 0;
}

struct source *
capture_open(const struct capture_config *config, char *err, size_t errlen)
{
	size_t n = config->nifs == 0 ? 1 : config->nifs;
	struct capture *c = xcalloc(1, sizeof(*c));

	c->source = (struct source){ .tells_ifs = true,
	    .next = capture_next,
	    .stats = capture_stats, .close = capture_close };
	c->ports = xcalloc(n, sizeof(*c->ports));
	c->ifs = xcalloc(n, sizeof(*c->ifs));
	c->fds = xcalloc(n, sizeof(*c->fds));
	c->timeout_ms = config->timeout_ms == 0 ? CAPTURE_TIMEOUT_MS :
	    config->timeout_ms;
	c->hold = (c->timeout_ms + SLACK_MS) * NS_PER_MS;
	for (size_t i = 0; i < n; i++)
		c->ports[i].head.iface = (uint32_t)i;
	if (open_ports(c, config, err, errlen) < 0) {
		capture_close(&c->source);
		return NULL;
	}
	c->source.ifs = c->ifs;
	c->source.nifs = (uint32_t)c->nports;
	return &c->source;
}

int
capture_set_filter(struct source *s, const struct pktfilter_config *config,
    char *err, size_t errlen)
{
	struct capture *c = (struct capture *)s;
	struct bpf_program prog;
	int rc;

	for (size_t i = 0; i < c->nports; i++) {
		pcap_t *p = c->ports[i].pcap;

		if (pktfilter_compile(p, c->ifs[i].name, config, &prog, err,
		    errlen) < 0)
			return -1;
		rc = pcap_setfilter(p, &prog);
		pcap_freecode(&prog);
		if (rc < 0) {
			snprintf(err, errlen, "%s", pcap_geterr(p));
			return -1;
		}
		free(c->ifs[i].filter);
		c->ifs[i].filter = xstrdup(config->expr);
	}
	return 0;
}

int
capture_dump_filter(struct source *s, const struct pktfilter_config *config,
    int level, char *err, size_t errlen)
{
	struct capture *c = (struct capture *)s;

	return pktfilter_dump(c->ports[0].pcap, c->ifs[0].name, config, level,
	    err, errlen);
}
