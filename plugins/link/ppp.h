/* SPDX-License-Identifier: BSD-3-Clause */
/* What the files of PPP share: the numbers of its protocols. */
#ifndef TAPIR_LINK_PPP_H
#define TAPIR_LINK_PPP_H

#include "link.h"

#define PPP_IP		0x0021u
#define PPP_OSI		0x0023u
#define PPP_VJNC	0x002fu		/* uncompressed, RFC 1144 */
#define PPP_ML		0x003du
#define PPP_IPV6	0x0057u
#define PPP_COMP	0x00fdu
#define PPP_MPLS_UCAST	0x0281u
#define PPP_MPLS_MCAST	0x0283u
#define PPP_IPCP	0x8021u
#define PPP_OSINLCP	0x8023u
#define PPP_IPV6CP	0x8057u
#define PPP_CCP		0x80fdu
#define PPP_MPLSCP	0x8281u
#define PPP_LCP		0xc021u
#define PPP_PAP		0xc023u
#define PPP_LQM		0xc025u
#define PPP_SPAP	0xc027u
#define PPP_BACP	0xc02bu
#define PPP_BAP		0xc02du
#define PPP_OLD_SPAP	0xc123u
#define PPP_CHAP	0xc223u
#define PPP_EAP		0xc227u

/* Names for the fields that hold one. */
extern const tp_value_string ppp_protocols[];

/* The text's name of a protocol, or NULL. */
const char *ppp_name(uint32_t protocol);

/* The name that a cut has in the text: that of the framing. */
void	ppp_set_name(tp_tvb *);

#endif
