/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The plugin whose binary is kept: it uses what a plugin can use, in the host
 * table and in the inline code that is compiled into it.  Its protocols are
 * made up: "kept" on link type USER0, and "keptopt", options that it carries.
 *
 * kept: version (4 bits), flags (4), type (8), length of what follows the name
 * (16), number (32), IPv4 source and destination, ports (16 each), time
 * (seconds and nanoseconds, 32 each), then a name that starts with its length
 * (8).  keptopt: options of type (8), length of the value (8), value.
 */
#include <tapir/dissect.h>

enum { F_WORD, F_VERSION, F_URGENT, F_REPLY, F_TYPE, F_LENGTH, F_NUMBER,
    F_SRC, F_DST, F_SPORT, F_DPORT, F_TIME, F_NAME, F_UPPER, F_COUNT,
    F_DIRECTION };

static const tp_value_string types[] = {
	{ 1, "hello" },
	{ 2, "options" },
	{ 0, NULL }
};

static const tp_value_string flags[] = {
	{ 1, "urgent" },
	{ 2, "reply" },
	{ 0, NULL }
};

static const char *const addr[] = { "kept.addr", NULL };

static const tp_field_desc fields[] = {
	[F_WORD] = { "kept.word", "First word", TP_FT_UINT8, TP_BASE_HEX, 0,
	    NULL, NULL },
	[F_VERSION] = { "kept.version", "Version", TP_FT_UINT8, TP_BASE_DEC,
	    0xf0, NULL, NULL },
	[F_URGENT] = { "kept.flags.urgent", "Urgent", TP_FT_BOOLEAN,
	    TP_BASE_NONE, 0x01, NULL, NULL },
	[F_REPLY] = { "kept.flags.reply", "Reply", TP_FT_BOOLEAN, TP_BASE_NONE,
	    0x02, NULL, NULL },
	[F_TYPE] = { "kept.type", "Type", TP_FT_UINT8, TP_BASE_DEC, 0, types,
	    NULL },
	[F_LENGTH] = { "kept.length", "Length", TP_FT_UINT16, TP_BASE_DEC, 0,
	    NULL, NULL },
	[F_NUMBER] = { "kept.number", "Number", TP_FT_UINT32, TP_BASE_DEC, 0,
	    NULL, NULL },
	[F_SRC] = { "kept.src", "Source", TP_FT_IPV4, TP_BASE_NONE, 0, NULL,
	    addr },
	[F_DST] = { "kept.dst", "Destination", TP_FT_IPV4, TP_BASE_NONE, 0,
	    NULL, addr },
	[F_SPORT] = { "kept.sport", "Source port", TP_FT_UINT16, TP_BASE_PORT,
	    0, NULL, NULL },
	[F_DPORT] = { "kept.dport", "Destination port", TP_FT_UINT16,
	    TP_BASE_PORT, 0, NULL, NULL },
	[F_TIME] = { "kept.time", "Time", TP_FT_ABSOLUTE_TIME, TP_BASE_UTC, 0,
	    NULL, NULL },
	[F_NAME] = { "kept.name", "Name", TP_FT_STRING, TP_BASE_NONE, 0, NULL,
	    NULL },
	[F_UPPER] = { "kept.upper", "Name in upper case", TP_FT_STRING,
	    TP_BASE_NONE, 0, NULL, NULL },
	[F_COUNT] = { "kept.count", "Packets of the flow so far", TP_FT_UINT32,
	    TP_BASE_DEC, 0, NULL, NULL },
	[F_DIRECTION] = { "kept.direction", "Direction in the flow",
	    TP_FT_UINT8, TP_BASE_DEC, 0, NULL, NULL },
};

static const tp_pref_desc prefs[] = {
	{ "shout", "Print names in upper case", "false", TP_PREF_BOOL, 0 },
};

/* The name in upper case, in memory that lives as long as the packet. */
static const char *
upper(tp_tvb *t, const uint8_t *name, uint32_t n)
{
	char *s = t->pkt->host->alloc(t->pkt, n + 1);

	if (s == NULL || name == NULL)
		return NULL;
	for (uint32_t i = 0; i < n; i++)
		s[i] = name[i] >= 'a' && name[i] <= 'z' ?
		    (char)(name[i] - 'a' + 'A') : (char)name[i];
	s[n] = '\0';
	return s;
}

static void
kept_addresses(tp_tvb *t)
{
	const tp_host *host = t->pkt->host;
	const uint8_t *src = tp_f_bytes(t, F_SRC, 4);
	const uint8_t *dst = tp_f_bytes(t, F_DST, 4);
	uint32_t sport = tp_f_be16(t, F_SPORT);
	uint32_t dport = tp_f_be16(t, F_DPORT);

	if (t->err)
		return;
	host->set_net(t, TP_FT_IPV4, src, dst);
	host->set_ports(t, 17, sport, dport);
	tp_puts(t, " ");
	tp_addr(t, TP_FT_IPV4, src);
	tp_puts(t, ".");
	host->port(t, 17, sport);
	tp_puts(t, " > ");
	tp_addr(t, TP_FT_IPV4, dst);
	tp_puts(t, ".");
	host->port(t, 17, dport);
}

static void
kept_flow(const tp_self *self, tp_tvb *t)
{
	uint32_t dir = 0;
	uint32_t *count = t->pkt->host->flow(t, self->slot, &dir, NULL);

	if (count == NULL)
		return;
	(*count)++;
	(void)tp_add_generated(t, F_COUNT, 0, 0, *count);
	(void)tp_add_generated(t, F_DIRECTION, 0, 0, dir);
}

static void
kept_name(const tp_self *self, tp_tvb *t)
{
	uint32_t off = t->off + 1, n = tp_u8(t);
	const uint8_t *name = tp_f_bytes(t, F_NAME, n);
	const char *shouted = upper(t, name, n);

	(void)tp_add_ptr(t, F_UPPER, off, n, shouted, n);
	tp_puts(t, ", name ");
	if (tp_pref_on(self, 0) && shouted != NULL)
		t->pkt->host->puts(t, shouted, n);
	else
		tp_safe(t, name, n);
}

static tp_rc
kept_dissect(void *arg, tp_tvb *t, const void *unused)
{
	const tp_self *self = arg;
	uint32_t word = tp_peek_u8(t, 0), type, length, number;
	tp_item outer = tp_open(t, F_WORD, 0, 1, word);
	tp_tvb rest;

	(void)unused;
	(void)tp_u8(t);
	tp_add_bits(t, F_VERSION, 0, 1, word);
	tp_add_bits(t, F_URGENT, 0, 1, word);
	tp_add_bits(t, F_REPLY, 0, 1, word);
	tp_close(t, outer);
	tp_text(t, "KEPT v%u [", word >> 4);
	tp_text_flags(t, flags, word & 0x0f, ",", "none");
	tp_puts(t, "] ");
	type = tp_f_u8(t, F_TYPE);
	tp_text_string(t, types, type, "type-%u");
	length = tp_f_be16(t, F_LENGTH);
	number = tp_f_be32(t, F_NUMBER);
	tp_text(t, " #%08x", number);
	kept_addresses(t);
	kept_flow(self, t);
	if (tp_has(t, t->off, 8))
		(void)tp_add_time(t, F_TIME, t->off, 8,
		    tp_peek_be32(t, t->off), tp_peek_be32(t, t->off + 4));
	(void)tp_take(t, 8);
	kept_name(self, t);
	t->pkt->host->set_len(t, 0, t->off);
	rest = tp_rest(t, length);
	if (length != 0 && t->pkt->host->call_uint(self->tables[0], type, &rest,
	    NULL) == TP_REJECT)
		t->pkt->host->dump(&rest);
	return tp_done(t);
}

static const tp_key kept_keys[] = {
	{ "linktype", 147, 0, 0 },
	{ NULL, 0, 0, 0 }
};

static const tp_protocol kept = {
	.name = "kept",
	.long_name = "The protocol of the kept plugin",
	.fields = fields,
	.nfields = TP_COUNT(fields),
	.prefs = prefs,
	.nprefs = TP_COUNT(prefs),
	.flow_bytes = 4,
	.tables = { "kept.type" },
	.keys = kept_keys,
	.dissect = kept_dissect,
};

/* The options: each is a group of its own, and a cut one is local. */

enum { O_OPTION, O_TYPE, O_VALUE, O_RAW };

static const tp_field_desc option_fields[] = {
	[O_OPTION] = { "keptopt.option", "Option", TP_FT_NONE, TP_BASE_NONE, 0,
	    NULL, NULL },
	[O_TYPE] = { "keptopt.type", "Type", TP_FT_UINT8, TP_BASE_DEC, 0, NULL,
	    NULL },
	[O_VALUE] = { "keptopt.value", "Value", TP_FT_UINT16, TP_BASE_DEC, 0,
	    NULL, NULL },
	[O_RAW] = { "keptopt.raw", "Octets", TP_FT_BYTES, TP_BASE_NONE, 0,
	    NULL, NULL },
};

static tp_rc
options_dissect(void *self, tp_tvb *t, const void *unused)
{
	(void)self;
	(void)unused;
	while (tp_more(t)) {
		tp_item outer = tp_open(t, O_OPTION, t->off, 2, 0);
		tp_item group = t->group;
		uint32_t type = tp_f_u8(t, O_TYPE);
		uint32_t len = tp_u8(t), start = t->off;
		tp_tvb value = tp_sub(t, len);

		tp_text(t, ", option %u", type);
		if (len == 2)
			tp_text(t, " %u", tp_f_be16(&value, O_VALUE));
		else if (len != 0)
			(void)tp_f_bytes(&value, O_RAW, len);
		if (group != outer)
			t->pkt->host->set_len(t, group, 2 + t->off - start);
		tp_close(t, outer);
		if (value.err)
			tp_puts(t, " [|option]");
	}
	return tp_done(t);
}

static const tp_key option_keys[] = {
	{ "kept.type", 2, 0, 0 },
	{ NULL, 0, 0, 0 }
};

static const tp_protocol keptopt = {
	.name = "keptopt",
	.long_name = "Options of the kept plugin",
	.text_name = "opt",
	.fields = option_fields,
	.nfields = TP_COUNT(option_fields),
	.keys = option_keys,
	.dissect = options_dissect,
};

static tp_rc
init(const tp_host *host, void **self, tp_error *e)
{
	static tp_self selves[2];
	tp_rc rc = tp_protocol_init(host, &kept, &selves[0], e);

	*self = selves;
	return rc < 0 ? rc : tp_protocol_init(host, &keptopt, &selves[1], e);
}

const tp_plugin_desc tp_plugin = {
	TP_PLUGIN_HEAD,
	.name = "kept",
	.version = "1",
	.license = "BSD-3-Clause",
	.description = "kept to see that an old binary goes on working",
	.init = init,
};
