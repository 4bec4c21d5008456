/* SPDX-License-Identifier: BSD-3-Clause */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "assembly.h"
#include "expert.h"
#include "fatal.h"
#include "flow.h"
#include "frame.h"
#include "harness.h"
#include "names.h"
#include "taps.h"

void
harness_new(struct harness *h)
{
	memset(h, 0, sizeof(*h));
	h->registry = registry_new();
	h->host = engine_host(h->registry);
	frame_register(h->registry);
	expert_register(h->registry);
}

void
harness_ready(struct harness *h)
{
	static const struct names_config config = { .numeric = true };
	static struct names *names;

	/* a megabyte for names that numeric ones never are: all share it */
	if (names == NULL)
		names = names_new(&config);
	h->names = names;
	h->flows = flow_table_new(256);
	h->want = TP_WANT_TEXT | TP_WANT_FIELDS;
	h->packet = packet_new(h->registry, h->host, h->flows, h->names);
	h->json = json_new(h->packet, true);
	(void)taps_want(h->packet);
}

void
harness_free(struct harness *h)
{
	textbuf_free(&h->line);
	json_free(h->json);
	packet_free(h->packet);
	flow_table_free(h->flows);
	registry_free(h->registry);
	free(h->host);
}

void
harness_reset(struct harness *h)
{
	struct packet *p = h->packet;

	flow_table_forget(h->flows);
	assemblies_forget(p->assemblies);
	p->has_flows = false;
	p->frames = h->number = 0;
}

/* What has no interface. */
static const struct source nowhere;

void
harness_frame(struct harness *h, const struct frame *frame, uint32_t caplen,
    uint32_t linktype, uint32_t opts, uint32_t verbose)
{
	struct capture_if iface = { .linktype = linktype, .fcs_len = -1 };
	struct frame f = *frame;
	uint8_t *copy = malloc(caplen != 0 ? caplen : 1);

	if (copy == NULL)
		fatal_memory();
	memcpy(copy, f.data, caplen);
	f.data = copy;
	f.caplen = caplen;
	h->packet->pub.opts = opts;
	h->packet->pub.verbose = verbose;
	h->packet->text.n = 0;
	f.excess = 0;
	h->packet->source = &nowhere;
	packet_dissect(h->packet, &f, ++h->number, &iface, h->want);
	if (h->want & TP_WANT_FIELDS)
		frame_add(h->packet);
	taps_post(h->packet, h->want);
	taps_run(h->packet);
	if (h->want & TP_WANT_FIELDS) {
		h->line.n = 0;
		json_put(h->json, &h->line, h->packet, NULL);
	}
	free(copy);
}
