/* SPDX-License-Identifier: BSD-3-Clause */
/* --json: one object per packet and line. */
#ifndef TAPIR_JSON_H
#define TAPIR_JSON_H

#include "engine.h"

struct json;

/* tree: --json=tree.  All fields become wanted. */
struct json *json_new(struct packet *, bool tree);
void	json_free(struct json *);
/* Appends the line; iface may be NULL. */
void	json_put(struct json *, struct textbuf *, struct packet *,
	    const char *iface);

#endif
