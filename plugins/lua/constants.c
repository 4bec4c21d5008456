/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Constants, with the values that Wireshark 4.0.17 gives them, or 4.4.5 those
 * that 4.0.17 lacks; ftypes is 4.4.5's, since both numberings in one table
 * would give one number to two types.  (Two names of character sets are
 * 4.4.5's: 4.0.17 has them for another set.)
 */
#include "classes.h"

struct constant {
	const char *name;
	lua_Integer v;
};

static const struct constant globals[] = {
	{ "DESEGMENT_ONE_MORE_SEGMENT", 0xfffffff },
	{ "ENC_3GPP_TS_23_038_7BITS", 44 },
	{ "ENC_3GPP_TS_23_038_7BITS_PACKED", 44 },
	{ "ENC_3GPP_TS_23_038_7BITS_UNPACKED", 76 },
	{ "ENC_ANTI_HOST_ENDIAN", 0 }, { "ENC_APN_STR", 84 },
	{ "ENC_ASCII", 0 }, { "ENC_ASCII_7BITS", 52 },
	{ "ENC_BCD_DIGITS_0_9", 68 }, { "ENC_BCD_ODD_NUM_DIG", 0x10000 },
	{ "ENC_BCD_SKIP_FIRST", 0x20000 }, { "ENC_BIG_ENDIAN", 0 },
	{ "ENC_BOM", 0x20000000 }, { "ENC_CHARENCODING_MASK", 65534 },
	{ "ENC_CP437", 50 }, { "ENC_CP855", 62 }, { "ENC_CP866", 64 },
	{ "ENC_DECT_STANDARD_4BITS_TBCD", 88 },
	{ "ENC_DECT_STANDARD_8BITS", 86 }, { "ENC_EBCDIC", 46 },
	{ "ENC_EBCDIC_CP037", 56 }, { "ENC_EBCDIC_CP500", 96 },
	{ "ENC_ETSI_TS_102_221_ANNEX_A", 78 }, { "ENC_EUC_KR", 82 },
	{ "ENC_GB18030", 80 }, { "ENC_HOST_ENDIAN", -2147483648 },
	{ "ENC_IMF_DATE_TIME", 0x40000 }, { "ENC_ISO_646_BASIC", 66 },
	{ "ENC_ISO_646_IRV", 0 }, { "ENC_ISO_8601_DATE", 0x10000 },
	{ "ENC_ISO_8601_DATE_TIME", 0x30000 },
	{ "ENC_ISO_8601_DATE_TIME_BASIC", 0x100000 },
	{ "ENC_ISO_8601_TIME", 0x20000 }, { "ENC_ISO_8859_1", 10 },
	{ "ENC_ISO_8859_10", 28 }, { "ENC_ISO_8859_11", 30 },
	{ "ENC_ISO_8859_13", 34 }, { "ENC_ISO_8859_14", 36 },
	{ "ENC_ISO_8859_15", 38 }, { "ENC_ISO_8859_16", 40 },
	{ "ENC_ISO_8859_2", 12 }, { "ENC_ISO_8859_3", 14 },
	{ "ENC_ISO_8859_4", 16 }, { "ENC_ISO_8859_5", 18 },
	{ "ENC_ISO_8859_6", 20 }, { "ENC_ISO_8859_7", 22 },
	{ "ENC_ISO_8859_8", 24 }, { "ENC_ISO_8859_9", 26 },
	{ "ENC_KEYPAD_ABC_TBCD", 70 }, { "ENC_KEYPAD_BC_TBCD", 72 },
	{ "ENC_LITTLE_ENDIAN", 0x80000000 }, { "ENC_MAC_ROMAN", 48 },
	{ "ENC_NA", 0 }, { "ENC_NUM_PREF", 0x200000 },
	{ "ENC_RFC_1123", 0x80000 }, { "ENC_RFC_822", 0x40000 },
	{ "ENC_SEP_COLON", 0x20000 }, { "ENC_SEP_DASH", 0x40000 },
	{ "ENC_SEP_DOT", 0x80000 }, { "ENC_SEP_MASK", 0x1f0000 },
	{ "ENC_SEP_NONE", 0x10000 }, { "ENC_SEP_SPACE", 0x100000 },
	{ "ENC_STRING", 0x3000000 }, { "ENC_STR_HEX", 0x2000000 },
	{ "ENC_STR_MASK", 65534 }, { "ENC_STR_NUM", 0x1000000 },
	{ "ENC_STR_TIME_MASK", 0x1f0000 }, { "ENC_T61", 54 },
	{ "ENC_TIME_CLASSIC_MAC_OS_SECS", 38 }, { "ENC_TIME_MIP6", 36 },
	{ "ENC_TIME_MP4_FILE_SECS", 38 }, { "ENC_TIME_MSECS", 20 },
	{ "ENC_TIME_MSEC_NTP", 34 }, { "ENC_TIME_NSECS", 40 },
	{ "ENC_TIME_NTP", 2 }, { "ENC_TIME_NTP_BASE_ZERO", 8 },
	{ "ENC_TIME_RFC_3971", 32 }, { "ENC_TIME_RTPS", 8 },
	{ "ENC_TIME_SECS", 18 }, { "ENC_TIME_SECS_NSECS", 0 },
	{ "ENC_TIME_SECS_NTP", 24 }, { "ENC_TIME_SECS_USECS", 16 },
	{ "ENC_TIME_TIMESPEC", 0 }, { "ENC_TIME_TIMEVAL", 16 },
	{ "ENC_TIME_TOD", 4 }, { "ENC_TIME_USECS", 48 },
	{ "ENC_TIME_ZBEE_ZCL", 50 }, { "ENC_UCS_2", 6 }, { "ENC_UCS_4", 8 },
	{ "ENC_UTF_16", 4 }, { "ENC_UTF_8", 2 }, { "ENC_VARINT_MASK", 30 },
	{ "ENC_VARINT_PROTOBUF", 2 }, { "ENC_VARINT_QUIC", 4 },
	{ "ENC_VARINT_SDNV", 16 }, { "ENC_VARINT_ZIGZAG", 8 },
	{ "ENC_WINDOWS_1250", 42 }, { "ENC_WINDOWS_1251", 60 },
	{ "ENC_WINDOWS_1252", 58 }, { "ENC_ZIGBEE", 0x40000000 },
	{ "H225_ALERTING", 3 }, { "H225_CALL_PROCEDING", 1 },
	{ "H225_CONNECT", 2 }, { "H225_CS", 1 }, { "H225_EMPTY", 8 },
	{ "H225_FACILITY", 6 }, { "H225_INFORMATION", 4 },
	{ "H225_NOTIFY", 12 }, { "H225_OTHER", 13 }, { "H225_OTHERS", 2 },
	{ "H225_PROGRESS", 7 }, { "H225_RAS", 0 },
	{ "H225_RELEASE_COMPLET", 5 }, { "H225_SETUP", 0 },
	{ "H225_SETUP_ACK", 11 }, { "H225_STATUS", 9 },
	{ "H225_STATUS_INQUIRY", 10 }, { "MENU_ANALYZE_CONVERSATION", 1 },
	{ "MENU_ANALYZE_CONVERSATION_FILTER", 1 },
	{ "MENU_ANALYZE_UNSORTED", 0 }, { "MENU_LOG_ANALYZE_UNSORTED", 15 },
	{ "MENU_LOG_STAT_UNSORTED", 16 },
	{ "MENU_PACKET_ANALYZE_UNSORTED", 0 },
	{ "MENU_PACKET_STAT_UNSORTED", 2 }, { "MENU_STAT_CONVERSATION", 4 },
	{ "MENU_STAT_CONVERSATION_LIST", 4 }, { "MENU_STAT_ENDPOINT", 5 },
	{ "MENU_STAT_ENDPOINT_LIST", 5 }, { "MENU_STAT_GENERIC", 3 },
	{ "MENU_STAT_RESPONSE", 6 }, { "MENU_STAT_RESPONSE_TIME", 6 },
	{ "MENU_STAT_RSERPOOL", 7 }, { "MENU_STAT_TELEPHONY", 8 },
	{ "MENU_STAT_TELEPHONY_3GPP_UU", 11 },
	{ "MENU_STAT_TELEPHONY_ANSI", 9 }, { "MENU_STAT_TELEPHONY_GSM", 10 },
	{ "MENU_STAT_TELEPHONY_LTE", 11 }, { "MENU_STAT_TELEPHONY_MTP3", 12 },
	{ "MENU_STAT_TELEPHONY_SCTP", 13 }, { "MENU_STAT_UNSORTED", 2 },
	{ "MENU_TELEPHONY_3GPP_UU", 11 }, { "MENU_TELEPHONY_ANSI", 9 },
	{ "MENU_TELEPHONY_GSM", 10 }, { "MENU_TELEPHONY_MTP3", 12 },
	{ "MENU_TELEPHONY_SCTP", 13 }, { "MENU_TELEPHONY_UNSORTED", 8 },
	{ "MENU_TOOLS_UNSORTED", 14 }, { "P2P_DIR_RECV", 1 },
	{ "P2P_DIR_SENT", 0 }, { "P2P_DIR_UNKNOWN", -1 },
	{ "PI_ASSUMPTION", 0xd000000 }, { "PI_CHAT", 0x200000 },
	{ "PI_CHECKSUM", 0x1000000 }, { "PI_COMMENT", 0x100000 },
	{ "PI_COMMENTS_GROUP", 0xb000000 }, { "PI_DEBUG", 0x8000000 },
	{ "PI_DECRYPTION", 0xc000000 }, { "PI_DEPRECATED", 0xe000000 },
	{ "PI_DISSECTOR_BUG", 0x11000000 }, { "PI_ERROR", 0x800000 },
	{ "PI_GROUP_MASK", 0xff000000 }, { "PI_INTERFACE", 0x10000000 },
	{ "PI_MALFORMED", 0x7000000 }, { "PI_NOTE", 0x400000 },
	{ "PI_PROTOCOL", 0x9000000 }, { "PI_REASSEMBLE", 0x6000000 },
	{ "PI_RECEIVE", 0xf000000 }, { "PI_REQUEST_CODE", 0x4000000 },
	{ "PI_RESPONSE_CODE", 0x3000000 }, { "PI_SECURITY", 0xa000000 },
	{ "PI_SEQUENCE", 0x2000000 }, { "PI_SEVERITY_MASK", 0xf00000 },
	{ "PI_UNDECODED", 0x5000000 }, { "PI_WARN", 0x600000 },
	{ NULL, 0 }
};

static const struct constant base[] = {
	{ "ALLOW_ZERO", 2048 }, { "COLON", 10 }, { "CUSTOM", 6 },
	{ "DASH", 9 }, { "DEC", 1 }, { "DEC_HEX", 4 }, { "DOT", 8 },
	{ "DOY_UTC", 20 }, { "EXP", 7 }, { "EXT_STRING", 512 }, { "HEX", 2 },
	{ "HEX_DEC", 5 }, { "LOCAL", 18 }, { "NETMASK", 12 }, { "NONE", 0 },
	{ "NO_DISPLAY_VALUE", 8192 }, { "NTP_UTC", 21 }, { "OCT", 3 },
	{ "OUI", 17 }, { "PROTOCOL_INFO", 16384 }, { "PT_DCCP", 15 },
	{ "PT_SCTP", 16 }, { "PT_TCP", 14 }, { "PT_UDP", 13 },
	{ "RANGE_STRING", 256 }, { "SHOW_ASCII_PRINTABLE", 0x10000 },
	{ "SHOW_UTF_8_PRINTABLE", 0x20000 }, { "SPACE", 11 },
	{ "SPECIAL_VALS", 32768 }, { "STR_WSP", 23 }, { "UNIT_STRING", 4096 },
	{ "UNIX", 22 }, { "UTC", 19 }, { "VAL64_STRING", 1024 },
	{ NULL, 0 }
};

static const struct constant ftypes[] = {
	{ "ABSOLUTE_TIME", 24 }, { "AX25", 39 }, { "AX25_ADDR_LEN", 7 },
	{ "BADARG", 2 }, { "BOOLEAN", 2 }, { "BYTES", 30 }, { "CHAR", 3 },
	{ "DOUBLE", 23 }, { "ERROR", 3 }, { "ETHER", 29 }, { "ETHER_LEN", 6 },
	{ "EUI64", 38 }, { "EUI64_LEN", 8 }, { "FALSE", 0 }, { "FCWWN", 44 },
	{ "FCWWN_LEN", 8 }, { "FLOAT", 22 }, { "FRAMENUM", 35 },
	{ "GUID", 36 }, { "GUID_LEN", 16 }, { "IEEE_11073_FLOAT", 21 },
	{ "IEEE_11073_SFLOAT", 20 }, { "INT16", 13 }, { "INT24", 14 },
	{ "INT32", 15 }, { "INT40", 16 }, { "INT48", 17 }, { "INT56", 18 },
	{ "INT64", 19 }, { "INT8", 12 }, { "IPXNET", 34 }, { "IPXNET_LEN", 4 },
	{ "IPv4", 32 }, { "IPv4_LEN", 4 }, { "IPv6", 33 }, { "IPv6_LEN", 16 },
	{ "NONE", 0 }, { "NUM_TYPES", 46 }, { "OID", 37 }, { "OK", 0 },
	{ "OVERFLOW", 1 }, { "PROTOCOL", 1 }, { "RELATIVE_TIME", 25 },
	{ "REL_OID", 41 }, { "SCALAR", 47 }, { "STRING", 26 },
	{ "STRINGZ", 27 }, { "STRINGZPAD", 43 }, { "STRINGZTRUNC", 45 },
	{ "SYSTEM_ID", 42 }, { "TRUE", 1 }, { "UINT16", 5 }, { "UINT24", 6 },
	{ "UINT32", 7 }, { "UINT40", 8 }, { "UINT48", 9 }, { "UINT56", 10 },
	{ "UINT64", 11 }, { "UINT8", 4 }, { "UINT_BYTES", 31 },
	{ "UINT_STRING", 28 }, { "VARINT_MAX_LEN", 10 }, { "VINES", 40 },
	{ "VINES_ADDR_LEN", 6 },
	{ NULL, 0 }
};

static const struct constant frametype[] = {
	{ "ACK", 3 }, { "DUP_ACK", 4 }, { "NONE", 0 }, { "NUM_TYPES", 7 },
	{ "REQUEST", 1 }, { "RESPONSE", 2 }, { "RETRANS_NEXT", 6 },
	{ "RETRANS_PREV", 5 },
	{ NULL, 0 }
};

static const struct constant expert_group[] = {
	{ "ASSUMPTION", 0xd000000 }, { "CHECKSUM", 0x1000000 },
	{ "COMMENTS_GROUP", 0xb000000 }, { "DEBUG", 0x8000000 },
	{ "DECRYPTION", 0xc000000 }, { "DEPRECATED", 0xe000000 },
	{ "DISSECTOR_BUG", 0x11000000 }, { "GROUP_MASK", 0xff000000 },
	{ "INTERFACE", 0x10000000 }, { "MALFORMED", 0x7000000 },
	{ "PROTOCOL", 0x9000000 }, { "REASSEMBLE", 0x6000000 },
	{ "RECEIVE", 0xf000000 }, { "REQUEST_CODE", 0x4000000 },
	{ "RESPONSE_CODE", 0x3000000 }, { "SECURITY", 0xa000000 },
	{ "SEQUENCE", 0x2000000 }, { "UNDECODED", 0x5000000 },
	{ NULL, 0 }
};

static const struct constant expert_severity[] = {
	{ "CHAT", 0x200000 }, { "COMMENT", 0x100000 }, { "ERROR", 0x800000 },
	{ "NOTE", 0x400000 }, { "SEVERITY_MASK", 0xf00000 },
	{ "WARN", 0x600000 },
	{ NULL, 0 }
};

static const struct constant wtap[] = {
	{ "3MB_ETHERNET", 184 }, { "APPLE_IP_OVER_IEEE1394", 62 },
	{ "ARCNET", 8 }, { "ARCNET_LINUX", 9 }, { "ASCEND", 16 },
	{ "ATM_PDUS", 13 }, { "ATM_PDUS_UNTRUNCATED", 14 },
	{ "ATM_RFC1483", 10 }, { "ATSC_ALP", 220 }, { "AUERSWALD_LOG", 219 },
	{ "AUTOSAR_DLT", 218 }, { "AX25", 148 }, { "AX25_KISS", 147 },
	{ "BACNET_MS_TP", 63 }, { "BACNET_MS_TP_WITH_PHDR", 143 },
	{ "BER", 90 }, { "BLUETOOTH_BREDR_BB", 160 }, { "BLUETOOTH_H4", 41 },
	{ "BLUETOOTH_H4_WITH_PHDR", 99 }, { "BLUETOOTH_HCI", 102 },
	{ "BLUETOOTH_LE_LL", 154 }, { "BLUETOOTH_LE_LL_WITH_PHDR", 161 },
	{ "BLUETOOTH_LINUX_MONITOR", 159 }, { "CAN20B", 109 },
	{ "CATAPULT_DCT2000", 89 }, { "CHDLC", 28 }, { "CHDLC_WITH_PHDR", 40 },
	{ "CISCO_IOS", 29 }, { "COSINE", 34 }, { "DBUS", 146 },
	{ "DECT_NR", 225 }, { "DOCSIS", 33 }, { "DOCSIS31_XRA31", 199 },
	{ "DPAUXMON", 200 }, { "DPNSS", 117 }, { "DVBCI", 132 },
	{ "EBHSCR", 204 }, { "EMS", 224 }, { "ENC", 38 }, { "EPON", 172 },
	{ "ERF", 98 }, { "ERI_ENB_LOG", 213 }, { "ETHERNET", 1 },
	{ "ETHERNET_MPACKET", 198 }, { "ETW", 212 }, { "FDDI", 5 },
	{ "FDDI_BITSWAPPED", 6 }, { "FIBRE_CHANNEL_FC2", 121 },
	{ "FIBRE_CHANNEL_FC2_WITH_FRAME_DELIMS", 122 }, { "FIRA_UCI", 221 },
	{ "FLEXRAY", 106 }, { "FRELAY", 26 }, { "FRELAY_WITH_PHDR", 27 },
	{ "GCOM_SERIAL", 78 }, { "GCOM_TIE1", 77 }, { "GFP_F", 179 },
	{ "GFP_T", 178 }, { "GPRS_LLC", 66 }, { "GSM_UM", 116 },
	{ "HHDLC", 32 }, { "I2C_LINUX", 112 }, { "IEEE802_15_4", 104 },
	{ "IEEE802_15_4_NOFCS", 127 }, { "IEEE802_15_4_NONASK_PHY", 113 },
	{ "IEEE802_15_4_TAP", 206 }, { "IEEE802_16_MAC_CPS", 93 },
	{ "IEEE_802_11", 20 }, { "IEEE_802_11_AVS", 24 },
	{ "IEEE_802_11_NETMON", 126 }, { "IEEE_802_11_PRISM", 21 },
	{ "IEEE_802_11_RADIOTAP", 23 }, { "IEEE_802_11_WITH_RADIO", 22 },
	{ "INFINIBAND", 150 }, { "IPMB_KONTRON", 103 }, { "IPMI_TRACE", 173 },
	{ "IPNET", 124 }, { "IP_OVER_FC", 18 }, { "IP_OVER_IB_PCAP", 180 },
	{ "IP_OVER_IB_SNOOP", 137 }, { "IRDA", 44 }, { "ISDN", 17 },
	{ "ISO14443", 177 }, { "IXVERIWAVE", 144 }, { "JPEG_JFIF", 123 },
	{ "JSON", 175 }, { "JUNIPER_ATM1", 67 }, { "JUNIPER_ATM2", 68 },
	{ "JUNIPER_CHDLC", 86 }, { "JUNIPER_ETHER", 83 },
	{ "JUNIPER_FRELAY", 85 }, { "JUNIPER_GGSN", 87 },
	{ "JUNIPER_MLFR", 82 }, { "JUNIPER_MLPPP", 81 }, { "JUNIPER_PPP", 84 },
	{ "JUNIPER_PPPOE", 76 }, { "JUNIPER_ST", 197 },
	{ "JUNIPER_SVCS", 151 }, { "JUNIPER_VN", 181 }, { "JUNIPER_VP", 91 },
	{ "K12", 80 }, { "LAPB", 12 }, { "LAPD", 131 },
	{ "LAYER1_EVENT", 110 }, { "LIN", 107 }, { "LINUX_ATM_CLIP", 11 },
	{ "LINUX_LAPD", 88 }, { "LOCALTALK", 30 }, { "LOGCAT", 163 },
	{ "LOGCAT_BRIEF", 164 }, { "LOGCAT_LONG", 170 },
	{ "LOGCAT_PROCESS", 165 }, { "LOGCAT_TAG", 166 },
	{ "LOGCAT_THREAD", 167 }, { "LOGCAT_THREADTIME", 169 },
	{ "LOGCAT_TIME", 168 }, { "LOG_3GPP", 207 }, { "LOOP", 174 },
	{ "LORATAP", 183 }, { "MA_WFP_CAPTURE_2V4", 193 },
	{ "MA_WFP_CAPTURE_2V6", 194 }, { "MA_WFP_CAPTURE_AUTH_V4", 195 },
	{ "MA_WFP_CAPTURE_AUTH_V6", 196 }, { "MA_WFP_CAPTURE_V4", 191 },
	{ "MA_WFP_CAPTURE_V6", 192 }, { "MDB", 223 }, { "MIME", 134 },
	{ "MOST", 108 }, { "MP4", 209 }, { "MPEG", 96 }, { "MPEG_2_TS", 138 },
	{ "MTP2", 42 }, { "MTP2_WITH_PHDR", 75 }, { "MTP3", 43 },
	{ "MUX27010", 133 }, { "NETANALYZER", 135 },
	{ "NETANALYZER_TRANSPARENT", 136 }, { "NETLINK", 158 },
	{ "NETMON_HEADER", 188 }, { "NETMON_NETWORK_INFO_EX", 190 },
	{ "NETMON_NET_FILTER", 189 }, { "NETMON_NET_NETEVENT", 187 },
	{ "NETTL_ETHERNET", 71 }, { "NETTL_FDDI", 73 },
	{ "NETTL_RAW_ICMP", 64 }, { "NETTL_RAW_ICMPV6", 65 },
	{ "NETTL_RAW_IP", 70 }, { "NETTL_RAW_TELNET", 94 },
	{ "NETTL_TOKEN_RING", 72 }, { "NETTL_UNKNOWN", 74 },
	{ "NETTL_X25", 79 }, { "NFC_LLCP", 140 }, { "NFLOG", 141 },
	{ "NONE", -2 }, { "NORDIC_BLE", 186 }, { "NSTRACE_1_0", 119 },
	{ "NSTRACE_2_0", 120 }, { "NSTRACE_3_0", 162 }, { "NSTRACE_3_5", 176 },
	{ "NULL", 15 }, { "OLD_PFLOG", 31 }, { "PACKETLOGGER", 118 },
	{ "PER_PACKET", -1 }, { "PFLOG", 39 }, { "PKTAP", 171 }, { "PPI", 97 },
	{ "PPP", 4 }, { "PPP_ETHER", 139 }, { "PPP_WITH_PHDR", 19 },
	{ "RAW_IP", 7 }, { "RAW_IP4", 129 }, { "RAW_IP6", 130 },
	{ "RAW_IPFIX", 128 }, { "REDBACK", 69 }, { "RFC7468", 202 },
	{ "RTAC_SERIAL", 153 }, { "RUBY_MARSHAL", 201 }, { "SCCP", 101 },
	{ "SCTP", 149 }, { "SDH", 145 }, { "SDLC", 36 },
	{ "SILABS_DEBUG_CHANNEL", 222 }, { "SITA", 100 }, { "SLIP", 3 },
	{ "SLL", 25 }, { "SLL2", 210 }, { "SOCKETCAN", 125 },
	{ "STANAG_4607", 156 }, { "STANAG_5066_D_PDU", 157 },
	{ "SYMANTEC", 61 }, { "SYSTEMD_JOURNAL", 203 }, { "TNEF", 114 },
	{ "TOKEN_RING", 2 }, { "TZSP", 37 }, { "UNKNOWN", 0 },
	{ "USBPCAP", 152 }, { "USB_2_0", 208 }, { "USB_2_0_FULL_SPEED", 216 },
	{ "USB_2_0_HIGH_SPEED", 217 }, { "USB_2_0_LOW_SPEED", 215 },
	{ "USB_DARWIN", 182 }, { "USB_FREEBSD", 92 }, { "USB_LINUX", 95 },
	{ "USB_LINUX_MMAPPED", 115 }, { "USER0", 45 }, { "USER1", 46 },
	{ "USER10", 55 }, { "USER11", 56 }, { "USER12", 57 }, { "USER13", 58 },
	{ "USER14", 59 }, { "USER15", 60 }, { "USER2", 47 }, { "USER3", 48 },
	{ "USER4", 49 }, { "USER5", 50 }, { "USER6", 51 }, { "USER7", 52 },
	{ "USER8", 53 }, { "USER9", 54 }, { "V5_EF", 142 }, { "VPP", 205 },
	{ "VSOCK", 185 }, { "WFLEET_HDLC", 35 },
	{ "WIRESHARK_UPPER_PDU", 155 }, { "X2E_SERIAL", 111 },
	{ "X2E_XORAYA", 105 }, { "ZBNCP", 214 }, { "ZWAVE_SERIAL", 211 },
	{ NULL, 0 }
};

static const struct constant wtap_filetypes[] = {
	{ "5VIEWS", 8 }, { "AETHRA", 9 }, { "ASCEND", 10 }, { "BER", 11 },
	{ "BLF", 12 }, { "BTSNOOP", 13 }, { "CAMINS", 15 },
	{ "CATAPULT_DCT2000", 25 }, { "COLASOFT_CAPSA", 17 },
	{ "COLASOFT_PACKET_BUILDER", 18 }, { "COMMVIEW", 19 },
	{ "COSINE", 21 }, { "CSIDS", 22 }, { "DAINTREE_SNA", 23 },
	{ "DBS_ETHERWATCH", 24 }, { "DCT3TRACE", 26 }, { "DLT", 11 },
	{ "DPA400", 27 }, { "EMS", 30 }, { "ERF", 28 }, { "EYESDN", 30 },
	{ "HCIDUMP", 31 }, { "I4BTRACE", 32 }, { "IPFIX", 33 },
	{ "IPTRACE_1_0", 34 }, { "IPTRACE_2_0", 35 }, { "ISERIES", 36 },
	{ "ISERIES_UNICODE", 37 }, { "JPEG_JFIF", 52 }, { "JSON", 38 },
	{ "K12", 39 }, { "K12TEXT", 40 }, { "LANALYZER", 41 },
	{ "LOGCAT", 43 }, { "LOGCAT_BRIEF", 44 }, { "LOGCAT_LONG", 50 },
	{ "LOGCAT_PROCESS", 45 }, { "LOGCAT_TAG", 46 },
	{ "LOGCAT_THREAD", 47 }, { "LOGCAT_THREADTIME", 49 },
	{ "LOGCAT_TIME", 48 }, { "LOG_3GPP", 42 }, { "MIME", 51 },
	{ "MP4", 54 }, { "MPEG", 55 }, { "MPEG_2_TS", 53 }, { "MPLOG", 56 },
	{ "NETMON_1_x", 57 }, { "NETMON_2_x", 58 }, { "NETSCALER_1_0", 68 },
	{ "NETSCALER_2_0", 69 }, { "NETSCALER_3_0", 70 },
	{ "NETSCALER_3_5", 71 }, { "NETSCREEN", 59 }, { "NETTL", 60 },
	{ "NETTRACE_3GPP_32_423", 61 }, { "NETWORK_INSTRUMENTS", 72 },
	{ "NETXRAY_1_0", 63 }, { "NETXRAY_1_1", 64 }, { "NETXRAY_2_00x", 65 },
	{ "NETXRAY_OLD", 62 }, { "NGSNIFFER_COMPRESSED", 67 },
	{ "NGSNIFFER_UNCOMPRESSED", 66 }, { "PACKETLOGGER", 73 },
	{ "PCAP", 1 }, { "PCAPNG", 0 }, { "PCAP_AIX", 3 }, { "PCAP_NOKIA", 7 },
	{ "PCAP_NSEC", 2 }, { "PCAP_SS990417", 4 }, { "PCAP_SS990915", 5 },
	{ "PCAP_SS991029", 6 }, { "PEEKCLASSIC_V56", 74 },
	{ "PEEKCLASSIC_V7", 75 }, { "PEEKTAGGED", 76 }, { "PPPDUMP", 77 },
	{ "RADCOM", 78 }, { "RFC7468", 79 }, { "RUBY_MARSHAL", 80 },
	{ "SHOMITI", 82 }, { "SNOOP", 81 }, { "STANAG_4607", 83 },
	{ "SYSTEMD_JOURNAL", 84 }, { "TNEF", 85 }, { "TOSHIBA", 86 },
	{ "TSPREC_CSEC", 2 }, { "TSPREC_DSEC", 1 }, { "TSPREC_MSEC", 3 },
	{ "TSPREC_NSEC", 9 }, { "TSPREC_SEC", 0 }, { "TSPREC_USEC", 6 },
	{ "UNKNOWN", -1 }, { "VISUAL_NETWORKS", 87 }, { "VMS", 88 },
	{ "VWR_80211", 89 }, { "VWR_ETH", 90 },
	{ NULL, 0 }
};

static const struct constant wtap_tsprecs[] = {
	{ "100_MSEC", 1 }, { "100_NSEC", 7 }, { "100_USEC", 4 },
	{ "10_MSEC", 2 }, { "10_NSEC", 8 }, { "10_USEC", 5 }, { "CSEC", 2 },
	{ "DSEC", 1 }, { "MSEC", 3 }, { "NSEC", 9 }, { "PER_PACKET", -1 },
	{ "SEC", 0 }, { "UNKNOWN", -2 }, { "USEC", 6 },
	{ NULL, 0 }
};

static const struct constant wtap_presence_flags[] = {
	{ "CAP_LEN", 2 }, { "INTERFACE_ID", 4 }, { "SECTION_NUMBER", 8 },
	{ "TS", 1 },
	{ NULL, 0 }
};

static const struct constant wtap_comments[] = {
	{ "PER_INTERFACE", 2 }, { "PER_PACKET", 4 }, { "PER_SECTION", 1 },
	{ NULL, 0 }
};

static const struct constant wtap_rec_types[] = {
	{ "CUSTOM_BLOCK", 5 }, { "FT_SPECIFIC_EVENT", 1 },
	{ "FT_SPECIFIC_REPORT", 2 }, { "PACKET", 0 }, { "SYSCALL", 3 },
	{ "SYSTEMD_JOURNAL_EXPORT", 4 },
	{ NULL, 0 }
};

static const struct {
	const char *name;
	const struct constant *list;
} tables[] = {
	{ "base", base }, { "ftypes", ftypes }, { "frametype", frametype },
	{ "wtap", wtap }, { "wtap_encaps", wtap },
	{ "wtap_filetypes", wtap_filetypes },
	{ "wtap_tsprecs", wtap_tsprecs },
	{ "wtap_presence_flags", wtap_presence_flags },
	{ "wtap_comments", wtap_comments },
	{ "wtap_rec_types", wtap_rec_types },
};

/* What H.225 taps hand over: numbers by name, names by number. */
static const char *const h225_cs[] = {
	"H225_SETUP", "H225_CALL_PROCEDING", "H225_CONNECT", "H225_ALERTING",
	"H225_INFORMATION", "H225_RELEASE_COMPLET", "H225_FACILITY",
	"H225_PROGRESS", "H225_EMPTY", "H225_STATUS", "H225_STATUS_INQUIRY",
	"H225_SETUP_ACK", "H225_NOTIFY", "H225_OTHER",
};
static const char *const h225_msg[] = {
	"H225_RAS", "H225_CS", "H225_OTHERS",
};

/* Into the table on top. */
static void
set_all(lua_State *L, const struct constant *c)
{
	for (; c->name != NULL; c++) {
		lua_pushinteger(L, c->v);
		lua_setfield(L, -2, c->name);
	}
}

static void
open_names(lua_State *L, const char *name, const char *const *list,
    lua_Integer n)
{
	lua_newtable(L);
	for (lua_Integer i = 0; i < n; i++) {
		lua_pushstring(L, list[i]);
		lua_seti(L, -2, i);
	}
	lua_setglobal(L, name);
}

void
lua_class_constants(lua_State *L)
{
	lua_pushglobaltable(L);
	set_all(L, globals);
	lua_pop(L, 1);
	for (size_t i = 0; i < sizeof(tables) / sizeof(tables[0]); i++) {
		lua_newtable(L);
		set_all(L, tables[i].list);
		lua_setglobal(L, tables[i].name);
	}
	lua_newtable(L);
	lua_newtable(L);
	set_all(L, expert_group);
	lua_setfield(L, -2, "group");
	lua_newtable(L);
	set_all(L, expert_severity);
	lua_setfield(L, -2, "severity");
	lua_setglobal(L, "expert");
	open_names(L, "h225_cs_type", h225_cs, 14);
	open_names(L, "h225_msg_type", h225_msg, 3);
}
