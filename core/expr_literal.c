/* SPDX-License-Identifier: BSD-3-Clause */
/* Literals: what a word, a string or a character means beside a field. */
#include "config.h"

#include <arpa/inet.h>
#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <strings.h>
#include <time.h>

#include "expr_node.h"

/* What error messages call the types. */
static const char *
type_name(uint32_t ftype)
{
	static const char *const names[] = {
		[TP_FT_NONE] = "Label", [TP_FT_PROTOCOL] = "Protocol",
		[TP_FT_BOOLEAN] = "Boolean", [TP_FT_CHAR] = "Character",
		[TP_FT_UINT8] = "Unsigned integer (1 byte)",
		[TP_FT_UINT16] = "Unsigned integer (2 bytes)",
		[TP_FT_UINT24] = "Unsigned integer (3 bytes)",
		[TP_FT_UINT32] = "Unsigned integer (4 bytes)",
		[TP_FT_UINT64] = "Unsigned integer (8 bytes)",
		[TP_FT_INT8] = "Signed integer (1 byte)",
		[TP_FT_INT16] = "Signed integer (2 bytes)",
		[TP_FT_INT32] = "Signed integer (4 bytes)",
		[TP_FT_INT64] = "Signed integer (8 bytes)",
		[TP_FT_ABSOLUTE_TIME] = "Date and time",
		[TP_FT_RELATIVE_TIME] = "Time offset",
		[TP_FT_ETHER] = "Ethernet or other MAC address",
		[TP_FT_IPV4] = "IPv4 address", [TP_FT_IPV6] = "IPv6 address",
		[TP_FT_BYTES] = "Sequence of bytes",
		[TP_FT_STRING] = "Character string",
		[TP_FT_FRAMENUM] = "Frame number",
	};
	size_t n = sizeof(names) / sizeof(names[0]);

	return ftype < n && names[ftype] != NULL ? names[ftype] :
	    field_type_name(ftype);
}

/* The word or string as NUL terminated text, cut to size. */
static const char *
token_text(const struct expr *e, const struct node *n, char *buf, size_t size)
{
	const char *s = n->token.kind == TOKEN_STRING ? n->token.s :
	    e->text + n->token.column;
	size_t len = n->token.kind == TOKEN_STRING ? n->token.slen :
	    n->token.length;

	if (len >= size)
		len = size - 1;
	memcpy(buf, s, len);
	buf[len] = '\0';
	return buf;
}

static bool
bad(const struct expr *e, struct expr_error *error, const struct node *n,
    const char *what)
{
	char s[80];

	return expr_fail(error, n->column, n->length, "\"%s\" %s",
	    token_text(e, n, s, sizeof(s)), what);
}

static bool
no_string(const struct expr *e, struct expr_error *error,
    const struct node *n, const struct node *like)
{
	char s[80];

	return expr_fail(error, n->column, n->length,
	    "%s cannot be converted from a string (\"%s\").",
	    like->class == CLASS_ADDRESS ? "IPv4 or IPv6 address" :
	    type_name(like->ftype), token_text(e, n, s, sizeof(s)));
}

/* --------------------------------------------------------------- numbers */

/* Decimal, octal, hexadecimal or binary, and nothing behind it. */
static bool
parse_number(const char *s, uint64_t *v)
{
	const char *end;
	int base = 0;

	if (s[0] == '0' && (s[1] == 'b' || s[1] == 'B')) {
		s += 2;
		base = 2;
	}
	if (!isxdigit((unsigned char)s[0]))
		return false;
	errno = 0;
	*v = strtoull(s, (char **)(uintptr_t)&end, base);
	return *end == '\0' && errno == 0;
}

/* The value that a string of the field's table stands for. */
static bool
value_of_string(const struct expr *e, const struct node *like, const char *s,
    uint64_t *v)
{
	for (uint32_t i = 0; i < like->nfields; i++) {
		const tp_value_string *vs = field_strings(registry_field(
		    e->registry, like->fields[i]));

		for (; vs != NULL && vs->string != NULL; vs++)
			if (strcasecmp(vs->string, s) == 0) {
				*v = vs->value;
				return true;
			}
	}
	return false;
}

static bool
has_strings(const struct expr *e, const struct node *like)
{
	for (uint32_t i = 0; i < like->nfields; i++)
		if (field_strings(registry_field(e->registry,
		    like->fields[i])) != NULL)
			return true;
	return false;
}

static uint64_t
maximum(uint32_t ftype, bool negative)
{
	unsigned bits = ftype >= TP_FT_UINT8 && ftype <= TP_FT_UINT64 ?
	    8 * (ftype - TP_FT_UINT8 + 1) :
	    ftype >= TP_FT_INT8 && ftype <= TP_FT_INT64 ?
	    8 * (ftype - TP_FT_INT8 + 1) : ftype == TP_FT_CHAR ? 8 :
	    ftype == TP_FT_BOOLEAN ? 64 : 32;

	if (ftype >= TP_FT_INT8 && ftype <= TP_FT_INT64)
		return ((uint64_t)1 << (bits - 1)) - !negative;
	return bits == 64 ? UINT64_MAX : ((uint64_t)1 << bits) - 1;
}

static bool
literal_integer(struct expr *e, struct node *n, const struct node *like,
    struct expr_error *error)
{
	char s[128];
	uint64_t v = 0, max = maximum(like->ftype, n->negative);

	if (n->token.kind == TOKEN_CHAR)
		v = n->token.c;
	else {
		(void)token_text(e, n, s, sizeof(s));
		if (n->token.kind == TOKEN_STRING || !parse_number(s, &v)) {
			if (has_strings(e, like))
				return value_of_string(e, like, s,
				    &n->value.u) || bad(e, error, n,
				    "cannot be found among the possible values"
				    " of this field.");
			if (n->token.kind == TOKEN_STRING)
				return no_string(e, error, n, like);
			return bad(e, error, n, "is not a valid number.");
		}
	}
	if (v > max)
		return expr_fail(error, n->column, n->length, "\"%.60s\" too "
		    "big for this field, maximum %llu.",
		    n->token.kind == TOKEN_CHAR ? "character" : s,
		    (unsigned long long)max);
	n->value.u = n->negative ? 0 - v : v;
	/* beside an unsigned field it wraps; what is calculated has a sign */
	if (n->negative && like->kind == NODE_FIELD &&
	    like->class == CLASS_UINT && like->ftype != TP_FT_UINT64)
		n->value.u &= UINT32_MAX;
	return true;
}

static bool
literal_boolean(struct expr *e, struct node *n, const struct node *like,
    struct expr_error *error)
{
	char s[32];

	(void)token_text(e, n, s, sizeof(s));
	if (n->negative)
		return bad(e, error, n, "is negative.");
	if (n->token.kind == TOKEN_WORD && (strcmp(s, "True") == 0 ||
	    strcmp(s, "TRUE") == 0 || strcmp(s, "False") == 0 ||
	    strcmp(s, "FALSE") == 0)) {
		n->value.u = s[0] == 'T';
		return true;
	}
	if (!literal_integer(e, n, like, error))
		return false;
	n->value.u = n->value.u != 0;
	return true;
}

static bool
literal_double(struct expr *e, struct node *n, const struct node *like,
    struct expr_error *error)
{
	char s[128];
	const char *end;

	if (n->token.kind != TOKEN_WORD)
		return no_string(e, error, n, like);
	(void)token_text(e, n, s, sizeof(s));
	n->value.d = strtod(s, (char **)(uintptr_t)&end);
	if (end == s || *end != '\0')
		return bad(e, error, n, "is not a valid number.");
	if (n->negative)
		n->value.d = -n->value.d;
	return true;
}

/* ----------------------------------------------------------------- times */

/* ".123" as nanoseconds; *s moves past it. */
static uint32_t
parse_fraction(const char **s)
{
	uint32_t nsec = 0, unit = 100000000;

	if (**s != '.' || !isdigit((unsigned char)(*s)[1]))
		return 0;
	for ((*s)++; isdigit((unsigned char)**s); (*s)++) {
		nsec += (uint32_t)(**s - '0') * unit;
		unit /= 10;
	}
	return nsec;
}

/* Seconds with a fraction; the sign was a token of its own. */
static bool
literal_relative(struct expr *e, struct node *n, const struct node *like,
    struct expr_error *error)
{
	char buf[128];
	const char *s = buf;
	tp_time t = { 0, 0, 0 };

	if (n->token.kind != TOKEN_WORD)
		return no_string(e, error, n, like);
	(void)token_text(e, n, buf, sizeof(buf));
	if (!isdigit((unsigned char)*s))
		return bad(e, error, n, "is not a valid time offset.");
	errno = 0;
	t.sec = strtoll(s, (char **)(uintptr_t)&s, 10);
	t.nsec = parse_fraction(&s);
	if (*s != '\0' || errno != 0)
		return bad(e, error, n, "is not a valid time offset.");
	if (n->negative) {
		t.sec = -t.sec - (t.nsec != 0);
		t.nsec = t.nsec != 0 ? 1000000000 - t.nsec : 0;
	}
	n->value.t = t;
	return true;
}

/* "Z", "UTC", "+01:00": seconds east; false if it is none of them. */
static bool
parse_zone(const char *s, bool *utc, long *east)
{
	int h, m = 0, used = 0;

	while (*s == ' ')
		s++;
	*utc = true;
	*east = 0;
	if (*s == '\0') {
		*utc = false;
		return true;
	}
	if (strcmp(s, "Z") == 0 || strcmp(s, "UTC") == 0)
		return true;
	if ((*s != '+' && *s != '-') ||
	    (sscanf(s + 1, "%2d:%2d%n", &h, &m, &used) < 2 &&
	    sscanf(s + 1, "%2d%2d%n", &h, &m, &used) < 2 &&
	    sscanf(s + 1, "%2d%n", &h, &used) < 1) || s[1 + used] != '\0')
		return false;
	*east = (h * 60 + m) * 60;
	if (*s == '-')
		*east = -*east;
	return true;
}

/* "2026-01-31[T ]12:34:56", "Jan 31, 2026 12:34:56", or the date alone. */
static const char *
parse_date(const char *s, struct tm *tm)
{
	static const char *const formats[] = { "%Y-%m-%dT%H:%M:%S",
	    "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M",
	    "%Y-%m-%d", "%b %d, %Y %H:%M:%S", "%b %d, %Y %H:%M",
	    "%b %d, %Y" };
	const char *end;

	for (size_t i = 0; i < sizeof(formats) / sizeof(formats[0]); i++) {
		memset(tm, 0, sizeof(*tm));
		tm->tm_isdst = -1;
		end = strptime(s, formats[i], tm);
		if (end != NULL && *end != ':' && !isdigit((unsigned char)*end)
		    && *end != 'T')
			return end;
	}
	return NULL;
}

static bool
literal_absolute(struct expr *e, struct node *n, struct expr_error *error)
{
	char buf[128];
	const char *s;
	struct tm tm;
	bool utc;
	long east;

	s = parse_date(token_text(e, n, buf, sizeof(buf)), &tm);
	if (s != NULL)
		n->value.t.nsec = parse_fraction(&s);
	if (s == NULL || !parse_zone(s, &utc, &east))
		return bad(e, error, n, "is not a valid absolute time. "
		    "Example: \"Nov 12, 1999 08:55:44.123\" or "
		    "\"2011-07-04 12:34:56\"");
	n->value.t.sec = utc ? (int64_t)timegm(&tm) - east :
	    (int64_t)mktime(&tm);
	return true;
}

/* ------------------------------------------------- octets and addresses */

/*
 * Hex: octets with ":" between them, or groups of octets with "-" or "."; of
 * digits alone the last may stand for an octet.
 */
static bool
parse_octets(const char *s, size_t n, uint8_t *out, uint32_t *count)
{
	char hex[3] = "", sep = '\0';
	size_t i = 0, start, k;

	*count = 0;
	if (n > 1 && s[0] == ':' && s[1] != ':')
		i++;	/* ":ff" is no name */
	for (start = i; i < n; i += k) {
		for (k = 0; k < 2 && i + k < n &&
		    isxdigit((unsigned char)s[i + k]); k++)
			hex[k] = s[i + k];
		hex[k] = '\0';
		if (k == 0 || (k == 1 && (sep != '\0' || i + k < n)))
			return false;
		out[(*count)++] = (uint8_t)strtoul(hex, NULL, 16);
		if (i + k == n || isxdigit((unsigned char)s[i + k])) {
			if (sep == ':' && i + k != n)
				return false;
			continue;
		}
		if (sep == '\0')
			sep = s[i + k];
		if ((sep != ':' && sep != '-' && sep != '.') ||
		    s[i + k] != sep || (sep == ':' && i + k != start + 2 +
		    (*count - 1) * 3) || (sep != '-' && i + k + 1 == n))
			return false;
		k++;
	}
	return *count > 0;
}

bool
expr_literal_bytes(struct expr *e, struct node *n, struct expr_error *error)
{
	uint8_t *out = expr_alloc(e, n->token.length + 1u);

	n->class = CLASS_BYTES;
	if (n->token.kind == TOKEN_STRING) {
		n->value.p = (const uint8_t *)n->token.s;
		n->value.n = n->token.slen;
		return true;
	}
	n->value.p = out;
	/* one octet may also be written as a number */
	if (n->token.length == 4 &&
	    strncmp(e->text + n->token.column, "0x", 2) == 0 &&
	    parse_octets(e->text + n->token.column + 2, n->token.length - 2,
	    out, &n->value.n))
		return true;
	if (n->token.kind == TOKEN_CHAR) {
		out[0] = n->token.c;
		n->value.n = 1;
		return true;
	}
	return parse_octets(e->text + n->token.column, n->token.length, out,
	    &n->value.n) || bad(e, error, n, "is not a valid byte string.");
}

static bool
literal_ether(struct expr *e, struct node *n, const struct node *like,
    struct expr_error *error)
{
	uint32_t want = like->ftype == TP_FT_ETHER ? 6 : 8;

	if (n->token.kind == TOKEN_STRING)
		return no_string(e, error, n, like);
	if (!expr_literal_bytes(e, n, error))
		return false;
	if (n->value.n < want)
		return bad(e, error, n,
		    "contains too few bytes to be a valid address.");
	if (n->value.n > want)
		return bad(e, error, n,
		    "contains too many bytes to be a valid address.");
	return true;
}

static bool
literal_ip(struct expr *e, struct node *n, const struct node *like,
    struct expr_error *error)
{
	bool v4 = like->class == CLASS_IPV4;
	uint8_t *addr = expr_alloc(e, 16);
	char s[128], *slash;
	uint64_t prefix;
	uint32_t bits;

	if (n->token.kind == TOKEN_STRING)
		return no_string(e, error, n, like);
	(void)token_text(e, n, s, sizeof(s));
	if (like->class == CLASS_ADDRESS)
		v4 = strchr(s, ':') == NULL;
	prefix = bits = v4 ? 32 : 128;
	slash = strchr(s, '/');
	if (slash != NULL)
		*slash++ = '\0';
	if (n->token.kind == TOKEN_CHAR ||
	    inet_pton(v4 ? AF_INET : AF_INET6, s, addr) != 1)
		return bad(e, error, n, v4 ? "is not a valid IPv4 address." :
		    "is not a valid IPv6 address.");
	if (slash != NULL && (!isdigit((unsigned char)*slash) ||
	    !parse_number(slash, &prefix) || prefix > bits))
		return expr_fail(error, n->column, n->length, "Netmask bits "
		    "in a CIDR address should be <= %u, not %s", bits, slash);
	n->value.p = addr;
	n->value.n = bits / 8;
	n->value.prefix = (uint32_t)prefix;
	return true;
}

/* --------------------------------------------------------------- strings */

static bool
literal_string(struct expr *e, struct node *n, struct expr_error *error)
{
	const struct token *t = &n->token;

	if (t->kind == TOKEN_WORD && e->text[t->column] == ':')
		return bad(e, error, n, "is not a valid string.");
	n->value.p = (const uint8_t *)(t->kind == TOKEN_STRING ? t->s :
	    e->text + t->column);
	n->value.n = t->kind == TOKEN_STRING ? t->slen : t->length;
	if (t->kind == TOKEN_CHAR) {
		uint8_t *c = expr_alloc(e, 1);

		*c = t->c;
		n->value.p = c;
		n->value.n = 1;
	}
	return true;
}

bool
expr_literal(struct expr *e, struct node *n, const struct node *like,
    struct expr_error *error)
{
	n->class = like->class;
	n->ftype = like->ftype;
	if (n->negative && like->class != CLASS_UINT &&
	    like->class != CLASS_INT && like->class != CLASS_DOUBLE &&
	    like->ftype != TP_FT_RELATIVE_TIME)
		return bad(e, error, n, "cannot be negative here.");
	switch (like->class) {
	case CLASS_UINT:
	case CLASS_INT:
		if (like->ftype == TP_FT_BOOLEAN)
			return literal_boolean(e, n, like, error);
		return literal_integer(e, n, like, error);
	case CLASS_DOUBLE:
		return literal_double(e, n, like, error);
	case CLASS_TIME:
		if (like->ftype == TP_FT_ABSOLUTE_TIME)
			return literal_absolute(e, n, error);
		return literal_relative(e, n, like, error);
	case CLASS_STRING:
		return literal_string(e, n, error);
	case CLASS_IPV4:
	case CLASS_IPV6:
	case CLASS_ADDRESS:
		return literal_ip(e, n, like, error);
	case CLASS_BYTES:
		if (like->kind != NODE_SLICE && (like->ftype == TP_FT_ETHER ||
		    like->ftype == TP_FT_EUI64))
			return literal_ether(e, n, like, error);
		return expr_literal_bytes(e, n, error);
	default:
		return expr_fail(error, like->column, like->length,
		    like->nfields > 1 ? "This name means fields of several "
		    "types: it can only be tested for presence." :
		    "This has no value to compare with.");
	}
}
