/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Encodings that octets of packets are unpacked from.  Each of these reads n
 * octets and writes at most cap; returns how many, or BROKEN: it is no such
 * encoding, or there are more.
 */
#ifndef LUA_UNPACK_H
#define LUA_UNPACK_H

#include <stddef.h>
#include <stdint.h>

#define BROKEN SIZE_MAX

/* [MS-XCA] 2.5: LZNT1. */
size_t	unpack_lznt1(const uint8_t *, size_t n, uint8_t *to, size_t cap);
/* [MS-XCA] 2.4: Plain LZ77. */
size_t	unpack_lz77(const uint8_t *, size_t n, uint8_t *to, size_t cap);
/* RFC 7541 5.2: characters of HTTP/2's headers. */
size_t	unpack_huffman(const uint8_t *, size_t n, uint8_t *to, size_t cap);
/*
 * RFC 4648 4 and 5: whole groups of four digits; what is no digit is passed
 * over.
 */
size_t	unpack_base64(const uint8_t *, size_t n, uint8_t *to, size_t cap);
size_t	unpack_base64url(const uint8_t *, size_t n, uint8_t *to, size_t cap);

#endif
