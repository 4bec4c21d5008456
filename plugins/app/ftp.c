/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * File Transfer Protocol (RFC 959, RFC 2428), control connection.  Of a
 * segment the first line makes the fields.
 */
#include "textproto.h"

#include <strings.h>

#define PORT_FTP 21

enum { F_REQUEST, F_RESPONSE, F_COMMAND, F_ARG, F_CODE, F_RESPONSE_ARG,
    F_ACTIVE_IP, F_ACTIVE_PORT, F_PASSIVE_IP, F_PASSIVE_PORT, F_EPRT_AF,
    F_EPRT_IP, F_EPRT_PORT, F_EPSV_PORT, NFIELDS };

/* RFC 959 4.2, RFC 2228, RFC 2428 */
static const tp_value_string codes[] = {
	{ 110, "Restart marker reply" },
	{ 120, "Service ready in nnn minutes" },
	{ 125, "Data connection already open; transfer starting" },
	{ 150, "File status okay; about to open data connection" },
	{ 200, "Command okay" },
	{ 202, "Command not implemented, superfluous at this site" },
	{ 211, "System status, or system help reply" },
	{ 212, "Directory status" }, { 213, "File status" },
	{ 214, "Help message" }, { 215, "NAME system type" },
	{ 220, "Service ready for new user" },
	{ 221, "Service closing control connection" },
	{ 225, "Data connection open; no transfer in progress" },
	{ 226, "Closing data connection" }, { 227, "Entering Passive Mode" },
	{ 229, "Entering Extended Passive Mode" },
	{ 230, "User logged in, proceed" },
	{ 232, "User logged in, authorized by security data exchange" },
	{ 234, "Security data exchange complete" },
	{ 235, "Security data exchange completed successfully" },
	{ 250, "Requested file action okay, completed" },
	{ 257, "PATHNAME created" }, { 331, "User name okay, need password" },
	{ 332, "Need account for login" },
	{ 334, "Requested security mechanism is ok" },
	{ 335, "Security data is acceptable, more is required" },
	{ 336, "Username okay, need password. Challenge is ..." },
	{ 350, "Requested file action pending further information" },
	{ 421, "Service not available, closing control connection" },
	{ 425, "Can't open data connection" },
	{ 426, "Connection closed; transfer aborted" },
	{ 431, "Need some unavailable resource to process security" },
	{ 450, "Requested file action not taken" },
	{ 451, "Requested action aborted: local error in processing" },
	{ 452, "Requested action not taken. Insufficient storage "
	    "space in system" },
	{ 500, "Syntax error, command unrecognized" },
	{ 501, "Syntax error in parameters or arguments" },
	{ 502, "Command not implemented" },
	{ 503, "Bad sequence of commands" },
	{ 504, "Command not implemented for that parameter" },
	{ 522, "Network protocol not supported" }, { 530, "Not logged in" },
	{ 532, "Need account for storing files" },
	{ 533, "Command protection level denied for policy reasons" },
	{ 534, "Request denied for policy reasons" },
	{ 535, "Failed security check (hash, sequence, etc)" },
	{ 536, "Requested PROT level not supported by mechanism" },
	{ 537, "Command protection level not supported by security "
	    "mechanism" },
	{ 550, "Requested action not taken: File unavailable" },
	{ 551, "Requested action aborted: page type unknown" },
	{ 552, "Requested file action aborted: Exceeded storage allocation" },
	{ 553, "Requested action not taken: File name not allowed" },
	{ 631, "Integrity protected reply" },
	{ 632, "Confidentiality and integrity protected reply" },
	{ 633, "Confidentiality protected reply" }, { 0, NULL }
};

static const tp_field_desc fields[NFIELDS] = {
	[F_REQUEST] = { "ftp.request", "Request", TP_FT_BOOLEAN },
	[F_RESPONSE] = { "ftp.response", "Response", TP_FT_BOOLEAN },
	[F_COMMAND] = { "ftp.request.command", "Request command",
	    TP_FT_STRING },
	[F_ARG] = { "ftp.request.arg", "Request arg", TP_FT_STRING },
	[F_CODE] = { "ftp.response.code", "Response code", TP_FT_UINT32,
	    TP_BASE_DEC, .strings = codes },
	[F_RESPONSE_ARG] = { "ftp.response.arg", "Response arg",
	    TP_FT_STRING },
	[F_ACTIVE_IP] = { "ftp.active.cip", "Active IP address",
	    TP_FT_IPV4 },
	[F_ACTIVE_PORT] = { "ftp.active.port", "Active port", TP_FT_UINT16,
	    TP_BASE_DEC },
	[F_PASSIVE_IP] = { "ftp.passive.ip", "Passive IP address",
	    TP_FT_IPV4 },
	[F_PASSIVE_PORT] = { "ftp.passive.port", "Passive port",
	    TP_FT_UINT16, TP_BASE_DEC },
	[F_EPRT_AF] = { "ftp.eprt.af", "Extended active address family",
	    TP_FT_UINT8, TP_BASE_DEC },
	[F_EPRT_IP] = { "ftp.eprt.ip", "Extended active IP address",
	    TP_FT_IPV4 },
	[F_EPRT_PORT] = { "ftp.eprt.port", "Extended active port",
	    TP_FT_UINT16, TP_BASE_DEC },
	[F_EPSV_PORT] = { "ftp.epsv.port", "Extended passive port",
	    TP_FT_UINT16, TP_BASE_DEC },
};

static const struct textproto textproto = { "FTP", NULL };

/* h1,h2,h3,h4,p1,p2 (RFC 959 4.1.2), with whatever before and behind it. */
static void
host_port(tp_tvb *t, struct text_span s, tp_field ip, tp_field port)
{
	uint32_t end = s.off + s.n, starts[6];
	uint8_t *v;

	while (s.n > 0 && (t->data[s.off] < '0' || t->data[s.off] > '9')) {
		s.off++;
		s.n--;
	}
	v = t->pkt->host->alloc(t->pkt, 6);
	for (uint32_t i = 0; v != NULL && i < 6; i++) {
		struct text_span part = text_take_part(t, &s, ',', NULL);

		if (part.n == 0)
			return;
		starts[i] = part.off;
		v[i] = (uint8_t)text_number(t, part);
		end = part.off;
	}
	if (v == NULL)
		return;
	while (end < t->caplen && t->data[end] >= '0' && t->data[end] <= '9')
		end++;
	(void)tp_add_ptr(t, ip, starts[0], starts[4] - 1 - starts[0], v, 4);
	(void)tp_add(t, port, starts[4], end - starts[4], tp_ld16(v + 4));
}

static int
ipv4(const tp_tvb *t, struct text_span s, uint8_t *v)
{
	for (uint32_t i = 0; i < 4; i++) {
		struct text_span part = text_take_part(t, &s, '.', NULL);

		if (part.n == 0 || text_number(t, part) > 255)
			return 0;
		v[i] = (uint8_t)text_number(t, part);
	}
	return s.n == 0;
}

/* |family|address|port| (RFC 2428 2) */
static void
extended_port(tp_tvb *t, struct text_span s)
{
	struct text_span af, ip, port;
	uint8_t *v = t->pkt->host->alloc(t->pkt, 4);
	char separator = s.n > 0 ? *text_start(t, s) : '|';

	(void)text_take_part(t, &s, separator, NULL);
	af = text_take_part(t, &s, separator, NULL);
	ip = text_take_part(t, &s, separator, NULL);
	port = text_take_part(t, &s, separator, NULL);
	if (af.n == 0 || port.n == 0 || v == NULL)
		return;
	(void)tp_add(t, F_EPRT_AF, af.off, af.n, text_number(t, af));
	if (text_number(t, af) == 1 && ipv4(t, ip, v))
		(void)tp_add_ptr(t, F_EPRT_IP, ip.off, ip.n, v, 4);
	(void)tp_add(t, F_EPRT_PORT, port.off, port.n, text_number(t, port));
}

/* (|||port|) (RFC 2428 3) */
static void
extended_passive(tp_tvb *t, struct text_span s)
{
	struct text_span port;

	(void)text_take_part(t, &s, '(', NULL);
	for (int i = 0; i < 3; i++)
		(void)text_take_part(t, &s, '|', NULL);
	port = text_take_part(t, &s, '|', NULL);
	if (port.n > 0)
		(void)tp_add(t, F_EPSV_PORT, port.off, port.n,
		    text_number(t, port));
}

static void
request(tp_tvb *t, struct text_span line)
{
	struct text_span word = text_take_word(t, &line);
	const char *p = text_start(t, word);

	(void)text_add(t, F_COMMAND, word);
	if (line.n > 0)
		(void)text_add(t, F_ARG, line);
	if (word.n != 4)
		return;
	if (strncasecmp(p, "PORT", 4) == 0)
		host_port(t, line, F_ACTIVE_IP, F_ACTIVE_PORT);
	else if (strncasecmp(p, "EPRT", 4) == 0)
		extended_port(t, line);
}

/* RFC 959 4.2: a code, and a blank or a minus sign. */
static void
response(tp_tvb *t, struct text_span line)
{
	struct text_span digits = { line.off, 3 };
	uint32_t code = 0;

	if (text_has_code(t, line)) {
		code = text_number(t, digits);
		(void)tp_add(t, F_CODE, digits.off, 3, code);
		line.off += line.n > 3 ? 4 : 3;
		line.n -= line.n > 3 ? 4 : 3;
	}
	if (line.n == 0)
		return;
	(void)text_add(t, F_RESPONSE_ARG, line);
	if (code == 227)
		host_port(t, line, F_PASSIVE_IP, F_PASSIVE_PORT);
	else if (code == 229)
		extended_passive(t, line);
}

static void
add_fields(tp_tvb *t)
{
	int to_server = t->pkt->dst_port == PORT_FTP;
	uint32_t eol;
	struct text_span line;

	(void)tp_add_generated(t, F_REQUEST, 0, 0, to_server ? 1 : 0);
	(void)tp_add_generated(t, F_RESPONSE, 0, 0, to_server ? 0 : 1);
	line = text_take_line(t, &eol);
	if (to_server)
		request(t, line);
	else
		response(t, line);
}

static tp_rc
dissect(void *self, tp_tvb *t, const void *arg)
{
	tp_tvb captured = text_captured(t);

	(void)self;
	(void)arg;
	if (t->want & TP_WANT_FIELDS)
		add_fields(&captured);
	tp_puts(t, ": ");
	textproto_text(t, &textproto);
	return tp_done(t);
}

static const tp_protocol ftp = {
	.name = "ftp",
	.long_name = "File Transfer Protocol (FTP)",
	.fields = fields,
	.nfields = NFIELDS,
	.keys = (const tp_key[]){
	    { .table = "tcp.port", .lo = PORT_FTP, .rank = 100 }, { NULL } },
	.dissect = dissect,
};
TP_REGISTER(ftp);
