/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Dissects every frame of captures, cut at every length, in one process.
 * usage: cuts [-m LENGTH] CAPTURE...; -m: only at lengths up to that, and
 * whole.  Run at the top of the build tree, whose plugins it loads.  What goes
 * wrong is for the sanitizers to see, or a crash.
 */
#include "config.h"

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fatal.h"
#include "harness.h"
#include "loader.h"
#include "savefile.h"

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

static uint32_t longest = UINT32_MAX;

/* The options differ from cut to cut, so that all are seen with many. */
static void
cut_frame(struct harness *h, const struct frame *f, uint32_t linktype)
{
	for (uint32_t n = 0; n <= f->caplen; n++) {
		if (n > longest)
			n = f->caplen;
		harness_frame(h, f, n, linktype,
		    TP_OPT_NUMERIC | TP_OPT_LINK, 3);
		harness_frame(h, f, n, linktype,
		    TP_OPT_NUMERIC | (n % 2 == 0 ? 0 : TP_OPT_QUICK), n % 3);
	}
}

/* Frames that were cut, or -1. */
static long
cut_capture(struct harness *h, const char *path)
{
	char error[512];
	struct source *s = savefile_open(path, error, sizeof(error));
	struct frame f;
	long frames = 0;

	if (s == NULL) {
		warning("%s", error);
		return -1;
	}
	for (; s->next(s, &f) == SOURCE_FRAME; frames++)
		cut_frame(h, &f, s->ifs[f.iface].linktype);
	s->close(s);
	return frames;
}

int
main(int argc, char *argv[])
{
	struct harness h;
	struct loader *l;
	int passed = 0, failed = 0;

	fatal_program("cuts");
	if (argc > 2 && strcmp(argv[1], "-m") == 0) {
		longest = (uint32_t)strtoul(argv[2], NULL, 10);
		argc -= 2;
		argv += 2;
	}
	harness_new(&h);
	l = loader_new(h.registry, h.host, NULL, 0);
	load_plugins(l);
	harness_ready(&h);
	for (int i = 1; i < argc; i++) {
		if (cut_capture(&h, argv[i]) < 0)
			failed++;
		else
			passed++;
	}
	harness_free(&h);
	loader_free(l);
	printf("%d passed, %d failed\n", passed, failed);
	return failed != 0 || passed == 0;
}
