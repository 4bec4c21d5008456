/* SPDX-License-Identifier: BSD-3-Clause */
#include "config.h"

#include <string.h>

#include "fatal.h"
#include "target.h"
#include "ways.h"

void (*target_load)(struct harness *);

static uint32_t opts, verbose;

struct harness *
target_harness(void)
{
	static struct harness h;
	static void *self;
	tp_error e;

	if (h.packet != NULL)
		return &h;
	harness_new(&h);
	registry_set_pref(h.registry, "tcp", "md5_secret", "secret");
	if (tp_plugin.init(h.host, &self, &e) < 0)
		fatal("%s", e.msg);
	if (target_load != NULL)
		target_load(&h);
	ways_open(h.registry);
	harness_ready(&h);
	return &h;
}

void
target_start(struct harness *h, uint32_t options)
{
	static const uint32_t wants[] = { TP_WANT_TEXT | TP_WANT_FIELDS,
	    TP_WANT_TEXT, TP_WANT_FIELDS, TP_WANT_TEXT | TP_WANT_FIELDS };

	harness_reset(h);
	h->want = wants[options >> 6 & 3];
	verbose = options & 3;
	opts = options & 0x20 ? TP_OPT_AS_DOT | TP_OPT_MESH |
	    TP_OPT_NO_CHECKSUM | TP_OPT_DUMPED : TP_OPT_NUMERIC;
	if (options & 4)
		opts |= TP_OPT_LINK;
	if (options & 8)
		opts |= TP_OPT_QUICK;
	if (options & 0x10)
		opts |= TP_OPT_ABS_SEQ;
}

void
target_packet(struct harness *h, const uint8_t *data, uint32_t n, uint32_t how,
    uint32_t linktype)
{
	struct frame f = { .data = data, .caplen = n, .len = n,
	    .sec = 1700000000, .nsec = 1000 * (h->number & 0xffff) };

	harness_frame(h, &f, how & PACKET_CUT ? n - n / 4 : n, linktype, opts,
	    verbose);
}

void
packets_start(struct packets *p, const uint8_t *data, size_t n)
{
	p->at = data;
	p->end = data + n;
	p->n = 0;
}

bool
packets_next(struct packets *p, struct part *part)
{
	const uint8_t *mark;

	if (p->at == p->end || p->n++ == MAX_PACKETS)
		return false;
	mark = memmem(p->at, (size_t)(p->end - p->at), MARK, MARK_LEN);
	if (mark == NULL)
		mark = p->end;
	*part = (struct part){ p->at, 0, 0 };
	if (mark != p->at) {
		part->how = *part->data++;
		part->n = (uint32_t)(mark - part->data);
	}
	p->at = mark == p->end ? mark : mark + MARK_LEN;
	return true;
}
