/* SPDX-License-Identifier: BSD-3-Clause */
/* What the link layers share: EtherTypes, and where a frame's padding starts. */
#ifndef TAPIR_LINK_LINK_H
#define TAPIR_LINK_LINK_H

#include <tapir/dissect.h>

#define ETHERTYPE_IPV4		0x0800u
#define ETHERTYPE_ARP		0x0806u
#define ETHERTYPE_RARP		0x8035u
#define ETHERTYPE_8021Q		0x8100u
#define ETHERTYPE_IPV6		0x86ddu
#define ETHERTYPE_PPP		0x880bu
#define ETHERTYPE_MPLS		0x8847u
#define ETHERTYPE_MPLS_MULTI	0x8848u
#define ETHERTYPE_PPPOED	0x8863u
#define ETHERTYPE_PPPOES	0x8864u
#define ETHERTYPE_JUMBO		0x8870u
#define ETHERTYPE_QINQ		0x88a8u
#define ETHERTYPE_QINQ_9100	0x9100u
#define ETHERTYPE_QINQ_9200	0x9200u

/* Linux's numbers in place of an EtherType; LLC hangs under the second. */
#define ETHERTYPE_LINUX_802_3	0x0001u
#define ETHERTYPE_LINUX_802_2	0x0004u

/* Smaller values of a type or length field are lengths (IEEE 802.3, 3.2.6). */
#define MAX_ETHERNET_LENGTH	1500u
#define MIN_ETHERTYPE		1536u

/* The name that the text has for an EtherType; "Unknown" if it has none. */
const char *link_ethertype(uint32_t type);

/* The name that the text has for an organization, or NULL. */
const char *link_oui(uint32_t oui);

/* Is it the type of a VLAN tag? */
int	link_is_tag(uint32_t type);

/* "ethertype IPv4 (0x0800)", with -q "IPv4"; "802.3" for a length. */
void	link_text_type(tp_tvb *, uint32_t type);

/*
 * Is the type to be shown before what it leads to?  Not where the tag that it
 * announces is cut, nor for jumbo frames, which have LLC.
 */
int	link_shows_type(const tp_tvb *, uint32_t type);

/*
 * Calls what the type or length leads to, on what is after t's cursor: a type's
 * payload may run to the end of the capture, a length bounds it.  What nobody
 * takes is shown as link says.  The caller's
 * protocol has LINK_TABLES, LINK_FIRSTS and LINK_LAYERS.
 */
void	link_call(const tp_self *, tp_tvb *, uint32_t type,
	    const tp_link_arg *);

/* The same for any key of table "ethertype" and a window. */
void	link_call_key(const tp_self *, tp_tvb *, uint32_t key, uint32_t type,
	    const tp_link_arg *);

/* The same, and frame.protocols does not tell of an EtherType. */
void	link_call_unnamed(const tp_self *, tp_tvb *, uint32_t key,
	    uint32_t type, const tp_link_arg *);

#define LINK_TABLES { "ethertype", "data" }
#define LINK_FIRSTS 1u
#define LINK_LAYERS { "ethertype" }

/*
 * The link header that -x and -X leave out, counted by the frame's own link
 * layers, not by those inside a tunnel; offset: where in the frame t stands.
 * skip() adds n octets to it, cut() all there are, and ends as tp_done_cut().
 */
void	link_skip(const tp_tvb *, uint32_t offset, uint32_t n);
tp_rc	link_cut(tp_tvb *, uint32_t offset);

/* What follows the payload of an Ethernet frame, at offsets in its window. */
struct link_tail {
	uint32_t padding, padding_len;	/* to 60 octets (IEEE 802.3, 3.2.8) */
	uint32_t trailer, trailer_len;	/* whatever comes after that */
};

/*
 * Finds it for a payload of the type or length at offset off of t.  0: there is
 * none, or the payload does not say where it ends.  Padding is counted from
 * the beginning of the captured frame: within tunnels there hardly is any.
 * fcs: octets of a check sequence that t is without, which Wireshark takes off
 * the 60 where a tag has the payload.
 */
int	link_find_tail(const tp_tvb *, uint32_t off, uint32_t type,
	    uint32_t fcs, struct link_tail *);

/* Records both parts, where there are any. */
void	link_add_tail(tp_tvb *, const struct link_tail *, tp_field padding,
	    tp_field trailer);

/* Both in one.  Before the call of the payload, which may have a tail, too. */
void	link_tail(tp_tvb *, uint32_t off, uint32_t type, uint32_t fcs,
	    tp_field padding, tp_field trailer);

/* The description of the first; who finds it has it among its own fields. */
#define LINK_PADDING { "eth.padding", "Padding", TP_FT_BYTES }

#endif
