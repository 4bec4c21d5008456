/* SPDX-License-Identifier: BSD-3-Clause */
/* PPP's Password Authentication Protocol (RFC 1334, 2). */
#include "ppp_auth.h"

enum { REQUEST = 1, ACK, NAK };

enum { F_DATA = N_AUTH_FIELDS, F_PEER_LENGTH, F_PEER,
    F_PASSWORD_LENGTH, F_PASSWORD, F_MESSAGE_LENGTH, F_MESSAGE, F_STUFF,
    NFIELDS };

static const tp_value_string codes[] = {
	{ REQUEST, "Authenticate-Request" }, { ACK, "Authenticate-Ack" },
	{ NAK, "Authenticate-Nak" }, { 0, NULL }
};

#define U8(a, n, v) { "pap." a, n, TP_FT_UINT8, TP_BASE_DEC, .strings = v }
#define STRING(a, n) { "pap." a, n, TP_FT_STRING }

static const tp_field_desc fields[NFIELDS] = {
	PPP_AUTH_FIELDS("pap", codes),
	[F_DATA] = { "pap.data", "Data", TP_FT_NONE },
	[F_PEER_LENGTH] = U8("peer_id.length", "Peer-ID-Length", NULL),
	[F_PEER] = STRING("peer_id", "Peer-ID"),
	[F_PASSWORD_LENGTH] = U8("password.length", "Password-Length", NULL),
	[F_PASSWORD] = STRING("password", "Password"),
	[F_MESSAGE_LENGTH] = U8("message.length", "Message-Length", NULL),
	[F_MESSAGE] = STRING("message", "Message"),
	[F_STUFF] = { "pap.stuff", "stuff", TP_FT_BYTES },
};

/* --------------------------------------------------------------- fields */

/* A length of one octet, and so many. */
static void
add_string(tp_tvb *t, tp_field length)
{
	uint32_t n = tp_f_u8(t, length);

	if (n != 0)
		(void)tp_f_bytes(t, length + 1, n);
}

/* By what is there, whatever the length field says. */
static void
add_data(const tp_tvb *t, uint32_t code, uint32_t len)
{
	tp_tvb w = tp_mute(t);
	tp_item outer;

	if (len <= PPP_AUTH_HEADER && tp_left(t) == 0)
		return;
	outer = tp_open(&w, F_DATA, PPP_AUTH_HEADER, tp_left(&w), 0);
	if (code == REQUEST) {
		add_string(&w, F_PEER_LENGTH);
		add_string(&w, F_PASSWORD_LENGTH);
	} else if (code == ACK || code == NAK)
		add_string(&w, F_MESSAGE_LENGTH);
	else {
		tp_close(&w, outer);
		(void)tp_f_bytes(&w, F_STUFF, tp_left(&w));
	}
}

/* ----------------------------------------------------------------- text */

/* Has the packet n more octets, by its own length?  If not, it is cut. */
static int
declares(tp_tvb *t, uint32_t len, uint32_t n)
{
	if (t->off + n <= len || t->err)
		return 1;
	tp_puts(t, "[|pap]");
	return 0;
}

/* n octets after a caption; those that are there if they are cut. */
static void
text_string(tp_tvb *t, const char *caption, uint32_t n)
{
	tp_puts(t, caption);
	ppp_auth_string(t, n);
}

static void
text_request(tp_tvb *t, uint32_t len)
{
	uint32_t n;

	if (!declares(t, len, 2))
		return;
	n = tp_u8(t);
	if (len - t->off < n)
		return;
	text_string(t, ", Peer ", n);
	if (t->off >= len)
		return;
	n = tp_u8(t);
	if (len - t->off >= n)
		text_string(t, ", Name ", n);
}

static void
text_message(tp_tvb *t, uint32_t len)
{
	uint32_t n;

	if (!declares(t, len, 1))
		return;
	n = tp_u8(t);
	if (len - t->off >= n)
		text_string(t, ", Msg ", n);
}

static void
text_data(tp_tvb *t, uint32_t code, uint32_t len)
{
	if (len > t->len)
		tp_text(t, ", length %u > packet size", len);
	else if (len < PPP_AUTH_HEADER)
		tp_text(t, ", length %u < PAP header length", len);
	else if (code == REQUEST)
		text_request(t, len);
	else if (code == ACK || code == NAK)
		text_message(t, len);
}

static const tp_value_string code_names[] = {
	{ REQUEST, "Auth-Req" }, { ACK, "Auth-ACK" }, { NAK, "Auth-NACK" },
	{ 0, NULL }
};

static tp_rc
dissect(void *self, tp_tvb *t, const void *arg)
{
	static const struct ppp_auth auth = { "pap", "PAP", code_names,
	    add_data, text_data };

	(void)self;
	(void)arg;
	return ppp_auth_dissect(t, &auth);
}

static const tp_protocol pap = {
	.name = "pap",
	.long_name = "PPP Password Authentication Protocol",
	.text_name = "ppp",
	.fields = fields,
	.nfields = NFIELDS,
	.keys = (const tp_key[]){ { .table = "ppp.protocol", .lo = PPP_PAP },
	    { NULL } },
	.dissect = dissect,
};
TP_REGISTER(pap);
