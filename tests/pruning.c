/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Is what is found when one field is wanted what is found when all are?  For
 * every frame of the captures and each field that any of them has; then for
 * the frames with some octets of their headers changed.
 * usage: pruning CAPTURE...  Run at the top of the build tree, whose plugins
 * it loads.
 */
#include "config.h"

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "assembly.h"
#include "fatal.h"
#include "flow.h"
#include "frame.h"
#include "harness.h"
#include "loader.h"
#include "savefile.h"

#define MAX_FRAMES 4096u
#define MAX_FLOWS 16384u
#define CHANGES 5u		/* rounds */
#define CHANGED 64u		/* octets of a frame that may be */

static struct frame frames[MAX_FRAMES];
static uint32_t linktypes[MAX_FRAMES], nframes, nfields;
/* By frame and field: a hash of all its values, 0 if there are none. */
static uint64_t *everything;
static uint8_t *seen;		/* by field */

/* What has no interface. */
static const struct source nowhere;

static void
load_plugins(struct loader *l)
{
	glob_t found;

	if (glob("plugins/*.so", 0, NULL, &found) != 0)
		fatal("there is no plugin in ./plugins");
	for (size_t i = 0; i < found.gl_pathc; i++)
		loader_file(l, found.gl_pathv[i]);
	globfree(&found);
}

static void
keep_frame(const struct frame *f, uint32_t linktype)
{
	uint8_t *copy = malloc(f->caplen + 1);

	if (copy == NULL)
		fatal_memory();
	memcpy(copy, f->data, f->caplen);
	frames[nframes] = *f;
	frames[nframes].data = copy;
	frames[nframes].comment = NULL;
	linktypes[nframes++] = linktype;
}

static bool
read_capture(const char *path)
{
	char error[512];
	struct source *s = savefile_open(path, error, sizeof(error));
	struct frame f;

	while (nframes > 0)
		free((void *)(uintptr_t)frames[--nframes].data);
	if (s == NULL) {
		warning("%s", error);
		return false;
	}
	while (nframes < MAX_FRAMES && s->next(s, &f) == SOURCE_FRAME)
		keep_frame(&f, s->ifs[f.iface].linktype);
	s->close(s);
	return true;
}

/* ------------------------------------------------------------------ values */

static uint64_t
mix(uint64_t h, uint64_t v)
{
	h = (h ^ v) * 0xff51afd7ed558ccdu;
	return h ^ h >> 32;
}

static uint64_t
value_hash(uint64_t h, const struct field *f, const tp_value *v)
{
	const uint8_t *p = v->v.p;

	h = mix(mix(h + 1, v->offset), v->length);
	if (f->type == TP_FT_NONE)
		return h;
	if (field_type_is_integer(f->type) || f->type == TP_FT_FLOAT ||
	    f->type == TP_FT_DOUBLE)
		return mix(h, v->v.u);
	if (f->type == TP_FT_ABSOLUTE_TIME || f->type == TP_FT_RELATIVE_TIME)
		return mix(mix(h, (uint64_t)v->v.t.sec), v->v.t.nsec);
	for (uint32_t i = 0; i < v->slen; i++)
		h = mix(h, p[i]);
	return h;
}

static void
dissect(struct harness *h, uint32_t frame)
{
	struct capture_if iface = { .linktype = linktypes[frame],
	    .fcs_len = -1 };

	h->packet->source = &nowhere;
	packet_dissect(h->packet, &frames[frame], frame + 1, &iface,
	    TP_WANT_FIELDS);
	frame_add(h->packet);
}

static void
start(struct harness *h)
{
	flow_table_free(h->flows);
	h->packet->flows = h->flows = flow_table_new(MAX_FLOWS);
	assemblies_free(h->packet->assemblies);
	h->packet->assemblies = assemblies_new();
	h->packet->frames = 0;
	packet_ready(h->packet);
}

static void
dissect_everything(struct harness *h)
{
	const struct packet *p = h->packet;

	packet_want_all(h->packet);
	start(h);
	memset(seen, 0, nfields);
	memset(everything, 0, sizeof(*everything) * nframes * nfields);
	for (uint32_t i = 0; i < nframes; i++) {
		dissect(h, i);
		for (uint32_t k = 0; k < p->nvalues; k++) {
			tp_field f = p->values[k].field;
			uint64_t *of = &everything[(size_t)i * nfields + f];

			seen[f] = 1;
			*of = value_hash(*of, registry_field(h->registry, f),
			    &p->values[k]);
		}
	}
}

/* Frames where the field differs. */
static int
compare(struct harness *h, const char *path, tp_field f)
{
	const struct packet *p = h->packet;
	const struct field *d = registry_field(h->registry, f);
	int differ = 0;

	memset(p->wanted, 0, nfields);
	packet_want(h->packet, f);
	start(h);
	for (uint32_t i = 0; i < nframes; i++) {
		uint64_t hash = 0;

		dissect(h, i);
		for (uint32_t k = 0; k < p->nvalues; k++)
			hash = value_hash(hash, d, &p->values[k]);
		if (hash == everything[(size_t)i * nfields + f])
			continue;
		printf("%s: frame %u has other values of %s if nothing else is wanted\n",
		    path, i + 1, d->abbrev);
		differ++;
	}
	return differ;
}

/* Up to three octets of each frame: a bit, or all of it; the same every time. */
static void
change_frames(void)
{
	static uint64_t state = 1;

	for (uint32_t i = 0; i < nframes; i++) {
		uint8_t *o = (uint8_t *)(uintptr_t)frames[i].data;
		uint32_t n = frames[i].caplen < CHANGED ? frames[i].caplen :
		    CHANGED;

		state = state * 6364136223846793005u + 1442695040888963407u;
		for (uint64_t v = state >> 16; n != 0 && v >> 32 != 0; v >>= 16)
			o[v % n] ^= (uint8_t)(v & 0x400 ? 1u << (v >> 11 & 7) :
			    v >> 8);
	}
}

static int
check_frames(struct harness *h, const char *path)
{
	int differ = 0;

	dissect_everything(h);
	for (tp_field f = 1; f < nfields; f++)
		if (seen[f])
			differ += compare(h, path, f);
	return differ;
}

static int
check_capture(struct harness *h, const char *path)
{
	int differ;

	if (!read_capture(path))
		return 1;
	differ = check_frames(h, path);
	for (uint32_t i = 0; i < CHANGES && differ == 0; i++) {
		change_frames();
		differ += check_frames(h, path);
	}
	return differ;
}

int
main(int argc, char *argv[])
{
	struct harness h;
	struct loader *l;
	int passed = 0, failed = 0;

	fatal_program("pruning");
	harness_new(&h);
	l = loader_new(h.registry, h.host, NULL, 0);
	load_plugins(l);
	harness_ready(&h);
	nfields = registry_nfields(h.registry);
	seen = xcalloc(nfields, 1);
	everything = xcalloc((size_t)MAX_FRAMES * nfields,
	    sizeof(*everything));
	for (int i = 1; i < argc; i++)
		*(check_capture(&h, argv[i]) == 0 ? &passed : &failed) += 1;
	harness_free(&h);
	loader_free(l);
	printf("%d passed, %d failed\n", passed, failed);
	return failed != 0 || passed == 0;
}
