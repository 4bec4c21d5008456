/* SPDX-License-Identifier: BSD-3-Clause */
#include "tree.h"

#include <string.h>

#include "classes.h"
#include "expert.h"
#include "label.h"
#include "proto.h"
#include "text.h"
#include "tvb.h"
#include "value.h"
#include "values.h"

#define GROUP_UNDECODED 0x05000000u	/* Wireshark's PI_UNDECODED */

/* What the arguments of an add() say. */
struct adding {
	struct visit *visit;
	struct tree_object *parent;
	const struct pfield *field;	/* or NULL */
	const struct proto *proto;	/* or NULL */
	const struct range_object *range;	/* the argument, or */
	struct range_object whole;	/* of a Tvb; len 0 if there is none */
	tp_value value;
	uint32_t len;			/* of the value in the range */
	bool ranged;			/* there is a range */
	bool has_value;
};

static inline struct tree_object *
check_tree(lua_State *L)
{
	return object_check(L, 1, &class_tree);
}

/* ------------------------------------------------------------------ nodes */

static struct node *
node_new(struct visit *v, struct node *parent)
{
	tp_pkt *k = v->tvb->pkt;
	struct node *n = k->host->alloc(k, sizeof(*n));

	if (n == NULL)
		return NULL;
	memset(n, 0, sizeof(*n));
	n->parent = parent;
	if (parent == NULL)
		return n;
	if (parent->last != NULL)
		parent->last->next = n;
	else
		parent->first = n;
	parent->last = n;
	return n;
}

static void
node_label(struct visit *v, struct node *n, const struct label *l)
{
	const char *s = packet_copy(v, l->s, l->n + 1);

	if (s == NULL)
		return;
	n->label = s;
	n->n = l->n;
}

static struct label
label_of(const struct tree_object *o)
{
	struct label l = { .n = 0 };

	if (o->node != NULL && o->node->label != NULL)
		label_add(&l, o->node->label, o->node->n);
	return l;
}

static void
set_label(lua_State *L, struct tree_object *o, const struct label *l)
{
	if (o->node != NULL)
		node_label(visit_check(L), o->node, l);
}

static void
add_to_label(lua_State *L, struct tree_object *o, const struct label *more)
{
	struct label l = label_of(o);

	label_add(&l, more->s, more->n);
	set_label(L, o, &l);
}

struct tree_object *
tree_push_root(lua_State *L, tp_item group)
{
	struct visit *v = visit_of(L);
	struct tree_object *o = ring_push(L, RING_TREE, &class_tree,
	    sizeof(*o));

	o->item = 0;
	o->group = group;
	o->len = 0;
	o->flags = 0;
	o->depth = 0;
	o->node = NULL;
	if (v->root == NULL && (v->labels || v->script->labels))
		v->root = node_new(v, NULL);
	o->node = v->root;
	return o;
}

static void
print_label(tp_tvb *t, const struct node *n)
{
	const tp_host *h = t->pkt->host;
	uint32_t start = 0;

	for (uint32_t i = 0; i < n->n; i++) {
		if ((uint8_t)n->label[i] >= 0x20 && n->label[i] != 0x7f)
			continue;
		h->puts(t, n->label + start, i - start);
		h->text(t, "\\%03o", (uint8_t)n->label[i]);
		start = i + 1;
	}
	h->puts(t, n->label + start, n->n - start);
}

static void
print_node(tp_tvb *t, const struct node *n, uint32_t depth)
{
	static const char indent[] = "                                    ";
	const tp_host *h = t->pkt->host;
	uint32_t max = (uint32_t)sizeof(indent) - 1, k = depth * 4;
	bool made = (n->flags & TP_VALUE_GENERATED) != 0;

	h->puts(t, "\n\t", 2);
	h->puts(t, indent, k < max ? k : max);
	if (made)
		h->puts(t, "[", 1);
	if (n->label != NULL)
		print_label(t, n);
	if (made)
		h->puts(t, "]", 1);
}

/* In order, children after their parents, without a stack of our own. */
void
tree_print(tp_tvb *t, const struct node *root)
{
	const struct node *n = root != NULL ? root->first : NULL;
	uint32_t depth = 0;

	while (n != NULL) {
		bool hidden = (n->flags & TP_VALUE_HIDDEN) != 0;

		if (!hidden)
			print_node(t, n, depth);
		if (n->first != NULL && !hidden) {
			n = n->first;
			depth++;
			continue;
		}
		while (n != root && n->next == NULL) {
			n = n->parent;
			depth--;
		}
		n = n != root ? n->next : NULL;
	}
}

/* ------------------------------------------------------ expert information */

static void
expert_node(struct visit *v, struct node *parent, const char *before,
    const char *s, size_t n)
{
	struct label l = { .n = 0 };
	struct node *node = node_new(v, parent);

	if (node == NULL)
		return;
	label_puts(&l, before);
	label_add(&l, s, n);
	node->flags = TP_VALUE_GENERATED;
	node_label(v, node, &l);
}

/* "[Expert Info (Warning/Protocol): text]" and its parts. */
static void
expert_nodes(struct visit *v, struct node *parent, uint32_t severity,
    uint32_t group, const char *s, size_t n)
{
	const char *how = expert_severity(severity);
	const char *what = expert_group(group);
	struct label l = { .n = 0 };
	struct node *node = node_new(v, parent);

	if (node == NULL)
		return;
	label_puts(&l, "Expert Info (");
	label_puts(&l, how);
	label_puts(&l, "/");
	label_puts(&l, what);
	label_puts(&l, "): ");
	label_add(&l, s, n);
	node->flags = TP_VALUE_GENERATED;
	node_label(v, node, &l);
	expert_node(v, node, "", s, n);
	expert_node(v, node, "Severity level: ", how, strlen(how));
	expert_node(v, node, "Group: ", what, strlen(what));
}

/* To the item `to' and its node, which may be NULL. */
static void
add_expert(struct visit *v, struct node *node, tp_item to,
    const struct expert_info *e)
{
	tp_tvb *t = &v->scratch;
	const char *copy = packet_copy(v, e->s, e->n + 1);
	tp_value value = { .flags = 0 };
	tp_item item;

	if (copy == NULL)
		return;
	t->group = to;
	item = t->pkt->host->expert(t, to, e->severity, e->group, copy,
	    (uint32_t)e->n);
	if (e->id != 0 && t->want & TP_WANT_FIELDS) {
		t->group = item != 0 ? item : to;
		value.v.p = copy;
		(void)t->pkt->host->add(t, e->id, 0, 0, &value);
	}
	if (node != NULL)
		expert_nodes(v, node, e->severity, e->group, e->s, e->n);
}

/* ----------------------------------------------------------------- adding */

static inline bool
is_wanted(const struct adding *a, tp_field id)
{
	const tp_tvb *t = &a->visit->scratch;

	return (t->want & TP_WANT_FIELDS) != 0 && id != 0 && t->wanted[id];
}

/* In the window that its octets are in, to name offsets by. */
static tp_item
add_value(struct adding *a, tp_field id)
{
	tp_tvb *t = &a->visit->scratch;
	const struct window *w = &a->range->w;

	if (!is_wanted(a, id))
		return 0;
	t->base = w->base;
	t->src = w->src;
	t->group = a->parent->group;
	t->data = w->data;
	a->value.flags = 0;
	return t->pkt->host->add(t, id, a->range->off, a->len, &a->value);
}

/* Strings and numbers from arg on, as words; each ends at a NUL. */
static void
add_words(lua_State *L, struct label *l, int arg, bool first)
{
	int n = lua_gettop(L);

	for (int i = arg; i <= n; i++) {
		if (!lua_isstring(L, i))
			continue;
		if (!first)
			label_puts(l, " ");
		first = false;
		label_puts(l, luaL_tolstring(L, i, NULL));
		lua_pop(L, 1);
	}
}

static void
own_label(struct label *l, const struct adding *a)
{
	if (a->field != NULL && a->has_value)
		label_field(l, a->field, &a->value);
	else if (a->field != NULL)
		label_puts(l, a->field->name);
	else if (a->proto != NULL)
		label_puts(l, a->proto->description);
}

/* The first word takes the place of its own label, unless it is none. */
static void
make_label(lua_State *L, struct adding *a, struct node *n, int arg)
{
	struct label l = { .n = 0 };

	if (!lua_isstring(L, arg))
		own_label(&l, a);
	add_words(L, &l, arg, l.n == 0);
	node_label(a->visit, n, &l);
}

/* As in Wireshark, which counts the tree itself.  Whoever goes through items by
 * calling itself relies on it. */
#define MAX_DEPTH 499u

/* The new item, pushed; words of its label from arg on. */
static int
push_item(lua_State *L, struct adding *a, tp_item item, int arg)
{
	struct node *parent = a->parent->node, *n = NULL;
	struct tree_object *o;
	tp_item group = item != 0 ? item : a->parent->group;
	uint32_t depth = a->parent->depth + 1;

	if (depth > MAX_DEPTH)
		return luaL_error(L, "Maximum tree depth %d exceeded",
		    (int)MAX_DEPTH + 1);
	if (parent != NULL && (n = node_new(a->visit, parent)) != NULL)
		make_label(L, a, n, arg);
	o = ring_push(L, RING_TREE, &class_tree, sizeof(*o));
	o->node = n;
	o->item = item;
	o->group = group;
	o->len = a->len;
	o->flags = 0;
	o->depth = depth;
	return 1;
}

/* A range at arg, or none: what follows stands at the returned argument. */
static int
take_range(lua_State *L, struct adding *a, int arg)
{
	const struct class *c = object_class(L, arg);

	a->range = &a->whole;
	a->ranged = c == &class_range || c == &class_tvb;
	if (c == &class_range)
		a->range = object_check(L, arg, c);
	else if (!a->ranged || !range_arg(L, arg, &a->whole)) {
		a->whole.w.data = a->visit->tvb->data;
		a->whole.w.base = a->visit->tvb->base;
		a->whole.w.src = a->visit->tvb->src;
		a->whole.off = a->whole.len = 0;
	}
	a->len = a->range->len;
	return a->ranged ? arg + 1 : arg;
}

/* The field's value: what stands at arg, else what is in the range, which is
 * empty if there is none. */
static void
take_value(lua_State *L, struct adding *a, int arg, bool given,
    uint32_t encoding)
{
	bool good = true;

	memset(&a->value, 0, sizeof(a->value));
	if (given)
		good = value_arg(L, a->visit, a->field, arg, &a->value);
	else
		good = value_fetch(L, a->visit, a->field, a->range, encoding,
		    &a->value, &a->len);
	if (!good)
		luaL_error(L, "%s", lua_tostring(L, -1));
	a->has_value = true;
	/* of octets as many as the range has */
	if (given && a->ranged && a->field->ft == TP_FT_BYTES &&
	    a->value.slen > a->len)
		a->value.slen = a->len;
}

/* Is there more in a string of the packet behind its NUL? */
static bool
has_stray(const struct adding *a)
{
	const char *s = a->value.v.p, *end;
	const char *nul = a->field->ft == TP_FT_STRING && a->value.slen != 0 ?
	    memchr(s, 0, a->value.slen) : NULL;

	if (nul == NULL)
		return false;
	end = s + a->value.slen;
	while (nul < end && *nul == '\0')
		nul++;
	return nul < end;
}

static void
say_stray(lua_State *L, const struct adding *a)
{
	static const char what[] = "Trailing stray characters";
	const struct expert_info e = { .severity = TP_SEVERITY_WARN,
	    .group = GROUP_UNDECODED, .s = what, .n = sizeof(what) - 1 };
	const struct tree_object *o = lua_touserdata(L, -1);

	add_expert(a->visit, o->node, o->group, &e);
}

static int
add_field(lua_State *L, struct adding *a, int arg, uint32_t encoding)
{
	bool given;

	if (a->field->id == 0)
		return luaL_error(L, "Tree item ProtoField/Protocol handle is "
		    "invalid (ProtoField/Proto not registered?)");
	arg = take_range(L, a, arg);
	given = !lua_isnoneornil(L, arg);
	if (given && a->field->ft == TP_FT_NONE) {
		/* it has no value: what stands there is its label */
		given = false;
		arg--;
	}
	if (a->parent->node != NULL || is_wanted(a, a->field->id))
		take_value(L, a, arg, given, encoding);
	(void)push_item(L, a, add_value(a, a->field->id), arg + 1);
	if (a->ranged && !given && a->has_value && has_stray(a))
		say_stray(L, a);
	return 1;
}

static int
add_proto(lua_State *L, struct adding *a, int arg)
{
	arg = take_range(L, a, arg);
	a->value.v.p = range_data(a->range);
	a->value.slen = a->len;
	return push_item(L, a, add_value(a, a->proto->id), arg);
}

static int
add_text(lua_State *L, struct adding *a, int arg)
{
	arg = take_range(L, a, arg);
	if (a->ranged && lua_isnone(L, arg))
		return luaL_error(L, "Tree item ProtoField/Protocol handle is "
		    "invalid (ProtoField/Proto not registered?)");
	if (lua_isnone(L, arg))
		return luaL_error(L, "TreeItem:add() is given nothing to "
		    "add: a ProtoField, a Proto, a range or a text");
	return push_item(L, a, 0, arg);
}

static int
add(lua_State *L, uint32_t encoding)
{
	const struct object *what = lua_touserdata(L, 2);
	struct adding a;

	a.parent = check_tree(L);
	a.visit = visit_check(L);
	a.field = NULL;
	a.proto = NULL;
	a.has_value = false;
	if (what != NULL && what->class == &class_protofield) {
		a.field = ((const struct pfield_object *)what)->field;
		return add_field(L, &a, 3, encoding);
	}
	if (what != NULL && what->class == &class_proto) {
		a.proto = ((const struct proto_object *)what)->proto;
		return add_proto(L, &a, 3);
	}
	return add_text(L, &a, 2);
}

static int
tree_add(lua_State *L)
{
	return add(L, 0);
}

static int
tree_add_le(lua_State *L)
{
	return add(L, ENC_LITTLE);
}

/* Pushes a value as a script has it; false: it has none. */
static bool
push_value(lua_State *L, const struct pfield *f, const tp_value *v)
{
	if (f->ft == TP_FT_STRING || f->ft == TP_FT_STRINGZ)
		lua_pushlstring(L, v->v.p, v->slen);
	else if (f->ft == TP_FT_BYTES || f->ft == TP_FT_OID)
		(void)bytearray_push(L, v->v.p, v->slen);
	else if (f->ft == TP_FT_ABSOLUTE_TIME || f->ft == TP_FT_RELATIVE_TIME)
		nstime_push(L, v->v.t.sec, (int32_t)v->v.t.nsec);
	else
		return false;
	return true;
}

/* add_packet_field(field, range, encoding, ...): item, value, offset; words
 * stand behind the label */
static int
tree_add_packet_field(lua_State *L)
{
	struct pfield_object *f = object_check(L, 2, &class_protofield);
	uint32_t encoding = (uint32_t)integer_arg(L, 4);
	struct label words = { .n = 0 };
	struct range_object r;
	tp_value v;
	uint32_t len;

	if (!range_arg(L, 3, &r))
		return luaL_typeerror(L, 3, "TvbRange");
	add_words(L, &words, 5, false);
	lua_settop(L, 3);
	(void)add(L, encoding);
	add_to_label(L, lua_touserdata(L, -1), &words);
	if (!value_fetch(L, visit_of(L), f->field, &r, encoding, &v, &len))
		return luaL_error(L, "%s", lua_tostring(L, -1));
	if (!push_value(L, f->field, &v)) {
		lua_pushnil(L);
		lua_pushnil(L);
		return 3;
	}
	lua_pushinteger(L, (lua_Integer)r.off + len);
	return 3;
}

/* ------------------------------------------------------------------ texts */

/* The second argument as text: a string mostly is one. */
static const char *
text_arg(lua_State *L)
{
	return lua_type(L, 2) == LUA_TSTRING ? lua_tostring(L, 2) :
	    luaL_tolstring(L, 2, NULL);
}

static int
tree_set_text(lua_State *L)
{
	struct tree_object *o = check_tree(L);
	struct label l = { .n = 0 };

	label_puts(&l, text_arg(L));
	set_label(L, o, &l);
	lua_settop(L, 1);
	return 1;
}

static int
tree_append_text(lua_State *L)
{
	struct tree_object *o = check_tree(L);
	struct label l;
	const char *s = text_arg(L);

	if (o->node != NULL) {
		l = label_of(o);
		label_puts(&l, s);
		set_label(L, o, &l);
	}
	lua_settop(L, 1);
	return 1;
}

static int
tree_prepend_text(lua_State *L)
{
	struct tree_object *o = check_tree(L);
	struct label l = { .n = 0 }, old;
	const char *s = text_arg(L);

	if (o->node != NULL) {
		old = label_of(o);
		label_puts(&l, s);
		label_add(&l, old.s, old.n);
		set_label(L, o, &l);
	}
	lua_settop(L, 1);
	return 1;
}

static int
get_text(lua_State *L)
{
	struct tree_object *o = check_tree(L);
	struct label l = label_of(o);

	lua_pushlstring(L, l.s, l.n);
	return 1;
}

/* ------------------------------------------------------------------ flags */

static void
set_flag(lua_State *L, struct tree_object *o, uint32_t flag, bool on)
{
	struct visit *v = visit_check(L);

	o->flags = on ? o->flags | flag : o->flags & ~flag;
	if (o->node != NULL)
		o->node->flags = o->flags;
	if (o->item != 0)
		v->tvb->pkt->host->set_flags(v->tvb, o->item, o->flags);
}

static int
set_flag_method(lua_State *L, uint32_t flag)
{
	set_flag(L, check_tree(L), flag,
	    lua_isnone(L, 2) || lua_toboolean(L, 2));
	lua_settop(L, 1);
	return 1;
}

static int
tree_set_generated(lua_State *L)
{
	return set_flag_method(L, TP_VALUE_GENERATED);
}

static int
tree_set_hidden(lua_State *L)
{
	return set_flag_method(L, TP_VALUE_HIDDEN);
}

static int
get_generated(lua_State *L)
{
	lua_pushboolean(L, (check_tree(L)->flags & TP_VALUE_GENERATED) != 0);
	return 1;
}

static int
get_hidden(lua_State *L)
{
	lua_pushboolean(L, (check_tree(L)->flags & TP_VALUE_HIDDEN) != 0);
	return 1;
}

static int
set_generated(lua_State *L)
{
	set_flag(L, check_tree(L), TP_VALUE_GENERATED, lua_toboolean(L, 2));
	return 0;
}

static int
set_hidden(lua_State *L)
{
	set_flag(L, check_tree(L), TP_VALUE_HIDDEN, lua_toboolean(L, 2));
	return 0;
}

static void
set_len(lua_State *L, int arg)
{
	struct tree_object *o = check_tree(L);
	struct visit *v = visit_check(L);
	lua_Integer n = integer_arg(L, arg);

	luaL_argcheck(L, n >= 0 && n <= INT32_MAX, arg, "no length");
	o->len = (uint32_t)n;
	if (o->item != 0)
		v->tvb->pkt->host->set_len(v->tvb, o->item, o->len);
}

static int
tree_set_len(lua_State *L)
{
	set_len(L, 2);
	lua_settop(L, 1);
	return 1;
}

static int
set_len_setter(lua_State *L)
{
	set_len(L, 2);
	return 0;
}

static int
get_len(lua_State *L)
{
	lua_pushinteger(L, check_tree(L)->len);
	return 1;
}

static int
get_visible(lua_State *L)
{
	lua_pushboolean(L, check_tree(L)->node != NULL);
	return 1;
}

static int
tree_referenced(lua_State *L)
{
	(void)check_tree(L);
	lua_pushboolean(L, 1);
	return 1;
}

/* ----------------------------------------------------------------- expert */

void
tree_add_expert(lua_State *L, const struct expert_info *e, bool item)
{
	const struct tree_object *o = check_tree(L);
	struct visit *v = visit_check(L);
	struct node *node = o->node;
	struct label l = { .n = 0 };

	if (item && node != NULL && (node = node_new(v, node)) != NULL) {
		label_add(&l, e->s, e->n);
		node_label(v, node, &l);
	}
	add_expert(v, node, o->group, e);
}

void
tree_add_error(struct visit *v, const char *why)
{
	struct expert_info e = { .severity = TP_SEVERITY_ERROR,
	    .group = GROUP_UNDECODED, .id = expert_field(v->script->lua,
	    WS_LUA_ERROR) };
	struct node *node = v->root != NULL ? node_new(v, v->root) : NULL;
	struct label l = { .n = 0 };

	label_puts(&l, "Lua Error: ");
	label_puts(&l, why);
	if (node != NULL)
		node_label(v, node, &l);
	l.s[l.n] = '\0';
	e.s = l.s;
	e.n = l.n;
	add_expert(v, node, v->tvb->group, &e);
}

/* ------------------------------------------------------------------ class */

static int
tree_tostring(lua_State *L)
{
	const struct tree_object *o = lua_touserdata(L, 1);

	lua_pushfstring(L, "TreeItem: expired=%s, has item=true, has "
	    "subtree=true, they are the same", o->object.serial ==
	    script_of(L)->lua->serial ? "false" : "true");
	return 1;
}

static const luaL_Reg methods[] = {
	{ "add", tree_add }, { "add_le", tree_add_le },
	{ "add_packet_field", tree_add_packet_field },
	{ "set_text", tree_set_text }, { "append_text", tree_append_text },
	{ "prepend_text", tree_prepend_text }, { "set_len", tree_set_len },
	{ "set_generated", tree_set_generated },
	{ "set_hidden", tree_set_hidden },
	{ "add_expert_info", expert_add_info },
	{ "add_proto_expert_info", expert_add_proto },
	{ "add_tvb_expert_info", expert_add_tvb },
	{ "referenced", tree_referenced }, { NULL, NULL }
};

static const luaL_Reg getters[] = {
	{ "text", get_text }, { "generated", get_generated },
	{ "hidden", get_hidden }, { "len", get_len },
	{ "visible", get_visible }, { NULL, NULL }
};

static int
set_text(lua_State *L)
{
	(void)tree_set_text(L);
	return 0;
}

static const luaL_Reg setters[] = {
	{ "text", set_text }, { "generated", set_generated },
	{ "hidden", set_hidden }, { "len", set_len_setter }, { NULL, NULL }
};

static const luaL_Reg meta[] = {
	{ "__tostring", tree_tostring }, { NULL, NULL }
};

static const luaL_Reg none[] = { { NULL, NULL } };

const struct class class_tree = {
	.name = "TreeItem", .statics = none, .methods = methods,
	.getters = getters, .setters = setters, .meta = meta,
};

void
lua_class_tree(lua_State *L)
{
	class_open(L, &class_tree);
}
