/* SPDX-License-Identifier: BSD-3-Clause */
#include "config.h"

#include <ctype.h>
#include <stdlib.h>

#include "expr_node.h"

static const struct {
	const char *s;
	enum token_kind kind;
} signs[] = {		/* the longer of two that start alike goes first */
	{ "===", TOKEN_ALL_EQ }, { "!==", TOKEN_ANY_NE }, { "==", TOKEN_EQ },
	{ "!=", TOKEN_NE }, { "~=", TOKEN_ANY_NE }, { ">=", TOKEN_GE },
	{ "<=", TOKEN_LE }, { "&&", TOKEN_AND }, { "||", TOKEN_OR },
	{ "^^", TOKEN_XOR }, { "..", TOKEN_DOTDOT }, { ">", TOKEN_GT },
	{ "<", TOKEN_LT }, { "!", TOKEN_NOT }, { "~", TOKEN_MATCHES },
	{ "&", TOKEN_BITAND }, { "+", TOKEN_PLUS }, { "-", TOKEN_MINUS },
	{ "*", TOKEN_STAR }, { "/", TOKEN_SLASH }, { "%", TOKEN_PERCENT },
	{ "(", TOKEN_LPAREN }, { ")", TOKEN_RPAREN }, { "{", TOKEN_LBRACE },
	{ "}", TOKEN_RBRACE }, { "[", TOKEN_LBRACKET }, { ",", TOKEN_COMMA },
	{ "#", TOKEN_HASH },
}, words[] = {
	{ "eq", TOKEN_EQ }, { "any_eq", TOKEN_EQ }, { "ne", TOKEN_NE },
	{ "all_ne", TOKEN_NE }, { "all_eq", TOKEN_ALL_EQ },
	{ "any_ne", TOKEN_ANY_NE }, { "gt", TOKEN_GT }, { "lt", TOKEN_LT },
	{ "ge", TOKEN_GE }, { "le", TOKEN_LE }, { "contains", TOKEN_CONTAINS },
	{ "matches", TOKEN_MATCHES }, { "and", TOKEN_AND }, { "or", TOKEN_OR },
	{ "xor", TOKEN_XOR }, { "not", TOKEN_NOT }, { "in", TOKEN_IN },
	{ "any", TOKEN_ANY }, { "all", TOKEN_ALL },
	{ "bitwise_and", TOKEN_BITAND },
};

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

static bool
lex_fail(struct lexer *l, uint32_t column, uint32_t length, const char *what)
{
	return expr_fail(l->error, column, length, "%s", what);
}

/* --------------------------------------------- strings and characters */

static int
digit_value(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return 99;
}

/* Digits of a base at pos, at most max; how many. */
static uint32_t
digits(const struct lexer *l, uint32_t pos, int base, uint32_t max,
    uint32_t *value)
{
	uint32_t n = 0;

	*value = 0;
	while (n < max && pos + n < l->length &&
	    digit_value(l->text[pos + n]) < base) {
		*value = *value * (uint32_t)base +
		    (uint32_t)digit_value(l->text[pos + n]);
		n++;
	}
	return n;
}

static uint32_t
put_utf8(char *s, uint32_t c)
{
	if (c < 0x80) {
		s[0] = (char)c;
		return 1;
	}
	if (c < 0x800) {
		s[0] = (char)(0xc0 | c >> 6);
		s[1] = (char)(0x80 | (c & 0x3f));
		return 2;
	}
	if (c < 0x10000) {
		s[0] = (char)(0xe0 | c >> 12);
		s[1] = (char)(0x80 | (c >> 6 & 0x3f));
		s[2] = (char)(0x80 | (c & 0x3f));
		return 3;
	}
	s[0] = (char)(0xf0 | c >> 18);
	s[1] = (char)(0x80 | (c >> 12 & 0x3f));
	s[2] = (char)(0x80 | (c >> 6 & 0x3f));
	s[3] = (char)(0x80 | (c & 0x3f));
	return 4;
}

/* \u0041 and \U00000041.  As in C, what ASCII has is written as such. */
static bool
lex_universal(struct lexer *l, char *out, uint32_t *n)
{
	uint32_t want = l->text[l->pos] == 'u' ? 4 : 8, c;
	uint32_t got = digits(l, l->pos + 1, 16, want, &c);

	if (got != want || c < 0xa0 || c > 0x10ffff ||
	    (c >= 0xd800 && c <= 0xdfff))
		return expr_fail(l->error, l->pos - 1, got + 2, "%.*s is not "
		    "a valid universal character name", (int)got + 2,
		    l->text + l->pos - 1);
	*n = put_utf8(out, c);
	l->pos += want + 1;
	return true;
}

/* What follows a backslash; out has room for 4. */
static bool
lex_escape(struct lexer *l, char *out, uint32_t *n)
{
	static const char names[] = "abfnrtv'\"\\";
	static const char values[] = "\a\b\f\n\r\t\v'\"\\";
	const char *name;
	uint32_t value, k;
	char c = l->pos < l->length ? l->text[l->pos] : '\0';

	*n = 1;
	name = c != '\0' ? strchr(names, c) : NULL;
	if (name != NULL) {
		out[0] = values[name - names];
		l->pos++;
		return true;
	}
	if (c == 'u' || c == 'U')
		return lex_universal(l, out, n);
	if (c == 'x')
		k = digits(l, l->pos + 1, 16, 2, &value);
	else
		k = digits(l, l->pos, 8, 3, &value);
	if (k == 0)
		return expr_fail(l->error, l->pos - 1, 2, "\\%c is not a "
		    "valid character escape sequence", c ? c : ' ');
	out[0] = (char)value;
	l->pos += k + (c == 'x');
	return true;
}

/* A string, the opening quote being at pos. */
static bool
lex_string(struct lexer *l, struct token *t, bool raw)
{
	uint32_t n = 0, k, end = l->pos + 1;

	while (end < l->length && l->text[end] != '"')
		end += l->text[end] == '\\' ? 2 : 1;
	t->kind = TOKEN_STRING;
	/* an escape is never longer than what stands for it */
	t->s = expr_alloc(l->expr, end - l->pos + 4);
	for (l->pos++; l->pos < l->length && l->text[l->pos] != '"';) {
		if (l->text[l->pos] != '\\') {
			t->s[n++] = l->text[l->pos++];
		} else if (!raw) {
			l->pos++;
			if (!lex_escape(l, t->s + n, &k))
				return false;
			n += k;
		} else {
			/* kept as it is; it still hides a quote */
			t->s[n++] = l->text[l->pos++];
			if (l->pos < l->length)
				t->s[n++] = l->text[l->pos++];
		}
	}
	if (l->pos >= l->length)
		return lex_fail(l, t->column, 1,
		    "The final quote was missing from a quoted string.");
	l->pos++;
	t->slen = n;
	t->length = l->pos - t->column;
	return true;
}

static bool
lex_char(struct lexer *l, struct token *t)
{
	char c[4];
	uint32_t n = 1;

	t->kind = TOKEN_CHAR;
	l->pos++;
	if (l->pos < l->length && l->text[l->pos] == '\\') {
		l->pos++;
		if (!lex_escape(l, c, &n))
			return false;
	} else if (l->pos < l->length)
		c[0] = l->text[l->pos++];
	if (l->pos >= l->length || l->text[l->pos] != '\'' || n != 1)
		return lex_fail(l, t->column, l->pos - t->column,
		    "A character constant is one character in single quotes.");
	l->pos++;
	t->c = (uint8_t)c[0];
	t->length = l->pos - t->column;
	return true;
}

/* ---------------------------------------------------------------- words */

static bool
is_word(char c)
{
	return isalnum((unsigned char)c) || c == '_' || c == '.' ||
	    c == ':' || c == '-';
}

/*
 * Field names, numbers, addresses: whatever is not quoted.  A range's ".."
 * ends it; a slash and digits belong to it where it looks like an address.
 */
static void
lex_word(struct lexer *l, struct token *t)
{
	uint32_t p = l->pos;
	bool address = false;

	while (p < l->length && is_word(l->text[p]) &&
	    (l->text[p] != '.' || l->text[p + 1] != '.')) {
		address = address || l->text[p] == '.' || l->text[p] == ':';
		p++;
	}
	if (p + 1 < l->length && l->text[p] == '/' && address &&
	    (isdigit((unsigned char)l->text[l->pos]) ||
	    memchr(l->text + l->pos, ':', p - l->pos) != NULL) &&
	    isdigit((unsigned char)l->text[p + 1]))
		for (p++; p < l->length && is_word(l->text[p]) &&
		    (l->text[p] != '.' || l->text[p + 1] != '.');)
			p++;
	t->kind = TOKEN_WORD;
	t->length = p - l->pos;
	l->pos = p;
	for (size_t i = 0; i < COUNT(words); i++)
		if (strlen(words[i].s) == t->length && strncmp(words[i].s,
		    l->text + t->column, t->length) == 0)
			t->kind = words[i].kind;
}

static bool
lex_sign(struct lexer *l, struct token *t)
{
	for (size_t i = 0; i < COUNT(signs); i++) {
		size_t n = strlen(signs[i].s);

		if (n > l->length - l->pos ||
		    memcmp(signs[i].s, l->text + l->pos, n) != 0)
			continue;
		t->kind = signs[i].kind;
		t->length = (uint32_t)n;
		l->pos += t->length;
		return true;
	}
	return expr_fail(l->error, l->pos, 1,
	    "\"%c\" was unexpected in this context.", l->text[l->pos]);
}

bool
expr_lex(struct lexer *l, struct token *t)
{
	const char *s;

	while (l->pos < l->length && isspace((unsigned char)l->text[l->pos]))
		l->pos++;
	memset(t, 0, sizeof(*t));
	t->column = l->pos;
	if (l->pos >= l->length)
		return true;
	s = l->text + l->pos;
	if (*s == '"')
		return lex_string(l, t, false);
	if ((*s == 'r' || *s == 'R') && s[1] == '"') {
		l->pos++;
		return lex_string(l, t, true);
	}
	if (*s == '\'')
		return lex_char(l, t);
	if (is_word(*s) && *s != '-' && (*s != '.' || s[1] != '.')) {
		lex_word(l, t);
		return true;
	}
	return lex_sign(l, t);
}

/* --------------------------------------------------------------- ranges */

static void
skip_blanks(struct lexer *l)
{
	while (l->pos < l->length && isspace((unsigned char)l->text[l->pos]))
		l->pos++;
}

static bool
lex_integer(struct lexer *l, int32_t *n)
{
	char *end;
	long v;

	skip_blanks(l);
	if (!isdigit((unsigned char)l->text[l->pos]) &&
	    l->text[l->pos] != '-')
		return lex_fail(l, l->pos, 1, "A number was expected.");
	v = strtol(l->text + l->pos, &end, 0);
	if (end == l->text + l->pos || v > 0x3fffffff || v < -0x3fffffff)
		return lex_fail(l, l->pos, 1, "A number was expected.");
	*n = (int32_t)v;
	l->pos = (uint32_t)(end - l->text);
	skip_blanks(l);
	return true;
}

/* i, i:j, i-j, :j, i: */
static bool
lex_range(struct lexer *l, struct range *r)
{
	uint32_t column = l->pos;
	char c;

	r->start = 0;
	skip_blanks(l);
	c = l->text[l->pos];
	if (c != ':' && !lex_integer(l, &r->start))
		return false;
	c = l->text[l->pos];
	r->kind = RANGE_LENGTH;
	r->end = 1;
	if (c != ':' && c != '-')
		return true;
	l->pos++;
	skip_blanks(l);
	if (c == ':' && (l->text[l->pos] == ']' || l->text[l->pos] == ',')) {
		r->kind = RANGE_OPEN;
		return true;
	}
	if (!lex_integer(l, &r->end))
		return false;
	if (c == ':')
		return r->end > 0 || lex_fail(l, column, l->pos - column,
		    "The length of this range is not positive.");
	r->kind = RANGE_END;
	return ((r->start < 0) == (r->end < 0) && r->start < r->end) ||
	    lex_fail(l, column, l->pos - column,
	    "The end of this range does not lie behind its start.");
}

bool
expr_lex_ranges(struct lexer *l, struct range **ranges, uint32_t *n)
{
	uint32_t column = l->pos, commas = 1;

	for (uint32_t p = l->pos; p < l->length && l->text[p] != ']'; p++)
		commas += l->text[p] == ',';
	*ranges = expr_alloc(l->expr, commas * sizeof(**ranges));
	for (*n = 0; *n < commas;) {
		if (!lex_range(l, &(*ranges)[(*n)++]))
			return false;
		if (l->text[l->pos] == ']') {
			l->pos++;
			return true;
		}
		if (l->text[l->pos] != ',')
			break;
		l->pos++;
	}
	return lex_fail(l, column, l->pos - column + 1,
	    "This range is not closed by \"]\".");
}
