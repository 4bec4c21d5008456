/* SPDX-License-Identifier: BSD-3-Clause */
/* Values of fields: out of octets, and out of what a script says. */
#ifndef LUA_VALUE_H
#define LUA_VALUE_H

#include "lua_host.h"
#include "packet.h"
#include "protofield.h"
#include "tvb.h"

/* n octets, at most 8; 0 for none. */
uint64_t value_number(const uint8_t *, uint32_t n, bool little);
/* n is 4 or 8. */
double	value_float(const uint8_t *, uint32_t n, bool little);
/* A time in Wireshark's encodings; false: those octets are none. */
bool	value_time(const uint8_t *, uint32_t n, uint32_t encoding, tp_time *);

/*
 * The value of a field in a range; *len becomes what it takes of it.  False:
 * an error was pushed on the stack.
 */
bool	value_fetch(lua_State *, struct visit *, const struct pfield *,
	    const struct range_object *, uint32_t encoding, tp_value *,
	    uint32_t *len);
/* The value at arg for a field; the same. */
bool	value_arg(lua_State *, struct visit *, const struct pfield *, int arg,
	    tp_value *);

#endif
