/* SPDX-License-Identifier: BSD-3-Clause */
/* The clock that nobody sets: ns since some moment. */
#ifndef TAPIR_MONOTONIC_H
#define TAPIR_MONOTONIC_H

#include <stdint.h>
#include <time.h>

static inline int64_t
monotonic_ns(void)
{
	struct timespec ts;

	(void)clock_gettime(CLOCK_MONOTONIC, &ts);
	return (int64_t)ts.tv_sec * 1000000000 + ts.tv_nsec;
}

#endif
