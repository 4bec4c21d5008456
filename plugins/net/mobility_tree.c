/* SPDX-License-Identifier: BSD-3-Clause */
/* The fields of the mobility header. */
#include "ipproto.h"
#include "mobility.h"
#include "parts.h"

static const tp_value_string types[] = {
	{ 0, "Binding Refresh Request" }, { 1, "Home Test Init" },
	{ 2, "Care-of Test Init" }, { 3, "Home Test" }, { 4, "Care-of Test" },
	{ 5, "Binding Update" }, { 6, "Binding Acknowledgement" },
	{ 7, "Binding Error" }, { 8, "Fast Binding Update" },
	{ 9, "Fast Binding Acknowledgment" },
	{ 10, "Fast Neighbor Advertisement" },
	{ 11, "Experimental Mobility Header" }, { 12, "Home Agent Switch" },
	{ 13, "Heartbeat" }, { 14, "Handover Initiate" },
	{ 15, "Handover Acknowledge" }, { 16, "Binding Revocation" },
	{ 17, "Localized Routing Initiation" },
	{ 18, "Localized Routing Acknowledgment" }, { 0, NULL }
};

static const tp_value_string ba_status[] = {
	{ 0, "Binding Update accepted" },
	{ 1, "Accepted but prefix discovery necessary" },
	{ 2, "GRE_KEY_OPTION_NOT_REQUIRED" },
	{ 3, "GRE_TUNNELING_BUT_TLV_HEADER_NOT_SUPPORTED" },
	{ 4, "MCOA NOTCOMPLETE" }, { 5, "MCOA RETURNHOME WO/NDP" },
	{ 6, "PBU_ACCEPTED_TB_IGNORED_SETTINGSMISMATCH" },
	{ 128, "Reason unspecified" }, { 129, "Administratively prohibited" },
	{ 130, "Insufficient resources" },
	{ 131, "Home registration not supported" }, { 132, "Not home subnet" },
	{ 133, "Not home agent for this mobile node" },
	{ 134, "Duplicate Address Detection failed" },
	{ 135, "Sequence number out of window" },
	{ 136, "Expired home nonce index" },
	{ 137, "Expired care-of nonce index" }, { 138, "Expired nonces" },
	{ 139, "Registration type change disallowed" },
	{ 140, "Mobile Router Operation not permitted" },
	{ 141, "Invalid Prefix" }, { 142, "Not Authorized for Prefix" },
	{ 143, "Mobile Network Prefix information unavailable" },
	{ 145, "Proxy Registration not supported by the LMA" },
	{ 146, "Proxy Registrations from this MAG not allowed" },
	{ 147, "No home address for this NAI" },
	{ 148, "Invalid Time Stamp Option" },
	{ 149, "Permanent home keygen token exists" },
	{ 150, "Non-null home nonce index expected" },
	{ 151, "SERVICE_AUTHORIZATION_FAILED" },
	{ 152, "PROXY_REG_NOT_ENABLED" },
	{ 153, "NOT_LMA_FOR_THIS_MOBILE_NODE" },
	{ 154, "MAG_NOT_AUTHORIZED_FOR_PROXY_REG" },
	{ 155, "NOT_AUTHORIZED_FOR_HOME_NETWORK_PREFIX" },
	{ 156, "TIMESTAMP_MISMATCH" },
	{ 157, "TIMESTAMP_LOWER_THAN_PREV_ACCEPTED" },
	{ 158, "MISSING_HOME_NETWORK_PREFIX_OPTION" },
	{ 159, "BCE_PBU_PREFIX_SET_DO_NOT_MATCH" },
	{ 160, "MISSING_MN_IDENTIFIER_OPTION" },
	{ 161, "MISSING_HANDOFF_INDICATOR_OPTION" },
	{ 162, "MISSING_ACCESS_TECH_TYPE_OPTION" },
	{ 163, "GRE_KEY_OPTION_REQUIRED" }, { 164, "MCOA MALFORMED" },
	{ 165, "MCOA NON-MCOA BINDING EXISTS" }, { 166, "MCOA PROHIBITED" },
	{ 167, "MCOA UNKNOWN COA" },
	{ 168, "MCOA BULK REGISTRATION PROHIBITED" },
	{ 169, "MCOA SIMULTANEOUS HOME AND FOREIGN PROHIBITED" },
	{ 170, "NOT_AUTHORIZED_FOR_IPV4_MOBILITY_SERVICE" },
	{ 171, "NOT_AUTHORIZED_FOR_IPV4_HOME_ADDRESS" },
	{ 172, "NOT_AUTHORIZED_FOR_IPV6_MOBILITY_SERVICE" },
	{ 173, "MULTIPLE_IPV4_HOME_ADDRESS_ASSIGNMENT_NOT_SUPPORTED" },
	{ 174, "Invalid Care-of Address" },
	{ 175, "INVALID_MOBILE_NODE_GROUP_IDENTIFIER" },
	{ 176, "REINIT_SA_WITH_HAC" },
	{ 177, "NOT_AUTHORIZED_FOR_DELEGATED_MNP" },
	{ 178, "REQUESTED_DMNP_IN_USE" }, { 0, NULL }
};

static const tp_value_string be_status[] = {
	{ 1, "Unknown binding for Home Address destination option" },
	{ 2, "Unrecognized MH type value" }, { 0, NULL }
};

static const tp_value_string fback_status[] = {
	{ 0, "Fast Binding Update accepted" },
	{ 1, "Accepted but use supplied NCoA" }, { 128, "Reason unspecified" },
	{ 129, "Administratively prohibited" },
	{ 130, "Insufficient resources" },
	{ 131, "Incorrect interface identifier length" }, { 0, NULL }
};

static const tp_value_string option_types[] = {
	{ 0, "Pad1" }, { 1, "PadN" }, { 2, "Binding Refresh Advice" },
	{ 3, "Alternate Care-of Address" }, { 4, "Nonce Indices" },
	{ 5, "Authorization Data" }, { 6, "Mobile Network Prefix" },
	{ 7, "Mobility Header Link-Layer Address" },
	{ 8, "Mobile Node Identifier" }, { 9, "AUTH" }, { 10, "MESG-ID" },
	{ 11, "CGA Parameters Request" }, { 12, "CGA Parameters" },
	{ 13, "Signature" }, { 14, "Permanent Home Keygen Token" },
	{ 15, "Care-of Test Init" }, { 16, "Care-of Test" },
	{ 17, "DNS-UPDATE-TYPE" }, { 18, "Experimental" },
	{ 19, "Vendor Specific" }, { 20, "Service Selection" },
	{ 21, "Binding Authorization Data for FMIPv6 (BADF)" },
	{ 22, "Home Network Prefix" }, { 23, "Handoff Indicator" },
	{ 24, "Access Technology Type" },
	{ 25, "Mobile Node Link-layer Identifier" },
	{ 26, "Link-local Address" }, { 27, "Timestamp" },
	{ 28, "Restart Counter" }, { 29, "IPv4 Home Address" },
	{ 30, "IPv4 Address Acknowledgement" }, { 31, "NAT Detection" },
	{ 32, "IPv4 Care-of Address" }, { 33, "GRE Key" },
	{ 34, "Mobility Header IPv6 Address/Prefix" },
	{ 35, "Binding Identifier" }, { 36, "IPv4 Home Address Request" },
	{ 37, "IPv4 Home Address Reply" },
	{ 38, "IPv4 Default-Router Address" },
	{ 39, "IPv4 DHCP Support Mode" }, { 40, "Context Request" },
	{ 41, "Local Mobility Anchor Address" },
	{ 42, "Mobile Node Link-local Address Interface Identifier" },
	{ 43, "Transient Binding" }, { 44, "Flow Summary" },
	{ 45, "Flow Identification" }, { 46, "Redirect-Capability" },
	{ 47, "Redirect" }, { 48, "Load Information" },
	{ 49, "Alternate IPv4 Care-of Address" },
	{ 50, "Mobile Node Group Identifier" }, { 51, "MAG IPv6 Address" },
	{ 52, "Access Network Identifier" },
	{ 55, "Delegated Mobile Network Prefix" }, { 0, NULL }
};

static const tp_value_string handoffs[] = {
	{ 0, "Reserved" }, { 1, "Attachment over a new interface" },
	{ 2, "Handoff between two different interfaces of the mobile node" },
	{ 3, "Handoff between mobile access gateways for the same interface" },
	{ 4, "Handoff state unknown" },
	{ 5, "Handoff state not changed (Re-registration)" }, { 0, NULL }
};

static const tp_value_string technologies[] = {
	{ 0, "Reserved" }, { 1, "Virtual" }, { 2, "PPP" }, { 3, "IEEE 802.3" },
	{ 4, "IEEE 802.11a/b/g" }, { 5, "IEEE 802.16e" }, { 6, "3GPP GERAN" },
	{ 7, "3GPP UTRAN" }, { 8, "3GPP E-UTRAN" }, { 9, "3GPP2 eHRPD" },
	{ 10, "3GPP2 HRPD" }, { 11, "3GPP2 1xRTT" }, { 12, "3GPP2 UMB" },
	{ 0, NULL }
};

static const tp_value_string auth_types[] = {
	{ 0, "Reserved (not available for assignment)" },
	{ 3, "HMAC_SHA1_SPI" }, { 5, "Reserved for use by 3GPP2" }, { 0, NULL }
};

static const tp_value_string lla_codes[] = {
	{ 2, "Link Layer Address of the MN" }, { 0, NULL }
};

static const tp_value_string triggers[] = {
	{ 0, "Unspecified" }, { 1, "Administrative Reason" },
	{ 2, "Inter-MAG Handover - same Access Type" },
	{ 3, "Inter-MAG Handover - different Access Type" },
	{ 4, "Inter-MAG Handover - Unknown" },
	{ 5, "User Initiated Session(s) Termination" },
	{ 6, "Access Network Session(s) Termination" },
	{ 7, "Possible Out-of Sync BCE State" }, { 128, "Per-Peer Policy" },
	{ 129, "Revoking Mobility Node Local Policy" }, { 0, NULL }
};

static const tp_value_string revocation_status[] = {
	{ 0, "Success" }, { 1, "Partial Success" },
	{ 2, "Binding Does NOT Exist" },
	{ 3, "IPv4 HoA Binding Does NOT Exist" },
	{ 4, "Global Revocation NOT Authorized" },
	{ 5, "CAN NOT Identify Binding" },
	{ 6, "Revocation Failed, MN is Attached" }, { 0, NULL }
};

static const tp_value_string id_types[] = {
	{ 1, "Network Access Identifier (NAI)" }, { 0, NULL }
};

#define NUMBER(id, type, abbrev, name, base, ...)			\
	[F_##id] = { "mip6." abbrev, name, type, TP_BASE_##base,	\
	    __VA_ARGS__ }
#define OTHER(id, type, abbrev, name)					\
	[F_##id] = { "mip6." abbrev, name, type }

#define U8(id, ...) NUMBER(id, TP_FT_UINT8, __VA_ARGS__)
#define U16(id, ...) NUMBER(id, TP_FT_UINT16, __VA_ARGS__)
#define U32(id, ...) NUMBER(id, TP_FT_UINT32, __VA_ARGS__)
#define U64(id, ...) NUMBER(id, TP_FT_UINT64, __VA_ARGS__)
#define BIT(id, abbrev, name, mask)					\
	NUMBER(id, TP_FT_BOOLEAN, abbrev, name, NONE, mask)
#define V4(id, abbrev, name) OTHER(id, TP_FT_IPV4, abbrev, name)
#define V6(id, abbrev, name) OTHER(id, TP_FT_IPV6, abbrev, name)
#define OCTETS(id, abbrev, name) OTHER(id, TP_FT_BYTES, abbrev, name)
#define NONE(id, abbrev, name) OTHER(id, TP_FT_NONE, abbrev, name)
#define TEXT(id, abbrev, name) OTHER(id, TP_FT_STRING, abbrev, name)
#define TIME(id, abbrev, name)						\
	NUMBER(id, TP_FT_ABSOLUTE_TIME, abbrev, name, UTC, 0)

const tp_field_desc mobility_fields[NFIELDS] = {
	NONE(OPTION, "option", "Mobility Option"),
	U8(PROTO, "proto", "Payload protocol", DEC, 0, ipproto_strings),
	U8(HLEN, "hlen", "Header length", DEC, 0),
	U8(MHTYPE, "mhtype", "Mobility Header Type", DEC, 0, types),
	U8(RESERVED, "reserved", "Reserved", HEX, 0),
	U16(CSUM, "csum", "Checksum", HEX, 0),
	U64(HOTI_COOKIE, "hoti.cookie", "Home Init Cookie", HEX, 0),
	U64(COTI_COOKIE, "coti.cookie", "Care-of Init Cookie", HEX, 0),
	U16(HOT_NINDEX, "hot.nindex", "Home Nonce Index", DEC, 0),
	U64(HOT_COOKIE, "hot.cookie", "Home Init Cookie", HEX, 0),
	U64(HOT_TOKEN, "hot.token", "Home Keygen Token", HEX, 0),
	U16(COT_NINDEX, "cot.nindex", "Care-of Nonce Index", DEC, 0),
	U64(COT_COOKIE, "cot.cookie", "Care-of Init Cookie", HEX, 0),
	U16(BU_SEQNR, "bu.seqnr", "Sequence number", DEC, 0),
	BIT(BU_A_FLAG, "bu.a_flag", "Acknowledge (A) flag", 0x8000),
	BIT(BU_H_FLAG, "bu.h_flag", "Home Registration (H) flag", 0x4000),
	BIT(BU_L_FLAG, "bu.l_flag", "Link-Local Compatibility (L) flag",
	    0x2000),
	BIT(BU_K_FLAG, "bu.k_flag", "Key Management Compatibility (K) flag",
	    0x1000),
	BIT(BU_M_FLAG, "bu.m_flag", "MAP Registration Compatibility (M) flag",
	    0x800),
	BIT(NEMO_BU_R_FLAG, "nemo.bu.r_flag", "Mobile Router (R) flag", 0x400),
	BIT(BU_P_FLAG, "bu.p_flag", "Proxy Registration (P) flag", 0x200),
	BIT(BU_F_FLAG, "bu.f_flag", "Forcing UDP encapsulation (F) flag",
	    0x100),
	BIT(BU_T_FLAG, "bu.t_flag", "TLV-header format (T) flag", 0x80),
	BIT(BU_B_FLAG, "bu.b_flag", "Bulk-Binding-Update flag (B)", 0x40),
	U16(BU_LIFETIME, "bu.lifetime", "Lifetime", DEC, 0),
	U8(BA_STATUS, "ba.status", "Status", DEC, 0, ba_status),
	BIT(BA_K_FLAG, "ba.k_flag", "Key Management Compatibility (K) flag",
	    0x80),
	BIT(NEMO_BA_R_FLAG, "nemo.ba.r_flag", "Mobile Router (R) flag", 0x40),
	BIT(BA_P_FLAG, "ba.p_flag", "Proxy Registration (P) flag", 0x20),
	BIT(BA_T_FLAG, "ba.t_flag", "TLV-header format (T) flag", 0x10),
	BIT(BA_B_FLAG, "ba.b_flag", "Bulk-Binding-Update flag (B)", 0x8),
	U16(BA_SEQNR, "ba.seqnr", "Sequence number", DEC, 0),
	U16(BA_LIFETIME, "ba.lifetime", "Lifetime", DEC, 0),
	U8(BE_STATUS, "be.status", "Status", DEC, 0, be_status),
	V6(BE_HADDR, "be.haddr", "Home Address"),
	U16(FBU_SEQNR, "fbu.seqnr", "Sequence number", DEC, 0),
	BIT(FBU_A_FLAG, "fbu.a_flag", "Acknowledge (A) flag", 0x80),
	BIT(FBU_H_FLAG, "fbu.h_flag", "Home Registration (H) flag", 0x40),
	BIT(FBU_L_FLAG, "fbu.l_flag", "Link-Local Compatibility (L) flag",
	    0x20),
	BIT(FBU_K_FLAG, "fbu.k_flag", "Key Management Compatibility (K) flag",
	    0x10),
	U16(FBU_LIFETIME, "fbu.lifetime", "Lifetime", DEC, 0),
	U8(FBACK_STATUS, "fback.status", "Status", DEC, 0, fback_status),
	BIT(FBACK_K_FLAG, "fback.k_flag",
	    "Key Management Compatibility (K) flag", 0x80),
	U16(FBACK_SEQNR, "fback.seqnr", "Sequence number", DEC, 0),
	U16(FBACK_LIFETIME, "fback.lifetime", "Lifetime", DEC, 0),
	U8(HAS_NUM_ADDRS, "has.num_addrs", "Number of Addresses", DEC, 0),
	U8(HAS_RESERVED, "has.reserved", "Reserved", HEX, 0),
	V6(HAS_ADDRESS, "has.address", "Address"),
	BIT(HB_U_FLAG, "hb.u_flag", "Unsolicited (U) flag", 0x2),
	BIT(HB_R_FLAG, "hb.r_flag", "Response (R) flag", 0x1),
	U32(HB_SEQNR, "hb.seqnr", "Sequence number", DEC, 0),
	U16(HI_SEQNR, "hi.seqnr", "Sequence number", DEC, 0),
	BIT(HI_S_FLAG, "hi.s_flag",
	    "Assigned address configuration flag (S) flag", 0x80),
	BIT(HI_U_FLAG, "hi.u_flag", "Buffer flag (U) flag", 0x40),
	U8(HI_CODE, "hi.code", "Code", DEC, 0),
	U16(HACK_SEQNR, "hack.seqnr", "Sequence number", DEC, 0),
	U8(HACK_CODE, "hack.code", "Code", DEC, 0),
	U8(BRI_BR_TYPE, "bri_br.type", "B.R. Type", DEC, 0),
	U8(BRI_R_TRIGGER, "bri_r.trigger", "R. Trigger", DEC, 0, triggers),
	U8(BRI_STATUS, "bri_status", "Status", DEC, 0, revocation_status),
	U16(BRI_SEQNR, "bri_seqnr", "Sequence Number", DEC, 0),
	BIT(BRI_IP, "bri_ip", "Proxy Binding (P) Flag", 0x8000),
	BIT(BRI_IV, "bri_iv", "IPv4 HoA Binding Only (V) Flag", 0x4000),
	BIT(BRI_IG, "bri_ig", "Global (G) Flag", 0x2000),
	BIT(BRI_AP, "bri_ap", "Proxy Binding (P) Flag", 0x8000),
	BIT(BRI_AV, "bri_av", "IPv4 HoA Binding Only (V) Flag", 0x4000),
	BIT(BRI_AG, "bri_ag", "Global (G) Flag", 0x2000),
	U16(BRI_RES, "bri_res", "Reserved", HEX, 0x1fff),
	OCTETS(BINDING_REFRESH_REQUEST, "binding_refresh_request",
	    "Binding Refresh Request"),
	OCTETS(FAST_NEIGHBOR_ADVERTISEMENT, "fast_neighbor_advertisement",
	    "Fast Neighbor Advertisement"),
	OCTETS(UNKNOWN_TYPE_DATA, "unknown_type_data", "Message Data"),
	U8(MOBILITY_OPT, "mobility_opt", "Mobility Option", DEC, 0,
	    option_types),
	U8(MOBILITY_OPT_LEN, "mobility_opt.len", "Length", DEC, 0),
	OCTETS(PADN, "padn", "PadN"),
	U16(BRA_INTERVAL, "bra.interval", "Refresh interval", DEC, 0),
	V6(ACOA_ACOA, "acoa.acoa", "Alternate care-of address"),
	U16(NI_HNI, "ni.hni", "Home nonce index", DEC, 0),
	U16(NI_CNI, "ni.cni", "Care-of nonce index", DEC, 0),
	OCTETS(BAD_AUTH, "bad.auth", "Authenticator"),
	U8(NEMO_MNP_PFL, "nemo.mnp.pfl", "Mobile Network Prefix Length", DEC,
	    0),
	V6(NEMO_MNP_MNP, "nemo.mnp.mnp", "Mobile Network Prefix"),
	U8(LLA_OPTCODE, "lla.optcode", "Option-Code", DEC, 0, lla_codes),
	OCTETS(LLA, "lla", "Link-layer address"),
	U8(MNID_SUBTYPE, "mnid.subtype", "Subtype", DEC, 0, id_types),
	TEXT(MNID_IDENTIFIER, "mnid.identifier", "Identifier"),
	U8(AUTH_SUBTYPE, "auth.subtype", "Subtype", DEC, 0, auth_types),
	U32(AUTH_MOBILITY_SPI, "auth.mobility_spi", "Mobility SPI", DEC, 0),
	OCTETS(AUTH_AUTH_DATA, "auth.auth_data", "Authentication Data"),
	TIME(MSEG_ID_TIMESTAMP, "mseg_id.timestamp", "Timestamp"),
	U32(BADFF_SPI, "badff.spi", "SPI", DEC, 0),
	OCTETS(BADFF_AUTH, "badff.auth", "Authenticator"),
	U8(HI, "hi", "Handoff Indicator", DEC, 0, handoffs),
	U8(HI_RESERVED, "hi.reserved", "Reserved", DEC, 0),
	U8(ATT, "att", "Access Technology Type", DEC, 0, technologies),
	U8(ATT_RESERVED, "att.reserved", "Reserved", DEC, 0),
	U16(MNLLI_RESERVED, "mnlli.reserved", "Reserved", DEC, 0xffff),
	OCTETS(MNLLI_LLI, "mnlli.lli", "Link-layer Identifier"),
	TIME(TIMESTAMP_TMP, "timestamp_tmp", "Timestamp"),
	V6(LILA_LLA, "lila_lla", "Link-local Address"),
	U32(RC, "rc", "Restart Counter", DEC, 0),
	U32(GRE_KEY, "gre_key", "GRE Key", DEC, 0),
	U8(IPV4HA_PREFLEN, "ipv4ha.preflen", "Prefix-len", DEC, 0xfc),
	V4(IPV4HA_HA, "ipv4ha.ha", "IPv4 Home Address"),
	U8(IPV4AA_STS, "ipv4aa.sts", "Status", DEC, 0),
	U16(IPV4COA_RESERVED, "ipv4coa.reserved", "Reserved", DEC, 0xffff),
	V4(IPV4COA_ADDR, "ipv4coa.addr", "IPv4 Care-of address"),
	TEXT(SS_IDENTIFIER, "ss.identifier", "Identifier"),
};

static void
add(tp_tvb *t, const struct part *p, uint32_t n)
{
	parts_add(t, mobility_fields, p, n);
}

/* -------------------------------------------------------------- options */

/* RFC 6275, 6.2 */
static const struct part padn[] = { { F_PADN, 0, 0, 0 } };
static const struct part refresh[] = { { F_BRA_INTERVAL, 2, 0, 0 } };
static const struct part care_of[] = { { F_ACOA_ACOA, 16, 0, 0 } };
static const struct part nonces[] = {
	{ F_NI_HNI, 2, 0, 0 }, { F_NI_CNI, 2, 0, 0 }
};
static const struct part authorization[] = { { F_BAD_AUTH, 0, 0, 0 } };
/* RFC 3963, 4.3; RFC 5213, 8.3 */
static const struct part network[] = {
	{ PART_SKIP, 1, 0, 0 }, { F_NEMO_MNP_PFL, 1, 0, 0 },
	{ F_NEMO_MNP_MNP, 16, 0, 0 }
};
/* RFC 5568, 6.4.4 */
static const struct part link_address[] = {
	{ F_LLA_OPTCODE, 1, 0, 0 }, { F_LLA, 0, 0, 0 }
};
/* RFC 4283, 3 */
static const struct part identifier[] = {
	{ F_MNID_SUBTYPE, 1, 0, 0 }, { F_MNID_IDENTIFIER, 0, 0, 0 }
};
/* RFC 4285, 5 */
static const struct part message_auth[] = {
	{ F_AUTH_SUBTYPE, 1, 0, 0 }, { F_AUTH_MOBILITY_SPI, 4, 0, 0 },
	{ F_AUTH_AUTH_DATA, 0, 0, 0 }
};
static const struct part service[] = { { F_SS_IDENTIFIER, 0, 0, 0 } };
/* RFC 5568, 6.4.5 */
static const struct part fast_auth[] = {
	{ F_BADFF_SPI, 4, 0, 0 }, { F_BADFF_AUTH, 0, 0, 0 }
};
/* RFC 5213, 8.4 to 8.7 */
static const struct part handoff[] = {
	{ F_HI_RESERVED, 1, 0, 0 }, { F_HI, 1, 0, 0 }
};
static const struct part technology[] = {
	{ F_ATT_RESERVED, 1, 0, 0 }, { F_ATT, 1, 0, 0 }
};
static const struct part link_id[] = {
	{ F_MNLLI_RESERVED, 2, 1, 0 }, { F_MNLLI_LLI, 0, 0, 0 }
};
static const struct part link_local[] = { { F_LILA_LLA, 16, 0, 0 } };
/* RFC 5847, 4.3; RFC 5845, 6.1 */
static const struct part restarts[] = { { F_RC, 4, 0, 0 } };

enum { OPT_PAD1 = 0, OPT_MESSAGE_ID = 10, OPT_TIMESTAMP = 27 };

static const struct layout options[] = {
	{ 1, PARTS(padn) }, { 2, PARTS(refresh) }, { 3, PARTS(care_of) },
	{ 4, PARTS(nonces) }, { 5, PARTS(authorization) },
	{ 6, PARTS(network) }, { 7, PARTS(link_address) },
	{ 8, PARTS(identifier) }, { 9, PARTS(message_auth) },
	{ 20, PARTS(service) }, { 21, PARTS(fast_auth) },
	{ 22, PARTS(network) }, { 23, PARTS(handoff) },
	{ 24, PARTS(technology) }, { 25, PARTS(link_id) },
	{ 26, PARTS(link_local) }, { 28, PARTS(restarts) }, { 0, 0, NULL }
};

/* The body of an option, which fills t. */
static void
add_option(tp_tvb *t, uint32_t type)
{
	const struct layout *l = layout_find(options, type);

	if (type == OPT_MESSAGE_ID)
		parts_add_time(t, F_MSEG_ID_TIMESTAMP);
	else if (type == OPT_TIMESTAMP)
		parts_add_time(t, F_TIMESTAMP_TMP);
	if (l != NULL && tp_unread(t) > 0)
		add(t, l->parts, l->nparts);
}

static int
known(uint32_t type)
{
	return type == OPT_MESSAGE_ID || type == OPT_TIMESTAMP ||
	    layout_find(options, type) != NULL;
}

static void
add_options(tp_tvb *t)
{
	while (tp_more(t)) {
		uint32_t off = t->off, type = tp_u8(t), len;
		tp_item outer;
		tp_tvb body;

		if (type == OPT_PAD1)
			continue;
		if (tp_unread(t) == 0 || !tp_has(t, t->off, 1))
			return;
		len = t->data[t->off];
		if (len >= tp_unread(t))
			return;
		outer = tp_open(t, F_OPTION, off, len + 2, 0);
		if (!known(type))
			(void)tp_add(t, F_MOBILITY_OPT, off, 1, type);
		(void)tp_f_u8(t, F_MOBILITY_OPT_LEN);
		body = tp_sub(t, len);
		add_option(&body, type);
		tp_close(t, outer);
	}
}

/* ------------------------------------------------------------- messages */

/* RFC 6275, 6.1 */
static const struct part head[] = {
	{ F_PROTO, 1, 0, 0 }, { F_HLEN, 1, 0, 0 }, { F_MHTYPE, 1, 0, 0 },
	{ F_RESERVED, 1, 0, 0 }, { F_CSUM, 2, 0, 0 }
};
static const struct part refresh_request[] = {
	{ F_BINDING_REFRESH_REQUEST, 2, 0, 0 }
};
static const struct part home_test[] = {
	{ F_HOT_NINDEX, 2, 0, 0 }, { F_HOT_COOKIE, 8, 0, 0 },
	{ F_HOT_TOKEN, 8, 0, 0 }
};
static const struct part care_of_test[] = {
	{ F_COT_NINDEX, 2, 0, 0 }, { F_COT_COOKIE, 8, 0, 0 },
	{ F_HOT_TOKEN, 8, 0, 0 }
};
static const struct part update[] = {
	{ F_BU_SEQNR, 2, 0, 0 }, { F_BU_A_FLAG, 2, 10, 0 },
	{ F_BU_LIFETIME, 2, 0, 0 }
};
static const struct part acknowledgement[] = {
	{ F_BA_STATUS, 1, 0, 0 }, { F_BA_K_FLAG, 1, 5, 0 },
	{ F_BA_SEQNR, 2, 0, 0 }, { F_BA_LIFETIME, 2, 0, 0 }
};
static const struct part home_init[] = {
	{ PART_SKIP, 2, 0, 0 }, { F_HOTI_COOKIE, 8, 0, 0 }
};
static const struct part care_of_init[] = {
	{ PART_SKIP, 2, 0, 0 }, { F_COTI_COOKIE, 8, 0, 0 }
};
static const struct part error[] = {
	{ F_BE_STATUS, 1, 0, 0 }, { PART_SKIP, 1, 0, 0 },
	{ F_BE_HADDR, 16, 0, 0 }
};
/* RFC 5568, 6.2 */
static const struct part fast_update[] = {
	{ F_FBU_SEQNR, 2, 0, 0 }, { F_FBU_A_FLAG, 1, 4, 0 },
	{ PART_SKIP, 1, 0, 0 }, { F_FBU_LIFETIME, 2, 0, 0 }
};
static const struct part fast_acknowledgement[] = {
	{ F_FBACK_STATUS, 1, 0, 0 }, { F_FBACK_K_FLAG, 1, 1, 0 },
	{ F_FBACK_SEQNR, 2, 0, 0 }, { F_FBACK_LIFETIME, 2, 0, 0 }
};
static const struct part fast_neighbor[] = {
	{ F_FAST_NEIGHBOR_ADVERTISEMENT, 2, 0, 0 }
};
static const struct part handover[] = {
	{ F_HI_SEQNR, 2, 0, 0 }, { F_HI_S_FLAG, 1, 2, 0 },
	{ F_HI_CODE, 1, 0, 0 }
};
static const struct part handover_answer[] = {
	{ F_HACK_SEQNR, 2, 0, 0 }, { PART_SKIP, 1, 0, 0 },
	{ F_HACK_CODE, 1, 0, 0 }
};
/* RFC 5142, 2: addresses follow */
static const struct part agent_switch[] = {
	{ F_HAS_NUM_ADDRS, 1, 0, 0 }, { F_HAS_RESERVED, 1, 0, 0 }
};
/* RFC 5847, 4.1 */
static const struct part heartbeat[] = {
	{ PART_SKIP, 1, 0, 0 }, { F_HB_U_FLAG, 1, 2, 0 },
	{ F_HB_SEQNR, 4, 0, 0 }
};
/* RFC 5846, 5: indication and acknowledgement */
static const struct part revocation[] = {
	{ F_BRI_BR_TYPE, 1, 0, 0 }, { F_BRI_R_TRIGGER, 1, 0, 0 },
	{ F_BRI_SEQNR, 2, 0, 0 }, { F_BRI_IP, 2, 4, 0 }
};
static const struct part revocation_answer[] = {
	{ F_BRI_BR_TYPE, 1, 0, 0 }, { F_BRI_STATUS, 1, 0, 0 },
	{ F_BRI_SEQNR, 2, 0, 0 }, { F_BRI_AP, 2, 3, 0 }
};
static const struct part unknown[] = { { F_UNKNOWN_TYPE_DATA, 0, 0, 0 } };

enum { TYPE_SWITCH = 12, TYPE_REVOCATION = 16 };

static const struct layout messages[] = {
	{ 0, PARTS(refresh_request) }, { 1, PARTS(home_init) },
	{ 2, PARTS(care_of_init) }, { 3, PARTS(home_test) },
	{ 4, PARTS(care_of_test) }, { 5, PARTS(update) },
	{ 6, PARTS(acknowledgement) }, { 7, PARTS(error) },
	{ 8, PARTS(fast_update) }, { 9, PARTS(fast_acknowledgement) },
	{ 10, PARTS(fast_neighbor) }, { TYPE_SWITCH, PARTS(agent_switch) },
	{ 13, PARTS(heartbeat) }, { 14, PARTS(handover) },
	{ 15, PARTS(handover_answer) }, { TYPE_REVOCATION, PARTS(revocation) },
	{ 0, 0, NULL }
};

void
mobility_tree(tp_tvb *t)
{
	const struct layout *l;
	uint32_t type = tp_has(t, 0, 3) ? t->data[2] : 0;
	uint32_t second = tp_has(t, 0, 7) ? t->data[6] : 0;

	add(t, head, TP_COUNT(head));
	if (t->err)
		return;
	l = layout_find(messages, type);
	if (l == NULL) {
		add(t, unknown, TP_COUNT(unknown));
		return;
	}
	if (type == TYPE_REVOCATION && second == 2)
		add(t, revocation_answer, TP_COUNT(revocation_answer));
	else
		add(t, l->parts, l->nparts);
	if (type == TYPE_SWITCH)
		parts_add_addrs(t, F_HAS_ADDRESS, second);
	add_options(t);
}
