/* SPDX-License-Identifier: BSD-3-Clause */
/* EDNS options (RFC 6891 6.1.2), as text and as fields. */
#include "dns.h"

enum {
	OPT_NSID = 3, OPT_DAU = 5, OPT_DHU = 6, OPT_N3U = 7, OPT_ECS = 8,
	OPT_EXPIRE = 9, OPT_COOKIE = 10, OPT_KEEPALIVE = 11, OPT_PADDING = 12,
	OPT_CHAIN = 13, OPT_KEY_TAG = 14, OPT_ERROR = 15,
	OPT_ECS_TRIAL = 20730
};

#define CLIENT_COOKIE 8u	/* RFC 7873 4: then 8 to 32 of the server */

/* ------------------------------------------------------------------- text */

static const tp_value_string names[] = {
	{ 1, "LLQ" }, { 2, "UL" }, { 3, "NSID" }, { 5, "DAU" }, { 6, "DHU" },
	{ 7, "N3U" }, { 8, "ECS" }, { 9, "EXPIRE" }, { 10, "COOKIE" },
	{ 11, "KEEPALIVE" }, { 12, "PADDING" }, { 13, "CHAIN" },
	{ 14, "KEY-TAG" }, { 16, "CLIENT-TAG" }, { 17, "SERVER-TAG" },
	{ 0, NULL }
};

static const tp_value_string algorithms[] = {
	{ 0, "DELETE" }, { 1, "RSAMD5" }, { 2, "DH" }, { 3, "DS" },
	{ 5, "RSASHA1" }, { 6, "DSA-NSEC3-SHA1" },
	{ 7, "RSASHA1-NSEC3-SHA1" }, { 8, "RSASHA256" }, { 10, "RSASHA512" },
	{ 12, "ECC-GOST" }, { 13, "ECDSAP256SHA256" },
	{ 14, "ECDSAP384SHA384" }, { 15, "ED25519" }, { 16, "ED448" },
	{ 252, "INDIRECT" }, { 253, "PRIVATEDNS" }, { 254, "PRIVATEOID" },
	{ 0, NULL }
};

static const tp_value_string digests[] = {
	{ 1, "SHA-1" }, { 2, "SHA-256" }, { 3, "GOST_R_34.11-94" },
	{ 4, "SHA-384" }, { 0, NULL }
};

static const tp_value_string nsec3_hashes[] = {
	{ 1, "SHA-1" }, { 0, NULL }
};

static void
text_hex(tp_tvb *t, const uint8_t *p, uint32_t n)
{
	char s[64];
	uint32_t i = 0;

	while (p != NULL && i < n) {
		uint32_t k = 0;

		for (; i < n && k < sizeof(s); i++) {
			s[k++] = "0123456789abcdef"[p[i] >> 4];
			s[k++] = "0123456789abcdef"[p[i] & 0xf];
		}
		t->pkt->host->puts(t, s, k);
	}
}

static void
text_list(tp_tvb *t, const tp_value_string *vs, uint32_t n)
{
	for (uint32_t i = 0; i < n && !t->err; i++) {
		uint32_t v = tp_u8(t);

		if (i != 0)
			tp_puts(t, " ");
		tp_text_string(t, vs, v, "Alg_%u");
	}
}

/* RFC 7871 6: as many octets of the address as its prefix needs. */
static int
text_subnet(tp_tvb *t, uint32_t n)
{
	uint32_t family, prefix, scope, size;
	uint8_t a[16] = { 0 };
	const uint8_t *p;

	if (n < 4)
		return 0;
	family = tp_be16(t);
	prefix = tp_u8(t);
	scope = tp_u8(t);
	size = family == 1 ? 4 : family == 2 ? 16 : 0;
	n -= 4;
	if (size == 0 || prefix > size * 8 || scope > size * 8 ||
	    n != (prefix + 7) / 8)
		return 0;
	p = tp_take(t, n);
	if (p == NULL)
		return 1;
	memcpy(a, p, n);
	dns_text_address(t, size, a);
	tp_text(t, "/%u/%u", prefix, scope);
	return 1;
}

static int
text_cookie(tp_tvb *t, uint32_t n)
{
	if (n < CLIENT_COOKIE || n > CLIENT_COOKIE + 32 ||
	    (n > CLIENT_COOKIE && n < 2 * CLIENT_COOKIE))
		return 0;
	text_hex(t, tp_take(t, CLIENT_COOKIE), CLIENT_COOKIE);
	if (n > CLIENT_COOKIE) {
		tp_puts(t, " ");
		n -= CLIENT_COOKIE;
		text_hex(t, tp_take(t, n), n);
	}
	return 1;
}

static int
text_key_tags(tp_tvb *t, uint32_t n)
{
	if (n < 2 || n % 2 != 0)
		return 0;
	for (uint32_t i = 0; i < n && !t->err; i += 2) {
		uint32_t tag = tp_be16(t);

		tp_text(t, "%s%u", i != 0 ? " " : "", tag);
	}
	return 1;
}

/* The value of an option of n > 0 octets; 0: it is not well formed. */
static int
text_option(struct dns_message *m, tp_tvb *t, uint32_t code, uint32_t n)
{
	uint32_t v;

	switch (code) {
	case OPT_DAU:
		text_list(t, algorithms, n);
		return 1;
	case OPT_DHU:
		text_list(t, digests, n);
		return 1;
	case OPT_N3U:
		text_list(t, nsec3_hashes, n);
		return 1;
	case OPT_ECS:
		return text_subnet(t, n);
	case OPT_EXPIRE:
		if (n != 4)
			return 0;
		v = tp_be32(t);
		tp_text(t, "%u sec", v);
		return 1;
	case OPT_COOKIE:
		return text_cookie(t, n);
	case OPT_KEEPALIVE:
		if (n != 2)
			return 0;
		v = tp_be16(t);
		tp_text(t, "%u.%u sec", v / 10, v % 10);
		return 1;
	case OPT_PADDING:
		tp_text(t, "(%u)", n);
		return 1;
	case OPT_CHAIN:
		(void)dns_text_name(m, t);
		return 1;
	case OPT_KEY_TAG:
		return text_key_tags(t, n);
	default:
		text_hex(t, tp_take(t, n), n);
		return 1;
	}
}

void
dns_text_options(struct dns_message *m, tp_tvb *t, uint32_t end)
{
	uint32_t code, n;
	tp_tvb v;

	tp_puts(t, " [");
	while (t->off < end && !t->err) {
		code = tp_be16(t);
		tp_text_string(t, names, code, "Opt%u");
		n = tp_be16(t);
		v = *t;		/* a bad name in it does not end the text */
		if (n != 0 && tp_take(t, n) != NULL) {
			tp_puts(t, " ");
			if (!text_option(m, &v, code, n))
				tp_puts(t, " (invalid)");
		}
		if (t->off < end)
			tp_puts(t, ",");
	}
	tp_puts(t, "]");
}

/* ----------------------------------------------------------------- fields */

static void
each(tp_tvb *v, tp_field f)
{
	while (tp_left(v) != 0)
		(void)tp_f_u8(v, f);
}

static void
subnet(tp_tvb *v)
{
	uint32_t family = tp_f_be16(v, F_OPT_CLIENT_FAMILY);

	(void)tp_f_u8(v, F_OPT_CLIENT_NETMASK);
	(void)tp_f_u8(v, F_OPT_CLIENT_SCOPE);
	if (family == 1)
		dns_field_address(v, F_OPT_CLIENT_ADDR4, 4, 0, tp_left(v));
	else if (family == 2)
		dns_field_address(v, F_OPT_CLIENT_ADDR6, 16, 0, tp_left(v));
	else
		(void)tp_f_bytes(v, F_OPT_CLIENT_ADDR, tp_left(v));
}

static void
value(struct dns_message *m, tp_tvb *v, uint32_t code)
{
	switch (code) {
	case OPT_DAU:
		each(v, F_OPT_DAU);
		break;
	case OPT_DHU:
		each(v, F_OPT_DHU);
		break;
	case OPT_N3U:
		each(v, F_OPT_N3U);
		break;
	case OPT_ECS:
	case OPT_ECS_TRIAL:
		subnet(v);
		break;
	case OPT_COOKIE:
		(void)tp_f_bytes(v, F_OPT_COOKIE_CLIENT, CLIENT_COOKIE);
		(void)tp_f_bytes(v, F_OPT_COOKIE_SERVER, tp_left(v));
		break;
	case OPT_KEEPALIVE:
		if (tp_left(v) != 0)
			(void)tp_f_be16(v, F_OPT_EDNS_TCP_KEEPALIVE_TIMEOUT);
		break;
	case OPT_PADDING:
		(void)tp_f_bytes(v, F_OPT_PADDING, tp_left(v));
		break;
	case OPT_CHAIN:
		(void)dns_field_name(m, v, F_OPT_CHAIN_FQDN);
		break;
	case OPT_ERROR:
		if (tp_left(v) != 0)
			(void)tp_f_be16(v, F_OPT_EXT_ERROR_INFO_CODE);
		if (tp_left(v) != 0)
			(void)tp_f_bytes(v, F_OPT_EXT_ERROR_EXTRA_TEXT,
			    tp_left(v));
		break;
	default:
		break;
	}
}

void
dns_options(struct dns_message *m, tp_tvb *t)
{
	int32_t err = 0;	/* of a value; the next option is read all the
				 * same */

	while (tp_left(t) != 0) {
		tp_item outer = tp_open(t, F_OPT, t->off, 4, 0), me = t->group;
		uint32_t code = tp_f_be16(t, F_OPT_CODE);
		uint32_t n = tp_f_be16(t, F_OPT_LEN);
		tp_tvb v;

		if (me != outer)
			t->pkt->host->set_len(t, me, 4 + n);
		v = tp_sub(t, n);
		if (tp_peek(&v, 0, n) != NULL) {
			(void)tp_add_ptr(&v, F_OPT_DATA, 0, n, v.data, n);
			value(m, &v, code);
		}
		if (v.err)
			err = v.err;
		tp_close(t, outer);
	}
	if (err)
		(void)tp_fail(t, err);
}
