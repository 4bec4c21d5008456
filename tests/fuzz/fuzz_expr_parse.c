/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Any text as an expression of --where: compiled, explained or refused with a
 * place that lies in the text.
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

static FILE *
nowhere(void)
{
	static FILE *fp;

	if (fp == NULL && (fp = fopen("/dev/null", "w")) == NULL)
		abort();
	return fp;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *text = xcalloc(size + 1, 1);
	struct expr_error error;
	struct expr *e;

	memcpy(text, data, size);
	e = expr_compile(kinds()->registry, text, &error);
	if (e != NULL) {
		expr_explain(e, nowhere());
		expr_free(e);
	} else {
		if (error.text[0] == '\0' || error.column > strlen(text))
			abort();
		expr_error_print(nowhere(), "fuzz", text, &error);
	}
	free(text);
	return 0;
}
