/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Hypertext Transfer Protocol 1.1 (RFC 9112).  http.c reads first lines and
 * headers of a message, http_body.c what follows them, and http_pair.c says
 * which request a response belongs to.
 */
#ifndef HTTP_H
#define HTTP_H

#include "textproto.h"

enum { F_NOTIFICATION, F_RESPONSE, F_REQUEST, F_RESPONSE_LINE, F_REQUEST_LINE,
    F_METHOD, F_URI, F_URI_PATH, F_URI_QUERY, F_URI_PARAMETER,
    F_REQUEST_VERSION, F_RESPONSE_VERSION, F_FULL_URI, F_CODE, F_CODE_DESC,
    F_PHRASE, F_AUTHBASIC, F_AUTHORIZATION, F_PROXY_AUTHENTICATE,
    F_PROXY_AUTHORIZATION, F_WWW_AUTHENTICATE, F_CONTENT_TYPE,
    F_CONTENT_LENGTH_HEADER, F_CONTENT_LENGTH, F_CONTENT_ENCODING,
    F_TRANSFER_ENCODING, F_UPGRADE, F_USER_AGENT, F_HOST, F_CONNECTION,
    F_COOKIE, F_COOKIE_PAIR, F_ACCEPT, F_REFERER, F_ACCEPT_LANGUAGE,
    F_ACCEPT_ENCODING, F_DATE, F_CACHE_CONTROL, F_SERVER, F_LOCATION,
    F_WS_ACCEPT, F_WS_EXTENSIONS, F_WS_KEY, F_WS_PROTOCOL, F_WS_VERSION,
    F_SET_COOKIE, F_LAST_MODIFIED, F_X_FORWARDED_FOR, F_HTTP2_SETTINGS,
    F_TRAILER, F_CHUNK_BOUNDARY, F_CHUNK_SIZE, F_CHUNK_DATA, F_FILE_DATA,
    F_UNKNOWN_HEADER, F_REQUEST_NUMBER, F_RESPONSE_NUMBER, F_TIME,
    F_PREV_REQUEST_IN, F_PREV_RESPONSE_IN, F_REQUEST_IN, F_RESPONSE_FOR_URI,
    F_PROXY_HOST, F_PROXY_PORT, NFIELDS };

extern const tp_field_desc http_fields[NFIELDS];

enum { T_TUNNEL, T_MEDIA, T_OTHER_MEDIA, T_DATA };

enum http_kind { HTTP_OTHER, HTTP_REQUEST, HTTP_REPLY };

struct http_message {
	const tp_self *me;
	enum http_kind kind;
	uint32_t start, code;
	int has_length, chunked;
	int packed;			/* for the transfer: not unpacked */
	int typed;
	int notifies;			/* GENA's requests */
	uint64_t length;
	struct text_span method, uri, host, type;
	struct text_span encoding;	/* of the content; off 0: none said */
	int last;			/* the stream ends with this segment */
	int headless;			/* answers HEAD, or CONNECT */
};

/* Does an empty line end the headers at the cursor, or the trailer? */
int	http_has_headers(const tp_tvb *);

/* ----------------------------------------------------------------- bodies */

/* By how much the body at the cursor is short: as desegment_len has it. */
uint32_t http_body_shortage(const tp_tvb *, const struct http_message *);
int	http_is_bodyless(const struct http_message *);
/* The body at the cursor, which goes past it. */
void	http_body(tp_tvb *, const struct http_message *);
/* n octets of one, without what says where it ends. */
void	http_content(tp_tvb *, const struct http_message *,
	    struct text_span all);

/* ------------------------------------------------ requests and responses */

#define HTTP_MAX_URI 496u

/*
 * What a connection remembers for the fields of pairs; 0: no such frame.  A
 * response is taken for that of the last request, as Wireshark does.
 */
struct http_pair {
	uint64_t request, response, prev_request, prev_response;
	tp_time asked;			/* the request was sent */
	uint32_t number;		/* of these two, from 1 */
	uint32_t uri_len;		/* 0: none, or it was too long */
	char uri[HTTP_MAX_URI];		/* of the last request, in full */
};

int	http_wants_pairs(const tp_tvb *);
/* A request's or a response's; uri: of a request, n octets in full; NULL:
 * none. */
void	http_pair(tp_tvb *, const struct http_message *, const uint8_t *uri,
	    uint32_t n);
/* Where a tunnel leads to. */
void	http_proxied(const tp_self *, tp_tvb *);

#endif
