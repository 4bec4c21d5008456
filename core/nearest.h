/* SPDX-License-Identifier: BSD-3-Clause */
/* "Did you mean ...?": of many names the one most like another. */
#ifndef TAPIR_NEAREST_H
#define TAPIR_NEAREST_H

#include <stdint.h>

struct nearest {
	const char *wanted;
	const char *name;	/* the best so far; NULL: none is near */
	uint32_t edits;		/* fewer than these make it */
};

void	nearest_start(struct nearest *, const char *wanted);
/* name is kept, not copied. */
void	nearest_offer(struct nearest *, const char *name);

#endif
