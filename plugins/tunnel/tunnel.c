/* SPDX-License-Identifier: BSD-3-Clause */
#include <tapir/ethertypes.h>

#include "tunnel.h"

tp_rc
tunnel_call(const tp_self *me, tp_tvb *t, uint32_t type)
{
	const tp_host *host = t->pkt->host;

	if (type == ETHERTYPE_TEB)
		return host->call_uint(me->tables[T_LINKTYPE],
		    LINKTYPE_ETHERNET, t, NULL);
	return host->call_uint(me->tables[T_ETHERTYPE], type, t, NULL);
}

void
tunnel_data(const tp_self *me, const tp_tvb *t)
{
	tp_tvb quiet = tp_mute(t);

	tp_data(me->tables[T_DATA], &quiet);
}

void
tunnel_call_silently(const tp_self *me, const tp_tvb *t, uint32_t type)
{
	tp_tvb quiet = tp_mute(t);

	if (tunnel_call(me, &quiet, type) == TP_REJECT)
		tunnel_data(me, t);
}

uint32_t
tunnel_next_type(uint32_t next)
{
	static const uint16_t types[] = {
		[NEXT_IPV4] = ETHERTYPE_IPV4, [NEXT_IPV6] = ETHERTYPE_IPV6,
		[NEXT_ETHERNET] = ETHERTYPE_TEB, [NEXT_NSH] = ETHERTYPE_NSH,
		[NEXT_MPLS] = ETHERTYPE_MPLS
	};

	return next < TP_COUNT(types) ? types[next] : 0;
}

void
tunnel_text_proto(tp_tvb *t, uint32_t type)
{
	const char *name = tp_string(tp_ethertype_names, type);

	tp_text(t, ", proto %s (0x%04x)", name != NULL ? name : "unknown",
	    type);
}
