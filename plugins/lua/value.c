/* SPDX-License-Identifier: BSD-3-Clause */
#include "value.h"

#include <math.h>
#include <string.h>

#include "text.h"
#include "values.h"

/* Wireshark's encodings of times, what is left without the order. */
enum {
	TIME_TIMESPEC = 0x00, TIME_NTP = 0x02, TIME_SECS = 0x12,
	TIME_MSECS = 0x14, TIME_USECS = 0x30, TIME_TIMEVAL = 0x10,
	TIME_NSECS = 0x28
};

#define NTP_EPOCH 2208988800u		/* 1970 in seconds since 1900 */

uint64_t
value_number(const uint8_t *p, uint32_t n, bool little)
{
	uint64_t v = 0;

	for (uint32_t i = 0; i < n; i++)
		v = v << 8 | p[little ? n - 1 - i : i];
	return v;
}

double
value_float(const uint8_t *p, uint32_t n, bool little)
{
	uint64_t v = value_number(p, n, little);
	uint32_t w = (uint32_t)v;
	double d;
	float f;

	if (n == 8) {
		memcpy(&d, &v, sizeof(d));
		return d;
	}
	memcpy(&f, &w, sizeof(f));
	return (double)f;
}

/* Seconds of 4 or 8 octets, and 4 of their parts, in nanoseconds each. */
static bool
time_pair(const uint8_t *p, uint32_t n, bool little, uint32_t nsec,
    tp_time *t)
{
	if (n != 4 && n != 8 && n != 12)
		return false;
	t->sec = n == 12 ? (int64_t)value_number(p, 8, little) :
	    (int64_t)value_number(p, 4, little);
	t->nsec = n == 4 ? 0 : (uint32_t)value_number(p + n - 4, 4, little) *
	    nsec;
	return true;
}

static bool
time_count(const uint8_t *p, uint32_t n, bool little, uint32_t per_second,
    tp_time *t)
{
	uint64_t v = value_number(p, n, little);

	if (n == 0 || n > 8)
		return false;
	t->sec = (int64_t)(v / per_second);
	t->nsec = (uint32_t)(v % per_second) * (1000000000u / per_second);
	return true;
}

static bool
time_ntp(const uint8_t *p, uint32_t n, bool little, tp_time *t)
{
	uint64_t fraction;

	if (n != 4 && n != 8)
		return false;
	t->sec = (int64_t)value_number(p, 4, little) - NTP_EPOCH;
	fraction = n == 8 ? value_number(p + 4, 4, little) : 0;
	t->nsec = (uint32_t)(fraction * 1000000000u >> 32);
	return true;
}

bool
value_time(const uint8_t *p, uint32_t n, uint32_t encoding, tp_time *t)
{
	bool little = (encoding & ENC_LITTLE) != 0;

	t->reserved = 0;
	switch (encoding & ~ENC_LITTLE) {
	case TIME_TIMEVAL:
		return time_pair(p, n, little, 1000, t);
	case TIME_NTP:
		return time_ntp(p, n, little, t);
	case TIME_SECS:
		return time_count(p, n, little, 1, t);
	case TIME_MSECS:
		return time_count(p, n, little, 1000, t);
	case TIME_USECS:
		return time_count(p, n, little, 1000000, t);
	case TIME_NSECS:
		return time_count(p, n, little, 1000000000, t);
	default:
		return time_pair(p, n, little, 1, t);
	}
}

/* ------------------------------------------------------------ out of octets */

static bool
failed(lua_State *L, const char *why)
{
	lua_pushstring(L, why);
	return false;
}

/* The bits of the mask, shifted down; of a signed one with its sign. */
static void
set_number(const struct pfield *f, uint64_t n, uint32_t octets, tp_value *v)
{
	unsigned bits = octets * 8;

	if (f->mask != 0) {
		n = (n & f->mask) >> f->shift;
		bits = 64 - (unsigned)__builtin_clzll(f->mask) - f->shift;
	}
	if (pfield_is_signed(f) && bits < 64 && bits > 0 &&
	    n >> (bits - 1) & 1)
		n |= ~(uint64_t)0 << bits;
	v->v.u = f->ft == TP_FT_BOOLEAN ? n != 0 : n;
}

/* Strings are kept as UTF-8; those that are so already stay where they are. */
static bool
fetch_string(lua_State *L, struct visit *v, const struct range_object *r,
    uint32_t encoding, uint32_t n, tp_value *to)
{
	const uint8_t *p = range_data(r);
	uint32_t unit = text_unit(encoding), cap = n * 3 + 4;
	bool plain = unit == 1;
	char *s;

	for (uint32_t i = 0; plain && i < n; i++)
		plain = p[i] < 0x80;
	to->v.p = p;
	to->slen = n;
	if (plain)
		return true;
	s = v->tvb->pkt->host->alloc(v->tvb->pkt, cap);
	if (s == NULL)
		return failed(L, "out of memory of this packet");
	to->slen = text_decode(s, cap, p, n, encoding);
	to->v.p = s;
	return true;
}

static bool
fetch_stringz(lua_State *L, struct visit *v, const struct range_object *r,
    uint32_t encoding, tp_value *to, uint32_t *len)
{
	uint32_t n = text_size(range_data(r), r->len, encoding);

	if (n == 0)
		return failed(L, "out of bounds");
	*len = n;
	return fetch_string(L, v, r, encoding, n - text_unit(encoding), to);
}

/* Addresses and GUIDs may stand with their octets in the other order. */
static bool
fetch_turned(lua_State *L, struct visit *v, const struct pfield *f,
    const struct range_object *r, tp_value *to)
{
	uint8_t a[16];
	const uint8_t *p = range_data(r);

	for (uint32_t i = 0; i < to->slen; i++)
		a[i] = p[i];
	if (f->ft == TP_FT_GUID) {
		for (uint32_t i = 0; i < 4; i++)
			a[i] = p[3 - i];
		for (uint32_t i = 4; i < 8; i++)
			a[i] = p[i ^ 1];
	} else
		for (uint32_t i = 0; i < to->slen; i++)
			a[i] = p[to->slen - 1 - i];
	to->v.p = packet_copy(v, a, to->slen);
	return to->v.p != NULL || failed(L, "out of memory of this packet");
}

static bool
fetch_octets(lua_State *L, struct visit *v, const struct pfield *f,
    const struct range_object *r, uint32_t encoding, tp_value *to,
    uint32_t *len)
{
	uint32_t n = pfield_octets(f);

	if (n != 0 && r->len < n)
		return failed(L, "out of bounds");
	to->v.p = range_data(r);
	to->slen = *len = n != 0 ? n : r->len;
	if (encoding & ENC_LITTLE && (f->ft == TP_FT_GUID ||
	    f->ft == TP_FT_IPV4 || f->ft == TP_FT_EUI64))
		return fetch_turned(L, v, f, r, to);
	return true;
}

bool
value_fetch(lua_State *L, struct visit *v, const struct pfield *f,
    const struct range_object *r, uint32_t encoding, tp_value *to,
    uint32_t *len)
{
	const uint8_t *p = range_data(r);
	bool little = (encoding & ENC_LITTLE) != 0;

	*len = r->len;
	to->slen = 0;
	switch (f->ft) {
	case TP_FT_NONE:
	case TP_FT_PROTOCOL:
		to->v.p = p;
		to->slen = r->len;
		return true;
	case TP_FT_FLOAT:
	case TP_FT_DOUBLE:
		if (r->len != 4 && r->len != 8)
			return failed(L, "a float has 4 or 8 octets");
		to->v.d = value_float(p, r->len, little);
		return true;
	case TP_FT_ABSOLUTE_TIME:
	case TP_FT_RELATIVE_TIME:
		return value_time(p, r->len, encoding, &to->v.t) ||
		    failed(L, "these octets are no time");
	case TP_FT_STRING:
		return fetch_string(L, v, r, encoding, r->len, to);
	case TP_FT_STRINGZ:
		return fetch_stringz(L, v, r, encoding, to, len);
	case TP_FT_FRAMENUM:
		return failed(L, "ProtoField FRAMENUM cannot fetch value from "
		    "Tvb");
	default:
		break;
	}
	if (!pfield_is_number(f))
		return fetch_octets(L, v, f, r, encoding, to, len);
	if (r->len == 0 || r->len > 8)
		return failed(L, r->len == 0 ? "a number of no octets" :
		    "a number has 8 octets at most");
	set_number(f, value_number(p, r->len, little), r->len, to);
	return true;
}

/* ------------------------------------------------------- out of arguments */

static bool
arg_octets(lua_State *L, struct visit *v, const void *p, size_t n,
    tp_value *to)
{
	to->v.p = packet_copy(v, n != 0 ? p : "", n != 0 ? n : 1);
	to->slen = (uint32_t)n;
	return to->v.p != NULL || failed(L, "out of memory of this packet");
}

static bool
arg_time(lua_State *L, int arg, tp_value *to)
{
	const struct nstime_object *t = object_test(L, arg, &class_nstime);
	double d;

	memset(&to->v.t, 0, sizeof(to->v.t));
	if (t != NULL) {
		to->v.t.sec = t->secs;
		to->v.t.nsec = (uint32_t)t->nsecs;
		return true;
	}
	if (!lua_isnumber(L, arg))
		return failed(L, "a time is an NSTime or a number of seconds");
	d = lua_tonumber(L, arg);
	to->v.t.sec = integer_of(floor(d));
	if (isfinite(d))
		to->v.t.nsec = (uint32_t)((d - floor(d)) * 1e9);
	return true;
}

/* A string, a ByteArray, a range or an address: its octets. */
static bool
arg_bytes(lua_State *L, struct visit *v, const struct pfield *f, int arg,
    tp_value *to)
{
	const struct bytearray *b = object_test(L, arg, &class_bytearray);
	const struct address_object *a = object_test(L, arg, &class_address);
	struct range_object r;
	uint32_t n = pfield_octets(f);
	const char *s;
	size_t len;

	if (a != NULL && n != 0)
		return arg_octets(L, v, a->data, n, to);
	if (b != NULL && (n == 0 || b->len == n))
		return arg_octets(L, v, b->data, b->len, to);
	if (range_arg(L, arg, &r) && (n == 0 || r.len == n))
		return arg_octets(L, v, range_data(&r), r.len, to);
	s = lua_tolstring(L, arg, &len);
	if (s == NULL || (n != 0 && len != n))
		return failed(L, "this value is none of that field's type");
	return arg_octets(L, v, s, len, to);
}

static bool
arg_number(lua_State *L, const struct pfield *f, int arg, tp_value *to)
{
	uint64_t n;

	if (lua_isboolean(L, arg))
		n = (uint64_t)lua_toboolean(L, arg);
	else if (!int64_to(L, arg, &n))
		return failed(L, "this value is no number");
	/* what is too large for the type is as it is; a mask holds here, too */
	set_number(f, n, 8, to);
	return true;
}

bool
value_arg(lua_State *L, struct visit *v, const struct pfield *f, int arg,
    tp_value *to)
{
	const char *s;
	size_t n;

	to->slen = 0;
	switch (f->ft) {
	case TP_FT_FLOAT:
	case TP_FT_DOUBLE:
		to->v.d = lua_tonumber(L, arg);
		return lua_isnumber(L, arg) ||
		    failed(L, "this value is no number");
	case TP_FT_ABSOLUTE_TIME:
	case TP_FT_RELATIVE_TIME:
		return arg_time(L, arg, to);
	case TP_FT_STRING:
	case TP_FT_STRINGZ:
		s = luaL_tolstring(L, arg, &n);
		if (!arg_octets(L, v, s, n, to))
			return false;
		lua_pop(L, 1);
		return true;
	case TP_FT_NONE:
	case TP_FT_PROTOCOL:
		return arg_octets(L, v, "", 0, to);
	default:
		break;
	}
	return pfield_is_number(f) ? arg_number(L, f, arg, to) :
	    arg_bytes(L, v, f, arg, to);
}
