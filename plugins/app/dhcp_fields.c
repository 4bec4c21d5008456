/* SPDX-License-Identifier: BSD-3-Clause */
/* The fields of DHCP. */
#include <tapir/hardware_types.h>

#include "dhcp.h"

static const tp_value_string type[] = {
	{ 1, "Boot Request" }, { 2, "Boot Reply" }, { 0, NULL }
};

static const tp_value_string client_id_duid_type[] = {
	{ 1, "link-layer address plus time" },
	{ 2, "assigned by vendor based on Enterprise number" },
	{ 3, "link-layer address" }, { 0, NULL }
};

static const tp_value_string option_type[] = {
	{ 0, "Padding" }, { 1, "Subnet Mask" }, { 2, "Time Offset" },
	{ 3, "Router" }, { 4, "Time Server" }, { 5, "Name Server" },
	{ 6, "Domain Name Server" }, { 7, "Log Server" },
	{ 8, "Quotes Server" }, { 9, "LPR Server" }, { 10, "Impress Server" },
	{ 11, "Resource Location Server" }, { 12, "Host Name" },
	{ 13, "Boot File Size" }, { 14, "Merit Dump File" },
	{ 15, "Domain Name" }, { 16, "Swap Server" }, { 17, "Root Path" },
	{ 18, "Extensions Path" }, { 19, "IP Forwarding" },
	{ 20, "Non-Local Source Routing" }, { 21, "Policy Filter" },
	{ 22, "Maximum Datagram Reassembly Size" },
	{ 23, "Default IP Time-to-Live" }, { 24, "Path MTU Aging Timeout" },
	{ 25, "Path MTU Plateau Table" }, { 26, "Interface MTU" },
	{ 27, "All Subnets are Local" }, { 28, "Broadcast Address" },
	{ 29, "Perform Mask Discovery" }, { 30, "Mask Supplier" },
	{ 31, "Perform Router Discover" },
	{ 32, "Router Solicitation Address" }, { 33, "Static Route" },
	{ 34, "Trailer Encapsulation" }, { 35, "ARP Cache Timeout" },
	{ 36, "Ethernet Encapsulation" }, { 37, "TCP Default TTL" },
	{ 38, "TCP Keepalive Interval" }, { 39, "TCP Keepalive Garbage" },
	{ 40, "Network Information Service Domain" },
	{ 41, "Network Information Service Servers" },
	{ 42, "Network Time Protocol Servers" },
	{ 43, "Vendor-Specific Information" },
	{ 44, "NetBIOS over TCP/IP Name Server" },
	{ 45, "NetBIOS over TCP/IP Datagram Distribution Name Server" },
	{ 46, "NetBIOS over TCP/IP Node Type" },
	{ 47, "NetBIOS over TCP/IP Scope" },
	{ 48, "X Window System Font Server" },
	{ 49, "X Window System Display Manager" },
	{ 50, "Requested IP Address" }, { 51, "IP Address Lease Time" },
	{ 52, "Option Overload" }, { 53, "DHCP Message Type" },
	{ 54, "DHCP Server Identifier" }, { 55, "Parameter Request List" },
	{ 56, "Message" }, { 57, "Maximum DHCP Message Size" },
	{ 58, "Renewal Time Value" }, { 59, "Rebinding Time Value" },
	{ 60, "Vendor class identifier" }, { 61, "Client identifier" },
	{ 62, "Novell/Netware IP domain" }, { 63, "Novell Options" },
	{ 64, "Network Information Service+ Domain" },
	{ 65, "Network Information Service+ Servers" },
	{ 66, "TFTP Server Name" }, { 67, "Bootfile name" },
	{ 68, "Mobile IP Home Agent" }, { 69, "SMTP Server" },
	{ 70, "POP3 Server" }, { 71, "NNTP Server" },
	{ 72, "Default WWW Server" }, { 73, "Default Finger Server" },
	{ 74, "Default IRC Server" }, { 75, "StreetTalk Server" },
	{ 76, "StreetTalk Directory Assistance Server" },
	{ 77, "User Class Information" },
	{ 78, "Directory Agent Information" },
	{ 79, "Service Location Agent Scope" }, { 80, "Rapid commit" },
	{ 81, "Client Fully Qualified Domain Name" },
	{ 82, "Agent Information Option" }, { 83, "iSNS" },
	{ 85, "Novell Directory Services Servers" },
	{ 86, "Novell Directory Services Tree Name" },
	{ 87, "Novell Directory Services Context" },
	{ 88, "BCMCS Controller Domain Name" },
	{ 89, "BCMCS Controller IPv4 address" }, { 90, "Authentication" },
	{ 91, "Client last transaction time" }, { 92, "Associated IP option" },
	{ 93, "Client System Architecture" },
	{ 94, "Client Network Device Interface" }, { 95, "LDAP" },
	{ 97, "UUID/GUID-based Client Identifier" },
	{ 98, "Open Group's User Authentication" },
	{ 99, "Civic Addresses Configuration" }, { 100, "PCode" },
	{ 101, "TCode" }, { 108, "IPv6-Only Preferred" },
	{ 112, "NetInfo Parent Server Address" },
	{ 113, "NetInfo Parent Server Tag" }, { 114, "DHCP Captive-Portal" },
	{ 116, "DHCP Auto-Configuration" }, { 117, "Name Service Search" },
	{ 118, "Subnet Selection Option" }, { 119, "Domain Search" },
	{ 120, "SIP Servers" }, { 121, "Classless Static Route" },
	{ 122, "CableLabs Client Configuration" },
	{ 123, "Coordinate-based Location Configuration" },
	{ 124, "V-I Vendor Class" },
	{ 125, "V-I Vendor-specific Information" },
	{ 128, "DOCSIS full security server IP" },
	{ 129, "PXE - undefined (vendor specific)" },
	{ 130, "PXE - undefined (vendor specific)" },
	{ 131, "PXE - undefined (vendor specific)" },
	{ 132, "PXE - undefined (vendor specific)" },
	{ 133, "PXE - undefined (vendor specific)" },
	{ 134, "PXE - undefined (vendor specific)" },
	{ 135, "PXE - undefined (vendor specific)" },
	{ 136, "PANA Authentication Agent" },
	{ 137, "LoST Server Domain Name" },
	{ 138, "CAPWAP Access Controllers" }, { 139, "IPv4 Address-MoS" },
	{ 140, "IPv4 FQDN-MoS" }, { 141, "SIP UA Configuration Domains" },
	{ 142, "IPv4 Address ANDSF" }, { 143, "Zerotouch Redirect" },
	{ 144, "Geospatial Location" }, { 145, "Forcerenew Nonce Capable" },
	{ 146, "RDNSS Selection" }, { 150, "TFTP Server Address" },
	{ 151, "Leasequery Status code" }, { 152, "Leasequery Base Time" },
	{ 153, "Leasequery Start Time of State" },
	{ 154, "Leasequery Query Start Time" },
	{ 155, "Leasequery Query End Time" }, { 156, "Leasequery Dhcp State" },
	{ 157, "Leasequery Data Source" }, { 158, "PCP Server" },
	{ 159, "Portparams" }, { 161, "Manufacturer Usage Description" },
	{ 175, "Etherboot" }, { 176, "IP Telephone" }, { 177, "Etherboot" },
	{ 208, "PXELINUX Magic" }, { 209, "PXE Configuration file" },
	{ 210, "PXE Path Prefix" }, { 211, "Reboot Time" }, { 212, "6RD" },
	{ 213, "V4 Access Domain" }, { 220, "Subnet Allocation" },
	{ 221, "Virtual Subnet Selection" },
	{ 242, "Private/Avaya IP Telephone" },
	{ 249, "Private/Classless Static Route (Microsoft)" },
	{ 252, "Private/Proxy autodiscovery" }, { 255, "End" }, { 0, NULL }
};

static const tp_value_string option_vendor_pxeclient_suboption[] = {
	{ 0, "Padding" }, { 1, "PXE mtftp IP" },
	{ 2, "PXE mtftp client port" }, { 3, "PXE mtftp server port" },
	{ 4, "PXE mtftp timeout" }, { 5, "PXE mtftp delay" },
	{ 6, "PXE discovery control" }, { 7, "PXE multicast address" },
	{ 8, "PXE boot servers" }, { 9, "PXE boot menu" },
	{ 10, "PXE menu prompt" }, { 11, "PXE multicast address alloc" },
	{ 12, "PXE credential types" }, { 71, "PXE boot item" },
	{ 179, "PXE LCM Server" }, { 180, "PXE LCM Domain" },
	{ 181, "PXE LCM NIC option 0" }, { 190, "PXE LCM Workgroup" },
	{ 191, "PXE Discovery" }, { 192, "PXE Configured" },
	{ 193, "PXE LCM version" }, { 194, "PXE LCM Serial Number" },
	{ 255, "PXE End" }, { 0, NULL }
};

static const tp_value_string option_vendor_pxeclient_boot_servers_type[] = {
	{ 0, "PXE bootstrap server" },
	{ 1, "Microsoft Windows NT Boot Server" },
	{ 2, "Intel LCM Boot Server" }, { 3, "DOS/UNDI Boot Server" },
	{ 4, "NEC ESMPRO Boot Server" }, { 5, "IBM WSoD Boot Server" },
	{ 6, "IBM LCCM Boot Server" }, { 7, "CA Unicenter TNG Boot Server" },
	{ 8, "HP OpenView Boot Server" }, { 65535, "PXE API Test server" },
	{ 0, NULL }
};

static const tp_value_string option_vendor_pxeclient_boot_menu_type[] = {
	{ 0, "Local boot" }, { 0, NULL }
};

static const tp_value_string option_vendor_cl_suboption[] = {
	{ 0, "Padding" }, { 1, "Suboption Request List" },
	{ 2, "Device Type" }, { 3, "eSAFE Types" }, { 4, "Serial Number" },
	{ 5, "Hardware Version" }, { 6, "Software Version" },
	{ 7, "Boot ROM version" }, { 8, "Organizationally Unique Identifier" },
	{ 9, "Model Number" }, { 10, "Vendor Name" }, { 11, "Address Realm" },
	{ 12, "CM/PS System Description" }, { 13, "CM/PS Firmware Revision" },
	{ 14, "Firewall Policy File Version" },
	{ 15, "eSafe Config File Devices" }, { 18, "Video Security Type" },
	{ 31, "MTA MAC Address" }, { 32, "Correlation ID" },
	{ 51, "Vendor Name" }, { 52, "CableCARD Capability" },
	{ 53, "Device Identification (CA)" },
	{ 54, "Device Identification (X.509)" }, { 179, "LCM Server" },
	{ 180, "LCM Domain" }, { 181, "LCM NIC option 0" },
	{ 190, "LCM Workgroup" }, { 191, "Discovery" },
	{ 192, "HH Configured" }, { 193, "LCM Version" },
	{ 194, "LCM Serial Number" }, { 255, "CL End" }, { 0, NULL }
};

static const tp_value_string option_vendor_cl_address_realm[] = {
	{ 1, "PS WAN-Man" }, { 2, "PS WAN-Data" }, { 0, NULL }
};

static const tp_value_string option_netbios_over_tcpip_node_type[] = {
	{ 1, "B-node" }, { 2, "P-node" }, { 4, "M-node" }, { 8, "H-node" },
	{ 0, NULL }
};

static const tp_value_string option_option_overload[] = {
	{ 1, "Boot file name holds options" },
	{ 2, "Server host name holds options" },
	{ 3, "Boot file and server host names hold options" }, { 0, NULL }
};

static const tp_value_string option_dhcp[] = {
	{ 1, "Discover" }, { 2, "Offer" }, { 3, "Request" }, { 4, "Decline" },
	{ 5, "ACK" }, { 6, "NAK" }, { 7, "Release" }, { 8, "Inform" },
	{ 9, "Force Renew" }, { 10, "Lease query" },
	{ 11, "Lease Unassigned" }, { 12, "Lease Unknown" },
	{ 13, "Lease Active" }, { 14, "Bulk Lease Query" },
	{ 15, "Lease Query Done" }, { 16, "Active LeaseQuery" },
	{ 17, "Lease Query Status" }, { 18, "TLS" }, { 0, NULL }
};

static const tp_value_string option_novell_options_suboption[] = {
	{ 1, "NWIP does not exist on subnet" },
	{ 2, "NWIP exists in options area" },
	{ 3, "NWIP exists in sname/file" }, { 4, "NWIP exists, but too big" },
	{ 5, "Broadcast for nearest Netware server" },
	{ 6, "Preferred DSS server" }, { 7, "Nearest NWIP server" },
	{ 8, "Autoretries" }, { 9, "Autoretry delay, secs" },
	{ 10, "Support NetWare/IP v1.1" }, { 11, "Primary DSS" }, { 0, NULL }
};

static const tp_value_string option_slp_directory_agent_value[] = {
	{ 0, "Dynamic Discovery" }, { 1, "Static Discovery" },
	{ 128, "Backwards compatibility" }, { 0, NULL }
};

static const tp_value_string option_slp_service_scope_value[] = {
	{ 0, "Preferred Scope" }, { 1, "Mandatory Scope" }, { 0, NULL }
};

static const tp_value_string option_agent_information_option_suboption[] = {
	{ 0, "Padding" }, { 1, "Agent Circuit ID" }, { 2, "Agent Remote ID" },
	{ 3, "Reserved" }, { 4, "DOCSIS Device Class" },
	{ 5, "Link selection" }, { 6, "Subscriber ID" },
	{ 7, "RADIUS Attributes" }, { 8, "Authentication" },
	{ 9, "Vendor-Specific Information" }, { 10, "Flags" },
	{ 11, "Server ID Override" }, { 12, "Relay Agent Identifier" },
	{ 13, "Access Technology Type" }, { 14, "Access Network Name" },
	{ 15, "Access Point Name" }, { 16, "Access Point BSSID" },
	{ 17, "Access Network Operator ID" },
	{ 18, "Access Network Operator Realm" }, { 19, "Source Port" },
	{ 150, "Link selection (Cisco proprietary)" },
	{ 151, "VRF name/VPN ID" },
	{ 152, "Server ID Override (Cisco proprietary)" }, { 0, NULL }
};

static const tp_value_string option_dhcp_authentication_protocol[] = {
	{ 0, "configuration token" }, { 1, "delayed authentication" },
	{ 0, NULL }
};

static const tp_value_string option_dhcp_authentication_alg_delay[] = {
	{ 1, "HMAC_MD5" }, { 0, NULL }
};

static const tp_value_string option_dhcp_authentication_rdm[] = {
	{ 0, "Monotonically-increasing counter" }, { 0, NULL }
};

static const tp_value_string option_client_system_architecture[] = {
	{ 0, "IA x86 PC" }, { 1, "NEC/PC98" }, { 2, "IA64 PC" },
	{ 3, "DEC Alpha" }, { 4, "ArcX86" }, { 5, "Intel Lean Client" },
	{ 6, "EFI IA32" }, { 7, "EFI x64" }, { 8, "EFI Xscale" },
	{ 9, "EFI BC" }, { 10, "ARM 32-bit UEFI" }, { 11, "ARM 64-bit UEFI" },
	{ 12, "PowerPC Open Firmware" }, { 13, "PowerPC ePAPR" },
	{ 14, "POWER OPAL v3" }, { 15, "x86 UEFI HTTP" },
	{ 16, "x64 UEFI HTTP" }, { 17, "EBC UEFI HTTP" },
	{ 18, "ARM 32-bit UEFI HTTP" }, { 19, "ARM 64-bit UEFI HTTP" },
	{ 20, "PC/AT HTTP" }, { 21, "ARM 32-bit uboot" },
	{ 22, "ARM 64-bit uboot" }, { 23, "ARM 32-bit uboot HTTP" },
	{ 24, "ARM 64-bit uboot HTTP" }, { 25, "RISC-V 32-bit UEFI" },
	{ 26, "RISC-V 32-bit UEFI HTTP" }, { 27, "RISC-V 64-bit UEFI" },
	{ 28, "RISC-V 64-bit UEFI HTTP" }, { 29, "RISC-V 128-bit UEFI" },
	{ 30, "RISC-V 128-bit UEFI HTTP" }, { 31, "s390 Basic" },
	{ 32, "s390 Extended" }, { 0, NULL }
};

static const tp_value_string option_civic_location_what[] = {
	{ 0, "Location of the DHCP server" },
	{ 1, "Location of the network element believed to be closest to the "
	    "client" },
	{ 2, "Location of the client" }, { 0, NULL }
};

static const tp_value_string option_civic_location_ca_type[] = {
	{ 0, "Language" }, { 1, "A1" }, { 2, "A2" }, { 3, "A3" }, { 4, "A4" },
	{ 5, "A5" }, { 6, "A6" }, { 16, "PRD (Leading street direction)" },
	{ 17, "POD (Trailing street suffix)" }, { 18, "STS (Street suffix)" },
	{ 19, "HNO (House number)" }, { 20, "HNS (House number suffix)" },
	{ 21, "LMK (Landmark or vanity address)" },
	{ 22, "LOC (Additional location information)" }, { 23, "NAM" },
	{ 24, "PC (Postal/ZIP code)" }, { 25, "BLD (Building)" },
	{ 26, "UNIT" }, { 27, "FLR (Floor)" }, { 28, "ROOM" },
	{ 29, "PLC (Place-type)" }, { 30, "PCN (Postal community name)" },
	{ 31, "POBOX" }, { 32, "ADDCODE (Additional Code)" }, { 33, "SEAT" },
	{ 34, "RD (Primary road or street)" }, { 35, "RDSEC (Road section)" },
	{ 36, "RDBR (Road branch)" }, { 37, "RDSUBBR (Road sub-branch)" },
	{ 38, "PRM (Road pre-modifier)" }, { 39, "POM (Road post-modifier" },
	{ 128, "Script" }, { 0, NULL }
};

static const tp_value_string option_dhcp_auto_configuration[] = {
	{ 0, "DoNotAutoConfigure" }, { 1, "AutoConfigure" }, { 0, NULL }
};

static const tp_value_string option_sip_server_encoding[] = {
	{ 0, "Fully Qualified Domain Name" }, { 1, "IPv4 Address" },
	{ 0, NULL }
};

static const tp_value_string option_rfc3825_error[] = {
	{ 1, "Latitude is out of range [-90,90]" },
	{ 2, "Latitude Uncertainty is out of range [0,90]" },
	{ 3, "Longitude is out of range [-180,180]" },
	{ 4, "Longitude Uncertainty is out of range [0,180]" },
	{ 5, "Altitude is out of range [-(2^21),(2^21)-1]" },
	{ 6, "Altitude Uncertainty is out of range [0,2^20]" },
	{ 7, "Altitude Type is out of range [0,2]" },
	{ 8, "Datum is out of range [1,3]" }, { 0, NULL }
};

static const tp_value_string option_rfc3825_altitude_type[] = {
	{ 1, "Meters" }, { 2, "Floors" }, { 0, NULL }
};

static const tp_value_string option_vi_class_cl_address_mode[] = {
	{ 1, "IPv4" }, { 2, "IPv6" }, { 0, NULL }
};

static const tp_value_string option_vi_tr111_suboption[] = {
	{ 1, "DeviceManufacturerOUI" }, { 2, "DeviceSerialNumber" },
	{ 3, "DeviceProductClass" }, { 4, "GatewayManufacturerOUI" },
	{ 5, "GatewaySerialNumber" }, { 6, "GatewayProductClass" }, { 0, NULL }
};

static const tp_value_string option_vi_cl_suboption[] = {
	{ 1, "Option Request" }, { 2, "TFTP Server Addresses" },
	{ 3, "eRouter Container Option" },
	{ 4, "MIB Environment Indicator Option" }, { 5, "Modem Capabilities" },
	{ 0, "Reserved" }, { 1, "CableLabs" }, { 2, "IETF" },
	{ 3, "EuroCableLabs" }, { 0, NULL }
};

static const tp_value_string option_forcerenew_nonce_algorithm[] = {
	{ 1, "HMAC-MD5" }, { 0, NULL }
};

static const tp_value_string option_rdnss_preference[] = {
	{ 0, "Medium" }, { 1, "High" }, { 2, "Reserved" }, { 3, "Low" },
	{ 0, NULL }
};

static const tp_value_string option_bulk_lease_status_code[] = {
	{ 0, "Success" }, { 1, "UpsecFail" }, { 2, "QueryTerminated" },
	{ 3, "MalformedQuery" }, { 4, "NotAllowed" }, { 0, NULL }
};

static const tp_value_string option_bulk_lease_dhcp_state[] = {
	{ 1, "Available" }, { 2, "Active" }, { 3, "Expired" },
	{ 4, "Released" }, { 5, "Abandoned" }, { 6, "Reset" }, { 7, "Remote" },
	{ 8, "Transitioning" }, { 0, NULL }
};

const tp_field_desc dhcp_fields[NFIELDS] = {
	[F_TYPE] = { "dhcp.type", "Message type", TP_FT_UINT8, TP_BASE_DEC,
	    .strings = type },
	[F_HW_TYPE] = { "dhcp.hw.type", "Hardware type", TP_FT_UINT8,
	    TP_BASE_HEX, .strings = tp_hardware_types },
	[F_HW_LEN] = { "dhcp.hw.len", "Hardware address length", TP_FT_UINT8,
	    TP_BASE_DEC },
	[F_HOPS] = { "dhcp.hops", "Hops", TP_FT_UINT8, TP_BASE_DEC },
	[F_ID] = { "dhcp.id", "Transaction ID", TP_FT_UINT32, TP_BASE_HEX },
	[F_SECS] = { "dhcp.secs", "Seconds elapsed", TP_FT_UINT16,
	    TP_BASE_DEC },
	[F_FLAGS] = { "dhcp.flags", "Bootp flags", TP_FT_UINT16, TP_BASE_HEX },
	[F_FLAGS_BC] = { "dhcp.flags.bc", "Broadcast flag", TP_FT_BOOLEAN,
	    .bitmask = 0x8000 },
	[F_FLAGS_RESERVED] = { "dhcp.flags.reserved", "Reserved flags",
	    TP_FT_UINT16, TP_BASE_HEX, 0x7fff },
	[F_IP_CLIENT] = { "dhcp.ip.client", "Client IP address", TP_FT_IPV4 },
	[F_IP_YOUR] = { "dhcp.ip.your", "Your (client) IP address",
	    TP_FT_IPV4 },
	[F_IP_SERVER] = { "dhcp.ip.server", "Next server IP address",
	    TP_FT_IPV4 },
	[F_IP_RELAY] = { "dhcp.ip.relay", "Relay agent IP address",
	    TP_FT_IPV4 },
	[F_HW_ADDR] = { "dhcp.hw.addr", "Client hardware address",
	    TP_FT_BYTES },
	[F_HW_ADDR_PADDING] = { "dhcp.hw.addr_padding",
	    "Client hardware address padding", TP_FT_BYTES },
	[F_HW_MAC_ADDR] = { "dhcp.hw.mac_addr", "Client MAC address",
	    TP_FT_ETHER },
	[F_SERVER] = { "dhcp.server", "Server host name", TP_FT_STRING },
	[F_FILE] = { "dhcp.file", "Boot file name", TP_FT_STRING },
	[F_COOKIE] = { "dhcp.cookie", "Magic cookie", TP_FT_IPV4 },
	[F_FQDN_S] = { "dhcp.fqdn.s", "Server", TP_FT_BOOLEAN,
	    .bitmask = 0x1 },
	[F_FQDN_O] = { "dhcp.fqdn.o", "Server overrides", TP_FT_BOOLEAN,
	    .bitmask = 0x2 },
	[F_FQDN_E] = { "dhcp.fqdn.e", "Encoding", TP_FT_BOOLEAN,
	    .bitmask = 0x4 },
	[F_FQDN_N] = { "dhcp.fqdn.n", "Server DDNS", TP_FT_BOOLEAN,
	    .bitmask = 0x8 },
	[F_FQDN_FLAGS] = { "dhcp.fqdn.flags", "Flags", TP_FT_UINT8,
	    TP_BASE_HEX },
	[F_FQDN_MBZ] = { "dhcp.fqdn.mbz", "Reserved flags", TP_FT_UINT8,
	    TP_BASE_HEX, 0xf0 },
	[F_FQDN_RCODE1] = { "dhcp.fqdn.rcode1", "A-RR result", TP_FT_UINT8,
	    TP_BASE_DEC },
	[F_FQDN_RCODE2] = { "dhcp.fqdn.rcode2", "PTR-RR result", TP_FT_UINT8,
	    TP_BASE_DEC },
	[F_FQDN_NAME] = { "dhcp.fqdn.name", "Client name", TP_FT_STRING },
	[F_CID_UUID] = { "dhcp.client_id.uuid", "Client Identifier (UUID)",
	    TP_FT_GUID },
	[F_CLIENT_HARDWARE_ADDRESS] = { "dhcp.client_hardware_address",
	    "Client hardware address", TP_FT_STRING },
	[F_CID_IAID] = { "dhcp.client_id.iaid", "IAID", TP_FT_STRING },
	[F_CID_DUID_TYPE] = { "dhcp.client_id.duid_type", "DUID Type",
	    TP_FT_UINT16, TP_BASE_DEC, .strings = client_id_duid_type },
	[F_CID_DUID_LLT_HW_TYPE] = { "dhcp.client_id.duid_llt_hw_type",
	    "Hardware type", TP_FT_UINT16, TP_BASE_DEC,
	    .strings = tp_hardware_types },
	[F_CID_DUID_LL_HW_TYPE] = { "dhcp.client_id.duid_ll_hw_type",
	    "Hardware type", TP_FT_UINT16, TP_BASE_DEC,
	    .strings = tp_hardware_types },
	[F_CID_TIME] = { "dhcp.client_id.time", "Time", TP_FT_UINT32,
	    TP_BASE_DEC },
	[F_CID_LINK_LAYER_ADDRESS] = { "dhcp.client_id.link_layer_address",
	    "Link layer address", TP_FT_STRING },
	[F_CID_ENTERPRISE_NUM] = { "dhcp.client_id.enterprise_num",
	    "Enterprise-number", TP_FT_UINT32, TP_BASE_DEC },
	[F_CLIENT_ID] = { "dhcp.client_id", "Identifier", TP_FT_BYTES },
	[F_CID_TYPE] = { "dhcp.client_id.type", "Type", TP_FT_UINT8,
	    TP_BASE_DEC },
	[F_CID_UNDEF] = { "dhcp.client_id.undef", "Client Identifier",
	    TP_FT_STRING },
	[F_OPT_TYPE] = { "dhcp.option.type", "Option", TP_FT_UINT8,
	    TP_BASE_DEC, .strings = option_type },
	[F_OPT_LENGTH] = { "dhcp.option.length", "Length", TP_FT_UINT8,
	    TP_BASE_DEC },
	[F_OPT_SUBOPTION_LENGTH] = { "dhcp.option.suboption_length", "Length",
	    TP_FT_UINT8, TP_BASE_DEC },
	[F_OPT_VALUE] = { "dhcp.option.value", "Value", TP_FT_BYTES },
	[F_OPT_PADDING] = { "dhcp.option.padding", "Padding", TP_FT_BYTES },
	[F_OPT_SUBNET_MASK] = { "dhcp.option.subnet_mask", "Subnet Mask",
	    TP_FT_IPV4 },
	[F_OPT_TIME_OFFSET] = { "dhcp.option.time_offset", "Time Offset",
	    TP_FT_INT32, TP_BASE_DEC },
	[F_OPT_ROUTER] = { "dhcp.option.router", "Router", TP_FT_IPV4 },
	[F_OPT_TIME_SERVER] = { "dhcp.option.time_server", "Time Server",
	    TP_FT_IPV4 },
	[F_OPT_NAME_SERVER] = { "dhcp.option.name_server", "Name Server",
	    TP_FT_IPV4 },
	[F_OPT_DOMAIN_NAME_SERVER] = { "dhcp.option.domain_name_server",
	    "Domain Name Server", TP_FT_IPV4 },
	[F_OPT_LOG_SERVER] = { "dhcp.option.log_server", "Log Server",
	    TP_FT_IPV4 },
	[F_OPT_QUOTES_SERVER] = { "dhcp.option.quotes_server", "Quotes Server",
	    TP_FT_IPV4 },
	[F_OPT_LPR_SERVER] = { "dhcp.option.lpr_server", "LPR Server",
	    TP_FT_IPV4 },
	[F_OPT_IMPRESS_SERVER] = { "dhcp.option.impress_server",
	    "Impress Server", TP_FT_IPV4 },
	[F_OPT_RESOURCE_LOCATION_SERVER] = {
	    "dhcp.option.resource_location_server", "Resource Location Server",
	    TP_FT_IPV4 },
	[F_OPT_HOSTNAME] = { "dhcp.option.hostname", "Host Name",
	    TP_FT_STRINGZ },
	[F_OPT_BOOT_FILE_SIZE] = { "dhcp.option.boot_file_size",
	    "Boot File Size", TP_FT_UINT16, TP_BASE_DEC },
	[F_OPT_MERIT_DUMP_FILE] = { "dhcp.option.merit_dump_file",
	    "Merit Dump File", TP_FT_STRINGZ },
	[F_OPT_DOMAIN_NAME] = { "dhcp.option.domain_name", "Domain Name",
	    TP_FT_STRINGZ },
	[F_OPT_SWAP_SERVER] = { "dhcp.option.swap_server", "Swap Server",
	    TP_FT_IPV4 },
	[F_OPT_ROOT_PATH] = { "dhcp.option.root_path", "Root Path",
	    TP_FT_STRINGZ },
	[F_OPT_EXTENSION_PATH] = { "dhcp.option.extension_path",
	    "Extensions Path", TP_FT_STRINGZ },
	[F_OPT_IP_FORWARDING] = { "dhcp.option.ip_forwarding", "IP Forwarding",
	    TP_FT_BOOLEAN },
	[F_OPT_POLICY_FILTER_IP] = { "dhcp.option.policy_filter.ip",
	    "IP Address", TP_FT_IPV4 },
	[F_OPT_POLICY_FILTER_SUBNET_MASK] = {
	    "dhcp.option.policy_filter.subnet_mask", "Subnet Mask",
	    TP_FT_IPV4 },
	[F_OPT_NON_LOCAL_SOURCE_ROUTING] = {
	    "dhcp.option.non_local_source_routing", "Non-Local Source Routing",
	    TP_FT_BOOLEAN },
	[F_OPT_MAX_DATAGRAM_REASSEMBLY_SIZE] = {
	    "dhcp.option.max_datagram_reassembly_size",
	    "Maximum Datagram Reassembly Size", TP_FT_UINT16, TP_BASE_DEC },
	[F_OPT_DEFAULT_IP_TTL] = { "dhcp.option.default_ip_ttl",
	    "Default IP Time-to-Live", TP_FT_UINT8, TP_BASE_DEC },
	[F_OPT_PATH_MTU_AGING_TIMEOUT] = {
	    "dhcp.option.path_mtu_aging_timeout", "Path MTU Aging Timeout",
	    TP_FT_UINT32, TP_BASE_DEC },
	[F_OPT_PATH_MTU_PLATEAU_TABLE_ITEM] = {
	    "dhcp.option.path_mtu_plateau_table_item",
	    "Path MTU Plateau Table Item", TP_FT_UINT16, TP_BASE_DEC },
	[F_OPT_INTERFACE_MTU] = { "dhcp.option.interface_mtu", "Interface MTU",
	    TP_FT_UINT16, TP_BASE_DEC },
	[F_OPT_ALL_SUBNETS_ARE_LOCAL] = { "dhcp.option.all_subnets_are_local",
	    "All Subnets are Local", TP_FT_BOOLEAN },
	[F_OPT_BROADCAST_ADDRESS] = { "dhcp.option.broadcast_address",
	    "Broadcast Address", TP_FT_IPV4 },
	[F_OPT_PERFORM_MASK_DISCOVERY] = {
	    "dhcp.option.perform_mask_discovery", "Perform Mask Discovery",
	    TP_FT_BOOLEAN },
	[F_OPT_MASK_SUPPLIER] = { "dhcp.option.mask_supplier", "Mask Supplier",
	    TP_FT_BOOLEAN },
	[F_OPT_PERFORM_ROUTER_DISCOVER] = {
	    "dhcp.option.perform_router_discover", "Perform Router Discover",
	    TP_FT_BOOLEAN },
	[F_OPT_ROUTER_SOLICITATION_ADDRESS] = {
	    "dhcp.option.router_solicitation_address",
	    "Router Solicitation Address", TP_FT_IPV4 },
	[F_OPT_STATIC_ROUTE_IP] = { "dhcp.option.static_route.ip",
	    "Destination IP Address", TP_FT_IPV4 },
	[F_OPT_STATIC_ROUTE_ROUTER] = { "dhcp.option.static_route.router",
	    "Destination Router", TP_FT_IPV4 },
	[F_OPT_TRAILER_ENCAPSULATION] = { "dhcp.option.trailer_encapsulation",
	    "Trailer Encapsulation", TP_FT_BOOLEAN },
	[F_OPT_ARP_CACHE_TIMEOUT] = { "dhcp.option.arp_cache_timeout",
	    "ARP Cache Timeout", TP_FT_UINT32, TP_BASE_DEC },
	[F_OPT_ETHERNET_ENCAPSULATION] = {
	    "dhcp.option.ethernet_encapsulation", "Ethernet Encapsulation",
	    TP_FT_BOOLEAN },
	[F_OPT_TCP_DEFAULT_TTL] = { "dhcp.option.tcp_default_ttl",
	    "TCP Default TTL", TP_FT_UINT8, TP_BASE_DEC },
	[F_OPT_TCP_KEEPALIVE_INTERVAL] = {
	    "dhcp.option.tcp_keepalive_interval", "TCP Keepalive Interval",
	    TP_FT_UINT32, TP_BASE_DEC },
	[F_OPT_TCP_KEEPALIVE_GARBAGE] = { "dhcp.option.tcp_keepalive_garbage",
	    "TCP Keepalive Garbage", TP_FT_BOOLEAN },
	[F_OPT_NIS_DOMAIN] = { "dhcp.option.nis_domain",
	    "Network Information Service Domain", TP_FT_STRINGZ },
	[F_OPT_NIS_SERVER] = { "dhcp.option.nis_server",
	    "Network Information Service Server", TP_FT_IPV4 },
	[F_OPT_NTP_SERVER] = { "dhcp.option.ntp_server",
	    "Network Time Protocol Server", TP_FT_IPV4 },
	[F_OPT_VENDOR_VALUE] = { "dhcp.option.vendor.value", "Value",
	    TP_FT_BYTES },
	[F_PXE_SUBOPTION] = { "dhcp.option.vendor.pxeclient.suboption",
	    "Option 43 Suboption", TP_FT_UINT8, TP_BASE_DEC,
	    .strings = option_vendor_pxeclient_suboption },
	[F_PXE_PADDING] = { "dhcp.option.vendor.pxeclient.padding", "Padding",
	    TP_FT_UINT8, TP_BASE_DEC },
	[F_PXE_MTFTP_IP] = { "dhcp.option.vendor.pxeclient.mtftp_ip",
	    "mtftp IP", TP_FT_IPV4 },
	[F_PXE_MTFTP_CLIENT_PORT] = {
	    "dhcp.option.vendor.pxeclient.mtftp_client_port",
	    "mtftp client port", TP_FT_UINT16, TP_BASE_DEC },
	[F_PXE_MTFTP_SERVER_PORT] = {
	    "dhcp.option.vendor.pxeclient.mtftp_server_port",
	    "mtftp server port", TP_FT_UINT16, TP_BASE_DEC },
	[F_PXE_MTFTP_TIMEOUT] = { "dhcp.option.vendor.pxeclient.mtftp_timeout",
	    "mtftp timeout", TP_FT_UINT8, TP_BASE_DEC },
	[F_PXE_MTFTP_DELAY] = { "dhcp.option.vendor.pxeclient.mtftp_delay",
	    "mtftp delay", TP_FT_UINT8, TP_BASE_DEC },
	[F_PXE_DISCOVERY_CONTROL] = {
	    "dhcp.option.vendor.pxeclient.discovery_control",
	    "discovery control", TP_FT_UINT8, TP_BASE_HEX },
	[F_PXE_DISCOVERY_CONTROL_BROADCAST] = {
	    "dhcp.option.vendor.pxeclient.discovery_control.broadcast",
	    "Disable Broadcast", TP_FT_BOOLEAN, .bitmask = 0x1 },
	[F_PXE_DISCOVERY_CONTROL_MULTICAST] = {
	    "dhcp.option.vendor.pxeclient.discovery_control.multicast",
	    "Disable Multicast", TP_FT_BOOLEAN, .bitmask = 0x2 },
	[F_PXE_DISCOVERY_CONTROL_SERVERLIST] = {
	    "dhcp.option.vendor.pxeclient.discovery_control.serverlist",
	    "Serverlist only", TP_FT_BOOLEAN, .bitmask = 0x4 },
	[F_PXE_DISCOVERY_CONTROL_BSTRAP] = {
	    "dhcp.option.vendor.pxeclient.discovery_control.bstrap",
	    "Bootstrap override", TP_FT_BOOLEAN, .bitmask = 0x8 },
	[F_PXE_MULTICAST_ADDRESS] = {
	    "dhcp.option.vendor.pxeclient.multicast_address",
	    "multicast address", TP_FT_IPV4 },
	[F_PXE_BOOT_SERVERS] = { "dhcp.option.vendor.pxeclient.boot_servers",
	    "boot servers", TP_FT_BYTES },
	[F_PXE_BOOT_SERVERS_TYPE] = {
	    "dhcp.option.vendor.pxeclient.boot_servers.type", "Type",
	    TP_FT_UINT16, TP_BASE_DEC,
	    .strings = option_vendor_pxeclient_boot_servers_type },
	[F_PXE_BOOT_SERVERS_COUNT] = {
	    "dhcp.option.vendor.pxeclient.boot_servers.count", "IP count",
	    TP_FT_UINT8, TP_BASE_DEC },
	[F_PXE_BOOT_SERVERS_IP] = {
	    "dhcp.option.vendor.pxeclient.boot_servers.ip", "IP", TP_FT_IPV4 },
	[F_PXE_BOOT_MENU] = { "dhcp.option.vendor.pxeclient.boot_menu",
	    "boot menu", TP_FT_BYTES },
	[F_PXE_BOOT_MENU_TYPE] = {
	    "dhcp.option.vendor.pxeclient.boot_menu.type", "Type",
	    TP_FT_UINT16, TP_BASE_DEC,
	    .strings = option_vendor_pxeclient_boot_menu_type },
	[F_PXE_BOOT_MENU_LENGTH] = {
	    "dhcp.option.vendor.pxeclient.boot_menu.length", "Length",
	    TP_FT_UINT8, TP_BASE_DEC },
	[F_PXE_BOOT_MENU_DESC] = {
	    "dhcp.option.vendor.pxeclient.boot_menu.desc", "Description",
	    TP_FT_STRING },
	[F_PXE_MENU_PROMPT] = { "dhcp.option.vendor.pxeclient.menu_prompt",
	    "menu prompt", TP_FT_BYTES },
	[F_PXE_MENU_PROMPT_TIMEOUT] = {
	    "dhcp.option.vendor.pxeclient.menu_prompt.timeout", "Timeout",
	    TP_FT_UINT8, TP_BASE_DEC },
	[F_PXE_MENU_PROMPT_PROMPT] = {
	    "dhcp.option.vendor.pxeclient.menu_prompt.prompt", "Prompt",
	    TP_FT_STRING },
	[F_PXE_MULTICAST_ADDRESS_ALLOC] = {
	    "dhcp.option.vendor.pxeclient.multicast_address_alloc",
	    "multicast address alloc", TP_FT_BYTES },
	[F_PXE_CREDENTIAL_TYPES] = {
	    "dhcp.option.vendor.pxeclient.credential_types",
	    "credential types", TP_FT_BYTES },
	[F_PXE_BOOT_ITEM] = { "dhcp.option.vendor.pxeclient.boot_item",
	    "boot item", TP_FT_BYTES },
	[F_PXE_BOOT_ITEM_TYPE] = {
	    "dhcp.option.vendor.pxeclient.boot_item.type", "Type",
	    TP_FT_UINT16, TP_BASE_DEC },
	[F_PXE_BOOT_ITEM_LAYER] = {
	    "dhcp.option.vendor.pxeclient.boot_item.layer", "Layer",
	    TP_FT_BYTES },
	[F_PXE_LCM_SERVER] = { "dhcp.option.vendor.pxeclient.lcm_server",
	    "LCM Server Name", TP_FT_STRINGZ },
	[F_PXE_LCM_DOMAIN] = { "dhcp.option.vendor.pxeclient.lcm_domain",
	    "LCM Domain", TP_FT_STRINGZ },
	[F_PXE_LCM_NIC_OPTION] = {
	    "dhcp.option.vendor.pxeclient.lcm_nic_option", "LCM NIC option",
	    TP_FT_BYTES },
	[F_PXE_LCM_WORKGROUP] = { "dhcp.option.vendor.pxeclient.lcm_workgroup",
	    "LCM Workgroup", TP_FT_STRINGZ },
	[F_PXE_DISCOVERY] = { "dhcp.option.vendor.pxeclient.discovery",
	    "Discovery", TP_FT_BOOLEAN },
	[F_PXE_CONFIGURED] = { "dhcp.option.vendor.pxeclient.configured",
	    "Configured", TP_FT_BOOLEAN },
	[F_PXE_LCM_VERSION] = { "dhcp.option.vendor.pxeclient.lcm_version",
	    "LCM Version", TP_FT_UINT32, TP_BASE_DEC },
	[F_PXE_LCM_SERIAL] = { "dhcp.option.vendor.pxeclient.lcm_serial",
	    "LCM Serial Number", TP_FT_STRINGZ },
	[F_PXE_END] = { "dhcp.option.vendor.pxeclient.end", "PXE Client End",
	    TP_FT_UINT8, TP_BASE_DEC },
	[F_CL_SUBOPTION] = { "dhcp.option.vendor.cl.suboption",
	    "Option 43 Suboption", TP_FT_UINT8, TP_BASE_DEC,
	    .strings = option_vendor_cl_suboption },
	[F_CL_PADDING] = { "dhcp.option.vendor.cl.padding", "Padding",
	    TP_FT_UINT8, TP_BASE_DEC },
	[F_CL_SUBOPTION_REQUEST_LIST] = {
	    "dhcp.option.vendor.cl.suboption_request_list",
	    "Suboption Request List", TP_FT_STRINGZ },
	[F_CL_DEVICE_TYPE] = { "dhcp.option.vendor.cl.device_type",
	    "Device Type", TP_FT_STRINGZ },
	[F_CL_ESAFE_TYPE] = { "dhcp.option.vendor.cl.esafe_type",
	    "eSAFE Types", TP_FT_STRINGZ },
	[F_CL_SERIAL_NUMBER] = { "dhcp.option.vendor.cl.serial_number",
	    "Serial Number", TP_FT_STRINGZ },
	[F_CL_HARDWARE_VERSION] = { "dhcp.option.vendor.cl.hardware_version",
	    "Hardware Version", TP_FT_STRINGZ },
	[F_CL_SOFTWARE_VERSION] = { "dhcp.option.vendor.cl.software_version",
	    "Software Version", TP_FT_STRINGZ },
	[F_CL_BOOT_ROM_VERSION] = { "dhcp.option.vendor.cl.boot_rom_version",
	    "Boot ROM version", TP_FT_STRINGZ },
	[F_CL_OUI_STRING] = { "dhcp.option.vendor.cl.oui_string",
	    "Organizationally Unique Identifier", TP_FT_STRINGZ },
	[F_CL_OUI_BYTES] = { "dhcp.option.vendor.cl.oui_bytes",
	    "Organizationally Unique Identifier", TP_FT_BYTES },
	[F_CL_MODEL_NUMBER] = { "dhcp.option.vendor.cl.model_number",
	    "Model Number", TP_FT_STRINGZ },
	[F_CL_VENDOR_NAME10] = { "dhcp.option.vendor.cl.vendor_name10",
	    "Vendor Name", TP_FT_STRINGZ },
	[F_CL_ADDRESS_REALM] = { "dhcp.option.vendor.cl.address_realm",
	    "Address Realm", TP_FT_UINT8, TP_BASE_DEC,
	    .strings = option_vendor_cl_address_realm },
	[F_CL_CM_PS_SYSTEM_DESC] = { "dhcp.option.vendor.cl.cm_ps_system_desc",
	    "CM/PS System Description", TP_FT_STRINGZ },
	[F_CL_CM_PS_FIRMWARE_REVISION] = {
	    "dhcp.option.vendor.cl.cm_ps_firmware_revision",
	    "CM/PS Firmware Revision", TP_FT_STRINGZ },
	[F_CL_FIREWALL_POLICY_FILE_VERSION] = {
	    "dhcp.option.vendor.cl.firewall_policy_file_version",
	    "Firewall Policy File Version", TP_FT_STRINGZ },
	[F_CL_ESAFE_CONFIG_FILE_DEVICES] = {
	    "dhcp.option.vendor.cl.esafe_config_file_devices",
	    "eSafe Config File Devices", TP_FT_STRINGZ },
	[F_CL_VIDEO_SECURITY_TAPE] = {
	    "dhcp.option.vendor.cl.video_security_tape", "Video Security Type",
	    TP_FT_STRINGZ },
	[F_CL_MTA_MAC_ADDRESS] = { "dhcp.option.vendor.cl.mta_mac_address",
	    "MTA MAC Address", TP_FT_ETHER },
	[F_CL_CORRELATION_ID] = { "dhcp.option.vendor.cl.correlation_ID",
	    "Correlation ID", TP_FT_UINT32, TP_BASE_DEC },
	[F_CL_VENDOR_NAME51] = { "dhcp.option.vendor.cl.vendor_name51",
	    "Vendor Name", TP_FT_STRINGZ },
	[F_CL_CABLECARD_CAPABILITY] = {
	    "dhcp.option.vendor.cl.cablecard_capability",
	    "CableCARD Capability", TP_FT_BYTES },
	[F_CL_DEVICE_ID_CA] = { "dhcp.option.vendor.cl.device_id_ca",
	    "Device Identification (CA)", TP_FT_BYTES },
	[F_CL_DEVICE_ID_X509] = { "dhcp.option.vendor.cl.device_id_x509",
	    "Device Identification (X.509)", TP_FT_STRINGZ },
	[F_CL_END] = { "dhcp.option.vendor.cl.end", "CL End", TP_FT_UINT8,
	    TP_BASE_DEC },
	[F_OPT_NETBIOS_OVER_TCPIP_NAME_SERVER] = {
	    "dhcp.option.netbios_over_tcpip_name_server",
	    "NetBIOS over TCP/IP Name Server", TP_FT_IPV4 },
	[F_OPT_NETBIOS_OVER_TCPIP_DD_NAME_SERVER] = {
	    "dhcp.option.netbios_over_tcpip_dd_name_server",
	    "NetBIOS over TCP/IP Datagram Distribution Name Server",
	    TP_FT_IPV4 },
	[F_OPT_NETBIOS_OVER_TCPIP_NODE_TYPE] = {
	    "dhcp.option.netbios_over_tcpip_node_type",
	    "NetBIOS over TCP/IP Node Type", TP_FT_UINT8, TP_BASE_DEC,
	    .strings = option_netbios_over_tcpip_node_type },
	[F_OPT_NETBIOS_OVER_TCPIP_SCOPE] = {
	    "dhcp.option.netbios_over_tcpip_scope",
	    "NetBIOS over TCP/IP Scope", TP_FT_STRINGZ },
	[F_OPT_XWINDOWS_SYSTEM_FONT_SERVER] = {
	    "dhcp.option.xwindows_system_font_server",
	    "X Window System Font Server", TP_FT_IPV4 },
	[F_OPT_XWINDOWS_SYSTEM_DISPLAY_MANAGER] = {
	    "dhcp.option.xwindows_system_display_manager",
	    "X Window System Display Manager", TP_FT_IPV4 },
	[F_OPT_REQUESTED_IP_ADDRESS] = { "dhcp.option.requested_ip_address",
	    "Requested IP Address", TP_FT_IPV4 },
	[F_OPT_IP_ADDRESS_LEASE_TIME] = { "dhcp.option.ip_address_lease_time",
	    "IP Address Lease Time", TP_FT_UINT32, TP_BASE_DEC },
	[F_OPT_OPTION_OVERLOAD] = { "dhcp.option.option_overload",
	    "Option Overload", TP_FT_UINT8, TP_BASE_DEC,
	    .strings = option_option_overload },
	[F_OPT_DHCP] = { "dhcp.option.dhcp", "DHCP", TP_FT_UINT8, TP_BASE_DEC,
	    .strings = option_dhcp },
	[F_OPT_DHCP_SERVER_ID] = { "dhcp.option.dhcp_server_id",
	    "DHCP Server Identifier", TP_FT_IPV4 },
	[F_OPT_REQUEST_LIST_ITEM] = { "dhcp.option.request_list_item",
	    "Parameter Request List Item", TP_FT_UINT8, TP_BASE_DEC,
	    .strings = option_type },
	[F_OPT_MESSAGE] = { "dhcp.option.message", "Message", TP_FT_STRINGZ },
	[F_OPT_DHCP_MAX_MESSAGE_SIZE] = { "dhcp.option.dhcp_max_message_size",
	    "Maximum DHCP Message Size", TP_FT_UINT16, TP_BASE_DEC },
	[F_OPT_RENEWAL_TIME_VALUE] = { "dhcp.option.renewal_time_value",
	    "Renewal Time Value", TP_FT_UINT32, TP_BASE_DEC },
	[F_OPT_REBINDING_TIME_VALUE] = { "dhcp.option.rebinding_time_value",
	    "Rebinding Time Value", TP_FT_UINT32, TP_BASE_DEC },
	[F_OPT_VENDOR_CLASS_ID] = { "dhcp.option.vendor_class_id",
	    "Vendor class identifier", TP_FT_STRINGZ },
	[F_OPT_NOVELL_NETWARE_IP_DOMAIN] = {
	    "dhcp.option.novell_netware_ip_domain", "Novell/Netware IP domain",
	    TP_FT_STRINGZ },
	[F_NWIP_SUBOPTION] = { "dhcp.option.novell_options.suboption",
	    "Option 63 Suboption", TP_FT_UINT8, TP_BASE_DEC,
	    .strings = option_novell_options_suboption },
	[F_NWIP_VALUE] = { "dhcp.option.novell_options.value", "Value",
	    TP_FT_BYTES },
	[F_NWIP_BROADCAST] = { "dhcp.option.novell_options.broadcast",
	    "Broadcast for nearest Netware server", TP_FT_BOOLEAN },
	[F_NWIP_PREFERRED_DSS_SERVER] = {
	    "dhcp.option.novell_options.preferred_dss_server",
	    "Preferred DSS server", TP_FT_IPV4 },
	[F_NWIP_NEAREST_NWIP_SERVER] = {
	    "dhcp.option.novell_options.nearest_nwip_server",
	    "Nearest NWIP server", TP_FT_IPV4 },
	[F_NWIP_AUTORETRIES] = { "dhcp.option.novell_options.autoretries",
	    "Autoretries", TP_FT_UINT8, TP_BASE_DEC },
	[F_NWIP_AUTORETRY_DELAY] = {
	    "dhcp.option.novell_options.autoretry_delay",
	    "Autoretry delay, sec", TP_FT_UINT8, TP_BASE_DEC },
	[F_NWIP_SUPPORT_NETWARE_V1_1] = {
	    "dhcp.option.novell_options.support_netware_v1_1",
	    "Broadcast for nearest Netware server", TP_FT_BOOLEAN },
	[F_NWIP_PRIMARY_DSS] = { "dhcp.option.novell_options.primary_dss",
	    "Primary DSS", TP_FT_IPV4 },
	[F_OPT_NIS_PLUS_DOMAIN] = { "dhcp.option.nis_plus_domain",
	    "Network Information Service+ Domain", TP_FT_STRINGZ },
	[F_OPT_NIS_PLUS_SERVER] = { "dhcp.option.nis_plus_server",
	    "Network Information Service+ Server", TP_FT_IPV4 },
	[F_OPT_TFTP_SERVER_NAME] = { "dhcp.option.tftp_server_name",
	    "TFTP Server Name", TP_FT_STRINGZ },
	[F_OPT_BOOTFILE_NAME] = { "dhcp.option.bootfile_name", "Bootfile name",
	    TP_FT_STRINGZ },
	[F_OPT_MOBILE_IP_HOME_AGENT] = { "dhcp.option.mobile_ip_home_agent",
	    "Mobile IP Home Agent", TP_FT_IPV4 },
	[F_OPT_SMTP_SERVER] = { "dhcp.option.smtp_server", "SMTP Server",
	    TP_FT_IPV4 },
	[F_OPT_POP3_SERVER] = { "dhcp.option.pop3_server", "POP3 Server",
	    TP_FT_IPV4 },
	[F_OPT_NNTP_SERVER] = { "dhcp.option.nntp_server", "NNTP Server",
	    TP_FT_IPV4 },
	[F_OPT_DEFAULT_WWW_SERVER] = { "dhcp.option.default_www_server",
	    "Default WWW Server", TP_FT_IPV4 },
	[F_OPT_DEFAULT_FINGER_SERVER] = { "dhcp.option.default_finger_server",
	    "Default Finger Server", TP_FT_IPV4 },
	[F_OPT_DEFAULT_IRC_SERVER] = { "dhcp.option.default_irc_server",
	    "Default IRC Server", TP_FT_IPV4 },
	[F_OPT_STREETTALK_SERVER] = { "dhcp.option.streettalk_server",
	    "StreetTalk Server", TP_FT_IPV4 },
	[F_OPT_STREETTALK_DA_SERVER] = { "dhcp.option.streettalk_da_server",
	    "StreetTalk Directory Assistance Server", TP_FT_IPV4 },
	[F_OPT_USER_CLASS] = { "dhcp.option.user_class",
	    "Instance of User Class", TP_FT_UINT8, TP_BASE_DEC },
	[F_OPT_USER_CLASS_LENGTH] = { "dhcp.option.user_class.length",
	    "User Class Length", TP_FT_UINT8, TP_BASE_DEC },
	[F_OPT_USER_CLASS_DATA] = { "dhcp.option.user_class.data",
	    "User Class Data", TP_FT_BYTES },
	[F_OPT_USER_CLASS_TEXT] = { "dhcp.option.user_class.text",
	    "User Class Data (Text)", TP_FT_STRING },
	[F_OPT_SLP_DIRECTORY_AGENT_VALUE] = {
	    "dhcp.option.slp_directory_agent.value", "Value", TP_FT_UINT8,
	    TP_BASE_DEC, .strings = option_slp_directory_agent_value },
	[F_OPT_SLP_DIRECTORY_AGENT_SLPDA_ADDRESS] = {
	    "dhcp.option.slp_directory_agent.slpda_address", "IP Address",
	    TP_FT_IPV4 },
	[F_OPT_SLP_SERVICE_SCOPE_VALUE] = {
	    "dhcp.option.slp_service_scope.value", "Value", TP_FT_UINT8,
	    TP_BASE_DEC, .strings = option_slp_service_scope_value },
	[F_OPT_SLP_SERVICE_SCOPE_STRING] = {
	    "dhcp.option.slp_service_scope.string", "SLP Service Scope",
	    TP_FT_STRINGZ },
	[F_AGENT_SUBOPTION] = {
	    "dhcp.option.agent_information_option.suboption",
	    "Option 82 Suboption", TP_FT_UINT8, TP_BASE_DEC,
	    .strings = option_agent_information_option_suboption },
	[F_AGENT_VALUE] = { "dhcp.option.agent_information_option.value",
	    "Value", TP_FT_BYTES },
	[F_AGENT_AGENT_CIRCUIT_ID] = {
	    "dhcp.option.agent_information_option.agent_circuit_id",
	    "Agent Circuit ID", TP_FT_BYTES },
	[F_AGENT_AGENT_REMOTE_ID] = {
	    "dhcp.option.agent_information_option.agent_remote_id",
	    "Agent Remote ID", TP_FT_BYTES },
	[F_AGENT_RESERVED] = { "dhcp.option.agent_information_option.reserved",
	    "Reserved", TP_FT_BYTES },
	[F_AGENT_DOCSIS_DEVICE_CLASS] = {
	    "dhcp.option.agent_information_option.docsis_device_class",
	    "DOCSIS Device Class", TP_FT_UINT32, TP_BASE_HEX },
	[F_AGENT_LINK_SELECTION] = {
	    "dhcp.option.agent_information_option.link_selection",
	    "Link selection", TP_FT_IPV4 },
	[F_AGENT_SUBSCRIBER_ID] = {
	    "dhcp.option.agent_information_option.subscriber_id",
	    "Subscriber ID", TP_FT_STRINGZ },
	[F_AGENT_RADIUS_ATTRIBUTES] = {
	    "dhcp.option.agent_information_option.radius_attributes",
	    "RADIUS Attributes", TP_FT_BYTES },
	[F_AGENT_AUTHENTICATION] = {
	    "dhcp.option.agent_information_option.authentication",
	    "Authentication", TP_FT_BYTES },
	[F_AGENT_VI] = { "dhcp.option.agent_information_option.vi",
	    "Vendor-Specific Information", TP_FT_BYTES },
	[F_AGENT_VI_ENTERPRISE] = {
	    "dhcp.option.agent_information_option.vi.enterprise", "Enterprise",
	    TP_FT_UINT32, TP_BASE_DEC },
	[F_AGENT_VI_DATA_LENGTH] = {
	    "dhcp.option.agent_information_option.vi.data_length",
	    "Data Length", TP_FT_UINT8, TP_BASE_DEC },
	[F_AGENT_FLAGS] = { "dhcp.option.agent_information_option.flags",
	    "Flags", TP_FT_UINT8, TP_BASE_HEX },
	[F_AGENT_SERVER_ID_OVERRIDE] = {
	    "dhcp.option.agent_information_option.server_id_override",
	    "Server ID Override", TP_FT_IPV4 },
	[F_AGENT_RELAY_AGENT_ID] = {
	    "dhcp.option.agent_information_option.relay_agent_id",
	    "Relay Agent Identifier", TP_FT_BYTES },
	[F_AGENT_ANI_ATT] = { "dhcp.option.agent_information_option.ani_att",
	    "Access Technology Type", TP_FT_UINT8, TP_BASE_DEC },
	[F_AGENT_ANI_NETWORK_NAME] = {
	    "dhcp.option.agent_information_option.ani_network_name",
	    "Access Network Name", TP_FT_STRING },
	[F_AGENT_ANI_AP_NAME] = {
	    "dhcp.option.agent_information_option.ani_ap_name",
	    "Access Point Name", TP_FT_STRING },
	[F_AGENT_ANI_AP_BSSID] = {
	    "dhcp.option.agent_information_option.ani_ap_bssid",
	    "Access Point BSSID", TP_FT_ETHER },
	[F_AGENT_ANI_OPERATOR_ID] = {
	    "dhcp.option.agent_information_option.ani_operator_id",
	    "Access Network Operator ID", TP_FT_BYTES },
	[F_AGENT_ANI_OPERATOR_REALM] = {
	    "dhcp.option.agent_information_option.ani_operator_realm",
	    "Access Network Operator Realm", TP_FT_STRING },
	[F_AGENT_LINK_SELECTION_CISCO] = {
	    "dhcp.option.agent_information_option.link_selection_cisco",
	    "Link selection (Cisco proprietary)", TP_FT_IPV4 },
	[F_AGENT_VRF_NAME_GLOBAL] = {
	    "dhcp.option.agent_information_option.vrf_name.global",
	    "Global, default VPN", TP_FT_UINT8, TP_BASE_DEC },
	[F_AGENT_VRF_NAME] = { "dhcp.option.agent_information_option.vrf_name",
	    "VRF name", TP_FT_STRING },
	[F_AGENT_SERVER_ID_OVERRIDE_CISCO] = {
	    "dhcp.option.agent_information_option.server_id_override_cisco",
	    "Server ID Override (Cisco proprietary)", TP_FT_IPV4 },
	[F_ISNS_FUNCTIONS] = { "dhcp.option.isns.functions", "iSNS Functions",
	    TP_FT_UINT16, TP_BASE_HEX },
	[F_ISNS_FUNCTIONS_ENABLED] = { "dhcp.option.isns.functions.enabled",
	    "Function Fields Enabled", TP_FT_BOOLEAN, .bitmask = 0x1 },
	[F_ISNS_FUNCTIONS_DD_BASE_AUTHORIZATION] = {
	    "dhcp.option.isns.functions.dd_base_authorization",
	    "Discovery Domain based Authorization", TP_FT_BOOLEAN,
	    .bitmask = 0x2 },
	[F_ISNS_FUNCTIONS_SEC_POLICY_DISTRIBUTION] = {
	    "dhcp.option.isns.functions.sec_policy_distribution",
	    "Security Policy Distribution", TP_FT_BOOLEAN, .bitmask = 0x4 },
	[F_ISNS_FUNCTIONS_RESERVED] = { "dhcp.option.isns.functions.reserved",
	    "Reserved flags", TP_FT_UINT16, TP_BASE_HEX, 0xfff8 },
	[F_ISNS_DISCOVERY_DOMAIN_ACCESS] = {
	    "dhcp.option.isns.discovery_domain_access",
	    "Discovery Domain Access flags", TP_FT_UINT16, TP_BASE_HEX },
	[F_ISNS_DISCOVERY_DOMAIN_ACCESS_ENABLED] = {
	    "dhcp.option.isns.discovery_domain_access.enabled",
	    "Discovery Domain Enabled", TP_FT_BOOLEAN, .bitmask = 0x1 },
	[F_ISNS_DISCOVERY_DOMAIN_ACCESS_CONTROL_NODE] = {
	    "dhcp.option.isns.discovery_domain_access_control.node",
	    "Control Node", TP_FT_BOOLEAN, .bitmask = 0x2 },
	[F_ISNS_DISCOVERY_DOMAIN_ACCESS_ISCSI_TARGET] = {
	    "dhcp.option.isns.discovery_domain_access.iscsi_target",
	    "iSCSI Target", TP_FT_BOOLEAN, .bitmask = 0x4 },
	[F_ISNS_DISCOVERY_DOMAIN_ACCESS_ISCSI_INITIATOR] = {
	    "dhcp.option.isns.discovery_domain_access.iscsi_initiator",
	    "iSCSI Initiator", TP_FT_BOOLEAN, .bitmask = 0x8 },
	[F_ISNS_DISCOVERY_DOMAIN_ACCESS_IFCP_TARGET_PORT] = {
	    "dhcp.option.isns.discovery_domain_access.ifcp_target_port",
	    "iFCP Target Port", TP_FT_BOOLEAN, .bitmask = 0x10 },
	[F_ISNS_DISCOVERY_DOMAIN_ACCESS_INITIATOR_TARGET_PORT] = {
	    "dhcp.option.isns.discovery_domain_access.initiator_target_port",
	    "iFCP Initiator Port", TP_FT_BOOLEAN, .bitmask = 0x20 },
	[F_ISNS_DISCOVERY_DOMAIN_ACCESS_RESERVED] = {
	    "dhcp.option.isns.discovery_domain_access.reserved",
	    "Reserved Flags", TP_FT_UINT16, TP_BASE_HEX, 0xffc0 },
	[F_ISNS_ADMINISTRATIVE_FLAGS] = {
	    "dhcp.option.isns.administrative_flags", "Administrative Flags",
	    TP_FT_UINT16, TP_BASE_HEX },
	[F_ISNS_ADMINISTRATIVE_FLAGS_ENABLED] = {
	    "dhcp.option.isns.administrative_flags.enabled",
	    "Administrative Flags Enabled", TP_FT_BOOLEAN, .bitmask = 0x1 },
	[F_ISNS_ADMINISTRATIVE_FLAGS_HEARTBEAT] = {
	    "dhcp.option.isns.administrative_flags.heartbeat", "Heartbeat",
	    TP_FT_BOOLEAN, .bitmask = 0x2 },
	[F_ISNS_ADMINISTRATIVE_FLAGS_MANAGEMENT_SCNS] = {
	    "dhcp.option.isns.administrative_flags.management_scns",
	    "Management SCNs", TP_FT_BOOLEAN, .bitmask = 0x4 },
	[F_ISNS_ADMINISTRATIVE_FLAGS_DEFAULT_DISCOVERY_DOMAIN] = {
	    "dhcp.option.isns.administrative_flags.default_discovery_domain",
	    "Default Discovery Domain", TP_FT_BOOLEAN, .bitmask = 0x8 },
	[F_ISNS_ADMINISTRATIVE_FLAGS_RESERVED] = {
	    "dhcp.option.isns.administrative_flags.reserved", "Reserved Flags",
	    TP_FT_UINT16, TP_BASE_HEX, 0xfff0 },
	[F_ISNS_SERVER_SECURITY_BITMAP] = {
	    "dhcp.option.isns.server_security_bitmap",
	    "iSNS Server Security Bitmap", TP_FT_UINT32, TP_BASE_HEX },
	[F_ISNS_SERVER_SECURITY_BITMAP_ENABLED] = {
	    "dhcp.option.isns.server_security_bitmap.enabled",
	    "Server Security Bitmap Enabled", TP_FT_BOOLEAN, .bitmask = 0x1 },
	[F_ISNS_SERVER_SECURITY_BITMAP_IKE_IPSEC_ENABLED] = {
	    "dhcp.option.isns.server_security_bitmap.ike_ipsec_enabled",
	    "IKE/IPSec", TP_FT_BOOLEAN, .bitmask = 0x2 },
	[F_ISNS_SERVER_SECURITY_BITMAP_MAIN_MODE] = {
	    "dhcp.option.isns.server_security_bitmap.main_mode", "Main Mode",
	    TP_FT_BOOLEAN, .bitmask = 0x4 },
	[F_ISNS_SERVER_SECURITY_BITMAP_AGGRESSIVE_MODE] = {
	    "dhcp.option.isns.server_security_bitmap.aggressive_mode",
	    "Aggressive Mode", TP_FT_BOOLEAN, .bitmask = 0x8 },
	[F_ISNS_SERVER_SECURITY_BITMAP_PFS] = {
	    "dhcp.option.isns.server_security_bitmap.pfs", "PFS",
	    TP_FT_BOOLEAN, .bitmask = 0x10 },
	[F_ISNS_SERVER_SECURITY_BITMAP_TRANSPORT_MODE] = {
	    "dhcp.option.isns.server_security_bitmap.transport_mode",
	    "Transport Mode", TP_FT_BOOLEAN, .bitmask = 0x20 },
	[F_ISNS_SERVER_SECURITY_BITMAP_TUNNEL_MODE] = {
	    "dhcp.option.isns.server_security_bitmap.tunnel_mode",
	    "Tunnel Mode", TP_FT_BOOLEAN, .bitmask = 0x40 },
	[F_ISNS_SERVER_SECURITY_BITMAP_RESERVED] = {
	    "dhcp.option.isns.server_security_bitmap.reserved",
	    "Reserved Flags", TP_FT_UINT16, TP_BASE_HEX, 0xff80 },
	[F_ISNS_PRIMARY_SERVER_ADDR] = {
	    "dhcp.option.isns.primary_server_addr", "Primary Server Address",
	    TP_FT_IPV4 },
	[F_ISNS_HEARTBEAT_ORIGINATOR_ADDR] = {
	    "dhcp.option.isns.heartbeat_originator_addr",
	    "Heartbeat Originator Address", TP_FT_IPV4 },
	[F_ISNS_SECONDARY_SERVER_ADDR] = {
	    "dhcp.option.isns.secondary_server_addr",
	    "Secondary Server Address", TP_FT_IPV4 },
	[F_OPT_NOVELL_DSS_IP] = { "dhcp.option.novell_dss.ip", "IP Address",
	    TP_FT_IPV4 },
	[F_OPT_NOVELL_DS_TREE_NAME] = { "dhcp.option.novell_ds_tree_name",
	    "Novell Directory Services Tree Name", TP_FT_STRINGZ },
	[F_OPT_NOVELL_DS_CONTEXT] = { "dhcp.option.novell_ds_context",
	    "Novell Directory Services Context", TP_FT_STRINGZ },
	[F_AUTH_PROTOCOL] = { "dhcp.option.dhcp_authentication.protocol",
	    "Protocol", TP_FT_UINT8, TP_BASE_DEC,
	    .strings = option_dhcp_authentication_protocol },
	[F_AUTH_ALG_DELAY] = { "dhcp.option.dhcp_authentication.alg_delay",
	    "Delay Algorithm", TP_FT_UINT8, TP_BASE_DEC,
	    .strings = option_dhcp_authentication_alg_delay },
	[F_AUTH_ALGORITHM] = { "dhcp.option.dhcp_authentication.algorithm",
	    "Algorithm", TP_FT_UINT8, TP_BASE_DEC },
	[F_AUTH_RDM] = { "dhcp.option.dhcp_authentication.rdm",
	    "Replay Detection Method", TP_FT_UINT8, TP_BASE_DEC,
	    .strings = option_dhcp_authentication_rdm },
	[F_AUTH_RDM_REPLAY_DETECTION] = {
	    "dhcp.option.dhcp_authentication.rdm_replay_detection",
	    "RDM Replay Detection Value", TP_FT_UINT64, TP_BASE_HEX },
	[F_AUTH_RDM_RDV] = { "dhcp.option.dhcp_authentication.rdm_rdv",
	    "Replay Detection Value", TP_FT_STRINGZ },
	[F_AUTH_SECRET_ID] = { "dhcp.option.dhcp_authentication.secret_id",
	    "Secret ID", TP_FT_UINT32, TP_BASE_HEX },
	[F_AUTH_HMAC_MD5_HASH] = {
	    "dhcp.option.dhcp_authentication.hmac_md5_hash", "HMAC MD5 Hash",
	    TP_FT_BYTES },
	[F_AUTH_INFORMATION] = { "dhcp.option.dhcp_authentication.information",
	    "Authentication Information", TP_FT_STRINGZ },
	[F_OPT_CLIENT_LAST_TRANSACTION_TIME] = {
	    "dhcp.option.client_last_transaction_time",
	    "Client last transaction time", TP_FT_UINT32, TP_BASE_DEC },
	[F_OPT_ASSOCIATED_IP_OPTION] = { "dhcp.option.associated_ip_option",
	    "Associated IP option", TP_FT_IPV4 },
	[F_OPT_CLIENT_SYSTEM_ARCHITECTURE] = {
	    "dhcp.option.client_system_architecture",
	    "Client System Architecture", TP_FT_UINT16, TP_BASE_DEC,
	    .strings = option_client_system_architecture },
	[F_CLIENT_NETWORK_ID_MAJOR] = { "dhcp.client_network_id_major",
	    "Major Version", TP_FT_UINT8, TP_BASE_DEC },
	[F_CLIENT_NETWORK_ID_MINOR] = { "dhcp.client_network_id_minor",
	    "Minor Version", TP_FT_UINT8, TP_BASE_DEC },
	[F_CIVIC_WHAT] = { "dhcp.option.civic_location.what", "What",
	    TP_FT_UINT8, TP_BASE_DEC, .strings = option_civic_location_what },
	[F_CIVIC_COUNTRY] = { "dhcp.option.civic_location.country", "Country",
	    TP_FT_STRINGZ },
	[F_CIVIC_CA_TYPE] = { "dhcp.option.civic_location.ca_type", "CA Type",
	    TP_FT_UINT8, TP_BASE_DEC,
	    .strings = option_civic_location_ca_type },
	[F_CIVIC_CA_LENGTH] = { "dhcp.option.civic_location.ca_length",
	    "CA Length", TP_FT_UINT8, TP_BASE_DEC },
	[F_CIVIC_CA_VALUE] = { "dhcp.option.civic_location.ca_value",
	    "CA Value", TP_FT_STRINGZ },
	[F_OPT_TZ_PCODE] = { "dhcp.option.tz_pcode", "TZ PCode",
	    TP_FT_STRING },
	[F_OPT_TZ_TCODE] = { "dhcp.option.tz_tcode", "TZ TCode",
	    TP_FT_STRING },
	[F_OPT_NETINFO_PARENT_SERVER_ADDRESS] = {
	    "dhcp.option.netinfo_parent_server_address",
	    "NetInfo Parent Server Address", TP_FT_IPV4 },
	[F_OPT_NETINFO_PARENT_SERVER_TAG] = {
	    "dhcp.option.netinfo_parent_server_tag",
	    "NetInfo Parent Server Tag", TP_FT_STRINGZ },
	[F_OPT_DHCP_AUTO_CONFIGURATION] = {
	    "dhcp.option.dhcp_auto_configuration", "DHCP Auto-Configuration",
	    TP_FT_UINT8, TP_BASE_DEC,
	    .strings = option_dhcp_auto_configuration },
	[F_OPT_DHCP_NAME_SERVICE_SEARCH_OPTION] = {
	    "dhcp.option.dhcp_name_service_search_option", "Name Service",
	    TP_FT_STRINGZ },
	[F_OPT_DHCP_DNS_DOMAIN_SEARCH_LIST_RFC_3396_DETECTED] = {
	    "dhcp.option.dhcp_dns_domain_search_list_rfc_3396_detected",
	    "Encoding Long Options detected (RFC 3396)", TP_FT_STRINGZ },
	[F_OPT_DHCP_DNS_DOMAIN_SEARCH_LIST_REFER_LAST_OPTION] = {
	    "dhcp.option.dhcp_dns_domain_search_list_refer_last_option",
	    "For the data, please refer to last option 119", TP_FT_STRINGZ },
	[F_OPT_DHCP_DNS_DOMAIN_SEARCH_LIST_FQDN] = {
	    "dhcp.option.dhcp_dns_domain_search_list_fqdn", "FQDN",
	    TP_FT_STRINGZ },
	[F_OPT_SIP_SERVER_RFC_3396_DETECTED] = {
	    "dhcp.option.sip_server.rfc_3396_detected",
	    "Encoding Long Options detected (RFC 3396)", TP_FT_STRINGZ },
	[F_OPT_SIP_SERVER_REFER_LAST_OPTION] = {
	    "dhcp.option.sip_server.refer_last_option",
	    "For the data, please refer to last option 120", TP_FT_STRINGZ },
	[F_OPT_SIP_SERVER_ENCODING] = { "dhcp.option.sip_server.encoding",
	    "SIP Server Encoding", TP_FT_UINT8, TP_BASE_DEC,
	    .strings = option_sip_server_encoding },
	[F_OPT_SIP_SERVER_NAME] = { "dhcp.option.sip_server.name",
	    "SIP Server Name", TP_FT_STRINGZ },
	[F_OPT_SIP_SERVER_ADDRESS] = { "dhcp.option.sip_server.address",
	    "SIP Server Address", TP_FT_IPV4 },
	[F_OPT_CLASSLESS_STATIC_ROUTE] = {
	    "dhcp.option.classless_static_route", "Subnet/MaskWidth-Router",
	    TP_FT_BYTES },
	[F_GEO_ERROR] = { "dhcp.option.rfc3825.error", "Error", TP_FT_UINT8,
	    TP_BASE_DEC, .strings = option_rfc3825_error },
	[F_GEO_LATITUDE] = { "dhcp.option.rfc3825.latitude", "Latitude",
	    TP_FT_DOUBLE },
	[F_GEO_LONGITUDE] = { "dhcp.option.rfc3825.longitude", "Longitude",
	    TP_FT_DOUBLE },
	[F_GEO_LATITUDE_RES] = { "dhcp.option.rfc3825.latitude_res",
	    "Latitude resolution", TP_FT_DOUBLE },
	[F_GEO_LONGITUDE_RES] = { "dhcp.option.rfc3825.longitude_res",
	    "Longitude resolution", TP_FT_DOUBLE },
	[F_GEO_ALTITUDE] = { "dhcp.option.rfc3825.altitude", "Altitude",
	    TP_FT_DOUBLE },
	[F_GEO_ALTITUDE_RES] = { "dhcp.option.rfc3825.altitude_res",
	    "Altitude resolution", TP_FT_DOUBLE },
	[F_GEO_ALTITUDE_TYPE] = { "dhcp.option.rfc3825.altitude_type",
	    "Altitude type", TP_FT_UINT8, TP_BASE_DEC,
	    .strings = option_rfc3825_altitude_type },
	[F_OPT_VI_CLASS_CL_ADDRESS_MODE] = {
	    "dhcp.option.vi_class.cl_address_mode", "CableLab Address Mode",
	    TP_FT_UINT8, TP_BASE_DEC,
	    .strings = option_vi_class_cl_address_mode },
	[F_OPT_VI_CLASS_ENTERPRISE] = { "dhcp.option.vi_class.enterprise",
	    "Enterprise", TP_FT_UINT32, TP_BASE_DEC },
	[F_OPT_VI_CLASS_LENGTH] = { "dhcp.option.vi_class.length",
	    "CableLab Address Mode", TP_FT_UINT8, TP_BASE_DEC },
	[F_OPT_VI_CLASS_DATA] = { "dhcp.option.vi_class.data",
	    "NetInfo Parent Server Tag", TP_FT_STRINGZ },
	[F_OPT_VI_ENTERPRISE] = { "dhcp.option.vi.enterprise", "Enterprise",
	    TP_FT_UINT32, TP_BASE_DEC },
	[F_OPT_VI_LENGTH] = { "dhcp.option.vi.length", "Length", TP_FT_UINT8,
	    TP_BASE_DEC },
	[F_OPT_VI_VALUE] = { "dhcp.option.vi.value", "Value", TP_FT_BYTES },
	[F_TR111_SUBOPTION] = { "dhcp.option.vi.tr111.suboption",
	    "Option 125 Suboption", TP_FT_UINT8, TP_BASE_DEC,
	    .strings = option_vi_tr111_suboption },
	[F_TR111_DEVICE_MANUFACTURER_OUI] = {
	    "dhcp.option.vi.tr111.device_manufacturer_oui",
	    "DeviceManufacturerOUI", TP_FT_UINT24, TP_BASE_DEC },
	[F_TR111_DEVICE_SERIAL_NUMBER] = {
	    "dhcp.option.vi.tr111.device_serial_number", "DeviceSerialNumber",
	    TP_FT_STRINGZ },
	[F_TR111_DEVICE_PRODUCT_CLASS] = {
	    "dhcp.option.vi.tr111.device_product_class", "DeviceProductClass",
	    TP_FT_STRINGZ },
	[F_TR111_GATEWAY_MANUFACTURER_OUI] = {
	    "dhcp.option.vi.tr111.gateway_manufacturer_oui",
	    "GatewayManufacturerOUI", TP_FT_STRINGZ },
	[F_TR111_GATEWAY_SERIAL_NUMBER] = {
	    "dhcp.option.vi.tr111.gateway_serial_number",
	    "GatewaySerialNumber", TP_FT_STRINGZ },
	[F_TR111_GATEWAY_PRODUCT_CLASS] = {
	    "dhcp.option.vi.tr111.gateway_product_class",
	    "GatewayProductClass", TP_FT_STRINGZ },
	[F_OPT_VI_CL_SUBOPTION] = { "dhcp.option.vi.cl.suboption",
	    "Option 125 Suboption", TP_FT_UINT8, TP_BASE_DEC,
	    .strings = option_vi_cl_suboption },
	[F_OPT_VI_CL_OPTION_REQUEST] = { "dhcp.option.vi.cl.option_request",
	    "Option Request", TP_FT_BYTES },
	[F_OPT_VI_CL_TFTP_SERVER_ADDRESSES] = {
	    "dhcp.option.vi.cl.tftp_server_addresses", "TFTP Server Addresses",
	    TP_FT_IPV4 },
	[F_OPT_VI_CL_EROUTER_CONTAINER_OPTION] = {
	    "dhcp.option.vi.cl.erouter_container_option",
	    "eRouter Container Option", TP_FT_BYTES },
	[F_OPT_VI_CL_MODEM_CAPABILITIES] = {
	    "dhcp.option.vi.cl.modem_capabilities", "Modem Capabilities",
	    TP_FT_BYTES },
	[F_OPT_SUBNET_SELECTION_OPTION] = {
	    "dhcp.option.subnet_selection_option", "Subnet Selection Option",
	    TP_FT_IPV4 },
	[F_OPT_PANA_AGENT] = { "dhcp.option.pana_agent", "PAA IPv4 Address",
	    TP_FT_IPV4 },
	[F_OPT_LOST_SERVER_DOMAIN_NAME] = {
	    "dhcp.option.lost_server_domain_name", "LoST Server Domain Name",
	    TP_FT_STRINGZ },
	[F_OPT_CAPWAP_ACCESS_CONTROLLER] = {
	    "dhcp.option.capwap_access_controller",
	    "CAPWAP Access Controllers", TP_FT_IPV4 },
	[F_OPT_ANDSF_SERVER] = { "dhcp.option.andsf_server", "ANDSF Server",
	    TP_FT_IPV4 },
	[F_OPT_FORCERENEW_NONCE_ALGORITHM] = {
	    "dhcp.option.forcerenew_nonce.algorithm", "Algorithm", TP_FT_UINT8,
	    TP_BASE_DEC, .strings = option_forcerenew_nonce_algorithm },
	[F_OPT_RDNSS_RESERVED] = { "dhcp.option.rdnss.reserved", "Reserved",
	    TP_FT_UINT8, TP_BASE_HEX, 0xfc },
	[F_OPT_RDNSS_PREFERENCE] = { "dhcp.option.rdnss.preference",
	    "Preference", TP_FT_UINT8, TP_BASE_DEC, 0x3,
	    .strings = option_rdnss_preference },
	[F_OPT_RDNSS_PRIMARY_DNS] = { "dhcp.option.rdnss.primary_dns",
	    "Primary DNS", TP_FT_IPV4 },
	[F_OPT_RDNSS_SECONDARY_DNS] = { "dhcp.option.rdnss.secondary_dns",
	    "Secondary DNS", TP_FT_IPV4 },
	[F_OPT_RDNSS_DOMAIN] = { "dhcp.option.rdnss.domain",
	    "Domains and networks", TP_FT_STRING },
	[F_OPT_TFTP_SERVER_ADDRESS] = { "dhcp.option.tftp_server_address",
	    "TFTP Server Address", TP_FT_IPV4 },
	[F_LEASE_STATUS_CODE] = { "dhcp.option.bulk_lease.status_code",
	    "Status Code", TP_FT_UINT8, TP_BASE_DEC,
	    .strings = option_bulk_lease_status_code },
	[F_LEASE_STATUS_CODE_MESSAGE] = {
	    "dhcp.option.bulk_lease.status_code_message",
	    "Status Code Message", TP_FT_STRING },
	[F_LEASE_BASE_TIME] = { "dhcp.option.bulk_lease.base_time",
	    "Base Time", TP_FT_ABSOLUTE_TIME, TP_BASE_UTC },
	[F_LEASE_START_TIME_OF_STATE] = {
	    "dhcp.option.bulk_lease.start_time_of_state",
	    "Start Time Of State", TP_FT_UINT32, TP_BASE_DEC },
	[F_LEASE_QUERY_START_TIME] = {
	    "dhcp.option.bulk_lease.query_start_time", "Query Start Time",
	    TP_FT_ABSOLUTE_TIME, TP_BASE_UTC },
	[F_LEASE_QUERY_END_TIME] = { "dhcp.option.bulk_lease.query_end_time",
	    "Query End Time", TP_FT_ABSOLUTE_TIME, TP_BASE_UTC },
	[F_LEASE_DHCP_STATE] = { "dhcp.option.bulk_lease.dhcp_state",
	    "Dhcp State", TP_FT_UINT8, TP_BASE_DEC,
	    .strings = option_bulk_lease_dhcp_state },
	[F_LEASE_DATA_SOURCE] = { "dhcp.option.bulk_lease.data_source",
	    "Data Source", TP_FT_BOOLEAN },
	[F_OPT_PCP_LIST_LENGTH] = { "dhcp.option.pcp.list_length",
	    "List-Length", TP_FT_UINT8, TP_BASE_DEC },
	[F_OPT_PCP_SERVER] = { "dhcp.option.pcp.server", "PCP Server",
	    TP_FT_IPV4 },
	[F_OPT_PORTPARAMS_OFFSET] = { "dhcp.option.portparams.offset",
	    "Offset", TP_FT_UINT8, TP_BASE_DEC },
	[F_OPT_PORTPARAMS_PSID_LENGTH] = {
	    "dhcp.option.portparams.psid_length", "PSID-Length", TP_FT_UINT8,
	    TP_BASE_DEC },
	[F_OPT_PORTPARAMS_PSID] = { "dhcp.option.portparams.psid", "PSID",
	    TP_FT_BYTES },
	[F_OPT_MUDURL] = { "dhcp.option.mudurl", "MUDURL", TP_FT_STRING },
	[F_OPT_PXE_CONFIG_FILE] = { "dhcp.option.pxe_config_file",
	    "PXELINUX configuration file", TP_FT_STRING },
	[F_OPT_PXE_PATH_PREFIX] = { "dhcp.option.pxe_path_prefix",
	    "PXELINUX path prefix", TP_FT_STRING },
	[F_OPT_CAPTIVE_PORTAL] = { "dhcp.option.captive_portal",
	    "Captive Portal", TP_FT_STRING },
	[F_OPT_6RD_IPV4_MASK_LEN] = { "dhcp.option.6RD.ipv4_mask_len",
	    "6RD IPv4 Mask Length", TP_FT_UINT8, TP_BASE_DEC },
	[F_OPT_6RD_PREFIX_LEN] = { "dhcp.option.6RD.prefix_len",
	    "6RD Prefix Length", TP_FT_UINT8, TP_BASE_DEC },
	[F_OPT_6RD_PREFIX] = { "dhcp.option.6RD.prefix", "6RD Prefix",
	    TP_FT_IPV6 },
	[F_OPT_6RD_BORDER_RELAY_IP] = { "dhcp.option.6RD.border_relay_ip",
	    "Border Relay IP", TP_FT_IPV4 },
	[F_OPT_PRIVATE_PROXY_AUTODISCOVERY] = {
	    "dhcp.option.private_proxy_autodiscovery",
	    "Private/Proxy autodiscovery", TP_FT_STRINGZ },
	[F_OPT_END] = { "dhcp.option.end", "Option End", TP_FT_UINT8,
	    TP_BASE_DEC },
	[F_VENDOR_SUBOPTION] = { "dhcp.vendor.suboption",
	    "Option 125 Suboption", TP_FT_UINT8, TP_BASE_DEC },
	[F_VENDOR_DATA] = { "dhcp.vendor.data", "Data", TP_FT_BYTES },
};
