/* SPDX-License-Identifier: BSD-3-Clause */
#include "config.h"

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "amount.h"
#include "limit.h"

#define NSEC	1000000000u

/* Files are our own unit; the others are everybody's. */
static bool
parse(const char *s, struct limits *l)
{
	size_t n = strlen(s);
	tp_amount amount;
	char *end;

	if (n > 1 && s[n - 1] == 'f') {
		errno = 0;
		l->files = strtoull(s, &end, 10);
		return isdigit((unsigned char)*s) && end == s + n - 1 &&
		    errno == 0 && l->files != 0;
	}
	if (!amount_parse(s, &amount) || amount.n == 0)
		return false;
	*(amount.unit == TP_UNIT_TIME ? &l->nsec :
	    amount.unit == TP_UNIT_OCTETS ? &l->octets : &l->packets) =
	    amount.n;
	return true;
}

static void
lower(uint64_t *limit, uint64_t n)
{
	if (n != 0 && (*limit == 0 || n < *limit))
		*limit = n;
}

bool
limits_add(struct limits *l, const char *s)
{
	struct limits more = { 0 };

	if (!parse(s, &more))
		return false;
	lower(&l->nsec, more.nsec);
	lower(&l->octets, more.octets);
	lower(&l->packets, more.packets);
	lower(&l->files, more.files);
	return true;
}

bool
limits_time_over(const struct limits *l, struct limit_clock *c, int64_t sec,
    uint64_t nsec)
{
	uint64_t gone;

	if (!c->started)
		*c = (struct limit_clock){ true, sec, nsec };
	if (sec < c->sec)
		return false;
	gone = (uint64_t)sec - (uint64_t)c->sec;
	if (gone > l->nsec / NSEC + 1)
		return true;
	/* nsec of a file may be anything below 2^32 */
	return gone * NSEC + nsec >= l->nsec + c->nsec;
}
