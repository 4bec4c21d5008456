/* SPDX-License-Identifier: BSD-3-Clause */
#include "config.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <tapir/event.h>

#include "compress.h"
#include "filename.h"

#define NAME_MAX_OCTETS 4096u

bool
filename_timed(struct textbuf *out, const char *pattern, int64_t sec)
{
	const time_t t = (time_t)sec;
	struct tm tm;
	size_t n;

	if (localtime_r(&t, &tm) == NULL)
		return false;
	textbuf_room(out, NAME_MAX_OCTETS);
	n = strftime(out->s + out->n, NAME_MAX_OCTETS, pattern, &tm);
	out->n += n;
	return n > 0;
}

/* %%, %n and %t are the conversions that know no time. */
bool
filename_has_time(const char *pattern)
{
	const char *p = pattern;

	while ((p = strchr(p, '%')) != NULL && p[1] != '\0') {
		if (strchr("%nt", p[1]) == NULL)
			return true;
		p += 2;
	}
	return false;
}

/* Where the last suffix of the n octets starts; n: there is none. */
static size_t
suffix(const char *name, size_t n)
{
	size_t i = n;

	while (i > 0 && name[i - 1] != '.' && name[i - 1] != '/')
		i--;
	if (i < 2 || name[i - 1] != '.' || name[i - 2] == '/')
		return n;
	return i - 1;
}

size_t
filename_stem(const char *name)
{
	size_t n = strlen(name), last = suffix(name, n);

	return n - last == compress_suffix(name) ? suffix(name, last) : last;
}

void
filename_safe(struct textbuf *out, const void *value, size_t n)
{
	char safe[TP_NAME_SAFE_MAX];

	textbuf_put(out, safe, tp_name_safe(safe, value, n));
}

bool
filename_is_safe(const char *s)
{
	if (s[0] == '.' || s[0] == '\0')
		return false;
	for (; *s != '\0'; s++)
		if (!isalnum((unsigned char)*s) && strchr("_-.%", *s) == NULL)
			return false;
	return true;
}
