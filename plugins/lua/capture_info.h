/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * CaptureInfo, of a file that a FileHandler reads, and FrameInfo, of its next
 * frame.  There is one of each for a file, which expires after each call of
 * the handler and is renewed for the next, so that what was set stays.  Of a
 * file that is written they are CaptureInfoConst and FrameInfoConst, which the
 * handler may only read.
 */
#ifndef LUA_CAPTURE_INFO_H
#define LUA_CAPTURE_INFO_H

#include "lua_host.h"

struct capture_info {
	struct object object;		/* user value 1: all that is no number */
	lua_Integer encap, precision, snaplen;
};

enum { FRAME_HAS_TS = 1 };		/* wtap_presence_flags.TS */

struct frame_info {
	struct object object;		/* user value 1: data, comment */
	lua_Integer type, flags, encap, caplen, len;
	int64_t secs;
	int32_t nsecs;
};

extern const struct class class_capture_info, class_frame_info;
extern const struct class class_capture_info_const, class_frame_info_const;

struct capture_info *capture_info_push(lua_State *);
struct frame_info *frame_info_push(lua_State *);
struct capture_info *capture_info_const_push(lua_State *);
/* With these octets, of which it has a copy. */
struct frame_info *frame_info_const_push(lua_State *, const void *data,
	    size_t n);

/* Pushes what the object at arg has by that name: a string; or nil. */
const char *info_text(lua_State *, int arg, const char *name, size_t *n);
/* That is forgotten: a new frame begins. */
void	frame_info_clear(lua_State *, int arg);

#endif
