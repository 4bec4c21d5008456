/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A made-up protocol "k" with a field of every type, for tests of what works
 * on fields.  A packet is a row of { number, length, octets }: the number
 * (modulo their count) names the field in the order of kinds[], the octets are
 * its value: numbers and times big endian, as many octets as there are.  The
 * number 255 starts another layer of "k" in the octets, 254 drops them.
 */
#ifndef TAPIR_TESTS_KINDS_H
#define TAPIR_TESTS_KINDS_H

#include "engine.h"

#define KINDS_LINKTYPE 147u		/* LINKTYPE_USER0 */

enum {
	K_NONE, K_BOOLEAN, K_CHAR, K_UINT8, K_UINT16, K_UINT24, K_UINT32,
	K_UINT64, K_INT8, K_INT16, K_INT32, K_INT64, K_FLOAT, K_DOUBLE,
	K_TIME, K_OFFSET, K_STRING, K_STRINGZ, K_BYTES, K_ETHER, K_EUI64,
	K_IPV4, K_IPV6, K_GUID, K_OID, K_FRAME, K_COUNT
};

struct kinds {
	struct registry *registry;
	tp_host *host;
	struct packet *packet;
};

void	kinds_new(struct kinds *);
void	kinds_free(struct kinds *);
/* Dissects n octets with all fields that are wanted. */
void	kinds_dissect(struct kinds *, const uint8_t *, uint32_t n);

#endif
