/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * TreeItem.  An item is a value of the packet, if its field is wanted, and a
 * node with a label, if the packet's tree is printed (-v) or the script asks
 * for texts; mostly it is neither, and costs next to nothing.
 */
#ifndef LUA_TREE_H
#define LUA_TREE_H

#include "packet.h"
#include "protofield.h"

struct node {				/* lives as long as the packet */
	struct node *parent, *first, *last, *next;
	const char *label;
	uint32_t n, flags;		/* octets of label; TP_VALUE_* */
};

struct tree_object {
	struct object object;
	struct node *node;		/* or NULL */
	tp_item item, group;		/* its value; what its children are of */
	uint32_t len, flags;
	uint32_t depth;			/* below the tree that it is in */
};

extern const struct class class_tree;

/* The tree of a visit, whose items belong to group. */
struct tree_object *tree_push_root(lua_State *, tp_item group);
/* The visit has failed: says so, as Wireshark does, at the tree's end. */
void	tree_add_error(struct visit *, const char *why);
/* What has been added, as text: once the dissector has returned. */
void	tree_print(tp_tvb *, const struct node *root);

#endif
