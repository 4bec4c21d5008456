/* SPDX-License-Identifier: BSD-3-Clause */
#include "config.h"

#include <string.h>

#include "nearest.h"

#define MAX_NAME 64u

/* How many edits make b of a; at most limit + 1. */
static uint32_t
edits(const char *a, const char *b, uint32_t limit)
{
	uint32_t row[MAX_NAME + 1];
	uint32_t la = (uint32_t)strlen(a), lb = (uint32_t)strlen(b);

	if (la > MAX_NAME || lb > MAX_NAME || la > lb + limit ||
	    lb > la + limit)
		return limit + 1;
	for (uint32_t j = 0; j <= lb; j++)
		row[j] = j;
	for (uint32_t i = 1; i <= la; i++) {
		uint32_t diagonal = row[0];

		row[0] = i;
		for (uint32_t j = 1; j <= lb; j++) {
			uint32_t change = diagonal + (a[i - 1] != b[j - 1]);

			diagonal = row[j];
			if (row[j] + 1 < change)
				change = row[j] + 1;
			if (row[j - 1] + 1 < change)
				change = row[j - 1] + 1;
			row[j] = change;
		}
	}
	return row[lb];
}

void
nearest_start(struct nearest *n, const char *wanted)
{
	n->wanted = wanted;
	n->name = NULL;
	n->edits = strlen(wanted) > 3 ? 3 : 2;
}

void
nearest_offer(struct nearest *n, const char *name)
{
	uint32_t e = edits(n->wanted, name, n->edits);

	if (e >= n->edits)
		return;
	n->edits = e;
	n->name = name;
}
