/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Ethernet's Configuration Testing Protocol (Digital, Intel and Xerox, "The
 * Ethernet", version 2.0, 8).  A station forwards the frame to each address of
 * a list in turn; skipCount says how much of the list is done with.
 */
#include "link.h"

#define FUNCTION_REPLY 1u
#define FUNCTION_FORWARD 2u

enum { F_SKIPCOUNT, F_FUNCTION, F_RELEVANT, F_RECEIPT, F_ADDRESS, NFIELDS };

static const tp_value_string functions[] = {
	{ FUNCTION_REPLY, "Reply" }, { FUNCTION_FORWARD, "Forward Data" },
	{ 0, NULL }
};

static const tp_field_desc fields[NFIELDS] = {
	[F_SKIPCOUNT] = { "loop.skipcount", "skipCount", TP_FT_UINT16,
	    TP_BASE_DEC },
	[F_FUNCTION] = { "loop.function", "Function", TP_FT_UINT16,
	    TP_BASE_DEC, .strings = functions },
	[F_RELEVANT] = { "loop.relevant_function", "Relevant function",
	    TP_FT_UINT16, TP_BASE_DEC, .strings = functions },
	[F_RECEIPT] = { "loop.receipt_number", "Receipt number",
	    TP_FT_UINT16, TP_BASE_DEC },
	[F_ADDRESS] = { "loop.forwarding_address", "Forwarding address",
	    TP_FT_ETHER },
};

/* The whole list, from its start; behind it is data. */
static void
add_functions(const tp_self *me, tp_tvb *t, uint32_t skip)
{
	tp_tvb w = *t, rest;
	uint32_t off, function;

	do {
		off = w.off;
		function = tp_f_le16(&w, F_FUNCTION);
		if (!w.err && off - 2 == skip)
			(void)tp_add_generated(&w, F_RELEVANT, off, 2,
			    function);
		if (function == FUNCTION_FORWARD)
			(void)tp_f_bytes(&w, F_ADDRESS, 6);
	} while (!w.err && function == FUNCTION_FORWARD);
	if (function == FUNCTION_REPLY)
		(void)tp_f_le16(&w, F_RECEIPT);
	if (w.err)
		return;
	rest = tp_rest(&w, tp_unread(&w));
	rest = tp_mute(&rest);
	tp_data(me->tables[0], &rest);
}

/* Has it n more octets?  If they are only not captured is another matter. */
static int
declares(tp_tvb *t, uint32_t n)
{
	if (t->err)
		return 0;
	if (tp_unread(t) >= n)
		return 1;
	tp_puts(t, " (invalid)");
	(void)tp_take(t, tp_unread(t));
	return 0;
}

static void
text_data(tp_tvb *t)
{
	tp_text(t, ", data (%u octets)", tp_unread(t));
	(void)tp_take(t, tp_unread(t));
}

/* The function that is next. */
static void
text_function(tp_tvb *t)
{
	uint32_t function, number;
	const uint8_t *address;

	function = tp_le16(t);
	if (function == FUNCTION_REPLY) {
		tp_puts(t, ", Reply");
		if (!declares(t, 2))
			return;
		number = tp_le16(t);
		tp_text(t, ", receipt number %u", number);
		text_data(t);
	} else if (function == FUNCTION_FORWARD) {
		tp_puts(t, ", Forward Data");
		if (!declares(t, 6))
			return;
		address = tp_take(t, 6);
		tp_puts(t, ", forwarding address ");
		tp_addr(t, TP_FT_ETHER, address);
		text_data(t);
	} else {
		tp_text(t, ",  invalid (%u)", function);
		(void)tp_take(t, tp_unread(t));
	}
}

static tp_rc
dissect(void *self, tp_tvb *t, const void *arg)
{
	uint32_t skip;

	(void)arg;
	tp_puts(t, "Loopback");
	if (!declares(t, 2))
		return tp_done(t);
	skip = tp_f_le16(t, F_SKIPCOUNT);
	if (!t->err && t->want & TP_WANT_FIELDS)
		add_functions(self, t, skip);
	tp_text(t, ", skipCount %u", skip);
	if (skip % 8 != 0)
		tp_puts(t, " (bogus)");
	if (!declares(t, skip))
		return tp_done(t);
	(void)tp_take(t, skip);
	if (declares(t, 2))
		text_function(t);
	return tp_done(t);
}

static const tp_protocol loop = {
	.name = "loop",
	.long_name = "Configuration Test Protocol (loopback)",
	.text_name = "loopback",
	.fields = fields,
	.nfields = NFIELDS,
	.tables = { "data" },
	.keys = (const tp_key[]){ { .table = "ethertype", .lo = 0x9000 },
	    { NULL } },
	.dissect = dissect,
};
TP_REGISTER(loop);
