/* SPDX-License-Identifier: BSD-3-Clause */
/* The hash of a key of whole 64-bit words, all of whose octets are set. */
#ifndef TAPIR_HASH_H
#define TAPIR_HASH_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* size: in octets, a multiple of eight; inline, so that it is a constant. */
static inline uint32_t
hash_words(const void *key, size_t size)
{
	uint64_t w, h = 0x9e3779b97f4a7c15u;

	for (size_t i = 0; i < size; i += sizeof(w)) {
		memcpy(&w, (const char *)key + i, sizeof(w));
		h = (h ^ w) * 0xff51afd7ed558ccdu;
		h ^= h >> 32;
	}
	return (uint32_t)h;
}

#endif
