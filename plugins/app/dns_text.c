/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Messages as tcpdump prints them: names and numbers of responses first, what
 * lies beyond with -v and -vv.  Reads run to the end of the capture, whatever
 * length is declared.
 */
#include "dns.h"

static const char *const opcodes[16] = {
	"", " inv_q", " stat", " op3", " notify", " update", " op6", " op7",
	" op8", " updateA", " updateD", " updateDA", " updateM", " updateMA",
	" zoneInit", " zoneRef"
};

static const char *const rcodes[] = {
	"", " FormErr", " ServFail", " NXDomain", " NotImp", " Refused",
	" YXDomain", " YXRRSet", " NXRRSet", " NotAuth", " NotZone",
	" Resp11", " Resp12", " Resp13", " Resp14", " NoChange", " BadVers",
	"Resp17", " Resp18", " Resp19", " Resp20", "Resp21", " Resp22",
	" BadCookie"
};

static const tp_value_string classes[] = {
	{ 1, "IN" }, { 3, "CHAOS" }, { 4, "HS" }, { 255, "ANY" }, { 0, NULL }
};

static const char *const low_types[] = {
	[1] = "A", "NS", "MD", "MF", "CNAME", "SOA", "MB", "MG", "MR", "NULL",
	"WKS", "PTR", "HINFO", "MINFO", "MX", "TXT", "RP", "AFSDB", "X25",
	"ISDN", "RT", "NSAP", "NSAP_PTR", "SIG", "KEY", "PX", "GPOS", "AAAA",
	"LOC", "NXT", "EID", "NIMLOC", "SRV", "ATMA", "NAPTR", "KX", "CERT",
	"A6", "DNAME", "SINK", "OPT", "APL", "DS", "SSHFP", "IPSECKEY",
	"RRSIG", "NSEC", "DNSKEY",
	[99] = "SPF", "UINFO", "UID", "GID", "UNSPEC", "UNSPECA",
	[249] = "TKEY", "TSIG", "IXFR", "AXFR", "MAILB", "MAILA", "ANY", "URI"
};

static void
put_type(tp_tvb *t, uint32_t type)
{
	if (type < TP_COUNT(low_types) && low_types[type] != NULL)
		tp_puts(t, low_types[type]);
	else
		tp_text(t, "Type%u", type);
}

static void
put_class(tp_tvb *t, uint32_t class)
{
	const char *s = tp_string(classes, class);

	if (s != NULL)
		tp_text(t, " %s", s);
	else
		tp_text(t, " (Class %u)", class);
}

static char *
put_decimal(char *s, uint32_t n)
{
	if (n >= 100)
		*s++ = (char)('0' + n / 100);
	if (n >= 10)
		*s++ = (char)('0' + n / 10 % 10);
	*s++ = (char)('0' + n % 10);
	return s;
}

static char *
put_hex(char *s, uint32_t n)
{
	int shift = n > 0xfff ? 12 : n > 0xff ? 8 : n > 0xf ? 4 : 0;

	for (; shift >= 0; shift -= 4)
		*s++ = "0123456789abcdef"[n >> shift & 0xf];
	return s;
}

static char *
put_ipv4(char *s, const uint8_t *p)
{
	for (int i = 0; i < 4; i++) {
		if (i != 0)
			*s++ = '.';
		s = put_decimal(s, p[i]);
	}
	return s;
}

/* The longest run of zero words, of two at least (RFC 5952 4.2). */
static uint32_t
zero_run(const uint8_t *p, uint32_t *length)
{
	uint32_t best = 8, n = 0;

	*length = 1;
	for (uint32_t i = 0; i < 8; i++) {
		n = tp_ld16(p + 2 * i) == 0 ? n + 1 : 0;
		if (n > *length) {
			*length = n;
			best = i + 1 - n;
		}
	}
	return best;
}

static char *
put_ipv6(char *s, const uint8_t *p)
{
	uint32_t length, run = zero_run(p, &length), i = 0;

	while (i < 8) {
		if (i == run) {
			*s++ = ':';
			i += length;
			if (i == 8)
				*s++ = ':';
			continue;
		}
		if (i != 0)
			*s++ = ':';
		if (i == 6 && run == 0 && (length == 6 ||
		    (length == 5 && tp_ld16(p + 10) == 0xffff)))
			return put_ipv4(s, p + 12);
		s = put_hex(s, tp_ld16(p + 2 * i));
		i++;
	}
	return s;
}

void
dns_text_address(tp_tvb *t, uint32_t size, const uint8_t *p)
{
	char s[48], *end;

	if (p == NULL)
		return;
	end = size == 4 ? put_ipv4(s, p) : put_ipv6(s, p);
	t->pkt->host->puts(t, s, (uint32_t)(end - s));
}

/*
 * What a name cut behind a length octet has of text passes for the whole.
 */
int
dns_text_name(struct dns_message *m, tp_tvb *t)
{
	struct dns_name n;

	if (t->err)
		return 0;
	dns_name_read(m, t->off, &n);
	if (n.n == 0 && n.status == NAME_OK && n.end == t->off + 1)
		tp_puts(t, ".");
	tp_safe(t, (const uint8_t *)n.text, n.n);
	if (n.status == NAME_TOO_LONG)
		tp_puts(t, "<DOMAIN NAME TOO LONG>");
	else if (n.status == NAME_LOOP || n.status == NAME_BEYOND)
		tp_puts(t, "<BAD PTR>");
	else if (n.status == NAME_UNKNOWN_LABEL && n.label & 0x80)
		tp_puts(t, "<BAD LABEL TYPE>");
	else if (n.status == NAME_UNKNOWN_LABEL)
		tp_text(t, "<ELT %u>", n.label & 0x3f);
	if (n.status > NAME_TOO_LONG && n.status != NAME_CUT_AT_LABEL) {
		(void)tp_fail(t, TP_TRUNCATED);
		return 0;
	}
	t->off = n.end != 0 && n.end < t->caplen ? n.end : t->caplen;
	return 1;
}

static void
skip(tp_tvb *t, uint32_t n)
{
	t->off += n < tp_left(t) ? n : tp_left(t);
}

/* The name at the cursor, unprinted; 0: it cannot be skipped. */
static int
skip_name(const struct dns_message *m, tp_tvb *t)
{
	uint32_t end = dns_name_skip(m, t->off);

	if (end == 0)
		return 0;
	t->off = end < t->caplen ? end : t->caplen;
	return 1;
}

/* -------------------------------------------------------------- questions */

/* " A? example.com." */
static void
question(struct dns_message *m, tp_tvb *t)
{
	uint32_t end = dns_name_skip(m, t->off), type, class;

	if (end == 0) {
		(void)tp_fail(t, TP_TRUNCATED);
		return;
	}
	type = tp_peek_be16(t, end);
	class = tp_peek_be16(t, end + 2);
	tp_puts(t, " ");
	put_type(t, type);
	if (m->kind == DNS_MULTICAST) {
		if ((class & ~MDNS_BIT) != 1)
			put_class(t, class & ~MDNS_BIT);
		tp_puts(t, class & MDNS_BIT ? " (QU)" : " (QM)");
	} else if (class != 1)
		put_class(t, class);
	tp_puts(t, "? ");
	if (dns_text_name(m, t))
		(void)tp_take(t, 4);
}

/* Those of a response are printed with -vv only. */
static void
questions_of_response(struct dns_message *m, tp_tvb *t)
{
	uint32_t n = m->count[SECTION_QUESTION];

	if (n != 1)
		tp_text(t, " [%uq]", n);
	for (uint32_t i = 0; i < n && !t->err; i++) {
		if (i != 0)
			tp_puts(t, ",");
		if (t->pkt->verbose > 1) {
			tp_puts(t, " q:");
			question(m, t);
		} else if (skip_name(m, t))
			skip(t, 4);
		else
			(void)tp_fail(t, TP_TRUNCATED);
	}
}

/* ---------------------------------------------------------------- records */

/* " [1d1h1m1s]" */
static void
put_duration(tp_tvb *t, uint32_t sec)
{
	static const struct { uint32_t sec; char unit; } units[] = {
		{ 365 * 86400, 'y' }, { 7 * 86400, 'w' }, { 86400, 'd' },
		{ 3600, 'h' }, { 60, 'm' }, { 1, 's' }
	};

	tp_puts(t, sec == 0 ? " [0s" : " [");
	for (uint32_t i = 0; i < TP_COUNT(units); i++) {
		if (sec >= units[i].sec)
			tp_text(t, "%u%c", sec / units[i].sec, units[i].unit);
		sec %= units[i].sec;
	}
	tp_puts(t, "]");
}

static void
text_address(tp_tvb *t, uint32_t size)
{
	const uint8_t *p = tp_take(t, size);

	tp_puts(t, " ");
	dns_text_address(t, size, p);
}

static void
text_soa(struct dns_message *m, tp_tvb *t)
{
	const uint8_t *p;

	if (t->pkt->verbose == 0)
		return;
	for (int i = 0; i < 2; i++) {
		tp_puts(t, " ");
		if (!dns_text_name(m, t))
			return;
	}
	p = tp_take(t, 20);
	if (p != NULL)
		tp_text(t, " %u %u %u %u %u", tp_ld32(p), tp_ld32(p + 4),
		    tp_ld32(p + 8), tp_ld32(p + 12), tp_ld32(p + 16));
}

static void
text_mx(struct dns_message *m, tp_tvb *t)
{
	uint32_t preference;

	tp_puts(t, " ");
	preference = tp_be16(t);
	if (dns_text_name(m, t))
		tp_text(t, " %u", preference);
}

static void
text_srv(struct dns_message *m, tp_tvb *t)
{
	uint32_t priority, weight, port;

	tp_puts(t, " ");
	priority = tp_be16(t);
	weight = tp_be16(t);
	port = tp_be16(t);
	if (dns_text_name(m, t))
		tp_text(t, ":%u %u %u", port, priority, weight);
}

/* n octets, or those that there are. */
static void
put_raw(tp_tvb *t, uint32_t n)
{
	tp_safe(t, t->data + t->off, n < tp_left(t) ? n : tp_left(t));
	(void)tp_take(t, n);
}

/* Strings of a length octet each (RFC 1035 3.3). */
static void
text_txt(tp_tvb *t, uint32_t end)
{
	uint32_t n;

	while (t->off < end && !t->err) {
		tp_puts(t, " \"");
		n = tp_u8(t);
		put_raw(t, n);
		tp_puts(t, "\"");
	}
}

/* RFC 2874 3.1. */
static void
text_a6(struct dns_message *m, tp_tvb *t)
{
	uint32_t prefix = tp_u8(t), n;
	uint8_t a[16] = { 0 };
	const uint8_t *p;

	if (prefix > 128) {
		tp_text(t, " %u(bad plen)", prefix);
		return;
	}
	n = (128 - prefix + 7) / 8;
	p = tp_take(t, n);
	if (p == NULL)
		return;
	memcpy(a + 16 - n, p, n);
	if (prefix < 128) {
		tp_text(t, " %u ", prefix);
		dns_text_address(t, 16, a);
	}
	if (prefix > 0) {
		tp_puts(t, " ");
		(void)dns_text_name(m, t);
	}
}

/* RFC 7553 4.5.  Data too short for the numbers has no end. */
static void
text_uri(tp_tvb *t, uint32_t end)
{
	uint32_t priority = tp_be16(t), weight = tp_be16(t);

	tp_text(t, " %u %u ", priority, weight);
	put_raw(t, t->off <= end ? end - t->off : UINT32_MAX);
}

/* RFC 8945 4.2. */
static void
text_tsig(struct dns_message *m, tp_tvb *t)
{
	uint32_t n;

	if (t->pkt->verbose == 0)
		return;
	tp_puts(t, " ");
	if (!dns_text_name(m, t))
		return;
	(void)tp_take(t, 6);
	n = tp_be16(t);
	tp_text(t, " fudge=%u", n);
	n = tp_be16(t);
	tp_text(t, " maclen=%u", n);
	(void)tp_take(t, n);
	n = tp_be16(t);
	tp_text(t, " origid=%u", n);
	n = tp_be16(t);
	tp_text(t, " error=%u", n);
	n = tp_be16(t);
	tp_text(t, " otherlen=%u", n);
}

/* RDATA up to offset end; extended: what OPT has in place of class and TTL. */
static void
rdata(struct dns_message *m, tp_tvb *t, uint32_t type, uint32_t end,
    uint32_t size, uint32_t extended)
{
	switch (type) {
	case TYPE_A:
		text_address(t, 4);
		break;
	case TYPE_AAAA:
		text_address(t, 16);
		break;
	case TYPE_NS:
	case TYPE_CNAME:
	case TYPE_PTR:
	case TYPE_DNAME:
		tp_puts(t, " ");
		(void)dns_text_name(m, t);
		break;
	case TYPE_SOA:
		text_soa(m, t);
		break;
	case TYPE_MX:
		text_mx(m, t);
		break;
	case TYPE_TXT:
		text_txt(t, end);
		break;
	case TYPE_SRV:
		text_srv(m, t);
		break;
	case TYPE_A6:
		text_a6(m, t);
		break;
	case TYPE_URI:
		text_uri(t, end);
		break;
	case TYPE_OPT:
		tp_text(t, " UDPsize=%u%s", size,
		    extended & 0x8000 ? " DO" : "");
		if (t->off < end)
			dns_text_options(m, t, end);
		break;
	case TYPE_UNSPECA:
		put_raw(t, end - t->off);
		break;
	case TYPE_TSIG:
		text_tsig(m, t);
		break;
	default:
		break;
	}
}

/*
 * A record whose owner or fixed part the capture lacks ends the text of its
 * section without a word.
 */
static void
record(struct dns_message *m, tp_tvb *t)
{
	uint32_t type, class, ttl, len, end, flush = 0;
	tp_tvb r;

	if (t->pkt->verbose > 0) {
		tp_puts(t, " ");
		if (!dns_text_name(m, t))
			return;
	} else if (!skip_name(m, t))
		t->off = t->caplen;
	if (tp_left(t) < RR_FIXED) {
		t->off = t->caplen;
		return;
	}
	type = tp_be16(t);
	class = tp_be16(t);
	ttl = tp_be32(t);
	len = tp_be16(t);
	if (m->kind == DNS_MULTICAST) {
		flush = class & MDNS_BIT;
		class &= ~MDNS_BIT;
	}
	if (class != 1 && type != TYPE_OPT)
		put_class(t, class);
	if (flush)
		tp_puts(t, " (Cache flush)");
	if (t->pkt->verbose > 2 && type != TYPE_OPT)
		put_duration(t, ttl);
	tp_puts(t, " ");
	put_type(t, type);
	end = t->off + len;
	r = *t;
	if (tp_take(t, len) == NULL)
		return;
	rdata(m, &r, type, end, class, ttl);
	tp_join(t, &r);
}

/* The records of a section, those of the answer section even if none is
 * captured; fewer than announced are a cut. */
static void
records(struct dns_message *m, tp_tvb *t, uint32_t section)
{
	uint32_t n = m->count[section];

	if (n != 0 && (section == SECTION_ANSWER || tp_left(t) != 0)) {
		if (section == SECTION_AUTHORITY)
			tp_puts(t, " ns:");
		else if (section == SECTION_ADDITIONAL)
			tp_puts(t, " ar:");
		for (;;) {
			record(m, t);
			n--;
			if (n == 0 || tp_left(t) == 0)
				break;
			tp_puts(t, ",");
		}
	}
	if (n != 0)
		(void)tp_fail(t, TP_TRUNCATED);
}

/* --------------------------------------------------------------- messages */

/*
 * RFC 6891 6.1.3: the upper bits of the response code stand in the OPT record
 * of the additional section, if that can be reached.
 */
static uint32_t
response_code(const struct dns_message *m, const tp_tvb *at)
{
	uint32_t rcode = RCODE(m->flags), s, i;
	tp_tvb t = *at;

	for (i = 0; i < m->count[SECTION_QUESTION]; i++) {
		if (!skip_name(m, &t))
			return rcode;
		skip(&t, 4);
	}
	for (s = SECTION_ANSWER; s < NSECTIONS; s++)
		for (i = 0; i < m->count[s]; i++) {
			const uint8_t *p;

			if (!skip_name(m, &t))
				return rcode;
			p = tp_peek(&t, t.off, 5);
			if (p != NULL && s == SECTION_ADDITIONAL &&
			    tp_ld16(p) == TYPE_OPT)
				return rcode | (uint32_t)p[4] << 4;
			p = tp_take(&t, RR_FIXED);
			if (p == NULL)
				return rcode;
			skip(&t, tp_ld16(p + 8));
		}
	return rcode;
}

static void
text_response(struct dns_message *m, tp_tvb *t)
{
	uint32_t rcode = m->count[SECTION_ADDITIONAL] != 0 ?
	    response_code(m, t) : RCODE(m->flags);

	tp_text(t, "%u%s", m->id, opcodes[OPCODE(m->flags)]);
	if (rcode < TP_COUNT(rcodes))
		tp_puts(t, rcodes[rcode]);
	else
		tp_text(t, " Resp%u", rcode);
	tp_text(t, "%s%s%s%s", m->flags & FLAG_AUTHORITATIVE ? "*" : "",
	    m->flags & FLAG_RECURSION_AVAILABLE ? "" : "-",
	    m->flags & FLAG_TRUNCATED ? "|" : "",
	    m->flags & FLAG_AUTHENTIC ? "$" : "");
	questions_of_response(m, t);
	tp_text(t, " %u/%u/%u", m->count[SECTION_ANSWER],
	    m->count[SECTION_AUTHORITY], m->count[SECTION_ADDITIONAL]);
}

/* Counts other than what a request needs. */
static void
odd_counts(const struct dns_message *m, tp_tvb *t)
{
	int inverse = OPCODE(m->flags) == OPCODE_IQUERY;
	const uint32_t *n = m->count;

	if (inverse) {
		if (n[SECTION_QUESTION] != 0)
			tp_text(t, " [%uq]", n[SECTION_QUESTION]);
		if (n[SECTION_ANSWER] != 1)
			tp_text(t, " [%ua]", n[SECTION_ANSWER]);
	} else {
		if (n[SECTION_ANSWER] != 0)
			tp_text(t, " [%ua]", n[SECTION_ANSWER]);
		if (n[SECTION_QUESTION] != 1)
			tp_text(t, " [%uq]", n[SECTION_QUESTION]);
	}
	if (n[SECTION_AUTHORITY] != 0)
		tp_text(t, " [%un]", n[SECTION_AUTHORITY]);
	if (n[SECTION_ADDITIONAL] != 0)
		tp_text(t, " [%uau]", n[SECTION_ADDITIONAL]);
}

static void
text_request(struct dns_message *m, tp_tvb *t)
{
	const uint32_t unused = FLAG_AUTHORITATIVE | FLAG_TRUNCATED |
	    FLAG_RECURSION_AVAILABLE | FLAG_RESERVED | 0xf;

	tp_text(t, "%u%s%s%s", m->id, opcodes[OPCODE(m->flags)],
	    m->flags & FLAG_RECURSION_DESIRED ? "+" : "",
	    m->flags & FLAG_CHECKING_DISABLED ? "%" : "");
	if (m->flags & unused)
		tp_text(t, " [b2&3=0x%x]", m->flags);
	odd_counts(m, t);
	for (uint32_t i = 0; i < m->count[SECTION_QUESTION] && !t->err; i++)
		question(m, t);
}

void
dns_text(struct dns_message *m, tp_tvb *t)
{
	int response = (m->flags & FLAG_RESPONSE) != 0;

	if (response)
		text_response(m, t);
	else
		text_request(m, t);
	if (!t->err && (response || t->pkt->verbose > 1)) {
		if (m->count[SECTION_ANSWER] != 0)
			records(m, t, SECTION_ANSWER);
		if (!t->err && t->pkt->verbose > 1) {
			records(m, t, SECTION_AUTHORITY);
			records(m, t, SECTION_ADDITIONAL);
		}
	}
	tp_text(t, " (%u)", m->len);
}
