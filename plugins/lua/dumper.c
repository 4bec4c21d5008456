/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Dumper: capture files that a script writes, pcap, pcapng and what a
 * FileHandler of its writes; with --lua-unsafe, as all that changes files.  PseudoHeader: what comes before the
 * octets of a frame, of which Ethernet has none in these files.
 */
#include <string.h>

#include "classes.h"
#include "encap.h"
#include "file_writer.h"
#include "keep.h"
#include "packet.h"
#include "paths.h"
#include "values.h"

struct dumper {
	struct object object;
	tp_dump *dump;			/* NULL: closed, or it is */
	struct writer writer;		/* this, by a FileHandler */
	uint32_t linktype;
};

static const struct class class_dumper, class_pseudo;

/* Wireshark's numbers of files: wtap_filetypes.X */
static const uint32_t formats[] = { TP_FORMAT_PCAPNG, TP_FORMAT_PCAP,
    TP_FORMAT_PCAP_NSEC };

static struct dumper *
check_dumper(lua_State *L)
{
	struct dumper *d = object_check(L, 1, &class_dumper);

	luaL_argcheck(L, d->dump != NULL || d->writer.file != NULL, 1, "the Dumper is closed already");
	return d;
}

static int
dumper_open(lua_State *L, const char *path, lua_Integer type,
    lua_Integer encap)
{
	const tp_host *h = host_of(L);
	tp_capture c = { .size = sizeof(c), .linktype =
	    encap_linktype(encap) };
	struct file_handler *handler = file_handler_writing(script_of(L),
	    type, NULL);
	struct dumper *d;
	tp_error e;

	unsafe_check(L, "Dumper");
	keep_room_for_file(L);
	if (handler == NULL && (type < 0 || type > 2))
		return luaL_error(L, "Dumper: file type %d is not written: "
		    "there are wtap_filetypes.PCAP, PCAP_NSEC and PCAPNG, and "
		    "those of this script's FileHandlers", (int)type);
	if (handler != NULL) {
		d = class_new(L, &class_dumper, sizeof(*d), 1);
		d->writer.handler = handler;
		d->writer.encap = encap;
		writer_open(L, &d->writer, path);
		return 1;
	}
	c.format = formats[type];
	if (c.linktype == NO_LINKTYPE)
		return luaL_error(L, "Dumper: there is no link type for "
		    "encapsulation %d", (int)encap);
	d = class_new(L, &class_dumper, sizeof(*d), 0);
	d->linktype = c.linktype;
	d->dump = h->dump_open(h, path, &c, &e);
	if (d->dump == NULL)
		return luaL_error(L, "%s", e.msg);
	keep_files(L, 1);
	return 1;
}

/* Dumper.new(filename, [file type], [encapsulation]) */
static int
dumper_new(lua_State *L)
{
	return dumper_open(L, luaL_checkstring(L, 1), integer_opt(L, 2, 1),
	    integer_opt(L, 3, 1));
}

/* Dumper.new_for_current(filename, [file type]) */
static int
dumper_new_for_current(lua_State *L)
{
	const char *path = luaL_checkstring(L, 1);
	const struct visit *v = visit_check(L);

	return dumper_open(L, path, integer_opt(L, 2, 1),
	    encap_of(v->tvb->pkt->linktype));
}

static int
result(lua_State *L, tp_rc rc, const tp_error *e)
{
	return rc < 0 ? luaL_error(L, "%s", e->msg) : 0;
}

static int
write_record(lua_State *L, struct dumper *d, const tp_record *r)
{
	tp_error e;

	if (d->dump != NULL)
		return result(L, host_of(L)->dump_write(d->dump, r, &e), &e);
	writer_write(L, &d->writer, r);
	return 0;
}

/* dumper:dump(timestamp, pseudoheader, bytearray) */
static int
dumper_dump(lua_State *L)
{
	struct dumper *d = check_dumper(L);
	lua_Number ts = luaL_checknumber(L, 2);
	const struct bytearray *b = object_check(L, 4, &class_bytearray);
	tp_record r = { .size = sizeof(r), .linktype = d->linktype };

	(void)object_check(L, 3, &class_pseudo);
	luaL_argcheck(L, ts >= 0 && ts < 1e15, 2, "no time since 1970");
	r.ts.sec = (int64_t)ts;
	r.ts.nsec = (uint32_t)((ts - (lua_Number)r.ts.sec) * 1e9);
	r.data = b->data;
	r.caplen = r.len = (uint32_t)b->len;
	return write_record(L, d, &r);
}

/* dumper:dump_current(): the frame as it was captured */
static int
dumper_dump_current(lua_State *L)
{
	struct dumper *d = check_dumper(L);
	const struct visit *v = visit_check(L);
	const struct packet_state *state = &v->script->lua->packet;
	const tp_pkt *k = v->tvb->pkt;
	tp_record r = { .size = sizeof(r), .linktype = d->linktype,
	    .data = state->frame, .caplen = state->caplen, .len = k->len,
	    .ts = k->ts };

	if (state->frame == NULL)
		return luaL_error(L, "dump_current: the frame is not at hand "
		    "in a part that was put together");
	return write_record(L, d, &r);
}

static int
dumper_flush(lua_State *L)
{
	struct dumper *d = check_dumper(L);
	tp_error e;

	if (d->dump != NULL)
		return result(L, host_of(L)->dump_flush(d->dump, &e), &e);
	writer_flush(L, &d->writer);
	return 0;
}

static int
dumper_close(lua_State *L)
{
	struct dumper *d = check_dumper(L);
	tp_dump *dump = d->dump;
	tp_error e;

	if (dump == NULL) {
		writer_close(L, &d->writer);
		return 0;
	}
	d->dump = NULL;
	keep_files(L, -1);
	return result(L, host_of(L)->dump_close(dump, &e), &e);
}

/* Of a script that has not closed it; functions of it are not called in a
 * collection. */
static int
dumper_gc(lua_State *L)
{
	struct dumper *d = lua_touserdata(L, 1);
	const tp_host *h = host_of(L);
	tp_error e;

	if (d->dump != NULL)
		keep_files(L, -1);
	if (d->dump != NULL && h->dump_close(d->dump, &e) < 0)
		h->log(h, TP_LOG_ERROR, "script %s: %s", script_of(L)->name,
		    e.msg);
	if (writer_drop(L, &d->writer))
		h->log(h, TP_LOG_WARNING, "script %s: a Dumper was not closed: "
		    "write_close() of its FileHandler was not called",
		    script_of(L)->name);
	d->dump = NULL;
	return 0;
}

static int
dumper_tostring(lua_State *L)
{
	const struct dumper *d = object_check(L, 1, &class_dumper);

	lua_pushstring(L, d->dump != NULL || d->writer.file != NULL ? "Dumper" : "Dumper (closed)");
	return 1;
}

static const luaL_Reg statics[] = {
	{ "new", dumper_new }, { "new_for_current", dumper_new_for_current },
	{ NULL, NULL }
};

static const luaL_Reg methods[] = {
	{ "dump", dumper_dump }, { "dump_current", dumper_dump_current },
	{ "flush", dumper_flush }, { "close", dumper_close }, { NULL, NULL }
};

static const luaL_Reg meta[] = {
	{ "__tostring", dumper_tostring }, { "__gc", dumper_gc },
	{ NULL, NULL }
};

static const struct class class_dumper = {
	.name = "Dumper", .statics = statics, .methods = methods,
	.meta = meta, .call = dumper_new,
};

/* ----------------------------------------------------------- PseudoHeader */

static int
pseudo_new(lua_State *L)
{
	(void)class_new(L, &class_pseudo, sizeof(struct object), 0);
	return 1;
}

/* Of link types that have octets of their own for it in a file. */
static int
pseudo_lacks(lua_State *L)
{
	return luaL_error(L, "PseudoHeader: that of ATM and MTP2 is octets of "
	    "the frame in pcap files: put them there, and use "
	    "PseudoHeader.none()");
}

static int
pseudo_tostring(lua_State *L)
{
	lua_pushstring(L, "PseudoHeader");
	return 1;
}

static const luaL_Reg pseudo_statics[] = {
	{ "none", pseudo_new }, { "eth", pseudo_new },
	{ "atm", pseudo_lacks }, { "mtp2", pseudo_lacks }, { NULL, NULL }
};

static const luaL_Reg pseudo_meta[] = {
	{ "__tostring", pseudo_tostring }, { NULL, NULL }
};

static const struct class class_pseudo = {
	.name = "PseudoHeader", .statics = pseudo_statics,
	.meta = pseudo_meta,
};

/* ----------------------------------------------------------------- types */

/* By wtap_filetypes.X: those that are written. */
static const char *const types[][2] = {
	{ "pcapng", "Wireshark/... - pcapng" },
	{ "pcap", "Wireshark/tcpdump/... - pcap" },
	{ "nsecpcap", "Wireshark/tcpdump/... - nanosecond pcap" },
};
#define NTYPES ((lua_Integer)(sizeof(types) / sizeof(types[0])))

static int
push_type(lua_State *L, int which)
{
	lua_Integer i = (luaL_checknumber(L, 1), integer_arg(L, 1));
	const struct file_handler *f = file_handler_writing(script_of(L), i,
	    NULL);
	const char *own = f == NULL ? NULL : which == 0 ?
	    file_handler_name(f) : file_handler_description(f);

	lua_pushstring(L, i >= 0 && i < NTYPES ? types[i][which] : own);
	return 1;
}

static int
type_name(lua_State *L)
{
	return push_type(L, 0);
}

static int
type_description(lua_State *L)
{
	return push_type(L, 1);
}

static int
type_of_name(lua_State *L)
{
	const char *name = luaL_checkstring(L, 1);
	const struct file_handler *f = file_handler_writing(script_of(L), 0,
	    name);

	for (lua_Integer i = 0; i < NTYPES; i++)
		if (strcmp(types[i][0], name) == 0) {
			lua_pushinteger(L, i);
			return 1;
		}
	if (f != NULL)
		lua_pushinteger(L, file_handler_type(f));
	else
		lua_pushnil(L);
	return 1;
}

/* Upvalue: which. */
static int
type_number(lua_State *L)
{
	lua_pushvalue(L, lua_upvalueindex(1));
	return 1;
}

void
lua_class_dumper(lua_State *L)
{
	static const char *const numbers[] = { "pcapng", "pcap",
	    "pcap_nsec" };

	class_open(L, &class_dumper);
	class_open(L, &class_pseudo);
	lua_register(L, "wtap_file_type_subtype_name", type_name);
	lua_register(L, "wtap_file_type_subtype_description",
	    type_description);
	lua_register(L, "wtap_name_to_file_type_subtype", type_of_name);
	for (int i = 0; i < NTYPES; i++) {
		const char *name = lua_pushfstring(L,
		    "wtap_%s_file_type_subtype", numbers[i]);

		lua_pushinteger(L, i);
		lua_pushcclosure(L, type_number, 1);
		lua_setglobal(L, name);
		lua_pop(L, 1);
	}
}
