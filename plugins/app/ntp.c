/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Network Time Protocol: version 4 (RFC 5905) and before, control messages
 * (RFC 9327, mode 6) and ntpd's private ones (mode 7).
 */
#include <time.h>

#include "ntp.h"

#define PORT_NTP 123
#define HEADER 48u		/* octets before extensions and MAC */
#define CONTROL_HEADER 12u
#define SECONDS_TO_1970 2208988800

#define LEAP(flags) ((flags) & 0xc0)
#define VERSION(flags) ((flags) >> 3 & 7)
#define MODE(flags) ((flags) & 7)

enum { MODE_CONTROL = 6, MODE_PRIVATE = 7 };

/* RFC 9327 2: octet 1 and operation codes of a control message. */
#define CTRL_RESPONSE 0x80u
#define CTRL_ERROR 0x40u
#define CTRL_MORE 0x20u
#define CTRL_OPCODE(b) ((b) & 0x1f)

enum { READ_STATUS = 1, READ_VARIABLES, WRITE_VARIABLES, READ_CLOCK,
    WRITE_CLOCK, SET_TRAP, ASYNC_MESSAGE, CONFIGURE, SAVE_CONFIG, READ_MRU,
    READ_LIST, REQUEST_NONCE };

/* RFC 5905 6: seconds since 1900 and 2^-32 ths. */
struct stamp {
	uint32_t sec, frac;
};

/* RFC 4330 3: where the first bit is not set, time is counted from 2036 on,
 * which leaves out what was before 1968. */
static int64_t
unix_time(uint32_t sec)
{
	int64_t era = sec & 0x80000000u ? 0 : (int64_t)1 << 32;

	return era + sec - SECONDS_TO_1970;
}

static uint32_t
nanoseconds(uint32_t frac)
{
	return (uint32_t)((uint64_t)frac * 1000000000 >> 32);
}

/* ------------------------------------------------------------------- text */

static const tp_value_string modes[] = {
	{ 0, "unspecified" }, { 1, "symmetric active" },
	{ 2, "symmetric passive" }, { 3, "Client" }, { 4, "Server" },
	{ 5, "Broadcast" }, { 6, "Control Message" }, { 7, "Reserved" },
	{ 0, NULL }
};

static const tp_value_string leaps[] = {
	{ 0x00, "" }, { 0x40, "+1s" }, { 0x80, "-1s" },
	{ 0xc0, "clock unsynchronized" }, { 0, NULL }
};

static const char *
stratum_name(uint32_t stratum)
{
	if (stratum == 0)
		return "unspecified";
	if (stratum == 1)
		return "primary reference";
	return stratum < 16 ? "secondary reference" : "reserved";
}

/* Seconds as a power of 2, where 32 bits hold it. */
static void
text_poll(tp_tvb *t)
{
	int32_t poll = (int8_t)tp_u8(t);

	tp_text(t, ", poll %d", poll);
	if (poll >= 0 && poll < 32)
		tp_text(t, " (%us)", 1u << poll);
	else if (poll < 0 && poll > -32)
		tp_text(t, " (1/%us)", 1u << -poll);
}

/* RFC 5905 6: the short format, 16 bits of seconds and 16 of fraction. */
static void
text_short(tp_tvb *t, const char *before)
{
	uint32_t v = tp_be32(t);
	uint64_t micro = (uint64_t)(v & 0xffff) * 1000000 >> 16;

	tp_text(t, "%s%u.%06u", before, v >> 16, (uint32_t)micro);
}

/* A name at stratum 1; at 0 a kiss code (RFC 5905 7.4), if any. */
static void
text_reference(tp_tvb *t, uint32_t stratum)
{
	const uint8_t *p = tp_take(t, 4);

	if (p == NULL)
		return;
	tp_puts(t, ", Reference-ID: ");
	if (stratum > 1)
		tp_text(t, "0x%08x", tp_ld32(p));
	else if (stratum == 0 && tp_ld32(p) == 0)
		tp_puts(t, "(unspec)");
	else
		tp_safe(t, p, 4);
}

static void
text_date(tp_tvb *t, time_t when)
{
	struct tm tm;

	if (gmtime_r(&when, &tm) != NULL)
		tp_text(t, " (%d-%02d-%02dT%02d:%02d:%02dZ)",
		    tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday, tm.tm_hour,
		    tm.tm_min, tm.tm_sec);
}

static void
text_stamp(tp_tvb *t, struct stamp s)
{
	if (t->err)
		return;
	tp_text(t, "%u.%09u", s.sec, nanoseconds(s.frac));
	if (s.sec != 0)
		text_date(t, unix_time(s.sec));
}

static struct stamp
read_stamp(tp_tvb *t, const char *before)
{
	struct stamp s;

	(void)tp_peek(t, t->off, 8);
	tp_puts(t, before);
	s.sec = tp_be32(t);
	s.frac = tp_be32(t);
	text_stamp(t, s);
	return s;
}

/* b - a, or b if there is no a to subtract. */
static void
text_difference(tp_tvb *t, const char *before, struct stamp a, struct stamp b)
{
	uint64_t from = (uint64_t)a.sec << 32 | a.frac;
	uint64_t to = (uint64_t)b.sec << 32 | b.frac;
	uint64_t d = to > from ? to - from : from - to;

	tp_puts(t, before);
	if (from == 0)
		text_stamp(t, b);
	else
		tp_text(t, "%s%u.%09u", to > from ? "+" : "-",
		    (uint32_t)(d >> 32), nanoseconds((uint32_t)d));
}

static void
text_mac(tp_tvb *t)
{
	uint32_t n = t->len - HEADER;

	if (n == 0)
		return;
	if (n != 4 && n != 20 && n != 24) {
		tp_text(t, "\n\t(%u more bytes after the header)", n);
		return;
	}
	tp_text(t, "\n\tKey id: %u", tp_be32(t));
	if (n == 4)
		return;
	(void)tp_peek(t, t->off, n - 4);
	tp_puts(t, "\n\tAuthentication: ");
	for (uint32_t i = 0; i < (n - 4) / 4 && !t->err; i++)
		tp_text(t, "%08x", tp_be32(t));
}

static void
text_clock(tp_tvb *t)
{
	uint32_t stratum;
	struct stamp origin, receive, transmit;

	if (t->len < HEADER) {
		(void)tp_malformed(t);
		return;
	}
	stratum = tp_u8(t);
	tp_text(t, ", Stratum %u (%s)", stratum, stratum_name(stratum));
	text_poll(t);
	tp_text(t, ", precision %d", (int8_t)tp_u8(t));
	text_short(t, "\n\tRoot Delay: ");
	text_short(t, ", Root dispersion: ");
	text_reference(t, stratum);
	(void)read_stamp(t, "\n\t  Reference Timestamp:  ");
	origin = read_stamp(t, "\n\t  Origin Timestamp:     ");
	receive = read_stamp(t, "\n\t  Receive Timestamp:    ");
	transmit = read_stamp(t, "\n\t  Transmit Timestamp:   ");
	text_difference(t, "\n\t    Originator - Receive Timestamp:  ",
	    origin, receive);
	text_difference(t, "\n\t    Originator - Transmit Timestamp: ",
	    origin, transmit);
	text_mac(t);
}

static void
text_control(tp_tvb *t)
{
	uint32_t b, n;

	if (t->len < CONTROL_HEADER) {
		(void)tp_malformed(t);
		return;
	}
	b = tp_u8(t);
	tp_text(t, ", %s, %s, %s, OpCode=%u",
	    b & CTRL_RESPONSE ? "Response" : "Request",
	    b & CTRL_ERROR ? "Error" : "OK", b & CTRL_MORE ? "More" : "Last",
	    CTRL_OPCODE(b));
	tp_puts(t, "\n");
	tp_text(t, "\tSequence=%u", tp_be16(t));
	tp_text(t, ", Status=%#x", tp_be16(t));
	tp_text(t, ", Assoc.=%u", tp_be16(t));
	tp_text(t, ", Offset=%u", tp_be16(t));
	n = tp_be16(t);
	tp_text(t, ", Count=%u", n);
	if (n > t->len - CONTROL_HEADER)
		(void)tp_malformed(t);
	(void)tp_take(t, n);
	if (n != 0)
		tp_puts(t, "\n\tTO-BE-DONE: data not interpreted");
}

static void
text(tp_tvb *t)
{
	uint32_t flags = tp_u8(t);

	tp_text(t, "NTPv%u, %s, length %u", VERSION(flags),
	    tp_string(modes, MODE(flags)), t->len);
	if (!t->pkt->verbose)
		return;
	tp_text(t, "\n\tLeap indicator: %s (%u)",
	    tp_string(leaps, LEAP(flags)), LEAP(flags));
	if (MODE(flags) == MODE_CONTROL)
		text_control(t);
	else if (MODE(flags) != MODE_PRIVATE)
		text_clock(t);
}

/* ----------------------------------------------------------------- fields */

void
ntp_field_time(tp_tvb *t, tp_field f)
{
	uint32_t sec = tp_be32(t), frac = tp_be32(t);
	/* unknown (RFC 5905 6): 0 here, too, as Wireshark has it */
	int64_t when = sec == 0 && frac == 0 ? 0 : unix_time(sec);

	if (!t->err)
		(void)tp_add_time(t, f, t->off - 8, 8, when,
		    nanoseconds(frac));
}

/*
 * RFC 7822 7.5: what is behind an extension is another one or a MAC, and
 * that has 20 octets or more.
 */
static int
is_extension(const tp_tvb *t)
{
	uint32_t left = tp_unread(t), n;

	if (!tp_has(t, t->off, 4))
		return 0;
	n = tp_ld16(t->data + t->off + 2);
	return n >= 16 && (n == left || (n < left && left - n >= 20));
}

static void
extension(tp_tvb *t)
{
	uint32_t n = tp_ld16(t->data + t->off + 2);
	tp_item outer = tp_open(t, F_EXT, t->off, n, 0);

	(void)tp_f_be16(t, F_EXT_TYPE);
	(void)tp_f_be16(t, F_EXT_LENGTH);
	if (n % 4 != 0)
		(void)tp_malformed(t);
	(void)tp_f_bytes(t, F_EXT_VALUE, n - 4);
	tp_close(t, outer);
}

static void
clock_fields(tp_tvb *t)
{
	static const tp_field stamps[] = { F_REFTIME, F_ORG, F_REC, F_XMT };

	(void)tp_f_u8(t, F_STRATUM);
	(void)tp_f_u8(t, F_PPOLL);
	(void)tp_f_u8(t, F_PRECISION);
	(void)tp_f_be32(t, F_ROOTDELAY);
	(void)tp_f_be32(t, F_ROOTDISPERSION);
	(void)tp_f_bytes(t, F_REFID, 4);
	for (uint32_t i = 0; i < TP_COUNT(stamps); i++)
		ntp_field_time(t, stamps[i]);
	while (!t->err && is_extension(t))
		extension(t);
	if (tp_left(t) < 4)
		return;
	(void)tp_f_bytes(t, F_KEYID, 4);
	if (tp_unread(t) != 0)
		(void)tp_f_bytes(t, F_MAC, tp_unread(t));
}

/* Fields first to last share a status word. */
static void
status(tp_tvb *t, uint32_t first, uint32_t last)
{
	uint32_t off = t->off, v = tp_be16(t);
	tp_item outer = tp_open(t, F_CTRL_STATUS, off, 2, v);

	for (tp_field f = first; f <= last; f++)
		tp_add_bits(t, f, off, 2, v);
	tp_close(t, outer);
}

static void
peer_status(tp_tvb *t)
{
	status(t, F_CTRL_PEER_STATUS_CONFIG, F_CTRL_PEER_STATUS_CODE);
}

/* RFC 9327 3: what an answer's status word is about. */
static void
control_status(tp_tvb *t, uint32_t b, uint32_t association)
{
	uint32_t op = CTRL_OPCODE(b);
	int variables = op >= READ_STATUS && op <= WRITE_VARIABLES;

	if (!(b & CTRL_RESPONSE))
		(void)tp_f_be16(t, F_CTRL_STATUS);
	else if (b & CTRL_ERROR)
		status(t, F_CTRL_ERR_STATUS, F_CTRL_ERR_STATUS);
	else if ((variables || op == ASYNC_MESSAGE) && association != 0)
		peer_status(t);
	else if (variables || op == ASYNC_MESSAGE)
		status(t, F_CTRL_SYS_STATUS_LI, F_CTRL_SYS_STATUS_CODE);
	else if (op == READ_CLOCK || op == WRITE_CLOCK)
		status(t, F_CTRL_CLOCK_STATUS_STATUS,
		    F_CTRL_CLOCK_STATUS_CODE);
	else
		(void)tp_f_be16(t, F_CTRL_STATUS);
}

/* RFC 9327 4.1: the associations that a server has, and their states. */
static void
associations(tp_tvb *t)
{
	while (tp_has(t, t->off, 4)) {
		tp_item outer = tp_open(t, F_CTRL_ITEM, t->off, 4, 0);

		(void)tp_f_be16(t, F_CTRL_ASSOCID);
		peer_status(t);
		tp_close(t, outer);
	}
}

static void
control_data(tp_tvb *t, uint32_t b, uint32_t association, uint32_t n)
{
	static const tp_field as_text[] = {
		[ASYNC_MESSAGE] = F_CTRL_TRAPMSG,
		[CONFIGURE] = F_CTRL_CONFIGURATION,
		[SAVE_CONFIG] = F_CTRL_CONFIGURATION,
		[READ_MRU] = F_CTRL_MRU, [READ_LIST] = F_CTRL_ORDLIST,
		[REQUEST_NONCE] = F_CTRL_NONCE
	};
	uint32_t op = CTRL_OPCODE(b);
	tp_item outer;
	tp_tvb data;

	if (n == 0)
		return;
	if (n > tp_left(t))
		n = tp_left(t);
	outer = tp_open(t, F_CTRL_DATA, t->off, n, 0);
	data = tp_sub(t, n);
	data.group = t->group;
	if (op == READ_STATUS && association == 0)
		associations(&data);
	else if (op < TP_COUNT(as_text) && as_text[op] != 0)
		(void)tp_add_ptr(&data, as_text[op], 0, n, data.data,
		    (uint32_t)strnlen((const char *)data.data, n));
	tp_close(t, outer);
}

/* RFC 9327 2: a key and 16 octets of MD5 or 20 of SHA-1. */
static void
control_mac(tp_tvb *t)
{
	uint32_t pad = -t->off & 3, n;

	if (pad != 0 && pad < tp_left(t))
		(void)tp_f_bytes(t, F_PADDING, pad);
	n = tp_left(t);
	if (n != 20 && n != 24)
		return;
	(void)tp_add(t, F_KEY_TYPE, t->off, 0, n == 24);
	(void)tp_f_be32(t, F_KEY_INDEX);
	(void)tp_f_bytes(t, F_KEY_SIGNATURE, n - 4);
}

static void
control_fields(tp_tvb *t)
{
	uint32_t b = tp_u8(t), association, n;
	tp_item outer = tp_open(t, F_CTRL_FLAGS2, 1, 1, b);

	for (tp_field f = F_CTRL_FLAGS2_R; f <= F_CTRL_FLAGS2_OPCODE; f++)
		tp_add_bits(t, f, 1, 1, b);
	tp_close(t, outer);
	(void)tp_f_be16(t, F_CTRL_SEQUENCE);
	association = tp_peek_be16(t, 6);
	control_status(t, b, association);
	(void)tp_f_be16(t, F_CTRL_ASSOCID);
	(void)tp_f_be16(t, F_CTRL_OFFSET);
	n = tp_f_be16(t, F_CTRL_COUNT);
	control_data(t, b, association, n);
	control_mac(t);
}

static void
fields(tp_tvb *t)
{
	uint32_t flags = tp_u8(t);
	tp_item outer = tp_open(t, F_FLAGS, 0, 1, flags);

	if (MODE(flags) == MODE_PRIVATE) {
		tp_add_bits(t, F_PRIV_FLAGS_R, 0, 1, flags);
		tp_add_bits(t, F_PRIV_FLAGS_MORE, 0, 1, flags);
	} else
		tp_add_bits(t, F_FLAGS_LI, 0, 1, flags);
	tp_add_bits(t, F_FLAGS_VN, 0, 1, flags);
	tp_add_bits(t, F_FLAGS_MODE, 0, 1, flags);
	tp_close(t, outer);
	if (MODE(flags) == MODE_PRIVATE)
		ntp_private(t, flags);
	else if (MODE(flags) == MODE_CONTROL)
		control_fields(t);
	else
		clock_fields(t);
}

static tp_rc
dissect(void *self, tp_tvb *t, const void *arg)
{
	tp_tvb f = tp_mute(t);

	(void)self;
	(void)arg;
	if (t->want & TP_WANT_FIELDS) {
		if (f.caplen > f.len)
			f.caplen = f.len;
		fields(&f);
	}
	text(t);
	return tp_done(t);
}

static const tp_protocol ntp = {
	.name = "ntp",
	.long_name = "Network Time Protocol",
	.fields = ntp_fields,
	.nfields = NFIELDS,
	.keys = (const tp_key[]){ { .table = "udp.port", .lo = PORT_NTP },
	    { NULL } },
	.dissect = dissect,
};
TP_REGISTER(ntp);
