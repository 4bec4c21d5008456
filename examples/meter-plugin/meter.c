/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * An example of a site's own protocol: METER, spoken by made-up heat meters on
 * UDP port 7790.  Copy this file and begin to change it.
 *
 *	octets	what
 *	2	magic, 0x4d54 ("MT")
 *	1	version (high four bits) and flags (low four)
 *	1	type of message: 1 reading, 2 alarm
 *	4	number of the device
 *	...	the message
 *
 * A reading is a count, then that many of: sensor (1 octet), temperature
 * (2 octets, signed, tenths of a degree Celsius).  An alarm is a protocol of
 * its own, METERALARM: code (1 octet), length (1 octet), text.
 */
#include <tapir/dissect.h>

#define METER_PORT 7790
#define METER_MAGIC 0x4d54
#define HEADER_LEN 8

/* ---------------------------------------------------------------- fields */

/* Fields are named by their index here. */
enum { F_MAGIC, F_VERSION, F_FLAGS, F_BATTERY_LOW, F_TYPE, F_DEVICE, F_COUNT,
    F_READING, F_SENSOR, F_TEMPERATURE, NFIELDS };

static const tp_value_string types[] = {
	{ 1, "Reading" }, { 2, "Alarm" }, { 0, NULL }
};

/* Abbreviation, name, type, base, bit mask, strings of values. */
static const tp_field_desc fields[NFIELDS] = {
	[F_MAGIC] = { "meter.magic", "Magic", TP_FT_UINT16, TP_BASE_HEX,
	    0, NULL, NULL },
	[F_VERSION] = { "meter.version", "Version", TP_FT_UINT8, TP_BASE_DEC,
	    0xf0, NULL, NULL },
	[F_FLAGS] = { "meter.flags", "Flags", TP_FT_UINT8, TP_BASE_HEX,
	    0x0f, NULL, NULL },
	[F_BATTERY_LOW] = { "meter.flags.battery_low", "Battery low",
	    TP_FT_BOOLEAN, TP_BASE_NONE, 0x01, NULL, NULL },
	[F_TYPE] = { "meter.type", "Type", TP_FT_UINT8, TP_BASE_DEC, 0,
	    types, NULL },
	[F_DEVICE] = { "meter.device", "Device", TP_FT_UINT32, TP_BASE_DEC,
	    0, NULL, NULL },
	[F_COUNT] = { "meter.count", "Number of readings", TP_FT_UINT8,
	    TP_BASE_DEC, 0, NULL, NULL },
	[F_READING] = { "meter.reading", "Reading", TP_FT_NONE, TP_BASE_NONE,
	    0, NULL, NULL },
	[F_SENSOR] = { "meter.reading.sensor", "Sensor", TP_FT_UINT8,
	    TP_BASE_DEC, 0, NULL, NULL },
	[F_TEMPERATURE] = { "meter.reading.temperature",
	    "Temperature (1/10 C)", TP_FT_INT16, TP_BASE_DEC, 0, NULL, NULL },
};

/* ------------------------------------------------------------ dissecting */

enum { PREF_FAHRENHEIT };
enum { T_TYPE };	/* index of the table below */

/* Tenths of a degree as "21.5C", or "70.7F" by the preference. */
static void
print_temperature(const void *self, tp_tvb *t, int tenths)
{
	int fahrenheit = tp_pref_on(self, PREF_FAHRENHEIT);
	int v = fahrenheit ? tenths * 9 / 5 + 320 : tenths;

	tp_text(t, "%s%d.%d%c", v < 0 ? "-" : "", abs(v) / 10, abs(v) % 10,
	    fahrenheit ? 'F' : 'C');
}

/*
 * Reads, records and prints in one pass.  After a read past the end nothing
 * more is read, recorded or printed, and the host ends the line with
 * " [|meter]": so nothing here looks at lengths.
 */
static void
readings(const void *self, tp_tvb *t)
{
	uint32_t n = tp_f_u8(t, F_COUNT);

	tp_text(t, ", %u readings", n);
	for (uint32_t i = 0; i < n && !t->err; i++) {
		/* a group: in --json=tree an object of its own */
		tp_item outer = tp_open(t, F_READING, t->off, 3, 0);
		uint32_t sensor = tp_f_u8(t, F_SENSOR), off = t->off;
		int tenths = (int16_t)tp_be16(t);

		(void)tp_add(t, F_TEMPERATURE, off, 2,
		    (uint64_t)(int64_t)tenths);
		tp_text(t, ", #%u ", sensor);
		print_temperature(self, t, tenths);
		tp_close(t, outer);
	}
}

static tp_rc
meter_dissect(void *self, tp_tvb *t, const void *arg)
{
	const tp_self *me = (const tp_self *)self;
	uint32_t flags, type, device;
	tp_tvb message;
	tp_rc rc;

	(void)arg;
	/* somebody else's packets on our port are none of ours */
	if (tp_f_be16(t, F_MAGIC) != METER_MAGIC && !t->err)
		return TP_REJECT;
	flags = tp_u8(t);
	tp_add_bits(t, F_VERSION, 2, 1, flags);
	tp_add_bits(t, F_FLAGS, 2, 1, flags);
	tp_add_bits(t, F_BATTERY_LOW, 2, 1, flags);
	type = tp_f_u8(t, F_TYPE);
	device = tp_f_be32(t, F_DEVICE);
	tp_text(t, "METER device %u, ", device);
	tp_text_string(t, types, type, "type %u");
	if (flags & 0x01)
		tp_puts(t, ", battery low");
	if (type == 1)
		readings(self, t);
	else {
		/* who registered for that type?  See meteralarm below. */
		message = tp_rest(t, tp_unread(t));
		rc = t->pkt->host->call_uint(me->tables[T_TYPE], type,
		    &message, NULL);
		if (rc == TP_REJECT)
			tp_text(t, ", %u octets", tp_unread(t));
	}
	return tp_done(t);
}

static const tp_pref_desc prefs[] = {
	[PREF_FAHRENHEIT] = { "fahrenheit", "print degrees Fahrenheit",
	    "false", TP_PREF_BOOL, 0 },
};

static const tp_key meter_keys[] = {
	{ "udp.port", METER_PORT, 0, 0 }, { NULL, 0, 0, 0 }
};

static const tp_protocol meter = {
	.name = "meter",
	.long_name = "Example Meter Protocol",
	.fields = fields,
	.nfields = NFIELDS,
	.prefs = prefs,
	.nprefs = TP_COUNT(prefs),
	.tables = { "meter.type" },
	.keys = meter_keys,
	.dissect = meter_dissect,
};
TP_REGISTER(meter);

/* -------------------------------------------- a sub-dissector: the alarm */

enum { F_ALARM_CODE, F_ALARM_TEXT, NALARMFIELDS };

static const tp_field_desc alarm_fields[NALARMFIELDS] = {
	[F_ALARM_CODE] = { "meteralarm.code", "Code", TP_FT_UINT8,
	    TP_BASE_DEC, 0, NULL, NULL },
	[F_ALARM_TEXT] = { "meteralarm.text", "Text", TP_FT_STRING,
	    TP_BASE_NONE, 0, NULL, NULL },
};

static tp_rc
alarm_dissect(void *self, tp_tvb *t, const void *arg)
{
	uint32_t code = tp_f_u8(t, F_ALARM_CODE), n = tp_u8(t);
	const uint8_t *text;

	(void)self;
	(void)arg;
	tp_text(t, ", alarm %u: ", code);
	text = tp_f_bytes(t, F_ALARM_TEXT, n);
	/* packet octets go out escaped: a terminal is not to obey them */
	tp_safe(t, text, n);
	return tp_done(t);
}

static const tp_key alarm_keys[] = {
	{ "meter.type", 2, 0, 0 }, { NULL, 0, 0, 0 }
};

static const tp_protocol meteralarm = {
	.name = "meteralarm",
	.long_name = "Example Meter Alarm",
	.fields = alarm_fields,
	.nfields = NALARMFIELDS,
	.keys = alarm_keys,
	.dissect = alarm_dissect,
};
TP_REGISTER(meteralarm);

TP_PLUGIN("meter", "1.0", "BSD-3-Clause", "an example of a site's protocol");
