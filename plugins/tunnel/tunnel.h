/* SPDX-License-Identifier: BSD-3-Clause */
/* What the tunnels share. */
#ifndef TAPIR_TUNNEL_TUNNEL_H
#define TAPIR_TUNNEL_TUNNEL_H

#include <tapir/dissect.h>

#define ETHERTYPE_IPV4		0x0800u
#define ETHERTYPE_ARP		0x0806u
#define ETHERTYPE_NHRP		0x2001u
#define ETHERTYPE_ERSPAN3	0x22ebu
#define ETHERTYPE_TEB		0x6558u	/* Transparent Ethernet Bridging */
#define ETHERTYPE_IPV6		0x86ddu
#define ETHERTYPE_PPP		0x880bu
#define ETHERTYPE_WCCP		0x883eu
#define ETHERTYPE_MPLS		0x8847u
#define ETHERTYPE_MPLS_MULTI	0x8848u
#define ETHERTYPE_ERSPAN	0x88beu
#define ETHERTYPE_NSH		0x894fu

/* The key of table "linktype" that Ethernet hangs under. */
#define LINKTYPE_ETHERNET 1

/* tcpdump's order where two ports of a datagram mean something. */
enum { RANK_VXLAN = 100, RANK_GENEVE = 110, RANK_VXLAN_GPE = 120 };

/* Of the registry of VXLAN-GPE and NSH (RFC 8300, 9.1.6). */
enum {
	NEXT_IPV4 = 1, NEXT_IPV6, NEXT_ETHERNET, NEXT_NSH, NEXT_MPLS
};

/* The first tables of who uses tunnel_call(). */
enum { T_LINKTYPE, T_ETHERTYPE, T_DATA, T_OWN };

#define TUNNEL_TABLES							\
	[T_LINKTYPE] = "linktype", [T_ETHERTYPE] = "ethertype",		\
	[T_DATA] = "data"
#define TUNNEL_FIRSTS (1u << T_LINKTYPE | 1u << T_ETHERTYPE)

/*
 * Hands the window to what an EtherType stands for.  TP_REJECT: nobody took
 * it.
 */
tp_rc	tunnel_call(const tp_self *, tp_tvb *, uint32_t type);

/* The same for what tcpdump does not print: fields alone. */
void	tunnel_call_silently(const tp_self *, const tp_tvb *, uint32_t type);

/* Octets without a dissector: fields alone. */
void	tunnel_data(const tp_self *, const tp_tvb *);

/* The EtherType that a next protocol stands for; 0: none. */
uint32_t	tunnel_next_type(uint32_t next);

/* ", proto IPv4 (0x0800)": what -e shows of an EtherType. */
void	tunnel_text_proto(tp_tvb *, uint32_t type);

#endif
