/* SPDX-License-Identifier: BSD-3-Clause */
#include "ppp_auth.h"

void
ppp_auth_string(tp_tvb *t, uint32_t n)
{
	uint32_t left = n < tp_left(t) ? n : tp_left(t);

	if (t->err)
		return;
	tp_safe(t, t->data + t->off, left);
	(void)tp_take(t, n);
}

tp_rc
ppp_auth_dissect(tp_tvb *t, const struct ppp_auth *auth)
{
	uint32_t code, id, len;
	const char *s;

	ppp_set_name(t);
	if (t->len == 0) {
		tp_text(t, "[|%s]", auth->cut);
		return tp_done(t);
	}
	code = tp_f_u8(t, F_AUTH_CODE);
	if (t->len < PPP_AUTH_HEADER) {
		tp_text(t, "[|%s 0x%02x]", auth->cut, code);
		return tp_done(t);
	}
	s = tp_string(auth->codes, code);
	tp_text(t, "%s, %s (0x%02x)", auth->name, s != NULL ? s : "unknown",
	    code);
	id = tp_f_u8(t, F_AUTH_IDENTIFIER);
	tp_text(t, ", id %u", id);
	len = tp_f_be16(t, F_AUTH_LENGTH);
	if (!t->err && t->want & TP_WANT_FIELDS)
		auth->fields(t, code, len);
	if (tp_texting(t))
		auth->text(t, code, len);
	return tp_done(t);
}
