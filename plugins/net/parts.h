/* SPDX-License-Identifier: BSD-3-Clause */
/* Fields by layout: messages and options described by tables. */
#ifndef TAPIR_NET_PARTS_H
#define TAPIR_NET_PARTS_H

#include <tapir/dissect.h>

/*
 * A piece of a message: a field and its octets (0: all that is left), and how
 * many fields after it are bits of it.  A field that has a bitmask itself is
 * the first of "bits" fields of a word that has none for the whole.
 */
struct part {
	uint16_t field;
	uint8_t octets, bits;
	uint16_t first;		/* bit, if it is not the next field */
};

#define PART_SKIP 0xffff	/* a field that is none: octets without one */

/* A layout by number: message code, option type. */
struct layout {
	uint32_t number, nparts;
	const struct part *parts;
};

#define PARTS(a) TP_COUNT(a), (a)

/*
 * Adds n parts at the cursor, until the octets end.  fields: the protocol's
 * descriptions.
 */
void	parts_add(tp_tvb *, const tp_field_desc *fields,
	    const struct part *, uint32_t n);
/* The address of which n octets stand at the cursor, the others 0. */
void	parts_add_prefix(tp_tvb *, tp_field, uint32_t n);
/* IPv6 addresses from the cursor to the end, n at most. */
void	parts_add_addrs(tp_tvb *, tp_field, uint32_t n);
/* A time (RFC 3971, 5.3.1): seconds in 48 bits, then 1/65536 of one. */
void	parts_add_time(tp_tvb *, tp_field);

/* Of a table that ends with NULL parts; NULL: none. */
const struct layout *layout_find(const struct layout *, uint32_t number);

#endif
