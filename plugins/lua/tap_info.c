/* SPDX-License-Identifier: BSD-3-Clause */
#include "tap_info.h"

#include <string.h>

#include "field.h"
#include "keep.h"

#define MAX_MEMBERS 16u

/* What is not in a packet is 0, or nil if it is text. */
enum kind { NUMBER, OTHER, OFFSET };

struct member {
	const char *name;
	const char *fields[2];		/* the first that has a value, or NULL */
	enum kind kind;
};

static const struct member eth[] = {
	{ "src", { "eth.src", NULL }, OTHER },
	{ "dst", { "eth.dst", NULL }, OTHER },
	{ "type", { "eth.type", NULL }, NUMBER }, { NULL, { NULL }, 0 }
};

static const struct member http[] = {
	{ "framenum", { "frame.number", NULL }, NUMBER },
	{ "full_uri", { "http.request.full_uri", NULL }, OTHER },
	{ "http_host", { "http.host", NULL }, OTHER },
	{ "request_method", { "http.request.method", NULL }, OTHER },
	{ "request_uri", { "http.request.uri", NULL }, OTHER },
	{ "response_code", { "http.response.code", NULL }, NUMBER },
	{ NULL, { NULL }, 0 }
};

static const struct member ip[] = {
	{ "ip_src", { "ip.src", NULL }, OTHER },
	{ "ip_dst", { "ip.dst", NULL }, OTHER },
	{ "ip_ver", { "ip.version", NULL }, NUMBER },
	{ "ip_tos", { "ip.dsfield", NULL }, NUMBER },
	{ "ip_len", { "ip.len", NULL }, NUMBER },
	{ "ip_id", { "ip.id", NULL }, NUMBER },
	{ "ip_off", { "ip.frag_offset", "ip.flags" }, OFFSET },
	{ "ip_ttl", { "ip.ttl", NULL }, NUMBER },
	{ "ip_proto", { "ip.proto", NULL }, NUMBER },
	{ "ip_sum", { "ip.checksum", NULL }, NUMBER }, { NULL, { NULL }, 0 }
};

static const struct member tcp[] = {
	{ "ip_src", { "ip.src", "ipv6.src" }, OTHER },
	{ "ip_dst", { "ip.dst", "ipv6.dst" }, OTHER },
	{ "th_sport", { "tcp.srcport", NULL }, NUMBER },
	{ "th_dport", { "tcp.dstport", NULL }, NUMBER },
	{ "th_seq", { "tcp.seq", NULL }, NUMBER },
	{ "th_rawseq", { "tcp.seq_raw", NULL }, NUMBER },
	{ "th_ack", { "tcp.ack", NULL }, NUMBER },
	{ "th_rawack", { "tcp.ack_raw", NULL }, NUMBER },
	{ "th_flags", { "tcp.flags", NULL }, NUMBER },
	{ "th_win", { "tcp.window_size", NULL }, NUMBER },
	{ "th_hlen", { "tcp.hdr_len", NULL }, NUMBER },
	{ "th_seglen", { "tcp.len", NULL }, NUMBER },
	{ "th_stream", { "tcp.stream", NULL }, NUMBER },
	{ "num_sack_ranges", { "tcp.options.sack.count", NULL }, NUMBER },
	{ NULL, { NULL }, 0 }
};

static const struct member udp[] = {
	{ "ip_src", { "ip.src", "ipv6.src" }, OTHER },
	{ "ip_dst", { "ip.dst", "ipv6.dst" }, OTHER },
	{ "uh_sport", { "udp.srcport", NULL }, NUMBER },
	{ "uh_dport", { "udp.dstport", NULL }, NUMBER },
	{ "uh_ulen", { "udp.length", NULL }, NUMBER },
	{ "uh_sum_cov", { "udp.length", NULL }, NUMBER },
	{ "uh_sum", { "udp.checksum", NULL }, NUMBER },
	{ "uh_stream", { "udp.stream", NULL }, NUMBER }, { NULL, { NULL }, 0 }
};

static const struct tap {
	const char *name;
	const struct member *members;
} taps[] = {
	{ "eth", eth }, { "http", http }, { "ip", ip }, { "tcp", tcp },
	{ "udp", udp }, { NULL, NULL }
};

struct tap_info {
	const struct member *members;
	tp_field ids[MAX_MEMBERS][2];	/* 0: there is no such field */
};

struct tap_info *
tap_info_new(lua_State *L, const char *name)
{
	const tp_host *h = host_of(L);
	const struct tap *t = taps;
	struct tap_info *info;

	while (t->name != NULL && strcmp(t->name, name) != 0)
		t++;
	if (t->name == NULL)
		return NULL;
	info = keep(L, sizeof(*info));
	info->members = t->members;
	for (uint32_t i = 0; t->members[i].name != NULL; i++)
		for (int k = 0; k < 2; k++) {
			const char *field = t->members[i].fields[k];

			if (field != NULL &&
			    h->find_fields(h, field, &info->ids[i][k], 1) != 0)
				h->want(h, info->ids[i][k]);
		}
	return info;
}

/* The packet's outermost value of a field; NULL: it has none. */
static const tp_value *
value_of(tp_pkt *k, tp_field id)
{
	uint32_t n;
	const tp_value *v = k->host->values(k, &n);

	for (uint32_t i = 0; id != 0 && i < n; i++)
		if (v[i].field == id)
			return &v[i];
	return NULL;
}

/* As the header has it: flags above the offset. */
static void
push_offset(lua_State *L, const tp_value *offset, const tp_value *flags)
{
	lua_pushinteger(L, (offset != NULL ? (lua_Integer)offset->v.u : 0) |
	    (flags != NULL ? (lua_Integer)flags->v.u << 13 : 0));
}

static void
push_member(lua_State *L, const struct member *m, const tp_value *a,
    const tp_value *b)
{
	const tp_value *v = a != NULL ? a : b;

	if (m->kind == OFFSET)
		push_offset(L, a, b);
	else if (m->kind == NUMBER)
		lua_pushinteger(L, v != NULL ? (lua_Integer)v->v.u : 0);
	else if (v == NULL)
		lua_pushnil(L);
	else
		field_push_value(L, v);
}

void
tap_info_push(lua_State *L, const struct tap_info *t, const tp_tvb *tvb)
{
	const struct member *m;

	lua_newtable(L);
	for (uint32_t i = 0; t != NULL && t->members[i].name != NULL; i++) {
		m = &t->members[i];
		push_member(L, m, value_of(tvb->pkt, t->ids[i][0]),
		    value_of(tvb->pkt, t->ids[i][1]));
		lua_setfield(L, -2, m->name);
	}
	if (t != NULL && t->members == tcp) {
		lua_pushboolean(L, 1);
		lua_setfield(L, -2, "th_have_seglen");
		lua_pushboolean(L, 0);
		lua_setfield(L, -2, "th_use_ace");
	}
}
