/* SPDX-License-Identifier: BSD-3-Clause */
#include "config.h"

#include "passage.h"

/* Octets up to the payload. */
static inline uint32_t
whole_header(const tp_hop *h)
{
	return h->behind != 0 ? h->behind : h->header;
}

/* What t holds as the header, of so many octets, states it; false: it
 * contradicts t, or has no payload. */
static inline bool
cut_to_length(const tp_hop *h, tp_tvb *t, uint32_t header)
{
	uint32_t n;

	if (h->length == 0)
		return true;
	n = tp_ld16(t->data + h->length) + h->length_more;
	if (n <= header || n > t->len || (n < t->len && !h->padded))
		return false;
	t->len = n;
	if (t->caplen > n)
		t->caplen = n;
	return true;
}

/* Past the header of d; false: not by its hop. */
static inline bool
go_on(struct packet *p, const tp_dissector *d, tp_tvb *t)
{
	const tp_hop *h = &d->hop;
	uint32_t n = whole_header(h);

	if (t->caplen <= n || !cut_to_length(h, t, n))
		return false;
	if (h->net_type != TP_FT_NONE)
		packet_set_net(p, h->net_type, t->data + h->net_src,
		    t->data + h->net_dst, d->proto);
	if (h->ports != 0)
		packet_set_ports(p, h->ports, tp_ld16(t->data + h->key),
		    tp_ld16(t->data + h->key + 2), d->proto);
	t->data += n;
	t->base += n;
	t->caplen -= n;
	t->len -= n;
	return true;
}

/* As if d, of two keys, called. */
static bool
call_from(struct packet *p, const tp_dissector *d, tp_tvb *t)
{
	const tp_dissector *was = p->outermost.dissector;
	tp_rc rc;

	p->outermost.dissector = d;
	rc = p->pub.host->call_uint2(d->hop_table, p->pub.src_port,
	    p->pub.dst_port, t, NULL);
	p->outermost.dissector = was;
	return rc != TP_REJECT;
}

static bool
take(struct packet *p, const struct prefilter_way *way, tp_tvb *t)
{
	for (uint32_t i = 0; i < way->nhops; i++)
		if (!go_on(p, way->hops[i], t))
			return false;
	return call_from(p, way->last, t);
}

bool
passage_take(struct packet *p, const struct prefilter_way *way, tp_tvb *t)
{
	tp_pkt *k = &p->pub;

	if (take(p, way, t))
		return true;
	p->outer_type = p->ends.type = k->net_type = TP_FT_NONE;
	k->net_proto = k->src_port = k->dst_port = 0;
	return false;
}
