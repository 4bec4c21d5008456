/* SPDX-License-Identifier: BSD-3-Clause */
#include "tvb.h"

#include <stdio.h>
#include <string.h>

#include "classes.h"
#include "hex.h"
#include "packet.h"
#include "text.h"
#include "uncompress.h"
#include "value.h"
#include "values.h"

/* ---------------------------------------------------------------- objects */

struct tvb_object *
tvb_push(lua_State *L, const struct window *w)
{
	struct tvb_object *o = ring_push(L, RING_TVB, &class_tvb, sizeof(*o));

	o->w = *w;
	return o;
}

struct range_object *
range_push(lua_State *L, const struct window *w, uint32_t off, uint32_t len)
{
	struct range_object *o = ring_push(L, RING_RANGE, &class_range,
	    sizeof(*o));

	o->w = *w;
	o->off = off;
	o->len = len;
	return o;
}

bool
range_arg(lua_State *L, int arg, struct range_object *r)
{
	const struct class *c = object_class(L, arg);

	if (c == &class_range) {
		*r = *(struct range_object *)object_check(L, arg, c);
		return true;
	}
	if (c != &class_tvb)
		return false;
	r->w = ((struct tvb_object *)object_check(L, arg, c))->w;
	r->off = 0;
	r->len = r->w.caplen;
	return true;
}

static inline struct tvb_object *
check_tvb(lua_State *L)
{
	return object_check(L, 1, &class_tvb);
}

static inline struct range_object *
check_range(lua_State *L)
{
	return object_check(L, 1, &class_range);
}

void
source_push(lua_State *L, const void *data, uint32_t n, const char *name)
{
	struct visit *v = visit_check(L);
	tp_tvb t = *v->tvb;
	struct window w = { .caplen = n, .len = n };
	char *label = packet_copy(v, name, strlen(name) + 1);

	w.data = packet_copy(v, n != 0 ? data : "", n != 0 ? n : 1);
	if (w.data == NULL || label == NULL)
		luaL_error(L, "out of memory of this packet");
	t.err = 0;
	t.pkt->host->source(&t, w.data, n, label);
	w.src = t.src;
	w.base = t.base;
	(void)tvb_push(L, &w);
}

/*
 * Pushes the range of w, of which lo to hi are allowed, that arguments arg and
 * arg + 1 name: an offset from lo, and a length; without them: all.
 */
static int
push_part(lua_State *L, const struct window *w, uint32_t lo, uint32_t hi,
    int arg)
{
	lua_Integer off = integer_opt(L, arg, 0);
	lua_Integer len = integer_opt(L, arg + 1, -1);

	if (off < 0)
		off += hi - lo;		/* from the end */
	if (off < 0 || off > hi - lo)
		return luaL_error(L, "Range is out of bounds");
	if (len == -1)
		len = (lua_Integer)(hi - lo) - off;
	if (len < 0 || len > (lua_Integer)(hi - lo) - off)
		return luaL_error(L, "Range is out of bounds");
	(void)range_push(L, w, lo + (uint32_t)off, (uint32_t)len);
	return 1;
}

/* ------------------------------------------------------------------- Tvb */

static int
tvb_range(lua_State *L)
{
	struct tvb_object *o = check_tvb(L);

	return push_part(L, &o->w, 0, o->w.caplen, 2);
}

static int
tvb_len(lua_State *L)
{
	lua_pushinteger(L, check_tvb(L)->w.caplen);
	return 1;
}

static int
tvb_reported_len(lua_State *L)
{
	lua_pushinteger(L, check_tvb(L)->w.len);
	return 1;
}

static int
tvb_remaining(lua_State *L)
{
	struct tvb_object *o = check_tvb(L);
	lua_Integer off = integer_opt(L, 2, 0);

	lua_pushinteger(L, off < 0 || off > o->w.len ? -1 :
	    (lua_Integer)o->w.len - off);
	return 1;
}

static int
tvb_offset(lua_State *L)
{
	lua_pushinteger(L, check_tvb(L)->w.base);
	return 1;
}

static int
push_bytes(lua_State *L, const struct window *w, lua_Integer off,
    lua_Integer len)
{
	if (off < 0 || off > w->caplen)
		return luaL_error(L, "Offset is out of bounds");
	if (len == -1)
		len = (lua_Integer)w->caplen - off;
	if (len < 0 || len > (lua_Integer)w->caplen - off)
		return luaL_error(L, "Range is out of bounds");
	(void)bytearray_push(L, w->data + off, (size_t)len);
	return 1;
}

static int
tvb_bytes(lua_State *L)
{
	struct tvb_object *o = check_tvb(L);

	return push_bytes(L, &o->w, integer_opt(L, 2, 0),
	    integer_opt(L, 3, -1));
}

static int
push_raw(lua_State *L, const uint8_t *p, uint32_t n, int arg)
{
	lua_Integer off = integer_opt(L, arg, 0);
	lua_Integer len = integer_opt(L, arg + 1, -1);

	if (off < 0 || off > n)
		return luaL_error(L, "offset beyond bounds of tvb");
	if (len == -1)
		len = (lua_Integer)n - off;
	if (len < 0 || len > (lua_Integer)n - off)
		return luaL_error(L, "Range is out of bounds");
	lua_pushlstring(L, (const char *)p + off, (size_t)len);
	return 1;
}

static int
tvb_raw(lua_State *L)
{
	struct tvb_object *o = check_tvb(L);

	return push_raw(L, o->w.data, o->w.caplen, 2);
}

static int
tvb_tvb(lua_State *L)
{
	struct tvb_object *o = check_tvb(L);

	(void)tvb_push(L, &o->w);
	return 1;
}

static int
tvb_tostring(lua_State *L)
{
	struct tvb_object *o = check_tvb(L);
	char s[64];
	uint32_t n = o->w.caplen;

	snprintf(s, sizeof(s), "TVB(%u) : ", n);
	lua_pushstring(L, s);
	text_push_hex(L, o->w.data, n);
	lua_concat(L, 2);
	return 1;
}

/* Are they the same octets? */
static int
tvb_eq(lua_State *L)
{
	struct range_object a, b;

	lua_pushboolean(L, range_arg(L, 1, &a) && range_arg(L, 2, &b) &&
	    a.len == b.len && memcmp(range_data(&a), range_data(&b),
	    a.len) == 0);
	return 1;
}

/* ---------------------------------------------------------------- numbers */

static uint64_t
number(const struct range_object *r, bool little)
{
	return value_number(range_data(r), r->len, little);
}

static int
push_uint(lua_State *L, bool little)
{
	struct range_object *r = check_range(L);

	if (r->len < 1 || r->len > 4)
		return luaL_error(L, "TvbRange:%s() does not handle %d byte "
		    "integers", little ? "le_uint" : "uint", (int)r->len);
	lua_pushinteger(L, (lua_Integer)number(r, little));
	return 1;
}

static int
range_uint(lua_State *L)
{
	return push_uint(L, false);
}

static int
range_le_uint(lua_State *L)
{
	return push_uint(L, true);
}

static int64_t
with_sign(uint64_t v, uint32_t octets)
{
	unsigned shift = octets > 0 && octets < 8 ? 64 - 8 * octets : 0;

	return (int64_t)(v << shift) >> shift;
}

static int
push_int(lua_State *L, bool little)
{
	struct range_object *r = check_range(L);

	if (r->len < 1 || r->len > 4)
		return luaL_error(L, "TvbRange:%s() does not handle %d byte "
		    "integers", little ? "le_int" : "int", (int)r->len);
	lua_pushinteger(L, with_sign(number(r, little), r->len));
	return 1;
}

static int
range_int(lua_State *L)
{
	return push_int(L, false);
}

static int
range_le_int(lua_State *L)
{
	return push_int(L, true);
}

static struct range_object *
check_64(lua_State *L, const char *name)
{
	struct range_object *r = check_range(L);

	if (r->len < 1 || r->len > 8)
		luaL_error(L, "TvbRange:%s() does not handle %d byte "
		    "integers", name, (int)r->len);
	return r;
}

static int
range_uint64(lua_State *L)
{
	uint64_push(L, number(check_64(L, "uint64"), false));
	return 1;
}

static int
range_le_uint64(lua_State *L)
{
	uint64_push(L, number(check_64(L, "le_uint64"), true));
	return 1;
}

static int
range_int64(lua_State *L)
{
	struct range_object *r = check_64(L, "int64");

	int64_push(L, with_sign(number(r, false), r->len));
	return 1;
}

static int
range_le_int64(lua_State *L)
{
	struct range_object *r = check_64(L, "le_int64");

	int64_push(L, with_sign(number(r, true), r->len));
	return 1;
}

static int
push_float(lua_State *L, bool little)
{
	struct range_object *r = check_range(L);

	if (r->len != 4 && r->len != 8)
		return luaL_error(L, "TvbRange:float() does not handle %d "
		    "byte floating numbers", (int)r->len);
	lua_pushnumber(L, value_float(range_data(r), r->len, little));
	return 1;
}

static int
range_float(lua_State *L)
{
	return push_float(L, false);
}

static int
range_le_float(lua_State *L)
{
	return push_float(L, true);
}

/* bitfield(position, length): bits from the first octet's highest. */
static int
range_bitfield(lua_State *L)
{
	struct range_object *r = check_range(L);
	lua_Integer pos = integer_opt(L, 2, 0), len = integer_opt(L, 3, 1);
	lua_Integer bits = (lua_Integer)r->len * 8;
	uint64_t v = 0;

	if (pos < 0 || pos > bits || len < 1 || len > bits - pos)
		return luaL_error(L, "Requested bitfield out of range");
	if (len > 64)
		return luaL_error(L, "TvbRange:bitfield() does not handle %d "
		    "bits", (int)len);
	for (lua_Integer i = pos; i < pos + len; i++)
		v = v << 1 | ((uint32_t)range_data(r)[i / 8] >> (7 - i % 8) & 1u);
	if (len <= 32)
		lua_pushinteger(L, (lua_Integer)v);
	else
		uint64_push(L, v);
	return 1;
}

/* ------------------------------------------------- addresses and times */

static int
push_address(lua_State *L, uint32_t type, uint32_t n, bool little)
{
	struct range_object *r = check_range(L);
	uint8_t a[16];

	if (r->len != n)
		return luaL_error(L, "%s must have %d octets",
		    type == TP_FT_ETHER ? "an ether address" : type ==
		    TP_FT_IPV4 ? "an IPv4 address" : "an IPv6 address",
		    (int)n);
	for (uint32_t i = 0; i < n; i++)
		a[i] = range_data(r)[little ? n - 1 - i : i];
	address_push(L, type, a);
	return 1;
}

static int
range_ether(lua_State *L)
{
	return push_address(L, TP_FT_ETHER, 6, false);
}

static int
range_ipv4(lua_State *L)
{
	return push_address(L, TP_FT_IPV4, 4, false);
}

static int
range_le_ipv4(lua_State *L)
{
	return push_address(L, TP_FT_IPV4, 4, true);
}

static int
range_ipv6(lua_State *L)
{
	return push_address(L, TP_FT_IPV6, 16, false);
}

/* Without an encoding: seconds, or seconds and nanoseconds. */
static int
range_nstime(lua_State *L)
{
	struct range_object *r = check_range(L);
	lua_Integer encoding = integer_opt(L, 2, 0);
	tp_time t;

	if (lua_isnoneornil(L, 2) && r->len != 4 && r->len != 8)
		return luaL_error(L, "The nstime must be 4 or 8 bytes long");
	if (!value_time(range_data(r), r->len, (uint32_t)encoding, &t)) {
		lua_pushnil(L);
		lua_pushnil(L);
		return 2;
	}
	nstime_push(L, t.sec, (int32_t)t.nsec);
	lua_pushinteger(L, (lua_Integer)r->off + r->len);
	return lua_isnoneornil(L, 2) ? 1 : 2;
}

static int
range_le_nstime(lua_State *L)
{
	struct range_object *r = check_range(L);
	tp_time t;

	if ((r->len != 4 && r->len != 8) || !value_time(range_data(r), r->len,
	    ENC_LITTLE, &t))
		return luaL_error(L, "The nstime must be 4 or 8 bytes long");
	nstime_push(L, t.sec, (int32_t)t.nsec);
	return 1;
}

/* ---------------------------------------------------------------- strings */

static int
range_string(lua_State *L)
{
	struct range_object *r = check_range(L);
	uint32_t encoding = (uint32_t)integer_opt(L, 2, 0);

	text_push(L, range_data(r), r->len, encoding);
	return 1;
}

static int
push_stringz(lua_State *L, uint32_t encoding)
{
	struct range_object *r = check_range(L);
	uint32_t n = text_size(range_data(r), r->len, encoding);

	if (n == 0)
		return luaL_error(L, "out of bounds");
	text_push(L, range_data(r), n - text_unit(encoding), encoding);
	return 1;
}

static int
range_stringz(lua_State *L)
{
	return push_stringz(L, (uint32_t)integer_opt(L, 2, 0));
}

/* The length of a string with its NUL. */
static int
range_strsize(lua_State *L)
{
	struct range_object *r = check_range(L);
	uint32_t n = text_size(range_data(r), r->len,
	    (uint32_t)integer_opt(L, 2, 0));

	if (n == 0)
		return luaL_error(L, "out of bounds");
	lua_pushinteger(L, n);
	return 1;
}

static int
range_ustring(lua_State *L)
{
	struct range_object *r = check_range(L);

	text_push(L, range_data(r), r->len, ENC_UTF_16);
	return 1;
}

static int
range_le_ustring(lua_State *L)
{
	struct range_object *r = check_range(L);

	text_push(L, range_data(r), r->len, ENC_UTF_16 | ENC_LITTLE);
	return 1;
}

static int
push_ustringz(lua_State *L, uint32_t encoding)
{
	uint32_t n;

	(void)push_stringz(L, encoding);
	n = text_size(range_data(check_range(L)), check_range(L)->len,
	    encoding);
	lua_pushinteger(L, n);
	return 2;
}

static int
range_ustringz(lua_State *L)
{
	return push_ustringz(L, ENC_UTF_16);
}

static int
range_le_ustringz(lua_State *L)
{
	return push_ustringz(L, ENC_UTF_16 | ENC_LITTLE);
}

/* ----------------------------------------------------------------- octets */

#define ENC_STR_HEX 0x2000000u

/* bytes([encoding]): of text that has them in hexadecimal with where it ends,
 * or nil; else with their number. */
static int
range_bytes(lua_State *L)
{
	struct range_object *r = check_range(L);
	uint32_t encoding = (uint32_t)integer_opt(L, 2, 0);
	struct bytearray *b;
	size_t end;

	if ((encoding & ENC_STR_HEX) == 0) {
		luaL_argcheck(L, encoding == 0, 2, "invalid encoding value");
		(void)bytearray_push(L, range_data(r), r->len);
		if (lua_isnoneornil(L, 2))
			return 1;
		lua_pushinteger(L, r->len);
		return 2;
	}
	b = bytearray_push(L, NULL, r->len / 2);
	b->len = hex_text(b->data, (const char *)range_data(r), r->len,
	    encoding, &end);
	if (b->len == 0) {
		lua_pushnil(L);
		lua_pushnil(L);
	} else
		lua_pushinteger(L, (lua_Integer)(r->off + end));
	return 2;
}

static int
range_raw(lua_State *L)
{
	struct range_object *r = check_range(L);

	return push_raw(L, range_data(r), r->len, 2);
}

/* A Tvb of its own, whose offsets begin anew. */
static int
range_tvb(lua_State *L)
{
	struct range_object *r = check_range(L);
	struct window w = r->w;

	w.data += r->off;
	w.base += r->off;
	w.len = r->len;
	w.caplen = r->len;
	(void)tvb_push(L, &w);
	return 1;
}

static int
range_range(lua_State *L)
{
	struct range_object *r = check_range(L);

	return push_part(L, &r->w, r->off, r->off + r->len, 2);
}

static int
range_len(lua_State *L)
{
	lua_pushinteger(L, check_range(L)->len);
	return 1;
}

static int
range_offset(lua_State *L)
{
	lua_pushinteger(L, check_range(L)->off);
	return 1;
}

static int
range_tostring(lua_State *L)
{
	struct range_object *r = check_range(L);

	if (r->len == 0)
		lua_pushstring(L, "<EMPTY>");
	else
		text_push_hex(L, range_data(r), r->len);
	return 1;
}

/* a .. b: both become strings. */
static int
part_concat(lua_State *L)
{
	(void)luaL_tolstring(L, 1, NULL);
	(void)luaL_tolstring(L, 2, NULL);
	lua_concat(L, 2);
	return 1;
}

static const luaL_Reg none[] = { { NULL, NULL } };

static const luaL_Reg tvb_methods[] = {
	{ "range", tvb_range }, { "len", tvb_len },
	{ "captured_len", tvb_len }, { "reported_len", tvb_reported_len },
	{ "reported_length_remaining", tvb_remaining },
	{ "offset", tvb_offset }, { "bytes", tvb_bytes }, { "raw", tvb_raw },
	{ "tvb", tvb_tvb }, { NULL, NULL }
};

static const luaL_Reg tvb_meta[] = {
	{ "__call", tvb_range }, { "__tostring", tvb_tostring },
	{ "__eq", tvb_eq }, { "__concat", part_concat }, { NULL, NULL }
};

static const luaL_Reg range_methods[] = {
	{ "uint", range_uint }, { "le_uint", range_le_uint },
	{ "int", range_int }, { "le_int", range_le_int },
	{ "uint64", range_uint64 }, { "le_uint64", range_le_uint64 },
	{ "int64", range_int64 }, { "le_int64", range_le_int64 },
	{ "float", range_float }, { "le_float", range_le_float },
	{ "bitfield", range_bitfield }, { "ether", range_ether },
	{ "ipv4", range_ipv4 }, { "le_ipv4", range_le_ipv4 },
	{ "ipv6", range_ipv6 }, { "nstime", range_nstime },
	{ "le_nstime", range_le_nstime }, { "string", range_string },
	{ "stringz", range_stringz }, { "strsize", range_strsize },
	{ "ustring", range_ustring }, { "le_ustring", range_le_ustring },
	{ "ustringz", range_ustringz },
	{ "le_ustringz", range_le_ustringz }, { "bytes", range_bytes },
	{ "raw", range_raw }, { "tvb", range_tvb }, { "range", range_range },
	{ "len", range_len }, { "offset", range_offset },
	{ "uncompress", range_uncompress },
	{ "uncompress_zlib", range_uncompress },
	{ "uncompress_brotli", range_uncompress_brotli },
	{ "uncompress_hpack_huff", range_uncompress_hpack_huff },
	{ "uncompress_lz77", range_uncompress_lz77 },
	{ "uncompress_lz77huff", range_uncompress_lz77huff },
	{ "uncompress_lznt1", range_uncompress_lznt1 },
	{ "uncompress_snappy", range_uncompress_snappy },
	{ "uncompress_zstd", range_uncompress_zstd },
	{ "decode_base64", range_decode_base64 },
	{ "decode_base64url", range_decode_base64url }, { NULL, NULL }
};

static const luaL_Reg range_meta[] = {
	{ "__call", range_range }, { "__tostring", range_tostring },
	{ "__eq", tvb_eq }, { "__concat", part_concat }, { NULL, NULL }
};

const struct class class_tvb = {
	.name = "Tvb", .statics = none, .methods = tvb_methods,
	.meta = tvb_meta,
};

const struct class class_range = {
	.name = "TvbRange", .statics = none, .methods = range_methods,
	.meta = range_meta,
};

void
lua_class_tvb(lua_State *L)
{
	class_open(L, &class_tvb);
	class_open(L, &class_range);
}
