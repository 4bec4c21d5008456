/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What fuzz targets that dissect have in common: all plugins, which are linked
 * in, and inputs of several packets.
 *
 * An input begins with a head, as long as the target says.  Its first octet are
 * the options that all of its packets are dissected with:
 *
 *	01 02		how many -v
 *	04 08 10	-e, -q, -S
 *	20		-b -H -K, and no hexdump
 *	40 80		text alone, fields alone
 *
 * Behind it are the packets, with MARK between them: so octets that come or go
 * in one of them leave the others as they are.  A packet's first octet says how
 * it is sent (PACKET_*).
 */
#ifndef TAPIR_TESTS_FUZZ_TARGET_H
#define TAPIR_TESTS_FUZZ_TARGET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "harness.h"

#define MARK "\xffPK"
#define MARK_LEN 3u
#define MAX_PACKETS 32

enum {
	PACKET_BACK = 1,	/* the other end sends it */
	PACKET_CUT = 2,		/* the last quarter was not captured */
	PACKET_FIN = 4,		/* nothing follows in the stream */
	PACKET_SYN = 8,
	PACKET_GAP = 16,	/* some of the stream is missing before it */
	PACKET_AGAIN = 32,	/* it overlaps what came before it */
	PACKET_IPV6 = 64
};

struct packets {
	const uint8_t *at, *end;
	unsigned n;
};

/* A packet of the input: what is behind its first octet. */
struct part {
	const uint8_t *data;
	uint32_t n;
	uint32_t how;		/* PACKET_* */
};

/* All plugins, ready; made by the first call.  target_load, if it is not NULL,
 * loads more before. */
extern void (*target_load)(struct harness *);
struct harness *target_harness(void);
/* As if no packet had come, and the options are these. */
void	target_start(struct harness *, uint32_t options);
/* A packet of which n octets were sent. */
void	target_packet(struct harness *, const uint8_t *, uint32_t n,
	    uint32_t how, uint32_t linktype);

/* What follows the head of an input; it may be empty. */
void	packets_start(struct packets *, const uint8_t *, size_t n);
bool	packets_next(struct packets *, struct part *);

#endif
