/* SPDX-License-Identifier: BSD-3-Clause */
/* The plugin: runs the scripts that it is handed, and ends them. */
#include "lua_host.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "proto.h"

/* Runs the file; what it registers goes to tapir when all have run. */
static int
script_run(struct script *s)
{
	lua_State *L = s->L;
	int rc = luaL_loadfilex(L, s->desc->path, "t");

	for (uint32_t i = 0; rc == LUA_OK && i < s->desc->nargs; i++)
		lua_pushstring(L, s->desc->args[i]);
	s->loading = true;
	s->lua->depth++;
	if (rc == LUA_OK)
		rc = lua_pcall(L, (int)s->desc->nargs, 0, 0);
	s->lua->depth--;
	s->loading = false;
	return rc;
}

static void
script_free(struct script *s)
{
	if (s->L != NULL)
		state_free(s->L);
	proto_free_all(s);
	free(s);
}

/* NULL: it did not load, which has been said; or there is no memory. */
static struct script *
script_new(struct lua_host *lua, const tp_script *desc)
{
	struct script *s = calloc(1, sizeof(*s));
	const char *slash = strrchr(desc->path, '/'), *why = "out of memory";

	if (s == NULL)
		return NULL;
	s->lua = lua;
	s->desc = desc;
	s->name = slash != NULL ? slash + 1 : desc->path;
	s->L = state_new(s);
	if (s->L != NULL && script_run(s) == LUA_OK)
		return s;
	if (s->L != NULL)
		why = luaL_tolstring(s->L, -1, NULL);
	lua->host->script_failed(lua->host, desc, why);
	script_free(s);
	return NULL;
}

static void
destroy(void *self)
{
	struct lua_host *lua = self;

	for (uint32_t i = 0; i < lua->nscripts; i++)
		script_free(lua->scripts[i]);
	free(lua->scripts);
	free(lua);
}

static tp_rc
init(const tp_host *host, void **self, tp_error *e)
{
	struct lua_host *lua = calloc(1, sizeof(*lua));
	const tp_script *desc;
	uint32_t n = 0;

	while (host->script(host, "lua", n) != NULL)
		n++;
	if (lua != NULL)
		lua->scripts = calloc(n + 1, sizeof(*lua->scripts));
	if (lua == NULL || lua->scripts == NULL) {
		free(lua);
		snprintf(e->msg, sizeof(e->msg), "out of memory");
		return TP_ERROR;
	}
	lua->host = host;
	lua->serial = 1;
	for (uint32_t i = 0; i < n; i++) {
		struct script *s;

		desc = host->script(host, "lua", i);
		s = script_new(lua, desc);
		if (s == NULL)
			continue;
		lua->scripts[lua->nscripts++] = s;
		if (proto_register_all(s) < 0)
			s->off = true;
	}
	*self = lua;
	return TP_OK;
}

const tp_plugin_desc tp_plugin = {
	TP_PLUGIN_HEAD, "lua", "0.1", "BSD-3-Clause",
	"scripts in Lua 5.4, with Wireshark's API", init, destroy
};
