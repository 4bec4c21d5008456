/* SPDX-License-Identifier: BSD-3-Clause */
/* The words of an item of the tree, as `tshark -V' has them. */
#ifndef LUA_LABEL_H
#define LUA_LABEL_H

#include "protofield.h"

#define LABEL_MAX 240u			/* octets; what is longer is cut */

struct label {
	uint32_t n;
	char s[LABEL_MAX + 32];
};

void	label_add(struct label *, const char *s, size_t n);
void	label_puts(struct label *, const char *s);
/* A string of the packet: what does not print is escaped. */
void	label_escape(struct label *, const char *s, size_t n);

/* "Name: value"; the value alone. */
void	label_field(struct label *, const struct pfield *, const tp_value *);
void	label_value(struct label *, const struct pfield *, const tp_value *);

#endif
