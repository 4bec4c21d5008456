/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * libFuzzer: a capture file, read and dissected by all plugins, which are
 * linked in.  With --enable-fuzzing:
 *
 *	mkdir corpus && tests/fuzz/fuzz_capture corpus tests/golden
 */
#include "config.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "fatal.h"
#include "harness.h"
#include "savefile.h"

#define MAX_FRAMES 64

int	LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static struct harness *
harness(void)
{
	static struct harness h;
	static void *self;
	tp_error e;

	if (h.packet != NULL)
		return &h;
	harness_new(&h);
	if (tp_plugin.init(h.host, &self, &e) < 0)
		fatal("%s", e.msg);
	harness_ready(&h);
	return &h;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char error[512];
	struct source *s = savefile_open_memory(data, size, error,
	    sizeof(error));
	struct frame f;

	if (s == NULL)
		return 0;
	for (uint32_t i = 0; i < MAX_FRAMES; i++) {
		if (s->next(s, &f) != SOURCE_FRAME)
			break;
		harness_frame(harness(), &f, f.caplen, s->ifs[f.iface].linktype,
		    i % 2 == 0 ? TP_OPT_LINK : TP_OPT_QUICK, i % 4);
	}
	s->close(s);
	return 0;
}
