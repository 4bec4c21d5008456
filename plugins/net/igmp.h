/* SPDX-License-Identifier: BSD-3-Clause */
/* What the files of IGMP share: text of the protocols that it carries. */
#ifndef TAPIR_NET_IGMP_H
#define TAPIR_NET_IGMP_H

#include <tapir/dissect.h>

/* Seconds as "1h2m3s". */
void	igmp_text_time(tp_tvb *, uint32_t seconds);

/* Both: t starts at the IGMP header.  What is wrong in a message ends its
 * text alone: "(invalid)" stands in it then. */
void	igmp_dvmrp_text(tp_tvb *);
void	igmp_pimv1_text(tp_tvb *);

#endif
