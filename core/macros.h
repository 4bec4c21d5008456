/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Macros of expressions, from a file: "${name}" or "${name:a;b}" stands for
 * the macro's text, in which $1, $2 ... stand for the arguments, as in
 * Wireshark's macro language; "$name" and "$name(a,b)" are the same, as later
 * releases write it, outside of strings.  It is text that is replaced, before
 * there is an expression; what comes out is looked through again.
 *
 * The file is Wireshark's: a line is "name","text" with C's escapes, or
 * "name" text, which goes to the end of the line; # starts a line of comment.
 */
#ifndef TAPIR_MACROS_H
#define TAPIR_MACROS_H

#include "expr.h"

#define MACROS_MAX_DEPTH 32u	/* of a macro in a macro's text */
#define MACROS_MAX_USES 1000u	/* in one expression */

struct macros;

/* Is the file at path, or the user's own, to be read for this text? */
bool	macros_are_needed(const char *path, const char *text);
/*
 * path NULL: the user's own file, tapir/macros in $XDG_CONFIG_HOME or
 * ~/.config, if it is there.  NULL: what is wrong stands on standard error,
 * with file and line.
 */
struct macros *macros_load(const char *path);
/* The same from a stream; name is for messages. */
struct macros *macros_read(FILE *, const char *name);
void	macros_free(struct macros *);

/* The text with all macros replaced, to be freed.  NULL: error says why, its
 * place is in the text.  No macros: none exists. */
char	*macros_expand(const struct macros *, const char *text,
	    struct expr_error *);

#endif
