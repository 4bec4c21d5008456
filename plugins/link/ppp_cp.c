/* SPDX-License-Identifier: BSD-3-Clause */
#include "ppp_cp.h"

#define HEADER 4u

enum {
	VENDOR_EXTENSION, CONF_REQUEST, CONF_ACK, CONF_NAK, CONF_REJECT,
	TERM_REQUEST, TERM_ACK, CODE_REJECT, PROTOCOL_REJECT, ECHO_REQUEST,
	ECHO_REPLY, DISCARD_REQUEST, IDENTIFICATION, TIME_REMAINING
};

const tp_value_string ppp_cp_codes[] = {
	{ VENDOR_EXTENSION, "Vendor Specific" },
	{ CONF_REQUEST, "Configuration Request" },
	{ CONF_ACK, "Configuration Ack" },
	{ CONF_NAK, "Configuration Nak" },
	{ CONF_REJECT, "Configuration Reject" },
	{ TERM_REQUEST, "Termination Request" },
	{ TERM_ACK, "Termination Ack" }, { CODE_REJECT, "Code Reject" },
	{ PROTOCOL_REJECT, "Protocol Reject" },
	{ ECHO_REQUEST, "Echo Request" }, { ECHO_REPLY, "Echo Reply" },
	{ DISCARD_REQUEST, "Discard Request" },
	{ IDENTIFICATION, "Identification" },
	{ TIME_REMAINING, "Time Remaining" }, { 14, "Reset Request" },
	{ 15, "Reset Ack" }, { 0, NULL }
};

static const tp_value_string code_names[] = {
	{ VENDOR_EXTENSION, "Vendor-Extension" },
	{ CONF_REQUEST, "Conf-Request" }, { CONF_ACK, "Conf-Ack" },
	{ CONF_NAK, "Conf-Nack" }, { CONF_REJECT, "Conf-Reject" },
	{ TERM_REQUEST, "Term-Request" }, { TERM_ACK, "Term-Ack" },
	{ CODE_REJECT, "Code-Reject" }, { PROTOCOL_REJECT, "Prot-Reject" },
	{ ECHO_REQUEST, "Echo-Request" }, { ECHO_REPLY, "Echo-Reply" },
	{ DISCARD_REQUEST, "Disc-Req" }, { IDENTIFICATION, "Ident" },
	{ TIME_REMAINING, "Time-Rem" }, { 14, "Reset-Req" },
	{ 15, "Reset-Ack" }, { 0, NULL }
};

/* What a window's wanted may point to: nothing is. */
static const uint8_t unwanted[PPP_CP_MAX_FIELDS];

/* Hex of n octets at offset off, or of what there is of them. */
static void
text_hex(tp_tvb *t, const char *indent, uint32_t off, uint32_t n)
{
	uint32_t left = t->caplen > off ? t->caplen - off : 0;

	t->pkt->host->hex(t, indent, t->data + off, n < left ? n : left);
}

/* The same for n octets from the protocol's number on, which precedes t. */
static void
text_from_protocol(const tp_tvb *t, const char *indent, uint32_t n)
{
	tp_tvb w = *t;

	if (t->base < 2)
		return;
	w.data -= 2;
	w.caplen += 2;
	text_hex(&w, indent, 0, n);
}

/* -------------------------------------------------------------- options */

enum ppp_value
ppp_cp_bogus(tp_tvb *t, const char *rule, uint32_t len)
{
	tp_text(t, " (length bogus, should be %s %u)", rule, len);
	return PPP_VALUE_END;
}

enum ppp_value
ppp_cp_nothing(tp_tvb *t, uint32_t len)
{
	(void)t;
	(void)len;
	return PPP_VALUE;
}

void
ppp_cp_octet(tp_tvb *t, tp_field f)
{
	if (tp_has(t, t->off, 1))
		(void)tp_f_u8(t, f);
}

void
ppp_cp_rest(tp_tvb *t, tp_field f, uint32_t len)
{
	if (tp_wants(t, f) && t->off < len && tp_has(t, t->off, len - t->off))
		(void)tp_f_bytes(t, f, len - t->off);
}

static const struct ppp_option *
find_option(const struct ppp_cp *cp, uint32_t type)
{
	for (uint32_t i = 0; i < cp->noptions; i++)
		if (cp->options[i].type == type)
			return &cp->options[i];
	return NULL;
}

static int
follows(const struct ppp_rule *r, uint32_t len)
{
	return r->at_least ? len >= r->len : len == r->len;
}

/* o: window of the option, its cursor behind type and length. */
static enum ppp_value
read_value(tp_tvb *o, const struct ppp_option *opt, uint32_t len)
{
	enum ppp_value rc = PPP_VALUE_HEX;

	if (opt != NULL && !follows(&opt->text, len)) {
		(void)ppp_cp_bogus(o, opt->text.at_least ? ">=" : "=",
		    opt->text.len);
		return opt->text.ends ? PPP_VALUE_END : PPP_VALUE_BOGUS;
	}
	if (opt != NULL && opt->value != NULL)
		rc = opt->value(o, len);
	if (rc == PPP_VALUE_HEX || (rc == PPP_VALUE && o->pkt->verbose > 1))
		text_hex(o, "\n\t    ", 2, len - 2);
	return rc;
}

static void
add_option(tp_tvb *o, const struct ppp_option *opt, uint32_t type,
    uint32_t len, uint32_t left)
{
	tp_item item;
	tp_field f;

	if (opt == NULL || len > left || !follows(&opt->fields, len)) {
		o->wanted = unwanted;
		return;
	}
	f = opt->field != 0 ? opt->field : F_CP_OPT_TYPE;
	item = tp_add(o, f, 0, 1, type);
	if (item != 0)
		o->group = item;
	(void)tp_add(o, f + 1, 1, 1, len);
}

/*
 * One option; left: octets of options, packet: of the packet, which alone
 * bounds the option's length in the text.  Returns that length, 0 to stop.
 */
static uint32_t
dissect_option(tp_tvb *t, const struct ppp_cp *cp, uint32_t left,
    uint32_t packet)
{
	tp_tvb o = tp_rest(t, tp_unread(t));
	const struct ppp_option *opt;
	uint32_t type, len;

	if (!tp_has(&o, 0, 2)) {
		tp_text(t, "[|%s]", cp->cut);
		return 0;
	}
	type = tp_u8(&o);
	len = tp_u8(&o);
	if (len > packet || packet < 2)
		return 0;
	opt = find_option(cp, type);
	if (opt == NULL && cp->unknown == NULL) {
		tp_text(t, "\n\tunknown %s option 0x%02x",
		    ppp_name(cp->protocol), type);
		return len < 2 ? 0 : len;
	}
	tp_text(t, "\n\t  %s Option (0x%02x), length %u",
	    opt != NULL ? opt->name : cp->unknown, type, len);
	if (len < 2) {
		(void)ppp_cp_bogus(t, ">=", 2);
		return 0;
	}
	add_option(&o, opt, type, len, left);
	if (read_value(&o, opt, len) == PPP_VALUE_END)
		*t = tp_mute(t);
	tp_join(t, &o);
	return t->err || t->want == 0 ? 0 : len;
}

static void
dissect_options(tp_tvb *t, const struct ppp_cp *cp, uint32_t left)
{
	uint32_t packet = t->len, n;

	do {
		n = dissect_option(t, cp, left, packet);
		if (n == 0)
			return;
		if (n > left) {
			tp_text(t, " [remaining options length %u < %u]",
			    left, n);
			(void)tp_malformed(t);
			return;
		}
		left -= n;
		/* what is cut there the next option finds out */
		t->off += n < tp_left(t) ? n : tp_left(t);
	} while (left > 0);
}

/* ---------------------------------------------------------------- codes */

static void
text_oui(tp_tvb *t)
{
	uint32_t magic = tp_be32(t), oui;
	const char *s;

	tp_text(t, "\n\t  Magic-Num 0x%08x", magic);
	oui = tp_be24(t);
	s = link_oui(oui);
	tp_text(t, " Vendor: %s (%u)", s != NULL ? s : "Unknown", oui);
}

static void
text_reject(tp_tvb *t, uint32_t n)
{
	uint32_t protocol = tp_be16(t);
	const char *s = ppp_name(protocol);

	tp_text(t, "\n\t  Rejected %s Protocol (0x%04x)",
	    s != NULL ? s : "unknown", protocol);
	if (n <= 2)
		return;
	tp_puts(t, "\n\t  Rejected Packet");
	/* four more than the length says: tcpdump counts the header twice */
	text_hex(t, "\n\t    ", t->off, n + 2);
}

static void
text_echo(tp_tvb *t, uint32_t n, const char *name)
{
	uint32_t magic = tp_be32(t);

	tp_text(t, "\n\t  Magic-Num 0x%08x", magic);
	if (n <= 4)
		return;
	tp_puts(t, "\n\t  -----trailing data-----");
	if (tp_left(t) < n - 4)
		tp_text(t, "[|%s]", name);
	else
		text_hex(t, "\n\t  ", t->off, n - 4);
}

static void
text_ident(tp_tvb *t, uint32_t n, const char *name)
{
	uint32_t magic = tp_be32(t), left;

	tp_text(t, "\n\t  Magic-Num 0x%08x", magic);
	if (n <= 4 || t->err)
		return;
	tp_puts(t, "\n\t  Message\n\t    ");
	/* n, not n - 4, as above */
	left = tp_left(t) < n ? tp_left(t) : n;
	tp_safe(t, t->data + t->off, left);
	if (left < n)
		tp_text(t, "[|%s]", name);
}

static void
text_time(tp_tvb *t)
{
	uint32_t magic = tp_be32(t), seconds;

	tp_text(t, "\n\t  Magic-Num 0x%08x", magic);
	seconds = tp_be32(t);
	tp_text(t, ", Seconds-Remaining %us", seconds);
}

/* What -v shows of codes without options; n octets after the header. */
static void
text_body(tp_tvb *t, uint32_t code, uint32_t n, const char *name)
{
	tp_tvb w = *t;

	switch (code) {
	case VENDOR_EXTENSION:
		if (n >= 7)
			text_oui(&w);
		break;
	case TERM_REQUEST:
	case TERM_ACK:
	case CODE_REJECT:
		break;
	case PROTOCOL_REJECT:
		if (n >= 2)
			text_reject(&w, n);
		break;
	case ECHO_REQUEST:
	case ECHO_REPLY:
	case DISCARD_REQUEST:
		if (n >= 4)
			text_echo(&w, n, name);
		break;
	case IDENTIFICATION:
		if (n >= 4)
			text_ident(&w, n, name);
		break;
	case TIME_REMAINING:
		if (n >= 8)
			text_time(&w);
		break;
	default:
		if (w.pkt->verbose < 2)
			text_from_protocol(&w, "\n\t  ", n + HEADER + 2);
		break;
	}
	tp_join(t, &w);
}

static void
add_rejected(const tp_self *me, tp_tvb *t)
{
	uint32_t protocol = tp_f_be16(t, F_LCP_REJ_PROTO);

	if (!t->err && tp_unread(t) != 0)
		(void)t->pkt->host->call_uint(me->tables[0], protocol, t,
		    NULL);
}

static void
add_rest(tp_tvb *t, tp_field f)
{
	if (!t->err && tp_left(t) != 0)
		(void)tp_f_bytes(t, f, tp_left(t));
}

/* t: the octets after the header. */
static void
add_body(const tp_self *me, tp_tvb *t, uint32_t code)
{
	switch (code) {
	case VENDOR_EXTENSION:
		(void)tp_f_be32(t, F_CP_MAGIC);
		(void)tp_f_be24(t, F_CP_OUI);
		(void)tp_f_u8(t, F_CP_KIND);
		add_rest(t, F_CP_DATA);
		break;
	case PROTOCOL_REJECT:
		add_rejected(me, t);
		break;
	case ECHO_REQUEST:
	case ECHO_REPLY:
	case DISCARD_REQUEST:
		(void)tp_f_be32(t, F_LCP_MAGIC);
		add_rest(t, F_LCP_DATA);
		break;
	case IDENTIFICATION:
		(void)tp_f_be32(t, F_LCP_MAGIC);
		add_rest(t, F_LCP_MESSAGE);
		break;
	case TIME_REMAINING:
		(void)tp_f_be32(t, F_LCP_MAGIC);
		(void)tp_f_be32(t, F_LCP_SECONDS);
		add_rest(t, F_LCP_MESSAGE);
		break;
	default:
		add_rest(t, F_CP_DATA);
		break;
	}
}

/* ---------------------------------------------------------------- packet */

/* The line with both lengths; 0: there is no more to show. */
static int
text_length(tp_tvb *t, uint32_t len)
{
	if (len > t->len)
		tp_text(t, "\n\tencoded length %u (> packet length %u))", len,
		    t->len);
	else if (len < HEADER)
		tp_text(t, "\n\tencoded length %u (< 4))", len);
	else
		tp_text(t, "\n\tencoded length %u (=Option(s) length %u)",
		    len, len - HEADER);
	return len <= t->len && len >= HEADER;
}

static void
dissect_body(const tp_self *me, tp_tvb *t, const struct ppp_cp *cp,
    uint32_t code)
{
	uint32_t len = tp_f_be16(t, F_CP_LENGTH);
	tp_tvb quiet, w;

	if (t->err || !text_length(t, len))
		return;
	len -= HEADER;
	if (len == 0)
		return;
	if (t->pkt->verbose > 1)
		text_from_protocol(t, "\n\t", HEADER + 2);
	if (code >= CONF_REQUEST && code <= CONF_REJECT) {
		if (cp->noptions != 0)
			dissect_options(t, cp, len);
		return;
	}
	text_body(t, code, len, ppp_name(cp->protocol));
	quiet = tp_mute(t);
	w = tp_sub(&quiet, len);
	if (t->want & TP_WANT_FIELDS)
		add_body(me, &w, code);
}

tp_rc
ppp_cp_dissect(const tp_self *me, tp_tvb *t, const struct ppp_cp *cp)
{
	const char *name = ppp_name(cp->protocol), *s;
	uint32_t code, id;
	tp_tvb w;

	ppp_set_name(t);
	tp_text(t, "%s, ", name);
	if (t->len < HEADER || !tp_has(t, 0, 2)) {
		tp_text(t, "[|%s]", name);
		return tp_done(t);
	}
	code = tp_f_u8(t, F_CP_CODE);
	id = tp_f_u8(t, F_CP_IDENTIFIER);
	s = tp_string(code_names, code);
	tp_text(t, "%s (0x%02x), id %u, length %u",
	    s != NULL ? s : "Unknown Opcode", code, id, t->len + 2);
	if (t->err || (!t->pkt->verbose && (t->want & TP_WANT_FIELDS) == 0))
		return tp_done(t);
	w = t->pkt->verbose ? *t : tp_mute(t);
	dissect_body(me, &w, cp, code);
	if (t->pkt->verbose)
		tp_join(t, &w);
	return tp_done(t);
}
