/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Record data as fields.  A type is a list of steps, each of which reads one
 * thing and records it; data that ends early ends the list.
 */
#include "dns.h"

/* What a step works on: the data, and the field that it is to record. */
struct rdata {
	struct dns_message *m;
	tp_tvb *t;
	uint32_t f;
	uint32_t n;		/* octets, parts of f that follow it, or
				 * another field */
};

struct step {
	void (*run)(struct rdata *);
	uint16_t f, n;
};

static void
u8(struct rdata *r)
{
	(void)tp_f_u8(r->t, r->f);
}

static void
u16(struct rdata *r)
{
	(void)tp_f_be16(r->t, r->f);
}

static void
u32(struct rdata *r)
{
	(void)tp_f_be32(r->t, r->f);
}

/* A word of 16 bits; the n fields after f are parts of it. */
static void
flags16(struct rdata *r)
{
	tp_tvb *t = r->t;
	uint32_t word = tp_be16(t), off = t->off - 2;
	tp_item outer = tp_open(t, r->f, off, 2, word);

	for (uint32_t i = 1; i <= r->n; i++)
		tp_add_bits(t, r->f + i, off, 2, word);
	tp_close(t, outer);
}

static void
time32(struct rdata *r)
{
	tp_tvb *t = r->t;
	uint32_t off = t->off, sec = tp_be32(t);

	(void)tp_add_time(t, r->f, off, 4, sec, 0);
}

/* n octets: an address of that size. */
static void
bytes(struct rdata *r)
{
	(void)tp_f_bytes(r->t, r->f, r->n);
}

static void
rest(struct rdata *r)
{
	tp_tvb *t = r->t;

	if (tp_left(t) != 0)
		(void)tp_f_bytes(t, r->f, tp_left(t));
}

static void
name(struct rdata *r)
{
	(void)dns_field_name(r->m, r->t, r->f);
}

/* RFC 1035 3.3: a length octet, recorded as f, and a string: the next. */
static void
string(struct rdata *r)
{
	uint32_t n = tp_f_u8(r->t, r->f);

	(void)tp_f_bytes(r->t, r->f + 1u, n);
}

static void
strings(struct rdata *r)
{
	while (tp_left(r->t) != 0)
		string(r);
}

static void
optional_string(struct rdata *r)
{
	if (tp_left(r->t) != 0)
		string(r);
}

/* Bits of one octet, the first of which means type. */
static void
type_bits(tp_tvb *r, uint32_t type)
{
	uint32_t off = r->off, bits = tp_u8(r);

	for (uint32_t i = 0; bits != 0; i++, bits = bits << 1 & 0xff)
		if (bits & 0x80)
			(void)tp_add(r, F_RESP_TYPE, off, 1, type + i);
}

/* RFC 4034 4.1.2: windows of up to 32 octets. */
static void
type_bitmaps(struct rdata *r)
{
	tp_tvb *t = r->t;

	while (tp_left(t) != 0) {
		uint32_t window = tp_u8(t), n = tp_u8(t);

		for (uint32_t i = 0; i < n && !t->err; i++)
			type_bits(t, window * 256 + i * 8);
	}
}

/* RFC 2535 5.2. */
static void
nxt_bitmap(struct rdata *r)
{
	for (uint32_t i = 0; tp_left(r->t) != 0; i++)
		type_bits(r->t, i * 8);
}

static void
csync_bitmap(struct rdata *r)
{
	tp_tvb *t = r->t;
	uint32_t n = tp_left(t);

	if (n != 0)
		(void)tp_add_ptr(r->t, r->f, r->t->off, n,
		    r->t->data + r->t->off, n);
	type_bitmaps(r);
}

/* RFC 1035 3.4.2: ports as bits; octets without one are left out. */
static void
wks_ports(struct rdata *r)
{
	tp_tvb *t = r->t;

	while (tp_left(t) != 0) {
		uint32_t bits = tp_u8(t);

		if (bits != 0)
			(void)tp_add(t, r->f, t->off - 1, 1, bits);
	}
}

/* RFC 1876 2: only version 0 has a meaning. */
static void
location(struct rdata *r)
{
	tp_tvb *t = r->t;

	if (tp_f_u8(t, r->f) != 0) {
		t->off = 0;
		r->f = F_LOC_UNKNOWN_DATA;
		rest(r);
		return;
	}
	(void)tp_f_u8(t, F_LOC_SIZE);
	(void)tp_f_u8(t, F_LOC_HORIZONTAL_PRECISION);
	(void)tp_f_u8(t, F_LOC_VERTICAL_PRECISION);
	(void)tp_f_be32(t, F_LOC_LATITUDE);
	(void)tp_f_be32(t, F_LOC_LONGITUDE);
	(void)tp_f_be32(t, F_LOC_ALTITUDE);
}

void
dns_field_address(tp_tvb *t, tp_field f, uint32_t size, uint32_t first,
    uint32_t n)
{
	uint32_t off = t->off;
	const uint8_t *p = tp_take(t, n);
	uint8_t *a;

	if (p == NULL || !tp_wants(t, f))
		return;
	a = t->pkt->host->alloc(t->pkt, size);
	if (a == NULL)
		return;
	memset(a, 0, size);
	memcpy(a + first, p, n < size - first ? n : size - first);
	(void)tp_add_ptr(t, f, off, n, a, size);
}

/* RFC 2874 3.1. */
static void
a6(struct rdata *r)
{
	tp_tvb *t = r->t;
	uint32_t prefix = tp_peek_u8(t, 0), n;

	if (prefix > 128) {
		(void)tp_malformed(t);
		return;
	}
	(void)tp_f_u8(t, r->f);
	n = (128 - prefix + 7) / 8;
	if (n != 0)
		dns_field_address(t, F_A6_ADDRESS_SUFFIX, 16, 16 - n, n);
	if (prefix != 0)
		(void)dns_field_name(r->m, t, F_A6_PREFIX_NAME);
}

/* RFC 3123 4. */
static void
address_prefixes(struct rdata *r)
{
	tp_tvb *t = r->t;

	while (tp_left(t) != 0) {
		uint32_t family = tp_f_be16(t, r->f), n;

		(void)tp_f_u8(t, F_APL_CODED_PREFIX);
		n = tp_u8(t);
		tp_add_bits(t, F_APL_NEGATION, t->off - 1, 1, n);
		tp_add_bits(t, F_APL_AFDLENGTH, t->off - 1, 1, n);
		n &= 0x7f;
		if (family == 1 && n <= 4)
			dns_field_address(t, F_APL_AFDPART_IPV4, 4, 0, n);
		else if (family == 2 && n <= 16)
			dns_field_address(t, F_APL_AFDPART_IPV6, 16, 0, n);
		else
			(void)tp_f_bytes(t, F_APL_AFDPART_DATA, n);
	}
}

/* RFC 4025 2.1: the gateway's type goes before the algorithm. */
static void
ipsec_gateway(struct rdata *r)
{
	tp_tvb *t = r->t;
	enum { NO_GATEWAY, IPV4, IPV6, DOMAIN };
	uint32_t type = tp_f_u8(t, r->f);

	(void)tp_f_u8(t, F_IPSECKEY_GATEWAY_ALGORITHM);
	if (type == IPV4)
		(void)tp_f_bytes(t, F_IPSECKEY_GATEWAY_IPV4, 4);
	else if (type == IPV6)
		(void)tp_f_bytes(t, F_IPSECKEY_GATEWAY_IPV6, 16);
	else if (type == DOMAIN)
		(void)dns_field_name(r->m, t, F_IPSECKEY_GATEWAY_DNS);
}

/* draft-bellis-dnsop-xpf 3. */
static void
xpf_addresses(struct rdata *r)
{
	tp_tvb *t = r->t;
	uint32_t version = tp_f_u8(t, r->f);
	int v4 = version == 4;

	(void)tp_f_u8(t, F_XPF_PROTOCOL);
	if (version != 4 && version != 6)
		return;
	(void)tp_f_bytes(t, v4 ? F_XPF_SOURCE_IPV4 : F_XPF_SOURCE_IPV6,
	    v4 ? 4 : 16);
	(void)tp_f_bytes(t, v4 ? F_XPF_DESTINATION_IPV4 :
	    F_XPF_DESTINATION_IPV6, v4 ? 4 : 16);
	(void)tp_f_be16(t, F_XPF_SPORT);
	(void)tp_f_be16(t, F_XPF_DPORT);
}

static void
wins_flag(struct rdata *r)
{
	tp_tvb *t = r->t;
	uint32_t off = t->off;

	tp_add_bits(t, r->f, off, 4, tp_be32(t));
}

static void
wins_servers(struct rdata *r)
{
	tp_tvb *t = r->t;
	uint32_t n = tp_f_be32(t, r->f);

	for (uint32_t i = 0; i < n && !t->err; i++)
		(void)tp_f_bytes(t, F_WINS_WINS_SERVER, 4);
}

/* RFC 8005 5: lengths first, then what they are of. */
static void
hip(struct rdata *r)
{
	tp_tvb *t = r->t;
	uint32_t hit = tp_f_u8(t, r->f), key;

	(void)tp_f_u8(t, F_HIP_HIT_PK_ALGO);
	key = tp_f_be16(t, F_HIP_PK_LENGTH);
	(void)tp_f_bytes(t, F_HIP_HIT, hit);
	(void)tp_f_bytes(t, F_HIP_PK, key);
	while (tp_left(t) != 0)
		(void)dns_field_name(r->m, t, F_HIP_RENDEZVOUS_SERVER);
}

/* RFC 8659 4.1. */
static void
caa(struct rdata *r)
{
	tp_tvb *t = r->t;
	static const struct { const char *tag; tp_field f; } tags[] = {
		{ "issue", F_CAA_ISSUE }, { "issuewild", F_CAA_ISSUEWILD },
		{ "iodef", F_CAA_IODEF }
	};
	uint32_t flags = tp_u8(t), n = tp_peek_u8(t, 1), len;
	const uint8_t *tag = tp_peek(t, 2, n);
	tp_field f = F_CAA_UNKNOWN;
	tp_item outer = tp_open(t, r->f, 0, 1, flags);

	tp_add_bits(t, F_CAA_FLAGS_ISSUER_CRITICAL, 0, 1, flags);
	tp_close(t, outer);
	if (tag == NULL)
		return;
	for (uint32_t i = 0; i < TP_COUNT(tags); i++)
		if (strlen(tags[i].tag) == n &&
		    memcmp(tags[i].tag, tag, n) == 0)
			f = tags[i].f;
	len = tp_left(t) - 1 - n;
	outer = t->group;
	t->group = tp_add_ptr(t, f, 1, 1 + n + len, tag + n, len);
	if (t->group == 0)
		t->group = outer;
	(void)tp_f_u8(t, F_CAA_TAG_LENGTH);
	(void)tp_f_bytes(t, F_CAA_TAG, n);
	(void)tp_f_bytes(t, F_CAA_VALUE, len);
	tp_close(t, outer);
}

static void
alpn(tp_tvb *v)
{
	uint32_t n = tp_f_u8(v, F_SVCB_SVCPARAM_ALPN_LENGTH);

	(void)tp_f_bytes(v, F_SVCB_SVCPARAM_ALPN, n);
}

/* RFC 9460 2.2 and 7: the value of one service parameter. */
static void
service_value(tp_tvb *v, uint32_t key)
{
	enum { MANDATORY = 0, ALPN = 1, PORT = 3, IPV4HINT = 4, ECH = 5,
	    IPV6HINT = 6, ODOH = 32769 };

	if (key == ECH || key == ODOH) {
		(void)tp_f_bytes(v, key == ECH ? F_SVCB_SVCPARAM_ECHCONFIG :
		    F_SVCB_SVCPARAM_ODOHCONFIG, tp_left(v));
		return;
	}
	while (tp_left(v) != 0) {
		if (key == MANDATORY)
			(void)tp_f_be16(v, F_SVCB_SVCPARAM_MANDATORY_KEY);
		else if (key == ALPN)
			alpn(v);
		else if (key == PORT)
			(void)tp_f_be16(v, F_SVCB_SVCPARAM_PORT);
		else if (key == IPV4HINT)
			(void)tp_f_bytes(v, F_SVCB_SVCPARAM_IPV4HINT_IP, 4);
		else if (key == IPV6HINT)
			(void)tp_f_bytes(v, F_SVCB_SVCPARAM_IPV6HINT_IP, 16);
		else
			(void)tp_f_bytes(v, F_SVCB_SVCPARAM_VALUE,
			    tp_left(v));
	}
}

static void
service_params(struct rdata *r)
{
	tp_tvb *t = r->t;

	while (tp_left(t) != 0) {
		uint32_t off = t->off, key = tp_peek_be16(t, off);
		uint32_t len = tp_peek_be16(t, off + 2);
		tp_item outer = tp_open(t, r->f, off, 4 + len, 0);
		tp_tvb v;

		(void)tp_f_be16(t, F_SVCB_SVCPARAM_KEY);
		(void)tp_f_be16(t, F_SVCB_SVCPARAM_VALUE_LENGTH);
		v = tp_sub(t, len);
		service_value(&v, key);
		tp_close(t, outer);
	}
}

/* RFC 4034 appendix B: the key tag of the whole data. */
static uint32_t
key_tag(const uint8_t *p, uint32_t n)
{
	uint32_t sum = 0;

	for (uint32_t i = 0; i < n; i++)
		sum += i & 1 ? p[i] : (uint32_t)p[i] << 8;
	return (sum + (sum >> 16)) & 0xffff;
}

/* Algorithm 1 has the tag in the modulus: the last three octets but one. */
static void
key_id(struct rdata *r)
{
	tp_tvb *t = r->t;
	enum { RSAMD5 = 1 };
	const uint8_t *p = t->data;
	uint32_t n = t->caplen;

	if (t->err || !tp_wants(t, r->f))
		return;
	(void)tp_add_generated(t, r->f, n, 0, p[3] == RSAMD5 ?
	    tp_ld16(p + n - 3) : key_tag(p, n));
}

/* RFC 2535 3.1.2: with both top bits set there is no key. */
static void
key_flags(struct rdata *r)
{
	if ((tp_peek_be16(r->t, 0) & 0xc000) == 0xc000)
		r->n = 2;
	flags16(r);
}

static void
nsec3_flags(struct rdata *r)
{
	tp_tvb *t = r->t;
	uint32_t off = t->off, flags = tp_u8(t);
	tp_item outer = tp_open(t, r->f, off, 1, flags);

	tp_add_bits(t, F_NSEC3_FLAGS_OPT_OUT, off, 1, flags);
	tp_close(t, outer);
}

/* RFC 5155 3.3 and RFC 4648 7: the hash reads as base 32, no padding. */
static void
nsec3_hash(struct rdata *r)
{
	tp_tvb *t = r->t;
	static const char digits[] = "0123456789abcdefghijklmnopqrstuv";
	uint32_t n = tp_f_u8(t, r->f), off = t->off, len = 0, bits = 0;
	const uint8_t *p = tp_take(t, n);
	uint64_t acc = 0;
	char *text;

	if (p == NULL || !tp_wants(t, F_NSEC3_HASH_VALUE))
		return;
	text = t->pkt->host->alloc(t->pkt, (n * 8 + 4) / 5);
	if (text == NULL)
		return;
	for (uint32_t i = 0; i < n; i++) {
		acc = acc << 8 | p[i];
		for (bits += 8; bits >= 5; bits -= 5)
			text[len++] = digits[acc >> (bits - 5) & 31];
	}
	if (bits != 0)
		text[len++] = digits[acc << (5 - bits) & 31];
	(void)tp_add_ptr(t, F_NSEC3_HASH_VALUE, off, n, text, len);
}

/* A length of 16 bits as field f, and as many octets: the next field. */
static void
data16(struct rdata *r)
{
	uint32_t n = tp_f_be16(r->t, r->f);

	if (n != 0)
		(void)tp_f_bytes(r->t, r->n, n);
}

static void
salt(struct rdata *r)
{
	uint32_t n = tp_f_u8(r->t, r->f);

	(void)tp_f_bytes(r->t, F_NSEC3_SALT_VALUE, n);
}

/* RFC 8945 4.2: 48 bits of seconds. */
static void
time48(struct rdata *r)
{
	tp_tvb *t = r->t;
	uint32_t off = t->off;
	uint64_t sec = (uint64_t)tp_be16(t) << 32;

	sec |= tp_be32(t);
	(void)tp_add_time(t, r->f, off, 6, (int64_t)sec, 0);
}

/* Its length, of the text, is Wireshark's. */
static void
naptr_replacement(struct rdata *r)
{
	uint32_t off = r->t->off;

	(void)tp_add_generated(r->t, F_NAPTR_REPLACEMENT_LENGTH, off, 0,
	    dns_field_name(r->m, r->t, r->f));
}

static void
options(struct rdata *r)
{
	dns_options(r->m, r->t);
}

/* ------------------------------------------------------------- the types */

static const struct step
a[] = { { bytes, F_A, 4 }, { 0 } },
ns[] = { { name, F_NS, 0 }, { 0 } },
md[] = { { name, F_MD, 0 }, { 0 } },
mf[] = { { name, F_MF, 0 }, { 0 } },
cname[] = { { name, F_CNAME, 0 }, { 0 } },
soa[] = {
	{ name, F_SOA_MNAME, 0 }, { name, F_SOA_RNAME, 0 },
	{ u32, F_SOA_SERIAL_NUMBER, 0 }, { u32, F_SOA_REFRESH_INTERVAL, 0 },
	{ u32, F_SOA_RETRY_INTERVAL, 0 }, { u32, F_SOA_EXPIRE_LIMIT, 0 },
	{ u32, F_SOA_MINIMUM_TTL, 0 }, { 0 } },
mb[] = { { name, F_MB, 0 }, { 0 } },
mg[] = { { name, F_MG, 0 }, { 0 } },
mr[] = { { name, F_MR, 0 }, { 0 } },
null[] = { { rest, F_NULL, 0 }, { 0 } },
wks[] = {
	{ bytes, F_WKS_ADDRESS, 4 }, { u8, F_WKS_PROTOCOL, 0 },
	{ wks_ports, F_WKS_BITS, 0 }, { 0 } },
ptr[] = { { name, F_PTR_DOMAIN_NAME, 0 }, { 0 } },
hinfo[] = {
	{ string, F_HINFO_CPU_LENGTH, 0 }, { string, F_HINFO_OS_LENGTH, 0 },
	{ 0 } },
minfo[] = { { name, F_MINFO_R, 0 }, { name, F_MINFO_E, 0 }, { 0 } },
mx[] = {
	{ u16, F_MX_PREFERENCE, 0 }, { name, F_MX_MAIL_EXCHANGE, 0 }, { 0 } },
txt[] = { { strings, F_TXT_LENGTH, 0 }, { 0 } },
rp[] = { { name, F_RP_MAILBOX, 0 }, { name, F_RP_TXT_RR, 0 }, { 0 } },
afsdb[] = {
	{ u16, F_AFSDB_SUBTYPE, 0 }, { name, F_AFSDB_HOSTNAME, 0 }, { 0 } },
x25[] = { { string, F_X25_LENGTH, 0 }, { 0 } },
isdn[] = {
	{ string, F_IDSN_LENGTH, 0 },
	{ optional_string, F_IDSN_SA_LENGTH, 0 }, { 0 } },
rt[] = { { u16, F_RT_SUBTYPE, 0 }, { name, F_RT_INTERMEDIATE_HOST, 0 },
	{ 0 } },
nsap[] = { { rest, F_NSAP_RDATA, 0 }, { 0 } },
nsap_ptr[] = { { name, F_NSAP_PTR_OWNER, 0 }, { 0 } },
rrsig[] = {
	{ u16, F_RRSIG_TYPE_COVERED, 0 }, { u8, F_RRSIG_ALGORITHM, 0 },
	{ u8, F_RRSIG_LABELS, 0 }, { u32, F_RRSIG_ORIGINAL_TTL, 0 },
	{ time32, F_RRSIG_SIGNATURE_EXPIRATION, 0 },
	{ time32, F_RRSIG_SIGNATURE_INCEPTION, 0 },
	{ u16, F_RRSIG_KEY_TAG, 0 }, { name, F_RRSIG_SIGNERS_NAME, 0 },
	{ rest, F_RRSIG_SIGNATURE, 0 }, { 0 } },
key[] = {
	{ key_flags, F_KEY_FLAGS, 8 }, { u8, F_KEY_PROTOCOL, 0 },
	{ u8, F_KEY_ALGORITHM, 0 }, { key_id, F_KEY_KEY_ID, 0 },
	{ rest, F_KEY_PUBLIC_KEY, 0 }, { 0 } },
px[] = {
	{ u16, F_PX_PREFERENCE, 0 }, { name, F_PX_MAP822, 0 },
	{ name, F_PX_MAP400, 0 }, { 0 } },
gpos[] = {
	{ string, F_GPOS_LONGITUDE_LENGTH, 0 },
	{ string, F_GPOS_LATITUDE_LENGTH, 0 },
	{ string, F_GPOS_ALTITUDE_LENGTH, 0 }, { 0 } },
aaaa[] = { { bytes, F_AAAA, 16 }, { 0 } },
loc[] = { { location, F_LOC_VERSION, 0 }, { 0 } },
nxt[] = { { name, F_NXT_NEXT_DOMAIN_NAME, 0 }, { nxt_bitmap, 0, 0 }, { 0 } },
srv[] = {
	{ u16, F_SRV_PRIORITY, 0 }, { u16, F_SRV_WEIGHT, 0 },
	{ u16, F_SRV_PORT, 0 }, { name, F_SRV_TARGET, 0 }, { 0 } },
kx[] = { { u16, F_KX_PREFERENCE, 0 }, { name, F_KX_KEY_EXCHANGE, 0 }, { 0 } },
cert[] = {
	{ u16, F_CERT_TYPE, 0 }, { u16, F_CERT_KEY_TAG, 0 },
	{ u8, F_CERT_ALGORITHM, 0 }, { rest, F_CERT_CERTIFICATE, 0 }, { 0 } },
a6_data[] = { { a6, F_A6_PREFIX_LEN, 0 }, { 0 } },
dname[] = { { name, F_DNAME, 0 }, { 0 } },
opt[] = { { options, F_OPT, 0 }, { 0 } },
apl[] = { { address_prefixes, F_APL_ADDRESS_FAMILY, 0 }, { 0 } },
ds[] = {
	{ u16, F_DS_KEY_ID, 0 }, { u8, F_DS_ALGORITHM, 0 },
	{ u8, F_DS_DIGEST_TYPE, 0 }, { rest, F_DS_DIGEST, 0 }, { 0 } },
sshfp[] = {
	{ u8, F_SSHFP_ALGORITHM, 0 }, { u8, F_SSHFP_FINGERPRINT_TYPE, 0 },
	{ rest, F_SSHFP_FINGERPRINT, 0 }, { 0 } },
ipseckey[] = {
	{ u8, F_IPSECKEY_GATEWAY_PRECEDENCE, 0 },
	{ ipsec_gateway, F_IPSECKEY_GATEWAY_TYPE, 0 },
	{ rest, F_IPSECKEY_PUBLIC_KEY, 0 }, { 0 } },
nsec[] = { { name, F_NSEC_NEXT_DOMAIN_NAME, 0 }, { type_bitmaps, 0, 0 },
	{ 0 } },
dnskey[] = {
	{ flags16, F_DNSKEY_FLAGS, 4 }, { u8, F_DNSKEY_PROTOCOL, 0 },
	{ u8, F_DNSKEY_ALGORITHM, 0 }, { key_id, F_DNSKEY_KEY_ID, 0 },
	{ rest, F_DNSKEY_PUBLIC_KEY, 0 }, { 0 } },
dhcid[] = { { rest, F_DHCID_RDATA, 0 }, { 0 } },
nsec3[] = {
	{ u8, F_NSEC3_ALGO, 0 }, { nsec3_flags, F_NSEC3_FLAGS, 0 },
	{ u16, F_NSEC3_ITERATIONS, 0 }, { salt, F_NSEC3_SALT_LENGTH, 0 },
	{ nsec3_hash, F_NSEC3_HASH_LENGTH, 0 }, { type_bitmaps, 0, 0 },
	{ 0 } },
nsec3param[] = {
	{ u8, F_NSEC3_ALGO, 0 }, { u8, F_NSEC3_FLAGS, 0 },
	{ u16, F_NSEC3_ITERATIONS, 0 }, { salt, F_NSEC3_SALT_LENGTH, 0 },
	{ 0 } },
tlsa[] = {
	{ u8, F_TLSA_CERTIFICATE_USAGE, 0 }, { u8, F_TLSA_SELECTOR, 0 },
	{ u8, F_TLSA_MATCHING_TYPE, 0 },
	{ rest, F_TLSA_CERTIFICATE_ASSOCIATION_DATA, 0 }, { 0 } },
hip_data[] = { { hip, F_HIP_HIT_LENGTH, 0 }, { 0 } },
openpgpkey[] = { { rest, F_OPENPGPKEY, 0 }, { 0 } },
csync[] = {
	{ u32, F_CSYNC_SOA, 0 }, { flags16, F_CSYNC_FLAGS, 2 },
	{ csync_bitmap, F_CSYNC_TYPE_BITMAP, 0 }, { 0 } },
zonemd[] = {
	{ u32, F_ZONEMD_SERIAL, 0 }, { u8, F_ZONEMD_SCHEME, 0 },
	{ u8, F_ZONEMD_HASH_ALGO, 0 }, { rest, F_ZONEMD_DIGEST, 0 }, { 0 } },
svcb[] = {
	{ u16, F_SVCB_SVCPRIORITY, 0 }, { name, F_SVCB_TARGETNAME, 0 },
	{ service_params, F_SVCB_SVCPARAM, 0 }, { 0 } },
spf[] = { { strings, F_SPF_LENGTH, 0 }, { 0 } },
nid[] = { { u16, F_ILNP_NID_PREFERENCE, 0 }, { bytes, F_ILNP_NID, 8 },
	{ 0 } },
l32[] = { { u16, F_ILNP_L32_PREFERENCE, 0 }, { bytes, F_ILNP_L32, 4 },
	{ 0 } },
l64[] = { { u16, F_ILNP_L64_PREFERENCE, 0 }, { bytes, F_ILNP_L64, 8 },
	{ 0 } },
lp[] = { { u16, F_ILNP_LP_PREFERENCE, 0 }, { name, F_ILNP_LP, 0 }, { 0 } },
eui48[] = { { bytes, F_EUI48, 6 }, { 0 } },
eui64[] = { { bytes, F_EUI64, 8 }, { 0 } },
naptr[] = {
	{ u16, F_NAPTR_ORDER, 0 }, { u16, F_NAPTR_PREFERENCE, 0 },
	{ string, F_NAPTR_FLAGS_LENGTH, 0 },
	{ string, F_NAPTR_SERVICE_LENGTH, 0 },
	{ string, F_NAPTR_REGEX_LENGTH, 0 }, 
	{ naptr_replacement, F_NAPTR_REPLACEMENT, 0 },
	{ 0 } },
tkey[] = {
	{ name, F_TKEY_ALGO_NAME, 0 },
	{ time32, F_TKEY_SIGNATURE_INCEPTION, 0 },
	{ time32, F_TKEY_SIGNATURE_EXPIRATION, 0 },
	{ u16, F_TKEY_MODE, 0 }, { u16, F_TKEY_ERROR, 0 },
	{ data16, F_TKEY_KEY_SIZE, F_TKEY_KEY_DATA },
	{ data16, F_TKEY_OTHER_SIZE, F_TKEY_OTHER_DATA }, { 0 } },
tsig[] = {
	{ name, F_TSIG_ALGORITHM_NAME, 0 }, { time48, F_TSIG_TIME_SIGNED, 0 },
	{ u16, F_TSIG_FUDGE, 0 }, { data16, F_TSIG_MAC_SIZE, F_TSIG_MAC },
	{ u16, F_TSIG_ORIGINAL_ID, 0 }, { u16, F_TSIG_ERROR, 0 },
	{ data16, F_TSIG_OTHER_LEN, F_TSIG_OTHER_DATA }, { 0 } },
caa_data[] = { { caa, F_CAA_FLAGS, 0 }, { 0 } },
wins[] = {
	{ wins_flag, F_WINS_LOCAL_FLAG, 0 }, { u32, F_WINS_LOOKUP_TIMEOUT, 0 },
	{ u32, F_WINS_CACHE_TIMEOUT, 0 },
	{ wins_servers, F_WINS_NB_WINS_SERVERS, 0 }, { 0 } },
winsr[] = {
	{ wins_flag, F_WINSR_LOCAL_FLAG, 0 },
	{ u32, F_WINSR_LOOKUP_TIMEOUT, 0 }, { u32, F_WINSR_CACHE_TIMEOUT, 0 },
	{ name, F_WINSR_NAME_RESULT_DOMAIN, 0 }, { 0 } },
xpf[] = { { xpf_addresses, F_XPF_IP_VERSION, 0 }, { 0 } },
unknown[] = { { rest, F_DATA, 0 }, { 0 } };

static const struct step *const low_types[] = {
	[1] = a, ns, md, mf, cname, soa, mb, mg, mr, null, wks, ptr, hinfo,
	minfo, mx, txt, rp, afsdb, x25, isdn, rt, nsap, nsap_ptr, rrsig, key,
	px, gpos, aaaa, loc, nxt,
	[33] = srv, [35] = naptr, kx, cert, a6_data, dname, [41] = opt, apl,
	ds, sshfp, ipseckey, rrsig, nsec, dnskey, dhcid, nsec3, nsec3param,
	tlsa, [55] = hip_data, [59] = ds, dnskey, openpgpkey, csync, zonemd,
	svcb, svcb, [99] = spf, [104] = nid, l32, l64, lp, eui48, eui64
};

static const struct {
	uint32_t type;
	const struct step *steps;
} high_types[] = {
	{ 249, tkey }, { 250, tsig }, { 257, caa_data }, { 32769, ds },
	{ 65281, wins }, { 65282, winsr }, { 65422, xpf }
};

static const struct step *
steps_of(uint32_t type)
{
	if (type < TP_COUNT(low_types))
		return low_types[type] != NULL ? low_types[type] : unknown;
	for (uint32_t i = 0; i < TP_COUNT(high_types); i++)
		if (high_types[i].type == type)
			return high_types[i].steps;
	return unknown;
}

void
dns_rdata(struct dns_message *m, tp_tvb *t, uint32_t type)
{
	const struct step *s = steps_of(type);

	for (; s->run != NULL && !t->err; s++)
		s->run(&(struct rdata){ m, t, s->f, s->n });
}
