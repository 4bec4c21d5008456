/* SPDX-License-Identifier: BSD-3-Clause */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "fatal.h"
#include "macros.h"
#include "where.h"

/* The text without macros, to be freed; the user's own file is read only where
 * there are some. */
static char *
without_macros(const struct options *o)
{
	struct expr_error error;
	struct macros *m;
	char *text;

	if (!macros_are_needed(o->macros, o->where))
		return xstrdup(o->where);
	m = macros_load(o->macros);
	if (m == NULL)
		return NULL;
	text = macros_expand(m, o->where, &error);
	if (text == NULL)
		expr_error_print(stderr, o->program, o->where, &error);
	macros_free(m);
	return text;
}

struct expr *
where_new(const struct options *o, const struct registry *r)
{
	char *text = without_macros(o);
	struct expr_error error;
	struct expr *e;

	if (text == NULL)
		return NULL;
	e = expr_compile(r, text, &error);
	if (e == NULL)
		expr_error_print(stderr, o->program, text, &error);
	free(text);
	return e;
}
