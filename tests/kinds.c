/* SPDX-License-Identifier: BSD-3-Clause */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include <tapir/dissect.h>

#include "frame.h"
#include "kinds.h"

static const tp_value_string colours[] = { { 1, "red" }, { 2, "Green" },
    { 3, "0x10" }, { 4, "deep blue" }, { 0, NULL } };
static const tp_value_string truth[] = { { 1, "Set" }, { 0, "Not set" },
    { 0, NULL } };
static const char *const any[] = { "k.any", NULL };
static const char *const address[] = { "k.addr", NULL };
static const char *const mixed[] = { "k.mixed", NULL };

static const tp_field_desc kinds[K_COUNT] = {
	[K_NONE] = { "k.none", "None", TP_FT_NONE, 0, 0, NULL, NULL },
	[K_BOOLEAN] = { "k.boolean", "Boolean", TP_FT_BOOLEAN, 0, 0, truth,
	    NULL },
	[K_CHAR] = { "k.char", "Char", TP_FT_CHAR, TP_BASE_HEX, 0, NULL,
	    NULL },
	[K_UINT8] = { "k.uint8", "8 bits", TP_FT_UINT8, TP_BASE_DEC, 0,
	    colours, any },
	[K_UINT16] = { "k.uint16", "16 bits", TP_FT_UINT16, TP_BASE_HEX, 0,
	    NULL, any },
	[K_UINT24] = { "k.uint24", "24 bits", TP_FT_UINT24, TP_BASE_DEC, 0,
	    NULL, NULL },
	[K_UINT32] = { "k.uint32", "32 bits", TP_FT_UINT32, TP_BASE_DEC_HEX,
	    0, NULL, mixed },
	[K_UINT64] = { "k.uint64", "64 bits", TP_FT_UINT64, TP_BASE_DEC, 0,
	    NULL, NULL },
	[K_INT8] = { "k.int8", "Signed 8", TP_FT_INT8, TP_BASE_DEC, 0, NULL,
	    NULL },
	[K_INT16] = { "k.int16", "Signed 16", TP_FT_INT16, TP_BASE_DEC, 0,
	    NULL, NULL },
	[K_INT32] = { "k.int32", "Signed 32", TP_FT_INT32, TP_BASE_DEC, 0,
	    NULL, NULL },
	[K_INT64] = { "k.int64", "Signed 64", TP_FT_INT64, TP_BASE_DEC, 0,
	    NULL, NULL },
	[K_FLOAT] = { "k.float", "Float", TP_FT_FLOAT, 0, 0, NULL, NULL },
	[K_DOUBLE] = { "k.double", "Double", TP_FT_DOUBLE, 0, 0, NULL, NULL },
	[K_TIME] = { "k.time", "Time", TP_FT_ABSOLUTE_TIME, TP_BASE_UTC, 0,
	    NULL, NULL },
	[K_OFFSET] = { "k.offset", "Time offset", TP_FT_RELATIVE_TIME, 0, 0,
	    NULL, NULL },
	[K_STRING] = { "k.string", "String", TP_FT_STRING, 0, 0, NULL,
	    mixed },
	[K_STRINGZ] = { "k.stringz", "String Z", TP_FT_STRINGZ, 0, 0, NULL,
	    NULL },
	[K_BYTES] = { "k.bytes", "Bytes", TP_FT_BYTES, 0, 0, NULL, NULL },
	[K_ETHER] = { "k.ether", "Ether", TP_FT_ETHER, 0, 0, NULL, NULL },
	[K_EUI64] = { "k.eui64", "EUI", TP_FT_EUI64, 0, 0, NULL, NULL },
	[K_IPV4] = { "k.ipv4", "IPv4", TP_FT_IPV4, 0, 0, NULL, address },
	[K_IPV6] = { "k.ipv6", "IPv6", TP_FT_IPV6, 0, 0, NULL, address },
	[K_GUID] = { "k.guid", "GUID", TP_FT_GUID, 0, 0, NULL, NULL },
	[K_OID] = { "k.oid", "OID", TP_FT_OID, 0, 0, NULL, NULL },
	[K_FRAME] = { "k.frame", "Frame", TP_FT_FRAMENUM, 0, 0, NULL, NULL },
};

static tp_dissector *self;

/* Octets of an address or the like; 0: any number. */
static uint32_t
fixed_length(uint32_t type)
{
	switch (type) {
	case TP_FT_ETHER:
		return 6;
	case TP_FT_EUI64:
		return 8;
	case TP_FT_IPV4:
		return 4;
	case TP_FT_IPV6:
	case TP_FT_GUID:
		return 16;
	default:
		return 0;
	}
}

static void
add_number(tp_tvb *t, uint32_t f, const uint8_t *p, uint32_t n)
{
	uint32_t type = kinds[f].type;
	uint64_t u = 0;
	tp_value v = { .flags = 0 };

	for (uint32_t i = 0; i < n && i < 8; i++)
		u = u << 8 | p[i];
	/* as dissectors do: with the sign of its length */
	if (type >= TP_FT_INT8 && type <= TP_FT_INT64 && n != 0 && n < 8 &&
	    u >> (8 * n - 1))
		u |= ~(uint64_t)0 << (8 * n);
	v.v.u = u;
	if (type == TP_FT_FLOAT || type == TP_FT_DOUBLE)
		v.v.d = (double)(int64_t)u / 16;
	else if (type == TP_FT_ABSOLUTE_TIME || type == TP_FT_RELATIVE_TIME)
		v.v.t = (tp_time){ (int64_t)u / 16,
		    (uint32_t)(u % 16) * 62500000, 0 };
	else if (type == TP_FT_BOOLEAN)
		v.v.u = u != 0;
	(void)t->pkt->host->add(t, f, t->off, n, &v);
}

static bool
is_octets(uint32_t type)
{
	return type >= TP_FT_STRING && type != TP_FT_FRAMENUM;
}

static tp_rc
dissect(void *me, tp_tvb *t, const void *arg)
{
	const tp_host *h = t->pkt->host;

	(void)me;
	(void)arg;
	while (tp_left(t) >= 2) {
		uint32_t code = tp_u8(t), n = tp_u8(t);
		uint32_t f = code % K_COUNT, type = kinds[f].type;
		tp_tvb s = tp_sub(t, n);

		if (code == 255)
			(void)h->call(self, &s, NULL);
		if (code >= 254 || (fixed_length(type) != 0 &&
		    s.caplen != fixed_length(type)))
			continue;
		if (is_octets(type))
			(void)h->add_ptr(&s, f, 0, s.caplen, s.data,
			    s.caplen);
		else
			add_number(&s, f, s.data, s.caplen);
	}
	return tp_done(t);
}

void
kinds_new(struct kinds *k)
{
	static const char *const none[] = { NULL };
	tp_dissector_desc d = { .size = sizeof(d), .name = "k",
	    .text_name = "k", .calls = none, .dissect = dissect };

	k->registry = registry_new();
	k->host = engine_host(k->registry);
	frame_register(k->registry);
	d.proto = registry_proto(k->registry, "k", "Kinds of fields");
	if (registry_fields(k->registry, d.proto, kinds, K_COUNT,
	    sizeof(kinds[0])) == 0)
		abort();
	self = registry_dissector(k->registry, &d, NULL);
	if (registry_add_uint(k->registry, "linktype", KINDS_LINKTYPE,
	    KINDS_LINKTYPE, 0, self) < 0)
		abort();
	k->packet = packet_new(k->registry, k->host, NULL, NULL);
}

void
kinds_free(struct kinds *k)
{
	packet_free(k->packet);
	registry_free(k->registry);
	free(k->host);
}

/* What has no interface. */
static const struct source nowhere;

void
kinds_dissect(struct kinds *k, const uint8_t *p, uint32_t n)
{
	struct capture_if iface = { .linktype = KINDS_LINKTYPE,
	    .fcs_len = -1 };
	struct frame f = { .data = p, .caplen = n, .len = n };

	k->packet->source = &nowhere;
	packet_dissect(k->packet, &f, 1, &iface, TP_WANT_FIELDS);
	frame_add(k->packet);
}
