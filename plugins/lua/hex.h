/* SPDX-License-Identifier: BSD-3-Clause */
/* Octets as text in hexadecimal, and back. */
#ifndef LUA_HEX_H
#define LUA_HEX_H

#include "lua_host.h"

/* Pushes the digits of n octets with sep (or "") between them. */
void	hex_push(lua_State *, const uint8_t *p, size_t n, bool lower,
	    const char *sep);

/*
 * Reads pairs of digits with at most one sep before each, and stops at what
 * is neither; to has room for n / 2 octets.  How many it read.
 */
size_t	hex_read(uint8_t *to, const char *s, size_t n, const char *sep);

/* The arguments of tohex() from arg on: lowercase, separator. */
int	hex_tohex(lua_State *, int arg, const uint8_t *p, size_t n);

/*
 * Octets that n characters of text name, in Wireshark's encoding: blanks may
 * lead, and all have the same separator of those that it allows.  to has room
 * for n / 2; *end is where that ends.
 */
size_t	hex_text(uint8_t *to, const char *s, size_t n, uint32_t encoding,
	    size_t *end);

#endif
