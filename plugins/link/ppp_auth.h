/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The two authentication protocols of PPP, PAP and CHAP, have one header:
 * code, identifier, length.
 */
#ifndef TAPIR_LINK_PPP_AUTH_H
#define TAPIR_LINK_PPP_AUTH_H

#include "ppp.h"

#define PPP_AUTH_HEADER 4u

/* The first fields of both; their own follow. */
enum { F_AUTH_CODE, F_AUTH_IDENTIFIER, F_AUTH_LENGTH, N_AUTH_FIELDS };

#define PPP_AUTH_FIELDS(prefix, codes)					\
	[F_AUTH_CODE] = { prefix ".code", "Code", TP_FT_UINT8,		\
	    TP_BASE_DEC, .strings = codes },				\
	[F_AUTH_IDENTIFIER] = { prefix ".identifier", "Identifier",	\
	    TP_FT_UINT8, TP_BASE_DEC },					\
	[F_AUTH_LENGTH] = { prefix ".length", "Length", TP_FT_UINT16,	\
	    TP_BASE_DEC }

struct ppp_auth {
	const char *cut, *name;		/* "chap" of "[|chap]", "CHAP" */
	const tp_value_string *codes;	/* in the text */
	/* What follows the header; len: of the packet by its own field. */
	void (*fields)(const tp_tvb *, uint32_t code, uint32_t len);
	void (*text)(tp_tvb *, uint32_t code, uint32_t len);
};

/* One packet, from its code on. */
tp_rc	ppp_auth_dissect(tp_tvb *, const struct ppp_auth *);

/* The text of n octets as they are, or as many as there are. */
void	ppp_auth_string(tp_tvb *, uint32_t n);

#endif
