/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Names of EtherTypes (IEEE's registry), for the fields and for the text of
 * what shows one.
 */
#ifndef TAPIR_ETHERTYPES_H
#define TAPIR_ETHERTYPES_H

#include <tapir/plugin.h>

/* A file that includes this may use one table alone. */
#if defined(__GNUC__)
#define TP_TABLE static const __attribute__((unused))
#else
#define TP_TABLE static const
#endif

/* Wireshark's: the strings of fields. */
TP_TABLE tp_value_string tp_ethertype_strings[] = {
	{ 0x0600, "XNS Internet Datagram Protocol" }, { 0x0800, "IPv4" },
	{ 0x0805, "X.25 Layer 3" }, { 0x0806, "ARP" },
	{ 0x0842, "Wake on LAN" }, { 0x22ea, "Multiple Stream Reservation "
	    "Protocol" }, { 0x22f0, "Audio/Video Transport Protocol" },
	{ 0x22f3, "TRILL" }, { 0x6001, "DEC DNA Dump/Load" },
	{ 0x6002, "DEC DNA Remote Console" }, { 0x6003, "DEC DNA Routing" },
	{ 0x6004, "DEC LAT" }, { 0x6007, "DEC LAVC/SCA" },
	{ 0x6558, "Transparent Ethernet bridging" }, { 0x8035, "RARP" },
	{ 0x8038, "DEC LanBridge" }, { 0x809b, "AppleTalk LLAP bridging" },
	{ 0x80f3, "AARP" }, { 0x8100, "802.1Q Virtual LAN" },
	{ 0x8137, "Netware IPX/SPX" }, { 0x86dd, "IPv6" },
	{ 0x8808, "MAC Control" }, { 0x8809, "Slow Protocols" },
	{ 0x880b, "PPP" }, { 0x8847, "MPLS label switched packet" },
	{ 0x8848, "MPLS multicast label switched packet" },
	{ 0x8863, "PPPoE Discovery" }, { 0x8864, "PPPoE Session" },
	{ 0x886f, "MS NLB heartbeat" }, { 0x8870, "Jumbo LLC" },
	{ 0x888e, "802.1X Authentication" }, { 0x8892, "PROFINET" },
	{ 0x8899, "Realtek Layer 2 Protocols" },
	{ 0x88a2, "ATA over Ethernet" }, { 0x88a4, "EtherCAT frame" },
	{ 0x88a8, "802.1ad Provider Bridge (Q-in-Q)" },
	{ 0x88b5, "Local Experimental Ethertype 1" },
	{ 0x88b6, "Local Experimental Ethertype 2" },
	{ 0x88b7, "OUI Extended Ethertype" },
	{ 0x88b8, "IEC 61850/GOOSE" }, { 0x88ca, "Transparent Inter Process "
	    "Communication" },
	{ 0x88cc, "802.1 Link Layer Discovery Protocol (LLDP)" },
	{ 0x88e5, "802.1AE (MACsec)" },
	{ 0x88e7, "802.1ah Provider Backbone Bridge (mac-in-mac)" },
	{ 0x88f5, "802.1ak Multiple VLAN Registration Protocol" },
	{ 0x88f7, "PTPv2 over Ethernet (IEEE1588)" },
	{ 0x88fb, "Parallel Redundancy Protocol (PRP) and HSR Supervision "
	    "(IEC62439 Part 3)" },
	{ 0x8902, "IEEE 802.1Q Connectivity Fault Management (CFM) "
	    "protocol" }, { 0x8906, "FCoE" },
	{ 0x8914, "FCoE Initialization Protocol" },
	{ 0x8915, "RDMA over Converged Ethernet" },
	{ 0x892f, "High-availability Seamless Redundancy (IEC62439 "
	    "Part 3)" }, { 0x894f, "Network Service Header" },
	{ 0x9000, "Loopback" }, { 0x9100, "QinQ: old non-standard 802.1ad" },
	{ 0, NULL }
};

/* tcpdump's.  The everyday ones first: they are looked up one after the
 * other. */
TP_TABLE tp_value_string tp_ethertype_names[] = {
	{ 0x0800, "IPv4" }, { 0x86dd, "IPv6" }, { 0x0806, "ARP" },
	{ 0x8100, "802.1Q" }, { 0x88a8, "802.1Q-QinQ" },
	{ 0x88cc, "LLDP" }, { 0x8847, "MPLS unicast" },
	{ 0x8848, "MPLS multicast" }, { 0x8863, "PPPoE D" },
	{ 0x8864, "PPPoE S" }, { 0x00fe, "GRE-OSI" }, { 0x0200, "PUP" },
	{ 0x0500, "Sprite" }, { 0x0600, "NS" }, { 0x0707, "GeoNet (old)" },
	{ 0x1000, "Trail" }, { 0x1111, "CALM FAST" }, { 0x6001, "MOP DL" },
	{ 0x6002, "MOP RC" }, { 0x6003, "DN" }, { 0x6004, "LAT" },
	{ 0x6007, "SCA" }, { 0x6558, "TEB" }, { 0x8035, "Reverse ARP" },
	{ 0x8038, "Lanbridge" }, { 0x803c, "DEC DNS" },
	{ 0x803e, "DEC DTS" }, { 0x805b, "VEXP" }, { 0x805c, "VPROD" },
	{ 0x809b, "Appletalk" }, { 0x80f3, "Appletalk ARP" },
	{ 0x8137, "IPX" }, { 0x8808, "MPCP" }, { 0x8809, "Slow Protocols" },
	{ 0x880b, "PPP" }, { 0x886f, "MS NLB heartbeat" },
	{ 0x8870, "Jumbo" }, { 0x888e, "EAPOL" },
	{ 0x8899, "Realtek protocols" }, { 0x88a2, "AoE" },
	{ 0x88ca, "TIPC" }, { 0x88e5, "802.1AE MACsec" }, { 0x88f7, "PTP" },
	{ 0x8902, "CFM" }, { 0x893a, "IEEE1905.1" }, { 0x8947, "GeoNet" },
	{ 0x894f, "NSH" }, { 0x9000, "Loopback" },
	{ 0x9100, "802.1Q-9100" }, { 0x9200, "802.1Q-9200" },
	{ 0xabcd, "CFM (old)" },
	{ 0xd28b, "Arista Vendor Specific Protocol" }, { 0xfefe, "OSI" },
	{ 0, NULL }
};

#undef TP_TABLE

#endif
