/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Any text as an expression of --where: macros replaced, compiled, explained or
 * refused with a place that lies in the text.  What starts with a quote, which
 * no expression does, is a file of macros up to an empty line.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "expr.h"
#include "fatal.h"
#include "kinds.h"
#include "macros.h"

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

static void
refused(const char *text, const struct expr_error *error)
{
	if (error->text[0] == '\0' || error->column > strlen(text))
		abort();
	expr_error_print(nowhere(), "fuzz", text, error);
}

static void
compile(const char *text)
{
	struct expr_error error;
	struct expr *e = expr_compile(kinds()->registry, text, &error);

	if (e == NULL) {
		refused(text, &error);
		return;
	}
	expr_explain(e, nowhere());
	expr_free(e);
}

static struct macros *
macros_of(const char *file, size_t n)
{
	FILE *fp = fmemopen((void *)(uintptr_t)file, n, "r");
	struct macros *m;

	if (fp == NULL)
		abort();
	m = macros_read(fp, "fuzz");
	fclose(fp);
	return m;
}

static struct macros *
usual_macros(void)
{
	static const char file[] = "\"a\",\"k.any == $1\"\n\"b\" k.uint8\n"
	    "\"loop\" ${loop}\n\"two\" $2 and ${a:$1}\n"
	    "\"bomb\" ${bomb2}${bomb2}\n\"bomb2\" ${bomb}${b}${bomb}\n";
	static struct macros *m;

	if (m == NULL && (m = macros_of(file, sizeof(file) - 1)) == NULL)
		abort();
	return m;
}

static void
expand(const struct macros *m, const char *text)
{
	struct expr_error error;
	char *expanded = macros_expand(m, text, &error);

	if (expanded == NULL)
		refused(text, &error);
	else
		compile(expanded);
	free(expanded);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *text = xcalloc(size + 1, 1);
	const char *end;
	struct macros *m;

	memcpy(text, data, size);
	end = text[0] == '"' ? strstr(text, "\n\n") : NULL;
	if (end == NULL)
		expand(usual_macros(), text);
	else if ((m = macros_of(text, (size_t)(end - text))) != NULL) {
		expand(m, end + 2);
		macros_free(m);
	}
	free(text);
	return 0;
}
