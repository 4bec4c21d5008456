/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef LUA_UNCOMPRESS_H
#define LUA_UNCOMPRESS_H

#include "lua_host.h"

/* TvbRange's: a range of a new data source, or nil. */
int	range_uncompress(lua_State *);
int	range_uncompress_lznt1(lua_State *);
int	range_uncompress_lz77(lua_State *);
int	range_uncompress_hpack_huff(lua_State *);
int	range_decode_base64(lua_State *);
int	range_decode_base64url(lua_State *);
/* Errors that say what is missing. */
int	range_uncompress_brotli(lua_State *);
int	range_uncompress_lz77huff(lua_State *);
int	range_uncompress_snappy(lua_State *);
int	range_uncompress_zstd(lua_State *);

#endif
