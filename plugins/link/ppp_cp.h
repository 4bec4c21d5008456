/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The control protocols of PPP: packets of one format, with options that each
 * protocol names for itself (RFC 1661, 5 and 6).
 */
#ifndef TAPIR_LINK_PPP_CP_H
#define TAPIR_LINK_PPP_CP_H

#include "ppp.h"

/* The first fields of every control protocol; its own follow. */
enum {
	F_CP_CODE, F_CP_IDENTIFIER, F_CP_LENGTH, F_CP_MAGIC, F_CP_OUI,
	F_CP_KIND, F_CP_DATA, F_LCP_MAGIC, F_LCP_DATA, F_LCP_MESSAGE,
	F_LCP_SECONDS, F_LCP_REJ_PROTO, F_CP_OPT_TYPE, F_CP_OPT_LENGTH,
	N_CP_FIELDS
};

extern const tp_value_string ppp_cp_codes[];

#define PPP_CP_FIELDS(prefix, types)					\
	[F_CP_CODE] = { "ppp.code", "Code", TP_FT_UINT8, TP_BASE_DEC,	\
	    .strings = ppp_cp_codes },					\
	[F_CP_IDENTIFIER] = { "ppp.identifier", "Identifier",		\
	    TP_FT_UINT8, TP_BASE_DEC_HEX },				\
	[F_CP_LENGTH] = { "ppp.length", "Length", TP_FT_UINT16,		\
	    TP_BASE_DEC },						\
	[F_CP_MAGIC] = { "ppp.magic_number", "Magic Number",		\
	    TP_FT_UINT32, TP_BASE_HEX },				\
	[F_CP_OUI] = { "ppp.oui", "OUI", TP_FT_UINT24, TP_BASE_DEC },	\
	[F_CP_KIND] = { "ppp.kind", "Kind", TP_FT_UINT8,		\
	    TP_BASE_DEC_HEX },						\
	[F_CP_DATA] = { "ppp.data", "Data", TP_FT_BYTES },		\
	[F_LCP_MAGIC] = { "lcp.magic_number", "Magic Number",		\
	    TP_FT_UINT32, TP_BASE_HEX },				\
	[F_LCP_DATA] = { "lcp.data", "Data", TP_FT_BYTES },		\
	[F_LCP_MESSAGE] = { "lcp.message", "Message", TP_FT_STRING },	\
	[F_LCP_SECONDS] = { "lcp.secs_remaining", "Seconds Remaining",	\
	    TP_FT_UINT32, TP_BASE_DEC },				\
	[F_LCP_REJ_PROTO] = { "lcp.rej_proto", "Rejected Protocol",	\
	    TP_FT_UINT16, TP_BASE_HEX, .strings = ppp_protocols },	\
	[F_CP_OPT_TYPE] = { prefix ".opt.type", "Type", TP_FT_UINT8,	\
	    TP_BASE_DEC, .strings = types },				\
	[F_CP_OPT_LENGTH] = { prefix ".opt.length", "Length",		\
	    TP_FT_UINT8, TP_BASE_DEC }

#define PPP_CP_MAX_FIELDS 96u

enum ppp_value {
	PPP_VALUE,		/* printed and recorded */
	PPP_VALUE_HEX,		/* recorded; the text has its octets in hex */
	PPP_VALUE_BOGUS,	/* of a wrong length, as the text says */
	PPP_VALUE_END		/* the text ends with it */
};

/* What an option's length, type and length included, has to be. */
struct ppp_rule {
	uint8_t len, at_least, ends;	/* the text, if it is not so */
};

#define PPP_ANY { 2, 1, 0 }
#define PPP_NEVER { 0, 0, 0 }
#define PPP_EXACTLY(n) { n, 0, 0 }
#define PPP_AT_LEAST(n) { n, 1, 0 }
#define PPP_EXACTLY_OR_END(n) { n, 0, 1 }
#define PPP_AT_LEAST_OR_END(n) { n, 1, 1 }

struct ppp_option {
	uint32_t type;
	const char *name;	/* in the text */
	struct ppp_rule text;	/* tcpdump's: others are bogus */
	struct ppp_rule fields;	/* Wireshark's: others have no fields */
	/* The cursor is behind type and length, len octets count from type.
	 * NULL: PPP_VALUE_HEX. */
	enum ppp_value (*value)(tp_tvb *, uint32_t len);
	/* Of its type, the next one of its length; 0: F_CP_OPT_TYPE. */
	tp_field field;
};

struct ppp_cp {
	uint32_t protocol;
	const char *cut;	/* "[|lcp]" */
	const char *unknown;	/* name of other options; NULL: see options */
	const struct ppp_option *options;
	uint32_t noptions;
};

/* What a protocol may call: rejected packets. */
#define PPP_CP_TABLES { "ppp.protocol" }

/* One packet, from its code on. */
tp_rc	ppp_cp_dissect(const tp_self *, tp_tvb *, const struct ppp_cp *);

/* Says that an option's length is wrong: PPP_VALUE_END. */
enum ppp_value ppp_cp_bogus(tp_tvb *, const char *rule, uint32_t len);

/* A value of no octets, which -v does not show if there are some. */
enum ppp_value ppp_cp_nothing(tp_tvb *, uint32_t len);

/* One octet as a field, if it is there. */
void	ppp_cp_octet(tp_tvb *, tp_field);

/* The rest of an option of len octets, as one field, if it is there. */
void	ppp_cp_rest(tp_tvb *, tp_field, uint32_t len);

#endif
