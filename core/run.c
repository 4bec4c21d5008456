/* SPDX-License-Identifier: BSD-3-Clause */
#include "config.h"

#include <stdlib.h>

#include "columns.h"
#include "fatal.h"
#include "frame.h"
#include "json.h"
#include "output.h"
#include "printer.h"
#include "run.h"

struct run {
	const struct options *o;
	struct packet *packet;
	struct printer printer;
	struct columns *columns;	/* --fields, or NULL */
	struct json *json;		/* --json, or NULL */
	struct textbuf line;		/* of columns and JSON */
	uint32_t want;			/* TP_WANT_* of the consumers */
	uint64_t number;		/* frames of the source so far */
	uint64_t passed;		/* that passed the filter */
};

struct run *
run_new(const struct options *o, struct packet *p)
{
	struct run *r = xcalloc(1, sizeof(*r));

	r->o = o;
	r->packet = p;
	printer_init(&r->printer, o);
	if (o->fields.n != 0)
		r->columns = columns_new(p, o->fields.item, o->fields.n);
	else if (o->json != JSON_OFF)
		r->json = json_new(p, o->json == JSON_TREE);
	r->want = r->columns || r->json ? TP_WANT_FIELDS : TP_WANT_TEXT;
	return r;
}

void
run_free(struct run *r)
{
	printer_free(&r->printer);
	if (r->columns != NULL)
		columns_free(r->columns);
	if (r->json != NULL)
		json_free(r->json);
	textbuf_free(&r->line);
	free(r);
}

static void
print(struct run *r, const struct source *s, const struct frame *f)
{
	const struct capture_if *iface = &s->ifs[f->iface];
	struct packet *p = r->packet;

	packet_dissect(p, f, r->number, iface->linktype, r->want);
	if (r->want & TP_WANT_TEXT) {
		printer_put(&r->printer, p, r->passed);
		return;
	}
	frame_add(p, iface->name);
	r->line.n = 0;
	if (r->columns != NULL)
		columns_put(r->columns, &r->line, p);
	else
		json_put(r->json, &r->line, p, iface->name);
	output_put(r->line.s, r->line.n);
}

int
run_source(struct run *r, struct source *s, const char *name)
{
	enum source_rc rc;
	struct frame f;

	while ((rc = s->next(s, &f)) != SOURCE_END && rc != SOURCE_ERROR) {
		if (rc == SOURCE_IDLE) {
			output_flush();
			continue;
		}
		r->number++;
		r->passed++;
		print(r, s, &f);
		if (r->o->count != 0 && r->passed == (uint64_t)r->o->count)
			break;
	}
	output_flush();
	if (rc != SOURCE_ERROR)
		return 0;
	warning("%s: %s", name, s->error);
	return 1;
}
