/* SPDX-License-Identifier: BSD-3-Clause */
/* TvbRange:uncompress() by zlib: what does not unpack is nil. */
#include "uncompress.h"

#include <stdlib.h>
#include <string.h>

#include "tvb.h"

#ifdef HAVE_ZLIB
#include <zlib.h>

#define MAX_UNPACKED (8u << 20)		/* octets of one packet's data */
#define ANY_HEADER (32 + 15)		/* zlib's or gzip's */

/* How many octets come out; 0: none, or it is broken. */
static size_t
unpack(const struct range_object *r, uint8_t *to, size_t cap, int header)
{
	z_stream z = { .next_in = (Bytef *)(uintptr_t)range_data(r),
	    .avail_in = r->len, .next_out = to, .avail_out = (uInt)cap };
	int rc;

	if (inflateInit2(&z, header) != Z_OK)
		return 0;
	rc = inflate(&z, Z_FINISH);
	(void)inflateEnd(&z);
	return rc == Z_STREAM_END || rc == Z_BUF_ERROR || rc == Z_OK ?
	    z.total_out : 0;
}

int
range_uncompress(lua_State *L)
{
	struct range_object *r = object_check(L, 1, &class_range);
	const char *name = luaL_optstring(L, 2, "Uncompressed");
	size_t cap = (size_t)r->len * 1032 + 64, n;
	uint8_t *to;

	if (cap > MAX_UNPACKED)
		cap = MAX_UNPACKED;
	/* the state frees it if what follows fails */
	to = lua_newuserdatauv(L, cap, 0);
	n = unpack(r, to, cap, ANY_HEADER);
	if (n == 0)
		n = unpack(r, to, cap, -15);	/* without a header */
	if (n == 0) {
		lua_pushnil(L);
		return 1;
	}
	source_push(L, to, (uint32_t)n, name);
	(void)range_push(L, &((struct tvb_object *)lua_touserdata(L, -1))->w,
	    0, (uint32_t)n);
	return 1;
}

#else

int
range_uncompress(lua_State *L)
{
	(void)object_check(L, 1, &class_range);
	return luaL_error(L, "TvbRange:uncompress() needs zlib, and this "
	    "tapir is built without it");
}

#endif
