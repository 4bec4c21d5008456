/* SPDX-License-Identifier: BSD-3-Clause */
/* Options of DHCP that are made of suboptions: relay agents', vendors'. */
#include "dhcp.h"

#define SUB_PAD 0
#define SUB_END 255

enum { CABLELABS = 4491, BROADBAND_FORUM = 3561 };

/*
 * A family of suboptions: field of their codes, of values as octets (and
 * whether those of known ones have it too), of padding and end, if there are.
 */
struct family {
	tp_field code, value, pad, end;
	int every, lenient;	/* lenient: one too long ends them, not all
				 * options */
	const struct dhcp_known *known;
	uint32_t nknown;
	int (*parts)(tp_tvb *v, uint32_t code);	/* 0: it has none */
};

static void
suboption_value(const struct family *f, tp_tvb *v, uint32_t code)
{
	const uint8_t *p = v->data;
	uint32_t n = tp_left(v);

	if (f->every)
		(void)tp_add_ptr(v, f->value, 0, n, p, n);
	for (uint32_t i = 0; i < f->nknown; i++)
		if (f->known[i].code == code) {
			dhcp_value(v, f->known[i].kind, f->known[i].field);
			return;
		}
	if (f->parts != NULL && f->parts(v, code))
		return;
	if (!f->every && f->value != 0)
		(void)tp_add_ptr(v, f->value, 0, n, p, n);
}

static void
suboption(const struct family *f, tp_tvb *t)
{
	uint32_t start = t->off, code = t->data[start], n;
	tp_item outer;
	tp_tvb v;

	if (!tp_has(t, start, 2)) {
		t->off = t->caplen;
		return;
	}
	n = t->data[start + 1];
	outer = tp_open(t, f->code, start, 2 + n, code);
	t->off++;
	(void)tp_f_u8(t, F_OPT_SUBOPTION_LENGTH);
	if (n > tp_left(t)) {
		if (!f->lenient)
			(void)tp_fail(t, TP_TRUNCATED);
		t->off = t->caplen;
	} else {
		v = tp_sub(t, n);
		suboption_value(f, &v, code);
	}
	tp_close(t, outer);
}

static void
suboptions(const struct family *f, tp_tvb *t)
{
	while (tp_left(t) != 0) {
		uint32_t code = t->data[t->off];

		if (code == SUB_END && f->end != 0) {
			(void)tp_f_u8(t, f->end);
			return;
		}
		if (code == SUB_PAD && f->pad != 0)
			(void)tp_f_u8(t, f->pad);
		else
			suboption(f, t);
	}
}

/* ------------------------------------------------------------ relay agents */

static const struct dhcp_known agent_known[] = {
	{ 1, KIND_BYTES, F_AGENT_AGENT_CIRCUIT_ID },
	{ 2, KIND_BYTES, F_AGENT_AGENT_REMOTE_ID },
	{ 3, KIND_BYTES, F_AGENT_RESERVED },
	{ 4, KIND_U32, F_AGENT_DOCSIS_DEVICE_CLASS },
	{ 5, KIND_IPV4, F_AGENT_LINK_SELECTION },
	{ 6, KIND_STRING, F_AGENT_SUBSCRIBER_ID },
	{ 7, KIND_BYTES, F_AGENT_RADIUS_ATTRIBUTES },
	{ 8, KIND_BYTES, F_AGENT_AUTHENTICATION },
	{ 10, KIND_U8, F_AGENT_FLAGS },
	{ 11, KIND_IPV4, F_AGENT_SERVER_ID_OVERRIDE },
	{ 12, KIND_BYTES, F_AGENT_RELAY_AGENT_ID },
	{ 13, KIND_U16, F_AGENT_ANI_ATT },
	{ 14, KIND_STRING, F_AGENT_ANI_NETWORK_NAME },
	{ 15, KIND_STRING, F_AGENT_ANI_AP_NAME },
	{ 16, KIND_ETHER, F_AGENT_ANI_AP_BSSID },
	{ 17, KIND_BYTES, F_AGENT_ANI_OPERATOR_ID },
	{ 18, KIND_STRING, F_AGENT_ANI_OPERATOR_REALM },
	{ 150, KIND_IPV4, F_AGENT_LINK_SELECTION_CISCO },
	{ 152, KIND_IPV4, F_AGENT_SERVER_ID_OVERRIDE_CISCO },
};

/* RFC 4243 2 and RFC 6607 3.3 */
static int
agent_parts(tp_tvb *v, uint32_t code)
{
	if (code == 151 && tp_left(v) == 1)
		(void)tp_f_u8(v, F_AGENT_VRF_NAME_GLOBAL);
	else if (code == 151)
		dhcp_string(v, F_AGENT_VRF_NAME, tp_left(v));
	if (code != 9)
		return code == 151;
	while (tp_left(v) >= 5) {
		uint32_t enterprise = tp_peek_be32(v, v->off), n;
		tp_item outer = tp_open(v, F_AGENT_VI_ENTERPRISE, v->off, 4,
		    enterprise);

		(void)tp_take(v, 4);
		n = tp_f_u8(v, F_AGENT_VI_DATA_LENGTH);
		if (n > tp_left(v))
			n = tp_left(v);
		if (n != 0)
			(void)tp_f_bytes(v, F_AGENT_VALUE, n);
		tp_close(v, outer);
	}
	return 1;
}

/* RFC 3046 2.1 */
void
dhcp_agent(tp_tvb *v)
{
	static const struct family agent = { .code = F_AGENT_SUBOPTION,
	    .value = F_AGENT_VALUE, .every = 1, .lenient = 1,
	    .known = agent_known,
	    .nknown = TP_COUNT(agent_known), .parts = agent_parts };

	suboptions(&agent, v);
}

/* --------------------------------------------------- RFC 2242: NetWare/IP */

static const struct dhcp_known novell_known[] = {
	{ 5, KIND_BOOLEAN, F_NWIP_BROADCAST },
	{ 6, KIND_IPV4S, F_NWIP_PREFERRED_DSS_SERVER },
	{ 7, KIND_IPV4S, F_NWIP_NEAREST_NWIP_SERVER },
	{ 8, KIND_U8, F_NWIP_AUTORETRIES },
	{ 9, KIND_U8, F_NWIP_AUTORETRY_DELAY },
	{ 10, KIND_BOOLEAN, F_NWIP_SUPPORT_NETWARE_V1_1 },
	{ 11, KIND_IPV4, F_NWIP_PRIMARY_DSS },
};

void
dhcp_novell(tp_tvb *v)
{
	static const struct family novell = { .code = F_NWIP_SUBOPTION,
	    .value = F_NWIP_VALUE, .every = 1, .known = novell_known,
	    .nknown = TP_COUNT(novell_known) };

	suboptions(&novell, v);
}

/* ----------------------------------------------- option 43: PXE, CableLabs */

static const struct dhcp_known pxe_known[] = {
	{ 1, KIND_IPV4, F_PXE_MTFTP_IP },
	{ 2, KIND_U16_LE, F_PXE_MTFTP_CLIENT_PORT },
	{ 3, KIND_U16_LE, F_PXE_MTFTP_SERVER_PORT },
	{ 4, KIND_U8, F_PXE_MTFTP_TIMEOUT },
	{ 5, KIND_U8, F_PXE_MTFTP_DELAY },
	{ 7, KIND_IPV4, F_PXE_MULTICAST_ADDRESS },
	{ 11, KIND_BYTES, F_PXE_MULTICAST_ADDRESS_ALLOC },
	{ 12, KIND_BYTES, F_PXE_CREDENTIAL_TYPES },
	{ 179, KIND_STRING, F_PXE_LCM_SERVER },
	{ 180, KIND_STRING, F_PXE_LCM_DOMAIN },
	{ 181, KIND_BYTES, F_PXE_LCM_NIC_OPTION },
	{ 190, KIND_STRING, F_PXE_LCM_WORKGROUP },
	{ 191, KIND_BOOLEAN, F_PXE_DISCOVERY },
	{ 192, KIND_BOOLEAN, F_PXE_CONFIGURED },
	{ 193, KIND_U32, F_PXE_LCM_VERSION },
	{ 194, KIND_STRING, F_PXE_LCM_SERIAL },
};

static void
pxe_discovery_control(tp_tvb *v)
{
	uint32_t b;
	tp_item outer;

	while (tp_left(v) != 0) {
		uint32_t off = v->off;

		b = tp_u8(v);
		outer = tp_open(v, F_PXE_DISCOVERY_CONTROL, off, 1, b);
		for (tp_field f = F_PXE_DISCOVERY_CONTROL_BROADCAST;
		    f <= F_PXE_DISCOVERY_CONTROL_BSTRAP; f++)
			tp_add_bits(v, f, off, 1, b);
		tp_close(v, outer);
	}
}

static void
pxe_boot_servers(tp_tvb *v)
{
	while (tp_left(v) >= 3) {
		uint32_t n;

		(void)tp_f_be16(v, F_PXE_BOOT_SERVERS_TYPE);
		n = tp_f_u8(v, F_PXE_BOOT_SERVERS_COUNT);
		while (n-- != 0 && tp_left(v) >= 4)
			(void)tp_f_bytes(v, F_PXE_BOOT_SERVERS_IP, 4);
	}
}

static void
pxe_boot_menu(tp_tvb *v)
{
	while (tp_left(v) >= 3) {
		uint32_t n;

		(void)tp_f_be16(v, F_PXE_BOOT_MENU_TYPE);
		n = tp_f_u8(v, F_PXE_BOOT_MENU_LENGTH);
		if (n > tp_left(v))
			return;
		dhcp_string(v, F_PXE_BOOT_MENU_DESC, n);
	}
}

static void
pxe_menu_prompt(tp_tvb *v)
{
	if (tp_left(v) == 0)
		return;
	(void)tp_f_u8(v, F_PXE_MENU_PROMPT_TIMEOUT);
	dhcp_string(v, F_PXE_MENU_PROMPT_PROMPT, tp_left(v));
}

static void
pxe_boot_item(tp_tvb *v)
{
	if (tp_left(v) != 4)
		return;
	(void)tp_f_be16(v, F_PXE_BOOT_ITEM_TYPE);
	(void)tp_f_bytes(v, F_PXE_BOOT_ITEM_LAYER, 2);
}

/* PXE specification 2.1, 2.2.3 */
static int
pxe_parts(tp_tvb *v, uint32_t code)
{
	static const struct {
		uint32_t code;
		tp_field whole;
		void (*fn)(tp_tvb *);
	} parts[] = {
		{ 8, F_PXE_BOOT_SERVERS, pxe_boot_servers },
		{ 9, F_PXE_BOOT_MENU, pxe_boot_menu },
		{ 10, F_PXE_MENU_PROMPT, pxe_menu_prompt },
		{ 71, F_PXE_BOOT_ITEM, pxe_boot_item }
	};

	if (code == 6)
		pxe_discovery_control(v);
	for (uint32_t i = 0; i < TP_COUNT(parts); i++) {
		tp_item outer = v->group, me;

		if (parts[i].code != code)
			continue;
		me = tp_add_ptr(v, parts[i].whole, 0, tp_left(v), v->data,
		    tp_left(v));
		if (me != 0)
			v->group = me;
		parts[i].fn(v);
		tp_close(v, outer);
	}
	return 1;
}

static const struct dhcp_known cablelabs_known[] = {
	{ 1, KIND_STRING, F_CL_SUBOPTION_REQUEST_LIST },
	{ 2, KIND_STRING, F_CL_DEVICE_TYPE },
	{ 3, KIND_STRING, F_CL_ESAFE_TYPE },
	{ 4, KIND_STRING, F_CL_SERIAL_NUMBER },
	{ 5, KIND_STRING, F_CL_HARDWARE_VERSION },
	{ 6, KIND_STRING, F_CL_SOFTWARE_VERSION },
	{ 7, KIND_STRING, F_CL_BOOT_ROM_VERSION },
	{ 9, KIND_STRING, F_CL_MODEL_NUMBER },
	{ 10, KIND_STRING, F_CL_VENDOR_NAME10 },
	{ 11, KIND_U8, F_CL_ADDRESS_REALM },
	{ 12, KIND_STRING, F_CL_CM_PS_SYSTEM_DESC },
	{ 13, KIND_STRING, F_CL_CM_PS_FIRMWARE_REVISION },
	{ 14, KIND_STRING, F_CL_FIREWALL_POLICY_FILE_VERSION },
	{ 15, KIND_STRING, F_CL_ESAFE_CONFIG_FILE_DEVICES },
	{ 18, KIND_STRING, F_CL_VIDEO_SECURITY_TAPE },
	{ 31, KIND_ETHER, F_CL_MTA_MAC_ADDRESS },
	{ 32, KIND_U32, F_CL_CORRELATION_ID },
	{ 51, KIND_STRING, F_CL_VENDOR_NAME51 },
	{ 52, KIND_BYTES, F_CL_CABLECARD_CAPABILITY },
	{ 53, KIND_BYTES, F_CL_DEVICE_ID_CA },
	{ 54, KIND_STRING, F_CL_DEVICE_ID_X509 },
};

static int
cablelabs_parts(tp_tvb *v, uint32_t code)
{
	if (code != 8)
		return 0;
	if (tp_left(v) == 3)
		(void)tp_f_bytes(v, F_CL_OUI_BYTES, 3);
	else if (tp_left(v) == 6)
		dhcp_string(v, F_CL_OUI_STRING, 6);
	return 1;
}

static int
is_vendor(const struct dhcp_message *m, const char *prefix)
{
	size_t n = strlen(prefix);

	return m->nvendor >= n && memcmp(m->vendor, prefix, n) == 0;
}

/* RFC 2132 8.4: what it is is told by the vendor class. */
void
dhcp_vendor(const struct dhcp_message *m, tp_tvb *v)
{
	static const struct family pxe = { .code = F_PXE_SUBOPTION,
	    .value = F_OPT_VENDOR_VALUE, .pad = F_PXE_PADDING,
	    .end = F_PXE_END, .every = 1, .known = pxe_known,
	    .nknown = TP_COUNT(pxe_known), .parts = pxe_parts };
	static const struct family cablelabs = { .code = F_CL_SUBOPTION,
	    .value = F_OPT_VENDOR_VALUE, .pad = F_CL_PADDING, .end = F_CL_END,
	    .known = cablelabs_known, .nknown = TP_COUNT(cablelabs_known),
	    .parts = cablelabs_parts };

	if (is_vendor(m, "PXEClient"))
		suboptions(&pxe, v);
	else if (is_vendor(m, "pktc") || is_vendor(m, "docsis") ||
	    is_vendor(m, "OpenCable2.0") || is_vendor(m, "CableHome"))
		suboptions(&cablelabs, v);
	else
		(void)tp_f_bytes(v, F_OPT_VENDOR_VALUE, tp_left(v));
}

/* ------------------------------------------- RFC 3925 4: several vendors' */

static const struct dhcp_known tr111_known[] = {
	{ 2, KIND_STRING, F_TR111_DEVICE_SERIAL_NUMBER },
	{ 3, KIND_STRING, F_TR111_DEVICE_PRODUCT_CLASS },
	{ 4, KIND_STRING, F_TR111_GATEWAY_MANUFACTURER_OUI },
	{ 5, KIND_STRING, F_TR111_GATEWAY_SERIAL_NUMBER },
	{ 6, KIND_STRING, F_TR111_GATEWAY_PRODUCT_CLASS },
};

/* An OUI in hex digits. */
static int
tr111_parts(tp_tvb *v, uint32_t code)
{
	uint64_t oui = 0;

	if (code != 1)
		return 0;
	for (uint32_t i = 0; i < tp_left(v); i++) {
		static const char digits[] = "0123456789abcdef";
		const char *d = strchr(digits, v->data[i] | 0x20);

		if (d == NULL || *d == '\0')
			return 1;
		oui = oui << 4 | (uint64_t)(d - digits);
	}
	(void)tp_add(v, F_TR111_DEVICE_MANUFACTURER_OUI, 0, tp_left(v), oui);
	return 1;
}

static const struct dhcp_known vi_cablelabs_known[] = {
	{ 1, KIND_BYTES, F_OPT_VI_CL_OPTION_REQUEST },
	{ 2, KIND_IPV4S, F_OPT_VI_CL_TFTP_SERVER_ADDRESSES },
	{ 3, KIND_BYTES, F_OPT_VI_CL_EROUTER_CONTAINER_OPTION },
	{ 5, KIND_BYTES, F_OPT_VI_CL_MODEM_CAPABILITIES },
};

void
dhcp_vendor_identified(tp_tvb *v)
{
	static const struct family tr111 = { .code = F_TR111_SUBOPTION,
	    .value = F_OPT_VI_VALUE, .every = 1, .known = tr111_known,
	    .nknown = TP_COUNT(tr111_known), .parts = tr111_parts };
	static const struct family cablelabs = {
	    .code = F_OPT_VI_CL_SUBOPTION, .known = vi_cablelabs_known,
	    .nknown = TP_COUNT(vi_cablelabs_known) };
	static const struct family other = { .code = F_VENDOR_SUBOPTION,
	    .value = F_VENDOR_DATA };

	while (tp_left(v) >= 5) {
		uint32_t enterprise = tp_peek_be32(v, v->off), n;
		tp_item outer = tp_open(v, F_OPT_VI_ENTERPRISE, v->off, 4,
		    enterprise);
		tp_tvb data;

		(void)tp_take(v, 4);
		n = tp_f_u8(v, F_OPT_VI_LENGTH);
		data = tp_sub(v, n);
		suboptions(enterprise == CABLELABS ? &cablelabs :
		    enterprise == BROADBAND_FORUM ? &tr111 : &other, &data);
		tp_close(v, outer);
	}
}
