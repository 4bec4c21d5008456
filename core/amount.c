/* SPDX-License-Identifier: BSD-3-Clause */
#include "config.h"

#include <ctype.h>
#include <stddef.h>
#include <string.h>

#include "amount.h"

static const struct unit {
	const char *name;
	uint32_t unit;
	uint64_t factor;
} units[] = {
	{ "us", TP_UNIT_TIME, 1000 },
	{ "ms", TP_UNIT_TIME, 1000000 },
	{ "s", TP_UNIT_TIME, 1000000000 },
	{ "m", TP_UNIT_TIME, 60000000000 },
	{ "h", TP_UNIT_TIME, 3600000000000 },
	{ "d", TP_UNIT_TIME, 86400000000000 },
	{ "p", TP_UNIT_PACKETS, 1 },
	{ "B", TP_UNIT_OCTETS, 1 },
	{ "kB", TP_UNIT_OCTETS, 1000 },
	{ "MB", TP_UNIT_OCTETS, 1000000 },
	{ "GB", TP_UNIT_OCTETS, 1000000000 },
	{ "KiB", TP_UNIT_OCTETS, 1024 },
	{ "MiB", TP_UNIT_OCTETS, 1024 * 1024 },
	{ "GiB", TP_UNIT_OCTETS, 1024 * 1024 * 1024 },
};

static const struct unit *
unit_of(const char *s)
{
	for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++)
		if (strcmp(units[i].name, s) == 0)
			return &units[i];
	return NULL;
}

bool
amount_parse(const char *s, tp_amount *amount)
{
	const struct unit *u;
	uint64_t whole = 0, part = 0, scale = 1;

	if (!isdigit((unsigned char)*s))
		return false;
	for (; isdigit((unsigned char)*s); s++) {
		if (whole > INT64_MAX / 10 - 1)
			return false;
		whole = whole * 10 + (uint64_t)(*s - '0');
	}
	if (*s == '.')
		for (s++; isdigit((unsigned char)*s); s++) {
			if (scale >= 1000000)
				return false;
			part = part * 10 + (uint64_t)(*s - '0');
			scale *= 10;
		}
	u = unit_of(s);
	/* half a packet there is not */
	if (u == NULL || (scale > 1 && u->factor == 1) ||
	    whole > INT64_MAX / u->factor - 1)
		return false;
	memset(amount, 0, sizeof(*amount));
	amount->unit = u->unit;
	amount->n = whole * u->factor + part * u->factor / scale;
	return true;
}
