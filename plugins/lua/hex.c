/* SPDX-License-Identifier: BSD-3-Clause */
#include "hex.h"

#include <string.h>

void
hex_push(lua_State *L, const uint8_t *p, size_t n, bool lower,
    const char *sep)
{
	const char *digits = lower ? "0123456789abcdef" : "0123456789ABCDEF";
	luaL_Buffer b;

	luaL_buffinit(L, &b);
	for (size_t i = 0; i < n; i++) {
		if (i > 0)
			luaL_addstring(&b, sep);
		luaL_addchar(&b, digits[p[i] >> 4]);
		luaL_addchar(&b, digits[p[i] & 15]);
	}
	luaL_pushresult(&b);
}

static int
digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c = (char)(c | 0x20);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

size_t
hex_read(uint8_t *to, const char *s, size_t n, const char *sep)
{
	size_t len = strlen(sep), got = 0, i = 0;

	while (i + 1 < n) {
		int high = digit(s[i]), low = digit(s[i + 1]);

		if (high >= 0 && low >= 0) {
			to[got++] = (uint8_t)(high << 4 | low);
			i += 2;
		} else if (len > 0 && len <= n - i &&
		    memcmp(s + i, sep, len) == 0) {
			i += len;
		} else {
			break;
		}
	}
	return got;
}

int
hex_tohex(lua_State *L, int arg, const uint8_t *p, size_t n)
{
	bool lower = false;

	if (!lua_isnoneornil(L, arg)) {
		luaL_argcheck(L, lua_isboolean(L, arg), arg,
		    "must be a boolean");
		lower = lua_toboolean(L, arg);
	}
	hex_push(L, p, n, lower, luaL_optstring(L, arg + 1, ""));
	return 1;
}

/* What is between octets, from the first such character on; 0: nothing is;
 * -1: nothing that is allowed. */
static int
separator(char c, uint32_t encoding)
{
	static const struct {
		char c;
		uint32_t flag;		/* ENC_SEP_... */
	} separators[] = { { ':', 0x20000 }, { '-', 0x40000 },
	    { '.', 0x80000 }, { ' ', 0x100000 } };

	for (size_t i = 0; i < 4; i++)
		if (c == separators[i].c && encoding & separators[i].flag)
			return c;
	return digit(c) >= 0 && encoding & 0x10000 ? 0 : -1;
}

size_t
hex_text(uint8_t *to, const char *s, size_t n, uint32_t encoding,
    size_t *end)
{
	size_t octets = 0, i = 0;
	int sep = -1;

	while (i < n && s[i] == ' ')
		i++;
	for (*end = i; i < n && digit(s[i]) >= 0; i += sep > 0) {
		*end = i + 1;
		if (i + 1 == n || digit(s[i + 1]) < 0)
			break;
		to[octets++] = (uint8_t)(digit(s[i]) << 4 | digit(s[i + 1]));
		*end = i += 2;
		if (octets == 1 && i < n)
			sep = separator(s[i], encoding);
		if (i == n || sep < 0 || (sep > 0 && s[i] != sep))
			break;
	}
	return octets;
}
