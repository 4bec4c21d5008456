/* SPDX-License-Identifier: BSD-3-Clause */
/* PPP's Challenge Handshake Authentication Protocol (RFC 1994). */
#include "ppp.h"

#define HEADER 4u

enum { CHALLENGE = 1, RESPONSE, SUCCESS, FAILURE };

enum { F_CODE, F_IDENTIFIER, F_LENGTH, F_DATA, F_VALUE_SIZE, F_VALUE, F_NAME,
    F_MESSAGE, F_STUFF, NFIELDS };

static const tp_value_string codes[] = {
	{ CHALLENGE, "Challenge" }, { RESPONSE, "Response" },
	{ SUCCESS, "Success" }, { FAILURE, "Failure" }, { 0, NULL }
};

#define U8(a, n, v) { "chap." a, n, TP_FT_UINT8, TP_BASE_DEC, .strings = v }

static const tp_field_desc fields[NFIELDS] = {
	[F_CODE] = U8("code", "Code", codes),
	[F_IDENTIFIER] = U8("identifier", "Identifier", NULL),
	[F_LENGTH] = { "chap.length", "Length", TP_FT_UINT16, TP_BASE_DEC },
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

	if (len <= HEADER)
		return;
	w = tp_sub(&quiet, len - HEADER);
	if (code == CHALLENGE || code == RESPONSE)
		add_value(&w);
	else
		(void)tp_f_bytes(&w, code == SUCCESS || code == FAILURE ?
		    F_MESSAGE : F_STUFF, w.len);
}

/* ----------------------------------------------------------------- text */

/* n octets as they are, or as many as there are. */
static void
text_string(tp_tvb *t, uint32_t n)
{
	uint32_t left = n < tp_left(t) ? n : tp_left(t);

	if (t->err)
		return;
	tp_safe(t, t->data + t->off, left);
	(void)tp_take(t, n);
}

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
	text_string(t, len - t->off);
}

static void
text_data(tp_tvb *t, uint32_t code, uint32_t len)
{
	if (code == CHALLENGE || code == RESPONSE)
		text_value(t, len);
	else if (code == SUCCESS || code == FAILURE) {
		tp_puts(t, ", Msg ");
		text_string(t, len - HEADER);
	}
}

static tp_rc
dissect(void *self, tp_tvb *t, const void *arg)
{
	static const tp_value_string names[] = {
		{ CHALLENGE, "Challenge" }, { RESPONSE, "Response" },
		{ SUCCESS, "Success" }, { FAILURE, "Fail" }, { 0, NULL }
	};
	uint32_t code, id, len;
	const char *s;

	(void)self;
	(void)arg;
	ppp_set_name(t);
	if (t->len == 0) {
		tp_puts(t, "[|chap]");
		return tp_done(t);
	}
	code = tp_f_u8(t, F_CODE);
	if (t->len < HEADER) {
		tp_text(t, "[|chap 0x%02x]", code);
		return tp_done(t);
	}
	s = tp_string(names, code);
	tp_text(t, "CHAP, %s (0x%02x)", s != NULL ? s : "unknown", code);
	id = tp_f_u8(t, F_IDENTIFIER);
	tp_text(t, ", id %u", id);
	len = tp_f_be16(t, F_LENGTH);
	if (!t->err && t->want & TP_WANT_FIELDS)
		add_data(t, code, len);
	if (tp_texting(t))
		text_data(t, code, len);
	return tp_done(t);
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
