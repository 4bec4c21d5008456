/* SPDX-License-Identifier: BSD-3-Clause */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "dump.h"
#include "fatal.h"
#include "plugin_dump.h"
#include "savefile.h"
#include "source.h"

#define MAX_SNAPLEN	262144u
#define FLUSH_MS	1000

struct tp_dump {
	struct dump *dump;
	struct source source;		/* of one interface, */
	struct capture_if iface;	/* whose frames it writes */
};

static tp_rc
result(const struct tp_dump *d, int rc, tp_error *e)
{
	if (rc == 0)
		return TP_OK;
	snprintf(e->msg, sizeof(e->msg), "%.250s", dump_error(d->dump));
	return TP_ERROR;
}

static tp_dump *
host_dump_open(const tp_host *h, const char *path, const tp_capture *c,
    tp_error *e)
{
	struct tp_dump *d = xcalloc(1, sizeof(*d));
	struct dump_config config = { .flush_ms = FLUSH_MS,
	    .format = c->format == TP_FORMAT_PCAPNG ? DUMP_PCAPNG :
	    DUMP_PCAP, .nano = c->format != TP_FORMAT_PCAP };

	(void)h;
	d->iface.linktype = c->linktype;
	d->iface.dlt = dlt_of_linktype(c->linktype);
	d->iface.fcs_len = -1;
	d->iface.snaplen = c->snaplen != 0 ? c->snaplen : MAX_SNAPLEN;
	d->iface.resolution = c->format == TP_FORMAT_PCAP ? 1000000 :
	    1000000000;
	d->source.ifs = &d->iface;
	d->source.nifs = 1;
	d->dump = dump_open(path, &config, &d->source, e->msg,
	    sizeof(e->msg));
	if (d->dump != NULL)
		return d;
	free(d);
	return NULL;
}

static tp_rc
host_dump_write(tp_dump *d, const tp_record *r, tp_error *e)
{
	struct frame f = { .data = r->data, .caplen = r->caplen,
	    .len = r->len, .sec = r->ts.sec, .nsec = r->ts.nsec,
	    .untimed = (r->flags & TP_RECORD_UNTIMED) != 0 };
	int rc = dump_write(d->dump, &d->source, &f, NULL, r->comment);

	if (rc == 0)
		rc = dump_tick(d->dump);
	return result(d, rc, e);
}

static tp_rc
host_dump_flush(tp_dump *d, tp_error *e)
{
	return result(d, dump_flush(d->dump), e);
}

static tp_rc
host_dump_close(tp_dump *d, tp_error *e)
{
	tp_rc rc = result(d, dump_flush(d->dump), e);

	(void)dump_close(d->dump);
	free(d);
	return rc;
}

void
plugin_dump_host(tp_host *h)
{
	h->dump_open = host_dump_open;
	h->dump_write = host_dump_write;
	h->dump_flush = host_dump_flush;
	h->dump_close = host_dump_close;
}
