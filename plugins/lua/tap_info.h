/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The table that a Listener's packet function gets of its tap: what Wireshark's
 * "eth", "http", "ip", "tcp" and "udp" tell, out of fields of the packet.
 */
#ifndef LUA_TAP_INFO_H
#define LUA_TAP_INFO_H

#include "lua_host.h"

struct tap_info;			/* lives as long as its script */

/* Of the tap of that name, whose fields are wanted from now on; NULL: it tells
 * nothing. */
struct tap_info *tap_info_new(lua_State *, const char *tap);
/* The table, of one packet; of NULL it is empty. */
void	tap_info_push(lua_State *, const struct tap_info *, const tp_tvb *);

#endif
