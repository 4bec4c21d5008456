/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * --anonymize: frames that may be shown to others.
 *
 * What of a frame is what, its dissection says, so no protocol is known here.
 * A new frame is made of zeros; into it go the octets of those fields that are
 * numbers, and the fields that are addresses, mapped (cryptopan.h).  Strings,
 * octets that nobody takes for a number or an address, and what no field
 * covers remain zeros.  Fields of what is inside the innermost transport layer
 * do not count (that is where ports were found, in what an error quotes, too),
 * and the frame is cut after the last octet that does: so is the payload.
 *
 * Fields whose names end in .checksum and the like, of two octets, are made
 * good again: right if they were, wrong if they were.  One over octets that
 * are cut becomes 0, since it would tell of them.
 */
#ifndef TAPIR_ANONYMIZE_H
#define TAPIR_ANONYMIZE_H

#include "engine.h"
#include "source.h"

struct anonymizer;

/*
 * keyfile: 32 octets, or 64 hexadecimal digits; NULL: a key that nobody will
 * know.  All fields of the packet become wanted.  What is wrong ends the
 * program.
 */
struct anonymizer *anonymizer_new(const char *keyfile, struct packet *);
void	anonymizer_free(struct anonymizer *);

/* The frame that the packet was dissected from; lives until the next call. */
const struct frame *anonymize(struct anonymizer *, const struct frame *);

#endif
