/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * An expression, a line feed, and a packet of tests/kinds.h: what the program
 * makes of the values.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "expr.h"
#include "fatal.h"
#include "kinds.h"

int	LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static struct kinds *
kinds(void)
{
	static struct kinds k;

	if (k.registry == NULL)
		kinds_new(&k);
	return &k;
}

/* In memory of just that size, so that a sanitizer sees each read past it. */
static void
match(struct expr *e, const uint8_t *data, size_t size)
{
	struct packet *p = kinds()->packet;
	uint8_t *copy = malloc(size != 0 ? size : 1);
	bool first;

	if (copy == NULL)
		fatal_memory();
	if (size != 0)
		memcpy(copy, data, size);
	memset(p->wanted, 0, registry_nfields(p->registry));
	expr_want(e, p);
	kinds_dissect(kinds(), copy, (uint32_t)size);
	first = expr_match(e, p);
	/* it keeps nothing of one packet for the next */
	if (expr_match(e, p) != first)
		abort();
	free(copy);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const uint8_t *end = size != 0 ? memchr(data, '\n', size) : NULL;
	size_t n = end != NULL ? (size_t)(end - data) : size;
	struct expr_error error;
	struct expr *e;
	char *text = xcalloc(n + 1, 1);

	memcpy(text, data, n);
	e = expr_compile(kinds()->registry, text, &error);
	if (e != NULL) {
		match(e, data + n + (end != NULL), size - n - (end != NULL));
		expr_free(e);
	}
	free(text);
	return 0;
}
