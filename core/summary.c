/* SPDX-License-Identifier: BSD-3-Clause */
#include "config.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>

#include "summary.h"

static void
print(const struct summary *s, int status, FILE *fp)
{
	fprintf(fp, "{\"delivered\":%" PRIu64 ",\"filtered\":%" PRIu64
	    ",\"taken\":%" PRIu64, s->delivered, s->delivered - s->taken,
	    s->taken);
	if (s->writes)
		fprintf(fp, ",\"written\":%" PRIu64 ",\"dropped\":%" PRIu64
		    ",\"files\":%" PRIu64, s->written, s->taken - s->written,
		    s->files);
	if (s->live)
		fprintf(fp, ",\"kernel\":{\"received\":%" PRIu64
		    ",\"dropped\":%" PRIu64 ",\"dropped_by_interface\":%"
		    PRIu64 "}", s->kernel.received, s->kernel.dropped,
		    s->kernel.if_dropped);
	if (s->worker.failures != 0)
		fprintf(fp, ",\"failures\":%" PRIu64, s->worker.failures);
	if (s->worker.missed != 0)
		fprintf(fp, ",\"not_dissected\":%" PRIu64,
		    s->worker.missed);
	if (s->undecided != 0)
		fprintf(fp, ",\"undecided\":%" PRIu64, s->undecided);
	if (s->given_up != 0)
		fprintf(fp, ",\"given_up\":%" PRIu64, s->given_up);
	if (s->rules.n > 0)
		fwrite(s->rules.s, 1, s->rules.n, fp);
	fprintf(fp, ",\"exit_status\":%d}\n", status);
}

int
summary_write(const struct summary *s, int status, const char *path)
{
	FILE *fp = fopen(path, "w");
	int why;

	if (fp == NULL)
		return -1;
	print(s, status, fp);
	why = fflush(fp) != 0 ? errno : 0;
	if (fclose(fp) != 0 && why == 0)
		why = errno;
	errno = why;
	return why == 0 ? 0 : -1;
}
