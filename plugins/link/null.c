/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * BSD loopback: the number of the address family before the packet, in the
 * byte order of the machine that captured (LINKTYPE_NULL) or of the network
 * (OpenBSD's LINKTYPE_LOOP).
 */
#include "link.h"

#define HEADER 4u

/* The BSDs and macOS do not agree on a number for IPv6. */
static const tp_value_string families[] = {
	{ 2, "IP" }, { 7, "OSI" }, { 16, "Appletalk" },
	{ 23, "Netware IPX/SPX" }, { 24, "IPv6" }, { 28, "IPv6" },
	{ 30, "IPv6" }, { 0, NULL }
};

static const tp_value_string text_names[] = {
	{ 2, "IPv4" }, { 7, "ISO" }, { 16, "Appletalk" }, { 23, "IPX" },
	{ 24, "IPv6" }, { 28, "IPv6" }, { 30, "IPv6" }, { 0, NULL }
};

enum { F_FAMILY, NFIELDS };

static const tp_field_desc fields[NFIELDS] = {
	[F_FAMILY] = { "null.family", "Family", TP_FT_UINT32, TP_BASE_DEC,
	    .strings = families },
};

enum { T_ETHERTYPE, T_FAMILY, T_DATA };

static void
text_header(tp_tvb *t, uint32_t family, uint32_t length)
{
	const char *s = tp_string(text_names, family);
	int quick = (t->pkt->opts & TP_OPT_QUICK) != 0;

	if (!quick)
		tp_text(t, "AF %s (%u)", s != NULL ? s : "Unknown", family);
	else if (s != NULL)
		tp_puts(t, s);
	else
		tp_text(t, "Unknown AF %u", family);
	tp_text(t, ", length %u: ", length);
}

static tp_rc
call_family(const tp_self *me, tp_tvb *p, uint32_t family)
{
	const tp_host *host = p->pkt->host;
	const char *s = tp_string(families, family);
	uint32_t type = family == 2 ? ETHERTYPE_IPV4 :
	    s != NULL && strcmp(s, "IPv6") == 0 ? ETHERTYPE_IPV6 : 0;

	if (type == 0)
		return host->call_uint(me->tables[T_FAMILY], family, p, NULL);
	return host->call_uint(me->tables[T_ETHERTYPE], type, p, NULL);
}

static tp_rc
dissect(void *self, tp_tvb *t, const void *arg)
{
	const uint8_t *p = tp_take(t, HEADER);
	uint32_t family;
	tp_tvb payload;

	(void)arg;
	if (p == NULL)
		return t->err;
	/* no family is above 16 bits: the order shows */
	family = tp_ld16(p) != 0 ? tp_ld32le(p) : tp_ld32(p);
	(void)tp_add(t, F_FAMILY, 0, HEADER, family);
	t->pkt->host->set_len(t, 0, HEADER);
	if (t->pkt->opts & TP_OPT_LINK)
		text_header(t, family, t->len);
	payload = tp_rest(t, tp_unread(t));
	if (call_family(self, &payload, family) == TP_REJECT) {
		if ((t->pkt->opts & TP_OPT_LINK) == 0)
			text_header(t, family, t->len);
		t->pkt->host->dump(&payload);
		tp_data(((const tp_self *)self)->tables[T_DATA], &payload);
	}
	link_skip(t, 0, HEADER);
	return tp_done(t);
}

static const tp_protocol null = {
	.name = "null",
	.long_name = "Null/Loopback",
	.fields = fields,
	.nfields = NFIELDS,
	.tables = { [T_ETHERTYPE] = "ethertype", [T_FAMILY] = "null.family",
	    [T_DATA] = "data" },
	.firsts = 1u << T_ETHERTYPE | 1u << T_FAMILY,
	.keys = (const tp_key[]){ { .table = "linktype", .lo = 0 },
	    { .table = "linktype", .lo = 108 }, { NULL } },
	.dissect = dissect,
};
TP_REGISTER(null);
