/* SPDX-License-Identifier: BSD-3-Clause */
/* The value of a field as text: for columns as tshark -T fields, for JSON. */
#ifndef TAPIR_VALUE_H
#define TAPIR_VALUE_H

#include <tapir/plugin.h>

#include "registry.h"
#include "textbuf.h"

/* In tp_value.flags, of a protocol: its octets are the words that it shows. */
#define VALUE_WORDS	0x80000000u

/* As `tshark -T fields` prints it; no quoting. */
void	value_text(struct textbuf *, const struct field *, const tp_value *);

/* As a JSON value: numbers and booleans as such, all else as strings in
 * valid UTF-8; octets that are none become U+DC80 to U+DCFF escapes. */
void	value_json(struct textbuf *, const struct field *, const tp_value *);

/* Length of the valid UTF-8 sequence at s, 0 if there is none (RFC 3629). */
size_t	utf8_length(const uint8_t *s, size_t n);

/* A JSON string of n octets, quotes included. */
void	json_string(struct textbuf *, const char *, size_t n);

#endif
