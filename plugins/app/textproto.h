/* SPDX-License-Identifier: BSD-3-Clause */
/* Protocols of lines: SMTP, HTTP and their like. */
#ifndef TEXTPROTO_H
#define TEXTPROTO_H

#include <tapir/dissect.h>

struct textproto {
	const char *name;		/* "HTTP" */
	/* Words that begin a request, in any case of letters, then NULL; a
	 * reply has its code as the second word.  NULL: whatever comes is
	 * shown. */
	const char *const *requests;
};

/*
 * The text of a payload from t's cursor on: the first line, with -v all of
 * them, as far as they are printable.  What is neither a request nor a reply
 * is named only.
 */
void	textproto_text(tp_tvb *, const struct textproto *);

#endif
