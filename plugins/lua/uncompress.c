/* SPDX-License-Identifier: BSD-3-Clause */
/* TvbRange:uncompress() and the like: what does not unpack is nil. */
#include "uncompress.h"

#include <stdlib.h>
#include <string.h>

#include "packet.h"
#include "tvb.h"
#include "unpack.h"

#define MAX_UNPACKED ((size_t)8 << 20)	/* octets of one packet's data */

/* The n octets as a range of a data source of that name. */
static int
push_source(lua_State *L, const uint8_t *data, size_t n, const char *name)
{
	source_push(L, data, (uint32_t)n, name);
	(void)range_push(L, &((struct tvb_object *)lua_touserdata(L, -1))->w,
	    0, (uint32_t)n);
	return 1;
}

int
range_uncompress(lua_State *L)
{
	struct range_object *r = object_check(L, 1, &class_range);
	const char *name = luaL_optstring(L, 2, "Uncompressed");
	tp_pkt *pkt = visit_check(L)->tvb->pkt;
	uint32_t n = 0;
	const uint8_t *p = pkt->host->inflate(pkt, range_data(r), r->len, &n);

	if (p == NULL || n == 0) {
		lua_pushnil(L);
		return 1;
	}
	return push_source(L, p, n, name);
}

/* ---------------------------------------------------------- by our own code */

typedef size_t unpacker(const uint8_t *, size_t n, uint8_t *to, size_t cap);

/* An octet becomes at most `factor'. */
static int
unpack_by(lua_State *L, unpacker *f, size_t factor, const char *dflt,
    bool empty)
{
	struct range_object *r = object_check(L, 1, &class_range);
	const char *name = luaL_optstring(L, 2, dflt);
	size_t cap = (size_t)r->len * factor, n;
	uint8_t *to;

	if (cap > MAX_UNPACKED)
		cap = MAX_UNPACKED;
	/* the state frees it if what follows fails */
	to = lua_newuserdatauv(L, cap + 1, 0);
	n = f(range_data(r), r->len, to, cap);
	if (n == BROKEN || (n == 0 && !empty)) {
		lua_pushnil(L);
		return 1;
	}
	return push_source(L, to, n, name);
}

int
range_uncompress_lznt1(lua_State *L)
{
	return unpack_by(L, unpack_lznt1, 4096, "Uncompressed", false);
}

int
range_uncompress_lz77(lua_State *L)
{
	return unpack_by(L, unpack_lz77, MAX_UNPACKED, "Uncompressed", false);
}

/* Its codes have 5 bits at least. */
int
range_uncompress_hpack_huff(lua_State *L)
{
	return unpack_by(L, unpack_huffman, 2, "Uncompressed", false);
}

int
range_decode_base64(lua_State *L)
{
	return unpack_by(L, unpack_base64, 1, "Decoded", true);
}

int
range_decode_base64url(lua_State *L)
{
	return unpack_by(L, unpack_base64url, 1, "Decoded", true);
}

static int
missing(lua_State *L, const char *what)
{
	(void)object_check(L, 1, &class_range);
	return luaL_error(L, "tapir does not unpack %s", what);
}

int
range_uncompress_brotli(lua_State *L)
{
	return missing(L, "Brotli");
}

int
range_uncompress_lz77huff(lua_State *L)
{
	return missing(L, "LZ77 with Huffman codes");
}

int
range_uncompress_snappy(lua_State *L)
{
	return missing(L, "Snappy");
}

int
range_uncompress_zstd(lua_State *L)
{
	return missing(L, "Zstandard");
}
