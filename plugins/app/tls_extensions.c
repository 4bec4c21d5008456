/* SPDX-License-Identifier: BSD-3-Clause */
/* Extensions (RFC 8446 4.2, RFC 6066). */
#include "tls.h"

enum { SERVER_NAME = 0, STATUS_REQUEST = 5, SUPPORTED_GROUPS = 10,
    EC_POINT_FORMATS = 11, SIGNATURE_ALGORITHMS = 13, HEARTBEAT_MODE = 15,
    ALPN = 16, CERTIFICATE_TIMESTAMP = 18,
    PADDING = 21, ENCRYPT_THEN_MAC = 22,
    EXTENDED_MASTER_SECRET = 23,
    COMPRESS_CERTIFICATE = 27, RECORD_SIZE_LIMIT = 28,
    DELEGATED_CREDENTIALS = 34, PRE_SHARED_KEY = 41,
    EARLY_DATA = 42, SUPPORTED_VERSIONS = 43, COOKIE = 44, PSK_MODES = 45,
    POST_HANDSHAKE_AUTH = 49,
    SIGNATURE_ALGORITHMS_CERT = 50, KEY_SHARE = 51,
    QUIC_PARAMETERS = 57, APPLICATION_SETTINGS = 17513,
    RENEGOTIATION_INFO = 0xff01 };

/* A vector of numbers of size octets: its length as field length, the
 * whole as list, each as item. */
static void
numbers(tp_tvb *t, uint32_t octets, tp_field length, tp_field list,
    tp_field item, uint32_t size)
{
	tp_tvb v = tls_vector(t, octets, length);
	tp_item outer = tp_open(&v, list, 0, v.len, 0);

	while (tp_more(&v))
		if (size == 1)
			(void)tp_f_u8(&v, item);
		else
			(void)tp_f_be16(&v, item);
	tp_close(&v, outer);
}

static void
server_name(tp_tvb *t)
{
	tp_tvb v;

	if (!tp_more(t))
		return;
	v = tls_vector(t, 2, F_HANDSHAKE_EXTENSIONS_SERVER_NAME_LIST_LEN);
	while (tp_more(&v)) {
		const uint8_t *name;
		uint32_t n;

		if (!tp_has(&v, v.off, 3) ||
		    !tp_has(&v, v.off + 3, tp_ld16(v.data + v.off + 1)))
			break;
		(void)tp_f_u8(&v, F_HANDSHAKE_EXTENSIONS_SERVER_NAME_TYPE);
		n = tp_f_be16(&v, F_HANDSHAKE_EXTENSIONS_SERVER_NAME_LEN);
		name = tp_f_bytes(&v, F_HANDSHAKE_EXTENSIONS_SERVER_NAME, n);
		if (name != NULL) {
			tp_puts(&v, " ");
			tp_safe(&v, name, n);
		}
	}
}

static void
alpn(tp_tvb *t)
{
	tp_tvb v = tls_vector(t, 2, F_HANDSHAKE_EXTENSIONS_ALPN_LEN);
	tp_item outer = tp_open(&v, F_HANDSHAKE_EXTENSIONS_ALPN_LIST, 0,
	    v.len, 0);
	const char *sep = " (";

	while (tp_more(&v)) {
		uint32_t n = tp_f_u8(&v,
		    F_HANDSHAKE_EXTENSIONS_ALPN_STR_LEN);
		const uint8_t *s = tp_f_bytes(&v,
		    F_HANDSHAKE_EXTENSIONS_ALPN_STR, n);

		if (s == NULL)
			break;
		tp_puts(&v, sep);
		tp_safe(&v, s, n);
		sep = " ";
	}
	if (sep[1] == '\0')
		tp_puts(&v, ")");
	tp_close(&v, outer);
}

void
tls_signature_algorithm(tp_tvb *t)
{
	uint32_t off = t->off;
	tp_item outer = tp_open(t, F_HANDSHAKE_SIG_HASH_ALG, off, 2,
	    tp_peek_be16(t, off));

	(void)tp_f_u8(t, F_HANDSHAKE_SIG_HASH_HASH);
	(void)tp_f_u8(t, F_HANDSHAKE_SIG_HASH_SIG);
	tp_close(t, outer);
}

void
tls_signature_algorithms(tp_tvb *t)
{
	tp_tvb v = tls_vector(t, 2, F_HANDSHAKE_SIG_HASH_ALG_LEN);
	tp_item outer = tp_open(&v, F_HANDSHAKE_SIG_HASH_ALGS, 0, v.len, 0);

	while (tp_more(&v))
		tls_signature_algorithm(&v);
	tp_close(&v, outer);
}

static void
key_share_entry(tp_tvb *t)
{
	(void)tp_f_be16(t, F_HANDSHAKE_EXTENSIONS_KEY_SHARE_GROUP);
	tls_opaque(t, 2, F_HANDSHAKE_EXTENSIONS_KEY_SHARE_KEY_EXCHANGE_LENGTH,
	    F_HANDSHAKE_EXTENSIONS_KEY_SHARE_KEY_EXCHANGE);
}

/* RFC 8446 4.2.8: a list of the client, one of the server, or, in a
 * HelloRetryRequest, a group alone. */
static void
key_share(tp_tvb *t, uint32_t message)
{
	tp_tvb v;

	if (message == TLS_CLIENT_HELLO) {
		v = tls_vector(t, 2,
		    F_HANDSHAKE_EXTENSIONS_KEY_SHARE_CLIENT_LENGTH);
		while (tp_more(&v))
			key_share_entry(&v);
	} else if (t->len == 2)
		(void)tp_f_be16(t,
		    F_HANDSHAKE_EXTENSIONS_KEY_SHARE_SELECTED_GROUP);
	else
		key_share_entry(t);
}

/* RFC 8446 4.2.11. */
static void
pre_shared_key(tp_tvb *t, uint32_t message)
{
	tp_tvb v;

	if (message != TLS_CLIENT_HELLO) {
		(void)tp_f_be16(t,
		    F_HANDSHAKE_EXTENSIONS_PSK_IDENTITY_SELECTED);
		return;
	}
	v = tls_vector(t, 2, F_HANDSHAKE_EXTENSIONS_PSK_IDENTITIES_LENGTH);
	while (tp_more(&v)) {
		tls_opaque(&v, 2,
		    F_HANDSHAKE_EXTENSIONS_PSK_IDENTITY_IDENTITY_LENGTH,
		    F_HANDSHAKE_EXTENSIONS_PSK_IDENTITY_IDENTITY);
		(void)tp_f_be32(&v,
		    F_HANDSHAKE_EXTENSIONS_PSK_IDENTITY_OBFUSCATED_TICKET_AGE);
	}
	v = tls_vector(t, 2, F_HANDSHAKE_EXTENSIONS_PSK_BINDERS_LEN);
	(void)tp_add(&v, F_HANDSHAKE_EXTENSIONS_PSK_BINDERS, 0, v.len, 0);
}

static void
supported_versions(tp_tvb *t, uint32_t message, struct tls_state *state)
{
	tp_tvb v;

	if (message != TLS_CLIENT_HELLO) {
		state->version = (uint16_t)tp_f_be16(t,
		    F_HANDSHAKE_EXTENSIONS_SUPPORTED_VERSION);
		return;
	}
	v = tls_vector(t, 1, F_HANDSHAKE_EXTENSIONS_SUPPORTED_VERSIONS_LEN);
	while (tp_more(&v))
		(void)tp_f_be16(&v, F_HANDSHAKE_EXTENSIONS_SUPPORTED_VERSION);
}

static void
status_request(tp_tvb *t)
{
	if (!tp_more(t) ||
	    tp_f_u8(t, F_HANDSHAKE_EXTENSIONS_STATUS_REQUEST_TYPE) != 1)
		return;
	(void)tls_vector(t, 2,
	    F_HANDSHAKE_EXTENSIONS_STATUS_REQUEST_RESPONDER_IDS_LEN);
	(void)tls_vector(t, 2,
	    F_HANDSHAKE_EXTENSIONS_STATUS_REQUEST_EXTS_LEN);
}

static void
data(tp_tvb *t, tp_field f)
{
	(void)tp_f_bytes(t, f, tp_left(t));
}

static void
body(tp_tvb *t, uint32_t type, uint32_t message, struct tls_state *state)
{
	switch (type) {
	case SERVER_NAME:
		server_name(t);
		break;
	case STATUS_REQUEST:
		status_request(t);
		break;
	case SUPPORTED_GROUPS:
		numbers(t, 2, F_HANDSHAKE_EXTENSIONS_SUPPORTED_GROUPS_LENGTH,
		    F_HANDSHAKE_EXTENSIONS_SUPPORTED_GROUPS,
		    F_HANDSHAKE_EXTENSIONS_SUPPORTED_GROUP, 2);
		break;
	case EC_POINT_FORMATS:
		numbers(t, 1, F_HANDSHAKE_EXTENSIONS_EC_POINT_FORMATS_LENGTH,
		    F_HANDSHAKE_EXTENSIONS_EC_POINT_FORMATS,
		    F_HANDSHAKE_EXTENSIONS_EC_POINT_FORMAT, 1);
		break;
	case SIGNATURE_ALGORITHMS:
	case SIGNATURE_ALGORITHMS_CERT:
	case DELEGATED_CREDENTIALS:
		tls_signature_algorithms(t);
		break;
	case HEARTBEAT_MODE:
		(void)tp_f_u8(t, F_HANDSHAKE_EXTENSION_HEARTBEAT_MODE);
		break;
	case ALPN:
		alpn(t);
		break;
	case PADDING:
		data(t, F_HANDSHAKE_EXTENSIONS_PADDING_DATA);
		break;
	case COMPRESS_CERTIFICATE:	/* RFC 8879 3 */
	{
		tp_tvb v = tls_vector(t, 1,
		    F_COMPRESS_CERTIFICATE_ALGORITHMS_LENGTH);

		while (tp_more(&v))
			(void)tp_f_be16(&v, F_COMPRESS_CERTIFICATE_ALGORITHM);
		break;
	}
	case RECORD_SIZE_LIMIT:		/* RFC 8449 4 */
		(void)tp_f_be16(t, F_RECORD_SIZE_LIMIT);
		break;
	case PRE_SHARED_KEY:
		pre_shared_key(t, message);
		break;
	case EARLY_DATA:
		/* what follows it is TLS 1.3's before anybody chose it */
		if (message == TLS_CLIENT_HELLO)
			state->version = 0x0304;
		break;
	case SUPPORTED_VERSIONS:
		supported_versions(t, message, state);
		break;
	case COOKIE:
		tls_opaque(t, 2, F_HANDSHAKE_EXTENSIONS_COOKIE_LEN,
		    F_HANDSHAKE_EXTENSIONS_COOKIE);
		break;
	case PSK_MODES:
	{
		tp_tvb v = tls_vector(t, 1, F_EXTENSION_PSK_KE_MODES_LENGTH);

		while (tp_more(&v))
			(void)tp_f_u8(&v, F_EXTENSION_PSK_KE_MODE);
		break;
	}
	case KEY_SHARE:
		key_share(t, message);
		break;
	case RENEGOTIATION_INFO:	/* RFC 5746 3.2 */
		tls_opaque(t, 1, F_HANDSHAKE_EXTENSIONS_RENEG_INFO_LEN,
		    F_HANDSHAKE_EXTENSIONS_RENEG_INFO);
		break;
	case CERTIFICATE_TIMESTAMP:
	case ENCRYPT_THEN_MAC:
	case EXTENDED_MASTER_SECRET:
	case POST_HANDSHAKE_AUTH:
	case QUIC_PARAMETERS:
	case APPLICATION_SETTINGS:
		break;
	default:
		data(t, F_HANDSHAKE_EXTENSION_DATA);
		break;
	}
}

void
tls_extensions(tp_tvb *t, uint32_t message, struct tls_state *state)
{
	tp_tvb all = tls_vector(t, 2, F_HANDSHAKE_EXTENSIONS_LENGTH);

	while (tp_more(&all)) {
		uint32_t off = all.off, type, n;
		tp_tvb one;

		type = tp_f_be16(&all, F_HANDSHAKE_EXTENSION_TYPE);
		n = tp_f_be16(&all, F_HANDSHAKE_EXTENSION_LEN);
		one = tp_sub(&all, n);
		/* one that is wrong inside does not hide the next */
		body(&one, type, message, state);
		if (all.off == off)
			break;
	}
	tp_join(t, &all);
}
