/* SPDX-License-Identifier: BSD-3-Clause */
/* ProtoField: what a script declares of a field. */
#ifndef LUA_PROTOFIELD_H
#define LUA_PROTOFIELD_H

#include "lua_host.h"

struct range_string {
	uint64_t lo, hi;
	char *s;
};

/* Lives as long as its script: tapir keeps pointers to it. */
struct pfield {
	char *abbrev, *name, *blurb;
	uint32_t type;			/* Wireshark's number: ftypes.X */
	uint32_t ft;			/* TP_FT_* that comes nearest */
	uint32_t base;			/* Wireshark's number, without flags */
	uint64_t mask;
	unsigned shift;			/* of its lowest bit */
	tp_value_string *strings;	/* or NULL, as the next three */
	struct range_string *ranges;	/* s NULL ends them */
	char *units[2];			/* of one, of several */
	char *bools[2];			/* of false, of true */
	tp_field id;			/* once it is known to tapir */
};

struct pfield_object {
	struct object object;
	struct pfield *field;
};

extern const struct class class_protofield;

/* What tapir is told of it. */
void	pfield_describe(const struct pfield *, tp_field_desc *);

/* Octets that a value of the type always has; 0: any number. */
uint32_t pfield_octets(const struct pfield *);

static inline bool
pfield_is_signed(const struct pfield *f)
{
	return f->ft >= TP_FT_INT8 && f->ft <= TP_FT_INT64;
}

static inline bool
pfield_is_number(const struct pfield *f)
{
	return (f->ft >= TP_FT_BOOLEAN && f->ft <= TP_FT_INT64) ||
	    f->ft == TP_FT_FRAMENUM;
}

/* The string of a value; NULL: it has none. */
const char *pfield_string(const struct pfield *, uint64_t);

#endif
