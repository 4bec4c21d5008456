/* SPDX-License-Identifier: BSD-3-Clause */
#include "config.h"

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>

#include "fatal.h"
#include "macros.h"
#include "textbuf.h"

#define MAX_ARGS 99u
#define MAX_LINE 65536u

struct macro {
	char *name, *text;
	uint32_t nargs;		/* the largest N of $N */
};

struct macros {
	struct macro *macro;
	uint32_t n;
};

/* Where the text of one level stands, and what all levels share. */
struct expansion {
	const struct macros *macros;
	const char *top;	/* the whole text, for places of errors */
	struct expr_error *error;
	uint32_t uses, depth;
	uint32_t column, length;	/* of the outermost macro there */
};

static bool
is_name(char c)
{
	return isalnum((unsigned char)c) || c == '_';
}

static size_t
name_length(const char *s)
{
	size_t n = 0;

	while (is_name(s[n]))
		n++;
	return n;
}

static const struct macro *
find(const struct macros *m, const char *name, size_t n)
{
	for (uint32_t i = 0; m != NULL && i < m->n; i++)
		if (strlen(m->macro[i].name) == n &&
		    memcmp(m->macro[i].name, name, n) == 0)
			return &m->macro[i];
	return NULL;
}

/* -------------------------------------------------------------- the file */

/* $12 at s, which is '$': its number and length; false if it is none. */
static bool
argument_at(const char *s, uint32_t *number, size_t *length)
{
	*number = 0;
	for (*length = 1; isdigit((unsigned char)s[*length]); ++*length)
		if (*number <= MAX_ARGS)
			*number = *number * 10 + (uint32_t)(s[*length] - '0');
	return *length > 1;
}

/* NULL, or what is wrong with its arguments. */
static const char *
count_arguments(struct macro *m)
{
	uint32_t number;
	size_t length;

	for (const char *s = m->text; *s != '\0'; s++) {
		if (*s != '$' || !argument_at(s, &number, &length))
			continue;
		if (number == 0 || number > MAX_ARGS)
			return "arguments are $1 to $99";
		if (number > m->nargs)
			m->nargs = number;
	}
	return NULL;
}

/* A string in quotes at *s, its escapes undone; NULL: it does not end. */
static char *
quoted(char **s)
{
	static const char names[] = "abfnrtv", values[] = "\a\b\f\n\r\t\v";
	char *p = *s + 1, *out = xcalloc(strlen(*s) + 1, 1);
	const char *name;
	unsigned hex;
	size_t n = 0;

	for (; *p != '"' && *p != '\0'; p++) {
		if (*p == '\\' && p[1] == 'x' &&
		    sscanf(p + 2, "%2x", &hex) == 1 && hex != 0 &&
		    isxdigit((unsigned char)p[2])) {
			out[n++] = (char)hex;
			p += isxdigit((unsigned char)p[3]) ? 3 : 2;
		} else if (*p == '\\' && p[1] != '\0') {
			name = strchr(names, *++p);
			out[n++] = name ? values[name - names] : *p;
		} else
			out[n++] = *p;
	}
	if (*p == '"') {
		*s = p + 1;
		return out;
	}
	free(out);
	return NULL;
}

static char *
skip_blanks(char *s)
{
	while (*s == ' ' || *s == '\t')
		s++;
	return s;
}

/* NULL, or what is wrong with a line. */
static const char *
read_line(struct macro *m, char *s)
{
	if (*s != '"' || (m->name = quoted(&s)) == NULL)
		return "a line is \"name\",\"text\" or \"name\" text";
	if (m->name[0] == '\0' || m->name[name_length(m->name)] != '\0')
		return "a name has letters, digits and \"_\"";
	s = skip_blanks(s);
	if (*s != ',') {
		m->text = xstrdup(s);
		return count_arguments(m);
	}
	s = skip_blanks(s + 1);
	if (*s != '"' || (m->text = quoted(&s)) == NULL)
		return "the text behind the comma is not in quotes; a quote "
		    "within is written \\x22";
	if (*skip_blanks(s) != '\0')
		return "something stands behind the text; a quote within it "
		    "is written \\x22";
	return count_arguments(m);
}

static void
macro_free(struct macro *m)
{
	free(m->name);
	free(m->text);
}

static bool
add_line(struct macros *m, char *line, const char *path, unsigned number)
{
	struct macro new = { .nargs = 0 };
	const char *wrong;
	size_t n = strlen(line);
	char *s;

	while (n > 0 && isspace((unsigned char)line[n - 1]))
		line[--n] = '\0';
	s = skip_blanks(line);
	if (*s == '\0' || *s == '#')
		return true;
	wrong = n > MAX_LINE ? "the line is too long" : read_line(&new, s);
	if (wrong == NULL && find(m, new.name, strlen(new.name)) != NULL)
		wrong = "this macro is defined above, too";
	if (wrong != NULL) {
		warning("%s:%u: %s%s%s", path, number,
		    new.name ? new.name : "", new.name ? ": " : "", wrong);
		macro_free(&new);
		return false;
	}
	m->macro = xrealloc(m->macro, m->n + 1, sizeof(*m->macro));
	m->macro[m->n++] = new;
	return true;
}

static char *
own_path(void)
{
	const char *folder = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME");
	struct textbuf b = { 0 };

	if (folder == NULL || folder[0] != '/') {
		if (home == NULL || home[0] == '\0')
			return NULL;
		textbuf_puts(&b, home);
		textbuf_puts(&b, "/.config");
	} else
		textbuf_puts(&b, folder);
	textbuf_puts(&b, "/tapir/macros");
	textbuf_putc(&b, '\0');
	return b.s;
}

struct macros *
macros_read(FILE *fp, const char *name)
{
	struct macros *m = xcalloc(1, sizeof(*m));
	char *line = NULL;
	size_t cap = 0;
	bool good = true;

	errno = 0;
	for (unsigned number = 1; good && getline(&line, &cap, fp) > 0;
	    number++)
		good = add_line(m, line, name, number);
	free(line);
	if (good && ferror(fp)) {
		warning("%s: %s", name, strerror(errno));
		good = false;
	}
	if (good)
		return m;
	macros_free(m);
	return NULL;
}

bool
macros_are_needed(const char *path, const char *text)
{
	return path != NULL || strchr(text, '$') != NULL;
}

struct macros *
macros_load(const char *path)
{
	struct macros *m = NULL;
	char *own = path == NULL ? own_path() : NULL;
	const char *name = path != NULL ? path : own;
	FILE *fp = name != NULL ? fopen(name, "r") : NULL;

	if (fp != NULL) {
		m = macros_read(fp, name);
		fclose(fp);
	} else if (path == NULL && (own == NULL || errno == ENOENT))
		m = xcalloc(1, sizeof(*m));
	else
		warning("%s: %s", name, strerror(errno));
	free(own);
	return m;
}

void
macros_free(struct macros *m)
{
	for (uint32_t i = 0; i < m->n; i++)
		macro_free(&m->macro[i]);
	free(m->macro);
	free(m);
}

/* ------------------------------------------------------------- expansion */

static bool	expand(struct expansion *, const char *, size_t,
		    struct textbuf *);

/* The place is that of the outermost macro, or in the text itself. */
static bool
wrong(struct expansion *x, const char *at, const char *fmt, const char *name,
    size_t n)
{
	uint32_t column = x->depth != 0 ? x->column : (uint32_t)(at - x->top);

	return expr_fail(x->error, column, x->depth != 0 ? x->length : 1, fmt,
	    n > 80 ? 80 : (int)n, name);
}

/* From the first octet of arguments to what ends them; NULL: nothing does. */
static const char *
end_of(const char *s, const char *end, char open, char close)
{
	uint32_t depth = 1;

	for (; s < end; s++) {
		if (*s == '\\' && s + 1 < end)
			s++;
		else if (*s == open)
			depth++;
		else if (*s == close && --depth == 0)
			return s;
	}
	return NULL;
}

struct arguments {
	struct textbuf text[MAX_ARGS];
	uint32_t n;
};

/* Splits at the separators that stand in no braces; \; is a semicolon. */
static void
split(struct arguments *a, const char *s, const char *end, char separator)
{
	uint32_t depth = 0;

	for (a->n = 1; s < end; s++) {
		struct textbuf *b = &a->text[a->n - 1];

		if (*s == '\\' && separator == ';' && depth == 0 &&
		    s + 1 < end) {
			textbuf_putc(b, *++s);
			continue;
		}
		if (*s == '{' || *s == '(')
			depth++;
		else if ((*s == '}' || *s == ')') && depth > 0)
			depth--;
		if (*s != separator || depth != 0 || a->n == MAX_ARGS)
			textbuf_putc(b, *s);
		else
			a->n++;
	}
}

/* The macro's text with its arguments. */
static void
substitute(struct textbuf *b, const struct macro *m,
    const struct arguments *a)
{
	uint32_t number;
	size_t length;

	for (const char *s = m->text; *s != '\0' && b->n <= EXPR_MAX_TEXT;
	    s += length) {
		length = 1;
		if (*s == '$' && argument_at(s, &number, &length))
			textbuf_put(b, a->text[number - 1].s,
			    a->text[number - 1].n);
		else
			textbuf_putc(b, *s);
	}
}

/* at: the "$"; the arguments are from s to end, NULL: it has no list. */
static bool
use(struct expansion *x, const char *at, const char *name, size_t n,
    const char *s, const char *end, char separator, struct textbuf *out)
{
	const struct macro *m = find(x->macros, name, n);
	struct arguments a = { .n = 0 };
	struct textbuf text = { 0 };
	bool good;

	if (m == NULL)
		return wrong(x, at, "macro '%.*s' does not exist", name, n);
	if (++x->uses > MACROS_MAX_USES || x->depth == MACROS_MAX_DEPTH)
		return wrong(x, at, "too much nesting in macros: '%.*s'",
		    name, n);
	if (s != NULL)
		split(&a, s, end, separator);
	if (a.n != m->nargs)
		good = expr_fail(x->error, x->column, x->length,
		    "wrong number of arguments for macro '%s', expecting %u "
		    "instead of %u", m->name, m->nargs, a.n);
	else {
		substitute(&text, m, &a);
		x->depth++;
		good = expand(x, text.n != 0 ? text.s : "", text.n, out);
		x->depth--;
	}
	for (uint32_t i = 0; i < a.n; i++)
		textbuf_free(&a.text[i]);
	textbuf_free(&text);
	return good;
}

/* "${name}" or "${name:a;b}" at *s; moves behind it. */
static bool
use_braces(struct expansion *x, const char **s, const char *end,
    struct textbuf *out)
{
	const char *at = *s, *name = at + 2;
	const char *close = end_of(name, end, '{', '}');
	size_t n = 0;

	if (close == NULL)
		return wrong(x, at, "end of filter in the middle of a macro "
		    "expression: %.*s", at, (size_t)(end - at));
	while (name + n < close && is_name(name[n]))
		n++;
	*s = close + 1;
	if (x->depth == 0) {
		x->column = (uint32_t)(at - x->top);
		x->length = (uint32_t)(*s - at);
	}
	if (name + n == close)
		return use(x, at, name, n, NULL, NULL, ';', out);
	if (name[n] == '.')
		return wrong(x, at, "'%.*s' would be the value in a selected "
		    "packet, and there is none", name, (size_t)(close - name));
	if (name[n] != ':' && name[n] != ';')
		return wrong(x, at, "invalid character in macro name '%.*s'",
		    name, (size_t)(close - name));
	return use(x, at, name, n, name + n + 1, close, ';', out);
}

/* "$name" or "$name(a,b)" at *s; moves behind it. */
static bool
use_word(struct expansion *x, const char **s, const char *end,
    struct textbuf *out)
{
	const char *at = *s, *name = at + 1, *open, *close = NULL;
	size_t n = 0;

	while (name + n < end && is_name(name[n]))
		n++;
	open = name + n;
	if (open < end && *open == '(') {
		close = end_of(open + 1, end, '(', ')');
		if (close == NULL)
			return wrong(x, at, "the arguments of macro '%.*s' "
			    "are not closed by \")\"", name, n);
	}
	*s = close != NULL ? close + 1 : open;
	if (x->depth == 0) {
		x->column = (uint32_t)(at - x->top);
		x->length = (uint32_t)(*s - at);
	}
	/* "()" are no arguments */
	if (close == open + 1)
		return use(x, at, name, n, NULL, NULL, ',', out);
	return use(x, at, name, n, close != NULL ? open + 1 : NULL, close,
	    ',', out);
}

/* Of what is no macro one character, or more where one is in quotes. */
static size_t
copy_one(const char *s, const char *end, bool *string, struct textbuf *out)
{
	size_t n = 1;

	if (*s == '"')
		*string = !*string;
	else if (*string && *s == '\\' && s + 1 < end)
		n = 2;
	else if (!*string && s + 2 < end && memcmp(s, "'\"'", 3) == 0)
		n = 3;
	textbuf_put(out, s, n);
	return n;
}

/* Appends the text with its macros replaced; braces mean one in strings too. */
static bool
expand(struct expansion *x, const char *s, size_t n, struct textbuf *out)
{
	const char *end = s + n;
	bool string = false;

	while (s < end) {
		bool macro = *s == '$' && s + 1 < end;

		if (out->n > EXPR_MAX_TEXT)
			return expr_fail(x->error, x->column, x->length,
			    "The expression is longer than %u octets.",
			    EXPR_MAX_TEXT);
		if (macro && s[1] == '{') {
			if (!use_braces(x, &s, end, out))
				return false;
		} else if (macro && !string && is_name(s[1]) &&
		    !isdigit((unsigned char)s[1])) {
			if (!use_word(x, &s, end, out))
				return false;
		} else
			s += copy_one(s, end, &string, out);
	}
	return true;
}

char *
macros_expand(const struct macros *m, const char *text,
    struct expr_error *error)
{
	struct expansion x = { .macros = m, .top = text, .error = error };
	struct textbuf out = { 0 };

	memset(error, 0, sizeof(*error));
	if (!expand(&x, text, strlen(text), &out)) {
		textbuf_free(&out);
		return NULL;
	}
	textbuf_putc(&out, '\0');
	return out.s;
}
