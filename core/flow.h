/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * State of flows: the two ends of an IP protocol's ports.  The table holds a
 * fixed number; one that was not used for long makes room for a new one, so
 * memory stays flat however many there are.
 */
#ifndef TAPIR_FLOW_H
#define TAPIR_FLOW_H

#include <stdint.h>

#include <tapir/plugin.h>

struct flow_table;

/* While plugins load: reserves octets in every flow.  flags: TP_SLOT_*. */
tp_slot	flow_slot(uint32_t bytes, uint32_t flags);
uint32_t flow_slot_flags(tp_slot);
/* Plugins will load anew, and there is no table. */
void	flow_slots_forget(void);

struct flow_table *flow_table_new(uint32_t max_flows);
void	flow_table_free(struct flow_table *);
/* As if it were new. */
void	flow_table_forget(struct flow_table *);

/* The slot of the packet's flow, zeroed when new; see tp_host.flow. */
void	*flow_get(struct flow_table *, const tp_pkt *, tp_slot, uint32_t *dir,
	    uint32_t *index);

/* The same; it starts anew with an index of its own; see tp_host.flow_renew. */
void	*flow_renew(struct flow_table *, const tp_pkt *, tp_slot,
	    uint32_t *index);

/* The slot of the packet's flow if there is one; see tp_host.flow_look. */
const void *flow_look(struct flow_table *, const tp_pkt *, tp_slot,
	    uint32_t *dir);

#endif
