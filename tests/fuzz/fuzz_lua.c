/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * libFuzzer: octets for readers.lua, which does what they say with all of the
 * API that reads them.  The head (see target.h): options, and in the second
 * octet which of its ports.  What goes wrong in the script is its affair.
 */
#include "config.h"

#include "fatal.h"
#include "lua_host.h"
#include "script.h"
#include "ways.h"

#define HEAD 2u

int	LLVMFuzzerTestOneInput(const uint8_t *, size_t);

/* Those of readers.lua, and one that is nobody's. */
static const struct entry ports[] = { { WAY_UDP, 7777, 0 },
    { WAY_TCP, 7777, 0 }, { WAY_TCP, 7778, 0 }, { WAY_UDP, 9, 0 } };

static struct lua_host *lua;

static void
load(struct harness *h)
{
	script_set(h, FUZZ_SCRIPT);
	lua = script_load(h);
}

/* A script that failed is called as before. */
static void
forgive(void)
{
	for (uint32_t i = 0; i < lua->nscripts; i++) {
		lua->scripts[i]->off = false;
		lua->scripts[i]->errors = lua->scripts[i]->failed = 0;
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct harness *h;
	struct packets packets;

	target_load = load;
	h = target_harness();
	if (size < HEAD)
		return 0;
	if (lua->nscripts == 0 || lua->scripts[0]->L == NULL)
		fatal("%s does not load", FUZZ_SCRIPT);
	forgive();
	target_start(h, data[0]);
	packets_start(&packets, data + HEAD, size - HEAD);
	way_send(h, &packets, &ports[data[1] % 4]);
	return 0;
}
