/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * NTP's private messages (mode 7), which ntpdc and ntpd exchange: a header,
 * then items of a layout that the request code tells.  No RFC has them; the
 * layouts are as tshark shows them.
 */
#include "ntp.h"

#define IMPLEMENTATION_XNTPD 3	/* the only one whose items are known */
#define AUTH_OFFSET 184u	/* where a request's time stamp and MAC are */
#define REST 0			/* size: as much as the item has left */

/* A part of an item. */
struct slot {
	uint16_t field, size;
};

static const struct slot peer[] = {
	{ F_M7_ADDRESS, 4 }, { F_M7_PORT, 2 }, { F_M7_HMODE, 1 },
	{ F_M7_PEER_FLAGS, 1 }, { F_M7_IPV6_FLAG, 4 }, { F_M7_UNUSED, 4 },
	{ F_M7_ADDRESS6, 16 }
};

static const struct slot peer_summary[] = {
	{ F_M7_DSTADDRESS, 4 }, { F_M7_SRCADDRESS, 4 }, { F_M7_SRCPORT, 2 },
	{ F_STRATUM, 1 }, { F_M7_HPOLL, 1 }, { F_PPOLL, 1 }, { F_M7_REACH, 1 },
	{ F_M7_PEER_FLAGS, 1 }, { F_M7_HMODE, 1 }, { F_M7_DELAY, 4 },
	{ F_M7_OFFSET, 8 }, { F_M7_DISPERSION, 4 }, { F_M7_IPV6_FLAG, 4 },
	{ F_M7_UNUSED, 4 }, { F_M7_DSTADDRESS6, 16 }, { F_M7_SRCADDRESS6, 16 }
};

static const struct slot peer_info[] = {
	{ F_M7_DSTADDRESS, 4 }, { F_M7_SRCADDRESS, 4 }, { F_M7_SRCPORT, 2 },
	{ F_M7_PEER_FLAGS, 1 }, { F_M7_LEAP, 1 }, { F_M7_HMODE, 1 },
	{ F_M7_PMODE, 1 }, { F_STRATUM, 1 }, { F_PPOLL, 1 }, { F_M7_HPOLL, 1 },
	{ F_PRECISION, 1 }, { F_M7_VERSION, 1 }, { F_M7_UNUSED, 1 },
	{ F_M7_REACH, 1 }, { F_M7_UNREACH, 1 }, { F_M7_FLASH, 1 },
	{ F_M7_TTL, 1 }, { F_M7_FLASH2, 2 }, { F_M7_ASSOCID, 2 },
	{ F_KEYID, 4 }, { F_M7_PKEYID, 4 }, { F_REFID, 4 }, { F_M7_TIMER, 4 },
	{ F_ROOTDELAY, 4 }, { F_ROOTDISPERSION, 4 }, { F_REFTIME, 8 },
	{ F_ORG, 8 }, { F_REC, 8 }, { F_XMT, 8 }, { F_M7_FILTDELAY, 4 },
	{ F_M7_FILTOFFSET, 8 }, { F_M7_ORDER, 1 }, { F_M7_DELAY, 4 },
	{ F_M7_DISPERSION, 4 }, { F_M7_OFFSET, 8 }, { F_M7_SELECTDIS, 4 },
	{ F_M7_UNUSED, 4 }, { F_M7_UNUSED, 4 }, { F_M7_UNUSED, 4 },
	{ F_M7_UNUSED, 4 }, { F_M7_UNUSED, 4 }, { F_M7_UNUSED, 4 },
	{ F_M7_UNUSED, 4 }, { F_M7_ESTBDELAY, 4 }, { F_M7_IPV6_FLAG, 4 },
	{ F_M7_UNUSED, 4 }, { F_M7_DSTADDRESS6, 16 }, { F_M7_SRCADDRESS6, 16 }
};

static const struct slot peer_stats[] = {
	{ F_M7_DSTADDRESS, 4 }, { F_M7_SRCADDRESS, 4 }, { F_M7_SRCPORT, 2 },
	{ F_M7_PEER_FLAGS, 1 }, { F_M7_TIMERESET, 4 },
	{ F_M7_TIMERECEIVED, 4 }, { F_M7_TIMETOSEND, 4 },
	{ F_M7_TIMEREACHABLE, 4 }, { F_M7_SENT, 4 }, { F_M7_UNUSED, 4 },
	{ F_M7_PROCESSED, 4 }, { F_M7_UNUSED, 4 }, { F_M7_BADAUTH, 4 },
	{ F_M7_BOGUSORG, 4 }, { F_M7_OLDPKT, 4 }, { F_M7_UNUSED, 4 },
	{ F_M7_UNUSED, 4 }, { F_M7_SELDISP, 4 }, { F_M7_SELBROKEN, 4 },
	{ F_M7_UNUSED, 4 }, { F_M7_CANDIDATE, 1 }, { F_M7_UNUSED, 1 },
	{ F_M7_UNUSED, 1 }, { F_M7_UNUSED, 1 }, { F_M7_IPV6_FLAG, 4 },
	{ F_M7_UNUSED, 4 }, { F_M7_DSTADDRESS6, 16 }, { F_M7_SRCADDRESS6, 16 }
};

static const struct slot sys_info[] = {
	{ F_M7_ADDRESS, 4 }, { F_M7_PMODE, 1 }, { F_M7_LEAP, 1 },
	{ F_STRATUM, 1 }, { F_PRECISION, 1 }, { F_ROOTDELAY, 4 },
	{ F_ROOTDISPERSION, 4 }, { F_REFID, 4 }, { F_REFTIME, 8 },
	{ F_M7_POLL, 4 }, { F_M7_SYS_FLAGS8, 1 }, { F_M7_UNUSED, 3 },
	{ F_M7_BDELAY, 4 }, { F_M7_FREQ, 4 }, { F_M7_AUTHDELAY, 8 },
	{ F_M7_STABILITY, 4 }, { F_M7_IPV6_FLAG, 4 }, { F_M7_UNUSED, 4 },
	{ F_M7_ADDRESS6, 16 }
};

static const struct slot sys_stats[] = {
	{ F_M7_TIMEUP, 4 }, { F_M7_TIMERESET, 4 }, { F_M7_DENIED, 4 },
	{ F_M7_OLDVERSION, 4 }, { F_M7_NEWVERSION, 4 },
	{ F_M7_BAD_VERSION, 4 }, { F_M7_BADLENGTH, 4 }, { F_M7_PROCESSED, 4 },
	{ F_M7_BADAUTH, 4 }, { F_M7_TIMERECEIVED, 4 },
	{ F_M7_LIMITREJECTED, 4 }, { F_M7_LAMPORT, 4 }, { F_M7_TSROUNDING, 4 }
};

static const struct slot io_stats[] = {
	{ F_M7_TIMERESET, 4 }, { F_M7_TOTALRECVBUFS, 2 },
	{ F_M7_FREERECVBUFS, 2 }, { F_M7_FULLRECVBUFS, 2 },
	{ F_M7_LOWWATER, 2 }, { F_M7_DROPPED, 4 }, { F_M7_IGNORED, 4 },
	{ F_M7_RECEIVED, 4 }, { F_M7_SENT, 4 }, { F_M7_NOTSENT, 4 },
	{ F_M7_INTERRUPTS, 4 }, { F_M7_INT_RECEIVED, 4 }
};

static const struct slot mem_stats[] = {
	{ F_M7_TIMERESET, 4 }, { F_M7_TOTALMEM, 2 }, { F_M7_FREEMEM, 2 },
	{ F_M7_FINDPEER_CALLS, 4 }, { F_M7_ALLOCATIONS, 4 },
	{ F_M7_DEMOBILIZATIONS, 4 }, { F_M7_HASHCOUNT, REST }
};

static const struct slot loop_info[] = {
	{ F_M7_LAST_OFFSET, 8 }, { F_M7_DRIFT_COMP, 8 },
	{ F_M7_COMPLIANCE, 4 }, { F_M7_WATCHDOG_TIMER, 4 }
};

static const struct slot timer_stats[] = {
	{ F_M7_TIMERESET, 4 }, { F_M7_ALARMS, 4 }, { F_M7_OVERFLOWS, 4 },
	{ F_M7_XMTCALLS, 4 }
};

static const struct slot config[] = {
	{ F_M7_ADDRESS, 4 }, { F_M7_HMODE, 1 }, { F_M7_VERSION, 1 },
	{ F_M7_MINPOLL, 1 }, { F_M7_MAXPOLL, 1 }, { F_PRIV_CONFIG_FLAGS, 1 },
	{ F_M7_TTL, 1 }, { F_M7_UNUSED, 2 }, { F_KEYID, 4 },
	{ F_M7_KEY_FILE, 128 }, { F_M7_IPV6_FLAG, 4 }, { F_M7_UNUSED, 4 },
	{ F_M7_ADDRESS6, 16 }
};

static const struct slot unconfig[] = {
	{ F_M7_ADDRESS, 4 }, { F_M7_IPV6_FLAG, 4 }, { F_M7_ADDRESS6, 16 }
};

static const struct slot sys_flags[] = {
	{ F_M7_SYS_FLAGS, 4 }
};

static const struct slot restrictions[] = {
	{ F_M7_ADDRESS, 4 }, { F_M7_MASK, 4 }, { F_M7_COUNT, 4 },
	{ F_M7_RFLAGS, 2 }, { F_M7_MFLAGS, 2 }, { F_M7_IPV6_FLAG, 4 },
	{ F_M7_UNUSED, 4 }, { F_M7_ADDRESS6, 16 }, { F_M7_MASK6, 16 }
};

static const struct slot restrict_change[] = {
	{ F_M7_ADDRESS, 4 }, { F_M7_MASK, 4 }, { F_M7_IPPEERLIMIT, 2 },
	{ F_M7_RESTRICT_FLAGS, 2 }, { F_M7_MFLAGS, 2 }, { F_M7_UNUSED, 4 },
	{ F_M7_ADDRESS6, 16 }, { F_M7_MASK6, 16 }
};

static const struct slot monitor[] = {
	{ F_MON_AVGINT, 4 }, { F_MON_LSINT, 4 }, { F_MON_RESTR, 4 },
	{ F_MON_COUNT, 4 }, { F_MON_REMOTE_ADDRESS, 4 }, { F_MON_PORT, 2 },
	{ F_MON_MODE, 1 }, { F_MON_VERSION, 1 }, { F_MON_IPV6, 4 },
	{ F_MON_UNUSED, 4 }, { F_MON_ADDR6, 16 }
};

static const struct slot reset_flags[] = {
	{ F_M7_RESET_STATS_FLAGS, 4 }
};

static const struct slot trust_key[] = {
	{ F_M7_KEY, 8 }
};

static const struct slot auth_info[] = {
	{ F_M7_TIMERESET, 4 }, { F_M7_NUMKEYS, 4 }, { F_M7_NUMFREEKEYS, 4 },
	{ F_M7_KEYLOOKUPS, 4 }, { F_M7_KEYNOTFOUND, 4 },
	{ F_M7_ENCRYPTIONS, 4 }, { F_M7_DECRYPTIONS, 4 }, { F_M7_EXPIRED, 4 },
	{ F_M7_KEYUNCACHED, 4 }
};

static const struct slot traps[] = {
	{ F_M7_LOCAL_ADDRESS, 4 }, { F_M7_TRAP_ADDRESS, 4 },
	{ F_M7_TRAP_PORT, 2 }, { F_M7_SEQUENCE, 2 }, { F_M7_SETTIME, 4 },
	{ F_M7_ORIGTIME, 4 }, { F_M7_RESETS, 4 }, { F_PRIV_TRAPS_FLAGS, 4 },
	{ F_M7_IPV6_FLAG, 4 }, { F_M7_LOCAL_ADDRESS6, 16 },
	{ F_M7_TRAP_ADDRESS6, 16 }
};

static const struct slot trap_change[] = {
	{ F_M7_LOCAL_ADDRESS, 4 }, { F_M7_TRAP_ADDRESS, 4 },
	{ F_M7_TRAP_PORT, 2 }, { F_M7_UNUSED, 2 }, { F_M7_IPV6_FLAG, 4 },
	{ F_M7_LOCAL_ADDRESS6, 16 }, { F_M7_TRAP_ADDRESS6, 16 }
};

static const struct slot key_id[] = {
	{ F_KEYID, 4 }
};

static const struct slot control_stats[] = {
	{ F_M7_TIMERESET, 4 }, { F_M7_REQUESTS, 4 }, { F_M7_BAD_PACKETS, 4 },
	{ F_M7_RESPONSES, 4 }, { F_M7_FRAGMENTS, 4 }, { F_M7_ERRORS, 4 },
	{ F_M7_TOO_SHORT, 4 }, { F_M7_INPUT_RESPONSES, 4 },
	{ F_M7_INPUT_FRAGMENTS, 4 }, { F_M7_INPUT_ERRORS, 4 },
	{ F_M7_BAD_OFFSET, 4 }, { F_M7_BAD_VERSION, 4 },
	{ F_M7_DATA_TOO_SHORT, 4 }, { F_M7_BADOP, 4 },
	{ F_M7_ASYNC_MESSAGES, 4 }
};

static const struct slot clock_query[] = {
	{ F_M7_ADDRESS, 4 }
};

static const struct slot clock_info[] = {
	{ F_M7_ADDRESS, 4 }, { F_M7_TYPE, 1 }, { F_M7_CLOCK_FLAGS, 1 },
	{ F_M7_LASTEVENT, 1 }, { F_M7_CURRENTSTATUS, 1 }, { F_M7_POLLS, 4 },
	{ F_M7_NORESPONSE, 4 }, { F_M7_BADFORMAT, 4 }, { F_M7_BADDATA, 4 },
	{ F_M7_TIMESTARTED, 4 }, { F_M7_FUDGETIME1, 8 },
	{ F_M7_FUDGETIME2, 8 }, { F_M7_FUDGEVAL1, 4 }, { F_M7_FUDGEVAL2, 4 }
};

static const struct slot clock_fudge[] = {
	{ F_M7_ADDRESS, 4 }, { F_M7_WHICH, 4 }, { F_M7_FUDGETIME, 8 },
	{ F_M7_FUDGEVAL_FLAGS, 4 }
};

static const struct slot kernel_info[] = {
	{ F_M7_KERNEL_OFFSET, 4 }, { F_M7_FREQ, 4 }, { F_M7_MAXERROR, 4 },
	{ F_M7_ESTERROR, 4 }, { F_M7_STATUS, 2 }, { F_M7_SHIFT, 2 },
	{ F_M7_CONSTANT, 4 }, { F_M7_PRECISION, 4 }, { F_M7_TOLERANCE, 4 },
	{ F_M7_PPSFREQ, 4 }, { F_M7_JITTER, 4 }, { F_M7_STABIL, 4 },
	{ F_M7_JITCNT, 4 }, { F_M7_CALCNT, 4 }, { F_M7_ERRCNT, 4 },
	{ F_M7_STBCNT, 4 }
};

static const struct slot clock_bug_info[] = {
	{ F_M7_ADDRESS, 4 }, { F_M7_NVALUES, 1 }, { F_M7_NTIMES, 1 },
	{ F_M7_SVALUES, 2 }, { F_M7_STIMES, 4 }, { F_M7_VALUES, 64 },
	{ F_M7_TIMES, 256 }
};

static const struct slot monitor_1[] = {
	{ F_MON_AVGINT, 4 }, { F_MON_LSINT, 4 }, { F_MON_RESTR, 4 },
	{ F_MON_COUNT, 4 }, { F_MON_REMOTE_ADDRESS, 4 },
	{ F_MON_LOCAL_ADDRESS, 4 }, { F_MON_FLAGS, 4 }, { F_MON_PORT, 2 },
	{ F_MON_MODE, 1 }, { F_MON_VERSION, 1 }, { F_MON_IPV6, 4 },
	{ F_MON_UNUSED, 4 }, { F_MON_ADDR6, 16 }, { F_MON_DADDR6, 16 }
};

static const struct slot interface[] = {
	{ F_M7_ADDRESS6, 16 }, { F_M7_BCAST6, 16 }, { F_M7_MASK6, 16 },
	{ F_M7_IPV6_FLAG, 4 }, { F_M7_INT_NAME, 32 }, { F_M7_INT_FLAGS, 4 },
	{ F_M7_LAST_TTL, 4 }, { F_M7_NUM_MCAST, 4 }, { F_M7_RECEIVED, 4 },
	{ F_M7_SENT, 4 }, { F_M7_NOTSENT, 4 }, { F_M7_UPTIME, 4 },
	{ F_M7_SCOPEID, 4 }, { F_M7_IFINDEX, 4 }, { F_M7_IFNUM, 4 },
	{ F_M7_PEERCNT, 4 }, { F_M7_FAMILY, 2 }, { F_M7_IGNORE_PKTS, 1 },
	{ F_M7_ACTION, 1 }, { F_M7_UNUSED, 4 }
};

struct layout {
	const struct slot *slots;
	uint32_t n, flag;	/* flag: where a word says IPv6 or not, if
				 * that changes the layout */
};

#define LAYOUT(name)	{ name, TP_COUNT(name), 0 }
#define LAYOUT6(name, flag) { name, TP_COUNT(name), flag }

/* By request code. */
static const struct layout responses[] = {
	[0] = LAYOUT(peer), [1] = LAYOUT(peer_summary),
	[2] = LAYOUT(peer_info), [3] = LAYOUT(peer_stats),
	[4] = LAYOUT(sys_info), [5] = LAYOUT(sys_stats),
	[6] = LAYOUT(io_stats), [7] = LAYOUT(mem_stats),
	[8] = LAYOUT(loop_info), [9] = LAYOUT(timer_stats),
	[10] = LAYOUT(config), [11] = LAYOUT(unconfig),
	[12] = LAYOUT(sys_flags), [13] = LAYOUT(sys_flags),
	[16] = LAYOUT(restrictions), [17] = LAYOUT(restrict_change),
	[18] = LAYOUT(restrict_change), [19] = LAYOUT(restrict_change),
	[20] = LAYOUT6(monitor, 24), [21] = LAYOUT(reset_flags),
	[22] = LAYOUT(unconfig), [26] = LAYOUT(trust_key),
	[27] = LAYOUT(trust_key), [28] = LAYOUT(auth_info),
	[29] = LAYOUT(traps), [30] = LAYOUT(trap_change),
	[31] = LAYOUT(trap_change), [32] = LAYOUT(key_id),
	[33] = LAYOUT(key_id), [34] = LAYOUT(control_stats),
	[36] = LAYOUT(clock_info), [37] = LAYOUT(clock_fudge),
	[38] = LAYOUT(kernel_info), [39] = LAYOUT(clock_bug_info),
	[42] = LAYOUT6(monitor_1, 32), [44] = LAYOUT6(interface, 48),
	[45] = LAYOUT6(interface, 48)
};

/* Those that differ from the answer's. */
static const struct layout requests[] = {
	[2] = LAYOUT(peer), [3] = LAYOUT(peer), [36] = LAYOUT(clock_query),
	[39] = LAYOUT(clock_query)
};

/* A word of flags, then the fields of its bits. */
static const struct {
	uint16_t word, last;
} flags[] = {
	{ F_M7_PEER_FLAGS, F_M7_PEER_FLAGS_SHORTLIST },
	{ F_PRIV_CONFIG_FLAGS, F_M7_CONFIG_FLAGS_SKEY },
	{ F_M7_SYS_FLAGS, F_M7_SYS_FLAGS_CAL },
	{ F_M7_SYS_FLAGS8, F_M7_SYS_FLAGS_CAL },
	{ F_M7_RESET_STATS_FLAGS, F_M7_RESET_STATS_FLAGS_CTL },
};

static void
word(tp_tvb *t, tp_field f, uint32_t size, uint64_t v)
{
	uint64_t mask = ntp_fields[f].bitmask;
	tp_item outer = tp_open(t, f, t->off - size, size,
	    mask != 0 ? v & mask : v);

	for (uint32_t i = 0; i < TP_COUNT(flags); i++)
		for (tp_field b = f + 1; flags[i].word == f &&
		    b <= flags[i].last; b++)
			/* SYS_FLAGS stands between SYS_FLAGS8 and its bits */
			if (b != F_M7_SYS_FLAGS)
				tp_add_bits(t, b, t->off - size, size, v);
	tp_close(t, outer);
}

static uint64_t
integer(uint32_t type, const uint8_t *p, uint32_t n)
{
	int is_signed = type >= TP_FT_INT8 && type <= TP_FT_INT64;
	uint64_t v = is_signed && *p & 0x80 ? ~(uint64_t)0 : 0;

	for (uint32_t i = 0; i < n; i++)
		v = v << 8 | p[i];
	return v;
}

/* size octets at the cursor as field f, by its type. */
static void
value(tp_tvb *t, tp_field f, uint32_t size)
{
	const uint8_t *p = NULL;
	uint32_t type = ntp_fields[f].type;

	if (type == TP_FT_ABSOLUTE_TIME)
		ntp_field_time(t, f);
	else if (type == TP_FT_STRING) {
		p = tp_take(t, size);
		if (p != NULL)
			(void)tp_add_ptr(t, f, t->off - size, size, p,
			    (uint32_t)strnlen((const char *)p, size));
	} else if (type == TP_FT_BYTES || type == TP_FT_IPV4 ||
	    type == TP_FT_IPV6)
		(void)tp_f_bytes(t, f, size);
	else if ((p = tp_take(t, size)) != NULL && f == F_M7_KEY)
		(void)tp_add(t, f, t->off - size, size, tp_ld64le(p));
	else if (p != NULL)
		word(t, f, size, integer(type, p, size));
}

/* What stands in the place of an IPv6 address in an item of IPv4. */
static void
in_ipv4(tp_tvb *t, const struct slot *s)
{
	static const struct {
		uint16_t six, four;
	} same_place[] = {
		{ F_M7_ADDRESS6, F_M7_ADDRESS }, { F_M7_BCAST6, F_M7_BCAST },
		{ F_M7_MASK6, F_M7_MASK }
	};

	for (uint32_t i = 0; i < TP_COUNT(same_place); i++)
		if (same_place[i].six == s->field) {
			value(t, same_place[i].four, 4);
			(void)tp_take(t, s->size - 4u);
		}
}

/* A slot of an item that ends at offset end. */
static void
slot(tp_tvb *t, const struct slot *s, int ipv6, uint32_t end)
{
	uint32_t start = t->off;

	if (s->size == REST)
		value(t, s->field, end > start ? end - start : UINT32_MAX);
	else if (!ipv6 && ntp_fields[s->field].type == TP_FT_IPV6)
		in_ipv4(t, s);
	else
		value(t, s->field, s->size);
}

/*
 * An item of a declared size.  The layouts are of one release of ntpd's:
 * others have shorter items, of which the next one's octets are shown.
 */
static void
item(tp_tvb *t, const struct layout *l, uint32_t size)
{
	uint32_t start = t->off;
	const char *name = l->slots == monitor || l->slots == monitor_1 ?
	    "Monlist Item" : "";
	tp_item outer = t->group, me;
	int ipv6;

	if (tp_peek(t, start, size) == NULL)
		return;
	me = tp_add_ptr(t, F_M7_ITEM, start, size, name,
	    (uint32_t)strlen(name));
	if (me != 0)
		t->group = me;
	ipv6 = l->flag == 0 || !tp_has(t, start + l->flag, 4) ||
	    tp_ld32(t->data + start + l->flag) != 0;
	for (uint32_t i = 0; i < l->n && !t->err; i++)
		slot(t, &l->slots[i], ipv6, start + size);
	tp_close(t, outer);
	if (!t->err)
		t->off = start + size;
}

static const struct layout *
layout_of(uint32_t code, int response)
{
	static const struct layout unknown = { NULL, 0, 0 };

	if (!response && code < TP_COUNT(requests) && requests[code].n != 0)
		return &requests[code];
	return code < TP_COUNT(responses) ? &responses[code] : &unknown;
}

/* Requests that are signed have a time stamp and a MAC at a fixed place. */
static void
authenticator(tp_tvb *t)
{
	if (!tp_has(t, AUTH_OFFSET, 12))
		return;
	t->off = AUTH_OFFSET;
	ntp_field_time(t, F_PRIV_TSTAMP);
	(void)tp_f_bytes(t, F_KEYID, 4);
	if (tp_left(t) != 0)
		(void)tp_f_bytes(t, F_MAC, tp_left(t));
}

void
ntp_private(tp_tvb *t, uint32_t first)
{
	int response = (first & 0x80) != 0;
	uint32_t auth, implementation, code, n, size;
	tp_item outer;
	tp_tvb items;

	auth = tp_u8(t);
	outer = tp_open(t, F_PRIV_AUTH_SEQ, 1, 1, auth);
	tp_add_bits(t, F_PRIV_AUTH, 1, 1, auth);
	tp_add_bits(t, F_PRIV_SEQ, 1, 1, auth);
	tp_close(t, outer);
	implementation = tp_f_u8(t, F_PRIV_IMPL);
	code = tp_f_u8(t, F_PRIV_REQCODE);
	if (implementation != IMPLEMENTATION_XNTPD)
		return;
	n = tp_be16(t);
	if (!t->err) {
		(void)tp_add(t, F_PRIV_ERR, 4, 1, n >> 12);
		(void)tp_add(t, F_PRIV_NUMITEMS, 4, 2, n & 0xfff);
	}
	size = tp_be16(t);
	if (t->err)
		return;
	(void)tp_add(t, F_PRIV_RESERVED, 6, 1, size >> 12);
	(void)tp_add(t, F_PRIV_ITEMSIZE, 6, 2, size & 0xfff);
	n &= 0xfff;
	size &= 0xfff;
	/* items of no octets would all be the same one */
	if (size == 0 && n > 1)
		n = 1;
	items = tp_rest(t, tp_left(t));
	for (uint32_t i = 0; i < n && !items.err; i++)
		item(&items, layout_of(code, response), size);
	if (!response && auth & 0x80)
		authenticator(t);
}
