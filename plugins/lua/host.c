/* SPDX-License-Identifier: BSD-3-Clause */
/* The plugin: runs the scripts that it is handed, and ends them. */
#include "lua_host.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "expert.h"
#include "field.h"
#include "file_handler.h"
#include "listener.h"
#include "libs.h"
#include "proto.h"
#include "protofield.h"
#include "tasks.h"

#define MAX_SCAN (1u << 20)

/* Runs the file; what it registers goes to tapir when all have run. */
static int
script_run(struct script *s)
{
	lua_State *L = s->L;
	int rc = load_file(L, s->desc->path);
	bool late;

	if (!lua_checkstack(L, (int)s->desc->nargs + LUA_MINSTACK))
		return LUA_ERRMEM;
	for (uint32_t i = 0; rc == LUA_OK && i < s->desc->nargs; i++)
		lua_pushstring(L, s->desc->args[i]);
	s->loading = true;
	s->lua->depth++;
	if (rc == LUA_OK)
		rc = script_pcall(s, (int)s->desc->nargs, 0, &late);
	s->lua->depth--;
	s->loading = false;
	return rc;
}

static void
script_free(struct script *s)
{
	const tp_host *h = s->lua->host;

	if (s->failed > 10)
		h->log(h, TP_LOG_ERROR, "script %s: %llu of %llu calls failed",
		    s->name, (unsigned long long)s->failed,
		    (unsigned long long)s->calls);
	if (s->L != NULL)
		state_free(s->L);
	rings_free(s);
	free(s);
}

/*
 * What costs something in each packet is made only for scripts that name it.
 * A comment that does costs time and nothing else.
 */
static void
script_scan(struct script *s)
{
	static const char *const fields[][2] = {
		{ "rel_ts", "frame.time_relative" },
		{ "delta_ts", "frame.time_delta" },
		{ "delta_dis_ts", "frame.time_delta" },
	};
	const tp_host *h = s->lua->host;
	FILE *f = fopen(s->desc->path, "r");
	char *text = f != NULL ? calloc(1, MAX_SCAN + 1) : NULL;
	tp_field id;

	if (text != NULL && fread(text, 1, MAX_SCAN, f) != 0) {
		s->labels = strstr(text, ".text") != NULL;
		if (strstr(text, "all_field_infos") != NULL ||
		    strstr(text, "tapir.fields") != NULL)
			h->want(h, 0);
		for (int i = 0; i < 3; i++)
			if (strstr(text, fields[i][0]) != NULL &&
			    h->find_fields(h, fields[i][1], &id, 1) != 0)
				h->want(h, id);
	}
	free(text);
	if (f != NULL)
		(void)fclose(f);
}

/* NULL: there is no memory.  One that did not load, which has been said, is
 * off; what it has registered before stays, and does nothing. */
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
	if (s->L != NULL) {
		int rc = script_run(s);

		if (rc == LUA_OK) {
			script_scan(s);
			return s;
		}
		why = script_error(s->L, rc);
	}
	lua->host->script_failed(lua->host, desc, why);
	s->off = true;
	return s;
}

/* What scripts declared is known to all of them before any is called. */
static void
scripts_start(struct lua_host *lua)
{
	for (uint32_t i = 0; i < lua->nscripts; i++)
		if (!lua->scripts[i]->off) {
			proto_register_all(lua->scripts[i]);
			tasks_register_all(lua->scripts[i]);
		}
	for (uint32_t i = 0; i < lua->nscripts; i++) {
		if (lua->scripts[i]->off)
			continue;
		fields_want(lua->scripts[i]);
		listeners_register(lua->scripts[i]);
		proto_init_all(lua->scripts[i]);
	}
}

static void
destroy(void *self)
{
	struct lua_host *lua = self;

	for (uint32_t i = 0; i < lua->nscripts; i++)
		if (lua->scripts[i]->desc->flags & TP_SCRIPT_PROFILE)
			script_profile(lua->scripts[i], i == 0);
	for (uint32_t i = 0; i < lua->nscripts; i++)
		script_free(lua->scripts[i]);
	guard_stop();
	free(lua->scripts);
	free(lua);
}

static tp_rc
init(const tp_host *host, void **self, tp_error *e)
{
	struct lua_host *lua = calloc(1, sizeof(*lua));
	const tp_slot_desc slot = { .size = sizeof(slot), .bytes = 8 };
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
	if (tasks_register(lua) < 0) {
		free(lua->scripts);
		free(lua);
		snprintf(e->msg, sizeof(e->msg), "there is an action lua");
		return TP_ERROR;
	}
	expert_register(lua);
	lua->slot = host->slot(host, &slot);
	for (uint32_t i = 0; i < n; i++) {
		struct script *s;

		desc = host->script(host, "lua", i);
		s = script_new(lua, desc);
		if (s != NULL)
			lua->scripts[lua->nscripts++] = s;
	}
	scripts_start(lua);
	*self = lua;
	return TP_OK;
}

const tp_plugin_desc tp_plugin = {
	TP_PLUGIN_HEAD, "lua", "0.1", "BSD-3-Clause",
	"scripts in Lua 5.4, with Wireshark's API", init, destroy
};
