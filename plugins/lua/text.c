/* SPDX-License-Identifier: BSD-3-Clause */
#include "text.h"

#include <stdlib.h>
#include <string.h>

#define MAX_HEX 36u			/* octets that are shown */

static uint32_t
charset(uint32_t encoding)
{
	return encoding & 0xfffe;
}

uint32_t
text_unit(uint32_t encoding)
{
	uint32_t c = charset(encoding);

	return c == ENC_UTF_16 || c == ENC_UCS_2 ? 2 : c == ENC_UCS_4 ? 4 : 1;
}

uint32_t
text_size(const uint8_t *p, uint32_t n, uint32_t encoding)
{
	static const uint8_t nul[4];
	uint32_t unit = text_unit(encoding);

	for (uint32_t i = 0; i + unit <= n; i += unit)
		if (memcmp(p + i, nul, unit) == 0)
			return i + unit;
	return 0;
}

static uint32_t
put_utf8(char *to, uint32_t c)
{
	if (c < 0x80) {
		to[0] = (char)c;
		return 1;
	}
	if (c < 0x800) {
		to[0] = (char)(0xc0 | c >> 6);
		to[1] = (char)(0x80 | (c & 0x3f));
		return 2;
	}
	if (c > 0x10ffff || (c >= 0xd800 && c <= 0xdfff))
		c = 0xfffd;
	if (c < 0x10000) {
		to[0] = (char)(0xe0 | c >> 12);
		to[1] = (char)(0x80 | (c >> 6 & 0x3f));
		to[2] = (char)(0x80 | (c & 0x3f));
		return 3;
	}
	to[0] = (char)(0xf0 | c >> 18);
	to[1] = (char)(0x80 | (c >> 12 & 0x3f));
	to[2] = (char)(0x80 | (c >> 6 & 0x3f));
	to[3] = (char)(0x80 | (c & 0x3f));
	return 4;
}

/* The character at p, of UTF-8; *len octets long.  U+FFFD: it is none. */
static uint32_t
get_utf8(const uint8_t *p, uint32_t n, uint32_t *len)
{
	uint32_t c = p[0], more = c >= 0xf0 ? 3 : c >= 0xe0 ? 2 : 1;
	static const uint32_t least[] = { 0, 0x80, 0x800, 0x10000 };

	*len = 1;
	if (c < 0x80)
		return c;
	if (c < 0xc2 || c > 0xf4)
		return 0xfffd;
	c &= 0x3fu >> more;
	for (uint32_t i = 1; i <= more; i++) {
		if (i >= n || (p[i] & 0xc0) != 0x80)
			return 0xfffd;
		c = c << 6 | (p[i] & 0x3fu);
		*len = i + 1;
	}
	return c < least[more] || c > 0x10ffff ||
	    (c >= 0xd800 && c <= 0xdfff) ? 0xfffd : c;
}

static uint32_t
get_unit(const uint8_t *p, uint32_t unit, bool little)
{
	if (unit == 2)
		return little ? tp_ld16le(p) : tp_ld16(p);
	return little ? tp_ld32le(p) : tp_ld32(p);
}

static uint32_t
get_wide(const uint8_t *p, uint32_t n, uint32_t encoding, uint32_t *len)
{
	bool little = (encoding & ENC_LITTLE) != 0;
	uint32_t unit = text_unit(encoding), c, low;

	*len = n < unit ? n : unit;
	if (n < unit)
		return 0xfffd;
	c = get_unit(p, unit, little);
	if (charset(encoding) != ENC_UTF_16 || c < 0xd800 || c > 0xdbff ||
	    n < 4)
		return c;
	low = get_unit(p + 2, 2, little);
	if (low < 0xdc00 || low > 0xdfff)
		return 0xfffd;
	*len = 4;
	return 0x10000 + ((c & 0x3ff) << 10 | (low & 0x3ff));
}

static uint32_t
get_char(const uint8_t *p, uint32_t n, uint32_t encoding, uint32_t *len)
{
	switch (charset(encoding)) {
	case ENC_UTF_8:
		return get_utf8(p, n, len);
	case ENC_UTF_16:
	case ENC_UCS_2:
	case ENC_UCS_4:
		return get_wide(p, n, encoding, len);
	case ENC_ISO_8859_1:
		*len = 1;
		return p[0];
	default:
		*len = 1;
		return p[0] < 0x80 ? p[0] : 0xfffd;
	}
}

uint32_t
text_decode(char *to, uint32_t cap, const uint8_t *p, uint32_t n,
    uint32_t encoding)
{
	uint32_t used = 0, len;

	while (n > 0 && used + 4 <= cap) {
		used += put_utf8(to + used, get_char(p, n, encoding, &len));
		p += len;
		n -= len;
	}
	return used;
}

static bool
is_plain(const uint8_t *p, uint32_t n)
{
	uint8_t all = 0;

	for (uint32_t i = 0; i < n; i++)
		all |= p[i];
	return all < 0x80;
}

void
text_push(lua_State *L, const uint8_t *p, uint32_t n, uint32_t encoding)
{
	luaL_Buffer b;
	char c[4];
	uint32_t len;

	if (text_unit(encoding) == 1 && is_plain(p, n)) {
		lua_pushlstring(L, (const char *)p, n);
		return;
	}
	luaL_buffinit(L, &b);
	for (; n > 0; p += len, n -= len)
		luaL_addlstring(&b, c, put_utf8(c,
		    get_char(p, n, encoding, &len)));
	luaL_pushresult(&b);
}

void
text_push_hex(lua_State *L, const uint8_t *p, uint32_t n)
{
	static const char digits[] = "0123456789abcdef";
	char s[80];
	uint32_t k = 0;

	for (uint32_t i = 0; i < n && i < MAX_HEX; i++) {
		s[k++] = digits[p[i] >> 4];
		s[k++] = digits[p[i] & 15];
	}
	if (n > MAX_HEX) {
		memcpy(s + k, "\xe2\x80\xa6", 3);
		k += 3;
	}
	lua_pushlstring(L, s, k);
}

void
text_push_upper(lua_State *L, const char *s)
{
	luaL_Buffer b;

	luaL_buffinit(L, &b);
	for (; *s != '\0'; s++)
		luaL_addchar(&b, *s >= 'a' && *s <= 'z' ?
		    (char)(*s - 'a' + 'A') : *s);
	luaL_pushresult(&b);
}
