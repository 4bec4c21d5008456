/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * tapir.trigger{} becomes a rule in the language of --rules, so that all of
 * that language's meaning is one; its action is "lua N", where N is the number
 * of the task.
 */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "classes.h"
#include "keep.h"
#include "tasks.h"
#include "values.h"

#define LOOK_BACK_NS 10000000000u	/* the ring is ready for scripts */

enum task_kind { TASK_TRIGGER, TASK_ACTION, TASK_TIMER };

struct task {
	struct script *script;
	enum task_kind kind;
	uint32_t number;
	char *name, *text;		/* text: of a rule; usage of an action */
	uint64_t every;			/* ns */
	int function, check;		/* references; LUA_NOREF: none */
	struct task *next;
};

/* ------------------------------------------------------------- the event */

const tp_event *
event_of(lua_State *L)
{
	return script_of(L)->lua->event;
}

static void
set_flag(lua_State *L, const tp_event *e, uint32_t flag, const char *name)
{
	lua_pushboolean(L, (e->flags & flag) != 0);
	lua_setfield(L, -2, name);
}

static void
set_count(lua_State *L, uint64_t n, const char *name)
{
	lua_pushinteger(L, (lua_Integer)n);
	lua_setfield(L, -2, name);
}

static void
push_fields(lua_State *L, const tp_event *e)
{
	lua_createtable(L, 0, (int)e->nfields);
	for (uint32_t i = 0; i < e->nfields; i++) {
		lua_pushstring(L, e->fields[i].text);
		lua_setfield(L, -2, e->fields[i].name);
	}
}

/* A table: it says all that is known, and stays good. */
static void
push_event(lua_State *L, const tp_event *e)
{
	lua_createtable(L, 0, 12);
	lua_pushstring(L, e->rule);
	lua_setfield(L, -2, "rule");
	lua_pushstring(L, e->source);
	lua_setfield(L, -2, "source");
	nstime_push(L, e->time.sec, (int32_t)e->time.nsec);
	lua_setfield(L, -2, "time");
	nstime_push(L, e->since.sec, (int32_t)e->since.nsec);
	lua_setfield(L, -2, "since");
	set_count(L, e->frame, "frame");
	set_count(L, e->serial, "serial");
	set_count(L, e->lost, "lost");
	set_flag(L, e, TP_EVENT_DEADLINE, "deadline");
	set_flag(L, e, TP_EVENT_DRY, "dry");
	push_fields(L, e);
	lua_setfield(L, -2, "fields");
	lua_createtable(L, (int)e->nkeys, 0);
	for (uint32_t i = 0; i < e->nkeys; i++) {
		lua_pushstring(L, e->fields[i].name);
		lua_rawseti(L, -2, (lua_Integer)i + 1);
	}
	lua_setfield(L, -2, "keys");
}

/* The function and its arguments are on the stack. */
static void
run(struct task *t, int nargs, const tp_event *e)
{
	struct lua_host *lua = t->script->lua;
	const tp_event *before = lua->event;

	lua->event = e;
	(void)script_call(t->script, nargs, 0);
	lua->event = before;
}

static bool
is_off(const struct task *t)
{
	return t->script->off || t->function == LUA_NOREF;
}

static void
timer_fire(void *self, const tp_event *e)
{
	struct task *t = self;

	if (is_off(t))
		return;
	lua_rawgeti(t->script->L, LUA_REGISTRYINDEX, t->function);
	push_event(t->script->L, e);
	run(t, 1, e);
}

/* ------------------------------------------------ triggers: action "lua" */

static struct task *
task_numbered(const struct lua_host *lua, const char *number)
{
	unsigned long n = strtoul(number, NULL, 10);

	for (uint32_t i = 0; i < lua->nscripts; i++)
		for (struct task *t = lua->scripts[i]->tasks; t != NULL;
		    t = t->next)
			if (t->number == n && t->kind == TASK_TRIGGER)
				return t;
	return NULL;
}

/* What follows the number are fields that the event is to tell. */
static tp_rc
trigger_parse(void *self, tp_rule *rule, const tp_arg *args, uint32_t n,
    void **instance, tp_error *e, uint32_t *bad)
{
	static const tp_message start = { .size = sizeof(start),
	    .kind = TP_MESSAGE_START_WRITE,
	    .before = { LOOK_BACK_NS, TP_UNIT_TIME, 0 } };
	struct lua_host *lua = self;
	struct task *t = n != 0 ? task_numbered(lua, args[0].text) : NULL;

	*bad = 0;
	if (t == NULL) {
		snprintf(e->msg, sizeof(e->msg), "the action `lua' is for "
		    "tapir.trigger{} of scripts");
		return TP_ERROR;
	}
	for (uint32_t i = 1; i < n; i++) {
		*bad = i;
		if (lua->host->make_template(rule, args[i].text,
		    TP_EXPAND_TEXT, e) == NULL)
			return TP_ERROR;
	}
	lua->host->announce(rule, &start);
	*instance = t;
	return TP_OK;
}

static void
trigger_fire(void *self, void *instance, const tp_event *e)
{
	(void)self;
	timer_fire(instance, e);
}

int
tasks_register(struct lua_host *lua)
{
	const tp_action_desc action = { .size = sizeof(action),
	    .flags = TP_ACTION_SENDS, .name = "lua",
	    .usage = "(of tapir.trigger{} in scripts)",
	    .parse = trigger_parse, .fire = trigger_fire };

	return lua->host->action(lua->host, &action, lua);
}

/* --------------------------------------------- actions that scripts bring */

struct action_call {
	struct task *task;
	uint32_t n;
	tp_template *args[];
};

/* The script's check(arguments): nil and a text refuse them. */
static tp_rc
ask_check(struct task *t, const tp_arg *args, uint32_t n, tp_error *e)
{
	lua_State *L = t->script->L;
	const char *why;
	tp_rc rc = TP_OK;

	if (t->check == LUA_NOREF)
		return TP_OK;
	lua_rawgeti(L, LUA_REGISTRYINDEX, t->check);
	lua_createtable(L, (int)n, 0);
	for (uint32_t i = 0; i < n; i++) {
		lua_pushlstring(L, args[i].text, args[i].len);
		lua_rawseti(L, -2, (lua_Integer)i + 1);
	}
	if (script_call(t->script, 1, 2) != 0) {
		snprintf(e->msg, sizeof(e->msg), "its check failed");
		return TP_ERROR;
	}
	if (!lua_toboolean(L, -2)) {
		why = lua_tostring(L, -1);
		snprintf(e->msg, sizeof(e->msg), "%s", why != NULL ? why :
		    "the script refuses its arguments");
		rc = TP_ERROR;
	}
	lua_pop(L, 2);
	return rc;
}

static tp_rc
action_parse(void *self, tp_rule *rule, const tp_arg *args, uint32_t n,
    void **instance, tp_error *e, uint32_t *bad)
{
	struct task *t = self;
	const tp_host *h = t->script->lua->host;
	struct action_call *c;

	*bad = 0;
	if (ask_check(t, args, n, e) < 0)
		return TP_ERROR;
	c = calloc(1, sizeof(*c) + n * sizeof(c->args[0]));
	if (c == NULL) {
		snprintf(e->msg, sizeof(e->msg), "out of memory");
		return TP_ERROR;
	}
	c->task = t;
	for (c->n = 0; c->n < n; c->n++) {
		*bad = c->n;
		c->args[c->n] = h->make_template(rule, args[c->n].text,
		    TP_EXPAND_TEXT, e);
		if (c->args[c->n] != NULL)
			continue;
		free(c);
		return TP_ERROR;
	}
	*instance = c;
	return TP_OK;
}

static void
action_fire(void *self, void *instance, const tp_event *e)
{
	struct action_call *c = instance;
	struct task *t = self;
	const tp_host *h = t->script->lua->host;
	lua_State *L = t->script->L;

	if (is_off(t))
		return;
	lua_rawgeti(L, LUA_REGISTRYINDEX, t->function);
	push_event(L, e);
	lua_createtable(L, (int)c->n, 0);
	for (uint32_t i = 0; i < c->n; i++) {
		lua_pushstring(L, h->expand(e, c->args[i]));
		lua_rawseti(L, -2, (lua_Integer)i + 1);
	}
	run(t, 2, e);
}

static void
action_destroy(void *self, void *instance)
{
	(void)self;
	free(instance);
}

/* ----------------------------------------------------------- registration */

static tp_rc
task_register(struct task *t)
{
	const tp_host *h = t->script->lua->host;
	const tp_action_desc action = { .size = sizeof(action),
	    .flags = TP_ACTION_SENDS, .name = t->name, .usage = t->text,
	    .parse = action_parse, .fire = action_fire,
	    .destroy = action_destroy };

	if (t->kind == TASK_TRIGGER)
		return h->rule(h, t->script->name, t->text);
	if (t->kind == TASK_ACTION)
		return h->action(h, &action, t);
	return h->every(h, t->name, t->every, timer_fire, t);
}

void
tasks_register_all(struct script *s)
{
	for (struct task *t = s->tasks; t != NULL; t = t->next)
		(void)task_register(t);
}

/* ------------------------------------------------------ what scripts call */

/* The function is at the stack's top, and goes from it. */
static struct task *
task_new(lua_State *L, enum task_kind kind)
{
	struct script *s = script_of(L);
	struct task *t, **last = &s->tasks;

	if (!s->loading)
		luaL_error(L, "this is for the script's main part: later, "
		    "tapir knows all rules");
	t = keep(L, sizeof(*t));
	keep_callback(L);
	t->script = s;
	t->kind = kind;
	t->number = ++s->lua->ntasks;
	t->check = LUA_NOREF;
	t->function = luaL_ref(L, LUA_REGISTRYINDEX);
	while (*last != NULL)
		last = &(*last)->next;
	*last = t;
	return t;
}

/* Pushes t[name], a string; an error if it is none. */
static const char *
option_string(lua_State *L, const char *name, bool needed)
{
	int type = lua_getfield(L, 1, name);

	if (type == LUA_TNIL && !needed)
		return NULL;
	if (type != LUA_TSTRING && type != LUA_TNUMBER)
		luaL_error(L, "%s = \"...\" is %s", name, type == LUA_TNIL ?
		    "missing" : "no string");
	return lua_tostring(L, -1);
}

static void
option_function(lua_State *L, const char *name)
{
	if (lua_getfield(L, 1, name) != LUA_TFUNCTION)
		luaL_error(L, "%s = function(event) ... end is missing", name);
}

/* 10s, not 10.000000s: people read it in reports. */
static void
put_seconds(char *s, size_t size, lua_Number n)
{
	char *end;

	snprintf(s, size, "%.6f", n);
	for (end = s + strlen(s); end > s && end[-1] == '0'; end--)
		;
	if (end > s && end[-1] == '.')
		end--;
	snprintf(end, size - (size_t)(end - s), "s");
}

/* "name " and a time: "10s", or a number of seconds. */
static void
add_time(lua_State *L, luaL_Buffer *b, const char *word, const char *name)
{
	char s[64];

	luaL_addstring(b, word);
	if (lua_getfield(L, 1, name) == LUA_TNUMBER) {
		if (!(lua_tonumber(L, -1) >= 0 && lua_tonumber(L, -1) < 1e12))
			luaL_error(L, "%s is no number of seconds", name);
		put_seconds(s, sizeof(s), lua_tonumber(L, -1));
		lua_pop(L, 1);
		luaL_addstring(b, s);
	} else if (lua_type(L, -1) == LUA_TSTRING)
		luaL_addvalue(b);
	else
		luaL_error(L, "%s = \"10s\" is missing", name);
}

/* Word, and the strings of a string or an array, between them a sign. */
static void
add_list(lua_State *L, luaL_Buffer *b, const char *word, const char *name,
    const char *before, const char *after, const char *between)
{
	int at = lua_gettop(L) + 1, type = lua_getfield(L, 1, name);
	lua_Integer n = type == LUA_TTABLE ? luaL_len(L, at) : type ==
	    LUA_TNIL ? 0 : 1;

	/* a buffer's text is on the stack: nothing may lie on top of it */
	lua_pop(L, 1);
	for (lua_Integer i = 1; i <= n; i++) {
		luaL_addstring(b, i == 1 ? word : between);
		luaL_addstring(b, before);
		lua_getfield(L, 1, name);
		if (type == LUA_TTABLE) {
			lua_geti(L, -1, i);
			lua_remove(L, -2);
		}
		if (lua_type(L, -1) != LUA_TSTRING)
			luaL_error(L, "%s has a value that is no string",
			    name);
		luaL_addvalue(b);
		luaL_addstring(b, after);
	}
}

static bool
has(lua_State *L, const char *name)
{
	bool there = lua_getfield(L, 1, name) != LUA_TNIL;

	lua_pop(L, 1);
	return there;
}

static void
add_integer(lua_State *L, luaL_Buffer *b, const char *word, const char *name)
{
	char s[64];
	lua_Integer n;

	lua_getfield(L, 1, name);
	if (!lua_isinteger(L, -1))
		luaL_error(L, "%s is no whole number", name);
	n = lua_tointeger(L, -1);
	lua_pop(L, 1);
	snprintf(s, sizeof(s), "%s%lld", word, (long long)n);
	luaL_addstring(b, s);
}

static void
add_expression(lua_State *L, luaL_Buffer *b, const char *word,
    const char *name)
{
	luaL_addstring(b, word);
	(void)option_string(L, name, true);
	luaL_addvalue(b);
}

/* `within' and `by' belong to the count if there is one, to `unless' if not. */
static void
add_clauses(lua_State *L, luaL_Buffer *b)
{
	bool counts = has(L, "count");

	add_expression(L, b, " when ", "when");
	if (counts) {
		add_integer(L, b, " count ", "count");
		add_time(L, b, " within ", "within");
		add_list(L, b, " by ", "by", "", "", ", ");
	}
	if (has(L, "unless")) {
		add_expression(L, b, " unless ", "unless");
		add_time(L, b, " within ", counts ? "unless_within" :
		    "within");
		add_list(L, b, " by ", counts ? "unless_by" : "by", "", "",
		    ", ");
	}
	if (!has(L, "at_most"))
		return;
	add_integer(L, b, " at most ", "at_most");
	add_time(L, b, " per ", "per");
	if (has(L, "per_key"))
		luaL_addstring(b, " per key");
}

/* "rule NAME" of name = "...", or the script's name and the task's number. */
static void
add_name(lua_State *L, luaL_Buffer *b, uint32_t number)
{
	const struct script *s = script_of(L);
	const char *name;

	luaL_addstring(b, "rule ");
	name = option_string(L, "name", false);
	if (name == NULL) {
		lua_pop(L, 1);
		lua_pushlstring(L, s->name, strcspn(s->name, "."));
		lua_pushfstring(L, "%s-%d", lua_tostring(L, -1), (int)number);
		lua_remove(L, -2);
	} else
		for (const char *c = name; *c != '\0'; c++)
			if (!isalnum((unsigned char)*c) &&
			    strchr("_.:/-", *c) == NULL)
				luaL_error(L, "name: of letters, digits and "
				    "_ . : / -");
	luaL_addvalue(b);
}

/* tapir.trigger{ when = EXPR, action = function(event) ... end, ... } */
static int
trigger(lua_State *L)
{
	struct task *t;
	luaL_Buffer b;
	char number[32];

	luaL_checktype(L, 1, LUA_TTABLE);
	lua_settop(L, 1);
	option_function(L, "action");
	t = task_new(L, TASK_TRIGGER);
	luaL_buffinit(L, &b);
	add_name(L, &b, t->number);
	add_clauses(L, &b);
	snprintf(number, sizeof(number), " do lua %u", t->number);
	luaL_addstring(&b, number);
	add_list(L, &b, " ", "fields", "\"{", "}\"", " ");
	luaL_pushresult(&b);
	t->text = keep_string(L, lua_tostring(L, -1));
	return 0;
}

/* tapir.action{ name = "page", usage = "TEXT", check = function(arguments)
 * ... end, fire = function(event, arguments) ... end } */
static int
action(lua_State *L)
{
	const char *name, *usage;
	struct task *t;

	luaL_checktype(L, 1, LUA_TTABLE);
	lua_settop(L, 1);
	name = option_string(L, "name", true);
	usage = option_string(L, "usage", false);
	option_function(L, "fire");
	t = task_new(L, TASK_ACTION);
	t->name = keep_string(L, name);
	t->text = usage != NULL ? keep_string(L, usage) : NULL;
	if (lua_getfield(L, 1, "check") == LUA_TFUNCTION)
		t->check = luaL_ref(L, LUA_REGISTRYINDEX);
	return 0;
}

/* tapir.every(seconds, function(event) ... end) */
static int
every(lua_State *L)
{
	lua_Number seconds = luaL_checknumber(L, 1);
	struct task *t;

	luaL_argcheck(L, seconds >= 0.001 && seconds <= 1e9, 1,
	    "seconds, from 0.001 on");
	luaL_checktype(L, 2, LUA_TFUNCTION);
	lua_settop(L, 2);
	t = task_new(L, TASK_TIMER);
	t->name = keep_string(L, t->script->name);
	t->every = (uint64_t)(seconds * 1e9);
	return 0;
}

void
lua_class_tasks(lua_State *L)
{
	static const luaL_Reg functions[] = { { "trigger", trigger },
	    { "action", action }, { "every", every }, { NULL, NULL } };

	tapir_table(L, functions);
}
