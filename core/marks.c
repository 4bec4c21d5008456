/* SPDX-License-Identifier: BSD-3-Clause */
#include "config.h"

#include <stdlib.h>

#include "fatal.h"
#include "marks.h"
#include "textbuf.h"

#define MAX_MARKS 512u

struct mark {
	uint64_t frame;
	char *text;
	bool written;
};

struct marks {
	struct mark mark[MAX_MARKS];
	uint32_t head, n;
	uint64_t unwritten;
	struct textbuf out;
};

struct marks *
marks_new(void)
{
	return xcalloc(1, sizeof(struct marks));
}

static struct mark *
mark_at(struct marks *m, uint32_t i)
{
	return &m->mark[(m->head + i) % MAX_MARKS];
}

void
marks_free(struct marks *m)
{
	for (uint32_t i = 0; i < m->n; i++)
		free(mark_at(m, i)->text);
	textbuf_free(&m->out);
	free(m);
}

void
marks_add(struct marks *m, uint64_t frame, const char *text)
{
	struct mark *mark;

	if (m->n == MAX_MARKS) {
		free(mark_at(m, 0)->text);
		m->head = (m->head + 1) % MAX_MARKS;
		m->n--;
	}
	mark = mark_at(m, m->n++);
	mark->frame = frame;
	mark->text = xstrdup(text);
	mark->written = false;
	m->unwritten++;
}

const char *
marks_of(struct marks *m, uint64_t frame, bool now)
{
	m->out.n = 0;
	for (uint32_t i = 0; i < m->n; i++) {
		const struct mark *mark = mark_at(m, i);
		bool late = now && !mark->written && mark->frame != frame;

		if (mark->frame != frame && !late)
			continue;
		if (m->out.n != 0)
			textbuf_puts(&m->out, "; ");
		if (late)
			textbuf_format(&m->out, "frame %llu: ",
			    (unsigned long long)mark->frame);
		textbuf_puts(&m->out, mark->text);
	}
	if (m->out.n == 0)
		return NULL;
	textbuf_putc(&m->out, '\0');
	return m->out.s;
}

void
marks_written(struct marks *m, uint64_t frame)
{
	for (uint32_t i = 0; i < m->n; i++) {
		struct mark *mark = mark_at(m, i);

		if (mark->written || mark->frame > frame)
			continue;
		mark->written = true;
		m->unwritten--;
	}
}

uint64_t
marks_left(const struct marks *m)
{
	return m->unwritten;
}
