/* SPDX-License-Identifier: BSD-3-Clause */
/* How much: a span of time (10s, 0.5s, 200ms, 5m), packets (1000p), octets
 * (64MiB, 10MB).  A number is always followed by its unit. */
#ifndef TAPIR_AMOUNT_H
#define TAPIR_AMOUNT_H

#include <stdbool.h>

#include <tapir/plugin.h>

/* What messages say of the forms. */
#define AMOUNT_TIME_HINT "write a number and ms, s, m, h or d, such as 10s"
#define AMOUNT_HINT "write 10s, 1000p or 64MiB"

/* The whole of s, or false: it is none, or does not fit 63 bits. */
bool	amount_parse(const char *s, tp_amount *);

#endif
