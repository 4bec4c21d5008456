/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Turns captures into inputs of the fuzz targets: to FOLDER/stack go their
 * frames, to FOLDER/dissector/PROTOCOL the frames in which the protocol was
 * found, and what is behind the headers that lead to it.  Each packet is an
 * input, and so are those that follow each other.
 *
 * usage: seeds FOLDER CAPTURE...
 */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <tapir/dissect.h>

#include "fatal.h"
#include "savefile.h"
#include "target.h"
#include "ways.h"

#define ROW_PACKETS 8u
#define ROW_OCTETS 8192u
#define NO_PROTO 0u

/* Packets that follow each other, on the same way. */
struct row {
	struct row *next;
	tp_field proto;			/* NO_PROTO: for the whole stack */
	uint32_t way, key, npackets;
	struct textbuf octets;
};

static const char *folder;
static struct row *rows;
static uint32_t count;

static uint64_t
hash(const char *p, size_t n)
{
	uint64_t h = 0xcbf29ce484222325;

	for (size_t i = 0; i < n; i++)
		h = (h ^ (uint8_t)p[i]) * 0x100000001b3;
	return h;
}

static const char *
protocol_name(tp_field proto)
{
	return registry_field(target_harness()->registry, proto)->abbrev;
}

static void
write_file(tp_field proto, const char *p, size_t n)
{
	char path[4096];
	FILE *f;
	int k;

	k = proto == NO_PROTO ? snprintf(path, sizeof(path), "%s/stack",
	    folder) : snprintf(path, sizeof(path), "%s/dissector/%s", folder,
	    protocol_name(proto));
	(void)mkdir(path, 0777);
	snprintf(path + k, sizeof(path) - (size_t)k, "/%016llx",
	    (unsigned long long)hash(p, n));
	f = fopen(path, "wb");
	if (f == NULL || fwrite(p, 1, n, f) != n || fclose(f) != 0)
		fatal("%s: it cannot be written", path);
}

/* The input that is a head and these packets. */
static void
write_input(const struct row *r, uint32_t options, const char *p, size_t n)
{
	struct textbuf b = { 0 };

	textbuf_putc(&b, (char)options);
	if (r->proto != NO_PROTO)
		textbuf_putc(&b, (char)r->way);
	textbuf_putc(&b, (char)(r->key >> 8));
	textbuf_putc(&b, (char)r->key);
	textbuf_put(&b, p, n);
	write_file(r->proto, b.s, b.n);
	textbuf_free(&b);
}

static void
row_write(struct row *r)
{
	if (r->npackets > 1)
		write_input(r, 7, r->octets.s, r->octets.n);
	r->octets.n = 0;
	r->npackets = 0;
}

static struct row *
row_of(tp_field proto, uint32_t way, uint32_t key)
{
	struct row *r;

	for (r = rows; r != NULL; r = r->next)
		if (r->proto == proto && r->way == way && r->key == key)
			return r;
	r = xcalloc(1, sizeof(*r));
	*r = (struct row){ .next = rows, .proto = proto, .way = way,
	    .key = key };
	return rows = r;
}

static void
add(tp_field proto, uint32_t way, uint32_t key, uint32_t how, const uint8_t *p,
    uint32_t n)
{
	static const uint32_t options[] = { 0, 0x0d, 0x26, 1, 0x10, 2 };
	struct row *r = row_of(proto, way, key);
	size_t from;

	if (n > ROW_OCTETS)
		n = ROW_OCTETS;
	if (r->npackets == ROW_PACKETS || r->octets.n + n > ROW_OCTETS)
		row_write(r);
	if (r->npackets++ != 0)
		textbuf_put(&r->octets, MARK, MARK_LEN);
	from = r->octets.n;
	textbuf_putc(&r->octets, (char)how);
	textbuf_put(&r->octets, (const char *)p, n);
	write_input(r, 7, r->octets.s + from, r->octets.n - from);
	write_input(r, options[count++ % TP_COUNT(options)],
	    r->octets.s + from, r->octets.n - from);
}

/* The last layer of that name whose octets are the frame's; or NULL. */
static const tp_layer *
layer_named(const struct packet *p, const char *name)
{
	for (uint32_t i = p->nlayers; i-- > 0;)
		if (p->layers[i].src == 0 &&
		    strcmp(protocol_name(p->layers[i].proto), name) == 0)
			return &p->layers[i];
	return NULL;
}

/* Where the payload of TCP or UDP begins; 0: there is none. */
static uint32_t
payload_of(const struct packet *p, uint32_t way, const struct frame *f)
{
	const tp_layer *l = layer_named(p, way == WAY_TCP ? "tcp" : "udp");

	if (l == NULL || l->offset + 20 > f->caplen)
		return 0;
	return l->offset + (way == WAY_UDP ? 8 :
	    (uint32_t)f->data[l->offset + 12] / 16 * 4);
}

static void
add_payload(const struct packet *p, tp_field proto, const struct entry *e,
    const struct frame *f)
{
	uint32_t off = payload_of(p, e->way, f), port = p->ends.dst_port;
	uint32_t how = 0;

	if (off == 0 || off >= f->caplen)
		return;
	if (port < e->lo || port > e->hi) {
		port = p->ends.src_port;
		how = PACKET_BACK;
	}
	if (port >= e->lo && port <= e->hi)
		add(proto, e->way, port, how, f->data + off, f->caplen - off);
}

/* What a layer begins with, for the other ways to its protocol. */
static void
add_layer(const struct packet *p, const tp_layer *l, const struct entry *e,
    const struct frame *f)
{
	const struct data_source *s = &p->sources[l->src];
	const uint8_t *data = l->src == 0 ? f->data : s->data;

	if (l->offset < s->len)
		add(l->proto, e->way, e->lo, 0, data + l->offset,
		    s->len - l->offset);
}

static bool
is_port(const struct entry *e)
{
	return e->way == WAY_UDP || e->way == WAY_TCP;
}

/* Segments of a stream, too, in which the protocol was not found yet. */
static void
add_payloads(const struct packet *p, const struct frame *f)
{
	struct entry all[MAX_ENTRIES];
	tp_field last = 0;
	const tp_dissector *d;

	for (uint32_t i = 0;
	    (d = registry_nth_dissector(p->registry, i)) != NULL; i++) {
		uint32_t n = ways_of(p->registry, d->proto, all);

		if (d->proto == last)
			continue;
		last = d->proto;
		for (uint32_t k = 0; k < n; k++)
			if (is_port(&all[k]))
				add_payload(p, d->proto, &all[k], f);
	}
}

/* A name in frame.protocols may be no more than that. */
static bool
is_dissected(const struct registry *r, tp_field proto)
{
	const tp_dissector *d;

	for (uint32_t i = 0; (d = registry_nth_dissector(r, i)) != NULL; i++)
		if (d->proto == proto)
			return true;
	return false;
}

static void
add_layers(const struct packet *p, const struct frame *f)
{
	struct entry all[MAX_ENTRIES];

	for (uint32_t i = 0; i < p->nlayers; i++) {
		const tp_layer *l = &p->layers[i];
		uint32_t n = ways_of(p->registry, l->proto, all);

		if (!is_dissected(p->registry, l->proto))
			continue;
		add(l->proto, WAY_FRAME, p->pub.linktype, 0, f->data,
		    f->caplen);
		for (uint32_t k = 0; k < n; k++)
			if (!is_port(&all[k]) && all[k].way != WAY_FRAME)
				add_layer(p, l, &all[k], f);
	}
}

static void
add_frame(const struct frame *f, uint32_t linktype)
{
	struct harness *h = target_harness();

	harness_frame(h, f, f->caplen, linktype, TP_OPT_NUMERIC, 0);
	add(NO_PROTO, WAY_FRAME, linktype, 0, f->data, f->caplen);
	add_layers(h->packet, f);
	add_payloads(h->packet, f);
}

static int
add_capture(const char *path)
{
	char error[512];
	struct source *s = savefile_open(path, error, sizeof(error));
	struct frame f;

	if (s == NULL) {
		warning("%s", error);
		return 1;
	}
	harness_reset(target_harness());
	while (s->next(s, &f) == SOURCE_FRAME)
		add_frame(&f, s->ifs[f.iface].linktype);
	s->close(s);
	for (struct row *r = rows; r != NULL; r = r->next)
		row_write(r);
	return 0;
}

int
main(int argc, char *argv[])
{
	int failed = 0;

	fatal_program("seeds");
	if (argc < 3)
		fatal("usage: seeds FOLDER CAPTURE...");
	folder = argv[1];
	for (int i = 2; i < argc; i++)
		failed += add_capture(argv[i]);
	return failed != 0;
}
