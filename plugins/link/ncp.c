/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * PPP's control protocols for networks of which no option is known: OSI
 * (RFC 1377) and MPLS (RFC 3032, 4.2).
 */
#include "ppp_cp.h"

static const tp_field_desc osi_fields[N_CP_FIELDS] = {
	PPP_CP_FIELDS("osinlcp", NULL)
};

static const tp_field_desc mpls_fields[N_CP_FIELDS] = {
	PPP_CP_FIELDS("mplscp", NULL)
};

static tp_rc
dissect_osi(void *self, tp_tvb *t, const void *arg)
{
	static const struct ppp_cp cp = { .protocol = PPP_OSINLCP };

	(void)arg;
	return ppp_cp_dissect(self, t, &cp);
}

static tp_rc
dissect_mpls(void *self, tp_tvb *t, const void *arg)
{
	static const struct ppp_cp cp = { .protocol = PPP_MPLSCP };

	(void)arg;
	return ppp_cp_dissect(self, t, &cp);
}

static const tp_protocol osinlcp = {
	.name = "osinlcp",
	.long_name = "PPP OSI Network Layer Control Protocol",
	.text_name = "ppp",
	.fields = osi_fields,
	.nfields = N_CP_FIELDS,
	.tables = PPP_CP_TABLES,
	.keys = (const tp_key[]){
	    { .table = "ppp.protocol", .lo = PPP_OSINLCP }, { NULL } },
	.dissect = dissect_osi,
};
TP_REGISTER(osinlcp);

static const tp_protocol mplscp = {
	.name = "mplscp",
	.long_name = "PPP MPLS Control Protocol",
	.text_name = "ppp",
	.fields = mpls_fields,
	.nfields = N_CP_FIELDS,
	.tables = PPP_CP_TABLES,
	.keys = (const tp_key[]){
	    { .table = "ppp.protocol", .lo = PPP_MPLSCP }, { NULL } },
	.dissect = dissect_mpls,
};
TP_REGISTER(mplscp);
