/* SPDX-License-Identifier: BSD-3-Clause */
/* Address: of a host or a card. */
#include <arpa/inet.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "classes.h"
#include "values.h"

static struct address_object *
at(lua_State *L, int arg)
{
	struct address_object *o = object_test(L, arg, &class_address);

	if (o == NULL)
		luaL_typeerror(L, arg, "userdata");
	return o;
}

static size_t
size_of(uint32_t type)
{
	switch (type) {
	case TP_FT_ETHER:
		return 6;
	case TP_FT_IPV4:
		return 4;
	case TP_FT_IPV6:
		return 16;
	default:
		return 0;
	}
}

void
address_push(lua_State *L, uint32_t type, const uint8_t *p)
{
	struct address_object *o = class_new(L, &class_address, sizeof(*o), 0);

	o->type = type;
	if (size_of(type) > 0)
		memcpy(o->data, p, size_of(type));
}

/* ----------------------------------------------------------- constructors */

/* What is no address is the one of zeroes, as Wireshark has it. */
static int
from_text(lua_State *L, int family, uint32_t type)
{
	uint8_t p[16] = { 0 };

	if (inet_pton(family, luaL_checkstring(L, 1), p) != 1)
		memset(p, 0, sizeof(p));
	address_push(L, type, p);
	return 1;
}

static int
address_ip(lua_State *L)
{
	return from_text(L, AF_INET, TP_FT_IPV4);
}

static int
address_ipv6(lua_State *L)
{
	return from_text(L, AF_INET6, TP_FT_IPV6);
}

/* Six numbers of one or two digits, between them a colon, hyphen or dot. */
static bool
read_ether(const char *s, uint8_t *p)
{
	static const char digits[] = "0123456789abcdefABCDEF";

	for (int i = 0; i < 6; i++) {
		size_t n = strspn(s, digits);
		char number[3] = "";

		if (n < 1 || n > 2)
			return false;
		memcpy(number, s, n);
		p[i] = (uint8_t)strtoul(number, NULL, 16);
		s += n;
		if (i < 5 && (*s == '\0' || strchr(":-.", *s++) == NULL))
			return false;
	}
	return *s == '\0';
}

static int
address_ether(lua_State *L)
{
	uint8_t p[6];

	if (!read_ether(luaL_checkstring(L, 1), p))
		memset(p, 0, sizeof(p));
	address_push(L, TP_FT_ETHER, p);
	return 1;
}

/* --------------------------------------------------------------- operators */

static int
to_string(lua_State *L)
{
	const struct address_object *o = at(L, 1);
	const uint8_t *p = o->data;
	char s[64] = "";

	if (o->type == TP_FT_ETHER)
		snprintf(s, sizeof(s), "%02x:%02x:%02x:%02x:%02x:%02x",
		    p[0], p[1], p[2], p[3], p[4], p[5]);
	else if (size_of(o->type) > 0)
		inet_ntop(o->type == TP_FT_IPV4 ? AF_INET : AF_INET6, p, s,
		    sizeof(s));
	lua_pushstring(L, s);
	return 1;
}

/* Kinds in Wireshark's order: cards, IPv4, IPv6. */
static int
rank(uint32_t type)
{
	return type == TP_FT_ETHER ? 1 : type == TP_FT_IPV4 ? 2 :
	    type == TP_FT_IPV6 ? 3 : 0;
}

static int
compare(const struct address_object *a, const struct address_object *b)
{
	if (a->type != b->type)
		return rank(a->type) - rank(b->type);
	return memcmp(a->data, b->data, size_of(a->type));
}

static int
equal(lua_State *L)
{
	const struct address_object *a = object_test(L, 1, &class_address);
	const struct address_object *b = object_test(L, 2, &class_address);

	lua_pushboolean(L, a != NULL && b != NULL && compare(a, b) == 0);
	return 1;
}

static int
less_than(lua_State *L)
{
	const struct address_object *a = at(L, 1), *b = at(L, 2);

	lua_pushboolean(L, compare(a, b) < 0);
	return 1;
}

static int
less_equal(lua_State *L)
{
	const struct address_object *a = at(L, 1), *b = at(L, 2);

	lua_pushboolean(L, compare(a, b) <= 0);
	return 1;
}

static const luaL_Reg statics[] = {
	{ "ip", address_ip }, { "ipv4", address_ip },
	{ "ipv6", address_ipv6 }, { "ether", address_ether }, { NULL, NULL }
};

static const luaL_Reg meta[] = {
	{ "__tostring", to_string }, { "__eq", equal },
	{ "__lt", less_than }, { "__le", less_equal }, { NULL, NULL }
};

const struct class class_address = {
	.name = "Address", .statics = statics, .meta = meta,
};

void
lua_class_address(lua_State *L)
{
	class_open(L, &class_address);
}
