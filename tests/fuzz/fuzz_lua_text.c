/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * libFuzzer: any text as a script, within tighter limits than a run has
 * (GUARD_MEMORY, GUARD_TICKS), then a packet for each dissector it made, and its
 * end.  What is behind a NUL is the packet.
 */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "fatal.h"
#include "flow.h"
#include "script.h"

#define LINKTYPE 147u			/* LINKTYPE_USER0 */
#define MAX_PACKET 65535u

int	LLVMFuzzerTestOneInput(const uint8_t *, size_t);

/* Whoever there is, one after the other. */
static tp_rc
dissect(void *self, tp_tvb *t, const void *arg)
{
	const struct harness *h = self;
	tp_dissector *d;

	(void)arg;
	for (uint32_t i = 0;
	    (d = registry_nth_dissector(h->registry, i)) != NULL; i++)
		if (d->self != self)
			(void)t->pkt->host->call(d, t, NULL);
	return (tp_rc)t->len;
}

static void
add_root(struct harness *h)
{
	const tp_dissector_desc desc = { .size = sizeof(desc), .name = "root",
	    .proto = h->host->proto(h->host, "root", "Root"),
	    .flags = TP_DISSECTOR_FREE, .dissect = dissect };

	(void)h->host->add_uint(h->host, "linktype", LINKTYPE, LINKTYPE, 0,
	    h->host->dissector(h->host, &desc, h));
}

/* What a process has one set of: nothing is put there. */
static tp_rc
no_rule(const tp_host *h, const char *name, const char *text)
{
	(void)h;
	return name != NULL && text != NULL ? TP_OK : TP_ERROR;
}

static tp_rc
no_action(const tp_host *h, const tp_action_desc *d, void *self)
{
	(void)h;
	(void)d;
	(void)self;
	return TP_OK;
}

static tp_rc
no_timer(const tp_host *h, const char *name, uint64_t ns,
    void (*fn)(void *, const tp_event *), void *self)
{
	(void)h;
	(void)name;
	(void)ns;
	(void)self;
	return fn != NULL ? TP_OK : TP_ERROR;
}

static tp_rc
no_tap(const tp_host *h, const tp_tap_desc *d, void *self, tp_error *e)
{
	(void)h;
	(void)d;
	(void)self;
	(void)e;
	return TP_OK;
}

static tp_rc
no_reader(const tp_host *h, const tp_reader_desc *d, void *self)
{
	(void)h;
	(void)d;
	(void)self;
	return TP_OK;
}

static const char *
script_file(const uint8_t *text, size_t n)
{
	static char path[64];
	static int fd = -1;

	if (fd < 0) {
		fd = memfd_create("fuzz.lua", MFD_CLOEXEC);
		snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
	}
	if (ftruncate(fd, 0) != 0 ||
	    pwrite(fd, text, n, 0) != (ssize_t)n)
		abort();
	return path;
}

static void
send_packet(struct harness *h, const uint8_t *data, size_t n)
{
	static const uint8_t usual[80] = "\x12\x34GET / HTTP/1.1\r\n\x1f\x8b";
	struct frame f = { .data = n != 0 ? data : usual,
	    .sec = 1700000000, .nsec = 5 };

	f.len = f.caplen = n == 0 ? sizeof(usual) :
	    n < MAX_PACKET ? (uint32_t)n : MAX_PACKET;
	harness_frame(h, &f, f.caplen, LINKTYPE, TP_OPT_NUMERIC, 2);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const uint8_t *end = size != 0 ? memchr(data, 0, size) : NULL;
	size_t n = end != NULL ? (size_t)(end - data) : size;
	struct harness h;
	void *self;

	flow_slots_forget();
	harness_new(&h);
	script_set(&h, script_file(data, n));
	h.host->action = no_action;
	h.host->rule = no_rule;
	h.host->every = no_timer;
	h.host->tap = no_tap;
	h.host->reader = no_reader;
	add_root(&h);
	self = script_load(&h);
	harness_ready(&h);
	send_packet(&h, data + n + (end != NULL), size - n - (end != NULL));
	lua_plugin.destroy(self);
	harness_free(&h);
	return 0;
}
