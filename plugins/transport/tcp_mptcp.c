/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Multipath TCP, versions 0 (RFC 6824) and 1 (RFC 8684): an option of TCP
 * with subtypes.  The window is the whole option.  One of a length that its
 * subtype does not have is bad: 0 is returned.
 */
#include "tcp.h"

enum { F_SUBTYPE, F_VERSION, F_RESERVED, F_FLAGS_WORD, F_CHECKSUMREQ,
    F_EXTENSIBILITY, F_NOMORESUBFLOWS, F_SHA1, F_SHA256, F_RESERVED_FLAGS,
    F_DATAFIN, F_DSEQN8, F_DSEQNPRESENT, F_DATAACK8, F_DATAACKPRESENT,
    F_BACKUP, F_FLAG_U, F_FLAG_V, F_FLAG_W, F_FLAG_T, F_RST_REASON, F_ADDRID,
    F_SENDKEY, F_RECVKEY, F_RECVTOK, F_SENDRAND, F_SENDTRUNCHMAC, F_SENDHMAC,
    F_ADDADDRTRUNCHMAC, F_RAWDATAACK, F_RAWDATASEQNO, F_SUBFLOWSEQNO,
    F_DATALVLLEN, F_DSS_CHECKSUM, F_IPVER, F_ECHO, F_IPV4, F_IPV6, F_PORT,
    F_RM_ADDR_COUNT, NMPFIELDS };

enum { CAPABLE_CHECKSUM = 0x80 };
enum { DSS_ACK = 0x01, DSS_ACK8 = 0x02, DSS_SEQ = 0x04, DSS_SEQ8 = 0x08,
    DSS_FIN = 0x10 };

static const tp_value_string subtypes[] = {
	{ 0, "Multipath Capable" }, { 1, "Join Connection" },
	{ 2, "Data Sequence Signal" }, { 3, "Add Address" },
	{ 4, "Remove Address" }, { 5, "Change Subflow Priority" },
	{ 6, "TCP Fallback" }, { 7, "Fast Close" }, { 8, "TCP Reset" },
	{ 0, NULL }
};

/* RFC 8684 3.6 */
static const tp_value_string reasons[] = {
	{ 0, "Unspecified error" }, { 1, "MPTCP-specific error" },
	{ 2, "Lack of resources" }, { 3, "Administratively prohibited" },
	{ 4, "Too much outstanding data" }, { 5, "Unacceptable performance" },
	{ 6, "Middlebox interference" }, { 0, NULL }
};

/* RFC 8684 3.1 */
static const tp_value_string capable_flags[] = {
	{ 0x80, "A" }, { 0x40, "B" }, { 0x20, "C" }, { 0x10, "D" },
	{ 0x08, "E" }, { 0x04, "F" }, { 0x02, "G" }, { 0x01, "H" }, { 0, NULL }
};

static const tp_value_string reset_flags[] = {
	{ 0x08, "U" }, { 0x04, "V" }, { 0x02, "W" }, { 0x01, "T" }, { 0, NULL }
};

/* The low half of the third octet of ADD_ADDR: family, or echo (RFC 8684). */
static const tp_value_string address_versions[] = {
	{ 0, "v1" }, { 1, "v1-echo" }, { 4, "v0-ip4" }, { 6, "v0-ip6" },
	{ 0, NULL }
};

#define MP(abbrev) "tcp.options.mptcp." abbrev
#define FIELD(abbrev, name, type, base, mask) \
	{ MP(abbrev), name, type, base, .bitmask = mask }

static const tp_field_desc fields[NMPFIELDS] = {
	[F_SUBTYPE] = { MP("subtype"), "Multipath TCP subtype", TP_FT_UINT8,
	    TP_BASE_DEC, .bitmask = 0xf0, .strings = subtypes },
	[F_VERSION] = FIELD("version", "Multipath TCP version", TP_FT_UINT8,
	    TP_BASE_DEC, 0x0f),
	[F_RESERVED] = FIELD("reserved", "Reserved", TP_FT_UINT16,
	    TP_BASE_HEX, 0xfff),
	[F_FLAGS_WORD] = FIELD("flags", "Multipath TCP flags", TP_FT_UINT8,
	    TP_BASE_HEX, 0),
	[F_CHECKSUMREQ] = FIELD("checksumreq.flags", "Checksum required",
	    TP_FT_UINT8, TP_BASE_DEC, 0x80),
	[F_EXTENSIBILITY] = FIELD("extensibility.flag", "Extensibility",
	    TP_FT_UINT8, TP_BASE_DEC, 0x40),
	[F_NOMORESUBFLOWS] = FIELD("nomoresubflows.flag",
	    "Do not attempt to establish new subflows to this address and "
	    "port", TP_FT_UINT8, TP_BASE_DEC, 0x20),
	[F_SHA1] = FIELD("sha1.flag", "Use HMAC-SHA1", TP_FT_UINT8,
	    TP_BASE_DEC, 0x01),
	[F_SHA256] = FIELD("sha256.flag", "Use HMAC-SHA256", TP_FT_UINT8,
	    TP_BASE_DEC, 0x01),
	[F_RESERVED_FLAGS] = FIELD("reserved.flag", "Reserved", TP_FT_UINT8,
	    TP_BASE_HEX, 0x3e),
	[F_DATAFIN] = FIELD("datafin.flag", "DATA_FIN", TP_FT_UINT8,
	    TP_BASE_DEC, DSS_FIN),
	[F_DSEQN8] = FIELD("dseqn8.flag",
	    "Data Sequence Number is 8 octets", TP_FT_UINT8, TP_BASE_DEC,
	    DSS_SEQ8),
	[F_DSEQNPRESENT] = FIELD("dseqnpresent.flag",
	    "Data Sequence Number, Subflow Sequence Number, "
	    "Data-level Length, Checksum present", TP_FT_UINT8, TP_BASE_DEC,
	    DSS_SEQ),
	[F_DATAACK8] = FIELD("dataack8.flag", "Data ACK is 8 octets",
	    TP_FT_UINT8, TP_BASE_DEC, DSS_ACK8),
	[F_DATAACKPRESENT] = FIELD("dataackpresent.flag",
	    "Data ACK is present", TP_FT_UINT8, TP_BASE_DEC, DSS_ACK),
	[F_BACKUP] = FIELD("backup.flag", "Backup flag", TP_FT_UINT8,
	    TP_BASE_DEC, 0x01),
	[F_FLAG_U] = FIELD("flag_U.flag", "Flag U", TP_FT_BOOLEAN, 0, 0x08),
	[F_FLAG_V] = FIELD("flag_V.flag", "Flag V", TP_FT_BOOLEAN, 0, 0x04),
	[F_FLAG_W] = FIELD("flag_W.flag", "Flag W", TP_FT_BOOLEAN, 0, 0x02),
	[F_FLAG_T] = FIELD("flag_T.flag", "Transient", TP_FT_BOOLEAN, 0,
	    0x01),
	[F_RST_REASON] = { MP("rst_reason"), "TCPRST Reason", TP_FT_UINT8,
	    TP_BASE_HEX, .strings = reasons },
	[F_ADDRID] = FIELD("addrid", "Address ID", TP_FT_UINT8, TP_BASE_DEC,
	    0),
	[F_SENDKEY] = FIELD("sendkey", "Sender's Key", TP_FT_UINT64,
	    TP_BASE_DEC, 0),
	[F_RECVKEY] = FIELD("recvkey", "Receiver's Key", TP_FT_UINT64,
	    TP_BASE_DEC, 0),
	[F_RECVTOK] = FIELD("recvtok", "Receiver's Token", TP_FT_UINT32,
	    TP_BASE_DEC, 0),
	[F_SENDRAND] = FIELD("sendrand", "Sender's Random Number",
	    TP_FT_UINT32, TP_BASE_DEC, 0),
	[F_SENDTRUNCHMAC] = FIELD("sendtrunchmac",
	    "Sender's Truncated HMAC", TP_FT_UINT64, TP_BASE_DEC, 0),
	[F_SENDHMAC] = FIELD("sendhmac", "Sender's HMAC", TP_FT_BYTES, 0, 0),
	[F_ADDADDRTRUNCHMAC] = FIELD("addaddrtrunchmac", "Truncated HMAC",
	    TP_FT_UINT64, TP_BASE_DEC, 0),
	[F_RAWDATAACK] = FIELD("rawdataack", "Original MPTCP Data ACK",
	    TP_FT_UINT64, TP_BASE_DEC, 0),
	[F_RAWDATASEQNO] = FIELD("rawdataseqno", "Data Sequence Number",
	    TP_FT_UINT64, TP_BASE_DEC, 0),
	[F_SUBFLOWSEQNO] = FIELD("subflowseqno", "Subflow Sequence Number",
	    TP_FT_UINT32, TP_BASE_DEC, 0),
	[F_DATALVLLEN] = FIELD("datalvllen", "Data-level Length",
	    TP_FT_UINT16, TP_BASE_DEC, 0),
	[F_DSS_CHECKSUM] = FIELD("checksum", "Checksum", TP_FT_UINT16,
	    TP_BASE_HEX, 0),
	[F_IPVER] = FIELD("ipver", "IP version", TP_FT_UINT8, TP_BASE_DEC,
	    0x0f),
	[F_ECHO] = FIELD("echo", "Echo", TP_FT_UINT8, TP_BASE_DEC, 0x01),
	[F_IPV4] = FIELD("ipv4", "Advertised IPv4 Address", TP_FT_IPV4, 0, 0),
	[F_IPV6] = FIELD("ipv6", "Advertised IPv6 Address", TP_FT_IPV6, 0, 0),
	[F_PORT] = FIELD("port", "Advertised port", TP_FT_UINT16,
	    TP_BASE_DEC, 0),
	[F_RM_ADDR_COUNT] = { "mptcp.rm_addr.count",
	    "Number of removed addresses", TP_FT_UINT8, TP_BASE_DEC },
};

/*
 * Wireshark reads on in an option that tcpdump finds bad; good tells whether
 * it is not.
 */
static int
goes_on(const tp_tvb *t, int good)
{
	return good || !tp_texting(t);
}

/* The octet at the cursor as a word of flags, with fields first to last. */
static uint32_t
flags(tp_tvb *t, tp_field first, tp_field last)
{
	uint32_t off = t->off, v = tp_u8(t);
	tp_item outer = tp_open(t, F_FLAGS_WORD, off, 1, v);

	for (tp_field f = first; f <= last; f++)
		tp_add_bits(t, f, off, 1, v);
	tp_close(t, outer);
	return v;
}

static void
reserved(tp_tvb *t)
{
	tp_add_bits(t, F_RESERVED, t->off, 2, tp_be16(t));
}

/* Four or eight octets. */
static uint64_t
number(tp_tvb *t, tp_field f, int eight)
{
	return eight ? tp_f_be64(t, f) : tp_f_be32(t, f);
}

static uint32_t
capable_word(tp_tvb *t, uint32_t version)
{
	uint32_t off = t->off, v = tp_u8(t);
	tp_item outer = tp_open(t, F_FLAGS_WORD, off, 1, v);

	tp_add_bits(t, F_CHECKSUMREQ, off, 1, v);
	tp_add_bits(t, F_EXTENSIBILITY, off, 1, v);
	if (version > 0)
		tp_add_bits(t, F_NOMORESUBFLOWS, off, 1, v);
	tp_add_bits(t, version > 0 ? F_SHA256 : F_SHA1, off, 1, v);
	tp_add_bits(t, F_RESERVED_FLAGS, off, 1,
	    version > 0 ? v & 0x1e : v);
	tp_close(t, outer);
	return v;
}

/* RFC 6824 3.1, RFC 8684 3.1 */
static int
capable(tp_tvb *t, const struct tcp_segment *s)
{
	uint32_t n = t->len, version, v;
	uint64_t key;

	if (!goes_on(t, s->flags & TCP_SYN ? n == 4 || n == 12 :
	    s->flags & TCP_ACK && (n == 20 || n == 22 || n == 24)))
		return 0;
	version = tp_u8(t) & 0x0f;
	tp_add_bits(t, F_VERSION, 2, 1, version);
	if (version > 1) {
		tp_text(t, " Unknown Version (%u)", version);
		return 1;
	}
	v = capable_word(t, version);
	tp_text(t, " v%u flags [", version);
	tp_text_flags(t, capable_flags, v, "", "none");
	tp_puts(t, v & CAPABLE_CHECKSUM ? "] csum" : "]");
	if (n != 12 && n < 20)
		return 1;
	key = tp_f_be64(t, F_SENDKEY);
	tp_text(t, " {0x%llx", (unsigned long long)key);
	if (n >= 20) {
		key = tp_f_be64(t, F_RECVKEY);
		tp_text(t, ",0x%llx", (unsigned long long)key);
	}
	if (n >= 22)
		tp_text(t, ",data_len=%u", tp_f_be16(t, F_DATALVLLEN));
	if (n == 24)
		tp_text(t, ",csum=0x%x", tp_f_be16(t, F_DSS_CHECKSUM));
	tp_puts(t, "}");
	return 1;
}

/* RFC 8684 3.2: the third message is the only one without an address id. */
static int
join(tp_tvb *t, const struct tcp_segment *s)
{
	uint32_t n = t->len, ack = s->flags & TCP_ACK,
	    syn = s->flags & TCP_SYN, v;
	uint64_t hmac;
	const uint8_t *p;

	if (n != 12 ? n != 16 ? n != 24 || !ack : !syn || !ack : !syn)
		return 0;
	if (n == 24) {
		reserved(t);
		tp_puts(t, " hmac 0x");
		p = tp_f_bytes(t, F_SENDHMAC, 20);
		for (uint32_t i = 0; p != NULL && i < 20; i++)
			tp_text(t, "%02x", p[i]);
		return 1;
	}
	if (flags(t, F_BACKUP, F_BACKUP) & 0x01)
		tp_puts(t, " backup");
	tp_text(t, " id %u", tp_f_u8(t, F_ADDRID));
	if (n == 16) {
		hmac = tp_f_be64(t, F_SENDTRUNCHMAC);
		tp_text(t, " hmac 0x%llx", (unsigned long long)hmac);
	} else {
		v = tp_f_be32(t, F_RECVTOK);
		tp_text(t, " token 0x%x", v);
	}
	tp_text(t, " nonce 0x%x", tp_f_be32(t, F_SENDRAND));
	return 1;
}

/* The data sequence mapping of a DSS; 0: it does not fit. */
static int
mapping(tp_tvb *t, uint32_t v)
{
	uint32_t csum, show;
	uint64_t seq;

	tp_puts(t, " seq ");
	if (tp_unread(t) < (v & DSS_SEQ8 ? 8 : 4))
		return 0;
	seq = number(t, F_RAWDATASEQNO, v & DSS_SEQ8);
	tp_text(t, "%llu", (unsigned long long)seq);
	if (tp_unread(t) < 4)
		return 0;
	tp_text(t, " subseq %u", tp_f_be32(t, F_SUBFLOWSEQNO));
	if (tp_unread(t) < 2)
		return 0;
	tp_text(t, " len %u", tp_f_be16(t, F_DATALVLLEN));
	if (tp_unread(t) >= 2) {
		/* Wireshark looks for four octets before it shows the two. */
		show = tp_unread(t) >= 4;
		csum = tp_be16(t);
		tp_text(t, " csum 0x%x", csum);
		if (show)
			(void)tp_add(t, F_DSS_CHECKSUM, t->off - 2, 2, csum);
	}
	return 1;
}

/* RFC 8684 3.3; a SYN carries none. */
static int
dss(tp_tvb *t, const struct tcp_segment *s)
{
	uint32_t v;
	uint64_t ack;

	if (t->len < 4 || s->flags & TCP_SYN)
		return 0;
	(void)tp_u8(t);
	v = flags(t, F_DATAFIN, F_DATAACKPRESENT);
	if (v & DSS_FIN)
		tp_puts(t, " fin");
	if (v & DSS_ACK) {
		tp_puts(t, " ack ");
		if (tp_unread(t) < (v & DSS_ACK8 ? 8 : 4))
			return 0;
		ack = number(t, F_RAWDATAACK, v & DSS_ACK8);
		tp_text(t, "%llu", (unsigned long long)ack);
	}
	if (v & DSS_SEQ && !mapping(t, v))
		return 0;
	return goes_on(t, tp_unread(t) == 0);
}

/*
 * RFC 6824 3.4.1, RFC 8684 3.4.1: the length tells the family of the address
 * and whether a port and an HMAC follow it.
 */
static int
add_address(tp_tvb *t, const struct tcp_segment *s)
{
	uint32_t n = t->len, v4 = n <= 18, version;
	uint32_t rest = n - (v4 ? 8 : 20);
	const char *name;
	const uint8_t *p;
	uint64_t hmac;

	(void)s;
	if (!goes_on(t, n >= 8 && (rest == 0 || rest == 2 || rest == 8 ||
	    rest == 10)))
		return 0;
	version = tp_u8(t) & 0x0f;
	tp_add_bits(t, version == 4 || version == 6 ? F_IPVER : F_ECHO, 2, 1,
	    version);
	name = tp_string(address_versions, version);
	tp_puts(t, " ");
	tp_puts(t, name != NULL ? name : "[bad version/echo]");
	tp_text(t, " id %u ", tp_f_u8(t, F_ADDRID));
	p = tp_f_bytes(t, v4 ? F_IPV4 : F_IPV6, v4 ? 4 : 16);
	tp_addr(t, v4 ? TP_FT_IPV4 : TP_FT_IPV6, p);
	if (rest == 2 || rest == 10)
		tp_text(t, ":%u", tp_f_be16(t, F_PORT));
	if (rest >= 8) {
		hmac = tp_f_be64(t, F_ADDADDRTRUNCHMAC);
		tp_text(t, " hmac 0x%llx", (unsigned long long)hmac);
	}
	return 1;
}

/* RFC 8684 3.4.2 */
static int
remove_addresses(tp_tvb *t, const struct tcp_segment *s)
{
	(void)s;
	if (!goes_on(t, t->len >= 4))
		return 0;
	(void)tp_u8(t);
	(void)tp_add(t, F_RM_ADDR_COUNT, 2, 1, t->len - 3);
	tp_puts(t, " id");
	while (tp_more(t))
		tp_text(t, " %u", tp_f_u8(t, F_ADDRID));
	return 1;
}

/* RFC 8684 3.3.8 */
static int
priority(tp_tvb *t, const struct tcp_segment *s)
{
	(void)s;
	if (!goes_on(t, t->len == 3 || t->len == 4))
		return 0;
	tp_puts(t, flags(t, F_BACKUP, F_BACKUP) & 0x01 ? " backup" :
	    " non-backup");
	if (t->len == 4)
		tp_text(t, " id %u", tp_f_u8(t, F_ADDRID));
	return 1;
}

/* RFC 8684 3.7 */
static int
fallback(tp_tvb *t, const struct tcp_segment *s)
{
	uint64_t seq;

	(void)s;
	if (!goes_on(t, t->len == 12))
		return 0;
	reserved(t);
	seq = tp_f_be64(t, F_RAWDATASEQNO);
	tp_text(t, " seq %llu", (unsigned long long)seq);
	return 1;
}

/* RFC 8684 3.5 */
static int
fast_close(tp_tvb *t, const struct tcp_segment *s)
{
	uint64_t key;

	(void)s;
	if (!goes_on(t, t->len == 12))
		return 0;
	reserved(t);
	key = tp_f_be64(t, F_RECVKEY);
	tp_text(t, " key 0x%llx", (unsigned long long)key);
	return 1;
}

/* RFC 8684 3.6 */
static int
reset(tp_tvb *t, const struct tcp_segment *s)
{
	uint32_t v, reason;

	(void)s;
	if (!goes_on(t, t->len == 4))
		return 0;
	v = flags(t, F_FLAG_U, F_FLAG_T) & 0x0f;
	reason = tp_f_u8(t, F_RST_REASON);
	tp_puts(t, " flags [");
	tp_text_flags(t, reset_flags, v, "", "none");
	tp_puts(t, "] reason ");
	tp_text_string(t, reasons, reason, "unknown (0x%02x)");
	return 1;
}

static const struct {
	const char *name;
	int (*read)(tp_tvb *, const struct tcp_segment *);
} readers[] = {
	{ "capable", capable }, { "join", join }, { "dss", dss },
	{ "add-addr", add_address }, { "rem-addr", remove_addresses },
	{ "prio", priority }, { "fail", fallback },
	{ "fast-close", fast_close }, { "tcprst", reset },
};

static tp_rc
dissect(void *self, tp_tvb *t, const void *arg)
{
	uint32_t subtype;

	(void)self;
	if (!goes_on(t, t->len >= 3))
		return 0;
	t->off = 2;
	subtype = tp_peek_u8(t, 2) >> 4;
	tp_add_bits(t, F_SUBTYPE, 2, 1, subtype << 4);
	tp_text(t, " %u ", t->len);
	if (subtype >= TP_COUNT(readers)) {
		tp_puts(t, "unknown");
		return 1;
	}
	tp_puts(t, readers[subtype].name);
	return readers[subtype].read(t, arg);
}

static const tp_protocol mptcp = {
	.name = "mptcp",
	.long_name = "Multipath Transmission Control Protocol",
	.text_name = "tcp",
	.flags = TP_DISSECTOR_ANSWERS,	/* is the option bad? */
	.fields = fields,
	.nfields = NMPFIELDS,
	.keys = (const tp_key[]){ { .table = "tcp.option", .lo = 30 },
	    { NULL } },
	.dissect = dissect,
};
TP_REGISTER(mptcp);
