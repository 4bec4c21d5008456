/* SPDX-License-Identifier: BSD-3-Clause */
/* Questions, records and DSO as fields (RFC 1035 4.1, RFC 8490). */
#include "dns.h"

/* A control character as Wireshark has it in names: \n or \001. */
static char *
put_control(char *s, uint32_t c)
{
	static const char letters[] = "abtnvfr";

	*s++ = '\\';
	if (c >= '\a' && c <= '\r') {
		*s++ = letters[c - '\a'];
		return s;
	}
	*s++ = (char)('0' + (c >> 6));
	*s++ = (char)('0' + (c >> 3 & 7));
	*s++ = (char)('0' + (c & 7));
	return s;
}

static int
is_control(char c)
{
	return (uint8_t)c < 0x20 || c == 0x7f;
}

/* The text of a name, or a part of it, in memory of the packet. */
static void
add_text(tp_tvb *t, tp_field f, uint32_t off, uint32_t len, const char *s,
    uint32_t n)
{
	uint32_t controls = 0;
	char *copy, *c;

	if (!tp_wants(t, f))
		return;
	for (uint32_t i = 0; i < n; i++)
		controls += (uint32_t)is_control(s[i]);
	copy = c = t->pkt->host->alloc(t->pkt, n + 3 * controls);
	if (copy == NULL)
		return;
	if (controls == 0) {
		memcpy(copy, s, n);
		c += n;
	}
	for (uint32_t i = 0; controls != 0 && i < n; i++) {
		if (is_control(s[i]))
			c = put_control(c, (uint8_t)s[i]);
		else
			*c++ = s[i];
	}
	(void)tp_add_ptr(t, f, off, len, copy, (uint32_t)(c - copy));
}

/* RFC 1035 3.1: 255 octets of labels have so many of text. */
#define NAME_CHARACTERS 253u

/* How Wireshark words a name: no dot at the end, faults in its place. */
static const char *
wording(const struct dns_name *n, uint32_t *len)
{
	const char *s = n->text;

	if (n->status == NAME_LOOP)
		s = "<Name contains a pointer that loops>";
	else if (n->n > NAME_CHARACTERS + 1)
		s = "<Name too long>";
	else if (n->n == 0)
		s = "<Root>";
	*len = s == n->text ? n->n - 1 : (uint32_t)strlen(s);
	return s;
}

/* The name at the cursor of t, which may be a window within the message. */
static int
read_name(struct dns_message *m, tp_tvb *t, struct dns_name *n)
{
	uint32_t at = (uint32_t)(t->data - m->data);

	if (t->err)
		return 0;
	dns_name_read(m, at + t->off, n);
	if (n->status != NAME_OK && n->status != NAME_TOO_LONG &&
	    n->status != NAME_LOOP) {
		(void)tp_fail(t, TP_TRUNCATED);
		return 0;
	}
	return 1;
}

uint32_t
dns_field_name(struct dns_message *m, tp_tvb *t, tp_field f)
{
	uint32_t off = t->off, at = (uint32_t)(t->data - m->data), len;
	struct dns_name n;
	const char *s;

	if (!read_name(m, t, &n))
		return 0;
	s = wording(&n, &len);
	if (tp_take(t, n.end - at - off) != NULL)
		add_text(t, f, off, n.end - at - off, s, len);
	return len;
}

static uint32_t
dots(const char *s, uint32_t n)
{
	uint32_t dots = 0;

	for (uint32_t i = 0; i < n; i++)
		dots += s[i] == '.';
	return dots;
}

/* The offset after n octets that follow the name at the cursor. */
static uint32_t
after_name(const struct dns_message *m, tp_tvb *t, uint32_t n)
{
	uint32_t end = t->err ? 0 : dns_name_skip(m, t->off);

	if (end == 0 || tp_peek(t, end, n) == NULL) {
		(void)tp_fail(t, TP_TRUNCATED);
		return 0;
	}
	return end + n;
}

static void
question(struct dns_message *m, tp_tvb *t)
{
	uint32_t off = t->off, end = after_name(m, t, 4), len, n, class;
	struct dns_name name;
	tp_item outer;
	const char *s;

	if (end == 0 || !read_name(m, t, &name))
		return;
	outer = tp_open(t, F_QUERY, off, end - off, 0);
	n = name.end - off;
	s = wording(&name, &len);
	(void)tp_take(t, n);
	add_text(t, F_QRY_NAME, off, n, s, len);
	/* Wireshark does not count what has one character */
	(void)tp_add(t, F_QRY_NAME_LEN, off, n, len > 1 ? len : 0);
	(void)tp_add(t, F_COUNT_LABELS, off, n, len > 1 ? dots(s, len) + 1 : 0);
	(void)tp_f_be16(t, F_QRY_TYPE);
	class = tp_be16(t);
	if (m->kind == DNS_MULTICAST) {
		(void)tp_add(t, F_QRY_CLASS, t->off - 2, 2, class & ~MDNS_BIT);
		tp_add_bits(t, F_QRY_QU, t->off - 2, 2, class);
	} else
		(void)tp_add(t, F_QRY_CLASS, t->off - 2, 2, class);
	tp_close(t, outer);
}

/* RFC 2782: the owner of an SRV record is _Service._Proto.Name. */
static void
srv_owner(struct dns_message *m, tp_tvb *t)
{
	static const tp_field part[] = { F_SRV_SERVICE, F_SRV_PROTO,
	    F_SRV_NAME };
	uint32_t off = t->off, len, n;
	struct dns_name name;
	const char *s, *dot;

	if (!read_name(m, t, &name))
		return;
	n = name.end - off;
	(void)tp_take(t, n);
	s = wording(&name, &len);
	for (int i = 0; i < 3 && len != 0; i++) {
		dot = i < 2 ? memchr(s, '.', len) : NULL;
		if (dot == NULL)
			dot = s + len;
		add_text(t, part[i], off, n, s, (uint32_t)(dot - s));
		len -= (uint32_t)(dot - s);
		if (len != 0) {
			len--;
			dot++;
		}
		s = dot;
	}
}

/* RFC 6891 6.1.3: what class and TTL of an OPT record mean. */
static void
opt_fixed(const struct dns_message *m, tp_tvb *t)
{
	uint32_t size = tp_be16(t), off = t->off - 2, flags;
	tp_item outer;

	if (m->kind == DNS_MULTICAST) {
		tp_add_bits(t, F_MDNS_UDP_PAYLOAD_SIZE, off, 2, size);
		tp_add_bits(t, F_RESP_CACHE_FLUSH, off, 2, size);
	} else
		(void)tp_add(t, F_RR_UDP_PAYLOAD_SIZE, off, 2, size);
	(void)tp_f_u8(t, F_RESP_EXT_RCODE);
	(void)tp_f_u8(t, F_RESP_EDNS0_VERSION);
	off = t->off;
	flags = tp_be16(t);
	outer = tp_open(t, F_RESP_Z, off, 2, flags);
	tp_add_bits(t, F_RESP_Z_DO, off, 2, flags);
	tp_add_bits(t, F_RESP_Z_RESERVED, off, 2, flags);
	tp_close(t, outer);
}

static void
record_fixed(const struct dns_message *m, tp_tvb *t)
{
	uint32_t class = tp_be16(t);

	if (m->kind == DNS_MULTICAST) {
		(void)tp_add(t, F_RESP_CLASS, t->off - 2, 2,
		    class & ~MDNS_BIT);
		tp_add_bits(t, F_RESP_CACHE_FLUSH, t->off - 2, 2, class);
	} else
		(void)tp_add(t, F_RESP_CLASS, t->off - 2, 2, class);
	(void)tp_f_be32(t, F_RESP_TTL);
}

/* A record counts if all of it is there; 0: it is not, or is not sound. */
static int
record(struct dns_message *m, tp_tvb *t, tp_field section)
{
	uint32_t off = t->off, end = after_name(m, t, RR_FIXED), type, len;
	tp_item outer;
	tp_tvb rdata;

	if (end == 0)
		return 0;
	type = tp_peek_be16(t, end - RR_FIXED);
	len = tp_peek_be16(t, end - 2);
	if (tp_peek(t, end, len) == NULL)
		return 0;
	outer = tp_open(t, section, off, end + len - off, 0);
	if (type == TYPE_SRV)
		srv_owner(m, t);
	else
		(void)dns_field_name(m, t, F_RESP_NAME);
	(void)tp_f_be16(t, F_RESP_TYPE);
	if (type == TYPE_OPT)
		opt_fixed(m, t);
	else
		record_fixed(m, t);
	(void)tp_f_be16(t, F_RESP_LEN);
	rdata = tp_sub(t, len);
	if (len != 0)
		dns_rdata(m, &rdata, type);
	tp_close(t, outer);
	return !rdata.err;
}

/* RFC 8490 5.4: a message that keeps state holds TLVs. */
static void
dso(tp_tvb *t)
{
	enum { KEEPALIVE = 1, RETRY_DELAY = 2, PADDING = 3 };
	tp_item outer = tp_open(t, F_DSO, t->off, tp_unread(t), 0), in;
	uint32_t off, type, len;
	tp_tvb v;

	while (tp_more(t)) {
		off = t->off;
		in = tp_open(t, F_DSO_TLV, off, 4, 0);
		type = tp_f_be16(t, F_DSO_TLV_TYPE);
		len = tp_f_be16(t, F_DSO_TLV_LENGTH);
		if (t->group != in)
			t->pkt->host->set_len(t, t->group, 4 + len);
		v = tp_sub(t, len);
		if (type == KEEPALIVE && len == 8) {
			(void)tp_f_be32(&v, F_DSO_TLV_KEEPALIVE_INACTIVITY);
			(void)tp_f_be32(&v, F_DSO_TLV_KEEPALIVE_INTERVAL);
		} else if (type == RETRY_DELAY && len == 4)
			(void)tp_f_be32(&v, F_DSO_TLV_RETRYDELAY_RETRYDELAY);
		else if (type == PADDING)
			(void)tp_f_bytes(&v, F_DSO_TLV_ENCPAD_PADDING, len);
		else
			(void)tp_f_bytes(&v, F_DSO_TLV_DATA, len);
		if (v.caplen < len)
			(void)tp_fail(t, TP_TRUNCATED);
		tp_close(t, in);
	}
	tp_close(t, outer);
}

int
dns_sections(struct dns_message *m, tp_tvb *t)
{
	static const tp_field group[NSECTIONS] = { F_QUERY, F_ANSWER,
	    F_AUTHORITY, F_ADDITIONAL };
	uint32_t i, s;
	int sound = 1;

	if (OPCODE(m->flags) == OPCODE_DSO && (m->count[0] | m->count[1] |
	    m->count[2] | m->count[3]) == 0) {
		dso(t);
		return !t->err;
	}
	for (i = 0; i < m->count[SECTION_QUESTION] && !t->err; i++)
		question(m, t);
	if (!dns_wants(t, F_RESPONSE_TO, F_QUERY) &&
	    !dns_wants(t, F_ANSWER, NFIELDS))
		return 0;
	for (s = SECTION_ANSWER; s < NSECTIONS; s++)
		for (i = 0; i < m->count[s] && !t->err; i++)
			sound &= record(m, t, group[s]);
	if (tp_left(t) != 0)
		(void)tp_add_ptr(t, F_EXTRANEOUS_DATA, t->off, tp_left(t),
		    t->data + t->off, tp_left(t));
	return sound && !t->err;
}
