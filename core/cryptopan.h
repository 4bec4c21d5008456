/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Addresses to other addresses, by a key: two that have their first n bits in
 * common have exactly n in common afterwards.  The scheme is Crypto-PAn (Xu,
 * Fan, Ammar and Moon, 2002) with AES-128, for addresses of any length.
 *
 * What says something else than who it is stays: the unspecified and the
 * loopback address, multicast groups, broadcast, the prefix of link-local
 * addresses, and of a MAC address the bits for group and local.  No other
 * address becomes one of these: it is mapped again until it is none, so that
 * no two become one.  An IPv4 address in an IPv6 address is mapped as such.
 */
#ifndef TAPIR_CRYPTOPAN_H
#define TAPIR_CRYPTOPAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define CRYPTOPAN_KEY 32	/* octets: the key of AES, then the padding */
#define CRYPTOPAN_LIBRARY "libcrypto.so.3"

struct cryptopan;

/* NULL: libcrypto is not there. */
struct cryptopan *cryptopan_new(const uint8_t key[CRYPTOPAN_KEY]);
void	cryptopan_free(struct cryptopan *);

/* n octets, 16 at most; the first keep bits stay.  in and out may be one. */
void	cryptopan_bits(struct cryptopan *, const uint8_t *in, size_t n,
	    unsigned keep, uint8_t *out);

/* n: 4 for IPv4, 16 for IPv6, 6 for MAC addresses, or another length. */
void	cryptopan_address(struct cryptopan *, const uint8_t *in, size_t n,
	    uint8_t *out);

#endif
