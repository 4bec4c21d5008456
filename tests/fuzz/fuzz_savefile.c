/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Any octets as a savefile: every one of a frame's octets, and every string,
 * must be there to be read.
 */
#include <stdlib.h>
#include <string.h>

#include "savefile.h"
#include "source.h"

int	LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static volatile unsigned sink;

static void
touch(const void *p, size_t n)
{
	const uint8_t *b = p;
	unsigned sum = 0;
	size_t i;

	for (i = 0; i < n; i++)
		sum += b[i];
	sink = sum;
}

static void
touch_string(const char *s)
{
	if (s != NULL)
		touch(s, strlen(s) + 1);
}

static void
touch_frame(const struct source *s, const struct frame *f)
{
	const struct capture_if *i;

	if (f->iface >= s->nifs)
		abort();
	i = &s->ifs[f->iface];
	if (f->caplen > i->snaplen)
		abort();
	touch(f->data, f->caplen);
	touch_string(f->comment);
	touch_string(i->name);
	touch_string(i->description);
	touch_string(i->filter);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	char err[512];
	struct source *s = savefile_open_memory(data, len, err, sizeof(err));
	struct frame f;
	enum source_rc rc;

	if (s == NULL) {
		touch_string(err);
		return 0;
	}
	while ((rc = s->next(s, &f)) == SOURCE_FRAME)
		touch_frame(s, &f);
	if (rc == SOURCE_ERROR)
		touch_string(s->error);
	else if (rc != SOURCE_END)	/* nothing interrupts memory */
		abort();
	s->close(s);
	return 0;
}
