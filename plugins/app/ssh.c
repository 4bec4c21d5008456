/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Secure Shell, transport layer (RFC 4253): the lines with the versions, and
 * packets up to the change of keys.
 */
#include <tapir/dissect.h>

#define PORT_SSH 22
#define MAX_PACKET 35000u	/* RFC 4253 6.1 */
#define NAME_LISTS 10u

enum { MSG_KEXINIT = 20, MSG_NEWKEYS = 21 };

enum { F_PROTOCOL, F_PACKET_LENGTH, F_PACKET_LENGTH_ENCRYPTED,
    F_PADDING_LENGTH, F_ENCRYPTED_PACKET, F_PADDING_STRING, F_DIRECTION,
    F_MESSAGE_CODE, F_COOKIE, F_LIST, F_LIST_LENGTH = F_LIST + NAME_LISTS,
    F_FIRST_FOLLOWS = F_LIST_LENGTH + NAME_LISTS, F_RESERVED, NFIELDS };

/* RFC 4250 4.1.2 and those of the methods of key exchange */
static const tp_value_string messages[] = {
	{ 1, "Disconnect" }, { 2, "Ignore" }, { 3, "Unimplemented" },
	{ 4, "Debug" }, { 5, "Service Request" }, { 6, "Service Accept" },
	{ MSG_KEXINIT, "Key Exchange Init" }, { MSG_NEWKEYS, "New Keys" },
	{ 0, NULL }
};

#define LIST(i, abbrev)							\
	[F_LIST + (i)] = { "ssh." abbrev, abbrev " string",		\
	    TP_FT_STRING },						\
	[F_LIST_LENGTH + (i)] = { "ssh." abbrev "_length",		\
	    abbrev " length", TP_FT_UINT32, TP_BASE_DEC }

static const tp_field_desc fields[NFIELDS] = {
	[F_PROTOCOL] = { "ssh.protocol", "Protocol", TP_FT_STRING },
	[F_PACKET_LENGTH] = { "ssh.packet_length", "Packet Length",
	    TP_FT_UINT32, TP_BASE_DEC },
	[F_PACKET_LENGTH_ENCRYPTED] = { "ssh.packet_length_encrypted",
	    "Packet Length (encrypted)", TP_FT_BYTES },
	[F_PADDING_LENGTH] = { "ssh.padding_length", "Padding Length",
	    TP_FT_UINT8, TP_BASE_DEC },
	[F_ENCRYPTED_PACKET] = { "ssh.encrypted_packet", "Encrypted Packet",
	    TP_FT_BYTES },
	[F_PADDING_STRING] = { "ssh.padding_string", "Padding String",
	    TP_FT_BYTES },
	[F_DIRECTION] = { "ssh.direction", "Direction", TP_FT_BOOLEAN },
	[F_MESSAGE_CODE] = { "ssh.message_code", "Message Code",
	    TP_FT_UINT8, TP_BASE_DEC, .strings = messages },
	[F_COOKIE] = { "ssh.cookie", "Cookie", TP_FT_BYTES },
	LIST(0, "kex_algorithms"),
	LIST(1, "server_host_key_algorithms"),
	LIST(2, "encryption_algorithms_client_to_server"),
	LIST(3, "encryption_algorithms_server_to_client"),
	LIST(4, "mac_algorithms_client_to_server"),
	LIST(5, "mac_algorithms_server_to_client"),
	LIST(6, "compression_algorithms_client_to_server"),
	LIST(7, "compression_algorithms_server_to_client"),
	LIST(8, "languages_client_to_server"),
	LIST(9, "languages_server_to_client"),
	[F_FIRST_FOLLOWS] = { "ssh.first_kex_packet_follows",
	    "First KEX Packet Follows", TP_FT_UINT8, TP_BASE_DEC },
	[F_RESERVED] = { "ssh.kex.reserved", "Reserved", TP_FT_BYTES },
};

/* By direction: 0 from the client.  The number is the packet that told so. */
struct flow {
	uint64_t new_keys[2];
	uint8_t version, hidden[2];	/* cipher encrypts lengths, too */
};

/* ----------------------------------------------------------------- text */

/*
 * tcpdump shows the first line if it begins so and is whole and printable,
 * and nothing else.
 */
static void
text(tp_tvb *t)
{
	static const char prefix[] = "SSH-";
	uint32_t n = 0, c = 0;

	for (; n < 4; n++)
		if (tp_peek_u8(t, n) != (uint8_t)prefix[n])
			return;
	for (; n < t->len; n++) {
		c = tp_peek_u8(t, n);
		if (c < 0x20 || c > 0x7e)
			break;
	}
	if (n < t->len && c == '\r' && n + 1 < t->len)
		c = tp_peek_u8(t, n + 1);
	if (n == t->len || c != '\n')
		return;
	tp_puts(t, ": SSH: ");
	t->pkt->host->puts(t, (const char *)t->data, n);
}

/* --------------------------------------------------------------- fields */

static int
has_name(const uint8_t *p, uint32_t n, const char *name)
{
	uint32_t len = (uint32_t)strlen(name);

	for (uint32_t i = 0; i + len <= n; i++)
		if (memcmp(p + i, name, len) == 0 &&
		    (i + len == n || p[i + len] == ','))
			return 1;
	return 0;
}

/* RFC 4253 7.1 */
static void
key_exchange(tp_tvb *t, struct flow *f, uint32_t dir)
{
	static const char chacha[] = "chacha20-poly1305@openssh.com";

	(void)tp_f_bytes(t, F_COOKIE, 16);
	for (uint32_t i = 0; i < NAME_LISTS; i++) {
		uint32_t n = tp_f_be32(t, F_LIST_LENGTH + i);
		const uint8_t *p = tp_f_bytes(t, F_LIST + i, n);

		if (p == NULL)
			return;
		/* the client's first choice counts, if the server has it */
		if (i == 2 && f != NULL)
			f->hidden[dir] = (uint8_t)has_name(p, dir == 0 &&
			    n > sizeof(chacha) - 1 ? sizeof(chacha) - 1 : n,
			    chacha);
	}
	(void)tp_f_u8(t, F_FIRST_FOLLOWS);
	(void)tp_f_bytes(t, F_RESERVED, 4);
}

static void
encrypted(tp_tvb *t, const struct flow *f)
{
	if (f != NULL && f->hidden[0] && f->hidden[1]) {
		t->off = t->caplen;
		return;
	}
	(void)tp_f_bytes(t, F_PACKET_LENGTH_ENCRYPTED, 4);
	(void)tp_f_bytes(t, F_ENCRYPTED_PACKET, tp_left(t));
}

/* RFC 4253 6; returns the number of the message, -1 if it cannot be one. */
static int
packet(tp_tvb *t, struct flow *f, uint32_t dir)
{
	uint32_t len = tp_f_be32(t, F_PACKET_LENGTH), padding, code;
	tp_tvb body = *t;

	padding = tp_f_u8(&body, F_PADDING_LENGTH);
	code = tp_f_u8(&body, F_MESSAGE_CODE);
	if (len > MAX_PACKET)		/* what is there is the packet then */
		len = tp_left(t);
	if (code == MSG_KEXINIT)
		key_exchange(&body, f, dir);
	if (len < padding + 2)
		return -1;
	(void)tp_take(t, len - padding);
	(void)tp_f_bytes(t, F_PADDING_STRING, padding);
	if (code == MSG_NEWKEYS && f != NULL && !t->err &&
	    f->new_keys[dir] == 0)
		f->new_keys[dir] = t->pkt->number;
	return (int)code;
}

/* RFC 4253 4.2 */
static int
version_line(tp_tvb *t, struct flow *f)
{
	const uint8_t *p = t->data + t->off, *end;
	uint32_t n;

	if (tp_left(t) < 4 || memcmp(p, "SSH-", 4) != 0)
		return 0;
	end = memchr(p, '\n', tp_left(t));
	n = end != NULL ? (uint32_t)(end - p) : tp_left(t);
	(void)tp_add_ptr(t, F_PROTOCOL, t->off, n, p,
	    n > 0 && p[n - 1] == '\r' ? n - 1 : n);
	t->off += n + (end != NULL);
	if (f != NULL)
		f->version = 1;
	return 1;
}

static int
asks_for_version(tp_tvb *t)
{
	const uint8_t *p = t->data + t->off;

	return tp_left(t) >= 4 && memcmp(p, "SSH-", 4) == 0 &&
	    memchr(p, '\n', tp_left(t)) == NULL &&
	    tp_ask_more(t, t->off, TP_DESEGMENT_ONE_MORE_SEGMENT);
}

static int
asks_for_packet(tp_tvb *t)
{
	uint32_t n = tp_left(t), len;

	if (n < 4)
		return n != 0 && tp_ask_more(t, t->off,
		    TP_DESEGMENT_ONE_MORE_SEGMENT);
	/* also if it is more than a packet may have, as Wireshark */
	len = tp_peek_be32(t, t->off);
	return len > n - 4 && tp_ask_more(t, t->off, len - (n - 4));
}

/* Packets up to the one that says that new keys are used; returns 0 if there
 * is one that cannot be. */
static int
packets(tp_tvb *t, struct flow *f, uint32_t dir)
{
	int code = 0;

	while (code != MSG_NEWKEYS && tp_left(t) != 0) {
		if (asks_for_packet(t))
			return 1;
		if (tp_left(t) < 4)
			break;
		code = packet(t, f, dir);
		if (code < 0)
			return 0;
	}
	return 1;
}

/* Wireshark gives up where a packet cannot be one. */
static int
add_fields(const tp_self *me, tp_tvb *t, uint32_t dir)
{
	struct flow *f = t->pkt->host->flow(t, me->slot, NULL, NULL);

	if (t->caplen > t->len)
		t->caplen = t->len;
	while (tp_left(t) > 0 && !asks_for_version(t) && version_line(t, f))
		;
	if (t->pkt->desegment_len == 0 && f != NULL && f->version &&
	    (f->new_keys[dir] == 0 || f->new_keys[dir] == t->pkt->number) &&
	    !packets(t, f, dir))
		return 0;
	if (t->pkt->desegment_len != 0)
		return 0;
	if (tp_left(t) > 4)
		encrypted(t, f);
	return tp_left(t) == 0;
}

static tp_rc
dissect(void *self, tp_tvb *t, const void *arg)
{
	uint32_t dir = t->pkt->dst_port != PORT_SSH;
	tp_tvb data = tp_mute(t);

	(void)arg;
	if (t->want & TP_WANT_FIELDS && add_fields(self, &data, dir))
		(void)tp_add_generated(t, F_DIRECTION, 0, 0, dir);
	if (tp_texting(t))
		text(t);
	return tp_done(t);
}

static const tp_protocol ssh = {
	.name = "ssh",
	.long_name = "SSH Protocol",
	.fields = fields,
	.nfields = NFIELDS,
	.flow_bytes = sizeof(struct flow),
	.keys = (const tp_key[]){
	    { .table = "tcp.port", .lo = PORT_SSH, .rank = 70 }, { NULL } },
	.dissect = dissect,
};
TP_REGISTER(ssh);
