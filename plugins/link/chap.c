/* SPDX-License-Identifier: BSD-3-Clause */
/* PPP's Challenge Handshake Authentication Protocol (RFC 1994). */
#include "ppp_auth.h"

enum { CHALLENGE = 1, RESPONSE, SUCCESS, FAILURE };

enum { F_DATA = N_AUTH_FIELDS, F_VALUE_SIZE, F_VALUE, F_NAME,
    F_MESSAGE, F_STUFF, NFIELDS };

static const tp_value_string codes[] = {
	{ CHALLENGE, "Challenge" }, { RESPONSE, "Response" },
	{ SUCCESS, "Success" }, { FAILURE, "Failure" }, { 0, NULL }
};

#define U8(a, n, v) { "chap." a, n, TP_FT_UINT8, TP_BASE_DEC, .strings = v }

static const tp_field_desc fields[NFIELDS] = {
	PPP_AUTH_FIELDS("chap", codes),
	[F_DATA] = { "chap.data", "Data", TP_FT_NONE },
	[F_VALUE_SIZE] = U8("value_size", "Value Size", NULL),
	[F_VALUE] = { "chap.value", "Value", TP_FT_BYTES },
	[F_NAME] = { "chap.name", "Name", TP_FT_STRING },
	[F_MESSAGE] = { "chap.message", "Message", TP_FT_STRING },
	[F_STUFF] = { "chap.stuff", "Stuff", TP_FT_BYTES },
};

/* --------------------------------------------------------------- fields */

/* w: the octets after the header. */
static void
add_value(tp_tvb *w)
{
	tp_item outer = tp_open(w, F_DATA, 0, tp_left(w), 0);
	uint32_t n = tp_f_u8(w, F_VALUE_SIZE);

	if (!w->err)
		(void)tp_f_bytes(w, F_VALUE, n);
	if (!w->err && tp_unread(w) != 0)
		(void)tp_f_bytes(w, F_NAME, tp_unread(w));
	tp_close(w, outer);
}

static void
add_data(const tp_tvb *t, uint32_t code, uint32_t len)
{
	tp_tvb quiet = tp_mute(t), w;

	if (len <= PPP_AUTH_HEADER)
		return;
	w = tp_sub(&quiet, len - PPP_AUTH_HEADER);
	if (code == CHALLENGE || code == RESPONSE)
		add_value(&w);
	else
		(void)tp_f_bytes(&w, code == SUCCESS || code == FAILURE ?
		    F_MESSAGE : F_STUFF, w.len);
}

/* ----------------------------------------------------------------- text */

/* len may be too short: what is left of it is then more than there can be. */
static void
text_value(tp_tvb *t, uint32_t len)
{
	uint32_t n;

	if (tp_unread(t) == 0)
		return;
	n = tp_u8(t);
	if (tp_unread(t) < n)
		return;
	tp_puts(t, ", Value ");
	while (n-- != 0 && !t->err) {
		uint32_t octet = tp_u8(t);

		tp_text(t, "%02x", octet);
	}
	tp_puts(t, ", Name ");
	ppp_auth_string(t, len - t->off);
}

static void
text_data(tp_tvb *t, uint32_t code, uint32_t len)
{
	if (code == CHALLENGE || code == RESPONSE)
		text_value(t, len);
	else if (code == SUCCESS || code == FAILURE) {
		tp_puts(t, ", Msg ");
		ppp_auth_string(t, len - PPP_AUTH_HEADER);
	}
}

static const tp_value_string code_names[] = {
	{ CHALLENGE, "Challenge" }, { RESPONSE, "Response" },
	{ SUCCESS, "Success" }, { FAILURE, "Fail" }, { 0, NULL }
};

static tp_rc
dissect(void *self, tp_tvb *t, const void *arg)
{
	static const struct ppp_auth auth = { "chap", "CHAP", code_names,
	    add_data, text_data };

	(void)self;
	(void)arg;
	return ppp_auth_dissect(t, &auth);
}

static const tp_protocol chap = {
	.name = "chap",
	.long_name = "PPP Challenge Handshake Authentication Protocol",
	.text_name = "ppp",
	.fields = fields,
	.nfields = NFIELDS,
	.keys = (const tp_key[]){ { .table = "ppp.protocol", .lo = PPP_CHAP },
	    { NULL } },
	.dissect = dissect,
};
TP_REGISTER(chap);
