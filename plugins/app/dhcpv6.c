/* SPDX-License-Identifier: BSD-3-Clause */
/* DHCP for IPv6 (RFC 8415). */
#include "dhcpv6.h"

#define PORT_CLIENT 546
#define PORT_SERVER 547

static tp_rc
dissect(void *self, tp_tvb *t, const void *arg)
{
	uint32_t end = t->len < t->caplen ? t->len : t->caplen;
	tp_tvb f = tp_mute(t);

	(void)self;
	(void)arg;
	if (t->want & TP_WANT_FIELDS) {
		f.caplen = end;
		dhcpv6_message(&f, 0);
	}
	if (tp_texting(t))
		dhcpv6_text(t, end);
	return tp_done(t);
}

static const tp_protocol dhcpv6 = {
	.name = "dhcpv6",
	.long_name = "DHCPv6",
	.text_name = "dhcp6",
	.fields = dhcpv6_fields,
	.nfields = NFIELDS,
	.keys = (const tp_key[]){ { .table = "udp.port", .lo = PORT_CLIENT,
	    .hi = PORT_SERVER }, { NULL } },
	.dissect = dissect,
};
TP_REGISTER(dhcpv6);
