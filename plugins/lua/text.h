/* SPDX-License-Identifier: BSD-3-Clause */
/* Strings of packets: encodings to UTF-8, and octets as hex. */
#ifndef LUA_TEXT_H
#define LUA_TEXT_H

#include "lua_host.h"

/* Wireshark's numbers; the character set is in the low bits. */
enum {
	ENC_ASCII = 0, ENC_UTF_8 = 2, ENC_UTF_16 = 4, ENC_UCS_2 = 6,
	ENC_UCS_4 = 8, ENC_ISO_8859_1 = 10, ENC_CHARSET = 0x7ffffffe
};
#define ENC_LITTLE 0x80000000u

/* Pushes n octets in that encoding as UTF-8; what is none becomes U+FFFD. */
void	text_push(lua_State *, const uint8_t *, uint32_t n,
	    uint32_t encoding);
/* The same into at most cap octets of to; returns how many there are. */
uint32_t text_decode(char *to, uint32_t cap, const uint8_t *, uint32_t n,
	    uint32_t encoding);
/* Octets of one character's unit: 1, 2 or 4. */
uint32_t text_unit(uint32_t encoding);
/* Octets up to a NUL, and it; 0: there is none. */
uint32_t text_size(const uint8_t *, uint32_t n, uint32_t encoding);
/* The first 36 octets in hex, and an ellipsis if there are more. */
void	text_push_hex(lua_State *, const uint8_t *, uint32_t n);
/* Wireshark's short names of protocols are mostly those of filters, so. */
void	text_push_upper(lua_State *, const char *);

#endif
