/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * An example of a site's own action: `spool "FOLDER"' leaves a small file for
 * each event in a folder, where another program picks it up.  Copy this file
 * and begin to change it.
 *
 *	tapir --plugin ./spool.so -r FILE \
 *	    --trigger 'when dns.flags.rcode == 3 do spool "in" "{dns.qry.name}"'
 *
 * A file is written as .tmp and renamed when it is whole, so that nobody reads
 * half of one.
 */
#include <tapir/plugin.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What one rule's action knows: its arguments. */
struct spool {
	tp_template *folder, *line;
};

/*
 * Called once for each rule that has the action.  What is wrong with argument
 * i is said in e, and *bad = i puts the caret below it.
 */
static tp_rc
spool_parse(void *self, tp_rule *rule, const tp_arg *args, uint32_t n,
    void **instance, tp_error *e, uint32_t *bad)
{
	const tp_host *h = self;
	struct spool *s;
	char inside[4096];

	if (n != 2) {
		*bad = n > 2 ? 2 : n;
		snprintf(e->msg, sizeof(e->msg), "it takes a folder and a "
		    "line");
		return TP_ERROR;
	}
	s = calloc(1, sizeof(*s));
	if (s == NULL)
		return TP_ERROR;
	/* {field} in either; in the folder its values are made safe */
	*bad = 0;
	s->folder = h->make_template(rule, args[0].text, TP_EXPAND_FILE, e);
	if (s->folder != NULL) {
		*bad = 1;
		s->line = h->make_template(rule, args[1].text,
		    TP_EXPAND_TEXT, e);
	}
	if (s->line == NULL) {
		free(s);
		return TP_ERROR;
	}
	/* once packets come, it is too late to ask for the right to write */
	snprintf(inside, sizeof(inside), "%s/tmp", args[0].text);
	h->will_write(rule, inside);
	*instance = s;
	return TP_OK;
}

/* Called each time the rule fires.  Packets come in meanwhile: do not wait. */
static void
spool_fire(void *self, void *instance, const tp_event *event)
{
	const tp_host *h = self;
	const struct spool *s = instance;
	const char *folder = h->expand(event, s->folder);
	char path[4096], tmp[4096 + 8];
	FILE *fp;

	snprintf(path, sizeof(path), "%s/%llu", folder,
	    (unsigned long long)event->serial);
	snprintf(tmp, sizeof(tmp), "%s.tmp", path);
	fp = fopen(tmp, "w");
	if (fp == NULL) {
		h->log(h, TP_LOG_ERROR, "spool: cannot write to %s", tmp);
		return;
	}
	fprintf(fp, "%s frame %llu: %s\n", event->rule,
	    (unsigned long long)event->frame, h->expand(event, s->line));
	if (fclose(fp) != 0 || rename(tmp, path) != 0)
		h->log(h, TP_LOG_ERROR, "spool: cannot write %s", path);
}

static void
spool_destroy(void *self, void *instance)
{
	(void)self;
	free(instance);
}

static tp_rc
init(const tp_host *h, void **self, tp_error *e)
{
	static const tp_action_desc spool = {
		.size = sizeof(spool), .name = "spool",
		.usage = "\"FOLDER\" \"LINE\"",
		.parse = spool_parse, .fire = spool_fire,
		.destroy = spool_destroy,
	};

	*self = NULL;
	if (TP_HAS(h, will_write))
		return h->action(h, &spool, (void *)(uintptr_t)h);
	snprintf(e->msg, sizeof(e->msg), "this tapir is too old");
	return TP_ERROR;
}

TP_EXPORT const tp_plugin_desc tp_plugin = {
	TP_PLUGIN_HEAD,
	.name = "spool", .version = "1.0", .license = "BSD-3-Clause",
	.description = "an action: a file for each event", .init = init,
};
