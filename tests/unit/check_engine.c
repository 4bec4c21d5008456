/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The host side of the plugin ABI: registration, tables and ranks, the sticky
 * window, rejection, cuts, groups, pruning, flows.  The dissectors are the
 * test's own; what is expected stands in <tapir/plugin.h>.
 */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include <tapir/dissect.h>

#include "flow.h"
#include "frame.h"
#include "json.h"
#include "names.h"

enum { F_A, F_FLAGS, F_BIT, F_SIGNED, F_STRING, F_LONG, NFIELDS };

static const char *const alias[] = { "t.any", NULL };
static const tp_field_desc fields[NFIELDS] = {
	[F_A] = { "t.a", "A", TP_FT_UINT8, TP_BASE_DEC, 0, NULL, alias },
	[F_FLAGS] = { "t.flags", "Flags", TP_FT_UINT8, TP_BASE_HEX, 0, NULL,
	    alias },
	[F_BIT] = { "t.bit", "Bit", TP_FT_BOOLEAN, 0, 0x10, NULL, NULL },
	[F_SIGNED] = { "t.signed", "Signed", TP_FT_INT8, TP_BASE_DEC, 0x0f,
	    NULL, NULL },
	[F_STRING] = { "t.string", "String", TP_FT_STRING, 0, 0, NULL, NULL },
	[F_LONG] = { "t.with_a_name_that_is_longer_than_most", "Long",
	    TP_FT_UINT64, TP_BASE_DEC, 0, NULL, NULL },
};

static struct registry *registry;
static tp_host *host;
static struct flow_table *flows;
static struct names *names;
static struct packet *packet;
static tp_table *table;
static tp_slot slot;
static tp_dissector *inner;
static int calls;		/* of dissectors, by any packet */

/* ------------------------------------------------- dissectors of the test */

/* Prints its three octets; the third may be missing. */
static tp_rc
outer_dissect(void *self, tp_tvb *t, const void *arg)
{
	tp_item group;

	(void)self;
	(void)arg;
	calls++;
	tp_text(t, "a %u", tp_f_u8(t, F_A));
	group = tp_open(t, F_FLAGS, t->off, 1, tp_peek_u8(t, t->off));
	tp_add_bits(t, F_BIT, t->off, 1, tp_peek_u8(t, t->off));
	tp_add_bits(t, F_SIGNED, t->off, 1, tp_u8(t));
	tp_close(t, group);
	tp_text(t, " key %u", tp_peek_u8(t, t->off));
	if (t->pkt->host->call_uint2(table, tp_peek_u8(t, t->off), 200, t,
	    NULL) == TP_REJECT)
		tp_puts(t, " nobody");
	tp_puts(t, " end");
	return tp_done(t);
}

/* Wants 0x55 behind its key. */
static tp_rc
picky_dissect(void *self, tp_tvb *t, const void *arg)
{
	(void)self;
	(void)arg;
	calls++;
	tp_puts(t, " picky");
	(void)tp_u8(t);
	(void)tp_add(t, F_A, 0, 1, 99);
	if (tp_u8(t) != 0x55 && !t->err)
		return TP_REJECT;
	return tp_done(t);
}

static tp_rc
bad_dissect(void *self, tp_tvb *t, const void *arg)
{
	(void)self;
	(void)arg;
	calls++;
	tp_puts(t, " bad");
	return tp_malformed(t);
}

/* Calls itself for ever. */
static tp_rc
deep_dissect(void *self, tp_tvb *t, const void *arg)
{
	(void)self;
	calls++;
	return t->pkt->host->call(inner, t, arg);
}

/* Its one octet, then whom the next is the key of. */
static tp_rc
again_dissect(void *self, tp_tvb *t, const void *arg)
{
	(void)self;
	(void)arg;
	calls++;
	tp_text(t, " again %u", tp_f_u8(t, F_A));
	if (tp_left(t) > 0)
		(void)t->pkt->host->call_uint(table, tp_peek_u8(t, t->off),
		    t, NULL);
	return tp_done(t);
}

static tp_dissector *
dissector(const char *name, const char *proto, tp_field fields_of,
    uint32_t flags, tp_rc (*fn)(void *, tp_tvb *, const void *))
{
	static const char *const called[] = { "t.key", NULL };
	static const char *const none[] = { NULL };
	tp_dissector_desc d = { .size = sizeof(d), .flags = flags,
	    .name = name, .text_name = name, .fields_of = fields_of,
	    .calls = fn == outer_dissect || fn == again_dissect ? called : none, .dissect = fn };
	tp_slot_desc s = { .size = sizeof(s), .bytes = 8 };
	tp_dissector *made;

	d.proto = host->proto(host, proto, proto);
	if (slot == 0)
		slot = host->slot(host, &s);
	made = host->dissector(host, &d, NULL);
	ck_assert_ptr_nonnull(made);
	return made;
}

static void
setup(void)
{
	struct names_config config = { .numeric = true };
	tp_field t, other;
	tp_dissector *picky, *bad;

	registry = registry_new();
	host = engine_host(registry);
	frame_register(registry);
	t = host->proto(host, "t", "Test");
	ck_assert_uint_ne(host->fields(host, t, fields, NFIELDS,
	    sizeof(fields[0])), 0);
	other = host->proto(host, "other", "Other");
	ck_assert_uint_ne(other, t);
	(void)host->add_uint(host, "linktype", 1, 1, 0,
	    dissector("t", "t", 0, 0, outer_dissect));
	picky = dissector("picky", "other", t, 0, picky_dissect);
	bad = dissector("bad", "bad", 0, 0, bad_dissect);
	inner = dissector("deep", "deep", 0, 0, deep_dissect);
	table = host->table(host, "t.key");
	(void)host->add_uint(host, "t.key", 10, 19, 5, picky);
	(void)host->add_uint(host, "t.key", 15, 15, 7, bad);
	(void)host->add_uint(host, "t.key", 20, 20, 0, inner);
	(void)host->add_uint(host, "t.key", 0x10000, 0x20000, 0, bad);
	(void)host->add_uint(host, "t.key", 30, 30, 0, dissector("unnamed",
	    "other", 0, TP_DISSECTOR_UNNAMED, again_dissect));
	(void)host->add_uint(host, "t.key", 31, 31, 0, dissector("none",
	    "other", t, TP_DISSECTOR_NO_LAYER, again_dissect));
	names = names_new(&config);
	flows = flow_table_new(4);
	packet = packet_new(registry, host, flows, names);
	calls = 0;
}

static void
teardown(void)
{
	packet_free(packet);
	flow_table_free(flows);
	names_free(names);
	registry_free(registry);
	free(host);
}

/* The text of these octets. */
static const char *
dissected(const char *octets, size_t n, uint32_t want)
{
	struct capture_if iface = { .linktype = 1, .fcs_len = -1 };
	static struct frame f;

	f = (struct frame){ .data = (const uint8_t *)octets,
	    .caplen = (uint32_t)n, .len = (uint32_t)n };
	packet->text.n = 0;
	packet_dissect(packet, &f, 1, &iface, want);
	textbuf_putc(&packet->text, '\0');
	return packet->text.s;
}

/* ----------------------------------------------------------------- tests */

START_TEST(ranks)
{
	/* nobody for the key, nobody for 200 */
	ck_assert_str_eq(dissected("\1\0\3", 3, TP_WANT_TEXT),
	    "a 1 key 3 nobody end");
	/* the lower rank goes first and takes it */
	ck_assert_str_eq(dissected("\1\0\17\x55", 4, TP_WANT_TEXT),
	    "a 1 key 15 picky end");
	/* it refuses: as if never called, and the next is tried */
	ck_assert_str_eq(dissected("\1\0\17\x54", 4, TP_WANT_TEXT),
	    "a 1 key 15 bad (invalid) end");
}
END_TEST

START_TEST(cuts)
{
	/* a frame of nothing is no frame, as tcpdump has it */
	ck_assert_str_eq(dissected("", 0, TP_WANT_TEXT),
	    "[Invalid header: caplen==0, len==0]");
	/* the argument of the text is read, and the text is not printed */
	ck_assert_str_eq(dissected("\1", 1, TP_WANT_TEXT), "a 1 [|t]");
	ck_assert_str_eq(dissected("\1\2", 2, TP_WANT_TEXT), "a 1 [|t]");
	/* cut within a callee: the packet's text is over */
	ck_assert_str_eq(dissected("\1\2\12", 3, TP_WANT_TEXT),
	    "a 1 key 10 picky [|picky]");
	ck_assert_int_eq(packet->pub.stop, 1);
}
END_TEST

START_TEST(depth)
{
	const char *s = dissected("\1\2\24", 3, TP_WANT_TEXT);

	ck_assert_ptr_nonnull(strstr(s, "nested more than"));
	ck_assert_int_lt(calls, 64);
}
END_TEST

START_TEST(values)
{
	const tp_value *v;
	const char *frame;
	tp_field id = 0;
	uint32_t n;

	ck_assert_uint_eq(registry_find(registry, "frame", &id, 1), 1);
	frame = registry_field(registry, id)->abbrev;
	packet_want_all(packet);
	packet_ready(packet);
	(void)dissected("\7\x1e\17\x54", 4, TP_WANT_FIELDS);
	/* those of the frame first, for dissectors that ask for them */
	v = packet->values;
	for (n = 0; registry_field(registry, registry_field(registry,
	    v[n].field)->proto)->abbrev == frame; n++)
		;
	ck_assert_uint_eq(n, 8);
	v += n;
	/* t, a, flags, bit, signed, and the protocol that was bad; nothing of
	 * the one that refused */
	ck_assert_uint_eq(packet->nvalues, n + 6);
	ck_assert_uint_eq(v[1].v.u, 7);
	ck_assert_uint_eq(v[1].parent, n + 1);
	ck_assert_uint_eq(v[2].v.u, 0x1e);
	ck_assert_uint_eq(v[2].offset, 1);
	ck_assert_uint_eq(v[3].parent, n + 3);
	ck_assert_uint_eq(v[3].v.u, 1);
	ck_assert_int_eq(v[4].v.i, -2);	/* four bits, 0xe */
	ck_assert_uint_eq(packet->nlayers, 2);
	ck_assert_str_eq(registry_field(registry,
	    packet->layers[1].proto)->abbrev, "bad");
}
END_TEST

/* One field in two groups by turns. */
static tp_rc
turns_dissect(void *self, tp_tvb *t, const void *arg)
{
	tp_item group[2];

	(void)self;
	(void)arg;
	group[0] = tp_add(t, F_FLAGS, 0, 1, 1);
	group[1] = tp_add(t, F_FLAGS, 0, 1, 2);
	for (uint32_t i = 0; i < 6; i++) {
		t->group = group[i % 2];
		(void)tp_add(t, F_A, 0, 1, i);
	}
	t->group = 0;
	(void)tp_add(t, F_LONG, 0, 1, UINT64_MAX);
	tp_add_bits(t, F_BIT, 0, 1, 0x10);
	return tp_done(t);
}

/* Of the second of two packets. */
static const char *
json_line(bool tree, struct textbuf *b)
{
	struct json *j = json_new(packet, tree);

	for (int i = 0; i < 2; i++) {
		(void)dissected("\1\2\44", 3, TP_WANT_FIELDS);
		b->n = 0;
		json_put(j, b, packet, NULL);
	}
	textbuf_putc(b, '\0');
	json_free(j);
	return strstr(b->s, "{\"other\":");
}

START_TEST(json_groups)
{
	struct textbuf b = { 0 };

	(void)host->add_uint(host, "t.key", 36, 36, 0, dissector("turns",
	    "other", host->proto(host, "t", NULL), 0, turns_dissect));
	ck_assert_str_eq(json_line(true, &b), "{\"other\":{\"t.flags\":["
	    "{\"value\":1,\"t.a\":[0,2,4]},{\"value\":2,\"t.a\":[1,3,5]}],"
	    "\"t.with_a_name_that_is_longer_than_most\":"
	    "18446744073709551615,\"t.bit\":true}}]}\n");
	ck_assert_str_eq(json_line(false, &b), "{\"other\":{\"t.flags\":[1,2],"
	    "\"t.a\":[0,1,2,3,4,5],"
	    "\"t.with_a_name_that_is_longer_than_most\":"
	    "18446744073709551615,\"t.bit\":true}}]}\n");
	textbuf_free(&b);
}
END_TEST

/* Its first octet, and in sources of their own: the same and one, twice. */
static tp_rc
unpacking_dissect(void *self, tp_tvb *t, const void *arg)
{
	uint8_t *p = t->pkt->host->alloc(t->pkt, 1);

	(void)self;
	(void)arg;
	p[0] = (uint8_t)(tp_f_u8(t, F_A) + 1);
	for (int i = 0; i < 2; i++) {
		tp_tvb in = *t;

		t->pkt->host->source(&in, p, 1, "Unpacked");
		ck_assert_uint_eq(in.len, 1);
		(void)tp_f_u8(&in, F_A);
		(void)tp_f_u8(&in, F_A);
		ck_assert_int_eq(in.err, TP_TRUNCATED);
		t->pkt->host->source(&in, p, 1, "never");
		ck_assert_int_eq(in.err, TP_TRUNCATED);
	}
	return t->data[1] == 9 ? TP_REJECT : tp_done(t);
}

START_TEST(sources)
{
	const tp_value *v;

	(void)host->add_uint(host, "t.key", 35, 35, 0, dissector("unpacking",
	    "other", host->proto(host, "t", NULL), 0, unpacking_dissect));
	packet_want_all(packet);
	packet_ready(packet);
	(void)dissected("\1\2\43\5", 4, TP_WANT_FIELDS);
	v = &packet->values[packet->nvalues - 3];
	ck_assert_uint_eq(v[0].src, 0);
	ck_assert_uint_eq(v[0].offset, 2);
	for (uint32_t i = 1; i < 3; i++) {
		ck_assert_uint_eq(v[i].src, i);
		ck_assert_uint_eq(v[i].offset, 0);
		ck_assert_uint_eq(v[i].v.u, 36);
	}
	ck_assert_uint_eq(packet->nsources, 3);
	ck_assert_str_eq(packet->sources[1].name, "Unpacked");
	ck_assert_uint_eq(packet->sources[1].data[0], 36);
	/* one that rejects has made none */
	(void)dissected("\1\2\43\11", 4, TP_WANT_FIELDS);
	ck_assert_uint_eq(packet->nsources, 1);
}
END_TEST

/* Only what leads to a wanted field is called. */
START_TEST(pruning)
{
	tp_field ids[4];

	(void)dissected("\7\x1e\17\x55", 4, TP_WANT_FIELDS);
	ck_assert_int_eq(calls, 0);
	ck_assert_uint_eq(registry_find(registry, "t.bit", ids, 4), 1);
	packet_want(packet, ids[0]);
	packet_ready(packet);
	(void)dissected("\7\x1e\17\x55", 4, TP_WANT_FIELDS);
	/* the inner one adds fields of t, too */
	ck_assert_int_eq(calls, 2);
	ck_assert_uint_eq(packet->nvalues, 1);
	ck_assert_uint_eq(packet->values[0].field, ids[0]);
}
END_TEST

/* Who leads to no wanted field is asked if another may be tried that does. */
START_TEST(pruning_asks)
{
	tp_field bad;

	ck_assert_uint_eq(registry_find(registry, "bad", &bad, 1), 1);
	packet_want(packet, bad);
	packet_ready(packet);
	/* picky takes it */
	(void)dissected("\7\x1e\17\x55", 4, TP_WANT_FIELDS);
	ck_assert_int_eq(calls, 2);
	ck_assert_uint_eq(packet->nvalues, 0);
	/* picky does not: as if all were wanted, and nothing of picky's */
	(void)dissected("\7\x1e\17\x54", 4, TP_WANT_FIELDS);
	ck_assert_int_eq(calls, 5);
	ck_assert_uint_eq(packet->nvalues, 1);
	ck_assert_uint_eq(packet->values[0].field, bad);
	/* nobody comes after it for this key: it is not called */
	(void)dissected("\7\x1e\12\x54", 4, TP_WANT_FIELDS);
	ck_assert_int_eq(calls, 6);
	ck_assert_uint_eq(packet->nvalues, 0);
}
END_TEST

/* Three octets, of which the last is the key of what follows. */
static tp_rc
one_dissect(void *self, tp_tvb *t, const void *arg)
{
	const uint8_t *p = tp_take(t, 3);

	(void)self;
	(void)arg;
	calls++;
	if (p != NULL)
		(void)t->pkt->host->call_uint(table, p[2], t, NULL);
	return tp_done(t);
}

/* Two, both of which are. */
static tp_rc
two_dissect(void *self, tp_tvb *t, const void *arg)
{
	const uint8_t *p = tp_take(t, 2);

	(void)self;
	(void)arg;
	calls++;
	if (p != NULL)
		(void)t->pkt->host->call_uint2(table, p[0], p[1], t, NULL);
	return tp_done(t);
}

static tp_dissector *
hopping(const char *name, const tp_hop *hop,
    tp_rc (*fn)(void *, tp_tvb *, const void *))
{
	static const char *const called[] = { "t.first", "t.key", "t.rest",
	    NULL };
	tp_dissector_desc d = { .size = sizeof(d), .name = name,
	    .text_name = name, .calls = called, .dissect = fn, .hop = hop,
	    .firsts = 3 };

	d.proto = host->proto(host, name, name);
	return host->dissector(host, &d, NULL);
}

static int
calls_for(const char *octets, size_t n)
{
	struct capture_if iface = { .linktype = 2, .fcs_len = -1 };
	struct frame f = { .data = (const uint8_t *)octets,
	    .caplen = (uint32_t)n, .len = (uint32_t)n };

	calls = 0;
	packet_dissect(packet, &f, 1, &iface, TP_WANT_FIELDS);
	return calls;
}

static void
want_alone(const char *name)
{
	tp_field id;

	packet_free(packet);
	packet = packet_new(registry, host, flows, names);
	ck_assert_uint_eq(registry_find(registry, name, &id, 1), 1);
	packet_want(packet, id);
	packet_ready(packet);
}

/* Nobody is called to say what the first octets say. */
START_TEST(hops)
{
	static const tp_hop one = { .size = sizeof(one), .table = 1, .key = 2,
	    .key_size = 1, .key_min = 5, .key_odd = 9, .header = 3,
	    .mask = 0x0f, .value = 7, .first = 1 };
	static const tp_hop two = { .size = sizeof(two), .table = 1,
	    .key_size = 1, .nkeys = 2, .header = 2 };

	(void)host->add_uint(host, "linktype", 2, 2, 0,
	    hopping("one", &one, one_dissect));
	(void)host->add_uint(host, "t.key", 40, 40, 0,
	    hopping("two", &two, two_dissect));
	(void)host->add_uint(host, "t.first", 50, 50, 0,
	    dissector("first", "other", 0, 0, picky_dissect));
	want_alone("bad");
	/* nobody has 6; who has 10 leads nowhere, 15 does */
	ck_assert_int_eq(calls_for("\7\0\6", 3), 0);
	ck_assert_int_eq(calls_for("\7\0\12", 3), 0);
	ck_assert_int_eq(calls_for("\7\0\17\1\x54", 5), 3);
	/* another kind of header, a cut one, a key that is too small, the
	 * odd one, one that is asked elsewhere first */
	ck_assert_int_eq(calls_for("\6\0\6", 3), 1);
	ck_assert_int_eq(calls_for("\7\0", 2), 1);
	ck_assert_int_eq(calls_for("\7\0\4", 3), 1);
	ck_assert_int_eq(calls_for("\7\0\11", 3), 1);
	ck_assert_int_eq(calls_for("\7\0\62", 3), 1);
	/* through another hop, by either key */
	ck_assert_int_eq(calls_for("\7\0\50\1\2", 5), 0);
	ck_assert_int_eq(calls_for("\7\0\50\1\17\1\x54", 7), 4);
	ck_assert_int_eq(calls_for("\7\0\50\17\1\1\x54", 7), 4);
	want_alone("one");
	ck_assert_int_eq(calls_for("\7\0\6", 3), 1);
}
END_TEST

/* As two_dissect(); what no key's dissector takes is for "t.rest". */
static tp_rc
any_dissect(void *self, tp_tvb *t, const void *arg)
{
	const uint8_t *p = tp_take(t, 2);

	(void)self;
	(void)arg;
	calls++;
	if (p == NULL)
		return tp_done(t);
	if (t->pkt->host->call_uint2(table, p[0], p[1], t, NULL) == TP_REJECT)
		(void)t->pkt->host->call_uint(host->table(host, "t.rest"), 0,
		    t, NULL);
	return tp_done(t);
}

static tp_rc
rest_dissect(void *self, tp_tvb *t, const void *arg)
{
	(void)self;
	(void)arg;
	calls++;
	ck_assert_uint_ge(tp_left(t), 3);
	ck_assert_uint_eq(t->data[1] & 0xf0, 0x40);
	return tp_done(t);
}

/* Who says what its units are like is called with no others. */
START_TEST(shapes)
{
	static const tp_hop any = { .size = sizeof(any), .table = 1,
	    .key_size = 1, .nkeys = 2, .header = 2, .any = 3, .behind = 2 };
	static const tp_shape shape = { .size = sizeof(shape), .least = 3,
	    .mask = { [1] = 0xf0, [5] = 0xff }, .value = { [1] = 0x40 } };
	static const char *const none[] = { NULL };
	tp_dissector_desc d = { .size = sizeof(d), .name = "rest",
	    .text_name = "rest", .calls = none, .dissect = rest_dissect,
	    .shape = &shape };

	d.proto = host->proto(host, "rest", "Rest");
	(void)host->add_uint(host, "t.rest", 0, 0, 0,
	    host->dissector(host, &d, NULL));
	(void)host->add_uint(host, "linktype", 2, 2, 0,
	    hopping("any", &any, any_dissect));
	want_alone("rest");
	/* like it, with a mask that ends with what there must be; not; cut */
	ck_assert_int_eq(calls_for("\1\2\0\x4f\0", 5), 2);
	ck_assert_int_eq(calls_for("\1\2\0\x4f\0\0\0\7", 8), 2);
	ck_assert_int_eq(calls_for("\1\2\0\x5f\0", 5), 0);
	ck_assert_int_eq(calls_for("\1\2\0\x4f", 4), 0);
	/* picky has 10: asked what it says, where that is the question */
	ck_assert_int_eq(calls_for("\1\12\0\x4f\0", 5), 3);
	ck_assert_int_eq(calls_for("\1\12\x55\x55\0", 5), 0);
	/* whoever calls it */
	want_alone("any");
	ck_assert_int_eq(calls_for("\1\2\0\x5f\0", 5), 1);
}
END_TEST

static const char *
protocols(const char *octets, size_t n)
{
	static char name[64];
	struct textbuf b = { 0 };

	(void)dissected(octets, n, TP_WANT_TEXT | TP_WANT_FIELDS);
	frame_protocols(packet, &b);
	ck_assert_uint_lt(b.n, sizeof(name));
	memcpy(name, b.s, b.n);
	name[b.n] = '\0';
	textbuf_free(&b);
	return name;
}

/* Names alone are wanted: everybody who makes one is called. */
START_TEST(layer_names)
{
	tp_field id;

	ck_assert_uint_eq(registry_find(registry, "frame.protocols", &id, 1),
	    1);
	packet_want(packet, id);
	packet_ready(packet);
	ck_assert_str_eq(protocols("\1\2\x0b\x55", 4), "t:other");
	ck_assert_str_eq(protocols("\1\2\x1e\x0b\x55", 5), "t:other");
	ck_assert_uint_eq(packet->nlayers, 3);
	ck_assert_str_eq(protocols("\1\2\x1f\x0b\x55", 5), "t:other");
	ck_assert_uint_eq(packet->nlayers, 2);
}
END_TEST

/* Prints and calls, and adds nothing. */
START_TEST(no_layer)
{
	const tp_value *v;

	packet_want_all(packet);
	packet_ready(packet);
	ck_assert_str_eq(dissected("\1\2\x1f\x0b\x55", 5,
	    TP_WANT_TEXT | TP_WANT_FIELDS), "a 1 key 31 again 31 picky end");
	ck_assert_uint_eq(packet->nlayers, 2);
	v = &packet->values[packet->nvalues - 1];
	/* picky's field alone, not that of who called it */
	ck_assert_uint_eq(v->layer, 1);
	ck_assert_uint_eq(v->v.u, 99);
	ck_assert_uint_eq(packet->values[packet->nvalues - 3].layer, 0);
}
END_TEST

START_TEST(registration)
{
	tp_field ids[4], t = host->proto(host, "t", NULL);
	static const tp_field_desc bad[] = { { "with blank", "x", TP_FT_UINT8,
	    0, 0, NULL, NULL } };

	ck_assert_uint_eq(registry_find(registry, "t.any", ids, 4), 2);
	ck_assert_uint_eq(registry_find(registry, "t.none", ids, 4), 0);
	/* fields come once */
	ck_assert_uint_eq(host->fields(host, t, fields, 1,
	    sizeof(fields[0])), 0);
	ck_assert_uint_eq(host->fields(host, host->proto(host, "new", "New"),
	    bad, 1, sizeof(bad[0])), 0);
	/* a field's name is no protocol's */
	ck_assert_uint_eq(host->proto(host, "t.a", "x"), 0);
	ck_assert_ptr_eq(host->table(host, "t.key"), table);
	ck_assert_ptr_nonnull(registry_packet_type(registry, "PICKY"));
	ck_assert_ptr_null(registry_packet_type(registry, "nobody"));
	/* keys above 65535 */
	ck_assert_ptr_nonnull(table_find(table, 0x10001));
}
END_TEST

static uint32_t
candidates(uint64_t key)
{
	uint32_t n = 0;

	for (const struct candidate *c = table_find(table, key); c != NULL;
	    c = candidate_next(c, key))
		n++;
	return n;
}

/* Keys that share a bucket, ranges wider than there are buckets, and up to
 * the last key. */
START_TEST(keys)
{
	ck_assert_uint_eq(candidates(15), 2);
	ck_assert_uint_eq(candidates(15 + TABLE_BUCKETS), 0);
	(void)host->add_uint(host, "t.key", 1000, 1000 + 3 * TABLE_BUCKETS,
	    3, inner);
	for (uint64_t k = 1000; k <= 1000 + 3 * TABLE_BUCKETS; k++)
		ck_assert_uint_eq(candidates(k), 1);
	ck_assert_uint_eq(candidates(999), 0);
	ck_assert_uint_eq(candidates(1001 + 3 * TABLE_BUCKETS), 0);
	ck_assert_uint_eq(candidates(0x1ffff), 1);
	(void)host->add_uint(host, "t.key", 0, UINT64_MAX, 6, inner);
	ck_assert_uint_eq(candidates(UINT64_MAX), 1);
	ck_assert_uint_eq(candidates(15), 3);
	ck_assert_int_eq(table_find(table, 15)->rank, 5);
	ck_assert_int_eq(candidate_next(table_find(table, 15), 15)->rank, 6);
}
END_TEST

/* A plugin whose descriptors end before our last members. */
START_TEST(short_descriptors)
{
	struct {
		const char *abbrev, *name;
		uint32_t type, base;
	} shorter[2] = { { "s.one", "One", TP_FT_UINT8, TP_BASE_HEX },
	    { "s.two", NULL, TP_FT_UINT16, 0 } };
	tp_field first = host->fields(host, host->proto(host, "s", "S"),
	    (const void *)shorter, 2, sizeof(shorter[0]));
	const struct field *f = registry_field(registry, first + 1);

	ck_assert_uint_ne(first, 0);
	ck_assert_str_eq(f[-1].abbrev, "s.one");
	ck_assert_uint_eq(f[-1].base, TP_BASE_HEX);
	ck_assert_str_eq(field_name(f), "s.two");
	ck_assert_uint_eq(f->type, TP_FT_UINT16);
	ck_assert_uint_eq(f->bitmask, 0);
	ck_assert_ptr_null(field_strings(f));
}
END_TEST

/* Four flows: the one not used for longest makes room. */
START_TEST(flow_eviction)
{
	static const uint8_t a[4] = { 10, 0, 0, 1 }, b[4] = { 10, 0, 0, 2 };
	tp_pkt *k = &packet->pub;
	uint32_t dir, index;
	uint64_t *state;

	k->net_type = TP_FT_IPV4;
	k->net_proto = 6;
	k->net_src = a;
	k->net_dst = b;
	k->dst_port = 80;
	for (uint32_t port = 1; port <= 4; port++) {
		k->src_port = port;
		state = flow_get(flows, k, slot, &dir, &index);
		ck_assert_uint_eq(*state, 0);
		ck_assert_uint_eq(index, port - 1);
		*state = port;
	}
	/* the other direction is the same flow */
	k->net_src = b;
	k->net_dst = a;
	k->src_port = 80;
	k->dst_port = 1;
	state = flow_get(flows, k, slot, &dir, &index);
	ck_assert_uint_eq(*state, 1);
	ck_assert_uint_eq(dir, 1);
	/* the fifth takes the place of the second, not of the first */
	k->dst_port = 5;
	state = flow_get(flows, k, slot, &dir, &index);
	ck_assert_uint_eq(*state, 0);
	ck_assert_uint_eq(index, 4);
	k->dst_port = 1;
	ck_assert_uint_eq(*(uint64_t *)flow_get(flows, k, slot, NULL, NULL),
	    1);
	k->dst_port = 2;
	ck_assert_uint_eq(*(uint64_t *)flow_get(flows, k, slot, NULL, NULL),
	    0);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("engine");
	TCase *t = tcase_create("engine");
	SRunner *r = srunner_create(s);
	int failed;

	suite_add_tcase(s, t);
	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, ranks);
	tcase_add_test(t, cuts);
	tcase_add_test(t, depth);
	tcase_add_test(t, values);
	tcase_add_test(t, json_groups);
	tcase_add_test(t, sources);
	tcase_add_test(t, pruning);
	tcase_add_test(t, pruning_asks);
	tcase_add_test(t, hops);
	tcase_add_test(t, shapes);
	tcase_add_test(t, layer_names);
	tcase_add_test(t, no_layer);
	tcase_add_test(t, registration);
	tcase_add_test(t, keys);
	tcase_add_test(t, short_descriptors);
	tcase_add_test(t, flow_eviction);
	srunner_run_all(r, CK_ENV);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed != 0;
}
