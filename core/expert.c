/* SPDX-License-Identifier: BSD-3-Clause */
#include "config.h"

#include <stdio.h>

#include "arena.h"
#include "engine.h"
#include "expert.h"
#include "value.h"

enum { F_MESSAGE, F_SEVERITY, F_GROUP, NFIELDS };

static const tp_value_string severities[] = {
	{ TP_SEVERITY_COMMENT, "Comment" }, { TP_SEVERITY_CHAT, "Chat" },
	{ TP_SEVERITY_NOTE, "Note" }, { TP_SEVERITY_WARN, "Warning" },
	{ TP_SEVERITY_ERROR, "Error" }, { 0, NULL }
};

static const tp_value_string groups[] = {
	{ 0x01000000, "Checksum" }, { 0x02000000, "Sequence" },
	{ 0x03000000, "Response" }, { 0x04000000, "Request" },
	{ 0x05000000, "Undecoded" }, { 0x06000000, "Reassemble" },
	{ 0x07000000, "Malformed" }, { 0x08000000, "Debug" },
	{ 0x09000000, "Protocol" }, { 0x0a000000, "Security" },
	{ 0x0b000000, "Comment" }, { 0x0c000000, "Decryption" },
	{ 0x0d000000, "Assumption" }, { 0x0e000000, "Deprecated" },
	{ 0x0f000000, "Receive" }, { 0x10000000, "Interface" },
	{ 0x11000000, "Dissector bug" }, { 0, NULL }
};

static const tp_field_desc fields[NFIELDS] = {
	[F_MESSAGE] = { .abbrev = "_ws.expert.message", .name = "Message",
	    .type = TP_FT_STRING },
	[F_SEVERITY] = { .abbrev = "_ws.expert.severity",
	    .name = "Severity level", .type = TP_FT_UINT32,
	    .base = TP_BASE_NONE, .strings = severities },
	[F_GROUP] = { .abbrev = "_ws.expert.group", .name = "Group",
	    .type = TP_FT_UINT32, .base = TP_BASE_NONE, .strings = groups },
};

static tp_field proto, first;

void
expert_register(struct registry *r)
{
	proto = registry_proto(r, "_ws.expert", "Expert Info");
	first = registry_fields(r, proto, fields, NFIELDS,
	    sizeof(fields[0]));
}

static tp_item
add(struct packet *p, const tp_tvb *t, tp_field f, tp_item parent,
    const void *s, uint32_t n)
{
	tp_value *v = packet_add(p, f, 0, 0);

	if (v == NULL)
		return 0;
	v->layer = p->last_layer;
	v->src = t->src;
	v->parent = parent;
	v->flags = TP_VALUE_GENERATED;
	v->v.p = s;
	v->slen = n;
	return (tp_item)(v - p->values) + 1;
}

static const char *
word(const tp_value_string *w, uint32_t number)
{
	while (w->string != NULL && w->value != number)
		w++;
	return w->string != NULL ? w->string : "Unknown";
}

/* What the item itself shows: "Expert Info (Error/Malformed): message". */
static tp_item
add_item(struct packet *p, const tp_tvb *t, tp_item parent,
    uint32_t severity, uint32_t group, const char *message, uint32_t n)
{
	char head[80];
	size_t k = (size_t)snprintf(head, sizeof(head),
	    "Expert Info (%s/%s): ", word(severities, severity),
	    word(groups, group));
	tp_item self;
	char *s;

	if (!p->wanted[proto] || (s = arena_alloc(p->arena, k + n)) == NULL)
		return 0;
	memcpy(s, head, k);
	memcpy(s + k, message, n);
	self = add(p, t, proto, parent, s, (uint32_t)k + n);
	if (self != 0)
		p->values[self - 1].flags |= VALUE_WORDS;
	return self;
}

static tp_item
host_expert(tp_tvb *t, tp_item item, uint32_t severity, uint32_t group,
    const char *message, uint32_t n)
{
	struct packet *p = (struct packet *)(void *)t->pkt;
	tp_item self, k;

	if ((t->want & TP_WANT_FIELDS) == 0)
		return 0;
	self = add_item(p, t, item, severity, group, message, n);
	if (self == 0)
		self = item;
	(void)add(p, t, first + F_MESSAGE, self, message, n);
	k = add(p, t, first + F_SEVERITY, self, NULL, 0);
	if (k != 0)
		p->values[k - 1].v.u = severity;
	k = add(p, t, first + F_GROUP, self, NULL, 0);
	if (k != 0)
		p->values[k - 1].v.u = group;
	return self;
}

void
expert_host(tp_host *h)
{
	h->expert = host_expert;
}
