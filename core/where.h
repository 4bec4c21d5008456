/* SPDX-License-Identifier: BSD-3-Clause */
/* From the text of --where or --explain to the expression that it means. */
#ifndef TAPIR_WHERE_H
#define TAPIR_WHERE_H

#include "expr.h"
#include "options.h"

/* With its macros replaced.  NULL: what is wrong stands on standard error. */
struct expr *where_new(const struct options *, const struct registry *);

#endif
