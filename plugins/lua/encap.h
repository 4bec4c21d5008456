/* SPDX-License-Identifier: BSD-3-Clause */
/* Link types: Wireshark's numbers, wtap_encaps.X, and those in files. */
#ifndef LUA_ENCAP_H
#define LUA_ENCAP_H

#include "lua_host.h"

#define NO_LINKTYPE	UINT32_MAX
#define ENCAP_PER_PACKET (-1)
#define ENCAP_UNKNOWN	0

/* NO_LINKTYPE: files have none for it. */
uint32_t encap_linktype(lua_Integer encap);
lua_Integer encap_of(uint32_t linktype);

#endif
