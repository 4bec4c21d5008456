/* SPDX-License-Identifier: BSD-3-Clause */
/* Handshake messages (RFC 8446 4, RFC 5246 7.4). */
#include "tls.h"

enum { NEW_SESSION_TICKET = 4, HELLO_RETRY_REQUEST = 6,
    ENCRYPTED_EXTENSIONS = 8,
    CERTIFICATE = 11, SERVER_KEY_EXCHANGE, CERTIFICATE_REQUEST,
    SERVER_HELLO_DONE, CERTIFICATE_VERIFY, CLIENT_KEY_EXCHANGE,
    FINISHED = 20, CERTIFICATE_STATUS = 22, KEY_UPDATE = 24,
    COMPRESSED_CERTIFICATE = 25 };

/* RFC 5246 7.4.1.2: the first four octets were once the time. */
static void
hello_random(tp_tvb *t, int with_time)
{
	uint32_t off = t->off;
	tp_item outer = t->group, random;

	random = tp_add_ptr(t, F_HANDSHAKE_RANDOM, off, 32,
	    tp_has(t, off, 32) ? t->data + off : NULL, 32);
	if (!with_time) {
		(void)tp_take(t, 32);
		return;
	}
	if (random != 0)
		t->group = random;
	if (tp_has(t, off, 32))
		(void)tp_add_time(t, F_HANDSHAKE_RANDOM_TIME, off, 4,
		    tp_peek_be32(t, off), 0);
	(void)tp_take(t, 4);
	(void)tp_f_bytes(t, F_HANDSHAKE_RANDOM_BYTES, 28);
	tp_close(t, outer);
}

static void
client_hello(tp_tvb *t, struct tls_state *state)
{
	tp_tvb v;
	tp_item outer;

	(void)tp_f_be16(t, F_HANDSHAKE_VERSION);
	/* the second, after a HelloRetryRequest, is known to be TLS 1.3's */
	hello_random(t, state->version != 0x0304);
	tls_opaque(t, 1, F_HANDSHAKE_SESSION_ID_LENGTH,
	    F_HANDSHAKE_SESSION_ID);
	v = tls_vector(t, 2, F_HANDSHAKE_CIPHER_SUITES_LENGTH);
	outer = tp_open(&v, F_HANDSHAKE_CIPHERSUITES, 0, v.len, 0);
	while (tp_more(&v))
		(void)tp_f_be16(&v, F_HANDSHAKE_CIPHERSUITE);
	tp_close(&v, outer);
	v = tls_vector(t, 1, F_HANDSHAKE_COMP_METHODS_LENGTH);
	outer = tp_open(&v, F_HANDSHAKE_COMP_METHODS, 0, v.len, 0);
	while (tp_more(&v))
		(void)tp_f_u8(&v, F_HANDSHAKE_COMP_METHOD);
	tp_close(&v, outer);
	if (tp_more(t))
		tls_extensions(t, TLS_CLIENT_HELLO, state);
}

/* Is there a supported_versions extension behind the random, session id,
 * suite and compression of a ServerHello, that says TLS 1.3? */
static int
chooses_13(const tp_tvb *t)
{
	uint32_t o = t->off + 32, end;

	if (!tp_has(t, o, 1))
		return 0;
	o += 1 + (uint32_t)t->data[o] + 3;
	if (!tp_has(t, o, 2))
		return 0;
	end = o + 2 + tp_ld16(t->data + o);
	for (o += 2; o + 6 <= end && tp_has(t, o, 6);
	    o += 4 + tp_ld16(t->data + o + 2))
		if (tp_ld16(t->data + o) == 43)
			return tp_ld16(t->data + o + 4) == 0x0304;
	return 0;
}

static void
server_hello(tp_tvb *t, struct tls_state *state)
{
	state->version = (uint16_t)tp_f_be16(t, F_HANDSHAKE_VERSION);
	state->encrypted[0] = state->encrypted[1] = 0;
	hello_random(t, !chooses_13(t));
	tls_opaque(t, 1, F_HANDSHAKE_SESSION_ID_LENGTH,
	    F_HANDSHAKE_SESSION_ID);
	state->suite = (uint16_t)tp_f_be16(t, F_HANDSHAKE_CIPHERSUITE);
	(void)tp_f_u8(t, F_HANDSHAKE_COMP_METHOD);
	if (tp_more(t))
		tls_extensions(t, TLS_SERVER_HELLO, state);
}

static void
certificate(tp_tvb *t)
{
	tp_tvb v = tls_vector(t, 3, F_HANDSHAKE_CERTIFICATES_LENGTH);
	tp_item outer;

	if (v.len == 0)
		return;
	outer = tp_open(&v, F_HANDSHAKE_CERTIFICATES, 0, v.len, 0);
	while (tp_more(&v))
		tls_opaque(&v, 3, F_HANDSHAKE_CERTIFICATE_LENGTH,
		    F_HANDSHAKE_CERTIFICATE);
	tp_close(&v, outer);
	tp_join(t, &v);
}

static void
certificate_request(tp_tvb *t, const struct tls_state *state)
{
	tp_tvb v = tls_vector(t, 1, F_HANDSHAKE_CERT_TYPES_COUNT);
	tp_item outer = tp_open(&v, F_HANDSHAKE_CERT_TYPES, 0, v.len, 0);

	while (tp_more(&v))
		(void)tp_f_u8(&v, F_HANDSHAKE_CERT_TYPE);
	tp_close(&v, outer);
	if (state->version >= 0x0303)
		tls_signature_algorithms(t);
	v = tls_vector(t, 2, F_HANDSHAKE_DNAMES_LEN);
	if (v.len == 0)
		return;
	outer = tp_open(&v, F_HANDSHAKE_DNAMES, 0, v.len, 0);
	while (tp_more(&v)) {
		uint32_t n = tp_f_be16(&v, F_HANDSHAKE_DNAME_LEN);

		(void)tp_add(&v, F_HANDSHAKE_DNAME, v.off, n, 0);
		(void)tp_take(&v, n);
	}
	tp_close(&v, outer);
}

enum key_exchange { OTHER, RSA, DHE, ECDHE, PSK };

/* Ephemeral Diffie-Hellman, signed (RFC 5246 A.5, RFC 5288, RFC 6655). */
static int
is_dhe(uint32_t suite)
{
	static const uint16_t suites[] = { 0x0011, 0x0012, 0x0013, 0x0014,
	    0x0015, 0x0016, 0x0032, 0x0033, 0x0038, 0x0039, 0x0040, 0x0044,
	    0x0045, 0x0067, 0x006a, 0x006b, 0x0087, 0x0088, 0x0099, 0x009a,
	    0x009e, 0x009f, 0x00a2, 0x00a3, 0xc09e, 0xc09f, 0xc0a2, 0xc0a3,
	    0xccaa };

	for (uint32_t i = 0; i < TP_COUNT(suites); i++)
		if (suites[i] == suite)
			return 1;
	return 0;
}

/* How keys are agreed upon is in the suite's number (IANA). */
static enum key_exchange
key_exchange(uint32_t suite)
{
	if ((suite >= 0xc006 && suite <= 0xc00a) ||
	    (suite >= 0xc010 && suite <= 0xc014) || suite == 0xc023 ||
	    suite == 0xc024 || suite == 0xc027 || suite == 0xc028 ||
	    (suite >= 0xc02b && suite <= 0xc02c) ||
	    (suite >= 0xc02f && suite <= 0xc030) || suite == 0xcca8 ||
	    suite == 0xcca9)
		return ECDHE;
	if (suite == 0x002f || suite == 0x0035 || suite == 0x003c ||
	    suite == 0x003d || suite == 0x009c || suite == 0x009d ||
	    suite == 0x0004 || suite == 0x0005 || suite == 0x000a ||
	    suite == 0x0041 || suite == 0x0084 || suite == 0xc09c ||
	    suite == 0xc09d)
		return RSA;
	if ((suite >= 0x008a && suite <= 0x008d) || suite == 0x00a8 ||
	    suite == 0x00a9 || suite == 0x00ae || suite == 0x00af ||
	    suite == 0xccab || (suite >= 0xc0a4 && suite <= 0xc0a5))
		return PSK;
	return is_dhe(suite) ? DHE : OTHER;
}

/* RFC 8422 5.4; returns 0 for the types of curves that were never used. */
static int
server_curve(tp_tvb *t)
{
	if (tp_f_u8(t, F_HANDSHAKE_SERVER_CURVE_TYPE) != 3)
		return 0;
	(void)tp_f_be16(t, F_HANDSHAKE_SERVER_NAMED_CURVE);
	tls_opaque(t, 1, F_HANDSHAKE_SERVER_POINT_LEN,
	    F_HANDSHAKE_SERVER_POINT);
	return 1;
}

/* RFC 5246 7.4.3 */
static int
server_group(tp_tvb *t)
{
	tls_opaque(t, 2, F_HANDSHAKE_P_LEN, F_HANDSHAKE_P);
	tls_opaque(t, 2, F_HANDSHAKE_G_LEN, F_HANDSHAKE_G);
	tls_opaque(t, 2, F_HANDSHAKE_YS_LEN, F_HANDSHAKE_YS);
	return 1;
}

static void
server_key_exchange(tp_tvb *t, const struct tls_state *state)
{
	enum key_exchange kind = key_exchange(state->suite);

	if (kind == PSK)	/* RFC 4279 2 */
		tls_opaque(t, 2, F_HANDSHAKE_HINT_LEN, F_HANDSHAKE_HINT);
	if (kind == ECDHE ? !server_curve(t) : kind != DHE ||
	    !server_group(t))
		return;
	if (state->version >= 0x0303)
		tls_signature_algorithm(t);
	tls_opaque(t, 2, F_HANDSHAKE_SIG_LEN, F_HANDSHAKE_SIG);
}

static void
client_key_exchange(tp_tvb *t, const struct tls_state *state)
{
	switch (key_exchange(state->suite)) {
	case ECDHE:
		tls_opaque(t, 1, F_HANDSHAKE_CLIENT_POINT_LEN,
		    F_HANDSHAKE_CLIENT_POINT);
		break;
	case DHE:
		tls_opaque(t, 2, F_HANDSHAKE_YC_LEN, F_HANDSHAKE_YC);
		break;
	case RSA:
		tls_opaque(t, 2, F_HANDSHAKE_EPMS_LEN, F_HANDSHAKE_EPMS);
		break;
	default:
		break;
	}
}

static void
certificate_verify(tp_tvb *t, const struct tls_state *state)
{
	if (state->version >= 0x0303 || state->version == 0)
		tls_signature_algorithm(t);
	tls_opaque(t, 2, F_HANDSHAKE_CLIENT_CERT_VRFY_SIG_LEN,
	    F_HANDSHAKE_CLIENT_CERT_VRFY_SIG);
}

static void
certificate_status(tp_tvb *t)
{
	if (tp_f_u8(t, F_HANDSHAKE_EXTENSIONS_STATUS_REQUEST_TYPE) == 1)
		(void)tls_vector(t, 3, F_HANDSHAKE_OCSP_RESPONSE_LEN);
}

static void
body(tp_tvb *t, uint32_t type, struct tls_state *state)
{
	switch (type) {
	case TLS_CLIENT_HELLO:
		client_hello(t, state);
		break;
	case TLS_SERVER_HELLO:
		server_hello(t, state);
		break;
	case NEW_SESSION_TICKET:	/* RFC 5077 3.3 */
		(void)tp_f_be32(t, F_HANDSHAKE_SESSION_TICKET_LIFETIME_HINT);
		tls_opaque(t, 2, F_HANDSHAKE_SESSION_TICKET_LENGTH,
		    F_HANDSHAKE_SESSION_TICKET);
		break;
	case HELLO_RETRY_REQUEST:	/* of drafts of TLS 1.3 */
		(void)tp_f_be16(t, F_HANDSHAKE_VERSION);
		(void)tp_f_be16(t, F_HANDSHAKE_CIPHERSUITE);
		tls_extensions(t, type, state);
		break;
	case COMPRESSED_CERTIFICATE:	/* RFC 8879 4 */
		(void)tp_f_be16(t, F_COMPRESS_CERTIFICATE_ALGORITHM);
		break;
	case ENCRYPTED_EXTENSIONS:
		tls_extensions(t, type, state);
		break;
	case CERTIFICATE:
		certificate(t);
		break;
	case SERVER_KEY_EXCHANGE:
		server_key_exchange(t, state);
		break;
	case CERTIFICATE_REQUEST:
		certificate_request(t, state);
		break;
	case CERTIFICATE_VERIFY:
		certificate_verify(t, state);
		break;
	case CLIENT_KEY_EXCHANGE:
		client_key_exchange(t, state);
		break;
	case FINISHED:
		(void)tp_add(t, F_HANDSHAKE_VERIFY_DATA, 0, t->len, 0);
		break;
	case CERTIFICATE_STATUS:
		certificate_status(t);
		break;
	case KEY_UPDATE:
		(void)tp_f_u8(t, F_HANDSHAKE_KEY_UPDATE_REQUEST_UPDATE);
		break;
	default:
		break;
	}
}

void
tls_handshake(tp_tvb *t, struct tls_state *state)
{
	uint32_t off = t->off;
	tp_item outer = tp_open(t, F_HANDSHAKE, off, 4, 0), me = t->group;
	uint32_t type = tp_f_u8(t, F_HANDSHAKE_TYPE);
	uint32_t n = tp_f_be24(t, F_HANDSHAKE_LENGTH);
	tp_tvb m;

	tp_puts(t, ", ");
	tp_text_string(t, tls_handshake_types, type, "handshake %u");
	if (me != outer)
		t->pkt->host->set_len(t, me, n + 4);
	m = tp_sub(t, n);
	body(&m, type, state);
	tp_close(t, outer);
}
