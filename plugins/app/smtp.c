/* SPDX-License-Identifier: BSD-3-Clause */
/* Simple Mail Transfer Protocol (RFC 5321), with its logins (RFC 4954). */
#include "textproto.h"

#include <ctype.h>
#include <strings.h>

#define PORT_SMTP 25

enum { F_REQ, F_RSP, F_COMMAND_LINE, F_COMMAND, F_PARAMETER, F_RESPONSE,
    F_CODE, F_RSP_PARAMETER, F_USERNAME, F_PASSWORD, F_EOM, NFIELDS };

/* RFC 5321 4.2.3, RFC 4954 6 */
static const tp_value_string codes[] = {
	{ 211, "System status, or system help reply" },
	{ 214, "Help message" }, { 220, "<domain> Service ready" },
	{ 221, "<domain> Service closing transmission channel" },
	{ 235, "Authentication successful" },
	{ 250, "Requested mail action okay, completed" },
	{ 251, "User not local; will forward to <forward-path>" },
	{ 252, "Cannot VRFY user, but will accept message and attempt "
	    "delivery" },
	{ 334, "AUTH input" },
	{ 354, "Start mail input; end with <CRLF>.<CRLF>" },
	{ 421, "<domain> Service not available, closing transmission "
	    "channel" },
	{ 432, "A password transition is needed" },
	{ 450, "Requested mail action not taken: mailbox unavailable" },
	{ 451, "Requested action aborted: local error in processing" },
	{ 452, "Requested action not taken: insufficient system storage" },
	{ 454, "Temporary authentication failed" },
	{ 500, "Syntax error, command unrecognized" },
	{ 501, "Syntax error in parameters or arguments" },
	{ 502, "Command not implemented" },
	{ 503, "Bad sequence of commands" },
	{ 504, "Command parameter not implemented" },
	{ 530, "Authentication required" },
	{ 534, "Authentication mechanism is too weak" },
	{ 535, "Authentication credentials invalid" },
	{ 538, "Encryption required for requested authentication mechanism" },
	{ 550, "Requested action not taken: mailbox unavailable" },
	{ 551, "User not local; please try <forward-path>" },
	{ 552, "Requested mail action aborted: exceeded storage allocation" },
	{ 553, "Requested action not taken: mailbox name not allowed" },
	{ 554, "Transaction failed" }, { 0, NULL }
};

static const tp_field_desc fields[NFIELDS] = {
	[F_REQ] = { "smtp.req", "Request", TP_FT_BOOLEAN },
	[F_RSP] = { "smtp.rsp", "Response", TP_FT_BOOLEAN },
	[F_COMMAND_LINE] = { "smtp.command_line", "Command Line",
	    TP_FT_STRING },
	[F_COMMAND] = { "smtp.req.command", "Command", TP_FT_STRING },
	[F_PARAMETER] = { "smtp.req.parameter", "Request parameter",
	    TP_FT_STRING },
	[F_RESPONSE] = { "smtp.response", "Response", TP_FT_STRING },
	[F_CODE] = { "smtp.response.code", "Response code", TP_FT_UINT32,
	    TP_BASE_DEC, .strings = codes },
	[F_RSP_PARAMETER] = { "smtp.rsp.parameter", "Response parameter",
	    TP_FT_STRING },
	[F_USERNAME] = { "smtp.auth.username", "Username", TP_FT_STRING },
	[F_PASSWORD] = { "smtp.auth.password", "Password", TP_FT_STRING },
	[F_EOM] = { "smtp.eom", "EOM", TP_FT_NONE },
};

static const struct textproto textproto = { "SMTP", NULL };

/* What the client's next line is. */
enum mode { COMMAND, MAIL, USERNAME, PASSWORD };

struct flow {
	uint8_t mode;
};

static enum mode
command(tp_tvb *t, struct text_span line, uint32_t eol)
{
	struct text_span word = line, rest = line, whole = line;
	const char *p = text_start(t, line);
	tp_item outer = t->group, i;

	word.n = line.n < 4 ? line.n : 4;
	whole.n += eol;
	i = text_add(t, F_COMMAND_LINE, whole);
	if (i != 0)
		t->group = i;
	(void)text_add(t, F_COMMAND, word);
	if (line.n > 5) {
		rest.off += 5;
		rest.n -= 5;
		(void)text_add(t, F_PARAMETER, rest);
	}
	tp_close(t, outer);
	if (line.n == 4 && strncasecmp(p, "DATA", 4) == 0)
		return MAIL;
	if (line.n == 10 && strncasecmp(p, "AUTH LOGIN", 10) == 0)
		return USERNAME;
	return COMMAND;
}

enum { T_LINES };

/* All that is left, as lines of text. */
static void
add_lines(const tp_self *me, tp_tvb *t)
{
	tp_tvb lines = tp_rest(t, tp_left(t));

	(void)t->pkt->host->call_uint(me->tables[T_LINES], 0, &lines, NULL);
	t->off = t->caplen;
}

/* Four letters begin one (RFC 5321 4.1.1); other lines go on with what there
 * was. */
static int
is_command(const tp_tvb *t)
{
	for (uint32_t i = 0; i < 4; i++)
		if (tp_left(t) <= i || !isalpha(t->data[t->off + i]))
			return 0;
	return 1;
}

/* The mail ends with a line that is a dot (RFC 5321 4.1.1.4). */
static enum mode
mail(const tp_self *me, tp_tvb *t)
{
	tp_tvb all = *t;

	while (tp_left(t) > 0) {
		uint32_t eol;
		struct text_span line = text_take_line(t, &eol);

		if (!text_is(t, line, ".") || eol == 0)
			continue;
		(void)tp_add(t, F_EOM, 0, 1, 0);
		t->off = t->caplen;
		return COMMAND;
	}
	add_lines(me, &all);
	return MAIL;
}

static enum mode
client(const tp_self *me, tp_tvb *t, enum mode mode)
{
	while (tp_left(t) > 0 && mode != MAIL) {
		struct text_span line;
		uint32_t eol;

		if (mode == COMMAND && !is_command(t)) {
			add_lines(me, t);
			return mode;
		}
		line = text_take_line(t, &eol);

		(void)tp_add_generated(t, F_REQ, 0, 0, 1);
		if (mode == USERNAME) {
			(void)text_add(t, F_USERNAME, line);
			mode = PASSWORD;
		} else if (mode == PASSWORD) {
			(void)text_add(t, F_PASSWORD, line);
			mode = COMMAND;
		} else
			mode = command(t, line, eol);
	}
	return mode == MAIL && tp_left(t) > 0 ? mail(me, t) : mode;
}

/* RFC 5321 4.2.1: a minus sign behind the code says that lines follow. */
static void
server(tp_tvb *t)
{
	int first = 1;

	(void)tp_add_generated(t, F_RSP, 0, 0, 1);
	while (tp_left(t) > 0) {
		uint32_t eol;
		struct text_span line = text_take_line(t, &eol);
		struct text_span code = { line.off, 3 }, whole = line;

		whole.n += eol;
		if (!text_has_code(t, line))
			continue;
		if (first) {
			(void)text_add(t, F_RESPONSE, whole);
			(void)tp_add(t, F_CODE, code.off, 3,
			    text_number(t, code));
		}
		first = line.n == 3 || t->data[line.off + 3] != '-';
		if (line.n <= 4)
			continue;
		line.off += 4;
		line.n -= 4;
		(void)text_add(t, F_RSP_PARAMETER, line);
	}
}

static void
add_fields(const tp_self *me, tp_tvb *t)
{
	struct flow *f = t->pkt->host->flow(t, me->slot, NULL, NULL);
	enum mode mode = COMMAND;

	if (t->pkt->dst_port != PORT_SMTP) {
		server(t);
		return;
	}
	if (f != NULL)
		mode = (enum mode)f->mode;
	mode = mode == MAIL ? mail(me, t) : client(me, t, mode);
	if (f != NULL)
		f->mode = (uint8_t)mode;
}

static tp_rc
dissect(void *self, tp_tvb *t, const void *arg)
{
	tp_tvb captured = text_captured(t);

	(void)arg;
	if (t->want & TP_WANT_FIELDS) {
		if (text_asks_for_line(&captured))
			return TP_REJECT;
		add_fields(self, &captured);
	}
	tp_puts(t, ": ");
	textproto_text(t, &textproto);
	return tp_done(t);
}

static const tp_protocol smtp = {
	.name = "smtp",
	.long_name = "Simple Mail Transfer Protocol",
	.fields = fields,
	.nfields = NFIELDS,
	.flow_bytes = sizeof(struct flow),
	.tables = { [T_LINES] = "data-text-lines" },
	.keys = (const tp_key[]){
	    { .table = "tcp.port", .lo = PORT_SMTP, .rank = 20 }, { NULL } },
	.dissect = dissect,
};
TP_REGISTER(smtp);
