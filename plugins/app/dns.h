/* SPDX-License-Identifier: BSD-3-Clause */
/* What the files of the DNS dissector share. */
#ifndef TAPIR_DNS_H
#define TAPIR_DNS_H

#include <tapir/dissect.h>

/* RFC 1035 3.2.2 and the IANA registry. */
enum {
	TYPE_A = 1, TYPE_NS = 2, TYPE_CNAME = 5, TYPE_SOA = 6, TYPE_PTR = 12,
	TYPE_MX = 15, TYPE_TXT = 16, TYPE_AAAA = 28, TYPE_SRV = 33,
	TYPE_A6 = 38, TYPE_DNAME = 39, TYPE_OPT = 41, TYPE_UNSPECA = 104,
	TYPE_TSIG = 250, TYPE_URI = 256
};

enum { OPCODE_QUERY = 0, OPCODE_IQUERY = 1, OPCODE_UPDATE = 5,
    OPCODE_DSO = 6 };

enum { SECTION_QUESTION, SECTION_ANSWER, SECTION_AUTHORITY,
    SECTION_ADDITIONAL, NSECTIONS };

enum dns_kind { DNS_UNICAST, DNS_MULTICAST, DNS_LLMNR };

/* Header bits (RFC 1035 4.1.1, RFC 4035 3.1.6). */
#define FLAG_RESPONSE 0x8000u
#define FLAG_AUTHORITATIVE 0x0400u
#define FLAG_TRUNCATED 0x0200u
#define FLAG_RECURSION_DESIRED 0x0100u
#define FLAG_RECURSION_AVAILABLE 0x0080u
#define FLAG_AUTHENTIC 0x0020u
#define FLAG_CHECKING_DISABLED 0x0010u
#define OPCODE(flags) ((flags) >> 11 & 0xf)
#define RCODE(flags) ((flags) & 0xf)

/* RFC 6762 10.2 and 5.4: of a class, cache flush or unicast response. */
#define MDNS_BIT 0x8000u

#define DNS_HEADER 12u
#define RR_FIXED 10u		/* type, class, TTL and length of a record */

struct dns_message {
	const uint8_t *data;	/* compression pointers count from here */
	uint32_t caplen;	/* octets of it captured */
	uint32_t len;		/* declared */
	uint32_t id, flags, count[NSECTIONS];
	enum dns_kind kind;
	uint32_t steps;		/* compression pointers that may still be
				 * followed, and labels past a name's limit:
				 * keeps hostile messages cheap */
};

enum dns_name_status {
	NAME_OK,
	NAME_TOO_LONG,		/* 255 octets are over */
	NAME_CUT,		/* goes on where the capture does not */
	NAME_CUT_AT_LABEL,	/* so, and behind a length octet */
	NAME_LOOP,		/* a pointer that does not point back */
	NAME_BEYOND,		/* one that points out of the message */
	NAME_UNKNOWN_LABEL	/* RFC 6891 5: extended label types */
};

/* 255 octets of labels as text; bit string labels grow most. */
#define DNS_NAME_TEXT 1024

struct dns_name {
	enum dns_name_status status;
	uint32_t end;		/* offset after the name where it stands */
	uint32_t labels, octets;	/* that it is made of */
	uint32_t label;		/* octet of an unknown label type */
	uint32_t n;		/* octets of text */
	char text[DNS_NAME_TEXT];	/* labels as they are, a dot after
					 * each */
};

#define DNS_REMEMBERED 8

/* A request that a flow remembers, for dns_pair(). */
struct dns_request {
	uint64_t frame;		/* 0: none */
	uint64_t response;	/* frame of the response; 0: none yet */
	tp_time ts;
	uint32_t id;
	uint32_t lost;		/* another took the place of one without
				 * response: who knows what comes */
};

struct dns_flow {
	struct dns_request of[DNS_REMEMBERED];
};

/* Reads the name at off; what stands before a fault is in n->text. */
void	dns_name_read(struct dns_message *, uint32_t off, struct dns_name *n);
/* The offset after the name at off, or 0 if it is cut or unreadable. */
uint32_t dns_name_skip(const struct dns_message *, uint32_t off);

/* Text: t is a window on the message from its first octet, to the end of the
 * capture. */

/* What tcpdump prints of a message; t is at its first question. */
void	dns_text(struct dns_message *, tp_tvb *t);
/* Prints the name at the cursor and moves after it; 0: t has failed. */
int	dns_text_name(struct dns_message *, tp_tvb *t);
/* An address of 4 or 16 octets, in numbers. */
void	dns_text_address(tp_tvb *t, uint32_t size, const uint8_t *p);
/* EDNS options (RFC 6891 6.1.2) up to offset end. */
void	dns_text_options(struct dns_message *, tp_tvb *t, uint32_t end);

/* Fields: t is a window anywhere within the message. */

/* What follows the header; 0: it is not whole. */
int	dns_sections(struct dns_message *, tp_tvb *t);
/* RDATA of a type; t holds nothing else. */
void	dns_rdata(struct dns_message *, tp_tvb *t, uint32_t type);
/* EDNS options; t holds nothing else. */
void	dns_options(struct dns_message *, tp_tvb *t);
/* The name at the cursor; returns the octets of its text. */
uint32_t dns_field_name(struct dns_message *, tp_tvb *t, tp_field f);
/*
 * An address of size octets of which the packet holds n, the first of them
 * its octet first; the others are 0.
 */
void	dns_field_address(tp_tvb *t, tp_field f, uint32_t size,
	    uint32_t first, uint32_t n);

enum {
	F_LENGTH, F_ID, F_FLAGS, F_FLAGS_RESPONSE, F_FLAGS_OPCODE,
	F_FLAGS_AUTHORITATIVE, F_FLAGS_CONFLICT, F_FLAGS_TRUNCATED,
	F_FLAGS_RECDESIRED, F_FLAGS_TENTATIVE, F_FLAGS_RECAVAIL, F_FLAGS_Z,
	F_FLAGS_AUTHENTICATED, F_FLAGS_CHECKDISABLE, F_FLAGS_RCODE,
	F_COUNT_QUERIES, F_COUNT_ZONES, F_COUNT_ANSWERS, F_COUNT_PREREQUISITES,
	F_COUNT_AUTH_RR, F_COUNT_UPDATES, F_COUNT_ADD_RR,
	F_RESPONSE_TO, F_TIME, F_UNSOLICITED, F_RETRANSMISSION,
	F_RETRANSMIT_REQUEST_IN, F_RETRANSMIT_RESPONSE_IN,
	F_QUERY, F_QRY_NAME, F_QRY_NAME_LEN, F_COUNT_LABELS, F_QRY_TYPE,
	F_QRY_CLASS, F_QRY_QU,
	F_ANSWER, F_AUTHORITY, F_ADDITIONAL, F_RESP_NAME, F_RESP_TYPE,
	F_RESP_CLASS, F_RESP_CACHE_FLUSH, F_RESP_TTL, F_RR_UDP_PAYLOAD_SIZE,
	F_MDNS_UDP_PAYLOAD_SIZE, F_RESP_EXT_RCODE, F_RESP_EDNS0_VERSION,
	F_RESP_Z, F_RESP_Z_DO, F_RESP_Z_RESERVED, F_RESP_LEN, F_SRV_SERVICE,
	F_SRV_PROTO, F_SRV_NAME,
	F_SRV_PRIORITY, F_SRV_WEIGHT, F_SRV_PORT, F_SRV_TARGET,
	F_NAPTR_ORDER, F_NAPTR_PREFERENCE, F_NAPTR_FLAGS_LENGTH, F_NAPTR_FLAGS,
	F_NAPTR_SERVICE_LENGTH, F_NAPTR_SERVICE, F_NAPTR_REGEX_LENGTH,
	F_NAPTR_REGEX, F_NAPTR_REPLACEMENT_LENGTH, F_NAPTR_REPLACEMENT,
	F_A, F_MD, F_MF, F_MB, F_MG, F_MR, F_NULL, F_AAAA, F_CNAME,
	F_SOA_MNAME, F_SOA_RNAME, F_SOA_SERIAL_NUMBER, F_SOA_REFRESH_INTERVAL,
	F_SOA_RETRY_INTERVAL, F_SOA_EXPIRE_LIMIT, F_SOA_MINIMUM_TTL,
	F_PTR_DOMAIN_NAME,
	F_WKS_ADDRESS, F_WKS_PROTOCOL, F_WKS_BITS,
	F_HINFO_CPU_LENGTH, F_HINFO_CPU, F_HINFO_OS_LENGTH, F_HINFO_OS,
	F_MINFO_R, F_MINFO_E,
	F_MX_PREFERENCE, F_MX_MAIL_EXCHANGE,
	F_TXT_LENGTH, F_TXT,
	F_OPENPGPKEY,
	F_CSYNC_SOA, F_CSYNC_FLAGS, F_CSYNC_FLAGS_IMMEDIATE,
	F_CSYNC_FLAGS_SOAMINIMUM, F_CSYNC_TYPE_BITMAP,
	F_ZONEMD_SERIAL, F_ZONEMD_SCHEME, F_ZONEMD_HASH_ALGO, F_ZONEMD_DIGEST,
	F_SVCB_SVCPRIORITY, F_SVCB_TARGETNAME, F_SVCB_SVCPARAM_KEY,
	F_SVCB_SVCPARAM_VALUE_LENGTH, F_SVCB_SVCPARAM_VALUE, F_SVCB_SVCPARAM,
	F_SVCB_SVCPARAM_MANDATORY_KEY, F_SVCB_SVCPARAM_ALPN_LENGTH,
	F_SVCB_SVCPARAM_ALPN, F_SVCB_SVCPARAM_PORT, F_SVCB_SVCPARAM_IPV4HINT_IP,
	F_SVCB_SVCPARAM_ECHCONFIG, F_SVCB_SVCPARAM_IPV6HINT_IP,
	F_SVCB_SVCPARAM_ODOHCONFIG,
	F_SPF_LENGTH, F_SPF,
	F_ILNP_NID_PREFERENCE, F_ILNP_NID, F_ILNP_L32_PREFERENCE, F_ILNP_L32,
	F_ILNP_L64_PREFERENCE, F_ILNP_L64, F_ILNP_LP_PREFERENCE, F_ILNP_LP,
	F_EUI48, F_EUI64,
	F_RRSIG_TYPE_COVERED, F_RRSIG_ALGORITHM, F_RRSIG_LABELS,
	F_RRSIG_ORIGINAL_TTL, F_RRSIG_SIGNATURE_EXPIRATION,
	F_RRSIG_SIGNATURE_INCEPTION, F_RRSIG_KEY_TAG, F_RRSIG_SIGNERS_NAME,
	F_RRSIG_SIGNATURE,
	F_DNSKEY_FLAGS, F_DNSKEY_FLAGS_ZONE_KEY, F_DNSKEY_FLAGS_KEY_REVOKED,
	F_DNSKEY_FLAGS_SECURE_ENTRY_POINT, F_DNSKEY_FLAGS_RESERVED,
	F_DNSKEY_PROTOCOL, F_DNSKEY_ALGORITHM, F_DNSKEY_KEY_ID,
	F_DNSKEY_PUBLIC_KEY,
	F_KEY_FLAGS, F_KEY_FLAGS_AUTHENTICATION, F_KEY_FLAGS_CONFIDENTIALITY,
	F_KEY_FLAGS_REQUIRED, F_KEY_FLAGS_ASSOCIATED_USER,
	F_KEY_FLAGS_ASSOCIATED_NAMED_ENTITY, F_KEY_FLAGS_IPSEC,
	F_KEY_FLAGS_MIME, F_KEY_FLAGS_SIGNATORY, F_KEY_PROTOCOL,
	F_KEY_ALGORITHM, F_KEY_KEY_ID, F_KEY_PUBLIC_KEY,
	F_PX_PREFERENCE, F_PX_MAP822, F_PX_MAP400,
	F_TKEY_ALGO_NAME, F_TKEY_SIGNATURE_EXPIRATION,
	F_TKEY_SIGNATURE_INCEPTION, F_TKEY_MODE, F_TKEY_ERROR, F_TKEY_KEY_SIZE,
	F_TKEY_KEY_DATA, F_TKEY_OTHER_SIZE, F_TKEY_OTHER_DATA,
	F_IPSECKEY_GATEWAY_PRECEDENCE, F_IPSECKEY_GATEWAY_ALGORITHM,
	F_IPSECKEY_GATEWAY_TYPE, F_IPSECKEY_GATEWAY_IPV4,
	F_IPSECKEY_GATEWAY_IPV6, F_IPSECKEY_GATEWAY_DNS, F_IPSECKEY_PUBLIC_KEY,
	F_XPF_IP_VERSION, F_XPF_PROTOCOL, F_XPF_SOURCE_IPV4,
	F_XPF_DESTINATION_IPV4, F_XPF_SOURCE_IPV6, F_XPF_DESTINATION_IPV6,
	F_XPF_SPORT, F_XPF_DPORT,
	F_A6_PREFIX_LEN, F_A6_ADDRESS_SUFFIX, F_A6_PREFIX_NAME,
	F_DNAME,
	F_LOC_VERSION, F_LOC_SIZE, F_LOC_HORIZONTAL_PRECISION,
	F_LOC_VERTICAL_PRECISION, F_LOC_LATITUDE, F_LOC_LONGITUDE,
	F_LOC_ALTITUDE, F_LOC_UNKNOWN_DATA,
	F_NXT_NEXT_DOMAIN_NAME,
	F_KX_PREFERENCE, F_KX_KEY_EXCHANGE,
	F_CERT_TYPE, F_CERT_KEY_TAG, F_CERT_ALGORITHM, F_CERT_CERTIFICATE,
	F_NSEC_NEXT_DOMAIN_NAME,
	F_NS,
	F_OPT, F_OPT_CODE, F_OPT_LEN, F_OPT_DATA, F_OPT_DAU, F_OPT_DHU,
	F_OPT_N3U, F_OPT_CLIENT_FAMILY, F_OPT_CLIENT_NETMASK,
	F_OPT_CLIENT_SCOPE, F_OPT_CLIENT_ADDR, F_OPT_CLIENT_ADDR4,
	F_OPT_CLIENT_ADDR6,
	F_OPT_COOKIE_CLIENT, F_OPT_COOKIE_SERVER,
	F_OPT_EDNS_TCP_KEEPALIVE_TIMEOUT, F_OPT_PADDING, F_OPT_CHAIN_FQDN,
	F_OPT_EXT_ERROR_INFO_CODE, F_OPT_EXT_ERROR_EXTRA_TEXT,
	F_NSEC3_ALGO, F_NSEC3_FLAGS, F_NSEC3_FLAGS_OPT_OUT, F_NSEC3_ITERATIONS,
	F_NSEC3_SALT_LENGTH, F_NSEC3_SALT_VALUE, F_NSEC3_HASH_LENGTH,
	F_NSEC3_HASH_VALUE,
	F_TLSA_CERTIFICATE_USAGE, F_TLSA_SELECTOR, F_TLSA_MATCHING_TYPE,
	F_TLSA_CERTIFICATE_ASSOCIATION_DATA,
	F_TSIG_ALGORITHM_NAME, F_TSIG_TIME_SIGNED, F_TSIG_ORIGINAL_ID,
	F_TSIG_ERROR, F_TSIG_FUDGE, F_TSIG_MAC_SIZE, F_TSIG_OTHER_LEN,
	F_TSIG_MAC, F_TSIG_OTHER_DATA,
	F_SSHFP_ALGORITHM, F_SSHFP_FINGERPRINT_TYPE, F_SSHFP_FINGERPRINT,
	F_HIP_HIT_LENGTH, F_HIP_HIT_PK_ALGO, F_HIP_PK_LENGTH, F_HIP_HIT,
	F_HIP_PK, F_HIP_RENDEZVOUS_SERVER,
	F_DHCID_RDATA,
	F_DS_KEY_ID, F_DS_ALGORITHM, F_DS_DIGEST_TYPE, F_DS_DIGEST,
	F_APL_ADDRESS_FAMILY, F_APL_CODED_PREFIX, F_APL_NEGATION,
	F_APL_AFDLENGTH, F_APL_AFDPART_IPV4, F_APL_AFDPART_IPV6,
	F_APL_AFDPART_DATA,
	F_GPOS_LONGITUDE_LENGTH, F_GPOS_LONGITUDE, F_GPOS_LATITUDE_LENGTH,
	F_GPOS_LATITUDE, F_GPOS_ALTITUDE_LENGTH, F_GPOS_ALTITUDE,
	F_RP_MAILBOX, F_RP_TXT_RR,
	F_AFSDB_SUBTYPE, F_AFSDB_HOSTNAME,
	F_X25_LENGTH, F_X25_PSDN_ADDRESS,
	F_IDSN_LENGTH, F_IDSN_ADDRESS, F_IDSN_SA_LENGTH, F_IDSN_SA_ADDRESS,
	F_RT_SUBTYPE, F_RT_INTERMEDIATE_HOST,
	F_NSAP_RDATA, F_NSAP_PTR_OWNER,
	F_CAA_FLAGS, F_CAA_FLAGS_ISSUER_CRITICAL, F_CAA_ISSUE, F_CAA_ISSUEWILD,
	F_CAA_IODEF, F_CAA_UNKNOWN, F_CAA_TAG_LENGTH, F_CAA_TAG, F_CAA_VALUE,
	F_WINS_LOCAL_FLAG, F_WINS_LOOKUP_TIMEOUT, F_WINS_CACHE_TIMEOUT,
	F_WINS_NB_WINS_SERVERS, F_WINS_WINS_SERVER,
	F_WINSR_LOCAL_FLAG, F_WINSR_LOOKUP_TIMEOUT, F_WINSR_CACHE_TIMEOUT,
	F_WINSR_NAME_RESULT_DOMAIN,
	F_DATA, F_EXTRANEOUS_DATA,
	F_DSO, F_DSO_TLV, F_DSO_TLV_TYPE, F_DSO_TLV_LENGTH, F_DSO_TLV_DATA,
	F_DSO_TLV_KEEPALIVE_INACTIVITY, F_DSO_TLV_KEEPALIVE_INTERVAL,
	F_DSO_TLV_RETRYDELAY_RETRYDELAY, F_DSO_TLV_ENCPAD_PADDING,
	NFIELDS
};

extern const tp_field_desc dns_fields[NFIELDS];

/*
 * Remembers requests, and says of a whole message which one it answers or
 * repeats.
 */
void	dns_pair(const struct dns_message *, tp_tvb *t, tp_slot slot,
	    int whole);

#endif
