/* SPDX-License-Identifier: BSD-3-Clause */
#include "parts.h"

static int
is_number(const tp_field_desc *f)
{
	return f->type >= TP_FT_BOOLEAN && f->type <= TP_FT_UINT64;
}

static uint64_t
number(const uint8_t *p, uint32_t n)
{
	uint64_t v = 0;

	while (n-- > 0)
		v = v << 8 | *p++;
	return v;
}

static void
add_number(tp_tvb *t, const tp_field_desc *f, const struct part *p,
    uint32_t off, uint64_t v)
{
	int whole = f->bitmask == 0;
	tp_field bit = p->first ? p->first : p->field + (whole ? 1u : 0u);
	tp_item outer = t->group;

	if (whole)
		outer = tp_open(t, p->field, off, p->octets, v);
	for (uint32_t i = 0; i < p->bits; i++)
		tp_add_bits(t, bit + i, off, p->octets, v);
	tp_close(t, outer);
}

/* What is left: of a cut unit, what there is. */
static uint32_t
rest(const tp_tvb *t)
{
	uint32_t n = tp_unread(t), left = tp_left(t);

	return left > 0 && left < n ? left : n;
}

void
parts_add(tp_tvb *t, const tp_field_desc *fields, const struct part *p,
    uint32_t n)
{
	for (; n > 0 && !t->err; n--, p++) {
		uint32_t off = t->off;
		uint32_t len = p->octets ? p->octets : rest(t);
		const uint8_t *b;

		if (p->field != PART_SKIP &&
		    fields[p->field].type == TP_FT_NONE)
			(void)tp_add(t, p->field, off, len, 0);
		b = tp_take(t, len);
		if (b == NULL)
			return;
		if (p->field == PART_SKIP ||
		    fields[p->field].type == TP_FT_NONE)
			continue;
		if (is_number(&fields[p->field]))
			add_number(t, &fields[p->field], p, off,
			    number(b, len));
		else
			(void)tp_add_ptr(t, p->field, off, len, b, len);
	}
}

const struct layout *
layout_find(const struct layout *l, uint32_t n)
{
	for (; l->parts != NULL; l++)
		if (l->number == n)
			return l;
	return NULL;
}

void
parts_add_prefix(tp_tvb *t, tp_field f, uint32_t n)
{
	uint32_t off = t->off;
	const uint8_t *p = tp_take(t, n);
	uint8_t *whole;

	if (p == NULL || !tp_wants(t, f))
		return;
	whole = t->pkt->host->alloc(t->pkt, 16);
	if (whole == NULL)
		return;
	memset(whole, 0, 16);
	memcpy(whole, p, n < 16 ? n : 16);
	(void)tp_add_ptr(t, f, off, n, whole, 16);
}

void
parts_add_addrs(tp_tvb *t, tp_field f, uint32_t n)
{
	for (; n > 0 && tp_unread(t) >= 16 && !t->err; n--)
		(void)tp_f_bytes(t, f, 16);
}

void
parts_add_time(tp_tvb *t, tp_field f)
{
	uint32_t off = t->off;
	uint64_t v = tp_be64(t);

	if (!t->err)
		(void)tp_add_time(t, f, off, 8, (int64_t)(v >> 16),
		    (uint32_t)((v & 0xffff) * 1000000000 >> 16));
}
