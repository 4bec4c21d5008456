/* SPDX-License-Identifier: BSD-3-Clause */
#include "config.h"

#include <stddef.h>

#include "oui.h"

static const struct {
	uint32_t oui;
	const char *name;
} ouis[] = {
	{ 0x000000, "Ethernet" },
	{ 0x00000c, "Cisco" },
	{ 0x00005e, "IANA" },
	{ 0x000081, "Nortel Networks SONMP" },
	{ 0x0000f8, "Cisco bridged" },
	{ 0x00049f, "Freescale" },
	{ 0x0004ea, "HP-Labs" },
	{ 0x001018, "Broadcom" },
	{ 0x00120f, "IEEE 802.3 Private" },
	{ 0x0012bb, "ANSI/TIA" },
	{ 0x0015ad, "Netronome" },
	{ 0x001b21, "DCBX" },
	{ 0x002320, "Nicira Networks" },
	{ 0x002481, "HP" },
	{ 0x0080c2, "Ethernet bridged" },
	{ 0x009069, "Juniper" },
	{ 0x00a03e, "ATM Forum" },
	{ 0x00e004, "PMC-Sierra" },
	{ 0x00e02f, "DOCSIS Spanning Tree" },
	{ 0x080007, "Appletalk" },
	{ 0x080009, "Hewlett-Packard" },
};

const char *
oui_name(const uint8_t *addr)
{
	uint32_t oui = (uint32_t)addr[0] << 16 | (uint32_t)addr[1] << 8 |
	    addr[2];

	for (size_t i = 0; i < sizeof(ouis) / sizeof(ouis[0]); i++)
		if (ouis[i].oui == oui)
			return ouis[i].name;
	return "Unknown";
}
