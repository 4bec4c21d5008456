/* SPDX-License-Identifier: BSD-3-Clause */
/* Protocols of lines: SMTP, HTTP and their like. */
#ifndef TEXTPROTO_H
#define TEXTPROTO_H

#include <tapir/dissect.h>

/* ----------------------------------------------------------------- text */

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

/* --------------------------------------------------------------- fields */

/* Octets [off, off + n) of a window, which are all captured. */
struct text_span {
	uint32_t off, n;
};

static inline const char *
text_start(const tp_tvb *t, struct text_span s)
{
	return (const char *)t->data + s.off;
}

/* The same octets? */
static inline int
text_is(const tp_tvb *t, struct text_span s, const char *word)
{
	return strlen(word) == s.n && memcmp(text_start(t, s), word, s.n) == 0;
}

/* What was captured of the window, without text: for fields. */
tp_tvb	text_captured(const tp_tvb *);

/*
 * The line at the cursor, which goes past it: without its end (CR, LF or
 * both), whose length goes to *eol; 0: the window ends there.
 */
struct text_span text_take_line(tp_tvb *, uint32_t *eol);

/*
 * The same of a stream, where an LF may follow a CR that the window ends with:
 * returns 0 if more of the line may come.
 */
int	text_take_whole_line(tp_tvb *, struct text_span *line);

/*
 * Is the line at the cursor not there with its end?  Then one more segment is asked for,
 * if that can be had.
 */
int	text_asks_for_line(tp_tvb *);

/* What stands in *s before the separator, or all; *s is left with what follows
 * it.  *found, unless NULL: there was one. */
struct text_span text_take_part(const tp_tvb *, struct text_span *s,
	    char separator, int *found);

/* The same, up to the first space. */
struct text_span text_take_word(const tp_tvb *, struct text_span *s);
void	text_skip_blanks(const tp_tvb *, struct text_span *s);

/* The decimal number that s begins with; 0 if there is none, or too large. */
uint32_t text_number(const tp_tvb *, struct text_span s);

/* What it stands for; -1: it is no hexadecimal digit. */
int	text_hex_digit(uint8_t c);

/* Do three digits begin it?  A reply's code (RFC 959 4.2, RFC 5321 4.2). */
int	text_has_code(const tp_tvb *, struct text_span s);

/*
 * The characters of s for a field: up to a 0, and with U+FFFD for each octet
 * that is not ASCII.  *n: how many octets they are.  NULL: out of memory.
 */
const uint8_t *text_characters(tp_tvb *, struct text_span s, uint32_t *n);

/*
 * Calls whom the table "media_type" has for the type, a header's value, for
 * data.  TP_REJECT: nobody, or there is no type.
 */
tp_rc	text_call_media(const tp_tvb *, struct text_span type, tp_table *,
	    tp_tvb *data);

/* Adds s, or the value that stands at where, as a string. */
tp_item	text_add(tp_tvb *, tp_field, struct text_span s);
tp_item	text_add_at(tp_tvb *, tp_field, struct text_span where,
	    struct text_span value);
void	text_add_octets(tp_tvb *, tp_field, struct text_span s);

#endif
