/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Session Initiation Protocol (RFC 3261): requests and replies in lines of
 * text, with a body.
 *
 * sip_scan() reads a message without adding anything: what kind it is, where
 * its parts are, and what its headers say of them.  sip_message() adds its
 * fields.  A header is a string; sip_header_parts() adds what Wireshark takes
 * out of some of them, and sip_uri.c what is in an address.
 *
 * Parts are as Wireshark finds them, which is not always what the grammar
 * says: names of parameters within From are found by their letters, say.
 */
#ifndef SIP_H
#define SIP_H

#include "textproto.h"

/* Those of an address, from F_..._DISPLAY on, stand in the order of SIP_URI_*. */
enum {
	F_MSG_HDR, F_METHOD, F_REQUEST_LINE, F_R_URI_DISPLAY, F_R_URI,
	F_R_URI_USER, F_R_URI_HOST, F_R_URI_PORT, F_R_URI_PARAM,
	F_STATUS_CODE, F_STATUS_LINE, F_DISPLAY_INFO, F_TO_DISPLAY,
	F_TO_ADDR, F_TO_USER, F_TO_HOST, F_TO_PORT, F_TO_PARAM, F_TO_TAG,
	F_FROM_DISPLAY, F_FROM_ADDR, F_FROM_USER, F_FROM_HOST, F_FROM_PORT,
	F_FROM_PARAM, F_FROM_TAG, F_CONTACT_DISPLAY, F_CONTACT_URI,
	F_CONTACT_USER, F_CONTACT_HOST, F_CONTACT_PORT, F_CONTACT_PARAM,
	F_ROUTE_DISPLAY, F_ROUTE_URI, F_ROUTE_USER, F_ROUTE_HOST,
	F_ROUTE_PORT, F_ROUTE_PARAM, F_RECORD_ROUTE_DISPLAY,
	F_RECORD_ROUTE_URI, F_RECORD_ROUTE_USER, F_RECORD_ROUTE_HOST,
	F_RECORD_ROUTE_PORT, F_RECORD_ROUTE_PARAM, F_SERVICE_ROUTE_DISPLAY,
	F_SERVICE_ROUTE_URI, F_SERVICE_ROUTE_USER, F_SERVICE_ROUTE_HOST,
	F_SERVICE_ROUTE_PORT, F_SERVICE_ROUTE_PARAM, F_PATH_DISPLAY,
	F_PATH_URI, F_PATH_USER, F_PATH_HOST, F_PATH_PORT, F_PATH_PARAM,
	F_CONTACT_PARAMETER, F_TAG, F_PAI_DISPLAY, F_PAI_ADDR, F_PAI_USER,
	F_PAI_HOST, F_PAI_PORT, F_PAI_PARAM, F_PMISS_DISPLAY, F_PMISS_ADDR,
	F_PMISS_USER, F_PMISS_HOST, F_PMISS_PORT, F_PMISS_PARAM,
	F_PPI_DISPLAY, F_PPI_ADDR, F_PPI_USER, F_PPI_HOST, F_PPI_PORT,
	F_PPI_PARAM, F_TC_DISPLAY, F_TC_ADDR, F_TC_USER, F_TC_HOST,
	F_TC_PORT, F_TC_PARAM, F_TC_TARGET_URI, F_ACCEPT, F_ACCEPT_CONTACT,
	F_ACCEPT_ENCODING, F_ACCEPT_LANGUAGE, F_ACCEPT_RESOURCE_PRIORITY,
	F_ADDITIONAL_IDENTITY, F_ALERT_INFO, F_ALLOW, F_ALLOW_EVENTS,
	F_ANSWER_MODE, F_ATTESTATION_INFO, F_AUTHENTICATION_INFO,
	F_AUTHORIZATION, F_CALL_ID, F_CALL_INFO, F_CELLULAR_NETWORK_INFO,
	F_CONTACT, F_CONTENT_DISPOSITION, F_CONTENT_ENCODING,
	F_CONTENT_LANGUAGE, F_CONTENT_LENGTH, F_CONTENT_TYPE, F_CSEQ,
	F_DATE, F_ERROR_INFO, F_EVENT, F_EXPIRES, F_FEATURE_CAPS,
	F_FLOW_TIMER, F_FROM, F_GEOLOCATION, F_GEOLOCATION_ERROR,
	F_GEOLOCATION_ROUTING, F_HISTORY_INFO, F_IDENTITY, F_IDENTITY_INFO,
	F_INFO_PACKAGE, F_IN_REPLY_TO, F_JOIN, F_MAX_BREADTH,
	F_MAX_FORWARDS, F_MIME_VERSION, F_MIN_EXPIRES, F_MIN_SE,
	F_ORGANIZATION, F_ORIGINATION_ID, F_P_ACCESS_NETWORK_INFO,
	F_P_ANSWER_STATE, F_P_ASSERTED_IDENTITY, F_P_ASSERTED_SERVICE,
	F_P_CHARGE_INFO, F_P_ASSOCIATED_URI, F_P_CALLED_PARTY_ID,
	F_P_CHARGING_FUNCTION_ADDRESSES, F_P_CHARGING_VECTOR,
	F_P_DCS_TRACE_PARTY_ID, F_P_DCS_OSPS, F_P_DCS_BILLING_INFO,
	F_P_DCS_LAES, F_P_DCS_REDIRECT, F_P_EARLY_MEDIA,
	F_P_MEDIA_AUTHORIZATION, F_P_PREFERRED_IDENTITY,
	F_P_PREFERRED_SERVICE, F_P_PROFILE_KEY, F_P_REFUSED_URI_LIST,
	F_P_SERVED_USER, F_P_USER_DATABASE, F_P_VISITED_NETWORK_ID, F_PATH,
	F_PERMISSION_MISSING, F_POLICY_CONTACT, F_POLICY_ID, F_PRIORITY,
	F_PRIORITY_SHARE, F_PRIV_ANSWER_MODE, F_PRIVACY,
	F_PROXY_AUTHENTICATE, F_PROXY_AUTHORIZATION, F_PROXY_REQUIRE,
	F_RACK, F_REASON, F_REASON_PHRASE, F_RECORD_ROUTE, F_RECV_INFO,
	F_REFER_SUB, F_REFER_TO, F_REFERRED_BY, F_REJECT_CONTACT,
	F_RELAYED_CHARGE, F_REPLACES, F_REPLY_TO, F_REQUEST_DISPOSITION,
	F_REQUIRE, F_RESOURCE_PRIORITY, F_RESOURCE_SHARE, F_RESPONSE_SOURCE,
	F_RESTORATION_INFO, F_RETRY_AFTER, F_ROUTE, F_RSEQ,
	F_SECURITY_CLIENT, F_SECURITY_SERVER, F_SECURITY_VERIFY, F_SERVER,
	F_SERVICE_INTERACT_INFO, F_SERVICE_ROUTE, F_SESSION_EXPIRES,
	F_SESSION_ID, F_ETAG, F_IF_MATCH, F_SUBJECT, F_SUBSCRIPTION_STATE,
	F_SUPPORTED, F_SUPPRESS_IF_MATCH, F_TARGET_DIALOG, F_TIMESTAMP,
	F_TO, F_TRIGGER_CONSENT, F_UNSUPPORTED, F_USER_AGENT, F_VIA,
	F_WARNING, F_WWW_AUTHENTICATE, F_DIVERSION, F_UUI, F_RESEND,
	F_RESEND_ORIGINAL, F_RESPONSE_REQUEST, F_RESPONSE_TIME,
	F_RELEASE_TIME, F_AUTH, F_AUTH_SCHEME, F_AUTH_DIGEST_RESPONSE,
	F_AUTH_NC, F_AUTH_USERNAME, F_AUTH_REALM, F_AUTH_NONCE,
	F_AUTH_ALGORITHM, F_AUTH_OPAQUE, F_AUTH_QOP, F_AUTH_CNONCE,
	F_AUTH_URI, F_AUTH_DOMAIN, F_AUTH_STALE, F_AUTH_AUTS,
	F_AUTH_RSPAUTH, F_AUTH_NEXTNONCE, F_AUTH_IK, F_AUTH_CK, F_CSEQ_SEQ,
	F_CSEQ_METHOD, F_VIA_TRANSPORT, F_VIA_SENT_BY, F_VIA_SENT_PORT,
	F_VIA_BRANCH, F_VIA_MADDR, F_VIA_RPORT, F_VIA_RECEIVED, F_VIA_TTL,
	F_VIA_COMP, F_VIA_SIGCOMP_ID, F_VIA_OC, F_VIA_OC_VAL,
	F_VIA_OC_VALIDITY, F_VIA_OC_SEQ, F_VIA_OC_SEQ_TS, F_VIA_OC_ALGO,
	F_VIA_BE_ROUTE, F_PANI_ACCESS_TYPE, F_PANI_CELL, F_RACK_RSEQ_SEQ,
	F_RACK_CSEQ_SEQ, F_RACK_CSEQ_METHOD, F_REASON_PROTOCOLS,
	F_REASON_CAUSE_Q850, F_REASON_CAUSE_SIP, F_REASON_CAUSE_OTHER,
	F_REASON_TEXT, F_MSG_BODY, F_SEC, F_SEC_ALG, F_SEC_EALG, F_SEC_PROT,
	F_SEC_SPI_C, F_SEC_SPI_S, F_SEC_PORT1, F_SEC_PORT_C, F_SEC_PORT2,
	F_SEC_PORT_S, F_SESSION_ID_SESS_ID, F_SESSION_ID_PARAM,
	F_SESSION_ID_LOCAL_UUID, F_SESSION_ID_REMOTE_UUID,
	F_SESSION_ID_LOGME, F_CONTINUATION, F_FEATURE_CAP,
	F_SERVICE_PRIORITY, F_ICID_VALUE, F_ICID_GEN_ADDR,
	F_CALL_ID_GENERATED, NFIELDS
};

extern const tp_field_desc sip_fields[NFIELDS];

enum { IP_PROTO_TCP = 6, IP_PROTO_UDP = 17 };

/* ------------------------------------------------------------- messages */

enum sip_kind { SIP_OTHER, SIP_REQUEST, SIP_REPLY };

struct sip_message {
	enum sip_kind kind;
	uint32_t code;			/* of a reply */
	struct text_span first;		/* line, without its end */
	struct text_span method, uri;	/* of a request */
	uint32_t headers, body;		/* where they begin */
	int whole;			/* an empty line ends the headers */
	int has_length;
	uint32_t length;		/* Content-Length */
	struct text_span type;		/* Content-Type; or empty */
	struct text_span call_id;	/* empty if there is none */
	uint32_t cseq;
	struct text_span cseq_method;
};

/* ------------------------------------------------ requests and responses */

/* The last request of a call, and what answered it; numbers of frames. */
struct sip_call {
	uint64_t id;			/* of its octets; 0: there is none */
	uint64_t request, response;	/* 0: none was seen */
	uint64_t method, answered;	/* in CSeq of either */
	uint32_t cseq, answered_cseq, code, reserved;
	tp_time ts;			/* of the request */
};

#define SIP_REMEMBERED 28u	/* in 4096 octets, which a slot may have */

/* What a flow keeps: by the direction of requests. */
struct sip_flow {
	struct sip_call first[2];
	uint32_t seen, reserved;	/* it is one of SIP */
};

struct sip_calls {
	struct sip_call of[2][SIP_REMEMBERED];
};

/* Adds what is known of a message by those before it. */
void	sip_pair(const tp_self *, tp_tvb *, const struct sip_message *);

/* ---------------------------------------------------------------- headers */

struct sip_header {
	struct text_span line;		/* or lines, with their ends */
	struct text_span value;		/* without the end of the last one */
	tp_field field;			/* NFIELDS: nobody knows it */
};

/* By the name, in any case of letters, or its compact form; NFIELDS: none. */
tp_field sip_header_field(const char *name, size_t n);

/* The one at the cursor, which goes past it.  0: an empty line, or the end. */
int	sip_take_header(tp_tvb *, struct sip_header *);

/* What is within a header that was added as item and is open as group. */
void	sip_header_parts(tp_tvb *, const struct sip_header *);

/* CSeq (RFC 3261 20.16): 0 if there is no number with something behind it. */
int	sip_cseq(const tp_tvb *, struct text_span value,
	    struct text_span *digits, struct text_span *method);

/* -------------------------------------------------------------- addresses */

enum { SIP_URI_DISPLAY, SIP_URI_WHOLE, SIP_URI_USER, SIP_URI_HOST,
    SIP_URI_PORT, SIP_URI_PARAM };

struct sip_address {
	struct text_span display, uri;	/* display: with quotes; or empty */
};

/* The name-addr or addr-spec that *s begins with and is left behind; 0: none. */
int	sip_take_address(const tp_tvb *, struct text_span *s,
	    struct sip_address *);

/* As fields from first on, which is that of the display name. */
void	sip_add_address(tp_tvb *, tp_field first, const struct sip_address *);

/* ---------------------------------------------------------------- strings */

/* Adds the octets of a span, or of value at where, up to a 0; flags:
 * TP_VALUE_*. */
tp_item	sip_add(tp_tvb *, tp_field, struct text_span s);
tp_item	sip_add_flagged(tp_tvb *, tp_field, struct text_span where,
	    struct text_span value, uint32_t flags);

/* Linear white space (RFC 3261 25.1). */
void	sip_skip_space(const tp_tvb *, struct text_span *s);

/* What stands in *s before any of the octets stops, or all; *s is left with
 * that octet and what follows.  quoted: those in quotes are none. */
struct text_span sip_take_until(const tp_tvb *, struct text_span *s,
	    const char *stops, int quoted);

/* As strtoul(3) has it within 32 bits; 0 if it does not fit. */
uint32_t sip_number(const tp_tvb *, struct text_span s);

#endif
